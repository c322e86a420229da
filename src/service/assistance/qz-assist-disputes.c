/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts that are checked further, and the stamped papers that end it (DT-16c). */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-assist-bill-repo.h"
#include "qz-assist-month-acts.h"

/* ── raising ────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_assist_dispute_check (QzAssistDesk *desk, const QzAssistDispute *dispute, GError **error)
{
  g_autofree char *figures = NULL;
  gint64 n_open = 0;

  if (!qz_assist_desk_check_pushed (desk, "DT-16c", error))
    return FALSE;
  figures = qz_assist_month_dup_figures (desk->rows, dispute->provider_id, dispute->county);
  if (figures[0] == '\0')
    return qz_error_refuse (error, "part-missing", "DT-16c",
                            _("The statements of the month have nothing of this hospital and "
                              "county"));
  if (qz_assist_desk_is (desk, QZ_AS_FORM4, 0, dispute->county, QZ_AS_PUSHED))
    return qz_error_refuse (error, "form4-made", "DT-19a",
                            _("Form 4 of %s is made already; what is wrong is put right in a later "
                              "month, or the form is taken back first"),
                            qz_area_map_get_name (desk->map, dispute->county));
  if (!qz_assist_month_repo_count_disputes (desk->store, desk->period, dispute->provider_id,
                                            dispute->county, &n_open, error))
    return FALSE;
  return n_open == 0
         || qz_error_refuse (error, "dispute-open", "DT-16c",
                             _("This hospital and county are being checked already"));
}

static gboolean
check_words (const QzAssistDisputeAct *asked, const QzContext *context, GError **error)
{
  if (asked->reason == NULL || asked->reason[0] == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing",
                    _("Say what has to be checked further"));
      qz_error_add_rule (error, "DT-16c");
      return FALSE;
    }
  return asked->day <= context->clock.today
         || qz_error_refuse (error, "day-in-future", "DT-16c",
                             _("The day lies after the business day"));
}

gboolean
qz_assist_dispute_raise (QzAssistDesk *desk, const QzAssistDispute *dispute, gint64 *out_id,
                         GError **error)
{
  *out_id = qz_assist_month_repo_put_dispute (desk->act, dispute, error);
  return *out_id != 0
         && qz_assist_desk_put (desk, dispute->raised_by, dispute->provider_id, dispute->county,
                                QZ_AS_DISPUTED, dispute->reason, error);
}

gboolean
qz_assist_month_dispute (QzBook *book, const QzContext *context, const QzAssistDisputeAct *asked,
                         gint64 *out_id, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  const char *stage = asked->by_hospital ? QZ_AS_HOSPITAL : QZ_AS_COUNTY;
  const QzNlProvider *hospital = NULL;
  QzAssistDispute row = { .period = asked->period,
                          .county = asked->county,
                          .raised_by = stage,
                          .raised_day = asked->day,
                          .reason = asked->reason };
  g_autofree char *detail = NULL;

  if (!check_words (asked, context, error)
      || !qz_assist_desk_begin (&desk, book, context,
                                &(QzAssistAct) { asked->period,
                                                 asked->by_hospital ? NULL : asked->county,
                                                 "assist month dispute", QZ_RIGHT_ASSIST_DISPUTE },
                                error)
      || !qz_assist_desk_check_pushed (&desk, "DT-16c", error)
      || !qz_assist_desk_find_provider (&desk, asked->provider, &hospital, error))
    return FALSE;
  row.provider_id = hospital->id;
  if (!qz_assist_dispute_check (&desk, &row, error)
      || !qz_assist_dispute_raise (&desk, &row, out_id, error))
    return FALSE;
  detail = g_strdup_printf ("dispute=%" PRId64 " %06d %s %s", *out_id, asked->period,
                            asked->provider, asked->county);
  return qz_assist_desk_end (&desk, detail, error);
}

/* ── solving ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
find_dispute (QzStore *store, gint64 id, QzAssistDispute *out, GError **error)
{
  gboolean found = FALSE;
  gboolean solved = FALSE;

  if (!qz_assist_month_repo_get_dispute (store, id, out, &found, &solved, error))
    return FALSE;
  if (!found)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "dispute-unknown",
                    _("There is no dispute %" PRId64 "; “qz assist month” shows them"), id);
      return FALSE;
    }
  return !solved
         || qz_error_refuse (error, "dispute-settled", "DT-16c",
                             _("Dispute %" PRId64 " was settled already"), id);
}

/* The papers are stamped first and confirmed then; nothing before the dispute, nothing to come. */
gboolean
qz_assist_dispute_check_papers (const QzAssistSolution *solution, const QzAssistDispute *dispute,
                                QzDay today, GError **error)
{
  if (solution->paper_no == NULL || solution->paper_no[0] == '\0'
      || solution->stamped_day == QZ_DAY_NONE || solution->hospital_day == QZ_DAY_NONE
      || solution->county_day == QZ_DAY_NONE)
    return qz_error_refuse (error, "papers-missing", "DT-16c",
                            _("A dispute ends with the stamped forms 2 and 3: give their number, "
                              "the day of the stamp, and the days on which hospital and county "
                              "confirmed them"));
  if (solution->stamped_day < dispute->raised_day
      || solution->hospital_day < solution->stamped_day
      || solution->county_day < solution->stamped_day)
    return qz_error_refuse (error, "papers-days", "DT-16c",
                            _("The papers are stamped after the dispute was raised, and confirmed "
                              "after they were stamped"));
  return MAX (solution->hospital_day, solution->county_day) <= today
         || qz_error_refuse (error, "day-in-future", "DT-16c",
                             _("The day lies after the business day"));
}

