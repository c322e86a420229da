/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-form.h"

#include "form-samples.h"
#include "qz-error.h"
#include "qz-form-private.h"

#define HEAD "[form]\nid = T\ntitle = 表\npaper = A4 portrait\n"

typedef struct {
  const char *name;
  const char *text;
  const char *id;
  guint line;
} Fault;

static const Fault faults[] = {
  { "unknown-key", HEAD "colour = red\n[text]\ntext = a\n", "unknown-key", 5 },
  { "unknown-section", HEAD "[text]\ntext = a\n[boxes]\na = b\n", "unknown-section", 7 },
  { "no-id", "[form]\ntitle = 表\npaper = A4 portrait\n", "missing-key", 1 },
  { "no-title", "[form]\nid = T\npaper = A4 portrait\n", "missing-key", 1 },
  { "bad-paper", "[form]\nid = T\ntitle = 表\npaper = A9\n[text]\ntext = a\n", "bad-paper", 4 },
  { "open-brace", HEAD "[text]\ntext = 金额 {amount\n", "bad-placeholder", 6 },
  { "closed-brace", HEAD "[text]\ntext = 金额 amount}\n", "bad-placeholder", 6 },
  { "bad-modifier", HEAD "[text]\ntext = {amount:words}\n", "bad-placeholder", 6 },
  { "column-alone", HEAD "[text]\ntext = a\n[column]\nname = a\n", "column-without-table", 7 },
  { "column-twice",
    HEAD "[table]\n[column]\nname = a\nheading = a\nwidth = 1\n"
         "[column]\nname = a\nheading = a\nwidth = 1\n",
    "repeated-column", 11 },
  { "bad-width", HEAD "[table]\n[column]\nname = a\nheading = a\nwidth = 0\n", "bad-number", 9 },
  { "bad-align", HEAD "[text]\ntext = a\nalign = middle\n", "bad-word", 7 },
  { "bad-yes", HEAD "[text]\ntext = a\nbold = maybe\n", "bad-yes-no", 7 },
  { "second-table", HEAD "[table]\n[column]\nname = a\nheading = a\nwidth = 1\n[table]\n",
    "second-table", 10 },
  { "no-columns", HEAD "[table]\n", "table-without-columns", 0 },
  { "no-content", HEAD, "empty-form", 0 },
  { "chart-alone",
    HEAD "[chart]\nchild = c\nlabel = a\nvalues = b\n[table]\nchild = c\n[column]\nname = a\n"
         "heading = a\nwidth = 1\n",
    "chart-without-table", 0 },
  { "chart-legend", HEAD "[chart]\nchild = c\nlabel = a\nvalues = b c\nlegend = 甲\n",
    "bad-count", 9 },
  { "chart-kind", HEAD "[chart]\nkind = pie\nchild = c\nlabel = a\nvalues = b\n", "bad-word",
    6 },
  { "paragraphs-of-nothing", HEAD "[paragraphs]\ncolumn = a\n", "missing-key", 5 },
  { "grid-count", HEAD "[grid]\ncolumns = 1 2\nrows = a | b | c\n", "bad-count", 7 },
  { "grid-span", HEAD "[grid]\ncolumns = 1 2\nrows = < | b\n", "bad-span", 7 },
  { "grid-width", HEAD "[grid]\ncolumns = 1 x\nrows = a | b\n", "bad-width", 6 },
};

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (GError) error = NULL;
  QzForm *form = qz_form_new_from_text (fault->text, -1, "t.form", &error);

  g_assert_null (form);
  g_assert_cmpstr (qz_error_get_id (error), ==, fault->id);
  g_assert_cmpstr (qz_error_get_file (error), ==, "t.form");
  g_assert_cmpuint (qz_error_get_line (error), ==, fault->line);
  g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_INPUT);
}

