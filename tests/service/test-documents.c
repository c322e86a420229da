/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life cycle of documents: who may do what when, what runs twice, what comes back. */
#include <locale.h>

#include "document-acts.h"

#define D1 "RB-220200-20260209-RES-001"
#define D2 "RB-220200-20260210-RES-001"
#define D3 "RB-220200-20260211-RES-001"
#define CLAIM_HEADER                                                                               \
  "setl_id,fixmedins_code,insutype,med_type,setl_time,medfee_sumamt,hifp_pay,cvlserv_pay,"         \
  "hifes_pay,hifmi_pay,hifob_pay,maf_pay,oth_pay,fund_pay_sumamt,acct_pay,psn_cash_pay,"           \
  "refd_setl_flag,refd_setl_id,pay_loc,insu_admdvs\n"
#define CLAIM(id, day)                                                                             \
  id ",H22020200777,390,11," day " 08:00:00,100.00,60.00,0,0,0,0,0,0,60.00,10.00,30.00,0,,2,"      \
     "220202\n"

static void
open_days (Fixture *f)
{
  fixture_open (f, "220200", "jilin-daily", "jilin-ex2");
  at (f, "2026-02-12T09:00");
  import_sample (f, "claims", "claims-2026-01.csv");
  import_sample (f, "claims", "claims-2026-02.csv");
}

/* Brings a fresh document of D1 into @state. */
static void
bring_to (Fixture *f, QzDocumentState state)
{
  g_autoptr (QzSheet) made = NULL;

  open_days (f);
  made = run_daily (f, "2026-02-09", "2026-02-09");
  assert_n_made (made, 1);
  if (state == QZ_STATE_REFUSED)
    act (f, "re", D1, QZ_ACT_REFUSE, "wrong");
  else if (state == QZ_STATE_CANCELLED)
    act (f, "ma", D1, QZ_ACT_CANCEL, "wrong");
  else if (state != QZ_STATE_MADE)
    act (f, "re", D1, QZ_ACT_REVIEW, NULL);
  if (state == QZ_STATE_APPROVED || state == QZ_STATE_DEFERRED || state == QZ_STATE_PAID)
    act (f, "ap", D1, QZ_ACT_APPROVE, NULL);
  if (state == QZ_STATE_DEFERRED)
    act (f, "ap", D1, QZ_ACT_DEFER, "no money");
  if (state == QZ_STATE_PAID)
    {
      hand_over (f, D1);
      pay (f, D1, "2026-02-12");
    }
}

/* SM-3: in each state, exactly these acts are possible. */
static void
test_transitions (void)
{
  static const struct {
    QzDocumentState state;
    guint allowed; /* acts */
  } table[] = {
    { QZ_STATE_MADE, 1 << QZ_ACT_REVIEW | 1 << QZ_ACT_REFUSE | 1 << QZ_ACT_CANCEL },
    { QZ_STATE_REVIEWED, 1 << QZ_ACT_APPROVE | 1 << QZ_ACT_REFUSE | 1 << QZ_ACT_CANCEL },
    { QZ_STATE_APPROVED,
      1 << QZ_ACT_CANCEL | 1 << QZ_ACT_DEFER | 1 << QZ_ACT_PUSH | 1 << QZ_ACT_HAND_OVER },
    { QZ_STATE_REFUSED, 0 },
    { QZ_STATE_CANCELLED, 0 },
    { QZ_STATE_DEFERRED, 1 << QZ_ACT_CANCEL },
    { QZ_STATE_PAID, 0 },
  };
  static const char *const actors[QZ_N_ACTS] = { "re", "ap", "re", "ma", "ap", "ap", "fi" };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      Fixture f;

      bring_to (&f, table[i].state);
      for (int what = 0; what < QZ_N_ACTS; what++)
        {
          const gboolean allowed = (table[i].allowed & (1u << what)) != 0;

          g_test_message ("%s %s", qz_state_to_text (table[i].state),
                          qz_document_act_to_text (what));
          if (allowed)
            g_assert_true (qz_document_can (f.book, as (&f, actors[what]), D1, what, NULL));
          else if (table[i].state == QZ_STATE_PAID && what >= QZ_ACT_PUSH)
            act_fails (&f, actors[what], D1, what, "because", 1, "done-already");
          else
            act_fails (&f, actors[what], D1, what, "because", 1, "wrong-state");
        }
      fixture_close (&f);
    }
}

