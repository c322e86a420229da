/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-documents-private.h"

G_BEGIN_DECLS

/* One explanation being put together: the items of a cell and their sum. */
typedef struct {
  QzBook *book;
  QzStore *store; /* borrowed */
  QzPolicy *policy;
  QzProviderList *providers;
  QzDocumentRecord *head;
  const QzDocumentLine *line; /* the one at hand */
  QzSheet *sheet;
  gint64 sum;
} QzExplanation;

/* Where an item stands; every field may be left out. */
typedef struct {
  /* claim carry deferred deferral declaration deduction paid offset spending ratio figure line */
  const char *item;
  const char *what; /* in words; translated */
  const char *document;
  gint64 line_no;
  const char *setl_id;
  const char *setl_time;
  const char *file;
  gint64 file_line;
  const char *voucher;
  gboolean has_base;
  QzFen base_fen;
  QzPpm ratio_ppm; /* 0: none */
} QzExplainItem;

/* Adds an item of @amount to the cell. */
gboolean qz_explanation_add (QzExplanation *self, const QzExplainItem *item, gint64 amount,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Another figure of the same line, with its sign: "payable" less "offset". */
gboolean qz_explanation_add_figure (QzExplanation *self, int figure, int sign, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* A figure of another line, by its id. */
gboolean qz_explanation_add_source (QzExplanation *self, const char *item, const char *what,
                                    gint64 line_id, gint64 amount, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* One figure of the line at hand; QZ_EXPLAIN_PAY for what it pays. */
gboolean qz_explain_daily (QzExplanation *self, int figure, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_explain_advance (QzExplanation *self, int figure, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_explain_settlement (QzExplanation *self, int figure, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_explain_nonlocal (QzExplanation *self, int figure, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_explain_assist (QzExplanation *self, int figure, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
