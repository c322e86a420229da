/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A look at a file before anything is done with it. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-import-match.h"
#include "qz-import-private.h"

/* Exports carry a title, a unit and a date above the names of the columns, and hardly more. */
#define MAX_HEADER_ROW 10
#define MAX_VALUE      60 /* characters; enough to know it by */
#define MAX_SHOWN      200 /* columns of the preview */

typedef struct {
  QzBook *book;
  const char *path;
  const QzImportOptions *options;
  const QzImportKind *kind; /* NULL: none fits */
  gboolean guessed;
  QzImportSource *source;
  GPtrArray *rows; /* char **: the first rows as they stand */
  GError *fault;   /* why there are no more */
  guint header_row; /* from 1 */
  QzImportHead head;
  QzImportMatch match;
} Look;

static void
look_clear (Look *self)
{
  g_clear_pointer (&self->source, qz_import_source_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_error (&self->fault);
  qz_import_head_clear (&self->head);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

/* ── the first rows ─────────────────────────────────────────────────────────────────────────── */

static char **
copy_row (const QzCsvField *fields, guint n_fields)
{
  char **row = g_new0 (char *, n_fields + 1);

  for (guint i = 0; i < n_fields; i++)
    row[i] = g_strdup (fields[i].text);
  return row;
}

static gboolean
read_first_rows (Look *self, GError **error)
{
  QzRowReader *reader = qz_import_source_get_reader (self->source);
  const guint n_wanted = MAX (self->options->header_row, MAX_HEADER_ROW) + QZ_MAX_PREVIEW_ROWS;
  const QzCsvField *fields;
  guint n_fields;

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  while (self->rows->len < n_wanted
         && qz_row_reader_next (reader, &fields, &n_fields, &self->fault))
    g_ptr_array_add (self->rows, copy_row (fields, n_fields));
  if (self->rows->len > 0)
    return TRUE;
  if (self->fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->fault));
      return FALSE;
    }
  qz_error_set (error, QZ_ERROR_INPUT, "empty-file",
                _("The file is empty; its first line must name the columns"));
  qz_error_add_place (error, qz_import_source_get_name (self->source), 1, 1, NULL);
  return FALSE;
}

/* ── what it is ─────────────────────────────────────────────────────────────────────────────── */

static void
borrow_head (Look *self, guint row, QzImportHead *out)
{
  memset (out, 0, sizeof *out);
  out->titles = g_ptr_array_index (self->rows, row);
  out->n_titles = g_strv_length (out->titles);
}

/* How well row @row names the columns of @kind: a thousand for all that are required, then the more
 * the better, and a file name that says so decides between equals. */
static guint
score (Look *self, const QzImportKind *kind, guint row)
{
  QzImportMatch match;
  QzImportHead head;
  guint n_found = 0, n_required = 0, n_missing = 0;

  borrow_head (self, row, &head);
  qz_import_match_guess (&match, kind->columns, kind->n_columns, &head);
  for (guint i = 0; i < kind->n_columns; i++)
    {
      const gboolean is_required = (kind->columns[i].flags & QZ_COLUMN_REQUIRED) != 0;

      n_found += match.index[i] >= 0;
      n_required += is_required;
      n_missing += is_required && match.index[i] < 0;
    }
  if (n_found == 0 || n_missing * 2 > n_required)
    return 0;
  return (n_missing == 0 ? 1000 : 0) + 10 * n_found
         + (strstr (qz_import_source_get_name (self->source), kind->name) != NULL ? 5 : 0);
}

static guint
find_best_row (Look *self, const QzImportKind *kind, guint *out_row)
{
  const guint n_rows = MIN (self->rows->len, MAX_HEADER_ROW);
  guint best = 0;

  *out_row = 0;
  for (guint row = 0; row < n_rows; row++)
    {
      const guint n = score (self, kind, row);

      if (n > best)
        {
          best = n;
          *out_row = row;
        }
    }
  return best;
}

/* domain 7.3: "H|batch|…" is what a bank sends. */
static gboolean
is_bank_return (Look *self)
{
  char **first = g_ptr_array_index (self->rows, 0);

  return g_strv_length (first) > 5 && strcmp (first[0], "H") == 0
         && qz_import_source_get_delimiter (self->source) == '|';
}

static void
find_kind (Look *self)
{
  const QzImportKind *kind;
  guint best = 0;

  self->guessed = TRUE;
  for (guint i = 0; (kind = qz_import_kind_get (i)) != NULL; i++)
    {
      guint row = 0;
      const guint n = find_best_row (self, kind, &row);

      if (n > best)
        {
          best = n;
          self->kind = kind;
        }
    }
}

/* The row that was said, else the one that fits the kind best, else the first. */
static gboolean
choose_header (Look *self, GError **error)
{
  guint row = 0;

  if (self->options->header_row > 0)
    row = self->options->header_row - 1;
  else if (self->kind != NULL)
    find_best_row (self, self->kind, &row);
  if (row >= self->rows->len)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "no-header-row",
                    _("The file has no row %u; say in which row the columns are named"), row + 1);
      qz_error_add_place (error, qz_import_source_get_name (self->source), 0, 0, NULL);
      return FALSE;
    }
  self->header_row = row + 1;
  borrow_head (self, row, &self->head);
  self->head.titles = g_strdupv (self->head.titles);
  self->head.places = g_new0 (guint, self->head.n_titles);
  return TRUE;
}

