/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"
#include "qz-cells.h"

#include "qz-imports.h"
#include "qz-page-spec.h"
#include "qz-people.h"
#include "qz-row.h"
#include "qz-sheet-model.h"
#include "qz-table-job.h"
#include "qz-words.h"

enum { NAME, STATE, AMOUNT };

static void
add (QzSheet *sheet, const char *name, const char *state, gint64 amount_fen)
{
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, NAME, name);
  qz_sheet_put_text (sheet, row, STATE, state);
  if (amount_fen != 0)
    qz_sheet_put_number (sheet, row, AMOUNT, amount_fen);
}

static QzSheet *
new_sheet (void)
{
  QzSheet *sheet = qz_sheet_new ("list");

  qz_sheet_add_column (sheet, "name", "Name", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", "State", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", "Amount", QZ_VALUE_FEN);
  add (sheet, "Bravo", "made", 200);
  add (sheet, "alpha", "paid", -50);
  add (sheet, "=cmd()", "made", 0);
  add (sheet, "delta", "made", 123456);
  return sheet;
}

static char *
dup_order (QzSheetModel *model)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    g_string_append_printf (text, "%u", qz_sheet_model_get_row (model, i));
  return g_string_free (text, FALSE);
}

static void
assert_order (QzSheet *sheet, const QzSheetQuery *query, const char *expected)
{
  g_autoptr (QzSheetModel) model = qz_sheet_model_new (sheet, query);
  g_autofree char *order = dup_order (model);

  g_assert_cmpstr (order, ==, expected);
}

static void
test_sort (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();

  assert_order (sheet, NULL, "0123");
  assert_order (sheet, &(QzSheetQuery) { .sort_column = -1 }, "0123");
  /* By value, not by what is shown; empty cells stand last in both directions. */
  assert_order (sheet, &(QzSheetQuery) { .sort_column = AMOUNT }, "1032");
  assert_order (sheet, &(QzSheetQuery) { .sort_column = AMOUNT, .descending = TRUE }, "3012");
  /* Equal cells stay in the order of the sheet, in both directions. */
  assert_order (sheet, &(QzSheetQuery) { .sort_column = STATE, .descending = TRUE }, "1023");
}

static void
test_search (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();

  assert_order (sheet, &(QzSheetQuery) { .search = "ALPHA", .sort_column = -1 }, "1");
  assert_order (sheet, &(QzSheetQuery) { .search = " made  delta ", .sort_column = -1 }, "3");
  /* An amount is found as shown and as typed. */
  assert_order (sheet, &(QzSheetQuery) { .search = "1,234.56", .sort_column = -1 }, "3");
  assert_order (sheet, &(QzSheetQuery) { .search = "1234.56", .sort_column = -1 }, "3");
  assert_order (sheet, &(QzSheetQuery) { .search = "nobody", .sort_column = -1 }, "");
}

static void
test_filter (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  g_autofree char *paid = qz_words_dup ("state", "paid");
  QzSheetQuery query = { .n_filters = 1, .sort_column = -1 };

  query.filters[0].column = STATE;
  query.filters[0].value = paid;
  assert_order (sheet, &query, "1");
  query.filters[0].value = NULL;
  assert_order (sheet, &query, "0123");
}

static void
test_sum (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  g_autoptr (QzSheetModel) model = qz_sheet_model_new (sheet, NULL);
  g_autoptr (GtkBitset) some = gtk_bitset_new_range (0, 2);
  g_autoptr (GError) error = NULL;
  gint64 total = -1;

  g_assert_true (qz_sheet_model_sum (model, AMOUNT, NULL, &total, &error));
  g_assert_cmpint (total, ==, 123606);
  g_assert_true (qz_sheet_model_sum (model, AMOUNT, some, &total, &error));
  g_assert_cmpint (total, ==, 150);
}

static void
test_sum_overflow (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  g_autoptr (QzSheetModel) model = NULL;
  g_autoptr (GError) error = NULL;
  gint64 total = -1;

  add (sheet, "huge", "made", QZ_FEN_MAX);
  model = qz_sheet_model_new (sheet, NULL);
  g_assert_false (qz_sheet_model_sum (model, AMOUNT, NULL, &total, &error));
  g_assert_nonnull (error);
}

/* Columns that are seen, left to right; codes as words, amounts plain, formulas as text. */
static void
test_tsv (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  g_autoptr (QzTableTake) take = qz_table_take_new (sheet, NULL);
  const guint columns[] = { AMOUNT, NAME, STATE };
  const guint32 rows[] = { 2, 3 };
  g_autofree char *made = qz_words_dup ("state", "made");
  g_autofree char *text = NULL;
  g_autofree char *expected =
      g_strdup_printf ("Amount\tName\tState\n\t'=cmd()\t%s\n1234.56\tdelta\t%s\n", made, made);

  g_array_append_vals (take->columns, columns, G_N_ELEMENTS (columns));
  g_array_append_vals (take->rows, rows, G_N_ELEMENTS (rows));
  text = qz_table_take_dup_text (take);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_rows_on_demand (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  QzSheetModel *model = qz_sheet_model_new (sheet, &(QzSheetQuery) { .sort_column = AMOUNT });
  QzRow *row = g_list_model_get_item (G_LIST_MODEL (model), 0);

  g_assert_cmpuint (qz_row_get_index (row), ==, 1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), 4));
  g_assert_finalize_object (model);
  /* A row outlives the list: it holds its sheet. */
  g_assert_cmpstr (qz_sheet_get_text (qz_row_get_sheet (row), 1, NAME), ==, "alpha");
  g_assert_finalize_object (row);
}

