/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vouchers as people write them, and the pages of the ledgers. */
#include "app-fixture.h"

#include <glib/gstdio.h>

#include "qz-amount-entry.h"
#include "qz-chooser-dialog.h"
#include "qz-close.h"
#include "qz-document-jobs.h"
#include "qz-day-row.h"
#include "qz-drafts.h"
#include "qz-ledger-pages.h"
#include "qz-payments.h"
#include "qz-preview-page.h"
#include "qz-record-page.h"
#include "qz-unsaved.h"
#include "qz-voucher-page-private.h"
#include "qz-voucher-page.h"
#include "qz-words.h"

#define LEDGER "L_AG_220200_EMP"

/* ── the amount entry ────────────────────────────────────────────────────────────────────────── */

static void
assert_amount (const char *text, QzFen expected)
{
  g_autoptr (GError) error = NULL;
  QzFen amount = 0;

  if (!qz_amount_parse (text, &amount, &error))
    g_error ("%s", error->message);
  g_assert_cmpint (amount, ==, expected);
}

static void
assert_no_amount (const char *text)
{
  g_autoptr (GError) error = NULL;
  QzFen amount = 0;

  g_assert_false (qz_amount_parse (text, &amount, &error));
  g_assert_nonnull (error);
}

/* 5.1: what is pasted from anywhere, and never a rounded amount. */
static void
test_amounts (void)
{
  assert_amount ("", 0);
  assert_amount ("1234.5", 123450);
  assert_amount (" 1,234,567.89 ", 123456789);
  assert_amount ("１２３４．５６", 123456);
  assert_amount ("￥1，234.00", 123400);
  assert_amount ("1 234 567.8", 123456780);
  assert_amount ("1\u00a0234\u3000567", 123456700);
  assert_amount ("-12.30", -1230);
  assert_no_amount ("12.345");
  assert_no_amount ("1,23");
  assert_no_amount ("1e3");
  assert_no_amount ("十二");
}

static void
test_amount_entry (void)
{
  GtkWidget *entry = qz_amount_entry_new ("Amount");
  GtkWidget *other = gtk_entry_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window;
  GtkWidget *editable = GTK_WIDGET (qz_amount_entry_get_editable (QZ_AMOUNT_ENTRY (entry)));

  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), other);
  window = app_present (box);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (editable), "16409.02");
  gtk_widget_grab_focus (other);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (editable)), ==, "16,409.02");
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (editable), "1.005");
  gtk_widget_grab_focus (other);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (editable)), ==, "1.005");
  g_assert_true (gtk_widget_has_css_class (editable, "error"));
  gtk_test_accessible_assert_state (editable, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_window_destroy (window);
}

/* ── the day row ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
says_something (gpointer row)
{
  return *qz_day_row_get_note (row) != '\0';
}

static gboolean
holds_keyboard (gpointer widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static gboolean
is_wrong (gpointer row)
{
  return gtk_widget_has_css_class (row, "error");
}

static void
test_day_row (void)
{
  g_autoptr (QzSession) session = app_open_city (NULL);
  GtkWidget *row = g_object_new (QZ_TYPE_DAY_ROW, "title", "Day", NULL);
  GtkWidget *other = gtk_entry_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window;

  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), other);
  window = app_present (box);
  qz_day_row_set_session (QZ_DAY_ROW (row), session);
  gtk_editable_set_text (GTK_EDITABLE (row), "2026-04-08");
  app_wait_until (says_something, row, "the calendar to be read");
  /* 1 to 3 April are working days, 4 to 6 the Qingming holiday: the 8th is the fifth. */
  g_assert_cmpstr (qz_day_row_get_note (QZ_DAY_ROW (row)), ==,
                   "working day 5 of the month, 4 working days left");
  gtk_editable_set_text (GTK_EDITABLE (row), "2026-04-06");
  g_assert_nonnull (strstr (qz_day_row_get_note (QZ_DAY_ROW (row)), "no working day"));
  gtk_widget_grab_focus (row);
  app_wait_until (holds_keyboard, row, "the keyboard in the row");
  gtk_editable_set_text (GTK_EDITABLE (row), "2026-02-30");
  g_assert_false (is_wrong (row));
  gtk_widget_grab_focus (other);
  app_wait_until (is_wrong, row, "the row to be wrong when it is left");
  g_assert_nonnull (strstr (qz_day_row_get_note (QZ_DAY_ROW (row)), "2026-02-30"));
  gtk_window_destroy (window);
  qz_session_close (session);
}

