/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making the lists of a month, confirming them and objecting to them: NL-31d to h. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-carry-repo.h"
#include "qz-clearing-private.h"
#include "qz-clearing-stream.h"
#include "qz-clearing-talk-repo.h"
#include "qz-error.h"
#include "qz-nl-paper-private.h"

/* ── the lists of a month in memory ─────────────────────────────────────────────────────────── */

gboolean
qz_nl_lists_load (QzNlLists *self, QzBook *book, QzPeriod period, GError **error)
{
  *self = (QzNlLists) { .store = qz_book_get_store (book), .period = period };
  self->map = qz_actors_load_map (book, error);
  self->providers =
      self->map != NULL ? qz_clearing_repo_load_providers (self->store, error) : NULL;
  for (guint i = 0; self->providers != NULL && i < QZ_N_NL_SCOPES; i++)
    {
      if (!qz_clearing_repo_get_list (self->store, period, (QzNlScope) i, &self->list[i], error))
        return FALSE;
      self->rows[i] = qz_clearing_repo_load_rows (self->store, &self->list[i], error);
      if (self->rows[i] == NULL)
        return FALSE;
    }
  return self->providers != NULL;
}

void
qz_nl_lists_clear (QzNlLists *self)
{
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->providers, g_hash_table_unref);
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    g_clear_pointer (&self->rows[i], g_array_unref);
}

/* ── generating ─────────────────────────────────────────────────────────────────────────────── */

static const char *
get_list_rule (QzNlScope scope)
{
  return scope == QZ_NL_IN_PROV ? "NL-31e" : "NL-31d";
}

static gboolean
check_not_published (QzClearingDesk *desk, QzNlScope scope, GError **error)
{
  gboolean published = FALSE;

  if (!qz_clearing_is_published (desk->store, desk->period, scope, &published, error))
    return FALSE;
  return !published
         || qz_clearing_refuse (error, "published-already", "NL-31i",
                                _("The notices of the month are published; what is wrong is put "
                                  "right in a later month"));
}

/* The 18th has passed when the 21st has come, so every audit is done or regarded as done. */
static gboolean
check_list_day (QzClearingDesk *desk, QzNlScope scope, GError **error)
{
  const QzDay first = qz_clearing_get_day (desk->period, desk->terms->list_mday);
  g_autofree char *day = qz_day_format (first);

  if (desk->context->clock.today < first)
    return qz_clearing_refuse (error, "lists-too-early", get_list_rule (scope),
                               _("The lists of the month are made from %s on"), day);
  return check_not_published (desk, scope, error);
}

static gboolean
feed_claim (const QzNlClaim *claim, gpointer user_data, GError **error)
{
  return qz_clearing_engine_add_claim (user_data, claim, error);
}

static gboolean
feed_deduction (const QzNlDeduction *deduction, gpointer user_data, GError **error)
{
  return qz_clearing_engine_add_deduction (user_data, deduction, error);
}

static gboolean
feed_item (const QzNlDeduction *item, gpointer user_data, GError **error)
{
  return qz_clearing_engine_add_item (user_data, &item->claim,
                                      item->amount_fen != 0 ? item : NULL, error);
}

static gboolean
feed_carried_claim (const QzNlDeduction *carried, gpointer user_data, GError **error)
{
  return qz_clearing_engine_add_claim (user_data, &carried->claim, error);
}

/* NL-38: what earlier months could not bear. */
static gboolean
feed_carried (QzClearingDesk *desk, const QzNlSpan *span, QzClearingEngine *engine,
              GError **error)
{
  return qz_clearing_stream_carried (desk->store, span, QZ_NL_SOURCE_CLAIM, feed_carried_claim,
                                     engine, error)
         && qz_clearing_stream_carried (desk->store, span, QZ_NL_SOURCE_DEDUCTION, feed_deduction,
                                        engine, error)
         && qz_clearing_stream_carried (desk->store, span, QZ_NL_SOURCE_ITEM, feed_item, engine,
                                        error);
}

static gboolean
feed_all (QzClearingDesk *desk, const QzClearingList *list, QzClearingEngine *engine,
          GError **error)
{
  QzNlSpan span = { .scope = list->scope, .period = desk->period, .last_id = list->last_claim_id };

  if (!qz_clearing_stream_claims (desk->store, &span, feed_claim, engine, error))
    return FALSE;
  span.last_id = list->last_deduction_id;
  if (!qz_clearing_stream_deductions (desk->store, &span, feed_deduction, engine, error))
    return FALSE;
  span.last_id = list->last_item_id;
  return (list->scope == QZ_NL_IN_PROV
          || qz_clearing_stream_items (desk->store, &span, feed_item, engine, error))
         && feed_carried (desk, &span, engine, error);
}

