/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "qz-cli-private.h"
#include "qz-config.h"
#include "qz-error.h"

/* ── interrupt ──────────────────────────────────────────────────────────────────────────────── */

/* A thread of its own waits for the signals, because cancelling is not allowed in a handler. The
 * first one cancels, and the act is rolled back; the second one ends at once, which the book set
 * survives as well. */
static gpointer
wait_for_interrupt (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t signals;
  int number = 0;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  if (sigwait (&signals, &number) == 0)
    g_cancellable_cancel (cancellable);
  if (sigwait (&signals, &number) == 0)
    _exit (128 + number);
  return NULL;
}

static void
catch_interrupt (GCancellable *cancellable)
{
  g_autoptr (GThread) thread = NULL;
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  thread = g_thread_new ("interrupt", wait_for_interrupt, g_object_ref (cancellable));
  /* A file that may not grow is an error to report, not a reason to die. */
  signal (SIGXFSZ, SIG_IGN);
}

/* ── the run ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_command (QzCli *cli, GError **error)
{
  const char *noun = cli->words->len > 0 ? g_ptr_array_index (cli->words, 0) : NULL;

  if (cli->wants_version)
    {
      printf ("qz %s\n", QZ_VERSION);
      return TRUE;
    }
  if (cli->wants_help)
    return qz_cli_print_help (noun,
                              cli->command != NULL && cli->words->len > 1 ? cli->command->verb
                                                                          : NULL,
                              error);
  if (noun == NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "command-missing", _("Which command? See “qz help”"));
      return FALSE;
    }
  return cli->command->run (cli, error);
}

static gboolean
run (QzCli *cli, int argc, char **argv, GCancellable *cancellable, GError **error)
{
  if (!qz_cli_parse (cli, argc, argv, error) || !qz_cli_prepare (cli, cancellable, error)
      || !run_command (cli, error))
    return FALSE;
  /* An answer that did not arrive was not given. */
  if (fflush (stdout) == 0 && ferror (stdout) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "output", _("The answer could not be written"));
  return FALSE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (QzCli) cli = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, QZ_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  catch_interrupt (cancellable);
  cli = qz_cli_new ();
  if (run (cli, argc, argv, cancellable, &error))
    return qz_cli_finish (cli);
  qz_cli_print_error (cli, error);
  return qz_error_get_exit_code (error);
}
