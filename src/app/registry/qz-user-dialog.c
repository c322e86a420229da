/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-user-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-auth.h"
#include "qz-edited.h"
#include "qz-error.h"
#include "qz-first-field.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-user-form.h"

struct _QzUserDialog {
  AdwDialog parent_instance;

  QzUserForm *form;
  GtkButton *save;

  QzSession *session;
  GCancellable *cancellable;
  GtkWidget *owner; /* weak: where the toast goes */
  gboolean is_new;
};

G_DEFINE_FINAL_TYPE (QzUserDialog, qz_user_dialog, ADW_TYPE_DIALOG)

/* ── the work ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzBookSetup *setup; /* its one user */
  gboolean is_new;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  qz_book_setup_free (input->setup);
  g_free (input);
}

/* Without this a new user would take the place of one of the same name. */
static gboolean
check_is_new (QzBook *book, const char *name, GError **error)
{
  g_autoptr (QzSheet) users = qz_book_list_users (book, error);

  if (users == NULL)
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    if (g_strcmp0 (qz_sheet_get_text (users, row, 0), name) == 0)
      {
        qz_error_set (error, QZ_ERROR_REFUSED, "user-exists",
                      _("There is a user “%s” already; choose another name"), name);
        return FALSE;
      }
  return TRUE;
}

static gpointer
save_user (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const Input *input = data;
  const QzSetupUser *user = input->setup->users->pdata[0];
  QzContext rest = *context;

  /* A user who was written but lacks his passphrase would be half of what was asked for. */
  rest.cancellable = NULL;
  if ((input->is_new && !check_is_new (book, user->name, error))
      || !qz_book_put_user (book, context, user->name, user->full_name, user->roles, TRUE, error)
      || (user->passphrase != NULL
          && !qz_auth_set_passphrase (book, &rest, user->name, user->passphrase, error)))
    return NULL;
  return data;
}

static const QzJobKind save_kind = { N_ ("Saving the user"), save_user, TRUE, input_free };

static void
saved (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzUserDialog *self = owner;
  const QzSetupUser *user = ((Input *) input)->setup->users->pdata[0];
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (error != NULL)
    {
      if (!qz_message_is_cancel (error))
        qz_user_form_show_error (self->form, error);
      return;
    }
  text = g_strdup_printf (_("Saved: %s"), user->full_name);
  if (self->owner != NULL)
    qz_nav_toast (self->owner, text, NULL, NULL);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
save_cb (QzUserDialog *self)
{
  Input *input = g_new0 (Input, 1);

  input->setup = qz_book_setup_new ();
  input->is_new = self->is_new;
  if (!qz_user_form_read (self->form, input->setup))
    {
      input_free (input);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  qz_session_run (self->session, &save_kind, input, self, self->cancellable, saved);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_user_dialog_dispose (GObject *object)
{
  QzUserDialog *self = QZ_USER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_USER_DIALOG);
  G_OBJECT_CLASS (qz_user_dialog_parent_class)->dispose (object);
}

static void
qz_user_dialog_finalize (GObject *object)
{
  QzUserDialog *self = QZ_USER_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (qz_user_dialog_parent_class)->finalize (object);
}

static void
qz_user_dialog_class_init (QzUserDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_user_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_user_dialog_finalize;
  g_type_ensure (QZ_TYPE_USER_FORM);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/registry/qz-user-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzUserDialog, form);
  gtk_widget_class_bind_template_child (widget_class, QzUserDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
qz_user_dialog_init (QzUserDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static void
fill (QzUserDialog *self, QzSheet *users, const char *user)
{
  g_autoptr (GError) error = NULL;

  for (guint row = 0; users != NULL && row < qz_sheet_get_n_rows (users); row++)
    if (g_strcmp0 (qz_sheet_get_text (users, row, 0), user) == 0)
      qz_user_form_set_user (self->form, user, qz_sheet_get_text (users, row, 1),
                             qz_role_from_text (qz_sheet_get_text (users, row, 2), &error));
}

QzUserDialog *
qz_user_dialog_present (GtkWidget *parent, QzSession *session, const char *user)
{
  QzUserDialog *self = g_object_new (QZ_TYPE_USER_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->is_new = user == NULL || *user == '\0';
  g_set_weak_pointer (&self->owner, parent);
  if (!self->is_new)
    {
      adw_dialog_set_title (ADW_DIALOG (self), _("Change User"));
      fill (self, qz_session_get_users (session), user);
    }
  qz_edited_watch (ADW_DIALOG (self));
  qz_first_field_present (ADW_DIALOG (self), parent);
  return self;
}
