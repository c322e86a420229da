/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What @text looks like: texts that people cannot tell from each other have the same skeleton, be
 * it for case, width or letters of another script (Cyrillic а for Latin a; Unicode TS 39). Without
 * ICU on the system only case and width are looked at. (transfer full) */
char *qz_skeleton_dup (const char *text);

G_END_DECLS
