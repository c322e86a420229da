/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

#define EXAMPLE_PREFIX "example "

static const char *const med_groups[QZ_N_MED_GROUPS] = {
  [QZ_MED_MZ] = "MZ", [QZ_MED_MTB] = "MTB", [QZ_MED_ZY] = "ZY",
  [QZ_MED_SY] = "SY", [QZ_MED_YD] = "YD",
};

static const char *const scope_reasons[QZ_N_SCOPE_REASONS] = {
  [QZ_SCOPE_IN] = N_ ("in scope"),
  [QZ_SCOPE_INSURANCE] = N_ ("the insurance is not in scope"),
  [QZ_SCOPE_SETL_TYPE] = N_ ("not settled online"),
  [QZ_SCOPE_PAY_LOC] = N_ ("costs of another place"),
  [QZ_SCOPE_MED_GROUP] = N_ ("the medical group is not in scope"),
  [QZ_SCOPE_UNMAPPED] = N_ ("the medical category belongs to no group yet"),
};

const char *
qz_med_group_to_text (QzMedGroup group)
{
  g_assert ((guint) group < QZ_N_MED_GROUPS);
  return med_groups[group];
}

QzPolicy *
qz_policy_ref (QzPolicy *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qz_policy_unref (QzPolicy *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->areas, g_strfreev);
  g_clear_pointer (&self->prefixes, g_array_unref);
  g_clear_pointer (&self->ratios, g_array_unref);
  g_clear_pointer (&self->postings, g_array_unref);
  g_clear_pointer (&self->deadlines, g_array_unref);
  g_clear_pointer (&self->layers, g_array_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->owned, g_ptr_array_unref);
  g_clear_pointer (&self->parameters, g_array_unref);
  g_clear_pointer (&self->examples, g_ptr_array_unref);
  g_clear_pointer (&self->file, qz_section_file_free);
  g_free (self);
}

const char *
qz_policy_get_text (QzPolicy *self)
{
  return self->text;
}

const char *
qz_policy_get_id (QzPolicy *self)
{
  return self->id;
}

guint
qz_policy_get_version (QzPolicy *self)
{
  return self->version;
}

const char *
qz_policy_get_title (QzPolicy *self)
{
  return self->title;
}

const char *
qz_policy_get_regime (QzPolicy *self)
{
  return self->regime;
}

QzPolicyKind
qz_policy_get_kind (QzPolicy *self)
{
  return self->kind;
}

const char *
qz_policy_get_issuer (QzPolicy *self)
{
  return self->issuer;
}

QzDay
qz_policy_get_valid_from (QzPolicy *self)
{
  return self->valid_from;
}

QzDay
qz_policy_get_valid_to (QzPolicy *self)
{
  return self->valid_to;
}

gboolean
qz_policy_is_valid_on (QzPolicy *self, QzDay day)
{
  return day >= self->valid_from && (self->valid_to == QZ_DAY_NONE || day <= self->valid_to);
}

guint
qz_policy_get_n_areas (QzPolicy *self)
{
  return g_strv_length (self->areas);
}

const char *
qz_policy_get_area (QzPolicy *self, guint index)
{
  g_assert (index < g_strv_length (self->areas));
  return self->areas[index];
}

gboolean
qz_policy_covers_area (QzPolicy *self, const char *area)
{
  for (char **prefix = self->areas; *prefix != NULL; prefix++)
    if (g_str_has_prefix (area, *prefix))
      return TRUE;
  return FALSE;
}

gboolean
qz_policy_has_path (QzPolicy *self, QzPath path)
{
  g_assert ((guint) path < QZ_N_PATHS);
  return self->paths[path];
}

guint
qz_policy_get_replaces (QzPolicy *self)
{
  return self->replaces;
}

/* The last day of @self beside @other, which may end it. */
static QzDay
get_last_day (QzPolicy *self, QzPolicy *other)
{
  gboolean is_ended = strcmp (self->id, other->id) == 0 && other->replaces == self->version;

  if (is_ended && (self->valid_to == QZ_DAY_NONE || self->valid_to >= other->valid_from))
    return other->valid_from - 1;
  return self->valid_to;
}

static const char *
find_common_area (QzPolicy *self, QzPolicy *other)
{
  for (char **prefix = self->areas; *prefix != NULL; prefix++)
    for (char **theirs = other->areas; *theirs != NULL; theirs++)
      if (g_str_has_prefix (*prefix, *theirs) || g_str_has_prefix (*theirs, *prefix))
        return strlen (*prefix) > strlen (*theirs) ? *prefix : *theirs;
  return NULL;
}

gboolean
qz_policy_check_overlap (QzPolicy *self, QzPolicy *other, GError **error)
{
  QzDay last = get_last_day (self, other);
  QzDay their_last = get_last_day (other, self);
  QzDay first = MAX (self->valid_from, other->valid_from);
  const char *area = find_common_area (self, other);
  g_autofree char *day = qz_day_format (first);

  /* Regimes rule side by side. */
  if (self->kind != other->kind)
    return TRUE;
  if (area == NULL || (last != QZ_DAY_NONE && last < first)
      || (their_last != QZ_DAY_NONE && their_last < first))
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "policy-overlap",
                _("The policies “%s” version %u and “%s” version %u would both rule area %s from "
                   "%s; end the earlier one (valid_to), or let the newer version say “replaces = "
                   "VERSION”"),
                self->id, self->version, other->id, other->version, area, day);
  qz_error_add_place (error, qz_section_file_get_name (self->file), 0, 0, "valid_from");
  return FALSE;
}

gboolean
qz_policy_has_insurance (QzPolicy *self, QzInsurance insurance)
{
  g_assert ((guint) insurance < QZ_N_INSURANCES);
  return self->insurances[insurance];
}

