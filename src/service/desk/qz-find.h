/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Documents by number, providers by code, name or pinyin initials, vouchers and batches by number,
 * people by masked id: at most @limit, the best first. Columns: kind (document provider voucher
 * batch person), key (what its page is opened with), title, detail. */
QzSheet *qz_find (QzBook *book, const QzContext *context, const char *text, guint limit,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
