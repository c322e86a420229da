/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lost character (quality.md): a PDF can have the text and not the drawing of it. So this looks
 * at what is drawn. */
#include "form-samples.h"
#include "nl-samples.h"
#include "poppler-autoptr.h"

#define SCALE 4.0

static cairo_surface_t *
render (PopplerPage *page)
{
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * SCALE) + 1,
                                        (int) (height * SCALE) + 1);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Dark pixels in a box, which is kept a little inside so that no rule of a table counts. */
static guint
count_ink (cairo_surface_t *surface, const PopplerRectangle *box)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint ink = 0;

  for (int y = (int) (box->y1 * SCALE); y < (int) (box->y2 * SCALE); y++)
    for (int x = (int) (box->x1 * SCALE); x < (int) (box->x2 * SCALE); x++)
      if (y >= 0 && y < cairo_image_surface_get_height (surface)
          && x < cairo_image_surface_get_width (surface) && data[y * stride + x * 4] < 140)
        ink++;
  return ink;
}

/* Every character of the page has ink; the count of @wanted found is returned. */
static guint
check_page (PopplerPage *page, gunichar wanted)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes;
  guint found = 0;
  cairo_surface_t *surface = render (page);
  const char *p = text;

  g_assert_true (poppler_page_get_text_layout (page, &boxes, &n_boxes));
  for (guint i = 0; i < n_boxes && *p != '\0'; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        continue;
      if (count_ink (surface, &boxes[i]) == 0)
        g_error ("%.*s (U+%04X) is not drawn", (int) (g_utf8_next_char (p) - p), p, c);
      found += c == wanted;
    }
  g_assert_cmpstr (p, ==, "");
  cairo_surface_destroy (surface);
  return found;
}

static PopplerPage *
print_page (const char *text, gboolean is_bold)
{
  static const QzPrintOptions options = { QZ_PRINT_FINAL, 0, NULL, "2026-03-12T09:30:00" };
  g_autofree char *file = g_strdup_printf ("[form]\nid = T\ntitle = 表\npaper = A4 portrait\n"
                                           "[text]\ntext = {t}\nsize = 12\nbold = %s\n",
                                           is_bold ? "yes" : "no");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzForm) form = qz_form_new_from_text (file, -1, "t.form", &error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("t");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PopplerDocument) document = NULL;

  qz_sheet_set_text (sheet, "t", NULL, text);
  bytes = form_samples_print (form, &sheet, 1, &options, &error);
  g_assert_no_error (error);
  document = poppler_document_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  return poppler_document_get_page (document, 0);
}

static void
test_characters (void)
{
  static const char text[] =
      "如有异议〇瘃烪忉䶮𬭳镕喆堃曌濛犇淼鑫垚赟璟翀祎彧頔翯0123456789,.-¥%（）：";

  for (guint bold = 0; bold < 2; bold++)
    {
      g_autoptr (PopplerPage) page = print_page (text, bold == 1);

      for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_cmpuint (check_page (page, g_utf8_get_char (p)), >=, 1);
    }
}

/* What is measured must be able to fail: a blank place has no ink. */
static void
test_blank_has_no_ink (void)
{
  g_autoptr (PopplerPage) page = print_page ("如", FALSE);
  cairo_surface_t *surface = render (page);
  const PopplerRectangle blank = { 300, 400, 312, 412 };
  const PopplerRectangle title = { 260, 42, 335, 70 };

  g_assert_cmpuint (count_ink (surface, &blank), ==, 0);
  g_assert_cmpuint (count_ink (surface, &title), >, 100);
  cairo_surface_destroy (surface);
}

