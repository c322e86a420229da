/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-new-book-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-announce.h"
#include "qz-book-setup.h"
#include "qz-edited.h"
#include "qz-error.h"
#include "qz-field-fault.h"
#include "qz-file-choice.h"
#include "qz-file-name.h"
#include "qz-first-field.h"
#include "qz-message.h"
#include "qz-user-form.h"

#define SESSION_KEY "qz-new-book-session"

struct _QzNewBookDialog {
  AdwDialog parent_instance;

  AdwNavigationView *steps;
  AdwEntryRow *name;
  AdwEntryRow *agency;
  AdwActionRow *file;
  GtkButton *choose;
  GtkLabel *place_fault;
  AdwPreferencesGroup *policies;
  AdwPreferencesGroup *users;
  GtkButton *add_user;
  GtkLabel *users_fault;
  AdwNavigationPage *user_page;
  QzUserForm *form;
  AdwPreferencesGroup *summary;
  GtkBox *progress;
  GtkLabel *summary_fault;
  GtkButton *place_next;
  GtkButton *policies_next;
  GtkButton *users_next;
  GtkButton *user_next;
  GtkButton *summary_next;

  QzSession *session;
  GCancellable *cancellable;
  GtkWidget *owner; /* weak: the window that opens what was made */
  QzBookSetup *setup;
  GPtrArray *rows;         /* of the groups that are filled anew; borrowed */
  GPtrArray *checks;       /* of the policies; borrowed */
  gboolean path_is_chosen; /* else it follows the name */
};

G_DEFINE_FINAL_TYPE (QzNewBookDialog, qz_new_book_dialog, ADW_TYPE_DIALOG)

/* ── rows ────────────────────────────────────────────────────────────────────────────────────── */

#define GROUP_KEY "qz-group"

static GtkWidget *
add_row (QzNewBookDialog *self, AdwPreferencesGroup *group, const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  qz_announce_subtitle (ADW_ACTION_ROW (row));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), GROUP_KEY, group);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
clear_rows (QzNewBookDialog *self, AdwPreferencesGroup *group)
{
  for (guint i = self->rows->len; i > 0; i--)
    {
      GtkWidget *row = self->rows->pdata[i - 1];

      if (g_object_get_data (G_OBJECT (row), GROUP_KEY) != group)
        continue;
      g_ptr_array_remove_index (self->rows, i - 1);
      adw_preferences_group_remove (group, row);
    }
}

/* ── where it lies ───────────────────────────────────────────────────────────────────────────── */

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
show_path (QzNewBookDialog *self)
{
  g_autofree char *shown = g_filename_display_name (self->setup->path);

  adw_action_row_set_subtitle (self->file, shown);
}

static void
clear_place (QzNewBookDialog *self)
{
  qz_field_fault_clear (self->place_fault, GTK_WIDGET (self->name));
  qz_field_fault_clear (self->place_fault, GTK_WIDGET (self->agency));
  qz_field_fault_clear (self->place_fault, GTK_WIDGET (self->file));
}

static void
place_changed_cb (QzNewBookDialog *self)
{
  g_free (self->setup->name);
  g_free (self->setup->agency);
  self->setup->name = dup_text (self->name);
  self->setup->agency = dup_text (self->agency);
  if (!self->path_is_chosen)
    {
      const char *name = self->setup->name;

      g_free (self->setup->path);
      self->setup->path = qz_file_name_new_book (NULL, *name != '\0' ? name : _("Book set"));
      show_path (self);
    }
  clear_place (self);
}

void
qz_new_book_dialog_set_path (QzNewBookDialog *self, const char *path)
{
  self->path_is_chosen = TRUE;
  g_free (self->setup->path);
  self->setup->path = qz_file_name_end_book (path);
  show_path (self);
  clear_place (self);
}

static void
path_chosen (gpointer dialog, const char *path, gpointer unused)
{
  qz_new_book_dialog_set_path (dialog, path);
}

static void
choose_cb (QzNewBookDialog *self)
{
  qz_file_choose (GTK_WIDGET (self),
                  &(QzFileChoice) { QZ_FILE_SAVE, _("File of the Book Set"),
                                    .name = self->setup->path },
                  path_chosen, NULL, NULL);
}

static void
show_place_error (QzNewBookDialog *self, const GError *error)
{
  const char *field = qz_error_get_field (error);
  GtkWidget *row = GTK_WIDGET (self->file);

  if (g_strcmp0 (field, "agency") == 0)
    row = GTK_WIDGET (self->agency);
  else if (g_strcmp0 (field, "name") == 0)
    row = GTK_WIDGET (self->name);
  qz_field_fault_show (self->place_fault, row, error->message);
}

/* ── its policies ────────────────────────────────────────────────────────────────────────────── */

