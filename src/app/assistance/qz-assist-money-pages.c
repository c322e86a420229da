/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moves, what hospitals are paid, and the clearing of a year. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-money.h"
#include "qz-assist-month.h"
#include "qz-assist-pages.h"
#include "qz-cells.h"
#include "qz-document-page.h"
#include "qz-error.h"
#include "qz-nav.h"
#include "qz-tabs-page.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

char *
qz_assist_dup_city_refusal (QzSession *session, QzSheet *record, const char *action)
{
  return qz_assist_dup_refusal (session, record, "city_agency");
}

/* ── a movement ──────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_money (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) list = qz_assist_money_list (book, context, 0, error);
  g_autoptr (QzSheet) sheet = NULL;

  for (guint row = 0; list != NULL && sheet == NULL && row < qz_sheet_get_n_rows (list); row++)
    if (g_strcmp0 (qz_cell_text (list, row, "number"), input) == 0)
      sheet = qz_row_dup_facts (list, row, "movement");
  if (list != NULL && sheet == NULL)
    qz_error_set (error, QZ_ERROR_INPUT, "no-such-entry", _("There is no entry %s"),
                  (const char *) input);
  if (sheet == NULL || !qz_assist_put_city (sheet, book, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static gboolean
is_recorded (QzSheet *sheet)
{
  return g_strcmp0 (qz_fact_text (sheet, "state"), "recorded") == 0;
}

static const char *const money_fact_hidden[] = { "kind", "county", "city_agency", "number", NULL };

static const QzTabsSpec money_spec = {
  .name = N_ ("Movement"),
  .load = { NULL, load_money, FALSE, g_free, SHEET },
  .heading = "kind_name",
  .pill = "state",
  .total = "amount",
  .hidden = money_fact_hidden,
  .actions = { { "win.assist-money-confirm", N_ ("Confirm"), is_recorded, TRUE },
               { "win.assist-money-cancel", N_ ("Take Back…"), is_recorded, FALSE } },
  .dup_refusal = qz_assist_dup_city_refusal,
  .home = "assist-reserve",
};

AdwNavigationPage *
qz_assist_money_page_new (QzSession *session, const char *number)
{
  return qz_tabs_page_new (session, &money_spec, number);
}

/* ── what hospitals are paid for a month ─────────────────────────────────────────────────────── */

static gpointer
load_pay (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) list = qz_assist_pay_list (
      book, context, (QzPeriod) g_ascii_strtoull (input, NULL, 10), error);
  g_autoptr (QzSheet) sheet = list != NULL ? qz_assist_dup_with_status (list, "state") : NULL;

  return sheet != NULL && qz_assist_put_city (sheet, book, error) ? g_steal_pointer (&sheet)
                                                                   : NULL;
}

static gboolean
can_pay (QzSheet *sheet)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (qz_cell_text (sheet, row, "reserve_status"), "ready") == 0)
      return TRUE;
  return FALSE;
}

static AdwNavigationPage *
open_document (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  const char *number = qz_cell_text (table, row, "document");

  return number != NULL && *number != '\0' ? qz_document_page_new (session, number) : NULL;
}

static const char *const city_hidden[] = { "city_agency", NULL };
static const char *const pay_hidden[] = { "provider", "declared", "cross_area", "deducted", NULL };

static const QzTabsSpec pay_spec = {
  .name = N_ ("Payments to hospitals"),
  .nameless = TRUE,
  .load = { NULL, load_pay, FALSE, g_free, SHEET },
  .hidden = city_hidden,
  .tabs = { { "",
              N_ ("Hospitals"),
              N_ ("No hospital gets anything for this month."),
              { "document", "provider_name", "net", pay_hidden, FALSE },
              open_document,
              NULL } },
  .actions = { { "win.assist-pay", N_ ("Pay All That Are Ready"), can_pay, TRUE } },
  .dup_refusal = qz_assist_dup_city_refusal,
  .home = "assist-months",
};

