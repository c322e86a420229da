/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-draft-repo.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-kinds.h"

static void
line_free (gpointer data)
{
  QzDraftLineRecord *line = data;

  g_free (line->summary);
  g_free (line);
}

QzDraftRecord *
qz_draft_record_new (void)
{
  QzDraftRecord *self = g_new0 (QzDraftRecord, 1);

  self->lines = g_ptr_array_new_with_free_func (line_free);
  return self;
}

void
qz_draft_record_free (QzDraftRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->ledger);
  g_free (self->reason);
  g_free (self->made_by);
  g_free (self->last_act);
  g_free (self->checked_by);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
qz_draft_record_add_line (QzDraftRecord *self, const char *summary, const QzVoucherLine *line)
{
  QzDraftLineRecord *record = g_new0 (QzDraftLineRecord, 1);

  record->summary = g_strdup (summary);
  record->line = *line;
  record->line.account = g_intern_string (line->account);
  g_ptr_array_add (self->lines, record);
}

const char *
qz_draft_record_get_state (const QzDraftRecord *self)
{
  static const struct {
    const char *act, *state;
  } states[] = {
    { "submit", "submitted" }, { "check", "checked" }, { "refuse", "refused" },
    { "withdraw", "withdrawn" }, { "post", "posted" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (self->last_act, states[i].act) == 0)
      return states[i].state;
  return "draft";
}

/* ── writing ─────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_draft_repo_next_number (QzStore *store, guint *out, GError **error)
{
  gint64 last = 0;
  QzStatement *st =
      qz_store_prepare (store, "SELECT coalesce(max(draft_no), 0) FROM voucher_draft", error);

  if (st == NULL || !qz_statement_get_number (st, &last, error))
    return FALSE;
  *out = (guint) last + 1;
  return TRUE;
}

static void
put_id (QzTableWriter *writer, gint64 id)
{
  if (id == 0)
    qz_table_writer_null (writer);
  else
    qz_table_writer_int (writer, id);
}

static gboolean
insert_line (QzAct *act, gint64 draft_id, guint line_no, const QzDraftLineRecord *record,
             GError **error)
{
  const QzVoucherLine *line = &record->line;
  QzTableWriter *writer = qz_act_get_writer (act, "voucher_draft_line", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, draft_id);
  qz_table_writer_int (writer, line_no);
  qz_table_writer_text (writer, record->summary);
  qz_table_writer_text (writer, line->account);
  qz_table_writer_int (writer, line->provider_id);
  qz_table_writer_int (writer, line->item_period);
  qz_table_writer_text (writer, line->path < 0 ? "" : qz_path_to_text ((QzPath) line->path));
  qz_table_writer_int (writer, line->bank_account_id);
  qz_table_writer_int (writer, line->debit_fen);
  qz_table_writer_int (writer, line->credit_fen);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_draft_repo_insert (QzAct *act, QzDraftRecord *draft, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "voucher_draft", error);
  char day[11];

  if (writer == NULL)
    return FALSE;
  qz_day_write (draft->day, day);
  qz_table_writer_int (writer, draft->number);
  qz_table_writer_text (writer, draft->kind);
  qz_table_writer_text (writer, draft->ledger);
  qz_table_writer_int (writer, qz_period_of_day (draft->day));
  qz_table_writer_text (writer, day);
  qz_table_writer_int (writer, draft->n_attachments);
  put_id (writer, draft->reverses_id);
  qz_table_writer_text (writer, draft->reason);
  qz_table_writer_text (writer, draft->made_by);
  draft->id = qz_table_writer_end_row (writer, error);
  if (draft->id == 0)
    return FALSE;
  for (guint i = 0; i < draft->lines->len; i++)
    if (!insert_line (act, draft->id, i + 1, draft->lines->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
qz_draft_repo_add_event (QzAct *act, const QzDraftRecord *draft, const char *what,
                         const char *reason, gint64 voucher_id, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "voucher_draft_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, draft->number);
  qz_table_writer_int (writer, draft->id);
  qz_table_writer_text (writer, what);
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, reason);
  put_id (writer, voucher_id);
  return qz_table_writer_end_row (writer, error) != 0;
}

/* ── one draft ───────────────────────────────────────────────────────────────────────────────── */

static int
parse_path (const char *text)
{
  QzPath path = QZ_PATH_DAILY;

  return text != NULL && qz_path_parse (text, &path) ? (int) path : -1;
}

static gboolean
read_lines (QzStore *store, QzDraftRecord *draft, GError **error)
{
  g_autoptr (GError) local = NULL;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT summary, account, provider_id, item_period, path, bank_account_id, debit_fen,"
      "       credit_fen FROM voucher_draft_line WHERE draft_id = ?1 ORDER BY line_no",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "i", draft->id))
    return FALSE;
  while (qz_statement_step (st, &local))
    {
      const QzVoucherLine line = { qz_statement_get_text (st, 1),
                                   qz_statement_get_int (st, 2),
                                   (QzPeriod) qz_statement_get_int (st, 3),
                                   parse_path (qz_statement_get_text (st, 4)),
                                   qz_statement_get_int (st, 5),
                                   qz_statement_get_int (st, 6),
                                   qz_statement_get_int (st, 7) };

      qz_draft_record_add_line (draft, qz_statement_get_text (st, 0), &line);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static QzDraftRecord *
read_head (QzStatement *st, guint number)
{
  QzDraftRecord *draft = qz_draft_record_new ();

  draft->id = qz_statement_get_int (st, 0);
  draft->number = number;
  draft->kind = g_strdup (qz_statement_get_text (st, 1));
  draft->ledger = g_strdup (qz_statement_get_text (st, 2));
  if (!qz_day_parse_plain (qz_statement_get_text (st, 3), 10, &draft->day))
    draft->day = QZ_DAY_NONE;
  draft->n_attachments = (guint) qz_statement_get_int (st, 4);
  draft->reverses_id = qz_statement_get_int (st, 5);
  draft->reason = g_strdup (qz_statement_get_text (st, 6));
  draft->made_by = g_strdup (qz_statement_get_text (st, 7));
  draft->last_act = g_strdup (qz_statement_get_text (st, 8));
  /* A check that was taken back by a refusal is none. */
  if (g_strcmp0 (draft->last_act, "check") == 0 || g_strcmp0 (draft->last_act, "post") == 0)
    draft->checked_by = g_strdup (qz_statement_get_text (st, 9));
  return draft;
}

QzDraftRecord *
qz_draft_repo_get (QzStore *store, guint number, GError **error)
{
  g_autoptr (QzDraftRecord) draft = NULL;
  gboolean has_row = FALSE;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT d.id, d.kind, d.ledger, d.day, d.n_attachments, coalesce(d.reverses_id, 0), d.reason,"
      "  d.made_by, (SELECT e.act FROM voucher_draft_event e WHERE e.draft_no = ?1"
      "                ORDER BY e.id DESC LIMIT 1),"
      "  (SELECT e.actor FROM voucher_draft_event e WHERE e.draft_id = d.id AND e.act = 'check'"
      "     ORDER BY e.id DESC LIMIT 1)"
      " FROM voucher_draft d WHERE d.draft_no = ?1 ORDER BY d.id DESC LIMIT 1",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "i", (gint64) number)
      || !qz_statement_step_once (st, &has_row, error))
    return NULL;
  if (!has_row)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "no-such-draft", _("There is no voucher draft %u."),
                    number);
      return NULL;
    }
  draft = read_head (st, number);
  qz_statement_reset (st);
  return read_lines (store, draft, error) ? g_steal_pointer (&draft) : NULL;
}

