/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-allocate.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

typedef unsigned __int128 Wide;

typedef struct {
  QzShare *share;
  Wide rest; /* of the division; the larger, the nearer to one fen more */
} Part;

/* 5.4: the largest fractional part first, then the larger weight, then the smaller key. */
static int
compare_parts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Part *x = a;
  const Part *y = b;

  if (x->rest != y->rest)
    return x->rest > y->rest ? -1 : 1;
  if (x->share->weight != y->share->weight)
    return x->share->weight > y->share->weight ? -1 : 1;
  return g_strcmp0 (x->share->key, y->share->key);
}

static gboolean
add_weights (const QzShare *shares, gsize n_shares, Wide *sum, GError **error)
{
  *sum = 0;
  for (gsize i = 0; i < n_shares; i++)
    {
      if (shares[i].weight < 0)
        {
          qz_error_set (error, QZ_ERROR_INPUT, "negative-weight",
                        _("The weight of “%s” is negative; weights must be zero or more"),
                        shares[i].key);
          return FALSE;
        }
      *sum += (Wide) shares[i].weight;
    }
  return TRUE;
}

/* Gives every share its whole fen; returns how many are left over, fewer than there are shares. */
static gint64
give_whole_fen (guint64 size, Part *parts, gsize n_parts, Wide weight_sum)
{
  guint64 left = size;

  for (gsize i = 0; i < n_parts; i++)
    {
      Wide product = (Wide) size * (Wide) parts[i].share->weight;

      parts[i].share->share_fen = (QzFen) (product / weight_sum);
      parts[i].rest = product % weight_sum;
      left -= (guint64) parts[i].share->share_fen;
    }
  g_assert (left < n_parts);
  return (gint64) left;
}

gboolean
qz_allocate (QzFen total_fen, QzShare *shares, gsize n_shares, GError **error)
{
  g_autofree Part *parts = NULL;
  gint64 left;
  Wide sum;

  g_assert (total_fen >= -QZ_FEN_MAX && total_fen <= QZ_FEN_MAX);
  if (!add_weights (shares, n_shares, &sum, error))
    return FALSE;
  for (gsize i = 0; i < n_shares; i++)
    shares[i].share_fen = 0;
  if (total_fen == 0)
    return TRUE;
  if (sum == 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "no-weights",
                    _("An amount cannot be split when all weights are zero; give at least one "
                       "positive weight"));
      return FALSE;
    }

  parts = g_new (Part, n_shares);
  for (gsize i = 0; i < n_shares; i++)
    parts[i].share = &shares[i];
  left = give_whole_fen ((guint64) ABS (total_fen), parts, n_shares, sum);
  g_sort_array (parts, n_shares, sizeof *parts, compare_parts, NULL);
  for (gint64 i = 0; i < left; i++)
    parts[i].share->share_fen += 1;
  /* 5.4: a negative total is the mirror of the positive one. */
  for (gsize i = 0; total_fen < 0 && i < n_shares; i++)
    shares[i].share_fen = -shares[i].share_fen;
  return TRUE;
}
