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
  [QZ_DUE_NL_AUDIT] = "clearing.audit_day",
  [QZ_DUE_NL_MISMATCH] = "clearing.mismatch_day",
  [QZ_DUE_NL_LIST] = "clearing.list_day",
  [QZ_DUE_NL_CONFIRM] = "clearing.confirm_day",
  [QZ_DUE_NL_NATIONAL] = "clearing.national_day",
  [QZ_DUE_NL_MONTH_END] = "month-end",
  [QZ_DUE_NL_UPLOAD] = "clearing.upload_days",
  [QZ_DUE_NL_NOTICE] = "deposit.notice_workdays",
  [QZ_DUE_NL_RAISE] = "deposit.raise_workdays",
  [QZ_DUE_NL_D1] = "transfer.d1_workdays",
  [QZ_DUE_NL_D2] = "transfer.d2_workdays",
  [QZ_DUE_NL_D3] = "transfer.d3_workdays",
  [QZ_DUE_NL_D4] = "transfer.d4_workdays",
  [QZ_DUE_NL_U1] = "transfer.u1_workdays",
  [QZ_DUE_NL_U2] = "transfer.u2_workdays",
  [QZ_DUE_NL_U3] = "transfer.u3_workdays",
  [QZ_DUE_NL_U4] = "transfer.u4_workdays",
  [QZ_DUE_NL_FEEDBACK] = "transfer.feedback_workdays",
  [QZ_DUE_NL_YEARLY] = "deposit.yearly_due_day",
  [QZ_DUE_NL_YEAR_END] = "year-end",
  [QZ_DUE_MA_STATEMENT] = "assistance.statement_day",
  [QZ_DUE_MA_CONFIRM] = "assistance.confirm_day",
  [QZ_DUE_MA_DETAILS] = "assistance.details_day",
  [QZ_DUE_MA_FORM4] = "assistance.form4_day",
  [QZ_DUE_MA_FORM4_CONFIRM] = "assistance.form4_confirm_day",
  [QZ_DUE_MA_CLEARING] = "assistance.clearing_day",
  [QZ_N_DUES] = NULL,
};

static const char *const proof_words[] = {
  [QZ_PROOF_REVIEWED] = "reviewed",
  [QZ_PROOF_APPROVED] = "approved",
  [QZ_PROOF_HANDED_OVER] = "handed-over",
  [QZ_PROOF_PAID] = "paid",
  [QZ_PROOF_PERSON] = "person",
  [QZ_PROOF_STAGE] = "stage",
  [QZ_PROOF_UPLOADED] = "uploaded",
  [QZ_PROOF_NOTICE_PAID] = "notice-paid",
  [QZ_PROOF_RECEIVED] = "received",
  [QZ_N_PROOFS] = NULL,
};

QzPolicyKind
qz_due_get_kind (QzDue due)
{
  if (due >= QZ_DUE_MA_STATEMENT)
    return QZ_POLICY_ASSISTANCE;
  return due >= QZ_DUE_NL_AUDIT ? QZ_POLICY_NONLOCAL : QZ_POLICY_INSTANT;
}

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

  /* The sections of other regimes are not there at all; only instant settlement may lack some of
   * its own. */
  if (qz_due_get_kind (due) == self->kind && (self->kind != QZ_POLICY_INSTANT || is_given[due]))
    return TRUE;
  qz_section_set_error (section, "due", "due-without-parameter", error,
                        _("The policy has no parameter %s to count this deadline by"),
                        due_words[due]);
  return FALSE;
}

/* What can prove a deadline of care away from home besides the word of a person. */
static QzProof
get_nl_proof (QzDue due)
{
  if (due <= QZ_DUE_NL_MONTH_END)
    return QZ_PROOF_STAGE;
  if (due == QZ_DUE_NL_UPLOAD)
    return QZ_PROOF_UPLOADED;
  if (due == QZ_DUE_NL_NOTICE || due == QZ_DUE_NL_RAISE)
    return QZ_PROOF_NOTICE_PAID;
  if (due == QZ_DUE_NL_D4)
    return QZ_PROOF_PAID;
  return due < QZ_DUE_NL_FEEDBACK ? QZ_PROOF_RECEIVED : QZ_PROOF_PERSON;
}

/* Only daily documents are handed over; a quarter has no document of its own. */
static gboolean
can_prove (QzDue due, QzProof proof)
{
  if (qz_due_get_kind (due) == QZ_POLICY_ASSISTANCE)
    return proof == QZ_PROOF_PERSON || proof == QZ_PROOF_STAGE;
  if (qz_due_get_kind (due) == QZ_POLICY_NONLOCAL)
    return proof == QZ_PROOF_PERSON || proof == get_nl_proof (due);
  return proof <= QZ_PROOF_PERSON && (due != QZ_DUE_QUARTER_END || proof == QZ_PROOF_PERSON)
         && (proof != QZ_PROOF_HANDED_OVER || due == QZ_DUE_DAILY_WORKDAYS);
}

static gboolean
check_proof (QzSection *section, QzDue due, QzProof proof, GError **error)
{
  if (can_prove (due, proof))
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
      || strspn (key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")
             != strlen (key))
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
  if (qz_section_has (section, "effect"))
    {
      rule.effect = qz_section_get_text (section, "effect", error);
      if (rule.effect == NULL)
        return FALSE;
    }
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
