/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-digest.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* One act: everything that a command writes, as one transaction (BEGIN IMMEDIATE) with one entry in
 * the change log. Freed without commit = rolled back. One at a time per store. */
typedef struct _QzAct QzAct;
/* Inserts rows into one table of the change log's tables, feeding the act's digest of it. */
typedef struct _QzTableWriter QzTableWriter;

/* @name: the command ("import claims"); @actor: the user's name. */
QzAct *qz_act_begin (QzStore *store, const char *name, const char *actor, const QzClock *clock,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_act_set_detail (QzAct *self, const char *detail);
/* Writes the change log and commits; with @dry_run rolls everything back instead. */
gboolean qz_act_commit (QzAct *self, gboolean dry_run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_act_free (QzAct *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzAct, qz_act_free)
QzStore *qz_act_get_store (QzAct *self);
const char *qz_act_get_actor (QzAct *self);
const QzClock *qz_act_get_clock (QzAct *self);

/* The writer of @table (a literal), made on first use; borrowed. Ids run on without gaps, also
 * after deletions. Values are given column by column in the table's order, without the id. */
QzTableWriter *qz_act_get_writer (QzAct *self, const char *table, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gint64 qz_table_writer_get_next_id (QzTableWriter *self);
void qz_table_writer_int (QzTableWriter *self, gint64 value);
void qz_table_writer_text (QzTableWriter *self, const char *value); /* NULL → NULL */
void qz_table_writer_text_length (QzTableWriter *self, const char *value, gsize length);
void qz_table_writer_null (QzTableWriter *self);
/* Inserts the row; returns its id, 0 on error. Checks that every column was given. */
gint64 qz_table_writer_end_row (QzTableWriter *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For bulk loads whose rows are digested on another thread: the writer stops digesting and takes
 * the digest of all its rows (same encoding: id first, then the columns, end of row). Called with
 * NULL before the first row, and with the digest before the commit. */
void qz_table_writer_set_external_digest (QzTableWriter *self, const guint8 *digest);

/* Gap-free counters inside the act: 1, 2, 3… per scope. `book verify` proves them
 * (qz-verify-sums.c), so the scope is what the numbers carry: a document's number without its last
 * "-NNN", a bank batch's without its last four digits. Vouchers take the number after the greatest
 * one and need no counter. */
gboolean qz_act_next_number (QzAct *self, const char *scope, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
