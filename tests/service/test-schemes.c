/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which schemes beside instant settlement a book set works. */
#include <locale.h>

#include "document-acts.h"
#include "qz-agenda.h"
#include "qz-book-private.h"
#include "qz-provider-service.h"
#include "qz-supervision.h"

static void
open_jilin (Fixture *f)
{
  fixture_open (f, "220200", "jilin-daily", "jilin-ex2");
  at (f, "2026-02-12T09:00");
}

static void
assert_schemes (Fixture *f, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = qz_agenda_list_schemes (f->book, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < qz_sheet_get_n_facts (sheet); i++)
    if (qz_sheet_get_fact_number (sheet, i) != 0)
      g_string_append_printf (text, "%s ", qz_sheet_get_fact_name (sheet, i));
  g_assert_cmpstr (text->str, ==, expected);
}

/* A city of instant settlement alone works no other scheme until anything of one is recorded; both
 * others are supervised. */
static void
test_by_record (void)
{
  const QzComplaintInput complaint = { .complainant = "王某", .subject = "乱收费" };
  const QzProviderServiceInput off = {
    "H22020200777", "assistance", FALSE, day ("2026-02-12"), QZ_DAY_NONE, "退出",
  };
  static const char claims[] =
      "setl_id,fixmedins_code,insutype,med_type,setl_time,medfee_sumamt,hifp_pay,cvlserv_pay,"
      "hifes_pay,hifmi_pay,hifob_pay,maf_pay,oth_pay,fund_pay_sumamt,acct_pay,psn_cash_pay,"
      "refd_setl_flag,refd_setl_id,pay_loc,insu_admdvs\n"
      "1,H22020200777,390,11,2026-02-09 08:00:00,100.00,60.00,0,0,0,0,0,0,60.00,10.00,30.00,0,,2,"
      "220202\n";
  g_autoptr (GError) error = NULL;
  Fixture f;

  open_jilin (&f);
  import_text (&f, "claims", "claims.csv", claims);
  assert_schemes (&f, "");
  g_assert_true (qz_complaint_receive (f.book, as (&f, "ma"), &complaint, NULL, &error));
  assert_schemes (&f, "supervision ");
  g_assert_true (qz_provider_service_switch (f.book, as (&f, "ap"), &off, &error));
  g_assert_no_error (error);
  assert_schemes (&f, "supervision assistance ");
  fixture_close (&f);
}

/* A policy is enough, also in a version that is not in force. */
static void
test_by_policy (void)
{
  static const char *const nonlocal[] = { "areas = 23\n", "areas = 22\n", NULL };
  static const char *const assistance[] = { "areas = 1402\n", "areas = 2202\n", NULL };
  g_autofree char *first = change_pack ("heilongjiang-nonlocal", nonlocal);
  g_autofree char *second = change_pack ("datong-assistance", assistance);
  g_autoptr (GError) error = NULL;
  Fixture f;

  open_jilin (&f);
  g_assert_true (qz_policy_activate (f.book, as (&f, "admin"), first, &error));
  assert_schemes (&f, "nonlocal supervision ");
  g_assert_true (qz_policy_activate_from (f.book, as (&f, "admin"), second, day ("2030-01-01"),
                                          &error));
  assert_schemes (&f, "nonlocal supervision assistance ");
  fixture_close (&f);
  g_unlink (first);
  g_unlink (second);
}

/* ── tables ──────────────────────────────────────────────────────────────────────────────────── */

/* Tables whose rows mean that a scheme is worked; @text stands in every column of words. */
static const struct {
  const char *table;
  const char *text;
  const char *schemes;
} telling[] = {
  { "registration", "x", "nonlocal supervision " },
  { "claim_registration", "x", "nonlocal supervision " },
  { "manual_claim", "x", "nonlocal supervision " },
  { "national_item", "x", "nonlocal supervision " },
  { "claim_category", "x", "nonlocal supervision " },
  { "national_upload", "x", "nonlocal supervision " },
  { "nl_deduction", "x", "nonlocal supervision " },
  { "clearing_event", "x", "nonlocal supervision " },
  { "clearing_list", "x", "nonlocal supervision " },
  { "deposit_base", "x", "nonlocal supervision " },
  { "deposit_proposal", "x", "nonlocal supervision " },
  { "deposit_move", "x", "nonlocal supervision " },
  { "deposit_quota", "x", "nonlocal supervision " },
  { "notice", "x", "nonlocal supervision " },
  { "transfer", "x", "nonlocal supervision " },
  { "region_event", "x", "nonlocal supervision " },
  { "person_suspension", "x", "nonlocal supervision " },
  { "peer", "x", "nonlocal supervision " },
  { "package", "x", "nonlocal supervision " },
  { "provider_service", "nonlocal", "nonlocal supervision " },
  { "provider_service", "assistance", "supervision assistance " },
  { "assist_roster", "x", "supervision assistance " },
  { "assist_bill", "x", "supervision assistance " },
  { "assist_list", "x", "supervision assistance " },
  { "assist_allotment", "x", "supervision assistance " },
  { "assist_money", "x", "supervision assistance " },
  { "assist_clearing", "x", "supervision assistance " },
  { "inspection", "x", "supervision " },
  { "complaint", "x", "supervision " },
};

