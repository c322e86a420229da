/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-application.h"

#include <glib/gi18n-lib.h>

#include "qz-about.h"
#include "qz-config.h"
#include "qz-error.h"
#include "qz-hint-words.h"
#include "qz-nav.h"
#include "qz-preferences-dialog.h"
#include "qz-settings.h"
#include "qz-shortcuts.h"
#include "qz-window.h"

struct _QzApplication {
  AdwApplication parent_instance;

  GSettings *settings; /* nullable */
  gboolean bare_theme; /* GTK is told to begin without its own theme */
};

G_DEFINE_FINAL_TYPE (QzApplication, qz_application, ADW_TYPE_APPLICATION)

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

static QzWindow *
get_window (gpointer application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  return QZ_IS_WINDOW (window) ? QZ_WINDOW (window) : NULL;
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *window = get_window (user_data);

  qz_about_present (window != NULL ? GTK_WINDOW (window) : NULL,
                    window != NULL ? qz_window_get_session (window) : NULL);
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzWindow *window = get_window (user_data);

  adw_dialog_present (qz_preferences_dialog_new (QZ_APPLICATION (user_data)->settings,
                                                 window != NULL ? qz_window_get_session (window)
                                                                : NULL),
                      window != NULL ? GTK_WIDGET (window) : NULL);
}

/* What a toast offers about a file that was just written. */
static void
show_file_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (
      launcher, gtk_application_get_active_window (user_data), NULL, NULL, NULL);
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

/* The book set of the last time, unless the user wants to choose. "" when there was none. */
static char *
dup_last_path (QzApplication *self)
{
  return qz_settings_get_reopen (self->settings)
             ? g_settings_get_string (self->settings, "last-book")
             : g_strdup ("");
}

static int
qz_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  QzApplication *self = QZ_APPLICATION (application);
  g_autofree char *given = dup_path (line);
  g_autofree char *last = given == NULL ? dup_last_path (self) : g_strdup ("");
  const char *path = given != NULL || *last == '\0' ? given : last;
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
  if (fresh && path == last)
    qz_window_reopen_book (window, path, get_option (line, "as"));
  else if (fresh && path != NULL)
    qz_window_open_book (window, path, get_option (line, "as"));
  gtk_window_present (GTK_WINDOW (window));
  return 0;
}

/* GTK reads its own theme when it begins, only for libadwaita to replace it at once by an empty one
 * below its own style: a tenth of the work of a start. So GTK begins with the empty one, unless the
 * user names a theme. Without it GTK takes its own, as ever. */
static void
ask_for_bare_theme (QzApplication *self)
{
  self->bare_theme = g_getenv ("GTK_THEME") == NULL;
  if (self->bare_theme)
    g_setenv ("GTK_THEME", "Adwaita-empty", TRUE);
}

/* libadwaita leaves its style to whoever names a theme, so nobody does any more. */
static void
begin_bare (QzApplication *self)
{
  if (!self->bare_theme)
    return;
  self->bare_theme = FALSE;
  gtk_init ();
  gtk_settings_get_default ();
  g_unsetenv ("GTK_THEME");
}

static void
qz_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "quit", quit_action },
    { "about", about_action },
    { "preferences", preferences_action },
    { "shortcuts", shortcuts_action },
    { "show-file", show_file_action, "s" },
  };
  QzApplication *self = QZ_APPLICATION (application);

  begin_bare (self);
  G_APPLICATION_CLASS (qz_application_parent_class)->startup (application);
  qz_nav_calm_labels ();
  qz_error_set_hints (qz_hint_words_dup);
  self->settings = qz_settings_open ();
  qz_settings_follow_scheme (self->settings);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  /* Without a schema there is nothing to prefer. */
  if (self->settings == NULL)
    g_action_map_remove_action (G_ACTION_MAP (application), "preferences");
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
  QzApplication *self =
      g_object_new (QZ_TYPE_APPLICATION, "application-id", QZ_APPLICATION_ID, "flags",
                    G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                    "/org/qingzhang/Qingzhang", NULL);

  /* Before there is a second thread that could read the environment meanwhile. */
  ask_for_bare_theme (self);
  return self;
}
