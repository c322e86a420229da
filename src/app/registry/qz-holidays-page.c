/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-holidays-page.h"

#include <glib/gi18n-lib.h>

#include "qz-filter-button.h"
#include "qz-guard.h"
#include "qz-holidays-dialog.h"
#include "qz-holidays.h"
#include "qz-jobs-button.h"
#include "qz-message.h"
#include "qz-nav.h"

struct _QzHolidaysPage {
  AdwNavigationPage parent_instance;

  QzJobsButton *jobs;
  AdwBanner *read_only;
  GtkWidget *import;
  GtkStack *stack;
  AdwStatusPage *failed;
  AdwWrapBox *filters;
  GtkWidget *year;
  GtkWidget *kind;
  QzSheetView *view;

  QzSession *session;
  gboolean chosen; /* the year of today, once */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QzHolidaysPage, qz_holidays_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *const hidden[] = { "file_line", "year", NULL };
static const QzSheetLayout layout = { NULL, "name", NULL, hidden, FALSE };

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_holidays_list (book, 0, error);
}

static const QzJobKind load_kind = { NULL, load, FALSE, NULL, (GDestroyNotify) qz_sheet_unref };

/* The year of today, the first time. */
static void
choose_this_year (QzHolidaysPage *self)
{
  QzClock clock;
  g_autofree char *year = NULL;

  if (self->chosen)
    return;
  self->chosen = TRUE;
  qz_session_init_clock (self->session, &clock);
  year = g_strdup_printf ("%d", qz_period_of_day (clock.today) / 100);
  qz_filter_button_choose (QZ_FILTER_BUTTON (self->year), year);
}

static void
loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzHolidaysPage *self = owner;
  g_autofree char *text = NULL;

  if (error == NULL)
    {
      qz_filter_button_set_sheet (QZ_FILTER_BUTTON (self->year), output);
      qz_filter_button_set_sheet (QZ_FILTER_BUTTON (self->kind), output);
      qz_sheet_view_set_sheet (self->view, output, &layout);
      choose_this_year (self);
      gtk_stack_set_visible_child_name (self->stack, "days");
      return;
    }
  if (qz_message_is_cancel (error))
    return;
  text = qz_message_dup_text (error);
  g_strdelimit (text, "<>&", ' ');
  adw_status_page_set_description (self->failed, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
reload (QzHolidaysPage *self)
{
  const char *banner = qz_session_get_banner (self->session);

  adw_banner_set_title (self->read_only, banner);
  adw_banner_set_revealed (self->read_only, *banner != '\0');
  if (qz_session_get_path (self->session) != NULL)
    qz_session_run (self->session, &load_kind, NULL, self, self->cancellable, loaded);
}

static void
retry_cb (QzHolidaysPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  reload (self);
}

static void
filter_chosen_cb (QzFilterButton *button, GParamSpec *pspec, gpointer user_data)
{
  qz_sheet_view_set_filter (QZ_HOLIDAYS_PAGE (user_data)->view,
                            qz_filter_button_get_column (button),
                            qz_filter_button_get_value (button));
}

/* ── import and export ───────────────────────────────────────────────────────────────────────── */

static GListModel *
new_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) csv = gtk_file_filter_new ();

  gtk_file_filter_set_name (csv, _("CSV files"));
  gtk_file_filter_add_suffix (csv, "csv");
  g_list_store_append (filters, csv);
  return G_LIST_MODEL (filters);
}

static void
import_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QzHolidaysPage) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    qz_holidays_dialog_present (GTK_WIDGET (self), self->session, path);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = new_filters ();

  gtk_file_dialog_set_title (dialog, _("Import Holidays"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, import_chosen_cb,
                        g_object_ref (widget));
}

typedef struct {
  char *path;
  int year;
} Export;

static void
export_free (gpointer data)
{
  Export *job = data;

  g_free (job->path);
  g_free (job);
}

static gpointer
export_days (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Export *job = input;

  return qz_holidays_export (book, context, job->year, job->path, error);
}

static const QzJobKind export_kind = { N_ ("Writing the holidays"), export_days, FALSE,
                                       export_free, (GDestroyNotify) qz_sheet_unref };

static void
exported (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      qz_message_show_error (owner, _("The Holidays Were Not Written"), error);
      return;
    }
  file = qz_sheet_dup_fact_display (output, "file");
  text = g_strdup_printf (_("Written: %s"), file);
  qz_nav_toast (owner, text, NULL, NULL);
}

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QzHolidaysPage) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  const char *year = qz_filter_button_get_value (QZ_FILTER_BUTTON (self->year));
  Export *job;

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;
  job = g_new0 (Export, 1);
  job->path = g_file_get_path (file);
  job->year = year != NULL ? (int) g_ascii_strtoll (year, NULL, 10) : 0;
  qz_session_run (self->session, &export_kind, job, self, NULL, exported);
}

/* The year that is shown, or all of them. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  QzHolidaysPage *self = QZ_HOLIDAYS_PAGE (widget);
  const char *year = qz_filter_button_get_value (QZ_FILTER_BUTTON (self->year));
  g_autofree char *file =
      year != NULL ? g_strdup_printf ("holidays-%s.csv", year) : g_strdup ("holidays.csv");

  gtk_file_dialog_set_title (dialog, _("Export Holidays"));
  gtk_file_dialog_set_initial_name (dialog, file);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, export_chosen_cb,
                        g_object_ref (widget));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_holidays_page_dispose (GObject *object)
{
  g_cancellable_cancel (QZ_HOLIDAYS_PAGE (object)->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_HOLIDAYS_PAGE);
  G_OBJECT_CLASS (qz_holidays_page_parent_class)->dispose (object);
}

static void
qz_holidays_page_finalize (GObject *object)
{
  QzHolidaysPage *self = QZ_HOLIDAYS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (qz_holidays_page_parent_class)->finalize (object);
}

static void
qz_holidays_page_class_init (QzHolidaysPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_holidays_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_holidays_page_finalize;
  g_type_ensure (QZ_TYPE_JOBS_BUTTON);
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/registry/qz-holidays-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysPage, jobs);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysPage, import);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysPage, read_only);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysPage, failed);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysPage, filters);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysPage, view);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_install_action (widget_class, "holidays.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "holidays.export", NULL, export_action);
}

static GtkWidget *
add_filter (QzHolidaysPage *self, const char *column)
{
  GtkWidget *button = qz_filter_button_new (column);

  g_signal_connect_object (button, "notify::value", G_CALLBACK (filter_chosen_cb), self, 0);
  adw_wrap_box_append (self->filters, button);
  return button;
}

static void
qz_holidays_page_init (QzHolidaysPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_guard_watch (self->import);
  self->cancellable = g_cancellable_new ();
  self->year = add_filter (self, "year");
  self->kind = add_filter (self, "kind");
}

/* ── making one ──────────────────────────────────────────────────────────────────────────────── */

AdwNavigationPage *
qz_holidays_page_new (QzSession *session)
{
  QzHolidaysPage *self =
      g_object_new (QZ_TYPE_HOLIDAYS_PAGE, "title", _(qz_holidays_page.title), NULL);

  self->session = g_object_ref (session);
  qz_jobs_button_set_session (self->jobs, session);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}

const QzPageSpec qz_holidays_page = {
  .id = "holidays",
  .section = N_ ("Master data"),
  .title = N_ ("Holidays"),
  .icon = "qz-calendar-symbolic",
  .create = qz_holidays_page_new,
};

const char *
qz_holidays_page_get_shown (QzHolidaysPage *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

QzSheetView *
qz_holidays_page_get_view (QzHolidaysPage *self)
{
  return self->view;
}
