/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month of medical assistance as one hospital or one county has it, and what one gets from the
 * other. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-month.h"
#include "qz-assist-pages.h"
#include "qz-cells.h"
#include "qz-error.h"
#include "qz-tabs-page.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

/* ── taking a part of a month ────────────────────────────────────────────────────────────────── */

void
qz_assist_copy_row (QzSheet *from, guint row, QzSheet *to)
{
  const guint made = qz_sheet_add_row (to);

  for (guint i = 0; i < qz_sheet_get_n_columns (from); i++)
    if (qz_sheet_is_empty (from, row, i))
      continue;
    else if (qz_sheet_get_column_type (from, i) == QZ_VALUE_TEXT)
      qz_sheet_put_text (to, made, i, qz_sheet_get_text (from, row, i));
    else
      qz_sheet_put_number (to, made, i, qz_sheet_get_number (from, row, i));
}

static gboolean
has (QzSheet *sheet, guint row, const char *column, const char *wanted)
{
  return wanted == NULL || g_strcmp0 (qz_cell_text (sheet, row, column), wanted) == 0;
}

void
qz_assist_add_rows (QzSheet *to, QzSheet *from, const char *provider, const char *county)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new (qz_sheet_get_name (from));

  for (guint i = 0; i < qz_sheet_get_n_columns (from); i++)
    qz_sheet_add_column (sheet, qz_sheet_get_column_name (from, i),
                         qz_sheet_get_column_title (from, i), qz_sheet_get_column_type (from, i));
  for (guint row = 0; row < qz_sheet_get_n_rows (from); row++)
    if (has (from, row, "provider", provider) && has (from, row, "county", county))
      qz_assist_copy_row (from, row, sheet);
  qz_sheet_add_child (to, sheet);
}

/* The facts of the row of @child that is of a hospital and a county (nullable). */
static QzSheet *
take_facts (QzSheet *month, const char *child, const char *provider, const char *county,
            GError **error)
{
  QzSheet *rows = qz_sheet_find_child (month, child);

  for (guint row = 0; row < qz_sheet_get_n_rows (rows); row++)
    if (has (rows, row, "provider", provider) && has (rows, row, "county", county))
      return qz_row_dup_facts (rows, row, child);
  qz_error_set (error, QZ_ERROR_INPUT, "part-missing",
                _("The statements of the month have nothing of this hospital and county"));
  return NULL;
}

gboolean
qz_assist_put_agency (QzSheet *sheet, QzBook *book, const char *county, GError **error)
{
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  const char *agency;

  if (map == NULL || !qz_assist_put_city (sheet, book, error))
    return FALSE;
  agency = county != NULL ? qz_area_map_get_agency_code (map, county) : NULL;
  if (agency == NULL)
    agency = qz_fact_text (sheet, "city_agency");
  if (agency != NULL)
    qz_sheet_set_text (sheet, "agency", _("Agency"), agency);
  return TRUE;
}

/* What @child says of a hospital and a county (nullable) in a month. */
static QzSheet *
load_of (QzBook *book, const QzContext *context, QzPeriod period, const char *child,
         const char *const names[2], GError **error)
{
  g_autoptr (QzSheet) month = qz_assist_load_month (book, context, period, error);
  g_autoptr (QzSheet) sheet = NULL;

  if (month == NULL)
    return NULL;
  sheet = take_facts (month, child, names[0], names[1], error);
  if (sheet == NULL || !qz_assist_put_agency (sheet, book, names[1], error))
    return NULL;
  qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, period);
  qz_sheet_set_text (sheet, "statement", _("Statements"), qz_fact_text (month, "statement"));
  qz_assist_add_rows (sheet, qz_sheet_find_child (month, "parts"), names[0], names[1]);
  qz_assist_add_rows (sheet, qz_sheet_find_child (month, "disputes"), names[0], names[1]);
  qz_assist_put_names (qz_sheet_find_child (sheet, "disputes"), "county",
                       qz_sheet_find_child (month, "counties"), "county_name");
  return g_steal_pointer (&sheet);
}

