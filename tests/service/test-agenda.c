/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines of domain 1.6 with days worked out by hand from the rules and the vectors of 6.4; who
 * is told what waits; the calendar file. */
#include <locale.h>

#include "document-acts.h"
#include "qz-agenda.h"

#define DECLARATIONS                                                                               \
  "fixmedins_code,insurance,clr_ym,psntime,medfee_sumamt,fund_appy_sum,cutoff_day\n"
#define CLAIMS                                                                                     \
  "setl_id,fixmedins_code,insutype,med_type,setl_time,medfee_sumamt,hifp_pay,cvlserv_pay,"         \
  "hifes_pay,hifmi_pay,hifob_pay,maf_pay,oth_pay,fund_pay_sumamt,acct_pay,psn_cash_pay,"           \
  "refd_setl_flag,refd_setl_id,pay_loc,insu_admdvs\n"
#define CLAIM(id, day)                                                                             \
  id ",H22020200777,390,11," day " 08:00:00,100.00,60.00,0,0,0,0,0,0,60.00,10.00,30.00,0,,2,"      \
     "220202\n"
#define D1 "RB-220200-20260209-RES-001"
#define D2 "RB-220200-20260210-RES-001"
#define D3 "RB-220200-20260211-RES-001"

/* ── looking ─────────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
list (Fixture *f, const char *until)
{
  g_autoptr (GError) error = NULL;
  QzSheet *sheet = qz_agenda_list (f->book, as (f, "ma"), day (until), &error);

  g_assert_no_error (error);
  return sheet;
}

/* The row of @key; -1: it is not there. */
static int
find (QzSheet *sheet, const char *key)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (qz_sheet_get_text (sheet, row, 0), key) == 0)
      return (int) row;
  return -1;
}

static guint
need (QzSheet *sheet, const char *key)
{
  const int row = find (sheet, key);

  if (row < 0)
    g_error ("no deadline %s", key);
  return (guint) row;
}

static void
assert_due (Fixture *f, const char *key, const char *due, const char *rule)
{
  g_autoptr (QzSheet) sheet = list (f, "2027-12-31");
  const guint row = need (sheet, key);
  g_autofree char *counting
      = qz_sheet_dup_machine (sheet, row, (guint) qz_sheet_find_column (sheet, "counting"));

  assert_cell (sheet, row, "due_day", due);
  assert_cell (sheet, row, "rule", rule);
  /* Domain 10: the counting says where it ends. */
  g_assert_true (g_str_has_suffix (counting, due));
}

static void
assert_status (Fixture *f, const char *key, const char *status, const char *days_left)
{
  g_autoptr (QzSheet) sheet = list (f, "2027-12-31");
  const guint row = need (sheet, key);

  assert_cell (sheet, row, "status", status);
  if (days_left != NULL)
    assert_cell (sheet, row, "days_left", days_left);
}

/* "act number act number …" of what waits for @user. */
static char *
dup_waiting (Fixture *f, const char *user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = qz_agenda_list_waiting (f->book, as (f, user), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    g_string_append_printf (text, "%s%s %s", row > 0 ? ", " : "",
                            qz_sheet_get_text (sheet, row, 1), qz_sheet_get_text (sheet, row, 2));
  return g_strdup (text->str);
}

static void
assert_waiting (Fixture *f, const char *user, const char *expected)
{
  g_autofree char *text = dup_waiting (f, user);

  g_assert_cmpstr (text, ==, expected);
}

/* ── Suqian ──────────────────────────────────────────────────────────────────────────────────── */

static void
declare (Fixture *f, const char *provider, const char *period, const char *cutoff)
{
  g_autofree char *name = g_strdup_printf ("declarations-%s.csv", period);
  g_autofree char *text = g_strdup_printf (DECLARATIONS "%s,RES,%s,1,200.00,100.00,%s\n", provider,
                                           period, cutoff);

  import_text (f, "declarations", name, text);
}

#define SUQIAN_PROVIDER "H32130200123"

/* SQ-3.1a, SQ-3.1b: the months of 6.4 and 6.5 whose working days run out before the twentieth. */
static void
test_suqian_months (void)
{
  static const struct {
    const char *period, *key, *cutoff, *audit, *pay;
  } months[] = {
    { "202509", "2025-09", "2025-10-10", "2025-10-28", "2025-11-04" },
    { "202512", "2025-12", "2026-01-10", "2026-01-22", "2026-01-29" },
    { "202601", "2026-01", "2026-02-10", "2026-02-27", "2026-03-05" },
    { "202602", "2026-02", "2026-03-10", "2026-03-20", "2026-03-27" },
    { "202604", "2026-04", "2026-05-10", "2026-05-25", "2026-06-01" },
    { "202609", "2026-09", "2026-10-10", "2026-10-27", "2026-11-03" },
  };
  Fixture f;

  fixture_open (&f, "321300", "suqian-advance", "suqian");
  at (&f, "2026-10-12T09:00");
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      g_autofree char *audit = g_strconcat ("DL-SQ-AUD/", months[i].key, NULL);
      g_autofree char *pay_key = g_strconcat ("DL-SQ-PAY/", months[i].key, NULL);

      declare (&f, SUQIAN_PROVIDER, months[i].period, months[i].cutoff);
      /* AMB-30: from the first of the month, whatever the cut-off is. */
      assert_due (&f, audit, months[i].audit, "SQ-3.1b");
      assert_due (&f, pay_key, months[i].pay, "SQ-3.1a");
    }
  fixture_close (&f);
}

