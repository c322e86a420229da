/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page shows of a draft, and the buttons of what may be done with it. */
#include <glib/gi18n-lib.h>

#include "qz-capitals.h"
#include "qz-guard.h"
#include "qz-reason-dialog.h"
#include "qz-voucher-page-private.h"
#include "qz-words.h"

/* ── facts of the draft ──────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_voucher_page_get_registers (QzVoucherPage *self)
{
  return qz_load_page_get_sheet (QZ_LOAD_PAGE (self));
}

const char *
qz_voucher_page_get_fact (QzVoucherPage *self, const char *name)
{
  const int fact = self->draft != NULL ? qz_sheet_find_fact (self->draft, name) : -1;
  const char *text = fact < 0 ? NULL : qz_sheet_get_fact_text (self->draft, (guint) fact);

  return text != NULL ? text : "";
}

gint64
qz_voucher_page_get_number (QzVoucherPage *self, const char *name, gint64 absent)
{
  const int fact = self->draft != NULL ? qz_sheet_find_fact (self->draft, name) : -1;

  return fact < 0 ? absent : qz_sheet_get_fact_number (self->draft, (guint) fact);
}

gboolean
qz_voucher_page_is_reversal (QzVoucherPage *self)
{
  return g_str_equal (qz_voucher_page_get_fact (self, "kind"), "reversal");
}

/* A new one may be written by who may make vouchers; the service says it again. Whoever is to check
 * a draft reads it: writing on it would make him one of its makers (3.6-5). */
gboolean
qz_voucher_page_can_save (QzVoucherPage *self)
{
  if (self->draft != NULL)
    return qz_voucher_page_get_number (self, "can_save", 0) != 0
           && qz_voucher_page_get_number (self, "can_check", 0) == 0;
  return (qz_session_get_roles (qz_load_page_get_session (QZ_LOAD_PAGE (self)))
          & (QZ_ROLE_MAKER | QZ_ROLE_FINANCE))
         != 0;
}

void
qz_voucher_page_set_dirty (QzVoucherPage *self, gboolean dirty)
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

void
qz_voucher_page_show_sums (QzVoucherPage *self)
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
  g_autofree char *state = qz_words_dup ("state", qz_voucher_page_get_fact (self, "state"));

  qz_load_page_set_subtitle (QZ_LOAD_PAGE (self), state);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
}

static void
show_note (QzVoucherPage *self)
{
  g_autofree char *text = NULL;

  if (*qz_voucher_page_get_fact (self, "voucher") != '\0')
    text = g_strdup_printf (_("Posted as %s; what is posted is not changed, only reversed."),
                            qz_voucher_page_get_fact (self, "voucher"));
  else if (qz_voucher_page_is_reversal (self))
    text = g_strdup_printf (_("Takes back %s in red letters. Only the day and the reason are "
                              "written here."),
                            qz_voucher_page_get_fact (self, "reverses"));
  else if (qz_voucher_page_get_number (self, "can_check", 0) != 0)
    text = g_strdup (_("Look at every line and its papers, then check the voucher or refuse it."));
  else if (!qz_voucher_page_can_save (self))
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

void
qz_voucher_page_show_fault (QzVoucherPage *self, const char *message)
{
  gtk_label_set_label (self->fault, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), message != NULL);
}

void
qz_voucher_page_show_draft_fault (QzVoucherPage *self)
{
  const char *message = qz_voucher_page_get_fact (self, "fault");
  const char *field = qz_voucher_page_get_fact (self, "fault_field");
  const guint line = (guint) qz_voucher_page_get_number (self, "fault_line", 0);

  qz_voucher_page_show_fault (self, line == 0 ? message : NULL);
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
void
qz_voucher_page_show_buttons (QzVoucherPage *self)
{
  const gboolean checked = g_str_equal (qz_voucher_page_get_fact (self, "state"), "checked");
  const gboolean submitted = g_str_equal (qz_voucher_page_get_fact (self, "state"), "submitted");
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    adw_wrap_box_remove (self->buttons, old);
  if (qz_voucher_page_get_number (self, "can_withdraw", 0) != 0)
    add_button (self, _("_Withdraw…"), G_CALLBACK (withdraw_clicked_cb), FALSE,
                QZ_RIGHT_WRITE_DRAFT);
  if (qz_voucher_page_get_number (self, "can_refuse", 0) != 0)
    add_button (self, _("_Refuse…"), G_CALLBACK (refuse_clicked_cb), FALSE,
                QZ_RIGHT_CHECK_DRAFT);
  if (qz_voucher_page_can_save (self))
    add_button (self, _("_Save Draft"), G_CALLBACK (save_clicked_cb), FALSE,
                QZ_RIGHT_WRITE_DRAFT);
  if (qz_voucher_page_get_number (self, "can_check", 0) != 0)
    add_button (self, _("_Check"), G_CALLBACK (check_clicked_cb), TRUE, QZ_RIGHT_CHECK_DRAFT);
  else if (qz_voucher_page_can_save (self) && !checked && (!submitted || self->dirty))
    add_button (self, _("Sub_mit for Check"), G_CALLBACK (submit_clicked_cb), TRUE,
                QZ_RIGHT_WRITE_DRAFT);
  if (qz_voucher_page_get_number (self, "can_post", 0) != 0)
    add_button (self, _("_Post"), G_CALLBACK (post_clicked_cb), TRUE, QZ_RIGHT_POST_DRAFT);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons),
                          gtk_widget_get_first_child (GTK_WIDGET (self->buttons)) != NULL);
}

