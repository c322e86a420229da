/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-kinds.h"

G_BEGIN_DECLS

/* Use cases of documents: compute, sign, cancel, defer, list, show, explain, print. Every function
 * that writes is one act. A document is named by its number ("RB-220200-20260310-EMP-001"). */

/* Daily disbursement (JL-11): one document per claim day and insurance that has claims not yet in a
 * living batch (or carried or deferred money to pay). @insurance -1: both. @available_fen: money at
 * hand, -1 = enough; less is shared by the residue method and the rest deferred (one day and one
 * insurance only). Runs again = only what is new; nothing new is said, not an error. Sheet of the
 * documents made. */
QzSheet *qz_daily_run (QzBook *book, const QzContext *context, QzDay from, QzDay to, int insurance,
                       QzFen available_fen, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Monthly advance (SQ-3.2): one document per insurance for @period. */
QzSheet *qz_advance_run (QzBook *book, const QzContext *context, QzPeriod period, int insurance,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Month settlement (MS-1, MS-2): one document per insurance, for every provider with a declaration
 * for @period that is not yet settled. */
QzSheet *qz_settle_run (QzBook *book, const QzContext *context, QzPeriod period, int insurance,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
  QZ_ACT_REVIEW,  /* made → reviewed; somebody else than the maker */
  QZ_ACT_APPROVE, /* reviewed → approved; a third person */
  QZ_ACT_REFUSE,  /* made or reviewed → refused, with a reason */
  QZ_ACT_CANCEL,  /* before it was sent → cancelled, with a reason */
  QZ_ACT_DEFER,   /* approved → deferred, with a reason (SM-5): its lines come back */
  QZ_ACT_PUSH,    /* approved: handed to finance electronically (JL-11d) */
  QZ_ACT_HAND_OVER, /* approved: the signed sheet was received by finance (JL-11e, AMB-08) */
  QZ_N_ACTS,
} QzDocumentAct;
const char *qz_document_act_to_text (QzDocumentAct act); /* "review" … */
const char *qz_document_act_get_label (QzDocumentAct act); /* translated, for buttons */

gboolean qz_document_act (QzBook *book, const QzContext *context, const char *number,
                          QzDocumentAct act, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same for several documents (NULL-terminated), as one act: all of them or none. */
gboolean qz_document_act_on (QzBook *book, const QzContext *context, const char *const *numbers,
                             QzDocumentAct act, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether @act is possible in the document's state, for the role and person of @context; when not,
 * *out_why (nullable, transfer full) says why in the user's words. */
gboolean qz_document_can (QzBook *book, const QzContext *context, const char *number,
                          QzDocumentAct act, char **out_why);
/* The one next step, for the suggested button: an act, or -1 (nothing, or the bank's turn). */
int qz_document_get_next_act (QzBook *book, const char *number, GError **error);

typedef struct {
  int kind;      /* QzDocumentKind, -1 all */
  int insurance; /* -1 all */
  int state;     /* -1 all */
  QzPeriod period; /* 0 all */
  const char *search; /* in number or note; nullable */
} QzDocumentFilter;
/* Columns: number kind insurance period business_day due_day state n_lines total made_by … newest
 * first. */
QzSheet *qz_document_list (QzBook *book, const QzDocumentFilter *filter, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Facts of the document and its lines (columns: line_no provider_code provider_name period n_claims
 * n_refunds, the figures of its kind, pay, pay_status); children: "events", "basis" (rule, what,
 * value), "payments", "vouchers", "deferred". */
QzSheet *qz_document_show (QzBook *book, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @cell: "LINE/figure" ("3/pay"), "PROVIDER/figure" or "total". The items that add up to it, with
 * their sum (fact "sum") equal to the cell (fact "value"), down to claims with file and line; fact
 * "rule" and "formula". */
QzSheet *qz_document_explain (QzBook *book, const char *number, const char *cell, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Forms that a document has: sheet of id, title, per (document | provider | payment | voucher). */
QzSheet *qz_document_list_forms (QzBook *book, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes @form (NULL: the main one) as .pdf, .xlsx or .csv by the ending of @path; @provider: only
 * that provider's slip (nullable). Counted in the print log when @context->user is set and the book
 * is writable. Fact sheet: path, form, pages, reprint. */
QzSheet *qz_document_print (QzBook *book, const QzContext *context, const char *number,
                            const char *form, const char *provider, const char *path,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The register of prints: each form of each document, newest first, then printed vouchers. Columns:
 * number kind insurance period state form title per copies reprints (copies that say 补打)
 * last_time last_by. Drafts, void copies and files for other programs do not count. */
QzSheet *qz_document_list_prints (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The PDF for the preview, not counted. (transfer full) */
GBytes *qz_document_preview (QzBook *book, const char *number, const char *form,
                             const char *provider, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
