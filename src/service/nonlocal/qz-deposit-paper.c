/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What F-NL-2-1, F-NL-2-2 and F-NL-2-3 lay out (domain 2.2). Words in the cells are those of the
 * paper, whatever the user's language. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-repo.h"
#include "qz-deposits-private.h"
#include "qz-error.h"
#include "qz-notice-repo.h"

typedef struct {
  QzBook *book;
  QzStore *store;
  QzAreaMap *map;
  QzPolicy *policy; /* of the notice's pack */
  const QzNonLocalTerms *terms;
} Paper;

static void
paper_clear (Paper *self)
{
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->policy, qz_policy_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, paper_clear)

static gboolean
paper_open (Paper *self, QzBook *book, const QzDepositNotice *notice, GError **error)
{
  *self = (Paper) { .book = book, .store = qz_book_get_store (book) };
  self->policy = qz_policy_for_pack (book, notice->policy_pack_id, error);
  if (self->policy == NULL)
    return FALSE;
  self->terms = qz_policy_get_nonlocal (self->policy);
  self->map = qz_actors_load_map (book, error);
  return self->map != NULL;
}

/* ── facts ──────────────────────────────────────────────────────────────────────────────────── */

/* Deposits go up to the province's clearing account (NL-18a). */
static gboolean
put_account (Paper *self, QzSheet *sheet, GError **error)
{
  const char *province = qz_area_map_get_province (self->map);
  const char *code = qz_area_map_get_agency_code (self->map, province);
  QzNlAccount account = { 0 };

  if (!qz_clearing_repo_get_account (self->store, code != NULL ? code : province, "acc_nl_prov",
                                     &account, error))
    return FALSE;
  qz_sheet_set_text (sheet, "account_name", _("Name of the account"), account.account_name);
  qz_sheet_set_text (sheet, "bank_name", _("Bank"), account.bank_name);
  qz_sheet_set_text (sheet, "account_no", _("Account"), account.account_no);
  qz_nl_account_clear (&account);
  return TRUE;
}

static char *
make_title (const QzDepositNotice *notice, const char *name)
{
  const char *what = strcmp (notice->form, QZ_FORM_QUOTA) == 0        ? "异地就医预付金付款通知书"
                     : strcmp (notice->form, QZ_FORM_ADJUSTMENT) == 0
                         ? "异地就医年度预付金额度调整付款通知书"
                         : "异地就医预付金额度紧急调增通知书";

  return g_strconcat ("黑龙江省", name, what, NULL);
}

static gboolean
put_facts (Paper *self, const QzDepositNotice *notice, QzSheet *sheet, GError **error)
{
  const char *name = qz_area_map_get_name (self->map, notice->unit);
  const gboolean is_raise = strcmp (notice->form, QZ_FORM_RAISE) == 0;
  g_autofree char *title = make_title (notice, name);

  qz_sheet_set_text (sheet, "form", _("Form"), notice->form);
  qz_sheet_set_text (sheet, "title", _("Title"), title);
  qz_sheet_set_text (sheet, "number", _("Number"), notice->number);
  qz_sheet_set_text (sheet, "unit", _("Unit"), notice->unit);
  qz_sheet_set_text (sheet, "unit_name", _("Name"), name);
  qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, notice->period);
  qz_sheet_set_number (sheet, "year", _("Year"), QZ_VALUE_COUNT, notice->period / 100);
  qz_sheet_set_number (sheet, "day", _("Published on"), QZ_VALUE_DAY, notice->day);
  qz_sheet_set_number (sheet, "due_day", _("Due"), QZ_VALUE_DAY, notice->due_day);
  qz_sheet_set_number (sheet, "due_workdays", _("Working days"), QZ_VALUE_COUNT,
                       is_raise ? self->terms->raise_workdays : self->terms->notice_workdays);
  qz_sheet_set_number (sheet, "total", _("To be paid"), QZ_VALUE_FEN, notice->total_fen);
  qz_sheet_set_text (sheet, "made_by", _("Proposed by"), notice->made_by);
  qz_sheet_set_text (sheet, "published_by", _("Published by"), notice->published_by);
  qz_sheet_set_text (sheet, "state", _("State"), notice->state);
  qz_sheet_set_text (sheet, "reason", _("Reason"), notice->reason);
  return put_account (self, sheet, error);
}

/* ── lines of agencies ──────────────────────────────────────────────────────────────────────── */

