/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-application.h"

#include <glib/gi18n-lib.h>

#include "qz-config.h"
#include "qz-shortcuts.h"
#include "qz-window.h"

struct _QzApplication {
  AdwApplication parent_instance;

  GSettings *settings; /* nullable */
};

G_DEFINE_FINAL_TYPE (QzApplication, qz_application, ADW_TYPE_APPLICATION)

/* ── settings ────────────────────────────────────────────────────────────────────────────────── */

/* A program that was not installed may lack its schema: then nothing is remembered, and all else
 * works. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, QZ_APPLICATION_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* ── actions ─────────────────────────────────────────────────────────────────────────────────── */

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (user_data);

  /* Each window is asked: one that works on a book set stays. */
  while (windows != NULL)
    {
      GtkWindow *window = windows->data;

      windows = windows->next;
      gtk_window_close (window);
    }
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);
  g_autofree char *facts =
      g_strdup_printf ("Qingzhang %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n",
                       QZ_VERSION, gtk_get_major_version (), gtk_get_minor_version (),
                       gtk_get_micro_version (), adw_get_major_version (), adw_get_minor_version (),
                       adw_get_micro_version (), glib_major_version, glib_minor_version,
                       glib_micro_version);
  AdwDialog *dialog = adw_about_dialog_new ();

  adw_about_dialog_set_application_name (ADW_ABOUT_DIALOG (dialog), _("Qingzhang"));
  adw_about_dialog_set_application_icon (ADW_ABOUT_DIALOG (dialog), QZ_APPLICATION_ID);
  adw_about_dialog_set_version (ADW_ABOUT_DIALOG (dialog), QZ_VERSION);
  adw_about_dialog_set_comments (ADW_ABOUT_DIALOG (dialog),
                                 _("Settles the money of medical insurance funds: claims in, "
                                    "documents, payments and ledgers out"));
  adw_about_dialog_set_license_type (ADW_ABOUT_DIALOG (dialog), GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_developer_name (ADW_ABOUT_DIALOG (dialog), _("The Qingzhang authors"));
  adw_about_dialog_set_debug_info (ADW_ABOUT_DIALOG (dialog), facts);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *shortcuts = qz_shortcuts_new_window ();

  gtk_window_set_transient_for (shortcuts, gtk_application_get_active_window (user_data));
  gtk_window_present (shortcuts);
}

/* ── starts ──────────────────────────────────────────────────────────────────────────────────── */

static QzWindow *
find_window (QzApplication *self, const char *path)
{
  g_autofree char *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;

  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (self)); at != NULL; at = at->next)
    if (QZ_IS_WINDOW (at->data)
        && g_strcmp0 (qz_session_get_path (qz_window_get_session (at->data)), absolute) == 0)
      return at->data;
  return NULL;
}

static const char *
get_option (GApplicationCommandLine *line, const char *name)
{
  const char *value = NULL;

  g_variant_dict_lookup (g_application_command_line_get_options_dict (line), name, "^&ay", &value);
  return value;
}

static char *
dup_path (GApplicationCommandLine *line)
{
  const char *book = get_option (line, "book");
  g_autofree const char **files = NULL;
  g_autoptr (GFile) file = NULL;

  if (g_variant_dict_lookup (g_application_command_line_get_options_dict (line), G_OPTION_REMAINING,
                             "^a&ay", &files)
      && files[0] != NULL)
    book = files[0];
  if (book == NULL)
    return NULL;
  file = g_application_command_line_create_file_for_arg (line, book);
  return g_file_get_path (file);
}

/* The book set of the last time, when it is still there. */
static char *
dup_last_path (QzApplication *self)
{
  g_autofree char *path =
      self->settings != NULL ? g_settings_get_string (self->settings, "last-book") : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static int
qz_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  QzApplication *self = QZ_APPLICATION (application);
  g_autofree char *given = dup_path (line);
  g_autofree char *path = given != NULL ? g_strdup (given) : dup_last_path (self);
  const char *page = get_option (line, "page");
  QzWindow *window = find_window (self, path);
  g_autoptr (GError) error = NULL;
  gboolean fresh = window == NULL;

  if (fresh)
    window = qz_window_new (GTK_APPLICATION (self), self->settings);
  if (!qz_session_set_now (qz_window_get_session (window), get_option (line, "now"), &error))
    {
      g_application_command_line_printerr (line, "qingzhang: --now: %s\n", error->message);
      gtk_window_destroy (GTK_WINDOW (window));
      return 2;
    }
  if (page != NULL && self->settings != NULL)
    g_settings_set_string (self->settings, "last-page", page);
  if (fresh && path != NULL)
    qz_window_open_book (window, path, get_option (line, "as"));
  gtk_window_present (GTK_WINDOW (window));
  return 0;
}

static void
qz_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "quit", quit_action },
    { "about", about_action },
    { "shortcuts", shortcuts_action },
  };

  G_APPLICATION_CLASS (qz_application_parent_class)->startup (application);
  QZ_APPLICATION (application)->settings = open_settings ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  qz_shortcuts_install (GTK_APPLICATION (application));
}

static int
qz_application_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("qingzhang %s\n", QZ_VERSION);
  return 0;
}

static void
qz_application_finalize (GObject *object)
{
  g_clear_object (&QZ_APPLICATION (object)->settings);
  G_OBJECT_CLASS (qz_application_parent_class)->finalize (object);
}

static void
qz_application_class_init (QzApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_application_finalize;
  application_class->startup = qz_application_startup;
  application_class->command_line = qz_application_command_line;
  application_class->handle_local_options = qz_application_local_options;
}

static void
qz_application_init (QzApplication *self)
{
  static const GOptionEntry options[] = {
    { "book", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Book set to open"), N_ ("FILE") },
    { "as", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Acting user"), N_ ("USER") },
    { "now", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Business time, for replays and training (yyyy-mm-ddThh:mm)"), N_ ("TIME") },
    { "page", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Page to show first"), N_ ("PAGE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Tell the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[FILE]") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

QzApplication *
qz_application_new (void)
{
  return g_object_new (QZ_TYPE_APPLICATION, "application-id", QZ_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/org/qingzhang/Qingzhang", NULL);
}
