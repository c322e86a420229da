/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-repo.h"

#include "qz-sheet-fill.h"

gboolean
qz_claim_repo_find (QzStore *store, const char *setl_id, gboolean *out_found, QzClaimFacts *out,
                    GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT provider_id, refund, medfee_fen, fund_pay_fen FROM claim"
                        " WHERE setl_id = ?1",
                        error);
  GError *reason = NULL;

  *out_found = FALSE;
  if (statement == NULL || !qz_statement_bind (statement, error, "t", setl_id))
    return FALSE;
  if (!qz_statement_step (statement, &reason))
    {
      if (reason != NULL)
        g_propagate_error (error, reason);
      return reason == NULL;
    }
  *out_found = TRUE;
  out->provider_id = qz_statement_get_int (statement, 0);
  out->refund = qz_statement_get_int (statement, 1) != 0;
  out->medfee_fen = qz_statement_get_int (statement, 2);
  out->fund_pay_fen = qz_statement_get_int (statement, 3);
  qz_statement_reset (statement);
  return TRUE;
}

gboolean
qz_claim_repo_get_refund (QzStore *store, gint64 claim_id, QzRefund *out, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT line_no, provider_id, medfee_fen, fund_pay_fen, refd_setl_id,"
                        " pay_loc"
                        " FROM claim WHERE id = ?1 AND refund = 1",
                        error);

  if (statement == NULL || !qz_statement_bind (statement, error, "i", claim_id)
      || !qz_statement_step (statement, error))
    return FALSE;
  out->line_no = (guint64) qz_statement_get_int (statement, 0);
  out->facts.provider_id = qz_statement_get_int (statement, 1);
  out->facts.refund = TRUE;
  out->facts.medfee_fen = qz_statement_get_int (statement, 2);
  out->facts.fund_pay_fen = qz_statement_get_int (statement, 3);
  out->refd_setl_id = qz_statement_get_text (statement, 4);
  out->pay_loc = qz_statement_get_text (statement, 5)[0];
  return TRUE;
}

/* ?1 provider code, ?2 first day, ?3 the day after the last, ?4 setl_id; each may be NULL. */
#define MATCH                                                                                      \
  " WHERE (?4 IS NULL OR c.setl_id = ?4)"                                                          \
  " AND (?1 IS NULL OR c.provider_id = (SELECT id FROM provider WHERE code = ?1))"                 \
  " AND (?2 IS NULL OR c.setl_time >= ?2) AND (?3 IS NULL OR c.setl_time < ?3)"

#define LIST                                                                                       \
  "SELECT c.setl_id, p.code,"                                                                      \
  " (SELECT name FROM provider_fact WHERE provider_id = p.id ORDER BY id DESC LIMIT 1),"           \
  " c.insurance, c.insutype, c.med_type, c.setl_time, c.refund, c.refd_setl_id, c.psn_name,"       \
  " c.certno, c.medfee_fen, c.fund_pay_fen, c.acct_fen, c.acct_mulaid_fen, c.psn_cash_fen,"        \
  " c.setl_type, c.pay_loc, c.insu_admdvs, c.import_id, f.file_name, c.line_no"                    \
  " FROM claim c JOIN provider p ON p.id = c.provider_id"                                          \
  " JOIN import_file f ON f.id = c.import_id"

typedef struct {
  char from[11];
  char after[11];
} Span;

static void
write_span (const QzClaimQuery *query, Span *span)
{
  qz_day_write (query->from, span->from);
  qz_day_write (query->to == QZ_DAY_NONE ? QZ_DAY_NONE : query->to + 1, span->after);
}

static const char *
none_as_null (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

gboolean
qz_claim_repo_fill (QzStore *store, const QzClaimQuery *query, QzSheet *sheet, GError **error)
{
  gint64 limit = query->limit == 0 ? -1 : (gint64) query->limit;
  QzStatement *statement;
  Span span;

  write_span (query, &span);
  /* A setl_id is found by its index; the general statement reads the whole table. */
  statement = query->setl_id != NULL
                  ? qz_store_prepare (store,
                                      LIST " WHERE c.setl_id = ?4"
                                           " AND (?1 IS NULL OR p.code = ?1)"
                                           " AND (?2 IS NULL OR c.setl_time >= ?2)"
                                           " AND (?3 IS NULL OR c.setl_time < ?3)"
                                           " LIMIT ?5 OFFSET ?6",
                                      error)
                  : qz_store_prepare (store, LIST MATCH " ORDER BY c.id LIMIT ?5 OFFSET ?6", error);
  return statement != NULL
         && qz_statement_bind (statement, error, "ttttii", query->provider,
                               none_as_null (span.from), none_as_null (span.after), query->setl_id,
                               limit, (gint64) query->offset)
         && qz_sheet_fill (sheet, statement, error);
}

gboolean
qz_claim_repo_sum (QzStore *store, const QzClaimQuery *query, QzClaimSums *out, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT count(*), coalesce(sum(c.medfee_fen), 0),"
                        " coalesce(sum(c.fund_pay_fen), 0), coalesce(sum(c.acct_fen), 0)"
                        " FROM claim c" MATCH,
                        error);
  Span span;

  write_span (query, &span);
  if (statement == NULL
      || !qz_statement_bind (statement, error, "tttt", query->provider, none_as_null (span.from),
                             none_as_null (span.after), query->setl_id)
      || !qz_statement_step (statement, error))
    return FALSE;
  out->n_claims = (guint64) qz_statement_get_int (statement, 0);
  out->medfee_fen = qz_statement_get_int (statement, 1);
  out->fund_fen = qz_statement_get_int (statement, 2);
  out->acct_fen = qz_statement_get_int (statement, 3);
  qz_statement_reset (statement);
  return TRUE;
}