static int
find_row (QzSheet *sheet, guint column, const char *text)
{
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    if (strcmp (qz_sheet_get_text (sheet, i, column), text) == 0)
      return (int) i;
  return -1;
}

static void
add_agency_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "seq", _("No."), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "agency", _("Code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "agency_name", _("Area"), QZ_VALUE_TEXT);
}
#define FIRST_FIGURE 3

/* One row for each agency that has a line, in the map's order: the unit's own part first. */
static void
add_agency_rows (Paper *self, const char *unit, const GArray *lines, QzSheet *sheet)
{
  const char *agency;

  for (guint i = 0; (agency = qz_area_map_get_agency (self->map, unit, i)) != NULL; i++)
    for (guint j = 0; j < lines->len; j++)
      {
        guint row;

        if (strcmp (g_array_index (lines, QzNoticeLine, j).agency, agency) != 0)
          continue;
        row = qz_sheet_add_row (sheet);
        qz_sheet_put_number (sheet, row, 0, row + 1);
        qz_sheet_put_text (sheet, row, 1, agency);
        qz_sheet_put_text (sheet, row, 2, qz_area_map_get_part_name (self->map, unit, agency));
        for (guint k = FIRST_FIGURE; k < qz_sheet_get_n_columns (sheet); k++)
          qz_sheet_put_number (sheet, row, k, 0);
        break;
      }
}

static gboolean
add_to_cell (QzSheet *sheet, guint row, guint column, QzFen amount_fen, GError **error)
{
  QzFen sum;

  if (!qz_fen_add (qz_sheet_get_number (sheet, row, column), amount_fen, &sum, error))
    return FALSE;
  qz_sheet_put_number (sheet, row, column, sum);
  return TRUE;
}

/* ── 2-1 ────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
fill_quota (Paper *self, const QzDepositNotice *notice, const GArray *lines, QzSheet *sheet,
            GError **error)
{
  add_agency_columns (sheet);
  qz_sheet_add_column (sheet, "base_in", _("Last year, in the province"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "base_cross", _("Last year, other provinces"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "quota_in", _("Deposit, in the province"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "quota_cross", _("Deposit, other provinces"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "quota", _("Total"), QZ_VALUE_FEN);
  add_agency_rows (self, notice->unit, lines, sheet);
  for (guint i = 0; i < lines->len; i++)
    {
      const QzNoticeLine *line = &g_array_index (lines, QzNoticeLine, i);
      const int row = find_row (sheet, 1, line->agency);

      if (row < 0)
        continue;
      if (!add_to_cell (sheet, (guint) row, FIRST_FIGURE + line->scope,
                        line->figures[QZ_N21_LAST_YEAR], error)
          || !add_to_cell (sheet, (guint) row, FIRST_FIGURE + QZ_N_NL_SCOPES + line->scope,
                           line->figures[QZ_N21_QUOTA], error)
          || !add_to_cell (sheet, (guint) row, FIRST_FIGURE + 2 * QZ_N_NL_SCOPES,
                           line->figures[QZ_N21_QUOTA], error))
        return FALSE;
    }
  return TRUE;
}

/* ── 2-2 ────────────────────────────────────────────────────────────────────────────────────── */

#define N_ADJUSTMENT_FIGURES 5

static void
add_adjustment_columns (QzSheet *sheet)
{
  static const struct {
    const char *name, *title;
  } columns[QZ_N_NL_SCOPES * N_ADJUSTMENT_FIGURES] = {
    { "last_quota_in", N_ ("Deposit before, in the province") },
    { "balance_in", N_ ("Balance, in the province") },
    { "quota_in", N_ ("Deposit, in the province") },
    { "to_pay_in", N_ ("To be paid, in the province") },
    { "to_refund_in", N_ ("To be refunded, in the province") },
    { "last_quota_cross", N_ ("Deposit before, other provinces") },
    { "balance_cross", N_ ("Balance, other provinces") },
    { "quota_cross", N_ ("Deposit, other provinces") },
    { "to_pay_cross", N_ ("To be paid, other provinces") },
    { "to_refund_cross", N_ ("To be refunded, other provinces") },
  };

  add_agency_columns (sheet);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    qz_sheet_add_column (sheet, columns[i].name, _ (columns[i].title), QZ_VALUE_FEN);
}

