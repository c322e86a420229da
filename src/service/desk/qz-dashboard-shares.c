/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-agenda-repo.h"
#include "qz-book-private.h"
#include "qz-dashboard-private.h"
#include "qz-dashboard-repo.h"

/* The share of instant settlement (3.9), month of costs by month of costs: what went out before the
 * settlement by the two paths, and the cash of the settlement that was paid by its due day, of what
 * the settlement fixed. */

enum { PERIOD, ADVANCE, DAILY, IN_TIME, LATE, TOTAL, SHARE };

#define N_MONTHS 12
/* What opens behind the share of a month: qz_dashboard_show_share(), over the settlements. */
#define LIST "settlement"
#define OPEN "open-share"
/* 3.9: the target is to be met by the end of this year; a month after it that misses it is a
 * warning, one before is not. */
#define TARGET_YEAR 2026

static __int128
get_instant (QzSheet *months, guint row)
{
  return (__int128) qz_sheet_get_number (months, row, ADVANCE)
         + qz_sheet_get_number (months, row, DAILY) + qz_sheet_get_number (months, row, IN_TIME);
}

/* Whether each declaration of the month is settled: until then the total is only a part. */
static gboolean
is_settled (GArray *declared, QzPeriod period)
{
  for (guint i = 0; i < declared->len; i++)
    if (g_array_index (declared, QzAgendaMonth, i).period == period)
      return g_array_index (declared, QzAgendaMonth, i).n_unsettled == 0;
  return FALSE;
}

static void
put_share (QzSheet *shares, guint row, QzSheet *months, guint from, gboolean settled)
{
  const gint64 total = qz_sheet_get_number (months, from, TOTAL);

  for (guint column = ADVANCE; column <= TOTAL; column++)
    qz_sheet_put_number (shares, row, column, qz_sheet_get_number (months, from, column));
  if (settled && total > 0)
    qz_sheet_put_number (shares, row, SHARE,
                         (gint64) (get_instant (months, from) * 1000000 / total));
}

static void
set_latest (QzDashboard *self, QzSheet *shares, guint row)
{
  const QzPeriod period = (QzPeriod) qz_sheet_get_number (shares, row, PERIOD);
  const gint64 total = qz_sheet_get_number (shares, row, TOTAL);
  const gboolean met =
      get_instant (shares, row) * 1000000 >= (__int128) total * QZ_DASHBOARD_TARGET_PPM;
  g_autofree char *month = qz_period_format (period);

  qz_sheet_set_number (self->sheet, "share_period", _("Month of the share"), QZ_VALUE_PERIOD,
                       period);
  qz_sheet_set_number (self->sheet, "share", _("Share of instant settlement"), QZ_VALUE_PPM,
                       qz_sheet_get_number (shares, row, SHARE));
  qz_sheet_set_number (self->sheet, "target_met", _("Target met"), QZ_VALUE_BOOL, met);
  qz_dashboard_link (self, "share", LIST, OPEN, month);
  if (!met && period / 100 > TARGET_YEAR)
    qz_dashboard_alert (self, "yellow",
                        g_strdup_printf (_("Instant settlement in %s is below its target"), month),
                        LIST, OPEN, month);
}

static guint
find_month (QzSheet *months, QzPeriod period)
{
  guint row = 0;

  while (row < qz_sheet_get_n_rows (months)
         && qz_sheet_get_number (months, row, PERIOD) != period)
    row++;
  return row;
}

