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
gboolean qz_assist_desk_check_pushed (QzAssistDesk *desk, const char *rule, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
