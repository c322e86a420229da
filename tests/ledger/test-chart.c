/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-ledger.h"

/* SQ-4.2: 暂付款—即时结算 is a detail account of 暂付款. */
static void
test_shipped (void)
{
  g_autoptr (QzChart) chart = load_chart ();
  const QzAccount *account = qz_chart_find (chart, "TEMP_PAID.INSTANT");
  g_autofree char *detail = qz_chart_dup_detail_name (chart, "TEMP_PAID.INSTANT");
  g_autofree char *none = qz_chart_dup_detail_name (chart, "ACC_OUT");

  g_assert_nonnull (account);
  g_assert_true (account->is_leaf && account->is_debit);
  g_assert_cmpstr (account->code, ==, "110101");
  g_assert_cmpstr (qz_chart_get_top (chart, "TEMP_PAID.INSTANT")->name, ==, "暂付款");
  g_assert_cmpstr (detail, ==, "即时结算");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (qz_chart_find (chart, "EXP_BEN")->is_leaf);
  g_assert_false (qz_chart_find (chart, "TEMP_PAID")->is_leaf);
  g_assert_false (qz_chart_find (chart, "TEMP_RECV.REFUND")->is_debit);
  g_assert_null (qz_chart_find (chart, "110101"));
}

typedef struct {
  const char *rows;
  const char *id;
  guint line;
} Refusal;

static const Refusal refusals[] = {
  { "symbol,code\n", "bad-header", 1 },
  { "symbol,code,name,parent,side,leaf\nA,1,a,,D\n", "bad-row", 2 },
  { "symbol,code,name,parent,side,leaf\nA,1,a,,X,1\n", "bad-side", 2 },
  { "symbol,code,name,parent,side,leaf\nA,1,a,,D,2\n", "bad-leaf", 2 },
  { "symbol,code,name,parent,side,leaf\nA,1,,,D,1\n", "account-incomplete", 2 },
  { "symbol,code,name,parent,side,leaf\nA,1,a,,D,1\nA,2,b,,D,1\n", "account-repeated", 3 },
  { "symbol,code,name,parent,side,leaf\nA,1,a,,D,1\nB,1,b,,D,1\n", "account-repeated", 3 },
  { "symbol,code,name,parent,side,leaf\nA,1,a,B,D,1\n", "account-parent", 0 },
  { "symbol,code,name,parent,side,leaf\nA,1,a,,D,1\nB,2,b,A,D,1\n", "account-parent", 0 },
  { "symbol,code,name,parent,side,leaf\nA,1,a,,D,0\nB,2,b,A,C,1\n", "account-parent", 0 },
  { "symbol,code,name,parent,side,leaf\nA,1,a,B,D,0\nB,2,b,A,D,0\n", "account-parent", 0 },
  { "symbol,code,name,parent,side,leaf\nA,1,a,,D,0\n", "account-leaf", 0 },
  { "symbol,code,name,parent,side,leaf\n", "chart-empty", 0 },
};

static void
test_refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GBytes) csv = g_bytes_new_static (refusals[i].rows, strlen (refusals[i].rows));
      g_autoptr (GError) error = NULL;
      g_autoptr (QzChart) chart = qz_chart_new_from_csv (csv, "chart.csv", &error);

      g_assert_null (chart);
      g_assert_cmpstr (qz_error_get_id (error), ==, refusals[i].id);
      g_assert_cmpstr (qz_error_get_file (error), ==, "chart.csv");
      g_assert_cmpuint (qz_error_get_line (error), ==, refusals[i].line);
    }
}

static void
test_ledger_names (void)
{
  g_autofree char *name = qz_ledger_dup_name ("220200", QZ_INS_RES);
  QzInsurance insurance = QZ_INS_EMP;

  g_assert_cmpstr (name, ==, "L_AG_220200_RES");
  g_assert_true (qz_ledger_get_insurance (name, &insurance));
  g_assert_cmpint (insurance, ==, QZ_INS_RES);
  g_assert_false (qz_ledger_get_insurance ("L_AG_220200", &insurance));
  g_assert_false (qz_ledger_get_insurance ("L_AG_EMP", &insurance));
  g_assert_false (qz_ledger_get_insurance ("L_CITY_NL", &insurance));
  g_assert_false (qz_ledger_get_insurance (NULL, &insurance));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/SQ-4.2/shipped", test_shipped);
  g_test_add_func ("/chart/refusals", test_refusals);
  g_test_add_func ("/chart/ledger-names", test_ledger_names);
  return g_test_run ();
}
