/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-flow.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

/* Lengths are sums of many small ones. */
#define SLACK 0.001

typedef struct {
  const QzFlowItem *items;
  guint n_items;
  double page_height;
  GArray *pieces;
  guint page;
  double y;
  gboolean is_blank; /* nothing on the page yet */
} Flow;

static void
new_page (Flow *flow)
{
  flow->page++;
  flow->y = 0;
  flow->is_blank = TRUE;
}

static double
get_gap (const Flow *flow, const QzFlowItem *item)
{
  return flow->is_blank ? 0 : item->gap;
}

static double
sum_heights (const double *heights, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += heights[i];
  return sum;
}

/* The blocks after a table that must stay with its last row: up to the next heading. */
static double
get_tail (const Flow *flow, guint table)
{
  double tail = 0;

  for (guint i = table + 1;
       i < flow->n_items && !flow->items[i].is_table && !flow->items[i].keeps_next; i++)
    tail += flow->items[i].gap + flow->items[i].height;
  return tail;
}

static gboolean
fail_too_high (GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "block-too-high",
                _("A part of the form is higher than a page; make the paper larger or the letters "
                   "smaller in the form file"));
  return FALSE;
}

static void
add_piece (Flow *flow, const QzFlowPiece *piece, double height)
{
  g_array_append_val (flow->pieces, *piece);
  flow->y = piece->y + height;
  flow->is_blank = FALSE;
}

/* Of a table that is to stand on one page. */
static double
get_whole (const QzFlowItem *item)
{
  return item->height + sum_heights (item->row_heights, item->n_rows) + item->total_height;
}

static gboolean
is_whole (const Flow *flow, const QzFlowItem *item)
{
  return item->is_whole && item->fixed_rows == 0
         && get_whole (item) <= flow->page_height + SLACK;
}

/* What a page must hold of a table at the least: its head and first row. */
static double
get_least (const Flow *flow, const QzFlowItem *item)
{
  if (!item->is_table)
    return item->height;
  if (is_whole (flow, item))
    return get_whole (item);
  if (item->fixed_rows > 0)
    return item->height + item->fixed_rows * item->fixed_height + item->total_height;
  if (item->n_rows == 0)
    return item->height + item->total_height;
  return item->height + item->row_heights[0]
         + (item->n_rows == 1 ? item->total_height : item->subtotal_height);
}

/* The height of a block and of what it must stand above. */
static double
get_kept_height (const Flow *flow, guint index)
{
  double height = flow->items[index].height;

  while (flow->items[index].keeps_next && index + 1 < flow->n_items)
    {
      index++;
      height += flow->items[index].gap + get_least (flow, &flow->items[index]);
    }
  return height;
}

static gboolean
place_block (Flow *flow, guint index, GError **error)
{
  const QzFlowItem *item = &flow->items[index];
  const double kept = get_kept_height (flow, index);
  /* What fits on no page at all is not kept together. */
  const double height = kept > flow->page_height + SLACK ? item->height : kept;
  QzFlowPiece piece = { .item = index };

  if (item->height > flow->page_height + SLACK)
    return fail_too_high (error);
  if (flow->y + get_gap (flow, item) + height > flow->page_height + SLACK && !flow->is_blank)
    new_page (flow);
  piece.page = flow->page;
  piece.y = flow->y + get_gap (flow, item);
  add_piece (flow, &piece, item->height);
  return TRUE;
}

/* How many rows from @first fit into @room when sums of the page follow. */
static guint
count_rows (const QzFlowItem *item, guint first, double room)
{
  double used = item->subtotal_height;
  guint n = 0;

  if (item->fixed_rows > 0)
    return MIN (item->fixed_rows, item->n_rows - first);
  while (first + n < item->n_rows && used + item->row_heights[first + n] <= room + SLACK)
    {
      used += item->row_heights[first + n];
      n++;
    }
  return n;
}

