/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-nl-act.h"

G_BEGIN_DECLS

/* The acts of a clearing period (qz-clearing.h). Input: period and scope; unit where one acts. */
extern const QzNlAct qz_act_audit_begin;
extern const QzNlAct qz_act_audit_done;
extern const QzNlAct qz_act_upload;        /* details of all claims (NL-27) */
extern const QzNlAct qz_act_upload_period; /* NL-31c */
extern const QzNlAct qz_act_generate;
extern const QzNlAct qz_act_confirm;
extern const QzNlAct qz_act_object; /* key: form; n: its line; amount; reason */
extern const QzNlAct qz_act_answer; /* id of the objection; key: result; reason */
extern const QzNlAct qz_act_solve;  /* id of the mismatch; reason */
extern const QzNlAct qz_act_national;
extern const QzNlAct qz_act_publish;

G_END_DECLS
