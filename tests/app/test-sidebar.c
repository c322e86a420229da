/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar by itself. */
#include "app-fixture.h"

#include <glib/gstdio.h>

#include "qz-document-jobs.h"
#include "qz-documents.h"
#include "qz-imports.h"
#include "qz-page-spec.h"
#include "qz-retire.h"
#include "qz-settings.h"
#include "qz-sidebar.h"

#define DAY    "2026-01-05"
#define NUMBER "RB-220200-20260105-EMP-001"

static void
chosen_cb (QzSidebar *sidebar, const char *id, gboolean activated, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_marking_chooses_nothing (void)
{
  QzSidebar *sidebar = g_object_ref_sink (g_object_new (QZ_TYPE_SIDEBAR, NULL));
  guint n = 0;

  g_signal_connect (sidebar, "chosen", G_CALLBACK (chosen_cb), &n);
  qz_sidebar_mark (sidebar, "vouchers");
  g_assert_cmpstr (qz_sidebar_get_marked (sidebar), ==, "vouchers");
  qz_sidebar_mark (sidebar, "no-such-page");
  g_assert_null (qz_sidebar_get_marked (sidebar));
  qz_sidebar_mark (sidebar, NULL);
  g_assert_cmpuint (n, ==, 0);
  g_object_run_dispose (G_OBJECT (sidebar));
  g_assert_finalize_object (sidebar);
}

static gboolean
has_badge (gpointer sidebar)
{
  g_autofree char *badge = qz_sidebar_dup_badge (sidebar, "daily");

  return *badge != '\0';
}

static gboolean
has_no_badge (gpointer sidebar)
{
  return !has_badge (sidebar);
}

/* Two documents wait for the reviewer, and for nobody when the clock of approval is not his. */
static void
test_badges (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzSidebar *sidebar = g_object_ref_sink (g_object_new (QZ_TYPE_SIDEBAR, NULL));
  g_autofree char *badge = NULL;
  GtkWidget *row;

  app_make_day (session, DAY);
  qz_session_set_user (session, "li");
  qz_sidebar_set_session (sidebar, session);
  app_wait_until (has_badge, sidebar, "the badge of the reviewer");
  badge = qz_sidebar_dup_badge (sidebar, "daily");
  g_assert_true (g_str_has_prefix (badge, "2"));
  qz_sidebar_mark (sidebar, "daily");
  row = GTK_WIDGET (gtk_list_box_get_selected_row (
      GTK_LIST_BOX (app_find (GTK_WIDGET (sidebar), GTK_TYPE_LIST_BOX, NULL, NULL))));
  g_assert_nonnull (gtk_widget_get_tooltip_text (row));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (row),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  app_run (session, &qz_job_act, qz_act_input_new (NUMBER, QZ_ACT_REVIEW, NULL));
  app_run (session, &qz_job_act,
           qz_act_input_new ("RB-220200-20260105-RES-001", QZ_ACT_REVIEW, NULL));
  app_wait_until (has_no_badge, sidebar, "the badge to go");
  g_object_run_dispose (G_OBJECT (sidebar));
  g_assert_finalize_object (sidebar);
}

static guint
count_rows (QzSidebar *sidebar)
{
  GtkWidget *list = app_find (GTK_WIDGET (sidebar), GTK_TYPE_LIST_BOX, NULL, NULL);
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;
  return n;
}

static gboolean
has_all_rows (gpointer sidebar)
{
  guint n;

  qz_pages_get_all (&n);
  return count_rows (sidebar) == n;
}

static gboolean
has_height (gpointer widget)
{
  return gtk_widget_get_height (widget) > 0;
}

/* Whether the rows that were made fill what the window shows of the list. */
static gboolean
is_filled (QzSidebar *sidebar)
{
  GtkWidget *list = app_find (GTK_WIDGET (sidebar), GTK_TYPE_LIST_BOX, NULL, NULL);

  return gtk_widget_get_height (list) >= gtk_widget_get_height (GTK_WIDGET (sidebar));
}

/* A low window begins with the rows that it can show; the others come by themselves, in their
 * order and with their badges. */
static void
test_rows_below (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  GtkWindow *window = g_object_new (GTK_TYPE_WINDOW, "default-width", 260, "default-height", 360,
                                    NULL);
  QzSidebar *sidebar = g_object_new (QZ_TYPE_SIDEBAR, NULL);
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  app_make_day (session, DAY);
  qz_session_set_user (session, "li");
  qz_sidebar_set_session (sidebar, session);
  gtk_window_present (window);
  app_wait_until (has_height, window, "the window's height");
  gtk_window_set_child (window, GTK_WIDGET (sidebar));
  g_assert_cmpuint (count_rows (sidebar), >, 0);
  g_assert_cmpuint (count_rows (sidebar), <, n / 2);
  app_wait_until (has_height, sidebar, "the sidebar's height");
  g_assert_true (is_filled (sidebar));
  app_wait_until (has_all_rows, sidebar, "the rows out of sight");
  app_wait_until (has_badge, sidebar, "the badge of the reviewer");
  qz_sidebar_mark (sidebar, specs[n - 1]->id);
  g_assert_cmpstr (qz_sidebar_get_marked (sidebar), ==, specs[n - 1]->id);
  gtk_window_destroy (window);
}

/* ── sections ────────────────────────────────────────────────────────────────────────────────── */

/* Whether the rows of @section are offered: all of them, or none. */
static gboolean
offers (QzSidebar *sidebar, const char *section)
{
  GtkListBox *list = GTK_LIST_BOX (app_find (GTK_WIDGET (sidebar), GTK_TYPE_LIST_BOX, NULL, NULL));
  guint n, n_rows = 0, n_offered = 0;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (specs[i]->section, section))
      {
        n_rows++;
        n_offered += gtk_widget_get_visible (
            GTK_WIDGET (gtk_list_box_get_row_at_index (list, (int) i)));
      }
  g_assert_true (n_rows > 0 && (n_offered == 0 || n_offered == n_rows));
  return n_offered > 0;
}

