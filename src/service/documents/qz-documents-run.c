/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-documents-private.h"

#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-policies.h"
#include "qz-print.h"
#include "qz-roles.h"
#include "qz-withdrawal-repo.h"

QzPolicy *
qz_documents_need_policy (QzBook *book, int path, QzDay day, const char *rule, gint64 *out_pack_id,
                          GError **error)
{
  g_autoptr (GError) failure = NULL;
  QzPolicy *policy = qz_policy_find (book, path, day, out_pack_id, &failure);
  g_autofree char *text = qz_day_format (day);

  if (policy != NULL)
    return policy;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  qz_error_set (error, QZ_ERROR_REFUSED, "no-policy",
                _("No activated policy of agency %s rules this on %s; activate one that is valid "
                   "then with “qz policy activate”"),
                qz_book_get_agency (book), text);
  qz_error_add_rule (error, rule);
  return NULL;
}

guint32
qz_documents_get_amounts (QzPolicy *policy)
{
  guint32 amounts = QZ_CLAIM_BIT (QZ_CLAIM_MEDFEE) | QZ_CLAIM_BIT (QZ_CLAIM_ACCT_MULAID);

  for (int insurance = 0; insurance < QZ_N_INSURANCES; insurance++)
    for (int part = 0; part < QZ_N_PARTS; part++)
      amounts |= qz_policy_get_part (policy, insurance, part);
  return amounts;
}

/* ── the sheet of documents ──────────────────────────────────────────────────────────────────── */

enum {
  COLUMN_NUMBER,
  COLUMN_KIND,
  COLUMN_INSURANCE,
  COLUMN_PERIOD,
  COLUMN_BUSINESS_DAY,
  COLUMN_DUE_DAY,
  COLUMN_STATE,
  COLUMN_N_LINES,
  COLUMN_TOTAL,
  COLUMN_MADE_BY,
  COLUMN_MADE_BY_NAME,
  COLUMN_NOTE,
};

QzSheet *
qz_documents_new_sheet (const char *name)
{
  QzSheet *sheet = qz_sheet_new (name);

  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "business_day", _("Business day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "n_lines", _("Lines"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "total", _("Total"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "made_by", _("Made by"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "made_by_name", _("Maker"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "note", _("Note"), QZ_VALUE_TEXT);
  return sheet;
}

void
qz_documents_add_row (QzSheet *sheet, const QzDocumentRecord *record, const char *made_by,
                      const char *made_by_name)
{
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, COLUMN_NUMBER, record->number);
  qz_sheet_put_text (sheet, row, COLUMN_KIND, qz_document_kind_to_text (record->kind));
  qz_sheet_put_text (sheet, row, COLUMN_INSURANCE, qz_insurance_to_text (record->insurance));
  qz_sheet_put_number (sheet, row, COLUMN_PERIOD, record->period);
  qz_sheet_put_number (sheet, row, COLUMN_BUSINESS_DAY, record->business_day);
  if (record->due_day != QZ_DAY_NONE)
    qz_sheet_put_number (sheet, row, COLUMN_DUE_DAY, record->due_day);
  qz_sheet_put_text (sheet, row, COLUMN_STATE, qz_state_to_text (record->state));
  qz_sheet_put_number (sheet, row, COLUMN_N_LINES, record->n_lines);
  qz_sheet_put_number (sheet, row, COLUMN_TOTAL, record->total_fen);
  qz_sheet_put_text (sheet, row, COLUMN_MADE_BY, made_by);
  qz_sheet_put_text (sheet, row, COLUMN_MADE_BY_NAME, made_by_name);
  qz_sheet_put_text (sheet, row, COLUMN_NOTE, record->note != NULL ? record->note : "");
}

