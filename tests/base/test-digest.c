/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-digest.h"

#include <string.h>

#include "test-base.h"

static void
assert_sm3 (const char *text, const char *expected)
{
  g_autofree char *hex = qz_digest_bytes (text, strlen (text));

  g_assert_cmpstr (hex, ==, expected);
}

/* The two examples of GB/T 32905, and the empty text. */
static void
test_standard (void)
{
  assert_sm3 ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  assert_sm3 ("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  assert_sm3 ("", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

static void
assert_encoding (QzDigest *digest, gconstpointer expected, gsize length)
{
  guint8 made[QZ_DIGEST_SIZE];
  g_autofree char *hex = NULL;
  g_autofree char *expected_hex = qz_digest_bytes (expected, length);

  qz_digest_finish (digest, made);
  hex = qz_digest_to_hex (made);
  g_assert_cmpstr (hex, ==, expected_hex);
}

/* The bytes as the header tells them; they are stored in every book set. */
static void
test_encoding (void)
{
  static const struct {
    gint64 value;
    const char *bytes;
    gsize length;
  } ints[] = {
    { 0, "\x10", 1 },
    { 1, "\x11\x01", 2 },
    { -1, "\x11\xff", 2 },
    { 127, "\x11\x7f", 2 },
    { 128, "\x12\x00\x80", 3 },
    { -128, "\x11\x80", 2 },
    { -129, "\x12\xff\x7f", 3 },
    { 255, "\x12\x00\xff", 3 },
    { 32767, "\x12\x7f\xff", 3 },
    { G_MAXINT64, "\x18\x7f\xff\xff\xff\xff\xff\xff\xff", 9 },
    { G_MININT64, "\x18\x80\x00\x00\x00\x00\x00\x00\x00", 9 },
  };
  g_autoptr (QzDigest) digest = qz_digest_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ints); i++)
    {
      qz_digest_add_int (digest, ints[i].value);
      assert_encoding (digest, ints[i].bytes, ints[i].length);
    }
  qz_digest_add_text (digest, "张a", -1);
  qz_digest_add_text (digest, "abcdef", 2);
  qz_digest_add_text (digest, "", 0);
  qz_digest_add_text (digest, NULL, 5);
  qz_digest_add_null (digest);
  qz_digest_add_raw (digest, "\xAA", 1);
  qz_digest_end_row (digest);
  assert_encoding (digest,
                   "\x84\xE5\xBC\xA0"
                   "a"
                   "\x82"
                   "ab"
                   "\x80\x00\x00\xAA\x01",
                   13);
}

static void
append_int (GByteArray *bytes, gint64 value)
{
  guint8 all[8];
  guint n = 8;
  guint8 tag;

  for (guint i = 0; i < 8; i++)
    all[i] = (guint8) ((guint64) value >> (56 - 8 * i));
  /* Drops leading bytes that only repeat the sign. */
  while (n > 1
         && ((all[8 - n] == 0 && all[9 - n] < 0x80) || (all[8 - n] == 0xff && all[9 - n] >= 0x80)))
    n--;
  if (value == 0)
    n = 0;
  tag = (guint8) (0x10 + n);
  g_byte_array_append (bytes, &tag, 1);
  g_byte_array_append (bytes, all + 8 - n, n);
}

static void
append_text (GByteArray *bytes, const char *text, gsize length)
{
  guint8 head[9] = { 0x20 };

  if (length < 128)
    {
      head[0] = (guint8) (0x80 + length);
      g_byte_array_append (bytes, head, 1);
    }
  else
    {
      for (guint i = 0; i < 8; i++)
        head[1 + i] = (guint8) ((guint64) length >> (56 - 8 * i));
      g_byte_array_append (bytes, head, 9);
    }
  g_byte_array_append (bytes, (const guint8 *) text, (guint) length);
}

/* Values across the edges of the inner buffer. */
static void
test_random (void)
{
  g_autofree char *text = g_malloc0 (200000);
  g_autoptr (QzDigest) digest = qz_digest_new ();

  for (int round = 0; round < 40; round++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      for (int i = 0; i < 5000; i++)
        {
          gint64 value = random_size () * (g_test_rand_int_range (0, 2) ? 1 : -1);
          gsize limit = g_test_rand_int_range (0, 2000) == 0 ? 200000 : 300;
          gsize length = (gsize) g_test_rand_int_range (0, (gint32) limit);

          qz_digest_add_int (digest, value);
          append_int (bytes, value);
          qz_digest_add_text (digest, text, (gssize) length);
          append_text (bytes, text, length);
        }
      assert_encoding (digest, bytes->data, bytes->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digest/sm3-standard-examples", test_standard);
  g_test_add_func ("/digest/encoding", test_encoding);
  g_test_add_func ("/digest/random", test_random);
  return g_test_run ();
}
