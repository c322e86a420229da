/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-first-field.h"

#include "qz-announce.h"
#include "qz-nav.h"

static gboolean
is_field (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) && gtk_widget_get_focusable (widget)
         && gtk_editable_get_editable (GTK_EDITABLE (widget));
}

static GtkWidget *
find_field (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_sensitive (widget))
    return NULL;
  if (is_field (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_field (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_keyboard (GtkWidget *field)
{
  GtkRoot *root = gtk_widget_get_root (field);

  return root != NULL && gtk_root_get_focus (root) == field;
}

/* Set once the wish has come true. */
#define CAME_KEY "qz-first-field-came"

/* A dialog remembers where the keyboard shall be and takes it there when it opens, two frames after
 * it was mapped; but it also remembers whatever the window does with the keyboard before, and a
 * window that comes up with a dialog over it moves it to the first thing it finds there: the wish
 * is repeated until it has come true. What moves the keyboard then is who types, or the end of the
 * dialog. */
static void
focus_moved (AdwDialog *dialog, GParamSpec *pspec, GtkWidget *field)
{
  if (has_keyboard (field) || g_object_get_data (G_OBJECT (field), CAME_KEY) != NULL
      || !gtk_widget_is_visible (field) || !gtk_widget_is_sensitive (field))
    g_signal_handlers_disconnect_by_func (dialog, focus_moved, field);
  else if (adw_dialog_get_focus (dialog) != field)
    adw_dialog_set_focus (dialog, field);
}

static void
window_focus_moved (GtkWidget *field)
{
  if (has_keyboard (field))
    g_object_set_data (G_OBJECT (field), CAME_KEY, field);
}

/* A window in which nothing else can take the keyboard leaves it in the dialog that goes, and GTK
 * then keeps the field for ever with all around it, a passphrase that was typed among it. */
static void
closed (AdwDialog *dialog)
{
  g_signal_handlers_disconnect_matched (dialog, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, focus_moved, NULL);
  qz_nav_release_keyboard (GTK_WIDGET (dialog));
}

void
qz_first_field_present (AdwDialog *dialog, GtkWidget *parent)
{
  GtkWidget *child = adw_dialog_get_child (dialog);
  GtkWidget *field = child != NULL ? find_field (child) : NULL;
  GtkRoot *root;

  if (child != NULL)
    qz_announce_rows (child, ADW_IS_ALERT_DIALOG (dialog)
                                 ? adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog))
                                 : adw_dialog_get_title (dialog));
  if (field != NULL)
    {
      g_signal_connect_object (dialog, "notify::focus-widget", G_CALLBACK (focus_moved), field,
                               G_CONNECT_DEFAULT);
      adw_dialog_set_focus (dialog, field);
    }
  g_signal_connect (dialog, "closed", G_CALLBACK (closed), NULL);
  adw_dialog_present (dialog, parent);
  root = gtk_widget_get_root (GTK_WIDGET (dialog));
  if (root != NULL && field != NULL)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (window_focus_moved), field,
                             G_CONNECT_SWAPPED);
}
