/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Turns a stream of UTF-8 or GB18030 bytes into valid UTF-8 without NUL, block by block. The
 * encoding is UTF-8 as long as that holds. At the first byte that breaks it, the file is GB18030,
 * unless Chinese UTF-8 text went before: then something is damaged, and guessing would turn the
 * rest into wrong characters without a word. */
typedef struct _QzTextDecoder QzTextDecoder;

typedef enum {
  QZ_TEXT_FAULT_NONE,
  QZ_TEXT_FAULT_NUL,
  QZ_TEXT_FAULT_UTF8,    /* UTF-8 so far, and then a byte that is not */
  QZ_TEXT_FAULT_GB18030, /* neither encoding */
  QZ_TEXT_FAULT_UTF16,
  QZ_TEXT_FAULT_WORKBOOK, /* a ZIP or OLE file, most likely xlsx or xls */
  QZ_TEXT_FAULT_NO_CONVERTER, /* GB18030, but the C library lacks it */
} QzTextFault;

QzTextDecoder *qz_text_decoder_new (GInputStream *stream);
void qz_text_decoder_free (QzTextDecoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzTextDecoder, qz_text_decoder_free)

/* "UTF-8" or "GB18030" for a file whose maker is known to write that, before the first read:
 * nothing is guessed then. Any other text, and NULL, leaves it to the bytes. */
void qz_text_decoder_set_encoding (QzTextDecoder *self, const char *encoding);

/* Fills up to @size bytes (at least 64) at @out. Sets @n_read to 0 only at the end, or where the
 * fault stands that qz_text_decoder_get_fault() then tells. FALSE when the stream itself failed. */
gboolean qz_text_decoder_read (QzTextDecoder *self, char *out, gsize size, gsize *n_read,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzTextFault qz_text_decoder_get_fault (QzTextDecoder *self);
const char *qz_text_decoder_get_encoding (QzTextDecoder *self); /* "UTF-8" or "GB18030" */
guint64 qz_text_decoder_get_bytes_read (QzTextDecoder *self);   /* of the stream */

G_END_DECLS
