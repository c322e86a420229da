/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-holidays-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-field-fault.h"
#include "qz-holidays.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-warning-pill.h"

struct _QzHolidaysDialog {
  AdwDialog parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *file_group;
  AdwPreferencesGroup *days_group;
  AdwPreferencesGroup *moved_group;
  AdwPreferencesGroup *deadlines_group;
  AdwEntryRow *reason;
  GtkButton *import;

  GtkWidget *owner; /* toasts go there; weak */
  QzSession *session;
  char *path;
  QzSheet *preview;   /* nullable */
  GPtrArray *checks;  /* GtkCheckButton of each moved document */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QzHolidaysDialog, qz_holidays_dialog, ADW_TYPE_DIALOG)

/* ── what the file changes ───────────────────────────────────────────────────────────────────── */

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  qz_announce_subtitle (ADW_ACTION_ROW (row));
  adw_preferences_group_add (group, row);
  return row;
}

static void
show_file (QzHolidaysDialog *self)
{
  QzSheet *warnings = qz_sheet_find_child (self->preview, "warnings");
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *years = qz_sheet_dup_fact_display (self->preview, "years");
  g_autofree char *holidays = qz_sheet_dup_fact_display (self->preview, "holidays");
  g_autofree char *works = qz_sheet_dup_fact_display (self->preview, "works");
  g_autofree char *text = g_strdup_printf (
      _("%s: %s holidays, %s working weekends. The file replaces these years wholly."), years,
      holidays, works);

  add_row (self->file_group, name, text);
  for (guint row = 0; row < qz_sheet_get_n_rows (warnings); row++)
    {
      GtkWidget *mark = qz_level_mark_new (QZ_LEVEL_YELLOW, qz_sheet_get_text (warnings, row, 0));

      gtk_widget_set_margin_top (mark, 6);
      adw_preferences_group_add (self->file_group, mark);
    }
}

static void
show_days (QzHolidaysDialog *self)
{
  QzSheet *changes = qz_sheet_find_child (self->preview, "changes");
  const guint n = qz_sheet_get_n_rows (changes);
  GtkWidget *expander = adw_expander_row_new ();
  g_autofree char *title =
      n > 0 ? g_strdup_printf (ngettext ("%u day changes", "%u days change", n), n)
            : g_strdup (_("No day changes"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  for (guint row = 0; row < n; row++)
    {
      g_autofree char *day = qz_cell_dup (changes, row, "day");
      g_autofree char *weekday = qz_cell_dup (changes, row, "weekday");
      g_autofree char *change = qz_cell_dup (changes, row, "change");
      g_autofree char *before = qz_cell_dup (changes, row, "before");
      g_autofree char *after = qz_cell_dup (changes, row, "after");
      g_autofree char *name = qz_cell_dup (changes, row, "name");
      g_autofree char *head = g_strdup_printf ("%s %s · %s", day, weekday, name);
      g_autofree char *both = g_strdup_printf ("%s → %s", *before != '\0' ? before : "–",
                                               *after != '\0' ? after : "–");
      g_autofree char *text = g_strdup_printf (_("%s: %s"), change, both);
      GtkWidget *line = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), head);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (line), text);
      qz_announce_subtitle (ADW_ACTION_ROW (line));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), line);
    }
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), n > 0 && n <= 10);
  gtk_widget_set_sensitive (expander, n > 0);
  adw_preferences_group_add (self->days_group, expander);
}

static char *
dup_move (QzSheet *sheet, guint row)
{
  g_autofree char *before = qz_cell_dup (sheet, row, "before");
  g_autofree char *after = qz_cell_dup (sheet, row, "after");

  return g_strdup_printf (_("due %s → %s"), before, after);
}

static void
show_moved (QzHolidaysDialog *self)
{
  QzSheet *moved = qz_sheet_find_child (self->preview, "moved");
  const guint n = qz_sheet_get_n_rows (moved);

  gtk_widget_set_visible (GTK_WIDGET (self->moved_group), n > 0);
  for (guint row = 0; row < n; row++)
    {
      GtkWidget *check = gtk_check_button_new ();
      const char *number = qz_sheet_get_text (moved, row, 0);
      g_autofree char *text = dup_move (moved, row);
      g_autofree char *name = g_strdup_printf (_("Count %s again, %s"), number, text);
      GtkWidget *line = add_row (self->moved_group, number, text);

      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (line), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (line), check);
      g_ptr_array_add (self->checks, check);
    }
  if (n == 0)
    return;
  /* The reason belongs beneath the documents that it is given for. */
  adw_preferences_group_add (self->moved_group, GTK_WIDGET (self->reason));
}

