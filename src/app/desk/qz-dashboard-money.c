/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-bar-chart.h"
#include "qz-plot-frame.h"
#include "qz-dashboard-cards.h"
#include "qz-dashboard.h"
#include "qz-figure-button.h"
#include "qz-gauge.h"
#include "qz-guard.h"
#include "qz-link.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-warning-pill.h"
#include "qz-words.h"

static const char *const hidden[] = { "page", "column", "value", NULL };

static GtkWidget *
get_child (GtkWidget *card, const char *name)
{
  return g_object_get_data (G_OBJECT (card), name);
}

/* A part of a card that its setter finds again. */
static GtkWidget *
append (GtkWidget *card, const char *name, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (card), child);
  g_object_set_data (G_OBJECT (card), name, child);
  return child;
}

static void
append_figure (GtkWidget *card, const char *title)
{
  append (card, "figure", qz_figure_button_new (title));
}

static void
append_chart (GtkWidget *card, GtkWidget *frame)
{
  gtk_widget_set_vexpand (frame, TRUE);
  append (card, "chart", frame);
}

static void
draw (GtkWidget *card, QzSheet *drawn, QzSheet *table, const char *summary, const char *empty)
{
  QzPlotFrame *frame = QZ_PLOT_FRAME (get_child (card, "chart"));
  QzBarChart *chart = QZ_BAR_CHART (qz_plot_frame_get_chart (frame));

  qz_bar_chart_set_sheet (chart, drawn);
  qz_plot_frame_set (frame, drawn, table, summary,
                      qz_bar_chart_is_empty (chart) ? empty : NULL);
}

/* ── money out this month ────────────────────────────────────────────────────────────────────── */

static const QzBarSpec paid_bars = { "day", { "daily", "mprepay", "settlement" }, "paid_before",
                                     NULL, 0 };
static const QzSheetLayout paid_layout = { "day", "day", "paid", hidden, FALSE };
static const QzLegend paid_legend[] = {
  { QZ_INK_FIRST, N_ ("Daily disbursement") },
  { QZ_INK_SECOND, N_ ("Monthly advance") },
  { QZ_INK_THIRD, N_ ("Month settlement") },
  { QZ_INK_DIM, N_ ("Last month (outline)") },
};

static GtkWidget *
create_paid (QzSession *session)
{
  GtkWidget *card = qz_card_new (NULL);

  append_figure (card, _("Paid this month"));
  append_chart (card, qz_plot_frame_new (_("Paid by working day"),
                                          QZ_PLOT (qz_bar_chart_new (&paid_bars)), &paid_layout,
                                          paid_legend, G_N_ELEMENTS (paid_legend)));
  return card;
}

/* "+4.20 % against last month to the same working day (1,234.00)" */
static char *
dup_change (QzSheet *dashboard)
{
  const int fact = qz_sheet_find_fact (dashboard, "change");
  g_autofree char *before = qz_sheet_dup_fact_display (dashboard, "paid_before");
  g_autofree char *change = qz_sheet_dup_fact_display (dashboard, "change");

  if (fact < 0)
    return g_strdup (_("Nothing was paid last month up to the same working day"));
  return g_strdup_printf (_("%s%s against %s last month up to the same working day"),
                          qz_sheet_get_fact_number (dashboard, (guint) fact) > 0 ? "+" : "",
                          change, before);
}

static void
set_paid (GtkWidget *card, QzSheet *dashboard)
{
  QzSheet *days = qz_sheet_find_child (dashboard, "days");
  QzFigureButton *figure = QZ_FIGURE_BUTTON (get_child (card, "figure"));
  g_autofree char *paid = qz_sheet_dup_fact_display (dashboard, "paid");
  g_autofree char *change = dup_change (dashboard);
  g_autofree char *summary = g_strdup_printf (_("Paid this month: %s. %s."), paid, change);

  qz_figure_button_set (figure, paid, change);
  qz_card_link_fact (GTK_ACTIONABLE (figure), dashboard, "paid");
  draw (card, days, days, summary, _("Nothing was paid in this month or the last one."));
}

const QzDashboardCard qz_card_paid = { create_paid, set_paid };

/* ── open temporary payments ─────────────────────────────────────────────────────────────────── */

