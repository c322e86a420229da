/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nonlocal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const char *text;  /* what the store and the commands hold */
  const char *name;  /* for people, N_(…) */
  const char *other; /* as papers say it, or the rule; nullable */
} Word;

static const Word scopes[QZ_N_NL_SCOPES] = {
  [QZ_NL_IN_PROV] = { "in_prov", N_ ("In the province"), "省内" },
  [QZ_NL_CROSS_PROV] = { "cross_prov", N_ ("Across provinces"), "跨省" },
};

static const Word persons[QZ_N_NL_PERSONS] = {
  [QZ_NLP_RETIRED] = { "RETIRED", N_ ("Retired and settled elsewhere"), "异地安置退休人员" },
  [QZ_NLP_RESIDENT] = { "RESIDENT", N_ ("Living elsewhere for long"), "异地长期居住人员" },
  [QZ_NLP_WORK] = { "WORK", N_ ("Working elsewhere"), "常驻异地工作人员" },
  [QZ_NLP_REFERRAL] = { "REFERRAL", N_ ("Referred elsewhere"), "异地转诊人员" },
};

static const Word stages[QZ_N_CLEARING_STAGES] = {
  [QZ_CLEARING_AUDIT] = { "audit", N_ ("Audit and reconciliation"), NULL },
  [QZ_CLEARING_MISMATCH] = { "mismatch", N_ ("Mismatches solved"), NULL },
  [QZ_CLEARING_UPLOAD] = { "upload", N_ ("Upload to the national system"), NULL },
  [QZ_CLEARING_LISTS] = { "lists", N_ ("Lists made"), NULL },
  [QZ_CLEARING_CONFIRM] = { "confirm", N_ ("Confirmation"), NULL },
  [QZ_CLEARING_NATIONAL] = { "national", N_ ("National confirmation"), NULL },
  [QZ_CLEARING_PUBLISH] = { "publish", N_ ("Notices"), NULL },
};

static const Word legs[QZ_N_LEGS] = {
  [QZ_LEG_D1] = { "D1", N_ ("Fiscal account to the provincial clearing account"), "NL-31-D1" },
  [QZ_LEG_D2] = { "D2", N_ ("Provincial clearing account to the treat area"), "NL-31-D2" },
  [QZ_LEG_D3] = { "D3", N_ ("City clearing account to the expenditure accounts"), "NL-31-D3" },
  [QZ_LEG_U1] = { "U1", N_ ("Local finance to the expenditure account"), "NL-31-U1" },
  [QZ_LEG_U2] = { "U2", N_ ("Expenditure account to the city clearing account"), "NL-31-U2" },
  [QZ_LEG_U3] = { "U3", N_ ("City clearing account to the provincial one"), "NL-31-U3" },
  [QZ_LEG_U4] = { "U4", N_ ("Provincial clearing account to the fiscal account"), "NL-31-U4" },
  [QZ_LEG_P1] = { "P1", N_ ("Deposit: local finance to the expenditure account"), "NL-18a" },
  [QZ_LEG_P2] = { "P2", N_ ("Deposit: expenditure account to the city"), "NL-18a" },
  [QZ_LEG_P3] = { "P3", N_ ("Deposit: city to the province"), "NL-18a" },
  [QZ_LEG_P4] = { "P4", N_ ("Deposit: province to the fiscal account"), "NL-18a" },
  [QZ_LEG_R1] = { "R1", N_ ("Refund: expenditure account to local finance"), "NL-18a" },
  [QZ_LEG_R2] = { "R2", N_ ("Refund: city to the expenditure account"), "NL-18a" },
  [QZ_LEG_R3] = { "R3", N_ ("Refund: province to the city"), "NL-18a" },
  [QZ_LEG_R4] = { "R4", N_ ("Refund: fiscal account to the province"), "NL-18a" },
  [QZ_LEG_I1] = { "I1", N_ ("Interest to the fiscal account"), "NL-19" },
};

