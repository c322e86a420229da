/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-tabs-page.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-day-strip.h"
#include "qz-facts.h"
#include "qz-guard.h"
#include "qz-nav.h"
#include "qz-press-row.h"
#include "qz-warning-pill.h"
#include "qz-words.h"

#define TAB_KEY "qz-tab" /* of a table: its QzTab */
#define GAUGES_WIDTH 900
#define ROW_KEY "qz-row" /* of a gauge: its row in the sheet, and one */

struct _QzTabsPage {
  QzLoadPage parent_instance;

  GtkButton *search; /* where it is narrow */
  GtkButton *button;
  GtkWidget *head;
  AdwBin *pill;
  GtkLabel *total_title;
  GtkLabel *total;
  GtkLabel *tie;
  QzFacts *facts;
  QzDayStrip *days;
  AdwBin *gauge;
  AdwWrapBox *actions;
  AdwInlineViewSwitcher *switcher;
  AdwViewStack *tabs;

  const QzTabsSpec *spec;
  char *key;
  QzSheet *given; /* nullable: instead of what is loaded */
};

G_DEFINE_FINAL_TYPE (QzTabsPage, qz_tabs_page, QZ_TYPE_LOAD_PAGE)

/* ── the tables ──────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
find_table (QzSheet *sheet, const QzTab *tab)
{
  return *tab->child == '\0' ? sheet : qz_sheet_find_child (sheet, tab->child);
}

static const QzTab *
get_tab (QzSheetView *view)
{
  return g_object_get_data (G_OBJECT (view), TAB_KEY);
}

static QzSession *
get_session (QzTabsPage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

static void
push (QzTabsPage *self, AdwNavigationPage *page)
{
  if (page != NULL)
    qz_nav_push (GTK_WIDGET (self), page);
}

static void
row_activated_cb (QzTabsPage *self, guint row, QzSheetView *view)
{
  const QzTab *tab = get_tab (view);

  if (tab->open != NULL)
    push (self, tab->open (get_session (self), qz_tabs_page_get_sheet (self),
                           qz_sheet_view_get_sheet (view), row));
}

static void
cell_clicked_cb (QzTabsPage *self, guint row, guint column, QzSheetView *view)
{
  const QzTab *tab = get_tab (view);

  if (tab->explain != NULL)
    push (self,
          tab->explain (get_session (self), qz_tabs_page_get_sheet (self),
                        qz_sheet_view_get_sheet (view), row, column));
}

static void
pressed_cb (QzTabsPage *self)
{
  push (self, self->spec->press (get_session (self), qz_tabs_page_get_sheet (self)));
}

static GtkWidget *
new_empty (const QzTab *tab)
{
  GtkWidget *label = gtk_label_new (_ (tab->empty));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_set_margin_start (label, 18);
  gtk_widget_set_margin_end (label, 18);
  return label;
}

/* ── gauges ──────────────────────────────────────────────────────────────────────────────────── */

static guint
get_row (gpointer widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), ROW_KEY)) - 1;
}

static void
set_row (gpointer widget, guint row)
{
  g_object_set_data (G_OBJECT (widget), ROW_KEY, GUINT_TO_POINTER (row + 1));
}

static void
gauge_activated_cb (QzTabsPage *self, GtkListBoxRow *row, GtkListBox *list)
{
  const QzTab *tab = g_object_get_data (G_OBJECT (list), TAB_KEY);
  QzSheet *sheet = qz_tabs_page_get_sheet (self);

  if (tab->open != NULL)
    push (self, tab->open (get_session (self), sheet, find_table (sheet, tab), get_row (row)));
}

static GtkWidget *
new_gauges (QzTabsPage *self, const QzTab *tab)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (tab->title), -1);
  g_object_set_data (G_OBJECT (list), TAB_KEY, (gpointer) tab);
  g_object_set_data (G_OBJECT (scrolled), TAB_KEY, list);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (gauge_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), GAUGES_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), list);
  gtk_widget_add_css_class (clamp, "qz-gauges");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

static void
show_gauges (GtkListBox *list, const QzTab *tab, QzSheet *table)
{
  g_autoptr (GArray) worst = qz_gauge_row_dup_worst (table);

  gtk_list_box_remove_all (list);
  for (guint i = 0; i < worst->len; i++)
    {
      const guint row = g_array_index (worst, guint, i);
      GtkWidget *widget = qz_press_row_new ();
      GtkWidget *gauge = qz_gauge_row_new (tab->gauge, table, row, TRUE);

      set_row (widget, row);
      gtk_widget_add_css_class (gauge, "qz-gauge-row");
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), gauge);
      qz_gauge_row_name (widget, tab->gauge, table, row);
      gtk_list_box_append (list, widget);
    }
}

