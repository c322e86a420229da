/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every act of a month of medical assistance begins and ends with. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-month-private.h"

static gboolean
find_city (QzAssistDesk *self, GError **error)
{
  const char *agency = qz_book_get_agency (self->book);
  QzAreaPlace place;

  if (!qz_area_map_find_agency (self->map, agency, &place) || place.unit[0] == '\0')
    {
      qz_error_set (error, QZ_ERROR_INPUT, "agency-without-city",
                    _("The register does not say which city the agency %s belongs to. Import areas "
                      "and agencies."),
                    agency);
      qz_error_add_rule (error, "DT-3");
      return FALSE;
    }
  self->city = place.unit;
  return TRUE;
}

gboolean
qz_assist_desk_open (QzAssistDesk *self, QzBook *book, const QzContext *context, QzPeriod period,
                     GError **error)
{
  *self = (QzAssistDesk) { .book = book, .context = context, .period = period };
  self->store = qz_book_get_store (book);
  self->policy = qz_policies_find_assistance (book, qz_period_get_last_day (period),
                                              &self->pack_id, error);
  if (self->policy == NULL)
    return FALSE;
  self->terms = qz_policy_get_assistance (self->policy);
  self->map = qz_actors_load_map (book, error);
  if (self->map == NULL || !find_city (self, error)
      || !qz_assist_month_repo_get_list (self->store, period, &self->list, error))
    return FALSE;
  self->rows = qz_assist_month_repo_load_rows (self->store, &self->list, error);
  if (self->rows == NULL)
    return FALSE;
  self->standings = qz_assist_month_repo_load_standings (self->store, period, error);
  if (self->standings == NULL)
    return FALSE;
  self->providers = qz_clearing_repo_load_providers (self->store, error);
  return self->providers != NULL;
}

void
qz_assist_desk_clear (QzAssistDesk *self)
{
  g_clear_pointer (&self->act, qz_act_free);
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->policy, qz_policy_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->standings, g_array_unref);
  g_clear_pointer (&self->providers, g_hash_table_unref);
}

/* A county's acts are its agency's; a county without one is the city's (DT-3). */
static gboolean
check_actor (QzAssistDesk *self, const char *county, GError **error)
{
  const char *area = county != NULL ? county : self->city;
  const char *agency = qz_area_map_get_agency_code (self->map, area);
  QzAreaPlace place;

  if (!qz_area_map_find (self->map, area, &place) || strcmp (place.unit, self->city) != 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "county-unknown",
                    _("“%s” is no county of %s; give its area code, such as 140213"), area,
                    qz_area_map_get_name (self->map, self->city));
      qz_error_add_rule (error, "DT-3");
      return FALSE;
    }
  if (agency == NULL)
    agency = qz_area_map_get_agency_code (self->map, self->city);
  return qz_actor_check (self->book, self->context, agency != NULL ? agency : area, error);
}

gboolean
qz_assist_desk_begin (QzAssistDesk *self, QzBook *book, const QzContext *context,
                      const QzAssistAct *what, GError **error)
{
  if (!qz_assist_desk_open (self, book, context, what->period, error)
      || !check_actor (self, what->county, error))
    return FALSE;
  self->act =
      qz_book_begin_act (book, context, what->name, qz_right_get_roles (what->right), error);
  return self->act != NULL;
}

gboolean
qz_assist_desk_end (QzAssistDesk *self, const char *detail, GError **error)
{
  qz_act_set_detail (self->act, detail);
  return qz_book_end_act (self->book, self->context, g_steal_pointer (&self->act), error);
}

/* ── where the month stands ─────────────────────────────────────────────────────────────────── */

const QzAssistStanding *
qz_assist_desk_find (const QzAssistDesk *self, const char *stage, gint64 provider_id,
                     const char *county)
{
  for (guint i = 0; i < self->standings->len; i++)
    {
      const QzAssistStanding *standing = &g_array_index (self->standings, QzAssistStanding, i);

      if (standing->provider_id == provider_id && strcmp (standing->stage, stage) == 0
          && strcmp (standing->county, county) == 0)
        return standing;
    }
  return NULL;
}