static char *
describe_policy (QzSheet *sheet, guint row)
{
  const guint issuer = (guint) qz_sheet_find_column (sheet, "issuer");
  const guint to = (guint) qz_sheet_find_column (sheet, "valid_to");
  g_autofree char *first =
      qz_sheet_dup_display (sheet, row, (guint) qz_sheet_find_column (sheet, "valid_from"));
  g_autofree char *last = qz_sheet_dup_display (sheet, row, to);
  g_autofree char *span = qz_sheet_is_empty (sheet, row, to)
                              ? g_strdup_printf (_("valid from %s on"), first)
                              : g_strdup_printf (_("valid from %s to %s"), first, last);
  const char *from_whom = qz_sheet_get_text (sheet, row, issuer);

  return g_strdup_printf ("%s\n%s", from_whom != NULL ? from_whom : "", span);
}

static void
add_policy (QzNewBookDialog *self, QzSheet *sheet, guint row)
{
  const char *title =
      qz_sheet_get_text (sheet, row, (guint) qz_sheet_find_column (sheet, "title"));
  g_autofree char *subtitle = describe_policy (sheet, row);
  GtkWidget *widget = add_row (self, self->policies, title, subtitle);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (check),
      qz_sheet_get_number (sheet, row, (guint) qz_sheet_find_column (sheet, "in_force")) != 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (check), "qz-policy",
                          g_strdup (qz_sheet_get_text (sheet, row, 0)), g_free);
  g_object_set_data_full (G_OBJECT (check), "qz-title", g_strdup (title), g_free);
  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), check);
  g_ptr_array_add (self->checks, check);
}

/* Packs are read and checked, which takes too long for the thread that draws. */
static gpointer
list_policies (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_book_setup_list_policies (input, context->clock.today, error);
}

static const QzJobKind list_policies_kind = { NULL, list_policies, FALSE, g_free,
                                              (GDestroyNotify) qz_sheet_unref, TRUE };

static void
fill_policies (QzNewBookDialog *self, QzSheet *sheet, const GError *error)
{
  const guint n = sheet != NULL ? qz_sheet_get_n_rows (sheet) : 0;

  g_ptr_array_set_size (self->checks, 0);
  clear_rows (self, self->policies);
  for (guint row = 0; row < n; row++)
    add_policy (self, sheet, row);
  adw_preferences_group_set_description (
      self->policies,
      error != NULL ? error->message
      : n > 0       ? _("The rules by which money is computed. Those that apply to the area are "
                         "listed; more can be activated later.")
                    : _("The program brings no policy for this area. A pack for it can be "
                         "activated later; until then nothing can be computed."));
}

static void
read_policies (QzNewBookDialog *self)
{
  g_ptr_array_set_size (self->setup->policies, 0);
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_ptr_array_add (self->setup->policies,
                       g_strdup (g_object_get_data (self->checks->pdata[i], "qz-policy")));
}

/* Who went on typing meanwhile presses once more. */
static void
policies_listed (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzNewBookDialog *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->place_next), TRUE);
  if (g_strcmp0 (input, self->setup->agency) != 0)
    return;
  fill_policies (self, output, error);
  adw_navigation_view_push_by_tag (self->steps, "policies");
}

static void
place_next_cb (QzNewBookDialog *self)
{
  g_autoptr (GError) error = NULL;

  clear_place (self);
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->place_next)))
    return;
  if (!qz_book_setup_check_place (self->setup, &error))
    {
      show_place_error (self, error);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->place_next), FALSE);
  qz_session_run (self->session, &list_policies_kind, g_strdup (self->setup->agency), self,
                  self->cancellable, policies_listed);
}

/* ── its users ───────────────────────────────────────────────────────────────────────────────── */

static void fill_users (QzNewBookDialog *self);

static void
remove_cb (QzNewBookDialog *self, GtkButton *button)
{
  const QzSetupUser *user = g_object_get_data (G_OBJECT (button), "qz-setup-user");

  g_ptr_array_remove (self->setup->users, (gpointer) user);
  fill_users (self);
}

static void
add_user_row (QzNewBookDialog *self, QzSetupUser *user)
{
  g_autofree char *roles = qz_role_dup_names (user->roles);
  g_autofree char *subtitle =
      user->passphrase != NULL ? g_strdup_printf (_("%s — with a passphrase"), roles)
                               : g_strdup (roles);
  g_autofree char *title = g_strdup_printf ("%s (%s)", user->full_name, user->name);
  g_autofree char *label = g_strdup_printf (_("Remove %s"), user->full_name);
  GtkWidget *row = add_row (self, self->users, title, subtitle);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), "qz-setup-user", user);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
