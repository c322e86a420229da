/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-digest.h"
#include "qz-error.h"
#include "qz-nl-print-private.h"
#include "qz-paper-log.h"

/* What was written: as the log keeps it. */
typedef struct {
  const char *form;
  char *subject;
  char *digest;
} Written;

struct _QzNlPrinter {
  QzBook *book;
  const QzContext *context;
  gboolean is_counted;
  GArray *written; /* Written */
};

QzNlPrinted *
qz_nl_printed_new (const char *form, const char *subject, QzSheet *sheet, QzPrintState state)
{
  QzNlPrinted *self = g_new0 (QzNlPrinted, 1);

  self->form = g_intern_string (form);
  self->subject = g_strdup (subject);
  self->sheet = sheet;
  self->state = state;
  return self;
}

void
qz_nl_printed_free (gpointer data)
{
  QzNlPrinted *self = data;

  g_free (self->subject);
  qz_sheet_unref (self->sheet);
  g_free (self);
}

guint
qz_nl_printed_get_reprint (const QzNlPrinted *self)
{
  int fact = qz_sheet_find_fact (self->sheet, "reprint");

  return fact < 0 ? 0 : (guint) qz_sheet_get_fact_number (self->sheet, fact);
}

static void
clear_written (gpointer data)
{
  Written *written = data;

  g_free (written->subject);
  g_free (written->digest);
}

QzNlPrinter *
qz_nl_printer_new (QzBook *book, const QzContext *context)
{
  QzNlPrinter *self = g_new0 (QzNlPrinter, 1);

  self->book = book;
  self->context = context;
  self->is_counted = context->user != NULL && qz_book_is_writable (book);
  self->written = g_array_new (FALSE, FALSE, sizeof (Written));
  g_array_set_clear_func (self->written, clear_written);
  return self;
}

void
qz_nl_printer_free (QzNlPrinter *self)
{
  g_array_unref (self->written);
  g_free (self);
}

/* Only the paper of what is published is an original. */
static char *
dup_subject (const QzNlPrinted *paper, const char *path)
{
  const char *how = "";

  if (!g_str_has_suffix (path, ".pdf"))
    how = "#file";
  else if (paper->state != QZ_PRINT_FINAL)
    how = paper->state == QZ_PRINT_DRAFT ? "#draft" : "#void";
  return g_strconcat (paper->subject, how, NULL);
}

/* A paper that was printed before says so (补打); the copies of one printing count once. */
static gboolean
count_one (QzNlPrinter *self, QzNlPrinted *paper, const char *path, GError **error)
{
  g_autofree char *subject = dup_subject (paper, path);
  guint before = 0;

  if (!self->is_counted || strchr (subject, '#') != NULL)
    return TRUE;
  if (!qz_paper_log_count (qz_book_get_store (self->book), paper->form, subject, &before, error))
    return FALSE;
  qz_sheet_set_number (paper->sheet, "reprint", NULL, QZ_VALUE_COUNT, before);
  return TRUE;
}

static void
remember (QzNlPrinter *self, const QzNlPrinted *paper, const char *path, const char *digest)
{
  Written written = { paper->form, dup_subject (paper, path), g_strdup (digest) };

  for (guint i = 0; i < self->written->len; i++)
    {
      const Written *other = &g_array_index (self->written, Written, i);

      if (other->form == written.form && strcmp (other->subject, written.subject) == 0)
        {
          clear_written (&written);
          return;
        }
    }
  g_array_append_val (self->written, written);
}

static QzPrintOptions
get_options (GPtrArray *papers)
{
  const QzNlPrinted *first = papers->pdata[0];

  return (QzPrintOptions) { .state = first->state,
                            .document_id = first->subject,
                            .created = first->created };
}

static QzSheet **
list_sheets (GPtrArray *papers)
{
  QzSheet **sheets = g_new (QzSheet *, papers->len);

  for (guint i = 0; i < papers->len; i++)
    sheets[i] = ((QzNlPrinted *) papers->pdata[i])->sheet;
  return sheets;
}

GBytes *
qz_nl_printed_preview (GPtrArray *papers, GError **error)
{
  g_autofree QzSheet **sheets = list_sheets (papers);
  const QzPrintOptions options = get_options (papers);

  return qz_print_preview (((QzNlPrinted *) papers->pdata[0])->form, sheets, papers->len, &options,
                           error);
}

static char *
digest_file (const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &bytes, &length, error) ? qz_digest_bytes (bytes, length)
                                                            : NULL;
}

static gboolean
try_only (GPtrArray *papers, GError **error)
{
  g_autoptr (GBytes) bytes = qz_nl_printed_preview (papers, error);

  return bytes != NULL;
}

gboolean
qz_nl_printer_write (QzNlPrinter *self, GPtrArray *papers, const char *path, GError **error)
{
  g_autofree QzSheet **sheets = list_sheets (papers);
  const QzPrintOptions options = get_options (papers);
  g_autofree char *digest = NULL;

  if (!qz_check_cancelled (self->context->cancellable, error))
    return FALSE;
  for (guint i = 0; i < papers->len; i++)
    if (!count_one (self, papers->pdata[i], path, error))
      return FALSE;
  if (self->context->dry_run)
    return try_only (papers, error);
  if (!qz_print_write (((QzNlPrinted *) papers->pdata[0])->form, sheets, papers->len, &options,
                       path, self->context->cancellable, error))
    return FALSE;
  digest = digest_file (path, error);
  if (digest == NULL)
    return FALSE;
  for (guint i = 0; i < papers->len; i++)
    remember (self, papers->pdata[i], path, digest);
  return TRUE;
}

gboolean
qz_nl_printer_finish (QzNlPrinter *self, const char *detail, GError **error)
{
  g_autoptr (QzAct) act = NULL;

  if (!self->is_counted || self->written->len == 0)
    return TRUE;
  act = qz_book_begin_act (self->book, self->context, "doc print", 0, error);
  if (act == NULL)
    return FALSE;
  qz_act_set_detail (act, detail);
  for (guint i = 0; i < self->written->len; i++)
    {
      const Written *written = &g_array_index (self->written, Written, i);

      if (!qz_paper_log_put (act, written->form, written->subject, written->digest, error))
        return FALSE;
    }
  return qz_book_end_act (self->book, self->context, g_steal_pointer (&act), error);
}