static gboolean
offers_assistance (gpointer sidebar)
{
  return offers (sidebar, "Medical assistance");
}

static gpointer
adopt_assistance (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const char *data =
      g_test_get_filename (G_TEST_DIST, "data", "policies", "datong-assistance.policy", NULL);
  g_autoptr (GString) text = NULL;
  g_autofree char *loaded = NULL;
  g_autofree char *path = NULL;
  gboolean adopted;

  if (!g_file_get_contents (data, &loaded, NULL, error))
    return NULL;
  text = g_string_new (loaded);
  g_string_replace (text, "areas = 1402\n", "areas = 2202\n", 0);
  path = g_build_filename (g_get_tmp_dir (), "qz-sidebar-assistance.policy", NULL);
  if (!g_file_set_contents (path, text->str, -1, error))
    return NULL;
  adopted = qz_policy_activate (book, context, path, error);
  g_unlink (path);
  return adopted ? book : NULL;
}

static const QzJobKind adopt_kind = { "adopting", adopt_assistance, TRUE, NULL, NULL };

/* A city of instant settlement sees nothing of other schemes, unless it comes to a page of one by
 * another way, asks for all, or adopts a policy. */
static void
test_sections (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autoptr (GSettings) settings = qz_settings_open ();
  QzSidebar *sidebar = g_object_ref_sink (g_object_new (QZ_TYPE_SIDEBAR, NULL));

  qz_sidebar_follow_settings (sidebar, settings);
  qz_sidebar_mark (sidebar, "holidays"); /* makes the rows up to the last */
  app_make_day (session, DAY);
  qz_session_set_user (session, "li");
  qz_sidebar_set_session (sidebar, session);
  app_wait_until (has_badge, sidebar, "the badge of the reviewer");
  g_assert_false (offers (sidebar, "Care away from home"));
  g_assert_false (offers (sidebar, "Supervision away from home"));
  g_assert_false (offers (sidebar, "Medical assistance"));
  g_assert_true (offers (sidebar, "Instant settlement"));
  qz_sidebar_mark (sidebar, "deposits");
  g_assert_cmpstr (qz_sidebar_get_marked (sidebar), ==, "deposits");
  g_assert_true (offers (sidebar, "Care away from home"));
  g_assert_false (offers (sidebar, "Medical assistance"));
  qz_sidebar_mark (sidebar, "daily");
  g_assert_false (offers (sidebar, "Care away from home"));
  g_settings_set_boolean (settings, "all-sections", TRUE);
  g_assert_true (offers (sidebar, "Care away from home") && offers_assistance (sidebar));
  g_settings_set_boolean (settings, "all-sections", FALSE);
  g_assert_false (offers_assistance (sidebar));
  qz_session_set_user (session, "sun");
  app_run (session, &adopt_kind, NULL);
  app_wait_until (offers_assistance, sidebar, "the section of the policy");
  g_assert_true (offers (sidebar, "Supervision away from home"));
  g_assert_false (offers (sidebar, "Care away from home"));
  g_object_run_dispose (G_OBJECT (sidebar));
  g_assert_finalize_object (sidebar);
}

static gboolean
offers_none (gpointer sidebar)
{
  return !offers (sidebar, "Care away from home")
         && !offers (sidebar, "Supervision away from home") && !offers_assistance (sidebar);
}

static gboolean
offers_all (gpointer sidebar)
{
  return offers (sidebar, "Care away from home") && offers (sidebar, "Supervision away from home")
         && offers_assistance (sidebar);
}

