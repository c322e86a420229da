/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sample-story.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-documents.h"
#include "qz-error.h"
#include "qz-payments.h"

typedef struct {
  QzBook *book;
  const QzSampleStaff *staff;
  QzContext context; /* of who acts, on the day of the story */
  const char *folder;
} Story;

static const QzContext *
as (Story *self, const char *user)
{
  self->context.user = user;
  return &self->context;
}

/* ── the bank ────────────────────────────────────────────────────────────────────────────────── */

/* What the bank answers to one line of the file: paid (7.2). */
static void
answer_line (GString *out, char **field, const char *day)
{
  char time[16];

  g_snprintf (time, sizeof time, "%s173000", day);
  g_string_append_printf (out, "D|%s|%s|%s|00|0000|交易成功|Z%s%s|%s|HD%s%s\r\n", field[1],
                          field[2], field[7], day, field[1], time, day, field[1]);
}

/* The return file for the batch file @text, as the bank writes it. */
static char *
dup_answer (const char *text, const char *day)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_auto (GStrv) head = g_strsplit (lines[0], "|", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *hash = NULL;
  guint n = 0;

  g_assert (g_strv_length (head) >= 8);
  g_string_append_printf (out, "H|%s|00|已受理|%s|%s|%s|%s|0|0.00|%s\r\n", head[1], head[6],
                          head[7], head[6], head[7], day);
  for (char **line = lines + 1; *line != NULL; line++)
    {
      g_auto (GStrv) field = g_strsplit (*line, "|", -1);

      if (field[0] == NULL || !g_str_equal (field[0], "D"))
        continue;
      answer_line (out, field, day);
      n++;
    }
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, out->str, (gssize) out->len);
  g_string_append_printf (out, "T|%u|%s\r\n", n, hash);
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static gboolean
write_answer (Story *self, const char *path, const char *answer, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *utf8 = NULL;
  g_autofree char *day = qz_day_format (self->context.clock.today);
  g_auto (GStrv) parts = g_strsplit (day, "-", 3);
  g_autofree char *plain = g_strjoinv ("", parts);
  g_autofree char *returned = NULL;
  g_autoptr (GError) failure = NULL;

  if (g_file_get_contents (path, &text, NULL, &failure))
    utf8 = g_utf8_validate (text, -1, NULL)
               ? g_steal_pointer (&text)
               : g_convert (text, -1, "UTF-8", "GB18030", NULL, NULL, &failure);
  if (utf8 != NULL)
    returned = dup_answer (utf8, plain);
  if (returned != NULL && g_file_set_contents (answer, returned, -1, &failure))
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "sample-bank", "%s", failure->message);
  return FALSE;
}

static gboolean
pay_batch (Story *self, const char *batch, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "sample-batch.txt", NULL);
  g_autofree char *answer = g_build_filename (self->folder, "sample-answer.txt", NULL);
  const QzContext *finance = as (self, self->staff->finance);
  g_autoptr (QzSheet) file = qz_payment_export (self->book, finance, batch, path, error);
  g_autoptr (QzSheet) taken = NULL;

  if (file != NULL && write_answer (self, path, answer, error))
    taken = qz_payment_return (self->book, finance, answer, error);
  g_unlink (path);
  g_unlink (answer);
  return taken != NULL;
}

/* ── the office ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
sign (Story *self, const char *const *numbers, GError **error)
{
  const struct {
    const char *user;
    QzDocumentAct act;
  } steps[] = {
    { self->staff->reviewer, QZ_ACT_REVIEW },
    { self->staff->approver, QZ_ACT_APPROVE },
    { self->staff->maker, QZ_ACT_PUSH },
    { self->staff->finance, QZ_ACT_HAND_OVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!qz_document_act_on (self->book, as (self, steps[i].user), numbers, steps[i].act, NULL,
                             error))
      return FALSE;
  return TRUE;
}

/* A batch is of one insurance. */
static gboolean
pay (Story *self, const char *number, GError **error)
{
  const char *const one[] = { number, NULL };
  g_autoptr (QzSheet) orders = qz_payment_orders (self->book, number, error);
  g_autoptr (QzSheet) batches = NULL;

  if (orders == NULL)
    return FALSE;
  if (qz_sheet_get_n_rows (orders) == 0)
    return TRUE;
  batches = qz_payment_batch (self->book, as (self, self->staff->finance), one, error);
  for (guint row = 0; batches != NULL && row < qz_sheet_get_n_rows (batches); row++)
    if (!pay_batch (self, qz_cell_text (batches, row, "batch"), error))
      return FALSE;
  return batches != NULL;
}

static gboolean
tell_day (Story *self, QzDay from, QzDay to, GError **error)
{
  g_autoptr (QzSheet) made =
      qz_daily_run (self->book, as (self, self->staff->maker), from, to, -1, -1, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) numbers = NULL;

  if (made == NULL)
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (made); row++)
    g_strv_builder_add (builder, qz_cell_text (made, row, "number"));
  numbers = g_strv_builder_end (builder);
  if (numbers[0] != NULL && !sign (self, (const char *const *) numbers, error))
    return FALSE;
  for (char **number = numbers; *number != NULL; number++)
    if (!pay (self, *number, error))
      return FALSE;
  return TRUE;
}

gboolean
qz_sample_story_tell (QzBook *book, const QzContext *context, const QzSampleStaff *staff,
                      const char *folder, QzDay from, QzDay to, GError **error)
{
  Story self = { book, staff, *context, folder };
  QzDay first = from;

  for (QzDay day = from; day <= to; day++)
    {
      QzCalendar *calendar = qz_book_get_calendar (book, error);

      if (calendar == NULL)
        return FALSE;
      qz_progress_report (context->progress, _("Daily disbursements"), (guint64) (day - from),
                          (guint64) (to - from + 1));
      if (!qz_calendar_is_working_day (calendar, day))
        continue;
      qz_clock_set_day (&self.context.clock, day);
      if (!tell_day (&self, first, day, error))
        return FALSE;
      first = day + 1;
    }
  return TRUE;
}
