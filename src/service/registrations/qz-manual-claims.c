/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people paid in full themselves, and what they get back (NL-24b). */
#include "qz-manual-claims.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-manual-claim-repo.h"
#include "qz-registration-private.h"

/* ── words ──────────────────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *text;
  const char *name;
} reasons[] = {
  { "EMERGENCY", N_ ("Emergency") },
  { "YEAR_END", N_ ("Settlement stopped at the end of the year") },
  { "SYSTEM_FAULT", N_ ("Fault of the system") },
  { "CARD", N_ ("Card lost or damaged") },
  { "REGION_SUSPENDED", N_ ("Direct settlement of the area suspended") },
  { "OTHER", N_ ("Other") },
};

static const struct {
  const char *act;
  const char *state;
  const char *name;
} states[] = {
  { "file", "FILED", N_ ("Filed") },
  { "accept", "ACCEPTED", N_ ("Accepted") },
  { "refuse", "REFUSED", N_ ("Refused") },
  { "pay", "PAID", N_ ("Reimbursed") },
};

const char *
qz_manual_reason_get (guint index)
{
  return index < G_N_ELEMENTS (reasons) ? reasons[index].text : NULL;
}

const char *
qz_manual_reason_get_name (const char *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].text, reason) == 0)
      return _ (reasons[i].name);
  return reason;
}

const char *
qz_manual_state_get_name (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      return _ (states[i].name);
  return state;
}

static const char *
get_state (const char *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].act, act) == 0)
      return states[i].state;
  g_return_val_if_reached (act);
}

/* ── filing ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
refuse_field (GError **error, const char *field, const char *id, const char *reason)
{
  qz_error_set (error, QZ_ERROR_INPUT, id, "%s", reason);
  qz_error_add_rule (error, "NL-24b");
  qz_error_add_place (error, NULL, 0, 0, field);
  return FALSE;
}

static gboolean
check_reason (const QzManualClaimInput *input, GError **error)
{
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    known = known || g_strcmp0 (reasons[i].text, input->reason) == 0;
  if (!known)
    return refuse_field (error, "reason", "manual-reason",
                         _("The reason is one of EMERGENCY, YEAR_END, SYSTEM_FAULT, CARD, "
                           "REGION_SUSPENDED and OTHER"));
  if (strcmp (input->reason, "OTHER") == 0
      && (input->reason_note == NULL || *input->reason_note == '\0'))
    return refuse_field (error, "reason_note", "manual-note",
                         _("Say what the other reason is"));
  return TRUE;
}

static gboolean
check_amounts (const QzManualClaimInput *input, GError **error)
{
  if (input->medfee_fen <= 0)
    return refuse_field (error, "medfee", "manual-medfee", _("The fees must be more than zero"));
  if (input->fund_fen < 0 || input->fund_fen > input->medfee_fen)
    return refuse_field (error, "fund", "manual-fund",
                         _("The fund's part lies between zero and the fees"));
  return TRUE;
}

static gboolean
check_texts (const QzManualClaimInput *input, GError **error)
{
  const struct {
    const char *field;
    const char *value;
  } needed[] = {
    { "psn_no", input->psn_no },
    { "psn_name", input->psn_name },
    { "certno", input->certno },
    { "insured_area", input->insured_area },
    { "treat_area", input->treat_area },
    { "hospital_name", input->hospital_name },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (needed[i].value == NULL || *needed[i].value == '\0')
      return refuse_field (error, needed[i].field, "manual-incomplete",
                           _("This field must not be empty"));
  return TRUE;
}

static gboolean
check_place (QzRegistrationDesk *desk, const QzManualClaimInput *input, GError **error)
{
  QzAreaPlace treat;
  QzAreaPlace insured;
  g_autofree char *same = NULL;

  if (input->discharge_day == QZ_DAY_NONE || input->discharge_day > desk->context->clock.today)
    return refuse_field (error, "discharge_day", "manual-day",
                         _("Give the day of the discharge, which is not to come"));
  if (!qz_area_map_find (desk->map, input->treat_area, &treat)
      || !qz_area_map_find (desk->map, input->insured_area, &insured)
      || (treat.province[0] == '\0' && strcmp (treat.agency, insured.agency) == 0))
    return refuse_field (error, "treat_area", "area-unknown",
                         _("The place of treatment is a known area away from the insured one"));
  if (!qz_manual_claim_repo_find_same (desk->store, input->certno,
                                       input->hospital_code != NULL ? input->hospital_code : "",
                                       input->discharge_day, &same, error))
    return FALSE;
  return same == NULL
         || qz_registration_refuse (error, "manual-twice", "NL-24b",
                                    _("The same stay is filed as %s already"), same);
}

static gboolean
find_registration (QzRegistrationDesk *desk, const QzManualClaimInput *input, gint64 *out,
                   GError **error)
{
  g_autoptr (QzRegistration) kept = NULL;

  *out = 0;
  if (input->registration == NULL || *input->registration == '\0')
    return TRUE;
  kept = qz_registration_repo_get (desk->store, input->registration, error);
  if (kept == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (kept->texts[QZ_REG_CERTNO], input->certno) != 0)
    return qz_registration_refuse (error, "other-person", "NL-24b",
                                   _("%s is another person's registration"), input->registration);
  *out = kept->id;
  return TRUE;
}

static char *
dup_number (QzRegistrationDesk *desk, const char *insured_area, GError **error)
{
  QzAreaPlace place = { "", "", "" };
  g_autofree char *prefix = NULL;

  if (!qz_area_map_find (desk->map, insured_area, &place))
    place.agency = insured_area;
  prefix = g_strdup_printf ("HLJM-%s-%06d-", place.agency,
                            (int) qz_period_of_day (desk->context->clock.today));
  return qz_manual_claim_repo_dup_next_number (desk->store, prefix, error);
}

#define TEXT(value) ((value) != NULL ? (value) : "")

static gboolean
write_claim (QzRegistrationDesk *desk, const QzManualClaimInput *input, const char *number,
             gint64 registration_id, GError **error)
{
  g_autofree char *certno = g_ascii_strup (input->certno, -1);
  const QzManualClaimRow row = { .number = number,
                                 .registration_id = registration_id,
                                 .psn_no = input->psn_no,
                                 .psn_name = input->psn_name,
                                 .certno = certno,
                                 .insurance = input->insurance,
                                 .insured_area = input->insured_area,
                                 .treat_area = input->treat_area,
                                 .hospital_code = TEXT (input->hospital_code),
                                 .hospital_name = input->hospital_name,
                                 .discharge_day = input->discharge_day,
                                 .reason = input->reason,
                                 .reason_note = TEXT (input->reason_note),
                                 .medfee_fen = input->medfee_fen,
                                 .fund_fen = input->fund_fen };
  const gint64 id = qz_manual_claim_repo_put (desk->act, &row, error);

  return id != 0
         && qz_manual_claim_repo_put_event (desk->act, id, "file", desk->context->user,
                                            input->fund_fen, TEXT (input->reason_note), error);
}

gboolean
qz_manual_claim_file (QzBook *book, const QzContext *context, const QzManualClaimInput *input,
                      char **out_number, GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_autofree char *number = NULL;
  gint64 registration_id = 0;

  if (!check_texts (input, error) || !check_reason (input, error) || !check_amounts (input, error)
      || !qz_registration_begin (&desk, book, context, input->insured_area, "manual file",
                                 QZ_RIGHT_MANUAL_FILE, error)
      || !check_place (&desk, input, error)
      || !find_registration (&desk, input, &registration_id, error))
    return FALSE;
  number = dup_number (&desk, input->insured_area, error);
  if (number == NULL || !write_claim (&desk, input, number, registration_id, error)
      || !qz_registration_end (&desk, number, error))
    return FALSE;
  if (out_number != NULL)
    *out_number = g_steal_pointer (&number);
  return TRUE;
}

/* ── deciding and paying ────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *name;
  const char *after; /* the last act that the claim must have had */
  QzRight right;
} Step;
static const Step accepting = { "manual accept", "file", QZ_RIGHT_MANUAL_DECIDE };
static const Step refusing = { "manual refuse", "file", QZ_RIGHT_MANUAL_DECIDE };
static const Step paying = { "manual pay", "accept", QZ_RIGHT_MANUAL_PAY };

