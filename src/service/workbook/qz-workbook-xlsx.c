/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks of Office Open XML (ECMA-376), as far as values go. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-workbook-private.h"

#define MAX_FORMATS 65536
#define MAX_SHEETS  1024
#define MAX_STRINGS (16 << 20)

typedef struct {
  guint seen; /* first: the callbacks' count */
  GBytes *file;
  GPtrArray *sheets;  /* QzSheetEntry, of the caller */
  char *book_part;    /* "xl/workbook.xml" */
  GHashTable *targets; /* relation id → part */
  gboolean from_1904;
  GHashTable *codes; /* format id → QzCellFormat, of formats with a text */
  GArray *formats;   /* QzCellFormat of each style */
  gboolean in_cell_styles;
  GString *strings;   /* the shared ones, each ends in NUL */
  GArray *string_places; /* guint32 */
  gboolean in_phonetic;
  gboolean in_text;

  /* the sheet being read */
  QzZipPart *part;
  GMarkupParseContext *parser;
  QzRowBatch *batch;
  guint line;   /* of the last row; from 1 */
  guint column; /* of the next cell; from 0 */
  guint cell_column;
  guint style;
  char type[12];
  gboolean has_cell, has_formula, has_value, in_value;
  GString *value;
  GString *text;
} Book;

typedef void (*StartFunc) (GMarkupParseContext *parser, const char *element, const char **names,
                           const char **values, gpointer data, GError **error);

static gboolean
has_suffix (const char *text, const char *suffix)
{
  return text != NULL && g_str_has_suffix (text, suffix);
}

/* ── the parts and their relations ──────────────────────────────────────────────────────────── */

/* The part that @target means, seen from @from. */
static char *
resolve (const char *from, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (from);
  g_autofree char *absolute = g_build_filename ("/", strcmp (folder, ".") == 0 ? "" : folder, NULL);
  g_autofree char *whole = g_canonicalize_filename (target, absolute);

  return g_strdup (whole + 1);
}

static void
start_root (GMarkupParseContext *parser, const char *element, const char **names,
            const char **values, gpointer data, GError **error)
{
  const char *target = qz_xml_get (names, values, "Target");
  Book *self = data;

  self->seen++;
  if (has_suffix (qz_xml_get (names, values, "Type"), "/officeDocument") && target != NULL)
    {
      g_free (self->book_part);
      self->book_part = resolve ("", target);
    }
}

static void
start_relation (GMarkupParseContext *parser, const char *element, const char **names,
                const char **values, gpointer data, GError **error)
{
  const char *id = qz_xml_get (names, values, "Id");
  const char *target = qz_xml_get (names, values, "Target");
  Book *self = data;

  self->seen++;
  /* Sheets of charts have no cells. */
  if (id != NULL && target != NULL && has_suffix (qz_xml_get (names, values, "Type"), "/worksheet"))
    g_hash_table_insert (self->targets, g_strdup (id), resolve (self->book_part, target));
}

static void
add_sheet (Book *self, const char **names, const char **values)
{
  const char *name = qz_xml_get (names, values, "name");
  const char *id = qz_xml_get (names, values, "r:id");
  const char *state = qz_xml_get (names, values, "state");
  const char *part;
  QzSheetEntry *entry;

  if (id == NULL)
    id = qz_xml_get (names, values, "id");
  part = id != NULL ? g_hash_table_lookup (self->targets, id) : NULL;
  if (part == NULL || name == NULL || self->sheets->len >= MAX_SHEETS)
    return;
  entry = g_new0 (QzSheetEntry, 1);
  entry->name = g_strdup (name);
  entry->part = g_strdup (part);
  entry->is_hidden = state != NULL && strcmp (state, "visible") != 0;
  g_ptr_array_add (self->sheets, entry);
}

static void
start_book (GMarkupParseContext *parser, const char *element, const char **names,
            const char **values, gpointer data, GError **error)
{
  const char *name = qz_xml_local (element);
  Book *self = data;

  self->seen++;
  if (strcmp (name, "workbookPr") == 0)
    {
      const char *since = qz_xml_get (names, values, "date1904");

      self->from_1904 = since != NULL && (strcmp (since, "1") == 0 || strcmp (since, "true") == 0);
    }
  if (strcmp (name, "sheet") == 0)
    add_sheet (self, names, values);
}

/* ── formats and shared strings ─────────────────────────────────────────────────────────────── */

