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
