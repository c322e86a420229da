/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"
#include "qz-codes.h"
#include "qz-data.h"
#include "qz-policies.h"
#include "qz-policy-plan.h"
#include "qz-policy-words.h"
#include "qz-purposes.h"

/* Policies in words, what activating one does, what it would have paid; code tables. */

static const char *
get_cell (QzSheet *sheet, guint row, const char *column)
{
  return qz_sheet_get_text (sheet, row, (guint) qz_sheet_find_column (sheet, column));
}

static int
find_row (QzSheet *sheet, const char *column, const char *text)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (get_cell (sheet, row, column), text) == 0)
      return (int) row;
  return -1;
}

/* A shipped pack with parts replaced, as a file of the folder. */
static char *
write_pack (Fixture *f, const char *id, const char *const *changes)
{
  g_autofree char *name = g_strconcat (id, ".policy", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("QZ_TEST_DATA"), "policies", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  changed = g_string_new (text);
  for (guint i = 0; changes[i] != NULL; i += 2)
    g_assert_cmpuint (g_string_replace (changed, changes[i], changes[i + 1], 1), ==, 1);
  fixture_write_bytes (f, "second.policy", changed->str, changed->len);
  return fixture_dup_path (f, "second.policy");
}

/* ── in words ────────────────────────────────────────────────────────────────────────────────── */

static void
check_words (QzPolicy *policy)
{
  g_autoptr (QzSheet) words = qz_policy_words_new (policy);

  for (guint i = 0; i < qz_policy_get_n_parameters (policy); i++)
    {
      const QzPolicyParameter *parameter = qz_policy_get_parameter (policy, i);
      g_autofree char *title = NULL;
      const char *tail = NULL;

      g_test_message ("%s %s", parameter->section, parameter->key);
      title = qz_policy_words_dup_title (policy, parameter);
      tail = g_strrstr (title, ": ");
      /* Where only the bare name can be shown, it is the title. */
      g_assert_cmpstr (tail != NULL ? tail + 2 : title, !=, parameter->key);
    }
  for (guint row = 0; row < qz_sheet_get_n_rows (words); row++)
    {
      const char *sentence = get_cell (words, row, "sentence");

      /* The bare names of parameters are no sentence. */
      g_assert_null (strstr (sentence, " / "));
      g_assert_true (g_str_has_suffix (sentence, ".") || g_str_has_suffix (sentence, "。"));
    }
}

static void
test_every_parameter (void)
{
  g_auto (GStrv) names = qz_data_list ("policies/");
  guint n_packs = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *base = g_path_get_basename (names[i]);
      g_autoptr (QzPolicy) policy = NULL;
      g_autoptr (GError) error = NULL;
      gboolean active = TRUE;

      if (!g_str_has_suffix (base, ".policy"))
        continue;
      base[strlen (base) - strlen (".policy")] = '\0';
      policy = qz_policy_open (NULL, base, &active, &error);
      g_assert_no_error (error);
      g_assert_false (active);
      check_words (policy);
      n_packs++;
    }
  g_assert_cmpuint (n_packs, >=, 3);
}

/* Officers read what an example shows in their own language; its name is for whom writes packs. */
static void
test_example_notes (void)
{
  static const char *const packs[] = { "jilin-daily", "suqian-advance", "heilongjiang-instant",
                                       "heilongjiang-nonlocal", "datong-assistance" };

  for (guint i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSheet) shown = qz_policy_show (NULL, packs[i], &error);
      QzSheet *examples = qz_sheet_find_child (shown, "examples");

      g_assert_no_error (error);
      g_assert_cmpuint (qz_sheet_get_n_rows (examples), >, 0);
      for (guint row = 0; row < qz_sheet_get_n_rows (examples); row++)
        {
          const char *note = get_cell (examples, row, "note");

          g_assert_nonnull (note);
          g_assert_false (g_str_is_ascii (note));
          g_assert_true (g_str_is_ascii (get_cell (examples, row, "example")));
        }
    }
}

