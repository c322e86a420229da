/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Import of CSV files (domain 4.8): all or nothing; a wrong file writes nothing into the book
 * set. */

/* Kinds with their columns (required or not, type, meaning). */
QzSheet *qz_import_list_kinds (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the sender of a file says that it holds. */
typedef struct {
  gboolean has_rows, has_medfee, has_fund;
  guint64 n_rows;
  QzFen medfee_fen, fund_fen;
} QzImportExpected;

typedef struct {
  /* Every rejected row: line, column, field, value, reason, rule; nullable. */
  const char *rejects_path;
  gboolean acct_includes_mulaid; /* V4: acct_pay of this file includes acct_mulaid_pay */
  const char *encoding;          /* "UTF-8" or "GB18030"; NULL: by the bytes */
  const char *sheet;             /* of a workbook, by name or "#2"; NULL: the first with content */
  char delimiter;                /* ',' '\t' ';' or '|'; 0: as the first line has it */
  guint header_row;              /* the row that names the columns; 0 and 1: the first */
  /* Where fields stand, NULL-terminated: "field=title", "field=#3" (the third column), "field="
   * (nowhere). NULL: by the names and titles, and as said for a file with the same titles before.
   * What is said is kept for the next file with the same titles. */
  const char *const *columns;
  QzImportExpected expected;
  const char *digest; /* what the file was when it was checked, as the check tells it; nullable */
} QzImportOptions;

/* Facts: import, file, kind, encoding, rows, rejected, medfee_sum, fund_sum, control_total
 * ("agree", "none"), digest, warnings; child "warnings" (line, field, value, what, rule; V1 …),
 * the first of each rule. When rows are rejected: NULL and an input error that carries the first
 * place and says how many; all of them stand in the rejects file. */
QzSheet *qz_import_run (QzBook *book, const QzContext *context, const char *kind, const char *path,
                        const QzImportOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same without writing anything: what qz_import_run() would say. A file that would be refused
 * is no error here; errors are only what kept the check from being made. Further facts: read and
 * passed (rows); control_total may be "differ" or "not-compared" (rows are missing in the sums);
 * blocks: why the file cannot be taken in, "" when it can. Children "rejects" (line, column, field,
 * value, reason, rule; the first QZ_MAX_SHOWN_REJECTS), "totals" (name, title, found, expected,
 * state), "warnings". */
#define QZ_MAX_SHOWN_REJECTS 1000
QzSheet *qz_import_check (QzBook *book, const QzContext *context, const char *kind,
                          const char *path, const QzImportOptions *options, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Copies @rejects, which a check wrote, to the place @path that people chose. */
gboolean qz_import_save_rejects (const char *rejects, const char *path, const QzContext *context,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a file looks like, and where its columns would go; nothing is written. @kind: NULL to find
 * out; of @options, encoding, delimiter, header_row and columns count.
 * Facts: kind ("" when no kind fits), guessed, encoding, delimiter, header_row, file, size, header
 * (digest of the titles), missing (required fields without a column). Children: "mapping" (field,
 * meaning, required, values, column, title, how: name title remembered chosen none), "columns"
 * (column, title, field, sample), "preview" (the first QZ_MAX_PREVIEW_ROWS rows as they stand). Of
 * a workbook also the fact sheet and the child "sheets" (sheet, hidden, content). */
#define QZ_MAX_PREVIEW_ROWS 20
QzSheet *qz_import_inspect (QzBook *book, const char *kind, const char *path,
                            const QzImportOptions *options, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

QzSheet *qz_import_list (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Refused when a living document uses anything of it. */
gboolean qz_import_withdraw (QzBook *book, const QzContext *context, gint64 import,
                             const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *provider; /* code; nullable */
  QzDay from, to;       /* QZ_DAY_NONE: open */
  const char *setl_id;  /* nullable */
  guint limit, offset;
} QzClaimFilter;
/* Claims with file and line; facts: count and sums of all that match. */
QzSheet *qz_claim_list (QzBook *book, const QzClaimFilter *filter, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Policies: the packs shipped and those activated in the book set. */
QzSheet *qz_policy_list (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Loads a pack file, checks it and runs its worked examples; facts and child "examples". */
QzSheet *qz_policy_check (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts a checked pack into the book set; refuses overlapping validity. @name: id of a shipped
 * pack or a path. */
gboolean qz_policy_activate (QzBook *book, const QzContext *context, const char *name,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, but in force from @from (QZ_DAY_NONE: as its text says). The rules of several regions
 * leave the day to the pool area; it then stands in the text that the book set keeps. */
gboolean qz_policy_activate_from (QzBook *book, const QzContext *context, const char *name,
                                  QzDay from, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the text of a pack (id, "ID@VERSION", shipped) to the file @path, to make another version
 * of it. */
gboolean qz_policy_save (QzBook *book, const char *name, const char *path, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_policy_show (QzBook *book, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Parameters in which two packs differ, each an id (the active version when @book has one) or a
 * path: section, key, first, second, rule; an empty side lacks the parameter. @book: nullable. */
QzSheet *qz_policy_diff (QzBook *book, const char *first, const char *second, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
