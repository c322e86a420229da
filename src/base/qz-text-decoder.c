/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-text-decoder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

#define MAX_CARRY 4 /* the longest character of both encodings */

struct _QzTextDecoder {
  GInputStream *stream;
  guint64 bytes_read;
  gboolean at_end; /* the stream is read up; @carry or @raw may hold a rest */
  gboolean has_bom;
  gboolean has_wide; /* a UTF-8 character of three or four bytes was seen */
  gboolean has_pair; /* one of two bytes was seen in a block that is already handed out */
  QzTextFault fault;
  gboolean is_utf8;    /* said from outside */
  gboolean is_gb18030; /* the same */

  guint8 carry[MAX_CARRY]; /* the beginning of a character, from the last block */
  gsize n_carry;

  GIConv converter; /* NULL while the text is UTF-8 */
  guint8 *raw;      /* GB18030 bytes not converted yet */
  gsize n_raw;
  gsize raw_size;
};

QzTextDecoder *
qz_text_decoder_new (GInputStream *stream)
{
  QzTextDecoder *self = g_new0 (QzTextDecoder, 1);

  self->stream = g_object_ref (stream);
  return self;
}

void
qz_text_decoder_free (QzTextDecoder *self)
{
  if (self == NULL)
    return;
  if (self->converter != NULL)
    g_iconv_close (self->converter);
  g_object_unref (self->stream);
  g_free (self->raw);
  g_free (self);
}

void
qz_text_decoder_set_encoding (QzTextDecoder *self, const char *encoding)
{
  self->is_utf8 = g_strcmp0 (encoding, "UTF-8") == 0;
  self->is_gb18030 = g_strcmp0 (encoding, "GB18030") == 0;
}

static gboolean
read_stream (QzTextDecoder *self, guint8 *out, gsize size, gsize *n_read, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *n_read = 0;
  if (self->at_end)
    return TRUE;
  if (!g_input_stream_read_all (self->stream, out, size, n_read, NULL, &reason))
    {
      qz_error_set (error, QZ_ERROR_STORE, "read-failed",
                    _("The file cannot be read to its end: %s"),
                    reason->message);
      return FALSE;
    }
  self->bytes_read += *n_read;
  self->at_end = *n_read < size;
  return TRUE;
}

/* The length of the well-formed UTF-8 character at @p; 0 when it is broken, -1 when the text ends
 * inside it. @n > 0, and @p[0] >= 0x80. */
static int
measure_character (const guint8 *p, gsize n)
{
  guint8 low = 0x80;
  guint8 high = 0xBF;
  int length;

  if (p[0] < 0xC2 || p[0] > 0xF4)
    return 0;
  length = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
  /* No overlong forms, no surrogates, nothing over U+10FFFF. */
  if (p[0] == 0xE0)
    low = 0xA0;
  else if (p[0] == 0xED)
    high = 0x9F;
  else if (p[0] == 0xF0)
    low = 0x90;
  else if (p[0] == 0xF4)
    high = 0x8F;
  for (int i = 1; i < length; i++)
    {
      if ((gsize) i == n)
        return -1;
      if (p[i] < low || p[i] > high)
        return 0;
      low = 0x80;
      high = 0xBF;
    }
  return length;
}

typedef struct {
  gsize n_valid;   /* bytes of whole, well-formed characters */
  gboolean is_cut; /* the text ends inside a character */
  gboolean has_pair;
} Scan;

/* Scans up to the first broken or unfinished character. */
static Scan
scan_utf8 (QzTextDecoder *self, const guint8 *text, gsize n)
{
  Scan scan = { 0, FALSE, FALSE };
  gsize i = 0;

  while (i < n)
    {
      guint64 word;
      int length;

      if (i + sizeof word <= n)
        {
          memcpy (&word, text + i, sizeof word);
          if ((word & G_GUINT64_CONSTANT (0x8080808080808080)) == 0)
            {
              i += sizeof word;
              continue;
            }
        }
      if (text[i] < 0x80)
        {
          i++;
          continue;
        }
      length = measure_character (text + i, n - i);
      scan.is_cut = length < 0;
      if (length <= 0)
        break;
      if (length == 2)
        scan.has_pair = TRUE;
      else
        self->has_wide = TRUE;
      i += (gsize) length;
    }
  scan.n_valid = i;
  return scan;
}

static gsize
find_nul (const char *text, gsize n)
{
  const char *nul = memchr (text, '\0', n);

  return nul != NULL ? (gsize) (nul - text) : n;
}

/* Files that are no text at all get a message of their own. */
static QzTextFault
recognize_foreign (const guint8 *text, gsize n)
{
  if (n >= 2 && ((text[0] == 0xFF && text[1] == 0xFE) || (text[0] == 0xFE && text[1] == 0xFF)))
    return QZ_TEXT_FAULT_UTF16;
  if (n >= 4 && (memcmp (text, "PK\3\4", 4) == 0 || memcmp (text, "\xD0\xCF\x11\xE0", 4) == 0))
    return QZ_TEXT_FAULT_WORKBOOK;
  return QZ_TEXT_FAULT_NONE;
}

/* Converts what @raw holds into @out, as far as it goes in. */
static gsize
convert_raw (QzTextDecoder *self, char *out, gsize size)
{
  char *in_at = (char *) self->raw;
  gsize in_left = self->n_raw;
  char *out_at = out;
  gsize out_left = size;
  gsize result = g_iconv (self->converter, &in_at, &in_left, &out_at, &out_left);
  int reason = result == (gsize) -1 ? errno : 0;
  gsize n_valid = find_nul (out, size - out_left);

  if (n_valid < size - out_left)
    self->fault = QZ_TEXT_FAULT_NUL;
  else if (reason == EILSEQ || (reason == EINVAL && self->at_end))
    self->fault = QZ_TEXT_FAULT_GB18030;
  else
    g_assert (reason == E2BIG || in_left < MAX_CARRY);
  memmove (self->raw, in_at, in_left);
  self->n_raw = in_left;
  return n_valid;
}

