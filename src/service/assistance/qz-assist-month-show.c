/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where months of medical assistance stand. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-month-private.h"

/* ── how far it is ──────────────────────────────────────────────────────────────────────────── */

typedef struct {
  guint n_parts, n_hospital, n_county; /* parts, and how many are confirmed by each */
  guint n_counties, n_form4, n_county4;
  gint64 n_disputes;
} Progress;

static void
count_county (const QzAssistDesk *desk, const char *county, Progress *self)
{
  self->n_counties++;
  self->n_form4 += qz_assist_desk_is (desk, QZ_AS_FORM4, 0, county, QZ_AS_PUSHED);
  self->n_county4 += qz_assist_desk_is (desk, QZ_AS_COUNTY4, 0, county, QZ_AS_CONFIRMED);
}

static gboolean
count_progress (QzAssistDesk *desk, const GArray *parts, Progress *self, GError **error)
{
  g_autoptr (GHashTable) counties = g_hash_table_new (NULL, NULL);

  *self = (Progress) { .n_parts = parts->len };
  for (guint i = 0; i < parts->len; i++)
    {
      const QzAssistPart *part = &g_array_index (parts, QzAssistPart, i);

      self->n_hospital += qz_assist_desk_is (desk, QZ_AS_HOSPITAL, part->provider_id,
                                             part->county, QZ_AS_CONFIRMED);
      self->n_county += qz_assist_desk_is (desk, QZ_AS_COUNTY, part->provider_id, part->county,
                                           QZ_AS_CONFIRMED);
      if (g_hash_table_add (counties, (gpointer) part->county))
        count_county (desk, part->county, self);
    }
  return qz_assist_month_repo_count_disputes (desk->store, desk->period, 0, NULL,
                                              &self->n_disputes, error);
}

/* Every stage of the month, in the order of its days. */
static const QzAssistStage stages[] = { QZ_ASSIST_STATEMENT, QZ_ASSIST_CONFIRM, QZ_ASSIST_DETAILS,
                                        QZ_ASSIST_FORM4, QZ_ASSIST_FORM4_CONFIRM };

/* "" nothing yet, PART_DONE, DONE. A month without bills is done when its statements are pushed. */
static const char *
judge (const QzAssistDesk *desk, guint n_done, guint n_all)
{
  if (n_done == 0)
    return n_all == 0 && qz_assist_desk_is (desk, QZ_AS_STATEMENT, 0, "", QZ_AS_PUSHED) ? "DONE"
                                                                                        : "";
  return n_done < n_all ? "PART_DONE" : "DONE";
}

static const char *
get_stage_state (const QzAssistDesk *desk, const Progress *progress, QzAssistStage stage)
{
  switch (stage)
    {
    case QZ_ASSIST_STATEMENT:
      return desk->list.id == 0                                                ? ""
             : qz_assist_desk_is (desk, QZ_AS_STATEMENT, 0, "", QZ_AS_PUSHED) ? "DONE"
                                                                              : "PART_DONE";
    case QZ_ASSIST_CONFIRM:
      return judge (desk, progress->n_hospital + progress->n_county, 2 * progress->n_parts);
    case QZ_ASSIST_DETAILS:
      return qz_assist_desk_is (desk, QZ_AS_DETAILS, 0, "", QZ_AS_PUSHED) ? "DONE" : "";
    case QZ_ASSIST_FORM4:
      return judge (desk, progress->n_form4, progress->n_counties);
    case QZ_ASSIST_FORM4_CONFIRM:
      return judge (desk, progress->n_county4, progress->n_counties);
    case QZ_ASSIST_CLEARING:
    case QZ_N_ASSIST_STAGES:
    default:
      g_assert_not_reached ();
    }
}

static const char *const stage_events[][2] = {
  [QZ_ASSIST_STATEMENT] = { QZ_AS_STATEMENT, QZ_AS_STATEMENT },
  [QZ_ASSIST_CONFIRM] = { QZ_AS_HOSPITAL, QZ_AS_COUNTY },
  [QZ_ASSIST_DETAILS] = { QZ_AS_DETAILS, QZ_AS_DETAILS },
  [QZ_ASSIST_FORM4] = { QZ_AS_FORM4, QZ_AS_FORM4 },
  [QZ_ASSIST_FORM4_CONFIRM] = { QZ_AS_COUNTY4, QZ_AS_COUNTY4 },
};

