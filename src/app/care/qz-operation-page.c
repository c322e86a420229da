/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-operation-page.h"

#include <glib/gi18n-lib.h>

#include "qz-bar-chart.h"
#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-choice.h"
#include "qz-clearing.h"
#include "qz-nl-act.h"
#include "qz-operation-report.h"
#include "qz-sheet-view.h"

struct _QzOperationPage {
  QzLoadPage parent_instance;

  GtkDropDown *months;
  GtkStack *stack;
  GtkBox *conclusions;
  AdwBin *providers_slot;
  AdwBin *funds_slot;
  AdwViewStack *tables;
  QzPlotFrame *providers;
  QzPlotFrame *funds;

  QzPeriod period; /* 0: the newest */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (QzOperationPage, qz_operation_page, QZ_TYPE_LOAD_PAGE)

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *name;
  const char *title;
} funds[] = {
  { "pool", N_ ("Pooled fund") },
  { "big", N_ ("Large expenses") },
  { "cvlserv", N_ ("Civil servants") },
  { "maf", N_ ("Assistance") },
  { "other", N_ ("Other funds") },
};

enum { PART, IN_PROV, CROSS_PROV };

/* A bar for each fund, its money in the province and across provinces above each other. */
static QzSheet *
draw_funds (QzSheet *report)
{
  QzSheet *table = qz_sheet_find_child (report, "funds");
  QzSheet *drawn = qz_sheet_new ("drawn_funds");

  qz_sheet_add_column (drawn, "part", _("Fund"), QZ_VALUE_TEXT);
  qz_sheet_add_column (drawn, "in_prov", _("In the province"), QZ_VALUE_FEN);
  qz_sheet_add_column (drawn, "cross_prov", _("Across provinces"), QZ_VALUE_FEN);
  for (guint i = 0; i < G_N_ELEMENTS (funds); i++)
    {
      const guint at = qz_sheet_add_row (drawn);

      qz_sheet_put_text (drawn, at, PART, _ (funds[i].title));
      for (guint row = 0; row < qz_sheet_get_n_rows (table); row++)
        qz_sheet_put_number (drawn, at,
                             g_strcmp0 (qz_cell_text (table, row, "scope"), "in_prov") == 0
                                 ? IN_PROV
                                 : CROSS_PROV,
                             qz_cell_number (table, row, funds[i].name));
    }
  return drawn;
}

static gpointer
load_report (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  g_autoptr (QzSheet) periods = qz_clearing_list_periods (book, context, error);
  g_autoptr (QzSheet) sheet = NULL;
  QzPeriod period = input->period;

  if (periods == NULL)
    return NULL;
  if (period == 0 && qz_sheet_get_n_rows (periods) > 0)
    period = (QzPeriod) qz_cell_number (periods, 0, "period");
  sheet = period != 0 ? qz_operation_report (book, context, period, error)
                      : qz_sheet_new ("operation");
  if (sheet == NULL)
    return NULL;
  qz_sheet_add_child (sheet, periods);
  if (period != 0)
    {
      g_autoptr (QzSheet) drawn = draw_funds (sheet);

      qz_sheet_add_child (sheet, drawn);
    }
  return g_steal_pointer (&sheet);
}

static const QzJobKind kind = { NULL, load_report, FALSE, qz_nl_input_free,
                                (GDestroyNotify) qz_sheet_unref };