gboolean
qz_assist_desk_is (const QzAssistDesk *self, const char *stage, gint64 provider_id,
                   const char *county, const char *state)
{
  const QzAssistStanding *standing = qz_assist_desk_find (self, stage, provider_id, county);

  return standing != NULL && strcmp (standing->state, state) == 0;
}

gboolean
qz_assist_desk_put (QzAssistDesk *self, const char *stage, gint64 provider_id, const char *county,
                    const char *state, const char *reason, GError **error)
{
  const QzAssistEvent event = { .period = self->period,
                                .stage = stage,
                                .provider_id = provider_id,
                                .county = county,
                                .list_id = self->list.id,
                                .state = state,
                                .reason = reason };

  return qz_assist_month_repo_put_event (self->act, &event, NULL, error);
}

gboolean
qz_assist_desk_find_provider (QzAssistDesk *self, const char *code, const QzNlProvider **out,
                              GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->providers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (strcmp (((const QzNlProvider *) value)->code, code) == 0)
      {
        *out = value;
        return TRUE;
      }
  qz_error_set (error, QZ_ERROR_INPUT, "provider-unknown",
                _("There is no provider %s; “qz providers” shows them"), code);
  return FALSE;
}

/* ── parts ──────────────────────────────────────────────────────────────────────────────────── */

static QzAssistPart *
find_part (GArray *parts, gint64 provider_id, const char *county)
{
  const QzAssistPart made = { .provider_id = provider_id, .county = county };

  for (guint i = parts->len; i > 0; i--)
    {
      QzAssistPart *part = &g_array_index (parts, QzAssistPart, i - 1);

      if (part->provider_id == provider_id && part->county == county)
        return part;
    }
  g_array_append_val (parts, made);
  return &g_array_index (parts, QzAssistPart, parts->len - 1);
}

static gboolean
add_row (GArray *parts, const QzAssistRow *row, GError **error)
{
  QzAssistPart *part = find_part (parts, row->provider_id, row->county);

  part->n_visits += row->n_visits;
  return qz_fen_accumulate (&part->maf_fen, row->maf_fen, error)
         && qz_fen_accumulate (&part->deducted_fen, row->deducted_fen, error)
         && (!row->cross_area
             || (qz_fen_accumulate (&part->cross_fen, row->maf_fen, error)
                 && qz_fen_accumulate (&part->cross_deducted_fen, row->deducted_fen, error)));
}

static int
compare_parts (gconstpointer a, gconstpointer b, gpointer providers)
{
  const QzAssistPart *one = a;
  const QzAssistPart *two = b;
  const QzNlProvider *first = g_hash_table_lookup (providers, &one->provider_id);
  const QzNlProvider *second = g_hash_table_lookup (providers, &two->provider_id);
  const int order = g_strcmp0 (first != NULL ? first->code : NULL,
                               second != NULL ? second->code : NULL);

  return order != 0 ? order : strcmp (one->county, two->county);
}

GArray *
qz_assist_desk_list_parts (QzAssistDesk *self, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QzAssistPart));

  for (guint i = 0; i < self->rows->len; i++)
    if (!add_row (parts, &g_array_index (self->rows, QzAssistRow, i), error))
      return NULL;
  g_array_sort_with_data (parts, compare_parts, self->providers);
  return g_steal_pointer (&parts);
}

gboolean
qz_assist_part_is_confirmed (const QzAssistDesk *self, const QzAssistPart *part)
{
  return qz_assist_desk_is (self, QZ_AS_HOSPITAL, part->provider_id, part->county,
                            QZ_AS_CONFIRMED)
         && qz_assist_desk_is (self, QZ_AS_COUNTY, part->provider_id, part->county,
                               QZ_AS_CONFIRMED);
}