static void
test_three_persons (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;
  g_autoptr (QzSheet) refused = NULL;

  open_days (&f);
  made =
      qz_daily_run (f.book, as (&f, "all"), day ("2026-02-09"), day ("2026-02-09"), -1, -1, &error);
  g_assert_no_error (error);
  act_fails (&f, "all", D1, QZ_ACT_REVIEW, NULL, 4, "three-persons");
  act_fails (&f, "all", D1, QZ_ACT_REFUSE, "x", 4, "three-persons");
  act_fails (&f, "ma", D1, QZ_ACT_REVIEW, NULL, 4, "role-missing");
  act (&f, "re", D1, QZ_ACT_REVIEW, NULL);
  act_fails (&f, "all", D1, QZ_ACT_APPROVE, NULL, 4, "three-persons");
  act_fails (&f, "re", D1, QZ_ACT_APPROVE, NULL, 4, "role-missing");
  act (&f, "ap", D1, QZ_ACT_APPROVE, NULL);
  /* A reviewer who is also approver does not sign twice. */
  refused = run_daily (&f, "2026-02-10", "2026-02-10");
  act (&f, "all", D2, QZ_ACT_REVIEW, NULL);
  act_fails (&f, "all", D2, QZ_ACT_APPROVE, NULL, 4, "three-persons");
  g_assert_null (
      qz_daily_run (f.book, as (&f, "re"), day ("2026-02-11"), day ("2026-02-11"), -1, -1, &error));
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 4);
  fixture_close (&f);
}

static void
test_reasons (void)
{
  Fixture f;

  bring_to (&f, QZ_STATE_MADE);
  act_fails (&f, "re", D1, QZ_ACT_REFUSE, "", 2, "reason-missing");
  act_fails (&f, "ma", D1, QZ_ACT_CANCEL, "", 2, "reason-missing");
  sign (&f, D1);
  act_fails (&f, "ap", D1, QZ_ACT_DEFER, "", 2, "reason-missing");
  assert_state (&f, D1, "approved");
  fixture_close (&f);
}

static void
test_idempotent (void)
{
  Fixture f;
  g_autoptr (QzSheet) first = NULL;
  g_autoptr (QzSheet) second = NULL;

  open_days (&f);
  f.context.dry_run = TRUE;
  first = run_daily (&f, "2026-02-01", "2026-02-28");
  assert_n_made (first, 3);
  f.context.dry_run = FALSE;
  g_clear_pointer (&first, qz_sheet_unref);
  first = run_daily (&f, "2026-02-01", "2026-02-28");
  assert_n_made (first, 3);
  assert_cell (first, 0, "number", D1);
  second = run_daily (&f, "2026-02-01", "2026-02-28");
  assert_n_made (second, 0);
  fixture_close (&f);
}

/* Claims imported later come in a supplement of their day; cancelling one document frees only what
 * it had, and what is free is taken once. */
