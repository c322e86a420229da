/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The small vocabularies of the field; each has text forms for the store and for people. */

/* 职工, 居民; and the fund of medical assistance, which is no insurance: nobody is insured with it, but
 * documents, bank accounts and books may be its own (domain 3.1). */
typedef enum {
  QZ_INS_EMP,
  QZ_INS_RES,
  QZ_N_INSURANCES,
  QZ_INS_MAF = QZ_N_INSURANCES,
  QZ_N_FUNDS,
} QzInsurance;
typedef enum { QZ_PATH_MPREPAY, QZ_PATH_DAILY, QZ_N_PATHS } QzPath;   /* 月预拨, 日拨付 */

typedef enum {
  QZ_DOCUMENT_DAILY,      /* 日拨付 */
  QZ_DOCUMENT_ADVANCE,    /* 月预拨 */
  QZ_DOCUMENT_SETTLEMENT, /* 月结算 */
  QZ_DOCUMENT_NONLOCAL,   /* 异地拨付: hospitals, for patients of other places (NL-31-D4) */
  QZ_DOCUMENT_ASSIST,     /* 救助拨付: hospitals, from the assistance fund (DT-13) */
  QZ_N_DOCUMENT_KINDS,
} QzDocumentKind;

/* One life cycle for every document. */
typedef enum {
  QZ_STATE_MADE,      /* 已制单 */
  QZ_STATE_REVIEWED,  /* 已复核 */
  QZ_STATE_APPROVED,  /* 已审批 */
  QZ_STATE_SENT,      /* 已送银行: at least one line is in an exported bank batch */
  QZ_STATE_PART_PAID, /* some lines 00, others failed or open */
  QZ_STATE_PAID,      /* 已拨付: every line with an amount is 00 */
  QZ_STATE_FAILED,    /* every line failed, or the file was refused */
  QZ_STATE_REFUSED,   /* 已退回 by reviewer or approver, with a reason */
  QZ_STATE_CANCELLED, /* 已作废 before it was sent, with a reason */
  QZ_STATE_DEFERRED,  /* 已顺延 (SM-5) */
  QZ_STATE_WITHDRAWN, /* 已撤回: no line is left to pay (AMB-32, JL-15a) */
  QZ_N_STATES,
} QzDocumentState;

const char *qz_insurance_to_text (QzInsurance insurance);  /* "EMP" */
const char *qz_insurance_get_name (QzInsurance insurance); /* translated */
/* 职工基本医疗保险基金, 城乡居民基本医疗保险基金, 医疗救助基金: what the books of the insurance are called (domain
 * 3.1), on paper too. */
const char *qz_insurance_get_fund_name (QzInsurance insurance);
gboolean qz_insurance_parse (const char *text, QzInsurance *out); /* EMP, RES */
gboolean qz_fund_parse (const char *text, QzInsurance *out);      /* MAF too */
/* As official papers, vouchers and bank files say it, whatever the user's language: "职工", "居民",
 * "医疗救助". */
const char *qz_insurance_get_paper_name (QzInsurance insurance);
/* Books by insutype (domain 4.3): 310 → EMP, 390 → RES …; FALSE for 340 and unknown types. */
gboolean qz_insurance_from_insutype (const char *insutype, QzInsurance *out);

const char *qz_path_to_text (QzPath path); /* "mprepay", "daily" */
gboolean qz_path_parse (const char *text, QzPath *out);

const char *qz_document_kind_to_text (QzDocumentKind kind);   /* "daily" */
const char *qz_document_kind_get_name (QzDocumentKind kind);  /* translated */
const char *qz_document_kind_get_paper_name (QzDocumentKind kind); /* "日拨付" … */
const char *qz_document_kind_get_prefix (QzDocumentKind kind); /* RB YB JS YD JZ: of the number */
const char *qz_document_kind_get_biz_type (QzDocumentKind kind); /* DD MP MS NL MA (domain 7.2) */
gboolean qz_document_kind_parse (const char *text, QzDocumentKind *out);
/* FALSE, and @out as it was, for a type that is none of these. */
gboolean qz_document_kind_from_biz_type (const char *biz_type, QzDocumentKind *out);
/* Figures f1…f12 of a line of this kind: name in commands and forms, title for people. */
guint qz_document_kind_get_n_figures (QzDocumentKind kind);
const char *qz_document_kind_get_figure_name (QzDocumentKind kind, guint figure);
const char *qz_document_kind_get_figure_title (QzDocumentKind kind, guint figure);
int qz_document_kind_find_figure (QzDocumentKind kind, const char *name); /* -1 */

const char *qz_state_to_text (QzDocumentState state);   /* "made" … "part-paid" */
const char *qz_state_get_name (QzDocumentState state);  /* translated */
gboolean qz_state_parse (const char *text, QzDocumentState *out);

/* daily:      medfee base pool acct other amount carry_in deferred carry_out base_pool base_acct
 *             base_other
 * advance:    base_spending ratio(ppm) standard
 * settlement: declared deduct_audit deduct_inspect deduct_carried payable advance_paid daily_paid
 *             open_carried offset open_left deduct_left claims_base
 * nonlocal:   declared deducted net carried left
 * assist:     declared cross_area deducted net
 * (pay is a column of its own on every line) */
#define QZ_MAX_FIGURES 12
typedef enum { QZ_DAILY_MEDFEE, QZ_DAILY_BASE, QZ_DAILY_POOL, QZ_DAILY_ACCT, QZ_DAILY_OTHER,
               QZ_DAILY_AMOUNT, QZ_DAILY_CARRY_IN, QZ_DAILY_DEFERRED, QZ_DAILY_CARRY_OUT,
               QZ_DAILY_BASE_POOL, QZ_DAILY_BASE_ACCT, QZ_DAILY_BASE_OTHER } QzDailyFigure;
typedef enum { QZ_ADVANCE_BASE, QZ_ADVANCE_RATIO, QZ_ADVANCE_STANDARD } QzAdvanceFigure;
typedef enum { QZ_SETTLE_DECLARED, QZ_SETTLE_DEDUCT_AUDIT, QZ_SETTLE_DEDUCT_INSPECT,
               QZ_SETTLE_DEDUCT_CARRIED, QZ_SETTLE_PAYABLE, QZ_SETTLE_ADVANCE_PAID,
               QZ_SETTLE_DAILY_PAID, QZ_SETTLE_OPEN_CARRIED, QZ_SETTLE_OFFSET,
               QZ_SETTLE_OPEN_LEFT, QZ_SETTLE_DEDUCT_LEFT,
               QZ_SETTLE_CLAIMS_BASE } QzSettleFigure;
/* @carried, @left: signed; above zero the hospital is still to get it, below zero it owes it. */
typedef enum { QZ_NONLOCAL_DECLARED, QZ_NONLOCAL_DEDUCTED, QZ_NONLOCAL_NET, QZ_NONLOCAL_CARRIED,
               QZ_NONLOCAL_LEFT } QzNonLocalFigure;
typedef enum { QZ_ASSIST_DECLARED, QZ_ASSIST_CROSS_AREA, QZ_ASSIST_DEDUCTED,
               QZ_ASSIST_NET } QzAssistFigure;

G_END_DECLS
