/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

static const char *const amount_words[] = { "pay", "payable", "offset", "amount", "part", NULL };
static const char *const dimension_words[] = { "provider", "period", "path",  "bank",
                                               "item",     "scope",  "party", NULL };
/* 3.3: the events that this program posts, and those that every pack needs. */
static const char *const event_words[] = { "EV-01", "EV-02", "EV-02n", "EV-03",
                                           "EV-04", "EV-09", "EV-09r", NULL };

static int
find_word (const char *const *words, const char *text)
{
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      return i;
  return -1;
}

static gboolean
fail_line (QzPolicy *self, QzSection *section, const char *line, GError **error)
{
  qz_section_set_error (section, "lines", "bad-posting-line", error,
                        self->kind == QZ_POLICY_NONLOCAL
                            ? _("“%s” is not “debit|credit ACCOUNT amount|part [provider bank "
                                "scope party]”")
                        : self->kind == QZ_POLICY_ASSISTANCE
                            ? _("“%s” is not “debit|credit ACCOUNT amount|part [provider bank "
                                "party]”")
                            : _("“%s” is not “debit|credit ACCOUNT pay|payable|offset [provider "
                                "period path bank item]”"),
                        line);
  return FALSE;
}

/* Each regime has its own amounts. A part is a party's, and away from home its sub-account lies
 * below the scope's (AMB-11), which assistance does not have; only what the settlement uses up has
 * items. */
static gboolean
fits (QzPolicy *self, const QzPostingLine *line)
{
  static const guint foreign[QZ_N_POLICY_KINDS] = {
    [QZ_POLICY_INSTANT] = QZ_DIM_SCOPE | QZ_DIM_PARTY,
    [QZ_POLICY_NONLOCAL] = QZ_DIM_PERIOD | QZ_DIM_PATH | QZ_DIM_ITEM,
    [QZ_POLICY_ASSISTANCE] = QZ_DIM_PERIOD | QZ_DIM_PATH | QZ_DIM_ITEM | QZ_DIM_SCOPE,
  };
  const guint dims = line->dimensions;
  const gboolean is_instant = self->kind == QZ_POLICY_INSTANT;

  return (line->amount >= QZ_POST_AMOUNT) != is_instant && (dims & foreign[self->kind]) == 0
         && ((dims & QZ_DIM_PARTY) != 0) == (line->amount == QZ_POST_PART)
         && (self->kind != QZ_POLICY_NONLOCAL || (dims & QZ_DIM_PARTY) == 0
             || (dims & QZ_DIM_SCOPE) != 0)
         && ((dims & QZ_DIM_ITEM) == 0 || line->amount == QZ_POST_OFFSET);
}

static gboolean
is_symbol (const char *text)
{
  return *text != '\0' && strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") == strlen (text);
}

static gboolean
parse_line (QzPolicy *self, QzSection *section, const char *text, QzPostingLine *out,
            GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);
  const char *fields[3] = { NULL };
  guint n = 0;

  *out = (QzPostingLine) { 0 };
  for (guint i = 0; words[i] != NULL; i++)
    {
      int dimension;

      if (*words[i] == '\0')
        continue;
      if (n < G_N_ELEMENTS (fields))
        {
          fields[n++] = words[i];
          continue;
        }
      dimension = find_word (dimension_words, words[i]);
      if (dimension < 0)
        return fail_line (self, section, text, error);
      out->dimensions |= 1u << dimension;
    }
  if (n < G_N_ELEMENTS (fields) || !is_symbol (fields[1]) || find_word (amount_words, fields[2]) < 0
      || (strcmp (fields[0], "debit") != 0 && strcmp (fields[0], "credit") != 0))
    return fail_line (self, section, text, error);
  out->is_debit = *fields[0] == 'd';
  out->amount = (QzPostingAmount) find_word (amount_words, fields[2]);
  out->account = g_intern_string (fields[1]);
  return fits (self, out) || fail_line (self, section, text, error);
}

/* payable = offset + pay, so a rule balances when both sides name equal amounts of each. A rule
 * without a pay line (EV-02n) is for payments of zero. The parts of a transfer are its amount. */
