/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-money-page.h"

#include <glib/gi18n-lib.h>

#include "qz-action-menu.h"
#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-clearing.h"
#include "qz-flow-chart.h"
#include "qz-money-acts.h"
#include "qz-money-picture.h"
#include "qz-month-choice.h"
#include "qz-nav.h"
#include "qz-nl-actor.h"
#include "qz-record-page.h"
#include "qz-tabs-page.h"
#include "qz-transfers.h"

struct _QzMoneyPage {
  QzLoadPage parent_instance;

  GtkMenuButton *more;
  GMenuModel *more_menu;
  GtkWidget *head;
  QzMonthChoice *months;
  AdwToggleGroup *scopes;
  GtkButton *all;
  GtkStack *stack;
  AdwBin *picture_slot;
  QzPlotFrame *picture;
  QzSheetView *transfers;

  QzPeriod period; /* 0: the newest with money */
  QzNlScope scope;
};

G_DEFINE_FINAL_TYPE (QzMoneyPage, qz_money_page, QZ_TYPE_LOAD_PAGE)

static QzSession *
get_session (QzMoneyPage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
list_months (QzSheet *transfers)
{
  QzSheet *months = qz_sheet_new ("months");
  QzPeriod last = 0;

  qz_sheet_add_column (months, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  for (;;)
    {
      QzPeriod next = 0;

      for (guint row = 0; row < qz_sheet_get_n_rows (transfers); row++)
        {
          const QzPeriod period = (QzPeriod) qz_cell_number (transfers, row, "period");

          if (period > next && (last == 0 || period < last))
            next = period;
        }
      if (next == 0)
        return months;
      qz_sheet_put_number (months, qz_sheet_add_row (months), 0, next);
      last = next;
    }
}

static gpointer
load_money (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  const QzTransferFilter every = { .scope = -1, .leg = -1 };
  QzTransferFilter filter = { .period = input->period, .scope = (int) input->scope, .leg = -1 };
  g_autoptr (QzSheet) all = qz_transfer_list (book, context, &every, error);
  g_autoptr (QzSheet) months = all != NULL ? list_months (all) : NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (QzSheet) picture = NULL;

  if (all == NULL)
    return NULL;
  if (filter.period == 0 && qz_sheet_get_n_rows (months) > 0)
    filter.period = (QzPeriod) qz_cell_number (months, 0, "period");
  sheet = qz_transfer_list (book, context, &filter, error);
  picture = sheet != NULL ? qz_transfer_picture (book, context, filter.period, input->scope, error)
                          : NULL;
  if (picture == NULL)
    return NULL;
  {
    g_autoptr (QzSheet) legs = qz_money_make_legs (qz_sheet_find_child (picture, "arrows"));

    qz_sheet_set_number (sheet, "month", _("Month of costs"), QZ_VALUE_PERIOD, filter.period);
    qz_sheet_add_child (sheet, months);
    qz_sheet_add_child (sheet, legs);
  }
  return g_steal_pointer (&sheet);
}

static const QzJobKind kind = { NULL, load_money, FALSE, qz_nl_input_free,
                                (GDestroyNotify) qz_sheet_unref };

static void
load (QzLoadPage *page)
{
  QzMoneyPage *self = QZ_MONEY_PAGE (page);

  qz_load_page_run (page, &kind, qz_nl_input_new (self->period, self->scope, NULL, NULL));
}

/* ── one transfer ────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_transfer (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_transfer_show (book, context, input, error);
}

static gboolean
can_pay (QzSheet *sheet)
{
  return qz_fact_number (sheet, "open") > 0;
}

static gboolean
can_confirm (QzSheet *sheet)
{
  return qz_fact_number (sheet, "paid") > qz_fact_number (sheet, "confirmed");
}

static gboolean
can_receive (QzSheet *sheet)
{
  return qz_fact_number (sheet, "confirmed") > qz_fact_number (sheet, "received");
}

/* The payee says that it came, the payer all else. */
static char *
dup_transfer_refusal (QzSession *session, QzSheet *sheet, const char *action)
{
  const gboolean receipt = g_str_equal (action, "win.confirm-receipt");

  return qz_nl_actor_dup_refusal_of (session, qz_fact_text (sheet, receipt ? "payee" : "payer"));
}

/* What is not posted here opens nothing. */
static AdwNavigationPage *
open_event (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  const char *voucher = qz_cell_text (table, row, "voucher");

  return voucher != NULL ? qz_record_page_new (session, &qz_record_voucher, voucher) : NULL;
}

static const char *const transfer_hidden[] = { "leg", "payer", "payee", "unit", NULL };
static const char *const parts_hidden[] = { "party", NULL };
static const char *const events_hidden[] = { "act", NULL };

static const QzTabsSpec transfer_spec = {
  .name = N_ ("Transfer"),
  .load = { NULL, load_transfer, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  .pill = "state",
  .total = "amount",
  .hidden = transfer_hidden,
  .tabs = { { "events",
              N_ ("What happened"),
              N_ ("Nothing was paid yet."),
              { "voucher", "act_name", "amount", events_hidden, FALSE },
              open_event,
              NULL },
            { "parts",
              N_ ("Parts"),
              N_ ("It has one part."),
              { NULL, "name", "amount", parts_hidden, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.pay-transfer", N_ ("Record a Payment…"), can_pay, TRUE },
               { "win.confirm-payment", N_ ("Confirm the Payment"), can_confirm, TRUE },
               { "win.take-back-payment", N_ ("Take the Payment Back…"), can_confirm, FALSE },
               { "win.confirm-receipt", N_ ("Confirm the Receipt"), can_receive, TRUE } },
  .dup_refusal = dup_transfer_refusal,
  .home = "money",
};

AdwNavigationPage *
qz_transfer_page_new (QzSession *session, const char *number)
{
  return qz_tabs_page_new (session, &transfer_spec, number);
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static const char *const legs_hidden[] = { "leg_key", "level", NULL };
static const QzSheetLayout legs_layout = { NULL, "leg_name", "due", legs_hidden, FALSE };
static const char *const hidden[] = { "leg", "leg_key", "scope", "period", "payer", "payee",
                                      "unit", "paid", "confirmed", "base_event", "base_day",
                                      "notice", "leg_name", "insurance", "unit_name", NULL };
static const QzSheetLayout layout = { "transfer", "payee_name", "amount", hidden, FALSE };

static void
show_leg (QzMoneyPage *self, const char *leg_name)
{
  qz_sheet_view_set_filter (self->transfers, "leg_name", leg_name);
  gtk_widget_set_visible (GTK_WIDGET (self->all), leg_name != NULL);
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzMoneyPage *self = QZ_MONEY_PAGE (page);
  QzSheet *months = qz_sheet_find_child (sheet, "months");
  QzSheet *legs = qz_sheet_find_child (sheet, "legs");
  const gboolean any = qz_sheet_get_n_rows (months) > 0;
  g_autofree char *summary = qz_money_dup_summary (legs);

  gtk_stack_set_visible_child_name (self->stack, any ? "money" : "empty");
  gtk_widget_set_visible (self->head, any);
  gtk_widget_set_visible (GTK_WIDGET (self->more), any);
  if (!any)
    return;
  self->period = (QzPeriod) qz_fact_number (sheet, "month");
  qz_month_choice_set (self->months, months, self->period);
  qz_flow_chart_set_sheet (QZ_FLOW_CHART (qz_plot_frame_get_chart (self->picture)), legs);
  qz_plot_frame_set (self->picture, legs, legs, summary,
                     qz_sheet_get_n_rows (legs) == 0
                         ? _("No money moves in this scope and month.")
                         : NULL);
  qz_sheet_view_set_sheet (self->transfers, sheet, &layout);
}

/* ── callbacks ───────────────────────────────────────────────────────────────────────────────── */

static void
month_cb (QzMoneyPage *self)
{
  self->period = qz_month_choice_get (self->months);
  qz_load_page_reload (QZ_LOAD_PAGE (self));
}

static void
scope_cb (QzMoneyPage *self)
{
  const guint active = adw_toggle_group_get_active (self->scopes);

  if (active >= QZ_N_NL_SCOPES || active == (guint) self->scope)
    return;
  self->scope = (QzNlScope) active;
  if (get_session (self) != NULL)
    qz_load_page_reload (QZ_LOAD_PAGE (self));
}

/* A leg of the picture shows its own transfers. */
static void
leg_cb (QzMoneyPage *self, guint point)
{
  QzSheet *sheet = qz_load_page_get_sheet (QZ_LOAD_PAGE (self));

  show_leg (self, qz_cell_text (qz_sheet_find_child (sheet, "legs"), point, "leg_name"));
}

static void
all_cb (QzMoneyPage *self)
{
  show_leg (self, NULL);
}

static void
row_cb (QzMoneyPage *self, guint row)
{
  QzSheet *sheet = qz_load_page_get_sheet (QZ_LOAD_PAGE (self));

  qz_nav_push (GTK_WIDGET (self),
               qz_transfer_page_new (get_session (self), qz_cell_text (sheet, row, "transfer")));
}

static void
run (GtkWidget *widget, const QzNlAct *act, QzLeg leg, const char *key)
{
  QzMoneyPage *self = QZ_MONEY_PAGE (widget);
  QzNlInput *input = qz_nl_input_new (self->period, self->scope, NULL, key);

  input->n = leg;
  qz_nl_act_run (widget, get_session (self), act, input);
}

static void
provincial_papers_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (widget, &qz_act_pass_papers, QZ_LEG_D1, NULL);
}

/* Of the finance office that is acted for. */
static void
local_papers_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (widget, &qz_act_pass_papers, QZ_LEG_U1,
       qz_session_get_actor (get_session (QZ_MONEY_PAGE (widget))));
}

static void
pay_hospitals_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (widget, &qz_act_pay_hospitals, QZ_LEG_D1,
       qz_session_get_actor (get_session (QZ_MONEY_PAGE (widget))));
}

static void
feedback_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzMoneyPage *self = QZ_MONEY_PAGE (widget);

  if (self->period != 0)
    qz_nav_push (widget, qz_feedback_page_new (get_session (self), self->period));
}

/* Ctrl+N, while the empty page offers a first step. */
static void
first_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (QZ_MONEY_PAGE (widget)->stack), "empty") == 0)
    gtk_widget_activate_action (widget, "win.page", "s", "clearing");
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_money_page_class_init (QzMoneyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_MONTH_CHOICE);
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/nonlocal/qz-money-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzMoneyPage, more);
  gtk_widget_class_bind_template_child (widget_class, QzMoneyPage, more_menu);
  gtk_widget_class_bind_template_child (widget_class, QzMoneyPage, head);
  gtk_widget_class_bind_template_child (widget_class, QzMoneyPage, months);
  gtk_widget_class_bind_template_child (widget_class, QzMoneyPage, scopes);
  gtk_widget_class_bind_template_child (widget_class, QzMoneyPage, all);
  gtk_widget_class_bind_template_child (widget_class, QzMoneyPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzMoneyPage, picture_slot);
  gtk_widget_class_bind_template_child (widget_class, QzMoneyPage, transfers);
  gtk_widget_class_bind_template_callback (widget_class, month_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_install_action (widget_class, "page.first-step", NULL, first_step_action);
  gtk_widget_class_install_action (widget_class, "page.provincial-papers", NULL,
                                   provincial_papers_action);
  gtk_widget_class_install_action (widget_class, "page.local-papers", NULL, local_papers_action);
  gtk_widget_class_install_action (widget_class, "page.pay-hospitals", NULL,
                                   pay_hospitals_action);
  gtk_widget_class_install_action (widget_class, "page.feedback", NULL, feedback_action);
}

