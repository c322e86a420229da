/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposit-page.h"

#include <glib/gi18n-lib.h>

#include "qz-bar-chart.h"
#include "qz-cells.h"
#include "qz-deposit-acts.h"
#include "qz-deposits.h"
#include "qz-facts.h"
#include "qz-gauge-row.h"
#include "qz-guard.h"
#include "qz-nav.h"
#include "qz-nl-actor.h"
#include "qz-raise-dialog.h"
#include "qz-sheet-view.h"
#include "qz-tabs-page.h"

#define MONTHS 24
/* NL-21. */
#define YELLOW_PPM 700000
#define RED_PPM    900000

struct _QzDepositPage {
  QzLoadPage parent_instance;

  AdwToggleGroup *scopes;
  AdwBin *gauge;
  GtkLabel *advice;
  GtkButton *raise;
  GtkButton *publish;
  AdwBin *chart_slot;
  QzPlotFrame *chart;
  AdwViewStack *tables;

  char *unit;
  QzNlScope scope;
};

G_DEFINE_FINAL_TYPE (QzDepositPage, qz_deposit_page, QZ_TYPE_LOAD_PAGE)

/* ── what is drawn ───────────────────────────────────────────────────────────────────────────── */

enum { PERIOD, RATE, FORETOLD, LOW, HIGH, LEVEL, CLEARING, QUOTA };

