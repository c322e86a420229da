/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-explain.h"

#include <glib/gi18n-lib.h>

typedef struct {
  QzDocumentKind kind;
  int figure;
  const char *section; /* of the policy's parameter that this figure follows; nullable */
  const char *key;
  const char *rule;    /* what holds in every region */
  const char *formula; /* {figure} and {pay} are filled in */
} Explanation;

static const Explanation explanations[] = {
  { QZ_DOCUMENT_DAILY, QZ_DAILY_MEDFEE, NULL, NULL, "F-JL-DAY",
    N_ ("Medical fees of the claims of the day: {medfee}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_BASE, "fund", "insurance", "F-JL-DAY (1)",
    N_ ("Pooled fund {base_pool} + personal account {base_acct} + other {base_other} = {base}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_POOL, NULL, NULL, "F-JL-DAY (2), AMB-34",
    N_ ("Share of {amount} by {base_pool} of {base} (residue method) = {pool}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_ACCT, NULL, NULL, "F-JL-DAY (3), AMB-34",
    N_ ("Share of {amount} by {base_acct} of {base} (residue method) = {acct}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_OTHER, NULL, NULL, "F-JL-DAY (4), AMB-34",
    N_ ("Share of {amount} by {base_other} of {base} (residue method) = {other}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_AMOUNT, "ratio", "ratio", "JL-11b, AMB-21",
    N_ ("Base × ratio of each claim, each rounded to fen, added up = {amount}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_CARRY_IN, NULL, NULL, "AMB-22",
    N_ ("Negative rest of the provider's earlier batch of the same month: {carry_in}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_DEFERRED, "deferral", "allowed", "SM-5",
    N_ ("Deferred earlier and paid now: {deferred}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_CARRY_OUT, NULL, NULL, "AMB-22, F-JL-DAY (9)",
    N_ ("min (0, {amount} + {carry_in} + {deferred}) = {carry_out}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_BASE_POOL, "fund", "pool", "F-JL-DAY (1)",
    N_ ("Pooled fund of the claims of the day: {base_pool}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_BASE_ACCT, "fund", "acct", "F-JL-DAY (1)",
    N_ ("Personal account of the claims of the day: {base_acct}") },
  { QZ_DOCUMENT_DAILY, QZ_DAILY_BASE_OTHER, "fund", "other", "F-JL-DAY (1)",
    N_ ("Critical illness and other funds of the claims of the day: {base_other}") },
  { QZ_DOCUMENT_DAILY, QZ_EXPLAIN_PAY, NULL, NULL, "F-JL-DAY (8), AMB-22",
    N_ ("max (0, {amount} + {carry_in} + {deferred}), less what was put off for want of money = "
        "{pay}") },
  { QZ_DOCUMENT_ADVANCE, QZ_ADVANCE_BASE, "advance", "base_years", "AMB-01",
    N_ ("Audited spending of the past years: {base_spending}") },
  { QZ_DOCUMENT_ADVANCE, QZ_ADVANCE_RATIO, "ratio", "ratio", NULL,
    N_ ("Ratio of the policy: {ratio}") },
  { QZ_DOCUMENT_ADVANCE, QZ_ADVANCE_STANDARD, "ratio", "ratio", "AMB-01",
    N_ ("{base_spending} × {ratio} ÷ (12 × years), rounded once = {standard}") },
  { QZ_DOCUMENT_ADVANCE, QZ_EXPLAIN_PAY, "advance", "due_day", "AMB-01",
    N_ ("The month's standard: {pay}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_DECLARED, NULL, NULL, "HLJ-IS-12, JL-14",
    N_ ("Declared by the provider for the month: {declared}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_DEDUCT_AUDIT, "audit", "mode", "EV-05",
    N_ ("Confirmed deductions of kind 10: {deduct_audit}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_DEDUCT_INSPECT, "audit", "mode", "EV-05",
    N_ ("Confirmed deductions of kind 20: {deduct_inspect}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_DEDUCT_CARRIED, NULL, NULL, "MS-1",
    N_ ("Deductions that the settlement before could not take: {deduct_carried}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_PAYABLE, NULL, NULL, "MS-1",
    N_ ("max (0, {declared} − {deduct_audit} − {deduct_inspect} − {deduct_carried}) = "
        "{payable}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_ADVANCE_PAID, "settlement", "offset_paths", "MS-1",
    N_ ("Advance paid for the month and not yet offset: {advance_paid}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_DAILY_PAID, "settlement", "offset_paths", "MS-2, AMB-09",
    N_ ("Daily payments for claims of the month, by claim day: {daily_paid}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_OPEN_CARRIED, NULL, NULL, "AMB-02",
    N_ ("Payments of earlier months not yet offset: {open_carried}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_OFFSET, "settlement", "offset_paths", "AMB-02",
    N_ ("min ({payable}, {advance_paid} + {daily_paid} + {open_carried}), oldest first = "
        "{offset}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_OPEN_LEFT, NULL, NULL, "AMB-02",
    N_ ("{advance_paid} + {daily_paid} + {open_carried} − {offset} = {open_left}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_DEDUCT_LEFT, NULL, NULL, "MS-1",
    N_ ("max (0, {deduct_audit} + {deduct_inspect} + {deduct_carried} − {declared}) = "
        "{deduct_left}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_SETTLE_CLAIMS_BASE, "settlement", "reconcile", "HLJ-IS-11, JL-12",
    N_ ("Base of the claims of the month: {claims_base}") },
  { QZ_DOCUMENT_SETTLEMENT, QZ_EXPLAIN_PAY, "settlement", "offset_paths", "MS-1, MS-2",
    N_ ("{payable} − {offset} = {pay}") },
  { QZ_DOCUMENT_NONLOCAL, QZ_NONLOCAL_DECLARED, NULL, NULL, "NL-31-D4",
    N_ ("Funds of the month's claims, refunds counted: {declared}") },
  { QZ_DOCUMENT_NONLOCAL, QZ_NONLOCAL_DEDUCTED, NULL, NULL, "NL-38a",
    N_ ("Deductions that the month takes off: {deducted}") },
  { QZ_DOCUMENT_NONLOCAL, QZ_NONLOCAL_NET, NULL, NULL, "K01",
    N_ ("{declared} − {deducted} = {net}") },
  { QZ_DOCUMENT_NONLOCAL, QZ_NONLOCAL_CARRIED, NULL, NULL, "MS-1, NL-38",
    N_ ("What other months left to be paid (below zero: owed): {carried}") },
  { QZ_DOCUMENT_NONLOCAL, QZ_NONLOCAL_LEFT, NULL, NULL, "NL-31-D4, MS-1",
    N_ ("No more is paid than came down; left for other months: {left}") },
  { QZ_DOCUMENT_NONLOCAL, QZ_EXPLAIN_PAY, NULL, NULL, "NL-31-D4",
    N_ ("{net} + {carried} − {left} = {pay}") },
  { QZ_DOCUMENT_ASSIST, QZ_ASSIST_DECLARED, NULL, NULL, "DT-16a",
    N_ ("Assistance of the month's bills, refunds counted: {declared}") },
  { QZ_DOCUMENT_ASSIST, QZ_ASSIST_CROSS_AREA, NULL, NULL, "DT-11, AMB-26",
    N_ ("Of it for persons of other counties: {cross_area}") },
  { QZ_DOCUMENT_ASSIST, QZ_ASSIST_DEDUCTED, NULL, NULL, "DT-23a",
    N_ ("Deductions that the month takes off: {deducted}") },
  { QZ_DOCUMENT_ASSIST, QZ_ASSIST_NET, NULL, NULL, "DT-16a",
    N_ ("{declared} − {deducted} = {net}") },
  { QZ_DOCUMENT_ASSIST, QZ_EXPLAIN_PAY, NULL, NULL, "DT-10, DT-19b",
    N_ ("What the counties confirmed: {net} = {pay}") },
};

static const Explanation *
find_explanation (QzDocumentKind kind, int figure)
{
  for (guint i = 0; i < G_N_ELEMENTS (explanations); i++)
    if (explanations[i].kind == kind && explanations[i].figure == figure)
      return &explanations[i];
  g_assert_not_reached ();
}

static void
fill_in (GString *text, const char *name, gboolean is_ratio, gint64 value)
{
  g_autofree char *blank = g_strdup_printf ("{%s}", name);
  g_autofree char *amount = is_ratio ? qz_ppm_to_percent (value) : qz_fen_format (value);

  g_string_replace (text, blank, amount, 0);
}

/* The policy's own number first; the program's resolution after it. */
static char *
dup_rule (QzPolicy *policy, const Explanation *explanation)
{
  const char *own = policy == NULL || explanation->section == NULL
                        ? NULL
                        : qz_policy_get_rule (policy, explanation->section, explanation->key);

  /* Where the region has nothing of its own, its policy names the resolution already. */
  if (own == NULL || explanation->rule == NULL || g_str_equal (own, explanation->rule))
    return g_strdup (own != NULL ? own : explanation->rule != NULL ? explanation->rule : "");
  return g_strdup_printf ("%s, %s", own, explanation->rule);
}

void
qz_explain_figure (QzPolicy *policy, QzDocumentKind kind, int figure, const QzFen *figures,
                   QzFen pay_fen, char **out_rule, char **out_formula)
{
  const Explanation *explanation = find_explanation (kind, figure);
  g_autoptr (GString) text = g_string_new (_ (explanation->formula));

  for (guint i = 0; i < qz_document_kind_get_n_figures (kind); i++)
    fill_in (text, qz_document_kind_get_figure_name (kind, i),
             kind == QZ_DOCUMENT_ADVANCE && i == QZ_ADVANCE_RATIO, figures[i]);
  fill_in (text, "pay", FALSE, pay_fen);
  *out_rule = dup_rule (policy, explanation);
  *out_formula = g_string_free_and_steal (g_steal_pointer (&text));
}
