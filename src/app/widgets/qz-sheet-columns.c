/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sheet-cells.h"
#include "qz-sheet-view-private.h"
#include "qz-words.h"

/* How many rows are looked at for the width of a column, and how wide it may grow by itself. */
#define SAMPLE_ROWS 200
#define MIN_CHARS   4
#define MAX_CHARS   38
/* So long resizing has to rest before the widths are kept. */
#define STORE_MS 400
/* About what a cell has beside its text, an icon of a state, and a title for its arrow. */
#define CELL_EXTRA  14
#define ICON_EXTRA  22
#define TITLE_EXTRA 34
#define WIDTH_KEY   "qz-width" /* of a column: what it needs, in pixels */

/* ── widths ──────────────────────────────────────────────────────────────────────────────────── */

/* Columns of Latin letters that @text takes: a Chinese character is two. */
static guint
count_chars (const char *text)
{
  guint n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    n += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return n;
}

/* The text of a column that takes most. (transfer full) */
static char *
dup_widest (QzSheet *sheet, guint column)
{
  const guint n_rows = MIN (qz_sheet_get_n_rows (sheet), SAMPLE_ROWS);
  g_autofree char *widest = g_strdup ("");
  guint most = 0;

  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *shown = qz_words_dup_cell (sheet, row, column);
      const guint n = count_chars (shown);

      if (n <= most)
        continue;
      most = n;
      g_free (widest);
      widest = g_steal_pointer (&shown);
    }
  return g_steal_pointer (&widest);
}

/* What a cell counts its width in: see gtk_inscription_set_nat_chars(). */
static int
get_unit (GtkWidget *widget)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  const int unit = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                        pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return MAX (unit, PANGO_SCALE);
}

/* One text is measured, and a letter added for others that have as many. The title has its room by
 * itself. */
static guint
measure_column (QzSheetView *self, QzSheet *sheet, guint column)
{
  g_autofree char *widest = dup_widest (sheet, column);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), widest);
  const int unit = get_unit (GTK_WIDGET (self));
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return CLAMP ((guint) ((width + unit - 1) / unit) + 1, MIN_CHARS, MAX_CHARS);
}

/* ── which columns ───────────────────────────────────────────────────────────────────────────── */

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
is_useful (QzSheetView *self, guint column)
{
  const char *name = qz_sheet_get_column_name (self->sheet, column);

  if (self->layout->hidden != NULL && g_strv_contains (self->layout->hidden, name))
    return FALSE;
  if (g_strcmp0 (name, self->layout->amount) == 0)
    return TRUE;
  for (guint row = 0; row < qz_sheet_get_n_rows (self->sheet); row++)
    if (has_value (self->sheet, row, column))
      return TRUE;
  return FALSE;
}

/* What a person chose counts more than what the table thinks. */
static gboolean
is_shown (QzSheetView *self, guint column)
{
  gpointer chosen;

  if (g_hash_table_lookup_extended (self->memory->shown,
                                    qz_sheet_get_column_name (self->sheet, column), NULL, &chosen))
    return GPOINTER_TO_INT (chosen) != 0;
  return is_useful (self, column);
}

static int
find_place (QzSheetView *self, GArray *order, const char *name)
{
  const int column = name != NULL ? qz_sheet_find_column (self->sheet, name) : -1;

  for (guint i = 0; column >= 0 && i < order->len; i++)
    if (g_array_index (order, guint, i) == (guint) column)
      return (int) i;
  return -1;
}

static void
move_column (GArray *order, guint from, guint to)
{
  const guint column = g_array_index (order, guint, from);

  g_array_remove_index (order, from);
  g_array_insert_val (order, to, column);
}

/* Moves the column called @name to stand right after the one called @after. */
static void
move_after (QzSheetView *self, GArray *order, const char *name, const char *after)
{
  const int place = find_place (self, order, name);
  const int before = find_place (self, order, after);

  if (place >= 0 && before >= 0 && place != before)
    move_column (order, (guint) place, (guint) (before < place ? before + 1 : before));
}

/* What a row is called, what it is all about and how it stands come first: the rest may be cut off
 * by the edge. */
static void
move_to_front (QzSheetView *self, GArray *order)
{
  const char *const names[] = { "state", self->layout->amount, self->layout->title };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const int place = find_place (self, order, names[i]);

      if (place > 0)
        move_column (order, (guint) place, 0);
    }
}

/* A name stands beside its code; of lines, what it is all about stands beside the name, and how it
 * is made up follows. */
