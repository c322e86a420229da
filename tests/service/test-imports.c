/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registers, declarations, deductions, spending; withdrawing; the sample city; policies. */
#include "import-fixture.h"

#include "qz-documents.h"

#define DECLARATION_HEADER                                                                         \
  "fixmedins_code,insurance,clr_ym,psntime,medfee_sumamt,fund_appy_sum,cutoff_day\n"
#define DEDUCTION_HEADER                                                                           \
  "fixmedins_code,insurance,clr_ym,det_type,amount,setl_id,reason,confirmed_day\n"
#define ACCOUNT_HEADER                                                                             \
  "owner_kind,owner_code,account_kind,insurance,account_no,account_name,bank_no,bank_name\n"

static void
test_kinds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = qz_import_list_kinds (&error);
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    g_hash_table_add (kinds, (gpointer) qz_sheet_get_text (sheet, i, 0));
  g_assert_cmpuint (g_hash_table_size (kinds), ==, 23);
  g_assert_true (g_hash_table_contains (kinds, "bank-return"));
}

static void
test_unknown_kind (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = fixture_try (f, "recipes", "x.csv", "a,b\n", &error);

  g_assert_null (sheet);
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 2);
  g_clear_error (&error);
  sheet = fixture_import_file (f, "areas", "nowhere.csv", &error);
  g_assert_null (sheet);
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 3);
}

static void
test_permission (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  g_assert_true (
      qz_book_put_user (f->book, &f->context, "qian", "钱", QZ_ROLE_APPROVER, TRUE, &error));
  f->context.user = "qian";
  sheet = fixture_try (f, "areas", "a.csv", "code,name,level\n230000,黑龙江省,province\n", &error);
  g_assert_null (sheet);
  g_assert_true (g_error_matches (error, QZ_ERROR, QZ_ERROR_PERMISSION));
}

static void
test_areas (Fixture *f, gconstpointer data)
{
  static const char header[] = "code,name,level,parent\n";
  g_autofree char *bad_code = g_strconcat (header, "23000,黑龙江省,province,\n", NULL);
  g_autofree char *bad_level = g_strconcat (header, "230000,黑龙江省,planet,\n", NULL);
  g_autofree char *bad_parent = g_strconcat (header, "230100,哈尔滨市,city,239999\n", NULL);
  g_autofree char *twice = g_strconcat (header, "230000,甲,province,\n230000,乙,province,\n", NULL);

  fixture_refuse (f, "areas", bad_code, 2, "code", NULL);
  fixture_refuse (f, "areas", bad_level, 2, "level", NULL);
  fixture_refuse (f, "areas", bad_parent, 2, "parent", NULL);
  fixture_refuse (f, "areas", twice, 3, "code", "V7");
  /* The area above may stand below in the file, or in the book set; columns in any order. */
  fixture_import_done (f, "areas", "a.csv",
                       "parent,name,level,code\n230000,哈尔滨市,city,230100\n"
                       ",黑龙江省,province,230000\n220200,船营区,county,220204\n");
}

static void
test_agencies (Fixture *f, gconstpointer data)
{
  g_autoptr (QzSheet) sheet = NULL;

  fixture_refuse (f, "agencies",
                  "code,name,area,level,uscc\n"
                  "220200,中心,220200,city,122202004125037710\n",
                  2, "uscc", "GB 32100");
  sheet = fixture_import (f, "agencies", "a.csv",
                          "code,name,area,level,uscc\n"
                          "220200,中心,220200,city,122202004125037719\n230100,中心,230100,city,\n");
  g_assert_cmpuint (count_warnings (sheet, "AREA"), ==, 1);
}

