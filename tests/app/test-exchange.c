/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of packages with a real one on them: made by a province, looked at and taken in by a
 * city, by the buttons that people press (NL-31). */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-clearing.h"
#include "qz-config.h"
#include "qz-imports.h"
#include "qz-nonlocal-tick.h"
#include "qz-packages.h"
#include "qz-peers.h"
#include "qz-tabs-page.h"
#include "qz-window.h"

#define PROVINCE "230000"
#define CITY     "230200"
#define BEGIN    "2026-06-10T09:00"
#define MADE     "2026-06-21T10:00"
#define TAKEN    "2026-06-21T15:00"
#define MONTH    202605
#define SECRET   "春江潮水连海平海上明月"
#define WIDE     1200
#define NARROW   360

static char *folder;
static char *package; /* of the province for the city */
static char *fingerprint;

/* ── offices ─────────────────────────────────────────────────────────────────────────────────── */

static QzContext
make_context (const char *user, const char *now)
{
  QzContext context = { .user = user };
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_clock_init_at (&context.clock, now, &error));
  return context;
}

static char *
dup_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
take_file (QzBook *book, const char *kind, const char *file)
{
  const QzContext maker = make_context ("wang", BEGIN);
  const QzImportOptions options = { NULL };
  g_autofree char *path =
      g_build_filename (QZ_SOURCE_DATA_DIR, "sample", "heilongjiang", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) report = qz_import_run (book, &maker, kind, path, &options, &error);

  g_assert_no_error (error);
}

/* @n: how many of the registers it has; the hospitals are the third. */
static QzBook *
open_office (const char *name, const char *agency, guint n)
{
  static const char *const kinds[] = { "areas", "agencies", "providers", "accounts" };
  const QzContext owner = make_context ("lin", BEGIN);
  g_autofree char *path = dup_path (name);
  g_autoptr (GError) error = NULL;
  QzBook *book = NULL;

  if (!qz_book_create (path, agency, name, "lin", &owner.clock, &error)
      || (book = qz_book_open (path, TRUE, &error)) == NULL
      || !qz_book_put_user (book, &owner, "wang", "王敏", QZ_ROLE_MAKER, TRUE, &error)
      || !qz_book_put_user (book, &owner, "li", "李航", QZ_ROLE_REVIEWER, TRUE, &error)
      || !qz_policy_activate (book, &owner, "heilongjiang-nonlocal", &error))
    g_error ("%s: %s", name, error->message);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *file = g_strconcat (kinds[i], ".csv", NULL);

      take_file (book, kinds[i], file);
    }
  return book;
}

static void
trust (QzBook *book, const char *agency, const char *read_out)
{
  const QzContext owner = make_context ("lin", BEGIN);
  g_autofree char *file = g_strconcat (agency, ".pub", NULL);
  g_autofree char *public = dup_path (file);
  g_autoptr (GError) error = NULL;

  if (!qz_peer_add (book, &owner, agency, public, read_out, &error))
    g_error ("%s: %s", agency, error->message);
}

/* ── the package ─────────────────────────────────────────────────────────────────────────────── */

/* Into AGENCY.key and AGENCY.pub; gives the fingerprint. (transfer full) */
static char *
make_key (QzBook *book, const char *agency)
{
  g_autofree char *key_file = g_strconcat (agency, ".key", NULL);
  g_autofree char *public_file = g_strconcat (agency, ".pub", NULL);
  g_autofree char *key = dup_path (key_file);
  g_autofree char *public = dup_path (public_file);
  const QzContext owner = make_context ("lin", BEGIN);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = qz_peer_make_key (book, &owner, key, SECRET, &error);
  g_autoptr (QzSheet) shown = NULL;

  g_assert_no_error (error);
  shown = qz_peer_show_key (book, &owner, key, public, &error);
  g_assert_no_error (error);
  return g_strdup (qz_fact_text (made, "fingerprint"));
}

static void
make_lists (QzBook *book)
{
  const QzContext maker = make_context ("wang", MADE);
  g_autoptr (GError) error = NULL;

  take_file (book, "claims", "claims-2026-05.csv");
  take_file (book, "national-items", "national-2026-05.csv");
  if (!qz_nonlocal_tick (book, &maker, NULL, &error))
    g_error ("%s", error->message);
  for (guint scope = 0; scope < QZ_N_NL_SCOPES; scope++)
    {
      g_autoptr (QzSheet) list =
          qz_clearing_generate (book, &maker, MONTH, (QzNlScope) scope, &error);

      g_assert_no_error (error);
    }
}

