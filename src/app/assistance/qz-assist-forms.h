/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form-dialog.h"

G_BEGIN_DECLS

/* The forms of medical assistance. What their key is stands behind them. */
extern const QzFormSpec qz_form_assist_hospital; /* "202605/H14021300101" */
extern const QzFormSpec qz_form_assist_dispute;  /* "202605/H14021300101/140213" */
extern const QzFormSpec qz_form_assist_solve;    /* "202605/12": number of the dispute */
/* "", or a time of a person, as of qz_assist_person_page_new(). */
extern const QzFormSpec qz_form_assist_suspend;
extern const QzFormSpec qz_form_assist_resume;
extern const QzFormSpec qz_form_assist_reserve;  /* a year, "2026" */
extern const QzFormSpec qz_form_assist_move;
extern const QzFormSpec qz_form_assist_move_back;
extern const QzFormSpec qz_form_assist_pay_back;
extern const QzFormSpec qz_form_assist_surplus;  /* a county of a year, "2026/140213" */
extern const QzFormSpec qz_form_assist_shortage;

G_END_DECLS
