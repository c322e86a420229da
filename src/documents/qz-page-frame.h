/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-typesetter.h"

G_BEGIN_DECLS

/* What surrounds the content of a page: title, header lines, foot, watermark. */
double qz_page_frame_get_head_height (const QzForm *form);
gboolean qz_page_frame_draw (const QzForm *form, const QzPrintOptions *options, const QzFill *fill,
                             cairo_t *cr, QzTypesetter *typesetter, double top, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_page_frame_draw_watermark (const QzForm *form, const QzPrintOptions *options, cairo_t *cr,
                                   QzTypesetter *typesetter, double top);

G_END_DECLS
