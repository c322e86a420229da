/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-carries.h"

struct _QzClearingCarries {
  GHashTable *chains; /* number of the record → GArray of QzFen */
};

static gint64
make_key (QzNlSource source, gint64 record_id)
{
  return record_id << 2 | (gint64) source;
}

QzClearingCarries *
qz_clearing_carries_new (void)
{
  QzClearingCarries *self = g_new0 (QzClearingCarries, 1);

  self->chains = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                        (GDestroyNotify) g_array_unref);
  return self;
}

void
qz_clearing_carries_free (QzClearingCarries *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->chains);
  g_free (self);
}

void
qz_clearing_carries_add (QzClearingCarries *self, QzNlSource source, gint64 record_id,
                         QzFen due_fen)
{
  const gint64 key = make_key (source, record_id);
  GArray *chain = g_hash_table_lookup (self->chains, &key);

  if (chain == NULL)
    {
      chain = g_array_new (FALSE, FALSE, sizeof (QzFen));
      g_hash_table_insert (self->chains, g_memdup2 (&key, sizeof key), chain);
    }
  g_array_append_val (chain, due_fen);
}

const QzFen *
qz_clearing_carries_get (const QzClearingCarries *self, QzNlSource source, gint64 record_id,
                         guint *out_n)
{
  const gint64 key = make_key (source, record_id);
  const GArray *chain = g_hash_table_lookup (self->chains, &key);

  *out_n = chain != NULL ? chain->len : 0;
  return chain != NULL ? (const QzFen *) (const void *) chain->data : NULL;
}
