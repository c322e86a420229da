/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical bank files of domain 7.2 and the rules of 7.3 that a file alone can prove. */
#include <string.h>

#include "qz-bank-file.h"
#include "qz-digest.h"
#include "qz-error.h"

static const QzBankPayment payments[] = {
  { 1, "H22020000012-202603-E-DD-D7", "6222000011112222", "吉林市第一医院", "102242000017",
    "工商银行吉林分行", 1126314, "2026年3月10日职工医保日拨付", 1 },
  { 2, "P22020000031-202603-E-DD-D7", "6222000033334444", "康泰大药房", "102242000017",
    "工商银行吉林分行", 5, "2026年3月10日职工医保日拨付", 2 },
};

static QzBankHead
make_head (void)
{
  QzBankHead head = { "220200DD2603110001", "DD", "0710001", "吉林市医疗保险经办中心", 2, 1126319,
                      QZ_DAY_NONE };
  g_assert_true (qz_day_from_ymd (2026, 3, 11, &head.pay_day));
  return head;
}

static char *
write_text (const char *encoding)
{
  g_autoptr (GError) error = NULL;
  QzBankHead head = make_head ();
  g_autoptr (GBytes) bytes = qz_bank_file_write (&head, payments, 2, encoding, &error);
  gsize size = 0;
  const char *data = NULL;
  char *text = NULL;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &size);
  text = g_convert (data, (gssize) size, "UTF-8", encoding, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* HLJ-IS-15, JL-18: the order to the bank. */
static void
test_write (void)
{
  g_autofree char *text = write_text ("GB18030");
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5); /* the fifth is what follows the last CRLF */
  g_assert_cmpstr (
      lines[0], ==,
      "H|220200DD2603110001|DD|0710001|吉林市医疗保险经办中心|CNY|2|11263.19|20260311|1");
  g_assert_cmpstr (lines[1], ==,
                   "D|000001|H22020000012-202603-E-DD-D7|6222000011112222|吉林市第一医院|"
                   "102242000017|工商银行吉林分行|11263.14|2026年3月10日职工医保日拨付|1");
  g_assert_true (g_str_has_prefix (lines[3], "T|2|11263.19|"));
  g_assert_cmpuint (strlen (lines[3]), ==, strlen ("T|2|11263.19|") + 64);
}

static void
test_hash_covers_all_before (void)
{
  g_autoptr (GError) error = NULL;
  QzBankHead head = make_head ();
  g_autoptr (GBytes) bytes = qz_bank_file_write (&head, payments, 2, "UTF-8", &error);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *copy = g_strndup (data, size);
  char *tail = g_strrstr (copy, "T|2|");
  g_autofree char *hash = qz_digest_bytes (copy, (gsize) (tail - copy));

  g_assert_no_error (error);
  g_assert_nonnull (strstr (tail, hash));
}

/* 7.3 rule 9: cut at a character border of the file's encoding: GB18030 gives two bytes a 汉字. */
static void
test_cut (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *gb = qz_bank_text_cut ("一二三四五", 5, "GB18030", &error);
  g_autofree char *utf8 = qz_bank_text_cut ("一二三四五", 5, "UTF-8", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gb, ==, "一二");
  g_assert_cmpstr (utf8, ==, "一");
}

