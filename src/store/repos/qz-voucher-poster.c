/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-voucher-repo.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-kinds.h"

/* What a balance is kept by. The strings are interned, so that equal means the same pointer. */
typedef struct {
  const char *ledger;
  const char *account;
  gint64 provider_id;
  QzPeriod item_period;
  int path;
  QzPeriod period;
} BalanceKey;

typedef struct {
  BalanceKey key;
  QzFen debit_fen;
  QzFen credit_fen;
} Balance;

/* The running number of one ledger and month. */
typedef struct {
  const char *ledger;
  QzPeriod period;
  gint64 last;
} Series;

struct _QzVoucherPoster {
  QzAct *act;
  QzTableWriter *heads;
  QzTableWriter *lines;
  GHashTable *balances; /* BalanceKey inside Balance → Balance */
  GArray *series;
};

static guint
balance_hash_cb (gconstpointer data)
{
  const BalanceKey *key = data;

  return g_direct_hash (key->ledger) ^ g_direct_hash (key->account) * 31
         ^ (guint) key->provider_id * 2654435761U ^ (guint) key->item_period * 40503
         ^ (guint) key->path << 7 ^ (guint) key->period * 97;
}

static gboolean
balance_equal_cb (gconstpointer a, gconstpointer b)
{
  const BalanceKey *x = a;
  const BalanceKey *y = b;

  return x->ledger == y->ledger && x->account == y->account && x->provider_id == y->provider_id
         && x->item_period == y->item_period && x->path == y->path && x->period == y->period;
}

QzVoucherPoster *
qz_voucher_poster_new (QzAct *act, GError **error)
{
  QzTableWriter *heads = qz_act_get_writer (act, "voucher", error);
  QzTableWriter *lines = heads != NULL ? qz_act_get_writer (act, "voucher_line", error) : NULL;
  QzVoucherPoster *self = NULL;

  if (lines == NULL)
    return NULL;
  self = g_new0 (QzVoucherPoster, 1);
  self->act = act;
  self->heads = heads;
  self->lines = lines;
  self->balances = g_hash_table_new_full (balance_hash_cb, balance_equal_cb, NULL, g_free);
  self->series = g_array_new (FALSE, FALSE, sizeof (Series));
  return self;
}

void
qz_voucher_poster_free (QzVoucherPoster *self)
{
  g_hash_table_unref (self->balances);
  g_array_unref (self->series);
  g_free (self);
}

/* The series of a ledger and month; on first use its month is checked to be open. */
static Series *
get_series (QzVoucherPoster *self, const char *ledger, QzPeriod period, GError **error)
{
  Series series = { ledger, period, 0 };
  gint64 n = 0;

  for (guint i = 0; i < self->series->len; i++)
    {
      Series *known = &g_array_index (self->series, Series, i);
      if (known->ledger == ledger && known->period == period)
        return known;
    }
  if (!qz_voucher_repo_check_open (qz_act_get_store (self->act), ledger, period, error)
      || !qz_voucher_repo_count (qz_act_get_store (self->act), ledger, period, &n, &series.last,
                                 error))
    return NULL;
  g_array_append_val (self->series, series);
  return &g_array_index (self->series, Series, self->series->len - 1);
}

static void
put_id (QzTableWriter *writer, gint64 id)
{
  if (id == 0)
    qz_table_writer_null (writer);
  else
    qz_table_writer_int (writer, id);
}

static const char *
path_text (int path)
{
  return path < 0 ? "" : qz_path_to_text ((QzPath) path);
}

static gint64
write_head (QzVoucherPoster *self, QzVoucher *voucher, const QzVoucherOrigin *origin, gint64 number,
            GError **error)
{
  QzFen total = 0;
  char day[11];

  if (!qz_voucher_get_total (voucher, &total, error))
    return 0;
  qz_day_write (qz_voucher_get_day (voucher), day);
  qz_table_writer_text (self->heads, qz_voucher_get_ledger (voucher));
  qz_table_writer_int (self->heads, qz_voucher_get_period (voucher));
  qz_table_writer_int (self->heads, number);
  qz_table_writer_text (self->heads, day);
  qz_table_writer_text (self->heads, qz_voucher_get_event (voucher));
  qz_table_writer_text (self->heads, qz_voucher_get_summary (voucher));
  put_id (self->heads, origin->document_line_id);
  put_id (self->heads, origin->bank_line_event_id);
  put_id (self->heads, origin->reverses_id);
  qz_table_writer_int (self->heads, qz_voucher_get_attachments (voucher));
  qz_table_writer_int (self->heads, total);
  qz_table_writer_text (self->heads, qz_voucher_get_made_by (voucher));
  qz_table_writer_text (self->heads, qz_voucher_get_checked_by (voucher));
  qz_table_writer_text (self->heads, qz_voucher_get_posted_by (voucher));
  return qz_table_writer_end_row (self->heads, error);
}

