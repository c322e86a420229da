/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-page-frame.h"

#include "qz-table-layout.h"

#define TITLE_LINE 1.6  /* of the size of the title */
#define HEAD_LINE  1.55 /* of the size of the text */
#define HEAD_GAP   3.0
#define ITEM_GAP   10.0
#define FOOT_SIZE  7.5

static guint
count_head_lines (const QzForm *form)
{
  guint n = form->left != NULL ? g_strv_length (form->left) : 0;

  n = MAX (n, form->center != NULL ? g_strv_length (form->center) : 0);
  return MAX (n, form->right != NULL ? g_strv_length (form->right) : 0);
}

double
qz_page_frame_get_head_height (const QzForm *form)
{
  return form->title_size * TITLE_LINE + count_head_lines (form) * form->size * HEAD_LINE
         + HEAD_GAP;
}

static void
draw_underline (const QzForm *form, cairo_t *cr, double width, double y)
{
  double middle = form->width / 2;

  cairo_set_line_width (cr, QZ_FRAME);
  for (guint i = 0; i < (guint) form->underline; i++)
    {
      cairo_move_to (cr, middle - width / 2, y + i * 2.2);
      cairo_line_to (cr, middle + width / 2, y + i * 2.2);
    }
  cairo_stroke (cr);
}

static gboolean
draw_title (const QzForm *form, const QzFill *fill, cairo_t *cr, QzTypesetter *typesetter,
            double top, GError **error)
{
  const QzTextStyle style = { form->title_size, TRUE };
  g_autofree char *title = qz_form_fill (form->title, fill, error);
  QzBox box = { form->margin, top + form->margin, form->width - 2 * form->margin,
                form->title_size * QZ_LINE_HEIGHT };
  double width;

  if (title == NULL)
    return FALSE;
  qz_typesetter_draw_in_box (typesetter, cr, style, &box, QZ_ALIGN_CENTER, title);
  width = qz_typesetter_get_width (typesetter, style, title) + form->title_size;
  draw_underline (form, cr, MIN (width, box.width), box.y + box.height + 0.5);
  return TRUE;
}

typedef struct {
  char *texts[3]; /* left, centre, right */
  double widths[3];
} HeadLine;