/* ── filling ─────────────────────────────────────────────────────────────────────────────────── */

static void
fill_ledgers (QzVoucherPage *self)
{
  QzSheet *ledgers = qz_sheet_find_child (qz_voucher_page_get_registers (self), "ledgers");
  const char *ledger = qz_voucher_page_get_fact (self, "ledger");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (ledgers); row++)
    {
      gtk_string_list_append (names, qz_sheet_get_text (ledgers, row, 1));
      if (g_str_equal (qz_sheet_get_text (ledgers, row, 0), ledger))
        chosen = row;
    }
  adw_combo_row_set_model (self->ledger, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->ledger, chosen);
}

/* A reversal is made from its voucher; nobody chooses it here. */
static void
fill_kinds (QzVoucherPage *self)
{
  const guint n = qz_voucher_page_is_reversal (self) ? QZ_N_DRAFT_KINDS : QZ_DRAFT_REVERSAL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  QzDraftKind kind = QZ_DRAFT_MANUAL;

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, qz_draft_kind_get_name (i));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (names));
  if (qz_draft_kind_parse (qz_voucher_page_get_fact (self, "kind"), &kind))
    adw_combo_row_set_selected (self->kind, kind);
}

void
qz_voucher_page_show_reason_row (QzVoucherPage *self)
{
  const guint kind = adw_combo_row_get_selected (self->kind);

  gtk_widget_set_visible (GTK_WIDGET (self->reason),
                          kind == QZ_DRAFT_CORRECTION || kind == QZ_DRAFT_REVERSAL);
}

static void
set_editable (QzVoucherPage *self)
{
  const gboolean editable = qz_voucher_page_can_save (self);
  const gboolean plain = editable && !qz_voucher_page_is_reversal (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->ledger), plain);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind), plain && self->number == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reason), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->day), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->attachments), editable);
  gtk_widget_set_visible (self->add_line, plain);
  qz_voucher_grid_set_editable (self->grid, plain);
}

void
qz_voucher_page_fill (QzVoucherPage *self)
{
  QzSheet *registers = qz_voucher_page_get_registers (self);
  const int fact = qz_sheet_find_fact (registers, "today");
  const gint64 today = qz_sheet_get_fact_number (registers, (guint) fact);
  const gint64 n_attachments = qz_voucher_page_get_number (self, "n_attachments", 0);

  self->filling = TRUE;
  fill_ledgers (self);
  fill_kinds (self);
  set_editable (self);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), qz_voucher_page_get_fact (self, "reason"));
  qz_day_row_set_day (self->day, (QzDay) qz_voucher_page_get_number (self, "day", today));
  gtk_spin_button_set_value (self->attachments, (double) n_attachments);
  qz_voucher_grid_set_draft (self->grid, self->draft);
  self->filling = FALSE;
  qz_voucher_page_show_reason_row (self);
  show_title (self);
  show_note (self);
  show_history (self);
  qz_voucher_page_show_sums (self);
  qz_voucher_page_show_fault (self, NULL);
  qz_voucher_page_set_dirty (self, FALSE);
  qz_voucher_page_show_buttons (self);
}

void
qz_voucher_page_show_head (QzVoucherPage *self)
{
  set_editable (self);
  show_title (self);
  show_history (self);
  qz_voucher_page_show_buttons (self);
}
