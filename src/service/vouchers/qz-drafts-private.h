/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book-private.h"
#include "qz-draft-repo.h"
#include "qz-drafts.h"
#include "qz-voucher-repo.h"

G_BEGIN_DECLS

/* "submit" …, "Submit" … translated. */
const char *qz_draft_act_to_text (QzDraftAct act);
const char *qz_draft_act_get_label (QzDraftAct act);

/* Whether the acting user may do it to the draft as it stands: role, state, person (3.6 rule 5). */
gboolean qz_draft_check_may (QzBook *book, const QzContext *context, const QzDraftRecord *draft,
                             QzDraftAct act, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it may be written to: its state, and roles. */
gboolean qz_draft_check_may_save (QzBook *book, const QzContext *context,
                                  const QzDraftRecord *draft, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The voucher that @draft would become, when it keeps the rules 3.6-1 to 3.6-7 and IC-3; else NULL
 * and the first fault with rule, line and field. @origin (nullable): what a reversal comes from. */
QzVoucher *qz_draft_make_voucher (QzBook *book, const QzContext *context,
                                  const QzDraftRecord *draft, const char *checked_by,
                                  QzVoucherOrigin *origin, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The voucher @name, when it may be reversed: no bank moved its money, it was not reversed before,
 * and no other draft than @except does so. */
QzVoucher *qz_draft_load_reversible (QzBook *book, const char *name, guint except, gint64 *id,
                                     QzVoucherOrigin *origin, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
