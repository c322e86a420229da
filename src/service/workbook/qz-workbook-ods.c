/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks of the Open Document Format, as far as values go. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-workbook-private.h"

#define CONTENT    "content.xml"
#define MAX_SHEETS 1024

typedef struct {
  guint seen; /* first: the callbacks' count */
  GBytes *file;
  GPtrArray *sheets; /* QzSheetEntry, of the caller */
  GHashTable *hidden; /* names of styles of tables that are not shown */
  char *style;        /* being read; nullable */
  gboolean is_encrypted;

  /* the sheet being read */
  QzZipPart *part;
  GMarkupParseContext *parser;
  QzRowBatch *batch;
  guint wanted;
  guint n_tables; /* begun so far */
  guint depth;    /* of tables in tables */
  gboolean is_done;
  guint line;   /* of the row; from 1 */
  guint column; /* of the next cell; from 0 */
  guint n_row_repeats, n_cell_repeats;
  gboolean in_cell, has_formula;
  guint n_notes;  /* remarks that we are in */
  guint n_paragraphs;
  guint in_paragraph;
  char *type;     /* nullable */
  gboolean is_error;
  GString *value;
  GString *text;
} Book;

/* ── the list of sheets ─────────────────────────────────────────────────────────────────────── */

static void
start_list (GMarkupParseContext *parser, const char *element, const char **names,
            const char **values, gpointer data, GError **error)
{
  const char *name = qz_xml_local (element);
  Book *self = data;

  self->seen++;
  if (strcmp (name, "style") == 0)
    g_set_str (&self->style, qz_xml_get (names, values, "name"));
  if (strcmp (name, "table-properties") == 0 && self->style != NULL
      && g_strcmp0 (qz_xml_get (names, values, "display"), "false") == 0)
    g_hash_table_add (self->hidden, g_strdup (self->style));
  if (strcmp (name, "table") == 0 && self->depth++ == 0 && self->sheets->len < MAX_SHEETS)
    {
      const char *title = qz_xml_get (names, values, "name");
      const char *style = qz_xml_get (names, values, "style-name");
      QzSheetEntry *entry = g_new0 (QzSheetEntry, 1);

      entry->name = g_strdup (title != NULL ? title : "");
      entry->is_hidden = style != NULL && g_hash_table_contains (self->hidden, style);
      g_ptr_array_add (self->sheets, entry);
    }
}

static void
end_list (GMarkupParseContext *parser, const char *element, gpointer data, GError **error)
{
  Book *self = data;

  if (strcmp (qz_xml_local (element), "table") == 0)
    self->depth--;
}

static void
start_manifest (GMarkupParseContext *parser, const char *element, const char **names,
                const char **values, gpointer data, GError **error)
{
  Book *self = data;

  self->seen++;
  if (strcmp (qz_xml_local (element), "encryption-data") == 0)
    self->is_encrypted = TRUE;
}

/* ── cells ──────────────────────────────────────────────────────────────────────────────────── */

static void
start_row (Book *self, const char **names, const char **values, GError **error)
{
  self->column = 0;
  self->n_row_repeats =
      qz_xml_get_number (names, values, "number-rows-repeated", QZ_SHEET_MAX_ROWS, 1);
}

static void
end_row (Book *self, GError **error)
{
  const guint n_before = self->batch->rows->len;

  qz_row_batch_end_row (self->batch, self->line, self->n_row_repeats);
  self->line = MIN (self->line + MAX (self->n_row_repeats, 1), 2 * QZ_SHEET_MAX_ROWS);
  if (self->batch->rows->len > n_before && self->line > QZ_SHEET_MAX_ROWS + 1)
    qz_workbook_fail_damaged (error, NULL);
}

static const char *
choose_value (const char *type, const char **names, const char **values)
{
  static const struct {
    const char *type, *name;
  } choices[] = {
    { "float", "office:value" },        { "percentage", "office:value" },
    { "currency", "office:value" },     { "date", "office:date-value" },
    { "time", "office:time-value" },    { "boolean", "office:boolean-value" },
    { "string", "office:string-value" },
  };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (choices); i++)
    if (strcmp (type, choices[i].type) == 0)
      return qz_xml_get (names, values, choices[i].name);
  return NULL;
}

