/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard in the window: figures come, everything has a name, and what is pressed leads to a
 * list that exists. */
#include "app-fixture.h"

#include "qz-cells.h"
#include "qz-dashboard-page.h"
#include "qz-drafts.h"
#include "qz-figure-button.h"
#include "qz-filter-button.h"
#include "qz-gauge.h"
#include "qz-link.h"
#include "qz-list-page.h"
#include "qz-queue-page.h"
#include "qz-queue-rows.h"
#include "qz-row.h"
#include "qz-share-page.h"
#include "qz-tabs-page.h"
#include "qz-warning-pill.h"
#include "qz-window.h"

static gboolean
has_figures (gpointer page)
{
  return g_strcmp0 (qz_load_page_get_shown (QZ_LOAD_PAGE (page)), "content") == 0;
}

typedef struct {
  QzSession *session;
  QzDashboardPage *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self, const char *user)
{
  self->session = app_open_city (user);
  app_make_day (self->session, "2026-03-30");
  self->page = QZ_DASHBOARD_PAGE (qz_dashboard_page_new (self->session));
  self->window = app_present (GTK_WIDGET (self->page));
  app_wait_until (has_figures, self->page, "the dashboard's figures");
}

static void
tear_down (Fixture *self)
{
  gtk_window_destroy (self->window);
  qz_session_close (self->session);
  g_object_unref (self->session);
}

/* ── links ───────────────────────────────────────────────────────────────────────────────────── */

/* The list that @button opens, as long as it does; FALSE: it opens none. */
static gboolean
peek_list (GtkWidget *button, const char **page, const char **column, const char **value)
{
  GtkActionable *actionable = GTK_ACTIONABLE (button);

  if (g_strcmp0 (gtk_actionable_get_action_name (actionable), "win.show-list") != 0)
    return FALSE;
  g_variant_get (gtk_actionable_get_action_target_value (actionable), "(&s&s&s)", page, column,
                 value);
  return TRUE;
}

static void
assert_target (GtkWidget *button)
{
  const char *page, *column, *value;

  if (!peek_list (button, &page, &column, &value))
    return;
  if (qz_pages_find (page) == NULL)
    g_error ("“%s” leads to the page “%s”, which is not there",
             gtk_button_get_label (GTK_BUTTON (button)), page);
  /* What begins so opens the thing itself. */
  if (g_str_has_prefix (column, "open-"))
    return;
  /* A filter that the list does not have would show everything. */
  if (*column != '\0' && qz_pages_find (page)->create == NULL)
    if (!g_strv_contains (qz_pages_find (page)->filters, column))
      g_error ("the page “%s” has no filter for %s", page, column);
}

static guint
visit (GtkWidget *widget, void (*check) (GtkWidget *), GType type)
{
  guint n = 0;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      check (widget);
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += visit (child, check, type);
  return n;
}

