/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-lists-pages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-clearing-talk-record.h"
#include "qz-clearing.h"
#include "qz-nl-act.h"
#include "qz-nl-paper.h"
#include "qz-nl-words.h"
#include "qz-registry.h"
#include "qz-tabs-page.h"

/* ── what a form is called ───────────────────────────────────────────────────────────────────── */

char *
qz_clearing_dup_form_name (const char *form)
{
  const char *number = g_str_has_prefix (form, "F-NL-") ? form + strlen ("F-NL-") : form;
  const char *name = qz_nl_words_find ("form", form);

  return name != NULL ? g_strdup (name) : g_strdup_printf (_("Form %s"), number);
}

/* ── where a figure comes from ───────────────────────────────────────────────────────────────── */

/* "F-NL-9-1\n202605\n230200\n3\npayable" */
static gpointer
load_explanation (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (input, "\n", 5);
  const guint row = (guint) g_ascii_strtoull (parts[3], NULL, 10);
  g_autoptr (QzSheet) sheet = NULL;
  int amount;

  g_assert (g_strv_length (parts) == 5);
  sheet = qz_clearing_explain (book, parts[0],
                               (QzPeriod) g_ascii_strtoull (parts[1], NULL, 10), parts[2], row,
                               parts[4], error);
  if (sheet == NULL)
    return NULL;
  amount = qz_sheet_find_fact (sheet, "amount");
  qz_sheet_set_number (sheet, "value", qz_sheet_get_fact_title (sheet, (guint) amount),
                       qz_sheet_get_fact_type (sheet, (guint) amount),
                       qz_sheet_get_fact_number (sheet, (guint) amount));
  return g_steal_pointer (&sheet);
}

static const char *const explain_hidden[] = { "amount", "differs", NULL };

static const char *const explain_filters[] = { "kind", "provider", "area", NULL };

