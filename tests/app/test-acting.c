/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <string.h>

#include "qz-acting.h"
#include "qz-auth.h"
#include "qz-error.h"
#include "qz-new-book-dialog.h"
#include "qz-passphrase-dialog.h"
#include "qz-sign-in-dialog.h"
#include "qz-user-dialog.h"
#include "qz-user-form.h"

/* Who acts, seen from the window: signing in, users, a new book set. */

#define WORDS "correct horse battery"

#define CHILD(dialog, type, id) gtk_widget_get_template_child (GTK_WIDGET (dialog), type, id)

/* ── helpers ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
set_passphrase (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_auth_set_passphrase (book, context, input, WORDS, error) ? input : NULL;
}

static const QzJobKind passphrase_kind = { "Test", set_passphrase, TRUE };

typedef struct {
  QzSession *session;
  const char *user;
} Wanted;

static gboolean
has_passphrase (gpointer data)
{
  const Wanted *wanted = data;

  return qz_session_has_passphrase (wanted->session, wanted->user);
}

static gboolean
acts (gpointer data)
{
  const Wanted *wanted = data;

  return g_strcmp0 (qz_session_get_user (wanted->session), wanted->user) == 0;
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

static void
give_passphrase (QzSession *session, const char *user)
{
  app_run (session, &passphrase_kind, (gpointer) user);
  app_wait_until (has_passphrase, &(Wanted) { session, user }, "the session to know of it");
}

static void
type_into (gpointer row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
press (gpointer button)
{
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
assert_invalid (gpointer field)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
}

static gboolean
is_user (GtkWidget *widget, gpointer name)
{
  return g_strcmp0 (g_object_get_data (G_OBJECT (widget), "qz-user"), name) == 0;
}

/* ── signing in ──────────────────────────────────────────────────────────────────────────────── */

/* A session never acts for somebody whose passphrase nobody gave. */
static void
test_session (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");

  g_assert_false (qz_session_has_passphrase (session, "wang"));
  give_passphrase (session, "wang");
  g_assert_cmpstr (qz_session_get_user (session), ==, "wang");
  qz_session_set_user (session, "li");
  g_assert_cmpstr (qz_session_get_user (session), ==, "li");
  qz_session_set_user (session, "wang");
  g_assert_null (qz_session_get_user (session));
  g_assert_cmpuint (qz_session_get_roles (session), ==, 0);
  qz_session_sign_in (session, "wang", WORDS, NULL, NULL, NULL);
  app_wait_until (acts, &(Wanted) { session, "wang" }, "signing in");
  g_assert_cmpuint (qz_session_get_roles (session), ==, QZ_ROLE_MAKER);
  /* Both threads know: this one reads, that one writes. */
  app_make_day (session, "2026-01-05");
}

static void
test_dialog (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  GtkWindow *window;
  QzSignInDialog *dialog;
  GtkWidget *check;
  GtkLabel *fault;
  GtkWidget *row;

  give_passphrase (session, "wang");
  qz_session_set_user (session, NULL);
  window = app_present (gtk_label_new ("desk"));
  dialog = qz_sign_in_dialog_present (GTK_WIDGET (window), session, "wang");
  fault = GTK_LABEL (CHILD (dialog, QZ_TYPE_SIGN_IN_DIALOG, "fault"));
  row = GTK_WIDGET (CHILD (dialog, QZ_TYPE_SIGN_IN_DIALOG, "passphrase"));
  check = app_find (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON, is_user, (gpointer) "wang");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "王敏 — Maker");
  press (CHILD (dialog, QZ_TYPE_SIGN_IN_DIALOG, "enter"));
  g_assert_true (is_visible (fault));
  assert_invalid (row);
  type_into (row, "wrong horse battery");
  g_assert_false (is_visible (fault));
  press (CHILD (dialog, QZ_TYPE_SIGN_IN_DIALOG, "enter"));
  app_wait_until (is_visible, fault, "the refusal");
  assert_invalid (row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  g_assert_null (qz_session_get_user (session));
  type_into (row, WORDS);
  press (CHILD (dialog, QZ_TYPE_SIGN_IN_DIALOG, "enter"));
  app_wait_until (acts, &(Wanted) { session, "wang" }, "signing in");
  gtk_window_destroy (window);
}

