/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registers behind a voucher's lines: which account and provider is meant by what was typed,
 * and the dialog to choose one from. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-chooser-dialog.h"
#include "qz-voucher-grid-private.h"

static const QzChooserSpec account_spec = {
  N_ ("Choose an Account"), N_ ("Code, name or first letters"), "symbol", "code", "full_name",
  "depth", "leaf",
};
static const QzChooserSpec provider_spec = {
  N_ ("Choose a Provider"), N_ ("Code, name or first letters"), "code", "code", "name", NULL, NULL,
};

static const char *
get_text (QzSheet *sheet, guint row, const char *column)
{
  const char *text = qz_sheet_get_text (sheet, row, (guint) qz_sheet_find_column (sheet, column));

  return text != NULL ? text : "";
}

static gboolean
get_flag (QzSheet *sheet, guint row, const char *column)
{
  return qz_sheet_get_number (sheet, row, (guint) qz_sheet_find_column (sheet, column)) != 0;
}

/* The row whose @column is @text; -1. */
static int
find_row (QzSheet *sheet, const char *column, const char *text)
{
  for (guint row = 0; sheet != NULL && row < qz_sheet_get_n_rows (sheet); row++)
    if (g_str_equal (get_text (sheet, row, column), text))
      return (int) row;
  return -1;
}

static char *
dup_shown (QzSheet *sheet, int row, const char *name)
{
  return g_strdup_printf ("%s %s", get_text (sheet, (guint) row, "code"),
                          get_text (sheet, (guint) row, name));
}

/* What was typed names a row by its code, symbol, "code name", its whole name, or by a part of one
 * that only one row has. */
static int
find_typed (QzSheet *sheet, const char *text, const char *key, const char *name)
{
  int found = find_row (sheet, "code", text);
  guint n = 0;

  if (found < 0)
    found = find_row (sheet, key, text);
  for (guint row = 0; found < 0 && sheet != NULL && row < qz_sheet_get_n_rows (sheet); row++)
    {
      g_autofree char *shown = dup_shown (sheet, (int) row, name);

      if (g_str_equal (shown, text))
        return (int) row;
    }
  if (found >= 0 || sheet == NULL)
    return found;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if ((qz_sheet_find_column (sheet, "leaf") < 0 || get_flag (sheet, row, "leaf"))
        && (g_str_has_prefix (get_text (sheet, row, "code"), text)
            || strstr (get_text (sheet, row, name), text) != NULL))
      {
        found = (int) row;
        n++;
      }
  return n == 1 ? found : -1;
}

/* ── what a line names ───────────────────────────────────────────────────────────────────────── */

/* Only what the account is kept by is asked for. */
void
qz_voucher_grid_show_items (QzVoucherGrid *self, QzGridLine *line)
{
  const int row = line->symbol != NULL ? find_row (self->accounts, "symbol", line->symbol) : -1;
  const gboolean provider = row >= 0 && get_flag (self->accounts, (guint) row, "needs_provider");
  const gboolean period = row >= 0 && get_flag (self->accounts, (guint) row, "needs_period");
  const gboolean path = row >= 0 && get_flag (self->accounts, (guint) row, "needs_path");

  /* What a line has is shown, also where the account does not ask for it. */
  gtk_widget_set_visible (line->provider_box,
                          provider || *gtk_editable_get_text (line->provider) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (line->period),
                          period || *gtk_editable_get_text (line->period) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (line->path),
                          path || gtk_drop_down_get_selected (line->path) != 0);
}

void
qz_voucher_grid_put_text (QzVoucherGrid *self, GtkEditable *editable, const char *text)
{
  const gboolean before = self->filling;

  self->filling = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (editable), text) != 0)
    gtk_editable_set_text (editable, text);
  self->filling = before;
}

static void
resolve_account (QzVoucherGrid *self, QzGridLine *line)
{
  const char *text = gtk_editable_get_text (line->account);
  g_autofree char *shown = NULL;
  int row = -1;

  if (line->symbol != NULL || *text == '\0')
    return;
  row = find_typed (self->accounts, text, "symbol", "full_name");
  if (row < 0)
    return;
  line->symbol = g_strdup (get_text (self->accounts, (guint) row, "symbol"));
  shown = dup_shown (self->accounts, row, "full_name");
  qz_voucher_grid_put_text (self, line->account, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (line->account), shown);
}

void
qz_voucher_grid_resolve (QzVoucherGrid *self, QzGridLine *line)
{
  const char *text = gtk_editable_get_text (line->provider);
  g_autofree char *shown = NULL;
  int row = -1;

  resolve_account (self, line);
  if (line->provider_code == NULL && *text != '\0')
    row = find_typed (self->providers, text, "code", "name");
  if (row >= 0)
    {
      line->provider_code = g_strdup (get_text (self->providers, (guint) row, "code"));
      shown = dup_shown (self->providers, row, "name");
      qz_voucher_grid_put_text (self, line->provider, shown);
      gtk_widget_set_tooltip_text (GTK_WIDGET (line->provider), shown);
    }
  qz_voucher_grid_show_items (self, line);
}

/* ── choosing ────────────────────────────────────────────────────────────────────────────────── */

/* One line is being chosen for at a time: lines may be gone when the dialog answers. */
static void
account_chosen (GtkWidget *owner, const char *key, gpointer data)
{
  QzVoucherGrid *self = QZ_VOUCHER_GRID (owner);
  const guint number = GPOINTER_TO_UINT (data);

  if (number >= self->lines->len)
    return;
  qz_voucher_grid_type (self, number, QZ_CELL_ACCOUNT, key);
  qz_voucher_grid_focus (self, number, QZ_CELL_ACCOUNT);
}

static void
provider_chosen (GtkWidget *owner, const char *key, gpointer data)
{
  QzVoucherGrid *self = QZ_VOUCHER_GRID (owner);
  const guint number = GPOINTER_TO_UINT (data);

  if (number >= self->lines->len)
    return;
  qz_voucher_grid_type (self, number, QZ_CELL_PROVIDER, key);
  qz_voucher_grid_focus (self, number, QZ_CELL_PROVIDER);
}

void
qz_voucher_grid_choose (QzVoucherGrid *self, guint line, QzVoucherCell cell)
{
  const gboolean provider = cell == QZ_CELL_PROVIDER;
  QzSheet *sheet = provider ? self->providers : self->accounts;

  if (sheet != NULL)
    qz_chooser_dialog_present (GTK_WIDGET (self), sheet, provider ? &provider_spec : &account_spec,
                               provider ? provider_chosen : account_chosen,
                               GUINT_TO_POINTER (line));
}

void
qz_voucher_grid_choose_cb (GtkWidget *button, gpointer user_data)
{
  QzVoucherGrid *self = user_data;
  const gpointer editable = g_object_get_data (G_OBJECT (button), "qz-cell");
  const int line = qz_voucher_grid_find_line (self, editable);

  if (line >= 0)
    qz_voucher_grid_choose (self, (guint) line,
                            editable == qz_voucher_grid_get_line (self, (guint) line)->provider
                                ? QZ_CELL_PROVIDER
                                : QZ_CELL_ACCOUNT);
}