static QzSheet *
make_drawn (void)
{
  QzSheet *sheet = qz_sheet_new ("drawn");

  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "rate", _("Usage"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "foretold", _("Foretold"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "low", _("At least"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "high", _("At most"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "level", _("Warning"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "clearing", _("Clearing"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "quota", _("Deposit"), QZ_VALUE_FEN);
  return sheet;
}

static void
copy_number (QzSheet *to, guint row, guint column, QzSheet *from, guint from_row, const char *name)
{
  const int found = qz_sheet_find_column (from, name);

  if (found >= 0 && !qz_sheet_is_empty (from, from_row, (guint) found))
    qz_sheet_put_number (to, row, column, qz_sheet_get_number (from, from_row, (guint) found));
}

static void
put_fact (QzSheet *to, guint row, guint column, QzSheet *from, const char *name)
{
  if (qz_sheet_find_fact (from, name) >= 0)
    qz_sheet_put_number (to, row, column, qz_fact_number (from, name));
}

/* The months that were, then the one that is foretold with its interval, where there are months
 * enough for one. */
static QzSheet *
draw (QzSheet *history, QzSheet *forecast)
{
  QzSheet *sheet = make_drawn ();
  guint row;

  for (guint i = 0; i < qz_sheet_get_n_rows (history); i++)
    {
      row = qz_sheet_add_row (sheet);
      copy_number (sheet, row, PERIOD, history, i, "period");
      copy_number (sheet, row, RATE, history, i, "rate");
      copy_number (sheet, row, CLEARING, history, i, "clearing");
      copy_number (sheet, row, QUOTA, history, i, "quota");
      qz_sheet_put_text (sheet, row, LEVEL, qz_cell_text (history, i, "level"));
    }
  if (qz_sheet_find_fact (forecast, "rate") < 0)
    return sheet;
  row = qz_sheet_add_row (sheet);
  put_fact (sheet, row, PERIOD, forecast, "period");
  put_fact (sheet, row, FORETOLD, forecast, "rate");
  put_fact (sheet, row, LOW, forecast, "low_rate");
  put_fact (sheet, row, HIGH, forecast, "high_rate");
  put_fact (sheet, row, CLEARING, forecast, "amount");
  put_fact (sheet, row, QUOTA, forecast, "quota");
  return sheet;
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_deposit (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  g_autoptr (QzSheet) sheet = qz_deposit_show (book, context, input->unit, error);
  g_autoptr (QzSheet) history =
      sheet != NULL ? qz_deposit_history (book, input->unit, input->scope, MONTHS, error) : NULL;
  g_autoptr (QzSheet) forecast =
      history != NULL ? qz_deposit_forecast (book, context, input->unit, input->scope, error)
                      : NULL;
  g_autoptr (QzSheet) drawn = NULL;

  if (forecast == NULL)
    return NULL;
  drawn = draw (history, forecast);
  qz_sheet_add_child (sheet, drawn);
  qz_sheet_add_child (sheet, forecast);
  return g_steal_pointer (&sheet);
}

static const QzJobKind kind = { NULL, load_deposit, FALSE, qz_nl_input_free,
                                (GDestroyNotify) qz_sheet_unref };

static void
load (QzLoadPage *page)
{
  QzDepositPage *self = QZ_DEPOSIT_PAGE (page);

  qz_load_page_run (page, &kind, qz_nl_input_new (0, self->scope, self->unit, NULL));
}

/* ── its parts ───────────────────────────────────────────────────────────────────────────────── */

static const QzBarSpec bars = {
  .label = "period",
  .parts = { "rate" },
  .outline = "foretold",
  .level = "level",
  .mark = YELLOW_PPM,
  .second_mark = RED_PPM,
  .low = "low",
  .high = "high",
};
static const QzSheetLayout chart_layout = { NULL, "period", "clearing", NULL, FALSE };
static const QzLegend legend[] = {
  { QZ_INK_FIRST, N_ ("Usage; lines at 70 % and 90 %") },
  { QZ_INK_DIM, N_ ("Foretold (outline), with its interval") },
};

static void
show_chart (QzDepositPage *self, QzSheet *sheet)
{
  QzSheet *drawn = qz_sheet_find_child (sheet, "drawn");
  QzSheet *forecast = qz_sheet_find_child (sheet, "forecast");
  QzBarChart *chart = QZ_BAR_CHART (qz_plot_frame_get_chart (self->chart));
  g_autofree char *rate = qz_sheet_dup_fact_display (forecast, "rate");
  g_autofree char *low = qz_sheet_dup_fact_display (forecast, "low_rate");
  g_autofree char *high = qz_sheet_dup_fact_display (forecast, "high_rate");
  g_autofree char *summary =
      *low != '\0'    ? g_strdup_printf (_("The next month is foretold at %s, between %s and %s."),
                                         rate, low, high)
      : *rate != '\0' ? g_strdup_printf (_("The next month is foretold at %s; there are too few "
                                           "months for an interval."),
                                         rate)
                      : g_strdup (_("There are too few months to foretell the next one."));

  qz_bar_chart_set_sheet (chart, drawn);
  qz_plot_frame_set (self->chart, drawn, drawn, summary,
                     qz_sheet_get_n_rows (drawn) == 0
                         ? _("No month was published yet, so nothing was used.")
                         : NULL);
}

/* The row of the scope, or -1. */
static int
find_scope (QzDepositPage *self, QzSheet *sheet)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (qz_cell_text (sheet, row, "scope"), qz_nl_scope_to_text (self->scope)) == 0)
      return (int) row;
  return -1;
}

/* What brings it back: up to two months of this clearing, or just below yellow (AMB-05). */
static char *
dup_advice (QzSheet *sheet, guint row)
{
  const char *state = qz_cell_text (sheet, row, "raise_state");
  g_autofree char *months = qz_cell_dup (sheet, row, "raise_months");
  g_autofree char *green = qz_cell_dup (sheet, row, "raise_green");
  g_autofree char *notice = qz_cell_dup (sheet, row, "raise_notice");

  if (g_strcmp0 (state, "published") == 0)
    return g_strdup_printf (_("The raise is published with notice %s."), notice);
  if (g_strcmp0 (state, "proposed") == 0)
    return g_strdup (_("A raise is proposed and waits for another person to publish it."));
  if (qz_cell_number (sheet, row, "raise_green") <= 0)
    return g_strdup (_("Nothing needs to be raised."));
  return g_strdup_printf (_("%s more bring it below yellow; %s more make it two months of this "
                            "clearing."),
                          green, months);
}

static void
show_raise (QzDepositPage *self, QzSheet *sheet, guint row)
{
  QzSession *session = qz_load_page_get_session (QZ_LOAD_PAGE (self));
  const char *state = qz_cell_text (sheet, row, "raise_state");
  g_autofree char *advice = dup_advice (sheet, row);
  g_autofree char *why = qz_nl_actor_dup_refusal (session, NULL);

  gtk_label_set_label (self->advice, advice);
  qz_guard_set_reason (GTK_WIDGET (self), "deposit.raise", why);
  qz_guard_set_reason (GTK_WIDGET (self), "deposit.publish", why);
  gtk_widget_set_visible (GTK_WIDGET (self->raise), g_strcmp0 (state, "needed") == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->publish), g_strcmp0 (state, "proposed") == 0);
}

static const char *const moves_hidden[] = { NULL };
static const struct {
  const char *child;
  const char *title;
  QzSheetLayout layout;
} tables[] = {
  { "moves", N_ ("Moves"), { NULL, "kind", "amount", moves_hidden, FALSE } },
  { "notices", N_ ("Notices"), { NULL, "number", "total", moves_hidden, FALSE } },
  { "quotas", N_ ("Quotas"), { NULL, "day", "quota", moves_hidden, FALSE } },
};

static void
show_tables (QzDepositPage *self, QzSheet *sheet)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      QzSheet *table = qz_sheet_find_child (sheet, tables[i].child);

      if (table != NULL)
        qz_sheet_view_set_sheet (
            QZ_SHEET_VIEW (adw_view_stack_get_child_by_name (self->tables, tables[i].child)), table,
            &tables[i].layout);
    }
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzDepositPage *self = QZ_DEPOSIT_PAGE (page);
  const int row = find_scope (self, sheet);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), qz_fact_text (sheet, "unit_name"));
  gtk_widget_set_visible (GTK_WIDGET (self->gauge), row >= 0);
  if (row >= 0)
    {
      adw_bin_set_child (self->gauge, qz_gauge_row_new (&qz_gauge_of_deposits, sheet,
                                                          (guint) row, TRUE));
      show_raise (self, sheet, (guint) row);
    }
  show_chart (self, sheet);
  show_tables (self, sheet);
}

/* ── callbacks ───────────────────────────────────────────────────────────────────────────────── */

