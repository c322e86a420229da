/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "form-samples.h"
#include "poppler-autoptr.h"
#include "qz-error.h"

static const QzPrintOptions plain = { QZ_PRINT_FINAL, 0, "D-1", "2026-03-12T09:30:00" };

static PopplerDocument *
open_pdf (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static PopplerDocument *
print (const char *id, guint n_rows, gboolean hard, const QzPrintOptions *options)
{
  g_autoptr (QzForm) form = form_samples_load (id);
  g_autoptr (QzSheet) sheet = form_samples_make (id, n_rows, hard);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = form_samples_print (form, &sheet, 1, options, &error);

  g_assert_no_error (error);
  return open_pdf (bytes);
}

/* Poppler guesses blanks and lines from distances; they are left out. */
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static char *
get_text (PopplerDocument *document, guint page)
{
  g_autoptr (PopplerPage) drawn = poppler_document_get_page (document, (int) page);
  g_autofree char *text = poppler_page_get_text (drawn);

  return squeeze (text);
}

static void
assert_shows (PopplerDocument *document, guint page, const char *needle)
{
  g_autofree char *text = get_text (document, page);
  g_autofree char *squeezed = squeeze (needle);

  if (strstr (text, squeezed) == NULL)
    g_error ("“%s” is not on page %u:\n%s", needle, page + 1, text);
}

static void
test_equal_bytes (void)
{
  static const char *const ids[] = { "F-JL-DAY", "F-PAY", "F-RCPT",   "F-STMT",
                                     "F-MS",     "F-ADV", "F-VOUCHER" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (QzForm) form = form_samples_load (ids[i]);
      g_autoptr (QzSheet) sheet = form_samples_make (ids[i], 30, FALSE);
      g_autoptr (QzSheet) again = form_samples_make (ids[i], 30, FALSE);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) one = form_samples_print (form, &sheet, 1, &plain, &error);
      g_autoptr (GBytes) two = form_samples_print (form, &again, 1, &plain, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (one, two));
    }
}

/* All content of one page: figures, facts, capitals, foot. */
static void
test_text (void)
{
  g_autoptr (PopplerDocument) document = print ("F-JL-DAY", 3, FALSE, &plain);

  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  assert_shows (document, 0, "日拨付业务拨付汇总表");
  assert_shows (document, 0, "职工基本医疗保险");
  assert_shows (document, 0, "70.00%");
  assert_shows (document, 0, "1,312.93");
  assert_shows (document, 0, "北大壶镇卫生院");
  assert_shows (document, 0, "(5)=(2)");
  assert_shows (document, 0, "JL220200-310-20260310-001");
  assert_shows (document, 0, "第 1 页");
  assert_shows (document, 0, "顺延并入明细");
}

static void
test_metadata (void)
{
  g_autoptr (PopplerDocument) document = print ("F-ADV", 3, FALSE, &plain);
  g_autofree char *title = poppler_document_get_title (document);
  g_autofree char *author = poppler_document_get_author (document);
  g_autofree char *subject = poppler_document_get_subject (document);
  g_autofree char *keywords = poppler_document_get_keywords (document);
  g_autoptr (GDateTime) created = poppler_document_get_creation_date_time (document);
  g_autofree char *when = g_date_time_format_iso8601 (created);

  g_assert_cmpstr (title, ==, "医保基金月预拨核定拨付表");
  g_assert_cmpstr (author, ==, "吉林市社会医疗保险管理局");
  g_assert_cmpstr (subject, ==, "月预拨核定拨付表 JL220200-310-20260310-001");
  g_assert_cmpstr (keywords, ==, "D-1");
  g_assert_cmpstr (when, ==, "2026-03-12T09:30:00+08");
}

/* 2,000 rows: the header on every page, sums of the page on every page but the last. */
static void
test_many_rows (void)
{
  g_autoptr (PopplerDocument) document = print ("F-JL-DAY", 2000, FALSE, &plain);
  guint n = (guint) poppler_document_get_n_pages (document);

  g_assert_cmpuint (n, >, 60);
  for (guint page = 0; page < n; page++)
    {
      g_autofree char *text = get_text (document, page);
      g_autofree char *number = g_strdup_printf ("第%u页共%u页", page + 1, n);
      gboolean has_subtotal = strstr (text, "本页小计") != NULL;

      g_assert_nonnull (strstr (text, "机构编码"));
      g_assert_cmpint (has_subtotal, ==, page + 1 < n);
      if (strstr (text, number) == NULL)
        g_error ("page %u has no “%s”", page + 1, number);
    }
  assert_shows (document, n - 1, "合计");
  assert_shows (document, n - 1, "H22020002000");
}

