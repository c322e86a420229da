/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qz-claim-browse.h"
#include "qz-claim-page.h"
#include "qz-filter-bar.h"
#include "qz-filter-button.h"
#include "qz-guard.h"
#include "qz-lazy-source.h"
#include "qz-link.h"
#include "qz-lines.h"
#include "qz-list-page.h"
#include "qz-record-page.h"
#include "qz-row.h"

#define DAY    "2026-01-05"
#define NUMBER "RB-220200-20260105-EMP-001"

/* ── a long list without a book set: ids from 1, cells that say their id ─────────────────────── */

#define N_ROWS 100000

static guint n_reads;

static QzSheet *
new_head (void)
{
  QzSheet *sheet = qz_sheet_new ("numbers");

  qz_sheet_add_column (sheet, "number", "Number", QZ_VALUE_COUNT);
  return sheet;
}

static QzSheet *
read_rows (QzBook *book, const guint32 *ids, guint n_ids, GError **error)
{
  QzSheet *sheet = new_head ();

  n_reads++;
  for (guint i = 0; i < n_ids; i++)
    qz_sheet_put_number (sheet, qz_sheet_add_row (sheet), 0, ids[i]);
  return sheet;
}

static const QzBrowseSource numbers = { .new_head = new_head, .read_rows = read_rows };

static QzLazyModel *
new_numbers (void)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (QzReader) reader = qz_reader_new (NULL);

  for (guint32 id = 1; id <= N_ROWS; id++)
    g_array_append_val (ids, id);
  n_reads = 0;
  return qz_lazy_model_new (&numbers, reader, ids, NULL);
}

static void
assert_row (QzLazyModel *model, guint position)
{
  g_autoptr (QzRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);

  g_assert_cmpuint (qz_row_get_number (row), ==, position);
  g_assert_cmpint (qz_sheet_get_number (qz_row_get_sheet (row), qz_row_get_index (row), 0), ==,
                   position + 1);
}

static void
test_lazy_pages (void)
{
  QzLazyModel *model = new_numbers ();

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, N_ROWS);
  g_assert_cmpuint (n_reads, ==, 0);
  for (guint i = 0; i < QZ_LAZY_PAGE_ROWS; i++)
    assert_row (model, i);
  g_assert_cmpuint (n_reads, ==, 1);
  assert_row (model, N_ROWS - 1); /* the last page is not a full one */
  g_assert_cmpuint (n_reads, ==, 2);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), N_ROWS));
  g_assert_finalize_object (model);
}

/* The pages used last are kept, the others are let go; a row outlives its page. */
static void
test_lazy_keeps_few (void)
{
  QzLazyModel *model = new_numbers ();
  g_autoptr (QzRow) row = g_list_model_get_item (G_LIST_MODEL (model), 5);
  const guint n_alive = qz_row_get_n_alive ();

  for (guint page = 0; page < 3 * QZ_LAZY_MAX_PAGES; page++)
    {
      assert_row (model, page * QZ_LAZY_PAGE_ROWS);
      assert_row (model, 1); /* used all the time, so it stays */
    }
  g_assert_cmpuint (n_reads, ==, 3 * QZ_LAZY_MAX_PAGES);
  g_assert_cmpuint (qz_lazy_model_get_n_pages (model), ==, QZ_LAZY_MAX_PAGES);
  g_assert_cmpuint (qz_row_get_n_alive (), ==, n_alive);
  assert_row (model, QZ_LAZY_PAGE_ROWS); /* was let go: read again */
  g_assert_cmpuint (n_reads, ==, 3 * QZ_LAZY_MAX_PAGES + 1);
  g_assert_finalize_object (model);
  g_assert_cmpint (qz_sheet_get_number (qz_row_get_sheet (row), qz_row_get_index (row), 0), ==, 6);
}

/* ── the claims of the sample city ───────────────────────────────────────────────────────────── */

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

static void
let_go (gpointer page)
{
  g_object_run_dispose (G_OBJECT (page));
  g_assert_finalize_object (page);
}

static guint
get_n (QzListPage *page)
{
  return g_list_model_get_n_items (qz_sheet_view_get_rows (qz_list_page_get_view (page)));
}

typedef struct {
  QzListPage *page;
  GListModel *before;
} Swap;