/* ── the grid ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzSession *session;
  QzVoucherPage *page;
  QzVoucherGrid *grid;
  AdwNavigationView *view;
  GtkWidget *toasts;
  GtkWindow *window;
} Desk;

static gboolean
is_shown (gpointer page)
{
  return g_str_equal (qz_load_page_get_shown (QZ_LOAD_PAGE (page)), "content");
}

static void
desk_open (Desk *self, guint draft)
{
  self->page = QZ_VOUCHER_PAGE (qz_voucher_page_new (self->session, draft));
  self->grid = qz_voucher_page_get_grid (self->page);
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (self->page));
  app_wait_until (is_shown, self->page, "the voucher to be shown");
}

static void
desk_init (Desk *self, const char *user)
{
  self->session = app_open_city (user);
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_push (self->view,
                            adw_navigation_page_new (gtk_label_new ("root"), "Root"));
  self->toasts = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), GTK_WIDGET (self->view));
  self->window = app_present (self->toasts);
  desk_open (self, 0);
}

static void
desk_clear (Desk *self)
{
  gtk_window_destroy (self->window);
  qz_session_close (self->session);
  g_object_unref (self->session);
}

static void
assert_cell (Desk *self, guint line, QzVoucherCell cell, const char *expected)
{
  g_autofree char *text = qz_voucher_grid_dup_text (self->grid, line, cell);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_focus (Desk *self, guint line, QzVoucherCell cell)
{
  QzVoucherCell at = QZ_N_CELLS;
  guint on = 99;

  g_assert_true (qz_voucher_grid_get_focus (self->grid, &on, &at));
  g_assert_cmpuint (on, ==, line);
  g_assert_cmpuint (at, ==, cell);
}

static void
press (Desk *self, guint key)
{
  g_assert_true (qz_voucher_grid_press (self->grid, key, 0));
}

static void
write_two_lines (Desk *self)
{
  qz_voucher_grid_type (self->grid, 0, QZ_CELL_SUMMARY, "收到利息");
  qz_voucher_grid_type (self->grid, 0, QZ_CELL_ACCOUNT, "1003");
  qz_voucher_grid_type (self->grid, 0, QZ_CELL_DEBIT, "1 234.56");
  qz_voucher_grid_type (self->grid, 1, QZ_CELL_SUMMARY, "..");
  qz_voucher_grid_type (self->grid, 1, QZ_CELL_ACCOUNT, "利息收");
}

/* ux.md, Keyboard: what accountants' fingers know. */
static void
test_keys (void)
{
  Desk desk;

  desk_init (&desk, "wang");
  /* Two accounts have interest in their names: none of them is guessed. */
  qz_voucher_grid_type (desk.grid, 1, QZ_CELL_ACCOUNT, "利息");
  assert_cell (&desk, 1, QZ_CELL_ACCOUNT, "利息");
  write_two_lines (&desk);
  assert_cell (&desk, 0, QZ_CELL_ACCOUNT, "1003 支出户存款");
  assert_cell (&desk, 1, QZ_CELL_SUMMARY, "收到利息");
  assert_cell (&desk, 1, QZ_CELL_ACCOUNT, "4201 利息收入");
  qz_voucher_grid_focus (desk.grid, 0, QZ_CELL_SUMMARY);
  press (&desk, GDK_KEY_Return);
  assert_focus (&desk, 0, QZ_CELL_ACCOUNT);
  press (&desk, GDK_KEY_Tab);
  assert_focus (&desk, 0, QZ_CELL_DEBIT);
  press (&desk, GDK_KEY_Down);
  assert_focus (&desk, 1, QZ_CELL_DEBIT);
  /* The debit side is full, so the balancing amount goes to the other. */
  press (&desk, GDK_KEY_equal);
  assert_focus (&desk, 1, QZ_CELL_CREDIT);
  assert_cell (&desk, 1, QZ_CELL_CREDIT, "1,234.56");
  assert_cell (&desk, 1, QZ_CELL_DEBIT, "");
  press (&desk, GDK_KEY_space);
  assert_cell (&desk, 1, QZ_CELL_DEBIT, "1,234.56");
  assert_focus (&desk, 1, QZ_CELL_DEBIT);
  press (&desk, GDK_KEY_space);
  press (&desk, GDK_KEY_Return);
  g_assert_cmpuint (qz_voucher_grid_get_n_lines (desk.grid), ==, 3);
  assert_focus (&desk, 2, QZ_CELL_SUMMARY);
  g_assert_true (qz_voucher_grid_press (desk.grid, GDK_KEY_Delete, GDK_CONTROL_MASK));
  g_assert_cmpuint (qz_voucher_grid_get_n_lines (desk.grid), ==, 2);
  assert_focus (&desk, 1, QZ_CELL_SUMMARY);
  press (&desk, GDK_KEY_Up);
  assert_focus (&desk, 0, QZ_CELL_SUMMARY);
  desk_clear (&desk);
}

