/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-fen.h"

G_BEGIN_DECLS

/* The vocabulary of medical assistance (医疗救助, DT-*): texts for the store and the commands, names
 * for people. Every *_parse gives FALSE for a text that it does not know. */

/* DT-5: who is assisted. */
typedef enum {
  QZ_ASSIST_LB, /* 低保对象 */
  QZ_ASSIST_TK, /* 特困人员 */
  QZ_ASSIST_BY, /* 低保边缘家庭成员 */
  QZ_ASSIST_FP, /* 返贫致贫人口 */
  QZ_ASSIST_JC, /* 监测对象 */
  QZ_ASSIST_QT, /* 其他特殊困难人员 */
  QZ_N_ASSIST_CATEGORIES,
} QzAssistCategory;
/* Nobody's category: no assistance, but basic insurance and critical illness as of anybody. */
#define QZ_ASSIST_NONE QZ_N_ASSIST_CATEGORIES
#define QZ_ASSIST_BIT(category) (1u << (category))
/* These four take QZ_ASSIST_NONE too: "", “None”, 无, "". */
const char *qz_assist_category_to_text (QzAssistCategory category);        /* "LB" */
const char *qz_assist_category_get_name (QzAssistCategory category);       /* translated */
const char *qz_assist_category_get_paper_name (QzAssistCategory category); /* 低保对象 */
const char *qz_assist_category_get_rule (QzAssistCategory category);       /* "DT-5a" */
gboolean qz_assist_category_parse (const char *text, QzAssistCategory *out); /* "": none */

/* DT-6a: groups inside a category, as the lists tell them. */
typedef enum {
  QZ_ASSIST_JC1, /* 脱贫不稳定人口 */
  QZ_ASSIST_JC2, /* 边缘易致贫人口 */
  QZ_ASSIST_JC3, /* 突发严重困难户 */
  QZ_ASSIST_QT1, /* 其他脱贫人口 */
  QZ_ASSIST_QT9, /* 其他 */
  QZ_N_ASSIST_GROUPS,
} QzAssistGroup;
const char *qz_assist_group_to_text (QzAssistGroup group);        /* "JC1" */
const char *qz_assist_group_get_name (QzAssistGroup group);       /* translated */
const char *qz_assist_group_get_paper_name (QzAssistGroup group); /* 脱贫不稳定人口 */
gboolean qz_assist_group_parse (const char *text, QzAssistGroup *out);
QzAssistCategory qz_assist_group_get_category (QzAssistGroup group);

/* DT-6b: who provides the lists, 民政 and 乡村振兴. */
typedef enum { QZ_ASSIST_CIVIL, QZ_ASSIST_RURAL, QZ_N_ASSIST_SOURCES } QzAssistSource;
const char *qz_assist_source_to_text (QzAssistSource source);        /* "civil" "rural" */
const char *qz_assist_source_get_name (QzAssistSource source);       /* translated */
const char *qz_assist_source_get_paper_name (QzAssistSource source); /* 民政 乡村振兴 */
gboolean qz_assist_source_parse (const char *text, QzAssistSource *out);
/* Whether lists of @source may name persons of @category. */
gboolean qz_assist_source_has (QzAssistSource source, QzAssistCategory category);

/* What a month comes to (DT-16, DT-17, DT-19), in the order of its days, and the year (DT-12). */
typedef enum {
  QZ_ASSIST_STATEMENT,     /* forms 2 and 3 pushed, by the 5th */
  QZ_ASSIST_CONFIRM,       /* hospitals and counties confirm, by the 10th */
  QZ_ASSIST_DETAILS,       /* details pushed, by the 15th */
  QZ_ASSIST_FORM4,         /* form 4 made and pushed, by the 15th */
  QZ_ASSIST_FORM4_CONFIRM, /* counties confirm form 4, by the 20th */
  QZ_ASSIST_CLEARING,      /* of the year, by the 31st of March of the next */
  QZ_N_ASSIST_STAGES,
} QzAssistStage;
const char *qz_assist_stage_to_text (QzAssistStage stage);  /* "statement" … "form4-confirm" */
const char *qz_assist_stage_get_name (QzAssistStage stage); /* translated */
const char *qz_assist_stage_get_rule (QzAssistStage stage); /* "DT-16a" */
gboolean qz_assist_stage_parse (const char *text, QzAssistStage *out);

/* What a bill is by its med_type. */
typedef enum {
  QZ_ASSIST_STAY,       /* in hospital */
  QZ_ASSIST_OUTPATIENT, /* 门诊慢特病、特药, by analogy (DT-26) */
  QZ_ASSIST_OTHER,      /* takes no part */
} QzAssistKind;

