/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which registration covers a claim (NL-8, NL-10, NL-15), found once, when the claim comes in. */
#include <string.h>

#include "qz-actors.h"
#include "qz-registration-private.h"

/* How near a registration is to covering a case: the greatest one is told. */
static const char *const results[] = {
  QZ_MATCH_NONE, QZ_MATCH_ENDED, QZ_MATCH_PAUSED, QZ_MATCH_AREA, QZ_MATCH_HOSPITAL,
  QZ_MATCH_MATCHED,
};
typedef enum { NEAR_NONE, NEAR_ENDED, NEAR_PAUSED, NEAR_AREA, NEAR_HOSPITAL, NEAR_MATCHED } Near;

/* ── when ───────────────────────────────────────────────────────────────────────────────────── */

/* NL-10c: the settlement that uses a referral up, and what was settled before it on the same day,
 * are still covered. */
static gboolean
is_before_end (const QzRegistrationStep *step, const QzRegistrationCase *what)
{
  g_autofree char *time = g_strdup (what->time);

  if (strcmp (step->setl_id, what->setl_id) == 0)
    return TRUE;
  if (strlen (time) > 10)
    time[10] = 'T';
  return step->nominal_time[0] != '\0' && strcmp (time, step->nominal_time) < 0;
}

/* The state on the day of the settlement; what it became later does not count. */
static Near
look_at_state (GArray *steps, const QzRegistrationCase *what, QzDay day)
{
  Near near = NEAR_ENDED;

  for (guint i = 0; i < steps->len; i++)
    {
      const QzRegistrationStep *step = &g_array_index (steps, QzRegistrationStep, i);

      if (step->day > day
          || (strcmp (step->state, QZ_REG_USED) == 0 && is_before_end (step, what)))
        break;
      near = strcmp (step->state, QZ_REG_VALID) == 0    ? NEAR_MATCHED
             : strcmp (step->state, QZ_REG_PAUSED) == 0 ? NEAR_PAUSED
                                                        : NEAR_ENDED;
    }
  return near;
}

/* ── where ──────────────────────────────────────────────────────────────────────────────────── */

/* A province or city of codes like 310000, 310100 holds what begins alike. */
static gboolean
holds (const char *area, const char *inner)
{
  const gsize length = g_str_has_suffix (area, "0000") ? 2 : g_str_has_suffix (area, "00") ? 4 : 6;

  return strncmp (area, inner, length) == 0;
}

/* A city holds all of its hospitals; its own part runs its districts, and a county that has an
 * agency stands by itself. */
static gboolean
fits (const char *area, const QzAreaPlace *treat, const QzAreaPlace *place)
{
  return strcmp (treat->unit, area) == 0 ? strcmp (place->unit, treat->unit) == 0
                                         : strcmp (place->agency, treat->agency) == 0;
}

/* NL-5: where the hospital stands, or whose agency settles with it: those of Harbin may be run by
 * the province's own. */
static gboolean
is_in_area (QzAreaMap *map, const QzRegistration *kept, const QzRegistrationCase *what)
{
  const char *area = kept->texts[QZ_REG_TREAT_AREA];
  QzAreaPlace treat;
  QzAreaPlace place;

  if (what->managed_by[0] == '\0')
    return holds (area, what->hospital_area);
  if (!qz_area_map_find (map, area, &treat))
    return FALSE;
  return strcmp (what->hospital_area, area) == 0
         || (qz_area_map_find (map, what->hospital_area, &place) && fits (area, &treat, &place))
         || (qz_area_map_find_agency (map, what->managed_by, &place)
             && fits (area, &treat, &place));
}

/* NL-15. */
static gboolean
is_chosen (const QzRegistration *kept, const char *code)
{
  for (guint i = 0; i < kept->hospitals->len; i++)
    if (strcmp (((const QzRegistrationHospital *) kept->hospitals->pdata[i])->code, code) == 0)
      return TRUE;
  return kept->hospitals->len == 0;
}

static gboolean
look_at (QzStore *store, QzAreaMap *map, const QzRegistration *kept,
         const QzRegistrationCase *what, Near *out, GError **error)
{
  g_autoptr (GArray) steps = NULL;
  QzDay day = QZ_DAY_NONE;

  /* Another kind of care or of insurance is another registration. */
  *out = NEAR_NONE;
  if (!qz_day_parse_plain (what->time, 10, &day) || kept->scope != what->scope
      || kept->insurance != what->insurance)
    return TRUE;
  steps = qz_registration_repo_list_steps (store, kept->id, error);
  if (steps == NULL)
    return FALSE;
  *out = look_at_state (steps, what, day);
  if (*out == NEAR_MATCHED && kept->end_day != QZ_DAY_NONE && day > kept->end_day)
    *out = NEAR_ENDED;
  if (*out != NEAR_MATCHED)
    return TRUE;
  if (!is_in_area (map, kept, what))
    *out = NEAR_AREA;
  else if (!is_chosen (kept, what->hospital_code))
    *out = NEAR_HOSPITAL;
  return TRUE;
}

