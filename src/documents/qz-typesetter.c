/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-typesetter.h"

#include <string.h>

#include "qz-shaper.h"

/* The em box of a Han character reaches so far above the baseline. */
#define ASCENT 0.88
/* Letters shrink by this step, down to a size that can still be read. */
#define SHRINK     0.94
#define LEAST_SIZE 5.0
#define N_DIGITS   128

typedef struct {
  gulong index;
  double advance;
} Digit;

struct _QzTypesetter {
  QzShaper *shaper;
  Digit digits[2][N_DIGITS]; /* ASCII; ¥ stands at 0 */
  cairo_glyph_t *glyphs;     /* room to move glyphs to their place */
  guint n_glyphs;
  GPtrArray *lines;
};

static void
load_digit (QzTypesetter *self, guint weight, guint place, const char *text)
{
  const QzShape *shape = qz_shaper_shape (self->shaper, weight == 1, text, strlen (text));

  self->digits[weight][place].index = shape->glyphs[0].index;
  self->digits[weight][place].advance = shape->width;
}

static void
load_digits (QzTypesetter *self)
{
  for (guint weight = 0; weight < 2; weight++)
    {
      load_digit (self, weight, 0, "¥");
      for (const char *p = "0123456789,.-"; *p != '\0'; p++)
        {
          const char text[2] = { *p, '\0' };

          load_digit (self, weight, (guint) *p, text);
        }
    }
}

QzTypesetter *
qz_typesetter_new (GError **error)
{
  QzShaper *shaper = qz_shaper_new (error);
  QzTypesetter *self;

  if (shaper == NULL)
    return NULL;
  self = g_new0 (QzTypesetter, 1);
  self->shaper = shaper;
  self->lines = g_ptr_array_new_with_free_func (g_free);
  load_digits (self);
  return self;
}

void
qz_typesetter_free (QzTypesetter *self)
{
  qz_shaper_free (self->shaper);
  g_ptr_array_unref (self->lines);
  g_free (self->glyphs);
  g_free (self);
}

gboolean
qz_typesetter_check (QzTypesetter *self, GError **error)
{
  return qz_shaper_check (self->shaper, error);
}

double
qz_typesetter_get_width (QzTypesetter *self, QzTextStyle style, const char *text)
{
  return qz_shaper_shape (self->shaper, style.is_bold, text, strlen (text))->width * style.size;
}

/* Amounts of a column align because every digit stands alone, without kerning. */
static double
get_digits_width (QzTypesetter *self, QzTextStyle style, const char *text, gboolean has_yen)
{
  const Digit *digits = self->digits[style.is_bold ? 1 : 0];
  double width = has_yen ? digits[0].advance : 0;

  for (const char *p = text; *p != '\0'; p++)
    width += digits[(guint) *p].advance;
  return width * style.size;
}

double
qz_typesetter_get_amount_width (QzTypesetter *self, QzTextStyle style, QzFen amount)
{
  g_autofree char *text = qz_fen_format (amount);

  return get_digits_width (self, style, text, FALSE);
}

/* Whether a line may end between two characters: words and figures stay whole, closing marks do not
 * begin a line, opening marks do not end one. */
static gboolean
can_break (gunichar before, gunichar after)
{
  static const char closing[] = "，。、；：！？）》」』】〕”’％·,.;:!?)%";
  static const char opening[] = "（《「『【〔“‘(¥";

  if (g_utf8_strchr (closing, -1, after) != NULL || g_utf8_strchr (opening, -1, before) != NULL)
    return FALSE;
  if (after == ' ')
    return FALSE;
  return before >= 0x2e80 || after >= 0x2e80 || before == ' ';
}

static gunichar
char_before (const char *text, const char *at)
{
  return g_utf8_get_char (g_utf8_find_prev_char (text, at));
}

/* The bytes of @text that fill one line of @width (em), at least one cluster. */
static gsize
measure_line (const QzShape *shape, double width)
{
  double used = 0;
  gsize bytes = 0;
  gsize good = 0;

  for (guint i = 0; i < shape->n_clusters; i++)
    {
      const char *at = shape->text + bytes;

      if (i > 0 && can_break (char_before (shape->text, at), g_utf8_get_char (at)))
        good = bytes;
      used += shape->advances[i];
      if (i > 0 && used > width + 0.0005)
        return good > 0 ? good : bytes;
      bytes += (gsize) shape->clusters[i].num_bytes;
    }
  return bytes;
}

