/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of medical assistance for the codes of a column; NULL for what is none of them.
 * (transfer none) */
const char *qz_assist_words_find (const char *column, const char *text);

G_END_DECLS
