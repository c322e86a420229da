/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-list-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-action-menu.h"
#include "qz-cells.h"
#include "qz-fen.h"
#include "qz-filter-bar.h"
#include "qz-message.h"
#include "qz-month-choice.h"
#include "qz-nav.h"
#include "qz-table-foot.h"

struct _QzListPage {
  QzLoadPage parent_instance;

  GtkButton *action_button;
  AdwButtonContent *action_content;
  GtkButton *action_below; /* where it is narrow */
  QzMonthChoice *months; /* NULL unless it is by month */
  QzFilterBar *filter_bar;
  GtkStack *stack;
  AdwStatusPage *empty;
  QzSheetView *view;
  GtkLabel *totals;
  GtkWidget *totals_bar;

  const QzPageSpec *spec;
  QzLazySource *source; /* of a long list; nullable */
  QzSheet *sums;        /* of all of it that fits; nullable: not known yet */
  guint select_source;  /* selecting has to rest before it is summed */
};

/* So long selecting has to rest before a worker adds it up. */
#define SELECT_MS 120

G_DEFINE_FINAL_TYPE (QzListPage, qz_list_page, QZ_TYPE_LOAD_PAGE)

static QzSession *
get_session (QzListPage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

/* ── totals ──────────────────────────────────────────────────────────────────────────────────── */

/* "1,000,000 rows · Medical fees 2,372,467,753.90 · …" */
static char *
dup_sums (QzSheet *sums)
{
  const int fact = qz_sheet_find_fact (sums, "count");
  g_autofree char *count = qz_totals_dup_count (qz_sheet_get_fact_number (sums, (guint) fact));
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, _("%s rows"), count);
  for (guint i = 0; i < qz_sheet_get_n_facts (sums); i++)
    if (qz_sheet_get_fact_type (sums, i) == QZ_VALUE_FEN)
      {
        g_autofree char *amount =
            qz_value_dup_display (QZ_VALUE_FEN, qz_sheet_get_fact_number (sums, i));

        g_string_append_printf (text, " · %s %s", qz_sheet_get_fact_title (sums, i), amount);
      }
  return g_strdup (text->str);
}

static gboolean
sum_selected_cb (gpointer data)
{
  QzListPage *self = data;
  g_autoptr (GtkBitset) selected = qz_sheet_view_dup_selected (self->view);

  self->select_source = 0;
  qz_lazy_source_sum_selected (
      self->source, QZ_LAZY_MODEL (qz_sheet_view_get_rows (self->view)), selected);
  return G_SOURCE_REMOVE;
}

/* Of a long list the worker adds up: what is known at the moment is shown. */
static void
update_lazy_totals (QzListPage *self)
{
  g_autoptr (GtkBitset) selected = qz_sheet_view_dup_selected (self->view);
  const guint64 n_selected = gtk_bitset_get_size (selected);
  const guint n = g_list_model_get_n_items (qz_sheet_view_get_rows (self->view));
  g_autofree char *count = qz_totals_dup_count (n);
  g_autofree char *all =
      self->sums != NULL ? dup_sums (self->sums) : g_strdup_printf (_("%s rows"), count);

  g_clear_handle_id (&self->select_source, g_source_remove);
  qz_lazy_source_sum_selected (self->source, NULL, NULL);
  qz_totals_show_text (self->totals, all, n_selected == n && n > 1 ? all : NULL);
  if (n_selected > 1 && n_selected < n)
    self->select_source = g_timeout_add (SELECT_MS, sum_selected_cb, self);
}

static void
sums_cb (QzListPage *self, QzSheet *sums)
{
  g_clear_pointer (&self->sums, qz_sheet_unref);
  self->sums = qz_sheet_ref (sums);
  if (qz_sheet_view_get_rows (self->view) != NULL)
    update_lazy_totals (self);
}

static void
selected_sums_cb (QzListPage *self, QzSheet *sums)
{
  g_autofree char *all = self->sums != NULL ? dup_sums (self->sums) : NULL;
  g_autofree char *part = dup_sums (sums);

  if (all != NULL)
    qz_totals_show_text (self->totals, all, part);
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

/* The bars belong to the table. */
static void
update_bars (QzListPage *self)
{
  const char *what = qz_list_page_get_shown (self);
  const gboolean table = g_str_equal (what, "table");
  /* The empty page has the same button in its middle. */
  const gboolean step = self->spec->action != NULL && !g_str_equal (what, "empty");

  gtk_widget_set_visible (self->totals_bar, table);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_bar),
                          table || g_str_equal (what, "nothing-found")
                              || (self->months != NULL
                                  && gtk_widget_get_visible (GTK_WIDGET (self->months))));
  gtk_widget_set_visible (GTK_WIDGET (self->action_button), step);
  gtk_widget_set_visible (GTK_WIDGET (self->action_below), step);
}

