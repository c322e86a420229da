/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-nonlocal.h"

G_BEGIN_DECLS

/* The clearing period of care away from home (NL-28a to NL-31i, NL-38, SM-8): who gets how much
 * from whom (NL-29). A period is the month of the costs; its days lie in the month after. Units are
 * area codes of cities and 239900. Acts of a unit need its agency as actor, acts of the province
 * the provincial agency (qz-actors.h). Every act first applies the automatic acts of the 18th and
 * the 24th that are due by its business time. Everything refused says its rule and a stable id. */

/* NL-28a: the treat unit has done reconciliation and audit. Refused before the month is over and
 * after it was done or regarded as done. */
gboolean qz_clearing_audit_begin (QzBook *book, const QzContext *context, QzPeriod period,
                                  QzNlScope scope, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_clearing_audit_done (QzBook *book, const QzContext *context, QzPeriod period,
                                 QzNlScope scope, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* NL-31a: a hospital has another sum for the month than our claims. */
typedef struct {
  QzPeriod period;
  QzNlScope scope;
  const char *provider; /* code */
  QzInsurance insurance;
  QzFen their_fen;
  const char *note;
} QzClearingMismatch;
/* *out_id: of the mismatch. Refused when the sums agree. */
gboolean qz_clearing_file_mismatch (QzBook *book, const QzContext *context,
                                    const QzClearingMismatch *mismatch, gint64 *out_id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_clearing_solve_mismatch (QzBook *book, const QzContext *context, gint64 mismatch,
                                     const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* mismatch period scope unit unit_name provider provider_name insurance ours theirs difference
 * state note reason */
QzSheet *qz_clearing_list_mismatches (QzBook *book, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* NL-27: cross-province claims whose details have not gone up: setl_id settled due_day late
 * provider provider_name area categories. */
QzSheet *qz_clearing_list_uploads (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Marks them as uploaded on the business day; @setl_ids: NULL-terminated, empty: all. Facts:
 * uploaded. */
QzSheet *qz_clearing_upload (QzBook *book, const QzContext *context, const char *const *setl_ids,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NL-31c: the province sent the month's cross-province clearing information. */
gboolean qz_clearing_upload_period (QzBook *book, const QzContext *context, QzPeriod period,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NL-31d, NL-31e: makes the lists of the month, or a new version of them until they are published.
 * A unit's confirmation lapses when its figures are others now. Facts: list, version, rows,
 * receivable, payable, lapsed. */
QzSheet *qz_clearing_generate (QzBook *book, const QzContext *context, QzPeriod period,
                               QzNlScope scope, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NL-31f. Refused: no lists, confirmed already, after the 24th. */
gboolean qz_clearing_confirm (QzBook *book, const QzContext *context, QzPeriod period,
                              QzNlScope scope, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  QzPeriod period;
  QzNlScope scope;
  const char *unit;
  const char *form;    /* "F-NL-9-1" */
  guint line_no;       /* of the form, from 1 */
  gboolean has_claimed;
  QzFen claimed_fen;   /* as the unit has it */
  const char *reason;
} QzClearingObjection;
/* NL-31f: an objection to a line of a form; what stands there is kept with it. */
gboolean qz_clearing_object (QzBook *book, const QzContext *context,
                             const QzClearingObjection *objection, gint64 *out_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The province's answer. @result: ACCEPTED REJECTED NEXT_PERIOD. */
gboolean qz_clearing_answer (QzBook *book, const QzContext *context, gint64 objection,
                             const char *result, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* objection period scope version unit unit_name form line key amount claimed reason actor time
 * result answer answered_by */
QzSheet *qz_clearing_list_objections (QzBook *book, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* NL-38: what the lists of a month leave of refunds and deductions that are more than an agency has
 * for an insurance: scope kind (refund, deduction) setl_id provider area insurance orig_period
 * reason rest to (the month that takes it off) area_name. */
QzSheet *qz_clearing_list_carried (QzBook *book, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* NL-31h: the province confirmed the cross-province data in the national system. */
gboolean qz_clearing_confirm_national (QzBook *book, const QzContext *context, QzPeriod period,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NL-31i: notices 5, 6, 8, 9 of all units, usage of deposits, money legs; one act. Refused before
 * the last day of the month after, with unconfirmed units, and when an identity K01 … K09 does not
 * hold: the error names the code and what differs. Gives the list of notices. */
QzSheet *qz_clearing_publish (QzBook *book, const QzContext *context, QzPeriod period,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Newest first, a row for each month and scope: period scope version audit lists confirm national
 * publish receivable payable units_open late. States are DONE, PART_DONE or that of what is
 * open. */
QzSheet *qz_clearing_list_periods (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Facts: period scope version receivable payable. Child "stages": stage name rule due_day auto_day
 * state done of done_day late; child "units": unit unit_name receivable payable audit mismatch
 * confirm objections. */
QzSheet *qz_clearing_show (QzBook *book, const QzContext *context, QzPeriod period,
                           QzNlScope scope, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What one unit receives and pays: child "receivable": agency name emp res total; child "payable";
 * child "events": what happened. */
QzSheet *qz_clearing_show_unit (QzBook *book, const QzContext *context, QzPeriod period,
                                QzNlScope scope, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* K01 … K09 of the month's lists: code what ok detail. Fact: ok. */
QzSheet *qz_clearing_check (QzBook *book, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* number form unit unit_name scope period day due_day total state */
QzSheet *qz_notice_list (QzBook *book, QzPeriod period, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
