/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-nonlocal.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* What the deadlines of care away from home are worked out from. */

/* How far a stage of a clearing month is. */
typedef struct {
  QzPeriod period;
  QzNlScope scope;
  QzClearingStage stage;
  guint n_done; /* units; 1 for what the province does as a whole */
  guint n_open; /* mismatches */
  QzDay last;   /* of its last event */
} QzNlAgendaStage;
/* Stages in which something happened. (element-type QzNlAgendaStage) (transfer full) */
GArray *qz_nl_agenda_repo_get_stages (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A notice of a deposit, or a step of the money. */
typedef struct {
  char *number;
  char *form; /* of a notice; else NULL */
  QzLeg leg;  /* of a step */
  int scope;  /* QzNlScope, -1: both */
  QzPeriod period;
  char *payer, *payee; /* codes; of a notice the unit, and NULL */
  char *base_event;    /* for people; of a notice NULL */
  QzDay base, due;
  QzDay met; /* QZ_DAY_NONE: not yet */
} QzNlAgendaMoney;
void qz_nl_agenda_money_free (QzNlAgendaMoney *self);
/* All with a due day. (element-type QzNlAgendaMoney) (transfer full) */
GPtrArray *qz_nl_agenda_repo_get_money (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
