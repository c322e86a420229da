/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-browse-repo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-id-sorter.h"
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

/* Most columns are ordered here, from one scan of keys; SQLite's own sorting of a million rows
 * takes two to three times as long. */
typedef enum {
  KEY_NUMBER,
  KEY_TIME,     /* a text, of which the digits count */
  KEY_WORD,     /* a text of which there are few */
  KEY_PROVIDER, /* a number, ranked by the provider's code or name */
  KEY_SQL,      /* by SQLite: the key itself is the statement's order */
} KeyKind;

#define KEYS(value, where) "SELECT c.id, " value " FROM claim c" where
#define KEYED(name, kind, value)                                                                   \
  { name, kind, { { KEYS (value, ""), KEYS (value, "") },                                          \
                  { KEYS (value, FITS), KEYS (value, FITS) } } }
#define IDS(where, order) "SELECT c.id FROM claim c" where " ORDER BY " order ", c.id"
#define BY_SQL(name, up, down)                                                                     \
  { name, KEY_SQL, { { IDS ("", up), IDS ("", down) }, { IDS (FITS, up), IDS (FITS, down) } } }
#define BY_SQL_NULLABLE(name, value)                                                               \
  BY_SQL (name, value " IS NULL, " value, value " IS NULL, " value " DESC")

typedef struct {
  const char *column;
  KeyKind kind;
  const char *sql[2][2]; /* filtered, descending */
} Order;

static const Order orders[] = {
  BY_SQL ("setl_id", "c.setl_id", "c.setl_id DESC"),
  KEYED ("provider_code", KEY_PROVIDER, "c.provider_id"),
  KEYED ("provider_name", KEY_PROVIDER, "c.provider_id"),
  KEYED ("insurance", KEY_WORD, "c.insurance"),
  KEYED ("insutype", KEY_WORD, "c.insutype"),
  KEYED ("med_type", KEY_WORD, "c.med_type"),
  KEYED ("setl_time", KEY_TIME, "c.setl_time"),
  KEYED ("refund", KEY_NUMBER, "c.refund"),
  BY_SQL_NULLABLE ("refd_setl_id", "c.refd_setl_id"),
  BY_SQL_NULLABLE ("psn_name", "c.psn_name"),
  BY_SQL_NULLABLE ("certno", "c.certno"),
  KEYED ("medfee", KEY_NUMBER, "c.medfee_fen"),
  KEYED ("fund", KEY_NUMBER, "c.fund_pay_fen"),
  KEYED ("acct", KEY_NUMBER, "c.acct_fen"),
  KEYED ("acct_mulaid", KEY_NUMBER, "c.acct_mulaid_fen"),
  KEYED ("cash", KEY_NUMBER, "c.psn_cash_fen"),
  KEYED ("setl_type", KEY_WORD, "c.setl_type"),
  KEYED ("pay_loc", KEY_WORD, "c.pay_loc"),
  KEYED ("insu_admdvs", KEY_WORD, "c.insu_admdvs"),
  KEYED ("import", KEY_NUMBER, "c.import_id"),
  KEYED ("file", KEY_WORD, "(SELECT file_name FROM import_file WHERE id = c.import_id)"),
  KEYED ("line", KEY_NUMBER, "c.line_no"),
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

static void
set_too_many (GError **error)
{
  qz_error_set (error, QZ_ERROR_REFUSED, "too-many-claims",
                _("This book set has had more claims than a list can number; use the command"));
}

static gboolean
take_id (GArray *ids, gint64 id, GError **error)
{
  guint32 narrow = (guint32) id;

  if (id < 0 || id > G_MAXUINT32)
    {
      set_too_many (error);
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

/* "2026-03-01 07:00:00" → 20260301070000; what is missing at the end counts as nothing. */
static gint64
read_digits (const char *text)
{
  gint64 number = 0;
  guint n = 0;

  for (; text != NULL && *text != '\0' && n < 14; text++)
    if (g_ascii_isdigit (*text))
      {
        number = number * 10 + (*text - '0');
        n++;
      }
  for (; n < 14; n++)
    number *= 10;
  return number;
}

static gboolean
rank_providers (QzStore *store, const char *column, QzIdSorter *sorter, GError **error)
{
  QzStatement *statement =
      strcmp (column, "provider_code") == 0
          ? qz_store_prepare (store, "SELECT id FROM provider ORDER BY code", error)
          : qz_store_prepare (store,
                              "SELECT p.id FROM provider p ORDER BY (SELECT name FROM provider_fact"
                              " WHERE provider_id = p.id ORDER BY id DESC LIMIT 1), p.code",
                              error);
  g_autoptr (GError) reason = NULL;

  if (statement == NULL)
    return FALSE;
  while (qz_statement_step (statement, &reason))
    qz_id_sorter_rank (sorter, qz_statement_get_int (statement, 0));
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static const Order *
find_order (const QzClaimBrowseQuery *query)
{
  for (guint i = 0; query->order != NULL && i < G_N_ELEMENTS (orders); i++)
    if (strcmp (orders[i].column, query->order) == 0)
      return &orders[i];
  return NULL;
}

/* Reads the pairs of id and key of @order, as numbers that order as the column does. */
static gboolean
read_keys (QzStore *store, const Order *order, QzStatement *statement, QzIdSorter *sorter,
           GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (order->kind == KEY_PROVIDER && !rank_providers (store, order->column, sorter, error))
    return FALSE;
  while (qz_statement_step (statement, &reason))
    {
      const gint64 id = qz_statement_get_int (statement, 0);

      if (order->kind == KEY_TIME)
        qz_id_sorter_add (sorter, id, read_digits (qz_statement_get_text (statement, 1)));
      else if (order->kind == KEY_WORD)
        qz_id_sorter_add_word (sorter, id, qz_statement_get_text (statement, 1));
      else if (order->kind == KEY_PROVIDER)
        qz_id_sorter_add_ranked (sorter, id, qz_statement_get_int (statement, 1));
      else
        qz_id_sorter_add (sorter, id, qz_statement_get_int (statement, 1));
    }
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
read_ordered (QzStore *store, const Order *order, const QzClaimBrowseQuery *query, GArray *ids,
              GError **error)
{
  const gboolean filtered = is_filtered (query);
  QzStatement *statement =
      qz_store_prepare (store, order->sql[filtered][query->descending != 0], error);
  g_autoptr (QzIdSorter) sorter = NULL;

  if (statement == NULL || (filtered && !bind_filters (statement, query, error)))
    return FALSE;
  if (order->kind == KEY_SQL)
    return read_all (statement, ids, error);
  sorter = qz_id_sorter_new ();
  if (!read_keys (store, order, statement, sorter, error))
    return FALSE;
  if (!qz_id_sorter_finish (sorter, query->descending, ids))
    {
      set_too_many (error);
      return FALSE;
    }
  return TRUE;
}

gboolean
qz_claim_browse_repo_read_ids (QzStore *store, const QzClaimBrowseQuery *query, GArray *ids,
                               GError **error)
{
  const Order *order = find_order (query);
  QzStatement *statement;

  if (order != NULL)
    return read_ordered (store, order, query, ids, error);
  if (!is_filtered (query))
    return read_runs (store, ids, error);
  statement = qz_store_prepare (store, "SELECT c.id FROM claim c" FITS " ORDER BY c.id", error);
  return statement != NULL && bind_filters (statement, query, error)
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
