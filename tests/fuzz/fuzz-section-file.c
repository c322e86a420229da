/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz.h"
#include "qz-section-file.h"
#include "qz-error.h"

static void
check_key (QzSection *section, const char *key)
{
  g_autoptr (GError) error = NULL;
  QzFen amount;
  QzPpm rate;
  gint64 number;
  gboolean is_on;
  QzDay day;

  g_assert_true (qz_section_has (section, key));
  g_assert_cmpuint (qz_section_get_key_line (section, key), >, qz_section_get_line (section));
  g_assert_nonnull (qz_section_peek (section, key));
  if (!qz_section_get_fen (section, key, &amount, &error))
    g_clear_error (&error);
  if (!qz_section_get_ppm (section, key, &rate, &error))
    g_clear_error (&error);
  if (!qz_section_get_int (section, key, -1000, 1000, &number, &error))
    g_clear_error (&error);
  if (!qz_section_get_bool (section, key, &is_on, &error))
    g_clear_error (&error);
  if (!qz_section_get_day (section, key, &day, &error))
    g_assert_cmpuint (qz_error_get_line (error), ==, qz_section_get_key_line (section, key));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_memdup2 (data, size);
  g_autoptr (QzSectionFile) file =
      qz_section_file_new (text != NULL ? text : "", (gssize) size, "fuzz.policy", &error);

  if (file == NULL)
    {
      g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_INPUT);
      g_assert_cmpuint (qz_error_get_line (error), >=, 1);
      return 0;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < qz_section_file_get_n_sections (file); i++)
    {
      QzSection *section = qz_section_file_get_section (file, i);

      g_assert_cmpuint (strlen (qz_section_get_name (section)), >, 0);
      for (guint j = 0; j < qz_section_get_n_keys (section); j++)
        check_key (section, qz_section_get_key (section, j));
      qz_section_mark_read (section, NULL);
    }
  g_assert_true (qz_section_file_check_all_read (file, &error));
  return 0;
}
