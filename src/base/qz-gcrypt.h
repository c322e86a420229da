/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes libgcrypt ready, once; everything that calls it begins with this. */
void qz_gcrypt_init (void);

G_END_DECLS
