/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bills of the report on medical assistance (DT-25): who, what, where. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-report-private.h"

#define N_TREND 13 /* with the same month of last year */

QzAssistDays
qz_assist_report_get_days (QzPeriod period, QzReportSpan span)
{
  const QzPeriod of = span == QZ_SPAN_BEFORE     ? qz_period_add (period, -1)
                      : span == QZ_SPAN_YEAR_AGO ? qz_period_add (period, -12)
                                                 : period;
  const QzPeriod first = span == QZ_SPAN_YEAR ? period / 100 * 100 + 1 : of;

  return (QzAssistDays) { qz_period_get_first_day (first), qz_period_get_last_day (of) };
}

static QzFen
get_fund (const QzAssistSums *sums)
{
  return sums->basic_fen + sums->ci_fen + sums->other_fen + sums->maf_fen;
}

static QzFen
get_person (const QzAssistSums *sums)
{
  return sums->hosp_fen + sums->acct_fen + sums->cash_fen;
}

/* ── overall ────────────────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn overall_columns[] = {
  { "span", N_ ("Span"), QZ_VALUE_TEXT },
  { "span_name", N_ ("Months"), QZ_VALUE_TEXT },
  { "persons", N_ ("Persons"), QZ_VALUE_COUNT },
  { "bills", N_ ("Bills"), QZ_VALUE_COUNT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "basic", N_ ("Basic insurance"), QZ_VALUE_FEN },
  { "ci", N_ ("Critical illness"), QZ_VALUE_FEN },
  { "other", N_ ("Other funds"), QZ_VALUE_FEN },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
  { "person", N_ ("Not borne by funds"), QZ_VALUE_FEN },
  { "fee_per_bill", N_ ("Fees per bill"), QZ_VALUE_FEN },
  { "maf_per_bill", N_ ("Assistance per bill"), QZ_VALUE_FEN },
  { "fund_share", N_ ("Share of the funds"), QZ_VALUE_PPM },
};

static char *
dup_span_name (QzPeriod period, QzReportSpan span)
{
  static const char *const words[QZ_N_SPANS] = { "本期", "上期", "上年同期", "本年累计" };
  const QzAssistDays days = qz_assist_report_get_days (period, span);
  g_autofree char *from = qz_period_format (qz_period_of_day (days.from));
  g_autofree char *to = qz_period_format (qz_period_of_day (days.to));

  return span == QZ_SPAN_YEAR ? g_strdup_printf ("%s（%s至%s）", words[span], from, to)
                              : g_strdup_printf ("%s（%s）", words[span], to);
}

static void
add_span (QzSheet *sheet, QzPeriod period, QzReportSpan span, const QzAssistSums *sums)
{
  static const char *const texts[QZ_N_SPANS] = { "month", "before", "year_ago", "year" };
  const guint row = qz_sheet_add_row (sheet);
  const gint64 figures[] = { sums->persons,  sums->bills,     sums->medfee_fen, sums->basic_fen,
                             sums->ci_fen,   sums->other_fen, sums->maf_fen,    get_person (sums) };
  g_autofree char *name = dup_span_name (period, span);

  qz_sheet_put_text (sheet, row, 0, texts[span]);
  qz_sheet_put_text (sheet, row, 1, name);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    qz_sheet_put_number (sheet, row, 2 + i, figures[i]);
  qz_report_put_average (sheet, row, 10, sums->medfee_fen, sums->bills);
  qz_report_put_average (sheet, row, 11, sums->maf_fen, sums->bills);
  qz_report_put_share (sheet, row, 12, get_fund (sums), sums->medfee_fen);
}

static gboolean
add_overall (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("overall", overall_columns);

  for (guint span = 0; span < QZ_N_SPANS; span++)
    {
      const QzAssistDays days = qz_assist_report_get_days (self->period, span);

      if (!qz_assist_report_repo_sum (self->store, &days, &self->sums[span], error))
        return FALSE;
      add_span (sheet, self->period, span, &self->sums[span]);
    }
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

/* ── growth ─────────────────────────────────────────────────────────────────────────────────── */

#define GROWTH_COLUMNS(type)                                                                       \
  { "measure", N_ ("Measure"), QZ_VALUE_TEXT },                                                    \
      { "measure_name", N_ ("Name of the measure"), QZ_VALUE_TEXT },                               \
      { "now", N_ ("This month"), type }, { "before", N_ ("Last month"), type },                   \
      { "growth", N_ ("Growth"), QZ_VALUE_PPM }, { "year_ago", N_ ("A year ago"), type },          \
      { "growth_year", N_ ("Growth in a year"), QZ_VALUE_PPM }

