/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every Han character of GB 2312 and of GBK (levels 1 and 2 of GB 18030) that the font has is
 * printed through our PDF in both weights and compared with the outline of the same glyph drawn by
 * Cairo without a PDF (quality.md, the lost character). */
#include <math.h>

#include <pango/pangocairo.h>

#include "form-samples.h"
#include "poppler-autoptr.h"

#define SIZE     24.0
#define SCALE    2.0
#define PER_LINE 20
#define PER_PAGE (11 * PER_LINE)
/* Of the ink of a glyph: rendering differs at the edges only. */
#define TOLERANCE 0.12

typedef struct {
  PangoLayout *layout;
  PangoFont *font;
  guint n_checked;
  guint n_faults;
} Soak;

/* The characters of the two-byte area of GBK, in code order. */
static GString *
list_characters (PangoFont *font)
{
  GString *all = g_string_new (NULL);
  hb_font_t *face = pango_font_get_hb_font (font);

  for (guint high = 0x81; high <= 0xFE; high++)
    for (guint low = 0x40; low <= 0xFE; low++)
      {
        const char bytes[] = { (char) high, (char) low, '\0' };
        g_autoptr (GError) error = NULL;
        g_autofree char *text = g_convert (bytes, 2, "UTF-8", "GB18030", NULL, NULL, &error);
        gunichar c = text != NULL ? g_utf8_get_char (text) : 0;
        hb_codepoint_t glyph;

        if (c >= 0x3400 && c <= 0x9FFF && hb_font_get_nominal_glyph (face, c, &glyph))
          g_string_append (all, text);
      }
  return all;
}

static cairo_surface_t *
make_surface (double width, double height)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_A8, (int) ceil (width * SCALE),
                                  (int) ceil (height * SCALE));

  g_assert (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS);
  return surface;
}

static double
sum_ink (cairo_surface_t *surface)
{
  const unsigned char *data;
  int stride = cairo_image_surface_get_stride (surface);
  double ink = 0;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      ink += data[y * stride + x] / 255.0;
  return ink;
}

/* The outline of the glyph, filled. */
static double
draw_reference (Soak *soak, const char *text)
{
  cairo_surface_t *surface = make_surface (2 * SIZE, 2 * SIZE);
  cairo_t *cr = cairo_create (surface);
  double ink;

  cairo_scale (cr, SCALE, SCALE);
  cairo_move_to (cr, SIZE / 2, SIZE / 4);
  pango_layout_set_text (soak->layout, text, -1);
  pango_cairo_layout_path (cr, soak->layout);
  cairo_fill (cr);
  ink = sum_ink (surface);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return ink;
}

/* The ink in one box of a page. */
static double
count_ink (cairo_surface_t *surface, const PopplerRectangle *box)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double pad = 0.15 * SIZE;
  double ink = 0;

  for (int y = (int) ((box->y1 - pad) * SCALE); y < (int) ((box->y2 + pad) * SCALE); y++)
    for (int x = (int) (box->x1 * SCALE + 0.5); x < (int) (box->x2 * SCALE + 0.5); x++)
      if (x >= 0 && y >= 0 && x < cairo_image_surface_get_width (surface)
          && y < cairo_image_surface_get_height (surface))
        ink += 1 - data[y * stride + x * 4] / 255.0;
  return ink;
}

static cairo_surface_t *
render (PopplerPage *page)
{
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * SCALE),
                                        (int) (height * SCALE));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
