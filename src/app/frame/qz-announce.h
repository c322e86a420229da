/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says @text to screen readers on behalf of @widget: what has just changed without the focus going
 * there. Nothing while @widget stands in no window on the screen, for its accessible object is not
 * on the bus then, and what a result of a closed dialog has to say concerns nobody. Gives whether
 * it was said. */
gboolean qz_announce (GtkWidget *widget, const char *text);

/* What screen readers call @widget. A button with a label is named by its label, whatever else it
 * is called; that is taken away. */
void qz_announce_as (GtkWidget *widget, const char *name);
/* A label that screen readers find as the head of what follows it. */
GtkWidget *qz_heading_new (const char *text);
/* A title without the underscore of its mnemonic, and without the letter in brackets that stands
 * for it in languages without letters: "_Color", "颜色(_C)". (transfer full) */
char *qz_announce_dup_plain (const char *title);
/* "one, two, three", as the language separates them; what is empty or NULL is left out.
 * @parts: @n of them. (transfer full) */
char *qz_announce_join (const char *const *parts, guint n);

/* Says with each button in @widget what it is of: "View", "Show Password" alone do not. */
void qz_announce_buttons (GtkWidget *widget, const char *text);
/* What the tabs in @widget, a switcher, are called together. */
void qz_announce_tabs (GtkWidget *widget, const char *name);
/* Says the subtitle of @row with it, also when it changes: libadwaita names rows by their title
 * alone. */
void qz_announce_subtitle (AdwActionRow *row);
/* Mends what libadwaita leaves unsaid of the rows in @widget: their subtitles, the doubled names of
 * entries, and, by @title (""), the name of lists that have no title. */
void qz_announce_rows (GtkWidget *widget, const char *title);

G_END_DECLS