/* The bills behind what a hospital gets, of one county or (NULL) of all: those of its form 3. */
static gboolean
add_bills (QzSheet *to, QzBook *book, const char *const names[2], GError **error)
{
  const QzPeriod period = (QzPeriod) qz_fact_number (to, "period");
  g_autoptr (QzSheet) bills =
      qz_assist_paper_get_sheet (book, "F-DT-3", period, names[0], error);

  if (bills == NULL)
    return FALSE;
  qz_assist_add_rows (to, bills, NULL, names[1]);
  return TRUE;
}

static QzPeriod
get_period (QzSheet *record)
{
  return (QzPeriod) qz_fact_number (record, "period");
}

static QzPeriod
read_key (const char *key, GStrv *out_parts)
{
  *out_parts = g_strsplit (key, "/", 3);
  g_assert (g_strv_length (*out_parts) >= 2);
  return (QzPeriod) g_ascii_strtoull (key, NULL, 10);
}

static gboolean
is_pushed (QzSheet *sheet)
{
  return g_strcmp0 (qz_fact_text (sheet, "statement"), "PUSHED") == 0;
}

/* ── what opens ──────────────────────────────────────────────────────────────────────────────── */

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

static AdwNavigationPage *
open_bill (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_assist_bill_page_new (session, qz_cell_text (table, row, "setl_id"));
}

static const char *const bills_hidden[] = { "category",  "county", "other", "cross_area",
                                            "begin_day", NULL };
static const char *const part_hidden[] = { "provider", "county", NULL };
static const char *const of_hospital_hidden[] = { "provider", "provider_name", "county", NULL };
static const char *const of_county_hidden[] = { "provider", "county", "county_name", NULL };
static const char *const dispute_hidden[] = { "provider", NULL };

#define DISPUTES                                                                                   \
  {                                                                                                \
    "disputes", N_ ("Disputes"), N_ ("Nothing is disputed."),                                      \
        { "dispute", "reason", "taken_off", dispute_hidden, FALSE }, open_dispute, NULL            \
  }
#define BILLS                                                                                      \
  {                                                                                                \
    "paper", N_ ("Bills"), N_ ("No bill is in the statements."),                                   \
        { "psn_name", "psn_name", "maf", bills_hidden, FALSE }, open_bill, NULL                    \
  }
/* Those of a hospital are told by their county, and the other way round. */
#define PARTS(name, hidden)                                                                        \
  {                                                                                                \
    "parts", N_ ("Parts"), N_ ("Nothing is left of it."), { name, name, "net", hidden, FALSE },    \
        open_part, NULL                                                                            \
  }

/* ── a hospital ──────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_hospital (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = NULL;
  const QzPeriod period = read_key (input, &parts);
  const char *const names[] = { parts[1], NULL };
  g_autoptr (QzSheet) sheet = load_of (book, context, period, "hospitals", names, error);

  return sheet != NULL && add_bills (sheet, book, names, error) ? g_steal_pointer (&sheet) : NULL;
}

static gboolean
can_confirm_hospital (QzSheet *sheet)
{
  return is_pushed (sheet)
         && qz_fact_number (sheet, "hospital") + qz_fact_number (sheet, "disputes")
                < qz_fact_number (sheet, "parts");
}

static char *
dup_city_refusal (QzSession *session, QzSheet *record, const char *action)
{
  return g_str_has_prefix (action, "win.assist-show") ? NULL
                                                       : qz_assist_dup_refusal (session, record,
                                                                                "city_agency");
}

static const char *const hospital_hidden[] = { "provider_name", "statement", "agency",
                                               "city_agency", NULL };

static const QzTabsSpec hospital_spec = {
  .name = N_ ("Hospital"),
  .nameless = TRUE,
  .load = { NULL, load_hospital, FALSE, g_free, SHEET },
  .heading = "provider_name",
  .total = "net",
  .hidden = hospital_hidden,
  .tabs = { PARTS ("county_name", of_hospital_hidden), BILLS, DISPUTES },
  .actions = { { "win.assist-confirm-hospital", N_ ("Hospital Confirms…"), can_confirm_hospital,
                 TRUE },
               { "win.assist-show-form2", N_ ("Preview Form 2"), NULL, FALSE },
               { "win.assist-show-form3", N_ ("Preview Form 3"), NULL, FALSE } },
  .dup_refusal = dup_city_refusal,
  .home = "assist-months",
};

AdwNavigationPage *
qz_assist_hospital_page_new (QzSession *session, QzPeriod period, const char *provider)
{
  g_autofree char *key = g_strdup_printf ("%06d/%s", (int) period, provider);

  return qz_tabs_page_new (session, &hospital_spec, key);
}

/* ── a county ────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_county (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = NULL;
  const QzPeriod period = read_key (input, &parts);
  const char *const names[] = { NULL, parts[1] };
  g_autoptr (QzSheet) sheet = load_of (book, context, period, "counties", names, error);
  g_autoptr (QzSheet) reserves =
      sheet != NULL ? qz_assist_load_reserves (book, context, (int) (period / 100), error) : NULL;

  if (reserves == NULL)
    return NULL;
  qz_assist_add_rows (sheet, reserves, NULL, parts[1]);
  return g_steal_pointer (&sheet);
}

/* The reserve of the year of the month. */
static AdwNavigationPage *
open_reserve (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  g_autofree char *key = g_strdup_printf ("%d/%s", (int) (get_period (record) / 100),
                                          qz_cell_text (table, row, "county"));

  return qz_assist_county_reserve_page_new (session, key);
}

