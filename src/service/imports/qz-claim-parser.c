/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-parser.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-error.h"
#include "qz-id-check.h"

#define TRAILER          "#TOTAL"
#define N_TRAILER_FIELDS 4
#define ID_LENGTH        18

/* The order of the columns: the texts as QzClaimText has them, then three of their own, then the
 * amounts as QzClaimAmount has them. */
enum {
  COLUMN_PROVIDER = QZ_CLAIM_N_TEXTS,
  COLUMN_REFUND,
  COLUMN_FIRST_AMOUNT,
};

#define R QZ_COLUMN_REQUIRED
#define S QZ_COLUMN_SIGNED

const QzImportColumn qz_claim_columns[QZ_N_BILL_COLUMNS] = {
  [QZ_CLAIM_SETL_ID] = { "setl_id", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("settlement, unique") },
  [QZ_CLAIM_INSUTYPE] = { "insutype", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("insurance type: 310 …") },
  [QZ_CLAIM_MED_TYPE] = { "med_type", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("kind of care: 11 …") },
  [QZ_CLAIM_SETL_TIME] = { "setl_time", NULL, QZ_FIELD_TIME, R, NULL, N_ ("time of settlement") },
  [QZ_CLAIM_SETL_TYPE] = { "setl_type", NULL, QZ_FIELD_CHOICE, 0, "1 2 3",
                           N_ ("kind of settlement: 1 centre, 2 online, 3 supplement; when "
                               "empty, 1 for pay_loc 1 and 2 otherwise") },
  [QZ_CLAIM_PAY_LOC] = { "pay_loc", NULL, QZ_FIELD_CHOICE, R, "1 2 3 4",
                         N_ ("paid: 1 centre, 2 here, 3 in the province, 4 outside") },
  [QZ_CLAIM_INSU_ADMDVS] = { "insu_admdvs", "insuplc_admdvs", QZ_FIELD_TEXT, R, NULL,
                             N_ ("area where the person is insured") },
  [QZ_CLAIM_REFD_SETL_ID] = { "refd_setl_id", NULL, QZ_FIELD_TEXT, 0, NULL,
                              N_ ("the setl_id that a refund takes back") },
  [QZ_CLAIM_MDTRT_ID] = { "mdtrt_id", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("visit") },
  [QZ_CLAIM_PSN_NO] = { "psn_no", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("number of the person") },
  [QZ_CLAIM_PSN_NAME] = { "psn_name", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("name of the person") },
  [QZ_CLAIM_CERTNO] = { "certno", "psn_cert", QZ_FIELD_TEXT, 0, NULL, N_ ("identity number") },
  [COLUMN_PROVIDER] = { "fixmedins_code", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("provider") },
  [COLUMN_REFUND] = { "refd_setl_flag", NULL, QZ_FIELD_CHOICE, R, "0 1",
                      N_ ("refund: 1, with amounts of zero and less") },
#define AMOUNT(place, name, alias, flags, meaning)                                                 \
  [COLUMN_FIRST_AMOUNT + place] = { name, alias, QZ_FIELD_FEN, (flags) | S, NULL, meaning }
  AMOUNT (QZ_CLAIM_MEDFEE, "medfee_sumamt", NULL, R, N_ ("all medical fees")),
  AMOUNT (QZ_CLAIM_FULAMT_OWNPAY, "fulamt_ownpay_amt", NULL, 0, N_ ("wholly self-paid")),
  AMOUNT (QZ_CLAIM_OVERLMT_SELFPAY, "overlmt_selfpay", NULL, 0, N_ ("over the price limit")),
  AMOUNT (QZ_CLAIM_PRESELFPAY, "preselfpay_amt", NULL, 0, N_ ("self-paid first")),
  AMOUNT (QZ_CLAIM_INSCP_SCP, "inscp_scp_amt", NULL, 0, N_ ("within the policy scope")),
  AMOUNT (QZ_CLAIM_HIFP, "hifp_pay", NULL, R, N_ ("pooled fund")),
  AMOUNT (QZ_CLAIM_CVLSERV, "cvlserv_pay", NULL, R, N_ ("civil servants' aid")),
  AMOUNT (QZ_CLAIM_HIFES, "hifes_pay", NULL, R, N_ ("enterprise supplement")),
  AMOUNT (QZ_CLAIM_HIFMI, "hifmi_pay", NULL, R, N_ ("residents' critical illness")),
  AMOUNT (QZ_CLAIM_HIFOB, "hifob_pay", NULL, R, N_ ("employees' large expenses")),
  AMOUNT (QZ_CLAIM_HIFDM, "hifdm_pay", NULL, 0, N_ ("disabled persons' fund")),
  AMOUNT (QZ_CLAIM_MAF, "maf_pay", NULL, R, N_ ("medical assistance")),
  AMOUNT (QZ_CLAIM_OTH, "oth_pay", "othfund_pay", R, N_ ("other funds")),
  AMOUNT (QZ_CLAIM_FUND_PAY, "fund_pay_sumamt", NULL, R, N_ ("paid by all funds")),
  AMOUNT (QZ_CLAIM_HOSP_PART, "hosp_part_amt", NULL, 0, N_ ("borne by the hospital")),
  AMOUNT (QZ_CLAIM_PSN_PART, "psn_part_amt", "psn_pay", 0, N_ ("borne by the person")),
  AMOUNT (QZ_CLAIM_ACCT, "acct_pay", NULL, R, N_ ("personal account")),
  AMOUNT (QZ_CLAIM_ACCT_MULAID, "acct_mulaid_pay", NULL, 0, N_ ("relatives' account")),
  AMOUNT (QZ_CLAIM_PSN_CASH, "psn_cash_pay", "cash_payamt", R, N_ ("paid in cash")),
#undef AMOUNT
  [QZ_BILL_BEGIN] = { "begndate", NULL, QZ_FIELD_DAY, R, NULL, N_ ("admission") },
  [QZ_BILL_END] = { "enddate", NULL, QZ_FIELD_DAY, R, NULL, N_ ("discharge") },
  [QZ_BILL_DEDC] = { "act_pay_dedc", NULL, QZ_FIELD_FEN, S, NULL,
                     N_ ("deductible of basic insurance that was used") },
  [QZ_BILL_CATEGORY] = { "maf_category", NULL, QZ_FIELD_CHOICE, 0, "LB TK BY FP JC QT",
                         N_ ("category of assistance; empty: none") },
  [QZ_BILL_CROSS] = { "cross_area", NULL, QZ_FIELD_CHOICE, 0, "0 1",
                      N_ ("treated outside of the county: 1; empty: by the hospital’s area") },
  [QZ_BILL_MANUAL] = { "manual_reason", NULL, QZ_FIELD_TEXT, 0, NULL,
                       N_ ("why the person paid everything; empty: settled directly") },
};
G_STATIC_ASSERT (QZ_N_CLAIM_COLUMNS == COLUMN_FIRST_AMOUNT + QZ_N_CLAIM_AMOUNTS);
G_STATIC_ASSERT ((int) QZ_N_BILL_COLUMNS <= QZ_MAX_IMPORT_COLUMNS);

