/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <string.h>

#include "qz-about.h"
#include "qz-agenda.h"
#include "qz-cells.h"
#include "qz-day-row.h"
#include "qz-documents.h"
#include "qz-action-menu.h"
#include "qz-document-jobs.h"
#include "qz-finder-dialog.h"
#include "qz-guard.h"
#include "qz-leave.h"
#include "qz-nav.h"
#include "qz-preferences-dialog.h"
#include "qz-sample-city.h"
#include "qz-settings.h"
#include "qz-shortcuts.h"
#include "qz-sidebar.h"
#include "qz-start-page.h"
#include "qz-training-button.h"
#include "qz-unsaved.h"
#include "qz-window.h"

#define DAY    "2026-01-05"
#define NUMBER "RB-220200-20260105-EMP-001"

/* ── a window on a book set that another session writes ──────────────────────────────────────── */

typedef struct {
  QzSession *writer;
  QzWindow *window;
} Desk;

static gboolean
has_page (gpointer window)
{
  return adw_navigation_view_get_visible_page (qz_window_get_navigation (window)) != NULL;
}

static void
desk_open (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk->writer = app_open_city ("wang");
  app_make_day (desk->writer, DAY);
  desk->window = qz_window_new (NULL, NULL);
  g_object_ref (desk->window);
  g_assert_true (
      qz_session_set_now (qz_window_get_session (desk->window), "2026-04-01T09:00", &error));
  gtk_window_present (GTK_WINDOW (desk->window));
  qz_window_open_book (desk->window, qz_session_get_path (desk->writer), "li");
  app_wait_until (has_page, desk->window, "the window to show a page");
}

static void
desk_close (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_clear_object (&desk->window);
  g_clear_object (&desk->writer);
}

static QzSidebar *
get_sidebar (Desk *desk)
{
  return QZ_SIDEBAR (app_find (GTK_WIDGET (desk->window), QZ_TYPE_SIDEBAR, NULL, NULL));
}

static void
do_action (Desk *desk, const char *name, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->window), name,
                                             target != NULL ? "s" : NULL, target));
}

static const char *
get_title (Desk *desk)
{
  return adw_navigation_page_get_title (
      adw_navigation_view_get_visible_page (qz_window_get_navigation (desk->window)));
}

typedef struct {
  Desk *desk;
  const char *title;
} Title;

static gboolean
is_titled (gpointer data)
{
  const Title *title = data;

  return g_str_equal (get_title (title->desk), title->title);
}

static void
wait_for (Desk *desk, const char *title)
{
  Title wanted = { desk, title };

  app_wait_until (is_titled, &wanted, title);
}

/* ── the sidebar ─────────────────────────────────────────────────────────────────────────────── */

/* What is shown is marked, from wherever it was opened; back marks what it comes back to. */
static void
test_follows (void)
{
  Desk desk;
  QzSidebar *sidebar;

  desk_open (&desk);
  sidebar = get_sidebar (&desk);
  do_action (&desk, "win.page", "vouchers");
  g_assert_cmpstr (qz_sidebar_get_marked (sidebar), ==, "vouchers");
  do_action (&desk, "win.open-document", NUMBER);
  g_assert_cmpstr (qz_sidebar_get_marked (sidebar), ==, "daily");
  do_action (&desk, "win.preview-document", NUMBER);
  g_assert_cmpstr (qz_sidebar_get_marked (sidebar), ==, "daily");
  do_action (&desk, "win.open-batch", "220200DD2601070001");
  g_assert_cmpstr (qz_sidebar_get_marked (sidebar), ==, "batches");
  do_action (&desk, "win.open-provider", "H22020200101");
  g_assert_cmpstr (qz_sidebar_get_marked (sidebar), ==, "providers");
  for (guint i = 0; i < 4; i++)
    do_action (&desk, "win.back", NULL);
  g_assert_cmpstr (qz_sidebar_get_marked (sidebar), ==, "vouchers");
  desk_close (&desk);
}

