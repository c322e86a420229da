/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-acting.h"
#include "qz-action-menu.h"
#include "qz-assist-actions.h"
#include "qz-book-actions.h"
#include "qz-care-actions.h"
#include "qz-clock-warning.h"
#include "qz-deposit-page.h"
#include "qz-document-jobs.h"
#include "qz-document-page.h"
#include "qz-documents.h"
#include "qz-edited.h"
#include "qz-error.h"
#include "qz-finder-dialog.h"
#include "qz-guard.h"
#include "qz-leave.h"
#include "qz-link.h"
#include "qz-ledger-pages.h"
#include "qz-list-page.h"
#include "qz-main-watch.h"
#include "qz-message.h"
#include "qz-money-page.h"
#include "qz-nav.h"
#include "qz-person-record.h"
#include "qz-policy-page.h"
#include "qz-preview-page.h"
#include "qz-provider-page.h"
#include "qz-queue-page.h"
#include "qz-record-page.h"
#include "qz-retire.h"
#include "qz-run-dialog.h"
#include "qz-settings.h"
#include "qz-share-page.h"
#include "qz-sidebar.h"
#include "qz-start-page.h"
#include "qz-tick.h"
#include "qz-window-files.h"
#include "qz-user-pages.h"
#include "qz-exchange-actions.h"
#include "qz-words.h"

/* Where a window is shown without being drawn, as one that starts hidden. */
#define FIRST_FRAME_MS 1000
/* A book set that is open sooner needs no page that says that it is being opened. */
#define BLANK_MS 250

struct _QzWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwNavigationSplitView *split;
  AdwWindowTitle *book_title;
  GtkMenuButton *user_button;
  GtkLabel *user_name;
  GtkLabel *user_roles;
  QzSidebar *sidebar;
  AdwNavigationView *navigation;
  AdwBanner *banner;
  QzClockWarning *clock_warning;
  QzStartPage *start; /* nullable: made when it is first shown */
  GtkMenuButton *desk_menu;
  GMenuModel *primary_menu;

  QzSession *session;
  GSettings *settings; /* nullable */
  char *wanted_user;   /* nullable: who acts in the book set that is being opened */
  QzJob *opening;      /* nullable: the last that was asked for */
  char *opening_what;  /* nullable: nothing is being opened, or it was cancelled */
  gboolean remembered; /* it is the one of last time */
  guint inhibit_cookie;
  guint desk_source;  /* the desk waits for the first frame */
  guint page_source;  /* the desk's first page waits for the desk */
  guint blank_source; /* the start page waits for the book set */
  gboolean drawn;    /* the window has had its first frame */
  gboolean may_close; /* everything was asked */
};

G_DEFINE_FINAL_TYPE (QzWindow, qz_window, ADW_TYPE_APPLICATION_WINDOW)

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

/* The page of the sidebar that the visible page belongs to: its own, or the one it was opened
 * from. */
static const char *
find_home (QzWindow *self)
{
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (self->navigation);

  for (guint i = g_list_model_get_n_items (stack); i > 0; i--)
    {
      g_autoptr (AdwNavigationPage) page = g_list_model_get_item (stack, i - 1);
      const char *home = qz_nav_get_home (page);
      const char *tag = adw_navigation_page_get_tag (page);

      if (home != NULL)
        return home;
      if (qz_pages_find (tag) != NULL)
        return tag;
    }
  return NULL;
}

/* Lists say themselves why the book set is read-only; on other pages the window does. */
static void
update_banner (QzWindow *self)
{
  const char *text = qz_session_get_banner (self->session);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  adw_banner_set_title (self->banner, text);
  adw_banner_set_revealed (self->banner, *text != '\0' && !QZ_IS_LIST_PAGE (page));
}

static void
visible_page_cb (QzWindow *self)
{
  const char *home = find_home (self);

  qz_sidebar_mark (self->sidebar, home);
  update_banner (self);
  if (self->settings != NULL && home != NULL)
    g_settings_set_string (self->settings, "last-page", home);
}

