/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How counties stand with their reserves (DT-11, EX-6). */
#include <glib/gi18n-lib.h>

#include "qz-assist-money-act.h"
#include "qz-assist-money-repo.h"
#include "qz-assist-money.h"

/* ── the list ───────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
new_list (void)
{
  QzSheet *sheet = qz_sheet_new ("reserves");

  qz_sheet_add_column (sheet, "county", _("County code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "county_name", _("County"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "allotted", _("Allotted"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "reserve", _("Reserve"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "recorded", _("Recorded"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "used", _("Used"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "left", _("Left"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "rate", _("Rate"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "level", _("Level"), QZ_VALUE_TEXT);
  return sheet;
}

/* *out_level: how far the reserve is used. */
static gboolean
list_stand (QzSheet *sheet, QzAssistDesk *desk, const QzAssistStand *stand,
            QzReserveLevel *out_level, GError **error)
{
  QzReserveUsage usage = { 0 };
  QzFen reserve = 0;
  guint row;

  if (!qz_assist_reserve_of (desk->terms, stand->allotted_fen, &reserve, error)
      || !qz_assist_usage (desk->terms, stand->used_fen, reserve, &usage, error))
    return FALSE;
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, row, 0, stand->county);
  qz_sheet_put_text (sheet, row, 1, qz_area_map_get_name (desk->map, stand->county));
  qz_sheet_put_number (sheet, row, 2, stand->allotted_fen);
  qz_sheet_put_number (sheet, row, 3, reserve);
  qz_sheet_put_number (sheet, row, 4, stand->recorded_fen);
  qz_sheet_put_number (sheet, row, 5, stand->used_fen);
  qz_sheet_put_number (sheet, row, 6, usage.left_fen);
  if (usage.has_rate)
    qz_sheet_put_number (sheet, row, 7, usage.rate_ppm);
  qz_sheet_put_text (sheet, row, 8, qz_reserve_level_to_text (usage.level));
  *out_level = usage.level;
  return TRUE;
}

static QzSheet *
list_stands (QzAssistDesk *desk, int year, GError **error)
{
  g_autoptr (GArray) stands = qz_assist_money_repo_load_stands (desk->store, year, error);
  g_autoptr (QzSheet) sheet = new_list ();
  gint64 n[QZ_N_RESERVE_LEVELS] = { 0 };

  for (guint i = 0; stands != NULL && i < stands->len; i++)
    {
      QzReserveLevel level = QZ_RESERVE_NORMAL;

      if (!list_stand (sheet, desk, &g_array_index (stands, QzAssistStand, i), &level, error))
        return NULL;
      n[level]++;
    }
  if (stands == NULL)
    return NULL;
  qz_sheet_set_text (sheet, "year", _("Year"), qz_assist_money_get_year_text (year));
  qz_sheet_set_number (sheet, "warned", _("Warned"), QZ_VALUE_COUNT, n[QZ_RESERVE_WARNED]);
  qz_sheet_set_number (sheet, "overdrawn", _("Overdrawn"), QZ_VALUE_COUNT,
                       n[QZ_RESERVE_OVERDRAWN]);
  return g_steal_pointer (&sheet);
}

