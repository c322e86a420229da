/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-operation-report.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing.h"
#include "qz-book-private.h"
#include "qz-operation-repo.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-report-draft.h"

typedef struct {
  QzBook *book;
  const QzContext *context;
  QzStore *store;
  QzAreaMap *map;
  QzPeriod period;
  QzSheet *sheet;
  QzSheet *conclusions;
  QzFen fund_fen; /* of both scopes */
  gint64 visits;
} Report;

#define N_TREND 13 /* with the same month of last year */

/* ── sums ───────────────────────────────────────────────────────────────────────────────────── */

/* A scope now, a month before and a year before. */
typedef struct {
  QzNlScope scope;
  QzOperationSums now, before, year_ago;
} Scope;

static const QzSheetColumn sum_columns[] = {
  { "scope", N_ ("Scope"), QZ_VALUE_TEXT },
  { "persons", N_ ("Persons"), QZ_VALUE_COUNT },
  { "visits", N_ ("Settlements"), QZ_VALUE_COUNT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "fund", N_ ("Paid by all funds"), QZ_VALUE_FEN },
  { "acct", N_ ("Personal account"), QZ_VALUE_FEN },
  { "fee_per_visit", N_ ("Fees per settlement"), QZ_VALUE_FEN },
  { "fund_per_visit", N_ ("Fund money per settlement"), QZ_VALUE_FEN },
  { "fund_before", N_ ("Fund money of the month before"), QZ_VALUE_FEN },
  { "growth", N_ ("Growth"), QZ_VALUE_PPM },
  { "scope_name", N_ ("Name of the scope"), QZ_VALUE_TEXT },
  { "fund_year_ago", N_ ("Fund money a year ago"), QZ_VALUE_FEN },
  { "growth_year", N_ ("Growth in a year"), QZ_VALUE_PPM },
};

static void
add_sums (QzSheet *sheet, const Scope *scope)
{
  const guint row = qz_sheet_add_row (sheet);
  const QzOperationSums *now = &scope->now;

  qz_sheet_put_text (sheet, row, 0, qz_nl_scope_to_text (scope->scope));
  qz_sheet_put_number (sheet, row, 1, now->persons);
  qz_sheet_put_number (sheet, row, 2, now->visits);
  qz_sheet_put_number (sheet, row, 3, now->medfee_fen);
  qz_sheet_put_number (sheet, row, 4, now->fund_fen);
  qz_sheet_put_number (sheet, row, 5, now->acct_fen);
  qz_report_put_average (sheet, row, 6, now->medfee_fen, now->visits);
  qz_report_put_average (sheet, row, 7, now->fund_fen, now->visits);
  if (scope->before.visits != 0)
    qz_sheet_put_number (sheet, row, 8, scope->before.fund_fen);
  qz_report_put_growth (sheet, row, 9, now->fund_fen, scope->before.fund_fen);
  qz_sheet_put_text (sheet, row, 10, qz_nl_scope_get_paper_name (scope->scope));
  if (scope->year_ago.visits != 0)
    qz_sheet_put_number (sheet, row, 11, scope->year_ago.fund_fen);
  qz_report_put_growth (sheet, row, 12, now->fund_fen, scope->year_ago.fund_fen);
}

static const QzSheetColumn fund_columns[] = {
  { "scope", N_ ("Scope"), QZ_VALUE_TEXT },
  { "pool", N_ ("Pooled fund"), QZ_VALUE_FEN },
  { "big", N_ ("Large expenses, critical illness"), QZ_VALUE_FEN },
  { "cvlserv", N_ ("Civil servants' aid"), QZ_VALUE_FEN },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
  { "other", N_ ("Other funds"), QZ_VALUE_FEN },
  { "scope_name", N_ ("Name of the scope"), QZ_VALUE_TEXT },
};