static void
show_spec (gpointer owner, gpointer data)
{
  QzWindow *self = owner;
  AdwNavigationPage *page = qz_page_new (self->session, data);
  AdwNavigationPage *before = adw_navigation_view_get_visible_page (self->navigation);
  const gboolean in_sidebar = gtk_widget_get_focus_child (GTK_WIDGET (self->sidebar)) != NULL;

  /* What goes away before it was ever drawn has no size to be laid out in. */
  if (before != NULL && gtk_widget_get_width (GTK_WIDGET (before)) == 0)
    gtk_widget_set_visible (GTK_WIDGET (before), FALSE);
  qz_retire_replace (self->navigation, page);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  /* The page that had the focus is gone; without this it would go to wherever is first. */
  if (!in_sidebar)
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static const QzPageSpec *
find_or_first (const char *id)
{
  const QzPageSpec *spec = qz_pages_find (id);

  return spec != NULL ? spec : qz_pages_get_all (&(guint) { 0 })[0];
}

/* The page of last time. */
static void
show_first_page (QzWindow *self)
{
  g_autofree char *page =
      self->settings != NULL ? g_settings_get_string (self->settings, "last-page") : NULL;

  g_clear_handle_id (&self->page_source, g_source_remove);
  show_spec (self, (gpointer) find_or_first (page));
  qz_sidebar_mark (self->sidebar, find_home (self));
  qz_main_watch_desk_shown ();
}

static gboolean
show_first_page_cb (gpointer user_data)
{
  QzWindow *self = user_data;

  self->page_source = 0;
  show_first_page (self);
  return G_SOURCE_REMOVE;
}

/* Whatever is shown comes after it. */
static void
finish_desk (QzWindow *self)
{
  if (self->page_source != 0)
    show_first_page (self);
}

static void
leave_for (QzWindow *self, const QzPageSpec *spec)
{
  finish_desk (self);
  qz_unsaved_leave (self->navigation, 0, G_OBJECT (self), show_spec, (gpointer) spec, NULL);
  /* Whoever stays with what is not saved stays in the sidebar too. */
  qz_sidebar_mark (self->sidebar, find_home (self));
}

/* Moving with the arrow keys shows the page too, but stays in the sidebar of a narrow window. While
 * nothing is shown, it is only the focus that first comes to the sidebar. */
static void
chosen_cb (QzWindow *self, const char *id, gboolean activated)
{
  if (qz_session_get_path (self->session) == NULL || find_home (self) == NULL)
    return;
  if (activated
      || (!adw_navigation_split_view_get_collapsed (self->split)
          && g_strcmp0 (id, find_home (self)) != 0))
    leave_for (self, qz_pages_find (id));
}

void
qz_window_show_page (QzWindow *self, const char *id)
{
  leave_for (self, find_or_first (id));
}

/* Shows @page on top of what is shown, also in a narrow window that shows the sidebar. Takes a
 * floating @page. */
static void
push (QzWindow *self, AdwNavigationPage *page)
{
  finish_desk (self);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  qz_nav_want_keyboard (page);
  adw_navigation_view_push (self->navigation, page);
}

/* ── who acts ────────────────────────────────────────────────────────────────────────────────── */

static char *
get_cell (QzSheet *sheet, guint row, const char *name)
{
  const int column = qz_sheet_find_column (sheet, name);

  return column >= 0 ? qz_words_dup_cell (sheet, row, (guint) column) : g_strdup ("");
}

static int
find_acting (QzSheet *users, const char *acting)
{
  const int column = qz_sheet_find_column (users, "name");

  for (guint row = 0; acting != NULL && row < qz_sheet_get_n_rows (users); row++)
    if (g_strcmp0 (qz_sheet_get_text (users, row, (guint) column), acting) == 0)
      return (int) row;
  return -1;
}

static void
update_acting (QzWindow *self)
{
  QzSheet *users = qz_session_get_users (self->session);
  const char *acting = qz_session_get_user (self->session);
  const int row = users != NULL ? find_acting (users, acting) : -1;
  g_autofree char *name =
      row >= 0 ? get_cell (users, (guint) row, "full_name") : g_strdup (_("Nobody acts"));
  g_autofree char *roles =
      row >= 0 ? get_cell (users, (guint) row, "roles") : g_strdup (_("Choose a user"));
  g_autofree char *actor = qz_acting_dup_actor_name (self->session);
  g_autofree char *second =
      *actor != '\0' ? g_strdup_printf (_("%s · for %s"), roles, actor) : g_strdup (roles);
  g_autofree char *label = g_strdup_printf (_("Acting user: %s, %s"), name, second);

  gtk_label_set_label (self->user_name, *name != '\0' ? name : acting);
  gtk_label_set_label (self->user_roles, *actor != '\0' ? actor : roles);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->user_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

/* ── the start page ──────────────────────────────────────────────────────────────────────────── */

static void
set_opening (QzWindow *self, const char *what)
{
  g_set_str (&self->opening_what, what);
  if (self->start != NULL)
    qz_start_page_set_opening (self->start, what);
}

static void
make_start (QzWindow *self)
{
  g_auto (GStrv) recent = self->settings != NULL ? qz_settings_dup_recent (self->settings) : NULL;

  self->start = g_object_new (QZ_TYPE_START_PAGE, NULL);
  qz_start_page_set_session (self->start, self->session, self->primary_menu);
  qz_start_page_set_recent (self->start, (const char *const *) recent);
  qz_start_page_set_opening (self->start, self->opening_what);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->start), "start");
}

