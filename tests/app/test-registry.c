/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-day-row.h"
#include "qz-page-spec.h"
#include "qz-policy-compare-page.h"
#include "qz-policy-page.h"
#include "qz-provider-page.h"

#define DAY      "2026-01-05"
#define PROVIDER "H22020200101"

static void
let_go (gpointer page)
{
  g_object_run_dispose (G_OBJECT (page));
  g_assert_finalize_object (page);
}

static gboolean
has_record (gpointer page)
{
  return qz_tabs_page_get_sheet (page) != NULL;
}

static QzTabsPage *
load_tabs (AdwNavigationPage *made)
{
  QzTabsPage *page = QZ_TABS_PAGE (made);

  g_object_ref_sink (page);
  app_wait_until (has_record, page, "a record to load");
  return page;
}

/* SM-1: the page says the state, and a tab stands for each of its tables. */
static void
test_provider (void)
{
  static const char *const tabs[] = { "statement", "documents", "accounts", "history" };
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzTabsPage *page;
  QzSheet *sheet;

  app_make_day (session, DAY);
  page = load_tabs (qz_provider_page_new (session, PROVIDER));
  sheet = qz_tabs_page_get_sheet (page);
  g_assert_cmpstr (qz_sheet_get_fact_text (sheet, (guint) qz_sheet_find_fact (sheet, "status")), ==,
                   "ADMITTED");
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      QzSheetView *view = qz_tabs_page_get_view (page, tabs[i]);

      g_test_message ("%s", tabs[i]);
      g_assert_nonnull (view);
      g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_view_get_sheet (view)), >, 0);
    }
  g_assert_null (qz_tabs_page_get_view (page, "no-such-tab"));
  let_go (page);
}

/* A cell of the statement and the items behind it add up to the same. */
static void
test_statement (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzTabsPage *page =
      load_tabs (qz_provider_statement_page_new (session, PROVIDER, "2026-01/EMP/declared"));
  QzSheet *sheet = qz_tabs_page_get_sheet (page);
  const gint64 value =
      qz_sheet_get_fact_number (sheet, (guint) qz_sheet_find_fact (sheet, "value"));

  g_assert_cmpint (value, >, 0);
  g_assert_cmpint (value, ==,
                   qz_sheet_get_fact_number (sheet, (guint) qz_sheet_find_fact (sheet, "sum")));
  let_go (page);
}

/* What adds up to a number is searched, and the sum of what is found stands below it; where it is
 * narrow the search comes when it is asked for. */
static void
test_statement_lines (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzTabsPage *page =
      load_tabs (qz_provider_statement_page_new (session, PROVIDER, "2026-01/EMP/deducted"));
  QzSheet *sheet = qz_tabs_page_get_sheet (page);
  GtkWindow *window = app_present (GTK_WIDGET (page));
  GtkWidget *search = app_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  g_autofree char *total = qz_value_dup_display (QZ_VALUE_FEN, qz_fact_number (sheet, "value"));
  g_autofree char *all =
      g_strdup_printf ("%u rows · total %s", qz_sheet_get_n_rows (sheet), total);
  g_autofree char *first =
      qz_value_dup_display (QZ_VALUE_FEN, qz_cell_number (sheet, 0, "amount"));
  g_autofree char *some = g_strdup_printf ("1 row · total %s", first);

  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), >, 1);
  app_wait_label (GTK_WIDGET (page), all);
  gtk_widget_activate_action (GTK_WIDGET (page), "page.search", NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), first);
  app_wait_label (GTK_WIDGET (page), some);
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  app_wait_label (GTK_WIDGET (page), all);
  app_wait_drawn (GTK_WIDGET (page));
  gtk_window_set_default_size (window, 360, 760);
  app_wait_until (app_is_unmapped, search, "the search to be put away");
  app_wait_drawn (GTK_WIDGET (page));
  gtk_widget_activate_action (GTK_WIDGET (page), "page.search", NULL);
  app_wait_until (app_is_mapped, search, "the search");
  app_wait_drawn (GTK_WIDGET (page));
  gtk_window_destroy (window);
  let_go (page);
}

static gboolean
is_search (GtkWidget *button, gpointer unused)
{
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), "page.search") == 0;
}

/* Where nothing adds up there is nothing to search. */
static void
test_statement_empty (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzTabsPage *empty =
      load_tabs (qz_provider_statement_page_new (session, PROVIDER, "2026-01/EMP/daily_paid"));
  QzTabsPage *full =
      load_tabs (qz_provider_statement_page_new (session, PROVIDER, "2026-01/EMP/deducted"));

  g_assert_cmpuint (qz_sheet_get_n_rows (qz_tabs_page_get_sheet (empty)), ==, 0);
  g_assert_false (gtk_widget_get_sensitive (
      app_find (GTK_WIDGET (empty), GTK_TYPE_BUTTON, is_search, NULL)));
  g_assert_true (gtk_widget_get_sensitive (
      app_find (GTK_WIDGET (full), GTK_TYPE_BUTTON, is_search, NULL)));
  let_go (empty);
  let_go (full);
}

