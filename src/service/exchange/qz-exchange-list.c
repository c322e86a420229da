/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and notices that came from the province. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-error.h"
#include "qz-exchange-private.h"

/* ── rows ───────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzExchange *exchange;
  GHashTable *ids;     /* code of a provider → id */
  const char *missing; /* a provider that the register does not have */
} RowReader;

static GHashTable *
load_ids (GHashTable *providers)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, providers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_hash_table_insert (ids, ((QzNlProvider *) value)->code, value);
  return ids;
}

static gboolean
read_places (JsonObject *object, QzClearingRow *out)
{
  return qz_exchange_read_code (object, "treat_unit", &out->treat_unit)
         && qz_exchange_read_code (object, "treat_agency", &out->treat_agency)
         && qz_exchange_read_code (object, "insured_unit", &out->insured_unit)
         && qz_exchange_read_code (object, "insured_agency", &out->insured_agency)
         && qz_exchange_read_code (object, "other_province", &out->other_province)
         && qz_exchange_read_code (object, "reason", &out->reason);
}

static gboolean
read_figures (JsonObject *object, QzClearingRow *out)
{
  static const char *const parts[QZ_N_FC] = { "pool", "big", "cvlserv", "maf", "other" };
  g_autoptr (GError) ignored = NULL;

  if (!qz_item_json_get_number (object, "visits", &out->n_visits)
      || !qz_item_json_get_number (object, "medfee", &out->medfee_fen)
      || !qz_item_json_get_number (object, "acct", &out->acct_fen)
      || !qz_item_json_get_number (object, "amount", &out->amount_fen))
    return FALSE;
  for (guint i = 0; i < QZ_N_FC; i++)
    if (!qz_item_json_get_number (object, parts[i], &out->parts[i])
        || !qz_fen_accumulate (&out->fund_fen, out->parts[i], &ignored))
      return FALSE;
  return TRUE;
}

static gboolean
read_provider (RowReader *self, JsonObject *object, QzClearingRow *out)
{
  const char *code = NULL;
  const QzNlProvider *provider;

  if (!qz_item_json_get_text (object, "provider", &code))
    return FALSE;
  provider = code[0] != '\0' ? g_hash_table_lookup (self->ids, code) : NULL;
  if (provider == NULL && code[0] != '\0')
    self->missing = code;
  out->provider_id = provider != NULL ? provider->id : 0;
  return TRUE;
}

static gboolean
read_row (RowReader *self, JsonObject *object, QzClearingRow *out)
{
  const char *side = NULL;
  const char *insurance = NULL;
  gint64 deduction = 0;
  gint64 period = 0;

  *out = (QzClearingRow) { 0 };
  if (object == NULL || !qz_item_json_get_text (object, "side", &side)
      || (strcmp (side, "R") != 0 && strcmp (side, "P") != 0)
      || !qz_item_json_get_count (object, "deduction", 1, &deduction)
      || !qz_item_json_get_text (object, "insurance", &insurance)
      || !qz_insurance_parse (insurance, &out->insurance)
      || !qz_item_json_get_count (object, "orig_period", 219912, &period)
      || !read_places (object, out) || !read_figures (object, out)
      || !read_provider (self, object, out))
    return FALSE;
  out->is_payable = side[0] == 'P';
  out->is_deduction = deduction != 0;
  out->orig_period = (QzPeriod) period;
  return qz_exchange_is_row (self->exchange, out);
}

/* NULL: not to be understood. */
static GArray *
read_rows (RowReader *self, JsonObject *content)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (QzClearingRow));
  JsonArray *list = qz_item_json_get_list (content, "rows");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      QzClearingRow row;

      if (!read_row (self, qz_item_json_get_element (list, i), &row))
        return NULL;
      g_array_append_val (rows, row);
    }
  return list != NULL ? g_steal_pointer (&rows) : NULL;
}

/* ── lists ──────────────────────────────────────────────────────────────────────────────────── */

/* What the list that was taken in before says: 0 when there was none. */
static gboolean
get_since_before (QzExchange *self, const QzPackageItem *item, gint64 *out, GError **error)
{
  GError *failure = NULL;
  g_autoptr (QzPackageItem) before =
      qz_package_repo_find_newest (self->store, QZ_ITEM_LIST, item->key, &failure);
  g_autoptr (JsonObject) content = NULL;

  *out = 0;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (before == NULL)
    return TRUE;
  content = qz_item_json_parse (before->content, strlen (before->content));
  if (content != NULL && !qz_item_json_get_number (content, "since", out))
    *out = 0;
  return TRUE;
}

