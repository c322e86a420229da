/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-exchange-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-actors.h"
#include "qz-cells.h"
#include "qz-choice.h"
#include "qz-edited.h"
#include "qz-error.h"
#include "qz-field-fault.h"
#include "qz-first-field.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-packages.h"
#include "qz-passphrase.h"
#include "qz-peers.h"

typedef enum { MAKE, OWN_KEY, TRUST } Mode;

struct _QzExchangeDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *fields;
  AdwComboRow *office;
  AdwPasswordEntryRow *passphrase;
  AdwPasswordEntryRow *again;
  AdwEntryRow *agency;
  AdwEntryRow *fingerprint;
  GtkLabel *fault;
  GtkButton *done;

  Mode mode;
  QzSession *session;
  GCancellable *cancellable;
  GtkWidget *owner; /* weak: where the toast goes */
  char *place;      /* folder, or the file of the public key */
  GPtrArray *offices; /* codes, as they stand in the row */
};

G_DEFINE_FINAL_TYPE (QzExchangeDialog, qz_exchange_dialog, ADW_TYPE_DIALOG)

/* ── the work ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  char *agency;
  char *place;
  char *passphrase; /* or the fingerprint */
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->agency);
  g_free (task->place);
  qz_passphrase_free (task->passphrase);
  g_free (task);
}

static gpointer
make_package (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const Task *task = data;
  const QzPackageMake what = { .to = task->agency,
                               .output = task->place,
                               .passphrase = task->passphrase };

  return qz_package_make (book, context, &what, error);
}

/* A key is made once; its public half is written for the other offices as often as it is needed. */
static gpointer
write_key (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const Task *task = data;
  const char *agency = qz_actor_get (book, context);
  g_autofree char *path = qz_peer_dup_key_path (agency);
  g_autofree char *name = g_strdup_printf ("qz-%s.pub", agency);
  g_autofree char *output = g_build_filename (task->place, name, NULL);
  g_autoptr (QzSheet) made = NULL;

  if (*task->passphrase != '\0')
    {
      made = qz_peer_make_key (book, context, path, task->passphrase, error);
      if (made == NULL)
        return NULL;
    }
  return qz_peer_show_key (book, context, path, output, error);
}

static gpointer
trust (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const Task *task = data;

  return qz_peer_add (book, context, task->agency, task->place, task->passphrase, error)
             ? qz_sheet_new ("peer")
             : NULL;
}

static gpointer
load_desk (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_package_desk (book, context, error);
}

#define SHEET (GDestroyNotify) qz_sheet_unref
static const QzJobKind kinds[] = {
  [MAKE] = { N_ ("Making the package"), make_package, TRUE, task_free, SHEET },
  [OWN_KEY] = { N_ ("Writing the public key"), write_key, TRUE, task_free, SHEET },
  [TRUST] = { N_ ("Trusting the office"), trust, TRUE, task_free, SHEET },
};
static const QzJobKind desk_kind = { NULL, load_desk, FALSE, NULL, SHEET };

/* ── what is wrong ───────────────────────────────────────────────────────────────────────────── */

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
clear_faults (QzExchangeDialog *self)
{
  qz_field_fault_clear (self->fault, GTK_WIDGET (self->passphrase));
  qz_field_fault_clear (self->fault, GTK_WIDGET (self->again));
  qz_field_fault_clear (self->fault, GTK_WIDGET (self->agency));
  qz_field_fault_clear (self->fault, GTK_WIDGET (self->fingerprint));
}

static gboolean
refuse (QzExchangeDialog *self, gpointer row, const char *message)
{
  qz_field_fault_show (self->fault, GTK_WIDGET (row), message);
  return FALSE;
}

static gboolean
is_shown (gpointer row)
{
  return gtk_widget_get_visible (GTK_WIDGET (row));
}

