/* SPDX-License-Identifier: GPL-3.0-or-later */
/* City and counties clear a year's reserves (DT-12, EX-6). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-money-act.h"
#include "qz-assist-money-repo.h"
#include "qz-assist-money.h"
#include "qz-deadlines.h"

static gboolean
is_state (const QzAssistClearingLine *line, const char *state)
{
  return strcmp (line->state, state) == 0;
}

/* ── the list ───────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
new_list (int year)
{
  QzSheet *sheet = qz_sheet_new ("clearing");

  qz_sheet_set_text (sheet, "year", _("Year"), qz_assist_money_get_year_text (year));
  qz_sheet_add_column (sheet, "county", _("County code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "county_name", _("County"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "allotted", _("Allotted"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "reserve", _("Reserve"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "used", _("Used"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "rate", _("Rate"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "level", _("Level"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "surplus", _("Surplus"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "shortage", _("Shortage"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "paid", _("Paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "waiting", _("Recorded, not confirmed"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "open", _("Open"), QZ_VALUE_FEN);
  return sheet;
}

static QzFen
get_due (const QzAssistClearingLine *line)
{
  return ABS (line->reserve_fen - line->used_fen);
}

static const char *
get_line_state (const QzAssistClearingLine *line)
{
  if (is_state (line, "object"))
    return "objected";
  if (!is_state (line, "confirm"))
    return "made";
  return line->paid_fen == get_due (line) ? "paid" : "confirmed";
}

static gboolean
list_line (QzAssistDesk *desk, QzSheet *sheet, const QzAssistClearingLine *line, GError **error)
{
  const QzFen left = line->reserve_fen - line->used_fen;
  QzReserveUsage usage = { 0 };
  guint row;

  if (!qz_assist_usage (desk->terms, line->used_fen, line->reserve_fen, &usage, error))
    return FALSE;
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, row, 0, line->county);
  qz_sheet_put_text (sheet, row, 1, qz_area_map_get_name (desk->map, line->county));
  qz_sheet_put_number (sheet, row, 2, line->allotted_fen);
  qz_sheet_put_number (sheet, row, 3, line->reserve_fen);
  qz_sheet_put_number (sheet, row, 4, line->used_fen);
  if (usage.has_rate)
    qz_sheet_put_number (sheet, row, 5, usage.rate_ppm);
  qz_sheet_put_text (sheet, row, 6, qz_reserve_level_to_text (usage.level));
  qz_sheet_put_number (sheet, row, 7, MAX (left, 0));
  qz_sheet_put_number (sheet, row, 8, MAX (-left, 0));
  qz_sheet_put_text (sheet, row, 9, get_line_state (line));
  qz_sheet_put_number (sheet, row, 10, line->paid_fen);
  qz_sheet_put_number (sheet, row, 11, line->waiting_fen);
  qz_sheet_put_number (sheet, row, 12, get_due (line) - line->paid_fen - line->waiting_fen);
  return TRUE;
}

static gboolean
all_lines_are (const GArray *lines, const char *state)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (get_line_state (&g_array_index (lines, QzAssistClearingLine, i)), state) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
all_lines_confirmed (const GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (!is_state (&g_array_index (lines, QzAssistClearingLine, i), "confirm"))
      return FALSE;
  return TRUE;
}

static const char *
get_year_state (const QzAssistClearing *clearing, const GArray *lines)
{
  if (clearing->id == 0)
    return "none";
  if (all_lines_are (lines, "paid"))
    return "paid";
  return all_lines_confirmed (lines) ? "confirmed" : "made";
}

/* What the counties make together. */
static gboolean
set_sums (QzSheet *sheet, GError **error)
{
  static const char *const columns[] = { "reserve", "used", "surplus", "shortage", "open" };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const guint column = (guint) qz_sheet_find_column (sheet, columns[i]);
      g_autofree char *name = g_strconcat (columns[i], "_sum", NULL);
      /* Translators: what is added up, “Surplus”. */
      g_autofree char *title = g_strdup_printf (_("%s, all counties"),
                                                qz_sheet_get_column_title (sheet, column));
      QzFen sum = 0;

      if (!qz_sheet_sum (sheet, column, &sum, error))
        return FALSE;
      qz_sheet_set_number (sheet, name, title, QZ_VALUE_FEN, sum);
    }
  return TRUE;
}

