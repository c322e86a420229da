/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Disputes by file, with the stamped papers that end them (DT-16c). A dispute is known by its
 * month, hospital, county, side and day: lines about one that is known and has these papers change
 * nothing, so a file can be given again with more lines. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-month-acts.h"
#include "qz-import-assistance.h"

#define R QZ_COLUMN_REQUIRED

enum {
  PERIOD,
  HOSPITAL,
  COUNTY,
  SIDE,
  RAISED,
  REASON,
  PAPER,
  STAMPED,
  HOSPITAL_DAY,
  COUNTY_DAY,
  REPORTED,
  SETL_ID,
  AMOUNT,
};
const QzImportColumn qz_assist_dispute_columns[QZ_N_DISPUTE_COLUMNS] = {
  [PERIOD] = { "period", NULL, QZ_FIELD_PERIOD, R, NULL, N_ ("month of the statements") },
  [HOSPITAL] = { "fixmedins_code", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("provider") },
  [COUNTY] = { "county", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("area of the county") },
  [SIDE] = { "raised_by", NULL, QZ_FIELD_CHOICE, R, "hospital county",
             N_ ("who asks for a further check") },
  [RAISED] = { "raised_day", NULL, QZ_FIELD_DAY, R, NULL, N_ ("day on which it was asked for") },
  [REASON] = { "reason", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("why") },
  [PAPER] = { "paper_no", NULL, QZ_FIELD_TEXT, 0, NULL,
              N_ ("number of the stamped papers; empty: they have not come") },
  [STAMPED] = { "stamped_day", NULL, QZ_FIELD_DAY, 0, NULL, N_ ("day of the stamp") },
  [HOSPITAL_DAY] = { "hospital_day", NULL, QZ_FIELD_DAY, 0, NULL,
                     N_ ("day on which the hospital confirmed them") },
  [COUNTY_DAY] = { "county_day", NULL, QZ_FIELD_DAY, 0, NULL,
                   N_ ("day on which the county confirmed them") },
  [REPORTED] = { "reported_day", NULL, QZ_FIELD_DAY, 0, NULL, N_ ("told to the city") },
  [SETL_ID] = { "setl_id", NULL, QZ_FIELD_TEXT, 0, NULL,
                N_ ("bill of which something is taken off; empty: the figures stand") },
  [AMOUNT] = { "amount", NULL, QZ_FIELD_FEN, 0, NULL, N_ ("how much is taken off the bill") },
};

/* Texts have no number of their own; a row keeps there what is found out about it. */
#define KNOWN_ID HOSPITAL /* its dispute; 0: none yet */
#define IS_NEW REASON     /* it is the line that raises the dispute */
#define IS_DONE PAPER     /* its papers came before */

/* ── desks of the months ────────────────────────────────────────────────────────────────────── */

static void
free_desk (gpointer data)
{
  QzAssistDesk *desk = data;

  desk->act = NULL; /* the import's */
  qz_assist_desk_clear (desk);
  g_free (desk);
}

static QzAssistDesk *
open_desk (QzImportRun *run, QzPeriod period, GError **error)
{
  QzAssistDesk *desk = g_new0 (QzAssistDesk, 1);

  if (!qz_assist_desk_open (desk, run->book, run->context, period, error))
    {
      free_desk (desk);
      return NULL;
    }
  desk->act = run->act;
  return desk;
}

/* As the month stood before the file. */
static QzAssistDesk *
get_desk (QzImportRun *run, QzPeriod period, GError **error)
{
  QzAssistDesk *desk;

  if (run->sums == NULL)
    run->sums = g_hash_table_new_full (NULL, NULL, NULL, free_desk);
  desk = g_hash_table_lookup (run->sums, GINT_TO_POINTER (period));
  if (desk == NULL)
    {
      desk = open_desk (run, period, error);
      if (desk != NULL)
        g_hash_table_insert (run->sums, GINT_TO_POINTER (period), desk);
    }
  return desk;
}

