/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-document-jobs.h"
#include "qz-document-page.h"
#include "qz-error.h"
#include "qz-hint-words.h"
#include "qz-list-page.h"
#include "qz-pdf-view.h"
#include "qz-preview-page.h"
#include "qz-record-page.h"
#include "qz-words.h"

#define DAY    "2026-01-05"
#define NUMBER "RB-220200-20260105-EMP-001"

/* ── where the window has what messages tell to do ───────────────────────────────────────────── */

/* The text of a source with its string literals in one piece. */
static char *
read_joined (const char *path)
{
  g_autoptr (GRegex) joint = g_regex_new ("\"\\s*\n\\s*\"", 0, 0, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_regex_replace_literal (joint, text, -1, 0, "", 0, NULL);
}

/* What of a command stands before what is filled in: "doc forms" of "doc forms %s". */
static guint
check_commands (const char *path)
{
  g_autoptr (GRegex) quoted = g_regex_new ("“qz ([a-z][a-z -]*[a-z])", 0, 0, NULL);
  g_autofree char *text = read_joined (path);
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  for (g_regex_match (quoted, text, 0, &match); g_match_info_matches (match); n++)
    {
      g_autofree char *command = g_match_info_fetch (match, 1);
      g_autofree char *words = qz_hint_words_dup (command);

      if (!qz_hint_words_has (command))
        g_error ("%s: the window does not know what “qz %s” does (qz-hint-words.c)", path, command);
      g_assert_null (strstr (words, "_"));
      g_match_info_next (match, NULL);
    }
  return n;
}

/* Every message below the window that names a command has a place in the window, or is said to be
 * the administrator's. */
static void
test_hints_known (void)
{
  static const char *const layers[] = { "base",      "model", "ledger", "schemes",
                                        "documents", "store", "service" };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autofree char *below = g_build_filename ("src", layers[i], NULL);

      n += app_look_through (below, check_commands);
    }
  g_assert_cmpuint (n, >, 60);
}

static void
test_hint_words (void)
{
  static const char *const words[][2] = {
    { "user list", "Users" },
    { "import providers", "Imports › Import a File… › Providers" },
    { "import --kinds", "" },
    { "book create", "Main menu › New Book Set…" },
    { "period mismatch", "Clearing period › Objections and Identities" },
    { "settle run --month 202602", "Month settlement › Run a Month…" },
    { "book restore", "Main menu › Restore from a Backup…" },
    { "book verify", "Main menu › Prove the Book Set…" },
    { "actor add 220200", "Agencies › Act for an Agency…" },
    { "peer list", "the administrator’s command qz peer list" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *said = qz_hint_words_dup (words[i][0]);

      g_assert_cmpstr (said, ==, words[i][1]);
    }
  g_assert_false (qz_hint_words_has ("users"));
}

/* ── list pages ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_loaded (gpointer page)
{
  return !g_str_equal (qz_list_page_get_shown (page), "loading");
}

static QzListPage *
open_list (QzSession *session, const char *id)
{
  QzListPage *page = QZ_LIST_PAGE (qz_list_page_new (session, qz_pages_find (id)));

  g_object_ref_sink (page);
  app_wait_until (has_loaded, page, "a list to load");
  return page;
}

static guint
get_n_shown (QzListPage *page)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (qz_sheet_view_get_model (qz_list_page_get_view (page))));
}

static void
let_go (gpointer page)
{
  g_object_run_dispose (G_OBJECT (page));
  g_assert_finalize_object (page);
}

/* Every page of the table loads on a book set without documents; those of what is made later say
 * what they are for. */
static void
test_all_lists (void)
{
  static const char *const made_later[] = { "daily",   "advance",  "settlement", "batches", "paid",
                                            "vouchers", "balances", "prints",
                                            "registrations", "notices", "unmatched", "manual",
                                            "inspections", "complaints", "persons", "assisted",
                                            "rosters", "assist-bills", "assist-manual",
                                            "assist-months", "assist-clear", NULL };
  g_autoptr (QzSession) session = app_open_city ("wang");
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      QzListPage *page;

      if (specs[i]->create != NULL)
        continue;
      page = open_list (session, specs[i]->id);
      g_assert_cmpstr (qz_list_page_get_shown (page), ==,
                       g_strv_contains (made_later, specs[i]->id) ? "empty" : "table");
      let_go (page);
    }
}