/* SQ-4.1 is a tab of the agencies. */
static void
test_agencies (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzTabsPage *page = load_tabs (qz_page_new (session, qz_pages_find ("agencies")));
  QzSheet *checks = qz_sheet_view_get_sheet (qz_tabs_page_get_view (page, "checks"));

  g_assert_cmpuint (qz_sheet_get_n_rows (checks), ==, 2);
  for (guint row = 0; row < 2; row++)
    g_assert_cmpint (
        qz_sheet_get_number (checks, row, (guint) qz_sheet_find_column (checks, "ok")), ==, TRUE);
  let_go (page);
}

/* ── policies ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_policy (gpointer page)
{
  return qz_policy_page_get_sheet (page) != NULL;
}

static gboolean
has_title (GtkWidget *row, gpointer part)
{
  return strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), part) != NULL;
}

static gboolean
has_label (GtkWidget *button, gpointer label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0;
}

static QzPolicyPage *
load_policy (QzSession *session, const char *name)
{
  QzPolicyPage *page = QZ_POLICY_PAGE (qz_policy_page_new (session, name));

  g_object_ref_sink (page);
  app_wait_until (has_policy, page, "a policy to load");
  return page;
}

static void
test_policy (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzPolicyPage *page = load_policy (session, "jilin-daily");
  GtkWidget *ratio = app_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, has_title, "70.00%");
  GtkWidget *activate =
      app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, has_label, (gpointer) "_Activate…");

  g_assert_nonnull (ratio);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (ratio)), ==, "JL-11a");
  /* It is in force already. */
  g_assert_false (gtk_widget_get_visible (activate));
  g_assert_nonnull (app_find (GTK_WIDGET (page), GTK_TYPE_EXPANDER, NULL, NULL));
  let_go (page);
}

static gboolean
has_failed (gpointer page)
{
  GtkWidget *stack = app_find (page, GTK_TYPE_STACK, NULL, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "failed") == 0;
}

/* A wrong file is shown with the line that is wrong. */
static void
test_bad_policy (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-policy-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "bad.policy", NULL);
  QzPolicyPage *page;
  GtkWidget *status;

  g_assert_true (g_file_set_contents (path, "[policy]\nid = x\nversion = many\n", -1, &error));
  page = QZ_POLICY_PAGE (qz_policy_page_new (session, path));
  g_object_ref_sink (page);
  app_wait_until (has_failed, page, "a wrong policy to be refused");
  status = app_find (GTK_WIDGET (page), ADW_TYPE_STATUS_PAGE, NULL, NULL);
  g_test_message ("%s", adw_status_page_get_description (ADW_STATUS_PAGE (status)));
  g_assert_nonnull (
      strstr (adw_status_page_get_description (ADW_STATUS_PAGE (status)), "bad.policy"));
  let_go (page);
  g_unlink (path);
  g_rmdir (folder);
}

static gboolean
shows_dialog (gpointer window)
{
  return adw_window_get_visible_dialog (window) != NULL;
}

static gboolean
is_active (gpointer page)
{
  QzSheet *sheet = qz_policy_page_get_sheet (page);
  const int fact = sheet != NULL ? qz_sheet_find_fact (sheet, "active") : -1;

  return fact >= 0 && qz_sheet_get_fact_number (sheet, (guint) fact) != 0;
}

static gboolean
can_activate (gpointer dialog)
{
  return adw_alert_dialog_get_response_enabled (dialog, "activate");
}

/* Types another first day: while it is none, nothing can be activated. */
static void
choose_first_day (AdwAlertDialog *dialog)
{
  GtkWidget *row = app_find (GTK_WIDGET (dialog), QZ_TYPE_DAY_ROW, NULL, NULL);

  g_assert_true (can_activate (dialog));
  gtk_editable_set_text (GTK_EDITABLE (row), "2026-02-3");
  g_assert_false (can_activate (dialog));
  gtk_editable_set_text (GTK_EDITABLE (row), "2026-02-30");
  g_assert_false (can_activate (dialog));
  gtk_editable_set_text (GTK_EDITABLE (row), "2026-03-01");
  g_assert_false (can_activate (dialog));
  app_wait_until (can_activate, dialog, "what follows from the other day");
}

