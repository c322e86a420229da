/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-nonlocal.h"
#include "qz-registry-repo.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Deposits 预付金 (NL-17 … NL-22): what they are fixed from, what they should be, what moved them and
 * how much of them each month used. A unit has two, one for each scope (NL-17a). */

/* ── what raised or lowered a deposit ── */
typedef enum {
  QZ_DEPOSIT_OPENING, /* as it stood when the book set took it over */
  QZ_DEPOSIT_COLLECT, /* money of 2-1, 2-2, 2-3 arrived in the provincial fiscal account (P4) */
  QZ_DEPOSIT_REFUND,  /* money of 2-2 left it (R4) */
  QZ_DEPOSIT_USE,     /* the province paid a month's clearing with it (D1) */
  QZ_DEPOSIT_REFILL,  /* the unit's own money for that month came back into it (U4) */
  QZ_N_DEPOSIT_MOVES,
} QzDepositMoveKind;
const char *qz_deposit_move_kind_to_text (QzDepositMoveKind kind); /* "opening" */

typedef struct {
  const char *unit;
  QzNlScope scope;
  QzDepositMoveKind kind;
  QzDay day;          /* the bank's; of an opening the day as of which it stood */
  QzPeriod period;    /* of use and refill: the month of costs; else 0 */
  QzFen amount_fen;   /* signed: refund and use are negative, the others are not (asserted) */
  gint64 notice_id;   /* 0: none */
  gint64 transfer_id; /* 0: none */
} QzDepositMove;
/* Writes the move and adds it to the balance; its id, 0 on error. */
gint64 qz_deposit_repo_add_move (QzAct *act, const QzDepositMove *move, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── last year's costs (NL-17b) ── */
typedef struct {
  const char *unit, *agency; /* interned */
  QzNlScope scope;
  QzInsurance insurance;
  QzFen amount_fen;
} QzDepositBase;
gint64 qz_deposit_repo_put_base (QzAct *act, const QzOrigin *origin, int year,
                                 const QzDepositBase *base, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_deposit_repo_has_base (QzStore *store, int year, const QzDepositBase *base,
                                   gboolean *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As imported for @year, by unit, scope, agency and insurance; empty when nothing was.
 * (element-type QzDepositBase) (transfer full) */
GArray *qz_deposit_repo_load_base (QzStore *store, int year, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same from the published lists of the months @from … @to: what the insured side paid, less
 * deductions. *out_n_months: how many of them both scopes were published of. */
GArray *qz_deposit_repo_sum_base (QzStore *store, QzPeriod from, QzPeriod to, gint64 *out_n_months,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── where a deposit stands ── */
typedef struct {
  gboolean has_quota;
  QzFen quota_fen; /* 0 without one */
  QzDay since;     /* QZ_DAY_NONE without one */
  QzFen balance_fen;
  QzFen whole_fen; /* without what months use and refill: what the unit has paid in */
} QzDepositState;
gboolean qz_deposit_repo_get_state (QzStore *store, const char *unit, QzNlScope scope,
                                    QzDepositState *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_deposit_repo_has_moves (QzStore *store, const char *unit, QzNlScope scope,
                                    gboolean *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  const char *unit;
  QzNlScope scope;
  QzDay day;
  QzFen quota_fen;
  gint64 notice_id; /* 0: of an opening */
  const char *reason;
} QzDepositQuota;
gboolean qz_deposit_repo_put_quota (QzAct *act, const QzDepositQuota *quota, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* scope kind day period amount notice transfer; the newest first. */
gboolean qz_deposit_repo_fill_moves (QzStore *store, const char *unit, QzNlScope scope,
                                     QzSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* scope day quota notice reason; the newest first. */
gboolean qz_deposit_repo_fill_quotas (QzStore *store, const char *unit, QzNlScope scope,
                                      QzSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── how much each month used (NL-21) ── */
typedef struct {
  gint64 id; /* 0: none */
  QzPeriod period;
  QzFen quota_fen, clearing_fen;
  const char *level; /* interned: green yellow red */
  gboolean changed;
  QzDay day;
} QzDepositUsageRow;
/* The last one up to @period (0: of all). */
gboolean qz_deposit_repo_get_usage (QzStore *store, const char *unit, QzNlScope scope,
                                    QzPeriod period, QzDepositUsageRow *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_deposit_repo_put_usage (QzAct *act, const char *unit, QzNlScope scope,
                                    const QzDepositUsageRow *usage, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The last @n months (0: all), ascending. (element-type QzDepositUsageRow) (transfer full) */
GArray *qz_deposit_repo_load_usage (QzStore *store, const char *unit, QzNlScope scope, guint n,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* period unit scope level before quota clearing day, of those that changed since the month before,
 * of @period (0: all); newest month first, red before yellow before green. */
gboolean qz_deposit_repo_fill_warnings (QzStore *store, QzPeriod period, QzSheet *sheet,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── proposals: what a maker wants to publish ── */
typedef struct {
  gint64 id; /* 0: none */
  const char *form; /* "F-NL-2-3" */
  const char *unit;
  int scope;        /* QzNlScope; -1: both */
  QzPeriod period;
  const char *method; /* of 2-3: months green manual; "" */
  const char *reason;
  QzFen total_fen;
  const char *digest; /* of the notice's lines */
  const char *made_by;
} QzDepositProposal; /* texts are interned as they come from the store */
gboolean qz_deposit_repo_put_proposal (QzAct *act, const QzDepositProposal *proposal,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Fills @io in from the newest proposal of its form, unit, scope and period; id 0 without one. */
gboolean qz_deposit_repo_find_proposal (QzStore *store, QzDepositProposal *io, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* form unit scope period total method reason made_by, of those that wait for publication. */
gboolean qz_deposit_repo_fill_proposals (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── notices 2-1, 2-2, 2-3 ── */
typedef struct {
  gint64 id; /* 0: none */
  char number[40];
  const char *form, *unit, *method, *reason, *made_by, *published_by, *state; /* interned */
  gint64 policy_pack_id;
  int scope; /* -1: both */
  QzPeriod period;
  QzDay day, due_day;
  QzFen total_fen;
} QzDepositNotice;
/* Newest living notice of the form, unit, month and scope (-1: whatever). */
gboolean qz_deposit_repo_find_notice (QzStore *store, const char *form, const char *unit,
                                      int scope, QzPeriod period, QzDepositNotice *out,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_deposit_repo_get_notice (QzStore *store, const char *number, QzDepositNotice *out,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* number form scope period day due_day total paid state, of a unit; the newest first. */
gboolean qz_deposit_repo_fill_notices (QzStore *store, const char *unit, QzSheet *sheet,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type QzNoticeLine) (transfer full); agencies are interned. */
GArray *qz_deposit_repo_load_lines (QzStore *store, gint64 notice_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The number of a notice of the unit and scope published up to @day whose money has not moved in
 * full; NULL without one. */
gboolean qz_deposit_repo_find_open_notice (QzStore *store, const char *unit, QzNlScope scope,
                                           QzDay day, char **out_number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* What each agency pays or gets back by a notice 2-1, 2-2 or 2-3: for the legs P1 … P4, R4 … R1. */
typedef struct {
  const char *agency; /* interned */
  QzNlScope scope;
  QzInsurance insurance;
  QzFen pay_fen;    /* one of the two is zero */
  QzFen refund_fen;
} QzDepositPart;
/* Parts of nothing are left out. (element-type QzDepositPart) (transfer full) */
GArray *qz_deposit_repo_load_parts (QzStore *store, gint64 notice_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
