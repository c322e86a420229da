/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person paid in full is reimbursed by hand, with what the rules give (DT-15b). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-bills.h"
#include "qz-assist-private.h"
#include "qz-clearing-repo.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-roles.h"

static const struct {
  const char *act; /* "": none yet */
  const char *state, *name;
} states[] = {
  { "", "OPEN", N_ ("Open") },
  { "accept", "ACCEPTED", N_ ("Accepted") },
  { "refuse", "REFUSED", N_ ("Refused") },
  { "pay", "PAID", N_ ("Paid") },
};

static const char *
get_state (const char *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].act, act) == 0)
      return states[i].state;
  g_assert_not_reached ();
}

const char *
qz_assist_manual_state_get_name (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].state, state) == 0)
      return _ (states[i].name);
  return state;
}

/* ── the list ───────────────────────────────────────────────────────────────────────────────── */

enum {
  COLUMN_SETL_ID,
  COLUMN_SETTLED,
  COLUMN_PROVIDER_NAME,
  COLUMN_NAME,
  COLUMN_CERTNO,
  COLUMN_COUNTY,
  COLUMN_REASON,
  COLUMN_MEDFEE,
  COLUMN_FUND,
  COLUMN_MAF,
  COLUMN_STATE,
};

static QzSheet *
new_sheet (void)
{
  QzSheet *sheet = qz_sheet_new ("assist_manual");

  qz_sheet_add_column (sheet, "setl_id", _("Settlement"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "settled", _("Settled"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Name of the provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "psn_name", _("Full name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "certno", _("Identity number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "county", _("County"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "medfee", _("Medical fees"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "fund", _("Reimbursed"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "maf", _("Medical assistance"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  return sheet;
}

typedef struct {
  QzBook *book;
  QzSheet *sheet;
  const char *state; /* nullable */
  GHashTable *providers;
} List;

/* What one bill comes to by the rules. */
typedef struct {
  gint64 bill_id;
  char *county;
  gboolean is_manual, refund, has_result;
  QzFen fund_fen, maf_fen;
  char *fault;
} Due;

static void
due_clear (Due *self)
{
  g_clear_pointer (&self->county, g_free);
  g_clear_pointer (&self->fault, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Due, due_clear)

static gboolean
note_due (const QzAssistComputed *computed, gpointer user_data, GError **error)
{
  (void) error;
  *(Due *) user_data = (Due){ .bill_id = computed->row->id,
                              .county = g_strdup (computed->row->county),
                              .is_manual = computed->is_manual,
                              .refund = computed->row->refund,
                              .has_result = computed->has_result,
                              .fund_fen = computed->result.fund_total_fen,
                              .maf_fen = computed->result.maf_fen,
                              .fault = g_strdup (computed->fault) };
  return TRUE;
}

static gboolean
put_money (List *self, guint row, const QzAssistBillRow *bill, const QzAssistManual *kept,
           GError **error)
{
  g_auto (Due) due = { 0 };
  gboolean found;

  if (kept->act[0] != '\0')
    {
      qz_sheet_put_number (self->sheet, row, COLUMN_FUND, kept->fund_fen);
      qz_sheet_put_number (self->sheet, row, COLUMN_MAF, kept->maf_fen);
      return TRUE;
    }
  if (!qz_assist_compute_bill (self->book, bill->setl_id, note_due, &due, &found, error))
    return FALSE;
  if (due.has_result)
    {
      qz_sheet_put_number (self->sheet, row, COLUMN_FUND, due.fund_fen);
      qz_sheet_put_number (self->sheet, row, COLUMN_MAF, due.maf_fen);
    }
  return TRUE;
}

static gboolean
add_bill (const QzAssistBillRow *bill, gpointer user_data, GError **error)
{
  List *self = user_data;
  const QzNlProvider *provider = g_hash_table_lookup (self->providers, &bill->provider_id);
  g_auto (QzAssistManual) kept = { 0 };
  g_autofree char *masked = qz_id_mask (bill->certno);
  guint row;

  if (!qz_assist_bill_repo_get_manual (qz_book_get_store (self->book), bill->id, &kept, error))
    return FALSE;
  if (self->state != NULL && strcmp (self->state, get_state (kept.act)) != 0)
    return TRUE;
  row = qz_sheet_add_row (self->sheet);
  qz_sheet_put_text (self->sheet, row, COLUMN_SETL_ID, bill->setl_id);
  qz_sheet_put_text (self->sheet, row, COLUMN_SETTLED, bill->setl_time);
  qz_sheet_put_text (self->sheet, row, COLUMN_PROVIDER_NAME,
                     provider != NULL ? provider->name : "");
  qz_sheet_put_text (self->sheet, row, COLUMN_NAME, bill->psn_name);
  qz_sheet_put_text (self->sheet, row, COLUMN_CERTNO, masked);
  qz_sheet_put_text (self->sheet, row, COLUMN_COUNTY, bill->county);
  qz_sheet_put_text (self->sheet, row, COLUMN_REASON, bill->manual_reason);
  qz_sheet_put_number (self->sheet, row, COLUMN_MEDFEE, bill->medfee_fen);
  qz_sheet_put_text (self->sheet, row, COLUMN_STATE, get_state (kept.act));
  return put_money (self, row, bill, &kept, error);
}

QzSheet *
qz_assist_manual_list (QzBook *book, const char *state, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzSheet) sheet = new_sheet ();
  g_autoptr (GHashTable) providers = qz_clearing_repo_load_providers (store, error);
  List list = { book, sheet, state, providers };

  if (state != NULL && qz_assist_manual_state_get_name (state) == state)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "manual-state",
                    _("The state is one of OPEN, ACCEPTED, REFUSED and PAID"));
      return NULL;
    }
  if (providers == NULL
      || !qz_assist_bill_repo_stream_manual (store, add_bill, &list, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── acts ───────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzAct *act;
  Due due;
  QzAssistManual kept;
} Desk;

static void
desk_clear (Desk *self)
{
  g_clear_pointer (&self->act, qz_act_free);
  due_clear (&self->due);
  qz_assist_manual_clear (&self->kept);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static gboolean
find_bill (Desk *self, QzBook *book, const char *setl_id, GError **error)
{
  gboolean found = FALSE;

  if (!qz_assist_compute_bill (book, setl_id, note_due, &self->due, &found, error))
    return FALSE;
  if (!found)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "bill-unknown",
                    _("There is no bill %s of medical assistance; “qz assist bills” lists them"),
                    setl_id);
      return FALSE;
    }
  if (!self->due.is_manual || self->due.refund)
    return qz_error_refuse (error, "bill-direct", "DT-15b",
                            _("%s was settled directly; nothing of it is reimbursed by hand"),
                            setl_id);
  return TRUE;
}

static gboolean
desk_begin (Desk *self, QzBook *book, const QzContext *context, const char *setl_id,
            const char *name, QzRight right, GError **error)
{
  g_autoptr (QzAreaMap) map = NULL;

  if (!find_bill (self, book, setl_id, error))
    return FALSE;
  map = qz_actors_load_map (book, error);
  if (map == NULL || !qz_assist_check_actor (book, context, map, self->due.county, error))
    return FALSE;
  self->act = qz_book_begin_act (book, context, name, qz_right_get_roles (right), error);
  return self->act != NULL
         && qz_assist_bill_repo_get_manual (qz_book_get_store (book), self->due.bill_id,
                                            &self->kept, error);
}

static gboolean
desk_need (Desk *self, const char *setl_id, const char *act, GError **error)
{
  const char *state = get_state (self->kept.act);

  return strcmp (self->kept.act, act) == 0
         || qz_error_refuse (error, "manual-transition", "DT-15b",
                             _("The bill %s is %s; this act is for bills that are %s"), setl_id,
                             state, get_state (act));
}

static gboolean
desk_end (Desk *self, QzBook *book, const QzContext *context, const char *setl_id, GError **error)
{
  qz_act_set_detail (self->act, setl_id);
  return qz_book_end_act (book, context, g_steal_pointer (&self->act), error);
}

gboolean
qz_assist_manual_accept (QzBook *book, const QzContext *context, const char *setl_id,
                         const char *note, GError **error)
{
  g_auto (Desk) desk = { 0 };

  if (!desk_begin (&desk, book, context, setl_id, "assist manual accept",
                   QZ_RIGHT_MANUAL_DECIDE, error)
      || !desk_need (&desk, setl_id, "", error))
    return FALSE;
  if (!desk.due.has_result)
    return qz_error_refuse (error, "manual-uncomputed", "DT-15b",
                            _("What is reimbursed for %s cannot be computed: %s"), setl_id,
                            desk.due.fault);
  if (desk.due.fund_fen == 0)
    return qz_error_refuse (error, "manual-nothing", "DT-15b",
                            _("By the rules no fund pays anything for %s; refuse it"), setl_id);
  return qz_assist_bill_repo_put_manual (desk.act, desk.due.bill_id, "accept", desk.due.fund_fen,
                                         desk.due.maf_fen, note != NULL ? note : "", error)
         && desk_end (&desk, book, context, setl_id, error);
}

gboolean
qz_assist_manual_refuse (QzBook *book, const QzContext *context, const char *setl_id,
                         const char *reason, GError **error)
{
  g_auto (Desk) desk = { 0 };

  if (reason == NULL || reason[0] == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("Say why it is refused"));
      qz_error_add_rule (error, "DT-15b");
      return FALSE;
    }
  return desk_begin (&desk, book, context, setl_id, "assist manual refuse",
                     QZ_RIGHT_MANUAL_DECIDE, error)
         && desk_need (&desk, setl_id, "", error)
         && qz_assist_bill_repo_put_manual (desk.act, desk.due.bill_id, "refuse", 0, 0, reason,
                                            error)
         && desk_end (&desk, book, context, setl_id, error);
}

gboolean
qz_assist_manual_pay (QzBook *book, const QzContext *context, const char *setl_id,
                      const char *note, GError **error)
{
  g_auto (Desk) desk = { 0 };

  if (!desk_begin (&desk, book, context, setl_id, "assist manual pay", QZ_RIGHT_MANUAL_PAY, error)
      || !desk_need (&desk, setl_id, "accept", error))
    return FALSE;
  if (g_strcmp0 (desk.kept.acceptor, qz_act_get_actor (desk.act)) == 0)
    {
      qz_error_set (error, QZ_ERROR_PERMISSION, "same-person",
                    _("Who accepted the reimbursement does not pay it"));
      qz_error_add_rule (error, "DT-15b");
      return FALSE;
    }
  return qz_assist_bill_repo_put_manual (desk.act, desk.due.bill_id, "pay", desk.kept.fund_fen,
                                         desk.kept.maf_fen, note != NULL ? note : "", error)
         && desk_end (&desk, book, context, setl_id, error);
}