/* A window that comes up with a book set never shows where one is chosen, so that is not made. */
static void
show_start (QzWindow *self)
{
  g_clear_handle_id (&self->blank_source, g_source_remove);
  if (self->start == NULL)
    make_start (self);
  if (qz_session_get_path (self->session) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "start");
}

static gboolean
show_start_cb (gpointer user_data)
{
  QZ_WINDOW (user_data)->blank_source = 0;
  show_start (user_data);
  return G_SOURCE_REMOVE;
}

/* Nothing is being opened any more. */
static void
end_opening (QzWindow *self)
{
  set_opening (self, NULL);
  if (self->blank_source != 0)
    show_start (self);
}

static void
qz_window_map (GtkWidget *widget)
{
  QzWindow *self = QZ_WINDOW (widget);

  if (self->start == NULL && self->opening_what != NULL)
    {
      g_clear_handle_id (&self->blank_source, g_source_remove);
      self->blank_source = g_timeout_add (BLANK_MS, show_start_cb, self);
    }
  else if (self->start == NULL && qz_session_get_path (self->session) == NULL)
    show_start (self);
  GTK_WIDGET_CLASS (qz_window_parent_class)->map (widget);
}

/* ── the book set ────────────────────────────────────────────────────────────────────────────── */

/* The first page of a desk is made in a turn of its own, before anything is drawn: all at once
 * would miss a frame. */
static void
show_desk (QzWindow *self)
{
  g_clear_handle_id (&self->desk_source, g_source_remove);
  g_clear_handle_id (&self->blank_source, g_source_remove);
  g_clear_handle_id (&self->page_source, g_source_remove);
  gtk_stack_set_visible_child_name (self->stack, "desk");
  set_opening (self, NULL);
  /* With it, the sidebar reads its counts. */
  qz_acting_begin (GTK_WIDGET (self), self->session, self->wanted_user);
  /* What was open was asked about before. What was written on it since then would be saved to this
   * book set: it goes with its page. */
  if (adw_navigation_view_get_visible_page (self->navigation) != NULL)
    show_first_page (self);
  else
    self->page_source = g_idle_add_full (G_PRIORITY_DEFAULT, show_first_page_cb, self, NULL);
}

static gboolean
show_desk_cb (gpointer user_data)
{
  QzWindow *self = user_data;

  self->desk_source = 0;
  show_desk (self);
  return G_SOURCE_REMOVE;
}

/* A small book set is open before the window is drawn; the window is not kept from the screen for
 * the desk, whose pages and icons take as long as all before it. */
