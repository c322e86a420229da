/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Holidays and working weekends (domain 6). A file replaces the years that it names; what stands on
 * documents is not changed by it, but can be counted again. */

/* Columns: day, weekday ("1" Monday … "7" Sunday), kind ("holiday", "work"), name, source, file,
 * file_line, year (text). @year 0: all. */
QzSheet *qz_holidays_list (QzBook *book, int year, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What importing @path would change; nothing is written. Facts: file, digest, years ("2026
 * 2027"), holidays, works, changed (number of days). Children:
 * "changes" (day, weekday, change: "added" "removed" "changed", before, after, name),
 * "warnings" (what),
 * "moved" (as qz_agenda_list_moved(): stored due days that would no longer be what the calendar
 * gives),
 * "deadlines" (key, title, before, after: open ones that no document keeps; they move by
 * themselves). */
QzSheet *qz_holidays_preview (QzBook *book, const QzContext *context, const char *path,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Imports @path, then counts the due days of @numbers (NULL-terminated, nullable) again. The first
 * act stays when the second fails. @digest (nullable): of the file that was looked at; another one
 * is refused. Sheet as of qz_import_run(). */
QzSheet *qz_holidays_import (QzBook *book, const QzContext *context, const char *path,
                             const char *digest, const char *const *numbers, const char *reason,
                             GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes the days in the format of the import. Fact sheet: file, rows. */
QzSheet *qz_holidays_export (QzBook *book, const QzContext *context, int year, const char *path,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
