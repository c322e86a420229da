/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-allocate.h"

#include <string.h>

#include "test-base.h"

#define MAX_SHARES 12

typedef struct {
  QzFen total;
  guint n;
  gint64 weights[3];
  QzFen shares[3];
} Vector;

static const char *const keys[MAX_SHARES] = { "a", "b", "c", "d", "e", "f",
                                              "g", "h", "i", "j", "k", "l" };

static void
allocate (QzFen total, QzShare *shares, gsize n)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = qz_allocate (total, shares, n, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

static void
assert_vector (const Vector *v, int sign)
{
  QzShare shares[3];

  for (guint i = 0; i < v->n; i++)
    shares[i] = (QzShare) { keys[i], v->weights[i], 99 };
  allocate (sign * v->total, shares, v->n);
  for (guint i = 0; i < v->n; i++)
    g_assert_cmpint (shares[i].share_fen, ==, sign * v->shares[i]);
}

static void
test_vectors (void)
{
  static const Vector vectors[] = {
    { 1000000, 3, { 1, 1, 1 }, { 333334, 333333, 333333 } },
    { 100000000, 3, { 81234567, 40321000, 4567890 }, { 64408770, 31969469, 3621761 } },
    { 5, 3, { 3333333, 3333333, 3333334 }, { 2, 1, 2 } },
    { 1126314, 3, { 980012, 120000, 509007 }, { 686009, 84000, 356305 } },
    { 0, 3, { 1, 2, 3 }, { 0, 0, 0 } },
    { 0, 2, { 0, 0 }, { 0, 0 } },
    { 1, 2, { 0, 5 }, { 0, 1 } },
    { QZ_FEN_MAX, 2, { G_MAXINT64, G_MAXINT64 }, { 5000000000000000, 4999999999999999 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      assert_vector (&vectors[i], 1);
      assert_vector (&vectors[i], -1);
    }
}

static void
test_ties (void)
{
  /* 2 fen over 1:3:3:1: parts 0.25 0.75 0.75 0.25. */
  QzShare by_rest[] = { { "d", 1 }, { "c", 3 }, { "b", 3 }, { "a", 1 } };
  /* 1 fen over 2 equal ones: the smaller key. */
  QzShare by_key[] = { { "330200", 1 }, { "230100", 1 } };
  /* 3 fen over 2:6 leaves halves of 0.75 and 2.25; 2 fen over 1:3 leaves 0.5 and 1.5. */
  QzShare by_weight[] = { { "a", 1 }, { "b", 3 } };

  allocate (2, by_rest, 4);
  g_assert_cmpint (by_rest[0].share_fen, ==, 0);
  g_assert_cmpint (by_rest[1].share_fen, ==, 1);
  g_assert_cmpint (by_rest[2].share_fen, ==, 1);
  allocate (1, by_key, 2);
  g_assert_cmpint (by_key[0].share_fen, ==, 0);
  g_assert_cmpint (by_key[1].share_fen, ==, 1);
  allocate (2, by_weight, 2);
  g_assert_cmpint (by_weight[0].share_fen, ==, 0);
  g_assert_cmpint (by_weight[1].share_fen, ==, 2);
}

static void
test_refusals (void)
{
  QzShare zero[] = { { "a", 0 }, { "b", 0 } };
  QzShare negative[] = { { "a", 5 }, { "b", -1 } };
  g_autoptr (GError) error = NULL;

  g_assert_false (qz_allocate (1, zero, 2, &error));
  assert_failure (&error, QZ_ERROR_INPUT, "no-weights");
  g_assert_false (qz_allocate (1, negative, 2, &error));
  assert_failure (&error, QZ_ERROR_INPUT, "negative-weight");
  g_assert_false (qz_allocate (0, negative, 2, &error));
  assert_failure (&error, QZ_ERROR_INPUT, "negative-weight");
  g_assert_false (qz_allocate (1, NULL, 0, &error));
  assert_failure (&error, QZ_ERROR_INPUT, "no-weights");
}

static void
shuffle (QzShare *shares, guint n)
{
  for (guint i = n - 1; i > 0; i--)
    {
      guint j = (guint) g_test_rand_int_range (0, (gint32) i + 1);
      QzShare kept = shares[i];
      shares[i] = shares[j];
      shares[j] = kept;
    }
}

/* |share − total·w/W| < 1, said without division. */
static void
assert_bounds (QzFen total, const QzShare *share, __int128 weight_sum)
{
  __int128 exact = (__int128) total * share->weight;
  __int128 distance = (__int128) share->share_fen * weight_sum - exact;

  g_assert_true (distance < weight_sum && distance > -weight_sum);
}

static void
assert_random (void)
{
  guint n = (guint) g_test_rand_int_range (1, MAX_SHARES + 1);
  QzFen total = random_size () % (QZ_FEN_MAX + 1) * (g_test_rand_int_range (0, 2) ? 1 : -1);
  gboolean are_small = g_test_rand_int_range (0, 2);
  QzShare shares[MAX_SHARES];
  QzShare mixed[MAX_SHARES];
  __int128 weight_sum = 0;
  QzFen sum = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 weight = are_small ? g_test_rand_int_range (0, 4) : random_size ();
      shares[i] = (QzShare) { keys[i], i == 0 ? weight / 2 + 1 : weight, 0 };
      weight_sum += shares[i].weight;
    }
  memcpy (mixed, shares, sizeof mixed);
  shuffle (mixed, n);
  allocate (total, shares, n);
  allocate (total, mixed, n);
  for (guint i = 0; i < n; i++)
    {
      sum += shares[i].share_fen;
      assert_bounds (total, &shares[i], weight_sum);
      for (guint j = 0; j < n; j++)
        {
          if (strcmp (mixed[j].key, shares[i].key) == 0)
            g_assert_cmpint (mixed[j].share_fen, ==, shares[i].share_fen);
        }
    }
  g_assert_cmpint (sum, ==, total);
}

static void
test_random (void)
{
  for (int i = 0; i < 50000; i++)
    assert_random ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/allocate/5.4/vectors", test_vectors);
  g_test_add_func ("/allocate/5.4/ties", test_ties);
  g_test_add_func ("/allocate/5.4/refusals", test_refusals);
  g_test_add_func ("/allocate/5.4/random-sum-bounds-order", test_random);
  return g_test_run ();
}
