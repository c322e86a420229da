/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-registration-private.h"
#include "qz-supervision-repo.h"
#include "qz-supervision.h"

G_BEGIN_DECLS

/* What the acts of supervision share. */

/* Begins an act for the agency @agency; the end is qz_registration_end(). */
gboolean qz_supervision_begin (QzRegistrationDesk *self, QzBook *book, const QzContext *context,
                               const char *agency, const char *name, QzRight right,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_supervision_need (const char *value, const char *field, const char *rule,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_supervision_refuse_unknown (const char *number, GError **error);

G_END_DECLS
