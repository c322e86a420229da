/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-voucher-grid.h"

#include <glib/gi18n-lib.h>

#include "qz-voucher-grid-private.h"

/* Rows of the table that one line takes. */
#define ROWS_WIDE   2
#define ROWS_NARROW 5

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QzVoucherGrid, qz_voucher_grid, ADW_TYPE_BIN)

/* ── lines ───────────────────────────────────────────────────────────────────────────────────── */

QzGridLine *
qz_voucher_grid_get_line (QzVoucherGrid *self, guint line)
{
  return self->lines->pdata[line];
}

guint
qz_voucher_grid_get_n_lines (QzVoucherGrid *self)
{
  return self->lines->len;
}

void
qz_voucher_grid_emit_changed (QzVoucherGrid *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
qz_voucher_grid_is_editable (QzVoucherGrid *self)
{
  return self->editable;
}

/* ── layout ──────────────────────────────────────────────────────────────────────────────────── */

static void
place (QzVoucherGrid *self, GtkWidget *widget, int column, int row, int n_columns)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));
  GtkGridLayoutChild *at;

  if (gtk_widget_get_parent (widget) == NULL)
    {
      gtk_grid_attach (self->grid, widget, column, row, n_columns, 1);
      return;
    }
  /* Moved where it stands, it keeps the focus. */
  at = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, widget));
  gtk_grid_layout_child_set_column (at, column);
  gtk_grid_layout_child_set_row (at, row);
  gtk_grid_layout_child_set_column_span (at, n_columns);
}

/* Without titles above them the cells say themselves what they are for. */
static void
show_placeholders (QzVoucherGrid *self, QzGridLine *line)
{
  const struct {
    GtkEditable *editable;
    const char *text;
  } cells[] = {
    { line->summary, _("Summary") },
    { line->account, _("Account") },
    { qz_amount_entry_get_editable (line->debit), _("Debit") },
    { qz_amount_entry_get_editable (line->credit), _("Credit") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    gtk_entry_set_placeholder_text (GTK_ENTRY (cells[i].editable),
                                    self->narrow ? cells[i].text : NULL);
}

static void
place_line (QzVoucherGrid *self, guint number)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  const int row = 1 + (int) number * (self->narrow ? ROWS_NARROW : ROWS_WIDE);
  g_autofree char *text = g_strdup_printf ("%u", number + 1);

  show_placeholders (self, line);
  gtk_label_set_label (line->number, text);
  qz_voucher_grid_name_line (line, number + 1);
  place (self, GTK_WIDGET (line->number), 0, row, 1);
  place (self, GTK_WIDGET (line->summary), 1, row, self->narrow ? 2 : 1);
  place (self, line->account_box, self->narrow ? 1 : 2, self->narrow ? row + 1 : row,
         self->narrow ? 2 : 1);
  place (self, line->items, self->narrow ? 1 : 3, self->narrow ? row + 2 : row,
         self->narrow ? 2 : 1);
  place (self, GTK_WIDGET (line->debit), self->narrow ? 1 : 4, self->narrow ? row + 3 : row, 1);
  place (self, GTK_WIDGET (line->credit), self->narrow ? 2 : 5, self->narrow ? row + 3 : row, 1);
  place (self, GTK_WIDGET (line->fault), 1, self->narrow ? row + 4 : row + 1, self->narrow ? 2 : 5);
}

static void
place_all (QzVoucherGrid *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->titles); i++)
    gtk_widget_set_visible (self->titles[i], !self->narrow);
  for (guint i = 0; i < self->lines->len; i++)
    place_line (self, i);
}

void
qz_voucher_grid_add_line (QzVoucherGrid *self, guint at)
{
  QzGridLine *line = qz_grid_line_new (self);

  g_ptr_array_insert (self->lines, (int) at, line);
  qz_voucher_grid_show_items (self, line);
  if (at + 1 < self->lines->len)
    place_all (self);
  else
    place_line (self, at);
  if (!self->filling)
    qz_voucher_grid_emit_changed (self);
}

void
qz_voucher_grid_drop_line (QzVoucherGrid *self, guint number)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  GtkWidget *const widgets[] = {
    GTK_WIDGET (line->number), GTK_WIDGET (line->summary), line->account_box,
    line->items, GTK_WIDGET (line->debit), GTK_WIDGET (line->credit), GTK_WIDGET (line->fault),
  };

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    gtk_grid_remove (self->grid, widgets[i]);
  g_ptr_array_remove_index (self->lines, number);
}

/* There is always one to write on. */
void
qz_voucher_grid_remove_line (QzVoucherGrid *self, guint number)
{
  qz_voucher_grid_drop_line (self, number);
  if (self->lines->len == 0)
    qz_voucher_grid_add_line (self, 0);
  place_all (self);
  qz_voucher_grid_emit_changed (self);
}

