/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of the grid: its widgets, its fault, and what follows from typing in it. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-choice.h"
#include "qz-voucher-grid-private.h"

/* ── faults ──────────────────────────────────────────────────────────────────────────────────── */

void
qz_grid_line_set_fault (QzGridLine *line, GtkWidget *widget, const char *message)
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

  qz_grid_line_set_fault (line, NULL, "");
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

/* ── what is typed ───────────────────────────────────────────────────────────────────────────── */

int
qz_voucher_grid_find_line (QzVoucherGrid *self, gpointer widget)
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
void
qz_voucher_grid_copy_above (QzVoucherGrid *self, guint number)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  const char *text = gtk_editable_get_text (line->summary);

  if (number == 0 || (!g_str_equal (text, "..") && !g_str_equal (text, "。。")))
    return;
  qz_voucher_grid_put_text (self, line->summary,
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
    qz_voucher_grid_copy_above (self, i);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (gpointer widget, gpointer user_data)
{
  QzVoucherGrid *self = user_data;
  const int number = qz_voucher_grid_find_line (self, widget);
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
  qz_voucher_grid_emit_changed (self);
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
  GtkWidget *line = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));
  const int number = qz_voucher_grid_find_line (self, line);

  if (number >= 0)
    qz_voucher_grid_resolve (self, qz_voucher_grid_get_line (self, (guint) number));
}

/* ── its widgets ─────────────────────────────────────────────────────────────────────────────── */

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
  g_signal_connect (button, "clicked", G_CALLBACK (qz_voucher_grid_choose_cb), self);
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

QzGridLine *
qz_grid_line_new (QzVoucherGrid *self)
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
qz_grid_line_free (gpointer data)
{
  QzGridLine *line = data;

  g_free (line->symbol);
  g_free (line->provider_code);
  g_free (line);
}
