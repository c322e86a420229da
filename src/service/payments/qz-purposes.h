/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-day.h"
#include "qz-kinds.h"

G_BEGIN_DECLS

/* 用途 of a payment as the payee's bank statement shows it: data/codes/purposes.csv, or what the
 * book set imported over it (code table "purpose"). */
typedef struct _QzPurposes QzPurposes;

QzPurposes *qz_purposes_load (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_purposes_free (QzPurposes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPurposes, qz_purposes_free)

/* @period: month of the costs; @day: business day of the document. (transfer full) */
char *qz_purposes_dup (QzPurposes *self, QzDocumentKind kind, QzInsurance insurance,
                       QzPeriod period, QzDay day);

G_END_DECLS
