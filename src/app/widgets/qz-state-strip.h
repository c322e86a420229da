/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* made → reviewed → approved → sent → paid, with who and when; what was refused, cancelled or
 * deferred ends the strip. Each step is icon and word, never colour alone. */
#define QZ_TYPE_STATE_STRIP (qz_state_strip_get_type ())
G_DECLARE_FINAL_TYPE (QzStateStrip, qz_state_strip, QZ, STATE_STRIP, AdwBin)

/* @document: as qz_document_show() gives it. */
void qz_state_strip_set_document (QzStateStrip *self, QzSheet *document);
/* "✓ Made, ✓ Reviewed, ○ Approved …": what a screen reader says. */
char *qz_state_strip_dup_summary (QzStateStrip *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
