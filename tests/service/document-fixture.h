/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qz-documents.h"
#include "qz-error.h"
#include "qz-imports.h"
#include "qz-payments.h"

/* A book set with four people and a sample folder imported; days pass by `at`. */
typedef struct {
  char *folder;
  char *sample; /* folder of the sample */
  QzBook *book;
  QzContext context;
} Fixture;

static inline void
at (Fixture *self, const char *time)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_clock_init_at (&self->context.clock, time, &error));
}

static inline const QzContext *
as (Fixture *self, const char *user)
{
  self->context.user = user;
  return &self->context;
}

static inline void
import_path (Fixture *self, const char *kind, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  const gboolean registry = g_str_equal (kind, "areas") || g_str_equal (kind, "agencies")
                            || g_str_equal (kind, "providers") || g_str_equal (kind, "accounts");

  sheet = qz_import_run (self->book, as (self, registry ? "admin" : "ma"), kind, path,
                         &(QzImportOptions){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sheet);
}

static inline void
import_sample (Fixture *self, const char *kind, const char *name)
{
  g_autofree char *path = g_build_filename (self->sample, name, NULL);

  import_path (self, kind, path);
}

static inline void
import_text (Fixture *self, const char *kind, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  import_path (self, kind, path);
}

static inline void
fixture_put_users (Fixture *self)
{
  static const struct {
    const char *name;
    guint roles;
  } users[] = {
    { "ma", QZ_ROLE_MAKER },
    { "re", QZ_ROLE_REVIEWER },
    { "ap", QZ_ROLE_APPROVER },
    { "fi", QZ_ROLE_FINANCE },
    { "all", QZ_ROLE_MAKER | QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    g_assert_true (qz_book_put_user (self->book, as (self, "admin"), users[i].name,
                                     users[i].name, users[i].roles, TRUE, &error));
}

static inline void
fixture_open (Fixture *self, const char *agency, const char *policy, const char *sample)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  memset (self, 0, sizeof *self);
  self->folder = g_dir_make_tmp ("qz-documents-XXXXXX", &error);
  g_assert_no_error (error);
  self->sample = g_build_filename (g_getenv ("QZ_TEST_DATA"), "sample", sample, NULL);
  path = g_build_filename (self->folder, "book.qz", NULL);
  at (self, "2026-01-02");
  g_assert_true (qz_book_create (path, agency, sample, "admin", &self->context.clock, &error));
  self->book = qz_book_open (path, TRUE, &error);
  g_assert_no_error (error);
  fixture_put_users (self);
  g_assert_true (qz_policy_activate (self->book, as (self, "admin"), policy, &error));
  import_sample (self, "areas", "areas.csv");
  import_sample (self, "agencies", "agencies.csv");
  import_sample (self, "providers", "providers.csv");
  import_sample (self, "accounts", "accounts.csv");
}

static inline void
fixture_close (Fixture *self)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", self->folder);
  gboolean sound = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) checks = qz_book_verify (self->book, &self->context, &sound, &error);

  /* Whatever a test did, the book set proves itself at the end. */
  g_assert_no_error (error);
  for (guint i = 0; i < qz_sheet_get_n_rows (checks); i++)
    {
      g_autofree char *code = qz_sheet_dup_machine (checks, i, 0);
      g_autofree char *ok = qz_sheet_dup_machine (checks, i, 2);
      g_autofree char *detail = qz_sheet_dup_machine (checks, i, 3);

      g_test_message ("%s %s %s", code, ok, detail);
    }
  g_assert_true (sound);
  qz_book_close (self->book);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (self->folder);
  g_free (self->sample);
}
