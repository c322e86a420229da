/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-jobs.h"

#include <glib/gi18n-lib.h>

QzImportInput *
qz_import_input_copy (const QzImportInput *self)
{
  QzImportInput *copy = g_memdup2 (self, sizeof *self);

  copy->kind = g_strdup (self->kind);
  copy->path = g_strdup (self->path);
  copy->rejects = g_strdup (self->rejects);
  copy->encoding = g_strdup (self->encoding);
  copy->sheet = g_strdup (self->sheet);
  copy->columns = g_strdupv (self->columns);
  copy->digest = g_strdup (self->digest);
  return copy;
}

void
qz_import_input_clear (QzImportInput *self)
{
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->rejects, g_free);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->sheet, g_free);
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->digest, g_free);
}

static void
free_input (gpointer data)
{
  qz_import_input_clear (data);
  g_free (data);
}

static QzImportOptions
get_options (const QzImportInput *self)
{
  return (QzImportOptions) { .rejects_path = self->rejects,
                             .acct_includes_mulaid = self->acct_includes_mulaid,
                             .encoding = self->encoding,
                             .sheet = self->sheet,
                             .delimiter = self->delimiter,
                             .header_row = self->header_row,
                             .columns = (const char *const *) self->columns,
                             .expected = self->expected,
                             .digest = self->digest };
}

static gpointer
inspect (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzImportInput *self = input;
  const QzImportOptions options = get_options (self);

  return qz_import_inspect (book, self->kind, self->path, &options, error);
}

static gpointer
check (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzImportInput *self = input;
  const QzImportOptions options = get_options (self);

  return qz_import_check (book, context, self->kind, self->path, &options, error);
}

static gpointer
import (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzImportInput *self = input;
  const QzImportOptions options = get_options (self);

  return qz_import_run (book, context, self->kind, self->path, &options, error);
}

/* The paths of what the check wrote, and of the place that was chosen. */
static gpointer
save_rejects (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  char **paths = input;

  return qz_import_save_rejects (paths[0], paths[1], context, error) ? input : NULL;
}

#define GIVES_SHEET .free_input = free_input, .free_output = (GDestroyNotify) qz_sheet_unref

const QzJobKind qz_job_import_inspect = { .func = inspect, GIVES_SHEET };
/* It rolls back what it writes, so it needs the connection that writes: the worker's. */
const QzJobKind qz_job_import_check = { .title = N_ ("Checking the file"),
                                        .func = check,
                                        GIVES_SHEET };
const QzJobKind qz_job_import = { .title = N_ ("Importing"),
                                  .func = import,
                                  .writes = TRUE,
                                  GIVES_SHEET };
/* Without a title, so that it does not wait behind long work while the check's file is there. */
const QzJobKind qz_job_save_rejects = { .func = save_rejects,
                                        .free_input = (GDestroyNotify) g_strfreev };
