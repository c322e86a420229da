/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-rate.h"

G_BEGIN_DECLS

/**
 * QzFen:
 *
 * An amount of money in fen (1/100 yuan). |amount| never exceeds %QZ_FEN_MAX
 * (99,999,999,999,999.99 yuan, platform type N16,2); every function below refuses a larger result.
 */
typedef gint64 QzFen;
#define QZ_FEN_MAX G_GINT64_CONSTANT (9999999999999999)

typedef enum {
  QZ_ROUND_HALF_AWAY, /* 四舍五入, symmetrical for refunds */
  QZ_ROUND_TRUNCATE,  /* towards zero */
} QzRounding;

gboolean qz_fen_add (QzFen a, QzFen b, QzFen *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_fen_sub (QzFen a, QzFen b, QzFen *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* *total += amount */
gboolean qz_fen_accumulate (QzFen *total, QzFen amount, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* amount × numerator ÷ denominator in 128 bits, rounded once; denominator > 0. */
gboolean qz_fen_mul_div (QzFen amount, gint64 numerator, gint64 denominator, QzRounding rounding,
                         QzFen *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_fen_apply_rate (QzFen amount, QzPpm rate_ppm, QzRounding rounding, QzFen *out,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a person types or pastes: optional sign and ¥, thousands commas in the correct places,
 * full-width digits, surrounding white space, at most two decimals (domain 5.1). */
gboolean qz_fen_parse (const char *text, QzFen *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a data file holds: [-]digits[.d[d]], nothing else; @text need not end in NUL.
 * Returns FALSE without an error object: the importer knows the place and words the message. */
gboolean qz_fen_parse_plain (const char *text, gsize length, QzFen *out) G_GNUC_WARN_UNUSED_RESULT;

char *qz_fen_format (QzFen amount);     /* "1,234,567.89", "-1,234.50" (transfer full) */
char *qz_fen_to_decimal (QzFen amount); /* "1234567.89" (transfer full) */

G_END_DECLS
