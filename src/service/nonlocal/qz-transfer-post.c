/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a confirmed transfer leaves in the books (NL-33) and in the deposits (NL-17c). */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-deposit-repo.h"
#include "qz-error.h"
#include "qz-nl-accounts.h"
#include "qz-transfer-private.h"
#include "qz-voucher-repo.h"

GArray *
qz_transfer_cut_parts (const GArray *parts, QzFen start, QzFen amount)
{
  GArray *cut = g_array_new (FALSE, FALSE, sizeof (QzNlPart));
  QzFen before = 0;

  for (guint i = 0; i < parts->len && amount > 0; i++)
    {
      QzNlPart part = g_array_index (parts, QzNlPart, i);
      const QzFen skipped = CLAMP (start - before, 0, part.amount_fen);

      before += part.amount_fen;
      part.amount_fen = MIN (part.amount_fen - skipped, amount);
      if (part.amount_fen <= 0)
        continue;
      amount -= part.amount_fen;
      g_array_append_val (cut, part);
    }
  return cut;
}

/* The province's books know units, not their counties (AMB-11). */
static gboolean
is_by_unit (const QzTransfer *transfer, QzLedgerKind kind)
{
  return kind == QZ_LEDGER_PROVINCE
         && (transfer->leg == QZ_LEG_U3 || transfer->leg == QZ_LEG_P3
             || transfer->leg == QZ_LEG_R3);
}

/* Each side takes the parts in the order in which its own confirmations came. */
static GArray *
make_parts (const QzTransferEntry *entry, QzLedgerKind kind)
{
  const QzTransfer *transfer = entry->transfer;
  const QzFen start = entry->is_payer ? transfer->confirmed_fen : transfer->received_fen;
  g_autoptr (GArray) whole = NULL;
  const QzNlPart unit = { transfer->unit, transfer->amount_fen };

  if (!is_by_unit (transfer, kind))
    return qz_transfer_cut_parts (transfer->parts, start, entry->amount_fen);
  whole = g_array_new (FALSE, FALSE, sizeof (QzNlPart));
  g_array_append_val (whole, unit);
  return qz_transfer_cut_parts (whole, start, entry->amount_fen);
}

/* ── one voucher ────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const QzPostingRule *rule;
  QzNlPostingInput input;
  char *ledger, *payer_name, *payee_name;
  GArray *parts;
} Posting;

static void
posting_clear (Posting *self)
{
  g_free (self->ledger);
  g_free (self->payer_name);
  g_free (self->payee_name);
  g_clear_pointer (&self->parts, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Posting, posting_clear)

static gboolean
fill_names (QzClearingDesk *desk, const QzTransferEntry *entry, Posting *posting, GError **error)
{
  const QzTransfer *transfer = entry->transfer;

  posting->payer_name =
      qz_transfer_repo_dup_agency_name (desk->store, transfer->payer, error);
  if (posting->payer_name == NULL)
    return FALSE;
  posting->payee_name =
      qz_transfer_repo_dup_agency_name (desk->store, transfer->payee, error);
  return posting->payee_name != NULL
         && qz_transfer_repo_find_account (
             desk->store, entry->is_payer ? transfer->payer : transfer->payee,
             entry->is_payer ? transfer->payer_account : transfer->payee_account,
             transfer->insurance, &posting->input.bank_account_id, error);
}

static gboolean
fill_posting (QzClearingDesk *desk, const QzTransferEntry *entry, QzLedgerKind kind,
              Posting *posting, GError **error)
{
  const QzTransfer *transfer = entry->transfer;
  const char *owner = entry->is_payer ? transfer->payer : transfer->payee;

  if (!fill_names (desk, entry, posting, error))
    return FALSE;
  posting->ledger = qz_nl_ledger_dup_name (
      kind, owner, transfer->insurance < 0 ? QZ_INS_EMP : (QzInsurance) transfer->insurance);
  posting->parts = make_parts (entry, kind);
  posting->input.ledger = posting->ledger;
  posting->input.day = entry->day;
  posting->input.scope = transfer->scope;
  posting->input.is_deposit = transfer->leg >= QZ_LEG_P1 && transfer->leg <= QZ_LEG_R4;
  posting->input.period = transfer->period;
  posting->input.payer_name = posting->payer_name;
  posting->input.payee_name = posting->payee_name;
  posting->input.amount_fen = entry->amount_fen;
  posting->input.parts = (const QzNlPart *) (gpointer) posting->parts->data;
  posting->input.n_parts = posting->parts->len;
  return TRUE;
}

/* "L_PROV_230000_NL/2026-07/3" */
static char *
dup_last_name (QzClearingDesk *desk, const char *ledger, QzPeriod period, GError **error)
{
  g_autofree char *month = qz_period_format (period);
  gint64 n = 0;
  gint64 last = 0;

  if (!qz_voucher_repo_count (desk->store, ledger, period, &n, &last, error))
    return NULL;
  return g_strdup_printf ("%s/%s/%" PRId64, ledger, month, last);
}

static gint64
post_voucher (QzClearingDesk *desk, QzVoucher *voucher, GError **error)
{
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (desk->store, error);
  g_autoptr (QzVoucherPoster) poster = NULL;
  const QzVoucherOrigin origin = { 0 };
  gint64 id;

  if (chart == NULL || !qz_voucher_check (voucher, chart, error))
    return 0;
  poster = qz_voucher_poster_new (desk->act, error);
  id = poster != NULL ? qz_voucher_poster_post (poster, voucher, &origin, error) : 0;
  return id != 0 && qz_voucher_poster_finish (poster, error) ? id : 0;
}

