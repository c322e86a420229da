/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of groups of rows: on paper, as formulas, not in CSV. */
#include <string.h>

#include <glib/gstdio.h>

#include "form-samples.h"
#include "poppler-autoptr.h"
#include "qz-error.h"
#include "qz-form-private.h"

#define HEAD                                                                                       \
  "[form]\nid = G\ntitle = 分组\npaper = A4 portrait\n"                                            \
  "[table]\ntotal = 合计\n"
#define COLUMNS                                                                                    \
  "[column]\nname = area\nheading = 统筹区\nwidth = 10\n"                                          \
  "[column]\nname = n\nheading = 人次\nwidth = 5\nsum = yes\ngroup = 职工\n"                       \
  "[column]\nname = amount\nheading = 金额\nwidth = 10\nsum = yes\ngroup = 职工\n"                 \
  "[column]\nname = more\nheading = 金额\nwidth = 10\nsum = yes\ngroup = 居民\n"
#define GROUP "group = area\ngroup-total = {group}小计\n"

static const QzPrintOptions plain = { QZ_PRINT_FINAL, 0, "D-1", "2026-06-30T00:00:00" };

static QzForm *
load (const char *text)
{
  g_autoptr (GError) error = NULL;
  QzForm *form = qz_form_new_from_text (text, -1, "groups.form", &error);

  g_assert_no_error (error);
  return form;
}

static void
refuse (const char *text, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzForm) form = qz_form_new_from_text (text, -1, "groups.form", &error);

  g_assert_null (form);
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
}

/* @sizes: rows of each group; amounts 1.00, 2.00, 3.00 …; more is their negative. */
static QzSheet *
make (const guint *sizes, guint n_groups)
{
  QzSheet *sheet = qz_sheet_new ("groups");
  guint row = 0;

  qz_sheet_add_column (sheet, "area", NULL, QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "n", NULL, QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "amount", NULL, QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "more", NULL, QZ_VALUE_FEN);
  for (guint group = 0; group < n_groups; group++)
    for (guint i = 0; i < sizes[group]; i++, row++)
      {
        g_autofree char *name = g_strdup_printf ("县%u", group + 1);

        qz_sheet_add_row (sheet);
        qz_sheet_put_text (sheet, row, 0, name);
        qz_sheet_put_number (sheet, row, 1, 1);
        qz_sheet_put_number (sheet, row, 2, (row + 1) * 100);
        qz_sheet_put_number (sheet, row, 3, -(gint64) (row + 1) * 100);
      }
  return sheet;
}

static void
test_lines (void)
{
  g_autoptr (QzForm) form = load (HEAD GROUP COLUMNS);
  g_autoptr (QzForm) without = load (HEAD COLUMNS);
  const guint sizes[] = { 2, 1 };
  g_autoptr (QzSheet) sheet = make (sizes, 2);
  g_autoptr (QzSheet) none = make (sizes, 0);
  g_autoptr (GArray) lines = qz_form_make_lines (qz_form_get_main_table (form), sheet);
  g_autoptr (GArray) rows = qz_form_make_lines (qz_form_get_main_table (without), sheet);
  g_autoptr (GArray) empty = qz_form_make_lines (qz_form_get_main_table (form), none);
  const QzFormLine want[] = { { 0, 0 }, { 1, 0 }, { 0, 2 }, { 2, 0 }, { 2, 1 } };

  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (want));
  for (guint i = 0; i < lines->len; i++)
    {
      g_assert_cmpuint (g_array_index (lines, QzFormLine, i).row, ==, want[i].row);
      g_assert_cmpuint (g_array_index (lines, QzFormLine, i).n_rows, ==, want[i].n_rows);
    }
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpuint (empty->len, ==, 0);
}

static PopplerDocument *
print (QzForm *form, QzSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = form_samples_print (form, &sheet, 1, &plain, &error);
  PopplerDocument *document;

  g_assert_no_error (error);
  document = poppler_document_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  return document;
}

