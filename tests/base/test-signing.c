/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-signing.h"

#include <string.h>

#include "test-base.h"

#define BOUND "230000 of the test"
#define PASSPHRASE "春江潮水连海平海上明月"

/* RFC 8032, section 7.1, test 2. */
static void
test_rfc_8032 (void)
{
  static const char expected[] =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
  g_autoptr (GError) error = NULL;
  g_autofree char *hex = NULL;
  guint8 signature[QZ_SIGNING_SIGNATURE_SIZE];
  QzSigningPair pair;

  g_assert_true (qz_signing_parse_hex (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", pair.private_key,
      sizeof pair.private_key));
  g_assert_true (qz_signing_parse_hex (
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", pair.public_key,
      sizeof pair.public_key));
  g_assert_true (qz_signing_sign (&pair, "\x72", 1, signature, &error));
  g_assert_no_error (error);
  hex = qz_signing_to_hex (signature, sizeof signature);
  g_assert_cmpstr (hex, ==, expected);
  g_assert_true (qz_signing_verify (pair.public_key, "\x72", 1, signature));
  g_assert_false (qz_signing_verify (pair.public_key, "\x73", 1, signature));
  g_assert_false (qz_signing_verify (pair.public_key, "\x72", 0, signature));
}

/* Every bit of a signature and of a key counts. */
static void
test_changed (void)
{
  g_autoptr (GError) error = NULL;
  guint8 signature[QZ_SIGNING_SIGNATURE_SIZE];
  QzSigningPair pair;

  g_assert_true (qz_signing_make_pair (&pair, &error));
  g_assert_true (qz_signing_sign (&pair, "abc", 3, signature, &error));
  for (guint i = 0; i < 8 * sizeof signature; i += 3)
    {
      signature[i / 8] ^= (guint8) (1 << i % 8);
      g_assert_false (qz_signing_verify (pair.public_key, "abc", 3, signature));
      signature[i / 8] ^= (guint8) (1 << i % 8);
    }
  g_assert_true (qz_signing_verify (pair.public_key, "abc", 3, signature));
  pair.public_key[5] ^= 1;
  g_assert_false (qz_signing_verify (pair.public_key, "abc", 3, signature));
  /* A private key that does not belong to the public one signs nothing. */
  g_assert_false (qz_signing_sign (&pair, "abc", 3, signature, &error));
  g_assert_error (error, QZ_ERROR, QZ_ERROR_STORE);
}

static void
assert_closed (const QzSealedKey *sealed, const char *passphrase, const char *bound)
{
  static const guint8 nothing[QZ_SIGNING_KEY_SIZE];
  g_autoptr (GError) error = NULL;
  QzSigningPair pair;

  g_assert_false (qz_signing_open (sealed, passphrase, bound, &pair, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "key-passphrase");
  g_assert_cmpmem (pair.private_key, sizeof pair.private_key, nothing, sizeof nothing);
}

static void
test_sealed (void)
{
  g_autoptr (GError) error = NULL;
  QzSealedKey sealed, other;
  QzSigningPair pair, opened;

  g_assert_true (qz_signing_make_pair (&pair, &error));
  g_assert_false (qz_signing_seal (&pair, "short", BOUND, &sealed, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "passphrase-short");
  g_clear_error (&error);
  g_assert_true (qz_signing_seal (&pair, PASSPHRASE, BOUND, &sealed, &error));
  g_assert_true (qz_signing_seal (&pair, PASSPHRASE, BOUND, &other, &error));
  g_assert_true (memcmp (sealed.sealed, other.sealed, sizeof sealed.sealed) != 0);
  g_assert_true (qz_signing_open (&sealed, PASSPHRASE, BOUND, &opened, &error));
  g_assert_cmpmem (pair.private_key, sizeof pair.private_key, opened.private_key,
                   sizeof opened.private_key);
  assert_closed (&sealed, PASSPHRASE "1", BOUND);
  assert_closed (&sealed, PASSPHRASE, "230200 of the test");
  other = sealed;
  other.sealed[40] ^= 4;
  assert_closed (&other, PASSPHRASE, BOUND);
}

/* A file must not take all memory, or for ever. */
static void
test_terms (void)
{
  static const QzSealedKey bad[] = {
    { .memory_kib = 4194304, .n_passes = 3, .n_lanes = 4 },
    { .memory_kib = 65536, .n_passes = 100000, .n_lanes = 4 },
    { .memory_kib = 65536, .n_passes = 3, .n_lanes = 1000 },
    { .memory_kib = 8, .n_passes = 3, .n_lanes = 4 },
    { .memory_kib = 65536, .n_passes = 0, .n_lanes = 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      QzSigningPair pair;

      g_assert_false (qz_signing_open (&bad[i], PASSPHRASE, BOUND, &pair, &error));
      g_assert_error (error, QZ_ERROR, QZ_ERROR_STORE);
    }
}

static void
test_texts (void)
{
  guint8 key[QZ_SIGNING_KEY_SIZE] = { 0 };
  g_autofree char *one = qz_signing_dup_fingerprint (key);
  g_autofree char *two = NULL;
  g_autofree char *sum = qz_signing_sha256 ("abc", 3);

  key[31] = 1;
  two = qz_signing_dup_fingerprint (key);
  g_assert_cmpuint (strlen (one), ==, 49);
  g_assert_cmpstr (one, !=, two);
  g_assert_cmpstr (sum, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_false (qz_signing_parse_hex ("00", key, 2));
  g_assert_false (qz_signing_parse_hex ("0g", key, 1));
  g_assert_false (qz_signing_parse_hex (" 0", key, 1));
  g_assert_true (qz_signing_parse_hex ("aF", key, 1));
  g_assert_cmpuint (key[0], ==, 0xaf);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signing/rfc-8032", test_rfc_8032);
  g_test_add_func ("/signing/changed", test_changed);
  g_test_add_func ("/signing/sealed", test_sealed);
  g_test_add_func ("/signing/terms", test_terms);
  g_test_add_func ("/signing/texts", test_texts);
  return g_test_run ();
}
