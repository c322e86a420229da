/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-assistance.h"
#include "qz-claim.h"
#include "qz-day.h"
#include "qz-kinds.h"
#include "qz-nonlocal.h"
#include "qz-rate.h"

G_BEGIN_DECLS

/* What a policy pack says, section by section (docs/policies.md). */

/* Regimes: a pack rules one of them, with sections of its own, and they rule side by side. */
typedef enum {
  QZ_POLICY_INSTANT,    /* instant settlement (HLJ-IS, SQ, JL) */
  QZ_POLICY_NONLOCAL,   /* care away from home (NL) */
  QZ_POLICY_ASSISTANCE, /* medical assistance (DT) */
  QZ_N_POLICY_KINDS,
} QzPolicyKind;

/* Groups of med_type (domain 4.3): 普通门诊, 慢特病, 住院, 生育, 药店. */
typedef enum {
  QZ_MED_MZ,
  QZ_MED_MTB,
  QZ_MED_ZY,
  QZ_MED_SY,
  QZ_MED_YD,
  QZ_N_MED_GROUPS,
} QzMedGroup;
#define QZ_MED_UNMAPPED QZ_N_MED_GROUPS
const char *qz_med_group_to_text (QzMedGroup group); /* "MZ" */

/* Columns of the daily sheet that fund parts are summed into. */
typedef enum { QZ_PART_POOL, QZ_PART_ACCT, QZ_PART_OTHER, QZ_N_PARTS } QzFundPart;

/* Which costs of other places are in scope (HLJ-IS-6: first the province, then outside). */
typedef enum { QZ_NL_NONE, QZ_NL_IN_PROVINCE, QZ_NL_ALL } QzNonLocal;

/* What to do when a declaration differs from the claims in scope. */
typedef enum { QZ_RECONCILE_REFUSE, QZ_RECONCILE_WARN, QZ_RECONCILE_OFF } QzReconcile;

/* AMB-30: where the working days of the month settlement are counted from. */
typedef enum { QZ_DEADLINE_FROM_CUTOFF, QZ_DEADLINE_FROM_NEXT_MONTH } QzDeadlineFrom;

typedef struct {
  guint base_years; /* AMB-01: 1 to 3 */
  guint due_mday; /* SQ-3.2.2a, DL-SQ-PRE: rolled forward to a working day, as no other (AMB-17) */
} QzAdvanceTerms;

typedef struct {
  gboolean hand_over_required; /* AMB-08: no bank file before the signed sheet is with finance */
  guint due_workdays;          /* after the claim day; 0: the day itself, rolled (DL-JL-DAY) */
} QzDailyTerms;

typedef struct {
  gboolean offset_path[QZ_N_PATHS]; /* what was paid on these paths is offset, oldest first */
  QzReconcile reconcile;
  QzDeadlineFrom deadline_from;
  guint audit_workdays; /* DL-SQ-AUD; 0: no date of its own */
  guint pay_workdays;   /* DL-SQ-PAY, DL-HLJ-MS, DL-JL-MS */
  guint cutoff_mday;    /* of the next month, until declarations tell their own; 0: not given */
} QzSettlementTerms;

typedef struct {
  gboolean allowed;         /* HLJ-IS-18, JL-19 */
  gboolean reason_required; /* SM-5 */
} QzDeferralTerms;

/* Care away from home (NL-*), sections [deposit], [clearing] and [transfer]. Days of the month are
 * those of the month after the costs and are never rolled (AMB-17). */
