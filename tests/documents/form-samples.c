/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form-samples.h"

#include <string.h>

typedef struct {
  const char *name;
  QzValueType type;
} Column;

static const Column day_columns[] = {
  { "provider_code", QZ_VALUE_TEXT },
  { "provider_name", QZ_VALUE_TEXT },
  { "n_claims", QZ_VALUE_COUNT },
  { "n_refunds", QZ_VALUE_COUNT },
  { "medfee", QZ_VALUE_FEN },
  { "base", QZ_VALUE_FEN },
  { "pool", QZ_VALUE_FEN },
  { "acct", QZ_VALUE_FEN },
  { "other", QZ_VALUE_FEN },
  { "amount", QZ_VALUE_FEN },
  { "carry_in", QZ_VALUE_FEN },
  { "deferred", QZ_VALUE_FEN },
  { "pay", QZ_VALUE_FEN },
  { "carry_out", QZ_VALUE_FEN },
  { NULL, QZ_VALUE_TEXT },
};
static const Column deferred_columns[] = {
  { "from_document", QZ_VALUE_TEXT },
  { "claim_day", QZ_VALUE_DAY },
  { "provider_code", QZ_VALUE_TEXT },
  { "provider_name", QZ_VALUE_TEXT },
  { "amount", QZ_VALUE_FEN },
  { "reason", QZ_VALUE_TEXT },
  { NULL, QZ_VALUE_TEXT },
};
static const Column paid_columns[] = {
  { "path", QZ_VALUE_TEXT },     { "document_no", QZ_VALUE_TEXT }, { "day", QZ_VALUE_DAY },
  { "period", QZ_VALUE_PERIOD }, { "paid", QZ_VALUE_FEN },         { "used", QZ_VALUE_FEN },
  { "left", QZ_VALUE_FEN },      { NULL, QZ_VALUE_TEXT },
};
static const Column deduction_columns[] = {
  { "kind", QZ_VALUE_TEXT },   { "reference", QZ_VALUE_TEXT }, { "period", QZ_VALUE_PERIOD },
  { "reason", QZ_VALUE_TEXT }, { "amount", QZ_VALUE_FEN },     { NULL, QZ_VALUE_TEXT },
};
static const Column month_columns[] = {
  { "provider_code", QZ_VALUE_TEXT },
  { "provider_name", QZ_VALUE_TEXT },
  { "declared", QZ_VALUE_FEN },
  { "deduct_audit", QZ_VALUE_FEN },
  { "deduct_inspect", QZ_VALUE_FEN },
  { "deduct_carried", QZ_VALUE_FEN },
  { "payable", QZ_VALUE_FEN },
  { "advance_paid", QZ_VALUE_FEN },
  { "daily_paid", QZ_VALUE_FEN },
  { "open_carried", QZ_VALUE_FEN },
  { "offset", QZ_VALUE_FEN },
  { "pay", QZ_VALUE_FEN },
  { "open_left", QZ_VALUE_FEN },
  { "deduct_left", QZ_VALUE_FEN },
  { NULL, QZ_VALUE_TEXT },
};
static const Column advance_columns[] = {
  { "provider_code", QZ_VALUE_TEXT },
  { "provider_name", QZ_VALUE_TEXT },
  { "base_spending", QZ_VALUE_FEN },
  { "ratio", QZ_VALUE_PPM },
  { "standard", QZ_VALUE_FEN },
  { "pay", QZ_VALUE_FEN },
  { NULL, QZ_VALUE_TEXT },
};
static const Column voucher_columns[] = {
  { "summary", QZ_VALUE_TEXT }, { "account", QZ_VALUE_TEXT }, { "sub_account", QZ_VALUE_TEXT },
  { "debit", QZ_VALUE_FEN },    { "credit", QZ_VALUE_FEN },   { "posted", QZ_VALUE_BOOL },
  { NULL, QZ_VALUE_TEXT },
};
static const struct {
  const char *id;
  const Column *columns;
} tables[] = {
  { "F-JL-DAY", day_columns },
  { "F-MS", month_columns },
  { "F-ADV", advance_columns },
  { "F-VOUCHER", voucher_columns },
};

QzForm *
form_samples_load (const char *id)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.form", QZ_FORM_DIR, id);
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  QzForm *form;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  g_assert_no_error (error);
  form = qz_form_new_from_text (text, (gssize) length, path, &error);
  g_assert_no_error (error);
  return form;
}

