/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-voucher-page.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-capitals.h"
#include "qz-choice.h"
#include "qz-day-row.h"
#include "qz-error.h"
#include "qz-guard.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-reason-dialog.h"
#include "qz-unsaved.h"
#include "qz-voucher-jobs.h"
#include "qz-words.h"

struct _QzVoucherPage {
  QzLoadPage parent_instance;

  GtkWidget *back;
  GtkLabel *note;
  GtkBox *head;
  AdwComboRow *ledger;
  AdwComboRow *kind;
  AdwEntryRow *reason;
  QzDayRow *day;
  GtkSpinButton *attachments;
  GtkLabel *fault;
  QzVoucherGrid *grid;
  GtkWidget *add_line;
  GtkLabel *sums;
  GtkLabel *capitals;
  GtkLabel *history;
  AdwWrapBox *buttons;

  guint number;      /* 0: not saved yet */
  QzSheet *draft;     /* nullable: a new one */
  gboolean dirty;
  gboolean filling; /* what is set is not written by anybody */
  gboolean saving;
  QzUnsavedSavedFunc saved; /* nullable: who waits for the save */
  gpointer saved_data;
};

static void voucher_page_unsaved_init (QzUnsavedInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QzVoucherPage, qz_voucher_page, QZ_TYPE_LOAD_PAGE,
                               G_IMPLEMENT_INTERFACE (QZ_TYPE_UNSAVED, voucher_page_unsaved_init))

/* ── facts of the draft ──────────────────────────────────────────────────────────────────────── */

static QzSession *
get_session (QzVoucherPage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

/* The registers that can be chosen from; NULL until they are loaded. */
static QzSheet *
get_registers (QzVoucherPage *self)
{
  return qz_load_page_get_sheet (QZ_LOAD_PAGE (self));
}

static const char *
get_fact (QzVoucherPage *self, const char *name)
{
  const int fact = self->draft != NULL ? qz_sheet_find_fact (self->draft, name) : -1;
  const char *text = fact < 0 ? NULL : qz_sheet_get_fact_text (self->draft, (guint) fact);

  return text != NULL ? text : "";
}

static gint64
get_number (QzVoucherPage *self, const char *name, gint64 absent)
{
  const int fact = self->draft != NULL ? qz_sheet_find_fact (self->draft, name) : -1;

  return fact < 0 ? absent : qz_sheet_get_fact_number (self->draft, (guint) fact);
}

static gboolean
is_reversal (QzVoucherPage *self)
{
  return g_str_equal (get_fact (self, "kind"), "reversal");
}

/* A new one may be written by who may make vouchers; the service says it again. Whoever is to check
 * a draft reads it: writing on it would make him one of its makers (3.6-5). */
static gboolean
can_save (QzVoucherPage *self)
{
  if (self->draft != NULL)
    return get_number (self, "can_save", 0) != 0 && get_number (self, "can_check", 0) == 0;
  return (qz_session_get_roles (get_session (self)) & (QZ_ROLE_MAKER | QZ_ROLE_FINANCE)) != 0;
}

static void
set_dirty (QzVoucherPage *self, gboolean dirty)
{
  self->dirty = dirty;
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), !dirty);
  gtk_widget_set_visible (self->back, dirty);
}

/* ── sums ────────────────────────────────────────────────────────────────────────────────────── */

static char *
dup_difference (QzFen debit, QzFen credit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;
  QzFen difference = 0;

  if (debit == credit)
    return g_strdup (debit == 0 ? _("nothing is written yet") : _("even"));
  if (!qz_fen_sub (debit, credit, &difference, &error))
    return g_strdup (error->message);
  shown = qz_fen_format (ABS (difference));
  return g_strdup_printf (difference > 0 ? _("the credit side lacks %s")
                                         : _("the debit side lacks %s"),
                          shown);
}

