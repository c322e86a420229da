/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-list-page.h"

#include <glib/gi18n-lib.h>

#include "qz-action-menu.h"
#include "qz-fen.h"
#include "qz-filter-button.h"
#include "qz-jobs-button.h"
#include "qz-message.h"
#include "qz-nav.h"

struct _QzListPage {
  AdwNavigationPage parent_instance;

  AdwHeaderBar *header;
  GtkButton *action_button;
  AdwButtonContent *action_content;
  QzJobsButton *jobs;
  AdwBanner *banner;
  AdwWrapBox *filter_bar;
  GtkSearchEntry *search;
  GtkStack *stack;
  AdwStatusPage *empty;
  AdwStatusPage *failed;
  QzSheetView *view;
  GtkLabel *totals;
  GtkWidget *totals_bar;

  QzSession *session;
  const QzPageSpec *spec;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QzListPage, qz_list_page, ADW_TYPE_NAVIGATION_PAGE)

/* ── totals ──────────────────────────────────────────────────────────────────────────────────── */

/* "12 rows · total 1,126,314.20", and the same of what is selected. */
static char *
dup_totals (QzListPage *self, GtkBitset *positions, guint n)
{
  QzSheet *sheet = qz_sheet_view_get_sheet (self->view);
  const int column =
      self->spec->total != NULL ? qz_sheet_find_column (sheet, self->spec->total) : -1;
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", n), n);
  g_autofree char *amount = NULL;
  g_autoptr (GError) error = NULL;
  gint64 total = 0;

  if (column < 0)
    return g_steal_pointer (&rows);
  if (!qz_sheet_model_sum (qz_sheet_view_get_model (self->view), (guint) column, positions, &total,
                           &error))
    return g_strdup_printf ("%s · %s", rows, error->message);
  amount = qz_value_dup_display (qz_sheet_get_column_type (sheet, (guint) column), total);
  return g_strdup_printf (_("%s · total %s"), rows, amount);
}

static void
update_totals (QzListPage *self)
{
  QzSheetModel *model = qz_sheet_view_get_model (self->view);
  g_autoptr (GtkBitset) selected = qz_sheet_view_dup_selected (self->view);
  const guint n_selected = (guint) gtk_bitset_get_size (selected);
  const guint n = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
  g_autofree char *all = NULL;

  if (model == NULL)
    return;
  all = dup_totals (self, NULL, n);
  if (n_selected > 1)
    {
      g_autofree char *part = dup_totals (self, selected, n_selected);
      g_autofree char *both = g_strdup_printf (_("%s — selected: %s"), all, part);

      gtk_label_set_label (self->totals, both);
    }
  else
    gtk_label_set_label (self->totals, all);
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static void
show (QzListPage *self, const char *what)
{
  const gboolean table = g_str_equal (what, "table");

  gtk_stack_set_visible_child_name (self->stack, what);
  gtk_widget_set_visible (self->totals_bar, table);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_bar),
                          table || g_str_equal (what, "nothing-found"));
  /* The empty page has the same button in its middle. */
  gtk_widget_set_visible (GTK_WIDGET (self->action_button),
                          self->spec->action != NULL && !g_str_equal (what, "empty"));
}

static void
shown_changed_cb (QzListPage *self)
{
  QzSheet *sheet = qz_sheet_view_get_sheet (self->view);
  QzSheetModel *model = qz_sheet_view_get_model (self->view);

  if (sheet == NULL || model == NULL)
    return;
  if (qz_sheet_get_n_rows (sheet) == 0)
    show (self, "empty");
  else if (g_list_model_get_n_items (G_LIST_MODEL (model)) == 0)
    show (self, "nothing-found");
  else
    show (self, "table");
  update_totals (self);
}

static void
update_filters (QzListPage *self, QzSheet *sheet)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->filter_bar)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (QZ_IS_FILTER_BUTTON (child))
      qz_filter_button_set_sheet (QZ_FILTER_BUTTON (child), sheet);
}