gboolean
qz_registration_match (QzStore *store, QzAreaMap *map, const QzRegistrationCase *what,
                       gint64 *out_registration, const char **out_result, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  Near best = NEAR_NONE;

  *out_registration = 0;
  *out_result = QZ_MATCH_NONE;
  /* A refund belongs where what it takes back belongs. */
  if (what->is_refund && what->refunded[0] != '\0')
    {
      if (!qz_registration_repo_find_match (store, what->refunded, out_registration, out_result,
                                            error))
        return FALSE;
      if (*out_result != NULL)
        return TRUE;
      *out_result = QZ_MATCH_NONE;
    }
  list = qz_registration_repo_list_person (store, what->psn_no, what->certno, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const QzRegistration *kept = list->pdata[i];
      Near near = NEAR_NONE;

      if (!look_at (store, map, kept, what, &near, error))
        return FALSE;
      /* Of two that are equally near the newer one is told; of two that cover it the older. */
      if (near != NEAR_NONE && near >= best && best != NEAR_MATCHED)
        {
          best = near;
          *out_registration = kept->id;
        }
    }
  *out_result = results[best];
  return list != NULL;
}

/* ── a file ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzAct *act;
  QzBook *book;
  const QzContext *context;
  QzStore *store;
  QzAreaMap *map;
  GHashTable *kept; /* area → GINT of whether its registrations are kept here, + 1 */
} Matcher;

/* Registrations lie with the insured area: of persons of others a book set knows nothing, unless it
 * is the province's. */
static gboolean
is_ours (Matcher *self, const char *area, gboolean *out, GError **error)
{
  gpointer known = g_hash_table_lookup (self->kept, area);
  QzAreaPlace place = { "", "", "" };
  const char *code = NULL;

  *out = GPOINTER_TO_INT (known) == 2;
  if (known != NULL)
    return TRUE;
  if (qz_area_map_find (self->map, area, &place) && place.agency[0] != '\0')
    {
      code = qz_area_map_get_agency_code (self->map, place.agency);
      if (!qz_actor_is_kept (self->book, code != NULL ? code : place.agency, out, error)
          || (!*out
              && !qz_actor_is_kept (self->book, qz_area_map_get_province (self->map), out, error)))
        return FALSE;
    }
  g_hash_table_insert (self->kept, g_strdup (area), GINT_TO_POINTER (*out ? 2 : 1));
  return TRUE;
}

static gboolean
match_one (Matcher *self, const QzRegistrationCase *what, GError **error)
{
  QzRegistrationUse use = { .setl_id = what->setl_id, .time = what->time };
  const char *result = NULL;
  gboolean ours = FALSE;

  if (!is_ours (self, what->insured_area, &ours, error))
    return FALSE;
  if (!ours)
    return TRUE;
  if (!qz_registration_match (self->store, self->map, what, &use.registration_id, &result, error)
      || !qz_registration_repo_put_match (self->act, what, use.registration_id, result, error))
    return FALSE;
  /* At once: the next claim of the person may be in the same file. */
  return strcmp (result, QZ_MATCH_MATCHED) != 0 || !what->is_inpatient || what->is_refund
         || qz_registration_expire (self->act, self->store, &use, error);
}

static gboolean
match_all (Matcher *self, GPtrArray *cases, GError **error)
{
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    if (!qz_check_cancelled (self->context->cancellable, error)
        || !match_one (self, cases->pdata[i], error))
      return FALSE;
  return cases != NULL;
}

static gboolean
match_file (Matcher *self, GPtrArray *cases, GError **error)
{
  gboolean good;

  self->store = qz_book_get_store (self->book);
  if (cases == NULL)
    return FALSE;
  self->map = qz_actors_load_map (self->book, error);
  if (self->map == NULL)
    return FALSE;
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  good = match_all (self, cases, error);
  g_hash_table_unref (self->kept);
  qz_area_map_unref (self->map);
  return good;
}

gboolean
qz_registration_match_import (QzAct *act, QzBook *book, const QzContext *context,
                              gint64 first_claim_id, gint64 last_claim_id, GError **error)
{
  g_autoptr (GPtrArray) cases = qz_registration_repo_list_claims (
      qz_book_get_store (book), first_claim_id, last_claim_id, error);
  Matcher self = { .act = act, .book = book, .context = context };

  return match_file (&self, cases, error);
}

gboolean
qz_registration_match_items (QzAct *act, QzBook *book, const QzContext *context,
                             gint64 first_item_id, gint64 last_item_id, GError **error)
{
  g_autoptr (GPtrArray) cases = qz_registration_repo_list_items (
      qz_book_get_store (book), first_item_id, last_item_id, error);
  Matcher self = { .act = act, .book = book, .context = context };

  return match_file (&self, cases, error);
}