/* A book set that cannot tell has all sections; what one said holds for no other. */
static void
test_sections_unknown (void)
{
  g_autoptr (QzSession) session = app_open_city ("sun");
  g_autoptr (QzSession) other = app_open_city ("sun");
  g_autofree char *path = g_strdup (qz_session_get_path (session));
  g_autofree char *away = g_strconcat (path, ".away", NULL);
  g_autofree char *next = g_strdup (qz_session_get_path (other));
  QzSidebar *sidebar = g_object_ref_sink (g_object_new (QZ_TYPE_SIDEBAR, NULL));

  g_clear_object (&other);
  qz_sidebar_mark (sidebar, "holidays"); /* makes the rows up to the last */
  g_assert_true (offers_none (sidebar));
  g_assert_no_errno (g_rename (path, away));
  qz_sidebar_set_session (sidebar, session);
  app_wait_until (offers_all, sidebar, "the sections of a book set that cannot be read");
  g_assert_no_errno (g_rename (away, path));
  qz_sidebar_reload (sidebar);
  app_wait_until (offers_none, sidebar, "the sections of a book set that can be read again");
  app_run (session, &adopt_kind, NULL);
  app_wait_until (offers_assistance, sidebar, "the section of the policy");
  qz_session_open (session, next, NULL, NULL);
  app_wait_until (offers_none, sidebar, "the sections of the next book set");
  qz_session_set_user (session, "wang");
  app_make_day (session, DAY);
  qz_session_set_user (session, "li");
  app_wait_until (has_badge, sidebar, "the badge of the next book set");
  g_assert_true (offers_none (sidebar));
  g_object_run_dispose (G_OBJECT (sidebar));
  g_assert_finalize_object (sidebar);
}

/* ── the page that goes ──────────────────────────────────────────────────────────────────────── */

#define N_PARTS  12
#define N_LABELS 60

typedef struct {
  gpointer page; /* weak, as all */
  gpointer boxes[N_PARTS];
  guint n_late; /* boxes that were left when the page had given them up */
} Going;

static GtkWidget *
new_part (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < N_LABELS; i++)
    gtk_box_append (GTK_BOX (box), gtk_label_new ("label"));
  return box;
}

static GtkWidget *
new_parts (Going *going)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < N_PARTS; i++)
    {
      g_set_weak_pointer (&going->boxes[i], new_part ());
      gtk_box_append (GTK_BOX (box), going->boxes[i]);
    }
  return box;
}

static void
parted_cb (Going *going)
{
  for (guint i = 0; i < N_PARTS; i++)
    going->n_late += going->boxes[i] != NULL;
}

static gboolean
is_gone (gpointer data)
{
  const Going *going = data;
  guint n = going->page != NULL;

  for (guint i = 0; i < N_PARTS; i++)
    n += going->boxes[i] != NULL;
  return n == 0;
}

static AdwNavigationView *
new_view (Going *going)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());

  g_set_weak_pointer (&going->page, adw_navigation_page_new (new_parts (going), "Before"));
  g_signal_connect_swapped (going->page, "destroy", G_CALLBACK (parted_cb), going);
  adw_navigation_view_push (view, going->page);
  return view;
}

/* What a page had goes after it, in parts: all of it at once takes longer than a frame. */
static void
test_page_goes (void)
{
  Going going = { NULL };
  AdwNavigationView *view = new_view (&going);
  GtkWindow *window = app_present (GTK_WIDGET (view));

  qz_retire_replace (view, adw_navigation_page_new (gtk_label_new ("label"), "After"));
  g_assert_nonnull (going.page);
  app_wait_until (is_gone, &going, "the page before to be gone");
  g_assert_cmpuint (going.n_late, ==, N_PARTS);
  gtk_window_destroy (window);
}

/* A window that is closed meanwhile takes along what is left of the page. */
static void
test_window_goes_first (void)
{
  Going going = { NULL };
  AdwNavigationView *view = new_view (&going);
  GtkWindow *window = app_present (GTK_WIDGET (view));

  qz_retire_replace (view, adw_navigation_page_new (gtk_label_new ("label"), "After"));
  while (going.n_late == 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (window);
  app_wait_until (is_gone, &going, "the page to go with its window");
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/sidebar/marking", test_marking_chooses_nothing);
  g_test_add_func ("/sidebar/badges", test_badges);
  g_test_add_func ("/sidebar/rows-below", test_rows_below);
  g_test_add_func ("/sidebar/sections", test_sections);
  g_test_add_func ("/sidebar/sections-unknown", test_sections_unknown);
  g_test_add_func ("/sidebar/page-goes", test_page_goes);
  g_test_add_func ("/sidebar/window-goes-first", test_window_goes_first);
  return app_fixture_run ();
}