AdwNavigationPage *
qz_assist_pay_page_new (QzSession *session, QzPeriod period)
{
  g_autofree char *key = g_strdup_printf ("%06d", (int) period);
  g_autofree char *month = qz_period_format (period);
  AdwNavigationPage *page = qz_tabs_page_new (session, &pay_spec, key);

  qz_load_page_set_subtitle (QZ_LOAD_PAGE (page), month);
  return page;
}

/* ── the clearing of a year, and a county of it ──────────────────────────────────────────────── */

static gpointer
load_clear (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) list = qz_assist_clear_list (
      book, context, (int) g_ascii_strtoll (input, NULL, 10), error);

  return list != NULL && qz_assist_put_city (list, book, error) ? g_steal_pointer (&list) : NULL;
}

static gboolean
clear_state_is (QzSheet *sheet, const char *state)
{
  return g_strcmp0 (qz_fact_text (sheet, "state"), state) == 0;
}

static gboolean
can_clear (QzSheet *sheet)
{
  return clear_state_is (sheet, "none");
}

static gboolean
can_clear_anew (QzSheet *sheet)
{
  return clear_state_is (sheet, "made");
}

static AdwNavigationPage *
open_line (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", qz_fact_text (record, "year"),
                                          qz_cell_text (table, row, "county"));

  return qz_assist_clearing_page_new (session, key);
}

static char *
dup_clear_refusal (QzSession *session, QzSheet *record, const char *action)
{
  return g_str_has_prefix (action, "win.open-") ? NULL
                                                : qz_assist_dup_refusal (session, record,
                                                                         "city_agency");
}

static const char *const clear_hidden[] = { "county", "level", NULL };

static const QzTabsSpec clear_spec = {
  .name = N_ ("Clearing of a year"),
  .load = { NULL, load_clear, FALSE, g_free, SHEET },
  .pill = "state",
  .hidden = city_hidden,
  .tabs = { { "",
              N_ ("Counties"),
              N_ ("The clearing of the year is not made yet."),
              { "county_name", "county_name", "open", clear_hidden, FALSE },
              open_line,
              NULL } },
  .actions = { { "win.assist-clear", N_ ("Make the Clearing"), can_clear, TRUE },
               { "win.assist-clear", N_ ("Make Anew"), can_clear_anew, FALSE },
               { "win.open-assist-reserve", N_ ("Reserves of the Year"), NULL, FALSE } },
  .dup_refusal = dup_clear_refusal,
  .home = "assist-clear",
};

AdwNavigationPage *
qz_assist_clear_page_new (QzSession *session, int year)
{
  g_autofree char *key = g_strdup_printf ("%d", year);

  return qz_tabs_page_new (session, &clear_spec, key);
}

