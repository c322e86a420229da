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

/* Persons and what they paid in full (DT-22, DT-15b). */
extern const QzNlAct qz_act_assist_suspend;   /* values: certno psn_name county from_day … */
extern const QzNlAct qz_act_assist_resume;    /* values: certno from_day reason */
extern const QzNlAct qz_act_assist_accept;    /* key: setl_id; reason: a note */
extern const QzNlAct qz_act_assist_refuse;    /* key, reason */
extern const QzNlAct qz_act_assist_reimburse; /* key; reason: a note */

/* Money. Of those that record, values: what the bank's slip says; key: the year, "2026", or the
 * county of a clearing, "2026/140213". */
extern const QzNlAct qz_act_assist_reserve;
extern const QzNlAct qz_act_assist_move;
extern const QzNlAct qz_act_assist_move_back;
extern const QzNlAct qz_act_assist_pay_back;
extern const QzNlAct qz_act_assist_surplus;
extern const QzNlAct qz_act_assist_shortage;
extern const QzNlAct qz_act_assist_money_confirm; /* key: its number */
extern const QzNlAct qz_act_assist_money_cancel;  /* key, reason */
extern const QzNlAct qz_act_assist_pay;           /* period */
extern const QzNlAct qz_act_assist_clear_make;    /* n: the year; unit below: a county */
extern const QzNlAct qz_act_assist_clear_confirm;
extern const QzNlAct qz_act_assist_clear_object;  /* reason */

void qz_assist_read_year (const char *target, QzNlInput *input); /* "2026", "2026/140213" */
/* "202605/140213" and "202605/H14021300101/140213" into period, unit and key. */
void qz_assist_read_month (const char *target, QzNlInput *input);
void qz_assist_read_county (const char *target, QzNlInput *input);
void qz_assist_read_part (const char *target, QzNlInput *input);

/* What "corrections" of a solved dispute says, "settlement=amount" as often as needed, between
 * commas: QzAssistCorrection, whose texts live as long as @out_words. NULL: it says something
 * else. */
GArray *qz_assist_corrections_parse (const char *text, GStrv *out_words, GError **error);

G_END_DECLS