#undef R
#undef S

/* Warnings that may come with every line of a file; see QZ_MAX_WARNINGS_PER_RULE. */
enum { COUNT_V1, COUNT_V6, COUNT_ID, COUNT_SM1, COUNT_TIME, COUNT_ONLINE, N_COUNTS };
static const char *const count_rules[N_COUNTS] = {
  "V1", "V6", "GB 11643", "SM-1", "TIME", "HLJ-IS-5",
};

struct _QzClaimParser {
  GHashTable *providers;         /* borrowed */
  const QzProviderKey *provider; /* of the row before */
  QzImportMap map;
  QzClaimShape shape;
  QzDay today;
  QzClaimProblemFunc func;
  gpointer user_data;
  QzClaimTotals totals;
  gboolean is_strict; /* of bills of medical assistance */
  gboolean has_bad; /* a row was rejected: its amounts are missing in the totals */
  guint64 counts[N_COUNTS];
  /* care away from home */
  QzAreaMap *map_of_areas; /* nullable */
  GHashTable *managers;
  gint64 treat_provider; /* whose place treat is; 0: none yet */
  gboolean treat_known;
  QzAreaPlace treat;
  /* the row at hand */
  const QzCsvField *fields;
  guint64 line;
  gboolean rejected;
};

QzClaimParser *
qz_claim_parser_new (GHashTable *providers, const QzImportMap *map, QzDay today,
                     gboolean acct_includes_mulaid, QzClaimProblemFunc func, gpointer user_data)
{
  QzClaimParser *self = g_new0 (QzClaimParser, 1);

  self->providers = providers;
  self->map = *map;
  self->today = today;
  self->func = func;
  self->user_data = user_data;
  self->totals.first_day = QZ_DAY_NONE;
  self->totals.last_day = QZ_DAY_NONE;
  self->shape.acct_includes_mulaid = acct_includes_mulaid;
  for (guint i = 0; i < QZ_N_CLAIM_AMOUNTS; i++)
    if (map->index[COLUMN_FIRST_AMOUNT + i] >= 0)
      self->shape.given |= QZ_CLAIM_BIT (i);
  return self;
}

