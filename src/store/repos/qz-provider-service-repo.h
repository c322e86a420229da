/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-day.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Whether a provider takes part in a service: care away from home (NL-14) or medical assistance
 * (DT-7a). One that nobody switched off does. */

typedef enum {
  QZ_SERVICE_NONLOCAL,   /* "nonlocal" */
  QZ_SERVICE_ASSISTANCE, /* "assistance" */
  QZ_N_SERVICES
} QzProviderServiceKind;
const char *qz_provider_service_to_text (QzProviderServiceKind service);
/* FALSE when @text names none. */
gboolean qz_provider_service_parse (const char *text, QzProviderServiceKind *out);

typedef struct {
  gboolean enabled;
  QzDay from_day;      /* QZ_DAY_NONE: as it always was */
  QzDay announced_day; /* QZ_DAY_NONE: not announced yet */
} QzProviderServiceState;

/* @reason: needed. */
gboolean qz_provider_service_repo_put (QzAct *act, gint64 provider_id,
                                       QzProviderServiceKind service,
                                       const QzProviderServiceState *state, const char *reason,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The state on @day (of a settlement): that of the newest row that began by then; QZ_DAY_NONE: the
 * newest row, whether it has begun or not. */
gboolean qz_provider_service_repo_get (QzStore *store, gint64 provider_id,
                                       QzProviderServiceKind service, QzDay day,
                                       QzProviderServiceState *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The newest first: service enabled from_day announced_day reason switched_by switched_at */
gboolean qz_provider_service_repo_fill (QzStore *store, gint64 provider_id, QzSheet *sheet,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For statements over many settlements: 1 where @service, a word in quotes, of the provider
 * @provider is off on @day. */
#define QZ_PROVIDER_SERVICE_IS_OFF(provider, service, day)                                         \
  "coalesce ((SELECT enabled = 0 FROM provider_service WHERE provider_id = " provider              \
  " AND service = " service " AND from_day <= " day " ORDER BY id DESC LIMIT 1), 0)"

G_END_DECLS
