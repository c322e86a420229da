/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reserves of a year, and that of one county (DT-11, EX-6). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-money.h"
#include "qz-assist-month.h"
#include "qz-assist-pages.h"
#include "qz-cells.h"
#include "qz-error.h"
#include "qz-list-page.h"
#include "qz-nav.h"
#include "qz-policies.h"
#include "qz-report.h"
#include "qz-tabs-page.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

static void
copy_facts (QzSheet *from, QzSheet *to)
{
  for (guint i = 0; i < qz_sheet_get_n_facts (from); i++)
    {
      const char *name = qz_sheet_get_fact_name (from, i);
      const char *title = qz_sheet_get_fact_title (from, i);

      if (qz_sheet_get_fact_type (from, i) == QZ_VALUE_TEXT)
        qz_sheet_set_text (to, name, title, qz_sheet_get_fact_text (from, i));
      else
        qz_sheet_set_number (to, name, title, qz_sheet_get_fact_type (from, i),
                             qz_sheet_get_fact_number (from, i));
    }
}

QzSheet *
qz_assist_dup_with_status (QzSheet *from, const char *column)
{
  QzSheet *sheet = qz_sheet_new (qz_sheet_get_name (from));

  for (guint i = 0; i < qz_sheet_get_n_columns (from); i++)
    {
      const char *name = qz_sheet_get_column_name (from, i);

      qz_sheet_add_column (sheet, strcmp (name, column) == 0 ? "reserve_status" : name,
                           qz_sheet_get_column_title (from, i), qz_sheet_get_column_type (from, i));
    }
  for (guint row = 0; row < qz_sheet_get_n_rows (from); row++)
    qz_assist_copy_row (from, row, sheet);
  copy_facts (from, sheet);
  return sheet;
}

static AdwNavigationPage *
open_money (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  const char *number = qz_cell_text (table, row, "number");

  return number != NULL && *number != '\0' ? qz_assist_money_page_new (session, number) : NULL;
}

/* ── the reserves of a year ──────────────────────────────────────────────────────────────────── */

QzSheet *
qz_assist_load_reserves (QzBook *book, const QzContext *context, int year, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (QzPolicy) policy =
      qz_policies_peek_assistance (book, context->clock.today, NULL, &failure);
  g_autoptr (QzSheet) none = NULL;
  g_autoptr (QzSheet) allotments = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (policy != NULL)
    return qz_assist_reserve_list (book, context, year, error);
  none = qz_sheet_new ("reserves");
  allotments = qz_sheet_new ("allotments");
  qz_sheet_add_child (none, allotments);
  return g_steal_pointer (&none);
}

static QzSheet *
list_money (QzBook *book, const QzContext *context, QzSheet *reserves, int year, GError **error)
{
  g_autoptr (QzSheet) none = NULL;
  g_autoptr (QzSheet) lent = NULL;

  if (qz_sheet_find_fact (reserves, "year") >= 0)
    return qz_assist_money_list (book, context, year, error);
  none = qz_sheet_new ("money");
  lent = qz_sheet_new ("lent");
  qz_sheet_add_child (none, lent);
  return g_steal_pointer (&none);
}

static gpointer
load_reserve (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const int year = (int) g_ascii_strtoll (input, NULL, 10);
  g_autoptr (QzSheet) list = qz_assist_load_reserves (book, context, year, error);
  g_autoptr (QzSheet) money =
      list != NULL ? list_money (book, context, list, year, error) : NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (QzSheet) allotments = NULL;

  if (money == NULL)
    return NULL;
  sheet = qz_assist_dup_with_status (list, "level");
  allotments = qz_assist_dup_with_status (qz_sheet_find_child (list, "allotments"), "state");
  if (!qz_assist_put_city (sheet, book, error))
    return NULL;
  qz_sheet_add_child (sheet, list);
  qz_sheet_add_child (sheet, allotments);
  qz_sheet_add_child (sheet, money);
  qz_sheet_add_child (sheet, qz_sheet_find_child (money, "lent"));
  return g_steal_pointer (&sheet);
}

