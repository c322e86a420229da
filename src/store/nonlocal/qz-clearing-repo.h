/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-clearing-row.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Where the clearing of a month stands, and its lists. A unit "" is the province as a whole. */

typedef struct {
  QzPeriod period;
  QzNlScope scope;
  const char *unit;
  QzClearingStage stage;
  const char *state;        /* SM-8 */
  const char *actor;        /* "system" for automatic acts */
  const char *nominal_time; /* nullable */
  const char *reason;
} QzClearingEvent;
/* Writes the event and where that leaves the stage. */
gboolean qz_clearing_repo_put_event (QzAct *act, const QzClearingEvent *event, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The state of a stage, interned; "" when nothing has happened. NULL on error. */
const char *qz_clearing_repo_get_state (QzStore *store, QzPeriod period, QzNlScope scope,
                                        QzClearingStage stage, const char *unit, GError **error);
/* Of all units: unit (interned) → state (interned); units without a state are not there. */
GHashTable *qz_clearing_repo_load_states (QzStore *store, QzPeriod period, QzNlScope scope,
                                          QzClearingStage stage, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The day of the last event of a stage; QZ_DAY_NONE when nothing has happened. */
gboolean qz_clearing_repo_get_day (QzStore *store, QzPeriod period, QzNlScope scope,
                                   QzClearingStage stage, const char *unit, QzDay *out,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Who did the last event of a stage; NULL on error, "" when nothing has happened. (transfer
 * full) */
char *qz_clearing_repo_dup_actor (QzStore *store, QzPeriod period, QzNlScope scope,
                                  QzClearingStage stage, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* time nominal stage unit state actor reason; of one unit, the province with @unit "". */
gboolean qz_clearing_repo_fill_events (QzStore *store, QzPeriod period, QzNlScope scope,
                                       const char *unit, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Months that have claims, national items, deductions or events, ascending. (element-type QzPeriod)
 * (transfer full) */
GArray *qz_clearing_repo_list_periods (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 id; /* 0: there is none */
  QzPeriod period;
  QzNlScope scope;
  guint version;
  gint64 policy_pack_id;
  gint64 last_claim_id, last_item_id, last_deduction_id;
  gint64 first_row_id, last_row_id;
  QzFen receivable_fen, payable_fen;
} QzClearingList;
/* The newest version. */
gboolean qz_clearing_repo_get_list (QzStore *store, QzPeriod period, QzNlScope scope,
                                    QzClearingList *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes @list as the next version with its @rows (QzClearingRow); fills in ids and version. */
gboolean qz_clearing_repo_put_list (QzAct *act, QzClearingList *list, GArray *rows,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type QzClearingRow) (transfer full) */
GArray *qz_clearing_repo_load_rows (QzStore *store, const QzClearingList *list, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *account_name, *account_no, *bank_name;
} QzNlAccount;
void qz_nl_account_clear (QzNlAccount *self);
/* The valid account of @kind of the agency @code; empty texts when there is none. */
gboolean qz_clearing_repo_get_account (QzStore *store, const char *code, const char *kind,
                                       QzNlAccount *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* A provider as the forms have it; by id. (element-type QzNlProvider) (transfer full) */
typedef struct {
  gint64 id;
  char *code, *name, *level, *managed_by;
} QzNlProvider;
GHashTable *qz_clearing_repo_load_providers (QzStore *store, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Balance of the deposit of a unit and scope; *out_found FALSE: none is known. */
gboolean qz_clearing_repo_get_deposit (QzStore *store, const char *unit, QzNlScope scope,
                                       gboolean *out_found, QzFen *out_quota, QzFen *out_balance,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
