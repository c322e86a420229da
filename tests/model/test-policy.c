/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy.h"

#include <string.h>

#include "qz-error.h"

static char *
read_pack (const char *id)
{
  g_autofree char *file = g_strconcat (id, ".policy", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("QZ_TEST_POLICIES"), file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The pack with the first @old replaced; *line is the line of the change. */
static char *
change_pack (const char *id, const char *old, const char *new, guint64 *line)
{
  g_autofree char *text = read_pack (id);
  const char *at = strstr (text, old);
  g_autofree char *before = NULL;

  g_assert_nonnull (at);
  before = g_strndup (text, (gsize) (at - text));
  *line = 1;
  for (const char *p = before; *p != '\0'; p++)
    *line += *p == '\n';
  return g_strconcat (before, new, at + strlen (old), NULL);
}

static QzPolicy *
load_pack (const char *id)
{
  g_autofree char *text = read_pack (id);
  g_autoptr (GError) error = NULL;
  QzPolicy *policy = qz_policy_new_from_text (text, -1, id, &error);

  g_assert_no_error (error);
  return policy;
}

static QzPolicy *
load_changed (const char *id, const char *old, const char *new)
{
  guint64 line;
  g_autofree char *text = change_pack (id, old, new, &line);
  g_autoptr (GError) error = NULL;
  QzPolicy *policy = qz_policy_new_from_text (text, -1, id, &error);

  g_assert_no_error (error);
  return policy;
}

typedef struct {
  const char *pack;
  const char *old;
  const char *new;
  const char *id;
  int line; /* from the change; -1: anywhere */
  const char *rule;
} Refusal;

static const Refusal refusals[] = {
  /* SQ-3.2.2b: not below 30 %. */
  { "suqian-advance", "ratio = 0.30", "ratio = 29.99%", "ratio-below-minimum", 0, "SQ-3.2.2b" },
  { "suqian-advance", "ratio = 0.30", "ratio = 0.299999", "ratio-below-minimum", 0, "SQ-3.2.2b" },
  { "suqian-advance", "ratio = 0.30", "ratio = 1.000001", "ratio-out-of-range", 0, NULL },
  { "jilin-daily", "ratio = 0.70", "ratio = 0.00", "ratio-out-of-range", 0, NULL },
  { "jilin-daily", "ratio = 0.70", "ratio = -0.70", NULL, 0, NULL },
  { "jilin-daily", "minimum = 0.00", "minimum = 0.00\nmaximum = 0.69", "ratio-above-maximum", -1,
    "JL-11a" },
  { "jilin-daily", "ratio = 0.70", "ratios = 0.70", "missing-key", -1, NULL },
  { "jilin-daily", "setl_type = 2", "setl_type = 2\nsetl_typ = 2", "unknown-key", 1, NULL },
  { "jilin-daily", "[deferral]", "[deferal]", "missing-section", -1, NULL },
  { "jilin-daily", "[deferral]", "[extra]\nx = 1\n[deferral]", "unknown-section", 0, NULL },
  { "jilin-daily", "due_workdays.rule", "due_workday.rule", "unknown-key", 0, NULL },
  { "jilin-daily", "hand_over_required.rule = AMB-08", "hand_over_required.rule = because",
    "bad-rule", 0, NULL },
  { "jilin-daily", "valid_from = 2026-01-01", "valid_from = 2026-02-30", NULL, 0, NULL },
  { "jilin-daily", "valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_to = 2025-01-01",
    "bad-span", 1, NULL },
  { "jilin-daily", "version = 1", "version = 0", "bad-number", 0, NULL },
  { "jilin-daily", "areas = 22", "areas = Jilin", "bad-area", 0, NULL },
  { "jilin-daily", "acct = acct_pay", "acct = hifp_pay", "bad-fund-part", 0, NULL },
  { "jilin-daily", "acct = acct_pay", "acct = psn_cash_pay", "bad-fund-part", 0, NULL },
  { "jilin-daily", "ZY = 21 22", "ZY = 21 21", "repeated-med-type", 0, NULL },
  { "jilin-daily", "YD = 41 93\n", "", "empty-group", -1, NULL },
  { "jilin-daily", "nl_in_instant = none", "nl_in_instant = out_prov", "bad-choice", 0, NULL },
  { "jilin-daily", "offset_paths = daily", "offset_paths = mprepay", "path-not-offset", 0, NULL },
  { "jilin-daily", "offset_paths = daily\noffset_paths.rule = JL-15a\n", "", "path-not-offset", -1,
    NULL },
  { "jilin-daily", "level = any\nratio = 0.70", "level = 02\nratio = 0.70", "ratio-missing", -1,
    NULL },
  { "jilin-daily", "ratio = 0.70", "ratio = 0.70\nvalid_to = 2026-06-30", "ratio-missing", -1,
    NULL },
  { "jilin-daily", "  credit ACC_OUT pay bank\n", "", "posting-unbalanced", -1, NULL },
  { "jilin-daily", "  credit ACC_OUT pay bank", "  credit acc-out pay bank", "bad-posting-line", -1,
    NULL },
  { "jilin-daily", "event = EV-03", "event = EV-04", "repeated-posting", -1, NULL },
  { "jilin-daily", "event = EV-03", "event = EV-01", "missing-posting", -1, NULL },
  /* Deadlines name a parameter that is there, and a proof that there can be. */
  { "jilin-daily", "due = daily.due_workdays", "due = settlement.audit_workdays",
    "due-without-parameter", 0, NULL },
  { "jilin-daily", "due = daily.due_workdays", "due = advance.due_day", "due-without-parameter", 0,
    NULL },
  { "jilin-daily", "due = daily.due_workdays", "due = tomorrow", "bad-choice", 0, NULL },
  { "jilin-daily", "done = person", "done = paid", "bad-proof", 0, NULL },
  { "suqian-advance", "done = reviewed", "done = handed-over", "bad-proof", 0, NULL },
  { "jilin-daily", "key = DL-JL-SC", "key = DL-JL-MS", "repeated-deadline", 0, NULL },
  { "jilin-daily", "key = DL-JL-SC", "key = jl-sc", "bad-key", 0, NULL },
  { "jilin-daily", "cutoff_day = 10", "cutoff_day = 29", "bad-number", 0, NULL },
  { "suqian-advance", "med_group = any", "med_group = ZY", "bad-choice", 0, NULL },
  { "suqian-advance", "base_years = 1", "base_years = 4", "bad-number", 0, NULL },
  { "suqian-advance", "[ratio]",
    "[ratio]\npath = daily\ninsurance = any\nmed_group = any\n"
    "level = any\nratio = 0.7\n\n[ratio]",
    "path-not-used", 1, NULL },
  /* Care away from home: days in order, warnings that can be told apart, entries that balance. */
  { "heilongjiang-nonlocal", "quota_months = 2", "quota_months = 0", "bad-number", 0, NULL },
  { "heilongjiang-nonlocal", "yellow = 0.70", "yellow = 0.90", "ratio-out-of-range", 2, NULL },
  { "heilongjiang-nonlocal", "yellow = 0.70", "yellow = 0.00", "ratio-out-of-range", 0, NULL },
  { "heilongjiang-nonlocal", "red = 0.90", "red = 0.70", "ratio-out-of-range", 0, NULL },
  { "heilongjiang-nonlocal", "yearly_due_day = 10", "yearly_due_day = 29", "bad-number", 0, NULL },
  { "heilongjiang-nonlocal", "mismatch_day = 17", "mismatch_day = 15", "bad-order", 0, NULL },
  { "heilongjiang-nonlocal", "auto_audit_day = 18", "auto_audit_day = 17", "bad-order", 0, NULL },
  { "heilongjiang-nonlocal", "list_day = 21", "list_day = 18", "bad-order", 0, NULL },
  { "heilongjiang-nonlocal", "confirm_day = 23", "confirm_day = 21", "bad-order", 0, NULL },
  { "heilongjiang-nonlocal", "auto_confirm_day = 24",
    "auto_confirm_day = 22", "bad-order", 0, NULL },
  { "heilongjiang-nonlocal", "national_day = 25", "national_day = 24", "bad-order", 0, NULL },
  { "heilongjiang-nonlocal", "national_day = 25", "national_day = 29", "bad-number", 0, NULL },
  { "heilongjiang-nonlocal", "d1_workdays = 5", "d1_workdays = 0", "bad-number", 0, NULL },
  { "heilongjiang-nonlocal", "u4_workdays = 3\n", "", "missing-key", -1, NULL },
  { "heilongjiang-nonlocal", "clear_acct = no", "clear_acct = perhaps", NULL, 0, NULL },
  { "heilongjiang-nonlocal", "paths = nonlocal", "paths = nonlocal daily", "path-mixed", 0, NULL },
  { "heilongjiang-nonlocal", "[transfer]",
    "[audit]\nmode = pay-first\n[transfer]", "unknown-section", 0, NULL },
  { "heilongjiang-nonlocal", "[transfer]", "[transfers]", "missing-section", -1, NULL },
  { "heilongjiang-nonlocal", "due = clearing.audit_day",
    "due = settlement.pay_workdays", "due-without-parameter", 0, NULL },
  { "heilongjiang-nonlocal", "done = stage", "done = received", "bad-proof", 0, NULL },
  { "heilongjiang-nonlocal", "done = notice-paid", "done = handed-over", "bad-proof", 0, NULL },
  { "heilongjiang-nonlocal", "ledger = finance\nmoney = deposit",
    "ledger = bank\nmoney = deposit", "bad-choice", -1, NULL },
  { "heilongjiang-nonlocal", "event = EV-11", "event = EV-01", "bad-choice", 0, NULL },
  { "heilongjiang-nonlocal", "  debit TEMP_PAID.FIN amount",
    "  debit TEMP_PAID.FIN pay", "bad-posting-line", -1, NULL },
  { "heilongjiang-nonlocal", "  credit TEMP_RECV.NLCLR part scope party",
    "  credit TEMP_RECV.NLCLR part scope", "bad-posting-line", -1, NULL },
  { "heilongjiang-nonlocal", "  credit TEMP_RECV.NLCLR part scope party",
    "  credit TEMP_RECV.NLCLR part party", "bad-posting-line", -1, NULL },
  { "heilongjiang-nonlocal", "  credit TEMP_RECV.NLCLR part scope party\n",
    "", "posting-unbalanced", -1, NULL },
  { "heilongjiang-nonlocal", "event = EV-13\nledger = agency\nmoney = deposit",
    "event = EV-12\nledger = agency\nmoney = deposit", "repeated-posting", -1, NULL },
  { "heilongjiang-nonlocal", "reverses = EV-10", "reverses = EV-11", "missing-posting", 0, NULL },
  { "jilin-daily", "[deferral]", "[deposit]\nquota_months = 2\n[deferral]", "unknown-section", 0,
    NULL },
  { "jilin-daily", "due = quarter-end", "due = clearing.audit_day", "due-without-parameter", 0,
    NULL },
};

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  guint64 line;
  g_autofree char *text = change_pack (refusal->pack, refusal->old, refusal->new, &line);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzPolicy) policy = qz_policy_new_from_text (text, -1, "changed.policy", &error);

  g_assert_null (policy);
  g_assert_nonnull (error);
  g_assert_cmpstr (qz_error_get_file (error), ==, "changed.policy");
  if (refusal->id != NULL)
    g_assert_cmpstr (qz_error_get_id (error), ==, refusal->id);
  if (refusal->line >= 0)
    g_assert_cmpuint (qz_error_get_line (error), ==, line + (guint64) refusal->line);
  if (refusal->rule != NULL)
    g_assert_cmpstr (qz_error_get_rule (error), ==, refusal->rule);
}

