/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-list-writer.h"

#include <glib/gi18n-lib.h>
#include <xlsxwriter.h>

#include "qz-csv-writer.h"
#include "qz-error.h"
#include "qz-rate.h"

/* A spreadsheet keeps 15 digits: a larger amount is written as text, so that no fen is lost. */
#define MAX_EXACT  G_GINT64_CONSTANT (999999999999999)
#define PAGE_ROWS  1048576 /* what a worksheet can hold */
#define MAX_WIDTH  40
#define LIST_WIDTH 14

typedef enum { LOOK_HEAD, LOOK_TEXT, LOOK_AMOUNT, LOOK_RATIO, LOOK_DAY, N_LOOKS } Look;

struct _QzListWriter {
  QzListKind kind;
  char *path;
  QzSheet *head;

  GOutputStream *out; /* CSV */

  lxw_workbook *book; /* XLSX */
  lxw_worksheet *page;
  lxw_format *looks[N_LOOKS];
  char *title;
  guint n_pages;
  guint row; /* the next one of the page */
};

static void
set_failed (QzListWriter *self, const char *reason, GError **error)
{
  qz_error_set (error, QZ_ERROR_STORE, "write-failed",
                _("The file %s could not be written: %s"), self->path, reason);
}

/* ── CSV ─────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_number (QzValueType type)
{
  return type == QZ_VALUE_FEN || type == QZ_VALUE_COUNT || type == QZ_VALUE_PPM;
}

static gboolean
write_text (QzListWriter *self, GString *text, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (g_output_stream_write_all (self->out, text->str, text->len, NULL, NULL, &reason))
    return TRUE;
  set_failed (self, reason->message, error);
  return FALSE;
}

static gboolean
begin_csv (QzListWriter *self, gboolean has_mark, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GString) text = g_string_new (has_mark ? "\xEF\xBB\xBF" : NULL);
  g_autoptr (GError) reason = NULL;
  GFileOutputStream *stream =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &reason);

  if (stream == NULL)
    {
      set_failed (self, reason->message, error);
      return FALSE;
    }
  self->out = g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (stream), 1 << 16);
  g_object_unref (stream);
  for (guint i = 0; i < qz_sheet_get_n_columns (self->head); i++)
    qz_csv_append_field (text, qz_sheet_get_column_title (self->head, i), FALSE, i == 0);
  qz_csv_end_row (text);
  return write_text (self, text, error);
}

static gboolean
add_csv (QzListWriter *self, QzSheet *rows, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint row = 0; row < qz_sheet_get_n_rows (rows); row++)
    {
      for (guint i = 0; i < qz_sheet_get_n_columns (rows); i++)
        {
          g_autofree char *cell = qz_sheet_dup_machine (rows, row, i);

          qz_csv_append_field (text, cell != NULL ? cell : "",
                               is_number (qz_sheet_get_column_type (rows, i)), i == 0);
        }
      qz_csv_end_row (text);
    }
  return write_text (self, text, error);
}

/* ── XLSX ────────────────────────────────────────────────────────────────────────────────────── */

static void
make_looks (QzListWriter *self)
{
  for (guint i = 0; i < N_LOOKS; i++)
    {
      self->looks[i] = workbook_add_format (self->book);
      format_set_font_name (self->looks[i], "宋体");
      format_set_font_size (self->looks[i], 10);
    }
  format_set_bold (self->looks[LOOK_HEAD]);
  format_set_align (self->looks[LOOK_HEAD], LXW_ALIGN_CENTER);
  format_set_num_format (self->looks[LOOK_AMOUNT], "#,##0.00");
  format_set_num_format (self->looks[LOOK_RATIO], "0.00%");
  format_set_num_format (self->looks[LOOK_DAY], "yyyy-mm-dd");
}

static double
get_width (QzSheet *head, guint column)
{
  const glong title = g_utf8_strlen (qz_sheet_get_column_title (head, column), -1) * 2 + 2;
  const char *name = qz_sheet_get_column_name (head, column);

  if (g_str_has_suffix (name, "_name") || g_str_equal (name, "setl_id"))
    return (double) MAX_WIDTH * 3 / 4;
  return (double) CLAMP (title, LIST_WIDTH, MAX_WIDTH);
}

/* A worksheet with the titles; what does not fit on one goes on to the next. */
static gboolean
begin_page (QzListWriter *self, GError **error)
{
  g_autofree char *name = self->n_pages == 0
                              ? g_strdup (self->title)
                              : g_strdup_printf ("%s %u", self->title, self->n_pages + 1);

  self->page = workbook_add_worksheet (self->book, name);
  if (self->page == NULL)
    self->page = workbook_add_worksheet (self->book, NULL);
  if (self->page == NULL)
    {
      set_failed (self, _("no worksheet could be added"), error);
      return FALSE;
    }
  self->n_pages++;
  worksheet_freeze_panes (self->page, 1, 0);
  for (guint i = 0; i < qz_sheet_get_n_columns (self->head); i++)
    {
      worksheet_set_column (self->page, (lxw_col_t) i, (lxw_col_t) i, get_width (self->head, i),
                            NULL);
      worksheet_write_string (self->page, 0, (lxw_col_t) i,
                              qz_sheet_get_column_title (self->head, i), self->looks[LOOK_HEAD]);
    }
  self->row = 1;
  return TRUE;
}