/* SQ-3.2.2a, AMB-17: the tenth is included, and is the one calendar day that is rolled. */
static void
test_suqian_advance (void)
{
  static const char *const dues[][2] = {
    { "2026-01", "2026-01-12" }, { "2026-02", "2026-02-10" }, { "2026-05", "2026-05-11" },
    { "2026-10", "2026-10-10" }, /* a Saturday that is worked */
  };
  Fixture f;

  fixture_open (&f, "321300", "suqian-advance", "suqian");
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      g_autofree char *key = g_strconcat ("DL-SQ-PRE/", dues[i][0], NULL);

      assert_due (&f, key, dues[i][1], "SQ-3.2.2a");
    }
  fixture_close (&f);
}

/* AMB-30: a parameter of the pack counts from the cut-off instead. */
static void
test_suqian_from_cutoff (void)
{
  static const char *const words[] = {
    "deadline_from = next-month", "deadline_from = cutoff", "  pay_due 2026-03-05\n", "",
    "  audit_due 2026-02-27\n", "", "[example ex1-january]\n",
    "[example ex1-january]\ncutoff = 2026-02-10\n", NULL
  };
  g_autofree char *path = change_pack ("suqian-advance", words);
  Fixture f;

  fixture_open (&f, "321300", path, "suqian");
  at (&f, "2026-02-20T09:00");
  declare (&f, SUQIAN_PROVIDER, "202601", "2026-02-10");
  assert_due (&f, "DL-SQ-PAY/2026-01", "2026-03-16", "SQ-3.1a");
  assert_due (&f, "DL-SQ-AUD/2026-01", "2026-03-09", "SQ-3.1b");
  fixture_close (&f);
  g_unlink (path);
}

static void
run_and_sign_advance (Fixture *f, const char *period)
{
  g_autoptr (GError) error = NULL;
  QzPeriod month;
  g_autoptr (QzSheet) made = NULL;

  g_assert_true (qz_period_parse (period, &month, &error));
  made = qz_advance_run (f->book, as (f, "ma"), month, -1, &error);
  g_assert_no_error (error);
  assert_n_made (made, 2);
  for (guint row = 0; row < 2; row++)
    sign (f, qz_sheet_get_text (made, row, 0));
}

/* SM-2, SQ-3.2.2a: paid for both insurances is done; one of two is not. */
static void
test_suqian_proof (void)
{
  Fixture f;

  fixture_open (&f, "321300", "suqian-advance", "suqian");
  at (&f, "2026-01-05T09:00");
  import_sample (&f, "spending", "spending.csv");
  assert_status (&f, "DL-SQ-PRE/2026-01", "open", "5");
  run_and_sign_advance (&f, "2026-01");
  at (&f, "2026-01-08T17:00");
  pay (&f, "YB-321300-20260112-EMP-001", "2026-01-08");
  assert_status (&f, "DL-SQ-PRE/2026-01", "soon", "2");
  pay (&f, "YB-321300-20260112-RES-001", "2026-01-08");
  assert_status (&f, "DL-SQ-PRE/2026-01", "done", NULL);
  /* 6.1: overdue from the next day, 00:00. */
  at (&f, "2026-02-10T23:59");
  assert_status (&f, "DL-SQ-PRE/2026-02", "today", "0");
  at (&f, "2026-02-11T00:00");
  assert_status (&f, "DL-SQ-PRE/2026-02", "overdue", "-1");
  fixture_close (&f);
}

