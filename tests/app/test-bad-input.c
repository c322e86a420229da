/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qz-amount-entry.h"
#include "qz-day-filter.h"
#include "qz-day-row.h"
#include "qz-holidays-dialog.h"
#include "qz-import-dialog.h"
#include "qz-import-verdict.h"
#include "qz-kinds.h"
#include "qz-list-page.h"
#include "qz-page-spec.h"
#include "qz-run-dialog.h"
#include "qz-unsaved.h"
#include "qz-voucher-page.h"

/* What people type and paste, and files that change under their hands: it is taken for what it
 * says, or refused beside the field in words; nothing is guessed, and nothing is done with it. */

#define CHILD(widget, type, id) gtk_widget_get_template_child (GTK_WIDGET (widget), type, id)

static const char *const bad_days[] = {
  "2026-02-30", "２０２６－０１－０５", "20260105", "2026/01/05", "2026-1-5",
  "2026-13-01", "2026-01-05x",          "1499-01-01", "<b>&", "五月一日",
};

static GtkWindow *
present_beside (GtkWidget *widget, GtkWidget **other)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  *other = gtk_entry_new ();
  gtk_box_append (GTK_BOX (box), widget);
  gtk_box_append (GTK_BOX (box), *other);
  return app_present (box);
}

static void
type_into (gpointer row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
assert_invalid (gpointer field)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
}

static gboolean
says (GtkWidget *label, gpointer part)
{
  return gtk_widget_get_mapped (label)
         && strstr (gtk_label_get_label (GTK_LABEL (label)), part) != NULL;
}

static guint
get_n_jobs (QzSession *session)
{
  return g_list_model_get_n_items (qz_session_get_jobs (session));
}

/* ── days ────────────────────────────────────────────────────────────────────────────────────── */

static void
test_day_row (void)
{
  GtkWidget *row = g_object_new (QZ_TYPE_DAY_ROW, "title", "Day", NULL);
  GtkWidget *other;
  GtkWindow *window = present_beside (row, &other);
  QzDay day = 0;

  for (guint i = 0; i < G_N_ELEMENTS (bad_days); i++)
    {
      g_autoptr (GError) error = NULL;

      gtk_widget_grab_focus (row);
      type_into (row, bad_days[i]);
      g_assert_false (qz_day_row_get_day (QZ_DAY_ROW (row), &day, &error));
      g_assert_nonnull (strstr (error->message, bad_days[i]));
      gtk_widget_grab_focus (other);
      assert_invalid (row);
      g_assert_cmpstr (qz_day_row_get_note (QZ_DAY_ROW (row)), ==, error->message);
      /* It stays as it was typed. */
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, bad_days[i]);
    }
  type_into (row, " 2026-01-05\t");
  g_assert_true (qz_day_row_get_day (QZ_DAY_ROW (row), &day, &(GError *){ NULL }));
  g_assert_cmpstr (qz_day_row_get_note (QZ_DAY_ROW (row)), ==, "");
  gtk_window_destroy (window);
}

/* ── the run dialog ──────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzSession *session;
  GtkWindow *window;
  QzRunDialog *dialog;
  GtkLabel *fault;
} Run;

static gboolean
has_span (gpointer data)
{
  Run *run = data;

  return *gtk_editable_get_text (GTK_EDITABLE (CHILD (run->dialog, QZ_TYPE_RUN_DIALOG, "month")))
         != '\0';
}

static void
run_open (Run *run, QzDocumentKind kind)
{
  GtkWidget *owner = adw_bin_new ();

  run->session = app_open_city ("wang");
  run->window = app_present (owner);
  qz_run_dialog_present (owner, run->session, kind, NULL);
  run->dialog =
      QZ_RUN_DIALOG (app_find (GTK_WIDGET (run->window), QZ_TYPE_RUN_DIALOG, NULL, NULL));
  run->fault = GTK_LABEL (CHILD (run->dialog, QZ_TYPE_RUN_DIALOG, "fault"));
  app_wait_until (has_span, run, "the span of the newest file");
}

static void
run_close (Run *run)
{
  gtk_window_destroy (run->window);
  g_object_unref (run->session);
}

/* Pressed, it says what is wrong at @id, and no work begins. */
static void
assert_not_run (Run *run, const char *id, const char *part)
{
  g_signal_emit_by_name (CHILD (run->dialog, QZ_TYPE_RUN_DIALOG, "run"), "clicked");
  g_assert_cmpuint (get_n_jobs (run->session), ==, 0);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (run->fault)));
  g_assert_nonnull (strstr (gtk_label_get_label (run->fault), part));
  assert_invalid (CHILD (run->dialog, QZ_TYPE_RUN_DIALOG, id));
}

