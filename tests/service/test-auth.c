/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qz-auth.h"
#include "qz-book-private.h"
#include "qz-book-repo.h"
#include "qz-error.h"
#include "qz-roles.h"
#include "qz-secret-repo.h"
#include "qz-users.h"

/* Who acts: passphrases, roles that exclude each other, and the table of rights. */

#define SECRET "一匹会飞的白马"
#define WORDS  "correct horse battery"

typedef struct {
  char *folder;
  char *path;
  QzBook *book;
  QzContext context;
} Fixture;

static const QzContext *
as (Fixture *self, const char *user)
{
  self->context.user = user;
  return &self->context;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("qz-auth-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "book.qz", NULL);
  qz_clock_init_now (&self->context.clock);
  g_assert_true (
      qz_book_create (self->path, "220200", "示范", "admin", &self->context.clock, &error));
  self->book = qz_book_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (qz_book_put_user (self->book, as (self, "admin"), "wang", "王敏", QZ_ROLE_MAKER,
                                   TRUE, &error));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", self->folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) checks = NULL;
  gboolean sound = FALSE;

  /* Whatever was refused, the chain holds. */
  checks = qz_book_verify (self->book, &self->context, &sound, &error);
  g_assert_no_error (error);
  g_assert_true (sound);
  g_clear_pointer (&self->book, qz_book_close);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, &error));
  g_free (self->folder);
  g_free (self->path);
}

static void
assert_error (GError **error, QzErrorClass klass, const char *id)
{
  g_assert_nonnull (*error);
  g_assert_cmpstr (qz_error_get_id (*error), ==, id);
  g_assert_cmpint ((*error)->code, ==, klass);
  g_clear_error (error);
}

static void
set_passphrase (Fixture *self, const char *actor, const char *user, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_auth_set_passphrase (self->book, as (self, actor), user, text, &error));
  g_assert_no_error (error);
}

static gboolean
may_act (Fixture *self, const char *user)
{
  g_autoptr (GError) error = NULL;
  const gboolean may = qz_book_check_role (self->book, as (self, user), 0, &error);

  if (!may)
    g_assert_cmpstr (qz_error_get_id (error), ==, "not-signed-in");
  return may;
}

static void
sign_in_fails (Fixture *self, const char *user, const char *text, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (qz_auth_sign_in (self->book, as (self, NULL), user, text, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, id);
}

static void
sign_in (Fixture *self, const char *user, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_auth_sign_in (self->book, as (self, NULL), user, text, &error));
  g_assert_no_error (error);
}

static void
reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->book, qz_book_close);
  self->book = qz_book_open (self->path, TRUE, &error);
  g_assert_no_error (error);
}

/* ── passphrases ────────────────────────────────────────────────────────────────────────────── */

static void
test_sign_in (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (may_act (self, "wang"));
  sign_in (self, "wang", NULL);
  set_passphrase (self, "wang", "wang", WORDS);
  /* Who set it knows it; the next start does not. */
  g_assert_true (may_act (self, "wang"));
  reopen (self);
  g_assert_false (may_act (self, "wang"));
  g_assert_false (
      qz_book_put_user (self->book, as (self, "wang"), "x", "x", QZ_ROLE_MAKER, TRUE, &error));
  g_clear_error (&error);
  sign_in_fails (self, "wang", "wrong horse battery", "passphrase-wrong");
  g_assert_false (may_act (self, "wang"));
  sign_in (self, "wang", WORDS);
  g_assert_true (may_act (self, "wang"));
  /* The administrator has none yet and acts as before; one person is signed in at a time. */
  g_assert_true (may_act (self, "admin"));
  sign_in (self, "admin", NULL);
  g_assert_false (may_act (self, "wang"));
  sign_in_fails (self, "nobody", WORDS, "user-unknown");
}

/* Who failed to take the place of another leaves it to him. */
static void
test_wrong_keeps_former (Fixture *self, gconstpointer data)
{
  set_passphrase (self, "admin", "admin", SECRET "二");
  set_passphrase (self, "wang", "wang", WORDS);
  g_assert_true (may_act (self, "wang"));
  sign_in_fails (self, "admin", NULL, "passphrase-wrong");
  g_assert_true (may_act (self, "wang"));
  g_assert_false (may_act (self, "admin"));
}