static gint64
get_total (QzListPage *page, guint position)
{
  QzSheetModel *model = qz_sheet_view_get_model (qz_list_page_get_view (page));
  QzSheet *sheet = qz_sheet_model_get_sheet (model);

  return qz_sheet_get_number (sheet, qz_sheet_model_get_row (model, position),
                              (guint) qz_sheet_find_column (sheet, "total"));
}

/* A draft first, which does not count; then the paper of the approved document, twice. */
static gpointer
print_thrice (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  static const struct {
    const char *user;
    int act; /* -1: print */
  } steps[] = { { "wang", -1 },          { "li", QZ_ACT_REVIEW }, { "zhao", QZ_ACT_APPROVE },
                { "wang", -1 },          { "li", -1 } };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "qz-prints.pdf", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      QzContext own = *context;
      g_autoptr (QzSheet) sheet = NULL;

      own.user = steps[i].user;
      if (steps[i].act >= 0)
        {
          if (!qz_document_act (book, &own, input, (QzDocumentAct) steps[i].act, NULL, error))
            return NULL;
          continue;
        }
      sheet = qz_document_print (book, &own, input, NULL, NULL, path, error);
      if (sheet == NULL)
        return NULL;
    }
  g_unlink (path);
  return input;
}

/* Reprints are counted, and the register says who printed last. */
static void
test_prints (void)
{
  static const QzJobKind kind = { "Printing", print_thrice, TRUE };
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page;
  QzSheet *sheet;
  guint row = 0;

  app_make_day (session, DAY);
  app_run (session, &kind, (gpointer) NUMBER);
  page = open_list (session, "prints");
  sheet = qz_sheet_view_get_sheet (qz_list_page_get_view (page));
  while (!g_str_equal (qz_sheet_get_text (sheet, row, 0), NUMBER))
    row++;
  g_assert_cmpstr (qz_cell_text (sheet, row, "form"), ==, "F-JL-DAY");
  g_assert_cmpint (qz_cell_number (sheet, row, "copies"), ==, 2);
  g_assert_cmpint (qz_cell_number (sheet, row, "reprints"), ==, 1);
  g_assert_cmpstr (qz_cell_text (sheet, row, "last_by"), ==, "李航");
  let_go (page);
}

static void
test_list_sort_and_filter (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page;
  QzSheetView *view;
  guint total;

  app_make_day (session, DAY);
  app_make_day (session, "2026-01-06");
  page = open_list (session, "daily");
  view = qz_list_page_get_view (page);
  g_assert_cmpuint (get_n_shown (page), ==, 4);
  total = (guint) qz_sheet_find_column (qz_sheet_view_get_sheet (view), "total");
  qz_sheet_view_sort (view, total, TRUE);
  for (guint i = 1; i < 4; i++)
    g_assert_cmpint (get_total (page, i - 1), >=, get_total (page, i));
  qz_sheet_view_sort (view, total, FALSE);
  for (guint i = 1; i < 4; i++)
    g_assert_cmpint (get_total (page, i - 1), <=, get_total (page, i));
  qz_sheet_view_set_filter (view, "insurance", "Employee insurance");
  g_assert_cmpuint (get_n_shown (page), ==, 2);
  qz_sheet_view_set_search (view, "20260106");
  g_assert_cmpuint (get_n_shown (page), ==, 1);
  qz_sheet_view_set_search (view, "20991231");
  g_assert_cmpstr (qz_list_page_get_shown (page), ==, "nothing-found");
  let_go (page);
}

static gboolean
is_filled (gpointer page)
{
  return g_str_equal (qz_list_page_get_shown (page), "table");
}