static GArray *
dup_order (QzSheetView *self)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < qz_sheet_get_n_columns (self->sheet); i++)
    g_array_append_val (order, i);
  move_after (self, order, "account_name", "account");
  if (self->layout->link == NULL)
    {
      move_after (self, order, self->layout->amount, self->layout->title);
      /* What did not go through is looked for. */
      move_after (self, order, "status", self->layout->amount);
      move_after (self, order, "pay_status", self->layout->amount);
      move_after (self, order, "bank_message", "status");
    }
  else if (self->tight)
    move_to_front (self, order);
  /* The two sides of a voucher are compared. */
  if (g_strcmp0 (self->layout->amount, "debit") == 0)
    move_after (self, order, "credit", "debit");
  return order;
}

/* ── what is remembered ──────────────────────────────────────────────────────────────────────── */

static gboolean
store_cb (gpointer data)
{
  QzSheetView *self = data;

  self->store_source = 0;
  qz_table_memory_store (self->memory, self->memory_id);
  return G_SOURCE_REMOVE;
}

static void
store_now (QzSheetView *self)
{
  g_clear_handle_id (&self->store_source, g_source_remove);
  if (self->memory_id != NULL)
    qz_table_memory_store (self->memory, self->memory_id);
}

static void
store_later (QzSheetView *self)
{
  if (self->memory_id == NULL)
    return;
  g_clear_handle_id (&self->store_source, g_source_remove);
  self->store_source = g_timeout_add (STORE_MS, store_cb, self);
}

static void
resized_cb (GtkColumnViewColumn *column, GParamSpec *pspec, gpointer user_data)
{
  QzSheetView *self = user_data;
  const int width = gtk_column_view_column_get_fixed_width (column);

  if (self->building || width <= 0)
    return;
  g_hash_table_insert (self->memory->widths, g_strdup (gtk_column_view_column_get_id (column)),
                       GINT_TO_POINTER (width));
  store_later (self);
}

void
qz_sheet_view_set_memory (QzSheetView *self, const char *id)
{
  g_set_str (&self->memory_id, id);
  g_clear_pointer (&self->memory, qz_table_memory_free);
  self->memory = qz_table_memory_load (id);
}

/* ── making them ─────────────────────────────────────────────────────────────────────────────── */

/* In pixels; a title is smaller than what stands below it. */
static int
estimate_width (QzSheetView *self, const char *title, const QzCellStyle *style)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), title);
  const int unit = get_unit (GTK_WIDGET (self));
  const int text = (int) MIN (style->n_chars, QZ_CELL_CHARS_KEPT) * unit / PANGO_SCALE;
  int head;

  pango_layout_get_pixel_size (layout, &head, NULL);
  return MAX (text + CELL_EXTRA + (style->is_state ? ICON_EXTRA : 0), head * 5 / 6 + TITLE_EXTRA);
}

/* Whether something is as it should be is a state as well. */
static gboolean
is_state (QzSheet *sheet, guint column)
{
  const char *name = qz_sheet_get_column_name (sheet, column);

  if (qz_sheet_get_column_type (sheet, column) == QZ_VALUE_BOOL)
    return g_str_equal (name, "ok");
  return qz_sheet_get_column_type (sheet, column) == QZ_VALUE_TEXT
         && (g_str_equal (name, "state") || g_str_has_suffix (name, "status"));
}

static void
append_column (QzSheetView *self, guint column)
{
  const char *name = qz_sheet_get_column_name (self->sheet, column);
  const int width = GPOINTER_TO_INT (g_hash_table_lookup (self->memory->widths, name));
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  g_autoptr (GtkColumnViewColumn) made = NULL;
  QzCellStyle style = { 0 };

  style.column = column;
  style.n_chars = measure_column (self, self->sheet, column);
  style.numeric = qz_words_is_numeric (self->sheet, column);
  style.is_state = is_state (self->sheet, column);
  style.has_mark = g_str_equal (name, "verdict");
  style.opens_row = g_strcmp0 (self->layout->link, name) == 0;
  style.explains =
      self->layout->explains && qz_sheet_get_column_type (self->sheet, column) == QZ_VALUE_FEN;
  made = gtk_column_view_column_new (qz_sheet_view_get_column_title (self, column),
                                     qz_cell_factory_new (self, &style));
  gtk_column_view_column_set_id (made, name);
  g_object_set_data (
      G_OBJECT (made), WIDTH_KEY,
      GINT_TO_POINTER (estimate_width (self, gtk_column_view_column_get_title (made), &style)));
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_sorter (made, sorter);
  gtk_column_view_column_set_visible (made, is_shown (self, column));
  gtk_column_view_column_set_expand (made, style.opens_row || g_str_has_suffix (name, "_name")
                                               || g_str_equal (name, "what")
                                               || g_str_equal (name, "detail"));
  if (width > 0)
    gtk_column_view_column_set_fixed_width (made, width);
  g_signal_connect_object (made, "notify::fixed-width", G_CALLBACK (resized_cb), self, 0);
  gtk_column_view_append_column (self->table, made);
}