void
qz_claim_parser_free (QzClaimParser *self)
{
  g_free (self);
}

void
qz_claim_parser_set_areas (QzClaimParser *self, QzAreaMap *map, GHashTable *managers)
{
  self->map_of_areas = map;
  self->managers = managers;
}

void
qz_claim_parser_set_strict (QzClaimParser *self)
{
  self->is_strict = TRUE;
}

const QzClaimTotals *
qz_claim_parser_get_totals (QzClaimParser *self)
{
  return &self->totals;
}

void
qz_claim_parser_list_silent (QzClaimParser *self, QzClaimCountFunc func, gpointer user_data)
{
  for (guint i = 0; i < N_COUNTS; i++)
    if (self->counts[i] > QZ_MAX_WARNINGS_PER_RULE)
      func (count_rules[i], self->counts[i] - QZ_MAX_WARNINGS_PER_RULE, user_data);
}

/* ── saying what is wrong ───────────────────────────────────────────────────────────────────── */

static void
reject_field (QzClaimParser *self, const QzCsvField *field, const char *name, const char *rule,
              const char *reason)
{
  QzProblem problem = { .line = self->line, .field = name, .rule = rule, .reason = reason };

  if (field != NULL)
    {
      problem.column = field->column;
      problem.value = field->text;
    }
  self->rejected = TRUE;
  self->func (&problem, TRUE, self->user_data);
}

static void
reject (QzClaimParser *self, guint column, const char *rule, const char *reason)
{
  reject_field (self, qz_import_map_get (&self->map, self->fields, column),
                qz_claim_columns[column].name, rule, reason);
}

static gboolean
may_warn (QzClaimParser *self, guint count)
{
  return ++self->counts[count] <= QZ_MAX_WARNINGS_PER_RULE;
}

static void
warn (QzClaimParser *self, guint column, const char *value, guint count, const char *what)
{
  QzProblem problem = { .line = self->line,
                        .field = qz_claim_columns[column].name,
                        .value = value,
                        .rule = count_rules[count],
                        .reason = what };

  if (may_warn (self, count))
    self->func (&problem, FALSE, self->user_data);
}

/* ── the fields ─────────────────────────────────────────────────────────────────────────────── */

static void
read_text (QzClaimParser *self, QzClaimRow *row, guint column)
{
  const QzCsvField *field = qz_import_map_get (&self->map, self->fields, column);

  row->texts[column] = NULL;
  row->lengths[column] = 0;
  if (field == NULL || field->length == 0)
    {
      if ((qz_claim_columns[column].flags & QZ_COLUMN_REQUIRED) != 0)
        reject (self, column, NULL, _("This field must not be empty"));
      return;
    }
  if (!qz_import_check_text (field->text, field->length))
    {
      reject (self, column, NULL,
              _("The text is longer than 200 bytes or holds control characters"));
      return;
    }
  row->texts[column] = field->text;
  row->lengths[column] = (guint16) field->length;
}

/* One of a few one-digit codes. */
static gboolean
is_choice (const QzClaimRow *row, guint column)
{
  const char *text = row->texts[column];

  return row->lengths[column] == 1 && strchr (qz_claim_columns[column].choices, text[0]) != NULL
         && text[0] != ' ';
}