/* Both tables of counties have the code; that of gauges is the one that was read. */
static AdwNavigationPage *
open_county (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", qz_fact_text (record, "year"),
                                          qz_cell_text (table, row, "county"));

  return qz_assist_county_reserve_page_new (session, key);
}

static const char *const reserve_fact_hidden[] = { "city_agency", NULL };
static const char *const county_hidden[] = { "county", NULL };

static gboolean
has_rules (QzSheet *sheet)
{
  return qz_sheet_find_fact (sheet, "year") >= 0;
}

static const char *const money_hidden[] = { "kind", "county", "year", NULL };

static const QzTabsSpec reserve_spec = {
  .name = N_ ("Reserves"),
  .load = { NULL, load_reserve, FALSE, g_free, SHEET },
  .hidden = reserve_fact_hidden,
  .tabs = { { .child = "reserves",
              .title = N_ ("Counties"),
              .empty = N_ ("Nothing is allotted in this year. Import the allotments."),
              .open = open_county,
              .gauge = &qz_gauge_of_reserves },
            { "",
              N_ ("As a Table"),
              N_ ("Nothing is allotted in this year. Import the allotments."),
              { "county_name", "county_name", "left", county_hidden, FALSE },
              open_county,
              NULL },
            { "allotments",
              N_ ("Allotments"),
              N_ ("Nothing is allotted in this year. Import the allotments."),
              { "document_no", "county_name", "reserve", county_hidden, FALSE },
              open_money,
              NULL },
            { "money",
              N_ ("Movements"),
              N_ ("No money has moved in this year."),
              { "number", "kind_name", "amount", money_hidden, FALSE },
              open_money,
              NULL },
            { "lent",
              N_ ("On counties’ account"),
              N_ ("Hospitals got nothing on a county’s own account."),
              { NULL, "county_name", "open", county_hidden, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.assist-reserve", N_ ("Record a Reserve…"), has_rules, FALSE },
               { "win.assist-move", N_ ("Record a Move…"), has_rules, FALSE },
               { "win.assist-move-back", N_ ("Record a Move Back…"), has_rules, FALSE },
               { "win.assist-pay-back", N_ ("County Paid Back…"), has_rules, FALSE } },
  .dup_refusal = qz_assist_dup_city_refusal,
  .home = "assist-reserve",
};

AdwNavigationPage *
qz_assist_reserve_page_new (QzSession *session, int year)
{
  g_autofree char *key = g_strdup_printf ("%d", year);

  return qz_tabs_page_new (session, &reserve_spec, key);
}

/* ── the reserve of a county ─────────────────────────────────────────────────────────────────── */

enum { PERIOD, MAF, CROSS_AREA, DEDUCTED, NET, FORM4 };

static QzSheet *
new_months (void)
{
  static const QzSheetColumn columns[] = {
    { "period", N_ ("Month"), QZ_VALUE_PERIOD },
    { "maf", N_ ("Assistance"), QZ_VALUE_FEN },
    { "cross_area", N_ ("Of it outside the county"), QZ_VALUE_FEN },
    { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
    { "net", N_ ("Payable"), QZ_VALUE_FEN },
    { "form4", N_ ("Form 4"), QZ_VALUE_TEXT },
  };

  return QZ_SHEET_NEW ("months", columns);
}

static gboolean
add_month (QzSheet *months, QzBook *book, const QzContext *context, QzPeriod period,
           const char *county, GError **error)
{
  g_autoptr (QzSheet) month = qz_assist_month_show (book, context, period, error);
  QzSheet *counties = month != NULL ? qz_sheet_find_child (month, "counties") : NULL;

  for (guint i = 0; counties != NULL && i < qz_sheet_get_n_rows (counties); i++)
    {
      guint row;

      if (g_strcmp0 (qz_cell_text (counties, i, "county"), county) != 0)
        continue;
      row = qz_sheet_add_row (months);
      qz_sheet_put_number (months, row, PERIOD, period);
      qz_sheet_put_number (months, row, MAF, qz_cell_number (counties, i, "maf"));
      qz_sheet_put_number (months, row, CROSS_AREA, qz_cell_number (counties, i, "cross_area"));
      qz_sheet_put_number (months, row, DEDUCTED, qz_cell_number (counties, i, "deducted"));
      qz_sheet_put_number (months, row, NET, qz_cell_number (counties, i, "net"));
      qz_sheet_put_text (months, row, FORM4, qz_cell_text (counties, i, "form4"));
    }
  return month != NULL;
}

/* The months of the year whose bills outside of the county use its reserve (AMB-26). */
static gboolean
add_months (QzSheet *sheet, QzBook *book, const QzContext *context, int year, const char *county,
            GError **error)
{
  g_autoptr (QzSheet) list = qz_assist_month_list (book, context, error);
  g_autoptr (QzSheet) months = new_months ();

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (list); i++)
    {
      const QzPeriod period = (QzPeriod) qz_cell_number (list, i, "period");

      if ((int) (period / 100) == year
          && !add_month (months, book, context, period, county, error))
        return FALSE;
    }
  qz_sheet_add_child (sheet, months);
  return TRUE;
}

/* What the fact "used" adds up from: the bills outside of the county and what is taken off them. */
static gboolean
add_used (QzSheet *sheet, QzBook *book, int year, const char *county, GError **error)
{
  g_autoptr (QzSheet) used = qz_report_explain (book, QZ_REPORT_ASSISTANCE,
                                                (QzPeriod) (year * 100 + 12), "reserves", county,
                                                error);

  if (used == NULL)
    return FALSE;
  qz_sheet_add_child (sheet, used);
  return TRUE;
}

static QzSheet *
take_county (QzSheet *list, const char *county, GError **error)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    if (g_strcmp0 (qz_cell_text (list, row, "county"), county) == 0)
      return qz_row_dup_facts (list, row, "county_reserve");
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-entry", _("There is no entry %s"), county);
  return NULL;
}

/* "2026/140213" */
static gpointer
load_county (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const int year = (int) g_ascii_strtoll (input, NULL, 10);
  const char *slash = strchr (input, '/');
  const char *county = slash != NULL ? slash + 1 : "";
  g_autoptr (QzSheet) list = qz_assist_load_reserves (book, context, year, error);
  g_autoptr (QzSheet) money =
      list != NULL ? list_money (book, context, list, year, error) : NULL;
  g_autoptr (QzSheet) sheet = money != NULL ? take_county (list, county, error) : NULL;
  g_autoptr (QzSheet) allotments = NULL;

  if (sheet == NULL || !add_months (sheet, book, context, year, county, error)
      || !add_used (sheet, book, year, county, error))
    return NULL;
  allotments = qz_assist_dup_with_status (qz_sheet_find_child (list, "allotments"), "state");
  qz_assist_add_rows (sheet, list, NULL, county);
  qz_assist_add_rows (sheet, allotments, NULL, county);
  qz_assist_add_rows (sheet, money, NULL, county);
  qz_assist_add_rows (sheet, qz_sheet_find_child (money, "lent"), NULL, county);
  return g_steal_pointer (&sheet);
}

static AdwNavigationPage *
open_month (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_assist_county_page_new (session, (QzPeriod) qz_cell_number (table, row, "period"),
                                    qz_fact_text (record, "county"));
}

/* What is carried from month to month is of no bill. */
static AdwNavigationPage *
open_bill (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  const char *bill = qz_cell_text (table, row, "setl_id");

  return bill != NULL && *bill != '\0' ? qz_assist_bill_page_new (session, bill) : NULL;
}

static const char *const of_county_hidden[] = { "county", "county_name", NULL };
static const char *const used_hidden[] = { "provider", NULL };
static const char *const money_of_county_hidden[] = { "kind", "county", "county_name", "year",
                                                      NULL };
static const char *const county_fact_hidden[] = { "county", "rate", "level", NULL };

static const QzTabsSpec county_spec = {
  .name = N_ ("Reserve of a county"),
  .nameless = TRUE,
  .load = { NULL, load_county, FALSE, g_free, SHEET },
  .heading = "county_name",
  .total = "left",
  .hidden = county_fact_hidden,
  .gauge = { "reserves", &qz_gauge_of_reserves, NULL },
  .tabs = { { "months",
              N_ ("Use by month"),
              N_ ("The statements of no month have anything of this county."),
              { "period", "period", "cross_area", NULL, FALSE },
              open_month,
              NULL },
            { "sources",
              N_ ("Bills of what is used"),
              N_ ("No bill outside of the county has used any of it."),
              { "setl_id", "provider_name", "maf", used_hidden, FALSE },
              open_bill,
              .lines = { "explained-report", NULL, NULL, TRUE } },
            { "allotments",
              N_ ("Allotments"),
              N_ ("Nothing is allotted to the county in this year."),
              { "document_no", "document_no", "reserve", of_county_hidden, FALSE },
              open_money,
              NULL },
            { "money",
              N_ ("Movements"),
              N_ ("No money has moved in this year."),
              { "number", "kind_name", "amount", money_of_county_hidden, FALSE },
              open_money,
              NULL },
            { "lent",
              N_ ("On counties’ account"),
              N_ ("Hospitals got nothing on a county’s own account."),
              { NULL, "period", "open", of_county_hidden, FALSE },
              NULL,
              NULL } },
  .home = "assist-reserve",
};

AdwNavigationPage *
qz_assist_county_reserve_page_new (QzSession *session, const char *key)
{
  g_autofree char *year = g_strndup (key, strcspn (key, "/"));
  AdwNavigationPage *page = qz_tabs_page_new (session, &county_spec, key);

  qz_load_page_set_subtitle (QZ_LOAD_PAGE (page), year);
  return page;
}

/* ── reserves that run out ───────────────────────────────────────────────────────────────────── */

static gpointer
load_short (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) list = qz_assist_reserve_list_warnings (book, context, error);

  return list != NULL ? qz_assist_dup_with_status (list, "level") : NULL;
}

