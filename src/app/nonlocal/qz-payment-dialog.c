/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-payment-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-amount-entry.h"
#include "qz-cells.h"
#include "qz-day-row.h"
#include "qz-edited.h"
#include "qz-field-fault.h"
#include "qz-first-field.h"
#include "qz-message.h"
#include "qz-money-acts.h"
#include "qz-nav.h"
#include "qz-transfers.h"

struct _QzPaymentDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *group;
  AdwEntryRow *bank;
  AdwEntryRow *serial;
  QzDayRow *day;
  GtkLabel *fault;
  AdwBin *amount_slot;
  GtkButton *record;
  QzAmountEntry *amount;

  QzSession *session;
  GCancellable *cancellable;
  char *number;
  GtkWidget *owner; /* weak */
};

G_DEFINE_FINAL_TYPE (QzPaymentDialog, qz_payment_dialog, ADW_TYPE_DIALOG)

/* ── what is open ────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_transfer (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_transfer_show (book, context, input, error);

  if (sheet == NULL)
    return NULL;
  qz_sheet_set_number (sheet, "today", _("Today"), QZ_VALUE_DAY, context->clock.today);
  return g_steal_pointer (&sheet);
}

static const QzJobKind load_kind = { NULL, load_transfer, FALSE, g_free,
                                     (GDestroyNotify) qz_sheet_unref };

static void
loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPaymentDialog *self = owner;
  g_autofree char *text = NULL;
  gboolean edited;

  if (error != NULL)
    {
      if (!qz_message_is_cancel (error))
        qz_message_show_error (owner, _ (qz_act_pay.failed), error);
      return;
    }
  text = g_strdup_printf ("%s → %s", qz_fact_text (output, "payer_name"),
                          qz_fact_text (output, "payee_name"));
  adw_preferences_group_set_description (self->group, text);
  edited = qz_edited_is (ADW_DIALOG (self));
  qz_amount_entry_set_fen (self->amount, qz_fact_number (output, "open"));
  qz_day_row_set_day (self->day, (QzDay) qz_fact_number (output, "today"));
  if (!edited)
    qz_edited_watch (ADW_DIALOG (self));
}

/* ── recording ───────────────────────────────────────────────────────────────────────────────── */

static void
recorded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPaymentDialog *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->record), TRUE);
  if (error != NULL)
    {
      qz_message_show_error (owner, _ (qz_act_pay.failed), error);
      return;
    }
  if (self->owner != NULL)
    qz_nav_toast (self->owner, _ (qz_act_pay.done), NULL, NULL);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* Each says beside itself what is wrong; the first one that is wrong gets the keyboard. */
static gboolean
check_fields (QzPaymentDialog *self, const char *serial, QzFen *amount, QzDay *day)
{
  g_autoptr (GError) error = NULL;

  qz_field_fault_clear (self->fault, GTK_WIDGET (self->serial));
  if (*serial == '\0')
    {
      qz_field_fault_show (self->fault, GTK_WIDGET (self->serial),
                           _("Write the bank’s serial number: it tells payments apart"));
      return FALSE;
    }
  if (!qz_day_row_get_day (self->day, day, &error))
    {
      qz_day_row_say_fault (self->day, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->day));
      return FALSE;
    }
  if (qz_amount_entry_get_fen (self->amount, amount, &error) && *amount > 0)
    return TRUE;
  qz_amount_entry_set_fault (self->amount,
                             error != NULL ? error->message : _("Write the amount that was paid"));
  gtk_widget_grab_focus (GTK_WIDGET (qz_amount_entry_get_editable (self->amount)));
  return FALSE;
}

static void
record_cb (QzPaymentDialog *self)
{
  g_autofree char *serial = dup_text (self->serial);
  QzNlInput *input;
  QzFen amount = 0;
  QzDay day = QZ_DAY_NONE;

  if (!check_fields (self, serial, &amount, &day))
    return;
  input = qz_nl_input_new (0, QZ_NL_IN_PROV, NULL, self->number);
  input->amount_fen = amount;
  input->day = day;
  input->bank = dup_text (self->bank);
  input->serial = g_steal_pointer (&serial);
  gtk_widget_set_sensitive (GTK_WIDGET (self->record), FALSE);
  qz_nl_act_run_with (self, self->session, &qz_act_pay, input, recorded);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_payment_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (QZ_PAYMENT_DIALOG (object)->cancellable);
  g_clear_weak_pointer (&QZ_PAYMENT_DIALOG (object)->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_PAYMENT_DIALOG);
  G_OBJECT_CLASS (qz_payment_dialog_parent_class)->dispose (object);
}

static void
qz_payment_dialog_finalize (GObject *object)
{
  QzPaymentDialog *self = QZ_PAYMENT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_free (self->number);
  G_OBJECT_CLASS (qz_payment_dialog_parent_class)->finalize (object);
}

static void
qz_payment_dialog_class_init (QzPaymentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_payment_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_payment_dialog_finalize;
  g_type_ensure (QZ_TYPE_DAY_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/nonlocal/qz-payment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzPaymentDialog, group);
  gtk_widget_class_bind_template_child (widget_class, QzPaymentDialog, bank);
  gtk_widget_class_bind_template_child (widget_class, QzPaymentDialog, serial);
  gtk_widget_class_bind_template_child (widget_class, QzPaymentDialog, day);
  gtk_widget_class_bind_template_child (widget_class, QzPaymentDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, QzPaymentDialog, amount_slot);
  gtk_widget_class_bind_template_child (widget_class, QzPaymentDialog, record);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
}

static void
qz_payment_dialog_init (QzPaymentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->amount = QZ_AMOUNT_ENTRY (qz_amount_entry_new (_("Amount")));
  adw_bin_set_child (self->amount_slot, GTK_WIDGET (self->amount));
}

QzPaymentDialog *
qz_payment_dialog_present (GtkWidget *owner, QzSession *session, const char *number)
{
  QzPaymentDialog *self = g_object_new (QZ_TYPE_PAYMENT_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->number = g_strdup (number);
  g_set_weak_pointer (&self->owner, owner);
  adw_preferences_group_set_title (self->group, number);
  qz_day_row_set_session (self->day, session);
  qz_session_run (session, &load_kind, g_strdup (number), self, self->cancellable, loaded);
  qz_edited_watch (ADW_DIALOG (self));
  qz_first_field_present (ADW_DIALOG (self), owner);
  return self;
}