static void
test_supplements (void)
{
  Fixture f;
  g_autoptr (QzSheet) first = NULL;
  g_autoptr (QzSheet) second = NULL;
  g_autoptr (QzSheet) third = NULL;
  g_autoptr (QzSheet) fourth = NULL;
  g_autoptr (QzSheet) fifth = NULL;

  open_days (&f);
  first = run_daily (&f, "2026-02-09", "2026-02-09");
  assert_cell (first, 0, "total", "11263.14");
  import_text (&f, "claims", "late.csv", CLAIM_HEADER CLAIM ("L1", "2026-02-09"));
  second = run_daily (&f, "2026-02-09", "2026-02-09");
  assert_n_made (second, 1);
  assert_cell (second, 0, "number", "RB-220200-20260209-RES-002");
  assert_cell (second, 0, "total", "49.00");
  act (&f, "ma", D1, QZ_ACT_CANCEL, "test");
  import_text (&f, "claims", "later.csv", CLAIM_HEADER CLAIM ("L2", "2026-02-09"));
  third = run_daily (&f, "2026-02-09", "2026-02-09");
  assert_cell (third, 0, "number", "RB-220200-20260209-RES-003");
  assert_cell (third, 0, "total", "11312.14"); /* the first ones and L2, not L1 */
  explain_all (&f, "RB-220200-20260209-RES-003");
  act (&f, "ma", "RB-220200-20260209-RES-002", QZ_ACT_CANCEL, "test");
  fourth = run_daily (&f, "2026-02-09", "2026-02-09");
  assert_cell (fourth, 0, "total", "49.00"); /* L1 again, though 003 looked at ids around it */
  fifth = run_daily (&f, "2026-02-09", "2026-02-09");
  assert_n_made (fifth, 0);
  fixture_close (&f);
}

static void
test_refused_frees (void)
{
  Fixture f;
  g_autoptr (QzSheet) again = NULL;

  bring_to (&f, QZ_STATE_REFUSED);
  again = run_daily (&f, "2026-02-09", "2026-02-09");
  assert_n_made (again, 1);
  assert_cell (again, 0, "number", "RB-220200-20260209-RES-002");
  assert_cell (again, 0, "total", "11263.14");
  fixture_close (&f);
}

/* AMB-22: D3 leaves a carry that the next batch takes over; then D3 cannot be undone before it. */
static void
test_carry_chain (void)
{
  Fixture f;
  g_autoptr (QzSheet) first = NULL;
  g_autoptr (QzSheet) next = NULL;
  g_autoptr (QzSheet) shown = NULL;

  open_days (&f);
  first = run_daily (&f, "2026-02-01", "2026-02-28");
  import_text (&f, "claims", "next.csv", CLAIM_HEADER CLAIM ("N1", "2026-02-12"));
  next = run_daily (&f, "2026-02-12", "2026-02-12");
  assert_cell (next, 0, "total", "0.00");
  shown = show (&f, "RB-220200-20260212-RES-001");
  assert_cell (shown, 0, "carry_in", "-2647.15");
  assert_cell (shown, 0, "carry_out", "-2598.15");
  explain_all (&f, "RB-220200-20260212-RES-001");
  act_fails (&f, "ma", D3, QZ_ACT_CANCEL, "test", 1, "built-upon");
  act (&f, "ma", "RB-220200-20260212-RES-001", QZ_ACT_CANCEL, "test");
  act (&f, "ma", D3, QZ_ACT_CANCEL, "test");
  fixture_close (&f);
}

/* SM-5: what was put off comes back as a line of its own, once, and with its own month. */
static void
test_deferral (void)
{
  Fixture f;
  g_autoptr (QzSheet) back = NULL;
  g_autoptr (QzSheet) again = NULL;
  g_autoptr (QzSheet) third = NULL;
  g_autoptr (QzSheet) shown = NULL;

  bring_to (&f, QZ_STATE_DEFERRED);
  back = run_daily (&f, "2026-02-10", "2026-02-10");
  assert_n_made (back, 1);
  assert_cell (back, 0, "total", "26307.63");
  /* JL-19: added to the next batch, which is due by its own day. */
  assert_cell (back, 0, "business_day", "2026-02-10");
  assert_cell (back, 0, "due_day", "2026-02-10");
  shown = show (&f, D2);
  g_assert_cmpuint (qz_sheet_get_n_rows (shown), ==, 2);
  assert_cell (shown, 1, "deferred", "11263.14");
  assert_cell (shown, 1, "pay", "11263.14");
  assert_cell (shown, 1, "period", "2026-02");
  explain_all (&f, D2);
  explain_all (&f, D1);
  again = run_daily (&f, "2026-02-09", "2026-02-10");
  assert_n_made (again, 0);
  act_fails (&f, "ma", D1, QZ_ACT_CANCEL, "test", 1, "built-upon");
  act (&f, "ma", D2, QZ_ACT_CANCEL, "test");
  third = run_daily (&f, "2026-02-10", "2026-02-10");
  assert_cell (third, 0, "total", "26307.63");
  fixture_close (&f);
}

