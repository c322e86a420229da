/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-nonlocal.h"

G_BEGIN_DECLS

/* Of the store (qz-act.h): the acts of others are passed through, nobody else looks at them. */
typedef struct _QzAct QzAct;

/* Deposits and warnings of care away from home (NL-17 … NL-22, AMB-03 … AMB-05, AMB-23 … AMB-25). A
 * unit (area code of a city or 239900) has two deposits, one for each scope. Acts are the
 * province's: the actor is the provincial agency. A maker proposes, another person with the
 * approver's right publishes; what is published is computed again and must be what was proposed.
 * With context->dry_run a proposal is only shown. Refusals say their rule and a stable id. */

/* NL-17b, NL-20a: quotas of units that have none yet, notice 2-1. @year: of the quota, from the
 * costs of the year before. @unit NULL: all units with costs and without a quota; then those that
 * cannot be computed are refused together with the first one's error. Refused: deposits of zero
 * ("deposit-zero"), a unit that has a quota ("quota-exists"), no costs ("no-base").
 * Columns: unit unit_name scope base quota last_quota balance to_pay to_refund; fact total, year.
 * Child "parts": unit agency agency_name scope insurance base quota to_pay to_refund. */
QzSheet *qz_deposit_propose_quota (QzBook *book, const QzContext *context, int year,
                                   const char *unit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NL-17c, NL-20b: the yearly adjustment 多退少补 of units that have a quota, notice 2-2, with the
 * same columns; balance is what the unit has paid in and not got back. Refused besides: adjusted
 * already for the year ("adjusted-already"), a notice whose money has not moved in full
 * ("deposit-open"), no quota yet ("no-quota"). */
QzSheet *qz_deposit_propose_adjustment (QzBook *book, const QzContext *context, int year,
                                        const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Publishes what was proposed: notices with lines and due day (NL-22a), new quotas, transfers. The
 * notices as qz_notice_list() has them. Refused: no proposal ("no-proposal"), by who proposed
 * ("published-by-maker"), figures that are others now ("proposal-stale"). */
QzSheet *qz_deposit_publish_quota (QzBook *book, const QzContext *context, int year,
                                   const char *unit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_deposit_publish_adjustment (QzBook *book, const QzContext *context, int year,
                                        const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* NL-21d, AMB-05: how much the quota is raised. */
typedef enum {
  QZ_RAISE_MONTHS, /* up to two months of this clearing: max (0, 2 C − P) */
  QZ_RAISE_GREEN,  /* the least that brings the rate below yellow */
  QZ_RAISE_MANUAL, /* as the province says */
  QZ_N_RAISES,
} QzRaiseMethod;
const char *qz_raise_method_to_text (QzRaiseMethod method);  /* "months" */
const char *qz_raise_method_get_name (QzRaiseMethod method); /* translated */
gboolean qz_raise_method_parse (const char *text, QzRaiseMethod *out);

typedef struct {
  const char *unit;
  QzNlScope scope;
  QzPeriod period; /* month of costs; 0: the last one published */
  QzRaiseMethod method;
  QzFen amount_fen; /* of QZ_RAISE_MANUAL */
  const char *reason; /* nullable but for QZ_RAISE_MANUAL */
} QzDepositRaise;
/* Facts: unit unit_name scope period quota clearing rate level raise_months raise_green raise
 * new_quota new_rate new_level method reason due_day; child "parts": agency agency_name insurance
 * raise. Refused: the month is not red ("raise-without-red", NL-21d), raised for it already
 * ("raised-already"), nothing to raise ("raise-zero"). */
QzSheet *qz_deposit_propose_raise (QzBook *book, const QzContext *context,
                                   const QzDepositRaise *raise, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Of @raise unit, scope and period count; notice 2-3 due by NL-22b. */
QzSheet *qz_deposit_publish_raise (QzBook *book, const QzContext *context,
                                   const QzDepositRaise *raise, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What waits for publication: form unit unit_name scope period total method reason made_by. */
QzSheet *qz_deposit_list_proposals (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── usage ── */
/* NL-21, at the publication of a month: @clearing_fen is the notice's amount (form 6 or 9, AMB-24)
 * against the quota as it stands, by the policy of the act's day. One row a unit, scope and month;
 * it says whether the level is another than before. */
gboolean qz_deposit_record_usage (QzAct *act, QzBook *book, QzPeriod period, QzNlScope scope,
                                  const char *unit, QzFen clearing_fen, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── tables; all from stored figures ── */
/* Every unit and scope, red first, then yellow: unit unit_name scope level period quota clearing
 * rate balance raise_months raise_green raise_state raise_notice quota_now. quota and rate are the
 * month's; raises and quota_now today's. raise_state: none needed proposed published. An undefined
 * rate is empty (AMB-25). */
QzSheet *qz_deposit_list (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* For gauges: unit unit_name scope deposit clearing rate level period combined_rate (AMB-23; of
 * both scopes of the unit when they are of one month). */
QzSheet *qz_deposit_gauges (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Changes of state (NL-21, each once): period unit unit_name scope level before quota clearing rate
 * day raise_notice; newest month first, red first in it. @period 0: all. */
QzSheet *qz_deposit_warnings (QzBook *book, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* One unit: facts unit unit_name combined_quota combined_clearing combined_rate (AMB-23, when both
 * scopes are of one month); rows as qz_deposit_list() of the two scopes. Children "moves", "quotas"
 * (each with a column scope), "notices" and "proposals". */
QzSheet *qz_deposit_show (QzBook *book, const QzContext *context, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The last @months (0: 24): period quota clearing rate level changed day; the newest last. */
QzSheet *qz_deposit_history (QzBook *book, const char *unit, QzNlScope scope, guint months,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The clearing and usage to be expected of the month after the last one published, from the months
 * before (qz-deposit-forecast.h). Facts: unit unit_name scope state (enough, too-few, none) months
 * quota period method; with state enough or too-few amount and rate; with enough low high low_rate
 * high_rate level low_level high_level errors covered; rows: period actual forecast error, what it
 * would have said in the past. */
QzSheet *qz_deposit_forecast (QzBook *book, const QzContext *context, const char *unit,
                              QzNlScope scope, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── papers ── */
/* What F-NL-2-1, F-NL-2-2 and F-NL-2-3 lay out (domain 2.2), from a published notice: facts form
 * title number unit unit_name period year day due_day total due_workdays made_by published_by state
 * reason account_name bank_name account_no. Words in cells are those of the paper (省内, 红色).
 * 2-1: seq agency agency_name base_in base_cross quota_in quota_cross quota.
 * 2-2: seq agency agency_name, then last_quota balance quota to_pay to_refund each _in and _cross;
 *   facts to_pay, to_refund.
 * 2-3: seq scope quota clearing rate level raise new_quota method; fact scope; child "parts":
 *   agency agency_name emp res total. */
QzSheet *qz_deposit_paper_get_sheet (QzBook *book, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* By form, unit and period, as qz_nl_paper_get_sheet() is asked: of 2-1 and 2-2 any month of the
 * year; of 2-3 the newest notice of the month. */
QzSheet *qz_deposit_paper_find_sheet (QzBook *book, const char *form, QzPeriod period,
                                      const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