static const QzSheetColumn count_columns[] = { GROWTH_COLUMNS (QZ_VALUE_COUNT) };
static const QzSheetColumn growth_columns[] = { GROWTH_COLUMNS (QZ_VALUE_FEN) };

/* One measure now, a month before and a year before. */
typedef struct {
  const char *name, *word;
  gint64 figures[QZ_SPAN_YEAR];
} Measure;

static void
add_measure (QzSheet *sheet, const Measure *measure)
{
  const guint row = qz_sheet_add_row (sheet);
  const gint64 *figures = measure->figures;

  qz_sheet_put_text (sheet, row, 0, measure->name);
  qz_sheet_put_text (sheet, row, 1, measure->word);
  qz_sheet_put_number (sheet, row, 2, figures[QZ_SPAN_MONTH]);
  qz_sheet_put_number (sheet, row, 3, figures[QZ_SPAN_BEFORE]);
  qz_report_put_growth (sheet, row, 4, figures[QZ_SPAN_MONTH], figures[QZ_SPAN_BEFORE]);
  qz_sheet_put_number (sheet, row, 5, figures[QZ_SPAN_YEAR_AGO]);
  qz_report_put_growth (sheet, row, 6, figures[QZ_SPAN_MONTH], figures[QZ_SPAN_YEAR_AGO]);
}

static gint64
get_average (QzFen sum, gint64 n)
{
  QzFen average = 0;

  return qz_report_divide (sum, n, &average) ? average : 0;
}

static void
add_measures (QzAssistDraft *self)
{
  g_autoptr (QzSheet) counts = QZ_SHEET_NEW ("growth_counts", count_columns);
  g_autoptr (QzSheet) amounts = QZ_SHEET_NEW ("growth", growth_columns);
  Measure measures[] = {
    { "persons", "救助人数（人）", { 0 } },
    { "bills", "结算人次", { 0 } },
    { "medfee", "医疗费总额", { 0 } },
    { "fund", "各类基金支付", { 0 } },
    { "maf", "医疗救助支付", { 0 } },
    { "cross", "其中：跨区域医疗救助", { 0 } },
    { "person", "个人及医院负担", { 0 } },
    { "fee_per_bill", "次均医疗费", { 0 } },
    { "maf_per_bill", "次均医疗救助", { 0 } },
  };

  for (guint span = 0; span < QZ_SPAN_YEAR; span++)
    {
      const QzAssistSums *sums = &self->sums[span];
      const gint64 all[G_N_ELEMENTS (measures)] = {
        sums->persons,     sums->bills,
        sums->medfee_fen,  get_fund (sums),
        sums->maf_fen,     sums->cross_fen,
        get_person (sums), get_average (sums->medfee_fen, sums->bills),
        get_average (sums->maf_fen, sums->bills),
      };

      for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
        measures[i].figures[span] = all[i];
    }
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    add_measure (i < 2 ? counts : amounts, &measures[i]);
  qz_sheet_add_child (self->sheet, counts);
  qz_sheet_add_child (self->sheet, amounts);
}

/* ── layers: what adds up to the fees ───────────────────────────────────────────────────────── */

static const QzSheetColumn layer_columns[] = {
  { "layer", N_ ("Layer"), QZ_VALUE_TEXT },
  { "layer_name", N_ ("Name of the layer"), QZ_VALUE_TEXT },
  { "amount", N_ ("Amount"), QZ_VALUE_FEN },
  { "share", N_ ("Share"), QZ_VALUE_PPM },
  { "before", N_ ("Last month"), QZ_VALUE_FEN },
  { "growth", N_ ("Growth"), QZ_VALUE_PPM },
};