static QzSheet *
list_year (QzAssistDesk *desk, int year, GError **error)
{
  g_autoptr (QzSheet) sheet = new_list (year);
  QzAssistClearing clearing = { 0 };
  g_autoptr (GArray) lines = NULL;

  if (!qz_assist_money_repo_get_clearing (desk->store, year, &clearing, error))
    return NULL;
  lines = qz_assist_money_repo_load_clearing (desk->store, clearing.id, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (!list_line (desk, sheet, &g_array_index (lines, QzAssistClearingLine, i), error))
      return NULL;
  if (lines == NULL || (lines->len > 0 && !set_sums (sheet, error)))
    return NULL;
  qz_sheet_set_number (sheet, "version", _("Version"), QZ_VALUE_COUNT, clearing.version);
  qz_sheet_set_number (sheet, "due_day", _("Due"), QZ_VALUE_DAY,
                       qz_assist_get_due (desk->terms, qz_assist_money_get_december (year),
                                          QZ_ASSIST_CLEARING));
  qz_sheet_set_text (sheet, "state", _("State"), get_year_state (&clearing, lines));
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_assist_clear_list (QzBook *book, const QzContext *context, int year, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };

  if (!qz_assist_desk_open (&desk, book, context, qz_assist_money_get_december (year), error))
    return NULL;
  return list_year (&desk, year, error);
}

/* ── making ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
refuse_month (GError **error, const char *id, const char *format, QzPeriod period)
{
  g_autofree char *month = qz_period_format (period);

  return qz_error_refuse (error, id, "DT-12", format, month);
}

static gboolean
check_months (QzAssistDesk *desk, int year, GError **error)
{
  QzPeriod open = 0;

  if (desk->context->clock.today
      <= qz_period_get_last_day (qz_assist_money_get_december (year)))
    return qz_error_refuse (error, "year-not-over", "DT-12",
                            _("The year is not over; it is cleared in the first quarter of the "
                              "next"));
  if (!qz_assist_money_repo_find_unconfirmed (desk->store, year, &open, error))
    return FALSE;
  if (open != 0)
    return refuse_month (error, "month-not-confirmed",
                         _("Form 4 of %s is not confirmed by all counties"), open);
  if (!qz_assist_money_repo_find_unpaid (desk->store, year, &open, error))
    return FALSE;
  return open == 0
         || refuse_month (error, "month-not-paid", _("Not all hospitals are paid for %s"), open);
}

/* Every county's reserve was put aside in whole, and somebody else confirmed it. */
static gboolean
check_reserves (QzAssistDesk *desk, int year, const GArray *stands, GError **error)
{
  const QzAssistMoneyQuery waiting = { .kind = QZ_ASSIST_RESERVE, .year = year, .waiting = TRUE };
  QzFen sum = 0;
  gint64 n = 0;

  if (!qz_assist_money_repo_sum (desk->store, &waiting, &sum, &n, error))
    return FALSE;
  for (guint i = 0; i < stands->len; i++)
    {
      const QzAssistStand *stand = &g_array_index (stands, QzAssistStand, i);
      QzFen reserve = 0;

      if (!qz_assist_reserve_of (desk->terms, stand->allotted_fen, &reserve, error))
        return FALSE;
      if (reserve != stand->recorded_fen)
        return qz_error_refuse (error, "reserve-open", "DT-12",
                                _("The reserve of %s is not recorded in whole"),
                                qz_area_map_get_name (desk->map, stand->county));
    }
  if (n > 0)
    return qz_error_refuse (error, "reserve-open", "DT-12",
                            _("A reserve of the year waits to be confirmed"));
  return TRUE;
}

static const QzAssistStand *
find_stand (const GArray *stands, const char *county)
{
  for (guint i = 0; i < stands->len; i++)
    if (strcmp (g_array_index (stands, QzAssistStand, i).county, county) == 0)
      return &g_array_index (stands, QzAssistStand, i);
  return NULL;
}

gboolean
qz_assist_clear_is_current (const GArray *lines, const GArray *stands)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const QzAssistClearingLine *line = &g_array_index (lines, QzAssistClearingLine, i);
      const QzAssistStand *stand = find_stand (stands, line->county);

      if (stand == NULL || stand->allotted_fen != line->allotted_fen
          || stand->recorded_fen != line->reserve_fen || stand->used_fen != line->used_fen)
        return FALSE;
    }
  return lines->len == stands->len;
}

