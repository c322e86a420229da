/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposits.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "document-fixture.h"
#include "qz-book-private.h"
#include "qz-clearing-repo.h"
#include "qz-deposit-repo.h"
#include "qz-roles.h"

/* A province of two units: 230200 with a county, and 239900, its own level. */

#define AREAS                                                                                      \
  "code,name,level,parent\n230000,黑龙江省,province,\n230200,齐齐哈尔市,city,230000\n"             \
  "230281,讷河市,county,230200\n239900,省本级,city,230000\n"
#define AGENCIES                                                                                   \
  "code,name,area,level,uscc\n230000,省经办,230000,province,\n230200,齐齐哈尔,230200,city,\n"      \
  "230281,讷河,230281,county,\n239900,省本级,239900,city,\n"                                       \
  "F230000,省财政,230000,fin_province,\nF230200,齐财政,230200,fin_city,\n"                         \
  "F230281,讷财政,230281,fin_county,\nF239900,省本财政,239900,fin_city,\n"
#define BASE_HEAD    "year,scope,unit,agency,insurance,amount\n"
#define OPENING_HEAD "unit,scope,day,quota,balance\n"
#define EX3_OPENING                                                                                \
  OPENING_HEAD "230200,in_prov,2025-12-31,6000000.00,6000000.00\n"                                 \
               "230200,cross_prov,2025-12-31,6500000.00,6500000.00\n"
#define ONE_OPENING OPENING_HEAD "230200,in_prov,2025-12-31,6000000.00,6000000.00\n"
#define EX3_BASE                                                                                   \
  BASE_HEAD "2025,in_prov,230200,230200,EMP,20111222.33\n"                                         \
            "2025,in_prov,230200,230281,RES,28544209.77\n"                                         \
            "2025,cross_prov,230200,230200,EMP,36123456.78\n"

static void
set_up (Fixture *self, gconstpointer opening)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("qz-deposits-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "book.qz", NULL);
  at (self, "2026-02-09T09:00");
  g_assert_true (qz_book_create (path, "230000", "省", "admin", &self->context.clock, &error));
  g_assert_no_error (error);
  self->book = qz_book_open (path, TRUE, &error);
  g_assert_no_error (error);
  fixture_put_users (self);
  g_assert_true (qz_policy_activate (self->book, as (self, "admin"), "heilongjiang-nonlocal",
                                     &error));
  g_assert_no_error (error);
  import_text (self, "areas", "areas.csv", AREAS);
  import_text (self, "agencies", "agencies.csv", AGENCIES);
  if (opening != NULL)
    import_text (self, "deposit-opening", "opening.csv", opening);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->book, qz_book_close);
  remove_folder (self->folder);
  g_free (self->folder);
}

/* What a publication of a month tells the deposits. */
static void
record (Fixture *self, const char *unit, QzNlScope scope, QzPeriod period, QzFen clearing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzAct) act = qz_book_begin_act (self->book, as (self, "ap"), "test month", 0, &error);

  g_assert_no_error (error);
  g_assert_true (qz_deposit_record_usage (act, self->book, period, scope, unit, clearing, &error));
  g_assert_no_error (error);
  g_assert_true (qz_book_end_act (self->book, &self->context, g_steal_pointer (&act), &error));
  g_assert_no_error (error);
}

static void
move (Fixture *self, const QzDepositMove *move)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzAct) act = qz_book_begin_act (self->book, as (self, "fi"), "test move", 0, &error);

  g_assert_no_error (error);
  g_assert_cmpint (qz_deposit_repo_add_move (act, move, &error), >, 0);
  g_assert_no_error (error);
  g_assert_true (qz_book_end_act (self->book, &self->context, g_steal_pointer (&act), &error));
  g_assert_no_error (error);
}

static int
find_row (QzSheet *sheet, const char *unit, QzNlScope scope)
{
  const guint unit_column = (guint) qz_sheet_find_column (sheet, "unit");
  const guint scope_column = (guint) qz_sheet_find_column (sheet, "scope");

  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    if (g_str_equal (qz_sheet_get_text (sheet, i, unit_column), unit)
        && g_str_equal (qz_sheet_get_text (sheet, i, scope_column), qz_nl_scope_to_text (scope)))
      return (int) i;
  return -1;
}

