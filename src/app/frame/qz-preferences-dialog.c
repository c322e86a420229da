/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-preferences-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-choice.h"
#include "qz-file-choice.h"
#include "qz-guard.h"
#include "qz-message.h"

struct _QzPreferencesDialog {
  AdwPreferencesDialog parent_instance;

  AdwComboRow *scheme;
  AdwSwitchRow *large_rows;
  AdwSwitchRow *all_sections;
  AdwSwitchRow *reopen;
  AdwActionRow *folder;
  GtkWidget *forget_folder;
  GtkWidget *book_set;
  AdwSwitchRow *forbid_now;

  GSettings *settings;
  QzSession *session; /* nullable */
  gboolean filling;   /* what is shown was read, not chosen */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QzPreferencesDialog, qz_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
scheme_chosen_cb (QzPreferencesDialog *self)
{
  if (self->settings != NULL)
    g_settings_set_enum (self->settings, "color-scheme",
                         (int) adw_combo_row_get_selected (self->scheme));
}

/* ── the folder ──────────────────────────────────────────────────────────────────────────────── */

static void
show_folder (QzPreferencesDialog *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "files-folder");
  g_autofree char *shown = g_filename_display_name (path);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->folder), FALSE);
  adw_action_row_set_subtitle (self->folder,
                               *path != '\0' ? shown : _("Wherever the last file was"));
  gtk_widget_set_visible (self->forget_folder, *path != '\0');
}

static void
folder_chosen (gpointer dialog, const char *path, gpointer unused)
{
  QzPreferencesDialog *self = dialog;

  g_settings_set_string (self->settings, "files-folder", path);
}

static void
choose_folder_cb (QzPreferencesDialog *self)
{
  qz_file_choose (GTK_WIDGET (self),
                  &(QzFileChoice) { QZ_FILE_FOLDER, _("Folder for Bank Files and Prints") },
                  folder_chosen, NULL, NULL);
}

static void
forget_folder_cb (QzPreferencesDialog *self)
{
  g_settings_reset (self->settings, "files-folder");
}

/* ── the book set ────────────────────────────────────────────────────────────────────────────── */

enum { NOW_ALLOWED = 1, NOW_FORBIDDEN };

static gpointer
read_now (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  gboolean forbids = FALSE;

  if (!qz_book_forbids_now (book, &forbids, error))
    return NULL;
  return GINT_TO_POINTER (forbids ? NOW_FORBIDDEN : NOW_ALLOWED);
}

static gpointer
write_now (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const gboolean forbid = GPOINTER_TO_INT (input) == NOW_FORBIDDEN;

  return qz_book_set (book, context, "forbid-now", forbid ? "yes" : "no", error) ? input : NULL;
}

static const QzJobKind read_kind = { NULL, read_now };
static const QzJobKind write_kind = { NULL, write_now, TRUE };

static void
now_read (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPreferencesDialog *self = owner;

  gtk_widget_set_visible (self->book_set, error == NULL);
  self->filling = TRUE;
  adw_switch_row_set_active (self->forbid_now, GPOINTER_TO_INT (output) == NOW_FORBIDDEN);
  self->filling = FALSE;
}

static void
read_book_set (QzPreferencesDialog *self)
{
  if (qz_session_get_path (self->session) != NULL)
    qz_session_run (self->session, &read_kind, NULL, self, self->cancellable, now_read);
}

static void
now_written (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPreferencesDialog *self = owner;

  if (error == NULL)
    return;
  qz_message_show_error (GTK_WIDGET (self), _("This Was Not Set"), error);
  read_book_set (self);
}

static void
forbid_now_cb (QzPreferencesDialog *self)
{
  const int chosen = adw_switch_row_get_active (self->forbid_now) ? NOW_FORBIDDEN : NOW_ALLOWED;

  if (!self->filling && self->session != NULL)
    qz_session_run (self->session, &write_kind, GINT_TO_POINTER (chosen), self, NULL, now_written);
}

static void
follow_book_set (QzPreferencesDialog *self, QzSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (read_book_set), self,
                           G_CONNECT_SWAPPED);
  qz_guard_watch_right (GTK_WIDGET (self->forbid_now), QZ_RIGHT_CHANGE_SETTINGS);
  read_book_set (self);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_preferences_dialog_dispose (GObject *object)
{
  QzPreferencesDialog *self = QZ_PREFERENCES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_PREFERENCES_DIALOG);
  G_OBJECT_CLASS (qz_preferences_dialog_parent_class)->dispose (object);
}

static void
qz_preferences_dialog_finalize (GObject *object)
{
  QzPreferencesDialog *self = QZ_PREFERENCES_DIALOG (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (qz_preferences_dialog_parent_class)->finalize (object);
}

static void
qz_preferences_dialog_class_init (QzPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_preferences_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_preferences_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/frame/qz-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzPreferencesDialog, scheme);
  gtk_widget_class_bind_template_child (widget_class, QzPreferencesDialog, large_rows);
  gtk_widget_class_bind_template_child (widget_class, QzPreferencesDialog, all_sections);
  gtk_widget_class_bind_template_child (widget_class, QzPreferencesDialog, reopen);
  gtk_widget_class_bind_template_child (widget_class, QzPreferencesDialog, folder);
  gtk_widget_class_bind_template_child (widget_class, QzPreferencesDialog, forget_folder);
  gtk_widget_class_bind_template_child (widget_class, QzPreferencesDialog, book_set);
  gtk_widget_class_bind_template_child (widget_class, QzPreferencesDialog, forbid_now);
  gtk_widget_class_bind_template_callback (widget_class, forbid_now_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_folder_cb);
}

static void
qz_preferences_dialog_init (QzPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_choice_name_items (GTK_WIDGET (self->scheme));
  qz_announce_rows (GTK_WIDGET (self), adw_dialog_get_title (ADW_DIALOG (self)));
  self->cancellable = g_cancellable_new ();
}

AdwDialog *
qz_preferences_dialog_new (GSettings *settings, QzSession *session)
{
  QzPreferencesDialog *self = g_object_new (QZ_TYPE_PREFERENCES_DIALOG, NULL);

  adw_combo_row_set_selected (self->scheme, (guint) g_settings_get_enum (settings, "color-scheme"));
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "large-rows", self->large_rows, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "all-sections", self->all_sections, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "reopen-last-book", self->reopen, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::files-folder", G_CALLBACK (show_folder), self,
                           G_CONNECT_SWAPPED);
  show_folder (self);
  if (session != NULL)
    follow_book_set (self, session);
  return ADW_DIALOG (self);
}