static void
show_deadlines (QzHolidaysDialog *self)
{
  QzSheet *deadlines = qz_sheet_find_child (self->preview, "deadlines");
  const guint n = qz_sheet_get_n_rows (deadlines);

  gtk_widget_set_visible (GTK_WIDGET (self->deadlines_group), n > 0);
  for (guint row = 0; row < n; row++)
    {
      g_autofree char *text = dup_move (deadlines, row);

      add_row (self->deadlines_group, qz_sheet_get_text (deadlines, row, 1), text);
    }
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_preview (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_holidays_preview (book, context, input, error);
}

static const QzJobKind preview_kind = { NULL, load_preview, FALSE, g_free,
                                        (GDestroyNotify) qz_sheet_unref };

static void
preview_loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzHolidaysDialog *self = owner;
  GtkWidget *parent = self->owner;

  if (error != NULL)
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      if (parent != NULL)
        qz_message_show_error (parent, _("The File Cannot Be Imported"), error);
      return;
    }
  self->preview = qz_sheet_ref (output);
  show_file (self);
  show_days (self);
  show_moved (self);
  show_deadlines (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "preview");
}

/* ── importing ───────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  char *path;
  char *digest; /* of what was looked at */
  char **numbers;
  char *reason;
} Import;

static void
import_free (gpointer data)
{
  Import *job = data;

  g_free (job->path);
  g_free (job->digest);
  g_strfreev (job->numbers);
  g_free (job->reason);
  g_free (job);
}

static gpointer
run_import (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Import *job = input;

  return qz_holidays_import (book, context, job->path, job->digest,
                             (const char *const *) job->numbers, job->reason, error);
}

static const QzJobKind import_kind = { N_ ("Importing holidays"), run_import, TRUE, import_free,
                                       (GDestroyNotify) qz_sheet_unref };

static void
imported (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzHolidaysDialog *self = owner;

  if (error != NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->import), TRUE);
      qz_message_show_error (GTK_WIDGET (self), _("The Holidays Were Not Imported"), error);
      return;
    }
  if (self->owner != NULL)
    qz_nav_toast (self->owner, _("The holidays are imported"), NULL, NULL);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* The documents whose due days are to be counted again. (transfer full) */
static char **
dup_chosen (QzHolidaysDialog *self)
{
  QzSheet *moved = qz_sheet_find_child (self->preview, "moved");
  g_autoptr (GStrvBuilder) numbers = g_strv_builder_new ();

  for (guint row = 0; row < self->checks->len; row++)
    if (gtk_check_button_get_active (self->checks->pdata[row]))
      g_strv_builder_add (numbers, qz_sheet_get_text (moved, row, 0));
  return g_strv_builder_end (numbers);
}

static void
import_cb (QzHolidaysDialog *self)
{
  g_auto (GStrv) numbers = dup_chosen (self);
  g_autofree char *reason =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  Import *job;

  if (numbers[0] != NULL && *reason == '\0')
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->reason), "error");
      qz_field_fault_tell (GTK_WIDGET (self->reason), _("Say why"));
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }
  job = g_new0 (Import, 1);
  job->path = g_strdup (self->path);
  job->digest = qz_sheet_dup_fact_display (self->preview, "digest");
  job->numbers = g_steal_pointer (&numbers);
  job->reason = g_steal_pointer (&reason);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import), FALSE);
  qz_session_run (self->session, &import_kind, job, self, NULL, imported);
}

static void
reason_changed_cb (QzHolidaysDialog *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->reason), "error");
  qz_field_fault_tell (GTK_WIDGET (self->reason), NULL);
}

static void
cancel_cb (QzHolidaysDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_holidays_dialog_dispose (GObject *object)
{
  QzHolidaysDialog *self = QZ_HOLIDAYS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_HOLIDAYS_DIALOG);
  g_clear_object (&self->reason);
  G_OBJECT_CLASS (qz_holidays_dialog_parent_class)->dispose (object);
}

static void
qz_holidays_dialog_finalize (GObject *object)
{
  QzHolidaysDialog *self = QZ_HOLIDAYS_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->preview, qz_sheet_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_free (self->path);
  G_OBJECT_CLASS (qz_holidays_dialog_parent_class)->finalize (object);
}

static void
qz_holidays_dialog_class_init (QzHolidaysDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_holidays_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_holidays_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/registry/qz-holidays-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysDialog, file_group);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysDialog, days_group);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysDialog, moved_group);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysDialog, deadlines_group);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysDialog, import);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
qz_holidays_dialog_init (QzHolidaysDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->checks = g_ptr_array_new ();
  self->reason = g_object_ref_sink (ADW_ENTRY_ROW (adw_entry_row_new ()));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason),
                                 _("Reason for counting again"));
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (reason_changed_cb), self);
}

QzHolidaysDialog *
qz_holidays_dialog_present (GtkWidget *owner, QzSession *session, const char *path)
{
  QzHolidaysDialog *self = g_object_new (QZ_TYPE_HOLIDAYS_DIALOG, NULL);

  g_set_weak_pointer (&self->owner, owner);
  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  qz_announce_rows (GTK_WIDGET (self), adw_dialog_get_title (ADW_DIALOG (self)));
  adw_dialog_present (ADW_DIALOG (self), owner);
  qz_session_run (session, &preview_kind, g_strdup (path), self, self->cancellable,
                  preview_loaded);
  return self;
}

QzSheet *
qz_holidays_dialog_get_preview (QzHolidaysDialog *self)
{
  return self->preview;
}

const char *
qz_holidays_dialog_get_shown (QzHolidaysDialog *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}