static void
add_funds (QzSheet *sheet, const Scope *scope)
{
  const guint row = qz_sheet_add_row (sheet);
  const QzOperationSums *now = &scope->now;

  qz_sheet_put_text (sheet, row, 0, qz_nl_scope_to_text (scope->scope));
  qz_sheet_put_number (sheet, row, 1, now->pool_fen);
  qz_sheet_put_number (sheet, row, 2, now->big_fen);
  qz_sheet_put_number (sheet, row, 3, now->cvlserv_fen);
  qz_sheet_put_number (sheet, row, 4, now->maf_fen);
  qz_sheet_put_number (sheet, row, 5, now->other_fen);
  qz_sheet_put_text (sheet, row, 6, qz_nl_scope_get_paper_name (scope->scope));
}

static const QzSheetColumn paid_columns[] = {
  { "fund", N_ ("Fund code"), QZ_VALUE_TEXT },
  { "fund_name", N_ ("Fund"), QZ_VALUE_TEXT },
  { "in_prov", N_ ("In the province"), QZ_VALUE_FEN },
  { "cross_prov", N_ ("Across provinces"), QZ_VALUE_FEN },
  { "total", N_ ("Total"), QZ_VALUE_FEN },
  { "share", N_ ("Share"), QZ_VALUE_PPM },
};

/* A row for each fund: what chart and paper show. */
static void
add_paid (Report *self, QzSheet *funds)
{
  static const char *const names[] = { "统筹基金", "大额补助、大病保险", "公务员补助", "医疗救助",
                                       "其他基金" };
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("funds_paid", paid_columns);

  for (guint i = 0; i < G_N_ELEMENTS (names) && self->visits != 0; i++)
    {
      const guint row = qz_sheet_add_row (sheet);
      const QzFen in_prov = qz_sheet_get_number (funds, QZ_NL_IN_PROV, 1 + i);
      const QzFen cross_prov = qz_sheet_get_number (funds, QZ_NL_CROSS_PROV, 1 + i);

      qz_sheet_put_text (sheet, row, 0, fund_columns[1 + i].name);
      qz_sheet_put_text (sheet, row, 1, names[i]);
      qz_sheet_put_number (sheet, row, 2, in_prov);
      qz_sheet_put_number (sheet, row, 3, cross_prov);
      qz_sheet_put_number (sheet, row, 4, in_prov + cross_prov);
      qz_report_put_share (sheet, row, 5, in_prov + cross_prov, self->fund_fen);
    }
  qz_sheet_add_child (self->sheet, sheet);
}

static void
conclude_sums (Report *self, const Scope *scope)
{
  const char *name = qz_nl_scope_get_paper_name (scope->scope);
  const QzOperationSums *now = &scope->now;
  g_autofree char *medfee = qz_report_dup_fen (now->medfee_fen);
  g_autofree char *fund = qz_report_dup_fen (now->fund_fen);
  g_autofree char *before = qz_report_dup_growth (now->fund_fen, scope->before.fund_fen, "上月");
  g_autofree char *year_ago =
      qz_report_dup_growth (now->fund_fen, scope->year_ago.fund_fen, "上年同期");

  qz_report_say (self->conclusions,
                 "%s异地就医直接结算%" PRId64 "人、%" PRId64
                 "人次，医疗费总额%s元，基金支付%s元，%s，%s。",
                 name, now->persons, now->visits, medfee, fund, before, year_ago);
}

static gboolean
sum_scope (Report *self, Scope *scope, GError **error)
{
  const char *text = qz_nl_scope_to_text (scope->scope);
  const QzPeriod period = self->period;

  return qz_operation_repo_sum (self->store, period, text, &scope->now, error)
         && qz_operation_repo_sum (self->store, qz_period_add (period, -1), text, &scope->before,
                                   error)
         && qz_operation_repo_sum (self->store, qz_period_add (period, -12), text,
                                   &scope->year_ago, error);
}

