/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the voucher grid, as accountants know them. */
#include <glib/gi18n-lib.h>

#include "qz-voucher-grid-private.h"

static gboolean
go_to (QzVoucherGrid *self, guint line, QzVoucherCell cell)
{
  GtkWidget *widget = qz_voucher_grid_get_cell (self, line, cell);

  if (widget == NULL)
    return FALSE;
  gtk_widget_grab_focus (widget);
  if (GTK_IS_EDITABLE (widget))
    gtk_editable_select_region (GTK_EDITABLE (widget), 0, -1);
  return TRUE;
}

/* The cell after (@step 1) or before (-1) that is there; FALSE at either end. */
static gboolean
step (QzVoucherGrid *self, guint line, QzVoucherCell cell, int by)
{
  const int n = (int) qz_voucher_grid_get_n_lines (self) * QZ_N_CELLS;

  for (int at = (int) line * QZ_N_CELLS + (int) cell + by; at >= 0 && at < n; at += by)
    if (go_to (self, (guint) at / QZ_N_CELLS, (QzVoucherCell) (at % QZ_N_CELLS)))
      return TRUE;
  return FALSE;
}

/* Return on the last cell of the last line adds one. */
static gboolean
press_return (QzVoucherGrid *self, guint line, QzVoucherCell cell)
{
  if (step (self, line, cell, 1))
    return TRUE;
  if (!qz_voucher_grid_is_editable (self))
    return FALSE;
  qz_voucher_grid_add_line (self, line + 1);
  return go_to (self, line + 1, QZ_CELL_SUMMARY);
}

/* Up and down: the same cell of the nearest line that has it. */
static gboolean
press_vertical (QzVoucherGrid *self, guint line, QzVoucherCell cell, int by)
{
  const int n = (int) qz_voucher_grid_get_n_lines (self);

  for (int at = (int) line + by; at >= 0 && at < n; at += by)
    if (go_to (self, (guint) at, cell))
      return TRUE;
  return FALSE;
}

/* Left and right leave a cell only from its edge; within it they move the cursor. */
static gboolean
press_horizontal (QzVoucherGrid *self, guint line, QzVoucherCell cell, int by)
{
  GtkWidget *widget = qz_voucher_grid_get_cell (self, line, cell);
  int start = 0, end = 0;

  if (GTK_IS_EDITABLE (widget))
    {
      const int length = (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (widget)), -1);
      const int position = gtk_editable_get_position (GTK_EDITABLE (widget));
      const gboolean selected =
          gtk_editable_get_selection_bounds (GTK_EDITABLE (widget), &start, &end);
      const gboolean whole = selected && end - start == length;

      if (!whole && (selected || position != (by < 0 ? 0 : length)))
        return FALSE;
    }
  return step (self, line, cell, by);
}

static QzFen
read_amount (QzAmountEntry *entry)
{
  g_autoptr (GError) error = NULL;
  QzFen amount = 0;

  return qz_amount_entry_get_fen (entry, &amount, &error) ? amount : 0;
}

/* "=": what makes the two sides even goes into the cell; when the other side is short, there. */
static gboolean
press_equals (QzVoucherGrid *self, guint number, QzVoucherCell cell)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  g_autoptr (GError) error = NULL;
  QzFen debit = 0, credit = 0, missing = 0;
  gboolean on_debit;

  qz_voucher_grid_get_sums (self, &debit, &credit);
  /* Without what stands in this line now. */
  if (!qz_fen_accumulate (&credit, -read_amount (line->credit), &error)
      || !qz_fen_accumulate (&debit, -read_amount (line->debit), &error)
      || !qz_fen_sub (credit, debit, &missing, &error) || missing == 0)
    return TRUE;
  on_debit = missing > 0;
  qz_amount_entry_set_fen (line->debit, on_debit ? missing : 0);
  qz_amount_entry_set_fen (line->credit, on_debit ? 0 : -missing);
  return go_to (self, number, on_debit ? QZ_CELL_DEBIT : QZ_CELL_CREDIT);
}

/* Space: the amount changes sides, as it is written. */
static gboolean
press_space (QzVoucherGrid *self, guint number, QzVoucherCell cell)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  GtkEditable *debit = qz_amount_entry_get_editable (line->debit);
  GtkEditable *credit = qz_amount_entry_get_editable (line->credit);
  g_autofree char *left = g_strdup (gtk_editable_get_text (debit));
  g_autofree char *right = g_strdup (gtk_editable_get_text (credit));

  gtk_editable_set_text (debit, right);
  gtk_editable_set_text (credit, left);
  return go_to (self, number, cell == QZ_CELL_DEBIT ? QZ_CELL_CREDIT : QZ_CELL_DEBIT);
}

static gboolean
press_delete (QzVoucherGrid *self, guint line, QzVoucherCell cell)
{
  qz_voucher_grid_remove_line (self, line);
  return go_to (self, MIN (line, qz_voucher_grid_get_n_lines (self) - 1), QZ_CELL_SUMMARY);
}

static gboolean
press_in_amount (QzVoucherGrid *self, guint key, guint line, QzVoucherCell cell)
{
  if (cell != QZ_CELL_DEBIT && cell != QZ_CELL_CREDIT)
    return FALSE;
  if (key == GDK_KEY_equal || key == GDK_KEY_KP_Equal)
    return press_equals (self, line, cell);
  return key == GDK_KEY_space && press_space (self, line, cell);
}

static gboolean
press_to_move (QzVoucherGrid *self, guint key, guint line, QzVoucherCell cell)
{
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return press_return (self, line, cell);
    case GDK_KEY_Tab:
      return step (self, line, cell, 1);
    case GDK_KEY_ISO_Left_Tab:
      return step (self, line, cell, -1);
    case GDK_KEY_Up:
      return cell != QZ_CELL_PATH && press_vertical (self, line, cell, -1);
    case GDK_KEY_Down:
      return cell != QZ_CELL_PATH && press_vertical (self, line, cell, 1);
    case GDK_KEY_Left:
      return press_horizontal (self, line, cell, -1);
    case GDK_KEY_Right:
      return press_horizontal (self, line, cell, 1);
    default:
      return FALSE;
    }
}

gboolean
qz_voucher_grid_press (QzVoucherGrid *self, guint key, GdkModifierType modifiers)
{
  const gboolean editable = qz_voucher_grid_is_editable (self);
  QzVoucherCell cell = QZ_CELL_SUMMARY;
  guint line = 0;

  if (!qz_voucher_grid_get_focus (self, &line, &cell))
    return FALSE;
  if ((modifiers & GDK_CONTROL_MASK) != 0)
    return editable && (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
           && press_delete (self, line, cell);
  if ((modifiers & GDK_ALT_MASK) != 0)
    return FALSE;
  /* Return opens the list of paths, space chooses from it. */
  if (cell == QZ_CELL_PATH && (key == GDK_KEY_Return || key == GDK_KEY_space))
    return FALSE;
  if (key == GDK_KEY_F7 && editable)
    {
      qz_voucher_grid_choose (self, line, cell == QZ_CELL_PROVIDER ? cell : QZ_CELL_ACCOUNT);
      return TRUE;
    }
  /* Shift with an arrow selects. */
  if ((modifiers & GDK_SHIFT_MASK) != 0 && key != GDK_KEY_ISO_Left_Tab && key != GDK_KEY_Tab)
    return FALSE;
  if (key == GDK_KEY_Tab && (modifiers & GDK_SHIFT_MASK) != 0)
    key = GDK_KEY_ISO_Left_Tab;
  return (editable && press_in_amount (self, key, line, cell))
         || press_to_move (self, key, line, cell);
}
