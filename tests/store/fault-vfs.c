/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-vfs.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* One part of a file as it was before a write that is not synced yet. */
typedef struct {
  char *path;
  gint64 offset;
  GBytes *before;  /* what was there; shorter than the write at the end of the file */
  gint64 old_size; /* the file is cut to this */
} Undo;

typedef struct {
  sqlite3_file base;
  char *path; /* nullable: a file without a name */
  sqlite3_file *real;
} FaultFile;

static struct {
  gboolean installed;
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  FaultKind kind;
  guint step;
  guint n_steps;
  gboolean fired;
  GPtrArray *undos; /* of Undo, oldest first */
} faults;

static void
undo_free (Undo *undo)
{
  g_free (undo->path);
  g_bytes_unref (undo->before);
  g_free (undo);
}

/* ── which step fails, and how ──────────────────────────────────────────────────────────────── */

typedef enum { GO_ON, FAIL, FAIL_HALF } Verdict;

static gboolean
is_crash (void)
{
  return faults.kind == FAULT_CRASH || faults.kind == FAULT_CRASH_LOSING;
}

static gboolean
is_dead (void)
{
  return is_crash () && faults.fired;
}

static Verdict
count_step (gboolean is_sync)
{
  if (faults.kind == FAULT_NONE)
    return GO_ON;
  if (is_dead ())
    return FAIL;
  faults.n_steps++;
  if (faults.n_steps < faults.step || (faults.n_steps > faults.step && faults.kind != FAULT_FULL))
    return GO_ON;
  if (faults.kind == FAULT_SYNC && !is_sync)
    return GO_ON;
  if (faults.kind == FAULT_FULL && is_sync)
    return GO_ON;
  faults.fired = TRUE;
  return faults.kind == FAULT_FULL || is_sync ? FAIL : FAIL_HALF;
}

/* ── what a crash takes back ────────────────────────────────────────────────────────────────── */

static void
remember (FaultFile *file, gint64 offset, int amount)
{
  g_autofree guint8 *before = g_malloc (amount);
  gint64 size = 0;
  Undo *undo;
  int n_before;

  if (faults.kind != FAULT_CRASH_LOSING || file->path == NULL)
    return;
  g_assert_cmpint (file->real->pMethods->xFileSize (file->real, (sqlite3_int64 *) &size), ==,
                   SQLITE_OK);
  n_before = (int) CLAMP (size - offset, 0, amount);
  if (n_before > 0)
    g_assert_cmpint (file->real->pMethods->xRead (file->real, before, n_before, offset), ==,
                     SQLITE_OK);
  undo = g_new0 (Undo, 1);
  undo->path = g_strdup (file->path);
  undo->offset = offset;
  undo->before = g_bytes_new (before, (gsize) n_before);
  undo->old_size = size;
  g_ptr_array_add (faults.undos, undo);
}

static void
forget (const char *path)
{
  for (guint i = faults.undos->len; i > 0; i--)
    if (g_strcmp0 (((Undo *) g_ptr_array_index (faults.undos, i - 1))->path, path) == 0)
      g_ptr_array_remove_index (faults.undos, i - 1);
}

static void
take_back (const Undo *undo)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (undo->before, &size);
  int fd = open (undo->path, O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return; /* the file went away since */
  if (size > 0)
    g_assert_cmpint (pwrite (fd, data, size, undo->offset), ==, (gssize) size);
  g_assert_cmpint (ftruncate (fd, undo->old_size), ==, 0);
  close (fd);
}

/* ── files ──────────────────────────────────────────────────────────────────────────────────── */

#define REAL(file) (((FaultFile *) (file))->real)

static int
fault_close (sqlite3_file *file)
{
  FaultFile *self = (FaultFile *) file;
  int code = self->real->pMethods->xClose (self->real);

  g_free (self->path);
  g_free (self->real);
  return code;
}

static int
fault_read (sqlite3_file *file, void *data, int amount, sqlite3_int64 offset)
{
  if (is_dead ())
    return SQLITE_IOERR_READ;
  return REAL (file)->pMethods->xRead (REAL (file), data, amount, offset);
}

static int
fault_write (sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
  Verdict verdict = count_step (FALSE);

  if (verdict == FAIL)
    return faults.kind == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  remember ((FaultFile *) file, offset, amount);
  if (verdict == GO_ON)
    return REAL (file)->pMethods->xWrite (REAL (file), data, amount, offset);
  (void) REAL (file)->pMethods->xWrite (REAL (file), data, amount / 2, offset);
  return SQLITE_IOERR_WRITE;
}

