/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-pay-fitness.h"

#include <glib/gi18n-lib.h>

#include "qz-voucher-repo.h"
#include "qz-withdrawal-repo.h"

static void
set_answer (QzPayFitness fitness, const char *why, QzPayFitness *out, char **out_why)
{
  *out = fitness;
  if (out_why != NULL)
    *out_why = g_strdup (why);
}

/* EV-09 stands open: the money was paid, came back and was not paid again. */
static gboolean
is_returned (QzStore *store, const QzPayQuestion *question, gboolean *out, GError **error)
{
  gint64 n_open = 0;

  if (!qz_voucher_repo_count_open (store, question->document_line_id, "EV-09", "EV-09r", &n_open,
                                   error))
    return FALSE;
  *out = n_open > 0;
  return TRUE;
}

gboolean
qz_pay_fitness_judge (QzStore *store, const QzPayQuestion *question, QzPayFitness *out,
                      char **out_why, GError **error)
{
  g_autofree char *settlement = NULL;
  g_autofree char *why = NULL;
  gboolean admitted = FALSE, returned = FALSE, hit = FALSE;

  set_answer (QZ_PAY_DUE, NULL, out, out_why);
  /* SM-1: what is settled or cleared is paid whatever became of the provider since. */
  if (question->kind == QZ_DOCUMENT_SETTLEMENT || question->kind == QZ_DOCUMENT_NONLOCAL
      || question->kind == QZ_DOCUMENT_ASSIST)
    return TRUE;
  if (!qz_withdrawal_repo_is_admitted (store, question->provider_id, question->today, &admitted,
                                       error)
      || !is_returned (store, question, &returned, error)
      || !qz_withdrawal_repo_was_hit (store, question->document_line_id, question->today, &hit,
                                      error)
      || !qz_withdrawal_repo_find_settlement (store, question->document_line_id, &settlement,
                                              error))
    return FALSE;
  if (returned && !admitted)
    set_answer (QZ_PAY_HELD, _("the provider is suspended or stopped"), out, out_why);
  else if (!returned && settlement != NULL)
    {
      why = g_strdup_printf (_("its month is settled by %s"), settlement);
      set_answer (QZ_PAY_WITHDRAWN, why, out, out_why);
    }
  else if (!returned && !admitted)
    set_answer (QZ_PAY_WITHDRAWN, _("the provider is suspended or stopped"), out, out_why);
  else if (!returned && hit)
    set_answer (QZ_PAY_WITHDRAWN,
                _("the provider was suspended before it was sent"), out, out_why);
  return TRUE;
}
