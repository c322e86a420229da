/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document-fixture.h"
#include "qz-actors.h"
#include "qz-assist-money.h"
#include "qz-assist-month.h"

/* The city agency of Datong, which acts for two of its counties, with bills of 10 000 yuan of which
 * the basic fund paid 5000: the sample's first bill with other amounts. */

#define YUNGANG  "140214"
#define ZUOYUN   "140226"
#define HOSPITAL "H14021400116" /* in Yungang */
#define MAY      202605

static inline void
assist_set_up (Fixture *self, gconstpointer data)
{
  static const char *const counties[] = { YUNGANG, ZUOYUN, NULL };
  g_autoptr (GError) error = NULL;

  fixture_open (self, "140200", "datong-assistance", "datong");
  g_assert_true (qz_book_put_user (self->book, as (self, "admin"), "fi2", "fi2", QZ_ROLE_FINANCE,
                                   TRUE, &error));
  for (guint i = 0; counties[i] != NULL; i++)
    g_assert_true (qz_actors_put (self->book, as (self, "admin"), counties[i], TRUE, &error));
  g_assert_no_error (error);
}

static inline void
assist_tear_down (Fixture *self, gconstpointer data)
{
  fixture_close (self);
}

typedef struct {
  const char *setl_id, *day, *county;
  guint maf_yuan;
} AssistBill;

static inline char *
assist_get_value (const char *name, const char *sample, const AssistBill *bill)
{
  const struct {
    const char *name;
    guint yuan;
  } amounts[] = {
    { "medfee_sumamt", 10000 },
    { "inscp_scp_amt", 10000 },
    { "hifp_pay", 5000 },
    { "maf_pay", bill->maf_yuan },
    { "fund_pay_sumamt", 5000 + bill->maf_yuan },
    { "psn_part_amt", 5000 - bill->maf_yuan },
    { "psn_cash_pay", 5000 - bill->maf_yuan },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    if (g_str_equal (name, amounts[i].name))
      return g_strdup_printf ("%u.00", amounts[i].yuan);
  if (g_str_equal (name, "setl_id") || g_str_equal (name, "mdtrt_id"))
    return g_strdup (bill->setl_id);
  if (g_str_equal (name, "fixmedins_code"))
    return g_strdup (HOSPITAL);
  if (g_str_equal (name, "insu_admdvs"))
    return g_strdup (bill->county);
  if (g_str_equal (name, "setl_time"))
    return g_strdup_printf ("%s 10:00:00", bill->day);
  if (g_str_equal (name, "begndate") || g_str_equal (name, "enddate"))
    return g_strdup (bill->day);
  if (g_str_equal (name, "cross_area"))
    return g_strdup (g_str_equal (bill->county, YUNGANG) ? "0" : "1");
  if (g_str_has_suffix (name, "_pay") || g_str_has_suffix (name, "_amt")
      || g_str_has_suffix (name, "pay_dedc") || g_str_has_suffix (name, "selfpay"))
    return g_strdup ("0.00");
  return g_strdup (sample);
}

static inline void
assist_import_bills (Fixture *self, const char *name, const AssistBill bills[], guint n)
{
  g_autofree char *path = g_build_filename (self->sample, "assistance-bills-2026-05.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) values = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, "\n", 3);
  names = g_strsplit (g_strchomp (lines[0]), ",", -1);
  values = g_strsplit (g_strchomp (lines[1]), ",", -1);
  g_assert_cmpuint (g_strv_length (names), ==, g_strv_length (values));
  g_string_append (out, lines[0]);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; names[j] != NULL; j++)
      {
        g_autofree char *value = assist_get_value (names[j], values[j], &bills[i]);

        g_string_append_printf (out, "%c%s", j == 0 ? '\n' : ',', value);
      }
  g_string_append_c (out, '\n');
  import_text (self, "assistance-bills", name, out->str);
}

/* What must be refused is, by its rule and with its id. */
static inline void
assert_refused (GError **error, const char *id, const char *rule)
{
  g_assert_error (*error, QZ_ERROR, QZ_ERROR_REFUSED);
  g_assert_cmpstr (qz_error_get_id (*error), ==, id);
  g_assert_cmpstr (qz_error_get_rule (*error), ==, rule);
  g_clear_error (error);
}

static inline void
assert_sheet (QzSheet *sheet, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (sheet);
  qz_sheet_unref (sheet);
}

/* "CONFIRMED" of a stage, from the month's list of parts or counties. */
static inline char *
assist_dup_cell (QzSheet *sheet, const char *child, const char *column, guint row)
{
  for (guint i = 0; i < qz_sheet_get_n_children (sheet); i++)
    {
      QzSheet *one = qz_sheet_get_child (sheet, i);

      if (g_str_equal (qz_sheet_get_name (one), child))
        return qz_sheet_dup_machine (one, row, (guint) qz_sheet_find_column (one, column));
    }
  g_assert_not_reached ();
}
