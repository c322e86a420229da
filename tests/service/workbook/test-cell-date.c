/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-cell-date.h"

#include "qz-day.h"

static void
test_formats (void)
{
  static const struct {
    const char *code;
    QzFormatKind kind;
  } formats[] = {
    { "General", QZ_FORMAT_NUMBER },
    { "0.00", QZ_FORMAT_NUMBER },
    { "#,##0.00_);[Red](#,##0.00)", QZ_FORMAT_NUMBER },
    { "\"day\" 0.00", QZ_FORMAT_NUMBER },
    { "0.00E+00", QZ_FORMAT_NUMBER },
    { "0%", QZ_FORMAT_NUMBER },
    { "@", QZ_FORMAT_NUMBER },
    { "0", QZ_FORMAT_NUMBER },
    { "000000", QZ_FORMAT_ZEROS },
    { "yyyy-mm-dd", QZ_FORMAT_DAY },
    { "yyyy\"年\"m\"月\"d\"日\";@", QZ_FORMAT_DAY },
    { "[$-804]yyyy\\/m\\/d", QZ_FORMAT_DAY },
    { "m\"月\"d\"日\"", QZ_FORMAT_DAY },
    { "mmm-yy", QZ_FORMAT_MONTH },
    { "yyyymm", QZ_FORMAT_MONTH },
    { "yyyy-mm-dd hh:mm:ss", QZ_FORMAT_DAY_TIME },
    { "h:mm AM/PM", QZ_FORMAT_CLOCK },
    { "[h]:mm:ss", QZ_FORMAT_CLOCK },
    { "mm:ss.0", QZ_FORMAT_CLOCK },
    { "\"", QZ_FORMAT_NUMBER },
    { "[", QZ_FORMAT_NUMBER },
    { "\\", QZ_FORMAT_NUMBER },
    { "", QZ_FORMAT_NUMBER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_test_message ("%s", formats[i].code);
      g_assert_cmpint (qz_cell_format_parse (formats[i].code).kind, ==, formats[i].kind);
    }
  g_assert_cmpint (qz_cell_format_builtin (0).kind, ==, QZ_FORMAT_NUMBER);
  g_assert_cmpint (qz_cell_format_builtin (14).kind, ==, QZ_FORMAT_DAY);
  g_assert_cmpint (qz_cell_format_builtin (57).kind, ==, QZ_FORMAT_MONTH);
  g_assert_cmpint (qz_cell_format_builtin (22).kind, ==, QZ_FORMAT_DAY_TIME);
}

static void
assert_shown (QzFormatKind kind, const char *number, gboolean from_1904, const char *text,
              QzCellFlaw flaw)
{
  g_autoptr (GString) out = g_string_new (NULL);
  QzCellFormat format = { (guint8) kind, 6 };

  g_assert_cmpint (qz_cell_format_append (format, number, from_1904, out), ==, flaw);
  g_assert_cmpstr (out->str, ==, text);
}

static void
test_shown (void)
{
  assert_shown (QZ_FORMAT_DAY, "1", FALSE, "1900-01-01", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_DAY, "59", FALSE, "1900-02-28", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_DAY, "61", FALSE, "1900-03-01", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_DAY, "46027", FALSE, "2026-01-05", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_DAY, "44565", TRUE, "2026-01-05", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_DAY, "0", TRUE, "1904-01-01", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_DAY, "46027.75", FALSE, "2026-01-05", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_DAY_TIME, "46027.75", FALSE, "2026-01-05 18:00:00", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_DAY_TIME, "46027", FALSE, "2026-01-05", QZ_CELL_SOUND);
  /* Half a second before midnight is midnight. */
  assert_shown (QZ_FORMAT_DAY_TIME, "46027.999998", FALSE, "2026-01-06", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_DAY_TIME, "46027.999988426", FALSE, "2026-01-05 23:59:59",
                QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_MONTH, "46027", FALSE, "2026-01", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_CLOCK, "0.5", FALSE, "12:00:00", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_CLOCK, "1.5", FALSE, "1.5", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_ZEROS, "123", FALSE, "000123", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_ZEROS, "-1", FALSE, "-1", QZ_CELL_SOUND);
  assert_shown (QZ_FORMAT_NUMBER, "1.5", FALSE, "1.5", QZ_CELL_SOUND);
  /* 1900-02-29 never was. */
  assert_shown (QZ_FORMAT_DAY, "60", FALSE, "60", QZ_CELL_BAD_DATE);
  assert_shown (QZ_FORMAT_DAY, "0", FALSE, "0", QZ_CELL_BAD_DATE);
  assert_shown (QZ_FORMAT_DAY, "-1", FALSE, "-1", QZ_CELL_BAD_DATE);
  assert_shown (QZ_FORMAT_DAY, "20260105", FALSE, "20260105", QZ_CELL_BAD_DATE);
}

/* Every day of the calendar by its number. */
static void
test_every_day (void)
{
  QzDay first = QZ_DAY_NONE;

  g_assert_true (qz_day_from_ymd (1900, 3, 1, &first));
  for (guint serial = 61; serial < 109574; serial++)
    {
      g_autofree char *day = qz_day_format (first + (QzDay) serial - 61);
      g_autofree char *number = g_strdup_printf ("%u", serial);

      assert_shown (QZ_FORMAT_DAY, number, FALSE, day, QZ_CELL_SOUND);
    }
}

static void
assert_iso (const char *text, const char *wanted)
{
  g_autoptr (GString) out = g_string_new (NULL);

  qz_cell_append_iso (text, out);
  g_assert_cmpstr (out->str, ==, wanted);
}

static void
test_iso (void)
{
  assert_iso ("2026-01-05", "2026-01-05");
  assert_iso ("2026-01-05T00:00:00", "2026-01-05");
  assert_iso ("2026-01-05T07:31:51", "2026-01-05 07:31:51");
  assert_iso ("2026-01-05T07:31:51.500000000", "2026-01-05 07:31:51");
  assert_iso ("PT07H31M51S", "07:31:51");
  assert_iso ("PT7H3M1.5S", "07:03:01");
  assert_iso ("PT70H31M51S", "PT70H31M51S");
  assert_iso ("PT", "PT");
  assert_iso ("", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell-date/formats", test_formats);
  g_test_add_func ("/cell-date/shown", test_shown);
  g_test_add_func ("/cell-date/every-day", test_every_day);
  g_test_add_func ("/cell-date/iso", test_iso);
  return g_test_run ();
}
