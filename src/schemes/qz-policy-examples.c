/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-examples.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-posting.h"
#include "qz-day.h"
#include "qz-error.h"
#include "qz-example-private.h"
#include "qz-nl-posting.h"

#define FIRST_YEAR 1900 /* of QzDay */

typedef gboolean (*RunFunc) (QzPolicy *policy, QzSection *section, GString *out, GError **error);

static const struct {
  const char *name;
  QzPolicyKind kind; /* which packs it computes by */
  RunFunc run;
} engines[] = {
  { "advance", QZ_POLICY_INSTANT, qz_example_run_advance },
  { "daily", QZ_POLICY_INSTANT, qz_example_run_daily },
  { "settlement", QZ_POLICY_INSTANT, qz_example_run_settlement },
  { "warning", QZ_POLICY_NONLOCAL, qz_example_run_warning },
  { "clearing-days", QZ_POLICY_NONLOCAL, qz_example_run_clearing_days },
  { "assist", QZ_POLICY_ASSISTANCE, qz_example_run_assist },
  { "entitlement", QZ_POLICY_ASSISTANCE, qz_example_run_entitlement },
  { "reserve", QZ_POLICY_ASSISTANCE, qz_example_run_reserve },
  { "month-days", QZ_POLICY_ASSISTANCE, qz_example_run_assist_days },
  { "entries", QZ_POLICY_ASSISTANCE, qz_example_run_assist_entries },
};

static const char *const known_keys[] = {
  "engine",      "rule",         "note",           "expect",         "insurance",
  "period",      "days_off",     "days_worked",    "level",          "spending", /* advance */
  "claims",      "block",        "carry",          "deferred",       "available",
  "run_day",                                                         /* daily */
  "declared",    "deduct_audit", "deduct_inspect", "deduct_carried", /* settlement */
  "claims_base", "day_carry",    "open",           "cutoff",
  "clearing",    "deposit",                                          /* warning */
  "events",                                                          /* clearing-days */
  "categories",  "day",          "bills",                            /* assist */
  "spells",      "begun",        "settled",        "suspended",      /* entitlement */
  "counties",                                                        /* reserve */
  "event",       "flow",         "parts",                            /* entries */
  NULL,
};

char **
qz_example_split_lines (QzSection *section, const char *key)
{
  const char *text = qz_section_peek (section, key);
  g_auto (GStrv) pieces = g_strsplit (text == NULL ? "" : text, "\n", -1);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (char **piece = pieces; *piece != NULL; piece++)
    if (*g_strstrip (*piece) != '\0' && **piece != '#')
      g_strv_builder_add (lines, *piece);
  return g_strv_builder_end (lines);
}

char **
qz_example_split_words (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit_set (text, " \t", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **piece = pieces; *piece != NULL; piece++)
    if (**piece != '\0')
      g_strv_builder_add (words, *piece);
  return g_strv_builder_end (words);
}

gboolean
qz_example_fail (QzSection *section, const char *key, const char *text, GError **error)
{
  g_autofree char *reason = error != NULL && *error != NULL ? g_strdup ((*error)->message) : NULL;

  g_clear_error (error);
  qz_section_set_error (section, key, "bad-example", error, _("“%s” cannot be read%s%s"), text,
                        reason != NULL ? ": " : "", reason != NULL ? reason : "");
  return FALSE;
}

gboolean
qz_example_get_fen (QzSection *section, const char *key, QzFen *out, GError **error)
{
  *out = 0;
  return !qz_section_has (section, key) || qz_section_get_fen (section, key, out, error);
}

gboolean
qz_example_get_period (QzSection *section, QzPeriod *out, GError **error)
{
  const char *text = qz_section_get_text (section, "period", error);

  return text != NULL
         && (qz_period_parse (text, out, error)
             || qz_example_fail (section, "period", text, error));
}

gboolean
qz_example_get_insurance (QzSection *section, QzInsurance *out, GError **error)
{
  const char *text = qz_section_get_text (section, "insurance", error);

  return text != NULL
         && (qz_insurance_parse (text, out) || qz_example_fail (section, "insurance", text, error));
}

/* "2026-02-15..2026-02-23" or one day */
static gboolean
add_days (QzCalendar *calendar, QzSection *section, const char *key, const char *text,
          QzDayKind kind, GError **error)
{
  g_auto (GStrv) ends = g_strsplit (text, "..", 2);
  QzDay from, to;

  if (!qz_day_parse (ends[0], &from, error)
      || !qz_day_parse (ends[1] != NULL ? ends[1] : ends[0], &to, error) || to - from > 366)
    return qz_example_fail (section, key, text, error);
  for (QzDay day = from; day <= to; day++)
    if (!qz_calendar_add (calendar, day, kind, text, error))
      return qz_example_fail (section, key, text, error);
  return TRUE;
}

static gboolean
fill_calendar (QzCalendar *calendar, QzSection *section, const char *key, QzDayKind kind,
               GError **error)
{
  g_auto (GStrv) lines = qz_example_split_lines (section, key);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = qz_example_split_words (*line);

      for (char **word = words; *word != NULL; word++)
        if (!add_days (calendar, section, key, *word, kind, error))
          return FALSE;
    }
  return TRUE;
}

/* An example brings its own holidays, so that it proves the same whatever was imported. */
QzCalendar *
qz_example_make_calendar (QzSection *section, GError **error)
{
  g_autoptr (QzCalendar) calendar = qz_calendar_new ();

  if (!fill_calendar (calendar, section, "days_off", QZ_DAY_KIND_HOLIDAY, error)
      || !fill_calendar (calendar, section, "days_worked", QZ_DAY_KIND_WORK, error))
    return NULL;
  return g_steal_pointer (&calendar);
}

