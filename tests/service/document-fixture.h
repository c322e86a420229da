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
    { "all", QZ_ROLE_MAKER | QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER | QZ_ROLE_FINANCE },
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

/* ── documents ───────────────────────────────────────────────────────────────────────────────── */

static inline QzDay
day (const char *text)
{
  g_autoptr (GError) error = NULL;
  QzDay result;

  g_assert_true (qz_day_parse (text, &result, &error));
  return result;
}

static inline void
act (Fixture *self, const char *user, const char *number, QzDocumentAct what, const char *reason)
{
  g_autoptr (GError) error = NULL;
  gboolean done = qz_document_act (self->book, as (self, user), number, what, reason, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static inline void
act_fails (Fixture *self, const char *user, const char *number, QzDocumentAct what,
           const char *reason, int exit_code, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;

  g_assert_false (qz_document_act (self->book, as (self, user), number, what, reason, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
  g_assert_cmpint (qz_error_get_exit_code (error), ==, exit_code);
  if (reason == NULL || *reason != '\0')
    {
      g_assert_false (qz_document_can (self->book, as (self, user), number, what, &why));
      g_assert_cmpstr (why, ==, error->message);
    }
}

static inline void
sign (Fixture *self, const char *number)
{
  act (self, "re", number, QZ_ACT_REVIEW, NULL);
  act (self, "ap", number, QZ_ACT_APPROVE, NULL);
}

static inline void
hand_over (Fixture *self, const char *number)
{
  act (self, "ap", number, QZ_ACT_PUSH, NULL);
  act (self, "fi", number, QZ_ACT_HAND_OVER, NULL);
}

static inline QzSheet *
show (Fixture *self, const char *number)
{
  g_autoptr (GError) error = NULL;
  QzSheet *sheet = qz_document_show (self->book, number, &error);

  g_assert_no_error (error);
  return sheet;
}

static inline void
assert_fact (QzSheet *sheet, const char *fact, const char *expected)
{
  const int index = qz_sheet_find_fact (sheet, fact);
  g_autofree char *text = NULL;

  g_assert_cmpint (index, >=, 0);
  text = qz_sheet_get_fact_type (sheet, (guint) index) == QZ_VALUE_TEXT
           ? g_strdup (qz_sheet_get_fact_text (sheet, (guint) index))
           : qz_value_dup_machine (qz_sheet_get_fact_type (sheet, (guint) index),
                                   qz_sheet_get_fact_number (sheet, (guint) index));
  g_assert_cmpstr (text, ==, expected);
}

static inline void
assert_state (Fixture *self, const char *number, const char *state)
{
  g_autoptr (QzSheet) sheet = show (self, number);

  assert_fact (sheet, "state", state);
}

static inline void
assert_cell (QzSheet *sheet, guint row, const char *column, const char *expected)
{
  const int index = qz_sheet_find_column (sheet, column);
  g_autofree char *text = NULL;

  g_assert_cmpint (index, >=, 0);
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), >, row);
  text = qz_sheet_dup_machine (sheet, row, (guint) index);
  if (g_strcmp0 (text, expected) != 0)
    g_error ("row %u, %s: %s instead of %s", row, column, text, expected);
}

static inline QzSheet *
run_daily (Fixture *self, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  QzSheet *sheet
    = qz_daily_run (self->book, as (self, "ma"), day (from), day (to), -1, -1, &error);

  g_assert_no_error (error);
  return sheet;
}

static inline void
assert_n_made (QzSheet *sheet, guint n)
{
  g_assert_nonnull (sheet);
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, n);
}

/* Every figure and the pay of every line, and the total, add up from what stands behind them. */
static inline void
explain_all (Fixture *self, const char *number)
{
  g_autoptr (QzSheet) sheet = show (self, number);

  for (guint row = 0; row <= qz_sheet_get_n_rows (sheet); row++)
    for (guint column = 6; column < qz_sheet_get_n_columns (sheet) - 1; column++)
      {
        const char *name = qz_sheet_get_column_name (sheet, column);
        const gboolean is_total = row == qz_sheet_get_n_rows (sheet);
        g_autofree char *cell
          = is_total ? g_strdup ("total") : g_strdup_printf ("%u/%s", row + 1, name);
        g_autofree char *value = is_total ? NULL : qz_sheet_dup_machine (sheet, row, column);
        g_autoptr (GError) error = NULL;
        g_autoptr (QzSheet) items = qz_document_explain (self->book, number, cell, &error);

        if (error != NULL)
          g_error ("%s %s: %s", number, cell, error->message);
        if (is_total)
          break;
        assert_fact (items, "value", value);
        assert_fact (items, "sum", value);
        g_assert_cmpint (qz_sheet_find_fact (items, "rule"), >=, 0);
        if (g_strcmp0 (value, "0.00") != 0)
          g_assert_cmpuint (qz_sheet_get_n_rows (items), >, 0);
      }
}

/* ── the bank ────────────────────────────────────────────────────────────────────────────────── */

/* Sends the document to the bank, which pays everything on @bank_day. */
static inline void
pay (Fixture *self, const char *number, const char *bank_day)
{
  const char *const numbers[] = { number, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *out = g_build_filename (self->folder, "batch.txt", NULL);
  g_autofree char *back = g_build_filename (self->folder, "return.txt", NULL);
  g_autofree char *tool = g_build_filename (g_getenv ("QZ_TOOLS"), "make-bank-return", NULL);
  const char *argv[]
    = { "python3", tool, out, "--date", bank_day, "--output", back, NULL };
  g_autoptr (QzSheet) batches
    = qz_payment_batch (self->book, as (self, "fi"), numbers, &error);
  g_autofree char *batch = NULL;
  g_autoptr (QzSheet) exported = NULL;
  g_autoptr (QzSheet) returned = NULL;
  int status = -1;

  g_assert_no_error (error);
  batch = qz_sheet_dup_machine (batches, 0, 0);
  exported = qz_payment_export (self->book, as (self, "fi"), batch, out, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, &error));
  returned = qz_payment_return (self->book, as (self, "fi"), back, &error);
  g_assert_no_error (error);
  g_assert_nonnull (exported);
  g_assert_nonnull (returned);
  g_unlink (out);
  g_unlink (back);
}
