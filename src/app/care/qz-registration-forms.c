/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of registrations (F-NL-1), manual reimbursement and mismatches. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-care-acts.h"
#include "qz-care-forms.h"
#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-manual-claims.h"
#include "qz-registration.h"
#include "qz-registry.h"

#define SHEET     (GDestroyNotify) qz_sheet_unref

/* ── what is chosen from ─────────────────────────────────────────────────────────────────────── */

static const char *const kinds[] = { "RETIRED", "RESIDENT", "WORK", "REFERRAL", NULL };
static const char *const scopes[] = { "in_prov", "cross_prov", NULL };
static const char *const insurances[] = { "EMP", "RES", NULL };
static const char *const genders[] = { "1", "2", NULL };
static const char *const cert_types[] = { "01", "99", NULL };
static const char *const manual_reasons[] = { "EMERGENCY", "YEAR_END", "SYSTEM_FAULT", "CARD",
                                              "REGION_SUSPENDED", "OTHER", NULL };

static gboolean
add_registers (QzSheet *sheet, QzBook *book, GError **error)
{
  g_autoptr (QzSheet) areas = qz_registry_list_areas (book, error);
  g_autoptr (QzSheet) providers =
      areas != NULL ? qz_registry_list_providers (book, error) : NULL;

  if (providers == NULL)
    return FALSE;
  qz_sheet_add_child (sheet, areas);
  qz_sheet_add_child (sheet, providers);
  return TRUE;
}

static void
copy_text (QzSheet *to, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    qz_sheet_set_text (to, name, name, text);
}

/* Whose claim it was, where insured and where treated. */
static gboolean
copy_claim (QzSheet *to, QzBook *book, const char *setl_id, GError **error)
{
  static const char *const names[] = { "psn_no", "psn_name", "insured_area", "treat_area" };
  g_autoptr (QzSheet) claims = qz_registration_list_unmatched (book, 0, error);

  if (claims == NULL)
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (claims); row++)
    if (g_strcmp0 (qz_cell_text (claims, row, "setl_id"), setl_id) == 0)
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        copy_text (to, names[i], qz_cell_text (claims, row, names[i]));
  return TRUE;
}

static gpointer
load_new (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("new");

  if (!add_registers (sheet, book, error)
      || (*(char *) input != '\0' && !copy_claim (sheet, book, input, error)))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* "code:name:level;…" of the chosen hospitals; the register's own by their code alone. */
static char *
dup_hospitals (QzSheet *hospitals, gboolean in_register)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint row = 0; row < qz_sheet_get_n_rows (hospitals); row++)
    {
      g_string_append_printf (text, "%s%s", row > 0 ? ";" : "",
                              qz_cell_text (hospitals, row, "code"));
      if (!in_register)
        g_string_append_printf (text, ":%s:%s", qz_cell_text (hospitals, row, "name"),
                                qz_cell_text (hospitals, row, "level"));
    }
  return g_strdup (text->str);
}

/* What was registered, but not the identity number, which is masked: it is written anew from the
 * person's document. */
static gpointer
load_kept (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) kept = qz_registration_show (book, context, input, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("kept");
  g_autofree char *hospitals = NULL;

  if (kept == NULL || !add_registers (sheet, book, error))
    return NULL;
  for (guint i = 0; i < qz_sheet_get_n_facts (kept); i++)
    {
      const char *name = qz_sheet_get_fact_name (kept, i);

      if (strcmp (name, "certno") == 0 || strcmp (name, "registered_day") == 0)
        continue;
      if (qz_sheet_get_fact_type (kept, i) == QZ_VALUE_TEXT)
        copy_text (sheet, name, qz_sheet_get_fact_text (kept, i));
      else
        qz_sheet_set_number (sheet, name, name, qz_sheet_get_fact_type (kept, i),
                             qz_sheet_get_fact_number (kept, i));
    }
  hospitals = dup_hospitals (qz_sheet_find_child (kept, "hospitals"),
                             g_strcmp0 (qz_fact_text (kept, "scope"), "in_prov") == 0);
  copy_text (sheet, "hospitals", hospitals);
  return g_steal_pointer (&sheet);
}

/* ── registrations ───────────────────────────────────────────────────────────────────────────── */

static gboolean
is_referral (QzSheet *values)
{
  return g_strcmp0 (qz_fact_text (values, "kind"), "REFERRAL") == 0;
}

static gboolean
is_no_referral (QzSheet *values)
{
  return !is_referral (values);
}

