/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "qz-allocate.h"
#include "qz-calendar.h"
#include "qz-capitals.h"
#include "qz-csv-reader.h"
#include "qz-id-check.h"
#include "test-base.h"

/* The vectors that a program in another language computed from the rules alone (tests/oracle). */

#define MAX_PARTS 64

typedef void (*CheckFunc) (const QzCsvField *fields, gconstpointer data);

static QzFen
fen_of (const char *text)
{
  QzFen amount = 0;

  if (!qz_fen_parse_plain (text, strlen (text), &amount))
    g_error ("“%s” is no amount", text);
  return amount;
}

static gint64
number_of (const char *text)
{
  gint64 number = 0;
  g_autoptr (GError) error = NULL;

  g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, &error);
  g_assert_no_error (error);
  return number;
}

/* Calls @check for the lines of @kind; there must be at least @n_least. */
static void
run_kind (const char *kind, guint n_least, CheckFunc check, gconstpointer data)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "oracle-vectors.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzCsvReader) reader = qz_csv_reader_new_for_path (path, &error);
  const QzCsvField *fields;
  guint n_fields;
  guint n = 0;

  g_assert_no_error (error);
  while (qz_csv_reader_next (reader, &fields, &n_fields, &error))
    {
      if (strcmp (fields[0].text, kind) != 0)
        continue;
      check (fields, data);
      n++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, >=, n_least);
}

static void
check_capitals (const QzCsvField *fields, gconstpointer data)
{
  g_autofree char *made = qz_capitals_from_fen (fen_of (fields[1].text));
  g_autofree char *expected = g_strconcat ("人民币", fields[2].text, NULL);

  g_assert_cmpstr (made, ==, expected);
}

static void
check_share (const QzCsvField *fields, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  QzFen made = 0;

  g_assert_true (qz_fen_apply_rate (fen_of (fields[1].text), number_of (fields[2].text),
                                    QZ_ROUND_HALF_AWAY, &made, &error));
  g_assert_cmpint (made, ==, fen_of (fields[3].text));
}

static void
check_split (const QzCsvField *fields, gconstpointer data)
{
  g_auto (GStrv) weights = g_strsplit (fields[2].text, ";", -1);
  g_auto (GStrv) expected = g_strsplit (fields[3].text, ";", -1);
  guint n = g_strv_length (weights);
  g_autoptr (GError) error = NULL;
  QzShare shares[MAX_PARTS];
  char keys[MAX_PARTS][8];

  g_assert_cmpuint (n, <=, MAX_PARTS);
  g_assert_cmpuint (n, ==, g_strv_length (expected));
  for (guint i = 0; i < n; i++)
    {
      g_snprintf (keys[i], sizeof keys[i], "%03u", i);
      shares[i] = (QzShare) { keys[i], fen_of (weights[i]), 0 };
    }
  g_assert_true (qz_allocate (fen_of (fields[1].text), shares, n, &error));
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (shares[i].share_fen, ==, fen_of (expected[i]));
}

static void
check_code (const QzCsvField *fields, gconstpointer data)
{
  const char *kind = fields[1].text;
  const char *code = fields[2].text;
  g_autoptr (GError) error = NULL;
  QzDay today = 0;
  gboolean ok;

  g_assert_true (qz_day_from_ymd (2026, 12, 31, &today));
  if (strcmp (kind, "id") == 0)
    ok = qz_id_check_person (code, today, &error);
  else if (strcmp (kind, "uscc") == 0)
    ok = qz_id_check_uscc (code, &error);
  else
    ok = qz_id_check_provider (code, &error);
  if (ok != (strcmp (fields[3].text, "1") == 0))
    g_error ("%s %s was found %s", kind, code, ok ? "valid" : error->message);
}

static void
check_workday (const QzCsvField *fields, gconstpointer data)
{
  QzCalendar *calendar = (QzCalendar *) data;
  const char *act = fields[1].text;
  const char *from = fields[2].text;
  g_autofree char *made = NULL;
  g_autoptr (GError) error = NULL;
  QzPeriod period = 0;
  QzDay day = 0;

  if (strcmp (act, "nth") == 0)
    {
      g_assert_true (qz_period_parse (from, &period, &error));
      day = qz_calendar_nth_workday (calendar, period, (guint) number_of (fields[3].text));
    }
  else
    {
      g_assert_true (qz_day_parse (from, &day, &error));
      if (strcmp (act, "add") == 0)
        day = qz_calendar_add_workdays (calendar, day, (guint) number_of (fields[3].text));
      else
        day = qz_calendar_roll_forward (calendar, day);
    }
  made = qz_day_format (day);
  if (strcmp (made, fields[4].text) != 0)
    g_error ("%s %s %s gave %s, not %s", act, from, fields[3].text, made, fields[4].text);
}

static QzCalendar *
load_calendar (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "..", "data", "codes", "holidays.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  QzCalendar *calendar;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, length);
  calendar = qz_calendar_new_from_csv (bytes, "holidays.csv", &error);
  g_assert_no_error (error);
  return calendar;
}

static void
test_capitals (void)
{
  run_kind ("capitals", 1000, check_capitals, NULL);
}

static void
test_share (void)
{
  run_kind ("share", 200, check_share, NULL);
}

static void
test_split (void)
{
  run_kind ("split", 200, check_split, NULL);
}

static void
test_code (void)
{
  run_kind ("code", 100, check_code, NULL);
}

static void
test_workday (void)
{
  g_autoptr (QzCalendar) calendar = load_calendar ();

  run_kind ("workday", 500, check_workday, calendar);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oracle/5.2/capitals", test_capitals);
  g_test_add_func ("/oracle/JL-11b/share", test_share);
  g_test_add_func ("/oracle/5.4/split", test_split);
  g_test_add_func ("/oracle/4.4-4.6/codes", test_code);
  g_test_add_func ("/oracle/6.1/workdays", test_workday);
  return g_test_run ();
}
