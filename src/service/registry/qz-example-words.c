/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assistance.h"
#include "qz-chart.h"
#include "qz-fen.h"
#include "qz-kinds.h"
#include "qz-nonlocal.h"
#include "qz-policy-words-private.h"
#include "qz-policy-words.h"

/* The results of worked examples (qz-policy-examples.h) are lines of bare words, so that they can
 * be compared; here they are said to people. */

typedef struct {
  const char *text;
  const char *word; /* N_(…) */
} Word;

static const Word words[] = {
  { "scp", N_ ("Costs within the scope") },
  { "dedc", N_ ("Deductible") },
  { "basic", N_ ("Basic insurance pays") },
  { "rest", N_ ("Left after basic insurance") },
  { "ci", N_ ("Critical-illness insurance pays") },
  { "rest2", N_ ("Left after critical-illness insurance") },
  { "maf_dedc", N_ ("Deductible of assistance") },
  { "maf", N_ ("Medical assistance pays") },
  { "maf_uncapped", N_ ("Assistance before the yearly limit") },
  { "fund_total", N_ ("All funds pay") },
  { "person", N_ ("The person pays") },
  { "category", N_ ("Category of the person") },
  { "reason", N_ ("Judged") },
  { "policy_day", N_ ("Rules of") },
  { "added", N_ ("Reserve added") },
  { "reserve", N_ ("Reserve") },
  { "usage", N_ ("Usage") },
  { "level", N_ ("Warning level") },
  { "left", N_ ("Remains") },
  { "statement", N_ ("Statements pushed by") },
  { "confirm", N_ ("Confirmed by") },
  { "details", N_ ("Details pushed by") },
  { "form4", N_ ("Form 4 pushed by") },
  { "form4-confirm", N_ ("Form 4 confirmed by") },
  { "clearing", N_ ("Cleared by") },
  { "debit", N_ ("Debit") },
  { "credit", N_ ("Credit") },
  { "standard", N_ ("Standard") },
  { "due", N_ ("due") },
  { "overdue", N_ ("overdue from") },
  { "mprepay", N_ ("Monthly advance") },
  { "daily", N_ ("Daily disbursement") },
  { "batch", N_ ("Whole day") },
  { "claims", N_ ("Claims") },
  { "refunds", N_ ("Refunds") },
  { "base", N_ ("Base") },
  { "pool", N_ ("Pooled fund") },
  { "acct", N_ ("Personal account") },
  { "other", N_ ("Other funds") },
  { "amount", N_ ("Amount") },
  { "base_pool", N_ ("Base of the pooled fund") },
  { "base_acct", N_ ("Base of the personal account") },
  { "base_other", N_ ("Base of the other funds") },
  { "pay", N_ ("To be paid out") },
  { "put_off", N_ ("Put off") },
  { "carry_out", N_ ("Carried on") },
  { "dropped", N_ ("No longer carried") },
  { "out", N_ ("Not counted") },
  { "pay_loc", N_ ("place of payment") },
  { "payable", N_ ("Payable") },
  { "offset", N_ ("Offset") },
  { "deduct_left", N_ ("Deduction left") },
  { "pay_due", N_ ("To be paid by") },
  { "audit_due", N_ ("Audited by") },
  { "raise_months", N_ ("Raise by months of use") },
  { "raise_green", N_ ("Raise to end the warning") },
  { "notice", N_ ("Notice") },
  { "raise", N_ ("Emergency raise") },
  { "audit", N_ ("Audit") },
  { "mismatch", N_ ("Mismatches") },
  { "upload", N_ ("Upload") },
  { "lists", N_ ("Lists of the month") },
  { "national", N_ ("The national system confirms") },
  { "publish", N_ ("Publication") },
  { "auto-audit", N_ ("Regarded as audited on") },
  { "auto-confirm", N_ ("Regarded as confirmed on") },
  { "discharge", N_ ("Details of a discharge") },
  { "feedback", N_ ("Feedback of finance") },
};

/* After "reason" and "level". */
static const Word verdicts[] = {
  { "left", N_ ("left during the stay") },
  { "exited", N_ ("exited") },
  { "valid", N_ ("valid") },
  { "suspended", N_ ("suspended") },
  { "green", N_ ("Normal") },
  { "yellow", N_ ("Yellow warning") },
  { "red", N_ ("Red warning") },
  { "normal", N_ ("Normal") },
  { "warned", N_ ("Close to the end") },
  { "overdrawn", N_ ("Overdrawn") },
};

static const char *
find (const Word *table, guint n, const char *text)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (table[i].text, text) == 0)
      return _ (table[i].word);
  return NULL;
}

/* Vocabularies of the model; NULL: it is of none. */
static const char *
find_in_model (const char *text)
{
  QzAssistCategory category;
  QzInsurance insurance;
  QzLeg leg;

  if (qz_fund_parse (text, &insurance))
    return qz_insurance_get_name (insurance);
  if (qz_leg_parse (text, &leg))
    return qz_leg_get_name (leg);
  return strlen (text) == 2 && qz_assist_category_parse (text, &category)
             ? qz_assist_category_get_name (category)
             : NULL;
}

/* (transfer full); NULL: @text is no amount. */
static char *
dup_amount (const char *text)
{
  g_autoptr (GError) error = NULL;
  QzFen amount;

  return strchr (text, '.') != NULL && qz_fen_parse (text, &amount, &error)
             ? qz_fen_format (amount)
             : NULL;
}

/* Accounts of one county are made when first needed: "暂收款—预留金" and its code. (transfer full) */
static char *
dup_account (QzChart *chart, const char *symbol)
{
  const char *end = strrchr (symbol, '.');
  g_autofree char *whole = qz_policy_words_dup_account (chart, symbol);
  g_autofree char *parent = NULL;
  g_autofree char *name = NULL;

  if (end == NULL || strcmp (whole, symbol) != 0)
    return g_steal_pointer (&whole);
  parent = g_strndup (symbol, (gsize) (end - symbol));
  name = qz_policy_words_dup_account (chart, parent);
  return g_strconcat (name, "—", end + 1, NULL);
}

/* @last: the word before it; nullable. */
static char *
dup_word (QzChart *chart, const char *last, const char *text)
{
  const gboolean judges = g_strcmp0 (last, "reason") == 0 || g_strcmp0 (last, "level") == 0;
  const gboolean is_side = g_strcmp0 (last, "debit") == 0 || g_strcmp0 (last, "credit") == 0;
  char *amount = dup_amount (text);
  const char *word;

  if (amount != NULL)
    return amount;
  if (is_side)
    return dup_account (chart, text);
  word = judges ? find (verdicts, G_N_ELEMENTS (verdicts), text)
                : find (words, G_N_ELEMENTS (words), text);
  if (word == NULL)
    word = find_in_model (text);
  return g_strdup (word != NULL ? word : text);
}

static void
append_line (GString *out, QzChart *chart, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", -1);
  const char *last = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *word = dup_word (chart, last, parts[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", word);
      last = parts[i];
    }
}

/* Read once: a policy has two dozen examples. */
static QzChart *
get_chart (void)
{
  static QzChart *chart;
  static gsize is_read;

  if (g_once_init_enter (&is_read))
    {
      chart = qz_policy_words_load_chart ();
      g_once_init_leave (&is_read, 1);
    }
  return chart;
}

char *
qz_policy_words_dup_result (const char *result)
{
  g_auto (GStrv) lines = g_strsplit (result, "\n", -1);
  QzChart *chart = get_chart ();
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? "\n" : "");
      append_line (out, chart, lines[i]);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}