/* Who presses rows over the accessibility bus gets there too. */
static void
test_press (void)
{
  Desk desk;
  GtkListBox *list;

  desk_open (&desk);
  do_action (&desk, "win.page", "vouchers");
  list = GTK_LIST_BOX (
      app_find (GTK_WIDGET (get_sidebar (&desk)), GTK_TYPE_LIST_BOX, NULL, NULL));
  qz_sidebar_mark (get_sidebar (&desk), "batches");
  gtk_widget_activate_action (GTK_WIDGET (gtk_list_box_get_selected_row (list)), "row.press", NULL);
  g_assert_cmpstr (get_title (&desk), ==, "Bank batches");
  desk_close (&desk);
}

/* ── shortcuts ───────────────────────────────────────────────────────────────────────────────── */

/* Alt+1 … lead to the sections that the table names, and no key is given twice. */
static void
test_shortcuts (void)
{
  guint n;
  const QzShortcut *shortcuts = qz_shortcuts_get_all (&n);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint section = 0;

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (g_hash_table_add (seen, (gpointer) shortcuts[i].keys));
      if (shortcuts[i].action == NULL || !g_str_has_prefix (shortcuts[i].action, "win.section("))
        continue;
      section++;
      g_assert_cmpstr (shortcuts[i].title, ==, qz_section_get_first (section)->section);
    }
  g_assert_cmpuint (section, >, 3);
  g_assert_null (qz_section_get_first (100));
  g_assert_null (qz_section_get_first (0));
}

/* ── find anything ───────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzFinderDialog *finder;
  const char *expected;
} Expectation;

static gboolean
is_selected (gpointer data)
{
  const Expectation *expectation = data;

  return g_strcmp0 (qz_finder_dialog_get_selected (expectation->finder), expectation->expected)
         == 0;
}

static void
assert_finds (QzFinderDialog *finder, const char *text, const char *action)
{
  Expectation expectation = { finder, action };

  qz_finder_dialog_type (finder, text);
  app_wait_until (is_selected, &expectation, action);
}

static void
test_finder (void)
{
  Desk desk;
  QzFinderDialog *finder;

  desk_open (&desk);
  finder = qz_finder_dialog_present (GTK_WINDOW (desk.window),
                                     qz_window_get_session (desk.window));
  assert_finds (finder, NUMBER, "win.open-document::" NUMBER);
  assert_finds (finder, "wszxyy", "win.open-provider::H22020200101");
  assert_finds (finder, "H22020200101", "win.open-provider::H22020200101");
  assert_finds (finder, "Vouch", "win.page::vouchers");
  assert_finds (finder, "sample", "win.sample-city");
  qz_finder_dialog_type (finder, "20260105");
  assert_finds (finder, "RB-220200-20260105", "win.open-document::RB-220200-20260105-RES-001");
  qz_finder_dialog_move (finder, 1);
  g_assert_cmpstr (qz_finder_dialog_get_selected (finder), ==, "win.open-document::" NUMBER);
  qz_finder_dialog_move (finder, 8);
  g_assert_cmpstr (qz_finder_dialog_get_selected (finder), ==, "win.open-document::" NUMBER);
  qz_finder_dialog_choose (finder);
  g_assert_cmpstr (get_title (&desk), ==, NUMBER);
  g_assert_cmpstr (qz_sidebar_get_marked (get_sidebar (&desk)), ==, "daily");
  desk_close (&desk);
}

static gboolean
says_nothing (gpointer finder)
{
  GtkStack *stack = GTK_STACK (app_find (finder, GTK_TYPE_STACK, NULL, NULL));

  return g_str_equal (gtk_stack_get_visible_child_name (stack), "nothing");
}

static void
test_finder_nothing (void)
{
  Desk desk;
  QzFinderDialog *finder;

  desk_open (&desk);
  finder = qz_finder_dialog_present (GTK_WINDOW (desk.window),
                                     qz_window_get_session (desk.window));
  qz_finder_dialog_type (finder, "没有这样的东西");
  app_wait_until (says_nothing, finder, "the finder to say that there is nothing");
  g_assert_null (qz_finder_dialog_get_selected (finder));
  qz_finder_dialog_choose (finder);
  qz_finder_dialog_move (finder, 1);
  qz_finder_dialog_move (finder, -1);
  desk_close (&desk);
}

/* ── unsaved changes ─────────────────────────────────────────────────────────────────────────── */

#define TEST_TYPE_DRAFT (test_draft_get_type ())
G_DECLARE_FINAL_TYPE (TestDraft, test_draft, TEST, DRAFT, AdwNavigationPage)