static gint64
get_cell (QzSheet *sheet, int row, const char *column)
{
  const int at = qz_sheet_find_column (sheet, column);

  g_assert_cmpint (row, >=, 0);
  g_assert_cmpint (at, >=, 0);
  return qz_sheet_get_number (sheet, (guint) row, (guint) at);
}

static const char *
get_text (QzSheet *sheet, int row, const char *column)
{
  const int at = qz_sheet_find_column (sheet, column);

  g_assert_cmpint (row, >=, 0);
  g_assert_cmpint (at, >=, 0);
  return qz_sheet_get_text (sheet, (guint) row, (guint) at);
}

static gint64
get_fact (QzSheet *sheet, const char *name)
{
  const int at = qz_sheet_find_fact (sheet, name);

  g_assert_cmpint (at, >=, 0);
  return qz_sheet_get_fact_number (sheet, (guint) at);
}

static void
assert_verified (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = FALSE;
  g_autoptr (QzSheet) sheet = qz_book_verify (self->book, as (self, "ap"), &ok, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    if (qz_sheet_get_number (sheet, i, 2) == 0)
      g_test_message ("%s: %s", qz_sheet_get_text (sheet, i, 0), qz_sheet_get_text (sheet, i, 3));
  g_assert_true (ok);
}

/* ── EX-3 ───────────────────────────────────────────────────────────────────────────────────── */

static void
test_ex3_warnings (Fixture *self, gconstpointer data)
{
  static const struct {
    QzFen clearing;
    QzPpm shown; /* hundredths of a percent, cut off */
    const char *level;
    gboolean changed;
    QzFen months;
  } table[] = {
    { 419999999, 6999, "green", FALSE, 0 },
    { 420000000, 7000, "yellow", TRUE, 240000000 },
    { 539999999, 8999, "yellow", FALSE, 479999998 },
    { 540000000, 9000, "red", TRUE, 480000000 },
    { 558000000, 9300, "red", FALSE, 516000000 },
    { 720000000, 12000, "red", FALSE, 840000000 },
    { -5, 0, "green", TRUE, 0 }, /* AMB-24 */
  };
  guint n_changes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSheet) list = NULL;
      g_autoptr (QzSheet) warnings = NULL;
      int row;

      record (self, "230200", QZ_NL_IN_PROV, 202601 + (QzPeriod) i, table[i].clearing);
      list = qz_deposit_list (self->book, as (self, "re"), &error);
      g_assert_no_error (error);
      row = find_row (list, "230200", QZ_NL_IN_PROV);
      g_assert_cmpstr (get_text (list, row, "level"), ==, table[i].level);
      g_assert_cmpint (get_cell (list, row, "rate") / 100, ==, table[i].shown);
      if (table[i].months != 0)
        g_assert_cmpint (get_cell (list, row, "raise_months"), ==, table[i].months);
      n_changes += table[i].changed;
      warnings = qz_deposit_warnings (self->book, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (qz_sheet_get_n_rows (warnings), ==, n_changes);
    }
  assert_verified (self);
}

static QzDepositRaise
make_raise (QzRaiseMethod method, QzFen amount)
{
  return (QzDepositRaise) { .unit = "230200",
                            .scope = QZ_NL_IN_PROV,
                            .method = method,
                            .amount_fen = amount,
                            .reason = amount != 0 ? "预计增长" : NULL };
}

