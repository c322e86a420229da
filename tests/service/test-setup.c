/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qz-auth.h"
#include "qz-book-setup.h"
#include "qz-error.h"
#include "qz-imports.h"

/* A new book set with users and policies: all of it, or nothing at all. */

typedef struct {
  char *folder;
  char *path;
  QzBookSetup *setup;
  QzContext context;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("qz-setup-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "吉林.qz", NULL);
  qz_clock_init_now (&self->context.clock);
  self->setup = qz_book_setup_new ();
  self->setup->path = g_strdup (self->path);
  self->setup->agency = g_strdup ("220200");
  self->setup->name = g_strdup ("吉林市");
  g_ptr_array_add (self->setup->policies, g_strdup ("jilin-daily"));
  qz_book_setup_add_user (self->setup, "lin", "林岚", QZ_ROLE_ADMINISTRATOR | QZ_ROLE_AUDITOR,
                          "一匹会飞的白马二");
  qz_book_setup_add_user (self->setup, "wang", "", QZ_ROLE_MAKER, NULL);
}

static guint
count_files (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, &error);
  guint n = 0;

  g_assert_no_error (error);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", self->folder);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, &error));
  qz_book_setup_free (self->setup);
  g_free (self->folder);
  g_free (self->path);
}

static void
assert_fails (Fixture *self, const char *id, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (qz_book_setup_run (self->setup, &self->context, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
  if (field != NULL)
    g_assert_cmpstr (qz_error_get_field (error), ==, field);
  /* Nothing half-made remains. */
  g_assert_cmpuint (count_files (self), ==, 0);
}

static void
test_whole (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = NULL;
  g_autoptr (QzSheet) users = NULL;
  g_autoptr (QzSheet) policies = NULL;
  gboolean sound = FALSE;
  g_autoptr (QzSheet) checks = NULL;

  g_assert_true (qz_book_setup_run (self->setup, &self->context, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (self), ==, 1);
  book = qz_book_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  users = qz_book_list_users (book, &error);
  g_assert_cmpuint (qz_sheet_get_n_rows (users), ==, 2);
  g_assert_cmpstr (qz_sheet_get_text (users, 0, 1), ==, "林岚");
  g_assert_cmpstr (qz_sheet_get_text (users, 0, 2), ==, "auditor,administrator");
  g_assert_cmpint (qz_sheet_get_number (users, 0, 4), ==, 1);
  g_assert_cmpstr (qz_sheet_get_text (users, 1, 1), ==, "wang");
  g_assert_cmpint (qz_sheet_get_number (users, 1, 4), ==, 0);
  policies = qz_policy_list (book, &error);
  g_assert_cmpstr (qz_sheet_get_text (policies, 0, 0), ==, "jilin-daily");
  g_assert_cmpint (qz_sheet_get_number (policies, 0, 3), ==, 1);
  g_assert_true (
      qz_auth_sign_in (book, &self->context, "lin", "一匹会飞的白马二", &error));
  checks = qz_book_verify (book, &self->context, &sound, &error);
  g_assert_true (sound);
}

static void
test_place (Fixture *self, gconstpointer data)
{
  static const char *const codes[] = { "", "2202", "2202000", "22020A", "990200", "000000" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_set_str (&self->setup->agency, codes[i]);
      assert_fails (self, "agency-code", "agency");
    }
  g_set_str (&self->setup->agency, "229900");
  g_set_str (&self->setup->name, "  ");
  assert_fails (self, "name-missing", "name");
  g_set_str (&self->setup->name, "省本级");
  g_set_str (&self->setup->path, "/nowhere/there/x.qz");
  assert_fails (self, "folder", "path");
  g_set_str (&self->setup->path, "x.qz");
  assert_fails (self, "path-missing", "path");
}

/* A file that is there is not touched. */
static void
test_existing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (self->path, "precious", -1, &error));
  g_assert_false (qz_book_setup_run (self->setup, &self->context, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "file-exists");
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (self->path, &text, NULL, &error));
  g_assert_cmpstr (text, ==, "precious");
  g_assert_cmpuint (count_files (self), ==, 1);
}

static void
test_users (Fixture *self, gconstpointer data)
{
  qz_book_setup_add_user (self->setup, "qian", "钱", QZ_ROLE_FINANCE | QZ_ROLE_MAKER, NULL);
  assert_fails (self, "roles-exclusive", "qian");
  g_ptr_array_remove_index (self->setup->users, 2);
  qz_book_setup_add_user (self->setup, "wang", "又一个", QZ_ROLE_MAKER, NULL);
  assert_fails (self, "user-exists", "wang");
  g_ptr_array_remove_index (self->setup->users, 2);
  qz_book_setup_add_user (self->setup, "qian", "钱", QZ_ROLE_FINANCE, "short");
  assert_fails (self, "passphrase-short", "qian");
  g_ptr_array_remove_index (self->setup->users, 2);
  qz_book_setup_add_user (self->setup, "a b", "", QZ_ROLE_FINANCE, NULL);
  assert_fails (self, "user-name", "a b");
  g_ptr_array_remove_index (self->setup->users, 2);
  g_ptr_array_remove_index (self->setup->users, 0);
  assert_fails (self, "last-administrator", "users");
}

/* What fails late, when the book set stands half-made aside. */
static void
test_late_failure (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_ptr_array_add (self->setup->policies, g_strdup ("no-such-pack"));
  assert_fails (self, "cannot-open", NULL);
  g_ptr_array_remove_index (self->setup->policies, 1);
  g_cancellable_cancel (cancellable);
  self->context.cancellable = cancellable;
  assert_fails (self, "cancelled", NULL);
  self->context.cancellable = NULL;
  test_whole (self, NULL);
}

static void
test_policies (void)
{
  g_autoptr (GError) error = NULL;
  QzDay day = QZ_DAY_NONE;
  g_autoptr (QzSheet) jilin = NULL;
  g_autoptr (QzSheet) suqian = NULL;
  g_autoptr (QzSheet) beijing = NULL;

  g_assert_true (qz_day_parse ("2025-12-31", &day, &error));
  jilin = qz_book_setup_list_policies ("220200", day, &error);
  suqian = qz_book_setup_list_policies ("321300", day, &error);
  beijing = qz_book_setup_list_policies ("110000", day, &error);
  g_assert_cmpuint (qz_sheet_get_n_rows (jilin), ==, 1);
  g_assert_cmpstr (qz_sheet_get_text (jilin, 0, 0), ==, "jilin-daily");
  g_assert_cmpint (qz_sheet_get_number (jilin, 0, 7), ==, 0);
  g_assert_cmpuint (qz_sheet_get_n_rows (suqian), ==, 1);
  g_assert_cmpint (qz_sheet_get_number (suqian, 0, 7), ==, 1);
  g_assert_cmpuint (qz_sheet_get_n_rows (beijing), ==, 0);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/setup/whole", test_whole);
  ADD ("/setup/place", test_place);
  ADD ("/setup/existing", test_existing);
  ADD ("/setup/users", test_users);
  ADD ("/setup/late-failure", test_late_failure);
  g_test_add_func ("/setup/policies", test_policies);
  return g_test_run ();
}
