/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-record-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-facts.h"
#include "qz-jobs-button.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-words.h"

struct _QzRecordPage {
  AdwNavigationPage parent_instance;

  AdwWindowTitle *title;
  QzJobsButton *jobs;
  GtkBox *buttons;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkLabel *total_title;
  GtkLabel *total;
  GtkLabel *tie;
  QzFacts *facts;
  QzSheetView *view;

  QzSession *session;
  const QzRecordSpec *spec;
  char *key;
  QzSheet *sheet;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QzRecordPage, qz_record_page, ADW_TYPE_NAVIGATION_PAGE)

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static void
remove_buttons (QzRecordPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, child);
}

static void
add_buttons (QzRecordPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->spec->actions); i++)
    {
      const typeof (self->spec->actions[0]) *action = &self->spec->actions[i];
      GtkWidget *button;

      if (action->action == NULL || (action->can != NULL && !action->can (self->sheet)))
        continue;
      button = gtk_button_new_with_label (_ (action->label));
      if (!g_str_equal (action->action, "win.take-return"))
        gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->key);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action->action);
      if (action->suggested)
        gtk_widget_add_css_class (button, "suggested-action");
      gtk_box_append (self->buttons, button);
    }
}

/* The sum of the items beside the number they explain: equal, or a fault that must be seen. */
static void
show_tie (QzRecordPage *self)
{
  const int value = qz_sheet_find_fact (self->sheet, "value");
  const int sum = qz_sheet_find_fact (self->sheet, "sum");
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;
  gboolean equal;

  gtk_widget_set_visible (GTK_WIDGET (self->tie), value >= 0 && sum >= 0);
  if (value < 0 || sum < 0)
    return;
  equal = qz_sheet_get_fact_number (self->sheet, (guint) value)
          == qz_sheet_get_fact_number (self->sheet, (guint) sum);
  shown = qz_sheet_dup_fact_display (self->sheet, "sum");
  text =
      equal ? g_strdup_printf (_("= %s, the sum of the items below ✓"), shown)
            : g_strdup_printf (
                  _("≠ %s, the sum of the items below: this must be looked into"), shown);
  gtk_label_set_label (self->tie, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->tie), equal ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->tie), equal ? "success" : "error");
}

static void
show_total (QzRecordPage *self)
{
  const int fact =
      self->spec->total != NULL ? qz_sheet_find_fact (self->sheet, self->spec->total) : -1;
  g_autofree char *shown = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->total), fact >= 0);
  gtk_widget_set_visible (GTK_WIDGET (self->total_title), fact >= 0);
  show_tie (self);
  if (fact < 0)
    return;
  shown = qz_words_dup_fact (self->sheet, self->spec->total);
  gtk_label_set_label (self->total_title, qz_sheet_get_fact_title (self->sheet, (guint) fact));
  gtk_label_set_label (self->total, shown);
}

static void
show_subtitle (QzRecordPage *self)
{
  g_autofree char *text = NULL;

  if (self->spec->subtitle == NULL)
    return;
  text = qz_sheet_dup_fact_display (self->sheet, self->spec->subtitle);
  adw_window_title_set_subtitle (self->title, text);
}

static void
show_sheet (QzRecordPage *self)
{
  const char *const told[] = { "value", "sum", "batch", self->spec->total, NULL };

  remove_buttons (self);
  add_buttons (self);
  show_total (self);
  show_subtitle (self);
  qz_facts_set_sheet (self->facts, self->sheet, told);
  gtk_widget_set_visible (GTK_WIDGET (self->view), qz_sheet_get_n_columns (self->sheet) > 0);
  if (qz_sheet_get_n_columns (self->sheet) > 0)
    qz_sheet_view_set_sheet (self->view, self->sheet, &self->spec->layout);
  gtk_stack_set_visible_child_name (self->stack, "record");
}

static void
loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzRecordPage *self = owner;

  if (error == NULL)
    {
      g_clear_pointer (&self->sheet, qz_sheet_unref);
      self->sheet = qz_sheet_ref (output);
      show_sheet (self);
      return;
    }
  qz_message_show_failed (self->failed, self->stack, error);
}

static void
reload (QzRecordPage *self)
{
  qz_session_run (self->session, &self->spec->load, g_strdup (self->key), self, self->cancellable,
                  loaded);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_record_page_dispose (GObject *object)
{
  QzRecordPage *self = QZ_RECORD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_RECORD_PAGE);
  G_OBJECT_CLASS (qz_record_page_parent_class)->dispose (object);
}

static void
qz_record_page_finalize (GObject *object)
{
  QzRecordPage *self = QZ_RECORD_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_free (self->key);
  G_OBJECT_CLASS (qz_record_page_parent_class)->finalize (object);
}

static void
qz_record_page_class_init (QzRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_record_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_record_page_finalize;
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  g_type_ensure (QZ_TYPE_FACTS);
  g_type_ensure (QZ_TYPE_JOBS_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/pages/qz-record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, title);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, jobs);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, failed);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, total_title);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, total);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, tie);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, facts);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, view);
}

static void
qz_record_page_init (QzRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

AdwNavigationPage *
qz_record_page_new (QzSession *session, const QzRecordSpec *spec, const char *key)
{
  QzRecordPage *self = g_object_new (QZ_TYPE_RECORD_PAGE, NULL);
  g_autofree char *subtitle = g_strdelimit (g_strdup (key), "\n", ' ');

  self->session = g_object_ref (session);
  self->spec = spec;
  self->key = g_strdup (key);
  qz_nav_set_home (ADW_NAVIGATION_PAGE (self), spec->home);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ (spec->name));
  adw_window_title_set_title (self->title, _ (spec->name));
  if (spec->subtitle == NULL)
    adw_window_title_set_subtitle (self->title, subtitle);
  qz_jobs_button_set_session (self->jobs, session);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}

QzSheet *
qz_record_page_get_sheet (QzRecordPage *self)
{
  return self->sheet;
}
