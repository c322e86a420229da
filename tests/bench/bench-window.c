/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ours: the list page of claims, as the program has it, in a window of its own; "BOOK" is opened as
 * the program opens it. */
#include <adwaita.h>
#include <stdio.h>

#include "bench-window.h"
#include "qz-list-page.h"
#include "qz-row.h"

static struct {
  const char *book;
  GtkWindow *window;
  QzSession *session;
  QzListPage *page;
} ours;

static void
sort_cb (guint n, gpointer data)
{
  static const struct {
    const char *column;
    gboolean descending;
  } orders[] = { { "medfee", FALSE }, { "setl_time", TRUE }, { "fund", FALSE } };
  QzSheetView *view = qz_list_page_get_view (ours.page);
  QzSheet *sheet = qz_sheet_view_get_sheet (view);

  qz_sheet_view_sort (view, (guint) qz_sheet_find_column (sheet, orders[n].column),
                      orders[n].descending);
}

static guint
get_n_rows (gpointer data)
{
  return g_list_model_get_n_items (qz_sheet_view_get_rows (qz_list_page_get_view (ours.page)));
}

static gboolean
drive_cb (gpointer data)
{
  const BenchWindow bench = { ours.window,
                              qz_sheet_view_get_table (qz_list_page_get_view (ours.page)), sort_cb,
                              qz_row_get_n_alive, get_n_rows, NULL };

  bench_window_drive (&bench);
  return G_SOURCE_REMOVE;
}

static void
shown_cb (void)
{
  static gboolean driven;

  if (!driven && g_str_equal (qz_list_page_get_shown (ours.page), "table"))
    {
      driven = TRUE;
      g_idle_add (drive_cb, NULL);
    }
}

static void
opened (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  AdwNavigationPage *page;

  if (error != NULL)
    g_error ("%s", error->message);
  page = qz_list_page_new (ours.session, qz_pages_find ("claims"));
  ours.page = QZ_LIST_PAGE (page);
  g_signal_connect_after (qz_list_page_get_view (ours.page), "shown-changed",
                          G_CALLBACK (shown_cb), NULL);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (ours.window), GTK_WIDGET (page));
}

static void
activate_cb (GApplication *application, gpointer data)
{
  ours.window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (application)));
  gtk_window_set_default_size (ours.window, BENCH_WINDOW_WIDTH, BENCH_WINDOW_HEIGHT);
  ours.session = qz_session_new ();
  qz_session_open (ours.session, ours.book, ours.window, opened);
  gtk_window_present (ours.window);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.qingzhang.Bench", G_APPLICATION_NON_UNIQUE);

  g_application_set_resource_base_path (G_APPLICATION (application), "/org/qingzhang/Qingzhang");
  if (argc < 2)
    {
      fprintf (stderr, "usage: bench-window BOOK\n");
      return 2;
    }
  ours.book = argv[1];
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
