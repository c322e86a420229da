/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-fen.h"

G_BEGIN_DECLS

/* The month of medical assistance (DT-16 … DT-19). A period is the month of the settlements; its
 * days lie in the month after and nothing happens by itself when they pass. The city agency makes
 * and pushes, hospitals and counties confirm; what they say is recorded by the agency that heard
 * it. A *part* is what a hospital gets for the persons of one county. Who made or pushed the
 * statements neither confirms them nor makes form 4, and who made that does not confirm it for the
 * county ("same-person"). Everything refused says its rule and a stable id. */

/* DT-16a: makes forms 2 and 3 of all hospitals, or a new version of them. Who confirmed figures
 * that are others now has to confirm anew. Refused before the month is over, when an earlier month
 * with bills has no statements, and once form 4 of some county is made. Facts: list period version
 * bills maf deducted lapsed. */
QzSheet *qz_assist_month_make (QzBook *book, const QzContext *context, QzPeriod period,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Pushes them to the hospitals. Refused when bills or deductions have come since. */
gboolean qz_assist_month_push (QzBook *book, const QzContext *context, QzPeriod period,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* DT-16b: the hospital confirms its parts but those in dispute. @handled_by, @led_by: 经办人 and
 * 负责人, both needed. */
gboolean qz_assist_month_confirm_hospital (QzBook *book, const QzContext *context,
                                           QzPeriod period, const char *provider,
                                           const char *handled_by, const char *led_by,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* DT-16b: the county has checked its persons and what is payable, in one hospital or (NULL) in all
 * of them that are neither confirmed nor in dispute. *out_n: nullable, parts confirmed. */
gboolean qz_assist_month_confirm_county (QzBook *book, const QzContext *context, QzPeriod period,
                                         const char *county, const char *provider, guint *out_n,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  QzPeriod period;
  const char *provider;
  const char *county;
  gboolean by_hospital; /* who asks for a further check */
  QzDay day;
  const char *reason;
} QzAssistDisputeAct;
/* DT-16c: a part has to be checked further. */
gboolean qz_assist_month_dispute (QzBook *book, const QzContext *context,
                                  const QzAssistDisputeAct *dispute, gint64 *out_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *setl_id;
  QzFen amount_fen; /* taken off the bill */
} QzAssistCorrection;
typedef struct {
  gint64 dispute;
  const char *paper_no; /* of the stamped forms 2 and 3 */
  QzDay stamped_day, hospital_day, county_day; /* both sides confirmed them */
  const QzAssistCorrection *corrections; /* none: the figures stand */
  guint n_corrections;
  const char *note;
} QzAssistSolution;
/* DT-16c: the stamped papers came and both sides confirmed. Corrections are deductions of the
 * month, with which its statements are made and pushed anew; the part is confirmed by the
 * papers. */
gboolean qz_assist_month_solve (QzBook *book, const QzContext *context,
                                const QzAssistSolution *solution, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* DT-17: the details are with the counties. */
gboolean qz_assist_month_push_details (QzBook *book, const QzContext *context, QzPeriod period,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* DT-19a: makes form 4 of a county, or (NULL) of all that lack it, and pushes it. Refused while a
 * part of it is not confirmed by hospital and county. *out_n: nullable, forms made. */
gboolean qz_assist_month_make_form4 (QzBook *book, const QzContext *context, QzPeriod period,
                                     const char *county, guint *out_n, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* DT-19a: takes form 4 of a county back before it is confirmed. */
gboolean qz_assist_month_withdraw_form4 (QzBook *book, const QzContext *context, QzPeriod period,
                                         const char *county, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* DT-19b: the county confirms; its costs are posted in its books (EV-45). */
gboolean qz_assist_month_confirm_form4 (QzBook *book, const QzContext *context, QzPeriod period,
                                        const char *county, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── what there is ── */

/* Newest first: period version statement parts hospital county disputes details forms4 confirmed4
 * bills maf deducted net next_stage next_due late. "hospital", "county": parts confirmed. */
QzSheet *qz_assist_month_list (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Facts as a row of the list. Children: "stages" stage name rule due_day state done_day late;
 * "hospitals" provider provider_name visits maf cross_area deducted net parts hospital county
 * disputes; "counties" county county_name visits maf cross_area deducted net parts confirmed form4
 * form4_day; "parts" provider provider_name county county_name visits maf cross_area deducted net
 * hospital signers county_state disputes; "disputes"; "events". */
QzSheet *qz_assist_month_show (QzBook *book, const QzContext *context, QzPeriod period,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What F-DT-2 and F-DT-3 (@subject: code of a hospital) and F-DT-4 (of a county) are laid out from
 * (domain 2.7). Facts: form title period document_no subject subject_name agency_name made_day
 * final, of F-DT-4 allotted reserve used left rate level. An input error when there is no such
 * form, or nothing of the subject in the month. */
QzSheet *qz_assist_paper_get_sheet (QzBook *book, const char *form, QzPeriod period,
                                    const char *subject, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_paper_is_form (const char *form); /* "F-DT-2" … "F-DT-4" */

G_END_DECLS