typedef struct {
  guint quota_months;          /* NL-17b, AMB-03: 2 */
  QzPpm yellow_ppm, red_ppm;   /* NL-21b, NL-21c */
  guint notice_workdays;       /* NL-22a: 2-1, 2-2 */
  guint raise_workdays;        /* NL-22b: 2-3 */
  guint yearly_month, yearly_from_mday, yearly_due_mday; /* NL-20b, AMB-04: February, 1, 10 */
  gboolean clear_acct;         /* personal accounts are cleared too */
  guint upload_days;           /* NL-27, AMB-16: calendar days */
  guint audit_mday;            /* NL-28a: 15 */
  guint mismatch_mday;         /* NL-31a: 17 */
  guint auto_audit_mday;       /* NL-28b, NL-31b: 18 */
  guint list_mday;             /* NL-31c, d, e: 21 */
  guint confirm_mday;          /* NL-31f: 23 */
  guint auto_confirm_mday;     /* NL-31g: 24 */
  guint national_mday;         /* NL-31h: 25 */
  gboolean auto_overrides_objections; /* AMB-07 */
  guint leg_workdays[QZ_N_LEGS]; /* NL-31-D, NL-31-U: 5 3 3 (D4: hospitals) 5 3 3 3; 0: none */
  guint hospital_workdays;     /* NL-31-D4 */
  guint feedback_workdays;     /* NL-36 */
} QzNonLocalTerms;

/* What the due day of a deadline is counted by: a parameter that stands elsewhere in the pack. */
typedef enum {
  QZ_DUE_ADVANCE_DAY,    /* advance.due_day */
  QZ_DUE_DAILY_WORKDAYS, /* daily.due_workdays */
  QZ_DUE_AUDIT_WORKDAYS, /* settlement.audit_workdays */
  QZ_DUE_PAY_WORKDAYS,   /* settlement.pay_workdays */
  QZ_DUE_QUARTER_END,    /* "quarter-end": the last day of a quarter, never rolled (AMB-17) */
  /* care away from home: of a clearing period, in the month after the costs */
  QZ_DUE_NL_AUDIT,       /* clearing.audit_day */
  QZ_DUE_NL_MISMATCH,    /* clearing.mismatch_day */
  QZ_DUE_NL_LIST,        /* clearing.list_day: what goes up to the national system */
  QZ_DUE_NL_CONFIRM,     /* clearing.confirm_day */
  QZ_DUE_NL_NATIONAL,    /* clearing.national_day */
  QZ_DUE_NL_MONTH_END,   /* "month-end": the notices */
  QZ_DUE_NL_UPLOAD,      /* clearing.upload_days after a discharge settlement */
  /* after the publication of a notice */
  QZ_DUE_NL_NOTICE,      /* deposit.notice_workdays */
  QZ_DUE_NL_RAISE,       /* deposit.raise_workdays */
  /* after the event that a leg waits for */
  QZ_DUE_NL_D1,          /* transfer.d1_workdays … */
  QZ_DUE_NL_D2,
  QZ_DUE_NL_D3,
  QZ_DUE_NL_D4,
  QZ_DUE_NL_U1,
  QZ_DUE_NL_U2,
  QZ_DUE_NL_U3,
  QZ_DUE_NL_U4,
  QZ_DUE_NL_FEEDBACK,    /* transfer.feedback_workdays */
  /* of a year */
  QZ_DUE_NL_YEARLY,      /* deposit.yearly_due_day */
  QZ_DUE_NL_YEAR_END,    /* "year-end": interest (NL-19) */
  /* medical assistance: of a month, in the one after the costs */
  QZ_DUE_MA_STATEMENT,     /* assistance.statement_day … in the order of QzAssistStage */
  QZ_DUE_MA_CONFIRM,       /* assistance.confirm_day */
  QZ_DUE_MA_DETAILS,       /* assistance.details_day */
  QZ_DUE_MA_FORM4,         /* assistance.form4_day */
  QZ_DUE_MA_FORM4_CONFIRM, /* assistance.form4_confirm_day */
  QZ_DUE_MA_CLEARING,      /* assistance.clearing_day: of a year, in the next */
  QZ_N_DUES,
} QzDue;
QzPolicyKind qz_due_get_kind (QzDue due); /* which packs count by it */

