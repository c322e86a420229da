/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "qz-error.h"
#include "qz-form.h"
#include "qz-list-writer.h"
#include "qz-target.h"

struct _QzExport {
  char *path;
  char *partial;
  QzListWriter *writer; /* nullable: a PDF, whose rows are gathered */
  QzSheet *gathered;
  char *created;
};

/* ── PDF ─────────────────────────────────────────────────────────────────────────────────────── */

static void
append_line (GString *text, const char *key, const char *value)
{
  g_autofree char *line = g_strdelimit (g_strdup (value), "\r\n", ' ');

  g_string_append_printf (text, "%s = %s\n", key, line);
}

/* Columns of Latin letters that the widest of some rows takes; a Chinese character is two. */
static guint
measure_column (QzSheet *sheet, guint column)
{
  const guint n_rows = MIN (qz_sheet_get_n_rows (sheet), 200);
  guint widest = 0;

  for (guint row = 0; row <= n_rows; row++)
    {
      g_autofree char *shown = row == n_rows
                                   ? g_strdup (qz_sheet_get_column_title (sheet, column))
                                   : qz_sheet_dup_display (sheet, row, column);
      guint n = 0;

      for (const char *at = shown; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
        n += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
      widest = MAX (widest, n);
    }
  return CLAMP (widest, 4, 30);
}

static void
append_columns (GString *text, QzSheet *sheet)
{
  for (guint i = 0; i < qz_sheet_get_n_columns (sheet); i++)
    {
      const QzValueType type = qz_sheet_get_column_type (sheet, i);

      g_string_append (text, "\n[column]\n");
      append_line (text, "name", qz_sheet_get_column_name (sheet, i));
      append_line (text, "heading", qz_sheet_get_column_title (sheet, i));
      g_string_append_printf (text, "width = %u\n", measure_column (sheet, i));
      if (type == QZ_VALUE_FEN)
        g_string_append (text, "sum = yes\n");
    }
}

/* A form made for this one table; what comes from elsewhere stands in facts, where nothing of it is
 * read as a template. */
static QzForm *
new_form (QzSheet *sheet, GError **error)
{
  const guint n_columns = qz_sheet_get_n_columns (sheet);
  const char *title =
      qz_sheet_get_fact_text (sheet, (guint) qz_sheet_find_fact (sheet, "list_title"));
  g_autoptr (GString) text = g_string_new ("[form]\ntitle = {list_title}\n"
                                           "author = 清账\nsubject = {list_title}\n"
                                           "margin = 13\n");

  /* The foot of each page shows it. */
  append_line (text, "id", title != NULL && *title != '\0' ? title : _("List"));
  append_line (text, "paper", n_columns > 6 ? "A4 landscape" : "A4 portrait");
  g_string_append (text, n_columns > 14 ? "size = 6\n" : n_columns > 9 ? "size = 7\n" : "");
  g_string_append (text, "\n[header]\nleft = {list_filters}\nright = {list_day:date}\n\n[table]\n");
  append_line (text, "total", _("Total"));
  append_columns (text, sheet);
  return qz_form_new_from_text (text->str, (gssize) text->len, "LIST", error);
}

static gboolean
write_form (QzForm *form, QzExport *self, GOutputStream *out, GCancellable *cancellable,
            GError **error)
{
  const QzPrintOptions options = { QZ_PRINT_FINAL, 0, NULL, self->created };
  QzSheet *sheets[] = { self->gathered };

  return qz_form_write_pdf (form, sheets, 1, &options, out, cancellable, error)
         && g_output_stream_close (out, cancellable, error);
}

static gboolean
write_pdf (QzExport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (QzForm) form = new_form (self->gathered, error);
  g_autoptr (GFile) file = g_file_new_for_path (self->partial);
  g_autoptr (GFileOutputStream) out = NULL;

  if (form == NULL)
    return FALSE;
  out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);
  return out != NULL && write_form (form, self, G_OUTPUT_STREAM (out), cancellable, error);
}

