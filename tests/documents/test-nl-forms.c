/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of care away from home: their titles are the regulation's, and every form can be laid
 * out with no row, one row and many (domain 2.0 … 2.5). */
#include <string.h>

#include <glib/gstdio.h>

#include "form-samples.h"
#include "nl-samples.h"
#include "poppler-autoptr.h"
#include "qz-error.h"

static const QzPrintOptions plain = { QZ_PRINT_FINAL, 0, "D-1", "2026-06-30T00:00:00" };

/* From the regulation, with the blank filled; numbers and copies by domain 2.0; what must stand on
 * the form: the highest column number, and a piece of its tie-out notes. */
static const struct {
  const char *id;
  const char *number;
  const char *title;
  guint copies;
  guint n_numbers;
  const char *note;
} regulation[] = {
  { "F-NL-2-1", "附件2-1", "黑龙江省齐齐哈尔市异地就医预付金付款通知书", 3, 5,
    "(5)=(3)+(4)" },
  { "F-NL-2-2", "附件2-2", "黑龙江省齐齐哈尔市异地就医年度预付金额度调整付款通知书", 3, 5,
    "(3)-(2)=(4)-(5)" },
  { "F-NL-2-3", "附件2-3", "黑龙江省齐齐哈尔市异地就医预付金额度紧急调增通知书", 3, 5,
    "(3)=(2)÷(1)" },
  { "F-NL-4", "附件4", "黑龙江省跨省异地就医费用清算表", 2, 3, "(1)合计=附件4-1第(12)栏合计" },
  { "F-NL-4-1", "附件4-1", "黑龙江省跨省异地就医各市（地）应收费用汇总表", 2, 12,
    "每行第(12)栏=该市（地）附件5合计" },
  { "F-NL-4-2", "附件4-2", "黑龙江省跨省异地就医各市（地）应付费用汇总表", 2, 7,
    "(3)=附件6-3合计" },
  { "F-NL-5", "附件5", "黑龙江省齐齐哈尔市跨省异地就医费用收款通知书", 3, 3, "(3)=(1)+(2)" },
  { "F-NL-5-1", "附件5-1", "定点医疗机构跨省异地就医费用预结算汇总表", 2, 11,
    "(11)=(5)+(10)" },
  { "F-NL-6", "附件6", "黑龙江省齐齐哈尔市跨省异地就医费用付款通知书", 3, 5,
    "附件6合计=附件6-1合计+附件6-2合计-附件6-3合计-附件6-4合计" },
  { "F-NL-6-1", "附件6-1", "黑龙江省齐齐哈尔市跨省异地就医职工医保基金支付明细表", 2, 10,
    "(8)=(3)+(4)+(5)+(6)+(7)" },
  { "F-NL-6-2", "附件6-2", "黑龙江省齐齐哈尔市跨省异地就医居民医保基金支付明细表", 2, 9,
    "(9)=(8)" },
  { "F-NL-6-3", "附件6-3", "黑龙江省齐齐哈尔市跨省异地就医职工医保基金审核扣款明细表", 2, 9,
    "在附件6中扣减" },
  { "F-NL-6-4", "附件6-4", "黑龙江省齐齐哈尔市跨省异地就医居民医保基金审核扣款明细表", 2, 8,
    "在附件6中扣减" },
  { "F-NL-7", "附件7", "黑龙江省省内异地就医费用清算表", 2, 3, "省内应收合计=省内应付合计" },
  { "F-NL-7-1", "附件7-1", "黑龙江省省内异地就医各市（地）应收费用汇总表", 2, 12,
    "每行第(12)栏=该市（地）附件8合计" },
  { "F-NL-7-2", "附件7-2", "黑龙江省省内异地就医各市（地）应付费用汇总表", 2, 7,
    "(1)=附件9-1(a)合计" },
  { "F-NL-8", "附件8", "黑龙江省齐齐哈尔市省内异地就医费用收款通知书", 3, 3, "(3)=(1)+(2)" },
  { "F-NL-8-1", "附件8-1", "定点医疗机构省内异地就医费用预结算汇总表", 2, 11,
    "第(11)栏合计=附件8合计" },
  { "F-NL-9", "附件9", "黑龙江省齐齐哈尔市省内异地就医费用付款通知书", 3, 5,
    "附件9合计=附件9-1(a)合计+附件9-2(a)合计-附件9-1(b)合计-附件9-2(b)合计" },
  { "F-NL-9-1", "附件9-1", "黑龙江省齐齐哈尔市省内异地就医职工医保基金支付明细表", 2, 9,
    "(c)=(a)-(b)" },
  { "F-NL-9-2", "附件9-2", "黑龙江省齐齐哈尔市省内异地就医居民医保基金支付明细表", 2, 8,
    "(c)合计=附件7-2本市（地）第(6)栏" },
};

