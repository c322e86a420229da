/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-package-repo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-sheet-fill.h"

/* ── peers ──────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_package_repo_put_peer (QzAct *act, const char *agency, const char *key, gboolean active,
                          GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "peer", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, agency);
  qz_table_writer_text (writer, key);
  qz_table_writer_int (writer, active);
  return qz_table_writer_end_row (writer, error) != 0;
}

/* The text in the first column of the only row; "" when there is none. */
static char *
dup_text (QzStatement *row, GError **error)
{
  gboolean has_row = FALSE;
  char *text;

  if (!qz_statement_step_once (row, &has_row, error))
    return NULL;
  text = g_strdup (has_row ? qz_statement_get_text (row, 0) : "");
  if (has_row)
    qz_statement_reset (row);
  return text;
}

char *
qz_package_repo_dup_peer_key (QzStore *store, const char *agency, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT iif (active, public_key, '') FROM peer WHERE agency = ?1 ORDER BY id DESC LIMIT 1",
      error);

  if (row == NULL || !qz_statement_bind (row, error, "t", agency))
    return NULL;
  return dup_text (row, error);
}

gboolean
qz_package_repo_fill_peers (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT p.agency, (SELECT name FROM agency WHERE code = p.agency ORDER BY id DESC LIMIT 1),"
      " p.public_key, p.active FROM peer p WHERE p.id IN (SELECT max (id) FROM peer"
      " GROUP BY agency) ORDER BY p.agency",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "") && qz_sheet_fill (sheet, rows, error);
}

/* ── packages ───────────────────────────────────────────────────────────────────────────────── */

static const char *
get_direction (gboolean is_in)
{
  return is_in ? "in" : "out";
}

gboolean
qz_package_repo_put (QzAct *act, QzPackageRow *package, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "package", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, get_direction (package->is_in));
  qz_table_writer_text (writer, package->peer);
  qz_table_writer_text (writer, package->number);
  qz_table_writer_text (writer, package->digest);
  package->id = qz_table_writer_end_row (writer, error);
  return package->id != 0;
}

char *
qz_package_repo_dup_digest (QzStore *store, gboolean is_in, const char *number, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT digest FROM package WHERE direction = ?1 AND number = ?2", error);

  if (row == NULL || !qz_statement_bind (row, error, "tt", get_direction (is_in), number))
    return NULL;
  return dup_text (row, error);
}

static GArray *
read_numbers (QzStatement *rows, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    {
      const gint64 number = qz_statement_get_int (rows, 0);

      g_array_append_val (numbers, number);
    }
  if (failure == NULL)
    return g_steal_pointer (&numbers);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GArray *
qz_package_repo_list_numbers (QzStore *store, gboolean is_in, const char *way, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT CAST (substr (number, length (?2) + 2) AS INTEGER) AS n FROM package"
      " WHERE direction = ?1 AND substr (number, 1, length (?2) + 1) = ?2 || '-' ORDER BY n",
      error);

  if (rows == NULL || !qz_statement_bind (rows, error, "tt", get_direction (is_in), way))
    return NULL;
  return read_numbers (rows, error);
}

/* An item that waited is judged again by a further row. */
#define LAST_JUDGED                                                                                \
  " i.id = (SELECT max (id) FROM package_item WHERE package_id = i.package_id AND kind = i.kind"   \
  " AND item_key = i.item_key AND revision = i.revision)"

gboolean
qz_package_repo_fill_packages (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT p.direction, p.peer, (SELECT name FROM agency WHERE code = p.peer ORDER BY id DESC"
      " LIMIT 1), p.number, coalesce (sum (i.kind <> 'ack'), 0),"
      " coalesce (sum (i.result = 'APPLIED' AND i.kind <> 'ack'), 0),"
      " coalesce (sum (i.result = 'WAITING'), 0), coalesce (sum (i.result = 'STALE'), 0),"
      " coalesce (sum (i.result = 'REJECTED'), 0), (SELECT c.business_time FROM change_range r"
      "  JOIN change_log c ON c.id = r.change_id WHERE r.table_name = 'package'"
      "  AND p.id BETWEEN r.first_id AND r.last_id),"
      " group_concat (DISTINCT CASE i.kind WHEN 'ack' THEN NULL ELSE i.kind END), ''"
      " FROM package p LEFT JOIN package_item i ON i.package_id = p.id AND" LAST_JUDGED
      " GROUP BY p.id ORDER BY p.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "") && qz_sheet_fill (sheet, rows, error);
}

/* ── items ──────────────────────────────────────────────────────────────────────────────────── */

void
qz_package_item_free (QzPackageItem *self)
{
  g_free (self->kind);
  g_free (self->key);
  g_free (self->content);
  g_free (self->reason);
  g_free (self->way);
  g_free (self);
}

gboolean
qz_package_repo_put_item (QzAct *act, const QzPackageItem *item, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "package_item", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, item->package_id);
  qz_table_writer_text (writer, item->kind);
  qz_table_writer_text (writer, item->key);
  qz_table_writer_int (writer, item->revision);
  qz_table_writer_text (writer, item->content);
  qz_table_writer_text (writer, item->result);
  qz_table_writer_text (writer, item->reason != NULL ? item->reason : "");
  qz_table_writer_int (writer, item->record_id);
  return qz_table_writer_end_row (writer, error) != 0;
}

