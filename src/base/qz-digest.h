/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SM3 over a canonical encoding of typed values, in which no two different rows encode alike:
 *   null      00
 *   integer   10 + n, then the n bytes (0 to 8, as few as hold it; none for zero) of its two's
 *             complement, most significant first
 *   text      80 + length, then the bytes; over 127 bytes: 20, the length in eight bytes, the bytes
 *   row end   01
 * The encoding is stored for ever in every change log: it may grow, but never change. */
typedef struct _QzDigest QzDigest;

#define QZ_DIGEST_SIZE 32

QzDigest *qz_digest_new (void);
void qz_digest_free (QzDigest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDigest, qz_digest_free)

void qz_digest_add_null (QzDigest *self);
void qz_digest_add_int (QzDigest *self, gint64 value);
void qz_digest_add_text (QzDigest *self, const char *text, gssize length); /* NULL adds null */
void qz_digest_add_raw (QzDigest *self, gconstpointer data, gsize length); /* no tag */
void qz_digest_end_row (QzDigest *self);
/* Closes and resets. */
void qz_digest_finish (QzDigest *self, guint8 digest[QZ_DIGEST_SIZE]);
char *qz_digest_to_hex (const guint8 digest[QZ_DIGEST_SIZE]); /* (transfer full) */
/* SM3 of plain bytes as hex. (transfer full) */
char *qz_digest_bytes (gconstpointer data, gsize length);

G_END_DECLS
