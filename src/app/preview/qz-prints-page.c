/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-prints-page.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-documents.h"
#include "qz-nav.h"
#include "qz-preview-page.h"

static gpointer
load_prints (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_document_list_prints (book, error);
}

static AdwNavigationPage *
open_form (QzSession *session, QzSheet *sheet, guint row)
{
  const char *number = qz_cell_text (sheet, row, "number");
  AdwNavigationPage *page;

  /* A paper of clearing is printed again from its month. */
  if (g_str_equal (qz_cell_text (sheet, row, "kind"), "care-paper"))
    return NULL;
  page = qz_preview_page_new (session, number, qz_cell_text (sheet, row, "form"), NULL);
  qz_nav_set_home (page, "prints");
  return page;
}

static const char *const filters[] = { "kind", "title", "period", "last_by", NULL };
static const char *const hidden[] = { "insurance", "form", "per", NULL };

const QzPageSpec qz_prints_page = {
  .id = "prints",
  .section = N_ ("Papers"),
  .title = N_ ("Printed forms"),
  .icon = "qz-pages-symbolic",
  .load = { NULL, load_prints, FALSE, NULL, (GDestroyNotify) qz_sheet_unref },
  .layout = { "number", "title", NULL, hidden, FALSE },
  .filters = filters,
  .empty_title = N_ ("No Papers Yet"),
  .empty_text = N_ ("Here stand the forms of every document, and how often each was printed. "
                    "Papers come with the first document."),
  .open = open_form,
};