static gboolean
is_swapped (gpointer data)
{
  Swap *swap = data;

  return qz_sheet_view_get_rows (qz_list_page_get_view (swap->page)) != swap->before;
}

/* Another list has come in. */
static void
wait_for_rows (QzListPage *page, GListModel *before)
{
  Swap swap = { page, before };

  app_wait_until (is_swapped, &swap, "the claims to be ordered or filtered");
}

static gint64
get_amount (QzListPage *page, guint position, const char *name)
{
  guint row;
  QzSheet *sheet = qz_sheet_view_find_row (qz_list_page_get_view (page), position, &row);

  return qz_sheet_get_number (sheet, row, (guint) qz_sheet_find_column (sheet, name));
}

static const char *
get_text (QzListPage *page, guint position, const char *name)
{
  guint row;
  QzSheet *sheet = qz_sheet_view_find_row (qz_list_page_get_view (page), position, &row);

  return qz_sheet_get_text (sheet, row, (guint) qz_sheet_find_column (sheet, name));
}

static void
sort (QzListPage *page, const char *name, gboolean descending)
{
  QzSheetView *view = qz_list_page_get_view (page);
  GListModel *before = qz_sheet_view_get_rows (view);

  qz_sheet_view_sort (view, (guint) qz_sheet_find_column (qz_sheet_view_get_sheet (view), name),
                      descending);
  wait_for_rows (page, before);
}

/* The file and the line in it as one number that grows as claims come in. */
static gint64
get_place (QzListPage *page, guint position)
{
  return get_amount (page, position, "import") * 1000000 + get_amount (page, position, "line");
}

/* By every kind of key; equal ones stay as imported, that is, by line. */
static void
test_claims_sort (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page = open_list (session, "claims");
  guint n;

  g_assert_cmpstr (qz_list_page_get_shown (page), ==, "table");
  n = get_n (page);
  g_assert_cmpuint (n, >, 300);
  sort (page, "medfee", TRUE);
  g_assert_cmpuint (get_n (page), ==, n);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (get_amount (page, i - 1, "medfee"), >=, get_amount (page, i, "medfee"));
  sort (page, "insurance", FALSE);
  for (guint i = 1; i < n; i++)
    {
      const int order =
          strcmp (get_text (page, i - 1, "insurance"), get_text (page, i, "insurance"));

      g_assert_cmpint (order, <=, 0);
      if (order == 0)
        g_assert_cmpint (get_place (page, i - 1), <, get_place (page, i));
    }
  sort (page, "provider_code", FALSE);
  for (guint i = 1; i < n; i++)
    g_assert_cmpstr (get_text (page, i - 1, "provider_code"), <=,
                     get_text (page, i, "provider_code"));
  sort (page, "setl_time", TRUE);
  for (guint i = 1; i < n; i++)
    g_assert_cmpstr (get_text (page, i - 1, "setl_time"), >=, get_text (page, i, "setl_time"));
  sort (page, "psn_name", FALSE);
  for (guint i = 1; i < n && get_text (page, i, "psn_name") != NULL; i++)
    g_assert_cmpstr (get_text (page, i - 1, "psn_name"), <=, get_text (page, i, "psn_name"));
  let_go (page);
}

/* Filters and search work in the store; what they leave is what they say, and no more. */
static void
test_claims_filter (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page = open_list (session, "claims");
  QzSheetView *view = qz_list_page_get_view (page);
  const guint n_all = get_n (page);
  g_autofree char *provider = g_strdup (get_text (page, 0, "provider_code"));
  g_autofree char *certno = g_strdup (get_text (page, 0, "certno"));
  GListModel *before = qz_sheet_view_get_rows (view);
  guint n;

  g_assert_nonnull (strstr (certno, "********")); /* first 6, last 4 */
  qz_sheet_view_set_filter (view, "provider_code", provider);
  wait_for_rows (page, before);
  n = get_n (page);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, n_all);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (get_text (page, i, "provider_code"), ==, provider);
  before = qz_sheet_view_get_rows (view);
  qz_sheet_view_set_search (view, certno);
  wait_for_rows (page, before);
  g_assert_cmpuint (get_n (page), >, 0);
  for (guint i = 0; i < get_n (page); i++)
    g_assert_cmpstr (get_text (page, i, "certno"), ==, certno);
  before = qz_sheet_view_get_rows (view);
  qz_sheet_view_set_search (view, "' OR 1=1 --");
  wait_for_rows (page, before);
  g_assert_cmpuint (get_n (page), ==, 0);
  let_go (page);
}