/* Tables whose rows are never there without a row of @of, which tells for them; NULL: they say
 * nothing of work. */
static const struct {
  const char *table;
  const char *of;
} silent[] = {
  { "actor", NULL },      /* for which agencies, and … */
  { "user_actor", NULL }, /* … which user for which */
  { "paper_log", NULL },  /* how often what is there was printed */
  { "registration_hospital", "registration" },
  { "registration_event", "registration" },
  { "registration_state", "registration" },
  { "manual_claim_event", "manual_claim" },
  { "clearing_state", "clearing_event" },
  { "clearing_mismatch", "clearing_event" }, /* filed with one */
  { "clearing_mismatch_event", "clearing_mismatch" },
  { "clearing_row", "clearing_list" },
  { "clearing_carry", "clearing_list" },
  { "clearing_objection", "clearing_list" },
  { "clearing_answer", "clearing_objection" },
  { "notice_line", "notice" },
  { "notice_event", "notice" },
  { "notice_state", "notice" },
  { "deposit_balance", "deposit_move" },
  { "deposit_usage", "notice" },
  { "transfer_part", "transfer" },
  { "transfer_event", "transfer" },
  { "transfer_state", "transfer" },
  { "transfer_voucher", "transfer_event" },
  { "transfer_document", "transfer" },
  { "region_state", "region_event" },
  { "inspection_event", "inspection" },
  { "complaint_event", "complaint" },
  { "package_item", "package" },
  { "assist_roster_entry", "assist_roster" },
  { "assist_spell", "assist_roster" },
  { "assist_spell_end", "assist_spell" },
  { "assist_deduction", "assist_bill" },
  { "assist_manual_event", "assist_bill" },
  { "assist_row", "assist_list" },
  { "assist_event", "assist_list" },
  { "assist_state", "assist_event" },
  { "assist_dispute", "assist_list" }, /* of statements */
  { "assist_dispute_paper", "assist_dispute" },
  { "assist_money_event", "assist_money" },
  { "assist_voucher", "assist_event" },       /* or a movement */
  { "assist_document_part", "assist_event" }, /* what was confirmed is paid */
  { "assist_clearing_line", "assist_clearing" },
  { "assist_clearing_event", "assist_clearing" },
};

static void
run_sql (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;
  QzStatement *statement = qz_store_prepare (qz_book_get_store (f->book), sql, &error);

  if (statement == NULL || !qz_statement_run (statement, &error))
    g_error ("%s: %s", sql, error->message);
}

/* One row, as it could never be written: no constraint is looked at. */
static void
insert_row (Fixture *f, const char *table, const char *text)
{
  g_autofree char *query = g_strdup_printf ("SELECT type FROM pragma_table_info ('%s')", table);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  QzStatement *columns = qz_store_prepare (qz_book_get_store (f->book), query, &error);

  g_string_printf (sql, "INSERT INTO %s VALUES (", table);
  while (qz_statement_step (columns, &error))
    if (g_str_equal (qz_statement_get_text (columns, 0), "INTEGER"))
      g_string_append (sql, "999,");
    else
      g_string_append_printf (sql, "'%s',", text);
  g_assert_no_error (error);
  sql->str[sql->len - 1] = ')';
  run_sql (f, sql->str);
}

/* With one row in @table and nothing else. */
static void
assert_schemes_of (Fixture *f, const char *table, const char *text, const char *schemes)
{
  g_test_message ("%s", table);
  run_sql (f, "BEGIN");
  insert_row (f, table, text);
  assert_schemes (f, schemes);
  run_sql (f, "ROLLBACK");
}

static gboolean
tells (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (g_str_equal (telling[i].table, table))
      return TRUE;
  return FALSE;
}

/* Whether @table tells, or is known to be told for or to say nothing. */
static gboolean
is_known (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    if (g_str_equal (silent[i].table, table))
      return silent[i].of == NULL || is_known (silent[i].of);
  return tells (table);
}

/* Each table that a step of the schema makes. */
static void
assert_tables_known (const char *step)
{
  g_autofree char *path = g_build_filename (g_getenv ("QZ_TEST_DATA"), "sql", step, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  parts = g_strsplit (text, "\nCREATE TABLE ", -1);
  g_assert_cmpuint (g_strv_length (parts), >, 10);
  for (guint i = 1; parts[i] != NULL; i++)
    {
      *strchr (parts[i], ' ') = '\0';
      if (!is_known (parts[i]))
        g_error ("%s: is a scheme worked when there is a row in %s?", step, parts[i]);
    }
}

static void
test_by_table (void)
{
  Fixture f;

  assert_tables_known ("0003-nonlocal.sql");
  assert_tables_known ("0004-assistance.sql");
  open_jilin (&f);
  run_sql (&f, "PRAGMA foreign_keys = OFF");
  run_sql (&f, "PRAGMA ignore_check_constraints = ON");
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    assert_schemes_of (&f, telling[i].table, telling[i].text, telling[i].schemes);
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    assert_schemes_of (&f, silent[i].table, "x", "");
  assert_schemes (&f, "");
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schemes/record", test_by_record);
  g_test_add_func ("/schemes/policy", test_by_policy);
  g_test_add_func ("/schemes/table", test_by_table);
  return g_test_run ();
}
