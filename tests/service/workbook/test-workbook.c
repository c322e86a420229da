/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks as other programs write them: by libxlsxwriter, and part by part by hand. */
#include "qz-workbook.h"

#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "qz-error.h"
#include "workbook-maker.h"

/* All rows as "ROW:a|b|c" lines; a flaw stands before its field as "!". */
static char *
read_rows (QzWorkbook *workbook)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const QzCsvField *fields;
  guint n_fields;

  while (qz_workbook_next (workbook, &fields, &n_fields, &error))
    {
      g_string_append_printf (out, "%u:", qz_workbook_get_row (workbook));
      for (guint i = 0; i < n_fields; i++)
        {
          g_assert_cmpuint (fields[i].column, ==, i + 1);
          g_assert_cmpuint (strlen (fields[i].text), ==, fields[i].length);
          g_string_append_printf (out, "%s%s%s", i > 0 ? "|" : "", fields[i].flaw != 0 ? "!" : "",
                                  fields[i].text);
        }
      g_string_append_c (out, '\n');
    }
  g_assert_no_error (error);
  return g_string_free_and_steal (out);
}

static void
assert_rows (GBytes *bytes, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzWorkbook) workbook = qz_workbook_new (bytes, "x", NULL, &error);
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  rows = read_rows (workbook);
  g_assert_cmpstr (rows, ==, wanted);
}

static void
assert_sheet (const char *sheet, const char *strings, const char *wanted)
{
  g_autoptr (GBytes) bytes = workbook_xlsx (sheet, strings);

  assert_rows (bytes, wanted);
}

static void
assert_refused (GBytes *bytes, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzWorkbook) workbook = qz_workbook_new (bytes, "x.xlsx", NULL, &error);
  const QzCsvField *fields;
  guint n_fields;

  while (workbook != NULL && qz_workbook_next (workbook, &fields, &n_fields, &error))
    continue;
  g_assert_error (error, QZ_ERROR, QZ_ERROR_INPUT);
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
  g_assert_cmpstr (qz_error_get_file (error), ==, "x.xlsx");
}

/* ── by a library that others use ───────────────────────────────────────────────────────────── */

static char *
make_path (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("qz-workbook-XXXXXX", &error);
  char *path;

  g_assert_no_error (error);
  path = g_build_filename (folder, "list.xlsx", NULL);
  g_free (folder);
  return path;
}

static void
write_list (const char *path)
{
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *cover = workbook_add_worksheet (book, "封面");
  lxw_worksheet *list = workbook_add_worksheet (book, "明细");
  lxw_format *day = workbook_add_format (book);
  lxw_format *month = workbook_add_format (book);
  lxw_datetime when = { .year = 2026, .month = 3, .day = 10, .hour = 7, .min = 31, .sec = 51 };
  lxw_format *moment = workbook_add_format (book);

  format_set_num_format (day, "yyyy/m/d");
  format_set_num_format (month, "yyyy\"年\"m\"月\"");
  format_set_num_format (moment, "yyyy-mm-dd hh:mm:ss");
  worksheet_hide (cover);
  worksheet_write_string (cover, 0, 0, "x", NULL);
  worksheet_activate (list);
  worksheet_set_first_sheet (list);
  worksheet_merge_range (list, 0, 0, 0, 5, "二月 <申报> & 明细", NULL);
  worksheet_write_string (list, 2, 0, " 空 格 ", NULL);
  worksheet_write_number (list, 2, 1, 4.14, NULL);
  worksheet_write_datetime (list, 2, 2, &when, day);
  worksheet_write_datetime (list, 2, 3, &when, month);
  worksheet_write_datetime (list, 2, 4, &when, moment);
  worksheet_write_formula_num (list, 2, 5, "=SUM(B3)", NULL, 0.1 + 0.2);
  worksheet_write_formula_str (list, 3, 0, "=A3", NULL, "文字");
  worksheet_write_boolean (list, 3, 1, 1, NULL);
  worksheet_write_blank (list, 3, 2, day);
  worksheet_write_number (list, 3, 3, 22020020260125000035.0, NULL);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
}

