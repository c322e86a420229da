/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-fen.h"

G_BEGIN_DECLS

/* Summaries that the desk reads instead of adding up lines; `book verify` proves them. */

typedef struct {
  gint64 document_id;
  QzPeriod period; /* of the costs */
  QzDay day;       /* the voucher's */
  QzFen out_fen;
  QzFen back_fen;  /* what came back (EV-09) */
} QzMovedRecord;
/* Adds what the bank moved for one line of a document. */
gboolean qz_summary_repo_add_moved (QzAct *act, const QzMovedRecord *moved, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Sums up the lines of a settlement, once they are all written. */
gboolean qz_summary_repo_put_settlement (QzAct *act, gint64 document_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