static void
test_run_days (void)
{
  Run run = { NULL };
  gpointer from, to;

  run_open (&run, QZ_DOCUMENT_DAILY);
  from = CHILD (run.dialog, QZ_TYPE_RUN_DIALOG, "from");
  to = CHILD (run.dialog, QZ_TYPE_RUN_DIALOG, "to");
  for (guint i = 0; i < G_N_ELEMENTS (bad_days); i++)
    {
      type_into (from, bad_days[i]);
      type_into (to, "2026-01-31");
      assert_not_run (&run, "from", bad_days[i]);
      type_into (from, "2026-01-01");
      type_into (to, bad_days[i]);
      assert_not_run (&run, "to", bad_days[i]);
    }
  type_into (from, "");
  assert_not_run (&run, "from", "is not a day");
  type_into (from, "2026-01-31");
  type_into (to, "2026-01-05");
  assert_not_run (&run, "to", "before the first");
  run_close (&run);
}

static void
test_run_month (void)
{
  static const char *const bad[] = { "2026-13", "2026-00", "2026", "２０２６－０１", "一月", "" };
  Run run = { NULL };

  run_open (&run, QZ_DOCUMENT_SETTLEMENT);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      type_into (CHILD (run.dialog, QZ_TYPE_RUN_DIALOG, "month"), bad[i]);
      assert_not_run (&run, "month", "is not a month");
    }
  /* White space comes along with what is pasted. */
  type_into (CHILD (run.dialog, QZ_TYPE_RUN_DIALOG, "month"), " 2026-01\t");
  g_signal_emit_by_name (CHILD (run.dialog, QZ_TYPE_RUN_DIALOG, "run"), "clicked");
  g_assert_cmpuint (get_n_jobs (run.session), ==, 1);
  run_close (&run);
}

/* ── the filter by days ──────────────────────────────────────────────────────────────────────── */

static gboolean
is_labelled (GtkWidget *widget, gpointer label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
is_titled (GtkWidget *row, gpointer title)
{
  return g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title);
}

static void
test_day_filter (void)
{
  QzDayFilter *filter = QZ_DAY_FILTER (qz_day_filter_new ("Day"));
  GtkWidget *other;
  GtkWindow *window = present_beside (GTK_WIDGET (filter), &other);
  GtkWidget *button = app_find (GTK_WIDGET (filter), GTK_TYPE_MENU_BUTTON, NULL, NULL);
  GtkWidget *from, *to, *apply;
  g_autofree char *text = NULL;

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  from = app_find (button, QZ_TYPE_DAY_ROW, is_titled, (gpointer) "From");
  to = app_find (button, QZ_TYPE_DAY_ROW, is_titled, (gpointer) "To");
  apply = app_find (button, GTK_TYPE_BUTTON, is_labelled, (gpointer) "_Apply");
  for (guint i = 0; i < G_N_ELEMENTS (bad_days); i++)
    {
      type_into (from, bad_days[i]);
      g_signal_emit_by_name (apply, "clicked");
      g_assert_null (qz_day_filter_dup_text (filter));
      assert_invalid (from);
    }
  type_into (from, "2026-01-31");
  type_into (to, "2026-01-05");
  g_signal_emit_by_name (apply, "clicked");
  g_assert_null (qz_day_filter_dup_text (filter));
  assert_invalid (to);
  type_into (to, "2026-02-05");
  g_signal_emit_by_name (apply, "clicked");
  text = qz_day_filter_dup_text (filter);
  g_assert_nonnull (text);
  gtk_window_destroy (window);
}