static void
add_layers (QzAssistDraft *self)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("layers", layer_columns);
  const QzAssistSums *now = &self->sums[QZ_SPAN_MONTH];
  const QzAssistSums *before = &self->sums[QZ_SPAN_BEFORE];
  const struct {
    const char *layer, *name;
    QzFen now, before;
  } layers[] = {
    { "basic", "基本医保", now->basic_fen, before->basic_fen },
    { "ci", "大病保险（大额补助）", now->ci_fen, before->ci_fen },
    { "other", "其他基金", now->other_fen, before->other_fen },
    { "maf", "医疗救助", now->maf_fen, before->maf_fen },
    { "hospital", "医院负担", now->hosp_fen, before->hosp_fen },
    { "acct", "个人账户", now->acct_fen, before->acct_fen },
    { "cash", "个人现金", now->cash_fen, before->cash_fen },
  };

  for (guint i = 0; i < G_N_ELEMENTS (layers) && now->bills != 0; i++)
    {
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, layers[i].layer);
      qz_sheet_put_text (sheet, row, 1, layers[i].name);
      qz_sheet_put_number (sheet, row, 2, layers[i].now);
      qz_report_put_share (sheet, row, 3, layers[i].now, now->medfee_fen);
      qz_sheet_put_number (sheet, row, 4, layers[i].before);
      qz_report_put_growth (sheet, row, 5, layers[i].now, layers[i].before);
    }
  qz_sheet_add_child (self->sheet, sheet);
}

/* ── what the bills are told apart by ───────────────────────────────────────────────────────── */

static const QzSheetColumn key_columns[] = {
  { "key", "", QZ_VALUE_TEXT },       { "name", "", QZ_VALUE_TEXT },
  { "persons", "", QZ_VALUE_COUNT },  { "bills", "", QZ_VALUE_COUNT },
  { "medfee", "", QZ_VALUE_FEN },     { "basic", "", QZ_VALUE_FEN },
  { "ci", "", QZ_VALUE_FEN },         { "other", "", QZ_VALUE_FEN },
  { "maf", "", QZ_VALUE_FEN },        { "person", "", QZ_VALUE_FEN },
  { "cross", "", QZ_VALUE_FEN },
};
enum {
  KEY,
  NAME,
  PERSONS,
  BILLS,
  MEDFEE,
  BASIC,
  CI,
  OTHER,
  MAF,
  PERSON,
  CROSS,
};

static QzSheet *
load_keys (QzAssistDraft *self, QzReportSpan span, QzAssistDimension dimension, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("keys", key_columns);
  const QzAssistDays days = qz_assist_report_get_days (self->period, span);

  return qz_assist_report_repo_fill (self->store, &days, dimension, sheet, error)
             ? g_steal_pointer (&sheet)
             : NULL;
}

/* The row of @key, -1 when there is none. */
static int
find_key (QzSheet *keys, const char *key)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (keys); row++)
    if (g_strcmp0 (qz_sheet_get_text (keys, row, KEY), key) == 0)
      return (int) row;
  return -1;
}

static void
copy_figures (QzSheet *to, guint row, guint first, QzSheet *keys, guint from, guint n)
{
  for (guint i = 0; i < n; i++)
    qz_sheet_put_number (to, row, first + i, qz_sheet_get_number (keys, from, PERSONS + i));
}

/* ── categories ─────────────────────────────────────────────────────────────────────────────── */

void
qz_assist_report_split_key (const char *key, const char **out_category, const char **out_group)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", 2);
  QzAssistCategory category = QZ_ASSIST_NONE;
  QzAssistGroup group = QZ_N_ASSIST_GROUPS;

  *out_category = "未按救助对象结算";
  *out_group = "";
  if (qz_assist_category_parse (parts[0], &category) && category != QZ_ASSIST_NONE)
    *out_category = qz_assist_category_get_paper_name (category);
  if (parts[1] != NULL && parts[1][0] != '\0')
    *out_group = qz_assist_group_parse (parts[1], &group) && group < QZ_N_ASSIST_GROUPS
                     ? qz_assist_group_get_paper_name (group)
                     : g_intern_string (parts[1]);
}

static const QzSheetColumn category_columns[] = {
  { "key", N_ ("Category code"), QZ_VALUE_TEXT },
  { "category_name", N_ ("Category"), QZ_VALUE_TEXT },
  { "group_name", N_ ("Sub-category"), QZ_VALUE_TEXT },
  { "listed", N_ ("On the lists"), QZ_VALUE_COUNT },
  { "persons", N_ ("Persons"), QZ_VALUE_COUNT },
  { "bills", N_ ("Bills"), QZ_VALUE_COUNT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "basic", N_ ("Basic insurance"), QZ_VALUE_FEN },
  { "ci", N_ ("Critical illness"), QZ_VALUE_FEN },
  { "other", N_ ("Other funds"), QZ_VALUE_FEN },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
  { "person", N_ ("Not borne by funds"), QZ_VALUE_FEN },
};

