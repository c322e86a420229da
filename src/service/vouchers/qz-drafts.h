/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Vouchers that people write (SM-11: draft → checked → posted; 3.6). A draft may be incomplete or
 * unbalanced; checking refuses it then, and says which line. */

typedef struct {
  const char *summary;
  const char *account;   /* symbol; "" not chosen yet */
  const char *provider;  /* code; nullable */
  QzPeriod item_period;  /* 0: none */
  const char *path;      /* "mprepay", "daily", "" */
  QzFen debit_fen, credit_fen;
} QzDraftLine;

typedef struct {
  guint number;          /* 0: a new one */
  const char *ledger;    /* "L_AG_220200_EMP" */
  QzDay day;
  guint n_attachments;
  const char *reverses;  /* "L_AG_220200_EMP/2026-03/12"; nullable */
  const char *reason;    /* of a reversal; nullable */
  const QzDraftLine *lines;
  guint n_lines;
} QzDraft;

/* Saves it as a new revision; maker's or finance's act. Fact sheet as qz_draft_show(). */
QzSheet *qz_draft_save (QzBook *book, const QzContext *context, const QzDraft *draft,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef enum {
  QZ_DRAFT_CHECK,    /* somebody else than the maker: 3.6 rule 5 */
  QZ_DRAFT_REFUSE,   /* with a reason: back to its maker */
  QZ_DRAFT_WITHDRAW, /* by its maker, with a reason */
  QZ_DRAFT_POST,     /* a checked one becomes a voucher with the next number of its month */
} QzDraftAct;
QzSheet *qz_draft_act (QzBook *book, const QzContext *context, guint number, QzDraftAct act,
                       const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_draft_list (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Facts, lines, child "events"; what may be done by the acting user as facts can_check … */
QzSheet *qz_draft_show (QzBook *book, const QzContext *context, guint number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
