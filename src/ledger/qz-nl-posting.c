/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-posting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

/* ── ledgers and accounts ────────────────────────────────────────────────────────────────────── */

gboolean
qz_nl_ledger_kind_of_account (const char *account_kind, QzLedgerKind *out)
{
  static const char *const kinds[QZ_N_LEDGER_KINDS] = {
    [QZ_LEDGER_AGENCY] = "acc_out",         [QZ_LEDGER_FINANCE] = "acc_fiscal",
    [QZ_LEDGER_CITY] = "acc_nl_city",       [QZ_LEDGER_PROVINCE] = "acc_nl_prov",
    [QZ_LEDGER_FISCAL] = "acc_nl_fiscal",
  };

  for (guint i = 0; i < QZ_N_LEDGER_KINDS; i++)
    if (g_strcmp0 (account_kind, kinds[i]) == 0)
      {
        *out = (QzLedgerKind) i;
        return TRUE;
      }
  return FALSE;
}

char *
qz_nl_account_dup_symbol (const char *base, QzNlScope scope, const char *party)
{
  return g_strconcat (base, scope == QZ_NL_IN_PROV ? ".IN" : ".CROSS", party != NULL ? "." : NULL,
                      party, NULL);
}

static char *
dup_symbol (const QzPostingLine *line, QzNlScope scope, const char *party)
{
  if ((line->dimensions & QZ_DIM_SCOPE) != 0)
    return qz_nl_account_dup_symbol (line->account, scope, party);
  /* Medical assistance: the county's. */
  return party != NULL ? g_strconcat (line->account, ".", party, NULL) : g_strdup (line->account);
}

/* ── which posting ───────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzLeg leg;
  gboolean is_payer;
  QzLedgerKind ledger;
  const char *event;
  const char *reverses;
} Side;

static const Side sides[] = {
  { QZ_LEG_D1, TRUE, QZ_LEDGER_FISCAL, "EV-20", NULL },
  { QZ_LEG_D1, FALSE, QZ_LEDGER_PROVINCE, "EV-21", NULL },
  { QZ_LEG_D2, TRUE, QZ_LEDGER_PROVINCE, "EV-22", NULL },
  { QZ_LEG_D2, FALSE, QZ_LEDGER_CITY, "EV-23", NULL },
  { QZ_LEG_D2, FALSE, QZ_LEDGER_AGENCY, "EV-24", NULL }, /* NL-31-D5: 省本级 */
  { QZ_LEG_D3, TRUE, QZ_LEDGER_CITY, "EV-23", NULL },
  { QZ_LEG_D3, FALSE, QZ_LEDGER_AGENCY, "EV-24", NULL },
  { QZ_LEG_U1, TRUE, QZ_LEDGER_FINANCE, "EV-11", NULL },
  { QZ_LEG_U1, FALSE, QZ_LEDGER_AGENCY, "EV-12", NULL },
  { QZ_LEG_U2, TRUE, QZ_LEDGER_AGENCY, "EV-14", NULL },
  { QZ_LEG_U2, FALSE, QZ_LEDGER_CITY, "EV-15", NULL },
  { QZ_LEG_U3, TRUE, QZ_LEDGER_CITY, "EV-16", NULL },
  { QZ_LEG_U3, TRUE, QZ_LEDGER_AGENCY, "EV-14", NULL }, /* 省本级 has no city above it */
  { QZ_LEG_U3, FALSE, QZ_LEDGER_PROVINCE, "EV-17", NULL },
  { QZ_LEG_U4, TRUE, QZ_LEDGER_PROVINCE, "EV-18", NULL },
  { QZ_LEG_U4, FALSE, QZ_LEDGER_FISCAL, "EV-19", NULL },
  { QZ_LEG_P1, TRUE, QZ_LEDGER_FINANCE, "EV-10", NULL },
  { QZ_LEG_P1, FALSE, QZ_LEDGER_AGENCY, "EV-12", NULL },
  { QZ_LEG_P2, TRUE, QZ_LEDGER_AGENCY, "EV-13", NULL },
  { QZ_LEG_P2, FALSE, QZ_LEDGER_CITY, "EV-15", NULL },
  { QZ_LEG_P3, TRUE, QZ_LEDGER_CITY, "EV-16", NULL },
  { QZ_LEG_P3, TRUE, QZ_LEDGER_AGENCY, "EV-13", NULL },
  { QZ_LEG_P3, FALSE, QZ_LEDGER_PROVINCE, "EV-17", NULL },
  { QZ_LEG_P4, TRUE, QZ_LEDGER_PROVINCE, "EV-18", NULL },
  { QZ_LEG_P4, FALSE, QZ_LEDGER_FISCAL, "EV-19", NULL },
  { QZ_LEG_R4, TRUE, QZ_LEDGER_FISCAL, "EV-27", "EV-19" },
  { QZ_LEG_R4, FALSE, QZ_LEDGER_PROVINCE, "EV-27", "EV-18" },
  { QZ_LEG_R3, TRUE, QZ_LEDGER_PROVINCE, "EV-27", "EV-17" },
  { QZ_LEG_R3, FALSE, QZ_LEDGER_CITY, "EV-27", "EV-16" },
  { QZ_LEG_R3, FALSE, QZ_LEDGER_AGENCY, "EV-27", "EV-13" }, /* 省本级 has no city above it */
  { QZ_LEG_R2, TRUE, QZ_LEDGER_CITY, "EV-27", "EV-15" },
  { QZ_LEG_R2, FALSE, QZ_LEDGER_AGENCY, "EV-27", "EV-13" },
  { QZ_LEG_R1, TRUE, QZ_LEDGER_AGENCY, "EV-27", "EV-12" },
  { QZ_LEG_R1, FALSE, QZ_LEDGER_FINANCE, "EV-27", "EV-10" },
  { QZ_LEG_I1, TRUE, QZ_LEDGER_CITY, "EV-26", NULL },
  { QZ_LEG_I1, TRUE, QZ_LEDGER_PROVINCE, "EV-26", NULL },
  { QZ_LEG_I1, FALSE, QZ_LEDGER_FINANCE, "EV-26", NULL },
};

