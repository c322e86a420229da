/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-registry-repo.h"

G_BEGIN_DECLS

/* Entries of code tables that the book set adds to those shipped, or says otherwise. */

typedef struct {
  const char *set, *code, *name, *note; /* borrowed for the call */
} QzCodeEntry;
/* The row's id, 0 on error. */
gint64 qz_code_repo_put (QzAct *act, const QzOrigin *origin, const QzCodeEntry *entry,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* set code name note import file file_line: the latest of each set and code. */
gboolean qz_code_repo_fill (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