static void
test_claims_days (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page = open_list (session, "claims");
  QzSheetView *view = qz_list_page_get_view (page);
  GListModel *before = qz_sheet_view_get_rows (view);

  qz_sheet_view_set_filter (view, "from", DAY);
  qz_sheet_view_set_filter (view, "to", DAY);
  wait_for_rows (page, before);
  /* Two questions were asked; the answer to the first is passed over. */
  g_assert_cmpuint (get_n (page), >, 0);
  for (guint i = 0; i < get_n (page); i++)
    g_assert_true (g_str_has_prefix (get_text (page, i, "setl_time"), DAY));
  let_go (page);
}

/* ── columns ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
shows_column (QzListPage *page, const char *name)
{
  QzSheetView *view = qz_list_page_get_view (page);
  g_autoptr (GArray) shown = qz_sheet_view_dup_shown_columns (view);
  const int column = qz_sheet_find_column (qz_sheet_view_get_sheet (view), name);

  for (guint i = 0; i < shown->len; i++)
    if ((int) g_array_index (shown, guint, i) == column)
      return TRUE;
  return FALSE;
}

/* Columns and order are there again when the page comes again. */
static void
test_columns_remembered (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page = open_list (session, "claims");

  g_assert_true (shows_column (page, "medfee"));
  g_assert_false (shows_column (page, "file"));
  qz_sheet_view_show_column (qz_list_page_get_view (page), "medfee", FALSE);
  qz_sheet_view_show_column (qz_list_page_get_view (page), "file", TRUE);
  sort (page, "cash", TRUE);
  let_go (page);
  page = open_list (session, "claims");
  g_assert_false (shows_column (page, "medfee"));
  g_assert_true (shows_column (page, "file"));
  for (guint i = 1; i < get_n (page); i++)
    g_assert_cmpint (get_amount (page, i - 1, "cash"), >=, get_amount (page, i, "cash"));
  qz_sheet_view_show_column (qz_list_page_get_view (page), "medfee", TRUE);
  qz_sheet_view_show_column (qz_list_page_get_view (page), "file", FALSE);
  let_go (page);
}

/* ── export ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What @page, a QzListPage or QzLines, exports. */
static char *
export (gpointer page, const char *ending)
{
  g_autofree char *folder = g_dir_make_tmp ("qz-export-XXXXXX", NULL);
  g_autofree char *name = g_strdup_printf ("list.%s", ending);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  char *text = NULL;

  if (QZ_IS_LINES (page))
    qz_lines_export (page, path);
  else
    qz_list_page_export (page, path);
  app_wait_until (is_there, path, "the export");
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, 100);
  g_unlink (path);
  g_rmdir (folder);
  return text;
}

/* The file has the columns that are seen, and the rows that are left, in this order. */
static void
test_export_is_what_is_shown (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page = open_list (session, "claims");
  QzSheetView *view = qz_list_page_get_view (page);
  GListModel *before = qz_sheet_view_get_rows (view);
  g_autofree char *csv = NULL;
  g_autofree char *pdf = NULL;
  g_autofree char *xlsx = NULL;
  g_auto (GStrv) lines = NULL;

  qz_sheet_view_set_filter (view, "insurance", "RES");
  wait_for_rows (page, before);
  sort (page, "fund", TRUE);
  csv = export (page, "csv");
  g_assert_true (g_str_has_prefix (csv, "\xEF\xBB\xBF" "Settlement,"));
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, get_n (page) + 2); /* titles; the end */
  g_assert_null (strstr (lines[0], "insutype"));                  /* not seen */
  for (guint i = 0; i < get_n (page); i++)
    {
      g_assert_true (g_str_has_prefix (lines[i + 1], get_text (page, i, "setl_id")));
      g_assert_nonnull (strstr (lines[i + 1], "Resident insurance"));
    }
  xlsx = export (page, "xlsx");
  g_assert_true (g_str_has_prefix (xlsx, "PK"));
  pdf = export (page, "pdf");
  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  let_go (page);
}

