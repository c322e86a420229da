/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-calendar.h"
#include "qz-policy.h"

G_BEGIN_DECLS

/* Monthly advance (月预拨, SQ-3.2, HLJ-IS-9). */

typedef struct {
  QzInsurance insurance;
  const char *level;       /* of the provider; nullable */
  QzPeriod period;         /* the month that is advanced */
  const QzFen *spending;   /* audited spending of each past year */
  guint n_years;           /* must be the policy's base_years */
} QzAdvanceInput;

typedef struct {
  QzFen figures[QZ_MAX_FIGURES]; /* QzAdvanceFigure */
  QzFen pay_fen;                 /* = the standard */
  const char *ratio_rule;        /* nullable */
} QzAdvanceResult;

/* standard = Σ spending × ratio ÷ (12 × years), rounded once (AMB-01). The ratio is the one valid
 * on the first day of the month. */
gboolean qz_advance_compute (QzPolicy *policy, const QzAdvanceInput *input, QzAdvanceResult *out,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* SQ-3.2.2a: the due day of the month itself, rolled forward to a working day. */
QzDay qz_advance_get_due_day (QzPolicy *policy, QzCalendar *calendar, QzPeriod period);

G_END_DECLS