static void
gauge_pressed_cb (QzTabsPage *self)
{
  QzSheet *sheet = qz_tabs_page_get_sheet (self);

  push (self, self->spec->gauge.open (get_session (self), sheet,
                                      qz_sheet_find_child (sheet, self->spec->gauge.child), 0));
}

static void
show_gauge (QzTabsPage *self, QzSheet *sheet)
{
  const char *child = self->spec->gauge.child;
  QzSheet *table = child != NULL ? qz_sheet_find_child (sheet, child) : NULL;
  const gboolean any = table != NULL && qz_sheet_get_n_rows (table) > 0;
  GtkWidget *gauge;

  gtk_widget_set_visible (GTK_WIDGET (self->gauge), any);
  if (!any)
    return;
  if (self->spec->gauge.open == NULL)
    gauge = qz_gauge_row_new (self->spec->gauge.spec, table, 0, TRUE);
  else
    {
      gauge = qz_gauge_row_new_button (self->spec->gauge.spec, table, 0, TRUE);
      g_signal_connect_object (gauge, "clicked", G_CALLBACK (gauge_pressed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  adw_bin_set_child (self->gauge, gauge);
}

/* ── one tab ─────────────────────────────────────────────────────────────────────────────────── */

/* Where it is narrow the lines come first. */
static QzLines *
new_lines (QzTabsPage *self, const QzTab *tab)
{
  QzLines *lines = g_object_new (QZ_TYPE_LINES, "vexpand", TRUE, NULL);

  qz_lines_set_up (lines, &tab->lines);
  g_object_bind_property (self->days, "folded", lines, "folded", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->days, "folded", self->search, "visible", G_BINDING_SYNC_CREATE);
  return lines;
}

static GtkWidget *
new_table (QzTabsPage *self, const QzTab *tab)
{
  QzLines *lines = tab->lines.memory != NULL ? new_lines (self, tab) : NULL;
  QzSheetView *view = lines != NULL ? qz_lines_get_view (lines)
                                    : g_object_new (QZ_TYPE_SHEET_VIEW, "vexpand", TRUE, NULL);

  g_object_set_data (G_OBJECT (view), TAB_KEY, (gpointer) tab);
  qz_sheet_view_set_title (view, _ (tab->title));
  g_signal_connect_object (view, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "cell-clicked", G_CALLBACK (cell_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return lines != NULL ? GTK_WIDGET (lines) : GTK_WIDGET (view);
}

static void
add_tab (QzTabsPage *self, const QzTab *tab)
{
  GtkWidget *either = gtk_stack_new ();

  gtk_stack_add_named (GTK_STACK (either),
                       tab->gauge != NULL ? new_gauges (self, tab) : new_table (self, tab),
                       "table");
  gtk_stack_add_named (GTK_STACK (either), new_empty (tab), "empty");
  adw_view_stack_add_titled (self->tabs, either, tab->child, _ (tab->title));
}

static GtkWidget *
get_either (QzTabsPage *self, const char *child)
{
  return adw_view_stack_get_child_by_name (self->tabs, child);
}

static GtkWidget *
get_table (QzTabsPage *self, const char *child)
{
  GtkWidget *either = get_either (self, child);

  return either != NULL ? gtk_stack_get_child_by_name (GTK_STACK (either), "table") : NULL;
}

QzSheetView *
qz_tabs_page_get_view (QzTabsPage *self, const char *child)
{
  GtkWidget *table = get_table (self, child);

  if (QZ_IS_LINES (table))
    return qz_lines_get_view (QZ_LINES (table));
  return QZ_IS_SHEET_VIEW (table) ? QZ_SHEET_VIEW (table) : NULL;
}

/* The lines that are seen; NULL: other things are, or there are none. */
static QzLines *
get_lines (QzTabsPage *self)
{
  GtkWidget *either = adw_view_stack_get_visible_child (self->tabs);
  GtkWidget *shown = either != NULL ? gtk_stack_get_visible_child (GTK_STACK (either)) : NULL;

  return QZ_IS_LINES (shown) ? QZ_LINES (shown) : NULL;
}

static void
update_search (QzTabsPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.search", get_lines (self) != NULL);
}

/* "Where this number comes from 12,345.00" is what is exported. */
static void
show_lines (QzTabsPage *self, QzSheet *sheet, QzSheet *table, const QzTab *tab)
{
  QzLines *lines = QZ_LINES (get_table (self, tab->child));
  const char *page = adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self));
  g_autofree char *total =
      self->spec->total != NULL ? qz_words_dup_fact (sheet, self->spec->total) : NULL;
  g_autofree char *title = g_strjoin (" ", page, total, NULL);

  qz_lines_set_title (lines, title);
  qz_lines_set_sheet (lines, table, &tab->layout);
}

static void
show_tab (QzTabsPage *self, QzSheet *sheet, const QzTab *tab)
{
  QzSheet *table = find_table (sheet, tab);
  const gboolean any = table != NULL && qz_sheet_get_n_rows (table) > 0;
  GtkStack *either = GTK_STACK (get_either (self, tab->child));

  if (any && tab->gauge != NULL)
    show_gauges (g_object_get_data (G_OBJECT (gtk_stack_get_child_by_name (either, "table")),
                                    TAB_KEY),
                 tab, table);
  else if (any && tab->lines.memory != NULL)
    show_lines (self, sheet, table, tab);
  else if (any)
    qz_sheet_view_set_sheet (qz_tabs_page_get_view (self, tab->child), table, &tab->layout);
  gtk_stack_set_visible_child_name (either, any ? "table" : "empty");
  update_search (self);
}

/* ── what stands above them ──────────────────────────────────────────────────────────────────── */

static void
show_pill (QzTabsPage *self, QzSheet *sheet)
{
  const int fact =
      self->spec->pill != NULL ? qz_sheet_find_fact (sheet, self->spec->pill) : -1;
  g_autofree char *word = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->pill), fact >= 0);
  if (fact < 0)
    return;
  word = qz_words_dup_fact (sheet, self->spec->pill);
  adw_bin_set_child (self->pill,
                     qz_level_mark_new (qz_level_from_state (qz_fact_text (sheet,
                                                                           self->spec->pill)),
                                        word));
}

static void
show_heading (QzTabsPage *self, QzSheet *sheet)
{
  const int fact =
      self->spec->heading != NULL ? qz_sheet_find_fact (sheet, self->spec->heading) : -1;
  const char *text = fact >= 0 ? qz_sheet_get_fact_text (sheet, (guint) fact) : NULL;

  if (text != NULL)
    adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), text);
}

