/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-carries.h"

G_BEGIN_DECLS

/* Refunds and deductions come off what an agency receives and pays in a month (NL-38). Money of a
 * notice flows one way, so where they are more than there is, only what fits is taken and the rest
 * is due in a later month. */

/* What a record takes off: its funds, and the personal account where that is cleared. */
#define QZ_N_TAKE_PARTS (QZ_N_FC + 1)

typedef struct {
  QzNlSource source;
  gint64 record_id;
  QzFen whole[QZ_N_TAKE_PARTS]; /* all that the record takes off in the end, not negative in sum */
  const char *cells[2];         /* interned: what must not fall below zero by it; NULL: nothing */
  /* Filled in: */
  QzFen due_fen;                /* what earlier months left of it */
  QzFen taken[QZ_N_TAKE_PARTS];
  QzFen taken_fen;
  gboolean is_first;            /* nothing was taken before */
} QzClearingTake;

/* @rooms: cell → QzFen, what is left there; lessened by what is taken. @past: nullable; what
 * earlier months left. @left: nullable; what this month is known to have left, instead of @rooms.
 * Shares of a part follow the residues (domain 5.4) of what is still due, so that all months
 * together take the whole, part by part. */
gboolean qz_clearing_take_fit (QzClearingTake *self, GHashTable *rooms,
                               const QzClearingCarries *past, const QzClearingCarries *left,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
