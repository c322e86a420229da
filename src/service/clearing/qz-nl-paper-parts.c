/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-nl-paper-private.h"

/* ── the forms (domain 2.4, 2.5; titles of the regulation) ──────────────────────────────────── */

#define IN    QZ_NL_IN_PROV
#define CROSS QZ_NL_CROSS_PROV
#define BOTH  -1

static const QzPaperSpec specs[] = {
  { "F-NL-4", CROSS, QZ_PAPER_SUMMARY, BOTH, "黑龙江省跨省异地就医费用清算表" },
  { "F-NL-4-1", CROSS, QZ_PAPER_RECEIVABLES, BOTH,
    "黑龙江省跨省异地就医各市（地）应收费用汇总表" },
  { "F-NL-4-2", CROSS, QZ_PAPER_PAYABLES, BOTH, "黑龙江省跨省异地就医各市（地）应付费用汇总表" },
  { "F-NL-5", CROSS, QZ_PAPER_RECEIPT, BOTH, "黑龙江省%s跨省异地就医费用收款通知书" },
  { "F-NL-5-1", CROSS, QZ_PAPER_PROVIDERS, BOTH, "定点医疗机构跨省异地就医费用预结算汇总表" },
  { "F-NL-6", CROSS, QZ_PAPER_PAYMENT, BOTH, "黑龙江省%s跨省异地就医费用付款通知书" },
  { "F-NL-6-1", CROSS, QZ_PAPER_DETAIL_CROSS, QZ_INS_EMP,
    "黑龙江省%s跨省异地就医职工医保基金支付明细表" },
  { "F-NL-6-2", CROSS, QZ_PAPER_DETAIL_CROSS, QZ_INS_RES,
    "黑龙江省%s跨省异地就医居民医保基金支付明细表" },
  { "F-NL-6-3", CROSS, QZ_PAPER_DEDUCTIONS, QZ_INS_EMP,
    "黑龙江省%s跨省异地就医职工医保基金审核扣款明细表" },
  { "F-NL-6-4", CROSS, QZ_PAPER_DEDUCTIONS, QZ_INS_RES,
    "黑龙江省%s跨省异地就医居民医保基金审核扣款明细表" },
  { "F-NL-7", IN, QZ_PAPER_SUMMARY, BOTH, "黑龙江省省内异地就医费用清算表" },
  { "F-NL-7-1", IN, QZ_PAPER_RECEIVABLES, BOTH, "黑龙江省省内异地就医各市（地）应收费用汇总表" },
  { "F-NL-7-2", IN, QZ_PAPER_PAYABLES, BOTH, "黑龙江省省内异地就医各市（地）应付费用汇总表" },
  { "F-NL-8", IN, QZ_PAPER_RECEIPT, BOTH, "黑龙江省%s省内异地就医费用收款通知书" },
  { "F-NL-8-1", IN, QZ_PAPER_PROVIDERS, BOTH, "定点医疗机构省内异地就医费用预结算汇总表" },
  { "F-NL-9", IN, QZ_PAPER_PAYMENT, BOTH, "黑龙江省%s省内异地就医费用付款通知书" },
  { "F-NL-9-1", IN, QZ_PAPER_DETAIL_IN, QZ_INS_EMP,
    "黑龙江省%s省内异地就医职工医保基金支付明细表" },
  { "F-NL-9-2", IN, QZ_PAPER_DETAIL_IN, QZ_INS_RES,
    "黑龙江省%s省内异地就医居民医保基金支付明细表" },
};

const QzPaperSpec *
qz_paper_get_spec (guint index)
{
  return index < G_N_ELEMENTS (specs) ? &specs[index] : NULL;
}

const QzPaperSpec *
qz_paper_find_spec (const char *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    if (strcmp (specs[i].form, form) == 0)
      return &specs[i];
  return NULL;
}

gboolean
qz_paper_is_by_unit (const QzPaperSpec *spec)
{
  return spec->kind != QZ_PAPER_SUMMARY && spec->kind != QZ_PAPER_RECEIVABLES
         && spec->kind != QZ_PAPER_PAYABLES;
}

/* ── their columns ──────────────────────────────────────────────────────────────────────────── */

