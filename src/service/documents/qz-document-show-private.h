/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-documents-private.h"

G_BEGIN_DECLS

/* A sheet "document" with one row for each of @lines (element-type QzDocumentLine) and no facts. */
QzSheet *qz_document_new_lines (const QzDocumentRecord *head, GPtrArray *lines)
  G_GNUC_WARN_UNUSED_RESULT;
/* Adds the child "payments". */
gboolean qz_document_add_payments (QzStore *store, gint64 document_id, QzSheet *sheet,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
