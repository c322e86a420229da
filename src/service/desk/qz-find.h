/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Documents, batches and transfers by number, vouchers as "12", "2026-03/12" or in full, providers
 * by code, name or pinyin, people by identity number, given in full or masked
 * ("220204********766X"), assisted persons by name or pinyin too: at most @limit, the best first.
 * Columns: kind (document provider voucher batch transfer person assisted), key (what its page is
 * opened with), title, detail. Keeps the names of providers and assisted persons on @book between
 * calls. */
QzSheet *qz_find (QzBook *book, const QzContext *context, const char *text, guint limit,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the names of other things are found by, in their order; and @book has read its providers
 * afterwards. (element-type QzPinyinKey) (transfer full) */
GPtrArray *qz_find_make_keys (QzBook *book, const char *const *names, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* One insured person: facts certno (masked), psn_name, count, fund_sum; lines: his or her claims.
 * @key: of a result of qz_find(). */
QzSheet *qz_find_show_person (QzBook *book, const QzContext *context, const char *key,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
