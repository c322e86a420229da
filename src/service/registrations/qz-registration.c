/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with registrations (NL-9, NL-10, SM-7). */
#include "qz-registration.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-registration-private.h"

gboolean
qz_registration_refuse (GError **error, const char *id, const char *rule, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  qz_error_set (error, QZ_ERROR_REFUSED, id, "%s", message);
  qz_error_add_rule (error, rule);
  return FALSE;
}

/* ── the desk ───────────────────────────────────────────────────────────────────────────────── */

void
qz_registration_desk_clear (QzRegistrationDesk *self)
{
  g_clear_pointer (&self->act, qz_act_free);
  g_clear_pointer (&self->map, qz_area_map_unref);
}

gboolean
qz_registration_begin (QzRegistrationDesk *self, QzBook *book, const QzContext *context,
                       const char *insured_area, const char *name, QzRight right, GError **error)
{
  QzAreaPlace place = { "", "", "" };
  const char *agency;

  *self = (QzRegistrationDesk) { .book = book,
                                 .context = context,
                                 .store = qz_book_get_store (book),
                                 .map = qz_actors_load_map (book, error) };
  if (self->map == NULL)
    return FALSE;
  if (insured_area == NULL || !qz_area_map_find (self->map, insured_area, &place)
      || place.agency[0] == '\0')
    {
      qz_error_set (error, QZ_ERROR_INPUT, "area-unknown",
                    _("“%s” is no area of the province; registrations are kept where people are "
                      "insured"),
                    insured_area != NULL ? insured_area : "");
      qz_error_add_rule (error, "NL-4");
      qz_error_add_place (error, NULL, 0, 0, "insured_area");
      return FALSE;
    }
  agency = qz_area_map_get_agency_code (self->map, place.agency);
  if (!qz_actor_check (book, context, agency != NULL ? agency : place.agency, error))
    return FALSE;
  self->act = qz_book_begin_act (book, context, name, qz_right_get_roles (right), error);
  return self->act != NULL && qz_registration_tick (book, self->act, NULL, NULL, error);
}

gboolean
qz_registration_end (QzRegistrationDesk *self, const char *detail, GError **error)
{
  qz_act_set_detail (self->act, detail);
  return qz_book_end_act (self->book, self->context, g_steal_pointer (&self->act), error);
}

/* ── registering ────────────────────────────────────────────────────────────────────────────── */

static void
refuse_first (const char *field, const char *rule, const char *id, const char *reason,
              gpointer user_data)
{
  GError **error = user_data;

  if (*error != NULL)
    return;
  qz_error_set (error, QZ_ERROR_REFUSED, id, "%s", reason);
  qz_error_add_rule (error, rule);
  qz_error_add_place (error, NULL, 0, 0, field);
}

static gboolean
check_sound (QzRegistrationDesk *self, const QzRegistrationInput *input, gint64 except_id,
             GError **error)
{
  g_autoptr (GError) found = NULL;
  const QzRegistrationCheck check = { .store = self->store,
                                      .map = self->map,
                                      .today = self->context->clock.today,
                                      .input = input,
                                      .except_id = except_id,
                                      .fault = refuse_first,
                                      .user_data = &found };

  if (!qz_registration_check_all (&check, error))
    return FALSE;
  if (found == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&found));
  return FALSE;
}

/* @replaces_id: 0: none. */
static gboolean
write_new (QzRegistrationDesk *self, const QzRegistrationInput *input, gint64 replaces_id,
           const char *reason, char **out_number, GError **error)
{
  g_autoptr (QzRegistration) made =
      qz_registration_make (self->store, input, self->context->clock.today, error);
  g_autofree char *prefix = NULL;
  g_autofree char *number = NULL;

  if (made == NULL)
    return FALSE;
  made->replaces_id = replaces_id;
  prefix = qz_registration_dup_prefix (self->map, made);
  number = qz_registration_repo_dup_next_number (self->store, prefix, error);
  if (number == NULL)
    return FALSE;
  qz_registration_take_text (made, QZ_REG_NUMBER, number);
  if (qz_registration_keep (self->act, made, self->context->user, reason, error) == 0
      || !qz_registration_end (self, number, error))
    return FALSE;
  if (out_number != NULL)
    *out_number = g_steal_pointer (&number);
  return TRUE;
}

