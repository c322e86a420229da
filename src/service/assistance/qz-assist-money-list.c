/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-assist-money-act.h"
#include "qz-assist-money-repo.h"
#include "qz-assist-money.h"
#include "qz-ledger-name.h"

/* ── what is shared ─────────────────────────────────────────────────────────────────────────── */

QzPeriod
qz_assist_money_get_december (int year)
{
  return (QzPeriod) (year * 100 + 12);
}

const char *
qz_assist_money_get_year_text (int year)
{
  char text[12];

  g_snprintf (text, sizeof text, "%04d", year);
  return g_intern_string (text);
}

const char *
qz_assist_money_get_agency (QzAssistDesk *desk)
{
  const char *agency = qz_area_map_get_agency_code (desk->map, desk->city);

  return agency != NULL ? agency : desk->city;
}

gboolean
qz_assist_money_get_balance (QzAssistDesk *desk, const char *account, QzFen *out, GError **error)
{
  g_autofree char *ledger = qz_ledger_dup_name (qz_assist_money_get_agency (desk), QZ_INS_MAF);

  return qz_assist_money_repo_get_balance (desk->store, ledger, account, out, error);
}

void
qz_assist_money_put_county_names (QzAssistDesk *desk, QzSheet *sheet, guint code_column,
                                  guint name_column)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *code = qz_sheet_get_text (sheet, row, code_column);

      if (code != NULL && *code != '\0')
        qz_sheet_put_text (sheet, row, name_column, qz_area_map_get_name (desk->map, code));
    }
}

/* ── movements ──────────────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *kind;
  const char *name;
} kinds[] = {
  { QZ_ASSIST_RESERVE, N_ ("Reserve of a county") },
  { QZ_ASSIST_LOWER, N_ ("Reserve of a county lowered") },
  { QZ_ASSIST_MOVE, N_ ("Moved to the agency’s account") },
  { QZ_ASSIST_BACK, N_ ("Moved back to the fiscal account") },
  { QZ_ASSIST_REIMBURSE, N_ ("Paid back by a county") },
  { QZ_ASSIST_SURPLUS, N_ ("Surplus to a county") },
  { QZ_ASSIST_SHORTAGE, N_ ("Shortage from a county") },
};

const char *
qz_assist_money_get_kind_name (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return _ (kinds[i].name);
  return "";
}

static QzSheet *
new_list (void)
{
  QzSheet *sheet = qz_sheet_new ("money");

  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind_name", _("What"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "year", _("Year"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "county", _("County code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "county_name", _("County"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "bank", _("Bank"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "serial", _("Bank’s number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "recorded_by", _("Recorded by"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "recorded_at", _("Recorded at"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "decided_by", _("Confirmed or taken back by"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "voucher", _("Voucher"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "note", _("Note"), QZ_VALUE_TEXT);
  return sheet;
}

static QzSheet *
list_lent (QzAssistDesk *desk, int year, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("lent");

  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "county", _("County code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "county_name", _("County"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "lent", _("Paid on its account"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "reimbursed", _("Paid back"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "open", _("Open"), QZ_VALUE_FEN);
  if (!qz_assist_money_repo_fill_lent (desk->store, year, sheet, error))
    return NULL;
  qz_assist_money_put_county_names (desk, sheet, 1, 2);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    qz_sheet_put_number (sheet, row, 5,
                         qz_sheet_get_number (sheet, row, 3) - qz_sheet_get_number (sheet, row, 4));
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_assist_money_list (QzBook *book, const QzContext *context, int year, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autoptr (QzSheet) sheet = new_list ();
  g_autoptr (QzSheet) lent = NULL;

  if (!qz_assist_desk_open (&desk, book, context, qz_period_of_day (context->clock.today), error)
      || !qz_assist_money_repo_fill (desk.store, year, sheet, error))
    return NULL;
  qz_assist_money_put_county_names (&desk, sheet, 5, 6);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    qz_sheet_put_text (sheet, row, 2,
                       qz_assist_money_get_kind_name (qz_sheet_get_text (sheet, row, 1)));
  lent = list_lent (&desk, year, error);
  if (lent == NULL)
    return NULL;
  qz_sheet_add_child (sheet, lent);
  return g_steal_pointer (&sheet);
}