static gboolean
begin_on (QzRegistrationDesk *desk, QzBook *book, const QzContext *context, const char *number,
          const Step *step, QzManualClaimState *out, GError **error)
{
  if (!qz_manual_claim_repo_get (qz_book_get_store (book), number, out, error))
    return FALSE;
  if (out->id == 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "manual-unknown",
                    _("There is no manual claim %s; “qz manual list” lists them"),
                    number);
      return FALSE;
    }
  if (!qz_registration_begin (desk, book, context, out->insured_area, step->name, step->right,
                              error))
    return FALSE;
  return strcmp (out->act, step->after) == 0
         || qz_registration_refuse (error, "manual-state", "NL-24b",
                                    _("%s is “%s”, from where this cannot be done"), number,
                                    qz_manual_state_get_name (get_state (out->act)));
}

gboolean
qz_manual_claim_accept (QzBook *book, const QzContext *context, const char *number, QzFen fund_fen,
                        const char *reason, GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_auto (QzManualClaimState) kept = { 0 };

  if (!begin_on (&desk, book, context, number, &accepting, &kept, error))
    return FALSE;
  if (fund_fen <= 0 || fund_fen > kept.medfee_fen)
    return qz_registration_refuse (error, "manual-fund", "NL-24b",
                                   _("What is reimbursed is more than zero and no more than the "
                                     "fees of %s"),
                                   number);
  return qz_manual_claim_repo_put_event (desk.act, kept.id, "accept", context->user, fund_fen,
                                         reason, error)
         && qz_registration_end (&desk, number, error);
}

