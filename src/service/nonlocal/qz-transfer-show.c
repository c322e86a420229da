/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of transfers: one of legs, one leg with its history, the picture of accounts. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-transfer-private.h"

enum {
  COLUMN_TRANSFER,
  COLUMN_LEG,
  COLUMN_LEG_NAME,
  COLUMN_SCOPE,
  COLUMN_PERIOD,
  COLUMN_PAYER,
  COLUMN_PAYER_NAME,
  COLUMN_PAYEE,
  COLUMN_PAYEE_NAME,
  COLUMN_INSURANCE,
  COLUMN_UNIT,
  COLUMN_UNIT_NAME,
  COLUMN_AMOUNT,
  COLUMN_PAID,
  COLUMN_CONFIRMED,
  COLUMN_RECEIVED,
  COLUMN_OPEN,
  COLUMN_DUE_DAY,
  COLUMN_DAYS_LEFT,
  COLUMN_LATE,
  COLUMN_STATE,
  COLUMN_BASE_EVENT,
  COLUMN_BASE_DAY,
  COLUMN_NOTICE,
  N_COLUMNS,
};

static const struct {
  const char *name;
  const char *title;
  QzValueType type;
} columns[N_COLUMNS] = {
  [COLUMN_TRANSFER] = { "transfer", N_ ("Transfer"), QZ_VALUE_TEXT },
  [COLUMN_LEG] = { "leg", N_ ("Leg"), QZ_VALUE_TEXT },
  [COLUMN_LEG_NAME] = { "leg_name", N_ ("Way"), QZ_VALUE_TEXT },
  [COLUMN_SCOPE] = { "scope", N_ ("Scope"), QZ_VALUE_TEXT },
  [COLUMN_PERIOD] = { "period", N_ ("Month of costs"), QZ_VALUE_PERIOD },
  [COLUMN_PAYER] = { "payer", N_ ("Payer"), QZ_VALUE_TEXT },
  [COLUMN_PAYER_NAME] = { "payer_name", N_ ("Payer's name"), QZ_VALUE_TEXT },
  [COLUMN_PAYEE] = { "payee", N_ ("Payee"), QZ_VALUE_TEXT },
  [COLUMN_PAYEE_NAME] = { "payee_name", N_ ("Payee's name"), QZ_VALUE_TEXT },
  [COLUMN_INSURANCE] = { "insurance", N_ ("Insurance"), QZ_VALUE_TEXT },
  [COLUMN_UNIT] = { "unit", N_ ("Unit"), QZ_VALUE_TEXT },
  [COLUMN_UNIT_NAME] = { "unit_name", N_ ("Unit's name"), QZ_VALUE_TEXT },
  [COLUMN_AMOUNT] = { "amount", N_ ("Amount"), QZ_VALUE_FEN },
  [COLUMN_PAID] = { "paid", N_ ("Paid"), QZ_VALUE_FEN },
  [COLUMN_CONFIRMED] = { "confirmed", N_ ("Payment confirmed"), QZ_VALUE_FEN },
  [COLUMN_RECEIVED] = { "received", N_ ("Receipt confirmed"), QZ_VALUE_FEN },
  [COLUMN_OPEN] = { "open", N_ ("Open"), QZ_VALUE_FEN },
  [COLUMN_DUE_DAY] = { "due_day", N_ ("Due"), QZ_VALUE_DAY },
  [COLUMN_DAYS_LEFT] = { "days_left", N_ ("Days left"), QZ_VALUE_COUNT },
  [COLUMN_LATE] = { "late", N_ ("Late"), QZ_VALUE_BOOL },
  [COLUMN_STATE] = { "state", N_ ("State"), QZ_VALUE_TEXT },
  [COLUMN_BASE_EVENT] = { "base_event", N_ ("Counted from"), QZ_VALUE_TEXT },
  [COLUMN_BASE_DAY] = { "base_day", N_ ("Since"), QZ_VALUE_DAY },
  [COLUMN_NOTICE] = { "notice", N_ ("Notice"), QZ_VALUE_TEXT },
};

static const struct {
  const char *text;
  const char *name;
} bases[] = {
  { QZ_BASE_PAPERS, N_ ("the papers passed") },
  { QZ_BASE_RECEIPT, N_ ("the money of the leg before came") },
  { QZ_BASE_LAST_RECEIPT, N_ ("the money of the last agency came") },
  { QZ_BASE_ALL_UNITS, N_ ("the money of all units came") },
  { QZ_BASE_NOTICE, N_ ("the notice was published") },
  { QZ_BASE_INTEREST, N_ ("the interest came") },
};

