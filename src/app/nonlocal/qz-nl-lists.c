/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-lists.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-clearing.h"
#include "qz-money-page.h"
#include "qz-nl-act.h"
#include "qz-preview-page.h"
#include "qz-nav.h"
#include "qz-regions.h"
#include "qz-registration.h"
#include "qz-tabs-page.h"
#include "qz-window.h"

#define SHEET   (GDestroyNotify) qz_sheet_unref
#define SECTION N_ ("Care away from home")

/* ── notices ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_notices (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_notice_list (book, 0, NULL, error);
}

/* Its paper: the preview knows a form of care away from home by its month and unit. */
static AdwNavigationPage *
open_notice (QzSession *session, QzSheet *sheet, guint row)
{
  g_autofree char *key = g_strdup_printf ("%06d-%s", (int) qz_cell_number (sheet, row, "period"),
                                          qz_cell_text (sheet, row, "unit"));

  return qz_preview_page_new (session, key, qz_cell_text (sheet, row, "form"), NULL);
}

static const char *const notice_filters[] = { "form", "scope", "unit_name", "period", NULL };
static const char *const notice_hidden[] = { "unit", NULL };

const QzPageSpec qz_notices_spec = {
  .id = "notices",
  .section = SECTION,
  .title = N_ ("Notices"),
  .icon = "qz-pages-symbolic",
  .load = { NULL, load_notices, FALSE, NULL, SHEET },
  .layout = { "number", "unit_name", "total", notice_hidden, FALSE },
  .filters = notice_filters,
  .total = "total",
  .empty_title = N_ ("No Notices Yet"),
  .empty_text = N_ ("Here stand the notices that tell cities what they pay and receive. They come "
                    "when quotas, raises or a clearing period are published."),
  .open = open_notice,
};

/* ── states of areas ─────────────────────────────────────────────────────────────────────────── */

static gpointer
load_regions (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_region_list (book, context, error);
}

static gpointer
load_region (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_region_show (book, context, input, error);
}

static gboolean
is_overdue (QzSheet *sheet)
{
  return g_strcmp0 (qz_fact_text (sheet, "state"), "OVERDUE") == 0;
}

static gboolean
is_suspended (QzSheet *sheet)
{
  return g_strcmp0 (qz_fact_text (sheet, "state"), "SUSPENDED") == 0;
}

static AdwNavigationPage *
open_late (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_transfer_page_new (session, qz_cell_text (table, row, "transfer"));
}

static const char *const region_fact_hidden[] = { "unit", NULL };