static void
set_facts (QzSheet *sheet, gboolean hard)
{
  static const char *const facts[][2] = {
    { "document_no", "JL220200-310-20260310-001" },
    { "pool_area", "吉林省吉林市" },
    { "insurance", "职工基本医疗保险" },
    { "agency_name", "吉林市社会医疗保险管理局" },
    { "fund_name", "职工基本医疗保险基金" },
    { "provider_code", "H22020000123" },
    { "payer_name", "吉林市社会医疗保险管理局职工基本医疗保险基金支出户" },
    { "payer_account", "22050161603800000123" },
    { "payer_bank", "中国建设银行股份有限公司吉林市分行营业部" },
    { "payer_bank_no", "105242000017" },
    { "payee_account", "0802211109200099887" },
    { "payee_bank", "中国工商银行股份有限公司吉林市北京路支行" },
    { "payee_bank_no", "102242000228" },
    { "purpose", "2026年3月10日职工医保日拨付" },
    { "business", "日拨付" },
    { "batch_no", "BB20260312-01" },
    { "line_no", "17" },
    { "bank_serial", "20260312105242000017000000123" },
    { "bank_time", "2026-03-12 10:41:07" },
    { "state", "成功" },
    { "n_attachments", "2" },
    { "remark", "" },
    { "maker", "王小燕" },
    { "reviewer", "李建国" },
    { "approver", "张 䶮" },
    { "finance_reviewer", "赵〇平" },
    { "chief", "钱多多" },
    { "poster", "孙立" },
    { "cashier", "周宁" },
  };
  QzDay day;

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    qz_sheet_set_text (sheet, facts[i][0], NULL, facts[i][1]);
  qz_sheet_set_text (sheet, "provider_name", NULL, hard ? LONG_NAME : "吉林市中心医院");
  qz_sheet_set_text (sheet, "payee_name", NULL, hard ? LONG_NAME : "吉林市中心医院");
  g_assert_true (qz_day_from_ymd (2026, 3, 10, &day));
  qz_sheet_set_number (sheet, "claim_day", NULL, QZ_VALUE_DAY, day);
  qz_sheet_set_number (sheet, "pay_day", NULL, QZ_VALUE_DAY, day + 2);
  qz_sheet_set_number (sheet, "day", NULL, QZ_VALUE_DAY, day + 2);
  qz_sheet_set_number (sheet, "made_day", NULL, QZ_VALUE_DAY, day + 1);
  qz_sheet_set_number (sheet, "period", NULL, QZ_VALUE_PERIOD, 202603);
  qz_sheet_set_number (sheet, "ratio", NULL, QZ_VALUE_PPM, 700000);
  qz_sheet_set_number (sheet, "amount", NULL, QZ_VALUE_FEN, hard ? QZ_FEN_MAX : 1234567890);
}

