/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of drafts and what the end of a month asks; qz-draft-repo.h says which columns. */
#include "qz-draft-repo.h"

#include <glib/gi18n-lib.h>

#include "qz-kinds.h"
#include "qz-sheet-fill.h"

gboolean
qz_draft_repo_fill_list (QzStore *store, gboolean living, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "WITH e AS (SELECT draft_no, act, max(id) FROM voucher_draft_event GROUP BY draft_no)"
      " SELECT d.draft_no, d.ledger, d.period, d.day, d.kind,"
      "  CASE e.act WHEN 'submit' THEN 'submitted' WHEN 'check' THEN 'checked'"
      "   WHEN 'refuse' THEN 'refused' WHEN 'withdraw' THEN 'withdrawn' WHEN 'post' THEN 'posted'"
      "   ELSE 'draft' END,"
      "  (SELECT l.summary FROM voucher_draft_line l WHERE l.draft_id = d.id AND l.line_no = 1),"
      "  (SELECT sum(l.debit_fen) FROM voucher_draft_line l WHERE l.draft_id = d.id), d.made_by,"
      "  iif(e.act IN ('check', 'post'), (SELECT c.actor FROM voucher_draft_event c"
      "    WHERE c.draft_id = d.id AND c.act = 'check' ORDER BY c.id DESC LIMIT 1), NULL),"
      "  d.n_attachments,"
      "  (SELECT v.ledger || '/' || substr(v.period, 1, 4) || '-' || substr(v.period, 5) || '/'"
      "     || v.number FROM voucher_draft_event p JOIN voucher v ON v.id = p.voucher_id"
      "    WHERE p.draft_no = d.draft_no),"
      "  nullif(d.reason, '')"
      " FROM voucher_draft d JOIN e ON e.draft_no = d.draft_no"
      " WHERE d.id = (SELECT max(id) FROM voucher_draft WHERE draft_no = d.draft_no)"
      "   AND (?1 = 0 OR e.act NOT IN ('withdraw', 'post'))"
      " ORDER BY d.draft_no DESC",
      error);

  return st != NULL && qz_statement_bind (st, error, "i", (gint64) living)
         && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_draft_repo_fill_lines (QzStore *store, gint64 draft_id, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT x.line_no, x.summary, nullif(x.account, ''), p.code, f.name,"
      "       nullif(x.item_period, 0), nullif(x.path, ''), x.debit_fen, x.credit_fen"
      "  FROM voucher_draft_line x"
      "  LEFT JOIN provider p ON p.id = x.provider_id"
      "  LEFT JOIN provider_fact f ON f.id ="
      "       (SELECT max(id) FROM provider_fact WHERE provider_id = x.provider_id)"
      " WHERE x.draft_id = ?1 ORDER BY x.line_no",
      error);

  return st != NULL && qz_statement_bind (st, error, "i", draft_id)
         && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_draft_repo_fill_events (QzStore *store, guint number, QzSheet *sheet, GError **error)
{
  QzStatement *st =
      qz_store_prepare (store,
                        "SELECT e.act, e.actor, e.business_time, nullif(e.reason, ''),"
                        "  coalesce((SELECT u.full_name FROM user u WHERE u.name = e.actor"
                        "    ORDER BY u.id DESC LIMIT 1), e.actor)"
                        "  FROM voucher_draft_event e WHERE e.draft_no = ?1 ORDER BY e.id",
                        error);

  return st != NULL && qz_statement_bind (st, error, "i", (gint64) number)
         && qz_sheet_fill (sheet, st, error);
}

