/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-report-repo.h"

#include "qz-sheet-fill.h"

#define NEWEST                                                                                     \
  "(SELECT * FROM assist_list l WHERE version = (SELECT max (version) FROM assist_list"            \
  " WHERE period = l.period))"
#define PROVIDER_NAME                                                                              \
  "(SELECT name FROM provider_fact f WHERE f.provider_id = p.id ORDER BY f.id DESC LIMIT 1)"

/* Bills settled directly from the day ?1 to before the day ?2, with what they are told apart by.
 * The sub-category is that of the last list before the settlement that has the person in the
 * category of the bill (DT-6a). */
#define BILLS                                                                                      \
  "(SELECT b.*, p.code AS provider, " PROVIDER_NAME " AS provider_name, b.category || '/' ||"      \
  "  coalesce ((SELECT s.subcategory FROM assist_spell s WHERE s.certno = b.certno"                \
  "   AND s.category = b.category AND s.valid_from <= substr (b.setl_time, 1, 10)"                 \
  "   ORDER BY s.id DESC LIMIT 1), '') AS groups, iif (b.cross_area, 'cross', 'own') AS area"      \
  " FROM assist_bill b JOIN provider p ON p.id = b.provider_id"                                    \
  " WHERE b.setl_type = '2' AND b.setl_time >= ?1 AND b.setl_time < ?2)"

static gboolean
bind_days (QzStatement *statement, const QzAssistDays *days, GError **error)
{
  g_autofree char *from = qz_day_format (days->from);
  g_autofree char *after = qz_day_format (days->to + 1);

  return statement != NULL && qz_statement_bind (statement, error, "tt", from, after);
}

gboolean
qz_assist_report_repo_sum (QzStore *store, const QzAssistDays *days, QzAssistSums *out,
                           GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT count(DISTINCT certno), coalesce (sum (iif (refund, -1, 1)), 0),"
      " coalesce (sum (medfee_fen), 0), coalesce (sum (inscp_scp_fen), 0),"
      " coalesce (sum (basic_fen), 0), coalesce (sum (ci_fen), 0), coalesce (sum (other_fen), 0),"
      " coalesce (sum (maf_fen), 0), coalesce (sum (hosp_part_fen), 0),"
      " coalesce (sum (acct_fen), 0), coalesce (sum (psn_cash_fen), 0),"
      " coalesce (sum (iif (cross_area, maf_fen, 0)), 0) FROM assist_bill"
      " WHERE setl_type = '2' AND setl_time >= ?1 AND setl_time < ?2",
      error);
  gint64 *const figures[] = { &out->persons,  &out->bills,    &out->medfee_fen, &out->scp_fen,
                              &out->basic_fen, &out->ci_fen,  &out->other_fen,  &out->maf_fen,
                              &out->hosp_fen, &out->acct_fen, &out->cash_fen,   &out->cross_fen };
  gboolean has_row = FALSE;

  if (!bind_days (row, days, error) || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  g_assert (has_row); /* an aggregate */
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    *figures[i] = qz_statement_get_int (row, (int) i);
  qz_statement_reset (row);
  return TRUE;
}

#define SUMS                                                                                       \
  " count(DISTINCT certno), sum (iif (refund, -1, 1)), sum (medfee_fen), sum (basic_fen),"         \
  " sum (ci_fen), sum (other_fen), sum (maf_fen), sum (hosp_part_fen + acct_fen + psn_cash_fen),"  \
  " sum (iif (cross_area, maf_fen, 0)) FROM " BILLS
#define GROUPED " GROUP BY 1 ORDER BY 9 DESC, 1"