static void
test_gbk_names_the_character (void)
{
  g_autoptr (GError) error = NULL;
  QzBankPayment payment = payments[0];
  QzBankHead head = make_head ();

  payment.payee_name = "𬭳医院";
  head.n_lines = 1;
  head.total_fen = payment.amount_fen;
  g_assert_null (qz_bank_file_write (&head, &payment, 1, "GBK", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "bank-character-missing");
  g_assert_nonnull (strstr (error->message, "𬭳"));
}

static void
assert_refused (QzBankPayment payment, const char *id)
{
  g_autoptr (GError) error = NULL;
  QzBankHead head = make_head ();

  head.n_lines = 1;
  head.total_fen = payment.amount_fen;
  g_assert_null (qz_bank_file_write (&head, &payment, 1, "GB18030", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
}

static void
test_write_refuses (void)
{
  QzBankPayment payment = payments[0];
  g_autoptr (GError) error = NULL;
  QzBankHead head = make_head ();

  payment.payee_name = "甲|乙";
  assert_refused (payment, "bank-forbidden-character");
  payment = payments[0];
  payment.purpose = "一\n二";
  assert_refused (payment, "bank-forbidden-character");
  payment = payments[0];
  payment.amount_fen = 0;
  assert_refused (payment, "bank-amount-not-positive");
  payment = payments[0];
  payment.pay_key = "123456789012345678901234567890123";
  assert_refused (payment, "bank-field-length");
  head.total_fen++;
  g_assert_null (qz_bank_file_write (&head, payments, 2, "GB18030", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "K12");
}

#define GOOD_HEAD "H|B1|00|ok|2|11263.19|1|11263.14|1|0.05|20260311\r\n"
#define GOOD_BODY                                                                                  \
  "D|000001|K1|11263.14|00|0|ok|S1|20260311103001|R1\r\n"                                          \
  "D|000002|K2|0.05|02|E1|账号户名不符|||\r\n"

static QzBankReturn *
parse (const char *body, const char *count, GError **error)
{
  g_autofree char *hash = qz_digest_bytes (body, strlen (body));
  g_autofree char *text = g_strdup_printf ("%sT|%s|%s\r\n", body, count, hash);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return qz_bank_return_parse (bytes, "a.ret", error);
}

static void
test_return (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBankReturn) ret = parse (GOOD_HEAD GOOD_BODY, "2", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (qz_bank_return_get_batch_no (ret), ==, "B1");
  g_assert_cmpuint (qz_bank_return_get_n_results (ret), ==, 2);
  g_assert_cmpstr (qz_bank_return_get_result (ret, 0)->trade_time, ==, "2026-03-11T10:30:01");
  g_assert_cmpint (qz_bank_return_get_result (ret, 0)->amount_fen, ==, 1126314);
  g_assert_cmpstr (qz_bank_return_get_result (ret, 1)->bank_message, ==, "账号户名不符");
  g_assert_cmpuint (qz_bank_return_get_result (ret, 1)->file_line, ==, 3);
}

static void
assert_bad (const char *body, const char *count, guint line, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (body, count, &error));
  g_assert_error (error, QZ_ERROR, QZ_ERROR_INPUT);
  g_assert_cmpstr (qz_error_get_file (error), ==, "a.ret");
  g_assert_cmpuint (qz_error_get_line (error), ==, line);
  g_assert_cmpstr (qz_error_get_field (error), ==, field);
}

static void
test_return_refuses (void)
{
  assert_bad ("H|B1|00|ok|2|11263.19|1|11263.15|1|0.05|20260311\r\n" GOOD_BODY, "2", 4,
              "succ_total");
  assert_bad ("H|B1|00|ok|2|11263.19|1|11263.14|0|0.00|20260311\r\n" GOOD_BODY, "2", 4,
              "fail_total");
  assert_bad (GOOD_HEAD GOOD_BODY, "3", 4, "count");
  assert_bad ("H|B1|00|ok\r\n" GOOD_BODY, "2", 1, "H");
  assert_bad (GOOD_HEAD "D|1|K1|11263.145|00|0|ok|S1|20260311103001|R1\r\n", "1", 2, "amount");
  assert_bad (GOOD_HEAD "D|1|K1|11263.14|05|0|ok|S1|20260311103001|R1\r\n", "1", 2, "status");
  assert_bad (GOOD_HEAD "D|1|K1|11263.14|00|0|ok|S1|20260231103001|R1\r\n", "1", 2, "trade_time");
  assert_bad (GOOD_HEAD "D|1|K1|11263.14|00|0|ok||20260311103001|R1\r\n", "1", 2, "bank_serial");
}

static void
test_return_changed_on_its_way (void)
{
  g_autoptr (GError) error = NULL;
  const char *text = GOOD_HEAD GOOD_BODY
      "T|2|0000000000000000000000000000000000000000000000000000000000000000\r\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) cut = g_bytes_new_static (text, strlen (GOOD_HEAD) + 20);

  g_assert_null (qz_bank_return_parse (bytes, "a.ret", &error));
  g_assert_cmpstr (qz_error_get_field (error), ==, "hash");
  g_clear_error (&error);
  g_assert_null (qz_bank_return_parse (cut, "a.ret", &error));
  g_assert_error (error, QZ_ERROR, QZ_ERROR_INPUT);
}

/* 7.3 rule 2: a later file may only move 01/09 to 00/02 and 00 to 03. */
static void
test_status_order (void)
{
  const char *all[] = { "00", "01", "02", "03", "09" };
  const char *allowed = " 01>00 01>02 09>00 09>02 00>03 ";

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_assert_true (qz_bank_status_may_follow ("", all[i]));
      for (guint j = 0; j < G_N_ELEMENTS (all); j++)
        {
          g_autofree char *step = g_strdup_printf (" %s>%s ", all[i], all[j]);
          g_assert_cmpint (qz_bank_status_may_follow (all[i], all[j]), ==,
                           strstr (allowed, step) != NULL);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bank-file/JL-18/write", test_write);
  g_test_add_func ("/bank-file/7.2/hash", test_hash_covers_all_before);
  g_test_add_func ("/bank-file/7.3-9/cut", test_cut);
  g_test_add_func ("/bank-file/7.3-9/gbk", test_gbk_names_the_character);
  g_test_add_func ("/bank-file/K12/refuses", test_write_refuses);
  g_test_add_func ("/bank-file/7.2/return", test_return);
  g_test_add_func ("/bank-file/7.3-2/return-refuses", test_return_refuses);
  g_test_add_func ("/bank-file/7.3-2/changed", test_return_changed_on_its_way);
  g_test_add_func ("/bank-file/SM-10/status-order", test_status_order);
  return g_test_run ();
}
