/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-fen.h"
#include "qz-kinds.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* What was declared and deducted for a month, settled or not. */
typedef struct {
  gint64 provider_id;
  QzInsurance insurance;
  QzFen declared_fen;
  QzFen deduct_audit_fen;
  QzFen deduct_inspect_fen;
} QzMonthRecord;
/* (element-type QzMonthRecord) */
GArray *qz_impact_repo_get_month (QzStore *store, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The latest month that has claims or declarations; 0: none. */
gboolean qz_impact_repo_find_last_month (QzStore *store, QzPeriod *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* How many living documents are of days, or of months that begin, on @day or later. */
gboolean qz_impact_repo_count_documents (QzStore *store, QzDay day, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
