/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-lists.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-clearing.h"
#include "qz-money-page.h"
#include "qz-preview-page.h"
#include "qz-regions.h"
#include "qz-tabs-page.h"

#define SHEET   (GDestroyNotify) qz_sheet_unref
#define SECTION N_ ("Care away from home")

/* ── notices ─────────────────────────────────────────────────────────────────────────────────── */

/* A state of a notice is not what the same code is of other things (qz-nl-words.c). */
static gpointer
load_notices (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) list = qz_notice_list (book, 0, NULL, error);
  const int state = list != NULL ? qz_sheet_find_column (list, "state") : -1;

  for (guint row = 0; state >= 0 && row < qz_sheet_get_n_rows (list); row++)
    {
      g_autofree char *own =
          g_strconcat ("NOTICE_", qz_sheet_get_text (list, row, (guint) state), NULL);

      qz_sheet_put_text (list, row, (guint) state, own);
    }
  return g_steal_pointer (&list);
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

/* "U2" stands in the number already. */
static void
name_legs (QzSheet *late)
{
  const int column = late != NULL ? qz_sheet_find_column (late, "leg") : -1;
  QzLeg leg;

  for (guint row = 0; column >= 0 && row < qz_sheet_get_n_rows (late); row++)
    if (qz_leg_parse (qz_sheet_get_text (late, row, (guint) column), &leg))
      qz_sheet_put_text (late, row, (guint) column, qz_leg_get_name (leg));
}

static gpointer
load_region (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *sheet = qz_region_show (book, context, input, error);

  if (sheet != NULL)
    name_legs (qz_sheet_find_child (sheet, "late"));
  return sheet;
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
