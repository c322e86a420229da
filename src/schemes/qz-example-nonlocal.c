/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-deposit-usage.h"
#include "qz-example-private.h"
#include "qz-nonlocal-days.h"

/* Worked examples of care away from home. */

gboolean
qz_example_run_warning (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  QzDepositUsage usage;
  QzFen clearing, deposit;
  g_autofree char *rate = NULL;

  if (!qz_section_get_fen (section, "clearing", &clearing, error)
      || !qz_section_get_fen (section, "deposit", &deposit, error)
      || !qz_deposit_usage_compute (qz_policy_get_nonlocal (policy), clearing, deposit, &usage,
                                    error))
    return FALSE;
  rate = usage.has_rate ? qz_ppm_to_percent (usage.rate_ppm) : g_strdup ("—");
  g_string_append_printf (out, "usage %s\nlevel %s\n", rate,
                          qz_warning_level_to_text (usage.level));
  qz_example_print_fen (out, "raise_months", usage.raise_months_fen);
  qz_example_print_fen (out, "raise_green", usage.raise_green_fen);
  return TRUE;
}

/* ── days ────────────────────────────────────────────────────────────────────────────────────── */

static void
print_stages (const QzNonLocalTerms *terms, QzPeriod period, GString *out)
{
  for (guint stage = 0; stage < QZ_N_CLEARING_STAGES; stage++)
    qz_example_print_day (out, qz_clearing_stage_to_text ((QzClearingStage) stage),
                          qz_nonlocal_get_stage_day (terms, period, (QzClearingStage) stage));
  qz_example_print_day (out, "auto-audit", qz_nonlocal_get_auto_audit_day (terms, period));
  qz_example_print_day (out, "auto-confirm", qz_nonlocal_get_auto_confirm_day (terms, period));
}

/* What falls due after @what happened on @day; QZ_DAY_NONE for a word that nothing follows. */
static QzDay
get_due (const QzNonLocalTerms *terms, QzCalendar *calendar, const char *what, QzDay day)
{
  QzLeg leg;

  if (strcmp (what, "notice") == 0 || strcmp (what, "raise") == 0)
    return qz_nonlocal_get_notice_due (terms, calendar, day, *what == 'r');
  if (strcmp (what, "D4") == 0)
    return qz_nonlocal_get_hospital_due (terms, calendar, day);
  if (strcmp (what, "feedback") == 0)
    return qz_nonlocal_get_feedback_due (terms, calendar, day);
  if (strcmp (what, "discharge") == 0)
    return qz_nonlocal_get_upload_due (terms, day);
  return qz_leg_parse (what, &leg) ? qz_nonlocal_get_leg_due (terms, calendar, leg, day)
                                   : QZ_DAY_NONE;
}

/* "D1 2026-07-01" → "D1 due 2026-07-08", and for who must pay by then "… overdue 2026-07-09" */
static gboolean
print_event (const QzNonLocalTerms *terms, QzCalendar *calendar, QzSection *section,
             const char *line, GString *out, GError **error)
{
  g_auto (GStrv) words = qz_example_split_words (line);
  g_autofree char *due_word = NULL;
  g_autofree char *overdue_word = NULL;
  QzDay day, due;

  if (g_strv_length (words) != 2 || !qz_day_parse (words[1], &day, error))
    return qz_example_fail (section, "events", line, error);
  due = get_due (terms, calendar, words[0], day);
  if (due == QZ_DAY_NONE)
    return qz_example_fail (section, "events", line, error);
  due_word = g_strconcat (words[0], " due", NULL);
  overdue_word = g_strconcat (words[0], " overdue", NULL);
  qz_example_print_day (out, due_word, due);
  qz_example_print_day (out, overdue_word, qz_nonlocal_get_overdue_day (due));
  return TRUE;
}

gboolean
qz_example_run_clearing_days (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  const QzNonLocalTerms *terms = qz_policy_get_nonlocal (policy);
  g_autoptr (QzCalendar) calendar = qz_example_make_calendar (section, error);
  g_auto (GStrv) events = qz_example_split_lines (section, "events");
  QzPeriod period;

  if (calendar == NULL)
    return FALSE;
  if (qz_section_has (section, "period"))
    {
      if (!qz_example_get_period (section, &period, error))
        return FALSE;
      print_stages (terms, period, out);
    }
  for (char **line = events; *line != NULL; line++)
    if (!print_event (terms, calendar, section, *line, out, error))
      return FALSE;
  return TRUE;
}