/* ── lines of a batch, of a voucher, of an explanation ───────────────────────────────────────── */

typedef struct {
  QzRecordPage *page;
  QzLines *lines;
  QzSheetView *view;
  QzSheet *sheet;
  GtkWindow *window;
} Record;

static gboolean
has_lines (gpointer view)
{
  return qz_sheet_view_get_rows (view) != NULL;
}

static void
record_open (Record *self, QzSession *session, const QzRecordSpec *spec, const char *key)
{
  self->page = QZ_RECORD_PAGE (qz_record_page_new (session, spec, key));
  g_object_ref_sink (self->page);
  self->lines = qz_record_page_get_lines (self->page);
  self->view = qz_lines_get_view (self->lines);
  self->window = app_present (GTK_WIDGET (self->page));
  app_wait_until (has_lines, self->view, "the lines");
  self->sheet = qz_record_page_get_sheet (self->page);
}

static void
record_close (Record *self)
{
  gtk_window_destroy (self->window);
  let_go (self->page);
}

static GtkWidget *
get_search (Record *self)
{
  return app_find (GTK_WIDGET (self->lines), GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
}

static gboolean
holds (QzSheet *sheet, guint row, const char *column, const char *text)
{
  g_autofree char *cell =
      qz_sheet_dup_display (sheet, row, (guint) qz_sheet_find_column (sheet, column));

  return strstr (cell, text) != NULL;
}

/* "2 rows · Debit 10.00 · Credit 10.00", or "2 rows · total 10.00" of a single one, of the rows
 * whose @column holds @text. */
static char *
dup_foot (QzSheet *sheet, const char *column, const char *text, const char *sums)
{
  g_auto (GStrv) names = g_strsplit (sums, " ", -1);
  GString *foot = g_string_new (NULL);
  guint n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    n += holds (sheet, row, column, text) ? 1 : 0;
  g_string_printf (foot, n == 1 ? "%u row" : "%u rows", n);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const guint summed = (guint) qz_sheet_find_column (sheet, names[i]);
      const char *title = names[1] == NULL ? "total" : qz_sheet_get_column_title (sheet, summed);
      g_autofree char *amount = NULL;
      gint64 sum = 0;

      for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
        sum += holds (sheet, row, column, text) ? qz_sheet_get_number (sheet, row, summed) : 0;
      amount = qz_value_dup_display (QZ_VALUE_FEN, sum);
      g_string_append_printf (foot, " · %s %s", title, amount);
    }
  return g_string_free_and_steal (foot);
}

/* The line that is shown there. */
static guint
get_shown (Record *self, guint position)
{
  return qz_sheet_model_get_row (qz_sheet_view_get_model (self->view), position);
}

static guint
get_n_lines (Record *self)
{
  return g_list_model_get_n_items (qz_sheet_view_get_rows (self->view));
}

/* What is searched for narrows the lines, and the sums follow. */
static void
assert_search (Record *self, const char *column, const char *text, const char *sums)
{
  g_autofree char *all = dup_foot (self->sheet, column, "", sums);
  g_autofree char *some = dup_foot (self->sheet, column, text, sums);

  g_assert_cmpstr (all, !=, some);
  app_wait_label (GTK_WIDGET (self->lines), all);
  gtk_editable_set_text (GTK_EDITABLE (get_search (self)), text);
  app_wait_label (GTK_WIDGET (self->lines), some);
  for (guint i = 0; i < get_n_lines (self); i++)
    g_assert_true (holds (self->sheet, get_shown (self, i), column, text));
  gtk_editable_set_text (GTK_EDITABLE (get_search (self)), "");
  app_wait_label (GTK_WIDGET (self->lines), all);
}

static const char *
get_line_text (Record *self, guint row, const char *column)
{
  return qz_sheet_get_text (self->sheet, row, (guint) qz_sheet_find_column (self->sheet, column));
}

