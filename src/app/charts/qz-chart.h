/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* The colours of charts. They come from the style sheet, so they follow the accent, dark and high
 * contrast. */
typedef enum {
  QZ_INK_TEXT,
  QZ_INK_DIM,
  QZ_INK_FIRST,
  QZ_INK_SECOND,
  QZ_INK_THIRD,
  QZ_INK_SUCCESS,
  QZ_INK_WARNING,
  QZ_INK_ERROR,
  QZ_N_INKS,
} QzInk;

/**
 * QzChart:
 *
 * What every chart has in common: it draws itself, has points that the arrow keys go through, tells
 * what each point says (tooltip, screen reader), and opens what is behind a point with Enter or a
 * click: signal "point-activated" (guint point). A chart is made from a sheet, which is also its
 * table alternative (see #QzChartFrame).
 */
#define QZ_TYPE_CHART (qz_chart_get_type ())
G_DECLARE_DERIVABLE_TYPE (QzChart, qz_chart, QZ, CHART, GtkWidget)

struct _QzChartClass {
  GtkWidgetClass parent_class;

  /* Draws everything but the focus. @width and @height in pixels. */
  void (*draw) (QzChart *self, GtkSnapshot *snapshot, double width, double height);
  guint (*get_n_points) (QzChart *self);
  void (*get_point_area) (QzChart *self, guint point, double width, double height,
                          graphene_rect_t *out);
  char *(*dup_point_text) (QzChart *self, guint point);
};

/* What a screen reader hears: the name of the chart, and one sentence that sums it up. */
void qz_chart_set_words (QzChart *self, const char *title, const char *summary);
/* Whether Enter and clicks on points open something. */
void qz_chart_set_opens (QzChart *self, gboolean opens);
/* The sheet has changed: no point is the chosen one any more. */
void qz_chart_reset (QzChart *self);

guint qz_chart_get_n_points (QzChart *self);
/* Where a point stands in the chart as it is allocated. */
void qz_chart_get_point_area (QzChart *self, guint point, graphene_rect_t *out);
char *qz_chart_dup_point_text (QzChart *self, guint point);
int qz_chart_get_chosen (QzChart *self); /* -1: none */
/* As the arrow keys do it; announced when the chart has the focus. */
void qz_chart_choose (QzChart *self, guint point);

/* For subclasses, while drawing. */
void qz_chart_get_ink (QzChart *self, QzInk ink, GdkRGBA *out);
gboolean qz_chart_is_high_contrast (void);
void qz_chart_fill (QzChart *self, GtkSnapshot *snapshot, QzInk ink, const graphene_rect_t *area);
/* A frame of @line_px inside @area. */
void qz_chart_frame (QzChart *self, GtkSnapshot *snapshot, QzInk ink, const graphene_rect_t *area,
                     float line_px);
typedef struct {
  double x, y;
  float xalign, yalign; /* which part of the text stands there: 0 its start, 1 its end */
  QzInk ink;
} QzChartText;
void qz_chart_write (QzChart *self, GtkSnapshot *snapshot, const char *text,
                     const QzChartText *where);
void qz_chart_measure_text (QzChart *self, const char *text, double *width, double *height);

G_END_DECLS
