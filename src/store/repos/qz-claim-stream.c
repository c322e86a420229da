/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-stream.h"

#include <string.h>

#include "qz-error.h"

/* What every engine asks of a claim, and the amounts: those that most policies name, or all that
 * a base can be made of. A column that is not read is not decoded, and there are millions of
 * them. */
#define KEY_COLUMNS                                                                                \
  "c.id, c.provider_id, c.insurance, c.med_type, c.setl_time, c.setl_type, c.pay_loc, c.refund,"   \
  " c.medfee_fen, c.hifp_fen, c.hifmi_fen, c.hifob_fen, c.acct_fen, c.acct_mulaid_fen"
#define CLAIM_COLUMNS                                                                              \
  KEY_COLUMNS ", c.cvlserv_fen, c.hifes_fen, c.hifdm_fen, c.maf_fen, c.oth_fen, c.fund_pay_fen"
#define FIRST_AMOUNT 8

static const QzClaimAmount amount_columns[]
  = { QZ_CLAIM_MEDFEE,  QZ_CLAIM_HIFP,  QZ_CLAIM_HIFMI, QZ_CLAIM_HIFOB, QZ_CLAIM_ACCT,
      QZ_CLAIM_ACCT_MULAID, QZ_CLAIM_CVLSERV, QZ_CLAIM_HIFES, QZ_CLAIM_HIFDM, QZ_CLAIM_MAF,
      QZ_CLAIM_OTH, QZ_CLAIM_FUND_PAY };
#define N_FEW 6
#define FEW                                                                                        \
  (QZ_CLAIM_BIT (QZ_CLAIM_MEDFEE) | QZ_CLAIM_BIT (QZ_CLAIM_HIFP) | QZ_CLAIM_BIT (QZ_CLAIM_HIFMI)   \
   | QZ_CLAIM_BIT (QZ_CLAIM_HIFOB) | QZ_CLAIM_BIT (QZ_CLAIM_ACCT)                                  \
   | QZ_CLAIM_BIT (QZ_CLAIM_ACCT_MULAID))
#define N_COLUMNS (FIRST_AMOUNT + (int) G_N_ELEMENTS (amount_columns))

typedef struct {
  gint64 first, last;
} Run;

static void
read_claim (QzStatement *row, int n_amounts, QzClaim *claim, QzDay *last_day, char last_text[11])
{
  const char *time = qz_statement_get_text (row, 4);

  claim->id = qz_statement_get_int (row, 0);
  claim->provider_id = qz_statement_get_int (row, 1);
  claim->insurance = *qz_statement_get_text (row, 2) == 'E' ? QZ_INS_EMP : QZ_INS_RES;
  claim->med_type = qz_statement_get_text (row, 3);
  claim->setl_type = qz_statement_get_text (row, 5);
  claim->pay_loc = qz_statement_get_text (row, 6);
  claim->refund = qz_statement_get_int (row, 7) != 0;
  for (int i = 0; i < n_amounts; i++)
    claim->amounts[amount_columns[i]] = qz_statement_get_int (row, FIRST_AMOUNT + i);
  /* Claims of one day stand together in most files. */
  if (strncmp (time, last_text, 10) != 0)
    {
      g_strlcpy (last_text, time, 11);
      if (!qz_day_parse_plain (last_text, strlen (last_text), last_day))
        *last_day = QZ_DAY_NONE;
    }
  claim->day = *last_day;
}

