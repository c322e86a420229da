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

static gboolean
cannot_press (gpointer button)
{
  return find_button (button) == NULL;
}

void
pressing_wait (QzWindow *window, const char *action, gboolean there)
{
  Button button = { window, action };

  app_wait_until (there ? can_press : cannot_press, &button, action);
}

void
pressing_button (QzWindow *window, const char *action)
{
  Button button = { window, action };

  app_wait_until (can_press, &button, action);
  g_signal_emit_by_name (find_button (&button), "clicked");
}

/* ── files ───────────────────────────────────────────────────────────────────────────────────── */

/* Of the dialog that GtkFileDialog shows where there is no portal only its widget's name is known:
 * its functions are not to be called any more. */
static gboolean
is_called (GtkWidget *widget, gpointer type)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type) && gtk_widget_get_mapped (widget);
}

/* A widget of the chooser by the name of its type; NULL before it is there. */
static GtkWidget *
find_in_chooser (const char *type)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (app_find (window, GTK_TYPE_WIDGET, is_called, (gpointer) "GtkFileChooserWidget") != NULL)
        found = app_find (window, GTK_TYPE_WIDGET, is_called, (gpointer) type);
    }
  return found;
}

static gboolean
is_there (gpointer type)
{
  return find_in_chooser (type) != NULL;
}

static gboolean
is_gone (gpointer type)
{
  return find_in_chooser (type) == NULL;
}

static gboolean
can_take (gpointer button)
{
  return gtk_widget_is_sensitive (button);
}

static char chooser[] = "GtkFileChooserWidget", entry[] = "GtkFileChooserEntry";

void
pressing_wait_chooser (gboolean there)
{
  app_wait_until (there ? is_there : is_gone, chooser, "the file chooser to open or close");
}

void
pressing_choose (const char *path)
{
  GtkWidget *button;

  pressing_wait_chooser (TRUE);
  /* What Ctrl+L does. */
  g_signal_emit_by_name (find_in_chooser (chooser), "location-popup", path);
  app_wait_until (is_there, entry, "where the path is written");
  gtk_editable_set_text (GTK_EDITABLE (find_in_chooser (entry)), path);
  button = gtk_window_get_default_widget (
      GTK_WINDOW (gtk_widget_get_root (find_in_chooser (chooser))));
  g_assert_true (GTK_IS_BUTTON (button));
  app_wait_until (can_take, button, "the chooser's button");
  g_signal_emit_by_name (button, "clicked");
  pressing_wait_chooser (FALSE);
}
