/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-flow.h"

#include "qz-error.h"

static double heights[4000];

static GArray *
paginate (const QzFlowItem *items, guint n_items, double page_height, guint *n_pages)
{
  g_autoptr (GError) error = NULL;
  GArray *pieces = qz_flow_paginate (items, n_items, page_height, n_pages, &error);

  g_assert_no_error (error);
  return pieces;
}

static void
assert_piece (GArray *pieces, guint index, guint page, guint first_row, guint n_rows,
              gboolean is_last)
{
  const QzFlowPiece *piece = &g_array_index (pieces, QzFlowPiece, index);

  g_assert_cmpuint (index, <, pieces->len);
  g_assert_cmpuint (piece->page, ==, page);
  g_assert_cmpuint (piece->first_row, ==, first_row);
  g_assert_cmpuint (piece->n_rows, ==, n_rows);
  g_assert_cmpint (piece->is_last, ==, is_last);
}

/* Head 20, rows of 10, sums 10, page 100: 7 rows on a page. */
static QzFlowItem
make_table (guint n_rows)
{
  return (QzFlowItem) { .height = 20,
                        .is_table = TRUE,
                        .row_heights = heights,
                        .n_rows = n_rows,
                        .total_height = 10,
                        .subtotal_height = 10 };
}

static void
test_fits (void)
{
  const QzFlowItem items[] = { make_table (7) };
  guint n_pages;
  g_autoptr (GArray) pieces = paginate (items, 1, 100, &n_pages);

  g_assert_cmpuint (n_pages, ==, 1);
  assert_piece (pieces, 0, 0, 0, 7, TRUE);
}

static void
test_breaks (void)
{
  const QzFlowItem items[] = { make_table (16) };
  guint n_pages;
  g_autoptr (GArray) pieces = paginate (items, 1, 100, &n_pages);

  g_assert_cmpuint (n_pages, ==, 3);
  assert_piece (pieces, 0, 0, 0, 7, FALSE);
  assert_piece (pieces, 1, 1, 7, 7, FALSE);
  assert_piece (pieces, 2, 2, 14, 2, TRUE);
}

/* Sums of a group stay with the row above: they never begin a page, and when the signature takes
 * them along it takes the row too. A page of nothing but such rows breaks all the same. */
static void
test_keeps (void)
{
  gboolean keeps[16] = { FALSE };
  QzFlowItem items[] = { make_table (16), { .gap = 5, .height = 20 } };
  guint n_pages;
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GArray) signature = NULL;
  g_autoptr (GArray) all = NULL;

  items[0].keeps = keeps;
  keeps[7] = TRUE;
  pieces = paginate (items, 1, 100, &n_pages);
  g_assert_cmpuint (n_pages, ==, 3);
  assert_piece (pieces, 0, 0, 0, 6, FALSE);
  assert_piece (pieces, 1, 1, 6, 7, FALSE);
  assert_piece (pieces, 2, 2, 13, 3, TRUE);
  items[0].n_rows = 7;
  keeps[6] = TRUE;
  signature = paginate (items, 2, 100, &n_pages);
  g_assert_cmpuint (n_pages, ==, 2);
  assert_piece (signature, 0, 0, 0, 5, FALSE);
  assert_piece (signature, 1, 1, 5, 2, TRUE);
  items[0].n_rows = 16;
  for (guint i = 0; i < G_N_ELEMENTS (keeps); i++)
    keeps[i] = TRUE;
  all = paginate (items, 1, 100, &n_pages);
  g_assert_cmpuint (n_pages, ==, 3);
  assert_piece (all, 0, 0, 0, 7, FALSE);
}

/* A signature of 25 does not fit under seven rows: the last row goes with it. */
static void
test_signature_keeps_a_row (void)
{
  const QzFlowItem items[] = { make_table (7), { .gap = 5, .height = 20 } };
  guint n_pages;
  g_autoptr (GArray) pieces = paginate (items, 2, 100, &n_pages);

  g_assert_cmpuint (n_pages, ==, 2);
  assert_piece (pieces, 0, 0, 0, 6, FALSE);
  assert_piece (pieces, 1, 1, 6, 1, TRUE);
  g_assert_cmpuint (g_array_index (pieces, QzFlowPiece, 2).page, ==, 1);
  g_assert_cmpfloat (g_array_index (pieces, QzFlowPiece, 2).y, ==, 45);
}

static void
test_empty_table (void)
{
  const QzFlowItem items[] = { make_table (0), { .gap = 5, .height = 20 } };
  guint n_pages;
  g_autoptr (GArray) pieces = paginate (items, 2, 100, &n_pages);

  g_assert_cmpuint (n_pages, ==, 1);
  assert_piece (pieces, 0, 0, 0, 0, TRUE);
}

