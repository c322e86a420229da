/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-actions.h"

#include <glib/gi18n-lib.h>

#include "qz-assist-acts.h"
#include "qz-assist-forms.h"
#include "qz-assist-pages.h"
#include "qz-care-actions.h"
#include "qz-nav.h"

/* ── forms that are looked at ────────────────────────────────────────────────────────────────── */

static void
show_form2 (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_preview_new (session, "F-DT-2", target));
}

static void
show_form3 (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_preview_new (session, "F-DT-3", target));
}

static void
show_form4 (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_preview_new (session, "F-DT-4", target));
}

/* ── pages that links open ───────────────────────────────────────────────────────────────────── */

static void
open_month (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_month_page_new (
                           session, (QzPeriod) g_ascii_strtoull (target, NULL, 10)));
}

static void
open_county (GtkWidget *inside, QzSession *session, const char *target)
{
  QzNlInput *read = qz_nl_input_new (0, QZ_NL_IN_PROV, NULL, NULL);

  qz_assist_read_county (target, read);
  qz_nav_push (inside, qz_assist_county_page_new (session, read->period, read->unit));
  qz_nl_input_free (read);
}

static void
open_part (GtkWidget *inside, QzSession *session, const char *target)
{
  QzNlInput *read = qz_nl_input_new (0, QZ_NL_IN_PROV, NULL, NULL);

  qz_assist_read_part (target, read);
  qz_nav_push (inside, read->unit != NULL
                           ? qz_assist_part_page_new (session, read->period, read->key, read->unit)
                           : qz_assist_hospital_page_new (session, read->period, read->key));
  qz_nl_input_free (read);
}

/* ── the table ───────────────────────────────────────────────────────────────────────────────── */

static const QzCareCommand commands[] = {
  /* the month */
  { .name = "assist-make", .act = &qz_act_assist_make, .read = qz_assist_read_month },
  { .name = "assist-push", .act = &qz_act_assist_push, .read = qz_assist_read_month },
  { .name = "assist-details", .act = &qz_act_assist_details, .read = qz_assist_read_month },
  { .name = "assist-forms4", .act = &qz_act_assist_form4, .read = qz_assist_read_month },
  /* a hospital, a county, what one gets from the other */
  { .name = "assist-confirm-hospital", .form = &qz_form_assist_hospital },
  { .name = "assist-confirm-county",
    .act = &qz_act_assist_confirm_county,
    .read = qz_assist_read_county },
  { .name = "assist-confirm-part",
    .act = &qz_act_assist_confirm_county,
    .read = qz_assist_read_part },
  { .name = "assist-dispute", .form = &qz_form_assist_dispute },
  { .name = "assist-solve", .form = &qz_form_assist_solve },
  { .name = "assist-form4", .act = &qz_act_assist_form4, .read = qz_assist_read_county },
  { .name = "assist-form4-back",
    .act = &qz_act_assist_form4_back,
    .asks = N_ ("Take Back"),
    .read = qz_assist_read_county },
  { .name = "assist-form4-confirm",
    .act = &qz_act_assist_form4_confirm,
    .read = qz_assist_read_county },
  { .name = "open-assist-month", .show = open_month },
  { .name = "open-assist-county", .show = open_county },
  { .name = "open-assist-part", .show = open_part },
  { .name = "assist-show-form2", .show = show_form2 },
  { .name = "assist-show-form3", .show = show_form3 },
  { .name = "assist-show-form4", .show = show_form4 },
};

void
qz_assist_add_actions (GtkWidget *window)
{
  qz_care_add_commands (window, commands, G_N_ELEMENTS (commands));
}