static gboolean
add_all_sums (Report *self, GError **error)
{
  g_autoptr (QzSheet) sums = QZ_SHEET_NEW ("sums", sum_columns);
  g_autoptr (QzSheet) funds = QZ_SHEET_NEW ("funds", fund_columns);

  for (int i = 0; i < QZ_N_NL_SCOPES; i++)
    {
      Scope scope = { .scope = (QzNlScope) i };

      if (!sum_scope (self, &scope, error))
        return FALSE;
      self->fund_fen += scope.now.fund_fen;
      self->visits += scope.now.visits;
      add_sums (sums, &scope);
      add_funds (funds, &scope);
      if (scope.now.persons != 0 || scope.now.visits != 0)
        conclude_sums (self, &scope);
    }
  qz_sheet_add_child (self->sheet, sums);
  qz_sheet_add_child (self->sheet, funds);
  add_paid (self, funds);
  return TRUE;
}

/* ── thirteen months ────────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn trend_columns[] = {
  { "period", N_ ("Month of costs"), QZ_VALUE_PERIOD },
  { "visits", N_ ("Settlements"), QZ_VALUE_COUNT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "in_prov", N_ ("In the province"), QZ_VALUE_FEN },
  { "cross_prov", N_ ("Across provinces"), QZ_VALUE_FEN },
  { "fund", N_ ("Paid by all funds"), QZ_VALUE_FEN },
};

static gboolean
add_trend (Report *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("trend", trend_columns);

  for (int i = 1 - N_TREND; i <= 0; i++)
    {
      const QzPeriod period = qz_period_add (self->period, i);
      QzOperationSums in_prov, cross_prov;
      guint row;

      if (!qz_operation_repo_sum (self->store, period, qz_nl_scope_to_text (QZ_NL_IN_PROV),
                                  &in_prov, error)
          || !qz_operation_repo_sum (self->store, period, qz_nl_scope_to_text (QZ_NL_CROSS_PROV),
                                     &cross_prov, error))
        return FALSE;
      row = qz_sheet_add_row (sheet);
      qz_sheet_put_number (sheet, row, 0, period);
      qz_sheet_put_number (sheet, row, 1, in_prov.visits + cross_prov.visits);
      qz_sheet_put_number (sheet, row, 2, in_prov.medfee_fen + cross_prov.medfee_fen);
      qz_sheet_put_number (sheet, row, 3, in_prov.fund_fen);
      qz_sheet_put_number (sheet, row, 4, cross_prov.fund_fen);
      qz_sheet_put_number (sheet, row, 5, in_prov.fund_fen + cross_prov.fund_fen);
    }
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

/* ── providers, deductions, warnings ────────────────────────────────────────────────────────── */

static const char *
get_scope_name (const char *text)
{
  QzNlScope scope = QZ_NL_IN_PROV;

  return qz_nl_scope_parse (text, &scope) ? qz_nl_scope_get_paper_name (scope) : text;
}

static gboolean
conclude_providers (Report *self, QzSheet *providers, GError **error)
{
  const guint n = qz_sheet_get_n_rows (providers);
  g_autofree char *most = n > 0 ? qz_sheet_dup_display (providers, 0, 7) : NULL;
  g_autofree char *percent = NULL;
  gint64 sum = 0;
  QzPpm share = 0;

  if (n == 0)
    return TRUE;
  if (!qz_sheet_sum (providers, 7, &sum, error))
    return FALSE;
  qz_report_say (self->conclusions, "基金支付最多的定点医疗机构为%s（%s元）。",
                 qz_sheet_get_text (providers, 0, 1), most);
  if (!qz_report_get_share (sum, self->fund_fen, &share))
    return TRUE;
  percent = qz_report_dup_rate (share);
  qz_report_say (self->conclusions, "前%u位（按机构和范围）的基金支付占全部基金支付的%s。", n,
                 percent);
  return TRUE;
}

