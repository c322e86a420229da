/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-stream.h"

#include <string.h>

#include "qz-clearing-repo.h"
#include "qz-day.h"

/* Columns of a claim as the lists need them, from @c; other = hifes + hifdm + oth. */
#define CLAIM_COLUMNS                                                                              \
  "c.id, c.provider_id, c.insu_admdvs, c.insurance, c.setl_time, c.refund, c.medfee_fen,"          \
  " c.hifp_fen, c.hifob_fen + c.hifmi_fen, c.cvlserv_fen, c.maf_fen,"                              \
  " c.hifes_fen + c.hifdm_fen + c.oth_fen, c.acct_fen"
#define N_CLAIM_COLUMNS 13

typedef struct {
  gint64 first, last;
} Run;

/* The month of yyyy-mm-dd…; 0 when it is none. */
static inline QzPeriod
read_month (QzStatement *row, int column)
{
  int length;
  const char *text = qz_statement_get_bytes (row, column, &length);

  if (G_UNLIKELY (length < 7))
    return 0;
  return ((text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0'))
             * 100
         + (text[5] - '0') * 10 + (text[6] - '0');
}

static inline void
read_area (QzStatement *row, int column, char kept[8])
{
  int length;
  const char *text = qz_statement_get_bytes (row, column, &length);

  length = MIN (length, 7);
  if (length > 0)
    memcpy (kept, text, (gsize) length);
  kept[length] = '\0';
}

static inline void
read_claim (QzStatement *row, QzNlClaim *claim, char area[8])
{
  int length;

  claim->id = qz_statement_get_int (row, 0);
  claim->provider_id = qz_statement_get_int (row, 1);
  read_area (row, 2, area);
  claim->area = area;
  claim->treat_area = NULL;
  claim->insurance = *qz_statement_get_bytes (row, 3, &length) == 'E' ? QZ_INS_EMP : QZ_INS_RES;
  claim->period = read_month (row, 4);
  claim->n_visits = qz_statement_get_int (row, 5) != 0 ? -1 : 1;
  claim->medfee_fen = qz_statement_get_int (row, 6);
  for (int i = 0; i < QZ_N_FC; i++)
    claim->parts[i] = qz_statement_get_int (row, 7 + i);
  claim->acct_fen = qz_statement_get_int (row, 7 + QZ_N_FC);
}

/* ── claims ─────────────────────────────────────────────────────────────────────────────────── */

/* The lists that were published before, in any order of months: a claim of month m that came in
 * later than the last list of a month from m on belongs to the next one, and to that one only. */
typedef struct {
  QzPeriod period;
  gint64 last_claim_id;
} Published;

static GArray *
list_published (QzStore *store, const QzNlSpan *span, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT l.period, max (l.last_claim_id) FROM clearing_list l JOIN clearing_state s"
      " ON s.period = l.period AND s.scope = l.scope AND s.stage = 'publish' AND s.unit = ''"
      " AND s.state = 'PUBLISHED' WHERE l.scope = ?1 AND l.period <> ?2"
      " AND (SELECT max (e.id) FROM clearing_event e WHERE e.period = l.period"
      "  AND e.scope = ?1 AND e.stage = 'publish') < coalesce ("
      "  (SELECT max (e.id) FROM clearing_event e WHERE e.period = ?2 AND e.scope = ?1"
      "  AND e.stage = 'publish'), 9223372036854775807)"
      " AND l.version = (SELECT max (version) FROM clearing_list WHERE period = l.period"
      "  AND scope = l.scope) GROUP BY l.period ORDER BY l.period DESC",
      error);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Published));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL
      || !qz_statement_bind (rows, error, "ti", qz_nl_scope_to_text (span->scope),
                             (gint64) span->period))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const Published one = { (QzPeriod) qz_statement_get_int (rows, 0),
                              qz_statement_get_int (rows, 1) };

      g_array_append_val (list, one);
    }
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Whether a claim of an earlier month came too late for its own lists and all since. */
static gboolean
is_late (const GArray *published, QzPeriod period, gint64 id)
{
  gboolean was_published = FALSE;

  for (guint i = 0; i < published->len; i++)
    {
      const Published *one = &g_array_index (published, Published, i);

      if (one->period < period)
        break;
      if (id <= one->last_claim_id)
        return FALSE;
      was_published = was_published || one->period == period;
    }
  return was_published;
}