static GtkColumnViewColumn *
find_by_title (QzSheetView *self, const char *title)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return column; /* the table holds it */
    }
  return NULL;
}

static gboolean
is_numeric (QzSheetView *self, GtkColumnViewColumn *column)
{
  const int index = qz_sheet_find_column (self->sheet, gtk_column_view_column_get_id (column));

  return index >= 0 && qz_words_is_numeric (self->sheet, (guint) index);
}

/* Names and sentences take what room there is; without any, the last words do: the lines between
 * rows go all across, and figures stay beside what they are of. */
static void
share_room (QzSheetView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  GtkColumnViewColumn *last = NULL; /* the table holds it */

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (!gtk_column_view_column_get_visible (column))
        continue;
      if (gtk_column_view_column_get_expand (column))
        return;
      if (last == NULL || !is_numeric (self, column))
        last = column;
    }
  if (last != NULL)
    gtk_column_view_column_set_expand (last, TRUE);
}

/* The titles of amounts end where their figures end: the arrow of the order is at their left. */
static void
align_titles (QzSheetView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->table));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (; title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);
      GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;
      GtkColumnViewColumn *column =
          GTK_IS_LABEL (label) ? find_by_title (self, gtk_label_get_label (GTK_LABEL (label)))
                               : NULL;
      const char *id = column != NULL ? gtk_column_view_column_get_id (column) : NULL;
      const int index = id != NULL ? qz_sheet_find_column (self->sheet, id) : -1;

      if (index >= 0 && qz_words_is_numeric (self->sheet, (guint) index))
        gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
    }
}

static GtkColumnViewColumn *
find_column (QzSheetView *self, const char *name)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_id (column), name) == 0)
        return column; /* the table holds it */
    }
  return NULL;
}

/* ── what is in sight where it is tight ──────────────────────────────────────────────────────── */

/* The width there is for the table: before it is laid out, that of what it lies in. */
static int
get_room (QzSheetView *self)
{
  for (GtkWidget *at = GTK_WIDGET (self->table); at != NULL; at = gtk_widget_get_parent (at))
    if (gtk_widget_get_width (at) > 0)
      return gtk_widget_get_width (at);
  return G_MAXINT;
}

static int
count_width (QzSheetView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  int width = 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const int fixed = gtk_column_view_column_get_fixed_width (column);

      if (!gtk_column_view_column_get_visible (column))
        continue;
      width += fixed > 0 ? fixed
                         : GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), WIDTH_KEY));
    }
  return width;
}

static void
reorder (QzSheetView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  g_autoptr (GArray) order = dup_order (self);
  const gboolean building = self->building;

  self->building = TRUE;
  for (guint i = 0; i < order->len; i++)
    {
      const guint wanted = g_array_index (order, guint, i);
      g_autoptr (GtkColumnViewColumn) there = g_list_model_get_item (columns, i);
      GtkColumnViewColumn *column =
          find_column (self, qz_sheet_get_column_name (self->sheet, wanted));

      if (column != there)
        gtk_column_view_insert_column (self->table, i, column);
    }
  self->building = building;
}

/* Gives whether the columns are in another order now. */
static gboolean
fit_columns (QzSheetView *self)
{
  const gboolean tight = count_width (self) > get_room (self);

  if (tight == self->tight)
    return FALSE;
  self->tight = tight;
  if (self->layout->link == NULL)
    return FALSE;
  reorder (self);
  return TRUE;
}

static gboolean
fit_cb (gpointer data)
{
  QzSheetView *self = data;

  self->fit_source = 0;
  if (self->sheet != NULL && fit_columns (self))
    {
      align_titles (self);
      qz_sheet_view_name_rows (self);
    }
  return G_SOURCE_REMOVE;
}

