/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-browse-repo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-sheet-fill.h"

/* ── filters and orders ──────────────────────────────────────────────────────────────────────── */

/* ?1 provider code, ?2 first day, ?3 the day after the last, ?4 insurance, ?5 med_type, ?6 text;
 * each may be NULL. A masked identity number is compared as people see it. */
#define FITS                                                                                       \
  " WHERE (?1 IS NULL OR c.provider_id = (SELECT id FROM provider WHERE code = ?1))"               \
  " AND (?2 IS NULL OR c.setl_time >= ?2) AND (?3 IS NULL OR c.setl_time < ?3)"                    \
  " AND (?4 IS NULL OR c.insurance = ?4) AND (?5 IS NULL OR c.med_type = ?5)"                      \
  " AND (?6 IS NULL OR instr (c.setl_id, ?6) > 0 OR instr (c.psn_name, ?6) > 0"                    \
  "  OR instr (substr (c.certno, 1, 6) || '********' || substr (c.certno, -4), ?6) > 0)"

/* The provider is looked up for each claim, whatever the planner thinks of it. */
#define WITH_PROVIDER " CROSS JOIN provider p ON p.id = c.provider_id"
#define WITH_FILE     " CROSS JOIN import_file f ON f.id = c.import_id"
#define PROVIDER_NAME                                                                              \
  "(SELECT name FROM provider_fact WHERE provider_id = c.provider_id ORDER BY id DESC LIMIT 1)"

#define IDS(join, where, order) "SELECT c.id FROM claim c" join where " ORDER BY " order ", c.id"
/* All claims and those that fit, each up and down. */
#define ORDER(name, join, value)                                                                   \
  { name,                                                                                          \
    { { IDS (join, "", value), IDS (join, "", value " DESC") },                                    \
      { IDS (join, FITS, value), IDS (join, FITS, value " DESC") } } }
#define ORDER_NULLABLE(name, value)                                                                \
  { name,                                                                                          \
    { { IDS ("", "", value " IS NULL, " value), IDS ("", "", value " IS NULL, " value " DESC") },  \
      { IDS ("", FITS, value " IS NULL, " value),                                                  \
        IDS ("", FITS, value " IS NULL, " value " DESC") } } }

static const struct {
  const char *column;
  const char *sql[2][2]; /* filtered, descending */
} orders[] = {
  ORDER ("setl_id", "", "c.setl_id"),
  ORDER ("provider_code", WITH_PROVIDER, "p.code"),
  ORDER ("provider_name", "", PROVIDER_NAME),
  ORDER ("insurance", "", "c.insurance"),
  ORDER ("insutype", "", "c.insutype"),
  ORDER ("med_type", "", "c.med_type"),
  ORDER ("setl_time", "", "c.setl_time"),
  ORDER ("refund", "", "c.refund"),
  ORDER_NULLABLE ("refd_setl_id", "c.refd_setl_id"),
  ORDER_NULLABLE ("psn_name", "c.psn_name"),
  ORDER_NULLABLE ("certno", "c.certno"),
  ORDER ("medfee", "", "c.medfee_fen"),
  ORDER ("fund", "", "c.fund_pay_fen"),
  ORDER ("acct", "", "c.acct_fen"),
  ORDER ("acct_mulaid", "", "c.acct_mulaid_fen"),
  ORDER ("cash", "", "c.psn_cash_fen"),
  ORDER ("setl_type", "", "c.setl_type"),
  ORDER ("pay_loc", "", "c.pay_loc"),
  ORDER ("insu_admdvs", "", "c.insu_admdvs"),
  ORDER ("import", "", "c.import_id"),
  ORDER ("file", WITH_FILE, "f.file_name"),
  ORDER ("line", "", "c.line_no"),
};

static gboolean
is_filtered (const QzClaimBrowseQuery *query)
{
  return query->provider != NULL || query->from != QZ_DAY_NONE || query->to != QZ_DAY_NONE
         || query->insurance != NULL || query->med_type != NULL || query->needle != NULL;
}

static gboolean
bind_filters (QzStatement *statement, const QzClaimBrowseQuery *query, GError **error)
{
  char from[11] = "";
  char after[11] = "";

  if (query->from != QZ_DAY_NONE)
    qz_day_write (query->from, from);
  if (query->to != QZ_DAY_NONE)
    qz_day_write (query->to + 1, after);
  return qz_statement_bind (statement, error, "tttttt", query->provider,
                            *from != '\0' ? from : NULL, *after != '\0' ? after : NULL,
                            query->insurance, query->med_type, query->needle);
}

