/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends one CSV field to @out (quoted when needed). A text that a spreadsheet would take for a
 * formula (= + - @ tab) gets a leading apostrophe unless @is_number. */
void qz_csv_append_field (GString *out, const char *text, gboolean is_number, gboolean is_first);
void qz_csv_end_row (GString *out); /* CRLF */

G_END_DECLS
