/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-file-guard.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "qz-clock.h"
#include "qz-error.h"

#define HOLDER_SIZE 512

struct _QzFileLock {
  char *path;
  int fd;
};

static void
set_system_error (GError **error, const char *id, const char *path, int code)
{
  qz_error_set (error, QZ_ERROR_STORE, id, "%s: %s", path, g_strerror (code));
}

/* ── the writer's lock ──────────────────────────────────────────────────────────────────────── */

static void
set_held_error (GError **error, const char *path, int fd)
{
  char holder[HOLDER_SIZE] = "";
  gssize length = pread (fd, holder, sizeof holder - 1, 0);

  if (length > 0)
    holder[length] = '\0';
  g_strstrip (holder);
  qz_error_set (error, QZ_ERROR_STORE, "book-locked",
                _("%s is being written by another start of the program (%s); "
                   "wait until it is closed, or open the book set for reading only"),
                path, holder[0] != '\0' ? holder : _("who it is, is not known yet"));
}

static gboolean
write_holder (int fd)
{
  QzClock clock;
  g_autofree char *text = NULL;
  gsize length;

  qz_clock_init_now (&clock);
  text = g_strdup_printf ("process %d, user %s, host %s, since %s\n", (int) getpid (),
                          g_get_user_name (), g_get_host_name (), clock.real);
  length = strlen (text);
  return ftruncate (fd, 0) == 0 && pwrite (fd, text, length, 0) == (gssize) length;
}

/* The holder before may have removed the file between our open and our lock; then the lock we got
 * guards nothing. */
static gboolean
is_still_there (int fd, const char *lock_path)
{
  struct stat ours;
  struct stat named;

  return fstat (fd, &ours) == 0 && stat (lock_path, &named) == 0 && ours.st_ino == named.st_ino
         && ours.st_dev == named.st_dev;
}

static int
open_locked (const char *path, const char *lock_path, GError **error)
{
  for (;;)
    {
      int fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);

      if (fd < 0)
        {
          set_system_error (error, "book-lock-failed", lock_path, errno);
          return -1;
        }
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          if (errno == EWOULDBLOCK)
            set_held_error (error, path, fd);
          else
            set_system_error (error, "book-lock-failed", lock_path, errno);
          close (fd);
          return -1;
        }
      if (is_still_there (fd, lock_path))
        return fd;
      close (fd);
    }
}

QzFileLock *
qz_file_lock_take (const char *path, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, "-lock", NULL);
  QzFileLock *self;
  int fd = open_locked (path, lock_path, error);

  if (fd < 0)
    return NULL;
  if (!write_holder (fd))
    {
      set_system_error (error, "book-lock-failed", lock_path, errno);
      (void) unlink (lock_path);
      close (fd);
      return NULL;
    }
  self = g_new0 (QzFileLock, 1);
  self->path = g_steal_pointer (&lock_path);
  self->fd = fd;
  return self;
}

void
qz_file_lock_release (QzFileLock *self)
{
  if (self == NULL)
    return;
  /* Removed while it is still locked, so that nobody locks a name that is going away unseen. */
  (void) unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

/* ── network file systems ───────────────────────────────────────────────────────────────────── */

#define MAGIC_FUSE 0x65735546

static const struct {
  guint32 magic;
  const char *name;
} network_systems[] = {
  { 0x6969, "NFS" },       { 0x517b, "SMB" },        { 0xff534d42, "CIFS" },
  { 0xfe534d42, "SMB" },   { 0x01021997, "9p" },     { 0x5346414f, "AFS" },
  { 0x564c, "NCP" },       { 0x73757245, "Coda" },   { 0x00c36400, "Ceph" },
  { 0x7461636f, "OCFS2" }, { 0x0bd00bd0, "Lustre" }, { 0x786f4256, "vboxsf" },
};

/* User-space file systems share one magic number; these carry files over a network. */
static const char *const network_helpers[] = {
  "fuse.sshfs",      "fuse.rclone",    "fuse.davfs",   "fuse.davfs2",
  "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.s3fs",    "fuse.curlftpfs",
  "fuse.smbnetfs",   "fuse.ceph",      "fuse.juicefs", "fuse.goofys",
};

static const char *
find_helper (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (network_helpers); i++)
    if (g_str_equal (type, network_helpers[i]))
      return network_helpers[i];
  return NULL;
}

/* The type after " - " of the mount with @path's device number. */
static const char *
find_fuse_helper (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *device = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;

  if (stat (path, &info) != 0 || !g_file_get_contents ("/proc/self/mountinfo", &text, NULL, &error))
    return NULL;
  device = g_strdup_printf (" %u:%u ", major (info.st_dev), minor (info.st_dev));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *tail = strstr (lines[i], " - ");

      if (tail != NULL && strstr (lines[i], device) != NULL)
        {
          g_auto (GStrv) words = g_strsplit (tail + 3, " ", 2);

          return words[0] != NULL ? find_helper (words[0]) : NULL;
        }
    }
  return NULL;
}