/* SQ-3.2.2b: exactly 30 % is allowed. */
static void
test_thirty_percent (void)
{
  g_autoptr (QzPolicy) policy = load_changed ("suqian-advance", "ratio = 0.30", "ratio = 30%");
  g_autoptr (GError) error = NULL;
  QzPpm ratio;

  g_assert_true (qz_policy_get_ratio (policy,
                                      &(QzRatioCase) { QZ_PATH_MPREPAY, QZ_INS_EMP, QZ_MED_UNMAPPED,
                                                       NULL, qz_policy_get_valid_from (policy) },
                                      &ratio, NULL, &error));
  g_assert_cmpint (ratio, ==, 300000);
}

static void
test_head (void)
{
  g_autoptr (QzPolicy) policy = load_pack ("suqian-advance");
  QzDay day;

  g_assert_cmpstr (qz_policy_get_id (policy), ==, "suqian-advance");
  g_assert_cmpstr (qz_policy_get_regime (policy), ==, "SQ");
  g_assert_true (qz_policy_has_path (policy, QZ_PATH_MPREPAY));
  g_assert_false (qz_policy_has_path (policy, QZ_PATH_DAILY));
  g_assert_null (qz_policy_get_daily (policy));
  g_assert_true (qz_policy_covers_area (policy, "321302"));
  g_assert_false (qz_policy_covers_area (policy, "321202"));
  g_assert_true (qz_day_from_ymd (2025, 6, 12, &day));
  g_assert_false (qz_policy_is_valid_on (policy, day));
  g_assert_true (qz_policy_is_valid_on (policy, day + 1));
  g_assert_cmpstr (qz_policy_get_rule (policy, "advance", "due_day"), ==, "SQ-3.2.2a");
  g_assert_cmpstr (qz_policy_get_rule (policy, "ratio", "ratio"), ==, "SQ-3.2.1");
  g_assert_null (qz_policy_get_rule (policy, "scope", "nl_in_instant"));
}

