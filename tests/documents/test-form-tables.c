/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XLSX, opened again with unzip, and CSV. */
#include <string.h>

#include <glib/gstdio.h>

#include "form-samples.h"
#include "qz-error.h"

static const QzPrintOptions plain = { QZ_PRINT_FINAL, 0, "D-1", "2026-03-12T09:30:00" };
static const char formula[] = "=HYPERLINK(\"http://example.org\",\"医院\")";

static char *
read_part (const char *path, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) unzip =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "unzip", "-p", path, part, NULL);
  char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (unzip, NULL, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (unzip));
  return text;
}

static char *
make_path (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static QzSheet *
make_advance (void)
{
  QzSheet *sheet = form_samples_make ("F-ADV", 3, FALSE);

  qz_sheet_put_text (sheet, 0, 1, formula);
  qz_sheet_put_number (sheet, 0, 2, 123450);
  qz_sheet_put_number (sheet, 1, 2, -1);
  qz_sheet_put_number (sheet, 2, 2, 99999999999999);
  return sheet;
}

static void
write_xlsx (QzSheet *sheet, const char *path)
{
  g_autoptr (QzForm) form = form_samples_load ("F-ADV");
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_form_write_xlsx (form, &sheet, 1, &plain, path, NULL, &error));
  g_assert_no_error (error);
}

static void
test_xlsx (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-forms-XXXXXX", &error);
  g_autofree char *path = make_path (folder, "a.xlsx");
  g_autofree char *again = make_path (folder, "b.xlsx");
  g_autoptr (QzSheet) sheet = make_advance ();
  g_autofree char *cells = NULL;
  g_autofree char *strings = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  gsize n_one, n_two;

  write_xlsx (sheet, path);
  write_xlsx (sheet, again);
  cells = read_part (path, "xl/worksheets/sheet1.xml");
  strings = read_part (path, "xl/sharedStrings.xml");
  g_assert_nonnull (strstr (cells, "<v>1234.5</v>"));
  g_assert_nonnull (strstr (cells, "<v>-0.01</v>"));
  g_assert_nonnull (strstr (cells, "<v>999999999999.99</v>"));
  g_assert_nonnull (strstr (cells, "<v>0.3</v>"));
  g_assert_nonnull (strstr (cells, "<f>SUM("));
  g_assert_nonnull (strstr (cells, "<v>1000000001234.48</v>"));
  g_assert_null (strstr (cells, "HYPERLINK"));
  g_assert_nonnull (strstr (strings, "=HYPERLINK("));
  g_assert_nonnull (strstr (strings, "医保基金月预拨核定拨付表"));
  g_assert_true (g_file_get_contents (path, &one, &n_one, &error));
  g_assert_true (g_file_get_contents (again, &two, &n_two, &error));
  g_assert_cmpmem (one, n_one, two, n_two);
  g_remove (path);
  g_remove (again);
  g_rmdir (folder);
}

/* A spreadsheet keeps 15 digits; a larger amount keeps its fen as text. */
static void
test_xlsx_large (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-forms-XXXXXX", &error);
  g_autofree char *path = make_path (folder, "a.xlsx");
  g_autoptr (QzSheet) sheet = form_samples_make ("F-ADV", 1, FALSE);
  g_autofree char *strings = NULL;

  qz_sheet_put_number (sheet, 0, 5, QZ_FEN_MAX);
  write_xlsx (sheet, path);
  strings = read_part (path, "xl/sharedStrings.xml");
  g_assert_nonnull (strstr (strings, "99,999,999,999,999.99"));
  g_remove (path);
  g_rmdir (folder);
}

