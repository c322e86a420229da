/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Code tables (domain 4.3): what is shipped (data/codes), and what the book set imported over it
 * (kind `codes`). */
typedef struct _QzCodes QzCodes;

/* @book: nullable: only what is shipped. */
QzCodes *qz_codes_load (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_codes_free (QzCodes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzCodes, qz_codes_free)

/* Those of the book set, read once until it changes. (transfer none) */
QzCodes *qz_codes_get (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean qz_codes_has_set (QzCodes *self, const char *set);
/* The name of @code in @set ("med_type", "insutype", "pay_loc" …), which lives as long as @self;
 * NULL when nobody named it. Of med_type the longest known beginning counts (2101 → 21). */
const char *qz_codes_get_name (QzCodes *self, const char *set, const char *code);

/* set, set_name, code, name, note, origin ("shipped", "changed", "added"), shipped_name, import,
 * file, file_line; and the chart of accounts of the book set as set "account". @book nullable;
 * @set nullable: all. */
QzSheet *qz_codes_list (QzBook *book, const char *set, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