/* Only an account that is kept by provider, month and path asks for them (3.2). */
static void
test_items (void)
{
  Desk desk;

  desk_init (&desk, "wang");
  qz_voucher_grid_type (desk.grid, 0, QZ_CELL_ACCOUNT, "1003");
  qz_voucher_grid_focus (desk.grid, 0, QZ_CELL_ACCOUNT);
  press (&desk, GDK_KEY_Return);
  assert_focus (&desk, 0, QZ_CELL_DEBIT);
  qz_voucher_grid_type (desk.grid, 0, QZ_CELL_ACCOUNT, "110101");
  qz_voucher_grid_focus (desk.grid, 0, QZ_CELL_ACCOUNT);
  press (&desk, GDK_KEY_Return);
  assert_focus (&desk, 0, QZ_CELL_PROVIDER);
  press (&desk, GDK_KEY_Return);
  assert_focus (&desk, 0, QZ_CELL_PERIOD);
  press (&desk, GDK_KEY_Return);
  assert_focus (&desk, 0, QZ_CELL_PATH);
  desk_clear (&desk);
}

static gboolean
is_any_dialog (gpointer window)
{
  return adw_window_get_visible_dialog (window) != NULL;
}

/* F7: the chart as a tree, of which only leaves can be taken. */
static void
test_chooser (void)
{
  Desk desk;
  QzChooserDialog *dialog;

  desk_init (&desk, "wang");
  qz_voucher_grid_focus (desk.grid, 0, QZ_CELL_SUMMARY);
  press (&desk, GDK_KEY_F7);
  app_wait_until (is_any_dialog, desk.window, "the chooser to open");
  dialog = QZ_CHOOSER_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (desk.window)));
  qz_chooser_dialog_search (dialog, "zzz");
  g_assert_false (qz_chooser_dialog_take_first (dialog));
  /* 暂付款 itself is found first, but is no leaf. */
  qz_chooser_dialog_search (dialog, "zfk");
  g_assert_true (qz_chooser_dialog_take_first (dialog));
  assert_cell (&desk, 0, QZ_CELL_ACCOUNT, "110101 暂付款—即时结算");
  desk_clear (&desk);
}

static gboolean
is_saved (gpointer page)
{
  return qz_voucher_page_get_draft (page) != 0;
}

static gboolean
is_submitted (gpointer page)
{
  return g_str_equal (qz_voucher_page_get_state (page), "submitted");
}

static gboolean
is_checked (gpointer page)
{
  return g_str_equal (qz_voucher_page_get_state (page), "checked");
}

static gboolean
is_posted (gpointer page)
{
  return g_str_equal (qz_voucher_page_get_state (page), "posted");
}

/* Who saves goes on writing where he was. */
static void
test_saved_keeps_place (void)
{
  Desk desk;

  desk_init (&desk, "wang");
  write_two_lines (&desk);
  qz_voucher_grid_focus (desk.grid, 1, QZ_CELL_CREDIT);
  press (&desk, GDK_KEY_equal);
  qz_voucher_page_save (desk.page, FALSE);
  app_wait_until (is_saved, desk.page, "the draft to be saved");
  assert_focus (&desk, 1, QZ_CELL_CREDIT);
  assert_cell (&desk, 0, QZ_CELL_ACCOUNT, "1003 支出户存款");
  assert_cell (&desk, 1, QZ_CELL_ACCOUNT, "4201 利息收入");
  assert_cell (&desk, 1, QZ_CELL_CREDIT, "1,234.56");
  desk_clear (&desk);
}