static gboolean
moves_deposit (QzLeg leg)
{
  return leg >= QZ_LEG_P1 && leg <= QZ_LEG_R4;
}

static const QzPostingRule *
find (QzPolicy *policy, const QzPostingCase *asked, GError **error)
{
  const QzPostingRule *rule = qz_policy_find_posting_for (policy, asked);

  if (rule != NULL)
    return rule;
  qz_error_set (error, QZ_ERROR_INPUT, "missing-posting",
                _("Policy “%s” has no posting for %s in the ledgers that need it; add a [posting] "
                  "section"),
                qz_policy_get_id (policy), asked->event);
  qz_error_add_rule (error, "NL-33");
  return NULL;
}

static const QzPostingRule *
find_side (QzPolicy *policy, const Side *side, GError **error)
{
  const QzPostingCase asked = {
    .event = side->event,
    .reverses = side->reverses,
    .ledger = side->ledger,
    .money = moves_deposit (side->leg) ? QZ_MONEY_DEPOSIT : QZ_MONEY_CLEARING,
    .flow = side->is_payer ? QZ_FLOW_OUT : QZ_FLOW_IN,
  };

  return find (policy, &asked, error);
}

const QzPostingRule *
qz_nl_posting_pick (QzPolicy *policy, QzLeg leg, gboolean payer_side, QzLedgerKind ledger,
                    GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (sides[i].leg == leg && !sides[i].is_payer == !payer_side && sides[i].ledger == ledger)
      return find_side (policy, &sides[i], error);
  qz_error_set (error, QZ_ERROR_REFUSED, "no-such-posting",
                _("The leg %s is not posted in a ledger of this kind"), qz_leg_to_text (leg));
  qz_error_add_rule (error, qz_leg_get_rule (leg));
  return NULL;
}

const QzPostingRule *
qz_nl_posting_find_hospital (QzPolicy *policy, GError **error)
{
  return find (policy,
               &(QzPostingCase) { .event = "EV-25",
                                  .ledger = QZ_LEDGER_AGENCY,
                                  .money = QZ_MONEY_CLEARING,
                                  .flow = QZ_FLOW_OUT },
               error);
}

const QzPostingRule *
qz_nl_posting_find_interest (QzPolicy *policy, QzLedgerKind ledger, GError **error)
{
  return find (policy,
               &(QzPostingCase) { .event = "EV-26",
                                  .ledger = ledger,
                                  .money = QZ_MONEY_CLEARING,
                                  .flow = QZ_FLOW_IN },
               error);
}

gboolean
qz_nl_posting_check_complete (QzPolicy *policy, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (find_side (policy, &sides[i], error) == NULL)
      return FALSE;
  return qz_nl_posting_find_hospital (policy, error) != NULL
         && qz_nl_posting_find_interest (policy, QZ_LEDGER_CITY, error) != NULL
         && qz_nl_posting_find_interest (policy, QZ_LEDGER_PROVINCE, error) != NULL;
}

static gboolean
is_in_chart (QzChart *chart, const char *symbol, gboolean must_be_leaf)
{
  const QzAccount *account = qz_chart_find (chart, symbol);

  return account != NULL && account->is_leaf == must_be_leaf;
}

gboolean
qz_nl_posting_check_accounts (const QzPostingRule *rule, QzChart *chart, GError **error)
{
  for (guint i = 0; i < rule->n_lines; i++)
    for (guint scope = 0; scope < QZ_N_NL_SCOPES; scope++)
      {
        const QzPostingLine *line = &rule->lines[i];
        g_autofree char *symbol = dup_symbol (line, (QzNlScope) scope, NULL);

        if (is_in_chart (chart, symbol, (line->dimensions & QZ_DIM_PARTY) == 0))
          continue;
        qz_error_set (error, QZ_ERROR_INPUT, "account-unknown",
                      _("The posting for %s names the account %s, which the chart of accounts does "
                        "not have in this place"),
                      rule->event, symbol);
        qz_error_add_rule (error, rule->rule);
        return FALSE;
      }
  return TRUE;
}

