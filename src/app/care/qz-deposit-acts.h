/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-nl-act.h"

G_BEGIN_DECLS

/* The acts of deposits (qz-deposits.h), all of them the province's. Input: unit (NULL: all of them)
 * and n, the year; of raises unit and scope, n: QzRaiseMethod, amount and reason. */
extern const QzNlAct qz_act_propose_quota;
extern const QzNlAct qz_act_publish_quota;
extern const QzNlAct qz_act_propose_adjustment;
extern const QzNlAct qz_act_publish_adjustment;
extern const QzNlAct qz_act_propose_raise;
extern const QzNlAct qz_act_publish_raise;

G_END_DECLS