static void
show_sums (QzVoucherPage *self)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  g_autofree char *difference = NULL;
  g_autofree char *text = NULL;
  g_autofree char *capitals = NULL;
  QzFen debit = 0, credit = 0;

  qz_voucher_grid_get_sums (self->grid, &debit, &credit);
  left = qz_fen_format (debit);
  right = qz_fen_format (credit);
  difference = dup_difference (debit, credit);
  text = g_strdup_printf (_("Σ debit %s · Σ credit %s · %s"), left, right, difference);
  capitals = debit != 0 ? qz_capitals_from_fen (debit) : g_strdup ("");
  gtk_label_set_label (self->sums, text);
  gtk_label_set_label (self->capitals, capitals);
  if (debit == credit)
    gtk_widget_remove_css_class (GTK_WIDGET (self->sums), "warning");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->sums), "warning");
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static void
show_title (QzVoucherPage *self)
{
  g_autofree char *title = self->number == 0 ? g_strdup (_("New Voucher"))
                                             : g_strdup_printf (_("Draft %u"), self->number);
  g_autofree char *state = qz_words_dup ("state", get_fact (self, "state"));

  qz_load_page_set_subtitle (QZ_LOAD_PAGE (self), state);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
}

static void
show_note (QzVoucherPage *self)
{
  g_autofree char *text = NULL;

  if (*get_fact (self, "voucher") != '\0')
    text = g_strdup_printf (_("Posted as %s; what is posted is not changed, only reversed."),
                            get_fact (self, "voucher"));
  else if (is_reversal (self))
    text = g_strdup_printf (_("Takes back %s in red letters. Only the day and the reason are "
                              "written here."),
                            get_fact (self, "reverses"));
  else if (get_number (self, "can_check", 0) != 0)
    text = g_strdup (_("Look at every line and its papers, then check the voucher or refuse it."));
  else if (!can_save (self))
    text = g_strdup (_("To be read; the maker or finance writes it."));
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

/* "王敏 wrote it 2026-03-21 09:00 · …" */
static void
show_history (QzVoucherPage *self)
{
  QzSheet *events = self->draft != NULL ? qz_sheet_find_child (self->draft, "events") : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint row = 0; events != NULL && row < qz_sheet_get_n_rows (events); row++)
    {
      g_autofree char *act = qz_words_dup_cell (events, row, 0);
      g_autofree char *when = qz_words_dup_cell (events, row, 2);
      g_autofree char *who = qz_words_dup_cell (events, row, 1);
      const char *reason = qz_sheet_get_text (events, row, 3);

      g_string_append_printf (text, "%s%s %s %s", row > 0 ? "\n" : "", act, who, when);
      if (reason != NULL)
        g_string_append_printf (text, " (%s)", reason);
    }
  gtk_label_set_label (self->history, text->str);
}

static void
show_fault (QzVoucherPage *self, const char *message)
{
  gtk_label_set_label (self->fault, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), message != NULL);
}

/* What would be refused, beside the cell where it stands. */
static void
show_draft_fault (QzVoucherPage *self)
{
  const char *message = get_fact (self, "fault");
  const char *field = get_fact (self, "fault_field");
  const guint line = (guint) get_number (self, "fault_line", 0);

  show_fault (self, line == 0 ? message : NULL);
  if (line > 0)
    qz_voucher_grid_show_fault (self->grid, line, field, message);
  else if (g_str_equal (field, "n_attachments"))
    gtk_widget_grab_focus (GTK_WIDGET (self->attachments));
  else if (g_str_equal (field, "day"))
    gtk_widget_grab_focus (GTK_WIDGET (self->day));
  else if (g_str_equal (field, "reason"))
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

/* ── buttons ─────────────────────────────────────────────────────────────────────────────────── */

static void
save_clicked_cb (QzVoucherPage *self)
{
  qz_voucher_page_save (self, FALSE);
}

static void
submit_clicked_cb (QzVoucherPage *self)
{
  qz_voucher_page_save (self, TRUE);
}

static void
check_clicked_cb (QzVoucherPage *self)
{
  qz_voucher_page_act (self, QZ_DRAFT_CHECK, NULL);
}

static void
post_clicked_cb (QzVoucherPage *self)
{
  qz_voucher_page_act (self, QZ_DRAFT_POST, NULL);
}

static void
reason_given (GtkWidget *owner, const char *reason, gpointer data)
{
  qz_voucher_page_act (QZ_VOUCHER_PAGE (owner), (QzDraftAct) GPOINTER_TO_INT (data), reason);
}

static void
refuse_clicked_cb (QzVoucherPage *self)
{
  qz_reason_dialog_present (GTK_WIDGET (self), _("Refuse"),
                            adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)),
                            reason_given, GINT_TO_POINTER (QZ_DRAFT_REFUSE));
}