static gboolean
check_fields (QzExchangeDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->mode == TRUST && *get_text (self->agency) == '\0')
    return refuse (self, self->agency, _("Write the code of the office"));
  if (self->mode == TRUST && *get_text (self->fingerprint) == '\0')
    return refuse (self, self->fingerprint,
                   _("Let the office read the fingerprint out, and write what you hear"));
  if (self->mode == MAKE && *get_text (self->passphrase) == '\0')
    return refuse (self, self->passphrase, _("Type the passphrase of the own key"));
  if (self->mode != OWN_KEY || !is_shown (self->again))
    return TRUE;
  if (!qz_passphrase_check (get_text (self->passphrase), &error))
    return refuse (self, self->passphrase, error->message);
  return g_strcmp0 (get_text (self->passphrase), get_text (self->again)) == 0
         || refuse (self, self->again,
                    _("The two are not the same; type the new one once more."));
}

/* ── doing it ────────────────────────────────────────────────────────────────────────────────── */

static void
tell_done (QzExchangeDialog *self, QzSheet *output)
{
  g_autofree char *text = NULL;

  if (self->mode == TRUST)
    text = g_strdup (_("Packages of the office are taken with this key"));
  else
    /* Translators: the name of a file. */
    text = g_strdup_printf (_("Written to %s"), qz_fact_text (output, "file"));
  if (self->owner != NULL)
    qz_nav_toast (self->owner, text, NULL, NULL);
}

static void
done (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzExchangeDialog *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->done), TRUE);
  if (error == NULL)
    {
      tell_done (self, output);
      adw_dialog_force_close (ADW_DIALOG (self));
    }
  else if (g_str_equal (qz_error_get_id (error), "key-passphrase"))
    qz_field_fault_show (self->fault, GTK_WIDGET (self->passphrase), error->message);
  else if (g_str_equal (qz_error_get_id (error), "fingerprint-other"))
    qz_field_fault_show (self->fault, GTK_WIDGET (self->fingerprint), error->message);
  else
    qz_message_show_error (GTK_WIDGET (self), _("Nothing Was Done"), error);
}

static void
done_cb (QzExchangeDialog *self)
{
  const guint chosen = adw_combo_row_get_selected (self->office);
  Task *task;

  clear_faults (self);
  if (!check_fields (self))
    return;
  task = g_new0 (Task, 1);
  task->agency = g_strdup (self->mode == TRUST            ? get_text (self->agency)
                           : chosen < self->offices->len ? self->offices->pdata[chosen]
                                                          : "");
  task->place = g_strdup (self->place);
  task->passphrase = g_strdup (self->mode == TRUST ? get_text (self->fingerprint)
                                                   : get_text (self->passphrase));
  gtk_widget_set_sensitive (GTK_WIDGET (self->done), FALSE);
  qz_session_run (self->session, &kinds[self->mode], task, self, self->cancellable, done);
}

/* ── what stands there first ─────────────────────────────────────────────────────────────────── */

static void
fill_offices (QzExchangeDialog *self, QzSheet *peers)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint row = 0; row < qz_sheet_get_n_rows (peers); row++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", qz_cell_text (peers, row, "agency"),
                                               qz_cell_text (peers, row, "name"));

      if (qz_cell_number (peers, row, "active") == 0)
        continue;
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->offices, g_strdup (qz_cell_text (peers, row, "agency")));
    }
  adw_combo_row_set_model (self->office, G_LIST_MODEL (names));
}

/* The own key is made when there is none; else only its public half is written. */
static void
filled (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzExchangeDialog *self = owner;
  gboolean has_key, edited;

  if (error != NULL)
    {
      qz_message_show_error (GTK_WIDGET (self), _("Nothing Was Done"), error);
      return;
    }
  edited = qz_edited_is (ADW_DIALOG (self));
  has_key = *qz_fact_text (output, "fingerprint") != '\0';
  fill_offices (self, qz_sheet_find_child (output, "peers"));
  if (self->mode == OWN_KEY)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->passphrase), !has_key);
      gtk_widget_set_visible (GTK_WIDGET (self->again), !has_key);
      adw_preferences_group_set_title (self->fields, qz_fact_text (output, "fingerprint"));
      gtk_button_set_label (self->done, has_key ? _("_Save the Public Key") : _("_Make the Key"));
    }
  if (!edited)
    qz_edited_watch (ADW_DIALOG (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->done), TRUE);
}