/* SQ-3.1b: the audit is done with the review of the settlement, the payment with the money. */
static void
test_suqian_settlement_proof (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;
  const char *number;

  fixture_open (&f, "321300", "suqian-advance", "suqian");
  at (&f, "2026-02-25T09:00");
  declare (&f, SUQIAN_PROVIDER, "202601", "2026-02-10");
  assert_status (&f, "DL-SQ-AUD/2026-01", "soon", "2");
  assert_waiting (&f, "ma", "settle 2026-01");
  made = qz_settle_run (f.book, as (&f, "ma"), 202601, -1, &error);
  assert_n_made (made, 1);
  number = qz_sheet_get_text (made, 0, 0);
  assert_waiting (&f, "ma", "");
  assert_status (&f, "DL-SQ-AUD/2026-01", "soon", NULL);
  act (&f, "re", number, QZ_ACT_REVIEW, NULL);
  assert_status (&f, "DL-SQ-AUD/2026-01", "done", NULL);
  assert_status (&f, "DL-SQ-PAY/2026-01", "open", "7");
  act (&f, "ap", number, QZ_ACT_APPROVE, NULL);
  pay (&f, number, "2026-02-25");
  assert_status (&f, "DL-SQ-PAY/2026-01", "done", NULL);
  fixture_close (&f);
}

/* ── Heilongjiang and Jilin ──────────────────────────────────────────────────────────────────── */

/* HLJ-IS-16d, JL-15b: the vectors of 6.4, twenty working days after the day after the cut-off. */
static void
test_cutoff_vectors (void)
{
  static const char *const vectors[][4] = {
    { "202403", "2024-03", "2024-04-10", "2024-05-10" },
    { "202412", "2024-12", "2025-01-10", "2025-02-13" },
    { "202601", "2026-01", "2026-02-10", "2026-03-16" },
    { "202602", "2026-02", "2026-03-10", "2026-04-08" },
    { "202608", "2026-08", "2026-09-10", "2026-10-14" },
  };
  static const struct {
    const char *pack, *areas, *key, *rule;
  } packs[] = { { "jilin-daily", "areas = 22\n", "DL-JL-MS", "JL-15b" },
                { "heilongjiang-instant", "areas = 23\n", "DL-HLJ-MS", "HLJ-IS-16d" } };

  for (guint i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      const char *const words[] = { packs[i].areas, "areas = 22\n", "valid_from = 2026-01-01",
                                    "valid_from = 2024-01-01", NULL };
      g_autofree char *path = change_pack (packs[i].pack, words);
      Fixture f;

      fixture_open (&f, "220200", path, "jilin-ex2");
      at (&f, "2026-09-11T09:00");
      for (guint k = 0; k < G_N_ELEMENTS (vectors); k++)
        {
          g_autofree char *key = g_strdup_printf ("%s/%s", packs[i].key, vectors[k][1]);

          declare (&f, "H22020200777", vectors[k][0], vectors[k][2]);
          assert_due (&f, key, vectors[k][3], packs[i].rule);
        }
      fixture_close (&f);
      g_unlink (path);
    }
}

static void
open_jilin (Fixture *f, const char *claims)
{
  fixture_open (f, "220200", "jilin-daily", "jilin-ex2");
  at (f, "2026-02-12T09:00");
  if (claims != NULL)
    import_text (f, "claims", "claims.csv", claims);
}

