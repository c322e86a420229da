/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anything at all as a workbook. The first line may say what the rest is, so that an engine need
 * not make a zip file: "sheet" and "strings" are parts of .xlsx, "content" is that of .ods, "biff"
 * the stream of an .xls; otherwise all of it is the file. */
#include <string.h>

#include "fuzz.h"
#include "qz-error.h"
#include "qz-workbook.h"
#include "workbook-maker.h"

#define MAX_ROWS 20000

static GBytes *
wrap (const char *kind, const char *data, gsize size)
{
  g_autofree char *text = g_strndup (data, size);

  if (strcmp (kind, "sheet") == 0)
    return workbook_xlsx (text, "<sst><si><t>a</t></si></sst>");
  if (strcmp (kind, "strings") == 0)
    return workbook_xlsx ("<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData>"
                          "</worksheet>",
                          text);
  if (strcmp (kind, "content") == 0)
    return workbook_ods (text);
  return strcmp (kind, "biff") == 0 ? workbook_ole ("Workbook", data, size) : NULL;
}

static GBytes *
make_bytes (const char *data, gsize size)
{
  const char *end = memchr (data, '\n', MIN (size, 16));
  g_autofree char *kind = end != NULL ? g_strndup (data, (gsize) (end - data)) : NULL;
  GBytes *bytes = NULL;

  if (kind != NULL)
    bytes = wrap (kind, end + 1, size - (gsize) (end + 1 - data));
  return bytes != NULL ? bytes : g_bytes_new (data, size);
}

static void
check_fields (const QzCsvField *fields, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      g_assert_cmpuint (fields[i].column, ==, i + 1);
      g_assert_true (g_utf8_validate (fields[i].text, (gssize) fields[i].length, NULL));
      g_assert_cmpint (fields[i].text[fields[i].length], ==, '\0');
      g_assert_cmpuint (fields[i].flaw, <=, QZ_CELL_BAD_DATE);
    }
}

static void
read_rows (QzWorkbook *workbook, GError **error)
{
  const QzCsvField *fields;
  guint n_fields = 0, n_rows = 0, row = 0;

  while (n_rows++ < MAX_ROWS && qz_workbook_next (workbook, &fields, &n_fields, error))
    {
      g_assert_cmpuint (qz_workbook_get_row (workbook), >, row);
      row = qz_workbook_get_row (workbook);
      g_assert_cmpuint (n_fields, >, 0);
      check_fields (fields, n_fields);
      if (n_rows == 1)
        qz_workbook_set_width (workbook, n_fields);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = size > 0 ? make_bytes ((const char *) data, size) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzWorkbook) workbook = NULL;
  gsize length = 0;
  const guint8 *start = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  const QzFileLook look = start != NULL ? qz_workbook_look (start, length) : QZ_FILE_TEXT;

  if (look != QZ_FILE_ZIP && look != QZ_FILE_OLE)
    return 0;
  workbook = qz_workbook_new (bytes, "fuzz", NULL, &error);
  if (workbook != NULL)
    read_rows (workbook, &error);
  g_assert_true (workbook != NULL || error != NULL);
  if (error != NULL)
    g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_INPUT);
  return 0;
}
