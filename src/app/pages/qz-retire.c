/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-retire.h"

#include "qz-growing-rows.h"
#include "qz-load-page.h"

#define RETIRED_KEY "qz-retired"

typedef struct {
  AdwNavigationView *view; /* which has it */
  GPtrArray *pages;        /* element-type AdwNavigationPage: the first goes first */
  guint source;
} Retired;

static void
retired_free (gpointer data)
{
  Retired *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

static Retired *
get_retired (AdwNavigationView *view)
{
  Retired *self = g_object_get_data (G_OBJECT (view), RETIRED_KEY);

  if (self != NULL)
    return self;
  self = g_new0 (Retired, 1);
  self->view = view;
  self->pages = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_data_full (G_OBJECT (view), RETIRED_KEY, self, retired_free);
  return self;
}

static gboolean
shrink (GtkSelectionModel *rows)
{
  return QZ_IS_GROWING_ROWS (rows) && qz_growing_rows_shrink (QZ_GROWING_ROWS (rows));
}

/* Of the first table in @widget that still has rows. */
static gboolean
take_rows (GtkWidget *widget)
{
  if (GTK_IS_COLUMN_VIEW (widget))
    return shrink (gtk_column_view_get_model (GTK_COLUMN_VIEW (widget)));
  if (GTK_IS_LIST_VIEW (widget))
    return shrink (gtk_list_view_get_model (GTK_LIST_VIEW (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (take_rows (child))
      return TRUE;
  return FALSE;
}

/* One thing a turn: some rows, the place in the window, the page itself. */
static gboolean
retire_cb (gpointer user_data)
{
  Retired *self = user_data;
  AdwNavigationPage *page = self->pages->pdata[0];

  if (gtk_widget_get_parent (GTK_WIDGET (page)) == GTK_WIDGET (self->view))
    {
      if (!take_rows (GTK_WIDGET (page)))
        adw_navigation_view_remove (self->view, page);
      return G_SOURCE_CONTINUE;
    }
  g_ptr_array_remove_index (self->pages, 0);
  if (self->pages->len > 0)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

/* A page that was added stays in the view when it leaves the stack. Its tag is free for @page, and
 * what it still reads is for nobody. */
static void
retire (Retired *self, AdwNavigationPage *page)
{
  adw_navigation_view_add (self->view, page);
  adw_navigation_page_set_tag (page, NULL);
  if (QZ_IS_LOAD_PAGE (page))
    g_cancellable_cancel (qz_load_page_get_cancellable (QZ_LOAD_PAGE (page)));
  g_ptr_array_add (self->pages, g_object_ref (page));
}

void
qz_retire_replace (AdwNavigationView *view, AdwNavigationPage *page)
{
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (view);
  Retired *self = get_retired (view);

  for (guint i = g_list_model_get_n_items (stack); i > 0; i--)
    {
      g_autoptr (AdwNavigationPage) before = g_list_model_get_item (stack, i - 1);

      retire (self, before);
    }
  adw_navigation_view_replace (view, &page, 1);
  if (self->source == 0 && self->pages->len > 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, retire_cb, self, NULL);
}
