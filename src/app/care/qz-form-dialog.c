/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-form-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-edited.h"
#include "qz-first-field.h"
#include "qz-message.h"
#include "qz-nav.h"

struct _QzFormDialog {
  AdwDialog parent_instance;

  AdwWindowTitle *heading;
  GtkBox *groups;
  GtkButton *submit;

  QzSession *session;
  GCancellable *cancellable;
  const QzFormSpec *spec;
  char *key;
  GPtrArray *rows;  /* QzFormRow */
  GtkWidget *owner; /* weak */
  gboolean ready;
};

G_DEFINE_FINAL_TYPE (QzFormDialog, qz_form_dialog, ADW_TYPE_DIALOG)

/* ── fields ──────────────────────────────────────────────────────────────────────────────────── */

/* A group is shown as long as one of its fields is. */
static void
update_shown (QzFormDialog *self)
{
  g_autoptr (QzSheet) values = qz_sheet_new ("values");

  for (guint i = 0; i < self->rows->len; i++)
    qz_form_row_put_choice (self->rows->pdata[i], values);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const QzFormField *field = qz_form_row_get_field (self->rows->pdata[i]);

      qz_form_row_set_shown (self->rows->pdata[i], field->shown == NULL || field->shown (values));
    }
}

static void
add_fields (QzFormDialog *self)
{
  AdwPreferencesGroup *group = NULL;

  for (const QzFormField *field = self->spec->fields; field->name != NULL; field++)
    {
      QzFormRow *row = qz_form_row_new (field, self->session, GTK_WIDGET (self),
                                        G_CALLBACK (update_shown));

      if (group == NULL || field->section != NULL)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          if (field->section != NULL)
            adw_preferences_group_set_title (group, _ (field->section));
          gtk_box_append (self->groups, GTK_WIDGET (group));
        }
      qz_form_row_add_to (row, group);
      g_ptr_array_add (self->rows, row);
    }
  update_shown (self);
}

static void
set_ready (QzFormDialog *self, gboolean ready)
{
  self->ready = ready;
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit), ready);
}

static void
loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzFormDialog *self = owner;
  gboolean edited;

  if (error != NULL)
    {
      if (!qz_message_is_cancel (error))
        qz_message_show_error (owner, _ (self->spec->act->failed), error);
      return;
    }
  edited = qz_edited_is (ADW_DIALOG (self));
  for (guint i = 0; i < self->rows->len; i++)
    qz_form_row_fill (self->rows->pdata[i], output);
  update_shown (self);
  if (!edited)
    qz_edited_watch (ADW_DIALOG (self));
  set_ready (self, TRUE);
}

/* ── the act ─────────────────────────────────────────────────────────────────────────────────── */