static void
load (QzLoadPage *page)
{
  qz_load_page_run (page, &kind,
                    qz_nl_input_new (QZ_OPERATION_PAGE (page)->period, QZ_NL_IN_PROV, NULL, NULL));
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static const QzBarSpec provider_bars = { .label = "provider_name", .parts = { "fund" } };
static const QzBarSpec fund_bars = { .label = "part", .parts = { "in_prov", "cross_prov" } };
static const char *const provider_hidden[] = { "provider", "agency", NULL };
static const QzSheetLayout provider_layout = { NULL, "provider_name", "fund", provider_hidden,
                                               FALSE };
static const QzSheetLayout fund_layout = { NULL, "part", "in_prov", NULL, FALSE };
static const QzLegend fund_legend[] = {
  { QZ_INK_FIRST, N_ ("In the province") },
  { QZ_INK_SECOND, N_ ("Across provinces") },
};

static const char *const warnings_hidden[] = { "unit", NULL };
static const char *const stages_hidden[] = { "stage", NULL };
static const struct {
  const char *child;
  const char *title;
  const char *empty;
  QzSheetLayout layout;
} tables[] = {
  { "sums", N_ ("Sums"), N_ ("Nothing was treated."), { NULL, "scope", "fund", NULL, FALSE } },
  { "providers",
    N_ ("Hospitals"),
    N_ ("Nothing was treated."),
    { NULL, "provider_name", "fund", provider_hidden, FALSE } },
  { "deductions",
    N_ ("Deductions"),
    N_ ("Nothing was taken off."),
    { NULL, "reason", "amount", NULL, FALSE } },
  { "warnings",
    N_ ("Warnings"),
    N_ ("No deposit is yellow or red."),
    { NULL, "unit_name", "clearing", warnings_hidden, FALSE } },
  { "stages",
    N_ ("Stages"),
    N_ ("Nothing is known of its stages."),
    { NULL, "name", NULL, stages_hidden, FALSE } },
};

static void
show_months (QzOperationPage *self, QzSheet *periods)
{
  g_autoptr (GtkStringList) months = gtk_string_list_new (NULL);
  guint chosen = 0, n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (periods); row += QZ_N_NL_SCOPES)
    {
      const QzPeriod period = (QzPeriod) qz_cell_number (periods, row, "period");
      g_autofree char *month = qz_period_format (period);

      if (period == self->period)
        chosen = n;
      gtk_string_list_append (months, month);
      n++;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->months, G_LIST_MODEL (months));
  gtk_drop_down_set_selected (self->months, chosen);
  self->filling = FALSE;
}

static void
show_conclusions (QzOperationPage *self, QzSheet *conclusions)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->conclusions))) != NULL)
    gtk_box_remove (self->conclusions, child);
  for (guint row = 0; row < qz_sheet_get_n_rows (conclusions); row++)
    {
      GtkWidget *label = gtk_label_new (qz_sheet_get_text (conclusions, row, 0));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (self->conclusions, label);
    }
}

static void
show_charts (QzOperationPage *self, QzSheet *sheet)
{
  QzSheet *providers = qz_sheet_find_child (sheet, "providers");
  QzSheet *drawn = qz_sheet_find_child (sheet, "drawn_funds");
  const guint n = qz_sheet_get_n_rows (providers);
  g_autofree char *most = n > 0 ? qz_cell_dup (providers, 0, "fund") : NULL;
  g_autofree char *summary =
      n > 0 ? g_strdup_printf (_("%s has the most: %s."),
                               qz_cell_text (providers, 0, "provider_name"), most)
            : NULL;

  qz_bar_chart_set_sheet (QZ_BAR_CHART (qz_plot_frame_get_chart (self->providers)), providers);
  qz_plot_frame_set (self->providers, providers, providers, summary,
                     n == 0 ? _("Nothing was treated.") : NULL);
  qz_bar_chart_set_sheet (QZ_BAR_CHART (qz_plot_frame_get_chart (self->funds)), drawn);
  qz_plot_frame_set (self->funds, drawn, drawn, _("Which funds paid, by scope."),
                     n == 0 ? _("Nothing was treated.") : NULL);
}