static gboolean
add_providers (Report *self, GError **error)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("providers");

  qz_sheet_add_column (child, "provider", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "provider_name", _("Name of the provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "agency", _("Agency"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "persons", _("Persons"), QZ_VALUE_COUNT);
  qz_sheet_add_column (child, "visits", _("Settlements"), QZ_VALUE_COUNT);
  qz_sheet_add_column (child, "medfee", _("Medical fees"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "fund", _("Paid by all funds"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "scope_name", _("Name of the scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "share", _("Share"), QZ_VALUE_PPM);
  qz_sheet_add_child (self->sheet, child);
  if (!qz_operation_repo_fill_providers (self->store, self->period, child, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (child); row++)
    {
      qz_sheet_put_text (child, row, 8, get_scope_name (qz_sheet_get_text (child, row, 3)));
      qz_report_put_share (child, row, 9, qz_sheet_get_number (child, row, 7), self->fund_fen);
    }
  return conclude_providers (self, child, error);
}

static gboolean
add_deductions (Report *self, GError **error)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("deductions");
  g_autofree char *amount = NULL;
  gint64 n = 0;
  gint64 sum = 0;

  qz_sheet_add_column (child, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "n", _("Number of them"), QZ_VALUE_COUNT);
  qz_sheet_add_column (child, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_child (self->sheet, child);
  if (!qz_operation_repo_fill_deductions (self->store, self->period, child, error)
      || !qz_sheet_sum (child, 1, &n, error) || !qz_sheet_sum (child, 2, &sum, error))
    return FALSE;
  amount = qz_value_dup_display (QZ_VALUE_FEN, sum);
  if (n > 0)
    qz_report_say (self->conclusions, "本期扣款%" PRId64 "笔，共%s元。", n, amount);
  else
    qz_report_say (self->conclusions, "本期没有扣款。");
  return TRUE;
}

static gboolean
add_warnings (Report *self, GError **error)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("warnings");

  qz_sheet_add_column (child, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "quota", _("Deposit"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "clearing", _("Cleared"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "level", _("Warning"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "level_name", _("Name of the level"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "scope_name", _("Name of the scope"), QZ_VALUE_TEXT);
  qz_sheet_add_child (self->sheet, child);
  if (!qz_operation_repo_fill_warnings (self->store, self->period, child, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (child); row++)
    {
      const char *name = qz_area_map_get_name (self->map, qz_sheet_get_text (child, row, 0));
      const gboolean red = strcmp (qz_sheet_get_text (child, row, 5), "red") == 0;

      qz_sheet_put_text (child, row, 1, name);
      qz_sheet_put_text (child, row, 6, red ? "红色预警" : "黄色预警");
      qz_sheet_put_text (child, row, 7, get_scope_name (qz_sheet_get_text (child, row, 2)));
      qz_report_say (self->conclusions, "%s%s预付金%s。", name,
                     qz_sheet_get_text (child, row, 7),
                     red ? "即将用完（红色预警）" : "使用较多（黄色预警）");
    }
  return TRUE;
}

/* ── timeliness ─────────────────────────────────────────────────────────────────────────────── */

static void
copy_stage (QzSheet *to, const char *scope, QzSheet *from, guint at)
{
  static const char *const names[] = { "stage", "name", "state", "due_day", "done_day", "late" };
  const guint row = qz_sheet_add_row (to);

  qz_sheet_put_text (to, row, 0, scope);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const int column = qz_sheet_find_column (from, names[i]);

      if (column < 0 || qz_sheet_is_empty (from, at, (guint) column))
        continue;
      if (i < 3)
        qz_sheet_put_text (to, row, i + 1, qz_sheet_get_text (from, at, (guint) column));
      else
        qz_sheet_put_number (to, row, i + 1, qz_sheet_get_number (from, at, (guint) column));
    }
}

static const char *
get_stage_name (const char *stage)
{
  static const struct {
    const char *stage, *name;
  } names[] = {
    { "audit", "费用审核、对账" },
    { "mismatch", "核对不符费用" },
    { "lists", "生成清算明细" },
    { "confirm", "清算确认" },
    { "upload", "上传结算清单" },
    { "national", "国家平台确认" },
    { "publish", "发布清算通知书" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].stage, stage) == 0)
      return names[i].name;
  return stage;
}

/* Not done though its day has passed, or done after it. */
static gboolean
is_late (QzSheet *stages, guint row)
{
  return qz_sheet_get_number (stages, row, 6) != 0
         || (g_strcmp0 (qz_sheet_get_text (stages, row, 3), "DONE") == 0
             && !qz_sheet_is_empty (stages, row, 5) && !qz_sheet_is_empty (stages, row, 4)
             && qz_sheet_get_number (stages, row, 5) > qz_sheet_get_number (stages, row, 4));
}

/* Words of the paper for a step; states as qz_clearing_show() gives them. */
static void
name_stage (QzSheet *sheet, guint row)
{
  const char *state = qz_sheet_get_text (sheet, row, 3);
  const gboolean done = g_strcmp0 (state, "DONE") == 0;

  qz_sheet_put_text (sheet, row, 7, get_scope_name (qz_sheet_get_text (sheet, row, 0)));
  qz_sheet_put_text (sheet, row, 8, get_stage_name (qz_sheet_get_text (sheet, row, 1)));
  qz_sheet_put_text (sheet, row, 9,
                     done                                      ? "已完成"
                     : g_strcmp0 (state, "PART_DONE") == 0 ? "部分完成"
                                                               : "未完成");
  qz_sheet_put_text (sheet, row, 10,
                     is_late (sheet, row) ? (done ? "逾期完成" : "逾期") : done ? "按期" : "");
}

static gboolean
add_stages (Report *self, GError **error)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("stages");
  guint n_late = 0;

  qz_sheet_add_column (child, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "stage", _("Stage"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (child, "done_day", _("Last done on"), QZ_VALUE_DAY);
  qz_sheet_add_column (child, "late", _("Late"), QZ_VALUE_BOOL);
  qz_sheet_add_column (child, "scope_name", _("Name of the scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "stage_name", _("Step"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "state_name", _("Name of the state"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "late_name", _("In time"), QZ_VALUE_TEXT);
  for (int i = 0; i < QZ_N_NL_SCOPES; i++)
    {
      g_autoptr (QzSheet) shown =
          qz_clearing_show (self->book, self->context, self->period, (QzNlScope) i, error);
      QzSheet *stages = shown != NULL ? qz_sheet_find_child (shown, "stages") : NULL;

      if (shown == NULL)
        return FALSE;
      for (guint row = 0; stages != NULL && row < qz_sheet_get_n_rows (stages); row++)
        copy_stage (child, qz_nl_scope_to_text ((QzNlScope) i), stages, row);
    }
  for (guint row = 0; row < qz_sheet_get_n_rows (child); row++)
    {
      n_late += is_late (child, row);
      name_stage (child, row);
    }
  if (n_late > 0)
    qz_report_say (self->conclusions, "清算有%u个环节逾期或者逾期完成，应当督促。", n_late);
  else
    qz_report_say (self->conclusions, "清算各环节没有逾期。");
  qz_sheet_add_child (self->sheet, child);
  return TRUE;
}

/* An empty month says so before all figures. */
static gboolean
say_empty (Report *self, GError **error)
{
  g_autofree char *month = qz_report_dup_month (self->period);
  QzOperationSums all;

  if (!qz_operation_repo_sum (self->store, self->period, NULL, &all, error))
    return FALSE;
  if (all.persons == 0 && all.visits == 0)
    qz_report_say (self->conclusions, "%s没有异地就医直接结算费用。", month);
  return TRUE;
}

QzSheet *
qz_operation_report (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("operation");
  g_autoptr (QzSheet) conclusions = qz_report_conclusions_new ();
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  Report self = { .book = book,
                  .context = context,
                  .store = qz_book_get_store (book),
                  .map = map,
                  .period = period,
                  .sheet = sheet,
                  .conclusions = conclusions };

  if (map == NULL)
    return NULL;
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, period);
  if (!say_empty (&self, error) || !add_all_sums (&self, error) || !add_trend (&self, error)
      || !add_providers (&self, error) || !add_deductions (&self, error)
      || !add_warnings (&self, error) || !add_stages (&self, error))
    return NULL;
  qz_sheet_set_number (sheet, "visits", _("Settlements"), QZ_VALUE_COUNT, self.visits);
  qz_sheet_set_number (sheet, "empty", _("Empty"), QZ_VALUE_BOOL,
                       qz_sheet_get_n_rows (qz_sheet_find_child (sheet, "providers")) == 0);
  qz_sheet_add_child (sheet, conclusions);
  return g_steal_pointer (&sheet);
}

/* ── what adds up to a figure ───────────────────────────────────────────────────────────────── */

static const QzSheetColumn claim_columns[] = {
  { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
  { "settled", N_ ("Settled"), QZ_VALUE_DAY },
  { "provider", N_ ("Provider"), QZ_VALUE_TEXT },
  { "provider_name", N_ ("Name of the provider"), QZ_VALUE_TEXT },
  { "scope", N_ ("Scope"), QZ_VALUE_TEXT },
  { "psn_name", N_ ("Full name"), QZ_VALUE_TEXT },
  { "certno", N_ ("Identity number"), QZ_VALUE_TEXT },
  { "insured_area", N_ ("Insured area"), QZ_VALUE_TEXT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "pool", N_ ("Pooled fund"), QZ_VALUE_FEN },
  { "big", N_ ("Large expenses, critical illness"), QZ_VALUE_FEN },
  { "cvlserv", N_ ("Civil servants' aid"), QZ_VALUE_FEN },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
  { "other", N_ ("Other funds"), QZ_VALUE_FEN },
  { "acct", N_ ("Personal account"), QZ_VALUE_FEN },
  { "file", N_ ("File"), QZ_VALUE_TEXT },
  { "line", N_ ("Line"), QZ_VALUE_COUNT },
};
#define CERTNO 6

static const QzSheetColumn deducted_columns[] = {
  { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
  { "orig_period", N_ ("Month of costs"), QZ_VALUE_PERIOD },
  { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
  { "amount", N_ ("Amount"), QZ_VALUE_FEN },
  { "confirmed_day", N_ ("Confirmed on"), QZ_VALUE_DAY },
  { "file", N_ ("File"), QZ_VALUE_TEXT },
  { "line", N_ ("Line"), QZ_VALUE_COUNT },
};

static QzSheet *
explain_claims (QzStore *store, QzPeriod period, const char *scope, const char *provider,
                GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("sources", claim_columns);

  if (!qz_operation_repo_fill_claims (store, period, scope, provider, sheet, error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (!qz_sheet_is_empty (sheet, row, CERTNO))
      {
        g_autofree char *masked = qz_id_mask (qz_sheet_get_text (sheet, row, CERTNO));

        qz_sheet_put_text (sheet, row, CERTNO, masked);
      }
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_operation_report_explain (QzBook *book, QzPeriod period, const char *table, const char *key,
                             GError **error)
{
  QzStore *store = qz_book_get_store (book);

  if (strcmp (table, "sums") == 0 || strcmp (table, "funds") == 0)
    return explain_claims (store, period, key, NULL, error);
  if (strcmp (table, "providers") == 0)
    return explain_claims (store, period, NULL, key, error);
  if (strcmp (table, "deductions") == 0)
    {
      g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("sources", deducted_columns);

      return qz_operation_repo_fill_deducted (store, period, key, sheet, error)
                 ? g_steal_pointer (&sheet)
                 : NULL;
    }
  qz_error_set (error, QZ_ERROR_USAGE, "no-such-table",
                _("Rows of “%s” cannot be explained; these can: sums, funds, providers, "
                  "deductions"),
                table);
  return NULL;
}
