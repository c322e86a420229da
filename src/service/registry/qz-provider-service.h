/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Hospitals that take part in care away from home are chosen and made public, changes too (NL-14);
 * of one that leaves medical assistance the service is ended and that announced promptly
 * (DT-7b). */
typedef struct {
  const char *provider; /* code */
  const char *service;  /* "nonlocal" or "assistance" */
  gboolean enabled;
  QzDay from_day;      /* the first day of the new state; needed */
  QzDay announced_day; /* when it was made public; QZ_DAY_NONE: not yet */
  const char *reason;  /* needed */
} QzProviderServiceInput;
/* For the agency that settles with the provider when the book set acts for it, else for its own:
 * what was made public concerns every office. By those with QZ_RIGHT_PROVIDER_SERVICE. The same
 * again with a day of announcement records that day. Refused: "announced-to-come", "service-same",
 * "announcement-missing" (a day was recorded already, and this would take it away). */
gboolean qz_provider_service_switch (QzBook *book, const QzContext *context,
                                     const QzProviderServiceInput *input, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Facts of a provider on the business day of reading: adds to @sheet "nonlocal" and "assistance",
 * whether the newest decision switched the service on, the days from which that holds and of its
 * announcement, and the child "services" (service enabled from_day announced_day reason switched_by
 * switched_at), the newest first. */
gboolean qz_provider_service_add_facts (QzBook *book, gint64 provider_id, QzSheet *sheet,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
