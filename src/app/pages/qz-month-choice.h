/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-day.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/**
 * QzMonthChoice:
 *
 * Which month a page shows: one of those that there are, the newest first and at the beginning.
 * "chosen" is emitted when a person takes another one; the page then loads what
 * qz_month_choice_get() gives.
 */
#define QZ_TYPE_MONTH_CHOICE (qz_month_choice_get_type ())
G_DECLARE_FINAL_TYPE (QzMonthChoice, qz_month_choice, QZ, MONTH_CHOICE, AdwBin)

/* What is read of a page by month: the rows of @months, with a column "period", the newest first
 * (a month may have several), and which of them is shown. Without a month there is no choice. */
void qz_month_choice_set (QzMonthChoice *self, QzSheet *months, QzPeriod shown);
/* What kind of month it is, for who hears it: "Month of costs"; "Month" when nothing is said. */
void qz_month_choice_set_title (QzMonthChoice *self, const char *title);
QzPeriod qz_month_choice_get (QzMonthChoice *self); /* 0: the newest */
/* As if a person took it; of no effect for a month that there is not. */
void qz_month_choice_choose (QzMonthChoice *self, QzPeriod period);

G_END_DECLS
