/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* The picture of the accounts that the money of a month goes through, leg by leg. */

/* A QzFlowChart of the ways of NL-31-D, NL-31-U, NL-18a and NL-19. */
GtkWidget *qz_money_picture_new (void);
/* @arrows: of qz_transfer_picture(). The sheet "legs", all units together: leg leg_name due paid
 * confirmed received n late_n next_due state level. */
QzSheet *qz_money_make_legs (QzSheet *arrows);
/* What is heard of it: how many legs are late, how many all received. (transfer full) */
char *qz_money_dup_summary (QzSheet *legs);

G_END_DECLS
