/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-dashboard-private.h"
#include "qz-dashboard-repo.h"
#include "qz-fen.h"
#include "qz-kinds.h"

/* Money out by working day. A month has at most 23 working days; with weekends worked in a row it
 * cannot have more than its days. */
#define MAX_DAYS 32

typedef struct {
  QzDay day;                        /* the working day, QZ_DAY_NONE beyond the month's last */
  QzFen fen[QZ_N_DOCUMENT_KINDS];
  QzFen sum;
} Column;

typedef struct {
  QzPeriod period;
  guint n; /* working days */
  Column columns[MAX_DAYS]; /* [0] is the first working day */
} Month;

static void
init_month (Month *month, QzCalendar *calendar, QzPeriod period)
{
  const QzDay last = qz_period_get_last_day (period);

  *month = (Month) { .period = period };
  for (QzDay day = qz_period_get_first_day (period); day <= last; day++)
    if (qz_calendar_is_working_day (calendar, day))
      month->columns[month->n++].day = day;
}

/* What the bank moved on a free day counts to the working day before it, or to the first one. */
static Column *
find_column (Month *month, QzDay day)
{
  Column *found = &month->columns[0];

  for (guint i = 0; i < month->n && month->columns[i].day <= day; i++)
    found = &month->columns[i];
  return found;
}

static gboolean
add_row (Month *month, QzSheet *paid, guint row, GError **error)
{
  Column *column = find_column (month, (QzDay) qz_sheet_get_number (paid, row, 0));
  const QzFen fen = qz_sheet_get_number (paid, row, 2);
  QzDocumentKind kind;

  return !qz_document_kind_parse (qz_sheet_get_text (paid, row, 1), &kind)
         || (qz_fen_accumulate (&column->fen[kind], fen, error)
             && qz_fen_accumulate (&column->sum, fen, error));
}

