/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-jobs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-imports.h"
#include "qz-policy-plan.h"

static gpointer
show_policy (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_policy_show (book, input, error);
}

static gpointer
list_policies (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_policy_list (book, error);
}

/* Splits "DAY\nPACK"; without a day the pack's own. */
static const char *
split_day (const char *input, QzDay *out, GError **error)
{
  const char *end = strchr (input, '\n');
  g_autofree char *day = NULL;

  g_assert (end != NULL);
  *out = QZ_DAY_NONE;
  day = g_strndup (input, (gsize) (end - input));
  return *day == '\0' || qz_day_parse (day, out, error) ? end + 1 : NULL;
}

static gpointer
foresee_policy (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzDay from;
  const char *pack = split_day (input, &from, error);

  return pack != NULL ? qz_policy_foresee (book, context, pack, from, error) : NULL;
}

static gpointer
activate_policy (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzDay from;
  const char *pack = split_day (input, &from, error);

  return pack != NULL && qz_policy_activate_from (book, context, pack, from, error)
             ? g_strdup (pack)
             : NULL;
}

static gpointer
save_policy (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (input, "\n", 2);

  g_assert (g_strv_length (parts) == 2);
  return qz_policy_save (book, parts[0], parts[1], error) ? g_strdup (parts[1]) : NULL;
}

static gpointer
diff_policies (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (input, "\n", 2);

  g_assert (g_strv_length (parts) == 2);
  return qz_policy_diff (book, parts[0], parts[1], error);
}

static gpointer
policy_impact (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (input, "\n", 3);

  g_assert (g_strv_length (parts) == 3);
  return qz_policy_impact (book, context, parts[0], parts[1],
                           (guint) g_ascii_strtoull (parts[2], NULL, 10), error);
}

#define SHEET (GDestroyNotify) qz_sheet_unref

const QzJobKind qz_job_show_policy = { NULL, show_policy, FALSE, g_free, SHEET };
const QzJobKind qz_job_list_policies = { NULL, list_policies, FALSE, NULL, SHEET };
/* It tries the act out, for which it needs the connection that writes. */
const QzJobKind qz_job_foresee_policy = {
  N_ ("Looking at what would follow"), foresee_policy, FALSE, g_free, SHEET
};
const QzJobKind qz_job_activate_policy = {
  N_ ("Activating the policy"), activate_policy, TRUE, g_free, g_free
};
const QzJobKind qz_job_save_policy = { NULL, save_policy, FALSE, g_free, g_free };
const QzJobKind qz_job_diff_policies = { NULL, diff_policies, FALSE, g_free, SHEET };
const QzJobKind qz_job_policy_impact = {
  N_ ("Computing under both policies"), policy_impact, FALSE, g_free, SHEET
};
