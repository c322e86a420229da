/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-allocate.h"
#include "qz-calc.h"
#include "qz-calendar.h"
#include "qz-capitals.h"
#include "qz-command.h"
#include "qz-data.h"
#include "qz-error.h"
#include "qz-id-check.h"

/* Calculators: no book set needed. What is typed wrong is bad input (3), a code that fails its
 * check an answer of "no" (1). */

#define CALENDAR_FILE "codes/holidays.csv"

static gboolean
name_argument (gboolean done, const char *field, GError **error)
{
  if (!done)
    qz_error_add_place (error, NULL, 0, 0, field);
  return done;
}

static gboolean
parse_fen (QzCli *cli, guint index, const char *field, QzFen *out, GError **error)
{
  return name_argument (qz_fen_parse (qz_cli_get_argument (cli, index), out, error), field, error);
}

static gboolean
run_capitals (QzCli *cli, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("capitals");
  g_autofree char *capitals = NULL;
  QzFen amount = 0;

  if (!parse_fen (cli, 0, "amount", &amount, error))
    return FALSE;
  capitals = qz_capitals_from_fen (amount);
  qz_sheet_set_number (sheet, "amount", _("Amount"), QZ_VALUE_FEN, amount);
  qz_sheet_set_text (sheet, "capitals", _("In capitals"), capitals);
  qz_cli_print_answer (cli, capitals, sheet);
  return TRUE;
}

/* ── working days ───────────────────────────────────────────────────────────────────────────── */

static QzCalendar *
load_calendar (QzCli *cli, GError **error)
{
  const char *path = qz_cli_get_option (cli, "calendar");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return qz_data_load (CALENDAR_FILE, &bytes, error)
               ? qz_calendar_new_from_csv (bytes, CALENDAR_FILE, error)
               : NULL;
  file = g_file_new_for_commandline_arg (path);
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  return bytes != NULL ? qz_calendar_new_from_csv (bytes, path, error) : NULL;
}

static void
warn_unknown_year (QzCli *cli, QzCalendar *calendar, QzDay from, QzDay to)
{
  int first = 0;
  int last = 0;

  qz_day_to_ymd (from, &first, NULL, NULL);
  qz_day_to_ymd (to, &last, NULL, NULL);
  for (int year = MIN (first, last); year <= MAX (first, last); year++)
    if (!qz_calendar_has_year (calendar, year))
      {
        g_autofree char *note = g_strdup_printf (
            _("The arrangement of holidays for %d is not known; Monday to Friday were "
               "counted"), year);

        qz_cli_print_note (cli, note);
      }
}

static gboolean
answer_day (QzCli *cli, QzCalendar *calendar, QzDay from, QzDay day)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("workdays");
  g_autofree char *text = qz_day_format (day);

  warn_unknown_year (cli, calendar, from, day);
  qz_sheet_set_number (sheet, "day", _("Day"), QZ_VALUE_DAY, day);
  qz_cli_print_answer (cli, text, sheet);
  return TRUE;
}

static gboolean
check_n_arguments (QzCli *cli, guint wanted, GError **error)
{
  if (qz_cli_get_n_arguments (cli) == wanted)
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "argument-count",
                _("Wrong number of arguments; see “qz help calc workdays”"));
  return FALSE;
}

static gboolean
run_nth (QzCli *cli, QzCalendar *calendar, GError **error)
{
  QzPeriod period = 0;
  gint64 n = 0;

  if (!check_n_arguments (cli, 1, error) || !qz_cli_get_period (cli, "nth", &period, error)
      || !qz_cli_parse_count (qz_cli_get_argument (cli, 0), "N", &n, error))
    return FALSE;
  return answer_day (cli, calendar, qz_period_get_first_day (period),
                     qz_calendar_nth_workday (calendar, period, (guint) MIN (n, 10000)));
}

static gboolean
run_roll (QzCli *cli, QzCalendar *calendar, GError **error)
{
  QzDay day = QZ_DAY_NONE;

  if (!check_n_arguments (cli, 0, error) || !qz_cli_get_day (cli, "roll", &day, error))
    return FALSE;
  return answer_day (cli, calendar, day, qz_calendar_roll_forward (calendar, day));
}

static gboolean
run_after (QzCli *cli, QzCalendar *calendar, GError **error)
{
  QzDay day = QZ_DAY_NONE;
  gint64 n = 0;

  if (!check_n_arguments (cli, 2, error)
      || !name_argument (qz_day_parse (qz_cli_get_argument (cli, 0), &day, error), "day", error)
      || !qz_cli_parse_count (qz_cli_get_argument (cli, 1), "N", &n, error))
    return FALSE;
  if (n > 10000)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "count", _("More than 10000 working days"));
      return FALSE;
    }
  return answer_day (cli, calendar, day, qz_calendar_add_workdays (calendar, day, (guint) n));
}