static gboolean
check_last (const GArray *lines, const GArray *stands, GError **error)
{
  gboolean objected = FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      const QzAssistClearingLine *line = &g_array_index (lines, QzAssistClearingLine, i);

      if (line->paid_fen > 0 || line->waiting_fen > 0)
        return qz_error_refuse (error, "clearing-paid", "DT-12",
                                _("Money was moved for the clearing of the year; it stands"));
      objected = objected || is_state (line, "object");
    }
  return objected || !qz_assist_clear_is_current (lines, stands)
         || qz_error_refuse (error, "clearing-made", "DT-12",
                             _("The clearing of the year is made and nobody objects"));
}

static gboolean
make (QzAssistDesk *desk, int year, GError **error)
{
  g_autoptr (GArray) stands = NULL;
  g_autoptr (GArray) lines = NULL;
  QzAssistClearing clearing = { 0 };

  if (!check_months (desk, year, error))
    return FALSE;
  stands = qz_assist_money_repo_load_stands (desk->store, year, error);
  if (stands == NULL || !check_reserves (desk, year, stands, error)
      || !qz_assist_money_repo_get_clearing (desk->store, year, &clearing, error))
    return FALSE;
  if (stands->len == 0)
    return qz_error_refuse (error, "nothing-to-clear", "DT-12",
                            _("The year has neither reserves nor costs"));
  lines = qz_assist_money_repo_load_clearing (desk->store, clearing.id, error);
  if (lines == NULL || (clearing.id != 0 && !check_last (lines, stands, error)))
    return FALSE;
  return qz_assist_money_repo_put_clearing (desk->act, &clearing, desk->pack_id, stands, error);
}

