/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "qz-act.h"
#include "qz-error.h"
#include "qz-file-guard.h"

/* A book set in a folder of its own, and small acts on it. */
typedef struct {
  char *folder;
  char *path;
  QzStore *store; /* nullable */
  QzClock clock;
} Fixture;

static inline void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("qz-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "book.qz", NULL);
  g_assert_true (qz_clock_init_at (&self->clock, "2026-03-10T09:00", &error));
  g_assert_no_error (error);
  self->store = qz_store_create (self->path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->store);
}

static inline void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_clear_pointer (&self->store, qz_store_close);
  dir = g_dir_open (self->folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}

static inline gboolean
write_user (QzAct *act, const char *name, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "user", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, name);
  qz_table_writer_text (writer, "赵明");
  qz_table_writer_text (writer, "maker");
  qz_table_writer_int (writer, 1);
  return qz_table_writer_end_row (writer, error) != 0;
}

/* One act that adds @n_users; what any command does. */
static inline gboolean
add_users (QzStore *store, const QzClock *clock, guint n_users, GError **error)
{
  g_autoptr (QzAct) act = qz_act_begin (store, "user add", "zhao", clock, error);

  if (act == NULL)
    return FALSE;
  for (guint i = 0; i < n_users; i++) {
    g_autofree char *name = g_strdup_printf ("user%u", i);

    if (!write_user (act, name, error))
      return FALSE;
  }
  return qz_act_commit (act, FALSE, error);
}

static inline gint64
count_rows (QzStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  QzStatement *statement = qz_store_prepare (store, sql, &error);
  gint64 count;

  g_assert_no_error (error);
  g_assert_true (qz_statement_step (statement, &error));
  count = qz_statement_get_int (statement, 0);
  qz_statement_reset (statement);
  return count;
}

static inline void
assert_error (const GError *error, QzErrorClass klass, const char *id)
{
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
  g_assert_true (g_error_matches (error, QZ_ERROR, klass));
}
