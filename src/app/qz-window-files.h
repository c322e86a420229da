/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-window.h"

G_BEGIN_DECLS

/* The window's acts that begin with a file, or with a reason. As GActionEntry takes them; the
 * window is the user data. */
void qz_window_open_action (GSimpleAction *action, GVariant *parameter, gpointer window);
void qz_window_open_path_action (GSimpleAction *action, GVariant *parameter, gpointer window);
void qz_window_take_return_action (GSimpleAction *action, GVariant *parameter, gpointer window);
void qz_window_export_batch_action (GSimpleAction *action, GVariant *parameter, gpointer window);
void qz_window_reverse_voucher_action (GSimpleAction *action, GVariant *parameter,
                                       gpointer window);
void qz_window_withdraw_import_action (GSimpleAction *action, GVariant *parameter,
                                       gpointer window);
void qz_window_import_action (GSimpleAction *action, GVariant *parameter, gpointer window);
void qz_window_sample_city_action (GSimpleAction *action, GVariant *parameter, gpointer window);
void qz_window_sample_assist_action (GSimpleAction *action, GVariant *parameter, gpointer window);

/* Asks whether the book set of an older version at @path is to be brought up to date, does it and
 * opens it. */
void qz_window_offer_migration (QzWindow *window, const char *path);
/* A file that was dropped on the window: a book set is opened, anything else imported. */
void qz_window_take_file (QzWindow *window, const char *path);

G_END_DECLS
