/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-actions.h"

#include <glib/gi18n-lib.h>

#include "qz-assist-acts.h"
#include "qz-assist-forms.h"
#include "qz-assist-pages.h"
#include "qz-care-actions.h"
#include "qz-nav.h"
#include "qz-provider-service-form.h"

/* ── forms that are looked at ────────────────────────────────────────────────────────────────── */

static void
show_form1 (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_form1_new (session, target));
}

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
open_bills (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_bills_page_new (
                           session, (QzPeriod) g_ascii_strtoull (target, NULL, 10)));
}

static void
open_bill (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_bill_page_new (session, target));
}

static void
open_person (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_person_page_new (session, g_ascii_strtoll (target, NULL, 10)));
}

static void
open_pay (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_pay_page_new (
                           session, (QzPeriod) g_ascii_strtoull (target, NULL, 10)));
}

static void
open_reserve (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_reserve_page_new (
                           session, (int) g_ascii_strtoll (target, NULL, 10)));
}

static void
open_short (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_short_page_new (session));
}

static void
open_county_reserve (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_county_reserve_page_new (session, target));
}

static void
open_money (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_money_page_new (session, target));
}

static void
open_clear (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_assist_clear_page_new (
                           session, (int) g_ascii_strtoll (target, NULL, 10)));
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
  { .name = "provider-service", .form = &qz_form_provider_service }, /* DT-7b */
  /* persons and bills */
  { .name = "assist-suspend", .form = &qz_form_assist_suspend },
  { .name = "assist-resume", .form = &qz_form_assist_resume },
  { .name = "assist-accept", .act = &qz_act_assist_accept, .asks = N_ ("Pass") },
  { .name = "assist-refuse", .act = &qz_act_assist_refuse, .asks = N_ ("Refuse") },
  { .name = "assist-reimburse", .act = &qz_act_assist_reimburse, .asks = N_ ("Record as Paid") },
  { .name = "open-assist-person", .show = open_person },
  { .name = "open-assist-bill", .show = open_bill },
  { .name = "open-assist-bills", .show = open_bills },
  { .name = "assist-show-form1", .show = show_form1 },
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
  /* money */
  { .name = "assist-reserve", .form = &qz_form_assist_reserve },
  { .name = "assist-move", .form = &qz_form_assist_move },
  { .name = "assist-move-back", .form = &qz_form_assist_move_back },
  { .name = "assist-pay-back", .form = &qz_form_assist_pay_back },
  { .name = "assist-surplus", .form = &qz_form_assist_surplus },
  { .name = "assist-shortage", .form = &qz_form_assist_shortage },
  { .name = "assist-money-confirm", .act = &qz_act_assist_money_confirm },
  { .name = "assist-money-cancel",
    .act = &qz_act_assist_money_cancel,
    .asks = N_ ("Take Back") },
  { .name = "assist-pay", .act = &qz_act_assist_pay, .read = qz_assist_read_month },
  { .name = "assist-clear", .act = &qz_act_assist_clear_make, .read = qz_assist_read_year },
  { .name = "assist-clear-confirm",
    .act = &qz_act_assist_clear_confirm,
    .read = qz_assist_read_year },
  { .name = "assist-clear-object",
    .act = &qz_act_assist_clear_object,
    .asks = N_ ("Object"),
    .read = qz_assist_read_year },
  { .name = "open-assist-pay", .show = open_pay },
  { .name = "open-assist-reserve", .show = open_reserve },
  { .name = "open-assist-short", .show = open_short },
  { .name = "open-assist-county-reserve", .show = open_county_reserve },
  { .name = "open-assist-money", .show = open_money },
  { .name = "open-assist-clear", .show = open_clear },
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
