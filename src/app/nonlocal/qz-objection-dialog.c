/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-objection-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-amount-entry.h"
#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-choice.h"
#include "qz-clearing-acts.h"
#include "qz-clearing-lists-pages.h"
#include "qz-edited.h"
#include "qz-field-fault.h"
#include "qz-message.h"
#include "qz-nav.h"

struct _QzObjectionDialog {
  AdwDialog parent_instance;

  AdwComboRow *line;
  AdwPreferencesGroup *group;
  AdwEntryRow *reason;
  GtkLabel *fault;
  GtkButton *file;
  AdwBin *amount_slot;
  QzAmountEntry *amount;

  QzSession *session;
  QzSheet *paper;
  GtkWidget *owner; /* weak */
};

G_DEFINE_FINAL_TYPE (QzObjectionDialog, qz_objection_dialog, ADW_TYPE_DIALOG)

/* ── filing ──────────────────────────────────────────────────────────────────────────────────── */

static void
filed (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzObjectionDialog *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->file), TRUE);
  if (error != NULL)
    {
      qz_message_show_error (owner, _ (qz_act_object.failed), error);
      return;
    }
  if (self->owner != NULL)
    qz_nav_toast (self->owner, _ (qz_act_object.done), NULL, NULL);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* The first bad field is focused, and says what is wrong with it. */
static gboolean
check_fields (QzObjectionDialog *self, const char *reason, QzFen *amount)
{
  g_autoptr (GError) error = NULL;

  qz_field_fault_clear (self->fault, GTK_WIDGET (self->reason));
  if (!qz_amount_entry_get_fen (self->amount, amount, &error))
    {
      qz_amount_entry_set_fault (self->amount, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (qz_amount_entry_get_editable (self->amount)));
      return FALSE;
    }
  if (*reason != '\0')
    return TRUE;
  qz_field_fault_show (self->fault, GTK_WIDGET (self->reason),
                       _("Say what is wrong: the province answers to it"));
  return FALSE;
}

static void
file_cb (QzObjectionDialog *self)
{
  g_autofree char *reason =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  QzNlInput *input;
  QzNlScope scope;
  QzFen amount = 0;

  if (!check_fields (self, reason, &amount)
      || !qz_nl_scope_parse (qz_fact_text (self->paper, "scope"), &scope))
    return;
  input = qz_nl_input_new ((QzPeriod) qz_fact_number (self->paper, "period"), scope,
                           qz_fact_text (self->paper, "unit"),
                           qz_fact_text (self->paper, "form"));
  input->n = adw_combo_row_get_selected (self->line) + 1;
  input->has_amount = !qz_amount_entry_is_empty (self->amount);
  input->amount_fen = amount;
  input->reason = g_steal_pointer (&reason);
  gtk_widget_set_sensitive (GTK_WIDGET (self->file), FALSE);
  qz_nl_act_run_with (self, self->session, &qz_act_object, input, filed);
}

/* ── what can be objected to ─────────────────────────────────────────────────────────────────── */

/* "3: 市本级 · 北京市 · 12,345.67" */
static char *
dup_line (QzSheet *paper, guint row)
{
  static const char *const names[] = { "group_name", "agency_name", "provider_name", "place_name",
                                       "orig_period", "reason", NULL };
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u:", row + 1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *shown = qz_cell_dup (paper, row, names[i]);

      if (*shown != '\0')
        g_string_append_printf (text, " %s", shown);
    }
  for (guint column = qz_sheet_get_n_columns (paper); column > 0; column--)
    if (qz_sheet_get_column_type (paper, column - 1) == QZ_VALUE_FEN)
      {
        g_autofree char *shown = qz_sheet_dup_display (paper, row, column - 1);

        g_string_append_printf (text, " · %s", shown);
        break;
      }
  return g_string_free_and_steal (text);
}

static void
fill (QzObjectionDialog *self, guint row)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  g_autofree char *form = qz_clearing_dup_form_name (qz_fact_text (self->paper, "form"));

  for (guint i = 0; i < qz_sheet_get_n_rows (self->paper); i++)
    {
      g_autofree char *line = dup_line (self->paper, i);

      gtk_string_list_append (lines, line);
    }
  adw_preferences_group_set_title (self->group, form);
  adw_preferences_group_set_description (self->group,
                                         qz_fact_text (self->paper, "unit_name"));
  adw_combo_row_set_model (self->line, G_LIST_MODEL (lines));
  adw_combo_row_set_selected (self->line, row);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_objection_dialog_dispose (GObject *object)
{
  g_clear_weak_pointer (&QZ_OBJECTION_DIALOG (object)->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_OBJECTION_DIALOG);
  G_OBJECT_CLASS (qz_objection_dialog_parent_class)->dispose (object);
}

static void
qz_objection_dialog_finalize (GObject *object)
{
  QzObjectionDialog *self = QZ_OBJECTION_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->paper, qz_sheet_unref);
  G_OBJECT_CLASS (qz_objection_dialog_parent_class)->finalize (object);
}

static void
qz_objection_dialog_class_init (QzObjectionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_objection_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_objection_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/nonlocal/qz-objection-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzObjectionDialog, line);
  gtk_widget_class_bind_template_child (widget_class, QzObjectionDialog, group);
  gtk_widget_class_bind_template_child (widget_class, QzObjectionDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, QzObjectionDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, QzObjectionDialog, file);
  gtk_widget_class_bind_template_child (widget_class, QzObjectionDialog, amount_slot);
  gtk_widget_class_bind_template_callback (widget_class, file_cb);
}

static void
qz_objection_dialog_init (QzObjectionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->amount = QZ_AMOUNT_ENTRY (qz_amount_entry_new (_("The amount as we have it")));
  adw_bin_set_child (self->amount_slot, GTK_WIDGET (self->amount));
  qz_choice_name_items (GTK_WIDGET (self->line));
}

QzObjectionDialog *
qz_objection_dialog_present (GtkWidget *owner, QzSession *session, QzSheet *paper, guint row)
{
  QzObjectionDialog *self = g_object_new (QZ_TYPE_OBJECTION_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->paper = qz_sheet_ref (paper);
  g_set_weak_pointer (&self->owner, owner);
  fill (self, row);
  qz_edited_watch (ADW_DIALOG (self));
  qz_announce_rows (GTK_WIDGET (self), adw_dialog_get_title (ADW_DIALOG (self)));
  adw_dialog_present (ADW_DIALOG (self), owner);
  return self;
}
