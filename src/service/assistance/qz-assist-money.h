/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-fen.h"

G_BEGIN_DECLS

/* The money of medical assistance (DT-10 … DT-12, DT-18, DT-19): counties' reserves, hospitals'
 * money, what counties pay back, the clearing of a year. The city agency acts, but counties confirm
 * their clearing. Everything refused says its rule and a stable id. */

/* ── reserves (DT-11) ── */
/* How the counties stand with a year's reserve: county county_name allotted reserve recorded used
 * left rate level. reserve: of all that was allotted; recorded: what EV-40 was recorded of it.
 * Facts: year, at_finance (what is left in the fiscal account), at_agency, warned, overdrawn. Child
 * "allotments": county county_name document_no allotted_day amount number reserve state. */
QzSheet *qz_assist_reserve_list (QzBook *book, const QzContext *context, int year, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* EX-6: counties whose reserve is used to 90 % or more in the present or an earlier uncleared year:
 * year county county_name reserve used left rate level. Empty without assistance. */
QzSheet *qz_assist_reserve_list_warnings (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── hospitals (DT-10, DT-13, DT-19b) ── */
/* Makes one document of kind assist for the month: a line a hospital whose counties have all
 * confirmed form 4. @providers: codes, NULL-terminated; NULL: all that are ready and not paid.
 * Refused (DT-19b) for a named hospital that is not ready ("not-confirmed") or is in a document
 * already ("paid-already"), and when there is nothing to pay ("nothing-to-pay"). Gives the list of
 * documents. */
QzSheet *qz_assist_pay_run (QzBook *book, const QzContext *context, QzPeriod period,
                            const char *const *providers, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The hospitals of a month: provider provider_name visits declared cross_area deducted net reserve
 * own missing state document. reserve: charged to counties' reserves; own: on the counties' own
 * account; missing: counties that have not confirmed form 4. state: waiting ready in-document
 * nothing. */
QzSheet *qz_assist_pay_list (QzBook *book, const QzContext *context, QzPeriod period,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── movements that one person records and another confirms (3.6 rule 5) ── */
typedef struct {
  /* reserve (EV-40; EV-40r of an allotment below zero: of kind lower then) move (EV-41)
   * back (EV-41r) reimburse (EV-43 reversed) surplus shortage (EV-44) */
  const char *kind;
  int year;                /* of surplus and shortage */
  QzPeriod period;         /* of a reimbursement: the month of the costs */
  const char *county;      /* area code; of reimburse, surplus, shortage */
  const char *document_no; /* of reserve: that allotted the money */
  QzFen amount_fen;        /* 0: all that is open (not of a move or back) */
  const char *bank_name;   /* of the bank's slip; may be left out of a reserve */
  const char *serial;
  QzDay day;               /* the bank's */
  const char *note;        /* nullable */
} QzAssistMoneyRecord;
/* Refused: an instalment whose reserve is recorded ("reserve-twice"), or of which another amount
 * is reserved ("reserve-amount"), or that nobody allotted ("allotment-unknown"), or that takes
 * back more than is reserved ("reserve-below-zero"), all DT-11; more than the account that it
 * leaves has, less what documents pay to hospitals ("more-than-there-is", DT-10); more than was
 * paid for the county and month ("more-than-lent", DT-18); more than the clearing left, or before
 * the county confirmed it ("not-cleared", "more-than-cleared", DT-12), or after its figures
 * changed ("clearing-outdated", DT-12); a serial number that was used ("serial-twice"); a day that
 * has not come. Facts: number kind year county amount day. */
QzSheet *qz_assist_money_record (QzBook *book, const QzContext *context,
                                 const QzAssistMoneyRecord *record, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* By another person than who recorded it ("same-person"); posts the voucher. Facts: number kind
 * amount day voucher. */
QzSheet *qz_assist_money_confirm (QzBook *book, const QzContext *context, const char *number,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes back what was recorded by mistake and not confirmed yet. */
gboolean qz_assist_money_cancel (QzBook *book, const QzContext *context, const char *number,
                                 const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Newest first; @year 0: all. number kind kind_name year period county county_name amount day bank
 * serial state recorded_by recorded_at decided_by voucher note. Child "lent": period county
 * county_name lent reimbursed open. */
QzSheet *qz_assist_money_list (QzBook *book, const QzContext *context, int year, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* "Reserve of a county", translated; "" of no kind. */
const char *qz_assist_money_get_kind_name (const char *kind);

/* ── the clearing of a year (DT-12, EX-6) ── */
/* Makes it, or a new version where a county objected or figures changed. Refused (DT-12) before the
 * year is over ("year-not-over"), while a month is not confirmed by all counties
 * ("month-not-confirmed") or not paid ("month-not-paid"), while a reserve is not recorded and
 * confirmed ("reserve-open"), when it stands and nobody objects ("clearing-made"), once money was
 * moved for it ("clearing-paid"). Gives qz_assist_clear_list(). */
QzSheet *qz_assist_clear_make (QzBook *book, const QzContext *context, int year, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_clear_confirm (QzBook *book, const QzContext *context, int year,
                                  const char *county, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The clearing is then made anew. Refused once the county confirmed. */
gboolean qz_assist_clear_object (QzBook *book, const QzContext *context, int year,
                                 const char *county, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* county county_name allotted reserve used rate level surplus shortage state paid waiting open.
 * state: made confirmed objected paid. Facts: year version due_day state (none made confirmed
 * paid), and while there is a
 * clearing the sums of its counties: reserve_sum used_sum surplus_sum shortage_sum open_sum. */
QzSheet *qz_assist_clear_list (QzBook *book, const QzContext *context, int year, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
