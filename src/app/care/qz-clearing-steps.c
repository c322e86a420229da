/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-steps.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-nonlocal.h"

/* ── where the month stands ──────────────────────────────────────────────────────────────────── */

/* Of the month in a scope: the list of months has both, the strip of days only the one that is
 * shown. -1: none. */
static int
find_scope (QzSheet *sheet, QzNlScope scope)
{
  QzSheet *periods = qz_sheet_find_child (sheet, "periods");
  const gint64 period = qz_fact_number (sheet, "period");

  for (guint row = 0; periods != NULL && row < qz_sheet_get_n_rows (periods); row++)
    if (qz_cell_number (periods, row, "period") == period
        && g_strcmp0 (qz_cell_text (periods, row, "scope"), qz_nl_scope_to_text (scope)) == 0)
      return (int) row;
  return -1;
}

static gboolean
is_done (QzSheet *sheet, QzNlScope scope, const char *stage)
{
  const int row = find_scope (sheet, scope);

  return row >= 0
         && g_strcmp0 (qz_cell_text (qz_sheet_find_child (sheet, "periods"), (guint) row, stage),
                       "DONE")
                == 0;
}

static gboolean
has_money (QzSheet *sheet, QzNlScope scope)
{
  const int row = find_scope (sheet, scope);
  QzSheet *periods = qz_sheet_find_child (sheet, "periods");

  return row >= 0
         && (qz_cell_number (periods, (guint) row, "receivable") != 0
             || qz_cell_number (periods, (guint) row, "payable") != 0);
}

/* Of the scope that is shown. */
static int
find_stage (QzSheet *sheet, const char *stage)
{
  QzSheet *stages = qz_sheet_find_child (sheet, "stages");

  for (guint row = 0; stages != NULL && row < qz_sheet_get_n_rows (stages); row++)
    if (g_strcmp0 (qz_cell_text (stages, row, "stage"), stage) == 0)
      return (int) row;
  return -1;
}

static gboolean
is_shown_done (QzSheet *sheet, const char *stage)
{
  const int row = find_stage (sheet, stage);

  return row >= 0
         && g_strcmp0 (
                qz_cell_text (qz_sheet_find_child (sheet, "stages"), (guint) row, "state"), "DONE")
                == 0;
}

/* @format: with one %s for the day. NULL: the day has come, or the scope has no such stage. */
static char *
dup_too_early (QzSheet *sheet, const char *stage, const char *format)
{
  const int row = find_stage (sheet, stage);
  const gint64 due =
      row >= 0 ? qz_cell_number (qz_sheet_find_child (sheet, "stages"), (guint) row, "due_day") : 0;
  g_autofree char *day = NULL;

  if (row < 0 || qz_fact_number (sheet, "today") >= due)
    return NULL;
  day = qz_day_format ((QzDay) due);
  return g_strdup_printf (format, day);
}

static char *
dup_unconfirmed (QzSheet *sheet, QzNlScope scope)
{
  if (is_done (sheet, scope, "confirm"))
    return NULL;
  return g_strdup_printf (_("Not all units have confirmed yet (%s)"), qz_nl_scope_get_name (scope));
}

/* ── the steps ───────────────────────────────────────────────────────────────────────────────── */

static char *
dup_published (QzSheet *sheet)
{
  return is_done (sheet, QZ_NL_IN_PROV, "publish")
             ? g_strdup (_("The notices of the month are published already"))
             : NULL;
}

static char *
dup_no_generate (QzSheet *sheet)
{
  char *why = dup_published (sheet);

  return why != NULL ? why
                     : dup_too_early (sheet, "lists", _("The lists of the month are made from %s "
                                                        "on"));
}

static char *
dup_no_upload (QzSheet *sheet)
{
  if (is_shown_done (sheet, "upload"))
    return g_strdup (_("The clearing information of the month was uploaded already"));
  return qz_fact_number (sheet, "period")
                 >= qz_period_of_day ((QzDay) qz_fact_number (sheet, "today"))
             ? g_strdup (_("The month is not over yet"))
             : NULL;
}

static char *
dup_no_national (QzSheet *sheet)
{
  char *why = dup_published (sheet);

  if (why == NULL)
    why = is_done (sheet, QZ_NL_CROSS_PROV, "national")
              ? g_strdup (_("This is confirmed already"))
              : dup_too_early (sheet, "national",
                               _("The month is confirmed in the national system from %s on"));
  return why != NULL ? why : dup_unconfirmed (sheet, QZ_NL_CROSS_PROV);
}

static char *
dup_no_publish (QzSheet *sheet)
{
  char *why = dup_published (sheet);

  if (why == NULL)
    why = dup_too_early (sheet, "publish",
                         _("The notices of the month are published from %s on"));
  for (guint i = 0; why == NULL && i < QZ_N_NL_SCOPES; i++)
    why = dup_unconfirmed (sheet, (QzNlScope) i);
  /* Lists without money need nobody's confirmation in the nation. */
  if (why == NULL && has_money (sheet, QZ_NL_CROSS_PROV)
      && !is_done (sheet, QZ_NL_CROSS_PROV, "national"))
    why = g_strdup (_("The cross-province data of the month are not confirmed in the national "
                      "system yet"));
  return why;
}

static const struct {
  const char *action;
  char *(*dup_refusal) (QzSheet *sheet);
} steps[] = {
  { "page.generate", dup_no_generate },
  { "page.upload", dup_no_upload },
  { "page.national", dup_no_national },
  { "page.publish", dup_no_publish },
};

char *
qz_clearing_steps_dup_refusal (QzSheet *sheet, const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_strcmp0 (steps[i].action, action) == 0)
      return steps[i].dup_refusal (sheet);
  return NULL;
}