static gboolean
form4_is (QzSheet *sheet, const char *state)
{
  return g_strcmp0 (qz_fact_text (sheet, "form4"), state) == 0;
}

static gboolean
can_confirm_county (QzSheet *sheet)
{
  return is_pushed (sheet)
         && qz_fact_number (sheet, "confirmed") + qz_fact_number (sheet, "disputes")
                < qz_fact_number (sheet, "parts");
}

static gboolean
is_form4_pushed (QzSheet *sheet)
{
  return form4_is (sheet, "PUSHED");
}

/* DT-19a: hospital and county have confirmed all of it. */
static gboolean
can_make_form4 (QzSheet *sheet)
{
  const gint64 parts = qz_fact_number (sheet, "parts");

  return is_pushed (sheet) && !is_form4_pushed (sheet) && !form4_is (sheet, "CONFIRMED")
         && qz_fact_number (sheet, "confirmed") == parts
         && qz_fact_number (sheet, "hospital") == parts;
}

/* Form 4 is the city's until the county confirms it. */
static char *
dup_county_refusal (QzSession *session, QzSheet *record, const char *action)
{
  if (g_str_has_prefix (action, "win.assist-show"))
    return NULL;
  return qz_assist_dup_refusal (session, record,
                                strcmp (action, "win.assist-form4") == 0
                                        || strcmp (action, "win.assist-form4-back") == 0
                                    ? "city_agency"
                                    : "agency");
}

static const char *const county_hidden[] = { "county_name", "statement", "agency", "city_agency",
                                             NULL };

static const QzTabsSpec county_spec = {
  .name = N_ ("County"),
  .nameless = TRUE,
  .load = { NULL, load_county, FALSE, g_free, SHEET },
  .heading = "county_name",
  .total = "net",
  .hidden = county_hidden,
  .gauge = { "reserves", &qz_gauge_of_reserves, open_reserve },
  .tabs = { PARTS ("provider_name", of_county_hidden), DISPUTES },
  .actions = { { "win.assist-confirm-county", N_ ("County Confirms All Hospitals"),
                 can_confirm_county, TRUE },
               { "win.assist-form4", N_ ("Make Form 4"), can_make_form4, TRUE },
               { "win.assist-form4-confirm", N_ ("County Confirms Form 4"), is_form4_pushed,
                 TRUE },
               { "win.assist-form4-back", N_ ("Take Form 4 Back…"), is_form4_pushed, FALSE },
               { "win.assist-show-form4", N_ ("Preview Form 4"), NULL, FALSE } },
  .dup_refusal = dup_county_refusal,
  .home = "assist-months",
};

AdwNavigationPage *
qz_assist_county_page_new (QzSession *session, QzPeriod period, const char *county)
{
  g_autofree char *key = g_strdup_printf ("%06d/%s", (int) period, county);

  return qz_tabs_page_new (session, &county_spec, key);
}

/* ── what a hospital gets for the persons of a county ────────────────────────────────────────── */

static gpointer
load_part (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = NULL;
  const QzPeriod period = read_key (input, &parts);
  const char *const names[] = { parts[1], parts[2] };
  g_autoptr (QzSheet) sheet = load_of (book, context, period, "parts", names, error);

  return sheet != NULL && add_bills (sheet, book, names, error) ? g_steal_pointer (&sheet) : NULL;
}

