/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-action-menu.h"
#include "qz-document-page.h"
#include "qz-documents.h"
#include "qz-jobs-button.h"
#include "qz-list-page.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-preview-page.h"
#include "qz-record-page.h"
#include "qz-run-dialog.h"
#include "qz-shortcuts.h"
#include "qz-window-files.h"
#include "qz-words.h"

struct _QzWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwNavigationSplitView *split;
  AdwWindowTitle *book_title;
  GtkMenuButton *user_button;
  GtkLabel *user_name;
  GtkLabel *user_roles;
  GtkListBox *sidebar;
  AdwNavigationView *navigation;
  AdwStatusPage *start;
  GtkStack *start_stack;
  GtkMenuButton *start_menu;
  GtkMenuButton *desk_menu;
  GMenuModel *primary_menu;
  QzJobsButton *start_jobs;

  QzSession *session;
  GSettings *settings; /* nullable */
  char *wanted_user;   /* nullable: who acts in the book set that is being opened */
  guint inhibit_cookie;
};

G_DEFINE_FINAL_TYPE (QzWindow, qz_window, ADW_TYPE_APPLICATION_WINDOW)

/* ── the sidebar ─────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
new_sidebar_row (const QzPageSpec *spec)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (spec->icon);

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ (spec->title)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (spec->title),
                                  -1);
  g_object_set_data (G_OBJECT (row), "qz-spec", (gpointer) spec);
  return row;
}

static const QzPageSpec *
get_row_spec (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "qz-spec");
}

/* A section's name stands above its first page. */
static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const QzPageSpec *spec = get_row_spec (row);
  GtkWidget *label;

  if (before != NULL && g_str_equal (get_row_spec (before)->section, spec->section))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (_ (spec->section));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "qz-section");
  gtk_list_box_row_set_header (row, label);
}

static void
fill_sidebar (QzWindow *self)
{
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  gtk_list_box_set_header_func (self->sidebar, header_cb, NULL, NULL);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->sidebar, new_sidebar_row (specs[i]));
}

static const QzPageSpec *
get_shown_spec (QzWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->sidebar);

  return row != NULL ? get_row_spec (row) : NULL;
}

static void
show_spec (QzWindow *self, const QzPageSpec *spec)
{
  AdwNavigationPage *page = qz_page_new (self->session, spec);

  adw_navigation_view_replace (self->navigation, &page, 1);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "last-page", spec->id);
}

static void
row_activated_cb (QzWindow *self, GtkListBoxRow *row)
{
  show_spec (self, get_row_spec (row));
}

/* Moving with the arrow keys shows the page too, but stays in the sidebar of a narrow window. */
static void
row_selected_cb (QzWindow *self, GtkListBoxRow *row)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);
  const QzPageSpec *spec = row != NULL ? get_row_spec (row) : NULL;

  if (spec == NULL || qz_session_get_path (self->session) == NULL
      || (page != NULL && g_strcmp0 (adw_navigation_page_get_tag (page), spec->id) == 0)
      || adw_navigation_split_view_get_collapsed (self->split))
    return;
  show_spec (self, spec);
}

void
qz_window_show_page (QzWindow *self, const char *id)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar, i);

      if (row == NULL)
        break;
      if (g_strcmp0 (get_row_spec (row)->id, id) != 0)
        continue;
      gtk_list_box_select_row (self->sidebar, row);
      show_spec (self, get_row_spec (row));
      return;
    }
  qz_window_show_page (self, qz_pages_get_all (&(guint) { 0 })[0]->id);
}

/* ── who acts ────────────────────────────────────────────────────────────────────────────────── */

static char *
get_cell (QzSheet *sheet, guint row, const char *name)
{
  const int column = qz_sheet_find_column (sheet, name);

  return column >= 0 ? qz_words_dup_cell (sheet, row, (guint) column) : g_strdup ("");
}

static GMenuModel *
new_user_menu (QzSheet *users)
{
  GMenu *menu = g_menu_new ();

  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    {
      g_autofree char *name = get_cell (users, row, "name");
      g_autofree char *full_name = get_cell (users, row, "full_name");
      g_autofree char *roles = get_cell (users, row, "roles");
      g_autofree char *label =
          g_strdup_printf ("%s — %s", *full_name != '\0' ? full_name : name, roles);
      g_autoptr (GMenuItem) item = NULL;

      if (qz_sheet_get_number (users, row, (guint) qz_sheet_find_column (users, "active")) == 0)
        continue;
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.act-as", "s", name);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
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
  g_autofree char *label = g_strdup_printf (_("Acting user: %s, %s"), name, roles);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "act-as");

  gtk_label_set_label (self->user_name, *name != '\0' ? name : acting);
  gtk_label_set_label (self->user_roles, roles);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->user_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (acting != NULL ? acting : ""));
}

/* The first who may make documents: what a day begins with. */
static const char *
choose_user (QzSheet *users)
{
  const guint name = (guint) qz_sheet_find_column (users, "name");
  const guint roles = (guint) qz_sheet_find_column (users, "roles");
  const guint active = (guint) qz_sheet_find_column (users, "active");

  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    {
      const char *text = qz_sheet_get_text (users, row, roles);

      if (qz_sheet_get_number (users, row, active) != 0 && text != NULL
          && strstr (text, "maker") != NULL)
        return qz_sheet_get_text (users, row, name);
    }
  return NULL;
}

static void
act_as_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  qz_session_set_user (QZ_WINDOW (user_data)->session, g_variant_get_string (parameter, NULL));
}

/* ── the book set ────────────────────────────────────────────────────────────────────────────── */

