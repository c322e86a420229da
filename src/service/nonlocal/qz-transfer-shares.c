/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-transfer-shares.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-clearing-private.h"
#include "qz-kinds.h"
#include "qz-nl-shares.h"

typedef QzTransferShare Share;

static int
compare_places (const Share *one, const Share *two)
{
  int order = one->insurance - two->insurance;

  if (order == 0)
    order = strcmp (one->unit, two->unit);
  return order != 0 ? order : strcmp (one->agency, two->agency);
}

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const Share *one = a;
  const Share *two = b;
  int order = strcmp (one->unit, two->unit);

  if (order == 0)
    order = strcmp (one->agency, two->agency);
  if (order == 0)
    order = one->insurance - two->insurance;
  return order != 0 ? order : strcmp (one->party, two->party);
}

/* Sorts them and makes one of those of the same place and party. */
static gboolean
merge (GArray *shares, GError **error)
{
  guint n = 0;

  g_array_sort (shares, compare_shares);
  for (guint i = 0; i < shares->len; i++)
    {
      const Share share = g_array_index (shares, Share, i);
      Share *last = n > 0 ? &g_array_index (shares, Share, n - 1) : NULL;

      if (last != NULL && compare_shares (last, &share) == 0)
        {
          if (!qz_fen_accumulate (&last->fen, share.fen, error))
            return FALSE;
          continue;
        }
      g_array_index (shares, Share, n++) = share;
    }
  g_array_set_size (shares, n);
  return TRUE;
}

guint
qz_transfer_shares_find_end (const GArray *shares, guint from)
{
  guint end = from + 1;

  while (end < shares->len
         && compare_places (&g_array_index (shares, Share, from),
                            &g_array_index (shares, Share, end)) == 0)
    end++;
  return end;
}

static gboolean
refuse_negative (QzAreaMap *map, const Share *share, QzFen fen, GError **error)
{
  g_autofree char *amount = qz_fen_to_decimal (fen);

  return qz_clearing_refuse (error, "negative-clearing", "K10",
                             _("%s, %s: %s would be moved the wrong way, for more was refunded "
                               "than cleared; make the lists again, then what is too much waits "
                               "for the next month"),
                             qz_area_map_get_name (map, share->agency),
                             qz_insurance_get_name ((QzInsurance) share->insurance), amount);
}

static void
drop_empty (GArray *shares)
{
  for (guint i = shares->len; i > 0; i--)
    if (g_array_index (shares, Share, i - 1).fen == 0)
      g_array_remove_index (shares, i - 1);
}

gboolean
qz_transfer_shares_tidy (GArray *shares, QzAreaMap *map, GError **error)
{
  if (!merge (shares, error))
    return FALSE;
  for (guint i = 0; i < shares->len; i++)
    {
      const Share *share = &g_array_index (shares, Share, i);

      if (share->fen < 0)
        return refuse_negative (map, share, share->fen, error);
    }
  drop_empty (shares);
  return TRUE;
}

/* ── what comes down ────────────────────────────────────────────────────────────────────────── */

/* The shares of one insurance as a table: agencies are rows, parties columns. */
typedef struct {
  GArray *places;     /* Share: the first of each agency */
  GPtrArray *parties; /* interned */
  QzFen *rows, *columns, *wanted, *cells;
} Table;

static void
table_clear (Table *self)
{
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->parties, g_ptr_array_unref);
  g_free (self->rows);
  g_free (self->columns);
  g_free (self->wanted);
  g_free (self->cells);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static int
compare_parties (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static guint
find_party (const Table *self, const char *party)
{
  guint i = 0;

  while (i < self->parties->len && strcmp (self->parties->pdata[i], party) != 0)
    i++;
  return i;
}

static void
table_init (Table *self, const GArray *shares, int insurance)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (Share));
  self->parties = g_ptr_array_new ();
  for (guint i = 0; i < shares->len; i++)
    {
      const Share *share = &g_array_index (shares, Share, i);
      const guint n = self->places->len;

      if (share->insurance != insurance)
        continue;
      if (n == 0 || compare_places (&g_array_index (self->places, Share, n - 1), share) != 0)
        g_array_append_val (self->places, *share);
      if (find_party (self, share->party) == self->parties->len)
        g_ptr_array_add (self->parties, (gpointer) share->party);
    }
  g_ptr_array_sort (self->parties, compare_parties);
  self->rows = g_new0 (QzFen, self->places->len + 1);
  self->columns = g_new0 (QzFen, self->parties->len + 1);
  self->wanted = g_new0 (QzFen, self->places->len * self->parties->len + 1);
  self->cells = g_new0 (QzFen, self->places->len * self->parties->len + 1);
}

static gboolean
fill (Table *self, const GArray *shares, int insurance, GError **error)
{
  guint row = 0;

  for (guint i = 0; i < shares->len; i++)
    {
      const Share *share = &g_array_index (shares, Share, i);
      guint column;

      if (share->insurance != insurance)
        continue;
      while (compare_places (&g_array_index (self->places, Share, row), share) != 0)
        row++;
      column = find_party (self, share->party);
      self->wanted[row * self->parties->len + column] = share->fen;
      if (!qz_fen_accumulate (&self->rows[row], share->fen, error)
          || !qz_fen_accumulate (&self->columns[column], share->fen, error))
        return FALSE;
    }
  return TRUE;
}

/* Of another province whose refunds are more than its claims, the others bear the rest; inside of
 * the province no party is below zero, for what it pays up was tidied (K07). */
static gboolean
fit (Table *self, QzAreaMap *map, GError **error)
{
  for (guint i = 0; i < self->places->len; i++)
    if (self->rows[i] < 0)
      return refuse_negative (map, &g_array_index (self->places, Share, i), self->rows[i], error);
  if (!qz_nl_shares_level (self->columns, (const char *const *) self->parties->pdata,
                           self->parties->len, error))
    return FALSE;
  qz_nl_shares_fit (self->wanted, self->rows, self->places->len, self->columns,
                    self->parties->len, self->cells);
  return TRUE;
}

static void
append_cells (GArray *shares, const Table *self)
{
  for (guint i = 0; i < self->places->len * self->parties->len; i++)
    {
      Share share = g_array_index (self->places, Share, i / self->parties->len);

      share.party = self->parties->pdata[i % self->parties->len];
      share.fen = self->cells[i];
      if (share.fen != 0)
        g_array_append_val (shares, share);
    }
}

gboolean
qz_transfer_shares_fit (GArray *shares, QzAreaMap *map, GError **error)
{
  g_autoptr (GArray) fitted = g_array_new (FALSE, FALSE, sizeof (Share));

  if (!merge (shares, error))
    return FALSE;
  for (int insurance = 0; insurance < QZ_N_INSURANCES; insurance++)
    {
      g_auto (Table) table = { 0 };

      table_init (&table, shares, insurance);
      if (!fill (&table, shares, insurance, error) || !fit (&table, map, error))
        return FALSE;
      append_cells (fitted, &table);
    }
  g_array_sort (fitted, compare_shares);
  g_array_set_size (shares, 0);
  g_array_append_vals (shares, fitted->data, fitted->len);
  return TRUE;
}