static void
first_frame_cb (QzWindow *self, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  self->drawn = TRUE;
  if (self->desk_source == 0)
    return;
  g_source_remove (self->desk_source);
  self->desk_source = g_idle_add_full (G_PRIORITY_DEFAULT, show_desk_cb, self, NULL);
}

/* What is half written in a dialog is asked about first; whether there is such a dialog. */
static gboolean
ask_dialogs (QzWindow *self)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (self);
  g_autoptr (GListModel) dialogs = adw_application_window_get_dialogs (window);

  for (guint i = 0; i < g_list_model_get_n_items (dialogs); i++)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i);

      if (!qz_edited_is (dialog))
        continue;
      /* It is asked about already when the question lies over it. */
      if (dialog == adw_application_window_get_visible_dialog (window))
        adw_dialog_close (dialog);
      return TRUE;
    }
  return FALSE;
}

/* They are about the book set that went, and would write to this one. */
static void
close_dialogs (QzWindow *self)
{
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)))
         != NULL)
    adw_dialog_force_close (dialog);
}

static void
book_changed_cb (QzWindow *self)
{
  g_autofree char *title = g_strdup_printf (
      _("%s — Qingzhang"), qz_session_get_name (self->session));

  close_dialogs (self);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_subtitle (self->book_title, qz_session_get_name (self->session));
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "last-book", qz_session_get_path (self->session));
  qz_settings_add_recent (self->settings, qz_session_get_path (self->session));
  g_clear_handle_id (&self->desk_source, g_source_remove);
  if (self->drawn || !gtk_widget_get_realized (GTK_WIDGET (self)))
    show_desk (self);
  else
    self->desk_source = g_timeout_add (FIRST_FRAME_MS, show_desk_cb, self);
}

static void
say_gone (QzWindow *self, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = g_strdup_printf (_("The book set of last time is gone: %s"), name);

  show_start (self);
  qz_start_page_say (self->start, text);
}

static void
opened (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzWindow *self = owner;

  if (error == NULL)
    return;
  end_opening (self);
  if (self->remembered && g_str_equal (qz_error_get_id (error), "book-missing"))
    say_gone (self, input);
  else if (g_str_equal (qz_error_get_id (error), "book-older"))
    qz_window_offer_migration (self, input);
  else
    qz_message_show_error (GTK_WIDGET (self), _("The Book Set Was Not Opened"), error);
}

void
qz_window_set_opening (QzWindow *self, QzJob *job, const char *what)
{
  set_opening (self, what);
  g_set_object (&self->opening, job);
}

static void
open_book (gpointer owner, gpointer data)
{
  QzWindow *self = owner;

  qz_window_set_opening (self, qz_session_open (self->session, data, self, opened),
                         _("Opening the book set"));
}

void
qz_window_open_book (QzWindow *self, const char *path, const char *user)
{
  if (ask_dialogs (self))
    return;
  g_set_str (&self->wanted_user, user);
  self->remembered = FALSE;
  qz_unsaved_leave (self->navigation, 0, G_OBJECT (self), open_book, g_strdup (path), g_free);
}

void
qz_window_reopen_book (QzWindow *self, const char *path, const char *user)
{
  qz_window_open_book (self, path, user);
  self->remembered = TRUE;
}

/* Whoever cancels need not wait until the file system has answered; what was open before cancel
 * reached it is shown. */
static void
cancel_opening_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  if (self->opening != NULL)
    qz_job_cancel (self->opening);
  end_opening (self);
}

/* ── actions ─────────────────────────────────────────────────────────────────────────────────── */

static void
page_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  if (qz_session_get_path (self->session) != NULL)
    qz_window_show_page (self, g_variant_get_string (parameter, NULL));
}