static void
set_amounts (QzSheet *sheet, gboolean hard)
{
  static const struct {
    const char *name;
    QzFen amount;
  } amounts[] = {
    { "declared", 123456789 },  { "deduct_audit", 345600 }, { "deduct_inspect", 0 },
    { "deduct_carried", 0 },    { "payable", 123111189 },   { "advance_paid", 0 },
    { "daily_paid", 86177832 }, { "open_carried", 12000 },  { "offset", 86189832 },
    { "pay", 36921357 },        { "open_left", 0 },         { "deduct_left", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    qz_sheet_set_number (sheet, amounts[i].name, NULL, QZ_VALUE_FEN,
                         hard ? QZ_FEN_MAX - i : amounts[i].amount);
}

static void
put_text (QzSheet *sheet, guint row, guint column, gboolean hard)
{
  static const char *const names[] = { "吉林市中心医院", "吉林市船营区大东街道社区卫生服务中心",
                                       "北大壶镇卫生院", "吉林大药房药业股份有限公司松江中路分店",
                                       RARE_NAME };
  const char *name = qz_sheet_get_column_name (sheet, column);
  g_autofree char *text = NULL;

  if (g_str_equal (name, "provider_code"))
    text = g_strdup_printf ("H220200%05u", row + 1);
  else if (g_str_has_suffix (name, "name"))
    text = g_strdup (hard && row % 3 == 0 ? LONG_NAME : names[row % G_N_ELEMENTS (names)]);
  else if (g_str_equal (name, "summary"))
    text = g_strdup (hard ? "支付" LONG_NAME
                            "2026年3月10日职工医保日拨付款（批次 JL220200-310-20260310-001）"
                          : "2026年3月10日职工医保日拨付");
  else if (g_str_equal (name, "account"))
    text = g_strdup (row % 2 == 0 ? "暂付款（1201）" : "支出户存款（1003）");
  else if (g_str_equal (name, "sub_account"))
    text = g_strdup (row % 2 == 0 ? "日拨付\\吉林市中心医院" : "建设银行 0123");
  else
    text = g_strdup_printf ("%s-%u", name, row + 1);
  qz_sheet_put_text (sheet, row, column, text);
}

static void
put_number (QzSheet *sheet, guint row, guint column, gboolean hard)
{
  QzDay day;

  switch (qz_sheet_get_column_type (sheet, column))
    {
    case QZ_VALUE_FEN:
      /* One row with the largest amount: the sums must stay amounts. */
      qz_sheet_put_number (sheet, row, column,
                           hard && row == 0 ? QZ_FEN_MAX - 100000000
                           : row % 7 == 6   ? -(gint64) (row * 100 + column)
                           : row % 5 == 4   ? 0
                                            : (gint64) row * 131071 % 9999991 + column * 37);
      break;
    case QZ_VALUE_COUNT:
      qz_sheet_put_number (sheet, row, column, 1000 / (row + 1));
      break;
    case QZ_VALUE_PPM:
      qz_sheet_put_number (sheet, row, column, 300000);
      break;
    case QZ_VALUE_DAY:
      g_assert_true (qz_day_from_ymd (2026, 3, 1 + (int) (row % 28), &day));
      qz_sheet_put_number (sheet, row, column, day);
      break;
    case QZ_VALUE_PERIOD:
      qz_sheet_put_number (sheet, row, column, 202603);
      break;
    case QZ_VALUE_BOOL:
      qz_sheet_put_number (sheet, row, column, TRUE);
      break;
    case QZ_VALUE_TEXT:
    default:
      g_assert_not_reached ();
    }
}

static void
fill_table (QzSheet *sheet, const Column *columns, guint n_rows, gboolean hard)
{
  for (guint i = 0; columns[i].name != NULL; i++)
    qz_sheet_add_column (sheet, columns[i].name, NULL, columns[i].type);
  for (guint row = 0; row < n_rows; row++)
    {
      qz_sheet_add_row (sheet);
      for (guint column = 0; columns[column].name != NULL; column++)
        if (columns[column].type == QZ_VALUE_TEXT)
          put_text (sheet, row, column, hard);
        else
          put_number (sheet, row, column, hard);
    }
}

static void
add_child (QzSheet *sheet, const char *name, const Column *columns, guint n_rows)
{
  g_autoptr (QzSheet) child = qz_sheet_new (name);

  fill_table (child, columns, n_rows, FALSE);
  qz_sheet_add_child (sheet, child);
}

/* A voucher has each amount on one side only. */
static void
balance_voucher (QzSheet *sheet)
{
  guint n_rows = qz_sheet_get_n_rows (sheet);

  for (guint row = 0; row + 1 < n_rows; row += 2)
    {
      qz_sheet_put_number (sheet, row, 3, 345678900 + row);
      qz_sheet_put_number (sheet, row + 1, 4, 345678900 + row);
    }
}

static void
make_voucher (QzSheet *sheet, guint n_rows, gboolean hard)
{
  for (guint i = 0; voucher_columns[i].name != NULL; i++)
    qz_sheet_add_column (sheet, voucher_columns[i].name, NULL, voucher_columns[i].type);
  for (guint row = 0; row < n_rows; row++)
    {
      qz_sheet_add_row (sheet);
      for (guint column = 0; column < 3; column++)
        put_text (sheet, row, column, hard);
      qz_sheet_put_number (sheet, row, 5, TRUE);
    }
  balance_voucher (sheet);
  if (hard && n_rows > 1)
    { /* 红字 */
      qz_sheet_put_number (sheet, 0, 3, -5000000000000000);
      qz_sheet_put_number (sheet, 1, 4, -5000000000000000);
    }
}

QzSheet *
form_samples_make (const char *id, guint n_rows, gboolean hard)
{
  QzSheet *sheet = qz_sheet_new (id);

  set_facts (sheet, hard);
  if (g_str_equal (id, "F-VOUCHER"))
    {
      qz_sheet_set_text (sheet, "document_no", NULL, "记字第0012号");
      make_voucher (sheet, n_rows, hard);
      return sheet;
    }
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].id, id))
      fill_table (sheet, tables[i].columns, n_rows, hard);
  if (g_str_equal (id, "F-JL-DAY"))
    add_child (sheet, "deferred", deferred_columns, MIN (n_rows, 3));
  if (g_str_equal (id, "F-STMT"))
    {
      set_amounts (sheet, hard);
      add_child (sheet, "paid", paid_columns, n_rows);
      add_child (sheet, "deductions", deduction_columns, MIN (n_rows, 2));
    }
  return sheet;
}

GBytes *
form_samples_print (QzForm *form, QzSheet *const *sheets, guint n_sheets,
                    const QzPrintOptions *options, GError **error)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) close_error = NULL;

  if (!qz_form_write_pdf (form, sheets, n_sheets, options, out, NULL, error))
    return NULL;
  g_assert_true (g_output_stream_close (out, NULL, &close_error));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}
