/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

/* What a pack of medical assistance says instead of the sections of instant settlement (DT-*). */

#define NOBODY "NO"
#define REST   "rest" /* a band without end */
#define NO_CAP "none"

/* ── [assistance] ────────────────────────────────────────────────────────────────────────────── */

/* A ratio of which 0 would mean that nothing is there. */
static gboolean
read_share (QzSection *section, const char *key, QzPpm *out, GError **error)
{
  if (!qz_section_get_ppm (section, key, out, error))
    return FALSE;
  if (*out > 0 && *out <= QZ_PPM_ONE)
    return TRUE;
  qz_section_set_error (section, key, "ratio-out-of-range", error,
                        _("The ratio must be more than 0 and at most 1"));
  return FALSE;
}

/* DT-16, DT-19: nobody confirms what was not pushed. The details have no order of their own. */
static gboolean
load_days (QzAssistTerms *terms, QzSection *section, GError **error)
{
  const QzPolicyCount days[] = {
    { "statement_day", 1, QZ_MAX_MDAY, &terms->statement_mday },
    { "confirm_day", 1, QZ_MAX_MDAY, &terms->confirm_mday },
    { "form4_day", 1, QZ_MAX_MDAY, &terms->form4_mday },
    { "form4_confirm_day", 1, QZ_MAX_MDAY, &terms->form4_confirm_mday },
  };
  const QzPolicyCount others[] = {
    { "details_day", 1, QZ_MAX_MDAY, &terms->details_mday },
    { "clearing_month", 1, 12, &terms->clearing_month },
    { "clearing_day", 1, 31, &terms->clearing_mday },
  };

  if (!qz_policy_read_counts (section, days, G_N_ELEMENTS (days), error)
      || !qz_policy_read_counts (section, others, G_N_ELEMENTS (others), error)
      || !qz_policy_check_order (section, days, G_N_ELEMENTS (days), error))
    return FALSE;
  if (terms->clearing_mday <= g_date_get_days_in_month ((GDateMonth) terms->clearing_month, 2023))
    return TRUE;
  qz_section_set_error (section, "clearing_day", "bad-span", error,
                        _("The month does not have this day"));
  return FALSE;
}

/* AMB-31: every category stands in the order of ties once. */
static gboolean
load_order (QzAssistTerms *terms, QzSection *section, GError **error)
{
  g_auto (GStrv) words = qz_policy_read_words (section, "order", error);
  guint seen = 0;

  if (words == NULL)
    return FALSE;
  for (guint i = 0; i < QZ_N_ASSIST_CATEGORIES; i++)
    {
      if (words[i] == NULL || !qz_assist_category_parse (words[i], &terms->order[i]))
        break;
      seen |= QZ_ASSIST_BIT (terms->order[i]);
    }
  if (seen == QZ_ASSIST_BIT (QZ_N_ASSIST_CATEGORIES) - 1
      && g_strv_length (words) == QZ_N_ASSIST_CATEGORIES)
    return TRUE;
  qz_section_set_error (section, "order", "bad-choice", error,
                        _("The order names each category once: LB TK BY FP JC QT"));
  return FALSE;
}

static gboolean
load_types (QzPolicy *self, QzSection *section, const char *key, QzAssistKind kind, GError **error)
{
  g_auto (GStrv) types = qz_policy_read_words (section, key, error);

  for (guint i = 0; types != NULL && types[i] != NULL; i++)
    if (!qz_policy_add_prefix (self, section, key, types[i], (guint) kind, error))
      return FALSE;
  return types != NULL;
}

gboolean
qz_policy_load_assistance (QzPolicy *self, QzSection *section, GError **error)
{
  QzAssistTerms *terms = &self->assistance;

  if (!read_share (section, "reserve_ratio", &terms->reserve_ppm, error)
      || !read_share (section, "reserve_warning", &terms->reserve_warning_ppm, error)
      || !load_days (terms, section, error) || !load_order (terms, section, error)
      || !qz_section_get_bool (section, "outpatient", &terms->outpatient, error)
      || !load_types (self, section, "stays", QZ_ASSIST_STAY, error)
      || !load_types (self, section, "outpatients", QZ_ASSIST_OUTPATIENT, error))
    return FALSE;
  qz_policy_sort_prefixes (self);
  return TRUE;
}

