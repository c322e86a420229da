/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-report.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-assist-bills.h"
#include "qz-assist-report-private.h"
#include "qz-id-check.h"

/* ── conclusions ────────────────────────────────────────────────────────────────────────────── */

static const char *
get_text (QzSheet *sheet, guint row, const char *column)
{
  const char *text = qz_sheet_get_text (sheet, row, (guint) qz_sheet_find_column (sheet, column));

  return text != NULL ? text : "";
}

static gint64
get_number (QzSheet *sheet, guint row, const char *column)
{
  const int found = qz_sheet_find_column (sheet, column);

  return qz_sheet_is_empty (sheet, row, (guint) found)
             ? 0
             : qz_sheet_get_number (sheet, row, (guint) found);
}

static gint64
sum_of (QzSheet *sheet, const char *column)
{
  gint64 sum = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    sum += get_number (sheet, row, column);
  return sum;
}

static QzSheet *
get_child (const QzAssistDraft *self, const char *name)
{
  return qz_sheet_find_child (self->sheet, name);
}

static void
say_overall (QzAssistDraft *self)
{
  const QzAssistSums *now = &self->sums[QZ_SPAN_MONTH];
  g_autofree char *month = qz_report_dup_month (self->period);
  g_autofree char *fee = qz_report_dup_fen (now->medfee_fen);
  g_autofree char *maf = qz_report_dup_fen (now->maf_fen);
  g_autofree char *before =
      qz_report_dup_growth (now->maf_fen, self->sums[QZ_SPAN_BEFORE].maf_fen, "上月");
  g_autofree char *year_ago =
      qz_report_dup_growth (now->maf_fen, self->sums[QZ_SPAN_YEAR_AGO].maf_fen, "上年同期");
  g_autofree char *year = qz_report_dup_fen (self->sums[QZ_SPAN_YEAR].maf_fen);

  qz_report_say (self->conclusions,
                 "%s，全市医疗救助直接结算%" PRId64 "人、%" PRId64
                 "人次，医疗费总额%s元，医疗救助支付%s元，%s，%s；本年累计医疗救助支付%s元。",
                 month, now->persons, now->bills, fee, maf, before, year_ago, year);
}

static void
say_layers (QzAssistDraft *self)
{
  const QzAssistSums *now = &self->sums[QZ_SPAN_MONTH];
  const QzFen fund = now->basic_fen + now->ci_fen + now->other_fen + now->maf_fen;
  QzPpm share = 0, maf_share = 0;
  QzFen average = 0;
  g_autofree char *percent = NULL;
  g_autofree char *maf_percent = NULL;
  g_autofree char *fee = NULL;

  if (!qz_report_get_share (fund, now->medfee_fen, &share)
      || !qz_report_get_share (now->maf_fen, now->medfee_fen, &maf_share)
      || !qz_report_divide (now->medfee_fen, now->bills, &average))
    return;
  percent = qz_report_dup_rate (share);
  maf_percent = qz_report_dup_rate (maf_share);
  fee = qz_report_dup_fen (average);
  qz_report_say (self->conclusions,
                 "次均医疗费%s元；各类基金共支付医疗费的%s，其中医疗救助占医疗费的%s。", fee,
                 percent, maf_percent);
}

static void
say_places (QzAssistDraft *self)
{
  QzSheet *counties = get_child (self, "counties");
  QzSheet *providers = get_child (self, "providers");
  const QzAssistSums *now = &self->sums[QZ_SPAN_MONTH];
  g_autofree char *county = qz_report_dup_fen (get_number (counties, 0, "maf"));
  g_autofree char *provider = qz_report_dup_fen (get_number (providers, 0, "maf"));
  g_autofree char *cross = qz_report_dup_fen (now->cross_fen);
  g_autofree char *percent = NULL;
  QzPpm share = 0;

  qz_report_say (self->conclusions,
                 "医疗救助支付最多的县（区）为%s（%s元），最多的医疗机构为%s（%s元）。",
                 get_text (counties, 0, "county_name"), county,
                 get_text (providers, 0, "provider_name"), provider);
  if (!qz_report_get_share (now->cross_fen, now->maf_fen, &share))
    return;
  percent = qz_report_dup_rate (share);
  qz_report_say (self->conclusions, "跨区域就医的医疗救助支付%s元，占医疗救助支付的%s。", cross,
                 percent);
}