static void
test_ex3_raise (Fixture *self, gconstpointer data)
{
  const QzDepositRaise months = make_raise (QZ_RAISE_MONTHS, 0);
  const QzDepositRaise green = make_raise (QZ_RAISE_GREEN, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) proposed = NULL;
  g_autoptr (QzSheet) least = NULL;
  g_autoptr (QzSheet) notices = NULL;
  g_autoptr (QzSheet) list = NULL;
  QzDay due;

  import_text (self, "deposit-base", "base.csv", EX3_BASE);
  at (self, "2026-06-30T15:00");
  record (self, "230200", QZ_NL_IN_PROV, 202605, 558000000);
  least = qz_deposit_propose_raise (self->book, as (self, "ma"), &green, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_fact (least, "raise"), ==, 197142858);
  proposed = qz_deposit_propose_raise (self->book, as (self, "ma"), &months, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_fact (proposed, "raise"), ==, 516000000);
  g_assert_cmpint (get_fact (proposed, "new_quota"), ==, 1116000000);
  g_assert_cmpint (get_fact (proposed, "new_rate"), ==, 500000);
  g_assert_true (qz_day_from_ymd (2026, 7, 9, &due)); /* NL-22b */
  g_assert_cmpint (get_fact (proposed, "due_day"), ==, due);
  notices = qz_deposit_publish_raise (self->book, as (self, "ap"), &months, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_cell (notices, 0, "total"), ==, 516000000);
  g_assert_cmpint (get_cell (notices, 0, "due_day"), ==, due);
  list = qz_deposit_list (self->book, as (self, "re"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_cell (list, find_row (list, "230200", QZ_NL_IN_PROV), "quota_now"), ==,
                   1116000000);
  assert_verified (self);
}

/* ── refusals ───────────────────────────────────────────────────────────────────────────────── */

static void
assert_refused (QzSheet *sheet, GError *error, const char *id, const char *rule)
{
  g_assert_null (sheet);
  g_assert_nonnull (error);
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
  g_assert_cmpstr (qz_error_get_rule (error), ==, rule);
}

static void
refuse_raise (Fixture *self, const char *user, const QzDepositRaise *raise, gboolean publish,
              const char *id, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet =
      publish ? qz_deposit_publish_raise (self->book, as (self, user), raise, &error)
              : qz_deposit_propose_raise (self->book, as (self, user), raise, &error);

  assert_refused (sheet, error, id, rule);
}

static void
propose_raise (Fixture *self, const char *user, const QzDepositRaise *raise)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet =
      qz_deposit_propose_raise (self->book, as (self, user), raise, &error);

  g_assert_no_error (error);
  g_assert_nonnull (sheet);
}

static void
test_raise_refused (Fixture *self, gconstpointer data)
{
  const QzDepositRaise months = make_raise (QZ_RAISE_MONTHS, 0);
  QzDepositRaise manual = make_raise (QZ_RAISE_MANUAL, 100);

  import_text (self, "deposit-base", "base.csv", EX3_BASE);
  refuse_raise (self, "ma", &months, FALSE, "raise-without-red", "NL-21d");
  record (self, "230200", QZ_NL_IN_PROV, 202604, 539999999);
  refuse_raise (self, "ma", &months, FALSE, "raise-without-red", "NL-21d");
  record (self, "230200", QZ_NL_IN_PROV, 202605, 558000000);
  refuse_raise (self, "ap", &months, TRUE, "no-proposal", "NL-21d");
  manual.reason = "";
  refuse_raise (self, "ma", &manual, FALSE, "reason-missing", NULL);
  manual.reason = "零";
  manual.amount_fen = 0;
  refuse_raise (self, "ma", &manual, FALSE, "raise-zero", "AMB-05");
  manual.amount_fen = -100;
  refuse_raise (self, "ma", &manual, FALSE, "raise-zero", "AMB-05");
  propose_raise (self, "all", &months);
  refuse_raise (self, "all", &months, TRUE, "published-by-maker", "7.3-1");
  /* Another month is published before the raise is: what was proposed lapses. */
  record (self, "230200", QZ_NL_IN_PROV, 202606, 590000000);
  refuse_raise (self, "ap", &months, TRUE, "no-proposal", "NL-21d");
  assert_verified (self);
}

/* Costs that arrive between proposal and publication: other parts, the same sum. */
static void
test_raise_stale (Fixture *self, gconstpointer data)
{
  const QzDepositRaise months = make_raise (QZ_RAISE_MONTHS, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) notices = NULL;

  import_text (self, "deposit-base", "base.csv", EX3_BASE);
  record (self, "230200", QZ_NL_IN_PROV, 202605, 558000000);
  propose_raise (self, "ma", &months);
  import_text (self, "deposit-base", "more.csv",
               BASE_HEAD "2025,in_prov,230200,230281,EMP,1000000.00\n");
  refuse_raise (self, "ap", &months, TRUE, "proposal-stale", "NL-17b");
  propose_raise (self, "ma", &months);
  notices = qz_deposit_publish_raise (self->book, as (self, "ap"), &months, &error);
  g_assert_no_error (error);
  refuse_raise (self, "ma", &months, FALSE, "raised-already", "NL-21d");
  refuse_raise (self, "ap", &months, TRUE, "raised-already", "NL-21d");
}

