/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <inttypes.h>
#include <xlsxwriter.h>

#include "pressing.h"
#include "qz-file-name.h"
#include "qz-import-dialog.h"
#include "qz-import-fields.h"
#include "qz-import-verdict.h"
#include "qz-imports.h"
#include "qz-settings.h"
#include "qz-window.h"

#define HEADER "fixmedins_code,insurance,clr_ym,psntime,medfee_sumamt,fund_appy_sum,cutoff_day\n"

typedef struct {
  QzSession *session;
  GtkWindow *window;
  GtkWidget *owner;
  QzImportDialog *dialog;
  char *path;
} Desk;

static char *
write_file (const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  const int fd = g_file_open_tmp ("qz-import-XXXXXX.csv", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, &error));
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
open_desk (Desk *desk, const char *text)
{
  desk->session = app_open_city ("wang");
  desk->owner = adw_bin_new ();
  desk->window = app_present (desk->owner);
  desk->path = write_file (text);
  desk->dialog = qz_import_dialog_present (desk->owner, desk->session, desk->path);
  g_object_add_weak_pointer (G_OBJECT (desk->dialog), (gpointer *) &desk->dialog);
}

static gboolean
has_closed (gpointer data)
{
  return ((Desk *) data)->dialog == NULL;
}

static void
close_desk (Desk *desk)
{
  if (desk->dialog != NULL)
    adw_dialog_close (ADW_DIALOG (desk->dialog));
  app_wait_until (has_closed, desk, "the assistant to go");
  gtk_window_destroy (desk->window);
  g_clear_object (&desk->session);
  g_unlink (desk->path);
  g_free (desk->path);
}

static gboolean
can_go_on (gpointer data)
{
  return qz_import_dialog_can_go_on (((Desk *) data)->dialog);
}

static gboolean
says_why_not (gpointer data)
{
  const char *reason = qz_import_dialog_get_reason (((Desk *) data)->dialog);

  return strstr (reason, "being") == NULL && *reason != '\0';
}

static void
go_on (Desk *desk, const char *step)
{
  app_wait_until (can_go_on, desk, "the step to be ready");
  qz_import_dialog_go_on (desk->dialog);
  g_assert_cmpstr (qz_import_dialog_get_step (desk->dialog), ==, step);
}

static void
go_to_check (Desk *desk)
{
  go_on (desk, "columns");
  go_on (desk, "preview");
  go_on (desk, "check");
}

static gpointer
count_imports (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) imports = qz_import_list (book, error);
  guint *n = input;

  if (imports == NULL)
    return NULL;
  *n = qz_sheet_get_n_rows (imports);
  return n;
}

static const QzJobKind count_kind = { .func = count_imports };

static guint
get_n_imports (Desk *desk)
{
  guint n = 0;

  app_run (desk->session, &count_kind, &n);
  return n;
}

static gboolean
holds (GtkWidget *widget, gpointer text)
{
  return strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL;
}

/* From the file to the book set, and nothing before it is accepted. */
static void
test_accept (void)
{
  Desk desk = { 0 };
  guint n_before;

  open_desk (&desk, HEADER "H22020200101,RES,202604,3,100.00,60.00,2026-05-05\n");
  n_before = get_n_imports (&desk);
  go_to_check (&desk);
  app_wait_until (can_go_on, &desk, "the check to pass");
  g_assert_nonnull (app_find (GTK_WIDGET (desk.dialog), GTK_TYPE_LABEL, holds,
                              "1 rows · passed 1 · rejected 0"));
  g_assert_cmpuint (get_n_imports (&desk), ==, n_before);
  qz_import_dialog_go_on (desk.dialog);
  app_wait_until (has_closed, &desk, "the file to be taken in");
  g_assert_cmpuint (get_n_imports (&desk), ==, n_before + 1);
  close_desk (&desk);
}

