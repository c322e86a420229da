/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The arithmetic of pages: which block, and which rows of a table, stand on which page. Lengths in
 * points. */
typedef struct {
  double gap;                /* above, except at the top of a page */
  double height;             /* of a block; of a table its caption and head, repeated */
  gboolean is_table;
  gboolean keeps_next;       /* of a block: does not stand last on a page */
  gboolean is_whole;         /* of a table: stands on one page when one can hold it */
  const double *row_heights; /* borrowed */
  const gboolean *keeps;     /* borrowed, nullable: rows that do not begin a page */
  guint n_rows;
  double total_height;    /* row of sums; 0 = none */
  double subtotal_height; /* sums of a page that is not the table's last; 0 = none */
  guint fixed_rows;       /* as many rows on each page, 0 = by height */
  double fixed_height;    /* of one of them */
} QzFlowItem;

typedef struct {
  guint item;
  guint page; /* from 0 */
  double y;   /* from the top of the area */
  guint first_row;
  guint n_rows;
  gboolean is_last; /* of its table: sums follow, not sums of the page */
} QzFlowPiece;

/* A block never breaks; a table does between rows. What follows a table up to the next table stays
 * with its last row, so that no signature stands alone on a page, as long as a page can hold it.
 * (transfer full) (element-type QzFlowPiece); NULL and an error when a block is higher than a
 * page. */
GArray *qz_flow_paginate (const QzFlowItem *items, guint n_items, double page_height,
                          guint *n_pages, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
