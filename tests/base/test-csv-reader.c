/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-csv-reader.h"

#include <glib/gstdio.h>
#include <string.h>

#include "test-base.h"

#define KIB 1024
#define MIB (1024 * 1024)

static QzCsvReader *
open_bytes (const char *text, gsize length)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (g_memdup2 (text, length), (gssize) length, g_free);

  return qz_csv_reader_new (stream, "in.csv");
}

/* All rows as "line:[field|field]", and the error as "!id line:column". */
static char *
describe_bytes (const char *text, gsize length)
{
  g_autoptr (QzCsvReader) reader = open_bytes (text, length);
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);
  const QzCsvField *fields;
  guint n_fields;

  while (qz_csv_reader_next (reader, &fields, &n_fields, &error))
    {
      g_string_append_printf (out, "%" G_GUINT64_FORMAT ":[", qz_csv_reader_get_line (reader));
      for (guint i = 0; i < n_fields; i++)
        {
          g_assert_cmpuint (strlen (fields[i].text), ==, fields[i].length);
          g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", fields[i].text);
        }
      g_string_append_c (out, ']');
    }
  if (error != NULL)
    {
      g_string_append_printf (out, "!%s %" G_GUINT64_FORMAT ":%u", qz_error_get_id (error),
                              qz_error_get_line (error), qz_error_get_column (error));
      g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_INPUT);
      g_assert_cmpstr (qz_error_get_file (error), ==, "in.csv");
    }
  return g_string_free_and_steal (out);
}

static void
assert_read (const char *text, const char *expected)
{
  g_autofree char *made = describe_bytes (text, strlen (text));

  g_assert_cmpstr (made, ==, expected);
}

static void
test_rows (void)
{
  assert_read ("", "");
  assert_read ("a", "1:[a]");
  assert_read ("a,b\nc,d\n", "1:[a|b]2:[c|d]");
  assert_read ("a,b\r\nc,d", "1:[a|b]2:[c|d]");
  assert_read ("a\rb\r\nc\nd\r", "1:[a]2:[b]3:[c]4:[d]");
  assert_read (",\n,,", "1:[|]2:[||]");
  assert_read ("a,", "1:[a|]");
  assert_read ("\n\r\n\ra\n\n\nb\n\n", "4:[a]7:[b]");
  assert_read ("#TOTAL,3,1.00", "1:[#TOTAL|3|1.00]");
  assert_read (" a , b ", "1:[ a | b ]");
}

static void
test_quotes (void)
{
  assert_read ("\"a\",\"b,c\"\n", "1:[a|b,c]");
  assert_read ("\"a\"\"b\",\"\"\"\"", "1:[a\"b|\"]");
  assert_read ("\"\"", "1:[]");
  assert_read ("\"\",\"\"\r\nx", "1:[|]2:[x]");
  assert_read ("\"a\nb\",c\nd", "1:[a\nb|c]3:[d]");
  assert_read ("\"a\r\nb\rc\"\r\nd", "1:[a\r\nb\rc]4:[d]");
  assert_read ("a,\"b\"", "1:[a|b]");
  assert_read ("\"a\"\r", "1:[a]");
}

static void
test_faults (void)
{
  assert_read ("x\na,\"b\n", "1:[x]!unclosed-quote 2:3");
  assert_read ("\"", "!unclosed-quote 1:1");
  assert_read ("\"a\"\"", "!unclosed-quote 1:1");
  assert_read ("a,b\"c\n", "!stray-quote 1:4");
  assert_read ("张三,b\"c\n", "!stray-quote 1:5");
  assert_read ("\"a\"b,c\n", "!text-after-quote 1:4");
  assert_read ("\"张\"b,c\n", "!text-after-quote 1:4");
  assert_read ("\"1\n23\" ,c\n", "!text-after-quote 2:4");
  assert_read ("\"1\n23\",b\"\n", "!stray-quote 2:6");
}

static void
assert_bytes (const char *text, gsize length, const char *expected)
{
  g_autofree char *made = describe_bytes (text, length);

  g_assert_cmpstr (made, ==, expected);
}

