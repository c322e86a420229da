/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspections, complaints and suspended persons (NL-37 … NL-40). */
#include <glib/gi18n-lib.h>

#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-claim-page.h"
#include "qz-error.h"
#include "qz-supervision.h"
#include "qz-tabs-page.h"

#define SHEET   (GDestroyNotify) qz_sheet_unref
#define SECTION N_ ("Supervision away from home")

/* The row of @list whose number is @number as facts, with @events as its child. Both are let go
 * of. */
static gpointer
make_case (QzSheet *given, QzSheet *given_events, const char *number, GError **error)
{
  g_autoptr (QzSheet) list = given;
  g_autoptr (QzSheet) events = given_events;

  if (list == NULL || events == NULL)
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    if (g_strcmp0 (qz_cell_text (list, row, "number"), number) == 0)
      {
        g_autoptr (QzSheet) facts = qz_row_dup_facts (list, row, "case");

        /* Not books. */
        qz_cells_say (events, "act", "close", _("Case closed"));
        qz_sheet_add_child (facts, events);
        return g_steal_pointer (&facts);
      }
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-entry", _("There is no entry %s"), number);
  return NULL;
}

/* ── inspections ─────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_inspection (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *list = qz_inspection_list (book, error);

  return make_case (list, list != NULL ? qz_inspection_show (book, input, error) : NULL, input,
                    error);
}

static gboolean
is_open (QzSheet *sheet)
{
  return qz_fact_number (sheet, "closed") == 0;
}

static gboolean
is_owed (QzSheet *sheet)
{
  return is_open (sheet) && qz_fact_number (sheet, "penalty") > qz_fact_number (sheet, "paid");
}

static AdwNavigationPage *
open_finding (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  const char *setl_id = qz_cell_text (table, row, "setl_id");

  return setl_id != NULL && *setl_id != '\0' ? qz_claim_page_new (session, setl_id) : NULL;
}

static const QzTabsSpec inspection_spec = {
  .name = N_ ("Inspection"),
  .load = { NULL, load_inspection, FALSE, g_free, SHEET },
  .heading = "provider_name",
  .total = "deducted",
  .tabs = { { "inspection",
              N_ ("What happened"),
              N_ ("Nothing has happened yet."),
              { "setl_id", "act", "amount", NULL, FALSE },
              open_finding,
              NULL } },
  .actions = { { "win.inspection-finding", N_ ("Finding…"), is_open, TRUE },
               { "win.inspection-hear", N_ ("Hospital Heard…"), is_open, FALSE },
               { "win.inspection-penalty", N_ ("Penalty…"), is_open, FALSE },
               { "win.inspection-penalty-paid", N_ ("Penalty Paid…"), is_owed, FALSE },
               { "win.close-inspection", N_ ("Close the Case…"), is_open, FALSE } },
  .home = "inspections",
};

AdwNavigationPage *
qz_inspection_page_new (QzSession *session, const char *number)
{
  return qz_tabs_page_new (session, &inspection_spec, number);
}

static gpointer
load_inspections (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_inspection_list (book, error);
}

static AdwNavigationPage *
open_inspection (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_inspection_page_new (session, qz_cell_text (sheet, row, "number"));
}

static const char *const inspection_filters[] = { "closed", "provider_name", NULL };
static const char *const provider_hidden[] = { "provider", NULL };

const QzPageSpec qz_inspections_spec = {
  .id = "inspections",
  .section = SECTION,
  .title = N_ ("Inspections"),
  .icon = "qz-details-symbolic",
  .load = { NULL, load_inspections, FALSE, NULL, SHEET },
  .layout = { "number", "provider_name", "deducted", provider_hidden, FALSE },
  .filters = inspection_filters,
  .total = "deducted",
  .empty_title = N_ ("No Inspections Yet"),
  .empty_text = N_ ("Here stands which hospitals were inspected, what was taken off their claims, "
                    "and the penalties, which are kept apart from what is cleared."),
  .action = "win.new-inspection::",
  .action_label = N_ ("New Inspection…"),
  .open = open_inspection,
};

/* ── complaints ──────────────────────────────────────────────────────────────────────────────── */

static const char *const areas_of_person[] = { "insured_area", NULL };

static gpointer
load_complaint (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *list = qz_complaint_list (book, error);

  if (list != NULL && !qz_care_name_areas (list, book, areas_of_person, error))
    g_clear_pointer (&list, qz_sheet_unref);
  return make_case (list, list != NULL ? qz_complaint_show (book, input, error) : NULL, input,
                    error);
}

static gboolean
is_at (QzSheet *sheet, const char *state)
{
  return g_strcmp0 (qz_fact_text (sheet, "state"), state) == 0;
}

static gboolean
can_accept (QzSheet *sheet)
{
  return is_at (sheet, "receive");
}

static gboolean
can_find (QzSheet *sheet)
{
  return is_at (sheet, "accept");
}

/* Only what is major goes to the province, and then before the complainant is told. */
static gboolean
can_report (QzSheet *sheet)
{
  return is_at (sheet, "find") && qz_fact_number (sheet, "major") != 0;
}