static void
show_subtitle (QzTabsPage *self, QzSheet *sheet)
{
  g_autofree char *subtitle =
      self->spec->dup_subtitle != NULL ? self->spec->dup_subtitle (sheet) : NULL;

  if (subtitle != NULL)
    qz_load_page_set_subtitle (QZ_LOAD_PAGE (self), subtitle);
}

static void
show_days (QzTabsPage *self, QzSheet *sheet)
{
  QzSheet *days =
      self->spec->days != NULL ? qz_sheet_find_child (sheet, self->spec->days) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->days), days != NULL);
  if (days != NULL)
    qz_day_strip_set (self->days, days, (gint) qz_fact_number (sheet, "today"));
}

/* Said at the button, before anything is written for it. */
static void
set_reason (QzTabsPage *self, QzSheet *sheet, const char *action)
{
  g_autofree char *why =
      self->spec->dup_refusal != NULL
          ? self->spec->dup_refusal (qz_load_page_get_session (QZ_LOAD_PAGE (self)), sheet, action)
          : NULL;

  qz_guard_set_reason (GTK_WIDGET (self), action, why);
}

static void
show_actions (QzTabsPage *self, QzSheet *sheet)
{
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->actions))) != NULL)
    adw_wrap_box_remove (self->actions, child);
  for (guint i = 0; i < G_N_ELEMENTS (self->spec->actions); i++)
    {
      const typeof (self->spec->actions[0]) *action = &self->spec->actions[i];
      GtkWidget *button;

      if (action->action == NULL || (action->can != NULL && !action->can (sheet)))
        continue;
      set_reason (self, sheet, action->action);
      button = gtk_button_new_with_label (_ (action->label));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->key);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action->action);
      qz_guard_watch (button);
      if (action->suggested)
        gtk_widget_add_css_class (button, "suggested-action");
      adw_wrap_box_append (self->actions, button);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->actions), n > 0);
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzTabsPage *self = QZ_TABS_PAGE (page);
  const char *told[16] = { "value", "sum", self->spec->heading != NULL ? self->spec->heading : "",
                           self->spec->pill != NULL ? self->spec->pill : "",
                           self->spec->total != NULL ? self->spec->total : "" };

  for (guint i = 0; self->spec->hidden != NULL && self->spec->hidden[i] != NULL; i++)
    {
      g_assert (i + 6 < G_N_ELEMENTS (told));
      told[i + 5] = self->spec->hidden[i];
    }
  gtk_widget_set_visible (self->head, qz_sheet_get_n_facts (sheet) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->button),
                          self->spec->button != NULL && self->spec->can (sheet));
  show_heading (self, sheet);
  show_subtitle (self, sheet);
  show_pill (self, sheet);
  qz_facts_show_total (self->total_title, self->total, sheet, self->spec->total);
  qz_facts_show_tie (self->tie, sheet);
  qz_facts_set_sheet (self->facts, sheet, told);
  show_days (self, sheet);
  show_gauge (self, sheet);
  show_actions (self, sheet);
  for (guint i = 0; i < QZ_MAX_TABS && self->spec->tabs[i].child != NULL; i++)
    show_tab (self, sheet, &self->spec->tabs[i]);
}

