/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packs of medical assistance (DT-*). */
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

/* The pack with the first @old replaced (nullable). */
static QzPolicy *
load_changed (const char *id, const char *old, const char *new, GError **error)
{
  g_autofree char *text = read_pack (id);
  g_autoptr (GString) changed = g_string_new (text);

  if (old != NULL)
    g_assert_cmpuint (g_string_replace (changed, old, new, 1), ==, 1);
  return qz_policy_new_from_text (changed->str, -1, id, error);
}

static QzPolicy *
load (const char *id)
{
  g_autoptr (GError) error = NULL;
  QzPolicy *policy = load_changed (id, NULL, NULL, &error);

  g_assert_no_error (error);
  return policy;
}

static const struct {
  const char *old, *new, *id, *field;
} refusals[] = {
  { "reserve_ratio = 0.30", "reserve_ratio = 0", "ratio-out-of-range", "reserve_ratio" },
  { "reserve_warning = 0.90", "reserve_warning = 1.01", "ratio-out-of-range", "reserve_warning" },
  { "confirm_day = 10", "confirm_day = 5", "bad-order", "confirm_day" },
  { "form4_confirm_day = 20", "form4_confirm_day = 15", "bad-order", "form4_confirm_day" },
  { "statement_day = 5", "statement_day = 29", NULL, "statement_day" },
  { "clearing_month = 3", "clearing_month = 2", "bad-span", "clearing_day" },
  { "order = TK LB FP JC BY QT", "order = TK LB FP JC BY", "bad-choice", "order" },
  { "order = TK LB FP JC BY QT", "order = TK LB FP JC BY BY", "bad-choice", "order" },
  { "order = TK LB FP JC BY QT", "order = TK LB FP JC BY QT TK", "bad-choice", "order" },
  { "outpatients = 14 15", "outpatients = 14 21", "repeated-med-type", "outpatients" },
  { "code = LB", "code = XX", "bad-choice", "code" },
  { "basic_dedc_first = 800.00", "basic_dedc_first = -1.00", "amount-negative",
    "basic_dedc_first" },
  { "basic_ratio = 0.75", "basic_ratio = 1.01", "ratio-out-of-range", "basic_ratio" },
  { "maf_cap = 60000.00\n", "", "missing-key", "maf_cap" },
  { "maf_cap = 60000.00\n", "maf_cap = without\n", NULL, "maf_cap" },
  { "  50000.00 0.80\n  rest 0.85", "  50000.00 0.80", "bad-band", "ci_bands" },
  { "  50000.00 0.80\n  rest 0.85", "  rest 0.80\n  50000.00 0.85", "bad-band", "ci_bands" },
  { "  50000.00 0.80\n  rest 0.85", "  50000.00 0.80\n  50000.00 0.81\n  rest 0.85", "bad-band",
    "ci_bands" },
  { "  50000.00 0.80\n  rest 0.85", "  0.00 0.80\n  rest 0.85", "bad-band", "ci_bands" },
  { "  50000.00 0.80\n  rest 0.85", "  rest 1.10", "bad-band", "ci_bands" },
  /* DT-14: each category on each day, once. */
  { "code = NO", "code = QT", "layers-repeated", "category" },
  { "code = NO", "code = NO\nvalid_from = 2024-02-01", "layers-missing", "category" },
  { "valid_from = 2025-07-01\n", "valid_from = 2025-07-02\n", "layers-missing", "category" },
  { "valid_from = 2025-07-01\n", "valid_from = 2025-06-30\n", "layers-repeated", "category" },
  { "valid_to = 2025-06-30\n", "valid_to = 2023-06-30\n", "layers-missing", "category" },
  /* A regime holds no other's sections. */
  { "[assistance]", "[deferral]\nallowed = yes\nreason_required = yes\n\n[assistance]",
    "unknown-section", NULL },
  { "paths = assistance", "paths = assistance nonlocal", "path-mixed", "paths" },
  { "paths = assistance", "paths = daily assistance", "path-mixed", "paths" },
  { "due = assistance.statement_day", "due = clearing.audit_day", "due-without-parameter", "due" },
  { "done = stage", "done = paid", "bad-proof", "done" },
  { "debit ACC_FISCAL_MAF.RESERVE amount bank", "debit ACC_FISCAL_MAF.RESERVE amount scope",
    "bad-posting-line", "lines" },
  { "credit TEMP_RECV.RESERVE part party", "credit TEMP_RECV.RESERVE part", "bad-posting-line",
    "lines" },
  { "event = EV-41\nledger = agency", "event = EV-41\nledger = city", "bad-posting", "ledger" },
  { "event = EV-41", "event = EV-41\nmoney = deposit", "bad-posting", "money" },
  { "event = EV-41", "event = EV-25", "bad-choice", "event" },
  { "event = EV-41", "event = EV-40", "repeated-posting", "event" },
};

