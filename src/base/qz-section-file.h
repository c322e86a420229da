/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "qz-day.h"
#include "qz-fen.h"

G_BEGIN_DECLS

/* The text format of policy packs and form files:
 *
 *   # a comment
 *   [section name]          sections may repeat (columns, postings, examples)
 *   key = value             value runs to the end of the line, outer spaces trimmed
 *   key = first             a value goes on in following lines that start with white space;
 *     second                they are joined by a newline
 *
 * UTF-8. Keys are unique inside a section. An empty line ends a value. Comments start in the first
 * column. Every item knows its line, and every getter (peek and get_…, not has) marks its key and
 * section as read, so that unknown keys can be refused at the end. */
typedef struct _QzSectionFile QzSectionFile;
typedef struct _QzSection QzSection;

QzSectionFile *qz_section_file_new (const char *text, gssize length, const char *file_name,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_section_file_free (QzSectionFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzSectionFile, qz_section_file_free)

const char *qz_section_file_get_name (QzSectionFile *self);
guint qz_section_file_get_n_sections (QzSectionFile *self);
QzSection *qz_section_file_get_section (QzSectionFile *self, guint index);
/* The only section called @name; an error (with the file) when it is missing or repeated. */
QzSection *qz_section_file_find (QzSectionFile *self, const char *name, GError **error);
/* Refuses the first key or section that nobody read. */
gboolean qz_section_file_check_all_read (QzSectionFile *self, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

const char *qz_section_get_name (QzSection *self);
guint qz_section_get_line (QzSection *self);
gboolean qz_section_has (QzSection *self, const char *key);
guint qz_section_get_key_line (QzSection *self, const char *key);
guint qz_section_get_n_keys (QzSection *self);
const char *qz_section_get_key (QzSection *self, guint index);
/* NULL without error when the key is absent. */
const char *qz_section_peek (QzSection *self, const char *key);
/* The following fail with file, line and field. */
const char *qz_section_get_text (QzSection *self, const char *key, GError **error);
gboolean qz_section_get_fen (QzSection *self, const char *key, QzFen *out, GError **error);
gboolean qz_section_get_ppm (QzSection *self, const char *key, QzPpm *out, GError **error);
gboolean qz_section_get_int (QzSection *self, const char *key, gint64 min, gint64 max, gint64 *out,
                             GError **error);
/* "yes"/"true", "no"/"false". */
gboolean qz_section_get_bool (QzSection *self, const char *key, gboolean *out, GError **error);
gboolean qz_section_get_day (QzSection *self, const char *key, QzDay *out, GError **error);
/* Marks a key, or with a @key of NULL the section and all its keys, as read. */
void qz_section_mark_read (QzSection *self, const char *key);
/* Sets @error with the place of @key (or of the section when @key is NULL). */
void qz_section_set_error (QzSection *self, const char *key, const char *id, GError **error,
                           const char *format, ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
