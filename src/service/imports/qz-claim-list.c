/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-claim-browse.h"
#include "qz-claim-repo.h"
#include "qz-id-check.h"
#include "qz-imports.h"

QzSheet *
qz_claim_sheet_new (void)
{
  QzSheet *sheet = qz_sheet_new ("claims");

  qz_sheet_add_column (sheet, "setl_id", _("Settlement"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_code", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Provider name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insutype", _("Insurance type"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "med_type", _("Kind of care"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "setl_time", _("Settled at"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "refund", _("Refund"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "refd_setl_id", _("Takes back"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "psn_name", _("Person"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "certno", _("Identity number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "medfee", _("Medical fees"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "fund", _("Paid by funds"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "acct", _("Personal account"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "acct_mulaid", _("Relatives' account"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "cash", _("Cash"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "setl_type", _("Way of settlement"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "pay_loc", _("Place of payment"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insu_admdvs", _("Insured in"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "import", _("Import"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "file", _("File"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "line", _("Line"), QZ_VALUE_COUNT);
  return sheet;
}

/* Nobody needs whole identity numbers to settle money. */
void
qz_claim_sheet_mask (QzSheet *sheet)
{
  const guint column = (guint) qz_sheet_find_column (sheet, "certno");

  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *certno = qz_sheet_get_text (sheet, row, column);
      g_autofree char *masked = certno == NULL ? NULL : qz_id_mask (certno);

      if (masked != NULL)
        qz_sheet_put_text (sheet, row, column, masked);
    }
}

QzSheet *
qz_claim_list (QzBook *book, const QzClaimFilter *filter, GError **error)
{
  QzClaimQuery query = { .provider = filter->provider,
                         .from = filter->from,
                         .to = filter->to,
                         .setl_id = filter->setl_id,
                         .limit = filter->limit,
                         .offset = filter->offset };
  g_autoptr (QzSheet) sheet = qz_claim_sheet_new ();
  QzStore *store = qz_book_get_store (book);
  QzClaimSums sums;

  if (!qz_claim_repo_sum (store, &query, &sums, error))
    return NULL;
  qz_sheet_set_number (sheet, "count", _("Claims"), QZ_VALUE_COUNT, (gint64) sums.n_claims);
  qz_sheet_set_number (sheet, "medfee_sum", _("Medical fees"), QZ_VALUE_FEN, sums.medfee_fen);
  qz_sheet_set_number (sheet, "fund_sum", _("Paid by funds"), QZ_VALUE_FEN, sums.fund_fen);
  qz_sheet_set_number (sheet, "acct_sum", _("Personal account"), QZ_VALUE_FEN, sums.acct_fen);
  if (!qz_claim_repo_fill (store, &query, sheet, error))
    return NULL;
  qz_claim_sheet_mask (sheet);
  return g_steal_pointer (&sheet);
}