/* Lines that stay must not keep what they meant in the draft before. */
static void
test_other_draft (void)
{
  static const char *const texts[][4] = {
    { "summary", "path", "provider_code", "account" },
    { "存入", "", "", "1003" },
  };
  g_autoptr (QzSheet) draft = qz_sheet_new ("lines");
  Desk desk;

  for (guint i = 0; i < 4; i++)
    qz_sheet_add_column (draft, texts[0][i], texts[0][i], QZ_VALUE_TEXT);
  qz_sheet_add_column (draft, "item_period", "item_period", QZ_VALUE_PERIOD);
  qz_sheet_add_column (draft, "debit", "debit", QZ_VALUE_FEN);
  qz_sheet_add_column (draft, "credit", "credit", QZ_VALUE_FEN);
  for (guint row = 0; row < 2; row++)
    {
      qz_sheet_add_row (draft);
      for (guint i = 0; i < 4; i++)
        qz_sheet_put_text (draft, row, i, texts[1][i]);
    }
  desk_init (&desk, "wang");
  write_two_lines (&desk);
  qz_voucher_grid_set_draft (desk.grid, draft);
  g_assert_cmpuint (qz_voucher_grid_get_n_lines (desk.grid), ==, 2);
  assert_cell (&desk, 0, QZ_CELL_DEBIT, "");
  assert_cell (&desk, 1, QZ_CELL_SUMMARY, "存入");
  assert_cell (&desk, 1, QZ_CELL_ACCOUNT, "1003 支出户存款");
  qz_voucher_grid_set_draft (desk.grid, NULL);
  g_assert_cmpuint (qz_voucher_grid_get_n_lines (desk.grid), ==, 2);
  assert_cell (&desk, 0, QZ_CELL_ACCOUNT, "");
  desk_clear (&desk);
}

static gpointer
check_books (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) entries = qz_ledger_entries (
      book, &(QzEntryFilter) { .ledger = LEDGER, .account = "REV_INTEREST" }, error);
  gboolean sound = FALSE;
  g_autoptr (QzSheet) checks = NULL;

  g_assert_nonnull (entries);
  g_assert_cmpuint (qz_sheet_get_n_rows (entries), ==, 1);
  g_assert_cmpint (qz_sheet_get_number (entries, 0, 12), ==, 123456);
  g_assert_cmpstr (qz_sheet_get_text (entries, 0, 5), ==, "收到利息");
  checks = qz_book_verify (book, context, &sound, error);
  g_assert_true (sound);
  return g_steal_pointer (&checks);
}

static const QzJobKind check_books_kind = { "Checking", check_books, FALSE, NULL,
                                            (GDestroyNotify) qz_sheet_unref };

/* ── the paper of a voucher ──────────────────────────────────────────────────────────────────── */

static gpointer
keep_preview (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  gpointer *kept = input;

  kept[1] = qz_voucher_preview (book, kept[0], error);
  return kept[1];
}

static const QzJobKind keep_kind = { "Previewing", keep_preview, FALSE, NULL, NULL };

static gboolean
has_pages (gpointer page)
{
  return qz_pdf_view_get_n_pages (qz_preview_page_get_view (QZ_PREVIEW_PAGE (page))) > 0;
}

static gboolean
finds_something (gpointer page)
{
  return qz_pdf_view_get_n_hits (qz_preview_page_get_view (QZ_PREVIEW_PAGE (page))) > 0;
}

/* Which voucher it is stands above it as people say it, not as its name is kept. */
static void
assert_titled (GtkWidget *page, const char *voucher)
{
  g_autofree char *words = qz_words_dup ("voucher", voucher);
  GtkWidget *title = app_find (page, ADW_TYPE_WINDOW_TITLE, NULL, NULL);

  g_assert_cmpstr (words, !=, voucher);
  g_assert_cmpstr (adw_window_title_get_subtitle (ADW_WINDOW_TITLE (title)), ==, words);
}