static gboolean
run_workdays (QzCli *cli, GError **error)
{
  g_autoptr (QzCalendar) calendar = load_calendar (cli, error);

  if (calendar == NULL)
    return FALSE;
  if (qz_cli_get_option (cli, "nth") != NULL)
    return run_nth (cli, calendar, error);
  if (qz_cli_get_option (cli, "roll") != NULL)
    return run_roll (cli, calendar, error);
  return run_after (cli, calendar, error);
}

/* ── amounts ────────────────────────────────────────────────────────────────────────────────── */

/* "key=weight"; the key is a copy that the caller frees. */
static gboolean
parse_share (const char *text, QzShare *out, GError **error)
{
  const char *equal = strrchr (text, '=');

  if (equal == NULL || equal == text)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "share", _("“%s” is not KEY=WEIGHT, like a=1"), text);
      return FALSE;
    }
  /* A weight is a whole number or an amount of money; both are compared in hundredths. */
  if (!name_argument (qz_fen_parse (equal + 1, &out->weight, error), "weight", error))
    return FALSE;
  out->key = g_strndup (text, (gsize) (equal - text));
  return TRUE;
}

static void
answer_shares (QzCli *cli, const QzShare *shares, guint n_shares)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("shares");
  g_autoptr (GString) text = g_string_new (NULL);

  qz_sheet_add_column (sheet, "key", _("Key"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  for (guint i = 0; i < n_shares; i++)
    {
      g_autofree char *amount = qz_fen_to_decimal (shares[i].share_fen);
      guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, shares[i].key);
      qz_sheet_put_number (sheet, row, 1, shares[i].share_fen);
      g_string_append_printf (text, "%s%s %s", i > 0 ? "\n" : "", shares[i].key, amount);
    }
  qz_cli_print_answer (cli, text->str, sheet);
}

static gboolean
run_split (QzCli *cli, GError **error)
{
  guint n_shares = qz_cli_get_n_arguments (cli) - 1;
  g_autofree QzShare *shares = g_new0 (QzShare, n_shares);
  QzFen total = 0;
  gboolean done = parse_fen (cli, 0, "total", &total, error);

  for (guint i = 0; done && i < n_shares; i++)
    done = parse_share (qz_cli_get_argument (cli, i + 1), &shares[i], error);
  done = done && qz_allocate (total, shares, n_shares, error);
  if (done)
    answer_shares (cli, shares, n_shares);
  for (guint i = 0; i < n_shares; i++)
    g_free ((char *) shares[i].key);
  return done;
}

static gboolean
parse_rate (const char *text, QzPpm *out, GError **error)
{
  if (!name_argument (qz_ppm_parse (text, out, error), "rate", error))
    return FALSE;
  if (*out >= 0 && *out <= QZ_PPM_ONE)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "rate-range",
                _("A rate of %s is impossible; write one from 0 to 1, like 0.70 or 70%%"), text);
  return FALSE;
}

static gboolean
run_share (QzCli *cli, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("share");
  g_autofree char *text = NULL;
  QzFen base = 0;
  QzFen amount = 0;
  QzPpm rate = 0;

  if (!parse_fen (cli, 0, "amount", &base, error)
      || !parse_rate (qz_cli_get_argument (cli, 1), &rate, error)
      /* JL-11b: rounded once, for each claim. */
      || !qz_fen_apply_rate (base, rate, QZ_ROUND_HALF_AWAY, &amount, error))
    return FALSE;
  qz_sheet_set_number (sheet, "base", _("Base"), QZ_VALUE_FEN, base);
  qz_sheet_set_number (sheet, "rate", _("Rate"), QZ_VALUE_PPM, rate);
  qz_sheet_set_number (sheet, "amount", _("Amount"), QZ_VALUE_FEN, amount);
  text = qz_fen_to_decimal (amount);
  qz_cli_print_answer (cli, text, sheet);
  return TRUE;
}

static const char *
get_level_name (const char *level)
{
  return strcmp (level, "red") == 0      ? _("red")
         : strcmp (level, "yellow") == 0 ? _("yellow")
                                         : _("green");
}

static char *
dup_fen_fact (QzSheet *sheet, const char *name)
{
  return qz_fen_to_decimal (
      qz_sheet_get_fact_number (sheet, (guint) qz_sheet_find_fact (sheet, name)));
}

static void
answer_usage (QzCli *cli, QzSheet *sheet)
{
  g_autofree char *rate = qz_sheet_dup_fact_display (sheet, "usage");
  g_autofree char *level = qz_sheet_dup_fact_display (sheet, "level");
  g_autofree char *months = dup_fen_fact (sheet, "raise_two_months");
  g_autofree char *green = dup_fen_fact (sheet, "raise_under_70");
  g_autofree char *text =
      g_strdup_printf (
          _("usage %s\nlevel %s\nraise to two months %s\nraise to under 70%% %s"), rate,
                       get_level_name (level), months, green);

  qz_cli_print_answer (cli, text, sheet);
}

