/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-imports.h"
#include "qz-job.h"

G_BEGIN_DECLS

/* What the import assistant asks of the worker thread. */

typedef struct {
  char *kind; /* NULL: to be found out */
  char *path;
  char *rejects;  /* where rejected rows go; nullable */
  char *encoding; /* nullable */
  char *sheet;    /* of a workbook; NULL: the first with content */
  char delimiter; /* 0: as the file has it */
  guint header_row;
  gboolean acct_includes_mulaid;
  char **columns; /* nullable: as the program finds them */
  QzImportExpected expected;
  char *digest; /* of the file that was checked; nullable */
  guint serial; /* of the question, so that an old answer is known */
} QzImportInput;

/* A copy of all of it. */
QzImportInput *qz_import_input_copy (const QzImportInput *self);
void qz_import_input_clear (QzImportInput *self);

/* Each takes a QzImportInput and gives the sheet of the service's function. */
extern const QzJobKind qz_job_import_inspect;
extern const QzJobKind qz_job_import_check;
extern const QzJobKind qz_job_import;
/* Takes the paths of the rejected rows and of the file to be made (GStrv). */
extern const QzJobKind qz_job_save_rejects;

G_END_DECLS
