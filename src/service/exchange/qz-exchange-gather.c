/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes into a package: everything that the other office has not said that it has. A package
 * that was lost is so made good by the next one. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-clearing.h"
#include "qz-exchange-private.h"
#include "qz-package-zip.h"

/* What does not fit any more comes with the next package, when this one has come. */
#define MAX_ITEMS (QZ_PACKAGE_MAX_ENTRIES - 100)

/* ── what the other one has ─────────────────────────────────────────────────────────────────── */

static gboolean
load_ack (QzGatherer *self, GError **error)
{
  QzExchange *exchange = self->exchange;
  g_autofree char *key = qz_package_dup_way (exchange->other, exchange->own);
  GError *failure = NULL;
  g_autoptr (QzPackageItem) item =
      qz_package_repo_find_newest (exchange->store, QZ_ITEM_ACK, key, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  self->ack = item != NULL ? qz_item_json_parse (item->content, strlen (item->content)) : NULL;
  if (self->ack == NULL
      || !qz_item_json_get_count (self->ack, "through", G_MAXINT32, &self->through))
    self->through = 0;
  self->beyond = self->ack != NULL ? qz_item_json_get_list (self->ack, "beyond") : NULL;
  return TRUE;
}

static gboolean
has_come (const QzGatherer *self, gint64 number)
{
  if (number <= self->through)
    return TRUE;
  for (guint i = 0; self->beyond != NULL && i < json_array_get_length (self->beyond); i++)
    if (json_array_get_int_element (self->beyond, i) == number)
      return TRUE;
  return FALSE;
}

gboolean
qz_exchange_add (QzGatherer *self, const char *kind, const char *key, gint64 revision,
                 JsonObject *content, GError **error)
{
  g_autoptr (QzPackageItem) item = g_new0 (QzPackageItem, 1);
  g_autoptr (GArray) sent = NULL;

  if (self->package->items->len >= MAX_ITEMS && strcmp (kind, QZ_ITEM_ACK) != 0)
    return TRUE;
  item->kind = g_strdup (kind);
  item->key = g_strdup (key);
  item->revision = revision;
  item->content = qz_item_json_write (content);
  item->result = QZ_ITEM_SENT;
  sent = qz_package_repo_list_sent (self->exchange->store, self->way, item, error);
  if (sent == NULL)
    return FALSE;
  for (guint i = 0; i < sent->len; i++)
    if (has_come (self, g_array_index (sent, gint64, i)))
      return TRUE;
  g_ptr_array_add (self->package->items, g_steal_pointer (&item));
  return TRUE;
}

/* What we have of theirs. */
static gboolean
add_ack (QzGatherer *self, GError **error)
{
  QzExchange *exchange = self->exchange;
  g_autofree char *theirs = qz_package_dup_way (exchange->other, exchange->own);
  g_autoptr (GArray) numbers =
      qz_package_repo_list_numbers (exchange->store, TRUE, theirs, error);
  g_autoptr (JsonObject) content = NULL;
  JsonArray *beyond;
  gint64 through = 0;

  if (numbers == NULL)
    return FALSE;
  content = json_object_new ();
  beyond = json_array_new ();
  for (guint i = 0; i < numbers->len; i++)
    {
      const gint64 number = g_array_index (numbers, gint64, i);

      if (number == through + 1)
        through = number;
      else
        json_array_add_int_element (beyond, number);
    }
  json_object_set_int_member (content, "through", through);
  json_object_set_array_member (content, "beyond", beyond);
  return qz_exchange_add (self, QZ_ITEM_ACK, self->way, self->package->number, content, error);
}

/* ── of the province ────────────────────────────────────────────────────────────────────────── */

static JsonObject *
describe_month (QzPeriod period, QzNlScope scope, const char *unit)
{
  JsonObject *content = json_object_new ();

  json_object_set_int_member (content, "period", period);
  json_object_set_string_member (content, "scope", qz_nl_scope_to_text (scope));
  json_object_set_string_member (content, "unit", unit);
  return content;
}

static gboolean
add_publication (QzGatherer *self, const QzClearingList *list, GError **error)
{
  QzExchange *exchange = self->exchange;
  g_autofree char *key = qz_exchange_dup_key (exchange, list->period, list->scope);
  g_autoptr (JsonObject) content = NULL;
  gboolean published = FALSE;
  const char *state;

  if (!qz_clearing_is_published (exchange->store, list->period, list->scope, &published, error))
    return FALSE;
  if (!published)
    return TRUE;
  state = qz_clearing_repo_get_state (exchange->store, list->period, list->scope,
                                      QZ_CLEARING_CONFIRM, exchange->unit, error);
  if (state == NULL)
    return FALSE;
  content = describe_month (list->period, list->scope, exchange->unit);
  json_object_set_int_member (content, "revision", list->version);
  json_object_set_string_member (content, "confirm", state);
  return qz_exchange_add (self, QZ_ITEM_PUBLICATION, key, 1, content, error);
}

static gboolean
add_list (QzGatherer *self, const QzClearingList *list, GHashTable *providers, GError **error)
{
  QzExchange *exchange = self->exchange;
  g_autofree char *key = qz_exchange_dup_key (exchange, list->period, list->scope);
  g_autoptr (GArray) rows = qz_clearing_repo_load_rows (exchange->store, list, error);
  g_autoptr (JsonObject) content = NULL;
  gint64 since = 0;

  if (rows == NULL
      || !qz_exchange_get_since (exchange, list->period, list->scope, &since, error))
    return FALSE;
  content = describe_month (list->period, list->scope, exchange->unit);
  json_object_set_int_member (content, "revision", list->version);
  json_object_set_int_member (content, "since", since);
  json_object_set_array_member (content, "rows",
                                qz_exchange_write_rows (exchange, rows, providers));
  return qz_exchange_add (self, QZ_ITEM_LIST, key, list->version, content, error)
         && add_publication (self, list, error);
}

/* Newest versions only: an older one changes nothing any more. */
static gboolean
add_lists (QzGatherer *self, GArray *lists, GError **error)
{
  g_autoptr (GHashTable) providers =
      qz_clearing_repo_load_providers (self->exchange->store, error);

  for (guint i = 0; providers != NULL && i < lists->len; i++)
    {
      const QzClearingList *list = &g_array_index (lists, QzClearingList, i);
      const QzClearingList *next = list + 1;

      if (i + 1 < lists->len && next->period == list->period && next->scope == list->scope)
        continue;
      if (!add_list (self, list, providers, error))
        return FALSE;
    }
  return providers != NULL;
}

static const QzClearingList *
find_list (GArray *lists, gint64 id)
{
  for (guint i = 0; i < lists->len; i++)
    if (g_array_index (lists, QzClearingList, i).id == id)
      return &g_array_index (lists, QzClearingList, i);
  return NULL;
}

JsonArray *
qz_exchange_write_lines (const GArray *lines)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      const QzNoticeLine *line = &g_array_index (lines, QzNoticeLine, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "agency", line->agency);
      json_object_set_string_member (object, "scope", qz_nl_scope_to_text (line->scope));
      json_object_set_string_member (object, "insurance",
                                     line->insurance < 0
                                         ? ""
                                         : qz_insurance_to_text ((QzInsurance) line->insurance));
      for (guint j = 0; j < QZ_NOTICE_N_FIGURES; j++)
        {
          const char name[] = { 'f', (char) ('1' + j), '\0' };

          json_object_set_int_member (object, name, line->figures[j]);
        }
      json_array_add_object_element (list, object);
    }
  return list;
}

