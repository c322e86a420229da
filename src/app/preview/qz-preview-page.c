/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-preview-page.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>

#include "qz-action-menu.h"
#include "qz-document-jobs.h"
#include "qz-file-choice.h"
#include "qz-file-name.h"
#include "qz-jobs-button.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-thumbnails.h"
#include "qz-words.h"

struct _QzPreviewPage {
  AdwNavigationPage parent_instance;

  AdwWindowTitle *title;
  QzJobsButton *jobs;
  GtkMenuButton *save;
  GtkMenuButton *save_below; /* where it is narrow */
  GMenuModel *save_menu;
  GtkStack *stack;
  AdwStatusPage *failed;
  QzPdfView *view;
  QzThumbnails *thumbnails;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkLabel *hits;
  GtkEntry *page;
  GtkLabel *position;
  GtkLabel *zoom;

  QzSession *session;
  char *number;
  char *form;     /* nullable */
  char *provider; /* nullable */
  struct _Paper *paper; /* while it is written; nullable */
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
  g_autofree char *page = g_strdup_printf ("%u", qz_pdf_view_get_page (self->view));
  g_autofree char *position =
      g_strdup_printf (_("of %u"), qz_pdf_view_get_n_pages (self->view));
  g_autofree char *zoom = g_strdup_printf ("%u %%", qz_pdf_view_get_zoom (self->view));
  g_autofree char *told = g_strdup_printf (_("Size %s"), zoom);

  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->page)))))
    gtk_editable_set_text (GTK_EDITABLE (self->page), page);
  gtk_label_set_label (self->position, position);
  gtk_label_set_label (self->zoom, zoom);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom), GTK_ACCESSIBLE_PROPERTY_LABEL, told,
                                  -1);
}

/* A number that there is not, or no number, leaves the page as it is. */
static void
page_cb (QzPreviewPage *self)
{
  g_autoptr (GError) wrong = NULL;
  g_autofree char *shown = NULL;
  guint64 page = 0;

  if (g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (self->page)), 10, 1,
                                  qz_pdf_view_get_n_pages (self->view), &page, &wrong))
    qz_pdf_view_set_page (self->view, (guint) page);
  shown = g_strdup_printf ("%u", qz_pdf_view_get_page (self->view));
  gtk_editable_set_text (GTK_EDITABLE (self->page), shown);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
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
  qz_pdf_view_set_fit (QZ_PREVIEW_PAGE (widget)->view, QZ_PDF_FIT_WIDTH);
}

static void
zoom_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qz_pdf_view_set_fit (QZ_PREVIEW_PAGE (widget)->view, QZ_PDF_FIT_PAGE);
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

/* ── searching ───────────────────────────────────────────────────────────────────────────────── */

static void
update_hits (QzPreviewPage *self)
{
  const guint n = qz_pdf_view_get_n_hits (self->view);
  const gboolean typed = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
  g_autofree char *text =
      n > 0 ? g_strdup_printf (_("%d of %u"), qz_pdf_view_get_hit (self->view) + 1, n)
            : g_strdup (typed ? _("Not found") : "");

  gtk_label_set_label (self->hits, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.next-hit", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.previous-hit", n > 0);
}

