/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-fen.h"

G_BEGIN_DECLS

/* What the next month's clearing may be, from the months before. Two ways are tried on the past,
 * each time with only the months before the one foretold; the one that was off by less on the whole
 * is taken, and its past errors make the interval. Whole numbers throughout; pure. */

#define QZ_FORECAST_LEAST 12  /* months for any figure: one year back */
#define QZ_FORECAST_ENOUGH 18 /* months for an interval: six past errors */

typedef enum {
  QZ_FORECAST_SEASONAL, /* as in the same month a year ago */
  QZ_FORECAST_DRIFT,    /* mean of the last twelve months, going on as it went in them */
  QZ_N_FORECASTS,
} QzForecastMethod;
const char *qz_forecast_method_to_text (QzForecastMethod method);  /* "seasonal" "drift" */
const char *qz_forecast_method_get_name (QzForecastMethod method); /* translated */

/* What a way says about the month after the @n >= 12 months at @history. |amounts| as QzFen. */
QzFen qz_forecast_next (QzForecastMethod method, const QzFen *history, gsize n);

typedef enum {
  QZ_FORECAST_NONE,    /* fewer than QZ_FORECAST_LEAST months: nothing is said */
  QZ_FORECAST_TOO_FEW, /* an amount, but too few months for an interval */
  QZ_FORECAST_FULL,
} QzForecastState;

typedef struct {
  QzForecastState state;
  gsize n_months;
  QzForecastMethod method;
  QzFen amount_fen;
  gsize n_errors;  /* past months foretold: n_months - 12 */
  QzFen low_fen;   /* of QZ_FORECAST_FULL: the amount with the errors of which at most a tenth */
  QzFen high_fen;  /* each was below and above */
  gsize n_covered; /* of the past months, how many lay in such an interval around their figure */
} QzForecast;
/* @history: consecutive months, the oldest first. */
void qz_forecast_compute (const QzFen *history, gsize n, QzForecast *out);

G_END_DECLS
