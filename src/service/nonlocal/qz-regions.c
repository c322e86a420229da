/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-regions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-nonlocal-days.h"
#include "qz-region-repo.h"
#include "qz-transfer-private.h"

/* ── what is late ───────────────────────────────────────────────────────────────────────────── */

/* NL-34, DL-NL-2-1 … DL-NL-U3: deposits, raises and clearing money of the unit. */
static gboolean
is_owed (const QzTransfer *transfer)
{
  return transfer->unit[0] != '\0'
         && (transfer->leg == QZ_LEG_P3 || transfer->leg == QZ_LEG_U2
             || transfer->leg == QZ_LEG_U3);
}

/* What the payer has confirmed as paid by the due day: the rest is not in his hands. */
static gboolean
sum_in_time (QzStore *store, const QzTransfer *transfer, QzFen *out, GError **error)
{
  g_autoptr (GPtrArray) events = qz_transfer_repo_list_events (store, transfer->id, error);

  *out = 0;
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const QzTransferEvent *event = events->pdata[i];

      if (event->act == QZ_TRANSFER_CONFIRM_PAYMENT && event->day <= transfer->due_day
          && !qz_fen_accumulate (out, event->amount_fen, error))
        return FALSE;
    }
  return events != NULL;
}

gboolean
qz_region_is_late (QzStore *store, const QzTransfer *transfer, QzDay day, gboolean *out,
                   GError **error)
{
  QzFen in_time = 0;

  *out = FALSE;
  if (!is_owed (transfer) || transfer->due_day == QZ_DAY_NONE || transfer->due_day >= day
      || transfer->received_fen >= transfer->amount_fen)
    return TRUE;
  if (!sum_in_time (store, transfer, &in_time, error))
    return FALSE;
  *out = in_time < transfer->amount_fen;
  return TRUE;
}

/* The late transfers of a unit (NULL: of all), the one that was due first in front. */
static int
compare_due (gconstpointer a, gconstpointer b)
{
  const QzTransfer *one = *(const QzTransfer *const *) a;
  const QzTransfer *two = *(const QzTransfer *const *) b;

  if (one->due_day != two->due_day)
    return one->due_day < two->due_day ? -1 : 1;
  return one->id < two->id ? -1 : one->id > two->id;
}

static GPtrArray *
list_late (QzStore *store, const char *unit, QzDay day, GError **error)
{
  const QzTransferQuery query = { .scope = -1, .leg = -1, .unit = unit, .open = TRUE };
  g_autoptr (GPtrArray) list = qz_transfer_repo_query (store, &query, error);

  for (guint i = list != NULL ? list->len : 0; i > 0; i--)
    {
      gboolean late = FALSE;

      if (!qz_region_is_late (store, list->pdata[i - 1], day, &late, error))
        return NULL;
      if (!late)
        g_ptr_array_remove_index (list, i - 1);
    }
  if (list != NULL)
    g_ptr_array_sort (list, compare_due);
  return g_steal_pointer (&list);
}

gboolean
qz_region_clear (QzClearingDesk *self, const char *unit, GError **error)
{
  g_autoptr (GPtrArray) late = NULL;
  QzRegionState state = QZ_REGION_NORMAL;
  QzDay since = QZ_DAY_NONE;
  const QzRegionEvent event = { .unit = unit,
                                .state = QZ_REGION_NORMAL,
                                .actor = QZ_SYSTEM_ACTOR,
                                .reason = "" };

  if (!qz_region_repo_get (self->store, unit, &state, &since, error))
    return FALSE;
  if (state != QZ_REGION_OVERDUE)
    return TRUE;
  late = list_late (self->store, unit, self->context->clock.today, error);
  return late != NULL
         && (late->len > 0 || qz_region_repo_put_event (self->act, &event, error));
}

/* ── what happens by itself ─────────────────────────────────────────────────────────────────── */

typedef struct {
  QzClearingDesk desk; /* only what the tick has: book, context, store, act, map */
  QzSheet *done;
  guint n;
} Tick;

