/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-growing-rows.h"

#include "qz-clock.h"

/* More than a list of GTK has widgets for; from there on growing costs nothing. */
#define MANY 500
/* What one turn of the main loop may take: less than half a frame. */
#define TURN_US 6000

struct _QzGrowingRows {
  GObject parent_instance;

  GtkSelectionModel *rows;
  guint n_step; /* rows of the next turn: as many as the last ones had time for */
  guint n_given;
  guint grow_source;
  gboolean shrinks; /* and never grows again */
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QzGrowingRows, qz_growing_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      selection_model_init))

/* ── growing ─────────────────────────────────────────────────────────────────────────────────── */

static guint
get_all (QzGrowingRows *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

static guint
get_next (QzGrowingRows *self)
{
  const guint n_all = get_all (self);
  const guint n_next = self->n_given + self->n_step;

  return n_next >= MANY ? n_all : MIN (n_next, n_all);
}

static void grow_soon (QzGrowingRows *self);

/* @n rows took so long: how many are right depends on the rows, on the machine, and on whether
 * somebody listens to them. */
static void
learn_step (QzGrowingRows *self, guint n, gint64 took_us)
{
  if (took_us > TURN_US)
    self->n_step = MAX (n * TURN_US / took_us, 1);
  else if (took_us < TURN_US / 2)
    self->n_step += self->n_step / 2 + 1;
}

static gboolean
grow_cb (gpointer user_data)
{
  QzGrowingRows *self = user_data;
  const guint n_before = self->n_given;
  const gint64 from_us = qz_clock_get_tick_us ();

  self->n_given = get_next (self);
  self->grow_source = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->n_given - n_before);
  learn_step (self, self->n_given - n_before, qz_clock_get_tick_us () - from_us);
  grow_soon (self);
  return G_SOURCE_REMOVE;
}

/* The first rows come before anything is drawn, so that nobody sees the table without any. */
static void
grow_soon (QzGrowingRows *self)
{
  const int priority = self->n_given == 0 ? G_PRIORITY_HIGH_IDLE : G_PRIORITY_DEFAULT_IDLE;

  if (!self->shrinks && self->grow_source == 0 && self->n_given < get_all (self))
    self->grow_source = g_idle_add_full (priority, grow_cb, self, NULL);
}

gboolean
qz_growing_rows_shrink (QzGrowingRows *self)
{
  const guint n = MIN (self->n_step, self->n_given);
  const gint64 from_us = qz_clock_get_tick_us ();

  if (self->n_given >= MANY || n == 0)
    return FALSE;
  self->shrinks = TRUE;
  g_clear_handle_id (&self->grow_source, g_source_remove);
  self->n_given -= n;
  g_list_model_items_changed (G_LIST_MODEL (self), self->n_given, n, 0);
  learn_step (self, n, qz_clock_get_tick_us () - from_us);
  return TRUE;
}

/* Rows that change are given anew from the first of them on. */
static void
items_changed_cb (QzGrowingRows *self, guint position, guint n_removed, guint n_added)
{
  const guint n_before = self->n_given;

  if (position >= n_before && n_before > 0)
    {
      grow_soon (self);
      return;
    }
  self->n_given = self->shrinks ? 0 : MIN (get_all (self), MAX (position, self->n_step));
  position = MIN (position, self->n_given);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_before - position,
                              self->n_given - position);
  grow_soon (self);
}

static void
selection_changed_cb (QzGrowingRows *self, guint position, guint n_items)
{
  if (position < self->n_given)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position,
                                           MIN (n_items, self->n_given - position));
}

/* ── a list ──────────────────────────────────────────────────────────────────────────────────── */

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (G_LIST_MODEL (QZ_GROWING_ROWS (list)->rows));
}

static guint
get_n_items (GListModel *list)
{
  return QZ_GROWING_ROWS (list)->n_given;
}

static gpointer
get_item (GListModel *list, guint position)
{
  QzGrowingRows *self = QZ_GROWING_ROWS (list);

  return position < self->n_given ? g_list_model_get_item (G_LIST_MODEL (self->rows), position)
                                  : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ── a selection: that of all rows, also of those to come ────────────────────────────────────── */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_is_selected (QZ_GROWING_ROWS (model)->rows, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_get_selection_in_range (QZ_GROWING_ROWS (model)->rows, position,
                                                     n_items);
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return gtk_selection_model_select_item (QZ_GROWING_ROWS (model)->rows, position, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_unselect_item (QZ_GROWING_ROWS (model)->rows, position);
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  return gtk_selection_model_select_range (QZ_GROWING_ROWS (model)->rows, position, n_items,
                                           unselect_rest);
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_unselect_range (QZ_GROWING_ROWS (model)->rows, position, n_items);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return gtk_selection_model_select_all (QZ_GROWING_ROWS (model)->rows);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  return gtk_selection_model_unselect_all (QZ_GROWING_ROWS (model)->rows);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  return gtk_selection_model_set_selection (QZ_GROWING_ROWS (model)->rows, selected, mask);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_growing_rows_dispose (GObject *object)
{
  QzGrowingRows *self = QZ_GROWING_ROWS (object);

  g_clear_handle_id (&self->grow_source, g_source_remove);
  G_OBJECT_CLASS (qz_growing_rows_parent_class)->dispose (object);
}

static void
qz_growing_rows_finalize (GObject *object)
{
  g_object_unref (QZ_GROWING_ROWS (object)->rows);
  G_OBJECT_CLASS (qz_growing_rows_parent_class)->finalize (object);
}

static void
qz_growing_rows_class_init (QzGrowingRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qz_growing_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_growing_rows_finalize;
}

static void
qz_growing_rows_init (QzGrowingRows *self)
{
}

GtkSelectionModel *
qz_growing_rows_new (GtkSelectionModel *rows, guint n_step)
{
  QzGrowingRows *self = g_object_new (QZ_TYPE_GROWING_ROWS, NULL);

  self->rows = g_object_ref (rows);
  self->n_step = MAX (n_step, 1);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  grow_soon (self);
  return GTK_SELECTION_MODEL (self);
}
