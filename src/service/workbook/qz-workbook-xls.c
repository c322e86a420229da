/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks of Excel 97 to 2003 (BIFF8, [MS-XLS]), as far as values go: a stream of records, each a
 * kind, a length and so many bytes. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-workbook-private.h"

#define MAX_SHEETS 1024
#define MAX_TEXTS  (256 << 20) /* bytes of one sheet */
#define BIFF8      0x0600

enum {
  RECORD_FORMULA = 0x0006,
  RECORD_EOF = 0x000a,
  RECORD_DATE_MODE = 0x0022,
  RECORD_FILE_PASS = 0x002f,
  RECORD_CONTINUE = 0x003c,
  RECORD_BOUND_SHEET = 0x0085,
  RECORD_MUL_RK = 0x00bd,
  RECORD_RICH_STRING = 0x00d6,
  RECORD_XF = 0x00e0,
  RECORD_SST = 0x00fc,
  RECORD_LABEL_SST = 0x00fd,
  RECORD_NUMBER = 0x0203,
  RECORD_LABEL = 0x0204,
  RECORD_BOOL_ERR = 0x0205,
  RECORD_STRING = 0x0207,
  RECORD_RK = 0x027e,
  RECORD_FORMAT = 0x041e,
  RECORD_BOF = 0x0809,
};

typedef struct {
  guint kind;
  const guint8 *data;
  guint length;
} Record;

typedef struct {
  guint32 row;
  guint16 column;
  guint8 flaw;
  guint32 offset, length; /* in texts */
} Cell;

typedef struct {
  GByteArray *stream;
  GPtrArray *sheets; /* of the caller */
  GPtrArray *strings; /* char *: the shared ones */
  GHashTable *codes;  /* format id → QzCellFormat */
  GArray *styles;     /* QzCellFormat */
  gboolean from_1904;

  /* the sheet being read */
  guint32 place;
  GArray *cells;  /* Cell */
  GString *texts;
  GString *number;
} Book;

static guint16
read_16 (const guint8 *at)
{
  return (guint16) (at[0] | at[1] << 8);
}

static guint32
read_32 (const guint8 *at)
{
  return (guint32) read_16 (at) | (guint32) read_16 (at + 2) << 16;
}

/* FALSE at the end of the stream, or where it is cut; then @out stays as it was. */
static gboolean
next_record (GByteArray *stream, guint *place, Record *out)
{
  const guint8 *at = stream->data + *place;
  guint length;

  if (*place > stream->len || stream->len - *place < 4)
    return FALSE;
  length = read_16 (at + 2);
  if (stream->len - *place - 4 < length)
    return FALSE;
  *out = (Record) { read_16 (at), at + 4, length };
  *place += 4 + length;
  return TRUE;
}

/* ── texts ──────────────────────────────────────────────────────────────────────────────────── */

/* Where a text is read from: a record, and what CONTINUE records follow it. A text that goes on in
 * the next one says there anew how it is written. */
typedef struct {
  GByteArray *stream;
  guint place; /* of the next record */
  Record record;
  guint at; /* in it */
} Source;

static gboolean
go_on (Source *self)
{
  Record next;
  guint place = self->place;

  if (!next_record (self->stream, &place, &next) || next.kind != RECORD_CONTINUE)
    return FALSE;
  self->record = next;
  self->place = place;
  self->at = 0;
  return TRUE;
}

/* Numbers are never torn in two. NULL when there are not so many bytes. */
static const guint8 *
take (Source *self, guint n)
{
  const guint8 *at;

  if (self->at == self->record.length && !go_on (self))
    return NULL;
  if (self->record.length - self->at < n)
    return NULL;
  at = self->record.data + self->at;
  self->at += n;
  return at;
}

static gboolean
skip (Source *self, guint64 n)
{
  while (n > 0)
    {
      const guint part = (guint) MIN (n, self->record.length - self->at);

      self->at += part;
      n -= part;
      if (n > 0 && !go_on (self))
        return FALSE;
    }
  return TRUE;
}

