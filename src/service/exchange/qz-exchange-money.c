/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a package says of money: notices of deposits (NL-20 … NL-22), the legs that the upper office
 * opened, and what became of each (NL-35). */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-exchange-private.h"

static void
set_day (JsonObject *content, const char *name, QzDay day)
{
  g_autofree char *text = qz_day_format (day);

  json_object_set_string_member (content, name, text);
}

static void
set_text (JsonObject *content, const char *name, const char *text)
{
  json_object_set_string_member (content, name, text != NULL ? text : "");
}

/* ── notices of deposits ────────────────────────────────────────────────────────────────────── */

static gboolean
add_deposit (QzGatherer *self, const QzNotice *notice, GError **error)
{
  g_autoptr (JsonObject) content = json_object_new ();

  set_text (content, "number", notice->number);
  set_text (content, "form", notice->form);
  set_text (content, "unit", notice->unit);
  set_text (content, "scope",
            notice->scope < 0 ? "" : qz_nl_scope_to_text ((QzNlScope) notice->scope));
  json_object_set_int_member (content, "period", notice->period);
  set_day (content, "day", notice->day);
  set_day (content, "due_day", notice->due_day);
  set_text (content, "method", notice->method);
  set_text (content, "reason", notice->reason);
  json_object_set_int_member (content, "total", notice->total_fen);
  set_text (content, "made_by", notice->made_by);
  set_text (content, "published_by", notice->published_by);
  json_object_set_array_member (content, "lines", qz_exchange_write_lines (notice->lines));
  return qz_exchange_add (self, QZ_ITEM_DEPOSIT, notice->number, 1, content, error);
}

static gboolean
add_deposits (QzGatherer *self, GPtrArray *notices, GError **error)
{
  for (guint i = 0; i < notices->len; i++)
    {
      const QzPackageNotice *of = notices->pdata[i];

      if (of->notice.list_id == 0 && !add_deposit (self, &of->notice, error))
        return FALSE;
    }
  return TRUE;
}

/* The balance is the upper office's to say, whose accounts it is on. */
static gboolean
add_move (QzGatherer *self, const QzPackageMove *of, GError **error)
{
  const QzDepositMove *move = &of->move;
  g_autofree char *key = g_strdup_printf ("%s/%" PRId64, move->unit, of->id);
  g_autoptr (JsonObject) content = json_object_new ();

  set_text (content, "unit", move->unit);
  set_text (content, "scope", qz_nl_scope_to_text (move->scope));
  set_text (content, "kind", qz_deposit_move_kind_to_text (move->kind));
  set_day (content, "day", move->day);
  json_object_set_int_member (content, "period", move->period);
  json_object_set_int_member (content, "amount", move->amount_fen);
  set_text (content, "notice", of->notice);
  set_text (content, "transfer", of->transfer);
  return qz_exchange_add (self, QZ_ITEM_DEPOSIT_MOVE, key, 1, content, error);
}

static gboolean
add_moves (QzGatherer *self, GError **error)
{
  g_autoptr (GArray) moves =
      qz_package_repo_load_moves (self->exchange->store, self->exchange->unit, error);

  for (guint i = 0; moves != NULL && i < moves->len; i++)
    if (!add_move (self, &g_array_index (moves, QzPackageMove, i), error))
      return FALSE;
  return moves != NULL;
}

/* The newest one is valid: they are numbered, so that they come to stand in their order. */
static gboolean
add_quotas (QzGatherer *self, GError **error)
{
  g_autoptr (GArray) quotas =
      qz_package_repo_load_quotas (self->exchange->store, self->exchange->unit, error);
  guint n[QZ_N_NL_SCOPES] = { 0 };

  for (guint i = 0; quotas != NULL && i < quotas->len; i++)
    {
      const QzPackageQuota *of = &g_array_index (quotas, QzPackageQuota, i);
      const char *scope = qz_nl_scope_to_text (of->quota.scope);
      g_autofree char *key =
          g_strdup_printf ("%s/%s/%u", of->quota.unit, scope, ++n[of->quota.scope]);
      g_autoptr (JsonObject) content = json_object_new ();

      set_text (content, "unit", of->quota.unit);
      set_text (content, "scope", scope);
      set_day (content, "day", of->quota.day);
      json_object_set_int_member (content, "quota", of->quota.quota_fen);
      set_text (content, "notice", of->notice);
      set_text (content, "reason", of->quota.reason);
      if (!qz_exchange_add (self, QZ_ITEM_DEPOSIT_QUOTA, key, 1, content, error))
        return FALSE;
    }
  return quotas != NULL;
}

