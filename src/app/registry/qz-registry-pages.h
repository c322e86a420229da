/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-page-spec.h"

G_BEGIN_DECLS

/* The pages of 基础资料 that show registers, rules and codes. */
extern const QzPageSpec qz_agencies_page;
extern const QzPageSpec qz_accounts_page;
extern const QzPageSpec qz_providers_page;
extern const QzPageSpec qz_codes_page;
extern const QzPageSpec qz_policies_page;

G_END_DECLS
