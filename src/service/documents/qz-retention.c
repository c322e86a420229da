/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-retention.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *name;
  int years;
} terms[] = {
  [QZ_RETENTION_VOUCHER] = { N_ ("30 years, accounting vouchers"), 30 },
  [QZ_RETENTION_REPORT] = { N_ ("10 years, monthly reports"), 10 },
};

/* What no voucher rests on: the tables of provincial finance, and the month's account that
 * hospitals get. Everything else is a voucher or a paper that one rests on. */
QzRetention
qz_retention_of_form (const char *form)
{
  static const char *const reports[] = { "F-NL-36", "F-STMT", NULL };

  return g_strv_contains (reports, form) ? QZ_RETENTION_REPORT : QZ_RETENTION_VOUCHER;
}

const char *
qz_retention_get_name (QzRetention retention)
{
  return _ (terms[retention].name);
}

QzDay
qz_retention_get_last_day (QzRetention retention, QzDay day)
{
  QzDay last = QZ_DAY_NONE;
  int year = 0;

  qz_day_to_ymd (day, &year, NULL, NULL);
  return qz_day_from_ymd (year + terms[retention].years, 12, 31, &last) ? last : QZ_DAY_NONE;
}
