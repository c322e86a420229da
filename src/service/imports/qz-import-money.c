/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-claim-repo.h"
#include "qz-import-private.h"

/* What providers declare, what is taken off, what they spent in earlier years. */

#define R QZ_COLUMN_REQUIRED
#define S QZ_COLUMN_SIGNED

/* Rejects what the book set has already, naming file and line; frees the place. */
static void
reject_known (QzImportRun *run, QzImportRow *row, guint column, QzPlace *place)
{
  g_autofree char *name = g_steal_pointer (&place->file_name);
  g_autofree char *reason = NULL;

  if (place->line_no == 0)
    return;
  reason = g_strdup_printf (_("The book set has this already, from %s, line %" PRIu64
                               "; withdraw that import first if it was wrong"),
                            name, place->line_no);
  qz_import_reject (run, row, column, "V7", reason);
}

/* ── declarations (HLJ-IS-4a) ───────────────────────────────────────────────────────────────── */

enum {
  DECLARED_PROVIDER,
  DECLARED_INSURANCE,
  DECLARED_MONTH,
  DECLARED_VISITS,
  DECLARED_MEDFEE,
  DECLARED_FUND,
  DECLARED_CUTOFF,
};
static const QzImportColumn declaration_columns[] = {
  [DECLARED_PROVIDER] = { "fixmedins_code", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("provider") },
  [DECLARED_INSURANCE] = { "insurance", NULL, QZ_FIELD_INSURANCE, R, NULL, N_ ("books") },
  [DECLARED_MONTH] = { "clr_ym", NULL, QZ_FIELD_PERIOD, R, NULL, N_ ("month of the costs") },
  [DECLARED_VISITS] = { "psntime", NULL, QZ_FIELD_COUNT, R, NULL, N_ ("number of visits") },
  [DECLARED_MEDFEE] = { "medfee_sumamt", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("medical fees") },
  [DECLARED_FUND] = { "fund_appy_sum", NULL, QZ_FIELD_FEN, R | S, NULL, N_ ("asked of the fund") },
  [DECLARED_CUTOFF] = { "cutoff_day", NULL, QZ_FIELD_DAY, R, NULL, N_ ("day of the cut-off") },
};

static gboolean
check_declaration (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzPlace place = { 0 };

  if (!qz_fen_accumulate (&run->file->medfee_fen, row->numbers[DECLARED_MEDFEE], error)
      || !qz_fen_accumulate (&run->file->fund_fen, row->numbers[DECLARED_FUND], error))
    return FALSE;
  qz_import_take_provider (run, row, DECLARED_PROVIDER);
  if ((QzDay) row->numbers[DECLARED_CUTOFF]
      < qz_period_get_first_day ((QzPeriod) row->numbers[DECLARED_MONTH]))
    qz_import_reject (run, row, DECLARED_CUTOFF, "HLJ-IS-4a",
                      _("The cut-off lies before the month that it closes"));
  if (row->numbers[DECLARED_FUND] > row->numbers[DECLARED_MEDFEE])
    qz_import_warn (run, row, DECLARED_FUND, "HLJ-IS-4a",
                    _("More is asked of the fund than all medical fees"));
  if (row->provider == NULL)
    return TRUE;
  if (!qz_declaration_repo_find (run->store, row->provider->id,
                                 (QzInsurance) row->numbers[DECLARED_INSURANCE],
                                 (QzPeriod) row->numbers[DECLARED_MONTH], &place, error))
    return FALSE;
  reject_known (run, row, DECLARED_MONTH, &place);
  return TRUE;
}

static gint64
write_declaration (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  QzDeclaration declaration = {
    .provider_id = row->provider->id,
    .insurance = (QzInsurance) row->numbers[DECLARED_INSURANCE],
    .period = (QzPeriod) row->numbers[DECLARED_MONTH],
    .n_visits = row->numbers[DECLARED_VISITS],
    .medfee_fen = row->numbers[DECLARED_MEDFEE],
    .declared_fen = row->numbers[DECLARED_FUND],
    .cutoff_day = (QzDay) row->numbers[DECLARED_CUTOFF],
  };

  return qz_declaration_repo_put (run->act, origin, &declaration, error);
}

/* ── deductions ─────────────────────────────────────────────────────────────────────────────── */

enum {
  DEDUCTED_PROVIDER,
  DEDUCTED_INSURANCE,
  DEDUCTED_MONTH,
  DEDUCTED_KIND,
  DEDUCTED_AMOUNT,
  DEDUCTED_SETL_ID,
  DEDUCTED_REASON,
  DEDUCTED_DAY,
};
static const QzImportColumn deduction_columns[] = {
  [DEDUCTED_PROVIDER] = { "fixmedins_code", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("provider") },
  [DEDUCTED_INSURANCE] = { "insurance", NULL, QZ_FIELD_INSURANCE, R, NULL, N_ ("books") },
  [DEDUCTED_MONTH] = { "clr_ym", NULL, QZ_FIELD_PERIOD, R, NULL, N_ ("month of the costs") },
  [DEDUCTED_KIND] = { "det_type", NULL, QZ_FIELD_CHOICE, R, "10 20",
                      N_ ("kind: 10 by audit, 20 by inspection") },
  [DEDUCTED_AMOUNT] = { "amount", NULL, QZ_FIELD_FEN, R, NULL, N_ ("amount, more than zero") },
  [DEDUCTED_SETL_ID] = { "setl_id", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("the claim it is about") },
  [DEDUCTED_REASON] = { "reason", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("why") },
  [DEDUCTED_DAY] = { "confirmed_day", NULL, QZ_FIELD_DAY, R, NULL, N_ ("day of confirmation") },
};

