/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-csv-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-text-decoder.h"

#define BLOCK_SIZE (256 * 1024)
#define CHUNK      64 /* bytes looked at together; the buffer has as many spare bytes behind it */
#define MAX_FIELD  (1024 * 1024)
#define MAX_FIELDS 4096
#define MAX_ROW    (16 * 1024 * 1024)

struct _QzCsvReader {
  QzTextDecoder *decoder;
  char *file_name;
  char *text; /* @size bytes and CHUNK spare ones */
  gsize size;
  gsize start; /* of the row to come */
  gsize end;   /* of the text read so far */
  gboolean at_end;
  guint64 line;       /* of the current row */
  guint64 next_line;  /* of the row to come */
  QzCsvField *fields; /* MAX_FIELDS of them */
  guint n_fields;
  char delimiter;
  GArray *escaped; /* guint: indices of fields with doubled quotes */
};

/* A walk over one row. Nothing in the buffer is changed before the row is complete, so that it can
 * be started again when more text was needed. */
typedef struct {
  char delimiter;
  const char *base; /* the chunk looked at */
  const char *end;
  guint64 special;   /* separators, quotes and line ends not visited yet, one bit for each byte */
  guint64 following; /* bytes of the chunk that do not begin a character */
  gsize n_following; /* such bytes between @line_start and @base */
  const char *line_start;
  guint64 line;
  const char *field; /* where the current field begins */
  guint column;      /* of the current field */
} Walk;

typedef enum { STEP_FIELD, STEP_ROW, STEP_MORE, STEP_ERROR } Step;

QzCsvReader *
qz_csv_reader_new (GInputStream *stream, const char *file_name)
{
  QzCsvReader *self = g_new0 (QzCsvReader, 1);

  self->decoder = qz_text_decoder_new (stream);
  self->file_name = g_strdup (file_name);
  self->size = BLOCK_SIZE;
  self->text = g_malloc0 (self->size + CHUNK);
  self->next_line = 1;
  self->delimiter = ',';
  self->fields = g_new (QzCsvField, MAX_FIELDS);
  self->escaped = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

QzCsvReader *
qz_csv_reader_new_for_path (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &reason);
  g_autofree char *base_name = NULL;

  if (stream == NULL)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "cannot-open", _("The file cannot be opened: %s"),
                    reason->message);
      qz_error_add_place (error, path, 0, 0, NULL);
      return NULL;
    }
  base_name = g_file_get_basename (file);
  return qz_csv_reader_new (G_INPUT_STREAM (stream), base_name);
}

void
qz_csv_reader_set_delimiter (QzCsvReader *self, char delimiter)
{
  g_assert (delimiter != '\0' && strchr (",\t;|", delimiter) != NULL);
  self->delimiter = delimiter;
}

void
qz_csv_reader_set_encoding (QzCsvReader *self, const char *encoding)
{
  qz_text_decoder_set_encoding (self->decoder, encoding);
}

void
qz_csv_reader_free (QzCsvReader *self)
{
  if (self == NULL)
    return;
  qz_text_decoder_free (self->decoder);
  g_free (self->fields);
  g_array_unref (self->escaped);
  g_free (self->file_name);
  g_free (self->text);
  g_free (self);
}

#ifdef __SSE2__
/* The header of the intrinsics names floating-point types, which are banned here; the compilers'
 * own vectors do as well. */
typedef signed char Bytes16 __attribute__ ((vector_size (16)));
typedef char Chars16 __attribute__ ((vector_size (16)));

static inline guint32
gather_bits (Bytes16 all_or_none)
{
  return (guint32) __builtin_ia32_pmovmskb128 ((Chars16) all_or_none);
}
#endif

/* One bit for each byte of the chunk at @p that needs a look, and one for each byte that is inside
 * a character of several bytes. */
static inline void
look_at_chunk (const char *p, char delimiter, guint64 *special, guint64 *following)
{
  guint64 found = 0;
  guint64 inside = 0;

#ifdef __SSE2__
  for (int i = 0; i < CHUNK / 16; i++)
    {
      Bytes16 hits;
      Bytes16 v;
      memcpy (&v, p + 16 * i, sizeof v);
      hits = (v == (signed char) delimiter) | (v == '"') | (v == '\n') | (v == '\r');
      found |= (guint64) gather_bits (hits) << (16 * i);
      inside |= (guint64) gather_bits (v < -64) << (16 * i);
    }
#else
  for (int i = 0; i < CHUNK; i++)
    {
      guint8 c = (guint8) p[i];
      found |= (guint64) (c == (guint8) delimiter || c == '"' || c == '\n' || c == '\r') << i;
      inside |= (guint64) ((c & 0xC0) == 0x80) << i;
    }
#endif
  *special = found;
  *following = inside;
}