static void
test_rejects (void)
{
  Desk desk = { 0 };
  guint n_before;

  open_desk (&desk, HEADER "H22020200101,RES,202604,3,100.00,60.00,2026-05-05\n"
                           "H22020200101,EMP,202604,3,1.005,60.00,2026-05-05\n");
  n_before = get_n_imports (&desk);
  go_to_check (&desk);
  app_wait_until (says_why_not, &desk, "the check to refuse");
  g_assert_false (qz_import_dialog_can_go_on (desk.dialog));
  g_assert_nonnull (strstr (qz_import_dialog_get_reason (desk.dialog), "1 row is rejected"));
  g_assert_nonnull (app_find (GTK_WIDGET (desk.dialog), GTK_TYPE_LABEL, holds,
                              "2 rows · passed 1 · rejected 1"));
  g_assert_cmpuint (get_n_imports (&desk), ==, n_before);
  close_desk (&desk);
}

static gboolean
holds_rejects (gpointer path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "1.005") != NULL;
}

static gboolean
has_alert (gpointer desk)
{
  return ADW_IS_ALERT_DIALOG (
      adw_window_get_visible_dialog (ADW_WINDOW (((Desk *) desk)->window)));
}

/* Rejected rows are saved over another file of theirs, but over no book set. */
static void
test_save_rejects (void)
{
  Desk desk = { 0 };
  g_autofree char *place = write_file ("before\n");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;
  g_autoptr (GError) error = NULL;
  QzImportVerdict *verdict;

  open_desk (&desk, HEADER "H22020200101,EMP,202604,3,1.005,60.00,2026-05-05\n");
  go_to_check (&desk);
  app_wait_until (says_why_not, &desk, "the check to refuse");
  verdict = QZ_IMPORT_VERDICT (
      app_find (GTK_WIDGET (desk.dialog), QZ_TYPE_IMPORT_VERDICT, NULL, NULL));
  qz_import_verdict_save_rejects (verdict, place);
  app_wait_until (holds_rejects, place, "the rejected rows");
  g_unlink (place);
  g_file_get_contents (qz_session_get_path (desk.session), &before, &n_before, &error);
  g_assert_no_error (error);
  qz_import_verdict_save_rejects (verdict, qz_session_get_path (desk.session));
  app_wait_until (has_alert, &desk, "the refusal");
  g_file_get_contents (qz_session_get_path (desk.session), &after, &n_after, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (before, n_before, after, n_after);
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (desk.window)));
  close_desk (&desk);
}

static gboolean
is_said (GtkWidget *widget, gpointer text)
{
  return gtk_widget_is_visible (widget) && holds (widget, text);
}

static gboolean
says_title (GtkWidget *row, gpointer title)
{
  return gtk_widget_is_visible (row)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0;
}

/* Deductions are no payments, and have no fees: neither in what was found nor in what is asked. */
static void
test_deductions (void)
{
  static const char *const absent[] = { "Medical fees in yuan", "Paid by funds in yuan" };
  Desk desk = { 0 };

  open_desk (&desk, "fixmedins_code,insurance,clr_ym,det_type,amount,setl_id,reason,confirmed_day\n"
                    "H22020200101,RES,202604,10,36.24,,超标准收费,2026-05-05\n");
  go_to_check (&desk);
  app_wait_until (can_go_on, &desk, "the check to pass");
  g_assert_nonnull (app_find (GTK_WIDGET (desk.dialog), GTK_TYPE_LABEL, is_said, "36.24"));
  g_assert_nonnull (app_find (GTK_WIDGET (desk.dialog), GTK_TYPE_LABEL, is_said, "Deductions"));
  g_assert_null (app_find (GTK_WIDGET (desk.dialog), GTK_TYPE_LABEL, is_said, "Medical fees"));
  g_assert_null (app_find (GTK_WIDGET (desk.dialog), GTK_TYPE_LABEL, is_said, "Paid by funds"));
  g_assert_nonnull (app_find (GTK_WIDGET (desk.dialog), ADW_TYPE_ENTRY_ROW, says_title,
                              (gpointer) "Deductions in yuan"));
  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    g_assert_null (app_find (GTK_WIDGET (desk.dialog), ADW_TYPE_ENTRY_ROW, says_title,
                             (gpointer) absent[i]));
  close_desk (&desk);
}