/* ── a line ─────────────────────────────────────────────────────────────────────────────────── */

/* What a rule refuses stands beside the line; what failed ends the import. Takes @reason. */
static gboolean
take_refusal (QzImportRun *run, QzImportRow *row, guint column, GError *reason, GError **error)
{
  if (reason->domain != QZ_ERROR || reason->code == QZ_ERROR_STORE
      || reason->code == QZ_ERROR_CANCELLED)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  qz_import_reject (run, row, column, qz_error_get_rule (reason), reason->message);
  g_error_free (reason);
  return TRUE;
}

static QzAssistDispute
make_dispute (const QzImportRow *row)
{
  return (QzAssistDispute){ .id = row->numbers[KNOWN_ID],
                            .period = (QzPeriod) row->numbers[PERIOD],
                            .provider_id = row->provider->id,
                            .county = row->texts[COUNTY],
                            .raised_by = row->texts[SIDE],
                            .raised_day = (QzDay) row->numbers[RAISED],
                            .reason = row->texts[REASON] };
}

static QzAssistSolution
make_solution (const QzImportRow *row)
{
  return (QzAssistSolution){ .dispute = row->numbers[KNOWN_ID],
                             .paper_no = row->texts[PAPER],
                             .stamped_day = (QzDay) row->numbers[STAMPED],
                             .hospital_day = (QzDay) row->numbers[HOSPITAL_DAY],
                             .county_day = (QzDay) row->numbers[COUNTY_DAY],
                             .note = "" };
}

static gboolean
has_papers (const QzImportRow *row)
{
  return row->texts[PAPER][0] != '\0' || row->numbers[STAMPED] != QZ_DAY_NONE
         || row->numbers[HOSPITAL_DAY] != QZ_DAY_NONE || row->numbers[COUNTY_DAY] != QZ_DAY_NONE;
}

static QzDay
get_reported (QzImportRun *run, const QzImportRow *row)
{
  return row->numbers[REPORTED] != QZ_DAY_NONE ? (QzDay) row->numbers[REPORTED]
                                               : run->context->clock.today;
}

static void
check_form (QzImportRun *run, QzImportRow *row)
{
  const QzDay today = run->context->clock.today;

  if ((QzDay) row->numbers[RAISED] > today)
    qz_import_reject (run, row, RAISED, "DT-16c", _("The day lies after the business day"));
  if ((row->texts[SETL_ID][0] != '\0') != (row->texts[AMOUNT][0] != '\0'))
    qz_import_reject (run, row, AMOUNT, "DT-16c",
                      _("A bill and what is taken off it stand together, or neither does"));
  if (!has_papers (row) && row->texts[SETL_ID][0] != '\0')
    qz_import_reject (run, row, PAPER, "DT-16c",
                      _("Only stamped papers take something off a bill"));
  if (row->numbers[REPORTED] != QZ_DAY_NONE
      && ((QzDay) row->numbers[REPORTED] > today
          || (QzDay) row->numbers[REPORTED]
                 < MAX ((QzDay) row->numbers[HOSPITAL_DAY], (QzDay) row->numbers[COUNTY_DAY])))
    qz_import_reject (run, row, REPORTED, "DT-16c",
                      _("The papers are told to the city after both sides confirmed them, and not "
                        "after the business day"));
}

/* The papers of a dispute that is settled must be these, with these bills. */
static gboolean
check_settled (QzImportRun *run, QzImportRow *row, const char *paper, GError **error)
{
  QzFen taken = 0;

  if (strcmp (paper, row->texts[PAPER]) != 0 && row->texts[PAPER][0] != '\0')
    {
      qz_import_reject (run, row, PAPER, "DT-16c",
                        _("This dispute was settled already, by other papers"));
      return TRUE;
    }
  row->numbers[IS_DONE] = TRUE;
  if (row->texts[SETL_ID][0] == '\0')
    return TRUE;
  if (!qz_assist_month_repo_sum_taken_off (run->store, row->numbers[KNOWN_ID],
                                           row->texts[SETL_ID], &taken, error))
    return FALSE;
  if (taken != row->numbers[AMOUNT])
    qz_import_reject (run, row, AMOUNT, "DT-16c",
                      _("This dispute was settled already, and its papers take another amount off "
                        "this bill"));
  return TRUE;
}

