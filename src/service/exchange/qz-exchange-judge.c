/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with an item that came. Each kind says whose it is to say, what must have come
 * before it, and what it changes; the order in which packages come makes no difference to the
 * end. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-clearing-talk-repo.h"
#include "qz-exchange-private.h"

/* The unit of the content is the one that the package is to or from. */
static gboolean
is_about_unit (QzExchange *self, JsonObject *content)
{
  const char *unit = NULL;

  return qz_item_json_get_text (content, "unit", &unit) && strcmp (unit, self->unit) == 0;
}

static gboolean
put_state (QzExchange *self, QzAct *act, const QzClearingEvent *of, GError **error)
{
  QzClearingEvent event = *of;

  event.unit = event.unit != NULL ? event.unit : self->unit;
  return qz_clearing_repo_put_event (act, &event, error);
}

/* ── acknowledgements ───────────────────────────────────────────────────────────────────────── */

static gboolean
judge_ack (QzExchange *self, QzPackageItem *item, JsonObject *content)
{
  JsonArray *beyond = qz_item_json_get_list (content, "beyond");
  gint64 through = 0;

  if (beyond == NULL || strcmp (item->key, item->way) != 0
      || !qz_item_json_get_count (content, "through", G_MAXINT32, &through))
    return qz_exchange_reject (item);
  for (guint i = 0; i < json_array_get_length (beyond); i++)
    {
      JsonNode *node = json_array_get_element (beyond, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
        return qz_exchange_reject (item);
    }
  return qz_exchange_apply (item, 0);
}

/* ── publication ────────────────────────────────────────────────────────────────────────────── */

/* A unit that has said nothing is regarded as having confirmed (NL-31g), as the province has it. */
static gboolean
take_confirm_state (QzExchange *self, QzAct *act, const QzClearingEvent *published,
                    const char *theirs, GError **error)
{
  const char *ours =
      qz_clearing_repo_get_state (self->store, published->period, published->scope,
                                  QZ_CLEARING_CONFIRM, self->unit, error);
  QzClearingEvent event = *published;

  if (ours == NULL)
    return FALSE;
  if (strcmp (ours, QZ_CONFIRM_GENERATED) != 0 && strcmp (ours, QZ_CONFIRM_OBJECTED) != 0)
    return TRUE;
  event.stage = QZ_CLEARING_CONFIRM;
  event.state = theirs;
  event.unit = NULL;
  return put_state (self, act, &event, error);
}

static gboolean
judge_publication (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
                   GError **error)
{
  static const char *const states[] = { QZ_CONFIRM_CONFIRMED, QZ_CONFIRM_AUTO,
                                        QZ_CONFIRM_AUTO_OBJECTED, NULL };
  QzClearingEvent event = { .stage = QZ_CLEARING_PUBLISH,
                            .unit = "",
                            .state = QZ_PUBLISHED,
                            .actor = self->other,
                            .reason = "" };
  const char *state = NULL;
  gint64 revision = 0;
  gint64 list = 0;

  if (!qz_exchange_get_month (content, &event.period, &event.scope)
      || !is_about_unit (self, content)
      || !qz_item_json_get_count (content, "revision", G_MAXINT32, &revision)
      || !qz_item_json_get_text (content, "confirm", &state) || !g_strv_contains (states, state))
    return qz_exchange_reject (item);
  if (!qz_package_repo_find_record (self->store, QZ_ITEM_LIST, item->key, revision, &list, error))
    return FALSE;
  if (list == 0)
    return qz_exchange_decide (item, QZ_ITEM_WAITING, _("for version %" PRId64 " of the list"),
                               revision);
  return put_state (self, act, &event, error)
         && take_confirm_state (self, act, &event, state, error) && qz_exchange_apply (item, 0);
}

/* ── objections ─────────────────────────────────────────────────────────────────────────────── */

static gint64
find_list (QzExchange *self, QzPeriod period, QzNlScope scope, gint64 version, GError **error)
{
  g_autoptr (GArray) lists = qz_package_repo_list_lists (self->store, error);

  if (lists == NULL)
    return -1;
  for (guint i = 0; i < lists->len; i++)
    {
      const QzClearingList *list = &g_array_index (lists, QzClearingList, i);

      if (list->period == period && list->scope == scope && list->version == version)
        return list->id;
    }
  return 0;
}

/* Objecting to the figures that stand now changes the unit's state; to others that is past. */
static gboolean
mark_objected (QzExchange *self, QzAct *act, QzClearingEvent *event, gint64 since, GError **error)
{
  gint64 now = 0;
  const char *state =
      qz_clearing_repo_get_state (self->store, event->period, event->scope, QZ_CLEARING_CONFIRM,
                                  self->unit, error);

  if (state == NULL || !qz_exchange_get_since (self, event->period, event->scope, &now, error))
    return FALSE;
  event->state = strcmp (state, QZ_CONFIRM_GENERATED) == 0 ? QZ_CONFIRM_OBJECTED
                 : strcmp (state, QZ_CONFIRM_AUTO) == 0    ? QZ_CONFIRM_AUTO_OBJECTED
                                                           : NULL;
  return now != since || event->state == NULL || put_state (self, act, event, error);
}

static gboolean
read_objection (JsonObject *content, QzObjectionRow *row, const char **actor)
{
  gint64 line = 0;

  if (!qz_item_json_get_text (content, "form", &row->form)
      || !qz_item_json_get_text (content, "key", &row->line_key)
      || !qz_item_json_get_text (content, "reason", &row->reason)
      || !qz_item_json_get_text (content, "actor", actor)
      || !qz_item_json_get_count (content, "line", G_MAXINT32, &line)
      || !qz_item_json_get_number (content, "amount", &row->amount_fen))
    return FALSE;
  row->line_no = (guint) line;
  row->has_claimed = qz_item_json_get_number (content, "claimed", &row->claimed_fen);
  return TRUE;
}

static gboolean
judge_objection (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
                 GError **error)
{
  QzObjectionRow row = { .unit = self->unit };
  QzClearingEvent event = { .stage = QZ_CLEARING_CONFIRM };
  g_autofree char *actor = NULL;
  const char *by = NULL;
  gint64 revision = 0;
  gint64 since = 0;
  gint64 id;

  if (!qz_exchange_get_month (content, &event.period, &event.scope)
      || !is_about_unit (self, content) || !read_objection (content, &row, &by)
      || !qz_item_json_get_count (content, "revision", G_MAXINT32, &revision)
      || !qz_item_json_get_count (content, "since", G_MAXINT32, &since))
    return qz_exchange_reject (item);
  row.list_id = find_list (self, event.period, event.scope, revision, error);
  if (row.list_id < 0)
    return FALSE;
  if (row.list_id == 0)
    return qz_exchange_decide (item, QZ_ITEM_REJECTED,
                               _("there was never a version %" PRId64 " of the list"), revision);
  actor = g_strdup_printf ("%s:%s", self->other, by);
  row.actor = actor;
  event.actor = actor;
  event.reason = row.reason;
  id = qz_clearing_talk_put_objection (act, &row, error);
  return id != 0 && mark_objected (self, act, &event, since, error) && qz_exchange_apply (item, id);
}

static gboolean
judge_answer (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
              GError **error)
{
  static const char *const results[] = { "ACCEPTED", "REJECTED", "NEXT_PERIOD", NULL };
  g_autofree char *prefix = g_strdup_printf ("%s-", self->own);
  g_autofree char *actor = NULL;
  const char *result = NULL;
  const char *reason = NULL;
  const char *by = NULL;
  gboolean found = FALSE;
  gboolean answered = FALSE;
  g_autoptr (GError) ignored = NULL;
  guint64 id = 0;

  if (!qz_item_json_get_text (content, "result", &result) || !g_strv_contains (results, result)
      || !qz_item_json_get_text (content, "reason", &reason)
      || !qz_item_json_get_text (content, "actor", &by) || !g_str_has_prefix (item->key, prefix)
      || !g_ascii_string_to_unsigned (item->key + strlen (prefix), 10, 1, G_MAXINT32, &id,
                                      &ignored))
    return qz_exchange_reject (item);
  if (!qz_clearing_talk_find_objection (self->store, (gint64) id, &found, &answered, error))
    return FALSE;
  if (!found)
    return qz_exchange_decide (item, QZ_ITEM_REJECTED, "%s",
                               _("nobody here has made such an objection"));
  if (answered)
    return qz_exchange_decide (item, QZ_ITEM_STALE, "%s", _("it is answered already"));
  actor = g_strdup_printf ("%s:%s", self->other, by);
  return qz_clearing_talk_put_answer (act, (gint64) id, result, reason, actor, error)
         && qz_exchange_apply (item, (gint64) id);
}

/* ── confirmations ──────────────────────────────────────────────────────────────────────────── */

/* The first objection that the confirmation comes after and that has not come; NULL: all are here,
 * or there was an error. */
static const char *
find_missing (QzExchange *self, JsonArray *keys, GError **error)
{
  GError *failure = NULL;

  for (guint i = 0; i < json_array_get_length (keys) && failure == NULL; i++)
    {
      JsonNode *node = json_array_get_element (keys, i);
      const char *key =
          JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
              ? json_node_get_string (node)
              : "";
      gint64 applied = 0;

      if (qz_package_repo_get_applied (self->store, QZ_ITEM_OBJECTION, key, &applied, &failure)
          && applied == 0)
        return key;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return NULL;
}

static gboolean
confirm (QzExchange *self, QzAct *act, QzPackageItem *item, QzClearingEvent *event,
         const char *by, GError **error)
{
  g_autofree char *actor = g_strdup_printf ("%s:%s", self->other, by);

  event->state = QZ_CONFIRM_CONFIRMED;
  event->actor = actor;
  return put_state (self, act, event, error) && qz_exchange_apply (item, 0);
}

static gboolean
judge_confirm (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
               GError **error)
{
  QzClearingEvent event = { .stage = QZ_CLEARING_CONFIRM, .reason = "" };
  JsonArray *keys = qz_item_json_get_list (content, "objections");
  GError *failure = NULL;
  const char *missing;
  const char *by = NULL;
  gint64 since = 0;
  gint64 now = 0;

  if (!qz_exchange_get_month (content, &event.period, &event.scope)
      || !is_about_unit (self, content) || keys == NULL
      || !qz_item_json_get_text (content, "actor", &by)
      || !qz_item_json_get_count (content, "since", G_MAXINT32, &since))
    return qz_exchange_reject (item);
  if (!qz_exchange_get_since (self, event.period, event.scope, &now, error))
    return FALSE;
  if (since > now)
    return qz_exchange_decide (item, QZ_ITEM_REJECTED,
                               _("there was never a version %" PRId64 " of the list"), since);
  if (since < now)
    return qz_exchange_decide (item, QZ_ITEM_STALE, "%s",
                               _("the unit has other figures since; it confirms again"));
  missing = find_missing (self, keys, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (missing != NULL)
    return qz_exchange_decide (item, QZ_ITEM_WAITING, _("for the objection %s"), missing);
  return confirm (self, act, item, &event, by, error);
}

/* ── all kinds ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
judge_of_upper (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
                   GError **error)
{
  if (strcmp (item->kind, QZ_ITEM_LIST) == 0)
    return qz_exchange_judge_list (self, act, item, content, error);
  if (strcmp (item->kind, QZ_ITEM_NOTICE) == 0)
    return qz_exchange_judge_notice (self, act, item, content, error);
  if (strcmp (item->kind, QZ_ITEM_PUBLICATION) == 0)
    return judge_publication (self, act, item, content, error);
  if (strcmp (item->kind, QZ_ITEM_ANSWER) == 0)
    return judge_answer (self, act, item, content, error);
  if (strcmp (item->kind, QZ_ITEM_DEPOSIT) == 0)
    return qz_exchange_judge_deposit (self, act, item, content, error);
  if (strcmp (item->kind, QZ_ITEM_DEPOSIT_QUOTA) == 0)
    return qz_exchange_judge_quota (self, act, item, content, error);
  if (strcmp (item->kind, QZ_ITEM_DEPOSIT_MOVE) == 0)
    return qz_exchange_judge_move (self, act, item, content, error);
  if (strcmp (item->kind, QZ_ITEM_TRANSFER) == 0)
    return qz_exchange_judge_transfer (self, act, item, content, error);
  return qz_exchange_decide (item, QZ_ITEM_REJECTED, "%s", _("it is not for this office to say"));
}

static gboolean
judge_of_lower (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
               GError **error)
{
  if (strcmp (item->kind, QZ_ITEM_OBJECTION) == 0)
    return judge_objection (self, act, item, content, error);
  /* NL-31f: the city confirms, for its counties too. */
  if (strcmp (item->kind, QZ_ITEM_CONFIRM) == 0 && self->county == NULL)
    return judge_confirm (self, act, item, content, error);
  return qz_exchange_decide (item, QZ_ITEM_REJECTED, "%s", _("it is not for this office to say"));
}

/* The key says the same as the content. */
static gboolean
has_own_key (QzExchange *self, QzPackageItem *item, JsonObject *content)
{
  g_autofree char *key = NULL;
  g_autofree char *prefix = NULL;
  QzPeriod period;
  QzNlScope scope;

  if (strcmp (item->kind, QZ_ITEM_OBJECTION) == 0)
    {
      prefix = g_strdup_printf ("%s-", self->other);
      return g_str_has_prefix (item->key, prefix);
    }
  if (strcmp (item->kind, QZ_ITEM_LIST) != 0 && strcmp (item->kind, QZ_ITEM_PUBLICATION) != 0
      && strcmp (item->kind, QZ_ITEM_CONFIRM) != 0)
    return TRUE;
  if (!qz_exchange_get_month (content, &period, &scope))
    return FALSE;
  key = qz_exchange_dup_key (self, period, scope);
  return strcmp (key, item->key) == 0;
}

gboolean
qz_exchange_judge (QzExchange *self, QzAct *act, QzPackageItem *item, GError **error)
{
  g_autoptr (JsonObject) content = qz_item_json_parse (item->content, strlen (item->content));
  gint64 applied = 0;

  if (content == NULL || !has_own_key (self, item, content))
    return qz_exchange_reject (item);
  if (!qz_package_repo_get_applied (self->store, item->kind, item->key, &applied, error))
    return FALSE;
  if (applied >= item->revision)
    return qz_exchange_decide (item, QZ_ITEM_STALE, "%s",
                               applied == item->revision ? _("it was taken in already")
                                                         : _("a newer one was taken in already"));
  if (strcmp (item->kind, QZ_ITEM_ACK) == 0)
    return judge_ack (self, item, content);
  if (strcmp (item->kind, QZ_ITEM_TRANSFER_EVENT) == 0)
    return qz_exchange_judge_event (self, act, item, content, error);
  return self->is_upper ? judge_of_lower (self, act, item, content, error)
                        : judge_of_upper (self, act, item, content, error);
}