/* AMB-32: a suspended provider gets no daily lines; its claims wait for the month settlement. */
static void
test_suspended (void)
{
  Fixture f;
  g_autoptr (QzSheet) made = NULL;

  open_days (&f);
  import_text (&f, "providers", "suspended.csv",
               "fixmedins_code,fixmedins_name,fixmedins_type,hosp_lv,area,managed_by,uscc,"
               "agreement_no,agreement_from,agreement_to,status,admitted_from,suspended_from,"
               "stopped_from\n"
               "H22020200777,例二医院,1,05,220202,220200,12220202461530637L,JLSYB-2026-0777,"
               "2026-01-01,2026-12-31,SUSPENDED,2026-02-01,2026-02-10,\n");
  made = run_daily (&f, "2026-02-01", "2026-02-28");
  assert_n_made (made, 0);
  g_assert_nonnull (qz_sheet_find_child (made, "left_out"));
  assert_fact (made, "message",
               "No document made. Left out: 12 claims of 1 provider (not admitted, suspended or "
               "stopped; left to the month settlement).");
  fixture_close (&f);
}

/* A claim outside every policy's validity is refused, with the rule. */
static void
test_no_policy (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) future = NULL;

  open_days (&f);
  import_text (&f, "claims", "old.csv", CLAIM_HEADER CLAIM ("O1", "2025-12-31"));
  g_assert_null (
      qz_daily_run (f.book, as (&f, "ma"), day ("2025-12-31"), day ("2026-02-28"), -1, -1, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "no-policy");
  g_assert_cmpstr (qz_error_get_rule (error), ==, "JL-11a");
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 1);
  g_assert_null (qz_daily_run (f.book, as (&f, "ma"), day ("2026-03-01"), day ("2026-03-01"), -1,
                               -1, &future));
  g_assert_cmpstr (qz_error_get_id (future), ==, "day-in-future");
  fixture_close (&f);
}

/* Months are settled in order, once, and not again by the day. */
static void
test_settlement_rules (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) first = NULL;
  g_autoptr (QzSheet) second = NULL;
  g_autoptr (QzSheet) late = NULL;
  g_autoptr (QzSheet) again = NULL;
  guint note;

  bring_to (&f, QZ_STATE_APPROVED);
  at (&f, "2026-03-12T09:00");
  import_sample (&f, "declarations", "declarations-2026-02.csv");
  import_text (&f, "declarations", "march.csv",
               "fixmedins_code,insurance,clr_ym,psntime,medfee_sumamt,fund_appy_sum,cutoff_day\n"
               "H22020200777,RES,202603,1,100.00,50.00,2026-03-11\n");
  g_assert_null (qz_settle_run (f.book, as (&f, "ma"), 202603, -1, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "earlier-month-open");
  g_clear_error (&error);
  first = qz_settle_run (f.book, as (&f, "ma"), 202602, -1, &error);
  g_assert_no_error (error);
  assert_n_made (first, 1);
  /* 7.3 rule 7: what the bank has not reported paid does not reduce what is payable. */
  assert_cell (first, 0, "total", "33800.66");
  note = (guint) qz_sheet_find_column (first, "note");
  g_assert_nonnull (strstr (qz_sheet_get_text (first, 0, note), D1));
  late = run_daily (&f, "2026-02-10", "2026-02-11");
  assert_n_made (late, 0);
  again = qz_settle_run (f.book, as (&f, "ma"), 202602, -1, &error);
  assert_n_made (again, 0);
  second = qz_settle_run (f.book, as (&f, "ma"), 202603, -1, &error);
  g_assert_no_error (error);
  assert_n_made (second, 1);
  act_fails (&f, "ma", "JS-220200-20260312-RES-001", QZ_ACT_CANCEL, "x", 1, "built-upon");
  act (&f, "ma", "JS-220200-20260312-RES-002", QZ_ACT_CANCEL, "x");
  act (&f, "ma", "JS-220200-20260312-RES-001", QZ_ACT_CANCEL, "x");
  fixture_close (&f);
}