static void
start_cell (Book *self, const char **names, const char **values)
{
  const char *value;

  g_set_str (&self->type, qz_xml_get (names, values, "office:value-type"));
  value = choose_value (self->type, names, values);
  self->is_error = g_strcmp0 (qz_xml_get (names, values, "calcext:value-type"), "error") == 0;
  self->has_formula = qz_xml_get (names, values, "table:formula") != NULL;
  self->n_cell_repeats =
      qz_xml_get_number (names, values, "number-columns-repeated", QZ_SHEET_MAX_ROWS, 1);
  g_string_assign (self->value, value != NULL ? value : "");
  g_string_set_size (self->text, 0);
  self->n_paragraphs = 0;
  self->in_paragraph = 0;
  self->n_notes = 0;
  self->in_cell = TRUE;
}

/* What stands for characters in a paragraph. */
static void
start_in_paragraph (Book *self, const char *name, const char **names, const char **values)
{
  guint n = 0;

  if (strcmp (name, "s") == 0)
    n = qz_xml_get_number (names, values, "c", 4096, 1);
  for (guint i = 0; i < n; i++)
    g_string_append_c (self->text, ' ');
  if (strcmp (name, "tab") == 0)
    g_string_append_c (self->text, '\t');
  if (strcmp (name, "line-break") == 0)
    g_string_append_c (self->text, '\n');
}

static void
start_in_cell (Book *self, const char *name, const char **names, const char **values)
{
  if (strcmp (name, "annotation") == 0)
    self->n_notes++;
  if (self->n_notes > 0 || self->depth != 1 || self->text->len > QZ_CELL_MAX_TEXT)
    return;
  if (strcmp (name, "p") == 0)
    {
      if (self->n_paragraphs++ > 0)
        g_string_append_c (self->text, '\n');
      self->in_paragraph++;
    }
  else if (self->in_paragraph > 0)
    {
      start_in_paragraph (self, name, names, values);
    }
}

static gboolean
is_cell (const char *name)
{
  return strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0;
}

static void
start_sheet (GMarkupParseContext *parser, const char *element, const char **names,
             const char **values, gpointer data, GError **error)
{
  const char *name = qz_xml_local (element);
  Book *self = data;

  self->seen++;
  if (strcmp (name, "table") == 0 && self->depth++ == 0)
    self->n_tables++;
  if (self->is_done || self->depth == 0 || self->n_tables != self->wanted + 1)
    return;
  if (self->in_cell)
    start_in_cell (self, name, names, values);
  else if (strcmp (name, "table-row") == 0)
    start_row (self, names, values, error);
  else if (is_cell (name))
    start_cell (self, names, values);
}

static void
text_of_sheet (GMarkupParseContext *parser, const char *text, gsize length, gpointer data,
               GError **error)
{
  Book *self = data;

  self->seen++;
  if (self->in_cell && self->in_paragraph > 0 && self->n_notes == 0 && self->depth == 1)
    g_string_append_len (self->text, text, (gssize) length);
}

/* Puts what the cell says into self->text. */
static gboolean
take_value (Book *self, QzCellFlaw *flaw, GError **error)
{
  const char *type = self->type;

  *flaw = self->is_error ? QZ_CELL_ERROR : QZ_CELL_SOUND;
  if (type == NULL || self->is_error || strcmp (type, "string") == 0)
    {
      if (self->text->len == 0 && !self->is_error)
        g_string_assign (self->text, self->value->str);
      if (type == NULL && self->has_formula)
        *flaw = QZ_CELL_NO_VALUE;
      return TRUE;
    }
  g_string_set_size (self->text, 0);
  if (strcmp (type, "date") == 0 || strcmp (type, "time") == 0)
    qz_cell_append_iso (self->value->str, self->text);
  else if (strcmp (type, "boolean") == 0)
    g_string_assign (self->text, strcmp (self->value->str, "true") == 0 ? "TRUE" : "FALSE");
  else if (!qz_cell_number_from_text (self->value->str, self->text, flaw))
    return qz_workbook_fail_damaged (error, NULL);
  return TRUE;
}

static void
end_cell (Book *self, GError **error)
{
  QzCellFlaw flaw = QZ_CELL_SOUND;

  self->in_cell = FALSE;
  if (!take_value (self, &flaw, error))
    return;
  if (self->text->len > 0 || flaw != QZ_CELL_SOUND)
    for (guint i = 0; i < self->n_cell_repeats; i++)
      if (!qz_row_batch_add_cell (self->batch, self->column + i, self->text->str, self->text->len,
                                  flaw))
        {
          qz_workbook_fail_damaged (error, NULL);
          return;
        }
  self->column = MIN (self->column + MAX (self->n_cell_repeats, 1), 2 * QZ_SHEET_MAX_ROWS);
}

