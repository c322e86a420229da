/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook-maker.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define SECTOR   512
#define N_TABLES 109

static la_ssize_t
write_block (struct archive *archive, void *user_data, const void *block, size_t size)
{
  g_byte_array_append (user_data, block, (guint) size);
  return (la_ssize_t) size;
}

static void
add_part (struct archive *archive, const char *name, const char *text)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) strlen (text));
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, text, strlen (text)), ==, (gint64) strlen (text));
  archive_entry_free (entry);
}

GBytes *
workbook_zip (const char *name, const char *text, ...)
{
  GByteArray *bytes = g_byte_array_new ();
  struct archive *archive = archive_write_new ();
  va_list more;

  g_assert_cmpint (archive_write_set_format_zip (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_set_bytes_in_last_block (archive, 1), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open (archive, bytes, NULL, write_block, NULL), ==, ARCHIVE_OK);
  va_start (more, text);
  while (name != NULL)
    {
      add_part (archive, name, text);
      name = va_arg (more, const char *);
      text = name != NULL ? va_arg (more, const char *) : NULL;
    }
  va_end (more);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
workbook_xlsx (const char *sheet, const char *strings)
{
  static const char styles[] =
      "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";

  return workbook_zip (
      "[Content_Types].xml", "<Types/>", "xl/workbook.xml",
      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
      "</Relationships>",
      "xl/styles.xml", styles, "xl/s.xml", sheet, "xl/sharedStrings.xml",
      strings != NULL ? strings : "<sst/>", NULL);
}

GBytes *
workbook_ods (const char *content)
{
  return workbook_zip ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
                       content, NULL);
}

static void
put_32 (GByteArray *out, guint at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (out->data + at, &value, sizeof value);
}

static void
put_entry (GByteArray *out, guint at, const char *name, guint8 kind, guint32 first, guint32 size)
{
  for (guint i = 0; name[i] != '\0'; i++)
    out->data[at + 2 * i] = (guint8) name[i];
  out->data[at + 64] = (guint8) (2 * (strlen (name) + 1));
  out->data[at + 66] = kind;
  put_32 (out, at + 116, first);
  put_32 (out, at + 120, size);
}

/* Sectors: the table, the folder, the stream. */
GBytes *
workbook_ole (const char *name, gconstpointer stream, gsize size)
{
  static const guint8 magic[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
  const guint n_data = MAX ((guint) (size + SECTOR - 1) / SECTOR, 8);
  const guint n_tables = (n_data + 1) / (SECTOR / 4 - 1) + 1;
  GByteArray *out = g_byte_array_new ();
  guint at = SECTOR;

  g_assert_cmpuint (n_tables, <=, N_TABLES);
  g_byte_array_set_size (out, SECTOR * (1 + n_tables + 1 + n_data));
  memset (out->data, 0, out->len);
  memset (out->data + 76, 0xff, 4 * N_TABLES);
  memset (out->data + SECTOR, 0xff, SECTOR * n_tables);
  memcpy (out->data, magic, sizeof magic);
  out->data[30] = 9;
  put_32 (out, 44, n_tables);
  put_32 (out, 48, n_tables);
  put_32 (out, 60, 0xfffffffe);
  put_32 (out, 68, 0xfffffffe);
  for (guint i = 0; i < n_tables; i++, at += 4)
    {
      put_32 (out, 76 + 4 * i, i);
      put_32 (out, at, 0xfffffffd);
    }
  put_32 (out, at, 0xfffffffe);
  for (guint i = 1; i <= n_data; i++)
    put_32 (out, at + 4 * i, i < n_data ? n_tables + 1 + i : 0xfffffffe);
  at = SECTOR * (1 + n_tables);
  put_entry (out, at, "Root Entry", 5, 0xfffffffe, 0);
  put_entry (out, at + 128, name, 2, n_tables + 1, n_data * SECTOR);
  memcpy (out->data + at + SECTOR, stream, size);
  return g_byte_array_free_to_bytes (out);
}