typedef struct {
  gint64 id;
  QzFen maf_fen;
  gboolean fits; /* of the disputed hospital and county, direct, no refund */
  char certno[32];
  const QzAssistDispute *dispute;
} Bill;

static gboolean
take_bill (const QzAssistBillRow *row, gpointer user_data, GError **error)
{
  Bill *bill = user_data;

  bill->id = row->id;
  bill->maf_fen = row->maf_fen;
  g_strlcpy (bill->certno, row->certno, sizeof bill->certno);
  bill->fits = !row->refund && row->provider_id == bill->dispute->provider_id
               && strcmp (row->county, bill->dispute->county) == 0;
  return TRUE;
}

/* The papers speak of the bills of the statements. */
static gboolean
is_listed (const QzAssistDesk *desk, gint64 bill_id)
{
  for (guint i = 0; i < desk->rows->len; i++)
    {
      const QzAssistRow *row = &g_array_index (desk->rows, QzAssistRow, i);

      if (row->kind == QZ_ASSIST_ROW_BILL && row->bill_id == bill_id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_bill (QzAssistDesk *desk, const char *setl_id, Bill *bill, GError **error)
{
  gboolean found = FALSE;

  if (!qz_assist_bill_repo_get (desk->store, setl_id, 0, take_bill, bill, &found, error))
    return FALSE;
  if (found && bill->fits && is_listed (desk, bill->id))
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "bill-unknown",
                _("The statements of the month have no bill %s of this hospital and county"),
                setl_id);
  qz_error_add_rule (error, "DT-16c");
  return FALSE;
}

/* Of a bill that was taken back nothing is left (DT-23a). */
static gboolean
check_not_refunded (QzAssistDesk *desk, const char *setl_id, const Bill *bill, GError **error)
{
  gint64 n = 0;

  if (!qz_assist_bill_repo_count_refunds (desk->store, bill->certno, setl_id, &n, error))
    return FALSE;
  return n == 0
         || qz_error_refuse (error, "bill-refunded", "DT-23a",
                             _("Bill %s was taken back by a refund; nothing is left to take off"),
                             setl_id);
}

/* DT-23a: not more than what is left of the bill's assistance. */
static gboolean
check_correction (QzAssistDesk *desk, const QzAssistCorrection *correction, Bill *bill,
                  GError **error)
{
  QzFen deducted = 0;

  if (!find_bill (desk, correction->setl_id, bill, error)
      || !check_not_refunded (desk, correction->setl_id, bill, error)
      || !qz_assist_bill_repo_sum_deducted (desk->store, bill->id, &deducted, error))
    return FALSE;
  return (correction->amount_fen > 0 && correction->amount_fen <= bill->maf_fen - deducted)
         || qz_error_refuse (error, "deduction-too-large", "DT-23a",
                             _("From bill %s at most what is left of its assistance is taken off, "
                               "and more than zero"),
                             correction->setl_id);
}

gboolean
qz_assist_dispute_check_correction (QzAssistDesk *desk, const QzAssistDispute *dispute,
                                    const QzAssistCorrection *correction, GError **error)
{
  Bill bill = { .dispute = dispute };

  return check_correction (desk, correction, &bill, error);
}

static gboolean
take_off (QzAssistDesk *desk, const QzAssistDispute *dispute, const QzAssistSolution *solution,
          const QzAssistCorrection *correction, GError **error)
{
  g_autofree char *reason = g_strdup_printf ("%s：%s", solution->paper_no, dispute->reason);
  QzAssistDeduction deduction = { .period = desk->period,
                                  .amount_fen = correction->amount_fen,
                                  .reason = reason,
                                  .confirmed_day = MAX (solution->hospital_day,
                                                        solution->county_day),
                                  .dispute_id = dispute->id };
  Bill bill = { .dispute = dispute };

  if (!check_correction (desk, correction, &bill, error))
    return FALSE;
  deduction.bill_id = bill.id;
  return qz_assist_bill_repo_put_deduction (desk->act, NULL, &deduction, error) != 0;
}

static gboolean
confirm_part (QzAssistDesk *desk, const QzAssistDispute *dispute, const char *paper_no,
              GError **error)
{
  static const char *const stages[] = { QZ_AS_HOSPITAL, QZ_AS_COUNTY };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (!qz_assist_desk_put (desk, stages[i], dispute->provider_id, dispute->county,
                             QZ_AS_CONFIRMED, paper_no, error))
      return FALSE;
  return TRUE;
}

gboolean
qz_assist_dispute_settle (QzAssistDesk *desk, const QzAssistDispute *dispute,
                          const QzAssistSolution *solution, QzDay reported_day, GError **error)
{
  const QzAssistPapers papers = { solution->paper_no,     solution->stamped_day,
                                  solution->hospital_day, solution->county_day,
                                  reported_day,           solution->note };
  const gboolean corrects = solution->n_corrections > 0;
  guint n_lapsed = 0;

  if (!qz_assist_desk_check_pushed (desk, "DT-16c", error)
      || !qz_assist_desk_check_other (desk, "DT-16c", error)
      || !qz_assist_month_repo_put_papers (desk->act, dispute->id, &papers, error))
    return FALSE;
  for (guint i = 0; i < solution->n_corrections; i++)
    if (!take_off (desk, dispute, solution, &solution->corrections[i], error))
      return FALSE;
  return (!corrects
          || qz_assist_desk_put_list (desk, dispute, solution->paper_no, &n_lapsed, error))
         && confirm_part (desk, dispute, solution->paper_no, error)
         && (!corrects || qz_assist_desk_push_list (desk, solution->paper_no, error));
}

gboolean
qz_assist_month_solve (QzBook *book, const QzContext *context, const QzAssistSolution *solution,
                       GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  QzAssistDispute dispute;
  g_autofree char *detail =
      g_strdup_printf ("dispute=%" PRId64 " %s", solution->dispute, solution->paper_no);

  return find_dispute (qz_book_get_store (book), solution->dispute, &dispute, error)
         && qz_assist_dispute_check_papers (solution, &dispute, context->clock.today, error)
         && qz_assist_desk_begin (&desk, book, context,
                                  &(QzAssistAct) { dispute.period, NULL, "assist month solve",
                                                   QZ_RIGHT_ASSIST_DISPUTE },
                                  error)
         && qz_assist_dispute_settle (&desk, &dispute, solution, context->clock.today, error)
         && qz_assist_desk_end (&desk, detail, error);
}
