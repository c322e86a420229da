/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F-DT-1: what the person gets at discharge (DT-15a, domain 2.7). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-bills.h"
#include "qz-assist-private.h"
#include "qz-clearing-repo.h"
#include "qz-codes.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-nl-print-private.h"
#include "qz-policies.h"
#include "qz-rate.h"

typedef struct {
  QzBook *book;
  QzStore *store;
  QzSheet *sheet;
  QzCodes *codes;
  QzAreaMap *map;
  GHashTable *providers; /* id → QzNlProvider */
  GHashTable *places;    /* id → area */
  /* what is asked of the store when the bill is known */
  char *certno, *setl_id, *setl_time;
  QzAssistCategory category;
  QzDay settled;
} Form;

static void
form_clear (Form *self)
{
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->providers, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->certno, g_free);
  g_clear_pointer (&self->setl_id, g_free);
  g_clear_pointer (&self->setl_time, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

/* ── what must add up ───────────────────────────────────────────────────────────────────────── */

static gboolean
check (const char *setl_id, const char *identity, QzFen stands, QzFen counted, GError **error)
{
  return qz_nl_bill_check_identity (setl_id, "DT-15a", identity, stands, counted, error);
}

static gboolean
check_identities (const QzAssistBillRow *b, GError **error)
{
  return check (b->setl_id, "(5)=(1)-(2)-(3)-(4)", b->inscp_scp_fen,
                b->medfee_fen - b->fulamt_ownpay_fen - b->overlmt_selfpay_fen - b->preselfpay_fen,
                error)
         && check (b->setl_id, "(13)=(1)-(11)-(12)", b->psn_part_fen,
                   b->medfee_fen - b->fund_pay_fen - b->hosp_part_fen, error)
         && check (b->setl_id, "(15)=(13)-(14)", b->psn_cash_fen, b->psn_part_fen - b->acct_fen,
                   error);
}

/* ── the head ───────────────────────────────────────────────────────────────────────────────── */

/* GB 11643, which every bill's number was checked by. */
static void
set_person (Form *self, const QzAssistBillRow *row)
{
  g_autofree char *masked = qz_id_mask (row->certno);
  char birthday[9] = "";
  int year, month, mday, number;

  g_strlcpy (birthday, row->certno + 6, sizeof birthday);
  number = (int) g_ascii_strtoll (birthday, NULL, 10);
  qz_day_to_ymd (row->settled, &year, &month, &mday);
  qz_sheet_set_text (self->sheet, "psn_name", _("Full name"), row->psn_name);
  qz_sheet_set_text (self->sheet, "psn_no", _("Number of the person"), row->psn_no);
  qz_sheet_set_text (self->sheet, "certno", _("Identity number"), masked);
  qz_sheet_set_text (self->sheet, "gender", _("Sex"),
                     (row->certno[16] - '0') % 2 == 1 ? "男" : "女");
  qz_sheet_set_number (self->sheet, "age", _("Age"), QZ_VALUE_COUNT,
                       year - number / 10000 - (month * 100 + mday < number % 10000));
}

static const char *
get_or (const char *name, const char *code)
{
  return name != NULL ? name : code;
}

static void
set_stay (Form *self, const QzAssistComputed *computed)
{
  const QzAssistBillRow *row = computed->row;
  const QzNlProvider *provider = g_hash_table_lookup (self->providers, &row->provider_id);
  const char *place = g_hash_table_lookup (self->places, &row->provider_id);
  const char *level = provider != NULL ? provider->level : "";
  const struct {
    const char *name, *title, *text;
  } texts[] = {
    { "document_no", _("Number"), row->setl_id },
    { "setl_id", _("Settlement"), row->setl_id },
    { "setl_time", _("Settled"), row->setl_time },
    { "hospital_code", _("Provider"), provider != NULL ? provider->code : "" },
    { "hospital_name", _("Name of the provider"), provider != NULL ? provider->name : "" },
    { "hospital_level", _("Level"),
      get_or (qz_codes_get_name (self->codes, "hosp_lv", level), level) },
    { "treat_area", _("Place of care"),
      place != NULL ? qz_area_map_get_name (self->map, place) : "" },
    { "insured_area", _("County"), qz_area_map_get_name (self->map, row->county) },
    { "insurance", _("Insurance"), qz_insurance_get_paper_name (row->insurance) },
    { "med_type", _("Kind of care"),
      get_or (qz_codes_get_name (self->codes, "med_type", row->med_type), row->med_type) },
    { "cross_area", _("Outside the county"), row->cross_area ? "■ 是　□ 否" : "□ 是　■ 否" },
    { "left_in_stay", _("Left the list during the stay"),
      computed->entitlement.reason == QZ_ASSIST_LEFT && !row->refund ? "■ 是　□ 否"
                                                                      : "□ 是　■ 否" },
    { "way", _("Way of settlement"), computed->is_manual ? "全额垫付，手工报销" : "直接结算" },
    { "category_name", _("Category"), qz_assist_category_get_paper_name (row->category) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    qz_sheet_set_text (self->sheet, texts[i].name, texts[i].title, texts[i].text);
  qz_sheet_set_number (self->sheet, "in_day", _("Admitted on"), QZ_VALUE_DAY, row->begin_day);
  qz_sheet_set_number (self->sheet, "out_day", _("Discharge"), QZ_VALUE_DAY, row->end_day);
  qz_sheet_set_number (self->sheet, "n_days", _("Days"), QZ_VALUE_COUNT,
                       MAX (1, row->end_day - row->begin_day));
}

static void
set_amounts (QzSheet *sheet, const QzAssistBillRow *b)
{
  const struct {
    const char *name, *title;
    QzFen amount;
  } amounts[] = {
    { "medfee", _("Medical fees"), b->medfee_fen },
    { "ownpay", _("Wholly self-paid"), b->fulamt_ownpay_fen },
    { "overlimit", _("Above the price limit"), b->overlmt_selfpay_fen },
    { "preself", _("Self-paid in advance"), b->preselfpay_fen },
    { "inscope", _("Within the policy"), b->inscp_scp_fen },
    { "dedc", _("Deductible"), b->act_pay_dedc_fen },
    { "basic", _("Basic insurance"), b->basic_fen },
    { "ci", _("Critical illness"), b->ci_fen },
    { "other", _("Other funds"), b->other_fen },
    { "maf", _("Medical assistance"), b->maf_fen },
    { "fund", _("All funds"), b->fund_pay_fen },
    { "hosp_part", _("Borne by the hospital"), b->hosp_part_fen },
    { "psn_part", _("Borne by the person"), b->psn_part_fen },
    { "acct", _("Personal account"), b->acct_fen },
    { "cash", _("Cash"), b->psn_cash_fen },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    qz_sheet_set_number (sheet, amounts[i].name, amounts[i].title, QZ_VALUE_FEN,
                         amounts[i].amount);
  qz_sheet_set_text (sheet, "ci_label", NULL,
                     b->insurance == QZ_INS_EMP ? "大额医疗补助支付" : "大病保险支付");
}

/* ── the assistance ─────────────────────────────────────────────────────────────────────────── */

static char *
dup_fen (QzFen fen)
{
  return fen == QZ_ASSIST_NO_LIMIT ? g_strdup ("不设") : qz_fen_format (fen);
}

/* Deductible, ratio and cap of the category that the platform used, on the day that counts. */
static gboolean
set_parameters (Form *self, const QzAssistComputed *computed, GError **error)
{
  const QzDay day = computed->row->refund ? computed->row->settled
                                          : computed->entitlement.policy_day;
  g_autoptr (QzPolicy) policy = NULL;
  const QzAssistLayers *layers;
  g_autofree char *dedc = NULL;
  g_autofree char *ratio = NULL;
  g_autofree char *cap = NULL;

  if (computed->row->category == QZ_ASSIST_NONE)
    return TRUE;
  policy = qz_policies_find_assistance (self->book, day, NULL, error);
  layers = policy != NULL
               ? qz_policy_get_layers (policy, computed->row->category, day, error)
               : NULL;
  if (layers == NULL)
    return FALSE;
  dedc = qz_fen_format (layers->maf_dedc_fen);
  ratio = qz_ppm_to_percent (layers->maf_ratio_ppm);
  cap = dup_fen (layers->maf_cap_fen);
  qz_sheet_set_text (self->sheet, "maf_dedc", _("Deductible of assistance"), dedc);
  qz_sheet_set_text (self->sheet, "maf_ratio", _("Ratio of assistance"), ratio);
  qz_sheet_set_text (self->sheet, "maf_cap", _("Yearly limit of assistance"), cap);
  return TRUE;
}

static gboolean
take_bill (const QzAssistComputed *computed, gpointer user_data, GError **error)
{
  Form *self = user_data;
  const QzAssistBillRow *row = computed->row;

  if (!check_identities (row, error) || !set_parameters (self, computed, error))
    return FALSE;
  set_stay (self, computed);
  set_person (self, row);
  set_amounts (self->sheet, row);
  self->certno = g_strdup (row->certno);
  self->setl_id = g_strdup (row->setl_id);
  self->setl_time = g_strdup (row->setl_time);
  self->category = row->category;
  self->settled = row->settled;
  qz_sheet_set_number (self->sheet, "begin", NULL, QZ_VALUE_DAY, row->begin_day);
  return TRUE;
}

/* 入院时身份: what the person was on admission. */
static char *
dup_categories_on (const GArray *spells, QzDay day)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; spells != NULL && i < spells->len; i++)
    {
      const QzAssistSpell *spell = &g_array_index (spells, QzAssistSpell, i);

      if (spell->from <= day && (spell->exit == QZ_DAY_NONE || spell->exit > day))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "",
                                qz_assist_category_get_paper_name (spell->category));
    }
  return g_string_free_and_steal (text);
}

static gboolean
set_status (Form *self, GError **error)
{
  g_autoptr (GHashTable) spells =
      qz_assist_person_repo_load_spells (self->store, self->certno, error);
  const int begin = qz_sheet_find_fact (self->sheet, "begin");
  g_autofree char *on_admission = NULL;
  QzDay entry = QZ_DAY_NONE;
  QzFen in_year = 0;

  if (spells == NULL
      || !qz_assist_person_repo_get_entry_day (self->store, self->certno, self->category,
                                               self->settled, &entry, error)
      || !qz_assist_bill_repo_sum_year (self->store, self->certno, self->setl_time, self->setl_id,
                                        &in_year, error))
    return FALSE;
  on_admission = dup_categories_on (g_hash_table_lookup (spells, self->certno),
                                    (QzDay) qz_sheet_get_fact_number (self->sheet, (guint) begin));
  qz_sheet_set_text (self->sheet, "category_begin", _("On admission"),
                     on_admission[0] != '\0' ? on_admission : "无");
  if (entry != QZ_DAY_NONE)
    qz_sheet_set_number (self->sheet, "entry_day", _("Recognized"), QZ_VALUE_DAY, entry);
  qz_sheet_set_number (self->sheet, "maf_year", _("Assistance of the year"), QZ_VALUE_FEN,
                       in_year);
  return TRUE;
}

static gboolean
form_open (Form *self, QzBook *book, GError **error)
{
  self->book = book;
  self->store = qz_book_get_store (book);
  self->codes = qz_codes_get (book, error);
  self->map = self->codes != NULL ? qz_actors_load_map (book, error) : NULL;
  self->providers =
      self->map != NULL ? qz_clearing_repo_load_providers (self->store, error) : NULL;
  self->places =
      self->providers != NULL ? qz_assist_bill_repo_load_places (self->store, error) : NULL;
  return self->places != NULL;
}

QzSheet *
qz_assist_bill_get_sheet (QzBook *book, const char *setl_id, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("bill");
  g_auto (Form) form = { .sheet = sheet };
  gboolean found = FALSE;

  if (!form_open (&form, book, error)
      || !qz_assist_compute_bill (book, setl_id, take_bill, &form, &found, error))
    return NULL;
  if (!found)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "bill-unknown",
                    _("There is no bill %s of medical assistance; “qz assist bills” lists them"),
                    setl_id);
      return NULL;
    }
  return set_status (&form, error) ? g_steal_pointer (&sheet) : NULL;
}

/* ── printing ───────────────────────────────────────────────────────────────────────────────── */

static const QzNlBillKind bill_kind = { "F-DT-1", "第三联　经办机构留存",
                                        qz_assist_bill_get_sheet };

QzSheet *
qz_assist_bill_print (QzBook *book, const QzContext *context, const char *setl_id,
                      const char *path, GError **error)
{
  return qz_nl_bill_kind_print (&bill_kind, book, context, setl_id, path, error);
}

GBytes *
qz_assist_bill_preview (QzBook *book, const char *setl_id, GError **error)
{
  return qz_nl_bill_kind_preview (&bill_kind, book, setl_id, error);
}
