/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposing and publishing notices 2-1 and 2-2 (NL-20, NL-22a). */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-clearing-private.h"
#include "qz-deposits-private.h"
#include "qz-digest.h"
#include "qz-error.h"
#include "qz-nonlocal-days.h"
#include "qz-notice-repo.h"
#include "qz-transfers.h"

/* ── proposals ──────────────────────────────────────────────────────────────────────────────── */

/* What a proposal and the notice made of it must have in common. */
static char *
digest_lines (const GArray *lines)
{
  g_autoptr (QzDigest) digest = qz_digest_new ();
  guint8 bytes[QZ_DIGEST_SIZE];

  for (guint i = 0; i < lines->len; i++)
    {
      const QzNoticeLine *line = &g_array_index (lines, QzNoticeLine, i);

      qz_digest_add_text (digest, line->agency, -1);
      qz_digest_add_int (digest, line->scope);
      qz_digest_add_int (digest, line->insurance);
      for (guint j = 0; j < QZ_NOTICE_N_FIGURES; j++)
        qz_digest_add_int (digest, line->figures[j]);
      qz_digest_end_row (digest);
    }
  qz_digest_finish (digest, bytes);
  return qz_digest_to_hex (bytes);
}

gboolean
qz_deposit_put_proposal (QzDepositDesk *self, const QzDepositPlan *plan, GError **error)
{
  g_autofree char *digest = digest_lines (plan->lines);
  const QzDepositProposal proposal = { .form = plan->form,
                                       .unit = plan->unit,
                                       .scope = plan->scope,
                                       .period = plan->period,
                                       .method = plan->method,
                                       .reason = plan->reason,
                                       .total_fen = plan->total_fen,
                                       .digest = digest,
                                       .made_by = self->context->user };

  return qz_deposit_repo_put_proposal (self->act, &proposal, error);
}

/* ── publishing ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_proposal (QzDepositDesk *self, const QzDepositPlan *plan, const QzDepositProposal *proposal,
                GError **error)
{
  const char *name = qz_area_map_get_name (self->map, plan->unit);
  g_autofree char *digest = digest_lines (plan->lines);

  if (proposal->id == 0)
    return qz_clearing_refuse (error, "no-proposal", "NL-20",
                               _("Nobody has proposed a notice %s for %s"), plan->form, name);
  if (strcmp (proposal->made_by, self->context->user) == 0)
    return qz_clearing_refuse (error, "published-by-maker", "7.3-1",
                               _("Who proposed the notice does not publish it (%s)"), name);
  return strcmp (digest, proposal->digest) == 0
         || qz_clearing_refuse (error, "proposal-stale", "NL-17b",
                                _("The figures of %s are others now than when the notice was "
                                  "proposed; propose it again"),
                                name);
}

static gboolean
put_notice (QzDepositDesk *self, const QzDepositPlan *plan, const QzDepositProposal *proposal,
            QzNotice *notice, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (self->book, error);

  if (calendar == NULL)
    return FALSE;
  *notice = (QzNotice) {
    .form = plan->form,
    .unit = plan->unit,
    .scope = plan->scope,
    .period = plan->period,
    .policy_pack_id = self->pack_id,
    .day = self->context->clock.today,
    .due_day = qz_nonlocal_get_notice_due (self->terms, calendar, self->context->clock.today,
                                           strcmp (plan->form, QZ_FORM_RAISE) == 0),
    .method = plan->method,
    .reason = plan->reason,
    .total_fen = plan->total_fen,
    .made_by = proposal->made_by,
    .published_by = self->context->user,
    .lines = plan->lines,
  };
  return qz_notice_repo_put (self->act, notice, error);
}

static gboolean
put_quotas (QzDepositDesk *self, const QzDepositPlan *plan, const QzNotice *notice, GError **error)
{
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    {
      const QzDepositQuota quota = { .unit = plan->unit,
                                     .scope = (QzNlScope) i,
                                     .day = self->context->clock.today,
                                     .quota_fen = plan->figures[i].quota_fen,
                                     .notice_id = notice->id,
                                     .reason = plan->form };

      if (plan->figures[i].is_in && !qz_deposit_repo_put_quota (self->act, &quota, error))
        return FALSE;
    }
  return TRUE;
}

/* NL-18a: the money goes up, or back by the same way. */
static gboolean
open_transfers (QzDepositDesk *self, const QzDepositPlan *plan, gint64 notice_id, GError **error)
{
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    if (plan->figures[i].to_pay_fen != 0 || plan->figures[i].to_refund_fen != 0)
      return qz_transfers_open_deposit (self->act, self->book, notice_id, error);
  return TRUE;
}

gboolean
qz_deposit_publish_plan (QzDepositDesk *self, const QzDepositPlan *plan,
                         const QzDepositProposal *proposal, GError **error)
{
  QzNotice notice;

  return check_proposal (self, plan, proposal, error)
         && put_notice (self, plan, proposal, &notice, error)
         && put_quotas (self, plan, &notice, error)
         && open_transfers (self, plan, notice.id, error);
}