QzSheet *
qz_assist_clear_make (QzBook *book, const QzContext *context, int year, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autoptr (QzSheet) sheet = NULL;

  if (!qz_assist_desk_begin (&desk, book, context,
                             &(QzAssistAct) { qz_assist_money_get_december (year), NULL,
                                              "assist clear make", QZ_RIGHT_ASSIST_CLEAR },
                             error)
      || !make (&desk, year, error))
    return NULL;
  sheet = list_year (&desk, year, error);
  if (sheet == NULL
      || !qz_assist_desk_end (&desk, qz_assist_money_get_year_text (year), error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── what the counties say ──────────────────────────────────────────────────────────────────── */

static gboolean
check_line (QzAssistDesk *desk, const QzAssistClearing *clearing, const char *county,
            GError **error)
{
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GArray) stands = NULL;

  lines = qz_assist_money_repo_load_clearing (desk->store, clearing->id, error);
  stands = lines != NULL
               ? qz_assist_money_repo_load_stands (desk->store, clearing->year, error)
               : NULL;
  if (stands == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const QzAssistClearingLine *line = &g_array_index (lines, QzAssistClearingLine, i);

      if (strcmp (line->county, county) != 0)
        continue;
      if (is_state (line, "confirm"))
        return qz_error_refuse (error, "confirmed-already", "DT-12",
                                _("The county has confirmed the clearing already"));
      return qz_assist_clear_is_current (lines, stands)
             || qz_error_refuse (error, "clearing-outdated", "DT-12",
                                 _("The figures of the year changed since; the clearing has to be "
                                   "made anew"));
    }
  return qz_error_refuse (error, "clearing-missing", "DT-12",
                          _("There is no clearing of the year with %s"),
                          qz_area_map_get_name (desk->map, county));
}

/* An objection is no approval. */
static gboolean
check_other (QzAssistDesk *desk, const QzAssistClearing *clearing, const char *what,
             GError **error)
{
  return strcmp (what, "confirm") != 0
         || g_strcmp0 (clearing->actor, desk->context->user) != 0
         || qz_error_refuse (error, "same-person", "DT-12",
                             _("%s made the clearing; somebody else must confirm it"),
                             clearing->actor);
}

static gboolean
say (QzBook *book, const QzContext *context, int year, const char *county, const char *what,
     const char *reason, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  QzAssistClearing clearing = { 0 };
  g_autofree char *name = g_strdup_printf ("assist clear %s", what);
  g_autofree char *detail = g_strdup_printf ("%04d %s", year, county);

  return qz_assist_desk_begin (&desk, book, context,
                               &(QzAssistAct) { qz_assist_money_get_december (year), county, name,
                                                QZ_RIGHT_ASSIST_CONFIRM },
                               error)
         && qz_assist_money_repo_get_clearing (desk.store, year, &clearing, error)
         && check_line (&desk, &clearing, county, error)
         && check_other (&desk, &clearing, what, error)
         && qz_assist_money_repo_put_clearing_event (desk.act, clearing.id, county, what, reason,
                                                     error)
         && qz_assist_desk_end (&desk, detail, error);
}

gboolean
qz_assist_clear_confirm (QzBook *book, const QzContext *context, int year, const char *county,
                         GError **error)
{
  return say (book, context, year, county, "confirm", "", error);
}

gboolean
qz_assist_clear_object (QzBook *book, const QzContext *context, int year, const char *county,
                        const char *reason, GError **error)
{
  if (reason == NULL || *reason == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("Say why (--reason); it is kept"));
      return FALSE;
    }
  return say (book, context, year, county, "object", reason, error);
}

/* ── when it is due (DL-DT-Q1) ───────────────────────────────────────────────────────────────── */

static const QzDeadlineRule *
find_rule (QzPolicy *policy)
{
  for (guint i = 0; i < qz_policy_get_n_deadlines (policy); i++)
    if (qz_policy_get_deadline (policy, i)->due == QZ_DUE_MA_CLEARING)
      return qz_policy_get_deadline (policy, i);
  return NULL;
}

static gboolean
add_year (QzBook *book, int year, QzDay from, QzDay until, GPtrArray *found, GError **error)
{
  const QzPeriod december = (QzPeriod) (year * 100 + 12);
  const QzDay end = qz_period_get_last_day (december);
  g_autoptr (GError) failure = NULL;
  g_autoptr (QzPolicy) policy = qz_policies_peek_assistance (book, end, NULL, &failure);
  const QzDeadlineRule *rule = policy != NULL ? find_rule (policy) : NULL;
  QzDeadline *deadline;
  QzDay due;
  QzDay met = QZ_DAY_NONE;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (rule == NULL)
    return TRUE;
  due = qz_assist_get_due (qz_policy_get_assistance (policy), december, QZ_ASSIST_CLEARING);
  if (due > until || due < from)
    return TRUE;
  if (!qz_assist_money_repo_find_cleared (qz_book_get_store (book), year, &met, error))
    return FALSE;
  deadline = g_new0 (QzDeadline, 1);
  deadline->policy = qz_policy_ref (policy);
  deadline->rule = rule;
  deadline->key = g_strdup_printf ("%s/%04d", rule->key, year);
  deadline->period = december;
  deadline->day = QZ_DAY_NONE;
  deadline->base = end;
  deadline->counted = deadline->due = due;
  deadline->met = met;
  deadline->kind = -1;
  deadline->subject = g_strdup_printf ("%04d", year);
  deadline->base_event = g_strdup_printf (_("year %d"), year);
  g_ptr_array_add (found, deadline);
  return TRUE;
}

gboolean
qz_assist_clear_add_deadlines (QzBook *book, QzDay from, QzDay until, GPtrArray *found,
                               GError **error)
{
  g_autoptr (GArray) years = qz_assist_money_repo_list_years (qz_book_get_store (book), error);

  for (guint i = 0; years != NULL && i < years->len; i++)
    if (!add_year (book, (int) g_array_index (years, gint64, i), from, until, found, error))
      return FALSE;
  return years != NULL;
}
