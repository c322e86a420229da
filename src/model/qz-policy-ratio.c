/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

static const char *const path_words[] = { "mprepay", "daily", NULL };
static const char *const insurance_words[] = { "EMP", "RES", "any", NULL };
static const char *const group_words[] = { "MZ", "MTB", "ZY", "SY", "YD", "any", NULL };

gboolean
qz_policy_load_legal (QzPolicy *self, QzSection *section, GError **error)
{
  QzLegalRange range = { section, 0, QZ_PPM_ONE, NULL };
  int path;

  if (!qz_policy_read_choice (section, "path", path_words, &path, error)
      || !qz_section_get_ppm (section, "minimum", &range.minimum, error)
      || (qz_section_has (section, "maximum")
          && !qz_section_get_ppm (section, "maximum", &range.maximum, error)))
    return FALSE;
  range.rule = qz_section_get_text (section, "rule", error);
  if (range.rule == NULL)
    return FALSE;
  if (range.minimum < 0 || range.minimum > range.maximum || range.maximum > QZ_PPM_ONE)
    {
      qz_section_set_error (section, "minimum", "bad-legal-range", error,
                            _("The legal range must lie between 0 and 1, the minimum first"));
      return FALSE;
    }
  if (self->legal[path].section != NULL)
    {
      qz_section_set_error (section, "path", "repeated-legal-range", error,
                            _("There is already a legal range for this path in line %u"),
                            qz_section_get_line (self->legal[path].section));
      return FALSE;
    }
  self->legal[path] = range;
  return TRUE;
}

static gboolean
read_span (QzSection *section, QzRatio *ratio, GError **error)
{
  ratio->from = QZ_DAY_NONE;
  ratio->to = QZ_DAY_NONE;
  if (qz_section_has (section, "valid_from")
      && !qz_section_get_day (section, "valid_from", &ratio->from, error))
    return FALSE;
  if (qz_section_has (section, "valid_to")
      && !qz_section_get_day (section, "valid_to", &ratio->to, error))
    return FALSE;
  if (ratio->from == QZ_DAY_NONE || ratio->to == QZ_DAY_NONE || ratio->from <= ratio->to)
    return TRUE;
  qz_section_set_error (section, "valid_to", "bad-span", error,
                        _("The last day lies before the first"));
  return FALSE;
}

gboolean
qz_policy_load_ratio (QzPolicy *self, QzSection *section, GError **error)
{
  QzRatio ratio = { .section = section };
  const char *level;
  int path;

  if (!qz_policy_read_choice (section, "path", path_words, &path, error)
      || !qz_policy_read_choice (section, "insurance", insurance_words, &ratio.insurance, error)
      || !qz_policy_read_choice (section, "med_group", group_words, &ratio.group, error))
    return FALSE;
  level = qz_section_get_text (section, "level", error);
  if (level == NULL || !qz_section_get_ppm (section, "ratio", &ratio.ratio, error)
      || !read_span (section, &ratio, error))
    return FALSE;
  ratio.path = (QzPath) path;
  ratio.insurance = ratio.insurance == QZ_N_INSURANCES ? -1 : ratio.insurance;
  ratio.group = ratio.group == QZ_N_MED_GROUPS ? -1 : ratio.group;
  ratio.level = strcmp (level, "any") == 0 ? NULL : level;
  ratio.rule = qz_section_peek (section, "rule");
  if (ratio.path == QZ_PATH_MPREPAY && ratio.group >= 0)
    {
      qz_section_set_error (section, "med_group", "bad-choice", error,
                            _("An advance is not split by medical group; write “any”"));
      return FALSE;
    }
  g_array_append_val (self->ratios, ratio);
  return TRUE;
}

static gboolean
is_valid_on (const QzRatio *ratio, QzDay day)
{
  return (ratio->from == QZ_DAY_NONE || ratio->from <= day)
         && (ratio->to == QZ_DAY_NONE || day <= ratio->to);
}

/* Bits weigh more than all below them together, so no two different entries weigh the same. */
static int
get_weight (const QzRatio *ratio)
{
  return (ratio->level != NULL ? 4 : 0) + (ratio->group >= 0 ? 2 : 0)
         + (ratio->insurance >= 0 ? 1 : 0);
}

static const QzRatio *
find_ratio (QzPolicy *self, const QzRatioCase *asked)
{
  const QzRatio *best = NULL;

  for (guint i = 0; i < self->ratios->len; i++)
    {
      const QzRatio *ratio = &g_array_index (self->ratios, QzRatio, i);

      if (ratio->path == asked->path
          && (ratio->insurance < 0 || ratio->insurance == (int) asked->insurance)
          && (ratio->group < 0 || ratio->group == (int) asked->group)
          && (ratio->level == NULL || g_strcmp0 (ratio->level, asked->level) == 0)
          && is_valid_on (ratio, asked->day)
          && (best == NULL || get_weight (ratio) > get_weight (best)))
        best = ratio;
    }
  return best;
}