/* "2026/140213" */
static gpointer
load_line (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const char *county = strchr (input, '/') + 1;
  g_autoptr (QzSheet) list = load_clear (book, context, input, error);
  g_autoptr (QzSheet) sheet = NULL;

  for (guint row = 0; list != NULL && sheet == NULL && row < qz_sheet_get_n_rows (list); row++)
    if (g_strcmp0 (qz_cell_text (list, row, "county"), county) == 0)
      sheet = qz_row_dup_facts (list, row, "line");
  if (list != NULL && sheet == NULL)
    qz_error_set (error, QZ_ERROR_INPUT, "no-such-entry", _("There is no entry %s"), county);
  if (sheet == NULL || !qz_assist_put_agency (sheet, book, county, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static gboolean
can_answer (QzSheet *sheet)
{
  return clear_state_is (sheet, "made");
}

static gboolean
can_pay_surplus (QzSheet *sheet)
{
  return clear_state_is (sheet, "confirmed") && qz_fact_number (sheet, "surplus") > 0
         && qz_fact_number (sheet, "open") > 0;
}

static gboolean
can_pay_shortage (QzSheet *sheet)
{
  return clear_state_is (sheet, "confirmed") && qz_fact_number (sheet, "shortage") > 0
         && qz_fact_number (sheet, "open") > 0;
}

static char *
dup_line_refusal (QzSession *session, QzSheet *record, const char *action)
{
  return qz_assist_dup_refusal (session, record,
                                strcmp (action, "win.assist-clear-confirm") == 0
                                        || strcmp (action, "win.assist-clear-object") == 0
                                    ? "agency"
                                    : "city_agency");
}

static const char *const line_hidden[] = { "county", "agency", "city_agency", NULL };

static const QzTabsSpec line_spec = {
  .name = N_ ("Clearing of a county"),
  .nameless = TRUE,
  .load = { NULL, load_line, FALSE, g_free, SHEET },
  .heading = "county_name",
  .pill = "state",
  .total = "open",
  .hidden = line_hidden,
  .actions = { { "win.assist-clear-confirm", N_ ("County Confirms"), can_answer, TRUE },
               { "win.assist-clear-object", N_ ("County Objects…"), can_answer, FALSE },
               { "win.assist-surplus", N_ ("Surplus Paid…"), can_pay_surplus, TRUE },
               { "win.assist-shortage", N_ ("Shortage Paid…"), can_pay_shortage, TRUE } },
  .dup_refusal = dup_line_refusal,
  .home = "assist-clear",
};

AdwNavigationPage *
qz_assist_clearing_page_new (QzSession *session, const char *key)
{
  return qz_tabs_page_new (session, &line_spec, key);
}

/* ── the years ───────────────────────────────────────────────────────────────────────────────── */

/* One row a year that has months, newest first, with what its clearing says. */
static gboolean
add_year (QzSheet *sheet, QzBook *book, const QzContext *context, int year, GError **error)
{
  g_autoptr (QzSheet) list = qz_assist_clear_list (book, context, year, error);
  g_autofree char *text = g_strdup_printf ("%d", year);
  guint row;

  if (list == NULL)
    return FALSE;
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, row, 0, text);
  qz_sheet_put_text (sheet, row, 1, qz_fact_text (list, "state"));
  qz_sheet_put_number (sheet, row, 2, qz_fact_number (list, "version"));
  qz_sheet_put_number (sheet, row, 3, qz_fact_number (list, "due_day"));
  qz_sheet_put_number (sheet, row, 4, qz_fact_number (list, "surplus_sum"));
  qz_sheet_put_number (sheet, row, 5, qz_fact_number (list, "shortage_sum"));
  return TRUE;
}

static gpointer
load_years (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) months = qz_assist_month_list (book, context, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("years");
  int last = 0;

  if (months == NULL)
    return NULL;
  qz_sheet_add_column (sheet, "year", _("Year"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "version", _("Version"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "surplus", _("Surplus"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "shortage", _("Shortage"), QZ_VALUE_FEN);
  for (guint row = 0; row < qz_sheet_get_n_rows (months); row++)
    {
      const int year = (int) (qz_cell_number (months, row, "period") / 100);

      if (year != last && !add_year (sheet, book, context, year, error))
        return NULL;
      last = year;
    }
  return g_steal_pointer (&sheet);
}

static AdwNavigationPage *
open_year (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_assist_clear_page_new (
      session, (int) g_ascii_strtoll (qz_cell_text (sheet, row, "year"), NULL, 10));
}

const QzPageSpec qz_assist_clear_spec = {
  .id = "assist-clear",
  .section = N_ ("Medical assistance"),
  .title = N_ ("Yearly clearing"),
  .icon = "qz-settlement-symbolic",
  .load = { NULL, load_years, FALSE, NULL, SHEET },
  .layout = { "year", "year", NULL, NULL, FALSE },
  .total = "surplus shortage",
  .empty_title = N_ ("No Years Yet"),
  .empty_text = N_ ("Here counties’ reserves of a year are cleared: what is left goes back, what "
                    "is short is paid. Years come with their months."),
  .open = open_year,
};
