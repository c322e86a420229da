/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-sheet.h"
#include "qz-voucher.h"

G_BEGIN_DECLS

/* Vouchers on their way to the ledger (SM-11). Every save is a new revision; where a draft stands
 * is the last of its events. */

typedef struct {
  char *summary;
  QzVoucherLine line; /* account "" while none is chosen; one or both amounts may be zero */
} QzDraftLineRecord;

typedef struct {
  gint64 id;     /* of the revision; set by insert */
  guint number;
  char *kind;    /* "manual", "correction", "closing", "reversal" */
  char *ledger;
  QzDay day;
  guint n_attachments;
  gint64 reverses_id; /* voucher; 0: none */
  char *reason;
  char *made_by;      /* who saved this revision */
  char *last_act;     /* "make" … "post"; read only */
  char *checked_by;   /* of the last "check"; NULL before; read only */
  GPtrArray *lines;   /* of QzDraftLineRecord */
} QzDraftRecord;

QzDraftRecord *qz_draft_record_new (void);
void qz_draft_record_free (QzDraftRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDraftRecord, qz_draft_record_free)
/* Copies both. */
void qz_draft_record_add_line (QzDraftRecord *self, const char *summary,
                               const QzVoucherLine *line);
/* "draft" (also while being changed), "submitted", "refused", "checked", "withdrawn", "posted". */
const char *qz_draft_record_get_state (const QzDraftRecord *self);

/* The number after the greatest one. */
gboolean qz_draft_repo_next_number (QzStore *store, guint *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes the revision with its lines. */
gboolean qz_draft_repo_insert (QzAct *act, QzDraftRecord *draft, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @voucher_id: of "post", else 0. */
gboolean qz_draft_repo_add_event (QzAct *act, const QzDraftRecord *draft, const char *what,
                                  const char *reason, gint64 voucher_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Its valid revision; an input error when there is none. */
QzDraftRecord *qz_draft_repo_get (QzStore *store, guint number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether @user saved any revision of it: such a one does not check it (3.6 rule 5). */
gboolean qz_draft_repo_has_saved (QzStore *store, guint number, const char *user, gboolean *out,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Drafts of the ledger's month that are neither posted nor withdrawn; *first: the least number. */
gboolean qz_draft_repo_count_living (QzStore *store, const char *ledger, QzPeriod period,
                                     gint64 *n, gint64 *first, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The living draft other than @except that reverses the voucher, or 0. */
gboolean qz_draft_repo_find_reversing (QzStore *store, gint64 voucher_id, guint except, guint *out,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The living draft of @kind of the ledger's month, or 0. */
gboolean qz_draft_repo_find_kind (QzStore *store, const char *ledger, QzPeriod period,
                                  const char *kind, guint *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* "L_AG_220200_EMP/2026-03/12" of a posted voucher; "" for 0. (transfer full) */
char *qz_draft_repo_dup_voucher_name (QzStore *store, gint64 voucher_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The voucher that the draft became, or 0. */
gboolean qz_draft_repo_find_voucher (QzStore *store, guint number, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* 0 when no provider has the code. */
gboolean qz_draft_repo_find_provider (QzStore *store, const char *code, gint64 *out,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) */
char *qz_draft_repo_dup_provider_code (QzStore *store, gint64 provider_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Fill sheets whose columns stand in the order named. */
/* draft ledger period day kind state summary total made_by checked_by attachments voucher reason,
 * newest first; @living: neither posted nor withdrawn */
gboolean qz_draft_repo_fill_list (QzStore *store, gboolean living, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* line_no summary account provider_code provider_name item_period path debit credit */
gboolean qz_draft_repo_fill_lines (QzStore *store, gint64 draft_id, QzSheet *sheet,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* act actor time reason full_name */
gboolean qz_draft_repo_fill_events (QzStore *store, guint number, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── months (3.6 rules 6 and 7) ─────────────────────────────────────────────────────────────── */

/* Batches of the insurance due up to @last_day that the bank has and has not wholly answered. */
gboolean qz_draft_repo_count_unanswered (QzStore *store, const char *insurance, QzDay last_day,
                                         gint64 *n, char **first, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Documents of the insurance made up to @last_day that are neither paid nor ended. */
gboolean qz_draft_repo_count_in_flight (QzStore *store, const char *insurance, QzDay last_day,
                                        gint64 *n, char **first, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What income and expense accounts hold up to the end of @period, by account and dimensions:
 * lines whose debit and credit are the two sums. (element-type QzVoucherLine) */
GArray *qz_draft_repo_get_result_accounts (QzStore *store, const char *ledger, QzPeriod period,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* act actor time reason, newest first: when the month was closed and opened again */
gboolean qz_draft_repo_fill_closings (QzStore *store, const char *ledger, QzPeriod period,
                                      QzSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Prints of the voucher that were counted. */
gboolean qz_draft_repo_count_prints (QzStore *store, gint64 voucher_id, gint64 *out,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_draft_repo_add_print (QzAct *act, gint64 voucher_id, const char *digest,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