static void
check_codes (QzClaimParser *self, QzClaimRow *row)
{
  const char *area = row->texts[QZ_CLAIM_INSU_ADMDVS];

  if (row->texts[QZ_CLAIM_PAY_LOC] != NULL && !is_choice (row, QZ_CLAIM_PAY_LOC))
    reject (self, QZ_CLAIM_PAY_LOC, NULL, _("pay_loc must be 1, 2, 3 or 4"));
  if (row->texts[QZ_CLAIM_SETL_TYPE] == NULL)
    {
      gboolean at_centre = g_strcmp0 (row->texts[QZ_CLAIM_PAY_LOC], "1") == 0;

      row->texts[QZ_CLAIM_SETL_TYPE] = at_centre ? "1" : "2";
      row->lengths[QZ_CLAIM_SETL_TYPE] = 1;
    }
  else if (!is_choice (row, QZ_CLAIM_SETL_TYPE))
    {
      reject (self, QZ_CLAIM_SETL_TYPE, NULL, _("setl_type must be 1, 2 or 3"));
    }
  if (area != NULL && (row->lengths[QZ_CLAIM_INSU_ADMDVS] != 6 || strspn (area, "0123456789") != 6))
    reject (self, QZ_CLAIM_INSU_ADMDVS, NULL, _("An area code has six digits"));
  /* HLJ-IS-5: kept for the month, but no part of instant settlement. */
  if (row->texts[QZ_CLAIM_SETL_TYPE][0] != '2' && !self->is_strict)
    warn (self, QZ_CLAIM_SETL_TYPE, row->texts[QZ_CLAIM_SETL_TYPE], COUNT_ONLINE,
          _("This claim was not settled online; daily disbursement leaves it out"));
}

static void
read_insurance (QzClaimParser *self, QzClaimRow *row)
{
  const char *insutype = row->texts[QZ_CLAIM_INSUTYPE];

  row->claim.insutype = insutype;
  if (insutype == NULL || qz_insurance_from_insutype (insutype, &row->claim.insurance))
    return;
  reject (self, QZ_CLAIM_INSUTYPE, "V8",
          _("This insutype belongs neither to the employees' nor to the residents' books; "
             "310 and 510 are employees, 390 residents"));
}

static void
read_time (QzClaimParser *self, QzClaimRow *row)
{
  const char *text = row->texts[QZ_CLAIM_SETL_TIME];

  if (text == NULL)
    return;
  if (!qz_import_parse_time (text, row->lengths[QZ_CLAIM_SETL_TIME], &row->claim.day))
    reject (self, QZ_CLAIM_SETL_TIME, NULL,
            _("This is not a time; write it like 2026-03-10 or 2026-03-10 14:30:00"));
  else if (row->claim.day > self->today)
    warn (self, QZ_CLAIM_SETL_TIME, text, COUNT_TIME, _("The claim lies after the business day"));
}

static void
read_refund (QzClaimParser *self, QzClaimRow *row)
{
  const QzCsvField *field = qz_import_map_get (&self->map, self->fields, COLUMN_REFUND);

  const QzCsvField *refd =
      qz_import_map_get (&self->map, self->fields, QZ_CLAIM_REFD_SETL_ID);

  row->claim.refund = field->length == 1 && field->text[0] == '1';
  row->refd_column = refd != NULL ? refd->column : 0;
  if (field->length != 1 || (field->text[0] != '0' && field->text[0] != '1'))
    reject (self, COLUMN_REFUND, NULL, _("refd_setl_flag must be 0 or 1"));
}

/* SM-1: costs while suspended or stopped may still be settled by the month, so this only warns. */
static void
check_status (QzClaimParser *self, const QzClaimRow *row, const QzProviderKey *provider)
{
  QzDay day = row->claim.day;
  const char *what = NULL;

  if (provider->stopped_from != QZ_DAY_NONE && day >= provider->stopped_from)
    what = _("The provider's agreement had been stopped by that day");
  else if (provider->suspended_from != QZ_DAY_NONE && day >= provider->suspended_from)
    what = _("The provider was suspended on that day; nothing is paid in advance for it");
  else if (provider->admitted_from != QZ_DAY_NONE && day < provider->admitted_from)
    what = _("The provider was not yet admitted on that day");
  else if (strcmp (provider->status, "APPLIED") == 0 || strcmp (provider->status, "REJECTED") == 0
           || strcmp (provider->status, "UNDER_REVIEW") == 0)
    what = _("The provider is not admitted to instant settlement");
  if (what != NULL)
    warn (self, COLUMN_PROVIDER, provider->code, COUNT_SM1, what);
}

