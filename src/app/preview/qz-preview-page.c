/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-preview-page.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "qz-action-menu.h"
#include "qz-document-jobs.h"
#include "qz-jobs-button.h"
#include "qz-message.h"
#include "qz-nav.h"

struct _QzPreviewPage {
  AdwNavigationPage parent_instance;

  AdwWindowTitle *title;
  QzJobsButton *jobs;
  GtkMenuButton *save;
  GMenuModel *save_menu;
  GtkStack *stack;
  AdwStatusPage *failed;
  QzPdfView *view;
  GtkLabel *position;
  GtkLabel *zoom;

  QzSession *session;
  char *number;
  char *form;     /* nullable */
  char *provider; /* nullable */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QzPreviewPage, qz_preview_page, ADW_TYPE_NAVIGATION_PAGE)

static QzPrintInput *
new_input (QzPreviewPage *self, const char *path)
{
  return qz_print_input_new (self->number, self->form, self->provider, path);
}

/* ── pages and zoom ──────────────────────────────────────────────────────────────────────────── */

static void
update_position (QzPreviewPage *self)
{
  g_autofree char *position = g_strdup_printf (_("%u of %u"), qz_pdf_view_get_page (self->view),
                                               qz_pdf_view_get_n_pages (self->view));
  g_autofree char *zoom = g_strdup_printf ("%u %%", qz_pdf_view_get_zoom (self->view));

  gtk_label_set_label (self->position, position);
  gtk_label_set_label (self->zoom, zoom);
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzPdfView *view = QZ_PREVIEW_PAGE (widget)->view;

  qz_pdf_view_set_zoom (view, qz_pdf_view_get_zoom (view) * 5 / 4);
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzPdfView *view = QZ_PREVIEW_PAGE (widget)->view;

  qz_pdf_view_set_zoom (view, qz_pdf_view_get_zoom (view) * 4 / 5);
}

static void
zoom_fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qz_pdf_view_fit_width (QZ_PREVIEW_PAGE (widget)->view);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzPdfView *view = QZ_PREVIEW_PAGE (widget)->view;
  const guint page = qz_pdf_view_get_page (view);

  qz_pdf_view_set_page (view, page > 1 ? page - 1 : 1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzPdfView *view = QZ_PREVIEW_PAGE (widget)->view;

  qz_pdf_view_set_page (view, qz_pdf_view_get_page (view) + 1);
}

/* ── saving ──────────────────────────────────────────────────────────────────────────────────── */

static void
saved (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  const QzPrintInput *printed = input;
  g_autofree char *name = g_path_get_basename (printed->path);
  g_autofree char *text = g_strdup_printf (_("Saved as %s"), name);

  if (error != NULL)
    qz_message_show_error (owner, _("The File Was Not Saved"), error);
  else
    qz_nav_toast (owner, text, NULL, NULL);
}

static void
file_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QzPreviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);

  if (file == NULL)
    {
      qz_message_show_error (GTK_WIDGET (self), _("The File Was Not Saved"), error);
      return;
    }
  qz_session_run (self->session, &qz_job_print, new_input (self, g_file_peek_path (file)), self,
                  NULL, saved);
}

/* "save::pdf", "save::xlsx", "save::csv" */
static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzPreviewPage *self = QZ_PREVIEW_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *proposed =
      g_strdup_printf ("%s%s%s.%s", self->number, self->form != NULL ? "-" : "",
                       self->form != NULL ? self->form : "",
                       g_variant_get_string (parameter, NULL));

  gtk_file_dialog_set_title (dialog, _("Save the Form"));
  gtk_file_dialog_set_initial_name (dialog, proposed);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, file_chosen_cb,
                        g_object_ref (self));
}

/* ── printing ────────────────────────────────────────────────────────────────────────────────── */

/* What is printed is a file of its own, counted as a print; the dialog prints it as it is. */
static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QzPreviewPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (object), result, &error))
    qz_message_show_error (GTK_WIDGET (self), _("This Was Not Printed"), error);
}