gboolean
qz_manual_claim_refuse (QzBook *book, const QzContext *context, const char *number,
                        const char *reason, GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_auto (QzManualClaimState) kept = { 0 };

  if (reason == NULL || *reason == '\0')
    return refuse_field (error, "reason", "reason-missing", _("Say why"));
  return begin_on (&desk, book, context, number, &refusing, &kept, error)
         && qz_manual_claim_repo_put_event (desk.act, kept.id, "refuse", context->user, 0, reason,
                                            error)
         && qz_registration_end (&desk, number, error);
}

gboolean
qz_manual_claim_pay (QzBook *book, const QzContext *context, const char *number, const char *note,
                     GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_auto (QzManualClaimState) kept = { 0 };

  if (!begin_on (&desk, book, context, number, &paying, &kept, error))
    return FALSE;
  if (strcmp (kept.decided_by, context->user) == 0)
    return qz_registration_refuse (error, "manual-same-person", "NL-24b",
                                   _("Who accepted %s does not pay it"), number);
  return qz_manual_claim_repo_put_event (desk.act, kept.id, "pay", context->user, kept.fund_fen,
                                         note, error)
         && qz_registration_end (&desk, number, error);
}

/* ── tables ─────────────────────────────────────────────────────────────────────────────────── */

enum { COLUMN_STATE = 1, COLUMN_CERTNO = 4 };
static const struct {
  const char *name;
  const char *title;
  QzValueType type;
} columns[] = {
  { "number", N_ ("Number"), QZ_VALUE_TEXT },
  { "state", N_ ("State"), QZ_VALUE_TEXT },
  { "psn_no", N_ ("Person number"), QZ_VALUE_TEXT },
  { "psn_name", N_ ("Full name"), QZ_VALUE_TEXT },
  { "certno", N_ ("Identity number"), QZ_VALUE_TEXT },
  { "insurance", N_ ("Insurance"), QZ_VALUE_TEXT },
  { "insured_area", N_ ("Insured area"), QZ_VALUE_TEXT },
  { "treat_area", N_ ("Place of treatment"), QZ_VALUE_TEXT },
  { "hospital_name", N_ ("Hospital"), QZ_VALUE_TEXT },
  { "discharge_day", N_ ("Discharged"), QZ_VALUE_DAY },
  { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "asked", N_ ("Asked for"), QZ_VALUE_FEN },
  { "fund", N_ ("Reimbursed"), QZ_VALUE_FEN },
  { "registration", N_ ("Registration"), QZ_VALUE_TEXT },
  { "hospital_code", N_ ("Code of the hospital"), QZ_VALUE_TEXT },
  { "reason_note", N_ ("Note"), QZ_VALUE_TEXT },
};

static QzSheet *
fill (QzStore *store, const char *act, const char *number, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("manual_claims");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    qz_sheet_add_column (sheet, columns[i].name, _ (columns[i].title), columns[i].type);
  if (!qz_manual_claim_repo_fill (store, act, number, sheet, error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      g_autofree char *masked = qz_id_mask (qz_sheet_get_text (sheet, row, COLUMN_CERTNO));
      const char *state = get_state (qz_sheet_get_text (sheet, row, COLUMN_STATE));

      qz_sheet_put_text (sheet, row, COLUMN_CERTNO, masked);
      qz_sheet_put_text (sheet, row, COLUMN_STATE, state);
    }
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_manual_claim_list (QzBook *book, const char *state, GError **error)
{
  const char *act = NULL;

  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].state, state) == 0)
      act = states[i].act;
  if (state != NULL && act == NULL)
    {
      (void) !refuse_field (error, "state", "manual-state",
                            _("The state is one of FILED, ACCEPTED, REFUSED and PAID"));
      return NULL;
    }
  return fill (qz_book_get_store (book), act, NULL, error);
}

static gboolean
add_events (QzSheet *sheet, QzStore *store, const char *number, GError **error)
{
  g_auto (QzManualClaimState) kept = { 0 };
  g_autoptr (QzSheet) child = qz_sheet_new ("events");

  if (!qz_manual_claim_repo_get (store, number, &kept, error))
    return FALSE;
  qz_sheet_add_column (child, "time", _("Time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "fund", _("Reimbursed"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "actor", _("By"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_child (sheet, child);
  return qz_manual_claim_repo_fill_events (store, kept.id, child, error);
}

QzSheet *
qz_manual_claim_show (QzBook *book, const char *number, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("manual_claim");
  g_autoptr (QzSheet) rows = fill (store, NULL, number, error);

  if (rows == NULL)
    return NULL;
  if (qz_sheet_get_n_rows (rows) == 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "manual-unknown",
                    _("There is no manual claim %s; “qz manual list” lists them"),
                    number);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (qz_sheet_is_empty (rows, 0, i))
      continue;
    else if (columns[i].type == QZ_VALUE_TEXT)
      qz_sheet_set_text (sheet, columns[i].name, _ (columns[i].title),
                         qz_sheet_get_text (rows, 0, i));
    else
      qz_sheet_set_number (sheet, columns[i].name, _ (columns[i].title), columns[i].type,
                           qz_sheet_get_number (rows, 0, i));
  return add_events (sheet, store, number, error) ? g_steal_pointer (&sheet) : NULL;
}
