/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-digest.h"

#include <gcrypt.h>
#include <string.h>

#include "qz-gcrypt.h"

#define BUFFER_SIZE    65536
#define MAX_SHORT_TEXT 0x7f
#define MAX_HEAD       9 /* a tag and eight bytes */

/* The tags of the canonical encoding; see the header. They are part of every stored chain. */
enum {
  TAG_NULL = 0x00,
  TAG_END_ROW = 0x01,
  TAG_INT = 0x10, /* + number of bytes, 0 to 8 */
  TAG_LONG_TEXT = 0x20,
  TAG_SHORT_TEXT = 0x80, /* + length */
};

struct _QzDigest {
  gcry_md_hd_t handle;
  gsize used;
  guint8 buffer[BUFFER_SIZE];
};

QzDigest *
qz_digest_new (void)
{
  QzDigest *self = g_new (QzDigest, 1);

  qz_gcrypt_init ();
  self->used = 0;
  if (gcry_md_open (&self->handle, GCRY_MD_SM3, 0) != 0)
    g_error ("libgcrypt offers no SM3");
  return self;
}

void
qz_digest_free (QzDigest *self)
{
  if (self == NULL)
    return;
  gcry_md_close (self->handle);
  g_free (self);
}

static void
flush (QzDigest *self)
{
  gcry_md_write (self->handle, self->buffer, self->used);
  self->used = 0;
}

static inline guint8 *
reserve (QzDigest *self, gsize length)
{
  if (G_UNLIKELY (self->used + length > BUFFER_SIZE))
    flush (self);
  return self->buffer + self->used;
}

void
qz_digest_add_null (QzDigest *self)
{
  *reserve (self, 1) = TAG_NULL;
  self->used += 1;
}

/* The fewest bytes of two's complement that hold @value; none for zero. */
static inline guint
count_int_bytes (gint64 value)
{
  guint64 folded = value < 0 ? ~(guint64) value : (guint64) value;

  if (value == 0)
    return 0;
  if (folded == 0)
    return 1;
  return (64 - (guint) __builtin_clzll (folded)) / 8 + 1;
}

void
qz_digest_add_int (QzDigest *self, gint64 value)
{
  guint8 *out = reserve (self, MAX_HEAD);
  guint n_bytes = count_int_bytes (value);

  *out++ = (guint8) (TAG_INT + n_bytes);
  for (guint i = n_bytes; i > 0; i--)
    *out++ = (guint8) ((guint64) value >> (8 * (i - 1)));
  self->used += 1 + n_bytes;
}

void
qz_digest_add_text (QzDigest *self, const char *text, gssize length)
{
  gsize size;
  guint8 *out;

  if (text == NULL)
    {
      qz_digest_add_null (self);
      return;
    }
  size = length < 0 ? strlen (text) : (gsize) length;
  if (G_LIKELY (size <= MAX_SHORT_TEXT))
    {
      out = reserve (self, 1 + size);
      out[0] = (guint8) (TAG_SHORT_TEXT + size);
      memcpy (out + 1, text, size);
      self->used += 1 + size;
      return;
    }
  out = reserve (self, MAX_HEAD);
  out[0] = TAG_LONG_TEXT;
  for (guint i = 0; i < 8; i++)
    out[1 + i] = (guint8) ((guint64) size >> (8 * (7 - i)));
  self->used += MAX_HEAD;
  qz_digest_add_raw (self, text, size);
}

void
qz_digest_add_raw (QzDigest *self, gconstpointer data, gsize length)
{
  if (length > BUFFER_SIZE)
    {
      flush (self);
      gcry_md_write (self->handle, data, length);
      return;
    }
  if (length > 0)
    memcpy (reserve (self, length), data, length);
  self->used += length;
}

void
qz_digest_end_row (QzDigest *self)
{
  *reserve (self, 1) = TAG_END_ROW;
  self->used += 1;
}

void
qz_digest_finish (QzDigest *self, guint8 digest[QZ_DIGEST_SIZE])
{
  flush (self);
  memcpy (digest, gcry_md_read (self->handle, GCRY_MD_SM3), QZ_DIGEST_SIZE);
  gcry_md_reset (self->handle);
}

char *
qz_digest_to_hex (const guint8 digest[QZ_DIGEST_SIZE])
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (2 * QZ_DIGEST_SIZE + 1);

  for (guint i = 0; i < QZ_DIGEST_SIZE; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 15];
    }
  hex[2 * QZ_DIGEST_SIZE] = '\0';
  return hex;
}

char *
qz_digest_bytes (gconstpointer data, gsize length)
{
  g_autoptr (QzDigest) self = qz_digest_new ();
  guint8 digest[QZ_DIGEST_SIZE];

  qz_digest_add_raw (self, data, length);
  qz_digest_finish (self, digest);
  return qz_digest_to_hex (digest);
}