static void
test_providers (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *row, *field, *rule;
  } bad[] = {
    { "X22020200101,甲,1,02,220202,220200,,,,,ADMITTED,,,", "fixmedins_code", "4.4" },
    { "H2202020010,甲,1,02,220202,220200,,,,,ADMITTED,,,", "fixmedins_code", "4.4" },
    { "H22020200105,甲,3,02,220202,220200,,,,,ADMITTED,,,", "fixmedins_type", NULL },
    { "H22020200105,,1,02,220202,220200,,,,,ADMITTED,,,", "fixmedins_name", NULL },
    { "H22020200105,甲,1,02,220202,220200,12220202400079192G,,,,ADMITTED,,,", "uscc", "GB 32100" },
    { "H22020200105,甲,1,02,220202,220200,,,,,GONE,,,", "status", NULL },
    { "H22020200105,甲,1,02,220202,220200,,,,,SUSPENDED,,,", "suspended_from", "SM-1" },
    { "H22020200105,甲,1,02,220202,220200,,,2026-05-01,2026-04-30,ADMITTED,,,", "agreement_to",
      NULL },
    { "H22020200105,甲,1,02,220202,220200,,,,,ADMITTED,2026-02-29,,", "admitted_from", "4.8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strconcat (PROVIDER_HEADER, bad[i].row, "\n", NULL);

      fixture_refuse (f, "providers", text, 2, bad[i].field, bad[i].rule);
    }
  /* A newer row replaces the older one: the hospital is suspended now. */
  fixture_import_done (f, "providers", "p.csv",
                       PROVIDER_HEADER HOSPITAL ",甲,1,02,220202,220200,,,,,SUSPENDED,,"
                                                "2026-03-01,\n");
  {
    g_autoptr (QzSheet) sheet = fixture_import (f, "claims", "c.csv", CLAIM_HEADER CLAIM ("A1"));
    g_assert_cmpuint (count_warnings (sheet, "SM-1"), ==, 1);
  }
}

static void
test_accounts (Fixture *f, gconstpointer data)
{
  fixture_refuse (f, "accounts",
                  ACCOUNT_HEADER
                  "provider,H22020299999,provider,,6217002202000011017,甲,909242000015,行\n",
                  2, "owner_code", NULL);
  fixture_refuse (f, "accounts",
                  ACCOUNT_HEADER "provider," HOSPITAL
                                 ",acc_out,,6217002202000011017,甲,909242000015,行\n",
                  2, "account_kind", NULL);
  fixture_refuse (f, "accounts",
                  ACCOUNT_HEADER "provider," HOSPITAL ",provider,,62170022O2,甲,909242000015,行\n",
                  2, "account_no", NULL);
  fixture_refuse (f, "accounts",
                  ACCOUNT_HEADER "provider," HOSPITAL
                                 ",provider,,6217002202000011017,甲,90924200001,行\n",
                  2, "bank_no", NULL);
  fixture_refuse (f, "accounts",
                  ACCOUNT_HEADER "provider," HOSPITAL
                                 ",provider,ABC,6217002202000011017,甲,909242000015,行\n",
                  2, "insurance", NULL);
  fixture_import_done (f, "accounts", "a.csv",
                       ACCOUNT_HEADER
                       "provider," HOSPITAL ",provider,,6217002202000011017,甲,909242000015,行\n"
                       "agency,220200,acc_out,EMP,6217002202000011018,中心,909242000015,行\n");
}

static void
test_calendar (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  QzDay day;

  g_assert_true (qz_day_from_ymd (2030, 5, 1, &day));
  g_assert_true (qz_calendar_is_working_day (qz_book_get_calendar (f->book, &error), day));
  fixture_refuse (f, "calendar", "date,type,name,source\n2030-05-01,work,上班,x\n", 2, "date",
                  "6.3");
  fixture_refuse (f, "calendar", "date,type,name,source\n2030-05-32,holiday,x,x\n", 2, "date",
                  "4.8");
  fixture_import_done (f, "calendar", "c.csv",
                       "date,type,name,source\n2030-05-01,holiday,劳动节,x\n");
  g_assert_false (qz_calendar_is_working_day (qz_book_get_calendar (f->book, &error), day));
  g_assert_no_error (error);
}

