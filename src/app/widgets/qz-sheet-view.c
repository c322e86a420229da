/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sheet-view.h"

#include <glib/gi18n-lib.h>

#include "qz-row.h"
#include "qz-sheet-cells.h"
#include "qz-words.h"

/* How many rows are looked at for the width of a column, and how wide it may grow by itself. */
#define SAMPLE_ROWS 200
#define MIN_CHARS   4
#define MAX_CHARS   38

struct _QzSheetView {
  AdwBin parent_instance;

  GtkColumnView *table;
  GtkListView *list;

  QzSheet *sheet;
  const QzSheetLayout *layout;
  QzSheetModel *model;
  GtkSelectionModel *selection;
  char *search;
  GHashTable *filters; /* column name → value shown */
};

G_DEFINE_FINAL_TYPE (QzSheetView, qz_sheet_view, ADW_TYPE_BIN)

enum { ROW_ACTIVATED, CELL_CLICKED, SHOWN_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static void
read_order (QzSheetView *self, QzSheetQuery *query)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->table));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  const char *id = column != NULL ? gtk_column_view_column_get_id (column) : NULL;

  query->sort_column = id != NULL ? qz_sheet_find_column (self->sheet, id) : -1;
  query->descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
}

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

static void
selection_changed_cb (QzSheetView *self)
{
  g_signal_emit (self, signals[SHOWN_CHANGED], 0);
}

/* Another query is another model with another selection, swapped in as a whole. */
static void
show_rows (QzSheetView *self)
{
  QzSheetQuery query = { .search = self->search, .sort_column = -1 };
  g_autoptr (GtkNoSelection) plain = NULL;

  if (self->sheet == NULL)
    return;
  read_order (self, &query);
  read_filters (self, &query);
  g_set_object (&self->model, NULL);
  self->model = qz_sheet_model_new (self->sheet, &query);
  g_clear_object (&self->selection);
  self->selection =
      GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->model))));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->table, self->selection);
  plain = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (plain));
  g_signal_emit (self, signals[SHOWN_CHANGED], 0);
}

/* ── columns ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_hidden (QzSheetView *self, const char *name)
{
  return self->layout->hidden != NULL && g_strv_contains (self->layout->hidden, name);
}

/* Columns of Latin letters that @text takes: a Chinese character is two. */
static guint
count_chars (const char *text)
{
  guint n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    n += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return n;
}

static guint
measure_column (QzSheet *sheet, guint column)
{
  const guint n_rows = MIN (qz_sheet_get_n_rows (sheet), SAMPLE_ROWS);
  guint widest = count_chars (qz_sheet_get_column_title (sheet, column)) + 2;

  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *shown = qz_words_dup_cell (sheet, row, column);

      widest = MAX (widest, count_chars (shown));
    }
  /* Digits and capitals are wider than the average letter that the unit is made of. */
  return CLAMP (widest + widest / 6 + 1, MIN_CHARS, MAX_CHARS);
}

/* Whether a cell says something: an amount of nothing does not. */
static gboolean
has_value (QzSheet *sheet, guint row, guint column)
{
  if (qz_sheet_is_empty (sheet, row, column))
    return FALSE;
  switch (qz_sheet_get_column_type (sheet, column))
    {
    case QZ_VALUE_TEXT:
      return *qz_sheet_get_text (sheet, row, column) != '\0';
    case QZ_VALUE_FEN:
    case QZ_VALUE_COUNT:
      return qz_sheet_get_number (sheet, row, column) != 0;
    case QZ_VALUE_PPM:
    case QZ_VALUE_DAY:
    case QZ_VALUE_PERIOD:
    case QZ_VALUE_BOOL:
    default:
      return TRUE;
    }
}

/* Columns in which no row says anything only cost width; the one amount always stays. */
static gboolean
is_shown (QzSheetView *self, QzSheet *sheet, guint column)
{
  const char *name = qz_sheet_get_column_name (sheet, column);

  if (is_hidden (self, name))
    return FALSE;
  if (g_strcmp0 (name, self->layout->amount) == 0)
    return TRUE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (has_value (sheet, row, column))
      return TRUE;
  return FALSE;
}

static void
append_column (QzSheetView *self, guint column)
{
  const char *name = qz_sheet_get_column_name (self->sheet, column);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  g_autoptr (GtkColumnViewColumn) made = NULL;
  QzCellStyle style = { 0 };

  style.column = column;
  style.n_chars = measure_column (self->sheet, column);
  style.numeric = qz_words_is_numeric (self->sheet, column);
  style.opens_row = g_strcmp0 (self->layout->link, name) == 0;
  style.explains =
      self->layout->explains && qz_sheet_get_column_type (self->sheet, column) == QZ_VALUE_FEN;
  made = gtk_column_view_column_new (qz_sheet_view_get_column_title (self, column),
                                     qz_cell_factory_new (self, &style));
  gtk_column_view_column_set_id (made, name);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_sorter (made, sorter);
  gtk_column_view_column_set_expand (made, style.opens_row || g_str_has_suffix (name, "_name"));
  gtk_column_view_append_column (self->table, made);
}

