/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written is saved, and what is saved moves on. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-error.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-voucher-jobs.h"
#include "qz-voucher-page-private.h"

/* ── saving ──────────────────────────────────────────────────────────────────────────────────── */

static void
tell_saved (QzVoucherPage *self, gboolean done)
{
  QzUnsavedSavedFunc func = g_steal_pointer (&self->saved);

  self->saving = FALSE;
  if (func != NULL)
    func (self->saved_data, done);
}

static void
take_draft (QzVoucherPage *self, QzSheet *draft)
{
  g_clear_pointer (&self->draft, qz_sheet_unref);
  self->draft = qz_sheet_ref (draft);
  self->number = (guint) qz_voucher_page_get_number (self, "draft", 0);
  qz_voucher_page_fill (self);
}

static gboolean
collect (QzVoucherPage *self, QzVoucherInput *input)
{
  QzSheet *ledgers = qz_sheet_find_child (qz_voucher_page_get_registers (self), "ledgers");
  const guint ledger = adw_combo_row_get_selected (self->ledger);
  g_autoptr (GError) error = NULL;

  input->draft.number = self->number;
  input->draft.kind = adw_combo_row_get_selected (self->kind);
  input->draft.ledger =
      g_string_chunk_insert (input->texts, qz_sheet_get_text (ledgers, ledger, 0));
  input->draft.n_attachments = (guint) gtk_spin_button_get_value (self->attachments);
  input->draft.reason = g_string_chunk_insert (
      input->texts, gtk_editable_get_text (GTK_EDITABLE (self->reason)));
  if (qz_voucher_page_is_reversal (self))
    input->draft.reverses =
        g_string_chunk_insert (input->texts, qz_voucher_page_get_fact (self, "reverses"));
  if (!qz_day_row_get_day (self->day, &input->draft.day, &error))
    {
      qz_voucher_page_show_fault (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->day));
      return FALSE;
    }
  return qz_voucher_page_is_reversal (self)
         || qz_voucher_grid_read (self->grid, input->lines, input->texts, &error);
}

static gboolean
is_same_line (const QzDraftLine *a, const QzDraftLine *b)
{
  return g_str_equal (a->summary, b->summary) && g_str_equal (a->account, b->account)
         && g_strcmp0 (a->provider, b->provider) == 0 && a->item_period == b->item_period
         && g_strcmp0 (a->path, b->path) == 0 && a->debit_fen == b->debit_fen
         && a->credit_fen == b->credit_fen;
}

static gboolean
is_same (const QzVoucherInput *a, const QzVoucherInput *b)
{
  if (a->draft.kind != b->draft.kind || !g_str_equal (a->draft.ledger, b->draft.ledger)
      || a->draft.n_attachments != b->draft.n_attachments || a->draft.day != b->draft.day
      || !g_str_equal (a->draft.reason, b->draft.reason) || a->lines->len != b->lines->len)
    return FALSE;
  for (guint i = 0; i < a->lines->len; i++)
    if (!is_same_line (&g_array_index (a->lines, QzDraftLine, i),
                       &g_array_index (b->lines, QzDraftLine, i)))
      return FALSE;
  return TRUE;
}

/* Whether what is written is what was sent to be saved. */
static gboolean
is_unchanged (QzVoucherPage *self, const QzVoucherInput *sent)
{
  QzVoucherInput *now = qz_voucher_input_new ();
  const gboolean same = collect (self, now) && is_same (now, sent);

  qz_voucher_input_free (now);
  return same;
}

/* Long work may lie before a saving. What was written meanwhile stays, and is not saved yet. */
static void
take_saved (QzVoucherPage *self, const QzVoucherInput *sent, QzSheet *draft)
{
  if (is_unchanged (self, sent))
    {
      take_draft (self, draft);
      return;
    }
  g_clear_pointer (&self->draft, qz_sheet_unref);
  self->draft = qz_sheet_ref (draft);
  self->number = (guint) qz_voucher_page_get_number (self, "draft", 0);
  qz_voucher_page_show_head (self);
}

