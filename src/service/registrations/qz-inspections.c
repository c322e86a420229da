/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hospitals are inspected where they lie (NL-12); what is found is taken off (NL-37, NL-38). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-private.h"
#include "qz-clearing-stream.h"
#include "qz-error.h"
#include "qz-nl-import-repo.h"
#include "qz-supervision-private.h"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzNlPlace, qz_nl_place_clear)

/* ── what all supervision shares ────────────────────────────────────────────────────────────── */

gboolean
qz_supervision_begin (QzRegistrationDesk *self, QzBook *book, const QzContext *context,
                      const char *agency, const char *name, QzRight right, GError **error)
{
  *self = (QzRegistrationDesk) { .book = book,
                                 .context = context,
                                 .store = qz_book_get_store (book),
                                 .map = qz_actors_load_map (book, error) };
  if (self->map == NULL || !qz_actor_check (book, context, agency, error))
    return FALSE;
  self->act = qz_book_begin_act (book, context, name, qz_right_get_roles (right), error);
  return self->act != NULL;
}

gboolean
qz_supervision_need (const char *value, const char *field, const char *rule, GError **error)
{
  if (value != NULL && *value != '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "supervision-incomplete",
                _("This field must not be empty"));
  qz_error_add_rule (error, rule);
  qz_error_add_place (error, NULL, 0, 0, field);
  return FALSE;
}

gboolean
qz_supervision_refuse_unknown (const char *number, GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "supervision-unknown", _("There is no case %s"), number);
  return FALSE;
}

/* ── opening ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_input (const QzContext *context, const QzInspectionInput *input, GError **error)
{
  if (!qz_supervision_need (input->provider, "provider", "NL-37", error)
      || !qz_supervision_need (input->subject, "subject", "NL-37", error)
      || !qz_supervision_need (input->inspectors, "inspectors", "NL-37", error))
    return FALSE;
  if (input->from_day != QZ_DAY_NONE && input->to_day != QZ_DAY_NONE
      && input->from_day <= input->to_day && input->to_day <= context->clock.today)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "days-reversed",
                _("Give the first and the last day that are looked at, of which none is to come"));
  qz_error_add_rule (error, "NL-37");
  qz_error_add_place (error, NULL, 0, 0, "from_day");
  return FALSE;
}

static char *
dup_number (QzRegistrationDesk *desk, const char *managed_by, GError **error)
{
  QzAreaPlace place = { "", "", "" };
  g_autofree char *prefix = NULL;

  if (!qz_area_map_find_agency (desk->map, managed_by, &place) || place.unit[0] == '\0')
    place.unit = managed_by;
  prefix = g_strdup_printf ("JC-%s-%06d-", place.unit,
                            (int) qz_period_of_day (desk->context->clock.today));
  return qz_supervision_repo_dup_next_number (desk->store, FALSE, prefix, error);
}

static gboolean
write_inspection (QzRegistrationDesk *desk, const QzInspectionInput *input, gint64 provider_id,
                  const char *number, GError **error)
{
  const QzSupervisionCase what = { .number = number,
                                   .provider_id = provider_id,
                                   .from_day = input->from_day,
                                   .to_day = input->to_day,
                                   .subject = input->subject,
                                   .inspectors = input->inspectors };
  QzSupervisionEvent event = { .act = "open", .actor = desk->context->user, .note = "" };

  event.case_id = qz_supervision_repo_put_inspection (desk->act, &what, error);
  return event.case_id != 0
         && qz_supervision_repo_put_inspection_event (desk->act, &event, error);
}

gboolean
qz_inspection_open (QzBook *book, const QzContext *context, const QzInspectionInput *input,
                    char **out_number, GError **error)
{
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_auto (QzRegistrationProvider) provider = { 0 };
  g_autofree char *number = NULL;

  if (!check_input (context, input, error)
      || !qz_registration_repo_find_provider (qz_book_get_store (book), input->provider, &provider,
                                              error))
    return FALSE;
  if (!provider.found)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "hospital-unknown", _("The register has no hospital %s"),
                    input->provider);
      return FALSE;
    }
  if (!qz_supervision_begin (&desk, book, context, provider.managed_by, "inspection open",
                             QZ_RIGHT_INSPECT, error))
    return FALSE;
  number = dup_number (&desk, provider.managed_by, error);
  if (number == NULL || !write_inspection (&desk, input, provider.id, number, error)
      || !qz_registration_end (&desk, number, error))
    return FALSE;
  if (out_number != NULL)
    *out_number = g_steal_pointer (&number);
  return TRUE;
}

/* ── an inspection under way ────────────────────────────────────────────────────────────────── */

typedef struct {
  QzRegistrationDesk desk;
  QzInspectionState kept;
  const char *number;
  char *manager; /* code of the agency that settles with the hospital */
} Inspection;

static void
inspection_clear (Inspection *self)
{
  qz_registration_desk_clear (&self->desk);
  g_free (self->manager);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Inspection, inspection_clear)

