/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-accounts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-book-repo.h"
#include "qz-data.h"
#include "qz-error.h"
#include "qz-nl-account-repo.h"
#include "qz-voucher-repo.h"

#define CHART_FILE "codes/chart-of-accounts.csv"

/* "TEMP_RECV.NLCLR.IN.230281" → "TEMP_RECV.NLCLR.IN" when that has parties; else NULL. */
static char *
dup_parent (const char *symbol, const char **out_party)
{
  const char *dot = strrchr (symbol, '.');
  g_autofree char *parent = dot != NULL ? g_strndup (symbol, (gsize) (dot - symbol)) : NULL;

  if (parent == NULL || !qz_account_has_parties (parent))
    return NULL;
  *out_party = dot + 1;
  return *out_party[0] != '\0' ? g_steal_pointer (&parent) : NULL;
}

static gboolean
put_leaf (QzAct *act, QzChart *chart, const char *symbol, const char *name, GError **error)
{
  const char *party = "";
  g_autofree char *parent_symbol = dup_parent (symbol, &party);
  const QzAccount *parent = qz_chart_find (chart, parent_symbol);
  g_autofree char *code = parent != NULL ? g_strconcat (parent->code, party, NULL) : NULL;

  if (parent != NULL)
    return qz_book_repo_put_account (
        act, &(QzAccount) { symbol, code, name, parent->symbol, parent->is_debit, TRUE }, error);
  qz_error_set (error, QZ_ERROR_REFUSED, "account-unknown",
                _("The account %s is not in the chart of accounts, and none above it has "
                  "sub-accounts by area"),
                symbol);
  qz_error_add_rule (error, "AMB-11");
  return FALSE;
}

gboolean
qz_nl_accounts_ensure (QzAct *act, QzBook *book, const char *symbol, const char *name,
                       GError **error)
{
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);

  if (chart == NULL)
    return FALSE;
  return qz_chart_find (chart, symbol) != NULL || put_leaf (act, chart, symbol, name, error);
}

gboolean
qz_nl_accounts_ensure_all (QzAct *act, QzBook *book, const QzPostingRule *rule,
                           const QzNlPostingInput *input, GError **error)
{
  g_auto (GStrv) symbols = qz_nl_posting_list_accounts (rule, input);
  g_autoptr (QzAreaMap) map = NULL;
  g_autoptr (QzChart) chart = NULL;

  if (symbols[0] == NULL)
    return TRUE;
  chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);
  map = chart != NULL ? qz_actors_load_map (book, error) : NULL;
  if (map == NULL)
    return FALSE;
  for (guint i = 0; symbols[i] != NULL; i++)
    {
      const char *party = strrchr (symbols[i], '.') + 1;
      const gboolean is_known =
          qz_chart_find (chart, symbols[i]) != NULL
          || g_strv_contains ((const char *const *) symbols + i + 1, symbols[i]);

      if (!is_known
          && !put_leaf (act, chart, symbols[i], qz_area_map_get_name (map, party), error))
        return FALSE;
    }
  return TRUE;
}

/* ── book sets made before ───────────────────────────────────────────────────────────────────── */

static gboolean
make_parent (QzAct *act, const QzAccount *old, GError **error)
{
  gboolean has_balance = FALSE;
  QzAccount parent = *old;

  if (!qz_nl_account_repo_has_balance (qz_act_get_store (act), old->symbol, &has_balance, error))
    return FALSE;
  parent.is_leaf = FALSE;
  if (!has_balance)
    return qz_book_repo_put_account (act, &parent, error);
  qz_error_set (error, QZ_ERROR_REFUSED, "account-in-use",
                _("The account %s %s gets sub-accounts but has a balance of its own; bring it to "
                  "zero with a voucher, then activate the policy"),
                old->code, old->name);
  qz_error_add_rule (error, "AMB-11");
  return FALSE;
}

gboolean
qz_nl_accounts_update_chart (QzAct *act, GError **error)
{
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_act_get_store (act), error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (QzChart) shipped = NULL;

  if (chart == NULL || !qz_data_load (CHART_FILE, &bytes, error))
    return FALSE;
  shipped = qz_chart_new_from_csv (bytes, CHART_FILE, error);
  for (guint i = 0; shipped != NULL && i < qz_chart_get_n_accounts (shipped); i++)
    {
      const QzAccount *account = qz_chart_get_account (shipped, i);
      const QzAccount *old = qz_chart_find (chart, account->symbol);

      if (old == NULL ? !qz_book_repo_put_account (act, account, error)
                      : old->is_leaf && !account->is_leaf && !make_parent (act, old, error))
        return FALSE;
    }
  return shipped != NULL;
}