/* ── amounts ─────────────────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *text;
  QzFen fen; /* 0: refused */
} amounts[] = {
  { "1234.56", 123456 },
  { " 1234.56\n", 123456 },
  { "1 234.56", 123456 },
  { "1\302\240234.56", 123456 }, /* no-break space */
  { "１２３４．５６", 123456 },
  { "1,234.56", 123456 },
  { "１，２３４．５６", 123456 },
  { "￥1,234.56", 123456 },
  { "¥1234.56", 123456 },
  { "-1234.56", -123456 },
  { "－１２３４．５６", -123456 },
  { "1234.5", 123450 },
  { "1.005", 0 },
  { "1,23.45", 0 },
  { "1.234,56", 0 },
  { "0,123", 0 },
  { "1..2", 0 },
  { "12a", 0 },
  { "--5", 0 },
  { "1e3", 0 },
  { "壹佰元", 0 },
  { "<b>&", 0 },
  { "99999999999999999999", 0 },
  { "92233720368547758.08", 0 },
};

static void
test_amount_entry (void)
{
  GtkWidget *entry = qz_amount_entry_new ("Amount");
  GtkWidget *editable = GTK_WIDGET (qz_amount_entry_get_editable (QZ_AMOUNT_ENTRY (entry)));
  GtkWidget *other;
  GtkWindow *window = present_beside (entry, &other);

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (GError) error = NULL;
      QzFen fen = 0;
      gboolean is_amount;

      gtk_widget_grab_focus (entry);
      type_into (editable, amounts[i].text);
      is_amount = qz_amount_entry_get_fen (QZ_AMOUNT_ENTRY (entry), &fen, &error);
      g_test_message ("“%s”", amounts[i].text);
      g_assert_cmpint (is_amount, ==, amounts[i].fen != 0);
      if (is_amount)
        g_assert_cmpint (fen, ==, amounts[i].fen);
      gtk_widget_grab_focus (other);
      if (is_amount)
        continue;
      assert_invalid (editable);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (editable)), ==, amounts[i].text);
      g_assert_nonnull (app_find (entry, GTK_TYPE_LABEL, says, (gpointer) error->message));
    }
  gtk_window_destroy (window);
}

/* ── the voucher ─────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzSession *session;
  QzVoucherPage *page;
  QzVoucherGrid *grid;
  GtkWindow *window;
} Voucher;

static gboolean
is_shown (gpointer page)
{
  return g_str_equal (qz_load_page_get_shown (QZ_LOAD_PAGE (page)), "content");
}

static void
voucher_open (Voucher *self)
{
  GtkWidget *view = adw_navigation_view_new ();

  self->session = app_open_city ("wang");
  self->page = QZ_VOUCHER_PAGE (qz_voucher_page_new (self->session, 0));
  self->grid = qz_voucher_page_get_grid (self->page);
  self->window = app_present (view);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (self->page));
  app_wait_until (is_shown, self->page, "the voucher to be shown");
  qz_voucher_grid_type (self->grid, 0, QZ_CELL_SUMMARY, "收到利息");
  qz_voucher_grid_type (self->grid, 0, QZ_CELL_ACCOUNT, "1003");
  qz_voucher_grid_type (self->grid, 0, QZ_CELL_DEBIT, "1.00");
  qz_voucher_grid_type (self->grid, 1, QZ_CELL_SUMMARY, "收到利息");
  qz_voucher_grid_type (self->grid, 1, QZ_CELL_ACCOUNT, "4201");
  qz_voucher_grid_type (self->grid, 1, QZ_CELL_CREDIT, "1.00");
}

static void
voucher_close (Voucher *self)
{
  gtk_window_destroy (self->window);
  g_object_unref (self->session);
}

/* Nothing is saved, nothing is lost. */
static void
assert_not_saved (Voucher *self)
{
  qz_voucher_page_save (self->page, FALSE);
  g_assert_cmpuint (get_n_jobs (self->session), ==, 0);
  g_assert_cmpuint (qz_voucher_page_get_draft (self->page), ==, 0);
  g_assert_true (qz_nav_has_unsaved (ADW_NAVIGATION_PAGE (self->page)));
}