static void
start_style (GMarkupParseContext *parser, const char *element, const char **names,
             const char **values, gpointer data, GError **error)
{
  const guint id = qz_xml_get_number (names, values, "numFmtId", G_MAXUINT16, 0);
  const char *name = qz_xml_local (element);
  const char *code = qz_xml_get (names, values, "formatCode");
  Book *self = data;
  QzCellFormat *found;

  self->seen++;
  if (strcmp (name, "cellXfs") == 0)
    self->in_cell_styles = TRUE;
  if (strcmp (name, "numFmt") == 0 && code != NULL)
    {
      QzCellFormat parsed = qz_cell_format_parse (code);

      g_hash_table_insert (self->codes, GUINT_TO_POINTER (id),
                           g_memdup2 (&parsed, sizeof parsed));
    }
  if (strcmp (name, "xf") != 0 || !self->in_cell_styles || self->formats->len >= MAX_FORMATS)
    return;
  found = g_hash_table_lookup (self->codes, GUINT_TO_POINTER (id));
  g_array_append_vals (self->formats,
                       found != NULL ? found : &(QzCellFormat) { 0 }, 1);
  if (found == NULL)
    g_array_index (self->formats, QzCellFormat, self->formats->len - 1) =
        qz_cell_format_builtin (id);
}

static void
end_style (GMarkupParseContext *parser, const char *element, gpointer data, GError **error)
{
  Book *self = data;

  if (strcmp (qz_xml_local (element), "cellXfs") == 0)
    self->in_cell_styles = FALSE;
}

static void
start_string (GMarkupParseContext *parser, const char *element, const char **names,
              const char **values, gpointer data, GError **error)
{
  const char *name = qz_xml_local (element);
  Book *self = data;
  const guint32 place = (guint32) self->strings->len;

  self->seen++;
  if (strcmp (name, "si") == 0 && self->string_places->len == MAX_STRINGS)
    qz_workbook_fail_damaged (error, NULL);
  else if (strcmp (name, "si") == 0)
    g_array_append_val (self->string_places, place);
  /* How a text is read aloud is no part of it. */
  if (strcmp (name, "rPh") == 0)
    self->in_phonetic = TRUE;
  self->in_text = strcmp (name, "t") == 0 && !self->in_phonetic;
}

/* _x000D_ stands for a character that XML cannot hold. */
static void
append_text (GString *out, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      gint64 code = 0;

      if (text[i] == '_' && i + 6 < length && text[i + 1] == 'x' && text[i + 6] == '_')
        for (guint j = 2; j < 6 && code >= 0; j++)
          code = g_ascii_isxdigit (text[i + j]) ? code * 16 + g_ascii_xdigit_value (text[i + j])
                                                : -1;
      if (code > 0 && code < 0xd800)
        {
          g_string_append_unichar (out, (gunichar) code);
          i += 6;
        }
      else
        {
          g_string_append_c (out, text[i]);
        }
    }
}

static void
text_of_string (GMarkupParseContext *parser, const char *text, gsize length, gpointer data,
                GError **error)
{
  Book *self = data;

  if (self->in_text)
    append_text (self->strings, text, length);
}

static void
end_string (GMarkupParseContext *parser, const char *element, gpointer data, GError **error)
{
  const char *name = qz_xml_local (element);
  Book *self = data;

  self->in_text = FALSE;
  if (strcmp (name, "rPh") == 0)
    self->in_phonetic = FALSE;
  if (strcmp (name, "si") == 0)
    g_string_append_c (self->strings, '\0');
}

/* ── cells ──────────────────────────────────────────────────────────────────────────────────── */

/* The letters of "C12" as a column from 0. */
static guint
read_column (const char *reference, guint fallback)
{
  guint column = 0;

  if (reference == NULL || !g_ascii_isalpha (*reference))
    return fallback;
  for (; g_ascii_isalpha (*reference) && column <= QZ_SHEET_MAX_COLUMNS; reference++)
    column = column * 26 + (guint) (g_ascii_toupper (*reference) - 'A') + 1;
  return column - 1;
}

static void
start_row (Book *self, const char **names, const char **values, GError **error)
{
  const guint line =
      qz_xml_get_number (names, values, "r", QZ_SHEET_MAX_ROWS, self->line + 1);

  if (line <= self->line || line > QZ_SHEET_MAX_ROWS)
    {
      qz_workbook_fail_damaged (error, NULL);
      return;
    }
  self->line = line;
  self->column = 0;
}

