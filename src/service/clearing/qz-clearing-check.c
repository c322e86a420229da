/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The identities K01 … K09 (domain 2.6): forms are computed each by itself and compared. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-clearing-private.h"
#include "qz-error.h"
#include "qz-nl-paper-private.h"

#define N_IDENTITIES 9

static const struct {
  const char *code;
  const char *what;
} identities[N_IDENTITIES] = {
  { "K01", N_ ("What providers get is what they declared less what is taken off, and no sum is "
               "negative") },
  { "K02", N_ ("Notices 5 and 8 are the sums of 5-1 and 8-1") },
  { "K03", N_ ("The rows of 4-1 and 7-1 are the totals of notices 5 and 8") },
  { "K04", N_ ("Notice 6 is 6-1 + 6-2 − 6-3 − 6-4; notice 9 is 9-1 + 9-2") },
  { "K05", N_ ("The rows of 4-2 and 7-2 are the totals of notices 6 and 9") },
  { "K06", N_ ("The totals of 4 and 7 are those of 4-1, 4-2, 7-1 and 7-2") },
  { "K07", N_ ("In the province, what one area receives another one pays, pair by pair") },
  { "K08", N_ ("Funds are the sums of their parts") },
  { "K09", N_ ("The agencies of a unit add up to the unit") },
};

typedef struct {
  QzNlLists *lists;
  char *faults[N_IDENTITIES]; /* the first of each; NULL: it holds */
} Check;

static void
clear_check (Check *self)
{
  for (guint i = 0; i < N_IDENTITIES; i++)
    g_free (self->faults[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, clear_check)

static void
note (Check *self, guint k, const char *what, QzFen one, QzFen other)
{
  g_autofree char *left = qz_fen_format (one);
  g_autofree char *right = qz_fen_format (other);

  if (self->faults[k - 1] == NULL)
    /* Translators: what differs, then the two amounts. */
    self->faults[k - 1] = g_strdup_printf (_("%s: %s and %s"), what, left, right);
}

static void
compare (Check *self, guint k, const char *what, QzFen one, QzFen other)
{
  if (one != other)
    note (self, k, what, one, other);
}

static QzPaper *
make (Check *self, const char *form, const char *unit)
{
  return qz_paper_new (self->lists, qz_paper_find_spec (form), unit);
}

static gint64
get_figure (QzPaper *paper, const char *group, const char *column)
{
  const QzPaperLine *line = qz_paper_find_line (paper, group);

  return line != NULL ? line->figures[qz_paper_find_column (paper, column)] : 0;
}

/* ── K01 ────────────────────────────────────────────────────────────────────────────────────── */

static void
check_provider_line (Check *self, QzPaper *paper, const QzPaperLine *line)
{
  const char *const names[][3] = { { "emp_declared", "emp_deducted", "emp_payable" },
                                   { "res_declared", "res_deducted", "res_payable" } };
  const QzNlProvider *provider = g_hash_table_lookup (self->lists->providers, &line->provider_id);
  const char *name = provider != NULL ? provider->name : "";

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gint64 declared = line->figures[qz_paper_find_column (paper, names[i][0])];
      const gint64 deducted = line->figures[qz_paper_find_column (paper, names[i][1])];
      const gint64 payable = line->figures[qz_paper_find_column (paper, names[i][2])];

      compare (self, 1, name, payable, declared - deducted);
      if (deducted < 0)
        note (self, 1, name, deducted, 0);
    }
}

typedef struct {
  gint64 provider_id;
  QzFen declared[QZ_N_INSURANCES];
  QzFen deducted[QZ_N_INSURANCES]; /* of costs of the same month */
} Taken;

/* What is taken off of the month's own costs is no more than they are; recoveries of earlier months
 * may be. */
static void
check_taken (Check *self, QzNlScope scope)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  const GArray *rows = self->lists->rows[scope];
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);
      Taken *taken = g_hash_table_lookup (sums, &row->provider_id);

      if (row->is_payable || (row->is_deduction && row->orig_period < self->lists->period))
        continue;
      if (taken == NULL)
        {
          taken = g_new0 (Taken, 1);
          taken->provider_id = row->provider_id;
          g_hash_table_insert (sums, &taken->provider_id, taken);
        }
      *(row->is_deduction ? &taken->deducted[row->insurance] : &taken->declared[row->insurance]) +=
          row->amount_fen;
    }
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; i < QZ_N_INSURANCES; i++)
      {
        const Taken *taken = value;
        const QzNlProvider *provider =
            g_hash_table_lookup (self->lists->providers, &taken->provider_id);

        if (taken->deducted[i] > MAX (0, taken->declared[i]))
          note (self, 1, provider != NULL ? provider->name : "", taken->deducted[i],
                taken->declared[i]);
      }
}