static void
book_changed_cb (QzWindow *self)
{
  QzSheet *users = qz_session_get_users (self->session);
  const char *user = self->wanted_user != NULL ? self->wanted_user : choose_user (users);
  g_autofree char *title = g_strdup_printf (
      _("%s — Qingzhang"), qz_session_get_name (self->session));
  g_autofree char *page =
      self->settings != NULL ? g_settings_get_string (self->settings, "last-page") : NULL;
  g_autoptr (GMenuModel) menu = new_user_menu (users);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_subtitle (self->book_title, qz_session_get_name (self->session));
  qz_action_menu_attach (self->user_button, menu);
  qz_session_set_user (self->session, user);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "last-book", qz_session_get_path (self->session));
  gtk_stack_set_visible_child_name (self->stack, "desk");
  qz_window_show_page (self, page);
}

static void
opened (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzWindow *self = owner;

  gtk_stack_set_visible_child_name (self->start_stack, "choose");
  if (error != NULL)
    qz_message_show_error (GTK_WIDGET (self), _("The Book Set Was Not Opened"), error);
}

void
qz_window_open_book (QzWindow *self, const char *path, const char *user)
{
  g_set_str (&self->wanted_user, user);
  gtk_stack_set_visible_child_name (self->start_stack, "opening");
  qz_session_open (self->session, path, self, opened);
}

/* ── actions ─────────────────────────────────────────────────────────────────────────────────── */

static void
page_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  if (qz_session_get_path (self->session) != NULL)
    qz_window_show_page (self, g_variant_get_string (parameter, NULL));
}

static void
run_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;
  QzDocumentKind kind;

  if (qz_session_get_path (self->session) != NULL
      && qz_document_kind_parse (g_variant_get_string (parameter, NULL), &kind))
    qz_run_dialog_present (GTK_WIDGET (self->navigation), self->session, kind);
}

static void
open_document_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  qz_nav_push (GTK_WIDGET (adw_navigation_view_get_visible_page (self->navigation)),
               qz_document_page_new (self->session, g_variant_get_string (parameter, NULL)));
}

static void
open_batch_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  qz_nav_push (GTK_WIDGET (adw_navigation_view_get_visible_page (self->navigation)),
               qz_record_page_new (self->session, &qz_record_batch,
                                   g_variant_get_string (parameter, NULL)));
}

static void
preview_document_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *self = user_data;

  qz_nav_push (GTK_WIDGET (adw_navigation_view_get_visible_page (self->navigation)),
               qz_preview_page_new (self->session, g_variant_get_string (parameter, NULL), NULL,
                                    NULL));
}

static QzListPage *
get_list_page (QzWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  return QZ_IS_LIST_PAGE (page) ? QZ_LIST_PAGE (page) : NULL;
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
  QzListPage *page = get_list_page (user_data);

  if (page != NULL)
    qz_list_page_focus_search (page);
}

static void
first_step_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const QzPageSpec *spec = get_shown_spec (user_data);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

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

static gboolean
qz_window_close_request (GtkWindow *window)
{
  QzWindow *self = QZ_WINDOW (window);

  remember_size (self);
  if (g_list_model_get_n_items (qz_session_get_jobs (self->session)) > 0)
    {
      qz_nav_toast (GTK_WIDGET (self->stack),
                    _("Work is under way. Wait for its end, or cancel it, before you close."),
                    NULL,
                    NULL);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (qz_window_parent_class)->close_request (window);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_WINDOW);
  G_OBJECT_CLASS (qz_window_parent_class)->dispose (object);
}

static void
qz_window_finalize (GObject *object)
{
  QzWindow *self = QZ_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_free (self->wanted_user);
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
  gtk_widget_class_bind_template_child (widget_class, QzWindow, start);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, start_stack);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, start_menu);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, desk_menu);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, QzWindow, start_jobs);
}

static void
qz_window_class_init (QzWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = qz_window_close_request;
  g_type_ensure (QZ_TYPE_JOBS_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/qingzhang/Qingzhang/ui/qz-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
qz_window_init (QzWindow *self)
{
  static const GActionEntry entries[] = {
    { "page", page_action, "s" },
    { "run", run_action, "s" },
    { "open-document", open_document_action, "s" },
    { "open-batch", open_batch_action, "s" },
    { "preview-document", preview_document_action, "s" },
    { "refresh", refresh_action },
    { "search", search_action },
    { "first-step", first_step_action },
    { "act-as", act_as_action, "s", "''" },
    { "open-book", qz_window_open_action },
    { "sample-city", qz_window_sample_city_action },
    { "take-return", qz_window_take_return_action },
    { "export-batch", qz_window_export_batch_action, "s" },
    { "print-voucher", qz_window_print_voucher_action, "s" },
    { "reverse-voucher", qz_window_reverse_voucher_action, "s" },
    { "import", qz_window_import_action },
    { "withdraw-import", qz_window_withdraw_import_action, "s" },
  };

  self->session = qz_session_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  qz_action_menu_attach (self->start_menu, self->primary_menu);
  qz_action_menu_attach (self->desk_menu, self->primary_menu);
  adw_status_page_set_description (
      self->start, _("A book set holds an agency’s claims, documents, payments and ledgers in one "
                      "file. The sample city is invented; trying things there harms nothing."));
  fill_sidebar (self);
  qz_jobs_button_set_session (self->start_jobs, self->session);
  g_signal_connect_object (self->session, "book-changed", G_CALLBACK (book_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "acting-changed", G_CALLBACK (update_acting), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (qz_session_get_jobs (self->session), "items-changed",
                           G_CALLBACK (jobs_changed_cb), self, G_CONNECT_SWAPPED);
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
    restore_size (self);
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
