/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-dashboard-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-dashboard-repo.h"

/* ── what opens behind a figure ──────────────────────────────────────────────────────────────── */

void
qz_dashboard_add_link_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "page", _("Page"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "column", _("Column"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "value", _("Value"), QZ_VALUE_TEXT);
}

void
qz_dashboard_put_link (QzSheet *sheet, guint row, const char *page, const char *column,
                       const char *value)
{
  const guint first = (guint) qz_sheet_find_column (sheet, "page");

  qz_sheet_put_text (sheet, row, first, page);
  qz_sheet_put_text (sheet, row, first + 1, column);
  qz_sheet_put_text (sheet, row, first + 2, value);
}

void
qz_dashboard_link (QzDashboard *self, const char *fact, const char *page, const char *column,
                   const char *value)
{
  const guint row = qz_sheet_add_row (self->links);

  qz_sheet_put_text (self->links, row, 0, fact);
  qz_dashboard_put_link (self->links, row, page, column, value);
}

void
qz_dashboard_alert (QzDashboard *self, const char *level, char *text, const char *page,
                    const char *column, const char *value)
{
  const guint row = qz_sheet_add_row (self->alerts);

  qz_sheet_put_text (self->alerts, row, 0, level);
  qz_sheet_put_text (self->alerts, row, 1, text);
  qz_dashboard_put_link (self->alerts, row, page, column, value);
  g_free (text);
}

/* ── payments that did not get there ─────────────────────────────────────────────────────────── */

static void
alert_unpaid (QzDashboard *self, QzSheet *unpaid, guint row)
{
  const char *state = qz_sheet_get_text (unpaid, row, 1);
  const guint n = (guint) qz_sheet_get_number (unpaid, row, 2);
  const char *format = g_str_equal (state, "failed")
                           ? ngettext ("%u payment failed", "%u payments failed", n)
                           : ngettext ("%u document was paid only in part",
                                       "%u documents were paid only in part", n);

  qz_dashboard_alert (self, "yellow", g_strdup_printf (format, n),
                      qz_sheet_get_text (unpaid, row, 0), "state", state);
}

static gboolean
add_unpaid (QzDashboard *self, GError **error)
{
  g_autoptr (QzSheet) unpaid = qz_sheet_new ("unpaid");

  qz_sheet_add_column (unpaid, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (unpaid, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (unpaid, "n", _("Documents"), QZ_VALUE_COUNT);
  qz_sheet_add_column (unpaid, "total", _("Total"), QZ_VALUE_FEN);
  if (!qz_dashboard_repo_fill_unpaid (qz_book_get_store (self->book), unpaid, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (unpaid); row++)
    alert_unpaid (self, unpaid, row);
  return TRUE;
}

/* ── batches at the bank ─────────────────────────────────────────────────────────────────────── */

static gboolean
add_batches (QzDashboard *self, GError **error)
{
  QzWaitingBatches waiting;
  QzCalendar *calendar = qz_book_get_calendar (self->book, error);

  if (calendar == NULL
      || !qz_dashboard_repo_get_waiting (qz_book_get_store (self->book), &waiting, error))
    return FALSE;
  qz_sheet_set_number (self->sheet, "batches", _("Batches waiting for the bank"), QZ_VALUE_COUNT,
                       waiting.n);
  qz_sheet_set_number (self->sheet, "batches_total", _("Their total"), QZ_VALUE_FEN,
                       waiting.total_fen);
  if (waiting.n > 0)
    qz_sheet_set_number (
        self->sheet, "batches_days", _("The oldest, working days ago"), QZ_VALUE_COUNT,
        MAX (0, qz_calendar_count_workdays (calendar, waiting.oldest,
                                            self->context->clock.today)));
  qz_dashboard_link (self, "batches", "batches", "state", "exported");
  return TRUE;
}

static gboolean
add_begun (QzDashboard *self, GError **error)
{
  gboolean begun;

  if (!qz_dashboard_repo_has_begun (qz_book_get_store (self->book), &begun, error))
    return FALSE;
  qz_sheet_set_number (self->sheet, "begun", _("Has claims or documents"), QZ_VALUE_BOOL, begun);
  return TRUE;
}

/* ── the whole ───────────────────────────────────────────────────────────────────────────────── */

static void
start (QzDashboard *self)
{
  self->sheet = qz_sheet_new ("dashboard");
  self->links = qz_sheet_new ("links");
  self->alerts = qz_sheet_new ("alerts");
  qz_sheet_add_column (self->links, "fact", _("Figure"), QZ_VALUE_TEXT);
  qz_sheet_add_column (self->alerts, "level", _("Level"), QZ_VALUE_TEXT);
  qz_sheet_add_column (self->alerts, "text", _("What"), QZ_VALUE_TEXT);
  qz_dashboard_add_link_columns (self->links);
  qz_dashboard_add_link_columns (self->alerts);
  qz_sheet_set_number (self->sheet, "today", _("Today"), QZ_VALUE_DAY, self->context->clock.today);
}

/* The alerts with the red ones first, and the worst of them as a fact. */
static void
rank_alerts (QzDashboard *self)
{
  static const char *const levels[] = { "red", "yellow" };
  g_autoptr (QzSheet) ranked = qz_sheet_new ("alerts");
  const char *worst = "";

  for (guint i = 0; i < qz_sheet_get_n_columns (self->alerts); i++)
    qz_sheet_add_column (ranked, qz_sheet_get_column_name (self->alerts, i),
                         qz_sheet_get_column_title (self->alerts, i), QZ_VALUE_TEXT);
  for (guint level = 0; level < G_N_ELEMENTS (levels); level++)
    for (guint row = 0; row < qz_sheet_get_n_rows (self->alerts); row++)
      if (g_str_equal (qz_sheet_get_text (self->alerts, row, 0), levels[level]))
        {
          const guint made = qz_sheet_add_row (ranked);

          worst = *worst == '\0' ? levels[level] : worst;
          for (guint i = 0; i < qz_sheet_get_n_columns (ranked); i++)
            qz_sheet_put_text (ranked, made, i, qz_sheet_get_text (self->alerts, row, i));
        }
  qz_sheet_set_text (self->sheet, "level", _("Level"), worst);
  qz_sheet_add_child (self->sheet, ranked);
  qz_sheet_add_child (self->sheet, self->links);
}

QzSheet *
qz_dashboard_load (QzBook *book, const QzContext *context, GError **error)
{
  QzDashboard self = { book, context };
  gboolean done;

  start (&self);
  done = add_begun (&self, error) && qz_dashboard_add_tasks (&self, error)
         && qz_dashboard_add_checks (&self, error) && add_unpaid (&self, error)
         && add_batches (&self, error) && qz_dashboard_add_paid (&self, error)
         && qz_dashboard_add_open (&self, error) && qz_dashboard_add_shares (&self, error)
         && qz_dashboard_add_deposits (&self, error) && qz_dashboard_add_reserves (&self, error);
  if (done)
    rank_alerts (&self);
  qz_sheet_unref (self.links);
  qz_sheet_unref (self.alerts);
  if (!done)
    g_clear_pointer (&self.sheet, qz_sheet_unref);
  return self.sheet;
}