static void
read_provider (QzClaimParser *self, QzClaimRow *row)
{
  const QzCsvField *field = qz_import_map_get (&self->map, self->fields, COLUMN_PROVIDER);

  if (self->provider == NULL || strcmp (self->provider->code, field->text) != 0)
    self->provider = g_hash_table_lookup (self->providers, field->text);
  if (self->provider == NULL)
    {
      reject (self, COLUMN_PROVIDER, NULL,
              field->length == 0
                  ? _("This field must not be empty")
                  : _("No provider has this code; import it with “qz import providers” first"));
      return;
    }
  row->claim.provider_id = self->provider->id;
  if (!self->rejected)
    check_status (self, row, self->provider);
}

static gboolean
find_treat (QzClaimParser *self, gint64 provider_id)
{
  if (self->treat_provider != provider_id)
    {
      self->treat_provider = provider_id;
      self->treat_known = qz_area_map_find_agency (
          self->map_of_areas, g_hash_table_lookup (self->managers, &provider_id), &self->treat);
    }
  return self->treat_known;
}

/* NL-2, NL-4: who is insured where he is treated is not away from home. */
static void
check_away (QzClaimParser *self, const QzClaimRow *row)
{
  const char *pay_loc = row->texts[QZ_CLAIM_PAY_LOC];
  QzAreaPlace insured;

  if (self->map_of_areas == NULL || self->rejected || (pay_loc[0] != '3' && pay_loc[0] != '4'))
    return;
  if (!qz_area_map_find (self->map_of_areas, row->texts[QZ_CLAIM_INSU_ADMDVS], &insured))
    reject (self, QZ_CLAIM_INSU_ADMDVS, "NL-4",
            _("No area has this code; import it with “qz import areas” first"));
  else if ((insured.province[0] != '\0') != (pay_loc[0] == '4'))
    reject (self, QZ_CLAIM_PAY_LOC, "NL-2",
            _("pay_loc is 3 for persons insured in the province and 4 for all others; the insured "
              "area says otherwise"));
  else if (!find_treat (self, row->claim.provider_id))
    reject (self, COLUMN_PROVIDER, "NL-5d",
            _("The provider is managed by no agency of the province; import the agency or correct "
              "the provider"));
  else if (self->treat.unit == insured.unit && self->treat.agency == insured.agency
           && pay_loc[0] == '3')
    reject (self, QZ_CLAIM_PAY_LOC, "NL-4",
            _("The person was treated where he is insured, which is no care away from home; "
              "pay_loc must be 2"));
}

static void
check_person (QzClaimParser *self, const QzClaimRow *row)
{
  const char *certno = row->texts[QZ_CLAIM_CERTNO];
  g_autoptr (GError) reason = NULL;
  g_autofree char *masked = NULL;

  if (self->is_strict)
    {
      if (!qz_id_check_person (certno != NULL ? certno : "", self->today, &reason))
        reject (self, QZ_CLAIM_CERTNO, count_rules[COUNT_ID], reason->message);
      return;
    }
  /* Other documents have other lengths, and the register of persons is not ours: only a warning. */
  if (certno == NULL || row->lengths[QZ_CLAIM_CERTNO] != ID_LENGTH
      || qz_id_check_person (certno, self->today, &reason))
    return;
  masked = qz_id_mask (certno);
  warn (self, QZ_CLAIM_CERTNO, masked, COUNT_ID, reason->message);
}

static void
reject_amount (QzClaimParser *self, guint column, const QzCsvField *field)
{
  reject_field (self, field, qz_claim_columns[column].name, "V9",
                qz_import_explain_amount (field->text, field->length));
}