static gboolean
fill_adjustment (Paper *self, const QzDepositNotice *notice, const GArray *lines, QzSheet *sheet,
                 GError **error)
{
  QzFen to_pay = 0;
  QzFen to_refund = 0;

  add_adjustment_columns (sheet);
  add_agency_rows (self, notice->unit, lines, sheet);
  for (guint i = 0; i < lines->len; i++)
    {
      const QzNoticeLine *line = &g_array_index (lines, QzNoticeLine, i);
      const int row = find_row (sheet, 1, line->agency);

      for (guint j = 0; row >= 0 && j < N_ADJUSTMENT_FIGURES; j++)
        if (!add_to_cell (sheet, (guint) row,
                          FIRST_FIGURE + (guint) line->scope * N_ADJUSTMENT_FIGURES + j,
                          line->figures[j], error))
          return FALSE;
      if (!qz_fen_accumulate (&to_pay, line->figures[QZ_N22_TO_PAY], error)
          || !qz_fen_accumulate (&to_refund, line->figures[QZ_N22_TO_REFUND], error))
        return FALSE;
    }
  qz_sheet_set_number (sheet, "to_pay", _("To be paid"), QZ_VALUE_FEN, to_pay);
  qz_sheet_set_number (sheet, "to_refund", _("To be refunded"), QZ_VALUE_FEN, to_refund);
  return TRUE;
}

/* ── 2-3 ────────────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
new_parts (void)
{
  QzSheet *parts = qz_sheet_new ("parts");

  qz_sheet_add_column (parts, "agency", _("Code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (parts, "agency_name", _("Area"), QZ_VALUE_TEXT);
  qz_sheet_add_column (parts, "emp", _("Employees"), QZ_VALUE_FEN);
  qz_sheet_add_column (parts, "res", _("Residents"), QZ_VALUE_FEN);
  qz_sheet_add_column (parts, "total", _("Total"), QZ_VALUE_FEN);
  return parts;
}

static void
add_raise_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "seq", _("No."), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "quota", _("Deposit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "clearing", _("Clearing"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "rate", _("Usage"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "level", _("Warning level"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "raise", _("Raise"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "new_quota", _("Deposit after"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "method", _("Method"), QZ_VALUE_TEXT);
}

/* AMB-05: how the amount was found, on the paper. */
static char *
dup_method (const QzNonLocalTerms *terms, const char *method)
{
  QzRaiseMethod how;
  g_autofree char *yellow = qz_value_dup_display (QZ_VALUE_PPM, terms->yellow_ppm);

  if (!qz_raise_method_parse (method, &how) || how == QZ_RAISE_MANUAL)
    return g_strdup ("人工核定");
  return how == QZ_RAISE_MONTHS
             ? g_strdup_printf ("%u个月清算资金减现额度", terms->quota_months)
             : g_strdup_printf ("使用率降至%s以下", yellow);
}

static const char *
get_level_name (QzWarningLevel level)
{
  return level == QZ_WARNING_RED ? "红色" : level == QZ_WARNING_YELLOW ? "黄色" : "正常";
}

static gboolean
sum_lines (const GArray *lines, QzFen sums[QZ_NOTICE_N_FIGURES], GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    for (guint j = 0; j < QZ_NOTICE_N_FIGURES; j++)
      if (j != QZ_N23_RATE
          && !qz_fen_accumulate (&sums[j], g_array_index (lines, QzNoticeLine, i).figures[j],
                                 error))
        return FALSE;
  return TRUE;
}

static gboolean
add_raise_row (Paper *self, const QzDepositNotice *notice, const GArray *lines, QzSheet *sheet,
               GError **error)
{
  g_autofree char *method = dup_method (self->terms, notice->method);
  const guint row = qz_sheet_add_row (sheet);
  QzFen sums[QZ_NOTICE_N_FIGURES] = { 0 };
  QzDepositUsage usage;

  if (!sum_lines (lines, sums, error)
      || !qz_deposit_compute_usage (self->terms, sums[QZ_N23_CLEARING], sums[QZ_N23_QUOTA], &usage,
                                    error))
    return FALSE;
  qz_sheet_put_number (sheet, row, 0, row + 1);
  qz_sheet_put_text (sheet, row, 1, qz_nl_scope_get_paper_name ((QzNlScope) notice->scope));
  qz_sheet_put_number (sheet, row, 2, sums[QZ_N23_QUOTA]);
  qz_sheet_put_number (sheet, row, 3, sums[QZ_N23_CLEARING]);
  qz_deposit_put_rate (sheet, row, 4, &usage);
  qz_sheet_put_text (sheet, row, 5, get_level_name (usage.level));
  qz_sheet_put_number (sheet, row, 6, sums[QZ_N23_RAISE]);
  qz_sheet_put_number (sheet, row, 7, sums[QZ_N23_NEW_QUOTA]);
  qz_sheet_put_text (sheet, row, 8, method);
  return TRUE;
}

