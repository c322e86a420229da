/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-nonlocal.h"

G_BEGIN_DECLS

/* Of the store (qz-act.h): the acts of others are passed through, nobody else looks at them. */
typedef struct _QzAct QzAct;

/* Units that do not pay in time (NL-34, SM-6): overdue by themselves on the day after the due day,
 * suspended and resumed by the province. */

/* What is due by itself: the due day of U3 where collection is incomplete (AMB-06), and units that
 * are overdue since a day that has come, with that day's beginning as nominal time. With @act NULL
 * nothing is written, only counted. @done (nullable) gets rows of qz_nonlocal_tick(); *out_n
 * (nullable): how many. */
gboolean qz_region_tick (QzBook *book, const QzContext *context, QzAct *act, QzSheet *done,
                         guint *out_n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* By the province; the unit must be overdue. @reason: NULL or "" for the one that
 * qz_region_show() proposes. */
gboolean qz_region_suspend (QzBook *book, const QzContext *context, const char *unit,
                            const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By the province; refused ("still-overdue") until all that was late is paid and confirmed by both
 * sides. */
gboolean qz_region_resume (QzBook *book, const QzContext *context, const char *unit,
                           const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* unit unit_name state since late_n late_amount oldest_due proposal (the reason to suspend, "" when
 * nothing is late). */
QzSheet *qz_region_list (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Facts of one unit; children "late": transfer leg scope period amount received due_day days;
 * "events": time nominal state transfer actor reason; "claims" (AMB-27): what was settled directly
 * since the suspension began, to be looked at. */
QzSheet *qz_region_show (QzBook *book, const QzContext *context, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* AMB-27: whether persons insured in @unit who are admitted on @day are to be reimbursed by hand
 * (REGION_SUSPENDED). */
gboolean qz_region_is_suspended (QzBook *book, const char *unit, QzDay day, gboolean *out,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