/* A page with one of its filters set: what stands behind a figure (see qz-link.h). */
static void
show_list_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;
  const char *page, *column, *value;
  AdwNavigationPage *shown;

  g_variant_get (parameter, "(&s&s&s)", &page, &column, &value);
  if (qz_session_get_path (self->session) == NULL || qz_pages_find (page) == NULL)
    return;
  qz_window_show_page (self, page);
  shown = adw_navigation_view_get_visible_page (self->navigation);
  if (QZ_IS_QUEUE_PAGE (shown) && *column != '\0')
    qz_queue_page_show_only (QZ_QUEUE_PAGE (shown), column, value);
  else if (g_str_has_prefix (column, "open-"))
    g_action_group_activate_action (G_ACTION_GROUP (self), column, g_variant_new_string (value));
  else
    qz_link_preset (GTK_WIDGET (shown), column, value);
}

static void
run_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;
  g_auto (GStrv) words = g_strsplit (g_variant_get_string (parameter, NULL), " ", 2);
  QzDocumentKind kind;

  if (qz_session_get_path (self->session) != NULL && words[0] != NULL
      && qz_document_kind_parse (words[0], &kind))
    qz_run_dialog_present (GTK_WIDGET (self->navigation), self->session, kind, words[1]);
}

static void
section_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const QzPageSpec *spec = qz_section_get_first ((guint) g_variant_get_int32 (parameter));

  if (spec != NULL && qz_session_get_path (QZ_WINDOW (user_data)->session) != NULL)
    leave_for (user_data, spec);
}

static void
open_document_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  push (self, qz_document_page_new (self->session, g_variant_get_string (parameter, NULL)));
}

static void
open_record (QzWindow *self, const QzRecordSpec *spec, GVariant *parameter)
{
  push (self, qz_record_page_new (self->session, spec, g_variant_get_string (parameter, NULL)));
}

static void
open_batch_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_record (user_data, &qz_record_batch, parameter);
}

static void
open_voucher_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_record (user_data, &qz_record_voucher, parameter);
}

/* "230200/in_prov" */
static void
open_deposit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), "/", 2);

  if (g_strv_length (parts) == 2)
    push (self, qz_deposit_page_new (self->session, parts[0], parts[1]));
}

/* "2026-02" */
static void
open_share_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  push (self, qz_share_page_new (self->session, g_variant_get_string (parameter, NULL)));
}

static void
open_transfer_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  push (self, qz_transfer_page_new (self->session, g_variant_get_string (parameter, NULL)));
}

static void
open_person_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_record (user_data, &qz_record_person, parameter);
}

static void
open_provider_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;
  AdwNavigationPage *page =
      qz_provider_page_new (self->session, g_variant_get_string (parameter, NULL));

  qz_nav_set_home (page, "providers");
  push (self, page);
}

static void
preview_document_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  push (self, qz_preview_page_new (self->session, g_variant_get_string (parameter, NULL), NULL,
                                   NULL));
}

static void
preview_voucher_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;
  AdwNavigationPage *page = qz_preview_page_new (
      self->session, g_variant_get_string (parameter, NULL), QZ_FORM_VOUCHER, NULL);

  qz_nav_set_home (page, "vouchers");
  push (self, page);
}

static void
find_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  if (qz_session_get_path (self->session) != NULL
      && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
    qz_finder_dialog_present (GTK_WINDOW (self), self->session);
}

static void
go_back (gpointer owner, gpointer data)
{
  adw_navigation_view_pop (QZ_WINDOW (owner)->navigation);
}

static void
back_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (self->navigation);
  const guint n = g_list_model_get_n_items (stack);

  if (n > 1)
    qz_unsaved_leave (self->navigation, n - 1, G_OBJECT (self), go_back, NULL, NULL);
  else if (adw_navigation_split_view_get_collapsed (self->split))
    adw_navigation_split_view_set_show_content (self->split, FALSE);
}

/* Wherever the keyboard is: the page at hand knows what of it is printed. */
static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AdwNavigationPage *page =
      adw_navigation_view_get_visible_page (QZ_WINDOW (user_data)->navigation);

  if (page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (page), "page.print", NULL);
}

