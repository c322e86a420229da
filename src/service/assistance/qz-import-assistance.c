/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-assistance.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-money-repo.h"
#include "qz-assist-private.h"
#include "qz-claim-parser.h"
#include "qz-error.h"
#include "qz-supervision-repo.h"

/* The kinds of files of medical assistance (DT-6, DT-11, DT-15, DT-16c, DT-22, DT-23a). */

#define R QZ_COLUMN_REQUIRED

gboolean
qz_assist_import_check_county (QzImportRun *run, QzImportRow *row, guint column, GError **error)
{
  if (run->area_map == NULL)
    run->area_map = qz_actors_load_map (run->book, error);
  if (run->area_map == NULL)
    return FALSE;
  if (!qz_assist_is_own_county (run->book, run->area_map, row->texts[column]))
    qz_import_reject (run, row, column, "DT-3",
                      _("This is no county of the city; import areas first, or correct the code"));
  return TRUE;
}

/* ── deductions (DT-23a) ────────────────────────────────────────────────────────────────────── */

enum { TAKEN_SETL_ID, TAKEN_PERIOD, TAKEN_TYPE, TAKEN_AMOUNT, TAKEN_REASON, TAKEN_DAY };
static const QzImportColumn taken_columns[] = {
  [TAKEN_SETL_ID] = { "setl_id", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("settlement") },
  [TAKEN_PERIOD] = { "period", NULL, QZ_FIELD_PERIOD, R, NULL,
                     N_ ("month on whose forms it is taken off") },
  [TAKEN_TYPE] = { "det_type", NULL, QZ_FIELD_CHOICE, R, "10 20",
                   N_ ("kind: 10 found before the form, 20 recovered later") },
  [TAKEN_AMOUNT] = { "amount", NULL, QZ_FIELD_FEN, R, NULL, N_ ("amount, more than zero") },
  [TAKEN_REASON] = { "reason", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("why") },
  [TAKEN_DAY] = { "confirmed_day", NULL, QZ_FIELD_DAY, R, NULL, N_ ("day of confirmation") },
};

typedef struct {
  gint64 id;
  QzPeriod period;
  gboolean is_direct, refund;
  QzFen maf_fen;
  char certno[32];
} BillFacts;

static gboolean
note_bill (const QzAssistBillRow *row, gpointer user_data, GError **error)
{
  BillFacts *bill = user_data;

  (void) error;
  *bill = (BillFacts){ .id = row->id,
                       .period = qz_period_of_day (row->settled),
                       .is_direct = row->setl_type[0] == '2',
                       .refund = row->refund,
                       .maf_fen = row->maf_fen };
  g_strlcpy (bill->certno, row->certno, sizeof bill->certno);
  return TRUE;
}

static void
check_taken_bill (QzImportRun *run, QzImportRow *row, const BillFacts *bill)
{
  const QzPeriod period = (QzPeriod) row->numbers[TAKEN_PERIOD];
  const gboolean is_recovery = strcmp (row->texts[TAKEN_TYPE], "20") == 0;

  if (!bill->is_direct)
    qz_import_reject (run, row, TAKEN_SETL_ID, "DT-23a",
                      _("The person paid this bill in full, so no hospital was paid for it"));
  if (bill->refund)
    qz_import_reject (run, row, TAKEN_SETL_ID, "DT-23a", _("Nothing is taken off a refund"));
  if (is_recovery && bill->period >= period)
    qz_import_reject (run, row, TAKEN_PERIOD, "DT-23a",
                      _("What is recovered is of a bill of an earlier month (det_type 20)"));
  else if (!is_recovery && bill->period != period)
    qz_import_reject (run, row, TAKEN_PERIOD, "DT-23a",
                      _("What is found before the form is of a bill of the same month "
                        "(det_type 10)"));
}

static gboolean
check_taken (QzImportRun *run, QzImportRow *row, GError **error)
{
  BillFacts bill = { 0 };
  gboolean found = FALSE;
  gint64 n_refunds = 0;

  if (!qz_fen_accumulate (&run->file->fund_fen, row->numbers[TAKEN_AMOUNT], error)
      || !qz_assist_bill_repo_get (run->store, row->texts[TAKEN_SETL_ID], 0, note_bill, &bill,
                                   &found, error)
      || !qz_assist_bill_repo_count_refunds (run->store, bill.certno, row->texts[TAKEN_SETL_ID],
                                             &n_refunds, error))
    return FALSE;
  if (n_refunds > 0)
    qz_import_reject (run, row, TAKEN_SETL_ID, "DT-23a",
                      _("This bill was taken back by a refund; nothing is left to take off"));
  if (row->numbers[TAKEN_AMOUNT] == 0)
    qz_import_reject (run, row, TAKEN_AMOUNT, "DT-23a", _("A deduction must be more than zero"));
  if ((QzDay) row->numbers[TAKEN_DAY] > run->context->clock.today)
    qz_import_reject (run, row, TAKEN_DAY, "DT-23a", _("The day lies after the business day"));
  if (found)
    check_taken_bill (run, row, &bill);
  else
    qz_import_reject (run, row, TAKEN_SETL_ID, "DT-23a",
                      _("There is no such bill of medical assistance"));
  return TRUE;
}

