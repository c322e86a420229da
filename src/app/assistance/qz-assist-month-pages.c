/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The months of medical assistance, and one of them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-month.h"
#include "qz-assist-pages.h"
#include "qz-cells.h"
#include "qz-nav.h"
#include "qz-nl-actor.h"
#include "qz-preview-page.h"
#include "qz-tabs-page.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

/* ── what is loaded ──────────────────────────────────────────────────────────────────────────── */

void
qz_assist_put_names (QzSheet *table, const char *code, QzSheet *names, const char *name)
{
  const int column = qz_sheet_find_column (table, code);

  for (guint row = 0; column >= 0 && row < qz_sheet_get_n_rows (table); row++)
    for (guint i = 0; i < qz_sheet_get_n_rows (names); i++)
      {
        const char *text = qz_sheet_get_text (table, row, (guint) column);

        if (g_strcmp0 (text, qz_cell_text (names, i, code)) != 0)
          continue;
        qz_sheet_put_text (table, row, (guint) column, qz_cell_text (names, i, name));
        break;
      }
}

gboolean
qz_assist_put_city (QzSheet *sheet, QzBook *book, GError **error)
{
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  QzAreaPlace place;
  const char *agency;

  if (map == NULL)
    return FALSE;
  if (!qz_area_map_find_agency (map, qz_book_get_agency (book), &place))
    return TRUE;
  agency = qz_area_map_get_agency_code (map, place.unit);
  if (agency != NULL)
    qz_sheet_set_text (sheet, "city_agency", _("City agency"), agency);
  return TRUE;
}

QzSheet *
qz_assist_load_month (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_assist_month_show (book, context, period, error);
  QzSheet *events;

  if (sheet == NULL || !qz_assist_put_city (sheet, book, error))
    return NULL;
  events = qz_sheet_find_child (sheet, "events");
  qz_assist_put_names (events, "provider", qz_sheet_find_child (sheet, "hospitals"),
                       "provider_name");
  qz_assist_put_names (events, "county", qz_sheet_find_child (sheet, "counties"),
                       "county_name");
  qz_sheet_set_number (sheet, "today", _("Today"), QZ_VALUE_DAY, context->clock.today);
  return g_steal_pointer (&sheet);
}

char *
qz_assist_dup_refusal (QzSession *session, QzSheet *record, const char *fact)
{
  const char *agency = qz_fact_text (record, fact);

  return agency != NULL ? qz_nl_actor_dup_refusal_of (session, agency) : NULL;
}

static gpointer
load_month (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_assist_load_month (
      book, context, (QzPeriod) g_ascii_strtoull (input, NULL, 10), error);
  QzSheet *disputes;

  if (sheet == NULL)
    return NULL;
  disputes = qz_sheet_find_child (sheet, "disputes");
  qz_assist_put_names (disputes, "county", qz_sheet_find_child (sheet, "counties"),
                       "county_name");
  return g_steal_pointer (&sheet);
}

/* ── what can be done ────────────────────────────────────────────────────────────────────────── */

static gboolean
statement_is (QzSheet *sheet, const char *state)
{
  return g_strcmp0 (qz_fact_text (sheet, "statement"), state) == 0;
}

static gboolean
stage_is (QzSheet *sheet, const char *stage, const char *state)
{
  QzSheet *stages = qz_sheet_find_child (sheet, "stages");

  for (guint row = 0; row < qz_sheet_get_n_rows (stages); row++)
    if (g_strcmp0 (qz_cell_text (stages, row, "stage"), stage) == 0)
      return g_strcmp0 (qz_cell_text (stages, row, "state"), state) == 0;
  return FALSE;
}

/* DT-16a: not once form 4 of some county is made. */
static gboolean
can_make (QzSheet *sheet)
{
  return qz_fact_number (sheet, "version") == 0;
}

static gboolean
can_make_anew (QzSheet *sheet)
{
  return qz_fact_number (sheet, "version") > 0 && stage_is (sheet, "form4", "");
}

static gboolean
can_push (QzSheet *sheet)
{
  return statement_is (sheet, "MADE");
}

static gboolean
can_push_details (QzSheet *sheet)
{
  return statement_is (sheet, "PUSHED") && !stage_is (sheet, "details", "DONE");
}

static gboolean
can_make_form4 (QzSheet *sheet)
{
  return statement_is (sheet, "PUSHED") && !stage_is (sheet, "form4", "DONE");
}

/* DT-19b: hospitals are paid when their counties confirmed form 4. */
static gboolean
is_any_confirmed (QzSheet *sheet)
{
  return !stage_is (sheet, "form4-confirm", "");
}

static char *
dup_refusal (QzSession *session, QzSheet *record, const char *action)
{
  return g_str_has_prefix (action, "win.open-assist")
             ? NULL
             : qz_assist_dup_refusal (session, record, "city_agency");
}

/* ── the page ────────────────────────────────────────────────────────────────────────────────── */

