/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-claim.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Claims as the store keeps them (domain 4.1), and how a file of them is brought in. */

typedef enum {
  QZ_CLAIM_SETL_ID,
  QZ_CLAIM_INSUTYPE,
  QZ_CLAIM_MED_TYPE,
  QZ_CLAIM_SETL_TIME,
  QZ_CLAIM_SETL_TYPE,
  QZ_CLAIM_PAY_LOC,
  QZ_CLAIM_INSU_ADMDVS,
  QZ_CLAIM_REFD_SETL_ID, /* this and the following are NULL when empty */
  QZ_CLAIM_MDTRT_ID,
  QZ_CLAIM_PSN_NO,
  QZ_CLAIM_PSN_NAME,
  QZ_CLAIM_CERTNO,
  QZ_CLAIM_N_TEXTS,
} QzClaimText;

/* One row to be written; the texts belong to the caller, and those in @claim are the same. */
typedef struct {
  QzClaim claim;
  guint64 line_no;
  const char *texts[QZ_CLAIM_N_TEXTS];
  guint16 lengths[QZ_CLAIM_N_TEXTS];
  guint refd_column; /* where the file has refd_setl_id; 0: it does not */
} QzClaimRow;

/* Feeds the row as the change log digests it, so that another thread can do that work. */
void qz_claim_row_digest (const QzClaimRow *row, gint64 id, gint64 import_id, QzDigest *digest);

/* A setl_id that is there already (V7). */
typedef struct {
  const char *setl_id;
  guint64 line_no;        /* of the row refused */
  gint64 other_import;    /* 0: the same file */
  const char *other_file; /* NULL: the same file */
  guint64 other_line;
} QzClaimDuplicate;
typedef void (*QzClaimDuplicateFunc) (const QzClaimDuplicate *duplicate, gpointer user_data);

/* Writes the claims of one file. The rows are digested by the caller. A duplicate is reported and
 * left out; the caller then rolls the act back. For a large file whose keys come in no order the
 * unique index is taken down and built again at the end, which also finds the duplicates. */
typedef struct _QzClaimLoad QzClaimLoad;

QzClaimLoad *qz_claim_load_new (QzAct *act, gint64 import_id, QzClaimDuplicateFunc func,
                                gpointer user_data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_claim_load_free (QzClaimLoad *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzClaimLoad, qz_claim_load_free)
gint64 qz_claim_load_get_first_id (QzClaimLoad *self);
gint64 qz_claim_load_get_next_id (QzClaimLoad *self);
/* How many rows the file has, as far as one can tell; helps to choose how the index is kept. */
void qz_claim_load_set_expected (QzClaimLoad *self, guint64 n_rows);
gboolean qz_claim_load_add (QzClaimLoad *self, const QzClaimRow *row, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* After the last row: the index stands again. @digest: over all rows in order. */
gboolean qz_claim_load_finish (QzClaimLoad *self, const guint8 digest[QZ_DIGEST_SIZE],
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a refund is compared with (V6). */
typedef struct {
  gint64 provider_id;
  gboolean refund;
  QzFen medfee_fen;
  QzFen fund_pay_fen;
} QzClaimFacts;
gboolean qz_claim_repo_find (QzStore *store, const char *setl_id, gboolean *out_found,
                             QzClaimFacts *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A refund as the book set has it by now, with what it refers to. */
typedef struct {
  guint64 line_no;
  QzClaimFacts facts;
  char pay_loc; /* '3', '4': care away from home */
  const char *refd_setl_id; /* nullable; valid until the next call */
} QzRefund;
gboolean qz_claim_repo_get_refund (QzStore *store, gint64 claim_id, QzRefund *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *provider; /* code; nullable */
  QzDay from, to;       /* QZ_DAY_NONE: open */
  const char *setl_id;  /* nullable */
  guint limit;          /* 0: all */
  guint offset;
} QzClaimQuery;
/* Columns: setl_id provider_code provider_name insurance insutype med_type setl_time refund
 * refd_setl_id psn_name certno medfee fund acct acct_mulaid cash setl_type pay_loc insu_admdvs
 * import file line. */
gboolean qz_claim_repo_fill (QzStore *store, const QzClaimQuery *query, QzSheet *sheet,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  guint64 n_claims;
  QzFen medfee_fen, fund_fen, acct_fen;
} QzClaimSums;
gboolean qz_claim_repo_sum (QzStore *store, const QzClaimQuery *query, QzClaimSums *out,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
