/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-voucher-grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-choice.h"
#include "qz-chooser-dialog.h"
#include "qz-error.h"
#include "qz-voucher-grid-private.h"

/* Rows of the table that one line takes. */
#define ROWS_WIDE   2
#define ROWS_NARROW 5

struct _QzVoucherGrid {
  AdwBin parent_instance;

  GtkGrid *grid;
  GtkWidget *titles[5];
  GPtrArray *lines; /* of QzGridLine */
  QzSheet *accounts;
  QzSheet *providers;
  gboolean editable;
  gboolean narrow;
  gboolean filling; /* what is set is not typed */
  gboolean composing; /* an input method is at work in a cell: the keys are its */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QzVoucherGrid, qz_voucher_grid, ADW_TYPE_BIN)

static const char *const paths[] = { "", "mprepay", "daily" };

static const QzChooserSpec account_spec = {
  N_ ("Choose an Account"), N_ ("Code, name or first letters"), "symbol", "code", "full_name",
  "depth", "leaf",
};
static const QzChooserSpec provider_spec = {
  N_ ("Choose a Provider"), N_ ("Code, name or first letters"), "code", "code", "name", NULL, NULL,
};

/* ── registers ───────────────────────────────────────────────────────────────────────────────── */

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

gboolean
qz_voucher_grid_is_editable (QzVoucherGrid *self)
{
  return self->editable;
}

static void
line_free (gpointer data)
{
  QzGridLine *line = data;

  g_free (line->symbol);
  g_free (line->provider_code);
  g_free (line);
}

static void
set_fault (QzGridLine *line, GtkWidget *widget, const char *message)
{
  gtk_label_set_label (line->fault, message);
  gtk_widget_set_visible (GTK_WIDGET (line->fault), *message != '\0');
  if (widget == NULL)
    return;
  gtk_widget_add_css_class (widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
clear_fault (QzVoucherGrid *self, guint number)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  GtkWidget *const widgets[] = {
    GTK_WIDGET (line->summary), GTK_WIDGET (line->account), GTK_WIDGET (line->provider),
    GTK_WIDGET (line->period), GTK_WIDGET (line->path),
  };

  set_fault (line, NULL, "");
  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      gtk_widget_remove_css_class (widgets[i], "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (widgets[i]), GTK_ACCESSIBLE_STATE_INVALID);
    }
  qz_amount_entry_set_fault (line->debit, NULL);
  qz_amount_entry_set_fault (line->credit, NULL);
}

void
qz_voucher_grid_clear_faults (QzVoucherGrid *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    clear_fault (self, i);
}

/* Only what the account is kept by is asked for. */
static void
show_items (QzVoucherGrid *self, QzGridLine *line)
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

static void
put_text (QzVoucherGrid *self, GtkEditable *editable, const char *text)
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
  put_text (self, line->account, shown);
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
      put_text (self, line->provider, shown);
      gtk_widget_set_tooltip_text (GTK_WIDGET (line->provider), shown);
    }
  show_items (self, line);
}

/* ── what is typed ───────────────────────────────────────────────────────────────────────────── */

static int
find_line (QzVoucherGrid *self, gpointer widget)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const QzGridLine *line = self->lines->pdata[i];

      if (widget == line->summary || widget == line->account || widget == line->provider
          || widget == line->period || widget == line->path || widget == line->debit
          || widget == line->credit)
        return (int) i;
    }
  return -1;
}

/* ".." stands for the summary above, also as a Chinese keyboard writes it. */
static void
copy_above (QzVoucherGrid *self, guint number)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  const char *text = gtk_editable_get_text (line->summary);

  if (number == 0 || (!g_str_equal (text, "..") && !g_str_equal (text, "。。")))
    return;
  put_text (self, line->summary,
            gtk_editable_get_text (qz_voucher_grid_get_line (self, number - 1)->summary));
  gtk_editable_set_position (line->summary, -1);
}

/* Once the key that wrote the second dot has done its work: a text that changes meanwhile mixes up
 * what can be undone. */
