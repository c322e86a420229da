/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deposits, as the upper office has them (NL-20 … NL-22): notices, the quotas that they fix, and
 * what moved the balance. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-deposits-private.h"
#include "qz-exchange-private.h"

/* Which figure of a line is to be paid; -1: no such form. */
static int
find_pay (const char *form)
{
  if (strcmp (form, QZ_FORM_QUOTA) == 0)
    return QZ_N21_QUOTA;
  if (strcmp (form, QZ_FORM_ADJUSTMENT) == 0)
    return QZ_N22_TO_PAY;
  return strcmp (form, QZ_FORM_RAISE) == 0 ? QZ_N23_RAISE : -1;
}

static gboolean
read_scope (JsonObject *content, int *out)
{
  const char *text = NULL;
  QzNlScope scope = QZ_NL_IN_PROV;

  if (!qz_item_json_get_text (content, "scope", &text)
      || (text[0] != '\0' && !qz_nl_scope_parse (text, &scope)))
    return FALSE;
  *out = text[0] != '\0' ? (int) scope : -1;
  return TRUE;
}

static gboolean
read_notice (QzExchange *self, JsonObject *content, QzNotice *out)
{
  gint64 period = 0;

  if (!qz_exchange_read_code (content, "unit", &out->unit) || strcmp (out->unit, self->unit) != 0
      || !qz_exchange_read_code (content, "form", &out->form) || !read_scope (content, &out->scope)
      || !qz_item_json_get_count (content, "period", 219912, &period) || period < 190001
      || period % 100 < 1 || period % 100 > 12
      || !qz_exchange_read_day (content, "day", &out->day) || out->day == QZ_DAY_NONE
      || !qz_exchange_read_day (content, "due_day", &out->due_day)
      || !qz_exchange_read_code (content, "method", &out->method)
      || !qz_exchange_read_code (content, "reason", &out->reason)
      || !qz_item_json_get_number (content, "total", &out->total_fen)
      || !qz_exchange_read_code (content, "made_by", &out->made_by)
      || !qz_exchange_read_code (content, "published_by", &out->published_by))
    return FALSE;
  out->period = (QzPeriod) period;
  return qz_exchange_read_lines (content, out->lines);
}

static gboolean
sum_lines (const GArray *lines, int figure, QzFen *out, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    if (!qz_fen_accumulate (out, g_array_index (lines, QzNoticeLine, i).figures[figure], error))
      return FALSE;
  return TRUE;
}

static gboolean
reject_sum (QzPackageItem *item, QzFen sum, QzFen total)
{
  g_autofree char *ours = qz_fen_format (sum);
  g_autofree char *theirs = qz_fen_format (total);

  return qz_exchange_decide (item, QZ_ITEM_REJECTED,
                             _("its lines add up to %s, and it says %s"), ours, theirs);
}

gboolean
qz_exchange_judge_deposit (QzExchange *self, QzAct *act, QzPackageItem *item,
                           JsonObject *content, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (QzNoticeLine));
  QzNotice notice = { .lines = lines };
  QzFen pay = 0;
  gboolean next = FALSE;

  if (item->revision != 1 || !read_notice (self, content, &notice) || find_pay (notice.form) < 0)
    return qz_exchange_reject (item);
  if (!sum_lines (lines, find_pay (notice.form), &pay, error)
      || !qz_exchange_is_next (self, item, &next, error))
    return FALSE;
  if (pay != notice.total_fen)
    return reject_sum (item, pay, notice.total_fen);
  if (!next)
    return qz_exchange_decide (item, QZ_ITEM_WAITING, "%s", _("for the notice before it"));
  return qz_exchange_put_notice (self, act, item, &notice, error)
         && qz_exchange_apply (item, notice.id);
}

/* ── quotas ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
read_quota (QzExchange *self, JsonObject *content, QzDepositQuota *out, const char **out_notice)
{
  const char *scope = NULL;

  return qz_exchange_read_code (content, "unit", &out->unit)
         && strcmp (out->unit, self->unit) == 0 && qz_item_json_get_text (content, "scope", &scope)
         && qz_nl_scope_parse (scope, &out->scope)
         && qz_exchange_read_day (content, "day", &out->day) && out->day != QZ_DAY_NONE
         && qz_item_json_get_number (content, "quota", &out->quota_fen) && out->quota_fen > 0
         && qz_exchange_read_code (content, "reason", &out->reason)
         && qz_item_json_get_text (content, "notice", out_notice);
}

/* The one before it of the same scope has come. */
static gboolean
is_next_quota (QzExchange *self, const QzPackageItem *item, gboolean *out, GError **error)
{
  const char *slash = strrchr (item->key, '/');
  const guint64 n = slash != NULL ? g_ascii_strtoull (slash + 1, NULL, 10) : 0;
  g_autofree char *before = NULL;
  gint64 applied = 0;

  *out = n == 1;
  if (n < 2)
    return TRUE;
  before = g_strdup_printf ("%.*s/%" G_GUINT64_FORMAT, (int) (slash - item->key), item->key, n - 1);
  if (!qz_package_repo_get_applied (self->store, item->kind, before, &applied, error))
    return FALSE;
  *out = applied != 0;
  return TRUE;
}

