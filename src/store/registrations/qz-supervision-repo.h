/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Inspections, complaints and suspended persons of care away from home (NL-37 … NL-40). */

/* The number after the greatest one that begins with @prefix. (transfer full) */
char *qz_supervision_repo_dup_next_number (QzStore *store, gboolean complaint, const char *prefix,
                                           GError **error);

typedef struct {
  const char *number;
  gint64 provider_id; /* of a complaint 0: none */
  QzDay from_day, to_day;
  const char *subject, *inspectors;       /* of an inspection */
  const char *complainant, *contact;      /* of a complaint, with from_day as received_day */
} QzSupervisionCase;
gint64 qz_supervision_repo_put_inspection (QzAct *act, const QzSupervisionCase *what,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 qz_supervision_repo_put_complaint (QzAct *act, const QzSupervisionCase *what,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 case_id;
  const char *act; /* as the tables have them */
  gint64 claim_id; /* of a finding; 0 */
  QzFen amount_fen;
  gboolean major; /* of a complaint */
  const char *actor, *note;
} QzSupervisionEvent;
gboolean qz_supervision_repo_put_inspection_event (QzAct *act, const QzSupervisionEvent *event,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_supervision_repo_put_complaint_event (QzAct *act, const QzSupervisionEvent *event,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 id; /* 0: there is none */
  gint64 provider_id;
  QzDay from_day, to_day;
  gboolean closed;
  QzFen penalty_fen, paid_fen;
} QzInspectionState;
gboolean qz_supervision_repo_get_inspection (QzStore *store, const char *number,
                                             QzInspectionState *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  gint64 id;       /* 0: there is none */
  const char *act; /* the last one; interned */
  gboolean major, reported;
} QzComplaintState;
gboolean qz_supervision_repo_get_complaint (QzStore *store, const char *number,
                                            QzComplaintState *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── persons ── */
typedef struct {
  const char *certno, *psn_name, *insured_area;
  gboolean suspended;
  QzDay from_day, reported_day; /* reported_day: QZ_DAY_NONE: not reported */
  const char *reason;
} QzPersonSuspension;
gboolean qz_supervision_repo_put_person (QzAct *act, const QzPersonSuspension *row,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The id of the next row; 0 on error. */
gint64 qz_supervision_repo_get_next_person (QzAct *act, GError **error);
/* The latest row of a person: *out_found. Texts are newly allocated. */
typedef struct {
  gboolean found, suspended;
  QzDay from_day;
  char *psn_name, *insured_area;
} QzPersonState;
void qz_person_state_clear (QzPersonState *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzPersonState, qz_person_state_clear)
gboolean qz_supervision_repo_get_person (QzStore *store, const char *certno, QzPersonState *out,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── tables; columns as the use cases say ── */
gboolean qz_supervision_repo_fill_inspections (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_supervision_repo_fill_inspection_events (QzStore *store, gint64 id, QzSheet *sheet,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_supervision_repo_fill_complaints (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_supervision_repo_fill_complaint_events (QzStore *store, gint64 id, QzSheet *sheet,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_supervision_repo_fill_persons (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
