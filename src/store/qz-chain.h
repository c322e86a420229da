/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-digest.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* The hash chain of the change log: every entry's hash is SM3 over the hash before, the entry's own
 * columns, and the ranges of rows that it added, each with the digest of its rows. */

typedef struct {
  gint64 id; /* 0 until it is stored */
  char *table;
  gint64 first_id;
  gint64 last_id;
  char *digest; /* hex */
} QzChainRange;

QzChainRange *qz_chain_range_new (const char *table, gint64 first_id, gint64 last_id,
                                  const guint8 digest[QZ_DIGEST_SIZE]) G_GNUC_WARN_UNUSED_RESULT;
void qz_chain_range_free (QzChainRange *self);

typedef struct {
  gint64 id;
  const char *act;
  const char *actor;
  const char *business_time;
  const char *real_time;
  const char *detail;
  GPtrArray *ranges; /* of QzChainRange, in order of id; borrowed */
} QzChainEntry;

/* What stands before the first entry. */
#define QZ_CHAIN_START "0000000000000000000000000000000000000000000000000000000000000000"

/* (transfer full) */
char *qz_chain_hash (const char *previous, const QzChainEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
/* Gives the entry and its ranges their ids, and writes them. */
gboolean qz_chain_append (QzStore *store, QzChainEntry *entry, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The greatest id in the covered table with index @table (0 when empty). */
gboolean qz_chain_read_max_id (QzStore *store, guint table, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
