/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QzErrorClass:
 * @QZ_ERROR_REFUSED: a rule of the regulation or a check refuses the act
 * @QZ_ERROR_USAGE: the command was called with wrong words
 * @QZ_ERROR_INPUT: a file or a value that came from outside is wrong
 * @QZ_ERROR_PERMISSION: the acting person may not do this
 * @QZ_ERROR_STORE: the book set or the system failed
 * @QZ_ERROR_CANCELLED: the user cancelled; everything was rolled back
 *
 * The class of an error. The first five are the exit codes of `qz`.
 */
typedef enum {
  QZ_ERROR_REFUSED = 1,
  QZ_ERROR_USAGE = 2,
  QZ_ERROR_INPUT = 3,
  QZ_ERROR_PERMISSION = 4,
  QZ_ERROR_STORE = 5,
  QZ_ERROR_CANCELLED = 6,
} QzErrorClass;

#define QZ_ERROR (qz_error_quark ())
GQuark qz_error_quark (void);

/* Sets @error to a message with a stable machine name, e.g. "ratio-below-minimum". */
void qz_error_set (GError **error, QzErrorClass klass, const char *id, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

/* Sets @error to a refusal (QZ_ERROR_REFUSED) by @rule and gives FALSE. */
gboolean qz_error_refuse (GError **error, const char *id, const char *rule, const char *format,
                          ...) G_GNUC_PRINTF (4, 5);

/* The following add facts to an error that is already set; they do nothing when *@error is NULL.
 * Strings are copied; @line and @column count from 1, 0 = unknown. */
void qz_error_add_rule (GError **error, const char *rule);
void qz_error_add_place (GError **error, const char *file, guint64 line, guint column,
                         const char *field);

/* The column is one of a sheet, not of a line of text. */
void qz_error_set_cell (GError **error);

/* Messages end in how to mend the fault: by a command, “qz user list”, or by an option in brackets,
 * (--reason). Where nobody types commands, @func says what stands between the quotes instead: it is
 * given the command without "qz " and gives words (transfer full); "" takes the brackets away that
 * the command stands in. Options in brackets go then too. It is set once, before the first thread
 * begins; NULL: messages are for `qz`. */
typedef char *(*QzHintFunc) (const char *command);
void qz_error_set_hints (QzHintFunc func);
/* A message that becomes no error, said in the same way. (transfer full) */
char *qz_error_dup_hinted (const char *message) G_GNUC_WARN_UNUSED_RESULT;

const char *qz_error_get_id (const GError *error);    /* never NULL */
const char *qz_error_get_rule (const GError *error);  /* nullable */
const char *qz_error_get_file (const GError *error);  /* nullable */
const char *qz_error_get_field (const GError *error); /* nullable */
guint64 qz_error_get_line (const GError *error);
guint qz_error_get_column (const GError *error);
/* "C12" when the place is a cell of a sheet, "12" when it is a whole row of one; NULL otherwise.
 * (transfer full) */
char *qz_error_dup_cell (const GError *error);
char *qz_error_name_column (guint column); /* "C" for 3, "AA" for 27 (transfer full) */
/* The exit code of `qz` for any GError; foreign domains are system failures (5), a cancelled act is
 * refused (1). */
int qz_error_get_exit_code (const GError *error);

G_END_DECLS
