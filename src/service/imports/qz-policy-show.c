/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-imports.h"
#include "qz-policies.h"
#include "qz-policy-examples.h"
#include "qz-policy-words.h"
#include "qz-target.h"

static void
set_facts (QzSheet *sheet, QzPolicy *policy)
{
  g_autofree char *areas = qz_policy_dup_areas (policy);
  g_autofree char *paths = qz_policy_dup_paths (policy);

  qz_sheet_set_text (sheet, "id", _("Policy"), qz_policy_get_id (policy));
  qz_sheet_set_number (sheet, "version",
                       _("Version"), QZ_VALUE_COUNT, qz_policy_get_version (policy));
  qz_sheet_set_text (sheet, "title", _("Title"), qz_policy_get_title (policy));
  qz_sheet_set_text (sheet, "issuer", _("Issuer"), qz_policy_get_issuer (policy));
  qz_sheet_set_text (sheet, "regime", _("Regime"), qz_policy_get_regime (policy));
  qz_sheet_set_number (sheet, "valid_from", _("Valid from"), QZ_VALUE_DAY,
                       qz_policy_get_valid_from (policy));
  if (qz_policy_get_valid_to (policy) != QZ_DAY_NONE)
    qz_sheet_set_number (sheet, "valid_to", _("Valid to"), QZ_VALUE_DAY,
                         qz_policy_get_valid_to (policy));
  qz_sheet_set_text (sheet, "areas", _("Areas"), areas);
  qz_sheet_set_text (sheet, "paths", _("Paths"), paths);
}

/* ── worked examples ─────────────────────────────────────────────────────────────────────────── */

/* Every line that the example expects stands in the result. */
static gboolean
comes_out (const char *expected, const char *result)
{
  g_auto (GStrv) wanted = g_strsplit (expected, "\n", -1);
  g_auto (GStrv) lines = g_strsplit (result, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  for (guint i = 0; wanted[i] != NULL; i++)
    if (*g_strstrip (wanted[i]) != '\0'
        && !g_strv_contains ((const char *const *) lines, wanted[i]))
      return FALSE;
  return TRUE;
}

static const char *
peek (QzSection *section, const char *key)
{
  return qz_section_has (section, key) ? qz_section_peek (section, key) : NULL;
}

static gboolean
add_example (QzSheet *examples, QzPolicy *policy, guint index, GError **error)
{
  QzSection *section = qz_policy_get_example (policy, index);
  g_autofree char *result = qz_example_run (policy, section, error);
  const guint row = qz_sheet_add_row (examples);

  if (result == NULL)
    return FALSE;
  qz_sheet_put_text (examples, row, 0, qz_policy_get_example_name (policy, index));
  qz_sheet_put_number (examples, row, 1, comes_out (peek (section, "expect"), result));
  qz_sheet_put_text (examples, row, 2, peek (section, "engine"));
  qz_sheet_put_text (examples, row, 3, peek (section, "rule"));
  qz_sheet_put_text (examples, row, 4, peek (section, "note"));
  qz_sheet_put_text (examples, row, 5, g_strchomp (result));
  return TRUE;
}

static QzSheet *
new_examples (QzPolicy *policy, GError **error)
{
  g_autoptr (QzSheet) examples = qz_sheet_new ("examples");
  g_autoptr (QzPolicy) open = qz_example_open (policy, error);

  if (open == NULL)
    return NULL;
  qz_sheet_add_column (examples, "example", _("Worked example"), QZ_VALUE_TEXT);
  qz_sheet_add_column (examples, "ok", _("As expected"), QZ_VALUE_BOOL);
  qz_sheet_add_column (examples, "engine", _("Engine"), QZ_VALUE_TEXT);
  qz_sheet_add_column (examples, "rule", _("Rule"), QZ_VALUE_TEXT);
  qz_sheet_add_column (examples, "note", _("Note"), QZ_VALUE_TEXT);
  qz_sheet_add_column (examples, "result", _("Result"), QZ_VALUE_TEXT);
  for (guint i = 0; i < qz_policy_get_n_examples (policy); i++)
    if (!add_example (examples, open, i, error))
      return NULL;
  return g_steal_pointer (&examples);
}

static gboolean
add_examples (QzSheet *sheet, QzPolicy *policy, GError **error)
{
  g_autoptr (QzSheet) examples = new_examples (policy, error);

  if (examples != NULL)
    qz_sheet_add_child (sheet, examples);
  return examples != NULL;
}

QzSheet *
qz_policy_check (const char *path, GError **error)
{
  gboolean active = FALSE;
  g_autoptr (QzPolicy) policy = qz_policy_open (NULL, path, &active, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("policy_check");

  if (policy == NULL)
    return NULL;
  set_facts (sheet, policy);
  qz_sheet_set_number (sheet, "parameters", _("Parameters"), QZ_VALUE_COUNT,
                       qz_policy_get_n_parameters (policy));
  qz_sheet_set_number (sheet, "n_examples", _("Worked examples"), QZ_VALUE_COUNT,
                       qz_policy_get_n_examples (policy));
  return add_examples (sheet, policy, error) ? g_steal_pointer (&sheet) : NULL;
}

/* ── one pack ────────────────────────────────────────────────────────────────────────────────── */

static void
add_parameters (QzSheet *sheet, QzPolicy *policy)
{
  qz_sheet_add_column (sheet, "section", _("Section"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "key", _("Parameter"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "value", _("Value"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  for (guint i = 0; i < qz_policy_get_n_parameters (policy); i++)
    {
      const QzPolicyParameter *parameter = qz_policy_get_parameter (policy, i);
      guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, parameter->section);
      qz_sheet_put_text (sheet, row, 1, parameter->key);
      qz_sheet_put_text (sheet, row, 2, parameter->value);
      qz_sheet_put_text (sheet, row, 3, parameter->rule);
    }
}

/**
 * qz_policy_show:
 * @book: (nullable): whose active version is shown, if there is one
 * @id: as of qz_policy_open()
 */
QzSheet *
qz_policy_show (QzBook *book, const char *id, GError **error)
{
  gboolean active = FALSE;
  g_autoptr (QzPolicy) policy = qz_policy_open (book, id, &active, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("policy");
  g_autoptr (QzSheet) words = NULL;

  if (policy == NULL)
    return NULL;
  set_facts (sheet, policy);
  qz_sheet_set_number (sheet, "active", _("Active"), QZ_VALUE_BOOL, active);
  add_parameters (sheet, policy);
  words = qz_policy_words_new (policy);
  qz_sheet_add_child (sheet, words);
  return add_examples (sheet, policy, error) ? g_steal_pointer (&sheet) : NULL;
}

gboolean
qz_policy_save (QzBook *book, const char *name, const char *path, GError **error)
{
  gboolean active = FALSE;
  g_autoptr (QzPolicy) policy = qz_policy_open (book, name, &active, error);
  const char *text = policy != NULL ? qz_policy_get_text (policy) : NULL;
  g_autoptr (GError) reason = NULL;

  if (text == NULL || !qz_target_check (path, error))
    return FALSE;
  if (g_file_set_contents_full (path, text, (gssize) strlen (text),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                &reason))
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "cannot-write", _("%s cannot be written: %s"), path,
                reason->message);
  return FALSE;
}