static gboolean
run_rate (QzCli *cli, GError **error)
{
  g_autoptr (QzSheet) usage = NULL;
  QzFen clearing = 0;
  QzFen deposit = 0;

  if (!parse_fen (cli, 0, "clearing", &clearing, error)
      || !parse_fen (cli, 1, "deposit", &deposit, error))
    return FALSE;
  usage = qz_calc_usage (clearing, deposit, error);
  if (usage == NULL)
    return FALSE;
  answer_usage (cli, usage);
  return TRUE;
}

#define ASSIST_POLICY "datong-assistance"

static gboolean
run_assist (QzCli *cli, GError **error)
{
  const char *policy = qz_cli_get_option (cli, "policy");
  QzDay day = qz_cli_get_context (cli)->clock.today;
  g_autoptr (QzSheet) sheet = NULL;

  if (!qz_cli_get_day (cli, "day", &day, error))
    return FALSE;
  sheet = qz_calc_assist (policy != NULL ? policy : ASSIST_POLICY, day,
                          qz_cli_get_arguments (cli), error);
  if (sheet == NULL)
    return FALSE;
  qz_cli_print_sheet (cli, sheet);
  return TRUE;
}

/* ── codes ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
answer_code (QzCli *cli, gboolean valid, const GError *why)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("check");

  qz_sheet_set_text (sheet, "code", _("Code"), qz_cli_get_argument (cli, 0));
  qz_sheet_set_number (sheet, "valid", _("Valid"), QZ_VALUE_BOOL, valid);
  if (!valid)
    {
      qz_sheet_set_text (sheet, "reason", _("Reason"), why->message);
      qz_cli_set_failed (cli);
    }
  qz_cli_print_answer (cli, valid ? _("valid") : why->message, sheet);
  return TRUE;
}

static gboolean
run_check_id (QzCli *cli, GError **error)
{
  g_autoptr (GError) why = NULL;
  gboolean valid = qz_id_check_person (qz_cli_get_argument (cli, 0),
                                       qz_cli_get_context (cli)->clock.today, &why);

  return answer_code (cli, valid, why);
}

static gboolean
run_check_uscc (QzCli *cli, GError **error)
{
  g_autoptr (GError) why = NULL;
  gboolean valid = qz_id_check_uscc (qz_cli_get_argument (cli, 0), &why);

  return answer_code (cli, valid, why);
}

static gboolean
run_check_provider (QzCli *cli, GError **error)
{
  g_autoptr (GError) why = NULL;
  gboolean valid = qz_id_check_provider (qz_cli_get_argument (cli, 0), &why);

  return answer_code (cli, valid, why);
}

/* ── the table ──────────────────────────────────────────────────────────────────────────────── */

static const QzOption workdays_options[] = {
  { "nth", "yyyy-mm", N_ ("The N-th working day of this month") },
  { "roll", "yyyy-mm-dd", N_ ("This day, or the next working day after it") },
  { "calendar", "FILE", N_ ("Holidays as CSV: date,type,name,source") },
  { NULL },
};

static const QzOption assist_options[] = {
  { "policy", "ID", N_ ("The policy, or a file with one; else the shipped one of Datong") },
  { "day", "yyyy-mm-dd", N_ ("As the policy holds on this day; else today") },
  { NULL },
};

const QzCommand qz_cmd_calc[] = {
  { "calc", "capitals", "AMOUNT", N_ ("An amount in Chinese capitals"), NULL, 1, 1, run_capitals },
  { "calc", "workdays", "[DAY] [N]", N_ ("The N-th working day after a day, not counting it"),
    workdays_options, 0, 2, run_workdays },
  { "calc", "split", "TOTAL KEY=WEIGHT…",
    N_ ("Split an amount so that the parts add up exactly"), NULL,
    2, QZ_ANY_NUMBER, run_split },
  { "calc", "rate", "CLEARING DEPOSIT",
    N_ ("Usage of a deposit, its warning level and raises"), NULL, 2,
    2, run_rate },
  { "calc", "share", "AMOUNT RATE", N_ ("The daily amount of one claim"), NULL, 2, 2, run_share },
  { "calc", "assist", "fee=AMOUNT KEY=VALUE…",
    N_ ("The three layers of one bill of medical assistance"), assist_options, 1, QZ_ANY_NUMBER,
    run_assist },
  { "calc", "check-id", "CODE",
    N_ ("Check a citizen's identity number"), NULL, 1, 1, run_check_id },
  { "calc", "check-uscc", "CODE", N_ ("Check a unified social credit code"), NULL, 1, 1,
    run_check_uscc },
  { "calc", "check-provider", "CODE",
    N_ ("Check a provider's code"), NULL, 1, 1, run_check_provider },
  { NULL },
};
