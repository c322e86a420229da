/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nonlocal.h"

#include "qz-word-table.h"

static const QzWord scopes[QZ_N_NL_SCOPES] = {
  [QZ_NL_IN_PROV] = { "in_prov", N_ ("In the province"), "省内" },
  [QZ_NL_CROSS_PROV] = { "cross_prov", N_ ("Across provinces"), "跨省" },
};

static const QzWord persons[QZ_N_NL_PERSONS] = {
  [QZ_NLP_RETIRED] = { "RETIRED", N_ ("Retired and settled elsewhere"), "异地安置退休人员" },
  [QZ_NLP_RESIDENT] = { "RESIDENT", N_ ("Living elsewhere for long"), "异地长期居住人员" },
  [QZ_NLP_WORK] = { "WORK", N_ ("Working elsewhere"), "常驻异地工作人员" },
  [QZ_NLP_REFERRAL] = { "REFERRAL", N_ ("Referred elsewhere"), "异地转诊人员" },
};

static const QzWord stages[QZ_N_CLEARING_STAGES] = {
  [QZ_CLEARING_AUDIT] = { "audit", N_ ("Audit and reconciliation"), NULL },
  [QZ_CLEARING_MISMATCH] = { "mismatch", N_ ("Mismatches solved"), NULL },
  [QZ_CLEARING_UPLOAD] = { "upload", N_ ("Upload to the national system"), NULL },
  [QZ_CLEARING_LISTS] = { "lists", N_ ("Lists made"), NULL },
  [QZ_CLEARING_CONFIRM] = { "confirm", N_ ("Confirmation"), NULL },
  [QZ_CLEARING_NATIONAL] = { "national", N_ ("National confirmation"), NULL },
  [QZ_CLEARING_PUBLISH] = { "publish", N_ ("Notices"), NULL },
};

static const QzWord legs[QZ_N_LEGS] = {
  [QZ_LEG_D1] = { "D1", N_ ("Fiscal account to the provincial clearing account"), "NL-31-D1" },
  [QZ_LEG_D2] = { "D2", N_ ("Provincial clearing account to the treat area"), "NL-31-D2" },
  [QZ_LEG_D3] = { "D3", N_ ("City clearing account to the expenditure accounts"), "NL-31-D3" },
  [QZ_LEG_U1] = { "U1", N_ ("Local finance to the expenditure account"), "NL-31-U1" },
  [QZ_LEG_U2] = { "U2", N_ ("Expenditure account to the city clearing account"), "NL-31-U2" },
  [QZ_LEG_U3] = { "U3", N_ ("City clearing account to the provincial one"), "NL-31-U3" },
  [QZ_LEG_U4] = { "U4", N_ ("Provincial clearing account to the fiscal account"), "NL-31-U4" },
  [QZ_LEG_P1] = { "P1", N_ ("Deposit: local finance to the expenditure account"), "NL-18a" },
  [QZ_LEG_P2] = { "P2", N_ ("Deposit: expenditure account to the city"), "NL-18a" },
  [QZ_LEG_P3] = { "P3", N_ ("Deposit: city to the province"), "NL-18a" },
  [QZ_LEG_P4] = { "P4", N_ ("Deposit: province to the fiscal account"), "NL-18a" },
  [QZ_LEG_R1] = { "R1", N_ ("Refund: expenditure account to local finance"), "NL-18a" },
  [QZ_LEG_R2] = { "R2", N_ ("Refund: city to the expenditure account"), "NL-18a" },
  [QZ_LEG_R3] = { "R3", N_ ("Refund: province to the city"), "NL-18a" },
  [QZ_LEG_R4] = { "R4", N_ ("Refund: fiscal account to the province"), "NL-18a" },
  [QZ_LEG_I1] = { "I1", N_ ("Interest to the fiscal account"), "NL-19" },
};

static const QzWord regions[QZ_N_REGION_STATES] = {
  [QZ_REGION_NORMAL] = { "NORMAL", N_ ("Normal"), NULL },
  [QZ_REGION_OVERDUE] = { "OVERDUE", N_ ("Overdue"), NULL },
  [QZ_REGION_SUSPENDED] = { "SUSPENDED", N_ ("Suspended"), NULL },
};

QZ_DEFINE_WORDS (qz_nl_scope, QzNlScope, scopes)
QZ_DEFINE_OTHER_WORD (qz_nl_scope_get_paper_name, QzNlScope, scopes)
QZ_DEFINE_WORDS (qz_nl_person, QzNlPerson, persons)
QZ_DEFINE_OTHER_WORD (qz_nl_person_get_paper_name, QzNlPerson, persons)
QZ_DEFINE_WORDS (qz_clearing_stage, QzClearingStage, stages)
QZ_DEFINE_WORDS (qz_leg, QzLeg, legs)
QZ_DEFINE_OTHER_WORD (qz_leg_get_rule, QzLeg, legs)
QZ_DEFINE_WORDS (qz_region_state, QzRegionState, regions)