static gboolean
make_and_post (QzClearingDesk *desk, const QzTransferEntry *entry, Posting *posting,
               char **out_voucher, GError **error)
{
  g_autoptr (QzVoucher) voucher = NULL;
  gint64 id;

  if (!qz_nl_accounts_ensure_all (desk->act, desk->book, posting->rule, &posting->input, error))
    return FALSE;
  voucher = qz_nl_posting_make (posting->rule, &posting->input, error);
  if (voucher == NULL)
    return FALSE;
  qz_voucher_set_attachments (voucher, 1); /* the bank's slip */
  qz_voucher_set_people (voucher, entry->made_by, entry->checked_by,
                         qz_act_get_actor (desk->act));
  id = post_voucher (desk, voucher, error);
  if (id == 0 || !qz_transfer_repo_put_voucher (desk->act, entry->event_id, id, error))
    return FALSE;
  *out_voucher = dup_last_name (desk, posting->ledger, qz_voucher_get_period (voucher), error);
  return *out_voucher != NULL;
}

static gboolean
is_kept (QzClearingDesk *desk, const QzTransferEntry *entry, gboolean *out, QzLedgerKind *out_kind,
         GError **error)
{
  const QzTransfer *transfer = entry->transfer;
  const char *account = entry->is_payer ? transfer->payer_account : transfer->payee_account;

  *out = FALSE;
  return !qz_nl_ledger_kind_of_account (account, out_kind)
         || qz_actor_is_kept (desk->book, entry->is_payer ? transfer->payer : transfer->payee, out,
                              error);
}

gboolean
qz_transfer_post (QzClearingDesk *self, const QzTransferEntry *entry, char **out_voucher,
                  GError **error)
{
  g_auto (Posting) posting = { 0 };
  QzLedgerKind kind = QZ_LEDGER_AGENCY;
  gboolean kept = FALSE;

  *out_voucher = NULL;
  if (!is_kept (self, entry, &kept, &kind, error))
    return FALSE;
  if (!kept)
    return TRUE;
  posting.rule =
      qz_nl_posting_pick (self->policy, entry->transfer->leg, entry->is_payer, kind, error);
  return posting.rule != NULL && fill_posting (self, entry, kind, &posting, error)
         && make_and_post (self, entry, &posting, out_voucher, error);
}

gboolean
qz_transfer_post_interest (QzClearingDesk *self, const QzTransferEntry *entry, char **out_voucher,
                           GError **error)
{
  g_auto (Posting) posting = { 0 };
  QzLedgerKind kind = QZ_LEDGER_CITY;
  gboolean kept = FALSE;

  *out_voucher = NULL;
  if (!is_kept (self, entry, &kept, &kind, error))
    return FALSE;
  if (!kept)
    return TRUE;
  posting.rule = qz_nl_posting_find_interest (self->policy, kind, error);
  return posting.rule != NULL && fill_posting (self, entry, kind, &posting, error)
         && make_and_post (self, entry, &posting, out_voucher, error);
}

/* ── deposits ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_moves (QzClearingDesk *self, const QzTransferEntry *entry, QzDepositMoveKind kind,
           GError **error)
{
  const QzTransfer *transfer = entry->transfer;
  const gboolean is_month = kind == QZ_DEPOSIT_USE || kind == QZ_DEPOSIT_REFILL;
  const int sign = kind == QZ_DEPOSIT_USE || kind == QZ_DEPOSIT_REFUND ? -1 : 1;
  g_autoptr (GArray) parts = make_parts (entry, QZ_LEDGER_FISCAL);

  for (guint i = 0; i < parts->len; i++)
    {
      const QzNlPart *part = &g_array_index (parts, QzNlPart, i);
      const QzDepositMove move = { .unit = part->party,
                                   .scope = transfer->scope,
                                   .kind = kind,
                                   .day = entry->day,
                                   .period = is_month ? transfer->period : 0,
                                   .amount_fen = sign * part->amount_fen,
                                   .notice_id = transfer->notice_id,
                                   .transfer_id = transfer->id };

      if (qz_deposit_repo_add_move (self->act, &move, error) == 0)
        return FALSE;
    }
  return TRUE;
}

/* AMB-33: what other provinces are owed for our own persons is paid from the units' deposits by the
 * province outside of this program; the use is recorded with the money that fills them again. */
static gboolean
refill (QzClearingDesk *self, const QzTransferEntry *entry, GError **error)
{
  return (entry->transfer->scope == QZ_NL_IN_PROV || add_moves (self, entry, QZ_DEPOSIT_USE, error))
         && add_moves (self, entry, QZ_DEPOSIT_REFILL, error);
}

gboolean
qz_transfer_move_deposit (QzClearingDesk *self, const QzTransferEntry *entry, GError **error)
{
  const QzTransfer *transfer = entry->transfer;

  if (entry->is_payer && transfer->leg == QZ_LEG_D1 && transfer->scope == QZ_NL_IN_PROV)
    return add_moves (self, entry, QZ_DEPOSIT_USE, error);
  if (entry->is_payer && transfer->leg == QZ_LEG_R4)
    return add_moves (self, entry, QZ_DEPOSIT_REFUND, error);
  if (!entry->is_payer && transfer->leg == QZ_LEG_U4)
    return refill (self, entry, error);
  if (!entry->is_payer && transfer->leg == QZ_LEG_P4)
    return add_moves (self, entry, QZ_DEPOSIT_COLLECT, error);
  return TRUE;
}