QzAssistKind
qz_policy_get_assist_kind (QzPolicy *self, const char *med_type)
{
  /* The groups of such a pack's prefixes are of this kind. */
  const guint kind = (guint) qz_policy_get_med_group (self, med_type);

  /* DT-26 may be left out. */
  if (kind == QZ_MED_UNMAPPED || (kind == QZ_ASSIST_OUTPATIENT && !self->assistance.outpatient))
    return QZ_ASSIST_OTHER;
  return (QzAssistKind) kind;
}

/* ── [category] ──────────────────────────────────────────────────────────────────────────────── */

typedef enum { AMOUNT, CAP, RATIO, BANDS } ParameterType;

/* In the order of QzLayerParameter. */
static const struct {
  const char *key;
  ParameterType type;
  gsize offset;
} parameters[QZ_N_LAYER_PARAMETERS] = {
  [QZ_LAYER_BASIC_DEDC_FIRST] = { "basic_dedc_first", AMOUNT,
                                  G_STRUCT_OFFSET (QzAssistLayers, basic_dedc_first_fen) },
  [QZ_LAYER_BASIC_DEDC_NEXT] = { "basic_dedc_next", AMOUNT,
                                 G_STRUCT_OFFSET (QzAssistLayers, basic_dedc_next_fen) },
  [QZ_LAYER_BASIC_RATIO] = { "basic_ratio", RATIO,
                             G_STRUCT_OFFSET (QzAssistLayers, basic_ratio_ppm) },
  [QZ_LAYER_BASIC_CAP] = { "basic_cap", CAP, G_STRUCT_OFFSET (QzAssistLayers, basic_cap_fen) },
  [QZ_LAYER_OUTPATIENT_DEDC] = { "outpatient_dedc", AMOUNT,
                                 G_STRUCT_OFFSET (QzAssistLayers, outpatient_dedc_fen) },
  [QZ_LAYER_OUTPATIENT_RATIO] = { "outpatient_ratio", RATIO,
                                  G_STRUCT_OFFSET (QzAssistLayers, outpatient_ratio_ppm) },
  [QZ_LAYER_CI_DEDC] = { "ci_dedc", AMOUNT, G_STRUCT_OFFSET (QzAssistLayers, ci_dedc_fen) },
  [QZ_LAYER_CI_BANDS] = { "ci_bands", BANDS, 0 },
  [QZ_LAYER_CI_CAP] = { "ci_cap", CAP, G_STRUCT_OFFSET (QzAssistLayers, ci_cap_fen) },
  [QZ_LAYER_MAF_DEDC] = { "maf_dedc", AMOUNT, G_STRUCT_OFFSET (QzAssistLayers, maf_dedc_fen) },
  [QZ_LAYER_MAF_RATIO] = { "maf_ratio", RATIO, G_STRUCT_OFFSET (QzAssistLayers, maf_ratio_ppm) },
  [QZ_LAYER_MAF_CAP] = { "maf_cap", CAP, G_STRUCT_OFFSET (QzAssistLayers, maf_cap_fen) },
};

static gboolean
read_amount (QzSection *section, const char *key, QzFen *out, GError **error)
{
  if (!qz_section_get_fen (section, key, out, error))
    return FALSE;
  if (*out >= 0)
    return TRUE;
  qz_section_set_error (section, key, "amount-negative", error,
                        _("The amount must not be below 0"));
  return FALSE;
}

/* A cap that nobody wrote down might be forgotten. */
static gboolean
read_cap (QzSection *section, const char *key, QzFen *out, GError **error)
{
  const char *text = qz_section_get_text (section, key, error);

  if (text == NULL)
    return FALSE;
  *out = QZ_ASSIST_NO_LIMIT;
  return strcmp (text, NO_CAP) == 0 || read_amount (section, key, out, error);
}

static gboolean
read_ratio (QzSection *section, const char *key, QzPpm *out, GError **error)
{
  if (!qz_section_get_ppm (section, key, out, error))
    return FALSE;
  if (*out >= 0 && *out <= QZ_PPM_ONE)
    return TRUE;
  qz_section_set_error (section, key, "ratio-out-of-range", error,
                        _("The ratio must lie between 0 and 1"));
  return FALSE;
}