static void
say_reserves (QzAssistDraft *self)
{
  QzSheet *reserves = get_child (self, "reserves");
  guint n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (reserves); row++)
    {
      g_autofree char *left = qz_report_dup_fen (get_number (reserves, row, "left"));

      if (strcmp (get_text (reserves, row, "level"), "normal") == 0)
        continue;
      n++;
      qz_report_say (self->conclusions, "%s预留金%s，余额%s元，应当关注。",
                     get_text (reserves, row, "county_name"),
                     get_text (reserves, row, "level_name"), left);
    }
  if (n == 0 && qz_sheet_get_n_rows (reserves) > 0)
    qz_report_say (self->conclusions, "各县（区）预留金使用正常，没有预警。");
}

static void
say_checks (QzAssistDraft *self)
{
  QzSheet *differences = get_child (self, "differences");
  QzSheet *deductions = get_child (self, "deductions");
  g_autofree char *amount = qz_report_dup_fen (sum_of (deductions, "amount"));
  const int fact = qz_sheet_find_fact (self->sheet, "differing");

  if (qz_sheet_get_n_rows (differences) > 0)
    qz_report_say (self->conclusions,
                   "按规则复算，有%" PRId64 "份账单与平台结算结果不一致，应当逐份核实。",
                   qz_sheet_get_fact_number (self->sheet, (guint) fact));
  else
    qz_report_say (self->conclusions, "按规则复算，账单与平台结算结果一致。");
  if (qz_sheet_get_n_rows (deductions) > 0)
    qz_report_say (self->conclusions, "本期审核扣款和追回冲减%" PRId64 "笔，共%s元。",
                   sum_of (deductions, "n"), amount);
  else
    qz_report_say (self->conclusions, "本期没有扣款。");
}

static void
say_steps (QzAssistDraft *self)
{
  QzSheet *disputes = get_child (self, "disputes");
  QzSheet *stages = get_child (self, "stages");
  const guint n = qz_sheet_get_n_rows (disputes);
  guint open = 0;

  for (guint row = 0; row < n; row++)
    open += strcmp (get_text (disputes, row, "state"), QZ_AS_CONFIRMED) != 0;
  if (n > 0)
    qz_report_say (self->conclusions, "本期争议%u件，其中未解决%u件。", n, open);
  if (sum_of (stages, "late") > 0)
    qz_report_say (self->conclusions, "月度结算有%" PRId64 "个环节逾期，应当督促。",
                   sum_of (stages, "late"));
  else
    qz_report_say (self->conclusions, "月度结算各环节没有逾期。");
}

static void
conclude (QzAssistDraft *self)
{
  if (self->sums[QZ_SPAN_MONTH].bills == 0
      && qz_sheet_get_n_rows (get_child (self, "providers")) == 0)
    {
      g_autofree char *month = qz_report_dup_month (self->period);

      qz_report_say (self->conclusions, "%s没有直接结算的医疗救助账单。", month);
    }
  else
    {
      say_overall (self);
      say_layers (self);
      say_places (self);
    }
  say_reserves (self);
  if (qz_sheet_get_n_rows (get_child (self, "providers")) > 0)
    say_checks (self);
  say_steps (self);
}

