/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* What stands beside a document's lines: its facts, forms, basis, checks, payments, vouchers and
 * history. Signals: "form-chosen" (form id), "voucher-chosen" and "batch-chosen" (its name). */
#define QZ_TYPE_INSPECTOR (qz_inspector_get_type ())
G_DECLARE_FINAL_TYPE (QzInspector, qz_inspector, QZ, INSPECTOR, AdwBin)

void qz_inspector_set_document (QzInspector *self, QzSheet *document, QzSheet *forms,
                                QzSheet *checks);

G_END_DECLS