/* ── ids ─────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
take_id (GArray *ids, gint64 id, GError **error)
{
  guint32 narrow = (guint32) id;

  if (id < 0 || id > G_MAXUINT32)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "too-many-claims",
                    _("This book set has had more claims than a list can number; use the command"));
      return FALSE;
    }
  g_array_append_val (ids, narrow);
  return TRUE;
}

/* As imported: a living file of claims has a run of ids without gaps, so nothing is scanned. */
static gboolean
read_runs (QzStore *store, GArray *ids, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT first_id, last_id FROM import_file f WHERE kind = 'claims' AND n_rows > 0"
      " AND NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = f.id) ORDER BY first_id",
      error);
  g_autoptr (GError) reason = NULL;

  if (statement == NULL)
    return FALSE;
  while (qz_statement_step (statement, &reason))
    {
      const gint64 last = qz_statement_get_int (statement, 1);

      for (gint64 id = qz_statement_get_int (statement, 0); id <= last; id++)
        if (!take_id (ids, id, error))
          {
            qz_statement_reset (statement);
            return FALSE;
          }
    }
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
read_all (QzStatement *statement, GArray *ids, GError **error)
{
  g_autoptr (GError) reason = NULL;

  while (qz_statement_step (statement, &reason))
    if (!take_id (ids, qz_statement_get_int (statement, 0), error))
      {
        qz_statement_reset (statement);
        return FALSE;
      }
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static const char *
find_sql (const QzClaimBrowseQuery *query, gboolean filtered)
{
  for (guint i = 0; query->order != NULL && i < G_N_ELEMENTS (orders); i++)
    if (strcmp (orders[i].column, query->order) == 0)
      return orders[i].sql[filtered][query->descending != 0];
  return "SELECT c.id FROM claim c" FITS " ORDER BY c.id";
}

gboolean
qz_claim_browse_repo_read_ids (QzStore *store, const QzClaimBrowseQuery *query, GArray *ids,
                               GError **error)
{
  const gboolean filtered = is_filtered (query);
  QzStatement *statement;

  if (!filtered && query->order == NULL)
    return read_runs (store, ids, error);
  statement = qz_store_prepare (store, find_sql (query, filtered), error);
  return statement != NULL && (!filtered || bind_filters (statement, query, error))
         && read_all (statement, ids, error);
}

/* ── sums ────────────────────────────────────────────────────────────────────────────────────── */

#define SUMS                                                                                       \
  "SELECT count (*), coalesce (sum (c.medfee_fen), 0), coalesce (sum (c.fund_pay_fen), 0),"        \
  " coalesce (sum (c.acct_fen), 0), coalesce (sum (c.psn_cash_fen), 0) FROM claim c"

static void
take_sums (QzStatement *statement, QzClaimBrowseSums *out)
{
  out->sums.n_claims += (guint64) qz_statement_get_int (statement, 0);
  out->sums.medfee_fen += qz_statement_get_int (statement, 1);
  out->sums.fund_fen += qz_statement_get_int (statement, 2);
  out->sums.acct_fen += qz_statement_get_int (statement, 3);
  out->cash_fen += qz_statement_get_int (statement, 4);
}

gboolean
qz_claim_browse_repo_sum (QzStore *store, const QzClaimBrowseQuery *query, QzClaimBrowseSums *out,
                          GError **error)
{
  const gboolean filtered = is_filtered (query);
  QzStatement *statement = filtered ? qz_store_prepare (store, SUMS FITS, error)
                                    : qz_store_prepare (store, SUMS, error);

  *out = (QzClaimBrowseSums) { { 0 }, 0 };
  if (statement == NULL || (filtered && !bind_filters (statement, query, error))
      || !qz_statement_step (statement, error))
    return FALSE;
  take_sums (statement, out);
  qz_statement_reset (statement);
  return TRUE;
}

/* The sums of stored claims stay far below what 64 bits hold: QZ_FEN_MAX is checked on import. */
gboolean
qz_claim_browse_repo_sum_ids (QzStore *store, const guint32 *ids, guint n_ids,
                              QzClaimBrowseSums *out, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT 1, medfee_fen, fund_pay_fen, acct_fen, psn_cash_fen FROM claim WHERE id = ?1", error);

  *out = (QzClaimBrowseSums) { { 0 }, 0 };
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    {
      gboolean has_row;

      if (!qz_statement_bind (statement, error, "i", (gint64) ids[i])
          || !qz_statement_step_once (statement, &has_row, error))
        return FALSE;
      if (has_row)
        take_sums (statement, out);
    }
  qz_statement_reset (statement);
  return TRUE;
}

/* ── rows ────────────────────────────────────────────────────────────────────────────────────── */

#define ROW                                                                                        \
  "SELECT c.setl_id, p.code, " PROVIDER_NAME                                                       \
  ", c.insurance, c.insutype, c.med_type, c.setl_time, c.refund, c.refd_setl_id, c.psn_name,"      \
  " c.certno, c.medfee_fen, c.fund_pay_fen, c.acct_fen, c.acct_mulaid_fen, c.psn_cash_fen,"        \
  " c.setl_type, c.pay_loc, c.insu_admdvs, c.import_id, f.file_name, c.line_no"                    \
  " FROM claim c" WITH_PROVIDER WITH_FILE " WHERE c.id = ?1"

gboolean
qz_claim_browse_repo_fill (QzStore *store, const guint32 *ids, guint n_ids, QzSheet *sheet,
                           GError **error)
{
  QzStatement *statement = qz_store_prepare (store, ROW, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    {
      const guint n_rows = qz_sheet_get_n_rows (sheet);

      if (!qz_statement_bind (statement, error, "i", (gint64) ids[i])
          || !qz_sheet_fill (sheet, statement, error))
        return FALSE;
      if (qz_sheet_get_n_rows (sheet) == n_rows)
        (void) qz_sheet_add_row (sheet);
    }
  return TRUE;
}

gboolean
qz_claim_browse_repo_fill_choices (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT 'insurance', insurance, insurance FROM (SELECT DISTINCT insurance FROM claim)"
      " UNION ALL SELECT 'med_type', med_type, med_type FROM (SELECT DISTINCT med_type FROM claim)"
      " UNION ALL SELECT 'provider_code', p.code, p.code || ' ' || coalesce ((SELECT name"
      "  FROM provider_fact WHERE provider_id = p.id ORDER BY id DESC LIMIT 1), '')"
      "  FROM provider p ORDER BY 1, 2",
      error);

  return statement != NULL && qz_sheet_fill (sheet, statement, error);
}

/* ── one claim ───────────────────────────────────────────────────────────────────────────────── */

void
qz_claim_record_free (QzClaimRecord *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < QZ_CLAIM_N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->provider_code);
  g_free (self->provider_name);
  g_free (self->insurance);
  g_free (self->file_name);
  g_free (self);
}

