/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the bank's slips say of the money of the assistance fund. */
#include <glib/gi18n-lib.h>

#include "qz-assist-acts.h"
#include "qz-assist-forms.h"
#include "qz-assist-money.h"
#include "qz-cells.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

#define SLIP(needed)                                                                               \
  { "bank", N_ ("Bank"), QZ_FORM_TEXT, needed, N_ ("Bank’s slip") },                               \
    { "serial", N_ ("Bank’s number"), QZ_FORM_TEXT, needed },                                      \
    { "day", N_ ("Bank’s day"), QZ_FORM_DAY, TRUE },                                               \
  {                                                                                                \
    "note", N_ ("Note"), QZ_FORM_TEXT                                                              \
  }

static const QzFormField reserve_fields[] = {
  { "document_no", N_ ("Document that allotted the money"), QZ_FORM_REGISTER, TRUE, NULL, NULL,
    "open_allotments" },
  SLIP (FALSE),
  { NULL },
};

static const QzFormField move_fields[] = {
  { "amount", N_ ("Amount"), QZ_FORM_AMOUNT, TRUE },
  SLIP (TRUE),
  { NULL },
};

static gboolean
is_period (const char *text, GError **error)
{
  QzPeriod period;

  return qz_period_parse (text, &period, error);
}

static const QzFormField pay_back_fields[] = {
  { "county", N_ ("County"), QZ_FORM_REGISTER, TRUE, NULL, NULL, "counties" },
  { "period", N_ ("Month of costs, such as 2026-05"), QZ_FORM_TEXT, TRUE,
    .check = is_period },
  { "amount", N_ ("Amount; without: all that is open"), QZ_FORM_AMOUNT },
  SLIP (TRUE),
  { NULL },
};

static const QzFormField cleared_fields[] = {
  { "amount", N_ ("Amount; without: all that is open"), QZ_FORM_AMOUNT },
  SLIP (TRUE),
  { NULL },
};

/* Rows of @from as a register with columns code and name; @only_open: those of them whose reserve
 * is not recorded. */
static void
add_register (QzSheet *to, QzSheet *from, const char *name, const char *const columns[2],
              gboolean only_open)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new (name);

  qz_sheet_add_column (sheet, "code", _("Code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Name"), QZ_VALUE_TEXT);
  for (guint row = 0; row < qz_sheet_get_n_rows (from); row++)
    {
      const char *state = qz_cell_text (from, row, "state");
      guint made;

      if (only_open && g_strcmp0 (state, "open") != 0)
        continue;
      made = qz_sheet_add_row (sheet);
      qz_sheet_put_text (sheet, made, 0, qz_cell_text (from, row, columns[0]));
      qz_sheet_put_text (sheet, made, 1, qz_cell_text (from, row, columns[1]));
    }
  qz_sheet_add_child (to, sheet);
}

static gpointer
load_slip (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  static const char *const documents[] = { "document_no", "county_name" };
  static const char *const counties[] = { "county", "county_name" };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("slip");
  g_autoptr (QzSheet) list = qz_assist_reserve_list (
      book, context, (int) g_ascii_strtoll (input, NULL, 10), error);

  if (list == NULL)
    return NULL;
  add_register (sheet, qz_sheet_find_child (list, "allotments"), "open_allotments", documents,
                TRUE);
  add_register (sheet, list, "counties", counties, FALSE);
  qz_sheet_set_number (sheet, "day", "day", QZ_VALUE_DAY, context->clock.today);
  return g_steal_pointer (&sheet);
}

#define LOAD { NULL, load_slip, FALSE, g_free, SHEET }

const QzFormSpec qz_form_assist_reserve = {
  .title = N_ ("Record a Reserve"),
  .button = N_ ("_Record"),
  .fields = reserve_fields,
  .load = LOAD,
  .act = &qz_act_assist_reserve,
};

const QzFormSpec qz_form_assist_move = {
  .title = N_ ("Money Moved to the Agency"),
  .button = N_ ("_Record"),
  .fields = move_fields,
  .load = LOAD,
  .act = &qz_act_assist_move,
};

const QzFormSpec qz_form_assist_move_back = {
  .title = N_ ("Money Moved Back to the Fiscal Account"),
  .button = N_ ("_Record"),
  .fields = move_fields,
  .load = LOAD,
  .act = &qz_act_assist_move_back,
};

const QzFormSpec qz_form_assist_pay_back = {
  .title = N_ ("Paid Back by a County"),
  .button = N_ ("_Record"),
  .fields = pay_back_fields,
  .load = LOAD,
  .act = &qz_act_assist_pay_back,
};

const QzFormSpec qz_form_assist_surplus = {
  .title = N_ ("Surplus Paid to the County"),
  .button = N_ ("_Record"),
  .fields = cleared_fields,
  .load = LOAD,
  .act = &qz_act_assist_surplus,
};

const QzFormSpec qz_form_assist_shortage = {
  .title = N_ ("Shortage Paid by the County"),
  .button = N_ ("_Record"),
  .fields = cleared_fields,
  .load = LOAD,
  .act = &qz_act_assist_shortage,
};
