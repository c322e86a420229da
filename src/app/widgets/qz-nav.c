/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nav.h"

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
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
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