fill_users (QzNewBookDialog *self)
{
  const gboolean any = self->setup->users->len > 0;

  qz_field_fault_clear (self->users_fault, GTK_WIDGET (self->add_user));
  clear_rows (self, self->users);
  for (guint i = 0; i < self->setup->users->len; i++)
    add_user_row (self, self->setup->users->pdata[i]);
  adw_preferences_group_set_description (
      self->users,
      any ? _("Making, reviewing and approving one document takes three people, paying a fourth. "
               "More users can be added later.")
          : _("First comes the administrator, who keeps the users. He neither signs documents nor "
               "pays."));
  gtk_button_set_label (self->add_user, any ? _("_Add a User…") : _("_Add the Administrator…"));
}

static void
policies_next_cb (QzNewBookDialog *self)
{
  read_policies (self);
  fill_users (self);
  adw_navigation_view_push_by_tag (self->steps, "users");
}

/* What the office still lacks comes first. */
static guint
propose_roles (QzNewBookDialog *self)
{
  static const guint wanted[] = { QZ_ROLE_ADMINISTRATOR, QZ_ROLE_MAKER, QZ_ROLE_REVIEWER,
                                  QZ_ROLE_APPROVER, QZ_ROLE_FINANCE };
  guint there = 0;

  for (guint i = 0; i < self->setup->users->len; i++)
    there |= ((QzSetupUser *) self->setup->users->pdata[i])->roles;
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if ((there & wanted[i]) == 0)
      return wanted[i];
  return 0;
}

static void
add_user_cb (QzNewBookDialog *self)
{
  adw_navigation_page_set_title (self->user_page,
                                 self->setup->users->len == 0 ? _("Administrator") : _("User"));
  adw_navigation_view_push_by_tag (self->steps, "user");
  qz_user_form_propose (self->form, "", propose_roles (self));
  qz_user_form_begin (self->form);
}

/* The first administrator makes the book set, so he stands first. */
static void
put_administrator_first (GPtrArray *users)
{
  for (guint i = 0; i < users->len; i++)
    if ((((QzSetupUser *) users->pdata[i])->roles & QZ_ROLE_ADMINISTRATOR) != 0)
      {
        g_ptr_array_insert (users, 0, g_ptr_array_steal_index (users, i));
        return;
      }
}

static void
user_next_cb (QzNewBookDialog *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *users = self->setup->users;

  if (!qz_user_form_read (self->form, self->setup))
    return;
  for (guint i = 0; i + 1 < users->len; i++)
    if (g_str_equal (((QzSetupUser *) users->pdata[i])->name,
                     ((QzSetupUser *) users->pdata[users->len - 1])->name))
      {
        qz_error_set (&error, QZ_ERROR_INPUT, "user-exists",
                      _("There is a user “%s” already; choose another name"),
                      ((QzSetupUser *) users->pdata[i])->name);
        g_ptr_array_remove_index (users, users->len - 1);
        qz_user_form_show_error (self->form, error);
        return;
      }
  put_administrator_first (users);
  fill_users (self);
  adw_navigation_view_pop (self->steps);
}

/* ── the summary ─────────────────────────────────────────────────────────────────────────────── */

static void
fill_summary (QzNewBookDialog *self)
{
  g_autoptr (GString) policies = g_string_new (NULL);
  g_autoptr (GString) users = g_string_new (NULL);
  g_autofree char *path = g_filename_display_name (self->setup->path);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_string_append_printf (policies, "%s%s", policies->len > 0 ? "\n" : "",
                              (char *) g_object_get_data (self->checks->pdata[i], "qz-title"));
  for (guint i = 0; i < self->setup->users->len; i++)
    {
      const QzSetupUser *user = self->setup->users->pdata[i];
      g_autofree char *roles = qz_role_dup_names (user->roles);

      g_string_append_printf (users, "%s%s — %s", users->len > 0 ? "\n" : "", user->full_name,
                              roles);
    }
  clear_rows (self, self->summary);
  add_row (self, self->summary, _("Name"), self->setup->name);
  add_row (self, self->summary, _("Agency"), self->setup->agency);
  add_row (self, self->summary, _("File"), path);
  add_row (self, self->summary, _("Policies"), policies->len > 0 ? policies->str : _("None yet"));
  adw_action_row_set_subtitle_lines (
      ADW_ACTION_ROW (add_row (self, self->summary, _("Users"), users->str)), 0);
}

static void
users_next_cb (QzNewBookDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!qz_book_setup_check_users (self->setup, &error))
    {
      qz_field_fault_show (self->users_fault, GTK_WIDGET (self->add_user), error->message);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->summary_fault), FALSE);
  fill_summary (self);
  adw_navigation_view_push_by_tag (self->steps, "summary");
  /* Its rows are only read. */
  gtk_widget_grab_focus (GTK_WIDGET (self->summary_next));
}

/* ── making it ───────────────────────────────────────────────────────────────────────────────── */

