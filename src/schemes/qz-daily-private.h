/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-daily-engine.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  char *code;
  char *level;
  guint rank; /* by code, once finished */
  guint first_block; /* index + 1; 0: none */
  gboolean is_out; /* blocked on the day of the run: nothing of it is paid */
} QzDailyProvider;

typedef struct {
  QzDay from, to;
  guint next; /* of the same provider, index + 1; 0: none */
} QzDailyBlock;

/* Money from earlier runs: a carry (negative) or a deferred item (positive). */
typedef struct {
  guint provider;
  QzInsurance insurance;
  QzPeriod period;
  QzFen amount_fen;
  gint64 source;
} QzDailyExtra;

/* The claims of one provider, day and insurance while they stream in. */
typedef struct {
  guint provider;
  QzDay day;
  QzInsurance insurance;
  guint n_claims, n_refunds;
  QzFen medfee_fen;
  QzFen amount_fen;
  QzFen parts_fen[QZ_N_PARTS];
  __int128 weighted[QZ_N_PARTS]; /* Σ part × ratio, exact */
  gint32 ratios[QZ_N_MED_GROUPS]; /* ppm */
  gint32 ratio;
} QzDailyGroup;

struct _QzDailyEngine {
  QzPolicy *policy;
  QzDay run_day, first_day;
  QzFen available_fen; /* -1: enough */
  gboolean is_finished;
  GArray *providers;   /* QzDailyProvider */
  GArray *index_by_id; /* guint32 */
  GArray *blocks;      /* QzDailyBlock */
  GArray *carries;     /* QzDailyExtra */
  GArray *deferred;    /* QzDailyExtra */
  GPtrArray *slabs;    /* guint32 *, one a day of validity, NULL for days without claims */
  GArray *groups;      /* QzDailyGroup */
  GArray *batches;     /* QzDailyBatch */
  GArray *lines;       /* QzDailyLine */
  GArray *left_out;    /* QzDailyLeftOut */
};

/* Counts @n_claims claims (or a deferred item) of provider number @index as left out. */
gboolean qz_daily_leave_out (QzDailyEngine *self, guint index, gboolean blocked, QzScope scope,
                             guint n_claims, QzFen amount_fen, GError **error);

/* Splits a line's amount over its fund parts: the residue method when the parts have one sign, else
 * each part rounded and the difference to the largest (AMB-34). */
gboolean qz_daily_split (QzFen amount_fen, const QzFen parts_fen[QZ_N_PARTS],
                         const __int128 weighted[QZ_N_PARTS], QzFen out[QZ_N_PARTS],
                         GError **error);

G_END_DECLS
