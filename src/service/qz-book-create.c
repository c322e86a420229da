/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-book-repo.h"
#include "qz-data.h"
#include "qz-digest.h"
#include "qz-error.h"
#include "qz-file-guard.h"
#include "qz-import-repo.h"
#include "qz-registry-repo.h"
#include "qz-users.h"

#define CHART_FILE        "codes/chart-of-accounts.csv"
#define CALENDAR_FILE     "codes/holidays.csv"
#define MAX_AGENCY_LENGTH 20

/* A new book set: filled under another name, and named when it is whole. */

static gboolean
check_agency (const char *agency, GError **error)
{
  gsize length = strlen (agency);

  if (length > 0 && length <= MAX_AGENCY_LENGTH
      && strspn (agency, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "agency-code",
                _("“%s” is no code of an agency: it has 1 to %d digits and capital letters, "
                   "for example 220200"),
                agency, MAX_AGENCY_LENGTH);
  return FALSE;
}

/* ── what the program brings along, as imports like any other ───────────────────────────────── */

static gboolean
put_file (QzAct *act, const char *kind, const char *name, GBytes *bytes, guint64 n_rows,
          GError **error)
{
  g_autoptr (QzImportFile) file = qz_import_file_new ();

  file->kind = g_strdup (kind);
  file->file_name = g_strdup (name);
  file->digest = qz_digest_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  file->encoding = g_strdup ("UTF-8");
  file->n_rows = n_rows;
  file->first_id = n_rows > 0 ? 1 : 0;
  file->last_id = (gint64) n_rows;
  file->first_day = QZ_DAY_NONE;
  file->last_day = QZ_DAY_NONE;
  return qz_import_repo_put (act, file, error);
}

static gboolean
put_chart (QzAct *act, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (QzChart) chart = NULL;

  if (!qz_data_load (CHART_FILE, &bytes, error))
    return FALSE;
  chart = qz_chart_new_from_csv (bytes, CHART_FILE, error);
  if (chart == NULL)
    return FALSE;
  for (guint i = 0; i < qz_chart_get_n_accounts (chart); i++)
    if (!qz_book_repo_put_account (act, qz_chart_get_account (chart, i), error))
      return FALSE;
  return put_file (act, "chart", CHART_FILE, bytes, qz_chart_get_n_accounts (chart), error);
}

static gboolean
put_days (QzAct *act, gint64 import_id, QzCalendar *calendar, guint *n_days, GError **error)
{
  const QzCalendarDay *days = qz_calendar_get_days (calendar, n_days);

  for (guint i = 0; i < *n_days; i++)
    {
      /* Line 1 is the header; the shipped file is in the order of days. */
      QzOrigin origin = { .import_id = import_id, .line_no = i + 2 };

      if (qz_registry_repo_put_day (act, &origin, days[i].day, days[i].kind, days[i].name,
                                    days[i].source, error)
          == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_calendar (QzAct *act, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (QzCalendar) calendar = NULL;
  gint64 import_id;
  guint n_days = 0;

  if (!qz_data_load (CALENDAR_FILE, &bytes, error))
    return FALSE;
  calendar = qz_calendar_new_from_csv (bytes, CALENDAR_FILE, error);
  import_id = calendar != NULL ? qz_import_repo_get_next_id (act, error) : 0;
  return import_id != 0 && put_days (act, import_id, calendar, &n_days, error)
         && put_file (act, "calendar", CALENDAR_FILE, bytes, n_days, error);
}

/* ── the first act ──────────────────────────────────────────────────────────────────────────── */

static gboolean
fill (QzAct *act, const char *agency, const char *name, const char *owner, GError **error)
{
  g_autofree char *roles = qz_role_to_text (QZ_ROLE_ADMINISTRATOR);
  QzUserRecord user = {
    .name = (char *) owner, .full_name = (char *) owner, .roles = roles, .active = TRUE
  };

  qz_act_set_detail (act, agency);
  return qz_book_repo_put_setting (act, "agency", agency, error)
         && qz_book_repo_put_setting (act, "name", name, error)
         && qz_book_repo_put_user (act, &user, error) && put_chart (act, error)
         && put_calendar (act, error);
}

typedef struct {
  const char *agency, *name, *owner;
  const QzClock *clock;
} NewBook;

static gboolean
create_at (const char *path, gpointer data, GError **error)
{
  const NewBook *book = data;
  g_autoptr (QzStore) store = qz_store_create (path, error);
  g_autoptr (QzAct) act = NULL;

  if (store == NULL)
    return FALSE;
  act = qz_act_begin (store, "book create", book->owner, book->clock, error);
  return act != NULL && fill (act, book->agency, book->name, book->owner, error)
         && qz_act_commit (act, FALSE, error);
}

gboolean
qz_book_create (const char *path, const char *agency, const char *name, const char *owner,
                const QzClock *clock, GError **error)
{
  return check_agency (agency, error) && qz_user_check_name (owner, error)
         && qz_file_make (path, create_at, &(NewBook) { agency, name, owner, clock }, error);
}