static void
withdraw_clicked_cb (QzVoucherPage *self)
{
  qz_reason_dialog_present (GTK_WIDGET (self), _("Withdraw"),
                            adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)),
                            reason_given, GINT_TO_POINTER (QZ_DRAFT_WITHDRAW));
}

static void
add_button (QzVoucherPage *self, const char *label, GCallback clicked, gboolean suggested,
            QzRight right)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", clicked, self);
  qz_guard_watch_right (button, right);
  adw_wrap_box_append (self->buttons, button);
}

/* The one next step is the suggested one: for its maker to submit, for another to check, for
 * finance to post. */
static void
show_buttons (QzVoucherPage *self)
{
  const gboolean checked = g_str_equal (get_fact (self, "state"), "checked");
  const gboolean submitted = g_str_equal (get_fact (self, "state"), "submitted");
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    adw_wrap_box_remove (self->buttons, old);
  if (get_number (self, "can_withdraw", 0) != 0)
    add_button (self, _("_Withdraw…"), G_CALLBACK (withdraw_clicked_cb), FALSE,
                QZ_RIGHT_WRITE_DRAFT);
  if (get_number (self, "can_refuse", 0) != 0)
    add_button (self, _("_Refuse…"), G_CALLBACK (refuse_clicked_cb), FALSE,
                QZ_RIGHT_CHECK_DRAFT);
  if (can_save (self))
    add_button (self, _("_Save Draft"), G_CALLBACK (save_clicked_cb), FALSE,
                QZ_RIGHT_WRITE_DRAFT);
  if (get_number (self, "can_check", 0) != 0)
    add_button (self, _("_Check"), G_CALLBACK (check_clicked_cb), TRUE, QZ_RIGHT_CHECK_DRAFT);
  else if (can_save (self) && !checked && (!submitted || self->dirty))
    add_button (self, _("Sub_mit for Check"), G_CALLBACK (submit_clicked_cb), TRUE,
                QZ_RIGHT_WRITE_DRAFT);
  if (get_number (self, "can_post", 0) != 0)
    add_button (self, _("_Post"), G_CALLBACK (post_clicked_cb), TRUE, QZ_RIGHT_POST_DRAFT);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons),
                          gtk_widget_get_first_child (GTK_WIDGET (self->buttons)) != NULL);
}

/* ── filling ─────────────────────────────────────────────────────────────────────────────────── */

static void
fill_ledgers (QzVoucherPage *self)
{
  QzSheet *ledgers = qz_sheet_find_child (get_registers (self), "ledgers");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (ledgers); row++)
    {
      gtk_string_list_append (names, qz_sheet_get_text (ledgers, row, 1));
      if (g_str_equal (qz_sheet_get_text (ledgers, row, 0), get_fact (self, "ledger")))
        chosen = row;
    }
  adw_combo_row_set_model (self->ledger, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->ledger, chosen);
}

/* A reversal is made from its voucher; nobody chooses it here. */
static void
fill_kinds (QzVoucherPage *self)
{
  const guint n = is_reversal (self) ? QZ_N_DRAFT_KINDS : QZ_DRAFT_REVERSAL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  QzDraftKind kind = QZ_DRAFT_MANUAL;

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, qz_draft_kind_get_name (i));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (names));
  if (qz_draft_kind_parse (get_fact (self, "kind"), &kind))
    adw_combo_row_set_selected (self->kind, kind);
}

static void
show_reason_row (QzVoucherPage *self)
{
  const guint kind = adw_combo_row_get_selected (self->kind);

  gtk_widget_set_visible (GTK_WIDGET (self->reason),
                          kind == QZ_DRAFT_CORRECTION || kind == QZ_DRAFT_REVERSAL);
}

static void
set_editable (QzVoucherPage *self)
{
  const gboolean editable = can_save (self);
  const gboolean plain = editable && !is_reversal (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->ledger), plain);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind), plain && self->number == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reason), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->day), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->attachments), editable);
  gtk_widget_set_visible (self->add_line, plain);
  qz_voucher_grid_set_editable (self->grid, plain);
}

static void
fill (QzVoucherPage *self)
{
  const int today = qz_sheet_find_fact (get_registers (self), "today");

  self->filling = TRUE;
  fill_ledgers (self);
  fill_kinds (self);
  set_editable (self);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), get_fact (self, "reason"));
  qz_day_row_set_day (self->day,
                      (QzDay) get_number (self, "day",
                                          qz_sheet_get_fact_number (get_registers (self),
                                                                    (guint) today)));
  gtk_spin_button_set_value (self->attachments, (double) get_number (self, "n_attachments", 0));
  qz_voucher_grid_set_draft (self->grid, self->draft);
  self->filling = FALSE;
  show_reason_row (self);
  show_title (self);
  show_note (self);
  show_history (self);
  show_sums (self);
  show_fault (self, NULL);
  set_dirty (self, FALSE);
  show_buttons (self);
}