/* The batch of the day; of its lines the bank does not pay the first. */
static char *
pay_day (QzSession *session)
{
  static AppPayment payment = { NUMBER, "1", TRUE };
  g_autofree char *batch = NULL;
  QzListPage *list;

  app_make_day (session, DAY);
  app_pay (session, &payment);
  list = open_list (session, "batches");
  batch = g_strdup (get_text (list, 0, "batch"));
  let_go (list);
  return g_steal_pointer (&batch);
}

/* An officer holds the lines of a batch against the paper of the bank. */
static void
test_batch_lines (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *batch = pay_day (session);
  g_autofree char *amount = NULL;
  Record record;

  record_open (&record, session, &qz_record_batch, batch);
  g_assert_cmpuint (qz_sheet_get_n_rows (record.sheet), >, 3);
  amount = qz_sheet_dup_display (record.sheet, 2,
                                 (guint) qz_sheet_find_column (record.sheet, "amount"));
  assert_search (&record, "provider_name", get_line_text (&record, 1, "provider_name"), "amount");
  assert_search (&record, "payee_account", get_line_text (&record, 0, "payee_account"), "amount");
  assert_search (&record, "amount", amount, "amount");
  record_close (&record);
}

/* The columns that are seen and the lines that are left, as they are sorted; and so they are again
 * when the page comes again. */
static void
test_batch_export (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *batch = pay_day (session);
  g_autofree char *csv = NULL;
  g_autofree char *left = NULL;
  g_auto (GStrv) lines = NULL;
  Record record;
  guint n;

  record_open (&record, session, &qz_record_batch, batch);
  left = dup_foot (record.sheet, "provider_name", "医院", "amount");
  qz_sheet_view_show_column (record.view, "pay_key", FALSE);
  qz_sheet_view_sort_by_name (record.view, "amount", TRUE);
  gtk_editable_set_text (GTK_EDITABLE (get_search (&record)), "医院");
  app_wait_label (GTK_WIDGET (record.lines), left);
  csv = export (record.lines, "csv");
  lines = g_strsplit (csv, "\r\n", -1);
  n = get_n_lines (&record);
  g_assert_cmpuint (n, >, 1);
  g_assert_cmpuint (n, <, qz_sheet_get_n_rows (record.sheet));
  g_assert_cmpuint (g_strv_length (lines), ==, n + 2); /* titles; the end */
  g_assert_null (strstr (lines[0], "Payment key"));
  for (guint i = 0; i < n; i++)
    g_assert_nonnull (
        strstr (lines[i + 1], get_line_text (&record, get_shown (&record, i), "payee_account")));
  record_close (&record);
  record_open (&record, session, &qz_record_batch, batch);
  n = (guint) qz_sheet_find_column (record.sheet, "amount");
  for (guint i = 1; i < qz_sheet_get_n_rows (record.sheet); i++)
    g_assert_cmpint (qz_sheet_get_number (record.sheet, get_shown (&record, i - 1), n), >=,
                     qz_sheet_get_number (record.sheet, get_shown (&record, i), n));
  qz_sheet_view_show_column (record.view, "pay_key", TRUE);
  qz_sheet_view_sort_by_name (record.view, NULL, FALSE);
  record_close (&record);
}

static gboolean
is_search (GtkWidget *button, gpointer unused)
{
  return g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), "system-search-symbolic") == 0;
}

/* Where it is narrow the lines come first; the search comes when it is asked for, and does not go
 * while it hides lines. */
static void
test_narrow_search (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *batch = pay_day (session);
  GtkWidget *button;
  Record record;

  record_open (&record, session, &qz_record_batch, batch);
  button = app_find (GTK_WIDGET (record.page), GTK_TYPE_TOGGLE_BUTTON, is_search, NULL);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Search this list");
  app_wait_until (app_is_mapped, get_search (&record), "the search");
  g_assert_false (gtk_widget_get_mapped (button));
  app_wait_drawn (GTK_WIDGET (record.page));
  gtk_window_set_default_size (record.window, 360, 760);
  app_wait_until (app_is_mapped, button, "the button of the search");
  app_wait_until (app_is_unmapped, get_search (&record), "the search to be put away");
  gtk_widget_activate_action (GTK_WIDGET (record.page), "page.search", NULL);
  app_wait_until (app_is_mapped, get_search (&record), "the search");
  gtk_editable_set_text (GTK_EDITABLE (get_search (&record)), "nobody is called that");
  app_wait_label (GTK_WIDGET (record.lines), "0 rows · total 0.00");
  app_wait_label (GTK_WIDGET (record.lines), "Nothing Found");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (record.view)));
  gtk_widget_grab_focus (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  app_wait_drawn (GTK_WIDGET (record.page));
  g_assert_true (gtk_widget_get_mapped (get_search (&record)));
  gtk_editable_set_text (GTK_EDITABLE (get_search (&record)), "");
  app_wait_until (app_is_unmapped, get_search (&record), "the search to be put away");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (record.view)));
  app_wait_drawn (GTK_WIDGET (record.page));
  record_close (&record);
}