/* HLJ-IS-12, JL-14: what providers declare for a month. */
static void
test_declarations (Fixture *f, gconstpointer data)
{
  g_autoptr (QzSheet) sheet = NULL;
  g_autofree char *rejects = NULL;

  fixture_refuse (f, "declarations",
                  DECLARATION_HEADER HOSPITAL ",EMP,202613,1,1.00,1.00,2026-03-10\n", 2, "clr_ym",
                  "4.8");
  fixture_refuse (f, "declarations",
                  DECLARATION_HEADER HOSPITAL ",EMP,202603,-1,1.00,1.00,2026-03-10\n", 2, "psntime",
                  NULL);
  fixture_refuse (f, "declarations",
                  DECLARATION_HEADER HOSPITAL ",EMP,202603,1,1.00,1.001,2026-03-10\n", 2,
                  "fund_appy_sum", "V9");
  fixture_refuse (f, "declarations",
                  DECLARATION_HEADER HOSPITAL ",EMP,202603,1,1.00,1.00,2026-02-10\n", 2,
                  "cutoff_day", "HLJ-IS-4a");
  sheet =
      fixture_import (f, "declarations", "d.csv",
                      DECLARATION_HEADER HOSPITAL ",EMP,202603,7,30.00,20.00,2026-04-10\n" HOSPITAL
                                                  ",RES,202603,7,3.00,2.00,2026-04-10\n");
  g_assert_cmpint (get_fact (sheet, "fund_sum"), ==, 2200);
  fixture_refuse (f, "declarations",
                  DECLARATION_HEADER PHARMACY ",EMP,202603,7,30.00,20.00,2026-04-10\n" HOSPITAL
                                              ",RES,202603,8,3.00,2.00,2026-04-10\n",
                  3, "clr_ym", "V7");
  rejects = fixture_read_rejects (f);
  g_assert_nonnull (strstr (rejects, "d.csv, line 3"));
}

static void
test_deductions (Fixture *f, gconstpointer data)
{
  static const char good[] =
      DEDUCTION_HEADER HOSPITAL ",EMP,202603,10,36.24,A1,超标准收费,2026-04-08\n";
  g_autoptr (QzSheet) sheet = NULL;

  fixture_import_done (f, "claims", "c.csv", CLAIM_HEADER CLAIM ("A1"));
  fixture_refuse (f, "deductions", DEDUCTION_HEADER HOSPITAL ",EMP,202603,30,36.24,,x,2026-04-08\n",
                  2, "det_type", NULL);
  fixture_refuse (f, "deductions", DEDUCTION_HEADER HOSPITAL ",EMP,202603,10,0.00,,x,2026-04-08\n",
                  2, "amount", NULL);
  fixture_refuse (f, "deductions", DEDUCTION_HEADER HOSPITAL ",EMP,202603,10,-1.00,,x,2026-04-08\n",
                  2, "amount", "V9");
  fixture_refuse (f, "deductions",
                  DEDUCTION_HEADER PHARMACY ",EMP,202603,10,1.00,A1,x,2026-04-08\n", 2, "setl_id",
                  NULL);
  sheet = fixture_import (f, "deductions", "d.csv", good);
  fixture_refuse (f, "deductions",
                  DEDUCTION_HEADER PHARMACY ",EMP,202603,10,9.00,ZZ,x,2026-04-08\n" HOSPITAL
                                            ",EMP,202603,10,36.24,A1,超标准收费,2026-04-08\n",
                  3, "amount", "V7");
}

static void
test_spending (Fixture *f, gconstpointer data)
{
  fixture_refuse (f, "spending",
                  "fixmedins_code,insurance,year,amount\n" HOSPITAL ",EMP,25,100.00\n", 2, "year",
                  NULL);
  fixture_import_done (f, "spending", "s.csv",
                       "fixmedins_code,insurance,year,amount\n" HOSPITAL ",EMP,2025,100.00\n");
  fixture_refuse (f, "spending",
                  "fixmedins_code,insurance,year,amount\n" HOSPITAL ",EMP,2025,200.00\n", 2, "year",
                  "V7");
}

/* ── withdrawing ────────────────────────────────────────────────────────────────────────────── */

