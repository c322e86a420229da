/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-exchange-private.h"

/* ── the two offices ────────────────────────────────────────────────────────────────────────── */

/* The unit whose own agency @agency is; NULL: none. */
static const char *
find_unit (QzAreaMap *map, const char *agency)
{
  const char *unit;

  for (guint i = 0; (unit = qz_area_map_get_unit (map, i)) != NULL; i++)
    if (g_strcmp0 (qz_area_map_get_agency_code (map, unit), agency) == 0)
      return unit;
  return NULL;
}

/* A county and the unit that it lies in: between those two. */
static void
find_county (QzExchange *self)
{
  QzAreaPlace own, other;

  if (!qz_area_map_find_agency (self->map, self->own, &own)
      || !qz_area_map_find_agency (self->map, self->other, &other)
      || own.unit[0] == '\0' || strcmp (own.unit, other.unit) != 0
      || (strcmp (own.agency, own.unit) == 0) == (strcmp (other.agency, other.unit) == 0))
    return;
  self->unit = own.unit;
  self->is_upper = strcmp (own.agency, own.unit) == 0;
  self->county = self->is_upper ? other.agency : own.agency;
}

gboolean
qz_exchange_open (QzExchange *self, QzBook *book, const QzContext *context, const char *own,
                  const char *other, GError **error)
{
  const char *province;

  *self = (QzExchange) { .book = book,
                         .context = context,
                         .store = qz_book_get_store (book),
                         .own = g_intern_string (own),
                         .other = g_intern_string (other) };
  self->map = qz_actors_load_map (book, error);
  if (self->map == NULL)
    return FALSE;
  province = qz_area_map_get_agency_code (self->map, qz_area_map_get_province (self->map));
  self->is_upper = g_strcmp0 (province, own) == 0;
  if (self->is_upper || g_strcmp0 (province, other) == 0)
    self->unit = find_unit (self->map, self->is_upper ? other : own);
  else
    find_county (self);
  if (self->unit != NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "peer-place",
                _("Packages go between the province’s agency and that of a city or of the "
                  "province’s own level, and between a city’s and that of one of its counties; %s "
                  "and %s are not two such"),
                own, other);
  qz_error_add_rule (error, "NL-30");
  return FALSE;
}

void
qz_exchange_clear (QzExchange *self)
{
  g_clear_pointer (&self->map, qz_area_map_unref);
}

const char *
qz_exchange_get_place (const QzExchange *self)
{
  return self->county != NULL ? self->county : self->unit;
}

/* Where an agency or the finance office of the same place stands; a code that the register does not
 * have is that of its area, with F before it for finance. */
static void
find_place (const QzExchange *self, const char *agency, QzAreaPlace *out)
{
  if (!qz_area_map_find_agency (self->map, agency, out)
      && !qz_area_map_find (self->map, agency[0] == 'F' ? agency + 1 : agency, out))
    *out = (QzAreaPlace) { "", "", "" };
}

gboolean
qz_exchange_speaks (const QzExchange *self, gboolean own, const char *agency)
{
  QzAreaPlace place;
  gboolean is_lower;

  find_place (self, agency, &place);
  is_lower = strcmp (self->county != NULL ? place.agency : place.unit,
                     qz_exchange_get_place (self)) == 0;
  return is_lower == (own ? !self->is_upper : self->is_upper);
}

char *
qz_exchange_dup_key (const QzExchange *self, QzPeriod period, QzNlScope scope)
{
  return g_strdup_printf ("%06d/%s/%s", period, qz_nl_scope_to_text (scope),
                          qz_exchange_get_place (self));
}

const char *
qz_exchange_get_kind_name (const char *kind)
{
  static const struct {
    const char *kind, *name;
  } names[] = {
    { QZ_ITEM_LIST, N_ ("List") },         { QZ_ITEM_PUBLICATION, N_ ("Publication") },
    { QZ_ITEM_NOTICE, N_ ("Notice") },     { QZ_ITEM_ANSWER, N_ ("Answer to an objection") },
    { QZ_ITEM_OBJECTION, N_ ("Objection") }, { QZ_ITEM_CONFIRM, N_ ("Confirmation") },
    { QZ_ITEM_DEPOSIT, N_ ("Notice of a deposit") }, { QZ_ITEM_TRANSFER, N_ ("Transfer") },
    { QZ_ITEM_DEPOSIT_QUOTA, N_ ("Deposit") },
    { QZ_ITEM_DEPOSIT_MOVE, N_ ("Movement of a deposit") },
    { QZ_ITEM_TRANSFER_EVENT, N_ ("Event of a transfer") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].kind, kind) == 0)
      return _ (names[i].name);
  return kind;
}

/* ── rows ───────────────────────────────────────────────────────────────────────────────────── */