/* A posted voucher: both sides are added up below it. */
static void
test_voucher_lines (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *batch = pay_day (session);
  g_autofree char *csv = NULL;
  Record record;

  record_open (&record, session, &qz_record_voucher, "L_AG_220200_EMP/2026-04/1");
  g_assert_cmpuint (qz_sheet_get_n_rows (record.sheet), >, 1);
  assert_search (&record, "account_name", get_line_text (&record, 0, "account_name"),
                 "debit credit");
  csv = export (record.lines, "csv");
  g_assert_nonnull (strstr (csv, get_line_text (&record, 0, "account_name")));
  record_close (&record);
}

/* The claims that an amount is made of: the foot says what the amount is, and what is found of
 * it. */
static void
test_explained_lines (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *value = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *foot = NULL;
  Record record;

  app_make_day (session, DAY);
  record_open (&record, session, &qz_record_explain, NUMBER "\ntotal");
  value = qz_value_dup_display (
      QZ_VALUE_FEN,
      qz_sheet_get_fact_number (record.sheet,
                                (guint) qz_sheet_find_fact (record.sheet, "value")));
  foot = dup_foot (record.sheet, "what", "", "amount");
  g_assert_true (g_str_has_suffix (foot, value));
  assert_search (&record, "what", get_line_text (&record, 0, "what"), "amount");
  csv = export (record.lines, "csv");
  for (guint row = 0; row < qz_sheet_get_n_rows (record.sheet); row++)
    g_assert_nonnull (strstr (csv, get_line_text (&record, row, "what")));
  record_close (&record);
}

/* ── chips ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_chip (GtkWidget *widget, gpointer data)
{
  return gtk_widget_has_css_class (widget, "qz-chip");
}

static gboolean
has_chip (gpointer page)
{
  return app_find (page, GTK_TYPE_BUTTON, is_chip, NULL) != NULL;
}

static gboolean
has_no_chip (gpointer page)
{
  return !has_chip (page);
}

static gboolean
filters_insurance (GtkWidget *widget, gpointer data)
{
  return g_str_equal (qz_filter_button_get_column (QZ_FILTER_BUTTON (widget)), "insurance")
         && qz_filter_button_get_title (QZ_FILTER_BUTTON (widget)) != NULL;
}

static gboolean
has_choices (gpointer page)
{
  return app_find (page, QZ_TYPE_FILTER_BUTTON, filters_insurance, NULL) != NULL;
}

static void
test_chips (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page = open_list (session, "claims");
  const guint n_all = get_n (page);
  GListModel *before = qz_sheet_view_get_rows (qz_list_page_get_view (page));
  QzFilterButton *filter;

  app_wait_until (has_choices, page, "the choices of the filters");
  filter = QZ_FILTER_BUTTON (
      app_find (GTK_WIDGET (page), QZ_TYPE_FILTER_BUTTON, filters_insurance, NULL));
  qz_filter_button_choose (filter, "RES");
  app_wait_until (has_chip, page, "a chip");
  wait_for_rows (page, before);
  g_assert_cmpuint (get_n (page), <, n_all);
  before = qz_sheet_view_get_rows (qz_list_page_get_view (page));
  g_signal_emit_by_name (app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, is_chip, NULL), "clicked");
  app_wait_until (has_no_chip, page, "the chip to go");
  wait_for_rows (page, before);
  g_assert_cmpuint (get_n (page), ==, n_all);
  let_go (page);
}

/* What is wanted before the choices of a long list are known is chosen when they are. */
static void
test_preset (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *page = QZ_LIST_PAGE (qz_page_new (session, qz_pages_find ("claims")));
  GtkWindow *window = app_present (GTK_WIDGET (page));
  GtkWidget *filter;

  qz_link_preset (GTK_WIDGET (page), "insurance", "RES");
  app_wait_until (has_chip, page, "a chip");
  filter = app_find (GTK_WIDGET (page), QZ_TYPE_FILTER_BUTTON, filters_insurance, NULL);
  g_assert_cmpstr (qz_filter_button_get_value (QZ_FILTER_BUTTON (filter)), ==, "RES");
  g_assert_cmpstr (qz_filter_button_get_text (QZ_FILTER_BUTTON (filter)), ==,
                   "Resident insurance");
  gtk_window_destroy (window);
  qz_session_close (session);
}

