/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-id-sorter.h"

#include <string.h>

#define DIGIT_BITS 11
#define N_DIGITS   6 /* 66 bits, enough for 64 */
#define N_BUCKETS  (1u << DIGIT_BITS)

typedef struct {
  guint64 key;
  guint32 id;
} Entry;

struct _QzIdSorter {
  GArray *entries;    /* Entry */
  GHashTable *ranks;  /* number → rank + 1 */
  GHashTable *words;  /* word → its number in the order of coming */
  GPtrArray *word_list;
  gboolean is_too_wide;
};

QzIdSorter *
qz_id_sorter_new (void)
{
  QzIdSorter *self = g_new0 (QzIdSorter, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->ranks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->words = g_hash_table_new (g_str_hash, g_str_equal);
  self->word_list = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
qz_id_sorter_free (QzIdSorter *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_hash_table_unref (self->ranks);
  g_hash_table_unref (self->words);
  g_ptr_array_unref (self->word_list);
  g_free (self);
}

/* ── keys ────────────────────────────────────────────────────────────────────────────────────── */

void
qz_id_sorter_add (QzIdSorter *self, gint64 id, gint64 key)
{
  /* Signed numbers order as unsigned ones once their sign is turned. */
  const Entry entry = { (guint64) key ^ (G_GUINT64_CONSTANT (1) << 63), (guint32) id };

  self->is_too_wide = self->is_too_wide || id < 0 || id > G_MAXUINT32;
  g_array_append_val (self->entries, entry);
}

void
qz_id_sorter_add_word (QzIdSorter *self, gint64 id, const char *word)
{
  gpointer number;
  char *kept;

  if (!g_hash_table_lookup_extended (self->words, word != NULL ? word : "", NULL, &number))
    {
      kept = g_strdup (word != NULL ? word : "");
      number = GUINT_TO_POINTER (self->word_list->len);
      g_ptr_array_add (self->word_list, kept);
      g_hash_table_insert (self->words, kept, number);
    }
  qz_id_sorter_add (self, id, GPOINTER_TO_UINT (number));
}

void
qz_id_sorter_rank (QzIdSorter *self, gint64 number)
{
  g_hash_table_insert (self->ranks, g_memdup2 (&number, sizeof number),
                       GUINT_TO_POINTER (g_hash_table_size (self->ranks) + 1));
}

void
qz_id_sorter_add_ranked (QzIdSorter *self, gint64 id, gint64 number)
{
  qz_id_sorter_add (self, id, GPOINTER_TO_UINT (g_hash_table_lookup (self->ranks, &number)));
}

static int
compare_words_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const GPtrArray *words = user_data;

  return strcmp (g_ptr_array_index (words, *(const guint *) a),
                 g_ptr_array_index (words, *(const guint *) b));
}

/* Words were numbered as they came; now each gets its place in the order. */
static void
place_words (QzIdSorter *self)
{
  const guint n = self->word_list->len;
  g_autofree guint *order = g_new (guint, n);
  g_autofree guint *place = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_sort_array (order, n, sizeof (guint), compare_words_cb, self->word_list);
  for (guint i = 0; i < n; i++)
    place[order[i]] = i;
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      entry->key = place[(guint) entry->key];
    }
}

/* ── sorting ─────────────────────────────────────────────────────────────────────────────────── */

/* One pass of a radix sort, which keeps the order of equal digits. FALSE when all are equal. */
static gboolean
sort_digit (const Entry *from, Entry *to, guint n, guint shift)
{
  g_autofree guint *starts = g_new0 (guint, N_BUCKETS + 1);

  for (guint i = 0; i < n; i++)
    starts[(from[i].key >> shift & (N_BUCKETS - 1)) + 1]++;
  if (starts[(from[0].key >> shift & (N_BUCKETS - 1)) + 1] == n)
    return FALSE;
  for (guint i = 0; i < N_BUCKETS; i++)
    starts[i + 1] += starts[i];
  for (guint i = 0; i < n; i++)
    to[starts[from[i].key >> shift & (N_BUCKETS - 1)]++] = from[i];
  return TRUE;
}

static void
sort_entries (GArray *entries)
{
  g_autofree Entry *other = g_new (Entry, entries->len);
  Entry *from = (Entry *) (gpointer) entries->data;
  Entry *to = other;

  for (guint digit = 0; digit < N_DIGITS; digit++)
    if (sort_digit (from, to, entries->len, digit * DIGIT_BITS))
      {
        Entry *sorted = to;

        to = from;
        from = sorted;
      }
  if (from == other)
    memcpy (entries->data, other, entries->len * sizeof (Entry));
}

static int
compare_ids_cb (gconstpointer a, gconstpointer b)
{
  const guint32 x = ((const Entry *) a)->id;
  const guint32 y = ((const Entry *) b)->id;

  return (x > y) - (x < y);
}

/* A scan gives ids in order; where it did not, they are put into it first. */
static void
order_ids (GArray *entries)
{
  for (guint i = 1; i < entries->len; i++)
    if (g_array_index (entries, Entry, i - 1).id > g_array_index (entries, Entry, i).id)
      {
        g_array_sort (entries, compare_ids_cb);
        return;
      }
}

gboolean
qz_id_sorter_finish (QzIdSorter *self, gboolean descending, GArray *ids)
{
  GArray *entries = self->entries;
  const guint first = ids->len;

  if (self->is_too_wide)
    return FALSE;
  if (entries->len == 0)
    return TRUE;
  order_ids (entries);
  if (self->word_list->len > 0)
    place_words (self);
  for (guint i = 0; descending && i < entries->len; i++)
    g_array_index (entries, Entry, i).key = ~g_array_index (entries, Entry, i).key;
  sort_entries (entries);
  g_array_set_size (ids, first + entries->len);
  for (guint i = 0; i < entries->len; i++)
    g_array_index (ids, guint32, first + i) = g_array_index (entries, Entry, i).id;
  return TRUE;
}