/* @n characters of one or two bytes. NULL when the file is cut. */
static char *
take_characters (Source *self, guint n, gboolean is_wide)
{
  g_autoptr (GArray) units = g_array_sized_new (FALSE, FALSE, sizeof (gunichar2), n);
  g_autoptr (GError) bad = NULL;

  while (units->len < n)
    {
      const guint8 *at;
      gunichar2 unit;

      if (self->at == self->record.length)
        {
          if (!go_on (self) || (at = take (self, 1)) == NULL)
            return NULL;
          is_wide = (*at & 1) != 0;
        }
      at = take (self, is_wide ? 2 : 1);
      if (at == NULL)
        return NULL;
      unit = is_wide ? read_16 (at) : *at;
      g_array_append_val (units, unit);
    }
  return g_utf16_to_utf8 ((const gunichar2 *) (gpointer) units->data, (glong) units->len, NULL,
                          NULL, &bad);
}

/* A text whose length has been read: how it is written, then the characters, then what marks them
 * up. */
static char *
take_text (Source *self, guint n)
{
  const guint8 *flags = take (self, 1);
  g_autofree char *text = NULL;
  guint64 extra = 0;
  guint8 how;

  if (flags == NULL)
    return NULL;
  how = *flags;
  if ((how & 8) != 0)
    {
      const guint8 *n_runs = take (self, 2);

      if (n_runs == NULL)
        return NULL;
      extra += 4 * (guint64) read_16 (n_runs);
    }
  if ((how & 4) != 0)
    {
      const guint8 *n_bytes = take (self, 4);

      if (n_bytes == NULL)
        return NULL;
      extra += read_32 (n_bytes);
    }
  text = take_characters (self, n, (how & 1) != 0);
  return text != NULL && skip (self, extra) ? g_steal_pointer (&text) : NULL;
}

static gboolean
read_strings (Book *self, Source *source)
{
  const guint8 *counts = take (source, 8);
  guint32 n = counts != NULL ? read_32 (counts + 4) : 0;

  for (; n > 0; n--)
    {
      const guint8 *length = take (source, 2);
      char *text = length != NULL ? take_text (source, read_16 (length)) : NULL;

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (self->strings, text);
    }
  return counts != NULL;
}

/* ── what holds for the whole workbook ──────────────────────────────────────────────────────── */

static gboolean
read_sheet_entry (Book *self, Source *source)
{
  const guint8 *head = take (source, 7);
  g_autofree char *name = head != NULL ? take_text (source, head[6]) : NULL;
  QzSheetEntry *entry;

  if (name == NULL)
    return FALSE;
  /* Sheets of charts and macros have no lists. */
  if (head[5] != 0 || self->sheets->len >= MAX_SHEETS)
    return TRUE;
  entry = g_new0 (QzSheetEntry, 1);
  entry->name = g_steal_pointer (&name);
  entry->place = read_32 (head);
  entry->is_hidden = (head[4] & 3) != 0;
  g_ptr_array_add (self->sheets, entry);
  return TRUE;
}

static gboolean
read_format (Book *self, Source *source)
{
  const guint8 *head = take (source, 4);
  g_autofree char *code = head != NULL ? take_text (source, read_16 (head + 2)) : NULL;
  QzCellFormat format;

  if (code == NULL)
    return FALSE;
  format = qz_cell_format_parse (code);
  g_hash_table_insert (self->codes, GUINT_TO_POINTER (read_16 (head)),
                       g_memdup2 (&format, sizeof format));
  return TRUE;
}

static gboolean
read_style (Book *self, const Record *record)
{
  QzCellFormat format;
  const QzCellFormat *found;
  guint id;

  if (record->length < 4)
    return FALSE;
  id = read_16 (record->data + 2);
  found = g_hash_table_lookup (self->codes, GUINT_TO_POINTER (id));
  format = found != NULL ? *found : qz_cell_format_builtin (id);
  g_array_append_val (self->styles, format);
  return TRUE;
}

static gboolean
fail_old (GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "workbook-too-old",
                _("This workbook is of a version before Excel 97, which cannot be read here; open "
                  "it in a spreadsheet program and save it as .xlsx"));
  return FALSE;
}