static gboolean
match_columns (Look *self, GError **error)
{
  g_autofree char *header = qz_import_head_dup_digest (&self->head);
  g_auto (GStrv) remembered = NULL;
  g_autoptr (GError) outdated = NULL;

  if (self->kind == NULL)
    return TRUE;
  if (!qz_import_dup_remembered (qz_book_get_store (self->book), self->kind->name, header,
                                 &remembered, error))
    return FALSE;
  qz_import_match_guess (&self->match, self->kind->columns, self->kind->n_columns, &self->head);
  if (!qz_import_match_apply (&self->match, &self->head, (const char *const *) remembered,
                              QZ_MATCH_REMEMBERED, &outdated))
    qz_import_match_guess (&self->match, self->kind->columns, self->kind->n_columns, &self->head);
  return qz_import_match_apply (&self->match, &self->head, self->options->columns,
                                QZ_MATCH_CHOSEN, error);
}

/* ── the answer ─────────────────────────────────────────────────────────────────────────────── */

static const char *
get_how_name (QzMatchHow how)
{
  static const char *const names[] = {
    [QZ_MATCH_NONE] = "none",
    [QZ_MATCH_NAME] = "name",
    [QZ_MATCH_TITLE] = "title",
    [QZ_MATCH_REMEMBERED] = "remembered",
    [QZ_MATCH_CHOSEN] = "chosen",
  };

  g_assert ((guint) how < G_N_ELEMENTS (names));
  return names[how];
}