static void
show_tables (QzOperationPage *self, QzSheet *sheet)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      QzSheet *table = qz_sheet_find_child (sheet, tables[i].child);
      GtkStack *either =
          GTK_STACK (adw_view_stack_get_child_by_name (self->tables, tables[i].child));
      const gboolean any = qz_sheet_get_n_rows (table) > 0;

      gtk_stack_set_visible_child_name (either, any ? "table" : "empty");
      if (any)
        qz_sheet_view_set_sheet (
            QZ_SHEET_VIEW (gtk_stack_get_child_by_name (either, "table")), table,
            &tables[i].layout);
    }
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzOperationPage *self = QZ_OPERATION_PAGE (page);
  QzSheet *periods = qz_sheet_find_child (sheet, "periods");
  const gboolean any = qz_sheet_get_n_rows (periods) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "report" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->months), any);
  if (!any)
    return;
  self->period = (QzPeriod) qz_fact_number (sheet, "period");
  show_months (self, periods);
  show_conclusions (self, qz_sheet_find_child (sheet, "conclusions"));
  show_charts (self, sheet);
  show_tables (self, sheet);
}

static void
month_cb (QzOperationPage *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->months);
  g_autoptr (GError) error = NULL;

  if (self->filling || chosen == NULL
      || !qz_period_parse (gtk_string_object_get_string (chosen), &self->period, &error))
    return;
  qz_load_page_reload (QZ_LOAD_PAGE (self));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_operation_page_dispose (GObject *object)
{
  QZ_OPERATION_PAGE (object)->filling = TRUE;
  G_OBJECT_CLASS (qz_operation_page_parent_class)->dispose (object);
}

static void
qz_operation_page_class_init (QzOperationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_operation_page_dispose;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/care/qz-operation-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, months);
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, conclusions);
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, providers_slot);
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, funds_slot);
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, tables);
  gtk_widget_class_bind_template_callback (widget_class, month_cb);
}

static void
add_tables (QzOperationPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      QzSheetView *view = g_object_new (QZ_TYPE_SHEET_VIEW, "vexpand", TRUE, NULL);
      GtkWidget *either = gtk_stack_new ();
      GtkWidget *empty = gtk_label_new (_ (tables[i].empty));

      gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
      gtk_widget_add_css_class (empty, "dimmed");
      qz_sheet_view_set_title (view, _ (tables[i].title));
      gtk_stack_add_named (GTK_STACK (either), GTK_WIDGET (view), "table");
      gtk_stack_add_named (GTK_STACK (either), empty, "empty");
      adw_view_stack_add_titled (self->tables, either, tables[i].child, _ (tables[i].title));
    }
}

static void
qz_operation_page_init (QzOperationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->providers = QZ_PLOT_FRAME (qz_plot_frame_new (
      _("Fund money by hospital"), QZ_PLOT (qz_bar_chart_new (&provider_bars)), &provider_layout,
      NULL, 0));
  self->funds = QZ_PLOT_FRAME (
      qz_plot_frame_new (_("Fund money by fund"), QZ_PLOT (qz_bar_chart_new (&fund_bars)),
                         &fund_layout, fund_legend, G_N_ELEMENTS (fund_legend)));
  adw_bin_set_child (self->providers_slot, GTK_WIDGET (self->providers));
  adw_bin_set_child (self->funds_slot, GTK_WIDGET (self->funds));
  qz_choice_name_items (GTK_WIDGET (self->months));
  qz_choice_set_title (self->months, _("Month of costs"));
  add_tables (self);
}

AdwNavigationPage *
qz_operation_page_new (QzSession *session)
{
  QzOperationPage *self = g_object_new (QZ_TYPE_OPERATION_PAGE, NULL);

  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_FOLLOWS_DATA | QZ_LOAD_KEEPS);
  return ADW_NAVIGATION_PAGE (self);
}

QzPlotFrame *
qz_operation_page_get_providers (QzOperationPage *self)
{
  return self->providers;
}

const QzPageSpec qz_operation_spec = {
  .id = "operation",
  .section = N_ ("Supervision away from home"),
  .title = N_ ("Operation report"),
  .icon = "qz-dashboard-symbolic",
  .create = qz_operation_page_new,
};