/* It stands in the same preview as every paper, and the first print is what the preview showed,
 * byte for byte. */
static void
assert_previewed (Desk *self, const char *voucher)
{
  gpointer kept[] = { (gpointer) voucher, NULL };
  g_autofree char *folder = g_dir_make_tmp ("qz-voucher-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "voucher.pdf", NULL);
  g_autofree char *printed = NULL;
  gsize n_printed = 0;
  AdwNavigationPage *page = qz_preview_page_new (self->session, voucher, QZ_FORM_VOUCHER, NULL);

  adw_navigation_view_push (self->view, page);
  app_wait_until (has_pages, page, "the pages of the voucher");
  assert_titled (GTK_WIDGET (page), voucher);
  qz_pdf_view_find (qz_preview_page_get_view (QZ_PREVIEW_PAGE (page)), "收到利息");
  app_wait_until (finds_something, page, "its summary to be found on it");
  app_run (self->session, &keep_kind, kept);
  app_run (self->session, &qz_job_print,
           qz_print_input_new (voucher, QZ_FORM_VOUCHER, NULL, path));
  g_assert_true (g_file_get_contents (path, &printed, &n_printed, NULL));
  g_assert_cmpmem (printed, n_printed, g_bytes_get_data (kept[1], NULL),
                   g_bytes_get_size (kept[1]));
  g_bytes_unref (kept[1]);
  g_unlink (path);
  g_rmdir (folder);
}

static void
preview_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_set_str ((char **) user_data, g_variant_get_string (parameter, NULL));
}

static gboolean
has_record (gpointer page)
{
  return qz_record_page_get_sheet (page) != NULL;
}

/* Ctrl+P on the voucher's page asks for that preview. */
static void
assert_prints (Desk *self, const char *voucher)
{
  static const GActionEntry entries[] = { { "preview-voucher", preview_cb, "s" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autofree char *asked = NULL;
  AdwNavigationPage *page = qz_record_page_new (self->session, &qz_record_voucher, voucher);

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, 1, &asked);
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (actions));
  adw_navigation_view_push (self->view, page);
  app_wait_until (has_record, page, "the voucher's page");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "page.print", NULL));
  g_assert_cmpstr (asked, ==, voucher);
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", NULL);
}

static gboolean
opens_draft (GtkWidget *button, gpointer unused)
{
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), "win.open-draft")
         == 0;
}

/* SM-11 and 3.6-5 through the window: one writes, another checks, finance posts. */
static void
test_voucher_goes_its_way (void)
{
  g_autofree char *voucher = NULL;
  Desk desk;
  guint draft;

  desk_init (&desk, "wang");
  write_two_lines (&desk);
  qz_voucher_grid_focus (desk.grid, 1, QZ_CELL_CREDIT);
  press (&desk, GDK_KEY_equal);
  g_assert_true (qz_nav_has_unsaved (ADW_NAVIGATION_PAGE (desk.page)));
  /* 3.6-4: it is kept, but goes no further without attachments. */
  qz_voucher_page_save (desk.page, TRUE);
  app_wait_until (is_saved, desk.page, "the draft to be saved");
  g_assert_cmpstr (qz_voucher_page_get_state (desk.page), ==, "draft");
  g_assert_false (qz_nav_has_unsaved (ADW_NAVIGATION_PAGE (desk.page)));
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (app_find (GTK_WIDGET (desk.page), GTK_TYPE_SPIN_BUTTON, NULL, NULL)), 2);
  g_assert_true (qz_nav_has_unsaved (ADW_NAVIGATION_PAGE (desk.page)));
  qz_voucher_page_save (desk.page, TRUE);
  app_wait_until (is_submitted, desk.page, "the draft to be submitted");
  draft = qz_voucher_page_get_draft (desk.page);
  qz_session_set_user (desk.session, "li");
  desk_open (&desk, draft);
  qz_voucher_page_act (desk.page, QZ_DRAFT_CHECK, NULL);
  app_wait_until (is_checked, desk.page, "the draft to be checked");
  qz_session_set_user (desk.session, "qian");
  desk_open (&desk, draft);
  qz_voucher_page_act (desk.page, QZ_DRAFT_POST, NULL);
  app_wait_until (is_posted, desk.page, "the draft to be posted");
  app_run (desk.session, &check_books_kind, NULL);
  voucher = g_strdup (qz_voucher_page_get_fact (desk.page, "voucher"));
  assert_previewed (&desk, voucher);
  assert_prints (&desk, voucher);
  desk_clear (&desk);
}