/* The file is another one when it is accepted. */
static void
test_changed_file (void)
{
  Desk desk = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_before;

  open_desk (&desk, HEADER "H22020200101,RES,202604,3,100.00,60.00,2026-05-05\n");
  n_before = get_n_imports (&desk);
  go_to_check (&desk);
  app_wait_until (can_go_on, &desk, "the check to pass");
  g_file_set_contents (desk.path,
                       HEADER "H22020200101,RES,202604,3,900.00,60.00,2026-05-05\n", -1, &error);
  g_assert_no_error (error);
  qz_import_dialog_go_on (desk.dialog);
  app_wait_until (says_why_not, &desk, "the change to be noticed");
  g_assert_nonnull (strstr (qz_import_dialog_get_reason (desk.dialog), "was changed"));
  g_assert_cmpuint (get_n_imports (&desk), ==, n_before);
  close_desk (&desk);
}

static void
test_vanished_file (void)
{
  Desk desk = { 0 };

  open_desk (&desk, HEADER "H22020200101,RES,202604,3,100.00,60.00,2026-05-05\n");
  go_to_check (&desk);
  app_wait_until (can_go_on, &desk, "the check to pass");
  g_unlink (desk.path);
  qz_import_dialog_go_on (desk.dialog);
  app_wait_until (says_why_not, &desk, "the loss to be noticed");
  g_assert_nonnull (strstr (qz_import_dialog_get_reason (desk.dialog), "cannot be opened"));
  close_desk (&desk);
}

static GtkWidget *
find_typed (Desk *desk, GType type)
{
  return app_find (GTK_WIDGET (desk->dialog), type, NULL, NULL);
}

static gboolean
is_column_choice (GtkWidget *widget, gpointer data)
{
  return gtk_widget_get_ancestor (widget, QZ_TYPE_IMPORT_FIELDS) != NULL;
}

static gboolean
counts_choice (GtkWidget *widget, gpointer n)
{
  if (is_column_choice (widget, NULL))
    (*(guint *) n)++;
  return FALSE;
}

/* Rows are made a few at a time; what they say is known before. */
static gboolean
has_all_choices (gpointer desk)
{
  guint n = 0;

  app_find (GTK_WIDGET (((Desk *) desk)->dialog), GTK_TYPE_DROP_DOWN, counts_choice, &n);
  g_assert_cmpuint (n, <=, 7);
  return n == 7;
}

/* A workbook with a cover, areas and declarations, each on a sheet. */
static void
write_workbook (const char *path)
{
  static const char *const titles[] = { "fixmedins_code", "insurance",      "clr_ym",
                                        "psntime",        "medfee_sumamt", "fund_appy_sum",
                                        "cutoff_day" };
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *cover = workbook_add_worksheet (book, "封面");
  lxw_worksheet *areas = workbook_add_worksheet (book, "地区");
  lxw_worksheet *list = workbook_add_worksheet (book, "申报");

  worksheet_write_blank (cover, 0, 0, NULL);
  worksheet_write_string (areas, 0, 0, "code", NULL);
  worksheet_write_string (areas, 0, 1, "name", NULL);
  worksheet_write_string (areas, 0, 2, "level", NULL);
  worksheet_write_string (areas, 0, 3, "parent", NULL);
  worksheet_write_string (areas, 1, 0, "220000", NULL);
  for (guint16 i = 0; i < G_N_ELEMENTS (titles); i++)
    worksheet_write_string (list, 0, i, titles[i], NULL);
  worksheet_write_string (list, 1, 0, "H22020200101", NULL);
  worksheet_write_string (list, 1, 1, "RES", NULL);
  worksheet_write_number (list, 1, 2, 202604, NULL);
  worksheet_write_number (list, 1, 3, 3, NULL);
  worksheet_write_number (list, 1, 4, 4.14, NULL);
  worksheet_write_number (list, 1, 5, 4.14, NULL);
  worksheet_write_string (list, 1, 6, "2026-05-05", NULL);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
}

