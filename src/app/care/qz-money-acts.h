/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-nl-act.h"

G_BEGIN_DECLS

/* The acts of money (qz-transfers.h) and of units that pay late (qz-regions.h). Input: key, the
 * number of a transfer. */
extern const QzNlAct qz_act_pass_papers; /* n: leg; key: finance office, NULL: the provincial one */
extern const QzNlAct qz_act_pay;         /* amount, bank, serial, day */
extern const QzNlAct qz_act_take_back;   /* reason */
extern const QzNlAct qz_act_confirm_payment;
extern const QzNlAct qz_act_confirm_receipt;
extern const QzNlAct qz_act_pay_hospitals; /* period, scope; key: treat agency */
extern const QzNlAct qz_act_suspend;       /* unit, reason */
extern const QzNlAct qz_act_resume;

G_END_DECLS