static const char *
get_base_name (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    if (strcmp (bases[i].text, text) == 0)
      return _ (bases[i].name);
  return text;
}

static const char *
get_state (const QzTransfer *transfer)
{
  if (transfer->received_fen == transfer->amount_fen)
    return "received";
  if (transfer->confirmed_fen == transfer->amount_fen)
    return "confirmed";
  if (transfer->paid_fen == transfer->amount_fen)
    return "paid";
  if (transfer->paid_fen > 0)
    return "part-paid";
  return transfer->base_day == QZ_DAY_NONE ? "waiting" : "open";
}

/* Red for every leg, whoever owes it: past its due day and not paid in whole. */
static gboolean
is_late (const QzTransfer *transfer, QzDay today)
{
  return transfer->due_day != QZ_DAY_NONE && transfer->due_day < today
         && transfer->confirmed_fen < transfer->amount_fen;
}

/* ── names ──────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzStore *store;
  QzAreaMap *map;
  GHashTable *agencies; /* code → name */
  GHashTable *notices;  /* id → number */
} Names;

static void
names_clear (Names *self)
{
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->agencies, g_hash_table_unref);
  g_clear_pointer (&self->notices, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, names_clear)

static gboolean
names_load (Names *self, QzBook *book, GError **error)
{
  self->store = qz_book_get_store (book);
  self->map = qz_actors_load_map (book, error);
  self->agencies = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->notices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self->map != NULL;
}

/* @code is interned; NULL on error. */
static const char *
get_agency (Names *self, const char *code, GError **error)
{
  char *name = g_hash_table_lookup (self->agencies, code);

  if (name != NULL)
    return name;
  name = qz_transfer_repo_dup_agency_name (self->store, code, error);
  if (name != NULL)
    g_hash_table_insert (self->agencies, (gpointer) code, name);
  return name;
}

static const char *
get_notice (Names *self, gint64 id, GError **error)
{
  QzTransferNotice notice;
  const char *number = id != 0 ? g_hash_table_lookup (self->notices, &id) : "";

  if (number != NULL)
    return number;
  if (!qz_transfer_repo_get_notice (self->store, id, &notice, error))
    return NULL;
  g_hash_table_insert (self->notices, g_memdup2 (&id, sizeof id), g_strdup (notice.number));
  return g_hash_table_lookup (self->notices, &id);
}

/* ── one row ────────────────────────────────────────────────────────────────────────────────── */

static void
put_days (QzSheet *sheet, guint row, const QzTransfer *transfer, QzDay today)
{
  const gboolean is_done = transfer->confirmed_fen == transfer->amount_fen;

  if (transfer->due_day != QZ_DAY_NONE)
    {
      qz_sheet_put_number (sheet, row, COLUMN_DUE_DAY, transfer->due_day);
      if (!is_done)
        qz_sheet_put_number (sheet, row, COLUMN_DAYS_LEFT, transfer->due_day - today);
    }
  qz_sheet_put_number (sheet, row, COLUMN_LATE, is_late (transfer, today));
  if (transfer->base_day != QZ_DAY_NONE)
    qz_sheet_put_number (sheet, row, COLUMN_BASE_DAY, transfer->base_day);
}

static void
put_amounts (QzSheet *sheet, guint row, const QzTransfer *transfer)
{
  qz_sheet_put_number (sheet, row, COLUMN_AMOUNT, transfer->amount_fen);
  qz_sheet_put_number (sheet, row, COLUMN_PAID, transfer->paid_fen);
  qz_sheet_put_number (sheet, row, COLUMN_CONFIRMED, transfer->confirmed_fen);
  qz_sheet_put_number (sheet, row, COLUMN_RECEIVED, transfer->received_fen);
  qz_sheet_put_number (sheet, row, COLUMN_OPEN, transfer->amount_fen - transfer->paid_fen);
}

