/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sheet-cells.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-row.h"
#include "qz-warning-pill.h"
#include "qz-words.h"

/* Of a row of a narrow view. */
#define TITLE_LINES 2
#define REST_LINES  3
#define ITEM_KEY    "qz-list-item"
#define ROW_KEY     "qz-row" /* of the button: number of the row, plus one */

typedef struct {
  QzSheetView *view; /* owns the factory */
  QzCellStyle style;
} Cells;

static void
free_cells (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* ── cells of the table ──────────────────────────────────────────────────────────────────────── */

static guint
get_pressed_row (GtkWidget *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), ROW_KEY)) - 1;
}

static void
cell_clicked_cb (GtkWidget *button, gpointer user_data)
{
  Cells *cells = user_data;

  if (cells->style.opens_row)
    qz_sheet_view_emit_row (cells->view, get_pressed_row (button));
  else
    qz_sheet_view_emit_cell (cells->view, get_pressed_row (button), cells->style.column);
}

/* The whole of a text that does not fit; asked for when the pointer rests, not for every cell. */
static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip,
                  gpointer user_data)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width <= gtk_widget_get_width (widget))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static GtkWidget *
new_text (const QzCellStyle *style)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), MIN (style->n_chars, QZ_CELL_CHARS_KEPT));
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), style->n_chars);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), style->numeric ? 1.0f : 0.0f);
  gtk_widget_set_has_tooltip (text, !style->numeric);
  g_signal_connect (text, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  if (style->numeric)
    gtk_widget_add_css_class (text, "numeric");
  if (style->has_mark)
    gtk_widget_add_css_class (text, "qz-mark");
  return text;
}

/* A verdict that begins with its mark has its colour too. */
static void
colour_mark (GtkWidget *text, const char *shown)
{
  QzLevel level = QZ_LEVEL_PLAIN;

  if (g_str_has_prefix (shown, "✓ "))
    level = QZ_LEVEL_GOOD;
  else if (g_str_has_prefix (shown, "✗ "))
    level = QZ_LEVEL_RED;
  else if (g_str_has_prefix (shown, "! "))
    level = QZ_LEVEL_YELLOW;
  qz_level_colour (text, level);
}

/* A state is an icon, a word and a colour. */
static GtkWidget *
new_state (const QzCellStyle *style)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *text = new_text (style);

  /* The word says it all to a screen reader. */
  g_object_set (icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (box, "qz-mark");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

/* Gives back the text of the cell. */
static GtkWidget *
show_state (GtkWidget *box, QzRow *row, guint column)
{
  GtkWidget *icon = gtk_widget_get_first_child (box);
  QzSheet *sheet = qz_row_get_sheet (row);
  const guint index = qz_row_get_index (row);
  const gboolean flag = qz_sheet_get_column_type (sheet, column) == QZ_VALUE_BOOL;
  const char *state = flag ? NULL : qz_sheet_get_text (sheet, index, column);
  QzLevel level = qz_level_from_state (state);

  if (flag && !qz_sheet_is_empty (sheet, index, column))
    level = qz_sheet_get_number (sheet, index, column) != 0 ? QZ_LEVEL_GOOD : QZ_LEVEL_RED;
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), qz_level_get_icon (level));
  gtk_widget_set_visible (icon, flag || (state != NULL && *state != '\0'));
  qz_level_colour (box, level);
  return gtk_widget_get_last_child (box);
}

static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Cells *cells = user_data;
  GtkWidget *text = cells->style.is_state ? new_state (&cells->style) : new_text (&cells->style);
  GtkWidget *button;

  if (!cells->style.opens_row && !cells->style.explains)
    {
      gtk_list_item_set_child (item, text);
      return;
    }
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, cells->style.opens_row ? "qz-link" : "qz-amount");
  g_signal_connect (button, "clicked", G_CALLBACK (cell_clicked_cb), cells);
  gtk_list_item_set_child (item, button);
}

static void
setup_place_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (item)), ITEM_KEY, item);
}

/* What is picked is a cell, what lies in it, or its child. */
static GtkListItem *
find_item (GtkWidget *picked)
{
  GtkWidget *child = picked != NULL ? gtk_widget_get_first_child (picked) : NULL;
  GtkListItem *item = picked != NULL ? g_object_get_data (G_OBJECT (picked), ITEM_KEY) : NULL;

  return item != NULL || child == NULL ? item : g_object_get_data (G_OBJECT (child), ITEM_KEY);
}

