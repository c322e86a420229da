/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the deposits of care away from home (NL-21) and the reserves of medical assistance
 * (DT-11, EX-6) are used. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-money.h"
#include "qz-dashboard-private.h"
#include "qz-deposits.h"
#include "qz-policies.h"

static const char *
get (QzSheet *gauges, guint row, const char *column)
{
  return qz_sheet_get_text (gauges, row, (guint) qz_sheet_find_column (gauges, column));
}

static void
alert (QzDashboard *self, QzSheet *gauges, guint row, const char *level)
{
  const guint column = (guint) qz_sheet_find_column (gauges, "rate");
  QzNlScope scope = QZ_NL_IN_PROV;
  g_autofree char *rate = qz_sheet_dup_display (gauges, row, column);
  g_autofree char *key =
      g_strdup_printf ("%s/%s", get (gauges, row, "unit"), get (gauges, row, "scope"));

  if (!qz_nl_scope_parse (get (gauges, row, "scope"), &scope))
    return;
  /* Translators: a city, in the province or across provinces, then a ratio. */
  qz_dashboard_alert (self, level,
                      g_strdup_printf (_("%s uses its deposit (%s) to %s"),
                                       get (gauges, row, "unit_name"),
                                       qz_nl_scope_get_name (scope), rate),
                      "deposits", "open-deposit", key);
}

gboolean
qz_dashboard_add_deposits (QzDashboard *self, GError **error)
{
  g_autoptr (QzSheet) gauges = qz_deposit_gauges (self->book, error);

  if (gauges == NULL)
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (gauges); row++)
    {
      const char *level = get (gauges, row, "level");

      if (g_strcmp0 (level, "red") == 0 || g_strcmp0 (level, "yellow") == 0)
        alert (self, gauges, row, level);
    }
  qz_sheet_add_child (self->sheet, gauges);
  return TRUE;
}

/* How all counties stand with the present year's. */
static gboolean
add_reserves_of_year (QzDashboard *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (QzPolicy) policy =
      qz_policies_peek_assistance (self->book, self->context->clock.today, NULL, &failure);
  g_autoptr (QzSheet) reserves = NULL;
  int year;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (policy == NULL)
    return TRUE;
  qz_day_to_ymd (self->context->clock.today, &year, NULL, NULL);
  reserves = qz_assist_reserve_list (self->book, self->context, year, error);
  if (reserves != NULL)
    qz_sheet_add_child (self->sheet, reserves);
  return reserves != NULL;
}

gboolean
qz_dashboard_add_reserves (QzDashboard *self, GError **error)
{
  g_autoptr (QzSheet) warnings =
      qz_assist_reserve_list_warnings (self->book, self->context, error);

  if (warnings == NULL)
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (warnings); row++)
    {
      const guint column = (guint) qz_sheet_find_column (warnings, "rate");
      const gboolean overdrawn = g_strcmp0 (get (warnings, row, "level"), "overdrawn") == 0;
      g_autofree char *rate = qz_sheet_dup_display (warnings, row, column);
      g_autofree char *key = g_strdup_printf ("%s/%s", get (warnings, row, "year"),
                                              get (warnings, row, "county"));

      /* Translators: a county, a year, then a ratio. */
      qz_dashboard_alert (self, overdrawn ? "red" : "yellow",
                          g_strdup_printf (_("%s uses its reserve of %s to %s"),
                                           get (warnings, row, "county_name"),
                                           get (warnings, row, "year"), rate),
                          "assist-reserve", "open-assist-county-reserve", key);
    }
  qz_sheet_add_child (self->sheet, warnings);
  return add_reserves_of_year (self, error);
}
