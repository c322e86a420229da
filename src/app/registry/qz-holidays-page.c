/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-holidays-page.h"

#include <glib/gi18n-lib.h>

#include "qz-file-choice.h"
#include "qz-filter-button.h"
#include "qz-guard.h"
#include "qz-holidays-dialog.h"
#include "qz-holidays.h"
#include "qz-message.h"
#include "qz-nav.h"

struct _QzHolidaysPage {
  QzLoadPage parent_instance;

  GtkWidget *import;
  AdwWrapBox *filters;
  GtkWidget *year;
  GtkWidget *kind;
  QzSheetView *view;

  gboolean chosen; /* the year of today, once */
};

G_DEFINE_FINAL_TYPE (QzHolidaysPage, qz_holidays_page, QZ_TYPE_LOAD_PAGE)

static const char *const hidden[] = { "file_line", "year", NULL };
static const QzSheetLayout layout = { NULL, "name", NULL, hidden, FALSE };

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
list_days (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_holidays_list (book, 0, error);
}

static const QzJobKind load_kind = { NULL, list_days, FALSE, NULL,
                                     (GDestroyNotify) qz_sheet_unref };

static QzSession *
get_session (QzHolidaysPage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

/* The year of today, the first time. */
static void
choose_this_year (QzHolidaysPage *self)
{
  QzClock clock;
  g_autofree char *year = NULL;

  if (self->chosen)
    return;
  self->chosen = TRUE;
  qz_session_init_clock (get_session (self), &clock);
  year = g_strdup_printf ("%d", qz_period_of_day (clock.today) / 100);
  qz_filter_button_choose (QZ_FILTER_BUTTON (self->year), year);
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzHolidaysPage *self = QZ_HOLIDAYS_PAGE (page);

  qz_filter_button_set_sheet (QZ_FILTER_BUTTON (self->year), sheet);
  qz_filter_button_set_sheet (QZ_FILTER_BUTTON (self->kind), sheet);
  qz_sheet_view_set_sheet (self->view, sheet, &layout);
  choose_this_year (self);
}

static void
load (QzLoadPage *page)
{
  qz_load_page_set_banner (page, qz_session_get_banner (qz_load_page_get_session (page)));
  qz_load_page_run (page, &load_kind, NULL);
}

static void
filter_chosen_cb (QzFilterButton *button, GParamSpec *pspec, gpointer user_data)
{
  qz_sheet_view_set_filter (QZ_HOLIDAYS_PAGE (user_data)->view,
                            qz_filter_button_get_column (button),
                            qz_filter_button_get_value (button));
}

/* ── import and export ───────────────────────────────────────────────────────────────────────── */

static void
import_chosen (gpointer page, const char *path, gpointer unused)
{
  qz_holidays_dialog_present (page, get_session (page), path);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const suffixes[] = { "csv", NULL };

  qz_file_choose (widget,
                  &(QzFileChoice) { QZ_FILE_OPEN, _("Import Holidays"), .kind = _("CSV files"),
                                    .suffixes = suffixes },
                  import_chosen, NULL, NULL);
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
  qz_nav_toast_file (owner, text, file);
}

static void
export_chosen (gpointer page, const char *path, gpointer unused)
{
  QzHolidaysPage *self = page;
  const char *year = qz_filter_button_get_value (QZ_FILTER_BUTTON (self->year));
  Export *job = g_new0 (Export, 1);

  job->path = g_strdup (path);
  job->year = year != NULL ? (int) g_ascii_strtoll (year, NULL, 10) : 0;
  qz_session_run (get_session (self), &export_kind, job, self, NULL, exported);
}

/* The year that is shown, or all of them. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzHolidaysPage *self = QZ_HOLIDAYS_PAGE (widget);
  const char *year = qz_filter_button_get_value (QZ_FILTER_BUTTON (self->year));
  g_autofree char *file =
      year != NULL ? g_strdup_printf ("holidays-%s.csv", year) : g_strdup ("holidays.csv");

  qz_file_choose (widget,
                  &(QzFileChoice) { QZ_FILE_SAVE, _("Export Holidays"), .name = file },
                  export_chosen, NULL, NULL);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

/* Ctrl+N, for whom the button is. */
static void
first_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzHolidaysPage *self = QZ_HOLIDAYS_PAGE (widget);

  if (gtk_widget_is_sensitive (GTK_WIDGET (self->import)))
    gtk_widget_activate_action (widget, "holidays.import", NULL);
}

static void
qz_holidays_page_class_init (QzHolidaysPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/registry/qz-holidays-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysPage, import);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysPage, filters);
  gtk_widget_class_bind_template_child (widget_class, QzHolidaysPage, view);
  gtk_widget_class_install_action (widget_class, "holidays.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "holidays.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "page.first-step", NULL, first_step_action);
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
  self->year = add_filter (self, "year");
  self->kind = add_filter (self, "kind");
}

/* ── making one ──────────────────────────────────────────────────────────────────────────────── */

AdwNavigationPage *
qz_holidays_page_new (QzSession *session)
{
  QzHolidaysPage *self =
      g_object_new (QZ_TYPE_HOLIDAYS_PAGE, "title", _(qz_holidays_page.title), NULL);

  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_FOLLOWS_DATA);
  return ADW_NAVIGATION_PAGE (self);
}

const QzPageSpec qz_holidays_page = {
  .id = "holidays",
  .section = N_ ("Master data"),
  .title = N_ ("Holidays"),
  .icon = "qz-calendar-symbolic",
  .create = qz_holidays_page_new,
};

QzSheetView *
qz_holidays_page_get_view (QzHolidaysPage *self)
{
  return self->view;
}