GArray *
qz_clearing_compute (QzClearingDesk *desk, const QzClearingList *list, GArray *rests,
                     GError **error)
{
  g_autoptr (QzClearingEngine) engine = qz_clearing_make_engine (
      desk->store, desk->map, list->scope, desk->terms->clear_acct, error);
  g_autoptr (QzClearingCarries) past =
      qz_clearing_carry_load_past (desk->store, list->period, list->scope, error);
  const GArray *left;
  GArray *rows;

  if (engine == NULL || past == NULL)
    return NULL;
  qz_clearing_engine_set_carries (engine, past, NULL);
  rows = feed_all (desk, list, engine, error) ? qz_clearing_engine_finish (engine, error) : NULL;
  left = qz_clearing_engine_get_rests (engine);
  g_array_append_vals (rests, left->data, left->len);
  return rows;
}

/* What waits for a later month waits for one that is still open. */
static gboolean
has_same_rests (QzClearingDesk *desk, const QzClearingList *list, const GArray *rests,
                gboolean *out, GError **error)
{
  QzPeriod to = 0;
  QzPeriod open = 0;
  g_autoptr (GArray) kept = qz_clearing_carry_load_rests (desk->store, list->id, &to, error);

  if (kept == NULL
      || !qz_clearing_carry_find_month (desk->store, list->period, list->scope, &open, error))
    return FALSE;
  *out = kept->len == rests->len && (kept->len == 0 || to == open);
  for (guint i = 0; *out && i < kept->len; i++)
    {
      const QzClearingRest *one = &g_array_index (kept, QzClearingRest, i);
      const QzClearingRest *two = &g_array_index (rests, QzClearingRest, i);

      *out = one->source == two->source && one->record_id == two->record_id
             && one->amount_fen == two->amount_fen;
    }
  return TRUE;
}

/* All figures of a unit as one text: equal texts, equal figures. */
static void
add_figures (GHashTable *texts, const char *unit, const QzClearingRow *row)
{
  GString *text = g_hash_table_lookup (texts, unit);

  if (unit[0] == '\0')
    return;
  if (text == NULL)
    {
      text = g_string_new (NULL);
      g_hash_table_insert (texts, (gpointer) unit, text);
    }
  g_string_append_printf (text,
                          "%d%d %s %" PRId64 " %s %s %d %d %s %" PRId64 " %" PRId64 " %" PRId64
                          " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
                          "\n",
                          row->is_payable, row->is_deduction, row->treat_agency, row->provider_id,
                          row->insured_agency, row->other_province, (int) row->insurance,
                          row->orig_period, row->reason, row->n_visits, row->medfee_fen,
                          row->parts[0], row->parts[1], row->parts[2], row->parts[3],
                          row->parts[4], row->acct_fen, row->amount_fen);
}

static void
free_text (gpointer data)
{
  g_string_free (data, TRUE);
}

static GHashTable *
write_figures (const GArray *rows)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_text);

  for (guint i = 0; i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);

      /* What a unit sees is what it receives and what it pays. */
      add_figures (texts, row->is_payable ? row->insured_unit : row->treat_unit, row);
    }
  return texts;
}

static gboolean
has_same_figures (GHashTable *before, GHashTable *after, const char *unit)
{
  const GString *one = g_hash_table_lookup (before, unit);
  const GString *two = g_hash_table_lookup (after, unit);

  return one == NULL || two == NULL ? one == two : g_string_equal (one, two);
}

static gboolean
refuse_outdated (const QzClearingList *list, const char *whom, GError **error)
{
  return qz_clearing_refuse (error, "lists-outdated",
                             list->scope == QZ_NL_IN_PROV ? "NL-31e" : "NL-31d",
                             _("What the lists were made of has changed since, for %s; make "
                               "the lists again (%s)"),
                             whom, qz_nl_scope_get_name (list->scope));
}

