/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-claim-repo.h"

G_BEGIN_DECLS

/* Claims as a list of a million rows asks for them: first the ids in order, then the rows that are
 * looked at. Ids are 32 bits wide here, which halves what a list holds; a book set with more is
 * refused. */

typedef struct {
  const char *provider;  /* code; nullable, as all below */
  QzDay from, to;        /* QZ_DAY_NONE: open */
  const char *insurance; /* "EMP" */
  const char *med_type;
  const char *needle; /* stands in setl_id, name or masked identity number */
  const char *order;  /* a column of the list; NULL: as imported */
  gboolean descending;
} QzClaimBrowseQuery;

/* Appends the ids (guint32) that fit, in order: equal values as imported, missing ones last. */
gboolean qz_claim_browse_repo_read_ids (QzStore *store, const QzClaimBrowseQuery *query,
                                        GArray *ids, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Count, medical fees, funds, account and cash of a list. */
typedef struct {
  QzClaimSums sums;
  QzFen cash_fen;
} QzClaimBrowseSums;
gboolean qz_claim_browse_repo_sum (QzStore *store, const QzClaimBrowseQuery *query,
                                   QzClaimBrowseSums *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_claim_browse_repo_sum_ids (QzStore *store, const guint32 *ids, guint n_ids,
                                       QzClaimBrowseSums *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The rows of @ids in this order; columns as of qz_claim_repo_fill(). An id that is gone (its file
 * was withdrawn) gives an empty row, so that rows and ids stay side by side. */
gboolean qz_claim_browse_repo_fill (QzStore *store, const guint32 *ids, guint n_ids,
                                    QzSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Columns: filter, value, title: the values that filters of the list can take. */
gboolean qz_claim_browse_repo_fill_choices (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* One claim with its 19 amounts in the store's order. */
typedef struct {
  gint64 id;
  gint64 provider_id;
  char *texts[QZ_CLAIM_N_TEXTS]; /* nullable */
  char *provider_code;
  char *provider_name; /* nullable */
  char *insurance;
  gboolean refund;
  QzFen amounts[QZ_N_CLAIM_AMOUNTS];
  gint64 import_id;
  gint64 line_no;
  char *file_name;
} QzClaimRecord;
void qz_claim_record_free (QzClaimRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzClaimRecord, qz_claim_record_free)

/* FALSE only on an error; *@out is NULL when there is none. (transfer full) */
gboolean qz_claim_browse_repo_get (QzStore *store, const char *setl_id, QzClaimRecord **out,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Columns: number, kind, state, day, line, amount: the lines of documents that have the claim. */
gboolean qz_claim_browse_repo_fill_lines (QzStore *store, const QzClaimRecord *claim,
                                          QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