static gboolean
copy_later_cb (gpointer data)
{
  QzVoucherGrid *self = data;

  for (guint i = 1; i < self->lines->len; i++)
    copy_above (self, i);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (gpointer widget, gpointer user_data)
{
  QzVoucherGrid *self = user_data;
  const int number = find_line (self, widget);
  QzGridLine *line = number >= 0 ? qz_voucher_grid_get_line (self, (guint) number) : NULL;

  if (line == NULL || self->filling)
    return;
  clear_fault (self, (guint) number);
  if (widget == line->account)
    g_clear_pointer (&line->symbol, g_free);
  if (widget == line->provider)
    g_clear_pointer (&line->provider_code, g_free);
  if (widget == line->summary && g_utf8_strlen (gtk_editable_get_text (line->summary), -1) == 2)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, copy_later_cb, g_object_ref (self), g_object_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
path_chosen_cb (GtkDropDown *path, GParamSpec *spec, gpointer user_data)
{
  changed_cb (path, user_data);
}

static void
preedit_cb (GtkText *text, const char *preedit, gpointer user_data)
{
  QZ_VOUCHER_GRID (user_data)->composing = *preedit != '\0';
}

/* Return and the arrows choose among characters while somebody writes Chinese. */
static void
watch_composing (QzVoucherGrid *self, GtkEditable *editable)
{
  g_signal_connect_object (gtk_editable_get_delegate (editable), "preedit-changed",
                           G_CALLBACK (preedit_cb), self, G_CONNECT_DEFAULT);
}

static void
left_cb (GtkEventControllerFocus *focus, gpointer user_data)
{
  QzVoucherGrid *self = user_data;
  const int number =
      find_line (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));

  if (number >= 0)
    qz_voucher_grid_resolve (self, qz_voucher_grid_get_line (self, (guint) number));
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

static void
choose_cb (GtkWidget *button, gpointer user_data)
{
  QzVoucherGrid *self = user_data;
  const gpointer editable = g_object_get_data (G_OBJECT (button), "qz-cell");
  const int line = find_line (self, editable);

  if (line >= 0)
    qz_voucher_grid_choose (self, (guint) line,
                            editable == qz_voucher_grid_get_line (self, (guint) line)->provider
                                ? QZ_CELL_PROVIDER
                                : QZ_CELL_ACCOUNT);
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

static GtkEditable *
new_entry (QzVoucherGrid *self, const char *name, int chars)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), chars);
  gtk_editable_set_editable (GTK_EDITABLE (entry), self->editable);
  gtk_widget_set_valign (entry, GTK_ALIGN_START);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), self);
  watch_composing (self, GTK_EDITABLE (entry));
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (entry, focus);
  return GTK_EDITABLE (entry);
}

/* The button is for the mouse and the screen reader; the keyboard has F7. */
static GtkWidget *
new_chooser (QzVoucherGrid *self, GtkEditable *editable, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_button_new_from_icon_name ("view-more-symbolic");

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_sensitive (button, self->editable);
  g_object_set_data (G_OBJECT (button), "qz-cell", editable);
  g_signal_connect (button, "clicked", G_CALLBACK (choose_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (editable));
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkDropDown *
new_path (QzVoucherGrid *self)
{
  const char *const names[] = { _("Path"), _("Monthly advance"), _("Daily disbursement"), NULL };
  GtkWidget *path = gtk_drop_down_new_from_strings (names);

  gtk_widget_set_valign (path, GTK_ALIGN_START);
  gtk_widget_set_sensitive (path, self->editable);
  qz_choice_name_items (path);
  g_signal_connect (path, "notify::selected", G_CALLBACK (path_chosen_cb), self);
  return GTK_DROP_DOWN (path);
}

static GtkWidget *
new_items (QzVoucherGrid *self, QzGridLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  line->provider = new_entry (self, _("Provider"), 8);
  line->provider_box = new_chooser (self, line->provider, _("Choose a provider (F7)"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (line->provider), _("Provider"));
  line->period = new_entry (self, _("Month of costs"), 7);
  gtk_editable_set_max_width_chars (line->period, 8);
  gtk_entry_set_placeholder_text (GTK_ENTRY (line->period), "2026-01");
  line->path = new_path (self);
  gtk_box_append (GTK_BOX (box), line->provider_box);
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (line->period));
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (line->path));
  gtk_box_append (GTK_BOX (box), below);
  return box;
}

static QzAmountEntry *
new_amount (QzVoucherGrid *self, const char *name)
{
  QzAmountEntry *entry = QZ_AMOUNT_ENTRY (qz_amount_entry_new (name));

  qz_amount_entry_set_is_cell (entry, TRUE);
  qz_amount_entry_set_editable (entry, self->editable);
  gtk_widget_set_valign (GTK_WIDGET (entry), GTK_ALIGN_START);
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), self);
  watch_composing (self, qz_amount_entry_get_editable (entry));
  return entry;
}

static GtkLabel *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static QzGridLine *
new_line (QzVoucherGrid *self)
{
  QzGridLine *line = g_new0 (QzGridLine, 1);

  line->number = new_label ("dimmed");
  gtk_widget_set_valign (GTK_WIDGET (line->number), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (line->number), 9);
  line->summary = new_entry (self, _("Summary"), 12);
  line->account = new_entry (self, _("Account"), 12);
  line->account_box = new_chooser (self, line->account, _("Choose an account (F7)"));
  line->items = new_items (self, line);
  line->debit = new_amount (self, _("Debit"));
  line->credit = new_amount (self, _("Credit"));
  line->fault = new_label ("error");
  gtk_widget_set_visible (GTK_WIDGET (line->fault), FALSE);
  return line;
}

