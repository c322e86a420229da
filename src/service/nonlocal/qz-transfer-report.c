/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NL-36: what the provincial finance office tells the agency in writing when the cross-province
 * money of a month has moved. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-nonlocal-days.h"
#include "qz-transfer-private.h"

/* What was paid out is D1, by the province that it was paid for; what came in is U3, by unit. */
#define LEG_PAID     QZ_LEG_D1
#define LEG_RECEIVED QZ_LEG_U3

/* One line of the table. */
typedef struct {
  const char *party; /* interned */
  QzFen due, moved;
} Row;

static Row *
find_row (GArray *rows, const char *party)
{
  const Row made = { party, 0, 0 };

  for (guint i = 0; i < rows->len; i++)
    if (strcmp (g_array_index (rows, Row, i).party, party) == 0)
      return &g_array_index (rows, Row, i);
  g_array_append_val (rows, made);
  return &g_array_index (rows, Row, rows->len - 1);
}

static gboolean
add_parts (GArray *rows, const GArray *parts, gboolean is_moved, GError **error)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const QzNlPart *part = &g_array_index (parts, QzNlPart, i);
      Row *row = find_row (rows, part->party);

      if (!qz_fen_accumulate (is_moved ? &row->moved : &row->due, part->amount_fen, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
collect (GArray *rows, const QzTransfer *transfer, gboolean received, GError **error)
{
  const QzNlPart unit = { transfer->unit, transfer->amount_fen };
  const QzFen moved = received ? transfer->received_fen : transfer->confirmed_fen;
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QzNlPart));
  g_autoptr (GArray) cut = NULL;

  if (received)
    g_array_append_val (parts, unit);
  else
    g_array_append_vals (parts, transfer->parts->data, transfer->parts->len);
  cut = qz_transfer_cut_parts (parts, 0, moved);
  return add_parts (rows, parts, FALSE, error) && add_parts (rows, cut, TRUE, error);
}

/* The bank's days and serial numbers of what has moved, and the last day. */
typedef struct {
  GString *days, *serials;
  QzDay last;
} Slips;

static gboolean
collect_slips (QzStore *store, const QzTransfer *transfer, gboolean received, Slips *slips,
               GError **error)
{
  g_autoptr (GPtrArray) events = qz_transfer_repo_list_events (store, transfer->id, error);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const QzTransferEvent *event = events->pdata[i];
      g_autofree char *day = qz_day_format (event->day);

      if (event->act != (received ? QZ_TRANSFER_CONFIRM_RECEIPT : QZ_TRANSFER_CONFIRM_PAYMENT))
        continue;
      if (strstr (slips->days->str, day) == NULL)
        g_string_append_printf (slips->days, "%s%s", slips->days->len > 0 ? "、" : "", day);
      g_string_append_printf (slips->serials, "%s%s", slips->serials->len > 0 ? "、" : "",
                              event->serial);
      slips->last = MAX (slips->last, event->day);
    }
  return events != NULL;
}

static void
put_row (QzSheet *sheet, QzAreaMap *map, const Row *row, const Slips *slips)
{
  const guint at = qz_sheet_add_row (sheet);

  qz_sheet_put_number (sheet, at, 0, at + 1);
  qz_sheet_put_text (sheet, at, 1, row->party);
  qz_sheet_put_text (sheet, at, 2, qz_area_map_get_name (map, row->party));
  qz_sheet_put_text (sheet, at, 3, qz_nl_scope_get_paper_name (QZ_NL_CROSS_PROV));
  qz_sheet_put_number (sheet, at, 4, row->due);
  qz_sheet_put_number (sheet, at, 5, row->moved);
  qz_sheet_put_text (sheet, at, 6, row->moved != 0 ? slips->days->str : "");
  qz_sheet_put_text (sheet, at, 7, row->moved != 0 ? slips->serials->str : "");
  qz_sheet_put_number (sheet, at, 8, row->due - row->moved);
}

/* Several transfers of one unit make one line; of the payment there is one transfer, whose lines
 * are the provinces. */