static void
test_written_by_library (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzWorkbook) workbook = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *rows = NULL;
  char *data = NULL;
  gsize size = 0;

  write_list (path);
  g_assert_true (g_file_get_contents (path, &data, &size, &error));
  bytes = g_bytes_new_take (data, size);
  workbook = qz_workbook_new (bytes, "list.xlsx", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qz_workbook_get_sheet (workbook), ==, "明细");
  g_assert_cmpstr (qz_workbook_get_format (workbook), ==, "XLSX");
  g_assert_cmpuint (qz_workbook_get_n_sheets (workbook), ==, 2);
  g_assert_true (qz_workbook_is_hidden (workbook, 0));
  g_assert_true (qz_workbook_has_content (workbook, 0));
  rows = read_rows (workbook);
  g_assert_cmpstr (rows, ==,
                   "1:二月 <申报> & 明细\n"
                   "3: 空 格 |4.14|2026-03-10|2026-03|2026-03-10 07:31:51|0.3\n"
                   "4:文字|TRUE||!2.2020020260125E+19\n");
  g_remove (path);
  g_rmdir (folder);
}

/* ── by hand ────────────────────────────────────────────────────────────────────────────────── */

static void
test_xlsx_cells (void)
{
  assert_sheet ("<worksheet><sheetData><row><c><v>1</v></c><c t='inlineStr'><is><r><t>a</t></r><r>"
                "<t xml:space='preserve'> b</t></r><rPh><t>x</t></rPh></is></c></row>"
                "<row r='7'><c r='C7' t='s'><v>1</v></c><c r='D7' t='e'><v>#N/A</v></c>"
                "<c r='E7' s='1'><v>46027</v></c><c r='F7'><f>A1</f></c>"
                "<c r='G7' t='str'><f>A1</f><v></v></c><c r='AB7' t='d'><v>2026-01-05</v></c></row>"
                "</sheetData></worksheet>",
                "<sst><si><t>n</t></si><si><r><t>多</t></r><r><t>段_x000D_</t></r><phoneticPr/>"
                "<rPh><t>x</t></rPh></si></sst>",
                "1:1|a b\n"
                "7:||多段\r|!#N/A|2026-01-05|!"
                "||||||||||||||||||||||2026-01-05\n");
  /* A prefix before every name, as some libraries write it. */
  assert_sheet ("<x:worksheet xmlns:x='y'><x:sheetData><x:row r='2'><x:c r='A2'><x:v>5</x:v></x:c>"
                "</x:row></x:sheetData></x:worksheet>",
                NULL, "2:5\n");
}

static void
test_xlsx_damaged (void)
{
  static const char *const sheets[] = {
    "<worksheet><sheetData><row r='2'/><row r='2'/></sheetData></worksheet>",
    ("<worksheet><sheetData><row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>"
     "</sheetData></worksheet>"),
    "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>9</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>-1</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row r='1'><c r='A1'><v>x</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row r='1'><c r='ZZZZZ1'><v>1</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><c r='A1'><v>1</v></c></sheetData></worksheet>",
    "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row>",
    "<worksheet>&a;</worksheet>",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GBytes) bytes = workbook_xlsx (sheets[i], NULL);

      g_test_message ("%s", sheets[i]);
      assert_refused (bytes, "workbook-damaged");
    }
}

static void
test_width (void)
{
  g_autoptr (GBytes) bytes =
      workbook_xlsx ("<worksheet><sheetData><row r='1'><c><v>1</v></c><c><v>2</v></c></row>"
                     "<row r='2'><c r='E2'><v>9</v></c></row>"
                     "<row r='3'><c><v>3</v></c><c r='E3'><v>9</v></c></row></sheetData>"
                     "</worksheet>",
                     NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzWorkbook) workbook = qz_workbook_new (bytes, "x", "A", &error);
  g_autofree char *rows = NULL;
  const QzCsvField *fields;
  guint n_fields = 0;

  g_assert_no_error (error);
  g_assert_true (qz_workbook_next (workbook, &fields, &n_fields, &error));
  g_assert_cmpuint (n_fields, ==, 2);
  qz_workbook_set_width (workbook, n_fields);
  rows = read_rows (workbook);
  g_assert_cmpstr (rows, ==, "3:3|\n");
}

#define ODS_HEAD                                                                                   \
  "<office:document-content><office:body><office:spreadsheet><table:table table:name='A'>"
#define ODS_TAIL "</table:table></office:spreadsheet></office:body></office:document-content>"