static QzSheet *
list_allotments (QzAssistDesk *desk, int year, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("allotments");

  qz_sheet_add_column (sheet, "county", _("County code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "county_name", _("County"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "document_no", _("Document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "allotted_day", _("Allotted on"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "amount", _("Allotted"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reserve", _("Reserve"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  if (!qz_assist_money_repo_fill_allotments (desk->store, year, sheet, error))
    return NULL;
  qz_assist_money_put_county_names (desk, sheet, 0, 1);
  return g_steal_pointer (&sheet);
}

static gboolean
put_accounts (QzAssistDesk *desk, QzSheet *sheet, GError **error)
{
  QzFen at_finance = 0;
  QzFen at_agency = 0;

  if (!qz_assist_money_get_balance (desk, QZ_ASSIST_FISCAL_ACCOUNT, &at_finance, error)
      || !qz_assist_money_get_balance (desk, QZ_ASSIST_PAYING_ACCOUNT, &at_agency, error))
    return FALSE;
  qz_sheet_set_number (sheet, "at_finance", _("In the fiscal account"), QZ_VALUE_FEN, at_finance);
  qz_sheet_set_number (sheet, "at_agency", _("In the agency’s account"), QZ_VALUE_FEN, at_agency);
  return TRUE;
}

QzSheet *
qz_assist_reserve_list (QzBook *book, const QzContext *context, int year, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (QzSheet) allotments = NULL;

  if (!qz_assist_desk_open (&desk, book, context, qz_assist_money_get_december (year), error))
    return NULL;
  sheet = list_stands (&desk, year, error);
  if (sheet == NULL || !put_accounts (&desk, sheet, error))
    return NULL;
  allotments = list_allotments (&desk, year, error);
  if (allotments == NULL)
    return NULL;
  qz_sheet_add_child (sheet, allotments);
  return g_steal_pointer (&sheet);
}

/* ── warnings ───────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
new_warnings (void)
{
  QzSheet *sheet = qz_sheet_new ("warnings");

  qz_sheet_add_column (sheet, "year", _("Year"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "county", _("County code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "county_name", _("County"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reserve", _("Reserve"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "used", _("Used"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "left", _("Left"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "rate", _("Rate"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "level", _("Level"), QZ_VALUE_TEXT);
  return sheet;
}

/* A county that has neither reserve nor costs stands at zero of zero, which is no warning. */
static gboolean
is_warning (QzSheet *list, guint row)
{
  return g_strcmp0 (qz_sheet_get_text (list, row, 8), "normal") != 0
         && qz_sheet_get_number (list, row, 5) > 0;
}

static void
copy_warnings (QzSheet *from, int year, QzSheet *to)
{
  for (guint i = 0; i < qz_sheet_get_n_rows (from); i++)
    {
      guint row;

      if (!is_warning (from, i))
        continue;
      row = qz_sheet_add_row (to);
      qz_sheet_put_text (to, row, 0, qz_assist_money_get_year_text (year));
      qz_sheet_put_text (to, row, 1, qz_sheet_get_text (from, i, 0));
      qz_sheet_put_text (to, row, 2, qz_sheet_get_text (from, i, 1));
      qz_sheet_put_number (to, row, 3, qz_sheet_get_number (from, i, 3));
      qz_sheet_put_number (to, row, 4, qz_sheet_get_number (from, i, 5));
      qz_sheet_put_number (to, row, 5, qz_sheet_get_number (from, i, 6));
      if (!qz_sheet_is_empty (from, i, 7))
        qz_sheet_put_number (to, row, 6, qz_sheet_get_number (from, i, 7));
      qz_sheet_put_text (to, row, 7, qz_sheet_get_text (from, i, 8));
    }
}

/* A year whose clearing was made has been looked at. */
static gboolean
warn_of_year (QzBook *book, const QzContext *context, int year, QzSheet *to, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autoptr (QzSheet) list = NULL;
  QzAssistClearing clearing = { 0 };

  if (!qz_assist_money_repo_get_clearing (qz_book_get_store (book), year, &clearing, error))
    return FALSE;
  if (clearing.id != 0)
    return TRUE;
  if (!qz_assist_desk_open (&desk, book, context, qz_assist_money_get_december (year), error))
    return FALSE;
  list = list_stands (&desk, year, error);
  if (list != NULL)
    copy_warnings (list, year, to);
  return list != NULL;
}

QzSheet *
qz_assist_reserve_list_warnings (QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzSheet) sheet = new_warnings ();
  g_autoptr (GArray) years = qz_assist_money_repo_list_years (qz_book_get_store (book), error);

  for (guint i = 0; years != NULL && i < years->len; i++)
    if (!warn_of_year (book, context, (int) g_array_index (years, gint64, i), sheet, error))
      return NULL;
  return years != NULL ? g_steal_pointer (&sheet) : NULL;
}