static void
test_permissions (Fixture *self, gconstpointer data)
{
  static const char *const wrong[] = { "re", "ap", "fi", "admin" };

  import_text (self, "deposit-base", "base.csv", EX3_BASE);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSheet) sheet =
          qz_deposit_propose_adjustment (self->book, as (self, wrong[i]), 2026, NULL, &error);

      g_assert_null (sheet);
      g_assert_true (g_error_matches (error, QZ_ERROR, QZ_ERROR_PERMISSION));
    }
  /* The province fixes deposits, no city. */
  {
    QzContext context = *as (self, "ma");
    g_autoptr (GError) error = NULL;
    g_autoptr (QzSheet) sheet = NULL;

    context.actor = "230200";
    sheet = qz_deposit_propose_adjustment (self->book, &context, 2026, NULL, &error);
    g_assert_null (sheet);
    g_assert_true (g_error_matches (error, QZ_ERROR, QZ_ERROR_PERMISSION));
  }
}

/* ── deposits that AMB-25 is about ──────────────────────────────────────────────────────────── */

static void
test_no_deposit (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) list = NULL;
  g_autoptr (QzSheet) gauges = NULL;
  guint rate;

  record (self, "230200", QZ_NL_IN_PROV, 202601, 100);
  record (self, "230200", QZ_NL_CROSS_PROV, 202601, 0);
  record (self, "239900", QZ_NL_CROSS_PROV, 202601, -100);
  list = qz_deposit_list (self->book, as (self, "re"), &error);
  g_assert_no_error (error);
  rate = (guint) qz_sheet_find_column (list, "rate");
  g_assert_cmpstr (get_text (list, 0, "level"), ==, "red");
  g_assert_cmpint (find_row (list, "230200", QZ_NL_IN_PROV), ==, 0);
  for (guint i = 0; i < qz_sheet_get_n_rows (list); i++)
    g_assert_true (qz_sheet_is_empty (list, i, rate));
  g_assert_cmpstr (get_text (list, find_row (list, "230200", QZ_NL_CROSS_PROV), "level"), ==,
                   "green");
  gauges = qz_deposit_gauges (self->book, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (gauges), ==, 3);
}

/* AMB-23: warnings come from each scope alone, both together stand beside. */
static void
test_combined (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) gauges = NULL;
  g_autoptr (QzSheet) show = NULL;
  guint column;

  record (self, "230200", QZ_NL_IN_PROV, 202601, 540000000);
  gauges = qz_deposit_gauges (self->book, &error);
  g_assert_no_error (error);
  column = (guint) qz_sheet_find_column (gauges, "combined_rate");
  g_assert_cmpuint (qz_sheet_get_n_rows (gauges), ==, 1);
  g_assert_true (qz_sheet_is_empty (gauges, 0, column));
  record (self, "230200", QZ_NL_CROSS_PROV, 202601, 10000000);
  g_clear_pointer (&gauges, qz_sheet_unref);
  gauges = qz_deposit_gauges (self->book, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (gauges), ==, 2);
  for (guint i = 0; i < 2; i++) /* 550 of 1250 */
    g_assert_cmpint (qz_sheet_get_number (gauges, i, column), ==, 440000);
  g_assert_cmpstr (get_text (gauges, 0, "level"), ==, "red");
  g_assert_cmpstr (get_text (gauges, 1, "level"), ==, "green");
  show = qz_deposit_show (self->book, as (self, "re"), "230200", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_fact (show, "combined_rate"), ==, 440000);
  g_assert_cmpint (get_fact (show, "combined_quota"), ==, 1250000000);
}

/* ── the base from the program's own months ─────────────────────────────────────────────────── */

