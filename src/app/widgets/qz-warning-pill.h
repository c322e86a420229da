/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How bad something is. */
typedef enum {
  QZ_LEVEL_GOOD,
  QZ_LEVEL_PLAIN,
  QZ_LEVEL_YELLOW,
  QZ_LEVEL_RED,
  QZ_N_LEVELS,
} QzLevel;

QzLevel qz_level_from_text (const char *text); /* "yellow", "red", "good"; else plain */
/* Of a state or status as a sheet has it ("paid", "suspended", "overdue"). */
QzLevel qz_level_from_state (const char *state);
const char *qz_level_get_icon (QzLevel level);
/* Colours @widget as the level; nothing else about it. */
void qz_level_colour (GtkWidget *widget, QzLevel level);
/* "Red warning", "Yellow warning", "In order" (translated). */
const char *qz_level_get_word (QzLevel level);

/* A warning: icon, word and colour, and a button to the list behind it (see qz_link_set(), it is a
 * GtkActionable). */
#define QZ_TYPE_WARNING_PILL (qz_warning_pill_get_type ())
G_DECLARE_FINAL_TYPE (QzWarningPill, qz_warning_pill, QZ, WARNING_PILL, GtkButton)

GtkWidget *qz_warning_pill_new (QzLevel level, const char *text);
void qz_warning_pill_set (QzWarningPill *self, QzLevel level, const char *text);
QzLevel qz_warning_pill_get_level (QzWarningPill *self);
const char *qz_warning_pill_get_text (QzWarningPill *self);

/* The same that opens nothing: for cells and facts. */
GtkWidget *qz_level_mark_new (QzLevel level, const char *text);

G_END_DECLS
