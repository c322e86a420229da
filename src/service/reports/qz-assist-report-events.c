/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened beside the bills, for the report on medical assistance (DT-25): reserves,
 * differences, deductions, disputes, reimbursements by hand, steps of the month. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-bills.h"
#include "qz-assist-report-private.h"

/* ── reserves (DT-11, AMB-26) ───────────────────────────────────────────────────────────────── */

static const QzSheetColumn reserve_columns[] = {
  { "county", N_ ("County code"), QZ_VALUE_TEXT },
  { "county_name", N_ ("County"), QZ_VALUE_TEXT },
  { "allotted", N_ ("Allotted"), QZ_VALUE_FEN },
  { "reserve", N_ ("Reserve"), QZ_VALUE_FEN },
  { "used", N_ ("Used"), QZ_VALUE_FEN },
  { "left", N_ ("Left"), QZ_VALUE_FEN },
  { "rate", N_ ("Usage"), QZ_VALUE_PPM },
  { "level", N_ ("Level"), QZ_VALUE_TEXT },
  { "level_name", N_ ("Name of the level"), QZ_VALUE_TEXT },
};

static const char *
get_level_name (QzReserveLevel level)
{
  switch (level)
    {
    case QZ_RESERVE_OVERDRAWN:
      return "超支";
    case QZ_RESERVE_WARNED:
      return "预警";
    case QZ_RESERVE_NORMAL:
    case QZ_N_RESERVE_LEVELS:
    default:
      return "正常";
    }
}

/* As form 4 counts it, with what was allotted up to the end of the month. */
static gboolean
add_reserve (QzAssistDraft *self, const char *county, QzSheet *sheet, GError **error)
{
  const QzAssistList upto = { .period = self->period };
  const QzAssistTerms *terms = self->desk.terms;
  QzFen allotted = 0, reserve = 0, used = 0;
  QzReserveUsage usage;
  guint row;

  if (!qz_assist_month_repo_sum_allotted (self->store, self->period / 100, county,
                                          qz_period_get_last_day (self->period), &allotted, error)
      || !qz_assist_reserve_of (terms, allotted, &reserve, error)
      || !qz_assist_month_repo_sum_used (self->store, &upto, county, &used, error)
      || !qz_assist_usage (terms, used, reserve, &usage, error))
    return FALSE;
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, row, 0, county);
  qz_sheet_put_text (sheet, row, 1, qz_area_map_get_name (self->desk.map, county));
  qz_sheet_put_number (sheet, row, 2, allotted);
  qz_sheet_put_number (sheet, row, 3, reserve);
  qz_sheet_put_number (sheet, row, 4, used);
  qz_sheet_put_number (sheet, row, 5, usage.left_fen);
  if (usage.has_rate)
    qz_sheet_put_number (sheet, row, 6, usage.rate_ppm);
  qz_sheet_put_text (sheet, row, 7, qz_reserve_level_to_text (usage.level));
  qz_sheet_put_text (sheet, row, 8, get_level_name (usage.level));
  return TRUE;
}