/* The sums of the pages are the sums of the rows on them: rows of 1.00, 2.00, 3.00 … */
static void
test_subtotals (void)
{
  static const char text[] = "[form]\nid = T\ntitle = 表\npaper = A4 portrait\n"
                             "[table]\ntotal = 合计\n"
                             "[column]\nname = #\nheading = 序号\nwidth = 1\n"
                             "[column]\nname = pay\nheading = 金额\nwidth = 3\nsum = yes\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (QzForm) form = qz_form_new_from_text (text, -1, "t.form", &error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("t");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  guint row = 0;

  qz_sheet_add_column (sheet, "pay", NULL, QZ_VALUE_FEN);
  for (guint i = 1; i <= 100; i++)
    qz_sheet_put_number (sheet, qz_sheet_add_row (sheet), 0, i * 100);
  bytes = form_samples_print (form, &sheet, 1, &plain, &error);
  g_assert_no_error (error);
  document = open_pdf (bytes);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 3);
  for (guint page = 0; page < 3; page++)
    {
      g_autofree char *shown = get_text (document, page);
      g_autofree char *sum = NULL;
      QzFen expected = 0;

      for (; row < 100; row++)
        { /* the rows that stand on this page */
          g_autofree char *cell = g_strdup_printf ("%u%u.00", row + 1, row + 1);

          if (strstr (shown, cell) == NULL)
            break;
          expected += (row + 1) * 100;
        }
      sum = qz_fen_format (page < 2 ? expected : 505000);
      assert_shows (document, page, sum);
    }
  g_assert_cmpuint (row, ==, 100);
}

static void
test_marks (void)
{
  const QzPrintOptions draft = { QZ_PRINT_DRAFT, 3, NULL, "2026-03-12T09:30:00" };
  const QzPrintOptions cancelled = { QZ_PRINT_CANCELLED, 0, NULL, "2026-03-12T09:30:00" };
  g_autoptr (PopplerDocument) one = print ("F-MS", 3, FALSE, &draft);
  g_autoptr (PopplerDocument) two = print ("F-MS", 3, FALSE, &cancelled);
  g_autoptr (PopplerDocument) final = print ("F-MS", 3, FALSE, &plain);
  g_autofree char *text = get_text (final, 0);

  assert_shows (one, 0, "稿");
  assert_shows (one, 0, "补打 3");
  assert_shows (two, 0, "废");
  g_assert_null (strstr (text, "稿"));
  g_assert_null (strstr (text, "废"));
  g_assert_null (strstr (text, "补打"));
}

/* The longest names and the largest amounts are printed whole. */
static void
test_hard (void)
{
  g_autoptr (PopplerDocument) slip = print ("F-PAY", 0, TRUE, &plain);
  g_autoptr (PopplerDocument) statement = print ("F-STMT", 2, TRUE, &plain);
  g_autoptr (PopplerDocument) day = print ("F-JL-DAY", 3, TRUE, &plain);

  g_assert_cmpint (poppler_document_get_n_pages (slip), ==, 1);
  assert_shows (slip, 0, "¥99,999,999,999,999.99");
  assert_shows (slip, 0, "第 1 页 共 1 页");
  assert_shows (statement, 0, "99,999,999,999,999.99");
  assert_shows (statement, 0, "如有异议");
  assert_shows (day, 0, "99,999,998,999,999.99");
}

/* Domain 3.6 rules 3 and 8: two slips on a page; eight lines take two of them, 1/2 and 2/2. */
static void
test_voucher (void)
{
  g_autoptr (PopplerDocument) document = print ("F-VOUCHER", 8, FALSE, &plain);
  g_autoptr (PopplerDocument) one = print ("F-VOUCHER", 7, FALSE, &plain);
  g_autofree char *text = get_text (one, 0);

  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  assert_shows (document, 0, "记字第0012号 1/2");
  assert_shows (document, 0, "记字第0012号 2/2");
  assert_shows (document, 0, "¥13,827,156.12");
  assert_shows (document, 0, "会计主管：钱多多");
  g_assert_null (strstr (text, "1/1"));
  g_assert_null (strstr (text, "本页小计"));
}

static void
test_refused (void)
{
  g_autoptr (QzForm) form = form_samples_load ("F-ADV");
  g_autoptr (QzSheet) wrong = form_samples_make ("F-MS", 1, FALSE);
  g_autoptr (QzSheet) box = form_samples_make ("F-ADV", 1, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_null (form_samples_print (form, &wrong, 1, &plain, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "missing-column");
  g_clear_error (&error);
  /* A character that the font lacks is never printed as a box. */
  qz_sheet_put_text (box, 0, 1, "😀医院");
  g_assert_null (form_samples_print (form, &box, 1, &plain, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "character-missing");
  g_assert_nonnull (strstr (error->message, "U+1F600"));
}

static void
test_cancelled (void)
{
  g_autoptr (QzForm) form = form_samples_load ("F-ADV");
  g_autoptr (QzSheet) sheet = form_samples_make ("F-ADV", 1, FALSE);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (qz_form_write_pdf (form, &sheet, 1, &plain, out, cancellable, &error));
  g_assert_error (error, QZ_ERROR, QZ_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-pdf/equal-bytes", test_equal_bytes);
  g_test_add_func ("/form-pdf/text", test_text);
  g_test_add_func ("/form-pdf/metadata", test_metadata);
  g_test_add_func ("/form-pdf/2.0/many-rows", test_many_rows);
  g_test_add_func ("/form-pdf/2.0/subtotals", test_subtotals);
  g_test_add_func ("/form-pdf/10/marks", test_marks);
  g_test_add_func ("/form-pdf/hard", test_hard);
  g_test_add_func ("/form-pdf/3.6-rule-8/voucher", test_voucher);
  g_test_add_func ("/form-pdf/refused", test_refused);
  g_test_add_func ("/form-pdf/cancelled", test_cancelled);
  return g_test_run ();
}
