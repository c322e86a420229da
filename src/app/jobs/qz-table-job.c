/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-table-job.h"

#include <glib/gi18n-lib.h>

#include "qz-export.h"
#include "qz-shown.h"

/* Rows that are taken at once; cancelling is looked for between two such heaps. */
#define HEAP_ROWS 256

QzTableTake *
qz_table_take_new (QzSheet *sheet, const QzBrowseSource *browse)
{
  QzTableTake *self = g_new0 (QzTableTake, 1);

  self->sheet = qz_sheet_ref (sheet);
  self->browse = browse;
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
qz_table_take_free (QzTableTake *self)
{
  if (self == NULL)
    return;
  qz_sheet_unref (self->sheet);
  g_array_unref (self->rows);
  g_array_unref (self->columns);
  g_free (self->title);
  g_free (self->filters);
  g_free (self->path);
  g_free (self);
}

/* Some rows as they are shown. */
static QzSheet *
take_heap (const QzTableTake *take, QzBook *book, guint first, guint n, GError **error)
{
  const guint32 *rows = &g_array_index (take->rows, guint32, first);
  g_autoptr (QzSheet) shown = qz_shown_new (take->sheet, take->columns);
  g_autoptr (QzSheet) from = take->browse != NULL ? take->browse->read_rows (book, rows, n, error)
                                                  : qz_sheet_ref (take->sheet);

  if (from == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    qz_shown_append (shown, from, take->browse != NULL ? i : rows[i], take->columns);
  return g_steal_pointer (&shown);
}

typedef gboolean (*HeapFunc) (QzSheet *heap, gpointer data, GError **error);

static gboolean
take_all (const QzTableTake *take, QzBook *book, const QzContext *context, HeapFunc func,
          gpointer data, GError **error)
{
  for (guint first = 0; first < take->rows->len; first += HEAP_ROWS)
    {
      const guint n = MIN (HEAP_ROWS, take->rows->len - first);
      g_autoptr (QzSheet) heap = NULL;

      if (!qz_check_cancelled (context->cancellable, error))
        return FALSE;
      heap = take_heap (take, book, first, n, error);
      if (heap == NULL || !func (heap, data, error))
        return FALSE;
      qz_progress_report (context->progress, _("Rows"), first + n, take->rows->len);
    }
  return TRUE;
}

/* ── copy ────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_text (QzSheet *heap, gpointer data, GError **error)
{
  qz_shown_write_tsv_rows (heap, data);
  return TRUE;
}

static gpointer
copy_table (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzTableTake *take = input;
  g_autoptr (QzSheet) head = qz_shown_new (take->sheet, take->columns);
  g_autoptr (GString) text = g_string_new (NULL);

  qz_shown_write_tsv_head (head, text);
  if (!take_all (take, book, context, add_text, text, error))
    return NULL;
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
qz_table_take_dup_text (const QzTableTake *self)
{
  const QzContext context = { NULL };
  g_autoptr (GError) error = NULL;
  char *text;

  g_assert (self->browse == NULL);
  text = copy_table (NULL, &context, (gpointer) self, &error);
  g_assert (text != NULL); /* nothing is read, and nobody cancels */
  return text;
}

/* ── export ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_rows (QzSheet *heap, gpointer data, GError **error)
{
  return qz_export_add (data, heap, error);
}

static gpointer
export_table (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzTableTake *take = input;
  g_autoptr (QzSheet) head = qz_shown_new (take->sheet, take->columns);
  const QzExportOptions options = { take->title, take->filters, &context->clock,
                                    take->rows->len, TRUE };
  g_autoptr (QzExport) export = qz_export_new (take->path, head, &options, error);

  if (export == NULL || !take_all (take, book, context, add_rows, export, error)
      || !qz_export_finish (export, context->cancellable, error))
    return NULL;
  return g_strdup (take->path);
}

#define FREE_TAKE (GDestroyNotify) qz_table_take_free

const QzJobKind qz_job_copy_table = { NULL, copy_table, FALSE, FREE_TAKE, g_free };
const QzJobKind qz_job_export_table = { N_ ("Exporting the table"), export_table, FALSE, FREE_TAKE,
                                        g_free };
