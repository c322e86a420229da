/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"

G_BEGIN_DECLS

/* What is wrong with a file that is being imported: every rejected row goes to the rejects file, in
 * full; warnings are counted, and the first of each rule are kept. Belongs to one thread. */
typedef struct _QzImportReport QzImportReport;

/* @column counts characters from 1 (of a workbook: columns), 0 = the whole row. Strings are
 * borrowed for the call. */
typedef struct {
  guint64 line;
  guint column;
  const char *field;
  const char *value;
  const char *reason; /* translated */
  const char *rule;   /* "V2" …; nullable */
  gboolean is_further; /* its row was counted before */
} QzProblem;

#define QZ_MAX_WARNINGS_PER_RULE 20

/* @rejects_path: nullable. */
QzImportReport *qz_import_report_new (const char *file_name, const char *rejects_path);
void qz_import_report_free (QzImportReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzImportReport, qz_import_report_free)

/* The columns of this file are those of a sheet, which have letters: told before the first. */
void qz_import_report_name_columns (QzImportReport *self);
void qz_import_report_reject (QzImportReport *self, const QzProblem *problem);
void qz_import_report_warn (QzImportReport *self, const QzProblem *problem);
/* Adds @n warnings of @rule that nobody described. */
void qz_import_report_count_warnings (QzImportReport *self, const char *rule, guint64 n);

guint64 qz_import_report_get_n_rejected (QzImportReport *self); /* rows, not problems */
/* Of these, problems that are not about one row: control totals, encoding. */
guint64 qz_import_report_get_n_file_faults (QzImportReport *self);
guint64 qz_import_report_get_n_warnings (QzImportReport *self);

/* Puts the rejects file in its place (with its header alone when nothing was rejected). FALSE
 * when it could not be written. */
gboolean qz_import_report_finish (QzImportReport *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets @error to the first rejected place and says how many there are. */
void qz_import_report_set_error (QzImportReport *self, GError **error);
/* Keeps the first @n rejected places as well, for qz_import_report_dup_rejects(). */
void qz_import_report_keep_rejects (QzImportReport *self, guint n);
/* "rejects": line column field value reason rule; the column is a text when it has letters.
 * (transfer full) */
QzSheet *qz_import_report_dup_rejects (QzImportReport *self);
/* "warnings": line field value what rule. (transfer full) */
QzSheet *qz_import_report_dup_warnings (QzImportReport *self);

G_END_DECLS