guint
qz_cell_find_position (GtkWidget *table, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (table, x, y, GTK_PICK_DEFAULT);
  GtkListItem *item = NULL;

  for (; picked != NULL && picked != table && item == NULL;
       picked = gtk_widget_get_parent (picked))
    item = find_item (picked);
  return item != NULL ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;
}

static guint
get_title_column (QzSheet *sheet, const QzSheetLayout *layout)
{
  const int found = layout->title != NULL ? qz_sheet_find_column (sheet, layout->title) : -1;

  return found >= 0 ? (guint) found : 0;
}

/* "State: made": what a row is heard as is made of these. */
static char *
dup_told (QzSheetView *view, QzRow *row, guint column)
{
  QzSheet *sheet = qz_row_get_sheet (row);
  g_autofree char *shown = qz_words_dup_cell (sheet, qz_row_get_index (row), column);
  const char *title = qz_sheet_view_get_column_title (view, column);

  if (*shown == '\0' || *title == '\0')
    return g_steal_pointer (&shown);
  return g_strdup_printf (_("%s: %s"), title, shown);
}

/* The columns that the table shows, in their order: no titles are given to screen readers with the
 * cells. */
static void
bind_row_cb (GtkListItemFactory *factory, GtkColumnViewRow *item, gpointer user_data)
{
  QzSheetView *view = user_data;
  g_autoptr (GArray) columns = qz_sheet_view_dup_shown_columns (view);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  QzRow *row = gtk_column_view_row_get_item (item);
  g_autofree char *told = NULL;

  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (parts, dup_told (view, row, g_array_index (columns, guint, i)));
  told = qz_announce_join ((const char *const *) parts->pdata, parts->len);
  gtk_column_view_row_set_accessible_label (item, told);
  if (qz_sheet_view_get_layout (view)->explains)
    {
      QzSheet *sheet = qz_row_get_sheet (row);
      const guint column = get_title_column (sheet, qz_sheet_view_get_layout (view));
      g_autofree char *title = qz_words_dup_cell (sheet, qz_row_get_index (row), column);

      /* Else GTK strings together what its buttons are described by. */
      gtk_column_view_row_set_accessible_description (item, title);
    }
}

GtkListItemFactory *
qz_row_factory_new (QzSheetView *view)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), view);
  return factory;
}

/* Which row it is of: many rows have the same amount. */
static void
describe_amount (GtkWidget *button, QzSheet *sheet, guint row, const QzSheetLayout *layout)
{
  g_autofree char *title = qz_words_dup_cell (sheet, row, get_title_column (sheet, layout));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);
}

static void
name_button (GtkWidget *button, Cells *cells, const char *shown)
{
  g_autofree char *label = NULL;

  if (cells->style.opens_row)
    label = g_strdup (shown);
  else
    label =
        g_strdup_printf (_("%s %s: what adds up to it"),
                         qz_sheet_view_get_column_title (cells->view, cells->style.column), shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Cells *cells = user_data;
  QzRow *row = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *text = GTK_IS_BUTTON (child) ? gtk_button_get_child (GTK_BUTTON (child)) : child;
  g_autofree char *shown =
      qz_words_dup_cell (qz_row_get_sheet (row), qz_row_get_index (row), cells->style.column);

  if (cells->style.is_state)
    text = show_state (text, row, cells->style.column);
  gtk_inscription_set_text (GTK_INSCRIPTION (text), shown);
  if (cells->style.has_mark)
    colour_mark (text, shown);
  if (!GTK_IS_BUTTON (child))
    return;
  g_object_set_data (G_OBJECT (child), ROW_KEY, GUINT_TO_POINTER (qz_row_get_number (row) + 1));
  gtk_widget_set_visible (child, *shown != '\0');
  name_button (child, cells, shown);
  if (cells->style.explains)
    describe_amount (child, qz_row_get_sheet (row), qz_row_get_index (row),
                     qz_sheet_view_get_layout (cells->view));
}

GtkListItemFactory *
qz_cell_factory_new (QzSheetView *view, const QzCellStyle *style)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cells *cells = g_new0 (Cells, 1);

  cells->view = view;
  cells->style = *style;
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cell_cb), cells, free_cells, 0);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_place_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), cells);
  return factory;
}

