/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-nl-act.h"

G_BEGIN_DECLS

/* Acts on registrations (NL-8 … NL-11), manual reimbursement (NL-24b), mismatches with hospitals
 * (NL-31a) and supervision (NL-37 … NL-40). What is "values" below was written in a form
 * (qz-care-forms.h). What makes something gives the fact number. */

extern const QzNlAct qz_act_register;          /* values */
extern const QzNlAct qz_act_register_anew;     /* key, values with reason */
extern const QzNlAct qz_act_on_registration;   /* key, n: QzRegistrationAct, reason */

extern const QzNlAct qz_act_manual_file;       /* values */
extern const QzNlAct qz_act_manual_accept;     /* key, values: fund, reason */
extern const QzNlAct qz_act_manual_refuse;     /* key, reason */
extern const QzNlAct qz_act_manual_pay;        /* key, reason */

extern const QzNlAct qz_act_mismatch;          /* period, values: scope provider insurance … */

extern const QzNlAct qz_act_inspection_open;   /* values */
extern const QzNlAct qz_act_inspection_find;   /* key, values: setl_id amount note */
extern const QzNlAct qz_act_inspection_note;   /* key, n: QzInspectionAct, reason */
extern const QzNlAct qz_act_penalty;           /* key, values: amount note */
extern const QzNlAct qz_act_penalty_paid;      /* key, values: amount note */

extern const QzNlAct qz_act_complaint_receive; /* values */
extern const QzNlAct qz_act_complaint_find;    /* key, values: major note */
extern const QzNlAct qz_act_complaint_note;    /* key, n: QzComplaintAct, reason */

extern const QzNlAct qz_act_person_suspend;    /* values */
extern const QzNlAct qz_act_person_resume;     /* values: certno reason */

/* The work of a check (qz-form-dialog.h): all that is wrong with a registration; one that replaces
 * another has its key. */
gpointer qz_care_check_registration (QzBook *book, const QzContext *context, gpointer input,
                                     GError **error);

G_END_DECLS