static void
start_cell (Book *self, const char **names, const char **values)
{
  const char *type = qz_xml_get (names, values, "t");

  self->cell_column = read_column (qz_xml_get (names, values, "r"), self->column);
  self->column = self->cell_column + 1;
  self->style = qz_xml_get_number (names, values, "s", MAX_FORMATS, 0);
  g_strlcpy (self->type, type != NULL ? type : "n", sizeof self->type);
  self->has_cell = TRUE;
  self->has_formula = self->has_value = FALSE;
  g_string_set_size (self->value, 0);
}

static void
start_sheet (GMarkupParseContext *parser, const char *element, const char **names,
             const char **values, gpointer data, GError **error)
{
  const char *name = qz_xml_local (element);
  Book *self = data;

  self->seen++;
  if (strcmp (name, "c") == 0)
    start_cell (self, names, values);
  else if (strcmp (name, "row") == 0)
    start_row (self, names, values, error);
  else if (strcmp (name, "f") == 0)
    self->has_formula = TRUE;
  else if (strcmp (name, "rPh") == 0)
    self->in_phonetic = TRUE;
  self->in_value = strcmp (name, "v") == 0 || (strcmp (name, "t") == 0 && !self->in_phonetic);
  self->has_value = self->has_value || self->in_value;
}

static void
text_of_sheet (GMarkupParseContext *parser, const char *text, gsize length, gpointer data,
               GError **error)
{
  Book *self = data;

  self->seen++;
  if (self->has_cell && self->in_value)
    append_text (self->value, text, length);
}

static gboolean
add_text (Book *self, const char *text, gsize length, QzCellFlaw flaw, GError **error)
{
  return qz_row_batch_add_cell (self->batch, self->cell_column, text, length, flaw)
         || qz_workbook_fail_damaged (error, NULL);
}

static gboolean
add_shared (Book *self, GError **error)
{
  g_autoptr (GError) no_number = NULL;
  guint64 index = 0;
  const char *text;

  if (!g_ascii_string_to_unsigned (self->value->str, 10, 0, G_MAXUINT32, &index, &no_number)
      || index >= self->string_places->len)
    return qz_workbook_fail_damaged (error, NULL);
  text = self->strings->str + g_array_index (self->string_places, guint32, index);
  return add_text (self, text, strlen (text), QZ_CELL_SOUND, error);
}

static gboolean
add_number (Book *self, GError **error)
{
  QzCellFormat format = { 0 };
  QzCellFlaw flaw = QZ_CELL_SOUND;

  if (self->style < self->formats->len)
    format = g_array_index (self->formats, QzCellFormat, self->style);
  g_string_set_size (self->text, 0);
  g_strstrip (self->value->str);
  if (!qz_cell_number_from_text (self->value->str, self->text, &flaw))
    return qz_workbook_fail_damaged (error, NULL);
  if (flaw != QZ_CELL_SOUND)
    return add_text (self, self->text->str, self->text->len, flaw, error);
  g_string_assign (self->value, self->text->str);
  g_string_set_size (self->text, 0);
  flaw = qz_cell_format_append (format, self->value->str, self->from_1904, self->text);
  return add_text (self, self->text->str, self->text->len, flaw, error);
}

static gboolean
add_cell (Book *self, GError **error)
{
  if (!self->has_value || (self->value->len == 0 && strcmp (self->type, "n") == 0))
    return !self->has_formula || add_text (self, "", 0, QZ_CELL_NO_VALUE, error);
  if (strcmp (self->type, "s") == 0)
    return add_shared (self, error);
  if (strcmp (self->type, "n") == 0)
    return add_number (self, error);
  if (strcmp (self->type, "d") == 0)
    {
      g_string_set_size (self->text, 0);
      qz_cell_append_iso (self->value->str, self->text);
      return add_text (self, self->text->str, self->text->len, QZ_CELL_SOUND, error);
    }
  if (strcmp (self->type, "b") == 0)
    g_string_assign (self->value, strcmp (self->value->str, "1") == 0 ? "TRUE" : "FALSE");
  return add_text (self, self->value->str, self->value->len,
                   strcmp (self->type, "e") == 0 ? QZ_CELL_ERROR : QZ_CELL_SOUND, error);
}

static void
end_sheet (GMarkupParseContext *parser, const char *element, gpointer data, GError **error)
{
  const char *name = qz_xml_local (element);
  Book *self = data;

  self->in_value = FALSE;
  if (strcmp (name, "rPh") == 0)
    self->in_phonetic = FALSE;
  if (strcmp (name, "row") == 0)
    qz_row_batch_end_row (self->batch, self->line, 1);
  if (strcmp (name, "c") != 0 || !self->has_cell)
    return;
  self->has_cell = FALSE;
  if (self->line == 0)
    qz_workbook_fail_damaged (error, NULL);
  else
    (void) !add_cell (self, error);
}