/* The day of the last act of a stage that is done. */
static QzDay
get_done_day (const QzAssistDesk *desk, QzAssistStage stage)
{
  QzDay day = QZ_DAY_NONE;

  for (guint i = 0; i < desk->standings->len; i++)
    {
      const QzAssistStanding *standing = &g_array_index (desk->standings, QzAssistStanding, i);

      if (strcmp (standing->stage, stage_events[stage][0]) == 0
          || strcmp (standing->stage, stage_events[stage][1]) == 0
          || (day == QZ_DAY_NONE && strcmp (standing->stage, QZ_AS_STATEMENT) == 0))
        day = MAX (day, standing->day);
    }
  return day;
}

/* DT-16 … DT-19: late when it was done after its day, or is not done and the day has passed. */
static gboolean
is_late (const QzAssistDesk *desk, QzAssistStage stage, const char *state, QzDay today)
{
  const QzDay due = qz_assist_get_due (desk->terms, desk->period, stage);
  const gboolean is_done = strcmp (state, "DONE") == 0;

  return (is_done ? get_done_day (desk, stage) : today) > due;
}

/* ── the list of months ─────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn list_columns[] = {
  { "period", N_ ("Month"), QZ_VALUE_PERIOD },
  { "version", N_ ("Version"), QZ_VALUE_COUNT },
  { "statement", N_ ("Statements"), QZ_VALUE_TEXT },
  { "parts", N_ ("Parts"), QZ_VALUE_COUNT },
  { "hospital", N_ ("Confirmed by hospitals"), QZ_VALUE_COUNT },
  { "county", N_ ("Confirmed by counties"), QZ_VALUE_COUNT },
  { "disputes", N_ ("Open disputes"), QZ_VALUE_COUNT },
  { "details", N_ ("Details"), QZ_VALUE_TEXT },
  { "counties", N_ ("Counties"), QZ_VALUE_COUNT },
  { "forms4", N_ ("Form 4 made"), QZ_VALUE_COUNT },
  { "confirmed4", N_ ("Form 4 confirmed"), QZ_VALUE_COUNT },
  { "bills", N_ ("Bills"), QZ_VALUE_COUNT },
  { "maf", N_ ("Assistance payable"), QZ_VALUE_FEN },
  { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
  { "net", N_ ("To be paid"), QZ_VALUE_FEN },
  { "next_stage", N_ ("Next step"), QZ_VALUE_TEXT },
  { "next_due", N_ ("Due"), QZ_VALUE_DAY },
  { "late", N_ ("Late"), QZ_VALUE_BOOL },
};

static const char *
get_statement_state (const QzAssistDesk *desk)
{
  const QzAssistStanding *standing = qz_assist_desk_find (desk, QZ_AS_STATEMENT, 0, "");

  return standing != NULL ? standing->state : "";
}

static void
put_next (const QzAssistDesk *desk, const Progress *progress, QzDay today, QzSheet *sheet,
          guint row)
{
  gboolean late = FALSE;
  gboolean named = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      const char *state = get_stage_state (desk, progress, stages[i]);

      if (strcmp (state, "DONE") == 0)
        continue;
      late = late || is_late (desk, stages[i], state, today);
      if (named)
        continue;
      named = TRUE;
      qz_sheet_put_text (sheet, row, 15, qz_assist_stage_to_text (stages[i]));
      qz_sheet_put_number (sheet, row, 16, qz_assist_get_due (desk->terms, desk->period,
                                                              stages[i]));
    }
  qz_sheet_put_number (sheet, row, 17, late);
}

static gboolean
put_month (QzAssistDesk *desk, QzDay today, QzSheet *sheet, GError **error)
{
  g_autoptr (GArray) parts = qz_assist_desk_list_parts (desk, error);
  const QzAssistList *list = &desk->list;
  Progress progress;
  guint row;

  if (parts == NULL || !count_progress (desk, parts, &progress, error))
    return FALSE;
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_number (sheet, row, 0, desk->period);
  qz_sheet_put_number (sheet, row, 1, list->version);
  qz_sheet_put_text (sheet, row, 2, get_statement_state (desk));
  qz_sheet_put_number (sheet, row, 3, progress.n_parts);
  qz_sheet_put_number (sheet, row, 4, progress.n_hospital);
  qz_sheet_put_number (sheet, row, 5, progress.n_county);
  qz_sheet_put_number (sheet, row, 6, progress.n_disputes);
  qz_sheet_put_text (sheet, row, 7, get_stage_state (desk, &progress, QZ_ASSIST_DETAILS));
  qz_sheet_put_number (sheet, row, 8, progress.n_counties);
  qz_sheet_put_number (sheet, row, 9, progress.n_form4);
  qz_sheet_put_number (sheet, row, 10, progress.n_county4);
  qz_sheet_put_number (sheet, row, 11, list->n_bills);
  qz_sheet_put_number (sheet, row, 12, list->maf_fen);
  qz_sheet_put_number (sheet, row, 13, list->deducted_fen);
  qz_sheet_put_number (sheet, row, 14, list->maf_fen - list->deducted_fen);
  put_next (desk, &progress, today, sheet, row);
  return TRUE;
}

QzSheet *
qz_assist_month_list (QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("months", list_columns);
  g_autoptr (GArray) periods =
      qz_assist_month_repo_list_periods (qz_book_get_store (book), error);

  for (guint i = periods != NULL ? periods->len : 0; i > 0; i--)
    {
      g_auto (QzAssistDesk) desk = { 0 };

      if (!qz_assist_desk_open (&desk, book, context, g_array_index (periods, QzPeriod, i - 1),
                                error)
          || !put_month (&desk, context->clock.today, sheet, error))
        return NULL;
    }
  return periods != NULL ? g_steal_pointer (&sheet) : NULL;
}

/* ── one month ──────────────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn stage_columns[] = {
  { "stage", N_ ("Stage"), QZ_VALUE_TEXT },   { "name", N_ ("Name"), QZ_VALUE_TEXT },
  { "rule", N_ ("Rule"), QZ_VALUE_TEXT },     { "due_day", N_ ("Due"), QZ_VALUE_DAY },
  { "state", N_ ("State"), QZ_VALUE_TEXT },   { "done_day", N_ ("Done on"), QZ_VALUE_DAY },
  { "late", N_ ("Late"), QZ_VALUE_BOOL },
};

static QzSheet *
list_stages (QzAssistDesk *desk, const Progress *progress)
{
  QzSheet *sheet = QZ_SHEET_NEW ("stages", stage_columns);

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      const QzAssistStage stage = stages[i];
      const char *state = get_stage_state (desk, progress, stage);
      const guint row = qz_sheet_add_row (sheet);
      const QzDay done = strcmp (state, "DONE") == 0 ? get_done_day (desk, stage) : QZ_DAY_NONE;

      qz_sheet_put_text (sheet, row, 0, qz_assist_stage_to_text (stage));
      qz_sheet_put_text (sheet, row, 1, qz_assist_stage_get_name (stage));
      qz_sheet_put_text (sheet, row, 2, qz_assist_stage_get_rule (stage));
      qz_sheet_put_number (sheet, row, 3, qz_assist_get_due (desk->terms, desk->period, stage));
      qz_sheet_put_text (sheet, row, 4, state);
      if (done != QZ_DAY_NONE)
        qz_sheet_put_number (sheet, row, 5, done);
      qz_sheet_put_number (sheet, row, 6,
                           is_late (desk, stage, state, desk->context->clock.today));
    }
  return sheet;
}

static const QzSheetColumn part_columns[] = {
  { "provider", N_ ("Hospital code"), QZ_VALUE_TEXT },
  { "provider_name", N_ ("Hospital"), QZ_VALUE_TEXT },
  { "county", N_ ("County code"), QZ_VALUE_TEXT },
  { "county_name", N_ ("County"), QZ_VALUE_TEXT },
  { "visits", N_ ("Visits"), QZ_VALUE_COUNT },
  { "maf", N_ ("Assistance payable"), QZ_VALUE_FEN },
  { "cross_area", N_ ("Of it outside the county"), QZ_VALUE_FEN },
  { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
  { "net", N_ ("To be paid"), QZ_VALUE_FEN },
  { "hospital", N_ ("Hospital’s word"), QZ_VALUE_TEXT },
  { "signers", N_ ("Signed by"), QZ_VALUE_TEXT },
  { "county_state", N_ ("County’s word"), QZ_VALUE_TEXT },
  { "disputes", N_ ("Open disputes"), QZ_VALUE_COUNT },
};

static void
put_word (const QzAssistDesk *desk, const char *stage, const QzAssistPart *part, QzSheet *sheet,
          guint row, guint column)
{
  const QzAssistStanding *standing =
      qz_assist_desk_find (desk, stage, part->provider_id, part->county);

  qz_sheet_put_text (sheet, row, column, standing != NULL ? standing->state : "");
  if (standing != NULL && strcmp (stage, QZ_AS_HOSPITAL) == 0)
    qz_sheet_put_text (sheet, row, column + 1, standing->signers);
}

static gboolean
put_part (QzAssistDesk *desk, const QzAssistPart *part, QzSheet *sheet, GError **error)
{
  const QzNlProvider *hospital = g_hash_table_lookup (desk->providers, &part->provider_id);
  const guint row = qz_sheet_add_row (sheet);
  gint64 n_disputes = 0;

  qz_sheet_put_text (sheet, row, 0, hospital != NULL ? hospital->code : "");
  qz_sheet_put_text (sheet, row, 1, hospital != NULL ? hospital->name : "");
  qz_sheet_put_text (sheet, row, 2, part->county);
  qz_sheet_put_text (sheet, row, 3, qz_area_map_get_name (desk->map, part->county));
  qz_sheet_put_number (sheet, row, 4, part->n_visits);
  qz_sheet_put_number (sheet, row, 5, part->maf_fen);
  qz_sheet_put_number (sheet, row, 6, part->cross_fen);
  qz_sheet_put_number (sheet, row, 7, part->deducted_fen);
  qz_sheet_put_number (sheet, row, 8, part->maf_fen - part->deducted_fen);
  put_word (desk, QZ_AS_HOSPITAL, part, sheet, row, 9);
  put_word (desk, QZ_AS_COUNTY, part, sheet, row, 11);
  if (!qz_assist_month_repo_count_disputes (desk->store, desk->period, part->provider_id,
                                            part->county, &n_disputes, error))
    return FALSE;
  qz_sheet_put_number (sheet, row, 12, n_disputes);
  return TRUE;
}

static QzSheet *
list_parts (QzAssistDesk *desk, const GArray *parts, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("parts", part_columns);

  for (guint i = 0; i < parts->len; i++)
    if (!put_part (desk, &g_array_index (parts, QzAssistPart, i), sheet, error))
      return NULL;
  return g_steal_pointer (&sheet);
}

/* ── by hospital and by county ── */

