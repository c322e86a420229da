/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-money-picture.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-flow-chart.h"
#include "qz-nonlocal.h"

#define LOCAL  { N_ ("Local"), N_ ("finance") }
#define AGENCY { N_ ("Expenditure"), N_ ("accounts") }
#define CITY   { N_ ("City"), N_ ("clearing") }
#define PROV   { N_ ("Provincial"), N_ ("clearing") }
#define FISCAL { N_ ("Provincial"), N_ ("fiscal") }

static const QzFlowWay ways[] = {
  { 'D', FALSE, { FISCAL, PROV, CITY, AGENCY } },
  { 'U', FALSE, { LOCAL, AGENCY, CITY, PROV, FISCAL } },
  { 'P', FALSE, { LOCAL, AGENCY, CITY, PROV, FISCAL } },
  { 'R', TRUE, { FISCAL, PROV, CITY, AGENCY, LOCAL } },
  { 'I', FALSE, { { N_ ("Clearing"), N_ ("account") }, { N_ ("Fiscal"), N_ ("account") } } },
};

GtkWidget *
qz_money_picture_new (void)
{
  return qz_flow_chart_new (ways, G_N_ELEMENTS (ways));
}

/* ── legs ────────────────────────────────────────────────────────────────────────────────────── */

enum { LEG, NAME, DUE, PAID, CONFIRMED, RECEIVED, N, LATE, NEXT, STATE, LEVEL };

static QzSheet *
make_sheet (void)
{
  QzSheet *sheet = qz_sheet_new ("legs");

  qz_sheet_add_column (sheet, "leg", _("Leg"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "leg_name", _("Way"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "due", _("To be paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "paid", _("Paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "confirmed", _("Payment confirmed"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "received", _("Receipt confirmed"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "n", _("Transfers"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "late_n", _("Late"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "next_due", _("Next due day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "level", _("Warning"), QZ_VALUE_TEXT);
  return sheet;
}

/* Amounts and counts of all units; the earliest day that waits. */
static void
add_arrow (QzSheet *sheet, guint row, QzSheet *arrows, guint arrow)
{
  static const struct {
    guint column;
    const char *name;
  } sums[] = { { DUE, "due" },           { PAID, "paid" }, { CONFIRMED, "confirmed" },
               { RECEIVED, "received" }, { N, "n" },       { LATE, "late_n" } };
  const gint64 next = qz_cell_number (arrows, arrow, "next_due");

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    qz_sheet_put_number (sheet, row, sums[i].column,
                         (qz_sheet_is_empty (sheet, row, sums[i].column)
                              ? 0
                              : qz_sheet_get_number (sheet, row, sums[i].column))
                             + qz_cell_number (arrows, arrow, sums[i].name));
  if (next != 0
      && (qz_sheet_is_empty (sheet, row, NEXT) || next < qz_sheet_get_number (sheet, row, NEXT)))
    qz_sheet_put_number (sheet, row, NEXT, next);
}

static void
put_state (QzSheet *sheet, guint row)
{
  const gint64 due = qz_sheet_get_number (sheet, row, DUE);
  const gint64 late = qz_sheet_get_number (sheet, row, LATE);
  g_autofree char *received = qz_sheet_dup_display (sheet, row, RECEIVED);
  g_autofree char *paid = qz_sheet_dup_display (sheet, row, PAID);
  g_autofree char *day = qz_sheet_dup_display (sheet, row, NEXT);
  g_autofree char *text = NULL;
  const char *level = "";

  if (late > 0)
    {
      text = g_strdup_printf (ngettext ("⚠ %u late", "⚠ %u late", (gulong) late), (guint) late);
      level = "red";
    }
  else if (qz_sheet_get_number (sheet, row, RECEIVED) >= due)
    {
      text = g_strdup (_("✓ received"));
      level = "good";
    }
  else if (qz_sheet_get_number (sheet, row, RECEIVED) > 0)
    text = g_strdup_printf (_("received %s"), received);
  else if (qz_sheet_get_number (sheet, row, PAID) > 0)
    text = g_strdup_printf (_("paid %s"), paid);
  else
    text = *day != '\0' ? g_strdup_printf (_("due %s"), day + 5) : g_strdup (_("waits"));
  qz_sheet_put_text (sheet, row, STATE, text);
  qz_sheet_put_text (sheet, row, LEVEL, level);
}

QzSheet *
qz_money_make_legs (QzSheet *arrows)
{
  QzSheet *sheet = make_sheet ();

  for (guint leg = 0; leg < QZ_N_LEGS; leg++)
    {
      const char *code = qz_leg_to_text ((QzLeg) leg);
      int row = -1;

      for (guint i = 0; i < qz_sheet_get_n_rows (arrows); i++)
        {
          if (g_strcmp0 (qz_cell_text (arrows, i, "leg"), code) != 0)
            continue;
          if (row < 0)
            row = (int) qz_sheet_add_row (sheet);
          add_arrow (sheet, (guint) row, arrows, i);
        }
      if (row < 0)
        continue;
      qz_sheet_put_text (sheet, (guint) row, LEG, code);
      qz_sheet_put_text (sheet, (guint) row, NAME, qz_leg_get_name ((QzLeg) leg));
      put_state (sheet, (guint) row);
    }
  return sheet;
}

char *
qz_money_dup_summary (QzSheet *legs)
{
  guint n_late = 0, n_done = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (legs); row++)
    {
      const char *level = qz_cell_text (legs, row, "level");

      n_late += g_strcmp0 (level, "red") == 0;
      n_done += g_strcmp0 (level, "good") == 0;
    }
  return g_strdup_printf (_("%u legs: %u all received, %u with late transfers."),
                          qz_sheet_get_n_rows (legs), n_done, n_late);
}
