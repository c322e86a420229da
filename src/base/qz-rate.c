/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-rate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

#define MAX_WHOLE_DIGITS 9

/* Reads digits[.digits] in units of 10^-@max_decimals; nothing may follow. */
static gboolean
parse_scaled (const char *text, gsize length, guint max_decimals, gint64 *out)
{
  gint64 value = 0;
  gsize whole = 0;
  gsize i;
  guint decimals = 0;

  for (; whole < length && g_ascii_isdigit (text[whole]); whole++)
    {
      if (whole == MAX_WHOLE_DIGITS)
        return FALSE;
      value = value * 10 + (text[whole] - '0');
    }
  if (whole == 0)
    return FALSE;

  i = whole;
  if (i < length && text[i] == '.')
    {
      for (i++; i < length && g_ascii_isdigit (text[i]); i++)
        {
          if (++decimals > max_decimals)
            return FALSE;
          value = value * 10 + (text[i] - '0');
        }
      if (decimals == 0)
        return FALSE;
    }
  for (; decimals < max_decimals; decimals++)
    value *= 10;
  *out = value;
  return i == length;
}

gboolean
qz_ppm_parse (const char *text, QzPpm *out_ppm, GError **error)
{
  gsize length = strlen (text);
  gboolean ok;

  if (g_str_has_suffix (text, "%"))
    ok = parse_scaled (text, length - 1, 4, out_ppm);
  else
    ok = parse_scaled (text, length, 6, out_ppm);
  if (!ok)
    qz_error_set (error, QZ_ERROR_INPUT, "bad-rate",
                  _("“%s” is not a rate; write it like 0.30 or 30%%, "
                     "with at most six decimals (four before a percent sign)"),
                  text);
  return ok;
}

char *
qz_ppm_to_decimal (QzPpm ppm)
{
  guint64 size = ppm < 0 ? 0 - (guint64) ppm : (guint64) ppm;
  g_autofree char *text = NULL;
  gsize length;

  text = g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, ppm < 0 ? "-" : "",
                          size / QZ_PPM_ONE, size % QZ_PPM_ONE);
  length = strlen (text);
  for (int spare = 4; spare > 0 && text[length - 1] == '0'; spare--)
    text[--length] = '\0';
  return g_steal_pointer (&text);
}

char *
qz_ppm_to_percent (QzPpm ppm)
{
  guint64 size = ppm < 0 ? 0 - (guint64) ppm : (guint64) ppm;
  guint64 hundredths = size / 100;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02" G_GUINT64_FORMAT "%%",
                          ppm < 0 && hundredths > 0 ? "-" : "", hundredths / 100, hundredths % 100);
}
