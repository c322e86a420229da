/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-private.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Forms 4 … 9-2 as sums of list rows: which rows, by what, into which columns. Forms, checks and
 * explanations all ask this one table, so they cannot differ. */

typedef enum {
  QZ_PAPER_SUMMARY,      /* 4, 7 */
  QZ_PAPER_RECEIVABLES,  /* 4-1, 7-1 */
  QZ_PAPER_PAYABLES,     /* 4-2, 7-2 */
  QZ_PAPER_RECEIPT,      /* notices 5, 8 */
  QZ_PAPER_PROVIDERS,    /* 5-1, 8-1 */
  QZ_PAPER_PAYMENT,      /* notices 6, 9 */
  QZ_PAPER_DETAIL_CROSS, /* 6-1, 6-2 */
  QZ_PAPER_DETAIL_IN,    /* 9-1, 9-2 */
  QZ_PAPER_DEDUCTIONS,   /* 6-3, 6-4 */
} QzPaperKind;

typedef struct {
  const char *form;
  QzNlScope scope;
  QzPaperKind kind;
  int insurance; /* -1: both */
  const char *title; /* with %s for the unit's name where by_unit */
} QzPaperSpec;
const QzPaperSpec *qz_paper_find_spec (const char *form); /* NULL: none */
const QzPaperSpec *qz_paper_get_spec (guint index);       /* NULL after the last */
gboolean qz_paper_is_by_unit (const QzPaperSpec *spec);

typedef enum {
  QZ_MEASURE_VISITS,
  QZ_MEASURE_MEDFEE,
  QZ_MEASURE_POOL,
  QZ_MEASURE_BIG,
  QZ_MEASURE_CVLSERV,
  QZ_MEASURE_MAF,
  QZ_MEASURE_OTHER,
  QZ_MEASURE_FUND,
  QZ_MEASURE_ACCT,
  QZ_MEASURE_AMOUNT,
} QzPaperMeasure;
typedef enum { QZ_PART_GROSS, QZ_PART_DEDUCT, QZ_PART_NET } QzPaperPart;
typedef enum { QZ_SIDE_RECEIVABLE, QZ_SIDE_PAYABLE, QZ_SIDE_DIFFERENCE } QzPaperSide;

typedef struct {
  const char *name;
  const char *title; /* N_(…) */
  QzPaperMeasure measure;
  int insurance; /* -1: both */
  QzPaperPart part;
  QzPaperSide side;
} QzPaperColumn;
const QzPaperColumn *qz_paper_get_columns (QzPaperKind kind, guint *out_n);
/* What @row adds to @column. */
gint64 qz_paper_get_share (const QzPaperColumn *column, const QzClearingRow *row);

#define QZ_MAX_PAPER_COLUMNS 16
typedef struct {
  char *key; /* in whose order the lines stand */
  const char *group; /* unit or agency, interned */
  const char *place; /* other province or treat unit; "" : none */
  gint64 provider_id;
  QzPeriod orig_period;
  const char *reason;
  gint64 figures[QZ_MAX_PAPER_COLUMNS];
} QzPaperLine;
/* Whether the form is about the row, and the line it goes to (its key is to be freed). */
gboolean qz_paper_place (QzNlLists *lists, const QzPaperSpec *spec, const char *unit,
                         const QzClearingRow *row, QzPaperLine *out);

typedef struct {
  const QzPaperSpec *spec;
  const QzPaperColumn *columns;
  guint n_columns;
  GPtrArray *lines; /* QzPaperLine */
} QzPaper;
/* @unit: "" for the province's forms. */
QzPaper *qz_paper_new (QzNlLists *lists, const QzPaperSpec *spec, const char *unit);
void qz_paper_free (QzPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPaper, qz_paper_free)
guint qz_paper_find_column (QzPaper *self, const char *name); /* must be there */
gint64 qz_paper_sum (QzPaper *self, const char *column);
/* The line of a unit or agency; NULL. */
const QzPaperLine *qz_paper_find_line (QzPaper *self, const char *group);

/* As qz_nl_paper_get_sheet(), from lists that are loaded: for many papers of a month. */
QzSheet *qz_nl_paper_make_sheet (QzNlLists *lists, const char *form, const char *unit,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