/* Who has no passphrase is asked for none. */
static void
test_dialog_without (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  GtkWindow *window;
  QzSignInDialog *dialog;
  GtkWidget *check;

  give_passphrase (session, "wang");
  window = app_present (gtk_label_new ("desk"));
  dialog = qz_sign_in_dialog_present (GTK_WIDGET (window), session, "wang");
  g_assert_true (is_visible (CHILD (dialog, QZ_TYPE_SIGN_IN_DIALOG, "secret")));
  check = app_find (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON, is_user, (gpointer) "li");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_false (is_visible (CHILD (dialog, QZ_TYPE_SIGN_IN_DIALOG, "secret")));
  press (CHILD (dialog, QZ_TYPE_SIGN_IN_DIALOG, "enter"));
  g_assert_cmpstr (qz_session_get_user (session), ==, "li");
  gtk_window_destroy (window);
}

static void
test_begin (void)
{
  g_autoptr (QzSession) session = app_open_city ("sun");
  GtkWindow *window = app_present (gtk_label_new ("desk"));

  qz_acting_begin (GTK_WIDGET (window), session, NULL);
  g_assert_cmpstr (qz_session_get_user (session), ==, "wang");
  qz_acting_begin (GTK_WIDGET (window), session, "qian");
  g_assert_cmpstr (qz_session_get_user (session), ==, "qian");
  give_passphrase (session, "qian");
  g_assert_null (app_find (GTK_WIDGET (window), QZ_TYPE_SIGN_IN_DIALOG, NULL, NULL));
  qz_acting_begin (GTK_WIDGET (window), session, NULL);
  g_assert_null (qz_session_get_user (session));
  g_assert_nonnull (app_find (GTK_WIDGET (window), QZ_TYPE_SIGN_IN_DIALOG, NULL, NULL));
  gtk_window_destroy (window);
}

/* ── passphrases ─────────────────────────────────────────────────────────────────────────────── */

static void
test_change_passphrase (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  GtkWindow *window = app_present (gtk_label_new ("desk"));
  QzPassphraseDialog *dialog;
  GtkLabel *fault;
  gpointer current, chosen, again, save;

  give_passphrase (session, "wang");
  dialog = qz_passphrase_dialog_present (GTK_WIDGET (window), session, "wang");
  fault = GTK_LABEL (CHILD (dialog, QZ_TYPE_PASSPHRASE_DIALOG, "fault"));
  current = CHILD (dialog, QZ_TYPE_PASSPHRASE_DIALOG, "current");
  chosen = CHILD (dialog, QZ_TYPE_PASSPHRASE_DIALOG, "chosen");
  again = CHILD (dialog, QZ_TYPE_PASSPHRASE_DIALOG, "again");
  save = CHILD (dialog, QZ_TYPE_PASSPHRASE_DIALOG, "save");
  g_assert_true (is_visible (current));
  g_assert_false (is_visible (CHILD (dialog, QZ_TYPE_PASSPHRASE_DIALOG, "remove")));
  press (save);
  assert_invalid (current);
  type_into (current, "wrong horse battery");
  type_into (chosen, "short");
  press (save);
  assert_invalid (chosen);
  type_into (chosen, "an entirely new one");
  type_into (again, "an entirely now one");
  press (save);
  assert_invalid (again);
  type_into (again, "an entirely new one");
  press (save);
  app_wait_until (is_visible, fault, "the refusal");
  assert_invalid (current);
  type_into (current, WORDS);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  press (save);
  while (dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
  qz_session_set_user (session, NULL);
  qz_session_sign_in (session, "wang", "an entirely new one", NULL, NULL, NULL);
  app_wait_until (acts, &(Wanted) { session, "wang" }, "signing in with the new one");
  gtk_window_destroy (window);
}

/* ── users ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_title (GtkWidget *row, gpointer title)
{
  return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0;
}

static AdwSwitchRow *
find_switch (gpointer form, const char *title)
{
  return ADW_SWITCH_ROW (app_find (form, ADW_TYPE_SWITCH_ROW, has_title, (gpointer) title));
}

static gboolean
knows_user (gpointer data)
{
  const Wanted *wanted = data;
  QzSheet *users = qz_session_get_users (wanted->session);

  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    if (g_strcmp0 (qz_sheet_get_text (users, row, 0), wanted->user) == 0)
      return TRUE;
  return FALSE;
}

/* @data: a weak pointer. */
static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
test_new_user (void)
{
  g_autoptr (QzSession) session = app_open_city ("lin");
  GtkWindow *window = app_present (gtk_label_new ("desk"));
  QzUserDialog *dialog = qz_user_dialog_present (GTK_WIDGET (window), session, "");
  GtkWidget *form = GTK_WIDGET (CHILD (dialog, QZ_TYPE_USER_DIALOG, "form"));
  gpointer save = CHILD (dialog, QZ_TYPE_USER_DIALOG, "save");
  GtkWidget *fault = GTK_WIDGET (CHILD (form, QZ_TYPE_USER_FORM, "fault"));

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  press (save);
  assert_invalid (CHILD (form, QZ_TYPE_USER_FORM, "name"));
  type_into (CHILD (form, QZ_TYPE_USER_FORM, "name"), "zhou");
  type_into (CHILD (form, QZ_TYPE_USER_FORM, "full_name"), "周宁");
  press (save);
  g_assert_true (is_visible (fault));
  /* Said as soon as it is switched, and again on saving. */
  adw_switch_row_set_active (find_switch (form, "Maker"), TRUE);
  g_assert_false (is_visible (fault));
  adw_switch_row_set_active (find_switch (form, "Finance"), TRUE);
  g_assert_true (is_visible (fault));
  press (save);
  g_assert_true (is_visible (fault));
  assert_invalid (find_switch (form, "Finance"));
  adw_switch_row_set_active (find_switch (form, "Finance"), FALSE);
  type_into (CHILD (form, QZ_TYPE_USER_FORM, "passphrase"), WORDS);
  press (save);
  assert_invalid (CHILD (form, QZ_TYPE_USER_FORM, "again"));
  type_into (CHILD (form, QZ_TYPE_USER_FORM, "again"), WORDS);
  press (save);
  app_wait_until (knows_user, &(Wanted) { session, "zhou" }, "the new user");
  g_assert_true (qz_session_has_passphrase (session, "zhou"));
  g_assert_cmpstr (qz_session_get_user (session), ==, "lin");
  app_wait_until (is_gone, &dialog, "the end of the dialog");
  app_wait_until (is_gone, &form, "the end of the form");
  gtk_window_destroy (window);
}

/* Whole within what is scrolled. */
static gboolean
is_in_sight (gpointer widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  g_assert_nonnull (viewport);
  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, viewport, &bounds)
         && bounds.size.height > 0 && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (viewport);
}

