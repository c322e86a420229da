/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-kinds.h"
#include "qz-policy-terms.h"

G_BEGIN_DECLS

/* Names of ledgers (domain 3.2): whose books they are, and of which insurance. 职工 and 居民 never
 * share one (3.1); the books of clearing accounts are kept for both. */
typedef struct {
  QzLedgerKind kind;
  char *owner;           /* code of the agency or finance office; owned */
  gboolean has_insurance;
  QzInsurance insurance; /* with has_insurance */
} QzLedgerName;
void qz_ledger_name_clear (QzLedgerName *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzLedgerName, qz_ledger_name_clear)

/* FALSE for a text that is no ledger's name; then nothing is to be cleared. */
gboolean qz_ledger_parse (const char *ledger, QzLedgerName *out);
/* Name of an agency's fund ledger: "L_AG_220200_EMP". (transfer full) */
char *qz_ledger_dup_name (const char *agency, QzInsurance insurance);
/* "L_AG_230281_EMP", "L_FIN_F230281_EMP"; "L_CITY_230200_NL", "L_PROV_230000_NL",
 * "L_FISC_F230000_NL", whose @insurance is not looked at. (transfer full) */
char *qz_nl_ledger_dup_name (QzLedgerKind kind, const char *owner, QzInsurance insurance);
/* Whether the books of this kind are kept apart by insurance. */
gboolean qz_ledger_kind_has_insurance (QzLedgerKind kind);
/* The insurance of a fund ledger's name; FALSE when it is none, or a clearing account's. */
gboolean qz_ledger_get_insurance (const char *ledger, QzInsurance *out);
/* What the books are called, on paper too: 职工基本医疗保险基金, or 全省异地就医结算账户 … */
const char *qz_ledger_name_get_title (const QzLedgerName *self);

G_END_DECLS