QzMedGroup
qz_policy_get_med_group (QzPolicy *self, const char *med_type)
{
  if (med_type == NULL)
    return QZ_MED_UNMAPPED;
  if (g_ascii_isdigit (med_type[0]) && g_ascii_isdigit (med_type[1]))
    {
      guint8 group = self->group_by_pair[(med_type[0] - '0') * 10 + med_type[1] - '0'];

      if (group != QZ_PAIR_NOT_ENOUGH)
        return (QzMedGroup) group;
    }
  for (guint i = 0; i < self->prefixes->len; i++)
    {
      const QzMedPrefix *prefix = &g_array_index (self->prefixes, QzMedPrefix, i);

      if (strncmp (med_type, prefix->text, prefix->length) == 0)
        return prefix->group;
    }
  return QZ_MED_UNMAPPED;
}

guint32
qz_policy_get_part (QzPolicy *self, QzInsurance insurance, QzFundPart part)
{
  g_assert ((guint) insurance < QZ_N_INSURANCES && (guint) part < QZ_N_PARTS);
  return self->parts[insurance][part];
}

gboolean
qz_policy_acct_includes_mulaid (QzPolicy *self)
{
  return self->acct_includes_mulaid;
}

/* HLJ-IS-6, JL-7: here, then the province, then outside; 1 is the centre's own counter. */
static gboolean
is_place_in_scope (QzPolicy *self, const char *pay_loc)
{
  if (pay_loc == NULL || pay_loc[0] == '\0' || pay_loc[1] != '\0')
    return FALSE;
  return pay_loc[0] == '2' || (pay_loc[0] == '3' && self->non_local >= QZ_NL_IN_PROVINCE)
         || (pay_loc[0] == '4' && self->non_local == QZ_NL_ALL);
}

QzScope
qz_policy_get_scope (QzPolicy *self, const QzClaim *claim, QzMedGroup *out_group)
{
  QzMedGroup group = qz_policy_get_med_group (self, claim->med_type);

  if (out_group != NULL)
    *out_group = group;
  if (!self->insurances[claim->insurance])
    return QZ_SCOPE_INSURANCE;
  if (g_strcmp0 (claim->setl_type, self->setl_type) != 0)
    return QZ_SCOPE_SETL_TYPE;
  if (!is_place_in_scope (self, claim->pay_loc))
    return QZ_SCOPE_PAY_LOC;
  if (group == QZ_MED_UNMAPPED)
    return QZ_SCOPE_UNMAPPED;
  return self->med_groups[group] ? QZ_SCOPE_IN : QZ_SCOPE_MED_GROUP;
}

const char *
qz_scope_get_reason (QzScope scope)
{
  g_assert ((guint) scope < QZ_N_SCOPE_REASONS);
  return _ (scope_reasons[scope]);
}

/* Nineteen amounts of at most 1e16 fen cannot overflow. */
QzFen
qz_policy_get_base (QzPolicy *self, const QzClaim *claim, QzFen parts[QZ_N_PARTS])
{
  QzFen base = 0;

  for (guint part = 0; part < QZ_N_PARTS; part++)
    {
      guint32 bits = self->parts[claim->insurance][part];
      gboolean has_acct = (bits & QZ_CLAIM_BIT (QZ_CLAIM_ACCT)) != 0;

      parts[part] = 0;
      for (; bits != 0; bits &= bits - 1)
        parts[part] += claim->amounts[__builtin_ctz (bits)];
      /* V4, SQ-2.1: where acct_pay includes the relatives' share, that share is taken out; it
       * counts only where acct_mulaid_pay itself is named. */
      if (has_acct && self->acct_includes_mulaid)
        parts[part] -= claim->amounts[QZ_CLAIM_ACCT_MULAID];
      base += parts[part];
    }
  return base;
}

const QzAdvanceTerms *
qz_policy_get_advance (QzPolicy *self)
{
  return self->paths[QZ_PATH_MPREPAY] ? &self->advance : NULL;
}

const QzDailyTerms *
qz_policy_get_daily (QzPolicy *self)
{
  return self->paths[QZ_PATH_DAILY] ? &self->daily : NULL;
}

const QzSettlementTerms *
qz_policy_get_settlement (QzPolicy *self)
{
  return self->kind != QZ_POLICY_INSTANT ? NULL : &self->settlement;
}

const QzDeferralTerms *
qz_policy_get_deferral (QzPolicy *self)
{
  return self->kind != QZ_POLICY_INSTANT ? NULL : &self->deferral;
}

const char *
qz_policy_get_rule (QzPolicy *self, const char *section, const char *key)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      const QzPolicyParameter *p = &g_array_index (self->parameters, QzPolicyParameter, i);

      if (strcmp (p->section, section) == 0 && strcmp (p->key, key) == 0)
        return p->rule;
    }
  return NULL;
}

guint
qz_policy_get_n_parameters (QzPolicy *self)
{
  return self->parameters->len;
}

const QzPolicyParameter *
qz_policy_get_parameter (QzPolicy *self, guint index)
{
  g_assert (index < self->parameters->len);
  return &g_array_index (self->parameters, QzPolicyParameter, index);
}

guint
qz_policy_get_n_examples (QzPolicy *self)
{
  return self->examples->len;
}

QzSection *
qz_policy_get_example (QzPolicy *self, guint index)
{
  g_assert (index < self->examples->len);
  return self->examples->pdata[index];
}

const char *
qz_policy_get_example_name (QzPolicy *self, guint index)
{
  return qz_section_get_name (qz_policy_get_example (self, index)) + strlen (EXAMPLE_PREFIX);
}