/* Breaks one paragraph into self->lines. */
static void
break_paragraph (QzTypesetter *self, QzTextStyle style, const char *text, gsize length,
                 double width)
{
  const char *end = text + length;

  do
    {
      const QzShape *shape =
          qz_shaper_shape (self->shaper, style.is_bold, text, (gsize) (end - text));
      gsize n = shape->width * style.size <= width + 0.005
                    ? shape->n_bytes
                    : measure_line (shape, width / style.size);

      g_ptr_array_add (self->lines, g_strchomp (g_strndup (text, n)));
      text += n;
      while (text < end && *text == ' ')
        text++;
    }
  while (text < end);
}

static void
break_text (QzTypesetter *self, QzTextStyle style, const char *text, double width)
{
  const char *p = text;

  g_ptr_array_set_size (self->lines, 0);
  for (const char *newline = strchr (p, '\n'); newline != NULL; newline = strchr (p, '\n'))
    {
      break_paragraph (self, style, p, (gsize) (newline - p), width);
      p = newline + 1;
    }
  break_paragraph (self, style, p, strlen (p), width);
}

double
qz_typesetter_get_least_width (QzTypesetter *self, QzTextStyle style, const char *text)
{
  const QzShape *shape = qz_shaper_shape (self->shaper, style.is_bold, text, strlen (text));
  double piece = 0;
  double widest = 0;
  gsize bytes = 0;

  for (guint i = 0; i < shape->n_clusters; i++)
    {
      const char *at = shape->text + bytes;

      if (i > 0 && can_break (char_before (shape->text, at), g_utf8_get_char (at)))
        piece = 0;
      piece += shape->advances[i];
      widest = MAX (widest, piece);
      bytes += (gsize) shape->clusters[i].num_bytes;
    }
  return widest * style.size;
}

/* A figure or a word that is wider than the line shrinks before it breaks. */
static double
fit_words (QzTypesetter *self, QzTextStyle style, const char *text, double width)
{
  double least = qz_typesetter_get_least_width (self, style, text);

  return least > width ? MAX (style.size * width / least, MIN (style.size, LEAST_SIZE))
                       : style.size;
}

/* Breaks with the largest letters that need no more than @max_lines; the size they have. */
static double
fit_lines (QzTypesetter *self, QzTextStyle style, const char *text, double width, guint max_lines)
{
  style.size = fit_words (self, style, text, width);
  break_text (self, style, text, width);
  while (self->lines->len > max_lines && style.size * SHRINK >= LEAST_SIZE)
    {
      style.size *= SHRINK;
      break_text (self, style, text, width);
    }
  return style.size;
}

double
qz_typesetter_get_height (QzTypesetter *self, QzTextStyle style, const char *text, double width,
                          guint max_lines)
{
  double size;

  if (strchr (text, '\n') == NULL && qz_typesetter_get_width (self, style, text) <= width)
    return style.size * QZ_LINE_HEIGHT;
  size = fit_lines (self, style, text, width, max_lines);
  return size * QZ_LINE_HEIGHT * self->lines->len;
}

static cairo_glyph_t *
get_room (QzTypesetter *self, guint n)
{
  if (n > self->n_glyphs)
    {
      self->n_glyphs = MAX (n, 256);
      self->glyphs = g_renew (cairo_glyph_t, self->glyphs, self->n_glyphs);
    }
  return self->glyphs;
}

static void
draw_shape (QzTypesetter *self, cairo_t *cr, const QzShape *shape, double size, double x,
            double baseline)
{
  cairo_glyph_t *glyphs = get_room (self, shape->n_glyphs);

  for (guint i = 0; i < shape->n_glyphs; i++)
    {
      glyphs[i].index = shape->glyphs[i].index;
      glyphs[i].x = x + shape->glyphs[i].x * size;
      glyphs[i].y = baseline + shape->glyphs[i].y * size;
    }
  cairo_show_text_glyphs (cr, shape->text, (int) shape->n_bytes, glyphs, (int) shape->n_glyphs,
                          shape->clusters, (int) shape->n_clusters, 0);
}

void
qz_typesetter_draw (QzTypesetter *self, cairo_t *cr, QzTextStyle style, double x, double baseline,
                    const char *text)
{
  const QzShape *shape = qz_shaper_shape (self->shaper, style.is_bold, text, strlen (text));

  if (shape->n_glyphs == 0)
    return;
  cairo_set_scaled_font (cr, qz_shaper_get_font (self->shaper, style.is_bold, style.size));
  draw_shape (self, cr, shape, style.size, x, baseline);
}

