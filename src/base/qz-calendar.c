/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-calendar.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-csv-reader.h"
#include "qz-error.h"

struct _QzCalendar {
  grefcount ref_count;
  GArray *days; /* QzCalendarDay, sorted */
  GStringChunk *names;
};

/* The columns of 6.3, in the order of the format. */
typedef enum { COLUMN_DATE, COLUMN_TYPE, COLUMN_NAME, COLUMN_SOURCE, N_COLUMNS } Column;

QzCalendar *
qz_calendar_new (void)
{
  QzCalendar *self = g_new0 (QzCalendar, 1);

  g_ref_count_init (&self->ref_count);
  self->days = g_array_new (FALSE, FALSE, sizeof (QzCalendarDay));
  self->names = g_string_chunk_new (1024);
  return self;
}

QzCalendar *
qz_calendar_ref (QzCalendar *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
qz_calendar_unref (QzCalendar *self)
{
  if (self == NULL || !g_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->days);
  g_string_chunk_free (self->names);
  g_free (self);
}

/* The index of the first entry that does not lie before @day. */
static guint
find_index (QzCalendar *self, QzDay day)
{
  guint low = 0;
  guint high = self->days->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (self->days, QzCalendarDay, middle).day < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The entry of @day, or NULL. */
static const QzCalendarDay *
find_day (QzCalendar *self, QzDay day)
{
  guint index = find_index (self, day);

  if (index == self->days->len || g_array_index (self->days, QzCalendarDay, index).day != day)
    return NULL;
  return &g_array_index (self->days, QzCalendarDay, index);
}

static gboolean
is_weekend (QzDay day)
{
  return qz_day_get_weekday (day) >= 6;
}

gboolean
qz_calendar_add (QzCalendar *self, QzDay day, QzDayKind kind, const char *name, GError **error)
{
  const QzCalendarDay *known = find_day (self, day);
  g_autofree char *shown = qz_day_format (day);
  QzCalendarDay entry = { day, kind, NULL, "" };

  g_assert (day != QZ_DAY_NONE);
  if (kind == QZ_DAY_KIND_WORK && !is_weekend (day))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "work-day-in-week",
                    _("%s is given as a make-up work day, but is no Saturday or Sunday; correct "
                       "it"),
                    shown);
      return FALSE;
    }
  if (known != NULL && known->kind != kind)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "day-of-two-kinds",
                    _("%s is given both as a holiday and as a work day; remove one"), shown);
      return FALSE;
    }
  if (known != NULL)
    return TRUE;
  entry.name = g_string_chunk_insert_const (self->names, name != NULL ? name : "");
  g_array_insert_val (self->days, find_index (self, day), entry);
  return TRUE;
}

static void
set_source (QzCalendar *self, QzDay day, const char *source)
{
  g_array_index (self->days, QzCalendarDay, find_index (self, day)).source =
      g_string_chunk_insert_const (self->names, source);
}

static gboolean
fail_line (QzCsvReader *reader, guint column, const char *field, const char *message,
           GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "bad-calendar", "%s", message);
  qz_error_add_place (error, qz_csv_reader_get_file_name (reader), qz_csv_reader_get_line (reader),
                      column, field);
  return FALSE;
}