/* What a job writes, lists show without being asked. */
static void
test_list_follows_writes (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page = open_list (session, "daily");

  g_assert_cmpstr (qz_list_page_get_shown (page), ==, "empty");
  app_make_day (session, DAY);
  app_wait_until (is_filled, page, "the list to show what was written");
  g_assert_cmpuint (get_n_shown (page), ==, 2);
  let_go (page);
}

/* ── the document page ───────────────────────────────────────────────────────────────────────── */

static gboolean
has_document (gpointer page)
{
  return qz_document_page_get_sheet (page) != NULL;
}

static gboolean
says (QzDocumentPage *page, const char *word)
{
  g_autofree char *strip = qz_document_page_dup_strip (page);

  return strstr (strip, word) != NULL;
}

static gboolean
is_reviewed (gpointer page)
{
  return says (page, "✓ Reviewed 李航");
}

static gboolean
is_refused (gpointer page)
{
  return says (page, "✗ Refused 赵蕾");
}

static QzDocumentPage *
open_document (QzSession *session)
{
  QzDocumentPage *page = QZ_DOCUMENT_PAGE (qz_document_page_new (session, NUMBER));

  g_object_ref_sink (page);
  app_wait_until (has_document, page, "the document to load");
  return page;
}

static void
test_state_strip (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzDocumentPage *page;

  app_make_day (session, DAY);
  page = open_document (session);
  g_assert_true (says (page, "✓ Made 王敏 04-01 09:00"));
  g_assert_true (says (page, "○ Reviewed, ○ Approved, ○ Sent to the bank, ○ Paid"));
  qz_session_set_user (session, "li");
  app_run (session, &qz_job_act, qz_act_input_new (NUMBER, QZ_ACT_REVIEW, NULL));
  app_wait_until (is_reviewed, page, "the strip to say reviewed");
  qz_session_set_user (session, "zhao");
  app_run (session, &qz_job_act, qz_act_input_new (NUMBER, QZ_ACT_REFUSE, "不清楚"));
  app_wait_until (is_refused, page, "the strip to say refused");
  g_assert_false (says (page, "Approved"));
  let_go (page);
}

static gboolean
is_sensitive (gpointer widget)
{
  return gtk_widget_is_sensitive (widget);
}

static gboolean
is_labelled (GtkWidget *widget, gpointer label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

/* The maker may not review what she made: the button is there, but not for her. */
static void
test_next_action (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzDocumentPage *page;
  GtkWindow *window;
  GtkWidget *next;

  app_make_day (session, DAY);
  page = open_document (session);
  window = app_present (GTK_WIDGET (page));
  next = app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, is_labelled,
                   (gpointer) qz_document_act_get_label (QZ_ACT_REVIEW));
  g_assert_nonnull (next);
  g_assert_false (gtk_widget_is_sensitive (next));
  qz_session_set_user (session, "li");
  app_wait_until (is_sensitive, next, "the reviewer's button");
  g_assert_true (gtk_widget_has_css_class (next, "suggested-action"));
  gtk_window_destroy (window);
  let_go (page);
}

/* ── who signs signs several ─────────────────────────────────────────────────────────────────── */

#define OTHER "RB-220200-20260105-RES-001"

static gboolean
is_text (GtkWidget *widget, gpointer text)
{
  return g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0;
}

static gboolean
opens_next (GtkWidget *widget, gpointer unused)
{
  return is_labelled (widget, (gpointer) "_Open Next");
}

typedef struct {
  GtkWidget *overlay;
  const char *text;
} Toast;

static gboolean
says_so (gpointer data)
{
  const Toast *toast = data;

  return app_find (toast->overlay, GTK_TYPE_LABEL, is_text, (gpointer) toast->text) != NULL;
}

/* Reviews a document on its page; the toast says so, and offers @next (nullable). */
static void
assert_offers (QzSession *session, const char *number, const char *next)
{
  g_autofree char *text = g_strdup_printf ("Reviewed: %s", number);
  GtkWidget *page = GTK_WIDGET (qz_document_page_new (session, number));
  Toast toast = { adw_toast_overlay_new (), text };
  GtkWindow *window = app_present (toast.overlay);
  GtkWidget *button;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toast.overlay), page);
  app_wait_until (has_document, page, "the document to load");
  g_assert_true (gtk_widget_activate_action (page, "page.act", "s", "review"));
  app_wait_until (says_so, &toast, text);
  button = app_find (toast.overlay, GTK_TYPE_BUTTON, opens_next, NULL);
  if (next == NULL)
    g_assert_true (button == NULL || !gtk_widget_get_visible (button));
  else
    {
      GVariant *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button));

      g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==,
                       "win.open-document");
      g_assert_cmpstr (g_variant_get_string (target, NULL), ==, next);
    }
  gtk_window_destroy (window);
}

