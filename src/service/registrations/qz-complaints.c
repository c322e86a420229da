/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Complaints (NL-39), and persons whose direct settlement is suspended (NL-40). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-supervision-private.h"

/* ── complaints ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
find_provider (QzStore *store, const char *code, gint64 *out, GError **error)
{
  g_auto (QzRegistrationProvider) provider = { 0 };

  *out = 0;
  if (code == NULL || *code == '\0')
    return TRUE;
  if (!qz_registration_repo_find_provider (store, code, &provider, error))
    return FALSE;
  if (!provider.found)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "hospital-unknown", _("The register has no hospital %s"),
                    code);
      return FALSE;
    }
  *out = provider.id;
  return TRUE;
}

static gboolean
write_complaint (QzRegistrationDesk *desk, const QzComplaintInput *input, gint64 provider_id,
                 const char *number, GError **error)
{
  const QzSupervisionCase what = { .number = number,
                                   .provider_id = provider_id,
                                   .from_day = input->received_day != QZ_DAY_NONE
                                                 ? input->received_day
                                                 : desk->context->clock.today,
                                   .complainant = input->complainant,
                                   .contact = input->contact != NULL ? input->contact : "",
                                   .subject = input->subject };
  QzSupervisionEvent event = { .act = "receive", .actor = desk->context->user, .note = "" };

  event.case_id = qz_supervision_repo_put_complaint (desk->act, &what, error);
  return event.case_id != 0
         && qz_supervision_repo_put_complaint_event (desk->act, &event, error);
}

gboolean
qz_complaint_receive (QzBook *book, const QzContext *context, const QzComplaintInput *input,
                      char **out_number, GError **error)
{
  const char *actor = qz_actor_get (book, context);
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_autofree char *prefix = g_strdup_printf ("TS-%s-%06d-", actor,
                                             (int) qz_period_of_day (context->clock.today));
  g_autofree char *number = NULL;
  gint64 provider_id = 0;

  if (!qz_supervision_need (input->complainant, "complainant", "NL-39", error)
      || !qz_supervision_need (input->subject, "subject", "NL-39", error)
      || !find_provider (qz_book_get_store (book), input->provider, &provider_id, error)
      || !qz_supervision_begin (&desk, book, context, actor, "complaint receive",
                                QZ_RIGHT_COMPLAINT, error))
    return FALSE;
  number = qz_supervision_repo_dup_next_number (desk.store, TRUE, prefix, error);
  if (number == NULL || !write_complaint (&desk, input, provider_id, number, error)
      || !qz_registration_end (&desk, number, error))
    return FALSE;
  if (out_number != NULL)
    *out_number = g_steal_pointer (&number);
  return TRUE;
}

static const struct {
  const char *name;
  const char *command;
  const char *after[2]; /* the act before */
} steps[] = {
  [QZ_COMPLAINT_ACCEPT] = { "accept", "complaint accept", { "receive" } },
  [QZ_COMPLAINT_FIND] = { "find", "complaint find", { "accept" } },
  [QZ_COMPLAINT_REPORT] = { "report", "complaint report", { "find" } },
  [QZ_COMPLAINT_TELL] = { "tell", "complaint tell", { "find", "report" } },
  [QZ_COMPLAINT_CLOSE] = { "close", "complaint close", { "tell" } },
};

static gboolean
check_step (const QzComplaintState *kept, QzComplaintAct act, const char *number, GError **error)
{
  if (g_strcmp0 (kept->act, steps[act].after[0]) != 0
      && g_strcmp0 (kept->act, steps[act].after[1]) != 0)
    return qz_registration_refuse (error, "complaint-step", "NL-39",
                                   _("The last that was done with %s is “%s”, after which this "
                                     "does not follow"),
                                   number, kept->act);
  if (act == QZ_COMPLAINT_REPORT && !kept->major)
    return qz_registration_refuse (error, "complaint-minor", "NL-39",
                                   _("Only major violations are reported to the province"));
  if (act == QZ_COMPLAINT_TELL && kept->major && !kept->reported)
    return qz_registration_refuse (error, "complaint-not-reported", "NL-39",
                                   _("A major violation is reported to the province first"));
  return TRUE;
}

gboolean
qz_complaint_act (QzBook *book, const QzContext *context, const char *number, QzComplaintAct act,
                  gboolean major, const char *note, GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };
  QzComplaintState kept;
  QzSupervisionEvent event = { .act = steps[act].name,
                               .major = act == QZ_COMPLAINT_FIND && major,
                               .actor = context->user,
                               .note = note };

  if (!qz_supervision_need (note, "note", "NL-39", error)
      || !qz_supervision_repo_get_complaint (qz_book_get_store (book), number, &kept, error))
    return FALSE;
  if (kept.id == 0)
    return qz_supervision_refuse_unknown (number, error);
  event.case_id = kept.id;
  return qz_supervision_begin (&desk, book, context, qz_actor_get (book, context),
                               steps[act].command, QZ_RIGHT_COMPLAINT, error)
         && check_step (&kept, act, number, error)
         && qz_supervision_repo_put_complaint_event (desk.act, &event, error)
         && qz_registration_end (&desk, number, error);
}

