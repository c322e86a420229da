/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-holidays.h"

#include <glib/gi18n-lib.h>

#include "qz-agenda.h"
#include "qz-book-private.h"
#include "qz-csv-writer.h"
#include "qz-deadlines.h"
#include "qz-error.h"
#include "qz-holiday-repo.h"
#include "qz-import-source.h"
#include "qz-imports.h"
#include "qz-target.h"

#define LEAST_HOLIDAYS 10  /* 6.3: fewer in a year are hardly a whole arrangement */
#define DAYS_AHEAD     366 /* of open deadlines that are looked at */

/* ── the list ────────────────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_holidays_list (QzBook *book, int year, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("holidays");

  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "weekday", _("Weekday"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "source", _("Source"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "file", _("File"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "file_line", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "year", _("Year"), QZ_VALUE_TEXT);
  if (!qz_holiday_repo_fill (qz_book_get_store (book), year, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── what a file would change ────────────────────────────────────────────────────────────────── */

typedef struct {
  QzBook *book;
  const QzContext *context;
  QzCalendar *before; /* borrowed */
  QzCalendar *file;   /* the days of the file alone */
  QzCalendar *after;
  QzSheet *sheet;
} Preview;

static void
preview_clear (Preview *self)
{
  g_clear_pointer (&self->file, qz_calendar_unref);
  g_clear_pointer (&self->after, qz_calendar_unref);
  g_clear_pointer (&self->sheet, qz_sheet_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Preview, preview_clear)

static int
get_year (QzDay day)
{
  int year;

  qz_day_to_ymd (day, &year, NULL, NULL);
  return year;
}

static QzCalendar *
read_file (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) reason = NULL;
  QzCalendar *calendar;
  char *text = NULL;
  gsize length = 0;
  guint n = 0;

  if (!qz_target_check_source (path, error))
    return NULL;
  if (!g_file_get_contents (path, &text, &length, &reason))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "cannot-open", "%s", reason->message);
      return NULL;
    }
  bytes = g_bytes_new_take (text, length);
  calendar = qz_calendar_new_from_csv (bytes, name, error);
  if (calendar != NULL)
    qz_calendar_get_days (calendar, &n);
  if (calendar == NULL || n > 0)
    return calendar;
  qz_calendar_unref (calendar);
  qz_error_set (error, QZ_ERROR_INPUT, "no-days", _("The file names no day"));
  qz_error_add_place (error, name, 0, 0, NULL);
  return NULL;
}

/* The years of the file, and of the calendar at hand all others. */
static QzCalendar *
merge (QzCalendar *before, QzCalendar *file, GError **error)
{
  g_autoptr (QzCalendar) merged = qz_calendar_new ();
  QzCalendar *const sources[] = { before, file };

  for (guint k = 0; k < G_N_ELEMENTS (sources); k++)
    {
      guint n = 0;
      const QzCalendarDay *days = qz_calendar_get_days (sources[k], &n);

      for (guint i = 0; i < n; i++)
        {
          if (sources[k] == before && qz_calendar_has_year (file, get_year (days[i].day)))
            continue;
          if (!qz_calendar_add (merged, days[i].day, days[i].kind, days[i].name, error))
            return NULL;
        }
    }
  return g_steal_pointer (&merged);
}

static const QzCalendarDay *
find_day (QzCalendar *calendar, QzDay day)
{
  guint n = 0;
  const QzCalendarDay *days = qz_calendar_get_days (calendar, &n);

  for (guint i = 0; i < n; i++)
    if (days[i].day == day)
      return &days[i];
  return NULL;
}

static const char *
get_kind (const QzCalendarDay *day)
{
  if (day == NULL)
    return "";
  return day->kind == QZ_DAY_KIND_WORK ? "work" : "holiday";
}

static void
add_change (QzSheet *changes, QzDay day, const QzCalendarDay *before, const QzCalendarDay *after)
{
  const guint row = qz_sheet_add_row (changes);
  const char weekday[] = { (char) ('0' + qz_day_get_weekday (day)), '\0' };

  qz_sheet_put_number (changes, row, 0, day);
  qz_sheet_put_text (changes, row, 1, weekday);
  qz_sheet_put_text (changes, row, 2,
                     before == NULL  ? "added"
                     : after == NULL ? "removed"
                                     : "changed");
  qz_sheet_put_text (changes, row, 3, get_kind (before));
  qz_sheet_put_text (changes, row, 4, get_kind (after));
  qz_sheet_put_text (changes, row, 5, after != NULL ? after->name : before->name);
}