static JsonObject *
write_row (const QzClearingRow *row, GHashTable *providers)
{
  static const char *const parts[QZ_N_FC] = { "pool", "big", "cvlserv", "maf", "other" };
  JsonObject *object = json_object_new ();
  const QzNlProvider *provider = g_hash_table_lookup (providers, &row->provider_id);

  json_object_set_string_member (object, "side", row->is_payable ? "P" : "R");
  json_object_set_int_member (object, "deduction", row->is_deduction ? 1 : 0);
  json_object_set_string_member (object, "treat_unit", row->treat_unit);
  json_object_set_string_member (object, "treat_agency", row->treat_agency);
  json_object_set_string_member (object, "provider", provider != NULL ? provider->code : "");
  json_object_set_string_member (object, "insured_unit", row->insured_unit);
  json_object_set_string_member (object, "insured_agency", row->insured_agency);
  json_object_set_string_member (object, "other_province", row->other_province);
  json_object_set_string_member (object, "insurance", qz_insurance_to_text (row->insurance));
  json_object_set_int_member (object, "orig_period", row->orig_period);
  json_object_set_string_member (object, "reason", row->reason);
  json_object_set_int_member (object, "visits", row->n_visits);
  json_object_set_int_member (object, "medfee", row->medfee_fen);
  for (guint i = 0; i < QZ_N_FC; i++)
    json_object_set_int_member (object, parts[i], row->parts[i]);
  json_object_set_int_member (object, "acct", row->acct_fen);
  json_object_set_int_member (object, "amount", row->amount_fen);
  return object;
}

/* What an office sees is what it receives and what it pays. */
gboolean
qz_exchange_is_row (const QzExchange *self, const QzClearingRow *row)
{
  return strcmp (row->is_payable ? row->insured_unit : row->treat_unit, self->unit) == 0
         && (self->county == NULL
             || strcmp (row->is_payable ? row->insured_agency : row->treat_agency, self->county)
                    == 0);
}

JsonArray *
qz_exchange_write_rows (const QzExchange *self, const GArray *rows, GHashTable *providers)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);

      if (qz_exchange_is_row (self, row))
        json_array_add_object_element (list, write_row (row, providers));
    }
  return list;
}

static char *
write_figures (QzExchange *self, const QzClearingList *list, GHashTable *providers,
               GError **error)
{
  g_autoptr (GArray) rows = qz_clearing_repo_load_rows (self->store, list, error);
  g_autoptr (JsonObject) object = NULL;

  if (rows == NULL)
    return NULL;
  object = json_object_new ();
  json_object_set_array_member (object, "rows", qz_exchange_write_rows (self, rows, providers));
  return qz_item_json_write (object);
}

gboolean
qz_exchange_get_since (QzExchange *self, QzPeriod period, QzNlScope scope, gint64 *out,
                       GError **error)
{
  g_autoptr (GArray) lists = qz_package_repo_list_lists (self->store, error);
  g_autoptr (GHashTable) providers =
      lists != NULL ? qz_clearing_repo_load_providers (self->store, error) : NULL;
  g_autofree char *figures = NULL;

  *out = 0;
  for (guint i = 0; providers != NULL && i < lists->len; i++)
    {
      const QzClearingList *list = &g_array_index (lists, QzClearingList, i);
      g_autofree char *these = NULL;

      if (list->period != period || list->scope != scope)
        continue;
      these = write_figures (self, list, providers, error);
      if (these == NULL)
        return FALSE;
      if (g_strcmp0 (these, figures) != 0)
        *out = list->version;
      g_free (figures);
      figures = g_steal_pointer (&these);
    }
  return providers != NULL;
}

/* ── reading ────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_exchange_get_month (JsonObject *content, QzPeriod *out_period, QzNlScope *out_scope)
{
  gint64 period = 0;
  const char *scope = NULL;

  if (!qz_item_json_get_count (content, "period", 219912, &period) || period < 190001
      || period % 100 < 1 || period % 100 > 12 || !qz_item_json_get_text (content, "scope", &scope)
      || !qz_nl_scope_parse (scope, out_scope))
    return FALSE;
  *out_period = (QzPeriod) period;
  return TRUE;
}

gboolean
qz_exchange_read_code (JsonObject *object, const char *name, const char **out)
{
  const char *text = NULL;

  if (!qz_item_json_get_text (object, name, &text))
    return FALSE;
  *out = g_intern_string (text);
  return TRUE;
}

gboolean
qz_exchange_read_day (JsonObject *object, const char *name, QzDay *out)
{
  const char *text = NULL;

  *out = QZ_DAY_NONE;
  return qz_item_json_get_text (object, name, &text)
         && (text[0] == '\0' || qz_day_parse_plain (text, strlen (text), out));
}

gboolean
qz_exchange_reject (QzPackageItem *item)
{
  return qz_exchange_decide (item, QZ_ITEM_REJECTED, "%s",
                             _("what it says cannot be understood"));
}

gboolean
qz_exchange_apply (QzPackageItem *item, gint64 record_id)
{
  item->record_id = record_id;
  return qz_exchange_decide (item, QZ_ITEM_APPLIED, "%s", "");
}

gboolean
qz_exchange_decide (QzPackageItem *item, const char *result, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_free (item->reason);
  item->reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  item->result = result;
  return TRUE;
}