/* SQ-3.1, HLJ-IS-16d, JL-15b, JL-11e: what the three packs say. */
static void
test_terms (void)
{
  g_autoptr (QzPolicy) suqian = load_pack ("suqian-advance");
  g_autoptr (QzPolicy) jilin = load_pack ("jilin-daily");
  g_autoptr (QzPolicy) heilongjiang = load_pack ("heilongjiang-instant");

  g_assert_cmpint (qz_policy_get_settlement (suqian)->deadline_from, ==,
                   QZ_DEADLINE_FROM_NEXT_MONTH);
  g_assert_cmpuint (qz_policy_get_settlement (suqian)->audit_workdays, ==, 15);
  g_assert_cmpuint (qz_policy_get_settlement (suqian)->pay_workdays, ==, 20);
  g_assert_cmpuint (qz_policy_get_advance (suqian)->due_mday, ==, 10);
  g_assert_cmpint (qz_policy_get_settlement (jilin)->deadline_from, ==, QZ_DEADLINE_FROM_CUTOFF);
  g_assert_cmpuint (qz_policy_get_settlement (jilin)->audit_workdays, ==, 0);
  g_assert_true (qz_policy_get_daily (jilin)->hand_over_required);
  g_assert_true (qz_policy_get_settlement (heilongjiang)->offset_path[QZ_PATH_MPREPAY]);
  g_assert_true (qz_policy_get_settlement (heilongjiang)->offset_path[QZ_PATH_DAILY]);
  g_assert_cmpuint (qz_policy_get_settlement (heilongjiang)->pay_workdays, ==, 20);
  g_assert_true (qz_policy_get_deferral (heilongjiang)->allowed);
  g_assert_nonnull (qz_policy_find_posting (heilongjiang, "EV-01"));
  g_assert_null (qz_policy_find_posting (suqian, "EV-03"));
}