static const QzTabsSpec explain_spec = {
  .name = N_ ("Where this number comes from"),
  .nameless = TRUE,
  .load = { NULL, load_explanation, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  .total = "value",
  .hidden = explain_hidden,
  .tabs = { { "",
              N_ ("Items"),
              N_ ("Nothing adds up to this."),
              { NULL, "setl_id", "amount", NULL, FALSE },
              .lines = { "explained-clearing", explain_filters, "amount" } } },
};

AdwNavigationPage *
qz_clearing_explain_page_new (QzSession *session, QzSheet *paper, guint row, const char *column)
{
  g_autofree char *key = g_strdup_printf (
      "%s\n%06d\n%s\n%u\n%s", qz_fact_text (paper, "form"),
      (int) qz_fact_number (paper, "period"), qz_fact_text (paper, "unit"), row, column);

  return qz_tabs_page_new (session, &explain_spec, key);
}

/* ── what happened ───────────────────────────────────────────────────────────────────────────── */

#define VERSION_MARK "version="

/* Which lists an event is of is kept as a code. */
static void
word_versions (QzSheet *events)
{
  const int reason = events != NULL ? qz_sheet_find_column (events, "reason") : -1;

  for (guint row = 0; reason >= 0 && row < qz_sheet_get_n_rows (events); row++)
    {
      const char *text = qz_sheet_get_text (events, row, (guint) reason);
      g_autofree char *words = NULL;

      if (text == NULL || !g_str_has_prefix (text, VERSION_MARK))
        continue;
      words = g_strdup_printf (_("Version %s"), text + strlen (VERSION_MARK));
      qz_sheet_put_text (events, row, (guint) reason, words);
    }
}

/* "202605\nin_prov\n230200" */
static gpointer
load_history (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (input, "\n", 3);
  QzNlScope scope = QZ_NL_IN_PROV;
  QzSheet *sheet;

  g_assert (g_strv_length (parts) == 3);
  if (!qz_nl_scope_parse (parts[1], &scope))
    g_assert_not_reached ();
  sheet = qz_clearing_show_unit (book, context, (QzPeriod) g_ascii_strtoull (parts[0], NULL, 10),
                                 scope, parts[2], error);
  if (sheet != NULL)
    word_versions (qz_sheet_find_child (sheet, "events"));
  return sheet;
}

static const char *const history_hidden[] = { "version", "receivable", "payable", "unit",
                                              "unit_name", NULL };
static const char *const events_hidden[] = { "unit", NULL };
static const char *const sides_hidden[] = { "agency", NULL };

static const QzTabsSpec history_spec = {
  .name = N_ ("Unit"),
  .nameless = TRUE,
  .load = { NULL, load_history, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  .heading = "unit_name",
  .hidden = history_hidden,
  .tabs = { { "events",
              N_ ("What happened"),
              N_ ("Nothing has happened yet."),
              { NULL, "stage", NULL, events_hidden, FALSE },
              NULL,
              NULL },
            { "receivable",
              N_ ("Receivable"),
              N_ ("The lists of the month are not made yet."),
              { NULL, "name", "total", sides_hidden, FALSE },
              NULL,
              NULL },
            { "payable",
              N_ ("Payable"),
              N_ ("The lists of the month are not made yet."),
              { NULL, "name", "payable", sides_hidden, FALSE },
              NULL,
              NULL } },
};

AdwNavigationPage *
qz_clearing_history_page_new (QzSession *session, QzPeriod period, QzNlScope scope,
                              const char *unit)
{
  g_autofree char *key =
      g_strdup_printf ("%06d\n%s\n%s", (int) period, qz_nl_scope_to_text (scope), unit);

  return qz_tabs_page_new (session, &history_spec, key);
}

/* ── objections, mismatches, identities ──────────────────────────────────────────────────────── */

static gpointer
load_talk (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzPeriod period = (QzPeriod) g_ascii_strtoull (input, NULL, 10);
  g_autoptr (QzSheet) objections = qz_clearing_list_objections (book, period, error);
  g_autoptr (QzSheet) mismatches =
      objections != NULL ? qz_clearing_list_mismatches (book, period, error) : NULL;
  g_autoptr (QzSheet) checks = mismatches != NULL ? qz_clearing_check (book, period, error) : NULL;
  QzSheet *sheet;

  if (checks == NULL)
    return NULL;
  sheet = qz_sheet_new ("talk");
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, period);
  qz_sheet_add_child (sheet, objections);
  qz_sheet_add_child (sheet, mismatches);
  qz_sheet_add_child (sheet, checks);
  return sheet;
}

static const char *const objections_hidden[] = { "objection", "unit", "key", "version", NULL };
static const char *const mismatches_hidden[] = { "mismatch", "unit", "provider", NULL };

static const QzTabsSpec talk_spec = {
  .name = N_ ("Objections and identities"),
  .nameless = TRUE,
  .load = { NULL, load_talk, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  .tabs = { { "objections",
              N_ ("Objections"),
              N_ ("Nobody objects to anything in this month."),
              { "unit_name", "unit_name", "amount", objections_hidden, FALSE },
              qz_objection_page_open,
              NULL },
            { "mismatches",
              N_ ("Mismatches"),
              N_ ("No hospital has other sums than the claims."),
              { "provider_name", "provider_name", "difference", mismatches_hidden, FALSE },
              qz_mismatch_page_open,
              NULL },
            { "checks",
              N_ ("Identities"),
              N_ ("There are no lists to look at."),
              { NULL, "what", NULL, NULL, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.new-mismatch", N_ ("Mismatch with a Hospital…"), NULL, FALSE } },
};

AdwNavigationPage *
qz_clearing_talk_page_new (QzSession *session, QzPeriod period)
{
  g_autofree char *key = g_strdup_printf ("%06d", (int) period);

  return qz_tabs_page_new (session, &talk_spec, key);
}

/* ── what a later month takes off ────────────────────────────────────────────────────────────── */

static gpointer
load_carried (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzPeriod period = (QzPeriod) g_ascii_strtoull (input, NULL, 10);
  g_autoptr (QzSheet) carried = qz_clearing_list_carried (book, period, error);
  g_autoptr (QzSheet) providers =
      carried != NULL ? qz_registry_list_providers (book, error) : NULL;
  g_autoptr (QzSheet) sheet = NULL;

  if (providers == NULL)
    return NULL;
  qz_cells_name (carried, "provider", providers);
  sheet = qz_sheet_new ("carried_month");
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, period);
  qz_sheet_add_child (sheet, carried);
  return g_steal_pointer (&sheet);
}

static const char *const carried_hidden[] = { "area", NULL };

/* NL-38: refunds and deductions that are more than an agency has for an insurance. */
static const QzTabsSpec carried_spec = {
  .name = N_ ("Carried to later months"),
  .nameless = TRUE,
  .load = { NULL, load_carried, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  .tabs = { { "carried",
              N_ ("Carried to later months"),
              N_ ("Nothing of this month is left for a later one: no refund or deduction is more "
                  "than there is to clear."),
              { "setl_id", "provider", "rest", carried_hidden, FALSE },
              NULL,
              NULL } },
};

AdwNavigationPage *
qz_clearing_carried_page_new (QzSession *session, QzPeriod period)
{
  g_autofree char *key = g_strdup_printf ("%06d", (int) period);

  return qz_tabs_page_new (session, &carried_spec, key);
}
