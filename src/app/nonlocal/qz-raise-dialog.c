/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-raise-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-amount-entry.h"
#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-choice.h"
#include "qz-deposit-acts.h"
#include "qz-deposits.h"
#include "qz-edited.h"
#include "qz-field-fault.h"
#include "qz-message.h"
#include "qz-nav.h"

struct _QzRaiseDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *group;
  AdwComboRow *method;
  AdwEntryRow *reason;
  GtkLabel *fault;
  AdwBin *amount_slot;
  GtkButton *propose;
  QzAmountEntry *amount;

  QzSession *session;
  QzSheet *deposit;
  guint row;
  GtkWidget *owner; /* weak */
};

G_DEFINE_FINAL_TYPE (QzRaiseDialog, qz_raise_dialog, ADW_TYPE_DIALOG)

static QzRaiseMethod
get_method (QzRaiseDialog *self)
{
  return (QzRaiseMethod) adw_combo_row_get_selected (self->method);
}

/* Both ways give their amount; only one's own can be written. */
static void
method_cb (QzRaiseDialog *self)
{
  const QzRaiseMethod method = get_method (self);

  if (self->deposit == NULL)
    return;
  qz_amount_entry_set_editable (self->amount, method == QZ_RAISE_MANUAL);
  qz_amount_entry_set_fault (self->amount, NULL);
  if (method != QZ_RAISE_MANUAL)
    qz_amount_entry_set_fen (self->amount,
                             qz_cell_number (self->deposit, self->row,
                                             method == QZ_RAISE_MONTHS ? "raise_months"
                                                                       : "raise_green"));
}

static void
proposed (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzRaiseDialog *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->propose), TRUE);
  if (error != NULL)
    {
      qz_message_show_error (owner, _ (qz_act_propose_raise.failed), error);
      return;
    }
  if (self->owner != NULL)
    qz_nav_toast (self->owner, _ (qz_act_propose_raise.done), NULL, NULL);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* An amount of one's own has a reason. */
static gboolean
check_fields (QzRaiseDialog *self, const char *reason, QzFen *amount)
{
  g_autoptr (GError) error = NULL;

  qz_field_fault_clear (self->fault, GTK_WIDGET (self->reason));
  if (!qz_amount_entry_get_fen (self->amount, amount, &error) || *amount <= 0)
    {
      qz_amount_entry_set_fault (self->amount, error != NULL
                                                   ? error->message
                                                   : _("Write how much the deposit is raised"));
      gtk_widget_grab_focus (GTK_WIDGET (qz_amount_entry_get_editable (self->amount)));
      return FALSE;
    }
  if (*reason != '\0' || get_method (self) != QZ_RAISE_MANUAL)
    return TRUE;
  qz_field_fault_show (self->fault, GTK_WIDGET (self->reason),
                       _("An amount of one’s own needs a reason"));
  return FALSE;
}

static void
propose_cb (QzRaiseDialog *self)
{
  g_autofree char *reason =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  QzNlScope scope = QZ_NL_IN_PROV;
  QzNlInput *input;
  QzFen amount = 0;

  if (!check_fields (self, reason, &amount)
      || !qz_nl_scope_parse (qz_cell_text (self->deposit, self->row, "scope"), &scope))
    return;
  input = qz_nl_input_new ((QzPeriod) qz_cell_number (self->deposit, self->row, "period"), scope,
                           qz_fact_text (self->deposit, "unit"), NULL);
  input->n = get_method (self);
  input->amount_fen = amount;
  input->reason = g_steal_pointer (&reason);
  gtk_widget_set_sensitive (GTK_WIDGET (self->propose), FALSE);
  qz_nl_act_run_with (self, self->session, &qz_act_propose_raise, input, proposed);
}

static void
fill (QzRaiseDialog *self)
{
  g_autoptr (GtkStringList) methods = gtk_string_list_new (NULL);
  g_autofree char *rate = qz_cell_dup (self->deposit, self->row, "rate");
  g_autofree char *quota = qz_cell_dup (self->deposit, self->row, "quota");
  g_autofree char *clearing = qz_cell_dup (self->deposit, self->row, "clearing");
  g_autofree char *text = g_strdup_printf (_("Deposit %s, clearing %s, usage %s"), quota, clearing,
                                           rate);

  for (guint i = 0; i < QZ_N_RAISES; i++)
    gtk_string_list_append (methods, qz_raise_method_get_name ((QzRaiseMethod) i));
  adw_preferences_group_set_title (self->group, qz_fact_text (self->deposit, "unit_name"));
  adw_preferences_group_set_description (self->group, text);
  adw_combo_row_set_model (self->method, G_LIST_MODEL (methods));
  method_cb (self);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_raise_dialog_dispose (GObject *object)
{
  g_clear_weak_pointer (&QZ_RAISE_DIALOG (object)->owner);
  g_clear_pointer (&QZ_RAISE_DIALOG (object)->deposit, qz_sheet_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_RAISE_DIALOG);
  G_OBJECT_CLASS (qz_raise_dialog_parent_class)->dispose (object);
}

static void
qz_raise_dialog_finalize (GObject *object)
{
  g_clear_object (&QZ_RAISE_DIALOG (object)->session);
  G_OBJECT_CLASS (qz_raise_dialog_parent_class)->finalize (object);
}

static void
qz_raise_dialog_class_init (QzRaiseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_raise_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_raise_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/nonlocal/qz-raise-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzRaiseDialog, group);
  gtk_widget_class_bind_template_child (widget_class, QzRaiseDialog, method);
  gtk_widget_class_bind_template_child (widget_class, QzRaiseDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, QzRaiseDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, QzRaiseDialog, amount_slot);
  gtk_widget_class_bind_template_child (widget_class, QzRaiseDialog, propose);
  gtk_widget_class_bind_template_callback (widget_class, method_cb);
  gtk_widget_class_bind_template_callback (widget_class, propose_cb);
}

static void
qz_raise_dialog_init (QzRaiseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->amount = QZ_AMOUNT_ENTRY (qz_amount_entry_new (_("Raised by")));
  adw_bin_set_child (self->amount_slot, GTK_WIDGET (self->amount));
  qz_choice_name_items (GTK_WIDGET (self->method));
}

QzRaiseDialog *
qz_raise_dialog_present (GtkWidget *owner, QzSession *session, QzSheet *deposit, guint row)
{
  QzRaiseDialog *self = g_object_new (QZ_TYPE_RAISE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->deposit = qz_sheet_ref (deposit);
  self->row = row;
  g_set_weak_pointer (&self->owner, owner);
  fill (self);
  qz_edited_watch (ADW_DIALOG (self));
  qz_announce_rows (GTK_WIDGET (self), adw_dialog_get_title (ADW_DIALOG (self)));
  adw_dialog_present (ADW_DIALOG (self), owner);
  return self;
}