/* What proves that a deadline was met: how far its documents are, or the word of a person. */
typedef enum {
  QZ_PROOF_REVIEWED,
  QZ_PROOF_APPROVED,
  QZ_PROOF_HANDED_OVER, /* pushed, and the signed sheet received (JL-11d, JL-11e) */
  QZ_PROOF_PAID,
  QZ_PROOF_PERSON,
  QZ_PROOF_STAGE,       /* the stage of the clearing period is done, by people or by itself; the
                           stage of assistance, by people */
  QZ_PROOF_UPLOADED,    /* the details are with the national system (NL-27) */
  QZ_PROOF_NOTICE_PAID, /* all transfers of the notice have arrived */
  QZ_PROOF_RECEIVED,    /* the transfer has arrived in full (NL-35) */
  QZ_N_PROOFS,
} QzProof;

typedef struct {
  const char *key;   /* "DL-JL-MS" */
  const char *title; /* for people */
  const char *rule;
  QzDue due;
  QzProof proof;
  const char *effect; /* what happens by itself when it is missed, for people; nullable */
} QzDeadlineRule;

/* Whose books a ledger is (domain 3.2). */
typedef enum {
  QZ_LEDGER_AGENCY,   /* fund of one insurance, of an agency */
  QZ_LEDGER_FINANCE,  /* fund of one insurance, of a finance office */
  QZ_LEDGER_CITY,     /* 市（地）级异地就医结算账户 */
  QZ_LEDGER_PROVINCE, /* 全省异地就医结算账户 */
  QZ_LEDGER_FISCAL,   /* 全省异地就医财政专户 */
  QZ_N_LEDGER_KINDS,
} QzLedgerKind;

typedef enum {
  QZ_POST_PAY,
  QZ_POST_PAYABLE,
  QZ_POST_OFFSET,
  QZ_POST_AMOUNT, /* care away from home, assistance: all that was transferred */
  QZ_POST_PART,   /* one voucher line per party whose money it is (AMB-11) */
  QZ_N_POST_AMOUNTS,
} QzPostingAmount;

/* Which money of care away from home a posting is for, and which way it goes; -1: either. */
typedef enum { QZ_MONEY_CLEARING, QZ_MONEY_DEPOSIT } QzMoney;
typedef enum { QZ_FLOW_IN, QZ_FLOW_OUT } QzFlow;

/* Dimensions of a voucher line. */
typedef enum {
  QZ_DIM_PROVIDER = 1 << 0,
  QZ_DIM_PERIOD = 1 << 1, /* the month of the costs of the document line */
  QZ_DIM_PATH = 1 << 2,   /* the path of the payment */
  QZ_DIM_BANK = 1 << 3,   /* the bank account */
  QZ_DIM_ITEM = 1 << 4,   /* one voucher line per open item used, with its month and path */
  QZ_DIM_SCOPE = 1 << 5,  /* the sub-account of the scope: SYMBOL.IN, SYMBOL.CROSS */
  QZ_DIM_PARTY = 1 << 6,  /* below it, that of the party: SYMBOL.IN.230281 (AMB-11); of assistance
                             the county's: SYMBOL.140213 */
} QzPostingDimension;

typedef struct {
  gboolean is_debit;
  const char *account; /* symbol of the chart of accounts */
  QzPostingAmount amount;
  guint dimensions;
} QzPostingLine;

typedef struct {
  const char *event; /* "EV-01" */
  const char *rule;
  const char *summary; /* with {provider} {period} {insurance}; of care away from home {period}
                          {scope} {money} {payer} {payee} */
  /* Care away from home: one event may be posted in several ledgers (NL-33). */
  QzLedgerKind ledger;
  int money;            /* QzMoney or -1 */
  int flow;             /* QzFlow or -1 */
  const char *reverses; /* of EV-27: the event that it turns round (NL-18a); else NULL */
  const QzPostingLine *lines;
  guint n_lines;
} QzPostingRule;

G_END_DECLS