static gboolean
begin_on (Inspection *self, QzBook *book, const QzContext *context, const char *number,
          const char *name, GError **error)
{
  QzStore *store = qz_book_get_store (book);

  self->number = number;
  if (!qz_supervision_repo_get_inspection (store, number, &self->kept, error))
    return FALSE;
  if (self->kept.id == 0)
    return qz_supervision_refuse_unknown (number, error);
  self->manager = qz_nl_import_dup_manager (store, self->kept.provider_id, error);
  if (self->manager == NULL
      || !qz_supervision_begin (&self->desk, book, context, self->manager, name, QZ_RIGHT_INSPECT,
                                error))
    return FALSE;
  return !self->kept.closed
         || qz_registration_refuse (error, "inspection-closed", "NL-37", _("%s is closed"),
                                    number);
}

static gboolean
put (Inspection *self, const char *act, gint64 claim_id, QzFen amount_fen, const char *note,
     GError **error)
{
  const QzSupervisionEvent event = { .case_id = self->kept.id,
                                     .act = act,
                                     .claim_id = claim_id,
                                     .amount_fen = amount_fen,
                                     .actor = self->desk.context->user,
                                     .note = note };

  return qz_supervision_repo_put_inspection_event (self->desk.act, &event, error);
}

/* ── findings ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_claim (Inspection *self, const QzNlClaimFacts *facts, const char *setl_id, GError **error)
{
  g_auto (QzNlPlace) place = { 0 };
  QzDay day = QZ_DAY_NONE;

  if (!facts->found || (facts->pay_loc != '3' && facts->pay_loc != '4'))
    return qz_registration_refuse (error, "finding-claim", "NL-38a",
                                   _("There is no claim %s of care away from home"), setl_id);
  if (facts->refund)
    return qz_registration_refuse (error, "finding-refund", "NL-38a",
                                   _("Nothing is taken off a refund"));
  if (facts->claim.provider_id != self->kept.provider_id)
    return qz_registration_refuse (error, "finding-provider", "NL-38a",
                                   _("%s is a claim of another hospital"), setl_id);
  if (!qz_clearing_stream_get_place (self->desk.store, QZ_NL_SOURCE_CLAIM, facts->claim.id, &place,
                                     error))
    return FALSE;
  if (!qz_day_parse_plain (place.day, 10, &day) || day < self->kept.from_day
      || day > self->kept.to_day)
    return qz_registration_refuse (error, "finding-day", "NL-37",
                                   _("%s was not settled in the days that are looked at"),
                                   setl_id);
  return TRUE;
}

static gboolean
check_amount (Inspection *self, const QzNlClaimFacts *facts, const char *setl_id,
              QzFen amount_fen, GError **error)
{
  g_autoptr (QzPolicy) policy = qz_policies_find_nonlocal (
      self->desk.book, self->desk.context->clock.today, NULL, error);
  g_autoptr (GHashTable) all = NULL;
  const QzNlRefunds *refunds;
  gboolean clear_acct;
  QzFen limit;

  all = policy != NULL ? qz_nl_import_load_refunds (qz_book_get_store (self->desk.book), error)
                       : NULL;
  if (all == NULL)
    return FALSE;
  clear_acct = qz_policy_get_nonlocal (policy)->clear_acct;
  limit = qz_clearing_get_amount (&facts->claim, clear_acct);
  refunds = g_hash_table_lookup (all, setl_id);
  if (refunds != NULL)
    limit += refunds->fund_fen + (clear_acct ? refunds->acct_fen : 0);
  if (amount_fen <= 0)
    return qz_registration_refuse (error, "finding-amount", "NL-38a",
                                   _("A deduction must be more than zero"));
  if (amount_fen > limit - facts->deducted_fen)
    return qz_registration_refuse (error, "deduction-above-claim", "NL-38a",
                                   _("The deductions of this claim are more than was paid for it "
                                     "and not refunded"));
  return TRUE;
}

/* NL-28b: the first month from that of the costs on whose audit is still open. */
static gboolean
write_deduction (Inspection *self, const QzNlClaimFacts *facts,
                 const QzInspectionFinding *finding, QzPeriod *out_period, GError **error)
{
  const QzNlScope scope = facts->pay_loc == '3' ? QZ_NL_IN_PROV : QZ_NL_CROSS_PROV;
  QzNlDeductionRow deduction = { .claim_id = facts->claim.id,
                                 .setl_id = finding->setl_id,
                                 .orig_period = facts->claim.period,
                                 .amount_fen = finding->amount_fen,
                                 .reason = finding->note,
                                 .confirmed_day = self->desk.context->clock.today,
                                 .inspection_id = self->kept.id };
  QzAreaPlace place = { "", "", "" };

  if (!qz_area_map_find_agency (self->desk.map, self->manager, &place))
    return qz_registration_refuse (error, "area-unknown", "NL-4",
                                   _("The agency %s of the hospital has no area"), self->manager);
  if (!qz_clearing_find_open_period (self->desk.book, self->desk.context, place.unit, scope,
                                     facts->claim.period, &deduction.period, error)
      || qz_nl_import_put_deduction (self->desk.act, NULL, &deduction, error) == 0)
    return FALSE;
  if (out_period != NULL)
    *out_period = deduction.period;
  return put (self, "finding", facts->claim.id, finding->amount_fen, finding->note,
              error);
}

