/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "qz-cli-private.h"
#include "qz-error.h"
#include "qz-fen.h"
#include "qz-kinds.h"

QzCli *
qz_cli_new (void)
{
  QzCli *self = g_new0 (QzCli, 1);

  self->book_path = g_strdup (g_getenv ("QZ_BOOK"));
  self->user = g_strdup (g_getenv ("QZ_USER"));
  self->actor = g_strdup (g_getenv ("QZ_ACTOR"));
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->arguments = g_ptr_array_new (); /* borrowed from the words */
  return self;
}

void
qz_cli_free (QzCli *self)
{
  g_clear_pointer (&self->book, qz_book_close);
  g_clear_pointer (&self->context.progress, qz_progress_free);
  g_ptr_array_unref (self->arguments);
  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->words);
  g_free (self->book_path);
  g_free (self->user);
  g_free (self->actor);
  g_free (self->now);
  g_free (self->clock_warning);
  g_free (self);
}

/* ── the context of the run ─────────────────────────────────────────────────────────────────── */

static void
show_progress_cb (const char *what, guint64 done, guint64 total, gpointer user_data)
{
  QzCli *self = user_data;

  self->progress_shown = TRUE;
  /* Back to the first column, and the rest of the line cleared. */
  if (total > 0)
    fprintf (stderr, "\r%s %" G_GUINT64_FORMAT " %%\033[K", what,
             done >= total ? 100 : done * 100 / total);
  else
    fprintf (stderr, "\r%s %" G_GUINT64_FORMAT "\033[K", what, done);
  fflush (stderr);
}

static void
clear_progress (QzCli *self)
{
  if (self->progress_shown)
    fputs ("\r\033[K", stderr);
  self->progress_shown = FALSE;
}

gboolean
qz_cli_prepare (QzCli *self, GCancellable *cancellable, GError **error)
{
  if (self->now == NULL)
    qz_clock_init_now (&self->context.clock);
  else if (!qz_clock_init_at (&self->context.clock, self->now, error))
    {
      if (error != NULL && *error != NULL)
        (*error)->code = QZ_ERROR_USAGE;
      qz_error_add_place (error, NULL, 0, 0, "now");
      return FALSE;
    }
  self->context.user = self->user;
  self->context.actor = self->actor;
  self->context.dry_run = self->dry_run;
  self->context.cancellable = cancellable;
  if (!self->quiet && isatty (STDERR_FILENO))
    self->context.progress = qz_progress_new (show_progress_cb, self);
  return TRUE;
}

const QzContext *
qz_cli_get_context (QzCli *self)
{
  return &self->context;
}

const char *
qz_cli_get_book_path (QzCli *self, GError **error)
{
  if (self->book_path == NULL || self->book_path[0] == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "book-not-given",
                    _("No book set is given; name one with --book FILE or QZ_BOOK"));
      return NULL;
    }
  return self->book_path;
}

/* Acts at the wall's time are told when that may be wrong; replays and trainings are not. */
static gboolean
look_at_clock (QzCli *self, GError **error)
{
  QzDay training = QZ_DAY_NONE, last = QZ_DAY_NONE;

  if (self->now != NULL || self->dry_run)
    return TRUE;
  if (!qz_book_get_training_day (self->book, &training, error)
      || !qz_book_get_last_day (self->book, &last, error))
    return FALSE;
  if (training == QZ_DAY_NONE)
    self->clock_warning = qz_clock_dup_warning (last);
  return TRUE;
}

QzBook *
qz_cli_open_book (QzCli *self, gboolean writable, GError **error)
{
  const char *path = qz_cli_get_book_path (self, error);

  if (path == NULL || self->book != NULL)
    {
      g_assert (self->book == NULL || !writable || qz_book_is_writable (self->book));
      return self->book;
    }
  self->book = qz_book_open (path, writable, error);
  if (self->book != NULL && self->now == NULL
      && !qz_book_init_clock (self->book, &self->context.clock, error))
    g_clear_pointer (&self->book, qz_book_close);
  /* Who only reads needs no name; who writes acts. */
  if (self->book != NULL && (!qz_book_check_clock (self->book, &self->context.clock, error)
                             || (writable && (!look_at_clock (self, error)
                                              || !qz_cli_sign_in (self, error)))))
    g_clear_pointer (&self->book, qz_book_close);
  return self->book;
}