/* ── 2-1 and 2-2 of one unit or all ─────────────────────────────────────────────────────────── */

static QzSheet *
make_sheet (int year)
{
  QzSheet *sheet = qz_sheet_new ("deposits");
  g_autoptr (QzSheet) parts = qz_sheet_new ("parts");

  qz_sheet_set_number (sheet, "year", _("Year"), QZ_VALUE_COUNT, year);
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "base", _("Costs of last year"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "quota", _("Deposit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "last_quota", _("Deposit before"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "balance", _("Balance carried over"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "to_pay", _("To be paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "to_refund", _("To be refunded"), QZ_VALUE_FEN);
  qz_sheet_add_column (parts, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (parts, "agency", _("Agency"), QZ_VALUE_TEXT);
  qz_sheet_add_column (parts, "agency_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (parts, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (parts, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (parts, "quota", _("Deposit"), QZ_VALUE_FEN);
  qz_sheet_add_column (parts, "to_pay", _("To be paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (parts, "to_refund", _("To be refunded"), QZ_VALUE_FEN);
  qz_sheet_add_child (sheet, parts);
  return sheet;
}

static void
tell_figures (QzDepositDesk *self, const QzDepositPlan *plan, QzNlScope scope, QzSheet *sheet)
{
  const QzDepositFigures *figures = &plan->figures[scope];
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, plan->unit);
  qz_sheet_put_text (sheet, row, 1, qz_area_map_get_name (self->map, plan->unit));
  qz_sheet_put_text (sheet, row, 2, qz_nl_scope_to_text (scope));
  qz_sheet_put_number (sheet, row, 3, figures->base_fen);
  qz_sheet_put_number (sheet, row, 4, figures->quota_fen);
  qz_sheet_put_number (sheet, row, 5, figures->last_quota_fen);
  qz_sheet_put_number (sheet, row, 6, figures->balance_fen);
  qz_sheet_put_number (sheet, row, 7, figures->to_pay_fen);
  qz_sheet_put_number (sheet, row, 8, figures->to_refund_fen);
}

static void
tell_line (QzDepositDesk *self, const QzDepositPlan *plan, const QzNoticeLine *line, QzSheet *parts)
{
  const gboolean is_first = strcmp (plan->form, QZ_FORM_QUOTA) == 0;
  const guint row = qz_sheet_add_row (parts);

  qz_sheet_put_text (parts, row, 0, plan->unit);
  qz_sheet_put_text (parts, row, 1, line->agency);
  qz_sheet_put_text (parts, row, 2,
                     qz_area_map_get_part_name (self->map, plan->unit, line->agency));
  qz_sheet_put_text (parts, row, 3, qz_nl_scope_to_text (line->scope));
  qz_sheet_put_text (parts, row, 4, qz_insurance_to_text ((QzInsurance) line->insurance));
  qz_sheet_put_number (parts, row, 5, line->figures[is_first ? QZ_N21_QUOTA : QZ_N22_QUOTA]);
  qz_sheet_put_number (parts, row, 6, line->figures[is_first ? QZ_N21_QUOTA : QZ_N22_TO_PAY]);
  qz_sheet_put_number (parts, row, 7, is_first ? 0 : line->figures[QZ_N22_TO_REFUND]);
}

static void
tell_plan (QzDepositDesk *self, const QzDepositPlan *plan, QzSheet *sheet)
{
  QzSheet *parts = qz_sheet_find_child (sheet, "parts");

  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    if (plan->figures[i].is_in)
      tell_figures (self, plan, (QzNlScope) i, sheet);
  for (guint i = 0; i < plan->lines->len; i++)
    tell_line (self, plan, &g_array_index (plan->lines, QzNoticeLine, i), parts);
}

static gboolean
has_base (const QzDepositDesk *self, const char *unit)
{
  for (guint i = 0; i < self->base->len; i++)
    if (strcmp (g_array_index (self->base, QzDepositBase, i).unit, unit) == 0)
      return TRUE;
  return FALSE;
}

/* Of "all units", those that a notice of the form is about now: 2-1 where there are costs and no
 * deposit yet, 2-2 where there is one, and none was made for the year. */
static gboolean
is_wanted (QzDepositDesk *self, const char *form, const char *unit, int year, gboolean *out,
           GError **error)
{
  gboolean has_quota = FALSE;
  QzDepositNotice notice;

  if (!qz_deposit_has_quota (self, unit, &has_quota, error)
      || !qz_deposit_find_year_notice (self, unit, year * 100 + 1, &notice, error))
    return FALSE;
  *out = notice.id == 0
         && (strcmp (form, QZ_FORM_QUOTA) == 0 ? !has_quota && has_base (self, unit) : has_quota);
  return TRUE;
}

/* The units that are meant. (element-type utf8) (transfer full) */
static GPtrArray *
pick_units (QzDepositDesk *self, const char *form, const char *unit, int year, GError **error)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  const char *known;

  if (unit != NULL)
    {
      if (!qz_deposit_check_unit (self->map, unit, error))
        return NULL;
      g_ptr_array_add (units, (gpointer) g_intern_string (unit));
      return g_steal_pointer (&units);
    }
  for (guint i = 0; (known = qz_area_map_get_unit (self->map, i)) != NULL; i++)
    {
      gboolean wanted = FALSE;

      if (!is_wanted (self, form, known, year, &wanted, error))
        return NULL;
      if (wanted)
        g_ptr_array_add (units, (gpointer) known);
    }
  if (units->len > 0)
    return g_steal_pointer (&units);
  qz_clearing_refuse (error, "nothing-to-do",
                      strcmp (form, QZ_FORM_QUOTA) == 0 ? "NL-20a" : "NL-20b",
                      _("No unit of the province waits for a notice %s of %d"), form, year);
  return NULL;
}

static QzSheet *
propose_year (QzBook *book, const QzContext *context, const char *form, int year, const char *unit,
              GError **error)
{
  g_auto (QzDepositDesk) desk = { 0 };
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (QzSheet) sheet = make_sheet (year);
  QzFen total = 0;

  if (!qz_deposit_desk_begin (&desk, book, context, "deposit propose", QZ_RIGHT_DEPOSIT_PROPOSE,
                              error)
      || !qz_deposit_check_year (&desk, year, error)
      || !qz_deposit_load_base (&desk, year - 1, error))
    return NULL;
  units = pick_units (&desk, form, unit, year, error);
  if (units == NULL)
    return NULL;
  for (guint i = 0; i < units->len; i++)
    {
      g_autoptr (QzDepositPlan) plan =
          qz_deposit_plan_year (&desk, form, units->pdata[i], year, error);

      if (plan == NULL || !qz_deposit_put_proposal (&desk, plan, error)
          || !qz_fen_accumulate (&total, plan->total_fen, error))
        return NULL;
      tell_plan (&desk, plan, sheet);
    }
  qz_sheet_set_number (sheet, "total", _("Total"), QZ_VALUE_FEN, total);
  return qz_deposit_desk_end (&desk, form, error) ? g_steal_pointer (&sheet) : NULL;
}

/* Of "all units", those that a proposal waits for. */
static gboolean
publish_unit (QzDepositDesk *self, const char *form, const char *unit, int year, gboolean must,
              guint *n, GError **error)
{
  QzDepositProposal proposal = {
    .form = form, .unit = unit, .scope = -1, .period = year * 100 + 1
  };
  g_autoptr (QzDepositPlan) plan = NULL;

  if (!qz_deposit_repo_find_proposal (self->store, &proposal, error))
    return FALSE;
  if (proposal.id == 0 && !must)
    return TRUE;
  plan = qz_deposit_plan_year (self, form, unit, year, error);
  if (plan == NULL || !qz_deposit_publish_plan (self, plan, &proposal, error))
    return FALSE;
  (*n)++;
  return TRUE;
}

static QzSheet *
publish_year (QzBook *book, const QzContext *context, const char *form, int year, const char *unit,
              GError **error)
{
  g_auto (QzDepositDesk) desk = { 0 };
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  guint n = 0;

  if (!qz_deposit_desk_begin (&desk, book, context, "deposit publish", QZ_RIGHT_DEPOSIT_PUBLISH,
                              error)
      || !qz_deposit_check_year (&desk, year, error)
      || !qz_deposit_load_base (&desk, year - 1, error))
    return NULL;
  units = pick_units (&desk, form, unit, year, error);
  if (units == NULL)
    return NULL;
  for (guint i = 0; i < units->len; i++)
    if (!publish_unit (&desk, form, units->pdata[i], year, unit != NULL, &n, error))
      return NULL;
  if (n == 0)
    {
      qz_clearing_refuse (error, "no-proposal", "NL-20", _("Nobody has proposed a notice %s of %d"),
                          form, year);
      return NULL;
    }
  sheet = qz_notice_list (book, year * 100 + 1, unit, error);
  if (sheet == NULL || !qz_deposit_desk_end (&desk, form, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_deposit_propose_quota (QzBook *book, const QzContext *context, int year, const char *unit,
                          GError **error)
{
  return propose_year (book, context, QZ_FORM_QUOTA, year, unit, error);
}

QzSheet *
qz_deposit_propose_adjustment (QzBook *book, const QzContext *context, int year, const char *unit,
                               GError **error)
{
  return propose_year (book, context, QZ_FORM_ADJUSTMENT, year, unit, error);
}

QzSheet *
qz_deposit_publish_quota (QzBook *book, const QzContext *context, int year, const char *unit,
                          GError **error)
{
  return publish_year (book, context, QZ_FORM_QUOTA, year, unit, error);
}

QzSheet *
qz_deposit_publish_adjustment (QzBook *book, const QzContext *context, int year, const char *unit,
                               GError **error)
{
  return publish_year (book, context, QZ_FORM_ADJUSTMENT, year, unit, error);
}
