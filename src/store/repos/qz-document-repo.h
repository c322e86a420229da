/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-fen.h"
#include "qz-kinds.h"

G_BEGIN_DECLS

/* Documents: the head, its events and its present state. Lines stand in qz-document-line-repo.h.
 * A document is "living" unless it was refused or cancelled; those keep their number and free
 * what they held. */

typedef struct {
  gint64 id;
  char *number;
  QzDocumentKind kind;
  char *agency;
  QzInsurance insurance;
  QzPeriod period;
  QzDay business_day;
  QzDay due_day; /* as counted last (deadline_change); QZ_DAY_NONE: none */
  gint64 policy_pack_id;
  gint64 n_lines;
  QzFen total_fen;
  gint64 first_claim_id; /* 0, 0: looked at no claims */
  gint64 last_claim_id;
  gint64 replaces_id; /* 0: none */
  char *note;
  QzDocumentState state;
} QzDocumentRecord;

QzDocumentRecord *qz_document_record_new (void);
void qz_document_record_free (QzDocumentRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDocumentRecord, qz_document_record_free)

/* The next number of @kind for @day and @insurance, e.g. RB-220200-20260310-EMP-001 (gap-free;
 * taken from the act's counter, so an act that is rolled back gives it back). (transfer full) */
char *qz_document_repo_take_number (QzAct *act, QzDocumentKind kind, const char *agency, QzDay day,
                                    QzInsurance insurance, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes the head and the "make" event; sets @record->id and its state to made. */
gboolean qz_document_repo_insert (QzAct *act, QzDocumentRecord *record, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Appends an event and moves the document to @state (which may be the one it has). @act_name: make
 * review approve refuse cancel defer push hand-over send return. */
gboolean qz_document_repo_add_event (QzAct *act, gint64 document_id, const char *act_name,
                                     QzDocumentState state, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* An input error when there is no such document. */
QzDocumentRecord *qz_document_repo_find (QzStore *store, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
QzDocumentRecord *qz_document_repo_get (QzStore *store, gint64 id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  int kind;        /* -1 all */
  int insurance;   /* -1 all */
  int state;       /* -1 all */
  QzPeriod period; /* 0 all */
  const char *search; /* in number or note; nullable */
  gboolean living;    /* only living ones */
} QzDocumentQuery;
/* Newest first. (element-type QzDocumentRecord) (transfer full) */
GPtrArray *qz_document_repo_query (QzStore *store, const QzDocumentQuery *query, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 id;
  char *act;
  QzDocumentState state;
  char *actor;
  char *full_name; /* the actor's, "" when unknown */
  char *business_time;
  char *reason;
} QzDocumentEvent;
/* In order. (element-type QzDocumentEvent) (transfer full) */
GPtrArray *qz_document_repo_get_events (QzStore *store, gint64 document_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The last event called @act_name in @events, or NULL. (transfer none) */
const QzDocumentEvent *qz_document_events_find (GPtrArray *events, const char *act_name);

/* What the ranges of the change log tell: the greatest id of @table that existed when the document
 * was made; so it is known for ever which rows it had looked at. */
gboolean qz_document_repo_get_bound (QzStore *store, gint64 document_id, const char *table,
                                     gint64 *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What ties a document to the outside: bank lines in batches whose file was not refused, and
 * vouchers that were not reversed. */
typedef struct {
  gint64 n_bank_lines;
  gint64 n_vouchers;
} QzDocumentTies;
gboolean qz_document_repo_get_ties (QzStore *store, gint64 document_id, QzDocumentTies *out,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
