/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sheet-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-action-menu.h"
#include "qz-growing-rows.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-row.h"
#include "qz-sheet-cells.h"
#include "qz-sheet-view-private.h"

G_DEFINE_FINAL_TYPE (QzSheetView, qz_sheet_view, ADW_TYPE_BIN)

/* More than that is for an export. */
#define MAX_COPIED 100000
/* What is made at once, in some milliseconds; from then on as much as there is time for. */
#define TURN_CELLS  24
#define NARROW_ROWS 2

enum { ROW_ACTIVATED, CELL_CLICKED, SHOWN_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static void
read_filters (QzSheetView *self, QzSheetQuery *query)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->filters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const int column = qz_sheet_find_column (self->sheet, name);

      if (column < 0 || query->n_filters == QZ_MAX_SHEET_FILTERS)
        continue;
      query->filters[query->n_filters].column = column;
      query->filters[query->n_filters].value = value;
      query->n_filters++;
    }
}

void
qz_sheet_view_emit_shown (QzSheetView *self)
{
  g_signal_emit (self, signals[SHOWN_CHANGED], 0);
}

static void
selection_changed_cb (QzSheetView *self)
{
  qz_sheet_view_emit_shown (self);
}

static gboolean
is_narrow (QzSheetView *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "narrow") == 0;
}

static guint
count_columns (QzSheetView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      n += gtk_column_view_column_get_visible (column) ? 1 : 0;
    }
  return MAX (n, 1);
}

/* Only what is seen has rows: the table, or the list of a narrow view. */
static void
give_rows (QzSheetView *self)
{
  const gboolean narrow = is_narrow (self);
  g_autoptr (GtkSelectionModel) plain = NULL;
  g_autoptr (GtkSelectionModel) growing = NULL;

  if (self->rows == NULL)
    return;
  if (narrow)
    {
      plain = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->rows)));
      growing = qz_growing_rows_new (plain, NARROW_ROWS);
    }
  else
    growing = qz_growing_rows_new (self->selection, MAX (TURN_CELLS / count_columns (self), 1));
  gtk_column_view_set_model (self->table, narrow ? NULL : growing);
  gtk_list_view_set_model (self->list, narrow ? growing : NULL);
}

static void
width_changed_cb (QzSheetView *self)
{
  give_rows (self);
  if (self->rows != NULL)
    qz_sheet_view_emit_shown (self);
}

/* Another query is another list with another selection, swapped in as a whole. */
static void
show_list (QzSheetView *self, GListModel *rows)
{
  g_set_object (&self->rows, rows);
  g_clear_object (&self->selection);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (rows)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  give_rows (self);
  g_signal_emit (self, signals[SHOWN_CHANGED], 0);
}

static void
show_sheet (QzSheetView *self)
{
  QzSheetQuery query = { .search = self->search, .sort_column = -1 };
  const char *order;

  qz_sheet_columns_read_order (self, &order, &query.descending);
  if (order != NULL)
    query.sort_column = qz_sheet_find_column (self->sheet, order);
  read_filters (self, &query);
  g_clear_object (&self->model);
  self->model = qz_sheet_model_new (self->sheet, &query);
  show_list (self, G_LIST_MODEL (self->model));
}

/* Asks the worker; what is shown stays until it answers. */
static void
ask_source (QzSheetView *self)
{
  QzBrowseQuery *query = qz_browse_query_new ();
  GHashTableIter iter;
  gpointer name, value;
  const char *order;

  if (self->sheet != NULL)
    qz_sheet_columns_read_order (self, &order, &query->descending);
  else /* before the first answer there are no columns: as it was left */
    {
      order = self->memory->order;
      query->descending = self->memory->descending;
    }
  query->order = g_strdup (order);
  query->search = g_strdup (self->search);
  g_hash_table_iter_init (&iter, self->filters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    qz_browse_query_add (query, name, value);
  qz_lazy_source_query (self->source, query);
}

static void
show_rows (QzSheetView *self)
{
  if (self->building)
    return;
  if (self->source != NULL)
    ask_source (self);
  else if (self->sheet != NULL)
    show_sheet (self);
}

static gboolean
has_same_rows (GListModel *shown, QzLazyModel *model)
{
  GArray *ids = qz_lazy_model_get_ids (model);
  GArray *old = QZ_IS_LAZY_MODEL (shown) ? qz_lazy_model_get_ids (QZ_LAZY_MODEL (shown)) : NULL;

  return old != NULL && old->len == ids->len
         && memcmp (old->data, ids->data, ids->len * sizeof (guint32)) == 0;
}

/* The same rows in the same order stay as they are, with what is selected and where one was. */
static void
model_cb (QzSheetView *self, QzLazyModel *model)
{
  guint row;
  QzSheet *first;

  if (has_same_rows (self->rows, model))
    {
      g_signal_emit (self, signals[SHOWN_CHANGED], 0);
      return;
    }
  if (qz_lazy_model_get_ids (model)->len > 0)
    {
      first = qz_lazy_model_get_page (model, 0, &row);
      if (self->sheet == NULL || qz_sheet_get_n_rows (self->sheet) == 0)
        {
          g_clear_pointer (&self->sheet, qz_sheet_unref);
          self->sheet = qz_sheet_ref (first);
          qz_sheet_columns_update (self, FALSE);
        }
    }
  else if (self->sheet == NULL)
    self->sheet = qz_lazy_source_get_browse (self->source)->new_head ();
  show_list (self, G_LIST_MODEL (model));
}

/* ── callbacks ───────────────────────────────────────────────────────────────────────────────── */

static void
activate_cb (QzSheetView *self, guint position)
{
  g_autoptr (QzRow) row = NULL;

  if (self->layout->link == NULL)
    return;
  row = g_list_model_get_item (self->rows, position);
  if (row != NULL)
    qz_sheet_view_emit_row (self, qz_row_get_number (row));
}

static void
sorter_changed_cb (QzSheetView *self)
{
  show_rows (self);
}

static void
copied (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  GtkWidget *widget = owner;

  if (error != NULL)
    qz_message_show_error (widget, _("The rows could not be copied"), error);
  else
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), output);
}

