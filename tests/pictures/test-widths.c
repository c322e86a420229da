/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page, record and dialog of an agency's own work in a window 360 wide: nothing of it is
 * wider than the window, so nothing is cut off and no page scrolls sideways as a whole. Tables, the
 * grid of a voucher and pages of paper may scroll by themselves.
 *
 * Whoever wants to see them sets QZ_LOOK_OUT to a folder: pictures of all of them in their full
 * size are left there, in the ways that QZ_LOOK, QZ_LOOK_WIDTH and QZ_LOCALE_DIR say. */
#include "app-fixture.h"

#include <glib/gstdio.h>

#include "picture.h"
#include "qz-documents.h"
#include "qz-drafts.h"
#include "qz-page-spec.h"
#include "qz-restore-dialog.h"
#include "qz-sample-city.h"
#include "qz-sample-make.h"
#include "qz-window.h"

#define NARROW 360
#define FRAME  10 /* that a window draws around itself where nobody else does */
#define NOW    "2026-02-02T09:00"
#define LEDGER "L_AG_220200_EMP"

/* ── the book set ────────────────────────────────────────────────────────────────────────────── */

static gboolean
take_in (QzBook *book, const QzContext *context, GError **error)
{
  return qz_sample_import (book, context, "declarations", "city", "declarations-2026-01.csv", error)
         && qz_sample_import (book, context, "deductions", "city", "deductions-2026-01.csv", error);
}

/* One that waits for its check, with an account that is kept by provider, month and path. */
static gboolean
write_voucher (QzBook *book, const QzContext *context, GError **error)
{
  static const QzDraftLine lines[] = {
    { "补记上线前预付款", "TEMP_PAID.INSTANT", "H22020200101", 202601, "mprepay", 125000000, 0 },
    { "补记上线前预付款", "ACC_OUT", NULL, 0, "", 0, 125000000 },
  };
  QzDraft draft = { .ledger = LEDGER, .n_attachments = 2, .lines = lines,
                    .n_lines = G_N_ELEMENTS (lines) };
  g_autoptr (QzSheet) saved = NULL;
  g_autoptr (QzSheet) submitted = NULL;

  if (!qz_day_parse ("2026-02-02", &draft.day, error))
    return FALSE;
  saved = qz_draft_save (book, context, &draft, error);
  submitted = saved != NULL
                  ? qz_draft_act (book, context, 1, QZ_DRAFT_SUBMIT, NULL, error) : NULL;
  return submitted != NULL;
}

static gpointer
fill (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) daily = NULL;
  g_autoptr (QzSheet) settled = NULL;
  QzDay first, last;

  if (!qz_day_parse ("2026-01-31", &first, error) || !qz_day_parse ("2026-02-01", &last, error)
      || !take_in (book, context, error))
    return NULL;
  daily = qz_daily_run (book, context, first, last, -1, -1, error);
  settled = daily != NULL ? qz_settle_run (book, context, 202601, -1, error) : NULL;
  return settled != NULL && write_voucher (book, context, error) ? input : NULL;
}

static const QzJobKind fill_kind = { "Filling", fill, TRUE };

/* Takes @folder with all that lies in it away. */
static void
take_away (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* Gives its path. (transfer full) */
static char *
make_city (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "city.qz", NULL);
  g_autoptr (QzSession) session = NULL;
  QzContext context = { NULL };

  g_assert_true (qz_clock_init_at (&context.clock, NOW, &error));
  if (!qz_sample_city_make_training (path, &context, &error))
    g_error ("the sample city: %s", error->message);
  session = app_open_copy (path, NOW, "wang");
  app_run (session, &fill_kind, session);
  g_set_str (&path, qz_session_get_path (session));
  qz_session_close (session);
  return g_steal_pointer (&path);
}

/* ── what is wider than the window ───────────────────────────────────────────────────────────── */

typedef struct {
  const char *name; /* of what is looked at */
  GtkWidget *root;
  int width;
  guint n_faults;
} Look;

/* What may be wider than the window, for it scrolls by itself. */
static gboolean
may_scroll (GtkWidget *widget)
{
  static const char *const types[] = { "GtkColumnView", "QzVoucherGrid", "QzPdfCanvas",
                                       "AdwInlineViewSwitcher" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const GType type = g_type_from_name (types[i]);

      if (type != 0 && app_find (widget, type, NULL, NULL) != NULL)
        return TRUE;
    }
  return FALSE;
}