/* Domain 3.6 rule 8: a voucher has the same lines on every slip. */
static void
test_fixed_rows (void)
{
  QzFlowItem item = make_table (15);
  guint n_pages;
  g_autoptr (GArray) pieces = NULL;

  item.fixed_rows = 7;
  item.fixed_height = 10;
  pieces = paginate (&item, 1, 100, &n_pages);
  g_assert_cmpuint (n_pages, ==, 3);
  assert_piece (pieces, 0, 0, 0, 7, FALSE);
  assert_piece (pieces, 1, 1, 7, 7, FALSE);
  assert_piece (pieces, 2, 2, 14, 1, TRUE);
}

static void
test_second_table (void)
{
  const QzFlowItem items[] = { make_table (3), make_table (6) };
  guint n_pages;
  g_autoptr (GArray) pieces = paginate (items, 2, 100, &n_pages);

  g_assert_cmpuint (n_pages, ==, 2);
  assert_piece (pieces, 0, 0, 0, 3, TRUE);
  assert_piece (pieces, 1, 0, 0, 1, FALSE);
  assert_piece (pieces, 2, 1, 1, 5, TRUE);
}

static void
test_too_high (void)
{
  const QzFlowItem items[] = { { .height = 101 } };
  g_autoptr (GError) error = NULL;
  guint n_pages;

  g_assert_null (qz_flow_paginate (items, 1, 100, &n_pages, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "block-too-high");
}

/* Whatever the heights: every row stands once, in order, and no page overflows. */
static void
test_random (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      guint n_rows = (guint) g_test_rand_int_range (0, 200);
      double *rows = g_new (double, n_rows + 1);
      QzFlowItem items[] = { { .height = 15 }, make_table (n_rows), { .gap = 3, .height = 30 } };
      g_autoptr (GArray) pieces = NULL;
      guint n_pages, next = 0;

      for (guint i = 0; i < n_rows; i++)
        rows[i] = g_test_rand_double_range (5, 40);
      items[1].row_heights = rows;
      pieces = paginate (items, 3, 150, &n_pages);
      for (guint i = 0; i < pieces->len; i++)
        {
          const QzFlowPiece *piece = &g_array_index (pieces, QzFlowPiece, i);
          double end = piece->y + items[piece->item].height;

          if (piece->item == 1)
            {
              g_assert_cmpuint (piece->first_row, ==, next);
              next += piece->n_rows;
              for (guint row = piece->first_row; row < next; row++)
                end += rows[row];
              end += 10;
              g_assert_cmpint (piece->is_last, ==, next == n_rows);
            }
          g_assert_cmpfloat (end, <=, 150.01);
          g_assert_cmpuint (piece->page, <, n_pages);
        }
      g_assert_cmpuint (next, ==, n_rows);
      g_free (rows);
    }
}

/* A heading does not stand last on a page; what is above it does not hold a table's last row. */
static void
test_heading (void)
{
  QzFlowItem items[] = { make_table (4),
                         { .gap = 5, .height = 15, .keeps_next = TRUE },
                         { .gap = 5, .height = 15 },
                         make_table (2) };
  g_autoptr (GArray) pieces = NULL;
  guint n_pages;

  pieces = paginate (items, 4, 100, &n_pages);
  assert_piece (pieces, 0, 0, 0, 4, TRUE);
  g_assert_cmpuint (g_array_index (pieces, QzFlowPiece, 1).page, ==, 1);
  g_assert_cmpuint (g_array_index (pieces, QzFlowPiece, 2).page, ==, 1);
  assert_piece (pieces, 3, 1, 0, 2, TRUE);
  g_assert_cmpuint (n_pages, ==, 2);
}

/* A table that is to be whole takes its heading with it, and breaks only when no page holds it. */
static void
test_whole (void)
{
  QzFlowItem items[] = { { .height = 40 },
                         { .gap = 5, .height = 15, .keeps_next = TRUE },
                         make_table (4) };
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GArray) broken = NULL;
  guint n_pages;

  items[2].is_whole = TRUE;
  pieces = paginate (items, 3, 100, &n_pages);
  g_assert_cmpuint (g_array_index (pieces, QzFlowPiece, 1).page, ==, 1);
  assert_piece (pieces, 2, 1, 0, 4, TRUE);
  items[2].n_rows = 8;
  broken = paginate (items, 3, 100, &n_pages);
  g_assert_cmpuint (g_array_index (broken, QzFlowPiece, 1).page, ==, 0);
  assert_piece (broken, 2, 0, 0, 1, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    heights[i] = 10;
  g_test_add_func ("/flow/table-fits", test_fits);
  g_test_add_func ("/flow/table-breaks", test_breaks);
  g_test_add_func ("/flow/signature-keeps-a-row", test_signature_keeps_a_row);
  g_test_add_func ("/flow/keeps", test_keeps);
  g_test_add_func ("/flow/empty-table", test_empty_table);
  g_test_add_func ("/flow/3.6-rule-8/fixed-rows", test_fixed_rows);
  g_test_add_func ("/flow/second-table", test_second_table);
  g_test_add_func ("/flow/too-high", test_too_high);
  g_test_add_func ("/flow/heading", test_heading);
  g_test_add_func ("/flow/whole", test_whole);
  g_test_add_func ("/flow/random", test_random);
  return g_test_run ();
}