/* ── legs ───────────────────────────────────────────────────────────────────────────────────── */

static JsonArray *
write_parts (const GArray *parts)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      const QzNlPart *part = &g_array_index (parts, QzNlPart, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "party", part->party);
      json_object_set_int_member (object, "amount", part->amount_fen);
      json_array_add_object_element (list, object);
    }
  return list;
}

static const char *
find_number (GPtrArray *notices, gint64 id)
{
  for (guint i = 0; i < notices->len; i++)
    if (((QzPackageNotice *) notices->pdata[i])->notice.id == id)
      return ((QzPackageNotice *) notices->pdata[i])->notice.number;
  return "";
}

/* A due day that was written with the transfer; what comes later is an event. */
static void
describe_due (JsonObject *content, const QzTransfer *transfer)
{
  const gboolean is_first = strcmp (transfer->base_event, "notice") == 0;

  set_text (content, "base_event", transfer->base_event);
  set_day (content, "base_day", is_first ? transfer->base_day : QZ_DAY_NONE);
  set_day (content, "due_day", is_first ? transfer->due_day : QZ_DAY_NONE);
}

static gboolean
add_transfer (QzGatherer *self, const QzTransfer *transfer, GPtrArray *notices, GError **error)
{
  g_autoptr (JsonObject) content = json_object_new ();

  set_text (content, "number", transfer->number);
  set_text (content, "leg", qz_leg_to_text (transfer->leg));
  set_text (content, "scope", qz_nl_scope_to_text (transfer->scope));
  json_object_set_int_member (content, "period", transfer->period);
  set_text (content, "payer", transfer->payer);
  set_text (content, "payer_account", transfer->payer_account);
  set_text (content, "payee", transfer->payee);
  set_text (content, "payee_account", transfer->payee_account);
  set_text (content, "insurance",
            transfer->insurance < 0 ? ""
                                    : qz_insurance_to_text ((QzInsurance) transfer->insurance));
  set_text (content, "unit", transfer->unit);
  json_object_set_int_member (content, "amount", transfer->amount_fen);
  set_text (content, "notice", find_number (notices, transfer->notice_id));
  describe_due (content, transfer);
  json_object_set_array_member (content, "parts", write_parts (transfer->parts));
  return qz_exchange_add (self, QZ_ITEM_TRANSFER, transfer->number, 1, content, error);
}

/* ── what happened to them ──────────────────────────────────────────────────────────────────── */

char *
qz_exchange_dup_event_key (const char *transfer, const QzTransferEvent *event, guint nth)
{
  const char *act = qz_transfer_act_to_text (event->act);

  return event->act == QZ_TRANSFER_DUE
             ? g_strdup_printf ("%s/%s", transfer, act)
             : g_strdup_printf ("%s/%s/%u/%s/%s", transfer, act, nth, event->bank_name,
                                event->serial);
}

static const QzTransferEvent *
find_payment (GPtrArray *events, const QzTransferEvent *event)
{
  for (guint i = 0; i < events->len; i++)
    if (((QzTransferEvent *) events->pdata[i])->id == event->payment_id)
      return events->pdata[i];
  return event;
}

