/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * qz_retire_replace:
 *
 * Shows @page instead of all pages of @view, as adw_navigation_view_replace() does. The pages that
 * go leave the stack, and stop reading, at once; their widgets go when the main loop has nothing
 * better to do, table rows first: hundreds of cells that go together would keep @page from being
 * drawn. Takes a floating @page.
 */
void qz_retire_replace (AdwNavigationView *view, AdwNavigationPage *page);

G_END_DECLS
