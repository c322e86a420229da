/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-print.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "qz-book-private.h"
#include "qz-book-repo.h"
#include "qz-data.h"
#include "qz-error.h"
#include "qz-registry-repo.h"
#include "qz-target.h"

QzForm *
qz_print_load_form (const char *id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("forms/%s.form", id);
  g_autoptr (GBytes) bytes = NULL;
  gsize size = 0;
  const char *text = NULL;

  if (!qz_data_load (name, &bytes, error))
    return NULL;
  text = g_bytes_get_data (bytes, &size);
  return qz_form_new_from_text (text, (gssize) size, name, error);
}

/* The text of @column in the row of @code, or @code itself. (transfer full) */
static char *
dup_cell (QzSheet *sheet, const char *code, guint column)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *text = qz_sheet_get_text (sheet, row, column);

      if (g_str_equal (qz_sheet_get_text (sheet, row, 0), code) && text != NULL && *text != '\0')
        return g_strdup (text);
    }
  return g_strdup (code);
}

static QzSheet *
load_agencies (QzBook *book, GError **error)
{
  static const char *const columns[] = { "code", "name", "area" };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("agencies");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    qz_sheet_add_column (sheet, columns[i], "", QZ_VALUE_TEXT);
  if (!qz_registry_repo_fill_agencies (qz_book_get_store (book), sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

char *
qz_print_dup_agency_name (QzBook *book, const char *agency, GError **error)
{
  g_autoptr (QzSheet) agencies = load_agencies (book, error);

  return agencies == NULL ? NULL : dup_cell (agencies, agency, 1);
}

char *
qz_print_dup_area_name (QzBook *book, const char *agency, GError **error)
{
  g_autoptr (QzSheet) agencies = load_agencies (book, error);
  g_autoptr (QzSheet) areas = qz_sheet_new ("areas");
  g_autofree char *code = agencies == NULL ? NULL : dup_cell (agencies, agency, 2);

  qz_sheet_add_column (areas, "code", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (areas, "name", "", QZ_VALUE_TEXT);
  if (code == NULL || !qz_registry_repo_fill_areas (qz_book_get_store (book), areas, error))
    return NULL;
  return dup_cell (areas, code, 1);
}

char *
qz_print_dup_person (QzBook *book, const char *user, GError **error)
{
  g_autoptr (QzUserRecord) record = NULL;

  if (!qz_book_repo_get_user (qz_book_get_store (book), user, &record, error))
    return NULL;
  return g_strdup (record != NULL && *record->full_name != '\0' ? record->full_name : user);
}

typedef struct {
  QzForm *form;
  QzSheet *const *sheets;
  guint n_sheets;
  const QzPrintOptions *options;
  GCancellable *cancellable;
} Job;

static gboolean
write_stream (const Job *job, const char *path, gboolean pdf, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) out =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, job->cancellable,
                      error);

  if (out == NULL)
    return FALSE;
  if (pdf ? !qz_form_write_pdf (job->form, job->sheets, job->n_sheets, job->options,
                                G_OUTPUT_STREAM (out), job->cancellable, error)
          : !qz_form_write_csv (job->form, job->sheets, job->n_sheets, G_OUTPUT_STREAM (out),
                                job->cancellable, error))
    return FALSE;
  return g_output_stream_close (G_OUTPUT_STREAM (out), job->cancellable, error);
}

static gboolean
write_as (const Job *job, const char *path, const char *partial, GError **error)
{
  if (g_str_has_suffix (path, ".pdf"))
    return write_stream (job, partial, TRUE, error);
  if (g_str_has_suffix (path, ".csv"))
    return write_stream (job, partial, FALSE, error);
  if (g_str_has_suffix (path, ".xlsx"))
    return qz_form_write_xlsx (job->form, job->sheets, job->n_sheets, job->options, partial,
                               job->cancellable, error);
  qz_error_set (error, QZ_ERROR_USAGE, "print-ending", _("“%s” must end in .pdf, .xlsx or .csv."),
                path);
  return FALSE;
}

static gboolean
check_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "print-folder",
                _("There is no folder “%s” to write “%s” into; make it or choose another one."),
                folder, path);
  return FALSE;
}

gboolean
qz_print_write (const char *form_id, QzSheet *const *sheets, guint n_sheets,
                const QzPrintOptions *options, const char *path, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (QzForm) form = qz_print_load_form (form_id, error);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  Job job = { form, sheets, n_sheets, options, cancellable };

  if (form == NULL || !check_folder (path, error) || !qz_target_check (path, error))
    return FALSE;
  if (!write_as (&job, path, partial, error))
    {
      g_unlink (partial);
      return FALSE;
    }
  if (g_rename (partial, path) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "print-rename", _("Cannot write %s: %s."), path,
                g_strerror (errno));
  g_unlink (partial);
  return FALSE;
}

GBytes *
qz_print_preview (const char *form_id, QzSheet *const *sheets, guint n_sheets,
                  const QzPrintOptions *options, GError **error)
{
  g_autoptr (QzForm) form = qz_print_load_form (form_id, error);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (form == NULL || !qz_form_write_pdf (form, sheets, n_sheets, options, out, NULL, error)
      || !g_output_stream_close (out, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}
