/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-page-plan.h"

#include <glib/gi18n-lib.h>

#include "qz-chart-layout.h"
#include "qz-flow.h"
#include "qz-grid-layout.h"
#include "qz-page-frame.h"
#include "qz-table-layout.h"

/* A block with its layout; only the member of its kind is set. */
typedef struct {
  const QzFormBlock *block;
  QzTableLayout *table;
  QzGridLayout *grid;
  QzChartLayout *chart;
  char *text;
  double height;
} Part;

struct _QzPagePlan {
  QzForm *form;
  QzSheet *sheet;
  const QzPrintOptions *options;
  GArray *parts; /* Part: what flows over the pages */
  GArray *feet;  /* Part: what ends every page */
  GArray *pieces;
  guint n_pages;
  double head_height;
};

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->table, qz_table_layout_free);
  g_clear_pointer (&part->grid, qz_grid_layout_free);
  g_clear_pointer (&part->chart, qz_chart_layout_free);
  g_free (part->text);
}

static double
get_width (const QzPagePlan *self)
{
  return self->form->width - 2 * self->form->margin;
}

static void
measure_text (QzPagePlan *self, Part *part, QzTypesetter *typesetter)
{
  const QzTextStyle style = { part->block->size, part->block->is_bold };

  part->height =
      qz_typesetter_get_height (typesetter, style, part->text, get_width (self), G_MAXUINT);
}

/* Also of a table what it says when it has no row. */
static gboolean
make_text (QzPagePlan *self, Part *part, QzTypesetter *typesetter, const QzFill *fill,
           GError **error)
{
  const QzFormBlock *block = part->block;

  part->text = qz_form_fill (block->kind == QZ_BLOCK_TABLE ? block->empty : block->text, fill,
                             error);
  if (part->text == NULL)
    return FALSE;
  measure_text (self, part, typesetter);
  return TRUE;
}

static gboolean
make_chart (QzPagePlan *self, Part *part, QzTypesetter *typesetter, const QzFill *fill,
            GError **error)
{
  QzSheet *table;

  if (!qz_form_block_get_child (self->form, part->block, self->sheet, &table, error))
    return FALSE;
  if (table == NULL)
    return TRUE;
  part->chart = qz_chart_layout_new (self->form, part->block, table, get_width (self), typesetter,
                                     fill, error);
  if (part->chart == NULL)
    return FALSE;
  part->height = qz_chart_layout_get_height (part->chart);
  return TRUE;
}

/* A part for each, so that long ones go on over the pages; the first line stands in two ems. */
static gboolean
make_paragraphs (QzPagePlan *self, const QzFormBlock *block, QzTypesetter *typesetter,
                 GError **error)
{
  QzSheet *child;

  if (!qz_form_block_get_child (self->form, block, self->sheet, &child, error))
    return FALSE;
  for (guint row = 0; child != NULL && row < qz_sheet_get_n_rows (child); row++)
    {
      g_autofree char *text =
          qz_sheet_dup_display (child, row, qz_sheet_find_column (child, block->label));
      Part part = { .block = block };

      part.text = g_strconcat ("　　", text, NULL);
      measure_text (self, &part, typesetter);
      g_array_append_val (self->parts, part);
    }
  return TRUE;
}

static gboolean
make_grid (QzPagePlan *self, Part *part, QzTypesetter *typesetter, const QzFill *fill,
           GError **error)
{
  part->grid =
      qz_grid_layout_new (self->form, part->block, get_width (self), typesetter, fill, error);
  if (part->grid == NULL)
    return FALSE;
  part->height = qz_grid_layout_get_height (part->grid);
  return TRUE;
}

static gboolean
make_table (QzPagePlan *self, Part *part, QzTypesetter *typesetter, const QzFill *fill,
            GError **error)
{
  QzSheet *table;

  if (!qz_form_block_get_table (self->form, part->block, self->sheet, &table, error))
    return FALSE;
  if (table == NULL)
    return TRUE;
  part->table = qz_table_layout_new (self->form, part->block, table, get_width (self), typesetter,
                                     fill, error);
  return part->table != NULL;
}

static gboolean
make_part (QzPagePlan *self, const QzFormBlock *block, QzTypesetter *typesetter, GError **error)
{
  const QzFill fill = { self->sheet, 1, 1 };
  Part part = { .block = block };
  gboolean ok = FALSE;

  switch (qz_form_block_says_empty (block, self->sheet) ? QZ_BLOCK_TEXT : block->kind)
    {
    case QZ_BLOCK_PARAGRAPHS:
      return make_paragraphs (self, block, typesetter, error);
    case QZ_BLOCK_CHART:
      ok = make_chart (self, &part, typesetter, &fill, error);
      if (ok && part.chart == NULL)
        return TRUE;
      break;
    case QZ_BLOCK_TEXT:
      ok = make_text (self, &part, typesetter, &fill, error);
      break;
    case QZ_BLOCK_GRID:
      ok = make_grid (self, &part, typesetter, &fill, error);
      break;
    case QZ_BLOCK_TABLE:
      ok = make_table (self, &part, typesetter, &fill, error);
      if (ok && part.table == NULL)
        return TRUE;
      break;
    default:
      g_assert_not_reached ();
    }
  if (!ok)
    {
      part_clear (&part);
      return FALSE;
    }
  g_array_append_val (block->is_on_every_page ? self->feet : self->parts, part);
  return TRUE;
}