/* domain 4.3: the longest known prefix. */
static void
test_med_groups (void)
{
  g_autoptr (QzPolicy) policy = load_changed ("jilin-daily", "YD = 41 93", "YD = 41 93 9929");

  g_assert_cmpint (qz_policy_get_med_group (policy, "11"), ==, QZ_MED_MZ);
  g_assert_cmpint (qz_policy_get_med_group (policy, "140104"), ==, QZ_MED_MTB);
  g_assert_cmpint (qz_policy_get_med_group (policy, "2101"), ==, QZ_MED_ZY);
  g_assert_cmpint (qz_policy_get_med_group (policy, "52"), ==, QZ_MED_SY);
  g_assert_cmpint (qz_policy_get_med_group (policy, "9929"), ==, QZ_MED_YD);
  g_assert_cmpint (qz_policy_get_med_group (policy, "990404"), ==, QZ_MED_UNMAPPED);
  g_assert_cmpint (qz_policy_get_med_group (policy, "1"), ==, QZ_MED_UNMAPPED);
  g_assert_cmpint (qz_policy_get_med_group (policy, NULL), ==, QZ_MED_UNMAPPED);
}

/* HLJ-IS-6, JL-7: first the province, then outside. */
static void
test_non_local (void)
{
  static const char *const settings[] = { "nl_in_instant = none", "nl_in_instant = in_prov",
                                          "nl_in_instant = all" };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (QzPolicy) policy = load_changed ("jilin-daily", settings[0], settings[i]);
      QzClaim claim = { .insurance = QZ_INS_EMP, .med_type = "21", .setl_type = "2" };
      static const char *const places[] = { "2", "3", "4" };

      for (guint place = 0; place < G_N_ELEMENTS (places); place++)
        {
          claim.pay_loc = places[place];
          g_assert_cmpint (qz_policy_get_scope (policy, &claim, NULL), ==,
                           place <= i ? QZ_SCOPE_IN : QZ_SCOPE_PAY_LOC);
        }
      claim.pay_loc = "1";
      g_assert_cmpint (qz_policy_get_scope (policy, &claim, NULL), ==, QZ_SCOPE_PAY_LOC);
    }
}