/* Columns cannot change while they are laid out. */
void
qz_sheet_columns_fit_room (QzSheetView *self)
{
  if (self->fit_source == 0 && self->sheet != NULL
      && (count_width (self) > get_room (self)) != self->tight)
    self->fit_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

/* ── all of them ─────────────────────────────────────────────────────────────────────────────── */

/* Columns that change under the rows would change every row each. */
static void
take_rows_away (QzSheetView *self)
{
  gtk_column_view_set_model (self->table, NULL);
  gtk_list_view_set_model (self->list, NULL);
}

static void
rebuild (QzSheetView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  g_autoptr (GArray) order = NULL;
  GtkColumnViewColumn *sorted;

  take_rows_away (self);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->table, column);
    }
  self->tight = FALSE;
  order = dup_order (self);
  for (guint i = 0; i < order->len; i++)
    append_column (self, g_array_index (order, guint, i));
  sorted = self->memory->order != NULL ? find_column (self, self->memory->order) : NULL;
  if (sorted != NULL)
    gtk_column_view_sort_by_column (self->table, sorted,
                                    self->memory->descending ? GTK_SORT_DESCENDING
                                                             : GTK_SORT_ASCENDING);
}

void
qz_sheet_columns_update (QzSheetView *self, gboolean keep)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  self->building = TRUE;
  if (!keep)
    rebuild (self);
  else
    for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
        const int index =
            qz_sheet_find_column (self->sheet, gtk_column_view_column_get_id (column));

        gtk_column_view_column_set_visible (column, is_shown (self, (guint) index));
      }
  fit_columns (self);
  self->building = FALSE;
  share_room (self);
  align_titles (self);
}

/* Columns that were measured on fewer rows, or on none, are too narrow for what @sheet says: an
 * amount must never be cut. */
static gboolean
has_outgrown (QzSheetView *self, QzSheet *sheet, guint column)
{
  return measure_column (self, sheet, column) > measure_column (self, self->sheet, column);
}

gboolean
qz_sheet_columns_fit (QzSheetView *self, QzSheet *sheet)
{
  if (self->sheet == NULL || qz_sheet_get_n_columns (self->sheet) != qz_sheet_get_n_columns (sheet))
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_columns (sheet); i++)
    if (g_strcmp0 (qz_sheet_get_column_name (sheet, i), qz_sheet_get_column_name (self->sheet, i))
            != 0
        || g_strcmp0 (qz_sheet_get_column_title (sheet, i),
                      qz_sheet_get_column_title (self->sheet, i))
               != 0
        || has_outgrown (self, sheet, i))
      return FALSE;
  return TRUE;
}

/* ── what they say ───────────────────────────────────────────────────────────────────────────── */

void
qz_sheet_columns_read_order (QzSheetView *self, const char **out_id, gboolean *descending)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->table));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);

  *out_id = column != NULL ? gtk_column_view_column_get_id (column) : NULL;
  *descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  if (g_set_str (&self->memory->order, *out_id) || self->memory->descending != *descending)
    {
      self->memory->descending = *descending;
      store_now (self);
    }
}

void
qz_sheet_view_sort (QzSheetView *self, guint column, gboolean descending)
{
  GtkColumnViewColumn *found = find_column (self, qz_sheet_get_column_name (self->sheet, column));

  if (found != NULL)
    gtk_column_view_sort_by_column (self->table, found,
                                    descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

void
qz_sheet_view_sort_by_name (QzSheetView *self, const char *name, gboolean descending)
{
  GtkColumnViewColumn *column = name != NULL ? find_column (self, name) : NULL;

  gtk_column_view_sort_by_column (self->table, column,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

char *
qz_sheet_view_dup_order (QzSheetView *self, gboolean *descending)
{
  const char *order;

  qz_sheet_columns_read_order (self, &order, descending);
  return g_strdup (order);
}

GListModel *
qz_sheet_view_get_columns (QzSheetView *self)
{
  return gtk_column_view_get_columns (self->table);
}

void
qz_sheet_view_show_column (QzSheetView *self, const char *name, gboolean shown)
{
  GtkColumnViewColumn *column = find_column (self, name);

  if (column == NULL)
    return;
  g_hash_table_insert (self->memory->shown, g_strdup (name), GINT_TO_POINTER (shown != 0));
  gtk_column_view_column_set_visible (column, shown);
  align_titles (self);
  store_now (self);
  qz_sheet_view_name_rows (self);
  qz_sheet_view_emit_shown (self);
}

GArray *
qz_sheet_view_dup_shown_columns (QzSheetView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  GArray *shown = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const int index = qz_sheet_find_column (self->sheet, gtk_column_view_column_get_id (column));
      const guint found = (guint) index;

      if (index >= 0 && gtk_column_view_column_get_visible (column))
        g_array_append_val (shown, found);
    }
  return shown;
}
