/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-document-lists.h"

#include "qz-sheet-fill.h"

#define PROVIDER_NAME                                                                              \
  "coalesce ((SELECT f.name FROM provider_fact f WHERE f.provider_id = p.id"                       \
  " ORDER BY f.id DESC LIMIT 1), '')"

static gboolean
fill (QzStore *store, const char *sql, gint64 document_id, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, sql, error);

  return rows != NULL && qz_statement_bind (rows, error, "i", document_id)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_document_lists_fill_payments (QzStore *store, gint64 document_id, QzSheet *sheet, GError **error)
{
  /* SQLite gives the event with the greatest id of each bank line. */
  static const char sql[] =
      "SELECT l.line_no, p.code, " PROVIDER_NAME ", b.number, x.line_no, b.pay_day, x.amount_fen,"
      " x.attempt, coalesce (e.status, ''), coalesce (e.bank_message, ''),"
      " coalesce (e.bank_serial, ''), coalesce (e.trade_time, ''), coalesce (e.receipt_no, ''),"
      " o.account_name, o.account_no, o.bank_name, o.bank_no,"
      " i.account_name, i.account_no, i.bank_name, i.bank_no, x.purpose"
      " FROM document_line l JOIN provider p ON p.id = l.provider_id"
      " JOIN bank_line x ON x.document_line_id = l.id JOIN bank_batch b ON b.id = x.batch_id"
      " JOIN bank_account o ON o.id = b.payer_account_id"
      " JOIN bank_account i ON i.id = x.payee_account_id"
      " LEFT JOIN bank_line_event e ON e.id = (SELECT max (y.id) FROM bank_line_event y"
      " WHERE y.bank_line_id = x.id) WHERE l.document_id = ?1 ORDER BY l.line_no, x.id";

  return fill (store, sql, document_id, sheet, error);
}

gboolean
qz_document_lists_fill_vouchers (QzStore *store, gint64 document_id, QzSheet *sheet, GError **error)
{
  static const char sql[] =
      "SELECT l.line_no, p.code, v.event, v.ledger || '/' || substr (v.period, 1, 4) || '-'"
      " || substr (v.period, 5) || '/' || v.number, v.day, v.summary, v.total_fen, v.made_by,"
      " v.checked_by, v.posted_by FROM document_line l JOIN provider p ON p.id = l.provider_id"
      " JOIN voucher v ON v.document_line_id = l.id WHERE l.document_id = ?1 ORDER BY v.id";

  return fill (store, sql, document_id, sheet, error);
}

gboolean
qz_document_lists_fill_deferrals (QzStore *store, gint64 document_id, QzSheet *sheet,
                                  GError **error)
{
  static const char sql[] =
      "SELECT l.line_no, p.code, x.amount_fen, x.from_day, x.reason,"
      " coalesce ((SELECT d.number FROM document_line m JOIN document d ON d.id = m.document_id"
      " JOIN document_state s ON s.document_id = d.id WHERE m.provider_id = l.provider_id"
      " AND m.source_line_id = l.id AND s.state NOT IN ('refused', 'cancelled')), '')"
      " FROM deferral x JOIN document_line l ON l.id = x.document_line_id"
      " JOIN provider p ON p.id = l.provider_id WHERE l.document_id = ?1 ORDER BY l.line_no";

  return fill (store, sql, document_id, sheet, error);
}

gboolean
qz_document_lists_fill_came_back (QzStore *store, gint64 document_id, QzSheet *sheet,
                                  GError **error)
{
  static const char sql[] =
      "SELECT d.number, d.business_day, p.code, " PROVIDER_NAME ", l.pay_fen, x.reason"
      " FROM document_line l JOIN document_line o ON o.id = l.source_line_id"
      " JOIN document d ON d.id = o.document_id JOIN provider p ON p.id = l.provider_id"
      " JOIN deferral x ON x.document_line_id = o.id WHERE l.document_id = ?1 ORDER BY l.line_no";

  return fill (store, sql, document_id, sheet, error);
}

gboolean
qz_document_lists_count_prints (QzStore *store, gint64 document_id, const char *form,
                                const char *part, gint64 *out, GError **error)
{
  QzStatement *count = qz_store_prepare (
      store,
      "SELECT count (*) FROM print_log WHERE document_id = ?1 AND form = ?2"
      " AND iif (?3 IS NULL, instr (part, '#') = 0, part = ?3)",
      error);

  if (count == NULL || !qz_statement_bind (count, error, "itt", document_id, form, part)
      || !qz_statement_step (count, error))
    return FALSE;
  *out = qz_statement_get_int (count, 0);
  qz_statement_reset (count);
  return TRUE;
}

gboolean
qz_document_lists_find_payee (QzStore *store, const char *provider_code, QzInsurance insurance,
                              char **out_account, char **out_bank, GError **error)
{
  QzStatement *find = qz_store_prepare (
      store,
      "SELECT account_no, bank_name FROM bank_account WHERE owner_kind = 'provider'"
      " AND owner_code = ?1 AND (insurance IS NULL OR insurance = ?2)"
      " ORDER BY insurance IS NULL, id DESC LIMIT 1",
      error);
  g_autoptr (GError) failure = NULL;
  gboolean found;

  if (find == NULL
      || !qz_statement_bind (find, error, "tt", provider_code, qz_insurance_to_text (insurance)))
    return FALSE;
  found = qz_statement_step (find, &failure);
  *out_account = g_strdup (found ? qz_statement_get_text (find, 0) : "");
  *out_bank = g_strdup (found ? qz_statement_get_text (find, 1) : "");
  qz_statement_reset (find);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
