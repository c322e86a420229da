/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-agenda.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-agenda-repo.h"
#include "qz-book-private.h"
#include "qz-deadlines.h"
#include "qz-document-repo.h"
#include "qz-error.h"
#include "qz-policies.h"
#include "qz-roles.h"

#define YEAR_AHEAD 366

/* ── the list ────────────────────────────────────────────────────────────────────────────────── */

enum {
  COLUMN_KEY,
  COLUMN_DUE_DAY,
  COLUMN_DAYS_LEFT,
  COLUMN_STATUS,
  COLUMN_TITLE,
  COLUMN_RULE,
  COLUMN_BASE,
  COLUMN_COUNTING,
  COLUMN_PAGE,
  COLUMN_DOCUMENT,
  COLUMN_WARNING,
  COLUMN_DONE_BY,
  COLUMN_NOTE,
  COLUMN_BY_PERSON,
};

static QzSheet *
new_sheet (void)
{
  QzSheet *sheet = qz_sheet_new ("deadlines");

  qz_sheet_add_column (sheet, "key", _("Key"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "days_left", _("Days left"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "status", _("Status"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("Deadline"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "base", _("Counts from"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "counting", _("Counting"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "page", _("Page"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "document", _("Document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "warning", _("Warning"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "done_by", _("Done by"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "note", _("Note"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "by_person", _("By a person’s word"), QZ_VALUE_BOOL);
  return sheet;
}

static void
add_row (QzSheet *sheet, const QzDeadline *deadline, QzCalendar *calendar, QzDay today)
{
  const guint row = qz_sheet_add_row (sheet);
  const QzDeadlineStatus status = qz_deadline_get_status (deadline, calendar, today);
  g_autofree char *title = qz_deadline_dup_title (deadline);
  g_autofree char *base = qz_deadline_dup_base (deadline);
  g_autofree char *counting = qz_deadline_dup_counting (deadline);
  g_autofree char *warning = qz_deadline_dup_warning (deadline, calendar);

  qz_sheet_put_text (sheet, row, COLUMN_KEY, deadline->key);
  qz_sheet_put_number (sheet, row, COLUMN_DUE_DAY, deadline->due);
  qz_sheet_put_number (sheet, row, COLUMN_DAYS_LEFT,
                       qz_deadline_get_days_left (deadline, calendar, today));
  qz_sheet_put_text (sheet, row, COLUMN_STATUS, qz_deadline_status_to_text (status));
  qz_sheet_put_text (sheet, row, COLUMN_TITLE, title);
  qz_sheet_put_text (sheet, row, COLUMN_RULE, deadline->rule->rule);
  qz_sheet_put_text (sheet, row, COLUMN_BASE, base);
  qz_sheet_put_text (sheet, row, COLUMN_COUNTING, counting);
  if (deadline->kind >= 0)
    qz_sheet_put_text (sheet, row, COLUMN_PAGE,
                       qz_document_kind_to_text ((QzDocumentKind) deadline->kind));
  qz_sheet_put_text (sheet, row, COLUMN_DOCUMENT, deadline->document);
  qz_sheet_put_text (sheet, row, COLUMN_WARNING, warning);
  qz_sheet_put_text (sheet, row, COLUMN_DONE_BY,
                     deadline->done_by != NULL ? deadline->done_by : "");
  qz_sheet_put_text (sheet, row, COLUMN_NOTE, deadline->note != NULL ? deadline->note : "");
  qz_sheet_put_number (sheet, row, COLUMN_BY_PERSON, deadline->kind < 0);
}

/* How many stand where. */
static void
set_counts (QzSheet *sheet, GPtrArray *deadlines, QzCalendar *calendar, QzDay today)
{
  gint64 counts[QZ_DEADLINE_DONE + 1] = { 0 };

  for (guint i = 0; i < deadlines->len; i++)
    counts[qz_deadline_get_status (deadlines->pdata[i], calendar, today)]++;
  qz_sheet_set_number (sheet, "today", _("Today"), QZ_VALUE_DAY, today);
  qz_sheet_set_number (sheet, "overdue", _("Overdue"), QZ_VALUE_COUNT,
                       counts[QZ_DEADLINE_OVERDUE]);
  qz_sheet_set_number (sheet, "today_count", _("Due today"), QZ_VALUE_COUNT,
                       counts[QZ_DEADLINE_TODAY]);
  qz_sheet_set_number (sheet, "soon", _("Due soon"), QZ_VALUE_COUNT, counts[QZ_DEADLINE_SOON]);
}

/* An empty agenda looks as if nothing were due. Packs that were activated before packs named
 * deadlines have none. */
static gboolean
say_without_deadlines (QzBook *book, QzDay today, QzSheet *sheet, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 pack_id;
  g_autoptr (QzPolicy) policy = qz_policy_find (book, -1, today, &pack_id, &failure);
  g_autofree char *text = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (policy == NULL || qz_policy_get_n_deadlines (policy) > 0)
    return TRUE;
  text = g_strdup_printf (_("Version %u of policy %s, which is in force, names no deadlines: none "
                            "are watched. Activate a version that names them."),
                          qz_policy_get_version (policy), qz_policy_get_id (policy));
  qz_sheet_set_text (sheet, "warning", _("Warning"), text);
  return TRUE;
}

QzSheet *
qz_agenda_list (QzBook *book, const QzContext *context, QzDay until, GError **error)
{
  const QzDay today = context->clock.today;
  const QzDay met_from = qz_period_get_first_day (qz_period_add (qz_period_of_day (today), -1));
  g_autoptr (GPtrArray) deadlines = qz_deadlines_load (book, context, until, error);
  QzCalendar *calendar = deadlines != NULL ? qz_book_get_calendar (book, error) : NULL;
  g_autoptr (QzSheet) sheet = new_sheet ();

  if (calendar == NULL)
    return NULL;
  set_counts (sheet, deadlines, calendar, today);
  if (!say_without_deadlines (book, today, sheet, error))
    return NULL;
  for (guint i = 0; i < deadlines->len; i++)
    {
      const QzDeadline *deadline = deadlines->pdata[i];

      if (deadline->met == QZ_DAY_NONE || deadline->met >= met_from)
        add_row (sheet, deadline, calendar, today);
    }
  return g_steal_pointer (&sheet);
}

/* ── schemes ─────────────────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_agenda_list_schemes (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("schemes");
  gboolean nonlocal = FALSE, assistance = FALSE;
  QzAgendaSchemes found;

  if (!qz_policies_find_schemes (book, &nonlocal, &assistance, error)
      || !qz_agenda_repo_get_schemes (qz_book_get_store (book), &found, error))
    return NULL;
  found.nonlocal |= nonlocal;
  found.assistance |= assistance;
  found.supervision |= found.nonlocal || found.assistance;
  qz_sheet_set_number (sheet, "nonlocal", _("Care away from home"), QZ_VALUE_BOOL, found.nonlocal);
  qz_sheet_set_number (sheet, "supervision", _("Supervision away from home"), QZ_VALUE_BOOL,
                       found.supervision);
  qz_sheet_set_number (sheet, "assistance", _("Medical assistance"), QZ_VALUE_BOOL,
                       found.assistance);
  return g_steal_pointer (&sheet);
}

/* ── a month ─────────────────────────────────────────────────────────────────────────────────── */

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

static void
add_month_day (QzSheet *sheet, QzCalendar *calendar, QzDay day)
{
  const QzCalendarDay *special = find_day (calendar, day);
  const guint row = qz_sheet_add_row (sheet);
  int year;

  qz_day_to_ymd (day, &year, NULL, NULL);
  qz_sheet_put_number (sheet, row, 0, day);
  qz_sheet_put_number (sheet, row, 1, qz_calendar_is_working_day (calendar, day));
  qz_sheet_put_text (sheet, row, 2,
                     special == NULL                             ? ""
                     : special->kind == QZ_DAY_KIND_HOLIDAY ? "holiday"
                                                                 : "work");
  qz_sheet_put_text (sheet, row, 3, special != NULL ? special->name : "");
  qz_sheet_put_number (sheet, row, 4, qz_calendar_has_year (calendar, year));
}

QzSheet *
qz_agenda_show_month (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  const QzDay first = qz_period_get_first_day (period), last = qz_period_get_last_day (period);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("month");
  g_autoptr (QzSheet) due = new_sheet ();
  g_autoptr (GPtrArray) deadlines = qz_deadlines_load (book, context, last, error);
  QzCalendar *calendar = deadlines != NULL ? qz_book_get_calendar (book, error) : NULL;

  if (calendar == NULL)
    return NULL;
  qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, period);
  qz_sheet_set_number (sheet, "today", _("Today"), QZ_VALUE_DAY, context->clock.today);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "working", _("Working day"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "known", _("Holidays imported"), QZ_VALUE_BOOL);
  for (QzDay day = first; day <= last; day++)
    add_month_day (sheet, calendar, day);
  for (guint i = 0; i < deadlines->len; i++)
    if (((const QzDeadline *) deadlines->pdata[i])->due >= first)
      add_row (due, deadlines->pdata[i], calendar, context->clock.today);
  qz_sheet_add_child (sheet, due);
  return g_steal_pointer (&sheet);
}

/* ── ticked off by a person ──────────────────────────────────────────────────────────────────── */

static const QzDeadline *
find_deadline (GPtrArray *deadlines, const char *key, GError **error)
{
  for (guint i = 0; i < deadlines->len; i++)
    if (g_str_equal (((const QzDeadline *) deadlines->pdata[i])->key, key))
      return deadlines->pdata[i];
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-deadline",
                _("There is no deadline “%s” now; “qz agenda” lists them"), key);
  return NULL;
}

static gboolean
check_note (const char *note, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (note != NULL ? note : ""));

  if (*text != '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "note-missing",
                _("Say how the deadline was met (--note); it is kept"));
  return FALSE;
}

/* What documents are to prove may only be waved through by those who decide. */
static gboolean
check_tick (QzBook *book, const QzContext *context, const QzDeadline *deadline, GError **error)
{
  if (deadline->met != QZ_DAY_NONE)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "done-already", _("%s is done already"),
                    deadline->key);
      qz_error_add_rule (error, deadline->rule->rule);
      return FALSE;
    }
  return qz_book_check_role (book, context,
                             qz_right_get_roles (deadline->kind < 0 ? QZ_RIGHT_TICK_DEADLINE
                                                                    : QZ_RIGHT_DECIDE_DEADLINE),
                             error);
}

gboolean
qz_agenda_done (QzBook *book, const QzContext *context, const char *key, const char *note,
                GError **error)
{
  g_autoptr (QzAct) act = NULL;
  g_autoptr (GPtrArray) deadlines = NULL;
  const QzDeadline *deadline;
  g_autofree char *detail = g_strdup_printf ("%s: %s", key, note != NULL ? note : "");

  if (!check_note (note, error))
    return FALSE;
  act = qz_book_begin_act (book, context, "agenda done",
                           qz_right_get_roles (QZ_RIGHT_TICK_DEADLINE), error);
  if (act == NULL)
    return FALSE;
  deadlines = qz_deadlines_load (book, context, context->clock.today + YEAR_AHEAD, error);
  deadline = deadlines != NULL ? find_deadline (deadlines, key, error) : NULL;
  if (deadline == NULL || !check_tick (book, context, deadline, error)
      || !qz_agenda_repo_put_word (act, key, note, error))
    return FALSE;
  qz_act_set_detail (act, detail);
  return qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

/* ── due days on documents ───────────────────────────────────────────────────────────────────── */

/* Paid ones and those put off have nothing left to be late with. */
static gboolean
is_open (const QzAgendaDocument *document)
{
  return document->due_day != QZ_DAY_NONE && document->state != QZ_STATE_PAID
         && document->state != QZ_STATE_DEFERRED && document->state != QZ_STATE_WITHDRAWN;
}

/* What the document's due day is by @calendar. */
static gboolean
count_again (QzBook *book, QzCalendar *calendar, const QzAgendaDocument *document, GArray *months,
             QzDay *out, GError **error)
{
  g_autoptr (QzPolicy) policy = qz_policy_for_pack (book, document->policy_pack_id, error);
  QzDay cutoff = QZ_DAY_NONE;

  if (policy == NULL)
    return FALSE;
  for (guint i = 0; i < months->len; i++)
    if (g_array_index (months, QzAgendaMonth, i).period == document->period)
      cutoff = g_array_index (months, QzAgendaMonth, i).first_cutoff;
  *out = qz_deadline_count_document (policy, calendar, document->kind, document->period,
                                     document->business_day, cutoff);
  if (*out == QZ_DAY_NONE)
    *out = document->due_day;
  return TRUE;
}

static void
add_moved (QzSheet *sheet, const QzAgendaDocument *document, QzDay after)
{
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, document->number);
  qz_sheet_put_text (sheet, row, 1, qz_document_kind_to_text (document->kind));
  qz_sheet_put_text (sheet, row, 2, qz_insurance_to_text (document->insurance));
  qz_sheet_put_number (sheet, row, 3, document->period);
  qz_sheet_put_text (sheet, row, 4, qz_state_to_text (document->state));
  qz_sheet_put_number (sheet, row, 5, document->due_day);
  qz_sheet_put_number (sheet, row, 6, after);
}

QzSheet *
qz_agenda_list_moved (QzBook *book, QzCalendar *calendar, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  QzCalendar *now = calendar != NULL ? calendar : qz_book_get_calendar (book, error);
  g_autoptr (GPtrArray) documents =
      now != NULL ? qz_agenda_repo_get_documents (store, error) : NULL;
  g_autoptr (GArray) months = documents != NULL ? qz_agenda_repo_get_months (store, error) : NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("moved");

  if (months == NULL)
    return NULL;
  qz_sheet_add_column (sheet, "number", _("Document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "before", _("Due before"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "after", _("Due after"), QZ_VALUE_DAY);
  for (guint i = 0; i < documents->len; i++)
    {
      const QzAgendaDocument *document = documents->pdata[i];
      QzDay after = QZ_DAY_NONE;

      if (!is_open (document))
        continue;
      if (!count_again (book, now, document, months, &after, error))
        return NULL;
      if (after != document->due_day)
        add_moved (sheet, document, after);
    }
  return g_steal_pointer (&sheet);
}

/* The row of the moved document @number; -1 with an error when it is none. */
static int
find_moved (QzSheet *moved, const char *number, GError **error)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (moved); row++)
    if (g_str_equal (qz_sheet_get_text (moved, row, 0), number))
      return (int) row;
  qz_error_set (error, QZ_ERROR_REFUSED, "due-day-stands",
                _("The due day of %s is what the calendar gives, or nothing of it is open; “qz "
                  "agenda moved” lists the others"),
                number);
  qz_error_add_rule (error, "6.3");
  return -1;
}

static gboolean
recount_one (QzBook *book, QzAct *act, QzSheet *moved, const char *number, const char *reason,
             GError **error)
{
  const int row = find_moved (moved, number, error);
  g_autoptr (QzDocumentRecord) document =
      row >= 0 ? qz_document_repo_find (qz_book_get_store (book), number, error) : NULL;

  return document != NULL
         && qz_agenda_repo_put_due_day (act, document->id,
                                        (QzDay) qz_sheet_get_number (moved, (guint) row, 6),
                                        reason, error);
}

gboolean
qz_agenda_recount (QzBook *book, const QzContext *context, const char *const *numbers,
                   const char *reason, GError **error)
{
  g_autofree char *detail = g_strjoinv (" ", (char **) numbers);
  g_autofree char *text = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  g_autoptr (QzAct) act = NULL;
  g_autoptr (QzSheet) moved = NULL;

  if (*text == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing",
                    _("Counting a due day again needs a reason (--reason)"));
      return FALSE;
    }
  act = qz_book_begin_act (book, context, "agenda recount",
                           qz_right_get_roles (QZ_RIGHT_RECOUNT_DEADLINE), error);
  moved = act != NULL ? qz_agenda_list_moved (book, NULL, error) : NULL;
  if (moved == NULL)
    return FALSE;
  qz_act_set_detail (act, detail);
  for (guint i = 0; numbers[i] != NULL; i++)
    if (!recount_one (book, act, moved, numbers[i], text, error))
      return FALSE;
  return qz_book_end_act (book, context, g_steal_pointer (&act), error);
}