static void
make_package (void)
{
  const QzContext reviewer = make_context ("li", MADE);
  g_autofree char *key = dup_path (PROVINCE ".key");
  const QzPackageMake what = { CITY, folder, key, SECRET };
  g_autoptr (QzBook) city = open_office ("keys.qz", CITY, 2);
  g_autoptr (QzBook) book = open_office ("province.qz", PROVINCE, 4);
  g_autofree char *of_city = make_key (city, CITY);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;

  fingerprint = make_key (book, PROVINCE);
  trust (book, CITY, of_city);
  make_lists (book);
  made = qz_package_make (book, &reviewer, &what, &error);
  g_assert_no_error (error);
  g_assert_cmpint (qz_fact_number (made, "items"), ==, 2);
  package = g_strdup (qz_fact_text (made, "file"));
}

/* ── a window of the city ────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzWindow *window;
  QzSession *session;
} Desk;

static AdwNavigationPage *
get_page (Desk *self)
{
  return adw_navigation_view_get_visible_page (qz_window_get_navigation (self->window));
}

static gboolean
is_opened (gpointer window)
{
  return qz_session_get_path (qz_window_get_session (window)) != NULL
         && adw_navigation_view_get_visible_page (qz_window_get_navigation (window)) != NULL;
}

static gboolean
shows_tabs (gpointer desk)
{
  AdwNavigationPage *page = get_page (desk);

  return page != NULL && QZ_IS_TABS_PAGE (page)
         && qz_tabs_page_get_sheet (QZ_TABS_PAGE (page)) != NULL;
}

static void
sit_down (Desk *self, const char *name, guint n_registers, gboolean trusts, int width)
{
  QzBook *book = open_office (name, CITY, n_registers);
  g_autofree char *path = dup_path (name);
  g_autoptr (GError) error = NULL;

  if (trusts)
    trust (book, PROVINCE, fingerprint);
  qz_book_close (book);
  self->window = g_object_ref (qz_window_new (NULL, NULL));
  self->session = qz_window_get_session (self->window);
  g_assert_true (qz_session_set_now (self->session, TAKEN, &error));
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 720);
  gtk_window_present (GTK_WINDOW (self->window));
  qz_window_open_book (self->window, path, "li");
  app_wait_until (is_opened, self->window, "the city to open");
}

static void
get_up (Desk *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->window);
}

/* The page of the package, loaded. */
static QzSheet *
open_package (Desk *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "open-package-path",
                                  g_variant_new_string (package));
  app_wait_until (shows_tabs, self, "the package");
  return qz_tabs_page_get_sheet (QZ_TABS_PAGE (get_page (self)));
}

static gboolean
is_accept (GtkWidget *widget, gpointer data)
{
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.accept-package")
             == 0
         && gtk_widget_get_mapped (widget);
}

static GtkWidget *
find_accept (Desk *self)
{
  return app_find (GTK_WIDGET (get_page (self)), GTK_TYPE_BUTTON, is_accept, NULL);
}

static gboolean
has_accept (gpointer desk)
{
  return find_accept (desk) != NULL;
}

static gboolean
is_taken (gpointer desk)
{
  return qz_fact_number (qz_tabs_page_get_sheet (QZ_TABS_PAGE (get_page (desk))), "taken") != 0
         && !has_accept (desk);
}

static void
press_accept (Desk *self)
{
  app_wait_until (has_accept, self, "the button that takes the package in");
  g_assert_true (gtk_widget_get_sensitive (find_accept (self)));
  g_signal_emit_by_name (find_accept (self), "clicked");
  app_wait_until (is_taken, self, "the package to be taken in");
}

static gboolean
is_just (GtkWidget *widget, gpointer type)
{
  return G_OBJECT_TYPE (widget) == *(GType *) type;
}

/* Not one of a kind that is derived from it: in a column view there is a list view. */
static gboolean
shows (QzSheetView *view, GType type)
{
  GtkWidget *found = app_find (GTK_WIDGET (view), type, is_just, &type);

  return found != NULL && gtk_widget_get_mapped (found);
}

static gboolean
has_rows (gpointer view)
{
  return qz_sheet_view_get_rows (view) != NULL
         && g_list_model_get_n_items (qz_sheet_view_get_rows (view)) > 0;
}

static gboolean
shows_table (gpointer view)
{
  return shows (view, GTK_TYPE_COLUMN_VIEW) && !shows (view, GTK_TYPE_LIST_VIEW);
}

static gboolean
shows_two_lines (gpointer view)
{
  return shows (view, GTK_TYPE_LIST_VIEW) && !shows (view, GTK_TYPE_COLUMN_VIEW);
}

