/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Refuses (QZ_ERROR_REFUSED, "file-is-book") to write something else over a book set, whichever and
 * under whatever name. Everything that writes a file to a place that people chose asks this first;
 * other files of that name are replaced. */
gboolean qz_target_check (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
