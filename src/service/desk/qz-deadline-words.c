/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-deadlines.h"
#include "qz-deadlines.h"
#include "qz-nl-deadlines.h"

/* Domain 10: every deadline says from what and how it is counted. */

/* "2026-02", "2026-02-09", a quarter: what the deadline is about. */
static char *
dup_subject (const QzDeadline *self)
{
  if (self->subject != NULL)
    return g_strdup (self->subject);
  if (self->rule->due == QZ_DUE_QUARTER_END)
    return g_strdup_printf (_("quarter %2$d of %1$d"), self->period / 100, self->period % 100 / 3);
  return g_strdup (strchr (self->key, '/') + 1);
}

char *
qz_deadline_dup_title (const QzDeadline *self)
{
  g_autofree char *subject = dup_subject (self);

  return g_strdup_printf ("%s %s", subject, self->rule->title);
}

static gboolean
is_by_cutoff (const QzDeadline *self)
{
  return self->kind == QZ_DOCUMENT_SETTLEMENT
         && qz_policy_get_settlement (self->policy)->deadline_from == QZ_DEADLINE_FROM_CUTOFF;
}

char *
qz_deadline_dup_base (const QzDeadline *self)
{
  g_autofree char *subject = dup_subject (self);
  g_autofree char *base = qz_day_format (self->base);

  if (qz_deadline_is_nonlocal (self) || qz_deadline_is_assistance (self))
    return g_strdup (self->base_event != NULL ? self->base_event : "");
  if (self->rule->due == QZ_DUE_QUARTER_END)
    return g_steal_pointer (&subject);
  if (self->kind == QZ_DOCUMENT_DAILY)
    return g_strdup_printf (_("claims of %s"), subject);
  if (!is_by_cutoff (self))
    return g_strdup_printf (_("month %s"), subject);
  if (self->base_is_guess)
    return g_strdup_printf (_("declarations of %s close on %s, as usual; nobody has declared yet"),
                            subject, base);
  return g_strdup_printf (_("declarations of %s closed on %s"), subject, base);
}

static char *
dup_settlement_counting (const QzDeadline *self, const char *due)
{
  const QzSettlementTerms *terms = qz_policy_get_settlement (self->policy);
  const guint n = self->rule->due == QZ_DUE_AUDIT_WORKDAYS ? terms->audit_workdays
                                                           : terms->pay_workdays;
  g_autofree char *base = qz_day_format (self->base);
  g_autofree char *month = qz_period_format (qz_period_add (self->period, 1));

  if (is_by_cutoff (self))
    return g_strdup_printf (_("%u working days after the declaration cut-off %s = %s"), n, base,
                            due);
  return g_strdup_printf (_("working day %u from the first of %s = %s"), n, month, due);
}

static char *
dup_calendar_counting (const QzDeadline *self)
{
  g_autofree char *subject = dup_subject (self);
  g_autofree char *due = qz_day_format (self->counted);

  if (qz_deadline_is_nonlocal (self))
    return qz_nl_deadline_dup_counting (self);
  if (qz_deadline_is_assistance (self))
    return qz_assist_deadline_dup_counting (self);
  if (self->rule->due == QZ_DUE_QUARTER_END)
    return g_strdup_printf (_("no day is set; reminder on the last day of the quarter = %s"), due);
  if (self->kind == QZ_DOCUMENT_SETTLEMENT)
    return dup_settlement_counting (self, due);
  if (self->kind == QZ_DOCUMENT_ADVANCE)
    return g_strdup_printf (_("day %u of %s, moved on to a working day = %s"),
                            qz_policy_get_advance (self->policy)->due_mday, subject, due);
  if (qz_policy_get_daily (self->policy)->due_workdays == 0)
    return g_strdup_printf (_("the day %s itself, or the next working day = %s"), subject, due);
  return g_strdup_printf (_("%u working days after %s = %s"),
                          qz_policy_get_daily (self->policy)->due_workdays, subject, due);
}

char *
qz_deadline_dup_counting (const QzDeadline *self)
{
  g_autofree char *counted = dup_calendar_counting (self);
  g_autofree char *due = qz_day_format (self->due);

  if (self->due == self->counted)
    return g_steal_pointer (&counted);
  /* 6.3: what stands on a document is not changed silently. */
  return g_strdup_printf (_("%s; the document keeps %s"), counted, due);
}

char *
qz_calendar_dup_warning (QzCalendar *calendar, QzDay from, QzDay to)
{
  const int year = qz_calendar_find_missing_year (calendar, from, to);

  if (year == 0)
    return g_strdup ("");
  return g_strdup_printf (_("Counted by Monday to Friday for now: the holidays of %d are not "
                            "imported"),
                          year);
}

char *
qz_deadline_dup_warning (const QzDeadline *self, QzCalendar *calendar)
{
  /* The end of a quarter is a day of the calendar, not a count. */
  if (self->rule->due == QZ_DUE_QUARTER_END || qz_deadline_is_assistance (self)
      || (qz_deadline_is_nonlocal (self) && self->rule->due <= QZ_DUE_NL_MONTH_END))
    return g_strdup ("");
  return qz_calendar_dup_warning (calendar, self->base, self->counted);
}
