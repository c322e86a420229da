/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-actor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cells.h"

#define PROVINCE_DIGITS 2
#define PROVINCE_SIZE   7

static void
find_province (QzSheet *actors, char *out)
{
  g_strlcpy (out, "000000", PROVINCE_SIZE);
  for (guint row = 0; row < qz_sheet_get_n_rows (actors); row++)
    {
      const char *area = qz_cell_text (actors, row, "area");

      if (qz_cell_number (actors, row, "own") != 0 && area != NULL)
        memcpy (out, area, MIN (strlen (area), PROVINCE_DIGITS));
    }
}

/* Of the agencies of an area the one that is not finance. */
static int
find_agency (QzSheet *actors, const char *area)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (actors); row++)
    {
      const char *level = qz_cell_text (actors, row, "level");

      if (g_strcmp0 (qz_cell_text (actors, row, "area"), area) == 0
          && qz_cell_number (actors, row, "active") != 0
          && (level == NULL || !g_str_has_prefix (level, "fin_")))
        return (int) row;
    }
  return -1;
}

/* @row: whose act it is; -1: of none that the book set acts for. */
static char *
dup_refusal (QzSession *session, QzSheet *actors, int row, gboolean province)
{
  if (row < 0)
    return g_strdup (province ? _("This book set does not act for the province")
                              : _("This book set does not act for this agency"));
  if (g_strcmp0 (qz_cell_text (actors, (guint) row, "agency"), qz_session_get_actor (session)) == 0)
    return NULL;
  return g_strdup_printf (_("Act for %s to do this: choose it where the acting user is shown"),
                          qz_cell_text (actors, (guint) row, "name"));
}

char *
qz_nl_actor_dup_refusal (QzSession *session, const char *area)
{
  QzSheet *actors = qz_session_get_actors (session);
  char province[PROVINCE_SIZE];

  if (actors == NULL)
    return NULL;
  find_province (actors, province);
  return dup_refusal (session, actors, find_agency (actors, area != NULL ? area : province),
                      area == NULL);
}

char *
qz_nl_actor_dup_refusal_of (QzSession *session, const char *agency)
{
  QzSheet *actors = qz_session_get_actors (session);
  int found = -1;

  if (actors == NULL)
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (actors); row++)
    if (g_strcmp0 (qz_cell_text (actors, row, "agency"), agency) == 0
        && qz_cell_number (actors, row, "active") != 0)
      found = (int) row;
  return dup_refusal (session, actors, found, FALSE);
}
