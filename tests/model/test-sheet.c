/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sheet.h"

#include "qz-error.h"

static void
test_facts (void)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("daily_list");
  g_autofree char *amount = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *ratio = NULL;

  qz_sheet_set_text (sheet, "agency", "Agency", "testing agency");
  qz_sheet_set_number (sheet, "amount", "Amount", QZ_VALUE_FEN, 123450);
  qz_sheet_set_number (sheet, "ratio", NULL, QZ_VALUE_PPM, 299999);
  qz_sheet_set_text (sheet, "agency", "The agency", "other agency");

  g_assert_cmpstr (qz_sheet_get_name (sheet), ==, "daily_list");
  g_assert_cmpuint (qz_sheet_get_n_facts (sheet), ==, 3);
  g_assert_cmpint (qz_sheet_find_fact (sheet, "agency"), ==, 0);
  g_assert_cmpstr (qz_sheet_get_fact_text (sheet, 0), ==, "other agency");
  g_assert_cmpstr (qz_sheet_get_fact_title (sheet, 0), ==, "The agency");
  g_assert_cmpint (qz_sheet_find_fact (sheet, "nothing"), ==, -1);
  g_assert_cmpint (qz_sheet_get_fact_number (sheet, 1), ==, 123450);
  g_assert_null (qz_sheet_get_fact_text (sheet, 1));
  amount = qz_sheet_dup_fact_display (sheet, "amount");
  g_assert_cmpstr (amount, ==, "1,234.50");
  missing = qz_sheet_dup_fact_display (sheet, "nothing");
  g_assert_cmpstr (missing, ==, "");
  ratio = qz_sheet_dup_fact_display (sheet, "ratio");
  g_assert_cmpstr (ratio, ==, "29.99%");
}

static void
check_cell (QzSheet *sheet, guint column, const char *display, const char *machine)
{
  g_autofree char *shown = qz_sheet_dup_display (sheet, 0, column);
  g_autofree char *written = qz_sheet_dup_machine (sheet, 0, column);

  g_assert_cmpstr (shown, ==, display);
  g_assert_cmpstr (written, ==, machine);
}

static void
test_cells (void)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("all_types");
  QzDay day;

  g_assert_true (qz_day_from_ymd (2026, 3, 10, &day));
  qz_sheet_add_column (sheet, "name", "Name", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", "Amount", QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "n", "Count", QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "ratio", "Ratio", QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "day", "Day", QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "period", "Period", QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "done", "Done", QZ_VALUE_BOOL);
  g_assert_cmpuint (qz_sheet_add_row (sheet), ==, 0);
  for (guint column = 0; column < qz_sheet_get_n_columns (sheet); column++)
    {
      g_assert_true (qz_sheet_is_empty (sheet, 0, column));
      check_cell (sheet, column, "", "");
    }
  qz_sheet_put_text (sheet, 0, 0, "䶮县医院");
  qz_sheet_put_number (sheet, 0, 1, -123450);
  qz_sheet_put_number (sheet, 0, 2, 1200);
  qz_sheet_put_number (sheet, 0, 3, 700000);
  qz_sheet_put_number (sheet, 0, 4, day);
  qz_sheet_put_number (sheet, 0, 5, 202603);
  qz_sheet_put_number (sheet, 0, 6, TRUE);
  check_cell (sheet, 0, "䶮县医院", "䶮县医院");
  check_cell (sheet, 1, "-1,234.50", "-1234.50");
  check_cell (sheet, 2, "1200", "1200");
  check_cell (sheet, 3, "70.00%", "0.70");
  check_cell (sheet, 4, "2026-03-10", "2026-03-10");
  check_cell (sheet, 5, "2026-03", "2026-03");
  check_cell (sheet, 6, "yes", "true");
  qz_sheet_put_text (sheet, 0, 0, NULL);
  g_assert_null (qz_sheet_get_text (sheet, 0, 0));
  g_assert_true (qz_sheet_is_empty (sheet, 0, 0));
}

/* A cell that holds zero is not an empty cell: forms print 0.00. */
static void
test_zero_is_not_empty (void)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("zero");

  qz_sheet_add_column (sheet, "amount", NULL, QZ_VALUE_FEN);
  qz_sheet_add_row (sheet);
  qz_sheet_put_number (sheet, 0, 0, 0);
  g_assert_false (qz_sheet_is_empty (sheet, 0, 0));
  check_cell (sheet, 0, "0.00", "0.00");
}

static void
test_sum (void)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("sums");
  g_autoptr (GError) error = NULL;
  gint64 sum = -1;

  qz_sheet_add_column (sheet, "amount", NULL, QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "n", NULL, QZ_VALUE_COUNT);
  for (int i = 0; i < 3; i++)
    qz_sheet_add_row (sheet);
  qz_sheet_put_number (sheet, 0, 0, 500);
  qz_sheet_put_number (sheet, 2, 0, -700);
  qz_sheet_put_number (sheet, 1, 1, 9);
  g_assert_true (qz_sheet_sum (sheet, 0, &sum, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sum, ==, -200);
  g_assert_true (qz_sheet_sum (sheet, 1, &sum, &error));
  g_assert_cmpint (sum, ==, 9);

  qz_sheet_put_number (sheet, 0, 0, QZ_FEN_MAX);
  qz_sheet_put_number (sheet, 1, 0, 1);
  qz_sheet_put_number (sheet, 2, 0, 0);
  g_assert_false (qz_sheet_sum (sheet, 0, &sum, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  qz_sheet_put_number (sheet, 0, 1, G_MAXINT64);
  g_assert_false (qz_sheet_sum (sheet, 1, &sum, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "count-overflow");
}

/* Many rows: cells keep their places when the arrays grow. */
static void
test_many_rows (void)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("many");
  g_autoptr (GError) error = NULL;
  gint64 sum = 0;

  qz_sheet_add_column (sheet, "code", NULL, QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", NULL, QZ_VALUE_FEN);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *code = g_strdup_printf ("H%011u", i);
      guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, code);
      qz_sheet_put_number (sheet, row, 1, i);
    }
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, 20000);
  g_assert_cmpstr (qz_sheet_get_text (sheet, 7, 0), ==, "H00000000007");
  g_assert_cmpint (qz_sheet_get_number (sheet, 19999, 1), ==, 19999);
  g_assert_true (qz_sheet_sum (sheet, 1, &sum, &error));
  g_assert_cmpint (sum, ==, 199990000);
}

static void
test_children (void)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("parent");
  QzSheet *child = qz_sheet_new ("deferred");

  qz_sheet_add_child (sheet, child);
  qz_sheet_unref (child);
  g_assert_cmpuint (qz_sheet_get_n_children (sheet), ==, 1);
  g_assert_true (qz_sheet_find_child (sheet, "deferred") == child);
  g_assert_true (qz_sheet_get_child (sheet, 0) == child);
  g_assert_null (qz_sheet_find_child (sheet, "paid"));
  g_assert_cmpstr (qz_sheet_get_name (child), ==, "deferred");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/facts", test_facts);
  g_test_add_func ("/sheet/cells-of-every-type", test_cells);
  g_test_add_func ("/sheet/zero-is-not-empty", test_zero_is_not_empty);
  g_test_add_func ("/sheet/sum", test_sum);
  g_test_add_func ("/sheet/many-rows", test_many_rows);
  g_test_add_func ("/sheet/children", test_children);
  return g_test_run ();
}
