/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legs of one cycle, made when its notices are published. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-deposit-repo.h"
#include "qz-error.h"
#include "qz-notice-repo.h"
#include "qz-transfer-private.h"
#include "qz-transfer-shares.h"

typedef struct {
  QzAct *act;
  QzStore *store;
  QzAreaMap *map;
  QzPeriod period;
  QzNlScope scope;
  char *prefix; /* of the numbers */
  /* Of deposits. */
  const QzTransferNotice *notice; /* nullable */
} Opening;

static void
opening_clear (Opening *self)
{
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->prefix, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opening, opening_clear)

/* 省本级 settles for all areas' patients in the provincial capital (NL-5a, AMB-13); it is a unit
 * without a clearing account of its own (NL-31-D5). */
#define OWN_UNIT_TAIL "9900"

gboolean
qz_transfer_is_own_unit (const char *unit)
{
  return strlen (unit) == 6 && strcmp (unit + 2, OWN_UNIT_TAIL) == 0;
}

char *
qz_transfer_dup_agency (QzAreaMap *map, const char *area)
{
  const char *code = qz_area_map_get_agency_code (map, area);

  return g_strdup (code != NULL ? code : area);
}

char *
qz_transfer_dup_finance (QzAreaMap *map, const char *area)
{
  const char *code = qz_area_map_get_finance_code (map, area);

  return code != NULL ? g_strdup (code) : g_strconcat ("F", area, NULL);
}

/* ── legs ───────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *code; /* interned */
  const char *account;
} End;

static End
make_end (char *code, const char *account)
{
  const End end = { g_intern_string (code), account };

  g_free (code);
  return end;
}

static End
end_of_agency (Opening *self, const char *area)
{
  return make_end (qz_transfer_dup_agency (self->map, area), "acc_out");
}

static End
end_of_finance (Opening *self, const char *area)
{
  return make_end (qz_transfer_dup_finance (self->map, area), "acc_fiscal");
}

static End
end_of_unit (Opening *self, const char *unit)
{
  return make_end (qz_transfer_dup_agency (self->map, unit), "acc_nl_city");
}

static End
end_of_province (Opening *self)
{
  return make_end (qz_transfer_dup_agency (self->map, qz_area_map_get_province (self->map)),
                   "acc_nl_prov");
}

static End
end_of_fiscal (Opening *self)
{
  return make_end (qz_transfer_dup_finance (self->map, qz_area_map_get_province (self->map)),
                   "acc_nl_fiscal");
}

static QzTransfer *
new_leg (Opening *self, QzLeg leg, End payer, End payee, const char *unit)
{
  QzTransfer *transfer = qz_transfer_new ();

  transfer->leg = leg;
  transfer->scope = self->scope;
  transfer->period = self->period;
  transfer->payer = payer.code;
  transfer->payer_account = payer.account;
  transfer->payee = payee.code;
  transfer->payee_account = payee.account;
  transfer->unit = unit;
  return transfer;
}

/* Parties stand in their order; one party's shares of several agencies become one part. */
static int
compare_parts (gconstpointer a, gconstpointer b)
{
  return strcmp (((const QzNlPart *) a)->party, ((const QzNlPart *) b)->party);
}

static gboolean
add_part (QzTransfer *transfer, const char *party, QzFen fen, GError **error)
{
  for (guint i = 0; i < transfer->parts->len; i++)
    {
      QzNlPart *part = &g_array_index (transfer->parts, QzNlPart, i);

      if (strcmp (part->party, party) == 0)
        return qz_fen_accumulate (&part->amount_fen, fen, error);
    }
  qz_transfer_add_part (transfer, party, fen);
  return TRUE;
}