struct _TestDraft {
  AdwNavigationPage parent_instance;
  gboolean unsaved;
  gboolean fails;
  guint n_saved;
};

static gboolean
draft_has_unsaved (QzUnsaved *page)
{
  return TEST_DRAFT (page)->unsaved;
}

static void
draft_save (QzUnsaved *page, QzUnsavedSavedFunc done, gpointer user_data)
{
  TestDraft *self = TEST_DRAFT (page);

  self->n_saved++;
  self->unsaved = self->fails;
  done (user_data, !self->fails);
}

static void
draft_discard (QzUnsaved *page)
{
  TEST_DRAFT (page)->unsaved = FALSE;
}

static void
draft_unsaved_init (QzUnsavedInterface *iface)
{
  iface->has_unsaved = draft_has_unsaved;
  iface->save = draft_save;
  iface->discard = draft_discard;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestDraft, test_draft, ADW_TYPE_NAVIGATION_PAGE,
                               G_IMPLEMENT_INTERFACE (QZ_TYPE_UNSAVED, draft_unsaved_init))

static void
test_draft_class_init (TestDraftClass *klass)
{
}

static void
test_draft_init (TestDraft *self)
{
  self->unsaved = TRUE;
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), "Draft");
}

static TestDraft *
push_draft (Desk *desk)
{
  TestDraft *draft = g_object_new (TEST_TYPE_DRAFT, NULL);

  adw_navigation_view_push (qz_window_get_navigation (desk->window), ADW_NAVIGATION_PAGE (draft));
  return draft;
}

static gboolean
is_labelled (GtkWidget *widget, gpointer label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static AdwDialog *
get_dialog (Desk *desk)
{
  /* A window that was closed has none, and may not be asked. */
  if (!gtk_widget_get_realized (GTK_WIDGET (desk->window)))
    return NULL;
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (desk->window));
}

static gboolean
is_asked (gpointer desk)
{
  return get_dialog (desk) != NULL;
}

static gboolean
is_answered (gpointer desk)
{
  return get_dialog (desk) == NULL;
}

static void
answer (Desk *desk, const char *label)
{
  GtkWidget *button;

  app_wait_until (is_asked, desk, "the question");
  button = app_find (GTK_WIDGET (get_dialog (desk)), GTK_TYPE_BUTTON, is_labelled,
                     (gpointer) label);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  app_wait_until (is_answered, desk, "the question to go");
}

static gboolean
was_saved (gpointer draft)
{
  return TEST_DRAFT (draft)->n_saved > 0;
}

static void
test_unsaved (void)
{
  Desk desk;
  TestDraft *draft;

  desk_open (&desk);
  do_action (&desk, "win.page", "vouchers");
  draft = push_draft (&desk);
  do_action (&desk, "win.page", "daily");
  answer (&desk, "_Stay");
  g_assert_cmpstr (get_title (&desk), ==, "Draft");
  g_assert_cmpstr (qz_sidebar_get_marked (get_sidebar (&desk)), ==, "vouchers");
  draft->fails = TRUE;
  do_action (&desk, "win.page", "daily");
  answer (&desk, "Sa_ve");
  app_wait_until (was_saved, draft, "the page to be asked to save");
  g_assert_cmpstr (get_title (&desk), ==, "Draft");
  draft->fails = FALSE;
  do_action (&desk, "win.back", NULL);
  answer (&desk, "Sa_ve");
  wait_for (&desk, "Vouchers");
  push_draft (&desk);
  do_action (&desk, "win.page", "daily");
  answer (&desk, "_Discard");
  wait_for (&desk, "Daily disbursement");
  desk_close (&desk);
}

static gboolean
is_closed (gpointer window)
{
  return !gtk_widget_get_realized (window);
}

/* Closing asks too, and stays open as long as nobody has answered otherwise. */
static void
test_close (void)
{
  Desk desk;

  desk_open (&desk);
  push_draft (&desk);
  g_assert_false (qz_leave_is_free (qz_window_get_navigation (desk.window),
                                    qz_window_get_session (desk.window)));
  gtk_window_close (GTK_WINDOW (desk.window));
  answer (&desk, "_Stay");
  g_assert_true (gtk_widget_get_realized (GTK_WIDGET (desk.window)));
  gtk_window_close (GTK_WINDOW (desk.window));
  answer (&desk, "_Discard");
  app_wait_until (is_closed, desk.window, "the window to close");
  desk_close (&desk);
}