static inline void
walk_look (Walk *walk, const char *at)
{
  walk->base = at;
  look_at_chunk (at, walk->delimiter, &walk->special, &walk->following);
}

static inline gsize
count_bits (guint64 bits)
{
  return bits == 0 ? 0 : (gsize) __builtin_popcountll (bits);
}

/* The next byte that needs a look, or the end of the text. */
static inline const char *
walk_to_special (Walk *walk)
{
  while (walk->special == 0)
    {
      if (walk->base + CHUNK >= walk->end)
        return walk->end;
      walk->n_following += count_bits (walk->following);
      walk_look (walk, walk->base + CHUNK);
    }
  return walk->base + __builtin_ctzll (walk->special);
}

/* The character column of @at, which lies in the chunk looked at. */
static inline guint
walk_column (const Walk *walk, const char *at)
{
  guint64 before = (G_GUINT64_CONSTANT (1) << (at - walk->base)) - 1;
  gsize n_following = walk->n_following + count_bits (walk->following & before);

  return (guint) ((gsize) (at - walk->line_start) - n_following) + 1;
}

static void
set_error_at (QzCsvReader *self, const char *id, guint64 line, guint column, const char *message,
              GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, id, "%s", message);
  qz_error_add_place (error, self->file_name, line, column, NULL);
}

/* Adds the field that ends before @stop. */
static inline Step
end_field (QzCsvReader *self, Walk *walk, const char *text, const char *stop, GError **error)
{
  gsize length = (gsize) (stop - text);

  if (G_UNLIKELY (length > MAX_FIELD))
    {
      set_error_at (self, "field-too-long", walk->line, walk->column,
                    _("This field is longer than 1 MiB; look for a missing closing quote"), error);
      return STEP_ERROR;
    }
  if (G_UNLIKELY (self->n_fields == MAX_FIELDS))
    {
      set_error_at (self, "too-many-fields", walk->line, walk->column,
                    _("This row has more than 4096 fields; check that it is the right file"),
                    error);
      return STEP_ERROR;
    }
  self->fields[self->n_fields++] = (QzCsvField) { text, length, walk->column, 0 };
  return STEP_FIELD;
}

/* More text is needed for the field that begins at @text, unless it is too long already. */
static Step
ask_for_more (QzCsvReader *self, Walk *walk, const char *text, GError **error)
{
  if (walk->end - text > MAX_FIELD)
    return end_field (self, walk, text, walk->end, error);
  return STEP_MORE;
}

/* Moves past the separator or line end at @at, which ended a field. */
static inline Step
pass_separator (QzCsvReader *self, Walk *walk, const char *at)
{
  if (*at == walk->delimiter)
    {
      walk->special &= walk->special - 1;
      walk->field = at + 1;
      walk->column = walk_column (walk, at) + 1;
      return STEP_FIELD;
    }
  walk->line++;
  walk->field = at + 1;
  if (*at == '\r')
    {
      if (at + 1 == walk->end && !self->at_end)
        return STEP_MORE;
      if (at + 1 < walk->end && at[1] == '\n')
        walk->field = at + 2;
    }
  return STEP_ROW;
}

/* Counts lines and characters between the quotes, which the chunks were not looked at for. */
static void
pass_quoted_text (Walk *walk, const char *from, const char *to)
{
  for (const char *p = from; p < to; p++)
    {
      gboolean is_line_end = *p == '\n' || (*p == '\r' && (p + 1 == to || p[1] != '\n'));

      if (is_line_end)
        {
          walk->line++;
          walk->line_start = p + 1;
          walk->n_following = 0;
        }
      else if (((guint8) *p & 0xC0) == 0x80)
        {
          walk->n_following++;
        }
    }
}

static Step
fail_unclosed (QzCsvReader *self, Walk *walk, GError **error)
{
  set_error_at (self, "unclosed-quote", walk->line, walk->column,
                _("The quote that opens this field is never closed; close it, or write a quote "
                   "that belongs to the text twice"),
                error);
  return STEP_ERROR;
}

/* The closing quote of the field whose opening quote stands at @open; NULL when it is not there. */
static const char *
find_closing_quote (QzCsvReader *self, Walk *walk, const char *open, gboolean *has_doubled)
{
  const char *p = open + 1;

  for (;;)
    {
      p = memchr (p, '"', (gsize) (walk->end - p));
      if (p == NULL || (p + 1 == walk->end && !self->at_end))
        return NULL;
      if (p + 1 == walk->end || p[1] != '"')
        return p;
      *has_doubled = TRUE;
      p += 2;
    }
}

