/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-daily-engine.h"
#include "qz-example-private.h"

/* Providers of an example are numbered in the order of their appearance. */
typedef struct {
  QzPolicy *policy;
  QzSection *section;
  QzDailyEngine *engine;
  GPtrArray *codes;
  QzInsurance insurance;
} Run;

typedef gboolean (*LineFunc) (Run *run, char **words, GError **error);

static gint64
get_provider_id (Run *run, const char *code)
{
  guint index = 0;

  if (g_ptr_array_find_with_equal_func (run->codes, code, g_str_equal, &index))
    return (gint64) index + 1;
  g_ptr_array_add (run->codes, g_strdup (code));
  return run->codes->len;
}

static gboolean
for_each_line (Run *run, const char *key, guint n_words, LineFunc func, GError **error)
{
  g_auto (GStrv) lines = qz_example_split_lines (run->section, key);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = qz_example_split_words (*line);

      if (g_strv_length (words) < n_words)
        return qz_example_fail (run->section, key, *line, error);
      if (!func (run, words, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_provider (Run *run, char **words, GError **error)
{
  get_provider_id (run, words[0]);
  return TRUE;
}

/* PROVIDER FROM TO, - for an open end */
static gboolean
add_block (Run *run, char **words, GError **error)
{
  QzDay from = QZ_DAY_NONE, to = QZ_DAY_NONE;

  if ((strcmp (words[1], "-") != 0 && !qz_day_parse (words[1], &from, error))
      || (strcmp (words[2], "-") != 0 && !qz_day_parse (words[2], &to, error)))
    return qz_example_fail (run->section, "block", words[0], error);
  return qz_daily_engine_block (run->engine, get_provider_id (run, words[0]), from, to, error);
}

/* PROVIDER MONTH AMOUNT */
static gboolean
add_carry (Run *run, char **words, GError **error)
{
  QzPeriod period;
  QzFen amount;

  if (!qz_period_parse (words[1], &period, error) || !qz_fen_parse (words[2], &amount, error))
    return qz_example_fail (run->section, "carry", words[0], error);
  return qz_daily_engine_add_carry (run->engine, run->insurance, get_provider_id (run, words[0]),
                                    period, amount, error);
}

/* PROVIDER MONTH AMOUNT SOURCE */
static gboolean
add_deferred (Run *run, char **words, GError **error)
{
  QzPeriod period;
  QzFen amount;
  gint64 source = 0;

  if (!qz_period_parse (words[1], &period, error) || !qz_fen_parse (words[2], &amount, error)
      || !g_ascii_string_to_signed (words[3], 10, 1, G_MAXINT64, &source, error))
    return qz_example_fail (run->section, "deferred", words[0], error);
  return qz_daily_engine_add_deferred (run->engine, run->insurance, get_provider_id (run, words[0]),
                                       period, amount, source, error);
}

/* A part of the base is put on the first amount that the policy sums into it. */
static gboolean
read_parts (Run *run, char **words, QzClaim *claim, GError **error)
{
  for (guint part = 0; part < QZ_N_PARTS; part++)
    {
      guint32 bits = qz_policy_get_part (run->policy, run->insurance, part);
      QzFen amount;

      if (!qz_fen_parse (words[part], &amount, error) || (bits == 0 && amount != 0))
        return qz_example_fail (run->section, "claims", words[part], error);
      if (bits != 0)
        claim->amounts[__builtin_ctz (bits)] = amount;
      claim->refund |= amount < 0;
      claim->amounts[QZ_CLAIM_MEDFEE] += amount;
    }
  return TRUE;
}

/* PROVIDER DAY MED_TYPE POOL ACCT OTHER [PAY_LOC [SETL_TYPE]] */
static gboolean
add_claim (Run *run, char **words, GError **error)
{
  QzClaim claim = {
    .insurance = run->insurance, .med_type = words[2], .setl_type = "2", .pay_loc = "2"
  };
  QzFen amount;
  guint group;

  if (!qz_day_parse (words[1], &claim.day, error))
    return qz_example_fail (run->section, "claims", words[1], error);
  if (!read_parts (run, words + 3, &claim, error))
    return FALSE;
  if (words[6] != NULL)
    {
      claim.pay_loc = words[6];
      claim.setl_type = words[7] != NULL ? words[7] : "2";
    }
  claim.provider_id = get_provider_id (run, words[0]);
  return qz_daily_engine_add_claim (run->engine, &claim, &group, &amount, error);
}

static gboolean
begin (Run *run, GError **error)
{
  QzDay first = QZ_DAY_NONE, run_day = QZ_DAY_NONE;
  g_auto (GStrv) claims = qz_example_split_lines (run->section, "claims");

  for (char **line = claims; *line != NULL; line++)
    {
      g_auto (GStrv) words = qz_example_split_words (*line);
      QzDay day;

      if (words[1] != NULL && qz_day_parse_plain (words[1], strlen (words[1]), &day)
          && (first == QZ_DAY_NONE || day < first))
        first = day;
    }
  if (qz_section_has (run->section, "run_day")
      && !qz_section_get_day (run->section, "run_day", &run_day, error))
    return FALSE;
  if (first == QZ_DAY_NONE)
    first = run_day;
  if (first == QZ_DAY_NONE)
    return qz_example_fail (run->section, NULL, "claims, run_day", error);
  run->engine = qz_daily_engine_new (run->policy, run_day == QZ_DAY_NONE ? first : run_day, first);
  return for_each_line (run, "claims", 6, note_provider, error)
         && for_each_line (run, "block", 3, note_provider, error)
         && for_each_line (run, "carry", 3, note_provider, error)
         && for_each_line (run, "deferred", 4, note_provider, error);
}

static gboolean
feed (Run *run, GError **error)
{
  QzFen available;

  for (guint i = 0; i < run->codes->len; i++)
    if (!qz_daily_engine_add_provider (run->engine, (gint64) i + 1, run->codes->pdata[i],
                                       qz_section_peek (run->section, "level"), error))
      return FALSE;
  if (qz_section_has (run->section, "available"))
    {
      if (!qz_section_get_fen (run->section, "available", &available, error))
        return FALSE;
      if (available < 0)
        return qz_example_fail (run->section, "available", "< 0", error);
      qz_daily_engine_set_available (run->engine, available);
    }
  return for_each_line (run, "block", 3, add_block, error)
         && for_each_line (run, "carry", 3, add_carry, error)
         && for_each_line (run, "deferred", 4, add_deferred, error)
         && for_each_line (run, "claims", 6, add_claim, error)
         && qz_daily_engine_finish (run->engine, error);
}

/* Lines "PROVIDER DAY figure amount"; a deferred item is PROVIDER/SOURCE. */
static gboolean
print_line (Run *run, const QzDailyBatch *batch, const QzDailyLine *line, GString *out,
            GError **error)
{
  g_autofree char *day = qz_day_format (batch->day);
  g_autofree char *who =
      line->source == 0
          ? g_strdup_printf ("%s %s ", line->provider_code, day)
          : g_strdup_printf ("%s/%" G_GINT64_FORMAT " %s ", line->provider_code, line->source, day);
  QzPostingInput posting = { .provider_id = 1,
                             .bank_account_id = 1,
                             .path = QZ_PATH_DAILY,
                             .period = line->period,
                             .pay_fen = line->pay_fen };

  g_string_append_printf (out, "%sclaims %u\n", who, line->n_claims);
  if (line->n_refunds > 0)
    g_string_append_printf (out, "%srefunds %u\n", who, line->n_refunds);
  for (guint i = QZ_DAILY_BASE; i < QZ_MAX_FIGURES; i++)
    {
      g_autofree char *what =
          g_strconcat (who, qz_document_kind_get_figure_name (QZ_DOCUMENT_DAILY, i), NULL);

      if (line->figures[i] != 0)
        qz_example_print_fen (out, what, line->figures[i]);
    }
  if (line->put_off_fen != 0)
    {
      g_string_append (out, who);
      qz_example_print_fen (out, "put_off", line->put_off_fen);
    }
  g_string_append (out, who);
  qz_example_print_fen (out, "pay", line->pay_fen);
  return qz_example_print_entries (run->policy, QZ_DOCUMENT_DAILY, &posting, who, out, error);
}

static gboolean
print_batches (Run *run, QzCalendar *calendar, GString *out, GError **error)
{
  for (guint i = 0; i < qz_daily_engine_get_n_batches (run->engine); i++)
    {
      const QzDailyBatch *batch = qz_daily_engine_get_batch (run->engine, i);
      g_autofree char *day = qz_day_format (batch->day);
      g_autofree char *what =
          g_strdup_printf ("batch %s %s", day, qz_insurance_to_text (batch->insurance));
      g_autofree char *due = g_strdup_printf ("due %s", day);

      qz_example_print_fen (out, what, batch->pay_fen);
      qz_example_print_day (out, due, qz_daily_get_due_day (run->policy, calendar, batch->day));
      for (guint j = 0; j < batch->n_lines; j++)
        if (!print_line (run, batch, qz_daily_engine_get_line (run->engine, batch->first_line + j),
                         out, error))
          return FALSE;
    }
  return TRUE;
}

static void
print_left_out (Run *run, GString *out)
{
  static const char *const scopes[QZ_N_SCOPE_REASONS] = { "in",      "insurance", "setl_type",
                                                          "pay_loc", "med_group", "unmapped" };

  for (guint i = 0; i < qz_daily_engine_get_n_left_out (run->engine); i++)
    {
      const QzDailyLeftOut *left = qz_daily_engine_get_left_out (run->engine, i);
      g_autofree char *what =
          g_strdup_printf ("out %s %s %u", left->provider_code,
                           left->is_blocked ? "blocked" : scopes[left->scope], left->n_claims);

      qz_example_print_fen (out, what, left->base_fen);
    }
}

gboolean
qz_example_run_daily (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  Run run = { .policy = policy, .section = section };
  g_autoptr (QzDailyEngine) engine = NULL;
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QzCalendar) calendar = qz_example_make_calendar (section, error);
  gboolean ok;

  run.codes = codes;
  if (qz_policy_get_daily (policy) == NULL)
    return qz_example_fail (section, "engine", "daily", error);
  ok = calendar != NULL && qz_example_get_insurance (section, &run.insurance, error)
       && begin (&run, error) && feed (&run, error);
  engine = run.engine;
  if (!ok || !print_batches (&run, calendar, out, error))
    return FALSE;
  print_left_out (&run, out);
  return TRUE;
}
