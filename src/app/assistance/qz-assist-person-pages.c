/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assisted persons, one of them, and the lists of persons that came in (DT-5, DT-6, DT-22). */
#include <glib/gi18n-lib.h>

#include "qz-assist-pages.h"
#include "qz-assist-persons.h"
#include "qz-cells.h"
#include "qz-tabs-page.h"
#include "qz-words.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

/* ── one person ──────────────────────────────────────────────────────────────────────────────── */

/* "LB, JC" in words. */
static void
put_categories (QzSheet *sheet)
{
  g_auto (GStrv) codes = g_strsplit (qz_fact_text (sheet, "categories"), ", ", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *name = qz_words_dup ("category", codes[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "", name);
    }
  qz_sheet_set_text (sheet, "categories", _("Categories"), names->str);
}

static gpointer
load_person (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *sheet =
      qz_assist_show_person_of (book, context, g_ascii_strtoll (input, NULL, 10), error);

  if (sheet != NULL)
    put_categories (sheet);
  return sheet;
}

static gboolean
is_suspended (QzSheet *sheet)
{
  return qz_fact_number (sheet, "suspended") != 0;
}

static gboolean
is_settled_directly (QzSheet *sheet)
{
  return !is_suspended (sheet);
}

static AdwNavigationPage *
open_bill (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_assist_bill_page_new (session, qz_cell_text (table, row, "setl_id"));
}

static const char *const county_hidden[] = { "county", NULL };

static const QzTabsSpec person_spec = {
  .name = N_ ("Assisted person"),
  .nameless = TRUE,
  .load = { NULL, load_person, FALSE, g_free, SHEET },
  .heading = "psn_name",
  .tabs = { { "spells",
              N_ ("Categories"),
              N_ ("No list has the person."),
              { NULL, "category", NULL, county_hidden, FALSE },
              NULL,
              NULL },
            { "bills",
              N_ ("Bills"),
              N_ ("The person has no bills."),
              { "setl_id", "setl_id", "maf", NULL, FALSE },
              open_bill,
              NULL },
            { "suspensions",
              N_ ("Suspensions"),
              N_ ("The person was never suspended."),
              { NULL, "reason", NULL, NULL, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.assist-suspend", N_ ("Suspend…"), is_settled_directly, FALSE },
               { "win.assist-resume", N_ ("Resume…"), is_suspended, TRUE } },
  .home = "assisted",
};

AdwNavigationPage *
qz_assist_person_page_new (QzSession *session, gint64 spell)
{
  g_autofree char *key = g_strdup_printf ("%d", (int) spell);

  return qz_tabs_page_new (session, &person_spec, key);
}

/* ── all of them ─────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_persons (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_assist_list_persons (book, context->clock.today, error);
}

static AdwNavigationPage *
open_person (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_assist_person_page_new (session, qz_cell_number (sheet, row, "spell"));
}

static const char *const person_filters[] = { "category", "county_name", "source", "suspended",
                                              NULL };
static const char *const person_hidden[] = { "county",        "spell",
                                             "entry_day",     "category_name",
                                             "subcategory_name", "source_name", NULL };

const QzPageSpec qz_assisted_spec = {
  .id = "assisted",
  .section = N_ ("Medical assistance"),
  .title = N_ ("Assisted persons"),
  .icon = "avatar-default-symbolic",
  .load = { NULL, load_persons, FALSE, NULL, SHEET },
  .layout = { "psn_name", "psn_name", NULL, person_hidden, FALSE },
  .filters = person_filters,
  .empty_title = N_ ("No Assisted Persons Yet"),
  .empty_text = N_ ("Here stands who is assisted today, in which category and by whose list. "
                    "Import the lists of the offices for civil affairs and rural revitalisation."),
  .action = "win.import",
  .action_label = N_ ("Import a File…"),
  .open = open_person,
};

/* ── lists that came in ──────────────────────────────────────────────────────────────────────── */

static gpointer
load_rosters (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_assist_list_rosters (book, error);
}

static const char *const roster_filters[] = { "source", "county_name", NULL };
static const char *const roster_hidden[] = { "county", "import", "source_name", NULL };

const QzPageSpec qz_rosters_spec = {
  .id = "rosters",
  .section = N_ ("Medical assistance"),
  .title = N_ ("Lists of persons"),
  .icon = "qz-pages-symbolic",
  .load = { NULL, load_rosters, FALSE, NULL, SHEET },
  .layout = { NULL, "county_name", NULL, roster_hidden, FALSE },
  .filters = roster_filters,
  .empty_title = N_ ("No Lists Yet"),
  .empty_text = N_ ("Here stands which office gave which list when, and what it changed. Before a "
                    "list is taken in, its differences are shown."),
  .action = "win.import",
  .action_label = N_ ("Import a File…"),
};
