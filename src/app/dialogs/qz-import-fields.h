/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* Which column of the file holds which field: a row for each field. Emits "changed". */
#define QZ_TYPE_IMPORT_FIELDS (qz_import_fields_get_type ())
G_DECLARE_FINAL_TYPE (QzImportFields, qz_import_fields, QZ, IMPORT_FIELDS, AdwBin)

/* @look: as qz_import_inspect() gives it. */
void qz_import_fields_set_look (QzImportFields *self, QzSheet *look);
/* As QzImportOptions takes them; NULL when nobody chose anything. (transfer full) */
char **qz_import_fields_dup_columns (QzImportFields *self) G_GNUC_WARN_UNUSED_RESULT;
/* "" or which required fields have no column, or which column is taken twice. (transfer full) */
char *qz_import_fields_dup_blocks (QzImportFields *self) G_GNUC_WARN_UNUSED_RESULT;
/* The first rows as the fields would read them. (transfer full) */
QzSheet *qz_import_fields_make_preview (QzImportFields *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