static AdwNavigationPage *
open_short (QzSession *session, QzSheet *sheet, guint row)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", qz_cell_text (sheet, row, "year"),
                                          qz_cell_text (sheet, row, "county"));

  return qz_assist_county_reserve_page_new (session, key);
}

static const char *const short_filters[] = { "reserve_status", "year", NULL };

/* Not in the sidebar: what stands behind the figure of the dashboard. */
static const QzPageSpec short_spec = {
  .id = "assist-short",
  .title = N_ ("Counties whose reserve runs out"),
  .icon = "qz-balance-symbolic",
  .load = { NULL, load_short, FALSE, NULL, SHEET },
  .layout = { "county_name", "county_name", "left", county_hidden, FALSE },
  .filters = short_filters,
  .total = "left",
  .empty_title = N_ ("No Reserve Runs Out"),
  .empty_text = N_ ("Here stand the counties that have used most of their reserve, or more than "
                    "it."),
  .open = open_short,
};

AdwNavigationPage *
qz_assist_short_page_new (QzSession *session)
{
  AdwNavigationPage *page = qz_list_page_new (session, &short_spec);

  qz_nav_set_home (page, "assist-reserve");
  return page;
}

/* ── the page of the sidebar ─────────────────────────────────────────────────────────────────── */

/* The year of the business day; earlier ones are opened at their clearing. */
static AdwNavigationPage *
create_reserve (QzSession *session)
{
  QzClock clock;
  int year;

  qz_session_init_clock (session, &clock);
  qz_day_to_ymd (clock.today, &year, NULL, NULL);
  return qz_assist_reserve_page_new (session, year);
}

const QzPageSpec qz_assist_reserve_spec = {
  .id = "assist-reserve",
  .section = N_ ("Medical assistance"),
  .title = N_ ("Reserves"),
  .icon = "qz-balance-symbolic",
  .create = create_reserve,
};
