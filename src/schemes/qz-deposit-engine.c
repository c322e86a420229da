/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposit-engine.h"

#include <glib/gi18n-lib.h>

#include "qz-allocate.h"
#include "qz-error.h"

#define MONTHS_OF_A_YEAR 12

gboolean
qz_deposit_quota_compute (const QzNonLocalTerms *terms, QzFen base_fen, QzFen *out, GError **error)
{
  /* AMB-03: once, on the sum of the unit; agencies get parts of what comes out. */
  if (!qz_fen_mul_div (base_fen, terms->quota_months, MONTHS_OF_A_YEAR, QZ_ROUND_HALF_AWAY, out,
                       error))
    return FALSE;
  if (*out > 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "deposit-zero",
                _("Last year's costs make a deposit of zero; check the costs that were imported "
                  "(“qz import deposit-base”)"));
  qz_error_add_rule (error, "NL-17b");
  return FALSE;
}

void
qz_deposit_adjust (QzFen quota_fen, QzFen balance_fen, QzFen *out_to_pay, QzFen *out_to_refund)
{
  *out_to_pay = MAX (0, quota_fen - balance_fen);
  *out_to_refund = MAX (0, balance_fen - quota_fen);
}

/* ── who pays which part ────────────────────────────────────────────────────────────────────── */

/* The first share after those of the agency at @first. */
static gsize
find_end (const QzDepositShare *shares, gsize n_shares, gsize first)
{
  gsize end = first + 1;

  while (end < n_shares && shares[end].agency == shares[first].agency)
    end++;
  return end;
}

static gboolean
split_agency (QzFen total_fen, QzDepositShare *shares, gsize n_shares, GError **error)
{
  QzShare funds[QZ_N_INSURANCES] = { 0 };

  g_assert (n_shares <= QZ_N_INSURANCES);
  for (gsize i = 0; i < n_shares; i++)
    {
      funds[i].key = qz_insurance_to_text (shares[i].insurance);
      funds[i].weight = MAX (0, shares[i].base_fen);
    }
  if (!qz_allocate (total_fen, funds, n_shares, error))
    return FALSE;
  for (gsize i = 0; i < n_shares; i++)
    shares[i].share_fen = funds[i].share_fen;
  return TRUE;
}

static GArray *
make_agencies (const QzDepositShare *shares, gsize n_shares, GError **error)
{
  g_autoptr (GArray) agencies = g_array_new (FALSE, TRUE, sizeof (QzShare));

  for (gsize i = 0; i < n_shares; i = find_end (shares, n_shares, i))
    {
      QzShare agency = { .key = shares[i].agency };

      for (gsize j = i; j < find_end (shares, n_shares, i); j++)
        if (!qz_fen_accumulate (&agency.weight, MAX (0, shares[j].base_fen), error))
          return NULL;
      g_array_append_val (agencies, agency);
    }
  return g_steal_pointer (&agencies);
}

static gboolean
has_weight (const QzDepositShare *shares, gsize n_shares)
{
  for (gsize i = 0; i < n_shares; i++)
    if (shares[i].base_fen > 0)
      return TRUE;
  return FALSE;
}

gboolean
qz_deposit_split (QzFen total_fen, QzDepositShare *shares, gsize n_shares, GError **error)
{
  g_autoptr (GArray) agencies = NULL;
  gsize first = 0;

  if (total_fen != 0 && !has_weight (shares, n_shares))
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "deposit-no-weights",
                    _("Nobody has costs that the deposit could be divided by; import last year's "
                      "costs (“qz import deposit-base”)"));
      qz_error_add_rule (error, "NL-17b");
      return FALSE;
    }
  agencies = make_agencies (shares, n_shares, error);
  if (agencies == NULL
      || !qz_allocate (total_fen, (QzShare *) agencies->data, agencies->len, error))
    return FALSE;
  for (guint i = 0; i < agencies->len; i++)
    {
      const gsize end = find_end (shares, n_shares, first);

      if (!split_agency (g_array_index (agencies, QzShare, i).share_fen, shares + first,
                         end - first, error))
        return FALSE;
      first = end;
    }
  return TRUE;
}
