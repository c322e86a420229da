/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registrations, claims without one, and manual reimbursement. */
#include <glib/gi18n-lib.h>

#include "qz-area-map.h"
#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-claim-page.h"
#include "qz-error.h"
#include "qz-manual-claims.h"
#include "qz-nav.h"
#include "qz-preview-page.h"
#include "qz-registration.h"
#include "qz-registry.h"
#include "qz-tabs-page.h"

#define SHEET   (GDestroyNotify) qz_sheet_unref
#define SECTION N_ ("Care away from home")

/* ── one registration ────────────────────────────────────────────────────────────────────────── */

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
can_change (QzSheet *sheet)
{
  return can (sheet, "change");
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

static AdwNavigationPage *
open_claim (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_claim_page_new (session, qz_cell_text (table, row, "setl_id"));
}

static const char *const registration_fact_hidden[] = { "acts", "insured_area", "treat_area",
                                                        NULL };

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
              { "setl_id", "provider_name", "fund", NULL, FALSE },
              open_claim,
              NULL },
            { "events",
              N_ ("What happened"),
              N_ ("Nothing has happened yet."),
              { NULL, "act", NULL, NULL, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.preview-registration", N_ ("Preview Form 1"), NULL, FALSE },
               { "win.change-registration", N_ ("Change…"), can_change, FALSE },
               { "win.pause-registration", N_ ("Pause…"), can_pause, FALSE },
               { "win.resume-registration", N_ ("Resume…"), can_resume, FALSE },
               { "win.terminate-registration", N_ ("Terminate…"), can_terminate, FALSE },
               { "win.cancel-registration", N_ ("Cancel Unused…"), can_cancel, FALSE },
               { "win.new-manual-claim", N_ ("Manual Claim…"), NULL, FALSE } },
  .home = "registrations",
};

AdwNavigationPage *
qz_registration_page_new (QzSession *session, const char *number)
{
  return qz_tabs_page_new (session, &registration_spec, number);
}

AdwNavigationPage *
qz_registration_preview_new (QzSession *session, const char *number)
{
  AdwNavigationPage *page = qz_preview_page_new (session, number, "F-NL-1", NULL);

  qz_nav_set_home (page, "registrations");
  return page;
}

/* ── all of them ─────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_registrations (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_registration_list (book, NULL, error);
}

static AdwNavigationPage *
open_registration (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_registration_page_new (session, qz_cell_text (sheet, row, "number"));
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
                    "Register the first one, or import them from the file of registrations."),
  .action = "win.new-registration::",
  .action_label = N_ ("New Registration…"),
  .open = open_registration,
};

/* ── claims without one ──────────────────────────────────────────────────────────────────────── */

/* A place outside of the registers is at least known by its province: "吉林省 220100". (transfer
 * full) */
static char *
dup_place (const char *code)
{
  const char *province = code != NULL ? qz_area_find_province (code) : NULL;

  return province == NULL                ? NULL
         : g_str_has_suffix (code, "0000") ? g_strdup (province)
                                           : g_strdup_printf ("%s %s", province, code);
}

static void
name_places (QzSheet *sheet, const char *name)
{
  const int column = qz_sheet_find_column (sheet, name), fact = qz_sheet_find_fact (sheet, name);

  for (guint row = 0; column >= 0 && row < qz_sheet_get_n_rows (sheet); row++)
    {
      g_autofree char *place = dup_place (qz_sheet_get_text (sheet, row, (guint) column));

      if (place != NULL)
        qz_sheet_put_text (sheet, row, (guint) column, place);
    }
  if (column < 0 && fact >= 0)
    {
      g_autofree char *place = dup_place (qz_fact_text (sheet, name));

      if (place != NULL)
        qz_sheet_set_text (sheet, name, qz_sheet_get_fact_title (sheet, (guint) fact), place);
    }
}

gboolean
qz_care_name_areas (QzSheet *sheet, QzBook *book, const char *const *columns, GError **error)
{
  g_autoptr (QzSheet) areas = qz_registry_list_areas (book, error);

  for (; areas != NULL && *columns != NULL; columns++)
    {
      qz_cells_name (sheet, *columns, areas);
      name_places (sheet, *columns);
    }
  return areas != NULL;
}

static const char *const areas_of_claim[] = { "insured_area", "treat_area", NULL };

