/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-id-check.h"
#include "qz-registration-private.h"

/* ── words ──────────────────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *text;
  const char *name;
} states[] = {
  { QZ_REG_VALID, N_ ("Valid") },
  { QZ_REG_PAUSED, N_ ("Paused") },
  { QZ_REG_TERMINATED, N_ ("Terminated") },
  { QZ_REG_CHANGED, N_ ("Replaced after a change") },
  { QZ_REG_USED, N_ ("Used up") },
  { QZ_REG_UNUSED, N_ ("Cancelled unused") },
}, results[] = {
  { QZ_MATCH_MATCHED, N_ ("Covered by a registration") },
  { QZ_MATCH_NONE, N_ ("The person has no such registration") },
  { QZ_MATCH_PAUSED, N_ ("The registration was paused") },
  { QZ_MATCH_ENDED, N_ ("The registration did not cover that day") },
  { QZ_MATCH_AREA, N_ ("The registration is for another place") },
  { QZ_MATCH_HOSPITAL, N_ ("The hospital is none of those chosen") },
};

const char *
qz_registration_state_get_name (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].text, state) == 0)
      return _ (states[i].name);
  return state;
}

const char *
qz_registration_result_get_name (const char *result)
{
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    if (strcmp (results[i].text, result) == 0)
      return _ (results[i].name);
  return result;
}

/* ── lists ──────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *name;
  const char *title;
  QzValueType type;
} Column;

static QzSheet *
make_sheet (const char *name, const Column *columns, guint n)
{
  QzSheet *sheet = qz_sheet_new (name);

  for (guint i = 0; i < n; i++)
    qz_sheet_add_column (sheet, columns[i].name, _ (columns[i].title), columns[i].type);
  return sheet;
}

enum {
  LIST_CERTNO = 6,
  LIST_INSURED,
  LIST_INSURED_NAME,
  LIST_TREAT,
  LIST_TREAT_NAME,
};
static const Column list_columns[] = {
  { "number", N_ ("Number"), QZ_VALUE_TEXT },
  { "kind", N_ ("Kind of person"), QZ_VALUE_TEXT },
  { "scope", N_ ("Scope"), QZ_VALUE_TEXT },
  { "insurance", N_ ("Insurance"), QZ_VALUE_TEXT },
  { "psn_no", N_ ("Person number"), QZ_VALUE_TEXT },
  { "psn_name", N_ ("Full name"), QZ_VALUE_TEXT },
  { "certno", N_ ("Identity number"), QZ_VALUE_TEXT },
  { "insured_area", N_ ("Insured area"), QZ_VALUE_TEXT },
  { "insured_name", N_ ("Insured in"), QZ_VALUE_TEXT },
  { "treat_area", N_ ("Place of treatment"), QZ_VALUE_TEXT },
  { "treat_name", N_ ("Treated in"), QZ_VALUE_TEXT },
  { "begin_day", N_ ("Valid from"), QZ_VALUE_DAY },
  { "end_day", N_ ("Valid until"), QZ_VALUE_DAY },
  { "state", N_ ("State"), QZ_VALUE_TEXT },
  { "since", N_ ("In this state since"), QZ_VALUE_DAY },
  { "registered_day", N_ ("Registered"), QZ_VALUE_DAY },
  { "claims", N_ ("Claims"), QZ_VALUE_COUNT },
};

static void
copy_row (QzSheet *from, guint row, QzSheet *to)
{
  const guint at = qz_sheet_add_row (to);

  for (guint i = 0; i < qz_sheet_get_n_columns (from); i++)
    if (qz_sheet_is_empty (from, row, i))
      continue;
    else if (qz_sheet_get_column_type (from, i) == QZ_VALUE_TEXT)
      qz_sheet_put_text (to, at, i, qz_sheet_get_text (from, row, i));
    else
      qz_sheet_put_number (to, at, i, qz_sheet_get_number (from, row, i));
}

static gboolean
is_of_unit (QzAreaMap *map, const char *area, const char *unit)
{
  QzAreaPlace place;

  return unit == NULL
         || (qz_area_map_find (map, area, &place) && strcmp (place.unit, unit) == 0);
}

QzSheet *
qz_registration_list (QzBook *book, const QzRegistrationQuery *query, GError **error)
{
  const QzRegistrationQuery all = { 0 };
  const QzRegistrationQuery *asked = query != NULL ? query : &all;
  g_autoptr (QzSheet) rows =
      make_sheet ("registrations", list_columns, G_N_ELEMENTS (list_columns));
  g_autoptr (QzSheet) sheet =
      make_sheet ("registrations", list_columns, G_N_ELEMENTS (list_columns));
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);

  if (map == NULL
      || !qz_registration_repo_fill (qz_book_get_store (book), asked->state, asked->person, rows,
                                     error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (rows); row++)
    {
      const char *insured = qz_sheet_get_text (rows, row, LIST_INSURED);
      const char *treat = qz_sheet_get_text (rows, row, LIST_TREAT);
      g_autofree char *masked = qz_id_mask (qz_sheet_get_text (rows, row, LIST_CERTNO));
      const guint at = qz_sheet_get_n_rows (sheet);

      if (!is_of_unit (map, insured, asked->insured_unit))
        continue;
      copy_row (rows, row, sheet);
      qz_sheet_put_text (sheet, at, LIST_CERTNO, masked);
      qz_sheet_put_text (sheet, at, LIST_INSURED_NAME, qz_area_map_get_name (map, insured));
      qz_sheet_put_text (sheet, at, LIST_TREAT_NAME, qz_area_map_get_name (map, treat));
    }
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_registration_list_unused (QzBook *book, const QzContext *context, GError **error)
{
  static const Column columns[] = {
    { "number", N_ ("Number"), QZ_VALUE_TEXT },
    { "psn_name", N_ ("Full name"), QZ_VALUE_TEXT },
    { "insured_area", N_ ("Insured area"), QZ_VALUE_TEXT },
    { "treat_area", N_ ("Place of treatment"), QZ_VALUE_TEXT },
    { "end_day", N_ ("To"), QZ_VALUE_DAY },
    { "days", N_ ("Days since"), QZ_VALUE_COUNT },
  };
  g_autoptr (QzSheet) sheet = make_sheet ("unused", columns, G_N_ELEMENTS (columns));

  if (!qz_registration_repo_fill_unused (qz_book_get_store (book), context->clock.today, sheet,
                                         error))
    return NULL;
  return g_steal_pointer (&sheet);
}

enum {
  UNMATCHED_RESULT = 10,
  UNMATCHED_REASON,
  UNMATCHED_OFF = 14,
};

/* What is the matter with the claim: of one that is covered, its hospital (NL-14). */
static const char *
get_reason (QzSheet *sheet, guint row)
{
  const char *result = qz_sheet_get_text (sheet, row, UNMATCHED_RESULT);

  if (strcmp (result, QZ_MATCH_MATCHED) == 0
      && qz_sheet_get_number (sheet, row, UNMATCHED_OFF) != 0)
    return _("The hospital had left care away from home");
  return qz_registration_result_get_name (result);
}

