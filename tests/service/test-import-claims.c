/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims: V1–V9 of domain 4.2 and the bad files of domain 4.8. */
#include "import-fixture.h"

static char *
swap (const char *text, const char *from, const char *to)
{
  GString *out = g_string_new (text);

  g_assert_cmpuint (g_string_replace (out, from, to, 0), >, 0);
  return g_string_free (out, FALSE);
}

/* One claim of which a part is replaced; the bad row is line 3, after a sound one. */
static void
refuse_changed (Fixture *f, const char *from, const char *to, const char *field, const char *rule)
{
  g_autofree char *row = swap (CLAIM ("B2"), from, to);
  g_autofree char *text = g_strconcat (CLAIM_HEADER, CLAIM ("A1"), row, NULL);

  fixture_refuse (f, "claims", text, 3, field, rule);
}

static void
test_sound (Fixture *f, gconstpointer data)
{
  g_autoptr (QzSheet) sheet =
      fixture_import (f, "claims", "c.csv", CLAIM_HEADER CLAIM ("A1") CLAIM ("A2"));
  QzClaimFilter filter = { .from = QZ_DAY_NONE, .to = QZ_DAY_NONE, .setl_id = "A2" };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) found = NULL;

  g_assert_cmpint (get_fact (sheet, "rows"), ==, 2);
  g_assert_cmpint (get_fact (sheet, "medfee_sum"), ==, 20000);
  g_assert_cmpint (get_fact (sheet, "fund_sum"), ==, 12000);
  found = qz_claim_list (f->book, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (found), ==, 1);
  g_assert_cmpstr (qz_sheet_get_text (found, 0, (guint) qz_sheet_find_column (found, "file")), ==,
                   "c.csv");
  g_assert_cmpint (qz_sheet_get_number (found, 0, (guint) qz_sheet_find_column (found, "line")), ==,
                   3);
}

static void
test_verified (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) checks = NULL;
  gboolean ok = FALSE;

  fixture_import_done (f, "claims", "c.csv", CLAIM_HEADER CLAIM ("A1") CLAIM ("A2"));
  checks = qz_book_verify (f->book, &f->context, &ok, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
}

static void
test_v1_warns (Fixture *f, gconstpointer data)
{
  g_autoptr (QzSheet) sheet =
      fixture_import (f, "claims", "c.csv",
                      "fulamt_ownpay_amt,overlmt_selfpay,preselfpay_amt,inscp_scp_amt," CLAIM_HEADER
                      "1.00,0,0,98.00," CLAIM ("A1") "1.00,0,0,99.00," CLAIM ("A2"));

  g_assert_cmpuint (count_warnings (sheet, "V1"), ==, 1);
}

static void
test_v2 (Fixture *f, gconstpointer data)
{
  refuse_changed (f, "0,60.00,10.00", "0,60.01,10.00", "fund_pay_sumamt", "V2");
}

static void
test_v3 (Fixture *f, gconstpointer data)
{
  fixture_refuse (f, "claims",
                  "psn_part_amt," CLAIM_HEADER "40.00," CLAIM ("A1") "39.99," CLAIM ("A2"), 3,
                  "psn_part_amt", "V3");
}

static void
test_v4 (Fixture *f, gconstpointer data)
{
  refuse_changed (f, "10.00,30.00", "10.00,29.99", "psn_cash_pay", "V4");
}