#define REGISTRATION_FIELDS                                                                        \
  { "psn_name", N_ ("Full name"), QZ_FORM_TEXT, TRUE, N_ ("Person") },                             \
    { "psn_no", N_ ("Person number"), QZ_FORM_TEXT, TRUE },                                        \
    { "cert_type", N_ ("Kind of document"), QZ_FORM_CHOICE, TRUE, NULL, cert_types },              \
    { "certno", N_ ("Identity number"), QZ_FORM_TEXT, TRUE },                                      \
    { "gend", N_ ("Gender; without: as the identity number says"), QZ_FORM_CHOICE, FALSE, NULL,    \
      genders },                                                                                   \
    { "brdy", N_ ("Born on; without: as the identity number says"), QZ_FORM_BIRTHDAY },            \
    { "insurance", N_ ("Insurance"), QZ_FORM_CHOICE, TRUE, NULL, insurances },                     \
    { "insured_area", N_ ("Insured in"), QZ_FORM_REGISTER, TRUE, NULL, NULL, "areas" },            \
    { "insured_state", N_ ("Insured as"), QZ_FORM_TEXT },                                          \
    { "emp_name", N_ ("Employer or community"), QZ_FORM_TEXT },                                    \
    { "card_no", N_ ("Social security card"), QZ_FORM_TEXT },                                      \
    { "phone", N_ ("Telephone"), QZ_FORM_TEXT },                                                   \
    { "address", N_ ("Address there"), QZ_FORM_TEXT },                                             \
    { "kind", N_ ("Kind of person"), QZ_FORM_CHOICE, TRUE, N_ ("Care away from home"), kinds },    \
    { "scope", N_ ("Scope"), QZ_FORM_CHOICE, TRUE, NULL, scopes },                                 \
    { "treat_area", N_ ("Place of treatment"), QZ_FORM_REGISTER, TRUE, NULL, NULL, "areas" },      \
    { "begin_day", N_ ("First day"), QZ_FORM_DAY, TRUE },                                          \
    { "end_day", N_ ("Last day; without: open"), QZ_FORM_DAY },                                    \
    { "registered_day", N_ ("Registered on; without: the business day"), QZ_FORM_DAY },            \
    { "from_hospital", N_ ("From hospital"), QZ_FORM_TEXT, TRUE, N_ ("Referral and hospitals"),    \
      NULL, NULL, is_referral },                                                                   \
    { "to_hospital", N_ ("To hospital"), QZ_FORM_TEXT, TRUE, NULL, NULL, NULL, is_referral },      \
    { "diagnosis", N_ ("Diagnosis"), QZ_FORM_TEXT, FALSE, NULL, NULL, NULL, is_referral },         \
    { "referral_reason", N_ ("Reason of the referral"), QZ_FORM_TEXT, TRUE, NULL, NULL, NULL,      \
      is_referral },                                                                               \
  {                                                                                                \
    "hospitals", N_ ("Hospital by hand: code:name:level"), QZ_FORM_LIST, TRUE, NULL, NULL,         \
        "providers", is_no_referral                                                                \
  }

static const QzFormField new_fields[] = { REGISTRATION_FIELDS, { NULL } };
static const QzFormField anew_fields[] = {
  { "reason", N_ ("Reason of the change"), QZ_FORM_TEXT, TRUE },
  REGISTRATION_FIELDS,
  { NULL },
};

/* The key of a new one is no registration that it replaces. */
static gpointer
check_new (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  QzNlInput *input = data;

  g_clear_pointer (&input->key, g_free);
  return qz_care_check_registration (book, context, input, error);
}

static AdwNavigationPage *
open_registration (QzSession *session, QzSheet *output)
{
  return qz_registration_page_new (session, qz_fact_text (output, "number"));
}

const QzFormSpec qz_form_register = {
  .title = N_ ("New Registration"),
  .button = N_ ("_Register"),
  .fields = new_fields,
  .load = { NULL, load_new, FALSE, g_free, SHEET },
  .act = &qz_act_register,
  .check = { NULL, check_new, FALSE, qz_nl_input_free, SHEET },
  .open = open_registration,
};

const QzFormSpec qz_form_register_anew = {
  .title = N_ ("Change of Registration"),
  .button = N_ ("Cancel and _Register Anew"),
  .fields = anew_fields,
  .load = { NULL, load_kept, FALSE, g_free, SHEET },
  .act = &qz_act_register_anew,
  .check = { NULL, qz_care_check_registration, FALSE, qz_nl_input_free, SHEET },
  .open = open_registration,
};

/* ── manual reimbursement ────────────────────────────────────────────────────────────────────── */

static gboolean
is_other_reason (QzSheet *values)
{
  return g_strcmp0 (qz_fact_text (values, "manual_reason"), "OTHER") == 0;
}

