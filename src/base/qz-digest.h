/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SM3 over a canonical encoding of typed values: each value is a tag byte, a length or a fixed
 * eight bytes big-endian, then its bytes; so no two different rows encode alike. */
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