/* V4: the parameter for regions whose acct_pay includes what relatives' accounts paid. */
static void
test_v4_mulaid (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_dup_path (f, "c.csv");
  QzImportOptions options = { .acct_includes_mulaid = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  const char *text = "acct_mulaid_pay," CLAIM_HEADER "4.00," CLAIM ("A1");

  fixture_write_bytes (f, "c.csv", text, strlen (text));
  sheet = qz_import_run (f->book, &f->context, "claims", path, NULL, &error);
  g_assert_null (sheet);
  g_assert_cmpstr (qz_error_get_rule (error), ==, "V4");
  g_clear_error (&error);
  sheet = qz_import_run (f->book, &f->context, "claims", path, &options, &error);
  g_assert_no_error (error);
}

static void
test_v6_negative (Fixture *f, gconstpointer data)
{
  refuse_changed (f, "100.00,60.00,0,0,0,0,0,0,60.00,10.00,30.00",
                  "-100.00,-60.00,0,0,0,0,0,0,-60.00,-10.00,-30.00", "medfee_sumamt", "V6");
}

static void
test_v6_positive_refund (Fixture *f, gconstpointer data)
{
  refuse_changed (f, ",0,,2,220202", ",1,A1,2,220202", "medfee_sumamt", "V6");
}

#define REFUND(id, of)                                                                             \
  id "," HOSPITAL ",310,11,2026-03-12,-100.00,-60.00,0,0,0,0,0,0,-60.00,-10.00,-30.00,1," of       \
     ",2,220202\n"

static void
test_v6_refund (Fixture *f, gconstpointer data)
{
  g_autoptr (QzSheet) sheet =
      fixture_import (f, "claims", "c.csv",
                      CLAIM_HEADER REFUND ("R1", "A1") CLAIM ("A1") REFUND ("R2", "OLD"));

  /* The original may stand after its refund; one that is nowhere is a warning. */
  g_assert_cmpuint (count_warnings (sheet, "V6"), ==, 1);
  g_assert_cmpint (get_fact (sheet, "medfee_sum"), ==, -10000);
  fixture_refuse (f, "claims", CLAIM_HEADER REFUND ("R3", ""), 2, "refd_setl_id", "V6");
}

static void
test_v7_same_file (Fixture *f, gconstpointer data)
{
  g_autofree char *rejects = NULL;

  fixture_refuse (f, "claims", CLAIM_HEADER CLAIM ("A1") CLAIM ("A2") CLAIM ("A1"), 4, "setl_id",
                  "V7");
  rejects = fixture_read_rejects (f);
  g_assert_nonnull (strstr (rejects, "line 2"));
}

static void
test_v7_other_file (Fixture *f, gconstpointer data)
{
  g_autofree char *rejects = NULL;

  fixture_import_done (f, "claims", "first.csv", CLAIM_HEADER CLAIM ("A1") CLAIM ("A2"));
  fixture_refuse (f, "claims", CLAIM_HEADER CLAIM ("A3") CLAIM ("A2"), 3, "setl_id", "V7");
  rejects = fixture_read_rejects (f);
  g_assert_nonnull (strstr (rejects, "first.csv"));
  g_assert_nonnull (strstr (rejects, "line 3"));
}

static void
test_v8 (Fixture *f, gconstpointer data)
{
  refuse_changed (f, ",310,", ",999,", "insutype", "V8");
  refuse_changed (f, ",310,", ",340,", "insutype", "V8");
  /* The large-expense fund is the employees'. */
  refuse_changed (f, ",310,11,2026-03-10 08:00:00,100.00,60.00,0,0,0,0,",
                  ",390,11,2026-03-10 08:00:00,100.00,50.00,0,0,0,10.00,", "hifob_pay", "V8");
}

static void
test_v9 (Fixture *f, gconstpointer data)
{
  static const char *const bad[] = { "60.005", "6e1",      "60,00",
                                     "0x3c",   " 60.00",   "60.",
                                     ".6",     "1,000.00", "99999999999999999999",
                                     "NaN",    "" };
  g_autofree char *rejects = NULL;

  refuse_changed (f, ",100.00,", ",100.001,", "medfee_sumamt", "V9");
  rejects = fixture_read_rejects (f);
  g_assert_nonnull (strstr (rejects, "more than two decimals"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *to = g_strdup_printf (",100.00,\"%s\",", bad[i]);

      refuse_changed (f, ",100.00,60.00,", to, "hifp_pay", "V9");
    }
}

static void
test_codes (Fixture *f, gconstpointer data)
{
  refuse_changed (f, HOSPITAL, "H22020299999", "fixmedins_code", NULL);
  refuse_changed (f, "2026-03-10 08:00:00", "2026-02-30 08:00:00", "setl_time", NULL);
  refuse_changed (f, "2026-03-10 08:00:00", "2026-03-10 24:00:00", "setl_time", NULL);
  refuse_changed (f, "2026-03-10 08:00:00", "2026/3/10", "setl_time", NULL);
  refuse_changed (f, ",0,,2,220202", ",2,,2,220202", "refd_setl_flag", NULL);
  refuse_changed (f, ",0,,2,220202", ",0,,9,220202", "pay_loc", NULL);
  refuse_changed (f, ",0,,2,220202", ",0,,2,2202", "insu_admdvs", NULL);
  refuse_changed (f, "B2,", ",", "setl_id", NULL);
}

static void
test_cut_off (Fixture *f, gconstpointer data)
{
  fixture_refuse (f, "claims", CLAIM_HEADER CLAIM ("A1") "A2," HOSPITAL ",310,1", 3, "", NULL);
}

static void
test_control_totals (Fixture *f, gconstpointer data)
{
  g_autoptr (QzSheet) sheet = NULL;

  fixture_refuse (f, "claims", CLAIM_HEADER CLAIM ("A1") "#TOTAL,2,100.00,60.00\n", 3, "count",
                  "TOTAL");
  fixture_refuse (f, "claims", CLAIM_HEADER CLAIM ("A1") "#TOTAL,1,100.01,60.00\n", 3, "medfee_sum",
                  "TOTAL");
  fixture_refuse (f, "claims", CLAIM_HEADER CLAIM ("A1") "#TOTAL,1,100.00,60.01\n", 3, "fund_sum",
                  "TOTAL");
  fixture_refuse (f, "claims", CLAIM_HEADER "#TOTAL,0,0,0\n" CLAIM ("A1"), 3, "", "TOTAL");
  sheet = fixture_import (f, "claims", "c.csv",
                          CLAIM_HEADER CLAIM ("A1") "#TOTAL,1,100.00,60.00,,,,,,,,,,,,,,,,\n");
  g_assert_cmpstr (qz_sheet_get_fact_text (sheet,
                                           (guint) qz_sheet_find_fact (sheet, "control_total")),
                   ==, "agree");
}

static void
test_header (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autofree char *text = swap (CLAIM_HEADER CLAIM ("A1"), "medfee_sumamt", "medfee");
  g_autofree char *aliases = NULL;

  sheet = fixture_try (f, "claims", "bad.csv", text, &error);
  g_assert_null (sheet);
  g_assert_cmpstr (qz_error_get_id (error), ==, "missing-column");
  g_assert_cmpstr (qz_error_get_field (error), ==, "medfee_sumamt");
  g_assert_cmpuint (qz_error_get_line (error), ==, 1);
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 3);
  g_clear_error (&error);
  sheet = fixture_try (f, "claims", "bad.csv", "", &error);
  g_assert_cmpstr (qz_error_get_id (error), ==, "empty-file");
  g_clear_error (&error);
  sheet = fixture_try (f, "claims", "bad.csv", "setl_id," CLAIM_HEADER, &error);
  g_assert_cmpstr (qz_error_get_id (error), ==, "column-twice");
  /* Names of other versions of the platform, and a column that nobody knows. */
  aliases = swap ("shoe_size," CLAIM_HEADER "43," CLAIM ("A1"), "psn_cash_pay", "cash_payamt");
  sheet = fixture_import (f, "claims", "c.csv", aliases);
  g_assert_cmpuint (count_warnings (sheet, "COLUMN"), ==, 1);
}

static void
test_every_reject (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (CLAIM_HEADER);
  g_autofree char *rejects = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "B%u,%s", i, strchr (CLAIM ("x"), ',') + 1);
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text,
                            "C%u," HOSPITAL ",310,11,2026-03-10,1.234,0,0,0,0,0,0,0,0,0,0,0,"
                            ",2,220202\n",
                            i);
  g_string_append (text, CLAIM ("B7"));
  fixture_refuse (f, "claims", text->str, 3002, "medfee_sumamt", "V9");
  rejects = fixture_read_rejects (f);
  lines = g_strsplit (g_strchomp (rejects), "\r\n", -1);
  /* All of them and the header: 3000 amounts and the duplicate. */
  g_assert_cmpuint (g_strv_length (lines), ==, 3002);
  g_assert_true (g_str_has_prefix (lines[3001], "6002,"));
}

