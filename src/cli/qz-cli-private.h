/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-command.h"

G_BEGIN_DECLS

typedef enum { QZ_FORMAT_TEXT, QZ_FORMAT_JSON, QZ_FORMAT_CSV } QzFormat;

struct _QzCli {
  /* global options */
  char *book_path; /* nullable */
  char *user;      /* nullable */
  char *actor;     /* nullable */
  char *now;       /* nullable */
  QzFormat format;
  gboolean quiet;
  gboolean dry_run;
  gboolean wants_help;
  gboolean wants_version;
  /* the command */
  GPtrArray *words;    /* of char *: all that are no options */
  GPtrArray *names;    /* options given: name … */
  GPtrArray *values;   /* … and value (NULL for flags) */
  const QzCommand *command;
  GPtrArray *arguments; /* words after noun and verb, and a NULL that n_arguments does not count */
  guint n_arguments;
  /* its run */
  QzContext context;
  QzBook *book; /* nullable */
  char *clock_warning; /* nullable: what acts are warned of */
  gboolean failed;
  gboolean progress_shown;
};

QzCli *qz_cli_new (void);
void qz_cli_free (QzCli *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzCli, qz_cli_free)

/* Sorts what was typed into global options, words and the command's options, and finds the command.
 * With --help or --version, or nothing at all, there may be none. */
gboolean qz_cli_parse (QzCli *self, int argc, char **argv, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Sets the context: clock, progress on a terminal. */
gboolean qz_cli_prepare (QzCli *self, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
int qz_cli_finish (QzCli *self); /* exit code of a run without error */

/* Signs the acting user in on the book set that was opened, when he has a passphrase. */
gboolean qz_cli_sign_in (QzCli *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void qz_cli_print_error (QzCli *self, const GError *error);

/* All commands; NULL ends. */
const QzCommand *const *qz_cli_get_tables (void);
/* @verb NULL: the command of the noun alone. */
const QzCommand *qz_cli_find_command (const char *noun, const char *verb);
gboolean qz_cli_has_noun (const char *noun);
/* The command or option nearest to a mistyped @word, or NULL. */
const char *qz_cli_suggest (const char *word, const char *const *candidates);
/* Words that may follow @noun (nouns themselves when NULL). (transfer container) */
const char **qz_cli_list_words (const char *noun);

/* @noun NULL: the overview. */
gboolean qz_cli_print_help (const char *noun, const char *verb, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
extern const QzOption qz_global_options[];

/* The whole of standard output as text. (transfer full) */
char *qz_output_text (QzSheet *sheet);
char *qz_output_json (QzSheet *sheet);
char *qz_output_csv (QzSheet *sheet);
char *qz_output_json_error (const GError *error);

G_END_DECLS