/* The form is higher than its dialog: what is wrong stands where the keyboard goes. */
static void
test_user_fault_in_sight (void)
{
  g_autoptr (QzSession) session = app_open_city ("lin");
  GtkWindow *window = app_present (gtk_label_new ("desk"));
  QzUserDialog *dialog = qz_user_dialog_present (GTK_WIDGET (window), session, "");
  GtkWidget *form = GTK_WIDGET (CHILD (dialog, QZ_TYPE_USER_DIALOG, "form"));
  gpointer save = CHILD (dialog, QZ_TYPE_USER_DIALOG, "save");
  gpointer fault = CHILD (form, QZ_TYPE_USER_FORM, "fault");

  adw_dialog_set_content_width (ADW_DIALOG (dialog), 560);
  adw_dialog_set_content_height (ADW_DIALOG (dialog), 640);
  type_into (CHILD (form, QZ_TYPE_USER_FORM, "name"), "zhou");
  type_into (CHILD (form, QZ_TYPE_USER_FORM, "full_name"), "周宁");
  press (save);
  app_wait_until (is_in_sight, fault, "the missing role to be told in sight");
  app_wait_until (is_in_sight, find_switch (form, "Maker"), "the switch beside it");
  adw_switch_row_set_active (find_switch (form, "Maker"), TRUE);
  adw_switch_row_set_active (find_switch (form, "Finance"), TRUE);
  press (save);
  app_wait_until (is_in_sight, fault, "the refusal of the roles to be told in sight");
  app_wait_until (is_in_sight, find_switch (form, "Finance"), "the switch that is refused");
  adw_switch_row_set_active (find_switch (form, "Finance"), FALSE);
  type_into (CHILD (form, QZ_TYPE_USER_FORM, "passphrase"), WORDS);
  press (save);
  app_wait_until (is_in_sight, fault, "the passphrases that differ to be told in sight");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  gtk_window_destroy (window);
}

