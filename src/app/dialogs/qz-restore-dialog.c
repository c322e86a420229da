/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-restore-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-facts.h"
#include "qz-field-fault.h"
#include "qz-file-choice.h"
#include "qz-file-name.h"
#include "qz-message.h"
#include "qz-verify-page.h"
#include "qz-warning-pill.h"

/* Whoever reads more of them restores nothing anyway. */
#define MAX_FAULTS 5

struct _QzRestoreDialog {
  AdwDialog parent_instance;

  AdwActionRow *backup;
  GtkButton *choose_backup;
  GtkWidget *holds;
  AdwBin *whole;
  QzFacts *facts;
  GtkListBox *faults;
  GtkWidget *place_group;
  AdwActionRow *place;
  GtkButton *choose_place;
  GtkWidget *progress;
  GtkProgressBar *bar;
  GtkLabel *status;
  GtkButton *stop;
  GtkLabel *fault;
  GtkButton *restore;

  QzSession *session;
  GtkWidget *owner;       /* weak: the window that opens what was restored */
  GCancellable *running;  /* of the work under way; nullable */
  char *backup_path;      /* nullable */
  char *place_path;       /* nullable */
  gboolean is_whole;      /* what was chosen may be restored */
};

G_DEFINE_FINAL_TYPE (QzRestoreDialog, qz_restore_dialog, ADW_TYPE_DIALOG)

/* ── work ────────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  char *backup;
  char *place;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->backup);
  g_free (task->place);
  g_free (task);
}

static gpointer
look (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_backup_look (input, context, error);
}

static gpointer
restore (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Task *task = input;

  return qz_book_restore (context, task->backup, task->place, error) ? g_strdup (task->place)
                                                                     : NULL;
}

/* Both have nothing to do with the book set at hand. */
static const QzJobKind look_kind = { N_ ("Looking into the backup"), look, FALSE, g_free,
                                     (GDestroyNotify) qz_sheet_unref, TRUE };
static const QzJobKind restore_kind = { N_ ("Restoring the backup"), restore, FALSE, task_free,
                                        g_free, TRUE };

static void
update_buttons (QzRestoreDialog *self)
{
  const gboolean busy = self->running != NULL;

  gtk_widget_set_visible (self->progress, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose_backup), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose_place), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore),
                            !busy && self->is_whole && self->place_path != NULL);
}

static void
fraction_cb (QzRestoreDialog *self, GParamSpec *pspec, QzJob *job)
{
  double fraction;

  g_object_get (job, "fraction", &fraction, NULL);
  if (fraction < 0)
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, MIN (fraction, 1.0));
}

static void
status_cb (QzRestoreDialog *self, GParamSpec *pspec, QzJob *job)
{
  g_autofree char *status = NULL;

  g_object_get (job, "status", &status, NULL);
  if (*status != '\0')
    gtk_label_set_label (self->status, status);
}

/* @input belongs to the job. */
static void
run (QzRestoreDialog *self, const QzJobKind *kind, gpointer input, QzJobDoneFunc done)
{
  QzJob *job;

  qz_field_fault_clear (self->fault, GTK_WIDGET (self->backup));
  qz_field_fault_clear (self->fault, GTK_WIDGET (self->place));
  gtk_label_set_label (self->status, _ (kind->title));
  gtk_progress_bar_set_fraction (self->bar, 0);
  self->running = g_cancellable_new ();
  job = qz_session_run (self->session, kind, input, self, self->running, done);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (fraction_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::status", G_CALLBACK (status_cb), self,
                           G_CONNECT_SWAPPED);
  update_buttons (self);
}

/* Whoever stopped it knows why. */
static void
finish (QzRestoreDialog *self, AdwActionRow *row, const GError *error)
{
  g_autofree char *text = NULL;

  g_clear_object (&self->running);
  update_buttons (self);
  if (error == NULL || qz_message_is_cancel (error))
    return;
  text = qz_message_dup_text (error);
  qz_field_fault_show (self->fault, GTK_WIDGET (row), text);
}