static const char *
get_base_event (const QzTransfer *transfer)
{
  switch ((int) transfer->leg)
    {
    case QZ_LEG_D1:
    case QZ_LEG_U1:
      return QZ_BASE_PAPERS;
    case QZ_LEG_U3:
      return transfer->insurance < 0 ? QZ_BASE_LAST_RECEIPT : QZ_BASE_RECEIPT;
    case QZ_LEG_U4:
      return QZ_BASE_ALL_UNITS;
    default:
      return QZ_BASE_RECEIPT;
    }
}

/* NL-22: the city has until the notice's day for everything up to the province's account. What goes
 * back has no day of its own. */
static void
take_notice (Opening *self, QzTransfer *transfer)
{
  const gboolean has_due = transfer->leg >= QZ_LEG_P1 && transfer->leg <= QZ_LEG_P3;

  transfer->notice_id = self->notice->id;
  transfer->base_event = g_strdup (QZ_BASE_NOTICE);
  transfer->base_day = self->notice->day;
  transfer->due_day = has_due ? self->notice->due_day : QZ_DAY_NONE;
}

/* K10: what a unit receives and pays is what stands on its notice. */
static gboolean
find_notice (Opening *self, QzTransfer *transfer, GError **error)
{
  const gboolean is_down = transfer->leg <= QZ_LEG_D3;
  const char *form = is_down ? (self->scope == QZ_NL_IN_PROV ? "F-NL-8" : "F-NL-5")
                             : (self->scope == QZ_NL_IN_PROV ? "F-NL-9" : "F-NL-6");
  QzNoticeKey key;

  if (transfer->unit[0] == '\0')
    return TRUE;
  if (!qz_notice_repo_find (self->store, form, transfer->unit, self->period, &key, error))
    return FALSE;
  transfer->notice_id = key.id;
  return TRUE;
}

/* @who: agency or unit in the number; NULL: none. */
static gboolean
put_leg (Opening *self, QzTransfer *leg, const char *who, GError **error)
{
  g_autoptr (QzTransfer) transfer = leg;

  for (guint i = 0; i < transfer->parts->len; i++)
    if (!qz_fen_accumulate (&transfer->amount_fen,
                            g_array_index (transfer->parts, QzNlPart, i).amount_fen, error))
      return FALSE;
  if (transfer->amount_fen == 0)
    return TRUE;
  g_array_sort (transfer->parts, compare_parts);
  transfer->number = g_strconcat (
      self->prefix, "-", qz_leg_to_text (transfer->leg), who != NULL ? "-" : "",
      who != NULL ? who : "", transfer->insurance < 0 ? "" : "-",
      transfer->insurance < 0 ? "" : qz_insurance_to_text ((QzInsurance) transfer->insurance),
      NULL);
  if (self->notice != NULL)
    take_notice (self, transfer);
  else if (!find_notice (self, transfer, error))
    return FALSE;
  if (transfer->base_event == NULL)
    transfer->base_event = g_strdup (get_base_event (transfer));
  return qz_transfer_repo_put (self->act, transfer, error);
}

/* ── down ───────────────────────────────────────────────────────────────────────────────────── */

/* D1. Inside the province the deposits of the units that have to pay are used, in the amounts that
 * they have to pay; of others' patients those of the other provinces (AMB-33). */
static gboolean
open_first (Opening *self, GArray *shares, gboolean by_unit, GError **error)
{
  QzTransfer *leg =
      new_leg (self, QZ_LEG_D1, end_of_fiscal (self), end_of_province (self), "");

  for (guint i = 0; i < shares->len; i++)
    {
      const QzTransferShare *share = &g_array_index (shares, QzTransferShare, i);

      if (!add_part (leg, by_unit ? share->unit : share->party, share->fen, error))
        {
          qz_transfer_free (leg);
          return FALSE;
        }
    }
  return put_leg (self, leg, NULL, error);
}

static guint
find_unit_end (const GArray *shares, guint from)
{
  const char *unit = g_array_index (shares, QzTransferShare, from).unit;
  guint end = from;

  while (end < shares->len && g_array_index (shares, QzTransferShare, end).unit == unit)
    end++;
  return end;
}