/* V9. */
static void
read_amounts (QzClaimParser *self, QzClaimRow *row)
{
  for (guint i = 0; i < QZ_N_CLAIM_AMOUNTS; i++)
    {
      guint column = COLUMN_FIRST_AMOUNT + i;
      const QzCsvField *field = qz_import_map_get (&self->map, self->fields, column);
      gboolean required = (qz_claim_columns[column].flags & QZ_COLUMN_REQUIRED) != 0;

      row->claim.amounts[i] = 0;
      if (field == NULL || (field->length == 0 && !required))
        continue;
      if (field->length == 1 && field->text[0] == '0')
        continue;
      if (G_UNLIKELY (!qz_fen_parse_plain (field->text, field->length, &row->claim.amounts[i])))
        reject_amount (self, column, field);
    }
}

/* ── the row ────────────────────────────────────────────────────────────────────────────────── */

static int
find_column (const char *name)
{
  for (guint i = 0; i < QZ_N_CLAIM_COLUMNS; i++)
    if (strcmp (qz_claim_columns[i].name, name) == 0)
      return (int) i;
  g_assert_not_reached ();
}

static void
tell_finding (QzClaimParser *self, const QzClaimFinding *finding)
{
  g_autofree char *message = NULL;
  int column = find_column (finding->field);
  gboolean no_refund_column =
      column == QZ_CLAIM_REFD_SETL_ID && self->map.index[QZ_CLAIM_REFD_SETL_ID] < 0;

  /* A file without the column cannot name what its refunds take back (4.8 does not ask for it). */
  if (finding->is_error && !no_refund_column)
    {
      message = qz_claim_finding_dup_message (finding);
      reject (self, (guint) column, finding->code, message);
      return;
    }
  if (self->counts[finding->is_error ? COUNT_V6 : COUNT_V1] < QZ_MAX_WARNINGS_PER_RULE)
    message = qz_claim_finding_dup_message (finding);
  warn (self, (guint) column, NULL, finding->is_error ? COUNT_V6 : COUNT_V1, message);
}

static void
check_identities (QzClaimParser *self, QzClaimRow *row)
{
  QzClaimFinding findings[QZ_MAX_CLAIM_FINDINGS];
  guint n;

  row->claim.med_type = row->texts[QZ_CLAIM_MED_TYPE];
  row->claim.setl_type = row->texts[QZ_CLAIM_SETL_TYPE];
  row->claim.pay_loc = row->texts[QZ_CLAIM_PAY_LOC];
  row->claim.refd_setl_id = row->texts[QZ_CLAIM_REFD_SETL_ID];
  n = qz_claim_validate (&row->claim, &self->shape, findings);
  for (guint i = 0; i < n; i++)
    tell_finding (self, &findings[i]);
  /* V3 stands in for a column that is not there. */
  if ((self->shape.given & QZ_CLAIM_BIT (QZ_CLAIM_PSN_PART)) == 0)
    row->claim.amounts[QZ_CLAIM_PSN_PART] = row->claim.amounts[QZ_CLAIM_MEDFEE]
                                            - row->claim.amounts[QZ_CLAIM_FUND_PAY]
                                            - row->claim.amounts[QZ_CLAIM_HOSP_PART];
}

static void
add_to_totals (QzClaimParser *self, const QzClaimRow *row)
{
  QzClaimTotals *totals = &self->totals;
  g_autoptr (GError) reason = NULL;
  QzDay day = row->claim.day;

  if (!qz_fen_accumulate (&totals->medfee_fen, row->claim.amounts[QZ_CLAIM_MEDFEE], &reason)
      || !qz_fen_accumulate (&totals->fund_fen, row->claim.amounts[QZ_CLAIM_FUND_PAY], &reason))
    {
      reject (self, COLUMN_FIRST_AMOUNT + QZ_CLAIM_MEDFEE, NULL, reason->message);
      return;
    }
  totals->n_rows++;
  if (totals->first_day == QZ_DAY_NONE || day < totals->first_day)
    totals->first_day = day;
  if (totals->last_day == QZ_DAY_NONE || day > totals->last_day)
    totals->last_day = day;
}

/* A cell whose text says something else than the workbook shows is not read as that text. */
static void
reject_flaw (QzClaimParser *self, guint column)
{
  const QzCsvField *field = qz_import_map_get (&self->map, self->fields, column);

  reject (self, column, NULL, qz_cell_flaw_explain ((QzCellFlaw) field->flaw));
}