static void
filled (QzLoadPage *page, QzSheet *registers)
{
  QzVoucherPage *self = QZ_VOUCHER_PAGE (page);
  QzSheet *draft = qz_sheet_find_child (registers, "lines");

  g_clear_pointer (&self->draft, qz_sheet_unref);
  self->draft = draft != NULL ? qz_sheet_ref (draft) : NULL;
  qz_voucher_grid_set_registers (self->grid, qz_sheet_find_child (registers, "accounts"),
                                 qz_sheet_find_child (registers, "providers"));
  fill (self);
  qz_voucher_grid_focus (self->grid, 0, QZ_CELL_SUMMARY);
}

static void
load (QzLoadPage *page)
{
  qz_load_page_run (page, &qz_voucher_load_kind,
                    GUINT_TO_POINTER (QZ_VOUCHER_PAGE (page)->number));
}

/* Who acts decides what may be done; what is being written stays. */
static void
acting_changed_cb (QzVoucherPage *self)
{
  if (!self->dirty && !self->saving)
    qz_load_page_reload (QZ_LOAD_PAGE (self));
}

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
  self->number = (guint) get_number (self, "draft", 0);
  fill (self);
}

static gboolean
collect (QzVoucherPage *self, QzVoucherInput *input)
{
  QzSheet *ledgers = qz_sheet_find_child (get_registers (self), "ledgers");
  const guint ledger = adw_combo_row_get_selected (self->ledger);
  g_autoptr (GError) error = NULL;

  input->draft.number = self->number;
  input->draft.kind = adw_combo_row_get_selected (self->kind);
  input->draft.ledger =
      g_string_chunk_insert (input->texts, qz_sheet_get_text (ledgers, ledger, 0));
  input->draft.n_attachments = (guint) gtk_spin_button_get_value (self->attachments);
  input->draft.reason = g_string_chunk_insert (
      input->texts, gtk_editable_get_text (GTK_EDITABLE (self->reason)));
  if (is_reversal (self))
    input->draft.reverses = g_string_chunk_insert (input->texts, get_fact (self, "reverses"));
  if (!qz_day_row_get_day (self->day, &input->draft.day, &error))
    {
      show_fault (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->day));
      return FALSE;
    }
  return is_reversal (self)
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
  self->number = (guint) get_number (self, "draft", 0);
  set_editable (self);
  show_title (self);
  show_history (self);
  show_buttons (self);
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
    show_draft_fault (self);
  if (submit && *get_fact (self, "fault") == '\0')
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

  if (self->saving || get_registers (self) == NULL)
    return;
  input = qz_voucher_input_new ();
  input->submit = submit;
  qz_voucher_grid_clear_faults (self->grid);
  show_fault (self, NULL);
  if (!collect (self, input))
    {
      qz_voucher_input_free (input);
      tell_saved (self, FALSE);
      return;
    }
  self->saving = TRUE;
  qz_session_run (get_session (self), &qz_voucher_save_kind, input, self,
                  qz_load_page_get_cancellable (QZ_LOAD_PAGE (self)), saved);
}

/* ── moving on ───────────────────────────────────────────────────────────────────────────────── */

static void
acted (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzVoucherPage *self = owner;
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
  if (*get_fact (self, "voucher") == '\0')
    return;
  text = g_strdup_printf (_("Posted as %s"), get_fact (self, "voucher"));
  action = g_strdup_printf ("win.open-voucher::%s", get_fact (self, "voucher"));
  qz_nav_toast (GTK_WIDGET (self), text, _("_Open"), action);
}

void
qz_voucher_page_act (QzVoucherPage *self, QzDraftAct act, const char *reason)
{
  QzVoucherDeed *deed;

  /* What is not saved yet would be checked unseen. */
  if (self->dirty)
    {
      show_fault (self, _("There are changes that are not saved. Save the draft first."));
      return;
    }
  deed = g_new0 (QzVoucherDeed, 1);
  deed->number = self->number;
  deed->act = act;
  deed->reason = g_strdup (reason);
  qz_session_run (get_session (self), &qz_voucher_act_kind, deed, self,
                  qz_load_page_get_cancellable (QZ_LOAD_PAGE (self)), acted);
}

