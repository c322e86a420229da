/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-page-spec.h"

G_BEGIN_DECLS

/* The lists of care away from home, in the sidebar. */
extern const QzPageSpec qz_notices_spec;       /* 2-1, 2-2, 2-3, 5, 6, 8, 9 */
extern const QzPageSpec qz_regions_spec;       /* SM-6 */

G_END_DECLS