static gboolean
offers_sheets (GtkWidget *widget, gpointer data)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (widget));

  return GTK_IS_STRING_LIST (model) && g_list_model_get_n_items (model) == 3
         && g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), 2), "申报");
}

/* The first sheet with content is read until another one is chosen, which is what then goes in. */
static void
test_sheets (void)
{
  Desk desk = { 0 };
  GtkWidget *sheets;
  guint n_before;

  open_desk (&desk, "");
  write_workbook (desk.path);
  adw_dialog_close (ADW_DIALOG (desk.dialog));
  app_wait_until (has_closed, &desk, "the first assistant to go");
  desk.dialog = qz_import_dialog_present (desk.owner, desk.session, desk.path);
  g_object_add_weak_pointer (G_OBJECT (desk.dialog), (gpointer *) &desk.dialog);
  n_before = get_n_imports (&desk);
  app_wait_until (can_go_on, &desk, "the workbook to be read");
  sheets = app_find (GTK_WIDGET (desk.dialog), GTK_TYPE_DROP_DOWN, offers_sheets, NULL);
  g_assert_nonnull (sheets);
  g_assert_true (gtk_widget_is_visible (sheets));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (sheets)), ==, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sheets), 2);
  go_to_check (&desk);
  app_wait_until (can_go_on, &desk, "the check to pass");
  g_assert_nonnull (app_find (GTK_WIDGET (desk.dialog), GTK_TYPE_LABEL, holds,
                              "1 rows · passed 1 · rejected 0"));
  qz_import_dialog_go_on (desk.dialog);
  app_wait_until (has_closed, &desk, "the sheet to be taken in");
  g_assert_cmpuint (get_n_imports (&desk), ==, n_before + 1);
  close_desk (&desk);
}

/* A title that nobody knows is chosen by hand; then it is known. */
static void
test_columns (void)
{
  Desk desk = { 0 };
  GtkWidget *choice;
  g_auto (GStrv) columns = NULL;

  open_desk (&desk, "甲,险种,费用所属期,人次,医疗费总额（元）,申报金额,截止日期\n"
                    "H22020200101,RES,202604,3,100.00,60.00,2026-05-05\n");
  app_wait_until (can_go_on, &desk, "the file to be read");
  qz_import_dialog_go_on (desk.dialog);
  g_assert_false (qz_import_dialog_can_go_on (desk.dialog));
  g_assert_nonnull (strstr (qz_import_dialog_get_reason (desk.dialog), "provider"));
  app_wait_until (has_all_choices, &desk, "a choice for each field");
  choice = app_find (GTK_WIDGET (desk.dialog), GTK_TYPE_DROP_DOWN, is_column_choice, NULL);
  g_assert_nonnull (choice);
  gtk_test_accessible_assert_property (choice, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Column of provider: Not in the File");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  columns = qz_import_fields_dup_columns (
      QZ_IMPORT_FIELDS (find_typed (&desk, QZ_TYPE_IMPORT_FIELDS)));
  g_assert_cmpstr (columns[0], ==, "fixmedins_code=#1");
  g_assert_cmpstr (columns[1], ==, "insurance=#2");
  go_on (&desk, "preview");
  go_on (&desk, "check");
  app_wait_until (can_go_on, &desk, "the check to pass");
  close_desk (&desk);
}

/* ── taking an import out again, from its page ───────────────────────────────────────────────── */

typedef struct {
  QzWindow *window;
  gboolean withdrawn;
  gboolean busy;
} Withdrawal;

static gboolean
has_page (gpointer data)
{
  QzWindow *window = ((Withdrawal *) data)->window;

  return adw_navigation_view_get_visible_page (qz_window_get_navigation (window)) != NULL;
}