static void
search_cb (QzPreviewPage *self)
{
  qz_pdf_view_find (self->view, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_mode_cb (QzPreviewPage *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    qz_pdf_view_find (self->view, NULL);
}

static void
next_hit_cb (QzPreviewPage *self)
{
  qz_pdf_view_go_to_hit (self->view, 1);
}

static void
previous_hit_cb (QzPreviewPage *self)
{
  qz_pdf_view_go_to_hit (self->view, -1);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzPreviewPage *self = QZ_PREVIEW_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
next_hit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  next_hit_cb (QZ_PREVIEW_PAGE (widget));
}

static void
previous_hit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  previous_hit_cb (QZ_PREVIEW_PAGE (widget));
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
    qz_nav_toast_file (owner, text, printed->path);
}

static void
path_chosen (gpointer page, const char *path, gpointer unused)
{
  QzPreviewPage *self = page;

  qz_session_run (self->session, &qz_job_print, new_input (self, path), self, NULL, saved);
}

/* "save::pdf", "save::xlsx", "save::csv" */
static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzPreviewPage *self = QZ_PREVIEW_PAGE (widget);
  g_autofree char *file = qz_file_name_clean (self->number);
  g_autofree char *proposed =
      g_strdup_printf ("%s%s%s.%s", file, self->form != NULL ? "-" : "",
                       self->form != NULL ? self->form : "",
                       g_variant_get_string (parameter, NULL));

  qz_file_choose (widget,
                  &(QzFileChoice) { QZ_FILE_SAVE, _("Save the Form"), .name = proposed },
                  path_chosen, NULL, NULL);
}

/* ── printing ────────────────────────────────────────────────────────────────────────────────── */

/* Printing once more marks the paper; whoever holds it is told. */
static void
say_reprint (QzPreviewPage *self, QzSheet *printed)
{
  const int fact = qz_sheet_find_fact (printed, "reprint");
  const gint64 n = fact >= 0 ? qz_sheet_get_fact_number (printed, (guint) fact) : 0;
  g_autofree char *text =
      g_strdup_printf (_("This is reprint %" PRId64 "; the paper says so"), n);

  if (n > 0)
    qz_nav_toast (GTK_WIDGET (self), text, NULL, NULL);
}

/* The paper on its way to the printer: a file of its own, counted as a print. */
typedef struct _Paper {
  QzPreviewPage *page;
  char *folder;
  char *path;
  GtkPrintDialog *dialog;
  GtkPrintSetup *setup;
} Paper;

static void
paper_free (Paper *self)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_object_unref (self->dialog);
  g_clear_pointer (&self->setup, gtk_print_setup_unref);
  g_object_unref (self->page);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paper, paper_free)

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paper) paper = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (object), result, &error))
    qz_message_show_error (GTK_WIDGET (paper->page), _("This Was Not Printed"), error);
}

static void
printed (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPreviewPage *self = owner;
  g_autoptr (Paper) paper = g_steal_pointer (&self->paper);
  g_autoptr (GFile) file = g_file_new_for_path (paper->path);

  if (error != NULL)
    {
      qz_message_show_error (owner, _("This Was Not Printed"), error);
      return;
    }
  say_reprint (self, output);
  gtk_print_dialog_print_file (paper->dialog, GTK_WINDOW (gtk_widget_get_root (owner)),
                               paper->setup, file, self->cancellable, sent_cb, paper);
  g_steal_pointer (&paper);
}

/* Only now that a printer is chosen a print is counted. */
static void
set_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paper) paper = user_data;
  QzPreviewPage *self = paper->page;
  g_autoptr (GError) error = NULL;

  paper->setup = gtk_print_dialog_setup_finish (GTK_PRINT_DIALOG (object), result, &error);
  if (paper->setup == NULL)
    {
      qz_message_show_error (GTK_WIDGET (self), _("This Was Not Printed"), error);
      return;
    }
  if (self->paper != NULL)
    return;
  self->paper = g_steal_pointer (&paper);
  qz_session_run (self->session, &qz_job_print, new_input (self, self->paper->path), self, NULL,
                  printed);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzPreviewPage *self = QZ_PREVIEW_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qingzhang-XXXXXX", &error);
  g_autofree char *file = qz_file_name_clean (self->number);
  Paper *paper;

  if (folder == NULL)
    {
      qz_message_show_error (widget, _("This Was Not Printed"), error);
      return;
    }
  paper = g_new0 (Paper, 1);
  paper->page = g_object_ref (self);
  paper->path = g_strdup_printf ("%s/%s.pdf", folder, file);
  paper->folder = g_steal_pointer (&folder);
  paper->dialog = gtk_print_dialog_new ();
  gtk_print_dialog_set_title (paper->dialog, self->number);
  gtk_print_dialog_setup (paper->dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                          set_up_cb, paper);
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static void
show_fault (QzPreviewPage *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failed, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  qz_nav_focus_content (GTK_WIDGET (self->failed));
}

