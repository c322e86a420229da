/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-document-repo.h"

G_BEGIN_DECLS

/* Lines of documents with what stands behind them: claims (links), offsets, deferrals. */

#define QZ_PAY_KEY_LENGTH 32

typedef struct {
  gint64 id;
  gint64 document_id;
  gint64 line_no;
  gint64 provider_id;
  const char *provider_code; /* read only; lives as long as the record */
  const char *provider_name;
  QzPeriod period;           /* month of the costs */
  char pay_key[QZ_PAY_KEY_LENGTH + 1];
  gint64 source_line_id;     /* the deferred line that came back (SM-5), 0: none */
  gint64 n_claims;
  gint64 n_refunds;
  QzFen pay_fen;
  gint64 first_link_id;      /* 0, 0: none */
  gint64 last_link_id;
  gint64 figures[QZ_MAX_FIGURES];
  char pay_status[4];        /* read only: of the latest bank line, 00 01 02 03 09, "": none */
  gboolean withdrawn;        /* read only: never paid, the provider was suspended (AMB-32) */
} QzDocumentLine;

/* Adds one claim behind the line that is written next; *@first and *@last keep its run of links. */
gboolean qz_document_repo_add_link (QzAct *act, gint64 claim_id, QzFen amount_fen, gint64 *first,
                                    gint64 *last, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes a line of @head (whose id is set); sets @line->id and its pay_key. @line->provider_code is
 * needed for the key. */
gboolean qz_document_repo_add_line (QzAct *act, const QzDocumentRecord *head, QzDocumentLine *line,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_document_repo_add_offset (QzAct *act, gint64 line_id, QzPath path, QzPeriod period,
                                      QzFen amount_fen, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_document_repo_add_deferral (QzAct *act, gint64 line_id, QzFen amount_fen, QzDay from,
                                        const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* In order of line_no. (element-type QzDocumentLine) (transfer full) */
GPtrArray *qz_document_repo_get_lines (QzStore *store, gint64 document_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
QzDocumentLine *qz_document_repo_get_line (QzStore *store, gint64 line_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_document_line_free (QzDocumentLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDocumentLine, qz_document_line_free)

typedef struct {
  gint64 id;
  gint64 document_line_id;
  QzPath path;
  QzPeriod period;
  QzFen amount_fen;
} QzOffsetRecord;
/* Offsets of one line, in the order of writing (oldest first). (element-type QzOffsetRecord) */
GArray *qz_document_repo_get_offsets (QzStore *store, gint64 line_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 id;
  gint64 line_id;
  gint64 document_id;
  gint64 provider_id;
  QzFen amount_fen;
  QzDay from_day;     /* the day of the deferral */
  QzDay business_day; /* of the document it comes from */
  gboolean whole;     /* the document itself was deferred, not only a part of the line */
  char *reason;
} QzDeferralRecord;
/* Deferrals of living documents that no living line has taken over. (element-type QzDeferralRecord)
 * (transfer full) */
GPtrArray *qz_document_repo_get_open_deferrals (QzStore *store, QzDocumentKind kind,
                                                QzInsurance insurance, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* All deferrals of one document, open or not. */
GPtrArray *qz_document_repo_get_deferrals (QzStore *store, gint64 document_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* AMB-22: what the latest living daily line of a provider carries on in a month of costs. */
typedef struct {
  gint64 provider_id;
  gint64 line_id;
  QzFen carry_fen; /* < 0 */
} QzCarryRecord;
GArray *qz_document_repo_get_carries (QzStore *store, QzInsurance insurance, QzPeriod period,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The living daily line from which @line took its carry_in: 0 when there is none. */
gboolean qz_document_repo_find_carry_source (QzStore *store, const QzDocumentRecord *head,
                                             const QzDocumentLine *line, gint64 *out_line_id,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The number of a living document that builds on @head and must be undone before it, or NULL
 * without an error: it took over a carry (AMB-22) or a deferral (SM-5), or settled a later month
 * of one of its providers. (transfer full) */
char *qz_document_repo_find_successor (QzStore *store, const QzDocumentRecord *head,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
