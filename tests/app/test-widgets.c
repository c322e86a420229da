/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include "qz-announce.h"
#include "qz-day-row.h"
#include "qz-document-page.h"
#include "qz-error.h"
#include "qz-facts.h"
#include "qz-filter-button.h"
#include "qz-import-dialog.h"
#include "qz-import-fields.h"
#include "qz-import-verdict.h"
#include "qz-inspector.h"
#include "qz-jobs-button.h"
#include "qz-list-page.h"
#include "qz-message.h"
#include "qz-preview-page.h"
#include "qz-record-page.h"
#include "qz-run-dialog.h"
#include "qz-sheet-view.h"
#include "qz-shortcuts.h"
#include "qz-state-strip.h"
#include "qz-thumbnails.h"
#include "qz-window.h"

/* What stands in no window on the screen says nothing, whatever result reaches it. */
static void
test_announce (void)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new ("…"));
  GtkWindow *window;

  g_assert_false (qz_announce (label, "nowhere yet"));
  window = app_present (label);
  g_assert_true (qz_announce (label, "on the screen"));
  gtk_window_destroy (window);
  g_assert_false (qz_announce (label, "closed"));
}

/* Every template loads, binds its children and lets go of everything. */
static void
test_templates (void)
{
  const GType types[] = {
    QZ_TYPE_DAY_ROW,       QZ_TYPE_FACTS,       QZ_TYPE_INSPECTOR,    QZ_TYPE_FILTER_BUTTON,
    QZ_TYPE_JOBS_BUTTON,   QZ_TYPE_SHEET_VIEW,  QZ_TYPE_STATE_STRIP,  QZ_TYPE_LIST_PAGE,
    QZ_TYPE_DOCUMENT_PAGE, QZ_TYPE_RECORD_PAGE, QZ_TYPE_PREVIEW_PAGE, QZ_TYPE_RUN_DIALOG,
    QZ_TYPE_PDF_VIEW,      QZ_TYPE_IMPORT_DIALOG, QZ_TYPE_IMPORT_FIELDS, QZ_TYPE_IMPORT_VERDICT,
    QZ_TYPE_THUMBNAILS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_new (types[i], NULL);

      g_test_message ("%s", g_type_name (types[i]));
      g_object_ref_sink (widget);
      g_object_run_dispose (G_OBJECT (widget));
      g_assert_finalize_object (widget);
    }
}

static void
test_shortcuts_unique (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  const QzShortcut *shortcuts = qz_shortcuts_get_all (&n);

  g_assert_cmpuint (n, >, 10);
  for (guint i = 0; i < n; i++)
    {
      guint key;
      GdkModifierType modifiers;

      if (!gtk_accelerator_parse (shortcuts[i].keys, &key, &modifiers))
        g_error ("“%s” is no shortcut", shortcuts[i].keys);
      if (!g_hash_table_add (seen, gtk_accelerator_name (key, modifiers)))
        g_error ("%s is given twice", shortcuts[i].keys);
    }
}

static gboolean
shows (GtkWidget *widget, gpointer title)
{
  g_autofree char *shown = NULL;

  g_object_get (widget, "title", &shown, NULL);
  return g_strcmp0 (shown, title) == 0;
}

/* The window of shortcuts lists the table. */
static void
test_shortcuts_window (void)
{
  GtkWindow *window = qz_shortcuts_new_window ();
  guint n;
  const QzShortcut *shortcuts = qz_shortcuts_get_all (&n);

  for (guint i = 0; i < n; i++)
    if (app_find (GTK_WIDGET (window), g_type_from_name ("GtkShortcutsShortcut"), shows,
                  (gpointer) shortcuts[i].title)
        == NULL)
      g_error ("%s is not listed", shortcuts[i].title);
  gtk_window_destroy (window);
}

static void
test_message_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  qz_error_set (&error, QZ_ERROR_INPUT, "bad-amount", "Not an amount");
  qz_error_add_place (&error, "claims.csv", 12, 3, "medfee_sumamt");
  qz_error_add_rule (&error, "V9");
  text = qz_message_dup_text (error);
  g_assert_cmpstr (text, ==,
                   "Not an amount\nFile: claims.csv\nLine: 12\nColumn: 3\nField: medfee_sumamt\n"
                   "Rule: V9");
  g_assert_false (qz_message_is_cancel (error));
}

static void
test_day_row (void)
{
  QzDayRow *row = g_object_ref_sink (g_object_new (QZ_TYPE_DAY_ROW, NULL));
  g_autoptr (GError) error = NULL;
  QzDay day = 0, read = 0;

  g_assert_true (qz_day_from_ymd (2026, 3, 10, &day));
  qz_day_row_set_day (row, day);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "2026-03-10");
  g_assert_true (qz_day_row_get_day (row, &read, &error));
  g_assert_cmpint (read, ==, day);
  gtk_editable_set_text (GTK_EDITABLE (row), "2026-02-30");
  g_assert_false (qz_day_row_get_day (row, &read, &error));
  g_assert_nonnull (error);
  g_object_run_dispose (G_OBJECT (row));
  g_assert_finalize_object (row);
}

/* Nothing is open: the window says so, and closing it ends its worker. */
static void
test_window_start (void)
{
  g_autoptr (GtkApplication) application =
      GTK_APPLICATION (adw_application_new ("org.qingzhang.Test", G_APPLICATION_NON_UNIQUE));
  g_autoptr (GError) error = NULL;
  QzWindow *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  window = g_object_ref (qz_window_new (application, NULL));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_null (qz_session_get_path (qz_window_get_session (window)));
  g_assert_null (adw_navigation_view_get_visible_page (qz_window_get_navigation (window)));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/widgets/templates", test_templates);
  g_test_add_func ("/widgets/shortcuts/unique", test_shortcuts_unique);
  g_test_add_func ("/widgets/shortcuts/window", test_shortcuts_window);
  g_test_add_func ("/widgets/message", test_message_text);
  g_test_add_func ("/widgets/announce", test_announce);
  g_test_add_func ("/widgets/day-row", test_day_row);
  g_test_add_func ("/window/start", test_window_start);
  return app_fixture_run ();
}
