/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"

G_BEGIN_DECLS

/* Names of files that are proposed to people: every file system takes them, those of memory sticks
 * too. All are transfer full. */

/* @text as a name without its ending; "-" stands for what a name may not hold. */
char *qz_file_name_clean (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* "@title 2026-03-10", cleaned. */
char *qz_file_name_dated (const char *title, QzDay day) G_GNUC_WARN_UNUSED_RESULT;
/* The path of a new book set called @name, cleaned, in @folder (nullable: the user's folder of
 * documents): with a number behind the name while there is such a file. */
char *qz_file_name_new_book (const char *folder, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* @path, ending as book sets do. */
char *qz_file_name_end_book (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