static void
assert_named (GtkWidget *widget)
{
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                   GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_page (void)
{
  Fixture f;
  QzSheet *sheet;

  set_up (&f, "wang");
  sheet = qz_dashboard_page_get_sheet (f.page);
  g_assert_nonnull (sheet);
  g_assert_cmpuint (visit (GTK_WIDGET (f.page), assert_target, GTK_TYPE_BUTTON), >, 5);
  g_assert_cmpuint (visit (GTK_WIDGET (f.page), assert_named, QZ_TYPE_PLOT), ==, 4);
  g_assert_cmpuint (visit (GTK_WIDGET (f.page), assert_named, QZ_TYPE_FIGURE_BUTTON), ==, 7);
  tear_down (&f);
}

static gboolean
is_paid_figure (GtkWidget *widget, gpointer data)
{
  return g_strcmp0 (qz_figure_button_get_value (QZ_FIGURE_BUTTON (widget)), data) == 0;
}

/* Nothing was paid in the sample city: the figure says so and no bar is invented. */
static void
test_empty (void)
{
  Fixture f;
  GtkWidget *frame;

  set_up (&f, "wang");
  g_assert_nonnull (app_find (GTK_WIDGET (f.page), QZ_TYPE_FIGURE_BUTTON, is_paid_figure,
                              (gpointer) "0.00"));
  frame = app_find (GTK_WIDGET (f.page), QZ_TYPE_PLOT_FRAME, NULL, NULL);
  g_assert_cmpstr (qz_plot_frame_get_shown (QZ_PLOT_FRAME (frame)), ==, "empty");
  tear_down (&f);
}

/* ── a list with its filter set ──────────────────────────────────────────────────────────────── */

typedef struct {
  QzListPage *list;
  guint n; /* rows wanted */
} Wanted;

static gboolean
shows_wanted (gpointer data)
{
  const Wanted *wanted = data;
  GListModel *rows = qz_sheet_view_get_rows (qz_list_page_get_view (wanted->list));

  return g_strcmp0 (qz_list_page_get_shown (wanted->list), "table") == 0
         && g_list_model_get_n_items (rows) == wanted->n;
}

static void
assert_shows (Fixture *f, const char *column, const char *value, guint n)
{
  AdwNavigationPage *list = qz_page_new (f->session, qz_pages_find ("daily"));
  GtkWindow *window = app_present (GTK_WIDGET (list));
  Wanted wanted = { QZ_LIST_PAGE (list), n };

  qz_link_preset (GTK_WIDGET (list), column, value);
  app_wait_until (shows_wanted, &wanted, value);
  gtk_window_destroy (window);
}

static gboolean
shows_more (gpointer page)
{
  return qz_sheet_get_n_rows (qz_sheet_view_get_sheet (qz_list_page_get_view (page))) == 4;
}

static gboolean
shows_nothing (gpointer page)
{
  return g_strcmp0 (qz_list_page_get_shown (page), "nothing-found") == 0;
}

static gboolean
is_state_filter (GtkWidget *widget, gpointer unused)
{
  return g_strcmp0 (qz_filter_button_get_column (QZ_FILTER_BUTTON (widget)), "state") == 0;
}

/* A figure of nothing opens a list of nothing, not one of everything; and it stays so when the list
 * is read again. */
static void
assert_shows_nothing (Fixture *f)
{
  AdwNavigationPage *list = qz_page_new (f->session, qz_pages_find ("daily"));
  GtkWindow *window = app_present (GTK_WIDGET (list));
  GtkWidget *filter;

  qz_link_preset (GTK_WIDGET (list), "state", "paid");
  app_wait_until (shows_nothing, list, "a list of nothing");
  filter = app_find (GTK_WIDGET (list), QZ_TYPE_FILTER_BUTTON, is_state_filter, NULL);
  g_assert_cmpstr (qz_filter_button_get_text (QZ_FILTER_BUTTON (filter)), ==, "Paid");
  app_make_day (f->session, "2026-03-31");
  app_wait_until (shows_more, list, "the list to be read again");
  g_assert_true (shows_nothing (list));
  g_assert_cmpstr (qz_filter_button_get_text (QZ_FILTER_BUTTON (filter)), ==, "Paid");
  gtk_window_destroy (window);
}

static void
test_preset (void)
{
  Fixture f;

  set_up (&f, "wang");
  assert_shows (&f, "", "", 2);
  assert_shows (&f, "insurance", "EMP", 1);
  assert_shows (&f, "state", "made", 2);
  assert_shows (&f, "", "RB-220200-20260330-RES-001", 1);
  assert_shows_nothing (&f);
  tear_down (&f);
}

/* ── what is behind a figure is as much as the figure ────────────────────────────────────────── */

/* Money paid ahead for two months of costs: one fresh on the fixture's day, one old. */
static gpointer
pay_ahead (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  static const QzDraftLine lines[] = {
    { "补记预付款", "TEMP_PAID.INSTANT", "H22020200101", 202603, "mprepay", 70000, 0 },
    { "补记预付款", "TEMP_PAID.INSTANT", "H22020200101", 202511, "mprepay", 50000, 0 },
    { "补记预付款", "TEMP_PAID.INSTANT", "H22020200101", 202510, "mprepay", 30000, 0 },
    { "补记预付款", "ACC_OUT", NULL, 0, "", 0, 150000 },
  };
  static const struct {
    const char *user;
    QzDraftAct act;
  } acts[] = { { "wang", QZ_DRAFT_SUBMIT }, { "li", QZ_DRAFT_CHECK }, { "qian", QZ_DRAFT_POST } };
  QzContext as = *context;
  QzDraft draft = { .ledger = "L_AG_220200_EMP", .lines = lines, .n_lines = G_N_ELEMENTS (lines),
                    .n_attachments = 1, .day = context->clock.today };
  g_autoptr (QzSheet) saved = NULL;

  as.user = "wang";
  saved = qz_draft_save (book, &as, &draft, error);
  for (guint i = 0; saved != NULL && i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (QzSheet) done = NULL;

      as.user = acts[i].user;
      done = qz_draft_act (book, &as, 1, acts[i].act, NULL, error);
      if (done == NULL)
        return NULL;
    }
  return saved != NULL ? book : NULL;
}

/* The balances that a bucket of ages opens are its own, and as much. */
static void
assert_bucket (Fixture *f, QzSheet *ageing, guint bucket, guint n)
{
  AdwNavigationPage *list =
      qz_page_new (f->session, qz_pages_find (qz_cell_text (ageing, bucket, "page")));
  GtkWindow *window = app_present (GTK_WIDGET (list));
  Wanted wanted = { QZ_LIST_PAGE (list), n };
  GListModel *rows;
  gint64 sum = 0;

  qz_link_preset (GTK_WIDGET (list), qz_cell_text (ageing, bucket, "column"),
                  qz_cell_text (ageing, bucket, "value"));
  app_wait_until (shows_wanted, &wanted, qz_cell_text (ageing, bucket, "value"));
  rows = qz_sheet_view_get_rows (qz_list_page_get_view (wanted.list));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QzRow) row = g_list_model_get_item (rows, i);

      sum += qz_cell_number (qz_row_get_sheet (row), qz_row_get_index (row), "balance");
    }
  g_assert_cmpint (sum, ==, qz_cell_number (ageing, bucket, "open"));
  gtk_window_destroy (window);
}

