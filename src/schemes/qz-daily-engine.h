/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-calendar.h"
#include "qz-policy.h"

G_BEGIN_DECLS

/**
 * QzDailyEngine:
 *
 * Daily disbursement (日拨付, JL-11): claims are streamed in, batches per claim day and insurance
 * come out (JL-11c). First providers, their blocked days, carried and deferred amounts; then the
 * claims in any order; then qz_daily_engine_finish(); then the getters.
 */
typedef struct _QzDailyEngine QzDailyEngine;

/* @run_day: the business day on which the batches are made (AMB-32 asks who is blocked then).
 * @first_day: the claim day of a batch that holds deferred items only. */
QzDailyEngine *qz_daily_engine_new (QzPolicy *policy, QzDay run_day, QzDay first_day);
void qz_daily_engine_free (QzDailyEngine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDailyEngine, qz_daily_engine_free)

/* Before the claims. @provider_id: 1 to 16 777 215, each once. @level is nullable. */
gboolean qz_daily_engine_add_provider (QzDailyEngine *self, gint64 provider_id, const char *code,
                                       const char *level, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The provider is not admitted, suspended or stopped from @from to @to (QZ_DAY_NONE: open at that
 * end; both included): its claims of these days are left out for good. Once @from has come by
 * @run_day, so are those of the days before that no batch holds yet; and when @run_day is one of
 * these days, everything of the provider is (AMB-32, HLJ-IS-4c, HLJ-IS-21). */
gboolean qz_daily_engine_block (QzDailyEngine *self, gint64 provider_id, QzDay from, QzDay to,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The carry_out (< 0) of the provider's last earlier batch of the settlement month @period
 * (AMB-22). It lowers the provider's lines of that month; without such a line in this run it stays
 * where it is. */
gboolean qz_daily_engine_add_carry (QzDailyEngine *self, QzInsurance insurance, gint64 provider_id,
                                    QzPeriod period, QzFen amount_fen, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* A deferred item (SM-5) comes back as a line of its own in the first batch of its insurance.
 * @period: month of its costs; @source: the line it was, not 0. */
gboolean qz_daily_engine_add_deferred (QzDailyEngine *self, QzInsurance insurance,
                                       gint64 provider_id, QzPeriod period, QzFen amount_fen,
                                       gint64 source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Money at hand for the only batch of the run; less than needed is shared by the residue method
 * over what each line is due, and the rest put off (EX-2). */
void qz_daily_engine_set_available (QzDailyEngine *self, QzFen available_fen);

#define QZ_DAILY_NO_GROUP G_MAXUINT

/* Adds one claim; pay = base × ratio rounded by itself (JL-11b, AMB-21). *out_group: a dense number
 * from 0 of its provider, day and insurance (the line's `group`), QZ_DAILY_NO_GROUP when the claim
 * is left out; *out_amount_fen: what it adds to the line's amount. Fails on a provider that was not
 * added, a missing ratio, a day outside the policy's validity, an overflow. */
gboolean qz_daily_engine_add_claim (QzDailyEngine *self, const QzClaim *claim, guint *out_group,
                                    QzFen *out_amount_fen, GError **error);

gboolean qz_daily_engine_finish (QzDailyEngine *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One document: claim day × insurance, by day, then insurance. */
typedef struct {
  QzDay day;
  QzInsurance insurance;
  QzPeriod period;
  guint first_line;
  guint n_lines;
  QzFen pay_fen;     /* Σ of its lines */
  QzFen put_off_fen; /* Σ of its lines */
} QzDailyBatch;

typedef struct {
  gint64 provider_id;
  const char *provider_code;
  QzPeriod period;     /* month of the costs: the claim day's, or the deferred item's own */
  guint group;         /* as qz_daily_engine_add_claim() gave it; NO_GROUP: a deferred item */
  gint64 source;       /* of a deferred item, else 0 */
  guint n_claims;      /* 结算笔数, without the refunds */
  guint n_refunds;
  QzPpm ratio_ppm;     /* the ratio of all its claims; -1: several, or none */
  QzFen figures[QZ_MAX_FIGURES]; /* QzDailyFigure; pool + acct + other = amount */
  QzFen pay_fen;       /* max (0, amount + carry_in + deferred) − put_off */
  QzFen put_off_fen;   /* > 0: to be deferred because the money was not enough */
} QzDailyLine;

guint qz_daily_engine_get_n_batches (QzDailyEngine *self);
const QzDailyBatch *qz_daily_engine_get_batch (QzDailyEngine *self, guint index);
/* Lines of all batches; those of a batch are sorted by provider code, a provider's deferred items
 * after its claims by month and source. */
const QzDailyLine *qz_daily_engine_get_line (QzDailyEngine *self, guint index);
guint qz_daily_engine_get_n_groups (QzDailyEngine *self);

/* What was left out, per provider and reason. */
typedef struct {
  gint64 provider_id;
  const char *provider_code;
  gboolean is_blocked;   /* AMB-32; otherwise out of scope because of `scope` */
  QzScope scope;
  guint n_claims;        /* 0: deferred items of a blocked provider */
  QzFen base_fen;        /* Σ base of the claims, Σ amount of the deferred items */
} QzDailyLeftOut;
guint qz_daily_engine_get_n_left_out (QzDailyEngine *self);
const QzDailyLeftOut *qz_daily_engine_get_left_out (QzDailyEngine *self, guint index);

/* DL-JL-DAY: the day itself when it is a working day, else the next one; more by the policy. */
QzDay qz_daily_get_due_day (QzPolicy *policy, QzCalendar *calendar, QzDay claim_day);

G_END_DECLS