static void
test_refusal (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzPolicy) policy =
      load_changed ("datong-assistance", refusals[i].old, refusals[i].new, &error);

  g_assert_null (policy);
  g_assert_nonnull (error);
  if (refusals[i].id != NULL)
    g_assert_cmpstr (qz_error_get_id (error), ==, refusals[i].id);
  if (refusals[i].field != NULL)
    g_assert_cmpstr (qz_error_get_field (error), ==, refusals[i].field);
}

/* Every number of the regulation. */
static void
test_terms (void)
{
  g_autoptr (QzPolicy) policy = load ("datong-assistance");
  g_autoptr (QzPolicy) instant = load ("jilin-daily");
  const QzAssistTerms *terms = qz_policy_get_assistance (policy);
  QzDay first;

  g_assert_null (qz_policy_get_assistance (instant));
  g_assert_null (qz_policy_get_settlement (policy));
  g_assert_null (qz_policy_get_nonlocal (policy));
  g_assert_cmpint (qz_policy_get_kind (policy), ==, QZ_POLICY_ASSISTANCE);
  g_assert_true (qz_day_from_ymd (2024, 1, 1, &first));
  g_assert_cmpint (qz_policy_get_valid_from (policy), ==, first);
  g_assert_cmpint (terms->reserve_ppm, ==, 300000);
  g_assert_cmpint (terms->reserve_warning_ppm, ==, 900000);
  g_assert_cmpuint (terms->statement_mday, ==, 5);
  g_assert_cmpuint (terms->confirm_mday, ==, 10);
  g_assert_cmpuint (terms->details_mday, ==, 15);
  g_assert_cmpuint (terms->form4_mday, ==, 15);
  g_assert_cmpuint (terms->form4_confirm_mday, ==, 20);
  g_assert_cmpuint (terms->clearing_month, ==, 3);
  g_assert_cmpuint (terms->clearing_mday, ==, 31);
  g_assert_true (terms->outpatient);
  g_assert_cmpint (terms->order[0], ==, QZ_ASSIST_TK);
  g_assert_cmpstr (qz_policy_get_rule (policy, "assistance", "reserve_ratio"), ==, "DT-11");
}

