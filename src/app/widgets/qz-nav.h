/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What pages ask of the window around them; without one (a test of a page alone) nothing
 * happens. */

/* Shows @page after the page that @widget is in; NULL: nothing. (takes a floating @page) */
void qz_nav_push (GtkWidget *widget, AdwNavigationPage *page);
/* A toast; with @action_label, a button for @action. Plain text. */
void qz_nav_toast (GtkWidget *widget, const char *text, const char *action_label,
                   const char *action);

/* A toast about a file that was written, with a button that shows it in its folder. */
void qz_nav_toast_file (GtkWidget *widget, const char *text, const char *path);

/* Which page of the sidebar a pushed page belongs to: "daily" for a daily disbursement, from
 * wherever it was opened. NULL when nobody has said. (transfer none) */
void qz_nav_set_home (AdwNavigationPage *page, const char *page_id);
const char *qz_nav_get_home (AdwNavigationPage *page);

/* Once, before the first window: a label whose text can be copied is not selected for having the
 * keyboard; nobody asked for it, and GTK 4.18 looks at the widget that had the keyboard before even
 * when that is gone. */
void qz_nav_calm_labels (void);
/* What a page shows has come: the first time the keyboard goes there from wherever GTK put it when
 * there was nothing but the header (Back); later only from nowhere, when the button that was
 * pressed is gone. Whoever is elsewhere stays there. The first thing of @content takes it, not the
 * suggested action, which a second Return would press unseen. */
void qz_nav_focus_content (GtkWidget *content);
/* @page was opened from elsewhere in the window, by the finder while the sidebar had the keyboard:
 * the keyboard comes to what it shows. */
void qz_nav_want_keyboard (AdwNavigationPage *page);

/* The keyboard leaves @widget and all in it, which are about to close or cannot be used for a
 * while: GTK keeps a field that goes with the keyboard in it, and warns of one that is made
 * insensitive. */
void qz_nav_release_keyboard (GtkWidget *widget);

G_END_DECLS
