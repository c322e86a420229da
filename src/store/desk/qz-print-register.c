/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-print-register.h"

#include "qz-sheet-fill.h"

/* The act that wrote the row of a log, and its name by people. The last print of a group is the row
 * of max(p.id), whose other columns SQLite gives with it. */
#define ACT_OF(table)                                                                              \
  " JOIN change_range r ON r.id = (SELECT id FROM change_range WHERE table_name = '" table "'"     \
  "   AND last_id >= p.id ORDER BY last_id LIMIT 1)"                                               \
  " JOIN change_log c ON c.id = r.change_id"
#define WHO_AND_WHEN                                                                               \
  "c.business_time, coalesce((SELECT u.full_name FROM user u WHERE u.name = c.actor"              \
  "  ORDER BY u.id DESC LIMIT 1), c.actor), max(p.id)"

gboolean
qz_print_register_fill_documents (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT d.number, p.form, count(*), count(*) - count(DISTINCT p.part), " WHO_AND_WHEN
      " FROM print_log p JOIN document d ON d.id = p.document_id" ACT_OF ("print_log")
      " WHERE instr(p.part, '#') = 0 GROUP BY p.document_id, p.form",
      error);

  return st != NULL && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_print_register_fill_vouchers (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT v.ledger || '/' || substr(v.period, 1, 4) || '-' || substr(v.period, 5) || '/'"
      "   || v.number, v.period, count(*), count(*) - 1, " WHO_AND_WHEN
      " FROM voucher_print_log p JOIN voucher v ON v.id = p.voucher_id"
      ACT_OF ("voucher_print_log")
      " GROUP BY p.voucher_id ORDER BY v.id DESC",
      error);

  return st != NULL && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_print_register_fill_papers (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT subject, period, copies, copies - 1, time, by, form,"
      " iif (is_notice, 'notice', 'unit')"
      " FROM (SELECT p.subject AS subject, p.form AS form, n.period AS period,"
      "  n.id IS NOT NULL AS is_notice, count(*) AS copies, c.business_time AS time,"
      "  coalesce((SELECT u.full_name FROM user u WHERE u.name = c.actor"
      "   ORDER BY u.id DESC LIMIT 1), c.actor) AS by, max(p.id) AS last FROM paper_log p"
      "  LEFT JOIN notice n ON n.number = p.subject" ACT_OF ("paper_log")
      "  WHERE instr(p.subject, '#') = 0 GROUP BY p.form, p.subject) ORDER BY last DESC",
      error);

  return st != NULL && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_print_register_fill_paid (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT DISTINCT d.number FROM bank_line b"
      " JOIN document_line l ON l.id = b.document_line_id JOIN document d ON d.id = l.document_id",
      error);

  return st != NULL && qz_sheet_fill (sheet, st, error);
}