static void
test_roles (void)
{
  g_autofree char *roles = qz_words_dup_roles ("maker,finance");
  g_autofree char *none = qz_words_dup_roles ("");

  g_assert_cmpstr (roles, ==, "Maker, Finance");
  g_assert_cmpstr (none, ==, "");
}

static void
assert_word (const char *column, const char *text, const char *expected)
{
  g_autofree char *word = qz_words_dup (column, text);

  g_assert_cmpstr (word, ==, expected);
}

/* A code of rules says little to who reads it alone; it stays in brackets to be found again. */
static void
test_regimes (void)
{
  static const char *const codes[] = { "JL", "HLJ-IS", "SQ", "NL", "DT" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *word = qz_words_dup ("regime", codes[i]);
      g_autofree char *end = g_strdup_printf (" (%s)", codes[i]);

      g_assert_true (g_str_has_suffix (word, end));
    }
  assert_word ("regime", "JL", "Jilin: instant settlement (JL)");
  assert_word ("regime", "XX", "XX");
}

/* What books, vouchers and places are called; what is none of them stays. */
static void
test_books (void)
{
  assert_word ("voucher", "L_AG_220200_EMP/2026-02/1", "Employee insurance, 2026-02 no. 1");
  assert_word ("voucher", "L_CITY_230100_NL/2026-02/12", "City clearing account, 2026-02 no. 12");
  assert_word ("voucher", "L_AG_220200_EMP", "L_AG_220200_EMP");
  assert_word ("voucher", "7/2026-02/1", "7/2026-02/1");
  assert_word ("ledger", "L_FISC_230000_NL", "Provincial fiscal account of clearing");
  assert_word ("areas", "22", "吉林省");
  assert_word ("areas", "22 1402", "吉林省, 山西省 1402");
  assert_word ("areas", "99", "99");
}

static void
test_times (void)
{
  assert_word ("imported_at", "2026-02-27T17:00:00", "2026-02-27 17:00");
  assert_word ("setl_time", "2026-02-27T17:00", "2026-02-27 17:00");
  assert_word ("real_time", "2026-02-27T23:59:59", "2026-02-27 23:59");
  assert_word ("note", "2026-02-27", "2026-02-27");
  assert_word ("note", "2026-02-27 17:00:00", "2026-02-27 17:00:00");
  assert_word ("note", "2026-02-27T17:00:0x", "2026-02-27T17:00:0x");
}

static void
add_person (QzSheet *users, const char *name, const char *full_name)
{
  const guint row = qz_sheet_add_row (users);

  qz_sheet_put_text (users, row, 0, name);
  qz_sheet_put_text (users, row, 1, full_name);
}

static void
test_people (void)
{
  g_autoptr (QzSheet) users = qz_sheet_new ("users");

  qz_sheet_add_column (users, "name", "User", QZ_VALUE_TEXT);
  qz_sheet_add_column (users, "full_name", "Name", QZ_VALUE_TEXT);
  add_person (users, "zhao", "赵明");
  add_person (users, "li1", "李娜");
  add_person (users, "li2", "李娜");
  add_person (users, "admin", "");
  qz_people_set (users);
  assert_word ("actor", "zhao", "赵明");
  assert_word ("imported_by", "zhao", "赵明");
  assert_word ("made_by", "li2", "李娜 (li2)");
  assert_word ("checked_by", "admin", "admin");
  assert_word ("posted_by", "gone", "gone");
  /* An agency, and a user as the register of users names him. */
  assert_word ("managed_by", "zhao", "zhao");
  assert_word ("name", "zhao", "zhao");
  qz_people_set (NULL);
  assert_word ("actor", "zhao", "zhao");
}

/* The book set that is open tells who its people are. */
static void
test_people_of_session (void)
{
  QzSession *session = app_open_city ("wang");
  QzSheet *users = qz_session_get_users (session);
  const guint full_name = (guint) qz_sheet_find_column (users, "full_name");
  guint n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    {
      assert_word ("actor", qz_sheet_get_text (users, row, 0),
                   qz_sheet_get_text (users, row, full_name));
      n += g_strcmp0 (qz_sheet_get_text (users, row, 0),
                      qz_sheet_get_text (users, row, full_name)) != 0;
    }
  g_assert_cmpuint (n, >, 3);
  g_object_unref (session);
}

/* ── what the lists of the window show ───────────────────────────────────────────────────────── */

typedef struct {
  QzSheet *users;
  gboolean done;
  guint n_cells;
} Reading;