static void
test_xlsx_all_forms (void)
{
  static const char *const ids[] = { "F-JL-DAY", "F-PAY", "F-RCPT",   "F-STMT",
                                     "F-MS",     "F-ADV", "F-VOUCHER" };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-forms-XXXXXX", &error);
  g_autofree char *path = make_path (folder, "a.xlsx");

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (QzForm) form = form_samples_load (ids[i]);
      g_autoptr (QzSheet) sheet = form_samples_make (ids[i], 4, TRUE);
      QzSheet *const sheets[] = { sheet, sheet };
      g_autofree char *strings = NULL;

      g_assert_true (qz_form_write_xlsx (form, sheets, 2, &plain, path, NULL, &error));
      strings = read_part (path, "xl/sharedStrings.xml");
      g_assert_nonnull (strstr (strings, qz_form_get_title (form)));
      g_free (read_part (path, "xl/worksheets/sheet2.xml"));
      g_remove (path);
    }
  g_rmdir (folder);
}

static void
test_xlsx_refused (void)
{
  g_autoptr (QzForm) form = form_samples_load ("F-ADV");
  g_autoptr (QzSheet) wrong = form_samples_make ("F-MS", 1, FALSE);
  g_autoptr (QzSheet) right = form_samples_make ("F-ADV", 1, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-forms-XXXXXX", &error);
  g_autofree char *path = make_path (folder, "a.xlsx");
  g_autofree char *nowhere = make_path (folder, "no/such/folder/a.xlsx");

  g_assert_false (qz_form_write_xlsx (form, &wrong, 1, &plain, path, NULL, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "missing-column");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_false (qz_form_write_xlsx (form, &right, 1, &plain, nowhere, NULL, &error));
  g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_STORE);
  g_rmdir (folder);
}

static char *
write_csv (const char *id, QzSheet *const *sheets, guint n_sheets)
{
  g_autoptr (QzForm) form = form_samples_load (id);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_form_write_csv (form, sheets, n_sheets, out, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (out, "", 1, NULL, NULL, &error));
  g_assert_true (g_output_stream_close (out, NULL, &error));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
}

static void
test_csv (void)
{
  g_autoptr (QzSheet) sheet = make_advance ();
  QzSheet *const sheets[] = { sheet, sheet };
  g_autofree char *text = write_csv ("F-ADV", sheets, 1);
  g_autofree char *both = write_csv ("F-ADV", sheets, 2);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_auto (GStrv) more = g_strsplit (both, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[0], ==,
                   "\xEF\xBB\xBF"
                   "序号,机构编码,机构名称,基数（往年支出合计）,预拨比例,核定预拨标准,本月拨付");
  /* A formula is a text with an apostrophe, a negative amount is a number. */
  g_assert_true (g_str_has_prefix (
      lines[1],
      "1,H22020000001,\"'=HYPERLINK(\"\"http://example.org\"\",\"\"医院\"\")\",1234.50,"));
  g_assert_true (g_str_has_prefix (lines[2], "2,H22020000002,"));
  g_assert_nonnull (strstr (lines[2], ",-0.01,0.30,"));
  g_assert_cmpuint (g_strv_length (more), ==, 8);
  g_assert_true (g_str_has_prefix (more[4], "JL220200-310-20260310-001,1,H22020000001,"));
}

static void
test_csv_slips (void)
{
  g_autoptr (QzSheet) sheet = form_samples_make ("F-PAY", 0, FALSE);
  QzSheet *const sheets[] = { sheet, sheet };
  g_autofree char *text = write_csv ("F-PAY", sheets, 2);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_nonnull (strstr (lines[0], "payee_account"));
  g_assert_nonnull (strstr (lines[1], "0802211109200099887"));
  g_assert_nonnull (strstr (lines[1], "12345678.90"));
  g_assert_cmpstr (lines[1], ==, lines[2]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-xlsx/cells", test_xlsx);
  g_test_add_func ("/form-xlsx/large", test_xlsx_large);
  g_test_add_func ("/form-xlsx/all-forms", test_xlsx_all_forms);
  g_test_add_func ("/form-xlsx/refused", test_xlsx_refused);
  g_test_add_func ("/form-csv/rows", test_csv);
  g_test_add_func ("/form-csv/slips", test_csv_slips);
  return g_test_run ();
}
