/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/**
 * QzMonthView:
 *
 * A month of seven columns, Monday first: working days, holidays and worked weekends in words and
 * style, deadlines on their days. Every day is a button. Arrow keys go from day to day, Home and
 * End to the ends of the week; Page Up and Page Down ask for another month.
 *
 * Signals: "day-chosen" (the day as an int) and "month-wanted" (how many months on, an int).
 */
#define QZ_TYPE_MONTH_VIEW (qz_month_view_get_type ())
G_DECLARE_FINAL_TYPE (QzMonthView, qz_month_view, QZ, MONTH_VIEW, AdwBin)

/* @month: as qz_agenda_show_month() gives it. The chosen day stays if it is in it. */
void qz_month_view_set_month (QzMonthView *self, QzSheet *month);
/* Cells with room for a number and an icon only. */
void qz_month_view_set_narrow (QzMonthView *self, gboolean narrow);
QzDay qz_month_view_get_chosen (QzMonthView *self); /* QZ_DAY_NONE: none */
void qz_month_view_choose (QzMonthView *self, QzDay day);
/* What a screen reader says of a day: "2026-02-17 Tuesday, holiday 春节, 1 deadline: …". */
char *qz_month_view_dup_day_name (QzMonthView *self, QzDay day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
