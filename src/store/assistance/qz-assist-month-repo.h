/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-assist-row.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* The months of medical assistance: statements and who confirmed what (DT-16 … DT-19). */

/* ── where a month stands ── */
typedef struct {
  QzPeriod period;
  const char *stage;  /* statement hospital county details form4 county4 */
  gint64 provider_id; /* of hospital and county; else 0 */
  const char *county; /* of county and county4; else "" */
  gint64 list_id;     /* the version that is spoken of; 0: none */
  const char *state;  /* MADE PUSHED ASKED CONFIRMED DISPUTED LAPSED */
  const char *signers;
  const char *reason;
} QzAssistEvent;
/* Writes the event of the acting user, and where that leaves the stage. *out_id: nullable. */
gboolean qz_assist_month_repo_put_event (QzAct *act, const QzAssistEvent *event, gint64 *out_id,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *stage; /* interned, as all texts */
  gint64 provider_id;
  const char *county;
  gint64 list_id;
  const char *state;
  QzDay day;         /* of the last event */
  const char *actor;
  const char *signers;
} QzAssistStanding;
/* All of a month. (element-type QzAssistStanding) (transfer full) */
GArray *qz_assist_month_repo_load_standings (QzStore *store, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Of all months: how many words are awaited in a stage, and the day of its last event.
 * (element-type QzAssistOpen) (transfer full) */
typedef struct {
  QzPeriod period;
  const char *stage; /* interned */
  const char *state; /* interned; of a stage that is about the whole month */
  gint64 n_open;
  QzDay day;
} QzAssistOpen;
GArray *qz_assist_month_repo_load_open (QzStore *store, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Months that have bills, lists or events, ascending. (element-type QzPeriod) (transfer full) */
GArray *qz_assist_month_repo_list_periods (QzStore *store, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether @actor made or pushed the statements that a month has, versions that papers of disputes
 * led to aside (their events have a reason). */
gboolean qz_assist_month_repo_has_made (QzStore *store, QzPeriod period, const char *actor,
                                        gboolean *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* time stage provider county state signers actor reason */
gboolean qz_assist_month_repo_fill_events (QzStore *store, QzPeriod period, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── statements ── */
typedef struct {
  gint64 id; /* 0: there is none */
  QzPeriod period;
  guint version;
  gint64 policy_pack_id;
  gint64 last_bill_id, last_deduction_id;
  gint64 first_row_id, last_row_id;
  gint64 n_bills;
  QzFen maf_fen, deducted_fen;
} QzAssistList;
/* The newest version. */
gboolean qz_assist_month_repo_get_list (QzStore *store, QzPeriod period, QzAssistList *out,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The newest versions of the months before, and after: 0 when there is none. */
gboolean qz_assist_month_repo_find_neighbours (QzStore *store, QzPeriod period,
                                               QzPeriod *out_before, QzPeriod *out_after,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @list as the next version with its @rows (QzAssistRow); fills in ids and version. */
gboolean qz_assist_month_repo_put_list (QzAct *act, QzAssistList *list, GArray *rows,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type QzAssistRow) (transfer full) */
GArray *qz_assist_month_repo_load_rows (QzStore *store, const QzAssistList *list, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* What the lists of a month look at: direct bills with assistance up to @last_bill_id that were
 * settled in it, or before it and came after the month before was listed. (element-type
 * QzAssistRow) (transfer full) */
GArray *qz_assist_month_repo_load_bills (QzStore *store, const QzAssistList *list, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Deductions of the month and of earlier ones, as far as earlier months did not take them, in the
 * order in which they are taken. (element-type QzAssistOwed) (transfer full) */
GArray *qz_assist_month_repo_load_owed (QzStore *store, const QzAssistList *list, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_month_repo_get_bounds (QzStore *store, gint64 *out_last_bill_id,
                                          gint64 *out_last_deduction_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Once a year's clearing is made, its months stay as they are (DT-12). */
gboolean qz_assist_month_repo_is_cleared (QzStore *store, int year, gboolean *out,
                                          GError **error);
/* The first month before @period with bills in it that no list has or will
 * take along; 0: none. */
gboolean qz_assist_month_repo_find_unlisted (QzStore *store, QzPeriod period, QzPeriod *out,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── disputes (DT-16c) ── */
typedef struct {
  gint64 id;
  gint64 import_id; /* 0: at the desk */
  guint64 line_no;
  QzPeriod period;
  gint64 provider_id;
  const char *county;
  const char *raised_by; /* hospital county */
  QzDay raised_day;
  const char *reason;
} QzAssistDispute;
gint64 qz_assist_month_repo_put_dispute (QzAct *act, const QzAssistDispute *dispute,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Texts are interned; *out_solved: papers came. FALSE in *out_found: there is none. */
gboolean qz_assist_month_repo_get_dispute (QzStore *store, gint64 id, QzAssistDispute *out,
                                           gboolean *out_found, gboolean *out_solved,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one of this month, hospital, county, side and day; id 0: there is none. *out_paper: the
 * number of its papers, interned; NULL: they have not come. */
gboolean qz_assist_month_repo_find_dispute (QzStore *store, const QzAssistDispute *key,
                                            gint64 *out_id, const char **out_paper,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the papers of a dispute took off a bill. */
gboolean qz_assist_month_repo_sum_taken_off (QzStore *store, gint64 dispute_id,
                                             const char *setl_id, QzFen *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Open ones of a month; @provider_id 0, @county NULL: any. */
gboolean qz_assist_month_repo_count_disputes (QzStore *store, QzPeriod period, gint64 provider_id,
                                              const char *county, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  const char *paper_no;
  QzDay stamped_day, hospital_day, county_day, reported_day;
  const char *note;
} QzAssistPapers;
gboolean qz_assist_month_repo_put_papers (QzAct *act, gint64 dispute_id,
                                          const QzAssistPapers *papers, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* dispute provider provider_name county raised_by raised_day reason state paper_no stamped_day
 * hospital_day county_day reported_day taken_off */
gboolean qz_assist_month_repo_fill_disputes (QzStore *store, QzPeriod period, QzSheet *sheet,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── forms ── */
/* The bills of a hospital in @list with what F-DT-3 says of them: psn_name certno category county
 * begin_day end_day medfee scope basic ci other maf person cross_area setl_id, then deducted. */
gboolean qz_assist_month_repo_fill_bills (QzStore *store, const QzAssistList *list,
                                          gint64 provider_id, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Of the year of @list up to its month, net of deductions: what cross-area bills of @county used of
 * its reserve (F-DT-4 (6)). */
gboolean qz_assist_month_repo_sum_used (QzStore *store, const QzAssistList *list,
                                        const char *county, QzFen *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What was allotted to @county for the year up to @day. */
gboolean qz_assist_month_repo_sum_allotted (QzStore *store, int year, const char *county, QzDay day,
                                            QzFen *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