/* ── one claim ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_claim (gpointer page)
{
  return qz_claim_page_get_sheet (page) != NULL;
}

static gboolean
is_whole (gpointer page)
{
  return strchr (qz_claim_page_get_shown_number (page), '*') == NULL;
}

static gpointer
list_log (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) log = qz_book_list_log (book, 5, error);
  gboolean *out = input;

  if (log == NULL)
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (log); row++)
    for (guint i = 0; i < qz_sheet_get_n_columns (log); i++)
      *out = *out
             || (qz_sheet_get_column_type (log, i) == QZ_VALUE_TEXT
                 && g_strcmp0 (qz_sheet_get_text (log, row, i), "claim reveal") == 0);
  return g_strdup ("");
}

static const QzJobKind job_log = { NULL, list_log, FALSE, NULL, g_free };

static gboolean
is_reveal (GtkWidget *widget, gpointer data)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "_Show Whole Number") == 0;
}

/* Who may see the whole number sees it, and that stands in the change log; nobody else does. */
static void
test_claim_reveal (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzListPage *list = open_list (session, "claims");
  QzClaimPage *page =
      QZ_CLAIM_PAGE (qz_claim_page_new (session, get_text (list, 0, "setl_id")));
  GtkWidget *reveal = app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, is_reveal, NULL);
  GtkWindow *window = app_present (GTK_WIDGET (page));
  gboolean logged = FALSE;

  qz_guard_set_session (GTK_WIDGET (window), session);
  app_wait_until (has_claim, page, "the claim to load");
  app_wait_until (app_is_mapped, reveal, "the button to be there");
  g_assert_nonnull (strstr (qz_claim_page_get_shown_number (page), "********"));
  g_assert_false (gtk_widget_get_sensitive (reveal)); /* wang is a maker */
  qz_session_set_user (session, "lin");
  g_assert_true (gtk_widget_get_sensitive (reveal));
  app_run (session, &job_log, &logged);
  g_assert_false (logged);
  g_signal_emit_by_name (reveal, "clicked");
  app_wait_until (is_whole, page, "the whole number");
  app_run (session, &job_log, &logged);
  g_assert_true (logged);
  qz_session_set_user (session, "wang"); /* what lin was shown, wang is not */
  g_assert_nonnull (strstr (qz_claim_page_get_shown_number (page), "********"));
  gtk_window_destroy (window);
  let_go (list);
}

/* ── as many widgets as are seen, not as many as there are lines ─────────────────────────────── */

#define N_LINE_COLUMNS 12

static QzSheet *
make_lines (guint n_lines)
{
  QzSheet *sheet = qz_sheet_new ("lines");

  for (guint column = 0; column < N_LINE_COLUMNS; column++)
    {
      g_autofree char *name = g_strdup_printf ("f%u", column);

      qz_sheet_add_column (sheet, name, name, QZ_VALUE_COUNT);
    }
  for (guint i = 0; i < n_lines; i++)
    {
      const guint row = qz_sheet_add_row (sheet);

      for (guint column = 0; column < N_LINE_COLUMNS; column++)
        qz_sheet_put_number (sheet, row, column, i * 10 + column);
    }
  return sheet;
}

typedef struct {
  GtkColumnView *table;
  guint n_rows;
} Filled;

static gboolean
is_filled (gpointer data)
{
  const Filled *filled = data;
  GtkSelectionModel *model = gtk_column_view_get_model (filled->table);

  return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) == filled->n_rows;
}