#define EMP QZ_INS_EMP
#define RES QZ_INS_RES
#define R   QZ_SIDE_RECEIVABLE
#define P   QZ_SIDE_PAYABLE

static const QzPaperColumn summary_columns[] = {
  { "receivable", N_ ("Receivable"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_NET, R },
  { "payable", N_ ("Payable"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_NET, P },
  { "emp_receivable", N_ ("Employees, receivable"), QZ_MEASURE_AMOUNT, EMP, QZ_PART_NET, R },
  { "emp_payable", N_ ("Employees, payable"), QZ_MEASURE_AMOUNT, EMP, QZ_PART_NET, P },
  { "res_receivable", N_ ("Residents, receivable"), QZ_MEASURE_AMOUNT, RES, QZ_PART_NET, R },
  { "res_payable", N_ ("Residents, payable"), QZ_MEASURE_AMOUNT, RES, QZ_PART_NET, P },
  { "difference", N_ ("Difference"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_NET, QZ_SIDE_DIFFERENCE },
};

#define TREAT_COLUMNS(sum, emp, res)                                                               \
  { "emp_visits", N_ ("Employees, visits"), QZ_MEASURE_VISITS, EMP, QZ_PART_GROSS, R },            \
      { "emp_medfee", N_ ("Employees, medical fees"), QZ_MEASURE_MEDFEE, EMP, QZ_PART_GROSS, R },  \
      { "emp_declared", N_ ("Employees, declared"), QZ_MEASURE_AMOUNT, EMP, QZ_PART_GROSS, R },    \
      { "emp_deducted", N_ ("Employees, deducted"), QZ_MEASURE_AMOUNT, EMP, QZ_PART_DEDUCT, R },   \
      { "emp_" sum, emp, QZ_MEASURE_AMOUNT, EMP, QZ_PART_NET, R },        \
      { "res_visits", N_ ("Residents, visits"), QZ_MEASURE_VISITS, RES, QZ_PART_GROSS, R },        \
      { "res_medfee", N_ ("Residents, medical fees"), QZ_MEASURE_MEDFEE, RES, QZ_PART_GROSS, R },  \
      { "res_declared", N_ ("Residents, declared"), QZ_MEASURE_AMOUNT, RES, QZ_PART_GROSS, R },    \
      { "res_deducted", N_ ("Residents, deducted"), QZ_MEASURE_AMOUNT, RES, QZ_PART_DEDUCT, R },   \
      { "res_" sum, res, QZ_MEASURE_AMOUNT, RES, QZ_PART_NET, R }

static const QzPaperColumn receivable_columns[] = {
  TREAT_COLUMNS ("receivable", N_ ("Employees, receivable"), N_ ("Residents, receivable")),
  { "visits", N_ ("Visits"), QZ_MEASURE_VISITS, BOTH, QZ_PART_GROSS, R },
  { "receivable", N_ ("Receivable"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_NET, R },
};

static const QzPaperColumn provider_columns[] = {
  TREAT_COLUMNS ("payable", N_ ("Employees, to be paid"), N_ ("Residents, to be paid")),
  { "payable", N_ ("To be paid"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_NET, R },
};

#define INSURED_COLUMNS                                                                            \
  { "emp_paid", N_ ("Employees, paid"), QZ_MEASURE_AMOUNT, EMP, QZ_PART_GROSS, P },                \
      { "res_paid", N_ ("Residents, paid"), QZ_MEASURE_AMOUNT, RES, QZ_PART_GROSS, P },            \
      { "emp_deducted", N_ ("Employees, deducted"), QZ_MEASURE_AMOUNT, EMP, QZ_PART_DEDUCT, P },   \
      { "res_deducted", N_ ("Residents, deducted"), QZ_MEASURE_AMOUNT, RES, QZ_PART_DEDUCT, P }

static const QzPaperColumn payable_columns[] = {
  INSURED_COLUMNS,
  { "emp_payable", N_ ("Employees, payable"), QZ_MEASURE_AMOUNT, EMP, QZ_PART_NET, P },
  { "res_payable", N_ ("Residents, payable"), QZ_MEASURE_AMOUNT, RES, QZ_PART_NET, P },
  { "payable", N_ ("Payable"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_NET, P },
};

static const QzPaperColumn payment_columns[] = {
  INSURED_COLUMNS,
  { "payable", N_ ("Payable"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_NET, P },
};

static const QzPaperColumn receipt_columns[] = {
  { "emp", N_ ("Employees"), QZ_MEASURE_AMOUNT, EMP, QZ_PART_NET, R },
  { "res", N_ ("Residents"), QZ_MEASURE_AMOUNT, RES, QZ_PART_NET, R },
  { "total", N_ ("Total"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_NET, R },
};

#define FUND_COLUMNS(part)                                                                         \
  { "pool", N_ ("Pooled fund"), QZ_MEASURE_POOL, BOTH, part, P },                                  \
      { "big", N_ ("Large expenses"), QZ_MEASURE_BIG, BOTH, part, P },                             \
      { "cvlserv", N_ ("Civil servants’ aid"), QZ_MEASURE_CVLSERV, BOTH, part, P },                \
      { "maf", N_ ("Medical assistance"), QZ_MEASURE_MAF, BOTH, part, P },                         \
      { "other", N_ ("Other funds"), QZ_MEASURE_OTHER, BOTH, part, P },                            \
      { "fund", N_ ("All funds"), QZ_MEASURE_FUND, BOTH, part, P },                                \
      { "acct", N_ ("Personal account"), QZ_MEASURE_ACCT, BOTH, part, P }

static const QzPaperColumn detail_cross_columns[] = {
  { "visits", N_ ("Visits"), QZ_MEASURE_VISITS, BOTH, QZ_PART_GROSS, P },
  { "medfee", N_ ("Medical fees"), QZ_MEASURE_MEDFEE, BOTH, QZ_PART_GROSS, P },
  FUND_COLUMNS (QZ_PART_GROSS),
  { "payable", N_ ("Payable"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_GROSS, P },
};

static const QzPaperColumn detail_in_columns[] = {
  { "visits", N_ ("Visits"), QZ_MEASURE_VISITS, BOTH, QZ_PART_GROSS, P },
  { "medfee", N_ ("Medical fees"), QZ_MEASURE_MEDFEE, BOTH, QZ_PART_GROSS, P },
  FUND_COLUMNS (QZ_PART_GROSS),
  { "paid", N_ ("Paid"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_GROSS, P },
  { "deducted", N_ ("Deducted"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_DEDUCT, P },
  { "payable", N_ ("Payable"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_NET, P },
};

static const QzPaperColumn deduction_columns[] = {
  { "visits", N_ ("Visits"), QZ_MEASURE_VISITS, BOTH, QZ_PART_DEDUCT, P },
  FUND_COLUMNS (QZ_PART_DEDUCT),
  { "deducted", N_ ("Deducted"), QZ_MEASURE_AMOUNT, BOTH, QZ_PART_DEDUCT, P },
};

const QzPaperColumn *
qz_paper_get_columns (QzPaperKind kind, guint *out_n)
{
  static const struct {
    const QzPaperColumn *columns;
    guint n;
  } tables[] = {
    [QZ_PAPER_SUMMARY] = { summary_columns, G_N_ELEMENTS (summary_columns) },
    [QZ_PAPER_RECEIVABLES] = { receivable_columns, G_N_ELEMENTS (receivable_columns) },
    [QZ_PAPER_PAYABLES] = { payable_columns, G_N_ELEMENTS (payable_columns) },
    [QZ_PAPER_RECEIPT] = { receipt_columns, G_N_ELEMENTS (receipt_columns) },
    [QZ_PAPER_PROVIDERS] = { provider_columns, G_N_ELEMENTS (provider_columns) },
    [QZ_PAPER_PAYMENT] = { payment_columns, G_N_ELEMENTS (payment_columns) },
    [QZ_PAPER_DETAIL_CROSS] = { detail_cross_columns, G_N_ELEMENTS (detail_cross_columns) },
    [QZ_PAPER_DETAIL_IN] = { detail_in_columns, G_N_ELEMENTS (detail_in_columns) },
    [QZ_PAPER_DEDUCTIONS] = { deduction_columns, G_N_ELEMENTS (deduction_columns) },
  };

  *out_n = tables[kind].n;
  return tables[kind].columns;
}

static gint64
get_measure (QzPaperMeasure measure, const QzClearingRow *row)
{
  const gint64 figures[] = {
    [QZ_MEASURE_VISITS] = row->n_visits,
    [QZ_MEASURE_MEDFEE] = row->medfee_fen,
    [QZ_MEASURE_POOL] = row->parts[QZ_FC_POOL],
    [QZ_MEASURE_BIG] = row->parts[QZ_FC_BIG],
    [QZ_MEASURE_CVLSERV] = row->parts[QZ_FC_CVLSERV],
    [QZ_MEASURE_MAF] = row->parts[QZ_FC_MAF],
    [QZ_MEASURE_OTHER] = row->parts[QZ_FC_OTHER],
    [QZ_MEASURE_FUND] = row->fund_fen,
    [QZ_MEASURE_ACCT] = row->acct_fen,
    [QZ_MEASURE_AMOUNT] = row->amount_fen,
  };

  return figures[measure];
}

gint64
qz_paper_get_share (const QzPaperColumn *column, const QzClearingRow *row)
{
  gint64 share;

  if ((column->insurance >= 0 && column->insurance != (int) row->insurance)
      || (column->side == R && row->is_payable) || (column->side == P && !row->is_payable)
      || (column->part == QZ_PART_GROSS && row->is_deduction)
      || (column->part == QZ_PART_DEDUCT && !row->is_deduction))
    return 0;
  share = get_measure (column->measure, row);
  if (column->part == QZ_PART_NET && row->is_deduction)
    share = -share;
  return column->side == QZ_SIDE_DIFFERENCE && row->is_payable ? -share : share;
}

/* ── which line a row goes to ───────────────────────────────────────────────────────────────── */

/* A unit's own part stands before its counties. */
static char *
make_key (const char *unit, const QzPaperLine *line, const char *provider)
{
  return g_strdup_printf ("%d %s|%s|%s|%06d|%s", strcmp (unit, line->group) != 0, line->group,
                          provider, line->place, line->orig_period, line->reason);
}

static gboolean
place_on_province (const QzPaperSpec *spec, const QzClearingRow *row, QzPaperLine *out)
{
  if ((spec->kind == QZ_PAPER_RECEIVABLES && row->is_payable)
      || (spec->kind == QZ_PAPER_PAYABLES && !row->is_payable))
    return FALSE;
  out->group = row->is_payable ? row->insured_unit : row->treat_unit;
  out->key = make_key (out->group, out, "");
  return TRUE;
}

static const char *
get_provider_code (QzNlLists *lists, gint64 id)
{
  const QzNlProvider *provider = g_hash_table_lookup (lists->providers, &id);

  return provider != NULL ? provider->code : "";
}

/* Rows of the treat side: 5, 5-1, 8, 8-1. */
static gboolean
place_on_treat (QzNlLists *lists, const QzPaperSpec *spec, const char *unit,
                const QzClearingRow *row, QzPaperLine *out)
{
  if (row->is_payable || strcmp (row->treat_unit, unit) != 0)
    return FALSE;
  out->group = row->treat_agency;
  if (spec->kind == QZ_PAPER_PROVIDERS)
    out->provider_id = row->provider_id;
  out->key = make_key (unit, out,
                       spec->kind == QZ_PAPER_PROVIDERS
                           ? get_provider_code (lists, row->provider_id)
                           : "");
  return TRUE;
}

/* Rows of the insured side: 6, 6-1 … 6-4, 9, 9-1, 9-2. */
static gboolean
place_on_insured (const QzPaperSpec *spec, const char *unit, const QzClearingRow *row,
                  QzPaperLine *out)
{
  if (!row->is_payable || strcmp (row->insured_unit, unit) != 0
      || (spec->insurance >= 0 && spec->insurance != (int) row->insurance)
      || (spec->kind == QZ_PAPER_DETAIL_CROSS && row->is_deduction)
      || (spec->kind == QZ_PAPER_DEDUCTIONS && !row->is_deduction))
    return FALSE;
  out->group = row->insured_agency;
  if (spec->kind != QZ_PAPER_PAYMENT)
    out->place = row->other_province[0] != '\0' ? row->other_province : row->treat_unit;
  if (spec->kind == QZ_PAPER_DEDUCTIONS)
    {
      out->orig_period = row->orig_period;
      out->reason = row->reason;
    }
  out->key = make_key (unit, out, "");
  return TRUE;
}

gboolean
qz_paper_place (QzNlLists *lists, const QzPaperSpec *spec, const char *unit,
                const QzClearingRow *row, QzPaperLine *out)
{
  *out = (QzPaperLine) { .place = "", .reason = "", .group = "" };
  if (!qz_paper_is_by_unit (spec))
    return place_on_province (spec, row, out);
  if (spec->kind == QZ_PAPER_RECEIPT || spec->kind == QZ_PAPER_PROVIDERS)
    return place_on_treat (lists, spec, unit, row, out);
  return place_on_insured (spec, unit, row, out);
}

/* ── a form ─────────────────────────────────────────────────────────────────────────────────── */

static void
free_line (gpointer data)
{
  QzPaperLine *line = data;

  g_free (line->key);
  g_free (line);
}

void
qz_paper_free (QzPaper *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* Takes the key of @found. */
static QzPaperLine *
take_line (QzPaper *self, GHashTable *by_key, const QzPaperLine *found)
{
  QzPaperLine *line = g_hash_table_lookup (by_key, found->key);

  if (line != NULL)
    {
      g_free (found->key);
      return line;
    }
  line = g_memdup2 (found, sizeof *found);
  g_ptr_array_add (self->lines, line);
  g_hash_table_insert (by_key, line->key, line);
  return line;
}

/* Every unit of the province and every agency of a unit has its line, also with nothing in it. */
static void
add_fixed_lines (QzPaper *self, QzNlLists *lists, GHashTable *by_key, const char *unit)
{
  const gboolean by_unit = qz_paper_is_by_unit (self->spec);
  const char *area;

  if (by_unit && self->spec->kind != QZ_PAPER_RECEIPT && self->spec->kind != QZ_PAPER_PAYMENT)
    return;
  for (guint i = 0; (area = by_unit ? qz_area_map_get_agency (lists->map, unit, i)
                                    : qz_area_map_get_unit (lists->map, i))
                    != NULL;
       i++)
    {
      QzPaperLine line = { .place = "", .reason = "", .group = area };

      line.key = make_key (by_unit ? unit : area, &line, "");
      take_line (self, by_key, &line);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(QzPaperLine *const *) a)->key, (*(QzPaperLine *const *) b)->key);
}

QzPaper *
qz_paper_new (QzNlLists *lists, const QzPaperSpec *spec, const char *unit)
{
  QzPaper *self = g_new0 (QzPaper, 1);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  const GArray *rows = lists->rows[spec->scope];

  self->spec = spec;
  self->columns = qz_paper_get_columns (spec->kind, &self->n_columns);
  self->lines = g_ptr_array_new_with_free_func (free_line);
  add_fixed_lines (self, lists, by_key, unit);
  for (guint i = 0; i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);
      QzPaperLine found;
      QzPaperLine *line;

      if (!qz_paper_place (lists, spec, unit, row, &found))
        continue;
      line = take_line (self, by_key, &found);
      for (guint j = 0; j < self->n_columns; j++)
        line->figures[j] += qz_paper_get_share (&self->columns[j], row);
    }
  g_ptr_array_sort (self->lines, compare_lines);
  return self;
}

guint
qz_paper_find_column (QzPaper *self, const char *name)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (strcmp (self->columns[i].name, name) == 0)
      return i;
  g_assert_not_reached ();
}

gint64
qz_paper_sum (QzPaper *self, const char *column)
{
  const guint at = qz_paper_find_column (self, column);
  gint64 sum = 0;

  for (guint i = 0; i < self->lines->len; i++)
    sum += ((QzPaperLine *) self->lines->pdata[i])->figures[at];
  return sum;
}

const QzPaperLine *
qz_paper_find_line (QzPaper *self, const char *group)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (strcmp (((QzPaperLine *) self->lines->pdata[i])->group, group) == 0)
      return self->lines->pdata[i];
  return NULL;
}