static gboolean
add_reserves (QzAssistDraft *self, GError **error)
{
  static const QzSheetColumn columns[] = { { "county", "", QZ_VALUE_TEXT } };
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("reserves", reserve_columns);
  g_autoptr (QzSheet) counties = QZ_SHEET_NEW ("counties", columns);

  if (!qz_assist_report_repo_fill_counties (self->store, self->period, counties, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (counties); row++)
    if (!add_reserve (self, qz_sheet_get_text (counties, row, 0), sheet, error))
      return FALSE;
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

/* ── differences between platform and rules (DT-14) ─────────────────────────────────────────── */

static const QzSheetColumn difference_columns[] = {
  { "field", N_ ("Field"), QZ_VALUE_TEXT },
  { "field_name", N_ ("What differs"), QZ_VALUE_TEXT },
  { "bills", N_ ("Bills"), QZ_VALUE_COUNT },
  { "amount", N_ ("Difference"), QZ_VALUE_FEN },
  { "rule", N_ ("Rule"), QZ_VALUE_TEXT },
};

static const char *
get_field_name (const char *field)
{
  static const struct {
    const char *field, *name;
  } names[] = {
    { "category", "救助对象类别" }, { "basic", "基本医保支付" },
    { "ci", "大病保险支付" },       { "maf", "医疗救助支付" },
    { "person", "个人负担" },       { "act_pay_dedc", "起付标准" },
    { "cross_area", "是否跨区域" }, { "service", "是否可直接结算" },
    { "rules", "不能按规则计算" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].field, field) == 0)
      return names[i].name;
  return field;
}

static const char *
get_text (QzSheet *sheet, guint row, const char *column)
{
  const char *text = qz_sheet_get_text (sheet, row, (guint) qz_sheet_find_column (sheet, column));

  return text != NULL ? text : "";
}

/* The row of @sheet whose first column reads @key; a new one when there is none. */
static guint
find_row (QzSheet *sheet, const char *key)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (strcmp (qz_sheet_get_text (sheet, row, 0), key) == 0)
      return row;
  return qz_sheet_add_row (sheet);
}

static gboolean
add_to (QzSheet *sheet, guint row, guint column, gint64 number, GError **error)
{
  QzFen sum = qz_sheet_is_empty (sheet, row, column) ? 0 : qz_sheet_get_number (sheet, row, column);

  if (!qz_fen_accumulate (&sum, number, error))
    return FALSE;
  qz_sheet_put_number (sheet, row, column, sum);
  return TRUE;
}

static gboolean
add_differences (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("differences", difference_columns);
  g_autoptr (QzSheet) found = qz_assist_check_month (self->book, self->period, error);
  const int amount = found != NULL ? qz_sheet_find_column (found, "difference") : 0;

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (found); i++)
    {
      const char *field = get_text (found, i, "field");
      const guint row = find_row (sheet, field);

      qz_sheet_put_text (sheet, row, 0, field);
      qz_sheet_put_text (sheet, row, 1, get_field_name (field));
      qz_sheet_put_text (sheet, row, 4, get_text (found, i, "rule"));
      if (!add_to (sheet, row, 2, 1, error)
          || !add_to (sheet, row, 3,
                      qz_sheet_is_empty (found, i, (guint) amount)
                          ? 0
                          : qz_sheet_get_number (found, i, (guint) amount),
                      error))
        return FALSE;
    }
  qz_sheet_set_number (self->sheet, "differing", _("Bills that differ"), QZ_VALUE_COUNT,
                       qz_sheet_get_fact_number (
                           found, (guint) qz_sheet_find_fact (found, "differing")));
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