static int
fault_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  if (count_step (FALSE) != GO_ON)
    return SQLITE_IOERR_TRUNCATE;
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
fault_sync (sqlite3_file *file, int flags)
{
  if (count_step (TRUE) != GO_ON)
    return SQLITE_IOERR_FSYNC;
  /* Truly syncing would only be slow: what counts is what would be lost. */
  forget (((FaultFile *) file)->path);
  return SQLITE_OK;
}

static int
fault_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
fault_lock (sqlite3_file *file, int lock)
{
  return REAL (file)->pMethods->xLock (REAL (file), lock);
}

static int
fault_unlock (sqlite3_file *file, int lock)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), lock);
}

static int
fault_check_reserved_lock (sqlite3_file *file, int *out)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), out);
}

static int
fault_file_control (sqlite3_file *file, int op, void *data)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), op, data);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
fault_device_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
fault_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, out);
}

static int
fault_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
fault_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
fault_shm_unmap (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

static const sqlite3_io_methods fault_methods = {
  .iVersion = 2,
  .xClose = fault_close,
  .xRead = fault_read,
  .xWrite = fault_write,
  .xTruncate = fault_truncate,
  .xSync = fault_sync,
  .xFileSize = fault_file_size,
  .xLock = fault_lock,
  .xUnlock = fault_unlock,
  .xCheckReservedLock = fault_check_reserved_lock,
  .xFileControl = fault_file_control,
  .xSectorSize = fault_sector_size,
  .xDeviceCharacteristics = fault_device_characteristics,
  .xShmMap = fault_shm_map,
  .xShmLock = fault_shm_lock,
  .xShmBarrier = fault_shm_barrier,
  .xShmUnmap = fault_shm_unmap,
};

/* ── the file system ────────────────────────────────────────────────────────────────────────── */

static int
fault_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *self = (FaultFile *) file;
  int code;

  memset (self, 0, sizeof *self);
  if (is_dead ())
    return SQLITE_CANTOPEN;
  self->real = g_malloc0 ((gsize) faults.real->szOsFile);
  code = faults.real->xOpen (faults.real, name, self->real, flags, out_flags);
  if (code != SQLITE_OK)
    {
      g_clear_pointer (&self->real, g_free);
      return code;
    }
  self->path = g_strdup (name);
  self->base.pMethods = &fault_methods;
  return SQLITE_OK;
}

static int
fault_delete (sqlite3_vfs *vfs, const char *name, int sync_dir)
{
  if (is_dead ())
    return SQLITE_IOERR_DELETE;
  forget (name);
  return faults.real->xDelete (faults.real, name, sync_dir);
}

void
fault_vfs_install (void)
{
  if (faults.installed)
    return;
  faults.installed = TRUE;
  faults.undos = g_ptr_array_new_with_free_func ((GDestroyNotify) undo_free);
  faults.real = sqlite3_vfs_find (NULL);
  /* Everything that is not about the content of files stays as it is. */
  faults.vfs = *faults.real;
  faults.vfs.zName = "fault";
  faults.vfs.szOsFile = sizeof (FaultFile);
  faults.vfs.pNext = NULL;
  faults.vfs.xOpen = fault_open;
  faults.vfs.xDelete = fault_delete;
  g_assert_cmpint (sqlite3_vfs_register (&faults.vfs, 1), ==, SQLITE_OK);
}

void
fault_vfs_arm (FaultKind kind, guint step)
{
  g_assert_true (faults.installed);
  g_ptr_array_set_size (faults.undos, 0);
  faults.kind = kind;
  faults.step = step;
  faults.n_steps = 0;
  faults.fired = FALSE;
}

void
fault_vfs_disarm (void)
{
  if (faults.kind == FAULT_CRASH_LOSING && faults.fired)
    for (guint i = faults.undos->len; i > 0; i--)
      take_back (g_ptr_array_index (faults.undos, i - 1));
  g_ptr_array_set_size (faults.undos, 0);
  faults.kind = FAULT_NONE;
}

guint
fault_vfs_get_n_steps (void)
{
  return faults.n_steps;
}

gboolean
fault_vfs_has_fired (void)
{
  return faults.fired;
}