gboolean
qz_exchange_judge_quota (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
                         GError **error)
{
  QzDepositQuota quota = { 0 };
  const char *notice = NULL;
  gboolean next = FALSE;

  if (item->revision != 1 || !read_quota (self, content, &quota, &notice))
    return qz_exchange_reject (item);
  if (!is_next_quota (self, item, &next, error)
      || !qz_package_repo_find_record (self->store, QZ_ITEM_DEPOSIT, notice, 1, &quota.notice_id,
                                       error))
    return FALSE;
  if (!next)
    return qz_exchange_decide (item, QZ_ITEM_WAITING, "%s", _("for the deposit before it"));
  if (notice[0] != '\0' && quota.notice_id == 0)
    return qz_exchange_decide (item, QZ_ITEM_WAITING, _("for the notice %s"), notice);
  return qz_deposit_repo_put_quota (act, &quota, error) && qz_exchange_apply (item, 0);
}

/* ── what moved the balance ─────────────────────────────────────────────────────────────────── */

static gboolean
parse_kind (const char *text, QzDepositMoveKind *out)
{
  for (int i = 0; i < QZ_N_DEPOSIT_MOVES; i++)
    if (strcmp (qz_deposit_move_kind_to_text ((QzDepositMoveKind) i), text) == 0)
      {
        *out = (QzDepositMoveKind) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_move (QzExchange *self, JsonObject *content, QzDepositMove *out)
{
  const char *scope = NULL;
  const char *kind = NULL;
  gint64 period = 0;
  gboolean lowers;

  if (!qz_exchange_read_code (content, "unit", &out->unit) || strcmp (out->unit, self->unit) != 0
      || !qz_item_json_get_text (content, "scope", &scope)
      || !qz_nl_scope_parse (scope, &out->scope) || !qz_item_json_get_text (content, "kind", &kind)
      || !parse_kind (kind, &out->kind)
      || !qz_exchange_read_day (content, "day", &out->day) || out->day == QZ_DAY_NONE
      || !qz_item_json_get_count (content, "period", 219912, &period)
      || !qz_item_json_get_number (content, "amount", &out->amount_fen))
    return FALSE;
  out->period = (QzPeriod) period;
  lowers = out->kind == QZ_DEPOSIT_REFUND || out->kind == QZ_DEPOSIT_USE;
  return lowers ? out->amount_fen <= 0 : out->amount_fen >= 0;
}

/* Nothing is changed when it has not come. */
static gboolean
find_record (QzExchange *self, const char *kind, const char *key, gint64 *io, GError **error)
{
  gint64 id = 0;

  if (!qz_package_repo_find_record (self->store, kind, key, 1, &id, error))
    return FALSE;
  *io = id != 0 ? id : *io;
  return TRUE;
}

/* Its notice and transfer, where this book set has them. */
static gboolean
find_causes (QzExchange *self, JsonObject *content, QzDepositMove *io, GError **error)
{
  const char *notice = NULL;
  const char *transfer = NULL;

  if (!qz_item_json_get_text (content, "notice", &notice)
      || !qz_item_json_get_text (content, "transfer", &transfer))
    return TRUE;
  return find_record (self, QZ_ITEM_DEPOSIT, notice, &io->notice_id, error)
         && find_record (self, QZ_ITEM_NOTICE, notice, &io->notice_id, error)
         && find_record (self, QZ_ITEM_TRANSFER, transfer, &io->transfer_id, error);
}

gboolean
qz_exchange_judge_move (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
                        GError **error)
{
  QzDepositMove move = { 0 };
  gboolean has_opening = FALSE;
  gint64 id;

  if (item->revision != 1 || !read_move (self, content, &move))
    return qz_exchange_reject (item);
  if (!find_causes (self, content, &move, error)
      || (move.kind == QZ_DEPOSIT_OPENING
          && !qz_package_repo_has_opening (self->store, move.unit, move.scope, &has_opening,
                                           error)))
    return FALSE;
  if (has_opening)
    return qz_exchange_decide (item, QZ_ITEM_REJECTED, "%s",
                               _("this book set has an opening balance already; its import can be "
                                 "withdrawn"));
  id = qz_deposit_repo_add_move (act, &move, error);
  return id != 0 && qz_exchange_apply (item, id);
}