static void
test_toast_next (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");

  app_make_day (session, DAY);
  qz_session_set_user (session, "li");
  assert_offers (session, NUMBER, OTHER);
  assert_offers (session, OTHER, NULL);
}

/* ── the first step of a list ────────────────────────────────────────────────────────────────── */

static void
assert_icon (QzSession *session, const char *id, const char *icon)
{
  QzListPage *page = open_list (session, id);
  GtkWidget *content = app_find (GTK_WIDGET (page), ADW_TYPE_BUTTON_CONTENT, NULL, NULL);

  g_assert_cmpstr (adw_button_content_get_icon_name (ADW_BUTTON_CONTENT (content)), ==, icon);
  let_go (page);
}

/* Its picture is of what it does: only what computes runs. */
static void
test_first_step_icon (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");

  assert_icon (session, "daily", "qz-run-symbolic");
  assert_icon (session, "imports", "qz-import-symbolic");
  assert_icon (session, "batches", "qz-import-symbolic");
  assert_icon (session, "vouchers", "list-add-symbolic");
  assert_icon (session, "users", "list-add-symbolic");
  assert_icon (session, "persons", "media-playback-pause-symbolic");
}

/* Whoever cannot see the window hears what each button does. */
static gboolean
lacks_name (GtkWidget *widget, gpointer data)
{
  const char *label = gtk_button_get_label (GTK_BUTTON (widget));

  if (label != NULL && *label != '\0')
    return FALSE;
  if (!gtk_widget_get_mapped (widget)
      || gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  /* Parts of a named whole (a menu button, a title of a column, the window's own buttons). */
  return gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) == NULL
         && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL
         && gtk_widget_get_tooltip_text (widget) == NULL;
}

static gboolean
is_drawn (gpointer page)
{
  return app_find (page, GTK_TYPE_INSCRIPTION, NULL, NULL) != NULL;
}

static void
test_accessible_names (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzDocumentPage *page;
  GtkWindow *window;
  GtkWidget *nameless;

  app_make_day (session, DAY);
  page = open_document (session);
  window = app_present (GTK_WIDGET (page));
  app_wait_until (is_drawn, page, "the table to be drawn");
  nameless = app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, lacks_name, NULL);
  if (nameless != NULL)
    g_error ("a %s in a %s has no accessible name", G_OBJECT_TYPE_NAME (nameless),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (nameless)));
  gtk_window_destroy (window);
  let_go (page);
}

static gboolean
is_label (GtkWidget *widget, gpointer text)
{
  return g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0;
}

static gint64
sum_lines (QzSheet *lines, const char *search, const char *column)
{
  gint64 sum = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (lines); row++)
    if (strstr (qz_cell_text (lines, row, "provider_name"), search) != NULL)
      sum += column != NULL ? qz_cell_number (lines, row, column) : 1;
  return sum;
}

/* "17 rows · Claims 29 · Medical fees 1,234.00 · Pay 700.00" of the lines that hold @search.
 * @columns: of amounts. */
static char *
dup_expected (QzSheet *lines, const char *search, const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, " ", -1);
  GString *text = g_string_new (NULL);

  g_assert_cmpint (sum_lines (lines, search, NULL), >, 1);
  g_string_printf (text, "%d rows · Claims %d", (int) sum_lines (lines, search, NULL),
                   (int) sum_lines (lines, search, "n_claims"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      const int column = qz_sheet_find_column (lines, names[i]);
      g_autofree char *amount =
          qz_value_dup_display (QZ_VALUE_FEN, sum_lines (lines, search, names[i]));

      g_string_append_printf (text, " · %s %s", qz_sheet_get_column_title (lines, (guint) column),
                              amount);
    }
  return g_string_free_and_steal (text);
}