static gboolean
has_open (gpointer page)
{
  QzSheet *sheet = qz_dashboard_page_get_sheet (page);

  return has_figures (page) && qz_fact_number (sheet, "open") == 150000;
}

/* IC-3: of the ages of what is open each opens its own, and the old one is warned of. */
static void
test_ages (void)
{
  static const QzJobKind kind = { "Paying ahead", pay_ahead, TRUE, NULL, NULL };
  Fixture f;
  QzSheet *ageing, *alerts;
  guint alert = 0;

  set_up (&f, "wang");
  app_run (f.session, &kind, NULL);
  app_wait_until (has_open, f.page, "what is open");
  ageing = qz_sheet_find_child (qz_dashboard_page_get_sheet (f.page), "ageing");
  alerts = qz_sheet_find_child (qz_dashboard_page_get_sheet (f.page), "alerts");
  g_assert_cmpint (qz_cell_number (ageing, 3, "open"), ==, 80000);
  assert_bucket (&f, ageing, 0, 1);
  assert_bucket (&f, ageing, 3, 2);
  while (!g_str_equal (qz_cell_text (alerts, alert, "page"), "balances"))
    alert++;
  g_assert_cmpstr (qz_cell_text (alerts, alert, "value"), ==, qz_cell_text (ageing, 3, "value"));
  tear_down (&f);
}

static void
assert_group (GtkWidget *button)
{
  const char *page, *column, *value;

  if (!peek_list (button, &page, &column, &value))
    return;
  if (g_str_equal (column, "group"))
    g_object_set_data_full (G_OBJECT (gtk_widget_get_root (button)), "test-group",
                            g_strdup (value), g_free);
}

static gboolean
has_queue (gpointer page)
{
  return qz_queue_page_get_waiting (page) != NULL;
}

static guint
count_rows (QzSheet *waiting, const char *group)
{
  guint n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (waiting); row++)
    {
      g_autofree char *found =
          g_strdup_printf ("%s/%s", qz_queue_get_text (waiting, row, "page"),
                           qz_queue_get_text (waiting, row, "act"));

      n += g_str_equal (found, group);
    }
  return n;
}

static gboolean
is_act_row (GtkWidget *widget, gpointer unused)
{
  return gtk_widget_has_css_class (widget, "qz-queue-row") && gtk_widget_get_mapped (widget);
}

static void
count_cb (GtkWidget *widget)
{
  if (is_act_row (widget, NULL))
    {
      GtkRoot *root = gtk_widget_get_root (widget);
      const guint n = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (root), "test-rows"));

      g_object_set_data (G_OBJECT (root), "test-rows", GUINT_TO_POINTER (n + 1));
    }
}

/* "2 items" of a group opens those two of the work queue, and a button shows the rest again. */
static void
test_group (void)
{
  Fixture f;
  QzQueuePage *queue;
  GtkWindow *window;
  g_autofree char *group = NULL;
  guint n;

  set_up (&f, "wang");
  visit (GTK_WIDGET (f.page), assert_group, GTK_TYPE_BUTTON);
  group = g_strdup (g_object_get_data (G_OBJECT (f.window), "test-group"));
  g_assert_nonnull (group);
  queue = QZ_QUEUE_PAGE (qz_queue_page_new (f.session));
  qz_queue_page_show_only (queue, "group", group);
  window = app_present (GTK_WIDGET (queue));
  app_wait_until (has_queue, queue, "the work queue");
  n = count_rows (qz_queue_page_get_waiting (queue), group);
  g_assert_cmpuint (n, >, 0);
  visit (GTK_WIDGET (queue), count_cb, GTK_TYPE_BUTTON);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (window), "test-rows")), ==, n);
  qz_queue_page_show_only (queue, NULL, NULL);
  g_object_set_data (G_OBJECT (window), "test-rows", NULL);
  visit (GTK_WIDGET (queue), count_cb, GTK_TYPE_BUTTON);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (window), "test-rows")), >, n);
  gtk_window_destroy (window);
  tear_down (&f);
}