/* ── making the voucher ──────────────────────────────────────────────────────────────────────── */

static gboolean
uses_parts (const QzPostingRule *rule)
{
  for (guint i = 0; i < rule->n_lines; i++)
    if (rule->lines[i].amount == QZ_POST_PART)
      return TRUE;
  return FALSE;
}

/* AMB-11: nothing is posted that is nobody's, and nobody's money is posted twice. */
static gboolean
check_parts (const QzPostingRule *rule, const QzNlPostingInput *input, GError **error)
{
  QzFen sum = 0;
  gboolean ok = input->amount_fen > 0;

  for (guint i = 0; i < input->n_parts; i++)
    {
      ok = ok && input->parts[i].amount_fen > 0 && input->parts[i].party != NULL
           && *input->parts[i].party != '\0';
      if (!qz_fen_accumulate (&sum, input->parts[i].amount_fen, error))
        return FALSE;
    }
  if (ok && (sum == input->amount_fen || (input->n_parts == 0 && !uses_parts (rule))))
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "posting-unbalanced",
                _("The amounts for %s do not fit: what belongs to each party must be more than "
                  "zero, and together what was transferred"),
                rule->event);
  qz_error_add_rule (error, "AMB-11");
  return FALSE;
}

/* AMB-10: what one keeper posts never gets into another's books. */
static gboolean
check_ledger (const QzPostingRule *rule, const char *ledger, GError **error)
{
  g_auto (QzLedgerName) name = { 0 };

  if (qz_ledger_parse (ledger, &name) && name.kind == rule->ledger)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "ledger-mixed",
                _("%s is not posted in ledger %s: it belongs to the books of another keeper"),
                rule->event, ledger);
  qz_error_add_rule (error, "AMB-10");
  return FALSE;
}

static char *
dup_summary (const QzPostingRule *rule, const QzNlPostingInput *input)
{
  g_autofree char *month = qz_period_format (input->period);
  const gboolean is_deposit = rule->money < 0 ? input->is_deposit
                                              : rule->money == QZ_MONEY_DEPOSIT;
  g_autoptr (GString) text = g_string_new (rule->summary);

  g_string_replace (text, "{period}", month, 0);
  g_string_replace (text, "{scope}", qz_nl_scope_get_paper_name (input->scope), 0);
  g_string_replace (text, "{money}", is_deposit ? "预付金" : "清算资金", 0);
  /* Last: names that hold braces are not looked into. */
  g_string_replace (text, "{payer}", input->payer_name, 1);
  g_string_replace (text, "{payee}", input->payee_name, 1);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_line (const QzPostingLine *rule, const QzNlPostingInput *input, const QzNlPart *part,
          QzVoucher *voucher)
{
  g_autofree char *symbol =
      dup_symbol (rule, input->scope, part != NULL ? part->party : NULL);
  const QzFen amount = part != NULL ? part->amount_fen : input->amount_fen;
  QzVoucherLine line = { .account = symbol, .path = -1 };

  if (rule->is_debit)
    line.debit_fen = amount;
  else
    line.credit_fen = amount;
  if ((rule->dimensions & QZ_DIM_PROVIDER) != 0)
    line.provider_id = input->provider_id;
  if ((rule->dimensions & QZ_DIM_BANK) != 0)
    line.bank_account_id = input->bank_account_id;
  qz_voucher_add_line (voucher, &line);
}

QzVoucher *
qz_nl_posting_make (const QzPostingRule *rule, const QzNlPostingInput *input, GError **error)
{
  g_autofree char *summary = NULL;
  QzVoucher *voucher;

  if (!check_ledger (rule, input->ledger, error) || !check_parts (rule, input, error))
    return NULL;
  summary = dup_summary (rule, input);
  voucher = qz_voucher_new (input->ledger, input->day, rule->event, summary);
  for (guint i = 0; i < rule->n_lines; i++)
    {
      if (rule->lines[i].amount != QZ_POST_PART)
        {
          add_line (&rule->lines[i], input, NULL, voucher);
          continue;
        }
      for (guint j = 0; j < input->n_parts; j++)
        add_line (&rule->lines[i], input, &input->parts[j], voucher);
    }
  return voucher;
}

GStrv
qz_nl_posting_list_accounts (const QzPostingRule *rule, const QzNlPostingInput *input)
{
  g_autoptr (GStrvBuilder) symbols = g_strv_builder_new ();

  for (guint i = 0; i < rule->n_lines; i++)
    for (guint j = 0; rule->lines[i].amount == QZ_POST_PART && j < input->n_parts; j++)
      g_strv_builder_take (symbols,
                           dup_symbol (&rule->lines[i], input->scope, input->parts[j].party));
  return g_strv_builder_end (symbols);
}