static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static PopplerDocument *
print_sheet (const char *id, QzSheet *sheet)
{
  g_autoptr (QzForm) form = form_samples_load (id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = form_samples_print (form, &sheet, 1, &plain, &error);
  PopplerDocument *document;

  if (error != NULL)
    g_error ("%s: %s", id, error->message);
  document = poppler_document_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  return document;
}

static PopplerDocument *
print (const char *id, guint n_rows, gboolean hard)
{
  g_autoptr (QzSheet) sheet = nl_samples_make (id, n_rows, hard);

  return print_sheet (id, sheet);
}

static char *
get_page (PopplerDocument *document, guint page)
{
  g_autoptr (PopplerPage) drawn = poppler_document_get_page (document, (int) page);
  g_autofree char *text = poppler_page_get_text (drawn);

  return squeeze (text);
}

static char *
get_text (PopplerDocument *document)
{
  GString *text = g_string_new (NULL);

  for (int page = 0; page < poppler_document_get_n_pages (document); page++)
    {
      g_autofree char *one = get_page (document, (guint) page);

      g_string_append (text, one);
    }
  return g_string_free (text, FALSE);
}

static void
assert_has (const char *id, const char *text, const char *needle)
{
  g_autofree char *squeezed = squeeze (needle);

  if (strstr (text, squeezed) == NULL)
    g_error ("%s does not print “%s”:\n%s", id, needle, text);
}

static void
test_titles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (regulation); i++)
    {
      const char *id = regulation[i].id;
      g_autoptr (QzForm) form = form_samples_load (id);
      g_autoptr (PopplerDocument) document = print (id, 1, FALSE);
      g_autofree char *text = get_page (document, 0);
      g_autofree char *title = poppler_document_get_title (document);

      g_assert_cmpstr (qz_form_get_id (form), ==, id);
      g_assert_cmpuint (qz_form_get_copies (form), ==, regulation[i].copies);
      g_assert_cmpstr (title, ==, regulation[i].title);
      assert_has (id, text, regulation[i].title);
      assert_has (id, text, regulation[i].number);
      assert_has (id, text, "单位：元");
      assert_has (id, text, "第1页共1页");
      assert_has (id, text, "编号：HLJ6-230200-202605-001");
    }
  g_assert_null (nl_samples_get_id (G_N_ELEMENTS (regulation)));
}

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (regulation); i++)
    {
      const char *id = regulation[i].id;
      g_autoptr (PopplerDocument) document = print (id, 1, FALSE);
      g_autofree char *text = get_text (document);

      for (guint number = 1; number <= regulation[i].n_numbers; number++)
        {
          g_autofree char *shown = g_strdup_printf ("(%u)", number);

          assert_has (id, text, shown);
        }
      assert_has (id, text, "勾稽关系：");
      assert_has (id, text, regulation[i].note);
    }
}

/* No row, one row, and several pages with hard names and amounts of both signs; characters that the
 * font lacks would fail. */
static void
test_shapes (void)
{
  static const guint counts[] = { 0, 1, 200 };

  for (guint i = 0; i < G_N_ELEMENTS (regulation); i++)
    for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
      {
        const char *id = regulation[i].id;
        g_autoptr (PopplerDocument) document = print (id, counts[j], counts[j] == 200);
        const int n_pages = poppler_document_get_n_pages (document);
        g_autofree char *text = get_text (document);

        g_assert_cmpint (n_pages > 3, ==, counts[j] == 200);
        g_assert_cmpint (strstr (text, "本页小计") != NULL, ==, counts[j] == 200);
        assert_has (id, text, "合计");
      }
}

static void
test_notices (void)
{
  static const char *const ids[] = { "F-NL-5", "F-NL-6", "F-NL-8", "F-NL-9", "F-NL-2-1", "F-NL-2-2",
                                     "F-NL-2-3" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (PopplerDocument) document = print (ids[i], 3, FALSE);
      g_autofree char *text = get_text (document);
      static const char *const parts[] = {
        "齐齐哈尔市医疗保险经办中心：", "全省异地就医结算账户",   "23001865551050500001",
        "黑龙江省医疗保险经办中心",     "2026年6月30日",          "（盖章）",
        "经办人：王小燕",               "复核人：李建国",         "负责人：",
        "（大写）：人民币"
      };

      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        assert_has (ids[i], text, parts[j]);
      if (g_str_has_prefix (ids[i], "F-NL-2"))
        assert_has (ids[i], text, "请于2026年7月15日前");
    }
}

/* Sums of a notice stand in the text, in capitals and in the table. */
static void
test_totals (void)
{
  g_autoptr (QzSheet) sheet = nl_samples_make ("F-NL-6", 3, FALSE);
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;

  for (guint row = 0; row < 3; row++)
    qz_sheet_put_number (sheet, row, 7, row == 0 ? 250111111 : row == 1 ? 100022212 : 70200000);
  document = print_sheet ("F-NL-6", sheet);
  text = get_text (document);
  assert_has ("F-NL-6", text, "应付跨省异地就医费用¥4,203,333.23");
  assert_has ("F-NL-6", text, "人民币肆佰贰拾万叁仟叁佰叁拾叁元贰角叁分");
  assert_has ("F-NL-6", text, "（小写）：¥4,203,333.23");
}

static void
test_spreadsheets (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-nl-forms-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (regulation); i++)
    {
      g_autoptr (QzForm) form = form_samples_load (regulation[i].id);
      g_autoptr (QzSheet) sheet = nl_samples_make (regulation[i].id, 20, TRUE);
      g_autoptr (GOutputStream) csv = g_memory_output_stream_new_resizable ();

      g_assert_true (qz_form_write_xlsx (form, &sheet, 1, &plain, path, NULL, &error));
      g_assert_true (qz_form_write_csv (form, &sheet, 1, csv, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (csv)), >, 20);
      g_remove (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nl-forms/2.2-titles", test_titles);
  g_test_add_func ("/nl-forms/2.0-numbers-and-notes", test_numbers);
  g_test_add_func ("/nl-forms/shapes", test_shapes);
  g_test_add_func ("/nl-forms/2.0-sb-b", test_notices);
  g_test_add_func ("/nl-forms/ex-4-totals", test_totals);
  g_test_add_func ("/nl-forms/spreadsheets", test_spreadsheets);
  return g_test_run ();
}
