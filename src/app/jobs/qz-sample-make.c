/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sample-make.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "qz-config.h"
#include "qz-error.h"
#include "qz-imports.h"

char *
qz_sample_dup_source (const char *folder, const char *file)
{
  g_autofree char *installed = g_build_filename (QZ_DATA_DIR, "sample", folder, file, NULL);

  if (g_file_test (installed, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&installed);
  return g_build_filename (QZ_SOURCE_DATA_DIR, "sample", folder, file, NULL);
}

gboolean
qz_sample_add_users (QzBook *book, const QzContext *context, const QzSampleUser *users, guint n,
                     GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!qz_book_put_user (book, context, users[i].name, users[i].full_name, users[i].roles, TRUE,
                           error))
      return FALSE;
  return qz_book_put_user (book, context, context->user, "林岚",
                           QZ_ROLE_ADMINISTRATOR | QZ_ROLE_AUDITOR, TRUE, error);
}

gboolean
qz_sample_import (QzBook *book, const QzContext *context, const char *kind, const char *folder,
                  const char *file, GError **error)
{
  const QzImportOptions options = { NULL };
  g_autofree char *path = qz_sample_dup_source (folder, file);
  g_autoptr (QzSheet) report = qz_import_run (book, context, kind, path, &options, error);

  return report != NULL;
}

/* ── aside ───────────────────────────────────────────────────────────────────────────────────── */

static void
remove_all (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-lock" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

gboolean
qz_sample_make_aside (const char *path, const QzContext *context, QzSampleFillFunc fill,
                      GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      qz_error_set (error, QZ_ERROR_STORE, "sample-folder", _("The folder %s cannot be made: %s"),
                    folder, g_strerror (errno));
      return FALSE;
    }
  remove_all (partial);
  if (!fill (partial, context, error))
    {
      remove_all (partial);
      return FALSE;
    }
  if (g_rename (partial, path) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "sample-rename", _("%s cannot be put in place: %s"), path,
                g_strerror (errno));
  remove_all (partial);
  return FALSE;
}