/* ── arguments and options ──────────────────────────────────────────────────────────────────── */

guint
qz_cli_get_n_arguments (QzCli *self)
{
  return self->n_arguments;
}

const char *
qz_cli_get_argument (QzCli *self, guint index)
{
  return index < self->n_arguments ? g_ptr_array_index (self->arguments, index) : NULL;
}

const char *const *
qz_cli_get_arguments (QzCli *self)
{
  return (const char *const *) self->arguments->pdata;
}

/* Asking for an option that the command does not have would always find nothing. */
static gboolean
has_option (QzCli *self, const char *name)
{
  for (const QzOption *option = self->command->options; option != NULL && option->name != NULL;
       option++)
    if (g_str_equal (option->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
find_given (QzCli *self, const char *name, guint *index)
{
  g_assert (has_option (self, name));
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->names, i), name))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

const char *
qz_cli_get_option (QzCli *self, const char *name)
{
  guint index = 0;

  return find_given (self, name, &index) ? g_ptr_array_index (self->values, index) : NULL;
}

gboolean
qz_cli_has_flag (QzCli *self, const char *name)
{
  guint index = 0;

  return find_given (self, name, &index);
}

/* What was typed wrong is wrong usage, whatever the parser below would call it in a file. */
static gboolean
name_option (gboolean done, const char *name, GError **error)
{
  if (!done && error != NULL && *error != NULL)
    {
      (*error)->code = QZ_ERROR_USAGE;
      g_prefix_error (error, "--%s: ", name);
      qz_error_add_place (error, NULL, 0, 0, name);
    }
  return done;
}

gboolean
qz_cli_get_day (QzCli *self, const char *name, QzDay *out, GError **error)
{
  const char *text = qz_cli_get_option (self, name);

  return text == NULL || name_option (qz_day_parse (text, out, error), name, error);
}

gboolean
qz_cli_get_period (QzCli *self, const char *name, QzPeriod *out, GError **error)
{
  const char *text = qz_cli_get_option (self, name);

  return text == NULL || name_option (qz_period_parse (text, out, error), name, error);
}

gboolean
qz_cli_get_fen (QzCli *self, const char *name, QzFen *out, GError **error)
{
  const char *text = qz_cli_get_option (self, name);

  return text == NULL || name_option (qz_fen_parse (text, out, error), name, error);
}

gboolean
qz_cli_parse_count (const char *text, const char *what, gint64 *out, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, out, &local))
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "count",
                _("%s: “%s” is not a whole number of 1 or more"), what,
                text);
  return FALSE;
}

gboolean
qz_cli_get_count (QzCli *self, const char *name, guint *out, GError **error)
{
  const char *text = qz_cli_get_option (self, name);
  g_autofree char *what = g_strconcat ("--", name, NULL);
  gint64 value = 0;

  if (text == NULL)
    return TRUE;
  if (!qz_cli_parse_count (text, what, &value, error))
    return FALSE;
  *out = (guint) MIN (value, (gint64) G_MAXUINT);
  return TRUE;
}

gboolean
qz_cli_run_action (QzCli *self, const QzCliAction *actions, QzCommandFunc otherwise,
                   GError **error)
{
  const char *word = qz_cli_get_argument (self, 0);
  g_autoptr (GString) words = g_string_new (NULL);

  if (word == NULL && otherwise != NULL)
    return otherwise (self, error);
  for (guint i = 0; actions[i].word != NULL; i++)
    {
      if (g_strcmp0 (word, actions[i].word) == 0)
        return actions[i].run (self, error);
      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", actions[i].word);
    }
  qz_error_set (error, QZ_ERROR_USAGE, "action-unknown", _("“%s” cannot be done here; say %s"),
                word != NULL ? word : "", words->str);
  return FALSE;
}