/* What the file takes off each bill. */
static void
sum_taken (QzImportRun *run)
{
  run->sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < run->rows->len; i++)
    {
      const QzImportRow *row = g_ptr_array_index (run->rows, i);
      gint64 *sum = g_hash_table_lookup (run->sums, row->texts[TAKEN_SETL_ID]);

      if (sum == NULL)
        {
          sum = g_new0 (gint64, 1);
          g_hash_table_insert (run->sums, g_strdup (row->texts[TAKEN_SETL_ID]), sum);
        }
      *sum += row->numbers[TAKEN_AMOUNT];
    }
}

/* All that is taken off a bill is never more than was paid for it. */
static gboolean
check_taken_again (QzImportRun *run, QzImportRow *row, GError **error)
{
  BillFacts bill = { 0 };
  gboolean found = FALSE;
  QzFen before = 0;
  const gint64 *sum;

  if (run->sums == NULL)
    sum_taken (run);
  if (row->rejected)
    return TRUE;
  if (!qz_assist_bill_repo_get (run->store, row->texts[TAKEN_SETL_ID], 0, note_bill, &bill,
                                &found, error)
      || !qz_assist_bill_repo_sum_deducted (run->store, bill.id, &before, error))
    return FALSE;
  sum = g_hash_table_lookup (run->sums, row->texts[TAKEN_SETL_ID]);
  if (before + *sum > bill.maf_fen)
    {
      g_autofree char *paid = qz_fen_format (bill.maf_fen);
      g_autofree char *all = qz_fen_format (before + *sum);
      g_autofree char *reason =
          g_strdup_printf (_("The deductions of this bill come to %s, but medical assistance paid "
                             "only %s for it"),
                           all, paid);

      qz_import_reject (run, row, TAKEN_AMOUNT, "DT-23a", reason);
    }
  return TRUE;
}

static gint64
write_taken (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  BillFacts bill = { 0 };
  gboolean found = FALSE;
  QzAssistDeduction deduction = { .period = (QzPeriod) row->numbers[TAKEN_PERIOD],
                                  .is_recovery = strcmp (row->texts[TAKEN_TYPE], "20") == 0,
                                  .amount_fen = row->numbers[TAKEN_AMOUNT],
                                  .reason = row->texts[TAKEN_REASON],
                                  .confirmed_day = (QzDay) row->numbers[TAKEN_DAY] };

  if (!qz_assist_bill_repo_get (run->store, row->texts[TAKEN_SETL_ID], 0, note_bill, &bill,
                                &found, error))
    return 0;
  deduction.bill_id = bill.id;
  return qz_assist_bill_repo_put_deduction (run->act, origin, &deduction, error);
}

/* ── suspended persons (DT-22) ──────────────────────────────────────────────────────────────── */

enum { HELD_CERTNO, HELD_NAME, HELD_COUNTY, HELD_FROM, HELD_TO, HELD_REASON, HELD_REPORTED };
static const QzImportColumn held_columns[] = {
  [HELD_CERTNO] = { "certno", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("identity number") },
  [HELD_NAME] = { "psn_name", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("name of the person") },
  [HELD_COUNTY] = { "county", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("area of the county") },
  [HELD_FROM] = { "suspended_from", NULL, QZ_FIELD_DAY, R, NULL,
                  N_ ("first day without direct settlement") },
  [HELD_TO] = { "resumed_from", NULL, QZ_FIELD_DAY, 0, NULL,
                N_ ("first day with it again; empty: not yet") },
  [HELD_REASON] = { "reason", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("why") },
  [HELD_REPORTED] = { "reported_day", NULL, QZ_FIELD_DAY, 0, NULL, N_ ("told to the city") },
};

