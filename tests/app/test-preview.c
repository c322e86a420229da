/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>

#include "qz-document-jobs.h"
#include "qz-documents.h"
#include "qz-export.h"
#include "qz-pdf-view.h"
#include "qz-poppler.h"
#include "qz-preview-page.h"
#include "qz-thumbnails.h"

#define N_PAGES     40
#define N_LONG      500
#define MAX_WIDGETS 60 /* of the view */
#define DAY         "2026-01-05"
#define NUMBER      "RB-220200-20260105-EMP-001"

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* "needle" is on the third page and the thirtieth. */
static GBytes *
make_pdf (guint n_pages)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 20);
  for (guint i = 1; i <= n_pages; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("sheet %u%s", i, i == 3 || i == 30 ? " needle" : "");

      cairo_move_to (cr, 60, 80);
      cairo_show_text (cr, text);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
is_drawn (gpointer view)
{
  return qz_pdf_view_is_drawn (view);
}

static GtkWindow *
open_long_view (QzPdfView **view, guint n_pages)
{
  g_autoptr (GBytes) pdf = make_pdf (n_pages);
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  *view = g_object_new (QZ_TYPE_PDF_VIEW, NULL);
  g_assert_true (qz_pdf_view_load (*view, pdf, &error));
  window = app_present (GTK_WIDGET (*view));
  app_wait_until (is_drawn, *view, "the first page to be drawn");
  return window;
}

static GtkWindow *
open_view (QzPdfView **view)
{
  return open_long_view (view, N_PAGES);
}

static gboolean
is_at_page_30 (gpointer view)
{
  return qz_pdf_view_get_page (view) == 30;
}

static void
test_pages_and_zoom (void)
{
  QzPdfView *view;
  GtkWindow *window = open_view (&view);
  guint width_zoom;

  g_assert_cmpuint (qz_pdf_view_get_n_pages (view), ==, N_PAGES);
  g_assert_cmpuint (qz_pdf_view_get_page (view), ==, 1);
  qz_pdf_view_set_page (view, 30);
  app_wait_until (is_at_page_30, view, "page 30");
  app_wait_until (is_drawn, view, "page 30 to be drawn");
  /* The zoom keeps the page. */
  qz_pdf_view_set_zoom (view, 150);
  app_wait_until (is_at_page_30, view, "page 30, larger");
  app_wait_until (is_drawn, view, "it to be drawn larger");
  qz_pdf_view_set_fit (view, QZ_PDF_FIT_WIDTH);
  width_zoom = qz_pdf_view_get_zoom (view);
  qz_pdf_view_set_fit (view, QZ_PDF_FIT_PAGE);
  g_assert_cmpuint (qz_pdf_view_get_zoom (view), <, width_zoom);
  qz_pdf_view_set_zoom (view, 1);
  g_assert_cmpuint (qz_pdf_view_get_zoom (view), ==, 25);
  g_assert_cmpint (qz_pdf_view_get_fit (view), ==, QZ_PDF_FIT_NONE);
  gtk_window_destroy (window);
}

static gboolean
is_at_end (gpointer view)
{
  return qz_pdf_view_get_page (view) >= N_LONG - 2 && qz_pdf_view_is_drawn (view);
}

/* However long the paper is: only pages in sight and their neighbours are widgets. */
static void
test_long (void)
{
  QzPdfView *view;
  GtkWindow *window = open_long_view (&view, N_LONG);

  g_assert_cmpuint (qz_pdf_view_get_n_pages (view), ==, N_LONG);
  g_assert_cmpuint (app_count_widgets (GTK_WIDGET (view)), <, MAX_WIDGETS);
  for (guint page = 1; page <= N_LONG; page += 50)
    {
      qz_pdf_view_set_page (view, page);
      app_wait_until (is_drawn, view, "the page gone to to be drawn");
      g_assert_cmpuint (app_count_widgets (GTK_WIDGET (view)), <, MAX_WIDGETS);
    }
  qz_pdf_view_set_page (view, N_LONG);
  app_wait_until (is_at_end, view, "the last pages to be drawn");
  qz_pdf_view_set_zoom (view, 25);
  app_wait_until (is_drawn, view, "many small pages to be drawn");
  g_assert_cmpuint (app_count_widgets (GTK_WIDGET (view)), <, MAX_WIDGETS);
  gtk_window_destroy (window);
}

static gboolean
has_two_hits (gpointer view)
{
  return qz_pdf_view_get_n_hits (view) == 2;
}

static gboolean
has_no_hits (gpointer view)
{
  return qz_pdf_view_get_n_hits (view) == 0;
}

static gboolean
is_at_page_3 (gpointer view)
{
  return qz_pdf_view_get_page (view) == 3;
}

static void
test_find (void)
{
  QzPdfView *view;
  GtkWindow *window = open_view (&view);

  qz_pdf_view_find (view, "need");
  qz_pdf_view_find (view, "needle");
  app_wait_until (has_two_hits, view, "both places");
  app_wait_until (is_at_page_3, view, "the first place");
  g_assert_cmpint (qz_pdf_view_get_hit (view), ==, 0);
  qz_pdf_view_go_to_hit (view, 1);
  g_assert_cmpint (qz_pdf_view_get_hit (view), ==, 1);
  app_wait_until (is_at_page_30, view, "the second place");
  qz_pdf_view_go_to_hit (view, 1);
  g_assert_cmpint (qz_pdf_view_get_hit (view), ==, 0);
  qz_pdf_view_go_to_hit (view, -1);
  g_assert_cmpint (qz_pdf_view_get_hit (view), ==, 1);
  qz_pdf_view_find (view, "haystack");
  app_wait_until (has_no_hits, view, "nothing to be found");
  gtk_window_destroy (window);
}

static gboolean
chose_30 (gpointer thumbnails)
{
  return qz_thumbnails_get_chosen (thumbnails) == 30;
}

static void
test_thumbnails (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  QzThumbnails *thumbnails = g_object_new (QZ_TYPE_THUMBNAILS, NULL);
  QzPdfView *view = g_object_new (QZ_TYPE_PDF_VIEW, NULL);
  g_autoptr (GBytes) pdf = make_pdf (N_PAGES);
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  g_assert_true (qz_pdf_view_load (view, pdf, &error));
  gtk_widget_set_hexpand (GTK_WIDGET (view), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (thumbnails));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view));
  window = app_present (box);
  qz_thumbnails_set_view (thumbnails, view);
  g_assert_cmpuint (qz_thumbnails_get_n_pages (thumbnails), ==, N_PAGES);
  app_wait_until (is_drawn, view, "the first page to be drawn");
  g_assert_cmpuint (qz_thumbnails_get_chosen (thumbnails), ==, 1);
  qz_pdf_view_set_page (view, 30);
  app_wait_until (chose_30, thumbnails, "the list to follow");
  gtk_window_destroy (window);
}

