/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-drafts.h"
#include "qz-job.h"

G_BEGIN_DECLS

/* The work of the voucher page. */

/* A draft with its texts, as it was written. */
typedef struct {
  QzDraft draft;
  gboolean submit;
  GArray *lines;       /* of QzDraftLine */
  GStringChunk *texts;
} QzVoucherInput;
QzVoucherInput *qz_voucher_input_new (void);
void qz_voucher_input_free (gpointer input);

/* Input: GUINT_TO_POINTER (number). Gives a sheet with the children "accounts", "providers",
 * "ledgers" and, for a number that is not 0, "lines": the draft. Fact "today". */
extern const QzJobKind qz_voucher_load_kind;
/* Input: QzVoucherInput. Gives the draft as saved; submitted when that was asked and nothing
 * hinders it, else with the fact "fault". */
extern const QzJobKind qz_voucher_save_kind;

typedef struct {
  guint number;
  QzDraftAct act;
  char *reason;
  guint next;    /* filled in when it was checked: another draft to check; 0: none */
} QzVoucherDeed;
/* Input: QzVoucherDeed (g_new). Gives the draft as it then stands. */
extern const QzJobKind qz_voucher_act_kind;

G_END_DECLS