/* No bare word of a result is left for officers, in no pack. */
static void
test_example_words (void)
{
  static const struct {
    const char *result;
    const char *words;
  } cases[] = {
    { "payable 32300.66\noffset daily 2026-02 26307.63",
      "Payable 32,300.66\nOffset Daily disbursement 2026-02 26,307.63" },
    { "A EV-03 debit TEMP_PAID.INSTANT 70.01 daily 2026-02",
      "A EV-03 Debit 暂付款—即时结算 70.01 Daily disbursement 2026-02" },
    { "reason left\nleft 5.00\nlevel red", "Judged left during the stay\nRemains 5.00\n"
                                           "Warning level Red warning" },
    { "usage 69.99%\nwhatever X", "Usage 69.99%\nwhatever X" },
    { "", "" },
  };
  static const char *const packs[] = { "jilin-daily", "suqian-advance", "heilongjiang-instant",
                                       "heilongjiang-nonlocal", "datong-assistance" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = qz_policy_words_dup_result (cases[i].result);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
  for (guint i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSheet) shown = qz_policy_show (NULL, packs[i], &error);
      QzSheet *examples = qz_sheet_find_child (shown, "examples");

      for (guint row = 0; row < qz_sheet_get_n_rows (examples); row++)
        {
          g_autofree char *words = qz_policy_words_dup_result (get_cell (examples, row, "result"));

          if (g_regex_match_simple ("[a-z]_[a-z]|[A-Z]_[A-Z]", words, 0, 0))
            g_error ("%s: a bare word in:\n%s", packs[i], words);
        }
    }
}

/* JL-11a: the ratio is said with its scope, beside its rule. */
static void
test_sentence (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) shown = qz_policy_show (NULL, "jilin-daily", &error);
  QzSheet *words = qz_sheet_find_child (shown, "words");
  QzSheet *examples = qz_sheet_find_child (shown, "examples");
  const int ratio = find_row (words, "key", "ratio");

  g_assert_no_error (error);
  g_assert_nonnull (strstr (get_cell (words, (guint) ratio, "sentence"), "70.00%"));
  g_assert_cmpstr (get_cell (words, (guint) ratio, "rule"), ==, "JL-11a");
  for (guint row = 0; row < qz_sheet_get_n_rows (examples); row++)
    {
      g_assert_cmpint (qz_sheet_get_number (examples, row, 1), ==, TRUE);
      g_assert_cmpstr (get_cell (examples, row, "result"), !=, "");
    }
}

static void
test_diff_words (Fixture *f, gconstpointer data)
{
  static const char *const changes[] = {
    "\nsampling = 0.05", "\nsampling = 0.06",
    "[daily]\n", "[ratio]\npath = daily\ninsurance = RES\nmed_group = any\nlevel = 02\n"
                 "ratio = 0.75\nrule = JL-11a\n\n[daily]\n",
    NULL,
  };
  g_autofree char *path = write_pack (f, "jilin-daily", changes);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) diff = qz_policy_diff (NULL, "jilin-daily", path, &error);
  guint n_sentences = 0;

  g_assert_no_error (error);
  for (guint row = 0; row < qz_sheet_get_n_rows (diff); row++)
    n_sentences += get_cell (diff, row, "sentence") != NULL;
  /* A new entry of the ratios is one sentence, not five. */
  g_assert_cmpuint (n_sentences, ==, 2);
  g_assert_nonnull (
      strstr (get_cell (diff, (guint) find_row (diff, "key", "sampling"), "sentence"), "6.00%"));
  g_assert_nonnull (
      strstr (get_cell (diff, (guint) find_row (diff, "key", "ratio"), "sentence"), "75.00%"));
}

/* ── versions ────────────────────────────────────────────────────────────────────────────────── */

static const char *const second_version[] = { "version = 1", "version = 2\nreplaces = 1",
                                              "valid_from = 2026-01-01", "valid_from = 2026-02-01",
                                              NULL };

static void
activate (Fixture *f, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_policy_activate (f->book, &f->context, name, &error));
  g_assert_no_error (error);
}

