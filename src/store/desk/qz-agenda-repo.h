/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-fen.h"
#include "qz-kinds.h"

G_BEGIN_DECLS

/* What deadlines are worked out from: documents and how far they are, declarations, files of
 * claims; and what people said of deadlines. */

typedef struct {
  gint64 id;
  char *number;
  QzDocumentKind kind;
  QzInsurance insurance;
  QzPeriod period;
  QzDay business_day;
  QzDay due_day;   /* as counted last; QZ_DAY_NONE: none */
  gint64 policy_pack_id;
  QzDocumentState state;
  QzFen total_fen;
  gboolean pushed;
  gboolean handed_over;
  gboolean put_off_open; /* deferred, and not all of it was paid since */
  QzDay since; /* business day of its last event */
} QzAgendaDocument;
void qz_agenda_document_free (QzAgendaDocument *self);

/* The last entry of the change log: what was read is out of date when it is another. */
gboolean qz_agenda_repo_get_last_change (QzStore *store, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether there is any record of care away from home, of medical assistance, and of the supervision
 * that both ask for. */
typedef struct {
  gboolean nonlocal, assistance, supervision;
} QzAgendaSchemes;
gboolean qz_agenda_repo_get_schemes (QzStore *store, QzAgendaSchemes *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The business day on which the book set was created. */
gboolean qz_agenda_repo_get_first_day (QzStore *store, QzDay *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Living documents by business day and number. (element-type QzAgendaDocument) */
GPtrArray *qz_agenda_repo_get_documents (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The declarations of a month. */
typedef struct {
  QzPeriod period;
  gint64 n_declarations;
  gint64 n_unsettled; /* no living settlement has them */
  QzFen unsettled_fen;
  QzDay first_cutoff; /* the earliest, which binds */
} QzAgendaMonth;
/* By month. (element-type QzAgendaMonth) */
GArray *qz_agenda_repo_get_months (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The days that the living files of claims span. */
typedef struct {
  QzDay first, last;
} QzAgendaSpan;
/* (element-type QzAgendaSpan) */
GArray *qz_agenda_repo_get_claim_spans (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A day and insurance of which it is known that a living daily document looked at all claims there
 * are, so that nobody has to read them again. */
typedef struct {
  QzDay day;
  QzInsurance insurance;
} QzAgendaSeenDay;
/* (element-type QzAgendaSeenDay) */
GArray *qz_agenda_repo_get_seen_days (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Insurances that have past spending for an advance of years @from to @to. */
gboolean qz_agenda_repo_has_spending (QzStore *store, QzInsurance insurance, gint64 from, gint64 to,
                                      gboolean *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a person said of a deadline; the last word of each counts. */
typedef struct {
  char *deadline;
  char *done_by;
  char *note;
  QzDay day;
} QzAgendaWord;
void qz_agenda_word_free (QzAgendaWord *self);
/* deadline → QzAgendaWord */
GHashTable *qz_agenda_repo_get_words (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean qz_agenda_repo_put_word (QzAct *act, const char *deadline, const char *note,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From here on the document is due on @due_day. */
gboolean qz_agenda_repo_put_due_day (QzAct *act, gint64 document_id, QzDay due_day,
                                     const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