void
qz_voucher_grid_add_line (QzVoucherGrid *self, guint at)
{
  QzGridLine *line = new_line (self);

  g_ptr_array_insert (self->lines, (int) at, line);
  show_items (self, line);
  if (at + 1 < self->lines->len)
    place_all (self);
  else
    place_line (self, at);
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
drop_line (QzVoucherGrid *self, guint number)
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
  drop_line (self, number);
  if (self->lines->len == 0)
    qz_voucher_grid_add_line (self, 0);
  place_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
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

/* ── filling and reading ─────────────────────────────────────────────────────────────────────── */

void
qz_voucher_grid_type (QzVoucherGrid *self, guint number, QzVoucherCell cell, const char *text)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  GtkEditable *const editables[QZ_N_CELLS] = {
    [QZ_CELL_SUMMARY] = line->summary,
    [QZ_CELL_ACCOUNT] = line->account,
    [QZ_CELL_PROVIDER] = line->provider,
    [QZ_CELL_PERIOD] = line->period,
    [QZ_CELL_DEBIT] = qz_amount_entry_get_editable (line->debit),
    [QZ_CELL_CREDIT] = qz_amount_entry_get_editable (line->credit),
  };

  if (cell == QZ_CELL_PATH)
    {
      for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
        if (g_str_equal (paths[i], text))
          gtk_drop_down_set_selected (line->path, i);
    }
  else
    gtk_editable_set_text (editables[cell], text);
  if (cell == QZ_CELL_SUMMARY)
    copy_above (self, number);
  qz_voucher_grid_resolve (self, line);
}

char *
qz_voucher_grid_dup_text (QzVoucherGrid *self, guint number, QzVoucherCell cell)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);

  switch (cell)
    {
    case QZ_CELL_SUMMARY:
      return g_strdup (gtk_editable_get_text (line->summary));
    case QZ_CELL_ACCOUNT:
      return g_strdup (gtk_editable_get_text (line->account));
    case QZ_CELL_PROVIDER:
      return g_strdup (gtk_editable_get_text (line->provider));
    case QZ_CELL_PERIOD:
      return g_strdup (gtk_editable_get_text (line->period));
    case QZ_CELL_PATH:
      return g_strdup (paths[gtk_drop_down_get_selected (line->path)]);
    case QZ_CELL_DEBIT:
      return g_strdup (gtk_editable_get_text (qz_amount_entry_get_editable (line->debit)));
    case QZ_CELL_CREDIT:
      return g_strdup (gtk_editable_get_text (qz_amount_entry_get_editable (line->credit)));
    case QZ_N_CELLS:
    default:
      g_assert_not_reached ();
    }
}

static void
fill_line (QzVoucherGrid *self, guint number, QzSheet *draft)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  const int period = qz_sheet_find_column (draft, "item_period");
  const int debit = qz_sheet_find_column (draft, "debit");
  g_autofree char *month = qz_sheet_dup_machine (draft, number, (guint) period);

  gtk_editable_set_text (line->period, month);
  qz_voucher_grid_type (self, number, QZ_CELL_SUMMARY, get_text (draft, number, "summary"));
  qz_voucher_grid_type (self, number, QZ_CELL_PATH, get_text (draft, number, "path"));
  qz_voucher_grid_type (self, number, QZ_CELL_PROVIDER,
                        get_text (draft, number, "provider_code"));
  qz_voucher_grid_type (self, number, QZ_CELL_ACCOUNT, get_text (draft, number, "account"));
  qz_amount_entry_set_fen (line->debit, qz_sheet_get_number (draft, number, (guint) debit));
  qz_amount_entry_set_fen (line->credit, qz_sheet_get_number (draft, number, (guint) debit + 1));
}