/* Whether everything from @first on and the tail fit into @room. */
static gboolean
fits_rest (const QzFlowItem *item, guint first, double room, double tail)
{
  guint n = item->n_rows - first;
  double rows = item->fixed_rows > 0 ? item->fixed_rows * item->fixed_height
                                     : sum_heights (item->row_heights + first, n);

  if (item->fixed_rows > 0 && n > item->fixed_rows)
    return FALSE;
  return rows + item->total_height + tail <= room + SLACK;
}

static double
get_piece_height (const QzFlowItem *item, const QzFlowPiece *piece)
{
  double rows = item->fixed_rows > 0
                    ? item->fixed_rows * item->fixed_height
                    : sum_heights (item->row_heights + piece->first_row, piece->n_rows);

  return item->height + rows + (piece->is_last ? item->total_height : item->subtotal_height);
}

/* A row that is kept with the one above it takes that one to the next page, unless nothing would
 * stay on this one. */
static guint
keep_rows (const QzFlowItem *item, guint first, guint n)
{
  guint kept = n;

  while (item->keeps != NULL && kept > 0 && first + kept < item->n_rows
         && item->keeps[first + kept])
    kept--;
  return kept > 0 ? kept : n;
}

/* One page of a table; *first moves on. */
static gboolean
place_rows (Flow *flow, guint index, guint *first, double tail, GError **error)
{
  const QzFlowItem *item = &flow->items[index];
  QzFlowPiece piece = { .item = index, .page = flow->page, .first_row = *first };
  double room;
  guint n;

  piece.y = flow->y + get_gap (flow, item);
  room = flow->page_height - piece.y - item->height;
  piece.is_last = fits_rest (item, *first, room, tail);
  n = piece.is_last ? item->n_rows - *first : count_rows (item, *first, room);
  if (!piece.is_last && n == item->n_rows - *first && n > 0)
    n--; /* the tail does not fit: the last row goes with it */
  if (!piece.is_last)
    n = keep_rows (item, *first, n);
  if (n == 0 && !piece.is_last)
    {
      if (flow->is_blank)
        return fail_too_high (error);
      new_page (flow);
      return TRUE;
    }
  piece.n_rows = n;
  *first += n;
  add_piece (flow, &piece, get_piece_height (item, &piece));
  if (!piece.is_last)
    new_page (flow);
  return TRUE;
}

static gboolean
is_done (const Flow *flow, guint index)
{
  const QzFlowPiece *last;

  if (flow->pieces->len == 0)
    return FALSE;
  last = &g_array_index (flow->pieces, QzFlowPiece, flow->pieces->len - 1);
  return last->item == index && last->is_last;
}

static gboolean
place_table (Flow *flow, guint index, GError **error)
{
  const QzFlowItem *item = &flow->items[index];
  double least = item->height + item->total_height + item->fixed_rows * item->fixed_height;
  double tail = get_tail (flow, index);
  guint first = 0;

  if (item->n_rows > 0 && item->fixed_rows == 0)
    least += item->row_heights[item->n_rows - 1];
  if (least > flow->page_height + SLACK)
    return fail_too_high (error);
  if (least + tail > flow->page_height + SLACK)
    tail = 0; /* a tail as high as a page goes on by itself */
  if (is_whole (flow, item) && !flow->is_blank
      && flow->y + get_gap (flow, item) + get_whole (item) > flow->page_height + SLACK)
    new_page (flow);
  while (!is_done (flow, index))
    if (!place_rows (flow, index, &first, tail, error))
      return FALSE;
  return TRUE;
}

GArray *
qz_flow_paginate (const QzFlowItem *items, guint n_items, double page_height, guint *n_pages,
                  GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (QzFlowPiece));
  Flow flow = { items, n_items, page_height, pieces, 0, 0, TRUE };

  for (guint i = 0; i < n_items; i++)
    if (!(items[i].is_table ? place_table (&flow, i, error) : place_block (&flow, i, error)))
      return NULL;
  *n_pages = flow.page + 1;
  return g_steal_pointer (&pieces);
}
