/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-deadlines.h"

G_BEGIN_DECLS

/* DL-DT-Q1: appends to @found (element-type QzDeadline) the clearings of the years with reserves or
 * costs that are due up to @until; nothing without a policy of medical assistance. @from: the day
 * the book set begins; nobody is late with what was before. A clearing is done when all counties
 * confirmed it and all its money moved (DT-12, DT-18). */
gboolean qz_assist_clear_deadlines_add (QzBook *book, QzDay from, QzDay until, GPtrArray *found,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
