/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "province-months.h"

#include <glib/gstdio.h>

#include "qz-actors.h"
#include "qz-clearing.h"
#include "qz-config.h"
#include "qz-imports.h"
#include "qz-nonlocal-tick.h"
#include "qz-transfers.h"

static char *folder;
static guint n_slips;

QzContext
province_context (const char *user, const char *now, const char *actor)
{
  QzContext context = { .user = user, .actor = actor };
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_clock_init_at (&context.clock, now, &error));
  return context;
}

/* ── files ───────────────────────────────────────────────────────────────────────────────────── */

/* The same seed gives the same months everywhere. */
static void
make_months (QzPeriod first, guint n_months, guint n_claims)
{
  g_autofree char *tool = g_build_filename (QZ_SOURCE_DATA_DIR, "..", "tools", "make-nonlocal",
                                            NULL);
  g_autofree char *month = qz_period_format (first);
  g_autofree char *months = g_strdup_printf ("%u", n_months);
  g_autofree char *claims = g_strdup_printf ("%u", n_claims);
  const char *argv[] = { "python3", tool,       "months", "--output", folder, "--first",
                         month,     "--months", months,   "--claims", claims, "--no-key",
                         NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

/* @file: "claims-2026-05.csv"; a month without deductions has no file of them. */
static void
take_in (QzBook *book, const char *now, const char *kind, const char *file)
{
  const QzContext maker = province_context ("wang", now, NULL);
  const QzImportOptions options = { NULL };
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) report = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  report = qz_import_run (book, &maker, kind, path, &options, &error);
  if (report == NULL)
    g_error ("%s: %s", file, error->message);
}

static void
take_in_month (QzBook *book, QzPeriod period, const char *now, const char *kind, const char *name)
{
  g_autofree char *file =
      g_strdup_printf ("%s-%04d-%02d.csv", name, (int) period / 100, (int) period % 100);

  take_in (book, now, kind, file);
}

/* ── the registers ───────────────────────────────────────────────────────────────────────────── */

static void
add_people (QzBook *book)
{
  static const struct {
    const char *user, *name;
    guint roles;
  } people[] = { { "wang", "王敏", QZ_ROLE_MAKER },      { "li", "李航", QZ_ROLE_REVIEWER },
                 { "zhao", "赵蕾", QZ_ROLE_APPROVER },   { "qian", "钱进", QZ_ROLE_FINANCE },
                 { "chuna", "楚娜", QZ_ROLE_FINANCE } };
  const QzContext owner = province_context ("lin", "2024-11-01T09:00", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_assert_true (qz_book_put_user (book, &owner, people[i].user, people[i].name, people[i].roles,
                                     TRUE, &error));
  g_assert_true (qz_policy_activate (book, &owner, "heilongjiang-nonlocal", &error));
}

static void
add_registers (QzBook *book)
{
  static const char *const kinds[] = { "areas", "agencies", "providers", "accounts",
                                       "deposit-opening" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *file = g_strconcat (kinds[i], ".csv", NULL);

      take_in (book, "2024-11-01T09:00", kinds[i], file);
    }
}

/* The book set acts for everybody. */
static void
act_for_all (QzBook *book)
{
  const QzContext owner = province_context ("lin", "2024-11-01T10:00", NULL);
  g_autofree char *path = g_build_filename (folder, "agencies.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 2);

      if (!qz_actors_put (book, &owner, cells[0], TRUE, &error))
        g_error ("%s: %s", cells[0], error->message);
    }
}

/* ── a month ─────────────────────────────────────────────────────────────────────────────────── */

/* "2026-06-21T09:00": a day of the month after the costs. */
static char *
dup_time (QzPeriod period, int day, const char *time)
{
  const int year = (int) period / 100, month = (int) period % 100;

  return g_strdup_printf ("%04d-%02d-%02dT%s", year + month / 12, month % 12 + 1, day, time);
}

static char *
dup_end (QzPeriod period, const char *time)
{
  int last;

  qz_day_to_ymd (qz_period_get_last_day (qz_period_add (period, 1)), NULL, NULL, &last);
  return dup_time (period, last, time);
}

void
province_tick (QzBook *book, const char *now)
{
  const QzContext maker = province_context ("wang", now, NULL);
  g_autoptr (GError) error = NULL;

  if (!qz_nonlocal_tick (book, &maker, NULL, &error))
    g_error ("%s: %s", now, error->message);
}

void
province_take_in (QzBook *book, QzPeriod period)
{
  g_autofree char *day = dup_time (period, 12, "17:00");

  take_in_month (book, period, day, "claims", "claims");
  take_in_month (book, period, day, "nl-deductions", "nl-deductions");
  take_in_month (book, period, day, "national-items", "national");
}

void
province_make_lists (QzBook *book, QzPeriod period)
{
  g_autofree char *lists = dup_time (period, 21, "09:00");
  const QzContext maker = province_context ("wang", lists, NULL);
  g_autoptr (GError) error = NULL;

  province_take_in (book, period);
  province_tick (book, lists);
  if (!qz_clearing_upload_period (book, &maker, period, &error))
    g_error ("%d: %s", (int) period, error->message);
  for (guint scope = 0; scope < QZ_N_NL_SCOPES; scope++)
    {
      g_autoptr (QzSheet) list =
          qz_clearing_generate (book, &maker, period, (QzNlScope) scope, &error);

      if (list == NULL)
        g_error ("%d: %s", (int) period, error->message);
    }
}

void
province_publish (QzBook *book, QzPeriod period)
{
  g_autofree char *by_then = dup_time (period, 24, "09:00");
  g_autofree char *nation = dup_time (period, 25, "09:00");
  g_autofree char *end = dup_end (period, "15:00");
  const QzContext reviewer = province_context ("li", nation, NULL);
  const QzContext approver = province_context ("zhao", end, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) notices = NULL;

  province_tick (book, by_then);
  if (!qz_clearing_confirm_national (book, &reviewer, period, &error))
    g_error ("%d: %s", (int) period, error->message);
  notices = qz_clearing_publish (book, &approver, period, &error);
  if (notices == NULL)
    g_error ("%d: %s", (int) period, error->message);
}

/* ── money ───────────────────────────────────────────────────────────────────────────────────── */

static const char *
get_text (QzSheet *list, guint row, const char *column)
{
  return qz_sheet_get_text (list, row, (guint) qz_sheet_find_column (list, column));
}

static QzPeriod
get_period (QzSheet *list, guint row)
{
  return (QzPeriod) qz_sheet_get_number (list, row, (guint) qz_sheet_find_column (list, "period"));
}

static void
pass_papers (QzBook *book, const QzContext *context, QzSheet *list, guint row, GError **error)
{
  const char *payer = get_text (list, row, "payer");
  QzNlScope scope;
  QzLeg leg;

  if (!qz_nl_scope_parse (get_text (list, row, "scope"), &scope)
      || !qz_leg_parse (get_text (list, row, "leg"), &leg))
    g_assert_not_reached ();
  if (leg != QZ_LEG_D1 && leg != QZ_LEG_U1)
    return;
  /* One office passes the papers of all its transfers at once. */
  if (!qz_transfer_pass_papers (book, context, get_period (list, row), scope, leg,
                                leg == QZ_LEG_U1 ? payer : NULL, error))
    g_clear_error (error);
}

static void
move (QzBook *book, QzSheet *list, guint row, const char *now)
{
  const char *number = get_text (list, row, "transfer");
  const char *payer = get_text (list, row, "payer");
  const QzContext office = province_context ("qian", now, payer);
  const QzContext other = province_context ("chuna", now, payer);
  const QzContext payee = province_context ("chuna", now, get_text (list, row, "payee"));
  g_autofree char *serial = g_strdup_printf ("B%06u", ++n_slips);
  const QzTransferPayment payment = { number, 0, "冰凌花银行", serial, office.clock.today };
  const QzTransferReceipt receipt = { number, NULL, 0, QZ_DAY_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) confirmed = NULL;
  g_autoptr (QzSheet) received = NULL;

  pass_papers (book, &office, list, row, &error);
  if (!qz_transfer_pay (book, &office, &payment, &error)
      || (confirmed = qz_transfer_confirm_payment (book, &other, number, NULL, &error)) == NULL
      || (received = qz_transfer_confirm_receipt (book, &payee, &receipt, &error)) == NULL)
    g_error ("%s: %s", number, error->message);
}

void
province_move_leg (QzBook *book, QzPeriod period, QzLeg leg, const char *but, const char *now)
{
  const QzContext context = province_context ("qian", now, NULL);
  const QzTransferFilter filter = { .period = period, .scope = -1, .leg = (int) leg };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) list = qz_transfer_list (book, &context, &filter, &error);

  g_assert_no_error (error);
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    if (but == NULL || g_strcmp0 (get_text (list, row, "unit"), but) != 0)
      move (book, list, row, now);
}

void
province_pay_month (QzBook *book, QzPeriod period)
{
  g_autofree char *end = dup_end (period, "16:00");

  for (guint leg = QZ_LEG_D1; leg <= QZ_LEG_U4; leg++)
    province_move_leg (book, period, (QzLeg) leg, NULL, end);
}


/* ── the whole ───────────────────────────────────────────────────────────────────────────────── */

QzBook *
province_begin (QzPeriod first, guint n_months, guint n_claims)
{
  const QzContext context = province_context ("lin", "2024-11-01T08:00", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  QzBook *book;

  folder = g_dir_make_tmp ("qz-province-XXXXXX", &error);
  g_assert_no_error (error);
  make_months (first, n_months, n_claims);
  path = g_build_filename (folder, "province.qz", NULL);
  if (!qz_book_create (path, "230000", "黑龙江省", "lin", &context.clock, &error)
      || (book = qz_book_open (path, TRUE, &error)) == NULL)
    g_error ("%s: %s", path, error->message);
  add_people (book);
  add_registers (book);
  act_for_all (book);
  return book;
}

void
province_remove (void)
{
  g_autoptr (GDir) files = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (folder != NULL)
    g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

const char *
province_get_folder (void)
{
  return folder;
}