static void
test_voucher_day (void)
{
  Voucher voucher;
  GtkWidget *day;

  voucher_open (&voucher);
  day = GTK_WIDGET (CHILD (voucher.page, QZ_TYPE_VOUCHER_PAGE, "day"));
  for (guint i = 0; i < G_N_ELEMENTS (bad_days); i++)
    {
      type_into (day, bad_days[i]);
      assert_not_saved (&voucher);
      g_assert_nonnull (app_find (GTK_WIDGET (voucher.page), GTK_TYPE_LABEL, says,
                                  (gpointer) bad_days[i]));
    }
  voucher_close (&voucher);
}

static void
test_voucher_cells (void)
{
  Voucher voucher;

  voucher_open (&voucher);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (QzDraftLine));
      GStringChunk *texts = g_string_chunk_new (64);
      g_autoptr (GError) error = NULL;
      gboolean is_read;

      qz_voucher_grid_type (voucher.grid, 0, QZ_CELL_DEBIT, amounts[i].text);
      qz_voucher_grid_clear_faults (voucher.grid);
      is_read = qz_voucher_grid_read (voucher.grid, lines, texts, &error);
      g_test_message ("“%s”", amounts[i].text);
      g_assert_cmpint (is_read, ==, amounts[i].fen != 0);
      if (is_read)
        g_assert_cmpint (g_array_index (lines, QzDraftLine, 0).debit_fen, ==, amounts[i].fen);
      else
        {
          QzVoucherCell cell = QZ_N_CELLS;
          guint line = 99;

          g_assert_true (qz_voucher_grid_get_focus (voucher.grid, &line, &cell));
          g_assert_cmpuint (line, ==, 0);
          g_assert_cmpuint (cell, ==, QZ_CELL_DEBIT);
          assert_not_saved (&voucher);
        }
      g_string_chunk_free (texts);
    }
  voucher_close (&voucher);
}

static gboolean
is_settled (gpointer data)
{
  return get_n_jobs (((Voucher *) data)->session) == 0;
}

/* Each amount can be kept, their sum cannot. */
static void
test_voucher_overflow (void)
{
  Voucher voucher;

  voucher_open (&voucher);
  qz_voucher_grid_type (voucher.grid, 0, QZ_CELL_DEBIT, "90000000000000000.00");
  qz_voucher_grid_type (voucher.grid, 1, QZ_CELL_CREDIT, "");
  qz_voucher_grid_type (voucher.grid, 1, QZ_CELL_DEBIT, "90000000000000000.00");
  qz_voucher_page_save (voucher.page, TRUE);
  app_wait_until (is_settled, &voucher, "the answer");
  g_assert_cmpstr (qz_voucher_page_get_state (voucher.page), !=, "submitted");
  voucher_close (&voucher);
}

static gpointer
hold (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return g_async_queue_pop (input);
}

static const QzJobKind hold_kind = { "Holding", hold };