static void
test_encodings (void)
{
  assert_read ("\xEF\xBB\xBF"
               "a,张\n",
               "1:[a|张]");
  assert_read ("\xEF\xBB\xBF", "");
  assert_read ("\xEF\xBB\xBF\"q\"", "1:[q]");
  assert_read ("a,\xD5\xC5\xC8\xFD\n", "1:[a|张三]");
  /* 模 is a pair that UTF-8 would take as well; 拟 is not. */
  assert_read ("\xC4\xA3\xC4\xE2\n", "1:[模拟]");
  /* four bytes: 㐀 */
  assert_read ("\x81\x39\xEE\x39,x\n", "1:[㐀|x]");
  assert_read ("x\na,\xD5", "1:[x]!bad-encoding 2:3");
  assert_read ("a\xFF\n", "!bad-encoding 1:2");
  assert_read ("ab\n张三,\xD5\xC5\n", "1:[ab]!bad-encoding 2:4");
  assert_read ("\xEF\xBB\xBF"
               "b\n\xD5\xC5\n",
               "1:[b]!bad-encoding 2:1");
  assert_read ("张,\xE5\xBC", "!bad-encoding 1:3");
  assert_read ("\xD5\xC5,\xFF\n", "!bad-encoding 1:3");
  assert_read ("\"张\n三\xFF\"\n", "!bad-encoding 2:2");
}

static void
test_foreign_files (void)
{
  assert_bytes ("a\0b\n", 4, "!nul-byte 1:2");
  assert_bytes ("a,b\nc\0", 6, "1:[a|b]!nul-byte 2:2");
  assert_bytes ("\xD5\xC5\n\0", 4, "1:[张]!nul-byte 2:1");
  assert_bytes ("\xFF\xFE"
                "a\0",
                4, "!bad-encoding 1:1");
  assert_bytes ("PK\3\4rest", 8, "!not-csv 1:1");
}

static void
test_encoding_names (void)
{
  g_autoptr (QzCsvReader) utf8 = open_bytes ("张\n", 4);
  g_autoptr (QzCsvReader) gb = open_bytes ("\xD5\xC5\n", 3);
  g_autoptr (GError) error = NULL;
  const QzCsvField *fields;
  guint n_fields;

  g_assert_true (qz_csv_reader_next (utf8, &fields, &n_fields, &error));
  g_assert_cmpstr (qz_csv_reader_get_encoding (utf8), ==, "UTF-8");
  g_assert_cmpuint (qz_csv_reader_get_bytes_read (utf8), ==, 4);
  g_assert_true (qz_csv_reader_next (gb, &fields, &n_fields, &error));
  g_assert_cmpstr (qz_csv_reader_get_encoding (gb), ==, "GB18030");
  g_assert_cmpuint (qz_csv_reader_get_bytes_read (gb), ==, 3);
  g_assert_cmpstr (qz_csv_reader_get_file_name (gb), ==, "in.csv");
  g_assert_false (qz_csv_reader_next (gb, &fields, &n_fields, &error));
  g_assert_false (qz_csv_reader_next (gb, &fields, &n_fields, &error));
  g_assert_no_error (error);
}

static void
assert_long_field (gsize length, gboolean is_quoted, const char *expected)
{
  g_autoptr (GString) text = g_string_new ("a\n");
  g_autofree char *made = NULL;

  g_string_append (text, is_quoted ? "\"" : "");
  for (gsize i = 0; i < length; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, is_quoted ? "\",b\n" : ",b\n");
  made = describe_bytes (text->str, text->len);
  if (expected != NULL)
    g_assert_cmpstr (made, ==, expected);
  else
    g_assert_cmpuint (strlen (made), ==, length + strlen ("1:[a]2:[|b]"));
}

static void
test_long_fields (void)
{
  assert_long_field (MIB, FALSE, NULL);
  assert_long_field (MIB, TRUE, NULL);
  assert_long_field (MIB + 1, FALSE, "1:[a]!field-too-long 2:1");
  assert_long_field (MIB + 1, TRUE, "1:[a]!field-too-long 2:1");
  assert_long_field (40 * MIB, FALSE, "1:[a]!field-too-long 2:1");
  assert_long_field (40 * MIB, TRUE, "1:[a]!field-too-long 2:1");
}

