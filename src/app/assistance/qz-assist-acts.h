/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-nl-act.h"

G_BEGIN_DECLS

/* The acts of medical assistance. "values" below were written in a form (qz-assist-forms.h). */

/* The month (DT-16 … DT-19): period; unit: a county; key: a hospital. */
extern const QzNlAct qz_act_assist_make;
extern const QzNlAct qz_act_assist_push;
extern const QzNlAct qz_act_assist_details;
extern const QzNlAct qz_act_assist_form4;            /* unit; without: of all that lack it */
extern const QzNlAct qz_act_assist_form4_back;       /* unit, reason */
extern const QzNlAct qz_act_assist_form4_confirm;    /* unit */
extern const QzNlAct qz_act_assist_confirm_hospital; /* values: handled_by led_by */
extern const QzNlAct qz_act_assist_confirm_county;   /* unit; key: one hospital; without: all */
extern const QzNlAct qz_act_assist_dispute;          /* values: by day reason */
extern const QzNlAct qz_act_assist_solve;            /* values: paper stamped hospital … */

/* "202605/140213" and "202605/H14021300101/140213" into period, unit and key. */
void qz_assist_read_month (const char *target, QzNlInput *input);
void qz_assist_read_county (const char *target, QzNlInput *input);
void qz_assist_read_part (const char *target, QzNlInput *input);

G_END_DECLS
