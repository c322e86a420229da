/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-agenda.h"
#include "qz-deadlines.h"
#include "qz-error.h"
#include "qz-ics.h"
#include "qz-target.h"

/* The working day before @day. */
static QzDay
get_alarm_day (QzCalendar *calendar, QzDay day)
{
  do
    day--;
  while (!qz_calendar_is_working_day (calendar, day));
  return day;
}

static void
add_event (QzIcs *ics, const char *agency, QzCalendar *calendar, const QzDeadline *deadline)
{
  g_autofree char *uid = g_strdup_printf ("%s@%s.qingzhang", deadline->key, agency);
  g_autofree char *title = qz_deadline_dup_title (deadline);
  g_autofree char *counting = qz_deadline_dup_counting (deadline);
  g_autofree char *warning = qz_deadline_dup_warning (deadline, calendar);
  g_autofree char *summary = g_strdup_printf ("%s (%s)", title, deadline->rule->rule);
  g_autofree char *description = g_strdup_printf (
      "%s %s\n%s%s%s", deadline->rule->key, deadline->rule->rule, counting,
      *warning != '\0' ? "\n" : "", warning);
  const QzIcsEvent event = { uid, deadline->due, get_alarm_day (calendar, deadline->due), summary,
                             description };

  qz_ics_add (ics, &event);
}

static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!qz_target_check (path, error))
    return FALSE;
  if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                (gssize) g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                &reason))
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "cannot-write", _("The calendar cannot be written: %s"),
                reason->message);
  qz_error_add_place (error, path, 0, 0, NULL);
  return FALSE;
}

QzSheet *
qz_agenda_export (QzBook *book, const QzContext *context, QzDay until, const char *path,
                  GError **error)
{
  g_autoptr (GPtrArray) deadlines = qz_deadlines_load (book, context, until, error);
  QzCalendar *calendar = deadlines != NULL ? qz_book_get_calendar (book, error) : NULL;
  g_autoptr (QzIcs) ics = qz_ics_new (_("Deadlines"), &context->clock);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("calendar");
  gint64 n = 0;

  if (calendar == NULL)
    return NULL;
  for (guint i = 0; i < deadlines->len; i++)
    {
      const QzDeadline *deadline = deadlines->pdata[i];

      if (deadline->met != QZ_DAY_NONE)
        continue;
      add_event (ics, qz_book_get_agency (book), calendar, deadline);
      n++;
    }
  bytes = qz_ics_end (ics);
  if (!context->dry_run && !write_file (path, bytes, error))
    return NULL;
  qz_sheet_set_text (sheet, "file", _("File"), path);
  qz_sheet_set_number (sheet, "events", _("Deadlines"), QZ_VALUE_COUNT, n);
  return g_steal_pointer (&sheet);
}