static gboolean
begin_pdf (QzExport *self, QzSheet *head, const QzExportOptions *options, GError **error)
{
  if (options->n_rows > QZ_EXPORT_MAX_PDF_ROWS)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "export-too-long",
                    _("A PDF takes at most %d rows; filter the table, or export it as XLSX or "
                      "CSV, which take any number"),
                    QZ_EXPORT_MAX_PDF_ROWS);
      return FALSE;
    }
  self->gathered = qz_sheet_new ("list");
  for (guint i = 0; i < qz_sheet_get_n_columns (head); i++)
    qz_sheet_add_column (self->gathered, qz_sheet_get_column_name (head, i),
                         qz_sheet_get_column_title (head, i), qz_sheet_get_column_type (head, i));
  qz_sheet_set_text (self->gathered, "list_title", "", options->title);
  qz_sheet_set_text (self->gathered, "list_filters", "", options->filters);
  qz_sheet_set_number (self->gathered, "list_day", "", QZ_VALUE_DAY, options->clock->today);
  return TRUE;
}

static void
gather (QzSheet *to, QzSheet *rows)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (rows); row++)
    {
      const guint made = qz_sheet_add_row (to);

      for (guint i = 0; i < qz_sheet_get_n_columns (to); i++)
        if (qz_sheet_is_empty (rows, row, i))
          continue;
        else if (qz_sheet_get_column_type (to, i) == QZ_VALUE_TEXT)
          qz_sheet_put_text (to, made, i, qz_sheet_get_text (rows, row, i));
        else
          qz_sheet_put_number (to, made, i, qz_sheet_get_number (rows, row, i));
    }
}

/* ── all kinds ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
begin (QzExport *self, QzSheet *head, const QzExportOptions *options, GError **error)
{
  const QzListOptions list = { options->title, options->filters, self->created,
                               options->has_mark };
  const gboolean xlsx = g_str_has_suffix (self->path, ".xlsx");

  if (g_str_has_suffix (self->path, ".pdf"))
    return begin_pdf (self, head, options, error);
  if (xlsx || g_str_has_suffix (self->path, ".csv"))
    {
      self->writer = qz_list_writer_new (xlsx ? QZ_LIST_XLSX : QZ_LIST_CSV, self->partial, head,
                                         &list, error);
      return self->writer != NULL;
    }
  qz_error_set (error, QZ_ERROR_USAGE, "print-ending", _("“%s” must end in .pdf, .xlsx or .csv."),
                self->path);
  return FALSE;
}

QzExport *
qz_export_new (const char *path, QzSheet *head, const QzExportOptions *options, GError **error)
{
  g_autoptr (QzExport) self = g_new0 (QzExport, 1);

  self->path = g_strdup (path);
  self->partial = g_strconcat (path, ".partial", NULL);
  self->created = g_strdup (options->clock->business);
  return qz_target_check (path, error) && begin (self, head, options, error)
             ? g_steal_pointer (&self)
             : NULL;
}

gboolean
qz_export_add (QzExport *self, QzSheet *rows, GError **error)
{
  if (self->writer != NULL)
    return qz_list_writer_add (self->writer, rows, error);
  gather (self->gathered, rows);
  return TRUE;
}

gboolean
qz_export_finish (QzExport *self, GCancellable *cancellable, GError **error)
{
  if (self->writer != NULL ? !qz_list_writer_finish (self->writer, error)
                           : !write_pdf (self, cancellable, error))
    return FALSE;
  if (g_rename (self->partial, self->path) != 0)
    {
      qz_error_set (error, QZ_ERROR_STORE, "print-rename", _("Cannot write %s: %s."), self->path,
                    g_strerror (errno));
      return FALSE;
    }
  g_clear_pointer (&self->partial, g_free);
  return TRUE;
}

void
qz_export_free (QzExport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->writer, qz_list_writer_free);
  g_clear_pointer (&self->gathered, qz_sheet_unref);
  if (self->partial != NULL)
    (void) g_unlink (self->partial);
  g_free (self->partial);
  g_free (self->path);
  g_free (self->created);
  g_free (self);
}
