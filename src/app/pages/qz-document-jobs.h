/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-documents.h"
#include "qz-job.h"

G_BEGIN_DECLS

/* What a document's page asks of the worker thread. */

/* A document as its page shows it, with what may be done to it by the acting user. */
typedef struct {
  QzSheet *sheet; /* qz_document_show() */
  QzSheet *forms; /* qz_document_list_forms() */
  QzSheet *checks; /* qz_check_run_document() */
  int next_act;   /* QzDocumentAct, or -1 */
  gboolean can[QZ_N_ACTS];
  char *why_not[QZ_N_ACTS]; /* nullable */
  guint n_open_payments;    /* lines that wait for a bank batch */
} QzDocumentView;

void qz_document_view_free (QzDocumentView *self);

extern const QzJobKind qz_job_load_document; /* input: number; output: QzDocumentView */

typedef struct {
  char *number;
  QzDocumentAct act;
  char *reason; /* nullable */
} QzActInput;

QzActInput *qz_act_input_new (const char *number, QzDocumentAct act, const char *reason);
/* input: QzActInput; output: the next document that waits for the same, or "" (char *) */
extern const QzJobKind qz_job_act;

extern const QzJobKind qz_job_make_batch; /* input: number; output: QzSheet of batches */

/* Of a voucher, whose name is then the number. */
#define QZ_FORM_VOUCHER "F-VOUCHER"

typedef struct {
  char *number;
  char *form;
  char *provider; /* nullable */
  char *path;     /* for printing */
} QzPrintInput;

QzPrintInput *qz_print_input_new (const char *number, const char *form, const char *provider,
                                  const char *path);
extern const QzJobKind qz_job_preview; /* input: QzPrintInput; output: QzPdfSource */
extern const QzJobKind qz_job_print;   /* input: QzPrintInput; output: QzSheet; counted */

G_END_DECLS