static const QzSheetColumn hospital_columns[] = {
  { "provider", N_ ("Hospital code"), QZ_VALUE_TEXT },
  { "provider_name", N_ ("Hospital"), QZ_VALUE_TEXT },
  { "visits", N_ ("Visits"), QZ_VALUE_COUNT },
  { "maf", N_ ("Assistance payable"), QZ_VALUE_FEN },
  { "cross_area", N_ ("Of it outside the county"), QZ_VALUE_FEN },
  { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
  { "net", N_ ("To be paid"), QZ_VALUE_FEN },
  { "parts", N_ ("Parts"), QZ_VALUE_COUNT },
  { "hospital", N_ ("Confirmed by the hospital"), QZ_VALUE_COUNT },
  { "county", N_ ("Confirmed by counties"), QZ_VALUE_COUNT },
  { "disputes", N_ ("Open disputes"), QZ_VALUE_COUNT },
};

static const QzSheetColumn county_columns[] = {
  { "county", N_ ("County code"), QZ_VALUE_TEXT },
  { "county_name", N_ ("County"), QZ_VALUE_TEXT },
  { "visits", N_ ("Visits"), QZ_VALUE_COUNT },
  { "maf", N_ ("Assistance payable"), QZ_VALUE_FEN },
  { "cross_area", N_ ("Of it outside the county"), QZ_VALUE_FEN },
  { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
  { "net", N_ ("To be paid"), QZ_VALUE_FEN },
  { "parts", N_ ("Parts"), QZ_VALUE_COUNT },
  { "hospital", N_ ("Confirmed by hospitals"), QZ_VALUE_COUNT },
  { "confirmed", N_ ("Confirmed by the county"), QZ_VALUE_COUNT },
  { "disputes", N_ ("Open disputes"), QZ_VALUE_COUNT },
  { "form4", N_ ("Form 4"), QZ_VALUE_TEXT },
  { "form4_day", N_ ("Made on"), QZ_VALUE_DAY },
};

/* The row of @sheet whose first two cells are @code and @name; a new one when there is none. */
static guint
find_row (QzSheet *sheet, const char *code, const char *name)
{
  guint row;

  for (row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (qz_sheet_get_text (sheet, row, 0), code) == 0)
      return row;
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, row, 0, code);
  qz_sheet_put_text (sheet, row, 1, name);
  for (guint column = 2; column <= 10; column++)
    qz_sheet_put_number (sheet, row, column, 0);
  return row;
}

/* Sums @parts (a sheet) by its columns @key and @key + 1. */
static void
group_parts (QzSheet *parts, guint key, QzSheet *sheet)
{
  for (guint i = 0; i < qz_sheet_get_n_rows (parts); i++)
    {
      const guint row = find_row (sheet, qz_sheet_get_text (parts, i, key),
                                  qz_sheet_get_text (parts, i, key + 1));
      const gint64 more[] = {
        1,
        g_strcmp0 (qz_sheet_get_text (parts, i, 9), QZ_AS_CONFIRMED) == 0,
        g_strcmp0 (qz_sheet_get_text (parts, i, 11), QZ_AS_CONFIRMED) == 0,
        qz_sheet_get_number (parts, i, 12),
      };

      for (guint column = 0; column < 5; column++)
        qz_sheet_put_number (sheet, row, 2 + column,
                             qz_sheet_get_number (sheet, row, 2 + column)
                                 + qz_sheet_get_number (parts, i, 4 + column));
      for (guint column = 0; column < G_N_ELEMENTS (more); column++)
        qz_sheet_put_number (sheet, row, 7 + column,
                             qz_sheet_get_number (sheet, row, 7 + column) + more[column]);
    }
}

static QzSheet *
list_counties (const QzAssistDesk *desk, QzSheet *parts)
{
  QzSheet *sheet = QZ_SHEET_NEW ("counties", county_columns);

  group_parts (parts, 2, sheet);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *county = qz_sheet_get_text (sheet, row, 0);
      const QzAssistStanding *made = qz_assist_desk_find (desk, QZ_AS_FORM4, 0, county);
      const gboolean is_confirmed =
          qz_assist_desk_is (desk, QZ_AS_COUNTY4, 0, county, QZ_AS_CONFIRMED);

      qz_sheet_put_text (sheet, row, 11,
                         is_confirmed ? QZ_AS_CONFIRMED : made != NULL ? made->state : "");
      if (made != NULL && strcmp (made->state, QZ_AS_PUSHED) == 0)
        qz_sheet_put_number (sheet, row, 12, made->day);
    }
  return sheet;
}