typedef struct {
  gunichar letter;
  double x, y; /* of its middle */
} Letter;

static GArray *
get_letters (PopplerPage *page)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n = 0;
  guint i = 0;

  g_assert_true (poppler_page_get_text_layout (page, &boxes, &n));
  for (const char *p = text; *p != '\0' && i < n; p = g_utf8_next_char (p), i++)
    {
      const Letter letter = { g_utf8_get_char (p), (boxes[i].x1 + boxes[i].x2) / 2,
                              (boxes[i].y1 + boxes[i].y2) / 2 };

      if (!g_unichar_isspace (letter.letter))
        g_array_append_val (letters, letter);
    }
  return letters;
}

static int
compare_letters (gconstpointer a, gconstpointer b)
{
  const Letter *one = a, *other = b;

  return (one->x > other->x) - (one->x < other->x);
}

static gboolean
begins_label (GArray *letters, guint at, const char *label)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p), at++)
    if (at >= letters->len || g_array_index (letters, Letter, at).letter != g_utf8_get_char (p))
      return FALSE;
  return TRUE;
}

/* What stands beside @label, from left to right; poppler reads tables by columns. */
static char *
get_line (PopplerPage *page, const char *label)
{
  g_autoptr (GArray) letters = get_letters (page);
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (Letter));
  GString *text = g_string_new (NULL);
  double y = -1;

  for (guint i = 0; i < letters->len && y < 0; i++)
    if (begins_label (letters, i, label))
      y = g_array_index (letters, Letter, i).y;
  for (guint i = 0; i < letters->len; i++)
    {
      const Letter *letter = &g_array_index (letters, Letter, i);

      if (letter->y > y - 4 && letter->y < y + 4)
        g_array_append_val (line, *letter);
    }
  g_array_sort (line, compare_letters);
  for (guint i = 0; i < line->len; i++)
    g_string_append_unichar (text, g_array_index (line, Letter, i).letter);
  return g_string_free (text, FALSE);
}

static void
assert_line (PopplerDocument *document, guint number, const char *label, const char *figures)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, (int) number);
  g_autofree char *line = get_line (page, label);
  g_autofree char *want = g_strconcat (label, figures, NULL);

  g_assert_cmpstr (line, ==, want);
}

static void
test_pdf (void)
{
  g_autoptr (QzForm) form = load (HEAD GROUP COLUMNS);
  const guint sizes[] = { 2, 1 };
  g_autoptr (QzSheet) sheet = make (sizes, 2);
  g_autoptr (PopplerDocument) document = print (form, sheet);

  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  assert_line (document, 0, "县1小计", "23.00-3.00");
  assert_line (document, 0, "县2小计", "13.00-3.00");
  assert_line (document, 0, "合计", "36.00-6.00");
}

static guint
count_rows (PopplerPage *page, const char *name)
{
  GList *all = poppler_page_find_text (page, name);
  const guint n = g_list_length (all);

  g_list_free_full (all, (GDestroyNotify) poppler_rectangle_free);
  return n;
}

/* Sums of a page are those of its rows, groups or not; no page begins with sums of a group: those
 * of the first group stand on the page of its last row. */
static void
test_pages (void)
{
  g_autoptr (QzForm) form = load (HEAD GROUP COLUMNS);

  for (guint first = 35; first < 50; first++)
    {
      const guint sizes[] = { first, 20 };
      g_autoptr (QzSheet) sheet = make (sizes, 2);
      g_autoptr (PopplerDocument) document = print (form, sheet);
      g_autoptr (PopplerPage) one = poppler_document_get_page (document, 0);
      g_autoptr (PopplerPage) two = poppler_document_get_page (document, 1);
      const guint sums_on_one = count_rows (one, "县1小计");
      const guint rows_on_two = count_rows (two, "县1") - count_rows (two, "县1小计");
      const guint n = count_rows (one, "县") - sums_on_one - count_rows (one, "县2小计");
      g_autofree char *sums =
          g_strdup_printf ("%u%u.00-%u.00", n, n * (n + 1) / 2, n * (n + 1) / 2);

      g_assert_cmpint (poppler_document_get_n_pages (document), ==, 2);
      assert_line (document, 0, "本页小计", sums);
      g_assert_cmpuint (sums_on_one, ==, rows_on_two == 0);
      g_assert_cmpuint (n, >, 30);
    }
}

