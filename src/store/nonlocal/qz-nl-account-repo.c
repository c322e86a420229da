/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-account-repo.h"

gboolean
qz_nl_account_repo_has_balance (QzStore *store, const char *symbol, gboolean *out, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT EXISTS (SELECT 1 FROM account_balance WHERE account = ?1 GROUP BY ledger"
      " HAVING sum (debit_fen) <> sum (credit_fen))",
      error);
  gint64 found = 0;

  if (statement == NULL || !qz_statement_bind (statement, error, "t", symbol)
      || !qz_statement_get_number (statement, &found, error))
    return FALSE;
  *out = found != 0;
  return TRUE;
}
