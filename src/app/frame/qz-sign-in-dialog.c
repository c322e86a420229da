/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sign-in-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-field-fault.h"
#include "qz-first-field.h"
#include "qz-message.h"

#define DIALOG_KEY "qz-sign-in-dialog"

struct _QzSignInDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *users;
  AdwPreferencesGroup *secret;
  AdwPasswordEntryRow *passphrase;
  GtkLabel *fault;
  GtkButton *enter;

  QzSession *session;
  GCancellable *cancellable;
  GtkWidget *parent;     /* weak: what it stands over */
  GtkCheckButton *first; /* the head of the group; nullable */
  char *chosen;          /* nullable */
};

G_DEFINE_FINAL_TYPE (QzSignInDialog, qz_sign_in_dialog, ADW_TYPE_DIALOG)

/* ── what is wrong ───────────────────────────────────────────────────────────────────────────── */

static void
clear_fault (QzSignInDialog *self)
{
  qz_field_fault_clear (self->fault, GTK_WIDGET (self->passphrase));
}

/* ── who ─────────────────────────────────────────────────────────────────────────────────────── */

static void
choose (QzSignInDialog *self, const char *name)
{
  const gboolean asks = qz_session_has_passphrase (self->session, name);

  g_set_str (&self->chosen, name);
  clear_fault (self);
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
  gtk_widget_set_visible (GTK_WIDGET (self->secret), asks);
  if (asks && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

static void
toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  if (gtk_check_button_get_active (check))
    choose (user_data, g_object_get_data (G_OBJECT (check), "qz-user"));
}

static GtkCheckButton *
new_check (QzSignInDialog *self, const char *name, const char *label)
{
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_check_button_new ());

  gtk_check_button_set_group (check, self->first);
  if (self->first == NULL)
    self->first = check;
  gtk_widget_set_valign (GTK_WIDGET (check), GTK_ALIGN_CENTER);
  qz_announce_as (GTK_WIDGET (check), label);
  g_object_set_data_full (G_OBJECT (check), "qz-user", g_strdup (name), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  return check;
}

static void
add_user (QzSignInDialog *self, QzSheet *users, guint row, const char *chosen)
{
  g_autofree char *name = qz_cell_dup (users, row, "name");
  g_autofree char *full_name = qz_cell_dup (users, row, "full_name");
  g_autofree char *roles = qz_cell_dup (users, row, "roles");
  const char *shown = *full_name != '\0' ? full_name : name;
  g_autofree char *label = g_strdup_printf ("%s — %s", shown, roles);
  GtkWidget *widget = adw_action_row_new ();
  GtkCheckButton *check = new_check (self, name, label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), shown);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), roles);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), GTK_WIDGET (check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), GTK_WIDGET (check));
  if (qz_session_has_passphrase (self->session, name))
    adw_action_row_add_suffix (
        ADW_ACTION_ROW (widget),
        g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-password-symbolic", "tooltip-text",
                      _("Has a passphrase"), "css-classes", (const char *[]) { "dimmed", NULL },
                      NULL));
  adw_preferences_group_add (self->users, widget);
  if (g_strcmp0 (name, chosen) == 0)
    gtk_check_button_set_active (check, TRUE);
}

static void
fill (QzSignInDialog *self, const char *chosen)
{
  QzSheet *users = qz_session_get_users (self->session);
  const guint active = users != NULL ? (guint) qz_sheet_find_column (users, "active") : 0;

  for (guint row = 0; users != NULL && row < qz_sheet_get_n_rows (users); row++)
    if (qz_sheet_get_number (users, row, active) != 0)
      add_user (self, users, row, chosen);
  if (self->chosen == NULL && self->first != NULL)
    gtk_check_button_set_active (self->first, TRUE);
}

/* ── signing in ──────────────────────────────────────────────────────────────────────────────── */

static void
signed_in (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzSignInDialog *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->enter), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
  if (error == NULL)
    adw_dialog_close (ADW_DIALOG (self));
  else if (!qz_message_is_cancel (error))
    qz_field_fault_show (self->fault, GTK_WIDGET (self->passphrase), error->message);
}

static void
enter_cb (QzSignInDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->passphrase));

  if (self->chosen == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->enter)))
    return;
  clear_fault (self);
  if (!qz_session_has_passphrase (self->session, self->chosen))
    {
      qz_session_set_user (self->session, self->chosen);
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  if (*text == '\0')
    {
      qz_field_fault_show (self->fault, GTK_WIDGET (self->passphrase), _("Type the passphrase."));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->enter), FALSE);
  qz_session_sign_in (self->session, self->chosen, text, self, self->cancellable, signed_in);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_sign_in_dialog_dispose (GObject *object)
{
  QzSignInDialog *self = QZ_SIGN_IN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  self->first = NULL;
  if (self->parent != NULL
      && g_object_get_data (G_OBJECT (self->parent), DIALOG_KEY) == (gpointer) self)
    g_object_set_data (G_OBJECT (self->parent), DIALOG_KEY, NULL);
  g_clear_weak_pointer (&self->parent);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_SIGN_IN_DIALOG);
  G_OBJECT_CLASS (qz_sign_in_dialog_parent_class)->dispose (object);
}

static void
qz_sign_in_dialog_finalize (GObject *object)
{
  QzSignInDialog *self = QZ_SIGN_IN_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_free (self->chosen);
  G_OBJECT_CLASS (qz_sign_in_dialog_parent_class)->finalize (object);
}

static void
qz_sign_in_dialog_class_init (QzSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_sign_in_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_sign_in_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/frame/qz-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzSignInDialog, users);
  gtk_widget_class_bind_template_child (widget_class, QzSignInDialog, secret);
  gtk_widget_class_bind_template_child (widget_class, QzSignInDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, QzSignInDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, QzSignInDialog, enter);
  gtk_widget_class_bind_template_callback (widget_class, clear_fault);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
}

static void
qz_sign_in_dialog_init (QzSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

QzSignInDialog *
qz_sign_in_dialog_present (GtkWidget *parent, QzSession *session, const char *user)
{
  QzSignInDialog *self = g_object_new (QZ_TYPE_SIGN_IN_DIALOG, NULL);
  QzSignInDialog *former = g_object_get_data (G_OBJECT (parent), DIALOG_KEY);

  /* One question at a time: the newer one takes the place of the older. */
  if (former != NULL)
    adw_dialog_force_close (ADW_DIALOG (former));
  g_object_set_data (G_OBJECT (parent), DIALOG_KEY, self);
  g_set_weak_pointer (&self->parent, parent);
  self->session = g_object_ref (session);
  fill (self, user != NULL ? user : qz_session_get_user (session));
  qz_first_field_present (ADW_DIALOG (self), parent);
  return self;
}