/* The titles of amounts stand at the right, over their figures. */
static void
align_titles (QzSheetView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->table));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  GListModel *columns = gtk_column_view_get_columns (self->table);

  for (guint i = 0; title != NULL; title = gtk_widget_get_next_sibling (title), i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *id = column != NULL ? gtk_column_view_column_get_id (column) : NULL;
      const int index = id != NULL ? qz_sheet_find_column (self->sheet, id) : -1;
      GtkWidget *box = gtk_widget_get_first_child (title);

      if (box != NULL && index >= 0 && qz_words_is_numeric (self->sheet, (guint) index))
        gtk_widget_set_halign (box, GTK_ALIGN_END);
    }
}

/* Moves the column called @name to stand right after the one called @after. */
static void
move_after (QzSheetView *self, GArray *order, const char *name, const char *after)
{
  const int moved = name != NULL ? qz_sheet_find_column (self->sheet, name) : -1;
  const int before = after != NULL ? qz_sheet_find_column (self->sheet, after) : -1;
  const guint column = (guint) moved;

  if (moved < 0 || before < 0 || moved == before)
    return;
  for (guint i = 0; i < order->len; i++)
    if (g_array_index (order, guint, i) == column)
      {
        g_array_remove_index (order, i);
        break;
      }
  for (guint i = 0; i < order->len; i++)
    if (g_array_index (order, guint, i) == (guint) before)
      {
        g_array_insert_val (order, i + 1, column);
        break;
      }
}

/* A name stands beside its code; of lines, what it is all about stands beside the name, and how it
 * is made up follows. */
static void
append_columns (QzSheetView *self)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < qz_sheet_get_n_columns (self->sheet); i++)
    g_array_append_val (order, i);
  move_after (self, order, "account_name", "account");
  if (self->layout->link == NULL)
    move_after (self, order, self->layout->amount, self->layout->title);
  for (guint i = 0; i < order->len; i++)
    if (is_shown (self, self->sheet, g_array_index (order, guint, i)))
      append_column (self, g_array_index (order, guint, i));
}

static void
rebuild_columns (QzSheetView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->table, column);
    }
  append_columns (self);
  align_titles (self);
}

static gboolean
fits_columns (QzSheetView *self, QzSheet *sheet)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  guint n_shown = 0;

  if (self->sheet == NULL || qz_sheet_get_n_columns (self->sheet) != qz_sheet_get_n_columns (sheet))
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_columns (sheet); i++)
    {
      const char *name = qz_sheet_get_column_name (sheet, i);

      if (g_strcmp0 (name, qz_sheet_get_column_name (self->sheet, i)) != 0)
        return FALSE;
      n_shown += is_shown (self, sheet, i);
    }
  return n_shown == g_list_model_get_n_items (columns);
}

/* ── callbacks ───────────────────────────────────────────────────────────────────────────────── */

static void
activate_cb (QzSheetView *self, guint position)
{
  if (self->layout->link != NULL)
    qz_sheet_view_emit_row (self, qz_sheet_model_get_row (self->model, position));
}

static void
sorter_changed_cb (QzSheetView *self)
{
  show_rows (self);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzSheetView *self = QZ_SHEET_VIEW (widget);
  g_autoptr (GtkBitset) selected = qz_sheet_view_dup_selected (self);
  g_autofree char *text = NULL;

  if (self->model == NULL || gtk_bitset_is_empty (selected))
    return;
  text = qz_sheet_model_to_tsv (self->model, selected);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_sheet_view_dispose (GObject *object)
{
  QzSheetView *self = QZ_SHEET_VIEW (object);

  /* Without a sheet, nothing is shown anew when the table gives up its columns and their order. */
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_SHEET_VIEW);
  G_OBJECT_CLASS (qz_sheet_view_parent_class)->dispose (object);
}

static void
qz_sheet_view_finalize (GObject *object)
{
  QzSheetView *self = QZ_SHEET_VIEW (object);

  g_clear_pointer (&self->filters, g_hash_table_unref);
  g_free (self->search);
  G_OBJECT_CLASS (qz_sheet_view_parent_class)->finalize (object);
}

static void
qz_sheet_view_class_init (QzSheetViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_sheet_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_sheet_view_finalize;
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
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "sheet.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "sheet.copy",
                                       NULL);
}

static void
qz_sheet_view_init (QzSheetView *self)
{
  self->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, qz_narrow_factory_new (self));
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
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

void
qz_sheet_view_set_sheet (QzSheetView *self, QzSheet *sheet, const QzSheetLayout *layout)
{
  const gboolean keep = self->layout == layout && fits_columns (self, sheet);

  qz_sheet_ref (sheet);
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  self->sheet = sheet;
  self->layout = layout;
  if (!keep)
    rebuild_columns (self);
  show_rows (self);
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

GtkBitset *
qz_sheet_view_dup_selected (QzSheetView *self)
{
  if (self->selection == NULL)
    return gtk_bitset_new_empty ();
  return gtk_selection_model_get_selection (self->selection);
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
  if (value == NULL)
    g_hash_table_remove (self->filters, column);
  else
    g_hash_table_insert (self->filters, g_strdup (column), g_strdup (value));
  show_rows (self);
}

void
qz_sheet_view_sort (QzSheetView *self, guint column, gboolean descending)
{
  const char *name = qz_sheet_get_column_name (self->sheet, column);
  GListModel *columns = gtk_column_view_get_columns (self->table);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) shown = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_id (shown), name) == 0)
        gtk_column_view_sort_by_column (self->table, shown,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}
