/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-document-line-repo.h"
#include "qz-documents.h"
#include "qz-policy.h"
#include "qz-provider-list.h"

G_BEGIN_DECLS

/* What the runs of documents share. */

/* The pack that rules the agency's area on @day (see qz_policy_find); refused with @rule when
 * there is none. @path -1: whatever its paths. (transfer full) */
QzPolicy *qz_documents_need_policy (QzBook *book, int path, QzDay day, const char *rule,
                                    gint64 *out_pack_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The amounts of claims that the policy makes its bases of (QzClaimSpan). */
guint32 qz_documents_get_amounts (QzPolicy *policy);

/* The sheet of documents that lists and runs give (see qz_document_list). */
QzSheet *qz_documents_new_sheet (const char *name);
void qz_documents_add_row (QzSheet *sheet, const QzDocumentRecord *record, const char *made_by,
                           const char *made_by_name);
/* The child "left_out" of a run: provider_code, reason, n_claims, amount. */
void qz_documents_add_left_out (QzSheet *sheet, const char *provider_code, const char *reason,
                                gint64 n_claims, QzFen amount_fen);
/* Says in the fact "message" what a run did. */
void qz_documents_add_message (QzSheet *sheet);

/* A document being put together: head first, then the lines. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  QzAct *act;
  QzProviderList *providers;
  QzSheet *made;
  QzPolicy *policy;
  gint64 pack_id;
  int insurance; /* asked for: -1 both */
} QzDocumentRun;

/* Refuses a run for a day or month that has not begun. */
gboolean qz_documents_check_not_future (const QzContext *context, QzDay day, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Begins the act and loads the providers; qz_documents_end_run() ends it and gives the sheet. */
gboolean qz_documents_begin_run (QzDocumentRun *run, const char *name, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_documents_end_run (QzDocumentRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_documents_clear_run (QzDocumentRun *run);
/* Takes the number, fills in what is the run's, writes the head and adds it to the sheet. */
gboolean qz_documents_write_head (QzDocumentRun *run, QzDocumentRecord *head, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* JL-15a, SQ-3.2.3a: a deferral whose month was settled since is paid by that settlement, so it
 * does not come back; nor does one whose provider was suspended since (AMB-32). Told in
 * "left_out". */
gboolean qz_documents_is_deferral_over (QzDocumentRun *run, const QzDeferralRecord *deferral,
                                        gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* SM-5: a deferred line of an advance or settlement as the new line that pays it: its figures, its
 * offsets, its month. */
gboolean qz_documents_write_deferred (QzDocumentRun *run, const QzDocumentRecord *head,
                                      const QzDeferralRecord *deferral, gint64 line_no,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* JL-15a, SQ-3.2.3a, AMB-02: refuses a settlement that would pay cash although money stands open
 * that was reported paid since it was made: it must be made anew. */
gboolean qz_documents_check_fresh (QzBook *book, const QzDocumentRecord *head, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