/* A book set without a row says what the page is for; a filter without a row says so. */
static const char *
choose_shown (QzListPage *self, guint n_rows)
{
  if (n_rows > 0)
    return "table";
  if (self->source != NULL)
    return qz_filter_bar_is_filtering (self->filter_bar) ? "nothing-found" : "empty";
  return qz_sheet_get_n_rows (qz_sheet_view_get_sheet (self->view)) == 0 ? "empty"
                                                                        : "nothing-found";
}

static void
shown_changed_cb (QzListPage *self)
{
  GListModel *rows = qz_sheet_view_get_rows (self->view);

  if (rows == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack,
                                    choose_shown (self, g_list_model_get_n_items (rows)));
  qz_load_page_show_content (QZ_LOAD_PAGE (self));
  update_bars (self);
  if (self->source != NULL)
    update_lazy_totals (self);
  else
    qz_totals_show (self->totals, self->view, self->spec->total);
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzListPage *self = QZ_LIST_PAGE (page);

  if (self->spec->by_month)
    qz_month_choice_set (self->months, qz_sheet_find_child (sheet, "months"),
                         (QzPeriod) qz_fact_number (sheet, "period"));
  qz_filter_bar_set_sheet (self->filter_bar, sheet);
  qz_sheet_view_set_sheet (self->view, sheet, &self->spec->layout);
}

static void
choices_cb (QzListPage *self, QzSheet *choices)
{
  g_autoptr (QzSheet) head = self->spec->browse->new_head ();

  qz_filter_bar_set_choices (self->filter_bar, choices, head);
}

static void
load (QzLoadPage *page)
{
  QzListPage *self = QZ_LIST_PAGE (page);

  if (self->source == NULL)
    {
      qz_load_page_run (page, &self->spec->load,
                        self->spec->by_month
                            ? g_strdup_printf ("%06d", (int) qz_month_choice_get (self->months))
                            : NULL);
      return;
    }
  qz_sheet_view_reload (self->view);
  qz_lazy_source_load_choices (self->source);
}

/* ── callbacks ───────────────────────────────────────────────────────────────────────────────── */

static void
update_banner (QzListPage *self)
{
  qz_load_page_set_banner (QZ_LOAD_PAGE (self), qz_session_get_banner (get_session (self)));
}

static void
row_activated_cb (QzListPage *self, guint number)
{
  guint row;
  QzSheet *sheet = qz_sheet_view_find_row (self->view, number, &row);

  if (self->spec->open != NULL)
    qz_nav_push (GTK_WIDGET (self), self->spec->open (get_session (self), sheet, row));
}

/* ── export ──────────────────────────────────────────────────────────────────────────────────── */

void
qz_list_page_export (QzListPage *self, const char *path)
{
  qz_table_export (QZ_LOAD_PAGE (self), self->view, self->filter_bar, _ (self->spec->title), path);
}

/* list.export::xlsx asks where to. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzListPage *self = QZ_LIST_PAGE (widget);

  qz_table_export_ask (QZ_LOAD_PAGE (self), self->view, self->filter_bar, _ (self->spec->title),
                       g_variant_get_string (parameter, NULL));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_list_page_dispose (GObject *object)
{
  QzListPage *self = QZ_LIST_PAGE (object);

  g_clear_handle_id (&self->select_source, g_source_remove);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (qz_list_page_parent_class)->dispose (object);
}

static void
qz_list_page_finalize (GObject *object)
{
  g_clear_pointer (&QZ_LIST_PAGE (object)->sums, qz_sheet_unref);
  G_OBJECT_CLASS (qz_list_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QzListPage, action_button);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, action_content);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, action_below);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, empty);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, view);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, totals);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, totals_bar);
}

static void
qz_list_page_class_init (QzListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_list_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_list_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_FILTER_BAR);
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/qingzhang/Qingzhang/ui/pages/qz-list-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_changed_cb);
  gtk_widget_class_install_action (widget_class, "list.export", "s", export_action);
}

static void
qz_list_page_init (QzListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* ── making one ──────────────────────────────────────────────────────────────────────────────── */

