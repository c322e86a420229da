/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-csv-writer.h"

#include <string.h>

#include "qz-csv-reader.h"
#include "test-base.h"

static void
assert_field (const char *text, gboolean is_number, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  qz_csv_append_field (out, text, is_number, TRUE);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_fields (void)
{
  assert_field ("a", FALSE, "a");
  assert_field ("", FALSE, "");
  assert_field (NULL, FALSE, "");
  assert_field ("a,b", FALSE, "\"a,b\"");
  assert_field ("say \"x\"", FALSE, "\"say \"\"x\"\"\"");
  assert_field ("a\nb", FALSE, "\"a\nb\"");
  assert_field ("a\rb", FALSE, "\"a\rb\"");
  assert_field ("张三", FALSE, "张三");
}

static void
test_formulas (void)
{
  assert_field ("=HYPERLINK(\"http://x\",\"y\")", FALSE,
                "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
  assert_field ("=1+1", FALSE, "'=1+1");
  assert_field ("+1", FALSE, "'+1");
  assert_field ("-1", FALSE, "'-1");
  assert_field ("@x", FALSE, "'@x");
  assert_field ("\tx", FALSE, "'\tx");
  assert_field ("\rx", FALSE, "\"'\rx\"");
  assert_field ("-1.00", TRUE, "-1.00");
  assert_field ("a=b", FALSE, "a=b");
}

static void
test_rows (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  qz_csv_append_field (out, "a", FALSE, TRUE);
  qz_csv_append_field (out, "", FALSE, FALSE);
  qz_csv_end_row (out);
  qz_csv_append_field (out, "", FALSE, TRUE);
  qz_csv_end_row (out);
  g_assert_cmpstr (out->str, ==, "a,\r\n\"\"\r\n");
}

static char *
make_text (void)
{
  static const char *const pieces[] = { "a", "=", "张", ",", "\"", "\n", "\r", " ", "-", "#", "'" };
  GString *out = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 9); n > 0; n--)
    g_string_append (out, pieces[g_test_rand_int_range (0, 11)]);
  return g_string_free_and_steal (out);
}

/* The guard against formulas is the only thing that may be added. */
static void
assert_same (const char *text, gboolean is_number, const QzCsvField *field)
{
  gboolean is_guarded = !is_number && *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;

  g_assert_cmpstr (field->text + (is_guarded ? 1 : 0), ==, text);
  if (is_guarded)
    g_assert_true (field->text[0] == '\'');
}

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (QzCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const QzCsvField *fields;
  guint n_fields;
  guint at = 0;

  for (guint row = 0; row < 20000; row++)
    {
      guint n = 1 + row % 5;
      for (guint i = 0; i < n; i++)
        {
          char *text = make_text ();
          qz_csv_append_field (out, text, row % 2, i == 0);
          g_ptr_array_add (texts, text);
        }
      qz_csv_end_row (out);
    }
  stream = g_memory_input_stream_new_from_data (out->str, (gssize) out->len, NULL);
  reader = qz_csv_reader_new (stream, "out.csv");
  for (guint row = 0; row < 20000; row++)
    {
      g_assert_true (qz_csv_reader_next (reader, &fields, &n_fields, &error));
      g_assert_cmpuint (n_fields, ==, 1 + row % 5);
      for (guint i = 0; i < n_fields; i++)
        assert_same (texts->pdata[at++], row % 2, &fields[i]);
    }
  g_assert_false (qz_csv_reader_next (reader, &fields, &n_fields, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/fields", test_fields);
  g_test_add_func ("/csv-writer/formulas-become-text", test_formulas);
  g_test_add_func ("/csv-writer/rows", test_rows);
  g_test_add_func ("/csv-writer/round-trip", test_round_trip);
  return g_test_run ();
}
