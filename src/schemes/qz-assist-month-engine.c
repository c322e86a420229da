/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-month-engine.h"

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

static void
take_owed (GArray *rows, GHashTable *cells, const QzAssistOwed *owed)
{
  Cell *cell = find_cell (cells, owed->provider_id, owed->county, owed->cross_area);
  const QzAssistRow row = {
    .kind = owed->id != 0 ? QZ_ASSIST_ROW_DEDUCTION : QZ_ASSIST_ROW_REFUND,
    .bill_id = owed->bill_id,
    .deduction_id = owed->id,
    .provider_id = owed->provider_id,
    .county = owed->county,
    .category = owed->category,
    .cross_area = owed->cross_area,
    /* Below zero: given back. */
    .deducted_fen = MIN (owed->left_fen, MAX (0, cell->left_fen)),
  };

  cell->left_fen -= row.deducted_fen;
  if (row.deducted_fen != 0)
    g_array_append_val (rows, row);
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const Cell *one = *(const Cell *const *) a;
  const Cell *two = *(const Cell *const *) b;

  if (one->provider_id != two->provider_id)
    return one->provider_id < two->provider_id ? -1 : 1;
  return strcmp (one->county, two->county) != 0 ? strcmp (one->county, two->county)
                                                : one->cross_area - two->cross_area;
}

static void
put_off_refunds (GArray *rows, GHashTable *cells)
{
  g_autoptr (GPtrArray) sorted = g_hash_table_get_keys_as_ptr_array (cells);

  g_ptr_array_sort (sorted, compare_cells);
  for (guint i = 0; i < sorted->len; i++)
    {
      const Cell *cell = sorted->pdata[i];
      const QzAssistRow row = { .kind = QZ_ASSIST_ROW_REFUND,
                                .provider_id = cell->provider_id,
                                .county = cell->county,
                                .category = QZ_ASSIST_NONE,
                                .cross_area = cell->cross_area,
                                .deducted_fen = cell->left_fen };

      if (row.deducted_fen < 0)
        g_array_append_val (rows, row);
    }
}

gboolean
qz_assist_month_take (GArray *rows, const GArray *owed, GError **error)
{
  g_autoptr (GHashTable) cells = sum_cells (rows, error);

  if (cells == NULL)
    return FALSE;
  for (guint i = 0; i < owed->len; i++)
    take_owed (rows, cells, &g_array_index (owed, QzAssistOwed, i));
  put_off_refunds (rows, cells);
  return TRUE;
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
                              "%d %" PRId64 " %" PRId64 " %s %d %d %" PRId64 " %" PRId64 " %" PRId64
                              " %" PRId64 " %" PRId64 " %" PRId64 "\n",
                              (int) row->kind, row->bill_id, row->deduction_id, row->county,
                              (int) row->category, row->cross_area, row->medfee_fen,
                              row->basic_fen, row->ci_fen, row->other_fen, row->maf_fen,
                              row->deducted_fen);
    }
  return g_string_free (text, FALSE);
}
