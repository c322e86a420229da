/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-documents-private.h"

G_BEGIN_DECLS

/* Fills the sheets of one form (docs/forms.md) from a document: one for the whole document, or
 * one a provider or payment; @provider (a code, nullable) picks those of one. May be empty.
 * (element-type QzSheet) (transfer full) */
GPtrArray *qz_document_fill_form (QzBook *book, const QzDocumentRecord *head, const char *form,
                                  const char *provider, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *id;
  const char *per; /* document provider payment */
} QzFormOfKind;

/* The @n-th form of a kind, the main one first; FALSE: there are no more. */
gboolean qz_document_kind_get_form (QzDocumentKind kind, guint n, QzFormOfKind *out);

G_END_DECLS
