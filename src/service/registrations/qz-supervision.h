/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Supervision of care away from home where people are treated (NL-37 … NL-40). The actor is the
 * agency that settles with the hospital. All that is refused says its rule and a stable id. */

/* ── inspections (NL-37, NL-38; DT-20, DT-24) ── */
typedef struct {
  const char *provider; /* code */
  QzDay from_day, to_day; /* the settlements that are looked at */
  const char *subject, *inspectors;
} QzInspectionInput;
/* *out_number: JC-230200-202606-001, by the unit. (transfer full) */
gboolean qz_inspection_open (QzBook *book, const QzContext *context,
                             const QzInspectionInput *input, char **out_number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* NL-38a: @amount_fen of a claim is taken off in the next month whose audit is open, which is
 * *out_period (nullable). The claim is of the hospital and of the inspection's days; all that was
 * taken off it is no more than what was cleared. */
typedef struct {
  const char *setl_id;
  QzFen amount_fen;
  const char *note; /* needed: the reason of the deduction */
} QzInspectionFinding;
gboolean qz_inspection_find (QzBook *book, const QzContext *context, const char *number,
                             const QzInspectionFinding *finding, QzPeriod *out_period,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef enum {
  QZ_INSPECTION_HEAR,         /* what the hospital said; needs a note */
  QZ_INSPECTION_PENALTY,      /* NL-38b, DT-23b: 违约金, never netted with what is cleared */
  QZ_INSPECTION_PENALTY_PAID, /* no more than the penalties */
  QZ_INSPECTION_CLOSE,
} QzInspectionAct;
/* @amount_fen: of penalties. */
gboolean qz_inspection_act (QzBook *book, const QzContext *context, const char *number,
                            QzInspectionAct act, QzFen amount_fen, const char *note,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* number provider provider_name from_day to_day subject inspectors findings deducted penalty paid
 * closed */
QzSheet *qz_inspection_list (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The events of one: time act setl_id amount period actor note. */
QzSheet *qz_inspection_show (QzBook *book, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── complaints (NL-39, DT-21) ── */
typedef struct {
  QzDay received_day; /* QZ_DAY_NONE: the business day */
  const char *complainant, *contact;
  const char *provider; /* code; NULL: none */
  const char *subject;
} QzComplaintInput;
/* *out_number: TS-230200-202606-001, by the actor. (transfer full) */
gboolean qz_complaint_receive (QzBook *book, const QzContext *context,
                               const QzComplaintInput *input, char **out_number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* In this order; reporting to the province is only for what is major, and then before telling. */
typedef enum {
  QZ_COMPLAINT_ACCEPT,
  QZ_COMPLAINT_FIND, /* what was found, with @major */
  QZ_COMPLAINT_REPORT,
  QZ_COMPLAINT_TELL, /* the complainant was told */
  QZ_COMPLAINT_CLOSE,
} QzComplaintAct;
/* @note: needed. @major: of what was found. */
gboolean qz_complaint_act (QzBook *book, const QzContext *context, const char *number,
                           QzComplaintAct act, gboolean major, const char *note, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* number received_day complainant contact provider provider_name subject state (receive accept find
 * report tell close) major reported told */
QzSheet *qz_complaint_list (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The events of one: time act major actor note. */
QzSheet *qz_complaint_show (QzBook *book, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── persons (NL-40) ── */
typedef struct {
  const char *certno, *psn_name, *insured_area;
  QzDay from_day;     /* QZ_DAY_NONE: the business day */
  QzDay reported_day; /* to the province; QZ_DAY_NONE: not yet */
  const char *reason;
} QzPersonSuspendInput;
/* Direct settlement of the person stops: no registration is added, and claims are flagged. Given
 * again with a reported_day it records the report. */
gboolean qz_person_suspend (QzBook *book, const QzContext *context,
                            const QzPersonSuspendInput *input, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_person_resume (QzBook *book, const QzContext *context, const char *certno,
                           const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* certno (masked) psn_name insured_area suspended from_day reported_day reason */
QzSheet *qz_person_list_suspended (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