/* The job takes the setup from the dialog, which gets it back when it failed and may be tried
 * again; when the dialog goes first, the job frees it. */
static gpointer
make (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzBookSetup *const *setup = input;

  return qz_book_setup_run (*setup, context, error) ? g_strdup ((*setup)->path) : NULL;
}

static void
free_setup (gpointer data)
{
  qz_book_setup_free (*(QzBookSetup **) data);
  g_free (data);
}

static const QzJobKind make_kind = { N_ ("Making the book set"), make, FALSE, free_setup, g_free,
                                     TRUE };

static void
set_busy (QzNewBookDialog *self, gboolean busy)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->steps);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->summary_next), !busy);
  adw_navigation_page_set_can_pop (page, !busy);
}

static void
made (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzNewBookDialog *self = owner;
  QzBookSetup **setup = input;
  g_autoptr (GtkWidget) parent = self->owner != NULL ? g_object_ref (self->owner) : NULL;

  set_busy (self, FALSE);
  self->setup = g_steal_pointer (setup);
  if (error == NULL)
    {
      /* Nothing half written stands in the way of opening it. */
      adw_dialog_force_close (ADW_DIALOG (self));
      if (parent != NULL)
        gtk_widget_activate_action (parent, "win.open-path", "s", output);
    }
  else if (!qz_message_is_cancel (error))
    qz_field_fault_show (self->summary_fault, GTK_WIDGET (self->summary), error->message);
}

static void
summary_next_cb (QzNewBookDialog *self)
{
  QzBookSetup **input = g_new0 (QzBookSetup *, 1);

  qz_field_fault_clear (self->summary_fault, GTK_WIDGET (self->summary));
  *input = g_steal_pointer (&self->setup);
  qz_session_run (self->session, &make_kind, input, self, self->cancellable, made);
  set_busy (self, TRUE);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

/* Enter goes on, in every step. */
static void
step_cb (QzNewBookDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->steps);
  const char *tag = page != NULL ? adw_navigation_page_get_tag (page) : NULL;
  const struct {
    const char *tag;
    GtkButton *next;
  } steps[] = {
    { "place", self->place_next }, { "policies", self->policies_next },
    { "users", self->users_next }, { "user", self->user_next },
    { "summary", self->summary_next },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_strcmp0 (steps[i].tag, tag) == 0)
      adw_dialog_set_default_widget (ADW_DIALOG (self), GTK_WIDGET (steps[i].next));
}

static void
popped_cb (QzNewBookDialog *self, AdwNavigationPage *page)
{
  /* No passphrase stays behind in a field that is not shown. */
  if (g_strcmp0 (adw_navigation_page_get_tag (page), "user") == 0)
    qz_user_form_propose (self->form, "", 0);
}

static void
qz_new_book_dialog_dispose (GObject *object)
{
  QzNewBookDialog *self = QZ_NEW_BOOK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_NEW_BOOK_DIALOG);
  G_OBJECT_CLASS (qz_new_book_dialog_parent_class)->dispose (object);
}

static void
qz_new_book_dialog_finalize (GObject *object)
{
  QzNewBookDialog *self = QZ_NEW_BOOK_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->setup, qz_book_setup_free);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (qz_new_book_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, name);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, agency);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, file);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, place_fault);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, policies);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, users);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, add_user);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, users_fault);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, user_page);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, form);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, summary_fault);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, place_next);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, policies_next);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, users_next);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, user_next);
  gtk_widget_class_bind_template_child (widget_class, QzNewBookDialog, summary_next);
}

static void
qz_new_book_dialog_class_init (QzNewBookDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_new_book_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_new_book_dialog_finalize;
  g_type_ensure (QZ_TYPE_USER_FORM);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/frame/qz-new-book-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, policies_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_user_cb);
  gtk_widget_class_bind_template_callback (widget_class, users_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, user_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, summary_next_cb);
}

static void
qz_new_book_dialog_init (QzNewBookDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->setup = qz_book_setup_new ();
  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  place_changed_cb (self);
  step_cb (self);
}

QzNewBookDialog *
qz_new_book_dialog_present (GtkWidget *parent, QzSession *session)
{
  QzNewBookDialog *self = g_object_new (QZ_TYPE_NEW_BOOK_DIALOG, NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->owner, parent);
  qz_edited_watch (ADW_DIALOG (self));
  qz_first_field_present (ADW_DIALOG (self), parent);
  return self;
}

/* ── the action ──────────────────────────────────────────────────────────────────────────────── */

static void
new_book_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_new_book_dialog_present (window, g_object_get_data (window, SESSION_KEY));
}

void
qz_new_book_add_action (GtkWidget *window, QzSession *session)
{
  static const GActionEntry entries[] = { { "new-book", new_book_action } };

  g_object_set_data_full (G_OBJECT (window), SESSION_KEY, g_object_ref (session), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