static gboolean
add_raise_parts (Paper *self, const QzDepositNotice *notice, const GArray *lines, QzSheet *parts,
                 GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const QzNoticeLine *line = &g_array_index (lines, QzNoticeLine, i);
      int row = find_row (parts, 0, line->agency);

      if (row < 0)
        {
          row = (int) qz_sheet_add_row (parts);
          qz_sheet_put_text (parts, (guint) row, 0, line->agency);
          qz_sheet_put_text (parts, (guint) row, 1,
                             qz_area_map_get_part_name (self->map, notice->unit, line->agency));
          for (guint j = 2; j < qz_sheet_get_n_columns (parts); j++)
            qz_sheet_put_number (parts, (guint) row, j, 0);
        }
      if (!add_to_cell (parts, (guint) row, line->insurance == QZ_INS_EMP ? 2 : 3,
                        line->figures[QZ_N23_RAISE], error)
          || !add_to_cell (parts, (guint) row, 4, line->figures[QZ_N23_RAISE], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_raise (Paper *self, const QzDepositNotice *notice, const GArray *lines, QzSheet *sheet,
            GError **error)
{
  g_autoptr (QzSheet) parts = new_parts ();

  qz_sheet_set_text (sheet, "scope", _("Scope"), qz_nl_scope_to_text ((QzNlScope) notice->scope));
  add_raise_columns (sheet);
  if (!add_raise_row (self, notice, lines, sheet, error)
      || !add_raise_parts (self, notice, lines, parts, error))
    return FALSE;
  qz_sheet_add_child (sheet, parts);
  return TRUE;
}

/* ── the sheet ──────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
make_sheet (QzBook *book, const QzDepositNotice *notice, GError **error)
{
  g_auto (Paper) self = { 0 };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("form");
  g_autoptr (GArray) lines = NULL;
  gboolean done;

  if (!paper_open (&self, book, notice, error) || !put_facts (&self, notice, sheet, error))
    return NULL;
  lines = qz_deposit_repo_load_lines (self.store, notice->id, error);
  if (lines == NULL)
    return NULL;
  if (strcmp (notice->form, QZ_FORM_QUOTA) == 0)
    done = fill_quota (&self, notice, lines, sheet, error);
  else if (strcmp (notice->form, QZ_FORM_ADJUSTMENT) == 0)
    done = fill_adjustment (&self, notice, lines, sheet, error);
  else
    done = fill_raise (&self, notice, lines, sheet, error);
  return done ? g_steal_pointer (&sheet) : NULL;
}

static gboolean
is_deposit_form (const char *form)
{
  static const char *const forms[] = { QZ_FORM_QUOTA, QZ_FORM_ADJUSTMENT, QZ_FORM_RAISE, NULL };

  return form != NULL && g_strv_contains (forms, form);
}

QzSheet *
qz_deposit_paper_get_sheet (QzBook *book, const char *number, GError **error)
{
  QzDepositNotice notice;

  if (!qz_deposit_repo_get_notice (qz_book_get_store (book), number, &notice, error))
    return NULL;
  if (notice.id != 0 && is_deposit_form (notice.form))
    return make_sheet (book, &notice, error);
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-notice",
                _("There is no notice “%s” of a deposit; “qz deposit show UNIT” lists a unit's"),
                number);
  return NULL;
}

QzSheet *
qz_deposit_paper_find_sheet (QzBook *book, const char *form, QzPeriod period, const char *unit,
                             GError **error)
{
  const gboolean is_raise = g_strcmp0 (form, QZ_FORM_RAISE) == 0;
  QzDepositNotice notice = { 0 };

  if (is_deposit_form (form) && unit != NULL
      && !qz_deposit_repo_find_notice (qz_book_get_store (book), form, unit, -1,
                                       is_raise ? period : period / 100 * 100 + 1, &notice, error))
    return NULL;
  if (notice.id != 0)
    return make_sheet (book, &notice, error);
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-notice",
                _("No notice %s of this unit and month is published"), form);
  return NULL;
}
