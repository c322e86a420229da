/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-policy.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* One bill of three layers: basic insurance, then critical illness, then medical assistance (DT-4,
 * DT-14, EX-5). Pure. The platform computes what is paid; this checks it and computes what is
 * reimbursed by hand (DT-15b). Every formula rounds once, half away from zero. */

typedef struct {
  gboolean is_stay; /* counts in the year's stays */
  QzFen scp_fen;  /* 政策范围内 = fee - fullself - overlimit - preself */
  QzFen dedc_fen; /* deductible of basic insurance that the bill really used: never above scp */
  QzFen basic_fen;
  QzFen rest_fen; /* = scp - basic */
  QzFen ci_fen;
  QzFen rest2_fen;     /* = max (0, rest - ci - other) */
  QzFen maf_dedc_fen;  /* deductible of assistance that this bill used */
  QzFen maf_fen;
  QzFen fund_total_fen; /* = basic + ci + other + maf */
  QzFen person_fen;     /* = fee - fund_total - hosp_part */
  /* What would have been paid without the caps of the year; equal when no cap was reached. */
  QzFen basic_uncapped_fen, ci_uncapped_fen, maf_uncapped_fen;
} QzAssistResult;

/* Refuses (class input, with rule) an amount below zero ("amount-negative"), parts outside of the
 * catalogue above the fee ("scp-negative", V1), and other funds and the hospital's part that leave
 * the person less than nothing ("person-negative", V3). */
gboolean qz_assist_compute (const QzAssistLayers *layers, const QzAssistBill *bill,
                            const QzAssistYear *year, QzAssistResult *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Counts a bill into the year; and takes away what a refunded bill had counted. Reimbursements by
 * hand count as well. Refuses a sum beyond QZ_FEN_MAX, and to take away what is not there. */
gboolean qz_assist_year_add (QzAssistYear *year, const QzAssistResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_year_take (QzAssistYear *year, const QzAssistResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── which category ── */

typedef enum {
  QZ_ASSIST_VALID,      /* on the day of the settlement (AMB-31) */
  QZ_ASSIST_LEFT,       /* left the list during the stay: as on admission (DT-6c, AS-2) */
  QZ_ASSIST_SUSPENDED,  /* admitted while suspended: nothing directly (DT-22) */
  QZ_ASSIST_EXITED,     /* left the lists before admission, or on its day (DT-6c) */
  QZ_ASSIST_NOT_YET,    /* comes on a list only after the settlement (DT-6b) */
  QZ_ASSIST_UNLISTED,   /* was never on a list (DT-5) */
} QzAssistReason;
const char *qz_assist_reason_to_text (QzAssistReason reason);  /* "valid" … */
const char *qz_assist_reason_get_name (QzAssistReason reason); /* translated */
const char *qz_assist_reason_get_rule (QzAssistReason reason); /* "AMB-31" … */

typedef struct {
  guint categories;  /* QZ_ASSIST_BITs; 0: none */
  QzDay policy_day;  /* whose parameters hold: of the settlement, or of admission (AS-2) */
  QzAssistReason reason;
} QzAssistEntitlement;

/* By the spells of one person, in any order. @is_suspended: a suspension covers the admission, and
 * the bill was to be settled directly; what is reimbursed by hand is not touched by it. */
QzAssistEntitlement qz_assist_find_entitlement (const QzAssistSpell *spells, gsize n_spells,
                                                QzDay begun, QzDay settled,
                                                gboolean is_suspended);

typedef struct {
  QzAssistCategory category;
  const QzAssistLayers *layers; /* of the policy */
  QzAssistResult result;
} QzAssistTry;

/* What every category would give, in the order of the policy's ties, and which is taken: the one
 * that leaves the person least, the first of equals (AMB-31). */
typedef struct {
  QzAssistTry tries[QZ_N_ASSIST_CATEGORIES];
  guint n_tries; /* at least 1; without a category one try of QZ_ASSIST_NONE */
  guint best;
} QzAssistChoice;

/* @policy: the one that is valid on entitlement->policy_day. */
gboolean qz_assist_choose (QzPolicy *policy, const QzAssistEntitlement *entitlement,
                           const QzAssistBill *bill, const QzAssistYear *year, QzAssistChoice *out,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The result line by line, each with the rule's number and the formula with its amounts in words
 * for people. Columns: step (scp dedc basic rest ci rest2 maf_dedc maf fund_total person), title,
 * amount (fen), formula, rule. (transfer full) */
QzSheet *qz_assist_explain (const QzAssistLayers *layers, const QzAssistBill *bill,
                            const QzAssistYear *year, const QzAssistResult *result);

/* ── the counties' reserves (DT-11, EX-6) ── */

/* Of all that was allotted to a county in a year, rounded once. An instalment adds the reserve of
 * the sum with it less that of the sum without it. Refuses a negative amount. */
gboolean qz_assist_reserve_of (const QzAssistTerms *terms, QzFen allotted_fen, QzFen *out,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
  QZ_RESERVE_NORMAL,
  QZ_RESERVE_WARNED,    /* usage reached reserve_warning, exactly or above */
  QZ_RESERVE_OVERDRAWN, /* more used than there is */
  QZ_N_RESERVE_LEVELS,
} QzReserveLevel;
const char *qz_reserve_level_to_text (QzReserveLevel level);  /* "normal" "warned" "overdrawn" */
const char *qz_reserve_level_get_name (QzReserveLevel level); /* translated */
gboolean qz_reserve_level_parse (const char *text, QzReserveLevel *out);

typedef struct {
  gboolean has_rate; /* FALSE: there is no reserve */
  QzPpm rate_ppm;    /* truncated; the level is decided on the exact amounts */
  QzReserveLevel level;
  QzFen left_fen;    /* reserve - used; below zero: the county's shortage (DT-12) */
} QzReserveUsage;
/* @used_fen may be below zero (deductions). Refuses a reserve below zero. */
gboolean qz_assist_usage (const QzAssistTerms *terms, QzFen used_fen, QzFen reserve_fen,
                          QzReserveUsage *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── days ── */

/* When a stage of the costs of @period is due, never rolled (AMB-17); QZ_ASSIST_CLEARING: that of
 * the year of @period (DT-12). */
QzDay qz_assist_get_due (const QzAssistTerms *terms, QzPeriod period, QzAssistStage stage);

G_END_DECLS
