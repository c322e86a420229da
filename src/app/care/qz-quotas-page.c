/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotas of a year and its adjustment, city by city; and what finance reports (NL-36). */
#include <glib/gi18n-lib.h>

#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-deposit-page.h"
#include "qz-deposits.h"
#include "qz-error.h"
#include "qz-nav.h"
#include "qz-preview-page.h"
#include "qz-tabs-page.h"
#include "qz-transfers.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

/* ── quotas ──────────────────────────────────────────────────────────────────────────────────── */

/* That no city waits is no failure. */
static QzSheet *
make_empty (int year)
{
  QzSheet *sheet = qz_sheet_new ("quotas");
  g_autoptr (QzSheet) parts = qz_sheet_new ("parts");

  qz_sheet_set_number (sheet, "year", _("Year"), QZ_VALUE_COUNT, year);
  qz_sheet_add_child (sheet, parts);
  return sheet;
}

static gboolean
has_cities (QzSheet *sheet)
{
  return qz_sheet_get_n_rows (sheet) > 0;
}

/* "2026/": as it would be proposed now; nothing is written. */
static QzSheet *
compute (QzBook *book, const QzContext *context, const char *key, gboolean adjustment,
         GError **error)
{
  QzContext look = *context;
  const int year = (int) g_ascii_strtoll (key, NULL, 10);
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (GError) own = NULL;

  look.dry_run = TRUE;
  sheet = adjustment ? qz_deposit_propose_adjustment (book, &look, year, NULL, &own)
                     : qz_deposit_propose_quota (book, &look, year, NULL, &own);
  if (sheet != NULL)
    return g_steal_pointer (&sheet);
  if (g_strcmp0 (qz_error_get_id (own), "nothing-to-do") != 0)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return NULL;
    }
  return make_empty (year);
}

static gpointer
load_quotas (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return compute (book, context, input, FALSE, error);
}

static gpointer
load_adjustment (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return compute (book, context, input, TRUE, error);
}

static AdwNavigationPage *
open_unit (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_deposit_page_new (session, qz_cell_text (table, row, "unit"),
                              qz_cell_text (table, row, "scope"));
}

static const char *const units_hidden[] = { "unit", NULL };
static const char *const parts_hidden[] = { "unit", "agency", NULL };

#define TABS                                                                                       \
  { { "",                                                                                          \
      N_ ("Cities"),                                                                               \
      N_ ("No city waits for this."),                                                              \
      { "unit_name", "unit_name", "quota", units_hidden, FALSE },                                  \
      open_unit,                                                                                   \
      NULL },                                                                                      \
    { "parts",                                                                                     \
      N_ ("Agencies and insurances"),                                                              \
      N_ ("No city waits for this."),                                                              \
      { NULL, "agency_name", "quota", parts_hidden, FALSE },                                       \
      NULL,                                                                                        \
      NULL } }

/* Computing is work on the thread that writes, though nothing is kept. */
static const QzTabsSpec quotas_spec = {
  .name = N_ ("Quotas of the year"),
  .load = { N_ ("Computing the quotas"), load_quotas, FALSE, g_free, SHEET },
  .nameless = TRUE,
  .total = "total",
  .tabs = TABS,
  .actions = { { "win.propose-quota", N_ ("Propose"), has_cities, TRUE },
               { "win.publish-quota", N_ ("Publish"), NULL, FALSE } },
  .home = "deposits",
};

static const QzTabsSpec adjustment_spec = {
  .name = N_ ("Adjustment of the year"),
  .load = { N_ ("Computing the adjustment"), load_adjustment, FALSE, g_free, SHEET },
  .nameless = TRUE,
  .total = "total",
  .tabs = TABS,
  .actions = { { "win.propose-adjustment", N_ ("Propose"), has_cities, TRUE },
               { "win.publish-adjustment", N_ ("Publish"), NULL, FALSE } },
  .home = "deposits",
};

AdwNavigationPage *
qz_quotas_page_new (QzSession *session, int year, gboolean adjustment)
{
  g_autofree char *key = g_strdup_printf ("%d/", year);

  return qz_tabs_page_new (session, adjustment ? &adjustment_spec : &quotas_spec, key);
}

/* ── what finance reports ────────────────────────────────────────────────────────────────────── */

/* The facts that both tables have, told apart by what they are of. */
static void
copy_state (QzSheet *to, QzSheet *from, const char *sum, const char *title)
{
  qz_sheet_set_number (to, sum, title, QZ_VALUE_FEN, qz_fact_number (from, "moved_sum"));
}