static void
printed (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPreviewPage *self = owner;
  const QzPrintInput *paper = input;
  g_autoptr (GtkPrintDialog) dialog = NULL;
  g_autoptr (GFile) file = NULL;

  if (error != NULL)
    {
      qz_message_show_error (owner, _("This Was Not Printed"), error);
      return;
    }
  dialog = gtk_print_dialog_new ();
  file = g_file_new_for_path (paper->path);
  gtk_print_dialog_set_title (dialog, self->number);
  gtk_print_dialog_print_file (dialog, GTK_WINDOW (gtk_widget_get_root (owner)), NULL, file, NULL,
                               sent_cb, g_object_ref (self));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzPreviewPage *self = QZ_PREVIEW_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qingzhang-XXXXXX", &error);
  g_autofree char *path = NULL;

  if (folder == NULL)
    {
      qz_message_show_error (widget, _("This Was Not Printed"), error);
      return;
    }
  path = g_strdup_printf ("%s/%s.pdf", folder, self->number);
  qz_session_run (self->session, &qz_job_print, new_input (self, path), self, NULL, printed);
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static void
show_fault (QzPreviewPage *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failed, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* The width is known with the first frame. */
static gboolean
fit_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  QzPreviewPage *self = QZ_PREVIEW_PAGE (widget);

  if (gtk_widget_get_width (GTK_WIDGET (self->view)) <= 0)
    return G_SOURCE_CONTINUE;
  qz_pdf_view_fit_width (self->view);
  update_position (self);
  return G_SOURCE_REMOVE;
}

static void
loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPreviewPage *self = owner;
  g_autoptr (GError) fault = NULL;

  if (error != NULL && qz_message_is_cancel (error))
    return;
  if (error != NULL)
    show_fault (self, error);
  else if (!qz_pdf_view_load (self->view, output, &fault))
    show_fault (self, fault);
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "pages");
      gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_cb, NULL, NULL);
    }
}

static void
reload (QzPreviewPage *self)
{
  qz_session_run (self->session, &qz_job_preview, new_input (self, NULL), self, self->cancellable,
                  loaded);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_preview_page_dispose (GObject *object)
{
  g_cancellable_cancel (QZ_PREVIEW_PAGE (object)->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_PREVIEW_PAGE);
  G_OBJECT_CLASS (qz_preview_page_parent_class)->dispose (object);
}

static void
qz_preview_page_finalize (GObject *object)
{
  QzPreviewPage *self = QZ_PREVIEW_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_free (self->number);
  g_free (self->form);
  g_free (self->provider);
  G_OBJECT_CLASS (qz_preview_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "preview.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-fit", NULL, zoom_fit_action);
  gtk_widget_class_install_action (widget_class, "preview.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "preview.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "preview.save", "s", save_action);
  gtk_widget_class_install_action (widget_class, "preview.print", NULL, print_action);
}

static void
qz_preview_page_class_init (QzPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_preview_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_preview_page_finalize;
  g_type_ensure (QZ_TYPE_PDF_VIEW);
  g_type_ensure (QZ_TYPE_JOBS_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/preview/qz-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, jobs);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, save);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, save_menu);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, failed);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, view);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, position);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, zoom);
  gtk_widget_class_bind_template_callback (widget_class, update_position);
  install_actions (widget_class);
}

static void
qz_preview_page_init (QzPreviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_action_menu_attach (self->save, self->save_menu);
  self->cancellable = g_cancellable_new ();
}

AdwNavigationPage *
qz_preview_page_new (QzSession *session, const char *number, const char *form, const char *provider)
{
  QzPreviewPage *self = g_object_new (QZ_TYPE_PREVIEW_PAGE, NULL);

  self->session = g_object_ref (session);
  self->number = g_strdup (number);
  self->form = g_strdup (form);
  self->provider = g_strdup (provider);
  adw_window_title_set_subtitle (self->title, number);
  qz_jobs_button_set_session (self->jobs, session);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}

QzPdfView *
qz_preview_page_get_view (QzPreviewPage *self)
{
  return self->view;
}