static void
put_list (QzAct *act, QzPeriod period, QzNlScope scope, const QzClearingRow *rows, guint n_rows)
{
  g_autoptr (GArray) array = g_array_new (FALSE, TRUE, sizeof (QzClearingRow));
  QzClearingList list = { .period = period, .scope = scope, .policy_pack_id = 1 };
  g_autoptr (GError) error = NULL;

  g_array_append_vals (array, rows, n_rows);
  g_assert_true (qz_clearing_repo_put_list (act, &list, array, &error));
  g_assert_no_error (error);
}

/* June has an older version, which counts for nothing; in July something was taken off, and there
 * is a row of the other side. */
static void
publish_own (QzAct *act, QzPeriod period, QzNlScope scope)
{
  const QzClearingRow row = { .is_payable = TRUE, .treat_unit = "239900", .treat_agency = "239900",
                              .insured_unit = "230200", .insured_agency = "230281",
                              .other_province = "", .orig_period = period, .reason = "",
                              .amount_fen = 100000 * ((int) scope + 1) };
  const QzClearingEvent event = { .period = period, .scope = scope, .unit = "",
                                  .stage = QZ_CLEARING_PUBLISH, .state = "PUBLISHED",
                                  .actor = "ap", .reason = "" };
  QzClearingRow rows[3] = { row, row, row };
  g_autoptr (GError) error = NULL;

  rows[1].is_payable = FALSE;
  rows[1].amount_fen = 55555555;
  rows[2].is_deduction = TRUE;
  rows[2].amount_fen = 60000;
  if (period == 202506)
    {
      QzClearingRow old = row;

      old.amount_fen = 77777777;
      put_list (act, period, scope, &old, 1);
    }
  put_list (act, period, scope, rows, period == 202507 && scope == QZ_NL_IN_PROV ? 3 : 1);
  g_assert_true (qz_clearing_repo_put_event (act, &event, &error));
  g_assert_no_error (error);
}

static void
publish_own_months (Fixture *self, QzPeriod from, QzPeriod to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzAct) act = qz_book_begin_act (self->book, as (self, "ap"), "test months", 0, &error);

  g_assert_no_error (error);
  for (QzPeriod period = from; period <= to; period++)
    for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
      publish_own (act, period, (QzNlScope) i);
  g_assert_true (qz_book_end_act (self->book, &self->context, g_steal_pointer (&act), &error));
  g_assert_no_error (error);
}

/* NL-17b: twelve published months of the book set itself; eleven are not the year. */
static void
test_own_base (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  publish_own_months (self, 202501, 202511);
  sheet = qz_deposit_propose_quota (self->book, as (self, "ma"), 2026, "230200", &error);
  assert_refused (sheet, error, "no-base", "NL-17b");
  g_clear_error (&error);
  publish_own_months (self, 202512, 202512);
  sheet = qz_deposit_propose_quota (self->book, as (self, "ma"), 2026, "230200", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_cell (sheet, 0, "base"), ==, 1200000 - 60000);
  g_assert_cmpint (get_cell (sheet, 0, "quota"), ==, 190000);
  g_assert_cmpint (get_cell (sheet, 1, "base"), ==, 2400000);
}

/* A unit with a deposit of one scope gets costs of the other: the year's adjustment begins it. */
static void
test_new_scope (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  int row;

  import_text (self, "deposit-base", "base.csv", EX3_BASE);
  sheet = qz_deposit_propose_quota (self->book, as (self, "ma"), 2026, "230200", &error);
  assert_refused (sheet, error, "quota-exists", "NL-20a");
  g_clear_error (&error);
  sheet = qz_deposit_propose_adjustment (self->book, as (self, "ma"), 2026, NULL, &error);
  g_assert_no_error (error);
  row = find_row (sheet, "230200", QZ_NL_CROSS_PROV);
  g_assert_cmpint (get_cell (sheet, row, "last_quota"), ==, 0);
  g_assert_cmpint (get_cell (sheet, row, "balance"), ==, 0);
  g_assert_cmpint (get_cell (sheet, row, "to_pay"), ==, 602057613);
  row = find_row (sheet, "230200", QZ_NL_IN_PROV);
  g_assert_cmpint (get_cell (sheet, row, "to_pay"), ==, 210923868);
}