gboolean
qz_registration_add (QzBook *book, const QzContext *context, const QzRegistrationInput *input,
                     char **out_number, GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };

  return qz_registration_begin (&desk, book, context, input->insured_area, "registration add",
                                QZ_RIGHT_REGISTER, error)
         && check_sound (&desk, input, 0, error)
         && write_new (&desk, input, 0, "", out_number, error);
}

/* ── the state machine (SM-7) ───────────────────────────────────────────────────────────────── */

static const struct {
  QzRegistrationAct act;
  const char *name;    /* of the event */
  const char *command; /* of the act */
  const char *from[2];
  const char *to;
} transitions[] = {
  { QZ_REGISTRATION_PAUSE, "pause", "registration pause", { QZ_REG_VALID }, QZ_REG_PAUSED },
  { QZ_REGISTRATION_RESUME, "resume", "registration resume", { QZ_REG_PAUSED }, QZ_REG_VALID },
  { QZ_REGISTRATION_TERMINATE, "terminate", "registration terminate",
    { QZ_REG_VALID, QZ_REG_PAUSED }, QZ_REG_TERMINATED },
  { QZ_REGISTRATION_CANCEL_UNUSED, "cancel", "registration cancel-unused", { QZ_REG_VALID },
    QZ_REG_UNUSED },
};

static gboolean
is_allowed (const char *state, QzRegistrationAct act)
{
  for (guint i = 0; i < G_N_ELEMENTS (transitions[act].from); i++)
    if (g_strcmp0 (transitions[act].from[i], state) == 0)
      return TRUE;
  return FALSE;
}

/* NL-10c: only a referral that is over and that no cost was matched to. */
static gboolean
check_unused (QzRegistrationDesk *self, const QzRegistration *kept, GError **error)
{
  gboolean used = FALSE;

  if (kept->kind != QZ_NLP_REFERRAL)
    return qz_registration_refuse (error, "referral-only", "NL-10c",
                                   _("%s is no referral; it can be terminated"),
                                   kept->texts[QZ_REG_NUMBER]);
  if (!qz_registration_repo_is_used (self->store, kept->id, &used, error))
    return FALSE;
  if (used)
    return qz_registration_refuse (error, "referral-used", "NL-10c",
                                   _("Costs were settled under %s, so it was not left unused"),
                                   kept->texts[QZ_REG_NUMBER]);
  if (kept->end_day == QZ_DAY_NONE || kept->end_day >= self->context->clock.today)
    return qz_registration_refuse (error, "referral-not-over", "NL-10c",
                                   _("%s is not over yet; to end it before, terminate it"),
                                   kept->texts[QZ_REG_NUMBER]);
  return TRUE;
}

static gboolean
check_day (QzRegistrationDesk *self, const QzRegistration *kept, QzDay day, GError **error)
{
  g_autofree char *since = qz_day_format (kept->since);

  if (day < kept->since)
    return qz_registration_refuse (error, "day-before", "SM-7",
                                   _("%s stands as it does since %s; nothing can be changed before "
                                     "that day"),
                                   kept->texts[QZ_REG_NUMBER], since);
  return TRUE;
}

static gboolean
check_reason (const char *reason, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (reason != NULL ? reason : ""));

  if (text[0] != '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "reason-missing", _("Say why"));
  qz_error_add_rule (error, "NL-10");
  qz_error_add_place (error, NULL, 0, 0, "reason");
  return FALSE;
}

static gboolean
refuse_transition (const QzRegistration *kept, GError **error)
{
  return qz_registration_refuse (error, "registration-transition", "SM-7",
                                 _("%s is “%s”, from where this cannot be done"),
                                 kept->texts[QZ_REG_NUMBER],
                                 qz_registration_state_get_name (kept->state));
}

