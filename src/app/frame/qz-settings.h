/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How the window looked and what the user likes. All take a nullable @settings: a program that was
 * not installed may lack its schema; then nothing is remembered, and the defaults hold. */

/* NULL without the schema. (transfer full) */
GSettings *qz_settings_open (void);

/* Color scheme follows the settings from here on. */
void qz_settings_follow_scheme (GSettings *settings);
gboolean qz_settings_get_reopen (GSettings *settings);
/* Folder that file dialogs begin in; NULL: the desktop's choice. (transfer full) */
GFile *qz_settings_dup_folder (GSettings *settings);
/* The folder that a file was opened from the last time, where choosing begins the next time. NULL:
 * none, or it is gone. (transfer full) */
GFile *qz_settings_dup_open_folder (GSettings *settings);
/* @file: the one that was chosen now. */
void qz_settings_set_open_folder (GSettings *settings, GFile *file);

/* Book sets opened before, the latest first. (transfer full) */
char **qz_settings_dup_recent (GSettings *settings);
void qz_settings_add_recent (GSettings *settings, const char *path);

G_END_DECLS