/* What the papers say can be done. */
static gboolean
check_open (QzImportRun *run, QzImportRow *row, GError **error)
{
  const QzAssistDispute dispute = make_dispute (row);
  const QzAssistSolution solution = make_solution (row);
  const QzAssistCorrection correction = { row->texts[SETL_ID], row->numbers[AMOUNT] };
  GError *reason = NULL;
  QzAssistDesk *desk = get_desk (run, dispute.period, &reason);

  if (desk == NULL)
    return take_refusal (run, row, PERIOD, reason, error);
  if (dispute.id == 0 && !qz_assist_dispute_check (desk, &dispute, &reason))
    return take_refusal (run, row, HOSPITAL, reason, error);
  if (!has_papers (row))
    return TRUE;
  if (!qz_assist_desk_check_other (desk, "DT-16c", &reason)
      || !qz_assist_dispute_check_papers (&solution, &dispute, run->context->clock.today,
                                          &reason))
    return take_refusal (run, row, PAPER, reason, error);
  if (correction.setl_id[0] != '\0'
      && !qz_assist_dispute_check_correction (desk, &dispute, &correction, &reason))
    return take_refusal (run, row, SETL_ID, reason, error);
  return TRUE;
}

gboolean
qz_assist_dispute_import_check (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzAssistDispute dispute;
  const char *paper = NULL;

  qz_import_take_provider (run, row, HOSPITAL);
  check_form (run, row);
  if (!qz_assist_import_check_county (run, row, COUNTY, error))
    return FALSE;
  if (row->rejected)
    return TRUE;
  dispute = make_dispute (row);
  if (!qz_assist_month_repo_find_dispute (run->store, &dispute, &row->numbers[KNOWN_ID], &paper,
                                          error))
    return FALSE;
  return paper != NULL ? check_settled (run, row, paper, error) : check_open (run, row, error);
}

/* ── lines about one dispute ────────────────────────────────────────────────────────────────── */

static gboolean
is_same_dispute (const QzImportRow *a, const QzImportRow *b)
{
  return a->provider == b->provider && a->numbers[PERIOD] == b->numbers[PERIOD]
         && a->numbers[RAISED] == b->numbers[RAISED]
         && strcmp (a->texts[COUNTY], b->texts[COUNTY]) == 0
         && strcmp (a->texts[SIDE], b->texts[SIDE]) == 0;
}

static QzImportRow *
find_first (QzImportRun *run, const QzImportRow *row)
{
  for (guint i = 0; i < run->rows->len; i++)
    {
      QzImportRow *other = g_ptr_array_index (run->rows, i);

      if (!other->rejected && is_same_dispute (other, row))
        return other;
    }
  g_assert_not_reached ();
}

/* Lines of one dispute differ in the bill alone, and no bill stands twice. */
static void
check_alike (QzImportRun *run, QzImportRow *row, const QzImportRow *first)
{
  for (guint column = REASON; column <= REPORTED; column++)
    if (strcmp (row->texts[column], first->texts[column]) != 0)
      {
        qz_import_reject (run, row, column, "DT-16c",
                          _("Lines about one dispute differ in the bill and its amount alone"));
        return;
      }
  for (guint i = 0; i < run->rows->len && g_ptr_array_index (run->rows, i) != row; i++)
    {
      const QzImportRow *other = g_ptr_array_index (run->rows, i);

      if (!other->rejected && is_same_dispute (other, row)
          && strcmp (other->texts[SETL_ID], row->texts[SETL_ID]) == 0)
        {
          qz_import_reject (run, row, SETL_ID, "V7",
                            _("An earlier line of the file says this already"));
          return;
        }
    }
}