static void
test_spans (void)
{
  static const char text[] = HEAD "[grid]\ncolumns = 1 1 1\nrows = a | b | <\n  ^ | {c} | @d\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (QzForm) form = qz_form_new_from_text (text, -1, "t.form", &error);
  const QzFormBlock *block;
  const QzFormCell *cell;

  g_assert_no_error (error);
  block = g_ptr_array_index (form->blocks, 0);
  g_assert_cmpuint (block->cells->len, ==, 4);
  cell = g_ptr_array_index (block->cells, 0);
  g_assert_cmpuint (cell->n_rows, ==, 2);
  cell = g_ptr_array_index (block->cells, 1);
  g_assert_cmpuint (cell->n_columns, ==, 2);
  g_assert_true (cell->is_label);
  cell = g_ptr_array_index (block->cells, 2);
  g_assert_false (cell->is_label);
  cell = g_ptr_array_index (block->cells, 3);
  g_assert_true (cell->is_seal);
  g_assert_cmpstr (cell->text, ==, "d");
}

/* The forms that are installed. */
static void
test_shipped (void)
{
  static const struct {
    const char *id;
    const char *title;
    guint copies;
  } forms[] = {
    { "F-JL-DAY", "日拨付业务拨付汇总表", 2 },
    { "F-PAY", "医疗保障基金拨付凭证", 3 },
    { "F-RCPT", "医疗保障基金拨付回单", 2 },
    { "F-STMT", "定点医药机构医疗费用月结算对账单", 2 },
    { "F-MS", "医疗费用月结算汇总表", 2 },
    { "F-ADV", "医保基金月预拨核定拨付表", 2 },
    { "F-VOUCHER", "记账凭证", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (QzForm) form = form_samples_load (forms[i].id);

      g_assert_cmpstr (qz_form_get_id (form), ==, forms[i].id);
      g_assert_cmpstr (qz_form_get_title (form), ==, forms[i].title);
      g_assert_cmpuint (qz_form_get_copies (form), ==, forms[i].copies);
    }
}

static void
assert_filled (QzSheet *sheet, const char *template, const char *expected)
{
  const QzFill fill = { sheet, 2, 3 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = qz_form_fill (template, &fill, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_fill (void)
{
  g_autoptr (QzSheet) sheet = form_samples_make ("F-ADV", 3, FALSE);
  const QzFill fill = { sheet, 1, 1 };
  g_autoptr (GError) error = NULL;

  qz_sheet_set_number (sheet, "debt", NULL, QZ_VALUE_FEN, -123450);
  assert_filled (sheet, "无", "无");
  assert_filled (sheet, "{pay_day:date}拨付", "2026年3月12日拨付");
  assert_filled (sheet, "{period:month}，{period}", "2026年03月，2026-03");
  assert_filled (sheet, "{debt}；{debt:yuan}", "-1,234.50；-¥1,234.50");
  assert_filled (sheet, "[{nothing}][{nothing:yuan}]", "[][]");
  assert_filled (sheet, "{page}/{pages}{fraction}", "2/3 2/3");
  assert_filled (sheet, "{amount:capitals}", "人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整");
  assert_filled (sheet, "{amount:capitals-to-pay}",
                 "人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整");
  g_assert_null (qz_form_fill ("{agency_name:yuan}", &fill, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "bad-placeholder");
  g_clear_error (&error);
  g_assert_null (qz_form_fill ("{sum.nothing}", &fill, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "missing-column");
}

/* 5.2 rule 7: an order to the bank refuses what cannot be paid. */
static void
test_to_pay (void)
{
  const QzFen amounts[] = { 0, -1 };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (QzSheet) sheet = form_samples_make ("F-PAY", 0, FALSE);
      const QzFill fill = { sheet, 1, 1 };
      g_autoptr (GError) error = NULL;

      qz_sheet_set_number (sheet, "debt", NULL, QZ_VALUE_FEN, amounts[i]);
      g_assert_null (qz_form_fill ("{debt:capitals-to-pay}", &fill, &error));
      g_assert_cmpstr (qz_error_get_id (error), ==, "not-payable");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/form/refused/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  g_test_add_func ("/form/spans", test_spans);
  g_test_add_func ("/form/shipped", test_shipped);
  g_test_add_func ("/form/fill", test_fill);
  g_test_add_func ("/form/to-pay", test_to_pay);
  return g_test_run ();
}