static gboolean
add_to_balance (QzVoucherPoster *self, const Series *series, const QzVoucherLine *line,
                GError **error)
{
  BalanceKey key = { series->ledger,    g_intern_string (line->account),
                     line->provider_id, line->item_period,
                     line->path,        series->period };
  Balance *balance = g_hash_table_lookup (self->balances, &key);

  if (balance == NULL)
    {
      balance = g_new0 (Balance, 1);
      balance->key = key;
      g_hash_table_insert (self->balances, &balance->key, balance);
    }
  return qz_fen_accumulate (&balance->debit_fen, line->debit_fen, error)
         && qz_fen_accumulate (&balance->credit_fen, line->credit_fen, error);
}

static gboolean
write_line (QzVoucherPoster *self, const Series *series, gint64 voucher_id, guint line_no,
            const QzVoucherLine *line, GError **error)
{
  qz_table_writer_int (self->lines, voucher_id);
  qz_table_writer_int (self->lines, line_no);
  qz_table_writer_text (self->lines, line->account);
  qz_table_writer_int (self->lines, line->provider_id);
  qz_table_writer_int (self->lines, line->item_period);
  qz_table_writer_text (self->lines, path_text (line->path));
  qz_table_writer_int (self->lines, line->bank_account_id);
  qz_table_writer_int (self->lines, line->debit_fen);
  qz_table_writer_int (self->lines, line->credit_fen);
  return qz_table_writer_end_row (self->lines, error) != 0
         && add_to_balance (self, series, line, error);
}

gint64
qz_voucher_poster_post (QzVoucherPoster *self, QzVoucher *voucher, const QzVoucherOrigin *origin,
                        GError **error)
{
  const char *ledger = g_intern_string (qz_voucher_get_ledger (voucher));
  Series *series = get_series (self, ledger, qz_voucher_get_period (voucher), error);
  gint64 id = 0;

  if (series == NULL)
    return 0;
  id = write_head (self, voucher, origin, series->last + 1, error);
  if (id == 0)
    return 0;
  series->last++;
  for (guint i = 0; i < qz_voucher_get_n_lines (voucher); i++)
    {
      if (!write_line (self, series, id, i + 1, qz_voucher_get_line (voucher, i), error))
        return 0;
    }
  return id;
}

/* The same by month of costs only, so that open months are known without asking each provider. */
static gboolean
flush_item (QzVoucherPoster *self, const Balance *balance, GError **error)
{
  QzStatement *st = qz_store_prepare (
      qz_act_get_store (self->act),
      "INSERT INTO item_sum (account, item_period, ledger, path, debit_fen, credit_fen)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (account, item_period, ledger, path)"
      " DO UPDATE SET debit_fen = debit_fen + excluded.debit_fen,"
      "               credit_fen = credit_fen + excluded.credit_fen",
      error);

  return st != NULL
         && qz_statement_bind (st, error, "tittii", balance->key.account,
                               (gint64) balance->key.item_period, balance->key.ledger,
                               path_text (balance->key.path), balance->debit_fen,
                               balance->credit_fen)
         && qz_statement_run (st, error);
}

static gboolean
flush_balance (QzVoucherPoster *self, const Balance *balance, GError **error)
{
  QzStatement *st = qz_store_prepare (
      qz_act_get_store (self->act),
      "INSERT INTO account_balance (ledger, account, provider_id, item_period, path, period,"
      "                             debit_fen, credit_fen)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
      " ON CONFLICT (ledger, account, provider_id, item_period, path, period) DO UPDATE"
      "   SET debit_fen = debit_fen + excluded.debit_fen,"
      "       credit_fen = credit_fen + excluded.credit_fen",
      error);

  return st != NULL
         && qz_statement_bind (st, error, "ttiitiii", balance->key.ledger, balance->key.account,
                               balance->key.provider_id, (gint64) balance->key.item_period,
                               path_text (balance->key.path), (gint64) balance->key.period,
                               balance->debit_fen, balance->credit_fen)
         && qz_statement_run (st, error)
         && (balance->key.item_period == 0 || flush_item (self, balance, error));
}

gboolean
qz_voucher_poster_finish (QzVoucherPoster *self, GError **error)
{
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->balances);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (!flush_balance (self, value, error))
        return FALSE;
    }
  g_hash_table_remove_all (self->balances);
  return TRUE;
}
