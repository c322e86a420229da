/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random bills of medical assistance against the model in tests/oracle, which was written apart:
 * QZ_ORACLE_BILLS of them (10,000), with the seed QZ_SOAK_SEED (always the same one). */
#include "qz-assist-engine.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "test-schemes.h"

#define N_BILLS 10000
#define BATCH   100000 /* bills of one run of the model */
#define SEED    20261122
#define OPEN    "9999-12-31" /* a day that never comes */

typedef struct {
  QzPolicy *policy;
  JsonObject *line;
  QzAssistBill bill;
  QzAssistYear year;
  QzDay begun, settled;
} Case;

static QzFen
get_fen (JsonObject *object, const char *name)
{
  return json_object_get_int_member (object, name);
}

static QzDay
parse_day (const char *text)
{
  g_autoptr (GError) error = NULL;
  QzDay day = QZ_DAY_NONE;

  if (*text == '\0' || strcmp (text, OPEN) == 0)
    return QZ_DAY_NONE;
  g_assert_true (qz_day_parse (text, &day, &error));
  return day;
}

static void
read_case (Case *self)
{
  JsonObject *bill = json_object_get_object_member (self->line, "bill");
  JsonObject *year = json_object_get_object_member (self->line, "year");

  self->begun = parse_day (json_object_get_string_member (bill, "begin"));
  self->settled = parse_day (json_object_get_string_member (bill, "end"));
  self->bill = (QzAssistBill) {
    .is_outpatient = json_object_get_boolean_member (bill, "outpatient"),
    .fee_fen = get_fen (bill, "fee"),
    .fullself_fen = get_fen (bill, "own"),
    .overlimit_fen = get_fen (bill, "over"),
    .preself_fen = get_fen (bill, "pre"),
    .other_fen = get_fen (bill, "other"),
    .hosp_part_fen = get_fen (bill, "hosp"),
  };
  self->year = (QzAssistYear) {
    .rest_fen = get_fen (year, "rest"),
    .basic_fen = get_fen (year, "basic"),
    .ci_fen = get_fen (year, "ci"),
    .maf_dedc_fen = get_fen (year, "maf_dedc"),
    .maf_fen = get_fen (year, "maf"),
    .n_stays = (guint) get_fen (year, "stays"),
  };
}

static GArray *
read_spells (JsonObject *line)
{
  JsonArray *texts = json_object_get_array_member (line, "spells");
  GArray *spells = g_array_new (FALSE, FALSE, sizeof (QzAssistSpell));

  for (guint i = 0; i < json_array_get_length (texts); i++)
    {
      JsonArray *text = json_array_get_array_element (texts, i);
      QzAssistSpell spell;

      g_assert_true (qz_assist_category_parse (json_array_get_string_element (text, 0),
                                               &spell.category));
      spell.from = parse_day (json_array_get_string_element (text, 1));
      spell.exit = parse_day (json_array_get_string_element (text, 2));
      g_array_append_val (spells, spell);
    }
  return spells;
}

/* Whose stays begin while suspended gets nothing directly (DT-22). */
static gboolean
is_suspended (const Case *self)
{
  JsonArray *texts = json_object_get_array_member (self->line, "suspensions");
  JsonObject *bill = json_object_get_object_member (self->line, "bill");

  for (guint i = 0; i < json_array_get_length (texts); i++)
    {
      JsonArray *text = json_array_get_array_element (texts, i);
      const QzDay from = parse_day (json_array_get_string_element (text, 0));
      const QzDay to = parse_day (json_array_get_string_element (text, 1));

      if (from <= self->begun && (to == QZ_DAY_NONE || self->begun < to))
        return json_object_get_boolean_member (bill, "direct");
    }
  return FALSE;
}

static void
assert_fen (const Case *self, const char *name, QzFen got)
{
  JsonObject *expected = json_object_get_object_member (self->line, "expected");

  if (got == get_fen (expected, name))
    return;
  g_test_message ("bill %" G_GINT64_FORMAT " (%s): %s is %" G_GINT64_FORMAT
                  ", the model has %" G_GINT64_FORMAT,
                  get_fen (self->line, "n"), json_object_get_string_member (self->line, "case"),
                  name, got, get_fen (expected, name));
  g_test_fail ();
}

static void
assert_word (const Case *self, const char *name, const char *got)
{
  JsonObject *expected = json_object_get_object_member (self->line, "expected");

  if (strcmp (got, json_object_get_string_member (expected, name)) == 0)
    return;
  g_test_message ("bill %" G_GINT64_FORMAT " (%s): %s is %s, the model has %s",
                  get_fen (self->line, "n"), json_object_get_string_member (self->line, "case"),
                  name, got, json_object_get_string_member (expected, name));
  g_test_fail ();
}

static void
assert_tried (const Case *self, const QzAssistChoice *choice)
{
  JsonObject *expected = json_object_get_object_member (self->line, "expected");
  JsonArray *tried = json_object_get_array_member (expected, "tried");

  /* Without a category the model tries none, the engine nobody's. */
  if (choice->tries[0].category == QZ_ASSIST_NONE)
    {
      g_assert_cmpuint (json_array_get_length (tried), ==, 0);
      return;
    }
  g_assert_cmpuint (json_array_get_length (tried), ==, choice->n_tries);
  for (guint i = 0; i < choice->n_tries; i++)
    {
      JsonArray *try = json_array_get_array_element (tried, i);

      g_assert_cmpstr (json_array_get_string_element (try, 0), ==,
                       qz_assist_category_to_text (choice->tries[i].category));
      g_assert_cmpint (json_array_get_int_element (try, 1), ==,
                       choice->tries[i].result.person_fen);
    }
}