static gboolean
is_discarded (gpointer draft)
{
  return !TEST_DRAFT (draft)->unsaved;
}

static gboolean
is_left (gpointer desk)
{
  return get_dialog (desk) != NULL || !g_str_equal (get_title (desk), "Draft");
}

static char *
dup_other_book (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");

  return g_strdup (qz_session_get_path (session));
}

/* Another book set asks too; what is written while it is being opened is never saved to it. */
static void
test_other_book (void)
{
  Desk desk;
  TestDraft *draft;
  g_autofree char *other = dup_other_book ();

  desk_open (&desk);
  do_action (&desk, "win.page", "vouchers");
  draft = g_object_ref (push_draft (&desk));
  do_action (&desk, "win.open-path", other);
  answer (&desk, "_Stay");
  g_assert_cmpstr (qz_session_get_path (qz_window_get_session (desk.window)), !=, other);
  do_action (&desk, "win.open-path", other);
  answer (&desk, "_Discard");
  app_wait_until (is_discarded, draft, "the draft to be discarded");
  draft->unsaved = TRUE;
  app_wait_until (is_left, &desk, "the pages of the other book set");
  g_assert_cmpstr (qz_session_get_path (qz_window_get_session (desk.window)), ==, other);
  g_assert_null (get_dialog (&desk));
  g_assert_cmpuint (draft->n_saved, ==, 0);
  g_object_unref (draft);
  desk_close (&desk);
}

/* Whoever acts now finds what was written as it is. */
static void
test_other_user (void)
{
  Desk desk;
  TestDraft *draft;

  desk_open (&desk);
  do_action (&desk, "win.page", "vouchers");
  draft = push_draft (&desk);
  do_action (&desk, "win.act-as", "zhao");
  g_assert_cmpstr (qz_session_get_user (qz_window_get_session (desk.window)), ==, "zhao");
  do_action (&desk, "win.sign-out", NULL);
  g_assert_null (qz_session_get_user (qz_window_get_session (desk.window)));
  g_assert_cmpstr (get_title (&desk), ==, "Draft");
  g_assert_true (draft->unsaved);
  desk_close (&desk);
}

/* Work under way is cancelled and rolled back before the window closes. */
static gpointer
work_long (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  GPollFD fd;

  g_assert_true (g_cancellable_make_pollfd (context->cancellable, &fd));
  g_poll (&fd, 1, -1);
  g_cancellable_release_fd (context->cancellable);
  g_assert_false (qz_check_cancelled (context->cancellable, error));
  return NULL;
}

static const QzJobKind long_kind = { "Working long", work_long, FALSE, NULL, NULL };

static void
test_close_working (void)
{
  Desk desk;

  desk_open (&desk);
  qz_session_run (qz_window_get_session (desk.window), &long_kind, NULL, NULL, NULL, NULL);
  gtk_window_close (GTK_WINDOW (desk.window));
  answer (&desk, "_Keep Working");
  g_assert_true (gtk_widget_get_realized (GTK_WIDGET (desk.window)));
  gtk_window_close (GTK_WINDOW (desk.window));
  answer (&desk, "_Cancel and Close");
  app_wait_until (is_closed, desk.window, "the window to close");
  desk_close (&desk);
}

/* ── what is said of the book set ────────────────────────────────────────────────────────────── */

static gboolean
says_policy (gpointer window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);

  return dialog != NULL
         && strstr (adw_about_dialog_get_debug_info (ADW_ABOUT_DIALOG (dialog)),
                    "Policy: jilin-daily, version 1") != NULL;
}

static void
test_about (void)
{
  static const char *const parts[] = { "GTK 4.", "libadwaita 1.", "SQLite 3.", "Cairo 1.",
                                       "poppler ", "Renderer: ", "Locale: " };
  Desk desk;
  g_autofree char *facts = NULL;

  desk_open (&desk);
  facts = qz_about_dup_facts (GTK_WINDOW (desk.window));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_nonnull (strstr (facts, parts[i]));
  qz_about_present (GTK_WINDOW (desk.window), qz_window_get_session (desk.window));
  app_wait_until (says_policy, desk.window, "the facts of the book set");
  desk_close (&desk);
}