/* Reads the quoted field whose opening quote stands at @open. */
static Step
read_quoted (QzCsvReader *self, Walk *walk, const char *open, const char **after, GError **error)
{
  gboolean has_doubled = FALSE;
  const char *close = find_closing_quote (self, walk, open, &has_doubled);
  Step step;

  if (close == NULL && self->at_end)
    return fail_unclosed (self, walk, error);
  if (close == NULL)
    return ask_for_more (self, walk, open + 1, error);
  *after = close + 1;
  if (has_doubled)
    g_array_append_val (self->escaped, self->n_fields);
  step = end_field (self, walk, open + 1, close, error);
  walk->n_following +=
      count_bits (walk->following & ((G_GUINT64_CONSTANT (1) << (open - walk->base)) - 1));
  pass_quoted_text (walk, open + 1, close);
  walk_look (walk, *after);
  if (step == STEP_FIELD && *after < walk->end && **after != walk->delimiter
      && strchr ("\r\n", **after) == NULL)
    {
      set_error_at (self, "text-after-quote", walk->line, walk_column (walk, *after),
                    _("Text follows the closing quote of a field; quote the whole field and write "
                       "a quote that belongs to the text twice"),
                    error);
      return STEP_ERROR;
    }
  return step;
}

/* Goes on by one field. */
static inline Step
walk_field (QzCsvReader *self, Walk *walk, GError **error)
{
  const char *at = walk_to_special (walk);
  const char *text = walk->field;
  Step step;

  if (at < walk->end && G_UNLIKELY (*at == '"'))
    {
      if (at != walk->field)
        {
          set_error_at (self, "stray-quote", walk->line, walk_column (walk, at),
                        _("A quote stands inside a field that is not quoted; quote the whole "
                           "field and write this quote twice"),
                        error);
          return STEP_ERROR;
        }
      step = read_quoted (self, walk, at, &at, error);
      if (step != STEP_FIELD)
        return step;
    }
  else
    {
      if (at >= walk->end && !self->at_end)
        return ask_for_more (self, walk, text, error);
      at = MIN (at, walk->end);
      step = end_field (self, walk, text, at, error);
      if (G_UNLIKELY (step != STEP_FIELD))
        return step;
    }

  if (at >= walk->end && !self->at_end)
    return STEP_MORE;
  if (at >= walk->end)
    {
      walk->field = walk->end;
      return STEP_ROW;
    }
  return pass_separator (self, walk, at);
}

static Step
walk_row (QzCsvReader *self, GError **error)
{
  Walk walk = { 0 };
  Step step = STEP_FIELD;

  self->n_fields = 0;
  g_array_set_size (self->escaped, 0);
  walk.delimiter = self->delimiter;
  walk.end = self->text + self->end;
  walk.field = self->text + self->start;
  walk.line_start = walk.field;
  walk.line = self->next_line;
  walk.column = 1;
  walk_look (&walk, walk.field);
  while (step == STEP_FIELD)
    step = walk_field (self, &walk, error);
  if (step == STEP_ROW)
    {
      self->line = self->next_line;
      self->next_line = walk.line;
      self->start = (gsize) (walk.field - self->text);
    }
  return step;
}

/* Steps over empty lines. FALSE when the text read so far ends before it is clear. */
static gboolean
skip_empty_lines (QzCsvReader *self)
{
  while (self->start < self->end)
    {
      const char *at = self->text + self->start;

      if (*at != '\n' && *at != '\r')
        return TRUE;
      if (*at == '\r' && self->start + 1 == self->end && !self->at_end)
        return FALSE;
      self->start += *at == '\r' && self->start + 1 < self->end && at[1] == '\n' ? 2 : 1;
      self->next_line++;
    }
  return FALSE;
}

