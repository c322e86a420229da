/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-import-columns.h"

G_BEGIN_DECLS

/* Which column of a file holds which field: by the name, by a title in Chinese, as it was said for
 * a file with the same titles before, or as somebody says now. */

typedef enum {
  QZ_MATCH_NONE,
  QZ_MATCH_NAME,
  QZ_MATCH_TITLE,
  QZ_MATCH_REMEMBERED,
  QZ_MATCH_CHOSEN,
} QzMatchHow;

/* The row that names the columns. */
typedef struct {
  char **titles; /* NULL-terminated */
  guint *places; /* the character column of each */
  guint n_titles;
  guint64 line;
} QzImportHead;

/* Reads row number @row (0 and 1: the first); what stands above it is passed over. */
gboolean qz_import_head_read (QzImportHead *self, QzRowReader *reader, guint row, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_import_head_clear (QzImportHead *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzImportHead, qz_import_head_clear)
/* The same for files with the same titles in the same order. (transfer full) */
char *qz_import_head_dup_digest (const QzImportHead *self) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const QzImportColumn *columns;
  guint n_columns;
  gint16 index[QZ_MAX_IMPORT_COLUMNS]; /* in the file's rows; -1: not in the file */
  QzMatchHow how[QZ_MAX_IMPORT_COLUMNS];
  int twice; /* a column of the file whose field an earlier one names too; -1 */
} QzImportMatch;

/* By names and titles. A title that two columns bear is nobody's. */
void qz_import_match_guess (QzImportMatch *self, const QzImportColumn *columns, guint n_columns,
                            const QzImportHead *head);
/* @chosen: "field=title", "field=#3" (the third column) or "field=" (none), NULL-terminated. Gives
 * way to what is chosen. Refuses unknown fields and columns, and a column taken twice. */
gboolean qz_import_match_apply (QzImportMatch *self, const QzImportHead *head,
                                const char *const *chosen, QzMatchHow how, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* As qz_import_match_apply() takes it, one a line. (transfer full) */
char *qz_import_match_to_text (const QzImportMatch *self) G_GNUC_WARN_UNUSED_RESULT;
/* Required fields without a column, ", " between; "" when none. (transfer full) */
char *qz_import_match_dup_missing (const QzImportMatch *self) G_GNUC_WARN_UNUSED_RESULT;
/* The map to read rows by. Refuses missing columns (naming all) and a column given twice; names
 * columns that nothing is read from in one warning. */
gboolean qz_import_match_finish (const QzImportMatch *self, const QzImportHead *head,
                                 const char *file_name, QzImportReport *report, QzImportMap *map,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