static char *
describe (GtkWidget *widget)
{
  GtkWidget *label = app_find (widget, GTK_TYPE_LABEL, NULL, NULL);

  return g_strdup_printf ("%s%s%s", G_OBJECT_TYPE_NAME (widget), label != NULL ? " with " : "",
                          label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : "");
}

static void
complain (Look *look, GtkWidget *widget, const char *what, int from, int to)
{
  g_autofree char *description = describe (widget);

  g_test_message ("%s: %s %s: %d to %d of %d", look->name, description, what, from, to,
                  look->width);
  look->n_faults++;
}

/* Only the innermost is told of: the outer ones are as wide because of it. */
static gboolean
find_outside (Look *look, GtkWidget *widget)
{
  graphene_rect_t at;
  gboolean found = FALSE;
  double from, to;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget)
      || GTK_IS_SCROLLBAR (widget))
    return FALSE;
  if (GTK_IS_SCROLLED_WINDOW (widget) && may_scroll (widget))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found |= find_outside (look, child);
  if (found || gtk_widget_get_width (widget) < 1 || gtk_widget_get_height (widget) < 1
      || !gtk_widget_compute_bounds (widget, look->root, &at))
    return found;
  from = at.origin.x;
  to = from + at.size.width;
  if (to <= look->width + 1 && from >= -1)
    return FALSE;
  complain (look, widget, "stands outside the window", (int) from, (int) to);
  return TRUE;
}

static int
get_least_width (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* As long as a single child wants as much, it is because of that one. */
static void
find_wide (Look *look, GtkWidget *widget)
{
  GtkWidget *widest = NULL;
  int width = look->width;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child) && gtk_widget_get_visible (child)
        && get_least_width (child) > width)
      {
        widest = child;
        width = get_least_width (child);
      }
  if (widest != NULL)
    find_wide (look, widest);
  else
    complain (look, widget, "wants more than there is", 0, get_least_width (widget));
}

static void
look_for_outside (const char *name, GtkWindow *window)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  Look look = { name, GTK_WIDGET (window), gtk_widget_get_width (content), 0 };
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));

  if (get_least_width (content) > look.width)
    find_wide (&look, content);
  find_outside (&look, dialog != NULL ? GTK_WIDGET (dialog) : content);
  if (look.n_faults > 0)
    g_test_fail ();
}

/* ── words that are cut off, for whoever looks ───────────────────────────────────────────────── */

static void
tell_cut (const char *name, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget)
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    g_test_message ("%s: cut: %s", name, gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_cut (name, child);
}

/* ── what is opened ──────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *name;
  const char *user;
  const char *action; /* "win.open-document('…')" */
} Step;

#define DAY_PAID "RB-220200-20260130-EMP-001"
#define DAY_MADE "RB-220200-20260131-EMP-001"

static const Step steps[] = {
  { "document-paid", "wang", "win.open-document::" DAY_PAID },
  { "document-made", "li", "win.open-document::" DAY_MADE },
  { "settlement", "li", "win.open-document::JS-220200-20260202-EMP-001" },
  { "preview", "wang", "win.preview-document::" DAY_PAID },
  { "batch", "qian", "win.open-batch::220200DD2601300001" },
  { "voucher", "qian", "win.open-voucher::L_AG_220200_EMP/2026-01/1" },
  { "voucher-preview", "qian", "win.preview-voucher::L_AG_220200_EMP/2026-01/1" },
  { "share", "qian", "win.open-share::2026-01" },
  { "draft", "li", "win.open-draft::1" },
  { "new-voucher", "wang", "win.new-voucher" },
  { "provider", "wang", "win.open-provider::H22020200101" },
  { "policy", "wang", "win.show-policy::jilin-daily" },
  { "find", "wang", "win.find" },
  { "run-daily", "wang", "win.run::daily" },
  { "run-settlement", "wang", "win.run::settlement" },
  { "sign-in", "wang", "win.sign-in" },
  { "change-passphrase", "wang", "win.change-passphrase" },
  { "new-user", "lin", "win.edit-user::" },
  { "edit-user", "lin", "win.edit-user::li" },
  { "user-passphrase", "lin", "win.user-passphrase::li" },
  { "deactivate-user", "lin", "win.deactivate-user::li" },
  { "withdraw-import", "wang", "win.withdraw-import::5" },
  { "reverse-voucher", "qian", "win.reverse-voucher::L_AG_220200_EMP/2026-01/1" },
  { "new-book", "wang", "win.new-book" },
  { "restore-book", "wang", "win.restore-book" },
  { "verify-book", "wang", "win.verify-book" },
  { "add-actor", "lin", "win.add-actor::" },
};

