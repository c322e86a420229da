/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-nonlocal.h"

/* Invented months of care away from home in the book set of a province that acts for everybody:
 * their lists, their notices, their money. Nothing of a window. */

/* A new book set with the registers, on 1 November 2024; @n_months files from @first on, of
 * @n_claims claims each hospital. Users: lin (administrator), wang (maker), li (reviewer), zhao
 * (approver), qian and chuna (finance). */
QzBook *province_begin (QzPeriod first, guint n_months, guint n_claims);
/* Who does something when; @actor NULL: the province. */
QzContext province_context (const char *user, const char *now, const char *actor);
void province_tick (QzBook *book, const char *now);
/* What comes in of a month; that, and both lists. */
void province_take_in (QzBook *book, QzPeriod period);
void province_make_lists (QzBook *book, QzPeriod period);
void province_publish (QzBook *book, QzPeriod period);
/* Of a leg of a month all transfers but those of @but (nullable), a unit. */
void province_move_leg (QzBook *book, QzPeriod period, QzLeg leg, const char *but,
                        const char *now);
/* All legs: each transfer is paid, confirmed by another person, and received. */
void province_pay_month (QzBook *book, QzPeriod period);
/* Where it is: "province.qz" among the files it was made from. */
const char *province_get_folder (void);
/* Removes all that was made in that folder. */
void province_remove (void);
