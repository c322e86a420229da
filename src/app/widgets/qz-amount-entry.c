/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-amount-entry.h"

#include <glib/gi18n-lib.h>

#include "qz-capitals.h"

struct _QzAmountEntry {
  AdwBin parent_instance;

  GtkEntry *entry;
  GtkLabel *capitals;
  GtkLabel *fault;
  gboolean is_cell;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QzAmountEntry, qz_amount_entry, ADW_TYPE_BIN)

/* ── what is written ─────────────────────────────────────────────────────────────────────────── */

gboolean
qz_amount_parse (const char *text, QzFen *out, GError **error)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  *out = 0;
  /* Tables on the web and in spreadsheets group digits by spaces of several widths. */
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      g_string_append_unichar (plain, g_utf8_get_char (text));
  return plain->len == 0 || qz_fen_parse (plain->str, out, error);
}

gboolean
qz_amount_entry_get_fen (QzAmountEntry *self, QzFen *out, GError **error)
{
  return qz_amount_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), out, error);
}

gboolean
qz_amount_entry_is_empty (QzAmountEntry *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  return *g_strstrip (text) == '\0';
}

void
qz_amount_entry_set_fen (QzAmountEntry *self, QzFen amount)
{
  g_autofree char *text = amount != 0 ? qz_fen_format (amount) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/* ── what is said of it ──────────────────────────────────────────────────────────────────────── */

void
qz_amount_entry_set_fault (QzAmountEntry *self, const char *message)
{
  gtk_label_set_label (self->fault, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), message != NULL && !self->is_cell);
  if (message == NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
show_capitals (QzAmountEntry *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  QzFen amount = 0;

  if (qz_amount_entry_get_fen (self, &amount, &error) && amount != 0)
    text = qz_capitals_from_fen (amount);
  gtk_label_set_label (self->capitals, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->capitals), text != NULL && !self->is_cell);
}

static void
changed_cb (QzAmountEntry *self)
{
  qz_amount_entry_set_fault (self, NULL);
  show_capitals (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Separators when it is left; what is wrong stays as it was written, and is said. */
static void
left_cb (QzAmountEntry *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;
  QzFen amount = 0;

  if (!gtk_editable_get_editable (GTK_EDITABLE (self->entry)) || qz_amount_entry_is_empty (self))
    return;
  if (!qz_amount_entry_get_fen (self, &amount, &error))
    {
      qz_amount_entry_set_fault (self, error->message);
      return;
    }
  shown = qz_fen_format (amount);
  if (g_strcmp0 (shown, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
}

/* ── the widget ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
qz_amount_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (QZ_AMOUNT_ENTRY (widget)->entry));
}

static void
qz_amount_entry_class_init (QzAmountEntryClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = qz_amount_entry_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
new_note (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_visible (label, FALSE);
  return GTK_LABEL (label);
}

static void
qz_amount_entry_init (QzAmountEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->capitals = new_note ("dimmed");
  self->fault = new_note ("error");
  gtk_entry_set_alignment (self->entry, 1);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 14);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->capitals));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fault));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
}

GtkWidget *
qz_amount_entry_new (const char *name)
{
  QzAmountEntry *self = g_object_new (QZ_TYPE_AMOUNT_ENTRY, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  return GTK_WIDGET (self);
}

void
qz_amount_entry_set_is_cell (QzAmountEntry *self, gboolean is_cell)
{
  self->is_cell = is_cell;
  show_capitals (self);
}

void
qz_amount_entry_set_editable (QzAmountEntry *self, gboolean editable)
{
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), editable);
}

GtkEditable *
qz_amount_entry_get_editable (QzAmountEntry *self)
{
  return GTK_EDITABLE (self->entry);
}