/* ── deductions (DT-23a) ────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn deduction_columns[] = {
  { "kind", N_ ("Kind"), QZ_VALUE_TEXT },
  { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
  { "n", N_ ("Number of them"), QZ_VALUE_COUNT },
  { "amount", N_ ("Amount"), QZ_VALUE_FEN },
  { "kind_name", N_ ("Name of the kind"), QZ_VALUE_TEXT },
};

static gboolean
add_deductions (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("deductions", deduction_columns);

  if (!qz_assist_report_repo_fill_deductions (self->store, self->period, sheet, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    qz_sheet_put_text (sheet, row, 4,
                       strcmp (qz_sheet_get_text (sheet, row, 0), "20") == 0 ? "追回冲减"
                                                                             : "审核扣款");
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

/* ── disputes (DT-16c) ──────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn dispute_columns[] = {
  { "dispute", N_ ("Dispute"), QZ_VALUE_COUNT },
  { "provider", N_ ("Hospital code"), QZ_VALUE_TEXT },
  { "provider_name", N_ ("Hospital"), QZ_VALUE_TEXT },
  { "county", N_ ("County code"), QZ_VALUE_TEXT },
  { "raised_by", N_ ("Raised by"), QZ_VALUE_TEXT },
  { "raised_day", N_ ("Raised on"), QZ_VALUE_DAY },
  { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
  { "state", N_ ("State"), QZ_VALUE_TEXT },
  { "paper_no", N_ ("Papers"), QZ_VALUE_TEXT },
  { "stamped_day", N_ ("Stamped on"), QZ_VALUE_DAY },
  { "hospital_day", N_ ("Hospital confirmed"), QZ_VALUE_DAY },
  { "county_day", N_ ("County confirmed"), QZ_VALUE_DAY },
  { "reported_day", N_ ("Reported"), QZ_VALUE_DAY },
  { "taken_off", N_ ("Taken off"), QZ_VALUE_FEN },
  { "county_name", N_ ("County"), QZ_VALUE_TEXT },
  { "raised_name", N_ ("Who raised it"), QZ_VALUE_TEXT },
  { "state_name", N_ ("Name of the state"), QZ_VALUE_TEXT },
};

static gboolean
add_disputes (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("disputes", dispute_columns);

  if (!qz_assist_month_repo_fill_disputes (self->store, self->period, sheet, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const gboolean by_hospital = strcmp (get_text (sheet, row, "raised_by"), "hospital") == 0;
      const gboolean solved = strcmp (get_text (sheet, row, "state"), QZ_AS_CONFIRMED) == 0;

      qz_sheet_put_text (sheet, row, 14,
                         qz_area_map_get_name (self->desk.map, get_text (sheet, row, "county")));
      qz_sheet_put_text (sheet, row, 15, by_hospital ? "医疗机构" : "县（区）");
      qz_sheet_put_text (sheet, row, 16, solved ? "已解决" : "未解决");
    }
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

/* ── reimbursed by hand (DT-15b) ────────────────────────────────────────────────────────────── */