static gboolean
is_banner (GtkWidget *widget, gpointer data)
{
  return adw_banner_get_revealed (ADW_BANNER (widget))
         && strstr (adw_banner_get_title (ADW_BANNER (widget)), "Read only") != NULL;
}

static gboolean
has_action (GtkWidget *widget, gpointer action)
{
  const char *name = gtk_actionable_get_action_name (GTK_ACTIONABLE (widget));

  return gtk_widget_get_mapped (widget) && g_strcmp0 (name, action) == 0;
}

static GtkWidget *
find_button (GtkWidget *root, const char *action)
{
  return app_find (root, GTK_TYPE_BUTTON, has_action, (gpointer) action);
}

typedef struct {
  GtkWidget *root;
  const char *action;
} Wanted;

static gboolean
is_there (gpointer data)
{
  const Wanted *wanted = data;

  return find_button (wanted->root, wanted->action) != NULL;
}

/* @why: part of what the button says for not being there to press; NULL: it can be pressed. */
static void
assert_guarded (GtkWidget *root, const char *action, const char *why)
{
  Wanted wanted = { root, action };
  GtkWidget *button;
  const char *said;

  app_wait_until (is_there, &wanted, action);
  button = find_button (root, action);
  said = gtk_widget_get_tooltip_text (button);
  g_assert_true (gtk_widget_get_sensitive (button) == (why == NULL));
  if (why != NULL)
    g_assert_nonnull (strstr (said != NULL ? said : "", why));
  else
    g_assert_null (said);
}

/* Who has not the right, cannot press the button, which names the roles that have it (7.3-1). */
static void
test_guard (void)
{
  g_autoptr (QzSession) session = app_open_city ("li");
  GtkWidget *button = gtk_button_new_with_label ("Run");
  GtkWindow *window = app_present (button);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) run = g_simple_action_new ("run", G_VARIANT_TYPE_STRING);

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (run));
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (group));
  qz_guard_set_session (GTK_WIDGET (window), session);
  qz_actionable_set (button, "win.run::daily");
  assert_guarded (GTK_WIDGET (window), "win.run", "Maker");
  qz_session_set_user (session, "wang");
  assert_guarded (GTK_WIDGET (window), "win.run", NULL);
  g_simple_action_set_enabled (run, FALSE);
  g_assert_false (gtk_widget_get_sensitive (button));
  qz_session_set_user (session, "li");
  g_simple_action_set_enabled (run, TRUE);
  assert_guarded (GTK_WIDGET (window), "win.run", "Maker");
  qz_session_set_user (session, NULL);
  assert_guarded (GTK_WIDGET (window), "win.run", "Nobody acts");
  qz_session_set_user (session, "wang");
  qz_guard_set_reason (GTK_WIDGET (window), "win.run", "Not today");
  qz_guard_watch (button);
  assert_guarded (GTK_WIDGET (window), "win.run", "Not today");
  gtk_window_destroy (window);
}

/* Another start writes: each page says so, once, and nothing that writes can be pressed. */
static void
test_read_only (void)
{
  static const char *const actions[][2] = { { "win.open-document", NUMBER },
                                            { "win.open-provider", "H22020200101" } };
  Desk desk;

  desk_open (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      do_action (&desk, actions[i][0], actions[i][1]);
      g_assert_nonnull (
          app_find (GTK_WIDGET (desk.window), ADW_TYPE_BANNER, is_banner, NULL));
    }
  qz_session_set_user (qz_window_get_session (desk.window), "wang");
  qz_window_show_page (desk.window, "daily");
  assert_guarded (GTK_WIDGET (desk.window), "win.run", "Read only");
  qz_window_show_page (desk.window, "imports");
  assert_guarded (GTK_WIDGET (desk.window), "win.import", "Read only");
  do_action (&desk, "win.open-document", NUMBER);
  assert_guarded (GTK_WIDGET (desk.window), "page.act", "Read only");
  desk_close (&desk);
}