static void
test_ods_cells (void)
{
  g_autoptr (GBytes) bytes = workbook_ods (
      ODS_HEAD
      "<table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>"
      "<table:table-row table:number-rows-repeated='2'><table:table-cell "
      "table:number-columns-repeated='2' office:value-type='currency' office:value='4.14'>"
      "<text:p>¥4.14</text:p></table:table-cell><table:covered-table-cell/>"
      "<table:table-cell office:value-type='string'><office:annotation><text:p>note</text:p>"
      "</office:annotation><text:p>a<text:s text:c='2'/><text:span>b</text:span></text:p>"
      "<text:p>c</text:p></table:table-cell><table:table-cell office:value-type='time' "
      "office:time-value='PT07H31M51S'/><table:table-cell office:value-type='boolean' "
      "office:boolean-value='true'/></table:table-row>" ODS_TAIL);

  assert_rows (bytes, "4:4.14|4.14||a  b\nc|07:31:51|TRUE\n5:4.14|4.14||a  b\nc|07:31:51|TRUE\n");
}

static void
test_ods_limits (void)
{
  g_autoptr (GBytes) wide = workbook_ods (
      ODS_HEAD "<table:table-row><table:table-cell table:number-columns-repeated='99999' "
               "office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row>"
      ODS_TAIL);
  g_autoptr (GBytes) high = workbook_ods (
      ODS_HEAD "<table:table-row table:number-rows-repeated='1048576'/><table:table-row>"
               "<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>"
               "</table:table-row>" ODS_TAIL);
  g_autoptr (GBytes) empty = workbook_ods (ODS_HEAD ODS_TAIL);

  assert_refused (wide, "workbook-damaged");
  assert_refused (high, "workbook-damaged");
  assert_refused (empty, "empty-file");
}

static void
test_kinds (void)
{
  static const guint8 junk[6000] = { 9, 8 };
  g_autoptr (GBytes) sealed = workbook_ole ("EncryptedPackage", junk, sizeof junk);
  g_autoptr (GBytes) old = workbook_ole ("Book", junk, sizeof junk);
  g_autoptr (GBytes) older = workbook_ole ("Workbook", junk, sizeof junk);
  g_autoptr (GBytes) letter = workbook_ole ("WordDocument", junk, sizeof junk);
  g_autoptr (GBytes) zip = workbook_zip ("areas.csv", "code", NULL);
  g_autoptr (GBytes) text = workbook_zip ("content.xml", "<office:document-content/>", NULL);
  g_autoptr (GBytes) locked = workbook_zip (
      "content.xml", "garbage", "META-INF/manifest.xml",
      "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
      "</manifest:manifest>",
      NULL);
  g_autoptr (GBytes) binary = workbook_zip (
      "[Content_Types].xml", "<Types/>", "_rels/.rels",
      "<Relationships><Relationship Type='x/officeDocument' Target='xl/workbook.bin'/>"
      "</Relationships>",
      NULL);

  assert_refused (sealed, "workbook-encrypted");
  assert_refused (locked, "workbook-encrypted");
  assert_refused (old, "workbook-too-old");
  assert_refused (older, "workbook-too-old");
  assert_refused (letter, "not-a-workbook");
  assert_refused (zip, "not-a-workbook");
  assert_refused (text, "empty-file");
  assert_refused (binary, "workbook-binary");
}

static void
assert_look (const char *bytes, QzFileLook look)
{
  g_assert_cmpint (qz_workbook_look ((const guint8 *) bytes, strlen (bytes)), ==, look);
}

static void
test_look (void)
{
  assert_look ("PK\3\4", QZ_FILE_ZIP);
  assert_look ("\xd0\xcf\x11\xe0\xa1", QZ_FILE_OLE);
  assert_look ("\xef\xbb\xbf\n <?xml version", QZ_FILE_MARKUP);
  assert_look ("<TABLE>", QZ_FILE_MARKUP);
  assert_look ("code,name", QZ_FILE_TEXT);
  assert_look ("", QZ_FILE_TEXT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workbook/written-by-library", test_written_by_library);
  g_test_add_func ("/workbook/xlsx-cells", test_xlsx_cells);
  g_test_add_func ("/workbook/xlsx-damaged", test_xlsx_damaged);
  g_test_add_func ("/workbook/width", test_width);
  g_test_add_func ("/workbook/ods-cells", test_ods_cells);
  g_test_add_func ("/workbook/ods-limits", test_ods_limits);
  g_test_add_func ("/workbook/kinds", test_kinds);
  g_test_add_func ("/workbook/look", test_look);
  return g_test_run ();
}