static void
set_properties (QzListWriter *self, const QzListOptions *options)
{
  lxw_doc_properties properties = { .title = (char *) options->title,
                                    .subject = (char *) options->subject };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) created = g_date_time_new_from_iso8601 (options->created, zone);

  if (created != NULL)
    properties.created = (time_t) g_date_time_to_unix (created);
  workbook_set_properties (self->book, &properties);
}

static gboolean
begin_xlsx (QzListWriter *self, const QzListOptions *options, GError **error)
{
  lxw_workbook_options how = { .constant_memory = LXW_TRUE };
  g_autoptr (GError) reason = NULL;

  /* The library tells only at the end that a file cannot be written. */
  if (!g_file_set_contents (self->path, "", 0, &reason))
    {
      set_failed (self, reason->message, error);
      return FALSE;
    }
  self->book = workbook_new_opt (self->path, &how);
  set_properties (self, options);
  make_looks (self);
  return begin_page (self, error);
}

/* The only place here where an amount becomes a floating number: the file format has no other. */
static double
to_cell_number (QzFen amount)
{
  return (double) amount / 100;
}

static void
write_number (QzListWriter *self, guint column, QzValueType type, gint64 number)
{
  const lxw_col_t at = (lxw_col_t) column;
  lxw_datetime when = { 0 };
  g_autofree char *text = NULL;

  if (type == QZ_VALUE_FEN && number <= MAX_EXACT && number >= -MAX_EXACT)
    worksheet_write_number (self->page, self->row, at, to_cell_number (number),
                            self->looks[LOOK_AMOUNT]);
  else if (type == QZ_VALUE_COUNT && number <= MAX_EXACT && number >= -MAX_EXACT)
    worksheet_write_number (self->page, self->row, at, (double) number, self->looks[LOOK_TEXT]);
  else if (type == QZ_VALUE_PPM)
    worksheet_write_number (self->page, self->row, at, (double) number / QZ_PPM_ONE,
                            self->looks[LOOK_RATIO]);
  else if (type == QZ_VALUE_DAY && number != QZ_DAY_NONE)
    {
      qz_day_to_ymd ((QzDay) number, &when.year, &when.month, &when.day);
      worksheet_write_datetime (self->page, self->row, at, &when, self->looks[LOOK_DAY]);
    }
  else
    {
      text = type == QZ_VALUE_BOOL ? g_strdup (number != 0 ? "✓" : "")
                                   : qz_value_dup_display (type, number);
      worksheet_write_string (self->page, self->row, at, text, self->looks[LOOK_TEXT]);
    }
}

static gboolean
add_xlsx (QzListWriter *self, QzSheet *rows, GError **error)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (rows); row++, self->row++)
    {
      if (self->row == PAGE_ROWS && !begin_page (self, error))
        return FALSE;
      for (guint i = 0; i < qz_sheet_get_n_columns (rows); i++)
        {
          const QzValueType type = qz_sheet_get_column_type (rows, i);

          if (qz_sheet_is_empty (rows, row, i))
            continue;
          if (type == QZ_VALUE_TEXT) /* a string, also when it looks like a formula */
            worksheet_write_string (self->page, self->row, (lxw_col_t) i,
                                    qz_sheet_get_text (rows, row, i), self->looks[LOOK_TEXT]);
          else
            write_number (self, i, type, qz_sheet_get_number (rows, row, i));
        }
    }
  return TRUE;
}

/* ── both ────────────────────────────────────────────────────────────────────────────────────── */

/* What a worksheet may be called: 31 letters, none of []:*?/\. */
static char *
dup_page_title (const char *title)
{
  g_autofree char *name = g_strdelimit (g_strdup (title), "[]:*?/\\'", ' ');

  return g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 25));
}

QzListWriter *
qz_list_writer_new (QzListKind kind, const char *path, QzSheet *head, const QzListOptions *options,
                    GError **error)
{
  g_autoptr (QzListWriter) self = g_new0 (QzListWriter, 1);

  self->kind = kind;
  self->path = g_strdup (path);
  self->head = qz_sheet_ref (head);
  self->title = dup_page_title (options->title);
  if (kind == QZ_LIST_CSV ? !begin_csv (self, options->has_mark, error)
                          : !begin_xlsx (self, options, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
qz_list_writer_add (QzListWriter *self, QzSheet *rows, GError **error)
{
  g_assert (qz_sheet_get_n_columns (rows) == qz_sheet_get_n_columns (self->head));
  return self->kind == QZ_LIST_CSV ? add_csv (self, rows, error) : add_xlsx (self, rows, error);
}

gboolean
qz_list_writer_finish (QzListWriter *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  lxw_error status;

  if (self->kind == QZ_LIST_CSV)
    {
      if (g_output_stream_close (self->out, NULL, &reason))
        return TRUE;
      set_failed (self, reason->message, error);
      return FALSE;
    }
  status = workbook_close (g_steal_pointer (&self->book));
  if (status == LXW_NO_ERROR)
    return TRUE;
  set_failed (self, lxw_strerror (status), error);
  return FALSE;
}

void
qz_list_writer_free (QzListWriter *self)
{
  if (self == NULL)
    return;
  if (self->book != NULL)
    (void) workbook_close (self->book);
  g_clear_object (&self->out);
  qz_sheet_unref (self->head);
  g_free (self->path);
  g_free (self->title);
  g_free (self);
}
