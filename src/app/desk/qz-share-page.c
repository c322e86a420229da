/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-share-page.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-dashboard.h"
#include "qz-document-page.h"
#include "qz-tabs-page.h"

static gpointer
load (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzPeriod period = 0;

  return qz_period_parse (input, &period, error) ? qz_dashboard_show_share (book, period, error)
                                                 : NULL;
}

static AdwNavigationPage *
open_document (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_document_page_new (session, qz_cell_text (table, row, "number"));
}

static const char *const hidden_facts[] = { "period", NULL };
static const char *const hidden_of_settled[] = { "day", "share_part", NULL };

static const QzTabsSpec spec = {
  .name = N_ ("Share of instant settlement"),
  .load = { NULL, load, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  .total = "share",
  .hidden = hidden_facts,
  .tabs = {
    { "paid",
      N_ ("Paid"), N_ ("Nothing was paid for the costs of this month yet."),
      { "number", "number", "amount", NULL, FALSE },
      open_document },
    { "settled",
      N_ ("What the settlement fixed"), N_ ("The costs of this month are not settled yet."),
      { "number", "number", "amount", hidden_of_settled, FALSE },
      open_document },
  },
  .home = "settlement",
};

AdwNavigationPage *
qz_share_page_new (QzSession *session, const char *month)
{
  return qz_tabs_page_new (session, &spec, month);
}
