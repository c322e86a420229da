/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-thumbnails.h"

#include <glib/gi18n-lib.h>

#include "qz-pdf-page.h"

#define WIDTH 110 /* pixels of a thumbnail */

struct _QzThumbnails {
  AdwBin parent_instance;

  GtkListView *list;
  GtkSingleSelection *selection; /* nullable */
  QzPdfView *view;               /* weak */
  gboolean following;            /* the view, not the user */
};

G_DEFINE_FINAL_TYPE (QzThumbnails, qz_thumbnails, ADW_TYPE_BIN)

/* ── one of them ─────────────────────────────────────────────────────────────────────────────── */

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  QzThumbnails *self = user_data;
  const guint page = gtk_list_item_get_position (item);
  QzPdfSource *source = self->view != NULL ? qz_pdf_view_get_source (self->view) : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *name = g_strdup_printf (_("Page %u"), page + 1);
  double width, height;
  GtkWidget *picture;

  if (source == NULL || page >= qz_pdf_source_get_n_pages (source))
    return;
  picture = qz_pdf_page_new (source, page);
  qz_pdf_source_get_size (source, page, &width, &height);
  qz_pdf_page_set_zoom (QZ_PDF_PAGE (picture), WIDTH * 100 / (width * QZ_PDF_PIXELS_PER_POINT));
  qz_pdf_page_set_in_sight (QZ_PDF_PAGE (picture), TRUE);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), gtk_label_new (number));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_accessible_label (item, name);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, NULL);
}

/* ── the view and the list follow each other ─────────────────────────────────────────────────── */

static void
chosen_cb (QzThumbnails *self)
{
  if (!self->following && self->view != NULL && self->selection != NULL)
    qz_pdf_view_set_page (self->view, gtk_single_selection_get_selected (self->selection) + 1);
}

static void
page_cb (QzThumbnails *self)
{
  const guint page = self->view != NULL ? qz_pdf_view_get_page (self->view) : 0;

  if (page == 0 || self->selection == NULL
      || gtk_single_selection_get_selected (self->selection) == page - 1)
    return;
  self->following = TRUE;
  gtk_list_view_scroll_to (self->list, page - 1, GTK_LIST_SCROLL_SELECT, NULL);
  self->following = FALSE;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_thumbnails_dispose (GObject *object)
{
  QzThumbnails *self = QZ_THUMBNAILS (object);

  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_weak_pointer (&self->view);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (qz_thumbnails_parent_class)->dispose (object);
}

static void
qz_thumbnails_class_init (QzThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qz_thumbnails_dispose;
}

static void
qz_thumbnails_init (QzThumbnails *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Pages"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

void
qz_thumbnails_set_view (QzThumbnails *self, QzPdfView *view)
{
  GtkStringList *pages = gtk_string_list_new (NULL);

  for (guint i = 0; i < qz_pdf_view_get_n_pages (view); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      gtk_string_list_append (pages, number);
    }
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_set_weak_pointer (&self->view, view);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (pages));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (view, "notify::page", G_CALLBACK (page_cb), self);
  page_cb (self);
}

guint
qz_thumbnails_get_n_pages (QzThumbnails *self)
{
  return self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
}

guint
qz_thumbnails_get_chosen (QzThumbnails *self)
{
  return qz_thumbnails_get_n_pages (self) > 0
             ? gtk_single_selection_get_selected (self->selection) + 1
             : 0;
}