static const char *
find_network_system (const char *path)
{
  struct statfs info;

  if (statfs (path, &info) != 0)
    return NULL;
  if ((guint32) info.f_type == MAGIC_FUSE)
    return find_fuse_helper (path);
  for (guint i = 0; i < G_N_ELEMENTS (network_systems); i++)
    if (network_systems[i].magic == (guint32) info.f_type)
      return network_systems[i].name;
  return NULL;
}

static QzFileSystemFunc system_func = find_network_system;

void
qz_file_set_system_func (QzFileSystemFunc func)
{
  system_func = func != NULL ? func : find_network_system;
}

gboolean
qz_file_check_local (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char *name = system_func (folder);

  if (name == NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "book-on-network",
                _("%s lies on a network file system (%s), which cannot keep a book set safe "
                   "when two computers write; keep it on a local disk"),
                path, name);
  return FALSE;
}

/* ── names ──────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_file_has_log (const char *path)
{
  static const char *const endings[] = { "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      struct stat log;

      if (stat (name, &log) == 0 && log.st_size > 0)
        return TRUE;
    }
  return FALSE;
}

static void
set_taken (GError **error, const char *path)
{
  qz_error_set (error, QZ_ERROR_STORE, "file-exists", _("%s exists already; choose another name"),
                path);
}

gboolean
qz_file_check_free (const char *path, GError **error)
{
  struct stat file;

  if (lstat (path, &file) == 0)
    {
      set_taken (error, path);
      return FALSE;
    }
  if (!qz_file_has_log (path))
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "file-exists",
                _("Beside %s lies the log that a book set of this name left (-wal or -journal); "
                  "choose another name, or move the log to the book set it belongs to"),
                path);
  return FALSE;
}

static gboolean
sync_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    set_system_error (error, "book-sync-failed", path, errno);
  if (fd >= 0)
    close (fd);
  return done;
}

/* File systems without the no-replace rename give the same by a second link. */
static int
rename_new (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return errno;
  if (link (from, to) != 0)
    return errno;
  (void) unlink (from);
  return 0;
}

/* Only a file system that knows no such thing may answer otherwise. */
static gboolean
sync_folder (int fd)
{
  return fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

/* The folder is opened first: when its change cannot be made durable, the name is taken back. */
static gboolean
name_durably (const char *temporary, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int code = fd >= 0 ? rename_new (temporary, path) : errno;

  if (code == 0 && !sync_folder (fd))
    {
      code = errno;
      (void) g_unlink (path);
    }
  if (fd >= 0)
    close (fd);
  if (code == EEXIST)
    set_taken (error, path);
  else if (code != 0)
    set_system_error (error, "book-name-failed", path, code);
  return code == 0;
}

static gboolean
publish (const char *temporary, const char *path, GError **error)
{
  if (qz_file_has_log (temporary))
    {
      qz_error_set (error, QZ_ERROR_STORE, "store-full",
                    _("%s could not be written to its end; make room on the disk and try again"),
                    path);
      return FALSE;
    }
  return sync_file (temporary, error) && qz_file_check_free (path, error)
         && name_durably (temporary, path, error);
}

/* With all that is in it: nobody else knows of it. */
static void
remove_folder (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  const char *name;

  if (folder == NULL)
    g_warning ("%s", error->message);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      (void) g_unlink (inner);
    }
  (void) g_rmdir (path);
}

/* Whoever writes the book set whose file was moved away from @path goes on writing its log there.
 * Network file systems, where only backups may lie, know no locks. */
static gboolean
take_name (const char *path, QzFileLock **lock, GError **error)
{
  g_autoptr (GError) network = NULL;

  if (!qz_file_check_local (path, &network))
    return TRUE;
  *lock = qz_file_lock_take (path, error);
  return *lock != NULL;
}

gboolean
qz_file_make (const char *path, QzFileMake make, gpointer data, GError **error)
{
  g_autofree char *folder = g_strconcat (path, ".partial-XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *temporary = NULL;
  g_autoptr (QzFileLock) lock = NULL;
  gboolean done;

  if (!qz_file_check_free (path, error) || !take_name (path, &lock, error))
    return FALSE;
  if (g_mkdtemp (folder) == NULL)
    {
      set_system_error (error, "book-name-failed", folder, errno);
      return FALSE;
    }
  temporary = g_build_filename (folder, name, NULL);
  done = make (temporary, data, error) && publish (temporary, path, error);
  remove_folder (folder);
  return done;
}

void
qz_file_remove (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      (void) g_unlink (name);
    }
}