void
qz_example_print_fen (GString *out, const char *what, QzFen amount)
{
  g_autofree char *text = qz_fen_to_decimal (amount);

  g_string_append_printf (out, "%s %s\n", what, text);
}

void
qz_example_print_day (GString *out, const char *what, QzDay day)
{
  g_autofree char *text = qz_day_format (day);

  if (day != QZ_DAY_NONE)
    g_string_append_printf (out, "%s %s\n", what, text);
}

static void
print_entry (GString *out, const char *who, const char *event, const QzVoucherLine *line)
{
  g_autofree char *amount =
      qz_fen_to_decimal (line->debit_fen != 0 ? line->debit_fen : line->credit_fen);
  g_autofree char *period = qz_period_format (line->item_period);

  g_string_append_printf (out, "%s%s %s %s %s", who, event,
                          line->debit_fen != 0 ? "debit" : "credit", line->account, amount);
  if (line->path >= 0)
    g_string_append_printf (out, " %s", qz_path_to_text ((QzPath) line->path));
  if (line->item_period != 0)
    g_string_append_printf (out, " %s", period);
  g_string_append_c (out, '\n');
}

gboolean
qz_example_print_entries (QzPolicy *policy, QzDocumentKind kind, const QzPostingInput *input,
                          const char *who, GString *out, GError **error)
{
  const char *event = qz_posting_pick_event (kind, input);
  const QzPostingRule *rule = event == NULL ? NULL : qz_policy_find_posting (policy, event);
  g_autoptr (QzVoucher) voucher = NULL;

  if (rule == NULL)
    return TRUE;
  voucher = qz_voucher_new ("L_AG_000000_EMP", 0, event, rule->summary);
  if (!qz_posting_apply (rule, input, voucher, error))
    return FALSE;
  for (guint i = 0; i < qz_voucher_get_n_lines (voucher); i++)
    print_entry (out, who, event, qz_voucher_get_line (voucher, i));
  return TRUE;
}

static gboolean
check_keys (QzSection *section, GError **error)
{
  for (guint i = 0; i < qz_section_get_n_keys (section); i++)
    {
      const char *key = qz_section_get_key (section, i);

      if (g_strv_contains (known_keys, key))
        continue;
      qz_section_set_error (section, key, "unknown-key", error,
                            _("An example has no key “%s”; correct its name or remove it"), key);
      return FALSE;
    }
  return TRUE;
}

char *
qz_example_run (QzPolicy *policy, QzSection *section, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const QzPolicyKind kind = qz_policy_get_kind (policy);
  const char *engine;

  if (!check_keys (section, error))
    return NULL;
  engine = qz_section_get_text (section, "engine", error);
  if (engine == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (engines); i++)
    if (engines[i].kind == kind && strcmp (engines[i].name, engine) == 0)
      return engines[i].run (policy, section, out, error)
                 ? g_string_free_and_steal (g_steal_pointer (&out))
                 : NULL;
  qz_example_fail (section, "engine", engine, error);
  return NULL;
}

/* Engines do not know where an example stands; the error gets its place here. */
static gboolean
fail_example (QzSection *section, GError **error)
{
  const GError *reason = *error;

  if (qz_error_get_line (reason) == 0)
    {
      g_autofree char *message = g_strdup (reason->message);
      g_autofree char *rule = g_strdup (qz_error_get_rule (reason));

      g_clear_error (error);
      qz_section_set_error (section, NULL, "example-failed", error,
                            _("The worked example cannot be computed: %s"), message);
      qz_error_add_rule (error, rule);
    }
  return FALSE;
}

static gboolean
check_example (QzPolicy *policy, QzSection *section, GError **error)
{
  g_autofree char *result = qz_example_run (policy, section, error);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) wanted = NULL;

  if (result == NULL)
    return fail_example (section, error);
  if (qz_section_get_text (section, "expect", error) == NULL)
    return FALSE;
  lines = g_strsplit (result, "\n", -1);
  wanted = qz_example_split_lines (section, "expect");
  for (char **line = wanted; *line != NULL; line++)
    if (!g_strv_contains ((const char *const *) lines, *line))
      {
        qz_section_set_error (section, "expect", "example-failed", error,
                              _("The worked example expects “%s”, but the policy gives:\n%s"),
                              *line,
                              result);
        return FALSE;
      }
  return TRUE;
}

QzPolicy *
qz_example_open (QzPolicy *policy, GError **error)
{
  QzDay first;

  if (!qz_day_from_ymd (FIRST_YEAR, 1, 1, &first))
    g_assert_not_reached ();
  return qz_policy_new_trial (policy, first, error);
}

gboolean
qz_policy_run_examples (QzPolicy *policy, guint *out_n_run, GError **error)
{
  g_autoptr (QzPolicy) trial = qz_example_open (policy, error);
  guint n = qz_policy_get_n_examples (policy);

  if (out_n_run != NULL)
    *out_n_run = 0;
  if (trial == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!check_example (trial, qz_policy_get_example (policy, i), error))
        return FALSE;
      if (out_n_run != NULL)
        *out_n_run += 1;
    }
  return TRUE;
}

QzPolicy *
qz_policy_load (const char *text, gssize length, const char *file_name, GError **error)
{
  g_autoptr (QzPolicy) policy = qz_policy_new_from_text (text, length, file_name, error);

  if (policy == NULL
      || (qz_policy_get_kind (policy) == QZ_POLICY_NONLOCAL
          && !qz_nl_posting_check_complete (policy, error))
      || (qz_policy_get_kind (policy) == QZ_POLICY_ASSISTANCE
          && !qz_assist_posting_check_complete (policy, error))
      || !qz_policy_run_examples (policy, NULL, error))
    return NULL;
  return g_steal_pointer (&policy);
}