#define ITEM_COLUMNS                                                                               \
  "SELECT i.package_id, i.kind, i.item_key, i.revision, i.content, i.result, i.reason,"            \
  " i.record_id, rtrim (rtrim (p.number, '0123456789'), '-') FROM package_item i"                  \
  " JOIN package p ON p.id = i.package_id AND p.direction = 'in'"

static QzPackageItem *
read_item (QzStatement *row)
{
  QzPackageItem *item = g_new0 (QzPackageItem, 1);

  item->package_id = qz_statement_get_int (row, 0);
  item->kind = g_strdup (qz_statement_get_text (row, 1));
  item->key = g_strdup (qz_statement_get_text (row, 2));
  item->revision = qz_statement_get_int (row, 3);
  item->content = g_strdup (qz_statement_get_text (row, 4));
  item->result = g_intern_string (qz_statement_get_text (row, 5));
  item->reason = g_strdup (qz_statement_get_text (row, 6));
  item->record_id = qz_statement_get_int (row, 7);
  item->way = g_strdup (qz_statement_get_text (row, 8));
  return item;
}

static void
free_item (gpointer data)
{
  qz_package_item_free (data);
}

GPtrArray *
qz_package_repo_list_waiting (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store, ITEM_COLUMNS " WHERE i.result = 'WAITING' AND" LAST_JUDGED " ORDER BY i.id", error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (qz_statement_step (rows, &failure))
    g_ptr_array_add (items, read_item (rows));
  if (failure == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_package_repo_fill_items (QzStore *store, const char *number, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT i.kind, '', i.item_key, i.revision, i.result, i.reason FROM package_item i"
      " JOIN package p ON p.id = i.package_id WHERE p.number = ?1"
      " AND i.kind <> 'ack' AND" LAST_JUDGED " ORDER BY i.kind, i.item_key",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "t", number)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_package_repo_get_applied (QzStore *store, const char *kind, const char *key, gint64 *out,
                             GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT coalesce (max (revision), 0) FROM package_item WHERE kind = ?1 AND item_key = ?2"
      " AND result = 'APPLIED'",
      error);

  return row != NULL && qz_statement_bind (row, error, "tt", kind, key)
         && qz_statement_get_number (row, out, error);
}

gboolean
qz_package_repo_find_record (QzStore *store, const char *kind, const char *key, gint64 revision,
                             gint64 *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT record_id FROM package_item WHERE kind = ?1 AND item_key = ?2 AND revision = ?3"
      " AND result = 'APPLIED'",
      error);

  return row != NULL && qz_statement_bind (row, error, "tti", kind, key, revision)
         && qz_statement_get_number (row, out, error);
}

static QzPackageItem *
take_item (QzStatement *row, GError **error)
{
  gboolean has_row = FALSE;
  QzPackageItem *item;

  if (!qz_statement_step_once (row, &has_row, error) || !has_row)
    return NULL;
  item = read_item (row);
  qz_statement_reset (row);
  return item;
}

QzPackageItem *
qz_package_repo_find_source (QzStore *store, const char *kind, gint64 record_id, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, ITEM_COLUMNS " WHERE i.kind = ?1 AND i.record_id = ?2 AND i.result = 'APPLIED'",
      error);

  if (row == NULL || !qz_statement_bind (row, error, "ti", kind, record_id))
    return NULL;
  return take_item (row, error);
}

QzPackageItem *
qz_package_repo_find_newest (QzStore *store, const char *kind, const char *key, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      ITEM_COLUMNS " WHERE i.kind = ?1 AND i.item_key = ?2 AND i.result = 'APPLIED'"
                   " ORDER BY i.revision DESC LIMIT 1",
      error);

  if (row == NULL || !qz_statement_bind (row, error, "tt", kind, key))
    return NULL;
  return take_item (row, error);
}

QzPackageItem *
qz_package_repo_find_applied (QzStore *store, const char *kind, const char *key, gint64 revision,
                              GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      ITEM_COLUMNS " WHERE i.kind = ?1 AND i.item_key = ?2 AND i.revision = ?3"
                   " AND i.result = 'APPLIED'",
      error);

  if (row == NULL || !qz_statement_bind (row, error, "tti", kind, key, revision))
    return NULL;
  return take_item (row, error);
}