static gboolean
add_row (QzSheet *sheet, Names *names, const QzTransfer *transfer, QzDay today, GError **error)
{
  const char *payer = get_agency (names, transfer->payer, error);
  const char *payee = payer != NULL ? get_agency (names, transfer->payee, error) : NULL;
  const char *notice = payee != NULL ? get_notice (names, transfer->notice_id, error) : NULL;
  guint row;

  if (notice == NULL)
    return FALSE;
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, row, COLUMN_TRANSFER, transfer->number);
  qz_sheet_put_text (sheet, row, COLUMN_LEG, qz_leg_to_text (transfer->leg));
  qz_sheet_put_text (sheet, row, COLUMN_LEG_NAME, qz_leg_get_name (transfer->leg));
  qz_sheet_put_text (sheet, row, COLUMN_SCOPE, qz_nl_scope_to_text (transfer->scope));
  qz_sheet_put_number (sheet, row, COLUMN_PERIOD, transfer->period);
  qz_sheet_put_text (sheet, row, COLUMN_PAYER, transfer->payer);
  qz_sheet_put_text (sheet, row, COLUMN_PAYER_NAME, payer);
  qz_sheet_put_text (sheet, row, COLUMN_PAYEE, transfer->payee);
  qz_sheet_put_text (sheet, row, COLUMN_PAYEE_NAME, payee);
  qz_sheet_put_text (sheet, row, COLUMN_INSURANCE,
                     transfer->insurance < 0
                       ? ""
                       : qz_insurance_to_text ((QzInsurance) transfer->insurance));
  qz_sheet_put_text (sheet, row, COLUMN_UNIT, transfer->unit);
  qz_sheet_put_text (sheet, row, COLUMN_UNIT_NAME,
                     *transfer->unit != '\0' ? qz_area_map_get_name (names->map, transfer->unit)
                                             : "");
  put_amounts (sheet, row, transfer);
  put_days (sheet, row, transfer, today);
  qz_sheet_put_text (sheet, row, COLUMN_STATE, get_state (transfer));
  qz_sheet_put_text (sheet, row, COLUMN_BASE_EVENT, get_base_name (transfer->base_event));
  qz_sheet_put_text (sheet, row, COLUMN_NOTICE, notice);
  return TRUE;
}

QzSheet *
qz_transfer_list (QzBook *book, const QzContext *context, const QzTransferFilter *filter,
                  GError **error)
{
  const QzTransferQuery query = { .period = filter->period,
                                  .scope = filter->scope,
                                  .leg = filter->leg,
                                  .unit = filter->unit,
                                  .party = filter->agency };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("transfers");
  g_auto (Names) names = { 0 };

  for (guint i = 0; i < N_COLUMNS; i++)
    qz_sheet_add_column (sheet, columns[i].name, _ (columns[i].title), columns[i].type);
  list = qz_transfer_repo_query (qz_book_get_store (book), &query, error);
  if (list == NULL || !names_load (&names, book, error))
    return NULL;
  for (guint i = 0; i < list->len; i++)
    if (!add_row (sheet, &names, list->pdata[i], context->clock.today, error))
      return NULL;
  return g_steal_pointer (&sheet);
}

/* ── one transfer ───────────────────────────────────────────────────────────────────────────── */