static gboolean
add_notice (QzGatherer *self, GArray *lists, const QzPackageNotice *of, GError **error)
{
  const QzNotice *notice = &of->notice;
  const QzClearingList *list = find_list (lists, notice->list_id);
  g_autofree char *day = qz_day_format (notice->day);
  g_autoptr (JsonObject) content = NULL;

  if (list == NULL)
    return TRUE;
  content = describe_month (notice->period, list->scope, notice->unit);
  json_object_set_int_member (content, "revision", list->version);
  json_object_set_string_member (content, "number", notice->number);
  json_object_set_string_member (content, "form", notice->form);
  json_object_set_string_member (content, "day", day);
  json_object_set_int_member (content, "total", notice->total_fen);
  json_object_set_string_member (content, "made_by", notice->made_by);
  json_object_set_string_member (content, "published_by", notice->published_by);
  json_object_set_int_member (content, "withdrawn", of->is_withdrawn ? 1 : 0);
  json_object_set_array_member (content, "lines", qz_exchange_write_lines (notice->lines));
  return qz_exchange_add (self, QZ_ITEM_NOTICE, notice->number, of->is_withdrawn ? 2 : 1, content,
                          error);
}

static gboolean
add_notices (QzGatherer *self, GArray *lists, GError **error)
{
  g_autoptr (GPtrArray) notices =
      qz_package_repo_load_notices (self->exchange->store, self->exchange->unit, error);

  for (guint i = 0; notices != NULL && i < notices->len; i++)
    if (!add_notice (self, lists, notices->pdata[i], error))
      return FALSE;
  return notices != NULL;
}