gboolean
qz_clearing_check_fresh (QzClearingDesk *desk, const QzClearingList *list, GArray *rows,
                         GError **error)
{
  g_autoptr (GArray) rests = g_array_new (FALSE, FALSE, sizeof (QzClearingRest));
  g_autoptr (GArray) now = qz_clearing_compute (desk, list, rests, error);
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;
  gboolean same = TRUE;
  const char *unit;

  if (now == NULL || (list->id != 0 && !has_same_rests (desk, list, rests, &same, error)))
    return FALSE;
  before = write_figures (rows);
  after = write_figures (now);
  for (guint i = 0; (unit = qz_area_map_get_unit (desk->map, i)) != NULL; i++)
    if (!has_same_figures (before, after, unit))
      return refuse_outdated (list, qz_area_map_get_name (desk->map, unit), error);
  if (!same)
    return refuse_outdated (list, _("what is left for a later month"), error);
  return TRUE;
}

/* Every unit confirms; who has confirmed the same figures need not do so again. */
static gboolean
ask_units (QzClearingDesk *desk, QzNlScope scope, GArray *before, GArray *after,
           guint *out_lapsed, GError **error)
{
  g_autoptr (GHashTable) states = qz_clearing_repo_load_states (
      desk->store, desk->period, scope, QZ_CLEARING_CONFIRM, error);
  g_autoptr (GHashTable) old_figures = write_figures (before);
  g_autoptr (GHashTable) new_figures = write_figures (after);
  const char *unit;

  *out_lapsed = 0;
  for (guint i = 0; states != NULL && (unit = qz_area_map_get_unit (desk->map, i)) != NULL; i++)
    {
      const char *state = g_hash_table_lookup (states, unit);

      if (state != NULL && has_same_figures (old_figures, new_figures, unit))
        continue;
      if (state != NULL && strcmp (state, QZ_CONFIRM_GENERATED) != 0)
        (*out_lapsed)++;
      if (!qz_clearing_put (desk, scope, QZ_CLEARING_CONFIRM, unit, QZ_CONFIRM_GENERATED, "",
                            error))
        return FALSE;
    }
  return states != NULL;
}

static gboolean
put_rests (QzClearingDesk *desk, const QzClearingList *list, const GArray *rests, GError **error)
{
  QzPeriod to = 0;

  return rests->len == 0
         || (qz_clearing_carry_find_month (desk->store, list->period, list->scope, &to, error)
             && qz_clearing_carry_put (desk->act, list->id, to, rests, error));
}

static gboolean
put_list (QzClearingDesk *desk, QzClearingList *list, guint *out_lapsed, guint *out_n_rows,
          GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) rests = g_array_new (FALSE, FALSE, sizeof (QzClearingRest));
  QzClearingList last;
  gint64 bounds[3] = { 0, 0, 0 };
  g_autofree char *version = NULL;

  if (!qz_clearing_repo_get_list (desk->store, list->period, list->scope, &last, error)
      || !qz_clearing_stream_get_bounds (desk->store, bounds, error))
    return FALSE;
  before = qz_clearing_repo_load_rows (desk->store, &last, error);
  list->policy_pack_id = desk->pack_id;
  list->last_claim_id = bounds[0];
  list->last_item_id = bounds[1];
  list->last_deduction_id = bounds[2];
  rows = before != NULL ? qz_clearing_compute (desk, list, rests, error) : NULL;
  if (rows == NULL || !qz_clearing_repo_put_list (desk->act, list, rows, error)
      || !put_rests (desk, list, rests, error))
    return FALSE;
  version = g_strdup_printf ("version=%u", list->version);
  *out_n_rows = rows->len;
  return qz_clearing_put (desk, list->scope, QZ_CLEARING_LISTS, "", QZ_CONFIRM_GENERATED, version,
                          error)
         && ask_units (desk, list->scope, before, rows, out_lapsed, error);
}

/* NL-31h was said of other figures. */
static gboolean
lapse_national (QzClearingDesk *desk, QzNlScope scope, guint n_lapsed, GError **error)
{
  const char *state = qz_clearing_repo_get_state (desk->store, desk->period, scope,
                                                  QZ_CLEARING_NATIONAL, "", error);

  if (state == NULL)
    return FALSE;
  return n_lapsed == 0 || strcmp (state, QZ_CONFIRM_CONFIRMED) != 0
         || qz_clearing_put (desk, scope, QZ_CLEARING_NATIONAL, "", "PENDING",
                             _("the lists were made again"), error);
}

