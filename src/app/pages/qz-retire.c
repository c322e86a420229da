/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-retire.h"

#include "qz-clock.h"
#include "qz-growing-rows.h"
#include "qz-load-page.h"

#define RETIRED_KEY "qz-retired"
/* What one turn of the main loop may take: a quarter of a frame. */
#define TURN_US 4000
/* A part of a page with more widgets is taken apart too, one with fewer goes with what it is in. */
#define MANY_WIDGETS 40
#define FEW_WIDGETS  10

typedef struct {
  AdwNavigationView *view; /* which has it */
  GPtrArray *pages;        /* element-type AdwNavigationPage: the first goes first */
  GPtrArray *parts;        /* element-type GtkWidget: the page that goes, then what it had */
  guint source;
} Retired;

/* The page itself is the last to go: handlers of what it had know it. */
static void
take_part (Retired *self)
{
  g_ptr_array_remove_index (self->parts, self->parts->len - 1);
}

static void
retired_free (gpointer data)
{
  Retired *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  while (self->parts->len > 0)
    take_part (self);
  g_ptr_array_unref (self->parts);
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
  self->parts = g_ptr_array_new_with_free_func (g_object_unref);
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

/* ── one page ────────────────────────────────────────────────────────────────────────────────── */

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

/* Of these, children may live on alone. Not of widgets derived from them, and not of what the
 * toolkit or we make of several widgets that know each other. */
static gboolean
only_holds (GtkWidget *widget)
{
  const GType types[] = { GTK_TYPE_BOX,
                          GTK_TYPE_STACK,
                          GTK_TYPE_SCROLLED_WINDOW,
                          GTK_TYPE_VIEWPORT,
                          GTK_TYPE_GRID,
                          GTK_TYPE_FLOW_BOX,
                          GTK_TYPE_FLOW_BOX_CHILD,
                          GTK_TYPE_REVEALER,
                          GTK_TYPE_OVERLAY,
                          ADW_TYPE_BIN,
                          ADW_TYPE_BREAKPOINT_BIN,
                          ADW_TYPE_CLAMP,
                          ADW_TYPE_TOOLBAR_VIEW,
                          ADW_TYPE_OVERLAY_SPLIT_VIEW };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (G_OBJECT_TYPE (widget) == types[i])
      return TRUE;
  return FALSE;
}

static gboolean
has_parts (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (count_widgets (child) > FEW_WIDGETS)
      return TRUE;
  return FALSE;
}

static void
hold_parts (Retired *self, GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const guint n = count_widgets (child);

      if (n > MANY_WIDGETS && only_holds (child) && has_parts (child))
        hold_parts (self, child);
      else if (n > FEW_WIDGETS)
        g_ptr_array_add (self->parts, g_object_ref (child));
    }
}

/* Nobody else has @page any more: it stays until what it had is gone. */
static void
destroyed_cb (GtkWidget *page, Retired *self)
{
  g_ptr_array_insert (self->parts, 0, g_object_ref (page));
}

/* Lets the first page go and keeps what it had. Whoever else has the page keeps that too: then all
 * of it goes together, with the page. */
static void
take_apart (Retired *self)
{
  GtkWidget *page = g_ptr_array_steal_index (self->pages, 0);

  hold_parts (self, page);
  g_signal_connect (page, "destroy", G_CALLBACK (destroyed_cb), self);
  g_object_unref (page);
  if (self->parts->len > 0 && self->parts->pdata[0] == page)
    return;
  g_signal_handlers_disconnect_by_func (page, destroyed_cb, self);
  g_ptr_array_set_size (self->parts, 0);
}

/* ── turns ───────────────────────────────────────────────────────────────────────────────────── */

/* One thing a turn: some rows, the place in the window, some widgets. */
static gboolean
retire_cb (gpointer user_data)
{
  Retired *self = user_data;
  const gint64 from_us = qz_clock_get_tick_us ();
  AdwNavigationPage *page;

  while (self->parts->len > 0 && qz_clock_get_tick_us () - from_us < TURN_US)
    take_part (self);
  if (self->parts->len > 0)
    return G_SOURCE_CONTINUE;
  if (self->pages->len == 0)
    {
      self->source = 0;
      return G_SOURCE_REMOVE;
    }
  page = self->pages->pdata[0];
  if (gtk_widget_get_parent (GTK_WIDGET (page)) != GTK_WIDGET (self->view))
    take_apart (self);
  else if (!take_rows (GTK_WIDGET (page)))
    adw_navigation_view_remove (self->view, page);
  return G_SOURCE_CONTINUE;
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