static const struct {
  const char *title, *text, *button;
} words[] = {
  [MAKE] = { N_ ("Make a Package"),
             N_ ("It holds all that the other office has not said that it has, under one "
                 "signature. It is written to %s."),
             N_ ("_Make") },
  [OWN_KEY] = { N_ ("Own Key"),
                N_ ("The private key signs packages and stays on this computer. The public one "
                    "is written to %s for the other offices; read the fingerprint out to them."),
                N_ ("_Make the Key") },
  [TRUST] = { N_ ("Trust an Office"),
              N_ ("The key in %s is taken for the office when its fingerprint is the one that "
                  "the office reads out on the telephone."),
              N_ ("_Trust") },
};

static QzExchangeDialog *
present (GtkWidget *owner, QzSession *session, Mode mode, const char *place)
{
  QzExchangeDialog *self = g_object_new (QZ_TYPE_EXCHANGE_DIALOG, NULL);
  g_autofree char *text = g_strdup_printf (_ (words[mode].text), place);

  self->mode = mode;
  self->session = g_object_ref (session);
  self->place = g_strdup (place);
  g_set_weak_pointer (&self->owner, owner);
  adw_dialog_set_title (ADW_DIALOG (self), _ (words[mode].title));
  adw_preferences_group_set_description (self->fields, text);
  gtk_button_set_label (self->done, _ (words[mode].button));
  gtk_widget_set_visible (GTK_WIDGET (self->office), mode == MAKE);
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase), mode != TRUST);
  gtk_widget_set_visible (GTK_WIDGET (self->again), mode == OWN_KEY);
  gtk_widget_set_visible (GTK_WIDGET (self->agency), mode == TRUST);
  gtk_widget_set_visible (GTK_WIDGET (self->fingerprint), mode == TRUST);
  if (mode != TRUST)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->done), FALSE);
      qz_session_run (session, &desk_kind, NULL, self, self->cancellable, filled);
    }
  qz_edited_watch (ADW_DIALOG (self));
  qz_first_field_present (ADW_DIALOG (self), owner);
  return self;
}

QzExchangeDialog *
qz_exchange_dialog_make (GtkWidget *owner, QzSession *session, const char *folder)
{
  return present (owner, session, MAKE, folder);
}

QzExchangeDialog *
qz_exchange_dialog_own_key (GtkWidget *owner, QzSession *session, const char *folder)
{
  return present (owner, session, OWN_KEY, folder);
}

QzExchangeDialog *
qz_exchange_dialog_trust (GtkWidget *owner, QzSession *session, const char *file)
{
  return present (owner, session, TRUST, file);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_exchange_dialog_dispose (GObject *object)
{
  QzExchangeDialog *self = QZ_EXCHANGE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_EXCHANGE_DIALOG);
  G_OBJECT_CLASS (qz_exchange_dialog_parent_class)->dispose (object);
}

static void
qz_exchange_dialog_finalize (GObject *object)
{
  QzExchangeDialog *self = QZ_EXCHANGE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_free (self->place);
  g_ptr_array_unref (self->offices);
  G_OBJECT_CLASS (qz_exchange_dialog_parent_class)->finalize (object);
}

static void
qz_exchange_dialog_class_init (QzExchangeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_exchange_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_exchange_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/nonlocal/qz-exchange-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzExchangeDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, QzExchangeDialog, office);
  gtk_widget_class_bind_template_child (widget_class, QzExchangeDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, QzExchangeDialog, again);
  gtk_widget_class_bind_template_child (widget_class, QzExchangeDialog, agency);
  gtk_widget_class_bind_template_child (widget_class, QzExchangeDialog, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, QzExchangeDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, QzExchangeDialog, done);
  gtk_widget_class_bind_template_callback (widget_class, clear_faults);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
qz_exchange_dialog_init (QzExchangeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->offices = g_ptr_array_new_with_free_func (g_free);
  qz_choice_name_items (GTK_WIDGET (self->office));
}