static guint
add_category (QzSheet *sheet, const char *key)
{
  const guint row = qz_sheet_add_row (sheet);
  const char *category = "";
  const char *group = "";

  qz_assist_report_split_key (key, &category, &group);
  qz_sheet_put_text (sheet, row, 0, key);
  qz_sheet_put_text (sheet, row, 1, category);
  qz_sheet_put_text (sheet, row, 2, group);
  return row;
}

static QzSheet *
load_listed (QzAssistDraft *self, GError **error)
{
  static const QzSheetColumn columns[] = { { "key", "", QZ_VALUE_TEXT },
                                           { "persons", "", QZ_VALUE_COUNT } };
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("listed", columns);

  return qz_assist_report_repo_fill_listed (self->store, qz_period_get_last_day (self->period),
                                            sheet, error)
             ? g_steal_pointer (&sheet)
             : NULL;
}

/* Those that have bills, then those that only have persons on the lists. */
static gboolean
add_categories (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("categories", category_columns);
  g_autoptr (QzSheet) keys = load_keys (self, QZ_SPAN_MONTH, QZ_ASSIST_BY_CATEGORY, error);
  g_autoptr (QzSheet) listed = keys != NULL ? load_listed (self, error) : NULL;

  if (listed == NULL)
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (keys); i++)
    {
      const char *key = qz_sheet_get_text (keys, i, KEY);
      const int found = find_key (listed, key);
      const guint row = add_category (sheet, key);

      qz_sheet_put_number (sheet, row, 3,
                           found < 0 ? 0 : qz_sheet_get_number (listed, (guint) found, 1));
      copy_figures (sheet, row, 4, keys, i, 8);
    }
  for (guint i = 0; i < qz_sheet_get_n_rows (listed); i++)
    if (find_key (keys, qz_sheet_get_text (listed, i, 0)) < 0)
      {
        const guint row = add_category (sheet, qz_sheet_get_text (listed, i, 0));

        qz_sheet_put_number (sheet, row, 3, qz_sheet_get_number (listed, i, 1));
        for (guint column = 4; column < G_N_ELEMENTS (category_columns); column++)
          qz_sheet_put_number (sheet, row, column, 0);
      }
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

/* ── counties ───────────────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn county_columns[] = {
  { "county", N_ ("County code"), QZ_VALUE_TEXT },
  { "county_name", N_ ("County"), QZ_VALUE_TEXT },
  { "persons", N_ ("Persons"), QZ_VALUE_COUNT },
  { "bills", N_ ("Bills"), QZ_VALUE_COUNT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
  { "own", N_ ("Of it in the county"), QZ_VALUE_FEN },
  { "cross", N_ ("Of it outside the county"), QZ_VALUE_FEN },
  { "before", N_ ("Last month"), QZ_VALUE_FEN },
  { "growth", N_ ("Growth"), QZ_VALUE_PPM },
};

static gboolean
add_counties (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("counties", county_columns);
  g_autoptr (QzSheet) keys = load_keys (self, QZ_SPAN_MONTH, QZ_ASSIST_BY_COUNTY, error);
  g_autoptr (QzSheet) before =
      keys != NULL ? load_keys (self, QZ_SPAN_BEFORE, QZ_ASSIST_BY_COUNTY, error) : NULL;

  if (before == NULL)
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (keys); i++)
    {
      const char *county = qz_sheet_get_text (keys, i, KEY);
      const QzFen maf = qz_sheet_get_number (keys, i, MAF);
      const QzFen cross = qz_sheet_get_number (keys, i, CROSS);
      const int found = find_key (before, county);
      const QzFen was = found < 0 ? 0 : qz_sheet_get_number (before, (guint) found, MAF);
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, county);
      qz_sheet_put_text (sheet, row, 1, qz_area_map_get_name (self->desk.map, county));
      copy_figures (sheet, row, 2, keys, i, 3);
      qz_sheet_put_number (sheet, row, 5, maf);
      qz_sheet_put_number (sheet, row, 6, maf - cross);
      qz_sheet_put_number (sheet, row, 7, cross);
      qz_sheet_put_number (sheet, row, 8, was);
      qz_report_put_growth (sheet, row, 9, maf, was);
    }
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

/* ── hospitals, areas ───────────────────────────────────────────────────────────────────────── */

