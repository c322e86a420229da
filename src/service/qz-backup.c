/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-file-guard.h"
#include "qz-transfer-repo.h"

/* What a backup holds, before anybody works in it. */

/* China's time, as everywhere; the file's own word, for nothing in it says when it was copied. A
 * file that does not say is none the worse. */
static void
set_written (QzSheet *sheet, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                                  G_FILE_QUERY_INFO_NONE, NULL, &reason);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) moment =
      info != NULL ? g_file_info_get_modification_date_time (info) : NULL;
  g_autoptr (GDateTime) here = NULL;
  g_autofree char *text = NULL;

  here = moment != NULL ? g_date_time_to_timezone (moment, zone) : NULL;
  text = here != NULL ? g_date_time_format (here, "%Y-%m-%d %H:%M") : g_strdup ("");
  qz_sheet_set_text (sheet, "written", _("File written"), text);
}

/* Code and name, or the code alone before the agencies are imported. */
static gboolean
set_agency (QzSheet *sheet, QzBook *book, GError **error)
{
  g_autofree char *name = qz_transfer_repo_dup_agency_name (book->store, book->agency, error);
  g_autofree char *both = NULL;

  if (name == NULL)
    return FALSE;
  both = g_strcmp0 (name, book->agency) == 0 ? g_strdup (name)
                                             : g_strdup_printf ("%s %s", book->agency, name);
  qz_sheet_set_text (sheet, "agency", _("Agency"), both);
  return TRUE;
}

/* Whose it is: those who may give out rights in it. */
static gboolean
set_administrators (QzSheet *sheet, QzBook *book, GError **error)
{
  g_autoptr (QzSheet) users = qz_book_list_users (book, error);
  g_autoptr (GString) names = g_string_new (NULL);
  guint full_name, roles, active;

  if (users == NULL)
    return FALSE;
  full_name = (guint) qz_sheet_find_column (users, "full_name");
  roles = (guint) qz_sheet_find_column (users, "roles");
  active = (guint) qz_sheet_find_column (users, "active");
  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    {
      const char *full = qz_sheet_get_text (users, row, full_name);
      const char *list = qz_sheet_get_text (users, row, roles);

      if (qz_sheet_get_number (users, row, active) == 0 || list == NULL
          || g_strstr_len (list, -1, "administrator") == NULL)
        continue;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              full != NULL && *full != '\0' ? full
                                                            : qz_sheet_get_text (users, row, 0));
    }
  qz_sheet_set_text (sheet, "administrators", _("Administrators"), names->str);
  return TRUE;
}

/* From the facts of the book set, with their titles. */
static void
copy_facts (QzSheet *sheet, QzSheet *info)
{
  static const char *const names[] = { "last_change", "claims", "documents", "vouchers" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const guint fact = (guint) qz_sheet_find_fact (info, names[i]);
      const char *title = qz_sheet_get_fact_title (info, fact);

      if (qz_sheet_get_fact_type (info, fact) == QZ_VALUE_TEXT)
        qz_sheet_set_text (sheet, names[i], title, qz_sheet_get_fact_text (info, fact));
      else
        qz_sheet_set_number (sheet, names[i], title, qz_sheet_get_fact_type (info, fact),
                             qz_sheet_get_fact_number (info, fact));
    }
}

/* @path: of the backup; @copy: what is looked at. */
static QzSheet *
look_at (const char *copy, const char *path, const QzContext *context, GError **error)
{
  g_autoptr (QzBook) book = qz_book_open (copy, FALSE, error);
  g_autoptr (QzSheet) info = book != NULL ? qz_book_dup_info (book, error) : NULL;
  g_autoptr (QzSheet) checks = NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("backup");
  gboolean ok = FALSE;

  if (info == NULL)
    return NULL;
  qz_sheet_set_text (sheet, "name", _("Name"), book->name);
  if (!set_agency (sheet, book, error) || !set_administrators (sheet, book, error))
    return NULL;
  set_written (sheet, path);
  copy_facts (sheet, info);
  checks = qz_book_verify (book, context, &ok, error);
  if (checks == NULL)
    return NULL;
  qz_sheet_set_number (sheet, "ok", _("Whole"), QZ_VALUE_BOOL, ok);
  qz_sheet_add_child (sheet, checks);
  return g_steal_pointer (&sheet);
}

/* Where a copy may lie for as long as it is looked at: nobody else may read it. (transfer full) */
static char *
make_folder (GError **error)
{
  char *folder = g_build_filename (g_get_user_cache_dir (), "qingzhang-XXXXXX", NULL);

  if (g_mkdir_with_parents (g_get_user_cache_dir (), 0700) == 0 && g_mkdtemp (folder) != NULL)
    return folder;
  qz_error_set (error, QZ_ERROR_STORE, "store-io", "%s: %s", folder, g_strerror (errno));
  g_free (folder);
  return NULL;
}

/* A copy is looked at: a backup may lie where nothing can be written, or be of an older version. */
QzSheet *
qz_backup_look (const char *path, const QzContext *context, GError **error)
{
  g_autofree char *folder = make_folder (error);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *copy = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  QzSheet *sheet = NULL;

  if (copy == NULL)
    return NULL;
  if (qz_store_restore_unproven (path, copy, context->progress, context->cancellable, error))
    sheet = look_at (copy, path, context, error);
  qz_file_remove (copy);
  (void) g_rmdir (folder);
  return sheet;
}
