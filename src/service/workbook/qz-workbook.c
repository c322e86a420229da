/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-workbook-private.h"

#define MAX_FIELDS 4096 /* as in CSV */

struct _QzWorkbook {
  const QzWorkbookFormat *format;
  gpointer book;
  char *file_name;
  GPtrArray *sheets; /* QzSheetEntry */
  gboolean *has_content;
  guint sheet;
  QzRowBatch *batch;
  gboolean at_end;
  guint next;      /* row of the batch */
  guint n_given;   /* so often was it handed out */
  guint row;       /* of the sheet, the current one */
  guint width;     /* 0: as the row is */
  QzCsvField *fields; /* MAX_FIELDS of them */
};

void
qz_sheet_entry_free (gpointer entry)
{
  QzSheetEntry *self = entry;

  g_free (self->name);
  g_free (self->part);
  g_free (self);
}

/* ── what the file is ───────────────────────────────────────────────────────────────────────── */

QzFileLook
qz_workbook_look (const guint8 *bytes, gsize length)
{
  static const guint8 zip[] = { 'P', 'K', 3, 4 };
  static const guint8 ole[] = { 0xd0, 0xcf, 0x11, 0xe0 };
  static const char *const starts[] = { "<?xml", "<html", "<!doctype", "<table", "<head", "<meta" };
  gsize at = 0;

  if (length >= sizeof zip && memcmp (bytes, zip, sizeof zip) == 0)
    return QZ_FILE_ZIP;
  if (length >= sizeof ole && memcmp (bytes, ole, sizeof ole) == 0)
    return QZ_FILE_OLE;
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    at = 3;
  while (at < length && g_ascii_isspace ((char) bytes[at]))
    at++;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (length - at >= strlen (starts[i])
        && g_ascii_strncasecmp ((const char *) bytes + at, starts[i], strlen (starts[i])) == 0)
      return QZ_FILE_MARKUP;
  return QZ_FILE_TEXT;
}

static gboolean
has_part (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (QzZipPart) part = qz_zip_part_open (bytes, name, error);

  return part != NULL;
}

/* NULL with an error when it is nothing that can be read. */
static const QzWorkbookFormat *
choose_format (GBytes *bytes, GError **error)
{
  static const struct {
    const char *part;
    const QzWorkbookFormat *format;
  } kinds[] = { { "[Content_Types].xml", &qz_workbook_xlsx }, { "content.xml", &qz_workbook_ods } };
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  GError *reason = NULL;

  if (qz_workbook_look (data, length) == QZ_FILE_OLE)
    return &qz_workbook_xls;
  for (guint i = 0; i < G_N_ELEMENTS (kinds) && reason == NULL; i++)
    if (has_part (bytes, kinds[i].part, &reason))
      return kinds[i].format;
  if (reason == NULL && has_part (bytes, "encrypted-package", &reason))
    qz_workbook_fail_encrypted (error);
  else if (reason != NULL)
    g_propagate_error (error, reason);
  else
    qz_error_set (error, QZ_ERROR_INPUT, "not-a-workbook",
                  _("This is a ZIP file, but no workbook; unpack it, and import what is in it"));
  return NULL;
}

/* ── which sheet ────────────────────────────────────────────────────────────────────────────── */

static QzSheetEntry *
get_entry (QzWorkbook *self, guint index)
{
  return g_ptr_array_index (self->sheets, index);
}

static gboolean
start (QzWorkbook *self, guint sheet, GError **error)
{
  qz_row_batch_clear (self->batch);
  self->at_end = FALSE;
  self->next = 0;
  self->n_given = 0;
  self->sheet = sheet;
  return self->format->start (self->book, sheet, error);
}

static gboolean
read_more (QzWorkbook *self, GError **error)
{
  qz_row_batch_drop_rows (self->batch);
  self->next = 0;
  while (!self->at_end && self->batch->rows->len == 0)
    if (!self->format->read (self->book, self->batch, &self->at_end, error))
      return FALSE;
  return TRUE;
}

/* Sheets are read until their first row with a value. */
static gboolean
look_for_content (QzWorkbook *self, GError **error)
{
  self->has_content = g_new0 (gboolean, self->sheets->len + 1);
  for (guint i = 0; i < self->sheets->len; i++)
    {
      if (!start (self, i, error) || !read_more (self, error))
        return FALSE;
      self->has_content[i] = self->batch->rows->len > 0;
    }
  return TRUE;
}

static char *
list_names (QzWorkbook *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->sheets->len; i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", get_entry (self, i)->name);
  return g_string_free_and_steal (names);
}

static gboolean
find_sheet (QzWorkbook *self, const char *name, guint *out, GError **error)
{
  g_autofree char *names = list_names (self);
  g_autoptr (GError) no_number = NULL;
  guint64 number = 0;

  for (guint i = 0; i < self->sheets->len; i++)
    if (strcmp (get_entry (self, i)->name, name) == 0)
      {
        *out = i;
        return TRUE;
      }
  if (name[0] == '#'
      && g_ascii_string_to_unsigned (name + 1, 10, 1, self->sheets->len, &number, &no_number))
    {
      *out = (guint) number - 1;
      return TRUE;
    }
  qz_error_set (error, QZ_ERROR_USAGE, "unknown-sheet",
                _("The workbook has no sheet “%s”; it has: %s"), name, names);
  return FALSE;
}