/* V7 in a large file whose keys come in no order, for which the index is built at the end. */
static void
test_shuffled (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (CLAIM_HEADER);
  g_autofree char *bad = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) checks = NULL;
  guint n_rows = 40000;
  gboolean ok = FALSE;

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "S%u,%s", i * 7919 % 1000003, strchr (CLAIM ("x"), ',') + 1);
  bad = g_strdup_printf ("%s%s", text->str, CLAIM ("S0"));
  fixture_refuse (f, "claims", bad, n_rows + 2, "setl_id", "V7");
  fixture_import_done (f, "claims", "c.csv", text->str);
  g_assert_cmpint (fixture_count_claims (f), ==, n_rows);
  /* The index stands again. */
  fixture_refuse (f, "claims", CLAIM_HEADER CLAIM ("T1") CLAIM ("S0"), 3, "setl_id", "V7");
  checks = qz_book_verify (f->book, &f->context, &ok, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
}

static void
test_same_file_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  fixture_import_done (f, "claims", "c.csv", CLAIM_HEADER CLAIM ("A1"));
  sheet = fixture_try (f, "claims", "again.csv", CLAIM_HEADER CLAIM ("A1"), &error);
  g_assert_null (sheet);
  g_assert_cmpstr (qz_error_get_id (error), ==, "already-imported");
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 1);
  g_assert_nonnull (strstr (error->message, "c.csv"));
  g_assert_cmpint (fixture_count_claims (f), ==, 1);
}

