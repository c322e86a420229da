/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-assistance.h"
#include "qz-kinds.h"
#include "qz-registry-repo.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Bills of medical assistance as the platform settled them, and what is taken off them (DT-15,
 * DT-23a). A bill of setl_type 2 was settled directly; one of setl_type 1 was paid in full by the
 * person and is reimbursed by hand (DT-15b). */

typedef struct {
  gint64 id;
  gint64 import_id;
  guint64 line_no;
  const char *setl_id;
  gint64 provider_id;
  QzInsurance insurance;
  const char *insutype, *med_type;
  const char *setl_time; /* yyyy-mm-dd[ HH:mm:ss] */
  QzDay settled;         /* its day; month and year of the bill are this one's (AS-3) */
  const char *setl_type, *pay_loc;
  const char *county; /* insu_admdvs */
  gboolean refund;
  const char *refd_setl_id; /* nullable */
  const char *psn_no, *psn_name, *certno;
  QzDay begin_day, end_day; /* of the stay */
  QzAssistCategory category; /* that the platform used; QZ_ASSIST_NONE */
  gboolean cross_area;       /* AMB-26 */
  int cross_said;            /* as the file has it: 0, 1; -1: derived */
  const char *manual_reason; /* "": a direct bill */
  QzFen act_pay_dedc_fen;
  QzFen medfee_fen, fulamt_ownpay_fen, overlmt_selfpay_fen, preselfpay_fen, inscp_scp_fen;
  QzFen basic_fen; /* hifp */
  QzFen ci_fen;    /* hifmi of residents, hifob of employees */
  QzFen other_fen; /* all other funds but assistance */
  QzFen maf_fen;
  QzFen fund_pay_fen, hosp_part_fen, psn_part_fen, acct_fen, psn_cash_fen;
} QzAssistBillRow;

/* The member id is not looked at. Returns the id, 0 on error. */
gint64 qz_assist_bill_repo_put (QzAct *act, const QzAssistBillRow *row, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* @row and its texts are valid during the call. FALSE with an error ends the stream. */
typedef gboolean (*QzAssistBillFunc) (const QzAssistBillRow *row, gpointer user_data,
                                      GError **error);
typedef enum {
  QZ_ASSIST_BY_TIME,   /* setl_time, setl_id; of one time a refund last */
  QZ_ASSIST_BY_PERSON, /* certno, then as before */
} QzAssistOrder;
typedef struct {
  QzDay from, to;     /* of settlement, both included */
  const char *certno; /* NULL: everybody's */
  QzAssistOrder order;
} QzAssistBillSpan;
gboolean qz_assist_bill_repo_stream (QzStore *store, const QzAssistBillSpan *span,
                                     QzAssistBillFunc func, gpointer user_data, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* One bill, by setl_id, or by id when @setl_id is NULL. *out_found FALSE: there is none. */
gboolean qz_assist_bill_repo_get (QzStore *store, const char *setl_id, gint64 id,
                                  QzAssistBillFunc func, gpointer user_data, gboolean *out_found,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What assistance paid a person in the calendar year of a bill, up to and with it. */
gboolean qz_assist_bill_repo_sum_year (QzStore *store, const char *certno, const char *setl_time,
                                       const char *setl_id, QzFen *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The first calendar year of an original that a refund settled in the days takes back; @year when
 * all are of it. */
gboolean qz_assist_bill_repo_get_first_year (QzStore *store, QzDay from, QzDay to, int year,
                                             int *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many refunds take @setl_id of @certno back. */
gboolean qz_assist_bill_repo_count_refunds (QzStore *store, const char *certno,
                                            const char *setl_id, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Two bills of one person whose days overlap and that no refund takes back; the later one's id lies
 * between @first_id and @last_id. */
typedef struct {
  guint64 line_no;
  const char *setl_id, *med_type;
  const char *other_setl_id, *other_med_type;
} QzAssistOverlap;
typedef void (*QzAssistOverlapFunc) (const QzAssistOverlap *overlap, gpointer user_data);
gboolean qz_assist_bill_repo_list_overlaps (QzStore *store, gint64 first_id, gint64 last_id,
                                            QzAssistOverlapFunc func, gpointer user_data,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where the hospitals lie: (element-type gint64 utf8) area code by provider id. (transfer full) */
GHashTable *qz_assist_bill_repo_load_places (QzStore *store, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The file that brought an import. (transfer full) */
gboolean qz_assist_bill_repo_dup_file (QzStore *store, gint64 import_id, char **out,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── what is taken off (DT-23a) ── */

typedef struct {
  gint64 id;
  gint64 bill_id;
  QzPeriod period; /* the month on whose forms it is taken off */
  gboolean is_recovery; /* kind 20: of a bill of an earlier month; else 10, found before the form */
  QzFen amount_fen;
  const char *reason;
  QzDay confirmed_day;
  gint64 dispute_id, inspection_id; /* 0: none */
} QzAssistDeduction;
/* @origin: NULL at the desk. Returns the id, 0 on error. */
gint64 qz_assist_bill_repo_put_deduction (QzAct *act, const QzOrigin *origin,
                                          const QzAssistDeduction *deduction, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* All of a bill's, in fen. */
gboolean qz_assist_bill_repo_sum_deducted (QzStore *store, gint64 bill_id, QzFen *out,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef gboolean (*QzAssistDeductionFunc) (const QzAssistDeduction *deduction, gpointer user_data,
                                           GError **error);
/* Those of @period in the order in which they are taken: confirmed_day, setl_id, id. */
gboolean qz_assist_bill_repo_stream_deductions (QzStore *store, QzPeriod period,
                                                QzAssistDeductionFunc func, gpointer user_data,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Those of a bill: period kind amount reason confirmed_day. */
gboolean qz_assist_bill_repo_fill_deductions (QzStore *store, gint64 bill_id, QzSheet *sheet,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── by hand (DT-15b) ── */
typedef struct {
  char act[8]; /* "accept" "refuse" "pay"; "": nothing happened yet */
  QzFen fund_fen, maf_fen;
  char *actor;    /* of the last act */
  char *acceptor; /* who accepted; NULL */
} QzAssistManual;
void qz_assist_manual_clear (QzAssistManual *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzAssistManual, qz_assist_manual_clear)
gboolean qz_assist_bill_repo_get_manual (QzStore *store, gint64 bill_id, QzAssistManual *out,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_bill_repo_put_manual (QzAct *act, gint64 bill_id, const char *what,
                                         QzFen fund_fen, QzFen maf_fen, const char *reason,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Bills that were paid in full by the person, by time. */
gboolean qz_assist_bill_repo_stream_manual (QzStore *store, QzAssistBillFunc func,
                                            gpointer user_data, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── what was allotted to the counties (DT-11), as its files bring it ── */
typedef struct {
  int year;
  const char *county, *document_no;
  QzDay allotted_day;
  QzFen amount_fen;
} QzAssistAllotted;
gint64 qz_assist_bill_repo_put_allotment (QzAct *act, const QzOrigin *origin,
                                          const QzAssistAllotted *allotted, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_bill_repo_has_document (QzStore *store, const char *document_no, gboolean *out,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