static QzSheet *
describe_list (const QzClearingList *list, guint n_rows, guint n_lapsed)
{
  QzSheet *sheet = qz_sheet_new ("clearing_list");

  qz_sheet_set_number (sheet, "list", _("List"), QZ_VALUE_COUNT, list->id);
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, list->period);
  qz_sheet_set_text (sheet, "scope", _("Scope"), qz_nl_scope_to_text (list->scope));
  qz_sheet_set_number (sheet, "version", _("Version"), QZ_VALUE_COUNT, list->version);
  qz_sheet_set_number (sheet, "rows", _("Rows"), QZ_VALUE_COUNT, n_rows);
  qz_sheet_set_number (sheet, "receivable", _("Receivable"), QZ_VALUE_FEN, list->receivable_fen);
  qz_sheet_set_number (sheet, "payable", _("Payable"), QZ_VALUE_FEN, list->payable_fen);
  qz_sheet_set_number (sheet, "lapsed", _("Confirmations lapsed"), QZ_VALUE_COUNT, n_lapsed);
  return sheet;
}

QzSheet *
qz_clearing_generate (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
                      GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  const QzClearingAct what = { period, NULL, "period generate", QZ_RIGHT_CLEARING_GENERATE };
  QzClearingList list = { .period = period, .scope = scope };
  g_autofree char *detail = NULL;
  guint n_lapsed = 0;
  guint n_rows = 0;
  QzDay confirmed_on = QZ_DAY_NONE;
  QzSheet *sheet;

  if (!qz_clearing_desk_begin (&desk, book, context, &what, error)
      || !check_list_day (&desk, scope, error)
      || !put_list (&desk, &list, &n_lapsed, &n_rows, error)
      || !lapse_national (&desk, scope, n_lapsed, error)
      || !qz_clearing_get_auto_confirm_day (desk.store, desk.terms, period, scope, &confirmed_on,
                                            error))
    return NULL;
  detail = g_strdup_printf ("%06d %s version=%u rows=%u", period, qz_nl_scope_to_text (scope),
                            list.version, n_rows);
  if (!qz_clearing_desk_end (&desk, detail, error))
    return NULL;
  sheet = describe_list (&list, n_rows, n_lapsed);
  qz_sheet_set_number (sheet, "confirmed_on", _("Regarded as confirmed on"), QZ_VALUE_DAY,
                       confirmed_on);
  return sheet;
}

/* ── confirming ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
refuse_confirmed (const char *state, const char *name, GError **error)
{
  if (strcmp (state, QZ_CONFIRM_CONFIRMED) == 0)
    return qz_clearing_refuse (error, "confirmed-already", "NL-31f",
                               _("%s has confirmed these figures already"), name);
  return qz_clearing_refuse (error, "confirmed-automatically", "NL-31g",
                             _("Since the 24th %s is regarded as having confirmed; what is wrong "
                               "is put right in a later month"),
                             name);
}

/* *out_state: GENERATED or OBJECTED. */
static gboolean
check_to_confirm (QzClearingDesk *desk, QzNlScope scope, const char *unit, const char **out_state,
                  GError **error)
{
  const char *state = qz_clearing_repo_get_state (desk->store, desk->period, scope,
                                                  QZ_CLEARING_CONFIRM, unit, error);

  if (state == NULL || !check_not_published (desk, scope, error))
    return FALSE;
  *out_state = state;
  if (state[0] == '\0')
    return qz_clearing_refuse (error, "no-lists", get_list_rule (scope),
                               _("The lists of the month are not made yet"));
  if (strcmp (state, QZ_CONFIRM_GENERATED) == 0 || strcmp (state, QZ_CONFIRM_OBJECTED) == 0)
    return TRUE;
  return refuse_confirmed (state, qz_area_map_get_name (desk->map, unit), error);
}

static gboolean
check_no_objection (QzClearingDesk *desk, QzNlScope scope, const char *unit, GError **error)
{
  gint64 n = 0;

  if (!qz_clearing_talk_count_unanswered (desk->store, desk->period, scope, unit, &n, error))
    return FALSE;
  return n == 0
         || qz_clearing_refuse (error, "objection-open", "NL-31f",
                                _("%s has %" PRId64 " objections that the province has not "
                                  "answered"),
                                qz_area_map_get_name (desk->map, unit), n);
}

gboolean
qz_clearing_confirm (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
                     const char *unit, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  const QzClearingAct what = { period, unit, "period confirm", QZ_RIGHT_CLEARING_CONFIRM };
  g_autofree char *detail =
      g_strdup_printf ("%06d %s %s", period, qz_nl_scope_to_text (scope), unit);
  const char *state = NULL;

  return qz_clearing_desk_begin (&desk, book, context, &what, error)
         && check_to_confirm (&desk, scope, unit, &state, error)
         && check_no_objection (&desk, scope, unit, error)
         && qz_clearing_put (&desk, scope, QZ_CLEARING_CONFIRM, unit, QZ_CONFIRM_CONFIRMED, "",
                             error)
         && qz_clearing_desk_end (&desk, detail, error);
}