static gboolean
offers_next (gpointer toasts)
{
  return app_find (toasts, GTK_TYPE_BUTTON, opens_draft, NULL) != NULL;
}

/* Submits a new draft; its number. */
static guint
submit_draft (Desk *self)
{
  write_two_lines (self);
  qz_voucher_grid_focus (self->grid, 1, QZ_CELL_CREDIT);
  press (self, GDK_KEY_equal);
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (app_find (GTK_WIDGET (self->page), GTK_TYPE_SPIN_BUTTON, NULL, NULL)), 2);
  qz_voucher_page_save (self->page, TRUE);
  app_wait_until (is_submitted, self->page, "the draft to be submitted");
  return qz_voucher_page_get_draft (self->page);
}

/* Who has checked one is offered the other that waits for the same. */
static void
test_checked_next (void)
{
  Desk desk;
  guint first, second;
  GtkWidget *button;
  g_autofree char *number = NULL;

  desk_init (&desk, "wang");
  first = submit_draft (&desk);
  desk_open (&desk, 0);
  second = submit_draft (&desk);
  qz_session_set_user (desk.session, "li");
  desk_open (&desk, first);
  qz_voucher_page_act (desk.page, QZ_DRAFT_CHECK, NULL);
  app_wait_until (offers_next, desk.toasts, "the other draft to be offered");
  button = app_find (desk.toasts, GTK_TYPE_BUTTON, opens_draft, NULL);
  number = g_strdup_printf ("%u", second);
  g_assert_cmpstr (
      g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button)), NULL),
      ==, number);
  desk_clear (&desk);
}

/* The first cell that is wrong is marked, said beside, and focused. */
static void
test_bad_cell (void)
{
  Desk desk;
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (QzDraftLine));
  GStringChunk *texts = g_string_chunk_new (64);
  g_autoptr (GError) error = NULL;

  desk_init (&desk, "wang");
  write_two_lines (&desk);
  qz_voucher_grid_type (desk.grid, 1, QZ_CELL_CREDIT, "1.005");
  g_assert_false (qz_voucher_grid_read (desk.grid, lines, texts, &error));
  assert_focus (&desk, 1, QZ_CELL_CREDIT);
  g_string_chunk_free (texts);
  desk_clear (&desk);
}

/* ── the pages of the ledgers ────────────────────────────────────────────────────────────────── */

static gboolean
has_sheet (gpointer page)
{
  return qz_ledger_page_get_sheet (page) != NULL;
}

static void
test_ledger_pages (void)
{
  g_autoptr (QzSession) session = app_open_city ("qian");
  const QzLedgerSpec *const specs[] = { &qz_ledger_trial_spec, &qz_ledger_close_spec };

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      GtkWidget *page = GTK_WIDGET (qz_ledger_page_new (session, specs[i], NULL));
      GtkWindow *window = app_present (page);

      app_wait_until (has_sheet, page, "the page to be filled");
      g_assert_cmpuint (strlen (qz_ledger_page_get_sentence (QZ_LEDGER_PAGE (page))), >, 4);
      gtk_window_destroy (window);
    }
  qz_session_close (session);
}

/* 3.6-6 in the window: February is closed, which the page then says, and opened with a reason. A
 * day may be given instead of its last. */