/* Shows @n_lines as the page of a document or a batch does, wholly, scrolls to the last line, and
 * counts. */
static guint
count_for_lines (guint n_lines)
{
  static const QzSheetLayout layout = { "f0", "f1", "f2", NULL, FALSE };
  g_autoptr (QzSheet) sheet = make_lines (n_lines);
  QzSheetView *view = g_object_new (QZ_TYPE_SHEET_VIEW, NULL);
  GtkWindow *window = app_present (GTK_WIDGET (view));
  Filled filled = { qz_sheet_view_get_table (view), n_lines };
  guint n;

  qz_sheet_view_set_sheet (view, sheet, &layout);
  g_assert_cmpuint (g_list_model_get_n_items (qz_sheet_view_get_rows (view)), ==, n_lines);
  app_wait_until (is_filled, &filled, "the table to have all lines");
  gtk_column_view_scroll_to (filled.table, n_lines - 1, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  n = app_count_widgets (GTK_WIDGET (window));
  gtk_window_destroy (window);
  return n;
}

static void
test_many_lines (void)
{
  const guint n_document = count_for_lines (2000);
  const guint n_batch = count_for_lines (5000);

  g_test_message ("%u widgets for 2,000 lines, %u for 5,000", n_document, n_batch);
  /* Two widgets a cell and one a row, for the rows that a table of GTK keeps ready. */
  g_assert_cmpuint (n_document, <=, 300 * (2 * N_LINE_COLUMNS + 1));
  g_assert_cmpuint (n_batch, <=, n_document + n_document / 20);
}

/* Rows of a sheet that says something else go some at a time before it comes, since all of them at
 * once would keep the window from drawing. Those of a sheet that says the same stay. */
static void
test_shrink (void)
{
  static const QzSheetLayout layout = { "f0", "f1", "f2", NULL, FALSE };
  g_autoptr (QzSheet) sheet = make_lines (60);
  g_autoptr (QzSheet) same = make_lines (60);
  g_autoptr (QzSheet) other = make_lines (59);
  QzSheetView *view = g_object_new (QZ_TYPE_SHEET_VIEW, NULL);
  GtkWindow *window = app_present (GTK_WIDGET (view));
  Filled filled = { qz_sheet_view_get_table (view), 60 };
  guint n_turns = 0;

  g_assert_false (qz_sheet_view_shrink (view, sheet, &layout));
  qz_sheet_view_set_sheet (view, sheet, &layout);
  app_wait_until (is_filled, &filled, "the table to have all lines");
  g_assert_false (qz_sheet_view_shrink (view, same, &layout));
  g_assert_true (is_filled (&filled));
  while (qz_sheet_view_shrink (view, other, &layout))
    n_turns++;
  g_assert_cmpuint (n_turns, >, 1);
  filled.n_rows = 0;
  g_assert_true (is_filled (&filled));
  /* What was there came back meanwhile: its rows are wanted again. */
  qz_sheet_view_set_sheet (view, same, &layout);
  filled.n_rows = 60;
  app_wait_until (is_filled, &filled, "the lines to be back");
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/lazy-model/pages", test_lazy_pages);
  g_test_add_func ("/lazy-model/keeps-few", test_lazy_keeps_few);
  g_test_add_func ("/claims/sort", test_claims_sort);
  g_test_add_func ("/claims/filter", test_claims_filter);
  g_test_add_func ("/claims/days", test_claims_days);
  g_test_add_func ("/tables/columns-remembered", test_columns_remembered);
  g_test_add_func ("/tables/export", test_export_is_what_is_shown);
  g_test_add_func ("/lines/batch", test_batch_lines);
  g_test_add_func ("/lines/batch-export", test_batch_export);
  g_test_add_func ("/lines/narrow", test_narrow_search);
  g_test_add_func ("/lines/voucher", test_voucher_lines);
  g_test_add_func ("/lines/explained", test_explained_lines);
  g_test_add_func ("/tables/chips", test_chips);
  g_test_add_func ("/tables/preset", test_preset);
  g_test_add_func ("/tables/many-lines", test_many_lines);
  g_test_add_func ("/tables/shrink", test_shrink);
  g_test_add_func ("/claim/reveal", test_claim_reveal);
  return app_fixture_run ();
}