gboolean
qz_assist_report_repo_fill (QzStore *store, const QzAssistDays *days, QzAssistDimension dimension,
                            QzSheet *sheet, GError **error)
{
  static const char *const queries[QZ_N_ASSIST_DIMENSIONS] = {
    "SELECT groups, groups," SUMS " GROUP BY 1 ORDER BY iif (groups LIKE '/%', 99,"
    "  instr ('LBTKBYFPJCQT', substr (groups, 1, 2))), 1",
    "SELECT county, county," SUMS GROUPED,
    "SELECT provider, max (provider_name)," SUMS GROUPED,
    "SELECT area, area," SUMS GROUPED,
  };
  QzStatement *rows = qz_store_prepare (store, queries[dimension], error);

  return bind_days (rows, days, error) && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_report_repo_fill_bills (QzStore *store, const QzAssistDays *days,
                                  QzAssistDimension dimension, const char *key, QzSheet *sheet,
                                  GError **error)
{
#define ONE_BY_ONE                                                                                 \
  "SELECT setl_id, substr (setl_time, 1, 10), provider, provider_name, county, category,"          \
  " psn_name, certno, cross_area, medfee_fen, basic_fen, ci_fen, other_fen, maf_fen,"              \
  " hosp_part_fen + acct_fen + psn_cash_fen, (SELECT file_name FROM import_file i"                 \
  "  WHERE i.id = import_id), line_no FROM " BILLS " WHERE ?3 IS NULL OR "
#define IN_ORDER " = ?3 ORDER BY setl_time, setl_id"
  static const char *const queries[QZ_N_ASSIST_DIMENSIONS] = {
    ONE_BY_ONE "groups" IN_ORDER,
    ONE_BY_ONE "county" IN_ORDER,
    ONE_BY_ONE "provider" IN_ORDER,
    ONE_BY_ONE "area" IN_ORDER,
  };
  QzStatement *rows = qz_store_prepare (store, queries[dimension], error);
  g_autofree char *from = qz_day_format (days->from);
  g_autofree char *after = qz_day_format (days->to + 1);

  return rows != NULL && qz_statement_bind (rows, error, "ttt", from, after, key)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_report_repo_fill_listed (QzStore *store, QzDay day, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT s.category || '/' || s.subcategory, count(DISTINCT s.certno) FROM assist_spell s"
      " LEFT JOIN assist_spell_end e ON e.spell_id = s.id"
      " WHERE s.valid_from <= ?1 AND (e.exit_day IS NULL OR e.exit_day > ?1)"
      " GROUP BY 1 ORDER BY 1",
      error);
  g_autofree char *text = qz_day_format (day);

  return rows != NULL && qz_statement_bind (rows, error, "t", text)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_report_repo_fill_deductions (QzStore *store, QzPeriod period, QzSheet *sheet,
                                       GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT kind, reason, count(*), sum (amount_fen) FROM assist_deduction WHERE period = ?1"
      " GROUP BY kind, reason ORDER BY 4 DESC, 1, 2",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_report_repo_fill_deducted (QzStore *store, QzPeriod period, const char *reason,
                                     QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT b.setl_id, p.code, " PROVIDER_NAME ", b.county, d.kind, d.reason, d.amount_fen,"
      " d.confirmed_day, (SELECT file_name FROM import_file i WHERE i.id = d.import_id),"
      " iif (d.import_id IS NULL, NULL, d.line_no) FROM assist_deduction d"
      " JOIN assist_bill b ON b.id = d.bill_id JOIN provider p ON p.id = b.provider_id"
      " WHERE d.period = ?1 AND (?2 IS NULL OR d.reason = ?2) ORDER BY d.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "it", (gint64) period, reason)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_report_repo_fill_counties (QzStore *store, QzPeriod period, QzSheet *sheet,
                                     GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT county FROM assist_allotment WHERE year = ?1 / 100 UNION SELECT r.county FROM"
      " assist_row r JOIN " NEWEST " l ON l.id = r.list_id WHERE r.cross_area"
      " AND l.period BETWEEN ?1 / 100 * 100 + 1 AND ?1 ORDER BY 1",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_report_repo_fill_used (QzStore *store, QzPeriod period, const char *county,
                                 QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT l.period, r.kind, b.setl_id, p.code, " PROVIDER_NAME ", r.maf_fen, r.deducted_fen,"
      " (SELECT file_name FROM import_file i WHERE i.id = b.import_id), b.line_no"
      " FROM assist_row r JOIN " NEWEST " l ON l.id = r.list_id"
      " JOIN provider p ON p.id = r.provider_id LEFT JOIN assist_bill b ON b.id = r.bill_id"
      " WHERE l.period BETWEEN ?1 / 100 * 100 + 1 AND ?1 AND r.county = ?2 AND r.cross_area"
      " ORDER BY l.period, r.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "it", (gint64) period, county)
         && qz_sheet_fill (sheet, rows, error);
}