static void
add_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "advance", _("Monthly advance"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "daily", _("Daily disbursement"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "in_time", _("Settled in time"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "late", _("Settled late"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "total", _("Month settlement"), QZ_VALUE_FEN);
}

gboolean
qz_dashboard_add_shares (QzDashboard *self, GError **error)
{
  const QzPeriod last = qz_period_add (qz_period_of_day (self->context->clock.today), -1);
  const QzPeriod first = qz_period_add (last, 1 - N_MONTHS);
  g_autoptr (QzSheet) months = qz_sheet_new ("months");
  g_autoptr (QzSheet) shares = qz_sheet_new ("shares");
  g_autoptr (GArray) declared =
      qz_agenda_repo_get_months (qz_book_get_store (self->book), error);
  int latest = -1;

  add_columns (months);
  add_columns (shares);
  qz_sheet_add_column (shares, "share", _("Share"), QZ_VALUE_PPM);
  qz_dashboard_add_link_columns (shares);
  if (declared == NULL
      || !qz_dashboard_repo_fill_shares (qz_book_get_store (self->book), first, last, months,
                                         error))
    return FALSE;
  for (QzPeriod period = first; period <= last; period = qz_period_add (period, 1))
    {
      const guint row = qz_sheet_add_row (shares);
      const guint from = find_month (months, period);
      g_autofree char *month = qz_period_format (period);

      qz_sheet_put_number (shares, row, PERIOD, period);
      qz_dashboard_put_link (shares, row, LIST, OPEN, month);
      if (from < qz_sheet_get_n_rows (months))
        put_share (shares, row, months, from, is_settled (declared, period));
      if (!qz_sheet_is_empty (shares, row, SHARE))
        latest = (int) row;
    }
  qz_sheet_set_number (self->sheet, "target", _("Target"), QZ_VALUE_PPM, QZ_DASHBOARD_TARGET_PPM);
  if (latest >= 0)
    set_latest (self, shares, (guint) latest);
  qz_sheet_add_child (self->sheet, shares);
  return TRUE;
}

/* ── one month, with what it adds up ─────────────────────────────────────────────────────────── */

static QzSheet *
load_parts (QzBook *book, QzPeriod period, gboolean fixed, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new (fixed ? "settled" : "paid");

  qz_sheet_add_column (sheet, "number", _("Document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "share_part", _("Counts as"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  return qz_dashboard_repo_fill_share_parts (qz_book_get_store (book), period, fixed, sheet, error)
             ? g_steal_pointer (&sheet)
             : NULL;
}

/* The figures of the month, as the dashboard has them. */
static void
set_figures (QzSheet *share, QzSheet *months, gboolean settled)
{
  g_autoptr (QzSheet) row = qz_sheet_new ("row");
  const gboolean any = qz_sheet_get_n_rows (months) > 0;

  add_columns (row);
  qz_sheet_add_column (row, "share", _("Share of instant settlement"), QZ_VALUE_PPM);
  qz_sheet_add_row (row);
  if (any)
    put_share (row, 0, months, 0, settled);
  for (guint column = ADVANCE; column <= SHARE; column++)
    {
      if (!qz_sheet_is_empty (row, 0, column) || column < SHARE)
        qz_sheet_set_number (share, qz_sheet_get_column_name (row, column),
                             qz_sheet_get_column_title (row, column),
                             qz_sheet_get_column_type (row, column),
                             any ? qz_sheet_get_number (row, 0, column) : 0);
      if (column == IN_TIME)
        qz_sheet_set_number (share, "instant", _("These three together"), QZ_VALUE_FEN,
                             any ? (gint64) get_instant (months, 0) : 0);
    }
}

QzSheet *
qz_dashboard_show_share (QzBook *book, QzPeriod period, GError **error)
{
  g_autoptr (QzSheet) share = qz_sheet_new ("share");
  g_autoptr (QzSheet) months = qz_sheet_new ("months");
  g_autoptr (QzSheet) paid = load_parts (book, period, FALSE, error);
  g_autoptr (QzSheet) settled = paid != NULL ? load_parts (book, period, TRUE, error) : NULL;
  g_autoptr (GArray) declared =
      settled != NULL ? qz_agenda_repo_get_months (qz_book_get_store (book), error) : NULL;

  add_columns (months);
  if (declared == NULL
      || !qz_dashboard_repo_fill_shares (qz_book_get_store (book), period, period, months, error))
    return NULL;
  qz_sheet_set_number (share, "period", _("Month of costs"), QZ_VALUE_PERIOD, period);
  set_figures (share, months, is_settled (declared, period));
  qz_sheet_set_number (share, "target", _("Target"), QZ_VALUE_PPM, QZ_DASHBOARD_TARGET_PPM);
  qz_sheet_add_child (share, paid);
  qz_sheet_add_child (share, settled);
  return g_steal_pointer (&share);
}
