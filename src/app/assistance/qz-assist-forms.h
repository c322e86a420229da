/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form-dialog.h"

G_BEGIN_DECLS

/* The forms of medical assistance. What their key is stands behind them. */
extern const QzFormSpec qz_form_assist_hospital; /* "202605/H14021300101" */
extern const QzFormSpec qz_form_assist_dispute;  /* "202605/H14021300101/140213" */
extern const QzFormSpec qz_form_assist_solve;    /* "202605/12": number of the dispute */

G_END_DECLS
