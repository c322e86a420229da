/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people see of a clearing period: the months, the strip of stages, the units. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-private.h"
#include "qz-clearing-talk-repo.h"
#include "qz-error.h"
#include "qz-nl-paper-private.h"

/* ── the stages ─────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzClearingStage stage;
  const char *rule;
  guint mday;      /* 0: the last day */
  guint auto_mday; /* 0: never by itself */
} StageDay;

static void
list_days (const QzNonLocalTerms *terms, StageDay out[QZ_N_CLEARING_STAGES])
{
  out[QZ_CLEARING_AUDIT] =
      (StageDay) { QZ_CLEARING_AUDIT, "NL-28a", terms->audit_mday, terms->auto_audit_mday };
  out[QZ_CLEARING_MISMATCH] = (StageDay) { QZ_CLEARING_MISMATCH, "NL-31a", terms->mismatch_mday,
                                           terms->auto_audit_mday };
  out[QZ_CLEARING_UPLOAD] = (StageDay) { QZ_CLEARING_UPLOAD, "NL-31c", terms->list_mday, 0 };
  out[QZ_CLEARING_LISTS] = (StageDay) { QZ_CLEARING_LISTS, "NL-31d", terms->list_mday, 0 };
  out[QZ_CLEARING_CONFIRM] = (StageDay) { QZ_CLEARING_CONFIRM, "NL-31f", terms->confirm_mday,
                                          terms->auto_confirm_mday };
  out[QZ_CLEARING_NATIONAL] =
      (StageDay) { QZ_CLEARING_NATIONAL, "NL-31h", terms->national_mday, 0 };
  out[QZ_CLEARING_PUBLISH] = (StageDay) { QZ_CLEARING_PUBLISH, "NL-31i", 0, 0 };
}

/* Where all units together stand: the state of the least advanced one. */
typedef struct {
  guint n_done, n_units;
  const char *open; /* a state of one that is not done; nullable */
} Progress;

static gboolean
is_done (QzClearingStage stage, const char *state)
{
  static const char *const done[] = { QZ_AUDIT_AUDITED,  QZ_AUDIT_AUTO,  QZ_CONFIRM_CONFIRMED,
                                      QZ_CONFIRM_AUTO,   QZ_CONFIRM_AUTO_OBJECTED,
                                      "MISMATCH_SOLVED", "MISMATCH_OPEN_AT_AUTO",
                                      QZ_PUBLISHED,      "UPLOADED",     NULL };

  if (state == NULL || state[0] == '\0')
    return stage == QZ_CLEARING_MISMATCH; /* none was filed */
  return g_strv_contains (done, state)
         || (stage == QZ_CLEARING_LISTS && strcmp (state, QZ_CONFIRM_GENERATED) == 0);
}

static gboolean
is_of_units (QzClearingStage stage)
{
  return stage == QZ_CLEARING_AUDIT || stage == QZ_CLEARING_MISMATCH
         || stage == QZ_CLEARING_CONFIRM;
}

static gboolean
take_progress (QzClearingDesk *desk, QzNlScope scope, QzClearingStage stage, Progress *out,
               GError **error)
{
  g_autoptr (GHashTable) states =
      qz_clearing_repo_load_states (desk->store, desk->period, scope, stage, error);
  const char *unit = "";

  *out = (Progress) { 0 };
  if (states == NULL)
    return FALSE;
  for (guint i = 0; unit != NULL; i++)
    {
      const char *state;

      unit = is_of_units (stage) ? qz_area_map_get_unit (desk->map, i) : (i == 0 ? "" : NULL);
      if (unit == NULL)
        break;
      state = g_hash_table_lookup (states, unit);
      out->n_units++;
      if (is_done (stage, state))
        out->n_done++;
      else
        out->open = state != NULL ? state : "PENDING";
      if (is_done (stage, state) && !is_of_units (stage))
        out->open = NULL;
    }
  return TRUE;
}

static const char *
get_state (const Progress *progress)
{
  if (progress->n_done == progress->n_units)
    return "DONE";
  return progress->n_done > 0 ? "PART_DONE" : progress->open;
}