/* ── parameters (DT-14): how much each layer of a bill pays ── */

#define QZ_ASSIST_MAX_BANDS 8
#define QZ_ASSIST_NO_LIMIT (-1)

/* A band of critical-illness insurance, counted above its deductible. */
typedef struct {
  QzFen reach_fen; /* the band ends so far above the deductible; the last: QZ_ASSIST_NO_LIMIT */
  QzPpm ratio_ppm;
} QzAssistBand;

typedef enum {
  QZ_LAYER_BASIC_DEDC_FIRST,
  QZ_LAYER_BASIC_DEDC_NEXT,
  QZ_LAYER_BASIC_RATIO,
  QZ_LAYER_BASIC_CAP,
  QZ_LAYER_OUTPATIENT_DEDC,
  QZ_LAYER_OUTPATIENT_RATIO,
  QZ_LAYER_CI_DEDC,
  QZ_LAYER_CI_BANDS,
  QZ_LAYER_CI_CAP,
  QZ_LAYER_MAF_DEDC,
  QZ_LAYER_MAF_RATIO,
  QZ_LAYER_MAF_CAP,
  QZ_N_LAYER_PARAMETERS,
} QzLayerParameter;

/* The parameters of one category from a day to a day. Caps and the deductibles of critical illness
 * and assistance are of a calendar year. A cap of QZ_ASSIST_NO_LIMIT is none. */
typedef struct {
  QzAssistCategory category; /* QZ_ASSIST_NONE: of whom no list names */
  QzDay from, to;            /* both included; QZ_DAY_NONE: as long as the pack */
  QzFen basic_dedc_first_fen, basic_dedc_next_fen; /* of the first and of later stays of a year */
  QzPpm basic_ratio_ppm;
  QzFen basic_cap_fen; /* of outpatient bills too */
  QzFen outpatient_dedc_fen;
  QzPpm outpatient_ratio_ppm;
  QzFen ci_dedc_fen;
  QzAssistBand ci_bands[QZ_ASSIST_MAX_BANDS];
  guint n_ci_bands;
  QzFen ci_cap_fen;
  QzFen maf_dedc_fen;
  QzPpm maf_ratio_ppm;
  QzFen maf_cap_fen;
  const char *rules[QZ_N_LAYER_PARAMETERS]; /* their rule numbers; nullable */
} QzAssistLayers;

/* Section [assistance]. Days of the month are those of the month after the costs and are never
 * rolled (AMB-17); nothing happens by itself when they pass. */
typedef struct {
  QzPpm reserve_ppm;         /* DT-11: of what is allotted to a county in a year */
  QzPpm reserve_warning_ppm; /* EX-6: usage that warns */
  guint statement_mday;      /* DT-16a */
  guint confirm_mday;        /* DT-16b */
  guint details_mday;        /* DT-17 */
  guint form4_mday;          /* DT-19a */
  guint form4_confirm_mday;  /* DT-19b */
  guint clearing_month, clearing_mday; /* DT-12: of the next year */
  gboolean outpatient;       /* DT-26 */
  QzAssistCategory order[QZ_N_ASSIST_CATEGORIES]; /* AMB-31: which wins when the person pays the
                                                     same by several */
} QzAssistTerms;

/* ── what the engine is asked about (schemes/qz-assist-engine.h) ── */

/* Amounts of a bill, none below zero: refunds take their original's result away again
 * and are never computed. */
typedef struct {
  gboolean is_outpatient; /* DT-26 */
  QzFen fee_fen;          /* medfee_sumamt */
  QzFen fullself_fen;     /* fulamt_ownpay_amt: never assisted */
  QzFen overlimit_fen;    /* overlmt_selfpay */
  QzFen preself_fen;      /* preselfpay_amt */
  QzFen other_fen;        /* other funds, which pay before assistance: cvlserv hifes hifdm oth */
  QzFen hosp_part_fen;    /* hosp_part_amt */
} QzAssistBill;

/* What a person has used up in the calendar year of the settlement (AS-3), by own results, over all
 * categories. Begins with zeros. */
typedef struct {
  QzFen rest_fen;     /* what basic insurance left, that critical illness counts from */
  QzFen basic_fen, ci_fen;
  QzFen maf_dedc_fen; /* deductible of assistance that is used */
  QzFen maf_fen;
  guint n_stays;      /* outpatient bills are none */
} QzAssistYear;

/* A person on a list: [from, exit) (DT-6b, DT-6c). */
typedef struct {
  QzAssistCategory category;
  QzDay from; /* the day of the first list that has the person */
  QzDay exit; /* first day no longer entitled; QZ_DAY_NONE: runs on */
} QzAssistSpell;

G_END_DECLS