static gboolean
fail_bands (QzSection *section, const char *line, GError **error)
{
  g_clear_error (error);
  qz_section_set_error (section, "ci_bands", "bad-band", error,
                        _("“%s” is not “REACH RATIO”: how far above the deductible a band reaches, "
                          "more than the one before, and “rest” for the last"),
                        line);
  return FALSE;
}

/* "50000.00 0.80" and, last, "rest 0.85" */
static gboolean
read_band (QzSection *section, const char *line, QzAssistLayers *layers, GError **error)
{
  const guint n = layers->n_ci_bands;
  const QzFen below = n > 0 ? layers->ci_bands[n - 1].reach_fen : 0;
  g_auto (GStrv) words = qz_policy_split_words (line);
  QzAssistBand band = { .reach_fen = QZ_ASSIST_NO_LIMIT };

  if (g_strv_length (words) != 2 || n == QZ_ASSIST_MAX_BANDS || below < 0
      || (strcmp (words[0], REST) != 0
          && (!qz_fen_parse_plain (words[0], strlen (words[0]), &band.reach_fen)
              || band.reach_fen <= below))
      || !qz_ppm_parse (words[1], &band.ratio_ppm, error) || band.ratio_ppm < 0
      || band.ratio_ppm > QZ_PPM_ONE)
    return fail_bands (section, line, error);
  layers->ci_bands[n] = band;
  layers->n_ci_bands = n + 1;
  return TRUE;
}

static gboolean
read_bands (QzSection *section, QzAssistLayers *layers, GError **error)
{
  const char *text = qz_section_get_text (section, "ci_bands", error);
  g_auto (GStrv) lines = text == NULL ? NULL : g_strsplit (text, "\n", -1);

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    if (!read_band (section, g_strstrip (lines[i]), layers, error))
      return FALSE;
  if (lines == NULL)
    return FALSE;
  return layers->ci_bands[layers->n_ci_bands - 1].reach_fen == QZ_ASSIST_NO_LIMIT
         || fail_bands (section, text, error);
}

static gboolean
read_parameter (QzSection *section, QzLayerParameter parameter, QzAssistLayers *layers,
                GError **error)
{
  const char *key = parameters[parameter].key;
  gint64 *out = (gint64 *) G_STRUCT_MEMBER_P (layers, parameters[parameter].offset);

  switch (parameters[parameter].type)
    {
    case AMOUNT:
      return read_amount (section, key, out, error);
    case CAP:
      return read_cap (section, key, out, error);
    case RATIO:
      return read_ratio (section, key, out, error);
    case BANDS:
    default:
      return read_bands (section, layers, error);
    }
}

static const char *
peek_rule (QzSection *section, const char *key)
{
  g_autofree char *rule_key = g_strconcat (key, ".rule", NULL);
  const char *rule = qz_section_peek (section, rule_key);

  return rule != NULL ? rule : qz_section_peek (section, "rule");
}

static gboolean
read_code (QzSection *section, QzAssistCategory *out, GError **error)
{
  const char *code = qz_section_get_text (section, "code", error);

  if (code == NULL)
    return FALSE;
  *out = QZ_ASSIST_NONE;
  if (strcmp (code, NOBODY) == 0 || (*code != '\0' && qz_assist_category_parse (code, out)))
    return TRUE;
  qz_section_set_error (section, "code", "bad-choice", error,
                        _("“%s” is not one of: %s"), code, "LB, TK, BY, FP, JC, QT, " NOBODY);
  return FALSE;
}

static gboolean
read_days (QzSection *section, QzAssistLayers *layers, GError **error)
{
  layers->from = layers->to = QZ_DAY_NONE;
  if ((qz_section_has (section, "valid_from")
       && !qz_section_get_day (section, "valid_from", &layers->from, error))
      || (qz_section_has (section, "valid_to")
          && !qz_section_get_day (section, "valid_to", &layers->to, error)))
    return FALSE;
  if (layers->from == QZ_DAY_NONE || layers->to == QZ_DAY_NONE || layers->to >= layers->from)
    return TRUE;
  qz_section_set_error (section, "valid_to", "bad-span", error,
                        _("The last day lies before the first"));
  return FALSE;
}

