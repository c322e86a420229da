/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-passphrase-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-auth.h"
#include "qz-error.h"
#include "qz-field-fault.h"
#include "qz-first-field.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-passphrase.h"

struct _QzPassphraseDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *fields;
  AdwPasswordEntryRow *current;
  AdwPasswordEntryRow *chosen;
  AdwPasswordEntryRow *again;
  GtkLabel *fault;
  GtkButton *save;
  GtkButton *remove;

  QzSession *session;
  GCancellable *cancellable;
  GtkWidget *owner; /* weak: where the toast goes */
  char *user;
};

G_DEFINE_FINAL_TYPE (QzPassphraseDialog, qz_passphrase_dialog, ADW_TYPE_DIALOG)

/* ── the work ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  char *user;
  char *current; /* NULL: not asked for */
  char *chosen;  /* NULL: none any more */
} Change;

static Change *
change_new (const char *user, const char *current, const char *chosen)
{
  Change *change = g_new0 (Change, 1);

  change->user = g_strdup (user);
  change->current = g_strdup (current);
  change->chosen = g_strdup (chosen);
  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->user);
  qz_passphrase_free (change->current);
  qz_passphrase_free (change->chosen);
  g_free (change);
}

/* Who sits down at a desk that somebody left must not be able to change it. */
static gpointer
set_passphrase (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Change *change = input;

  if (change->current != NULL
      && !qz_auth_sign_in (book, context, change->user, change->current, error))
    return NULL;
  return qz_auth_set_passphrase (book, context, change->user, change->chosen, error) ? input : NULL;
}

static const QzJobKind set_kind = { N_ ("Setting the passphrase"), set_passphrase, TRUE,
                                    change_free };

/* ── what is wrong ───────────────────────────────────────────────────────────────────────────── */

static void
clear_faults (QzPassphraseDialog *self)
{
  qz_field_fault_clear (self->fault, GTK_WIDGET (self->current));
  qz_field_fault_clear (self->fault, GTK_WIDGET (self->chosen));
  qz_field_fault_clear (self->fault, GTK_WIDGET (self->again));
}

static void
show_fault (QzPassphraseDialog *self, AdwPasswordEntryRow *row, const char *message)
{
  qz_field_fault_show (self->fault, GTK_WIDGET (row), message);
}

static const char *
get_text (AdwPasswordEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
check_fields (QzPassphraseDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (gtk_widget_get_visible (GTK_WIDGET (self->current)) && *get_text (self->current) == '\0')
    show_fault (self, self->current, _("Type the passphrase that is valid now."));
  else if (!qz_passphrase_check (get_text (self->chosen), &error))
    show_fault (self, self->chosen, error->message);
  else if (g_strcmp0 (get_text (self->chosen), get_text (self->again)) != 0)
    show_fault (self, self->again, _("The two are not the same; type the new one once more."));
  else
    return TRUE;
  return FALSE;
}

/* ── saving ──────────────────────────────────────────────────────────────────────────────────── */

static void
saved (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPassphraseDialog *self = owner;
  const Change *change = input;
  const char *id = error != NULL ? qz_error_get_id (error) : "";

  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (error == NULL)
    {
      if (self->owner != NULL)
        qz_nav_toast (self->owner,
                      change->chosen != NULL ? _("The passphrase is set")
                                             : _("The passphrase is taken away"),
                      NULL, NULL);
      adw_dialog_close (ADW_DIALOG (self));
    }
  else if (!qz_message_is_cancel (error))
    show_fault (self,
                g_str_equal (id, "passphrase-wrong") || g_str_equal (id, "sign-in-wait")
                    ? self->current
                    : self->chosen,
                error->message);
}

static void
save_cb (QzPassphraseDialog *self)
{
  const gboolean asks = gtk_widget_get_visible (GTK_WIDGET (self->current));

  clear_faults (self);
  if (!check_fields (self))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  qz_session_run (self->session, &set_kind,
                  change_new (self->user, asks ? get_text (self->current) : NULL,
                              get_text (self->chosen)),
                  self, self->cancellable, saved);
}

/* Asked for by an administrator only; the service refuses it to anybody else. */
static void
remove_cb (QzPassphraseDialog *self)
{
  clear_faults (self);
  qz_session_run (self->session, &set_kind, change_new (self->user, NULL, NULL), self,
                  self->cancellable, saved);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_passphrase_dialog_dispose (GObject *object)
{
  QzPassphraseDialog *self = QZ_PASSPHRASE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_PASSPHRASE_DIALOG);
  G_OBJECT_CLASS (qz_passphrase_dialog_parent_class)->dispose (object);
}

static void
qz_passphrase_dialog_finalize (GObject *object)
{
  QzPassphraseDialog *self = QZ_PASSPHRASE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_free (self->user);
  G_OBJECT_CLASS (qz_passphrase_dialog_parent_class)->finalize (object);
}

static void
qz_passphrase_dialog_class_init (QzPassphraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_passphrase_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_passphrase_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/frame/qz-passphrase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzPassphraseDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, QzPassphraseDialog, current);
  gtk_widget_class_bind_template_child (widget_class, QzPassphraseDialog, chosen);
  gtk_widget_class_bind_template_child (widget_class, QzPassphraseDialog, again);
  gtk_widget_class_bind_template_child (widget_class, QzPassphraseDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, QzPassphraseDialog, save);
  gtk_widget_class_bind_template_child (widget_class, QzPassphraseDialog, remove);
  gtk_widget_class_bind_template_callback (widget_class, clear_faults);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
qz_passphrase_dialog_init (QzPassphraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

QzPassphraseDialog *
qz_passphrase_dialog_present (GtkWidget *parent, QzSession *session, const char *user)
{
  QzPassphraseDialog *self = g_object_new (QZ_TYPE_PASSPHRASE_DIALOG, NULL);
  const gboolean own = g_strcmp0 (user, qz_session_get_user (session)) == 0;
  g_autofree char *text =
      g_strdup_printf (_("For %s. %d characters or more; a few words that only you would put "
                          "together are best. Nobody can read it from the book set."),
                       user, QZ_PASSPHRASE_MIN_LENGTH);

  self->session = g_object_ref (session);
  self->user = g_strdup (user);
  g_set_weak_pointer (&self->owner, parent);
  adw_preferences_group_set_description (self->fields, text);
  gtk_widget_set_visible (GTK_WIDGET (self->current),
                          own && qz_session_has_passphrase (session, user));
  gtk_widget_set_visible (GTK_WIDGET (self->remove),
                          (qz_session_get_roles (session) & QZ_ROLE_ADMINISTRATOR) != 0
                              && qz_session_has_passphrase (session, user));
  qz_first_field_present (ADW_DIALOG (self), parent);
  return self;
}