static gboolean
can_confirm_part (QzSheet *sheet)
{
  return is_pushed (sheet) && qz_fact_number (sheet, "disputes") == 0
         && g_strcmp0 (qz_fact_text (sheet, "county_state"), "CONFIRMED") != 0;
}

static gboolean
can_dispute (QzSheet *sheet)
{
  return is_pushed (sheet) && qz_fact_number (sheet, "disputes") == 0;
}

/* A dispute may be the hospital's, which the city records, or the county's. */
static char *
dup_part_refusal (QzSession *session, QzSheet *record, const char *action)
{
  g_autofree char *why = qz_assist_dup_refusal (session, record, "agency");
  g_autofree char *why_city = qz_assist_dup_refusal (session, record, "city_agency");

  if (strcmp (action, "win.assist-dispute") == 0 && why_city == NULL)
    return NULL;
  return g_steal_pointer (&why);
}

static const char *const part_fact_hidden[] = { "provider_name", "statement", "agency",
                                                "city_agency", NULL };

static const QzTabsSpec part_spec = {
  .name = N_ ("Part of a month"),
  .nameless = TRUE,
  .load = { NULL, load_part, FALSE, g_free, SHEET },
  .heading = "provider_name",
  .total = "net",
  .hidden = part_fact_hidden,
  .tabs = { BILLS, DISPUTES },
  .actions = { { "win.assist-confirm-part", N_ ("County Confirms"), can_confirm_part, TRUE },
               { "win.assist-dispute", N_ ("Open a Dispute…"), can_dispute, FALSE } },
  .dup_refusal = dup_part_refusal,
  .home = "assist-months",
};

AdwNavigationPage *
qz_assist_part_page_new (QzSession *session, QzPeriod period, const char *provider,
                         const char *county)
{
  g_autofree char *key = g_strdup_printf ("%06d/%s/%s", (int) period, provider, county);

  return qz_tabs_page_new (session, &part_spec, key);
}

/* ── a dispute ───────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_dispute (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = NULL;
  const QzPeriod period = read_key (input, &parts);
  const gint64 id = g_ascii_strtoll (parts[1], NULL, 10);
  g_autoptr (QzSheet) month = qz_assist_load_month (book, context, period, error);
  QzSheet *disputes = month != NULL ? qz_sheet_find_child (month, "disputes") : NULL;

  for (guint row = 0; disputes != NULL && row < qz_sheet_get_n_rows (disputes); row++)
    if (qz_cell_number (disputes, row, "dispute") == id)
      {
        g_autoptr (QzSheet) sheet = qz_row_dup_facts (disputes, row, "dispute");

        if (!qz_assist_put_agency (sheet, book, NULL, error))
          return NULL;
        qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, period);
        qz_assist_add_rows (sheet, qz_sheet_find_child (month, "parts"),
                            qz_cell_text (disputes, row, "provider"),
                            qz_cell_text (disputes, row, "county"));
        return g_steal_pointer (&sheet);
      }
  if (month != NULL)
    qz_error_set (error, QZ_ERROR_INPUT, "dispute-unknown",
                  _("This dispute is not of the month any more"));
  return NULL;
}

/* Until the papers came. */
static gboolean
can_solve (QzSheet *sheet)
{
  return qz_sheet_find_fact (sheet, "stamped_day") < 0;
}

static const char *const dispute_fact_hidden[] = { "agency", "city_agency", "provider_name",
                                                   NULL };

static const QzTabsSpec dispute_spec = {
  .name = N_ ("Dispute"),
  .nameless = TRUE,
  .load = { NULL, load_dispute, FALSE, g_free, SHEET },
  .heading = "provider_name",
  .pill = "state",
  .hidden = dispute_fact_hidden,
  .tabs = { PARTS ("provider_name", part_hidden) },
  .actions = { { "win.assist-solve", N_ ("Settle with Papers…"), can_solve, TRUE } },
  .dup_refusal = dup_city_refusal,
  .home = "assist-months",
};

AdwNavigationPage *
qz_assist_dispute_page_new (QzSession *session, QzPeriod period, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("%06d/%d", (int) period, (int) id);

  return qz_tabs_page_new (session, &dispute_spec, key);
}
