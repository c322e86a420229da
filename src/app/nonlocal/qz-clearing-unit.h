/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"
#include "qz-sheet-view.h"

G_BEGIN_DECLS

/* One unit of a clearing period beside the table of all: what it receives and pays, its notices and
 * lists with the identities they must hold, and what it does: audit, confirm, object. */
#define QZ_TYPE_CLEARING_UNIT (qz_clearing_unit_get_type ())
G_DECLARE_FINAL_TYPE (QzClearingUnit, qz_clearing_unit, QZ, CLEARING_UNIT, AdwBin)

void qz_clearing_unit_set_session (QzClearingUnit *self, QzSession *session);
/* @period: as qz_clearing_show() gives it, with the child "checks"; @row: of its child "units". */
void qz_clearing_unit_show (QzClearingUnit *self, QzSheet *period, guint row);
/* Code of the unit that is shown; NULL: none. */
const char *qz_clearing_unit_get_unit (QzClearingUnit *self);
/* "F-NL-9" */
const char *qz_clearing_unit_get_form (QzClearingUnit *self);
void qz_clearing_unit_choose_form (QzClearingUnit *self, const char *form);
QzSheetView *qz_clearing_unit_get_view (QzClearingUnit *self);

G_END_DECLS
