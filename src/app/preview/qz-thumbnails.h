/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-pdf-view.h"

G_BEGIN_DECLS

/* The pages of a view in small, drawn as they come into sight; choosing one goes there. */
#define QZ_TYPE_THUMBNAILS (qz_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (QzThumbnails, qz_thumbnails, QZ, THUMBNAILS, AdwBin)

/* After the view was loaded. */
void qz_thumbnails_set_view (QzThumbnails *self, QzPdfView *view);
guint qz_thumbnails_get_n_pages (QzThumbnails *self);
/* Of the page chosen, from 1; 0: none. */
guint qz_thumbnails_get_chosen (QzThumbnails *self);

G_END_DECLS
