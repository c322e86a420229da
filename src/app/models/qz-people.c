/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-people.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GMutex mutex;
static QzSheet *people; /* nullable */

void
qz_people_set (QzSheet *users)
{
  QzSheet *before;

  g_mutex_lock (&mutex);
  before = people;
  people = users != NULL ? qz_sheet_ref (users) : NULL;
  g_mutex_unlock (&mutex);
  g_clear_pointer (&before, qz_sheet_unref);
}

static QzSheet *
get_people (void)
{
  QzSheet *found;

  g_mutex_lock (&mutex);
  found = people != NULL ? qz_sheet_ref (people) : NULL;
  g_mutex_unlock (&mutex);
  return found;
}

gboolean
qz_people_is_column (const char *column)
{
  static const char *const columns[] = { "actor",   "made_by",     "checked_by", "posted_by",
                                         "done_by", "imported_by", NULL };

  return g_strv_contains (columns, column);
}

static const char *
get_text (QzSheet *users, guint row, const char *column)
{
  return qz_sheet_get_text (users, row, (guint) qz_sheet_find_column (users, column));
}

static gboolean
is_shared (QzSheet *users, const char *full_name)
{
  guint n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    n += g_strcmp0 (get_text (users, row, "full_name"), full_name) == 0;
  return n > 1;
}

static char *
dup_full_name (QzSheet *users, guint row)
{
  const char *name = get_text (users, row, "name");
  const char *full_name = get_text (users, row, "full_name");

  if (full_name == NULL || *full_name == '\0')
    return g_strdup (name);
  return is_shared (users, full_name) ? g_strdup_printf ("%s (%s)", full_name, name)
                                      : g_strdup (full_name);
}

char *
qz_people_dup_name (const char *user)
{
  g_autoptr (QzSheet) users = get_people ();

  for (guint row = 0; users != NULL && row < qz_sheet_get_n_rows (users); row++)
    if (g_strcmp0 (get_text (users, row, "name"), user) == 0)
      return dup_full_name (users, row);
  /* NL-28b, NL-31g: what happens on its day without anybody. */
  return g_strdup (g_strcmp0 (user, "system") == 0 ? _("By itself") : user);
}
