/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-bills.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-private.h"
#include "qz-clearing-repo.h"
#include "qz-error.h"
#include "qz-id-check.h"

static const char *
get_kind_text (QzAssistKind kind)
{
  return kind == QZ_ASSIST_OUTPATIENT ? "outpatient" : "stay";
}

/* ── the bills of a month ───────────────────────────────────────────────────────────────────── */

/* In the order of the columns. */
enum {
  COLUMN_SETL_ID,
  COLUMN_SETTLED,
  COLUMN_PROVIDER,
  COLUMN_PROVIDER_NAME,
  COLUMN_NAME,
  COLUMN_CERTNO,
  COLUMN_COUNTY,
  COLUMN_COUNTY_NAME,
  COLUMN_CATEGORY,
  COLUMN_CATEGORY_NAME,
  COLUMN_INSURANCE,
  COLUMN_KIND,
  COLUMN_REFUND,
  COLUMN_MANUAL,
  COLUMN_CROSS,
  COLUMN_MEDFEE,
  COLUMN_SCP,
  COLUMN_BASIC,
  COLUMN_CI,
  COLUMN_OTHER,
  COLUMN_MAF,
  COLUMN_PERSON,
  COLUMN_DEDUCTED,
  COLUMN_DIFFERENCES,
  N_COLUMNS,
};
static const struct {
  const char *name, *title;
  QzValueType type;
} columns[N_COLUMNS] = {
  [COLUMN_SETL_ID] = { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
  [COLUMN_SETTLED] = { "settled", N_ ("Settled"), QZ_VALUE_TEXT },
  [COLUMN_PROVIDER] = { "provider", N_ ("Provider"), QZ_VALUE_TEXT },
  [COLUMN_PROVIDER_NAME] = { "provider_name", N_ ("Name of the provider"), QZ_VALUE_TEXT },
  [COLUMN_NAME] = { "psn_name", N_ ("Full name"), QZ_VALUE_TEXT },
  [COLUMN_CERTNO] = { "certno", N_ ("Identity number"), QZ_VALUE_TEXT },
  [COLUMN_COUNTY] = { "county", N_ ("County"), QZ_VALUE_TEXT },
  [COLUMN_COUNTY_NAME] = { "county_name", N_ ("Name of the county"), QZ_VALUE_TEXT },
  [COLUMN_CATEGORY] = { "category", N_ ("Category"), QZ_VALUE_TEXT },
  [COLUMN_CATEGORY_NAME] = { "category_name", N_ ("Category"), QZ_VALUE_TEXT },
  [COLUMN_INSURANCE] = { "insurance", N_ ("Insurance"), QZ_VALUE_TEXT },
  [COLUMN_KIND] = { "kind", N_ ("Kind"), QZ_VALUE_TEXT },
  [COLUMN_REFUND] = { "refund", N_ ("Refund"), QZ_VALUE_BOOL },
  [COLUMN_MANUAL] = { "manual", N_ ("Paid in full by the person"), QZ_VALUE_BOOL },
  [COLUMN_CROSS] = { "cross_area", N_ ("Outside the county"), QZ_VALUE_BOOL },
  [COLUMN_MEDFEE] = { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  [COLUMN_SCP] = { "scp", N_ ("Within the policy"), QZ_VALUE_FEN },
  [COLUMN_BASIC] = { "basic", N_ ("Basic insurance"), QZ_VALUE_FEN },
  [COLUMN_CI] = { "ci", N_ ("Critical illness"), QZ_VALUE_FEN },
  [COLUMN_OTHER] = { "other", N_ ("Other funds"), QZ_VALUE_FEN },
  [COLUMN_MAF] = { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
  [COLUMN_PERSON] = { "person", N_ ("Borne by the person"), QZ_VALUE_FEN },
  [COLUMN_DEDUCTED] = { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
  [COLUMN_DIFFERENCES] = { "differences", N_ ("Differences"), QZ_VALUE_TEXT },
};

typedef struct {
  QzSheet *sheet;
  QzAreaMap *map;
  GHashTable *providers;   /* id → QzNlProvider */
  GHashTable *differences; /* bill id → texts */
  GHashTable *deducted;    /* bill id → QzFen */
  gint64 n_refunds, n_manual;
  QzFen medfee_fen, maf_fen;
} List;

static void
list_clear (List *self)
{
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->providers, g_hash_table_unref);
  g_clear_pointer (&self->differences, g_hash_table_unref);
  g_clear_pointer (&self->deducted, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static gboolean
note_differences (const QzAssistComputed *computed, gpointer user_data, GError **error)
{
  List *self = user_data;
  QzAssistDifference differences[QZ_MAX_ASSIST_DIFFERENCES];
  const guint n = qz_assist_list_differences (computed, differences);
  g_autoptr (GString) text = g_string_new (computed->fault != NULL ? "rules" : NULL);

  (void) error;
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", differences[i].field);
  if (text->len > 0)
    g_hash_table_insert (self->differences,
                         g_memdup2 (&computed->row->id, sizeof computed->row->id),
                         g_strdup (text->str));
  return TRUE;
}

static void
put_words (List *self, guint row, const QzAssistBillRow *bill)
{
  const QzNlProvider *provider = g_hash_table_lookup (self->providers, &bill->provider_id);
  g_autofree char *masked = qz_id_mask (bill->certno);
  const char *differences = g_hash_table_lookup (self->differences, &bill->id);
  const struct {
    guint column;
    const char *text;
  } texts[] = {
    { COLUMN_SETL_ID, bill->setl_id },
    { COLUMN_SETTLED, bill->setl_time },
    { COLUMN_PROVIDER, provider != NULL ? provider->code : "" },
    { COLUMN_PROVIDER_NAME, provider != NULL ? provider->name : "" },
    { COLUMN_NAME, bill->psn_name },
    { COLUMN_CERTNO, masked },
    { COLUMN_COUNTY, bill->county },
    { COLUMN_COUNTY_NAME, qz_area_map_get_name (self->map, bill->county) },
    { COLUMN_CATEGORY, qz_assist_category_to_text (bill->category) },
    { COLUMN_CATEGORY_NAME, qz_assist_category_get_name (bill->category) },
    { COLUMN_INSURANCE, qz_insurance_to_text (bill->insurance) },
    { COLUMN_DIFFERENCES, differences != NULL ? differences : "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    qz_sheet_put_text (self->sheet, row, texts[i].column, texts[i].text);
}

static void
put_numbers (List *self, guint row, const QzAssistBillRow *bill)
{
  const QzFen *deducted = g_hash_table_lookup (self->deducted, &bill->id);
  const struct {
    guint column;
    gint64 number;
  } numbers[] = {
    { COLUMN_REFUND, bill->refund },
    { COLUMN_MANUAL, bill->setl_type[0] == '1' },
    { COLUMN_CROSS, bill->cross_area },
    { COLUMN_MEDFEE, bill->medfee_fen },
    { COLUMN_SCP, bill->inscp_scp_fen },
    { COLUMN_BASIC, bill->basic_fen },
    { COLUMN_CI, bill->ci_fen },
    { COLUMN_OTHER, bill->other_fen },
    { COLUMN_MAF, bill->maf_fen },
    { COLUMN_PERSON, bill->psn_part_fen },
    { COLUMN_DEDUCTED, deducted != NULL ? *deducted : 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    qz_sheet_put_number (self->sheet, row, numbers[i].column, numbers[i].number);
}

static gboolean
add_bill (const QzAssistBillRow *bill, gpointer user_data, GError **error)
{
  List *self = user_data;
  const guint row = qz_sheet_add_row (self->sheet);
  const gboolean is_outpatient = bill->begin_day == bill->end_day && bill->med_type[0] == '1';

  put_words (self, row, bill);
  put_numbers (self, row, bill);
  qz_sheet_put_text (self->sheet, row, COLUMN_KIND,
                     get_kind_text (is_outpatient ? QZ_ASSIST_OUTPATIENT : QZ_ASSIST_STAY));
  self->n_refunds += bill->refund;
  self->n_manual += bill->setl_type[0] == '1';
  return qz_fen_accumulate (&self->medfee_fen, bill->medfee_fen, error)
         && qz_fen_accumulate (&self->maf_fen, bill->maf_fen, error);
}

static gboolean
note_deduction (const QzAssistDeduction *deduction, gpointer user_data, GError **error)
{
  List *self = user_data;
  QzFen *sum = g_hash_table_lookup (self->deducted, &deduction->bill_id);

  if (sum == NULL)
    {
      sum = g_new0 (QzFen, 1);
      g_hash_table_insert (self->deducted,
                           g_memdup2 (&deduction->bill_id, sizeof deduction->bill_id), sum);
    }
  return qz_fen_accumulate (sum, deduction->amount_fen, error);
}

static void
set_facts (const List *self)
{
  qz_sheet_set_number (self->sheet, "n_bills", _("Bills"), QZ_VALUE_COUNT,
                       qz_sheet_get_n_rows (self->sheet));
  qz_sheet_set_number (self->sheet, "n_refunds", _("Refunds"), QZ_VALUE_COUNT, self->n_refunds);
  qz_sheet_set_number (self->sheet, "n_manual", _("Paid in full by the person"), QZ_VALUE_COUNT,
                       self->n_manual);
  qz_sheet_set_number (self->sheet, "medfee_sum", _("Medical fees"), QZ_VALUE_FEN,
                       self->medfee_fen);
  qz_sheet_set_number (self->sheet, "maf_sum", _("Medical assistance"), QZ_VALUE_FEN,
                       self->maf_fen);
  qz_sheet_set_number (self->sheet, "n_differing", _("With differences"), QZ_VALUE_COUNT,
                       g_hash_table_size (self->differences));
}

QzSheet *
qz_assist_list_bills (QzBook *book, QzPeriod period, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("bills");
  g_auto (List) list = { .sheet = sheet, .map = qz_actors_load_map (book, error) };
  const QzAssistAsked asked = { qz_period_get_first_day (period), qz_period_get_last_day (period),
                                NULL };
  const QzAssistBillSpan span = { asked.from, asked.to, NULL, QZ_ASSIST_BY_TIME };

  for (guint i = 0; i < N_COLUMNS; i++)
    qz_sheet_add_column (sheet, columns[i].name, _ (columns[i].title), columns[i].type);
  list.differences = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  list.deducted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  list.providers = list.map != NULL ? qz_clearing_repo_load_providers (store, error) : NULL;
  if (list.providers == NULL
      || !qz_assist_compute_year (book, &asked, note_differences, &list, error)
      || !qz_assist_bill_repo_stream_deductions (store, period, note_deduction, &list, error)
      || !qz_assist_bill_repo_stream (store, &span, add_bill, &list, error))
    return NULL;
  set_facts (&list);
  return g_steal_pointer (&sheet);
}

/* ── one bill ───────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzSheet *sheet;
  QzAreaMap *map;
  GHashTable *providers;
  gint64 bill_id;
} Shown;

static void
set_words (Shown *self, const QzAssistComputed *computed)
{
  const QzAssistBillRow *row = computed->row;
  const QzNlProvider *provider = g_hash_table_lookup (self->providers, &row->provider_id);
  g_autofree char *masked = qz_id_mask (row->certno);
  const gboolean has_category = computed->has_result;
  const struct {
    const char *name, *title, *text;
  } facts[] = {
    { "setl_id", _("Settlement"), row->setl_id },
    { "settled", _("Settled"), row->setl_time },
    { "provider", _("Provider"), provider != NULL ? provider->code : "" },
    { "provider_name", _("Name of the provider"), provider != NULL ? provider->name : "" },
    { "psn_no", _("Number of the person"), row->psn_no },
    { "psn_name", _("Full name"), row->psn_name },
    { "certno", _("Identity number"), masked },
    { "county", _("County"), row->county },
    { "county_name", _("Name of the county"), qz_area_map_get_name (self->map, row->county) },
    { "insurance", _("Insurance"), qz_insurance_to_text (row->insurance) },
    { "med_type", _("Kind of care"), row->med_type },
    { "kind", _("Kind"), get_kind_text (computed->kind) },
    { "refd_setl_id", _("Takes back"), row->refd_setl_id != NULL ? row->refd_setl_id : "" },
    { "manual_reason", _("Why paid in full"), row->manual_reason },
    { "category", _("Category by the platform"), qz_assist_category_to_text (row->category) },
    { "rule_category", _("Category by the rules"),
      has_category ? qz_assist_category_to_text (computed->category) : "" },
    { "fault", _("Cannot be computed"), computed->fault != NULL ? computed->fault : "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    qz_sheet_set_text (self->sheet, facts[i].name, facts[i].title, facts[i].text);
  qz_sheet_set_number (self->sheet, "begin_day", _("Admitted on"), QZ_VALUE_DAY, row->begin_day);
  qz_sheet_set_number (self->sheet, "end_day", _("Discharge"), QZ_VALUE_DAY, row->end_day);
  qz_sheet_set_number (self->sheet, "refund", _("Refund"), QZ_VALUE_BOOL, row->refund);
  qz_sheet_set_number (self->sheet, "manual", _("Paid in full by the person"), QZ_VALUE_BOOL,
                       computed->is_manual);
  qz_sheet_set_number (self->sheet, "cross_area", _("Outside the county"), QZ_VALUE_BOOL,
                       row->cross_area);
}

static void
set_amounts (QzSheet *sheet, const QzAssistBillRow *row)
{
  const struct {
    const char *name, *title;
    QzFen amount;
  } facts[] = {
    { "medfee", _("Medical fees"), row->medfee_fen },
    { "fullself", _("Wholly self-paid"), row->fulamt_ownpay_fen },
    { "overlimit", _("Above the price limit"), row->overlmt_selfpay_fen },
    { "preself", _("Self-paid in advance"), row->preselfpay_fen },
    { "scp", _("Within the policy"), row->inscp_scp_fen },
    { "dedc", _("Deductible"), row->act_pay_dedc_fen },
    { "basic", _("Basic insurance"), row->basic_fen },
    { "ci", _("Critical illness"), row->ci_fen },
    { "other", _("Other funds"), row->other_fen },
    { "maf", _("Medical assistance"), row->maf_fen },
    { "fund", _("All funds"), row->fund_pay_fen },
    { "hosp_part", _("Borne by the hospital"), row->hosp_part_fen },
    { "person", _("Borne by the person"), row->psn_part_fen },
    { "acct", _("Personal account"), row->acct_fen },
    { "cash", _("Cash"), row->psn_cash_fen },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    qz_sheet_set_number (sheet, facts[i].name, facts[i].title, QZ_VALUE_FEN, facts[i].amount);
}

/* Which category holds and why, and whose parameters (AMB-31, DT-6c, DT-22). */
static void
set_entitlement (QzSheet *sheet, const QzAssistComputed *computed)
{
  const QzAssistEntitlement *entitlement = &computed->entitlement;

  if (computed->row->refund)
    return;
  qz_sheet_set_text (sheet, "reason", _("Reason"), qz_assist_reason_to_text (entitlement->reason));
  qz_sheet_set_text (sheet, "reason_name", _("Why"),
                     qz_assist_reason_get_name (entitlement->reason));
  qz_sheet_set_text (sheet, "reason_rule", _("Rule"),
                     qz_assist_reason_get_rule (entitlement->reason));
  qz_sheet_set_number (sheet, "policy_day", _("Parameters of"), QZ_VALUE_DAY,
                       entitlement->policy_day);
}

static void
add_choice (QzSheet *sheet, const QzAssistComputed *computed)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("choice");

  qz_sheet_add_column (child, "category", _("Category"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "category_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "maf", _("Medical assistance"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "person", _("Borne by the person"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "taken", _("Taken"), QZ_VALUE_BOOL);
  for (guint i = 0; i < computed->choice.n_tries; i++)
    {
      const QzAssistTry *try = &computed->choice.tries[i];
      const guint row = qz_sheet_add_row (child);

      qz_sheet_put_text (child, row, 0, qz_assist_category_to_text (try->category));
      qz_sheet_put_text (child, row, 1, qz_assist_category_get_name (try->category));
      qz_sheet_put_number (child, row, 2, try->result.maf_fen);
      qz_sheet_put_number (child, row, 3, try->result.person_fen);
      qz_sheet_put_number (child, row, 4, i == computed->choice.best);
    }
  qz_sheet_add_child (sheet, child);
}

/* step title amount formula rule */
static void
add_layers (QzSheet *sheet, const QzAssistComputed *computed)
{
  const QzAssistBillRow *row = computed->row;
  const QzAssistBill bill = { .is_outpatient = computed->kind == QZ_ASSIST_OUTPATIENT,
                              .fee_fen = row->medfee_fen,
                              .fullself_fen = row->fulamt_ownpay_fen,
                              .overlimit_fen = row->overlmt_selfpay_fen,
                              .preself_fen = row->preselfpay_fen,
                              .other_fen = row->other_fen,
                              .hosp_part_fen = row->hosp_part_fen };
  g_autoptr (QzSheet) layers = NULL;

  if (!computed->has_result || row->refund)
    return;
  layers = qz_assist_explain (computed->choice.tries[computed->choice.best].layers, &bill,
                              &computed->before, &computed->result);
  qz_sheet_add_child (sheet, layers);
}

static void
add_differences (QzSheet *sheet, const QzAssistComputed *computed)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("differences");
  QzAssistDifference found[QZ_MAX_ASSIST_DIFFERENCES];
  const guint n = qz_assist_list_differences (computed, found);

  qz_sheet_add_column (child, "field", _("Field"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "title", _("What differs"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "platform", _("By the platform"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "rules", _("By the rules"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "difference", _("Difference"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "rule", _("Rule"), QZ_VALUE_TEXT);
  for (guint i = 0; i < n; i++)
    {
      const guint row = qz_sheet_add_row (child);
      g_autofree char *platform = found[i].is_amount ? qz_fen_to_decimal (found[i].platform_fen)
                                                     : g_strdup (found[i].platform);
      g_autofree char *rules = found[i].is_amount ? qz_fen_to_decimal (found[i].rules_fen)
                                                  : g_strdup (found[i].rules);

      qz_sheet_put_text (child, row, 0, found[i].field);
      qz_sheet_put_text (child, row, 1, found[i].title);
      qz_sheet_put_text (child, row, 2, platform);
      qz_sheet_put_text (child, row, 3, rules);
      if (found[i].is_amount)
        qz_sheet_put_number (child, row, 4, found[i].platform_fen - found[i].rules_fen);
      qz_sheet_put_text (child, row, 5, found[i].rule);
    }
  qz_sheet_add_child (sheet, child);
}

static gboolean
show_computed (const QzAssistComputed *computed, gpointer user_data, GError **error)
{
  Shown *self = user_data;

  (void) error;
  self->bill_id = computed->row->id;
  set_words (self, computed);
  set_amounts (self->sheet, computed->row);
  set_entitlement (self->sheet, computed);
  add_layers (self->sheet, computed);
  add_choice (self->sheet, computed);
  add_differences (self->sheet, computed);
  return TRUE;
}

static gboolean
add_deductions (QzSheet *sheet, QzStore *store, gint64 bill_id, GError **error)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("deductions");

  qz_sheet_add_column (child, "period", _("Month"), QZ_VALUE_COUNT);
  qz_sheet_add_column (child, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "confirmed_day", _("Confirmed"), QZ_VALUE_DAY);
  qz_sheet_add_child (sheet, child);
  return qz_assist_bill_repo_fill_deductions (store, bill_id, child, error);
}

QzSheet *
qz_assist_show_bill (QzBook *book, const char *setl_id, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  g_autoptr (GHashTable) providers =
      map != NULL ? qz_clearing_repo_load_providers (store, error) : NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("assist_bill");
  Shown shown = { .sheet = sheet, .map = map, .providers = providers };
  gboolean found = FALSE;

  if (providers == NULL
      || !qz_assist_compute_bill (book, setl_id, show_computed, &shown, &found, error))
    return NULL;
  if (!found)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "bill-unknown",
                    _("There is no bill %s of medical assistance; “qz assist bills” lists them"),
                    setl_id);
      return NULL;
    }
  return add_deductions (sheet, store, shown.bill_id, error) ? g_steal_pointer (&sheet) : NULL;
}