/* Months that are published out of their order: each is compared with what was known then. */
static void
test_out_of_order (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) warnings = NULL;
  g_autoptr (QzSheet) list = NULL;

  record (self, "230200", QZ_NL_IN_PROV, 202601, 540000000);
  record (self, "230200", QZ_NL_IN_PROV, 202603, 540000000);
  record (self, "230200", QZ_NL_IN_PROV, 202602, 1);
  warnings = qz_deposit_warnings (self->book, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (warnings), ==, 2);
  g_assert_cmpint (get_cell (warnings, 0, "period"), ==, 202602);
  g_assert_cmpstr (get_text (warnings, 0, "before"), ==, "red");
  list = qz_deposit_list (self->book, as (self, "re"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_cell (list, 0, "period"), ==, 202603);
  assert_verified (self);
}

/* ── three years against another model ──────────────────────────────────────────────────────── */

/* All that is remembered of a deposit, in the plainest way. */
typedef struct {
  gint64 quota, paid_in, balance;
  int level; /* 0 green, 1 yellow, 2 red */
  guint n_changes;
} Model;

static int
judge (gint64 clearing, gint64 quota)
{
  if (quota == 0)
    return clearing > 0 ? 2 : 0;
  return clearing * 10 >= quota * 9 ? 2 : clearing * 10 >= quota * 7 ? 1 : 0;
}

static void
check_model (Fixture *self, const char *unit, QzNlScope scope, const Model *model)
{
  static const char *const levels[] = { "green", "yellow", "red" };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) show = qz_deposit_show (self->book, as (self, "re"), unit, &error);
  const int row = show != NULL ? find_row (show, unit, scope) : -1;

  g_assert_no_error (error);
  g_assert_cmpint (get_cell (show, row, "balance"), ==, model->balance);
  g_assert_cmpint (get_cell (show, row, "quota_now"), ==, model->quota);
  g_assert_cmpstr (get_text (show, row, "level"), ==, levels[model->level]);
}

/* The month's money is used and comes back. */
static void
use_and_refill (Fixture *self, GRand *rand, Model *model, QzPeriod period, QzFen clearing)
{
  const QzDay day = self->context.clock.today;
  QzDepositMove used = { .unit = "230200", .scope = QZ_NL_IN_PROV, .kind = QZ_DEPOSIT_USE,
                         .day = day, .period = period, .amount_fen = -clearing };

  if (clearing <= 0)
    return;
  move (self, &used);
  model->balance -= clearing;
  if (g_rand_int_range (rand, 0, 3) == 0)
    return; /* who pays late does so another time: not in this model */
  used.kind = QZ_DEPOSIT_REFILL;
  used.amount_fen = clearing;
  move (self, &used);
  model->balance += clearing;
}

static gint64
find_notice (Fixture *self, const char *form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) show = qz_deposit_show (self->book, as (self, "re"), "230200", &error);
  QzDepositNotice notice;

  g_assert_no_error (error);
  g_assert_true (qz_deposit_repo_get_notice (
      qz_book_get_store (self->book),
      qz_sheet_get_text (qz_sheet_find_child (show, "notices"), 0, 0), &notice, &error));
  g_assert_cmpstr (notice.form, ==, form);
  return notice.id;
}

/* What a notice asked for has moved. */
static void
settle_notice (Fixture *self, Model *model, const char *form, QzFen amount)
{
  const QzDepositMove moved = { .unit = "230200",
                                .scope = QZ_NL_IN_PROV,
                                .kind = amount > 0 ? QZ_DEPOSIT_COLLECT : QZ_DEPOSIT_REFUND,
                                .day = self->context.clock.today,
                                .amount_fen = amount,
                                .notice_id = find_notice (self, form) };

  if (amount == 0)
    return;
  move (self, &moved);
  model->paid_in += amount;
  model->balance += amount;
}