static const QzBarSpec open_bars = { "bucket", { "open" }, NULL, "level", 0 };
static const QzSheetLayout open_layout = { "provider_name", "provider_name", "open", hidden,
                                           FALSE };

static GtkWidget *
create_open (QzSession *session)
{
  GtkWidget *card = qz_card_new (NULL);

  append_figure (card, _("Temporary payments not yet offset"));
  append_chart (card, qz_plot_frame_new (_("By age since the end of the month of costs"),
                                          QZ_PLOT (qz_bar_chart_new (&open_bars)), &open_layout,
                                          NULL, 0));
  return card;
}

static void
set_open (GtkWidget *card, QzSheet *dashboard)
{
  QzSheet *ageing = qz_sheet_find_child (dashboard, "ageing");
  QzSheet *providers = qz_sheet_find_child (dashboard, "providers");
  QzFigureButton *figure = QZ_FIGURE_BUTTON (get_child (card, "figure"));
  g_autofree char *open = qz_sheet_dup_fact_display (dashboard, "open");
  g_autofree char *old = qz_sheet_dup_fact_display (dashboard, "open_old");
  const guint n = qz_sheet_get_n_rows (providers);
  g_autofree char *detail =
      g_strdup_printf (ngettext ("%u provider · %s of it over 90 days",
                                 "%u providers · %s of it over 90 days", n),
                       n, old);
  g_autofree char *summary = g_strdup_printf (_("Not yet offset: %s. %s."), open, detail);

  qz_figure_button_set (figure, open, detail);
  qz_card_link_fact (GTK_ACTIONABLE (figure), dashboard, "open");
  draw (card, ageing, providers, summary, _("Every temporary payment is offset."));
}

const QzDashboardCard qz_card_open = { create_open, set_open };

/* ── batches at the bank ─────────────────────────────────────────────────────────────────────── */

static GtkWidget *
create_batches (QzSession *session)
{
  GtkWidget *card = qz_card_new (NULL);

  append_figure (card, _("Batches waiting for the bank’s return"));
  return card;
}

static void
set_batches (GtkWidget *card, QzSheet *dashboard)
{
  QzFigureButton *figure = QZ_FIGURE_BUTTON (get_child (card, "figure"));
  const guint n = (guint) qz_card_get_fact (dashboard, "batches");
  const guint days = (guint) qz_card_get_fact (dashboard, "batches_days");
  g_autofree char *value = g_strdup_printf (ngettext ("%u batch", "%u batches", n), n);
  g_autofree char *total = qz_sheet_dup_fact_display (dashboard, "batches_total");
  g_autofree char *detail = NULL;

  if (n == 0)
    detail = g_strdup (_("The bank has answered every batch"));
  else if (days == 0)
    detail = g_strdup_printf (_("%s · the oldest is of today"), total);
  else
    detail = g_strdup_printf (ngettext ("%s · the oldest is %u working day old",
                                        "%s · the oldest is %u working days old", days),
                              total, days);
  qz_figure_button_set (figure, value, detail);
  qz_card_link_fact (GTK_ACTIONABLE (figure), dashboard, "batches");
}

const QzDashboardCard qz_card_batches = { create_batches, set_batches };

/* ── the share of instant settlement ─────────────────────────────────────────────────────────── */

#define TARGET_PPM 800000 /* 3.9 */

static const QzBarSpec share_bars = { "period", { "share" }, NULL, NULL, TARGET_PPM };
static const QzSheetLayout share_layout = { "period", "period", "share", hidden, FALSE };
static const QzGaugeSpec share_gauge = { { TARGET_PPM } };

static GtkWidget *
create_share (QzSession *session)
{
  GtkWidget *card = qz_card_new (NULL);
  GtkWidget *how;

  append_figure (card, _("Share of instant settlement"));
  append (card, "gauge", qz_gauge_new (&share_gauge));
  append_chart (card, qz_plot_frame_new (_("By month of costs, against the target of 80 %"),
                                          QZ_PLOT (qz_bar_chart_new (&share_bars)),
                                          &share_layout, NULL, 0));
  how = qz_card_new_empty (_("(Advances + daily disbursements + settlements paid by their due "
                             "day) ÷ what the month settlement fixed"));
  gtk_widget_add_css_class (how, "caption");
  gtk_box_append (GTK_BOX (card), how);
  return card;
}