/* ── rows of a narrow view ───────────────────────────────────────────────────────────────────── */

static void
narrow_clicked_cb (GtkWidget *button, gpointer user_data)
{
  QzSheetView *view = user_data;

  if (qz_sheet_view_get_layout (view)->link != NULL)
    qz_sheet_view_emit_row (view, get_pressed_row (button));
}

static void
narrow_amount_cb (GtkWidget *button, gpointer user_data)
{
  QzSheetView *view = user_data;
  const int column = qz_sheet_find_column (qz_sheet_view_get_sheet (view),
                                           qz_sheet_view_get_layout (view)->amount);

  if (column >= 0 && qz_sheet_view_get_layout (view)->explains)
    qz_sheet_view_emit_cell (view, get_pressed_row (button), (guint) column);
  else
    narrow_clicked_cb (button, view);
}

static GtkWidget *
new_narrow_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  /* The rest is a glance; the whole stands where the row leads to. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), css_class != NULL ? REST_LINES : TITLE_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A button with title and rest, and beside it a button with the amount. */
static void
setup_narrow_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *opener = gtk_button_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *amount = gtk_button_new_with_label ("");
  GtkWidget *rest = new_narrow_label ("caption");

  gtk_widget_add_css_class (rest, "dimmed");
  gtk_box_append (GTK_BOX (lines), new_narrow_label (NULL));
  gtk_box_append (GTK_BOX (lines), rest);
  gtk_button_set_child (GTK_BUTTON (opener), lines);
  gtk_widget_set_hexpand (opener, TRUE);
  gtk_widget_add_css_class (opener, "flat");
  gtk_widget_add_css_class (amount, "flat");
  gtk_widget_add_css_class (amount, "numeric");
  gtk_widget_set_valign (amount, GTK_ALIGN_CENTER);
  g_signal_connect (opener, "clicked", G_CALLBACK (narrow_clicked_cb), user_data);
  g_signal_connect (amount, "clicked", G_CALLBACK (narrow_amount_cb), user_data);
  gtk_box_append (GTK_BOX (row), opener);
  gtk_box_append (GTK_BOX (row), amount);
  gtk_list_item_set_child (item, row);
}

/* What is not as it should be. */
static gboolean
is_fault (QzSheet *sheet, guint row, guint column)
{
  return qz_sheet_get_column_type (sheet, column) == QZ_VALUE_BOOL
         && g_str_equal (qz_sheet_get_column_name (sheet, column), "ok")
         && qz_sheet_get_number (sheet, row, column) == 0;
}

/* What a row's state is comes before all else, then words and days, then figures. */
static guint
get_rank (QzSheet *sheet, guint row, guint column)
{
  const char *name = qz_sheet_get_column_name (sheet, column);

  if (g_str_equal (name, "state") || g_str_has_suffix (name, "status")
      || is_fault (sheet, row, column))
    return 0;
  return qz_words_is_numeric (sheet, column) ? 2 : 1;
}

/* The amount of a row, or -1. Of the two sides of a line of a voucher, that which it moves. */
static int
find_amount (QzSheet *sheet, guint row, const QzSheetLayout *layout)
{
  const int column = layout->amount != NULL ? qz_sheet_find_column (sheet, layout->amount) : -1;
  const int credit = g_strcmp0 (layout->amount, "debit") == 0
                         ? qz_sheet_find_column (sheet, "credit") : -1;

  if (column >= 0 && credit >= 0 && qz_sheet_get_number (sheet, row, (guint) column) == 0)
    return credit;
  return column;
}

static gboolean
stands_elsewhere (QzSheet *sheet, guint column, const QzSheetLayout *layout)
{
  const char *name = qz_sheet_get_column_name (sheet, column);

  if (g_strcmp0 (layout->amount, "debit") == 0 && g_str_equal (name, "credit"))
    return TRUE;
  return column == get_title_column (sheet, layout) || g_strcmp0 (name, layout->amount) == 0
         || (layout->hidden != NULL && g_strv_contains (layout->hidden, name));
}

