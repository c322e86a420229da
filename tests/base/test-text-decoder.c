/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-text-decoder.h"

#include <string.h>

#include "test-base.h"

static GString *
decode (const char *bytes, gsize length, gsize block, QzTextFault *fault, const char **encoding)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (g_memdup2 (bytes, length), (gssize) length, g_free);
  g_autoptr (QzTextDecoder) decoder = qz_text_decoder_new (stream);
  g_autoptr (GError) error = NULL;
  g_autofree char *buffer = g_malloc (block);
  GString *out = g_string_new (NULL);
  gsize n;

  do
    {
      g_assert_true (qz_text_decoder_read (decoder, buffer, block, &n, &error));
      g_assert_no_error (error);
      g_assert_true (g_utf8_validate_len (buffer, n, NULL));
      g_string_append_len (out, buffer, (gssize) n);
    }
  while (n > 0);
  *fault = qz_text_decoder_get_fault (decoder);
  *encoding = qz_text_decoder_get_encoding (decoder);
  return out;
}

static gunichar
make_character (void)
{
  for (;;)
    {
      gunichar c;
      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          return (gunichar) g_test_rand_int_range (1, 0x80);
        case 1:
          return (gunichar) g_test_rand_int_range (0x4E00, 0x9FA6);
        case 2:
          c = (gunichar) g_test_rand_int_range (0x80, 0xD800);
          break;
        default:
          c = (gunichar) g_test_rand_int_range (0x10000, 0x30000);
          break;
        }
      /* Skip what GB 18030 moved between its editions. */
      if (g_unichar_isdefined (c) && g_unichar_type (c) != G_UNICODE_PRIVATE_USE)
        return c;
    }
}

/* Text that its first bytes prove to be Chinese in either encoding. */
static GString *
make_text (guint n)
{
  GString *text = g_string_new ("结算");

  for (guint i = 0; i < n; i++)
    g_string_append_unichar (text, make_character ());
  return text;
}

static void
test_blocks (void)
{
  for (int i = 0; i < 400; i++)
    {
      GString *text = make_text ((guint) g_test_rand_int_range (0, 600));
      gsize block = (gsize) g_test_rand_int_range (64, 400);
      g_autoptr (GError) error = NULL;
      g_autofree char *gb = NULL;
      const char *encoding;
      QzTextFault fault;
      GString *made;
      gsize n;

      made = decode (text->str, text->len, block, &fault, &encoding);
      g_assert_cmpstr (made->str, ==, text->str);
      g_assert_cmpstr (encoding, ==, "UTF-8");
      g_assert_cmpint (fault, ==, QZ_TEXT_FAULT_NONE);
      g_string_free (made, TRUE);

      gb = g_convert (text->str, (gssize) text->len, "GB18030", "UTF-8", NULL, &n, &error);
      g_assert_no_error (error);
      made = decode (gb, n, block, &fault, &encoding);
      g_assert_cmpstr (made->str, ==, text->str);
      g_assert_cmpstr (encoding, ==, "GB18030");
      g_assert_cmpint (fault, ==, QZ_TEXT_FAULT_NONE);
      g_string_free (made, TRUE);
      g_string_free (text, TRUE);
    }
}

/* GLib's validator is the reference: the text before the fault is as long as it says. */
static void
test_broken (void)
{
  for (int i = 0; i < 3000; i++)
    {
      GString *text = make_text (200);
      gsize at = (gsize) g_test_rand_int_range (6, (gint32) text->len);
      const char *encoding;
      const char *end;
      QzTextFault fault;
      GString *made;

      text->str[at] = (char) g_test_rand_int_range (0x80, 0x100);
      made = decode (text->str, text->len, 64, &fault, &encoding);
      g_utf8_validate_len (text->str, text->len, &end);
      g_assert_cmpuint (made->len, ==, (gsize) (end - text->str));
      g_assert_cmpint (fault, ==, *end == '\0' ? QZ_TEXT_FAULT_NONE : QZ_TEXT_FAULT_UTF8);
      g_string_free (made, TRUE);
      g_string_free (text, TRUE);
    }
}

static void
assert_fault (const char *bytes, gsize length, gsize n_good, QzTextFault expected)
{
  const char *encoding;
  QzTextFault fault;
  GString *made = decode (bytes, length, 64, &fault, &encoding);

  g_assert_cmpuint (made->len, ==, n_good);
  g_assert_cmpint (fault, ==, expected);
  g_string_free (made, TRUE);
}

static void
test_faults (void)
{
  assert_fault ("", 0, 0, QZ_TEXT_FAULT_NONE);
  assert_fault ("a\0b", 3, 1, QZ_TEXT_FAULT_NUL);
  assert_fault ("a\x80", 2, 1, QZ_TEXT_FAULT_GB18030);
  assert_fault ("a\xB4", 2, 1, QZ_TEXT_FAULT_GB18030);
  assert_fault ("\xB4\xBA\xBD", 3, 3, QZ_TEXT_FAULT_GB18030);
  assert_fault ("\xB4\xBA\0", 3, 3, QZ_TEXT_FAULT_NUL);
  assert_fault ("\0\xB4", 2, 0, QZ_TEXT_FAULT_NUL);
  assert_fault ("\xED\xA0\x80", 3, 3, QZ_TEXT_FAULT_GB18030);          /* one pair, and a rest */
  assert_fault ("\xE5\xBC\xA0\xED\xA0\x80", 6, 3, QZ_TEXT_FAULT_UTF8); /* a surrogate */
  assert_fault ("\xE5\xBC\xA0\xC0\x80", 5, 3, QZ_TEXT_FAULT_UTF8);     /* overlong */
  assert_fault ("\xE5\xBC\xA0\xF4\x90\x80\x80", 7, 3, QZ_TEXT_FAULT_UTF8);
  assert_fault ("\xFF\xFE", 2, 0, QZ_TEXT_FAULT_UTF16);
  assert_fault ("\xFE\xFF", 2, 0, QZ_TEXT_FAULT_UTF16);
  assert_fault ("\xD0\xCF\x11\xE0x", 5, 0, QZ_TEXT_FAULT_WORKBOOK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-decoder/4.8/any-block-size", test_blocks);
  g_test_add_func ("/text-decoder/4.8/broken-utf-8", test_broken);
  g_test_add_func ("/text-decoder/4.8/faults", test_faults);
  return g_test_run ();
}