/* SQ-2.1: the relatives' account is not part of the base, however acct_pay is given. */
static void
test_base (void)
{
  g_autoptr (QzPolicy) apart = load_pack ("suqian-advance");
  g_autoptr (QzPolicy) inside = load_changed ("suqian-advance", "nl_in_instant = none",
                                              "nl_in_instant = none\n"
                                              "acct_pay_includes_mulaid = yes");
  QzClaim claim = { .insurance = QZ_INS_EMP };
  QzFen parts[QZ_N_PARTS];

  claim.amounts[QZ_CLAIM_HIFP] = 1000;
  claim.amounts[QZ_CLAIM_HIFOB] = 77;
  claim.amounts[QZ_CLAIM_ACCT] = 300;
  claim.amounts[QZ_CLAIM_ACCT_MULAID] = 50;
  g_assert_cmpint (qz_policy_get_base (apart, &claim, parts), ==, 1300);
  g_assert_cmpint (qz_policy_get_base (inside, &claim, parts), ==, 1250);
  g_assert_cmpint (parts[QZ_PART_POOL], ==, 1000);
  g_assert_cmpint (parts[QZ_PART_ACCT], ==, 250);
  g_assert_cmpint (parts[QZ_PART_OTHER], ==, 0);
  claim.insurance = QZ_INS_RES;
  g_assert_cmpint (qz_policy_get_base (apart, &claim, parts), ==, 1000);
}

/* JL-11a: the most specific ratio wins: level before group before insurance. */
static void
test_most_specific (void)
{
  g_autoptr (QzPolicy) policy = load_changed (
      "jilin-daily", "[daily]",
      "[ratio]\npath = daily\ninsurance = EMP\nmed_group = any\nlevel = any\nratio = 0.61\n"
      "[ratio]\npath = daily\ninsurance = any\nmed_group = ZY\nlevel = any\nratio = 0.62\n"
      "[ratio]\npath = daily\ninsurance = any\nmed_group = any\nlevel = 03\nratio = 0.63\n"
      "valid_from = 2026-02-01\nvalid_to = 2026-02-28\n[daily]");
  static const struct {
    QzInsurance insurance;
    QzMedGroup group;
    const char *level;
    int day;
    QzPpm ratio;
  } cases[] = {
    { QZ_INS_RES, QZ_MED_MZ, NULL, 1, 700000 },  { QZ_INS_EMP, QZ_MED_MZ, "02", 1, 610000 },
    { QZ_INS_EMP, QZ_MED_ZY, "02", 1, 620000 },  { QZ_INS_RES, QZ_MED_ZY, NULL, 1, 620000 },
    { QZ_INS_EMP, QZ_MED_ZY, "03", 1, 630000 },  { QZ_INS_EMP, QZ_MED_ZY, "03", 0, 620000 },
    { QZ_INS_EMP, QZ_MED_ZY, "03", 28, 630000 }, { QZ_INS_RES, QZ_MED_MZ, "03", 29, 700000 },
  };
  g_autoptr (GError) error = NULL;
  QzDay february;

  g_assert_true (qz_day_from_ymd (2026, 2, 1, &february));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      QzPpm ratio = 0;

      g_assert_true (
          qz_policy_get_ratio (policy,
                               &(QzRatioCase) { QZ_PATH_DAILY, cases[i].insurance, cases[i].group,
                                                cases[i].level, february + cases[i].day - 1 },
                               &ratio, NULL, &error));
      g_assert_cmpint (ratio, ==, cases[i].ratio);
    }
}

