/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-book-private.h"
#include "qz-deposit-engine.h"
#include "qz-deposit-repo.h"
#include "qz-deposits.h"
#include "qz-policies.h"
#include "qz-roles.h"

G_BEGIN_DECLS

/* What the acts on deposits share. */

#define QZ_FORM_QUOTA "F-NL-2-1"
#define QZ_FORM_ADJUSTMENT "F-NL-2-2"
#define QZ_FORM_RAISE "F-NL-2-3"

typedef struct {
  QzBook *book;
  const QzContext *context;
  QzStore *store;
  QzAreaMap *map;
  QzPolicy *policy;
  gint64 pack_id;
  const QzNonLocalTerms *terms;
  QzAct *act; /* nullable */
  GArray *base; /* QzDepositBase of base_year; nullable */
  int base_year;
} QzDepositDesk;
/* By the policy of the business day. */
gboolean qz_deposit_desk_open (QzDepositDesk *self, QzBook *book, const QzContext *context,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with an act of the province. */
gboolean qz_deposit_desk_begin (QzDepositDesk *self, QzBook *book, const QzContext *context,
                                const char *name, QzRight right, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_deposit_desk_end (QzDepositDesk *self, const char *detail, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_deposit_desk_clear (QzDepositDesk *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzDepositDesk, qz_deposit_desk_clear)
gboolean qz_deposit_check_unit (QzAreaMap *map, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* One scope of a notice to be. */
typedef struct {
  gboolean is_in; /* FALSE: nothing is known of this scope, it is left alone */
  QzFen base_fen, quota_fen, last_quota_fen, balance_fen, to_pay_fen, to_refund_fen;
} QzDepositFigures;

typedef struct {
  const char *form, *unit;
  int scope; /* -1: both */
  QzPeriod period;
  const char *method, *reason;
  QzFen total_fen;
  gboolean had_quota; /* of 2-1 and 2-2: in one scope at least */
  QzDepositFigures figures[QZ_N_NL_SCOPES];
  GArray *lines; /* QzNoticeLine */
} QzDepositPlan;
QzDepositPlan *qz_deposit_plan_new (const char *form, const char *unit, int scope,
                                    QzPeriod period);
void qz_deposit_plan_free (QzDepositPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDepositPlan, qz_deposit_plan_free)

/* NL-17b: @year must be the one at hand, so that the one before is over. */
gboolean qz_deposit_check_year (QzDepositDesk *self, int year, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Loads the costs of @year (qz_deposit_repo_load_base(), else what the book set published itself).
 * Refused: no costs ("no-base"). */
gboolean qz_deposit_load_base (QzDepositDesk *self, int year, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Those of a unit and scope, to be split by. (element-type QzDepositShare) (transfer full) */
GArray *qz_deposit_pick_shares (const GArray *base, const char *unit, QzNlScope scope);
gboolean qz_deposit_has_quota (QzDepositDesk *self, const char *unit, gboolean *out,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The notice 2-2 or 2-1 that fixed the deposits of a year; id 0 without one. */
gboolean qz_deposit_find_year_notice (QzDepositDesk *self, const char *unit, QzPeriod period,
                                      QzDepositNotice *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Computes 2-1 or 2-2 of @unit for @year; the base is loaded. */
QzDepositPlan *qz_deposit_plan_year (QzDepositDesk *self, const char *form, const char *unit,
                                     int year, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The act has begun. Writes @plan down as a proposal of the acting user. */
gboolean qz_deposit_put_proposal (QzDepositDesk *self, const QzDepositPlan *plan, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Refuses unless @proposal is there, by another person and of the same figures as @plan; then makes
 * the notice, the new quotas and the transfers. */
gboolean qz_deposit_publish_plan (QzDepositDesk *self, const QzDepositPlan *plan,
                                  const QzDepositProposal *proposal, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Usage of @quota_fen by the terms; *out_usage. */
gboolean qz_deposit_compute_usage (const QzNonLocalTerms *terms, QzFen clearing_fen,
                                   QzFen quota_fen, QzDepositUsage *out_usage, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* An undefined rate stays empty (AMB-25). */
void qz_deposit_put_rate (QzSheet *sheet, guint row, guint column, const QzDepositUsage *usage);

G_END_DECLS
