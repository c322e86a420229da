/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* What the preview uses of poppler, loaded when a PDF is first opened: with it and the libraries it
 * brings among those of the program, every start would take six milliseconds more. */
typedef struct {
  typeof (&poppler_get_version) get_version;
  typeof (&poppler_document_new_from_bytes) document_new_from_bytes;
  typeof (&poppler_document_get_n_pages) document_get_n_pages;
  typeof (&poppler_document_get_page) document_get_page;
  typeof (&poppler_page_get_size) page_get_size;
  typeof (&poppler_page_render) page_render;
  typeof (&poppler_page_get_text) page_get_text;
  typeof (&poppler_page_find_text) page_find_text;
  typeof (&poppler_rectangle_free) rectangle_free;
} QzPoppler;

/* From any thread. NULL with @error (store) when this system lacks the library. */
const QzPoppler *qz_poppler_get (GError **error);
/* Around work with it on a thread that the end of the program does not wait for: once the program
 * ends, begin() never returns, and the end waits for who is in between. */
void qz_poppler_begin (void);
void qz_poppler_end (void);

G_END_DECLS