/* ── what is written ─────────────────────────────────────────────────────────────────────────── */

static void
edited_cb (QzVoucherPage *self)
{
  if (self->filling || get_registers (self) == NULL || !can_save (self))
    return;
  show_reason_row (self);
  show_sums (self);
  show_fault (self, NULL);
  if (self->dirty)
    return;
  set_dirty (self, TRUE);
  show_buttons (self);
}

static void
add_line_cb (QzVoucherPage *self)
{
  qz_voucher_grid_focus (self->grid, qz_voucher_grid_get_n_lines (self->grid) - 1,
                         QZ_CELL_CREDIT);
  qz_voucher_grid_press (self->grid, GDK_KEY_Return, 0);
}

static void
narrow_cb (QzVoucherPage *self)
{
  qz_voucher_grid_set_narrow (self->grid, TRUE);
}

static void
wide_cb (QzVoucherPage *self)
{
  qz_voucher_grid_set_narrow (self->grid, FALSE);
}

static gboolean
has_unsaved (QzUnsaved *unsaved)
{
  return QZ_VOUCHER_PAGE (unsaved)->dirty;
}

static void
save_unsaved (QzUnsaved *unsaved, QzUnsavedSavedFunc done, gpointer user_data)
{
  QzVoucherPage *self = QZ_VOUCHER_PAGE (unsaved);

  /* Somebody already waits: this one comes back when it is asked again. */
  if (self->saved != NULL)
    {
      done (user_data, FALSE);
      return;
    }
  self->saved = done;
  self->saved_data = user_data;
  if (!self->saving)
    qz_voucher_page_save (self, FALSE);
}

static void
discard_unsaved (QzUnsaved *unsaved)
{
  set_dirty (QZ_VOUCHER_PAGE (unsaved), FALSE);
}

static void
voucher_page_unsaved_init (QzUnsavedInterface *iface)
{
  iface->has_unsaved = has_unsaved;
  iface->save = save_unsaved;
  iface->discard = discard_unsaved;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_voucher_page_dispose (GObject *object)
{
  QZ_VOUCHER_PAGE (object)->filling = TRUE;
  G_OBJECT_CLASS (qz_voucher_page_parent_class)->dispose (object);
}

static void
qz_voucher_page_finalize (GObject *object)
{
  g_clear_pointer (&QZ_VOUCHER_PAGE (object)->draft, qz_sheet_unref);
  G_OBJECT_CLASS (qz_voucher_page_parent_class)->finalize (object);
}

static void
qz_voucher_page_class_init (QzVoucherPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_voucher_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_voucher_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_DAY_ROW);
  g_type_ensure (QZ_TYPE_VOUCHER_GRID);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/accounts/qz-voucher-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, back);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, note);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, head);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, ledger);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, kind);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, reason);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, day);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, attachments);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, fault);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, grid);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, add_line);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, sums);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, capitals);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, history);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, buttons);
  gtk_widget_class_bind_template_callback (widget_class, add_line_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
qz_voucher_page_init (QzVoucherPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_choice_name_items (GTK_WIDGET (self->ledger));
  qz_choice_name_items (GTK_WIDGET (self->kind));
  g_signal_connect_swapped (self->grid, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->day, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->attachments, "notify::value", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->ledger, "notify::selected", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (edited_cb), self);
}

AdwNavigationPage *
qz_voucher_page_new (QzSession *session, guint draft)
{
  QzVoucherPage *self = g_object_new (QZ_TYPE_VOUCHER_PAGE, NULL);

  self->number = draft;
  qz_day_row_set_session (self->day, session);
  g_signal_connect_object (session, "acting-changed", G_CALLBACK (acting_changed_cb), self,
                           G_CONNECT_SWAPPED);
  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_ONCE);
  return ADW_NAVIGATION_PAGE (self);
}

QzVoucherGrid *
qz_voucher_page_get_grid (QzVoucherPage *self)
{
  return self->grid;
}

guint
qz_voucher_page_get_draft (QzVoucherPage *self)
{
  return self->number;
}

const char *
qz_voucher_page_get_state (QzVoucherPage *self)
{
  return get_fact (self, "state");
}
