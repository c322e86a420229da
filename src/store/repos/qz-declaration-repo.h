/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-kinds.h"
#include "qz-registry-repo.h"

G_BEGIN_DECLS

/* What providers declare for a month, what is taken off, and what was spent in earlier years. The
 * put functions return the row's id, 0 on error. */

typedef struct {
  gint64 provider_id;
  QzInsurance insurance;
  QzPeriod period;
  gint64 n_visits;
  QzFen medfee_fen, declared_fen;
  QzDay cutoff_day;
} QzDeclaration;
gint64 qz_declaration_repo_put (QzAct *act, const QzOrigin *origin,
                                const QzDeclaration *declaration, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 provider_id;
  QzInsurance insurance;
  QzPeriod period;
  const char *kind; /* "10" 审核扣款, "20" 稽核扣款 */
  QzFen amount_fen;
  const char *setl_id; /* nullable */
  const char *reason;
  QzDay confirmed_day;
} QzDeduction;
gint64 qz_declaration_repo_put_deduction (QzAct *act, const QzOrigin *origin,
                                          const QzDeduction *deduction, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

gint64 qz_declaration_repo_put_spending (QzAct *act, const QzOrigin *origin, gint64 provider_id,
                                         QzInsurance insurance, int year, QzFen amount_fen,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where a thing of the same key was imported; line 0 when there is none. */
typedef struct {
  guint64 line_no;
  char *file_name; /* (transfer full) */
} QzPlace;
gboolean qz_declaration_repo_find (QzStore *store, gint64 provider_id, QzInsurance insurance,
                                   QzPeriod period, QzPlace *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_declaration_repo_find_spending (QzStore *store, gint64 provider_id,
                                            QzInsurance insurance, int year, QzPlace *out,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same deduction again: all of its facts are equal. */
gboolean qz_declaration_repo_find_deduction (QzStore *store, const QzDeduction *deduction,
                                             QzPlace *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
