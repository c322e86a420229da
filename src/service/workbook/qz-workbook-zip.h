/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parts of a workbook that is a zip file, read from memory and never unpacked to a disk. What
 * the zip says of sizes is not believed: the bytes that come out are counted, and a file that
 * swells beyond all measure is refused. Names are only looked up, never used as paths. */
typedef struct _QzZipPart QzZipPart;

#define QZ_ZIP_MAX_TOTAL (G_GUINT64_CONSTANT (2) << 30) /* bytes of one part */
#define QZ_ZIP_MAX_SMALL (256 << 20) /* of a part that is kept whole */
#define QZ_ZIP_MAX_RATIO 400         /* bytes out for each byte of the file … */
#define QZ_ZIP_FREE      (32 << 20)  /* … once that many came out */

/* The part of that name (without regard to case, as such files want it). NULL without an error when
 * there is none. */
QzZipPart *qz_zip_part_open (GBytes *file, const char *name, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same of a part that must be there. */
QzZipPart *qz_zip_part_need (GBytes *file, const char *name, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_zip_part_free (QzZipPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzZipPart, qz_zip_part_free)
/* How far the reading is; 1000 is the end. What the zip says of the size is only used for this. */
guint qz_zip_part_get_permille (QzZipPart *self);
/* The next bytes, valid until the next call; *@length is 0 at the end. */
gboolean qz_zip_part_read (QzZipPart *self, const char **bytes, gsize *length, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* A damaged file, said in one way. @detail: what a parser says of it; nullable. */
gboolean qz_workbook_fail_damaged (GError **error, const char *detail);
gboolean qz_workbook_fail_encrypted (GError **error);

/* Feeds the part to @parser. *@at_end: the part is at its end and the parser was told. Bytes that
 * no element claims for long are no workbook. *@seen is counted up by the parser's callbacks. */
gboolean qz_zip_part_feed (QzZipPart *self, GMarkupParseContext *parser, const guint *seen,
                           gboolean *at_end, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All of a part of at most QZ_ZIP_MAX_SMALL bytes through @callbacks, whose user data is @data and
 * begins with a guint that every callback counts up. A part that is not there is an empty one. */
gboolean qz_zip_parse_small (GBytes *file, const char *name, const GMarkupParser *callbacks,
                             gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "x:row" is a row like "row"; programs choose the prefix. */
const char *qz_xml_local (const char *name);
/* The value of an attribute, or NULL. */
const char *qz_xml_get (const char **names, const char **values, const char *name);
/* It as a number from 0 to @max; @fallback when there is none. */
guint qz_xml_get_number (const char **names, const char **values, const char *name, guint max,
                         guint fallback);

G_END_DECLS
