/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-engine.h"

#include <glib/gi18n-lib.h>

enum { COLUMN_STEP, COLUMN_TITLE, COLUMN_AMOUNT, COLUMN_FORMULA, COLUMN_RULE };

typedef struct {
  QzSheet *sheet;
  const QzAssistLayers *layers;
  const QzAssistBill *bill;
  const QzAssistYear *year;
  const QzAssistResult *result;
} Explained;

/* Puts the amounts that follow, up to QZ_FEN_MAX + 1, for {1}, {2}… */
#define END (QZ_FEN_MAX + 1)
static char *
fill (const char *pattern, ...)
{
  g_autoptr (GString) text = g_string_new (pattern);
  va_list amounts;
  QzFen amount;

  va_start (amounts, pattern);
  for (guint i = 1; (amount = va_arg (amounts, QzFen)) != END; i++)
    {
      g_autofree char *place = g_strdup_printf ("{%u}", i);
      g_autofree char *value = qz_fen_format (amount);

      g_string_replace (text, place, value, 0);
    }
  va_end (amounts);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Takes @formula over. */
static void
add (Explained *self, const char *step, const char *title, QzFen amount, char *formula,
     const char *rule)
{
  const guint row = qz_sheet_add_row (self->sheet);

  qz_sheet_put_text (self->sheet, row, COLUMN_STEP, step);
  qz_sheet_put_text (self->sheet, row, COLUMN_TITLE, title);
  qz_sheet_put_number (self->sheet, row, COLUMN_AMOUNT, amount);
  qz_sheet_put_text (self->sheet, row, COLUMN_FORMULA, formula);
  qz_sheet_put_text (self->sheet, row, COLUMN_RULE, rule);
  g_free (formula);
}

/* The pack's rule of a parameter; without one the rule that gives it to local policy. */
static const char *
get_rule (const Explained *self, QzLayerParameter parameter)
{
  return self->layers->rules[parameter] != NULL ? self->layers->rules[parameter] : "DT-14";
}

/* "(76,000.00 − 800.00) × 75.00%" and, where a cap of the year was reached, what was left of it. */
static char *
dup_product (char *product, QzFen uncapped, QzFen cap, QzFen used, QzFen paid)
{
  g_autofree char *text = product;
  g_autofree char *limit = NULL;

  if (paid == uncapped)
    return g_steal_pointer (&text);
  limit = fill (_(" = {1}, but of the year’s cap of {2}, {3} are used: {4} are left"), uncapped,
                cap, used, MAX (0, cap - used), END);
  return g_strconcat (text, limit, NULL);
}

static void
add_basic (Explained *self)
{
  const QzAssistResult *result = self->result;
  const QzAssistLayers *layers = self->layers;
  const gboolean outpatient = self->bill->is_outpatient;
  const QzLayerParameter dedc = outpatient                 ? QZ_LAYER_OUTPATIENT_DEDC
                                : self->year->n_stays == 0 ? QZ_LAYER_BASIC_DEDC_FIRST
                                                           : QZ_LAYER_BASIC_DEDC_NEXT;
  const QzLayerParameter ratio = outpatient ? QZ_LAYER_OUTPATIENT_RATIO : QZ_LAYER_BASIC_RATIO;
  const gboolean capped = result->basic_fen < result->basic_uncapped_fen;
  g_autofree char *percent =
      qz_ppm_to_percent (outpatient ? layers->outpatient_ratio_ppm : layers->basic_ratio_ppm);
  g_autofree char *base = fill ("({1} − {2}) × ", result->scp_fen, result->dedc_fen, END);

  add (self, "dedc", _("Deductible of basic insurance"), result->dedc_fen,
       outpatient                 ? g_strdup (_("Of an outpatient bill"))
       : self->year->n_stays == 0 ? g_strdup (_("Of the first stay of the year"))
                                  : g_strdup (_("Of a later stay of the year")),
       get_rule (self, dedc));
  add (self, "basic", _("Basic insurance"), result->basic_fen,
       dup_product (g_strconcat (base, percent, NULL), result->basic_uncapped_fen,
                    layers->basic_cap_fen, self->year->basic_fen, result->basic_fen),
       get_rule (self, capped ? QZ_LAYER_BASIC_CAP : ratio));
}

/* "12,600.00 × 80.00% + …": what the bill adds in each band. */
static char *
dup_bands (const Explained *self)
{
  const QzAssistLayers *layers = self->layers;
  const QzFen was = MAX (0, self->year->rest_fen - layers->ci_dedc_fen);
  const QzFen is =
      MAX (0, self->year->rest_fen + self->result->rest_fen - layers->ci_dedc_fen);
  g_autoptr (GString) text = g_string_new (NULL);
  QzFen from = 0;

  for (guint i = 0; i < layers->n_ci_bands; i++)
    {
      const QzAssistBand *band = &layers->ci_bands[i];
      const QzFen to = band->reach_fen == QZ_ASSIST_NO_LIMIT ? is : MIN (is, band->reach_fen);
      const QzFen added = to - MAX (was, from);
      g_autofree char *amount = qz_fen_format (MAX (0, added));
      g_autofree char *percent = qz_ppm_to_percent (band->ratio_ppm);

      if (added > 0)
        g_string_append_printf (text, "%s%s × %s", text->len > 0 ? " + " : "", amount, percent);
      from = band->reach_fen;
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_ci (Explained *self)
{
  const QzAssistResult *result = self->result;
  const QzFen was = self->year->rest_fen;
  g_autofree char *bands = dup_bands (self);
  g_autofree char *rests = fill (_("The rest of the year goes from {1} to {2}, above the "
                                    "deductible of {3}: "),
                                 was, was + result->rest_fen, self->layers->ci_dedc_fen, END);

  add (self, "ci", _("Critical illness"), result->ci_fen,
       dup_product (g_strconcat (rests, *bands != '\0' ? bands : "0.00", NULL),
                    result->ci_uncapped_fen, self->layers->ci_cap_fen, self->year->ci_fen,
                    result->ci_fen),
       get_rule (self, result->ci_fen < result->ci_uncapped_fen ? QZ_LAYER_CI_CAP
                                                                : QZ_LAYER_CI_BANDS));
}

static void
add_maf (Explained *self)
{
  const QzAssistResult *result = self->result;
  const QzAssistLayers *layers = self->layers;
  g_autofree char *percent = qz_ppm_to_percent (layers->maf_ratio_ppm);
  g_autofree char *base = fill ("({1} − {2}) × ", result->rest2_fen, result->maf_dedc_fen, END);

  add (self, "maf_dedc", _("Deductible of assistance"), result->maf_dedc_fen,
       fill (_("Of {1} a year {2} were used before"), layers->maf_dedc_fen,
             self->year->maf_dedc_fen, END),
       get_rule (self, QZ_LAYER_MAF_DEDC));
  add (self, "maf", _("Medical assistance"), result->maf_fen,
       dup_product (g_strconcat (base, percent, NULL), result->maf_uncapped_fen,
                    layers->maf_cap_fen, self->year->maf_fen, result->maf_fen),
       get_rule (self, result->maf_fen < result->maf_uncapped_fen ? QZ_LAYER_MAF_CAP
                                                                  : QZ_LAYER_MAF_RATIO));
}

static void
add_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "step", _("Step"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("What"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "formula", _("How"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
}

QzSheet *
qz_assist_explain (const QzAssistLayers *layers, const QzAssistBill *bill, const QzAssistYear *year,
                   const QzAssistResult *result)
{
  Explained self = { qz_sheet_new ("layers"), layers, bill, year, result };

  add_columns (self.sheet);
  add (&self, "scp", _("Covered costs"), result->scp_fen,
       fill (_("Fee {1} − wholly own {2} − over limits {3} − paid first {4}"), bill->fee_fen,
             bill->fullself_fen, bill->overlimit_fen, bill->preself_fen, END),
       "DT-14");
  add_basic (&self);
  add (&self, "rest", _("Left by basic insurance"), result->rest_fen,
       fill ("{1} − {2}", result->scp_fen, result->basic_fen, END), "DT-4");
  add_ci (&self);
  add (&self, "rest2", _("Left for assistance"), result->rest2_fen,
       fill (_("{1} − {2} − other funds {3}, not below 0"), result->rest_fen, result->ci_fen,
             bill->other_fen, END),
       "DT-4");
  add_maf (&self);
  add (&self, "fund_total", _("All funds"), result->fund_total_fen,
       fill ("{1} + {2} + {3} + {4}", result->basic_fen, result->ci_fen, bill->other_fen,
             result->maf_fen, END),
       "DT-4");
  add (&self, "person", _("Paid by the person"), result->person_fen,
       fill (_("Fee {1} − funds {2} − hospital’s part {3}"), bill->fee_fen,
             result->fund_total_fen, bill->hosp_part_fen, END),
       "DT-15a");
  return self.sheet;
}
