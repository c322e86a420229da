/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form.h"

G_BEGIN_DECLS

typedef enum { QZ_ALIGN_LEFT, QZ_ALIGN_CENTER, QZ_ALIGN_RIGHT } QzAlign;

/* One column of a table. The name "#" is the running number of the row. */
typedef struct {
  char *name;
  char *heading;
  char *group;  /* nullable: the heading above several neighbours */
  char *number; /* nullable: "(5)=(2)+(3)+(4)" */
  double weight;
  QzAlign align;
  gboolean has_align; /* otherwise by type: amounts right, texts left, the rest centred */
  gboolean is_summed;
} QzFormColumn;

/* One cell of a grid, with what it covers. */
typedef struct {
  char *text; /* template */
  guint column;
  guint row;
  guint n_columns;
  guint n_rows;
  gboolean is_label; /* centred */
  gboolean is_seal; /* a blank place with a label */
} QzFormCell;

typedef enum {
  QZ_BLOCK_TEXT,
  QZ_BLOCK_GRID,
  QZ_BLOCK_TABLE,
  QZ_BLOCK_PARAGRAPHS, /* the texts of a child, drafted from data */
  QZ_BLOCK_CHART,      /* of a table that the form has too: its figures in another shape */
} QzBlockKind;

typedef enum { QZ_CHART_BARS, QZ_CHART_COLUMNS } QzFormChartKind;

/* One kind of bar of a chart: a column of the table, and what it is called. */
typedef struct {
  char *name;
  char *word;
} QzFormSeries;
#define QZ_MAX_SERIES 3

/* What stands below the header, one under the other. A signature block is a grid without rules. */
typedef struct {
  QzBlockKind kind;
  char *when;  /* nullable: only when this fact is set and is not 0 */
  double size; /* points */
  double gap;  /* points above the block */
  gboolean is_on_every_page;
  gboolean keeps_next; /* stays on the page of what follows: headings, charts above their table */

  char *text; /* QZ_BLOCK_TEXT: template; QZ_BLOCK_TABLE: caption, nullable */
  QzAlign align;
  gboolean is_bold;

  double *weights; /* QZ_BLOCK_GRID */
  QzAlign *aligns; /* of value cells */
  guint n_weights;
  guint n_grid_rows;
  GPtrArray *cells; /* QzFormCell */
  gboolean has_rules;
  double seal_height;
  double row_height; /* grid and table: least height of a row, 0 = by the text */

  /* Name of the child sheet; NULL, in QZ_BLOCK_TABLE alone: the sheet itself. */
  char *child;
  char *label; /* column of the paragraphs, or of what stands at the bars */
  QzFormChartKind chart;
  GPtrArray *series; /* QzFormSeries */
  guint n_bars;      /* rows of the table that are drawn at most; 0 = all */
  char *empty;       /* template of what stands instead of a table without rows; nullable */
  GPtrArray *columns; /* QzFormColumn */
  gboolean is_optional; /* left out when it has no rows */
  gboolean is_whole;    /* stands on one page when one can hold it */
  guint fixed_rows;     /* a page always has so many rows; blank ones are struck through */
  char *total;          /* label template of the sum row; NULL = no sum row */
  char *group;          /* rows with the same text in this column are a group; NULL = none */
  char *group_total;    /* label template of a group's sums; {group} is what its rows share */
  char *subtotal;
  gboolean has_yen; /* sums with ¥ */
} QzFormBlock;

typedef enum { QZ_UNDERLINE_NONE, QZ_UNDERLINE_SINGLE, QZ_UNDERLINE_DOUBLE } QzUnderline;

struct _QzForm {
  gatomicrefcount ref_count;
  char *id;
  char *title;
  char *number; /* nullable: 附件 n */
  char *author; /* nullable template, metadata */
  char *subject;
  double width; /* of the paper, points */
  double height;
  double margin;
  guint per_page; /* slips under each other on one sheet of paper */
  guint copies;
  double size; /* of text and tables, points */
  double title_size;
  QzUnderline underline;
  gboolean has_footer;
  gboolean has_all_csv; /* CSV of all tables and paragraphs, each line with its heading in front */
  gboolean has_red; /* negative amounts in red */
  char **left;      /* header lines, nullable */
  char **center;
  char **right;
  GPtrArray *blocks; /* QzFormBlock */
};

/* What a template is filled from. */
typedef struct {
  QzSheet *sheet;
  guint page; /* from 1, within the sheet */
  guint n_pages;
  const char *group; /* nullable: fills {group} */
} QzFill;

void qz_form_block_free (QzFormBlock *block);
QzFormBlock *qz_form_get_main_table (QzForm *self); /* borrowed, nullable */

/* Why @template cannot be used, NULL when it can. (transfer full) */
char *qz_form_check_template (const char *template);
/* "日期：{pay_day:date}" with the facts of the sheet. (transfer full) */
char *qz_form_fill (const char *template, const QzFill *fill, GError **error);
/* Whether the block is wanted for this sheet (its "when"). */
gboolean qz_form_block_is_wanted (const QzFormBlock *block, QzSheet *sheet);
/* The table a block shows; NULL when an optional one has nothing to show. Checks that all columns
 * of the form exist in it: FALSE and an error otherwise. */
gboolean qz_form_block_get_table (const QzForm *self, const QzFormBlock *block, QzSheet *sheet,
                                  QzSheet **table, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a paragraph or chart shows; NULL when the sheet has nothing of it. Checks that the columns
 * exist. */
gboolean qz_form_block_get_child (const QzForm *self, const QzFormBlock *block, QzSheet *sheet,
                                  QzSheet **child, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a table is to be left out, and block->empty said, for it has no row. */
gboolean qz_form_block_says_empty (const QzFormBlock *block, QzSheet *sheet);

/* A line of a table: a row of the sheet, or the sums of a group of rows. */
typedef struct {
  guint row;    /* of the sheet; of sums the first row of the group */
  guint n_rows; /* of sums how many rows; 0 for a row */
} QzFormLine;
/* (transfer full) (element-type QzFormLine) */
GArray *qz_form_make_lines (const QzFormBlock *block, QzSheet *table);
/* Sums of some rows, one for each column of the form. */
gboolean qz_form_sum_rows (const QzFormBlock *block, QzSheet *table, guint first, guint n,
                           gint64 *sums, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What stands before the sums of a group. (transfer full) */
char *qz_form_fill_group_label (const QzFormBlock *block, QzSheet *table, const QzFormLine *line,
                                const QzFill *fill, GError **error);
QzAlign qz_form_column_get_align (const QzFormColumn *column, QzSheet *table, int sheet_column);
/* The text of a cell as printed: a tick for a true bool. (transfer full) */
char *qz_form_dup_cell (QzSheet *table, guint row, int sheet_column);

G_END_DECLS