/* A child is found by its name, and both tables have the same. */
static void
add_table (QzSheet *to, QzSheet *from, const char *name)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new (name);

  for (guint i = 0; i < qz_sheet_get_n_columns (from); i++)
    qz_sheet_add_column (sheet, qz_sheet_get_column_name (from, i),
                         qz_sheet_get_column_title (from, i), qz_sheet_get_column_type (from, i));
  for (guint row = 0; row < qz_sheet_get_n_rows (from); row++)
    {
      qz_sheet_add_row (sheet);
      for (guint i = 0; i < qz_sheet_get_n_columns (from); i++)
        if (qz_sheet_is_empty (from, row, i))
          continue;
        else if (qz_sheet_get_column_type (from, i) == QZ_VALUE_TEXT)
          qz_sheet_put_text (sheet, row, i, qz_sheet_get_text (from, row, i));
        else
          qz_sheet_put_number (sheet, row, i, qz_sheet_get_number (from, row, i));
      /* On paper it has the name that it has there; here as elsewhere in the window. */
      qz_sheet_put_text (sheet, row, (guint) qz_sheet_find_column (sheet, "scope"),
                         qz_nl_scope_to_text (QZ_NL_CROSS_PROV));
    }
  qz_sheet_add_child (to, sheet);
}

static gpointer
load_feedback (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzPeriod period = (QzPeriod) g_ascii_strtoull (input, NULL, 10);
  g_autoptr (QzSheet) paid = qz_transfer_report (book, context, period, FALSE, error);
  g_autoptr (QzSheet) received =
      paid != NULL ? qz_transfer_report (book, context, period, TRUE, error) : NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("feedback");

  if (received == NULL)
    return NULL;
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, period);
  qz_sheet_set_number (sheet, "complete", _("Complete"), QZ_VALUE_BOOL,
                       qz_fact_number (paid, "complete"));
  copy_state (sheet, paid, "paid_sum", _("Paid out"));
  copy_state (sheet, received, "received_sum", _("Received"));
  if (qz_sheet_find_fact (paid, "complete_day") >= 0)
    qz_sheet_set_number (sheet, "complete_day", _("Complete since"), QZ_VALUE_DAY,
                         qz_fact_number (paid, "complete_day"));
  if (qz_sheet_find_fact (paid, "due_day") >= 0)
    qz_sheet_set_number (sheet, "due_day", _("Report due"), QZ_VALUE_DAY,
                         qz_fact_number (paid, "due_day"));
  add_table (sheet, paid, "paid");
  add_table (sheet, received, "received");
  return g_steal_pointer (&sheet);
}

static gboolean
has_feedback (QzSheet *record)
{
  return qz_sheet_get_n_rows (qz_sheet_find_child (record, "paid")) > 0
         || qz_sheet_get_n_rows (qz_sheet_find_child (record, "received")) > 0;
}

/* F-NL-36: both tables as they are printed and saved. */
static AdwNavigationPage *
open_feedback_paper (QzSession *session, QzSheet *record)
{
  g_autofree char *number = g_strdup_printf ("%06d", (int) qz_fact_number (record, "period"));
  AdwNavigationPage *page = qz_preview_page_new (session, number, "F-NL-36", NULL);

  qz_nav_set_home (page, "money");
  return page;
}

static const char *const feedback_hidden[] = { "unit", NULL };

static const QzTabsSpec feedback_spec = {
  .name = N_ ("What finance reports"),
  .nameless = TRUE,
  .load = { NULL, load_feedback, FALSE, g_free, SHEET },
  .tabs = { { "paid",
              N_ ("Paid out"),
              N_ ("Nothing was to be paid in this month."),
              { NULL, "unit_name", "moved", feedback_hidden, FALSE },
              NULL,
              NULL },
            { "received",
              N_ ("Received"),
              N_ ("Nothing was to be received in this month."),
              { NULL, "unit_name", "moved", feedback_hidden, FALSE },
              NULL,
              NULL } },
  .button = N_ ("Print or Export…"),
  .can = has_feedback,
  .press = open_feedback_paper,
  .home = "money",
};

AdwNavigationPage *
qz_feedback_page_new (QzSession *session, QzPeriod period)
{
  g_autofree char *key = g_strdup_printf ("%06d", (int) period);

  return qz_tabs_page_new (session, &feedback_spec, key);
}