static gpointer
add_february (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  static const QzDraftLine lines[] = {
    { "收到利息", "ACC_OUT", NULL, 0, "", 500, 0 },
    { "收到利息", "REV_INTEREST", NULL, 0, "", 0, 500 },
  };
  const QzDay day = input != NULL ? GPOINTER_TO_INT (input) : 20512;
  const QzDraft draft = { .ledger = LEDGER, .day = day, .n_attachments = 1, .lines = lines,
                          .n_lines = G_N_ELEMENTS (lines) };
  QzContext other = *context;
  g_autoptr (QzSheet) made = NULL;
  g_autoptr (QzSheet) checked = NULL;
  guint number;

  other.user = "wang";
  made = qz_draft_save (book, &other, &draft, error);
  g_assert_nonnull (made);
  number = (guint) qz_sheet_get_fact_number (made, (guint) qz_sheet_find_fact (made, "draft"));
  other.user = "li";
  checked = qz_draft_act (book, &other, number, QZ_DRAFT_CHECK, NULL, error);
  g_assert_nonnull (checked);
  return qz_draft_act (book, context, number, QZ_DRAFT_POST, NULL, error);
}

static const QzJobKind add_february_kind = { "Posting", add_february, TRUE, NULL,
                                             (GDestroyNotify) qz_sheet_unref };

static gint64
get_fact (gpointer page, const char *name)
{
  QzSheet *sheet = qz_ledger_page_get_sheet (page);
  const int fact = sheet != NULL ? qz_sheet_find_fact (sheet, name) : -1;

  return fact >= 0 ? qz_sheet_get_fact_number (sheet, (guint) fact) : 0;
}

static gboolean
can_close (gpointer page)
{
  return get_fact (page, "can_close") != 0;
}

static gboolean
is_closed (gpointer page)
{
  return get_fact (page, "closed") != 0;
}

static gboolean
is_suggested (GtkWidget *widget, gpointer data)
{
  return gtk_widget_has_css_class (widget, "suggested-action");
}

/* What the trial balance shows leaves the program as the lists do, whole. */
static gboolean
is_written (gpointer path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strchr (text, '\n') != NULL;
}

static gboolean
is_seen (GtkWidget *widget, gpointer data)
{
  return gtk_widget_get_mapped (widget);
}

static void
test_export_trial (void)
{
  g_autoptr (QzSession) session = app_open_city ("qian");
  g_autofree char *folder = g_dir_make_tmp ("qz-trial-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "trial.csv", NULL);
  g_autofree char *text = NULL;
  QzLedgerQuery query = { .ledger = (char *) LEDGER, .period = qz_period_of_day (20512) };
  GtkWidget *page;
  GtkWindow *window;
  QzSheet *sheet;

  app_run (session, &add_february_kind, NULL);
  page = GTK_WIDGET (qz_ledger_page_new (session, &qz_ledger_trial_spec, &query));
  window = app_present (page);
  app_wait_until (has_sheet, page, "the trial balance");
  sheet = qz_ledger_page_get_sheet (QZ_LEDGER_PAGE (page));
  g_assert_nonnull (app_find (page, GTK_TYPE_SEARCH_ENTRY, is_seen, NULL));
  g_assert_nonnull (app_find (page, GTK_TYPE_MENU_BUTTON, is_seen, NULL));
  qz_ledger_page_export (QZ_LEDGER_PAGE (page), path);
  app_wait_until (is_written, path, "the exported trial balance");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), >, 1);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const int name = qz_sheet_find_column (sheet, "account_name");

      g_assert_nonnull (strstr (text, qz_sheet_get_text (sheet, row, (guint) name)));
    }
  g_unlink (path);
  g_rmdir (folder);
  gtk_window_destroy (window);
  qz_session_close (session);
}

static void
test_close (void)
{
  g_autoptr (QzSession) session = app_open_city ("qian");
  g_autofree char *day = qz_day_format (20512);
  QzLedgerQuery query = { .ledger = (char *) LEDGER, .period = qz_period_of_day (20512) };
  GtkWidget *page, *button;
  GtkWindow *window;

  g_test_message ("the voucher's day is %s", day);
  app_run (session, &add_february_kind, NULL);
  page = GTK_WIDGET (qz_ledger_page_new (session, &qz_ledger_close_spec, &query));
  window = app_present (page);
  app_wait_until (can_close, page, "the month to be fit for closing");
  button = app_find (page, GTK_TYPE_BUTTON, is_suggested, NULL);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  app_wait_until (is_closed, page, "the month to be closed");
  g_assert_null (app_find (page, GTK_TYPE_BUTTON, is_suggested, NULL));
  gtk_window_destroy (window);
  qz_session_close (session);
}

