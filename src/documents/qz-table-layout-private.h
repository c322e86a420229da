/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-table-layout.h"

G_BEGIN_DECLS

/* The numbers under the headings are smaller than the letters of the table. */
#define QZ_NUMBER_SCALE 0.78
#define QZ_CELL_PAD 3.2

struct _QzTableLayout {
  const QzForm *form;
  const QzFormBlock *block;
  QzSheet *table;
  double size;
  guint n;            /* columns */
  int *sheet_columns; /* -1: the running number */
  QzAlign *aligns;
  double *x; /* n + 1 edges from 0 */
  char *caption;
  char *total;
  char *subtotal;
  double caption_height;
  double group_height;
  double heading_height;
  double number_height;
  double sum_height;
  GArray *lines;       /* QzFormLine: rows and sums of groups */
  double *row_heights; /* of the lines */
  gboolean *keeps;     /* NULL without groups: the sums stay with the row above */
  gint64 *line_sums;   /* NULL without groups: n of each line */
  char **line_labels;
  gint64 *totals;
  guint n_label; /* columns under the label of the sums */
};

G_END_DECLS