static GArray *
find_runs (QzStore *store, const QzNlSpan *span, const GArray *published, GError **error)
{
  const gint64 bound =
      published->len > 0 ? g_array_index (published, Published, 0).last_claim_id : G_MAXINT64;
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT i.first_id, i.last_id FROM import_file i WHERE i.kind = 'claims' AND i.first_id > 0"
      " AND ((i.first_day <= ?2 AND i.last_day >= ?1) OR (i.last_id > ?3 AND i.first_day < ?1))"
      " AND NOT EXISTS (SELECT 1 FROM import_withdrawal w WHERE w.import_id = i.id)"
      " ORDER BY i.first_id",
      error);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (GError) failure = NULL;
  char from[11], to[11];

  qz_day_write (qz_period_get_first_day (span->period), from);
  qz_day_write (qz_period_get_last_day (span->period), to);
  if (rows == NULL || !qz_statement_bind (rows, error, "tti", from, to, bound))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const Run run = { qz_statement_get_int (rows, 0), qz_statement_get_int (rows, 1) };

      g_array_append_val (runs, run);
    }
  if (failure == NULL)
    return g_steal_pointer (&runs);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
stream_run (QzStatement *rows, const QzNlSpan *span, const GArray *published, QzNlClaimFunc func,
            gpointer user_data, GError **error)
{
  QzNlClaim claim;
  char area[8];
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    {
      const QzPeriod period = read_month (rows, 4);

      if (period > span->period
          || (period < span->period
              && !is_late (published, period, qz_statement_get_int (rows, 0))))
        continue;
      read_claim (rows, &claim, area);
      if (!func (&claim, user_data, &failure))
        break;
    }
  qz_statement_reset (rows);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
qz_clearing_stream_claims (QzStore *store, const QzNlSpan *span, QzNlClaimFunc func,
                           gpointer user_data, GError **error)
{
  g_autoptr (GArray) published = list_published (store, span, error);
  g_autoptr (GArray) runs =
      published != NULL ? find_runs (store, span, published, error) : NULL;
  QzStatement *rows = qz_store_prepare (
      store,
      span->provider_id == 0
          ? "SELECT " CLAIM_COLUMNS " FROM claim c WHERE c.id BETWEEN ?1 AND ?2 AND c.pay_loc = ?3"
            " ORDER BY c.id"
          : "SELECT " CLAIM_COLUMNS " FROM claim c WHERE c.id BETWEEN ?1 AND ?2 AND c.pay_loc = ?3"
            " AND c.provider_id = ?4 ORDER BY c.id",
      error);

  if (runs == NULL || rows == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      const gint64 last = span->last_id == 0 ? run->last : MIN (run->last, span->last_id);
      const char *pay_loc = span->scope == QZ_NL_IN_PROV ? "3" : "4";
      const gboolean bound =
          span->provider_id == 0
              ? qz_statement_bind (rows, error, "iit", run->first, last, pay_loc)
              : qz_statement_bind (rows, error, "iiti", run->first, last, pay_loc,
                                   span->provider_id);

      if (!bound || !stream_run (rows, span, published, func, user_data, error))
        return FALSE;
    }
  return TRUE;
}

/* ── deductions and national items ──────────────────────────────────────────────────────────── */

static gboolean
stream_deductions (QzStatement *rows, QzNlDeductionFunc func, gpointer user_data, GError **error)
{
  QzNlDeduction deduction = { 0 };
  char area[8];
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    {
      read_claim (rows, &deduction.claim, area);
      deduction.id = qz_statement_get_int (rows, N_CLAIM_COLUMNS);
      deduction.orig_period = (QzPeriod) qz_statement_get_int (rows, N_CLAIM_COLUMNS + 1);
      deduction.amount_fen = qz_statement_get_int (rows, N_CLAIM_COLUMNS + 2);
      deduction.reason = qz_statement_get_text (rows, N_CLAIM_COLUMNS + 3);
      if (!func (&deduction, user_data, &failure))
        break;
    }
  qz_statement_reset (rows);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gint64
get_bound (const QzNlSpan *span)
{
  return span->last_id == 0 ? G_MAXINT64 : span->last_id;
}

gboolean
qz_clearing_stream_deductions (QzStore *store, const QzNlSpan *span, QzNlDeductionFunc func,
                               gpointer user_data, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT " CLAIM_COLUMNS ", d.id, d.orig_period, d.amount_fen, d.reason FROM nl_deduction d"
      " JOIN claim c ON c.id = d.claim_id WHERE d.period = ?1 AND c.pay_loc = ?2 AND d.id <= ?3"
      " AND (?4 = 0 OR c.provider_id = ?4) ORDER BY d.id",
      error);

  return rows != NULL
         && qz_statement_bind (rows, error, "itii", (gint64) span->period,
                               span->scope == QZ_NL_IN_PROV ? "3" : "4", get_bound (span),
                               span->provider_id)
         && stream_deductions (rows, func, user_data, error);
}

/* An item in the columns of a claim; one of a deduction takes its amount off. */
static void
read_item (QzStatement *row, QzNlDeduction *out, char areas[2][8])
{
  QzNlClaim *claim = &out->claim;
  const gboolean is_deduction = strcmp (qz_statement_get_text (row, 1), "deduct") == 0;
  int length;

  out->id = qz_statement_get_int (row, 0);
  claim->id = out->id;
  claim->provider_id = 0;
  read_area (row, 2, areas[0]);
  read_area (row, 3, areas[1]);
  claim->area = areas[0];
  claim->treat_area = areas[1];
  claim->insurance = *qz_statement_get_bytes (row, 4, &length) == 'E' ? QZ_INS_EMP : QZ_INS_RES;
  claim->period = (QzPeriod) qz_statement_get_int (row, 5);
  claim->n_visits = qz_statement_get_int (row, 7) < 0 ? -1 : 1;
  claim->medfee_fen = is_deduction ? 0 : qz_statement_get_int (row, 7);
  for (int i = 0; i < QZ_N_FC; i++)
    claim->parts[i] = qz_statement_get_int (row, 8 + i);
  claim->acct_fen = qz_statement_get_int (row, 8 + QZ_N_FC);
  out->orig_period = (QzPeriod) qz_statement_get_int (row, 6);
  out->amount_fen = is_deduction ? qz_statement_get_int (row, 9 + QZ_N_FC) : 0;
  out->reason = qz_statement_get_text (row, 10 + QZ_N_FC);
}

#define ITEM_COLUMNS                                                                               \
  "n.id, n.kind, n.insu_admdvs, n.treat_area, n.insurance, n.period, n.orig_period,"               \
  " n.medfee_fen, n.pool_fen, n.big_fen, n.cvlserv_fen, n.maf_fen, n.other_fen, n.acct_fen,"       \
  " n.fund_fen, n.reason"

static gboolean
stream_items (QzStatement *rows, QzNlDeductionFunc func, gpointer user_data, GError **error)
{
  QzNlDeduction item = { 0 };
  char areas[2][8];
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    {
      read_item (rows, &item, areas);
      if (!func (&item, user_data, &failure))
        break;
    }
  qz_statement_reset (rows);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
qz_clearing_stream_items (QzStore *store, const QzNlSpan *span, QzNlDeductionFunc func,
                          gpointer user_data, GError **error)
{
  QzStatement *rows = qz_store_prepare (store,
                                        "SELECT " ITEM_COLUMNS " FROM national_item n"
                                        " WHERE n.period = ?1 AND n.id <= ?2 ORDER BY n.id",
                                        error);

  return rows != NULL
         && qz_statement_bind (rows, error, "ii", (gint64) span->period, get_bound (span))
         && stream_items (rows, func, user_data, error);
}

/* ── what earlier months left (NL-38) ───────────────────────────────────────────────────────── */

#define CARRIED                                                                                    \
  " WHERE k.to_period = ?1 AND k.list_id IN (SELECT max (l.id) FROM clearing_list l"               \
  " JOIN clearing_state s ON s.period = l.period AND s.scope = l.scope AND s.stage = 'publish'"    \
  " AND s.unit = '' AND s.state = 'PUBLISHED' WHERE l.scope = ?2 GROUP BY l.period) ORDER BY k.id"

gboolean
qz_clearing_stream_carried (QzStore *store, const QzNlSpan *span, QzNlSource source,
                            QzNlDeductionFunc func, gpointer user_data, GError **error)
{
  static const char *const queries[] = {
    [QZ_NL_SOURCE_CLAIM] = "SELECT " CLAIM_COLUMNS ", c.id, 0, 0, '' FROM clearing_carry k"
                           " JOIN claim c ON k.source = 'claim' AND c.id = k.record_id" CARRIED,
    [QZ_NL_SOURCE_ITEM] = "SELECT " ITEM_COLUMNS " FROM clearing_carry k JOIN national_item n"
                          " ON k.source = 'item' AND n.id = k.record_id" CARRIED,
    [QZ_NL_SOURCE_DEDUCTION] = "SELECT " CLAIM_COLUMNS ", d.id, d.orig_period, d.amount_fen,"
                               " d.reason FROM clearing_carry k JOIN nl_deduction d"
                               " ON k.source = 'deduction' AND d.id = k.record_id"
                               " JOIN claim c ON c.id = d.claim_id" CARRIED,
  };
  QzStatement *rows = qz_store_prepare (store, queries[source], error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "it", (gint64) span->period,
                             qz_nl_scope_to_text (span->scope)))
    return FALSE;
  return source == QZ_NL_SOURCE_ITEM ? stream_items (rows, func, user_data, error)
                                     : stream_deductions (rows, func, user_data, error);
}

/* ── one of them ────────────────────────────────────────────────────────────────────────────── */

void
qz_nl_place_clear (QzNlPlace *self)
{
  g_clear_pointer (&self->setl_id, g_free);
  g_clear_pointer (&self->day, g_free);
  g_clear_pointer (&self->file_name, g_free);
}

gboolean
qz_clearing_stream_get_place (QzStore *store, QzNlSource source, gint64 id, QzNlPlace *out,
                              GError **error)
{
  static const char *const queries[] = {
    [QZ_NL_SOURCE_CLAIM] = "SELECT t.setl_id, substr (t.setl_time, 1, 10), i.file_name, t.line_no"
                           " FROM claim t LEFT JOIN import_file i ON i.id = t.import_id"
                           " WHERE t.id = ?1",
    [QZ_NL_SOURCE_ITEM] = "SELECT t.setl_id, t.discharge_day, i.file_name, t.line_no"
                          " FROM national_item t LEFT JOIN import_file i ON i.id = t.import_id"
                          " WHERE t.id = ?1",
    [QZ_NL_SOURCE_DEDUCTION] = "SELECT t.setl_id, t.confirmed_day, i.file_name, t.line_no"
                               " FROM nl_deduction t LEFT JOIN import_file i"
                               " ON i.id = t.import_id WHERE t.id = ?1",
  };
  QzStatement *row = qz_store_prepare (store, queries[source], error);
  gboolean has_row = FALSE;

  *out = (QzNlPlace) { 0 };
  if (row == NULL || !qz_statement_bind (row, error, "i", id)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      out->setl_id = g_strdup (qz_statement_get_text (row, 0));
      out->day = g_strdup (qz_statement_get_text (row, 1));
      out->file_name = g_strdup (qz_statement_get_text (row, 2));
      out->line_no = qz_statement_get_int (row, 3);
      qz_statement_reset (row);
    }
  return TRUE;
}

gboolean
qz_clearing_stream_find (QzStore *store, const char *setl_id, QzNlClaimFacts *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT " CLAIM_COLUMNS ", c.pay_loc, (SELECT coalesce (sum (amount_fen), 0)"
      " FROM nl_deduction d WHERE d.claim_id = c.id) FROM claim c WHERE c.setl_id = ?1",
      error);
  char area[8];

  *out = (QzNlClaimFacts) { 0 };
  if (row == NULL || !qz_statement_bind (row, error, "t", setl_id)
      || !qz_statement_step_once (row, &out->found, error))
    return FALSE;
  if (out->found)
    {
      read_claim (row, &out->claim, area);
      out->claim.area = g_intern_string (area);
      out->refund = out->claim.n_visits < 0;
      out->pay_loc = qz_statement_get_text (row, N_CLAIM_COLUMNS)[0];
      out->deducted_fen = qz_statement_get_int (row, N_CLAIM_COLUMNS + 1);
      qz_statement_reset (row);
    }
  return TRUE;
}

gboolean
qz_clearing_stream_get_bounds (QzStore *store, gint64 out[3], GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT (SELECT coalesce (max (id), 0) FROM claim),"
      " (SELECT coalesce (max (id), 0) FROM national_item),"
      " (SELECT coalesce (max (id), 0) FROM nl_deduction)",
      error);
  gboolean has_row = FALSE;

  if (row == NULL || !qz_statement_bind (row, error, "")
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  for (int i = 0; has_row && i < 3; i++)
    out[i] = qz_statement_get_int (row, i);
  qz_statement_reset (row);
  return TRUE;
}