static void
end_in_cell (Book *self, const char *name)
{
  if (strcmp (name, "annotation") == 0 && self->n_notes > 0)
    self->n_notes--;
  else if (strcmp (name, "p") == 0 && self->in_paragraph > 0 && self->n_notes == 0)
    self->in_paragraph--;
}

static void
end_sheet (GMarkupParseContext *parser, const char *element, gpointer data, GError **error)
{
  const char *name = qz_xml_local (element);
  Book *self = data;

  if (strcmp (name, "table") == 0)
    {
      self->depth--;
      self->is_done = self->is_done || (self->depth == 0 && self->n_tables == self->wanted + 1);
    }
  if (self->is_done || self->depth != 1 || self->n_tables != self->wanted + 1)
    return;
  if (self->in_cell && is_cell (name))
    end_cell (self, error);
  else if (self->in_cell)
    end_in_cell (self, name);
  else if (strcmp (name, "table-row") == 0)
    end_row (self, error);
}

/* ── the format ─────────────────────────────────────────────────────────────────────────────── */

static void
ods_stop (Book *self)
{
  g_clear_pointer (&self->parser, g_markup_parse_context_free);
  g_clear_pointer (&self->part, qz_zip_part_free);
}

static void
ods_close (gpointer book)
{
  Book *self = book;

  ods_stop (self);
  g_bytes_unref (self->file);
  g_hash_table_unref (self->hidden);
  g_free (self->style);
  g_free (self->type);
  g_string_free (self->value, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* Without a limit for what is kept whole: nothing of the content is. */
static gboolean
read_list (Book *self, GError **error)
{
  static const GMarkupParser callbacks = { .start_element = start_list, .end_element = end_list };
  g_autoptr (GMarkupParseContext) parser =
      g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, self, NULL);
  g_autoptr (QzZipPart) part = qz_zip_part_need (self->file, CONTENT, error);
  gboolean at_end = FALSE;

  if (part == NULL)
    return FALSE;
  while (!at_end)
    if (!qz_zip_part_feed (part, parser, &self->seen, &at_end, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_encryption (Book *self, GError **error)
{
  static const GMarkupParser callbacks = { .start_element = start_manifest };

  if (!qz_zip_parse_small (self->file, "META-INF/manifest.xml", &callbacks, self, error))
    return FALSE;
  return !self->is_encrypted || qz_workbook_fail_encrypted (error);
}

static gpointer
ods_open (GBytes *file, GPtrArray *sheets, GError **error)
{
  Book *self = g_new0 (Book, 1);

  self->file = g_bytes_ref (file);
  self->sheets = sheets;
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->value = g_string_new (NULL);
  self->text = g_string_new (NULL);
  if (check_encryption (self, error) && read_list (self, error))
    return self;
  ods_close (self);
  return NULL;
}

static gboolean
ods_start (gpointer book, guint sheet, GError **error)
{
  static const GMarkupParser callbacks = { .start_element = start_sheet,
                                           .end_element = end_sheet,
                                           .text = text_of_sheet };
  Book *self = book;

  ods_stop (self);
  self->wanted = sheet;
  self->n_tables = self->depth = 0;
  self->is_done = self->in_cell = FALSE;
  self->line = 1;
  self->part = qz_zip_part_need (self->file, CONTENT, error);
  if (self->part == NULL)
    return FALSE;
  self->parser =
      g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, self, NULL);
  return TRUE;
}

static gboolean
ods_read (gpointer book, QzRowBatch *batch, gboolean *at_end, GError **error)
{
  Book *self = book;

  self->batch = batch;
  if (!qz_zip_part_feed (self->part, self->parser, &self->seen, at_end, error))
    return FALSE;
  *at_end = *at_end || self->is_done;
  return TRUE;
}

static guint
ods_get_permille (gpointer book)
{
  Book *self = book;

  return self->part != NULL ? qz_zip_part_get_permille (self->part) : 0;
}

const QzWorkbookFormat qz_workbook_ods = {
  .name = "ODS",
  .open = ods_open,
  .close = ods_close,
  .start = ods_start,
  .read = ods_read,
  .get_permille = ods_get_permille,
};