check_page (Soak *soak, PopplerPage *page)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes;
  cairo_surface_t *surface = render (page);
  const char *p = text;

  g_assert_true (poppler_page_get_text_layout (page, &boxes, &n_boxes));
  for (guint i = 0; i < n_boxes; i++, p = g_utf8_next_char (p))
    {
      g_autofree char *one = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      double wanted, found;

      /* The title and the foot are set in other sizes. */
      if (g_utf8_get_char (p) < 0x3400 || boxes[i].x2 - boxes[i].x1 < SIZE * 0.9
          || boxes[i].x2 - boxes[i].x1 > SIZE * 1.1)
        continue;
      wanted = draw_reference (soak, one);
      found = count_ink (surface, &boxes[i]);
      soak->n_checked++;
      if (fabs (found - wanted) <= TOLERANCE * wanted + 6)
        continue;
      soak->n_faults++;
      g_test_message ("%s (U+%04X): ink %.0f instead of %.0f", one, g_utf8_get_char (one), found,
                      wanted);
    }
  cairo_surface_destroy (surface);
}

static GBytes *
print (const char *text, gboolean is_bold)
{
  static const QzPrintOptions options = { QZ_PRINT_FINAL, 0, NULL, "2026-03-12T09:30:00" };
  g_autofree char *file =
      g_strdup_printf ("[form]\nid = T\ntitle = T\ntitle-size = 6\npaper = A4 portrait\n"
                       "margin = 12\nfooter = no\n[text]\ntext = {t}\nsize = 24\nbold = %s\n",
                       is_bold ? "yes" : "no");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzForm) form = qz_form_new_from_text (file, -1, "t.form", &error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("t");
  GBytes *bytes;

  g_assert_no_error (error);
  qz_sheet_set_text (sheet, "t", NULL, text);
  bytes = form_samples_print (form, &sheet, 1, &options, &error);
  g_assert_no_error (error);
  return bytes;
}

/* Blank lines between the lines keep the ink of neighbours apart. */
static char *
spread_lines (const char *text)
{
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
      if (++n % PER_LINE == 0)
        g_string_append (out, "\n\n");
    }
  return g_string_free (out, FALSE);
}

static void
check_text (Soak *soak, const char *text, gboolean is_bold)
{
  g_autofree char *lines = spread_lines (text);
  g_autoptr (GBytes) bytes = print (lines, is_bold);
  g_autoptr (GError) error = NULL;
  g_autoptr (PopplerDocument) document = poppler_document_new_from_bytes (bytes, NULL, &error);
  g_autoptr (PopplerPage) page = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  page = poppler_document_get_page (document, 0);
  check_page (soak, page);
}

static PangoLayout *
make_layout (cairo_t *cr, gboolean is_bold)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description =
      pango_font_description_from_string (is_bold ? "Noto Serif CJK SC Bold" : "Noto Serif CJK SC");

  pango_font_description_set_absolute_size (description, SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  return layout;
}

static void
test_weight (gconstpointer data)
{
  gboolean is_bold = GPOINTER_TO_INT (data);
  cairo_surface_t *surface = make_surface (10, 10);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = make_layout (cr, is_bold);
  g_autoptr (PangoFont) font = pango_context_load_font (pango_layout_get_context (layout),
                                                        pango_layout_get_font_description (layout));
  Soak soak = { layout, font, 0, 0 };
  g_autoptr (GString) all = list_characters (font);
  glong n = g_utf8_strlen (all->str, -1);
  const char *p = all->str;

  g_assert_cmpint (n, >, 20000);
  while (*p != '\0')
    {
      glong rest = g_utf8_strlen (p, -1);
      const char *end = g_utf8_offset_to_pointer (p, MIN (rest, PER_PAGE));
      g_autofree char *part = g_strndup (p, (gsize) (end - p));

      check_text (&soak, part, is_bold);
      p = end;
    }
  g_test_message ("%u of %ld characters compared, %u differ", soak.n_checked, n, soak.n_faults);
  g_assert_cmpuint (soak.n_checked, >, (guint) n * 99 / 100);
  g_assert_cmpuint (soak.n_faults, ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/soak-glyphs/regular", GINT_TO_POINTER (FALSE), test_weight);
  g_test_add_data_func ("/soak-glyphs/bold", GINT_TO_POINTER (TRUE), test_weight);
  return g_test_run ();
}
