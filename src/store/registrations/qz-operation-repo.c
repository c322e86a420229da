/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-operation-repo.h"

#include "qz-sheet-fill.h"

/* Claims away from home that were treated in the province, of the month ?1. */
#define OF_MONTH                                                                                   \
  " c.pay_loc IN ('3', '4')"                                                                       \
  " AND CAST (substr (c.setl_time, 1, 4) || substr (c.setl_time, 6, 2) AS INTEGER) = ?1"
#define SCOPE "iif (c.pay_loc = '3', 'in_prov', 'cross_prov')"

gboolean
qz_operation_repo_sum (QzStore *store, QzPeriod period, const char *scope, QzOperationSums *out,
                       GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT count(DISTINCT c.psn_no), coalesce (sum (iif (c.refund, -1, 1)), 0),"
      " coalesce (sum (medfee_fen), 0), coalesce (sum (hifp_fen), 0),"
      " coalesce (sum (hifob_fen + hifmi_fen), 0), coalesce (sum (cvlserv_fen), 0),"
      " coalesce (sum (maf_fen), 0), coalesce (sum (hifes_fen + hifdm_fen + oth_fen), 0),"
      " coalesce (sum (acct_fen), 0) FROM claim c WHERE" OF_MONTH
      " AND (?2 IS NULL OR " SCOPE " = ?2)",
      error);
  gboolean has_row = FALSE;

  *out = (QzOperationSums) { 0 };
  if (row == NULL || !qz_statement_bind (row, error, "it", (gint64) period, scope)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  g_assert (has_row); /* an aggregate */
  out->persons = qz_statement_get_int (row, 0);
  out->visits = qz_statement_get_int (row, 1);
  out->medfee_fen = qz_statement_get_int (row, 2);
  out->pool_fen = qz_statement_get_int (row, 3);
  out->big_fen = qz_statement_get_int (row, 4);
  out->cvlserv_fen = qz_statement_get_int (row, 5);
  out->maf_fen = qz_statement_get_int (row, 6);
  out->other_fen = qz_statement_get_int (row, 7);
  out->acct_fen = qz_statement_get_int (row, 8);
  qz_statement_reset (row);
  out->fund_fen = out->pool_fen + out->big_fen + out->cvlserv_fen + out->maf_fen + out->other_fen;
  return TRUE;
}

gboolean
qz_operation_repo_fill_providers (QzStore *store, QzPeriod period, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT p.code, f.name, f.managed_by, " SCOPE ", count(DISTINCT c.psn_no),"
      " sum (iif (c.refund, -1, 1)), sum (c.medfee_fen), sum (c.fund_pay_fen) FROM claim c"
      " JOIN provider p ON p.id = c.provider_id JOIN provider_fact f ON f.id ="
      "  (SELECT max (id) FROM provider_fact WHERE provider_id = p.id) WHERE" OF_MONTH
      " GROUP BY p.id, c.pay_loc ORDER BY 8 DESC, 1, 4 LIMIT 10",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_operation_repo_fill_deductions (QzStore *store, QzPeriod period, QzSheet *sheet,
                                   GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT reason, count(*), sum (amount_fen) FROM nl_deduction WHERE period = ?1"
      " GROUP BY reason ORDER BY 3 DESC, 1",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_operation_repo_fill_warnings (QzStore *store, QzPeriod period, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT unit, '', scope, quota_fen, clearing_fen, level FROM deposit_usage WHERE period = ?1"
      " AND level <> 'green' ORDER BY level = 'red' DESC, unit, scope",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_operation_repo_fill_claims (QzStore *store, QzPeriod period, const char *scope,
                               const char *provider, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT c.setl_id, substr (c.setl_time, 1, 10), p.code,"
      " (SELECT name FROM provider_fact f WHERE f.provider_id = p.id ORDER BY f.id DESC LIMIT 1),"
      " " SCOPE ", c.psn_name, c.certno, c.insu_admdvs, c.medfee_fen, c.hifp_fen,"
      " c.hifob_fen + c.hifmi_fen, c.cvlserv_fen, c.maf_fen,"
      " c.hifes_fen + c.hifdm_fen + c.oth_fen, c.acct_fen,"
      " (SELECT file_name FROM import_file i WHERE i.id = c.import_id), c.line_no"
      " FROM claim c JOIN provider p ON p.id = c.provider_id WHERE" OF_MONTH
      " AND (?2 IS NULL OR " SCOPE " = ?2) AND (?3 IS NULL OR p.code = ?3)"
      " ORDER BY c.setl_time, c.setl_id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "itt", (gint64) period, scope, provider)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_operation_repo_fill_deducted (QzStore *store, QzPeriod period, const char *reason,
                                 QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT setl_id, orig_period, reason, amount_fen, confirmed_day,"
      " (SELECT file_name FROM import_file i WHERE i.id = import_id),"
      " iif (import_id IS NULL, NULL, line_no) FROM nl_deduction WHERE period = ?1"
      " AND (?2 IS NULL OR reason = ?2) ORDER BY id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "it", (gint64) period, reason)
         && qz_sheet_fill (sheet, rows, error);
}
