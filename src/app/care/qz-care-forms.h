/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form-dialog.h"

G_BEGIN_DECLS

/* The forms of registrations, manual reimbursement, mismatches and supervision. What their key is
 * stands behind them. */
extern const QzFormSpec qz_form_register;       /* "", or setl_id of a claim whose person it is */
extern const QzFormSpec qz_form_register_anew;  /* number of the registration that it replaces */
extern const QzFormSpec qz_form_manual_file;    /* "", or number of a registration */
extern const QzFormSpec qz_form_manual_accept;  /* number */
extern const QzFormSpec qz_form_mismatch;       /* month, "202605" */
extern const QzFormSpec qz_form_inspection;     /* "" */
extern const QzFormSpec qz_form_finding;        /* number of the inspection */
extern const QzFormSpec qz_form_penalty;        /* number of the inspection */
extern const QzFormSpec qz_form_penalty_paid;   /* number of the inspection */
extern const QzFormSpec qz_form_complaint;      /* "" */
extern const QzFormSpec qz_form_complaint_find; /* number of the complaint */
extern const QzFormSpec qz_form_person_suspend; /* "" */
extern const QzFormSpec qz_form_person_resume;  /* "" */

G_END_DECLS
