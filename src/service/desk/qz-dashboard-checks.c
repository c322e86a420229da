/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-book-repo.h"
#include "qz-dashboard-private.h"
#include "qz-error.h"
#include "qz-payments.h"

/* The last run of the internal-control checks (3.10): "2026-03-09T09:12:00 18 0". */
#define SETTING "checks"

static gboolean
parse (const char *text, char **out_time, gint64 *out_n, gint64 *out_bad, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  g_autoptr (GError) bad = NULL;

  if (g_strv_length (parts) == 3
      && g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT64, out_n, &bad)
      && g_ascii_string_to_signed (parts[2], 10, 0, G_MAXINT64, out_bad, &bad))
    {
      *out_time = g_strdup (parts[0]);
      return TRUE;
    }
  qz_error_set (error, QZ_ERROR_STORE, "checks-unreadable",
                _("The book set does not say when the checks ran; run them again."));
  return FALSE;
}

gboolean
qz_dashboard_add_checks (QzDashboard *self, GError **error)
{
  g_autofree char *kept = NULL;
  g_autofree char *time = NULL;
  gint64 n = 0, n_bad = 0;

  if (!qz_book_repo_get_setting (qz_book_get_store (self->book), SETTING, &kept, error))
    return FALSE;
  if (kept == NULL)
    return TRUE;
  if (!parse (kept, &time, &n, &n_bad, error))
    return FALSE;
  qz_sheet_set_text (self->sheet, "checks_time", _("Checks ran"), time);
  qz_sheet_set_number (self->sheet, "checks_ok", _("All agree"), QZ_VALUE_BOOL, n_bad == 0);
  qz_sheet_set_number (self->sheet, "checks_n", _("Checks"), QZ_VALUE_COUNT, n);
  qz_sheet_set_number (self->sheet, "checks_bad", _("Checks that differ"), QZ_VALUE_COUNT, n_bad);
  if (n_bad > 0)
    qz_dashboard_alert (self, "red",
                        g_strdup_printf (ngettext ("%u internal-control check differs",
                                                   "%u internal-control checks differ",
                                                   (guint) n_bad),
                                         (guint) n_bad),
                        "checks", "ok", "");
  return TRUE;
}

static gboolean
keep (QzBook *book, const QzContext *context, QzSheet *checks, GError **error)
{
  g_autoptr (QzAct) act = NULL;
  g_autofree char *result = NULL;
  const guint column = (guint) qz_sheet_find_column (checks, "ok");
  guint n_bad = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (checks); row++)
    n_bad += qz_sheet_get_number (checks, row, column) == 0;
  result = g_strdup_printf ("%s %u %u", context->clock.business, qz_sheet_get_n_rows (checks),
                            n_bad);
  act = qz_book_begin_act (book, context, "check", 0, error);
  return act != NULL && qz_book_repo_put_setting (act, SETTING, result, error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

QzSheet *
qz_dashboard_run_checks (QzBook *book, const QzContext *context, GError **error)
{
  gboolean ok = FALSE;
  g_autoptr (QzSheet) checks = qz_check_run (book, context, &ok, error);

  if (checks == NULL
      || (qz_book_is_writable (book) && context->user != NULL
          && !keep (book, context, checks, error)))
    return NULL;
  return g_steal_pointer (&checks);
}