/* ── the report ─────────────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_assist_report (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("assistance");
  g_autoptr (QzSheet) conclusions = qz_report_conclusions_new ();
  QzAssistDraft self = { .book = book,
                         .context = context,
                         .store = qz_book_get_store (book),
                         .period = period,
                         .sheet = sheet,
                         .conclusions = conclusions };
  gboolean done;

  qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, period);
  done = qz_assist_desk_open (&self.desk, book, context, period, error)
         && qz_assist_draft_add_bills (&self, error) && qz_assist_draft_add_events (&self, error);
  if (done)
    {
      qz_sheet_set_number (sheet, "bills", _("Bills"), QZ_VALUE_COUNT,
                           self.sums[QZ_SPAN_MONTH].bills);
      qz_sheet_set_number (sheet, "empty", _("Empty"), QZ_VALUE_BOOL,
                           qz_sheet_get_n_rows (get_child (&self, "providers")) == 0);
      conclude (&self);
      qz_sheet_add_child (sheet, conclusions);
    }
  qz_assist_desk_clear (&self.desk);
  return done ? g_steal_pointer (&sheet) : NULL;
}

/* ── what adds up to a figure ───────────────────────────────────────────────────────────────── */

static const QzSheetColumn bill_columns[] = {
  { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
  { "settled", N_ ("Settled"), QZ_VALUE_DAY },
  { "provider", N_ ("Hospital code"), QZ_VALUE_TEXT },
  { "provider_name", N_ ("Hospital"), QZ_VALUE_TEXT },
  { "county", N_ ("County code"), QZ_VALUE_TEXT },
  { "category", N_ ("Category code"), QZ_VALUE_TEXT },
  { "psn_name", N_ ("Full name"), QZ_VALUE_TEXT },
  { "certno", N_ ("Identity number"), QZ_VALUE_TEXT },
  { "cross_area", N_ ("Outside the county"), QZ_VALUE_BOOL },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "basic", N_ ("Basic insurance"), QZ_VALUE_FEN },
  { "ci", N_ ("Critical illness"), QZ_VALUE_FEN },
  { "other", N_ ("Other funds"), QZ_VALUE_FEN },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
  { "person", N_ ("Not borne by funds"), QZ_VALUE_FEN },
  { "file", N_ ("File"), QZ_VALUE_TEXT },
  { "line", N_ ("Line"), QZ_VALUE_COUNT },
};
#define CERTNO 7

