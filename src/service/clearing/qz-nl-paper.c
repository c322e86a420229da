/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-paper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-carry-repo.h"
#include "qz-clearing-stream.h"
#include "qz-deposits.h"
#include "qz-error.h"
#include "qz-nl-paper-private.h"
#include "qz-notice-repo.h"

/* ── columns ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_place (QzPaperKind kind)
{
  return kind == QZ_PAPER_DETAIL_CROSS || kind == QZ_PAPER_DETAIL_IN
         || kind == QZ_PAPER_DEDUCTIONS;
}

/* Forms whose lines are the units or agencies themselves. */
static gboolean
is_by_line (QzPaperKind kind)
{
  return !has_place (kind) && kind != QZ_PAPER_PROVIDERS;
}

static void
add_group_columns (QzSheet *sheet, const QzPaperSpec *spec)
{
  const gboolean is_line = is_by_line (spec->kind);
  const char *name = qz_paper_is_by_unit (spec) ? "agency" : "unit";
  const char *name_name = qz_paper_is_by_unit (spec) ? "agency_name" : "unit_name";

  qz_sheet_add_column (sheet, "seq", _("No."), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, is_line ? name : "group", _("Code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, is_line ? name_name : "group_name", _("Area"), QZ_VALUE_TEXT);
  if (spec->kind == QZ_PAPER_PROVIDERS)
    {
      qz_sheet_add_column (sheet, "provider_code", _("Provider"), QZ_VALUE_TEXT);
      qz_sheet_add_column (sheet, "provider_name", _("Name of the provider"), QZ_VALUE_TEXT);
      qz_sheet_add_column (sheet, "level", _("Level"), QZ_VALUE_TEXT);
    }
  if (has_place (spec->kind))
    {
      qz_sheet_add_column (sheet, "place", _("Code of the place of care"), QZ_VALUE_TEXT);
      qz_sheet_add_column (sheet, "place_name", _("Place of care"), QZ_VALUE_TEXT);
    }
  if (spec->kind == QZ_PAPER_DEDUCTIONS)
    {
      qz_sheet_add_column (sheet, "orig_period", _("Month of the costs"), QZ_VALUE_PERIOD);
      qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
    }
}

static void
add_columns (QzSheet *sheet, const QzPaper *paper)
{
  add_group_columns (sheet, paper->spec);
  for (guint i = 0; i < paper->n_columns; i++)
    qz_sheet_add_column (sheet, paper->columns[i].name, _ (paper->columns[i].title),
                         paper->columns[i].measure == QZ_MEASURE_VISITS ? QZ_VALUE_COUNT
                                                                        : QZ_VALUE_FEN);
  if (paper->spec->kind == QZ_PAPER_SUMMARY)
    {
      qz_sheet_add_column (sheet, "deposit_balance", _("Balance of the deposit"), QZ_VALUE_FEN);
      qz_sheet_add_column (sheet, "usage_rate", _("Usage"), QZ_VALUE_PPM);
    }
}

/* ── lines ──────────────────────────────────────────────────────────────────────────────────── */

static guint
put_line_names (QzNlLists *lists, const QzPaperSpec *spec, const char *unit,
                const QzPaperLine *line, QzSheet *sheet, guint row)
{
  const QzNlProvider *provider = g_hash_table_lookup (lists->providers, &line->provider_id);
  guint column = 0;

  qz_sheet_put_number (sheet, row, column++, row + 1);
  qz_sheet_put_text (sheet, row, column++, line->group);
  qz_sheet_put_text (sheet, row, column++,
                     qz_paper_is_by_unit (spec)
                         ? qz_area_map_get_part_name (lists->map, unit, line->group)
                         : qz_area_map_get_name (lists->map, line->group));
  if (spec->kind == QZ_PAPER_PROVIDERS)
    {
      qz_sheet_put_text (sheet, row, column++, provider != NULL ? provider->code : "");
      qz_sheet_put_text (sheet, row, column++, provider != NULL ? provider->name : "");
      qz_sheet_put_text (sheet, row, column++, provider != NULL ? provider->level : "");
    }
  if (has_place (spec->kind))
    {
      qz_sheet_put_text (sheet, row, column++, line->place);
      qz_sheet_put_text (sheet, row, column++, qz_area_map_get_name (lists->map, line->place));
    }
  if (spec->kind == QZ_PAPER_DEDUCTIONS)
    {
      qz_sheet_put_number (sheet, row, column++, line->orig_period);
      qz_sheet_put_text (sheet, row, column++, line->reason);
    }
  return column;
}

/* Usage is truncated (domain 2.2, NL-21a); without a quota there is none (AMB-25), and a negative
 * amount uses nothing (AMB-24). */
static gboolean
put_deposit (QzNlLists *lists, QzNlScope scope, const char *unit, QzFen payable, QzSheet *sheet,
             guint row, GError **error)
{
  const guint column = qz_sheet_get_n_columns (sheet) - 2;
  gboolean found = FALSE;
  QzFen quota = 0;
  QzFen balance = 0;
  QzFen ppm = 0;

  if (!qz_clearing_repo_get_deposit (lists->store, unit, scope, &found, &quota, &balance, error))
    return FALSE;
  if (found)
    qz_sheet_put_number (sheet, row, column, balance);
  if (quota <= 0)
    return TRUE;
  if (!qz_fen_mul_div (MAX (0, payable), 1000000, quota, QZ_ROUND_TRUNCATE, &ppm, error))
    return FALSE;
  qz_sheet_put_number (sheet, row, column + 1, ppm);
  return TRUE;
}

static gboolean
put_lines (QzNlLists *lists, QzPaper *paper, const char *unit, QzSheet *sheet, GError **error)
{
  for (guint i = 0; i < paper->lines->len; i++)
    {
      const QzPaperLine *line = paper->lines->pdata[i];
      const guint row = qz_sheet_add_row (sheet);
      const guint first = put_line_names (lists, paper->spec, unit, line, sheet, row);

      for (guint j = 0; j < paper->n_columns; j++)
        qz_sheet_put_number (sheet, row, first + j, line->figures[j]);
      if (paper->spec->kind == QZ_PAPER_SUMMARY
          && !put_deposit (lists, paper->spec->scope, line->group,
                           line->figures[qz_paper_find_column (paper, "payable")], sheet, row,
                           error))
        return FALSE;
    }
  return TRUE;
}

/* ── facts ──────────────────────────────────────────────────────────────────────────────────── */

static const char *
get_total_column (QzPaperKind kind)
{
  if (kind == QZ_PAPER_SUMMARY || kind == QZ_PAPER_RECEIVABLES)
    return "receivable";
  if (kind == QZ_PAPER_RECEIPT)
    return "total";
  return kind == QZ_PAPER_DEDUCTIONS ? "deducted" : "payable";
}

/* Where the money of a notice goes: 5 and 8 to the unit's clearing account, that of 省本级 to its
 * expenditure account (NL-31-D5); 6 and 9 to the province's clearing account. */
static gboolean
put_account (QzNlLists *lists, const QzPaper *paper, const char *unit, QzSheet *sheet,
             GError **error)
{
  const gboolean is_receipt = paper->spec->kind == QZ_PAPER_RECEIPT;
  const char *owner = is_receipt ? unit : qz_area_map_get_province (lists->map);
  const char *code = qz_area_map_get_agency_code (lists->map, owner);
  const char *kind = !is_receipt ? "acc_nl_prov" : "acc_nl_city";
  QzNlAccount account = { 0 };

  if (!is_receipt && paper->spec->kind != QZ_PAPER_PAYMENT)
    return TRUE;
  if (is_receipt && strcmp (unit + 2, "9900") == 0)
    kind = "acc_out";
  if (!qz_clearing_repo_get_account (lists->store, code != NULL ? code : owner, kind, &account,
                                     error))
    return FALSE;
  qz_sheet_set_text (sheet, "account_name", _("Name of the account"), account.account_name);
  qz_sheet_set_text (sheet, "bank_name", _("Bank"), account.bank_name);
  qz_sheet_set_text (sheet, "account_no", _("Account"), account.account_no);
  qz_nl_account_clear (&account);
  return TRUE;
}

static gboolean
put_number (QzNlLists *lists, const QzPaper *paper, const char *unit, QzSheet *sheet,
            GError **error)
{
  QzNoticeKey notice;
  QzDay day = QZ_DAY_NONE;
  gboolean published = FALSE;

  if (!qz_notice_repo_find (lists->store, paper->spec->form, unit, lists->period, &notice,
                            error)
      || !qz_clearing_is_published (lists->store, lists->period, paper->spec->scope, &published,
                                    error)
      || !qz_clearing_repo_get_day (lists->store, lists->period, paper->spec->scope,
                                    published ? QZ_CLEARING_PUBLISH : QZ_CLEARING_LISTS, "", &day,
                                    error))
    return FALSE;
  qz_sheet_set_text (sheet, "number", _("Number"), notice.number);
  qz_sheet_set_number (sheet, "day", _("Day"), QZ_VALUE_DAY, day);
  if (notice.due_day != QZ_DAY_NONE)
    qz_sheet_set_number (sheet, "due_day", _("Due"), QZ_VALUE_DAY, notice.due_day);
  qz_sheet_set_number (sheet, "published", _("Published"), QZ_VALUE_BOOL, published);
  return TRUE;
}

/* The titles begin with the province, and so do the names of its own part and of the province. */
static char *
dup_title (QzNlLists *lists, const QzPaper *paper, const char *name)
{
  const char *province =
      qz_area_map_get_name (lists->map, qz_area_map_get_province (lists->map));
  const char *own = g_str_has_prefix (name, province) && strlen (name) > strlen (province)
                        ? name + strlen (province)
                        : name;
  g_auto (GStrv) parts = g_strsplit (paper->spec->title, "%s", 2);

  return g_strjoinv (g_str_has_prefix (parts[0], province) ? own : name, parts);
}

static gboolean
put_facts (QzNlLists *lists, QzPaper *paper, const char *unit, QzSheet *sheet, GError **error)
{
  const char *area = unit[0] != '\0' ? unit : qz_area_map_get_province (lists->map);
  const char *name = qz_area_map_get_name (lists->map, area);
  g_autofree char *title = dup_title (lists, paper, name);

  qz_sheet_set_text (sheet, "form", _("Form"), paper->spec->form);
  qz_sheet_set_text (sheet, "title", _("Title"), title);
  qz_sheet_set_text (sheet, "scope", _("Scope"), qz_nl_scope_to_text (paper->spec->scope));
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, lists->period);
  qz_sheet_set_text (sheet, "unit", _("Unit"), area);
  qz_sheet_set_text (sheet, "unit_name", _("Name"), name);
  qz_sheet_set_number (sheet, "version", _("Version"), QZ_VALUE_COUNT,
                       lists->list[paper->spec->scope].version);
  qz_sheet_set_number (sheet, "total", _("Total"), QZ_VALUE_FEN,
                       qz_paper_sum (paper, get_total_column (paper->spec->kind)));
  return put_number (lists, paper, unit, sheet, error)
         && put_account (lists, paper, unit, sheet, error);
}

/* ── the sheet ──────────────────────────────────────────────────────────────────────────────── */

static const QzPaperSpec *
find_spec (const char *form, GError **error)
{
  const QzPaperSpec *spec = qz_paper_find_spec (form);

  if (spec == NULL)
    qz_error_set (error, QZ_ERROR_INPUT, "form-unknown",
                  _("“%s” is no form of a clearing period; there are F-NL-4 to F-NL-9-2"), form);
  return spec;
}

/* *unit: as asked; becomes "" for forms of the province. */
static gboolean
check_paper (const QzNlLists *lists, const QzPaperSpec *spec, const char **unit, GError **error)
{
  QzAreaPlace place = { "", "", "" };

  if (lists->list[spec->scope].id == 0)
    {
      g_autofree char *month = qz_period_format (lists->period);

      qz_error_set (error, QZ_ERROR_INPUT, "no-lists",
                    _("The lists of %s (%s) are not made yet"), month,
                    qz_nl_scope_get_name (spec->scope));
      return FALSE;
    }
  if (!qz_paper_is_by_unit (spec))
    {
      *unit = "";
      return TRUE;
    }
  if (*unit != NULL && qz_area_map_find (lists->map, *unit, &place)
      && strcmp (place.unit, *unit) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "unit-unknown",
                _("The form %s is one of a city; give its area code, such as 230200 or 239900"),
                spec->form);
  qz_error_add_rule (error, "NL-4");
  return FALSE;
}

static gboolean
open_paper (QzNlLists *lists, QzBook *book, const QzPaperSpec *spec, QzPeriod period,
            const char **unit, GError **error)
{
  return qz_nl_lists_load (lists, book, period, error) && check_paper (lists, spec, unit, error);
}

QzSheet *
qz_nl_paper_make_sheet (QzNlLists *lists, const char *form, const char *unit, GError **error)
{
  const QzPaperSpec *spec = find_spec (form, error);
  g_autoptr (QzPaper) paper = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  if (spec == NULL || !check_paper (lists, spec, &unit, error))
    return NULL;
  paper = qz_paper_new (lists, spec, unit);
  sheet = qz_sheet_new ("form");
  add_columns (sheet, paper);
  if (!put_facts (lists, paper, unit, sheet, error)
      || !put_lines (lists, paper, unit, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_nl_paper_get_sheet (QzBook *book, const char *form, QzPeriod period, const char *unit,
                       GError **error)
{
  g_auto (QzNlLists) lists = { 0 };

  if (g_str_has_prefix (form, "F-NL-2-"))
    return qz_deposit_paper_find_sheet (book, form, period, unit, error);
  if (find_spec (form, error) == NULL || !qz_nl_lists_load (&lists, book, period, error))
    return NULL;
  return qz_nl_paper_make_sheet (&lists, form, unit, error);
}

QzSheet *
qz_nl_paper_list_forms (void)
{
  QzSheet *sheet = qz_sheet_new ("forms");
  const QzPaperSpec *spec;

  qz_sheet_add_column (sheet, "form", _("Form"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "by_unit", _("For each unit"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "title", _("Title"), QZ_VALUE_TEXT);
  for (guint i = 0; (spec = qz_paper_get_spec (i)) != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (spec->title, "%s", 2);
      g_autofree char *title = g_strjoinv ("    市（地）", parts);
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, spec->form);
      qz_sheet_put_text (sheet, row, 1, qz_nl_scope_to_text (spec->scope));
      qz_sheet_put_number (sheet, row, 2, qz_paper_is_by_unit (spec));
      qz_sheet_put_text (sheet, row, 3, title);
    }
  return sheet;
}

/* ── explaining ─────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzNlLists *lists;
  const QzPaperSpec *spec;
  const char *unit;
  const char *key; /* of the line */
  const QzPaperColumn *column;
  QzClearingEngine *engine;
  QzClearingCarries *past, *left;
  QzSheet *sheet;
  gint64 sum;
} Explain;

static gboolean
add_record (Explain *self, QzNlSource source, const QzNlClaim *claim, gint64 id, gint64 share,
            GError **error)
{
  static const char *const kinds[] = { "claim", "national-item", "deduction" };
  const QzNlProvider *provider =
      g_hash_table_lookup (self->lists->providers, &claim->provider_id);
  QzNlPlace place = { 0 };
  QzDay day = QZ_DAY_NONE;
  guint row;

  if (!qz_clearing_stream_get_place (self->lists->store, source, id, &place, error))
    return FALSE;
  row = qz_sheet_add_row (self->sheet);
  qz_sheet_put_text (self->sheet, row, 0, kinds[source]);
  qz_sheet_put_text (self->sheet, row, 1, place.setl_id);
  if (place.day != NULL && qz_day_parse_plain (place.day, strlen (place.day), &day))
    qz_sheet_put_number (self->sheet, row, 2, day);
  qz_sheet_put_text (self->sheet, row, 3, provider != NULL ? provider->code : "");
  qz_sheet_put_text (self->sheet, row, 4, claim->area);
  qz_sheet_put_number (self->sheet, row, 5, share);
  qz_sheet_put_text (self->sheet, row, 6, place.file_name);
  qz_sheet_put_number (self->sheet, row, 7, place.line_no);
  qz_nl_place_clear (&place);
  return TRUE;
}

/* The same rows, the same lines and the same columns as the form's, for one record alone. */
static gboolean
explain_record (Explain *self, QzNlSource source, const QzNlClaim *claim,
                const QzNlDeduction *deduction, gint64 id, GError **error)
{
  QzClearingRow rows[2];
  guint n = 0;

  if (!qz_clearing_engine_place (self->engine, claim, deduction, source == QZ_NL_SOURCE_ITEM, rows,
                                 &n, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      QzPaperLine line;
      gboolean is_here;
      gint64 share;

      if (!qz_paper_place (self->lists, self->spec, self->unit, &rows[i], &line))
        continue;
      is_here = strcmp (line.key, self->key) == 0;
      g_free (line.key);
      share = is_here ? qz_paper_get_share (self->column, &rows[i]) : 0;
      self->sum += share;
      if (share != 0 && !add_record (self, source, claim, id, share, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
explain_claim (const QzNlClaim *claim, gpointer user_data, GError **error)
{
  return explain_record (user_data, QZ_NL_SOURCE_CLAIM, claim, NULL, claim->id, error);
}

static gboolean
explain_deduction (const QzNlDeduction *deduction, gpointer user_data, GError **error)
{
  return explain_record (user_data, QZ_NL_SOURCE_DEDUCTION, &deduction->claim, deduction,
                         deduction->id, error);
}

static gboolean
explain_item (const QzNlDeduction *item, gpointer user_data, GError **error)
{
  return explain_record (user_data, QZ_NL_SOURCE_ITEM, &item->claim,
                         item->amount_fen != 0 ? item : NULL, item->id, error);
}

static gboolean
explain_carried_claim (const QzNlDeduction *carried, gpointer user_data, GError **error)
{
  return explain_claim (&carried->claim, user_data, error);
}

/* NL-38: what earlier months left. */
static gboolean
explain_carried (Explain *self, const QzNlSpan *span, GError **error)
{
  QzStore *store = self->lists->store;

  return qz_clearing_stream_carried (store, span, QZ_NL_SOURCE_CLAIM, explain_carried_claim, self,
                                     error)
         && qz_clearing_stream_carried (store, span, QZ_NL_SOURCE_DEDUCTION, explain_deduction,
                                        self, error)
         && qz_clearing_stream_carried (store, span, QZ_NL_SOURCE_ITEM, explain_item, self, error);
}

static gboolean
explain_all (Explain *self, GError **error)
{
  const QzClearingList *list = &self->lists->list[self->spec->scope];
  QzNlSpan span = { .scope = self->spec->scope, .period = self->lists->period };

  /* What the list looked at: ids up to those it kept. 0 would be no bound. */
  span.last_id = MAX (1, list->last_claim_id);
  if (!qz_clearing_stream_claims (self->lists->store, &span, explain_claim, self, error))
    return FALSE;
  span.last_id = MAX (1, list->last_deduction_id);
  if (!qz_clearing_stream_deductions (self->lists->store, &span, explain_deduction, self, error))
    return FALSE;
  span.last_id = MAX (1, list->last_item_id);
  return (span.scope == QZ_NL_IN_PROV
          || qz_clearing_stream_items (self->lists->store, &span, explain_item, self, error))
         && explain_carried (self, &span, error);
}

static QzSheet *
make_explanation (QzValueType type)
{
  QzSheet *sheet = qz_sheet_new ("explanation");

  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "setl_id", _("Settlement"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "provider", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "area", _("Insured area"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", _("Amount"), type);
  qz_sheet_add_column (sheet, "file", _("File"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "line", _("Line"), QZ_VALUE_COUNT);
  return sheet;
}

static int
find_figure (const QzPaper *paper, const char *column, guint row, GError **error)
{
  for (guint i = 0; row < paper->lines->len && i < paper->n_columns; i++)
    if (strcmp (paper->columns[i].name, column) == 0)
      return (int) i;
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-figure",
                _("The form %s has no figure “%s” in row %u that claims add up to"),
                paper->spec->form, column, row + 1);
  return -1;
}

/* Whether personal accounts are cleared is what the list's own pack says. */
static gboolean
make_engine (Explain *self, QzBook *book, GError **error)
{
  const QzClearingList *list = &self->lists->list[self->spec->scope];
  g_autoptr (QzPolicy) policy = qz_policy_for_pack (book, list->policy_pack_id, error);

  if (policy == NULL)
    return FALSE;
  self->engine =
      qz_clearing_make_engine (self->lists->store, self->lists->map, self->spec->scope,
                               qz_policy_get_nonlocal (policy)->clear_acct, error);
  self->past = qz_clearing_carry_load_past (self->lists->store, list->period, list->scope, error);
  self->left = self->past != NULL
                   ? qz_clearing_carry_load_left (self->lists->store, list->id, error)
                   : NULL;
  if (self->engine == NULL || self->left == NULL)
    return FALSE;
  qz_clearing_engine_set_carries (self->engine, self->past, self->left);
  return TRUE;
}

QzSheet *
qz_clearing_explain (QzBook *book, const char *form, QzPeriod period, const char *unit, guint row,
                     const char *column, GError **error)
{
  const QzPaperSpec *spec = find_spec (form, error);
  g_auto (QzNlLists) lists = { 0 };
  g_autoptr (QzPaper) paper = NULL;
  Explain self = { .lists = &lists, .spec = spec };
  const QzPaperLine *line;
  QzValueType type;
  gboolean done;
  int at;

  if (spec == NULL || !open_paper (&lists, book, spec, period, &unit, error))
    return NULL;
  paper = qz_paper_new (&lists, spec, unit);
  at = find_figure (paper, column, row, error);
  if (at < 0)
    return NULL;
  line = paper->lines->pdata[row];
  type = paper->columns[at].measure == QZ_MEASURE_VISITS ? QZ_VALUE_COUNT : QZ_VALUE_FEN;
  self.unit = unit;
  self.key = line->key;
  self.column = &paper->columns[at];
  self.sheet = make_explanation (type);
  done = make_engine (&self, book, error) && explain_all (&self, error);
  g_clear_pointer (&self.engine, qz_clearing_engine_free);
  g_clear_pointer (&self.past, qz_clearing_carries_free);
  g_clear_pointer (&self.left, qz_clearing_carries_free);
  if (!done)
    {
      qz_sheet_unref (self.sheet);
      return NULL;
    }
  qz_sheet_set_number (self.sheet, "amount", _("Amount"), type, line->figures[at]);
  qz_sheet_set_number (self.sheet, "sum", _("Sum"), type, self.sum);
  qz_sheet_set_number (self.sheet, "differs", _("Differs"), QZ_VALUE_BOOL,
                       self.sum != line->figures[at]);
  return self.sheet;
}
