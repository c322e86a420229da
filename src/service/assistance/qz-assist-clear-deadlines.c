/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-clear-deadlines.h"

#include <glib/gi18n-lib.h>

#include "qz-assist-engine.h"
#include "qz-assist-money-repo.h"
#include "qz-book-private.h"
#include "qz-policies.h"

static const QzDeadlineRule *
find_rule (QzPolicy *policy)
{
  for (guint i = 0; i < qz_policy_get_n_deadlines (policy); i++)
    if (qz_policy_get_deadline (policy, i)->due == QZ_DUE_MA_CLEARING)
      return qz_policy_get_deadline (policy, i);
  return NULL;
}

static gboolean
add_year (QzBook *book, int year, QzDay from, QzDay until, GPtrArray *found, GError **error)
{
  const QzPeriod december = (QzPeriod) (year * 100 + 12);
  const QzDay end = qz_period_get_last_day (december);
  g_autoptr (GError) failure = NULL;
  g_autoptr (QzPolicy) policy = qz_policies_peek_assistance (book, end, NULL, &failure);
  const QzDeadlineRule *rule = policy != NULL ? find_rule (policy) : NULL;
  QzDeadline *deadline;
  QzDay due;
  QzDay met = QZ_DAY_NONE;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (rule == NULL)
    return TRUE;
  due = qz_assist_get_due (qz_policy_get_assistance (policy), december, QZ_ASSIST_CLEARING);
  if (due > until || due < from)
    return TRUE;
  if (!qz_assist_money_repo_find_cleared (qz_book_get_store (book), year, &met, error))
    return FALSE;
  deadline = g_new0 (QzDeadline, 1);
  deadline->policy = qz_policy_ref (policy);
  deadline->rule = rule;
  deadline->key = g_strdup_printf ("%s/%04d", rule->key, year);
  deadline->period = december;
  deadline->day = QZ_DAY_NONE;
  deadline->base = end;
  deadline->counted = deadline->due = due;
  deadline->met = met;
  deadline->kind = -1;
  deadline->subject = g_strdup_printf ("%04d", year);
  deadline->base_event = g_strdup_printf (_("year %d"), year);
  g_ptr_array_add (found, deadline);
  return TRUE;
}

gboolean
qz_assist_clear_deadlines_add (QzBook *book, QzDay from, QzDay until, GPtrArray *found,
                               GError **error)
{
  g_autoptr (GArray) years = qz_assist_money_repo_list_years (qz_book_get_store (book), error);

  for (guint i = 0; years != NULL && i < years->len; i++)
    if (!add_year (book, (int) g_array_index (years, gint64, i), from, until, found, error))
      return FALSE;
  return years != NULL;
}