static QzDeduction
make_deduction (const QzImportRow *row)
{
  const char *setl_id = row->texts[DEDUCTED_SETL_ID];

  return (QzDeduction) {
    .provider_id = row->provider->id,
    .insurance = (QzInsurance) row->numbers[DEDUCTED_INSURANCE],
    .period = (QzPeriod) row->numbers[DEDUCTED_MONTH],
    .kind = row->texts[DEDUCTED_KIND],
    .amount_fen = row->numbers[DEDUCTED_AMOUNT],
    .setl_id = setl_id[0] != '\0' ? setl_id : NULL,
    .reason = row->texts[DEDUCTED_REASON],
    .confirmed_day = (QzDay) row->numbers[DEDUCTED_DAY],
  };
}

static gboolean
check_deducted_claim (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzClaimFacts facts = { 0 };
  gboolean found = FALSE;

  if (row->texts[DEDUCTED_SETL_ID][0] == '\0')
    return TRUE;
  if (!qz_claim_repo_find (run->store, row->texts[DEDUCTED_SETL_ID], &found, &facts, error))
    return FALSE;
  if (!found)
    qz_import_warn (run, row, DEDUCTED_SETL_ID, "SETL_ID", _("The book set has no such claim"));
  else if (facts.provider_id != row->provider->id)
    qz_import_reject (run, row, DEDUCTED_SETL_ID, NULL,
                      _("This claim belongs to another provider"));
  return TRUE;
}

static gboolean
check_deduction (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzPlace place = { 0 };
  QzDeduction deduction;

  if (!qz_fen_accumulate (&run->file->fund_fen, row->numbers[DEDUCTED_AMOUNT], error))
    return FALSE;
  qz_import_take_provider (run, row, DEDUCTED_PROVIDER);
  if (row->numbers[DEDUCTED_AMOUNT] == 0)
    qz_import_reject (run, row, DEDUCTED_AMOUNT, NULL, _("A deduction must be more than zero"));
  if (row->provider == NULL)
    return TRUE;
  deduction = make_deduction (row);
  if (!qz_declaration_repo_find_deduction (run->store, &deduction, &place, error))
    return FALSE;
  reject_known (run, row, DEDUCTED_AMOUNT, &place);
  return check_deducted_claim (run, row, error);
}

static gint64
write_deduction (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  QzDeduction deduction = make_deduction (row);

  return qz_declaration_repo_put_deduction (run->act, origin, &deduction, error);
}

/* ── spending of earlier years (SQ-3.2) ─────────────────────────────────────────────────────── */

enum { SPENT_PROVIDER, SPENT_INSURANCE, SPENT_YEAR, SPENT_AMOUNT };
static const QzImportColumn spending_columns[] = {
  [SPENT_PROVIDER] = { "fixmedins_code", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("provider") },
  [SPENT_INSURANCE] = { "insurance", NULL, QZ_FIELD_INSURANCE, R, NULL, N_ ("books") },
  [SPENT_YEAR] = { "year", NULL, QZ_FIELD_YEAR, R, NULL, N_ ("calendar year") },
  [SPENT_AMOUNT] = { "amount", NULL, QZ_FIELD_FEN, R, NULL, N_ ("audited fund spending") },
};

static gboolean
check_spending (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzPlace place = { 0 };

  if (!qz_fen_accumulate (&run->file->fund_fen, row->numbers[SPENT_AMOUNT], error))
    return FALSE;
  qz_import_take_provider (run, row, SPENT_PROVIDER);
  if (row->provider == NULL)
    return TRUE;
  if (!qz_declaration_repo_find_spending (run->store, row->provider->id,
                                          (QzInsurance) row->numbers[SPENT_INSURANCE],
                                          (int) row->numbers[SPENT_YEAR], &place, error))
    return FALSE;
  reject_known (run, row, SPENT_YEAR, &place);
  return TRUE;
}

static gint64
write_spending (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  return qz_declaration_repo_put_spending (run->act, origin, row->provider->id,
                                           (QzInsurance) row->numbers[SPENT_INSURANCE],
                                           (int) row->numbers[SPENT_YEAR],
                                           row->numbers[SPENT_AMOUNT], error);
}

#define COLUMNS(table) .columns = table, .n_columns = G_N_ELEMENTS (table)

const QzImportKind qz_money_kinds[] = {
  { .name = "declarations",
    .title = N_ ("Monthly declarations"),
    COLUMNS (declaration_columns),
    .key = { DECLARED_PROVIDER, DECLARED_INSURANCE, DECLARED_MONTH, QZ_END_OF_KEY },
    .check = check_declaration,
    .write = write_declaration },
  /* Two deductions may look alike for good reasons, so nothing is unique inside a file. */
  { .name = "deductions",
    .title = N_ ("Deductions"),
    COLUMNS (deduction_columns),
    .key = { QZ_END_OF_KEY },
    .check = check_deduction,
    .write = write_deduction },
  { .name = "spending",
    .title = N_ ("Audited spending of past years"),
    COLUMNS (spending_columns),
    .key = { SPENT_PROVIDER, SPENT_INSURANCE, SPENT_YEAR, QZ_END_OF_KEY },
    .check = check_spending,
    .write = write_spending },
  { NULL },
};