/* ── objections and answers ─────────────────────────────────────────────────────────────────── */

static const char *
get_cell (QzSheet *sheet, guint row, const char *column)
{
  const char *text = qz_sheet_get_text (sheet, row, (guint) qz_sheet_find_column (sheet, column));

  return text != NULL ? text : "";
}

static gint64
get_figure (QzSheet *sheet, guint row, const char *column)
{
  return qz_sheet_get_number (sheet, row, (guint) qz_sheet_find_column (sheet, column));
}

/* Who objected: a county's objection is answered to the county. */
static gboolean
is_of_other (QzGatherer *self, const QzPackageItem *objection)
{
  g_autofree char *prefix = g_strdup_printf ("%s-", self->exchange->other);

  return g_str_has_prefix (objection->key, prefix);
}

/* Answers go back to the objections that came by package. */
static gboolean
add_answer (QzGatherer *self, QzSheet *sheet, guint row, GError **error)
{
  GError *failure = NULL;
  g_autoptr (QzPackageItem) from =
      qz_package_repo_find_source (self->exchange->store, QZ_ITEM_OBJECTION,
                                   get_figure (sheet, row, "objection"), &failure);
  g_autoptr (JsonObject) content = NULL;

  if (failure != NULL)
    g_propagate_error (error, failure);
  if (from == NULL || !is_of_other (self, from) || get_cell (sheet, row, "result")[0] == '\0')
    return failure == NULL;
  content = json_object_new ();
  json_object_set_string_member (content, "objection", from->key);
  json_object_set_string_member (content, "result", get_cell (sheet, row, "result"));
  json_object_set_string_member (content, "reason", get_cell (sheet, row, "answer"));
  json_object_set_string_member (content, "actor", get_cell (sheet, row, "answered_by"));
  return qz_exchange_add (self, QZ_ITEM_ANSWER, from->key, 1, content, error);
}

/* The list that came by package and that the row objects to; NULL: made here. */
static QzPackageItem *
find_source (QzGatherer *self, QzSheet *sheet, guint row, GArray *lists, GError **error)
{
  const QzPeriod period = (QzPeriod) get_figure (sheet, row, "period");
  const gint64 version = get_figure (sheet, row, "version");

  for (guint i = 0; i < lists->len; i++)
    {
      const QzClearingList *list = &g_array_index (lists, QzClearingList, i);

      if (list->period == period && list->version == version
          && strcmp (qz_nl_scope_to_text (list->scope), get_cell (sheet, row, "scope")) == 0)
        return qz_package_repo_find_source (self->exchange->store, QZ_ITEM_LIST, list->id, error);
    }
  return NULL;
}

static JsonObject *
describe_objection (QzSheet *sheet, guint row, const QzPackageItem *list, gint64 since)
{
  static const char *const texts[] = { "form", "key", "reason", "actor", "time" };
  JsonObject *content = json_object_new ();
  const int claimed = qz_sheet_find_column (sheet, "claimed");

  json_object_set_int_member (content, "period", get_figure (sheet, row, "period"));
  json_object_set_string_member (content, "scope", get_cell (sheet, row, "scope"));
  json_object_set_string_member (content, "unit", get_cell (sheet, row, "unit"));
  json_object_set_int_member (content, "revision", list->revision);
  json_object_set_int_member (content, "since", since);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    json_object_set_string_member (content, texts[i], get_cell (sheet, row, texts[i]));
  json_object_set_int_member (content, "line", get_figure (sheet, row, "line"));
  json_object_set_int_member (content, "amount", get_figure (sheet, row, "amount"));
  if (!qz_sheet_is_empty (sheet, row, (guint) claimed))
    json_object_set_int_member (content, "claimed", get_figure (sheet, row, "claimed"));
  return content;
}

static gint64
get_since (const QzPackageItem *list)
{
  g_autoptr (JsonObject) content = qz_item_json_parse (list->content, strlen (list->content));
  gint64 since = 0;

  return content != NULL && qz_item_json_get_number (content, "since", &since) ? since : 0;
}

static char *
dup_objection_key (QzGatherer *self, gint64 id)
{
  return g_strdup_printf ("%s-%" PRId64, self->exchange->own, id);
}