/* Ctrl+F: in the table that is seen. */
static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qz_lines_focus_search (get_lines (QZ_TABS_PAGE (widget)));
}

static void
load (QzLoadPage *page)
{
  QzTabsPage *self = QZ_TABS_PAGE (page);

  if (self->given != NULL)
    {
      qz_load_page_show_content (page);
      filled (page, self->given);
      return;
    }
  qz_load_page_run (page, &self->spec->load, g_strdup (self->key));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_tabs_page_finalize (GObject *object)
{
  g_free (QZ_TABS_PAGE (object)->key);
  g_clear_pointer (&QZ_TABS_PAGE (object)->given, qz_sheet_unref);
  G_OBJECT_CLASS (qz_tabs_page_parent_class)->finalize (object);
}

static void
qz_tabs_page_class_init (QzTabsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_tabs_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_DAY_STRIP);
  g_type_ensure (QZ_TYPE_FACTS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/registry/qz-tabs-page.ui");
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, search);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, button);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_search);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, head);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, pill);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, total_title);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, total);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, tie);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, facts);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, days);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, gauge);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, actions);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, QzTabsPage, tabs);
}

static void
qz_tabs_page_init (QzTabsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static QzTabsPage *
make (const QzTabsSpec *spec, const char *key)
{
  QzTabsPage *self = g_object_new (QZ_TYPE_TABS_PAGE, "title", _ (spec->name), NULL);
  g_autofree char *subtitle = g_strdelimit (g_strdup (key), "\n", ' ');

  self->spec = spec;
  self->key = g_strdup (key);
  for (guint i = 0; i < QZ_MAX_TABS && spec->tabs[i].child != NULL; i++)
    add_tab (self, &spec->tabs[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), spec->tabs[1].child != NULL);
  qz_announce_tabs (GTK_WIDGET (self->switcher), _ (spec->name));
  if (spec->home != NULL)
    qz_nav_set_home (ADW_NAVIGATION_PAGE (self), spec->home);
  if (spec->button != NULL)
    gtk_button_set_label (self->button, _ (spec->button));
  if (!spec->nameless && spec->dup_subtitle == NULL)
    qz_load_page_set_subtitle (QZ_LOAD_PAGE (self), subtitle);
  return self;
}

AdwNavigationPage *
qz_tabs_page_new (QzSession *session, const QzTabsSpec *spec, const char *key)
{
  QzTabsPage *self = make (spec, key);

  qz_load_page_start (QZ_LOAD_PAGE (self), session,
                      spec->once                  ? QZ_LOAD_ONCE
                      : spec->dup_refusal != NULL ? QZ_LOAD_FOLLOWS_DATA | QZ_LOAD_FOLLOWS_ACTING
                                                  : QZ_LOAD_FOLLOWS_DATA);
  return ADW_NAVIGATION_PAGE (self);
}

AdwNavigationPage *
qz_tabs_page_new_of (QzSession *session, const QzTabsSpec *spec, QzSheet *sheet)
{
  QzTabsPage *self = make (spec, "");

  self->given = qz_sheet_ref (sheet);
  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_ONCE);
  return ADW_NAVIGATION_PAGE (self);
}

QzSheet *
qz_tabs_page_get_sheet (QzTabsPage *self)
{
  return self->given != NULL ? self->given : qz_load_page_get_sheet (QZ_LOAD_PAGE (self));
}
