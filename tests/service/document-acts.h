/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document-fixture.h"

/* What tests do with documents and the bank, and what they then look at. */

/* ── policies ────────────────────────────────────────────────────────────────────────────────── */

/* The shipped pack @id with words replaced (pairs, NULL ends), as a file. (transfer full) */
static inline char *
change_pack (const char *id, const char *const *words)
{
  g_autofree char *name = g_strconcat (id, ".policy", NULL);
  g_autofree char *from = g_build_filename (g_getenv ("QZ_TEST_DATA"), "policies", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *loaded = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("qz-pack-XXXXXX.policy", &path, &error);

  g_assert_no_error (error);
  close (fd);
  g_assert_true (g_file_get_contents (from, &loaded, NULL, &error));
  text = g_string_new (loaded);
  for (guint i = 0; words[i] != NULL; i += 2)
    g_assert_cmpuint (g_string_replace (text, words[i], words[i + 1], 0), >, 0);
  g_assert_true (g_file_set_contents (path, text->str, -1, &error));
  return path;
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