/* ── objecting ──────────────────────────────────────────────────────────────────────────────── */

/* What stands in the line: its agency, its place or provider, and the amount in its last column. */
static char *
describe_line (QzNlLists *lists, const QzPaper *paper, const QzPaperLine *line)
{
  const QzNlProvider *provider = g_hash_table_lookup (lists->providers, &line->provider_id);
  GString *text = g_string_new (qz_area_map_get_name (lists->map, line->group));

  if (provider != NULL)
    g_string_append_printf (text, " %s %s", provider->code, provider->name);
  if (line->place[0] != '\0')
    g_string_append_printf (text, " %s", qz_area_map_get_name (lists->map, line->place));
  if (line->reason[0] != '\0')
    g_string_append_printf (text, " %06d %s", line->orig_period, line->reason);
  if (paper->spec->insurance >= 0)
    g_string_append_printf (text, " %s",
                            qz_insurance_to_text ((QzInsurance) paper->spec->insurance));
  return g_string_free_and_steal (text);
}

static const QzPaperSpec *
find_form (const QzClearingObjection *objection, GError **error)
{
  const QzPaperSpec *spec = qz_paper_find_spec (objection->form);

  if (spec != NULL && spec->scope == objection->scope && qz_paper_is_by_unit (spec))
    return spec;
  qz_error_set (error, QZ_ERROR_INPUT, "form-unknown",
                _("“%s” is no form of a unit in this scope; object to a line of 5-1, 6-1 … 6-4, "
                  "8-1, 9-1 or 9-2, or of a notice"),
                objection->form);
  return NULL;
}

static gboolean
take_printed (QzBook *book, const QzClearingObjection *objection, QzObjectionRow *row,
              char **out_key, GError **error)
{
  const QzPaperSpec *spec = find_form (objection, error);
  g_auto (QzNlLists) lists = { 0 };
  g_autoptr (QzPaper) paper = NULL;
  const QzPaperLine *line;

  if (spec == NULL || !qz_nl_lists_load (&lists, book, objection->period, error))
    return FALSE;
  paper = qz_paper_new (&lists, spec, objection->unit);
  if (objection->line_no == 0 || objection->line_no > paper->lines->len)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "no-such-line",
                    _("The form %s has %u lines, no line %u"),
                    objection->form, paper->lines->len, objection->line_no);
      return FALSE;
    }
  line = paper->lines->pdata[objection->line_no - 1];
  row->list_id = lists.list[objection->scope].id;
  row->amount_fen = line->figures[paper->n_columns - 1];
  *out_key = describe_line (&lists, paper, line);
  return TRUE;
}

static gboolean
check_objection (const QzClearingObjection *objection, GError **error)
{
  if (objection->reason != NULL && objection->reason[0] != '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("Say why (--reason); it is kept"));
  return FALSE;
}

gboolean
qz_clearing_object (QzBook *book, const QzContext *context, const QzClearingObjection *objection,
                    gint64 *out_id, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  const QzClearingAct what = { objection->period, objection->unit, "period object",
                               QZ_RIGHT_CLEARING_OBJECT };
  QzObjectionRow row = { .unit = objection->unit,
                         .form = objection->form,
                         .line_no = objection->line_no,
                         .has_claimed = objection->has_claimed,
                         .claimed_fen = objection->claimed_fen,
                         .reason = objection->reason,
                         .actor = context->user };
  g_autofree char *key = NULL;
  g_autofree char *detail = NULL;
  const char *state = NULL;

  *out_id = 0;
  if (!check_objection (objection, error)
      || !qz_clearing_desk_begin (&desk, book, context, &what, error)
      || !check_to_confirm (&desk, objection->scope, objection->unit, &state, error)
      || !take_printed (book, objection, &row, &key, error))
    return FALSE;
  row.line_key = key;
  *out_id = qz_clearing_talk_put_objection (desk.act, &row, error);
  detail = g_strdup_printf ("objection=%" PRId64 " %s %s line=%u", *out_id, objection->unit,
                            objection->form, objection->line_no);
  return *out_id != 0
         && qz_clearing_put (&desk, objection->scope, QZ_CLEARING_CONFIRM, objection->unit,
                             QZ_CONFIRM_OBJECTED, objection->reason, error)
         && qz_clearing_desk_end (&desk, detail, error);
}

static gboolean
check_answer (QzStore *store, gint64 id, const char *result, const char *reason, GError **error)
{
  static const char *const results[] = { "ACCEPTED", "REJECTED", "NEXT_PERIOD", NULL };
  gboolean found = FALSE;
  gboolean answered = FALSE;

  if (!g_strv_contains (results, result) || reason == NULL || reason[0] == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "answer-wrong",
                    _("An answer is ACCEPTED, REJECTED or NEXT_PERIOD, and has a reason"));
      return FALSE;
    }
  if (!qz_clearing_talk_find_objection (store, id, &found, &answered, error))
    return FALSE;
  if (!found)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "no-such-objection",
                    _("There is no objection %" PRId64), id);
      return FALSE;
    }
  return !answered
         || qz_clearing_refuse (error, "answered-already", "NL-31f",
                                _("Objection %" PRId64 " was answered already"), id);
}

