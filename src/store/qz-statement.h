/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"

G_BEGIN_DECLS

/* A prepared statement; borrowed from its #QzStore. */
typedef struct _QzStatement QzStatement;

/* @types: one letter a parameter in order: i gint64, t const char * (NULL binds NULL; copied). */
gboolean qz_statement_bind (QzStatement *self, GError **error, const char *types, ...);
/* TRUE: a row is there. FALSE: the end (no error) or an error. */
gboolean qz_statement_step (QzStatement *self, GError **error);
/* The same for a caller that takes one row or none: FALSE only on an error. */
gboolean qz_statement_step_once (QzStatement *self, gboolean *has_row, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The number in the first column of the only row, 0 when there is none; then reset. */
gboolean qz_statement_get_number (QzStatement *self, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Runs a statement that gives no rows. */
gboolean qz_statement_run (QzStatement *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 qz_statement_get_int (QzStatement *self, int column);
const char *qz_statement_get_text (QzStatement *self, int column); /* until the next step */
const char *qz_statement_get_bytes (QzStatement *self, int column, int *length);
gboolean qz_statement_is_null (QzStatement *self, int column);
void qz_statement_reset (QzStatement *self);

/* Rows as records. "" for NULL, else interned. */
const char *qz_statement_get_interned (QzStatement *self, int column);
/* The day that a text begins with; QZ_DAY_NONE for NULL and what is none. */
QzDay qz_statement_get_day (QzStatement *self, int column);
/* Runs the statement to its end and has each row appended to the array. (transfer full) */
typedef void (*QzStatementTake) (QzStatement *row, GArray *to);
GArray *qz_statement_collect (QzStatement *self, guint size, QzStatementTake take, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
