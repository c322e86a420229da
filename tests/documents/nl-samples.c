/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-samples.h"

#include <string.h>

#include "form-samples.h"

#define TREAT(last)                                                                                \
  "emp_visits:n emp_medfee:m emp_declared:m emp_deducted:m emp_" last ":m "                        \
  "res_visits:n res_medfee:m res_declared:m res_deducted:m res_" last ":m "
#define SUMMARY                                                                                    \
  "seq:n unit:t unit_name:t receivable:m payable:m emp_receivable:m emp_payable:m "                \
  "res_receivable:m res_payable:m difference:m deposit_balance:m usage_rate:p"
#define RECEIVABLES "seq:n unit:t unit_name:t " TREAT ("receivable") "visits:n receivable:m"
#define PAYABLES                                                                                   \
  "seq:n unit:t unit_name:t emp_paid:m res_paid:m emp_deducted:m res_deducted:m emp_payable:m "    \
  "res_payable:m payable:m"
#define RECEIPT "seq:n agency:t agency_name:t emp:m res:m total:m"
#define PROVIDERS                                                                                  \
  "seq:n group:t group_name:t provider_code:t provider_name:t level:t " TREAT ("payable")          \
  "payable:m"
#define PAYMENT                                                                                    \
  "seq:n agency:t agency_name:t emp_paid:m res_paid:m emp_deducted:m res_deducted:m payable:m"
#define PLACE "seq:n group:t group_name:t place:t place_name:t "
#define FUNDS "pool:m big:m cvlserv:m maf:m other:m fund:m acct:m "

static const struct {
  const char *id;
  const char *columns;
} tables[] = {
  { "F-NL-2-1",
    "seq:n agency:t agency_name:t base_in:m base_cross:m quota_in:m quota_cross:m quota:m" },
  { "F-NL-2-2",
    "seq:n agency:t agency_name:t last_quota_in:m balance_in:m quota_in:m to_pay_in:m "
    "to_refund_in:m last_quota_cross:m balance_cross:m quota_cross:m to_pay_cross:m "
    "to_refund_cross:m" },
  { "F-NL-2-3",
    "seq:n scope:t quota:m clearing:m rate:p level:t raise:m new_quota:m method:t" },
  { "F-NL-4", SUMMARY },
  { "F-NL-4-1", RECEIVABLES },
  { "F-NL-4-2", PAYABLES },
  { "F-NL-5", RECEIPT },
  { "F-NL-5-1", PROVIDERS },
  { "F-NL-6", PAYMENT },
  { "F-NL-6-1", PLACE "visits:n medfee:m " FUNDS "payable:m" },
  { "F-NL-6-2", PLACE "visits:n medfee:m " FUNDS "payable:m" },
  { "F-NL-6-3", PLACE "orig_period:P reason:t visits:n " FUNDS "deducted:m" },
  { "F-NL-6-4", PLACE "orig_period:P reason:t visits:n " FUNDS "deducted:m" },
  { "F-NL-7", SUMMARY },
  { "F-NL-7-1", RECEIVABLES },
  { "F-NL-7-2", PAYABLES },
  { "F-NL-8", RECEIPT },
  { "F-NL-8-1", PROVIDERS },
  { "F-NL-9", PAYMENT },
  { "F-NL-9-1", PLACE "visits:n medfee:m " FUNDS "paid:m deducted:m payable:m" },
  { "F-NL-9-2", PLACE "visits:n medfee:m " FUNDS "paid:m deducted:m payable:m" },
};

const char *
nl_samples_get_id (guint index)
{
  return index < G_N_ELEMENTS (tables) ? tables[index].id : NULL;
}

static void
set_day (QzSheet *sheet, const char *name, const char *text)
{
  QzDay day = QZ_DAY_NONE;

  g_assert_true (qz_day_parse_plain (text, strlen (text), &day));
  qz_sheet_set_number (sheet, name, NULL, QZ_VALUE_DAY, day);
}