static void
scope_cb (QzDepositPage *self)
{
  const guint active = adw_toggle_group_get_active (self->scopes);

  if (active >= QZ_N_NL_SCOPES || active == (guint) self->scope)
    return;
  self->scope = (QzNlScope) active;
  if (qz_load_page_get_session (QZ_LOAD_PAGE (self)) != NULL)
    qz_load_page_reload (QZ_LOAD_PAGE (self));
}

static void
raise_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzDepositPage *self = QZ_DEPOSIT_PAGE (widget);
  QzSheet *sheet = qz_load_page_get_sheet (QZ_LOAD_PAGE (self));
  const int row = find_scope (self, sheet);

  if (row >= 0)
    qz_raise_dialog_present (widget, qz_load_page_get_session (QZ_LOAD_PAGE (self)), sheet,
                             (guint) row);
}

static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzDepositPage *self = QZ_DEPOSIT_PAGE (widget);

  qz_nl_act_run (widget, qz_load_page_get_session (QZ_LOAD_PAGE (self)), &qz_act_publish_raise,
                 qz_nl_input_new (0, self->scope, self->unit, NULL));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_deposit_page_finalize (GObject *object)
{
  g_free (QZ_DEPOSIT_PAGE (object)->unit);
  G_OBJECT_CLASS (qz_deposit_page_parent_class)->finalize (object);
}

static void
qz_deposit_page_class_init (QzDepositPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_deposit_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/nonlocal/qz-deposit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzDepositPage, scopes);
  gtk_widget_class_bind_template_child (widget_class, QzDepositPage, gauge);
  gtk_widget_class_bind_template_child (widget_class, QzDepositPage, advice);
  gtk_widget_class_bind_template_child (widget_class, QzDepositPage, raise);
  gtk_widget_class_bind_template_child (widget_class, QzDepositPage, publish);
  gtk_widget_class_bind_template_child (widget_class, QzDepositPage, chart_slot);
  gtk_widget_class_bind_template_child (widget_class, QzDepositPage, tables);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_install_action (widget_class, "deposit.raise", NULL, raise_action);
  gtk_widget_class_install_action (widget_class, "deposit.publish", NULL, publish_action);
}

static void
add_tables (QzDepositPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      QzSheetView *view = g_object_new (QZ_TYPE_SHEET_VIEW, "vexpand", TRUE, NULL);

      qz_sheet_view_set_title (view, _ (tables[i].title));
      adw_view_stack_add_titled (self->tables, GTK_WIDGET (view), tables[i].child,
                                 _ (tables[i].title));
    }
}

static void
qz_deposit_page_init (QzDepositPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chart = QZ_PLOT_FRAME (qz_plot_frame_new (_("Use of the deposit by month"),
                                                  QZ_PLOT (qz_bar_chart_new (&bars)),
                                                  &chart_layout, legend, G_N_ELEMENTS (legend)));
  adw_bin_set_child (self->chart_slot, GTK_WIDGET (self->chart));
  qz_guard_watch_right (GTK_WIDGET (self->raise), QZ_RIGHT_DEPOSIT_PROPOSE);
  qz_guard_watch_right (GTK_WIDGET (self->publish), QZ_RIGHT_DEPOSIT_PUBLISH);
  add_tables (self);
}

AdwNavigationPage *
qz_deposit_page_new (QzSession *session, const char *unit, const char *scope)
{
  QzDepositPage *self = g_object_new (QZ_TYPE_DEPOSIT_PAGE, NULL);

  self->unit = g_strdup (unit);
  if (!qz_nl_scope_parse (scope, &self->scope))
    self->scope = QZ_NL_IN_PROV;
  adw_toggle_group_set_active (self->scopes, (guint) self->scope);
  qz_nav_set_home (ADW_NAVIGATION_PAGE (self), "deposits");
  qz_load_page_start (QZ_LOAD_PAGE (self), session,
                      QZ_LOAD_FOLLOWS_DATA | QZ_LOAD_FOLLOWS_ACTING | QZ_LOAD_KEEPS);
  return ADW_NAVIGATION_PAGE (self);
}

QzPlotFrame *
qz_deposit_page_get_chart (QzDepositPage *self)
{
  return self->chart;
}

/* ── proposals ───────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_proposals (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_deposit_list_proposals (book, error);
}

static AdwNavigationPage *
open_proposal (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_deposit_page_new (session, qz_cell_text (table, row, "unit"),
                              qz_cell_text (table, row, "scope"));
}

static const char *const proposals_hidden[] = { "unit", NULL };

static const QzTabsSpec proposals_spec = {
  .name = N_ ("Proposals that wait"),
  .load = { NULL, load_proposals, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  .home = "deposits",
  .tabs = { { "",
              N_ ("Proposals"),
              N_ ("No proposal waits for its publication."),
              { "unit_name", "unit_name", "total", proposals_hidden, FALSE },
              open_proposal,
              NULL } },
};

AdwNavigationPage *
qz_proposals_page_new (QzSession *session)
{
  return qz_tabs_page_new (session, &proposals_spec, "");
}
