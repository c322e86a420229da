/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-row.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* What the lists of a month are made of, row after row; all of it belongs to the callee during the
 * call only. A callback's FALSE with an error ends the stream. */

typedef gboolean (*QzNlClaimFunc) (const QzNlClaim *claim, gpointer user_data, GError **error);
typedef gboolean (*QzNlDeductionFunc) (const QzNlDeduction *deduction, gpointer user_data,
                                       GError **error);

typedef struct {
  QzNlScope scope;
  QzPeriod period;
  gint64 provider_id; /* 0: all */
  gint64 last_id;     /* 0: no bound; else ids up to it */
} QzNlSpan;

/* Claims of the month treated in the province, and those of earlier months that came in after the
 * lists of their month had been published (they would be lost otherwise). *out_last_id: the
 * greatest id of a claim there is now. */
gboolean qz_clearing_stream_claims (QzStore *store, const QzNlSpan *span, QzNlClaimFunc func,
                                    gpointer user_data, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Deductions that the month takes off, with their claims. */
gboolean qz_clearing_stream_deductions (QzStore *store, const QzNlSpan *span,
                                        QzNlDeductionFunc func, gpointer user_data,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Items of the month's national file; payments have an amount of 0 as deduction. */
gboolean qz_clearing_stream_items (QzStore *store, const QzNlSpan *span, QzNlDeductionFunc func,
                                   gpointer user_data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What earlier months left for this one (NL-38), of one source; as above, claims with an amount of
 * 0 as deduction. @span: its bounds do not count. */
gboolean qz_clearing_stream_carried (QzStore *store, const QzNlSpan *span, QzNlSource source,
                                     QzNlDeductionFunc func, gpointer user_data, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Where a claim, an item or a deduction came from. */
typedef struct {
  char *setl_id;
  char *day;
  char *file_name; /* NULL: at the desk */
  gint64 line_no;
} QzNlPlace;
void qz_nl_place_clear (QzNlPlace *self);
gboolean qz_clearing_stream_get_place (QzStore *store, QzNlSource source, gint64 id,
                                       QzNlPlace *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A claim by its setl_id with what a deduction is checked against. */
typedef struct {
  gboolean found;
  QzNlClaim claim; /* area is interned */
  char pay_loc;    /* '3', '4' … */
  gboolean refund;
  QzFen deducted_fen; /* by living deductions */
} QzNlClaimFacts;
gboolean qz_clearing_stream_find (QzStore *store, const char *setl_id, QzNlClaimFacts *out,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The greatest ids of claims, national items and deductions. */
gboolean qz_clearing_stream_get_bounds (QzStore *store, gint64 out[3], GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
