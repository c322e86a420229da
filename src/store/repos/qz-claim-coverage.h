/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-kinds.h"
#include "qz-store.h"

G_BEGIN_DECLS

/**
 * QzClaimCoverage:
 *
 * Which claims the living daily documents of a span of days have looked at. A document takes all
 * claims of its day and insurance with ids from its first to its last that no living document
 * before it had; when it is refused or cancelled it frees them. So a claim is in at most one
 * living daily document, claims imported later fall to a supplement, and no row per claim is
 * needed to know it.
 */
typedef struct _QzClaimCoverage QzClaimCoverage;

QzClaimCoverage *qz_claim_coverage_load (QzStore *store, QzDay from, QzDay to, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_claim_coverage_free (QzClaimCoverage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzClaimCoverage, qz_claim_coverage_free)
/* The document that has the claim, 0: none. @day must be in the span. */
gint64 qz_claim_coverage_find (QzClaimCoverage *self, QzDay day, QzInsurance insurance,
                               gint64 claim_id);
/* For tests and the loader: a document takes what is free of its run of ids, or frees what it
 * has. */
QzClaimCoverage *qz_claim_coverage_new (QzDay from, QzDay to);
void qz_claim_coverage_take (QzClaimCoverage *self, gint64 document_id, QzDay day,
                             QzInsurance insurance, gint64 first, gint64 last);
void qz_claim_coverage_release (QzClaimCoverage *self, gint64 document_id, QzDay day,
                                QzInsurance insurance);

G_END_DECLS
