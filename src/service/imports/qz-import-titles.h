/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The titles under which other programs write the fields that files are made of. */

/* Whether @title is one of the names of @field in Chinese exports; spaces, the width of characters
 * and a unit in brackets at the end ("医疗费总额（元）") do not matter. */
gboolean qz_import_title_names (const char *title, const char *field);
/* @title as it is compared. (transfer full) */
char *qz_import_title_fold (const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
