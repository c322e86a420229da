/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* The share of instant settlement (3.9) of a month of costs, "2026-02": its parts, and the payments
 * and settlements that add up to each. */
AdwNavigationPage *qz_share_page_new (QzSession *session, const char *month);

G_END_DECLS