/* ── the focus ───────────────────────────────────────────────────────────────────────────────── */

GtkWidget *
qz_voucher_grid_get_cell (QzVoucherGrid *self, guint number, QzVoucherCell cell)
{
  QzGridLine *line;
  GtkWidget *widget = NULL;

  if (number >= self->lines->len)
    return NULL;
  line = qz_voucher_grid_get_line (self, number);
  switch (cell)
    {
    case QZ_CELL_SUMMARY:
      return GTK_WIDGET (line->summary);
    case QZ_CELL_ACCOUNT:
      return GTK_WIDGET (line->account);
    case QZ_CELL_PROVIDER:
      return gtk_widget_get_visible (line->provider_box) ? GTK_WIDGET (line->provider) : NULL;
    case QZ_CELL_PERIOD:
      widget = GTK_WIDGET (line->period);
      break;
    case QZ_CELL_PATH:
      widget = GTK_WIDGET (line->path);
      break;
    case QZ_CELL_DEBIT:
      return GTK_WIDGET (qz_amount_entry_get_editable (line->debit));
    case QZ_CELL_CREDIT:
      return GTK_WIDGET (qz_amount_entry_get_editable (line->credit));
    case QZ_N_CELLS:
    default:
      return NULL;
    }
  return gtk_widget_get_visible (widget) && gtk_widget_get_sensitive (widget) ? widget : NULL;
}

void
qz_voucher_grid_focus (QzVoucherGrid *self, guint line, QzVoucherCell cell)
{
  GtkWidget *widget = qz_voucher_grid_get_cell (self, line, cell);

  if (widget != NULL)
    gtk_widget_grab_focus (widget);
}

gboolean
qz_voucher_grid_get_focus (QzVoucherGrid *self, guint *line, QzVoucherCell *cell)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return FALSE;
  for (guint i = 0; i < self->lines->len; i++)
    for (guint c = 0; c < QZ_N_CELLS; c++)
      {
        GtkWidget *widget = qz_voucher_grid_get_cell (self, i, c);

        if (widget == NULL || (widget != focus && !gtk_widget_is_ancestor (focus, widget)))
          continue;
        *line = i;
        *cell = c;
        return TRUE;
      }
  return FALSE;
}

static gboolean
pressed_cb (QzVoucherGrid *self, guint key, guint code, GdkModifierType modifiers)
{
  return !self->composing && qz_voucher_grid_press (self, key, modifiers);
}

/* ── the widget ──────────────────────────────────────────────────────────────────────────────── */

void
qz_voucher_grid_set_registers (QzVoucherGrid *self, QzSheet *accounts, QzSheet *providers)
{
  g_clear_pointer (&self->accounts, qz_sheet_unref);
  g_clear_pointer (&self->providers, qz_sheet_unref);
  self->accounts = qz_sheet_ref (accounts);
  self->providers = qz_sheet_ref (providers);
}

void
qz_voucher_grid_set_editable (QzVoucherGrid *self, gboolean editable)
{
  self->editable = editable;
}

void
qz_voucher_grid_set_narrow (QzVoucherGrid *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  place_all (self);
}

static void
qz_voucher_grid_dispose (GObject *object)
{
  QzVoucherGrid *self = QZ_VOUCHER_GRID (object);

  /* Cells that lose the focus while they go must find no lines. */
  self->filling = TRUE;
  g_ptr_array_set_size (self->lines, 0);
  G_OBJECT_CLASS (qz_voucher_grid_parent_class)->dispose (object);
}

static void
qz_voucher_grid_finalize (GObject *object)
{
  QzVoucherGrid *self = QZ_VOUCHER_GRID (object);

  g_ptr_array_unref (self->lines);
  g_clear_pointer (&self->accounts, qz_sheet_unref);
  g_clear_pointer (&self->providers, qz_sheet_unref);
  G_OBJECT_CLASS (qz_voucher_grid_parent_class)->finalize (object);
}

static void
qz_voucher_grid_class_init (QzVoucherGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qz_voucher_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_voucher_grid_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_titles (QzVoucherGrid *self)
{
  const char *const titles[] = { _("Summary"), _("Account"), _("Kept by"), _("Debit"),
                                 _("Credit") };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *label = gtk_label_new (titles[i]);

      gtk_label_set_xalign (GTK_LABEL (label), i < 3 ? 0 : 1);
      gtk_widget_add_css_class (label, "heading");
      self->titles[i] = label;
      gtk_grid_attach (self->grid, label, (int) i + 1, 0, 1, 1);
    }
}

static void
qz_voucher_grid_init (QzVoucherGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->lines = g_ptr_array_new_with_free_func (qz_grid_line_free);
  self->editable = TRUE;
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 6);
  gtk_grid_set_row_spacing (self->grid, 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Lines of the voucher"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
  add_titles (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