/* A newer passphrase asks again wherever the older one was given. */
static void
test_changed_elsewhere (Fixture *self, gconstpointer data)
{
  set_passphrase (self, "wang", "wang", WORDS);
  g_assert_true (may_act (self, "wang"));
  set_passphrase (self, "admin", "wang", SECRET "二");
  g_assert_false (may_act (self, "wang"));
  sign_in_fails (self, "wang", WORDS, "passphrase-wrong");
  sign_in (self, "wang", SECRET "二");
  g_assert_true (may_act (self, "wang"));
}

static void
test_who_may_set (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      qz_auth_set_passphrase (self->book, as (self, "wang"), "admin", WORDS, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "role-missing");
  g_assert_false (qz_auth_set_passphrase (self->book, as (self, "wang"), "wang", SECRET, &error));
  assert_error (&error, QZ_ERROR_INPUT, "passphrase-short");
  g_assert_false (qz_auth_set_passphrase (self->book, as (self, "admin"), "wang", NULL, &error));
  assert_error (&error, QZ_ERROR_REFUSED, "no-passphrase");
  set_passphrase (self, "wang", "wang", WORDS);
  g_assert_false (qz_auth_set_passphrase (self->book, as (self, "wang"), "wang", NULL, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "role-missing");
  set_passphrase (self, "admin", "wang", NULL);
  reopen (self);
  g_assert_true (may_act (self, "wang"));
}

static void
test_dry_run (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean has = TRUE;

  self->context.dry_run = TRUE;
  set_passphrase (self, "wang", "wang", WORDS);
  g_assert_true (qz_auth_has_passphrase (self->book, "wang", &has, &error));
  g_assert_false (has);
  self->context.dry_run = FALSE;
  set_passphrase (self, "wang", "wang", WORDS);
  /* Trying is no trial run: the wrong one is kept. */
  self->context.dry_run = TRUE;
  reopen (self);
  sign_in_fails (self, "wang", "wrong horse battery", "passphrase-wrong");
  self->context.dry_run = FALSE;
  g_assert_false (may_act (self, "wang"));
  {
    g_autoptr (QzSheet) log = qz_book_list_log (self->book, 1, &error);

    g_assert_cmpstr (qz_sheet_get_text (log, 0, 1), ==, "user sign-in refused");
    g_assert_cmpstr (qz_sheet_get_text (log, 0, 2), ==, "wang");
  }
}

static void
later (Fixture *self, const char *real)
{
  g_strlcpy (self->context.clock.real, real, sizeof self->context.clock.real);
  g_strlcpy (self->context.clock.business, real, sizeof self->context.clock.business);
}

static void
test_wait (Fixture *self, gconstpointer data)
{
  set_passphrase (self, "wang", "wang", WORDS);
  later (self, "2026-03-10T09:00:00");
  for (guint i = 0; i < 5; i++)
    sign_in_fails (self, "wang", "wrong horse battery", "passphrase-wrong");
  /* Not even the right one is looked at now. */
  sign_in_fails (self, "wang", WORDS, "sign-in-wait");
  later (self, "2026-03-10T09:00:29");
  sign_in_fails (self, "wang", WORDS, "sign-in-wait");
  later (self, "2026-03-10T09:00:30");
  sign_in_fails (self, "wang", "wrong horse battery", "passphrase-wrong");
  /* The sixth doubles it; a clock that was put back wins nothing. */
  later (self, "2026-03-10T09:01:20");
  sign_in_fails (self, "wang", WORDS, "sign-in-wait");
  later (self, "2026-03-10T08:00:00");
  sign_in_fails (self, "wang", WORDS, "sign-in-wait");
  reopen (self);
  sign_in_fails (self, "wang", WORDS, "sign-in-wait");
  later (self, "2026-03-10T09:01:30");
  sign_in (self, "wang", WORDS);
  /* The right one ends it. */
  sign_in_fails (self, "wang", "wrong horse battery", "passphrase-wrong");
  sign_in (self, "wang", WORDS);
}

static void
test_wait_ends_with_new_one (Fixture *self, gconstpointer data)
{
  set_passphrase (self, "wang", "wang", WORDS);
  later (self, "2026-03-10T09:00:00");
  for (guint i = 0; i < 5; i++)
    sign_in_fails (self, "wang", "wrong horse battery", "passphrase-wrong");
  sign_in_fails (self, "wang", WORDS, "sign-in-wait");
  set_passphrase (self, "admin", "wang", "an entirely new one");
  sign_in (self, "wang", "an entirely new one");
}

/* What the window does: one thread writes, the other reads. */
static void
test_shared (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSignIn) shared = qz_sign_in_new ();
  g_autoptr (QzBook) reader = qz_book_open (self->path, FALSE, &error);

  g_assert_no_error (error);
  set_passphrase (self, "wang", "wang", WORDS);
  qz_auth_share_sign_in (self->book, shared);
  qz_auth_share_sign_in (reader, shared);
  g_assert_false (may_act (self, "wang"));
  sign_in (self, "wang", WORDS);
  g_assert_true (may_act (self, "wang"));
  g_assert_true (qz_book_check_role (reader, as (self, "wang"), 0, &error));
  qz_sign_in_clear (shared);
  g_assert_false (may_act (self, "wang"));
  g_assert_false (qz_book_check_role (reader, as (self, "wang"), 0, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "not-signed-in");
}

static void
test_inactive (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_passphrase (self, "wang", "wang", WORDS);
  g_assert_true (qz_book_put_user (self->book, as (self, "admin"), "wang", "王敏", QZ_ROLE_MAKER,
                                   FALSE, &error));
  sign_in_fails (self, "wang", WORDS, "user-inactive");
}

static void
test_set_active (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) shown = NULL;
  g_autoptr (QzSheet) gone = NULL;
  g_autoptr (QzSheet) log = NULL;

  shown = qz_user_show (self->book, "wang", &error);
  g_assert_cmpuint (qz_sheet_get_n_rows (shown), >, 0);
  g_assert_false (
      qz_user_set_active (self->book, as (self, "admin"), "wang", FALSE, "  ", &error));
  assert_error (&error, QZ_ERROR_USAGE, "reason-missing");
  g_assert_false (
      qz_user_set_active (self->book, as (self, "wang"), "wang", FALSE, "调离", &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "role-missing");
  g_assert_false (
      qz_user_set_active (self->book, as (self, "admin"), "admin", FALSE, "调离", &error));
  assert_error (&error, QZ_ERROR_REFUSED, "last-administrator");
  g_assert_true (
      qz_user_set_active (self->book, as (self, "admin"), "wang", FALSE, "调离", &error));
  log = qz_book_list_log (self->book, 1, &error);
  g_assert_cmpstr (qz_sheet_get_text (log, 0, 5), ==, "wang: 调离");
  g_assert_false (qz_book_check_role (self->book, as (self, "wang"), 0, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "user-inactive");
  gone = qz_user_show (self->book, "wang", &error);
  g_assert_cmpuint (qz_sheet_get_n_rows (gone), ==, 0);
  g_assert_true (
      qz_user_set_active (self->book, as (self, "admin"), "wang", TRUE, "回来", &error));
  g_assert_true (qz_book_check_role (self->book, as (self, "wang"), 0, &error));
  g_assert_null (qz_user_show (self->book, "nobody", &error));
  assert_error (&error, QZ_ERROR_INPUT, "user-unknown");
}

/* ── the wall's time ────────────────────────────────────────────────────────────────────────── */

static void
test_forbid_now (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const QzClock wall = self->context.clock;

  g_assert_false (qz_book_set (self->book, as (self, "wang"), "forbid-now", "yes", &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "role-missing");
  g_assert_false (qz_book_set (self->book, as (self, "admin"), "forbid-now", "maybe", &error));
  assert_error (&error, QZ_ERROR_USAGE, "setting-value");
  g_assert_false (qz_book_set (self->book, as (self, "admin"), "agency", "1", &error));
  assert_error (&error, QZ_ERROR_USAGE, "setting-unknown");
  g_assert_true (qz_book_set (self->book, as (self, "admin"), "forbid-now", "yes", &error));
  g_assert_true (qz_clock_init_at (&self->context.clock, "2026-03-10T09:00", &error));
  g_assert_false (qz_book_check_role (self->book, as (self, "wang"), QZ_ROLE_MAKER, &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "now-forbidden");
  g_assert_false (qz_book_set (self->book, as (self, "admin"), "forbid-now", "no", &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "now-forbidden");
  self->context.clock = wall;
  g_assert_true (qz_book_check_role (self->book, as (self, "wang"), QZ_ROLE_MAKER, &error));
  g_assert_true (qz_book_set (self->book, as (self, "admin"), "forbid-now", "no", &error));
  g_assert_true (qz_clock_init_at (&self->context.clock, "2026-03-10T09:00", &error));
  g_assert_true (qz_book_check_role (self->book, as (self, "wang"), QZ_ROLE_MAKER, &error));
}

static void
assert_training (Fixture *self, const char *day)
{
  g_autoptr (GError) error = NULL;
  QzClock clock;
  char text[11] = "";

  g_assert_true (qz_book_init_clock (self->book, &clock, &error));
  qz_day_write (clock.today, text);
  g_assert_cmpstr (text, ==, day);
  g_assert_true (g_str_has_prefix (clock.business, day));
  /* The same time of day, and the real time beside it. */
  g_assert_cmpstr (clock.business + 10, ==, clock.real + 10);
  g_assert_cmpstr (clock.real, >, "2026-03");
}

static gboolean
begin_training (Fixture *self, const char *user, GError **error)
{
  QzDay day = QZ_DAY_NONE;

  g_assert_true (qz_day_parse ("2026-02-02", &day, error));
  return qz_book_begin_training (self->book, as (self, user), day, error);
}

static void
test_training (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) log = NULL;
  QzDay day = QZ_DAY_NONE;

  g_assert_true (qz_book_get_training_day (self->book, &day, &error));
  g_assert_cmpint (day, ==, QZ_DAY_NONE);
  g_assert_false (
      qz_book_set (self->book, as (self, "admin"), "training-date", "2026-03-01", &error));
  assert_error (&error, QZ_ERROR_REFUSED, "no-training");
  g_assert_false (begin_training (self, "wang", &error));
  assert_error (&error, QZ_ERROR_PERMISSION, "role-missing");
  g_assert_true (begin_training (self, "admin", &error));
  assert_training (self, "2026-02-02");
  g_assert_false (begin_training (self, "admin", &error));
  assert_error (&error, QZ_ERROR_REFUSED, "training-begun");
  g_assert_false (
      qz_book_set (self->book, as (self, "wang"), "training-date", "2026-02-01", &error));
  assert_error (&error, QZ_ERROR_REFUSED, "training-backward");
  g_assert_true (qz_book_init_clock (self->book, &self->context.clock, &error));
  g_assert_true (
      qz_book_set (self->book, as (self, "wang"), "training-date", "2026-02-10", &error));
  assert_training (self, "2026-02-10");
  log = qz_book_list_log (self->book, 1, &error);
  g_assert_true (g_str_has_prefix (qz_sheet_get_text (log, 0, 3), "2026-02-02"));
  g_assert_cmpstr (qz_sheet_get_text (log, 0, 4), ==, self->context.clock.real);
  g_assert_false (qz_book_set (self->book, as (self, "admin"), "forbid-now", "yes", &error));
  assert_error (&error, QZ_ERROR_REFUSED, "training-now");
}

/* What forbids other times, or is in use, becomes no training. */
static void
test_training_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_book_set (self->book, as (self, "admin"), "forbid-now", "yes", &error));
  g_assert_false (begin_training (self, "admin", &error));
  assert_error (&error, QZ_ERROR_REFUSED, "training-forbidden");
}

/* ── roles ──────────────────────────────────────────────────────────────────────────────────── */

static void
test_exclusions (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *roles;
    gboolean allowed;
  } cases[] = {
    { "maker,reviewer,approver", TRUE },
    { "maker,administrator", TRUE },
    { "auditor,administrator", TRUE },
    { "approver,manager", TRUE },
    { "maker,finance", FALSE },
    { "reviewer,finance", FALSE },
    { "approver,finance", FALSE },
    { "auditor,maker", FALSE },
    { "auditor,manager", FALSE },
    { "auditor,finance", FALSE },
    { "administrator,reviewer", FALSE },
    { "administrator,approver", FALSE },
    { "administrator,finance", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const guint roles = qz_role_from_text (cases[i].roles, &error);

      g_assert_no_error (error);
      g_assert_cmpint (qz_book_put_user (self->book, as (self, "admin"), "who", "who", roles, TRUE,
                                         &error),
                       ==, cases[i].allowed);
      if (cases[i].allowed)
        continue;
      g_assert_nonnull (qz_error_get_rule (error));
      assert_error (&error, QZ_ERROR_REFUSED, "roles-exclusive");
    }
}

/* Somebody who has such a pair from before may still be sent away. */
static void
test_old_pair_leaves (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  QzUserRecord user = { (char *) "old", (char *) "old", (char *) "maker,finance", TRUE };
  g_autoptr (QzAct) act =
      qz_book_begin_act (self->book, as (self, "admin"), "user change", 0, &error);

  g_assert_true (qz_book_repo_put_user (act, &user, &error));
  g_assert_true (qz_book_end_act (self->book, as (self, "admin"), g_steal_pointer (&act), &error));
  g_assert_true (qz_book_check_role (self->book, as (self, "old"), QZ_ROLE_FINANCE, &error));
  g_assert_false (qz_book_put_user (self->book, as (self, "admin"), "old", "older",
                                    QZ_ROLE_MAKER | QZ_ROLE_FINANCE, TRUE, &error));
  assert_error (&error, QZ_ERROR_REFUSED, "roles-exclusive");
  g_assert_true (qz_book_put_user (self->book, as (self, "admin"), "old", "old",
                                   QZ_ROLE_MAKER | QZ_ROLE_FINANCE, FALSE, &error));
}

/* The sheet that people read says what qz_book_check_role() does. */
static void
test_matrix (Fixture *self, gconstpointer data)
{
  g_autoptr (QzSheet) sheet = qz_roles_list_rights ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, QZ_N_RIGHTS);
  for (const guint *role = qz_roles_get_all (); *role != 0; role++)
    {
      g_autofree char *name = qz_role_to_text (*role);
      const int column = qz_sheet_find_column (sheet, name);

      g_assert_cmpint (column, >=, 0);
      if (*role != QZ_ROLE_ADMINISTRATOR)
        g_assert_true (qz_book_put_user (self->book, as (self, "admin"), "who", "who", *role, TRUE,
                                         &error));
      for (guint right = 0; right < QZ_N_RIGHTS; right++)
        {
          const char *user = *role == QZ_ROLE_ADMINISTRATOR ? "admin" : "who";
          g_autoptr (GError) refusal = NULL;

          g_assert_cmpint (qz_book_check_role (self->book, as (self, user),
                                               qz_right_get_roles (right), &refusal),
                           ==, qz_sheet_get_number (sheet, right, (guint) column) != 0);
        }
    }
}

static void
test_exclusion_sheet (void)
{
  g_autoptr (QzSheet) sheet = qz_roles_list_exclusions ();

  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, 11);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      g_autofree char *text = g_strdup_printf ("%s,%s", qz_sheet_get_text (sheet, row, 0),
                                               qz_sheet_get_text (sheet, row, 1));
      g_autoptr (GError) error = NULL;
      const guint roles = qz_role_from_text (text, &error);

      g_assert_no_error (error);
      g_assert_false (qz_roles_check (roles, &error));
      assert_error (&error, QZ_ERROR_REFUSED, "roles-exclusive");
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/auth/sign-in", test_sign_in);
  ADD ("/auth/wrong-keeps-former", test_wrong_keeps_former);
  ADD ("/auth/changed-elsewhere", test_changed_elsewhere);
  ADD ("/auth/who-may-set", test_who_may_set);
  ADD ("/auth/dry-run", test_dry_run);
  ADD ("/auth/wait", test_wait);
  ADD ("/auth/wait-ends-with-new-one", test_wait_ends_with_new_one);
  ADD ("/auth/shared", test_shared);
  ADD ("/auth/inactive", test_inactive);
  ADD ("/auth/set-active", test_set_active);
  ADD ("/auth/forbid-now", test_forbid_now);
  ADD ("/auth/training", test_training);
  ADD ("/auth/training/refused", test_training_refused);
  ADD ("/roles/exclusions", test_exclusions);
  ADD ("/roles/old-pair-leaves", test_old_pair_leaves);
  ADD ("/roles/matrix", test_matrix);
  g_test_add_func ("/roles/exclusion-sheet", test_exclusion_sheet);
  return g_test_run ();
}
