/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-advance-engine.h"
#include "qz-example-private.h"
#include "qz-settlement-engine.h"

static GArray *
read_spending (QzSection *section, GError **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (QzFen));
  const char *text = qz_section_get_text (section, "spending", error);
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    return NULL;
  words = qz_example_split_words (text);
  for (char **word = words; *word != NULL; word++)
    {
      QzFen amount;

      if (!qz_fen_parse (*word, &amount, error))
        {
          qz_example_fail (section, "spending", *word, error);
          return NULL;
        }
      g_array_append_val (years, amount);
    }
  return g_steal_pointer (&years);
}

gboolean
qz_example_run_advance (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  QzAdvanceInput input = { .level = qz_section_peek (section, "level") };
  QzPostingInput posting = { .path = QZ_PATH_MPREPAY, .provider_id = 1, .bank_account_id = 1 };
  QzAdvanceResult result;
  g_autoptr (QzCalendar) calendar = qz_example_make_calendar (section, error);
  g_autoptr (GArray) years = NULL;

  if (calendar == NULL || !qz_example_get_period (section, &input.period, error)
      || !qz_example_get_insurance (section, &input.insurance, error))
    return FALSE;
  years = read_spending (section, error);
  if (years == NULL)
    return FALSE;
  input.spending = (const QzFen *) (gpointer) years->data;
  input.n_years = years->len;
  if (!qz_advance_compute (policy, &input, &result, error))
    return FALSE;
  qz_example_print_fen (out, "standard", result.figures[QZ_ADVANCE_STANDARD]);
  qz_example_print_day (out, "due", qz_advance_get_due_day (policy, calendar, input.period));
  posting.period = input.period;
  posting.pay_fen = result.pay_fen;
  return qz_example_print_entries (policy, QZ_DOCUMENT_ADVANCE, &posting, "", out, error);
}

/* "mprepay 2026-01 1081445.41" a line */
static GArray *
read_open (QzSection *section, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (QzOpenItem));
  g_auto (GStrv) lines = qz_example_split_lines (section, "open");

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = qz_example_split_words (*line);
      QzOpenItem item;

      if (g_strv_length (words) != 3 || !qz_path_parse (words[0], &item.path)
          || !qz_period_parse (words[1], &item.period, error)
          || !qz_fen_parse (words[2], &item.amount_fen, error))
        {
          qz_example_fail (section, "open", *line, error);
          return NULL;
        }
      g_array_append_val (items, item);
    }
  return g_steal_pointer (&items);
}

static gboolean
read_settlement (QzSection *section, QzSettlementInput *input, QzDay *cutoff, GError **error)
{
  input->has_claims_base = qz_section_has (section, "claims_base");
  *cutoff = QZ_DAY_NONE;
  return qz_example_get_period (section, &input->period, error)
         && qz_section_get_fen (section, "declared", &input->declared_fen, error)
         && qz_example_get_fen (section, "deduct_audit", &input->deduct_audit_fen, error)
         && qz_example_get_fen (section, "deduct_inspect", &input->deduct_inspect_fen, error)
         && qz_example_get_fen (section, "deduct_carried", &input->deduct_carried_fen, error)
         && qz_example_get_fen (section, "claims_base", &input->claims_base_fen, error)
         && qz_example_get_fen (section, "day_carry", &input->day_carry_fen, error)
         && (!qz_section_has (section, "cutoff")
             || qz_section_get_day (section, "cutoff", cutoff, error));
}

static void
print_items (GString *out, const char *what, const GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const QzOpenItem *item = &g_array_index (items, QzOpenItem, i);
      g_autofree char *period = qz_period_format (item->period);
      g_autofree char *amount = qz_fen_to_decimal (item->amount_fen);

      g_string_append_printf (out, "%s %s %s %s\n", what, qz_path_to_text (item->path), period,
                              amount);
    }
}

static void
print_settlement (const QzSettlementResult *result, GString *out)
{
  qz_example_print_fen (out, "payable", result->figures[QZ_SETTLE_PAYABLE]);
  print_items (out, "offset", result->offsets);
  qz_example_print_fen (out, "pay", result->pay_fen);
  print_items (out, "left", result->left);
  qz_example_print_fen (out, "deduct_left", result->figures[QZ_SETTLE_DEDUCT_LEFT]);
  if (result->dropped_carry_fen != 0)
    qz_example_print_fen (out, "dropped", result->dropped_carry_fen);
  if (result->differs)
    g_string_append (out, "differs\n");
}

static void
print_deadlines (QzPolicy *policy, QzCalendar *calendar, QzPeriod period, QzDay cutoff,
                 GString *out)
{
  QzDay audit_due, pay_due;

  if (cutoff == QZ_DAY_NONE
      && qz_policy_get_settlement (policy)->deadline_from == QZ_DEADLINE_FROM_CUTOFF)
    return;
  qz_settlement_get_deadlines (policy, calendar, period, cutoff, &audit_due, &pay_due);
  qz_example_print_day (out, "audit_due", audit_due);
  qz_example_print_day (out, "pay_due", pay_due);
}

gboolean
qz_example_run_settlement (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  QzSettlementInput input = { 0 };
  g_auto (QzSettlementResult) result = { 0 };
  QzPostingInput posting = { .provider_id = 1, .bank_account_id = 1 };
  g_autoptr (QzCalendar) calendar = qz_example_make_calendar (section, error);
  g_autoptr (GArray) open = NULL;
  QzDay cutoff;

  if (calendar == NULL || !read_settlement (section, &input, &cutoff, error))
    return FALSE;
  open = read_open (section, error);
  if (open == NULL)
    return FALSE;
  input.open = (const QzOpenItem *) (gpointer) open->data;
  input.n_open = open->len;
  if (!qz_settlement_compute (policy, &input, &result, error))
    return FALSE;
  print_settlement (&result, out);
  print_deadlines (policy, calendar, input.period, cutoff, out);
  posting.period = input.period;
  posting.pay_fen = result.pay_fen;
  posting.payable_fen = result.figures[QZ_SETTLE_PAYABLE];
  posting.offsets = (const QzOpenItem *) (gpointer) result.offsets->data;
  posting.n_offsets = result.offsets->len;
  return qz_example_print_entries (policy, QZ_DOCUMENT_SETTLEMENT, &posting, "", out, error);
}
