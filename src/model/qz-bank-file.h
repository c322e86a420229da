/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-fen.h"

G_BEGIN_DECLS

/* The canonical bank batch and return files of domain 7.2: lines of fields parted by '|', CRLF,
 * the last line carrying the SM3 of all bytes before it (HLJ-IS-15, JL-18: the order to the bank
 * and its answer). Pure: bytes in, records out. */

/* The head of a batch; strings borrowed. */
typedef struct {
  const char *batch_no; /* at most 20 bytes */
  const char *biz_type; /* DD MP MS … */
  const char *payer_account;
  const char *payer_name;
  gint64 n_lines;
  QzFen total_fen;
  QzDay pay_day;
} QzBankHead;

/* One payment; strings borrowed. */
typedef struct {
  guint line_no;
  const char *pay_key; /* at most 32 bytes; the same over all attempts */
  const char *payee_account;
  const char *payee_name; /* at most 60 characters */
  const char *bank_no;    /* 12 digits */
  const char *bank_name;
  QzFen amount_fen;
  const char *purpose; /* cut to 40 bytes of the file's encoding at a character border */
  guint attempt;
} QzBankPayment;

/* The file's bytes in @encoding ("GB18030", "UTF-8" or "GBK"). Refuses: a head that does not agree
 * with its lines (K12), '|' or control characters in a text, fields that are too long, and a
 * character that the encoding lacks, naming it (7.3 rule 9). (transfer full) */
GBytes *qz_bank_file_write (const QzBankHead *head, const QzBankPayment *payments, guint n_payments,
                            const char *encoding, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @text cut to at most @max_bytes of @encoding, at a character border. (transfer full) */
char *qz_bank_text_cut (const char *text, gsize max_bytes, const char *encoding, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* One line of a return file. */
typedef struct {
  guint line_no;
  char *pay_key;
  QzFen amount_fen;
  char *status; /* 00 paid, 01 under way, 02 failed, 03 returned, 09 unknown */
  char *bank_code;
  char *bank_message;
  char *bank_serial;
  char *trade_time; /* "yyyy-mm-ddThh:mm:ss", "" when the bank gave none */
  char *receipt_no;
  guint file_line; /* where it stands in the file */
} QzBankResult;

typedef struct _QzBankReturn QzBankReturn;

/* Reads a return file (UTF-8 or GB18030) and checks all that the file alone can prove: form,
 * counts, sums, hash (7.3 rule 2). Errors carry line and column. */
QzBankReturn *qz_bank_return_parse (GBytes *bytes, const char *file_name, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_bank_return_free (QzBankReturn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzBankReturn, qz_bank_return_free)

const char *qz_bank_return_get_batch_no (QzBankReturn *self);
/* 00 accepted; 10 signature error; 11 format error; 12 totals mismatch; 13 duplicate batch. */
const char *qz_bank_return_get_file_status (QzBankReturn *self);
const char *qz_bank_return_get_message (QzBankReturn *self);
gint64 qz_bank_return_get_count (QzBankReturn *self);
QzFen qz_bank_return_get_total_fen (QzBankReturn *self);
guint qz_bank_return_get_n_results (QzBankReturn *self);
const QzBankResult *qz_bank_return_get_result (QzBankReturn *self, guint index);

/* SM-10: whether a line may go from one bank status to another
 * (7.3 rule 2): 01 or 09 to 00 or 02, 00 to
 * 03; @from "" is a line that the bank has not spoken of. */
gboolean qz_bank_status_may_follow (const char *from, const char *to);

G_END_DECLS
