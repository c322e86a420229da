/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* The figures of the dashboard as facts of one sheet, with its lists as children; each figure's
 * fact name says which list opens behind it. From stored summaries only. */
QzSheet *qz_dashboard_load (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