/* A payment that was taken back may be recorded again with the same slip: which one it is. */
static guint
count_nth (GPtrArray *events, const QzTransferEvent *payment)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const QzTransferEvent *event = events->pdata[i];

      n += event->act == QZ_TRANSFER_PAY && event->id <= payment->id
           && strcmp (event->serial, payment->serial) == 0
           && strcmp (event->bank_name, payment->bank_name) == 0;
    }
  return n;
}

/* A due day may be counted again. */
static guint
count_due (GPtrArray *events, const QzTransferEvent *due)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const QzTransferEvent *event = events->pdata[i];

      n += event->act == QZ_TRANSFER_DUE && event->id <= due->id;
    }
  return n;
}

static gboolean
add_event (QzGatherer *self, const QzTransfer *transfer, GPtrArray *events,
           const QzTransferEvent *event, GError **error)
{
  const guint nth = event->act == QZ_TRANSFER_DUE
                        ? 0
                        : count_nth (events, find_payment (events, event));
  g_autofree char *key = qz_exchange_dup_event_key (transfer->number, event, nth);
  g_autoptr (JsonObject) content = json_object_new ();

  set_text (content, "transfer", transfer->number);
  set_text (content, "act", qz_transfer_act_to_text (event->act));
  json_object_set_int_member (content, "nth", nth);
  set_text (content, "bank", event->bank_name);
  set_text (content, "serial", event->serial);
  json_object_set_int_member (content, "amount", event->amount_fen);
  set_day (content, "day", event->day);
  set_day (content, "due_day", event->due_day);
  set_text (content, "actor", event->actor);
  set_text (content, "reason", event->reason);
  return qz_exchange_add (self, QZ_ITEM_TRANSFER_EVENT, key,
                          event->act == QZ_TRANSFER_DUE ? count_due (events, event) : 1, content,
                          error);
}

/* The payee says what he received; everything else is the payer's to say. */
static gboolean
add_events (QzGatherer *self, const QzTransfer *transfer, GError **error)
{
  const gboolean as_payer = qz_exchange_speaks (self->exchange, TRUE, transfer->payer);
  const gboolean as_payee = qz_exchange_speaks (self->exchange, TRUE, transfer->payee);
  g_autoptr (GPtrArray) events = NULL;

  if (!as_payer && !as_payee)
    return TRUE;
  events = qz_transfer_repo_list_events (self->exchange->store, transfer->id, error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const QzTransferEvent *event = events->pdata[i];

      if (!(event->act == QZ_TRANSFER_CONFIRM_RECEIPT ? as_payee : as_payer))
        continue;
      if (!add_event (self, transfer, events, event, error))
        return FALSE;
    }
  return events != NULL;
}

/* NL-19: interest is the matter of who has the account. */
static gboolean
is_wanted (const QzExchange *exchange, const QzTransfer *transfer)
{
  return transfer->leg != QZ_LEG_I1
         && (exchange->county == NULL
             || qz_exchange_speaks (exchange, !exchange->is_upper, transfer->payer)
             || qz_exchange_speaks (exchange, !exchange->is_upper, transfer->payee));
}

gboolean
qz_exchange_gather_money (QzGatherer *self, GError **error)
{
  QzExchange *exchange = self->exchange;
  const QzTransferQuery query = { .scope = -1, .leg = -1, .unit = exchange->unit };
  g_autoptr (GPtrArray) notices =
      qz_package_repo_load_notices (exchange->store, exchange->unit, error);
  g_autoptr (GPtrArray) transfers =
      notices != NULL ? qz_transfer_repo_query (exchange->store, &query, error) : NULL;

  if (transfers == NULL
      || (exchange->is_upper
          && (!add_deposits (self, notices, error) || !add_quotas (self, error)
              || !add_moves (self, error))))
    return FALSE;
  for (guint i = 0; i < transfers->len; i++)
    {
      const QzTransfer *transfer = transfers->pdata[i];

      if (!is_wanted (exchange, transfer))
        continue;
      if ((exchange->is_upper && !add_transfer (self, transfer, notices, error))
          || !add_events (self, transfer, error))
        return FALSE;
    }
  return TRUE;
}