void
qz_documents_add_left_out (QzSheet *sheet, const char *provider_code, const char *reason,
                           gint64 n_claims, QzFen amount_fen)
{
  QzSheet *left_out = qz_sheet_find_child (sheet, "left_out");
  g_autofree char *said = qz_error_dup_hinted (reason);
  guint row;

  if (left_out == NULL)
    {
      g_autoptr (QzSheet) made = qz_sheet_new ("left_out");

      qz_sheet_add_column (made, "provider_code", _("Provider"), QZ_VALUE_TEXT);
      qz_sheet_add_column (made, "reason", _("Left out because"), QZ_VALUE_TEXT);
      qz_sheet_add_column (made, "n_claims", _("Claims"), QZ_VALUE_COUNT);
      qz_sheet_add_column (made, "amount", _("Amount"), QZ_VALUE_FEN);
      qz_sheet_add_child (sheet, made);
      left_out = made; /* the parent holds it */
    }
  row = qz_sheet_add_row (left_out);
  qz_sheet_put_text (left_out, row, 0, provider_code);
  qz_sheet_put_text (left_out, row, 1, said);
  qz_sheet_put_number (left_out, row, 2, n_claims);
  qz_sheet_put_number (left_out, row, 3, amount_fen);
}

/* What was left out for one reason. */
typedef struct {
  const char *reason;
  guint n_claims;
  GHashTable *providers; /* set of codes, borrowed */
} LeftOut;

static void
left_out_free (gpointer data)
{
  LeftOut *self = data;

  g_hash_table_unref (self->providers);
  g_free (self);
}

static LeftOut *
find_left_out (GPtrArray *reasons, const char *reason)
{
  LeftOut *made;

  for (guint i = 0; i < reasons->len; i++)
    if (g_str_equal (((LeftOut *) reasons->pdata[i])->reason, reason))
      return reasons->pdata[i];
  made = g_new0 (LeftOut, 1);
  made->reason = reason;
  made->providers = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (reasons, made);
  return made;
}

/* "48 claims of 2 providers (suspended)" */
static char *
dup_left_out (const LeftOut *self)
{
  const guint n_providers = g_hash_table_size (self->providers);
  g_autofree char *claims = g_strdup_printf (ngettext ("%u claim", "%u claims", self->n_claims),
                                             self->n_claims);
  g_autofree char *providers =
      g_strdup_printf (ngettext ("%u provider", "%u providers", n_providers), n_providers);
  g_autofree char *both = g_strdup_printf (_("%s of %s"), claims, providers);

  return g_strdup_printf (_("%s (%s)"),
                          n_providers == 0      ? claims
                          : self->n_claims == 0 ? providers
                                                : both,
                          self->reason);
}

/* AMB-32: that nothing was made does not mean that everything is in documents. */
static char *
dup_why_nothing (QzSheet *left_out)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (left_out_free);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint row = 0; row < qz_sheet_get_n_rows (left_out); row++)
    {
      const char *code = qz_sheet_get_text (left_out, row, 0);
      LeftOut *found = find_left_out (reasons, qz_sheet_get_text (left_out, row, 1));

      found->n_claims += (guint) qz_sheet_get_number (left_out, row, 2);
      if (code != NULL && *code != '\0')
        g_hash_table_add (found->providers, (gpointer) code);
    }
  for (guint i = 0; i < reasons->len; i++)
    {
      g_autofree char *one = dup_left_out (reasons->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? _("; ") : "", one);
    }
  return g_strdup_printf (_("No document made. Left out: %s."), text->str);
}

void
qz_documents_add_message (QzSheet *sheet)
{
  const guint n_made = qz_sheet_get_n_rows (sheet);
  QzSheet *left_out = qz_sheet_find_child (sheet, "left_out");
  g_autofree char *message = NULL;

  if (n_made == 0 && left_out != NULL)
    message = dup_why_nothing (left_out);
  else if (n_made == 0)
    message = g_strdup (_("Nothing new: everything there is stands in documents already."));
  else
    message =
        g_strdup_printf (ngettext ("%u document made.", "%u documents made.", n_made), n_made);
  qz_sheet_set_number (sheet, "n_documents", _("Documents"), QZ_VALUE_COUNT, n_made);
  qz_sheet_set_text (sheet, "message", _("Result"), message);
}