static gpointer
look_at_imports (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_import_list (book, error);
}

static const QzJobKind look_kind = { .func = look_at_imports,
                                     .free_output = (GDestroyNotify) qz_sheet_unref };

static void
looked (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  Withdrawal *asked = g_object_get_data (owner, "withdrawal");
  QzSheet *imports = output;

  g_assert_no_error (error);
  asked->busy = FALSE;
  asked->withdrawn = qz_sheet_get_number (imports, 0,
                                          (guint) qz_sheet_find_column (imports, "withdrawn"))
                     != 0;
}

/* Asks again and again until the newest import is out. */
static gboolean
is_withdrawn (gpointer data)
{
  Withdrawal *asked = data;

  if (!asked->busy && !asked->withdrawn)
    {
      asked->busy = TRUE;
      qz_session_run (qz_window_get_session (asked->window), &look_kind, NULL, asked->window, NULL,
                      looked);
    }
  return asked->withdrawn;
}

static gpointer
find_newest (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) imports = qz_import_list (book, error);

  *(gint64 *) input = qz_sheet_get_number (imports, 0, 0);
  return input;
}

static const QzJobKind newest_kind = { .func = find_newest };

static void
test_withdraw (void)
{
  QzSession *session = app_open_city ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (session));
  g_autofree char *target = NULL;
  g_autoptr (GError) error = NULL;
  Withdrawal asked = { 0 };
  GtkWidget *dialog, *entry;
  gint64 newest = 0;

  app_run (session, &newest_kind, &newest);
  target = g_strdup_printf ("%" PRId64, newest);
  /* The window writes, so nobody else may. */
  g_clear_object (&session);
  asked.window = g_object_ref (qz_window_new (NULL, NULL));
  g_object_set_data (G_OBJECT (asked.window), "withdrawal", &asked);
  g_assert_true (
      qz_session_set_now (qz_window_get_session (asked.window), "2026-04-01T09:00", &error));
  gtk_window_present (GTK_WINDOW (asked.window));
  qz_window_open_book (asked.window, path, "wang");
  app_wait_until (has_page, &asked, "the window to show a page");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (asked.window), "win.withdraw-import", "s",
                                             target));
  dialog = app_find (GTK_WIDGET (asked.window), ADW_TYPE_ALERT_DIALOG, NULL, NULL);
  g_assert_nonnull (dialog);
  /* Without a reason nothing is withdrawn. */
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "do"));
  entry = app_find (dialog, ADW_TYPE_ENTRY_ROW, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "the sender sent it twice");
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "do"));
  g_signal_emit_by_name (dialog, "response", "do");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  app_wait_until (is_withdrawn, &asked, "the import to be taken out");
  gtk_window_destroy (GTK_WINDOW (asked.window));
  g_object_unref (asked.window);
}

/* ── choosing a file ─────────────────────────────────────────────────────────────────────────── */

/* What was chosen, for how many that asked. */
typedef struct {
  char *path;
  guint n_freed;
} Chosen;

static void
take_chosen (gpointer widget, const char *path, gpointer data)
{
  Chosen *chosen = data;

  g_assert_true (GTK_IS_LABEL (widget));
  g_set_str (&chosen->path, path);
}

static void
count_freed (gpointer data)
{
  Chosen *chosen = data;

  chosen->n_freed++;
}

static gboolean
is_freed (gpointer chosen)
{
  return ((Chosen *) chosen)->n_freed > 0;
}

/* A file is chosen; where it was, the next choice begins. */
static void
test_file_choice (void)
{
  GtkWidget *label = gtk_label_new ("asks");
  GtkWindow *window = app_present (label);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-choice-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autoptr (GSettings) settings = qz_settings_open ();
  g_autofree char *kept = NULL;
  Chosen chosen = { 0 };

  g_assert_true (g_file_set_contents (path, "code\n", -1, &error));
  qz_file_choose (label, &(QzFileChoice) { QZ_FILE_OPEN, "Open" }, take_chosen, &chosen,
                  count_freed);
  pressing_choose (path);
  app_wait_until (is_freed, &chosen, "the file to be taken");
  g_assert_cmpstr (chosen.path, ==, path);
  kept = g_settings_get_string (settings, "open-folder");
  g_assert_cmpstr (kept, ==, folder);
  gtk_window_destroy (window);
  g_unlink (path);
  g_rmdir (folder);
  g_free (chosen.path);
}

