/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-stream.h"
#include "qz-error.h"
#include "qz-import-nonlocal.h"
#include "qz-import-private.h"
#include "qz-nl-import-repo.h"
#include "qz-registration.h"

/* What comes from the national system, categories of charges, deductions from claims of persons
 * insured elsewhere: NL-26, NL-27, NL-38. */

#define R QZ_COLUMN_REQUIRED
#define S QZ_COLUMN_SIGNED

/* ── the national file (NL-26b) ─────────────────────────────────────────────────────────────── */

enum {
  ITEM_KIND,
  ITEM_SETL_ID,
  ITEM_PERIOD,
  ITEM_TREAT_AREA,
  ITEM_HOSPITAL_CODE,
  ITEM_HOSPITAL_NAME,
  ITEM_AREA,
  ITEM_INSUTYPE,
  ITEM_PSN_NO,
  ITEM_DAY,
  ITEM_ORIG_PERIOD,
  ITEM_REASON,
  ITEM_MEDFEE,
  ITEM_POOL,
  ITEM_BIG,
  ITEM_CVLSERV,
  ITEM_MAF,
  ITEM_OTHER,
  ITEM_FUND,
  ITEM_ACCT,
  ITEM_FIRST_CHARGE,
};
#define CHARGE(number, meaning)                                                                    \
  [ITEM_FIRST_CHARGE + number - 1] = { "c" #number, NULL, QZ_FIELD_FEN, S, NULL, meaning }
#define CHARGE_0(number, meaning)                                                                  \
  [ITEM_FIRST_CHARGE + number - 1] = { "c0" #number, NULL, QZ_FIELD_FEN, S, NULL, meaning }
static const QzImportColumn item_columns[] = {
  [ITEM_KIND] = { "kind", NULL, QZ_FIELD_CHOICE, R, "pay deduct",
                  N_ ("pay: a settlement; deduct: taken off it") },
  [ITEM_SETL_ID] = { "setl_id", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("settlement") },
  [ITEM_PERIOD] = { "period", NULL, QZ_FIELD_PERIOD, R, NULL,
                    N_ ("month that is cleared; the same in every row") },
  [ITEM_TREAT_AREA] = { "treat_area", NULL, QZ_FIELD_TEXT, R, NULL,
                        N_ ("area of the hospital, outside the province") },
  [ITEM_HOSPITAL_CODE] = { "hospital_code", "fixmedins_code", QZ_FIELD_TEXT, 0, NULL,
                           N_ ("hospital") },
  [ITEM_HOSPITAL_NAME] = { "hospital_name", "fixmedins_name", QZ_FIELD_TEXT, 0, NULL,
                           N_ ("name of the hospital") },
  [ITEM_AREA] = { "insu_admdvs", NULL, QZ_FIELD_TEXT, R, NULL,
                  N_ ("area where the person is insured, in the province") },
  [ITEM_INSUTYPE] = { "insutype", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("insurance type: 310 …") },
  [ITEM_PSN_NO] = { "psn_no", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("number of the person") },
  [ITEM_DAY] = { "discharge_day", NULL, QZ_FIELD_DAY, R, NULL,
                 N_ ("day of the discharge settlement") },
  [ITEM_ORIG_PERIOD] = { "orig_period", NULL, QZ_FIELD_PERIOD, 0, NULL,
                         N_ ("of a deduction: month of the costs") },
  [ITEM_REASON] = { "reason", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("of a deduction: why") },
  [ITEM_MEDFEE] = { "medfee", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("all medical fees") },
  [ITEM_POOL] = { "pool", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("pooled fund") },
  [ITEM_BIG] = { "big", NULL, QZ_FIELD_FEN, R | S, NULL,
                 N_ ("large expenses, critical illness") },
  [ITEM_CVLSERV] = { "cvlserv", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("civil servants' aid") },
  [ITEM_MAF] = { "maf", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("medical assistance") },
  [ITEM_OTHER] = { "other", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("other funds") },
  [ITEM_FUND] = { "fund", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("paid by all funds") },
  [ITEM_ACCT] = { "acct", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("personal account") },
  CHARGE_0 (1, N_ ("beds")),
  CHARGE_0 (2, N_ ("consultation")),
  CHARGE_0 (3, N_ ("examinations")),
  CHARGE_0 (4, N_ ("laboratory")),
  CHARGE_0 (5, N_ ("treatment")),
  CHARGE_0 (6, N_ ("surgery")),
  CHARGE_0 (7, N_ ("nursing")),
  CHARGE_0 (8, N_ ("materials")),
  CHARGE_0 (9, N_ ("western medicines")),
  CHARGE (10, N_ ("herbal slices")),
  CHARGE (11, N_ ("Chinese patent medicines")),
  CHARGE (12, N_ ("general treatment")),
  CHARGE (13, N_ ("registration")),
  CHARGE (14, N_ ("other charges")),
};
G_STATIC_ASSERT (G_N_ELEMENTS (item_columns) == ITEM_FIRST_CHARGE + QZ_N_CHARGE_TYPES);
G_STATIC_ASSERT (G_N_ELEMENTS (item_columns) <= QZ_MAX_IMPORT_COLUMNS);

static gboolean
is_deduction (const QzImportRow *row)
{
  return strcmp (row->texts[ITEM_KIND], "deduct") == 0;
}

static gboolean
sum_columns (const QzImportRow *row, guint first, guint n, QzFen *out, GError **error)
{
  *out = 0;
  for (guint i = 0; i < n; i++)
    if (!qz_fen_accumulate (out, row->numbers[first + i], error))
      return FALSE;
  return TRUE;
}

/* K08, NL-26c: the funds as the insured area worked them out; NL-26b: the categories of charges of
 * a settlement are its fees. */
static gboolean
check_item_sums (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzFen fund = 0;
  QzFen charges = 0;

  if (!sum_columns (row, ITEM_POOL, QZ_N_FC, &fund, error)
      || !sum_columns (row, ITEM_FIRST_CHARGE, QZ_N_CHARGE_TYPES, &charges, error))
    return FALSE;
  if (fund != row->numbers[ITEM_FUND])
    qz_import_reject (run, row, ITEM_FUND, "K08", _("The funds do not add up to this sum"));
  if (!is_deduction (row) && charges != row->numbers[ITEM_MEDFEE])
    qz_import_reject (run, row, ITEM_MEDFEE, "NL-26b",
                      _("The categories of charges do not add up to the medical fees"));
  if (is_deduction (row) && row->numbers[ITEM_FUND] <= 0)
    qz_import_reject (run, row, ITEM_FUND, "NL-38a", _("A deduction must be more than zero"));
  return qz_fen_accumulate (&run->file->medfee_fen, row->numbers[ITEM_MEDFEE], error)
         && qz_fen_accumulate (&run->file->fund_fen, row->numbers[ITEM_FUND], error);
}

static gboolean
take_map (QzImportRun *run, GError **error)
{
  if (run->area_map == NULL)
    run->area_map = qz_actors_load_map (run->book, error);
  return run->area_map != NULL;
}

/* A file that is not ours is not mended row by row. */
static gboolean
refuse_row (QzImportRun *run, const QzImportRow *row, guint column, const char *id,
            const char *rule, const char *reason, GError **error)
{
  qz_error_set (error, QZ_ERROR_REFUSED, id, "%s", reason);
  qz_error_add_rule (error, rule);
  qz_error_add_place (error, run->file->file_name, row->line_no, row->columns[column],
                      run->kind->columns[column].name);
  return FALSE;
}

static gboolean
check_item_areas (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzAreaPlace treat;
  QzAreaPlace insured;

  if (!qz_area_map_find (run->area_map, row->texts[ITEM_AREA], &insured))
    qz_import_reject (run, row, ITEM_AREA, "NL-4", _("No area has this code"));
  else if (insured.province[0] != '\0')
    return refuse_row (run, row, ITEM_AREA, "national-file-foreign", "NL-26b",
                       _("This is the national file of another province: its insured persons "
                         "belong elsewhere"),
                       error);
  if (!qz_area_map_find (run->area_map, row->texts[ITEM_TREAT_AREA], &treat))
    qz_import_reject (run, row, ITEM_TREAT_AREA, "NL-4", _("No area has this code"));
  else if (treat.province[0] == '\0')
    qz_import_reject (run, row, ITEM_TREAT_AREA, "NL-2",
                      _("The national file has care outside of the province; this area lies "
                        "inside"));
  return TRUE;
}

static void
check_item_deduction (QzImportRun *run, QzImportRow *row)
{
  if (!is_deduction (row))
    return;
  if (row->texts[ITEM_ORIG_PERIOD][0] == '\0'
      || row->numbers[ITEM_ORIG_PERIOD] > row->numbers[ITEM_PERIOD])
    qz_import_reject (run, row, ITEM_ORIG_PERIOD, "NL-38a",
                      _("A deduction needs the month of the costs, which is not after the month "
                        "that is cleared"));
  if (row->texts[ITEM_REASON][0] == '\0')
    qz_import_reject (run, row, ITEM_REASON, "NL-38a", _("A deduction needs a reason"));
}

static void
check_item_times (QzImportRun *run, QzImportRow *row)
{
  const QzPeriod period = (QzPeriod) row->numbers[ITEM_PERIOD];

  if (period > qz_period_of_day (run->context->clock.today))
    qz_import_reject (run, row, ITEM_PERIOD, "NL-26b", _("This month has not begun"));
  else if ((QzDay) row->numbers[ITEM_DAY] > qz_period_get_last_day (period))
    qz_import_reject (run, row, ITEM_DAY, "NL-26b",
                      _("The discharge lies after the month that is cleared"));
}

static gboolean
check_item (QzImportRun *run, QzImportRow *row, GError **error)
{
  const QzImportRow *first = g_ptr_array_index (run->rows, 0);
  QzInsurance insurance;

  if (!take_map (run, error) || !check_item_sums (run, row, error))
    return FALSE;
  if (!qz_insurance_from_insutype (row->texts[ITEM_INSUTYPE], &insurance))
    qz_import_reject (run, row, ITEM_INSUTYPE, "V8",
                      _("This insutype belongs neither to the employees' nor to the residents' "
                        "books; 310 and 510 are employees, 390 residents"));
  if (row->numbers[ITEM_PERIOD] != first->numbers[ITEM_PERIOD])
    qz_import_reject (run, row, ITEM_PERIOD, "NL-26b",
                      _("A national file is about one month; this row names another one than the "
                        "first row"));
  check_item_deduction (run, row);
  check_item_times (run, row);
  return check_item_areas (run, row, error);
}

static gboolean
check_published (QzImportRun *run, QzPeriod period, GError **error)
{
  gboolean published = FALSE;
  g_autofree char *month = qz_period_format (period);

  if (!qz_clearing_is_published (run->store, period, QZ_NL_CROSS_PROV, &published, error))
    return FALSE;
  if (!published)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "published-already",
                _("The notices of %s are published; the national file comes too late"), month);
  qz_error_add_rule (error, "NL-31i");
  return FALSE;
}

/* NL-38: deductions of some agencies may be more than their costs of the month, then the rest
 * waits; of all the nation they cannot be. */
static gboolean
check_item_total (QzImportRun *run, const QzImportRow *row, GError **error)
{
  QzFen total = 0;

  for (guint i = 0; i < run->rows->len; i++)
    {
      const QzImportRow *one = g_ptr_array_index (run->rows, i);
      const QzFen fund = one->numbers[ITEM_FUND];

      if (!one->rejected && !qz_fen_accumulate (&total, is_deduction (one) ? -fund : fund, error))
        return FALSE;
    }
  if (total >= 0)
    return TRUE;
  return refuse_row (run, row, ITEM_FUND, "national-file-negative", "NL-26b",
                     _("The refunds and deductions of this national file are more than its costs; "
                       "nothing is cleared the wrong way, ask for a right file"),
                     error);
}

/* One file for one month. */
static gboolean
check_item_file (QzImportRun *run, QzImportRow *row, GError **error)
{
  const QzPeriod period = (QzPeriod) row->numbers[ITEM_PERIOD];
  g_autofree char *name = NULL;
  g_autofree char *month = qz_period_format (period);
  gint64 import = 0;

  if (row != g_ptr_array_index (run->rows, 0) || row->rejected)
    return TRUE;
  if (!qz_nl_import_find_period (run->store, period, &name, &import, error))
    return FALSE;
  if (name == NULL)
    return check_published (run, period, error) && check_item_total (run, row, error);
  qz_error_set (error, QZ_ERROR_REFUSED, "national-file-twice",
                _("The national file of %s was imported already, as %s (import %" PRId64
                  "); withdraw that import first if it was wrong"),
                month, name, import);
  qz_error_add_rule (error, "NL-26b");
  return FALSE;
}

static gint64
write_item (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  const gboolean deducts = is_deduction (row);
  QzNationalItem item = {
    .period = (QzPeriod) row->numbers[ITEM_PERIOD],
    .is_deduction = deducts,
    .setl_id = row->texts[ITEM_SETL_ID],
    .treat_area = row->texts[ITEM_TREAT_AREA],
    .hospital_code = row->texts[ITEM_HOSPITAL_CODE],
    .hospital_name = row->texts[ITEM_HOSPITAL_NAME],
    .insu_admdvs = row->texts[ITEM_AREA],
    .psn_no = row->texts[ITEM_PSN_NO],
    .discharge_day = (QzDay) row->numbers[ITEM_DAY],
    .orig_period = (QzPeriod) row->numbers[deducts ? ITEM_ORIG_PERIOD : ITEM_PERIOD],
    .reason = row->texts[ITEM_REASON],
    .medfee_fen = row->numbers[ITEM_MEDFEE],
    .fund_fen = row->numbers[ITEM_FUND],
    .acct_fen = row->numbers[ITEM_ACCT],
  };

  if (!qz_insurance_from_insutype (row->texts[ITEM_INSUTYPE], &item.insurance))
    g_assert_not_reached (); /* checked */
  for (guint i = 0; i < QZ_N_FC; i++)
    item.parts[i] = row->numbers[ITEM_POOL + i];
  for (guint i = 0; i < QZ_N_CHARGE_TYPES; i++)
    item.charges[i] = row->numbers[ITEM_FIRST_CHARGE + i];
  return qz_nl_import_put_item (run->act, origin, &item, error);
}

static gboolean
match_items (QzImportRun *run, GError **error)
{
  return qz_registration_match_items (run->act, run->book, run->context, run->file->first_id,
                                      run->file->last_id, error);
}

/* ── categories of charges (NL-27, F-NL-3) ──────────────────────────────────────────────────── */

enum { CATEGORY_SETL_ID, CATEGORY_TYPE, CATEGORY_AMOUNT, CATEGORY_OWNPAY, CATEGORY_SELFPAY };
static const QzImportColumn category_columns[] = {
  [CATEGORY_SETL_ID] = { "setl_id", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("settlement") },
  [CATEGORY_TYPE] = { "chrgitm_type", "med_chrgitm_type", QZ_FIELD_CHOICE, R,
                      "01 02 03 04 05 06 07 08 09 10 11 12 13 14", N_ ("category: 01 … 14") },
  [CATEGORY_AMOUNT] = { "amount", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("charged") },
  [CATEGORY_OWNPAY] = { "ownpay", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("wholly self-paid") },
  [CATEGORY_SELFPAY] = { "selfpay", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("partly self-paid") },
};

static gboolean
check_category (QzImportRun *run, QzImportRow *row, GError **error)
{
  const gint64 rest = ABS (row->numbers[CATEGORY_AMOUNT]) - ABS (row->numbers[CATEGORY_OWNPAY]);
  QzNlClaimFacts facts;
  gboolean known = FALSE;

  if (!qz_clearing_stream_find (run->store, row->texts[CATEGORY_SETL_ID], &facts, error)
      || !qz_nl_import_has_category (run->store, row->texts[CATEGORY_SETL_ID],
                                     row->texts[CATEGORY_TYPE], &known, error)
      || !qz_fen_accumulate (&run->file->medfee_fen, row->numbers[CATEGORY_AMOUNT], error))
    return FALSE;
  if (!facts.found)
    qz_import_reject (run, row, CATEGORY_SETL_ID, "NL-27", _("The book set has no such claim"));
  if (known)
    qz_import_reject (run, row, CATEGORY_TYPE, "V7",
                      _("The book set has this category of the claim already"));
  if (rest - ABS (row->numbers[CATEGORY_SELFPAY]) < 0)
    qz_import_reject (run, row, CATEGORY_OWNPAY, "NL-27",
                      _("What the person pays is more than the charge"));
  return TRUE;
}

/* The categories of one claim make up its fees. */
static gboolean
check_categories (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzNlClaimFacts facts;
  QzFen sum = 0;

  if (row->rejected || run->rows->len == 0)
    return TRUE;
  if (!qz_clearing_stream_find (run->store, row->texts[CATEGORY_SETL_ID], &facts, error))
    return FALSE;
  sum = qz_import_nonlocal_sum (run, row->texts[CATEGORY_SETL_ID], CATEGORY_AMOUNT);
  if (facts.found && sum != facts.claim.medfee_fen)
    qz_import_reject (run, row, CATEGORY_AMOUNT, "NL-27",
                      _("The categories of this claim do not add up to its medical fees"));
  return TRUE;
}

static gint64
write_category (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  const QzFen amounts[3] = { row->numbers[CATEGORY_AMOUNT], row->numbers[CATEGORY_OWNPAY],
                             row->numbers[CATEGORY_SELFPAY] };

  return qz_nl_import_put_category (run->act, origin, row->texts[CATEGORY_SETL_ID],
                                    row->texts[CATEGORY_TYPE], amounts, error);
}

QzFen
qz_import_nonlocal_sum (QzImportRun *run, const char *setl_id, guint column)
{
  gpointer kept;

  if (run->sums == NULL)
    {
      run->sums = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
      for (guint i = 0; i < run->rows->len; i++)
        {
          QzImportRow *row = g_ptr_array_index (run->rows, i);
          gint64 *sum = g_hash_table_lookup (run->sums, row->texts[0]);

          if (sum == NULL)
            {
              sum = g_new0 (gint64, 1);
              g_hash_table_insert (run->sums, row->texts[0], sum);
            }
          *sum += row->numbers[column];
        }
    }
  kept = g_hash_table_lookup (run->sums, setl_id);
  return kept != NULL ? *(gint64 *) kept : 0;
}

/* ── deductions (NL-38a) ────────────────────────────────────────────────────────────────────── */

enum { TAKEN_SETL_ID, TAKEN_PERIOD, TAKEN_AMOUNT, TAKEN_REASON, TAKEN_DAY };
static const QzImportColumn taken_columns[] = {
  [TAKEN_SETL_ID] = { "setl_id", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("the claim it is about") },
  [TAKEN_PERIOD] = { "period", NULL, QZ_FIELD_PERIOD, R, NULL,
                     N_ ("month whose clearing takes it off") },
  [TAKEN_AMOUNT] = { "amount", NULL, QZ_FIELD_FEN, R, NULL, N_ ("amount, more than zero") },
  [TAKEN_REASON] = { "reason", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("why") },
  [TAKEN_DAY] = { "confirmed_day", NULL, QZ_FIELD_DAY, R, NULL, N_ ("day of confirmation") },
};

/* The treat unit of a claim. */
static gboolean
find_unit (QzImportRun *run, const QzNlClaimFacts *facts, const char **out, GError **error)
{
  g_autofree char *agency =
      qz_nl_import_dup_manager (run->store, facts->claim.provider_id, error);
  QzAreaPlace place;

  *out = "";
  if (agency == NULL)
    return FALSE;
  if (qz_area_map_find_agency (run->area_map, agency, &place))
    *out = place.unit;
  return TRUE;
}

/* NL-28b: what is found after the audit is closed goes to the next month that is open. */
static gboolean
check_audit (QzImportRun *run, QzImportRow *row, const QzNlClaimFacts *facts, GError **error)
{
  const QzNlScope scope = facts->pay_loc == '3' ? QZ_NL_IN_PROV : QZ_NL_CROSS_PROV;
  const QzPeriod period = (QzPeriod) row->numbers[TAKEN_PERIOD];
  const char *unit = NULL;
  QzPeriod open = 0;

  if (!find_unit (run, facts, &unit, error)
      || !qz_clearing_find_open_period (run->book, run->context, unit, scope, period, &open, error))
    return FALSE;
  if (open != period)
    {
      g_autofree char *next = qz_period_format (open);
      g_autofree char *reason = g_strdup_printf (
          _("The audit of this month is closed; the next month that can take it off is %s"), next);

      return refuse_row (run, row, TAKEN_PERIOD, "deduction-after-audit", "NL-28b", reason, error);
    }
  return TRUE;
}

/* A day that has come, and not before the costs; a month that has begun: what is put down for a
 * later one would never be looked for. */
static void
check_taken_times (QzImportRun *run, QzImportRow *row, const QzNlClaimFacts *facts)
{
  const QzDay today = run->context->clock.today;
  const QzDay day = (QzDay) row->numbers[TAKEN_DAY];

  if (day > today)
    qz_import_reject (run, row, TAKEN_DAY, "NL-38a",
                      _("A deduction cannot be confirmed on a day to come"));
  else if (day < qz_period_get_first_day (facts->claim.period))
    qz_import_reject (run, row, TAKEN_DAY, "NL-38a",
                      _("The deduction was confirmed before the month of the costs"));
  if ((QzPeriod) row->numbers[TAKEN_PERIOD] > qz_period_of_day (today))
    qz_import_reject (run, row, TAKEN_PERIOD, "NL-38a", _("This month has not begun"));
}

static void
check_taken_claim (QzImportRun *run, QzImportRow *row, const QzNlClaimFacts *facts)
{
  if (facts->pay_loc != '3' && facts->pay_loc != '4')
    qz_import_reject (run, row, TAKEN_SETL_ID, "NL-38a",
                      _("This claim is no care away from home; use the kind “deductions”"));
  if (facts->refund)
    qz_import_reject (run, row, TAKEN_SETL_ID, "NL-38a", _("Nothing is taken off a refund"));
  if (facts->claim.period > (QzPeriod) row->numbers[TAKEN_PERIOD])
    qz_import_reject (run, row, TAKEN_PERIOD, "NL-38a",
                      _("The claim is of a later month than the one that takes it off"));
}

static gboolean
check_taken (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzNlClaimFacts facts;

  if (!take_map (run, error)
      || !qz_fen_accumulate (&run->file->fund_fen, row->numbers[TAKEN_AMOUNT], error)
      || !qz_clearing_stream_find (run->store, row->texts[TAKEN_SETL_ID], &facts, error))
    return FALSE;
  if (row->numbers[TAKEN_AMOUNT] == 0)
    qz_import_reject (run, row, TAKEN_AMOUNT, "NL-38a", _("A deduction must be more than zero"));
  if (!facts.found)
    {
      qz_import_reject (run, row, TAKEN_SETL_ID, "NL-38a", _("The book set has no such claim"));
      return TRUE;
    }
  check_taken_claim (run, row, &facts);
  check_taken_times (run, row, &facts);
  return row->rejected || check_audit (run, row, &facts, error);
}

/* What refunds have left of the claim. */
static gboolean
get_rest (QzImportRun *run, const QzNlClaimFacts *facts, const char *setl_id, gboolean clear_acct,
          QzFen *out, GError **error)
{
  const QzNlRefunds *refunds;

  if (run->refunds == NULL)
    run->refunds = qz_nl_import_load_refunds (run->store, error);
  if (run->refunds == NULL)
    return FALSE;
  *out = qz_clearing_get_amount (&facts->claim, clear_acct);
  refunds = g_hash_table_lookup (run->refunds, setl_id);
  return refunds == NULL
         || qz_fen_accumulate (out, refunds->fund_fen + (clear_acct ? refunds->acct_fen : 0),
                               error);
}

/* All deductions of a claim together are no more than refunds have left of it. */
static gboolean
check_all_taken (QzImportRun *run, QzImportRow *row, GError **error)
{
  g_autoptr (QzPolicy) policy = NULL;
  QzNlClaimFacts facts;
  QzFen limit;

  if (row->rejected)
    return TRUE;
  policy = qz_policies_find_nonlocal (run->book, run->context->clock.today, NULL, error);
  if (policy == NULL
      || !qz_clearing_stream_find (run->store, row->texts[TAKEN_SETL_ID], &facts, error))
    return FALSE;
  if (!facts.found)
    return TRUE;
  if (!get_rest (run, &facts, row->texts[TAKEN_SETL_ID],
                 qz_policy_get_nonlocal (policy)->clear_acct, &limit, error))
    return FALSE;
  if (facts.deducted_fen + qz_import_nonlocal_sum (run, row->texts[TAKEN_SETL_ID], TAKEN_AMOUNT)
      > limit)
    qz_import_reject (run, row, TAKEN_AMOUNT, "NL-38a",
                      _("The deductions of this claim are more than was paid for it and not "
                        "refunded"));
  return TRUE;
}

static gint64
write_taken (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  QzNlClaimFacts facts;
  QzNlDeductionRow deduction = { .setl_id = row->texts[TAKEN_SETL_ID],
                                 .period = (QzPeriod) row->numbers[TAKEN_PERIOD],
                                 .amount_fen = row->numbers[TAKEN_AMOUNT],
                                 .reason = row->texts[TAKEN_REASON],
                                 .confirmed_day = (QzDay) row->numbers[TAKEN_DAY] };

  if (!qz_clearing_stream_find (run->store, row->texts[TAKEN_SETL_ID], &facts, error))
    return 0;
  deduction.claim_id = facts.claim.id;
  deduction.orig_period = facts.claim.period;
  return qz_nl_import_put_deduction (run->act, origin, &deduction, error);
}

#define COLUMNS(table) .columns = table, .n_columns = G_N_ELEMENTS (table)

const QzImportKind qz_nonlocal_kinds[] = {
  { .name = "national-items",
    .title = N_ ("National file of care outside the province"),
    COLUMNS (item_columns),
    .key = { ITEM_KIND, ITEM_SETL_ID, QZ_END_OF_KEY },
    .check = check_item,
    .check_again = check_item_file,
    .write = write_item,
    .finish = match_items },
  { .name = "claim-categories",
    .title = N_ ("Categories of charges of claims"),
    COLUMNS (category_columns),
    .key = { CATEGORY_SETL_ID, CATEGORY_TYPE, QZ_END_OF_KEY },
    .check = check_category,
    .check_again = check_categories,
    .write = write_category },
  /* A claim may be deducted from more than once for one reason. */
  { .name = "nl-deductions",
    .title = N_ ("Deductions from claims of care away from home"),
    COLUMNS (taken_columns),
    .key = { QZ_END_OF_KEY },
    .check = check_taken,
    .check_again = check_all_taken,
    .write = write_taken },
  { NULL },
};