/* Only one dispute of a part is open at a time. */
static void
check_alone (QzImportRun *run, QzImportRow *row)
{
  for (guint i = 0; i < run->rows->len && g_ptr_array_index (run->rows, i) != row; i++)
    {
      const QzImportRow *other = g_ptr_array_index (run->rows, i);

      if (!other->rejected && !other->numbers[IS_DONE] && other->provider == row->provider
          && other->numbers[PERIOD] == row->numbers[PERIOD]
          && strcmp (other->texts[COUNTY], row->texts[COUNTY]) == 0)
        {
          qz_import_reject (run, row, RAISED, "DT-16c",
                            _("Another line disputes the same hospital and county; one dispute is "
                              "settled before the next is raised"));
          return;
        }
    }
}

gboolean
qz_assist_dispute_import_check_again (QzImportRun *run, QzImportRow *row, GError **error)
{
  const QzImportRow *first;

  (void) error;
  if (row->rejected || row->provider == NULL)
    return TRUE;
  first = find_first (run, row);
  if (first != row)
    check_alike (run, row, first);
  else if (!row->numbers[IS_DONE])
    check_alone (run, row);
  row->numbers[IS_NEW] = first == row && row->numbers[KNOWN_ID] == 0;
  return TRUE;
}

/* ── writing ────────────────────────────────────────────────────────────────────────────────── */

guint
qz_assist_dispute_import_count (const QzImportRow *row)
{
  return row->numbers[IS_NEW] ? 1 : 0;
}

gint64
qz_assist_dispute_import_write (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row,
                                GError **error)
{
  QzAssistDispute dispute = make_dispute (row);
  QzAssistDesk *desk = NULL;
  gint64 id = 0;

  if (!row->numbers[IS_NEW])
    return qz_import_repo_get_next_row (run->act, run->kind->name, error);
  desk = get_desk (run, dispute.period, error);
  dispute.import_id = origin->import_id;
  dispute.line_no = origin->line_no;
  if (desk == NULL || !qz_assist_dispute_raise (desk, &dispute, &id, error))
    return 0;
  find_first (run, row)->numbers[KNOWN_ID] = id;
  return id;
}

static gboolean
settle (QzImportRun *run, const QzImportRow *first, GError **error)
{
  g_autoptr (GArray) corrections = g_array_new (FALSE, FALSE, sizeof (QzAssistCorrection));
  const QzAssistDispute dispute = make_dispute (first);
  QzAssistSolution solution = make_solution (first);
  QzAssistDesk *desk = open_desk (run, dispute.period, error);
  gboolean good;

  if (desk == NULL)
    return FALSE;
  for (guint i = 0; i < run->rows->len; i++)
    {
      const QzImportRow *row = g_ptr_array_index (run->rows, i);
      const QzAssistCorrection correction = { row->texts[SETL_ID], row->numbers[AMOUNT] };

      if (is_same_dispute (row, first) && correction.setl_id[0] != '\0')
        g_array_append_val (corrections, correction);
    }
  solution.corrections = (const QzAssistCorrection *) (gpointer) corrections->data;
  solution.n_corrections = corrections->len;
  good = qz_assist_dispute_settle (desk, &dispute, &solution, get_reported (run, first), error);
  free_desk (desk);
  return good;
}

/* All disputes of the file are raised by now; each is settled with the month as the one before left
 * it. */
gboolean
qz_assist_dispute_import_finish (QzImportRun *run, GError **error)
{
  for (guint i = 0; i < run->rows->len; i++)
    {
      const QzImportRow *row = g_ptr_array_index (run->rows, i);

      if (has_papers (row) && !row->numbers[IS_DONE] && find_first (run, row) == row
          && !settle (run, row, error))
        return FALSE;
    }
  return TRUE;
}