static gboolean
has_page (gpointer window)
{
  return adw_navigation_view_get_visible_page (qz_window_get_navigation (window)) != NULL;
}

static void
keep_picture (GtkWindow *window, const char *name)
{
  if (g_getenv ("QZ_LOOK_OUT") != NULL)
    {
      picture_keep (window, g_getenv ("QZ_LOOK_OUT"), name);
      tell_cut (name, GTK_WIDGET (window));
    }
}

static void
look_at (QzWindow *window, const char *name)
{
  if (has_page (window))
    picture_wait_for_readings (qz_window_get_session (window));
  picture_calm (GTK_WINDOW (window));
  look_for_outside (name, GTK_WINDOW (window));
  keep_picture (GTK_WINDOW (window), name);
}

static void
close_dialogs (QzWindow *window)
{
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)))
         != NULL)
    adw_dialog_force_close (dialog);
}

static void
take_step (QzWindow *window, const Step *step)
{
  g_autofree char *action = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  qz_session_set_user (qz_window_get_session (window), step->user);
  g_assert_true (g_action_parse_detailed_name (step->action, &action, &target, &error));
  g_assert_true (
      gtk_widget_activate_action_variant (GTK_WIDGET (window), action, target));
  g_test_message ("%s", step->name);
  look_at (window, step->name);
  close_dialogs (window);
}

static gboolean
is_called (GtkWidget *widget, gpointer label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

/* Presses the button of the visible page that is called @label, before it is translated. */
static void
press (QzWindow *window, const char *label, const char *name)
{
  AdwNavigationPage *page =
      adw_navigation_view_get_visible_page (qz_window_get_navigation (window));
  GtkWidget *button = app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, is_called,
                                (gpointer) g_dgettext (GETTEXT_PACKAGE, label));

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  look_at (window, name);
  close_dialogs (window);
}

static gboolean
has_looked (gpointer dialog)
{
  return !gtk_widget_get_visible (
      GTK_WIDGET (gtk_widget_get_template_child (dialog, QZ_TYPE_RESTORE_DIALOG, "progress")));
}

/* What a backup holds; the book set at hand serves as one. */
static void
look_into_backup (QzWindow *window, const char *path, const char *name)
{
  QzRestoreDialog *dialog =
      qz_restore_dialog_present (GTK_WIDGET (window), qz_window_get_session (window));

  qz_restore_dialog_set_backup (dialog, path);
  app_wait_until (has_looked, dialog, "the backup to be looked into");
  look_at (window, name);
  close_dialogs (window);
}

static QzWindow *
open_window (const char *path)
{
  const char *wish = g_getenv ("QZ_LOOK_WIDTH");
  const int width = wish != NULL ? (int) g_ascii_strtoll (wish, NULL, 10) : NARROW;
  QzWindow *window = qz_window_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  gtk_window_set_default_size (GTK_WINDOW (window), width + FRAME, 760 + FRAME);
  g_assert_true (qz_session_set_now (qz_window_get_session (window), NOW, &error));
  gtk_window_present (GTK_WINDOW (window));
  look_at (window, "start");
  qz_window_open_book (window, path, "li");
  app_wait_until (has_page, window, "the window to show a page");
  return window;
}

static void
test_widths (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-widths-XXXXXX", &error);
  g_autofree char *path = make_city (folder);
  QzWindow *window = open_window (path);
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strconcat ("page-", specs[i]->id, NULL);
      g_autofree char *action = g_strconcat ("win.page::", specs[i]->id, NULL);

      take_step (window, &(Step) { name, "li", action });
      if (g_str_equal (specs[i]->id, "agenda"))
        press (window, "Month View", "page-agenda-month");
    }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    take_step (window, &steps[i]);
  look_into_backup (window, path, "restore-whole");
  gtk_window_destroy (GTK_WINDOW (window));
  take_away (folder);
}

int
main (int argc, char *argv[])
{
  picture_init (&argc, &argv);
  picture_use_style ();
  /* What is too wide is told with its name, below. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
  g_test_add_func ("/widths/all", test_widths);
  return app_fixture_run ();
}