static void
assert_layers (const Case *self, const QzAssistResult *result)
{
  assert_fen (self, "scp", result->scp_fen);
  assert_fen (self, "dedc", result->dedc_fen);
  assert_fen (self, "basic", result->basic_fen);
  assert_fen (self, "rest", result->rest_fen);
  assert_fen (self, "ci", result->ci_fen);
  assert_fen (self, "rest2", result->rest2_fen);
  assert_fen (self, "maf_dedc", result->maf_dedc_fen);
  assert_fen (self, "assist", result->maf_fen);
  assert_fen (self, "fund", result->fund_total_fen);
  assert_fen (self, "person", result->person_fen);
}

static void
assert_result (const Case *self, const QzAssistEntitlement *entitlement,
               const QzAssistChoice *choice)
{
  static const char *const rules[] = {
    [QZ_ASSIST_VALID] = "AMB-31",    [QZ_ASSIST_LEFT] = "AS-2",
    [QZ_ASSIST_SUSPENDED] = "DT-22", [QZ_ASSIST_EXITED] = "DT-6c",
    [QZ_ASSIST_NOT_YET] = "DT-6b",   [QZ_ASSIST_UNLISTED] = "DT-5",
  };
  const QzAssistTry *best = &choice->tries[choice->best];
  g_autofree char *day = qz_day_format (entitlement->policy_day);

  assert_word (self, "category", qz_assist_category_to_text (best->category));
  assert_word (self, "policy_day", day);
  assert_word (self, "reason", rules[entitlement->reason]);
  assert_tried (self, choice);
  assert_layers (self, &best->result);
}

/* Returns whether the bill could be computed. */
static gboolean
check_case (Case *self)
{
  g_autoptr (GArray) spells = read_spells (self->line);
  g_autoptr (GError) error = NULL;
  QzAssistEntitlement entitlement;
  QzAssistChoice choice;
  gboolean is_computed;

  read_case (self);
  entitlement = qz_assist_find_entitlement ((const QzAssistSpell *) (gpointer) spells->data,
                                            spells->len, self->begun, self->settled,
                                            is_suspended (self));
  /* DT-30: there is no policy before the first day. */
  is_computed = qz_policy_is_valid_on (self->policy, self->settled)
                && qz_assist_choose (self->policy, &entitlement, &self->bill, &self->year, &choice,
                                     &error);
  g_assert_cmpint (is_computed, ==, json_object_has_member (self->line, "expected"));
  if (is_computed)
    assert_result (self, &entitlement, &choice);
  else
    g_assert_cmpstr (error != NULL ? qz_error_get_rule (error) : "DT-30", ==,
                     json_object_get_string_member (self->line, "refused"));
  return is_computed;
}

static GDataInputStream *
run_model (guint n_bills, guint64 seed, GSubprocess **out_process)
{
  g_autofree char *count = g_strdup_printf ("%u", n_bills);
  g_autofree char *start = g_strdup_printf ("%" G_GUINT64_FORMAT, seed);
  g_autoptr (GError) error = NULL;

  *out_process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "python3",
                                   g_getenv ("QZ_TEST_BILLS"), count, start, NULL);
  g_assert_no_error (error);
  return g_data_input_stream_new (g_subprocess_get_stdout_pipe (*out_process));
}

static guint
check_batch (QzPolicy *policy, guint n_bills, guint64 seed, guint *n_refused)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = run_model (n_bills, seed, &process);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  Case bill = { .policy = policy };
  guint n = 0;
  char *text;

  while ((text = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL)
    {
      g_assert_true (json_parser_load_from_data (parser, text, -1, &error));
      bill.line = json_node_get_object (json_parser_get_root (parser));
      *n_refused += !check_case (&bill);
      n++;
      g_free (text);
      if (g_test_failed ())
        break;
    }
  g_assert_no_error (error);
  g_assert_true (g_test_failed () || g_subprocess_wait_check (process, NULL, &error));
  return n;
}

static guint64
get_number (const char *name, guint64 otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : otherwise;
}

static void
test_bills (void)
{
  const guint wanted = (guint) get_number ("QZ_ORACLE_BILLS", N_BILLS);
  const guint64 seed = get_number ("QZ_SOAK_SEED", SEED);
  g_autoptr (QzPolicy) policy = load_pack ("datong-assistance", NULL, NULL);
  guint n = 0, n_refused = 0;

  g_test_message ("seed %" G_GUINT64_FORMAT, seed);
  for (guint batch = 0; n < wanted && !g_test_failed (); batch++)
    n += check_batch (policy, MIN (BATCH, wanted - n), seed + batch, &n_refused);
  if (g_test_failed ())
    return;
  g_assert_cmpuint (n, ==, wanted);
  /* The model refuses some and computes most: neither branch may be empty. */
  g_assert_cmpuint (n_refused, >, 0);
  g_assert_cmpuint (n_refused, <, n / 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schemes/EX-5/AS-1/AS-2/AS-3/bills-against-the-model", test_bills);
  return g_test_run ();
}