static void
assert_many_fields (guint n, gsize length, const char *expected)
{
  g_autofree char *field = g_strnfill (length, 'y');
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *made = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", field);
  made = describe_bytes (text->str, text->len);
  if (expected != NULL)
    g_assert_cmpstr (made, ==, expected);
  else
    g_assert_cmpuint (strlen (made), ==, text->len + strlen ("1:[]"));
}

static void
test_many_fields (void)
{
  assert_many_fields (4096, 1, NULL);
  assert_many_fields (4097, 1, "!too-many-fields 1:8193");
  assert_many_fields (15, MIB - 1, NULL);
  assert_many_fields (40, MIB - 1, "!row-too-long 1:1");
}

/* A quoted file of the size of several blocks whose quote never closes ends early. */
static void
test_unclosed_far (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n1,\"");
  g_autofree char *made = NULL;

  while (text->len < 8 * MIB)
    g_string_append (text, "1,2\n");
  made = describe_bytes (text->str, text->len);
  g_assert_cmpstr (made, ==, "1:[a|b]!field-too-long 2:3");
}

/* A wrong byte far behind: all rows before it are handed out, and its place is exact. */
static void
test_fault_far (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (QzCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const QzCsvField *fields;
  guint64 n_rows = 0;
  guint n_fields;

  for (int i = 0; i < 50000; i++)
    g_string_append (text, "张三,12.30\n");
  g_string_append (text, "李四,1\xFF\n");
  reader = open_bytes (text->str, text->len);
  while (qz_csv_reader_next (reader, &fields, &n_fields, &error))
    n_rows++;
  g_assert_cmpuint (n_rows, ==, 50000);
  g_assert_cmpuint (qz_error_get_line (error), ==, 50001);
  g_assert_cmpuint (qz_error_get_column (error), ==, 5);
  assert_failure (&error, QZ_ERROR_INPUT, "bad-encoding");
}

typedef struct {
  char *text;
  guint column;
  guint64 line;     /* first of the row */
  gboolean is_last; /* of the row */
} Expected;

static void
clear_expected (gpointer data)
{
  g_free (((Expected *) data)->text);
}

typedef struct {
  GString *text;
  GArray *expected;
  guint64 line;
  guint column;
  gunichar last;
} Maker;

static void
emit (Maker *maker, gunichar c)
{
  if (c == '\n' && maker->last == '\r')
    {
      maker->column = 1;
    }
  else if (c == '\n' || c == '\r')
    {
      maker->line++;
      maker->column = 1;
    }
  else
    {
      maker->column++;
    }
  maker->last = c;
  g_string_append_unichar (maker->text, c);
}

static char *
make_field_text (void)
{
  static const char *const pieces[] = { "a",  "7",    ".", "张", "三", ",", "\"", "\n",
                                        "\r", "\r\n", " ", "·",  "𠮷", "¥", "0",  "é" };
  GString *out = g_string_new (NULL);
  guint kind = (guint) g_test_rand_int_range (0, 2000);
  guint n = kind == 0 ? 100 * KIB : kind < 100 ? 200 : (guint) g_test_rand_int_range (0, 12);
  gboolean is_plain = g_test_rand_int_range (0, 3) != 0;

  for (guint i = 0; i < n; i++)
    g_string_append (out, pieces[g_test_rand_int_range (0, is_plain ? 5 : 16)]);
  return g_string_free_and_steal (out);
}

static void
emit_field (Maker *maker, guint64 line, gboolean is_alone)
{
  Expected expected = { make_field_text (), maker->column, line, FALSE };
  gboolean is_quoted = strpbrk (expected.text, ",\"\r\n") != NULL
                       || (is_alone && *expected.text == '\0') || g_test_rand_int_range (0, 5) == 0;

  if (is_quoted)
    emit (maker, '"');
  for (const char *p = expected.text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '"')
        emit (maker, '"');
      emit (maker, g_utf8_get_char (p));
    }
  if (is_quoted)
    emit (maker, '"');
  g_array_append_val (maker->expected, expected);
}

static void
emit_row (Maker *maker)
{
  static const char *const ends[] = { "\n", "\r\n", "\r" };
  guint n = (guint) g_test_rand_int_range (1, 40);
  guint64 line = maker->line;

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        emit (maker, ',');
      emit_field (maker, line, n == 1);
    }
  g_array_index (maker->expected, Expected, maker->expected->len - 1).is_last = TRUE;
  for (const char *p = ends[g_test_rand_int_range (0, 3)]; *p != '\0'; p++)
    emit (maker, (gunichar) *p);
  if (g_test_rand_int_range (0, 20) == 0)
    {
      emit (maker, '\r');
      emit (maker, '\n');
    }
}