static QzPeriod
get_period (QzSheet *record)
{
  return (QzPeriod) qz_fact_number (record, "period");
}

static AdwNavigationPage *
open_hospital (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_assist_hospital_page_new (session, get_period (record),
                                      qz_cell_text (table, row, "provider"));
}

static AdwNavigationPage *
open_county (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_assist_county_page_new (session, get_period (record),
                                    qz_cell_text (table, row, "county"));
}

static AdwNavigationPage *
open_part (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_assist_part_page_new (session, get_period (record),
                                  qz_cell_text (table, row, "provider"),
                                  qz_cell_text (table, row, "county"));
}

static AdwNavigationPage *
open_dispute (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_assist_dispute_page_new (session, get_period (record),
                                     qz_cell_number (table, row, "dispute"));
}

static const char *const fact_hidden[] = { "today", "city_agency", "period", NULL };
static const char *const hospital_hidden[] = { "provider", NULL };
static const char *const county_hidden[] = { "county", NULL };
static const char *const part_hidden[] = { "provider", "county", NULL };

static const QzTabsSpec month_spec = {
  .name = N_ ("Month of medical assistance"),
  .nameless = TRUE,
  .load = { NULL, load_month, FALSE, g_free, SHEET },
  .heading = "month_name",
  .total = "net",
  .hidden = fact_hidden,
  .days = "stages",
  .tabs = { { "hospitals",
              N_ ("Hospitals"),
              N_ ("The statements of the month are not made yet."),
              { "provider_name", "provider_name", "net", hospital_hidden, FALSE },
              open_hospital,
              NULL },
            { "counties",
              N_ ("Counties"),
              N_ ("The statements of the month are not made yet."),
              { "county_name", "county_name", "net", county_hidden, FALSE },
              open_county,
              NULL },
            { "parts",
              N_ ("Parts"),
              N_ ("The statements of the month are not made yet."),
              { "provider_name", "provider_name", "net", part_hidden, FALSE },
              open_part,
              NULL },
            { "disputes",
              N_ ("Disputes"),
              N_ ("Nothing is disputed."),
              { "dispute", "provider_name", "taken_off", hospital_hidden, FALSE },
              open_dispute,
              NULL },
            { "events",
              N_ ("What happened"),
              N_ ("Nothing has happened yet."),
              { NULL, "stage", NULL, NULL, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.assist-make", N_ ("Make Statements"), can_make, TRUE },
               { "win.assist-push", N_ ("Push to Hospitals and Counties"), can_push, TRUE },
               { "win.assist-make", N_ ("Make Anew"), can_make_anew, FALSE },
               { "win.assist-details", N_ ("Push Details"), can_push_details, FALSE },
               { "win.assist-forms4", N_ ("Make Form 4 of All"), can_make_form4, FALSE },
               { "win.open-assist-pay", N_ ("Payments"), is_any_confirmed, FALSE },
               { "win.open-assist-bills", N_ ("Bills"), NULL, FALSE } },
  .dup_refusal = dup_refusal,
  .home = "assist-months",
};

AdwNavigationPage *
qz_assist_month_page_new (QzSession *session, QzPeriod period)
{
  g_autofree char *key = g_strdup_printf ("%06d", (int) period);
  g_autofree char *month = qz_period_format (period);
  AdwNavigationPage *page = qz_tabs_page_new (session, &month_spec, key);

  qz_load_page_set_subtitle (QZ_LOAD_PAGE (page), month);
  return page;
}

AdwNavigationPage *
qz_assist_preview_new (QzSession *session, const char *form, const char *target)
{
  g_autofree char *number = g_strdelimit (g_strdup (target), "/", '-');
  AdwNavigationPage *page = qz_preview_page_new (session, number, form, NULL);

  qz_nav_set_home (page, "assist-months");
  return page;
}

/* ── the list ────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_months (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_assist_month_list (book, context, error);
}

static AdwNavigationPage *
open_month (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_assist_month_page_new (session, (QzPeriod) qz_cell_number (sheet, row, "period"));
}

static const char *const months_hidden[] = { "version", "parts", "counties", NULL };
static const char *const months_filters[] = { "next_stage", "late", NULL };

const QzPageSpec qz_assist_months_spec = {
  .id = "assist-months",
  .section = N_ ("Medical assistance"),
  .title = N_ ("Monthly settlement"),
  .icon = "qz-calendar-symbolic",
  .load = { NULL, load_months, FALSE, NULL, SHEET },
  .layout = { "period", "period", "net", months_hidden, FALSE },
  .filters = months_filters,
  .total = "net",
  .empty_title = N_ ("No Months Yet"),
  .empty_text = N_ ("Here hospitals are settled month by month: statements, the words of hospitals "
                    "and counties, form 4. Import the bills of a month."),
  .action = "win.import",
  .action_label = N_ ("Import a File…"),
  .open = open_month,
};
