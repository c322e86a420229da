/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a month left of refunds and deductions for a later one: NL-38. */
#include <glib/gi18n-lib.h>

#include "qz-actors.h"
#include "qz-clearing-carry-repo.h"
#include "qz-clearing-private.h"

QzSheet *
qz_clearing_list_carried (QzBook *book, QzPeriod period, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("carried");
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);

  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "setl_id", _("Settlement"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "area", _("Insured area"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "orig_period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rest", _("Left"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "to", _("Taken off in"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "area_name", _("Name"), QZ_VALUE_TEXT);
  if (map == NULL || !qz_clearing_carry_fill (qz_book_get_store (book), period, sheet, error))
    return NULL;
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    qz_sheet_put_text (sheet, i, 10, qz_area_map_get_name (map, qz_sheet_get_text (sheet, i, 4)));
  return g_steal_pointer (&sheet);
}