/* Long work lies before the saving; what is written meanwhile is not taken away by it. */
static void
test_voucher_goes_on (void)
{
  Voucher voucher;
  g_autofree char *text = NULL;
  g_autoptr (GAsyncQueue) gate = g_async_queue_new ();

  voucher_open (&voucher);
  qz_session_run (voucher.session, &hold_kind, gate, NULL, NULL, NULL);
  qz_voucher_page_save (voucher.page, FALSE);
  qz_voucher_grid_type (voucher.grid, 0, QZ_CELL_SUMMARY, "收到一季度利息");
  g_async_queue_push (gate, gate);
  app_wait_until (is_settled, &voucher, "the saving");
  g_assert_cmpuint (qz_voucher_page_get_draft (voucher.page), >, 0);
  text = qz_voucher_grid_dup_text (voucher.grid, 0, QZ_CELL_SUMMARY);
  g_assert_cmpstr (text, ==, "收到一季度利息");
  g_assert_true (qz_nav_has_unsaved (ADW_NAVIGATION_PAGE (voucher.page)));
  voucher_close (&voucher);
}

/* ── files that change ───────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzSession *session;
  GtkWindow *window;
  GtkWidget *owner;
  char *path;
} Files;

static void
files_open (Files *self, const char *user, const char *text)
{
  g_autoptr (GError) error = NULL;
  const int fd = g_file_open_tmp ("qz-bad-XXXXXX.csv", &self->path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, &error));
  g_assert_true (g_file_set_contents (self->path, text, -1, &error));
  self->session = app_open_city (user);
  self->owner = adw_bin_new ();
  self->window = app_present (self->owner);
}

static void
files_close (Files *self)
{
  gtk_window_destroy (self->window);
  g_object_unref (self->session);
  g_unlink (self->path);
  g_free (self->path);
}

#define HEADER "fixmedins_code,insurance,clr_ym,psntime,medfee_sumamt,fund_appy_sum,cutoff_day\n"
#define ROW    "H22020200101,RES,202604,3,100.00,60.00,2026-05-05\n"

static gboolean
can_go_on (gpointer dialog)
{
  return qz_import_dialog_can_go_on (dialog);
}

static gboolean
says_why_not (gpointer dialog)
{
  const char *reason = qz_import_dialog_get_reason (dialog);

  return strstr (reason, "being") == NULL && *reason != '\0';
}

static gboolean
has_been_read (gpointer dialog)
{
  return can_go_on (dialog) || says_why_not (dialog);
}

/* A copy of @from that ends in @ending goes between being looked at and being checked. */
static void
vanish (const char *from, const char *ending)
{
  Files files;
  QzImportDialog *dialog;
  g_autofree char *bytes = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_test_message ("%s", from);
  files_open (&files, "wang", "");
  path = g_strconcat (files.path, ending, NULL);
  g_assert_true (g_file_get_contents (from, &bytes, &length, &error)
                 && g_file_set_contents (path, bytes, (gssize) length, &error));
  dialog = qz_import_dialog_present (files.owner, files.session, path);
  app_wait_until (has_been_read, dialog, "the file to be read");
  g_unlink (path);
  /* The bank’s return has no columns to choose. */
  for (guint i = 0; i < 3 && can_go_on (dialog); i++)
    qz_import_dialog_go_on (dialog);
  app_wait_until (says_why_not, dialog, "the loss to be noticed");
  g_assert_false (can_go_on (dialog));
  g_test_message ("%s", qz_import_dialog_get_reason (dialog));
  files_close (&files);
}

/* Between choosing and checking. */
static void
test_import_vanishes (void)
{
  Files files;
  QzImportDialog *dialog;

  files_open (&files, "wang", HEADER ROW);
  dialog = qz_import_dialog_present (files.owner, files.session, files.path);
  app_wait_until (can_go_on, dialog, "the file to be read");
  g_unlink (files.path);
  qz_import_dialog_go_on (dialog);
  qz_import_dialog_go_on (dialog);
  qz_import_dialog_go_on (dialog);
  app_wait_until (says_why_not, dialog, "the loss to be noticed");
  g_assert_false (qz_import_dialog_can_go_on (dialog));
  g_assert_nonnull (strstr (qz_import_dialog_get_reason (dialog), "cannot be opened"));
  files_close (&files);
}