static gboolean
load_month (QzDashboard *self, Month *month, QzPeriod period, QzDay last, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (self->book, error);
  g_autoptr (QzSheet) paid = qz_sheet_new ("paid");

  if (calendar == NULL)
    return FALSE;
  init_month (month, calendar, period);
  qz_sheet_add_column (paid, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (paid, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (paid, "out", _("Paid"), QZ_VALUE_FEN);
  if (!qz_dashboard_repo_fill_paid (qz_book_get_store (self->book),
                                    qz_period_get_first_day (period), last, paid, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (paid); row++)
    if (!add_row (month, paid, row, error))
      return FALSE;
  return TRUE;
}

/* Up to the @n-th working day, free days after it included. */
static gboolean
sum_up (const Month *month, guint n, QzFen *out, GError **error)
{
  *out = 0;
  for (guint i = 0; i < MIN (n, MAX (month->n, 1)); i++)
    if (!qz_fen_accumulate (out, month->columns[i].sum, error))
      return FALSE;
  return TRUE;
}

static void
put_day (QzSheet *days, guint i, const Month *month, const Month *before)
{
  const Column *column = &month->columns[i];
  const guint row = qz_sheet_add_row (days);

  qz_sheet_put_number (days, row, 0, i + 1);
  if (i < month->n)
    {
      g_autofree char *day = qz_day_format (column->day);

      qz_sheet_put_number (days, row, 1, column->day);
      qz_sheet_put_number (days, row, 2, column->fen[QZ_DOCUMENT_ADVANCE]);
      qz_sheet_put_number (days, row, 3, column->fen[QZ_DOCUMENT_DAILY]);
      qz_sheet_put_number (days, row, 4, column->fen[QZ_DOCUMENT_SETTLEMENT]);
      qz_sheet_put_number (days, row, 5, column->sum);
      qz_dashboard_put_link (days, row, "paid", "counted", day);
    }
  if (i < before->n)
    {
      qz_sheet_put_number (days, row, 6, before->columns[i].day);
      qz_sheet_put_number (days, row, 7, before->columns[i].sum);
    }
}

static void
add_days (QzDashboard *self, const Month *month, const Month *before)
{
  g_autoptr (QzSheet) days = qz_sheet_new ("days");

  qz_sheet_add_column (days, "workday", _("Working day"), QZ_VALUE_COUNT);
  qz_sheet_add_column (days, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (days, "mprepay", _("Monthly advance"), QZ_VALUE_FEN);
  qz_sheet_add_column (days, "daily", _("Daily disbursement"), QZ_VALUE_FEN);
  qz_sheet_add_column (days, "settlement", _("Month settlement"), QZ_VALUE_FEN);
  qz_sheet_add_column (days, "paid", _("Paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (days, "day_before", _("Day of last month"), QZ_VALUE_DAY);
  qz_sheet_add_column (days, "paid_before", _("Paid last month"), QZ_VALUE_FEN);
  qz_dashboard_add_link_columns (days);
  for (guint i = 0; i < MAX (month->n, before->n); i++)
    put_day (days, i, month, before);
  qz_sheet_add_child (self->sheet, days);
}

/* For print, so one rounding towards zero is enough. */
static gint64
get_change_ppm (QzFen now, QzFen before)
{
  return (gint64) (((__int128) now - before) * 1000000 / before);
}

gboolean
qz_dashboard_add_paid (QzDashboard *self, GError **error)
{
  const QzDay today = self->context->clock.today;
  const QzPeriod period = qz_period_of_day (today);
  const QzPeriod earlier = qz_period_add (period, -1);
  Month month, before;
  QzFen paid = 0, paid_before = 0;
  guint workday;

  if (!load_month (self, &month, period, today, error)
      || !load_month (self, &before, earlier, qz_period_get_last_day (earlier), error))
    return FALSE;
  workday = (guint) (find_column (&month, today) - month.columns) + 1;
  if (!sum_up (&month, workday, &paid, error) || !sum_up (&before, workday, &paid_before, error))
    return FALSE;
  qz_sheet_set_number (self->sheet, "period", _("Month"), QZ_VALUE_PERIOD, period);
  qz_sheet_set_number (self->sheet, "workday", _("Working day"), QZ_VALUE_COUNT, workday);
  qz_sheet_set_number (self->sheet, "paid", _("Paid this month"), QZ_VALUE_FEN, paid);
  qz_sheet_set_number (self->sheet, "paid_before", _("Last month to the same working day"),
                       QZ_VALUE_FEN, paid_before);
  if (paid_before > 0)
    qz_sheet_set_number (self->sheet, "change", _("Change"), QZ_VALUE_PPM,
                         get_change_ppm (paid, paid_before));
  add_days (self, &month, &before);
  {
    g_autofree char *text = qz_period_format (period);

    qz_dashboard_link (self, "paid", "paid", "month", text);
  }
  return TRUE;
}

/* ── the list behind it ──────────────────────────────────────────────────────────────────────── */

/* As find_column() does. */
static QzDay
get_counted (QzCalendar *calendar, QzDay day)
{
  const QzDay first = qz_period_get_first_day (qz_period_of_day (day));
  const QzDay last = qz_period_get_last_day (qz_period_of_day (day));
  QzDay counted = day;

  while (counted >= first && !qz_calendar_is_working_day (calendar, counted))
    counted--;
  if (counted >= first)
    return counted;
  for (counted = first; counted < last && !qz_calendar_is_working_day (calendar, counted);)
    counted++;
  return counted;
}

static void
put_payment (QzSheet *sheet, QzCalendar *calendar, QzSheet *paid, guint from)
{
  const guint row = qz_sheet_add_row (sheet);
  const QzDay day = (QzDay) qz_sheet_get_number (paid, from, 4);

  for (guint i = 0; i < 3; i++)
    qz_sheet_put_text (sheet, row, i, qz_sheet_get_text (paid, from, i));
  qz_sheet_put_number (sheet, row, 3, qz_sheet_get_number (paid, from, 3));
  qz_sheet_put_number (sheet, row, 4, day);
  qz_sheet_put_number (sheet, row, 5, get_counted (calendar, day));
  qz_sheet_put_number (sheet, row, 6, qz_period_of_day (day));
  qz_sheet_put_number (sheet, row, 7, qz_sheet_get_number (paid, from, 5));
}

QzSheet *
qz_dashboard_list_paid (QzBook *book, GError **error)
{
  static const struct {
    const char *name;
    const char *title;
    QzValueType type;
    gboolean stored;
  } columns[] = {
    { "number", N_ ("Number"), QZ_VALUE_TEXT, TRUE },
    { "kind", N_ ("Kind"), QZ_VALUE_TEXT, TRUE },
    { "insurance", N_ ("Insurance"), QZ_VALUE_TEXT, TRUE },
    { "period", N_ ("Month of costs"), QZ_VALUE_PERIOD, TRUE },
    { "day", N_ ("Day"), QZ_VALUE_DAY, TRUE },
    { "counted", N_ ("Counts to"), QZ_VALUE_DAY, FALSE },
    { "month", N_ ("Month"), QZ_VALUE_PERIOD, FALSE },
    { "paid", N_ ("Paid"), QZ_VALUE_FEN, TRUE },
  };
  QzCalendar *calendar = qz_book_get_calendar (book, error);
  g_autoptr (QzSheet) paid = qz_sheet_new ("stored");
  g_autoptr (QzSheet) sheet = qz_sheet_new ("paid");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      qz_sheet_add_column (sheet, columns[i].name, _ (columns[i].title), columns[i].type);
      if (columns[i].stored)
        qz_sheet_add_column (paid, columns[i].name, "", columns[i].type);
    }
  if (calendar == NULL
      || !qz_dashboard_repo_fill_payments (qz_book_get_store (book), paid, error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (paid); row++)
    put_payment (sheet, calendar, paid, row);
  return g_steal_pointer (&sheet);
}