static void
test_warnings (Fixture *f, gconstpointer data)
{
  g_autoptr (QzSheet) sheet =
      fixture_import (f, "claims", "c.csv",
                      "certno,setl_type," CLAIM_HEADER
                      "110105194912310020,2," CLAIM ("A1") "11010519491231002X,2," CLAIM (
                          "A2") "E1234567,1," CLAIM ("A3") ",2,A4," PHARMACY
                                                           ",390,41,2026-03-04,1.00,0,0,0,0,0,0,0,"
                                                           "0,0,1.00,0,,2,220202\n"
                                                           ",2,A5," PHARMACY
                                                           ",390,41,2026-03-05,1.00,0,0,0,0,0,0,0,"
                                                           "0,0,1.00,0,,2,220202\n"
                                                           ",2,A6," HOSPITAL
                                                           ",390,41,2026-04-16,1.00,0,0,0,0,0,0,0,"
                                                           "0,0,1.00,0,,2,220202\n");

  /* GB 11643 only for numbers of 18 characters; SM-1 from the first day of the suspension. */
  g_assert_cmpuint (count_warnings (sheet, "GB 11643"), ==, 1);
  g_assert_cmpuint (count_warnings (sheet, "HLJ-IS-5"), ==, 1);
  g_assert_cmpuint (count_warnings (sheet, "SM-1"), ==, 1);
  g_assert_cmpuint (count_warnings (sheet, "TIME"), ==, 1);
  g_assert_cmpint (get_fact (sheet, "warnings"), ==, 4);
}

static void
test_hostile (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (GString) huge = g_string_new (CLAIM_HEADER);
  g_autofree char *rejects = NULL;

  fixture_import_done (f, "claims", "sql.csv",
                       "psn_name," CLAIM_HEADER "\"'); DROP TABLE claim; --\"," CLAIM ("A1"));
  g_assert_cmpint (fixture_count_claims (f), ==, 1);
  fixture_refuse (f, "claims",
                  CLAIM_HEADER CLAIM ("A2") "A3,'; DELETE FROM claim; --,310,11,"
                                            "2026-03-10,1,0,0,0,0,0,0,0,0,0,1,0,,2,220202\n",
                  3, "fixmedins_code", NULL);
  /* A formula is text in the rejects file as well. */
  fixture_refuse (f, "claims",
                  CLAIM_HEADER "=1+1,=HYPERLINK(1),310,11,2026-03-10,1,0,0,0,0,0,0,0,"
                               "0,0,1,0,,2,220202\n",
                  2, "fixmedins_code", NULL);
  rejects = fixture_read_rejects (f);
  g_assert_nonnull (strstr (rejects, "'=HYPERLINK(1)"));
  fixture_refuse (f, "claims", "psn_name," CLAIM_HEADER "\"a\tb\"," CLAIM ("A4"), 2, "psn_name",
                  NULL);
  for (guint i = 0; i < 2 * 1024 * 1024; i++)
    g_string_append_c (huge, 'x');
  sheet = fixture_try (f, "claims", "huge.csv", huge->str, &error);
  g_assert_null (sheet);
  g_assert_cmpstr (qz_error_get_id (error), ==, "field-too-long");
}