/* Every list of the samples and every format: of each kind that the program takes in. */
static void
vanish_each (const char *folder, GHashTable *kinds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (folder, name, NULL);
      /* One of each kind: "claims-2026-01.csv" and "claims-2026-02.csv" are alike. */
      g_autofree char *kind = g_strndup (name, strcspn (name, "0123456789."));
      const char *ending = strrchr (name, '.') != NULL ? strrchr (name, '.') : "";

      if (g_file_test (from, G_FILE_TEST_IS_DIR))
        vanish_each (from, kinds);
      else if (g_str_equal (ending, ".csv") && g_hash_table_add (kinds, g_steal_pointer (&kind)))
        vanish (from, ending);
      else if (g_str_has_prefix (name, "whole."))
        vanish (from, ending);
    }
}

static void
test_every_kind_vanishes (void)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *samples = g_test_build_filename (G_TEST_DIST, "data", "sample", NULL);
  g_autofree char *workbooks =
      g_test_build_filename (G_TEST_DIST, "tests", "fuzz", "corpus", "workbook", NULL);

  vanish_each (samples, kinds);
  g_assert_cmpuint (g_hash_table_size (kinds), >=, 15);
  vanish_each (workbooks, kinds);
}

/* No file at all, a folder, an empty file, bytes that are no text. */
static void
test_import_no_file (void)
{
  static const char *const texts[] = { "", "\n\n", "\377\376\001\002,\200\n", "PK\003\004" };
  Files files;
  QzImportDialog *dialog;

  files_open (&files, "wang", "");
  for (guint i = 0; i < G_N_ELEMENTS (texts) + 2; i++)
    {
      const char *path = i == 0 ? "/no/such/file.csv" : i == 1 ? g_get_tmp_dir () : files.path;
      g_autoptr (GError) error = NULL;

      if (i >= 2)
        g_assert_true (g_file_set_contents (files.path, texts[i - 2], -1, &error));
      dialog = qz_import_dialog_present (files.owner, files.session, path);
      app_wait_until (says_why_not, dialog, "the refusal");
      g_assert_false (qz_import_dialog_can_go_on (dialog));
      g_test_message ("%s", qz_import_dialog_get_reason (dialog));
      adw_dialog_force_close (ADW_DIALOG (dialog));
    }
  files_close (&files);
}

/* The heading of an AdwAlertDialog of 1.7 measures itself for less than it needs, and warns. */
static void
let_headings_be (void)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
}

/* ── control totals ──────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
get_total (QzImportDialog *dialog, const char *id)
{
  GtkWidget *verdict = app_find (GTK_WIDGET (dialog), QZ_TYPE_IMPORT_VERDICT, NULL, NULL);

  return GTK_WIDGET (CHILD (verdict, QZ_TYPE_IMPORT_VERDICT, id));
}

/* What cannot be read holds the import up; what can is compared, though nobody asked for it. */
static void
test_control_totals (void)
{
  static const char *const bad[] = { "1.005", "1,23.45", "12a", "－－5", "壹佰元", "1e3" };
  static const char *const bad_rows[] = { "1.5", "-1", "一", "1,00" };
  Files files;
  QzImportDialog *dialog;

  files_open (&files, "wang", HEADER ROW);
  dialog = qz_import_dialog_present (files.owner, files.session, files.path);
  for (guint i = 0; i < 4; i++)
    {
      app_wait_until (can_go_on, dialog, "the file to be read");
      if (i < 3)
        qz_import_dialog_go_on (dialog);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad) + G_N_ELEMENTS (bad_rows); i++)
    {
      const gboolean is_money = i < G_N_ELEMENTS (bad);
      const char *text = is_money ? bad[i] : bad_rows[i - G_N_ELEMENTS (bad)];
      GtkWidget *row = get_total (dialog, is_money ? "fund" : "rows");

      type_into (row, text);
      qz_import_dialog_go_on (dialog);
      g_assert_cmpuint (get_n_jobs (files.session), ==, 0);
      assert_invalid (row);
      g_assert_true (gtk_widget_get_visible (get_total (dialog, "wrong")));
      type_into (row, "");
    }
  type_into (get_total (dialog, "rows"), "２");
  qz_import_dialog_go_on (dialog);
  app_wait_until (says_why_not, dialog, "the difference");
  type_into (get_total (dialog, "rows"), " １ ");
  type_into (get_total (dialog, "medfee"), "￥１００．００");
  type_into (get_total (dialog, "fund"), "60\302\240");
  g_signal_emit_by_name (get_total (dialog, "rows"), "entry-activated");
  app_wait_until (can_go_on, dialog, "the totals to agree");
  g_assert_false (gtk_widget_get_visible (get_total (dialog, "wrong")));
  files_close (&files);
}

