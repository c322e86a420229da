/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-document-line-repo.h"
#include "qz-open-item.h"

G_BEGIN_DECLS

/* What advances and month settlements read: declarations, deductions, spending, open 暂付款. */

typedef struct {
  gint64 id;
  gint64 provider_id;
  QzPeriod period;
  QzFen medfee_fen;
  QzFen declared_fen;
  QzDay cutoff_day;
  const char *file_name; /* where it stands; live as long as the array */
  gint64 line_no;
} QzDeclarationRecord;
/* Declarations of @period that no living settlement has, by provider. (element-type
 * QzDeclarationRecord) */
GPtrArray *qz_settle_repo_get_declarations (QzStore *store, QzInsurance insurance, QzPeriod period,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one declaration of a provider, or NULL without error. */
QzDeclarationRecord *qz_settle_repo_find_declaration (QzStore *store, gint64 provider_id,
                                                      QzInsurance insurance, QzPeriod period,
                                                      GError **error);
void qz_declaration_record_free (QzDeclarationRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDeclarationRecord, qz_declaration_record_free)
/* The earliest month before @period whose declarations are not settled; 0: none. */
gboolean qz_settle_repo_find_unsettled (QzStore *store, QzInsurance insurance, QzPeriod period,
                                        QzPeriod *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 id;
  gint64 provider_id;
  QzPeriod period;
  gboolean inspection; /* 20 稽核扣款, else 10 审核扣款 */
  QzFen amount_fen;
  char *setl_id; /* nullable */
  char *reason;
  char *file_name;
  gint64 line_no;
} QzDeductionRecord;
/* Deductions of months up to @period that no living settlement used. (element-type
 * QzDeductionRecord) */
GPtrArray *qz_settle_repo_get_deductions (QzStore *store, QzInsurance insurance, QzPeriod period,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The deductions that @line of the settlement @head used. */
GPtrArray *qz_settle_repo_get_line_deductions (QzStore *store, const QzDocumentRecord *head,
                                               const QzDocumentLine *line, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 provider_id;
  gint64 line_id;
  QzFen amount_fen;
} QzLeftRecord;
/* deduct_left of each provider's latest living settlement line. (element-type QzLeftRecord) */
GArray *qz_settle_repo_get_deduct_left (QzStore *store, QzInsurance insurance, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The settlement line before @line_id of the provider that left @amount_fen of deductions; 0:
 * none. */
gboolean qz_settle_repo_find_left_source (QzStore *store, const QzDocumentRecord *head,
                                          const QzDocumentLine *line, gint64 *out_line_id,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 provider_id;
  QzOpenItem item;
} QzProviderItem;
/* Open 暂付款—即时结算 in @ledger up to month @period of costs, less what living settlements have
 * reserved and not yet posted; > 0, oldest first within a provider.
 * (element-type QzProviderItem) */
GArray *qz_settle_repo_get_open_items (QzStore *store, const char *ledger, QzInsurance insurance,
                                       QzPeriod period, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 line_id;
  gint64 provider_id;
  char *number;
  QzFen amount_fen;
  char *status; /* of the latest bank line, "": not in a batch */
} QzUnpaidRecord;
/* Daily and advance lines of @period that are approved or sent but not reported 00. */
GPtrArray *qz_settle_repo_get_unpaid (QzStore *store, QzInsurance insurance, QzPeriod period,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Money on 暂付款—即时结算 with where it came from or went. */
typedef struct {
  gint64 line_id;
  char *number; /* of the document */
  gint64 line_no;
  QzPath path;
  QzPeriod period;
  QzFen amount_fen;
  char *voucher; /* "L_AG_220200_EMP/2026-03/12", "" for an offset */
  char *voucher_day;
} QzPaidRecord;
typedef struct {
  const char *ledger;
  gint64 provider_id;
  int path;               /* -1: both */
  QzPeriod from, to;      /* months of costs, included */
  gint64 last_voucher_id; /* those that existed then */
} QzPaidQuery;
/* The vouchers that put the money there, with the lines they paid. (element-type QzPaidRecord) */
GPtrArray *qz_settle_repo_get_paid (QzStore *store, const QzPaidQuery *query, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What living settlements before document @before_id used of months before @before; amounts < 0.
 * (element-type QzPaidRecord) */
GPtrArray *qz_settle_repo_get_used (QzStore *store, gint64 provider_id, QzInsurance insurance,
                                    gint64 before_id, QzPeriod before, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Providers that have a living line of their own of @kind for the month of costs: a set of ids
 * (GINT_TO_POINTER). */
GHashTable *qz_settle_repo_get_providers (QzStore *store, QzDocumentKind kind,
                                          QzInsurance insurance, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 provider_id;
  gint64 year;
  QzFen amount_fen;
  char *file_name;
  gint64 line_no;
} QzSpendingRecord;
/* Audited spending of years @from to @to (SQ-3.2), by provider and year; @provider_id 0: all. */
GPtrArray *qz_settle_repo_get_spending (QzStore *store, gint64 provider_id, QzInsurance insurance,
                                        gint64 from, gint64 to, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
