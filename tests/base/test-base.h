/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#include "qz-error.h"

/* @error must be set, of @klass and with @id, and have a message; clears it. */
static inline void
assert_failure (GError **error, QzErrorClass klass, const char *id)
{
  g_assert_error (*error, QZ_ERROR, (int) klass);
  g_assert_cmpstr (qz_error_get_id (*error), ==, id);
  g_assert_cmpuint (strlen ((*error)->message), >, 10);
  g_clear_error (error);
}

/* A random number of up to 63 bits whose size is spread over all magnitudes. The seed is GLib's: it
 * is printed when a test program starts, and `--seed` repeats it. */
static inline gint64
random_size (void)
{
  guint64 bits = ((guint64) (guint32) g_test_rand_int () << 32) | (guint32) g_test_rand_int ();

  return (gint64) (bits >> g_test_rand_int_range (1, 64));
}