static void
tell (Tick *self, const char *nominal, const char *act, const QzTransfer *transfer,
      const char *state)
{
  guint row;

  self->n++;
  if (self->done == NULL)
    return;
  row = qz_sheet_add_row (self->done);
  qz_sheet_put_text (self->done, row, 0, nominal);
  qz_sheet_put_text (self->done, row, 1, act);
  qz_sheet_put_number (self->done, row, 2, transfer->period);
  qz_sheet_put_text (self->done, row, 3, qz_nl_scope_to_text (transfer->scope));
  qz_sheet_put_text (self->done, row, 4, transfer->unit);
  qz_sheet_put_text (self->done, row, 5, qz_area_map_get_name (self->desk.map, transfer->unit));
  qz_sheet_put_text (self->done, row, 6, state);
}

static char *
dup_midnight (QzDay day)
{
  g_autofree char *text = qz_day_format (day);

  return g_strdup_printf ("%sT00:00", text);
}

/* AMB-06: the last day on which collection had to be complete; none while it is complete, or while
 * an agency's term has not begun. */
static gboolean
find_late_collection (Tick *self, const QzTransfer *u3, QzDay *out_due, GError **error)
{
  g_autoptr (GPtrArray) legs = qz_transfer_load_legs (self->desk.store, u3->period, u3->scope,
                                                      QZ_LEG_U2, u3->unit, error);
  gboolean is_open = FALSE;
  gboolean has_begun = TRUE;
  QzDay due = QZ_DAY_NONE;

  for (guint i = 0; legs != NULL && i < legs->len; i++)
    {
      const QzTransfer *leg = legs->pdata[i];

      is_open = is_open || leg->received_fen < leg->amount_fen;
      has_begun = has_begun && leg->due_day != QZ_DAY_NONE;
      due = MAX (due, leg->due_day);
    }
  *out_due = is_open && has_begun ? due : QZ_DAY_NONE;
  return legs != NULL;
}

static gboolean
begin_late_collection (Tick *self, QzTransfer *u3, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (self->desk.book, error);
  QzDay u2_due = QZ_DAY_NONE;
  QzDay base;
  g_autofree char *nominal = NULL;

  if (calendar == NULL || !find_late_collection (self, u3, &u2_due, error))
    return FALSE;
  base = qz_nonlocal_get_u3_base (calendar, QZ_DAY_NONE, u2_due);
  if (u2_due == QZ_DAY_NONE || base > self->desk.context->clock.today)
    return TRUE;
  nominal = dup_midnight (base);
  tell (self, nominal, "due", u3, qz_leg_to_text (u3->leg));
  if (self->desk.act == NULL)
    return TRUE;
  self->desk.period = u3->period;
  return qz_transfer_set_due (&self->desk, u3, base, QZ_SYSTEM_ACTOR, error);
}

static gboolean
begin_late_collections (Tick *self, GError **error)
{
  const QzTransferQuery query = { .scope = -1, .leg = QZ_LEG_U3, .open = TRUE };
  g_autoptr (GPtrArray) legs = qz_transfer_repo_query (self->desk.store, &query, error);

  for (guint i = 0; legs != NULL && i < legs->len; i++)
    {
      QzTransfer *leg = legs->pdata[i];

      if (leg->base_day == QZ_DAY_NONE && !qz_transfer_is_own_unit (leg->unit)
          && !begin_late_collection (self, leg, error))
        return FALSE;
    }
  return legs != NULL;
}

/* NL-34, SM-6. */
static gboolean
mark_overdue (Tick *self, const QzTransfer *transfer, GError **error)
{
  QzRegionState state = QZ_REGION_NORMAL;
  QzDay since = QZ_DAY_NONE;
  g_autofree char *nominal = dup_midnight (qz_nonlocal_get_overdue_day (transfer->due_day));
  const QzRegionEvent event = { .unit = transfer->unit,
                                .state = QZ_REGION_OVERDUE,
                                .transfer_id = transfer->id,
                                .actor = QZ_SYSTEM_ACTOR,
                                .nominal_time = nominal,
                                .reason = "" };

  if (!qz_region_repo_get (self->desk.store, transfer->unit, &state, &since, error))
    return FALSE;
  if (state != QZ_REGION_NORMAL)
    return TRUE;
  tell (self, nominal, "overdue", transfer, qz_region_state_to_text (QZ_REGION_OVERDUE));
  return self->desk.act == NULL || qz_region_repo_put_event (self->desk.act, &event, error);
}

