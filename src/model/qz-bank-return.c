/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-bank-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-digest.h"
#include "qz-error.h"

struct _QzBankReturn {
  char *batch_no;
  char *file_status;
  char *message;
  gint64 count;
  QzFen total_fen;
  gint64 succ_count;
  QzFen succ_total_fen;
  gint64 fail_count;
  QzFen fail_total_fen;
  GPtrArray *results; /* QzBankResult */
};

/* Where the parser stands, for messages. */
typedef struct {
  const char *file_name;
  guint line;
  char **fields;
  guint n_fields;
} Row;

static void
bank_result_free (gpointer data)
{
  QzBankResult *self = data;

  g_free (self->pay_key);
  g_free (self->status);
  g_free (self->bank_code);
  g_free (self->bank_message);
  g_free (self->bank_serial);
  g_free (self->trade_time);
  g_free (self->receipt_no);
  g_free (self);
}

void
qz_bank_return_free (QzBankReturn *self)
{
  g_free (self->batch_no);
  g_free (self->file_status);
  g_free (self->message);
  g_ptr_array_unref (self->results);
  g_free (self);
}

/* The 1-based character column at which field @index of the row begins. */
static guint
get_column (const Row *row, guint index)
{
  guint column = 1;

  for (guint i = 0; i < index && i < row->n_fields; i++)
    column += (guint) g_utf8_strlen (row->fields[i], -1) + 1;
  return column;
}

static gboolean
fail_at (const Row *row, guint index, const char *field, const char *what, GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "bank-return-format",
                _("%s, line %u, field “%s”: %s Nothing was taken in; ask the bank for the file "
                   "again."),
                row->file_name, row->line, field, what);
  qz_error_add_place (error, row->file_name, row->line, get_column (row, index), field);
  return FALSE;
}

static gboolean
parse_count (const Row *row, guint index, const char *field, gint64 *out, GError **error)
{
  guint64 value = 0;
  g_autoptr (GError) local = NULL;

  if (!g_ascii_string_to_unsigned (row->fields[index], 10, 0, 10000000, &value, &local))
    return fail_at (row, index, field, _("a whole number is needed."), error);
  *out = (gint64) value;
  return TRUE;
}

static gboolean
parse_amount (const Row *row, guint index, const char *field, QzFen *out, GError **error)
{
  const char *text = row->fields[index];

  if (!qz_fen_parse_plain (text, strlen (text), out) || *out < 0)
    return fail_at (row, index, field, _("an amount with two decimals is needed."), error);
  return TRUE;
}

/* yyyymmddhhmmss → yyyy-mm-ddThh:mm:ss; "" stays. */
static gboolean
parse_trade_time (const Row *row, guint index, char **out, GError **error)
{
  const char *t = row->fields[index];
  g_autofree char *time = NULL;
  g_autofree char *day_text = NULL;
  QzDay day = QZ_DAY_NONE;
  gsize digits = strspn (t, "0123456789");

  if (*t == '\0')
    {
      *out = g_strdup ("");
      return TRUE;
    }
  if (digits != 14 || t[14] != '\0')
    return fail_at (row, index, "trade_time", _("a time as yyyymmddhhmmss is needed."), error);
  day_text = g_strdup_printf ("%.4s-%.2s-%.2s", t, t + 4, t + 6);
  if (!qz_day_parse_plain (day_text, 10, &day) || memcmp (t + 8, "24", 2) >= 0
      || memcmp (t + 10, "60", 2) >= 0 || memcmp (t + 12, "60", 2) >= 0)
    return fail_at (row, index, "trade_time", _("there is no such time."), error);
  time = g_strdup_printf ("%sT%.2s:%.2s:%.2s", day_text, t + 8, t + 10, t + 12);
  *out = g_steal_pointer (&time);
  return TRUE;
}

