/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-private.h"
#include "qz-import-private.h"

G_BEGIN_DECLS

/* The sum of @column over all rows of the file whose first column is @setl_id. */
QzFen qz_import_nonlocal_sum (QzImportRun *run, const char *setl_id, guint column);

G_END_DECLS