gboolean
qz_region_tick (QzBook *book, const QzContext *context, QzAct *act, QzSheet *done, guint *out_n,
                GError **error)
{
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  g_autoptr (QzPolicy) policy = NULL;
  g_autoptr (GPtrArray) late = NULL;
  g_autoptr (GError) failure = NULL;
  Tick self = { .desk = { .book = book, .context = context, .store = qz_book_get_store (book) },
                .done = done };

  if (map == NULL)
    return FALSE;
  policy = qz_policies_peek_nonlocal (book, context->clock.today, NULL, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self.desk.act = act;
  self.desk.map = map;
  self.desk.terms = policy != NULL ? qz_policy_get_nonlocal (policy) : NULL;
  if (self.desk.terms != NULL && !begin_late_collections (&self, error))
    return FALSE;
  late = list_late (self.desk.store, NULL, context->clock.today, error);
  for (guint i = 0; late != NULL && i < late->len; i++)
    if (!mark_overdue (&self, late->pdata[i], error))
      return FALSE;
  if (out_n != NULL)
    *out_n = self.n;
  return late != NULL;
}

/* ── suspending and resuming ────────────────────────────────────────────────────────────────── */

/* "U3 2026-05 in_prov 1854377.78, due 2026-07-17; …" */
static char *
dup_proposal (GPtrArray *late)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < late->len; i++)
    {
      const QzTransfer *transfer = late->pdata[i];
      g_autofree char *month = qz_period_format (transfer->period);
      g_autofree char *due = qz_day_format (transfer->due_day);
      g_autofree char *open = qz_fen_to_decimal (transfer->amount_fen - transfer->received_fen);

      g_string_append (text, i > 0 ? _("; ") : "");
      g_string_append_printf (text, _("%s of %s (%s) was due on %s, %s is missing"),
                              qz_leg_get_name (transfer->leg), month,
                              qz_nl_scope_get_name (transfer->scope), due, open);
    }
  return g_string_free_and_steal (text);
}

static gboolean
begin_region (QzClearingDesk *desk, QzBook *book, const QzContext *context, const char *unit,
              const char *name, GError **error)
{
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  g_autofree char *agency = NULL;

  if (map == NULL)
    return FALSE;
  agency = qz_transfer_dup_agency (map, qz_area_map_get_province (map));
  return qz_transfer_begin (desk, book, context, qz_period_of_day (context->clock.today), agency,
                            &(QzTransferDeed) { name, QZ_RIGHT_REGION_SUSPEND }, error)
         && qz_clearing_check_unit (desk, unit, error);
}

gboolean
qz_region_suspend (QzBook *book, const QzContext *context, const char *unit, const char *reason,
                   GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (GPtrArray) late = NULL;
  g_autofree char *proposal = NULL;
  QzRegionState state = QZ_REGION_NORMAL;
  QzDay since = QZ_DAY_NONE;
  QzRegionEvent event = { .unit = unit, .state = QZ_REGION_SUSPENDED, .actor = context->user };

  if (!begin_region (&desk, book, context, unit, "region suspend", error)
      || !qz_region_repo_get (desk.store, unit, &state, &since, error))
    return FALSE;
  if (state != QZ_REGION_OVERDUE)
    return qz_clearing_refuse (error, "not-overdue", "NL-34",
                               state == QZ_REGION_SUSPENDED
                                 ? _("%s is suspended already")
                                 : _("%s owes nothing that is overdue, so it cannot be suspended"),
                               qz_area_map_get_name (desk.map, unit));
  late = list_late (desk.store, unit, context->clock.today, error);
  if (late == NULL)
    return FALSE;
  proposal = dup_proposal (late);
  event.transfer_id = late->len > 0 ? ((const QzTransfer *) late->pdata[0])->id : 0;
  event.reason = reason != NULL && *reason != '\0' ? reason : proposal;
  return qz_region_repo_put_event (desk.act, &event, error)
         && qz_clearing_desk_end (&desk, unit, error);
}

