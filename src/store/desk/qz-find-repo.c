/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-find-repo.h"

#include <string.h>

#include "qz-sheet-fill.h"

/* "%text%" for LIKE … ESCAPE '\', in which what people typed means itself. */
static char *
dup_within (const char *text)
{
  GString *pattern = g_string_new ("%");

  for (const char *at = text; *at != '\0'; at++)
    {
      if (strchr ("%_\\", *at) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *at);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

static gboolean
fill_within (QzStore *store, const char *sql, const char *text, guint limit, QzSheet *sheet,
             GError **error)
{
  QzStatement *st = qz_store_prepare (store, sql, error);
  g_autofree char *pattern = dup_within (text);

  return st != NULL && qz_statement_bind (st, error, "ti", pattern, (gint64) limit)
         && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_find_repo_fill_documents (QzStore *store, const char *text, guint limit, QzSheet *sheet,
                             GError **error)
{
  return fill_within (store,
                      "SELECT d.number, d.kind, d.insurance, d.period, d.total_fen, s.state"
                      "  FROM document d JOIN document_state s ON s.document_id = d.id"
                      " WHERE d.number LIKE ?1 ESCAPE '\\' ORDER BY d.id DESC LIMIT ?2",
                      text, limit, sheet, error);
}

gboolean
qz_find_repo_fill_batches (QzStore *store, const char *text, guint limit, QzSheet *sheet,
                           GError **error)
{
  return fill_within (store,
                      "SELECT number, biz_type, insurance, pay_day, total_fen FROM bank_batch"
                      " WHERE number LIKE ?1 ESCAPE '\\' ORDER BY id DESC LIMIT ?2",
                      text, limit, sheet, error);
}

#define NAME_OF(code) "(SELECT name FROM agency WHERE code = " code " ORDER BY id DESC LIMIT 1)"

gboolean
qz_find_repo_fill_transfers (QzStore *store, const char *text, guint limit, QzSheet *sheet,
                             GError **error)
{
  return fill_within (store,
                      "SELECT number, " NAME_OF ("payer") ", " NAME_OF ("payee")
                      ", amount_fen FROM transfer"
                      " WHERE number LIKE ?1 ESCAPE '\\' ORDER BY id LIMIT ?2",
                      text, limit, sheet, error);
}

gboolean
qz_find_repo_fill_vouchers (QzStore *store, const char *ledger, QzPeriod period, guint number,
                            guint limit, QzSheet *sheet, GError **error)
{
  /* There is no index on the number alone. The index on ledger, period and number is leapt through:
   * from each month of a ledger to the next, then straight to the number. */
  QzStatement *st = qz_store_prepare (
      store,
      "WITH RECURSIVE month (id) AS ("
      " SELECT * FROM (SELECT id FROM voucher ORDER BY ledger, period, number LIMIT 1)"
      " UNION ALL SELECT (SELECT n.id FROM voucher n"
      "  WHERE (n.ledger, n.period) > (v.ledger, v.period)"
      "  ORDER BY n.ledger, n.period, n.number LIMIT 1)"
      " FROM month JOIN voucher v ON v.id = month.id)"
      "SELECT v.ledger, v.period, v.number, v.day, v.summary, v.total_fen"
      "  FROM month JOIN voucher f ON f.id = month.id"
      "  JOIN voucher v ON v.ledger = f.ledger AND v.period = f.period AND v.number = ?3"
      " WHERE instr (lower (f.ledger), ?1) > 0 AND (?2 = 0 OR f.period = ?2)"
      " ORDER BY v.period DESC, v.ledger LIMIT ?4",
      error);

  return st != NULL
         && qz_statement_bind (st, error, "tiii", ledger, (gint64) period, (gint64) number,
                               (gint64) limit)
         && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_find_repo_fill_people (QzStore *store, const char *pattern, guint limit, QzSheet *sheet,
                          GError **error)
{
  /* With the one max() the other columns are those of the last claim. */
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT max (id), certno, psn_name, count (*), setl_time FROM claim"
      " WHERE certno LIKE ?1 GROUP BY certno ORDER BY 1 DESC LIMIT ?2",
      error);

  return st != NULL && qz_statement_bind (st, error, "ti", pattern, (gint64) limit)
         && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_find_repo_fill_claims (QzStore *store, gint64 claim_id, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT c.certno, c.psn_name, c.setl_id, c.setl_time, p.code,"
      " (SELECT name FROM provider_fact WHERE provider_id = p.id ORDER BY id DESC LIMIT 1),"
      " c.insurance, c.refund, c.medfee_fen, c.fund_pay_fen, c.acct_fen, c.psn_cash_fen,"
      " f.file_name, c.line_no"
      "  FROM claim c JOIN provider p ON p.id = c.provider_id"
      "  JOIN import_file f ON f.id = c.import_id"
      " WHERE c.certno = (SELECT certno FROM claim WHERE id = ?1) ORDER BY c.setl_time, c.id",
      error);

  return st != NULL && qz_statement_bind (st, error, "i", claim_id)
         && qz_sheet_fill (sheet, st, error);
}

/* ── providers ───────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_find_repo_each_provider (QzStore *store, QzFindProviderFunc func, gpointer user_data,
                            GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT p.code, f.name, f.kind, f.status FROM provider p JOIN provider_fact f"
      "    ON f.id = (SELECT max (id) FROM provider_fact WHERE provider_id = p.id)"
      " ORDER BY p.code",
      error);
  g_autoptr (GError) failure = NULL;

  if (st == NULL)
    return FALSE;
  while (qz_statement_step (st, &failure))
    func (qz_statement_get_text (st, 0), qz_statement_get_text (st, 1),
          qz_statement_get_text (st, 2), qz_statement_get_text (st, 3), user_data);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
qz_find_repo_get_provider_mark (QzStore *store, gint64 *out, GError **error)
{
  QzStatement *st =
      qz_store_prepare (store, "SELECT coalesce (max (id), 0) FROM provider_fact", error);

  return st != NULL && qz_statement_get_number (st, out, error);
}

/* ── assisted persons ────────────────────────────────────────────────────────────────────────── */

gboolean
qz_find_repo_each_assisted (QzStore *store, QzFindAssistedFunc func, gpointer user_data,
                            GError **error)
{
  /* With the one max() the name is that of the newest time. */
  QzStatement *st = qz_store_prepare (
      store, "SELECT max (id), certno, psn_name FROM assist_spell GROUP BY certno", error);
  g_autoptr (GError) failure = NULL;

  if (st == NULL)
    return FALSE;
  while (qz_statement_step (st, &failure))
    func (qz_statement_get_int (st, 0), qz_statement_get_text (st, 1),
          qz_statement_get_text (st, 2), user_data);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
qz_find_repo_get_assisted_mark (QzStore *store, gint64 *out, GError **error)
{
  QzStatement *st =
      qz_store_prepare (store, "SELECT coalesce (max (id), 0) FROM assist_spell", error);

  return st != NULL && qz_statement_get_number (st, out, error);
}