static void
raise_when_red (Fixture *self, GRand *rand, Model *model, QzFen clearing)
{
  const gboolean green = g_rand_boolean (rand);
  const QzDepositRaise raise = make_raise (green ? QZ_RAISE_GREEN : QZ_RAISE_MONTHS, 0);
  const gint64 amount = green ? clearing * 100 / 70 + 1 - model->quota
                              : 2 * clearing - model->quota;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) notices = NULL;

  if (model->level != 2 || g_rand_boolean (rand))
    return;
  propose_raise (self, "ma", &raise);
  notices = qz_deposit_publish_raise (self->book, as (self, "ap"), &raise, &error);
  g_assert_no_error (error);
  settle_notice (self, model, "F-NL-2-3", amount);
  model->quota += amount;
}

/* February: the deposit of the year, from last year's costs. */
static void
adjust_year (Fixture *self, GRand *rand, Model *model, int year)
{
  const gint64 base = g_rand_int_range (rand, 600000000, 2000000000) * (gint64) 3;
  const gint64 quota = (base * 2 + 6) / 12;
  g_autofree char *costs =
      g_strdup_printf (BASE_HEAD "%d,in_prov,230200,230200,EMP,%" G_GINT64_FORMAT
                                 ".%02d\n%d,in_prov,230200,230281,RES,0.00\n",
                       year - 1, base / 100, (int) (base % 100), year - 1);
  g_autofree char *when = g_strdup_printf ("%d-02-09T09:00", year);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (QzSheet) notices = NULL;

  at (self, when);
  import_text (self, "deposit-base", "base.csv", costs);
  sheet = qz_deposit_propose_adjustment (self->book, as (self, "ma"), year, "230200", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_cell (sheet, 0, "quota"), ==, quota);
  g_assert_cmpint (get_cell (sheet, 0, "last_quota"), ==, model->quota);
  g_assert_cmpint (get_cell (sheet, 0, "balance"), ==, model->paid_in);
  g_assert_cmpint (get_cell (sheet, 0, "to_pay") - get_cell (sheet, 0, "to_refund"), ==,
                   quota - model->paid_in);
  notices = qz_deposit_publish_adjustment (self->book, as (self, "ap"), year, "230200", &error);
  g_assert_no_error (error);
  settle_notice (self, model, "F-NL-2-2", quota - model->paid_in);
  model->quota = quota;
}

static void
check_history (Fixture *self, const gint64 *history, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet =
      qz_deposit_history (self->book, "230200", QZ_NL_IN_PROV, 0, &error);
  const guint shown = MIN (n, 24);

  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, shown);
  for (guint i = 0; i < shown; i++)
    g_assert_cmpint (get_cell (sheet, (int) i, "clearing"), ==, history[n - shown + i]);
}

static void
check_forecast (Fixture *self, guint n)
{
  static const char *const states[] = { "none", "too-few", "enough" };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet =
      qz_deposit_forecast (self->book, as (self, "re"), "230200", QZ_NL_IN_PROV, &error);
  g_autofree char *state = NULL;

  g_assert_no_error (error);
  state = qz_sheet_dup_fact_display (sheet, "state");
  g_assert_cmpstr (state, ==, states[n < 12 ? 0 : n < 18 ? 1 : 2]);
  g_assert_cmpint (get_fact (sheet, "months"), ==, n);
  g_assert_true ((qz_sheet_find_fact (sheet, "amount") >= 0) == (n >= 12));
  g_assert_true ((qz_sheet_find_fact (sheet, "low") >= 0) == (n >= 18));
  if (n >= 18)
    g_assert_cmpint (get_fact (sheet, "low"), <=, get_fact (sheet, "high"));
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, n > 12 ? n - 12 : 0);
}

#define N_MONTHS 36

static void
test_random (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  Model model = { .quota = 600000000, .paid_in = 600000000, .balance = 600000000 };
  gint64 history[N_MONTHS];

  for (guint i = 0; i < N_MONTHS; i++)
    {
      const QzPeriod period = qz_period_add (202512, (int) i);
      const QzPeriod now = qz_period_add (period, 1);
      g_autofree char *when = g_strdup_printf ("%d-%02d-28T10:00", now / 100, now % 100);
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSheet) warnings = NULL;
      int level;

      if (now % 100 == 2)
        adjust_year (self, rand, &model, now / 100);
      at (self, when);
      history[i] = model.quota / 1000 * g_rand_int_range (rand, -50, 1100);
      level = judge (history[i], model.quota);
      record (self, "230200", QZ_NL_IN_PROV, period, history[i]);
      model.n_changes += level != model.level;
      model.level = level;
      use_and_refill (self, rand, &model, period, history[i]);
      raise_when_red (self, rand, &model, history[i]);
      check_model (self, "230200", QZ_NL_IN_PROV, &model);
      check_forecast (self, i + 1);
      warnings = qz_deposit_warnings (self->book, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (qz_sheet_get_n_rows (warnings), ==, model.n_changes);
    }
  g_assert_cmpuint (model.n_changes, >, 10);
  check_history (self, history, N_MONTHS);
  assert_verified (self);
}

