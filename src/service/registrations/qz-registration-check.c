/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a registration may be written (NL-2 … NL-9, NL-15, NL-40), and its record. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-registration-private.h"

#define IDENTITY_CARD "01"

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static void
fault (const QzRegistrationCheck *self, const char *field, const char *rule, const char *id,
       const char *reason)
{
  self->fault (field, rule, id, reason, self->user_data);
}

static gboolean
need (const QzRegistrationCheck *self, const char *value, const char *field, const char *rule)
{
  if (!is_empty (value))
    return TRUE;
  fault (self, field, rule, "registration-incomplete", _("This field must not be empty"));
  return FALSE;
}

/* ── the person ─────────────────────────────────────────────────────────────────────────────── */

/* GB 11643: characters 7 to 14. */
static QzDay
get_birthday (const char *certno)
{
  char text[11] = "";
  QzDay day = QZ_DAY_NONE;

  g_snprintf (text, sizeof text, "%.4s-%.2s-%.2s", certno + 6, certno + 10, certno + 12);
  return qz_day_parse_plain (text, 10, &day) ? day : QZ_DAY_NONE;
}

static const char *
get_gender (const char *certno)
{
  return (certno[16] - '0') % 2 == 1 ? "1" : "2";
}

static gboolean
is_card (const QzRegistrationInput *input)
{
  return g_strcmp0 (input->cert_type, IDENTITY_CARD) == 0;
}

static void
check_card (const QzRegistrationCheck *self)
{
  const QzRegistrationInput *input = self->input;
  g_autoptr (GError) reason = NULL;

  if (!qz_id_check_person (input->certno, self->today, &reason))
    {
      fault (self, "certno", "GB-11643", "certno-wrong", reason->message);
      return;
    }
  if (input->brdy != QZ_DAY_NONE && input->brdy != get_birthday (input->certno))
    fault (self, "brdy", "GB-11643", "birthday-differs",
           _("The identity number has another day of birth"));
  if (!is_empty (input->gend) && strcmp (input->gend, get_gender (input->certno)) != 0)
    fault (self, "gend", "GB-11643", "gender-differs", _("The identity number has another gender"));
}

static gboolean
check_person (const QzRegistrationCheck *self, GError **error)
{
  const QzRegistrationInput *input = self->input;
  g_autofree char *why = NULL;
  gboolean suspended = FALSE;

  (void) need (self, input->psn_no, "psn_no", "NL-9");
  (void) need (self, input->psn_name, "psn_name", "NL-9");
  (void) need (self, input->cert_type, "cert_type", "NL-9");
  if (!need (self, input->certno, "certno", "NL-9"))
    return TRUE;
  if (is_card (input))
    check_card (self);
  else if (is_empty (input->gend))
    (void) need (self, NULL, "gend", "NL-9");
  if (!is_empty (input->gend) && strcmp (input->gend, "1") != 0 && strcmp (input->gend, "2") != 0)
    fault (self, "gend", "NL-9", "gender-wrong", _("The gender is 1 (male) or 2 (female)"));
  if (!qz_registration_repo_is_suspended (self->store, input->certno, self->today, &suspended,
                                          &why, error))
    return FALSE;
  if (suspended)
    {
      g_autofree char *reason =
          g_strdup_printf (_("Direct settlement is suspended for this person: %s"), why);

      fault (self, "certno", "NL-40", "person-suspended", reason);
    }
  return TRUE;
}

/* ── areas and days ─────────────────────────────────────────────────────────────────────────── */

/* NL-2, NL-4: care outside of the own area, in the province or in another one as it says. */
static void
check_treat_area (const QzRegistrationCheck *self, const QzAreaPlace *insured)
{
  const QzRegistrationInput *input = self->input;
  QzAreaPlace treat;

  if (!need (self, input->treat_area, "treat_area", "NL-9"))
    return;
  if (!qz_area_map_find (self->map, input->treat_area, &treat))
    {
      fault (self, "treat_area", "NL-4", "area-unknown",
             _("No area has this code; in the province name a city or county"));
      return;
    }
  if ((treat.province[0] == '\0') != (input->scope == QZ_NL_IN_PROV))
    fault (self, "scope", "NL-2", "scope-differs",
           treat.province[0] == '\0'
             ? _("The place of treatment lies in the province, but the scope is care outside of it")
             : _("The place of treatment lies in another province, but the scope is care inside of "
                 "the own one"));
  if (treat.province[0] == '\0' && insured != NULL && strcmp (treat.agency, insured->agency) == 0)
    fault (self, "treat_area", "NL-4", "not-away",
           _("This is where the person is insured; care there is not care away from home"));
}

static void
check_areas (const QzRegistrationCheck *self)
{
  const QzRegistrationInput *input = self->input;
  QzAreaPlace insured;
  gboolean known = FALSE;

  if (need (self, input->insured_area, "insured_area", "NL-9"))
    {
      known = qz_area_map_find (self->map, input->insured_area, &insured)
              && insured.province[0] == '\0';
      if (!known)
        fault (self, "insured_area", "NL-4", "area-unknown",
               _("This is no area of the province; registrations are kept where people are "
                 "insured"));
    }
  check_treat_area (self, known ? &insured : NULL);
}