/* ── settings ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_forbid_row (GtkWidget *widget, gpointer data)
{
  return g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)),
                      "Only _Today’s Time");
}

static gpointer
read_forbids (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  gboolean *forbids = input;

  return qz_book_forbids_now (book, forbids, error) ? input : NULL;
}

static gboolean
row_is_usable (gpointer row)
{
  return gtk_widget_get_mapped (row) && gtk_widget_get_sensitive (row);
}

static gboolean
row_is_refused (gpointer row)
{
  return gtk_widget_get_mapped (row) && !gtk_widget_get_sensitive (row);
}

/* That no other time than the wall's is taken is set by an administrator, in the book set. */
static void
test_forbid_now (void)
{
  static const QzJobKind kind = { NULL, read_forbids };
  g_autoptr (GSettings) settings = qz_settings_open ();
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autoptr (GError) error = NULL;
  GtkWindow *window = app_present (gtk_label_new (NULL));
  AdwDialog *dialog = g_object_ref_sink (qz_preferences_dialog_new (settings, session));
  GtkWidget *row;
  gboolean forbids = FALSE;

  qz_guard_set_session (GTK_WIDGET (window), session);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  row = app_find (GTK_WIDGET (dialog), ADW_TYPE_SWITCH_ROW, is_forbid_row, NULL);
  app_wait_until (row_is_refused, row, "the row to be refused to a maker");
  qz_session_set_user (session, "lin");
  app_wait_until (row_is_usable, row, "the row to be the administrator's");
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  while (!forbids)
    app_run (session, &kind, &forbids);
  adw_dialog_force_close (dialog);
  g_object_unref (dialog);
  gtk_window_destroy (window);
}

/* ── trainings ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_training_open (gpointer session)
{
  return qz_session_get_path (session) != NULL;
}

static gboolean
is_moved (gpointer button)
{
  return g_str_equal (qz_training_button_get_text (button), "2026-02-03");
}

static gint64
get_fact (QzSheet *sheet, const char *name)
{
  const int fact = qz_sheet_find_fact (sheet, name);

  g_assert_cmpint (fact, >=, 0);
  return qz_sheet_get_fact_number (sheet, (guint) fact);
}

static gpointer
read_training (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) due = qz_agenda_list (book, context, context->clock.today, error);
  g_autoptr (QzSheet) documents =
      qz_document_list (book, &(QzDocumentFilter) { -1, -1, -1, 0, NULL }, error);
  gboolean sound = FALSE;
  g_autoptr (QzSheet) checks = NULL;

  g_assert_no_error (*error);
  g_assert_nonnull (due);
  g_assert_true (g_str_has_prefix (context->clock.business, "2026-02-02T"));
  /* Nothing is late on the first day of the training, and January's days were paid. */
  g_assert_cmpuint (qz_sheet_get_n_rows (documents), >, 40);
  for (guint row = 0; row < qz_sheet_get_n_rows (documents); row++)
    g_assert_cmpstr (qz_cell_text (documents, row, "state"), ==, "paid");
  g_assert_cmpint (get_fact (due, "overdue"), ==, 0);
  g_assert_cmpint (get_fact (due, "today_count"), >, 0);
  checks = qz_book_verify (book, context, &sound, error);
  g_assert_true (sound);
  return g_steal_pointer (&checks);
}