static gboolean
read_global (Book *self, const Record *record, guint place, GError **error)
{
  Source source = { .stream = self->stream, .place = place, .record = *record };
  gboolean good = TRUE;

  switch (record->kind)
    {
    case RECORD_FILE_PASS:
      return qz_workbook_fail_encrypted (error);
    case RECORD_DATE_MODE:
      self->from_1904 = record->length >= 2 && read_16 (record->data) == 1;
      break;
    case RECORD_BOUND_SHEET:
      good = read_sheet_entry (self, &source);
      break;
    case RECORD_FORMAT:
      good = read_format (self, &source);
      break;
    case RECORD_XF:
      good = read_style (self, record);
      break;
    case RECORD_SST:
      good = read_strings (self, &source);
      break;
    default:
      break;
    }
  return good || qz_workbook_fail_damaged (error, NULL);
}

static gboolean
read_globals (Book *self, GError **error)
{
  Record record;
  guint place = 0;

  if (!next_record (self->stream, &place, &record))
    return qz_workbook_fail_damaged (error, NULL);
  if (record.kind != RECORD_BOF || record.length < 4 || read_16 (record.data) != BIFF8)
    return fail_old (error);
  while (next_record (self->stream, &place, &record))
    {
      if (record.kind == RECORD_EOF)
        return TRUE;
      if (!read_global (self, &record, place, error))
        return FALSE;
    }
  return qz_workbook_fail_damaged (error, NULL);
}

/* ── cells ──────────────────────────────────────────────────────────────────────────────────── */

static void
add_cell (Book *self, guint row, guint column, const char *text, QzCellFlaw flaw)
{
  Cell cell = { .row = row,
                .column = (guint16) column,
                .flaw = (guint8) flaw,
                .offset = (guint32) self->texts->len,
                .length = (guint32) strlen (text) };

  g_string_append (self->texts, text);
  g_array_append_val (self->cells, cell);
}

/* The number in self->number, as its style shows it. */
static void
add_number (Book *self, guint row, guint column, guint style, QzCellFlaw flaw)
{
  g_autoptr (GString) text = g_string_new (NULL);
  QzCellFormat format = { 0 };

  if (style < self->styles->len)
    format = g_array_index (self->styles, QzCellFormat, style);
  if (flaw == QZ_CELL_SOUND)
    flaw = qz_cell_format_append (format, self->number->str, self->from_1904, text);
  else
    g_string_assign (text, self->number->str);
  add_cell (self, row, column, text->str, flaw);
  g_string_set_size (self->number, 0);
}

static guint64
read_bits (const guint8 *at)
{
  return (guint64) read_32 (at) | (guint64) read_32 (at + 4) << 32;
}

/* A number in 30 bits: whole, or the upper half of an IEEE 754 number, or a hundredth of that. */
static void
add_rk (Book *self, guint row, guint column, const guint8 *at)
{
  const guint32 rk = read_32 (at + 2);
  const int shift = (rk & 1) != 0 ? -2 : 0;
  QzCellFlaw flaw;

  if ((rk & 2) != 0)
    flaw = qz_cell_number_from_int ((gint32) rk >> 2, shift, self->number);
  else
    flaw = qz_cell_number_from_bits ((guint64) (rk & 0xfffffffc) << 32, shift, self->number);
  add_number (self, row, column, read_16 (at), flaw);
}

static const char *
name_error (guint8 code)
{
  switch (code)
    {
    case 0x00: return "#NULL!";
    case 0x07: return "#DIV/0!";
    case 0x0f: return "#VALUE!";
    case 0x17: return "#REF!";
    case 0x1d: return "#NAME?";
    case 0x24: return "#NUM!";
    case 0x2a: return "#N/A";
    default: return "#ERROR!";
    }
}

static void
add_bool_or_error (Book *self, guint row, guint column, guint8 value, gboolean is_error)
{
  if (is_error)
    add_cell (self, row, column, name_error (value), QZ_CELL_ERROR);
  else
    add_cell (self, row, column, value != 0 ? "TRUE" : "FALSE", QZ_CELL_SOUND);
}

