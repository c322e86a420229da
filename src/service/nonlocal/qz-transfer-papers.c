/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When transfers fall due: papers pass, money comes (NL-31-D, NL-31-U). */
#include "qz-transfer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-nonlocal-days.h"
#include "qz-regions.h"

static const QzTransferDeed pass_papers_deed = { "transfer pass-papers",
                                                 QZ_RIGHT_TRANSFER_PAPERS };

gboolean
qz_transfer_begin (QzClearingDesk *self, QzBook *book, const QzContext *context, QzPeriod period,
                   const char *agency, const QzTransferDeed *deed, GError **error)
{
  if (!qz_clearing_desk_open (self, book, context, period, error)
      || !qz_actor_check (book, context, agency, error))
    return FALSE;
  self->act =
      qz_book_begin_act (book, context, deed->name, qz_right_get_roles (deed->right), error);
  return self->act != NULL && qz_region_tick (book, context, self->act, NULL, NULL, error);
}

/* ── due days ───────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_transfer_set_due (QzClearingDesk *self, const QzTransfer *transfer, QzDay base_day,
                     const char *actor, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (self->book, error);
  QzTransferEvent event = { .transfer_id = transfer->id,
                            .act = QZ_TRANSFER_DUE,
                            .day = base_day,
                            .actor = (char *) actor };

  if (calendar == NULL)
    return FALSE;
  if (transfer->base_day != QZ_DAY_NONE)
    return TRUE;
  event.due_day = qz_nonlocal_get_leg_due (self->terms, calendar, transfer->leg, base_day);
  return qz_transfer_repo_put_event (self->act, &event, error);
}

GPtrArray *
qz_transfer_load_legs (QzStore *store, QzPeriod period, QzNlScope scope, QzLeg leg,
                       const char *unit, GError **error)
{
  const QzTransferQuery query = {
    .period = period, .scope = (int) scope, .leg = (int) leg, .unit = unit
  };

  return qz_transfer_repo_query (store, &query, error);
}

gboolean
qz_transfer_are_received (GPtrArray *transfers, QzDay *out_last)
{
  *out_last = QZ_DAY_NONE;
  for (guint i = 0; i < transfers->len; i++)
    {
      const QzTransfer *transfer = transfers->pdata[i];

      if (transfer->received_fen < transfer->amount_fen)
        return FALSE;
      *out_last = MAX (*out_last, transfer->last_received);
    }
  return TRUE;
}

/* @payer, nullable, and @insurance, -1: those of the legs that wait. */
static gboolean
release (QzClearingDesk *self, const QzTransfer *done, QzLeg leg, const char *payer, QzDay day,
         GError **error)
{
  g_autoptr (GPtrArray) legs =
      qz_transfer_load_legs (self->store, done->period, done->scope, leg,
                             leg == QZ_LEG_D2 || leg == QZ_LEG_U4 ? NULL : done->unit, error);

  for (guint i = 0; legs != NULL && i < legs->len; i++)
    {
      const QzTransfer *transfer = legs->pdata[i];

      if (payer != NULL
          && (strcmp (transfer->payer, payer) != 0 || transfer->insurance != done->insurance))
        continue;
      if (!qz_transfer_set_due (self, transfer, day, self->context->user, error))
        return FALSE;
    }
  return legs != NULL;
}

/* U3 waits for all agencies of its unit (AMB-06), U4 for all units. */
static gboolean
release_when_all (QzClearingDesk *self, const QzTransfer *done, QzLeg next, GError **error)
{
  g_autoptr (GPtrArray) legs =
      qz_transfer_load_legs (self->store, done->period, done->scope, done->leg,
                             next == QZ_LEG_U4 ? NULL : done->unit, error);
  QzDay last = QZ_DAY_NONE;

  if (legs == NULL)
    return FALSE;
  return !qz_transfer_are_received (legs, &last) || release (self, done, next, NULL, last, error);
}

gboolean
qz_transfer_release_next (QzClearingDesk *self, const QzTransfer *transfer, GError **error)
{
  const QzDay day = transfer->last_received;
  const gboolean is_own = qz_transfer_is_own_unit (transfer->unit);

  switch ((int) transfer->leg)
    {
    case QZ_LEG_D1:
      return release (self, transfer, QZ_LEG_D2, NULL, day, error);
    case QZ_LEG_D2:
      return is_own || release (self, transfer, QZ_LEG_D3, NULL, day, error);
    case QZ_LEG_U1:
      return release (self, transfer, is_own ? QZ_LEG_U3 : QZ_LEG_U2, transfer->payee, day, error);
    case QZ_LEG_U2:
      return release_when_all (self, transfer, QZ_LEG_U3, error);
    case QZ_LEG_U3:
      return release_when_all (self, transfer, QZ_LEG_U4, error);
    default:
      return TRUE;
    }
}

/* ── papers (NL-31-D1, NL-31-U1) ────────────────────────────────────────────────────────────── */

static gboolean
pass_legs (QzClearingDesk *self, GPtrArray *legs, const char *office, GError **error)
{
  guint n = 0;
  guint n_passed = 0;

  for (guint i = 0; i < legs->len; i++)
    {
      const QzTransfer *transfer = legs->pdata[i];

      if (strcmp (transfer->payer, office) != 0)
        continue;
      n++;
      n_passed += transfer->base_day != QZ_DAY_NONE;
      if (!qz_transfer_set_due (self, transfer, self->context->clock.today, self->context->user,
                                error))
        return FALSE;
    }
  if (n == 0)
    return qz_clearing_refuse (error, "nothing-to-pay", "NL-31",
                               _("%s has nothing to pay for this month and scope"), office);
  return n_passed < n
         || qz_clearing_refuse (error, "papers-passed", "NL-31",
                                _("The papers passed already"));
}

gboolean
qz_transfer_pass_papers (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
                         QzLeg leg, const char *office, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  g_autoptr (GPtrArray) legs = NULL;
  g_autofree char *code = NULL;
  g_autofree char *detail = NULL;

  if (map == NULL)
    return FALSE;
  code = office != NULL ? g_strdup (office)
                        : qz_transfer_dup_finance (map, qz_area_map_get_province (map));
  if (leg != QZ_LEG_D1 && leg != QZ_LEG_U1)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "leg-has-no-papers",
                    _("Papers pass before D1 and U1; the other legs follow the money"));
      return FALSE;
    }
  if (!qz_transfer_begin (&desk, book, context, period, code, &pass_papers_deed, error))
    return FALSE;
  legs = qz_transfer_load_legs (desk.store, period, scope, leg, NULL, error);
  detail = g_strdup_printf ("%06d %s %s %s", period, qz_nl_scope_to_text (scope),
                            qz_leg_to_text (leg), code);
  return legs != NULL && pass_legs (&desk, legs, code, error)
         && qz_clearing_desk_end (&desk, detail, error);
}