static gboolean
fill_head_line (const QzForm *form, const QzFill *fill, guint line, HeadLine *out, GError **error)
{
  char **const sides[3] = { form->left, form->center, form->right };

  for (guint i = 0; i < 3; i++)
    {
      if (sides[i] == NULL || line >= g_strv_length (sides[i]))
        continue;
      out->texts[i] = qz_form_fill (sides[i][line], fill, error);
      if (out->texts[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Items that are together too wide for the line all get smaller; the centre then stands between
 * its neighbours instead of in the middle of the page. */
static void
draw_head_line (const QzForm *form, HeadLine *line, cairo_t *cr, QzTypesetter *typesetter, double y)
{
  QzTextStyle style = { form->size, FALSE };
  double room = form->width - 2 * form->margin;
  double sum = -ITEM_GAP;
  double x, middle;

  for (guint i = 0; i < 3; i++)
    {
      if (line->texts[i] == NULL || *line->texts[i] == '\0')
        continue;
      line->widths[i] = qz_typesetter_get_width (typesetter, style, line->texts[i]);
      sum += line->widths[i] + ITEM_GAP;
    }
  if (sum > room)
    {
      style.size *= room / sum;
      for (guint i = 0; i < 3; i++)
        line->widths[i] *= room / sum;
    }
  middle = (form->width - line->widths[1]) / 2;
  middle = CLAMP (middle, form->margin + line->widths[0] + (line->widths[0] > 0 ? ITEM_GAP : 0),
                  form->width - form->margin - line->widths[2] - line->widths[1]);
  for (guint i = 0; i < 3; i++)
    {
      x = i == 0 ? form->margin : i == 1 ? middle : form->width - form->margin - line->widths[2];
      if (line->widths[i] > 0)
        qz_typesetter_draw (typesetter, cr, style, x, y, line->texts[i]);
    }
}

static gboolean
draw_head_lines (const QzForm *form, const QzFill *fill, cairo_t *cr, QzTypesetter *typesetter,
                 double top, GError **error)
{
  double y = top + form->margin + form->title_size * TITLE_LINE;
  guint n = count_head_lines (form);

  for (guint i = 0; i < n; i++)
    {
      HeadLine line = { { NULL }, { 0 } };
      gboolean ok = fill_head_line (form, fill, i, &line, error);

      if (ok)
        draw_head_line (form, &line, cr, typesetter, y + (i + 0.68) * form->size * HEAD_LINE);
      for (guint side = 0; side < 3; side++)
        g_free (line.texts[side]);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

/* In a file of many sheets each was printed so often as its own fact says. */
static guint
get_reprint (const QzPrintOptions *options, QzSheet *sheet)
{
  int fact = qz_sheet_find_fact (sheet, "reprint");

  return fact < 0 ? options->reprint : (guint) qz_sheet_get_fact_number (sheet, fact);
}

/* The number of the attachment and of the reprint stand above the title, in the margin. */
static gboolean
draw_corners (const QzForm *form, const QzPrintOptions *options, const QzFill *fill, cairo_t *cr,
              QzTypesetter *typesetter, double top, GError **error)
{
  const QzTextStyle style = { form->size, FALSE };
  g_autofree char *reprint = NULL;
  double y = top + form->margin - 2;
  guint n_before = get_reprint (options, fill->sheet);
  QzBox box;

  if (form->number != NULL)
    {
      g_autofree char *number = qz_form_fill (form->number, fill, error);

      if (number == NULL)
        return FALSE;
      qz_typesetter_draw (typesetter, cr, style, form->margin, y, number);
    }
  if (n_before == 0)
    return TRUE;
  reprint = g_strdup_printf ("补打 %u", n_before);
  box.width = qz_typesetter_get_width (typesetter, style, reprint) + 8;
  box.height = form->size * 1.5;
  box.x = form->width - form->margin - box.width;
  box.y = y - form->size * 1.2;
  qz_typesetter_draw_in_box (typesetter, cr, style, &box, QZ_ALIGN_CENTER, reprint);
  qz_draw_frame (cr, &box);
  return TRUE;
}

/* The id of the document, and the page among its pages (2.0). */
static void
draw_foot (const QzForm *form, const QzPrintOptions *options, const QzFill *fill, cairo_t *cr,
           QzTypesetter *typesetter, double top)
{
  const QzTextStyle style = { FOOT_SIZE, FALSE };
  double y = top + form->height / form->per_page - form->margin + FOOT_SIZE * 1.7;
  g_autofree char *page = g_strdup_printf ("第 %u 页  共 %u 页", fill->page, fill->n_pages);
  g_autofree char *id = qz_sheet_dup_fact_display (fill->sheet, "document_no");
  const char *shown = *id != '\0' ? id : options->document_id;
  double width = qz_typesetter_get_width (typesetter, style, page);

  qz_typesetter_draw (typesetter, cr, style, (form->width - width) / 2, y, page);
  if (shown != NULL && *shown != '\0')
    qz_typesetter_draw (typesetter, cr, style, form->margin, y, shown);
  width = qz_typesetter_get_width (typesetter, style, form->id);
  qz_typesetter_draw (typesetter, cr, style, form->width - form->margin - width, y, form->id);
}

gboolean
qz_page_frame_draw (const QzForm *form, const QzPrintOptions *options, const QzFill *fill,
                    cairo_t *cr, QzTypesetter *typesetter, double top, GError **error)
{
  if (!draw_corners (form, options, fill, cr, typesetter, top, error)
      || !draw_title (form, fill, cr, typesetter, top, error)
      || !draw_head_lines (form, fill, cr, typesetter, top, error))
    return FALSE;
  if (form->has_footer)
    draw_foot (form, options, fill, cr, typesetter, top);
  return TRUE;
}

void
qz_page_frame_draw_watermark (const QzForm *form, const QzPrintOptions *options, cairo_t *cr,
                              QzTypesetter *typesetter, double top)
{
  double height = form->height / form->per_page;
  const QzTextStyle style = { MIN (height, form->width) / 3.6, FALSE };

  if (options->state == QZ_PRINT_FINAL)
    return;
  if (options->state == QZ_PRINT_CANCELLED)
    cairo_set_source_rgb (cr, 1, 0.91, 0.91);
  else
    cairo_set_source_rgb (cr, 0.935, 0.935, 0.935);
  qz_typesetter_draw_centered (typesetter, cr, style, form->width / 2, top + height / 2, -G_PI / 7,
                               options->state == QZ_PRINT_CANCELLED ? "作  废" : "草  稿");
  cairo_set_source_rgb (cr, 0, 0, 0);
}
