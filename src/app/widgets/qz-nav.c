/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nav.h"

#include <glib/gi18n-lib.h>

#define FOCUSED_KEY "qz-nav-focused"
#define SOURCE_KEY "qz-focus-source"
#define WANTED_KEY "qz-nav-wanted"

void
qz_nav_push (GtkWidget *widget, AdwNavigationPage *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW);

  if (page == NULL)
    return;
  g_object_ref_sink (page);
  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
  g_object_unref (page);
}

/* The toast just shown in @overlay stays above the bar at the foot of what is shown, whose buttons
 * are what comes next. */
static void
raise_toast (GtkWidget *overlay)
{
  GtkWidget *toast = gtk_widget_get_last_child (overlay);
  GtkWidget *foot = gtk_widget_pick (overlay, gtk_widget_get_width (overlay) / 2.0,
                                     gtk_widget_get_height (overlay) - 1, GTK_PICK_INSENSITIVE);
  GtkWidget *bars =
      foot != NULL ? gtk_widget_get_ancestor (foot, ADW_TYPE_TOOLBAR_VIEW) : NULL;

  if (bars != NULL)
    g_object_bind_property (bars, "bottom-bar-height", toast, "margin-bottom",
                            G_BINDING_SYNC_CREATE);
}

void
qz_nav_toast (GtkWidget *widget, const char *text, const char *action_label, const char *action)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (overlay == NULL)
    return;
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  if (action != NULL)
    {
      adw_toast_set_button_label (toast, action_label);
      adw_toast_set_detailed_action_name (toast, action);
    }
  adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (overlay));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  raise_toast (overlay);
}

void
qz_nav_toast_file (GtkWidget *widget, const char *text, const char *path)
{
  g_autofree char *action = path != NULL ? g_strdup_printf ("app.show-file::%s", path) : NULL;

  qz_nav_toast (widget, text, _("_Show in Folder"), action);
}

static gboolean
is_in_header (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR) != NULL;
}

/* A dialog over the page keeps the keyboard, also before it has taken it. */
static gboolean
has_dialog (GtkRoot *root)
{
  return ADW_IS_APPLICATION_WINDOW (root)
         && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root)) != NULL;
}

/* While a page slides in, what was at hand in the one before may get the keyboard back, from a
 * dialog that has closed meanwhile; it goes away with that page. */
static gboolean
is_leaving (GtkWidget *focus, GtkWidget *page)
{
  GtkWidget *other = gtk_widget_get_ancestor (focus, ADW_TYPE_NAVIGATION_PAGE);
  GtkWidget *view = gtk_widget_get_parent (page);

  return other != NULL && other != page && ADW_IS_NAVIGATION_VIEW (view)
         && gtk_widget_get_parent (other) == view
         && GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view))) == page;
}

void
qz_nav_calm_labels (void)
{
  GtkSettings *settings = gtk_settings_get_default ();

  if (settings != NULL)
    g_object_set (settings, "gtk-label-select-on-focus", FALSE, NULL);
}

static void
dialog_gone_cb (GtkWidget *content, GtkWidget *dialog)
{
  g_signal_handlers_disconnect_by_func (dialog, dialog_gone_cb, content);
  qz_nav_focus_content (content);
}

/* A page may come while the dialog that it was chosen in, the finder, still closes and holds the
 * keyboard: then the page asks again when the dialog is gone. */
static gboolean
wait_for_dialog (GtkWidget *content, GtkWidget *focus)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (focus, ADW_TYPE_DIALOG);

  if (dialog == NULL || gtk_widget_is_ancestor (content, dialog))
    return FALSE;
  g_signal_handlers_disconnect_by_func (dialog, dialog_gone_cb, content);
  g_signal_connect_object (dialog, "unmap", G_CALLBACK (dialog_gone_cb), content,
                           G_CONNECT_SWAPPED);
  return TRUE;
}

/* Somebody has opened the page from elsewhere in the window. */
static gboolean
is_wanted (GtkWidget *page, GtkWidget *focus)
{
  return g_object_get_data (G_OBJECT (page), WANTED_KEY) != NULL
         && !gtk_widget_is_ancestor (focus, page);
}

static gboolean
focus_content_cb (gpointer data)
{
  GtkWidget *content = data;
  GtkWidget *page = gtk_widget_get_ancestor (content, ADW_TYPE_NAVIGATION_PAGE);
  GtkRoot *root = gtk_widget_get_root (content);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean first = g_object_get_data (G_OBJECT (content), FOCUSED_KEY) == NULL;

  g_object_steal_data (G_OBJECT (content), SOURCE_KEY);
  if (page == NULL || root == NULL || !gtk_widget_get_mapped (content) || has_dialog (root)
      || (focus != NULL && wait_for_dialog (content, focus)))
    return G_SOURCE_REMOVE;
  g_object_set_data (G_OBJECT (content), FOCUSED_KEY, content);
  if (focus == NULL || is_leaving (focus, page) || (first && is_wanted (page, focus))
      || (first && gtk_widget_is_ancestor (focus, page) && is_in_header (focus)))
    gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static void
remove_source (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

/* Later: what has just come has no place yet, and rows of a table are made when it has one. Nothing
 * is held meanwhile: a page that goes away goes with all it has. */
void
qz_nav_focus_content (GtkWidget *content)
{
  guint id;

  id = g_idle_add_full (G_PRIORITY_LOW, focus_content_cb, content, NULL);
  g_object_set_data_full (G_OBJECT (content), SOURCE_KEY, GUINT_TO_POINTER (id), remove_source);
}

void
qz_nav_want_keyboard (AdwNavigationPage *page)
{
  g_object_set_data (G_OBJECT (page), WANTED_KEY, page);
}

void
qz_nav_set_home (AdwNavigationPage *page, const char *page_id)
{
  g_object_set_data_full (G_OBJECT (page), "qz-home", g_strdup (page_id), g_free);
}

const char *
qz_nav_get_home (AdwNavigationPage *page)
{
  return g_object_get_data (G_OBJECT (page), "qz-home");
}

void
qz_nav_release_keyboard (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
    gtk_root_set_focus (root, NULL);
}
