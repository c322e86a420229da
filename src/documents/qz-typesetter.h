/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "qz-fen.h"
#include "qz-form-private.h"

G_BEGIN_DECLS

/* Sets text in Noto Serif CJK SC and in nothing else: Cairo loses characters of the Sans
 * (quality.md, the lost character), and a replaced font would print boxes. Shaped text is kept (the
 * least recently used goes), amounts are put together from ready digits. Lengths in points. One
 * thread at a time. */
typedef struct _QzTypesetter QzTypesetter;

typedef struct {
  double size;
  gboolean is_bold;
} QzTextStyle;

typedef struct {
  double x;
  double y; /* top */
  double width;
  double height;
} QzBox;

#define QZ_FONT_FAMILY "Noto Serif CJK SC"
#define QZ_LINE_HEIGHT 1.32 /* of the size */

/* Fails when the font is not installed. */
QzTypesetter *qz_typesetter_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_typesetter_free (QzTypesetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzTypesetter, qz_typesetter_free)

/* Like Cairo, the functions below go on after a fault and remember the first one: a character that
 * the font does not have. */
gboolean qz_typesetter_check (QzTypesetter *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

double qz_typesetter_get_width (QzTypesetter *self, QzTextStyle style, const char *text);
double qz_typesetter_get_amount_width (QzTypesetter *self, QzTextStyle style, QzFen amount);
/* The longest piece of text that may not break. */
double qz_typesetter_get_least_width (QzTypesetter *self, QzTextStyle style, const char *text);
/* Height of the lines of @text in @width; letters shrink before there are more than @max_lines. */
double qz_typesetter_get_height (QzTypesetter *self, QzTextStyle style, const char *text,
                                 double width, guint max_lines);

void qz_typesetter_draw (QzTypesetter *self, cairo_t *cr, QzTextStyle style, double x,
                         double baseline, const char *text);
/* Breaks into lines, shrinks until it fits, centred vertically; never clipped. */
void qz_typesetter_draw_in_box (QzTypesetter *self, cairo_t *cr, QzTextStyle style,
                                const QzBox *box, QzAlign align, const char *text);
void qz_typesetter_draw_amount (QzTypesetter *self, cairo_t *cr, QzTextStyle style,
                                const QzBox *box, QzFen amount, gboolean has_yen);
/* Turned by @angle (radians) about its middle, for watermarks. */
void qz_typesetter_draw_centered (QzTypesetter *self, cairo_t *cr, QzTextStyle style, double x,
                                  double y, double angle, const char *text);

G_END_DECLS
