/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* The window: one book set, the sidebar of its pages, the page at hand. */
#define QZ_TYPE_WINDOW (qz_window_get_type ())
G_DECLARE_FINAL_TYPE (QzWindow, qz_window, QZ, WINDOW, AdwApplicationWindow)

/* @settings nullable: nothing is remembered. */
QzWindow *qz_window_new (GtkApplication *application, GSettings *settings);
QzSession *qz_window_get_session (QzWindow *self);
/* @user (nullable) acts when it is open; else the first user with the role of maker, or
 * the first at all. */
void qz_window_open_book (QzWindow *self, const char *path, const char *user);
/* While there is no book set to show: @job (nullable: it has ended) opens or makes one, @what says
 * so in words, and "win.cancel-opening" ends it. */
void qz_window_set_opening (QzWindow *self, QzJob *job, const char *what);
/* "daily" …; unknown ids show the first page. */
void qz_window_show_page (QzWindow *self, const char *id);
AdwNavigationView *qz_window_get_navigation (QzWindow *self);
GSettings *qz_window_get_settings (QzWindow *self); /* nullable */
/* The one of last time: that it is gone is no error then, but said on the start page. */
void qz_window_reopen_book (QzWindow *self, const char *path, const char *user);

G_END_DECLS