/* ── the share of instant settlement ─────────────────────────────────────────────────────────── */

static gboolean
has_share (gpointer page)
{
  return qz_tabs_page_get_sheet (page) != NULL;
}

/* The row of a month opens what it adds up, with the same figures; the window has the action. */
static void
test_share (void)
{
  static const char *const parts[] = { "advance", "daily", "in_time", "late", "total" };
  Fixture f;
  AdwNavigationPage *page;
  GtkWindow *window;
  QzSheet *shares, *share;
  GtkWidget *desk = g_object_ref_sink (g_object_new (QZ_TYPE_WINDOW, NULL));
  guint row;

  set_up (&f, "wang");
  shares = qz_sheet_find_child (qz_dashboard_page_get_sheet (f.page), "shares");
  row = qz_sheet_get_n_rows (shares) - 2;
  g_assert_true (g_action_group_has_action (G_ACTION_GROUP (desk),
                                            qz_cell_text (shares, row, "column")));
  page = qz_share_page_new (f.session, qz_cell_text (shares, row, "value"));
  window = app_present (GTK_WIDGET (page));
  app_wait_until (has_share, page, "the share of a month");
  share = qz_tabs_page_get_sheet (QZ_TABS_PAGE (page));
  g_assert_cmpint (qz_fact_number (share, "period"), ==, qz_cell_number (shares, row, "period"));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_cmpint (qz_fact_number (share, parts[i]), ==,
                     qz_cell_number (shares, row, parts[i]));
  gtk_window_destroy (window);
  gtk_window_destroy (GTK_WINDOW (desk));
  g_object_unref (desk);
  tear_down (&f);
}

/* ── running the checks ──────────────────────────────────────────────────────────────────────── */

static gboolean
is_labelled (GtkWidget *widget, gpointer label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
has_checks (gpointer page)
{
  return qz_sheet_find_fact (qz_dashboard_page_get_sheet (page), "checks_time") >= 0;
}

/* The figures are read again when the checks have run; until then the last ones stay. */
static void
test_checks (void)
{
  Fixture f;
  GtkWidget *run;

  set_up (&f, "wang");
  g_assert_false (has_checks (f.page));
  run = app_find (GTK_WIDGET (f.page), GTK_TYPE_BUTTON, is_labelled, (gpointer) "Run the Checks");
  g_assert_nonnull (run);
  g_signal_emit_by_name (run, "clicked");
  g_assert_true (has_figures (f.page));
  app_wait_until (has_checks, f.page, "the checks to have run");
  g_assert_true (has_figures (f.page));
  tear_down (&f);
}

static void
test_template (void)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (QZ_TYPE_DASHBOARD_PAGE, NULL));

  g_object_run_dispose (G_OBJECT (page));
  g_assert_finalize_object (page);
}

/* ── warnings ────────────────────────────────────────────────────────────────────────────────── */

static void
test_pill (void)
{
  GtkWidget *pill = g_object_ref_sink (qz_warning_pill_new (QZ_LEVEL_YELLOW, "3 late"));

  g_assert_cmpint (qz_warning_pill_get_level (QZ_WARNING_PILL (pill)), ==, QZ_LEVEL_YELLOW);
  gtk_test_accessible_assert_property (pill, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Yellow warning: 3 late");
  g_assert_true (gtk_widget_has_css_class (pill, "qz-yellow"));
  qz_warning_pill_set (QZ_WARNING_PILL (pill), QZ_LEVEL_RED, "4 late");
  g_assert_false (gtk_widget_has_css_class (pill, "qz-yellow"));
  g_assert_true (gtk_widget_has_css_class (pill, "qz-red"));
  g_assert_cmpint (qz_level_from_text ("red"), ==, QZ_LEVEL_RED);
  g_assert_cmpint (qz_level_from_text (""), ==, QZ_LEVEL_PLAIN);
  g_object_run_dispose (G_OBJECT (pill));
  g_assert_finalize_object (pill);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/dashboard/page", test_page);
  g_test_add_func ("/dashboard/empty", test_empty);
  g_test_add_func ("/dashboard/preset", test_preset);
  g_test_add_func ("/dashboard/IC-3/ages", test_ages);
  g_test_add_func ("/dashboard/group", test_group);
  g_test_add_func ("/dashboard/share", test_share);
  g_test_add_func ("/dashboard/checks", test_checks);
  g_test_add_func ("/dashboard/template", test_template);
  g_test_add_func ("/dashboard/pill", test_pill);
  return app_fixture_run ();
}