static void
refresh_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  /* Whoever shows something reads it again. */
  g_signal_emit_by_name (QZ_WINDOW (user_data)->session, "data-changed");
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AdwNavigationPage *page =
      adw_navigation_view_get_visible_page (QZ_WINDOW (user_data)->navigation);

  if (QZ_IS_LIST_PAGE (page))
    qz_list_page_focus_search (QZ_LIST_PAGE (page));
  else if (page != NULL)
    /* A page that is no list may have a search of its own. */
    gtk_widget_activate_action (GTK_WIDGET (page), "page.search", NULL);
}

static void
first_step_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const QzPageSpec *spec = qz_pages_find (find_home (user_data));
  AdwNavigationPage *page =
      adw_navigation_view_get_visible_page (QZ_WINDOW (user_data)->navigation);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  if (page != NULL && (spec == NULL || spec->action == NULL))
    /* A page that is no list may have a first step of its own. */
    gtk_widget_activate_action (GTK_WIDGET (page), "page.first-step", NULL);
  if (spec == NULL || spec->action == NULL)
    return;
  if (!g_action_parse_detailed_name (spec->action, &name, &target, &error))
    g_error ("the table of pages: %s", error->message);
  gtk_widget_activate_action_variant (user_data, name, target);
}

/* ── jobs hold the session ───────────────────────────────────────────────────────────────────── */

/* Nobody is logged out, and no window closes, in the middle of posting. */
static void
jobs_changed_cb (QzWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  const gboolean busy = g_list_model_get_n_items (qz_session_get_jobs (self->session)) > 0;

  if (application == NULL)
    return;
  if (busy && self->inhibit_cookie == 0)
    self->inhibit_cookie =
        gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_LOGOUT,
                                 _("Work on the book set is under way"));
  else if (!busy && self->inhibit_cookie != 0)
    {
      gtk_application_uninhibit (application, self->inhibit_cookie);
      self->inhibit_cookie = 0;
    }
}

static void
remember_size (QzWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
close_now (gpointer owner, gpointer data)
{
  QZ_WINDOW (owner)->may_close = TRUE;
  gtk_window_close (owner);
}

static gboolean
qz_window_close_request (GtkWindow *window)
{
  QzWindow *self = QZ_WINDOW (window);

  remember_size (self);
  if (self->may_close || qz_leave_is_free (self->navigation, self->session))
    return GTK_WINDOW_CLASS (qz_window_parent_class)->close_request (window);
  qz_leave_ask (self->navigation, self->session, G_OBJECT (self), close_now);
  return TRUE;
}

/* A book set may be dropped anywhere; any other file is one to import. */
static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, QzWindow *self)
{
  GSList *files = g_value_get_boxed (value);
  const char *path = files != NULL ? g_file_peek_path (files->data) : NULL;

  if (path == NULL)
    return FALSE;
  qz_window_take_file (self, path);
  return TRUE;
}

static void
add_drop_target (QzWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (qz_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (first_frame_cb), widget, G_CONNECT_SWAPPED);
}

static void
qz_window_dispose (GObject *object)
{
  g_clear_handle_id (&QZ_WINDOW (object)->desk_source, g_source_remove);
  g_clear_handle_id (&QZ_WINDOW (object)->blank_source, g_source_remove);
  g_clear_handle_id (&QZ_WINDOW (object)->page_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_WINDOW);
  G_OBJECT_CLASS (qz_window_parent_class)->dispose (object);
}

static void
qz_window_finalize (GObject *object)
{
  QzWindow *self = QZ_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->opening);
  g_free (self->wanted_user);
  g_free (self->opening_what);
  G_OBJECT_CLASS (qz_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QzWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, split);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, book_title);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, user_button);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, user_name);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, user_roles);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, clock_warning);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, desk_menu);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, primary_menu);
}

