/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-engine.h"
#include "qz-assist-posting.h"
#include "qz-example-private.h"

/* Worked examples of medical assistance. */

/* ── bills of one person and year, one after the other ───────────────────────────────────────── */

static gboolean
parse_fen (QzSection *section, const char *key, const char *text, QzFen *out, GError **error)
{
  return qz_fen_parse_plain (text, strlen (text), out)
         || qz_example_fail (section, key, text, error);
}

static gboolean
get_day (QzSection *section, const char *key, QzDay *out, GError **error)
{
  const char *text = qz_section_get_text (section, key, error);

  return text != NULL
         && (qz_day_parse (text, out, error) || qz_example_fail (section, key, text, error));
}

/* "LB BY"; without it nobody's. */
static gboolean
get_categories (QzSection *section, guint *out, GError **error)
{
  const char *text = qz_section_peek (section, "categories");
  g_auto (GStrv) words = qz_example_split_words (text == NULL ? "" : text);

  *out = 0;
  for (char **word = words; *word != NULL; word++)
    {
      QzAssistCategory category;

      if (!qz_assist_category_parse (*word, &category))
        return qz_example_fail (section, "categories", *word, error);
      *out |= QZ_ASSIST_BIT (category);
    }
  return TRUE;
}

/* "stay|outpatient FEE FULLSELF OVERLIMIT PRESELF [OTHER [HOSP_PART]]" */
static gboolean
parse_bill (QzSection *section, const char *line, QzAssistBill *out, GError **error)
{
  g_auto (GStrv) words = qz_example_split_words (line);
  const guint n = g_strv_length (words);
  QzFen *const amounts[] = { &out->fee_fen,     &out->fullself_fen, &out->overlimit_fen,
                             &out->preself_fen, &out->other_fen,    &out->hosp_part_fen };

  *out = (QzAssistBill) { 0 };
  if (n < 5 || n > 1 + G_N_ELEMENTS (amounts)
      || (strcmp (words[0], "stay") != 0 && strcmp (words[0], "outpatient") != 0))
    return qz_example_fail (section, "bills", line, error);
  out->is_outpatient = *words[0] == 'o';
  for (guint i = 1; i < n; i++)
    if (!parse_fen (section, "bills", words[i], amounts[i - 1], error))
      return FALSE;
  return TRUE;
}

static void
print_step (GString *out, guint bill_no, const char *step, QzFen amount)
{
  g_autofree char *what = g_strdup_printf ("%u %s", bill_no, step);

  qz_example_print_fen (out, what, amount);
}

static void
print_result (GString *out, guint bill_no, const QzAssistTry *best)
{
  const QzAssistResult *result = &best->result;

  if (best->category != QZ_ASSIST_NONE)
    g_string_append_printf (out, "%u category %s\n", bill_no,
                            qz_assist_category_to_text (best->category));
  print_step (out, bill_no, "scp", result->scp_fen);
  print_step (out, bill_no, "dedc", result->dedc_fen);
  print_step (out, bill_no, "basic", result->basic_fen);
  print_step (out, bill_no, "rest", result->rest_fen);
  print_step (out, bill_no, "ci", result->ci_fen);
  print_step (out, bill_no, "rest2", result->rest2_fen);
  print_step (out, bill_no, "maf_dedc", result->maf_dedc_fen);
  print_step (out, bill_no, "maf", result->maf_fen);
  print_step (out, bill_no, "maf_uncapped", result->maf_uncapped_fen);
  print_step (out, bill_no, "fund_total", result->fund_total_fen);
  print_step (out, bill_no, "person", result->person_fen);
}

gboolean
qz_example_run_assist (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  g_auto (GStrv) lines = qz_example_split_lines (section, "bills");
  QzAssistEntitlement entitlement = { 0 };
  QzAssistYear year = { 0 };

  if (!get_categories (section, &entitlement.categories, error)
      || !get_day (section, "day", &entitlement.policy_day, error))
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      QzAssistBill bill;
      QzAssistChoice choice;

      if (!parse_bill (section, lines[i], &bill, error)
          || !qz_assist_choose (policy, &entitlement, &bill, &year, &choice, error)
          || !qz_assist_year_add (&year, &choice.tries[choice.best].result, error))
        return FALSE;
      print_result (out, i + 1, &choice.tries[choice.best]);
    }
  return TRUE;
}

/* ── who is entitled ─────────────────────────────────────────────────────────────────────────── */

/* "LB 2026-03-05 [2026-05-20]": on the list from, no longer from. */
static gboolean
parse_spell (QzSection *section, const char *line, QzAssistSpell *out, GError **error)
{
  g_auto (GStrv) words = qz_example_split_words (line);
  const guint n = g_strv_length (words);

  out->exit = QZ_DAY_NONE;
  return (n >= 2 && n <= 3 && qz_assist_category_parse (words[0], &out->category)
          && qz_day_parse (words[1], &out->from, error)
          && (n == 2 || qz_day_parse (words[2], &out->exit, error)))
         || qz_example_fail (section, "spells", line, error);
}