void
qz_voucher_grid_set_draft (QzVoucherGrid *self, QzSheet *draft)
{
  const guint n = draft != NULL ? qz_sheet_get_n_rows (draft) : 0;

  self->filling = TRUE;
  while (self->lines->len > 0)
    drop_line (self, self->lines->len - 1);
  for (guint i = 0; i < MAX (n, 2); i++)
    qz_voucher_grid_add_line (self, i);
  for (guint i = 0; i < n; i++)
    fill_line (self, i, draft);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_blank (QzGridLine *line)
{
  return *gtk_editable_get_text (line->summary) == '\0'
         && *gtk_editable_get_text (line->account) == '\0'
         && qz_amount_entry_is_empty (line->debit) && qz_amount_entry_is_empty (line->credit);
}

static gboolean
fail (GError **error, guint number, const char *field, const char *message)
{
  qz_error_set (error, QZ_ERROR_INPUT, "bad-cell", "%s", message);
  qz_error_add_place (error, NULL, number + 1, 0, field);
  return FALSE;
}

static gboolean
read_amounts (QzGridLine *line, guint number, QzDraftLine *out, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!qz_amount_entry_get_fen (line->debit, &out->debit_fen, &failure))
    return fail (error, number, "debit", failure->message);
  if (!qz_amount_entry_get_fen (line->credit, &out->credit_fen, &failure))
    return fail (error, number, "credit", failure->message);
  return TRUE;
}

static gboolean
read_line (QzVoucherGrid *self, guint number, GStringChunk *texts, QzDraftLine *out,
           GError **error)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  const char *month = gtk_editable_get_text (line->period);
  g_autoptr (GError) failure = NULL;

  qz_voucher_grid_resolve (self, line);
  if (line->symbol == NULL && *gtk_editable_get_text (line->account) != '\0')
    return fail (error, number, "account",
                 _("No account, or more than one, is meant. Press F7 and choose one."));
  if (line->provider_code == NULL && *gtk_editable_get_text (line->provider) != '\0')
    return fail (error, number, "provider",
                 _("No provider, or more than one, is meant. Press F7 and choose one."));
  if (*month != '\0' && !qz_period_parse (month, &out->item_period, &failure))
    return fail (error, number, "item_period", failure->message);
  out->summary = g_string_chunk_insert (texts, gtk_editable_get_text (line->summary));
  out->account = line->symbol != NULL ? g_string_chunk_insert (texts, line->symbol) : "";
  out->provider =
      line->provider_code != NULL ? g_string_chunk_insert (texts, line->provider_code) : NULL;
  out->path = paths[gtk_drop_down_get_selected (line->path)];
  return read_amounts (line, number, out, error);
}

gboolean
qz_voucher_grid_read (QzVoucherGrid *self, GArray *lines, GStringChunk *texts, GError **error)
{
  guint n = self->lines->len;

  while (n > 0 && is_blank (qz_voucher_grid_get_line (self, n - 1)))
    n--;
  for (guint i = 0; i < n; i++)
    {
      QzDraftLine line = { 0 };
      g_autoptr (GError) failure = NULL;

      if (!read_line (self, i, texts, &line, &failure))
        {
          qz_voucher_grid_show_fault (self, i + 1, qz_error_get_field (failure),
                                      failure->message);
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_array_append_val (lines, line);
    }
  return TRUE;
}

void
qz_voucher_grid_get_sums (QzVoucherGrid *self, QzFen *debit, QzFen *credit)
{
  *debit = *credit = 0;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const QzGridLine *line = self->lines->pdata[i];
      g_autoptr (GError) bad_debit = NULL;
      g_autoptr (GError) bad_credit = NULL;
      QzFen amount = 0;

      /* What cannot be read is said beside its cell; sums too large are said when it is saved. */
      if (qz_amount_entry_get_fen (line->debit, &amount, &bad_debit)
          && !qz_fen_accumulate (debit, amount, &bad_debit))
        return;
      if (qz_amount_entry_get_fen (line->credit, &amount, &bad_credit)
          && !qz_fen_accumulate (credit, amount, &bad_credit))
        return;
    }
}

void
qz_voucher_grid_show_fault (QzVoucherGrid *self, guint number, const char *field,
                            const char *message)
{
  static const char *const fields[QZ_N_CELLS] = { "summary", "account", "provider", "item_period",
                                                  "path",    "debit",   "credit" };
  QzGridLine *line;
  QzVoucherCell cell = QZ_CELL_SUMMARY;

  if (number == 0 || number > self->lines->len)
    return;
  line = qz_voucher_grid_get_line (self, number - 1);
  for (guint i = 0; i < QZ_N_CELLS; i++)
    if (g_strcmp0 (field, fields[i]) == 0)
      cell = i;
  /* What is wrong with an amount is said where one stands. */
  if (cell == QZ_CELL_DEBIT && qz_amount_entry_is_empty (line->debit)
      && !qz_amount_entry_is_empty (line->credit))
    cell = QZ_CELL_CREDIT;
  set_fault (line, qz_voucher_grid_get_cell (self, number - 1, cell), message);
  qz_voucher_grid_focus (self, number - 1, cell);
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

  self->lines = g_ptr_array_new_with_free_func (line_free);
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