static QzPeriod
get_period (gpointer page)
{
  return qz_ledger_page_get_query (page)->period;
}

static GtkWindow *
open_close_page (QzSession *session, GtkWidget **page)
{
  GtkWindow *window;

  *page = GTK_WIDGET (qz_ledger_page_new (session, &qz_ledger_close_spec, NULL));
  window = app_present (*page);
  app_wait_until (has_sheet, *page, "the month that is to be closed");
  return window;
}

/* The present month is April: while nothing was posted it is the one that is shown; then February,
 * which has vouchers and is open; and March once that is closed. */
static void
test_close_begins (void)
{
  g_autoptr (QzSession) session = app_open_city ("qian");
  GtkWidget *page;
  GtkWindow *window = open_close_page (session, &page);

  g_assert_cmpint (get_period (page), ==, 202604);
  gtk_window_destroy (window);
  app_run (session, &add_february_kind, NULL);
  window = open_close_page (session, &page);
  g_assert_cmpint (get_period (page), ==, 202602);
  g_assert_true (can_close (page));
  g_signal_emit_by_name (app_find (page, GTK_TYPE_BUTTON, is_suggested, NULL), "clicked");
  app_wait_until (is_closed, page, "the month to be closed");
  g_assert_cmpint (get_period (page), ==, 202602);
  gtk_window_destroy (window);
  window = open_close_page (session, &page);
  g_assert_cmpint (get_period (page), ==, 202603);
  gtk_window_destroy (window);
  /* What is only looked at begins with the present month all the same. */
  page = GTK_WIDGET (qz_ledger_page_new (session, &qz_ledger_trial_spec, NULL));
  window = app_present (page);
  app_wait_until (has_sheet, page, "the trial balance");
  g_assert_cmpint (get_period (page), ==, 202604);
  gtk_window_destroy (window);
  qz_session_close (session);
}

/* Nothing was posted in February, so it cannot be closed: March comes after January. */
static void
test_close_gap (void)
{
  g_autoptr (QzSession) session = app_open_city ("qian");
  GtkWidget *page;
  GtkWindow *window;

  app_run (session, &add_february_kind, GINT_TO_POINTER (20484)); /* 2026-01-31 */
  window = open_close_page (session, &page);
  g_assert_cmpint (get_period (page), ==, 202601);
  g_assert_true (can_close (page));
  g_signal_emit_by_name (app_find (page, GTK_TYPE_BUTTON, is_suggested, NULL), "clicked");
  app_wait_until (is_closed, page, "January to be closed");
  gtk_window_destroy (window);
  app_run (session, &add_february_kind, GINT_TO_POINTER (20530)); /* 2026-03-18 */
  window = open_close_page (session, &page);
  g_assert_cmpint (get_period (page), ==, 202603);
  gtk_window_destroy (window);
  qz_session_close (session);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/accounts/5.1/amounts", test_amounts);
  g_test_add_func ("/accounts/amount-entry", test_amount_entry);
  g_test_add_func ("/accounts/day-row", test_day_row);
  g_test_add_func ("/accounts/grid/keys", test_keys);
  g_test_add_func ("/accounts/grid/items", test_items);
  g_test_add_func ("/accounts/grid/chooser", test_chooser);
  g_test_add_func ("/accounts/grid/bad-cell", test_bad_cell);
  g_test_add_func ("/accounts/grid/saved-keeps-place", test_saved_keeps_place);
  g_test_add_func ("/accounts/grid/other-draft", test_other_draft);
  g_test_add_func ("/accounts/3.6-5/voucher-goes-its-way", test_voucher_goes_its_way);
  g_test_add_func ("/accounts/checked-next", test_checked_next);
  g_test_add_func ("/accounts/ledger-pages", test_ledger_pages);
  g_test_add_func ("/accounts/export-trial", test_export_trial);
  g_test_add_func ("/accounts/3.6-6/close", test_close);
  g_test_add_func ("/accounts/3.6-6/close-begins", test_close_begins);
  g_test_add_func ("/accounts/3.6-6/close-gap", test_close_gap);
  return app_fixture_run ();
}
