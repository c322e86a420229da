/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-assist-acts.h"
#include "qz-assist-forms.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

static void
put_day (QzSheet *sheet, const char *name, QzDay day)
{
  qz_sheet_set_number (sheet, name, name, QZ_VALUE_DAY, day);
}

/* ── a hospital's word ───────────────────────────────────────────────────────────────────────── */

/* DT-16b: 经办人 and 负责人. */
static const QzFormField hospital_fields[] = {
  { "handled_by", N_ ("Handled in the hospital by"), QZ_FORM_TEXT, TRUE },
  { "led_by", N_ ("Responsible in the hospital"), QZ_FORM_TEXT, TRUE },
  { NULL },
};

const QzFormSpec qz_form_assist_hospital = {
  .title = N_ ("The Hospital Confirms"),
  .button = N_ ("_Record"),
  .fields = hospital_fields,
  .act = &qz_act_assist_confirm_hospital,
};

/* ── disputes ────────────────────────────────────────────────────────────────────────────────── */

static const char *const sides[] = { "hospital", "county", NULL };

static const QzFormField dispute_fields[] = {
  { "raised_by", N_ ("Who raises it"), QZ_FORM_CHOICE, TRUE, NULL, sides },
  { "raised_day", N_ ("Raised on"), QZ_FORM_DAY, TRUE },
  { "reason", N_ ("What has to be checked further"), QZ_FORM_TEXT, TRUE },
  { NULL },
};

static gpointer
load_dispute (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *sheet = qz_sheet_new ("dispute");

  put_day (sheet, "raised_day", context->clock.today);
  return sheet;
}

const QzFormSpec qz_form_assist_dispute = {
  .title = N_ ("Open a Dispute"),
  .button = N_ ("_Open the Dispute"),
  .fields = dispute_fields,
  .load = { NULL, load_dispute, FALSE, g_free, SHEET },
  .act = &qz_act_assist_dispute,
};

static gboolean
are_corrections (const char *text, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GArray) corrections = qz_assist_corrections_parse (text, &words, error);

  return corrections != NULL;
}

/* DT-16c: it ends with the stamped forms 2 and 3. */
static const QzFormField solve_fields[] = {
  { "paper_no", N_ ("Number of the papers"), QZ_FORM_TEXT, TRUE, N_ ("Stamped forms 2 and 3") },
  { "stamped_day", N_ ("Stamped on"), QZ_FORM_DAY, TRUE },
  { "hospital_day", N_ ("Confirmed by the hospital on"), QZ_FORM_DAY, TRUE },
  { "county_day", N_ ("Confirmed by the county on"), QZ_FORM_DAY, TRUE },
  { "corrections", N_ ("Settlement=amount, several with commas; without: the figures stand"),
    QZ_FORM_TEXT, FALSE, N_ ("Taken off bills"), .check = are_corrections },
  { "note", N_ ("Note"), QZ_FORM_TEXT },
  { NULL },
};

static gpointer
load_solve (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *sheet = qz_sheet_new ("solve");

  put_day (sheet, "stamped_day", context->clock.today);
  put_day (sheet, "hospital_day", context->clock.today);
  put_day (sheet, "county_day", context->clock.today);
  return sheet;
}

const QzFormSpec qz_form_assist_solve = {
  .title = N_ ("Settle the Dispute"),
  .button = N_ ("_Settle"),
  .fields = solve_fields,
  .load = { NULL, load_solve, FALSE, g_free, SHEET },
  .act = &qz_act_assist_solve,
};
