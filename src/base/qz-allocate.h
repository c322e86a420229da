/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-fen.h"

G_BEGIN_DECLS

/* One share of an allocation by the residue method (domain 5.4). */
typedef struct {
  const char *key; /* borrowed; ties go to the larger weight, then the smaller key */
  gint64 weight;   /* >= 0, usually fen */
  QzFen share_fen; /* filled in */
} QzShare;

/* Splits @total_fen over @shares so that the shares add up exactly and each is within 1 fen of its
 * exact part, independent of their order. Fails when a weight is negative or all are zero; a total
 * of zero needs no weights. |@total_fen| is at most %QZ_FEN_MAX. */
gboolean qz_allocate (QzFen total_fen, QzShare *shares, gsize n_shares, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