static gboolean
find_first (QzWorkbook *self, guint *out, GError **error)
{
  g_autofree char *names = list_names (self);
  gboolean has_hidden = FALSE;

  for (guint i = 0; i < self->sheets->len; i++)
    {
      *out = i;
      if (self->has_content[i] && !get_entry (self, i)->is_hidden)
        return TRUE;
      has_hidden = has_hidden || self->has_content[i];
    }
  if (has_hidden)
    qz_error_set (error, QZ_ERROR_INPUT, "hidden-sheets",
                  _("Only hidden sheets of the workbook have any content; show the right one in "
                    "the workbook, or name it (--sheet NAME): %s"),
                  names);
  else
    qz_error_set (error, QZ_ERROR_INPUT, "empty-file",
                  _("The workbook has no sheet with any content"));
  return FALSE;
}

static gboolean
choose_sheet (QzWorkbook *self, const char *name, GError **error)
{
  guint sheet = 0;

  return look_for_content (self, error)
         && (name != NULL ? find_sheet (self, name, &sheet, error)
                          : find_first (self, &sheet, error))
         && start (self, sheet, error);
}

QzWorkbook *
qz_workbook_new (GBytes *bytes, const char *file_name, const char *sheet, GError **error)
{
  g_autoptr (QzWorkbook) self = g_new0 (QzWorkbook, 1);

  self->file_name = g_strdup (file_name);
  self->sheets = g_ptr_array_new_with_free_func (qz_sheet_entry_free);
  self->batch = qz_row_batch_new ();
  self->fields = g_new0 (QzCsvField, MAX_FIELDS);
  self->format = choose_format (bytes, error);
  if (self->format != NULL)
    self->book = self->format->open (bytes, self->sheets, error);
  if (self->book != NULL && choose_sheet (self, sheet, error))
    return g_steal_pointer (&self);
  qz_error_add_place (error, file_name, 0, 0, NULL);
  return NULL;
}

void
qz_workbook_free (QzWorkbook *self)
{
  if (self == NULL)
    return;
  if (self->book != NULL)
    self->format->close (self->book);
  g_ptr_array_unref (self->sheets);
  qz_row_batch_free (self->batch);
  g_free (self->has_content);
  g_free (self->fields);
  g_free (self->file_name);
  g_free (self);
}

/* ── rows ───────────────────────────────────────────────────────────────────────────────────── */

/* Whether the row has a value in a column that counts. */
static gboolean
is_within (QzWorkbook *self, const QzBatchRow *row)
{
  return self->width == 0
         || g_array_index (self->batch->cells, QzBatchCell, row->first).column < self->width;
}

static guint
fill_fields (QzWorkbook *self, const QzBatchRow *row)
{
  const QzBatchCell *cells = &g_array_index (self->batch->cells, QzBatchCell, row->first);
  const guint n = self->width > 0 ? self->width : (guint) cells[row->n_cells - 1].column + 1;

  for (guint i = 0; i < MIN (n, MAX_FIELDS); i++)
    self->fields[i] = (QzCsvField) { "", 0, i + 1, QZ_CELL_SOUND };
  for (guint i = 0; i < row->n_cells && cells[i].column < MIN (n, MAX_FIELDS); i++)
    {
      QzCsvField *field = &self->fields[cells[i].column];

      field->text = self->batch->text->str + cells[i].offset;
      field->length = cells[i].length;
      field->flaw = cells[i].flaw;
    }
  return n;
}

gboolean
qz_workbook_next (QzWorkbook *self, const QzCsvField **fields, guint *n_fields, GError **error)
{
  const QzBatchRow *row;

  do
    {
      if (self->next == self->batch->rows->len && !read_more (self, error))
        {
          qz_error_add_place (error, self->file_name, self->row, 0, NULL);
          qz_error_set_cell (error);
          return FALSE;
        }
      if (self->next == self->batch->rows->len)
        return FALSE;
      row = &g_array_index (self->batch->rows, QzBatchRow, self->next);
      self->row = row->line + self->n_given;
      if (++self->n_given == row->n_repeats)
        {
          self->n_given = 0;
          self->next++;
        }
    }
  while (!is_within (self, row));
  *n_fields = fill_fields (self, row);
  *fields = self->fields;
  if (*n_fields <= MAX_FIELDS)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "too-many-fields",
                _("This row has more than 4096 fields; check that it is the right file"));
  qz_error_add_place (error, self->file_name, self->row, 0, NULL);
  qz_error_set_cell (error);
  return FALSE;
}

void
qz_workbook_set_width (QzWorkbook *self, guint n_fields)
{
  g_assert (n_fields > 0 && n_fields <= MAX_FIELDS);
  self->width = n_fields;
}

guint
qz_workbook_get_row (QzWorkbook *self)
{
  return self->row;
}

guint
qz_workbook_get_permille (QzWorkbook *self)
{
  return self->format->get_permille != NULL ? self->format->get_permille (self->book) : 1000;
}

/* ── what it is ─────────────────────────────────────────────────────────────────────────────── */

const char *
qz_workbook_get_format (QzWorkbook *self)
{
  return self->format->name;
}

const char *
qz_workbook_get_sheet (QzWorkbook *self)
{
  return get_entry (self, self->sheet)->name;
}

guint
qz_workbook_get_n_sheets (QzWorkbook *self)
{
  return self->sheets->len;
}

const char *
qz_workbook_get_sheet_name (QzWorkbook *self, guint index)
{
  return get_entry (self, index)->name;
}

gboolean
qz_workbook_is_hidden (QzWorkbook *self, guint index)
{
  return get_entry (self, index)->is_hidden;
}

gboolean
qz_workbook_has_content (QzWorkbook *self, guint index)
{
  return self->has_content[index];
}
