/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposit-forecast.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

static const struct {
  const char *text;
  const char *name;
} methods[] = {
  [QZ_FORECAST_SEASONAL] = { "seasonal", N_ ("As a year ago") },
  [QZ_FORECAST_DRIFT] = { "drift", N_ ("Mean of the last year with its trend") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (methods) == QZ_N_FORECASTS);

const char *
qz_forecast_method_to_text (QzForecastMethod method)
{
  g_assert ((guint) method < QZ_N_FORECASTS);
  return methods[method].text;
}

const char *
qz_forecast_method_get_name (QzForecastMethod method)
{
  g_assert ((guint) method < QZ_N_FORECASTS);
  return _ (methods[method].name);
}

#define YEAR 12
#define HALF 6

static __int128
sum (const QzFen *history, gsize n)
{
  __int128 total = 0;

  for (gsize i = 0; i < n; i++)
    total += history[i];
  return total;
}

static QzFen
clamp (__int128 amount)
{
  return (QzFen) CLAMP (amount, (__int128) -QZ_FEN_MAX, (__int128) QZ_FEN_MAX);
}

/* The mean of twelve months stands for the middle of them, six and a half months before the one
 * asked for; from the first half year to the second it went on for six. So, with the sums A and B
 * of the halves: (A + B) / 12 + 6.5 × (B - A) / 36 = (19 B - 7 A) / 72. A straight line is met
 * exactly. */
static QzFen
get_drift (const QzFen *last_year)
{
  const __int128 first = sum (last_year, HALF);
  const __int128 second = sum (last_year + HALF, HALF);
  const __int128 part = 19 * second - 7 * first;

  return clamp ((part + (part < 0 ? -36 : 36)) / 72);
}

QzFen
qz_forecast_next (QzForecastMethod method, const QzFen *history, gsize n)
{
  g_assert (n >= QZ_FORECAST_LEAST);
  return method == QZ_FORECAST_SEASONAL ? history[n - YEAR] : get_drift (history + n - YEAR);
}

/* ── what was wrong in the past ─────────────────────────────────────────────────────────────── */

static QzFen
get_error (QzForecastMethod method, const QzFen *history, gsize month)
{
  return clamp ((__int128) history[month] - qz_forecast_next (method, history, month));
}

static QzForecastMethod
choose (const QzFen *history, gsize n)
{
  __int128 wrong[QZ_N_FORECASTS] = { 0 };

  for (gsize month = YEAR; month < n; month++)
    for (int i = 0; i < QZ_N_FORECASTS; i++)
      wrong[i] += llabs (get_error ((QzForecastMethod) i, history, month));
  return wrong[QZ_FORECAST_DRIFT] < wrong[QZ_FORECAST_SEASONAL] ? QZ_FORECAST_DRIFT
                                                                : QZ_FORECAST_SEASONAL;
}

static int
compare_errors (gconstpointer a, gconstpointer b)
{
  const QzFen one = *(const QzFen *) a;
  const QzFen two = *(const QzFen *) b;

  return (one > two) - (one < two);
}

/* Errors of which at most a tenth lies below the first and above the last: with fewer than ten, all
 * of them. */
static void
put_interval (const QzFen *history, QzForecast *out)
{
  g_autoptr (GArray) errors = g_array_new (FALSE, FALSE, sizeof (QzFen));
  const gsize n_out = out->n_errors / 10;

  for (gsize month = YEAR; month < out->n_months; month++)
    {
      const QzFen wrong = get_error (out->method, history, month);

      g_array_append_val (errors, wrong);
    }
  g_array_sort (errors, compare_errors);
  out->low_fen =
      clamp ((__int128) out->amount_fen + g_array_index (errors, QzFen, n_out));
  out->high_fen = clamp ((__int128) out->amount_fen
                         + g_array_index (errors, QzFen, out->n_errors - 1 - n_out));
  for (guint i = 0; i < errors->len; i++)
    {
      const QzFen wrong = g_array_index (errors, QzFen, i);

      out->n_covered += wrong >= out->low_fen - out->amount_fen
                        && wrong <= out->high_fen - out->amount_fen;
    }
}

void
qz_forecast_compute (const QzFen *history, gsize n, QzForecast *out)
{
  *out = (QzForecast) { .n_months = n, .state = QZ_FORECAST_NONE };
  if (n < QZ_FORECAST_LEAST)
    return;
  out->n_errors = n - YEAR;
  out->method = choose (history, n);
  out->amount_fen = qz_forecast_next (out->method, history, n);
  out->state = n >= QZ_FORECAST_ENOUGH ? QZ_FORECAST_FULL : QZ_FORECAST_TOO_FEW;
  if (out->state == QZ_FORECAST_FULL)
    put_interval (history, out);
}
