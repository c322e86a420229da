/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-assist-acts.h"
#include "qz-assist-forms.h"
#include "qz-assist-persons.h"
#include "qz-cells.h"
#include "qz-registry.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

/* The identity number is masked where it is shown: it is written from the person's document. */
static const QzFormField suspend_fields[] = {
  { "certno", N_ ("Identity number"), QZ_FORM_TEXT, TRUE, N_ ("Person") },
  { "psn_name", N_ ("Full name; without: as the lists have it"), QZ_FORM_TEXT },
  { "county", N_ ("County"), QZ_FORM_REGISTER, TRUE, NULL, NULL, "areas" },
  { "from_day", N_ ("First day"), QZ_FORM_DAY, TRUE, N_ ("Suspension") },
  { "reported_day", N_ ("Reported to the city; without: not yet"), QZ_FORM_DAY },
  { "reason", N_ ("Reason"), QZ_FORM_TEXT, TRUE },
  { NULL },
};

static const QzFormField resume_fields[] = {
  { "certno", N_ ("Identity number"), QZ_FORM_TEXT, TRUE },
  { "from_day", N_ ("First day that is settled directly again"), QZ_FORM_DAY, TRUE },
  { "reason", N_ ("Reason"), QZ_FORM_TEXT, TRUE },
  { NULL },
};

static gboolean
put_person (QzSheet *sheet, QzBook *book, const QzContext *context, const char *key,
            GError **error)
{
  g_autoptr (QzSheet) person = NULL;
  QzSheet *spells;
  guint last;

  if (*key == '\0')
    return TRUE;
  person = qz_assist_show_person_of (book, context, g_ascii_strtoll (key, NULL, 10), error);
  if (person == NULL)
    return FALSE;
  spells = qz_sheet_find_child (person, "spells");
  last = qz_sheet_get_n_rows (spells);
  qz_sheet_set_text (sheet, "psn_name", "psn_name", qz_fact_text (person, "psn_name"));
  if (last > 0)
    qz_sheet_set_text (sheet, "county", "county", qz_cell_text (spells, last - 1, "county"));
  return TRUE;
}

static gpointer
load_person (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("person");
  g_autoptr (QzSheet) areas = qz_registry_list_areas (book, error);

  if (areas == NULL || !put_person (sheet, book, context, input, error))
    return NULL;
  qz_sheet_set_number (sheet, "from_day", "from_day", QZ_VALUE_DAY, context->clock.today);
  qz_sheet_add_child (sheet, areas);
  return g_steal_pointer (&sheet);
}

const QzFormSpec qz_form_assist_suspend = {
  .title = N_ ("Suspend Direct Assistance"),
  .button = N_ ("_Suspend"),
  .fields = suspend_fields,
  .load = { NULL, load_person, FALSE, g_free, SHEET },
  .act = &qz_act_assist_suspend,
};

const QzFormSpec qz_form_assist_resume = {
  .title = N_ ("Resume Direct Assistance"),
  .button = N_ ("_Resume"),
  .fields = resume_fields,
  .load = { NULL, load_person, FALSE, g_free, SHEET },
  .act = &qz_act_assist_resume,
};