/* A name that is taken is not taken over. */
static void
test_new_user_exists (void)
{
  g_autoptr (QzSession) session = app_open_city ("lin");
  GtkWindow *window = app_present (gtk_label_new ("desk"));
  QzUserDialog *dialog = qz_user_dialog_present (GTK_WIDGET (window), session, NULL);
  gpointer form = CHILD (dialog, QZ_TYPE_USER_DIALOG, "form");

  type_into (CHILD (form, QZ_TYPE_USER_FORM, "name"), "wang");
  adw_switch_row_set_active (find_switch (form, "Approver"), TRUE);
  press (CHILD (dialog, QZ_TYPE_USER_DIALOG, "save"));
  app_wait_until (is_visible, CHILD (form, QZ_TYPE_USER_FORM, "fault"), "the refusal");
  assert_invalid (CHILD (form, QZ_TYPE_USER_FORM, "name"));
  gtk_window_destroy (window);
}

/* Nothing keeps what was typed, a passphrase among it, after the dialog. */
static void
test_form_ends (void)
{
  g_autoptr (QzSession) session = app_open_city ("lin");
  GtkWindow *window = app_present (gtk_label_new ("desk"));
  QzUserDialog *dialog = qz_user_dialog_present (GTK_WIDGET (window), session, "");
  GtkWidget *form = GTK_WIDGET (CHILD (dialog, QZ_TYPE_USER_DIALOG, "form"));

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  type_into (CHILD (form, QZ_TYPE_USER_FORM, "passphrase"), WORDS);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  while (dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
  app_wait_until (is_gone, &form, "the end of the form");
  gtk_window_destroy (window);
}

static gboolean
has_keyboard (gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return gtk_root_get_focus (root) == widget;
}

/* Whoever closes a dialog goes on where he was, not at the first button of the window. */
static void
test_keyboard_returns (void)
{
  g_autoptr (QzSession) session = app_open_city ("lin");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *first = gtk_button_new_with_label ("first");
  GtkWidget *second = gtk_button_new_with_label ("second");
  GtkWindow *window = app_present (box);
  QzUserDialog *dialog;
  GtkWidget *field;

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_grab_focus (second);
  app_wait_until (has_keyboard, second, "the keyboard at the button");
  dialog = qz_user_dialog_present (second, session, "");
  field = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (
      CHILD (CHILD (dialog, QZ_TYPE_USER_DIALOG, "form"), QZ_TYPE_USER_FORM, "name"))));
  app_wait_until (has_keyboard, field, "the keyboard in the dialog");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  app_wait_until (has_keyboard, second, "the keyboard where it was");
  gtk_window_destroy (window);
}

/* ── a new book set ──────────────────────────────────────────────────────────────────────────── */

static char *opened; /* what the window was told to open */

static void
open_path_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_set_str (&opened, g_variant_get_string (parameter, NULL));
}

static gboolean
is_opened (gpointer data)
{
  return opened != NULL;
}

static GtkWindow *
present_desk (void)
{
  static const GActionEntry entries[] = { { "open-path", open_path_action, "s" } };
  GtkWindow *window = app_present (gtk_label_new ("desk"));
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (group));
  return window;
}

static const char *
get_step (gpointer dialog)
{
  AdwNavigationView *steps =
      ADW_NAVIGATION_VIEW (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "steps"));

  return adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (steps));
}

static void
next (gpointer dialog, const char *step)
{
  g_autofree char *id = g_strdup_printf ("%s_next", step);

  g_assert_cmpstr (get_step (dialog), ==, step);
  press (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, id));
}

static gboolean
is_at_policies (gpointer dialog)
{
  return g_str_equal (get_step (dialog), "policies");
}

/* From a place that is right: the packs of the area are read. */
static void
go_to_policies (gpointer dialog)
{
  next (dialog, "place");
  app_wait_until (is_at_policies, dialog, "the policies");
}

static void
add_user (gpointer dialog, const char *name, const char *full_name)
{
  gpointer form = CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "form");

  press (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "add_user"));
  type_into (CHILD (form, QZ_TYPE_USER_FORM, "name"), name);
  type_into (CHILD (form, QZ_TYPE_USER_FORM, "full_name"), full_name);
  next (dialog, "user");
  g_assert_cmpstr (get_step (dialog), ==, "users");
}

/* Its steps come at once: of pages that slide in or out GTK 4.18 keeps a drawing for ever. */
static QzNewBookDialog *
present_new_book (GtkWindow *window, QzSession *session)
{
  QzNewBookDialog *dialog = qz_new_book_dialog_present (GTK_WIDGET (window), session);

  adw_navigation_view_set_animate_transitions (
      ADW_NAVIGATION_VIEW (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "steps")), FALSE);
  return dialog;
}