static void
parse_fields (QzClaimParser *self, QzClaimRow *row)
{
  const int flawed =
      qz_import_map_find_flaw (&self->map, self->fields, QZ_N_CLAIM_COLUMNS);

  if (G_UNLIKELY (flawed >= 0))
    {
      reject_flaw (self, (guint) flawed);
      return;
    }
  for (guint i = 0; i < QZ_CLAIM_N_TEXTS; i++)
    read_text (self, row, i);
  check_codes (self, row);
  read_insurance (self, row);
  read_refund (self, row);
  read_time (self, row);
  read_provider (self, row);
  read_amounts (self, row);
  check_away (self, row);
  /* What could not be read is not compared. */
  if (self->rejected)
    return;
  check_person (self, row);
  if (!self->rejected)
    check_identities (self, row);
  if (!self->rejected)
    add_to_totals (self, row);
}

/* ── the trailer ────────────────────────────────────────────────────────────────────────────── */

static void
check_total (QzClaimParser *self, const QzCsvField *field, const char *name, QzFen is)
{
  g_autofree char *reason = NULL;
  g_autofree char *sum = qz_fen_to_decimal (is);
  QzFen said = 0;

  if (!qz_fen_parse_plain (field->text, field->length, &said))
    {
      reject_field (self, field, name, "V9", qz_import_explain_amount (field->text, field->length));
      return;
    }
  if (said == is)
    return;
  reason = g_strdup_printf (_("The control total does not agree with the rows above: they add up "
                               "to %s; the file may be cut off or changed"),
                            sum);
  reject_field (self, field, name, "TOTAL", reason);
}

static void
check_count (QzClaimParser *self, const QzCsvField *field)
{
  g_autofree char *reason = NULL;
  g_autoptr (GError) no_number = NULL;
  guint64 said = 0;

  if (g_ascii_string_to_unsigned (field->text, 10, 0, G_MAXINT64, &said, &no_number)
      && said == self->totals.n_read)
    return;
  reason = g_strdup_printf (_("The control total does not agree with the rows above: there are "
                               "%" PRIu64 "; the file may be cut off or changed"),
                            self->totals.n_read);
  reject_field (self, field, "count", "TOTAL", reason);
}

/* Domain 4.8: #TOTAL,count,medfee_sum,fund_sum. A spreadsheet may have filled the line up with
 * empty fields. */
static void
parse_trailer (QzClaimParser *self, const QzCsvField *fields, guint n_fields)
{
  self->totals.has_trailer = TRUE;
  for (guint i = N_TRAILER_FIELDS; i < n_fields; i++)
    if (fields[i].length > 0)
      n_fields = 0;
  if (n_fields < N_TRAILER_FIELDS)
    {
      reject_field (self, &fields[0], TRAILER, "TOTAL",
                    _("The last line must read #TOTAL,count,medfee_sum,fund_sum"));
      return;
    }
  check_count (self, &fields[1]);
  if (self->has_bad)
    return;
  check_total (self, &fields[2], "medfee_sum", self->totals.medfee_fen);
  check_total (self, &fields[3], "fund_sum", self->totals.fund_fen);
}

static void
reject_length (QzClaimParser *self, guint n_fields)
{
  g_autofree char *reason =
      g_strdup_printf (_("This row has %u fields, but the header has %u; the line may be cut "
                          "off"),
                       n_fields, self->map.n_fields);

  reject_field (self, NULL, "", NULL, reason);
}

gboolean
qz_claim_parser_parse (QzClaimParser *self, const QzCsvField *fields, guint n_fields, guint64 line,
                       QzClaimRow *row)
{
  self->fields = fields;
  self->line = line;
  self->rejected = FALSE;
  row->line_no = line;
  if (self->totals.has_trailer)
    {
      reject_field (self, &fields[0], "", "TOTAL", _("Nothing may follow the #TOTAL line"));
      return FALSE;
    }
  if (G_UNLIKELY (fields[0].text[0] == '#' && strcmp (fields[0].text, TRAILER) == 0))
    {
      parse_trailer (self, fields, n_fields);
      return FALSE;
    }
  self->totals.n_read++;
  if (n_fields != self->map.n_fields)
    reject_length (self, n_fields);
  else
    parse_fields (self, row);
  self->has_bad = self->has_bad || self->rejected;
  return !self->rejected;
}