/* Other figures are confirmed anew (NL-31f). */
static gboolean
ask_unit (QzExchange *self, QzAct *act, const QzPackageItem *item, const QzClearingList *list,
          gint64 since, GError **error)
{
  g_autofree char *version = g_strdup_printf ("version=%" PRId64, item->revision);
  QzClearingEvent event = { .period = list->period,
                            .scope = list->scope,
                            .unit = "",
                            .stage = QZ_CLEARING_LISTS,
                            .state = QZ_CONFIRM_GENERATED,
                            .actor = self->other,
                            .reason = version };
  gint64 before = 0;

  if (!get_since_before (self, item, &before, error)
      || !qz_clearing_repo_put_event (act, &event, error))
    return FALSE;
  event.unit = self->unit;
  event.stage = QZ_CLEARING_CONFIRM;
  return before == since || qz_clearing_repo_put_event (act, &event, error);
}

static gboolean
put_list (QzExchange *self, QzAct *act, QzPackageItem *item, QzClearingList *list, GArray *rows,
          GError **error)
{
  g_autoptr (QzPolicy) policy = qz_policies_find_nonlocal (
      self->book, qz_period_get_last_day (list->period), &list->policy_pack_id, error);

  if (policy == NULL || !qz_clearing_repo_put_list (act, list, rows, error))
    return FALSE;
  item->record_id = list->id;
  return qz_exchange_decide (item, QZ_ITEM_APPLIED, "%s", "");
}

gboolean
qz_exchange_judge_list (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
                        GError **error)
{
  g_autoptr (GHashTable) providers = qz_clearing_repo_load_providers (self->store, error);
  g_autoptr (GHashTable) ids = providers != NULL ? load_ids (providers) : NULL;
  RowReader reader = { .exchange = self, .ids = ids };
  QzClearingList list = { 0 };
  g_autoptr (GArray) rows = NULL;
  const char *unit = NULL;
  gint64 revision = 0;
  gint64 since = 0;

  if (providers == NULL)
    return FALSE;
  if (!qz_exchange_get_month (content, &list.period, &list.scope)
      || !qz_item_json_get_text (content, "unit", &unit) || strcmp (unit, self->unit) != 0
      || !qz_item_json_get_count (content, "revision", G_MAXINT32, &revision)
      || revision != item->revision
      || !qz_item_json_get_count (content, "since", revision, &since) || since == 0)
    return qz_exchange_reject (item);
  rows = read_rows (&reader, content);
  if (rows == NULL)
    return qz_exchange_reject (item);
  if (reader.missing != NULL)
    return qz_exchange_decide (item, QZ_ITEM_WAITING,
                               _("for the provider %s in the register; import it"),
                               reader.missing);
  /* The figures before are asked for while the list before is still the newest. */
  return ask_unit (self, act, item, &list, since, error)
         && put_list (self, act, item, &list, rows, error);
}