gboolean
qz_example_run_entitlement (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  g_auto (GStrv) lines = qz_example_split_lines (section, "spells");
  g_autoptr (GArray) spells = g_array_new (FALSE, FALSE, sizeof (QzAssistSpell));
  const QzAssistTerms *terms = qz_policy_get_assistance (policy);
  QzAssistEntitlement found;
  QzDay begun, settled;
  gboolean is_suspended = FALSE;

  if (!get_day (section, "begun", &begun, error) || !get_day (section, "settled", &settled, error)
      || (qz_section_has (section, "suspended")
          && !qz_section_get_bool (section, "suspended", &is_suspended, error)))
    return FALSE;
  for (char **line = lines; *line != NULL; line++)
    {
      QzAssistSpell spell;

      if (!parse_spell (section, *line, &spell, error))
        return FALSE;
      g_array_append_val (spells, spell);
    }
  found = qz_assist_find_entitlement ((const QzAssistSpell *) (gpointer) spells->data, spells->len,
                                      begun, settled, is_suspended);
  for (guint i = 0; i < QZ_N_ASSIST_CATEGORIES; i++)
    if ((found.categories & QZ_ASSIST_BIT (terms->order[i])) != 0)
      g_string_append_printf (out, "category %s\n", qz_assist_category_to_text (terms->order[i]));
  g_string_append_printf (out, "reason %s\n", qz_assist_reason_to_text (found.reason));
  qz_example_print_day (out, "policy_day", found.policy_day);
  return TRUE;
}

/* ── reserves and days ───────────────────────────────────────────────────────────────────────── */

/* "COUNTY ALLOTTED USED": an allotment of several instalments is written with "+". */
static gboolean
print_county (const QzAssistTerms *terms, QzSection *section, const char *line, GString *out,
              GError **error)
{
  g_auto (GStrv) words = qz_example_split_words (line);
  g_auto (GStrv) instalments = NULL;
  QzFen allotted = 0, used, before = 0, reserve = 0;
  QzReserveUsage usage;
  g_autofree char *rate = NULL;

  if (g_strv_length (words) != 3 || !parse_fen (section, "counties", words[2], &used, error))
    return qz_example_fail (section, "counties", line, error);
  instalments = g_strsplit (words[1], "+", -1);
  for (char **text = instalments; *text != NULL; text++)
    {
      QzFen instalment;
      g_autofree char *added = NULL;

      if (!parse_fen (section, "counties", *text, &instalment, error)
          || !qz_fen_accumulate (&allotted, instalment, error)
          || !qz_assist_reserve_of (terms, allotted, &reserve, error))
        return FALSE;
      added = qz_fen_to_decimal (reserve - before);
      g_string_append_printf (out, "%s added %s\n", words[0], added);
      before = reserve;
    }
  if (!qz_assist_usage (terms, used, reserve, &usage, error))
    return FALSE;
  rate = usage.has_rate ? qz_ppm_to_percent (usage.rate_ppm) : g_strdup ("—");
  g_string_append_printf (out, "%s ", words[0]);
  qz_example_print_fen (out, "reserve", reserve);
  g_string_append_printf (out, "%s usage %s\n%s level %s\n%s ", words[0], rate, words[0],
                          qz_reserve_level_to_text (usage.level), words[0]);
  qz_example_print_fen (out, "left", usage.left_fen);
  return TRUE;
}

gboolean
qz_example_run_reserve (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  g_auto (GStrv) lines = qz_example_split_lines (section, "counties");

  for (char **line = lines; *line != NULL; line++)
    if (!print_county (qz_policy_get_assistance (policy), section, *line, out, error))
      return FALSE;
  return TRUE;
}

gboolean
qz_example_run_assist_days (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  QzPeriod period;

  if (!qz_example_get_period (section, &period, error))
    return FALSE;
  for (guint stage = 0; stage < QZ_N_ASSIST_STAGES; stage++)
    qz_example_print_day (out, qz_assist_stage_to_text ((QzAssistStage) stage),
                          qz_assist_get_due (qz_policy_get_assistance (policy), period,
                                             (QzAssistStage) stage));
  return TRUE;
}

/* ── entries ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
parse_part (QzSection *section, const char *line, GArray *parts, QzFen *total, GError **error)
{
  g_auto (GStrv) words = qz_example_split_words (line);
  QzNlPart part = { 0 };

  if (g_strv_length (words) != 2
      || !parse_fen (section, "parts", words[1], &part.amount_fen, error))
    return qz_example_fail (section, "parts", line, error);
  part.party = g_intern_string (words[0]);
  g_array_append_val (parts, part);
  return qz_fen_accumulate (total, part.amount_fen, error);
}

static const QzPostingRule *
find_rule (QzPolicy *policy, QzSection *section, GError **error)
{
  const char *event = qz_section_get_text (section, "event", error);
  const char *flow = qz_section_peek (section, "flow");

  return event == NULL ? NULL
                       : qz_assist_posting_find (policy, event,
                                                 g_strcmp0 (flow, "in") == 0 ? QZ_FLOW_IN
                                                                             : QZ_FLOW_OUT,
                                                 error);
}

gboolean
qz_example_run_assist_entries (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  g_auto (GStrv) lines = qz_example_split_lines (section, "parts");
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QzNlPart));
  const QzPostingRule *rule = find_rule (policy, section, error);
  QzNlPostingInput input = { .ledger = "L_AG_140200_MAF", .payer_name = "", .payee_name = "" };
  g_autoptr (QzVoucher) voucher = NULL;

  if (rule == NULL || !qz_example_get_period (section, &input.period, error))
    return FALSE;
  for (char **line = lines; *line != NULL; line++)
    if (!parse_part (section, *line, parts, &input.amount_fen, error))
      return FALSE;
  input.parts = (const QzNlPart *) (gpointer) parts->data;
  input.n_parts = parts->len;
  voucher = qz_nl_posting_make (rule, &input, error);
  if (voucher == NULL)
    return FALSE;
  for (guint i = 0; i < qz_voucher_get_n_lines (voucher); i++)
    {
      const QzVoucherLine *line = qz_voucher_get_line (voucher, i);

      g_string_append (out, line->debit_fen != 0 ? "debit " : "credit ");
      qz_example_print_fen (out, line->account,
                            line->debit_fen != 0 ? line->debit_fen : line->credit_fen);
    }
  return TRUE;
}