/* When what asked is gone, so is the question, and nothing is done. */
static void
test_file_choice_gone (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new ("asks");
  GtkWindow *window;
  Chosen chosen = { 0 };

  gtk_box_append (GTK_BOX (box), label);
  window = app_present (box);
  qz_file_choose (label, &(QzFileChoice) { QZ_FILE_SAVE, "Save", .name = "list.csv" }, take_chosen,
                  &chosen, count_freed);
  pressing_wait_chooser (TRUE);
  gtk_box_remove (GTK_BOX (box), label);
  pressing_wait_chooser (FALSE);
  app_wait_until (is_freed, &chosen, "the question to go");
  g_assert_null (chosen.path);
  gtk_window_destroy (window);
}

/* ── names of files ──────────────────────────────────────────────────────────────────────────── */

/* What a memory stick takes. */
static void
test_file_name (void)
{
  g_autofree char *clean = qz_file_name_clean (" a/b\\c:d*e?f\"g<h>i|j\nk ");
  g_autofree char *kept = qz_file_name_clean ("长春市 2026.1");
  g_autofree char *dated = NULL;
  QzDay day;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (clean, ==, "a-b-c-d-e-f-g-h-i-j-k");
  g_assert_cmpstr (kept, ==, "长春市 2026.1");
  g_assert_true (qz_day_parse ("2026-04-01", &day, &error));
  dated = qz_file_name_dated ("Rule 3: *all*", day);
  g_assert_cmpstr (dated, ==, "Rule 3- -all- 2026-04-01");
}

/* No book set is proposed over another. */
static void
test_file_name_new_book (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-names-XXXXXX", &error);
  g_autofree char *expected = g_build_filename (folder, "a-b 2026-04-01.qz", NULL);
  g_autofree char *second = g_build_filename (folder, "a-b 2026-04-01 2.qz", NULL);
  g_autofree char *first = qz_file_name_new_book (folder, "a:b 2026-04-01");
  g_autofree char *next = NULL;
  g_autofree char *ended = qz_file_name_end_book ("/x/a");
  g_autofree char *same = qz_file_name_end_book ("/x/a.qz");

  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, expected);
  g_assert_true (g_file_set_contents (first, "x", 1, &error));
  next = qz_file_name_new_book (folder, "a:b 2026-04-01");
  g_assert_cmpstr (next, ==, second);
  g_assert_cmpstr (ended, ==, "/x/a.qz");
  g_assert_cmpstr (same, ==, "/x/a.qz");
  g_unlink (first);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/import-dialog/accept", test_accept);
  g_test_add_func ("/app/import-dialog/rejects", test_rejects);
  g_test_add_func ("/app/import-dialog/save-rejects", test_save_rejects);
  g_test_add_func ("/app/import-dialog/deductions", test_deductions);
  g_test_add_func ("/app/import-dialog/changed-file", test_changed_file);
  g_test_add_func ("/app/import-dialog/vanished-file", test_vanished_file);
  g_test_add_func ("/app/import-dialog/columns", test_columns);
  g_test_add_func ("/app/import-dialog/sheets", test_sheets);
  g_test_add_func ("/app/import-dialog/withdraw", test_withdraw);
  g_test_add_func ("/file-name/clean", test_file_name);
  g_test_add_func ("/file-name/new-book", test_file_name_new_book);
  g_test_add_func ("/file-choice/open", test_file_choice);
  g_test_add_func ("/file-choice/gone", test_file_choice_gone);
  return app_fixture_run ();
}