/* The registration as it stands before the act, for whose agency the act is begun. */
static QzRegistration *
begin_on (QzRegistrationDesk *self, QzBook *book, const QzContext *context, const char *number,
          const char *name, GError **error)
{
  g_autoptr (QzRegistration) before =
      qz_registration_repo_get (qz_book_get_store (book), number, error);

  if (before == NULL
      || !qz_registration_begin (self, book, context, before->texts[QZ_REG_INSURED_AREA], name,
                                 QZ_RIGHT_REGISTER, error))
    return NULL;
  /* It may have expired just now. */
  return qz_registration_repo_get (self->store, number, error);
}

gboolean
qz_registration_act (QzBook *book, const QzContext *context, const char *number,
                     QzRegistrationAct act, QzDay day, const char *reason, GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_autoptr (QzRegistration) kept = NULL;
  QzRegistrationEvent event = { .act = transitions[act].name,
                                .state = transitions[act].to,
                                .day = day != QZ_DAY_NONE ? day : context->clock.today,
                                .actor = context->user,
                                .reason = reason };

  if (!check_reason (reason, error))
    return FALSE;
  kept = begin_on (&desk, book, context, number, transitions[act].command, error);
  if (kept == NULL)
    return FALSE;
  if (!is_allowed (kept->state, act))
    return refuse_transition (kept, error);
  if ((act == QZ_REGISTRATION_CANCEL_UNUSED && !check_unused (&desk, kept, error))
      || !check_day (&desk, kept, event.day, error))
    return FALSE;
  event.registration_id = kept->id;
  return qz_registration_repo_put_event (desk.act, &event, error)
         && qz_registration_end (&desk, number, error);
}

guint
qz_registration_get_acts (QzBook *book, const QzContext *context, const char *number,
                          GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzRegistration) kept = qz_registration_repo_get (store, number, error);
  gboolean used = FALSE;
  guint acts = 0;

  if (kept == NULL || !qz_registration_repo_is_used (store, kept->id, &used, error))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (transitions); i++)
    if (is_allowed (kept->state, transitions[i].act))
      acts |= 1u << transitions[i].act;
  if (kept->kind != QZ_NLP_REFERRAL || used || kept->end_day == QZ_DAY_NONE
      || kept->end_day >= context->clock.today)
    acts &= ~(1u << QZ_REGISTRATION_CANCEL_UNUSED);
  return acts;
}

/* ── changing ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_change (QzRegistrationDesk *self, const QzRegistration *kept,
              const QzRegistrationInput *input, GError **error)
{
  g_autofree char *certno = g_ascii_strup (input->certno != NULL ? input->certno : "", -1);

  if (strcmp (kept->state, QZ_REG_VALID) != 0)
    return refuse_transition (kept, error);
  if (strcmp (kept->texts[QZ_REG_CERTNO], certno) != 0)
    return qz_registration_refuse (error, "other-person", "NL-10a",
                                   _("%s is another person's registration"),
                                   kept->texts[QZ_REG_NUMBER]);
  return input->begin_day == QZ_DAY_NONE || check_day (self, kept, input->begin_day, error);
}

gboolean
qz_registration_change (QzBook *book, const QzContext *context, const char *number,
                        const QzRegistrationInput *input, const char *reason, char **out_number,
                        GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_autoptr (QzRegistration) kept = NULL;
  QzRegistrationEvent event = { .act = "change",
                                .state = QZ_REG_CHANGED,
                                .day = input->begin_day,
                                .actor = context->user,
                                .reason = reason };

  if (!check_reason (reason, error))
    return FALSE;
  kept = begin_on (&desk, book, context, number, "registration change", error);
  if (kept == NULL || !check_change (&desk, kept, input, error)
      || !check_sound (&desk, input, kept->id, error))
    return FALSE;
  event.registration_id = kept->id;
  return qz_registration_repo_put_event (desk.act, &event, error)
         && write_new (&desk, input, kept->id, reason, out_number, error);
}

/* ── referrals that were used up ────────────────────────────────────────────────────────────── */