/* Lines of a document are searched like any list, and every amount that is shown is added up below
 * them (a column of nothing but zeros is not shown); where it is narrow, the one that a row shows
 * there. */
static void
test_lines (void)
{
  static const char *const not_looked_at[] = { "pool", "acct", "amount", "base_pool",
                                               "base_acct" };
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *some = NULL;
  g_autofree char *fewer = NULL;
  g_autofree char *narrow = NULL;
  QzSheetView *view;
  QzDocumentPage *page;
  GtkWindow *window;

  app_make_day (session, DAY);
  page = open_document (session);
  window = app_present (GTK_WIDGET (page));
  view = QZ_SHEET_VIEW (app_find (GTK_WIDGET (page), QZ_TYPE_SHEET_VIEW, NULL, NULL));
  some = dup_expected (qz_document_page_get_sheet (page), "医院",
                       "pay medfee base pool acct amount base_pool base_acct");
  fewer = dup_expected (qz_document_page_get_sheet (page), "医院", "pay medfee base");
  narrow = dup_expected (qz_document_page_get_sheet (page), "医院", "pay");
  gtk_widget_activate_action (GTK_WIDGET (page), "page.search", NULL);
  gtk_editable_set_text (
      GTK_EDITABLE (app_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY, NULL, NULL)), "医院");
  app_wait_label (GTK_WIDGET (page), some);
  for (guint i = 0; i < G_N_ELEMENTS (not_looked_at); i++)
    qz_sheet_view_show_column (view, not_looked_at[i], FALSE);
  app_wait_label (GTK_WIDGET (page), fewer);
  gtk_window_set_default_size (window, 360, 760);
  app_wait_label (GTK_WIDGET (page), narrow);
  app_wait_drawn (GTK_WIDGET (page));
  gtk_window_destroy (window);
  let_go (page);
}

/* ── what the bank did not pay ───────────────────────────────────────────────────────────────── */

static gboolean
begins_so (GtkWidget *label, gpointer text)
{
  return g_str_has_prefix (gtk_label_get_label (GTK_LABEL (label)), text);
}

static gboolean
has_unpaid (gpointer page)
{
  return app_find (page, GTK_TYPE_LABEL, begins_so, (gpointer) "Not paid ¥") != NULL;
}

static gboolean
says_nothing_open (gpointer page)
{
  return says (page, "✓ Paid") && !has_unpaid (page);
}

static QzFen
sum_failed (QzDocumentPage *page)
{
  QzSheet *lines = qz_document_page_get_sheet (page);
  QzFen sum = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (lines); row++)
    if (g_strcmp0 (qz_cell_text (lines, row, "pay_status"), "02") == 0)
      sum += qz_cell_number (lines, row, "pay");
  return sum;
}

static gboolean
has_failed_line (gpointer page)
{
  return sum_failed (page) > 0;
}

/* The amount of the line that failed, beside the total until it is paid; how its history calls the
 * receipt of the signed sheet is how the button does. */
static void
test_unpaid (void)
{
  static AppPayment first = { NUMBER, "1", TRUE }, second = { NUMBER, "", FALSE };
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *received = qz_words_dup ("act", "hand-over");
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;
  QzDocumentPage *page;
  GtkWindow *window;

  app_make_day (session, DAY);
  page = open_document (session);
  window = app_present (GTK_WIDGET (page));
  g_assert_false (has_unpaid (page));
  app_pay (session, &first);
  app_wait_until (has_unpaid, page, "what was not paid");
  app_wait_until (has_failed_line, page, "the line that failed");
  amount = qz_value_dup_display (QZ_VALUE_FEN, sum_failed (page));
  text = g_strdup_printf ("Not paid ¥%s", amount);
  app_wait_label (GTK_WIDGET (page), text);
  g_assert_cmpstr (received, ==, qz_document_act_get_label (QZ_ACT_HAND_OVER));
  app_pay (session, &second);
  app_wait_until (says_nothing_open, page, "the document to be paid");
  gtk_window_destroy (window);
  let_go (page);
}