/* ── months ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
read_count (QzStatement *st, gint64 *n, char **first, GError **error)
{
  gboolean has_row = FALSE;

  if (!qz_statement_step_once (st, &has_row, error))
    return FALSE;
  *n = qz_statement_get_int (st, 0);
  *first = g_strdup (qz_statement_get_text (st, 1));
  qz_statement_reset (st);
  return TRUE;
}

gboolean
qz_draft_repo_count_unanswered (QzStore *store, const char *insurance, QzDay last_day, gint64 *n,
                                char **first, GError **error)
{
  char day[11];
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT count(*), min(b.number) FROM bank_batch b"
      "  JOIN bank_batch_state s ON s.batch_id = b.id AND s.state NOT IN ('made', 'failed', 'paid')"
      " WHERE b.insurance = ?1 AND b.pay_day <= ?2"
      "   AND EXISTS (SELECT 1 FROM bank_line x JOIN bank_line_state t ON t.bank_line_id = x.id"
      "                WHERE x.batch_id = b.id AND t.status IN ('', '01', '09'))",
      error);

  qz_day_write (last_day, day);
  return st != NULL && qz_statement_bind (st, error, "tt", insurance, day)
         && read_count (st, n, first, error);
}

gboolean
qz_draft_repo_count_in_flight (QzStore *store, const char *insurance, QzDay last_day, gint64 *n,
                               char **first, GError **error)
{
  char day[11];
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT count(*), min(d.number) FROM document d"
      "  JOIN document_state s ON s.document_id = d.id"
      "   AND s.state NOT IN ('paid', 'refused', 'cancelled', 'deferred', 'withdrawn')"
      " WHERE d.insurance = ?1 AND d.business_day <= ?2",
      error);

  qz_day_write (last_day, day);
  return st != NULL && qz_statement_bind (st, error, "tt", insurance, day)
         && read_count (st, n, first, error);
}

static int
parse_path (const char *text)
{
  QzPath path = QZ_PATH_DAILY;

  return text != NULL && qz_path_parse (text, &path) ? (int) path : -1;
}

GArray *
qz_draft_repo_get_result_accounts (QzStore *store, const char *ledger, QzPeriod period,
                                   GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (QzVoucherLine));
  g_autoptr (GError) local = NULL;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT account, provider_id, item_period, path, sum(debit_fen), sum(credit_fen)"
      "  FROM account_balance WHERE ledger = ?1 AND period <= ?2"
      "   AND (account LIKE 'REV\\_%' ESCAPE '\\' OR account LIKE 'EXP\\_%' ESCAPE '\\')"
      " GROUP BY account, provider_id, item_period, path"
      " HAVING sum(debit_fen) <> sum(credit_fen)"
      " ORDER BY account DESC, provider_id, item_period, path",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "ti", ledger, (gint64) period))
    return NULL;
  while (qz_statement_step (st, &local))
    {
      const QzVoucherLine line = { g_intern_string (qz_statement_get_text (st, 0)),
                                   qz_statement_get_int (st, 1),
                                   (QzPeriod) qz_statement_get_int (st, 2),
                                   parse_path (qz_statement_get_text (st, 3)),
                                   0,
                                   qz_statement_get_int (st, 4),
                                   qz_statement_get_int (st, 5) };

      g_array_append_val (lines, line);
    }
  if (local == NULL)
    return g_steal_pointer (&lines);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
qz_draft_repo_fill_closings (QzStore *store, const char *ledger, QzPeriod period, QzSheet *sheet,
                             GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT p.act, coalesce((SELECT u.full_name FROM user u WHERE u.name = c.actor"
      "   ORDER BY u.id DESC LIMIT 1), c.actor), c.business_time, nullif(p.reason, '')"
      "  FROM ledger_period p"
      "  JOIN change_range r ON r.table_name = 'ledger_period'"
      "   AND p.id BETWEEN r.first_id AND r.last_id"
      "  JOIN change_log c ON c.id = r.change_id"
      " WHERE p.ledger = ?1 AND p.period = ?2 ORDER BY p.id DESC",
      error);

  return st != NULL && qz_statement_bind (st, error, "ti", ledger, (gint64) period)
         && qz_sheet_fill (sheet, st, error);
}
