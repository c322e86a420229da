/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-fen.h"
#include "qz-kinds.h"

G_BEGIN_DECLS

/* The vocabulary of care away from home (异地就医, NL-*): texts for the store and the commands, names
 * for people. Every *_parse gives FALSE for a text that it does not know. */

/* NL-2: 省内, 跨省. */
typedef enum { QZ_NL_IN_PROV, QZ_NL_CROSS_PROV, QZ_N_NL_SCOPES } QzNlScope;
const char *qz_nl_scope_to_text (QzNlScope scope);        /* "in_prov" "cross_prov" */
const char *qz_nl_scope_get_name (QzNlScope scope);       /* translated */
const char *qz_nl_scope_get_paper_name (QzNlScope scope); /* 省内 跨省 */
gboolean qz_nl_scope_parse (const char *text, QzNlScope *out);

/* NL-8: the four kinds of person. */
typedef enum {
  QZ_NLP_RETIRED,
  QZ_NLP_RESIDENT,
  QZ_NLP_WORK,
  QZ_NLP_REFERRAL,
  QZ_N_NL_PERSONS,
} QzNlPerson;
const char *qz_nl_person_to_text (QzNlPerson kind);        /* "RETIRED" … */
const char *qz_nl_person_get_name (QzNlPerson kind);       /* translated */
const char *qz_nl_person_get_paper_name (QzNlPerson kind); /* 异地安置退休人员 … */
gboolean qz_nl_person_parse (const char *text, QzNlPerson *out);

/* The stages of a clearing period (NL-28, NL-31), in the order of their days. */
typedef enum {
  QZ_CLEARING_AUDIT,    /* by the 15th; automatic on the 18th */
  QZ_CLEARING_MISMATCH, /* by the 17th */
  QZ_CLEARING_UPLOAD,   /* cross-province information to the national system by the 21st */
  QZ_CLEARING_LISTS,    /* from the 21st */
  QZ_CLEARING_CONFIRM,  /* by the 23rd; automatic on the 24th */
  QZ_CLEARING_NATIONAL, /* cross-province, on the 25th */
  QZ_CLEARING_PUBLISH,  /* at the end of the month */
  QZ_N_CLEARING_STAGES,
} QzClearingStage;
const char *qz_clearing_stage_to_text (QzClearingStage stage);
const char *qz_clearing_stage_get_name (QzClearingStage stage);
gboolean qz_clearing_stage_parse (const char *text, QzClearingStage *out);

/* The legs of money: clearing down (NL-31-D) and up (NL-31-U), deposits up (NL-18a) and back,
 * interest (NL-19). */
typedef enum {
  QZ_LEG_D1, /* provincial finance → provincial clearing account */
  QZ_LEG_D2, /* → clearing account of a treat unit, or the province's own expenditure account */
  QZ_LEG_D3, /* treat unit → its own and its counties' expenditure accounts */
  QZ_LEG_U1, /* local finance → expenditure account of its agency */
  QZ_LEG_U2, /* agency → clearing account of its unit */
  QZ_LEG_U3, /* unit → provincial clearing account */
  QZ_LEG_U4, /* provincial clearing account → provincial fiscal account */
  QZ_LEG_P1, /* deposits: local finance → expenditure account */
  QZ_LEG_P2, /* → clearing account of the unit */
  QZ_LEG_P3, /* → provincial clearing account */
  QZ_LEG_P4, /* → provincial fiscal account */
  QZ_LEG_R1, /* refunds by the same way back: expenditure account → local finance */
  QZ_LEG_R2, /* unit → expenditure account */
  QZ_LEG_R3, /* provincial clearing account → unit */
  QZ_LEG_R4, /* provincial fiscal account → provincial clearing account */
  QZ_LEG_I1, /* interest of a clearing account → fiscal account of the same level */
  QZ_N_LEGS,
} QzLeg;
const char *qz_leg_to_text (QzLeg leg);  /* "D1" */
const char *qz_leg_get_name (QzLeg leg); /* translated */
const char *qz_leg_get_rule (QzLeg leg); /* "NL-31-D1" */
gboolean qz_leg_parse (const char *text, QzLeg *out);

/* SM-6. */
typedef enum {
  QZ_REGION_NORMAL,
  QZ_REGION_OVERDUE,
  QZ_REGION_SUSPENDED,
  QZ_N_REGION_STATES,
} QzRegionState;
const char *qz_region_state_to_text (QzRegionState state); /* "NORMAL" … */
const char *qz_region_state_get_name (QzRegionState state);
gboolean qz_region_state_parse (const char *text, QzRegionState *out);

/* Parts of the fund money of a non-local claim: the columns FC of forms 6-1 … 9-2. */
typedef enum {
  QZ_FC_POOL,    /* 统筹基金 */
  QZ_FC_BIG,     /* 大额 (employees), 大病 (residents) */
  QZ_FC_CVLSERV, /* 公务员补助 */
  QZ_FC_MAF,     /* 医疗救助 */
  QZ_FC_OTHER,   /* 其他 */
  QZ_N_FC,
} QzFundColumn;

/* Figures f1… of a notice's lines, by form. */
typedef enum {
  QZ_N21_LAST_YEAR,  /* (1), (2): last year's costs of the scope */
  QZ_N21_QUOTA,      /* (3), (4) */
} QzNotice21Figure;
typedef enum {
  QZ_N22_LAST_QUOTA, /* (1) */
  QZ_N22_BALANCE,    /* (2) */
  QZ_N22_QUOTA,      /* (3) */
  QZ_N22_TO_PAY,     /* (4) = max (0, (3) - (2)) */
  QZ_N22_TO_REFUND,  /* (5) = max (0, (2) - (3)) */
} QzNotice22Figure;
typedef enum {
  QZ_N23_QUOTA,      /* (1) */
  QZ_N23_CLEARING,   /* (2) */
  QZ_N23_RATE,       /* (3), ppm, truncated; -1: undefined (AMB-25) */
  QZ_N23_RAISE,      /* (4) */
  QZ_N23_NEW_QUOTA,  /* (5) */
} QzNotice23Figure;
/* F-NL-5 and F-NL-8: 职工, 居民, 合计. */
typedef enum { QZ_N5_EMP, QZ_N5_RES, QZ_N5_TOTAL } QzNotice5Figure;
/* F-NL-6: 职工支付 居民支付 职工扣款 居民扣款 应付; F-NL-9 the same figures. */
typedef enum {
  QZ_N6_EMP,
  QZ_N6_RES,
  QZ_N6_EMP_DEDUCT,
  QZ_N6_RES_DEDUCT,
  QZ_N6_PAYABLE,
} QzNotice6Figure;

G_END_DECLS