/* ── what `book verify` finds ───────────────────────────────────────────────────────────────── */

static void
execute (Fixture *self, const char *sql)
{
  g_autofree char *path = g_build_filename (self->folder, "book.qz", NULL);
  sqlite3 *db = NULL;
  char *message = NULL;

  g_clear_pointer (&self->book, qz_book_close);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
  {
    g_autoptr (GError) error = NULL;

    self->book = qz_book_open (path, TRUE, &error);
    g_assert_no_error (error);
  }
}

static void
assert_found (Fixture *self, const char *sql, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  gboolean found = FALSE;
  gboolean ok = TRUE;

  execute (self, sql);
  sheet = qz_book_verify (self->book, as (self, "ap"), &ok, &error);
  g_assert_no_error (error);
  g_assert_false (ok);
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    found |= g_str_equal (qz_sheet_get_text (sheet, i, 0), code)
             && qz_sheet_get_number (sheet, i, 2) == 0;
  g_assert_true (found);
}

static void
test_verify (Fixture *self, gconstpointer data)
{
  assert_verified (self);
  assert_found (self, "UPDATE deposit_balance SET balance_fen = balance_fen + 1", "DEPOSITS");
}

static void
test_verify_notice (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (QzSheet) notices = NULL;

  import_text (self, "deposit-base", "base.csv", EX3_BASE);
  sheet = qz_deposit_propose_adjustment (self->book, as (self, "ma"), 2026, "230200", &error);
  g_assert_no_error (error);
  notices = qz_deposit_publish_adjustment (self->book, as (self, "ap"), 2026, "230200", &error);
  g_assert_no_error (error);
  assert_verified (self);
  assert_found (self,
                "DROP TRIGGER deposit_quota_no_update;"
                "UPDATE deposit_quota SET quota_fen = quota_fen + 1 WHERE notice_id IS NOT NULL",
                "DEPOSIT-NOTICES");
}

static void
test_verify_usage (Fixture *self, gconstpointer data)
{
  record (self, "230200", QZ_NL_IN_PROV, 202601, 1);
  assert_verified (self);
  assert_found (self,
                "DROP TRIGGER deposit_usage_no_update; UPDATE deposit_usage SET changed = 1",
                "USAGE");
}

#define ADD(path, opening, function)                                                               \
  g_test_add ("/deposits/" path, Fixture, opening, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("EX-3/NL-21/warnings", EX3_OPENING, test_ex3_warnings);
  ADD ("EX-3/AMB-05/raise", EX3_OPENING, test_ex3_raise);
  ADD ("NL-21d/raise-refused", EX3_OPENING, test_raise_refused);
  ADD ("NL-21d/raise-stale", EX3_OPENING, test_raise_stale);
  ADD ("NL-20/permissions", EX3_OPENING, test_permissions);
  ADD ("AMB-25/no-deposit", NULL, test_no_deposit);
  ADD ("AMB-23/combined", EX3_OPENING, test_combined);
  ADD ("NL-17b/own-months", NULL, test_own_base);
  ADD ("NL-17c/new-scope", ONE_OPENING, test_new_scope);
  ADD ("NL-21/out-of-order", EX3_OPENING, test_out_of_order);
  ADD ("NL-17c/random", ONE_OPENING, test_random);
  ADD ("verify/balance", EX3_OPENING, test_verify);
  ADD ("verify/notice", EX3_OPENING, test_verify_notice);
  ADD ("verify/usage", EX3_OPENING, test_verify_usage);
  return g_test_run ();
}