/* JL-11d, JL-11e: the claim day itself; a free day is moved to the next working day. */
static void
test_jilin_day (void)
{
  static const char *const dues[][2] = {
    { "2026-02-09", "2026-02-09" },
    { "2026-02-14", "2026-02-14" }, /* a Saturday that is worked */
    { "2026-02-15", "2026-02-24" }, /* nine days of Spring Festival */
    { "2026-02-28", "2026-02-28" },
    { "2026-03-01", "2026-03-02" },
  };
  Fixture f;

  open_jilin (&f, NULL);
  at (&f, "2026-03-10T09:00");
  import_text (&f, "claims", "claims.csv",
               CLAIMS CLAIM ("1", "2026-02-09") CLAIM ("2", "2026-02-14") CLAIM (
                   "3", "2026-02-15") CLAIM ("4", "2026-02-28") CLAIM ("5", "2026-03-01"));
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      g_autofree char *key = g_strconcat ("DL-JL-DAY/", dues[i][0], NULL);

      assert_due (&f, key, dues[i][1], "JL-11d, JL-11e");
    }
  fixture_close (&f);
}

/* AMB-08: pushed alone is not enough; the signed sheet has to be with finance too. */
static void
test_jilin_day_proof (void)
{
  Fixture f;
  g_autoptr (QzSheet) made = NULL;

  open_jilin (&f, CLAIMS CLAIM ("1", "2026-02-09") CLAIM ("2", "2026-02-12"));
  assert_status (&f, "DL-JL-DAY/2026-02-09", "overdue", "-3");
  assert_status (&f, "DL-JL-DAY/2026-02-12", "today", "0");
  assert_waiting (&f, "ma", "run 2026-02-09, run 2026-02-12");
  assert_waiting (&f, "re", "");
  made = run_daily (&f, "2026-02-09", "2026-02-09");
  assert_waiting (&f, "ma", "run 2026-02-12");
  assert_waiting (&f, "re", "review " D1);
  assert_waiting (&f, "ap", "");
  act (&f, "re", D1, QZ_ACT_REVIEW, NULL);
  assert_waiting (&f, "ap", "approve " D1);
  act (&f, "ap", D1, QZ_ACT_APPROVE, NULL);
  assert_waiting (&f, "fi", "hand-over " D1);
  act (&f, "ap", D1, QZ_ACT_PUSH, NULL);
  assert_status (&f, "DL-JL-DAY/2026-02-09", "overdue", NULL);
  act (&f, "fi", D1, QZ_ACT_HAND_OVER, NULL);
  assert_status (&f, "DL-JL-DAY/2026-02-09", "done", NULL);
  assert_waiting (&f, "fi", "batch " D1);
  /* More claims of the day open it again. */
  import_text (&f, "claims", "late.csv", CLAIMS CLAIM ("3", "2026-02-09"));
  assert_status (&f, "DL-JL-DAY/2026-02-09", "overdue", "-3");
  assert_waiting (&f, "ma", "run 2026-02-09, run 2026-02-12");
  fixture_close (&f);
}

/* JL-20, AMB-32: what no run would pay does not wait for one. */
static void
test_not_to_run (void)
{
  Fixture f;
  g_autoptr (QzSheet) sheet = NULL;

  open_jilin (&f, CLAIMS
              /* before its admission, and settled in another province */
              CLAIM ("1", "2026-01-20")
              "2,H22020200777,390,11,2026-02-09 08:00:00,100.00,60.00,0,0,0,0,0,0,60.00,10.00,"
              "30.00,0,,4,110000\n");
  sheet = list (&f, "2026-12-31");
  g_assert_cmpint (find (sheet, "DL-JL-DAY/2026-01-20"), <, 0);
  g_assert_cmpint (find (sheet, "DL-JL-DAY/2026-02-09"), <, 0);
  assert_waiting (&f, "ma", "");
  fixture_close (&f);
}

/* Nobody declared yet: the pack's own cut-off day, said to be a guess. */
static void
test_jilin_guess (void)
{
  Fixture f;
  g_autoptr (QzSheet) sheet = NULL;
  guint row;

  open_jilin (&f, CLAIMS CLAIM ("1", "2026-02-09"));
  assert_due (&f, "DL-JL-MS/2026-02", "2026-04-08", "JL-15b");
  sheet = list (&f, "2026-12-31");
  row = need (sheet, "DL-JL-MS/2026-02");
  assert_cell (sheet, row, "base",
               "declarations of 2026-02 close on 2026-03-10, as usual; nobody has declared yet");
  declare (&f, "H22020200777", "202602", "2026-03-09");
  assert_due (&f, "DL-JL-MS/2026-02", "2026-04-07", "JL-15b");
  fixture_close (&f);
}