/* ── what is asked of it ─────────────────────────────────────────────────────────────────────── */

gboolean
qz_draft_repo_has_saved (QzStore *store, guint number, const char *user, gboolean *out,
                         GError **error)
{
  gint64 n = 0;
  QzStatement *st = qz_store_prepare (
      store, "SELECT count(*) FROM voucher_draft WHERE draft_no = ?1 AND made_by = ?2", error);

  if (st == NULL || !qz_statement_bind (st, error, "it", (gint64) number, user)
      || !qz_statement_get_number (st, &n, error))
    return FALSE;
  *out = n > 0;
  return TRUE;
}

/* Drafts as they stand and the last thing that was done to each. */
#define LIVING                                                                                     \
  " FROM voucher_draft d WHERE d.id = (SELECT max(id) FROM voucher_draft"                          \
  "   WHERE draft_no = d.draft_no)"                                                                \
  " AND (SELECT e.act FROM voucher_draft_event e WHERE e.draft_no = d.draft_no"                    \
  "        ORDER BY e.id DESC LIMIT 1) NOT IN ('withdraw', 'post')"

gboolean
qz_draft_repo_count_living (QzStore *store, const char *ledger, QzPeriod period, gint64 *n,
                            gint64 *first, GError **error)
{
  gboolean has_row = FALSE;
  QzStatement *st = qz_store_prepare (store,
                                      "SELECT count(*), coalesce(min(d.draft_no), 0)" LIVING
                                      " AND d.ledger = ?1 AND d.period = ?2",
                                      error);

  if (st == NULL || !qz_statement_bind (st, error, "ti", ledger, (gint64) period)
      || !qz_statement_step_once (st, &has_row, error))
    return FALSE;
  *n = qz_statement_get_int (st, 0);
  *first = qz_statement_get_int (st, 1);
  qz_statement_reset (st);
  return TRUE;
}

