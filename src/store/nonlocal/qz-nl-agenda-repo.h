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

/* A notice of a deposit, a step of the money, hospitals that wait for what an agency received
 * (NL-31-D4), or the feedback of a month (NL-36). */
typedef enum { QZ_NL_MONEY_NOTICE, QZ_NL_MONEY_LEG, QZ_NL_MONEY_HOSPITALS, QZ_NL_MONEY_FEEDBACK }
  QzNlMoneyKind;
typedef struct {
  QzNlMoneyKind kind;
  char *number;
  char *form; /* of a notice; else NULL */
  QzLeg leg;  /* of a step */
  int scope;  /* QzNlScope, -1: both */
  QzPeriod period;
  char *payer, *payee; /* codes; of a notice the unit, and NULL */
  char *base_event;    /* for people; of a notice NULL */
  QzDay base, due;     /* due: QZ_DAY_NONE of hospitals and feedback, whose terms count it */
  QzDay met; /* QZ_DAY_NONE: not yet */
} QzNlAgendaMoney;
void qz_nl_agenda_money_free (QzNlAgendaMoney *self);
/* All whose term has begun. (element-type QzNlAgendaMoney) (transfer full) */
GPtrArray *qz_nl_agenda_repo_get_money (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Money that nobody has passed the papers of, so that no term runs (NL-31-D1, NL-31-U1). */
typedef struct {
  QzLeg leg;
  QzNlScope scope;
  QzPeriod period;
  char *payer;
  QzDay since; /* publication */
  QzFen amount_fen;
} QzNlAgendaPapers;
void qz_nl_agenda_papers_free (QzNlAgendaPapers *self);
/* By office, month, scope and leg. (element-type QzNlAgendaPapers) (transfer full) */
GPtrArray *qz_nl_agenda_repo_get_papers (QzStore *store, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Cross-province claims of one day of settlement that go up to the national system (NL-27). */
typedef struct {
  QzDay day;
  guint n_open;
  QzDay last; /* of the uploads; QZ_DAY_NONE: none */
} QzNlAgendaUpload;
/* Of days from @from on. (element-type QzNlAgendaUpload) (transfer full) */
GArray *qz_nl_agenda_repo_get_uploads (QzStore *store, QzDay from, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
