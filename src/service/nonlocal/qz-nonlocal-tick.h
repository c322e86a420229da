/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Applies the automatic acts that are due by the business time and were not applied yet, in the
 * order of their nominal times, by the actor "system" with both times in the log: audit on the 18th
 * (NL-28b, NL-31b), confirmation on the 24th (NL-31g). One act; none when nothing is due. Any
 * active user may start it.
 * *out_done (nullable): nominal_time act period scope unit unit_name state. (transfer full) */
gboolean qz_nonlocal_tick (QzBook *book, const QzContext *context, QzSheet **out_done,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