/* What is copied may be many rows of a long list: then the reader gathers them. */
static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzSheetView *self = QZ_SHEET_VIEW (widget);
  g_autoptr (GtkBitset) selected = qz_sheet_view_dup_selected (self);
  const guint64 n_selected = gtk_bitset_get_size (selected);

  if (self->rows == NULL || n_selected == 0)
    return;
  if (n_selected > MAX_COPIED)
    {
      qz_nav_toast (widget, _("So many rows are too much to copy; export them instead"), NULL,
                    NULL);
      return;
    }
  if (self->source != NULL)
    qz_lazy_source_copy (self->source, qz_sheet_view_dup_take (self, selected), self, copied);
  else
    {
      g_autoptr (QzTableTake) take = qz_sheet_view_dup_take (self, selected);
      g_autofree char *text = qz_table_take_dup_text (take);

      gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
    }
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzSheetView *self = QZ_SHEET_VIEW (widget);

  if (self->selection != NULL)
    gtk_selection_model_select_all (self->selection);
}

/* Ctrl+C is not for everybody: the same stands where the other button of the mouse is pressed. */
static void
popup_menu (QzSheetView *self, double x, double y)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("_Copy"), "sheet.copy");
  g_menu_append (menu, _("Select _All"), "sheet.select-all");
  qz_action_menu_popup (GTK_WIDGET (self->table), G_MENU_MODEL (menu), x, y);
}

/* On a row that is not selected it is about that row alone. */
static void
menu_pressed_cb (QzSheetView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  const guint position = qz_cell_find_position (GTK_WIDGET (self->table), x, y);

  if (self->selection == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_is_selected (self->selection, position))
    gtk_selection_model_select_item (self->selection, position, TRUE);
  popup_menu (self, x, y);
}

/* By the menu key: at the row that has the focus. */
static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzSheetView *self = QZ_SHEET_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_point_t place;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->table))
      && gtk_widget_compute_point (focus, GTK_WIDGET (self->table),
                                   &GRAPHENE_POINT_INIT (24, (float) gtk_widget_get_height (focus)),
                                   &place))
    popup_menu (self, place.x, place.y);
}

static void
add_menu (QzSheetView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (menu_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->table), GTK_EVENT_CONTROLLER (click));
}

/* ── what it is called ───────────────────────────────────────────────────────────────────────── */

static const char *
find_title (QzSheetView *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_PAGE);
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (self->title != NULL)
    return self->title;
  if (dialog != NULL)
    return adw_dialog_get_title (ADW_DIALOG (dialog));
  return page != NULL ? adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)) : "";
}