static void
tick_fails (Fixture *f, const char *user, const char *key, const char *note, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (qz_agenda_done (f->book, as (f, user), key, note, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
}

/* JL-16: no day is set; the end of the quarter reminds, never rolled (AMB-17), a person ticks. */
static void
test_jilin_quarter (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  open_jilin (&f, NULL);
  assert_due (&f, "DL-JL-SC/2026-Q1", "2026-03-31", "JL-16");
  at (&f, "2026-04-01T09:00");
  assert_status (&f, "DL-JL-SC/2026-Q1", "overdue", "-1");
  tick_fails (&f, "ma", "DL-JL-SC/2026-Q1", " ", "note-missing");
  tick_fails (&f, "admin", "DL-JL-SC/2026-Q1", "done", "role-missing");
  tick_fails (&f, "ma", "DL-JL-SC/2031-Q1", "done", "no-such-deadline");
  g_assert_true (qz_agenda_done (f.book, as (&f, "ma"), "DL-JL-SC/2026-Q1", "补充结算完成",
                                 &error));
  assert_status (&f, "DL-JL-SC/2026-Q1", "done", NULL);
  tick_fails (&f, "ma", "DL-JL-SC/2026-Q1", "again", "done-already");
  sheet = list (&f, "2026-12-31");
  assert_cell (sheet, need (sheet, "DL-JL-SC/2026-Q1"), "done_by", "ma");
  assert_cell (sheet, need (sheet, "DL-JL-SC/2026-Q1"), "note", "补充结算完成");
  /* Met deadlines stay for the rest of the month and the next one. */
  at (&f, "2026-06-01T09:00");
  g_clear_pointer (&sheet, qz_sheet_unref);
  sheet = list (&f, "2026-12-31");
  g_assert_cmpint (find (sheet, "DL-JL-SC/2026-Q1"), <, 0);
  fixture_close (&f);
}

/* A month before the book set began is asked for only when its costs are there. */
static void
import_december (Fixture *f)
{
  g_autofree char *from = g_build_filename (f->sample, "claims-2026-01.csv", NULL);
  g_autofree char *path = g_build_filename (f->folder, "december.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *read = NULL;

  g_assert_true (g_file_get_contents (from, &read, NULL, &error));
  text = g_string_new (read);
  g_string_replace (text, "2026-01-", "2025-12-", 0);
  g_string_replace (text, "22020020260120", "22020020251220", 0);
  g_assert_true (g_file_set_contents (path, text->str, -1, &error));
  import_path (f, "claims", path);
  g_unlink (path);
}

/* DL-NL-*: the days of a clearing month are never moved (AMB-17); what only the province does is
 * not asked of a city; what happens by itself stands beside the day. */
static void
test_nonlocal (void)
{
  static const struct {
    const char *key, *due, *rule;
  } dues[] = {
    { "DL-NL-15/2026-01/in_prov", "2026-02-15", "NL-28a, NL-31a" },
    { "DL-NL-15/2026-01/cross_prov", "2026-02-15", "NL-28a, NL-31a" },
    { "DL-NL-17/2026-01/in_prov", "2026-02-17", "NL-31a" },
    { "DL-NL-23/2026-05/in_prov", "2026-06-23", "NL-31f" },
    { "DL-NL-INT/2026", "2026-12-31", "NL-19" },
  };
  static const char *const words[] = { "areas = 23\n", "areas = 22\n", NULL };
  g_autofree char *path = change_pack ("heilongjiang-nonlocal", words);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autofree char *counting = NULL;
  Fixture f;

  fixture_open (&f, "220200", path, "jilin-ex2");
  at (&f, "2026-02-12T09:00");
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    assert_due (&f, dues[i].key, dues[i].due, dues[i].rule);
  sheet = list (&f, "2026-12-31");
  g_assert_cmpint (find (sheet, "DL-NL-END/2026-01/in_prov"), <, 0);
  g_assert_cmpint (find (sheet, "DL-NL-FEB/2026"), <, 0);
  g_assert_cmpint (find (sheet, "DL-NL-15/2025-12/in_prov"), <, 0);
  counting = qz_sheet_dup_machine (sheet, need (sheet, "DL-NL-15/2026-01/in_prov"),
                                   (guint) qz_sheet_find_column (sheet, "counting"));
  g_assert_nonnull (strstr (counting, "18日系统自动处理为已审核"));
  at (&f, "2026-02-16T09:00");
  assert_status (&f, "DL-NL-15/2026-01/in_prov", "overdue", "-1");
  at (&f, "2026-12-30T09:00");
  g_assert_true (
      qz_agenda_done (f.book, as (&f, "ma"), "DL-NL-INT/2026", "利息已划拨", &error));
  assert_status (&f, "DL-NL-INT/2026", "done", NULL);
  import_december (&f);
  assert_status (&f, "DL-NL-15/2025-12/in_prov", "overdue", NULL);
  fixture_close (&f);
  g_unlink (path);
}

/* AMB-17: 2028-09-30 is a Saturday, 2029-03-31 too: the ends of quarters stay where they are. */
static void
test_quarter_not_rolled (void)
{
  Fixture f;

  open_jilin (&f, NULL);
  at (&f, "2027-01-10T09:00");
  assert_due (&f, "DL-JL-SC/2027-Q2", "2027-06-30", "JL-16");
  at (&f, "2028-09-10T09:00");
  {
    g_autoptr (QzSheet) sheet = list (&f, "2028-12-31");

    assert_cell (sheet, need (sheet, "DL-JL-SC/2028-Q3"), "due_day", "2028-09-30");
  }
  fixture_close (&f);
}

/* What documents prove, only those who decide may tick off. */
static void
test_tick_proven (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;

  open_jilin (&f, CLAIMS CLAIM ("1", "2026-02-09"));
  tick_fails (&f, "ma", "DL-JL-DAY/2026-02-09", "by hand", "role-missing");
  g_assert_true (
      qz_agenda_done (f.book, as (&f, "ap"), "DL-JL-DAY/2026-02-09", "by hand", &error));
  assert_status (&f, "DL-JL-DAY/2026-02-09", "done", NULL);
  fixture_close (&f);
}

/* ── the calendar ────────────────────────────────────────────────────────────────────────────── */

/* 6.3: a year whose holidays are not imported is marked. */
static void
test_unknown_year (void)
{
  Fixture f;
  g_autoptr (QzSheet) sheet = NULL;

  fixture_open (&f, "321300", "suqian-advance", "suqian");
  at (&f, "2026-11-10T09:00");
  sheet = list (&f, "2027-01-31");
  assert_cell (sheet, need (sheet, "DL-SQ-PRE/2026-12"), "warning", "");
  assert_cell (sheet, need (sheet, "DL-SQ-PRE/2027-01"), "warning",
               "Counted by Monday to Friday for now: the holidays of 2027 are not imported");
  fixture_close (&f);
}

static void
test_month (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) month = NULL;

  open_jilin (&f, CLAIMS CLAIM ("1", "2026-02-09") CLAIM ("2", "2026-02-15"));
  at (&f, "2026-02-20T09:00");
  month = qz_agenda_show_month (f.book, as (&f, "ma"), 202602, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (month), ==, 28);
  assert_cell (month, 13, "working", "true"); /* Sat 14th */
  assert_cell (month, 13, "kind", "work");
  assert_cell (month, 16, "working", "false"); /* Tue 17th */
  assert_cell (month, 16, "kind", "holiday");
  assert_cell (month, 6, "working", "false"); /* Sat 7th */
  assert_cell (month, 6, "kind", "");
  g_assert_cmpint (find (qz_sheet_find_child (month, "deadlines"), "DL-JL-DAY/2026-02-15"), >=, 0);
  fixture_close (&f);
}

/* ── for the sidebar ─────────────────────────────────────────────────────────────────────────── */

static void
test_badges (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) badges = NULL;
  int row;

  open_jilin (&f, CLAIMS CLAIM ("1", "2026-02-09") CLAIM ("2", "2026-02-12"));
  badges = qz_agenda_list_badges (f.book, as (&f, "ma"), &error);
  g_assert_no_error (error);
  row = find (badges, "agenda");
  g_assert_cmpint (row, >=, 0);
  assert_cell (badges, (guint) row, "count", "4"); /* two runs, two deadlines */
  assert_cell (badges, (guint) row, "level", "red");
  row = find (badges, "daily");
  assert_cell (badges, (guint) row, "count", "2");
  assert_cell (badges, (guint) row, "level", "red");
  g_clear_pointer (&badges, qz_sheet_unref);
  badges = qz_agenda_list_badges (f.book, as (&f, "re"), &error);
  assert_cell (badges, (guint) find (badges, "agenda"), "count", "2");
  fixture_close (&f);
}

/* What waits for @user after @act on @number; "": nothing. */
static void
assert_next (Fixture *f, const char *user, QzDocumentAct what, const char *number,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;

  g_assert_true (
      qz_agenda_find_next_document (f->book, as (f, user), what, number, &next, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (next != NULL ? next : "", ==, expected);
}

/* After one signature the next document in the same step, for who may sign it; on from the one that
 * was signed, and then from the beginning. */
static void
test_next (void)
{
  Fixture f;
  g_autoptr (QzSheet) made = NULL;

  open_jilin (&f, CLAIMS CLAIM ("1", "2026-02-09") CLAIM ("2", "2026-02-10") CLAIM (
                      "3", "2026-02-11"));
  made = run_daily (&f, "2026-02-09", "2026-02-11");
  assert_n_made (made, 3);
  act (&f, "re", D2, QZ_ACT_REVIEW, NULL);
  assert_next (&f, "re", QZ_ACT_REVIEW, D2, D3);
  assert_next (&f, "ma", QZ_ACT_REVIEW, D2, ""); /* who made them */
  assert_next (&f, "ap", QZ_ACT_APPROVE, D1, D2);
  act (&f, "re", D3, QZ_ACT_REVIEW, NULL);
  assert_next (&f, "re", QZ_ACT_REVIEW, D3, D1);
  act (&f, "re", D1, QZ_ACT_REFUSE, "不清楚");
  assert_next (&f, "re", QZ_ACT_REVIEW, D1, "");
  assert_next (&f, "re", QZ_ACT_REFUSE, D1, "");
  act (&f, "ap", D2, QZ_ACT_APPROVE, NULL);
  act (&f, "ap", D3, QZ_ACT_APPROVE, NULL);
  act (&f, "ap", D2, QZ_ACT_PUSH, NULL);
  assert_next (&f, "ap", QZ_ACT_PUSH, D2, D3);
  act (&f, "ap", D3, QZ_ACT_PUSH, NULL);
  assert_next (&f, "ap", QZ_ACT_PUSH, D3, "");
  fixture_close (&f);
}

/* 7.3: the bank's steps wait for finance, one after the other. */
static void
test_bank_waits (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;
  g_autoptr (QzSheet) batches = NULL;
  g_autoptr (QzSheet) exported = NULL;
  g_autofree char *path = NULL;
  g_autofree char *batch = NULL;
  g_autofree char *expected = NULL;
  const char *const numbers[] = { D1, NULL };

  open_jilin (&f, CLAIMS CLAIM ("1", "2026-02-09"));
  made = run_daily (&f, "2026-02-09", "2026-02-09");
  sign (&f, D1);
  hand_over (&f, D1);
  batches = qz_payment_batch (f.book, as (&f, "fi"), numbers, &error);
  g_assert_no_error (error);
  batch = qz_sheet_dup_machine (batches, 0, 0);
  expected = g_strconcat ("export ", batch, NULL);
  assert_waiting (&f, "fi", expected);
  assert_waiting (&f, "ma", "");
  path = g_build_filename (f.folder, "out.txt", NULL);
  exported = qz_payment_export (f.book, as (&f, "fi"), batch, path, &error);
  g_assert_no_error (error);
  g_free (expected);
  expected = g_strconcat ("return ", batch, NULL);
  assert_waiting (&f, "fi", expected);
  fixture_close (&f);
}

/* ── RFC 5545 ────────────────────────────────────────────────────────────────────────────────── */

/* Unfolds and checks every line: its end, its length, whole characters. */
static char *
unfold (const char *bytes, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *line = bytes;

  g_assert_true (g_utf8_validate (bytes, (gssize) length, NULL));
  while (line < bytes + length)
    {
      const char *end = strstr (line, "\r\n");

      g_assert_nonnull (end);
      g_assert_cmpint (end - line, <=, 75);
      g_assert_cmpint (end - line, >, 0);
      g_assert_null (memchr (line, '\n', (gsize) (end - line)));
      g_assert_true (g_utf8_validate (line, end - line, NULL));
      if (*line != ' ')
        g_string_append_c (text, '\n');
      g_string_append_len (text, line + (*line == ' '), end - line - (*line == ' '));
      line = end + 2;
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_ics (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *again = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  open_jilin (&f, CLAIMS CLAIM ("1", "2026-02-15"));
  at (&f, "2026-02-20T09:00");
  path = g_build_filename (f.folder, "deadlines.ics", NULL);
  sheet = qz_agenda_export (f.book, as (&f, "ma"), day ("2026-04-30"), path, &error);
  g_assert_no_error (error);
  assert_fact (sheet, "events", "3");
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  text = unfold (bytes, length);
  g_assert_true (g_str_has_prefix (text, "\nBEGIN:VCALENDAR\nVERSION:2.0\nPRODID:"));
  g_assert_true (g_str_has_suffix (text, "\nEND:VEVENT\nEND:VCALENDAR"));
  /* The day of the deadline, whole; the alarm at nine of the working day before, which is the
   * Saturday before Spring Festival; the time stamp is 09:00 in Shanghai. */
  g_assert_nonnull (strstr (text, "\nUID:DL-JL-DAY/2026-02-15@220200.qingzhang\n"
                                  "DTSTAMP:20260220T010000Z\nDTSTART;VALUE=DATE:20260224\n"
                                  "DTEND;VALUE=DATE:20260225\nSUMMARY:"));
  g_assert_nonnull (strstr (text, "\nTRIGGER;VALUE=DATE-TIME:20260214T010000Z\n"));
  /* Commas of rule numbers are escaped. */
  g_assert_nonnull (strstr (text, "(JL-11d\\, JL-11e)"));
  g_assert_nonnull (strstr (text, "\\n"));
  /* The same once more: the same bytes. */
  g_clear_pointer (&sheet, qz_sheet_unref);
  sheet = qz_agenda_export (f.book, as (&f, "ma"), day ("2026-04-30"), path, &error);
  g_assert_true (g_file_get_contents (path, &again, NULL, &error));
  g_assert_cmpstr (bytes, ==, again);
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agenda/DL-SQ-AUD+DL-SQ-PAY/6.5-months", test_suqian_months);
  g_test_add_func ("/agenda/DL-SQ-PRE/AMB-17", test_suqian_advance);
  g_test_add_func ("/agenda/DL-SQ-PAY/AMB-30", test_suqian_from_cutoff);
  g_test_add_func ("/agenda/DL-SQ-PRE/proof", test_suqian_proof);
  g_test_add_func ("/agenda/DL-SQ-AUD/proof", test_suqian_settlement_proof);
  g_test_add_func ("/agenda/DL-HLJ-MS+DL-JL-MS/6.4-vectors", test_cutoff_vectors);
  g_test_add_func ("/agenda/DL-JL-DAY/rolled", test_jilin_day);
  g_test_add_func ("/agenda/DL-JL-DAY/AMB-08-proof", test_jilin_day_proof);
  g_test_add_func ("/agenda/DL-JL-DAY/JL-20", test_not_to_run);
  g_test_add_func ("/agenda/DL-JL-MS/guess", test_jilin_guess);
  g_test_add_func ("/agenda/DL-JL-SC/person", test_jilin_quarter);
  g_test_add_func ("/agenda/DL-JL-SC/AMB-17-not-rolled", test_quarter_not_rolled);
  g_test_add_func ("/agenda/tick-proven", test_tick_proven);
  g_test_add_func ("/agenda/6.3/unknown-year", test_unknown_year);
  g_test_add_func ("/agenda/DL-NL/days", test_nonlocal);
  g_test_add_func ("/agenda/month", test_month);
  g_test_add_func ("/agenda/badges", test_badges);
  g_test_add_func ("/agenda/next", test_next);
  g_test_add_func ("/agenda/7.3/bank-waits", test_bank_waits);
  g_test_add_func ("/agenda/rfc5545", test_ics);
  return g_test_run ();
}