#define FIGURE_COLUMNS                                                                             \
  { "persons", N_ ("Persons"), QZ_VALUE_COUNT }, { "bills", N_ ("Bills"), QZ_VALUE_COUNT },        \
      { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },                                             \
      { "basic", N_ ("Basic insurance"), QZ_VALUE_FEN },                                           \
      { "ci", N_ ("Critical illness"), QZ_VALUE_FEN },                                             \
      { "other", N_ ("Other funds"), QZ_VALUE_FEN },                                               \
      { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN }

static const QzSheetColumn provider_columns[] = {
  { "provider", N_ ("Hospital code"), QZ_VALUE_TEXT },
  { "provider_name", N_ ("Hospital"), QZ_VALUE_TEXT },
  FIGURE_COLUMNS,
  { "cross", N_ ("Of it outside the county"), QZ_VALUE_FEN },
  { "share", N_ ("Share"), QZ_VALUE_PPM },
};

static gboolean
add_providers (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("providers", provider_columns);
  g_autoptr (QzSheet) keys = load_keys (self, QZ_SPAN_MONTH, QZ_ASSIST_BY_PROVIDER, error);

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (keys); i++)
    {
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, qz_sheet_get_text (keys, i, KEY));
      qz_sheet_put_text (sheet, row, 1, qz_sheet_get_text (keys, i, NAME));
      copy_figures (sheet, row, 2, keys, i, 7);
      qz_sheet_put_number (sheet, row, 9, qz_sheet_get_number (keys, i, CROSS));
      qz_report_put_share (sheet, row, 10, qz_sheet_get_number (keys, i, MAF),
                           self->sums[QZ_SPAN_MONTH].maf_fen);
    }
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

static const QzSheetColumn area_columns[] = {
  { "area", N_ ("Place of care"), QZ_VALUE_TEXT },
  { "area_name", N_ ("Where it was"), QZ_VALUE_TEXT },
  FIGURE_COLUMNS,
  { "share", N_ ("Share"), QZ_VALUE_PPM },
};

static gboolean
add_areas (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("areas", area_columns);
  g_autoptr (QzSheet) keys = load_keys (self, QZ_SPAN_MONTH, QZ_ASSIST_BY_AREA, error);

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (keys); i++)
    {
      const char *key = qz_sheet_get_text (keys, i, KEY);
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, key);
      qz_sheet_put_text (sheet, row, 1, strcmp (key, "cross") == 0 ? "跨区域" : "本县（区）内");
      copy_figures (sheet, row, 2, keys, i, 7);
      qz_report_put_share (sheet, row, 9, qz_sheet_get_number (keys, i, MAF),
                           self->sums[QZ_SPAN_MONTH].maf_fen);
    }
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

/* ── thirteen months ────────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn trend_columns[] = {
  { "period", N_ ("Month"), QZ_VALUE_PERIOD },
  { "bills", N_ ("Bills"), QZ_VALUE_COUNT },
  { "persons", N_ ("Persons"), QZ_VALUE_COUNT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
};

static gboolean
add_trend (QzAssistDraft *self, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("trend", trend_columns);

  for (int i = 1 - N_TREND; i <= 0; i++)
    {
      const QzPeriod period = qz_period_add (self->period, i);
      const QzAssistDays days = qz_assist_report_get_days (period, QZ_SPAN_MONTH);
      QzAssistSums sums;
      guint row;

      if (!qz_assist_report_repo_sum (self->store, &days, &sums, error))
        return FALSE;
      row = qz_sheet_add_row (sheet);
      qz_sheet_put_number (sheet, row, 0, period);
      qz_sheet_put_number (sheet, row, 1, sums.bills);
      qz_sheet_put_number (sheet, row, 2, sums.persons);
      qz_sheet_put_number (sheet, row, 3, sums.medfee_fen);
      qz_sheet_put_number (sheet, row, 4, sums.maf_fen);
    }
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

gboolean
qz_assist_draft_add_bills (QzAssistDraft *self, GError **error)
{
  if (!add_overall (self, error))
    return FALSE;
  add_measures (self);
  add_layers (self);
  return add_categories (self, error) && add_counties (self, error) && add_providers (self, error)
         && add_areas (self, error) && add_trend (self, error);
}