gboolean
qz_draft_repo_find_reversing (QzStore *store, gint64 voucher_id, guint except, guint *out,
                              GError **error)
{
  gint64 number = 0;
  QzStatement *st = qz_store_prepare (store,
                                      "SELECT coalesce(min(d.draft_no), 0)" LIVING
                                      " AND d.reverses_id = ?1 AND d.draft_no <> ?2",
                                      error);

  if (st == NULL || !qz_statement_bind (st, error, "ii", voucher_id, (gint64) except)
      || !qz_statement_get_number (st, &number, error))
    return FALSE;
  *out = (guint) number;
  return TRUE;
}

gboolean
qz_draft_repo_find_kind (QzStore *store, const char *ledger, QzPeriod period, const char *kind,
                         guint *out, GError **error)
{
  gint64 number = 0;
  QzStatement *st = qz_store_prepare (store,
                                      "SELECT coalesce(min(d.draft_no), 0)" LIVING
                                      " AND d.ledger = ?1 AND d.period = ?2 AND d.kind = ?3",
                                      error);

  if (st == NULL || !qz_statement_bind (st, error, "tit", ledger, (gint64) period, kind)
      || !qz_statement_get_number (st, &number, error))
    return FALSE;
  *out = (guint) number;
  return TRUE;
}

char *
qz_draft_repo_dup_voucher_name (QzStore *store, gint64 voucher_id, GError **error)
{
  gboolean has_row = FALSE;
  char *name = NULL;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT ledger || '/' || substr(period, 1, 4) || '-' || substr(period, 5) || '/' || number"
      "  FROM voucher WHERE id = ?1",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "i", voucher_id)
      || !qz_statement_step_once (st, &has_row, error))
    return NULL;
  name = g_strdup (has_row ? qz_statement_get_text (st, 0) : "");
  qz_statement_reset (st);
  return name;
}

gboolean
qz_draft_repo_find_voucher (QzStore *store, guint number, gint64 *out, GError **error)
{
  QzStatement *st = qz_store_prepare (store,
                                      "SELECT coalesce(max(voucher_id), 0)"
                                      "  FROM voucher_draft_event WHERE draft_no = ?1",
                                      error);

  return st != NULL && qz_statement_bind (st, error, "i", (gint64) number)
         && qz_statement_get_number (st, out, error);
}

gboolean
qz_draft_repo_find_provider (QzStore *store, const char *code, gint64 *out, GError **error)
{
  QzStatement *st =
      qz_store_prepare (store, "SELECT coalesce(max(id), 0) FROM provider WHERE code = ?1", error);

  return st != NULL && qz_statement_bind (st, error, "t", code)
         && qz_statement_get_number (st, out, error);
}

char *
qz_draft_repo_dup_provider_code (QzStore *store, gint64 provider_id, GError **error)
{
  gboolean has_row = FALSE;
  char *code = NULL;
  QzStatement *st = qz_store_prepare (store, "SELECT code FROM provider WHERE id = ?1", error);

  if (st == NULL || !qz_statement_bind (st, error, "i", provider_id)
      || !qz_statement_step_once (st, &has_row, error))
    return NULL;
  code = g_strdup (has_row ? qz_statement_get_text (st, 0) : "");
  qz_statement_reset (st);
  return code;
}

/* ── prints ──────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_draft_repo_count_prints (QzStore *store, gint64 voucher_id, gint64 *out, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store, "SELECT count(*) FROM voucher_print_log WHERE voucher_id = ?1", error);

  return st != NULL && qz_statement_bind (st, error, "i", voucher_id)
         && qz_statement_get_number (st, out, error);
}

gboolean
qz_draft_repo_add_print (QzAct *act, gint64 voucher_id, const char *digest, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "voucher_print_log", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, voucher_id);
  qz_table_writer_text (writer, digest);
  return qz_table_writer_end_row (writer, error) != 0;
}