static void
add_parts (QzSheet *sheet, Names *names, const QzTransfer *transfer)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("parts");

  qz_sheet_add_column (child, "party", _("Area"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "name", _("Whose money"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "amount", _("Amount"), QZ_VALUE_FEN);
  for (guint i = 0; i < transfer->parts->len; i++)
    {
      const QzNlPart *part = &g_array_index (transfer->parts, QzNlPart, i);
      const guint row = qz_sheet_add_row (child);

      qz_sheet_put_text (child, row, 0, part->party);
      qz_sheet_put_text (child, row, 1, qz_area_map_get_name (names->map, part->party));
      qz_sheet_put_number (child, row, 2, part->amount_fen);
    }
  qz_sheet_add_child (sheet, child);
}

static const char *
get_act_name (QzTransferAct act)
{
  static const char *const words[QZ_N_TRANSFER_ACTS] = {
    [QZ_TRANSFER_DUE] = N_ ("Due day counted"),
    [QZ_TRANSFER_PAY] = N_ ("Payment recorded"),
    [QZ_TRANSFER_CONFIRM_PAYMENT] = N_ ("Payment confirmed"),
    [QZ_TRANSFER_CONFIRM_RECEIPT] = N_ ("Receipt confirmed"),
    [QZ_TRANSFER_CANCEL] = N_ ("Payment taken back"),
  };

  return _ (words[act]);
}

static gboolean
add_event_row (QzSheet *child, QzStore *store, const QzTransferEvent *event, GError **error)
{
  g_autofree char *voucher = qz_transfer_repo_dup_voucher (store, event->id, error);
  guint row;

  if (voucher == NULL)
    return FALSE;
  row = qz_sheet_add_row (child);
  qz_sheet_put_text (child, row, 0, event->business_time);
  qz_sheet_put_text (child, row, 1, qz_transfer_act_to_text (event->act));
  qz_sheet_put_text (child, row, 2, get_act_name (event->act));
  if (event->act != QZ_TRANSFER_DUE || event->amount_fen != 0)
    qz_sheet_put_number (child, row, 3, event->amount_fen);
  qz_sheet_put_number (child, row, 4, event->day);
  if (event->due_day != QZ_DAY_NONE)
    qz_sheet_put_number (child, row, 5, event->due_day);
  qz_sheet_put_text (child, row, 6, event->bank_name);
  qz_sheet_put_text (child, row, 7, event->serial);
  qz_sheet_put_text (child, row, 8, event->actor);
  qz_sheet_put_text (child, row, 9, event->reason);
  if (*voucher != '\0')
    qz_sheet_put_text (child, row, 10, voucher);
  return TRUE;
}

static gboolean
add_events (QzSheet *sheet, QzStore *store, const QzTransfer *transfer, GError **error)
{
  g_autoptr (GPtrArray) events = qz_transfer_repo_list_events (store, transfer->id, error);
  g_autoptr (QzSheet) child = qz_sheet_new ("events");

  qz_sheet_add_column (child, "time", _("Time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "act_name", _("What happened"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (child, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (child, "bank_name", _("Bank"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "serial", _("Bank's serial number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "actor", _("By"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "voucher", _("Voucher"), QZ_VALUE_TEXT);
  for (guint i = 0; events != NULL && i < events->len; i++)
    if (!add_event_row (child, store, events->pdata[i], error))
      return FALSE;
  qz_sheet_add_child (sheet, child);
  return events != NULL;
}

static void
copy_fact (QzSheet *sheet, QzSheet *row, guint column)
{
  const char *name = columns[column].name;

  if (columns[column].type == QZ_VALUE_TEXT)
    qz_sheet_set_text (sheet, name, _ (columns[column].title),
                       qz_sheet_get_text (row, 0, column));
  else if (!qz_sheet_is_empty (row, 0, column))
    qz_sheet_set_number (sheet, name, _ (columns[column].title), columns[column].type,
                         qz_sheet_get_number (row, 0, column));
}

QzSheet *
qz_transfer_show (QzBook *book, const QzContext *context, const char *number, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzTransfer) transfer = qz_transfer_repo_find (store, number, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("transfer");
  g_autoptr (QzSheet) row = qz_sheet_new ("row");
  g_auto (Names) names = { 0 };

  for (guint i = 0; i < N_COLUMNS; i++)
    qz_sheet_add_column (row, columns[i].name, _ (columns[i].title), columns[i].type);
  if (transfer == NULL || !names_load (&names, book, error)
      || !add_row (row, &names, transfer, context->clock.today, error))
    return NULL;
  for (guint i = 0; i < N_COLUMNS; i++)
    copy_fact (sheet, row, i);
  add_parts (sheet, &names, transfer);
  if (!add_events (sheet, store, transfer, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── the picture of accounts ────────────────────────────────────────────────────────────────── */

/* All transfers of one leg between the same two accounts. */
typedef struct {
  const QzTransfer *first;
  QzFen due, paid, confirmed, received;
  guint n, n_late;
  QzDay next_due;
} Arrow;

static Arrow *
find_arrow (GArray *arrows, const QzTransfer *transfer)
{
  Arrow made = { .first = transfer, .next_due = QZ_DAY_NONE };

  for (guint i = 0; i < arrows->len; i++)
    {
      Arrow *arrow = &g_array_index (arrows, Arrow, i);

      if (arrow->first->leg == transfer->leg && arrow->first->payer == transfer->payer
          && arrow->first->payee == transfer->payee)
        return arrow;
    }
  g_array_append_val (arrows, made);
  return &g_array_index (arrows, Arrow, arrows->len - 1);
}

static gboolean
add_to_arrow (Arrow *arrow, const QzTransfer *transfer, QzDay today, GError **error)
{
  const gboolean is_open = transfer->confirmed_fen < transfer->amount_fen;

  arrow->n++;
  arrow->n_late += is_late (transfer, today);
  if (is_open && transfer->due_day != QZ_DAY_NONE
      && (arrow->next_due == QZ_DAY_NONE || transfer->due_day < arrow->next_due))
    arrow->next_due = transfer->due_day;
  return qz_fen_accumulate (&arrow->due, transfer->amount_fen, error)
         && qz_fen_accumulate (&arrow->paid, transfer->paid_fen, error)
         && qz_fen_accumulate (&arrow->confirmed, transfer->confirmed_fen, error)
         && qz_fen_accumulate (&arrow->received, transfer->received_fen, error);
}

static char *
dup_node (const char *owner, const char *account)
{
  return g_strconcat (owner, "/", account, NULL);
}

static gboolean
add_node (QzSheet *nodes, GHashTable *seen, Names *names, const char *owner, const char *account,
          GError **error)
{
  g_autofree char *node = dup_node (owner, account);
  const char *name = get_agency (names, owner, error);
  guint row;

  if (name == NULL)
    return FALSE;
  if (g_hash_table_contains (seen, node))
    return TRUE;
  row = qz_sheet_add_row (nodes);
  qz_sheet_put_text (nodes, row, 0, node);
  qz_sheet_put_text (nodes, row, 1, account);
  qz_sheet_put_text (nodes, row, 2, owner);
  qz_sheet_put_text (nodes, row, 3, name);
  g_hash_table_add (seen, g_steal_pointer (&node));
  return TRUE;
}

static void
put_arrow (QzSheet *sheet, const Arrow *arrow)
{
  g_autofree char *from = dup_node (arrow->first->payer, arrow->first->payer_account);
  g_autofree char *to = dup_node (arrow->first->payee, arrow->first->payee_account);
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, qz_leg_to_text (arrow->first->leg));
  qz_sheet_put_text (sheet, row, 1, qz_leg_get_name (arrow->first->leg));
  qz_sheet_put_text (sheet, row, 2, from);
  qz_sheet_put_text (sheet, row, 3, to);
  qz_sheet_put_text (sheet, row, 4, arrow->first->unit);
  qz_sheet_put_number (sheet, row, 5, arrow->due);
  qz_sheet_put_number (sheet, row, 6, arrow->paid);
  qz_sheet_put_number (sheet, row, 7, arrow->confirmed);
  qz_sheet_put_number (sheet, row, 8, arrow->received);
  qz_sheet_put_number (sheet, row, 9, arrow->n);
  qz_sheet_put_number (sheet, row, 10, arrow->n_late);
  if (arrow->next_due != QZ_DAY_NONE)
    qz_sheet_put_number (sheet, row, 11, arrow->next_due);
}

static QzSheet *
make_nodes (void)
{
  QzSheet *nodes = qz_sheet_new ("nodes");

  qz_sheet_add_column (nodes, "node", _("Account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (nodes, "account", _("Kind of account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (nodes, "owner", _("Owner"), QZ_VALUE_TEXT);
  qz_sheet_add_column (nodes, "name", _("Owner's name"), QZ_VALUE_TEXT);
  return nodes;
}

static QzSheet *
make_arrows (void)
{
  QzSheet *sheet = qz_sheet_new ("arrows");

  qz_sheet_add_column (sheet, "leg", _("Leg"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "leg_name", _("Way"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "from", _("Paid out of"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "to", _("Paid into"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "due", _("To be paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "paid", _("Paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "confirmed", _("Payment confirmed"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "received", _("Receipt confirmed"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "n", _("Transfers"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "late_n", _("Late"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "next_due", _("Next due day"), QZ_VALUE_DAY);
  return sheet;
}

static gboolean
draw (QzSheet *sheet, Names *names, GPtrArray *list, QzDay today, GError **error)
{
  g_autoptr (QzSheet) nodes = make_nodes ();
  g_autoptr (QzSheet) lines = make_arrows ();
  g_autoptr (GArray) arrows = g_array_new (FALSE, FALSE, sizeof (Arrow));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const QzTransfer *transfer = list->pdata[i];

      if (!add_node (nodes, seen, names, transfer->payer, transfer->payer_account, error)
          || !add_node (nodes, seen, names, transfer->payee, transfer->payee_account, error)
          || !add_to_arrow (find_arrow (arrows, transfer), transfer, today, error))
        return FALSE;
    }
  for (guint i = 0; i < arrows->len; i++)
    put_arrow (lines, &g_array_index (arrows, Arrow, i));
  qz_sheet_add_child (sheet, nodes);
  qz_sheet_add_child (sheet, lines);
  return TRUE;
}

QzSheet *
qz_transfer_picture (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
                     GError **error)
{
  const QzTransferQuery query = { .period = period, .scope = (int) scope, .leg = -1 };
  g_autoptr (GPtrArray) list = qz_transfer_repo_query (qz_book_get_store (book), &query, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("transfer_picture");
  g_auto (Names) names = { 0 };

  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, period);
  qz_sheet_set_text (sheet, "scope", _("Scope"), qz_nl_scope_to_text (scope));
  if (list == NULL || !names_load (&names, book, error)
      || !draw (sheet, &names, list, context->clock.today, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
