/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-axis.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The next of 1, 2, 5 × 10^n at or above @rough. */
static double
round_step (double rough)
{
  const double power = pow (10, floor (log10 (rough)));
  const double lead = rough / power;

  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
}

void
qz_axis_init (QzAxis *self, QzValueType type, double least, double greatest, guint n_steps)
{
  const double span = MAX (greatest, 0) - MIN (least, 0);

  self->type = type;
  /* Nothing is less than a fen, a part in a million, or one. */
  self->step = MAX (round_step (MAX (span, 1) / n_steps), 1);
  self->low = floor (MIN (least, 0) / self->step) * self->step;
  self->high = MAX (ceil (MAX (greatest, 0) / self->step), 1) * self->step;
}

double
qz_axis_get_share (const QzAxis *self, double value)
{
  return (value - self->low) / (self->high - self->low);
}

/* Big units differ by language: 万 and 亿, or thousands and millions. */
static char *
dup_big (double value)
{
  /* Translators: units of amounts at axes as VALUE:WORD, the greatest first; the count that stands
   * before the word is the amount divided by VALUE. Chinese has 万 and 亿 here. */
  g_auto (GStrv) units = g_strsplit (_("1000000:M 1000:k"), " ", -1);

  for (guint i = 0; units[i] != NULL; i++)
    {
      const char *word = strchr (units[i], ':');
      const double size = g_ascii_strtod (units[i], NULL);

      if (word != NULL && size > 0 && fabs (value) >= size)
        return g_strdup_printf ("%g%s", value / size, word + 1);
    }
  return g_strdup_printf ("%g", value);
}

char *
qz_axis_dup_label (const QzAxis *self, double value)
{
  if (self->type == QZ_VALUE_PPM)
    return g_strdup_printf ("%g%%", value / 10000);
  return dup_big (self->type == QZ_VALUE_FEN ? value / 100 : value);
}
