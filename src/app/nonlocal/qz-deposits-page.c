/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposits-page.h"

#include <glib/gi18n-lib.h>

#include "qz-action-menu.h"
#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-deposit-page.h"
#include "qz-deposits.h"
#include "qz-gauge-row.h"
#include "qz-nav.h"
#include "qz-press-row.h"
#include "qz-sheet-view.h"

struct _QzDepositsPage {
  QzLoadPage parent_instance;

  GtkMenuButton *more;
  GMenuModel *more_menu;
  GtkStack *stack;
  GtkToggleButton *as_table;
  GtkListBox *gauges;
  QzSheetView *table;
};

G_DEFINE_FINAL_TYPE (QzDepositsPage, qz_deposits_page, QZ_TYPE_LOAD_PAGE)

static QzSession *
get_session (QzDepositsPage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_deposits (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_deposit_list (book, context, error);

  if (sheet == NULL)
    return NULL;
  qz_sheet_set_number (sheet, "today", _("Today"), QZ_VALUE_DAY, context->clock.today);
  return g_steal_pointer (&sheet);
}

static const QzJobKind kind = { NULL, load_deposits, FALSE, NULL,
                                (GDestroyNotify) qz_sheet_unref };

static void
load (QzLoadPage *page)
{
  qz_load_page_run (page, &kind, NULL);
}

static void
open_row (QzDepositsPage *self, guint row)
{
  QzSheet *sheet = qz_load_page_get_sheet (QZ_LOAD_PAGE (self));

  qz_nav_push (GTK_WIDGET (self),
               qz_deposit_page_new (get_session (self), qz_cell_text (sheet, row, "unit"),
                                    qz_cell_text (sheet, row, "scope")));
}

static void
row_cb (QzDepositsPage *self, GtkListBoxRow *row)
{
  open_row (self, (guint) gtk_list_box_row_get_index (row));
}

static void
table_row_cb (QzDepositsPage *self, guint row)
{
  open_row (self, row);
}

static void
as_table_cb (QzDepositsPage *self)
{
  QzSheet *sheet = qz_load_page_get_sheet (QZ_LOAD_PAGE (self));

  if (sheet != NULL && qz_sheet_get_n_rows (sheet) > 0)
    gtk_stack_set_visible_child_name (
        self->stack, gtk_toggle_button_get_active (self->as_table) ? "table" : "gauges");
}

static const char *const hidden[] = { "unit", "raise_months", "raise_green", "raise_notice", NULL };
static const QzSheetLayout layout = { "unit_name", "unit_name", "clearing", hidden, FALSE };

static void
show_gauges (QzDepositsPage *self, QzSheet *sheet)
{
  gtk_list_box_remove_all (self->gauges);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      GtkWidget *widget = qz_press_row_new ();
      GtkWidget *gauge = qz_gauge_row_new (&qz_gauge_of_deposits, sheet, row, TRUE);

      gtk_widget_add_css_class (gauge, "qz-gauge-row");
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), gauge);
      qz_gauge_row_name (widget, &qz_gauge_of_deposits, sheet, row);
      gtk_list_box_append (self->gauges, widget);
    }
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzDepositsPage *self = QZ_DEPOSITS_PAGE (page);
  const gboolean any = qz_sheet_get_n_rows (sheet) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->as_table), any);
  gtk_stack_set_visible_child_name (self->stack, any ? "gauges" : "empty");
  if (!any)
    return;
  show_gauges (self, sheet);
  qz_sheet_view_set_sheet (self->table, sheet, &layout);
  as_table_cb (self);
}

/* ── the quotas of the year ──────────────────────────────────────────────────────────────────── */

/* The year of the business day: quotas are fixed at its beginning (NL-17b, NL-20b). */
static void
show_quotas (GtkWidget *widget, gboolean adjustment)
{
  QzSheet *sheet = qz_load_page_get_sheet (QZ_LOAD_PAGE (widget));
  int year;

  if (sheet == NULL)
    return;
  qz_day_to_ymd ((QzDay) qz_fact_number (sheet, "today"), &year, NULL, NULL);
  qz_nav_push (widget, qz_quotas_page_new (get_session (QZ_DEPOSITS_PAGE (widget)), year,
                                           adjustment));
}

static void
quotas_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_quotas (widget, FALSE);
}

static void
adjustment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_quotas (widget, TRUE);
}

static void
proposals_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qz_nav_push (widget, qz_proposals_page_new (get_session (QZ_DEPOSITS_PAGE (widget))));
}

/* Ctrl+N, while the empty page offers a first step. */
static void
first_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (QZ_DEPOSITS_PAGE (widget)->stack), "empty") == 0)
    gtk_widget_activate_action (widget, "win.import", NULL);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_deposits_page_class_init (QzDepositsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/nonlocal/qz-deposits-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzDepositsPage, more);
  gtk_widget_class_bind_template_child (widget_class, QzDepositsPage, more_menu);
  gtk_widget_class_bind_template_child (widget_class, QzDepositsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzDepositsPage, as_table);
  gtk_widget_class_bind_template_child (widget_class, QzDepositsPage, gauges);
  gtk_widget_class_bind_template_child (widget_class, QzDepositsPage, table);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, as_table_cb);
  gtk_widget_class_install_action (widget_class, "page.first-step", NULL, first_step_action);
  gtk_widget_class_install_action (widget_class, "page.quotas", NULL, quotas_action);
  gtk_widget_class_install_action (widget_class, "page.adjustment", NULL, adjustment_action);
  gtk_widget_class_install_action (widget_class, "page.proposals", NULL, proposals_action);
}

static void
qz_deposits_page_init (QzDepositsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_action_menu_attach (self->more, self->more_menu);
}

AdwNavigationPage *
qz_deposits_page_new (QzSession *session)
{
  QzDepositsPage *self = g_object_new (QZ_TYPE_DEPOSITS_PAGE, NULL);

  qz_load_page_start (QZ_LOAD_PAGE (self), session,
                      QZ_LOAD_FOLLOWS_DATA | QZ_LOAD_FOLLOWS_ACTING | QZ_LOAD_KEEPS);
  return ADW_NAVIGATION_PAGE (self);
}

GtkListBox *
qz_deposits_page_get_gauges (QzDepositsPage *self)
{
  return self->gauges;
}

const QzPageSpec qz_deposits_spec = {
  .id = "deposits",
  .section = N_ ("Care away from home"),
  .title = N_ ("Deposits and warnings"),
  .icon = "qz-balance-symbolic",
  .create = qz_deposits_page_new,
};
