/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form-dialog.h"

G_BEGIN_DECLS

/* Switches care away from home (NL-14) or medical assistance (DT-7b) of a provider on or off; or
 * records when that was made public. Key: its code. */
extern const QzFormSpec qz_form_provider_service;
extern const QzNlAct qz_act_switch_service;

G_END_DECLS