/* A version is named, the earlier one too, and the list tells on which day it ends. */
static void
test_versions (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_pack (f, "jilin-daily", second_version);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) first = NULL;
  g_autoptr (QzSheet) newest = NULL;
  g_autoptr (QzSheet) list = NULL;

  activate (f, "jilin-daily");
  activate (f, path);
  first = qz_policy_show (f->book, "jilin-daily@1", &error);
  newest = qz_policy_show (f->book, "jilin-daily", &error);
  list = qz_policy_list (f->book, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_fact (first, "version"), ==, 1);
  g_assert_cmpint (get_fact (newest, "version"), ==, 2);
  g_assert_cmpint (qz_sheet_get_number (list, 0, 5), ==, get_fact (newest, "valid_from") - 1);
  g_assert_null (qz_policy_show (f->book, "jilin-daily@7", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "no-such-version");
}

/* NL-*: a pack of care away from home rules beside one of instant settlement; who asks for the one
 * never gets the other. */
static void
test_nonlocal (Fixture *f, gconstpointer data)
{
  static const char *const changes[] = { "areas = 23", "areas = 22", NULL };
  g_autofree char *path = write_pack (f, "heilongjiang-nonlocal", changes);
  const QzDay day = f->context.clock.today;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzPolicy) none = qz_policies_find_nonlocal (f->book, day, NULL, &error);
  g_autoptr (QzPolicy) nonlocal = NULL;
  g_autoptr (QzPolicy) instant = NULL;
  gint64 instant_id = 0, nonlocal_id = 0;

  g_assert_null (none);
  g_assert_cmpstr (qz_error_get_id (error), ==, "nonlocal-policy-missing");
  g_clear_error (&error);
  /* Alone it rules nothing of instant settlement. */
  activate (f, path);
  instant = qz_policy_find (f->book, -1, day, &instant_id, &error);
  g_assert_no_error (error);
  g_assert_null (instant);
  activate (f, "jilin-daily");
  nonlocal = qz_policies_find_nonlocal (f->book, day, &nonlocal_id, &error);
  instant = qz_policy_find (f->book, -1, day, &instant_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qz_policy_get_id (nonlocal), ==, "heilongjiang-nonlocal");
  g_assert_cmpstr (qz_policy_get_id (instant), ==, "jilin-daily");
  g_assert_cmpint (nonlocal_id, !=, instant_id);
  g_assert_cmpuint (qz_policy_get_nonlocal (nonlocal)->audit_mday, ==, 15);
  /* Not twice. */
  g_assert_false (qz_policy_activate (f->book, &f->context, path, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "already-active");
}

static void
test_foresee (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_pack (f, "jilin-daily", second_version);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) good = NULL;
  g_autoptr (QzSheet) again = NULL;
  g_autoptr (QzSheet) elsewhere = NULL;

  activate (f, "jilin-daily");
  good = qz_policy_foresee (f->book, &f->context, path, QZ_DAY_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_fact (good, "can"), ==, TRUE);
  g_assert_cmpint (find_row (good, "level", "refused"), ==, -1);
  again = qz_policy_foresee (f->book, &f->context, "jilin-daily", QZ_DAY_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_fact (again, "can"), ==, FALSE);
  g_assert_cmpint (find_row (again, "level", "refused"), >=, 0);
  elsewhere = qz_policy_foresee (f->book, &f->context, "suqian-advance", QZ_DAY_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_row (elsewhere, "level", "warning"), >=, 0);
  /* Looking changed nothing: the second version can still be activated. */
  activate (f, path);
}

/* The rules of Jilin name no first day (JL-2): the pool area sets it. The book set keeps the text
 * with that day, and what rules before it is as if there were no policy. */
static void
test_first_day (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_dup_path (f, "kept.policy");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) foreseen = NULL;
  g_autoptr (QzSheet) shown = NULL;
  g_autoptr (QzPolicy) rules = NULL;
  g_autofree char *kept = NULL;
  gint64 pack_id = 0;
  QzDay from;

  g_assert_true (qz_day_from_ymd (2026, 3, 1, &from));
  foreseen = qz_policy_foresee (f->book, &f->context, "jilin-daily", from, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_fact (foreseen, "can"), ==, TRUE);
  g_assert_cmpint (get_fact (foreseen, "valid_from"), ==, from);
  g_assert_true (qz_policy_activate_from (f->book, &f->context, "jilin-daily", from, &error));
  g_assert_no_error (error);
  rules = qz_policy_find (f->book, -1, from, &pack_id, &error);
  g_assert_nonnull (rules);
  g_assert_no_error (error);
  g_assert_null (qz_policy_find (f->book, -1, from - 1, &pack_id, &error));
  g_assert_no_error (error);
  /* Line for line the shipped text, but for that day. */
  g_assert_true (qz_policy_save (f->book, "jilin-daily@1", path, &error));
  g_assert_true (g_file_get_contents (path, &kept, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (kept, "\nvalid_from = 2026-03-01\nareas = 22\n"));
  /* Its examples still come out, though they are of February. */
  shown = qz_policy_show (f->book, "jilin-daily", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (shown, "examples")), >, 0);
  g_assert_null (strstr (kept, "2026-01-01\nareas"));
}