static void
add_source (QzListPage *self, QzSession *session)
{
  static const struct {
    const char *signal;
    GCallback callback;
  } answers[] = {
    { "sums", G_CALLBACK (sums_cb) },
    { "selected-sums", G_CALLBACK (selected_sums_cb) },
    { "choices", G_CALLBACK (choices_cb) },
    { "failed", G_CALLBACK (qz_load_page_take_error) },
  };

  self->source = qz_lazy_source_new (session, self->spec->browse);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_signal_connect_object (self->source, answers[i].signal, answers[i].callback, self,
                             G_CONNECT_SWAPPED);
  qz_sheet_view_set_source (self->view, self->source, &self->spec->layout);
}

static void
add_months (QzListPage *self)
{
  self->months = g_object_new (QZ_TYPE_MONTH_CHOICE, NULL);
  g_signal_connect_object (self->months, "chosen", G_CALLBACK (qz_load_page_reload), self,
                           G_CONNECT_SWAPPED);
  qz_filter_bar_prepend (self->filter_bar, GTK_WIDGET (self->months));
}

static GtkWidget *
new_first_step (const QzPageSpec *spec)
{
  GtkWidget *button = gtk_button_new_with_label (_ (spec->action_label));

  qz_actionable_set (button, spec->action);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  return button;
}

/* What a first step does, as a picture: without any, a broken one would stand there. */
static const char *
get_icon (const char *action)
{
  static const struct {
    const char *prefix, *icon;
  } icons[] = {
    { "win.run", "qz-run-symbolic" },
    { "win.import", "qz-import-symbolic" },
    { "win.take-return", "qz-import-symbolic" },
    { "win.new-", "list-add-symbolic" },
    { "win.edit-user", "list-add-symbolic" },
    { "win.open-policy", "document-open-symbolic" },
    { "win.suspend-person", "media-playback-pause-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_has_prefix (action, icons[i].prefix))
      return icons[i].icon;
  return "";
}

static void
fill_words (QzListPage *self)
{
  const QzPageSpec *spec = self->spec;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ (spec->title));
  adw_status_page_set_icon_name (self->empty, spec->icon);
  adw_status_page_set_title (self->empty, _ (spec->empty_title));
  adw_status_page_set_description (self->empty, _ (spec->empty_text));
  if (spec->action == NULL)
    return;
  adw_status_page_set_child (self->empty, new_first_step (spec));
  adw_button_content_set_icon_name (self->action_content, get_icon (spec->action));
  adw_button_content_set_label (self->action_content, _ (spec->action_label));
  gtk_button_set_label (self->action_below, _ (spec->action_label));
  qz_actionable_set (GTK_WIDGET (self->action_button), spec->action);
  qz_actionable_set (GTK_WIDGET (self->action_below), spec->action);
}

AdwNavigationPage *
qz_list_page_new (QzSession *session, const QzPageSpec *spec)
{
  QzListPage *self = g_object_new (QZ_TYPE_LIST_PAGE, "tag", spec->id, NULL);

  self->spec = spec;
  fill_words (self);
  qz_sheet_view_set_memory (self->view, spec->id);
  if (spec->by_month)
    add_months (self);
  qz_filter_bar_set_view (self->filter_bar, self->view, spec->filters);
  if (spec->browse != NULL)
    add_source (self, session);
  g_signal_connect_object (session, "acting-changed", G_CALLBACK (update_banner), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::shown", G_CALLBACK (update_bars), NULL);
  update_bars (self);
  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_FOLLOWS_DATA);
  update_banner (self);
  return ADW_NAVIGATION_PAGE (self);
}

QzSheetView *
qz_list_page_get_view (QzListPage *self)
{
  return self->view;
}

const char *
qz_list_page_get_shown (QzListPage *self)
{
  const char *shown = qz_load_page_get_shown (QZ_LOAD_PAGE (self));

  return g_str_equal (shown, "content") ? gtk_stack_get_visible_child_name (self->stack) : shown;
}

QzMonthChoice *
qz_list_page_get_months (QzListPage *self)
{
  return self->months;
}

void
qz_list_page_focus_search (QzListPage *self)
{
  qz_filter_bar_focus_search (self->filter_bar);
}