static void
loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzListPage *self = owner;
  g_autofree char *text = NULL;

  if (error == NULL)
    {
      update_filters (self, output);
      qz_sheet_view_set_sheet (self->view, output, &self->spec->layout);
      return;
    }
  if (qz_message_is_cancel (error))
    return;
  text = qz_message_dup_text (error);
  g_strdelimit (text, "<>&", ' ');
  adw_status_page_set_description (self->failed, text);
  show (self, "failed");
}

void
qz_list_page_reload (QzListPage *self)
{
  if (qz_session_get_path (self->session) != NULL)
    qz_session_run (self->session, &self->spec->load, NULL, self, self->cancellable, loaded);
}

/* ── callbacks ───────────────────────────────────────────────────────────────────────────────── */

static void
update_acting (QzListPage *self)
{
  const guint roles = self->spec->action_roles;
  const char *banner = qz_session_get_banner (self->session);
  const gboolean may = roles == 0 || (qz_session_get_roles (self->session) & roles) != 0;

  adw_banner_set_title (self->banner, banner);
  adw_banner_set_revealed (self->banner, *banner != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->action_button),
                               may ? NULL : _("Choose an acting user who has the role for this"));
}

static void
search_changed_cb (QzListPage *self)
{
  qz_sheet_view_set_search (self->view, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
row_activated_cb (QzListPage *self, guint row)
{
  if (self->spec->open != NULL)
    qz_nav_push (GTK_WIDGET (self),
                 self->spec->open (self->session, qz_sheet_view_get_sheet (self->view), row));
}

static void
retry_cb (QzListPage *self)
{
  show (self, "loading");
  qz_list_page_reload (self);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_list_page_dispose (GObject *object)
{
  QzListPage *self = QZ_LIST_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_LIST_PAGE);
  G_OBJECT_CLASS (qz_list_page_parent_class)->dispose (object);
}

static void
qz_list_page_finalize (GObject *object)
{
  QzListPage *self = QZ_LIST_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (qz_list_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QzListPage, header);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, action_button);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, action_content);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, jobs);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, banner);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, search);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, empty);
  gtk_widget_class_bind_template_child (widget_class, QzListPage, failed);
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
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  g_type_ensure (QZ_TYPE_JOBS_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/qingzhang/Qingzhang/ui/pages/qz-list-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
qz_list_page_init (QzListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/* ── making one ──────────────────────────────────────────────────────────────────────────────── */

static void
filter_chosen_cb (QzFilterButton *button, GParamSpec *pspec, gpointer user_data)
{
  QzListPage *self = user_data;

  qz_sheet_view_set_filter (self->view, qz_filter_button_get_column (button),
                            qz_filter_button_get_value (button));
}

static void
add_filters (QzListPage *self)
{
  for (guint i = 0; self->spec->filters != NULL && self->spec->filters[i] != NULL; i++)
    {
      GtkWidget *button = qz_filter_button_new (self->spec->filters[i]);

      g_signal_connect_object (button, "notify::value", G_CALLBACK (filter_chosen_cb), self, 0);
      adw_wrap_box_append (self->filter_bar, button);
    }
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
  adw_button_content_set_label (self->action_content, _ (spec->action_label));
  qz_actionable_set (GTK_WIDGET (self->action_button), spec->action);
}

AdwNavigationPage *
qz_list_page_new (QzSession *session, const QzPageSpec *spec)
{
  QzListPage *self = g_object_new (QZ_TYPE_LIST_PAGE, "tag", spec->id, NULL);

  self->session = g_object_ref (session);
  self->spec = spec;
  fill_words (self);
  add_filters (self);
  qz_jobs_button_set_session (self->jobs, session);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (qz_list_page_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "acting-changed", G_CALLBACK (update_acting), self,
                           G_CONNECT_SWAPPED);
  update_acting (self);
  show (self, "loading");
  qz_list_page_reload (self);
  return ADW_NAVIGATION_PAGE (self);
}

const QzPageSpec *
qz_list_page_get_spec (QzListPage *self)
{
  return self->spec;
}

QzSheetView *
qz_list_page_get_view (QzListPage *self)
{
  return self->view;
}

const char *
qz_list_page_get_shown (QzListPage *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

void
qz_list_page_focus_search (QzListPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