/* ── notices ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
read_line (JsonObject *object, QzNoticeLine *out)
{
  const char *scope = NULL;
  const char *insurance = NULL;
  QzInsurance known = QZ_INS_EMP;

  *out = (QzNoticeLine) { .insurance = -1 };
  if (object == NULL || !qz_exchange_read_code (object, "agency", &out->agency)
      || !qz_item_json_get_text (object, "scope", &scope)
      || !qz_nl_scope_parse (scope, &out->scope)
      || !qz_item_json_get_text (object, "insurance", &insurance)
      || (insurance[0] != '\0' && !qz_insurance_parse (insurance, &known)))
    return FALSE;
  out->insurance = insurance[0] != '\0' ? (int) known : -1;
  for (guint i = 0; i < QZ_NOTICE_N_FIGURES; i++)
    {
      const char name[] = { 'f', (char) ('1' + i), '\0' };

      if (!qz_item_json_get_number (object, name, &out->figures[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
qz_exchange_read_lines (JsonObject *content, GArray *out)
{
  JsonArray *list = qz_item_json_get_list (content, "lines");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      QzNoticeLine line;

      if (!read_line (qz_item_json_get_element (list, i), &line))
        return FALSE;
      g_array_append_val (out, line);
    }
  return list != NULL;
}

static gboolean
read_notice (QzExchange *self, JsonObject *content, QzNotice *out, gint64 *out_revision)
{
  static const char *const forms[] = { "F-NL-5", "F-NL-6", "F-NL-8", "F-NL-9", NULL };
  QzNlScope scope = QZ_NL_IN_PROV;
  const char *day = NULL;

  out->due_day = QZ_DAY_NONE;
  if (!qz_exchange_get_month (content, &out->period, &scope)
      || !qz_item_json_get_text (content, "unit", &out->unit)
      || strcmp (out->unit, self->unit) != 0
      || !qz_item_json_get_text (content, "form", &out->form)
      || !g_strv_contains (forms, out->form)
      || !qz_item_json_get_count (content, "revision", G_MAXINT32, out_revision)
      || !qz_item_json_get_text (content, "day", &day)
      || !qz_day_parse_plain (day, strlen (day), &out->day)
      || !qz_item_json_get_number (content, "total", &out->total_fen)
      || !qz_item_json_get_text (content, "made_by", &out->made_by)
      || !qz_item_json_get_text (content, "published_by", &out->published_by))
    return FALSE;
  out->scope = (int) scope;
  return qz_exchange_read_lines (content, out->lines);
}

gboolean
qz_exchange_is_next (QzExchange *self, const QzPackageItem *item, gboolean *out, GError **error)
{
  g_autoptr (GError) ignored = NULL;
  g_autofree char *before = NULL;
  const char *dash = strrchr (item->key, '-');
  guint64 number = 0;
  gint64 applied = 0;

  if (dash == NULL || !g_ascii_string_to_unsigned (dash + 1, 10, 1, 999, &number, &ignored))
    {
      *out = FALSE;
      return TRUE;
    }
  before = g_strdup_printf ("%.*s-%03u", (int) (dash - item->key), item->key, (guint) number - 1);
  if (number > 1
      && !qz_package_repo_get_applied (self->store, item->kind, before, &applied, error))
    return FALSE;
  *out = number == 1 || applied != 0;
  return TRUE;
}

static gboolean
withdraw (QzExchange *self, QzAct *act, QzPackageItem *item, gint64 id, GError **error)
{
  item->record_id = id;
  return qz_notice_repo_put_event (act, id, "WITHDRAWN", self->other, "", error)
         && qz_exchange_decide (item, QZ_ITEM_APPLIED, "%s", "");
}

gboolean
qz_exchange_put_notice (QzExchange *self, QzAct *act, const QzPackageItem *item,
                        QzNotice *notice, GError **error)
{
  g_autoptr (QzPolicy) policy = qz_policies_find_nonlocal (
      self->book, qz_period_get_last_day (notice->period), &notice->policy_pack_id, error);

  if (policy == NULL || !qz_notice_repo_put (act, notice, error))
    return FALSE;
  if (strcmp (notice->number, item->key) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "notice-number",
                _("The notice %s cannot be taken in: this book set has made notices of its own "
                  "for the month, and the number would be %s"),
                item->key, notice->number);
  return FALSE;
}

gboolean
qz_exchange_judge_notice (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
                          GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (QzNoticeLine));
  QzNotice notice = { .lines = lines };
  g_autofree char *key = NULL;
  gint64 revision = 0;
  gint64 known = 0;
  gboolean next = FALSE;

  if (!read_notice (self, content, &notice, &revision))
    return qz_exchange_reject (item);
  key = qz_exchange_dup_key (self, notice.period, (QzNlScope) notice.scope);
  if (!qz_package_repo_find_record (self->store, QZ_ITEM_NOTICE, item->key, 1, &known, error)
      || !qz_package_repo_find_record (self->store, QZ_ITEM_LIST, key, revision, &notice.list_id,
                                       error)
      || !qz_exchange_is_next (self, item, &next, error))
    return FALSE;
  if (known != 0)
    return withdraw (self, act, item, known, error);
  if (notice.list_id == 0)
    return qz_exchange_decide (item, QZ_ITEM_WAITING, _("for version %" PRId64 " of the list"),
                               revision);
  if (!next)
    return qz_exchange_decide (item, QZ_ITEM_WAITING, "%s", _("for the notice before it"));
  if (!qz_exchange_put_notice (self, act, item, &notice, error))
    return FALSE;
  return item->revision == 1 ? qz_exchange_apply (item, notice.id)
                             : withdraw (self, act, item, notice.id, error);
}