static QzSheet *
make_stages (void)
{
  QzSheet *sheet = qz_sheet_new ("stages");

  qz_sheet_add_column (sheet, "stage", _("Stage"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "auto_day", _("By itself on"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "done", _("Done"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "of", _("Of"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "done_day", _("Last done on"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "late", _("Late"), QZ_VALUE_BOOL);
  return sheet;
}

static gboolean
has_stage (QzNlScope scope, QzClearingStage stage)
{
  return scope == QZ_NL_CROSS_PROV
         || (stage != QZ_CLEARING_UPLOAD && stage != QZ_CLEARING_NATIONAL);
}

static gboolean
add_stage (QzClearingDesk *desk, QzNlScope scope, const StageDay *day, QzSheet *sheet,
           GError **error)
{
  const QzDay due = qz_clearing_get_day (desk->period, day->mday);
  const guint row = qz_sheet_add_row (sheet);
  Progress progress;
  QzDay done_day = QZ_DAY_NONE;

  if (!take_progress (desk, scope, day->stage, &progress, error)
      || !qz_clearing_repo_get_day (desk->store, desk->period, scope, day->stage, "", &done_day,
                                    error))
    return FALSE;
  qz_sheet_put_text (sheet, row, 0, qz_clearing_stage_to_text (day->stage));
  qz_sheet_put_text (sheet, row, 1, qz_clearing_stage_get_name (day->stage));
  qz_sheet_put_text (sheet, row, 2,
                     day->stage == QZ_CLEARING_LISTS && scope == QZ_NL_IN_PROV ? "NL-31e"
                                                                               : day->rule);
  qz_sheet_put_number (sheet, row, 3, due);
  if (day->auto_mday != 0)
    qz_sheet_put_number (sheet, row, 4, qz_clearing_get_day (desk->period, day->auto_mday));
  qz_sheet_put_text (sheet, row, 5, get_state (&progress));
  qz_sheet_put_number (sheet, row, 6, progress.n_done);
  qz_sheet_put_number (sheet, row, 7, progress.n_units);
  if (done_day != QZ_DAY_NONE)
    qz_sheet_put_number (sheet, row, 8, done_day);
  qz_sheet_put_number (sheet, row, 9,
                       progress.n_done < progress.n_units && desk->context->clock.today > due);
  return TRUE;
}

static QzSheet *
list_stages (QzClearingDesk *desk, QzNlScope scope, GError **error)
{
  g_autoptr (QzSheet) sheet = make_stages ();
  StageDay days[QZ_N_CLEARING_STAGES];

  list_days (desk->terms, days);
  for (guint i = 0; i < QZ_N_CLEARING_STAGES; i++)
    if (has_stage (scope, (QzClearingStage) i)
        && !add_stage (desk, scope, &days[i], sheet, error))
      return NULL;
  return g_steal_pointer (&sheet);
}

/* ── the units ──────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  GHashTable *audit, *mismatch, *confirm;
  QzPaper *summary;
} Units;

static void
clear_units (Units *self)
{
  g_clear_pointer (&self->audit, g_hash_table_unref);
  g_clear_pointer (&self->mismatch, g_hash_table_unref);
  g_clear_pointer (&self->confirm, g_hash_table_unref);
  g_clear_pointer (&self->summary, qz_paper_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Units, clear_units)

static gboolean
load_units (Units *self, QzClearingDesk *desk, QzNlLists *lists, QzNlScope scope, GError **error)
{
  self->audit = qz_clearing_repo_load_states (desk->store, desk->period, scope, QZ_CLEARING_AUDIT,
                                              error);
  if (self->audit != NULL)
    self->mismatch = qz_clearing_repo_load_states (desk->store, desk->period, scope,
                                                   QZ_CLEARING_MISMATCH, error);
  if (self->mismatch != NULL)
    self->confirm = qz_clearing_repo_load_states (desk->store, desk->period, scope,
                                                  QZ_CLEARING_CONFIRM, error);
  self->summary = qz_paper_new (
      lists, qz_paper_find_spec (scope == QZ_NL_IN_PROV ? "F-NL-7" : "F-NL-4"), "");
  return self->confirm != NULL;
}

static QzSheet *
make_units (void)
{
  QzSheet *sheet = qz_sheet_new ("units");

  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "receivable", _("Receivable"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "payable", _("Payable"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "audit", _("Audit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "mismatch", _("Mismatches"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "confirm", _("Confirmation"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "objections", _("Unanswered objections"), QZ_VALUE_COUNT);
  return sheet;
}

static const char *
get_text (GHashTable *states, const char *unit, const char *otherwise)
{
  const char *state = g_hash_table_lookup (states, unit);

  return state != NULL ? state : otherwise;
}

static gboolean
add_unit (QzClearingDesk *desk, QzNlScope scope, Units *units, const char *unit, QzSheet *sheet,
          GError **error)
{
  const QzPaperLine *line = qz_paper_find_line (units->summary, unit);
  const guint row = qz_sheet_add_row (sheet);
  gint64 n = 0;

  if (!qz_clearing_talk_count_unanswered (desk->store, desk->period, scope, unit, &n, error))
    return FALSE;
  qz_sheet_put_text (sheet, row, 0, unit);
  qz_sheet_put_text (sheet, row, 1, qz_area_map_get_name (desk->map, unit));
  qz_sheet_put_number (sheet, row, 2, line != NULL ? line->figures[0] : 0);
  qz_sheet_put_number (sheet, row, 3, line != NULL ? line->figures[1] : 0);
  qz_sheet_put_text (sheet, row, 4, get_text (units->audit, unit, "PENDING"));
  qz_sheet_put_text (sheet, row, 5, get_text (units->mismatch, unit, ""));
  qz_sheet_put_text (sheet, row, 6, get_text (units->confirm, unit, ""));
  qz_sheet_put_number (sheet, row, 7, n);
  return TRUE;
}

static QzSheet *
list_units (QzClearingDesk *desk, QzNlLists *lists, QzNlScope scope, GError **error)
{
  g_autoptr (QzSheet) sheet = make_units ();
  g_auto (Units) units = { 0 };
  const char *unit;

  if (!load_units (&units, desk, lists, scope, error))
    return NULL;
  for (guint i = 0; (unit = qz_area_map_get_unit (desk->map, i)) != NULL; i++)
    if (!add_unit (desk, scope, &units, unit, sheet, error))
      return NULL;
  return g_steal_pointer (&sheet);
}

static void
add_list_facts (QzSheet *sheet, const QzClearingList *list, QzPeriod period, QzNlScope scope)
{
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, period);
  qz_sheet_set_text (sheet, "scope", _("Scope"), qz_nl_scope_to_text (scope));
  qz_sheet_set_number (sheet, "version", _("Version"), QZ_VALUE_COUNT, list->version);
  qz_sheet_set_number (sheet, "receivable", _("Receivable"), QZ_VALUE_FEN, list->receivable_fen);
  qz_sheet_set_number (sheet, "payable", _("Payable"), QZ_VALUE_FEN, list->payable_fen);
}

QzSheet *
qz_clearing_show (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
                  GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_auto (QzNlLists) lists = { 0 };
  g_autoptr (QzSheet) stages = NULL;
  g_autoptr (QzSheet) units = NULL;
  QzSheet *sheet;

  if (!qz_clearing_desk_open (&desk, book, context, period, error)
      || !qz_nl_lists_load (&lists, book, period, error))
    return NULL;
  stages = list_stages (&desk, scope, error);
  units = stages != NULL ? list_units (&desk, &lists, scope, error) : NULL;
  if (units == NULL)
    return NULL;
  sheet = qz_sheet_new ("period");
  add_list_facts (sheet, &lists.list[scope], period, scope);
  qz_sheet_add_child (sheet, stages);
  qz_sheet_add_child (sheet, units);
  return sheet;
}

/* ── one unit ───────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
make_side (QzNlLists *lists, const char *name, const char *form, const char *unit)
{
  g_autoptr (QzPaper) paper = qz_paper_new (lists, qz_paper_find_spec (form), unit);
  QzSheet *sheet = qz_sheet_new (name);

  qz_sheet_add_column (sheet, "agency", _("Agency"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Name"), QZ_VALUE_TEXT);
  for (guint j = 0; j < paper->n_columns; j++)
    qz_sheet_add_column (sheet, paper->columns[j].name, _ (paper->columns[j].title),
                         QZ_VALUE_FEN);
  for (guint i = 0; i < paper->lines->len; i++)
    {
      const QzPaperLine *line = paper->lines->pdata[i];
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, line->group);
      qz_sheet_put_text (sheet, row, 1, qz_area_map_get_part_name (lists->map, unit, line->group));
      for (guint j = 0; j < paper->n_columns; j++)
        qz_sheet_put_number (sheet, row, 2 + j, line->figures[j]);
    }
  return sheet;
}

static QzSheet *
make_events (QzClearingDesk *desk, QzNlScope scope, const char *unit, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("events");

  qz_sheet_add_column (sheet, "time", _("Time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "nominal", _("Due"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "stage", _("Stage"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "actor", _("By"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  return qz_clearing_repo_fill_events (desk->store, desk->period, scope, unit, sheet, error)
             ? g_steal_pointer (&sheet)
             : NULL;
}

QzSheet *
qz_clearing_show_unit (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
                       const char *unit, GError **error)
{
  const gboolean in = scope == QZ_NL_IN_PROV;
  g_auto (QzClearingDesk) desk = { 0 };
  g_auto (QzNlLists) lists = { 0 };
  g_autoptr (QzSheet) receivable = NULL;
  g_autoptr (QzSheet) payable = NULL;
  g_autoptr (QzSheet) events = NULL;
  QzSheet *sheet;

  if (!qz_clearing_desk_open (&desk, book, context, period, error)
      || !qz_clearing_check_unit (&desk, unit, error)
      || !qz_nl_lists_load (&lists, book, period, error))
    return NULL;
  events = make_events (&desk, scope, unit, error);
  if (events == NULL)
    return NULL;
  receivable = make_side (&lists, "receivable", in ? "F-NL-8" : "F-NL-5", unit);
  payable = make_side (&lists, "payable", in ? "F-NL-9" : "F-NL-6", unit);
  sheet = qz_sheet_new ("unit");
  add_list_facts (sheet, &lists.list[scope], period, scope);
  qz_sheet_set_text (sheet, "unit", _("Unit"), unit);
  qz_sheet_set_text (sheet, "unit_name", _("Name"), qz_area_map_get_name (desk.map, unit));
  qz_sheet_add_child (sheet, receivable);
  qz_sheet_add_child (sheet, payable);
  qz_sheet_add_child (sheet, events);
  return sheet;
}

/* ── the months ─────────────────────────────────────────────────────────────────────────────── */

static const QzClearingStage shown_stages[] = { QZ_CLEARING_AUDIT, QZ_CLEARING_LISTS,
                                                QZ_CLEARING_CONFIRM, QZ_CLEARING_NATIONAL,
                                                QZ_CLEARING_PUBLISH };

static QzSheet *
make_periods (void)
{
  QzSheet *sheet = qz_sheet_new ("periods");

  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "version", _("Version"), QZ_VALUE_COUNT);
  for (guint i = 0; i < G_N_ELEMENTS (shown_stages); i++)
    qz_sheet_add_column (sheet, qz_clearing_stage_to_text (shown_stages[i]),
                         qz_clearing_stage_get_name (shown_stages[i]), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "receivable", _("Receivable"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "payable", _("Payable"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "units_open", _("Units to confirm"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "late", _("Late"), QZ_VALUE_BOOL);
  return sheet;
}

static gboolean
add_scope (QzClearingDesk *desk, QzNlScope scope, QzSheet *sheet, GError **error)
{
  const guint row = qz_sheet_add_row (sheet);
  StageDay days[QZ_N_CLEARING_STAGES];
  QzClearingList list;
  gboolean late = FALSE;
  guint column = 3;
  guint n_open = 0;

  if (!qz_clearing_repo_get_list (desk->store, desk->period, scope, &list, error))
    return FALSE;
  list_days (desk->terms, days);
  for (guint i = 0; i < G_N_ELEMENTS (shown_stages); i++, column++)
    {
      const QzClearingStage stage = shown_stages[i];
      Progress progress;

      if (!has_stage (scope, stage))
        continue;
      if (!take_progress (desk, scope, stage, &progress, error))
        return FALSE;
      qz_sheet_put_text (sheet, row, column, get_state (&progress));
      if (progress.n_done < progress.n_units
          && desk->context->clock.today > qz_clearing_get_day (desk->period, days[stage].mday))
        late = TRUE;
      if (stage == QZ_CLEARING_CONFIRM && list.id != 0)
        n_open = progress.n_units - progress.n_done;
    }
  qz_sheet_put_number (sheet, row, 0, desk->period);
  qz_sheet_put_text (sheet, row, 1, qz_nl_scope_to_text (scope));
  qz_sheet_put_number (sheet, row, 2, list.version);
  qz_sheet_put_number (sheet, row, column, list.receivable_fen);
  qz_sheet_put_number (sheet, row, column + 1, list.payable_fen);
  qz_sheet_put_number (sheet, row, column + 2, n_open);
  qz_sheet_put_number (sheet, row, column + 3, late);
  return TRUE;
}

/* Newest first; months that no policy rules are nobody's task. */
QzSheet *
qz_clearing_list_periods (QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (GArray) periods = qz_clearing_repo_list_periods (qz_book_get_store (book), error);
  g_autoptr (QzSheet) sheet = make_periods ();

  if (periods == NULL)
    return NULL;
  for (guint i = periods->len; i > 0; i--)
    {
      const QzPeriod period = g_array_index (periods, QzPeriod, i - 1);
      g_autoptr (GError) failure = NULL;
      g_auto (QzClearingDesk) desk = { 0 };

      if (!qz_clearing_desk_open (&desk, book, context, period, &failure))
        {
          if (strcmp (qz_error_get_id (failure), "nonlocal-policy-missing") == 0)
            continue;
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      for (guint j = 0; j < QZ_N_NL_SCOPES; j++)
        if (!add_scope (&desk, (QzNlScope) j, sheet, error))
          return NULL;
    }
  return g_steal_pointer (&sheet);
}