/* Money cannot move backwards on a notice. */
static void
check_not_negative (Check *self, QzPaper *paper, const char *column)
{
  const guint at = qz_paper_find_column (paper, column);

  for (guint i = 0; i < paper->lines->len; i++)
    {
      const QzPaperLine *line = paper->lines->pdata[i];
      g_autofree char *what = NULL;

      if (line->figures[at] >= 0)
        continue;
      what = g_strdup_printf (
          _("%s has a negative sum in %s; make the lists again, then what is too much waits for "
            "the next month"),
          qz_area_map_get_name (self->lists->map, line->group), paper->spec->form);
      note (self, 1, what, line->figures[at], 0);
    }
}

/* ── units ──────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *receipt, *providers, *payment, *receivables, *payables, *summary;
  const char *details[4]; /* the last two are subtracted */
} Forms;

static const Forms forms[QZ_N_NL_SCOPES] = {
  [QZ_NL_IN_PROV] = { "F-NL-8", "F-NL-8-1", "F-NL-9", "F-NL-7-1", "F-NL-7-2", "F-NL-7",
                      { "F-NL-9-1", "F-NL-9-2", NULL, NULL } },
  [QZ_NL_CROSS_PROV] = { "F-NL-5", "F-NL-5-1", "F-NL-6", "F-NL-4-1", "F-NL-4-2", "F-NL-4",
                         { "F-NL-6-1", "F-NL-6-2", "F-NL-6-3", "F-NL-6-4" } },
};

static QzFen
sum_details (Check *self, const Forms *set, const char *unit)
{
  QzFen sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (set->details) && set->details[i] != NULL; i++)
    {
      g_autoptr (QzPaper) paper = make (self, set->details[i], unit);

      sum += i < 2 ? qz_paper_sum (paper, "payable") : -qz_paper_sum (paper, "deducted");
    }
  return sum;
}

/* K09: the agencies that the form lists are all that have rows. */
static QzFen
sum_rows (Check *self, QzNlScope scope, const char *unit, gboolean is_payable)
{
  const GArray *rows = self->lists->rows[scope];
  QzFen sum = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);

      if (row->is_payable == is_payable
          && strcmp (is_payable ? row->insured_unit : row->treat_unit, unit) == 0)
        sum += row->is_deduction ? -row->amount_fen : row->amount_fen;
    }
  return sum;
}

/* By what the register says belongs to the unit. */
static QzFen
sum_agencies (Check *self, QzPaper *paper, const char *unit, const char *column)
{
  const char *agency;
  QzFen sum = 0;

  for (guint i = 0; (agency = qz_area_map_get_agency (self->lists->map, unit, i)) != NULL; i++)
    sum += get_figure (paper, agency, column);
  return sum;
}

static void
check_unit (Check *self, QzNlScope scope, const char *unit, QzPaper *receivables,
            QzPaper *payables)
{
  const Forms *set = &forms[scope];
  const char *name = qz_area_map_get_name (self->lists->map, unit);
  g_autoptr (QzPaper) receipt = make (self, set->receipt, unit);
  g_autoptr (QzPaper) providers = make (self, set->providers, unit);
  g_autoptr (QzPaper) payment = make (self, set->payment, unit);
  const QzFen receives = qz_paper_sum (receipt, "total");
  const QzFen pays = qz_paper_sum (payment, "payable");

  for (guint i = 0; i < providers->lines->len; i++)
    check_provider_line (self, providers, providers->lines->pdata[i]);
  compare (self, 2, name, receives, qz_paper_sum (providers, "payable"));
  compare (self, 3, name, get_figure (receivables, unit, "receivable"), receives);
  compare (self, 4, name, pays, sum_details (self, set, unit));
  compare (self, 5, name, get_figure (payables, unit, "payable"), pays);
  compare (self, 9, name, sum_agencies (self, receipt, unit, "total"),
           sum_rows (self, scope, unit, FALSE));
  compare (self, 9, name, sum_agencies (self, payment, unit, "payable"),
           sum_rows (self, scope, unit, TRUE));
}

static void
check_scope (Check *self, QzNlScope scope)
{
  const Forms *set = &forms[scope];
  g_autoptr (QzPaper) receivables = make (self, set->receivables, "");
  g_autoptr (QzPaper) payables = make (self, set->payables, "");
  g_autoptr (QzPaper) summary = make (self, set->summary, "");
  const char *unit;

  check_taken (self, scope);
  check_not_negative (self, receivables, "receivable");
  check_not_negative (self, payables, "payable");
  compare (self, 6, set->summary, qz_paper_sum (summary, "receivable"),
           qz_paper_sum (receivables, "receivable"));
  compare (self, 6, set->summary, qz_paper_sum (summary, "payable"),
           qz_paper_sum (payables, "payable"));
  for (guint i = 0; (unit = qz_area_map_get_unit (self->lists->map, i)) != NULL; i++)
    check_unit (self, scope, unit, receivables, payables);
}