gboolean
qz_policy_load_category (QzPolicy *self, QzSection *section, GError **error)
{
  QzAssistLayers layers = { 0 };

  if (!read_code (section, &layers.category, error) || !read_days (section, &layers, error))
    return FALSE;
  for (guint i = 0; i < QZ_N_LAYER_PARAMETERS; i++)
    {
      if (!read_parameter (section, (QzLayerParameter) i, &layers, error))
        return FALSE;
      layers.rules[i] = peek_rule (section, parameters[i].key);
    }
  g_array_append_val (self->layers, layers);
  return TRUE;
}

/* ── every category on every day, once ───────────────────────────────────────────────────────── */

static gboolean
holds_on (const QzAssistLayers *layers, QzDay day)
{
  return (layers->from == QZ_DAY_NONE || layers->from <= day)
         && (layers->to == QZ_DAY_NONE || day <= layers->to);
}

static const QzAssistLayers *
find_layers (QzPolicy *self, QzAssistCategory category, QzDay day, guint *out_n)
{
  const QzAssistLayers *found = NULL;

  *out_n = 0;
  for (guint i = 0; i < self->layers->len; i++)
    {
      const QzAssistLayers *layers = &g_array_index (self->layers, QzAssistLayers, i);

      if (layers->category != category || !holds_on (layers, day))
        continue;
      found = layers;
      *out_n += 1;
    }
  return found;
}

static const char *
get_code (QzAssistCategory category)
{
  return category == QZ_ASSIST_NONE ? NOBODY : qz_assist_category_to_text (category);
}

static gboolean
check_day (QzPolicy *self, QzAssistCategory category, QzDay day, GError **error)
{
  g_autofree char *date = qz_day_format (day);
  guint n;

  if (day < self->valid_from || (self->valid_to != QZ_DAY_NONE && day > self->valid_to))
    return TRUE;
  find_layers (self, category, day, &n);
  if (n == 1)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, n == 0 ? "layers-missing" : "layers-repeated",
                n == 0 ? _("On %2$s category %1$s has no parameters; add a [category] section")
                       : _("On %2$s category %1$s has parameters more than once; look at "
                           "valid_from and valid_to of its [category] sections"),
                get_code (category), date);
  qz_error_add_place (error, qz_section_file_get_name (self->file), 0, 0, "category");
  qz_error_add_rule (error, "DT-14");
  return FALSE;
}

/* What holds can change only where a section begins and after it ends. */
gboolean
qz_policy_check_layers (QzPolicy *self, GError **error)
{
  for (guint category = 0; category <= QZ_ASSIST_NONE; category++)
    {
      if (!check_day (self, (QzAssistCategory) category, self->valid_from, error))
        return FALSE;
      for (guint i = 0; i < self->layers->len; i++)
        {
          const QzAssistLayers *layers = &g_array_index (self->layers, QzAssistLayers, i);

          if ((layers->from != QZ_DAY_NONE
               && !check_day (self, (QzAssistCategory) category, layers->from, error))
              || (layers->to != QZ_DAY_NONE
                  && !check_day (self, (QzAssistCategory) category, layers->to + 1, error)))
            return FALSE;
        }
    }
  return TRUE;
}

const QzAssistTerms *
qz_policy_get_assistance (QzPolicy *self)
{
  return self->kind == QZ_POLICY_ASSISTANCE ? &self->assistance : NULL;
}

const QzAssistLayers *
qz_policy_get_layers (QzPolicy *self, QzAssistCategory category, QzDay day, GError **error)
{
  const QzAssistLayers *layers;
  g_autofree char *date = NULL;
  guint n;

  if (qz_policy_is_valid_on (self, day) && (layers = find_layers (self, category, day, &n)) != NULL)
    return layers;
  date = qz_day_format (day);
  qz_error_set (error, QZ_ERROR_REFUSED, "layers-missing",
                _("Policy %s has no parameters of category %s on %s"), self->id,
                get_code (category), date);
  qz_error_add_rule (error, "DT-14");
  return NULL;
}
