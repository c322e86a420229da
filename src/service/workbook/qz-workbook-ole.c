/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The little file system that workbooks of Excel 97 to 2003 are ([MS-CFB]): sectors chained by a
 * table. Nothing that the file says of itself is believed: each number is compared with the size of
 * the file, and no chain is longer than the file has sectors. */
#include <string.h>

#include "qz-workbook-private.h"

#define HEADER_SIZE  512
#define ENTRY_SIZE   128
#define MAX_SECTOR   G_GUINT64_CONSTANT (0xfffffffa) /* beyond are marks: end, free, table */
#define MINI_SHIFT   6
#define MINI_LIMIT   4096 /* shorter parts lie in the mini stream */
#define N_HEADER_FATS 109
#define ROOT_ENTRY   5

typedef struct {
  const guint8 *data;
  gsize size;
  guint shift;       /* a sector has 2^shift bytes */
  GArray *table;     /* guint32: the sector after each */
  GArray *mini_table;
  GByteArray *mini;  /* the mini stream; nullable */
  GByteArray *folder;
} Ole;

static guint16
read_16 (const guint8 *at)
{
  return (guint16) (at[0] | at[1] << 8);
}

static guint32
read_32 (const guint8 *at)
{
  return (guint32) at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

static void
ole_clear (Ole *self)
{
  g_clear_pointer (&self->table, g_array_unref);
  g_clear_pointer (&self->mini_table, g_array_unref);
  g_clear_pointer (&self->mini, g_byte_array_unref);
  g_clear_pointer (&self->folder, g_byte_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ole, ole_clear)

/* The bytes of a sector, fewer than a sector at the end of a file that was cut; NULL beyond. */
static const guint8 *
get_sector (const Ole *self, guint32 sector, gsize *length)
{
  const guint64 offset = ((guint64) sector + 1) << self->shift;

  if (sector > MAX_SECTOR || offset >= self->size)
    return NULL;
  *length = MIN ((gsize) 1 << self->shift, self->size - (gsize) offset);
  return self->data + offset;
}

static gboolean
add_table_sector (Ole *self, guint32 sector, GArray *table)
{
  gsize length = 0;
  const guint8 *bytes = get_sector (self, sector, &length);

  if (bytes == NULL || table->len > self->size / 4)
    return FALSE;
  for (gsize i = 0; i + 4 <= length; i += 4)
    {
      const guint32 next = read_32 (bytes + i);

      g_array_append_val (table, next);
    }
  return TRUE;
}

/* The table's own sectors: the first 109 are named in the header, the others in a chain. */
static gboolean
read_table (Ole *self)
{
  const guint per_sector = (1u << self->shift) / 4 - 1;
  guint32 n_left = read_32 (self->data + 44);
  guint32 next = read_32 (self->data + 68);
  gsize length = 0;

  self->table = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (n_left > self->size >> self->shift)
    return FALSE;
  for (guint i = 0; i < N_HEADER_FATS && n_left > 0; i++, n_left--)
    if (!add_table_sector (self, read_32 (self->data + 76 + 4 * i), self->table))
      return FALSE;
  while (n_left > 0)
    {
      const guint8 *list = get_sector (self, next, &length);

      if (list == NULL || length < (gsize) 4 * (per_sector + 1))
        return FALSE;
      for (guint i = 0; i < per_sector && n_left > 0; i++, n_left--)
        if (!add_table_sector (self, read_32 (list + 4 * i), self->table))
          return FALSE;
      next = read_32 (list + 4 * per_sector);
    }
  return TRUE;
}

/* All bytes of the chain that begins at @first, NULL when it is broken. */
static GByteArray *
read_chain (const Ole *self, guint32 first)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 sector = first;

  for (guint i = 0; sector <= MAX_SECTOR; i++)
    {
      gsize length = 0;
      const guint8 *bytes = get_sector (self, sector, &length);

      if (bytes == NULL || sector >= self->table->len || i > self->table->len)
        return NULL;
      g_byte_array_append (out, bytes, (guint) length);
      sector = g_array_index (self->table, guint32, sector);
    }
  return g_steal_pointer (&out);
}

static GByteArray *
read_mini_chain (const Ole *self, guint32 first, guint32 size)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 sector = first;

  for (guint i = 0; sector <= MAX_SECTOR; i++)
    {
      const guint64 offset = (guint64) sector << MINI_SHIFT;

      if (self->mini == NULL || sector >= self->mini_table->len || i > self->mini_table->len
          || offset + (1 << MINI_SHIFT) > self->mini->len)
        return NULL;
      g_byte_array_append (out, self->mini->data + offset, 1 << MINI_SHIFT);
      sector = g_array_index (self->mini_table, guint32, sector);
    }
  if (out->len > size)
    g_byte_array_set_size (out, size);
  return g_steal_pointer (&out);
}

static gboolean
read_mini_stream (Ole *self)
{
  g_autoptr (GByteArray) table = NULL;
  const guint32 first = read_32 (self->data + 60);

  self->mini_table = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (first > MAX_SECTOR || self->folder->len < ENTRY_SIZE
      || self->folder->data[66] != ROOT_ENTRY)
    return TRUE;
  table = read_chain (self, first);
  if (table == NULL)
    return FALSE;
  for (guint i = 0; i + 4 <= table->len; i += 4)
    {
      const guint32 next = read_32 (table->data + i);

      g_array_append_val (self->mini_table, next);
    }
  self->mini = read_chain (self, read_32 (self->folder->data + 116));
  return self->mini != NULL;
}

static gboolean
ole_open (Ole *self, GBytes *file)
{
  self->data = g_bytes_get_data (file, &self->size);
  if (self->size < HEADER_SIZE)
    return FALSE;
  self->shift = read_16 (self->data + 30);
  if (self->shift != 9 && self->shift != 12)
    return FALSE;
  if (!read_table (self))
    return FALSE;
  self->folder = read_chain (self, read_32 (self->data + 48));
  return self->folder != NULL && read_mini_stream (self);
}

/* Names are UTF-16 with a NUL at the end; ours are ASCII. */
static gboolean
has_name (const guint8 *entry, const char *name)
{
  const gsize length = strlen (name);

  if (read_16 (entry + 64) != 2 * (length + 1))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (entry[2 * i + 1] != 0
        || g_ascii_tolower ((char) entry[2 * i]) != g_ascii_tolower (name[i]))
      return FALSE;
  return TRUE;
}

GByteArray *
qz_ole_read (GBytes *file, const char *name, GError **error)
{
  g_auto (Ole) self = { 0 };
  GByteArray *out = NULL;

  if (!ole_open (&self, file))
    {
      qz_workbook_fail_damaged (error, NULL);
      return NULL;
    }
  for (guint at = 0; at + ENTRY_SIZE <= self.folder->len; at += ENTRY_SIZE)
    {
      const guint8 *entry = self.folder->data + at;
      const guint32 first = read_32 (entry + 116);
      const guint32 size = read_32 (entry + 120);

      if (entry[66] != 2 || !has_name (entry, name))
        continue;
      out = size < MINI_LIMIT ? read_mini_chain (&self, first, size) : read_chain (&self, first);
      if (out == NULL)
        qz_workbook_fail_damaged (error, NULL);
      return out;
    }
  return NULL;
}