/* What the items of the page at hand show: a table with room for it, else rows of two lines; the
 * page is never wider than the window. */
static void
assert_fits (Desk *self, const char *child, int width)
{
  QzSheetView *view = qz_tabs_page_get_view (QZ_TABS_PAGE (get_page (self)), child);
  int minimum = 0;

  app_wait_until (has_rows, view, "rows");
  gtk_widget_measure (GTK_WIDGET (get_page (self)), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, <=, NARROW);
  app_wait_until (width == WIDE ? shows_table : shows_two_lines, view,
                  width == WIDE ? "the table" : "rows of two lines");
}

static void
assert_states (QzSheet *sheet, const char *column, const char *word)
{
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, 2);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    g_assert_cmpstr (qz_cell_text (sheet, row, column), ==, word);
}

/* ── what is tested ──────────────────────────────────────────────────────────────────────────── */

/* The register of packages has it afterwards, and a row of it what became of each item. */
static void
assert_kept (Desk *self, int width, const char *state, const char *result)
{
  QzSheet *packages;
  QzSheetView *view;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "exchange");
  app_wait_until (shows_tabs, self, "the packages");
  assert_fits (self, "packages", width);
  view = qz_tabs_page_get_view (QZ_TABS_PAGE (get_page (self)), "packages");
  packages = qz_sheet_view_get_sheet (view);
  g_assert_cmpuint (qz_sheet_get_n_rows (packages), ==, 1);
  g_assert_cmpstr (qz_cell_text (packages, 0, "state"), ==, state);
  g_signal_emit_by_name (view, "row-activated", 0u);
  app_wait_until (shows_tabs, self, "what was taken in");
  assert_states (qz_tabs_page_get_sheet (QZ_TABS_PAGE (get_page (self))), "result", result);
  assert_fits (self, "", width);
}

/* NL-31e: who sent it, what it holds, one button; after it, what became of it. */
static void
test_take (gconstpointer data)
{
  const int width = GPOINTER_TO_INT (data);
  g_autofree char *name = g_strdup_printf ("city-%d.qz", width);
  Desk desk;
  QzSheet *sheet;

  sit_down (&desk, name, 4, TRUE, width);
  sheet = open_package (&desk);
  g_assert_cmpstr (qz_fact_text (sheet, "from_name"), ==, "黑龙江省");
  g_assert_cmpstr (qz_fact_text (sheet, "signed"), ==, "Valid, with the key of this office");
  assert_states (sheet, "state", "New");
  assert_fits (&desk, "", width);
  press_accept (&desk);
  assert_states (qz_tabs_page_get_sheet (QZ_TABS_PAGE (get_page (&desk))), "state", "Taken in");
  assert_kept (&desk, width, "Taken in", "Taken in");
  get_up (&desk);
}

/* What cannot be applied yet waits, and says for what. */
static void
test_waits (void)
{
  Desk desk;
  QzSheet *sheet;

  sit_down (&desk, "fresh.qz", 2, TRUE, WIDE);
  open_package (&desk);
  press_accept (&desk);
  sheet = qz_tabs_page_get_sheet (QZ_TABS_PAGE (get_page (&desk)));
  assert_states (sheet, "state", "Waits for something");
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    g_assert_nonnull (strstr (qz_cell_text (sheet, row, "reason"), "H23"));
  assert_kept (&desk, WIDE, "Waits for something", "Waits for something");
  get_up (&desk);
}

/* Of an office that nobody trusts the package can be read, but not taken in. */
static void
test_stranger (void)
{
  Desk desk;
  QzSheet *sheet;

  sit_down (&desk, "careful.qz", 4, FALSE, WIDE);
  sheet = open_package (&desk);
  g_assert_cmpstr (qz_fact_text (sheet, "signed"), ==, "Signed with a key that is not trusted");
  g_assert_false (has_accept (&desk));
  assert_fits (&desk, "", WIDE);
  get_up (&desk);
}

static void
remove_folder (void)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = dup_path (name);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  int result;

  app_fixture_init (&argc, &argv);
  folder = g_dir_make_tmp ("qz-exchange-XXXXXX", NULL);
  make_package ();
  g_test_add_data_func ("/exchange/take/NL-31e/1200", GINT_TO_POINTER (WIDE), test_take);
  g_test_add_data_func ("/exchange/take/NL-31e/360", GINT_TO_POINTER (NARROW), test_take);
  g_test_add_func ("/exchange/waits", test_waits);
  g_test_add_func ("/exchange/stranger", test_stranger);
  result = app_fixture_run ();
  remove_folder ();
  g_free (folder);
  g_free (package);
  g_free (fingerprint);
  return result;
}