static gboolean
is_user (QzSheet *users, const char *text)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    if (g_strcmp0 (qz_sheet_get_text (users, row, 0), text) == 0)
      return TRUE;
  return FALSE;
}

static void
check_cell (Reading *reading, QzSheet *sheet, guint row, guint column)
{
  const char *name = qz_sheet_get_column_name (sheet, column);
  g_autofree char *shown = qz_words_dup_cell (sheet, row, column);

  reading->n_cells++;
  if (g_regex_match_simple ("[0-9]T[0-9]{2}:[0-9]{2}", shown, 0, 0))
    g_error ("%s, %s: the time %s", qz_sheet_get_name (sheet), name, shown);
  /* The register of users tells what they are called. The administrator has no other name. */
  if (!g_str_equal (name, "name") && !g_str_equal (shown, "admin")
      && is_user (reading->users, shown))
    g_error ("%s, %s: the user %s", qz_sheet_get_name (sheet), name, shown);
}

static void
list_read (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  Reading *reading = g_object_get_data (owner, "reading");
  QzSheet *sheet = output;

  g_assert_no_error (error);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    for (guint column = 0; column < qz_sheet_get_n_columns (sheet); column++)
      check_cell (reading, sheet, row, column);
  reading->done = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Reading *) data)->done;
}

static void
test_lists (void)
{
  QzSession *session = app_open_city ("wang");
  Reading reading = { qz_session_get_users (session) };
  guint n;
  const QzPageSpec *const *pages = qz_pages_get_all (&n);

  app_make_day (session, "2026-02-05");
  g_object_set_data (G_OBJECT (session), "reading", &reading);
  for (guint i = 0; i < n; i++)
    {
      if (pages[i]->load.func == NULL)
        continue;
      reading.done = FALSE;
      qz_session_run (session, &pages[i]->load, NULL, session, NULL, list_read);
      app_wait_until (is_read, &reading, pages[i]->id);
    }
  g_assert_cmpuint (reading.n_cells, >, 1000);
  g_object_unref (session);
}

/* Rows and facts; what the register does not have stays a code. */
static void
test_names (void)
{
  g_autoptr (QzSheet) areas = qz_sheet_new ("areas");
  g_autoptr (QzSheet) sheet = qz_sheet_new ("persons");

  qz_sheet_add_column (areas, "code", "Code", QZ_VALUE_TEXT);
  qz_sheet_add_column (areas, "name", "Name", QZ_VALUE_TEXT);
  qz_sheet_put_text (areas, qz_sheet_add_row (areas), 0, "230200");
  qz_sheet_put_text (areas, 0, 1, "嫩水市");
  qz_sheet_add_column (sheet, "area", "Area", QZ_VALUE_TEXT);
  qz_sheet_put_text (sheet, qz_sheet_add_row (sheet), 0, "230200");
  qz_sheet_put_text (sheet, qz_sheet_add_row (sheet), 0, "999999");
  qz_sheet_add_row (sheet);
  qz_sheet_set_text (sheet, "treated", "Treated in", "230200");
  qz_cells_name (sheet, "area", areas);
  qz_cells_name (sheet, "treated", areas);
  qz_cells_name (sheet, "absent", areas);
  g_assert_cmpstr (qz_cell_text (sheet, 0, "area"), ==, "嫩水市");
  g_assert_cmpstr (qz_cell_text (sheet, 1, "area"), ==, "999999");
  g_assert_null (qz_cell_text (sheet, 2, "area"));
  g_assert_cmpstr (qz_fact_text (sheet, "treated"), ==, "嫩水市");
  g_assert_cmpint (qz_sheet_find_fact (sheet, "absent"), <, 0);
}

/* No kind of file is shown by its code. */
static void
test_import_kinds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) kinds = qz_import_list_kinds (&error);

  g_assert_no_error (error);
  for (guint row = 0; row < qz_sheet_get_n_rows (kinds); row++)
    {
      g_autofree char *word = qz_words_dup ("kind", qz_sheet_get_text (kinds, row, 0));

      g_assert_cmpstr (word, !=, qz_sheet_get_text (kinds, row, 0));
    }
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/sheet-model/sort", test_sort);
  g_test_add_func ("/sheet-model/search", test_search);
  g_test_add_func ("/sheet-model/filter", test_filter);
  g_test_add_func ("/sheet-model/sum", test_sum);
  g_test_add_func ("/sheet-model/sum-overflow", test_sum_overflow);
  g_test_add_func ("/sheet-model/tsv", test_tsv);
  g_test_add_func ("/sheet-model/rows-on-demand", test_rows_on_demand);
  g_test_add_func ("/words/roles", test_roles);
  g_test_add_func ("/words/regimes", test_regimes);
  g_test_add_func ("/words/books", test_books);
  g_test_add_func ("/words/times", test_times);
  g_test_add_func ("/words/people", test_people);
  g_test_add_func ("/words/people-of-session", test_people_of_session);
  g_test_add_func ("/words/lists", test_lists);
  g_test_add_func ("/words/names", test_names);
  g_test_add_func ("/words/import-kinds", test_import_kinds);
  return app_fixture_run ();
}