/* The result that was there when the file was saved: a number, or what the last two bytes mark. A
 * text stands in a record of its own, which follows. */
static void
add_formula (Book *self, const Record *record, guint place)
{
  const guint row = read_16 (record->data), column = read_16 (record->data + 2);
  const guint8 *result = record->data + 6;
  Record next = { 0 };
  QzCellFlaw flaw;

  if (read_16 (result + 6) != 0xffff)
    {
      flaw = qz_cell_number_from_bits (read_bits (result), 0, self->number);
      add_number (self, row, column, read_16 (record->data + 4), flaw);
      return;
    }
  if (result[0] == 1 || result[0] == 2)
    {
      add_bool_or_error (self, row, column, result[2], result[0] == 2);
      return;
    }
  if (result[0] != 0)
    return;
  /* Records of shared formulas may stand between. */
  while (next_record (self->stream, &place, &next) && next.kind != RECORD_STRING
         && next.kind != RECORD_FORMULA && next.kind != RECORD_EOF)
    continue;
  if (next.kind == RECORD_STRING && next.length >= 2)
    {
      Source source = { .stream = self->stream, .place = place, .record = next, .at = 2 };
      g_autofree char *text = take_text (&source, read_16 (next.data));

      add_cell (self, row, column, text != NULL ? text : "", text != NULL ? QZ_CELL_SOUND
                                                                          : QZ_CELL_NO_VALUE);
    }
  else
    {
      add_cell (self, row, column, "", QZ_CELL_NO_VALUE);
    }
}

static gboolean
add_label (Book *self, const Record *record, guint place)
{
  Source source = { .stream = self->stream, .place = place, .record = *record, .at = 8 };
  g_autofree char *text = take_text (&source, read_16 (record->data + 6));

  if (text == NULL)
    return FALSE;
  add_cell (self, read_16 (record->data), read_16 (record->data + 2), text, QZ_CELL_SOUND);
  return TRUE;
}

static gboolean
add_shared (Book *self, const Record *record)
{
  const guint32 index = read_32 (record->data + 6);

  if (index >= self->strings->len)
    return FALSE;
  add_cell (self, read_16 (record->data), read_16 (record->data + 2),
            g_ptr_array_index (self->strings, index), QZ_CELL_SOUND);
  return TRUE;
}

static void
add_many_rk (Book *self, const Record *record)
{
  const guint row = read_16 (record->data), first = read_16 (record->data + 2);

  for (guint at = 4, i = 0; at + 6 <= record->length - 2; at += 6, i++)
    add_rk (self, row, first + i, record->data + at);
}

/* How many bytes a record of cells has at least. */
static guint
get_least_length (guint kind)
{
  switch (kind)
    {
    case RECORD_FORMULA: return 20;
    case RECORD_MUL_RK: return 12;
    case RECORD_LABEL_SST: return 10;
    case RECORD_NUMBER: return 14;
    case RECORD_LABEL:
    case RECORD_RICH_STRING: return 8;
    case RECORD_BOOL_ERR: return 8;
    case RECORD_RK: return 10;
    default: return 0;
    }
}

static gboolean
read_cells (Book *self, const Record *record, guint place)
{
  const guint8 *data = record->data;

  if (record->length < get_least_length (record->kind))
    return FALSE;
  switch (record->kind)
    {
    case RECORD_FORMULA:
      add_formula (self, record, place);
      return TRUE;
    case RECORD_MUL_RK:
      add_many_rk (self, record);
      return TRUE;
    case RECORD_LABEL_SST:
      return add_shared (self, record);
    case RECORD_NUMBER:
      add_number (self, read_16 (data), read_16 (data + 2), read_16 (data + 4),
                  qz_cell_number_from_bits (read_bits (data + 6), 0, self->number));
      return TRUE;
    case RECORD_LABEL:
    case RECORD_RICH_STRING:
      return add_label (self, record, place);
    case RECORD_BOOL_ERR:
      add_bool_or_error (self, read_16 (data), read_16 (data + 2), data[6], data[7] != 0);
      return TRUE;
    case RECORD_RK:
      add_rk (self, read_16 (data), read_16 (data + 2), data + 4);
      return TRUE;
    default:
      return TRUE;
    }
}

