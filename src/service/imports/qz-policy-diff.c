/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-imports.h"
#include "qz-policies.h"
#include "qz-policy-words.h"

/* Two packs parameter by parameter. What stands once is found by its name, an entry of the ratios
 * or postings by the case it is for, so that another order of the file is no difference. */

typedef struct {
  QzPolicy *policy;
  const QzPolicyParameter *parameter; /* NULL: it has none like the other's */
} Side;

/* (transfer full) */
static char *
dup_place (QzPolicy *policy, const QzPolicyParameter *parameter)
{
  g_autofree char *identity = qz_policy_words_dup_identity (policy, parameter);

  return g_strdup_printf ("%s/%s/%s", parameter->section, identity, parameter->key);
}

/* Place → QzPolicyParameter, borrowed. */
static GHashTable *
index_parameters (QzPolicy *policy)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < qz_policy_get_n_parameters (policy); i++)
    {
      const QzPolicyParameter *parameter = qz_policy_get_parameter (policy, i);

      g_hash_table_insert (places, dup_place (policy, parameter), (gpointer) parameter);
    }
  return places;
}

/* "Daily disbursement: Ratio: from 70.00% to 75.00%"; NULL when it is new or gone with the rest of
 * its section, of which another parameter tells. (transfer full) */
static char *
dup_sentence (const Side *first, const Side *second)
{
  const Side *only = first->parameter == NULL    ? second
                     : second->parameter == NULL ? first
                                                 : NULL;
  g_autofree char *whole =
      only != NULL ? qz_policy_words_dup_sentence (only->policy, only->parameter) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (only != NULL)
    {
      const char *format = first->parameter == NULL ? _("New: %s") : _("No longer: %s");

      return whole != NULL ? g_strdup_printf (format, whole) : NULL;
    }
  title = qz_policy_words_dup_title (second->policy, second->parameter);
  from = qz_policy_words_dup_named_value (first->policy, first->parameter);
  to = qz_policy_words_dup_named_value (second->policy, second->parameter);
  return g_strdup_printf (_("%s: from %s to %s"), title, from, to);
}

static void
add_row (QzSheet *diff, const Side *first, const Side *second)
{
  const QzPolicyParameter *from = first->parameter, *to = second->parameter;
  const QzPolicyParameter *any = to != NULL ? to : from;
  const guint row = qz_sheet_add_row (diff);
  g_autofree char *sentence = dup_sentence (first, second);

  qz_sheet_put_text (diff, row, 0, any->section);
  qz_sheet_put_text (diff, row, 1, any->key);
  qz_sheet_put_text (diff, row, 2, from != NULL ? from->value : NULL);
  qz_sheet_put_text (diff, row, 3, to != NULL ? to->value : NULL);
  qz_sheet_put_text (diff, row, 4, any->rule);
  qz_sheet_put_text (diff, row, 5, sentence);
}

/* What @first has and @second has not, or has otherwise. */
static void
add_changed (QzSheet *diff, QzPolicy *first, QzPolicy *second)
{
  g_autoptr (GHashTable) others = index_parameters (second);

  for (guint i = 0; i < qz_policy_get_n_parameters (first); i++)
    {
      const QzPolicyParameter *ours = qz_policy_get_parameter (first, i);
      g_autofree char *place = dup_place (first, ours);
      const QzPolicyParameter *theirs = g_hash_table_lookup (others, place);

      if (theirs == NULL || !g_str_equal (ours->value, theirs->value))
        add_row (diff, &(Side) { first, ours }, &(Side) { second, theirs });
    }
}

static void
add_new (QzSheet *diff, QzPolicy *first, QzPolicy *second)
{
  g_autoptr (GHashTable) ours = index_parameters (first);

  for (guint i = 0; i < qz_policy_get_n_parameters (second); i++)
    {
      const QzPolicyParameter *theirs = qz_policy_get_parameter (second, i);
      g_autofree char *place = dup_place (second, theirs);

      if (!g_hash_table_contains (ours, place))
        add_row (diff, &(Side) { first, NULL }, &(Side) { second, theirs });
    }
}

QzSheet *
qz_policy_diff (QzBook *book, const char *first, const char *second, GError **error)
{
  gboolean active = FALSE;
  g_autoptr (QzPolicy) a = qz_policy_open (book, first, &active, error);
  g_autoptr (QzPolicy) b = a != NULL ? qz_policy_open (book, second, &active, error) : NULL;
  g_autoptr (QzSheet) diff = qz_sheet_new ("differences");

  if (b == NULL)
    return NULL;
  qz_sheet_set_text (diff, "first", _("First"), first);
  qz_sheet_set_text (diff, "second", _("Second"), second);
  qz_sheet_add_column (diff, "section", _("Section"), QZ_VALUE_TEXT);
  qz_sheet_add_column (diff, "key", _("Parameter"), QZ_VALUE_TEXT);
  qz_sheet_add_column (diff, "first", _("First"), QZ_VALUE_TEXT);
  qz_sheet_add_column (diff, "second", _("Second"), QZ_VALUE_TEXT);
  qz_sheet_add_column (diff, "rule", _("Rule"), QZ_VALUE_TEXT);
  qz_sheet_add_column (diff, "sentence", _("Change"), QZ_VALUE_TEXT);
  add_changed (diff, a, b);
  add_new (diff, a, b);
  return g_steal_pointer (&diff);
}