QzSheet *
qz_complaint_list (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("complaints");

  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "received_day", _("Received on"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "complainant", _("Complainant"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "contact", _("Contact"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Name of the provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "subject", _("Subject"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "major", _("Major"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "reported", _("Reported"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "told", _("Complainant told"), QZ_VALUE_BOOL);
  if (!qz_supervision_repo_fill_complaints (qz_book_get_store (book), sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_complaint_show (QzBook *book, const char *number, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("complaint");
  QzComplaintState kept;

  if (!qz_supervision_repo_get_complaint (qz_book_get_store (book), number, &kept, error))
    return NULL;
  if (kept.id == 0)
    {
      (void) !qz_supervision_refuse_unknown (number, error);
      return NULL;
    }
  qz_sheet_set_text (sheet, "number", _("Number"), number);
  qz_sheet_set_text (sheet, "state", _("State"), kept.act);
  qz_sheet_set_number (sheet, "major", _("Major"), QZ_VALUE_BOOL, kept.major);
  qz_sheet_add_column (sheet, "time", _("Time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "major", _("Major"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "actor", _("By"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "note", _("Note"), QZ_VALUE_TEXT);
  if (!qz_supervision_repo_fill_complaint_events (qz_book_get_store (book), kept.id, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── persons ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_person (QzRegistrationDesk *desk, const QzPersonSuspendInput *input, GError **error)
{
  QzAreaPlace place;

  if (!qz_area_map_find (desk->map, input->insured_area, &place))
    return qz_registration_refuse (error, "area-unknown", "NL-4", _("No area has this code"));
  if (input->reported_day != QZ_DAY_NONE && input->reported_day > desk->context->clock.today)
    return qz_registration_refuse (error, "day-to-come", "NL-40", _("This day has not come yet"));
  return TRUE;
}

gboolean
qz_person_suspend (QzBook *book, const QzContext *context, const QzPersonSuspendInput *input,
                   GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_auto (QzPersonState) kept = { 0 };
  g_autofree char *certno = g_ascii_strup (input->certno != NULL ? input->certno : "", -1);
  g_autofree char *masked = qz_id_mask (certno);
  QzPersonSuspension row = { .certno = certno,
                             .psn_name = input->psn_name,
                             .insured_area = input->insured_area,
                             .suspended = TRUE,
                             .from_day = input->from_day != QZ_DAY_NONE ? input->from_day
                                                                        : context->clock.today,
                             .reported_day = input->reported_day,
                             .reason = input->reason };

  if (!qz_supervision_need (input->certno, "certno", "NL-40", error)
      || !qz_supervision_need (input->psn_name, "psn_name", "NL-40", error)
      || !qz_supervision_need (input->insured_area, "insured_area", "NL-40", error)
      || !qz_supervision_need (input->reason, "reason", "NL-40", error)
      || !qz_supervision_begin (&desk, book, context, qz_actor_get (book, context),
                                "person suspend", QZ_RIGHT_PERSON_SUSPEND, error)
      || !check_person (&desk, input, error)
      || !qz_supervision_repo_get_person (desk.store, certno, &kept, error))
    return FALSE;
  if (kept.suspended && input->reported_day == QZ_DAY_NONE)
    return qz_registration_refuse (error, "person-suspended", "NL-40",
                                   _("The person is suspended already"));
  if (kept.suspended)
    row.from_day = kept.from_day;
  return qz_supervision_repo_put_person (desk.act, &row, error)
         && qz_registration_end (&desk, masked, error);
}

gboolean
qz_person_resume (QzBook *book, const QzContext *context, const char *certno, const char *reason,
                  GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_auto (QzPersonState) kept = { 0 };
  g_autofree char *upper = g_ascii_strup (certno, -1);
  g_autofree char *masked = qz_id_mask (upper);
  QzPersonSuspension row = { .certno = upper,
                             .from_day = context->clock.today,
                             .reported_day = QZ_DAY_NONE,
                             .reason = reason };

  if (!qz_supervision_need (reason, "reason", "NL-40", error)
      || !qz_supervision_begin (&desk, book, context, qz_actor_get (book, context),
                                "person resume", QZ_RIGHT_PERSON_SUSPEND, error)
      || !qz_supervision_repo_get_person (desk.store, upper, &kept, error))
    return FALSE;
  if (!kept.suspended)
    return qz_registration_refuse (error, "person-not-suspended", "NL-40",
                                   _("The person is not suspended"));
  row.psn_name = kept.psn_name;
  row.insured_area = kept.insured_area;
  return qz_supervision_repo_put_person (desk.act, &row, error)
         && qz_registration_end (&desk, masked, error);
}

QzSheet *
qz_person_list_suspended (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("persons");

  qz_sheet_add_column (sheet, "certno", _("Identity number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "psn_name", _("Full name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insured_area", _("Insured area"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "suspended", _("Suspended"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "from_day", _("From"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "reported_day", _("Reported"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  if (!qz_supervision_repo_fill_persons (qz_book_get_store (book), sheet, error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      g_autofree char *masked = qz_id_mask (qz_sheet_get_text (sheet, row, 0));

      qz_sheet_put_text (sheet, row, 0, masked);
    }
  return g_steal_pointer (&sheet);
}