/* A day on which the pack has ended already is refused; its last one is not. */
static void
test_first_day_refused (Fixture *f, gconstpointer data)
{
  static const char *const ended[] = { "valid_from = 2026-01-01",
                                       "valid_from = 2026-01-01\nvalid_to = 2026-06-30", NULL };
  g_autofree char *path = write_pack (f, "jilin-daily", ended);
  g_autoptr (GError) error = NULL;
  QzDay last;

  g_assert_true (qz_day_from_ymd (2026, 6, 30, &last));
  g_assert_false (qz_policy_activate_from (f->book, &f->context, path, last + 1, &error));
  g_test_message ("%s", error->message);
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 3);
  g_clear_error (&error);
  g_assert_true (qz_policy_activate_from (f->book, &f->context, path, last, &error));
  g_assert_no_error (error);
}

static void
test_save (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_dup_path (f, "saved.policy");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) diff = NULL;

  g_assert_true (qz_policy_save (f->book, "jilin-daily", path, &error));
  diff = qz_policy_diff (f->book, "jilin-daily", path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (diff), ==, 0);
}

/* ── what it would have paid ─────────────────────────────────────────────────────────────────── */

static void
import_claim (Fixture *f)
{
  const char *text = CLAIM_HEADER CLAIM ("A1") CLAIM ("A2");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  fixture_write_bytes (f, "claims.csv", text, strlen (text));
  sheet = fixture_import_file (f, "claims", "claims.csv", &error);
  g_assert_no_error (error);
}

/* JL-11: two claims with a base of 70.00 each, 70 % under one policy and 80 % under the other,
 * whose validity begins only later. */
