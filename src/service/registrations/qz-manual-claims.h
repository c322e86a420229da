/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-nonlocal.h"

G_BEGIN_DECLS

/* Manual reimbursement (NL-24b): what a person paid in full because direct settlement was not
 * possible; the insured area, which is the actor, repays the fund's part. */

/* What keeps direct settlement from happening: "EMERGENCY" "YEAR_END" "SYSTEM_FAULT" "CARD"
 * "REGION_SUSPENDED" "OTHER"; NULL after the last. "OTHER" needs a note. */
const char *qz_manual_reason_get (guint index);
const char *qz_manual_reason_get_name (const char *reason); /* translated */
const char *qz_manual_state_get_name (const char *state);   /* FILED … translated */

typedef struct {
  const char *registration; /* number; NULL: none */
  const char *psn_no, *psn_name, *certno;
  QzInsurance insurance;
  const char *insured_area, *treat_area; /* area codes */
  const char *hospital_code, *hospital_name;
  QzDay discharge_day;
  const char *reason; /* of qz_manual_reason_get() */
  const char *reason_note;
  QzFen medfee_fen; /* > 0 */
  QzFen fund_fen;   /* asked for, ≤ medfee_fen */
} QzManualClaimInput;
/* *out_number: HLJM-230200-202605-001. (transfer full) */
gboolean qz_manual_claim_file (QzBook *book, const QzContext *context,
                               const QzManualClaimInput *input, char **out_number,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FILED → ACCEPTED: @fund_fen is reimbursed, > 0 and ≤ the fees. */
gboolean qz_manual_claim_accept (QzBook *book, const QzContext *context, const char *number,
                                 QzFen fund_fen, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* FILED → REFUSED; needs a reason. */
gboolean qz_manual_claim_refuse (QzBook *book, const QzContext *context, const char *number,
                                 const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* ACCEPTED → PAID, the whole of what was accepted. By the finance people; not by who accepted. */
gboolean qz_manual_claim_pay (QzBook *book, const QzContext *context, const char *number,
                              const char *note, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* number state psn_no psn_name certno (masked) insurance insured_area treat_area hospital_name
 * discharge_day reason medfee asked fund registration. @state: NULL: all. */
QzSheet *qz_manual_claim_list (QzBook *book, const char *state, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Facts; child "events": time act fund actor reason. */
QzSheet *qz_manual_claim_show (QzBook *book, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