static gboolean
add_objection (QzGatherer *self, QzSheet *sheet, guint row, GArray *lists, GError **error)
{
  GError *failure = NULL;
  g_autoptr (QzPackageItem) from = find_source (self, sheet, row, lists, &failure);
  g_autofree char *key = dup_objection_key (self, get_figure (sheet, row, "objection"));
  g_autoptr (JsonObject) content = NULL;

  if (failure != NULL)
    g_propagate_error (error, failure);
  if (from == NULL)
    return failure == NULL;
  content = describe_objection (sheet, row, from, get_since (from));
  return qz_exchange_add (self, QZ_ITEM_OBJECTION, key, 1, content, error);
}

static gboolean
add_talk (QzGatherer *self, GArray *lists, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_clearing_list_objections (self->exchange->book, 0, error);

  for (guint i = 0; sheet != NULL && i < qz_sheet_get_n_rows (sheet); i++)
    {
      if (strcmp (get_cell (sheet, i, "unit"), self->exchange->unit) != 0)
        continue;
      if (!(self->exchange->is_upper ? add_answer (self, sheet, i, error)
                                        : add_objection (self, sheet, i, lists, error)))
        return FALSE;
    }
  return sheet != NULL;
}

/* ── confirmations ──────────────────────────────────────────────────────────────────────────── */

/* The objections of the month that the confirmation comes after. */
static JsonArray *
list_objections (QzGatherer *self, QzPeriod period, QzNlScope scope, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_clearing_list_objections (self->exchange->book, period, error);
  JsonArray *keys;

  if (sheet == NULL)
    return NULL;
  keys = json_array_new ();
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    {
      g_autofree char *key = dup_objection_key (self, get_figure (sheet, i, "objection"));

      if (strcmp (get_cell (sheet, i, "unit"), self->exchange->unit) == 0
          && strcmp (get_cell (sheet, i, "scope"), qz_nl_scope_to_text (scope)) == 0)
        json_array_add_string_element (keys, key);
    }
  return keys;
}

static gboolean
add_confirm (QzGatherer *self, const QzClearingList *list, GError **error)
{
  QzExchange *exchange = self->exchange;
  g_autofree char *key = qz_exchange_dup_key (exchange, list->period, list->scope);
  GError *failure = NULL;
  g_autoptr (QzPackageItem) from =
      qz_package_repo_find_source (exchange->store, QZ_ITEM_LIST, list->id, &failure);
  g_autofree char *actor = NULL;
  g_autoptr (JsonObject) content = NULL;
  JsonArray *objections;
  const char *state;

  if (failure != NULL)
    g_propagate_error (error, failure);
  if (from == NULL)
    return failure == NULL;
  state = qz_clearing_repo_get_state (exchange->store, list->period, list->scope,
                                      QZ_CLEARING_CONFIRM, exchange->unit, error);
  if (state == NULL || strcmp (state, QZ_CONFIRM_CONFIRMED) != 0)
    return state != NULL;
  actor = qz_clearing_repo_dup_actor (exchange->store, list->period, list->scope,
                                      QZ_CLEARING_CONFIRM, exchange->unit, error);
  objections = actor != NULL ? list_objections (self, list->period, list->scope, error) : NULL;
  if (objections == NULL)
    return FALSE;
  content = describe_month (list->period, list->scope, exchange->unit);
  json_object_set_int_member (content, "since", get_since (from));
  json_object_set_string_member (content, "actor", actor);
  json_object_set_array_member (content, "objections", objections);
  return qz_exchange_add (self, QZ_ITEM_CONFIRM, key, get_since (from), content, error);
}

static gboolean
add_confirms (QzGatherer *self, GArray *lists, GError **error)
{
  for (guint i = 0; i < lists->len; i++)
    {
      const QzClearingList *list = &g_array_index (lists, QzClearingList, i);
      const QzClearingList *next = list + 1;

      if (i + 1 < lists->len && next->period == list->period && next->scope == list->scope)
        continue;
      if (!add_confirm (self, list, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
qz_exchange_gather (QzExchange *self, QzPackage *package, GError **error)
{
  g_autofree char *way = qz_package_dup_way (self->own, self->other);
  QzGatherer gatherer = { .exchange = self, .package = package, .way = way };
  g_autoptr (GArray) lists = qz_package_repo_list_lists (self->store, error);
  gboolean done;

  if (lists == NULL || !load_ack (&gatherer, error))
    return FALSE;
  done = (self->is_upper ? add_lists (&gatherer, lists, error)
                               && add_notices (&gatherer, lists, error)
                         : TRUE)
         && qz_exchange_gather_money (&gatherer, error) && add_talk (&gatherer, lists, error)
         && (self->is_upper || self->county != NULL || add_confirms (&gatherer, lists, error))
         && add_ack (&gatherer, error);
  g_clear_pointer (&gatherer.ack, json_object_unref);
  return done;
}