static void
loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPreviewPage *self = owner;

  if (error != NULL && qz_message_is_cancel (error))
    return;
  if (error != NULL)
    show_fault (self, error);
  else
    {
      qz_pdf_view_set_source (self->view, output);
      gtk_stack_set_visible_child_name (self->stack, "pages");
      qz_pdf_view_set_fit (self->view, QZ_PDF_FIT_WIDTH);
      qz_thumbnails_set_view (self->thumbnails, self->view);
      update_position (self);
      qz_nav_focus_content (GTK_WIDGET (self->view));
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
  g_clear_pointer (&QZ_PREVIEW_PAGE (object)->paper, paper_free);
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
  gtk_widget_class_install_action (widget_class, "preview.zoom-page", NULL, zoom_page_action);
  gtk_widget_class_install_action (widget_class, "preview.next-hit", NULL, next_hit_action);
  gtk_widget_class_install_action (widget_class, "preview.previous-hit", NULL,
                                   previous_hit_action);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "preview.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "preview.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "preview.save", "s", save_action);
  gtk_widget_class_install_action (widget_class, "preview.print", NULL, print_action);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, update_position);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_hits);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_hit_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_hit_cb);
}

static void
qz_preview_page_class_init (QzPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_preview_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_preview_page_finalize;
  g_type_ensure (QZ_TYPE_PDF_VIEW);
  g_type_ensure (QZ_TYPE_THUMBNAILS);
  g_type_ensure (QZ_TYPE_JOBS_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/preview/qz-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, jobs);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, save);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, save_below);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, save_menu);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, failed);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, view);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, thumbnails);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, search);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, hits);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, page);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, position);
  gtk_widget_class_bind_template_child (widget_class, QzPreviewPage, zoom);
  bind_callbacks (widget_class);
  install_actions (widget_class);
}

static void
qz_preview_page_init (QzPreviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search));
  self->cancellable = g_cancellable_new ();
  update_hits (self);
}

/* Form 1 is no table. */
static void
attach_save_menu (QzPreviewPage *self)
{
  g_autoptr (GMenu) only_pdf = g_menu_new ();
  GMenuModel *menu =
      g_strcmp0 (self->form, "F-NL-1") == 0 ? G_MENU_MODEL (only_pdf) : self->save_menu;

  g_menu_append (only_pdf, _("Save as _PDF…"), "preview.save::pdf");
  qz_action_menu_attach (self->save, menu);
  qz_action_menu_attach (self->save_below, menu);
}

/* "Form 5: notice of receipt · 202605-230200"; what form is the only one of a document goes without
 * saying. */
static void
show_subtitle (QzPreviewPage *self)
{
  const gboolean voucher = g_strcmp0 (self->form, QZ_FORM_VOUCHER) == 0;
  g_autofree char *number = qz_words_dup (voucher ? "voucher" : "number", self->number);
  g_autofree char *form = qz_words_dup ("form", self->form);
  g_autofree char *text = g_strdup_printf ("%s · %s", form, number);
  const gboolean named = *form != '\0' && !g_str_equal (form, self->form);

  adw_window_title_set_subtitle (self->title, named ? text : number);
}

AdwNavigationPage *
qz_preview_page_new (QzSession *session, const char *number, const char *form, const char *provider)
{
  QzPreviewPage *self = g_object_new (QZ_TYPE_PREVIEW_PAGE, NULL);

  self->session = g_object_ref (session);
  self->number = g_strdup (number);
  self->form = g_strdup (form);
  self->provider = g_strdup (provider);
  show_subtitle (self);
  attach_save_menu (self);
  qz_jobs_button_set_session (self->jobs, session);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}

QzPdfView *
qz_preview_page_get_view (QzPreviewPage *self)
{
  return self->view;
}