/* ── vouchers ────────────────────────────────────────────────────────────────────────────────── */

static gint64
get_shown_number (QzListPage *page, guint position)
{
  QzSheetView *view = qz_list_page_get_view (page);

  return qz_cell_number (qz_sheet_view_get_sheet (view),
                         qz_sheet_model_get_row (qz_sheet_view_get_model (view), position),
                         "number");
}

static gboolean
is_event (GtkWidget *cell, gpointer unused)
{
  return g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (cell)),
                    "Daily disbursement · EV-03")
         == 0;
}

static gboolean
says_event (gpointer page)
{
  return app_find (page, GTK_TYPE_INSCRIPTION, is_event, NULL) != NULL;
}

/* What was posted last comes first, until somebody asks for another order; what a voucher is about
 * is said in words. */
static void
test_vouchers (void)
{
  static AppPayment whole = { NUMBER, "", TRUE };
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page;
  QzSheetView *view;
  GtkWindow *window;
  guint n;

  app_make_day (session, DAY);
  app_pay (session, &whole);
  page = open_list (session, "vouchers");
  window = app_present (GTK_WIDGET (page));
  view = qz_list_page_get_view (page);
  n = get_n_shown (page);
  g_assert_cmpuint (n, >, 2);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (get_shown_number (page, i), ==, n - i);
  app_wait_until (says_event, page, "what a voucher is about");
  qz_sheet_view_sort_by_name (view, "number", FALSE);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (get_shown_number (page, i), ==, i + 1);
  gtk_window_destroy (window);
  let_go (page);
}

/* What must agree about the document stands beside it. */
static void
test_checks_beside (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzDocumentPage *page;
  GtkWindow *window;

  app_make_day (session, DAY);
  page = open_document (session);
  window = app_present (GTK_WIDGET (page));
  app_wait_label (GTK_WIDGET (page), "K12 · ✓ agrees");
  app_wait_label (GTK_WIDGET (page), "Document totals are the sums of their lines");
  g_assert_null (app_find (GTK_WIDGET (page), GTK_TYPE_LABEL, is_label,
                           (gpointer) "Settlement lines: payable = offset + payment"));
  gtk_window_destroy (window);
  let_go (page);
}

/* ── where numbers come from ─────────────────────────────────────────────────────────────────── */

static gboolean
has_record (gpointer page)
{
  return qz_record_page_get_sheet (page) != NULL;
}

static gboolean
says_text (GtkWidget *label, gpointer text)
{
  return strstr (gtk_label_get_text (GTK_LABEL (label)), text) != NULL;
}

static void
test_explain (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzRecordPage *page;
  QzSheet *sheet;
  gint64 sum = 0;
  g_autoptr (GError) error = NULL;

  app_make_day (session, DAY);
  page = QZ_RECORD_PAGE (qz_record_page_new (session, &qz_record_explain, NUMBER "\n1/amount"));
  g_object_ref_sink (page);
  app_wait_until (has_record, page, "the explanation to load");
  sheet = qz_record_page_get_sheet (page);
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), >, 0);
  g_assert_true (
      qz_sheet_sum (sheet, (guint) qz_sheet_find_column (sheet, "amount"), &sum, &error));
  g_assert_cmpint (sum, ==,
                   qz_sheet_get_fact_number (sheet, (guint) qz_sheet_find_fact (sheet, "value")));
  g_assert_cmpstr (qz_sheet_get_text (sheet, 0, (guint) qz_sheet_find_column (sheet, "file")), ==,
                   "claims-2026-01.csv");
  /* In words: no "1/amount" is said of it. */
  g_assert_null (
      app_find (GTK_WIDGET (page), GTK_TYPE_LABEL, says_text, (gpointer) "1/amount"));
  g_assert_nonnull (
      app_find (GTK_WIDGET (page), GTK_TYPE_LABEL, says_text, (gpointer) NUMBER " · "));
  let_go (page);
}

