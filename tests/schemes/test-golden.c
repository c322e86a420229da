/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Golden pairs: every NAME.in under tests/data/golden holds cases for an engine, NAME.out what each
 * must give. A new case is two files. EX-1, EX-2 and the corners of MS-1, MS-2, AMB-22, AMB-32. */
#include <glib.h>

#include "qz-error.h"
#include "qz-policy-examples.h"

static char *
read_file (const char *folder, const char *name, const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static QzPolicy *
load_policy (QzSectionFile *file)
{
  g_autoptr (GError) error = NULL;
  QzSection *section = qz_section_file_find (file, "case", &error);
  const char *id = qz_section_get_text (section, "policy", &error);
  g_autofree char *text = read_file (g_getenv ("QZ_TEST_POLICIES"), id, ".policy");
  QzPolicy *policy = qz_policy_load (text, -1, id, &error);

  g_assert_no_error (error);
  return policy;
}

static void
run_case (QzPolicy *policy, QzSection *section, GString *out)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *result = qz_example_run (policy, section, &error);

  g_string_append_printf (out, "[%s]\n", qz_section_get_name (section) + strlen ("example "));
  if (result == NULL)
    g_string_append_printf (out, "error %s\n", qz_error_get_id (error));
  else
    g_string_append (out, result);
  g_string_append_c (out, '\n');
}

static void
test_pair (gconstpointer data)
{
  const char *name = data;
  const char *folder = g_getenv ("QZ_TEST_GOLDEN");
  g_autofree char *in = read_file (folder, name, ".in");
  g_autofree char *wanted = read_file (folder, name, ".out");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSectionFile) file = qz_section_file_new (in, -1, name, &error);
  g_autoptr (QzPolicy) policy = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  policy = load_policy (file);
  for (guint i = 0; i < qz_section_file_get_n_sections (file); i++)
    {
      QzSection *section = qz_section_file_get_section (file, i);

      if (g_str_has_prefix (qz_section_get_name (section), "example "))
        run_case (policy, section, out);
    }
  if (g_strcmp0 (out->str, wanted) != 0)
    g_test_message ("%s gave:\n%s", name, out->str);
  g_assert_cmpstr (out->str, ==, wanted);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  g_test_init (&argc, &argv, NULL);
  dir = g_dir_open (g_getenv ("QZ_TEST_GOLDEN"), 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stem = NULL;
      g_autofree char *path = NULL;

      if (!g_str_has_suffix (name, ".in"))
        continue;
      stem = g_strndup (name, strlen (name) - strlen (".in"));
      path = g_strconcat ("/golden/", stem, NULL);
      g_test_add_data_func_full (path, g_steal_pointer (&stem), test_pair, g_free);
      n++;
    }
  g_assert_cmpuint (n, >=, 6);
  return g_test_run ();
}