gboolean
qz_policy_get_ratio (QzPolicy *self, const QzRatioCase *asked, QzPpm *out_ppm,
                     const char **out_rule, GError **error)
{
  const QzRatio *ratio = find_ratio (self, asked);
  g_autofree char *date = NULL;

  if (ratio != NULL)
    {
      *out_ppm = ratio->ratio;
      if (out_rule != NULL)
        *out_rule = ratio->rule;
      return TRUE;
    }
  date = qz_day_format (asked->day);
  qz_error_set (error, QZ_ERROR_REFUSED, "ratio-missing",
                _("The policy “%s” has no ratio for %s, %s, group %s on %s; add a [ratio] "
                   "section"),
                self->id, qz_path_to_text (asked->path), qz_insurance_to_text (asked->insurance),
                asked->group == QZ_MED_UNMAPPED ? "any" : qz_med_group_to_text (asked->group),
                date);
  return FALSE;
}

/* SQ-3.2.2b and its like: what the regulation forbids cannot be loaded. */
static gboolean
check_range (QzPolicy *self, const QzRatio *ratio, GError **error)
{
  const QzLegalRange *legal = &self->legal[ratio->path];
  g_autofree char *is = qz_ppm_to_decimal (ratio->ratio);
  g_autofree char *least = qz_ppm_to_decimal (legal->minimum);
  g_autofree char *most = qz_ppm_to_decimal (legal->maximum);

  if (ratio->ratio <= 0 || ratio->ratio > QZ_PPM_ONE)
    {
      qz_section_set_error (ratio->section, "ratio", "ratio-out-of-range", error,
                            _("The ratio %s must be more than 0 and at most 1"), is);
      return FALSE;
    }
  if (ratio->ratio < legal->minimum)
    qz_section_set_error (ratio->section, "ratio", "ratio-below-minimum", error,
                          _("The ratio %s is below the legal minimum %s (%s); write at least "
                             "%s"), is,
                          least, legal->rule, least);
  else if (ratio->ratio > legal->maximum)
    qz_section_set_error (ratio->section, "ratio", "ratio-above-maximum", error,
                          _("The ratio %s is above the legal maximum %s (%s); write at most "
                             "%s"), is,
                          most, legal->rule, most);
  else
    return TRUE;
  qz_error_add_rule (error, legal->rule);
  return FALSE;
}

static gboolean
overlap (const QzRatio *a, const QzRatio *b)
{
  return a->path == b->path && a->insurance == b->insurance && a->group == b->group
         && g_strcmp0 (a->level, b->level) == 0
         && (a->to == QZ_DAY_NONE || b->from == QZ_DAY_NONE || b->from <= a->to)
         && (b->to == QZ_DAY_NONE || a->from == QZ_DAY_NONE || a->from <= b->to);
}

static gboolean
check_unique (QzPolicy *self, guint index, GError **error)
{
  const QzRatio *ratio = &g_array_index (self->ratios, QzRatio, index);

  for (guint i = 0; i < index; i++)
    {
      const QzRatio *other = &g_array_index (self->ratios, QzRatio, i);

      if (!overlap (ratio, other))
        continue;
      qz_section_set_error (ratio->section, "ratio", "ratio-overlap", error,
                            _("The ratio in line %u is for the same case on the same days; set "
                               "valid_from and valid_to so that they do not overlap"),
                            qz_section_get_line (other->section));
      return FALSE;
    }
  return TRUE;
}

/* Whether @day is covered for everything in scope. */
static gboolean
check_day (QzPolicy *self, QzDay day, GError **error)
{
  QzPpm ratio;

  for (guint path = 0; path < QZ_N_PATHS; path++)
    for (guint insurance = 0; insurance < QZ_N_INSURANCES; insurance++)
      for (guint group = 0; group <= QZ_N_MED_GROUPS; group++)
        {
          gboolean is_asked = path == QZ_PATH_MPREPAY
                                  ? group == QZ_MED_UNMAPPED
                                  : group < QZ_N_MED_GROUPS && self->med_groups[group];

          if (!self->paths[path] || !self->insurances[insurance] || !is_asked)
            continue;
          if (!qz_policy_get_ratio (self, &(QzRatioCase) { path, insurance, group, NULL, day },
                                    &ratio, NULL, error))
            return FALSE;
        }
  return TRUE;
}

static gboolean
check_complete (QzPolicy *self, GError **error)
{
  gboolean ok = check_day (self, self->valid_from, error);

  /* Cover can only end on the day after an entry's last. */
  for (guint i = 0; ok && i < self->ratios->len; i++)
    {
      QzDay to = g_array_index (self->ratios, QzRatio, i).to;

      if (to != QZ_DAY_NONE && qz_policy_is_valid_on (self, to + 1))
        ok = check_day (self, to + 1, error);
    }
  if (!ok)
    qz_error_add_place (error, qz_section_file_get_name (self->file), 0, 0, "ratio");
  return ok;
}

gboolean
qz_policy_check_ratios (QzPolicy *self, GError **error)
{
  for (guint i = 0; i < self->ratios->len; i++)
    {
      const QzRatio *ratio = &g_array_index (self->ratios, QzRatio, i);

      if (!self->paths[ratio->path])
        {
          qz_section_set_error (ratio->section, "path", "path-not-used", error,
                                _("The policy does not use this path; add it to “paths” or remove "
                                   "the ratio"));
          return FALSE;
        }
      if (self->legal[ratio->path].section == NULL)
        {
          qz_section_set_error (ratio->section, "path", "missing-section", error,
                                _("There is no [legal] section for this path; add one that states "
                                   "the legal minimum"));
          return FALSE;
        }
      if (!check_range (self, ratio, error) || !check_unique (self, i, error))
        return FALSE;
    }
  return check_complete (self, error);
}
