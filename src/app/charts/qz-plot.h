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
 * QzPlot:
 *
 * What every chart has in common: it draws itself, has points that the arrow keys go through, tells
 * what each point says (tooltip, screen reader), and opens what is behind a point with Enter or a
 * click: signal "point-activated" (guint point). A chart is made from a sheet, which is also its
 * table alternative (see #QzPlotFrame).
 */
#define QZ_TYPE_PLOT (qz_plot_get_type ())
G_DECLARE_DERIVABLE_TYPE (QzPlot, qz_plot, QZ, PLOT, GtkWidget)

struct _QzPlotClass {
  GtkWidgetClass parent_class;

  /* Draws everything but the focus. @width and @height in pixels. */
  void (*draw) (QzPlot *self, GtkSnapshot *snapshot, double width, double height);
  guint (*get_n_points) (QzPlot *self);
  void (*get_point_area) (QzPlot *self, guint point, double width, double height,
                          graphene_rect_t *out);
  char *(*dup_point_text) (QzPlot *self, guint point);
};

/* What a screen reader hears: the name of the chart, and one sentence that sums it up. */
void qz_plot_set_words (QzPlot *self, const char *title, const char *summary);
/* Whether Enter and clicks on points open something. */
void qz_plot_set_opens (QzPlot *self, gboolean opens);
/* The sheet has changed: no point is the chosen one any more. */
void qz_plot_reset (QzPlot *self);

guint qz_plot_get_n_points (QzPlot *self);
/* Where a point stands in the chart as it is allocated. */
void qz_plot_get_point_area (QzPlot *self, guint point, graphene_rect_t *out);
char *qz_plot_dup_point_text (QzPlot *self, guint point);
int qz_plot_get_chosen (QzPlot *self); /* -1: none */
/* As the arrow keys do it; announced when the chart has the focus. */
void qz_plot_choose (QzPlot *self, guint point);

/* For subclasses, while drawing. */
void qz_plot_get_ink (QzPlot *self, QzInk ink, GdkRGBA *out);
gboolean qz_plot_is_high_contrast (void);
void qz_plot_fill (QzPlot *self, GtkSnapshot *snapshot, QzInk ink, const graphene_rect_t *area);
/* A frame of @line_px inside @area. */
void qz_plot_frame (QzPlot *self, GtkSnapshot *snapshot, QzInk ink, const graphene_rect_t *area,
                     float line_px);
typedef struct {
  double x, y;
  float xalign, yalign; /* which part of the text stands there: 0 its start, 1 its end */
  QzInk ink;
} QzPlotText;
void qz_plot_write (QzPlot *self, GtkSnapshot *snapshot, const char *text,
                     const QzPlotText *where);
void qz_plot_measure_text (QzPlot *self, const char *text, double *width, double *height);

G_END_DECLS
