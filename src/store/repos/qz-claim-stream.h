/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-claim.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* Claims for engines, in the order of their ids, without an index on their time: the import files
 * that overlap the span of days tell which runs of ids can hold them. Of the amounts only those
 * that a base or a sheet can need are read: medfee, the fund parts, acct, acct_mulaid; insutype
 * and what else no engine asks for stay empty. */

typedef struct {
  QzDay from, to;     /* included */
  int insurance;      /* -1: both */
  gint64 provider_id; /* 0: all */
  gint64 last_id;     /* 0: no bound */
  guint32 amounts;    /* QZ_CLAIM_BITs that are needed; 0: all that a base can be made of */
} QzClaimSpan;

/* FALSE with an error ends the stream. The claim is valid during the call. */
typedef gboolean (*QzClaimFunc) (const QzClaim *claim, gpointer user_data, GError **error);

gboolean qz_claim_stream_run (QzStore *store, const QzClaimSpan *span, QzClaimFunc func,
                              gpointer user_data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A claim with the place it came from, for drilling down. */
typedef struct {
  QzClaim claim;
  const char *setl_id;
  const char *setl_time;
  const char *file_name;
  gint64 line_no;
  QzFen amount_fen; /* of the link; 0 in a run over a span */
} QzClaimPlace;
typedef gboolean (*QzClaimPlaceFunc) (const QzClaimPlace *place, gpointer user_data,
                                      GError **error);
/* The claims behind a run of document links, in order. */
gboolean qz_claim_stream_links (QzStore *store, gint64 first_link_id, gint64 last_link_id,
                                QzClaimPlaceFunc func, gpointer user_data, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The claims of a span with their places. */
gboolean qz_claim_stream_places (QzStore *store, const QzClaimSpan *span, QzClaimPlaceFunc func,
                                 gpointer user_data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
