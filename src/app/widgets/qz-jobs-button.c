/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-jobs-button.h"

#include <glib/gi18n-lib.h>

struct _QzJobsButton {
  AdwBin parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (QzJobsButton, qz_jobs_button, ADW_TYPE_BIN)

static GtkWidget *
new_label (QzJob *job, const char *property, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  g_object_bind_property (job, property, label, "label", G_BINDING_SYNC_CREATE);
  return label;
}

static void
fraction_cb (QzJob *job, GParamSpec *pspec, gpointer user_data)
{
  GtkProgressBar *bar = user_data;
  double fraction;

  g_object_get (job, "fraction", &fraction, NULL);
  if (fraction < 0)
    gtk_progress_bar_pulse (bar);
  else
    gtk_progress_bar_set_fraction (bar, MIN (fraction, 1.0));
}

static GtkWidget *
new_bar (QzJob *job)
{
  GtkWidget *bar = gtk_progress_bar_new ();

  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (fraction_cb), bar, 0);
  return bar;
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  QzJob *job = item;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  gtk_widget_set_margin_top (row, 6);
  gtk_widget_set_margin_bottom (row, 6);
  gtk_widget_set_size_request (facts, 220, -1);
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (facts), new_label (job, "title", "heading"));
  gtk_box_append (GTK_BOX (facts), new_bar (job));
  gtk_box_append (GTK_BOX (facts), new_label (job, "status", "caption"));
  gtk_box_append (GTK_BOX (row), facts);
  gtk_box_append (GTK_BOX (row), cancel);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (qz_job_cancel), job, G_CONNECT_SWAPPED);
  return row;
}

static void
count_changed_cb (GListModel *jobs, guint position, guint removed, guint added, gpointer user_data)
{
  gtk_widget_set_visible (GTK_WIDGET (user_data), g_list_model_get_n_items (jobs) > 0);
}

static void
qz_jobs_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_JOBS_BUTTON);
  G_OBJECT_CLASS (qz_jobs_button_parent_class)->dispose (object);
}

static void
qz_jobs_button_class_init (QzJobsButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_jobs_button_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/widgets/qz-jobs-button.ui");
  gtk_widget_class_bind_template_child (widget_class, QzJobsButton, list);
}

static void
qz_jobs_button_init (QzJobsButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
qz_jobs_button_set_session (QzJobsButton *self, QzSession *session)
{
  GListModel *jobs = qz_session_get_jobs (session);

  gtk_list_box_bind_model (self->list, jobs, create_row_cb, NULL, NULL);
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (count_changed_cb), self, 0);
  count_changed_cb (jobs, 0, 0, 0, self);
}