static double
align_in (const QzBox *box, QzAlign align, double width)
{
  if (align == QZ_ALIGN_LEFT)
    return box->x;
  return box->x + (box->width - width) * (align == QZ_ALIGN_RIGHT ? 1 : 0.5);
}

static double
center_baseline (const QzBox *box, double size, double n_lines, double line)
{
  double top = box->y + (box->height - n_lines * size * QZ_LINE_HEIGHT) / 2;

  return top + size * (QZ_LINE_HEIGHT * line + (QZ_LINE_HEIGHT - 1) / 2 + ASCENT);
}

static void
draw_lines (QzTypesetter *self, cairo_t *cr, QzTextStyle style, const QzBox *box, QzAlign align,
            const char *text)
{
  double least = LEAST_SIZE / 2;

  style.size = fit_words (self, style, text, box->width);
  break_text (self, style, text, box->width);
  while (self->lines->len * style.size * QZ_LINE_HEIGHT > box->height + 0.01
         && style.size * SHRINK >= least)
    {
      style.size *= SHRINK;
      break_text (self, style, text, box->width);
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const char *line = g_ptr_array_index (self->lines, i);
      double width = qz_typesetter_get_width (self, style, line);

      qz_typesetter_draw (self, cr, style, align_in (box, align, width),
                          center_baseline (box, style.size, self->lines->len, i), line);
    }
}

void
qz_typesetter_draw_in_box (QzTypesetter *self, cairo_t *cr, QzTextStyle style, const QzBox *box,
                           QzAlign align, const char *text)
{
  double width;

  if (*text == '\0')
    return;
  width = qz_typesetter_get_width (self, style, text);
  if (width > box->width + 0.01 || style.size * QZ_LINE_HEIGHT > box->height + 0.01
      || strchr (text, '\n') != NULL)
    draw_lines (self, cr, style, box, align, text);
  else
    qz_typesetter_draw (self, cr, style, align_in (box, align, width),
                        center_baseline (box, style.size, 1, 0), text);
}

void
qz_typesetter_draw_amount (QzTypesetter *self, cairo_t *cr, QzTextStyle style, const QzBox *box,
                           QzFen amount, gboolean has_yen)
{
  g_autofree char *digits = qz_fen_format (amount);
  g_autofree char *with_sign = NULL;
  cairo_text_cluster_t clusters[32];
  const char *text = digits;
  guint n = 0;
  double width = get_digits_width (self, style, digits, has_yen);
  double x, baseline;
  cairo_glyph_t *glyphs = get_room (self, G_N_ELEMENTS (clusters));

  if (width > box->width)
    style.size *= box->width / width;
  x = box->x + box->width - MIN (width, box->width);
  baseline = center_baseline (box, style.size, 1, 0);
  if (has_yen)
    {
      with_sign =
          amount < 0 ? g_strdup_printf ("-¥%s", digits + 1) : g_strdup_printf ("¥%s", digits);
      text = with_sign;
    }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      const Digit *digit = &self->digits[style.is_bold ? 1 : 0][(*p & 0x80) ? 0 : (guint) *p];

      glyphs[n] = (cairo_glyph_t) { digit->index, x, baseline };
      clusters[n] = (cairo_text_cluster_t) { (int) (g_utf8_next_char (p) - p), 1 };
      x += digit->advance * style.size;
    }
  cairo_set_scaled_font (cr, qz_shaper_get_font (self->shaper, style.is_bold, style.size));
  cairo_show_text_glyphs (cr, text, -1, glyphs, (int) n, clusters, (int) n, 0);
}

void
qz_typesetter_draw_centered (QzTypesetter *self, cairo_t *cr, QzTextStyle style, double x, double y,
                             double angle, const char *text)
{
  const QzShape *shape = qz_shaper_shape (self->shaper, style.is_bold, text, strlen (text));
  cairo_scaled_font_t *font = qz_shaper_get_font (self->shaper, style.is_bold, style.size);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, angle);
  cairo_set_font_face (cr, cairo_scaled_font_get_font_face (font));
  cairo_set_font_size (cr, style.size);
  draw_shape (self, cr, shape, style.size, -shape->width * style.size / 2,
              (ASCENT - 0.5) * style.size);
  cairo_restore (cr);
}
