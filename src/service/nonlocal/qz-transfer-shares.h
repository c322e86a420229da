/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-fen.h"

G_BEGIN_DECLS

/* Whose money each agency receives or pays in a month. */
typedef struct {
  const char *unit, *agency; /* areas, interned */
  int insurance;
  const char *party;
  QzFen fen;
} QzTransferShare;

/* Sorts them, one of each place and party, without those of nothing. Refused ("negative-clearing",
 * K10) when one is below zero: money does not flow backwards. */
gboolean qz_transfer_shares_tidy (GArray *shares, QzAreaMap *map, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same of what comes down, where refunds and deductions (NL-38) may leave one party of an
 * agency below zero: each agency gets its sum (K10), and of each party goes what that party pays,
 * so that no sub-account keeps too much while another has too little (AMB-11, K11). Refused when an
 * agency's sum is below zero. */
gboolean qz_transfer_shares_fit (GArray *shares, QzAreaMap *map, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The end of those of the same agency and insurance as the one at @from. */
guint qz_transfer_shares_find_end (const GArray *shares, guint from);

G_END_DECLS
