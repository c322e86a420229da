/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* NL-33: postings of care away from home. One event may be posted in several ledgers, with other
 * accounts for deposits than for clearing money (AMB-11), and both ways.
 * DT-27: those of medical assistance, whose money is of one kind, in agencies' ledgers. */

#define REFUND "EV-27"

static const char *const event_words[] = {
  "EV-10", "EV-11", "EV-12", "EV-13", "EV-14", "EV-15", "EV-16", "EV-17", "EV-18", "EV-19",
  "EV-20", "EV-21", "EV-22", "EV-23", "EV-24", "EV-25", "EV-26", REFUND,  "EV-09", "EV-09r", NULL,
};
static const char *const assist_event_words[] = {
  "EV-40", "EV-40c", "EV-40r", "EV-41", "EV-41r", "EV-42", "EV-43",  "EV-43r",
  "EV-44", "EV-44c", "EV-45",  "EV-09", "EV-09r", NULL,
};
static const char *const ledger_words[] = {
  [QZ_LEDGER_AGENCY] = "agency",     [QZ_LEDGER_FINANCE] = "finance",
  [QZ_LEDGER_CITY] = "city",         [QZ_LEDGER_PROVINCE] = "province",
  [QZ_LEDGER_FISCAL] = "fiscal",     [QZ_N_LEDGER_KINDS] = NULL,
};
static const char *const money_words[] = { "clearing", "deposit", NULL };
static const char *const flow_words[] = { "in", "out", NULL };

static gboolean
read_optional (QzSection *section, const char *key, const char *const *words, int *out,
               GError **error)
{
  *out = -1;
  return !qz_section_has (section, key)
         || qz_policy_read_choice (section, key, words, out, error);
}

static gboolean
meet (int a, int b)
{
  return a < 0 || b < 0 || a == b;
}

static gboolean
add (QzPolicy *self, QzSection *section, const QzPostingRule *rule, GError **error)
{
  for (guint i = 0; i < self->postings->len; i++)
    {
      const QzPostingRule *other = &g_array_index (self->postings, QzPostingRule, i);

      if (strcmp (other->event, rule->event) != 0 || other->ledger != rule->ledger
          || g_strcmp0 (other->reverses, rule->reverses) != 0
          || !meet (other->money, rule->money) || !meet (other->flow, rule->flow))
        continue;
      qz_section_set_error (section, "event", "repeated-posting", error,
                            _("There is already a posting for %s in the ledger “%s” for the same "
                              "money and way"),
                            rule->event, ledger_words[rule->ledger]);
      return FALSE;
    }
  g_array_append_vals (self->postings, rule, 1);
  return TRUE;
}

/* The same accounts with the sides swapped. */
static void
turn_round (QzPolicy *self, const QzPostingRule *from, QzPostingRule *rule)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (QzPostingLine));

  /* What was credited is debited first. */
  for (guint i = from->n_lines; i > 0; i--)
    {
      QzPostingLine line = from->lines[i - 1];

      line.is_debit = !line.is_debit;
      g_array_append_val (lines, line);
    }
  g_ptr_array_add (self->owned, lines);
  rule->lines = (const QzPostingLine *) (gpointer) lines->data;
  rule->n_lines = lines->len;
  rule->ledger = from->ledger;
  rule->reverses = from->event;
  rule->money = QZ_MONEY_DEPOSIT;
  rule->flow = from->flow < 0 ? -1 : from->flow == QZ_FLOW_IN ? QZ_FLOW_OUT : QZ_FLOW_IN;
}

/* Postings of @event for deposits, turned round; FALSE when there is none. */
static gboolean
add_refunds_of (QzPolicy *self, QzSection *section, const char *event, QzPostingRule *rule,
                GError **error)
{
  const guint n = self->postings->len;
  gboolean found = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const QzPostingRule from = g_array_index (self->postings, QzPostingRule, i);

      if (strcmp (from.event, event) != 0 || from.money == QZ_MONEY_CLEARING)
        continue;
      found = TRUE;
      turn_round (self, &from, rule);
      if (!add (self, section, rule, error))
        return FALSE;
    }
  if (!found)
    qz_section_set_error (section, "reverses", "missing-posting", error,
                          _("No posting for %s of deposits stands above this one"), event);
  return found;
}

/* NL-18a: deposits go back by the way they came, so the entries are not written down again. */
static gboolean
load_refund (QzPolicy *self, QzSection *section, QzPostingRule *rule, GError **error)
{
  g_auto (GStrv) events = qz_policy_read_words (section, "reverses", error);

  for (guint i = 0; events != NULL && events[i] != NULL; i++)
    if (!add_refunds_of (self, section, events[i], rule, error))
      return FALSE;
  return events != NULL;
}

/* Ledgers of assistance are the fund's; its money is told apart by sub-accounts alone. */
static gboolean
check_assist (QzSection *section, const QzPostingRule *rule, GError **error)
{
  const char *key = rule->ledger != QZ_LEDGER_AGENCY ? "ledger" : rule->money >= 0 ? "money" : NULL;

  if (key == NULL)
    return TRUE;
  qz_section_set_error (section, key, "bad-posting", error,
                        _("Medical assistance is posted in the ledgers of agencies, for one kind "
                          "of money: “ledger = agency”, without “money”"));
  return FALSE;
}

gboolean
qz_policy_load_nl_posting (QzPolicy *self, QzSection *section, GError **error)
{
  const gboolean is_assist = self->kind == QZ_POLICY_ASSISTANCE;
  const char *const *events = is_assist ? assist_event_words : event_words;
  QzPostingRule rule = { .money = -1, .flow = -1 };
  int event, ledger;

  if (!qz_policy_read_choice (section, "event", events, &event, error))
    return FALSE;
  rule.event = events[event];
  rule.rule = qz_section_get_text (section, "rule", error);
  rule.summary = rule.rule == NULL ? NULL : qz_section_get_text (section, "summary", error);
  if (rule.summary == NULL)
    return FALSE;
  if (strcmp (rule.event, REFUND) == 0)
    return load_refund (self, section, &rule, error);
  if (!qz_policy_read_choice (section, "ledger", ledger_words, &ledger, error)
      || !read_optional (section, "money", money_words, &rule.money, error)
      || !read_optional (section, "flow", flow_words, &rule.flow, error)
      || !qz_policy_read_posting_lines (self, section, &rule, error))
    return FALSE;
  rule.ledger = (QzLedgerKind) ledger;
  return (!is_assist || check_assist (section, &rule, error)) && add (self, section, &rule, error);
}

const QzPostingRule *
qz_policy_find_posting_for (QzPolicy *self, const QzPostingCase *asked)
{
  for (guint i = 0; i < self->postings->len; i++)
    {
      const QzPostingRule *rule = &g_array_index (self->postings, QzPostingRule, i);

      if (strcmp (rule->event, asked->event) == 0 && rule->ledger == asked->ledger
          && g_strcmp0 (rule->reverses, asked->reverses) == 0
          && meet (rule->money, (int) asked->money) && meet (rule->flow, (int) asked->flow))
        return rule;
    }
  return NULL;
}