static const Word regions[QZ_N_REGION_STATES] = {
  [QZ_REGION_NORMAL] = { "NORMAL", N_ ("Normal"), NULL },
  [QZ_REGION_OVERDUE] = { "OVERDUE", N_ ("Overdue"), NULL },
  [QZ_REGION_SUSPENDED] = { "SUSPENDED", N_ ("Suspended"), NULL },
};

static gboolean
find_word (const Word *words, guint n_words, const char *text, guint *out)
{
  for (guint i = 0; text != NULL && i < n_words; i++)
    if (strcmp (words[i].text, text) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

const char *
qz_nl_scope_to_text (QzNlScope scope)
{
  g_assert ((guint) scope < QZ_N_NL_SCOPES);
  return scopes[scope].text;
}

const char *
qz_nl_scope_get_name (QzNlScope scope)
{
  g_assert ((guint) scope < QZ_N_NL_SCOPES);
  return _ (scopes[scope].name);
}

const char *
qz_nl_scope_get_paper_name (QzNlScope scope)
{
  g_assert ((guint) scope < QZ_N_NL_SCOPES);
  return scopes[scope].other;
}

gboolean
qz_nl_scope_parse (const char *text, QzNlScope *out)
{
  guint found = 0;

  if (!find_word (scopes, QZ_N_NL_SCOPES, text, &found))
    return FALSE;
  *out = (QzNlScope) found;
  return TRUE;
}

const char *
qz_nl_person_to_text (QzNlPerson kind)
{
  g_assert ((guint) kind < QZ_N_NL_PERSONS);
  return persons[kind].text;
}

const char *
qz_nl_person_get_name (QzNlPerson kind)
{
  g_assert ((guint) kind < QZ_N_NL_PERSONS);
  return _ (persons[kind].name);
}

const char *
qz_nl_person_get_paper_name (QzNlPerson kind)
{
  g_assert ((guint) kind < QZ_N_NL_PERSONS);
  return persons[kind].other;
}

gboolean
qz_nl_person_parse (const char *text, QzNlPerson *out)
{
  guint found = 0;

  if (!find_word (persons, QZ_N_NL_PERSONS, text, &found))
    return FALSE;
  *out = (QzNlPerson) found;
  return TRUE;
}

const char *
qz_clearing_stage_to_text (QzClearingStage stage)
{
  g_assert ((guint) stage < QZ_N_CLEARING_STAGES);
  return stages[stage].text;
}

const char *
qz_clearing_stage_get_name (QzClearingStage stage)
{
  g_assert ((guint) stage < QZ_N_CLEARING_STAGES);
  return _ (stages[stage].name);
}

gboolean
qz_clearing_stage_parse (const char *text, QzClearingStage *out)
{
  guint found = 0;

  if (!find_word (stages, QZ_N_CLEARING_STAGES, text, &found))
    return FALSE;
  *out = (QzClearingStage) found;
  return TRUE;
}

const char *
qz_leg_to_text (QzLeg leg)
{
  g_assert ((guint) leg < QZ_N_LEGS);
  return legs[leg].text;
}

const char *
qz_leg_get_name (QzLeg leg)
{
  g_assert ((guint) leg < QZ_N_LEGS);
  return _ (legs[leg].name);
}

const char *
qz_leg_get_rule (QzLeg leg)
{
  g_assert ((guint) leg < QZ_N_LEGS);
  return legs[leg].other;
}

gboolean
qz_leg_parse (const char *text, QzLeg *out)
{
  guint found = 0;

  if (!find_word (legs, QZ_N_LEGS, text, &found))
    return FALSE;
  *out = (QzLeg) found;
  return TRUE;
}

const char *
qz_region_state_to_text (QzRegionState state)
{
  g_assert ((guint) state < QZ_N_REGION_STATES);
  return regions[state].text;
}

const char *
qz_region_state_get_name (QzRegionState state)
{
  g_assert ((guint) state < QZ_N_REGION_STATES);
  return _ (regions[state].name);
}

gboolean
qz_region_state_parse (const char *text, QzRegionState *out)
{
  guint found = 0;

  if (!find_word (regions, QZ_N_REGION_STATES, text, &found))
    return FALSE;
  *out = (QzRegionState) found;
  return TRUE;
}