static void
test_ratio_overlap (void)
{
  guint64 line;
  g_autofree char *text = change_pack (
      "jilin-daily", "[daily]",
      "[ratio]\npath = daily\ninsurance = any\nmed_group = any\nlevel = any\nratio = 0.61\n"
      "valid_from = 2026-07-01\n[daily]",
      &line);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzPolicy) policy = qz_policy_new_from_text (text, -1, "two", &error);

  g_assert_null (policy);
  g_assert_cmpstr (qz_error_get_id (error), ==, "ratio-overlap");
  g_assert_cmpuint (qz_error_get_line (error), ==, line + 5);
}

static void
assert_overlap (QzPolicy *a, QzPolicy *b, gboolean is_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  g_assert_cmpint (qz_policy_check_overlap (a, b, &error), ==, !is_refused);
  g_assert_cmpint (qz_policy_check_overlap (b, a, &again), ==, !is_refused);
  if (!is_refused)
    return;
  g_assert_cmpstr (qz_error_get_id (error), ==, "policy-overlap");
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 1);
}

/* Version 2 that ends version 1 on the last day of 2026. */
static QzPolicy *
load_successor (void)
{
  guint64 line;
  g_autofree char *text =
      change_pack ("jilin-daily", "version = 1\n", "version = 3\nreplaces = 1\n", &line);
  g_auto (GStrv) halves = g_strsplit (text, "valid_from = 2026-01-01", 2);
  g_autofree char *moved = g_strjoinv ("valid_from = 2027-01-01", halves);
  g_autoptr (GError) error = NULL;
  QzPolicy *policy = qz_policy_new_from_text (moved, -1, "successor", &error);

  g_assert_no_error (error);
  return policy;
}

static void
test_overlap (void)
{
  g_autoptr (QzPolicy) jilin = load_pack ("jilin-daily");
  g_autoptr (QzPolicy) suqian = load_pack ("suqian-advance");
  g_autoptr (QzPolicy) city = load_changed ("jilin-daily", "areas = 22", "areas = 220200");
  g_autoptr (QzPolicy) second = load_changed ("jilin-daily", "version = 1\n", "version = 2\n");
  g_autoptr (QzPolicy) later = load_successor ();
  g_autoptr (QzPolicy) ended = load_changed ("jilin-daily", "valid_from = 2026-01-01",
                                             "valid_from = 2025-01-01\nvalid_to = 2025-12-31");

  assert_overlap (jilin, suqian, FALSE);
  assert_overlap (jilin, city, TRUE);
  assert_overlap (jilin, second, TRUE);
  assert_overlap (jilin, ended, FALSE);
  assert_overlap (jilin, later, FALSE);
  assert_overlap (second, later, TRUE);
}

/* NL-17b, NL-21, NL-22, NL-28, NL-31: every number of the regulation. */
static void
test_nonlocal (void)
{
  static const guint legs[] = { 5, 3, 3, 5, 3, 3, 3 }; /* D1 D2 D3 U1 U2 U3 U4 */
  g_autoptr (QzPolicy) policy = load_pack ("heilongjiang-nonlocal");
  g_autoptr (QzPolicy) instant = load_pack ("heilongjiang-instant");
  const QzNonLocalTerms *terms = qz_policy_get_nonlocal (policy);

  g_assert_null (qz_policy_get_nonlocal (instant));
  g_assert_null (qz_policy_get_settlement (policy));
  g_assert_null (qz_policy_get_daily (policy));
  g_assert_false (qz_policy_has_path (policy, QZ_PATH_DAILY));
  g_assert_cmpuint (terms->quota_months, ==, 2);
  g_assert_cmpint (terms->yellow_ppm, ==, 700000);
  g_assert_cmpint (terms->red_ppm, ==, 900000);
  g_assert_cmpuint (terms->notice_workdays, ==, 11);
  g_assert_cmpuint (terms->raise_workdays, ==, 7);
  g_assert_cmpuint (terms->yearly_month, ==, 2);
  g_assert_cmpuint (terms->yearly_due_mday, ==, 10);
  g_assert_cmpuint (terms->upload_days, ==, 5);
  g_assert_cmpuint (terms->audit_mday, ==, 15);
  g_assert_cmpuint (terms->mismatch_mday, ==, 17);
  g_assert_cmpuint (terms->auto_audit_mday, ==, 18);
  g_assert_cmpuint (terms->list_mday, ==, 21);
  g_assert_cmpuint (terms->confirm_mday, ==, 23);
  g_assert_cmpuint (terms->auto_confirm_mday, ==, 24);
  g_assert_cmpuint (terms->national_mday, ==, 25);
  g_assert_true (terms->auto_overrides_objections);
  for (guint leg = 0; leg < QZ_N_LEGS; leg++)
    g_assert_cmpuint (terms->leg_workdays[leg], ==, leg < G_N_ELEMENTS (legs) ? legs[leg] : 0);
  g_assert_cmpuint (terms->hospital_workdays, ==, 3);
  g_assert_cmpuint (terms->feedback_workdays, ==, 5);
  g_assert_cmpstr (qz_policy_get_rule (policy, "deposit", "quota_months"), ==, "NL-17b");
  g_assert_cmpstr (qz_policy_get_rule (policy, "clearing", "auto_confirm_day"), ==, "NL-31g");
}

