/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-bank-file.h"

#include <glib/gi18n-lib.h>

#include "qz-digest.h"
#include "qz-error.h"
#include "qz-id-check.h"

#define MAX_BATCH_NO      20
#define MAX_PAY_KEY       32
#define MAX_ACCOUNT       32
#define MAX_NAME_CHARS    60
#define MAX_PURPOSE_BYTES 40

static gboolean
is_ascii_control (gunichar c)
{
  return c < 0x20 || c == 0x7f;
}

/* No field may hold the separator or a control character: there is no quoting in the format. */
static gboolean
check_text (const char *text, const char *field, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "not-utf8", _("The text of “%s” is not valid."), field);
      return FALSE;
    }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '|' || is_ascii_control (g_utf8_get_char (p)))
        {
          qz_error_set (
              error, QZ_ERROR_INPUT, "bank-forbidden-character",
              _("“%s” holds “|” or a control character, which a bank file cannot carry: “%s”. "
                 "Correct it in the registry."),
              field, text);
          qz_error_add_place (error, NULL, 0, 0, field);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_length (const char *text, gsize length, gsize max, const char *field, GError **error)
{
  if (length > 0 && length <= max)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "bank-field-length",
                _("“%s” must have 1 to %u characters for the bank, it has %u: “%s”."), field,
                (guint) max, (guint) length, text);
  qz_error_add_place (error, NULL, 0, 0, field);
  return FALSE;
}

/* The first character of @text that @encoding lacks, or 0. */
static gunichar
find_unencodable (const char *text, const char *encoding)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *bytes = NULL;
      g_autoptr (GError) ignored = NULL;
      bytes = g_convert (p, g_utf8_next_char (p) - p, encoding, "UTF-8", NULL, NULL, &ignored);
      if (bytes == NULL)
        return g_utf8_get_char (p);
    }
  return 0;
}

/* 7.3 rule 9: a character that the bank's encoding lacks is named, never replaced by '?'. */
static char *
encode (const char *text, gssize length, const char *encoding, gsize *out_length, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *bytes = g_convert (text, length, encoding, "UTF-8", NULL, out_length, &local);
  gunichar missing = 0;
  char shown[7] = "";

  if (bytes != NULL)
    return bytes;
  missing = find_unencodable (text, encoding);
  shown[g_unichar_to_utf8 (missing, shown)] = '\0';
  qz_error_set (error, QZ_ERROR_INPUT, "bank-character-missing",
                _("The bank's encoding %s has no character “%s” (U+%04X). Agree on GB18030 with "
                   "the bank, or write the name as the bank keeps it."),
                encoding, shown, missing);
  return NULL;
}

char *
qz_bank_text_cut (const char *text, gsize max_bytes, const char *encoding, GError **error)
{
  gsize total = 0;
  const char *p = text;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize length = 0;
      g_autofree char *bytes = encode (p, g_utf8_next_char (p) - p, encoding, &length, error);
      if (bytes == NULL)
        return NULL;
      if (total + length > max_bytes)
        break;
      total += length;
    }
  return g_strndup (text, p - text);
}

static void
append_day (GString *out, QzDay day)
{
  int y = 0, m = 0, d = 0;

  qz_day_to_ymd (day, &y, &m, &d);
  g_string_append_printf (out, "%04d%02d%02d", y, m, d);
}

/* K12: the batch's count and total are those of its lines. */
static gboolean
check_head (const QzBankHead *head, const QzBankPayment *payments, guint n_payments, GError **error)
{
  QzFen total = 0;

  for (guint i = 0; i < n_payments; i++)
    {
      if (payments[i].amount_fen <= 0)
        {
          qz_error_set (error, QZ_ERROR_REFUSED, "bank-amount-not-positive",
                        _("Line %u of the batch pays nothing; a bank line must be above 0.00."),
                        payments[i].line_no);
          return FALSE;
        }
      if (!qz_fen_accumulate (&total, payments[i].amount_fen, error))
        return FALSE;
    }
  if (n_payments == 0 || (gint64) n_payments != head->n_lines || total != head->total_fen)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "K12",
                    _("The batch total does not agree with its lines."));
      qz_error_add_rule (error, "K12");
      return FALSE;
    }
  return check_length (head->batch_no, strlen (head->batch_no), MAX_BATCH_NO, "batch_no", error)
         && check_text (head->batch_no, "batch_no", error)
         && check_text (head->biz_type, "biz_type", error)
         && check_text (head->payer_account, "payer_acct", error)
         && check_text (head->payer_name, "payer_name", error);
}

static gboolean
check_payment (const QzBankPayment *payment, GError **error)
{
  return check_length (payment->pay_key, strlen (payment->pay_key), MAX_PAY_KEY, "pay_key", error)
         && check_text (payment->pay_key, "pay_key", error)
         && check_length (payment->payee_account, strlen (payment->payee_account), MAX_ACCOUNT,
                          "payee_acct", error)
         && check_text (payment->payee_account, "payee_acct", error)
         && check_text (payment->payee_name, "payee_name", error)
         && check_length (payment->payee_name, g_utf8_strlen (payment->payee_name, -1),
                          MAX_NAME_CHARS, "payee_name", error)
         && qz_id_check_bank_no (payment->bank_no, error)
         && check_text (payment->bank_name, "bank_name", error)
         && check_text (payment->purpose, "purpose", error);
}

static gboolean
append_payment (GString *out, const QzBankPayment *payment, const char *encoding, GError **error)
{
  g_autofree char *amount = qz_fen_to_decimal (payment->amount_fen);
  g_autofree char *purpose = NULL;

  if (!check_payment (payment, error))
    return FALSE;
  purpose = qz_bank_text_cut (payment->purpose, MAX_PURPOSE_BYTES, encoding, error);
  if (purpose == NULL)
    return FALSE;
  g_string_append_printf (out, "D|%06u|%s|%s|%s|%s|%s|%s|%s|%u\r\n", payment->line_no,
                          payment->pay_key, payment->payee_account, payment->payee_name,
                          payment->bank_no, payment->bank_name, amount, purpose, payment->attempt);
  return TRUE;
}

GBytes *
qz_bank_file_write (const QzBankHead *head, const QzBankPayment *payments, guint n_payments,
                    const char *encoding, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *total = qz_fen_to_decimal (head->total_fen);
  g_autofree char *body = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *tail = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize length = 0;

  if (!check_head (head, payments, n_payments, error))
    return NULL;
  g_string_append_printf (text, "H|%s|%s|%s|%s|CNY|%" G_GINT64_FORMAT "|%s|", head->batch_no,
                          head->biz_type, head->payer_account, head->payer_name, head->n_lines,
                          total);
  append_day (text, head->pay_day);
  g_string_append (text, "|1\r\n");
  for (guint i = 0; i < n_payments; i++)
    {
      if (!append_payment (text, &payments[i], encoding, error))
        return NULL;
    }
  body = encode (text->str, text->len, encoding, &length, error);
  if (body == NULL)
    return NULL;
  hash = qz_digest_bytes (body, length);
  tail = g_strdup_printf ("T|%" G_GINT64_FORMAT "|%s|%s\r\n", head->n_lines, total, hash);
  g_byte_array_append (bytes, (const guint8 *) body, length);
  g_byte_array_append (bytes, (const guint8 *) tail, strlen (tail));
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
qz_bank_status_may_follow (const char *from, const char *to)
{
  if (*from == '\0')
    return TRUE;
  if (g_str_equal (from, "01") || g_str_equal (from, "09"))
    return g_str_equal (to, "00") || g_str_equal (to, "02");
  return g_str_equal (from, "00") && g_str_equal (to, "03");
}