GArray *
qz_package_repo_list_sent (QzStore *store, const char *way, const QzPackageItem *item,
                           GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT CAST (substr (p.number, length (?1) + 2) AS INTEGER) FROM package_item i"
      " JOIN package p ON p.id = i.package_id AND p.direction = 'out'"
      " WHERE i.kind = ?2 AND i.item_key = ?3 AND i.revision = ?4 AND i.result = 'SENT'"
      " AND substr (p.number, 1, length (?1) + 1) = ?1 || '-'",
      error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "ttti", way, item->kind, item->key, item->revision))
    return NULL;
  return read_numbers (rows, error);
}

/* ── what goes into packages ────────────────────────────────────────────────────────────────── */

GArray *
qz_package_repo_list_lists (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT id, period, scope, version, policy_pack_id, first_row_id, last_row_id,"
      " receivable_fen, payable_fen FROM clearing_list ORDER BY period, scope, version",
      error);
  g_autoptr (GArray) lists = g_array_new (FALSE, TRUE, sizeof (QzClearingList));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      QzClearingList list = { .id = qz_statement_get_int (rows, 0),
                              .period = (QzPeriod) qz_statement_get_int (rows, 1),
                              .version = (guint) qz_statement_get_int (rows, 3),
                              .policy_pack_id = qz_statement_get_int (rows, 4),
                              .first_row_id = qz_statement_get_int (rows, 5),
                              .last_row_id = qz_statement_get_int (rows, 6),
                              .receivable_fen = qz_statement_get_int (rows, 7),
                              .payable_fen = qz_statement_get_int (rows, 8) };

      if (!qz_nl_scope_parse (qz_statement_get_text (rows, 2), &list.scope))
        g_assert_not_reached (); /* the table's CHECK */
      g_array_append_val (lists, list);
    }
  if (failure == NULL)
    return g_steal_pointer (&lists);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
free_notice (gpointer data)
{
  QzPackageNotice *self = data;

  g_clear_pointer (&self->notice.lines, g_array_unref);
  g_free (self);
}

static QzPackageNotice *
read_notice (QzStatement *row)
{
  QzPackageNotice *self = g_new0 (QzPackageNotice, 1);
  QzNotice *notice = &self->notice;
  QzNlScope scope;

  notice->id = qz_statement_get_int (row, 0);
  g_strlcpy (notice->number, qz_statement_get_text (row, 1), sizeof notice->number);
  notice->form = g_intern_string (qz_statement_get_text (row, 2));
  notice->unit = g_intern_string (qz_statement_get_text (row, 3));
  notice->scope = qz_nl_scope_parse (qz_statement_get_text (row, 4), &scope) ? (int) scope : -1;
  notice->period = (QzPeriod) qz_statement_get_int (row, 5);
  notice->list_id = qz_statement_get_int (row, 6);
  if (!qz_day_parse_plain (qz_statement_get_text (row, 7), 10, &notice->day))
    notice->day = QZ_DAY_NONE;
  notice->due_day = QZ_DAY_NONE;
  if (!qz_statement_is_null (row, 12)
      && !qz_day_parse_plain (qz_statement_get_text (row, 12), 10, &notice->due_day))
    notice->due_day = QZ_DAY_NONE;
  notice->method = g_intern_string (qz_statement_get_text (row, 13));
  notice->reason = g_intern_string (qz_statement_get_text (row, 14));
  notice->total_fen = qz_statement_get_int (row, 8);
  notice->made_by = g_intern_string (qz_statement_get_text (row, 9));
  notice->published_by = g_intern_string (qz_statement_get_text (row, 10));
  self->is_withdrawn = g_str_equal (qz_statement_get_text (row, 11), "WITHDRAWN");
  notice->lines = g_array_new (FALSE, TRUE, sizeof (QzNoticeLine));
  return self;
}