/* It moves forward, to a day; to what is none, or has gone by, nobody can move it. */
static void
check_training_days (GtkWindow *window, GtkWidget *button)
{
  static const char *const wrong[] = { "2026-02-30", "２０２６－０２－０５", "20260205", "明天", "",
                                       "2026-02-02", "2026-02-01", "1899-12-31" };
  AdwAlertDialog *dialog;
  GtkWidget *row;

  g_signal_emit_by_name (app_find (button, GTK_TYPE_BUTTON, NULL, NULL), "clicked");
  dialog = ADW_ALERT_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (window)));
  row = app_find (GTK_WIDGET (dialog), QZ_TYPE_DAY_ROW, NULL, NULL);
  g_assert_true (adw_alert_dialog_get_response_enabled (dialog, "move"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (row), wrong[i]);
      g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "move"));
    }
  gtk_editable_set_text (GTK_EDITABLE (row), "2026-02-09");
  g_assert_true (adw_alert_dialog_get_response_enabled (dialog, "move"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* The sample city is a training book set: it lives inside of its story, and moves forward. */
static void
test_training (void)
{
  static const QzJobKind read_kind = { "Reading", read_training, FALSE, NULL,
                                       (GDestroyNotify) qz_sheet_unref };
  g_autoptr (QzSession) session = qz_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("qz-training-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "city.qz", NULL);
  GtkWidget *button = g_object_new (QZ_TYPE_TRAINING_BUTTON, NULL);
  GtkWindow *window = app_present (button);
  QzDay day = QZ_DAY_NONE;
  g_autoptr (GError) error = NULL;

  qz_training_button_set_session (QZ_TRAINING_BUTTON (button), session);
  g_assert_false (gtk_widget_get_visible (button));
  app_run (session, &qz_job_sample_city, g_strdup (path));
  qz_session_open (session, path, NULL, NULL);
  app_wait_until (is_training_open, session, "the training to open");
  qz_session_set_user (session, "wang");
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (qz_training_button_get_text (QZ_TRAINING_BUTTON (button)), ==, "2026-02-02");
  app_run (session, &read_kind, NULL);
  check_training_days (window, button);
  g_assert_true (qz_day_parse ("2026-02-03", &day, &error));
  qz_session_move_training (session, day, NULL, NULL, NULL);
  app_wait_until (is_moved, button, "the training date to move");
  gtk_window_destroy (window);
  qz_session_close (session);
}

static void
test_preferences (void)
{
  g_autoptr (GSettings) settings = qz_settings_open ();
  AdwStyleManager *style = adw_style_manager_get_default ();
  AdwDialog *dialog;
  GtkWindow *window;
  GtkWidget *scheme;

  g_assert_nonnull (settings);
  qz_settings_follow_scheme (settings);
  window = app_present (gtk_label_new (NULL));
  dialog = g_object_ref_sink (qz_preferences_dialog_new (settings, NULL));
  adw_dialog_present (dialog, GTK_WIDGET (window));
  scheme = app_find (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW, NULL, NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (scheme), 2);
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_FORCE_DARK);
  adw_combo_row_set_selected (ADW_COMBO_ROW (scheme), 1);
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_FORCE_LIGHT);
  adw_combo_row_set_selected (ADW_COMBO_ROW (scheme), 0);
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_destroy (window);
  g_assert_finalize_object (dialog);
}

static void
test_recent (void)
{
  g_autoptr (GSettings) settings = qz_settings_open ();
  g_auto (GStrv) recent = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *path = g_strdup_printf ("/books/%u.qz", i);

      qz_settings_add_recent (settings, path);
    }
  qz_settings_add_recent (settings, "/books/7.qz");
  recent = qz_settings_dup_recent (settings);
  g_assert_cmpuint (g_strv_length (recent), ==, 8);
  g_assert_cmpstr (recent[0], ==, "/books/7.qz");
  g_assert_cmpstr (recent[1], ==, "/books/11.qz");
  g_assert_true (qz_settings_get_reopen (settings));
  g_assert_false (qz_settings_get_reopen (NULL));
  g_assert_null (qz_settings_dup_folder (settings));
}

/* What was shown and opened last is known the next time. */
static void
test_remembers (void)
{
  g_autoptr (GSettings) settings = qz_settings_open ();
  g_autoptr (QzSession) writer = app_open_city ("wang");
  const char *path = qz_session_get_path (writer);
  Desk desk = { writer, NULL };
  g_auto (GStrv) recent = NULL;
  g_autofree char *page = NULL;
  g_autofree char *book = NULL;

  desk.window = g_object_ref (qz_window_new (NULL, settings));
  gtk_window_present (GTK_WINDOW (desk.window));
  qz_window_open_book (desk.window, path, "li");
  app_wait_until (has_page, desk.window, "the window to show a page");
  do_action (&desk, "win.page", "vouchers");
  page = g_settings_get_string (settings, "last-page");
  book = g_settings_get_string (settings, "last-book");
  recent = qz_settings_dup_recent (settings);
  g_assert_cmpstr (page, ==, "vouchers");
  g_assert_cmpstr (book, ==, path);
  g_assert_cmpstr (recent[0], ==, path);
  g_settings_set_boolean (settings, "large-rows", TRUE);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (desk.window), "qz-large-rows"));
  g_settings_set_boolean (settings, "large-rows", FALSE);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (desk.window), "qz-large-rows"));
  gtk_window_destroy (GTK_WINDOW (desk.window));
  g_clear_object (&desk.window);
}

