/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-nonlocal.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Where units stand that pay late (SM-6, NL-34). */

typedef struct {
  const char *unit;
  QzRegionState state;
  gint64 transfer_id;       /* the transfer that is late; 0: none */
  const char *actor;        /* "system" for automatic acts */
  const char *nominal_time; /* nullable */
  const char *reason;
} QzRegionEvent;
/* Writes the event and where it leaves the unit. */
gboolean qz_region_repo_put_event (QzAct *act, const QzRegionEvent *event, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* NORMAL, since QZ_DAY_NONE, when nothing ever happened. */
gboolean qz_region_repo_get (QzStore *store, const char *unit, QzRegionState *out_state,
                             QzDay *out_since, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* time nominal state transfer actor reason */
gboolean qz_region_repo_fill_events (QzStore *store, const char *unit, QzSheet *sheet,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AMB-27: claims with direct settlement of persons insured in one of @areas (comma list with a
 * comma at each end) that were settled on @since or later: setl_id settled provider provider_name
 * area */
gboolean qz_region_repo_fill_claims (QzStore *store, const char *areas, QzDay since,
                                     QzSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