static const QzFormField manual_fields[] = {
  { "psn_name", N_ ("Full name"), QZ_FORM_TEXT, TRUE, N_ ("Person") },
  { "psn_no", N_ ("Person number"), QZ_FORM_TEXT, TRUE },
  { "certno", N_ ("Identity number"), QZ_FORM_TEXT, TRUE },
  { "insurance", N_ ("Insurance"), QZ_FORM_CHOICE, TRUE, NULL, insurances },
  { "insured_area", N_ ("Insured in"), QZ_FORM_REGISTER, TRUE, NULL, NULL, "areas" },
  { "registration", N_ ("Number of the registration"), QZ_FORM_TEXT },
  { "treat_area", N_ ("Place of treatment"), QZ_FORM_REGISTER, TRUE, N_ ("Treated"), NULL,
    "areas" },
  { "hospital_code", N_ ("Code of the hospital"), QZ_FORM_TEXT },
  { "hospital_name", N_ ("Hospital"), QZ_FORM_TEXT, TRUE },
  { "discharge_day", N_ ("Discharged"), QZ_FORM_DAY, TRUE },
  { "manual_reason", N_ ("Why it was not settled directly"), QZ_FORM_CHOICE, TRUE, NULL,
    manual_reasons },
  { "reason_note", N_ ("What other reason"), QZ_FORM_TEXT, TRUE, NULL, NULL, NULL,
    is_other_reason },
  { "medfee", N_ ("Medical fees"), QZ_FORM_AMOUNT, TRUE, N_ ("Amounts") },
  { "asked", N_ ("Asked for from the fund"), QZ_FORM_AMOUNT, TRUE },
  { NULL },
};

/* Of a registration: whose it is, and where. */
static gpointer
load_manual (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  static const char *const names[] = { "psn_no", "psn_name", "insurance", "insured_area",
                                       "treat_area" };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("new");
  g_autoptr (QzSheet) kept = NULL;

  if (!add_registers (sheet, book, error))
    return NULL;
  if (*(char *) input == '\0')
    return g_steal_pointer (&sheet);
  kept = qz_registration_show (book, context, input, error);
  if (kept == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    copy_text (sheet, names[i], qz_fact_text (kept, names[i]));
  copy_text (sheet, "registration", input);
  return g_steal_pointer (&sheet);
}

static AdwNavigationPage *
open_manual (QzSession *session, QzSheet *output)
{
  return qz_manual_page_new (session, qz_fact_text (output, "number"));
}

const QzFormSpec qz_form_manual_file = {
  .title = N_ ("New Manual Claim"),
  .button = N_ ("_File"),
  .fields = manual_fields,
  .load = { NULL, load_manual, FALSE, g_free, SHEET },
  .act = &qz_act_manual_file,
  .open = open_manual,
};

static const QzFormField accept_fields[] = {
  { "fund", N_ ("Reimbursed by the fund"), QZ_FORM_AMOUNT, TRUE },
  { "reason", N_ ("Note"), QZ_FORM_TEXT },
  { NULL },
};

/* What was asked for stands there first. */
static gpointer
load_accept (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) kept = qz_manual_claim_show (book, input, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("accept");

  if (kept == NULL)
    return NULL;
  qz_sheet_set_number (sheet, "fund", "fund", QZ_VALUE_FEN, qz_fact_number (kept, "asked"));
  return g_steal_pointer (&sheet);
}

const QzFormSpec qz_form_manual_accept = {
  .title = N_ ("Accept Manual Claim"),
  .button = N_ ("_Pass the Claim"),
  .fields = accept_fields,
  .load = { NULL, load_accept, FALSE, g_free, SHEET },
  .act = &qz_act_manual_accept,
};

/* ── mismatches with hospitals ───────────────────────────────────────────────────────────────── */

static const QzFormField mismatch_fields[] = {
  { "provider", N_ ("Hospital"), QZ_FORM_REGISTER, TRUE, NULL, NULL, "providers" },
  { "scope", N_ ("Scope"), QZ_FORM_CHOICE, TRUE, NULL, scopes },
  { "insurance", N_ ("Insurance"), QZ_FORM_CHOICE, TRUE, NULL, insurances },
  { "theirs", N_ ("The hospital’s sum"), QZ_FORM_AMOUNT, TRUE },
  { "note", N_ ("Note"), QZ_FORM_TEXT },
  { NULL },
};

static gpointer
load_mismatch (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("new");

  return add_registers (sheet, book, error) ? g_steal_pointer (&sheet) : NULL;
}

const QzFormSpec qz_form_mismatch = {
  .title = N_ ("Mismatch with a Hospital"),
  .button = N_ ("_Record"),
  .fields = mismatch_fields,
  .load = { NULL, load_mismatch, FALSE, g_free, SHEET },
  .act = &qz_act_mismatch,
};