static gboolean
parse_head (QzBankReturn *self, const Row *row, GError **error)
{
  if (row->n_fields != 11 || !g_str_equal (row->fields[0], "H"))
    return fail_at (row, 0, "H", _("the first line must be the head with 11 fields."), error);
  self->batch_no = g_strdup (row->fields[1]);
  self->file_status = g_strdup (row->fields[2]);
  self->message = g_strdup (row->fields[3]);
  if (!g_strv_contains ((const char *const[]) { "00", "10", "11", "12", "13", NULL },
                        self->file_status))
    return fail_at (row, 2, "file_status", _("it must be 00, 10, 11, 12 or 13."), error);
  return parse_count (row, 4, "count", &self->count, error)
         && parse_amount (row, 5, "total", &self->total_fen, error)
         && parse_count (row, 6, "succ_count", &self->succ_count, error)
         && parse_amount (row, 7, "succ_total", &self->succ_total_fen, error)
         && parse_count (row, 8, "fail_count", &self->fail_count, error)
         && parse_amount (row, 9, "fail_total", &self->fail_total_fen, error);
}

static gboolean
parse_result (QzBankReturn *self, const Row *row, GError **error)
{
  QzBankResult *result = NULL;
  gint64 line_no = 0;

  if (row->n_fields != 10)
    return fail_at (row, 0, "D", _("a detail line has 10 fields."), error);
  result = g_new0 (QzBankResult, 1);
  g_ptr_array_add (self->results, result);
  result->file_line = row->line;
  if (!parse_count (row, 1, "line_no", &line_no, error)
      || !parse_amount (row, 3, "amount", &result->amount_fen, error))
    return FALSE;
  result->line_no = (guint) line_no;
  result->pay_key = g_strdup (row->fields[2]);
  result->status = g_strdup (row->fields[4]);
  if (!g_strv_contains ((const char *const[]) { "00", "01", "02", "03", "09", NULL },
                        result->status))
    return fail_at (row, 4, "status", _("it must be 00, 01, 02, 03 or 09."), error);
  result->bank_code = g_strdup (row->fields[5]);
  result->bank_message = g_strdup (row->fields[6]);
  result->bank_serial = g_strdup (row->fields[7]);
  result->receipt_no = g_strdup (row->fields[9]);
  if (!parse_trade_time (row, 8, &result->trade_time, error))
    return FALSE;
  /* NL-35 and the voucher rules: money that moved has a serial number and a date. */
  if (g_str_equal (result->status, "00")
      && (*result->bank_serial == '\0' || *result->trade_time == '\0'))
    return fail_at (row, 7, "bank_serial", _("a paid line needs serial number and time."), error);
  return TRUE;
}

static gboolean
check_hash (const Row *row, const guint8 *data, gsize body_length, GError **error)
{
  g_autofree char *sm3 = qz_digest_bytes (data, body_length);
  g_autofree char *sha = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, body_length);

  if (g_ascii_strcasecmp (row->fields[2], sm3) == 0
      || g_ascii_strcasecmp (row->fields[2], sha) == 0)
    return TRUE;
  return fail_at (row, 2, "hash",
                  _("the check value does not fit the lines before it; the file was "
                     "changed or cut on its way."),
                  error);
}

static gboolean
add_amount (const Row *row, const QzBankResult *result, const char *field, QzFen *sum,
            GError **error)
{
  g_autoptr (GError) local = NULL;

  if (qz_fen_accumulate (sum, result->amount_fen, &local))
    return TRUE;
  return fail_at (row, 0, field,
                  _("the amounts of the lines add up to more than any head can say."),
                  error);
}

/* 7.3 rule 2, as far as the file alone can tell. */
static gboolean
check_sums (QzBankReturn *self, const Row *row, GError **error)
{
  QzFen succ = 0, fail = 0;
  gint64 n_succ = 0, n_fail = 0;

  for (guint i = 0; i < self->results->len; i++)
    {
      const QzBankResult *result = self->results->pdata[i];
      gboolean is_paid = g_str_equal (result->status, "00");
      gboolean is_failed = g_str_equal (result->status, "02") || g_str_equal (result->status, "03");
      if (is_paid && !add_amount (row, result, "succ_total", &succ, error))
        return FALSE;
      if (is_failed && !add_amount (row, result, "fail_total", &fail, error))
        return FALSE;
      n_succ += is_paid;
      n_fail += is_failed;
    }
  if (n_succ != self->succ_count || succ != self->succ_total_fen)
    return fail_at (row, 0, "succ_total",
                    _("count or total of the paid lines does not agree with "
                       "the head."),
                    error);
  if (n_fail != self->fail_count || fail != self->fail_total_fen)
    return fail_at (row, 0, "fail_total",
                    _("count or total of the failed lines does not agree "
                       "with the head."),
                    error);
  return TRUE;
}