/* Lines of a page that is far more work to draw than anything else of the window; and how many
 * times as long as the longest turn of the main thread that work is, at least. */
#define N_LINES   4000
#define MIN_TURNS 4

static GBytes *
make_heavy_pdf (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < N_LINES; i++)
    {
      cairo_move_to (cr, i % 595, 0);
      cairo_line_to (cr, i * 7 % 595, 842);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static gint64
get_spent_us (clockid_t clock)
{
  struct timespec spent;

  clock_gettime (clock, &spent);
  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

/* What all other threads were at work. */
static gint64
get_others_spent_us (void)
{
  return get_spent_us (CLOCK_PROCESS_CPUTIME_ID) - get_spent_us (CLOCK_THREAD_CPUTIME_ID);
}

/* Others do the work, of which no turn of the main thread would be a good part. */
static void
test_main_thread_is_free (void)
{
  g_autoptr (GBytes) pdf = make_heavy_pdf ();
  g_autoptr (GError) error = NULL;
  QzPdfView *view = g_object_new (QZ_TYPE_PDF_VIEW, NULL);
  GtkWindow *window = app_present (GTK_WIDGET (view));
  gint64 longest = 0, others = get_others_spent_us ();

  g_assert_true (qz_pdf_view_load (view, pdf, &error));
  while (!qz_pdf_view_is_drawn (view))
    {
      const gint64 start = get_spent_us (CLOCK_THREAD_CPUTIME_ID);

      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, get_spent_us (CLOCK_THREAD_CPUTIME_ID) - start);
    }
  others = get_others_spent_us () - others;
  g_test_message ("longest turn %d us, the others %d us", (int) longest, (int) others);
  g_assert_cmpint (longest * MIN_TURNS, <, others);
  gtk_window_destroy (window);
}

/* ── what goes to the printer ────────────────────────────────────────────────────────────────── */

static gpointer
keep_preview (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  GBytes **kept = input;

  *kept = qz_document_preview (book, NUMBER, NULL, NULL, error);
  return *kept;
}

static const QzJobKind keep_kind = { "Previewing", keep_preview, FALSE, NULL, NULL };

/* The first print is what the preview showed, byte for byte; the dialog gets that file. */
static void
test_printed_is_previewed (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autoptr (GBytes) previewed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-print-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "paper.pdf", NULL);
  g_autofree char *printed = NULL;
  gsize n_printed = 0;

  app_make_day (session, DAY);
  app_run (session, &keep_kind, &previewed);
  app_run (session, &qz_job_print, qz_print_input_new (NUMBER, NULL, NULL, path));
  g_assert_true (g_file_get_contents (path, &printed, &n_printed, &error));
  g_assert_cmpmem (printed, n_printed, g_bytes_get_data (previewed, NULL),
                   g_bytes_get_size (previewed));
  g_unlink (path);
  g_rmdir (folder);
}