/* A manager activates, from a day of her own, after having read what follows. */
static void
test_activate (void)
{
  g_autoptr (QzSession) session = app_open_city ("sun");
  QzPolicyPage *page = load_policy (session, "suqian-advance");
  GtkWindow *window = app_present (GTK_WIDGET (page));
  GtkWidget *activate =
      app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, has_label, (gpointer) "_Activate…");
  AdwAlertDialog *dialog;
  QzDay first;

  g_assert_true (gtk_widget_get_visible (activate));
  g_signal_emit_by_name (activate, "clicked");
  app_wait_until (shows_dialog, window, "what would follow");
  dialog = ADW_ALERT_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (window)));
  g_assert_true (adw_alert_dialog_has_response (dialog, "activate"));
  choose_first_day (dialog);
  g_signal_emit_by_name (dialog, "response", "activate");
  app_wait_until (is_active, page, "the policy to be active");
  g_assert_true (qz_day_from_ymd (2026, 3, 1, &first));
  g_assert_cmpint (qz_fact_number (qz_policy_page_get_sheet (page), "valid_from"), ==, first);
  gtk_window_destroy (window);
  g_object_unref (page);
}

static gboolean
has_differences (gpointer page)
{
  return qz_policy_compare_page_get_sheet (page) != NULL;
}

static void
test_compare (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzPolicyComparePage *page = QZ_POLICY_COMPARE_PAGE (
      qz_policy_compare_page_new (session, "jilin-daily@1", "heilongjiang-instant@1"));

  g_object_ref_sink (page);
  app_wait_until (has_differences, page, "two policies to be compared");
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_policy_compare_page_get_sheet (page)), >, 0);
  g_assert_nonnull (app_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, has_title, "HLJ-IS"));
  /* Policies, regimes and areas are said by their names, with their codes behind. */
  g_assert_nonnull (app_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, has_title,
                              "Heilongjiang: instant settlement (HLJ-IS)"));
  g_assert_nonnull (app_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, has_title,
                              "日拨付 (jilin-daily)"));
  g_assert_nonnull (app_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, has_title,
                              "吉林省 (22)"));
  let_go (page);
}

static gboolean
has_names (GtkWidget *title, gpointer data)
{
  const char *name = "吉林省基本医保基金即时结算：日拨付 (jilin-daily@1)";
  g_autofree char *both = g_strdup_printf ("%s → %s", name, name);

  return g_strcmp0 (adw_window_title_get_subtitle (ADW_WINDOW_TITLE (title)), both) == 0;
}

/* JL-11a: the sample city under its own policy twice; nothing differs, and nothing is zero. */
static void
test_impact (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzTabsPage *page =
      load_tabs (qz_policy_impact_page_new (session, "jilin-daily", "jilin-daily", 1));
  QzSheet *sheet = qz_tabs_page_get_sheet (page);
  const guint first = (guint) qz_sheet_find_fact (sheet, "first_total");
  const guint difference = (guint) qz_sheet_find_fact (sheet, "difference");

  g_assert_cmpint (qz_sheet_get_fact_number (sheet, first), >, 0);
  g_assert_cmpint (qz_sheet_get_fact_number (sheet, difference), ==, 0);
  /* Its head says what was compared by name, and never the key. */
  g_assert_nonnull (app_find (GTK_WIDGET (page), ADW_TYPE_WINDOW_TITLE, has_names, NULL));
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), >, 10);
  let_go (page);
}

/* Nothing of the pages is without a name for a screen reader. */
static void
test_names (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzTabsPage *page = load_tabs (qz_provider_page_new (session, PROVIDER));
  GtkWidget *switcher = app_find (GTK_WIDGET (page), ADW_TYPE_INLINE_VIEW_SWITCHER, NULL, NULL);

  g_assert_nonnull (switcher);
  for (GtkWidget *child = gtk_widget_get_first_child (switcher); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TOGGLE_BUTTON (child))
      g_assert_nonnull (gtk_button_get_label (GTK_BUTTON (child)));
  let_go (page);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/registry/SM-1/provider", test_provider);
  g_test_add_func ("/registry/statement", test_statement);
  g_test_add_func ("/registry/statement-lines", test_statement_lines);
  g_test_add_func ("/registry/statement-empty", test_statement_empty);
  g_test_add_func ("/registry/SQ-4.1/agencies", test_agencies);
  g_test_add_func ("/registry/policy/words", test_policy);
  g_test_add_func ("/registry/policy/wrong-file", test_bad_policy);
  g_test_add_func ("/registry/policy/activate", test_activate);
  g_test_add_func ("/registry/policy/compare", test_compare);
  g_test_add_func ("/registry/policy/impact", test_impact);
  g_test_add_func ("/registry/names", test_names);
  return app_fixture_run ();
}