static gboolean
parse_tail (QzBankReturn *self, const Row *row, const guint8 *data, gsize body_length,
            GError **error)
{
  gint64 count = 0;

  if (row->n_fields != 3)
    return fail_at (row, 0, "T", _("the last line has 3 fields."), error);
  if (!parse_count (row, 1, "count", &count, error))
    return FALSE;
  if (count != (gint64) self->results->len)
    return fail_at (row, 1, "count", _("the number of detail lines does not agree."), error);
  return check_hash (row, data, body_length, error) && check_sums (self, row, error);
}

static char *
decode (const Row *row, const char *data, gsize length, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *text = NULL;

  if (g_utf8_validate (data, (gssize) length, NULL))
    return g_strndup (data, length);
  text = g_convert (data, (gssize) length, "UTF-8", "GB18030", NULL, NULL, &local);
  if (text == NULL || strlen (text) == 0)
    {
      g_free (text);
      fail_at (row, 0, "encoding", _("the line is neither UTF-8 nor GB18030."), error);
      return NULL;
    }
  return text;
}

static gboolean
parse_line (QzBankReturn *self, Row *row, const guint8 *data, gsize start, gsize length,
            gboolean *ended, GError **error)
{
  g_autofree char *text = decode (row, (const char *) data + start, length, error);
  g_auto (GStrv) fields = NULL;

  if (text == NULL)
    return FALSE;
  fields = g_strsplit (text, "|", -1);
  row->fields = fields;
  row->n_fields = g_strv_length (fields);
  if (row->line == 1)
    return parse_head (self, row, error);
  if (row->n_fields > 0 && g_str_equal (fields[0], "D"))
    return parse_result (self, row, error);
  if (row->n_fields > 0 && g_str_equal (fields[0], "T"))
    {
      *ended = TRUE;
      return parse_tail (self, row, data, start, error);
    }
  return fail_at (row, 0, "type", _("a line begins with H, D or T."), error);
}

QzBankReturn *
qz_bank_return_parse (GBytes *bytes, const char *file_name, GError **error)
{
  g_autoptr (QzBankReturn) self = g_new0 (QzBankReturn, 1);
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  Row row = { .file_name = file_name };
  gsize start = 0;
  gboolean ended = FALSE;

  self->results = g_ptr_array_new_with_free_func (bank_result_free);
  while (start < size)
    {
      const guint8 *newline = memchr (data + start, '\n', size - start);
      gsize end = newline != NULL ? (gsize) (newline - data) : size;
      gsize length = end - start;
      row.line++;
      row.fields = NULL;
      row.n_fields = 0;
      if (length > 0 && data[start + length - 1] == '\r')
        length--;
      if (ended && !fail_at (&row, 0, "T", _("something follows the last line."), error))
        return NULL;
      if (memchr (data + start, '\0', length) != NULL
          && !fail_at (&row, 0, "encoding", _("the line holds a NUL byte."), error))
        return NULL;
      if (!parse_line (self, &row, data, start, length, &ended, error))
        return NULL;
      start = newline != NULL ? end + 1 : size;
    }
  row.line++;
  row.n_fields = 0;
  if (!ended && !fail_at (&row, 0, "T", _("the file ends before its last line."), error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
qz_bank_return_get_batch_no (QzBankReturn *self)
{
  return self->batch_no;
}

const char *
qz_bank_return_get_file_status (QzBankReturn *self)
{
  return self->file_status;
}

const char *
qz_bank_return_get_message (QzBankReturn *self)
{
  return self->message;
}

gint64
qz_bank_return_get_count (QzBankReturn *self)
{
  return self->count;
}

QzFen
qz_bank_return_get_total_fen (QzBankReturn *self)
{
  return self->total_fen;
}

guint
qz_bank_return_get_n_results (QzBankReturn *self)
{
  return self->results->len;
}

const QzBankResult *
qz_bank_return_get_result (QzBankReturn *self, guint index)
{
  g_return_val_if_fail (index < self->results->len, NULL);
  return self->results->pdata[index];
}