static void
saved (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzVoucherPage *self = owner;
  const gboolean submit = ((QzVoucherInput *) input)->submit;
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      if (qz_error_get_line (error) > 0)
        qz_voucher_grid_show_fault (self->grid, (guint) qz_error_get_line (error),
                                    qz_error_get_field (error), error->message);
      else
        qz_message_show_error (GTK_WIDGET (self), _("The Voucher Was Not Saved"), error);
      tell_saved (self, FALSE);
      return;
    }
  take_saved (self, input, output);
  if (submit)
    qz_voucher_page_show_draft_fault (self);
  if (submit && *qz_voucher_page_get_fact (self, "fault") == '\0')
    text = g_strdup_printf (_("Draft %u waits for somebody else’s check"), self->number);
  else
    text = g_strdup_printf (submit ? _("Draft %u is saved but cannot be submitted yet")
                                   : _("Draft %u is saved"),
                            self->number);
  qz_nav_toast (GTK_WIDGET (self), text, NULL, NULL);
  tell_saved (self, TRUE);
}

void
qz_voucher_page_save (QzVoucherPage *self, gboolean submit)
{
  QzVoucherInput *input;

  if (self->saving || qz_voucher_page_get_registers (self) == NULL)
    return;
  input = qz_voucher_input_new ();
  input->submit = submit;
  qz_voucher_grid_clear_faults (self->grid);
  qz_voucher_page_show_fault (self, NULL);
  if (!collect (self, input))
    {
      qz_voucher_input_free (input);
      tell_saved (self, FALSE);
      return;
    }
  self->saving = TRUE;
  qz_session_run (qz_load_page_get_session (QZ_LOAD_PAGE (self)), &qz_voucher_save_kind, input,
                  self, qz_load_page_get_cancellable (QZ_LOAD_PAGE (self)), saved);
}

/* ── moving on ───────────────────────────────────────────────────────────────────────────────── */

/* Who checks checks several. */
static void
say_checked (QzVoucherPage *self, guint next)
{
  g_autofree char *text = g_strdup_printf (_("Draft %u is checked"), self->number);
  g_autofree char *action = g_strdup_printf ("win.open-draft::%u", next);

  qz_nav_toast (GTK_WIDGET (self), text, _("_Open Next"), next != 0 ? action : NULL);
}

static void
acted (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzVoucherPage *self = owner;
  const QzVoucherDeed *deed = input;
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;

  if (error != NULL)
    {
      if (qz_error_get_line (error) > 0)
        qz_voucher_grid_show_fault (self->grid, (guint) qz_error_get_line (error),
                                    qz_error_get_field (error), error->message);
      qz_message_show_error (GTK_WIDGET (self), _("This Was Not Done"), error);
      return;
    }
  take_draft (self, output);
  if (deed->act == QZ_DRAFT_CHECK)
    say_checked (self, deed->next);
  if (*qz_voucher_page_get_fact (self, "voucher") == '\0')
    return;
  text = g_strdup_printf (_("Posted as %s"), qz_voucher_page_get_fact (self, "voucher"));
  action = g_strdup_printf ("win.open-voucher::%s", qz_voucher_page_get_fact (self, "voucher"));
  qz_nav_toast (GTK_WIDGET (self), text, _("_Open"), action);
}

void
qz_voucher_page_act (QzVoucherPage *self, QzDraftAct act, const char *reason)
{
  QzVoucherDeed *deed;

  /* What is not saved yet would be checked unseen. */
  if (self->dirty)
    {
      qz_voucher_page_show_fault (
          self, _("There are changes that are not saved. Save the draft first."));
      return;
    }
  deed = g_new0 (QzVoucherDeed, 1);
  deed->number = self->number;
  deed->act = act;
  deed->reason = g_strdup (reason);
  qz_session_run (qz_load_page_get_session (QZ_LOAD_PAGE (self)), &qz_voucher_act_kind, deed, self,
                  qz_load_page_get_cancellable (QZ_LOAD_PAGE (self)), acted);
}