static gboolean
can_tell (QzSheet *sheet)
{
  return (is_at (sheet, "find") && qz_fact_number (sheet, "major") == 0) || is_at (sheet, "report");
}

static gboolean
can_close (QzSheet *sheet)
{
  return is_at (sheet, "tell");
}

static const QzTabsSpec complaint_spec = {
  .name = N_ ("Complaint"),
  .load = { NULL, load_complaint, FALSE, g_free, SHEET },
  .heading = "subject",
  .pill = "state",
  .tabs = { { "complaint",
              N_ ("What happened"),
              N_ ("Nothing has happened yet."),
              { NULL, "act", NULL, NULL, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.accept-complaint", N_ ("Take Up…"), can_accept, TRUE },
               { "win.complaint-found", N_ ("What Was Found…"), can_find, TRUE },
               { "win.report-complaint", N_ ("Report to the Province…"), can_report, TRUE },
               { "win.tell-complainant", N_ ("Complainant Told…"), can_tell, TRUE },
               { "win.close-complaint", N_ ("Close the Case…"), can_close, TRUE } },
  .home = "complaints",
};

AdwNavigationPage *
qz_complaint_page_new (QzSession *session, const char *number)
{
  return qz_tabs_page_new (session, &complaint_spec, number);
}

static gpointer
load_complaints (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_complaint_list (book, error);

  if (sheet == NULL || !qz_care_name_areas (sheet, book, areas_of_person, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static AdwNavigationPage *
open_complaint (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_complaint_page_new (session, qz_cell_text (sheet, row, "number"));
}

static const char *const complaint_filters[] = { "state", "major", NULL };

const QzPageSpec qz_complaints_spec = {
  .id = "complaints",
  .section = SECTION,
  .title = N_ ("Complaints"),
  .icon = "qz-pages-symbolic",
  .load = { NULL, load_complaints, FALSE, NULL, SHEET },
  .layout = { "number", "subject", NULL, provider_hidden, FALSE },
  .filters = complaint_filters,
  .empty_title = N_ ("No Complaints Yet"),
  .empty_text = N_ ("Here stand complaints about care away from home, what was found, and whether "
                    "the complainant was told."),
  .action = "win.new-complaint::",
  .action_label = N_ ("New Complaint…"),
  .open = open_complaint,
};

/* ── suspended persons ───────────────────────────────────────────────────────────────────────── */

static gpointer
load_persons (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_person_list_suspended (book, error);

  if (sheet == NULL || !qz_care_name_areas (sheet, book, areas_of_person, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* The identity number is masked: the name tells those apart whose shown digits are the same. */
static char *
dup_person_key (QzSheet *list, guint row)
{
  return g_strdup_printf ("%s %s", qz_cell_text (list, row, "certno"),
                          qz_cell_text (list, row, "psn_name"));
}

QzSheet *
qz_care_find_person (QzBook *book, const char *key, GError **error)
{
  g_autoptr (QzSheet) list = qz_person_list_suspended (book, error);

  for (guint row = 0; list != NULL && row < qz_sheet_get_n_rows (list); row++)
    {
      g_autofree char *of_row = dup_person_key (list, row);

      if (g_strcmp0 (of_row, key) == 0)
        return qz_row_dup_facts (list, row, "person");
    }
  if (list != NULL)
    qz_error_set (error, QZ_ERROR_INPUT, "no-such-entry", _("There is no entry %s"), key);
  return NULL;
}

static gpointer
load_person (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_care_find_person (book, input, error);

  if (sheet == NULL || !qz_care_name_areas (sheet, book, areas_of_person, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static gboolean
is_suspended (QzSheet *sheet)
{
  return qz_fact_number (sheet, "suspended") != 0;
}

static const QzTabsSpec person_spec = {
  .name = N_ ("Person"),
  .load = { NULL, load_person, FALSE, g_free, SHEET },
  .heading = "psn_name",
  .actions = { { "win.resume-person", N_ ("Resume…"), is_suspended, TRUE },
               { "win.suspend-person", N_ ("Record the Report…"), is_suspended, FALSE } },
  .home = "persons",
};

static AdwNavigationPage *
open_person (QzSession *session, QzSheet *sheet, guint row)
{
  g_autofree char *key = dup_person_key (sheet, row);

  return qz_tabs_page_new (session, &person_spec, key);
}

static const char *const person_filters[] = { "suspended", "insured_area", NULL };

const QzPageSpec qz_persons_spec = {
  .id = "persons",
  .section = SECTION,
  .title = N_ ("Suspended persons"),
  .icon = "avatar-default-symbolic",
  .load = { NULL, load_persons, FALSE, NULL, SHEET },
  .layout = { "psn_name", "psn_name", NULL, NULL, FALSE },
  .filters = person_filters,
  .empty_title = N_ ("Nobody Is Suspended"),
  .empty_text = N_ ("Here stand people whose care is not settled directly for a time because they "
                    "broke the rules."),
  .action = "win.suspend-person::",
  .action_label = N_ ("Suspend a Person…"),
  .open = open_person,
};