/* "2026-05-01 09:33:53" or the day: as times are kept. */
static void
write_time (const char *time, char out[20])
{
  g_snprintf (out, 20, "%.10sT%.8s", time, strlen (time) > 11 ? time + 11 : "00:00");
}

static void
tell (QzSheet *done, QzAreaMap *map, const QzRegistrationUse *use, const char *nominal)
{
  QzAreaPlace place = { "", "", "" };
  guint row;

  if (done == NULL)
    return;
  row = qz_sheet_add_row (done);
  qz_sheet_put_text (done, row, 0, nominal);
  qz_sheet_put_text (done, row, 1, "expire");
  if (qz_area_map_find (map, use->insured_area, &place) && place.unit[0] != '\0')
    {
      qz_sheet_put_text (done, row, 4, place.unit);
      qz_sheet_put_text (done, row, 5, qz_area_map_get_name (map, place.unit));
    }
  qz_sheet_put_text (done, row, 6, use->number);
}

gboolean
qz_registration_expire (QzAct *act, QzStore *store, const QzRegistrationUse *use, GError **error)
{
  g_autoptr (QzRegistration) kept =
      qz_registration_repo_get_id (store, use->registration_id, error);
  char nominal[20];
  QzRegistrationEvent event = { .registration_id = use->registration_id,
                                .act = "expire",
                                .state = QZ_REG_USED,
                                .setl_id = use->setl_id,
                                .actor = QZ_REG_SYSTEM,
                                .nominal_time = nominal,
                                .reason = "" };

  if (kept == NULL)
    return FALSE;
  if (kept->kind != QZ_NLP_REFERRAL || strcmp (kept->state, QZ_REG_VALID) != 0)
    return TRUE;
  write_time (use->time, nominal);
  /* Not before the last event: a pause after the discharge may have been lifted. */
  if (!qz_day_parse_plain (use->time, 10, &event.day) || event.day < kept->since)
    event.day = kept->since;
  return qz_registration_repo_put_event (act, &event, error);
}

gboolean
qz_registration_tick (QzBook *book, QzAct *act, QzSheet *done, guint *out_n, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (GPtrArray) used = qz_registration_repo_list_used (store, error);
  g_autoptr (QzAreaMap) map = NULL;

  if (used == NULL)
    return FALSE;
  map = used->len > 0 ? qz_actors_load_map (book, error) : NULL;
  if (used->len > 0 && map == NULL)
    return FALSE;
  for (guint i = 0; i < used->len; i++)
    {
      char nominal[20];

      write_time (((const QzRegistrationUse *) used->pdata[i])->time, nominal);
      tell (done, map, used->pdata[i], nominal);
      if (act != NULL && !qz_registration_expire (act, store, used->pdata[i], error))
        return FALSE;
    }
  if (out_n != NULL)
    *out_n = used->len;
  return TRUE;
}

/* ── checks for a form ──────────────────────────────────────────────────────────────────────── */

static void
add_fault (const char *field, const char *rule, const char *id, const char *reason,
           gpointer user_data)
{
  QzSheet *sheet = user_data;
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, field);
  qz_sheet_put_text (sheet, row, 1, rule);
  qz_sheet_put_text (sheet, row, 2, id);
  qz_sheet_put_text (sheet, row, 3, reason);
}

QzSheet *
qz_registration_check (QzBook *book, const QzContext *context, const QzRegistrationInput *input,
                       const char *replaces, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("faults");
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  QzRegistrationCheck check = { .store = qz_book_get_store (book),
                                .map = map,
                                .today = context->clock.today,
                                .input = input,
                                .fault = add_fault,
                                .user_data = sheet };

  qz_sheet_add_column (sheet, "field", _("Field"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "id", _("Fault"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  if (map == NULL
      || (replaces != NULL
          && !qz_registration_repo_find (check.store, replaces, &check.except_id, error))
      || !qz_registration_check_all (&check, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
