/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-bank-file.h"
#include "qz-kinds.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Bank batches, their lines, files and what the bank said of each line. */

/* A line of a document that waits for a bank batch. */
typedef struct {
  gint64 document_id;
  gint64 document_line_id;
  char *document; /* number */
  guint line_no;
  gint64 provider_id;
  char *provider_code;
  char *provider_name;
  char *provider_status; /* SM-1 */
  char *pay_key;
  QzPeriod period;
  QzDay business_day;
  QzFen amount_fen;
  guint attempt;            /* of the payment that would be made now */
  gint64 payee_account_id;  /* 0: the registry has none */
  char *payee_account, *payee_name, *bank_no, *bank_name;
} QzOpenPayment;
void qz_open_payment_free (QzOpenPayment *self);

/* Lines with an amount that are in no living bank line. Living: the batch's file was not refused
 * and the bank did not report failure (02) or return (03). (element-type QzOpenPayment) */
GPtrArray *qz_bank_repo_list_open (QzStore *store, gint64 document_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The document whose living bank line carries @pay_key, or NULL (7.3 rule 1). */
gboolean qz_bank_repo_find_living_key (QzStore *store, const char *pay_key, char **out_batch,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The paying account of @agency for @insurance: id 0 when there is none. */
gboolean qz_bank_repo_find_payer (QzStore *store, const char *agency, QzInsurance insurance,
                                  gint64 *out_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 id; /* set by insert */
  char *number;
  char *biz_type;
  QzInsurance insurance;
  gint64 payer_account_id;
  char *payer_account, *payer_name;
  QzDay pay_day;
  QzDay made_on; /* read only: the business day of the act that made it */
  guint n_lines;
  QzFen total_fen;
  char *state; /* made exported failed answered part-paid paid */
} QzBankBatch;
void qz_bank_batch_free (QzBankBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzBankBatch, qz_bank_batch_free)

typedef struct {
  gint64 id;
  guint line_no;
  gint64 document_id;
  gint64 document_line_id;
  gint64 provider_id;
  char *pay_key;
  char *payee_account, *payee_name, *bank_no, *bank_name;
  QzFen amount_fen;
  char *purpose;
  guint attempt;
  char *status; /* "" until the bank spoke */
} QzBankLine;
void qz_bank_line_free (QzBankLine *self);

gboolean qz_bank_repo_insert_batch (QzAct *act, QzBankBatch *batch, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_bank_repo_insert_line (QzAct *act, gint64 batch_id, guint line_no,
                                   const QzOpenPayment *payment, const char *purpose,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Numbers of the document's batches whose file was never written. (element-type utf8) */
GPtrArray *qz_bank_repo_list_unsent (QzStore *store, gint64 document_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* NULL with an input error when there is no such batch. */
QzBankBatch *qz_bank_repo_find_batch (QzStore *store, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* (element-type QzBankLine) in the order of line numbers */
GPtrArray *qz_bank_repo_list_lines (QzStore *store, gint64 batch_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_bank_repo_set_batch_state (QzAct *act, gint64 batch_id, const char *state,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A file written for the bank or read from it. */
typedef struct {
  gint64 batch_id;
  const char *direction; /* "out", "in" */
  const char *file_name;
  const char *digest;
  const char *file_status; /* of a return file; "" for one that was written */
  const char *message;
} QzBankFileRecord;
/* Its id, 0 on error. */
gint64 qz_bank_repo_insert_file (QzAct *act, const QzBankFileRecord *file, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether a file with this digest was already taken in. */
gboolean qz_bank_repo_has_file (QzStore *store, const char *digest, gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Records what the bank said and moves the line's status; the event's id, 0 on error. */
gint64 qz_bank_repo_insert_result (QzAct *act, gint64 bank_line_id, gint64 file_id,
                                   const QzBankResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* How the lines of a document stand. */
typedef struct {
  guint n_due;    /* lines with an amount that were not withdrawn */
  guint n_withdrawn;
  guint n_paid;   /* 00 */
  guint n_failed; /* 02, 03, or only in refused files */
  guint n_open;   /* sent, not answered, under way or unknown */
  QzFen unpaid_fen; /* of the lines due, all but what is 00 */
} QzPayCount;
gboolean qz_bank_repo_count_document (QzStore *store, gint64 document_id, QzPayCount *out,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first day on which a living batch pays lines of the document; QZ_DAY_NONE before there is
 * one. */
gboolean qz_bank_repo_get_pay_day (QzStore *store, gint64 document_id, QzDay *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Fill sheets whose columns stand in the order named. */
/* batch biz_type insurance pay_day lines total state paid_total */
gboolean qz_bank_repo_fill_batches (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* line_no document document_line provider_code provider_name payee_account payee_name bank_no
 * bank_name amount purpose attempt status bank_message bank_serial trade_time receipt_no pay_key */
gboolean qz_bank_repo_fill_lines (QzStore *store, gint64 batch_id, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