static void
name_tables (QzSheetView *self)
{
  GtkAccessible *const tables[] = { GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE (self->list) };
  const char *title = find_title (self);

  for (guint i = 0; i < G_N_ELEMENTS (tables) && *title != '\0'; i++)
    gtk_accessible_update_property (tables[i], GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

void
qz_sheet_view_name_rows (QzSheetView *self)
{
  g_autoptr (GtkListItemFactory) rows = qz_row_factory_new (self);

  gtk_column_view_set_row_factory (self->table, rows);
}

/* When it is shown: a page learns its title from what it reads. */
static void
qz_sheet_view_map (GtkWidget *widget)
{
  name_tables (QZ_SHEET_VIEW (widget));
  GTK_WIDGET_CLASS (qz_sheet_view_parent_class)->map (widget);
}

void
qz_sheet_view_set_title (QzSheetView *self, const char *title)
{
  g_set_str (&self->title, title);
  name_tables (self);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_sheet_view_dispose (GObject *object)
{
  QzSheetView *self = QZ_SHEET_VIEW (object);

  /* Without a sheet, nothing is shown anew when the table gives up its columns and their order. */
  self->building = TRUE;
  if (self->source != NULL)
    {
      qz_lazy_source_stop (self->source);
      g_signal_handlers_disconnect_by_data (self->source, self);
    }
  g_clear_object (&self->source);
  g_clear_handle_id (&self->fit_source, g_source_remove);
  if (self->store_source != 0)
    {
      g_clear_handle_id (&self->store_source, g_source_remove);
      qz_table_memory_store (self->memory, self->memory_id);
    }
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_SHEET_VIEW);
  G_OBJECT_CLASS (qz_sheet_view_parent_class)->dispose (object);
}

static void
qz_sheet_view_finalize (GObject *object)
{
  QzSheetView *self = QZ_SHEET_VIEW (object);

  g_clear_pointer (&self->filters, g_hash_table_unref);
  g_clear_pointer (&self->memory, qz_table_memory_free);
  g_free (self->memory_id);
  g_free (self->title);
  g_free (self->search);
  G_OBJECT_CLASS (qz_sheet_view_parent_class)->finalize (object);
}

static void
qz_sheet_view_class_init (QzSheetViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_sheet_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_sheet_view_finalize;
  widget_class->map = qz_sheet_view_map;
  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", QZ_TYPE_SHEET_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[CELL_CLICKED] = g_signal_new ("cell-clicked", QZ_TYPE_SHEET_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SHOWN_CHANGED] = g_signal_new ("shown-changed", QZ_TYPE_SHEET_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/widgets/qz-sheet-view.ui");
  gtk_widget_class_bind_template_child (widget_class, QzSheetView, table);
  gtk_widget_class_bind_template_child (widget_class, QzSheetView, list);
  gtk_widget_class_bind_template_child (widget_class, QzSheetView, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, width_changed_cb);
  gtk_widget_class_install_action (widget_class, "sheet.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "sheet.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "sheet.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "sheet.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "sheet.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "sheet.menu",
                                       NULL);
}

static void
qz_sheet_view_init (QzSheetView *self)
{
  g_autoptr (GtkListItemFactory) narrow = qz_narrow_factory_new (self);

  self->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->memory = qz_table_memory_load ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  add_menu (self);
  qz_sheet_view_name_rows (self);
  gtk_list_view_set_factory (self->list, narrow);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->table)),
                           "notify::page-size", G_CALLBACK (qz_sheet_columns_fit_room), self,
                           G_CONNECT_SWAPPED);
}

/* ── for the cells ───────────────────────────────────────────────────────────────────────────── */

void
qz_sheet_view_emit_row (QzSheetView *self, guint row)
{
  g_signal_emit (self, signals[ROW_ACTIVATED], 0, row);
}

void
qz_sheet_view_emit_cell (QzSheetView *self, guint row, guint column)
{
  g_signal_emit (self, signals[CELL_CLICKED], 0, row, column);
}

const QzSheetLayout *
qz_sheet_view_get_layout (QzSheetView *self)
{
  return self->layout;
}

const char *
qz_sheet_view_get_column_title (QzSheetView *self, guint column)
{
  return qz_sheet_get_column_title (self->sheet, column);
}

/* ── what others ask of it ───────────────────────────────────────────────────────────────────── */

static gboolean
is_same_cell (QzSheet *a, QzSheet *b, guint row, guint column)
{
  const gboolean empty = qz_sheet_is_empty (a, row, column);

  if (qz_sheet_get_column_type (a, column) != qz_sheet_get_column_type (b, column)
      || empty != qz_sheet_is_empty (b, row, column))
    return FALSE;
  if (empty)
    return TRUE;
  if (qz_sheet_get_column_type (a, column) == QZ_VALUE_TEXT)
    return g_strcmp0 (qz_sheet_get_text (a, row, column), qz_sheet_get_text (b, row, column)) == 0;
  return qz_sheet_get_number (a, row, column) == qz_sheet_get_number (b, row, column);
}

/* Of two sheets with the same columns. */
static gboolean
says_the_same (QzSheet *a, QzSheet *b)
{
  if (qz_sheet_get_n_rows (a) != qz_sheet_get_n_rows (b))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (a); row++)
    for (guint column = 0; column < qz_sheet_get_n_columns (a); column++)
      if (!is_same_cell (a, b, row, column))
        return FALSE;
  return TRUE;
}

/* The rows that are seen: of the table, or of the list of a narrow view. Nullable. */
static GtkSelectionModel *
get_given_rows (QzSheetView *self)
{
  GtkSelectionModel *wide = gtk_column_view_get_model (self->table);

  return wide != NULL ? wide : gtk_list_view_get_model (self->list);
}

