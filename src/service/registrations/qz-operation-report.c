/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-operation-report.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing.h"
#include "qz-book-private.h"
#include "qz-operation-repo.h"
#include "qz-rate.h"

typedef struct {
  QzBook *book;
  const QzContext *context;
  QzStore *store;
  QzAreaMap *map;
  QzPeriod period;
  QzSheet *sheet;
  QzSheet *conclusions;
} Report;

static void
conclude (Report *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
static void
conclude (Report *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  qz_sheet_put_text (self->conclusions, qz_sheet_add_row (self->conclusions), 0, text);
}

/* Truncated, as other ratios; FALSE when there is nothing to divide by. */
static gboolean
divide (QzFen sum, gint64 n, QzFen *out)
{
  if (n <= 0)
    return FALSE;
  *out = sum / n;
  return TRUE;
}

static gboolean
get_growth (QzFen now, QzFen before, QzPpm *out)
{
  __extension__ typedef __int128 Wide; /* a month's fen times a million is more than 64 bits */

  if (before <= 0)
    return FALSE;
  *out = (QzPpm) (((Wide) now - before) * QZ_PPM_ONE / before);
  return TRUE;
}

/* ── sums ───────────────────────────────────────────────────────────────────────────────────── */

static void
add_sums (QzSheet *sheet, const char *scope, const QzOperationSums *now,
          const QzOperationSums *before)
{
  const guint row = qz_sheet_add_row (sheet);
  QzFen share = 0;
  QzPpm growth = 0;

  qz_sheet_put_text (sheet, row, 0, scope);
  qz_sheet_put_number (sheet, row, 1, now->persons);
  qz_sheet_put_number (sheet, row, 2, now->visits);
  qz_sheet_put_number (sheet, row, 3, now->medfee_fen);
  qz_sheet_put_number (sheet, row, 4, now->fund_fen);
  qz_sheet_put_number (sheet, row, 5, now->acct_fen);
  if (divide (now->medfee_fen, now->visits, &share))
    qz_sheet_put_number (sheet, row, 6, share);
  if (divide (now->fund_fen, now->visits, &share))
    qz_sheet_put_number (sheet, row, 7, share);
  if (before->visits != 0)
    qz_sheet_put_number (sheet, row, 8, before->fund_fen);
  if (get_growth (now->fund_fen, before->fund_fen, &growth))
    qz_sheet_put_number (sheet, row, 9, growth);
}

static void
add_funds (QzSheet *sheet, const char *scope, const QzOperationSums *now)
{
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, scope);
  qz_sheet_put_number (sheet, row, 1, now->pool_fen);
  qz_sheet_put_number (sheet, row, 2, now->big_fen);
  qz_sheet_put_number (sheet, row, 3, now->cvlserv_fen);
  qz_sheet_put_number (sheet, row, 4, now->maf_fen);
  qz_sheet_put_number (sheet, row, 5, now->other_fen);
}

static void
conclude_sums (Report *self, const char *name, const QzOperationSums *now,
               const QzOperationSums *before)
{
  g_autofree char *fund = qz_value_dup_display (QZ_VALUE_FEN, now->fund_fen);
  g_autofree char *ratio = NULL;
  QzPpm growth = 0;

  conclude (self, _("%s: %" PRId64 " persons, %" PRId64 " settlements, paid by funds %s"), name,
            now->persons, now->visits, fund);
  if (!get_growth (now->fund_fen, before->fund_fen, &growth))
    {
      conclude (self, _("%s: there is no month before to compare with"), name);
      return;
    }
  ratio = qz_ppm_to_percent (growth < 0 ? -growth : growth);
  conclude (self,
            growth < 0 ? _("%s: %s less fund money than in the month before")
                       : _("%s: %s more fund money than in the month before"),
            name, ratio);
}

static gboolean
add_all_sums (Report *self, GError **error)
{
  static const struct {
    const char *name;
    const char *title;
    QzValueType type;
  } columns[] = {
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
  };
  g_autoptr (QzSheet) sums = qz_sheet_new ("sums");
  g_autoptr (QzSheet) funds = qz_sheet_new ("funds");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    qz_sheet_add_column (sums, columns[i].name, _ (columns[i].title), columns[i].type);
  qz_sheet_add_column (funds, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (funds, "pool", _("Pooled fund"), QZ_VALUE_FEN);
  qz_sheet_add_column (funds, "big", _("Large expenses, critical illness"), QZ_VALUE_FEN);
  qz_sheet_add_column (funds, "cvlserv", _("Civil servants' aid"), QZ_VALUE_FEN);
  qz_sheet_add_column (funds, "maf", _("Medical assistance"), QZ_VALUE_FEN);
  qz_sheet_add_column (funds, "other", _("Other funds"), QZ_VALUE_FEN);
  for (int i = 0; i < QZ_N_NL_SCOPES; i++)
    {
      const char *scope = qz_nl_scope_to_text ((QzNlScope) i);
      QzOperationSums now;
      QzOperationSums before;

      if (!qz_operation_repo_sum (self->store, self->period, scope, &now, error)
          || !qz_operation_repo_sum (self->store, qz_period_add (self->period, -1), scope, &before,
                                     error))
        return FALSE;
      add_sums (sums, scope, &now, &before);
      add_funds (funds, scope, &now);
      conclude_sums (self, qz_nl_scope_get_name ((QzNlScope) i), &now, &before);
    }
  qz_sheet_add_child (self->sheet, sums);
  qz_sheet_add_child (self->sheet, funds);
  return TRUE;
}

/* ── providers, deductions, warnings ────────────────────────────────────────────────────────── */

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
  qz_sheet_add_child (self->sheet, child);
  if (!qz_operation_repo_fill_providers (self->store, self->period, child, error))
    return FALSE;
  if (qz_sheet_get_n_rows (child) > 0)
    {
      g_autofree char *fund = qz_sheet_dup_display (child, 0, 7);

      conclude (self, _("Most fund money went to %s: %s"), qz_sheet_get_text (child, 0, 1), fund);
    }
  return TRUE;
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
    conclude (self, _("%" PRId64 " deductions take off %s"), n, amount);
  else
    conclude (self, _("Nothing is taken off"));
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
  qz_sheet_add_child (self->sheet, child);
  if (!qz_operation_repo_fill_warnings (self->store, self->period, child, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (child); row++)
    {
      const char *name = qz_area_map_get_name (self->map, qz_sheet_get_text (child, row, 0));
      const gboolean red = strcmp (qz_sheet_get_text (child, row, 5), "red") == 0;

      qz_sheet_put_text (child, row, 1, name);
      conclude (self, red ? _("%s: the deposit is nearly used up (red)")
                          : _("%s: much of the deposit is used (yellow)"),
                name);
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
    n_late += qz_sheet_get_number (child, row, 6) != 0;
  if (n_late > 0)
    conclude (self, _("%u steps of the clearing are or were late"), n_late);
  else
    conclude (self, _("No step of the clearing is late"));
  qz_sheet_add_child (self->sheet, child);
  return TRUE;
}

QzSheet *
qz_operation_report (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("operation");
  g_autoptr (QzSheet) conclusions = qz_sheet_new ("conclusions");
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
  qz_sheet_add_column (conclusions, "text", _("Conclusions"), QZ_VALUE_TEXT);
  if (!add_all_sums (&self, error) || !add_providers (&self, error)
      || !add_deductions (&self, error) || !add_warnings (&self, error)
      || !add_stages (&self, error))
    return NULL;
  qz_sheet_add_child (sheet, conclusions);
  return g_steal_pointer (&sheet);
}