static gboolean
is_same (const QzCalendarDay *before, const QzCalendarDay *after)
{
  if (before == NULL || after == NULL)
    return before == after;
  return before->kind == after->kind && g_str_equal (before->name, after->name);
}

/* Every day of the years of the file. */
static void
add_changes (Preview *self)
{
  g_autoptr (QzSheet) changes = qz_sheet_new ("changes");
  guint n = 0;
  const QzCalendarDay *days = qz_calendar_get_days (self->file, &n);
  const int first = get_year (days[0].day), last = get_year (days[n - 1].day);

  qz_sheet_add_column (changes, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (changes, "weekday", _("Weekday"), QZ_VALUE_TEXT);
  qz_sheet_add_column (changes, "change", _("Change"), QZ_VALUE_TEXT);
  qz_sheet_add_column (changes, "before", _("Before"), QZ_VALUE_TEXT);
  qz_sheet_add_column (changes, "after", _("After"), QZ_VALUE_TEXT);
  qz_sheet_add_column (changes, "name", _("Name"), QZ_VALUE_TEXT);
  for (QzDay day = qz_period_get_first_day (first * 100 + 1);
       day <= qz_period_get_last_day (last * 100 + 12); day++)
    {
      const QzCalendarDay *before = find_day (self->before, day);
      const QzCalendarDay *after = find_day (self->after, day);

      if (!is_same (before, after))
        add_change (changes, day, before, after);
    }
  qz_sheet_set_number (self->sheet, "changed", _("Changed days"), QZ_VALUE_COUNT,
                       qz_sheet_get_n_rows (changes));
  qz_sheet_add_child (self->sheet, changes);
}

static void
add_years (Preview *self)
{
  g_autoptr (QzSheet) warnings = qz_sheet_new ("warnings");
  g_autoptr (GString) years = g_string_new (NULL);
  guint n = 0, n_works = 0;
  const QzCalendarDay *days = qz_calendar_get_days (self->file, &n);

  qz_sheet_add_column (warnings, "what", _("Warning"), QZ_VALUE_TEXT);
  for (guint i = 0; i < n; i++)
    {
      const int year = get_year (days[i].day);
      const guint n_holidays = qz_calendar_count_holidays (self->file, year);
      g_autofree char *text = NULL;

      n_works += days[i].kind == QZ_DAY_KIND_WORK;
      if (i > 0 && get_year (days[i - 1].day) == year)
        continue;
      g_string_append_printf (years, "%s%d", years->len > 0 ? " " : "", year);
      if (n_holidays >= LEAST_HOLIDAYS)
        continue;
      text = g_strdup_printf (_("%d has only %u holidays in this file; a whole year has more"),
                              year, n_holidays);
      qz_sheet_put_text (warnings, qz_sheet_add_row (warnings), 0, text);
    }
  qz_sheet_set_text (self->sheet, "years", _("Years"), years->str);
  qz_sheet_set_number (self->sheet, "holidays", _("Holidays"), QZ_VALUE_COUNT, n - n_works);
  qz_sheet_set_number (self->sheet, "works", _("Working weekends"), QZ_VALUE_COUNT, n_works);
  qz_sheet_add_child (self->sheet, warnings);
}

/* ── what would move ─────────────────────────────────────────────────────────────────────────── */

static const QzDeadline *
find_deadline (GPtrArray *deadlines, const char *key)
{
  for (guint i = 0; i < deadlines->len; i++)
    if (g_str_equal (((const QzDeadline *) deadlines->pdata[i])->key, key))
      return deadlines->pdata[i];
  return NULL;
}

static gboolean
add_deadlines (Preview *self, GError **error)
{
  const QzDay until = self->context->clock.today + DAYS_AHEAD;
  g_autoptr (GPtrArray) before =
      qz_deadlines_load_by (self->book, self->context, self->before, until, error);
  g_autoptr (GPtrArray) after =
      before != NULL
          ? qz_deadlines_load_by (self->book, self->context, self->after, until, error)
          : NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("deadlines");

  qz_sheet_add_column (sheet, "key", _("Key"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("Deadline"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "before", _("Due before"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "after", _("Due after"), QZ_VALUE_DAY);
  for (guint i = 0; after != NULL && i < after->len; i++)
    {
      const QzDeadline *now = after->pdata[i];
      const QzDeadline *old = find_deadline (before, now->key);
      g_autofree char *title = qz_deadline_dup_title (now);
      guint row;

      if (now->met != QZ_DAY_NONE || old == NULL || old->due == now->due)
        continue;
      row = qz_sheet_add_row (sheet);
      qz_sheet_put_text (sheet, row, 0, now->key);
      qz_sheet_put_text (sheet, row, 1, title);
      qz_sheet_put_number (sheet, row, 2, old->due);
      qz_sheet_put_number (sheet, row, 3, now->due);
    }
  qz_sheet_add_child (self->sheet, sheet);
  return after != NULL;
}

QzSheet *
qz_holidays_preview (QzBook *book, const QzContext *context, const char *path, GError **error)
{
  g_auto (Preview) self = { .book = book, .context = context };
  g_autoptr (QzSheet) moved = NULL;
  /* Before it is read: a file that changes while it is read is then another one to the import. */
  g_autofree char *digest = qz_import_digest_path (path, error);

  self.before = digest != NULL ? qz_book_get_calendar (book, error) : NULL;
  self.file = self.before != NULL ? read_file (path, error) : NULL;
  self.after = self.file != NULL ? merge (self.before, self.file, error) : NULL;
  if (self.after == NULL)
    return NULL;
  self.sheet = qz_sheet_new ("holiday_preview");
  qz_sheet_set_text (self.sheet, "file", _("File"), path);
  qz_sheet_set_text (self.sheet, "digest", _("Digest"), digest);
  add_years (&self);
  add_changes (&self);
  moved = qz_agenda_list_moved (book, self.after, error);
  if (moved == NULL || !add_deadlines (&self, error))
    return NULL;
  qz_sheet_add_child (self.sheet, moved);
  return g_steal_pointer (&self.sheet);
}

QzSheet *
qz_holidays_import (QzBook *book, const QzContext *context, const char *path,
                    const char *digest, const char *const *numbers, const char *reason,
                    GError **error)
{
  const QzImportOptions options = { .digest = digest };
  g_autoptr (QzSheet) sheet = qz_import_run (book, context, "calendar", path, &options, error);
  QzContext rest = *context;

  /* The days stand; cancelled now, their documents would be left behind. */
  rest.cancellable = NULL;
  if (sheet == NULL
      || (numbers != NULL && numbers[0] != NULL
          && !qz_agenda_recount (book, &rest, numbers, reason, error)))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── export ──────────────────────────────────────────────────────────────────────────────────── */

static char *
dup_csv (QzSheet *days)
{
  static const guint columns[] = { 0, 2, 3, 4 }; /* day kind name source */
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const titles[] = { "date", "type", "name", "source" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    qz_csv_append_field (text, titles[i], FALSE, i == 0);
  qz_csv_end_row (text);
  for (guint row = 0; row < qz_sheet_get_n_rows (days); row++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        {
          g_autofree char *cell = qz_sheet_dup_machine (days, row, columns[i]);

          qz_csv_append_field (text, cell, FALSE, i == 0);
        }
      qz_csv_end_row (text);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

QzSheet *
qz_holidays_export (QzBook *book, const QzContext *context, int year, const char *path,
                    GError **error)
{
  g_autoptr (QzSheet) days = qz_holidays_list (book, year, error);
  g_autofree char *text = days != NULL ? dup_csv (days) : NULL;
  g_autoptr (GError) reason = NULL;
  QzSheet *sheet;

  if (text == NULL || !qz_target_check (path, error))
    return NULL;
  if (!context->dry_run
      && !g_file_set_contents_full (path, text, -1,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    0644, &reason))
    {
      qz_error_set (error, QZ_ERROR_STORE, "cannot-write", _("The file cannot be written: %s"),
                    reason->message);
      qz_error_add_place (error, path, 0, 0, NULL);
      return NULL;
    }
  sheet = qz_sheet_new ("export");
  qz_sheet_set_text (sheet, "file", _("File"), path);
  qz_sheet_set_number (sheet, "rows", _("Rows"), QZ_VALUE_COUNT, qz_sheet_get_n_rows (days));
  return sheet;
}