static QzClaimRecord *
take_record (QzStatement *statement)
{
  QzClaimRecord *claim = g_new0 (QzClaimRecord, 1);
  int column = 0;

  claim->id = qz_statement_get_int (statement, column++);
  claim->provider_id = qz_statement_get_int (statement, column++);
  claim->provider_code = g_strdup (qz_statement_get_text (statement, column++));
  claim->provider_name = g_strdup (qz_statement_get_text (statement, column++));
  claim->insurance = g_strdup (qz_statement_get_text (statement, column++));
  claim->refund = qz_statement_get_int (statement, column++) != 0;
  claim->import_id = qz_statement_get_int (statement, column++);
  claim->line_no = qz_statement_get_int (statement, column++);
  claim->file_name = g_strdup (qz_statement_get_text (statement, column++));
  for (guint i = 0; i < QZ_CLAIM_N_TEXTS; i++)
    claim->texts[i] = g_strdup (qz_statement_get_text (statement, column++));
  for (guint i = 0; i < QZ_N_CLAIM_AMOUNTS; i++)
    claim->amounts[i] = qz_statement_get_int (statement, column++);
  return claim;
}

gboolean
qz_claim_browse_repo_get (QzStore *store, const char *setl_id, QzClaimRecord **out, GError **error)
{
  /* Texts and amounts in the order of QzClaimText and QzClaimAmount. */
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT c.id, c.provider_id, p.code, " PROVIDER_NAME
      ", c.insurance, c.refund, c.import_id, c.line_no, f.file_name,"
      " c.setl_id, c.insutype, c.med_type, c.setl_time, c.setl_type, c.pay_loc, c.insu_admdvs,"
      " c.refd_setl_id, c.mdtrt_id, c.psn_no, c.psn_name, c.certno,"
      " c.medfee_fen, c.fulamt_ownpay_fen, c.overlmt_selfpay_fen, c.preselfpay_fen,"
      " c.inscp_scp_fen, c.hifp_fen, c.cvlserv_fen, c.hifes_fen, c.hifmi_fen, c.hifob_fen,"
      " c.hifdm_fen, c.maf_fen, c.oth_fen, c.fund_pay_fen, c.hosp_part_fen, c.psn_part_fen,"
      " c.acct_fen, c.acct_mulaid_fen, c.psn_cash_fen"
      " FROM claim c" WITH_PROVIDER WITH_FILE " WHERE c.setl_id = ?1",
      error);
  gboolean has_row;

  *out = NULL;
  if (statement == NULL || !qz_statement_bind (statement, error, "t", setl_id)
      || !qz_statement_step_once (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *out = take_record (statement);
  qz_statement_reset (statement);
  return TRUE;
}

/* Links have no index: only those of lines of the claim's provider, in documents that looked at the
 * claim, are read. */
gboolean
qz_claim_browse_repo_fill_lines (QzStore *store, const QzClaimRecord *claim, QzSheet *sheet,
                                 GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT d.number, d.kind, s.state, d.business_day, l.line_no, k.amount_fen"
      " FROM document_line l CROSS JOIN document d ON d.id = l.document_id"
      " JOIN document_state s ON s.document_id = d.id"
      " CROSS JOIN document_link k ON k.id BETWEEN l.first_link_id AND l.last_link_id"
      " WHERE l.provider_id = ?1 AND l.first_link_id > 0 AND d.insurance = ?2"
      " AND d.last_claim_id >= ?3 AND k.claim_id = ?3 ORDER BY d.id, l.line_no",
      error);

  return statement != NULL
         && qz_statement_bind (statement, error, "iti", claim->provider_id, claim->insurance,
                               claim->id)
         && qz_sheet_fill (sheet, statement, error);
}
