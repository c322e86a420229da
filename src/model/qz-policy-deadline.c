/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Deadlines are data: a [deadline] names the parameter that counts its due day, which is written
 * down once, where the engines read it too (docs/policies.md). */

static const char *const due_words[] = {
  [QZ_DUE_ADVANCE_DAY] = "advance.due_day",
  [QZ_DUE_DAILY_WORKDAYS] = "daily.due_workdays",
  [QZ_DUE_AUDIT_WORKDAYS] = "settlement.audit_workdays",
  [QZ_DUE_PAY_WORKDAYS] = "settlement.pay_workdays",
  [QZ_DUE_QUARTER_END] = "quarter-end",
  [QZ_N_DUES] = NULL,
};

static const char *const proof_words[] = {
  [QZ_PROOF_REVIEWED] = "reviewed",
  [QZ_PROOF_APPROVED] = "approved",
  [QZ_PROOF_HANDED_OVER] = "handed-over",
  [QZ_PROOF_PAID] = "paid",
  [QZ_PROOF_PERSON] = "person",
  [QZ_N_PROOFS] = NULL,
};

/* The parameter must be there to count by. */
static gboolean
check_due (QzPolicy *self, QzSection *section, QzDue due, GError **error)
{
  const gboolean is_given[QZ_N_DUES] = {
    [QZ_DUE_ADVANCE_DAY] = self->paths[QZ_PATH_MPREPAY],
    [QZ_DUE_DAILY_WORKDAYS] = self->paths[QZ_PATH_DAILY],
    [QZ_DUE_AUDIT_WORKDAYS] = self->settlement.audit_workdays > 0,
    [QZ_DUE_PAY_WORKDAYS] = TRUE,
    [QZ_DUE_QUARTER_END] = TRUE,
  };

  if (is_given[due])
    return TRUE;
  qz_section_set_error (section, "due", "due-without-parameter", error,
                        _("The policy has no parameter %s to count this deadline by"),
                        due_words[due]);
  return FALSE;
}

/* Only daily documents are handed over; a quarter has no document of its own. */
static gboolean
check_proof (QzSection *section, QzDue due, QzProof proof, GError **error)
{
  if ((due != QZ_DUE_QUARTER_END || proof == QZ_PROOF_PERSON)
      && (proof != QZ_PROOF_HANDED_OVER || due == QZ_DUE_DAILY_WORKDAYS))
    return TRUE;
  qz_section_set_error (section, "done", "bad-proof", error,
                        _("A deadline counted by %s cannot be proven by “%s”"), due_words[due],
                        proof_words[proof]);
  return FALSE;
}

static gboolean
check_key (QzPolicy *self, QzSection *section, const char *key, GError **error)
{
  if (!g_str_has_prefix (key, "DL-")
      || strspn (key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != strlen (key))
    {
      qz_section_set_error (section, "key", "bad-key", error,
                            _("The key of a deadline looks like “DL-JL-MS”"));
      return FALSE;
    }
  for (guint i = 0; i < self->deadlines->len; i++)
    if (strcmp (g_array_index (self->deadlines, QzDeadlineRule, i).key, key) == 0)
      {
        qz_section_set_error (section, "key", "repeated-deadline", error,
                              _("There is already a deadline %s"), key);
        return FALSE;
      }
  return TRUE;
}

gboolean
qz_policy_load_deadline (QzPolicy *self, QzSection *section, GError **error)
{
  QzDeadlineRule rule = { 0 };
  int due, proof;

  rule.key = qz_section_get_text (section, "key", error);
  rule.title = rule.key == NULL ? NULL : qz_section_get_text (section, "title", error);
  rule.rule = rule.title == NULL ? NULL : qz_section_get_text (section, "rule", error);
  if (rule.rule == NULL || !qz_policy_read_choice (section, "due", due_words, &due, error)
      || !qz_policy_read_choice (section, "done", proof_words, &proof, error)
      || !check_key (self, section, rule.key, error)
      || !check_due (self, section, (QzDue) due, error)
      || !check_proof (section, (QzDue) due, (QzProof) proof, error))
    return FALSE;
  rule.due = (QzDue) due;
  rule.proof = (QzProof) proof;
  g_array_append_val (self->deadlines, rule);
  return TRUE;
}

guint
qz_policy_get_n_deadlines (QzPolicy *self)
{
  return self->deadlines->len;
}

const QzDeadlineRule *
qz_policy_get_deadline (QzPolicy *self, guint index)
{
  g_assert (index < self->deadlines->len);
  return &g_array_index (self->deadlines, QzDeadlineRule, index);
}
