/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-agenda.h"
#include "qz-dashboard-private.h"
#include "qz-fen.h"

/* ── deadlines ───────────────────────────────────────────────────────────────────────────────── */

static void
copy_cell (QzSheet *to, guint to_row, guint to_column, QzSheet *from, guint row, guint column)
{
  if (qz_sheet_is_empty (from, row, column))
    return;
  if (qz_sheet_get_column_type (from, column) == QZ_VALUE_TEXT)
    qz_sheet_put_text (to, to_row, to_column, qz_sheet_get_text (from, row, column));
  else
    qz_sheet_put_number (to, to_row, to_column, qz_sheet_get_number (from, row, column));
}

static QzSheet *
new_like (QzSheet *from, const char *name)
{
  QzSheet *sheet = qz_sheet_new (name);

  for (guint i = 0; i < qz_sheet_get_n_columns (from); i++)
    qz_sheet_add_column (sheet, qz_sheet_get_column_name (from, i),
                         qz_sheet_get_column_title (from, i),
                         qz_sheet_get_column_type (from, i));
  return sheet;
}

/* The rows of @from whose status is @status, added to @to. */
static guint
append_status (QzSheet *to, QzSheet *from, const char *status)
{
  const guint column = (guint) qz_sheet_find_column (from, "status");
  guint n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (from); row++)
    if (g_strcmp0 (qz_sheet_get_text (from, row, column), status) == 0)
      {
        const guint made = qz_sheet_add_row (to);

        n++;
        for (guint i = 0; i < qz_sheet_get_n_columns (from); i++)
          copy_cell (to, made, i, from, row, i);
      }
  return n;
}

static gboolean
add_agenda (QzDashboard *self, GError **error)
{
  g_autoptr (QzSheet) all = qz_agenda_list (self->book, self->context,
                                            self->context->clock.today
                                                + QZ_DASHBOARD_DAYS_AHEAD, error);
  g_autoptr (QzSheet) agenda = NULL;
  guint n_overdue, n_today;

  if (all == NULL)
    return FALSE;
  agenda = new_like (all, "agenda");
  n_overdue = append_status (agenda, all, "overdue");
  n_today = append_status (agenda, all, "today");
  append_status (agenda, all, "soon");
  append_status (agenda, all, "open");
  qz_sheet_set_number (self->sheet, "overdue", _("Overdue"), QZ_VALUE_COUNT, n_overdue);
  qz_sheet_set_number (self->sheet, "due_today", _("Due today"), QZ_VALUE_COUNT, n_today);
  qz_sheet_add_child (self->sheet, agenda);
  qz_dashboard_link (self, "overdue", "agenda", "status", "overdue");
  qz_dashboard_link (self, "due_today", "agenda", "status", "today");
  if (n_overdue > 0)
    qz_dashboard_alert (self, "red",
                        g_strdup_printf (ngettext ("%u deadline is overdue",
                                                   "%u deadlines are overdue", n_overdue),
                                         n_overdue),
                        "agenda", "status", "overdue");
  return TRUE;
}

/* ── what waits for the acting user ──────────────────────────────────────────────────────────── */

static guint
find_group (QzSheet *groups, const char *page, const char *act)
{
  guint row = 0;

  while (row < qz_sheet_get_n_rows (groups)
         && (g_strcmp0 (qz_sheet_get_text (groups, row, 0), page) != 0
             || g_strcmp0 (qz_sheet_get_text (groups, row, 1), act) != 0))
    row++;
  if (row < qz_sheet_get_n_rows (groups))
    return row;
  qz_sheet_add_row (groups);
  qz_sheet_put_text (groups, row, 0, page);
  qz_sheet_put_text (groups, row, 1, act);
  qz_sheet_put_number (groups, row, 2, 0);
  qz_sheet_put_number (groups, row, 3, 0);
  return row;
}

static gboolean
add_waiting (QzDashboard *self, GError **error)
{
  g_autoptr (QzSheet) waiting = qz_agenda_list_waiting (self->book, self->context, error);
  g_autoptr (QzSheet) groups = qz_sheet_new ("waiting");
  guint page, act, amount;

  if (waiting == NULL)
    return FALSE;
  page = (guint) qz_sheet_find_column (waiting, "page");
  act = (guint) qz_sheet_find_column (waiting, "act");
  amount = (guint) qz_sheet_find_column (waiting, "amount");
  qz_sheet_add_column (groups, "page", _("Page"), QZ_VALUE_TEXT);
  qz_sheet_add_column (groups, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (groups, "n", _("Count"), QZ_VALUE_COUNT);
  qz_sheet_add_column (groups, "amount", _("Amount"), QZ_VALUE_FEN);
  for (guint row = 0; row < qz_sheet_get_n_rows (waiting); row++)
    {
      const guint group = find_group (groups, qz_sheet_get_text (waiting, row, page),
                                      qz_sheet_get_text (waiting, row, act));
      QzFen sum = qz_sheet_get_number (groups, group, 3);

      if (!qz_sheet_is_empty (waiting, row, amount)
          && !qz_fen_accumulate (&sum, qz_sheet_get_number (waiting, row, amount), error))
        return FALSE;
      qz_sheet_put_number (groups, group, 2, qz_sheet_get_number (groups, group, 2) + 1);
      qz_sheet_put_number (groups, group, 3, sum);
    }
  qz_sheet_add_child (self->sheet, groups);
  return TRUE;
}

gboolean
qz_dashboard_add_tasks (QzDashboard *self, GError **error)
{
  return add_agenda (self, error) && add_waiting (self, error);
}
