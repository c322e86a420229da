/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-shares.h"

#include "qz-allocate.h"

gboolean
qz_nl_shares_level (QzFen *amounts, const char *const *keys, guint n, GError **error)
{
  g_autofree QzShare *shares = g_new0 (QzShare, n + 1);
  gboolean is_level = TRUE;
  QzFen sum = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!qz_fen_accumulate (&sum, amounts[i], error))
        return FALSE;
      is_level = is_level && amounts[i] >= 0;
      shares[i] = (QzShare) { keys[i], MAX (0, amounts[i]), 0 };
    }
  g_return_val_if_fail (sum >= 0, FALSE);
  if (is_level)
    return TRUE;
  if (!qz_allocate (sum, shares, n, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    amounts[i] = shares[i].share_fen;
  return TRUE;
}

/* Puts as much as fits of @most into a cell. */
static void
put (QzFen *cell, QzFen most, QzFen *row, QzFen *column)
{
  const QzFen fen = MIN (most, MIN (*row, *column));

  if (fen <= 0)
    return;
  *cell += fen;
  *row -= fen;
  *column -= fen;
}

void
qz_nl_shares_fit (const QzFen *wanted, const QzFen *rows, guint n_rows, const QzFen *columns,
                  guint n_columns, QzFen *out)
{
  g_autofree QzFen *row_left = g_memdup2 (rows, n_rows * sizeof *rows);
  g_autofree QzFen *column_left = g_memdup2 (columns, n_columns * sizeof *columns);

  /* First what is wanted, then what is left of the rows into what is left of the columns. */
  for (guint i = 0; i < n_rows * n_columns; i++)
    {
      out[i] = 0;
      put (&out[i], wanted[i], &row_left[i / n_columns], &column_left[i % n_columns]);
    }
  for (guint i = 0; i < n_rows * n_columns; i++)
    put (&out[i], QZ_FEN_MAX, &row_left[i / n_columns], &column_left[i % n_columns]);
}
