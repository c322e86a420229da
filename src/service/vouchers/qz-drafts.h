/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Vouchers that people write (SM-11: draft → checked → posted; 3.6). A draft may be incomplete or
 * unbalanced; submitting and checking refuse it then, and say which line and which rule.
 *
 * 暂付款—即时结算 may be written to by hand, for books that begin in the middle of a year need their
 * open items, but only by provider, month and path, and never so that an item would fall below what
 * settlements mean to use up (IC-3). */

typedef enum {
  QZ_DRAFT_MANUAL,
  QZ_DRAFT_CORRECTION, /* rights an error, with a reason; needs no attachments (3.6 rule 4) */
  QZ_DRAFT_CLOSING,    /* year end, result accounts only; needs no attachments (3.6 rules 4, 7) */
  QZ_DRAFT_REVERSAL,   /* red letters; its lines are those of the voucher that it reverses */
  QZ_N_DRAFT_KINDS,
} QzDraftKind;
const char *qz_draft_kind_to_text (QzDraftKind kind); /* "manual" … */
gboolean qz_draft_kind_parse (const char *text, QzDraftKind *out);
const char *qz_draft_kind_get_name (QzDraftKind kind); /* translated */

typedef struct {
  const char *summary;   /* "" not written yet */
  const char *account;   /* symbol or code; "" not chosen yet */
  const char *provider;  /* code; nullable */
  QzPeriod item_period;  /* 0: none */
  const char *path;      /* "mprepay", "daily", "" */
  QzFen debit_fen, credit_fen;
} QzDraftLine;

typedef struct {
  guint number;          /* 0: a new one */
  QzDraftKind kind;      /* of a new one; QZ_DRAFT_REVERSAL when @reverses is set */
  const char *ledger;    /* "L_AG_220200_EMP" */
  QzDay day;
  guint n_attachments;
  const char *reverses;  /* "L_AG_220200_EMP/2026-03/12"; nullable. Ledger and lines are its own */
  const char *reason;    /* of a reversal or correction; nullable */
  const QzDraftLine *lines;
  guint n_lines;
} QzDraft;

/* Saves it as a new revision; maker's or finance's act, a reversal finance's alone. Fact sheet as
 * qz_draft_show(). */
QzSheet *qz_draft_save (QzBook *book, const QzContext *context, const QzDraft *draft,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the lines from a CSV file with the columns summary, account, provider, item_period, path,
 * debit, credit (in any order; only account and the two amounts are needed); @draft has the rest.
 * The error names file, line and field. */
QzSheet *qz_draft_save_file (QzBook *book, const QzContext *context, const QzDraft *draft,
                             const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef enum {
  QZ_DRAFT_SUBMIT,   /* by its maker: complete, waits for its checker */
  QZ_DRAFT_CHECK,    /* somebody else than those who wrote it: 3.6 rule 5 */
  QZ_DRAFT_REFUSE,   /* with a reason: back to its maker */
  QZ_DRAFT_WITHDRAW, /* by its maker, with a reason */
  QZ_DRAFT_POST,     /* a checked one becomes a voucher with the next number of its month */
  QZ_N_DRAFT_ACTS,
} QzDraftAct;
QzSheet *qz_draft_act (QzBook *book, const QzContext *context, guint number, QzDraftAct act,
                       const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Columns: draft ledger period day kind state summary total made_by checked_by attachments voucher
 * reason; newest first. @living: only what is neither posted nor withdrawn. */
QzSheet *qz_draft_list (QzBook *book, gboolean living, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Living drafts, then all vouchers, each with the newest first, in one list with the columns of
 * qz_voucher_list(), "state" and "draft": what the window's page of vouchers shows. */
QzSheet *qz_draft_list_with_vouchers (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Facts (draft kind ledger day n_attachments state made_by checked_by reverses reason voucher, the
 * sums and their difference, and what hinders it: fault fault_rule fault_line fault_field), lines,
 * child "events"; what the acting user may do now: can_save can_submit can_check can_refuse
 * can_withdraw can_post. */
QzSheet *qz_draft_show (QzBook *book, const QzContext *context, guint number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Leaf accounts and those above them, in the order of their codes: symbol code name full_name depth
 * leaf debit_side needs_provider needs_period needs_path. */
QzSheet *qz_draft_list_accounts (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The ledgers of the book set, whether they have vouchers or not: ledger, name (of the fund). */
QzSheet *qz_draft_list_ledgers (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* 3.6 rule 5: whether who checked a draft may also post it. An office's own rule; until it is set,
 * yes. The administrator sets it. */
gboolean qz_draft_get_checker_may_post (QzBook *book, gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_draft_set_checker_may_post (QzBook *book, const QzContext *context, gboolean may,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
