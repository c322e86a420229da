/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "qz-book-private.h"
#include "qz-book-repo.h"
#include "qz-data.h"
#include "qz-error.h"
#include "qz-file-guard.h"

/* The book set as a use case sees it: creation, users and roles, acts, calendar, backup. */

typedef struct {
  char *folder;
  char *path;
  QzBook *book;
  QzContext context;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("qz-book-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "book.qz", NULL);
  self->context = (QzContext) { .user = "admin" };
  g_assert_true (qz_clock_init_at (&self->context.clock, "2026-03-10T09:00", &error));
  g_assert_true (
      qz_book_create (self->path, "220200", "示范", "admin", &self->context.clock, &error));
  g_assert_no_error (error);
  self->book = qz_book_open (self->path, TRUE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_clear_pointer (&self->book, qz_book_close);
  dir = g_dir_open (self->folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}

static void
assert_error (GError **error, QzErrorClass klass, const char *id)
{
  g_assert_error (*error, QZ_ERROR, (int) klass);
  g_assert_cmpstr (qz_error_get_id (*error), ==, id);
  g_clear_error (error);
}

static gint64
get_fact (QzSheet *sheet, const char *name)
{
  int fact = qz_sheet_find_fact (sheet, name);

  g_assert_cmpint (fact, >=, 0);
  return qz_sheet_get_fact_number (sheet, (guint) fact);
}

static void
test_create (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) info = qz_book_dup_info (self->book, &error);
  g_autoptr (QzSheet) users = qz_book_list_users (self->book, &error);
  g_autofree char *name = qz_sheet_dup_fact_display (info, "name");

  g_assert_cmpstr (name, ==, "示范");
  g_assert_cmpstr (qz_book_get_agency (self->book), ==, "220200");
  g_assert_cmpint (get_fact (info, "changes"), ==, 1);
  g_assert_cmpint (get_fact (info, "imports"), ==, 2);
  g_assert_cmpuint (qz_sheet_get_n_rows (users), ==, 1);
  g_assert_cmpstr (qz_sheet_get_text (users, 0, 2), ==, "administrator");
  g_assert_false (qz_book_create (self->path, "220200", "x", "x", &self->context.clock, &error));
  assert_error (&error, QZ_ERROR_STORE, "file-exists");
}

static const char *
pretend_nfs (const char *path)
{
  return "NFS";
}

/* What cannot be created leaves nothing behind. */
static void
test_create_fails_cleanly (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "other.qz", NULL);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  g_autoptr (GError) error = NULL;

  qz_file_set_system_func (pretend_nfs);
  g_assert_false (qz_book_create (path, "220200", "x", "x", &self->context.clock, &error));
  assert_error (&error, QZ_ERROR_STORE, "book-on-network");
  qz_file_set_system_func (NULL);
  g_assert_false (qz_book_create (path, "2202-00", "x", "x", &self->context.clock, &error));
  assert_error (&error, QZ_ERROR_INPUT, "agency-code");
  g_assert_false (qz_book_create (path, "220200", "x", "a,b", &self->context.clock, &error));
  assert_error (&error, QZ_ERROR_INPUT, "user-name");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
}

/* Domain 6: the shipped arrangements work from the first day on. */
static void
test_calendar (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  QzCalendar *calendar = qz_book_get_calendar (self->book, &error);
  g_autofree char *text = NULL;
  QzDay day = QZ_DAY_NONE;

  g_assert_no_error (error);
  for (int year = 2024; year <= 2026; year++)
    g_assert_true (qz_calendar_has_year (calendar, year));
  g_assert_true (qz_day_from_ymd (2026, 2, 6, &day));
  text = qz_day_format (qz_calendar_add_workdays (calendar, day, 11));
  g_assert_cmpstr (text, ==, "2026-02-28");
}

static void
test_roles (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = qz_role_to_text (QZ_ROLE_FINANCE | QZ_ROLE_MAKER);

  g_assert_cmpstr (text, ==, "maker,finance");
  g_assert_cmpuint (qz_role_from_text (" finance , maker", &error), ==,
                    QZ_ROLE_FINANCE | QZ_ROLE_MAKER);
  g_assert_cmpuint (qz_role_from_text ("maker,", &error), ==, 0);
  assert_error (&error, QZ_ERROR_INPUT, "role-unknown");
  g_assert_cmpuint (qz_role_from_text ("Maker", &error), ==, 0);
  assert_error (&error, QZ_ERROR_INPUT, "role-unknown");
}

static void
test_users (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  QzContext maker = self->context;

  maker.user = "zhao";
  g_assert_false (qz_book_check_role (self->book, &maker, 0, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "user-unknown");
  g_assert_true (
      qz_book_put_user (self->book, &self->context, "zhao", "赵明", QZ_ROLE_MAKER, TRUE, &error));
  g_assert_true (qz_book_check_role (self->book, &maker, 0, &error));
  g_assert_true (qz_book_check_role (self->book, &maker, QZ_ROLE_MAKER | QZ_ROLE_FINANCE, &error));
  g_assert_false (qz_book_check_role (self->book, &maker, QZ_ROLE_APPROVER, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "role-missing");
  g_assert_false (qz_book_put_user (self->book, &maker, "sun", "孙", QZ_ROLE_MAKER, TRUE, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "role-missing");
  g_assert_true (
      qz_book_put_user (self->book, &self->context, "zhao", "赵明", QZ_ROLE_MAKER, FALSE, &error));
  g_assert_false (qz_book_check_role (self->book, &maker, QZ_ROLE_MAKER, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "user-inactive");
  maker.user = NULL;
  g_assert_false (qz_book_check_role (self->book, &maker, 0, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "user-missing");
}

static void
test_last_administrator (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      qz_book_put_user (self->book, &self->context, "admin", "admin", QZ_ROLE_MAKER, TRUE, &error));
  assert_error (&error, QZ_ERROR_REFUSED, "last-administrator");
  g_assert_true (qz_book_put_user (self->book, &self->context, "sun", "孙立", QZ_ROLE_ADMINISTRATOR,
                                   TRUE, &error));
  g_assert_true (
      qz_book_put_user (self->book, &self->context, "admin", "admin", QZ_ROLE_MAKER, TRUE, &error));
  g_assert_no_error (error);
}

static void
test_dry_run_and_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QzSheet) users = NULL;
  QzContext context = self->context;

  context.dry_run = TRUE;
  g_assert_true (
      qz_book_put_user (self->book, &context, "zhao", "赵", QZ_ROLE_MAKER, TRUE, &error));
  context.dry_run = FALSE;
  context.cancellable = cancellable;
  g_cancellable_cancel (cancellable);
  g_assert_false (
      qz_book_put_user (self->book, &context, "zhao", "赵", QZ_ROLE_MAKER, TRUE, &error));
  assert_error (&error, QZ_ERROR_CANCELLED, "cancelled");
  users = qz_book_list_users (self->book, &error);
  g_assert_cmpuint (qz_sheet_get_n_rows (users), ==, 1);
}

/* Cancelled in the middle: everything is rolled back, and the book set goes on. */
static void
test_cancel_inside (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  QzContext context = self->context;
  g_autoptr (QzAct) act = NULL;
  g_autofree char *value = NULL;

  context.cancellable = cancellable;
  act = qz_book_begin_act (self->book, &context, "setting", 0, &error);
  g_assert_nonnull (act);
  g_assert_true (qz_book_repo_put_setting (act, "k", "v", &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (qz_book_end_act (self->book, &context, g_steal_pointer (&act), &error));
  assert_error (&error, QZ_ERROR_CANCELLED, "cancelled");
  g_assert_true (qz_book_repo_get_setting (qz_book_get_store (self->book), "k", &value, &error));
  g_assert_null (value);
  g_assert_true (
      qz_book_put_user (self->book, &self->context, "zhao", "赵", QZ_ROLE_MAKER, TRUE, &error));
}

static void
test_reader (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) reader = qz_book_open (self->path, FALSE, &error);

  g_assert_no_error (error);
  g_assert_false (qz_book_is_writable (reader));
  g_assert_false (
      qz_book_put_user (reader, &self->context, "zhao", "赵", QZ_ROLE_MAKER, TRUE, &error));
  assert_error (&error, QZ_ERROR_STORE, "store-read-only");
  g_assert_null (qz_book_open (self->path, TRUE, &error));
  assert_error (&error, QZ_ERROR_STORE, "book-locked");
}

static void
test_backup (Fixture *self, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (self->folder, "copy.qz", NULL);
  g_autofree char *other = g_build_filename (self->folder, "other.qz", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) restored = NULL;
  g_autoptr (QzSheet) checks = NULL;
  gboolean ok = FALSE, whole = FALSE;

  g_assert_true (qz_book_backup (self->book, &self->context, copy, &whole, &error));
  g_assert_true (whole);
  g_assert_true (qz_book_restore (&self->context, copy, other, &error));
  g_assert_false (qz_book_restore (&self->context, copy, other, &error));
  assert_error (&error, QZ_ERROR_STORE, "file-exists");
  restored = qz_book_open (other, TRUE, &error);
  g_assert_no_error (error);
  checks = qz_book_verify (restored, &self->context, &ok, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  g_assert_cmpuint (qz_sheet_get_n_rows (checks), >=, 10);
}

static void
test_data (void)
{
  g_auto (GStrv) policies = qz_data_list ("policies/");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) nothing = NULL;

  g_assert_cmpuint (g_strv_length (policies), >=, 3);
  g_assert_true (g_strv_contains ((const char *const *) policies, "policies/jilin-daily.policy"));
  g_assert_true (qz_data_load ("codes/holidays.csv", &bytes, &error));
  g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), "date,type,name,source\n"));
  g_assert_false (qz_data_load ("codes/nothing.csv", &nothing, &error));
  assert_error (&error, QZ_ERROR_INPUT, "data-missing");
}

int
main (int argc, char *argv[])
{
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/book/create", test_create);
  ADD ("/book/create-fails-cleanly", test_create_fails_cleanly);
  ADD ("/book/calendar", test_calendar);
  g_test_add_func ("/book/roles", test_roles);
  ADD ("/book/users", test_users);
  ADD ("/book/last-administrator", test_last_administrator);
  ADD ("/book/dry-run-and-cancel", test_dry_run_and_cancel);
  ADD ("/book/cancel-inside", test_cancel_inside);
  ADD ("/book/reader", test_reader);
  ADD ("/book/backup", test_backup);
  g_test_add_func ("/book/data", test_data);
#undef ADD
  return g_test_run ();
}