static void
stop_cb (QzRestoreDialog *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
}

/* ── where it goes ───────────────────────────────────────────────────────────────────────────── */

static void
show_place (QzRestoreDialog *self)
{
  g_autofree char *shown = g_filename_display_name (self->place_path);

  adw_action_row_set_subtitle (self->place, shown);
}

void
qz_restore_dialog_set_place (QzRestoreDialog *self, const char *path)
{
  qz_field_fault_clear (self->fault, GTK_WIDGET (self->place));
  g_free (self->place_path);
  self->place_path = qz_file_name_end_book (path);
  show_place (self);
  update_buttons (self);
}

/* Beside other documents, under a name that nothing has yet. */
static char *
propose_place (const char *name)
{
  g_autofree char *restored = g_strdup_printf (_("%s restored"), name);

  return qz_file_name_new_book (NULL, restored);
}

static const char *const suffixes[] = { "qz", NULL };

static void
place_chosen (gpointer widget, const char *path, gpointer data)
{
  qz_restore_dialog_set_place (widget, path);
}

static void
choose_place_cb (QzRestoreDialog *self)
{
  qz_file_choose (GTK_WIDGET (self),
                  &(QzFileChoice) { .act = QZ_FILE_SAVE,
                                    .title = _("File of the Restored Book Set"),
                                    .name = self->place_path,
                                    .kind = _("Book sets"),
                                    .suffixes = suffixes },
                  place_chosen, NULL, NULL);
}

/* ── what it holds ───────────────────────────────────────────────────────────────────────────── */

static void
add_fault (QzRestoreDialog *self, QzSheet *checks, guint row)
{
  GtkWidget *line = adw_action_row_new ();
  const char *detail = qz_cell_text (checks, row, "detail");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), qz_cell_text (checks, row, "what"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), detail != NULL ? detail : "");
  qz_announce_subtitle (ADW_ACTION_ROW (line));
  gtk_list_box_append (self->faults, line);
}

static void
show_faults (QzRestoreDialog *self, QzSheet *checks)
{
  guint n = 0;

  gtk_list_box_remove_all (self->faults);
  for (guint row = 0; row < qz_sheet_get_n_rows (checks) && n < MAX_FAULTS; row++)
    if (qz_cell_number (checks, row, "ok") == 0)
      {
        add_fault (self, checks, row);
        n++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->faults), n > 0);
}

static void
show_holds (QzRestoreDialog *self, QzSheet *sheet)
{
  static const char *const hidden[] = { "ok", NULL };
  QzSheet *checks = qz_sheet_find_child (sheet, "checks");
  g_autofree char *result = qz_verify_dup_result (checks, &self->is_whole);
  g_autofree char *place = propose_place (qz_fact_text (sheet, "name"));

  adw_bin_set_child (self->whole,
                     qz_level_mark_new (self->is_whole ? QZ_LEVEL_GOOD : QZ_LEVEL_RED, result));
  qz_facts_set_sheet (self->facts, sheet, hidden);
  show_faults (self, checks);
  gtk_widget_set_visible (self->holds, TRUE);
  gtk_widget_set_visible (self->place_group, self->is_whole);
  qz_restore_dialog_set_place (self, place);
  qz_announce (GTK_WIDGET (self), result);
}

static void
looked (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzRestoreDialog *self = owner;

  finish (self, self->backup, error);
  if (error != NULL)
    return;
  show_holds (self, output);
  if (self->is_whole)
    adw_dialog_set_default_widget (ADW_DIALOG (self), GTK_WIDGET (self->restore));
  else
    qz_field_fault_show (self->fault, GTK_WIDGET (self->backup),
                         _("This backup is not whole and is not restored; choose another one, an "
                           "older one for example."));
}

void
qz_restore_dialog_set_backup (QzRestoreDialog *self, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_str (&self->backup_path, path);
  self->is_whole = FALSE;
  adw_action_row_set_subtitle (self->backup, shown);
  gtk_widget_set_visible (self->holds, FALSE);
  gtk_widget_set_visible (self->place_group, FALSE);
  run (self, &look_kind, g_strdup (path), looked);
}