/* ── the format ─────────────────────────────────────────────────────────────────────────────── */

static void
xlsx_stop (Book *self)
{
  g_clear_pointer (&self->parser, g_markup_parse_context_free);
  g_clear_pointer (&self->part, qz_zip_part_free);
}

static void
xlsx_close (gpointer book)
{
  Book *self = book;

  xlsx_stop (self);
  g_bytes_unref (self->file);
  g_free (self->book_part);
  g_hash_table_unref (self->targets);
  g_hash_table_unref (self->codes);
  g_array_unref (self->formats);
  g_string_free (self->strings, TRUE);
  g_array_unref (self->string_places);
  g_string_free (self->value, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static char *
make_relations_name (const char *part)
{
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *name = g_path_get_basename (part);

  return strcmp (folder, ".") == 0 ? g_strdup_printf ("_rels/%s.rels", name)
                                   : g_strdup_printf ("%s/_rels/%s.rels", folder, name);
}

static gboolean
read_parts (Book *self, GError **error)
{
  static const GMarkupParser root = { .start_element = start_root };
  static const GMarkupParser relations = { .start_element = start_relation };
  static const GMarkupParser workbook = { .start_element = start_book };
  static const GMarkupParser styles = { .start_element = start_style, .end_element = end_style };
  static const GMarkupParser strings = { .start_element = start_string,
                                         .end_element = end_string,
                                         .text = text_of_string };
  g_autofree char *relations_name = NULL;
  g_autofree char *styles_name = NULL;
  g_autofree char *strings_name = NULL;

  if (!qz_zip_parse_small (self->file, "_rels/.rels", &root, self, error))
    return FALSE;
  if (has_suffix (self->book_part, ".bin"))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "workbook-binary",
                    _("This is a binary workbook (.xlsb), which cannot be read here; save it as "
                      ".xlsx"));
      return FALSE;
    }
  relations_name = make_relations_name (self->book_part);
  styles_name = resolve (self->book_part, "styles.xml");
  strings_name = resolve (self->book_part, "sharedStrings.xml");
  return qz_zip_parse_small (self->file, relations_name, &relations, self, error)
         && qz_zip_parse_small (self->file, self->book_part, &workbook, self, error)
         && qz_zip_parse_small (self->file, styles_name, &styles, self, error)
         && qz_zip_parse_small (self->file, strings_name, &strings, self, error);
}

static gpointer
xlsx_open (GBytes *file, GPtrArray *sheets, GError **error)
{
  Book *self = g_new0 (Book, 1);

  self->file = g_bytes_ref (file);
  self->sheets = sheets;
  self->book_part = g_strdup ("xl/workbook.xml");
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->formats = g_array_new (FALSE, FALSE, sizeof (QzCellFormat));
  self->strings = g_string_new (NULL);
  self->string_places = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->value = g_string_new (NULL);
  self->text = g_string_new (NULL);
  if (read_parts (self, error))
    return self;
  xlsx_close (self);
  return NULL;
}

static gboolean
xlsx_start (gpointer book, guint sheet, GError **error)
{
  static const GMarkupParser callbacks = { .start_element = start_sheet,
                                           .end_element = end_sheet,
                                           .text = text_of_sheet };
  Book *self = book;
  const QzSheetEntry *entry = g_ptr_array_index (self->sheets, sheet);

  xlsx_stop (self);
  self->line = 0;
  self->has_cell = self->in_value = self->in_phonetic = FALSE;
  self->part = qz_zip_part_need (self->file, entry->part, error);
  if (self->part == NULL)
    return FALSE;
  self->parser =
      g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, self, NULL);
  return TRUE;
}

static gboolean
xlsx_read (gpointer book, QzRowBatch *batch, gboolean *at_end, GError **error)
{
  Book *self = book;

  self->batch = batch;
  return qz_zip_part_feed (self->part, self->parser, &self->seen, at_end, error);
}

static guint
xlsx_get_permille (gpointer book)
{
  Book *self = book;

  return self->part != NULL ? qz_zip_part_get_permille (self->part) : 0;
}

const QzWorkbookFormat qz_workbook_xlsx = {
  .name = "XLSX",
  .open = xlsx_open,
  .close = xlsx_close,
  .start = xlsx_start,
  .read = xlsx_read,
  .get_permille = xlsx_get_permille,
};
