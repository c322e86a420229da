/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-section-file.h"

#include <string.h>

#include "test-base.h"

static const char sample[] = "\xEF\xBB\xBF# a comment\n"
                             "[policy]\r\n"
                             "id = jilin-daily\n"
                             "title=  a title = with equals  \n"
                             "text = first\n"
                             "  second\n"
                             "# in between\n"
                             "\tthird\n"
                             "empty =\n"
                             "later =\n"
                             "  one\n"
                             "\n"
                             "[ column ]\n"
                             "amount = 1,234.50\n"
                             "rate = 29.99%\n"
                             "count = -3\n"
                             "on = yes\n"
                             "off = false\n"
                             "day = 2026-03-10\n"
                             "[column]\n"
                             "rest = x";

static QzSectionFile *
load (const char *text, GError **error)
{
  return qz_section_file_new (text, -1, "a.policy", error);
}

static QzSectionFile *
load_sample (void)
{
  g_autoptr (GError) error = NULL;
  QzSectionFile *file = load (sample, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);
  return file;
}

static void
test_structure (void)
{
  g_autoptr (QzSectionFile) file = load_sample ();
  g_autoptr (GError) error = NULL;
  QzSection *policy = qz_section_file_find (file, "policy", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (qz_section_file_get_name (file), ==, "a.policy");
  g_assert_cmpuint (qz_section_file_get_n_sections (file), ==, 3);
  g_assert_true (qz_section_file_get_section (file, 0) == policy);
  g_assert_cmpstr (qz_section_get_name (qz_section_file_get_section (file, 2)), ==, "column");
  g_assert_cmpuint (qz_section_get_line (policy), ==, 2);
  g_assert_cmpuint (qz_section_get_n_keys (policy), ==, 5);
  g_assert_cmpstr (qz_section_get_key (policy, 1), ==, "title");
  g_assert_cmpuint (qz_section_get_key_line (policy, "text"), ==, 5);
  g_assert_cmpuint (qz_section_get_line (qz_section_file_get_section (file, 1)), ==, 13);
}

static void
test_values (void)
{
  g_autoptr (QzSectionFile) file = load_sample ();
  g_autoptr (GError) error = NULL;
  QzSection *policy = qz_section_file_get_section (file, 0);

  g_assert_cmpstr (qz_section_get_text (policy, "id", &error), ==, "jilin-daily");
  g_assert_cmpstr (qz_section_get_text (policy, "title", &error), ==, "a title = with equals");
  g_assert_cmpstr (qz_section_get_text (policy, "text", &error), ==, "first\nsecond\nthird");
  g_assert_cmpstr (qz_section_get_text (policy, "later", &error), ==, "one");
  g_assert_cmpstr (qz_section_peek (policy, "empty"), ==, "");
  g_assert_null (qz_section_peek (policy, "absent"));
  g_assert_no_error (error);
  g_assert_null (qz_section_get_text (policy, "empty", &error));
  g_assert_cmpuint (qz_error_get_line (error), ==, 9);
  assert_failure (&error, QZ_ERROR_INPUT, "empty-value");
  g_assert_null (qz_section_get_text (policy, "absent", &error));
  g_assert_cmpuint (qz_error_get_line (error), ==, 2);
  g_assert_cmpstr (qz_error_get_field (error), ==, "absent");
  assert_failure (&error, QZ_ERROR_INPUT, "missing-key");
}

static void
test_typed (void)
{
  g_autoptr (QzSectionFile) file = load_sample ();
  g_autoptr (GError) error = NULL;
  QzSection *column = qz_section_file_get_section (file, 1);
  QzFen amount = 0;
  QzPpm rate = 0;
  gint64 count = 0;
  gboolean on = FALSE;
  gboolean off = TRUE;
  QzDay day = 0;

  g_assert_true (qz_section_get_fen (column, "amount", &amount, &error));
  g_assert_true (qz_section_get_ppm (column, "rate", &rate, &error));
  g_assert_true (qz_section_get_int (column, "count", -3, 3, &count, &error));
  g_assert_true (qz_section_get_bool (column, "on", &on, &error));
  g_assert_true (qz_section_get_bool (column, "off", &off, &error));
  g_assert_true (qz_section_get_day (column, "day", &day, &error));
  g_assert_cmpint (amount, ==, 123450);
  g_assert_cmpint (rate, ==, 299900);
  g_assert_cmpint (count, ==, -3);
  g_assert_true (on);
  g_assert_false (off);
  g_assert_cmpint (day, ==, 20522);
}

/* Checks the place of a refused value and clears the error. */
static void
assert_at (GError **error, const char *id, guint line, const char *field)
{
  g_assert_nonnull (*error);
  g_assert_cmpstr (qz_error_get_file (*error), ==, "a.policy");
  g_assert_cmpuint (qz_error_get_line (*error), ==, line);
  g_assert_cmpstr (qz_error_get_field (*error), ==, field);
  assert_failure (error, QZ_ERROR_INPUT, id);
}

static void
test_typed_refusals (void)
{
  g_autoptr (QzSectionFile) file = load_sample ();
  g_autoptr (GError) error = NULL;
  QzSection *column = qz_section_file_get_section (file, 1);
  QzFen amount;
  QzPpm rate;
  gint64 count;
  gboolean on;
  QzDay day;

  g_assert_false (qz_section_get_fen (column, "rate", &amount, &error));
  assert_at (&error, "bad-amount", 15, "rate");
  g_assert_false (qz_section_get_ppm (column, "amount", &rate, &error));
  assert_at (&error, "bad-rate", 14, "amount");
  g_assert_false (qz_section_get_int (column, "count", -2, 3, &count, &error));
  assert_at (&error, "bad-number", 16, "count");
  g_assert_false (qz_section_get_bool (column, "count", &on, &error));
  assert_at (&error, "bad-yes-no", 16, "count");
  g_assert_false (qz_section_get_day (column, "on", &day, &error));
  assert_at (&error, "bad-day", 17, "on");
  g_assert_false (qz_section_get_fen (column, "absent", &amount, &error));
  assert_at (&error, "missing-key", 13, "absent");
}

static void
test_all_read (void)
{
  g_autoptr (QzSectionFile) file = load_sample ();
  g_autoptr (GError) error = NULL;
  QzSection *policy = qz_section_file_find (file, "policy", &error);

  g_assert_true (qz_section_has (policy, "id"));
  g_assert_false (qz_section_file_check_all_read (file, &error));
  assert_at (&error, "unknown-key", 3, "id");
  for (guint i = 0; i < qz_section_get_n_keys (policy); i++)
    qz_section_peek (policy, qz_section_get_key (policy, i));
  g_assert_false (qz_section_file_check_all_read (file, &error));
  assert_at (&error, "unknown-section", 13, "column");
  qz_section_mark_read (qz_section_file_get_section (file, 1), NULL);
  g_assert_false (qz_section_file_check_all_read (file, &error));
  assert_at (&error, "unknown-section", 20, "column");
  qz_section_mark_read (qz_section_file_get_section (file, 2), "rest");
  g_assert_true (qz_section_file_check_all_read (file, &error));
  g_assert_no_error (error);
}

static void
test_find_refusals (void)
{
  g_autoptr (QzSectionFile) file = load_sample ();
  g_autoptr (GError) error = NULL;

  g_assert_null (qz_section_file_find (file, "absent", &error));
  assert_at (&error, "missing-section", 0, "absent");
  g_assert_null (qz_section_file_find (file, "column", &error));
  assert_at (&error, "repeated-section", 20, "column");
}

static void
test_bad_files (void)
{
  static const struct {
    const char *text;
    const char *id;
    guint line;
    const char *field;
  } vectors[] = {
    { "key = 1\n", "bad-section-file", 1, NULL },
    { "[a]\n\nno equals\n", "bad-section-file", 3, NULL },
    { "[a\n", "bad-section-file", 1, NULL },
    { "[]\n", "bad-section-file", 1, NULL },
    { "[  ]\n", "bad-section-file", 1, NULL },
    { "[a]\n = 1\n", "bad-section-file", 2, NULL },
    { "[a]\n= 1\n", "bad-section-file", 2, NULL },
    { "[a]\nk = 1\n\n  goes on\n", "bad-section-file", 4, NULL },
    { "[a]\nk = 1\nl = 2\nk = 3\n", "repeated-key", 4, "k" },
    { "[a]\nk = \xB4\xBA\n", "bad-section-file", 2, NULL },
    { "[", "bad-section-file", 1, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (load (vectors[i].text, &error));
      assert_at (&error, vectors[i].id, vectors[i].line, vectors[i].field);
    }
}

static void
test_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (qz_section_file_new ("[a]\nk = 1\0\n", 11, "a.policy", &error));
  assert_at (&error, "bad-section-file", 2, NULL);
}

static void
test_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSectionFile) file = load ("", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (qz_section_file_get_n_sections (file), ==, 0);
  g_assert_true (qz_section_file_check_all_read (file, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/section-file/structure", test_structure);
  g_test_add_func ("/section-file/values", test_values);
  g_test_add_func ("/section-file/typed", test_typed);
  g_test_add_func ("/section-file/typed-refusals", test_typed_refusals);
  g_test_add_func ("/section-file/all-read", test_all_read);
  g_test_add_func ("/section-file/find-refusals", test_find_refusals);
  g_test_add_func ("/section-file/bad-files", test_bad_files);
  g_test_add_func ("/section-file/nul", test_nul);
  g_test_add_func ("/section-file/empty", test_empty);
  return g_test_run ();
}