static gpointer
load_unmatched (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_registration_list_unmatched (book, 0, error);

  if (sheet == NULL || !qz_care_name_areas (sheet, book, areas_of_claim, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static gpointer
load_unmatched_claim (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) claims = load_unmatched (book, context, NULL, error);

  for (guint row = 0; claims != NULL && row < qz_sheet_get_n_rows (claims); row++)
    if (g_strcmp0 (qz_cell_text (claims, row, "setl_id"), input) == 0)
      return qz_row_dup_facts (claims, row, "unmatched");
  if (claims != NULL)
    qz_error_set (error, QZ_ERROR_INPUT, "no-such-claim",
                  _("The claim %s is no longer without a valid registration"),
                  (const char *) input);
  return NULL;
}

static gboolean
is_any (QzSheet *record)
{
  return TRUE;
}

static AdwNavigationPage *
press_claim (QzSession *session, QzSheet *record)
{
  return qz_claim_page_new (session, qz_fact_text (record, "setl_id"));
}

static gboolean
has_none (QzSheet *record)
{
  return g_strcmp0 (qz_fact_text (record, "result"), "NONE") == 0;
}

static const char *const unmatched_fact_hidden[] = { "result", NULL };

static const QzTabsSpec unmatched_spec = {
  .name = N_ ("Claim without a valid registration"),
  .load = { NULL, load_unmatched_claim, FALSE, g_free, SHEET },
  .heading = "psn_name",
  .total = "fund",
  .hidden = unmatched_fact_hidden,
  .button = N_ ("Open the Claim"),
  .can = is_any,
  .press = press_claim,
  .actions = { { "win.new-registration", N_ ("Register the Person…"), has_none, TRUE } },
  .home = "unmatched",
};

static AdwNavigationPage *
open_unmatched (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_tabs_page_new (session, &unmatched_spec, qz_cell_text (sheet, row, "setl_id"));
}

static const char *const unmatched_filters[] = { "reason", "pay_loc", "suspended", NULL };
static const char *const unmatched_hidden[] = { "result", "provider", "psn_no", NULL };

const QzPageSpec qz_unmatched_spec = {
  .id = "unmatched",
  .section = SECTION,
  .title = N_ ("Claims without registration"),
  .icon = "qz-alert-symbolic",
  .load = { NULL, load_unmatched, FALSE, NULL, SHEET },
  .layout = { "setl_id", "provider_name", "fund", unmatched_hidden, FALSE },
  .filters = unmatched_filters,
  .total = "fund",
  .empty_title = N_ ("Every Claim Has Its Registration"),
  .empty_text = N_ ("Here stand claims of care away from home that no valid registration covers. "
                    "Claims and registrations are matched when files come in."),
  .action = "win.import",
  .action_label = N_ ("Import a File…"),
  .open = open_unmatched,
};

/* ── manual reimbursement ────────────────────────────────────────────────────────────────────── */

static gpointer
load_manual (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_manual_claim_show (book, input, error);

  if (sheet == NULL || !qz_care_name_areas (sheet, book, areas_of_claim, error))
    return NULL;
  /* A complaint is taken up, a claim is found right. */
  qz_cells_say (qz_sheet_find_child (sheet, "events"), "act", "accept",
                qz_manual_state_get_name ("ACCEPTED"));
  return g_steal_pointer (&sheet);
}

static gboolean
is_filed (QzSheet *sheet)
{
  return g_strcmp0 (qz_fact_text (sheet, "state"), "FILED") == 0;
}

static gboolean
is_accepted (QzSheet *sheet)
{
  return g_strcmp0 (qz_fact_text (sheet, "state"), "ACCEPTED") == 0;
}

static const QzTabsSpec manual_spec = {
  .name = N_ ("Manual claim"),
  .load = { NULL, load_manual, FALSE, g_free, SHEET },
  .heading = "psn_name",
  .pill = "state",
  .total = "asked",
  .tabs = { { "events",
              N_ ("What happened"),
              N_ ("Nothing has happened yet."),
              { NULL, "act", "fund", NULL, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.accept-manual-claim", N_ ("Pass…"), is_filed, TRUE },
               { "win.refuse-manual-claim", N_ ("Refuse…"), is_filed, FALSE },
               { "win.pay-manual-claim", N_ ("Record as Paid…"), is_accepted, TRUE } },
  .home = "manual",
};

AdwNavigationPage *
qz_manual_page_new (QzSession *session, const char *number)
{
  return qz_tabs_page_new (session, &manual_spec, number);
}

static gpointer
load_manuals (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_manual_claim_list (book, NULL, error);

  if (sheet == NULL || !qz_care_name_areas (sheet, book, areas_of_claim, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static AdwNavigationPage *
open_manual (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_manual_page_new (session, qz_cell_text (sheet, row, "number"));
}

static const char *const manual_filters[] = { "state", "reason", "insurance", NULL };
static const char *const manual_hidden[] = { "psn_no", "insured_area", "treat_area",
                                             "registration", "hospital_code", "reason_note",
                                             NULL };

const QzPageSpec qz_manual_spec = {
  .id = "manual",
  .section = SECTION,
  .title = N_ ("Manual reimbursement"),
  .icon = "qz-voucher-symbolic",
  .load = { NULL, load_manuals, FALSE, NULL, SHEET },
  .layout = { "number", "psn_name", "asked", manual_hidden, FALSE },
  .filters = manual_filters,
  .total = "asked",
  .empty_title = N_ ("No Manual Claims Yet"),
  .empty_text = N_ ("Here stand claims that people paid in full themselves because they could not "
                    "be settled directly, and ask back where they are insured."),
  .action = "win.new-manual-claim::",
  .action_label = N_ ("New Manual Claim…"),
  .open = open_manual,
};