static void
qz_money_page_init (QzMoneyPage *self)
{
  QzPlot *chart;

  gtk_widget_init_template (GTK_WIDGET (self));
  chart = QZ_PLOT (qz_money_picture_new ());
  self->picture = QZ_PLOT_FRAME (
      qz_plot_frame_new (_("Money down and up"), chart, &legs_layout, NULL, 0));
  adw_bin_set_child (self->picture_slot, GTK_WIDGET (self->picture));
  g_signal_connect_object (chart, "point-activated", G_CALLBACK (leg_cb), self,
                           G_CONNECT_SWAPPED);
  qz_month_choice_set_title (self->months, _("Month of costs"));
  qz_action_menu_attach (self->more, self->more_menu);
  qz_sheet_view_set_title (self->transfers, _("Transfers"));
}

AdwNavigationPage *
qz_money_page_new (QzSession *session)
{
  QzMoneyPage *self = g_object_new (QZ_TYPE_MONEY_PAGE, NULL);

  qz_load_page_start (QZ_LOAD_PAGE (self), session,
                      QZ_LOAD_FOLLOWS_DATA | QZ_LOAD_FOLLOWS_ACTING | QZ_LOAD_KEEPS);
  return ADW_NAVIGATION_PAGE (self);
}

QzPlotFrame *
qz_money_page_get_picture (QzMoneyPage *self)
{
  return self->picture;
}

QzSheetView *
qz_money_page_get_transfers (QzMoneyPage *self)
{
  return self->transfers;
}

const QzPageSpec qz_money_spec = {
  .id = "money",
  .section = N_ ("Care away from home"),
  .title = N_ ("Money down and up"),
  .icon = "qz-bank-symbolic",
  .create = qz_money_page_new,
};