static const char *
describe_fault (QzTextFault fault, const char **id)
{
  switch (fault)
    {
    case QZ_TEXT_FAULT_NUL:
      *id = "nul-byte";
      return _("A NUL byte stands here; the file is damaged or not a text file. Export it again");
    case QZ_TEXT_FAULT_UTF8:
      *id = "bad-encoding";
      return _("The file is UTF-8 up to here, but this byte is not; "
                "export the file again as UTF-8 or as GB18030, not mixed");
    case QZ_TEXT_FAULT_UTF16:
      *id = "bad-encoding";
      return _("The file is UTF-16; save it as CSV UTF-8 or as GB18030");
    case QZ_TEXT_FAULT_WORKBOOK:
      *id = "not-csv";
      return _("This is a workbook or a ZIP file, not CSV; save the sheet as CSV UTF-8");
    case QZ_TEXT_FAULT_NO_CONVERTER:
      *id = "no-converter";
      return _("The file looks like GB18030, which this system cannot convert; save it as UTF-8");
    case QZ_TEXT_FAULT_GB18030:
    case QZ_TEXT_FAULT_NONE:
    default:
      *id = "bad-encoding";
      return _("This byte is neither UTF-8 nor GB18030; the file is damaged or cut off. "
                "Export it again as UTF-8");
    }
}

/* The text up to the fault is in the buffer: its end is the place. */
static void
set_fault (QzCsvReader *self, QzTextFault fault, GError **error)
{
  const char *id = NULL;
  const char *message = describe_fault (fault, &id);
  const char *end = self->text + self->end;
  Walk walk = { 0 };

  walk.line = self->next_line;
  walk.line_start = self->text + self->start;
  pass_quoted_text (&walk, walk.line_start, end);
  set_error_at (self, id, walk.line,
                (guint) ((gsize) (end - walk.line_start) - walk.n_following) + 1, message, error);
}

static gboolean
make_room (QzCsvReader *self, GError **error)
{
  memmove (self->text, self->text + self->start, self->end - self->start);
  self->end -= self->start;
  self->start = 0;
  if (self->end > MAX_ROW)
    {
      set_error_at (self, "row-too-long", self->next_line, 1,
                    _("This row is longer than 16 MiB; look for a missing closing quote"), error);
      return FALSE;
    }
  if (self->size - self->end >= BLOCK_SIZE / 2)
    return TRUE;
  self->size *= 2;
  self->text = g_realloc (self->text, self->size + CHUNK);
  memset (self->text + self->end, 0, self->size + CHUNK - self->end);
  return TRUE;
}

static gboolean
read_more (QzCsvReader *self, GError **error)
{
  QzTextFault fault;
  gsize n_read;

  if (!make_room (self, error))
    return FALSE;
  if (!qz_text_decoder_read (self->decoder, self->text + self->end, self->size - self->end, &n_read,
                             error))
    {
      qz_error_add_place (error, self->file_name, self->next_line, 0, NULL);
      return FALSE;
    }
  self->end += n_read;
  fault = qz_text_decoder_get_fault (self->decoder);
  if (n_read == 0 && fault != QZ_TEXT_FAULT_NONE)
    {
      set_fault (self, fault, error);
      return FALSE;
    }
  self->at_end = n_read == 0;
  return TRUE;
}

/* Makes one quote of two. */
static void
unescape (QzCsvField *field)
{
  char *out = (char *) field->text;

  for (gsize i = 0; i < field->length; i++)
    {
      *out++ = field->text[i];
      if (field->text[i] == '"')
        i++;
    }
  field->length = (gsize) (out - field->text);
}

static void
finish_row (QzCsvReader *self)
{
  for (guint i = 0; i < self->escaped->len; i++)
    unescape (&self->fields[g_array_index (self->escaped, guint, i)]);
  /* What ended a field is passed: its place takes the NUL. */
  for (guint i = 0; i < self->n_fields; i++)
    ((char *) self->fields[i].text)[self->fields[i].length] = '\0';
}

gboolean
qz_csv_reader_next (QzCsvReader *self, const QzCsvField **fields, guint *n_fields, GError **error)
{
  Step step = STEP_MORE;

  while (step == STEP_MORE)
    {
      if (skip_empty_lines (self))
        step = walk_row (self, error);
      else if (self->at_end)
        return FALSE;
      if (step == STEP_MORE && !read_more (self, error))
        return FALSE;
    }
  if (step == STEP_ERROR)
    return FALSE;
  finish_row (self);
  *fields = self->fields;
  *n_fields = self->n_fields;
  return TRUE;
}

guint64
qz_csv_reader_get_line (QzCsvReader *self)
{
  return self->line;
}

guint64
qz_csv_reader_get_bytes_read (QzCsvReader *self)
{
  return qz_text_decoder_get_bytes_read (self->decoder);
}

const char *
qz_csv_reader_get_encoding (QzCsvReader *self)
{
  return qz_text_decoder_get_encoding (self->decoder);
}

const char *
qz_csv_reader_get_file_name (QzCsvReader *self)
{
  return self->file_name;
}