static gboolean
is_preview (gpointer dialog)
{
  return g_str_equal (qz_holidays_dialog_get_shown (dialog), "preview");
}

static gboolean
has_alert (gpointer window)
{
  return app_find (window, ADW_TYPE_ALERT_DIALOG, NULL, NULL) != NULL;
}

#define DAYS     "date,type,name,source\n"
#define HOLIDAYS DAYS "2027-01-01,holiday,元旦,国办\n"

/* What was looked at is what is imported, or nothing. */
static void
test_holidays_change (void)
{
  static const char *const later[] = { HOLIDAYS "2027-01-02,holiday,元旦,国办\n", NULL };

  let_headings_be ();
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    {
      Files files;
      QzHolidaysDialog *dialog;
      g_autoptr (GError) error = NULL;

      files_open (&files, "lin", HOLIDAYS);
      dialog = qz_holidays_dialog_present (files.owner, files.session, files.path);
      app_wait_until (is_preview, dialog, "the file to be read");
      if (later[i] != NULL)
        g_assert_true (g_file_set_contents (files.path, later[i], -1, &error));
      else
        g_unlink (files.path);
      g_signal_emit_by_name (CHILD (dialog, QZ_TYPE_HOLIDAYS_DIALOG, "import"), "clicked");
      app_wait_until (has_alert, files.window, "the refusal");
      files_close (&files);
    }
}

static gboolean
was_refused (gpointer data)
{
  return has_alert (((Files *) data)->window);
}

static void
test_holidays_wrong (void)
{
  static const char *const texts[] = {
    DAYS "2027-02-30,holiday,x,y\n",
    DAYS "２０２７－０１－０１,holiday,x,y\n",
    DAYS "20270101,holiday,x,y\n",
    DAYS ",holiday,x,y\n",
    DAYS "2027-01-01,rest,x,y\n",
    "",
  };

  let_headings_be ();
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Files files;

      files_open (&files, "lin", texts[i]);
      qz_holidays_dialog_present (files.owner, files.session, files.path);
      app_wait_until (was_refused, &files, "the refusal");
      files_close (&files);
    }
}

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/bad-input/day-row", test_day_row);
  g_test_add_func ("/bad-input/run-days", test_run_days);
  g_test_add_func ("/bad-input/run-month", test_run_month);
  g_test_add_func ("/bad-input/day-filter", test_day_filter);
  g_test_add_func ("/bad-input/amount-entry", test_amount_entry);
  g_test_add_func ("/bad-input/voucher-day", test_voucher_day);
  g_test_add_func ("/bad-input/voucher-cells", test_voucher_cells);
  g_test_add_func ("/bad-input/voucher-overflow", test_voucher_overflow);
  g_test_add_func ("/bad-input/voucher-goes-on", test_voucher_goes_on);
  g_test_add_func ("/bad-input/import-vanishes", test_import_vanishes);
  g_test_add_func ("/bad-input/every-kind-vanishes", test_every_kind_vanishes);
  g_test_add_func ("/bad-input/import-no-file", test_import_no_file);
  g_test_add_func ("/bad-input/control-totals", test_control_totals);
  g_test_add_func ("/bad-input/holidays-change", test_holidays_change);
  g_test_add_func ("/bad-input/holidays-wrong", test_holidays_wrong);
  return app_fixture_run ();
}