static void
check_days (const QzRegistrationCheck *self)
{
  const QzRegistrationInput *input = self->input;

  if (input->begin_day == QZ_DAY_NONE)
    (void) need (self, NULL, "begin_day", "NL-9");
  else if (input->end_day != QZ_DAY_NONE && input->end_day < input->begin_day)
    fault (self, "end_day", "NL-9", "days-reversed",
           _("The last day lies before the first one"));
  if (input->registered_day != QZ_DAY_NONE && input->registered_day > self->today)
    fault (self, "registered_day", "NL-9", "day-to-come", _("This day has not come yet"));
}

/* ── hospitals ──────────────────────────────────────────────────────────────────────────────── */

/* NL-15: a chosen hospital lies in the place of treatment; those of other provinces are not in the
 * register. */
static gboolean
check_hospital (const QzRegistrationCheck *self, const char *code, GError **error)
{
  const QzRegistrationInput *input = self->input;
  g_auto (QzRegistrationProvider) provider = { 0 };
  QzAreaPlace treat;
  QzAreaPlace place;
  g_autofree char *reason = NULL;

  if (input->scope != QZ_NL_IN_PROV
      || !qz_area_map_find (self->map, input->treat_area, &treat))
    return TRUE;
  if (!qz_registration_repo_find_provider (self->store, code, &provider, error))
    return FALSE;
  if (!provider.found)
    {
      reason = g_strdup_printf (_("The register has no hospital %s"), code);
      fault (self, "hospitals", "NL-15", "hospital-unknown", reason);
    }
  else if (!(qz_area_map_find (self->map, provider.area, &place)
             && strcmp (place.unit, treat.unit) == 0)
           && !(qz_area_map_find_agency (self->map, provider.managed_by, &place)
                && strcmp (place.unit, treat.unit) == 0))
    {
      reason = g_strdup_printf (_("%s does not lie in the place of treatment"), provider.name);
      fault (self, "hospitals", "NL-15", "hospital-elsewhere", reason);
    }
  return TRUE;
}

static gboolean
check_hospitals (const QzRegistrationCheck *self, GError **error)
{
  g_auto (GStrv) entries = g_strsplit (self->input->hospitals, ";", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; entries[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_strstrip (entries[i]), ":", 3);

      if (is_empty (parts[0]))
        {
          fault (self, "hospitals", "NL-15", "hospitals-wrong",
                 _("Write hospitals as code:name:level, with semicolons between them"));
          return TRUE;
        }
      if (!g_hash_table_add (seen, g_strdup (parts[0])))
        fault (self, "hospitals", "NL-15", "hospital-twice", _("A hospital is named twice"));
      if (!check_hospital (self, parts[0], error))
        return FALSE;
    }
  return TRUE;
}

/* NL-8, NL-15: a referral goes from one hospital to another; the others choose theirs. */
static gboolean
check_kind (const QzRegistrationCheck *self, GError **error)
{
  const QzRegistrationInput *input = self->input;

  if (input->kind != QZ_NLP_REFERRAL)
    {
      if (!is_empty (input->hospitals))
        return check_hospitals (self, error);
      fault (self, "hospitals", "NL-15", "hospitals-missing",
             _("Choose the hospitals of the place of treatment; only referrals have none"));
      return TRUE;
    }
  (void) need (self, input->from_hospital, "from_hospital", "NL-8");
  (void) need (self, input->to_hospital, "to_hospital", "NL-8");
  (void) need (self, input->referral_reason, "referral_reason", "NL-8");
  if (!is_empty (input->hospitals))
    fault (self, "hospitals", "NL-15", "hospitals-of-referral",
           _("A referral names the hospital that it goes to, and no chosen ones"));
  return TRUE;
}

/* ── two at a time ──────────────────────────────────────────────────────────────────────────── */

static gboolean
overlaps (const QzRegistration *kept, const QzRegistrationInput *input)
{
  return strcmp (kept->texts[QZ_REG_TREAT_AREA], input->treat_area) == 0
         && (kept->end_day == QZ_DAY_NONE || kept->end_day >= input->begin_day)
         && (input->end_day == QZ_DAY_NONE || input->end_day >= kept->begin_day);
}

gboolean
qz_registration_find_overlap (QzStore *store, const QzRegistrationInput *input, gint64 except_id,
                              char **out_number, GError **error)
{
  g_autoptr (GPtrArray) list =
      qz_registration_repo_list_person (store, "", input->certno, error);

  *out_number = NULL;
  for (guint i = 0; list != NULL && i < list->len && *out_number == NULL; i++)
    {
      const QzRegistration *kept = list->pdata[i];

      /* A paused one would be valid again when it is resumed. */
      if (kept->id != except_id
          && (strcmp (kept->state, QZ_REG_VALID) == 0 || strcmp (kept->state, QZ_REG_PAUSED) == 0)
          && overlaps (kept, input))
        *out_number = g_strdup (kept->texts[QZ_REG_NUMBER]);
    }
  return list != NULL;
}