static void
check_form (const char *id, QzSheet *sheet)
{
  static const QzPrintOptions options = { QZ_PRINT_FINAL, 1, NULL, "2026-03-12T09:30:00" };
  g_autoptr (QzForm) form = form_samples_load (id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = form_samples_print (form, &sheet, 1, &options, &error);
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (PopplerPage) page = NULL;

  g_assert_no_error (error);
  document = poppler_document_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  page = poppler_document_get_page (document, 0);
  /* 补打, and in some forms 补助 */
  g_assert_cmpuint (check_page (page, g_utf8_get_char ("打")), ==, 1);
}

/* Every character of every form. */
static void
test_forms (void)
{
  static const char *const ids[] = { "F-JL-DAY", "F-PAY", "F-RCPT",   "F-STMT",
                                     "F-MS",     "F-ADV", "F-VOUCHER" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (QzSheet) sheet = form_samples_make (ids[i], 6, FALSE);

      check_form (ids[i], sheet);
    }
  for (guint i = 0; nl_samples_get_id (i) != NULL; i++)
    {
      g_autoptr (QzSheet) sheet = nl_samples_make (nl_samples_get_id (i), 8, FALSE);

      check_form (nl_samples_get_id (i), sheet);
    }
}

static const char report_form[] =
    "[form]\nid = T\ntitle = 运行分析报告\npaper = A4 portrait\ncsv-all = yes\n"
    "[text]\ntext = 一、运行结论\nkeep = yes\n[paragraphs]\nchild = conclusions\n"
    "[text]\ntext = 二、县（区）\nkeep = yes\n"
    "[chart]\nchild = counties\nlabel = name\nvalues = own cross\nlegend = 区内 跨区\n"
    "caption = 图1　医疗救助\n"
    "[chart]\nchild = counties\nkind = columns\nlabel = name\nvalues = own cross\n"
    "legend = 区内 跨区\n"
    "[table]\nchild = counties\n"
    "[column]\nname = name\nheading = 县（区）\nwidth = 2\n"
    "[column]\nname = own\nheading = 区内\nwidth = 1\n"
    "[column]\nname = cross\nheading = 跨区\nwidth = 1\n"
    "[table]\nchild = none\nempty = 本期没有扣款。\n"
    "[column]\nname = x\nheading = x\nwidth = 1\n";

/* A report with one more own fen than @own in its first county. */
static QzSheet *
make_report (QzFen own)
{
  static const QzSheetColumn text_column[] = { { "text", "", QZ_VALUE_TEXT } };
  static const QzSheetColumn columns[] = { { "name", "", QZ_VALUE_TEXT },
                                           { "own", "", QZ_VALUE_FEN },
                                           { "cross", "", QZ_VALUE_FEN } };
  QzSheet *sheet = qz_sheet_new ("report");
  g_autoptr (QzSheet) conclusions = QZ_SHEET_NEW ("conclusions", text_column);
  g_autoptr (QzSheet) counties = QZ_SHEET_NEW ("counties", columns);

  qz_sheet_put_text (conclusions, qz_sheet_add_row (conclusions), 0, "如期完成，增长瘃烪忉。");
  for (guint i = 0; i < 3; i++)
    {
      qz_sheet_put_text (counties, qz_sheet_add_row (counties), 0, i == 1 ? "䶮县" : "平城区");
      qz_sheet_put_number (counties, i, 1, i == 0 ? own : 100 * i);
      qz_sheet_put_number (counties, i, 2, i == 2 ? -5000 : 5000);
    }
  qz_sheet_add_child (sheet, conclusions);
  qz_sheet_add_child (sheet, counties);
  return sheet;
}

static PopplerPage *
print_report (QzFen own)
{
  static const QzPrintOptions options = { QZ_PRINT_FINAL, 0, NULL, "2026-03-12T09:30:00" };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzForm) form = qz_form_new_from_text (report_form, -1, "t.form", &error);
  g_autoptr (QzSheet) sheet = make_report (own);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PopplerDocument) document = NULL;

  g_assert_no_error (error);
  bytes = form_samples_print (form, &sheet, 1, &options, &error);
  g_assert_no_error (error);
  document = poppler_document_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  return poppler_document_get_page (document, 0);
}

static guint
count_all_ink (PopplerPage *page)
{
  cairo_surface_t *surface = render (page);
  const PopplerRectangle whole = { 0, 0, 595, 842 };
  const guint ink = count_ink (surface, &whole);

  cairo_surface_destroy (surface);
  return ink;
}

/* Words of headings, paragraphs, charts and tables without rows are drawn; a greater figure has a
 * longer bar. */
static void
test_report (void)
{
  g_autoptr (PopplerPage) page = print_report (9000);
  g_autoptr (PopplerPage) less = print_report (1000);
  g_autofree char *text = poppler_page_get_text (page);

  g_assert_cmpuint (check_page (page, g_utf8_get_char ("䶮")), ==, 3); /* charts and table */
  g_assert_nonnull (strstr (text, "本期没有扣款。"));
  g_assert_nonnull (strstr (text, "医疗救助"));
  g_assert_cmpuint (count_all_ink (page), >, count_all_ink (less) + 2000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glyphs/characters", test_characters);
  g_test_add_func ("/glyphs/blank-has-no-ink", test_blank_has_no_ink);
  g_test_add_func ("/glyphs/forms", test_forms);
  g_test_add_func ("/glyphs/report", test_report);
  return g_test_run ();
}