static QzSheet *
list_hospitals (QzSheet *parts)
{
  QzSheet *sheet = QZ_SHEET_NEW ("hospitals", hospital_columns);

  group_parts (parts, 0, sheet);
  return sheet;
}

/* ── disputes and events ── */

static const QzSheetColumn dispute_columns[] = {
  { "dispute", N_ ("Dispute"), QZ_VALUE_COUNT },
  { "provider", N_ ("Hospital code"), QZ_VALUE_TEXT },
  { "provider_name", N_ ("Hospital"), QZ_VALUE_TEXT },
  { "county", N_ ("County"), QZ_VALUE_TEXT },
  { "raised_by", N_ ("Disputed by"), QZ_VALUE_TEXT },
  { "raised_day", N_ ("Disputed on"), QZ_VALUE_DAY },
  { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
  { "state", N_ ("State"), QZ_VALUE_TEXT },
  { "paper_no", N_ ("Stamped papers"), QZ_VALUE_TEXT },
  { "stamped_day", N_ ("Stamped on"), QZ_VALUE_DAY },
  { "hospital_day", N_ ("Hospital confirmed on"), QZ_VALUE_DAY },
  { "county_day", N_ ("County confirmed on"), QZ_VALUE_DAY },
  { "reported_day", N_ ("Reported on"), QZ_VALUE_DAY },
  { "taken_off", N_ ("Taken off"), QZ_VALUE_FEN },
};

static const QzSheetColumn event_columns[] = {
  { "time", N_ ("Time"), QZ_VALUE_TEXT },     { "stage", N_ ("Stage"), QZ_VALUE_TEXT },
  { "provider", N_ ("Hospital"), QZ_VALUE_TEXT }, { "county", N_ ("County"), QZ_VALUE_TEXT },
  { "state", N_ ("State"), QZ_VALUE_TEXT },   { "signers", N_ ("Signed by"), QZ_VALUE_TEXT },
  { "actor", N_ ("By"), QZ_VALUE_TEXT },      { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
};

static gboolean
add_history (QzAssistDesk *desk, QzSheet *sheet, GError **error)
{
  g_autoptr (QzSheet) disputes = QZ_SHEET_NEW ("disputes", dispute_columns);
  g_autoptr (QzSheet) events = QZ_SHEET_NEW ("events", event_columns);

  qz_sheet_add_child (sheet, disputes);
  qz_sheet_add_child (sheet, events);
  return qz_assist_month_repo_fill_disputes (desk->store, desk->period, disputes, error)
         && qz_assist_month_repo_fill_events (desk->store, desk->period, events, error);
}

static void
set_facts (const QzAssistDesk *desk, QzSheet *sheet)
{
  const QzAssistList *list = &desk->list;

  qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, desk->period);
  qz_sheet_set_number (sheet, "version", _("Version"), QZ_VALUE_COUNT, list->version);
  qz_sheet_set_text (sheet, "statement", _("Statements"), get_statement_state (desk));
  qz_sheet_set_number (sheet, "bills", _("Bills"), QZ_VALUE_COUNT, list->n_bills);
  qz_sheet_set_number (sheet, "maf", _("Assistance payable"), QZ_VALUE_FEN, list->maf_fen);
  qz_sheet_set_number (sheet, "deducted", _("Deducted"), QZ_VALUE_FEN, list->deducted_fen);
  qz_sheet_set_number (sheet, "net", _("To be paid"), QZ_VALUE_FEN,
                       list->maf_fen - list->deducted_fen);
}

QzSheet *
qz_assist_month_show (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("month");
  g_autoptr (QzSheet) stage_sheet = NULL;
  g_autoptr (QzSheet) part_sheet = NULL;
  g_autoptr (QzSheet) hospital_sheet = NULL;
  g_autoptr (QzSheet) county_sheet = NULL;
  g_autoptr (GArray) parts = NULL;
  Progress progress;

  if (!qz_assist_desk_open (&desk, book, context, period, error))
    return NULL;
  parts = qz_assist_desk_list_parts (&desk, error);
  if (parts == NULL || !count_progress (&desk, parts, &progress, error))
    return NULL;
  part_sheet = list_parts (&desk, parts, error);
  if (part_sheet == NULL)
    return NULL;
  set_facts (&desk, sheet);
  stage_sheet = list_stages (&desk, &progress);
  hospital_sheet = list_hospitals (part_sheet);
  county_sheet = list_counties (&desk, part_sheet);
  qz_sheet_add_child (sheet, stage_sheet);
  qz_sheet_add_child (sheet, hospital_sheet);
  qz_sheet_add_child (sheet, county_sheet);
  qz_sheet_add_child (sheet, part_sheet);
  return add_history (&desk, sheet, error) ? g_steal_pointer (&sheet) : NULL;
}