/* Both rule one area on one day, each in its own field. */
static void
test_side_by_side (void)
{
  g_autoptr (QzPolicy) policy = load_pack ("heilongjiang-nonlocal");
  g_autoptr (QzPolicy) instant = load_pack ("heilongjiang-instant");
  g_autoptr (QzPolicy) city =
      load_changed ("heilongjiang-nonlocal", "areas = 23", "areas = 230200");

  assert_overlap (policy, instant, FALSE);
  assert_overlap (policy, city, TRUE);
}

/* DL-NL-*: each names the rule, and what happens by itself when it is missed. */
static void
test_nonlocal_deadlines (void)
{
  static const char *const keys[] = {
    "DL-NL-5D",  "DL-NL-15",  "DL-NL-17", "DL-NL-21", "DL-NL-23", "DL-NL-25", "DL-NL-END",
    "DL-NL-2-1", "DL-NL-2-3", "DL-NL-D1", "DL-NL-D2", "DL-NL-D3", "DL-NL-D4", "DL-NL-U1",
    "DL-NL-U2",  "DL-NL-U3",  "DL-NL-U4", "DL-NL-36", "DL-NL-FEB", "DL-NL-INT",
  };
  g_autoptr (QzPolicy) policy = load_pack ("heilongjiang-nonlocal");

  g_assert_cmpuint (qz_policy_get_n_deadlines (policy), ==, G_N_ELEMENTS (keys));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const QzDeadlineRule *rule = qz_policy_get_deadline (policy, i);
      const gboolean acts_by_itself =
          rule->due == QZ_DUE_NL_AUDIT || rule->due == QZ_DUE_NL_MISMATCH
          || rule->due == QZ_DUE_NL_CONFIRM || rule->proof == QZ_PROOF_NOTICE_PAID
          || rule->due == QZ_DUE_NL_U2 || rule->due == QZ_DUE_NL_U3;

      g_assert_cmpstr (rule->key, ==, keys[i]);
      g_assert_true ((rule->effect != NULL) == acts_by_itself);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/policy/refused/%02u-%s", i,
                                               refusals[i].id ? refusals[i].id : "bad-value");

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/policy/SQ-3.2.2b/thirty-percent", test_thirty_percent);
  g_test_add_func ("/policy/head", test_head);
  g_test_add_func ("/policy/terms", test_terms);
  g_test_add_func ("/policy/med-groups", test_med_groups);
  g_test_add_func ("/policy/HLJ-IS-6/non-local", test_non_local);
  g_test_add_func ("/policy/SQ-2.1/base", test_base);
  g_test_add_func ("/policy/JL-11a/most-specific-ratio", test_most_specific);
  g_test_add_func ("/policy/ratio-overlap", test_ratio_overlap);
  g_test_add_func ("/policy/overlap", test_overlap);
  g_test_add_func ("/policy/NL-17b-21-22-28-31/terms", test_nonlocal);
  g_test_add_func ("/policy/NL-4/side-by-side", test_side_by_side);
  g_test_add_func ("/policy/DL-NL/deadlines", test_nonlocal_deadlines);
  return g_test_run ();
}