/* Reads the header line; @order tells the index of each column, or G_MAXUINT for none. */
static gboolean
read_header (QzCsvReader *reader, guint order[N_COLUMNS], GError **error)
{
  static const char *const titles[N_COLUMNS] = { "date", "type", "name", "source" };
  const QzCsvField *fields = NULL;
  guint n_fields = 0;
  g_autoptr (GError) reason = NULL;

  for (guint i = 0; i < N_COLUMNS; i++)
    order[i] = G_MAXUINT;
  if (!qz_csv_reader_next (reader, &fields, &n_fields, &reason) && reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  for (guint i = 0; i < n_fields; i++)
    {
      for (guint j = 0; j < N_COLUMNS; j++)
        {
          if (strcmp (fields[i].text, titles[j]) == 0)
            order[j] = i;
        }
    }
  if (order[COLUMN_DATE] != G_MAXUINT && order[COLUMN_TYPE] != G_MAXUINT)
    return TRUE;
  return fail_line (reader, 1, NULL,
                    _("The first line must name the columns date,type,name,source"),
                    error);
}

static gboolean
read_kind (const char *text, QzDayKind *kind)
{
  *kind = strcmp (text, "work") == 0 ? QZ_DAY_KIND_WORK : QZ_DAY_KIND_HOLIDAY;
  return *kind == QZ_DAY_KIND_WORK || strcmp (text, "holiday") == 0;
}

static gboolean
add_row (QzCalendar *self, QzCsvReader *reader, const QzCsvField *fields, guint n_fields,
         const guint order[N_COLUMNS], GError **error)
{
  guint date = order[COLUMN_DATE];
  guint type = order[COLUMN_TYPE];
  guint name = order[COLUMN_NAME];
  QzDayKind kind;
  QzDay day;
  gboolean ok;

  if (date >= n_fields || type >= n_fields)
    return fail_line (reader, 1, NULL,
                      _("This line has too few fields; give date and type"), error);
  if (!read_kind (fields[type].text, &kind))
    return fail_line (reader, fields[type].column, "type", _("The type must be holiday or work"),
                      error);
  ok = qz_day_parse (fields[date].text, &day, error)
       && qz_calendar_add (self, day, kind, name < n_fields ? fields[name].text : NULL, error);
  if (!ok)
    qz_error_add_place (error, qz_csv_reader_get_file_name (reader),
                        qz_csv_reader_get_line (reader), fields[date].column, "date");
  else if (order[COLUMN_SOURCE] < n_fields)
    set_source (self, day, fields[order[COLUMN_SOURCE]].text);
  return ok;
}

QzCalendar *
qz_calendar_new_from_csv (GBytes *csv, const char *file_name, GError **error)
{
  g_autoptr (QzCalendar) self = qz_calendar_new ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (csv);
  g_autoptr (QzCsvReader) reader = qz_csv_reader_new (stream, file_name);
  g_autoptr (GError) reason = NULL;
  const QzCsvField *fields;
  guint order[N_COLUMNS];
  guint n_fields;

  if (!read_header (reader, order, error))
    return NULL;
  while (qz_csv_reader_next (reader, &fields, &n_fields, &reason))
    {
      if (!add_row (self, reader, fields, n_fields, order, error))
        return NULL;
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  return g_steal_pointer (&self);
}

const QzCalendarDay *
qz_calendar_get_days (QzCalendar *self, guint *n_days)
{
  *n_days = self->days->len;
  return (const QzCalendarDay *) self->days->data;
}

/* 6.1: the overrides first, and otherwise Monday to Friday. */
gboolean
qz_calendar_is_working_day (QzCalendar *self, QzDay day)
{
  const QzCalendarDay *entry = find_day (self, day);

  if (entry != NULL)
    return entry->kind == QZ_DAY_KIND_WORK;
  return !is_weekend (day);
}

guint
qz_calendar_count_holidays (QzCalendar *self, int year)
{
  guint n_holidays = 0;

  for (guint i = 0; i < self->days->len; i++)
    {
      const QzCalendarDay *entry = &g_array_index (self->days, QzCalendarDay, i);
      int entry_year;

      qz_day_to_ymd (entry->day, &entry_year, NULL, NULL);
      n_holidays += entry_year == year && entry->kind == QZ_DAY_KIND_HOLIDAY;
    }
  return n_holidays;
}

gboolean
qz_calendar_has_year (QzCalendar *self, int year)
{
  return qz_calendar_count_holidays (self, year) > 0;
}

int
qz_calendar_find_missing_year (QzCalendar *self, QzDay from, QzDay to)
{
  int first, last;

  qz_day_to_ymd (from, &first, NULL, NULL);
  qz_day_to_ymd (to, &last, NULL, NULL);
  for (int year = first; year <= last; year++)
    if (!qz_calendar_has_year (self, year))
      return year;
  return 0;
}

QzDay
qz_calendar_add_workdays (QzCalendar *self, QzDay day, guint n)
{
  g_assert (n >= 1);
  while (n > 0)
    {
      day++;
      n -= qz_calendar_is_working_day (self, day) ? 1 : 0;
    }
  return day;
}

QzDay
qz_calendar_nth_workday (QzCalendar *self, QzPeriod period, guint n)
{
  return qz_calendar_add_workdays (self, qz_period_get_first_day (period) - 1, n);
}

QzDay
qz_calendar_roll_forward (QzCalendar *self, QzDay day)
{
  return qz_calendar_add_workdays (self, day - 1, 1);
}

int
qz_calendar_count_workdays (QzCalendar *self, QzDay from, QzDay to)
{
  QzDay first = MIN (from, to);
  QzDay last = MAX (from, to);
  int n = 0;

  for (QzDay day = first + 1; day <= last; day++)
    n += qz_calendar_is_working_day (self, day) ? 1 : 0;
  return to < from ? -n : n;
}