static gboolean
has_pages (gpointer page)
{
  return qz_pdf_view_get_n_pages (qz_preview_page_get_view (page)) > 0
         && qz_pdf_view_is_drawn (qz_preview_page_get_view (page));
}

static gboolean
finds_something (gpointer page)
{
  return qz_pdf_view_get_n_hits (qz_preview_page_get_view (page)) > 0;
}

/* Ctrl+F as the window sends it, and text of a real form. */
static void
test_search_bar (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzPreviewPage *page;
  GtkWindow *window;
  GtkWidget *bar, *entry;

  app_make_day (session, DAY);
  page = QZ_PREVIEW_PAGE (qz_preview_page_new (session, NUMBER, NULL, NULL));
  window = app_present (GTK_WIDGET (page));
  app_wait_until (has_pages, page, "the pages of the preview");
  bar = app_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_BAR, NULL, NULL);
  entry = app_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  g_assert_false (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "page.search", NULL));
  g_assert_true (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "合计");
  app_wait_until (finds_something, page, "合计 to be found on the form");
  gtk_window_destroy (window);
}

/* ── the foot of a list ──────────────────────────────────────────────────────────────────────── */

static GBytes *
export_list (const char *title)
{
  g_autofree char *folder = g_dir_make_tmp ("qz-foot-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.pdf", NULL);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("list");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzExport) export = NULL;
  char *pdf = NULL;
  gsize length = 0;
  gboolean done;
  QzClock clock;

  qz_clock_init_now (&clock);
  qz_sheet_add_column (sheet, "code", "Code", QZ_VALUE_TEXT);
  qz_sheet_put_text (sheet, qz_sheet_add_row (sheet), 0, "H1");
  export = qz_export_new (path, sheet, &(QzExportOptions) { title, "", &clock, 1, FALSE }, &error);
  g_assert_no_error (error);
  g_assert_true (qz_export_add (export, sheet, &error));
  done = qz_export_finish (export, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_true (g_file_get_contents (path, &pdf, &length, &error));
  g_unlink (path);
  g_rmdir (folder);
  return g_bytes_new_take (pdf, length);
}

/* It says which list it is, as each of its pages can be alone; no word of the program's own. */
static void
test_list_foot (void)
{
  g_autoptr (GBytes) pdf = export_list ("Suppliers");
  g_autoptr (GError) error = NULL;
  const QzPoppler *poppler = qz_poppler_get (&error);
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (PopplerPage) page = NULL;
  g_autofree char *text = NULL;
  const char *head;

  g_assert_no_error (error);
  document = poppler->document_new_from_bytes (pdf, NULL, &error);
  g_assert_no_error (error);
  page = poppler->document_get_page (document, 0);
  text = poppler->page_get_text (page);
  g_assert_null (strstr (text, "LIST"));
  head = strstr (text, "Suppliers");
  g_assert_nonnull (head);
  g_assert_nonnull (strstr (head + 1, "Suppliers"));
}

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/preview/pages-and-zoom", test_pages_and_zoom);
  g_test_add_func ("/preview/long", test_long);
  g_test_add_func ("/preview/find", test_find);
  g_test_add_func ("/preview/thumbnails", test_thumbnails);
  g_test_add_func ("/preview/main-thread-is-free", test_main_thread_is_free);
  g_test_add_func ("/preview/printed-is-previewed", test_printed_is_previewed);
  g_test_add_func ("/preview/search-bar", test_search_bar);
  g_test_add_func ("/export/list-foot", test_list_foot);
  return app_fixture_run ();
}
