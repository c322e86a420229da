/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-page-spec.h"

G_BEGIN_DECLS

/* Packages to and from other offices: the page of the sidebar, and one package before it is taken
 * in. */
extern const QzPageSpec qz_exchange_spec;
/* What the package in the file @path holds; it is taken in from there. */
AdwNavigationPage *qz_exchange_file_page_new (QzSession *session, const char *path);

G_END_DECLS
