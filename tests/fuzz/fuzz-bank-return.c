/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anything at all as a bank's return file (7.2, 7.3 rule 2): as it came, and once more with a last
 * line whose check value fits, so that what lies behind the check is reached too. */
#include <string.h>

#include "fuzz.h"
#include "qz-bank-file.h"
#include "qz-digest.h"
#include "qz-error.h"

static const char *const statuses[] = { "00", "01", "02", "03", "09", NULL };

/* What every line that is let through must keep. */
static void
check_result (const QzBankResult *result)
{
  const gboolean is_paid = g_strcmp0 (result->status, "00") == 0;

  g_assert_true (result->amount_fen >= 0 && result->amount_fen <= QZ_FEN_MAX);
  g_assert_true (g_strv_contains (statuses, result->status));
  g_assert_cmpuint (result->file_line, >, 1);
  for (guint i = 0; i < 6; i++)
    {
      const char *text =
          (const char *const[]) { result->pay_key,     result->bank_code,  result->bank_message,
                                  result->bank_serial, result->trade_time, result->receipt_no }[i];

      g_assert_true (text != NULL && g_utf8_validate (text, -1, NULL));
      g_assert_null (strpbrk (text, "|\n"));
    }
  g_assert_true (!is_paid || (*result->bank_serial != '\0' && *result->trade_time != '\0'));
  g_assert_true (*result->trade_time == '\0' || strlen (result->trade_time) == 19);
}

static void
check_return (QzBankReturn *ret)
{
  g_assert_nonnull (qz_bank_return_get_batch_no (ret));
  g_assert_cmpuint (strlen (qz_bank_return_get_file_status (ret)), ==, 2);
  g_assert_true (g_utf8_validate (qz_bank_return_get_message (ret), -1, NULL));
  g_assert_cmpint (qz_bank_return_get_count (ret), >=, 0);
  g_assert_cmpint (qz_bank_return_get_total_fen (ret), >=, 0);
  for (guint i = 0; i < qz_bank_return_get_n_results (ret); i++)
    check_result (qz_bank_return_get_result (ret, i));
}

static void
read_file (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBankReturn) ret = qz_bank_return_parse (bytes, "fuzz.ret", &error);

  g_assert_true ((ret == NULL) == (error != NULL));
  if (ret != NULL)
    {
      check_return (ret);
      return;
    }
  g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_INPUT);
  g_assert_cmpstr (qz_error_get_file (error), ==, "fuzz.ret");
  g_assert_cmpuint (qz_error_get_line (error), >, 0);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static guint
count_details (const char *data, gsize size)
{
  guint n = 0;

  for (gsize i = 0; i + 2 < size; i++)
    n += data[i] == '\n' && data[i + 1] == 'D' && data[i + 2] == '|';
  return n;
}

/* The lines before the last one, closed as a bank would close them. */
static GBytes *
close_file (const char *data, gsize size)
{
  const char *tail = g_strrstr_len (data, (gssize) size, "\nT|");
  const gsize length = tail != NULL ? (gsize) (tail - data) + 1 : size;
  g_autofree char *hash = qz_digest_bytes (data, length);
  GString *text = g_string_new_len (data, (gssize) length);

  if (length > 0 && data[length - 1] != '\n')
    return g_string_free_to_bytes (text);
  g_string_append_printf (text, "T|%u|%s\r\n", count_details (data, length), hash);
  return g_string_free_to_bytes (text);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) closed = close_file ((const char *) data, size);

  read_file (bytes);
  read_file (closed);
  for (guint i = 0; statuses[i] != NULL; i++)
    g_assert_false (qz_bank_status_may_follow ("03", statuses[i])); /* 03 is the end of a line */
  return 0;
}