static void
test_withdraw (Fixture *f, gconstpointer data)
{
  g_autoptr (QzSheet) sheet =
      fixture_import (f, "claims", "c.csv", CLAIM_HEADER CLAIM ("A1") CLAIM ("A2"));
  gint64 import = get_fact (sheet, "import");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) checks = NULL;
  gboolean ok = FALSE;

  g_assert_false (qz_import_withdraw (f->book, &f->context, import, "", &error));
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 2);
  g_clear_error (&error);
  g_assert_true (qz_import_withdraw (f->book, &f->context, import, "wrong month", &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count_claims (f), ==, 0);
  g_assert_false (qz_import_withdraw (f->book, &f->context, import, "again", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "already-withdrawn");
  g_clear_error (&error);
  /* The same file may come again, under ids that were never used. */
  fixture_import_done (f, "claims", "c.csv", CLAIM_HEADER CLAIM ("A1") CLAIM ("A2"));
  g_assert_cmpint (fixture_count_claims (f), ==, 2);
  checks = qz_book_verify (f->book, &f->context, &ok, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  g_assert_false (qz_import_withdraw (f->book, &f->context, 9999, "x", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "no-such-import");
}

static void
test_withdraw_register (Fixture *f, gconstpointer data)
{
  g_autoptr (QzSheet) sheet =
      fixture_import (f, "areas", "a.csv", "code,name,level\n230000,黑龙江省,province\n");
  g_autoptr (GError) error = NULL;

  g_assert_false (
      qz_import_withdraw (f->book, &f->context, get_fact (sheet, "import"), "x", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "cannot-withdraw");
}

static void
activate (Fixture *f, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_policy_activate (f->book, &f->context, name, &error));
  g_assert_no_error (error);
}

/* What a living document uses stays; a cancelled one lets it go. */
static void
test_withdraw_used (Fixture *f, gconstpointer data)
{
  g_autoptr (QzSheet) sheet = fixture_import (f, "claims", "c.csv", CLAIM_HEADER CLAIM ("A1"));
  gint64 import = get_fact (sheet, "import");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;
  const char *number;
  QzDay day;

  activate (f, "jilin-daily");
  g_assert_true (qz_book_put_user (f->book, &f->context, "zhao", "赵",
                                   QZ_ROLE_MAKER | QZ_ROLE_ADMINISTRATOR, TRUE, &error));
  g_assert_true (qz_day_from_ymd (2026, 3, 10, &day));
  made = qz_daily_run (f->book, &f->context, day, day, -1, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (made), ==, 1);
  number = qz_sheet_get_text (made, 0, (guint) qz_sheet_find_column (made, "number"));
  g_assert_false (qz_import_withdraw (f->book, &f->context, import, "x", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "import-in-use");
  g_assert_nonnull (strstr (error->message, number));
  g_clear_error (&error);
  g_assert_true (qz_document_act (f->book, &f->context, number, QZ_ACT_CANCEL, "mistake", &error));
  g_assert_no_error (error);
  g_assert_true (qz_import_withdraw (f->book, &f->context, import, "x", &error));
  g_assert_no_error (error);
}

/* ── the sample city ────────────────────────────────────────────────────────────────────────── */

static void
import_city_file (Fixture *f, const char *kind, const char *name)
{
  const char *data_dir = g_getenv ("QZ_TEST_DATA");
  g_autofree char *path = g_build_filename (data_dir, "sample", "city", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = qz_import_run (f->book, &f->context, kind, path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (sheet);
}

static char *
dump_claims (Fixture *f)
{
  QzClaimFilter filter = { .from = QZ_DAY_NONE, .to = QZ_DAY_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = qz_claim_list (f->book, &filter, &error);
  guint n_columns = (guint) qz_sheet_find_column (sheet, "import");
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      g_autofree char *line =
          qz_sheet_dup_machine (sheet, row, (guint) qz_sheet_find_column (sheet, "line"));

      g_string_append_printf (text, "%s ", line);
      for (guint column = 0; column < n_columns; column++)
        {
          g_autofree char *value = qz_sheet_dup_machine (sheet, row, column);
          g_string_append_printf (text, "%s,", value);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
import_city_registers (Fixture *f)
{
  import_city_file (f, "areas", "areas.csv");
  import_city_file (f, "agencies", "agencies.csv");
  import_city_file (f, "providers", "providers.csv");
  import_city_file (f, "accounts", "accounts.csv");
}

static void
test_city (Fixture *f, gconstpointer data)
{
  static const char *const kinds[] = { "claims", "declarations", "deductions" };
  static const char *const months[] = { "2026-01", "2026-02", "2026-03" };

  import_city_registers (f);
  for (guint m = 0; m < G_N_ELEMENTS (months); m++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        g_autofree char *name = g_strdup_printf ("%s-%s.csv", kinds[k], months[m]);
        import_city_file (f, kinds[k], name);
      }
  g_assert_cmpint (fixture_count_claims (f), >, 10000);
}

static void
test_city_gb18030 (Fixture *f, gconstpointer data)
{
  g_autofree char *utf8 = NULL;
  g_autofree char *gb18030 = NULL;

  import_city_registers (f);
  import_city_file (f, "claims", "claims-2026-02.csv");
  utf8 = dump_claims (f);
  fixture_tear_down (f, data);
  fixture_set_up_empty (f, data);
  import_city_registers (f);
  import_city_file (f, "claims", "claims-2026-02-gb18030.csv");
  gb18030 = dump_claims (f);
  g_assert_cmpuint (strlen (utf8), >, 100000);
  g_assert_cmpstr (utf8, ==, gb18030);
}

/* ── policies ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_listed_active (Fixture *f, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = qz_policy_list (f->book, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    if (g_strcmp0 (qz_sheet_get_text (sheet, i, 0), id) == 0)
      return qz_sheet_get_number (sheet, i, 3) != 0;
  g_assert_not_reached ();
}

static void
test_policy_activate (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) shown = NULL;

  g_assert_false (is_listed_active (f, "jilin-daily"));
  activate (f, "jilin-daily");
  g_assert_true (is_listed_active (f, "jilin-daily"));
  g_assert_false (qz_policy_activate (f->book, &f->context, "jilin-daily", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "already-active");
  g_clear_error (&error);
  g_assert_false (qz_policy_activate (f->book, &f->context, "no-such-policy", &error));
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 3);
  g_clear_error (&error);
  shown = qz_policy_show (f->book, "jilin-daily", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_fact (shown, "active"), ==, 1);
  g_assert_cmpuint (qz_sheet_get_n_rows (shown), >, 10);
}

/* The text of a shipped pack with a part replaced, as a file of the folder. */
static char *
write_changed_pack (Fixture *f, const char *id, const char *from, const char *to)
{
  g_autofree char *name = g_strconcat (id, ".policy", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("QZ_TEST_DATA"), "policies", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  fixture_write_bytes (f, "changed.policy", changed->str, changed->len);
  return fixture_dup_path (f, "changed.policy");
}

static void
test_policy_overlap (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_changed_pack (f, "jilin-daily", "version = 1", "version = 2");
  g_autoptr (GError) error = NULL;

  activate (f, "jilin-daily");
  g_assert_false (qz_policy_activate (f->book, &f->context, path, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "policy-overlap");
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 1);
}

/* A ratio of 29.99 % in Suqian. */
static void
test_policy_ratio (Fixture *f, gconstpointer data)
{
  g_autofree char *path =
      write_changed_pack (f, "suqian-advance", "\nratio = 0.30", "\nratio = 0.2999");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = qz_policy_check (path, &error);

  g_assert_null (sheet);
  g_test_message ("%s", error->message);
  g_assert_cmpstr (qz_error_get_id (error), ==, "ratio-below-minimum");
  g_assert_cmpuint (qz_error_get_line (error), >, 0);
  g_clear_error (&error);
  g_assert_false (qz_policy_activate (f->book, &f->context, path, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "ratio-below-minimum");
}

/* A pack that would post where the chart has no account is refused before any money moves. */
static void
test_policy_accounts (Fixture *f, gconstpointer data)
{
  g_autofree char *path =
      write_changed_pack (f, "jilin-daily", "credit TEMP_RECV.REFUND pay provider period",
                          "credit TEMP_RECV.NOWHERE pay provider period");
  g_autoptr (GError) error = NULL;

  g_assert_false (qz_policy_activate (f->book, &f->context, path, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "account-unknown");
}

/* V4: what the pack in force says of acct_pay holds for the files without being said again. */
static void
test_policy_mulaid (Fixture *f, gconstpointer data)
{
  g_autofree char *pack = write_changed_pack (f, "jilin-daily", "\nsetl_type = 2",
                                              "\nacct_pay_includes_mulaid = yes\nsetl_type = 2");
  g_autofree char *path = fixture_dup_path (f, "c.csv");
  const char *text = "acct_mulaid_pay," CLAIM_HEADER "4.00," CLAIM ("A1");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  fixture_write_bytes (f, "c.csv", text, strlen (text));
  g_assert_null (qz_import_run (f->book, &f->context, "claims", path, NULL, &error));
  g_assert_cmpstr (qz_error_get_rule (error), ==, "V4");
  g_clear_error (&error);
  activate (f, pack);
  sheet = qz_import_run (f->book, &f->context, "claims", path, NULL, &error);
  g_assert_no_error (error);
}

/* A newer pack is read beside the one in force before it is activated. */
static void
test_policy_diff (Fixture *f, gconstpointer data)
{
  g_autofree char *path =
      write_changed_pack (f, "suqian-advance", "\nsampling = 0.05", "\nsampling = 0.06");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) same = qz_policy_diff (NULL, "suqian-advance", "suqian-advance", &error);
  g_autoptr (QzSheet) diff = qz_policy_diff (NULL, "suqian-advance", path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (same), ==, 0);
  g_assert_cmpuint (qz_sheet_get_n_rows (diff), ==, 1);
  g_assert_cmpstr (qz_sheet_get_text (diff, 0, 1), ==, "sampling");
  g_assert_cmpstr (qz_sheet_get_text (diff, 0, 2), ==, "0.05");
  g_assert_cmpstr (qz_sheet_get_text (diff, 0, 3), ==, "0.06");
}

static void
test_policy_check (Fixture *f, gconstpointer data)
{
  static const char *const shipped[] = { "jilin-daily", "suqian-advance", "heilongjiang-instant" };

  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSheet) sheet = qz_policy_check (shipped[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (sheet, "examples")), >, 0);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/imports/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
#define ADD_EMPTY(name, func)                                                                      \
  g_test_add ("/imports/" name, Fixture, NULL, fixture_set_up_empty, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imports/kinds", test_kinds);
  ADD ("unknown-kind", test_unknown_kind);
  ADD ("permission", test_permission);
  ADD ("areas", test_areas);
  ADD ("GB32100/agencies", test_agencies);
  ADD ("4.4/providers", test_providers);
  ADD ("accounts", test_accounts);
  ADD ("6.3/calendar", test_calendar);
  ADD ("HLJ-IS-4a/declarations", test_declarations);
  ADD ("deductions", test_deductions);
  ADD ("SQ-3.2/spending", test_spending);
  ADD ("withdraw/claims", test_withdraw);
  ADD ("withdraw/register", test_withdraw_register);
  ADD ("withdraw/used", test_withdraw_used);
  ADD_EMPTY ("city/all", test_city);
  ADD_EMPTY ("city/gb18030", test_city_gb18030);
  ADD ("policy/activate", test_policy_activate);
  ADD ("policy/accounts", test_policy_accounts);
  ADD ("policy/V4", test_policy_mulaid);
  ADD ("policy/diff", test_policy_diff);
  ADD ("policy/overlap", test_policy_overlap);
  ADD ("policy/ratio", test_policy_ratio);
  ADD ("policy/check", test_policy_check);
  return g_test_run ();
}