static void
backup_chosen (gpointer widget, const char *path, gpointer data)
{
  qz_restore_dialog_set_backup (widget, path);
}

static void
choose_backup_cb (QzRestoreDialog *self)
{
  qz_file_choose (GTK_WIDGET (self),
                  &(QzFileChoice) { .act = QZ_FILE_OPEN,
                                    .title = _("The Backup"),
                                    .kind = _("Book sets"),
                                    .suffixes = suffixes },
                  backup_chosen, NULL, NULL);
}

/* ── doing it ────────────────────────────────────────────────────────────────────────────────── */

static void
offered_cb (AdwAlertDialog *dialog, const char *answer, gpointer window)
{
  if (g_str_equal (answer, "open"))
    gtk_widget_activate_action (window, "win.open-path", "s",
                                g_object_get_data (G_OBJECT (dialog), "qz-path"));
}

static void
offer_to_open (GtkWidget *window, const char *path)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("The Backup Was Restored"), NULL);
  g_autofree char *shown = g_filename_display_name (path);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _("The book set is whole and lies in %s."), shown);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _("_Not Now"), "open",
                                  _("_Open It"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "open",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "open");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  g_object_set_data_full (G_OBJECT (dialog), "qz-path", g_strdup (path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (offered_cb), window,
                           G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, window);
}

static void
restored (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzRestoreDialog *self = owner;
  g_autoptr (GtkWidget) window = self->owner != NULL ? g_object_ref (self->owner) : NULL;

  finish (self, self->place, error);
  if (error != NULL)
    return;
  adw_dialog_force_close (ADW_DIALOG (self));
  if (window != NULL)
    offer_to_open (window, output);
}

static void
restore_cb (QzRestoreDialog *self)
{
  Task *task;

  if (self->running != NULL || !self->is_whole)
    return;
  task = g_new0 (Task, 1);
  task->backup = g_strdup (self->backup_path);
  task->place = g_strdup (self->place_path);
  run (self, &restore_kind, task, restored);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_restore_dialog_dispose (GObject *object)
{
  QzRestoreDialog *self = QZ_RESTORE_DIALOG (object);

  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_weak_pointer (&self->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_RESTORE_DIALOG);
  G_OBJECT_CLASS (qz_restore_dialog_parent_class)->dispose (object);
}

static void
qz_restore_dialog_finalize (GObject *object)
{
  QzRestoreDialog *self = QZ_RESTORE_DIALOG (object);

  g_clear_object (&self->running);
  g_clear_object (&self->session);
  g_free (self->backup_path);
  g_free (self->place_path);
  G_OBJECT_CLASS (qz_restore_dialog_parent_class)->finalize (object);
}

static void
qz_restore_dialog_class_init (QzRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_restore_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_restore_dialog_finalize;
  g_type_ensure (QZ_TYPE_FACTS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/dialogs/qz-restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, backup);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, choose_backup);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, holds);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, whole);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, faults);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, place_group);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, place);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, choose_place);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, status);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, stop);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, QzRestoreDialog, restore);
  gtk_widget_class_bind_template_callback (widget_class, choose_backup_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_place_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
qz_restore_dialog_init (QzRestoreDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_announce_rows (GTK_WIDGET (self), adw_dialog_get_title (ADW_DIALOG (self)));
  qz_announce_as (GTK_WIDGET (self->choose_backup), _("Choose the backup"));
  qz_announce_as (GTK_WIDGET (self->choose_place), _("Choose the file of the restored book set"));
}

QzRestoreDialog *
qz_restore_dialog_present (GtkWidget *parent, QzSession *session)
{
  QzRestoreDialog *self = g_object_new (QZ_TYPE_RESTORE_DIALOG, NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->owner, parent);
  adw_dialog_present (ADW_DIALOG (self), parent);
  return self;
}