QzSheet *
qz_registration_list_unmatched (QzBook *book, QzPeriod period, GError **error)
{
  static const Column columns[] = {
    { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
    { "settled", N_ ("Settled"), QZ_VALUE_DAY },
    { "pay_loc", N_ ("Place of payment"), QZ_VALUE_TEXT },
    { "insured_area", N_ ("Insured area"), QZ_VALUE_TEXT },
    { "treat_area", N_ ("Place of treatment"), QZ_VALUE_TEXT },
    { "provider", N_ ("Provider"), QZ_VALUE_TEXT },
    { "provider_name", N_ ("Name of the provider"), QZ_VALUE_TEXT },
    { "psn_no", N_ ("Person number"), QZ_VALUE_TEXT },
    { "psn_name", N_ ("Full name"), QZ_VALUE_TEXT },
    { "fund", N_ ("Paid by all funds"), QZ_VALUE_FEN },
    { "result", N_ ("Result"), QZ_VALUE_TEXT },
    { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
    { "registration", N_ ("Registration"), QZ_VALUE_TEXT },
    { "suspended", N_ ("Person suspended"), QZ_VALUE_BOOL },
    { "service_off", N_ ("Service of the hospital off"), QZ_VALUE_BOOL },
  };
  g_autoptr (QzSheet) sheet = make_sheet ("unmatched", columns, G_N_ELEMENTS (columns));

  if (!qz_registration_repo_fill_unmatched (qz_book_get_store (book), period, sheet, error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    qz_sheet_put_text (sheet, row, UNMATCHED_REASON, get_reason (sheet, row));
  return g_steal_pointer (&sheet);
}

/* ── one registration ───────────────────────────────────────────────────────────────────────── */

static void
set_day (QzSheet *sheet, const char *name, const char *title, QzDay day)
{
  if (day != QZ_DAY_NONE)
    qz_sheet_set_number (sheet, name, title, QZ_VALUE_DAY, day);
}

static void
set_person (QzSheet *sheet, const QzRegistration *kept)
{
  g_autofree char *masked = qz_id_mask (kept->texts[QZ_REG_CERTNO]);

  qz_sheet_set_text (sheet, "psn_no", _("Person number"), kept->texts[QZ_REG_PSN_NO]);
  qz_sheet_set_text (sheet, "psn_name", _("Full name"), kept->texts[QZ_REG_PSN_NAME]);
  qz_sheet_set_text (sheet, "cert_type", _("Kind of document"), kept->texts[QZ_REG_CERT_TYPE]);
  qz_sheet_set_text (sheet, "certno", _("Identity number"), masked);
  qz_sheet_set_text (sheet, "gend", _("Gender"), kept->texts[QZ_REG_GEND]);
  set_day (sheet, "brdy", _("Born"), kept->brdy);
  qz_sheet_set_text (sheet, "card_no", _("Social security card"), kept->texts[QZ_REG_CARD_NO]);
  qz_sheet_set_text (sheet, "insured_state", _("Insured as"), kept->texts[QZ_REG_INSURED_STATE]);
  qz_sheet_set_text (sheet, "emp_name", _("Employer or community"), kept->texts[QZ_REG_EMP_NAME]);
  qz_sheet_set_text (sheet, "phone", _("Telephone"), kept->texts[QZ_REG_PHONE]);
  qz_sheet_set_text (sheet, "address", _("Address there"), kept->texts[QZ_REG_ADDRESS]);
}

static void
set_care (QzSheet *sheet, QzAreaMap *map, const QzRegistration *kept)
{
  const char *insured = kept->texts[QZ_REG_INSURED_AREA];
  const char *treat = kept->texts[QZ_REG_TREAT_AREA];

  qz_sheet_set_text (sheet, "number", _("Number"), kept->texts[QZ_REG_NUMBER]);
  qz_sheet_set_text (sheet, "state", _("State"), kept->state);
  set_day (sheet, "since", _("In this state since"), kept->since);
  qz_sheet_set_text (sheet, "kind", _("Kind of person"), qz_nl_person_to_text (kept->kind));
  qz_sheet_set_text (sheet, "scope", _("Scope"), qz_nl_scope_to_text (kept->scope));
  qz_sheet_set_text (sheet, "insurance", _("Insurance"), qz_insurance_to_text (kept->insurance));
  qz_sheet_set_text (sheet, "insured_area", _("Insured area"), insured);
  qz_sheet_set_text (sheet, "insured_name", _("Insured in"), qz_area_map_get_name (map, insured));
  qz_sheet_set_text (sheet, "treat_area", _("Place of treatment"), treat);
  qz_sheet_set_text (sheet, "treat_name", _("Treated in"), qz_area_map_get_name (map, treat));
  set_day (sheet, "begin_day", _("Valid from"), kept->begin_day);
  set_day (sheet, "end_day", _("Valid until"), kept->end_day);
  set_day (sheet, "registered_day", _("Registered"), kept->registered_day);
}

static void
set_referral (QzSheet *sheet, const QzRegistration *kept)
{
  if (kept->kind != QZ_NLP_REFERRAL)
    return;
  qz_sheet_set_text (sheet, "from_hospital", _("From hospital"),
                     kept->texts[QZ_REG_FROM_HOSPITAL]);
  qz_sheet_set_text (sheet, "to_hospital", _("To hospital"), kept->texts[QZ_REG_TO_HOSPITAL]);
  qz_sheet_set_text (sheet, "diagnosis", _("Diagnosis"), kept->texts[QZ_REG_DIAGNOSIS]);
  qz_sheet_set_text (sheet, "referral_reason", _("Reason of the referral"),
                     kept->texts[QZ_REG_REFERRAL_REASON]);
}

static gboolean
set_links (QzSheet *sheet, QzBook *book, const QzContext *context, const QzRegistration *kept,
           GError **error)
{
  static const char *const acts[] = { "pause", "resume", "terminate", "cancel-unused" };
  QzStore *store = qz_book_get_store (book);
  g_autofree char *replaces =
      qz_registration_repo_dup_replaced (store, kept->id, FALSE, error);
  g_autofree char *by = NULL;
  g_autoptr (GString) can = g_string_new (strcmp (kept->state, QZ_REG_VALID) == 0 ? "change" : "");
  gboolean suspended = FALSE;
  g_autoptr (GError) failure = NULL;
  guint bits;

  if (replaces == NULL)
    return FALSE;
  by = qz_registration_repo_dup_replaced (store, kept->id, TRUE, error);
  if (by == NULL
      || !qz_registration_repo_is_suspended (store, kept->texts[QZ_REG_CERTNO],
                                             context->clock.today, &suspended, NULL, error))
    return FALSE;
  bits = qz_registration_get_acts (book, context, kept->texts[QZ_REG_NUMBER], &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if ((bits & (1u << i)) != 0)
      g_string_append_printf (can, "%s%s", can->len > 0 ? "," : "", acts[i]);
  if (*replaces != '\0')
    qz_sheet_set_text (sheet, "replaces", _("Replaces"), replaces);
  if (*by != '\0')
    qz_sheet_set_text (sheet, "replaced_by", _("Replaced by"), by);
  qz_sheet_set_number (sheet, "suspended", _("Person suspended"), QZ_VALUE_BOOL, suspended);
  qz_sheet_set_text (sheet, "acts", _("What can be done"), can->str);
  return TRUE;
}

static void
add_hospitals (QzSheet *sheet, const QzRegistration *kept)
{
  static const Column columns[] = {
    { "code", N_ ("Code"), QZ_VALUE_TEXT },
    { "name", N_ ("Name"), QZ_VALUE_TEXT },
    { "level", N_ ("Level"), QZ_VALUE_TEXT },
  };
  g_autoptr (QzSheet) child = make_sheet ("hospitals", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < kept->hospitals->len; i++)
    {
      const QzRegistrationHospital *hospital = kept->hospitals->pdata[i];
      const guint row = qz_sheet_add_row (child);

      qz_sheet_put_text (child, row, 0, hospital->code);
      qz_sheet_put_text (child, row, 1, hospital->name);
      qz_sheet_put_text (child, row, 2, hospital->level);
    }
  qz_sheet_add_child (sheet, child);
}

static gboolean
add_events (QzSheet *sheet, QzStore *store, gint64 id, GError **error)
{
  static const Column columns[] = {
    { "time", N_ ("Time"), QZ_VALUE_TEXT },   { "nominal", N_ ("Due at"), QZ_VALUE_TEXT },
    { "act", N_ ("Act"), QZ_VALUE_TEXT },     { "state", N_ ("State"), QZ_VALUE_TEXT },
    { "day", N_ ("From"), QZ_VALUE_DAY },     { "actor", N_ ("By"), QZ_VALUE_TEXT },
    { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
    { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
  };
  g_autoptr (QzSheet) child = make_sheet ("events", columns, G_N_ELEMENTS (columns));

  qz_sheet_add_child (sheet, child);
  return qz_registration_repo_fill_events (store, id, child, error);
}

static gboolean
add_claims (QzSheet *sheet, QzStore *store, gint64 id, GError **error)
{
  static const Column columns[] = {
    { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
    { "settled", N_ ("Settled"), QZ_VALUE_DAY },
    { "provider", N_ ("Provider"), QZ_VALUE_TEXT },
    { "provider_name", N_ ("Name of the provider"), QZ_VALUE_TEXT },
    { "med_type", N_ ("Kind of care"), QZ_VALUE_TEXT },
    { "fund", N_ ("Paid by all funds"), QZ_VALUE_FEN },
    { "result", N_ ("Result"), QZ_VALUE_TEXT },
  };
  g_autoptr (QzSheet) child = make_sheet ("claims", columns, G_N_ELEMENTS (columns));

  qz_sheet_add_child (sheet, child);
  return qz_registration_repo_fill_claims (store, id, child, error);
}

QzSheet *
qz_registration_show (QzBook *book, const QzContext *context, const char *number, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("registration");
  g_autoptr (QzRegistration) kept = qz_registration_repo_get (store, number, error);
  g_autoptr (QzAreaMap) map = kept != NULL ? qz_actors_load_map (book, error) : NULL;

  if (map == NULL)
    return NULL;
  set_care (sheet, map, kept);
  set_person (sheet, kept);
  set_referral (sheet, kept);
  if (!set_links (sheet, book, context, kept, error))
    return NULL;
  add_hospitals (sheet, kept);
  if (!add_events (sheet, store, kept->id, error) || !add_claims (sheet, store, kept->id, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_registration_show_claim (QzBook *book, const char *setl_id, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("claim_registration");
  g_autoptr (QzRegistration) kept = NULL;
  const char *result = NULL;
  gint64 registration = 0;

  if (!qz_registration_repo_find_match (store, setl_id, &registration, &result, error))
    return NULL;
  if (result == NULL)
    return g_steal_pointer (&sheet);
  qz_sheet_set_text (sheet, "result", _("Result"), result);
  qz_sheet_set_text (sheet, "reason", _("Reason"), qz_registration_result_get_name (result));
  if (registration == 0)
    return g_steal_pointer (&sheet);
  kept = qz_registration_repo_get_id (store, registration, error);
  if (kept == NULL)
    return NULL;
  qz_sheet_set_text (sheet, "registration", _("Registration"), kept->texts[QZ_REG_NUMBER]);
  qz_sheet_set_text (sheet, "state", _("State"), kept->state);
  /* Which catalogues its charges are judged by (NL-25a), and whose benefits it gets (NL-25b). */
  qz_sheet_set_text (sheet, "catalogue", _("Catalogues"),
                     kept->scope == QZ_NL_IN_PROV ? _("those of the insured person’s province")
                                                  : _("those of the place of treatment"));
  qz_sheet_set_text (sheet, "benefit", _("Benefits"), _("by the rules of the insured area"));
  return g_steal_pointer (&sheet);
}
