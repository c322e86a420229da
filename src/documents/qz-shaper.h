/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Text shaped once by Pango at size 1 and kept, whatever the size it is drawn in. */
typedef struct _QzShaper QzShaper;

typedef struct {
  const char *text; /* as drawn: control characters are blanks */
  guint n_bytes;
  double width; /* em */
  guint n_glyphs;
  cairo_glyph_t *glyphs; /* em, from the origin */
  guint n_clusters;
  cairo_text_cluster_t *clusters;
  double *advances; /* of each cluster, em */
} QzShape;

QzShaper *qz_shaper_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_shaper_free (QzShaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzShaper, qz_shaper_free)

/* Borrowed, valid until the next call. */
const QzShape *qz_shaper_shape (QzShaper *self, gboolean is_bold, const char *text, gsize length);
/* Borrowed. For @cr's resolution, which is not turned. */
cairo_scaled_font_t *qz_shaper_get_font (QzShaper *self, gboolean is_bold, double size);
/* The first fault; transfers it. */
gboolean qz_shaper_check (QzShaper *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