/* A figure without its title would say nothing, and “no” less: what is not so is not said, but for
 * what should be. */
static void
append_shown (GString *text, QzSheet *sheet, guint row, guint column, const char *shown)
{
  const gboolean flag = qz_sheet_get_column_type (sheet, column) == QZ_VALUE_BOOL;
  const gboolean fault = is_fault (sheet, row, column);

  if (flag && !fault && qz_sheet_get_number (sheet, row, column) == 0)
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  if (fault)
    g_string_append_printf (text, _("%s: %s"), qz_sheet_get_column_title (sheet, column), shown);
  else if (qz_words_is_numeric (sheet, column))
    g_string_append_printf (text, "%s ", qz_sheet_get_column_title (sheet, column));
  if (!fault)
    g_string_append (text, flag ? qz_sheet_get_column_title (sheet, column) : shown);
}

/* "Made · Employee insurance · 2026-03-10 · Lines 39": what the first line does not say. */
static char *
dup_rest (QzSheet *sheet, guint row, const QzSheetLayout *layout)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint rank = 0; rank < 3; rank++)
    for (guint column = 0; column < qz_sheet_get_n_columns (sheet); column++)
      {
        g_autofree char *shown = NULL;

        if (get_rank (sheet, row, column) != rank || stands_elsewhere (sheet, column, layout))
          continue;
        shown = qz_words_dup_cell (sheet, row, column);
        if (*shown != '\0')
          append_shown (text, sheet, row, column, shown);
      }
  return g_strdup (text->str);
}

/* Heard alone, a figure says what it is, and what its button does. */
static void
name_amount (GtkWidget *button, QzSheet *sheet, guint column, const QzSheetLayout *layout,
             const char *shown)
{
  const char *title = qz_sheet_get_column_title (sheet, column);
  g_autofree char *label = layout->explains
                               ? g_strdup_printf (_("%s %s: what adds up to it"), title, shown)
                               : g_strdup_printf ("%s %s", title, shown);

  qz_announce_as (button, label);
}

static void
bind_amount (GtkWidget *button, QzRow *object, const QzSheetLayout *layout)
{
  QzSheet *sheet = qz_row_get_sheet (object);
  const int column = find_amount (sheet, qz_row_get_index (object), layout);
  g_autofree char *shown =
      column >= 0 ? qz_words_dup_cell (sheet, qz_row_get_index (object), (guint) column)
                  : g_strdup ("");
  const gboolean named =
      column >= 0 && (layout->names || g_strcmp0 (layout->amount, "debit") == 0);
  g_autofree char *label =
      named ? g_strdup_printf ("%s %s", qz_sheet_get_column_title (sheet, (guint) column), shown)
            : g_strdup (shown);

  gtk_button_set_label (GTK_BUTTON (button), label);
  if (column >= 0)
    {
      name_amount (button, sheet, (guint) column, layout, shown);
      describe_amount (button, sheet, qz_row_get_index (object), layout);
    }
  gtk_widget_set_visible (button, *shown != '\0');
  g_object_set_data (G_OBJECT (button), ROW_KEY,
                     GUINT_TO_POINTER (qz_row_get_number (object) + 1));
}

static void
bind_narrow_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const QzSheetLayout *layout = qz_sheet_view_get_layout (user_data);
  QzRow *object = gtk_list_item_get_item (item);
  QzSheet *sheet = qz_row_get_sheet (object);
  const guint row = qz_row_get_index (object);
  GtkWidget *opener = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *lines = gtk_button_get_child (GTK_BUTTON (opener));
  g_autofree char *title = qz_words_dup_cell (sheet, row, get_title_column (sheet, layout));
  g_autofree char *rest = dup_rest (sheet, row, layout);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (lines)), title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (lines)), rest);
  g_object_set_data (G_OBJECT (opener), ROW_KEY,
                     GUINT_TO_POINTER (qz_row_get_number (object) + 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (opener), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, rest, -1);
  gtk_list_item_set_accessible_label (item, title);
  gtk_list_item_set_accessible_description (item, rest);
  bind_amount (gtk_widget_get_next_sibling (opener), object, layout);
}

GtkListItemFactory *
qz_narrow_factory_new (QzSheetView *view)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_narrow_cb), view);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_narrow_cb), view);
  return factory;
}