static void
test_encodings (Fixture *f, gconstpointer data)
{
  static const char broken[] = "psn_name," CLAIM_HEADER "\xe7\x8e\x8b\xff," CLAIM ("A1");
  static const char nul[] = CLAIM_HEADER "A\0"
                                         "1";
  const char *text = "psn_name," CLAIM_HEADER "王小明," CLAIM ("A1");
  g_autoptr (GError) error = NULL;
  g_autofree char *gb = g_convert (text, -1, "GB18030", "UTF-8", NULL, NULL, &error);
  QzClaimFilter filter = { .from = QZ_DAY_NONE, .to = QZ_DAY_NONE, .setl_id = "A1" };
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (QzSheet) found = NULL;

  g_assert_no_error (error);
  fixture_write_bytes (f, "bad.csv", broken, sizeof broken - 1);
  sheet = fixture_import_file (f, "claims", "bad.csv", &error);
  g_assert_null (sheet);
  g_assert_cmpstr (qz_error_get_id (error), ==, "bad-encoding");
  g_assert_cmpuint (qz_error_get_line (error), ==, 2);
  g_clear_error (&error);
  fixture_write_bytes (f, "bad.csv", nul, sizeof nul - 1);
  sheet = fixture_import_file (f, "claims", "bad.csv", &error);
  g_assert_cmpstr (qz_error_get_id (error), ==, "nul-byte");
  g_clear_error (&error);
  sheet = fixture_import (f, "claims", "gb.csv", gb);
  g_assert_cmpstr (qz_sheet_get_fact_text (sheet, (guint) qz_sheet_find_fact (sheet, "encoding")),
                   ==, "GB18030");
  found = qz_claim_list (f->book, &filter, &error);
  g_assert_cmpstr (qz_sheet_get_text (found, 0, (guint) qz_sheet_find_column (found, "psn_name")),
                   ==, "王小明");
}

/* ── stopping in the middle ─────────────────────────────────────────────────────────────────── */

static void
cancel_cb (const char *what, guint64 done, guint64 total, gpointer user_data)
{
  if (done > total / 4)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (CLAIM_HEADER);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QzProgress) progress = qz_progress_new (cancel_cb, cancellable);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (text, "%08u,%s", i, strchr (CLAIM ("x"), ',') + 1);
  f->context.progress = progress;
  f->context.cancellable = cancellable;
  sheet = fixture_try (f, "claims", "c.csv", text->str, &error);
  g_assert_null (sheet);
  g_assert_true (g_error_matches (error, QZ_ERROR, QZ_ERROR_CANCELLED));
  f->context.progress = NULL;
  f->context.cancellable = NULL;
  g_assert_cmpint (fixture_count_claims (f), ==, 0);
  /* Nothing stays behind that would be in the way. */
  fixture_import_done (f, "claims", "c.csv", text->str);
  g_assert_cmpint (fixture_count_claims (f), ==, 60000);
}

static void
test_dry_run (Fixture *f, gconstpointer data)
{
  f->context.dry_run = TRUE;
  fixture_import_done (f, "claims", "c.csv", CLAIM_HEADER CLAIM ("A1"));
  f->context.dry_run = FALSE;
  g_assert_cmpint (fixture_count_claims (f), ==, 0);
  fixture_import_done (f, "claims", "c.csv", CLAIM_HEADER CLAIM ("A1"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/import-claims/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sound", test_sound);
  ADD ("sound/verified", test_verified);
  ADD ("V1/warns", test_v1_warns);
  ADD ("V2/fund-sum", test_v2);
  ADD ("V3/person", test_v3);
  ADD ("V4/paid-by-person", test_v4);
  ADD ("V4/acct-includes-mulaid", test_v4_mulaid);
  ADD ("V6/negative", test_v6_negative);
  ADD ("V6/positive-refund", test_v6_positive_refund);
  ADD ("V6/refers", test_v6_refund);
  ADD ("V7/same-file", test_v7_same_file);
  ADD ("V7/other-file", test_v7_other_file);
  ADD ("V7/shuffled", test_shuffled);
  ADD ("V8/insutype", test_v8);
  ADD ("V9/decimals", test_v9);
  ADD ("4.3/codes", test_codes);
  ADD ("4.8/cut-off", test_cut_off);
  ADD ("4.8/control-totals", test_control_totals);
  ADD ("4.8/header", test_header);
  ADD ("4.8/every-reject", test_every_reject);
  ADD ("4.8/encodings", test_encodings);
  ADD ("same-file-twice", test_same_file_twice);
  ADD ("warnings", test_warnings);
  ADD ("hostile", test_hostile);
  ADD ("cancel", test_cancel);
  ADD ("dry-run", test_dry_run);
  return g_test_run ();
}