/* setl_time is a day, or a day and a time after a blank: "~" is greater than both. */
static void
write_span (const QzClaimSpan *span, char from[11], char to[12])
{
  qz_day_write (span->from, from);
  qz_day_write (span->to, to);
  to[10] = '~';
  to[11] = '\0';
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
  char from[11], to[12];

  write_span (span, from, to);
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
bind_run (QzStatement *rows, const QzClaimSpan *span, const Run *run, GError **error)
{
  const char *insurance = span->insurance < 0 ? NULL : qz_insurance_to_text (span->insurance);
  const gint64 last = span->last_id == 0 ? run->last : MIN (run->last, span->last_id);
  char from[11], to[12];

  write_span (span, from, to);
  return qz_statement_bind (rows, error, "iittti", run->first, last, from, to, insurance,
                            span->provider_id);
}

#define IN_RUN                                                                                     \
  " WHERE c.id BETWEEN ?1 AND ?2 AND c.setl_time >= ?3 AND c.setl_time < ?4"                       \
  " AND (?5 IS NULL OR c.insurance = ?5) AND (?6 = 0 OR c.provider_id = ?6) ORDER BY c.id"

static gboolean
stream_run (QzStatement *rows, int n_amounts, QzClaimFunc func, gpointer user_data, GError **error)
{
  QzClaim claim = { 0 };
  QzDay day = QZ_DAY_NONE;
  char text[11] = "";
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    {
      read_claim (rows, n_amounts, &claim, &day, text);
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
qz_claim_stream_run (QzStore *store, const QzClaimSpan *span, QzClaimFunc func,
                     gpointer user_data, GError **error)
{
  static const char few[] = "SELECT " KEY_COLUMNS " FROM claim c" IN_RUN;
  static const char all[] = "SELECT " CLAIM_COLUMNS " FROM claim c" IN_RUN;
  const gboolean few_do = span->amounts != 0 && (span->amounts & ~FEW) == 0;
  const int n_amounts = few_do ? N_FEW : (int) G_N_ELEMENTS (amount_columns);
  g_autoptr (GArray) runs = find_runs (store, span, error);
  QzStatement *rows = qz_store_prepare (store, few_do ? few : all, error);

  if (runs == NULL || rows == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    if (!bind_run (rows, span, &g_array_index (runs, Run, i), error)
        || !stream_run (rows, n_amounts, func, user_data, error))
      return FALSE;
  return TRUE;
}

#define PLACE_COLUMNS CLAIM_COLUMNS ", c.setl_id, c.setl_time, i.file_name, c.line_no"

static gboolean
stream_places (QzStatement *rows, gboolean has_amount, QzClaimPlaceFunc func, gpointer user_data,
               GError **error)
{
  QzClaimPlace place = { { 0 } };
  QzDay day = QZ_DAY_NONE;
  char text[11] = "";
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    {
      read_claim (rows, G_N_ELEMENTS (amount_columns), &place.claim, &day, text);
      place.setl_id = qz_statement_get_text (rows, N_COLUMNS);
      place.setl_time = qz_statement_get_text (rows, N_COLUMNS + 1);
      place.file_name = qz_statement_get_text (rows, N_COLUMNS + 2);
      place.line_no = qz_statement_get_int (rows, N_COLUMNS + 3);
      place.amount_fen = has_amount ? qz_statement_get_int (rows, N_COLUMNS + 4) : 0;
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
    "SELECT " PLACE_COLUMNS ", k.amount_fen FROM document_link k JOIN claim c ON c.id = k.claim_id"
    " JOIN import_file i ON i.id = c.import_id WHERE k.id BETWEEN ?1 AND ?2 ORDER BY k.id",
    error);

  if (first_link_id == 0)
    return TRUE;
  return rows != NULL && qz_statement_bind (rows, error, "ii", first_link_id, last_link_id)
         && stream_places (rows, TRUE, func, user_data, error);
}

gboolean
qz_claim_stream_places (QzStore *store, const QzClaimSpan *span, QzClaimPlaceFunc func,
                        gpointer user_data, GError **error)
{
  g_autoptr (GArray) runs = find_runs (store, span, error);
  QzStatement *rows = qz_store_prepare (
    store,
    "SELECT " PLACE_COLUMNS " FROM claim c JOIN import_file i ON i.id = c.import_id" IN_RUN,
    error);

  if (runs == NULL || rows == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    if (!bind_run (rows, span, &g_array_index (runs, Run, i), error)
        || !stream_places (rows, FALSE, func, user_data, error))
      return FALSE;
  return TRUE;
}
