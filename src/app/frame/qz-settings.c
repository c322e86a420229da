/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-settings.h"

#include <adwaita.h>

#include "qz-application.h"

#define MAX_RECENT 8

GSettings *
qz_settings_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, QZ_APPLICATION_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
scheme_changed_cb (GSettings *settings, const char *key, gpointer user_data)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  const int chosen = g_settings_get_enum (settings, key);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[CLAMP (chosen, 0, 2)]);
}

void
qz_settings_follow_scheme (GSettings *settings)
{
  if (settings == NULL)
    return;
  g_signal_connect (settings, "changed::color-scheme", G_CALLBACK (scheme_changed_cb), NULL);
  scheme_changed_cb (settings, "color-scheme", NULL);
}

gboolean
qz_settings_get_reopen (GSettings *settings)
{
  return settings != NULL && g_settings_get_boolean (settings, "reopen-last-book");
}

static GFile *
dup_folder (GSettings *settings, const char *key)
{
  g_autofree char *path = settings != NULL ? g_settings_get_string (settings, key) : g_strdup ("");

  return *path != '\0' && g_file_test (path, G_FILE_TEST_IS_DIR) ? g_file_new_for_path (path)
                                                                 : NULL;
}

GFile *
qz_settings_dup_folder (GSettings *settings)
{
  return dup_folder (settings, "files-folder");
}

GFile *
qz_settings_dup_open_folder (GSettings *settings)
{
  return dup_folder (settings, "open-folder");
}

void
qz_settings_set_open_folder (GSettings *settings, GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  const char *path = folder != NULL ? g_file_peek_path (folder) : NULL;

  if (settings != NULL && path != NULL && g_utf8_validate (path, -1, NULL))
    g_settings_set_string (settings, "open-folder", path);
}

char **
qz_settings_dup_recent (GSettings *settings)
{
  return settings != NULL ? g_settings_get_strv (settings, "recent-books") : g_new0 (char *, 1);
}

void
qz_settings_add_recent (GSettings *settings, const char *path)
{
  g_auto (GStrv) old = qz_settings_dup_recent (settings);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) recent = NULL;
  guint n = 1;

  if (settings == NULL)
    return;
  g_strv_builder_add (builder, path);
  for (guint i = 0; old[i] != NULL && n < MAX_RECENT; i++)
    if (!g_str_equal (old[i], path))
      {
        g_strv_builder_add (builder, old[i]);
        n++;
      }
  recent = g_strv_builder_end (builder);
  g_settings_set_strv (settings, "recent-books", (const char *const *) recent);
}
