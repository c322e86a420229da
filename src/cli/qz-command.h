/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* The commands of `qz` are tables: one file a noun (cmd-NOUN.c), exporting
 *
 *   const QzCommand qz_cmd_pay[] = {
 *     { "pay", "batch", "DOCUMENT…", N_ ("Put approved documents into bank batches"),
 *       batch_options, 1, QZ_ANY_NUMBER, run_batch },
 *     { NULL },
 *   };
 *
 * A new file is one line in qz-command-table.c, one declaration at the end of this header, and one
 * line in meson.build. Words that follow the verb are its arguments; a noun alone runs its command
 * whose verb is NULL, else its "list", else its "info". */

/* One run of the program: what was typed, and what it works on. */
typedef struct _QzCli QzCli;
/* Does the work and prints with the functions below. Errors go to main, which prints them and
 * chooses the exit code; nothing may be printed before an error. */
typedef gboolean (*QzCommandFunc) (QzCli *cli, GError **error);

typedef struct {
  const char *name;  /* without the dashes; NULL ends the table */
  const char *value; /* "CODE": takes a value of that kind; NULL: a flag */
  const char *help;  /* N_(…) */
  gboolean required;
} QzOption;

#define QZ_ANY_NUMBER G_MAXUINT

typedef struct {
  const char *noun; /* NULL ends the table */
  const char *verb; /* NULL: the noun with its arguments, e.g. "import KIND FILE" */
  const char *arguments; /* "KIND FILE [NUMBER]" for the usage line; nullable */
  const char *summary;   /* N_(…), one line without a full stop */
  const QzOption *options; /* nullable */
  guint min_arguments;
  guint max_arguments;
  QzCommandFunc run;
} QzCommand;

/* ── what was typed ─────────────────────────────────────────────────────────────────────────── */

guint qz_cli_get_n_arguments (QzCli *self);
const char *qz_cli_get_argument (QzCli *self, guint index); /* NULL when not given */
const char *const *qz_cli_get_arguments (QzCli *self);      /* NULL-terminated */
/* NULL when not given. @name must be one of the command's options (asserted). */
const char *qz_cli_get_option (QzCli *self, const char *name);
gboolean qz_cli_has_flag (QzCli *self, const char *name);
/* Options with a value of a kind: FALSE only when it was given and is wrong; then the error is one
 * of usage and names the option. Not given leaves *out as it is. */
gboolean qz_cli_get_day (QzCli *self, const char *name, QzDay *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_cli_get_period (QzCli *self, const char *name, QzPeriod *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_cli_get_fen (QzCli *self, const char *name, QzFen *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_cli_get_count (QzCli *self, const char *name, guint *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* "EMP" or "RES". */
gboolean qz_cli_get_insurance (QzCli *self, const char *name, int *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The number in @text as an argument, 1 and more. */
gboolean qz_cli_parse_count (const char *text, const char *what, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* A verb with further verbs: "assist month push". */
typedef struct {
  const char *word; /* NULL ends */
  QzCommandFunc run;
} QzCliAction;
/* Runs what the first argument names; @otherwise when there is no argument. A usage error names the
 * words that there are. */
gboolean qz_cli_run_action (QzCli *self, const QzCliAction *actions, QzCommandFunc otherwise,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── what it works on ───────────────────────────────────────────────────────────────────────── */

/* User, business time, dry run, progress and cancel, as every use case takes them. (transfer
 * none) */
const QzContext *qz_cli_get_context (QzCli *self);
/* The path of --book or QZ_BOOK; a usage error when there is none. */
const char *qz_cli_get_book_path (QzCli *self, GError **error);
/* Opens the book set; closed by main. (transfer none) */
QzBook *qz_cli_open_book (QzCli *self, gboolean writable, GError **error);

/* The next line of the descriptor that QZ_PASSPHRASE_FD names; opening a book set for writing takes
 * the first one when the acting user has a passphrase. To be freed with qz_passphrase_free(). */
char *qz_cli_read_passphrase (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── what it prints ─────────────────────────────────────────────────────────────────────────── */

/* In the format asked for: text, JSON or CSV. */
void qz_cli_print_sheet (QzCli *self, QzSheet *sheet);
/* Prints what a use case gave and lets go of it; FALSE when it gave nothing but an error.
 * @sheet: (transfer full) (nullable) */
gboolean qz_cli_print_given (QzCli *self, QzSheet *sheet);
/* For calculators: @text for people, @sheet for machines. */
void qz_cli_print_answer (QzCli *self, const char *text, QzSheet *sheet);
/* "Done" for people (nothing when --quiet), a sheet of one fact {"done": true} for machines;
 * @message is a finished sentence, translated. With --dry-run, says that nothing was written. */
void qz_cli_print_done (QzCli *self, const char *message);
/* A note for people on standard error; nothing when --quiet. */
void qz_cli_print_note (QzCli *self, const char *message);
/* A command that did its work but whose answer is "no" (a failed check) ends with exit code 1. */
void qz_cli_set_failed (QzCli *self);

/* ── the tables ─────────────────────────────────────────────────────────────────────────────── */

extern const QzCommand qz_cmd_actor[];
extern const QzCommand qz_cmd_advance[];
extern const QzCommand qz_cmd_agenda[];
extern const QzCommand qz_cmd_agency[];
extern const QzCommand qz_cmd_assist[];
extern const QzCommand qz_cmd_assist_month[];
extern const QzCommand qz_cmd_assist_money[];
extern const QzCommand qz_cmd_book[];
extern const QzCommand qz_cmd_calc[];
extern const QzCommand qz_cmd_check[];
extern const QzCommand qz_cmd_claims[];
extern const QzCommand qz_cmd_complaint[];
extern const QzCommand qz_cmd_daily[];
extern const QzCommand qz_cmd_deposit[];
extern const QzCommand qz_cmd_doc[];
extern const QzCommand qz_cmd_help[];
extern const QzCommand qz_cmd_holidays[];
extern const QzCommand qz_cmd_import[];
extern const QzCommand qz_cmd_imports[];
extern const QzCommand qz_cmd_inspection[];
extern const QzCommand qz_cmd_ledger[];
extern const QzCommand qz_cmd_log[];
extern const QzCommand qz_cmd_manual[];
extern const QzCommand qz_cmd_package[];
extern const QzCommand qz_cmd_pay[];
extern const QzCommand qz_cmd_period[];
extern const QzCommand qz_cmd_person[];
extern const QzCommand qz_cmd_policy[];
extern const QzCommand qz_cmd_provider[];
extern const QzCommand qz_cmd_region[];
extern const QzCommand qz_cmd_registration[];
extern const QzCommand qz_cmd_report[];
extern const QzCommand qz_cmd_settle[];
extern const QzCommand qz_cmd_transfer[];
extern const QzCommand qz_cmd_user[];
extern const QzCommand qz_cmd_voucher[];

G_END_DECLS
