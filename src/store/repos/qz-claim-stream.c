/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-stream.h"

#include <string.h>

#include "qz-error.h"

/* What every engine asks of a claim, before the amounts. */
#define KEY_COLUMNS                                                                                \
  "c.id, c.provider_id, c.insurance, c.med_type, c.setl_time, c.setl_type, c.pay_loc, c.refund"
#define FIRST_AMOUNT 8
#define CLAIM_COLUMNS                                                                              \
  KEY_COLUMNS ", c.medfee_fen, c.hifp_fen, c.hifmi_fen, c.hifob_fen, c.acct_fen,"                  \
              " c.acct_mulaid_fen, c.cvlserv_fen, c.hifes_fen, c.hifdm_fen, c.maf_fen, c.oth_fen," \
              " c.fund_pay_fen"

static const struct {
  QzClaimAmount amount;
  const char *column;
} amount_columns[] = {
  { QZ_CLAIM_MEDFEE, ", c.medfee_fen" },   { QZ_CLAIM_HIFP, ", c.hifp_fen" },
  { QZ_CLAIM_HIFMI, ", c.hifmi_fen" },     { QZ_CLAIM_HIFOB, ", c.hifob_fen" },
  { QZ_CLAIM_ACCT, ", c.acct_fen" },       { QZ_CLAIM_ACCT_MULAID, ", c.acct_mulaid_fen" },
  { QZ_CLAIM_CVLSERV, ", c.cvlserv_fen" }, { QZ_CLAIM_HIFES, ", c.hifes_fen" },
  { QZ_CLAIM_HIFDM, ", c.hifdm_fen" },     { QZ_CLAIM_MAF, ", c.maf_fen" },
  { QZ_CLAIM_OTH, ", c.oth_fen" },         { QZ_CLAIM_FUND_PAY, ", c.fund_pay_fen" },
};
#define N_AMOUNTS G_N_ELEMENTS (amount_columns)
#define N_COLUMNS (FIRST_AMOUNT + (int) N_AMOUNTS)

typedef struct {
  gint64 first, last;
} Run;

/* A claim that is read again and again, with what its texts point to. */
typedef struct {
  QzClaim claim;
  QzDay day; /* of day_text */
  char day_text[10];
  char codes[3][8]; /* med_type, setl_type, pay_loc */
  guint32 amounts;  /* QZ_CLAIM_BITs that the row has; 0: all */
} Reader;

static inline gboolean
has_amount (guint32 amounts, guint i)
{
  return amounts == 0 || (amounts & QZ_CLAIM_BIT (amount_columns[i].amount)) != 0;
}

/* Codes are one or two letters; anything longer SQLite gives an end. */
static inline const char *
read_code (QzStatement *row, int column, char kept[8])
{
  int length;
  const char *bytes = qz_statement_get_bytes (row, column, &length);

  if (G_UNLIKELY (length <= 0 || length >= 8))
    return qz_statement_get_text (row, column);
  memcpy (kept, bytes, (gsize) length);
  kept[length] = '\0';
  return kept;
}

/* Claims of one day stand together in most files. */
static inline QzDay
read_day (Reader *self, QzStatement *row)
{
  int length;
  const char *bytes = qz_statement_get_bytes (row, 4, &length);

  if (G_UNLIKELY (length < (int) sizeof self->day_text))
    return QZ_DAY_NONE;
  if (memcmp (bytes, self->day_text, sizeof self->day_text) != 0)
    {
      memcpy (self->day_text, bytes, sizeof self->day_text);
      if (!qz_day_parse_plain (bytes, sizeof self->day_text, &self->day))
        self->day = QZ_DAY_NONE;
    }
  return self->day;
}

/* FALSE: it lies outside the span. */
static gboolean
read_claim (Reader *self, QzStatement *row, const QzClaimSpan *span)
{
  QzClaim *claim = &self->claim;
  int column = FIRST_AMOUNT;
  int length;

  claim->day = read_day (self, row);
  if (span != NULL && (claim->day < span->from || claim->day > span->to))
    return FALSE;
  claim->id = qz_statement_get_int (row, 0);
  claim->provider_id = qz_statement_get_int (row, 1);
  claim->insurance = *qz_statement_get_bytes (row, 2, &length) == 'E' ? QZ_INS_EMP : QZ_INS_RES;
  claim->med_type = read_code (row, 3, self->codes[0]);
  claim->setl_type = read_code (row, 5, self->codes[1]);
  claim->pay_loc = read_code (row, 6, self->codes[2]);
  claim->refund = qz_statement_get_int (row, 7) != 0;
  for (guint i = 0; i < N_AMOUNTS; i++)
    if (has_amount (self->amounts, i))
      claim->amounts[amount_columns[i].amount] = qz_statement_get_int (row, column++);
  return TRUE;
}

static GArray *
find_runs (QzStore *store, const QzClaimSpan *span, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT i.first_id, i.last_id FROM import_file i WHERE i.kind = 'claims' AND i.first_id > 0"
      " AND i.first_day <= ?2 AND i.last_day >= ?1"
      " AND NOT EXISTS (SELECT 1 FROM import_withdrawal w WHERE w.import_id = i.id)"
      " ORDER BY i.first_id",
      error);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (GError) failure = NULL;
  char from[11], to[11];

  qz_day_write (span->from, from);
  qz_day_write (span->to, to);
  if (rows == NULL || !qz_statement_bind (rows, error, "tt", from, to))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const Run run = { qz_statement_get_int (rows, 0), qz_statement_get_int (rows, 1) };

      g_array_append_val (runs, run);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&runs);
}