static gint
compare_cells (gconstpointer a, gconstpointer b)
{
  const Cell *x = a;
  const Cell *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return (int) x->column - (int) y->column;
}

/* Charts lie in sheets as streams of their own. */
static gboolean
read_sheet (Book *self, GError **error)
{
  guint place = self->place, depth = 0;
  Record record;

  while (next_record (self->stream, &place, &record))
    {
      depth += record.kind == RECORD_BOF;
      if (depth == 0 || self->texts->len > MAX_TEXTS
          || (depth == 1 && !read_cells (self, &record, place)))
        break;
      if (record.kind == RECORD_EOF && --depth == 0)
        return TRUE;
    }
  return qz_workbook_fail_damaged (error, NULL);
}

/* ── the format ─────────────────────────────────────────────────────────────────────────────── */

static void
xls_close (gpointer book)
{
  Book *self = book;

  if (self->stream != NULL)
    g_byte_array_unref (self->stream);
  g_ptr_array_unref (self->strings);
  g_hash_table_unref (self->codes);
  g_array_unref (self->styles);
  g_array_unref (self->cells);
  g_string_free (self->texts, TRUE);
  g_string_free (self->number, TRUE);
  g_free (self);
}

/* A workbook of a later Excel that was saved with a password is such a file too. */
static gboolean
explain_missing (GBytes *file, GError **error)
{
  static const char *const others[] = { "EncryptedPackage", "Book" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      GError *reason = NULL;
      g_autoptr (GByteArray) found = qz_ole_read (file, others[i], &reason);

      if (reason != NULL)
        {
          g_propagate_error (error, reason);
          return FALSE;
        }
      if (found != NULL)
        return i == 0 ? qz_workbook_fail_encrypted (error) : fail_old (error);
    }
  qz_error_set (error, QZ_ERROR_INPUT, "not-a-workbook",
                _("This file is of an office program, but no workbook; save the table in it as "
                  ".xlsx"));
  return FALSE;
}

static gpointer
xls_open (GBytes *file, GPtrArray *sheets, GError **error)
{
  Book *self = g_new0 (Book, 1);
  GError *reason = NULL;

  self->sheets = sheets;
  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->styles = g_array_new (FALSE, FALSE, sizeof (QzCellFormat));
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->texts = g_string_new (NULL);
  self->number = g_string_new (NULL);
  self->stream = qz_ole_read (file, "Workbook", &reason);
  if (reason != NULL)
    g_propagate_error (error, reason);
  else if (self->stream == NULL)
    explain_missing (file, error);
  else if (read_globals (self, error))
    return self;
  xls_close (self);
  return NULL;
}

static gboolean
xls_start (gpointer book, guint sheet, GError **error)
{
  const QzSheetEntry *entry;
  Book *self = book;

  entry = g_ptr_array_index (self->sheets, sheet);
  self->place = entry->place;
  g_array_set_size (self->cells, 0);
  g_string_set_size (self->texts, 0);
  return TRUE;
}

/* The whole sheet: there is not much room in such files, and cells may stand in any order. */
static gboolean
xls_read (gpointer book, QzRowBatch *batch, gboolean *at_end, GError **error)
{
  Book *self = book;

  *at_end = TRUE;
  if (!read_sheet (self, error))
    return FALSE;
  g_array_sort (self->cells, compare_cells);
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      const Cell *next = i + 1 < self->cells->len ? cell + 1 : NULL;

      if (!qz_row_batch_add_cell (batch, cell->column, self->texts->str + cell->offset,
                                  cell->length, (QzCellFlaw) cell->flaw))
        return qz_workbook_fail_damaged (error, NULL);
      if (next == NULL || next->row != cell->row)
        qz_row_batch_end_row (batch, cell->row + 1, 1);
    }
  return TRUE;
}

const QzWorkbookFormat qz_workbook_xls = {
  .name = "XLS",
  .open = xls_open,
  .close = xls_close,
  .start = xls_start,
  .read = xls_read,
};
