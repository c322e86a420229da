/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-typesetter.h"

G_BEGIN_DECLS

/* One filled sheet laid out on its pages; a page is a whole sheet of paper or one of several slips
 * under each other. */
typedef struct _QzPagePlan QzPagePlan;

QzPagePlan *qz_page_plan_new (QzForm *form, QzSheet *sheet, const QzPrintOptions *options,
                              QzTypesetter *typesetter, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_page_plan_free (QzPagePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPagePlan, qz_page_plan_free)

guint qz_page_plan_get_n_pages (QzPagePlan *self);
/* Draws page @page (from 0) with its upper edge at @top. */
gboolean qz_page_plan_draw (QzPagePlan *self, guint page, cairo_t *cr, QzTypesetter *typesetter,
                            double top, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