static void
set_share (GtkWidget *card, QzSheet *dashboard)
{
  QzSheet *shares = qz_sheet_find_child (dashboard, "shares");
  QzFigureButton *figure = QZ_FIGURE_BUTTON (get_child (card, "figure"));
  QzGauge *gauge = QZ_GAUGE (get_child (card, "gauge"));
  const gboolean known = qz_sheet_find_fact (dashboard, "share") >= 0;
  const gboolean met = qz_card_get_fact (dashboard, "target_met") != 0;
  g_autofree char *share = qz_sheet_dup_fact_display (dashboard, "share");
  g_autofree char *period = qz_sheet_dup_fact_display (dashboard, "share_period");
  g_autofree char *detail = NULL;
  g_autofree char *text = NULL;

  if (known)
    detail = g_strdup_printf (met ? _("costs of %s · target of 80%% met")
                                  : _("costs of %s · below the target of 80%%"),
                              period);
  text = g_strdup_printf ("%s · %s", share, detail != NULL ? detail : "");
  qz_figure_button_set (figure, known ? share : "—",
                        known ? detail : _("No month of the last twelve is settled"));
  qz_card_link_fact (GTK_ACTIONABLE (figure), dashboard, "share");
  qz_gauge_set (gauge, known ? qz_card_get_fact (dashboard, "share") : -1, QZ_LEVEL_PLAIN, text);
  qz_plot_set_words (QZ_PLOT (gauge), _("Share of instant settlement"), text);
  gtk_widget_set_visible (GTK_WIDGET (gauge), known);
  draw (card, shares, shares, text, _("No month of the last twelve is settled."));
}

const QzDashboardCard qz_card_share = { create_share, set_share };

/* ── internal control ────────────────────────────────────────────────────────────────────────── */

static gpointer
run_checks (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_dashboard_run_checks (book, context, error);
}

static const QzJobKind checks_kind = { N_ ("Running the internal-control checks"), run_checks, TRUE,
                                       NULL, (GDestroyNotify) qz_sheet_unref };

static void
checks_ran (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  if (error != NULL)
    qz_message_show_error (owner, _("The Checks Did Not Run"), error);
  else
    qz_nav_toast (owner, _("The internal-control checks have run"), _("Show"),
                  "win.show-list(('checks','',''))");
}

static void
run_clicked_cb (GtkButton *button, gpointer user_data)
{
  qz_session_run (user_data, &checks_kind, NULL, button, NULL, checks_ran);
}

static GtkWidget *
create_checks (QzSession *session)
{
  GtkWidget *card = qz_card_new (NULL);
  GtkWidget *run = gtk_button_new_with_label (_("Run the Checks"));

  append_figure (card, _("Internal-control checks"));
  gtk_widget_set_halign (run, GTK_ALIGN_START);
  g_signal_connect_object (run, "clicked", G_CALLBACK (run_clicked_cb), session, 0);
  qz_guard_watch_right (run, QZ_N_RIGHTS);
  gtk_box_append (GTK_BOX (card), run);
  return card;
}

static void
set_checks (GtkWidget *card, QzSheet *dashboard)
{
  QzFigureButton *figure = QZ_FIGURE_BUTTON (get_child (card, "figure"));
  const guint n = (guint) qz_card_get_fact (dashboard, "checks_n");
  const guint n_bad = (guint) qz_card_get_fact (dashboard, "checks_bad");
  g_autofree char *time = qz_words_dup_fact (dashboard, "checks_time");
  g_autofree char *value = NULL;
  g_autofree char *detail = NULL;

  if (qz_sheet_find_fact (dashboard, "checks_time") < 0)
    {
      qz_figure_button_set (figure, _("Not run yet"), NULL);
      qz_link_set (GTK_ACTIONABLE (figure), "checks", "", "");
      return;
    }
  value = n_bad == 0
              ? g_strdup_printf (_("✓ All %u agree"), n)
              : g_strdup_printf (ngettext ("✗ %u differs", "✗ %u differ", n_bad), n_bad);
  detail = g_strdup_printf (_("Last run %.16s"), time);
  qz_figure_button_set (figure, value, detail);
  qz_link_set (GTK_ACTIONABLE (figure), "checks", "", "");
}

const QzDashboardCard qz_card_checks = { create_checks, set_checks };
