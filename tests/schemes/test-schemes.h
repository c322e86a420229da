/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-policy-examples.h"

static inline char *
read_pack (const char *id)
{
  g_autofree char *file = g_strconcat (id, ".policy", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("QZ_TEST_POLICIES"), file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The shipped pack with @old replaced (NULL: as it is); its examples are not run. */
static inline QzPolicy *
load_pack (const char *id, const char *old, const char *new)
{
  g_autofree char *text = read_pack (id);
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (GError) error = NULL;
  QzPolicy *policy;

  if (old != NULL)
    g_assert_cmpuint (g_string_replace (changed, old, new, 1), ==, 1);
  policy = qz_policy_new_from_text (changed->str, -1, id, &error);
  g_assert_no_error (error);
  return policy;
}