static gboolean
check_balance (QzSection *section, const GArray *lines, GError **error)
{
  int pay = 0, offset = 0;
  gboolean has_pay = FALSE, has_debit = FALSE, has_credit = FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      const QzPostingLine *line = &g_array_index (lines, QzPostingLine, i);
      int sign = line->is_debit ? 1 : -1;

      has_debit |= line->is_debit;
      has_credit |= !line->is_debit;
      has_pay |= line->amount == QZ_POST_PAY;
      pay += line->amount == QZ_POST_OFFSET ? 0 : sign;
      offset += line->amount == QZ_POST_PAY ? 0 : sign; /* amount, part: equal on both sides */
    }
  if (has_debit && has_credit && offset == 0 && (pay == 0 || !has_pay))
    return TRUE;
  qz_section_set_error (section, "lines", "posting-unbalanced", error,
                        _("The debit and credit lines do not balance; payable is offset + pay"));
  return FALSE;
}

gboolean
qz_policy_read_posting_lines (QzPolicy *self, QzSection *section, QzPostingRule *rule,
                              GError **error)
{
  const char *text = qz_section_get_text (section, "lines", error);
  g_auto (GStrv) texts = NULL;
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (QzPostingLine));

  g_ptr_array_add (self->owned, lines);
  if (text == NULL)
    return FALSE;
  texts = g_strsplit (text, "\n", -1);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      QzPostingLine line;

      if (!parse_line (self, section, texts[i], &line, error))
        return FALSE;
      g_array_append_val (lines, line);
    }
  rule->lines = (const QzPostingLine *) (gpointer) lines->data;
  rule->n_lines = lines->len;
  return check_balance (section, lines, error);
}

gboolean
qz_policy_load_posting (QzPolicy *self, QzSection *section, GError **error)
{
  QzPostingRule rule = { .money = -1, .flow = -1 };
  int event;

  if (self->kind != QZ_POLICY_INSTANT)
    return qz_policy_load_nl_posting (self, section, error);
  if (!qz_policy_read_choice (section, "event", event_words, &event, error))
    return FALSE;
  rule.event = event_words[event];
  rule.rule = qz_section_get_text (section, "rule", error);
  rule.summary = rule.rule == NULL ? NULL : qz_section_get_text (section, "summary", error);
  if (rule.summary == NULL || !qz_policy_read_posting_lines (self, section, &rule, error))
    return FALSE;
  if (qz_policy_find_posting (self, rule.event) != NULL)
    {
      qz_section_set_error (section, "event", "repeated-posting", error,
                            _("There is already a posting for %s"), rule.event);
      return FALSE;
    }
  g_array_append_val (self->postings, rule);
  return TRUE;
}

gboolean
qz_policy_check_postings (QzPolicy *self, GError **error)
{
  const gboolean is_instant = self->kind == QZ_POLICY_INSTANT;
  const gboolean is_needed[] = { self->paths[QZ_PATH_MPREPAY], is_instant, is_instant,
                                 self->paths[QZ_PATH_DAILY], self->paths[QZ_PATH_DAILY] };

  for (guint i = 0; i < G_N_ELEMENTS (is_needed); i++)
    if (is_needed[i] && qz_policy_find_posting (self, event_words[i]) == NULL)
      {
        qz_error_set (error, QZ_ERROR_INPUT, "missing-posting",
                      _("The posting for %s is missing; add a [posting] section"), event_words[i]);
        qz_error_add_place (error, qz_section_file_get_name (self->file), 0, 0, "posting");
        return FALSE;
      }
  return TRUE;
}

const QzPostingRule *
qz_policy_find_posting (QzPolicy *self, const char *event)
{
  for (guint i = 0; i < self->postings->len; i++)
    {
      const QzPostingRule *rule = &g_array_index (self->postings, QzPostingRule, i);

      if (strcmp (rule->event, event) == 0)
        return rule;
    }
  return NULL;
}

guint
qz_policy_get_n_postings (QzPolicy *self)
{
  return self->postings->len;
}

const QzPostingRule *
qz_policy_get_posting (QzPolicy *self, guint index)
{
  g_assert (index < self->postings->len);
  return &g_array_index (self->postings, QzPostingRule, index);
}