static void
test_new_book (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-new-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "新账套.qz", NULL);
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);
  g_autoptr (QzSession) session = qz_session_new ();
  g_autoptr (QzBook) book = NULL;
  g_autoptr (QzSheet) users = NULL;
  GtkWindow *window = present_desk ();
  QzNewBookDialog *dialog = present_new_book (window, session);
  gpointer agency = CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "agency");
  GtkWidget *form = GTK_WIDGET (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "form"));

  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  next (dialog, "place");
  assert_invalid (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "name"));
  type_into (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "name"), "新账套");
  type_into (agency, "2202");
  next (dialog, "place");
  assert_invalid (agency);
  type_into (agency, "220200");
  qz_new_book_dialog_set_path (dialog, "/nowhere/x.qz");
  next (dialog, "place");
  assert_invalid (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "file"));
  qz_new_book_dialog_set_path (dialog, path);
  go_to_policies (dialog);
  next (dialog, "policies");
  next (dialog, "users");
  /* Nobody is there yet. */
  g_assert_true (is_visible (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "users_fault")));
  add_user (dialog, "lin", "林岚");
  add_user (dialog, "wang", "王敏");
  add_user (dialog, "li", "李航");
  next (dialog, "users");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  next (dialog, "summary");
  app_wait_until (is_opened, NULL, "the book set");
  g_assert_cmpstr (opened, ==, path);
  g_clear_pointer (&opened, g_free);
  book = qz_book_open (path, FALSE, &error);
  g_assert_no_error (error);
  users = qz_book_list_users (book, &error);
  /* What the office lacked was proposed: administrator, maker, reviewer. */
  g_assert_cmpuint (qz_sheet_get_n_rows (users), ==, 3);
  g_assert_cmpstr (qz_sheet_get_text (users, 0, 2), ==, "reviewer");
  g_assert_cmpstr (qz_sheet_get_text (users, 1, 2), ==, "administrator");
  g_assert_cmpstr (qz_sheet_get_text (users, 2, 2), ==, "maker");
  app_wait_until (is_gone, &form, "the end of the form");
  gtk_window_destroy (window);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, &error));
}

static gboolean
has_policy (GtkWidget *check, gpointer id)
{
  return g_strcmp0 (g_object_get_data (G_OBJECT (check), "qz-policy"), id) == 0;
}

/* The packs of the area stand ready; elsewhere none is offered. */
static void
test_new_book_policies (void)
{
  g_autoptr (QzSession) session = qz_session_new ();
  GtkWindow *window = present_desk ();
  QzNewBookDialog *dialog = present_new_book (window, session);
  AdwNavigationView *steps = ADW_NAVIGATION_VIEW (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "steps"));
  GtkWidget *check;

  type_into (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "name"), "a/b");
  type_into (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "agency"), "321300");
  go_to_policies (dialog);
  check = app_find (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON, has_policy,
                    (gpointer) "suqian-advance");
  g_assert_nonnull (check);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_null (app_find (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON, has_policy,
                           (gpointer) "jilin-daily"));
  adw_navigation_view_pop (steps);
  type_into (CHILD (dialog, QZ_TYPE_NEW_BOOK_DIALOG, "agency"), "110000");
  go_to_policies (dialog);
  g_assert_null (app_find (GTK_WIDGET (adw_navigation_view_get_visible_page (steps)),
                           GTK_TYPE_CHECK_BUTTON, NULL, NULL));
  gtk_window_destroy (window);
}

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/acting/session", test_session);
  g_test_add_func ("/acting/dialog", test_dialog);
  g_test_add_func ("/acting/dialog-without", test_dialog_without);
  g_test_add_func ("/acting/begin", test_begin);
  g_test_add_func ("/acting/change-passphrase", test_change_passphrase);
  g_test_add_func ("/users/new", test_new_user);
  g_test_add_func ("/users/new-exists", test_new_user_exists);
  g_test_add_func ("/users/form-ends", test_form_ends);
  g_test_add_func ("/users/keyboard-returns", test_keyboard_returns);
  g_test_add_func ("/users/fault-in-sight", test_user_fault_in_sight);
  g_test_add_func ("/new-book/journey", test_new_book);
  g_test_add_func ("/new-book/policies", test_new_book_policies);
  return app_fixture_run ();
}
