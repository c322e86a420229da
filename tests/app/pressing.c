/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pressing.h"

#include "app-fixture.h"

typedef struct {
  QzWindow *window;
  const char *action;
} Button;

static gboolean
does (GtkWidget *widget, gpointer action)
{
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0
         && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget);
}

static GtkWidget *
find_button (const Button *self)
{
  AdwNavigationView *navigation = qz_window_get_navigation (self->window);

  return app_find (GTK_WIDGET (adw_navigation_view_get_visible_page (navigation)),
                   GTK_TYPE_BUTTON, does, (gpointer) self->action);
}

static gboolean
can_press (gpointer button)
{
  return find_button (button) != NULL;
}

void
pressing_button (QzWindow *window, const char *action)
{
  Button button = { window, action };

  app_wait_until (can_press, &button, action);
  g_signal_emit_by_name (find_button (&button), "clicked");
}

/* ── files ───────────────────────────────────────────────────────────────────────────────────── */

/* Where there is no portal GTK shows its own chooser, whose names are deprecated. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static GtkFileChooser *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (window))
        return GTK_FILE_CHOOSER (window);
    }
  return NULL;
}

static gboolean
is_there (gpointer data)
{
  return find_chooser () != NULL;
}

static gboolean
is_gone (gpointer data)
{
  return find_chooser () == NULL;
}

static gboolean
is_chosen (gpointer file)
{
  g_autoptr (GFile) chosen = gtk_file_chooser_get_file (find_chooser ());

  return chosen != NULL && g_file_equal (chosen, file);
}

void
pressing_choose (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  app_wait_until (is_there, NULL, "the file chooser");
  g_assert_true (gtk_file_chooser_set_file (find_chooser (), file, &error));
  app_wait_until (is_chosen, file, path);
  g_signal_emit_by_name (find_chooser (), "response", GTK_RESPONSE_ACCEPT);
  app_wait_until (is_gone, NULL, "the file chooser to go");
}

G_GNUC_END_IGNORE_DEPRECATIONS
