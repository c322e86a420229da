/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-voucher-repo.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-kinds.h"

gboolean
qz_voucher_repo_is_closed (QzStore *store, const char *ledger, QzPeriod period, gboolean *out,
                           GError **error)
{
  gint64 closed = 0;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT coalesce((SELECT act = 'close' FROM ledger_period WHERE ledger = ?1 AND period = ?2"
      "                 ORDER BY id DESC LIMIT 1), 0)",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "ti", ledger, (gint64) period)
      || !qz_statement_get_number (st, &closed, error))
    return FALSE;
  *out = closed != 0;
  return TRUE;
}

gboolean
qz_voucher_repo_find_last_closed (QzStore *store, const char *ledger, QzPeriod *out,
                                  GError **error)
{
  gint64 found = 0;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT coalesce(max(period), 0) FROM ledger_period p WHERE ledger = ?1 AND act = 'close'"
      "   AND id = (SELECT max(id) FROM ledger_period WHERE ledger = p.ledger"
      "              AND period = p.period)",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "t", ledger)
      || !qz_statement_get_number (st, &found, error))
    return FALSE;
  *out = (QzPeriod) found;
  return TRUE;
}

gboolean
qz_voucher_repo_check_open (QzStore *store, const char *ledger, QzPeriod period, GError **error)
{
  g_autofree char *month = qz_period_format (period);
  g_autofree char *last_month = NULL;
  QzPeriod last = 0;
  gboolean closed = FALSE;

  if (!qz_voucher_repo_is_closed (store, ledger, period, &closed, error)
      || !qz_voucher_repo_find_last_closed (store, ledger, &last, error))
    return FALSE;
  if (period > last)
    return TRUE;
  last_month = qz_period_format (last);
  if (closed)
    qz_error_set (error, QZ_ERROR_REFUSED, "period-closed",
                  _("%s of ledger %s is closed, so nothing can be posted on its days. Reopen the "
                    "month with a reason, or post in the next one."),
                  month, ledger);
  else
    qz_error_set (error, QZ_ERROR_REFUSED, "period-closed",
                  _("%s of ledger %s comes before %s, which is closed, so nothing can be posted on "
                    "its days. Reopen the closed months with a reason, or post in a later one."),
                  month, ledger, last_month);
  qz_error_add_rule (error, "3.6-6");
  return FALSE;
}

static int
parse_path (const char *text)
{
  QzPath path = QZ_PATH_DAILY;

  return text != NULL && qz_path_parse (text, &path) ? (int) path : -1;
}

static gboolean
read_lines (QzStore *store, gint64 id, QzVoucher *voucher, GError **error)
{
  g_autoptr (GError) local = NULL;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT account, provider_id, item_period, path, bank_account_id, debit_fen, credit_fen"
      "  FROM voucher_line WHERE voucher_id = ?1 ORDER BY line_no",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "i", id))
    return FALSE;
  while (qz_statement_step (st, &local))
    {
      QzVoucherLine line = { qz_statement_get_text (st, 0),
                             qz_statement_get_int (st, 1),
                             (QzPeriod) qz_statement_get_int (st, 2),
                             parse_path (qz_statement_get_text (st, 3)),
                             qz_statement_get_int (st, 4),
                             qz_statement_get_int (st, 5),
                             qz_statement_get_int (st, 6) };
      qz_voucher_add_line (voucher, &line);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static QzVoucher *
read_head (QzStatement *st, const char *ledger)
{
  QzVoucher *voucher = NULL;
  QzDay day = QZ_DAY_NONE;

  if (!qz_day_parse_plain (qz_statement_get_text (st, 1), 10, &day))
    g_return_val_if_reached (NULL);
  voucher =
      qz_voucher_new (ledger, day, qz_statement_get_text (st, 2), qz_statement_get_text (st, 3));
  qz_voucher_set_attachments (voucher, (guint) qz_statement_get_int (st, 4));
  qz_voucher_set_people (voucher, qz_statement_get_text (st, 5), qz_statement_get_text (st, 6),
                         qz_statement_get_text (st, 7));
  return voucher;
}

QzVoucher *
qz_voucher_repo_get (QzStore *store, const char *ledger, QzPeriod period, guint number,
                     gint64 *out_id, GError **error)
{
  g_autoptr (QzVoucher) voucher = NULL;
  gboolean has_row = FALSE;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT id, day, event, summary, n_attachments, made_by, checked_by, posted_by FROM voucher"
      " WHERE ledger = ?1 AND period = ?2 AND number = ?3",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "tii", ledger, (gint64) period, (gint64) number)
      || !qz_statement_step_once (st, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_autofree char *month = qz_period_format (period);
      qz_error_set (error, QZ_ERROR_INPUT, "no-such-voucher",
                    _("Ledger %s has no voucher number %u in %s."), ledger, number, month);
      return NULL;
    }
  *out_id = qz_statement_get_int (st, 0);
  voucher = read_head (st, ledger);
  qz_statement_reset (st);
  if (!read_lines (store, *out_id, voucher, error))
    return NULL;
  return g_steal_pointer (&voucher);
}

gboolean
qz_voucher_repo_get_origin (QzStore *store, gint64 voucher_id, QzVoucherOrigin *out, GError **error)
{
  gboolean has_row = FALSE;
  QzStatement *st =
      qz_store_prepare (store,
                        "SELECT coalesce(document_line_id, 0), coalesce(bank_line_event_id, 0),"
                        "       coalesce(reverses_id, 0) FROM voucher WHERE id = ?1",
                        error);

  *out = (QzVoucherOrigin) { 0 };
  if (st == NULL || !qz_statement_bind (st, error, "i", voucher_id)
      || !qz_statement_step_once (st, &has_row, error))
    return FALSE;
  if (has_row)
    *out = (QzVoucherOrigin) { qz_statement_get_int (st, 0), qz_statement_get_int (st, 1),
                               qz_statement_get_int (st, 2) };
  qz_statement_reset (st);
  return TRUE;
}