static gboolean
check_held (QzImportRun *run, QzImportRow *row, GError **error)
{
  const QzDay from = (QzDay) row->numbers[HELD_FROM];
  const QzDay to = (QzDay) row->numbers[HELD_TO];
  const QzDay reported = (QzDay) row->numbers[HELD_REPORTED];

  qz_assist_import_check_certno (run, row, HELD_CERTNO);
  if (to != QZ_DAY_NONE && to <= from)
    qz_import_reject (run, row, HELD_TO, "DT-22", _("It ends before it begins"));
  if (reported != QZ_DAY_NONE && reported > run->context->clock.today)
    qz_import_reject (run, row, HELD_REPORTED, "DT-22", _("The day lies after the business day"));
  return qz_assist_import_check_county (run, row, HELD_COUNTY, error);
}

/* Times of one person follow each other, so that the last row of the table is where he stands. */
static gboolean
check_held_again (QzImportRun *run, QzImportRow *row, GError **error)
{
  (void) error;
  for (guint i = 0; i < run->rows->len && g_ptr_array_index (run->rows, i) != row; i++)
    {
      const QzImportRow *earlier = g_ptr_array_index (run->rows, i);

      if (strcmp (earlier->texts[HELD_CERTNO], row->texts[HELD_CERTNO]) == 0
          && (earlier->numbers[HELD_TO] == QZ_DAY_NONE
              || earlier->numbers[HELD_TO] > row->numbers[HELD_FROM]))
        qz_import_reject (run, row, HELD_FROM, "DT-22",
                          _("An earlier line suspends this person for the same days; lines of a "
                            "person stand in the order of their days"));
    }
  return TRUE;
}

static guint
count_held (const QzImportRow *row)
{
  return row->numbers[HELD_TO] != QZ_DAY_NONE ? 2 : 1;
}

static gint64
write_held (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  const gint64 id = qz_supervision_repo_get_next_person (run->act, error);
  QzPersonSuspension held = { .certno = row->texts[HELD_CERTNO],
                              .psn_name = row->texts[HELD_NAME],
                              .insured_area = row->texts[HELD_COUNTY],
                              .suspended = TRUE,
                              .from_day = (QzDay) row->numbers[HELD_FROM],
                              .reported_day = (QzDay) row->numbers[HELD_REPORTED],
                              .reason = row->texts[HELD_REASON] };

  (void) origin;
  if (id == 0 || !qz_supervision_repo_put_person (run->act, &held, error))
    return 0;
  if (row->numbers[HELD_TO] == QZ_DAY_NONE)
    return id;
  held.suspended = FALSE;
  held.from_day = (QzDay) row->numbers[HELD_TO];
  return qz_supervision_repo_put_person (run->act, &held, error) ? id : 0;
}

/* ── what was allotted to the counties (DT-11) ──────────────────────────────────────────────── */

enum { ALLOT_YEAR, ALLOT_COUNTY, ALLOT_DOCUMENT, ALLOT_DAY, ALLOT_AMOUNT };
static const QzImportColumn allotment_columns[] = {
  [ALLOT_YEAR] = { "year", NULL, QZ_FIELD_YEAR, R, NULL, N_ ("year of the money") },
  [ALLOT_COUNTY] = { "county", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("area of the county") },
  [ALLOT_DOCUMENT] = { "document_no", NULL, QZ_FIELD_TEXT, R, NULL,
                       N_ ("number of the paper; each once") },
  [ALLOT_DAY] = { "allotted_day", NULL, QZ_FIELD_DAY, R, NULL, N_ ("day of the paper") },
  [ALLOT_AMOUNT] = { "amount", NULL, QZ_FIELD_FEN, R | QZ_COLUMN_SIGNED, NULL,
                     N_ ("allotted by the upper levels; below zero: taken back") },
};

/* DT-11 speaks of what is allotted in the year itself: what comes for a year whose clearing was
 * paid is money of the year in which it comes. */
static gboolean
check_year_open (QzImportRun *run, QzImportRow *row, GError **error)
{
  const int year = (int) row->numbers[ALLOT_YEAR];
  gboolean is_settled = FALSE;

  if (!qz_assist_money_repo_is_settled (run->store, year, &is_settled, error))
    return FALSE;
  if (is_settled)
    {
      g_autofree char *reason =
          g_strdup_printf (_("The clearing of %d is paid and takes nothing in any more; name the "
                             "year in which the money came"),
                           year);

      qz_import_reject (run, row, ALLOT_YEAR, "DT-12", reason);
    }
  return TRUE;
}

