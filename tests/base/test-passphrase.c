/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-passphrase.h"

#include <string.h>

#include "test-base.h"

/* The example of RFC 9106, section 5.3, with key and associated data. */
static void
test_rfc_9106 (void)
{
  static const guint8 expected[32] = {
    0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b, 0x53, 0xc9,
    0xd0, 0x1e, 0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9, 0x6b, 0x01, 0xe6, 0x59,
  };
  guint8 text[32], salt[16], key[8], data[12], made[32];
  const QzArgon2Input input = { .memory_kib = 32, .n_passes = 3, .n_lanes = 4,
                                .text = text, .text_length = sizeof text,
                                .salt = salt, .salt_length = sizeof salt,
                                .key = key, .key_length = sizeof key,
                                .data = data, .data_length = sizeof data };
  g_autoptr (GError) error = NULL;

  memset (text, 1, sizeof text);
  memset (salt, 2, sizeof salt);
  memset (key, 3, sizeof key);
  memset (data, 4, sizeof data);
  g_assert_true (qz_argon2_derive (&input, made, sizeof made, &error));
  g_assert_cmpmem (made, sizeof made, expected, sizeof expected);
}

static gboolean
matches (const char *kept, const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean match = FALSE;

  g_assert_true (qz_passphrase_verify (kept, text, &match, &error));
  g_assert_no_error (error);
  return match;
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = qz_passphrase_hash ("correct horse", &error);
  g_autofree char *other = qz_passphrase_hash ("correct horse", &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (one, "$argon2id$v=19$m=65536,t=3,p=4$"));
  g_assert_cmpuint (strlen (one), ==, strlen ("$argon2id$v=19$m=65536,t=3,p=4$$") + 22 + 43);
  /* Every one has its own salt. */
  g_assert_cmpstr (one, !=, other);
  g_assert_true (matches (one, "correct horse"));
  g_assert_true (matches (other, "correct horse"));
  g_assert_false (matches (one, "correct hors"));
  g_assert_false (matches (one, "correct horse "));
  g_assert_false (matches (one, ""));
  g_assert_false (matches (one, "\xff\xff\xff\xff\xff\xff\xff\xff"));
}

/* Made by another program (the reference's command line), with other parameters. */
static void
test_foreign (void)
{
  static const char kept[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
                             "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  g_assert_true (matches (kept, "password"));
  g_assert_false (matches (kept, "passwort"));
}

/* 八 as one character or as its compatibility twin are two; é typed in two ways is one. */
static void
test_normal_form (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = qz_passphrase_hash ("caf\xC3\xA9 清账清账", &error);

  g_assert_no_error (error);
  g_assert_true (matches (kept, "cafe\xCC\x81 清账清账"));
  g_assert_false (matches (kept, "cafe 清账清账"));
}

static void
assert_refused (const char *text, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  g_assert_false (qz_passphrase_check (text, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
  g_assert_null (qz_passphrase_hash (text, &other));
  g_assert_cmpstr (qz_error_get_id (other), ==, id);
}

static void
test_refused (void)
{
  g_autofree char *thousand = g_strnfill (1025, 'x');
  g_autoptr (GError) error = NULL;

  assert_refused ("", "passphrase-short");
  assert_refused ("1234567", "passphrase-short");
  /* Eight bytes are not eight characters. */
  assert_refused ("清账清账", "passphrase-short");
  assert_refused ("12345678\n", "passphrase-text");
  assert_refused ("1234567\xff", "passphrase-text");
  assert_refused (thousand, "passphrase-text");
  g_assert_true (qz_passphrase_check ("12345678", &error));
  g_assert_true (qz_passphrase_check ("清账清账清账清账", &error));
}

static void
test_forged (void)
{
  static const char *const forged[] = {
    "",
    "plain text",
    "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    "$argon2id$v=19$m=8,t=1,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    "$argon2id$v=19$m=65536,t=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$",
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$Y3V0",
    "$argon2id$v=19$m=65536,t=2,p=1$!!!!$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ=$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc$x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean match = TRUE;

      g_assert_false (qz_passphrase_verify (forged[i], "password", &match, &error));
      g_assert_cmpstr (qz_error_get_id (error), ==, "passphrase-kept");
      g_assert_false (match);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/passphrase/RFC-9106-5.3", test_rfc_9106);
  g_test_add_func ("/passphrase/round-trip", test_round_trip);
  g_test_add_func ("/passphrase/foreign", test_foreign);
  g_test_add_func ("/passphrase/normal-form", test_normal_form);
  g_test_add_func ("/passphrase/refused", test_refused);
  g_test_add_func ("/passphrase/forged", test_forged);
  return g_test_run ();
}
