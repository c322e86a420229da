/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of supervision (NL-37 … NL-40). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-care-acts.h"
#include "qz-care-forms.h"
#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-registry.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

static gpointer
load_providers (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("new");
  g_autoptr (QzSheet) providers = qz_registry_list_providers (book, error);

  if (providers == NULL)
    return NULL;
  qz_sheet_add_child (sheet, providers);
  return g_steal_pointer (&sheet);
}

/* ── inspections ─────────────────────────────────────────────────────────────────────────────── */

static const QzFormField inspection_fields[] = {
  { "provider", N_ ("Hospital"), QZ_FORM_REGISTER, TRUE, NULL, NULL, "providers" },
  { "from_day", N_ ("First day of the settlements"), QZ_FORM_DAY, TRUE },
  { "to_day", N_ ("Last day of the settlements"), QZ_FORM_DAY, TRUE },
  { "subject", N_ ("Subject"), QZ_FORM_TEXT, TRUE },
  { "inspectors", N_ ("Inspectors"), QZ_FORM_TEXT, TRUE },
  { NULL },
};
static const QzFormField finding_fields[] = {
  { "setl_id", N_ ("Settlement"), QZ_FORM_TEXT, TRUE },
  { "amount", N_ ("Taken off"), QZ_FORM_AMOUNT, TRUE },
  { "note", N_ ("Reason"), QZ_FORM_TEXT, TRUE },
  { NULL },
};
static const QzFormField penalty_fields[] = {
  { "amount", N_ ("Penalty"), QZ_FORM_AMOUNT, TRUE },
  { "note", N_ ("Reason"), QZ_FORM_TEXT, TRUE },
  { NULL },
};
static const QzFormField paid_fields[] = {
  { "amount", N_ ("Paid"), QZ_FORM_AMOUNT, TRUE },
  { "note", N_ ("Note"), QZ_FORM_TEXT },
  { NULL },
};

static AdwNavigationPage *
open_inspection (QzSession *session, QzSheet *output)
{
  return qz_inspection_page_new (session, qz_fact_text (output, "number"));
}

const QzFormSpec qz_form_inspection = {
  .title = N_ ("New Inspection"),
  .button = N_ ("_Begin"),
  .fields = inspection_fields,
  .load = { NULL, load_providers, FALSE, g_free, SHEET },
  .act = &qz_act_inspection_open,
  .open = open_inspection,
};
const QzFormSpec qz_form_finding = {
  .title = N_ ("Finding"),
  .button = N_ ("_Take Off"),
  .fields = finding_fields,
  .act = &qz_act_inspection_find,
};
const QzFormSpec qz_form_penalty = {
  .title = N_ ("Penalty"),
  .button = N_ ("_Record"),
  .fields = penalty_fields,
  .act = &qz_act_penalty,
};
const QzFormSpec qz_form_penalty_paid = {
  .title = N_ ("Penalty Paid"),
  .button = N_ ("_Record"),
  .fields = paid_fields,
  .act = &qz_act_penalty_paid,
};

/* ── complaints ──────────────────────────────────────────────────────────────────────────────── */

static const QzFormField complaint_fields[] = {
  { "complainant", N_ ("Complainant"), QZ_FORM_TEXT, TRUE },
  { "contact", N_ ("How to reach the complainant"), QZ_FORM_TEXT },
  { "subject", N_ ("About what"), QZ_FORM_TEXT, TRUE },
  { "provider", N_ ("Hospital that it is about"), QZ_FORM_REGISTER, FALSE, NULL, NULL,
    "providers" },
  { "received_day", N_ ("Received on; without: the business day"), QZ_FORM_DAY },
  { NULL },
};
static const QzFormField found_fields[] = {
  { "note", N_ ("What was found"), QZ_FORM_TEXT, TRUE },
  { "major", N_ ("A major violation, to be reported to the province"), QZ_FORM_SWITCH },
  { NULL },
};

static AdwNavigationPage *
open_complaint (QzSession *session, QzSheet *output)
{
  return qz_complaint_page_new (session, qz_fact_text (output, "number"));
}

const QzFormSpec qz_form_complaint = {
  .title = N_ ("New Complaint"),
  .button = N_ ("_Receive"),
  .fields = complaint_fields,
  .load = { NULL, load_providers, FALSE, g_free, SHEET },
  .act = &qz_act_complaint_receive,
  .open = open_complaint,
};
const QzFormSpec qz_form_complaint_find = {
  .title = N_ ("What Was Found"),
  .button = N_ ("_Record"),
  .fields = found_fields,
  .act = &qz_act_complaint_find,
};

/* ── persons ─────────────────────────────────────────────────────────────────────────────────── */

static const QzFormField suspend_fields[] = {
  { "psn_name", N_ ("Full name"), QZ_FORM_TEXT, TRUE },
  { "certno", N_ ("Identity number"), QZ_FORM_TEXT, TRUE },
  { "insured_area", N_ ("Insured in"), QZ_FORM_REGISTER, TRUE, NULL, NULL, "areas" },
  { "from_day", N_ ("From; without: the business day"), QZ_FORM_DAY },
  { "reported_day", N_ ("Reported to the province on"), QZ_FORM_DAY },
  { "reason", N_ ("Reason"), QZ_FORM_TEXT, TRUE },
  { NULL },
};
/* Of one who is suspended already, whose report to the province is recorded: all but the identity
 * number, which is masked. */
static gpointer
load_person (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = *(char *) input != '\0' ? qz_care_find_person (book, input, error)
                                                      : qz_sheet_new ("new");
  g_autoptr (QzSheet) areas = sheet != NULL ? qz_registry_list_areas (book, error) : NULL;
  g_autoptr (QzSheet) filled = qz_sheet_new ("person");

  if (areas == NULL)
    return NULL;
  qz_sheet_add_child (filled, areas);
  for (guint i = 0; i < qz_sheet_get_n_facts (sheet); i++)
    {
      const char *name = qz_sheet_get_fact_name (sheet, i);

      if (qz_sheet_get_fact_type (sheet, i) != QZ_VALUE_TEXT)
        qz_sheet_set_number (filled, name, name, qz_sheet_get_fact_type (sheet, i),
                             qz_sheet_get_fact_number (sheet, i));
      else if (strcmp (name, "certno") != 0)
        qz_sheet_set_text (filled, name, name, qz_sheet_get_fact_text (sheet, i));
    }
  return g_steal_pointer (&filled);
}

static const QzFormField resume_fields[] = {
  { "certno", N_ ("Identity number"), QZ_FORM_TEXT, TRUE },
  { "reason", N_ ("Reason"), QZ_FORM_TEXT, TRUE },
  { NULL },
};

const QzFormSpec qz_form_person_suspend = {
  .title = N_ ("Suspend a Person"),
  .button = N_ ("_Suspend"),
  .fields = suspend_fields,
  .load = { NULL, load_person, FALSE, g_free, SHEET },
  .act = &qz_act_person_suspend,
};
const QzFormSpec qz_form_person_resume = {
  .title = N_ ("Resume a Person"),
  .button = N_ ("_Resume"),
  .fields = resume_fields,
  .act = &qz_act_person_resume,
};