void
qz_voucher_ties_free (QzVoucherTies *self)
{
  g_free (self->document);
  g_free (self->reverses);
  g_free (self->reversed_by);
  g_free (self);
}

#define NAME_OF(v) v ".ledger || '/' || substr(" v ".period, 1, 4) || '-' || substr(" v            \
  ".period, 5) || '/' || " v ".number"

QzVoucherTies *
qz_voucher_repo_get_ties (QzStore *store, gint64 voucher_id, GError **error)
{
  gboolean has_row = FALSE;
  QzVoucherTies *ties = NULL;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT coalesce(d.number, ''), coalesce(" NAME_OF ("o") ", ''),"
      "  coalesce((SELECT " NAME_OF ("r") " FROM voucher r WHERE r.reverses_id = v.id), ''),"
      "  coalesce((SELECT e.draft_no FROM voucher_draft_event e WHERE e.voucher_id = v.id), 0),"
      "  v.bank_line_event_id IS NOT NULL"
      " FROM voucher v LEFT JOIN voucher o ON o.id = v.reverses_id"
      "  LEFT JOIN document_line l ON l.id = v.document_line_id"
      "  LEFT JOIN document d ON d.id = l.document_id WHERE v.id = ?1",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "i", voucher_id)
      || !qz_statement_step_once (st, &has_row, error))
    return NULL;
  ties = g_new0 (QzVoucherTies, 1);
  ties->document = g_strdup (has_row ? qz_statement_get_text (st, 0) : "");
  ties->reverses = g_strdup (has_row ? qz_statement_get_text (st, 1) : "");
  ties->reversed_by = g_strdup (has_row ? qz_statement_get_text (st, 2) : "");
  ties->draft_no = has_row ? (guint) qz_statement_get_int (st, 3) : 0;
  ties->is_of_bank = has_row && qz_statement_get_int (st, 4) != 0;
  qz_statement_reset (st);
  return ties;
}

gboolean
qz_voucher_repo_is_reversed (QzStore *store, gint64 voucher_id, gboolean *out, GError **error)
{
  gint64 n = 0;
  QzStatement *st =
      qz_store_prepare (store, "SELECT count(*) FROM voucher WHERE reverses_id = ?1", error);

  if (st == NULL || !qz_statement_bind (st, error, "i", voucher_id)
      || !qz_statement_get_number (st, &n, error))
    return FALSE;
  *out = n > 0;
  return TRUE;
}

gboolean
qz_voucher_repo_count_open (QzStore *store, gint64 document_line_id, const char *event,
                            const char *undo, gint64 *out, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT coalesce(sum((event = ?2) - (event = ?3)), 0) FROM voucher"
      " WHERE document_line_id = ?1 AND reverses_id IS NULL"
      "   AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.reverses_id = voucher.id)",
      error);

  return st != NULL && qz_statement_bind (st, error, "itt", document_line_id, event, undo)
         && qz_statement_get_number (st, out, error);
}

gboolean
qz_voucher_repo_set_closed (QzAct *act, const char *ledger, QzPeriod period, gboolean closed,
                            const char *reason, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "ledger_period", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, ledger);
  qz_table_writer_int (writer, period);
  qz_table_writer_text (writer, closed ? "close" : "reopen");
  qz_table_writer_text (writer, reason);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_voucher_repo_count (QzStore *store, const char *ledger, QzPeriod period, gint64 *n, gint64 *last,
                       GError **error)
{
  gboolean has_row = FALSE;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT count(*), coalesce(max(number), 0) FROM voucher WHERE ledger = ?1 AND period = ?2",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "ti", ledger, (gint64) period)
      || !qz_statement_step_once (st, &has_row, error))
    return FALSE;
  *n = qz_statement_get_int (st, 0);
  *last = qz_statement_get_int (st, 1);
  qz_statement_reset (st);
  return TRUE;
}

gboolean
qz_voucher_repo_find_open_before (QzStore *store, const char *ledger, QzPeriod period,
                                  QzPeriod *out, GError **error)
{
  gint64 found = 0;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT coalesce(min(period), 0) FROM voucher v WHERE ledger = ?1 AND period < ?2"
      "   AND coalesce((SELECT act FROM ledger_period p WHERE p.ledger = v.ledger"
      "                   AND p.period = v.period ORDER BY id DESC LIMIT 1), '') <> 'close'",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "ti", ledger, (gint64) period)
      || !qz_statement_get_number (st, &found, error))
    return FALSE;
  *out = (QzPeriod) found;
  return TRUE;
}

QzChart *
qz_voucher_repo_load_chart (QzStore *store, GError **error)
{
  g_autoptr (QzChart) chart = qz_chart_new ();
  g_autoptr (GError) local = NULL;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT symbol, code, name, parent, side = 'D', leaf FROM account a"
      " WHERE id = (SELECT max(id) FROM account WHERE symbol = a.symbol) ORDER BY code",
      error);

  if (st == NULL)
    return NULL;
  while (qz_statement_step (st, &local))
    {
      QzAccount account = { qz_statement_get_text (st, 0),     qz_statement_get_text (st, 1),
                            qz_statement_get_text (st, 2),     qz_statement_get_text (st, 3),
                            qz_statement_get_int (st, 4) != 0, qz_statement_get_int (st, 5) != 0 };
      if (!qz_chart_add (chart, &account, error))
        return NULL;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return qz_chart_check (chart, error) ? g_steal_pointer (&chart) : NULL;
}
