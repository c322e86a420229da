/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-policy.h"
#include "qz-voucher.h"

G_BEGIN_DECLS

/* The entries of care away from home (NL-33, NL-41): what a transfer leaves in the books of who
 * pays and of who receives. They belong to different keepers and are never mixed (AMB-10). */

/* ── ledgers ── */
/* Names: qz_nl_ledger_dup_name() of qz-ledger-name.h. The kind of ledger of an account that takes
 * part in transfers, by its account_kind: acc_out → agency, acc_fiscal → finance, acc_nl_city,
 * acc_nl_prov, acc_nl_fiscal. FALSE: none. */
gboolean qz_nl_ledger_kind_of_account (const char *account_kind, QzLedgerKind *out);

/* ── accounts ── */
/* "TEMP_RECV.NLCLR.IN.230281"; without @party "TEMP_PAID.NLDEP.IN" (AMB-11). (transfer full) */
char *qz_nl_account_dup_symbol (const char *base, QzNlScope scope, const char *party);

/* ── postings ── */
/* How the leg of a transfer is posted by its payer or its payee in a ledger of this kind:
 *
 *   D1 fiscal EV-20 → province EV-21       U1 finance EV-11 → agency EV-12
 *   D2 province EV-22 → city EV-23         U2 agency EV-14 → city EV-15
 *      省本级: → agency EV-24              U3 city EV-16, 省本级 agency EV-14 → province EV-17
 *   D3 city EV-23 → agency EV-24           U4 province EV-18 → fiscal EV-19
 *   P1 finance EV-10 → agency EV-12        P2 agency EV-13 → city EV-15
 *   P3, P4 as U3, U4; R4…R1 the same turned round (EV-27); I1 EV-26
 *
 * Refused (id "no-such-posting") where the leg has no such side. */
const QzPostingRule *qz_nl_posting_pick (QzPolicy *policy, QzLeg leg, gboolean payer_side,
                                         QzLedgerKind ledger, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* EV-25: a treat agency pays a hospital (D4). Refused when the policy has none. */
const QzPostingRule *qz_nl_posting_find_hospital (QzPolicy *policy, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* EV-26: interest arrives on a clearing account (@ledger: city or province). */
const QzPostingRule *qz_nl_posting_find_interest (QzPolicy *policy, QzLedgerKind ledger,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every leg can be posted on both sides, and so can hospitals and interest. */
gboolean qz_nl_posting_check_complete (QzPolicy *policy, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The accounts of @rule are in the chart: those of a scope with both sub-accounts, those of parties
 * as parents. */
gboolean qz_nl_posting_check_accounts (const QzPostingRule *rule, QzChart *chart, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Whose money it is. */
typedef struct {
  const char *party; /* area code of a unit, county or other province */
  QzFen amount_fen;
} QzNlPart;

typedef struct {
  const char *ledger; /* its name; must be of the rule's kind */
  QzDay day;          /* the bank's */
  QzNlScope scope;
  gboolean is_deposit;    /* which money, where the rule is for both (EV-12) */
  QzPeriod period;        /* of the costs, or of the notice */
  const char *payer_name; /* for the summary */
  const char *payee_name;
  QzFen amount_fen;
  const QzNlPart *parts; /* Σ = amount_fen; may be empty when the rule has no line by party. The two
                            sides of a transfer may be split differently: a city by its counties,
                            the province by its cities. */
  guint n_parts;
  gint64 bank_account_id; /* 0: none */
  gint64 provider_id;     /* of EV-25; else 0 */
} QzNlPostingInput;

/* The balanced voucher of one side of a transfer; attachments and people are the caller's. Refused:
 * parts that are not the amount (id "posting-unbalanced"), a ledger of another kind, an amount that
 * is not positive. (transfer full) */
QzVoucher *qz_nl_posting_make (const QzPostingRule *rule, const QzNlPostingInput *input,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The symbols of the sub-accounts of parties that the voucher would post to and that may have to be
 * made first (service: qz_nl_accounts_ensure); one per party and line. (transfer full) */
GStrv qz_nl_posting_list_accounts (const QzPostingRule *rule, const QzNlPostingInput *input);

G_END_DECLS
