/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What paying hospitals from the assistance fund leaves behind (DT-10, DT-11, AMB-26). */
#include <string.h>

#include "qz-assist-money-private.h"
#include "qz-assist-money-repo.h"
#include "qz-assist-posting.h"
#include "qz-book-private.h"
#include "qz-ledger-name.h"
#include "qz-nl-accounts.h"

/* The counties whose money of the kind that @event posts the line has; a return has none: it moves
 * the whole payment, whoever's it was. */
static GArray *
load_parts (QzStore *store, const QzAssistPayment *payment, QzFen *sum, GError **error)
{
  const gboolean is_reserve = strcmp (payment->event, "EV-42") == 0;
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QzNlPart));
  g_autoptr (GArray) shares = NULL;

  *sum = payment->line->pay_fen;
  if (!is_reserve && strcmp (payment->event, "EV-43") != 0)
    return g_steal_pointer (&parts);
  *sum = 0;
  shares = qz_assist_money_repo_load_parts (store, payment->line->id, error);
  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      const QzAssistShare *share = &g_array_index (shares, QzAssistShare, i);
      const QzNlPart part = { share->county, share->amount_fen };

      if (share->cross_area != is_reserve)
        continue;
      if (!qz_fen_accumulate (sum, share->amount_fen, error))
        return NULL;
      g_array_append_val (parts, part);
    }
  return shares != NULL ? g_steal_pointer (&parts) : NULL;
}

gboolean
qz_assist_pay_make_voucher (QzBook *book, QzAct *act, QzPolicy *policy,
                            const QzAssistPayment *payment, QzVoucher **out, GError **error)
{
  const QzPostingRule *rule =
      qz_assist_posting_find (policy, payment->event, QZ_FLOW_OUT, error);
  g_autofree char *ledger =
      qz_ledger_dup_name (payment->document->agency, payment->document->insurance);
  QzNlPostingInput input = { .ledger = ledger,
                             .day = payment->day,
                             .period = payment->line->period,
                             .payer_name = "",
                             .payee_name = payment->line->provider_name,
                             .bank_account_id = payment->payer_account_id,
                             .provider_id = payment->line->provider_id };
  g_autoptr (GArray) parts = NULL;

  *out = NULL;
  if (rule == NULL)
    return FALSE;
  parts = load_parts (qz_book_get_store (book), payment, &input.amount_fen, error);
  if (parts == NULL)
    return FALSE;
  if (input.amount_fen == 0)
    return TRUE;
  input.parts = (const QzNlPart *) (gpointer) parts->data;
  input.n_parts = parts->len;
  if (!qz_nl_accounts_ensure_all (act, book, rule, &input, error))
    return FALSE;
  *out = qz_nl_posting_make (rule, &input, error);
  return *out != NULL;
}