static gboolean
put_transfers (QzSheet *sheet, QzStore *store, QzAreaMap *map, GPtrArray *legs, gboolean received,
               GError **error)
{
  for (guint from = 0, end = 0; from < legs->len; from = end)
    {
      const char *unit = ((const QzTransfer *) legs->pdata[from])->unit;
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
      g_autoptr (GString) days = g_string_new (NULL);
      g_autoptr (GString) serials = g_string_new (NULL);
      Slips slips = { days, serials, QZ_DAY_NONE };

      for (end = from; end < legs->len
                       && strcmp (((const QzTransfer *) legs->pdata[end])->unit, unit) == 0;
           end++)
        if (!collect (rows, legs->pdata[end], received, error)
            || !collect_slips (store, legs->pdata[end], received, &slips, error))
          return FALSE;
      for (guint i = 0; i < rows->len; i++)
        put_row (sheet, map, &g_array_index (rows, Row, i), &slips);
    }
  return TRUE;
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const QzTransfer *one = *(const QzTransfer *const *) a;
  const QzTransfer *two = *(const QzTransfer *const *) b;

  return strcmp (one->unit, two->unit);
}

/* NL-36: five working days after the last cross-province money has moved, both ways. */
static gboolean
put_due_day (QzSheet *sheet, QzBook *book, QzPeriod period, GError **error)
{
  static const QzLeg legs[] = { QZ_LEG_D1, QZ_LEG_U4 };
  QzStore *store = qz_book_get_store (book);
  QzCalendar *calendar = qz_book_get_calendar (book, error);
  g_autoptr (QzPolicy) policy =
      calendar != NULL
        ? qz_policies_find_nonlocal (book, qz_period_get_last_day (period), NULL, error)
        : NULL;
  QzDay last = QZ_DAY_NONE;
  gboolean complete = TRUE;

  if (policy == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (legs); i++)
    {
      g_autoptr (GPtrArray) found =
          qz_transfer_load_legs (store, period, QZ_NL_CROSS_PROV, legs[i], NULL, error);
      QzDay day = QZ_DAY_NONE;

      if (found == NULL)
        return FALSE;
      complete = complete && qz_transfer_are_received (found, &day);
      last = MAX (last, day);
    }
  complete = complete && last != QZ_DAY_NONE;
  qz_sheet_set_number (sheet, "complete", _("Complete"), QZ_VALUE_BOOL, complete);
  if (!complete)
    return TRUE;
  qz_sheet_set_number (sheet, "complete_day", _("Complete since"), QZ_VALUE_DAY, last);
  qz_sheet_set_number (sheet, "due_day", _("Due"), QZ_VALUE_DAY,
                       qz_nonlocal_get_feedback_due (qz_policy_get_nonlocal (policy), calendar,
                                                     last));
  return TRUE;
}

static QzSheet *
make_sheet (QzPeriod period, gboolean received)
{
  QzSheet *sheet = qz_sheet_new ("transfer_report");

  qz_sheet_set_text (sheet, "title", _("Title"), received ? "收款汇总表" : "拨付汇总表");
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, period);
  qz_sheet_add_column (sheet, "no", _("No."), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "unit", _("Area"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "due", received ? _("To be received") : _("To be paid"),
                       QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "moved", received ? _("Received") : _("Paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "day", _("Days"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "serial", _("Serial numbers of the bank"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "difference", _("Difference"), QZ_VALUE_FEN);
  return sheet;
}

QzSheet *
qz_transfer_report (QzBook *book, const QzContext *context, QzPeriod period, gboolean received,
                    GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzSheet) sheet = make_sheet (period, received);
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  g_autoptr (GPtrArray) legs = NULL;
  gint64 sums[2] = { 0, 0 };

  (void) context;
  if (map == NULL)
    return NULL;
  legs = qz_transfer_load_legs (store, period, QZ_NL_CROSS_PROV,
                                received ? LEG_RECEIVED : LEG_PAID, NULL, error);
  if (legs == NULL)
    return NULL;
  g_ptr_array_sort (legs, compare_units);
  if (!put_transfers (sheet, store, map, legs, received, error)
      || !qz_sheet_sum (sheet, 4, &sums[0], error) || !qz_sheet_sum (sheet, 5, &sums[1], error)
      || !put_due_day (sheet, book, period, error))
    return NULL;
  qz_sheet_set_number (sheet, "due_sum", _("Sum to be moved"), QZ_VALUE_FEN, sums[0]);
  qz_sheet_set_number (sheet, "moved_sum", _("Sum moved"), QZ_VALUE_FEN, sums[1]);
  return g_steal_pointer (&sheet);
}
