/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-assist-row.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* The money of medical assistance (DT-10 … DT-12, DT-18): allotments, movements that one person
 * records and another confirms, whose money hospitals got, yearly clearings. Texts of the records
 * are interned. */

/* ── movements ── */
#define QZ_ASSIST_RESERVE "reserve"     /* EV-40 */
#define QZ_ASSIST_LOWER "lower"         /* EV-40r: what was allotted was taken back */
#define QZ_ASSIST_MOVE "move"           /* EV-41 */
#define QZ_ASSIST_BACK "back"           /* EV-41r */
#define QZ_ASSIST_REIMBURSE "reimburse" /* EV-43 reversed */
#define QZ_ASSIST_SURPLUS "surplus"     /* EV-44 to the county */
#define QZ_ASSIST_SHORTAGE "shortage"   /* EV-44 from the county */

typedef struct {
  gint64 id;            /* set by put */
  const char *number;   /* set by put: MAF-2026-0001 */
  const char *kind;
  int year;
  QzPeriod period;      /* of a reimbursement; else 0 */
  const char *county;   /* "" of a move, either way */
  gint64 allotment_id;  /* 0: none */
  gint64 clearing_id;   /* 0: none */
  QzFen amount_fen;
  QzDay day;            /* the bank's */
  const char *bank_name, *serial;
  const char *note;
  /* Read only. */
  const char *actor;
  const char *state;    /* "recorded" "confirmed" "cancelled" */
} QzAssistMoney;
gboolean qz_assist_money_repo_put (QzAct *act, QzAssistMoney *money, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @what: confirm or cancel. */
gboolean qz_assist_money_repo_put_event (QzAct *act, gint64 money_id, const char *what,
                                         const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What was posted for a movement or, with @money_id 0, for the assist_event @event_id. */
gboolean qz_assist_money_repo_put_voucher (QzAct *act, gint64 money_id, gint64 event_id,
                                           gint64 voucher_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether a voucher books a movement, or what a county confirmed (EV-45). */
gboolean qz_assist_money_repo_has_voucher (QzStore *store, gint64 voucher_id, gboolean *out,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether an agency has an account of the assistance fund, or @ledger has entries. */
gboolean qz_assist_money_repo_keeps_books (QzStore *store, const char *agency, const char *ledger,
                                           gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* An input error (id "no-such-money") when there is none. */
gboolean qz_assist_money_repo_find (QzStore *store, const char *number, QzAssistMoney *out,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Recorded ones that nobody confirmed or took back, oldest first. (element-type QzAssistMoney)
 * (transfer full) */
GArray *qz_assist_money_repo_load_waiting (QzStore *store, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Movements that were not cancelled; zeros and NULLs do not narrow. @posted: only confirmed ones;
 * @waiting: only those that are not. */
typedef struct {
  const char *kind;
  int year;
  QzPeriod period;
  const char *county;
  gint64 allotment_id, clearing_id;
  gboolean posted, waiting;
} QzAssistMoneyQuery;
gboolean qz_assist_money_repo_sum (QzStore *store, const QzAssistMoneyQuery *query, QzFen *out,
                                   gint64 *out_n, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The number of the movement, not cancelled, with this serial number of the bank; NULL: none.
 * (transfer full) */
gboolean qz_assist_money_repo_find_serial (QzStore *store, const char *bank_name,
                                           const char *serial, char **out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* number kind kind_name year period county county_name amount day bank serial state recorded_by
 * recorded_at decided_by voucher note; the names are left empty. */
gboolean qz_assist_money_repo_fill (QzStore *store, int year, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── allotments and reserves (DT-11) ── */
typedef struct {
  gint64 id;
  int year;
  const char *county;
  const char *document_no;
  QzDay day;
  QzFen amount_fen;
} QzAssistAllotment;
/* id 0: there is none. */
gboolean qz_assist_money_repo_find_allotment (QzStore *store, const char *document_no,
                                              QzAssistAllotment *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What was allotted to a county for a year, less what was taken back, in instalments whose reserve
 * is recorded. */
gboolean qz_assist_money_repo_sum_reserved (QzStore *store, int year, const char *county,
                                            QzFen *out_allotted, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What was allotted to a county for a year, recorded or not. */
gboolean qz_assist_money_repo_sum_allotted (QzStore *store, int year, const char *county,
                                            QzFen *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* county document_no allotted_day amount money, reserve, state of the year's instalments */
gboolean qz_assist_money_repo_fill_allotments (QzStore *store, int year, QzSheet *sheet,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How a county stands with the reserve of a year. */
typedef struct {
  const char *county;
  QzFen allotted_fen; /* by the upper levels */
  QzFen recorded_fen; /* reserves recorded less lowered, confirmed or not */
  QzFen used_fen;     /* bills of other areas less deductions, in the newest lists of the year */
} QzAssistStand;
/* All counties with either, by code. (element-type QzAssistStand) (transfer full) */
GArray *qz_assist_money_repo_load_stands (QzStore *store, int year, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Years that have allotments or lists, ascending. (element-type gint64) (transfer full) */
GArray *qz_assist_money_repo_list_years (QzStore *store, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── hospitals' money ── */
typedef struct {
  const char *county;
  gboolean cross_area; /* of the reserve; else lent to the county */
  QzFen amount_fen;
} QzAssistShare;
gboolean qz_assist_money_repo_put_part (QzAct *act, gint64 document_line_id,
                                        const QzAssistShare *part, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* In order of the counties. (element-type QzAssistShare) (transfer full) */
GArray *qz_assist_money_repo_load_parts (QzStore *store, gint64 document_line_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The number of the living document that pays a hospital for a month; NULL: none. (transfer
 * full) */
gboolean qz_assist_money_repo_find_document (QzStore *store, QzPeriod period, gint64 provider_id,
                                             char **out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What living documents pay to hospitals and the bank has not paid. */
gboolean qz_assist_money_repo_sum_owed (QzStore *store, QzFen *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What the bank paid to hospitals for a month on a county's own account. */
gboolean qz_assist_money_repo_sum_lent (QzStore *store, QzPeriod period, const char *county,
                                        QzFen *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* period county lent reimbursed: where something was lent */
gboolean qz_assist_money_repo_fill_lent (QzStore *store, int year, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The first month of a year with bills whose form 4 some county has not confirmed; 0: none. */
gboolean qz_assist_money_repo_find_unconfirmed (QzStore *store, int year, QzPeriod *out,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first month of a year of which the bank has not paid a hospital all; 0: none. */
gboolean qz_assist_money_repo_find_unpaid (QzStore *store, int year, QzPeriod *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Debit less credit of an account in a ledger, up to now. */
gboolean qz_assist_money_repo_get_balance (QzStore *store, const char *ledger, const char *account,
                                           QzFen *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The bills and deductions behind a hospital's line: what (bill, deduction, refund), setl_id, day,
 * file, file_line, amount, cross_area; @list_id its statement. */
gboolean qz_assist_money_repo_fill_sources (QzStore *store, gint64 list_id, gint64 provider_id,
                                            QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── yearly clearings (DT-12) ── */
typedef struct {
  gint64 id; /* 0: there is none */
  int year;
  guint version;
  const char *actor;
} QzAssistClearing;
/* The newest version. */
gboolean qz_assist_money_repo_get_clearing (QzStore *store, int year, QzAssistClearing *out,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the next version of @clearing->year with lines (QzAssistStand; recorded_fen is the
 * reserve); fills in id and version. */
gboolean qz_assist_money_repo_put_clearing (QzAct *act, QzAssistClearing *clearing,
                                            gint64 policy_pack_id, const GArray *lines,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @what: confirm, object, cancel. */
gboolean qz_assist_money_repo_put_clearing_event (QzAct *act, gint64 clearing_id,
                                                  const char *county, const char *what,
                                                  const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  const char *county;
  QzFen allotted_fen, reserve_fen, used_fen;
  const char *state; /* "" "confirm" "object" */
  QzFen paid_fen;    /* surplus or shortage that was confirmed */
  QzFen waiting_fen; /* recorded, not confirmed */
} QzAssistClearingLine;
/* By county. (element-type QzAssistClearingLine) (transfer full) */
GArray *qz_assist_money_repo_load_clearing (QzStore *store, gint64 clearing_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The day on which the last county's confirmation or money of a year's newest clearing came, when
 * all confirmed and all money moved; QZ_DAY_NONE before. */
gboolean qz_assist_money_repo_find_cleared (QzStore *store, int year, QzDay *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether money was moved, or recorded to be, for a year's newest clearing, or all is done. */
gboolean qz_assist_money_repo_is_settled (QzStore *store, int year, gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