static const QzSheetColumn deducted_columns[] = {
  { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
  { "provider", N_ ("Hospital code"), QZ_VALUE_TEXT },
  { "provider_name", N_ ("Hospital"), QZ_VALUE_TEXT },
  { "county", N_ ("County code"), QZ_VALUE_TEXT },
  { "kind", N_ ("Kind"), QZ_VALUE_TEXT },
  { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
  { "amount", N_ ("Amount"), QZ_VALUE_FEN },
  { "confirmed_day", N_ ("Confirmed on"), QZ_VALUE_DAY },
  { "file", N_ ("File"), QZ_VALUE_TEXT },
  { "line", N_ ("Line"), QZ_VALUE_COUNT },
};

static const QzSheetColumn used_columns[] = {
  { "period", N_ ("Month"), QZ_VALUE_PERIOD },
  { "kind", N_ ("Kind"), QZ_VALUE_TEXT },
  { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
  { "provider", N_ ("Hospital code"), QZ_VALUE_TEXT },
  { "provider_name", N_ ("Hospital"), QZ_VALUE_TEXT },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
  { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
  { "file", N_ ("File"), QZ_VALUE_TEXT },
  { "line", N_ ("Line"), QZ_VALUE_COUNT },
};

typedef struct {
  QzBook *book;
  QzPeriod period;
  const char *key;
} Asked;

static QzSheet *
explain_bills (const Asked *asked, const QzAssistDays *days, QzAssistDimension dimension,
               const char *key, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("sources", bill_columns);

  if (!qz_assist_report_repo_fill_bills (qz_book_get_store (asked->book), days, dimension, key,
                                         sheet, error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      g_autofree char *masked = qz_id_mask (qz_sheet_get_text (sheet, row, CERTNO));

      qz_sheet_put_text (sheet, row, CERTNO, masked);
    }
  return g_steal_pointer (&sheet);
}

static QzSheet *
explain_span (const Asked *asked, GError **error)
{
  static const char *const spans[QZ_N_SPANS] = { "month", "before", "year_ago", "year" };

  for (guint span = 0; span < QZ_N_SPANS; span++)
    if (g_strcmp0 (asked->key, spans[span]) == 0)
      {
        const QzAssistDays days = qz_assist_report_get_days (asked->period, span);

        return explain_bills (asked, &days, QZ_ASSIST_BY_AREA, NULL, error);
      }
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-row",
                _("“%s” is none of month, before, year_ago and year"), asked->key);
  return NULL;
}

static QzSheet *
explain_deductions (const Asked *asked, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("sources", deducted_columns);

  return qz_assist_report_repo_fill_deducted (qz_book_get_store (asked->book), asked->period,
                                              asked->key, sheet, error)
             ? g_steal_pointer (&sheet)
             : NULL;
}

static QzSheet *
explain_reserve (const Asked *asked, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("sources", used_columns);

  return qz_assist_report_repo_fill_used (qz_book_get_store (asked->book), asked->period,
                                          asked->key, sheet, error)
             ? g_steal_pointer (&sheet)
             : NULL;
}

/* The rows of the check that are about a field. */
static QzSheet *
explain_differences (const Asked *asked, GError **error)
{
  g_autoptr (QzSheet) found = qz_assist_check_month (asked->book, asked->period, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("sources");

  if (found == NULL)
    return NULL;
  for (guint i = 0; i < qz_sheet_get_n_columns (found); i++)
    qz_sheet_add_column (sheet, qz_sheet_get_column_name (found, i),
                         qz_sheet_get_column_title (found, i), qz_sheet_get_column_type (found, i));
  for (guint row = 0; row < qz_sheet_get_n_rows (found); row++)
    {
      guint to;

      if (strcmp (get_text (found, row, "field"), asked->key) != 0)
        continue;
      to = qz_sheet_add_row (sheet);
      for (guint i = 0; i < qz_sheet_get_n_columns (found); i++)
        if (qz_sheet_is_empty (found, row, i))
          continue;
        else if (qz_sheet_get_column_type (found, i) == QZ_VALUE_TEXT)
          qz_sheet_put_text (sheet, to, i, qz_sheet_get_text (found, row, i));
        else
          qz_sheet_put_number (sheet, to, i, qz_sheet_get_number (found, row, i));
    }
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_assist_report_explain (QzBook *book, QzPeriod period, const char *table, const char *key,
                          GError **error)
{
  static const struct {
    const char *table;
    QzAssistDimension dimension;
  } bills[] = {
    { "categories", QZ_ASSIST_BY_CATEGORY },
    { "counties", QZ_ASSIST_BY_COUNTY },
    { "providers", QZ_ASSIST_BY_PROVIDER },
    { "areas", QZ_ASSIST_BY_AREA },
  };
  static const struct {
    const char *table;
    QzSheet *(*explain) (const Asked *asked, GError **error);
  } others[] = {
    { "overall", explain_span },
    { "deductions", explain_deductions },
    { "reserves", explain_reserve },
    { "differences", explain_differences },
  };
  const Asked asked = { book, period, key };
  const QzAssistDays days = qz_assist_report_get_days (period, QZ_SPAN_MONTH);

  for (guint i = 0; i < G_N_ELEMENTS (bills); i++)
    if (strcmp (table, bills[i].table) == 0)
      return explain_bills (&asked, &days, bills[i].dimension, key, error);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (table, others[i].table) == 0)
      return others[i].explain (&asked, error);
  qz_error_set (error, QZ_ERROR_USAGE, "no-such-table",
                _("Rows of “%s” cannot be explained; these can: overall, categories, counties, "
                  "providers, areas, reserves, differences, deductions"),
                table);
  return NULL;
}