static gboolean
load_lines (QzStore *store, QzNotice *notice, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT agency, scope, insurance, f1, f2, f3, f4, f5, f6 FROM notice_line"
      " WHERE notice_id = ?1 ORDER BY line_no",
      error);
  GError *failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", notice->id))
    return FALSE;
  while (qz_statement_step (rows, &failure))
    {
      QzNoticeLine line = { .agency = g_intern_string (qz_statement_get_text (rows, 0)),
                            .insurance = -1 };
      QzInsurance insurance;

      if (!qz_nl_scope_parse (qz_statement_get_text (rows, 1), &line.scope))
        g_assert_not_reached (); /* the table's CHECK */
      if (qz_insurance_parse (qz_statement_get_text (rows, 2), &insurance))
        line.insurance = (int) insurance;
      for (int i = 0; i < QZ_NOTICE_N_FIGURES; i++)
        line.figures[i] = qz_statement_get_int (rows, 3 + i);
      g_array_append_val (notice->lines, line);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

GPtrArray *
qz_package_repo_load_notices (QzStore *store, const char *unit, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT n.id, n.number, n.form, n.unit, n.scope, n.period, n.list_id, n.day, n.total_fen,"
      " n.made_by, n.published_by, s.state, n.due_day, n.method, n.reason FROM notice n"
      " JOIN notice_state s ON s.notice_id = n.id WHERE n.unit = ?1 ORDER BY n.id",
      error);
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (free_notice);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "t", unit))
    return NULL;
  while (qz_statement_step (rows, &failure))
    g_ptr_array_add (notices, read_notice (rows));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  for (guint i = 0; i < notices->len; i++)
    if (!load_lines (store, &((QzPackageNotice *) notices->pdata[i])->notice, error))
      return NULL;
  return g_steal_pointer (&notices);
}

/* ── deposits ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
parse_move_kind (const char *text, QzDepositMoveKind *out)
{
  for (int i = 0; i < QZ_N_DEPOSIT_MOVES; i++)
    if (g_str_equal (qz_deposit_move_kind_to_text ((QzDepositMoveKind) i), text))
      {
        *out = (QzDepositMoveKind) i;
        return TRUE;
      }
  return FALSE;
}

static QzDay
read_day (QzStatement *row, int column)
{
  QzDay day = QZ_DAY_NONE;

  return qz_day_parse_plain (qz_statement_get_text (row, column), 10, &day) ? day : QZ_DAY_NONE;
}

static void
read_move (QzStatement *row, QzPackageMove *out)
{
  *out = (QzPackageMove) { .id = qz_statement_get_int (row, 0),
                           .notice = g_intern_string (qz_statement_get_text (row, 6)),
                           .transfer = g_intern_string (qz_statement_get_text (row, 7)) };
  if (!qz_nl_scope_parse (qz_statement_get_text (row, 1), &out->move.scope)
      || !parse_move_kind (qz_statement_get_text (row, 2), &out->move.kind))
    g_assert_not_reached (); /* the table's CHECKs */
  out->move.day = read_day (row, 3);
  out->move.period = (QzPeriod) qz_statement_get_int (row, 4);
  out->move.amount_fen = qz_statement_get_int (row, 5);
}

GArray *
qz_package_repo_load_moves (QzStore *store, const char *unit, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT m.id, m.scope, m.kind, m.day, m.period, m.amount_fen, coalesce (n.number, ''),"
      " coalesce (t.number, '') FROM deposit_move m LEFT JOIN notice n ON n.id = m.notice_id"
      " LEFT JOIN transfer t ON t.id = m.transfer_id WHERE m.unit = ?1 ORDER BY m.id",
      error);
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (QzPackageMove));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "t", unit))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      QzPackageMove move;

      read_move (rows, &move);
      move.move.unit = g_intern_string (unit);
      g_array_append_val (moves, move);
    }
  if (failure == NULL)
    return g_steal_pointer (&moves);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_package_repo_has_opening (QzStore *store, const char *unit, QzNlScope scope, gboolean *out,
                             GError **error)
{
  QzStatement *row = qz_store_prepare (store,
                                       "SELECT count(*) FROM deposit_move WHERE unit = ?1"
                                       " AND scope = ?2 AND kind = 'opening'",
                                       error);
  gint64 n = 0;

  if (row == NULL || !qz_statement_bind (row, error, "tt", unit, qz_nl_scope_to_text (scope))
      || !qz_statement_get_number (row, &n, error))
    return FALSE;
  *out = n > 0;
  return TRUE;
}

GArray *
qz_package_repo_load_quotas (QzStore *store, const char *unit, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT q.scope, q.day, q.quota_fen, q.reason, coalesce (n.number, '') FROM deposit_quota q"
      " LEFT JOIN notice n ON n.id = q.notice_id WHERE q.unit = ?1 ORDER BY q.id",
      error);
  g_autoptr (GArray) quotas = g_array_new (FALSE, TRUE, sizeof (QzPackageQuota));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "t", unit))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      QzPackageQuota quota = { .quota = { .unit = g_intern_string (unit),
                                          .day = read_day (rows, 1),
                                          .quota_fen = qz_statement_get_int (rows, 2),
                                          .reason =
                                              g_intern_string (qz_statement_get_text (rows, 3)) },
                               .notice = g_intern_string (qz_statement_get_text (rows, 4)) };

      if (!qz_nl_scope_parse (qz_statement_get_text (rows, 0), &quota.quota.scope))
        g_assert_not_reached (); /* the table's CHECK */
      g_array_append_val (quotas, quota);
    }
  if (failure == NULL)
    return g_steal_pointer (&quotas);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