gboolean
qz_inspection_find (QzBook *book, const QzContext *context, const char *number,
                    const QzInspectionFinding *finding, QzPeriod *out_period, GError **error)
{
  g_auto (Inspection) self = { 0 };
  QzNlClaimFacts facts;

  return qz_supervision_need (finding->note, "note", "NL-38a", error)
         && begin_on (&self, book, context, number, "inspection find", error)
         && qz_clearing_stream_find (self.desk.store, finding->setl_id, &facts, error)
         && check_claim (&self, &facts, finding->setl_id, error)
         && check_amount (&self, &facts, finding->setl_id, finding->amount_fen, error)
         && write_deduction (&self, &facts, finding, out_period, error)
         && qz_registration_end (&self.desk, number, error);
}

/* ── the rest ───────────────────────────────────────────────────────────────────────────────── */

/* NL-38b: penalties stand apart; what is paid is no more than what was imposed. */
static gboolean
check_penalty (const Inspection *self, QzInspectionAct act, QzFen amount_fen, GError **error)
{
  if (act != QZ_INSPECTION_PENALTY && act != QZ_INSPECTION_PENALTY_PAID)
    return TRUE;
  if (amount_fen <= 0)
    return qz_registration_refuse (error, "penalty-amount", "NL-38b",
                                   _("A penalty must be more than zero"));
  if (act == QZ_INSPECTION_PENALTY_PAID
      && amount_fen > self->kept.penalty_fen - self->kept.paid_fen)
    return qz_registration_refuse (error, "penalty-paid-above", "NL-38b",
                                   _("More was paid than the penalties of %s that are open"),
                                   self->number);
  return TRUE;
}

gboolean
qz_inspection_act (QzBook *book, const QzContext *context, const char *number,
                   QzInspectionAct act, QzFen amount_fen, const char *note, GError **error)
{
  static const struct {
    const char *name;
    const char *command;
    gboolean needs_note;
  } acts[] = {
    [QZ_INSPECTION_HEAR] = { "hear", "inspection hear", TRUE },
    [QZ_INSPECTION_PENALTY] = { "penalty", "inspection penalty", TRUE },
    [QZ_INSPECTION_PENALTY_PAID] = { "penalty-paid", "inspection penalty-paid", FALSE },
    [QZ_INSPECTION_CLOSE] = { "close", "inspection close", FALSE },
  };
  const gboolean has_amount = act == QZ_INSPECTION_PENALTY || act == QZ_INSPECTION_PENALTY_PAID;
  g_auto (Inspection) self = { 0 };

  return (!acts[act].needs_note || qz_supervision_need (note, "note", "NL-37", error))
         && begin_on (&self, book, context, number, acts[act].command, error)
         && check_penalty (&self, act, amount_fen, error)
         && put (&self, acts[act].name, 0, has_amount ? amount_fen : 0, note, error)
         && qz_registration_end (&self.desk, number, error);
}

/* ── tables ─────────────────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_inspection_list (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("inspections");

  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Name of the provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "from_day", _("From"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "to_day", _("To"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "subject", _("Subject"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "inspectors", _("Inspectors"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "findings", _("Findings"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "deducted", _("Taken off"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "penalty", _("Penalties"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "paid", _("Penalties paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "closed", _("Case closed"), QZ_VALUE_BOOL);
  if (!qz_supervision_repo_fill_inspections (qz_book_get_store (book), sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_inspection_show (QzBook *book, const char *number, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("inspection");
  QzInspectionState kept;

  if (!qz_supervision_repo_get_inspection (qz_book_get_store (book), number, &kept, error))
    return NULL;
  if (kept.id == 0)
    {
      (void) !qz_supervision_refuse_unknown (number, error);
      return NULL;
    }
  qz_sheet_set_text (sheet, "number", _("Number"), number);
  qz_sheet_set_number (sheet, "penalty_open", _("Penalties open"), QZ_VALUE_FEN,
                       kept.penalty_fen - kept.paid_fen);
  qz_sheet_set_number (sheet, "closed", _("Case closed"), QZ_VALUE_BOOL, kept.closed);
  qz_sheet_add_column (sheet, "time", _("Time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "setl_id", _("Settlement"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "period", _("Taken off in"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "actor", _("By"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "note", _("Note"), QZ_VALUE_TEXT);
  if (!qz_supervision_repo_fill_inspection_events (qz_book_get_store (book), kept.id, sheet,
                                                   error))
    return NULL;
  return g_steal_pointer (&sheet);
}