/* ── preview ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_pages (gpointer page)
{
  return qz_pdf_view_get_n_pages (qz_preview_page_get_view (page)) > 0;
}

static gboolean
is_fitted (gpointer page)
{
  QzPdfView *view = qz_preview_page_get_view (page);

  return qz_pdf_view_get_zoom (view) != 100 && qz_pdf_view_get_page (view) == 1;
}

static void
test_preview (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzPreviewPage *page;
  QzPdfView *view;
  GtkWindow *window;

  app_make_day (session, DAY);
  page = QZ_PREVIEW_PAGE (qz_preview_page_new (session, NUMBER, NULL, NULL));
  g_object_ref_sink (page);
  app_wait_until (has_pages, page, "the pages of the preview");
  view = qz_preview_page_get_view (page);
  window = app_present (GTK_WIDGET (page));
  app_wait_until (is_fitted, page, "the page to fit the width");
  qz_pdf_view_set_zoom (view, 10000);
  g_assert_cmpuint (qz_pdf_view_get_zoom (view), ==, 400);
  gtk_window_destroy (window);
  let_go (page);
}

static void
test_no_pdf (void)
{
  QzPdfView *view = g_object_ref_sink (g_object_new (QZ_TYPE_PDF_VIEW, NULL));
  g_autoptr (GBytes) bytes = g_bytes_new_static ("not a PDF", 9);
  g_autoptr (GError) error = NULL;

  g_assert_false (qz_pdf_view_load (view, bytes, &error));
  g_assert_nonnull (error);
  let_go (view);
}

/* ── the session ─────────────────────────────────────────────────────────────────────────────── */

static gboolean refused;

static void
was_refused (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_assert_null (output);
  g_assert_error (error, QZ_ERROR, QZ_ERROR_PERMISSION);
  refused = TRUE;
}

static gboolean
is_refused_now (gpointer data)
{
  return refused;
}

static void
test_permission (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");

  app_make_day (session, DAY);
  refused = FALSE;
  qz_session_run (session, &qz_job_act, qz_act_input_new (NUMBER, QZ_ACT_REVIEW, NULL), NULL, NULL,
                  was_refused);
  app_wait_until (is_refused_now, NULL, "the refusal");
}

/* A second start on the same book set may read, and says who holds it. */
static gboolean
is_open (gpointer session)
{
  return qz_session_get_path (session) != NULL;
}

static void
test_second_start (void)
{
  g_autoptr (QzSession) first = app_open_city ("wang");
  g_autoptr (QzSession) second = qz_session_new ();

  qz_session_open (second, qz_session_get_path (first), NULL, NULL);
  app_wait_until (is_open, second, "the second start");
  g_assert_cmpstr (qz_session_get_banner (first), ==, "");
  g_assert_nonnull (strstr (qz_session_get_banner (second), "Read only"));
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/list/all-pages", test_all_lists);
  g_test_add_func ("/list/prints", test_prints);
  g_test_add_func ("/list/first-step-icon", test_first_step_icon);
  g_test_add_func ("/list/sort-and-filter", test_list_sort_and_filter);
  g_test_add_func ("/list/follows-writes", test_list_follows_writes);
  g_test_add_func ("/document/state-strip", test_state_strip);
  g_test_add_func ("/document/next-action", test_next_action);
  g_test_add_func ("/document/toast-next", test_toast_next);
  g_test_add_func ("/document/accessible-names", test_accessible_names);
  g_test_add_func ("/document/lines", test_lines);
  g_test_add_func ("/document/checks", test_checks_beside);
  g_test_add_func ("/document/unpaid", test_unpaid);
  g_test_add_func ("/list/vouchers", test_vouchers);
  g_test_add_func ("/hints/known", test_hints_known);
  g_test_add_func ("/hints/words", test_hint_words);
  g_test_add_func ("/explain/tie", test_explain);
  g_test_add_func ("/preview/pages", test_preview);
  g_test_add_func ("/preview/not-a-pdf", test_no_pdf);
  g_test_add_func ("/session/permission", test_permission);
  g_test_add_func ("/session/second-start", test_second_start);
  return app_fixture_run ();
}
