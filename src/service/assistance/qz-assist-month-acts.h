/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-assist-month-private.h"

G_BEGIN_DECLS

/* What the acts on statements, disputes and form 4 share. */

/* The rows that the bills and deductions up to the bounds of @list give now. (transfer full) */
GArray *qz_assist_desk_compute (QzAssistDesk *desk, const QzAssistList *list, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Makes the next version, state MADE; desk->list and desk->rows are it then. @settled: nullable,
 * the dispute whose part the papers confirm; @reason then: the number of the papers, else "". */
gboolean qz_assist_desk_put_list (QzAssistDesk *desk, const QzAssistDispute *settled,
                                  const char *reason, guint *out_n_lapsed, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Who made the statements of the month confirms nothing about them, nor leads them on: maker,
 * reviewer and approver of a document are three people. */
gboolean qz_assist_desk_check_other (QzAssistDesk *desk, const char *rule, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The newest version is pushed; who has not confirmed is asked to. */
gboolean qz_assist_desk_push_list (QzAssistDesk *desk, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Refuses when bills or deductions came or went since the statements were made. */
gboolean qz_assist_desk_check_fresh (QzAssistDesk *desk, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* ── disputes (DT-16c), at the desk or by a file ── */
/* Refuses a dispute that cannot be raised: about a part that is not there, that is in dispute, or
 * from which form 4 is made. */
gboolean qz_assist_dispute_check (QzAssistDesk *desk, const QzAssistDispute *dispute,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_dispute_raise (QzAssistDesk *desk, const QzAssistDispute *dispute,
                                  gint64 *out_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_dispute_check_papers (const QzAssistSolution *solution,
                                         const QzAssistDispute *dispute, QzDay today,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_dispute_check_correction (QzAssistDesk *desk, const QzAssistDispute *dispute,
                                             const QzAssistCorrection *correction,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The papers are those of qz_assist_dispute_check_papers(); the desk is one of now. */
gboolean qz_assist_dispute_settle (QzAssistDesk *desk, const QzAssistDispute *dispute,
                                   const QzAssistSolution *solution, QzDay reported_day,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean qz_assist_desk_check_pushed (QzAssistDesk *desk, const char *rule, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
