/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-take.h"

#include "qz-allocate.h"

/* Moves @fen from @due to @out. A record whose parts have both signs goes whole. */
static gboolean
move (QzFen fen, QzFen due[QZ_N_TAKE_PARTS], QzFen out[QZ_N_TAKE_PARTS], GError **error)
{
  static const char *const keys[QZ_N_TAKE_PARTS] = { "1", "2", "3", "4", "5", "6" };
  QzShare shares[QZ_N_TAKE_PARTS];

  for (guint i = 0; i < QZ_N_TAKE_PARTS; i++)
    shares[i] = (QzShare) { keys[i], due[i], 0 };
  if (!qz_allocate (fen, shares, QZ_N_TAKE_PARTS, error))
    return FALSE;
  for (guint i = 0; i < QZ_N_TAKE_PARTS; i++)
    {
      out[i] = shares[i].share_fen;
      due[i] -= out[i];
    }
  return TRUE;
}

static QzFen
get_room (const QzClearingTake *self, GHashTable *rooms)
{
  QzFen room = self->due_fen;

  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    {
      const QzFen *left = self->cells[i] != NULL ? g_hash_table_lookup (rooms, self->cells[i])
                                                 : NULL;

      if (self->cells[i] != NULL)
        room = MIN (room, left != NULL ? *left : 0);
    }
  return room;
}

static void
lessen (const QzClearingTake *self, GHashTable *rooms)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    if (self->cells[i] != NULL && self->taken_fen > 0)
      *(QzFen *) g_hash_table_lookup (rooms, self->cells[i]) -= self->taken_fen;
}

/* What is due now, part by part: the whole less what each earlier month took of it. */
static gboolean
find_due (QzClearingTake *self, const QzClearingCarries *past, gboolean divisible, QzFen due[],
          GError **error)
{
  const QzFen *chain;
  QzFen ignored[QZ_N_TAKE_PARTS];
  QzFen before = self->due_fen;
  guint n = 0;

  chain = past != NULL ? qz_clearing_carries_get (past, self->source, self->record_id, &n) : NULL;
  for (guint i = 0; divisible && i < n; i++)
    {
      if (!move (before - chain[i], due, ignored, error))
        return FALSE;
      before = chain[i];
    }
  self->is_first = before == self->due_fen;
  self->due_fen = before;
  return TRUE;
}

static void
find_taken (QzClearingTake *self, GHashTable *rooms, const QzClearingCarries *left,
            gboolean divisible)
{
  const QzFen *kept;
  guint n = 0;

  if (left != NULL)
    {
      kept = qz_clearing_carries_get (left, self->source, self->record_id, &n);
      self->taken_fen = self->due_fen - (n > 0 ? kept[n - 1] : 0);
      return;
    }
  self->taken_fen = get_room (self, rooms);
  if (!divisible && self->taken_fen < self->due_fen)
    self->taken_fen = 0;
  lessen (self, rooms);
}

gboolean
qz_clearing_take_fit (QzClearingTake *self, GHashTable *rooms, const QzClearingCarries *past,
                      const QzClearingCarries *left, GError **error)
{
  QzFen due[QZ_N_TAKE_PARTS];
  gboolean divisible = TRUE;

  self->due_fen = 0;
  for (guint i = 0; i < QZ_N_TAKE_PARTS; i++)
    {
      due[i] = self->whole[i];
      divisible = divisible && due[i] >= 0;
      if (!qz_fen_accumulate (&self->due_fen, due[i], error))
        return FALSE;
    }
  if (!find_due (self, past, divisible, due, error))
    return FALSE;
  find_taken (self, rooms, left, divisible);
  if (divisible)
    return move (self->taken_fen, due, self->taken, error);
  for (guint i = 0; i < QZ_N_TAKE_PARTS; i++)
    self->taken[i] = self->taken_fen > 0 ? due[i] : 0;
  return TRUE;
}