static void
test_impact (Fixture *f, gconstpointer data)
{
  static const char *const changes[] = {
    "version = 1", "version = 2\nreplaces = 1",
    "[daily]\n", "[ratio]\npath = daily\ninsurance = EMP\nmed_group = MZ\nlevel = any\n"
                 "ratio = 0.80\nrule = JL-11a\nvalid_from = 2026-03-01\n\n[daily]\n",
    NULL,
  };
  g_autofree char *path = write_pack (f, "jilin-daily", changes);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) impact = NULL;
  g_autoptr (QzSheet) none = NULL;
  QzSheet *totals;

  g_assert_null (
      qz_policy_impact (f->book, &f->context, "jilin-daily", "jilin-daily", 3, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "nothing-to-compare");
  g_clear_error (&error);
  import_claim (f);
  impact = qz_policy_impact (f->book, &f->context, "jilin-daily", path, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_fact (impact, "first_total"), ==, 9800);
  g_assert_cmpint (get_fact (impact, "second_total"), ==, 11200);
  g_assert_cmpint (get_fact (impact, "difference"), ==, 1400);
  g_assert_cmpint (get_fact (impact, "to"), ==, 202603);
  g_assert_cmpint (get_fact (impact, "from"), ==, 202602);
  totals = qz_sheet_find_child (impact, "totals");
  g_assert_cmpuint (qz_sheet_get_n_rows (totals), ==, 1);
  g_assert_cmpstr (get_cell (totals, 0, "path"), ==, "daily");
  none = qz_policy_impact (f->book, &f->context, path, path, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_fact (none, "difference"), ==, 0);
  /* What care away from home pays cannot be told from claims alone. */
  g_assert_null (
      qz_policy_impact (f->book, &f->context, path, "heilongjiang-nonlocal", 1, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "policy-without-payments");
}

static void
test_impact_limits (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  QzContext context = f->context;
  g_autoptr (GError) error = NULL;

  g_assert_null (
      qz_policy_impact (f->book, &f->context, "jilin-daily", "jilin-daily", 0, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "months-out-of-range");
  g_clear_error (&error);
  import_claim (f);
  g_cancellable_cancel (cancellable);
  context.cancellable = cancellable;
  g_assert_null (qz_policy_impact (f->book, &context, "jilin-daily", "jilin-daily", 1, &error));
  g_assert_error (error, QZ_ERROR, QZ_ERROR_CANCELLED);
}

/* ── code tables ─────────────────────────────────────────────────────────────────────────────── */

static void
test_codes (Fixture *f, gconstpointer data)
{
  static const char text[] = "set,code,name,note\nmed_type,2101,普通住院(本市),\n"
                             "pay_loc,3,省内,\npurpose,daily,{day}{insurance}日结,\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (QzCodes) shipped = qz_codes_load (NULL, &error);
  g_autoptr (QzSheet) import = NULL;
  g_autoptr (QzCodes) codes = NULL;
  g_autoptr (QzSheet) list = NULL;
  g_autoptr (QzPurposes) purposes = NULL;
  g_autofree char *purpose = NULL;
  QzDay day;

  g_assert_true (qz_day_from_ymd (2026, 3, 10, &day));
  g_assert_no_error (error);
  /* 4.3: the longest known beginning counts. */
  g_assert_cmpstr (qz_codes_get_name (shipped, "med_type", "2101"), ==, "普通住院");
  g_assert_null (qz_codes_get_name (shipped, "pay_loc", "77"));
  fixture_write_bytes (f, "codes.csv", text, strlen (text));
  import = fixture_import_file (f, "codes", "codes.csv", &error);
  g_assert_no_error (error);
  codes = qz_codes_load (f->book, &error);
  g_assert_cmpstr (qz_codes_get_name (codes, "med_type", "2101"), ==, "普通住院(本市)");
  g_assert_cmpstr (qz_codes_get_name (codes, "med_type", "2102"), ==, "普通住院");
  list = qz_codes_list (f->book, "pay_loc", &error);
  g_assert_cmpstr (get_cell (list, 2, "origin"), ==, "changed");
  g_assert_cmpstr (get_cell (list, 2, "shipped_name"), ==, "省内异地");
  g_assert_cmpstr (get_cell (list, 2, "file"), ==, "codes.csv");
  g_assert_cmpstr (get_cell (list, 0, "origin"), ==, "shipped");
  purposes = qz_purposes_load (f->book, &error);
  g_assert_no_error (error);
  purpose = qz_purposes_dup (purposes, QZ_DOCUMENT_DAILY, QZ_INS_EMP, 202603, day);
  g_assert_cmpstr (purpose, ==, "2026年3月10日职工日结");
}

static void
test_codes_refused (Fixture *f, gconstpointer data)
{
  static const char *const rows[] = { "no_such_set,1,x,", "pay_loc,a b,x,", "purpose,daily,{who},",
                                      "purpose,never,x,", "account,1001,x," };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat ("set,code,name,note\n", rows[i], "\n", NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i]);
      fixture_write_bytes (f, "codes.csv", text, strlen (text));
      g_assert_null (fixture_import_file (f, "codes", "codes.csv", &error));
      g_assert_error (error, QZ_ERROR, QZ_ERROR_INPUT);
      g_assert_cmpuint (qz_error_get_line (error), ==, 2);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/policies/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policies/words/every-parameter", test_every_parameter);
  g_test_add_func ("/policies/words/JL-11a", test_sentence);
  g_test_add_func ("/policies/example-notes", test_example_notes);
  g_test_add_func ("/policies/example-words", test_example_words);
  ADD ("words/diff", test_diff_words);
  ADD ("versions", test_versions);
  ADD ("NL/side-by-side", test_nonlocal);
  ADD ("foresee", test_foresee);
  ADD ("first-day/JL-2", test_first_day);
  ADD ("first-day/refused", test_first_day_refused);
  ADD ("save", test_save);
  ADD ("impact/JL-11", test_impact);
  ADD ("impact/limits", test_impact_limits);
  ADD ("codes/4.3", test_codes);
  ADD ("codes/refused", test_codes_refused);
  return g_test_run ();
}