static char *
read_part (const char *path, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) unzip =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "unzip", "-p", path, part, NULL);
  char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (unzip, NULL, NULL, &text, NULL, &error));
  return text;
}

static void
test_xlsx (void)
{
  g_autoptr (QzForm) form = load (HEAD GROUP COLUMNS);
  const guint sizes[] = { 2, 1 };
  g_autoptr (QzSheet) sheet = make (sizes, 2);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-groups-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);
  g_autofree char *cells = NULL;

  g_assert_true (qz_form_write_xlsx (form, &sheet, 1, &plain, path, NULL, &error));
  cells = read_part (path, "xl/worksheets/sheet1.xml");
  /* Title, three lines of headings, then rows 5 and 6, their sums in 7, row 8, its sums in 9. */
  g_assert_nonnull (strstr (cells, "<f>SUBTOTAL(9,C5:C6)</f><v>3</v>"));
  g_assert_nonnull (strstr (cells, "<f>SUBTOTAL(9,C8:C8)</f><v>3</v>"));
  g_assert_nonnull (strstr (cells, "<f>SUBTOTAL(9,C5:C9)</f><v>6</v>"));
  g_assert_nonnull (strstr (cells, "<f>SUBTOTAL(9,D5:D9)</f><v>-6</v>"));
  g_assert_null (strstr (cells, "<f>SUM("));
  g_remove (path);
  g_rmdir (folder);
}

static void
test_csv (void)
{
  g_autoptr (QzForm) form = load (HEAD GROUP COLUMNS);
  const guint sizes[] = { 2, 1 };
  g_autoptr (QzSheet) sheet = make (sizes, 2);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (qz_form_write_csv (form, &sheet, 1, out, NULL, &error));
  g_assert_true (g_output_stream_write_all (out, "", 1, NULL, NULL, &error));
  g_assert_true (g_output_stream_close (out, NULL, &error));
  text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
  /* Headings that repeat have their group in front. */
  g_assert_cmpstr (text, ==,
                   "\xEF\xBB\xBF统筹区,人次,职工金额,居民金额\r\n"
                   "县1,1,1.00,-1.00\r\n县1,1,2.00,-2.00\r\n县2,1,3.00,-3.00\r\n");
}

static void
test_refused (void)
{
  g_autoptr (QzForm) form = load (HEAD "group = nothing\n" COLUMNS);
  g_autoptr (QzForm) count = load (HEAD "group = n\n" COLUMNS);
  const guint sizes[] = { 1 };
  g_autoptr (QzSheet) sheet = make (sizes, 1);
  g_autoptr (GError) error = NULL;

  refuse (HEAD GROUP "fixed-rows = 5\n" COLUMNS, "group-fixed");
  refuse (HEAD "group-total = 小计\n" COLUMNS, "group-missing");
  g_assert_null (form_samples_print (form, &sheet, 1, &plain, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "missing-column");
  g_clear_error (&error);
  g_assert_null (form_samples_print (count, &sheet, 1, &plain, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "missing-column");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-groups/lines", test_lines);
  g_test_add_func ("/form-groups/pdf", test_pdf);
  g_test_add_func ("/form-groups/pages", test_pages);
  g_test_add_func ("/form-groups/xlsx", test_xlsx);
  g_test_add_func ("/form-groups/csv", test_csv);
  g_test_add_func ("/form-groups/refused", test_refused);
  return g_test_run ();
}
