/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-page-spec.h"

G_BEGIN_DECLS

/* All claims of the book set, a million or more. */
extern const QzPageSpec qz_claims_page;

G_END_DECLS