static void
qz_window_class_init (QzWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_window_dispose;
  GTK_WIDGET_CLASS (klass)->realize = qz_window_realize;
  GTK_WIDGET_CLASS (klass)->map = qz_window_map;
  G_OBJECT_CLASS (klass)->finalize = qz_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = qz_window_close_request;
  g_type_ensure (QZ_TYPE_CLOCK_WARNING);
  g_type_ensure (QZ_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/qingzhang/Qingzhang/ui/qz-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
qz_window_init (QzWindow *self)
{
  static const GActionEntry entries[] = {
    { "page", page_action, "s" },
    { "show-list", show_list_action, "(sss)" },
    { "section", section_action, "i" },
    { "find", find_action },
    { "back", back_action },
    { "run", run_action, "s" },
    { "open-document", open_document_action, "s" },
    { "open-batch", open_batch_action, "s" },
    { "open-voucher", open_voucher_action, "s" },
    { "open-draft", qz_window_open_draft_action, "s" },
    { "new-voucher", qz_window_new_voucher_action },
    { "open-provider", open_provider_action, "s" },
    { "open-person", open_person_action, "s" },
    { "open-transfer", open_transfer_action, "s" },
    { "open-deposit", open_deposit_action, "s" },
    { "open-share", open_share_action, "s" },
    { "preview-document", preview_document_action, "s" },
    { "print", print_action },
    { "refresh", refresh_action },
    { "search", search_action },
    { "first-step", first_step_action },
    { "open-book", qz_window_open_action },
    { "cancel-opening", cancel_opening_action },
    { "open-path", qz_window_open_path_action, "s" },
    { "sample-city", qz_window_sample_city_action },
    { "sample-assistance", qz_window_sample_assist_action },
    { "take-return", qz_window_take_return_action },
    { "open-policy", qz_policy_open_action },
    { "show-policy", qz_policy_show_action, "s" },
    { "export-batch", qz_window_export_batch_action, "s" },
    { "preview-voucher", preview_voucher_action, "s" },
    { "reverse-voucher", qz_window_reverse_voucher_action, "s" },
    { "import", qz_window_import_action },
    { "withdraw-import", qz_window_withdraw_import_action, "s" },
  };

  self->session = qz_session_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_guard_set_session (GTK_WIDGET (self), self->session);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  qz_acting_add_actions (GTK_WIDGET (self), self->session);
  qz_acting_follow (self->user_button, self->session);
  qz_user_pages_add_actions (GTK_WIDGET (self), self->session);
  qz_exchange_add_actions (GTK_WIDGET (self));
  qz_book_add_actions (GTK_WIDGET (self), self->session);
  qz_care_add_actions (GTK_WIDGET (self));
  qz_assist_add_actions (GTK_WIDGET (self));
  qz_tick_follow (GTK_WIDGET (self), self->session);
  qz_action_menu_attach (self->desk_menu, self->primary_menu);
  qz_sidebar_set_session (self->sidebar, self->session);
  qz_clock_warning_set_session (self->clock_warning, self->session);
  add_drop_target (self);
  g_signal_connect_object (self->navigation, "notify::visible-page", G_CALLBACK (visible_page_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "book-changed", G_CALLBACK (book_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "acting-changed", G_CALLBACK (update_acting), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (qz_session_get_jobs (self->session), "items-changed",
                           G_CALLBACK (jobs_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
rows_changed_cb (QzWindow *self)
{
  if (g_settings_get_boolean (self->settings, "large-rows"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "qz-large-rows");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "qz-large-rows");
}

static void
follow_settings (QzWindow *self)
{
  qz_sidebar_follow_settings (self->sidebar, self->settings);
  g_signal_connect_object (self->settings, "changed::large-rows", G_CALLBACK (rows_changed_cb),
                           self, G_CONNECT_SWAPPED);
  rows_changed_cb (self);
}

static void
restore_size (QzWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

QzWindow *
qz_window_new (GtkApplication *application, GSettings *settings)
{
  QzWindow *self = g_object_new (QZ_TYPE_WINDOW, "application", application, NULL);

  g_set_object (&self->settings, settings);
  if (settings != NULL)
    {
      restore_size (self);
      follow_settings (self);
    }
  return self;
}

QzSession *
qz_window_get_session (QzWindow *self)
{
  return self->session;
}

AdwNavigationView *
qz_window_get_navigation (QzWindow *self)
{
  return self->navigation;
}

GSettings *
qz_window_get_settings (QzWindow *self)
{
  return self->settings;
}
