/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-assistance.h"
#include "qz-book.h"

G_BEGIN_DECLS

/* Bills of medical assistance: what the platform settled, and what the rules give (DT-4, DT-14).
 * The rules are computed when asked, over all bills of the person's year, and are nowhere kept: the
 * platform's figures are what is paid (DT-15a), the computed ones what is reimbursed by hand
 * (DT-15b). */

/* The bills settled in a month, in the order of their times: setl_id settled provider provider_name
 * psn_name certno (masked) county county_name category category_name insurance kind (stay,
 * outpatient) refund manual cross_area medfee scp basic ci other maf person deducted differences
 * (fields, with commas). Facts: bills, refunds, manual, medfee_sum, maf_sum, differing. */
QzSheet *qz_assist_list_bills (QzBook *book, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Facts of the bill, of its category by the rules and why. Children: "layers" (step title amount
 * formula rule), "choice" (category category_name maf person taken), "differences" (field title
 * platform rules difference rule), "deductions" (period kind amount reason confirmed_day). */
QzSheet *qz_assist_show_bill (QzBook *book, const char *setl_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What the platform and the rules disagree on in a month: setl_id settled provider psn_name certno
 * county field title platform rules (texts) difference (fen; empty for words) rule. A bill whose
 * rules cannot be computed stands with the field "rules". Facts: bills (looked at), differing,
 * agreed. */
QzSheet *qz_assist_check_month (QzBook *book, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── reimbursed by hand (DT-15b) ── */

/* Bills that the person paid in full: setl_id settled provider_name psn_name certno county reason
 * medfee fund maf state (OPEN ACCEPTED REFUSED PAID). fund and maf are what the rules give until
 * the bill is accepted. @state: NULL: all. */
QzSheet *qz_assist_manual_list (QzBook *book, const char *state, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* OPEN → ACCEPTED with what the rules give; the actor is the county or the city. */
gboolean qz_assist_manual_accept (QzBook *book, const QzContext *context, const char *setl_id,
                                  const char *note, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* OPEN → REFUSED; needs a reason. */
gboolean qz_assist_manual_refuse (QzBook *book, const QzContext *context, const char *setl_id,
                                  const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* ACCEPTED → PAID, by the finance people and not by who accepted it. */
gboolean qz_assist_manual_pay (QzBook *book, const QzContext *context, const char *setl_id,
                               const char *note, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* OPEN … translated. */
const char *qz_assist_manual_state_get_name (const char *state);

/* ── F-DT-1 ── */

/* What the form lays out; and the form itself: .pdf, .xlsx or .csv by the name of @path. */
QzSheet *qz_assist_bill_get_sheet (QzBook *book, const char *setl_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_assist_bill_print (QzBook *book, const QzContext *context, const char *setl_id,
                               const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The form as it would be printed, for the window. (transfer full) */
GBytes *qz_assist_bill_preview (QzBook *book, const char *setl_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