gboolean
qz_sheet_view_shrink (QzSheetView *self, QzSheet *sheet, const QzSheetLayout *layout)
{
  GtkSelectionModel *rows = get_given_rows (self);

  if (!QZ_IS_GROWING_ROWS (rows))
    return FALSE;
  if (!self->shrinks && self->layout == layout && qz_sheet_columns_fit (self, sheet)
      && says_the_same (self->sheet, sheet))
    return FALSE;
  if (!qz_growing_rows_shrink (QZ_GROWING_ROWS (rows)))
    return FALSE;
  self->shrinks = TRUE;
  return TRUE;
}

/* Rows that say what they said before stay, with what is selected and where one was: making them
 * anew is the dearest that a table does. */
void
qz_sheet_view_set_sheet (QzSheetView *self, QzSheet *sheet, const QzSheetLayout *layout)
{
  const gboolean keep = self->layout == layout && qz_sheet_columns_fit (self, sheet);
  const gboolean same =
      keep && !self->shrinks && self->rows != NULL && says_the_same (self->sheet, sheet);

  self->shrinks = FALSE;
  qz_sheet_ref (sheet);
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  self->sheet = sheet;
  self->layout = layout;
  qz_sheet_columns_update (self, keep);
  if (same)
    g_signal_emit (self, signals[SHOWN_CHANGED], 0);
  else
    show_rows (self);
}

void
qz_sheet_view_set_source (QzSheetView *self, QzLazySource *source, const QzSheetLayout *layout)
{
  g_assert (self->source == NULL && self->sheet == NULL);
  self->source = g_object_ref (source);
  self->layout = layout;
  g_signal_connect_object (source, "model", G_CALLBACK (model_cb), self, G_CONNECT_SWAPPED);
}

void
qz_sheet_view_reload (QzSheetView *self)
{
  g_return_if_fail (self->source != NULL);
  qz_lazy_source_stop (self->source);
  ask_source (self);
}

QzSheet *
qz_sheet_view_get_sheet (QzSheetView *self)
{
  return self->sheet;
}

QzSheetModel *
qz_sheet_view_get_model (QzSheetView *self)
{
  return self->model;
}

GListModel *
qz_sheet_view_get_rows (QzSheetView *self)
{
  return self->rows;
}

const char *
qz_sheet_view_get_narrow_amount (QzSheetView *self)
{
  return is_narrow (self) && self->layout != NULL ? self->layout->amount : NULL;
}

QzSheet *
qz_sheet_view_find_row (QzSheetView *self, guint number, guint *out_row)
{
  *out_row = number;
  if (self->source == NULL)
    return self->sheet;
  return qz_lazy_model_get_page (QZ_LAZY_MODEL (self->rows), number, out_row);
}

GtkBitset *
qz_sheet_view_dup_selected (QzSheetView *self)
{
  if (self->selection == NULL)
    return gtk_bitset_new_empty ();
  return gtk_selection_model_get_selection (self->selection);
}

GtkSelectionModel *
qz_sheet_view_get_selection (QzSheetView *self)
{
  return self->selection;
}

GtkColumnView *
qz_sheet_view_get_table (QzSheetView *self)
{
  return self->table;
}

static guint32
get_taken (QzSheetView *self, guint position)
{
  if (self->source != NULL)
    return g_array_index (qz_lazy_model_get_ids (QZ_LAZY_MODEL (self->rows)), guint32, position);
  return qz_sheet_model_get_row (self->model, position);
}

QzTableTake *
qz_sheet_view_dup_take (QzSheetView *self, GtkBitset *positions)
{
  const QzBrowseSource *browse =
      self->source != NULL ? qz_lazy_source_get_browse (self->source) : NULL;
  QzTableTake *take = qz_table_take_new (self->sheet, browse);
  const guint n = g_list_model_get_n_items (self->rows);

  g_array_unref (take->columns);
  take->columns = qz_sheet_view_dup_shown_columns (self);
  for (guint i = 0; i < n; i++)
    {
      const guint32 row = get_taken (self, i);

      if (positions == NULL || gtk_bitset_contains (positions, i))
        g_array_append_val (take->rows, row);
    }
  return take;
}

void
qz_sheet_view_set_search (QzSheetView *self, const char *search)
{
  if (g_set_str (&self->search, search))
    show_rows (self);
}

void
qz_sheet_view_set_filter (QzSheetView *self, const char *column, const char *value)
{
  if (g_strcmp0 (g_hash_table_lookup (self->filters, column), value) == 0)
    return;
  if (value == NULL)
    g_hash_table_remove (self->filters, column);
  else
    g_hash_table_insert (self->filters, g_strdup (column), g_strdup (value));
  show_rows (self);
}