static gboolean
check_allotment (QzImportRun *run, QzImportRow *row, GError **error)
{
  gboolean found = FALSE;

  if (row->numbers[ALLOT_AMOUNT] == 0)
    qz_import_reject (run, row, ALLOT_AMOUNT, "DT-11",
                      _("An allotment is more than zero, or less where money was taken back"));
  if ((QzDay) row->numbers[ALLOT_DAY] > run->context->clock.today)
    qz_import_reject (run, row, ALLOT_DAY, "DT-11", _("The day lies after the business day"));
  if (!qz_assist_bill_repo_has_document (run->store, row->texts[ALLOT_DOCUMENT], &found, error)
      || !qz_fen_accumulate (&run->file->fund_fen, row->numbers[ALLOT_AMOUNT], error)
      || !check_year_open (run, row, error))
    return FALSE;
  if (found)
    qz_import_reject (run, row, ALLOT_DOCUMENT, "V7",
                      _("This document was imported before; an allotment counts once"));
  return qz_assist_import_check_county (run, row, ALLOT_COUNTY, error);
}

/* No more is taken back from a county than was allotted to it in the year. */
static gboolean
check_allotment_again (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzFen sum = 0;

  if (row->rejected || row->numbers[ALLOT_AMOUNT] > 0)
    return TRUE;
  if (!qz_assist_money_repo_sum_allotted (run->store, (int) row->numbers[ALLOT_YEAR],
                                          row->texts[ALLOT_COUNTY], &sum, error))
    return FALSE;
  for (guint i = 0; i < run->rows->len; i++)
    {
      const QzImportRow *other = g_ptr_array_index (run->rows, i);

      if (other->numbers[ALLOT_YEAR] == row->numbers[ALLOT_YEAR]
          && strcmp (other->texts[ALLOT_COUNTY], row->texts[ALLOT_COUNTY]) == 0
          && !qz_fen_accumulate (&sum, other->numbers[ALLOT_AMOUNT], error))
        return FALSE;
    }
  if (sum < 0)
    qz_import_reject (run, row, ALLOT_AMOUNT, "DT-11",
                      _("More would be taken back than was allotted to the county in the year"));
  return TRUE;
}

static gint64
write_allotment (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  const QzAssistAllotted allotment = { .year = (int) row->numbers[ALLOT_YEAR],
                                        .county = row->texts[ALLOT_COUNTY],
                                        .document_no = row->texts[ALLOT_DOCUMENT],
                                        .allotted_day = (QzDay) row->numbers[ALLOT_DAY],
                                        .amount_fen = row->numbers[ALLOT_AMOUNT] };

  return qz_assist_bill_repo_put_allotment (run->act, origin, &allotment, error);
}

/* ── the kinds ──────────────────────────────────────────────────────────────────────────────── */

#define COLUMNS(table) .columns = table, .n_columns = G_N_ELEMENTS (table)

const QzImportKind qz_assistance_kinds[] = {
  { .name = "assisted",
    .title = N_ ("Assisted persons"),
    .columns = qz_assist_roster_columns,
    .n_columns = QZ_N_ROSTER_COLUMNS,
    .key = { QZ_END_OF_KEY },
    .check = qz_assist_roster_check,
    .check_again = qz_assist_roster_check_again,
    .write = qz_assist_roster_write,
    .finish = qz_assist_roster_finish },
  { .name = "assistance-bills",
    .title = N_ ("Bills of medical assistance"),
    .columns = qz_claim_columns,
    .n_columns = QZ_N_BILL_COLUMNS,
    .key = { QZ_CLAIM_SETL_ID, QZ_END_OF_KEY },
    .whole = qz_assist_bill_import },
  /* A bill may be deducted from more than once for one reason. */
  { .name = "assistance-deductions",
    .title = N_ ("Deductions from bills of medical assistance"),
    COLUMNS (taken_columns),
    .key = { QZ_END_OF_KEY },
    .check = check_taken,
    .check_again = check_taken_again,
    .write = write_taken },
  { .name = "assistance-suspensions",
    .title = N_ ("Persons without direct settlement"),
    COLUMNS (held_columns),
    .key = { HELD_CERTNO, HELD_FROM, QZ_END_OF_KEY },
    .check = check_held,
    .check_again = check_held_again,
    .write = write_held,
    .count_rows = count_held },
  { .name = "assistance-allotments",
    .title = N_ ("Money allotted for medical assistance"),
    COLUMNS (allotment_columns),
    .key = { ALLOT_DOCUMENT, QZ_END_OF_KEY },
    .check = check_allotment,
    .check_again = check_allotment_again,
    .write = write_allotment },
  { .name = "assistance-disputes",
    .title = N_ ("Disputed statements of medical assistance"),
    COLUMNS (qz_assist_dispute_columns),
    .key = { QZ_END_OF_KEY },
    .check = qz_assist_dispute_import_check,
    .check_again = qz_assist_dispute_import_check_again,
    .write = qz_assist_dispute_import_write,
    .count_rows = qz_assist_dispute_import_count,
    .finish = qz_assist_dispute_import_finish },
  { NULL },
};