static void
acted (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzFormDialog *self = owner;
  g_autoptr (GtkWidget) page_owner = self->owner != NULL ? g_object_ref (self->owner) : NULL;

  set_ready (self, TRUE);
  if (error != NULL)
    {
      qz_message_show_error (owner, _ (self->spec->act->failed), error);
      return;
    }
  if (page_owner != NULL)
    {
      qz_nav_toast (page_owner, _ (self->spec->act->done), NULL, NULL);
      if (self->spec->open != NULL)
        qz_nav_push (page_owner, self->spec->open (self->session, output));
    }
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* All that was written; NULL when something of it is wrong. */
static QzNlInput *
dup_input (QzFormDialog *self)
{
  QzNlInput *input = qz_nl_input_new (0, QZ_NL_IN_PROV, NULL, self->key);
  QzFormRow *first = NULL;

  input->values = qz_sheet_new ("values");
  for (guint i = 0; i < self->rows->len; i++)
    if (qz_form_row_is_shown (self->rows->pdata[i])
        && !qz_form_row_read (self->rows->pdata[i], input->values) && first == NULL)
      first = self->rows->pdata[i];
  if (first == NULL)
    return input;
  qz_form_row_grab_focus (first);
  qz_nl_input_free (input);
  return NULL;
}

/* Beside the fields, the first one focused; whether each fault has a field that is shown. */
static gboolean
show_faults (QzFormDialog *self, QzSheet *faults)
{
  gboolean focused = FALSE;

  for (guint row = 0; row < qz_sheet_get_n_rows (faults); row++)
    {
      QzFormRow *field = qz_form_dialog_find_row (self, qz_cell_text (faults, row, "field"));

      if (field == NULL || !qz_form_row_is_shown (field))
        return FALSE;
      qz_form_row_set_fault (field, qz_cell_text (faults, row, "reason"));
      if (!focused)
        qz_form_row_grab_focus (field);
      focused = TRUE;
    }
  return TRUE;
}

static void
act (QzFormDialog *self)
{
  QzNlInput *input = dup_input (self);

  if (input != NULL)
    qz_nl_act_run_with (self, self->session, self->spec->act, input, acted);
  else
    set_ready (self, TRUE);
}

static void
checked (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzFormDialog *self = owner;

  if (error != NULL)
    {
      set_ready (self, TRUE);
      if (!qz_message_is_cancel (error))
        qz_message_show_error (owner, _ (self->spec->act->failed), error);
      return;
    }
  if (qz_sheet_get_n_rows (output) > 0 && show_faults (self, output))
    set_ready (self, TRUE);
  else
    act (self);
}

void
qz_form_dialog_submit (QzFormDialog *self)
{
  QzNlInput *input = dup_input (self);

  if (input == NULL)
    return;
  set_ready (self, FALSE);
  if (self->spec->check.func != NULL)
    qz_session_run (self->session, &self->spec->check, input, self, self->cancellable, checked);
  else
    qz_nl_act_run_with (self, self->session, self->spec->act, input, acted);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_form_dialog_dispose (GObject *object)
{
  QzFormDialog *self = QZ_FORM_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_FORM_DIALOG);
  G_OBJECT_CLASS (qz_form_dialog_parent_class)->dispose (object);
}

static void
qz_form_dialog_finalize (GObject *object)
{
  QzFormDialog *self = QZ_FORM_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->rows);
  g_free (self->key);
  G_OBJECT_CLASS (qz_form_dialog_parent_class)->finalize (object);
}

static void
qz_form_dialog_class_init (QzFormDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_form_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_form_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/care/qz-form-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzFormDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, QzFormDialog, groups);
  gtk_widget_class_bind_template_child (widget_class, QzFormDialog, submit);
  gtk_widget_class_bind_template_callback (widget_class, qz_form_dialog_submit);
}

static void
qz_form_dialog_init (QzFormDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new_with_free_func (qz_form_row_free);
}

/* What it is about; a key of several parts is no name that people know, the page is. */
static const char *
get_subject (GtkWidget *owner, const char *key)
{
  AdwNavigationPage *page =
      strchr (key, '/') != NULL && ADW_IS_NAVIGATION_VIEW (owner)
          ? adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (owner))
          : NULL;

  return page != NULL ? adw_navigation_page_get_title (page) : key;
}

QzFormDialog *
qz_form_dialog_present (GtkWidget *owner, QzSession *session, const QzFormSpec *spec,
                        const char *key)
{
  QzFormDialog *self = g_object_new (QZ_TYPE_FORM_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->spec = spec;
  self->key = g_strdup (key);
  g_set_weak_pointer (&self->owner, owner);
  adw_dialog_set_title (ADW_DIALOG (self), _ (spec->title));
  adw_window_title_set_title (self->heading, _ (spec->title));
  adw_window_title_set_subtitle (self->heading, get_subject (owner, key));
  gtk_button_set_label (self->submit, _ (spec->button));
  add_fields (self);
  set_ready (self, spec->load.func == NULL);
  if (spec->load.func != NULL)
    qz_session_run (session, &spec->load, g_strdup (key), self, self->cancellable, loaded);
  qz_edited_watch (ADW_DIALOG (self));
  qz_first_field_present (ADW_DIALOG (self), owner);
  return self;
}

QzFormRow *
qz_form_dialog_find_row (QzFormDialog *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (qz_form_row_get_field (self->rows->pdata[i])->name, name) == 0)
      return self->rows->pdata[i];
  return NULL;
}

gboolean
qz_form_dialog_is_ready (QzFormDialog *self)
{
  return self->ready;
}