/* ── a run ───────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_documents_check_not_future (const QzContext *context, QzDay day, GError **error)
{
  g_autofree char *text = NULL;

  if (day <= context->clock.today)
    return TRUE;
  text = qz_day_format (day);
  qz_error_set (error, QZ_ERROR_REFUSED, "day-in-future",
                _("%s has not come yet; documents are made when the day is there"), text);
  return FALSE;
}

gboolean
qz_documents_begin_run (QzDocumentRun *run, const char *name, GError **error)
{
  run->act = qz_book_begin_act (run->book, run->context, name,
                                qz_right_get_roles (QZ_RIGHT_COMPUTE), error);
  if (run->act == NULL)
    return FALSE;
  run->providers = qz_provider_list_load (qz_book_get_store (run->book), error);
  return run->providers != NULL;
}

QzSheet *
qz_documents_end_run (QzDocumentRun *run, GError **error)
{
  qz_documents_add_message (run->made);
  if (!qz_book_end_act (run->book, run->context, g_steal_pointer (&run->act), error))
    return NULL;
  return g_steal_pointer (&run->made);
}

void
qz_documents_clear_run (QzDocumentRun *run)
{
  g_clear_pointer (&run->act, qz_act_free);
  g_clear_pointer (&run->providers, qz_provider_list_free);
  g_clear_pointer (&run->made, qz_sheet_unref);
  g_clear_pointer (&run->policy, qz_policy_unref);
}

gboolean
qz_documents_write_head (QzDocumentRun *run, QzDocumentRecord *head, GError **error)
{
  g_autofree char *maker = qz_print_dup_person (run->book, run->context->user, error);

  if (maker == NULL)
    return FALSE;
  if (head->agency == NULL)
    head->agency = g_strdup (qz_book_get_agency (run->book));
  head->policy_pack_id = run->pack_id;
  head->number = qz_document_repo_take_number (run->act, head->kind, head->agency,
                                               head->business_day, head->insurance, error);
  if (head->number == NULL || !qz_document_repo_insert (run->act, head, error))
    return FALSE;
  qz_documents_add_row (run->made, head, run->context->user, maker);
  return TRUE;
}

gboolean
qz_documents_is_deferral_over (QzDocumentRun *run, const QzDeferralRecord *deferral, gboolean *out,
                               GError **error)
{
  const QzProvider *provider = qz_provider_list_find (run->providers, deferral->provider_id);
  g_autofree char *settlement = NULL;
  gboolean hit = FALSE;

  if (!qz_withdrawal_repo_find_settlement (qz_book_get_store (run->book), deferral->line_id,
                                           &settlement, error)
      || !qz_withdrawal_repo_was_hit (qz_book_get_store (run->book), deferral->line_id,
                                      run->context->clock.today, &hit, error))
    return FALSE;
  *out = settlement != NULL || hit;
  if (*out)
    qz_documents_add_left_out (run->made, provider != NULL ? provider->code : "",
                               settlement != NULL
                                   ? _("deferred, but the month is settled since")
                                   : _("deferred, but the provider was suspended since"),
                               0, deferral->amount_fen);
  return TRUE;
}

static gboolean
copy_offsets (QzDocumentRun *run, gint64 from_line_id, gint64 to_line_id, GError **error)
{
  g_autoptr (GArray) offsets =
      qz_document_repo_get_offsets (qz_book_get_store (run->book), from_line_id, error);

  if (offsets == NULL)
    return FALSE;
  for (guint i = 0; i < offsets->len; i++)
    {
      const QzOffsetRecord *offset = &g_array_index (offsets, QzOffsetRecord, i);

      if (!qz_document_repo_add_offset (run->act, to_line_id, offset->path, offset->period,
                                        offset->amount_fen, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
qz_documents_write_deferred (QzDocumentRun *run, const QzDocumentRecord *head,
                             const QzDeferralRecord *deferral, gint64 line_no, GError **error)
{
  g_autoptr (QzDocumentLine) source =
      qz_document_repo_get_line (qz_book_get_store (run->book), deferral->line_id, error);
  QzDocumentLine line = { 0 };

  if (source == NULL)
    return FALSE;
  line = *source;
  line.line_no = line_no;
  line.source_line_id = source->id;
  line.first_link_id = line.last_link_id = 0;
  line.n_claims = line.n_refunds = 0;
  line.pay_fen = deferral->amount_fen;
  return qz_document_repo_add_line (run->act, head, &line, error)
         && copy_offsets (run, source->id, line.id, error);
}
