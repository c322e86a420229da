/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qz-chart.h"
#include "qz-error.h"
#include "qz-policy.h"

static inline GBytes *
read_bytes (const char *folder_variable, const char *file)
{
  g_autofree char *path = g_build_filename (g_getenv (folder_variable), file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

/* The chart that the program ships. */
static inline QzChart *
load_chart (void)
{
  g_autoptr (GBytes) csv = read_bytes ("QZ_TEST_CODES", "chart-of-accounts.csv");
  g_autoptr (GError) error = NULL;
  QzChart *chart = qz_chart_new_from_csv (csv, "chart-of-accounts.csv", &error);

  g_assert_no_error (error);
  return chart;
}
