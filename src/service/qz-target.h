/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Refuses (QZ_ERROR_REFUSED, "file-is-book") to write something else over a book set, whichever and
 * under whatever name. Everything that writes a file to a place that people chose asks this first;
 * other files of that name are replaced. */
gboolean qz_target_check (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Refuses (QZ_ERROR_INPUT, "file-is-book") to read a book set as a file of data: it may be the one
 * that is open, and to open and close it by hand would drop SQLite's locks on it. Everything that
 * reads a file that people chose asks this first. */
gboolean qz_target_check_source (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
