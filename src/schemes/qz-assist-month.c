/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-month.h"

#include <inttypes.h>
#include <string.h>

/* ── deductions (DT-23a) ────────────────────────────────────────────────────────────────────── */

/* What one hospital gets for one county's persons, out of the reserve or of the county's own. */
typedef struct {
  gint64 provider_id;
  const char *county;
  gboolean cross_area;
  QzFen left_fen;
} Cell;

static guint
hash_cell (gconstpointer key)
{
  const Cell *cell = key;

  return g_int64_hash (&cell->provider_id) * 31 + g_str_hash (cell->county) * 2
         + (cell->cross_area ? 1 : 0);
}

static gboolean
equal_cells (gconstpointer a, gconstpointer b)
{
  const Cell *one = a;
  const Cell *two = b;

  return one->provider_id == two->provider_id && one->cross_area == two->cross_area
         && strcmp (one->county, two->county) == 0;
}

static Cell *
find_cell (GHashTable *cells, gint64 provider_id, const char *county, gboolean cross_area)
{
  const Cell asked = { provider_id, county, cross_area, 0 };
  Cell *cell = g_hash_table_lookup (cells, &asked);

  if (cell == NULL)
    {
      cell = g_memdup2 (&asked, sizeof asked);
      g_hash_table_add (cells, cell);
    }
  return cell;
}

static GHashTable *
sum_cells (const GArray *rows, GError **error)
{
  g_autoptr (GHashTable) cells = g_hash_table_new_full (hash_cell, equal_cells, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const QzAssistRow *row = &g_array_index (rows, QzAssistRow, i);
      Cell *cell = find_cell (cells, row->provider_id, row->county, row->cross_area);

      if (!qz_fen_accumulate (&cell->left_fen, row->maf_fen, error))
        return NULL;
    }
  return g_steal_pointer (&cells);
}

gboolean
qz_assist_month_take (GArray *rows, const GArray *owed, GError **error)
{
  g_autoptr (GHashTable) cells = sum_cells (rows, error);

  for (guint i = 0; cells != NULL && i < owed->len; i++)
    {
      const QzAssistOwed *from = &g_array_index (owed, QzAssistOwed, i);
      Cell *cell = find_cell (cells, from->provider_id, from->county, from->cross_area);
      const QzAssistRow row = { .bill_id = from->bill_id,
                                .deduction_id = from->id,
                                .provider_id = from->provider_id,
                                .county = from->county,
                                .category = from->category,
                                .cross_area = from->cross_area,
                                .deducted_fen = MIN (from->left_fen, MAX (0, cell->left_fen)) };

      cell->left_fen -= row.deducted_fen;
      if (row.deducted_fen > 0)
        g_array_append_val (rows, row);
    }
  return cells != NULL;
}

/* ── figures ────────────────────────────────────────────────────────────────────────────────── */

char *
qz_assist_month_dup_figures (const GArray *rows, gint64 provider_id, const char *county)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const QzAssistRow *row = &g_array_index (rows, QzAssistRow, i);

      if ((provider_id != 0 && row->provider_id != provider_id)
          || (county != NULL && strcmp (row->county, county) != 0))
        continue;
      g_string_append_printf (text,
                              "%" PRId64 " %" PRId64 " %s %d %d %" PRId64 " %" PRId64 " %" PRId64
                              " %" PRId64 " %" PRId64 " %" PRId64 "\n",
                              row->bill_id, row->deduction_id, row->county, (int) row->category,
                              row->cross_area, row->medfee_fen, row->basic_fen, row->ci_fen,
                              row->other_fen, row->maf_fen, row->deducted_fen);
    }
  return g_string_free (text, FALSE);
}