gboolean
qz_cli_get_insurance (QzCli *self, const char *name, int *out, GError **error)
{
  const char *text = qz_cli_get_option (self, name);
  QzInsurance insurance = QZ_INS_EMP;

  if (text == NULL)
    return TRUE;
  if (qz_insurance_parse (text, &insurance))
    {
      *out = (int) insurance;
      return TRUE;
    }
  qz_error_set (error, QZ_ERROR_USAGE, "insurance", _("--%s: “%s” is neither EMP nor RES"), name,
                text);
  return FALSE;
}

/* ── output ─────────────────────────────────────────────────────────────────────────────────── */

void
qz_cli_print_sheet (QzCli *self, QzSheet *sheet)
{
  g_autofree char *text = self->format == QZ_FORMAT_JSON  ? qz_output_json (sheet)
                          : self->format == QZ_FORMAT_CSV ? qz_output_csv (sheet)
                                                          : qz_output_text (sheet);

  clear_progress (self);
  fputs (text, stdout);
}

gboolean
qz_cli_print_given (QzCli *self, QzSheet *sheet)
{
  g_autoptr (QzSheet) owned = sheet;

  if (owned == NULL)
    return FALSE;
  qz_cli_print_sheet (self, owned);
  return TRUE;
}

void
qz_cli_print_answer (QzCli *self, const char *text, QzSheet *sheet)
{
  if (self->format != QZ_FORMAT_TEXT)
    {
      qz_cli_print_sheet (self, sheet);
      return;
    }
  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
qz_cli_print_done (QzCli *self, const char *message)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("done");

  clear_progress (self);
  qz_sheet_set_number (sheet, "done", "", QZ_VALUE_BOOL, TRUE);
  qz_sheet_set_number (sheet, "dry_run", "", QZ_VALUE_BOOL, self->dry_run);
  qz_sheet_set_text (sheet, "message", "", message);
  if (self->format != QZ_FORMAT_TEXT)
    qz_cli_print_sheet (self, sheet);
  else if (!self->quiet)
    fprintf (stdout, "%s\n", message);
}

void
qz_cli_print_note (QzCli *self, const char *message)
{
  clear_progress (self);
  if (!self->quiet)
    fprintf (stderr, "%s\n", message);
}

void
qz_cli_print_error (QzCli *self, const GError *error)
{
  g_autofree char *cell = qz_error_dup_cell (error);

  clear_progress (self);
  if (self->format == QZ_FORMAT_JSON)
    {
      g_autofree char *json = qz_output_json_error (error);

      fputs (json, stderr);
      return;
    }
  fputs ("qz: ", stderr);
  if (qz_error_get_file (error) != NULL && cell != NULL)
    fprintf (stderr, "%s:%s: ", qz_error_get_file (error), cell);
  else if (qz_error_get_file (error) != NULL && qz_error_get_line (error) > 0)
    fprintf (stderr, "%s:%" G_GUINT64_FORMAT ": ", qz_error_get_file (error),
             qz_error_get_line (error));
  fputs (error->message, stderr);
  if (qz_error_get_rule (error) != NULL)
    fprintf (stderr, " [%s]", qz_error_get_rule (error));
  fputc ('\n', stderr);
}

void
qz_cli_set_failed (QzCli *self)
{
  self->failed = TRUE;
}

int
qz_cli_finish (QzCli *self)
{
  clear_progress (self);
  if (self->dry_run && !self->failed && self->command != NULL && self->format == QZ_FORMAT_TEXT)
    qz_cli_print_note (self, _("Only tried: nothing was written (--dry-run)"));
  if (self->clock_warning != NULL && !self->failed)
    {
      g_autofree char *note = g_strdup_printf (_("qz: warning: %s"), self->clock_warning);

      qz_cli_print_note (self, note);
    }
  return self->failed ? QZ_ERROR_REFUSED : 0;
}