static gboolean
is_unfiltered (const QzClaimSpan *span)
{
  return span->insurance < 0 && span->provider_id == 0;
}

static gboolean
bind_run (QzStatement *rows, const QzClaimSpan *span, const Run *run, GError **error)
{
  const char *insurance = span->insurance < 0 ? NULL : qz_insurance_to_text (span->insurance);
  const gint64 last = span->last_id == 0 ? run->last : MIN (run->last, span->last_id);

  if (is_unfiltered (span))
    return qz_statement_bind (rows, error, "ii", run->first, last);
  return qz_statement_bind (rows, error, "iiti", run->first, last, insurance, span->provider_id);
}

/* The day is looked at when the row is read: it is needed anyway. */
#define IN_RUN " WHERE c.id BETWEEN ?1 AND ?2"
#define FILTER " AND (?3 IS NULL OR c.insurance = ?3) AND (?4 = 0 OR c.provider_id = ?4)"

/* A column that is not read is not decoded, and a condition that always holds is not looked at:
 * there are millions of rows. */
static QzStatement *
prepare_rows (QzStore *store, const QzClaimSpan *span, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT " KEY_COLUMNS);

  for (guint i = 0; i < N_AMOUNTS; i++)
    if (has_amount (span->amounts, i))
      g_string_append (sql, amount_columns[i].column);
  g_string_append (sql, " FROM claim c" IN_RUN);
  if (!is_unfiltered (span))
    g_string_append (sql, FILTER);
  g_string_append (sql, " ORDER BY c.id");
  return qz_store_prepare (store, sql->str, error);
}

static gboolean
stream_run (QzStatement *rows, const QzClaimSpan *span, QzClaimFunc func, gpointer user_data,
            GError **error)
{
  Reader reader = { .day = QZ_DAY_NONE, .amounts = span->amounts };
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    if (read_claim (&reader, rows, span) && !func (&reader.claim, user_data, &failure))
      break;
  qz_statement_reset (rows);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
qz_claim_stream_run (QzStore *store, const QzClaimSpan *span, QzClaimFunc func, gpointer user_data,
                     GError **error)
{
  g_autoptr (GArray) runs = find_runs (store, span, error);
  QzStatement *rows = prepare_rows (store, span, error);

  if (runs == NULL || rows == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    if (!bind_run (rows, span, &g_array_index (runs, Run, i), error)
        || !stream_run (rows, span, func, user_data, error))
      return FALSE;
  return TRUE;
}

#define PLACE_COLUMNS CLAIM_COLUMNS ", c.setl_id, c.setl_time, i.file_name, c.line_no"
#define PLACES_IN_RUN                                                                              \
  "SELECT " PLACE_COLUMNS " FROM claim c JOIN import_file i ON i.id = c.import_id" IN_RUN

/* @span: NULL for links, which have an amount. */
static gboolean
stream_places (QzStatement *rows, const QzClaimSpan *span, QzClaimPlaceFunc func,
               gpointer user_data, GError **error)
{
  Reader reader = { .day = QZ_DAY_NONE };
  QzClaimPlace place = { { 0 } };
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    {
      if (!read_claim (&reader, rows, span))
        continue;
      place.claim = reader.claim;
      place.setl_id = qz_statement_get_text (rows, N_COLUMNS);
      place.setl_time = qz_statement_get_text (rows, N_COLUMNS + 1);
      place.file_name = qz_statement_get_text (rows, N_COLUMNS + 2);
      place.line_no = qz_statement_get_int (rows, N_COLUMNS + 3);
      place.amount_fen = span == NULL ? qz_statement_get_int (rows, N_COLUMNS + 4) : 0;
      if (!func (&place, user_data, &failure))
        break;
    }
  qz_statement_reset (rows);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
qz_claim_stream_links (QzStore *store, gint64 first_link_id, gint64 last_link_id,
                       QzClaimPlaceFunc func, gpointer user_data, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT " PLACE_COLUMNS
      ", k.amount_fen FROM document_link k JOIN claim c ON c.id = k.claim_id"
      " JOIN import_file i ON i.id = c.import_id WHERE k.id BETWEEN ?1 AND ?2 ORDER BY k.id",
      error);

  if (first_link_id == 0)
    return TRUE;
  return rows != NULL && qz_statement_bind (rows, error, "ii", first_link_id, last_link_id)
         && stream_places (rows, NULL, func, user_data, error);
}

gboolean
qz_claim_stream_places (QzStore *store, const QzClaimSpan *span, QzClaimPlaceFunc func,
                        gpointer user_data, GError **error)
{
  g_autoptr (GArray) runs = find_runs (store, span, error);
  QzStatement *rows =
      qz_store_prepare (store,
                        is_unfiltered (span) ? PLACES_IN_RUN " ORDER BY c.id"
                                             : PLACES_IN_RUN FILTER " ORDER BY c.id",
                        error);

  if (runs == NULL || rows == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    if (!bind_run (rows, span, &g_array_index (runs, Run, i), error)
        || !stream_places (rows, span, func, user_data, error))
      return FALSE;
  return TRUE;
}