static void
assert_made (const Maker *maker, const char *text, gsize length, const char *encoding)
{
  g_autoptr (QzCsvReader) reader = open_bytes (text, length);
  g_autoptr (GError) error = NULL;
  const QzCsvField *fields = NULL;
  guint n_fields = 0;
  guint at = 0;

  for (guint i = 0; i < maker->expected->len; i++)
    {
      const Expected *expected = &g_array_index (maker->expected, Expected, i);

      if (at == n_fields)
        {
          g_assert_true (qz_csv_reader_next (reader, &fields, &n_fields, &error));
          g_assert_cmpuint (qz_csv_reader_get_line (reader), ==, expected->line);
          at = 0;
        }
      g_assert_cmpuint (fields[at].column, ==, expected->column);
      g_assert_cmpuint (fields[at].length, ==, strlen (expected->text));
      g_assert_cmpmem (fields[at].text, fields[at].length + 1, expected->text,
                       strlen (expected->text) + 1);
      at++;
      g_assert_cmpint (expected->is_last, ==, at == n_fields);
    }
  g_assert_false (qz_csv_reader_next (reader, &fields, &n_fields, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (qz_csv_reader_get_encoding (reader), ==, encoding);
}

static void
test_random (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *gb = NULL;
  gsize gb_length = 0;
  Maker maker = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (Expected)), 1, 1, 0 };
  Expected head = { g_strdup ("医保"), 1, 1, TRUE };

  g_array_set_clear_func (maker.expected, clear_expected);
  g_array_append_val (maker.expected, head);
  for (const char *p = "医保\n"; *p != '\0'; p = g_utf8_next_char (p))
    emit (&maker, g_utf8_get_char (p));
  while (maker.text->len < 5 * MIB)
    emit_row (&maker);

  assert_made (&maker, maker.text->str, maker.text->len, "UTF-8");
  gb = g_convert (maker.text->str, (gssize) maker.text->len, "GB18030", "UTF-8", NULL, &gb_length,
                  &error);
  g_assert_no_error (error);
  assert_made (&maker, gb, gb_length, "GB18030");
  g_string_free (maker.text, TRUE);
  g_array_unref (maker.expected);
}

static void
test_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("qz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "claims.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzCsvReader) reader = NULL;
  const QzCsvField *fields;
  guint n_fields;

  g_assert_null (qz_csv_reader_new_for_path (path, &error));
  g_assert_cmpstr (qz_error_get_file (error), ==, path);
  assert_failure (&error, QZ_ERROR_INPUT, "cannot-open");
  g_assert_null (qz_csv_reader_new_for_path (folder, &error));
  assert_failure (&error, QZ_ERROR_INPUT, "cannot-open");

  g_assert_true (g_file_set_contents (path, "a,b", -1, &error));
  reader = qz_csv_reader_new_for_path (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qz_csv_reader_get_file_name (reader), ==, "claims.csv");
  g_assert_true (qz_csv_reader_next (reader, &fields, &n_fields, &error));
  g_assert_cmpuint (n_fields, ==, 2);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/4.8/rows", test_rows);
  g_test_add_func ("/csv-reader/4.8/quotes", test_quotes);
  g_test_add_func ("/csv-reader/4.8/faults-and-their-places", test_faults);
  g_test_add_func ("/csv-reader/4.8/encodings", test_encodings);
  g_test_add_func ("/csv-reader/4.8/foreign-files", test_foreign_files);
  g_test_add_func ("/csv-reader/4.8/encoding-names", test_encoding_names);
  g_test_add_func ("/csv-reader/long-fields", test_long_fields);
  g_test_add_func ("/csv-reader/many-fields", test_many_fields);
  g_test_add_func ("/csv-reader/unclosed-far", test_unclosed_far);
  g_test_add_func ("/csv-reader/fault-far", test_fault_far);
  g_test_add_func ("/csv-reader/random-files", test_random);
  g_test_add_func ("/csv-reader/path", test_path);
  return g_test_run ();
}
