/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the window has what @command of `qz` does, "import providers" (qz_error_set_hints()): the
 * page, and what is pressed there. What only `qz` does is said to be for the administrator.
 * (transfer full) */
char *qz_hint_words_dup (const char *command);
/* Whether the table knows the command; for tests. */
gboolean qz_hint_words_has (const char *command);

G_END_DECLS