static guint
count_offered (GtkWidget *list)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n += gtk_widget_get_visible (row) ? 1 : 0;
  return n;
}

static gboolean
offers_two (gpointer list)
{
  return count_offered (list) == 2;
}

/* Of what was opened before only what is still there is offered. */
static void
test_start_page (void)
{
  static const char *const gone[] = { "/no/such/book.qz", NULL };
  QzStartPage *page = g_object_ref_sink (g_object_new (QZ_TYPE_START_PAGE, NULL));
  GtkWidget *list = app_find (GTK_WIDGET (page), GTK_TYPE_LIST_BOX, NULL, NULL);
  const char *there[] = { g_get_user_data_dir (), "/no/such/book.qz", "/", NULL };

  qz_start_page_set_recent (page, gone);
  g_assert_cmpuint (count_offered (list), ==, 0);
  g_mkdir_with_parents (there[0], 0700);
  qz_start_page_set_recent (page, there);
  app_wait_until (offers_two, list, "what is there to be offered");
  /* The one that is not there was asked for too, and stays away. */
  for (guint i = 0; i < 50 && g_main_context_iteration (NULL, FALSE); i++)
    g_assert_cmpuint (count_offered (list), ==, 2);
  g_object_run_dispose (G_OBJECT (page));
  g_assert_finalize_object (page);
}

/* ── what a screen reader says ───────────────────────────────────────────────────────────────── */

static gboolean
lacks_name (GtkWidget *widget, gpointer data)
{
  const char *label = gtk_button_get_label (GTK_BUTTON (widget));

  return gtk_widget_get_mapped (widget) && (label == NULL || *label == '\0')
         && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                               GTK_ACCESSIBLE_PROPERTY_LABEL)
         && gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) == NULL
         && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL
         && gtk_widget_get_tooltip_text (widget) == NULL;
}

static void
assert_named (GtkWidget *root)
{
  GtkWidget *nameless = app_find (root, GTK_TYPE_BUTTON, lacks_name, NULL);

  if (nameless != NULL)
    g_error ("a %s in a %s has no accessible name", G_OBJECT_TYPE_NAME (nameless),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (nameless)));
}

static gboolean
lacks_row_name (GtkWidget *row, gpointer data)
{
  return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row))
         && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (row),
                                               GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static void
test_accessible_names (void)
{
  Desk desk;
  QzFinderDialog *finder;

  desk_open (&desk);
  assert_named (GTK_WIDGET (get_sidebar (&desk)));
  g_assert_null (
      app_find (GTK_WIDGET (get_sidebar (&desk)), GTK_TYPE_LIST_BOX_ROW, lacks_row_name, NULL));
  finder = qz_finder_dialog_present (GTK_WINDOW (desk.window),
                                     qz_window_get_session (desk.window));
  assert_finds (finder, NUMBER, "win.open-document::" NUMBER);
  assert_named (GTK_WIDGET (finder));
  g_assert_null (app_find (GTK_WIDGET (finder), GTK_TYPE_LIST_BOX_ROW, lacks_row_name, NULL));
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/sidebar/follows", test_follows);
  g_test_add_func ("/sidebar/press", test_press);
  g_test_add_func ("/shortcuts/sections", test_shortcuts);
  g_test_add_func ("/finder/finds", test_finder);
  g_test_add_func ("/finder/nothing", test_finder_nothing);
  g_test_add_func ("/unsaved/asks", test_unsaved);
  g_test_add_func ("/unsaved/other-book", test_other_book);
  g_test_add_func ("/unsaved/other-user", test_other_user);
  g_test_add_func ("/close/unsaved", test_close);
  g_test_add_func ("/close/working", test_close_working);
  g_test_add_func ("/about/facts", test_about);
  g_test_add_func ("/book/read-only", test_read_only);
  g_test_add_func ("/guard/rights", test_guard);
  g_test_add_func ("/settings/forbid-now", test_forbid_now);
  g_test_add_func ("/training/sample-city", test_training);
  g_test_add_func ("/settings/preferences", test_preferences);
  g_test_add_func ("/settings/recent", test_recent);
  g_test_add_func ("/settings/remembers", test_remembers);
  g_test_add_func ("/start/recent", test_start_page);
  g_test_add_func ("/frame/accessible-names", test_accessible_names);
  return app_fixture_run ();
}