/* ── K07, K08 ───────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  char *key;
  const char *treat, *insured;
  QzInsurance insurance;
  QzFen receivable, payable;
} Pair;

static void
free_pair (gpointer data)
{
  Pair *pair = data;

  g_free (pair->key);
  g_free (pair);
}

static Pair *
take_pair (GHashTable *pairs, const QzClearingRow *row)
{
  g_autofree char *key = g_strdup_printf ("%s %s %d", row->treat_unit, row->insured_unit,
                                          (int) row->insurance);
  Pair *pair = g_hash_table_lookup (pairs, key);

  if (pair != NULL)
    return pair;
  pair = g_new0 (Pair, 1);
  pair->key = g_steal_pointer (&key);
  pair->treat = row->treat_unit;
  pair->insured = row->insured_unit;
  pair->insurance = row->insurance;
  g_hash_table_insert (pairs, pair->key, pair);
  return pair;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const Pair *const *) a)->key, (*(const Pair *const *) b)->key);
}

static void
check_closure (Check *self)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_pair);
  const GArray *rows = self->lists->rows[QZ_NL_IN_PROV];
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);
      Pair *pair = take_pair (pairs, row);

      *(row->is_payable ? &pair->payable : &pair->receivable) +=
          row->is_deduction ? -row->amount_fen : row->amount_fen;
    }
  all = g_hash_table_get_values_as_ptr_array (pairs);
  g_ptr_array_sort (all, compare_pairs);
  for (guint i = 0; i < all->len; i++)
    {
      const Pair *pair = all->pdata[i];
      g_autofree char *what = g_strdup_printf (
          "%s ← %s %s", qz_area_map_get_name (self->lists->map, pair->treat),
          qz_area_map_get_name (self->lists->map, pair->insured),
          qz_insurance_get_name (pair->insurance));

      compare (self, 7, what, pair->receivable, pair->payable);
    }
}

static void
check_parts (Check *self, QzNlScope scope)
{
  const GArray *rows = self->lists->rows[scope];

  for (guint i = 0; i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);
      g_autofree char *what = NULL;
      QzFen sum = 0;

      for (guint j = 0; j < QZ_N_FC; j++)
        sum += row->parts[j];
      if (sum == row->fund_fen)
        continue;
      what = g_strdup_printf ("%s ← %s %s",
                              qz_area_map_get_name (self->lists->map, row->treat_agency),
                              qz_area_map_get_name (self->lists->map, row->insured_agency),
                              qz_insurance_get_name (row->insurance));
      note (self, 8, what, row->fund_fen, sum);
    }
}

static void
run (Check *self)
{
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    {
      check_scope (self, (QzNlScope) i);
      check_parts (self, (QzNlScope) i);
    }
  check_closure (self);
}

/* ── what comes out ─────────────────────────────────────────────────────────────────────────── */

gboolean
qz_clearing_check_lists (QzNlLists *lists, GError **error)
{
  g_auto (Check) check = { .lists = lists };

  run (&check);
  for (guint i = 0; i < N_IDENTITIES; i++)
    if (check.faults[i] != NULL)
      {
        qz_error_set (error, QZ_ERROR_REFUSED, identities[i].code,
                      _("The lists do not agree, %s: %s. %s"), identities[i].code,
                      check.faults[i], _ (identities[i].what));
        qz_error_add_rule (error, identities[i].code);
        return FALSE;
      }
  return TRUE;
}

QzSheet *
qz_clearing_check (QzBook *book, QzPeriod period, GError **error)
{
  g_auto (QzNlLists) lists = { 0 };
  g_auto (Check) check = { .lists = &lists };
  QzSheet *sheet;
  gboolean ok = TRUE;

  if (!qz_nl_lists_load (&lists, book, period, error))
    return NULL;
  run (&check);
  sheet = qz_sheet_new ("checks");
  qz_sheet_add_column (sheet, "code", _("Check"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "what", _("What must agree"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "ok", _("Agrees"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "detail", _("Detail"), QZ_VALUE_TEXT);
  for (guint i = 0; i < N_IDENTITIES; i++)
    {
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, identities[i].code);
      qz_sheet_put_text (sheet, row, 1, _ (identities[i].what));
      qz_sheet_put_number (sheet, row, 2, check.faults[i] == NULL);
      qz_sheet_put_text (sheet, row, 3, check.faults[i]);
      ok = ok && check.faults[i] == NULL;
    }
  qz_sheet_set_number (sheet, "ok", _("All agree"), QZ_VALUE_BOOL, ok);
  return sheet;
}