static gboolean
check_overlap (const QzRegistrationCheck *self, GError **error)
{
  const QzRegistrationInput *input = self->input;
  g_autofree char *number = NULL;
  g_autofree char *reason = NULL;

  if (is_empty (input->certno) || is_empty (input->treat_area) || input->begin_day == QZ_DAY_NONE)
    return TRUE;
  if (!qz_registration_find_overlap (self->store, input, self->except_id, &number, error))
    return FALSE;
  if (number == NULL)
    return TRUE;
  reason = g_strdup_printf (_("The person has registration %s for the same place and days; change "
                              "or end that one"),
                            number);
  fault (self, "treat_area", "NL-9", "registration-overlap", reason);
  return TRUE;
}

gboolean
qz_registration_check_all (const QzRegistrationCheck *self, GError **error)
{
  check_areas (self);
  check_days (self);
  return check_person (self, error) && check_kind (self, error) && check_overlap (self, error);
}

/* ── the record ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
take_hospitals (QzRegistration *self, QzStore *store, const char *text, GError **error)
{
  g_auto (GStrv) entries = g_strsplit (text, ";", -1);

  for (guint i = 0; entries[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_strstrip (entries[i]), ":", 3);
      const guint n = g_strv_length (parts);
      g_auto (QzRegistrationProvider) provider = { 0 };
      const char *name = n > 1 ? parts[1] : "";
      const char *level = n > 2 ? parts[2] : "";

      if (!qz_registration_repo_find_provider (store, parts[0], &provider, error))
        return FALSE;
      if (provider.found)
        {
          name = *name != '\0' ? name : provider.name;
          level = *level != '\0' ? level : provider.level;
        }
      qz_registration_add_hospital (self, parts[0], name, level);
    }
  return TRUE;
}

static void
take_texts (QzRegistration *self, const QzRegistrationInput *input)
{
  const char *const texts[QZ_N_REG_TEXTS] = {
    [QZ_REG_INSURED_AREA] = input->insured_area,
    [QZ_REG_TREAT_AREA] = input->treat_area,
    [QZ_REG_PSN_NO] = input->psn_no,
    [QZ_REG_PSN_NAME] = input->psn_name,
    [QZ_REG_CERT_TYPE] = input->cert_type,
    [QZ_REG_CERTNO] = input->certno,
    [QZ_REG_GEND] = input->gend,
    [QZ_REG_CARD_NO] = input->card_no,
    [QZ_REG_INSURED_STATE] = input->insured_state,
    [QZ_REG_EMP_NAME] = input->emp_name,
    [QZ_REG_PHONE] = input->phone,
    [QZ_REG_ADDRESS] = input->address,
    [QZ_REG_FROM_HOSPITAL] = input->from_hospital,
    [QZ_REG_TO_HOSPITAL] = input->to_hospital,
    [QZ_REG_DIAGNOSIS] = input->diagnosis,
    [QZ_REG_REFERRAL_REASON] = input->referral_reason,
  };

  for (int i = 0; i < QZ_N_REG_TEXTS; i++)
    qz_registration_take_text (self, (QzRegistrationText) i, texts[i]);
  if (is_card (input))
    qz_registration_take_text (self, QZ_REG_GEND, get_gender (input->certno));
  /* So that a person is found by it however the last x is written. */
  g_free (self->texts[QZ_REG_CERTNO]);
  self->texts[QZ_REG_CERTNO] = g_ascii_strup (input->certno, -1);
}

QzRegistration *
qz_registration_make (QzStore *store, const QzRegistrationInput *input, QzDay today,
                      GError **error)
{
  g_autoptr (QzRegistration) self = qz_registration_new ();

  self->kind = input->kind;
  self->scope = input->scope;
  self->insurance = input->insurance;
  self->begin_day = input->begin_day;
  self->end_day = input->end_day;
  self->brdy = is_card (input) ? get_birthday (input->certno) : input->brdy;
  self->registered_day = input->registered_day != QZ_DAY_NONE ? input->registered_day : today;
  take_texts (self, input);
  if (!is_empty (input->hospitals) && !take_hospitals (self, store, input->hospitals, error))
    return NULL;
  return g_steal_pointer (&self);
}

char *
qz_registration_dup_prefix (QzAreaMap *map, const QzRegistration *registration)
{
  const char *area = registration->texts[QZ_REG_INSURED_AREA];
  QzAreaPlace place = { "", "", "" };

  if (qz_area_map_find (map, area, &place) && place.agency[0] != '\0')
    area = place.agency;
  return g_strdup_printf ("HLJ1-%s-%06d-", area,
                          (int) qz_period_of_day (registration->registered_day));
}

gint64
qz_registration_keep (QzAct *act, QzRegistration *self, const char *actor, const char *reason,
                      GError **error)
{
  QzRegistrationEvent event = { .act = "register",
                                .state = QZ_REG_VALID,
                                .day = self->begin_day,
                                .actor = actor,
                                .reason = reason };

  self->id = qz_registration_repo_put (act, self, error);
  event.registration_id = self->id;
  return self->id != 0 && qz_registration_repo_put_event (act, &event, error) ? self->id : 0;
}