gboolean
qz_region_resume (QzBook *book, const QzContext *context, const char *unit, const char *reason,
                  GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (GPtrArray) late = NULL;
  g_autofree char *missing = NULL;
  QzRegionState state = QZ_REGION_NORMAL;
  QzDay since = QZ_DAY_NONE;
  const QzRegionEvent event = { .unit = unit,
                                .state = QZ_REGION_NORMAL,
                                .actor = context->user,
                                .reason = reason };

  if (!begin_region (&desk, book, context, unit, "region resume", error)
      || !qz_region_repo_get (desk.store, unit, &state, &since, error))
    return FALSE;
  if (state != QZ_REGION_SUSPENDED)
    return qz_clearing_refuse (error, "not-suspended", "SM-6", _("%s is not suspended"),
                               qz_area_map_get_name (desk.map, unit));
  late = list_late (desk.store, unit, context->clock.today, error);
  if (late == NULL)
    return FALSE;
  missing = dup_proposal (late);
  if (late->len > 0)
    return qz_clearing_refuse (error, "still-overdue", "NL-34",
                               _("%s still has to pay, and both sides to confirm: %s"),
                               qz_area_map_get_name (desk.map, unit), missing);
  return qz_region_repo_put_event (desk.act, &event, error)
         && qz_clearing_desk_end (&desk, unit, error);
}

/* ── tables ─────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_region_is_suspended (QzBook *book, const char *unit, QzDay day, gboolean *out, GError **error)
{
  QzRegionState state = QZ_REGION_NORMAL;
  QzDay since = QZ_DAY_NONE;

  if (!qz_region_repo_get (qz_book_get_store (book), unit, &state, &since, error))
    return FALSE;
  *out = state == QZ_REGION_SUSPENDED && day >= since;
  return TRUE;
}

static gboolean
add_region (QzSheet *sheet, QzBook *book, const QzContext *context, QzAreaMap *map,
            const char *unit, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (GPtrArray) late = list_late (store, unit, context->clock.today, error);
  g_autofree char *proposal = NULL;
  QzRegionState state = QZ_REGION_NORMAL;
  QzDay since = QZ_DAY_NONE;
  QzFen sum = 0;
  guint row;

  if (late == NULL || !qz_region_repo_get (store, unit, &state, &since, error))
    return FALSE;
  for (guint i = 0; i < late->len; i++)
    {
      const QzTransfer *transfer = late->pdata[i];

      if (!qz_fen_accumulate (&sum, transfer->amount_fen - transfer->received_fen, error))
        return FALSE;
    }
  proposal = dup_proposal (late);
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, row, 0, unit);
  qz_sheet_put_text (sheet, row, 1, qz_area_map_get_name (map, unit));
  qz_sheet_put_text (sheet, row, 2, qz_region_state_to_text (state));
  if (since != QZ_DAY_NONE)
    qz_sheet_put_number (sheet, row, 3, since);
  qz_sheet_put_number (sheet, row, 4, late->len);
  qz_sheet_put_number (sheet, row, 5, sum);
  if (late->len > 0)
    qz_sheet_put_number (sheet, row, 6, ((const QzTransfer *) late->pdata[0])->due_day);
  qz_sheet_put_text (sheet, row, 7, proposal);
  return TRUE;
}

QzSheet *
qz_region_list (QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("regions");
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  const char *unit;

  if (map == NULL)
    return NULL;
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "since", _("Since"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "late_n", _("Overdue transfers"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "late_amount", _("Overdue amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "oldest_due", _("Oldest due day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "proposal", _("Reason to suspend"), QZ_VALUE_TEXT);
  for (guint i = 0; (unit = qz_area_map_get_unit (map, i)) != NULL; i++)
    if (!add_region (sheet, book, context, map, unit, error))
      return NULL;
  return g_steal_pointer (&sheet);
}

static gboolean
add_late (QzSheet *sheet, QzStore *store, const char *unit, QzDay today, GError **error)
{
  g_autoptr (GPtrArray) late = list_late (store, unit, today, error);
  g_autoptr (QzSheet) child = qz_sheet_new ("late");

  qz_sheet_add_column (child, "transfer", _("Transfer"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "leg", _("Leg"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (child, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "received", _("Received"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (child, "days", _("Days late"), QZ_VALUE_COUNT);
  for (guint i = 0; late != NULL && i < late->len; i++)
    {
      const QzTransfer *transfer = late->pdata[i];
      const guint row = qz_sheet_add_row (child);

      qz_sheet_put_text (child, row, 0, transfer->number);
      qz_sheet_put_text (child, row, 1, qz_leg_to_text (transfer->leg));
      qz_sheet_put_text (child, row, 2, qz_nl_scope_to_text (transfer->scope));
      qz_sheet_put_number (child, row, 3, transfer->period);
      qz_sheet_put_number (child, row, 4, transfer->amount_fen);
      qz_sheet_put_number (child, row, 5, transfer->received_fen);
      qz_sheet_put_number (child, row, 6, transfer->due_day);
      qz_sheet_put_number (child, row, 7, today - transfer->due_day);
    }
  qz_sheet_add_child (sheet, child);
  return late != NULL;
}

static gboolean
add_region_events (QzSheet *sheet, QzStore *store, const char *unit, GError **error)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("events");

  qz_sheet_add_column (child, "time", _("Time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "nominal", _("Due at"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "transfer", _("Transfer"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "actor", _("By"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_child (sheet, child);
  return qz_region_repo_fill_events (store, unit, child, error);
}

/* AMB-27: stays that had begun may be settled directly; of others the person is reimbursed by hand
 * (REGION_SUSPENDED). The admission is not in the claim, so each is to be looked at. */