gboolean
qz_clearing_answer (QzBook *book, const QzContext *context, gint64 objection, const char *result,
                    const char *reason, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  const QzClearingAct what = { qz_period_add (qz_period_of_day (context->clock.today), -1), NULL,
                               "period answer", QZ_RIGHT_CLEARING_ANSWER };
  g_autofree char *detail = g_strdup_printf ("objection=%" PRId64 " %s", objection, result);

  return check_answer (qz_book_get_store (book), objection, result, reason, error)
         && qz_clearing_desk_begin (&desk, book, context, &what, error)
         && qz_clearing_talk_put_answer (desk.act, objection, result, reason, context->user, error)
         && qz_clearing_desk_end (&desk, detail, error);
}

QzSheet *
qz_clearing_list_objections (QzBook *book, QzPeriod period, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("objections");
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);

  qz_sheet_add_column (sheet, "objection", _("Objection"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "version", _("Version"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "form", _("Form"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "line", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "key", _("What stands there"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "claimed", _("As the unit has it"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "actor", _("By"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "time", _("Time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "result", _("Answer"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "answer", _("Reason of the answer"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "answered_by", _("Answered by"), QZ_VALUE_TEXT);
  if (map == NULL
      || !qz_clearing_talk_fill_objections (qz_book_get_store (book), period, sheet, error))
    return NULL;
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    qz_sheet_put_text (sheet, i, 5, qz_area_map_get_name (map, qz_sheet_get_text (sheet, i, 4)));
  return g_steal_pointer (&sheet);
}

/* ── the national system (NL-31h) ───────────────────────────────────────────────────────────── */

static gboolean
check_national_day (QzClearingDesk *desk, GError **error)
{
  const QzDay first = qz_clearing_get_day (desk->period, desk->terms->national_mday);
  g_autofree char *day = qz_day_format (first);
  const char *state = qz_clearing_repo_get_state (desk->store, desk->period, QZ_NL_CROSS_PROV,
                                                  QZ_CLEARING_NATIONAL, "", error);

  if (state == NULL)
    return FALSE;
  if (desk->context->clock.today < first)
    return qz_clearing_refuse (error, "national-too-early", "NL-31h",
                               _("The cross-province data are confirmed on %s"), day);
  return strcmp (state, QZ_CONFIRM_CONFIRMED) != 0
         || qz_clearing_refuse (error, "confirmed-already", "NL-31h",
                                _("The cross-province data of the month are confirmed already"));
}

gboolean
qz_clearing_confirm_national (QzBook *book, const QzContext *context, QzPeriod period,
                              GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  const QzClearingAct what = { period, NULL, "period national", QZ_RIGHT_CLEARING_NATIONAL };
  g_autofree char *detail = g_strdup_printf ("%06d cross_prov", period);

  return qz_clearing_desk_begin (&desk, book, context, &what, error)
         && check_not_published (&desk, QZ_NL_CROSS_PROV, error)
         && check_national_day (&desk, error)
         && qz_clearing_check_confirmed (&desk, QZ_NL_CROSS_PROV, error)
         && qz_clearing_put (&desk, QZ_NL_CROSS_PROV, QZ_CLEARING_NATIONAL, "",
                             QZ_CONFIRM_CONFIRMED, "", error)
         && qz_clearing_desk_end (&desk, detail, error);
}