static gboolean
read_gb18030 (QzTextDecoder *self, char *out, gsize size, gsize *n_read, GError **error)
{
  /* Two bytes become three at most. */
  gsize want = size / 2 - MAX_CARRY;
  gsize n_new;

  if (self->n_raw < MAX_CARRY)
    {
      if (self->raw_size < want + MAX_CARRY)
        {
          self->raw_size = want + MAX_CARRY;
          self->raw = g_realloc (self->raw, self->raw_size);
        }
      if (!read_stream (self, self->raw + self->n_raw, want, &n_new, error))
        return FALSE;
      self->n_raw += n_new;
    }
  *n_read = self->n_raw > 0 ? convert_raw (self, out, size) : 0;
  return TRUE;
}

/* Goes over to GB18030 from @rest on. FALSE and a fault when that would be wrong. */
static gboolean
switch_to_gb18030 (QzTextDecoder *self, const char *rest, gsize n_rest)
{
  if (!self->is_gb18030
      && (self->is_utf8 || self->has_bom || self->has_wide || self->has_pair))
    {
      self->fault = QZ_TEXT_FAULT_UTF8;
      return FALSE;
    }
  self->converter = g_iconv_open ("UTF-8", "GB18030");
  if (self->converter == (GIConv) -1)
    {
      self->converter = NULL;
      self->fault = QZ_TEXT_FAULT_NO_CONVERTER;
      return FALSE;
    }
  self->raw_size = n_rest + MAX_CARRY;
  self->raw = g_malloc (self->raw_size);
  memcpy (self->raw, rest, n_rest);
  self->n_raw = n_rest;
  return TRUE;
}

static gsize
skip_beginning (QzTextDecoder *self, char *out, gsize n)
{
  if (self->bytes_read != n)
    return n;
  self->fault = recognize_foreign ((const guint8 *) out, n);
  if (self->fault != QZ_TEXT_FAULT_NONE)
    return 0;
  if (n >= 3 && memcmp (out, "\xEF\xBB\xBF", 3) == 0)
    {
      self->has_bom = TRUE;
      memmove (out, out + 3, n - 3);
      return n - 3;
    }
  return n;
}

static gsize
find_first_high (const char *text, gsize n)
{
  gsize i = 0;

  while (i < n && (guint8) text[i] < 0x80)
    i++;
  return i;
}

/* Takes everything from the first high byte on as GB18030; returns how many bytes go before. */
static gsize
split_at_high (QzTextDecoder *self, const char *text, gsize n, gsize n_valid)
{
  gsize high = find_first_high (text, n);

  return switch_to_gb18030 (self, text + high, n - high) ? high : n_valid;
}

/* Decides what follows the @scan of @n bytes at @out; returns how many of them are good text. */
static gsize
settle_block (QzTextDecoder *self, char *out, gsize n, Scan scan)
{
  gsize n_valid = scan.n_valid;

  if (self->is_gb18030 && find_first_high (out, n) < n)
    {
      n_valid = split_at_high (self, out, n, n_valid);
    }
  else if (scan.is_cut && !self->at_end)
    {
      self->n_carry = n - n_valid;
      memcpy (self->carry, out + n_valid, self->n_carry);
    }
  else if (n_valid < n && find_nul (out, n_valid) == n_valid)
    {
      /* Some pairs of GB18030 look like a UTF-8 character of two bytes, which Chinese text does not
     * have; so everything from the first high byte of this block on is taken as GB18030. */
      n_valid = split_at_high (self, out, n, n_valid);
    }
  if (find_nul (out, n_valid) < n_valid)
    {
      self->fault = QZ_TEXT_FAULT_NUL;
      return find_nul (out, n_valid);
    }
  self->has_pair = self->has_pair || scan.has_pair;
  return n_valid;
}

static gboolean
read_utf8 (QzTextDecoder *self, char *out, gsize size, gsize *n_read, GError **error)
{
  gsize n;

  memcpy (out, self->carry, self->n_carry);
  if (!read_stream (self, (guint8 *) out + self->n_carry, size - self->n_carry, &n, error))
    return FALSE;
  n += self->n_carry;
  self->n_carry = 0;
  n = skip_beginning (self, out, n);
  *n_read = settle_block (self, out, n, scan_utf8 (self, (const guint8 *) out, n));
  return TRUE;
}

gboolean
qz_text_decoder_read (QzTextDecoder *self, char *out, gsize size, gsize *n_read, GError **error)
{
  g_assert (size >= 64);
  *n_read = 0;
  while (self->fault == QZ_TEXT_FAULT_NONE && *n_read == 0)
    {
      if (self->at_end && self->n_carry == 0 && self->n_raw == 0)
        break;
      if (self->converter != NULL)
        {
          if (!read_gb18030 (self, out, size, n_read, error))
            return FALSE;
        }
      else if (!read_utf8 (self, out, size, n_read, error))
        {
          return FALSE;
        }
    }
  return TRUE;
}

QzTextFault
qz_text_decoder_get_fault (QzTextDecoder *self)
{
  return self->fault;
}

const char *
qz_text_decoder_get_encoding (QzTextDecoder *self)
{
  return self->converter != NULL ? "GB18030" : "UTF-8";
}

guint64
qz_text_decoder_get_bytes_read (QzTextDecoder *self)
{
  return self->bytes_read;
}