static gboolean
add_claims (QzSheet *sheet, QzStore *store, QzAreaMap *map, const char *unit, QzDay since,
            GError **error)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("claims");
  g_autoptr (GString) areas = g_string_new (",");
  const char *agency;

  qz_sheet_add_column (child, "setl_id", _("Settlement"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "settled", _("Settled"), QZ_VALUE_DAY);
  qz_sheet_add_column (child, "provider", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "provider_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "area", _("Insured area"), QZ_VALUE_TEXT);
  qz_sheet_add_child (sheet, child);
  for (guint i = 0; (agency = qz_area_map_get_agency (map, unit, i)) != NULL; i++)
    g_string_append_printf (areas, "%s,", agency);
  return qz_region_repo_fill_claims (store, areas->str, since, child, error);
}

QzSheet *
qz_region_show (QzBook *book, const QzContext *context, const char *unit, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("region");
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  QzStore *store = qz_book_get_store (book);
  QzRegionState state = QZ_REGION_NORMAL;
  QzDay since = QZ_DAY_NONE;

  if (map == NULL || !qz_region_repo_get (store, unit, &state, &since, error))
    return NULL;
  qz_sheet_set_text (sheet, "unit", _("Unit"), unit);
  qz_sheet_set_text (sheet, "unit_name", _("Name"), qz_area_map_get_name (map, unit));
  qz_sheet_set_text (sheet, "state", _("State"), qz_region_state_to_text (state));
  if (since != QZ_DAY_NONE)
    qz_sheet_set_number (sheet, "since", _("Since"), QZ_VALUE_DAY, since);
  if (!add_late (sheet, store, unit, context->clock.today, error)
      || !add_region_events (sheet, store, unit, error)
      || (state == QZ_REGION_SUSPENDED && !add_claims (sheet, store, map, unit, since, error)))
    return NULL;
  return g_steal_pointer (&sheet);
}