static gboolean
make_parts (QzPagePlan *self, QzTypesetter *typesetter, GError **error)
{
  for (guint i = 0; i < self->form->blocks->len; i++)
    {
      const QzFormBlock *block = g_ptr_array_index (self->form->blocks, i);

      if (qz_form_block_is_wanted (block, self->sheet)
          && !make_part (self, block, typesetter, error))
        return FALSE;
    }
  return TRUE;
}

static double
get_feet_height (const QzPagePlan *self)
{
  double height = 0;

  for (guint i = 0; i < self->feet->len; i++)
    {
      const Part *part = &g_array_index (self->feet, Part, i);

      height += part->block->gap + part->height;
    }
  return height;
}

static gboolean
paginate (QzPagePlan *self, GError **error)
{
  g_autofree QzFlowItem *items = g_new0 (QzFlowItem, self->parts->len + 1);
  double room = self->form->height / self->form->per_page - 2 * self->form->margin
                - self->head_height - get_feet_height (self);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      if (part->table != NULL)
        qz_table_layout_describe (part->table, &items[i]);
      else
        items[i] = (QzFlowItem) { .gap = part->block->gap,
                                  .height = part->height,
                                  .keeps_next = part->block->keeps_next };
    }
  self->pieces = qz_flow_paginate (items, self->parts->len, room, &self->n_pages, error);
  return self->pieces != NULL;
}

QzPagePlan *
qz_page_plan_new (QzForm *form, QzSheet *sheet, const QzPrintOptions *options,
                  QzTypesetter *typesetter, GError **error)
{
  g_autoptr (QzPagePlan) self = g_new0 (QzPagePlan, 1);

  self->form = form;
  self->sheet = sheet;
  self->options = options;
  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);
  self->feet = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->feet, part_clear);
  self->head_height = qz_page_frame_get_head_height (form);
  if (!make_parts (self, typesetter, error) || !paginate (self, error)
      || !qz_typesetter_check (typesetter, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
qz_page_plan_free (QzPagePlan *self)
{
  g_array_unref (self->parts);
  g_array_unref (self->feet);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_free (self);
}

guint
qz_page_plan_get_n_pages (QzPagePlan *self)
{
  return self->n_pages;
}

static void
draw_part (const QzPagePlan *self, const Part *part, cairo_t *cr, QzTypesetter *typesetter,
           double y)
{
  const QzTextStyle style = { part->block->size, part->block->is_bold };
  QzBox box = { self->form->margin, y, get_width (self), part->height };

  if (part->chart != NULL)
    qz_chart_layout_draw (part->chart, cr, typesetter, box.x, y);
  else if (part->grid != NULL)
    qz_grid_layout_draw (part->grid, cr, typesetter, box.x, y);
  else
    qz_typesetter_draw_in_box (typesetter, cr, style, &box, part->block->align, part->text);
}

static gboolean
draw_piece (const QzPagePlan *self, const QzFlowPiece *piece, cairo_t *cr, QzTypesetter *typesetter,
            double y, GError **error)
{
  const Part *part = &g_array_index (self->parts, Part, piece->item);

  if (part->table != NULL)
    return qz_table_layout_draw (part->table, cr, typesetter, piece, self->form->margin,
                                 y + piece->y, error);
  draw_part (self, part, cr, typesetter, y + piece->y);
  return TRUE;
}

static void
draw_feet (const QzPagePlan *self, cairo_t *cr, QzTypesetter *typesetter, double top)
{
  double y =
      top + self->form->height / self->form->per_page - self->form->margin - get_feet_height (self);

  for (guint i = 0; i < self->feet->len; i++)
    {
      const Part *part = &g_array_index (self->feet, Part, i);

      draw_part (self, part, cr, typesetter, y + part->block->gap);
      y += part->block->gap + part->height;
    }
}

gboolean
qz_page_plan_draw (QzPagePlan *self, guint page, cairo_t *cr, QzTypesetter *typesetter, double top,
                   GError **error)
{
  const QzFill fill = { self->sheet, page + 1, self->n_pages };
  double y = top + self->form->margin + self->head_height;

  qz_page_frame_draw_watermark (self->form, self->options, cr, typesetter, top);
  if (!qz_page_frame_draw (self->form, self->options, &fill, cr, typesetter, top, error))
    return FALSE;
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const QzFlowPiece *piece = &g_array_index (self->pieces, QzFlowPiece, i);

      if (piece->page == page && !draw_piece (self, piece, cr, typesetter, y, error))
        return FALSE;
    }
  draw_feet (self, cr, typesetter, top);
  return qz_typesetter_check (typesetter, error);
}