static QzSheet *
make_mapping (Look *self)
{
  QzSheet *sheet = qz_sheet_new ("mapping");

  qz_sheet_add_column (sheet, "field", _("Field"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "meaning", _("Meaning"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "required", _("Required"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "values", _("Values"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "column", _("Column"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "title", _("Title in the file"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "how", _("Found by"), QZ_VALUE_TEXT);
  for (guint i = 0; self->kind != NULL && i < self->kind->n_columns; i++)
    {
      const QzImportColumn *column = &self->kind->columns[i];
      const int at = self->match.index[i];
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, column->name);
      qz_sheet_put_text (sheet, row, 1, _ (column->meaning));
      qz_sheet_put_number (sheet, row, 2, (column->flags & QZ_COLUMN_REQUIRED) != 0);
      qz_sheet_put_text (sheet, row, 3,
                         column->choices != NULL ? column->choices
                                                 : qz_field_type_get_name (column->type));
      if (at >= 0)
        {
          qz_sheet_put_number (sheet, row, 4, at + 1);
          qz_sheet_put_text (sheet, row, 5, self->head.titles[at]);
        }
      qz_sheet_put_text (sheet, row, 6, get_how_name (self->match.how[i]));
    }
  return sheet;
}

static const char *
get_field_of (Look *self, guint column)
{
  for (guint i = 0; self->kind != NULL && i < self->kind->n_columns; i++)
    if (self->match.index[i] == (gint16) column)
      return self->kind->columns[i].name;
  return NULL;
}

/* Identity numbers are masked wherever they stand: what a column holds is only about to be said. */
static char *
dup_value (const char *value)
{
  g_autoptr (GError) no_id = NULL;

  if (qz_id_check_person (value, G_MAXINT32, &no_id))
    return qz_id_mask (value);
  return g_utf8_strlen (value, -1) > MAX_VALUE ? g_utf8_substring (value, 0, MAX_VALUE)
                                               : g_strdup (value);
}

/* What stands first in @column below the header. */
static char *
dup_sample (Look *self, guint column)
{
  for (guint i = self->header_row; i < self->rows->len; i++)
    {
      char **row = g_ptr_array_index (self->rows, i);

      if (column < g_strv_length (row) && row[column][0] != '\0')
        return dup_value (row[column]);
    }
  return NULL;
}

static QzSheet *
make_columns (Look *self)
{
  QzSheet *sheet = qz_sheet_new ("columns");

  qz_sheet_add_column (sheet, "column", _("Column"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "title", _("Title in the file"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "field", _("Field"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "sample", _("First value"), QZ_VALUE_TEXT);
  for (guint i = 0; i < self->head.n_titles; i++)
    {
      g_autofree char *sample = dup_sample (self, i);
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_number (sheet, row, 0, i + 1);
      qz_sheet_put_text (sheet, row, 1, self->head.titles[i]);
      qz_sheet_put_text (sheet, row, 2, get_field_of (self, i));
      qz_sheet_put_text (sheet, row, 3, sample);
    }
  return sheet;
}

static QzSheet *
make_preview (Look *self)
{
  QzSheet *sheet = qz_sheet_new ("preview");
  const guint n_columns = MIN (self->head.n_titles, MAX_SHOWN);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i + 1);

      qz_sheet_add_column (sheet, name, self->head.titles[i], QZ_VALUE_TEXT);
    }
  for (guint i = self->header_row;
       i < self->rows->len && i < self->header_row + QZ_MAX_PREVIEW_ROWS; i++)
    {
      char **row = g_ptr_array_index (self->rows, i);
      const guint at = qz_sheet_add_row (sheet);

      for (guint j = 0; j < n_columns && row[j] != NULL; j++)
        {
          g_autofree char *value = dup_value (row[j]);

          qz_sheet_put_text (sheet, at, j, value);
        }
    }
  return sheet;
}

static const char *
get_kind_name (Look *self)
{
  if (is_bank_return (self))
    return QZ_IMPORT_BANK_RETURN;
  return self->kind != NULL ? self->kind->name : "";
}

/* The sheets of a workbook, so that one can be chosen. */
static void
add_sheets (QzSheet *look, QzWorkbook *workbook)
{
  g_autoptr (QzSheet) sheets = qz_sheet_new ("sheets");

  if (workbook == NULL)
    return;
  qz_sheet_add_column (sheets, "sheet", _("Sheet"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheets, "hidden", _("Hidden"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheets, "content", _("Has content"), QZ_VALUE_BOOL);
  for (guint i = 0; i < qz_workbook_get_n_sheets (workbook); i++)
    {
      const guint row = qz_sheet_add_row (sheets);

      qz_sheet_put_text (sheets, row, 0, qz_workbook_get_sheet_name (workbook, i));
      qz_sheet_put_number (sheets, row, 1, qz_workbook_is_hidden (workbook, i));
      qz_sheet_put_number (sheets, row, 2, qz_workbook_has_content (workbook, i));
    }
  qz_sheet_add_child (look, sheets);
}

static QzSheet *
make_look (Look *self)
{
  QzSheet *sheet = qz_sheet_new ("import_inspect");
  g_autofree char *missing =
      self->kind != NULL ? qz_import_match_dup_missing (&self->match) : g_strdup ("");
  g_autofree char *header = qz_import_head_dup_digest (&self->head);
  g_autoptr (QzSheet) mapping = make_mapping (self);
  g_autoptr (QzSheet) columns = make_columns (self);
  g_autoptr (QzSheet) preview = make_preview (self);
  QzWorkbook *workbook = qz_import_source_get_workbook (self->source);
  const char delimiter[] = { qz_import_source_get_delimiter (self->source), '\0' };

  qz_sheet_set_text (sheet, "file", _("File"), qz_import_source_get_name (self->source));
  qz_sheet_set_text (sheet, "kind", _("Kind"), get_kind_name (self));
  qz_sheet_set_number (sheet, "guessed", _("Kind guessed"), QZ_VALUE_BOOL, self->guessed);
  qz_sheet_set_text (sheet, "encoding", _("Encoding"),
                     qz_row_reader_get_encoding (qz_import_source_get_reader (self->source)));
  if (workbook != NULL)
    qz_sheet_set_text (sheet, "sheet", _("Sheet"), qz_workbook_get_sheet (workbook));
  qz_sheet_set_text (sheet, "delimiter", _("Separator"),
                     delimiter[0] == '\t' ? "tab" : delimiter);
  qz_sheet_set_number (sheet, "header_row", _("Row with the titles"), QZ_VALUE_COUNT,
                       self->header_row);
  qz_sheet_set_number (sheet, "size", _("Bytes"), QZ_VALUE_COUNT,
                       (gint64) qz_import_source_get_size (self->source));
  qz_sheet_set_text (sheet, "header", _("SM3 of the titles"), header);
  qz_sheet_set_text (sheet, "missing", _("Required and missing"), missing);
  qz_sheet_set_text (sheet, "fault", _("Fault"), self->fault != NULL ? self->fault->message : "");
  qz_sheet_add_child (sheet, mapping);
  qz_sheet_add_child (sheet, columns);
  qz_sheet_add_child (sheet, preview);
  add_sheets (sheet, workbook);
  return sheet;
}

QzSheet *
qz_import_inspect (QzBook *book, const char *kind, const char *path,
                   const QzImportOptions *options, GError **error)
{
  static const QzImportOptions no_options = { 0 };
  g_auto (Look) look = { .book = book, .path = path };

  look.options = options != NULL ? options : &no_options;
  look.kind = kind != NULL ? qz_import_kind_find (kind) : NULL;
  if (kind != NULL && look.kind == NULL && strcmp (kind, QZ_IMPORT_BANK_RETURN) != 0)
    {
      qz_import_set_unknown_kind (kind, error);
      return NULL;
    }
  look.source =
      qz_import_source_open (path, look.options->encoding, look.options->delimiter,
                             look.options->sheet, error);
  if (look.source == NULL || !read_first_rows (&look, error))
    return NULL;
  if (kind == NULL && !is_bank_return (&look))
    find_kind (&look);
  if (!choose_header (&look, error) || !match_columns (&look, error))
    return NULL;
  return make_look (&look);
}