static void
test_layers (void)
{
  g_autoptr (QzPolicy) policy = load ("datong-assistance");
  const QzDay first = qz_policy_get_valid_from (policy);
  g_autoptr (GError) error = NULL;
  const QzAssistLayers *layers;
  QzDay changed;

  g_assert_true (qz_day_from_ymd (2025, 7, 1, &changed));
  layers = qz_policy_get_layers (policy, QZ_ASSIST_QT, changed - 1, &error);
  g_assert_cmpint (layers->maf_dedc_fen, ==, 500000);
  layers = qz_policy_get_layers (policy, QZ_ASSIST_QT, changed, &error);
  g_assert_cmpint (layers->maf_dedc_fen, ==, 400000);
  layers = qz_policy_get_layers (policy, QZ_ASSIST_LB, first, &error);
  g_assert_cmpuint (layers->n_ci_bands, ==, 2);
  g_assert_cmpint (layers->ci_cap_fen, ==, QZ_ASSIST_NO_LIMIT);
  g_assert_cmpint (layers->ci_bands[1].reach_fen, ==, QZ_ASSIST_NO_LIMIT);
  g_assert_cmpstr (layers->rules[QZ_LAYER_MAF_CAP], ==, "DT-14, EX-5");
  layers = qz_policy_get_layers (policy, QZ_ASSIST_NONE, first, &error);
  g_assert_cmpint (layers->maf_ratio_ppm, ==, 0);
  g_assert_no_error (error);
  g_assert_null (qz_policy_get_layers (policy, QZ_ASSIST_LB, first - 1, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "layers-missing");
  g_assert_cmpstr (qz_error_get_rule (error), ==, "DT-14");
}

/* Three regimes rule one area side by side; two packs of one regime do not. */
static void
test_side_by_side (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzPolicy) policy = load ("datong-assistance");
  g_autoptr (QzPolicy) instant =
      load_changed ("jilin-daily", "areas = 22", "areas = 14", &error);
  g_autoptr (QzPolicy) nonlocal =
      load_changed ("heilongjiang-nonlocal", "areas = 23", "areas = 140200", &error);
  g_autoptr (QzPolicy) second =
      load_changed ("datong-assistance", "version = 1\n", "version = 2\n", &error);

  g_assert_no_error (error);
  g_assert_true (qz_policy_check_overlap (policy, instant, &error));
  g_assert_true (qz_policy_check_overlap (nonlocal, policy, &error));
  g_assert_no_error (error);
  g_assert_false (qz_policy_check_overlap (policy, second, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "policy-overlap");
}

/* Nothing happens by itself; each is of its own stage. */
static void
test_deadlines (void)
{
  static const char *const keys[QZ_N_ASSIST_STAGES] = { "DL-DT-5",   "DL-DT-10", "DL-DT-15a",
                                                        "DL-DT-15b", "DL-DT-20", "DL-DT-Q1" };
  g_autoptr (QzPolicy) policy = load ("datong-assistance");

  g_assert_cmpuint (qz_policy_get_n_deadlines (policy), ==, G_N_ELEMENTS (keys));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const QzDeadlineRule *rule = qz_policy_get_deadline (policy, i);

      g_assert_cmpstr (rule->key, ==, keys[i]);
      g_assert_cmpint (rule->due, ==, QZ_DUE_MA_STATEMENT + (int) i);
      g_assert_cmpint (qz_due_get_kind (rule->due), ==, QZ_POLICY_ASSISTANCE);
      g_assert_null (rule->effect);
    }
}

static void
test_words (void)
{
  QzAssistCategory category;
  QzAssistGroup group;

  for (guint i = 0; i <= QZ_ASSIST_NONE; i++)
    {
      g_assert_true (qz_assist_category_parse (qz_assist_category_to_text (i), &category));
      g_assert_cmpuint (category, ==, i);
      /* Some office lists each category, and nobody lists none. */
      g_assert_cmpint (qz_assist_source_has (QZ_ASSIST_CIVIL, i)
                           || qz_assist_source_has (QZ_ASSIST_RURAL, i),
                       ==, i != QZ_ASSIST_NONE);
    }
  g_assert_false (qz_assist_category_parse ("NO", &category));
  g_assert_false (qz_assist_category_parse (NULL, &category));
  g_assert_true (qz_assist_source_has (QZ_ASSIST_RURAL, QZ_ASSIST_JC));
  g_assert_false (qz_assist_source_has (QZ_ASSIST_CIVIL, QZ_ASSIST_JC));
  g_assert_true (qz_assist_group_parse ("QT9", &group));
  g_assert_cmpint (qz_assist_group_get_category (group), ==, QZ_ASSIST_QT);
  g_assert_true (qz_assist_group_parse ("JC3", &group));
  g_assert_cmpint (qz_assist_group_get_category (group), ==, QZ_ASSIST_JC);
  g_assert_cmpstr (qz_assist_stage_get_rule (QZ_ASSIST_FORM4_CONFIRM), ==, "DT-19b");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/policy/DT-14/refused/%02u-%s", i,
          refusals[i].id != NULL ? refusals[i].id : "bad-value");

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refusal);
    }
  g_test_add_func ("/policy/DT-11-12-16-17-19-30/terms", test_terms);
  g_test_add_func ("/policy/DT-14/layers", test_layers);
  g_test_add_func ("/policy/DT-2/side-by-side", test_side_by_side);
  g_test_add_func ("/policy/DL-DT/deadlines", test_deadlines);
  g_test_add_func ("/assistance/DT-5/words", test_words);
  return g_test_run ();
}