static const QzTabsSpec region_spec = {
  .name = N_ ("Area"),
  .load = { NULL, load_region, FALSE, g_free, SHEET },
  .heading = "unit_name",
  .pill = "state",
  .hidden = region_fact_hidden,
  .tabs = { { "late",
              N_ ("Late"),
              N_ ("Nothing is late."),
              { "transfer", "transfer", "amount", NULL, FALSE },
              open_late,
              NULL },
            { "events",
              N_ ("What happened"),
              N_ ("It was never late."),
              { NULL, "state", NULL, NULL, FALSE },
              NULL,
              NULL },
            { "claims",
              N_ ("Settled directly since"),
              N_ ("Nothing was settled directly since the suspension."),
              { NULL, "setl_id", NULL, NULL, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.suspend-region", N_ ("Suspend…"), is_overdue, TRUE },
               { "win.resume-region", N_ ("Resume…"), is_suspended, TRUE } },
  .home = "regions",
};

static AdwNavigationPage *
open_region (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_tabs_page_new (session, &region_spec, qz_cell_text (sheet, row, "unit"));
}

static const char *const region_filters[] = { "state", NULL };
static const char *const region_hidden[] = { "unit", NULL };

const QzPageSpec qz_regions_spec = {
  .id = "regions",
  .section = SECTION,
  .title = N_ ("States of areas"),
  .icon = "qz-agency-symbolic",
  .load = { NULL, load_regions, FALSE, NULL, SHEET },
  .layout = { "unit_name", "unit_name", "late_amount", region_hidden, FALSE },
  .filters = region_filters,
  .total = "late_amount",
  .empty_title = N_ ("No Areas"),
  .empty_text = N_ ("Here stands which cities pay late and whose direct settlement is suspended. "
                    "Import the areas and agencies of the province."),
  .action = "win.import",
  .action_label = N_ ("Import a File…"),
  .open = open_region,
};

/* ── registrations ───────────────────────────────────────────────────────────────────────────── */

static gpointer
load_registrations (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_registration_list (book, NULL, error);
}

static gpointer
load_registration (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_registration_show (book, context, input, error);
}

static gboolean
can (QzSheet *sheet, const char *act)
{
  const char *acts = qz_fact_text (sheet, "acts");
  g_auto (GStrv) list = g_strsplit (acts != NULL ? acts : "", ",", -1);

  return g_strv_contains ((const char *const *) list, act);
}

static gboolean
can_pause (QzSheet *sheet)
{
  return can (sheet, "pause");
}

static gboolean
can_resume (QzSheet *sheet)
{
  return can (sheet, "resume");
}

static gboolean
can_terminate (QzSheet *sheet)
{
  return can (sheet, "terminate");
}

static gboolean
can_cancel (QzSheet *sheet)
{
  return can (sheet, "cancel-unused");
}

static const char *const registration_fact_hidden[] = { "acts", NULL };

static const QzTabsSpec registration_spec = {
  .name = N_ ("Registration"),
  .load = { NULL, load_registration, FALSE, g_free, SHEET },
  .heading = "psn_name",
  .pill = "state",
  .hidden = registration_fact_hidden,
  .tabs = { { "hospitals",
              N_ ("Hospitals"),
              N_ ("No hospital was chosen."),
              { NULL, "name", NULL, NULL, FALSE },
              NULL,
              NULL },
            { "claims",
              N_ ("Claims"),
              N_ ("No claim was matched to it."),
              { NULL, "provider_name", "fund", NULL, FALSE },
              NULL,
              NULL },
            { "events",
              N_ ("What happened"),
              N_ ("Nothing has happened yet."),
              { NULL, "act", NULL, NULL, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.pause-registration", N_ ("Pause…"), can_pause, FALSE },
               { "win.resume-registration", N_ ("Resume…"), can_resume, FALSE },
               { "win.terminate-registration", N_ ("Terminate…"), can_terminate, FALSE },
               { "win.cancel-registration", N_ ("Cancel Unused…"), can_cancel, FALSE } },
  .home = "registrations",
};

static AdwNavigationPage *
open_registration (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_tabs_page_new (session, &registration_spec, qz_cell_text (sheet, row, "number"));
}

static const char *const registration_filters[] = { "kind", "state", "scope", "insured_name",
                                                    NULL };
static const char *const registration_hidden[] = { "insured_area", "treat_area", "psn_no", "since",
                                                   NULL };

const QzPageSpec qz_registrations_spec = {
  .id = "registrations",
  .section = SECTION,
  .title = N_ ("Registrations"),
  .icon = "avatar-default-symbolic",
  .load = { NULL, load_registrations, FALSE, NULL, SHEET },
  .layout = { "number", "psn_name", NULL, registration_hidden, FALSE },
  .filters = registration_filters,
  .empty_title = N_ ("No Registrations Yet"),
  .empty_text = N_ ("Here stand the people who are treated away from home, where and how long. "
                    "Import them from the file of registrations."),
  .action = "win.import",
  .action_label = N_ ("Import a File…"),
  .open = open_registration,
};

/* ── what is done to one ─────────────────────────────────────────────────────────────────────── */

static gpointer
do_act (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_registration_act (book, context, input->key,
                                             (QzRegistrationAct) input->n, QZ_DAY_NONE,
                                             input->reason, error));
}

static const QzNlAct registration_act =
    QZ_NL_ACT (N_ ("Changing the registration"), do_act, N_ ("The registration is changed."),
               N_ ("The Registration Was Not Changed"));

static void
ask (gpointer window, GVariant *parameter, QzRegistrationAct act, const char *label)
{
  const char *number = g_variant_get_string (parameter, NULL);
  QzNlInput *input = qz_nl_input_new (0, QZ_NL_IN_PROV, NULL, number);

  input->n = act;
  qz_nl_act_ask (GTK_WIDGET (qz_window_get_navigation (window)), qz_window_get_session (window),
                 &registration_act, input, label, number);
}

static void
pause_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ask (window, parameter, QZ_REGISTRATION_PAUSE, _("Pause"));
}

static void
resume_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ask (window, parameter, QZ_REGISTRATION_RESUME, _("Resume"));
}

static void
terminate_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ask (window, parameter, QZ_REGISTRATION_TERMINATE, _("Terminate"));
}

static void
cancel_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ask (window, parameter, QZ_REGISTRATION_CANCEL_UNUSED, _("Cancel Unused"));
}

void
qz_registrations_add_actions (GtkWidget *window)
{
  static const GActionEntry entries[] = {
    { "pause-registration", pause_action, "s" },
    { "resume-registration", resume_action, "s" },
    { "terminate-registration", terminate_action, "s" },
    { "cancel-registration", cancel_action, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