static const QzSheetColumn manual_columns[] = {
  { "state", N_ ("State"), QZ_VALUE_TEXT },
  { "state_name", N_ ("Name of the state"), QZ_VALUE_TEXT },
  { "bills", N_ ("Bills"), QZ_VALUE_COUNT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
};

static const char *
get_manual_name (const char *state)
{
  if (strcmp (state, "OPEN") == 0)
    return "待受理";
  if (strcmp (state, "ACCEPTED") == 0)
    return "已审核待付";
  return strcmp (state, "PAID") == 0 ? "已支付" : "不予报销";
}

static gboolean
add_manual (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("manual", manual_columns);
  g_autoptr (QzSheet) bills = qz_assist_manual_list (self->book, NULL, error);
  g_autofree char *month = qz_period_format (self->period);

  for (guint i = 0; bills != NULL && i < qz_sheet_get_n_rows (bills); i++)
    {
      const char *state = get_text (bills, i, "state");
      g_autofree char *settled =
          qz_sheet_dup_machine (bills, i, (guint) qz_sheet_find_column (bills, "settled"));
      const int medfee = qz_sheet_find_column (bills, "medfee");
      const int maf = qz_sheet_find_column (bills, "maf");
      guint row;

      if (!g_str_has_prefix (settled, month))
        continue;
      row = find_row (sheet, state);
      qz_sheet_put_text (sheet, row, 0, state);
      qz_sheet_put_text (sheet, row, 1, get_manual_name (state));
      if (!add_to (sheet, row, 2, 1, error)
          || !add_to (sheet, row, 3, qz_sheet_get_number (bills, i, (guint) medfee), error)
          || !add_to (sheet, row, 4,
                      qz_sheet_is_empty (bills, i, (guint) maf)
                          ? 0
                          : qz_sheet_get_number (bills, i, (guint) maf),
                      error))
        return FALSE;
    }
  qz_sheet_add_child (self->sheet, sheet);
  return bills != NULL;
}

/* ── steps of the month (DT-16 … DT-19) ─────────────────────────────────────────────────────── */

static const QzSheetColumn stage_columns[] = {
  { "stage", N_ ("Stage"), QZ_VALUE_TEXT },
  { "stage_name", N_ ("Name"), QZ_VALUE_TEXT },
  { "rule", N_ ("Rule"), QZ_VALUE_TEXT },
  { "due_day", N_ ("Due"), QZ_VALUE_DAY },
  { "done_day", N_ ("Last done on"), QZ_VALUE_DAY },
  { "state", N_ ("State"), QZ_VALUE_TEXT },
  { "state_name", N_ ("Name of the state"), QZ_VALUE_TEXT },
  { "late", N_ ("Late"), QZ_VALUE_BOOL },
  { "late_name", N_ ("In time"), QZ_VALUE_TEXT },
};

static const char *
get_stage_name (const char *text)
{
  static const char *const names[QZ_N_ASSIST_STAGES] = {
    [QZ_ASSIST_STATEMENT] = "推送结算表、明细表（附件2、3）",
    [QZ_ASSIST_CONFIRM] = "医院、县（区）确认",
    [QZ_ASSIST_DETAILS] = "推送结算明细",
    [QZ_ASSIST_FORM4] = "生成并推送清算表（附件4）",
    [QZ_ASSIST_FORM4_CONFIRM] = "县（区）确认清算表",
    [QZ_ASSIST_CLEARING] = "年度清算",
  };
  QzAssistStage stage = QZ_ASSIST_STATEMENT;

  return qz_assist_stage_parse (text, &stage) && stage < QZ_N_ASSIST_STAGES ? names[stage] : text;
}

static const char *
get_state_name (const char *state)
{
  if (strcmp (state, "DONE") == 0)
    return "已完成";
  return strcmp (state, "PART_DONE") == 0 ? "部分完成" : "未完成";
}

static void
copy_stage (QzSheet *to, QzSheet *from, guint at)
{
  const guint row = qz_sheet_add_row (to);
  const char *state = get_text (from, at, "state");
  const int done = qz_sheet_find_column (from, "done_day");
  const gint64 late =
      qz_sheet_get_number (from, at, (guint) qz_sheet_find_column (from, "late"));

  qz_sheet_put_text (to, row, 0, get_text (from, at, "stage"));
  qz_sheet_put_text (to, row, 1, get_stage_name (get_text (from, at, "stage")));
  qz_sheet_put_text (to, row, 2, get_text (from, at, "rule"));
  qz_sheet_put_number (to, row, 3, qz_sheet_get_number (
                                       from, at, (guint) qz_sheet_find_column (from, "due_day")));
  if (!qz_sheet_is_empty (from, at, (guint) done))
    qz_sheet_put_number (to, row, 4, qz_sheet_get_number (from, at, (guint) done));
  qz_sheet_put_text (to, row, 5, state);
  qz_sheet_put_text (to, row, 6, get_state_name (state));
  qz_sheet_put_number (to, row, 7, late);
  qz_sheet_put_text (to, row, 8, late != 0 ? "逾期" : strcmp (state, "DONE") == 0 ? "按期" : "");
}

static gboolean
add_stages (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("stages", stage_columns);
  g_autoptr (QzSheet) month =
      qz_assist_month_show (self->book, self->context, self->period, error);
  QzSheet *stages = month != NULL ? qz_sheet_find_child (month, "stages") : NULL;

  for (guint i = 0; stages != NULL && i < qz_sheet_get_n_rows (stages); i++)
    copy_stage (sheet, stages, i);
  qz_sheet_add_child (self->sheet, sheet);
  return month != NULL;
}

gboolean
qz_assist_draft_add_events (QzAssistDraft *self, GError **error)
{
  return add_reserves (self, error) && add_differences (self, error)
         && add_deductions (self, error) && add_disputes (self, error) && add_manual (self, error)
         && add_stages (self, error);
}