static void
set_facts (QzSheet *sheet, gboolean hard)
{
  static const char *const facts[][2] = {
    { "document_no", "HLJ6-230200-202605-001" },
    { "agency_name", "黑龙江省医疗保险经办中心" },
    { "area_title", "齐齐哈尔市" },
    { "unit_name", "齐齐哈尔市" },
    { "unit_agency", "齐齐哈尔市医疗保险经办中心" },
    { "account_name", "全省异地就医结算账户" },
    { "bank_name", "中国建设银行股份有限公司哈尔滨开发区支行" },
    { "account_no", "23001865551050500001" },
    { "maker", "王小燕" },
    { "reviewer", "李建国" },
    { "quota_year", "2026" },
    { "reason", "红色预警，按清算资金两个月核定" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    qz_sheet_set_text (sheet, facts[i][0], NULL, facts[i][1]);
  if (hard)
    qz_sheet_set_text (sheet, "agency_name", NULL, LONG_NAME);
  qz_sheet_set_number (sheet, "period", NULL, QZ_VALUE_PERIOD, 202605);
  set_day (sheet, "day", "2026-06-30");
  set_day (sheet, "made_day", "2026-06-21");
  set_day (sheet, "due_day", "2026-07-15");
  qz_sheet_set_number (sheet, "to_pay", NULL, QZ_VALUE_FEN, hard ? -810923868 : 810923868);
  qz_sheet_set_number (sheet, "to_refund", NULL, QZ_VALUE_FEN, 0);
}

static QzValueType
get_type (char letter)
{
  switch (letter)
    {
    case 't':
      return QZ_VALUE_TEXT;
    case 'n':
      return QZ_VALUE_COUNT;
    case 'p':
      return QZ_VALUE_PPM;
    case 'P':
      return QZ_VALUE_PERIOD;
    default:
      return QZ_VALUE_FEN;
    }
}

static const char *
get_text (const char *name, guint row, gboolean hard)
{
  static const char *const agencies[] = { "市本级", "龙江县", "讷河市" };
  static const char *const places[] = { "北京市", "辽宁省", "广东省", "海南省", "上海市", "四川省",
                                        "内蒙古自治区" };

  if (strcmp (name, "scope") == 0)
    return row == 0 ? "省内" : "跨省";
  if (strcmp (name, "level") == 0)
    return "红色";
  if (strcmp (name, "reason") == 0)
    return hard ? "分解住院、重复收费、超限定用药，见稽核通知书" : "重复收费";
  if (hard && row == 1 && g_str_has_suffix (name, "_name"))
    return strcmp (name, "provider_name") == 0 ? LONG_NAME : "杜尔伯特蒙古族自治县";
  if (strcmp (name, "place_name") == 0)
    return places[row % G_N_ELEMENTS (places)];
  if (strcmp (name, "provider_code") == 0)
    return "H23020000001";
  if (strcmp (name, "provider_name") == 0)
    return "江上雪第一医院";
  if (strcmp (name, "method") == 0)
    return "按两个月清算资金";
  return agencies[row / 7 % G_N_ELEMENTS (agencies)];
}

static void
fill_rows (QzSheet *sheet, guint n_rows, gboolean hard)
{
  for (guint row = 0; row < n_rows; row++)
    {
      qz_sheet_add_row (sheet);
      for (guint i = 0; i < qz_sheet_get_n_columns (sheet); i++)
        {
          const QzValueType type = qz_sheet_get_column_type (sheet, i);
          const char *name = qz_sheet_get_column_name (sheet, i);
          gint64 number = ((gint64) row * 104729 + (gint64) i * 1299709 + 7919) % 99999989;

          if (type == QZ_VALUE_TEXT)
            {
              qz_sheet_put_text (sheet, row, i, get_text (name, row, hard));
              continue;
            }
          if (hard && type == QZ_VALUE_FEN && row % 3 == 1)
            number = -number - 123456789;
          if (type == QZ_VALUE_COUNT)
            number = i == 0 ? row + 1 : number % 999;
          qz_sheet_put_number (sheet, row, i,
                               type == QZ_VALUE_PPM      ? 698160
                               : type == QZ_VALUE_PERIOD ? 202604
                                                         : number);
        }
    }
}

static QzSheet *
make_table (const char *name, const char *columns, guint n_rows, gboolean hard)
{
  QzSheet *sheet = qz_sheet_new (name);
  g_auto (GStrv) words = g_strsplit (columns, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *colon = strchr (words[i], ':');

      *colon = '\0';
      qz_sheet_add_column (sheet, words[i], NULL, get_type (colon[1]));
    }
  fill_rows (sheet, n_rows, hard);
  return sheet;
}

QzSheet *
nl_samples_make (const char *id, guint n_rows, gboolean hard)
{
  QzSheet *sheet = NULL;

  for (guint i = 0; sheet == NULL && i < G_N_ELEMENTS (tables); i++)
    if (strcmp (tables[i].id, id) == 0)
      sheet = make_table (id, tables[i].columns, n_rows, hard);
  g_assert (sheet != NULL);
  set_facts (sheet, hard);
  if (strcmp (id, "F-NL-2-3") == 0)
    {
      g_autoptr (QzSheet) parts =
          make_table ("parts", "agency:t agency_name:t emp:m res:m total:m", 3, hard);

      qz_sheet_add_child (sheet, parts);
    }
  return sheet;
}
