/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-day.h"
#include "qz-verify-private.h"

/* Vouchers against their lines and balances against both, in one pass over the two tables in the
 * order they were written: joining and grouping them by SQL takes three times as long. */

typedef struct {
  gint64 n;
  char *first; /* of them, in words */
} Faults;

/* What a balance is kept by. The texts are interned, so that equal means the same pointer. */
typedef struct {
  const char *ledger;
  const char *account;
  const char *path;
  gint64 provider_id;
  gint64 item_period;
  gint64 period;
} Key;

/* Forged amounts may be anything, so the sums are wider than what can be stored. */
typedef struct {
  Key key;
  __int128 debit;
  __int128 credit;
  gboolean is_stored;
} Sum;

typedef struct {
  QzVerifier *verifier;
  QzStatement *heads;
  QzStatement *lines;
  gboolean has_line; /* the lines stand on one */
  GStringChunk *words;
  GHashTable *sums; /* Key inside Sum → Sum */
  Faults vouchers;
  Faults balances;
} Pass;

static void note (Faults *faults, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
note (Faults *faults, const char *format, ...)
{
  va_list arguments;

  if (faults->n++ > 0)
    return;
  va_start (arguments, format);
  faults->first = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

static guint
key_hash_cb (gconstpointer data)
{
  const Key *key = data;

  return g_direct_hash (key->ledger) ^ g_direct_hash (key->account) * 31
         ^ g_direct_hash (key->path) * 7 ^ (guint) key->provider_id * 2654435761U
         ^ (guint) key->item_period * 40503 ^ (guint) key->period * 97;
}

static gboolean
key_equal_cb (gconstpointer a, gconstpointer b)
{
  const Key *x = a;
  const Key *y = b;

  return x->ledger == y->ledger && x->account == y->account && x->path == y->path
         && x->provider_id == y->provider_id && x->item_period == y->item_period
         && x->period == y->period;
}

static const char *
intern (Pass *self, QzStatement *row, int column)
{
  return g_string_chunk_insert_const (self->words, qz_statement_get_text (row, column));
}

static gboolean
step_line (Pass *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  self->has_line = qz_statement_step (self->lines, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* ── vouchers and their lines ────────────────────────────────────────────────────────────────── */

static Sum *
get_sum (Pass *self, const char *ledger, gint64 period)
{
  const Key key = { ledger,
                    intern (self, self->lines, 1),
                    intern (self, self->lines, 4),
                    qz_statement_get_int (self->lines, 2),
                    qz_statement_get_int (self->lines, 3),
                    period };
  Sum *sum = g_hash_table_lookup (self->sums, &key);

  if (sum != NULL)
    return sum;
  sum = g_new0 (Sum, 1);
  sum->key = key;
  g_hash_table_insert (self->sums, &sum->key, sum);
  return sum;
}

/* A voucher's lines are written right after it. */
static gboolean
skip_strays (Pass *self, gint64 voucher_id, GError **error)
{
  while (self->has_line && qz_statement_get_int (self->lines, 0) < voucher_id)
    {
      note (&self->vouchers, _("a line of voucher %" PRId64 " does not follow it"),
            qz_statement_get_int (self->lines, 0));
      if (!step_line (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_in_month (QzStatement *head)
{
  const char *text = qz_statement_get_text (head, 4);
  QzDay day;

  return qz_day_parse_plain (text, strlen (text), &day)
         && qz_period_of_day (day) == qz_statement_get_int (head, 2);
}

static gboolean
check_voucher (Pass *self, GError **error)
{
  const gint64 id = qz_statement_get_int (self->heads, 0);
  const gint64 period = qz_statement_get_int (self->heads, 2);
  const gint64 total = qz_statement_get_int (self->heads, 5);
  const char *ledger = intern (self, self->heads, 1);
  __int128 debit = 0, credit = 0;
  guint n_lines = 0;

  if (!skip_strays (self, id, error))
    return FALSE;
  for (; self->has_line && qz_statement_get_int (self->lines, 0) == id; n_lines++)
    {
      Sum *sum = get_sum (self, ledger, period);

      debit += qz_statement_get_int (self->lines, 5);
      credit += qz_statement_get_int (self->lines, 6);
      sum->debit += qz_statement_get_int (self->lines, 5);
      sum->credit += qz_statement_get_int (self->lines, 6);
      if (!step_line (self, error))
        return FALSE;
    }
  if (debit != total || credit != total || n_lines < 2 || !is_in_month (self->heads))
    note (&self->vouchers, "%s/%" PRId64 "/%" PRId64, ledger, period,
          qz_statement_get_int (self->heads, 3));
  return TRUE;
}

#define LOOK_EVERY 16384

static gboolean
check_vouchers (Pass *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  guint64 n = 0;

  if (!step_line (self, error))
    return FALSE;
  while (qz_statement_step (self->heads, &failure) && check_voucher (self, &failure))
    if (++n % LOOK_EVERY == 0 && !qz_check_cancelled (self->verifier->cancellable, &failure))
      break;
  if (failure == NULL)
    return skip_strays (self, G_MAXINT64, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* ── balances ────────────────────────────────────────────────────────────────────────────────── */

static void
check_balance (Pass *self, QzStatement *row)
{
  const Key key = { intern (self, row, 0),         intern (self, row, 1),
                    intern (self, row, 4),         qz_statement_get_int (row, 2),
                    qz_statement_get_int (row, 3), qz_statement_get_int (row, 5) };
  Sum *sum = g_hash_table_lookup (self->sums, &key);

  if (sum != NULL)
    sum->is_stored = TRUE;
  if (sum == NULL || sum->debit != qz_statement_get_int (row, 6)
      || sum->credit != qz_statement_get_int (row, 7))
    note (&self->balances, "%s %s %" PRId64, key.ledger, key.account, key.period);
}

static void
check_all_stored (Pass *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sums);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Sum *sum = value;

      if (!sum->is_stored)
        note (&self->balances, "%s %s %" PRId64, sum->key.ledger, sum->key.account,
              sum->key.period);
    }
}

static gboolean
check_balances (Pass *self, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      self->verifier->store,
      "SELECT ledger, account, provider_id, item_period, path, period, debit_fen, credit_fen"
      " FROM account_balance",
      error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (qz_statement_step (rows, &failure))
    check_balance (self, rows);
  check_all_stored (self);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
qz_verify_vouchers (QzVerifier *self, GError **error)
{
  Pass pass = { .verifier = self };
  gboolean done;

  pass.heads = qz_store_prepare (
      self->store, "SELECT id, ledger, period, number, day, total_fen FROM voucher ORDER BY id",
      error);
  if (pass.heads == NULL)
    return FALSE;
  pass.lines = qz_store_prepare (
      self->store,
      "SELECT voucher_id, account, provider_id, item_period, path, debit_fen, credit_fen"
      " FROM voucher_line ORDER BY id",
      error);
  if (pass.lines == NULL)
    return FALSE;
  pass.words = g_string_chunk_new (1024);
  pass.sums = g_hash_table_new_full (key_hash_cb, key_equal_cb, NULL, g_free);
  done = check_vouchers (&pass, error) && check_balances (&pass, error);
  if (done)
    {
      qz_verifier_report (self, "BALANCE", _("Balances are the sums of the vouchers' lines"),
                          pass.balances.n, pass.balances.n > 0 ? pass.balances.first : "");
      qz_verifier_report (self, "VOUCHERS",
                          _("Every voucher balances and lies in the month of its day"),
                          pass.vouchers.n, pass.vouchers.n > 0 ? pass.vouchers.first : "");
    }
  g_hash_table_unref (pass.sums);
  g_string_chunk_free (pass.words);
  g_free (pass.balances.first);
  g_free (pass.vouchers.first);
  return done;
}