/* A settlement that was put off comes back whole, with its offsets, in the next run. */
static void
test_settlement_deferred (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) first = NULL;
  g_autoptr (QzSheet) back = NULL;
  g_autoptr (QzSheet) shown = NULL;

  bring_to (&f, QZ_STATE_PAID);
  at (&f, "2026-03-12T09:00");
  import_sample (&f, "declarations", "declarations-2026-02.csv");
  first = qz_settle_run (f.book, as (&f, "ma"), 202602, -1, &error);
  g_assert_no_error (error);
  sign (&f, "JS-220200-20260312-RES-001");
  act (&f, "ap", "JS-220200-20260312-RES-001", QZ_ACT_DEFER, "no money");
  back = qz_settle_run (f.book, as (&f, "ma"), 202602, -1, &error);
  g_assert_no_error (error);
  assert_n_made (back, 1);
  /* JL-15b: 20 working days after 10 March, for the second as for the first. */
  assert_cell (first, 0, "due_day", "2026-04-08");
  assert_cell (back, 0, "due_day", "2026-04-08");
  assert_cell (back, 0, "total", "22537.52"); /* 33,800.66 less 11,263.14 paid on D1 */
  shown = show (&f, "JS-220200-20260312-RES-002");
  assert_cell (shown, 0, "offset", "11263.14");
  explain_all (&f, "JS-220200-20260312-RES-002");
  sign (&f, "JS-220200-20260312-RES-002");
  pay (&f, "JS-220200-20260312-RES-002", "2026-03-12");
  fixture_close (&f);
}

static void
print_form (Fixture *f, const char *number, const char *form, const char *ending)
{
  g_autofree char *name = g_strdup_printf ("%s-%s%s", number, form, ending);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet =
      qz_document_print (f->book, as (f, "ma"), number, form, NULL, path, &error);

  g_assert_no_error (error);
  assert_fact (sheet, "reprint", "0");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_forms (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) forms = NULL;
  g_autoptr (QzSheet) again = NULL;
  g_autofree char *path = NULL;

  bring_to (&f, QZ_STATE_PAID);
  path = g_build_filename (f.folder, "again.pdf", NULL);
  forms = qz_document_list_forms (f.book, D1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (forms), ==, 3);
  for (guint i = 0; i < qz_sheet_get_n_rows (forms); i++)
    print_form (&f, D1, qz_sheet_get_text (forms, i, 0), ".csv");
  /* Files for other programs are no prints: the first paper is the original. */
  print_form (&f, D1, "F-JL-DAY", ".pdf");
  print_form (&f, D1, "F-JL-DAY", ".csv");
  again = qz_document_print (f.book, as (&f, "ma"), D1, NULL, NULL, path, &error);
  g_assert_no_error (error);
  assert_fact (again, "reprint", "1");
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/SM-3/transitions", test_transitions);
  g_test_add_func ("/documents/7.3-1/three-persons", test_three_persons);
  g_test_add_func ("/documents/reasons", test_reasons);
  g_test_add_func ("/documents/JL-11/idempotent", test_idempotent);
  g_test_add_func ("/documents/JL-11c/supplements", test_supplements);
  g_test_add_func ("/documents/refused-frees", test_refused_frees);
  g_test_add_func ("/documents/AMB-22/carry-chain", test_carry_chain);
  g_test_add_func ("/documents/SM-5/deferral", test_deferral);
  g_test_add_func ("/documents/AMB-32/suspended", test_suspended);
  g_test_add_func ("/documents/JL-11a/no-policy", test_no_policy);
  g_test_add_func ("/documents/AMB-02/settlement-order", test_settlement_rules);
  g_test_add_func ("/documents/SM-5/settlement-deferred", test_settlement_deferred);
  g_test_add_func ("/documents/JL-11c/forms", test_forms);
  return g_test_run ();
}
