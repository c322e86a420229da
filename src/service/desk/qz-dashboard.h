/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* So far ahead deadlines are on the dashboard. */
#define QZ_DASHBOARD_DAYS_AHEAD 30

/**
 * qz_dashboard_load:
 *
 * The figures of the dashboard, from stored and proven summaries only (domain 10).
 *
 * Facts: today, begun (whether there is any claim or document), level ("", "yellow", "red": the
 * worst of the alerts), workday (ordinal of today in its month), paid and paid_before (money out
 * this month, and in the last one up to the same working day), change (ppm, left out when nothing
 * went out before), share_period, share, target and target_met (3.9; share_period and share left
 * out while no month is settled), open, open_old (暂付款—即时结算, and what of it is older than 90 days),
 * batches, batches_total, batches_days (working days since the oldest was to be paid; left out
 * when none waits), checks_time, checks_ok, checks_n, checks_bad (left out until the checks ran),
 * overdue, due_today.
 *
 * Children, each row of which names the list behind it (page; column and value that list is
 * filtered by, column "" for a search; nullable):
 * - "alerts": level (yellow red), text, page, column, value; the worst first
 * - "links": fact, page, column, value: what opens behind a fact
 * - "agenda": open deadlines until 30 days from now, as qz_agenda_list() gives them
 * - "waiting": page, act, n, amount: what waits for the acting user's roles
 * - "days": workday, day, mprepay, daily, settlement, paid, day_before, paid_before, and page…:
 *   money out by working day. What went out on a free day counts to the working day before it
 * - "ageing": bucket, from_days, n_providers, open, level
 * - "providers": provider_code, provider_name, age_0, age_31, age_61, age_91, open: the oldest
 *   first. Ages are calendar days after the last day of the month of costs, whose settlement
 *   offsets it
 * - "gauges": deposits of care away from home as qz_deposit_gauges() gives them
 * - "shares": period, advance, daily, in_time, late, total, share: the last twelve months.
 *   share = (advance + daily + in_time) ÷ total; empty until all that was declared is settled
 */
QzSheet *qz_dashboard_load (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The "bucket" of "ageing" that a balance of an account counts to on @today, for the list behind
 * it; NULL: to none. */
const char *qz_dashboard_find_age (const char *account, QzPeriod item_period, QzFen balance,
                                   QzDay today);
/* What the bank moved, by document, month of costs and day, the newest first; behind the figure
 * "paid" and its days. Columns: number kind insurance period day counted (the working day that it
 * counts to) month (of the day) paid. */
QzSheet *qz_dashboard_list_paid (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The share of instant settlement (3.9) of the costs of @period, with what it adds up, all from the
 * source of the dashboard's figures. Facts: period, advance, daily, in_time, instant (these three),
 * late, total, share (left out until all that was declared is settled), target. Children: "paid",
 * what adds up to the first ones and late, and "settled", what adds up to total; columns number
 * insurance day share_part amount. */
QzSheet *qz_dashboard_show_share (QzBook *book, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Runs the internal-control checks as qz_check_run() does, and keeps in the book set when they ran
 * and how many failed (when it is writable), for the dashboard. Any active user may. */
QzSheet *qz_dashboard_run_checks (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
