/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-posting.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-nl-posting.h"

static gboolean
has_path (const QzPostingInput *input, QzPath path)
{
  for (guint i = 0; i < input->n_offsets; i++)
    if (input->offsets[i].path == path)
      return TRUE;
  return FALSE;
}

const char *
qz_posting_pick_event (QzDocumentKind kind, const QzPostingInput *input)
{
  if (kind != QZ_DOCUMENT_SETTLEMENT)
    {
      if (input->pay_fen == 0)
        return NULL; /* nothing is paid, and the books are kept on a cash basis */
      return kind == QZ_DOCUMENT_ADVANCE ? "EV-01" : "EV-03";
    }
  if (input->payable_fen == 0)
    return NULL;
  if (input->pay_fen == 0)
    return "EV-02n";
  return has_path (input, QZ_PATH_DAILY) ? "EV-04" : "EV-02";
}

static QzFen
sum_offsets (const QzPostingInput *input)
{
  __int128 sum = 0;

  for (guint i = 0; i < input->n_offsets; i++)
    sum += input->offsets[i].amount_fen;
  /* More than any payable can be: the check below refuses it. */
  return sum > QZ_FEN_MAX ? G_MAXINT64 : (QzFen) sum;
}

static QzFen
get_amount (QzPostingAmount amount, const QzPostingInput *input)
{
  switch (amount)
    {
    case QZ_POST_PAY:
      return input->pay_fen;
    case QZ_POST_PAYABLE:
      return input->payable_fen;
    case QZ_POST_OFFSET:
      return sum_offsets (input);
    case QZ_POST_AMOUNT: /* packs of instant settlement have neither */
    case QZ_POST_PART:
    case QZ_N_POST_AMOUNTS:
    default:
      g_assert_not_reached ();
    }
}

static void
add_line (const QzPostingLine *rule, const QzPostingInput *input, QzFen amount,
          const QzOpenItem *item, QzVoucher *voucher)
{
  QzVoucherLine line = { .account = rule->account, .path = -1 };

  if (amount == 0)
    return;
  if (rule->is_debit)
    line.debit_fen = amount;
  else
    line.credit_fen = amount;
  if ((rule->dimensions & QZ_DIM_PROVIDER) != 0)
    line.provider_id = input->provider_id;
  if ((rule->dimensions & QZ_DIM_PERIOD) != 0)
    line.item_period = input->period;
  if ((rule->dimensions & QZ_DIM_PATH) != 0)
    line.path = (int) input->path;
  if ((rule->dimensions & QZ_DIM_BANK) != 0)
    line.bank_account_id = input->bank_account_id;
  if (item != NULL)
    {
      line.item_period = item->period;
      line.path = (int) item->path;
    }
  qz_voucher_add_line (voucher, &line);
}

static gboolean
check_input (const QzPostingRule *rule, const QzPostingInput *input, GError **error)
{
  gboolean uses_payable = FALSE, uses_pay = FALSE;
  QzFen offset = sum_offsets (input);
  gboolean ok = input->pay_fen >= 0 && input->payable_fen >= 0;

  for (guint i = 0; i < rule->n_lines; i++)
    {
      uses_pay |= rule->lines[i].amount == QZ_POST_PAY;
      uses_payable |= rule->lines[i].amount != QZ_POST_PAY;
    }
  for (guint i = 0; i < input->n_offsets; i++)
    ok = ok && input->offsets[i].amount_fen > 0;
  if (uses_payable)
    ok = ok && offset <= input->payable_fen && input->payable_fen - offset == input->pay_fen;
  else
    ok = ok && input->n_offsets == 0;
  ok = ok && (uses_pay || input->pay_fen == 0);
  if (!ok)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "posting-unbalanced",
                    _("The amounts for %s do not fit: payable must be what is offset plus what is "
                       "paid"),
                    rule->event);
      qz_error_add_rule (error, rule->rule);
    }
  return ok;
}

gboolean
qz_posting_apply (const QzPostingRule *rule, const QzPostingInput *input, QzVoucher *voucher,
                  GError **error)
{
  if (!check_input (rule, input, error))
    return FALSE;
  for (guint i = 0; i < rule->n_lines; i++)
    {
      const QzPostingLine *line = &rule->lines[i];

      if ((line->dimensions & QZ_DIM_ITEM) == 0)
        {
          add_line (line, input, get_amount (line->amount, input), NULL, voucher);
          continue;
        }
      for (guint j = 0; j < input->n_offsets; j++)
        add_line (line, input, input->offsets[j].amount_fen, &input->offsets[j], voucher);
    }
  return TRUE;
}

char *
qz_posting_dup_summary (const QzPostingRule *rule, const char *provider_name, QzPeriod period,
                        QzInsurance insurance)
{
  g_autofree char *month = qz_period_format (period);
  g_autoptr (GString) text = g_string_new (rule->summary);

  g_string_replace (text, "{period}", month, 0);
  g_string_replace (text, "{insurance}", qz_insurance_get_paper_name (insurance), 0);
  /* Last: a name that holds braces is not looked into. */
  g_string_replace (text, "{provider}", provider_name, 0);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

gboolean
qz_posting_check_accounts (QzPolicy *policy, QzChart *chart, GError **error)
{
  for (guint i = 0; i < qz_policy_get_n_postings (policy); i++)
    {
      const QzPostingRule *rule = qz_policy_get_posting (policy, i);

      if (qz_policy_get_kind (policy) != QZ_POLICY_INSTANT)
        {
          if (!qz_nl_posting_check_accounts (rule, chart, error))
            return FALSE;
          continue;
        }
      for (guint j = 0; j < rule->n_lines; j++)
        {
          const QzAccount *account = qz_chart_find (chart, rule->lines[j].account);

          if (account != NULL && account->is_leaf)
            continue;
          qz_error_set (error, QZ_ERROR_INPUT, "account-unknown",
                        _("The posting for %s of policy “%s” names the account %s, which the "
                           "chart of accounts does not have as a leaf"),
                        rule->event, qz_policy_get_id (policy), rule->lines[j].account);
          qz_error_add_rule (error, rule->rule);
          return FALSE;
        }
    }
  return TRUE;
}
