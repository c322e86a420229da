/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include "picture.h"
#include "qz-document-page.h"
#include "qz-documents.h"
#include "qz-import-verdict.h"
#include "qz-page-spec.h"
#include "qz-payments.h"
#include "qz-preview-page.h"

#define DAY    "2026-01-05"
#define NUMBER "RB-220200-20260105-EMP-001"

/* ── what is looked at ───────────────────────────────────────────────────────────────────────── */

static QzSheet *
make_check (gboolean good)
{
  QzSheet *check = qz_sheet_new ("import_check");
  g_autoptr (QzSheet) rejects = qz_sheet_new ("rejects");
  g_autoptr (QzSheet) warnings = qz_sheet_new ("warnings");

  qz_sheet_set_text (check, "kind", "Kind", "claims");
  qz_sheet_set_text (check, "encoding", "Encoding", "GB18030");
  qz_sheet_set_number (check, "read", "Read", QZ_VALUE_COUNT, 1000000);
  qz_sheet_set_number (check, "passed", "Passed", QZ_VALUE_COUNT, good ? 1000000 : 999987);
  qz_sheet_set_number (check, "rejected", "Rejected", QZ_VALUE_COUNT, good ? 0 : 13);
  qz_sheet_set_text (check, "control_total", "Totals", good ? "agree" : "not-compared");
  qz_sheet_set_text (check, "blocks", "Blocks", good ? "" : "13 rows are rejected");
  qz_sheet_add_column (rejects, "line", "Line", QZ_VALUE_COUNT);
  qz_sheet_add_column (rejects, "field", "Field", QZ_VALUE_TEXT);
  qz_sheet_add_column (rejects, "reason", "Reason", QZ_VALUE_TEXT);
  for (guint i = 0; !good && i < 13; i++)
    {
      const guint row = qz_sheet_add_row (rejects);

      qz_sheet_put_number (rejects, row, 0, 7 + 31 * i);
      qz_sheet_put_text (rejects, row, 1, "medfee_sumamt");
      qz_sheet_put_text (rejects, row, 2, "The amount has more than two decimals");
    }
  qz_sheet_add_child (check, rejects);
  qz_sheet_add_child (check, warnings);
  return check;
}

static void
look_at_verdict (gboolean good, int width, const char *name)
{
  QzImportVerdict *verdict = g_object_new (QZ_TYPE_IMPORT_VERDICT, NULL);
  g_autoptr (QzSheet) check = make_check (good);
  GtkWindow *window;

  qz_import_verdict_set_check (verdict, check, "rejects.csv");
  window = picture_show (GTK_WIDGET (verdict), width, 640);
  picture_check (window, name);
  gtk_window_destroy (window);
}

static void
test_verdict (void)
{
  look_at_verdict (TRUE, 700, "verdict-good");
  look_at_verdict (FALSE, 700, "verdict-rejects");
  look_at_verdict (FALSE, 360, "verdict-rejects-narrow");
}

static void
test_verdict_dark (void)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  look_at_verdict (FALSE, 700, "verdict-rejects-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static gboolean
has_drawn (gpointer page)
{
  QzPdfView *view = qz_preview_page_get_view (page);

  return qz_pdf_view_get_n_pages (view) > 0 && qz_pdf_view_is_drawn (view);
}

static gboolean
is_found (gpointer page)
{
  return qz_pdf_view_get_n_hits (qz_preview_page_get_view (page)) > 0
         && qz_pdf_view_is_drawn (qz_preview_page_get_view (page));
}

static void
test_preview (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzPreviewPage *page;
  GtkWindow *window;

  app_make_day (session, DAY);
  page = QZ_PREVIEW_PAGE (qz_preview_page_new (session, NUMBER, NULL, NULL));
  window = picture_show (GTK_WIDGET (page), 1000, 700);
  app_wait_until (has_drawn, page, "the pages of the preview");
  qz_pdf_view_find (qz_preview_page_get_view (page), "合计");
  app_wait_until (is_found, page, "合计 to be found");
  picture_check (window, "preview");
  gtk_window_destroy (window);
}

static gboolean
has_document (gpointer page)
{
  return qz_document_page_get_sheet (page) != NULL;
}

static void
test_document (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  AdwNavigationPage *page;
  GtkWindow *window;

  app_make_day (session, DAY);
  page = qz_document_page_new (session, NUMBER);
  window = picture_show (GTK_WIDGET (page), 1200, 760);
  app_wait_until (has_document, page, "the document");
  picture_check (window, "document");
  gtk_window_destroy (window);
}

/* ── every page ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
do_act (QzBook *book, const QzContext *context, const char *user, QzDocumentAct act, GError **error)
{
  QzContext as = *context;

  as.user = user;
  return qz_document_act (book, &as, NUMBER, act, NULL, error);
}

/* One day as far as the bank batch, and one that waits for its reviewer. */
static gpointer
fill_city (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const char *const numbers[] = { NUMBER, NULL };
  QzContext finance = *context;
  g_autoptr (QzSheet) batches = NULL;

  finance.user = "qian";
  if (!do_act (book, context, "li", QZ_ACT_REVIEW, error)
      || !do_act (book, context, "zhao", QZ_ACT_APPROVE, error)
      || !do_act (book, context, "wang", QZ_ACT_PUSH, error)
      || !do_act (book, context, "qian", QZ_ACT_HAND_OVER, error))
    return NULL;
  batches = qz_payment_batch (book, &finance, numbers, error);
  return batches != NULL ? input : NULL;
}

static const QzJobKind fill_kind = { "Filling", fill_city, TRUE };

static void
test_pages (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  app_make_day (session, DAY);
  app_make_day (session, "2026-01-06");
  app_run (session, &fill_kind, session);
  qz_session_set_user (session, "qian");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strconcat ("page-", specs[i]->id, NULL);
      GtkWindow *window = picture_show (GTK_WIDGET (qz_page_new (session, specs[i])), 1200, 760);

      picture_wait_for_readings (session);
      picture_check (window, name);
      gtk_window_destroy (window);
    }
}

int
main (int argc, char *argv[])
{
  picture_init (&argc, &argv);
  g_test_add_func ("/pictures/comparison", picture_test_comparison);
  g_test_add_func ("/pictures/verdict", test_verdict);
  g_test_add_func ("/pictures/verdict-dark", test_verdict_dark);
  g_test_add_func ("/pictures/preview", test_preview);
  g_test_add_func ("/pictures/document", test_document);
  g_test_add_func ("/pictures/pages", test_pages);
  return app_fixture_run ();
}