/* The legs D2 of cities; that of 省本级 goes straight on. */
static gboolean
open_units_down (Opening *self, GArray *shares, GError **error)
{
  for (guint from = 0, end = 0; from < shares->len; from = end)
    {
      const char *unit = g_array_index (shares, QzTransferShare, from).unit;
      QzTransfer *leg;

      end = find_unit_end (shares, from);
      if (qz_transfer_is_own_unit (unit))
        continue;
      leg = new_leg (self, QZ_LEG_D2, end_of_province (self), end_of_unit (self, unit), unit);
      for (guint i = from; i < end; i++)
        {
          const QzTransferShare *share = &g_array_index (shares, QzTransferShare, i);

          if (!add_part (leg, share->party, share->fen, error))
            {
              qz_transfer_free (leg);
              return FALSE;
            }
        }
      if (!put_leg (self, leg, unit, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
open_agencies_down (Opening *self, GArray *shares, GError **error)
{
  for (guint from = 0, end = 0; from < shares->len; from = end)
    {
      const QzTransferShare *first = &g_array_index (shares, QzTransferShare, from);
      const gboolean is_own = qz_transfer_is_own_unit (first->unit);
      QzTransfer *leg = new_leg (self, is_own ? QZ_LEG_D2 : QZ_LEG_D3,
                                 is_own ? end_of_province (self)
                                        : end_of_unit (self, first->unit),
                                 end_of_agency (self, first->agency), first->unit);

      leg->insurance = first->insurance;
      end = qz_transfer_shares_find_end (shares, from);
      for (guint i = from; i < end; i++)
        {
          const QzTransferShare *share = &g_array_index (shares, QzTransferShare, i);

          qz_transfer_add_part (leg, share->party, share->fen);
        }
      if (!put_leg (self, leg, first->agency, error))
        return FALSE;
    }
  return TRUE;
}

/* ── up, and deposits both ways ─────────────────────────────────────────────────────────────── */

static const QzLeg up_legs[] = { QZ_LEG_U1, QZ_LEG_U2, QZ_LEG_U3, QZ_LEG_U4 };
static const QzLeg deposit_legs[] = { QZ_LEG_P1, QZ_LEG_P2, QZ_LEG_P3, QZ_LEG_P4 };
static const QzLeg refund_legs[] = { QZ_LEG_R1, QZ_LEG_R2, QZ_LEG_R3, QZ_LEG_R4 };

/* NL-18a: refunds go back by the way that the money came. */
static QzTransfer *
new_step (Opening *self, const QzLeg *legs, guint step, End lower, End upper, const char *unit)
{
  return legs == refund_legs ? new_leg (self, legs[step], upper, lower, unit)
                             : new_leg (self, legs[step], lower, upper, unit);
}

static gboolean
open_agency_up (Opening *self, const QzLeg *legs, const QzTransferShare *share, GError **error)
{
  const gboolean is_own = qz_transfer_is_own_unit (share->unit);
  const End agency = end_of_agency (self, share->agency);
  QzTransfer *first =
      new_step (self, legs, 0, end_of_finance (self, share->agency), agency, share->unit);
  QzTransfer *second;

  first->insurance = share->insurance;
  qz_transfer_add_part (first, share->agency, share->fen);
  if (!put_leg (self, first, share->agency, error))
    return FALSE;
  second = new_step (self, legs, is_own ? 2 : 1, agency,
                     is_own ? end_of_province (self) : end_of_unit (self, share->unit),
                     share->unit);
  second->insurance = share->insurance;
  qz_transfer_add_part (second, share->agency, share->fen);
  return put_leg (self, second, share->agency, error);
}

static gboolean
open_unit_up (Opening *self, const QzLeg *legs, GArray *shares, guint from, guint end,
              GError **error)
{
  const char *unit = g_array_index (shares, QzTransferShare, from).unit;
  QzTransfer *leg =
      new_step (self, legs, 2, end_of_unit (self, unit), end_of_province (self), unit);

  for (guint i = from; i < end; i++)
    {
      const QzTransferShare *share = &g_array_index (shares, QzTransferShare, i);

      if (!add_part (leg, share->agency, share->fen, error))
        {
          qz_transfer_free (leg);
          return FALSE;
        }
    }
  return put_leg (self, leg, unit, error);
}

static gboolean
open_units_up (Opening *self, const QzLeg *legs, GArray *shares, GError **error)
{
  for (guint from = 0, end = 0; from < shares->len; from = end)
    {
      const char *unit = g_array_index (shares, QzTransferShare, from).unit;

      end = find_unit_end (shares, from);
      if (!qz_transfer_is_own_unit (unit)
          && !open_unit_up (self, legs, shares, from, end, error))
        return FALSE;
    }
  return TRUE;
}

/* U4 of all units together, when all are in; deposits go on unit by unit. */
static gboolean
open_last (Opening *self, const QzLeg *legs, GArray *shares, GError **error)
{
  const char *unit = self->notice != NULL ? self->notice->unit : "";
  QzTransfer *leg =
      new_step (self, legs, 3, end_of_province (self), end_of_fiscal (self), unit);

  for (guint i = 0; i < shares->len; i++)
    {
      const QzTransferShare *share = &g_array_index (shares, QzTransferShare, i);

      if (!add_part (leg, share->unit, share->fen, error))
        {
          qz_transfer_free (leg);
          return FALSE;
        }
    }
  return put_leg (self, leg, self->notice != NULL ? unit : NULL, error);
}

static gboolean
open_up (Opening *self, const QzLeg *legs, GArray *shares, GError **error)
{
  for (guint i = 0; i < shares->len; i++)
    if (!open_agency_up (self, legs, &g_array_index (shares, QzTransferShare, i), error))
      return FALSE;
  return open_units_up (self, legs, shares, error) && open_last (self, legs, shares, error);
}

/* ── K10 ────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_unit_notice (Opening *self, const char *form, const char *unit, QzFen fen, GError **error)
{
  QzTransferNotice notice;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  QzNoticeKey key;

  if (!qz_notice_repo_find (self->store, form, unit, self->period, &key, error)
      || (key.id != 0 && !qz_transfer_repo_get_notice (self->store, key.id, &notice, error)))
    return FALSE;
  if (key.id != 0 ? notice.total_fen == fen : fen == 0)
    return TRUE;
  ours = qz_fen_to_decimal (fen);
  theirs = qz_fen_to_decimal (key.id != 0 ? notice.total_fen : 0);
  return qz_clearing_refuse (error, "K10", "K10",
                             _("%s of %s says %s, but %s would be transferred"), form,
                             qz_area_map_get_name (self->map, unit), theirs, ours);
}

static gboolean
check_notices (Opening *self, const char *form, GArray *shares, GError **error)
{
  for (guint from = 0, end = 0; from < shares->len; from = end)
    {
      const char *unit = g_array_index (shares, QzTransferShare, from).unit;
      QzFen sum = 0;

      for (end = from; end < find_unit_end (shares, from); end++)
        if (!qz_fen_accumulate (&sum, g_array_index (shares, QzTransferShare, end).fen, error))
          return FALSE;
      if (!check_unit_notice (self, form, unit, sum, error))
        return FALSE;
    }
  return TRUE;
}

/* ── opening ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
load_shares (Opening *self, gint64 list_id, GArray *down, GArray *up, GError **error)
{
  QzClearingList list;
  g_autoptr (GArray) rows = NULL;

  if (!qz_clearing_repo_get_list (self->store, self->period, self->scope, &list, error))
    return FALSE;
  g_return_val_if_fail (list.id == list_id, FALSE);
  rows = qz_clearing_repo_load_rows (self->store, &list, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);
      const QzTransferShare share = {
        .unit = row->is_payable ? row->insured_unit : row->treat_unit,
        .agency = row->is_payable ? row->insured_agency : row->treat_agency,
        .insurance = (int) row->insurance,
        .party = row->is_payable          ? row->insured_agency
                 : *row->insured_unit != 0 ? row->insured_unit
                                           : row->other_province,
        .fen = row->is_deduction ? -row->amount_fen : row->amount_fen,
      };

      g_array_append_val (row->is_payable ? up : down, share);
    }
  return rows != NULL && qz_transfer_shares_fit (down, self->map, error)
         && qz_transfer_shares_tidy (up, self->map, error);
}

static char *
dup_prefix (QzPeriod period, QzNlScope scope)
{
  return g_strdup_printf ("NL-%06d-%s", period, scope == QZ_NL_IN_PROV ? "IN" : "CROSS");
}

gboolean
qz_transfers_open (QzAct *act, QzBook *book, QzPeriod period, QzNlScope scope, gint64 list_id,
                   GError **error)
{
  g_auto (Opening) self = { .act = act,
                            .store = qz_book_get_store (book),
                            .period = period,
                            .scope = scope,
                            .prefix = dup_prefix (period, scope) };
  g_autoptr (GArray) down = g_array_new (FALSE, FALSE, sizeof (QzTransferShare));
  g_autoptr (GArray) up = g_array_new (FALSE, FALSE, sizeof (QzTransferShare));
  const gboolean in_prov = scope == QZ_NL_IN_PROV;

  self.map = qz_actors_load_map (book, error);
  return self.map != NULL && load_shares (&self, list_id, down, up, error)
         && check_notices (&self, in_prov ? "F-NL-8" : "F-NL-5", down, error)
         && check_notices (&self, in_prov ? "F-NL-9" : "F-NL-6", up, error)
         && open_first (&self, in_prov ? up : down, in_prov, error)
         && open_units_down (&self, down, error) && open_agencies_down (&self, down, error)
         && open_up (&self, up_legs, up, error);
}

/* ── deposits ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
collect_parts (Opening *self, const GArray *parts, gboolean refund, GArray *shares, GError **error)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const QzDepositPart *part = &g_array_index (parts, QzDepositPart, i);
      const QzTransferShare share = { .unit = self->notice->unit,
                            .agency = part->agency,
                            .insurance = (int) part->insurance,
                            .party = part->agency,
                            .fen = refund ? part->refund_fen : part->pay_fen };

      if (part->scope == self->scope && share.fen != 0)
        g_array_append_val (shares, share);
    }
  return qz_transfer_shares_tidy (shares, self->map, error);
}

gboolean
qz_transfers_open_deposit (QzAct *act, QzBook *book, gint64 notice_id, GError **error)
{
  g_auto (Opening) self = { .act = act, .store = qz_book_get_store (book) };
  g_autoptr (GArray) parts = NULL;
  QzTransferNotice notice;

  self.map = qz_actors_load_map (book, error);
  if (self.map == NULL || !qz_transfer_repo_get_notice (self.store, notice_id, &notice, error))
    return FALSE;
  self.notice = &notice;
  self.period = notice.period;
  parts = qz_deposit_repo_load_parts (self.store, notice_id, error);
  for (guint i = 0; parts != NULL && i < 2 * QZ_N_NL_SCOPES; i++)
    {
      g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (QzTransferShare));
      const gboolean refund = i >= QZ_N_NL_SCOPES;

      self.scope = (QzNlScope) (i % QZ_N_NL_SCOPES);
      g_free (self.prefix);
      self.prefix =
          g_strconcat (notice.number, self.scope == QZ_NL_IN_PROV ? "-IN" : "-CROSS", NULL);
      if (!collect_parts (&self, parts, refund, shares, error)
          || !open_up (&self, refund ? refund_legs : deposit_legs, shares, error))
        return FALSE;
    }
  return parts != NULL;
}
