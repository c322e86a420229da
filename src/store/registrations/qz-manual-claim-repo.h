/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-kinds.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Manual reimbursement of care away from home (NL-24b). */

typedef struct {
  const char *number;
  gint64 registration_id; /* 0: none */
  const char *psn_no, *psn_name, *certno;
  QzInsurance insurance;
  const char *insured_area, *treat_area, *hospital_code, *hospital_name;
  QzDay discharge_day;
  const char *reason, *reason_note;
  QzFen medfee_fen, fund_fen;
} QzManualClaimRow;
gint64 qz_manual_claim_repo_put (QzAct *act, const QzManualClaimRow *row, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @act_name: file accept refuse pay. */
gboolean qz_manual_claim_repo_put_event (QzAct *act, gint64 id, const char *act_name,
                                         const char *actor, QzFen fund_fen, const char *reason,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) */
char *qz_manual_claim_repo_dup_next_number (QzStore *store, const char *prefix, GError **error);

typedef struct {
  gint64 id;          /* 0: there is none */
  char *insured_area;
  QzFen medfee_fen, fund_fen; /* fund: as of the last event */
  const char *act;    /* the last one; interned */
  char *decided_by;   /* who did it */
} QzManualClaimState;
void qz_manual_claim_state_clear (QzManualClaimState *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzManualClaimState, qz_manual_claim_state_clear)
gboolean qz_manual_claim_repo_get (QzStore *store, const char *number, QzManualClaimState *out,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a claim of the person with the same hospital and discharge is filed and not refused:
 * *out_number NULL when there is none. (transfer full) */
gboolean qz_manual_claim_repo_find_same (QzStore *store, const char *certno,
                                         const char *hospital_code, QzDay discharge_day,
                                         char **out_number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Columns as the use cases say; @act_name, @number: NULL: all. */
gboolean qz_manual_claim_repo_fill (QzStore *store, const char *act_name, const char *number,
                                    QzSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_manual_claim_repo_fill_events (QzStore *store, gint64 id, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
