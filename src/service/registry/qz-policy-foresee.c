/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-impact-repo.h"
#include "qz-imports.h"
#include "qz-policies.h"
#include "qz-policy-plan.h"

static void
add (QzSheet *sheet, const char *level, const char *what)
{
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, level);
  qz_sheet_put_text (sheet, row, 1, what);
}

static void
add_validity (QzSheet *sheet, QzPolicy *policy)
{
  const QzDay to = qz_policy_get_valid_to (policy);
  g_autofree char *first = qz_day_format (qz_policy_get_valid_from (policy));
  g_autofree char *last = to != QZ_DAY_NONE ? qz_day_format (to) : NULL;
  g_autofree char *areas = qz_policy_dup_areas (policy);
  g_autofree char *what =
      last != NULL
          ? g_strdup_printf (_("It rules from %s until %s, in areas whose codes begin with %s."),
                             first, last, areas)
          : g_strdup_printf (_("It rules from %s without end, in areas whose codes begin with %s."),
                             first, areas);

  add (sheet, "ok", what);
}

static gboolean
add_area (QzSheet *sheet, QzBook *book, QzPolicy *policy, GError **error)
{
  g_autofree char *area = qz_policy_dup_area (book, error);
  g_autofree char *what = NULL;

  if (area == NULL || qz_policy_covers_area (policy, area))
    return area != NULL;
  what = g_strdup_printf (_("The area of this book set, %s, is none of them: nothing here will be "
                            "computed by it."),
                          area);
  add (sheet, "warning", what);
  return TRUE;
}

static void
add_replaced (QzSheet *sheet, QzPolicy *policy)
{
  g_autofree char *last = qz_day_format (qz_policy_get_valid_from (policy) - 1);
  g_autofree char *what = NULL;

  if (qz_policy_get_replaces (policy) == 0)
    return;
  what = g_strdup_printf (_("Version %u ends on %s."), qz_policy_get_replaces (policy), last);
  add (sheet, "ok", what);
}

static gboolean
add_documents (QzSheet *sheet, QzBook *book, QzPolicy *policy, GError **error)
{
  gint64 n = 0;
  g_autofree char *what = NULL;

  /* Documents are of instant settlement. */
  if (qz_policy_get_kind (policy) != QZ_POLICY_INSTANT)
    return TRUE;
  if (!qz_impact_repo_count_documents (qz_book_get_store (book), qz_policy_get_valid_from (policy),
                                       &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  what = g_strdup_printf (_("%" PRId64 " documents of that time were made already; they stay as "
                            "they are, under the rules they were made by."),
                          n);
  add (sheet, "warning", what);
  return TRUE;
}

/* The act itself, rolled back: what it would be refused for. */
static void
add_trial (QzSheet *sheet, QzBook *book, const QzContext *context, const char *name, QzDay from)
{
  QzContext trial = *context;
  g_autoptr (GError) refusal = NULL;

  trial.dry_run = TRUE;
  if (!qz_policy_activate_from (book, &trial, name, from, &refusal))
    add (sheet, "refused", refusal->message);
  qz_sheet_set_number (sheet, "can", _("Can be activated"), QZ_VALUE_BOOL, refusal == NULL);
}

QzSheet *
qz_policy_foresee (QzBook *book, const QzContext *context, const char *name, QzDay from,
                   GError **error)
{
  g_autoptr (QzPolicy) policy = qz_policy_open_outside (name, from, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("consequences");

  if (policy == NULL)
    return NULL;
  qz_sheet_set_text (sheet, "id", _("Policy"), qz_policy_get_id (policy));
  qz_sheet_set_number (sheet, "version", _("Version"), QZ_VALUE_COUNT,
                       qz_policy_get_version (policy));
  qz_sheet_set_text (sheet, "title", _("Title"), qz_policy_get_title (policy));
  qz_sheet_set_number (sheet, "valid_from", _("Valid from"), QZ_VALUE_DAY,
                       qz_policy_get_valid_from (policy));
  qz_sheet_add_column (sheet, "level", _("Level"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "what", _("What follows"), QZ_VALUE_TEXT);
  add_validity (sheet, policy);
  add_replaced (sheet, policy);
  if (!add_area (sheet, book, policy, error) || !add_documents (sheet, book, policy, error))
    return NULL;
  add_trial (sheet, book, context, name, from);
  return g_steal_pointer (&sheet);
}
