/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-talk-record.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-clearing.h"
#include "qz-error.h"
#include "qz-record-page.h"

/* ── one row of a table ──────────────────────────────────────────────────────────────────────── */

static QzPeriod
parse_key (const char *key, gint64 *id)
{
  const char *slash = strchr (key, '/');

  *id = slash != NULL ? g_ascii_strtoll (slash + 1, NULL, 10) : 0;
  return (QzPeriod) g_ascii_strtoull (key, NULL, 10);
}

static gpointer
find_row (QzSheet *list, gint64 id, const char *name, GError **error)
{
  for (guint row = 0; list != NULL && row < qz_sheet_get_n_rows (list); row++)
    if (qz_sheet_get_number (list, row, 0) == id)
      return qz_row_dup_facts (list, row, name);
  if (list != NULL)
    qz_error_set (error, QZ_ERROR_INPUT, "no-such-row", _("There is no entry %" PRId64), id);
  return NULL;
}

static gpointer
load_objection (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  gint64 id;
  const QzPeriod period = parse_key (input, &id);
  g_autoptr (QzSheet) list = qz_clearing_list_objections (book, period, error);

  return find_row (list, id, "objection", error);
}

static gpointer
load_mismatch (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  gint64 id;
  const QzPeriod period = parse_key (input, &id);
  g_autoptr (QzSheet) list = qz_clearing_list_mismatches (book, period, error);

  return find_row (list, id, "mismatch", error);
}

static gboolean
is_unanswered (QzSheet *sheet)
{
  const char *result = qz_fact_text (sheet, "result");

  return result == NULL || *result == '\0';
}

static gboolean
is_open (QzSheet *sheet)
{
  return g_strcmp0 (qz_fact_text (sheet, "state"), "MISMATCH_SOLVED") != 0;
}

static const QzRecordSpec objection_record = {
  N_ ("Objection"),
  { NULL, load_objection, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  { NULL, NULL, NULL, NULL, FALSE },
  "amount",
  { { "win.accept-objection", N_ ("Accept…"), is_unanswered, FALSE },
    { "win.reject-objection", N_ ("Reject…"), is_unanswered, FALSE },
    { "win.put-off-objection", N_ ("Put Right Later…"), is_unanswered, FALSE } },
  "clearing",
  "unit_name",
};

static const QzRecordSpec mismatch_record = {
  N_ ("Mismatch with a hospital"),
  { NULL, load_mismatch, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  { NULL, NULL, NULL, NULL, FALSE },
  "difference",
  { { "win.solve-mismatch", N_ ("Solved…"), is_open, TRUE } },
  "clearing",
  "provider_name",
};

static AdwNavigationPage *
open_row (QzSession *session, const QzRecordSpec *spec, QzSheet *table, guint row)
{
  g_autofree char *key =
      g_strdup_printf ("%06d/%" PRId64, (int) qz_cell_number (table, row, "period"),
                       qz_sheet_get_number (table, row, 0));

  return qz_record_page_new (session, spec, key);
}

AdwNavigationPage *
qz_objection_page_open (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return open_row (session, &objection_record, table, row);
}

AdwNavigationPage *
qz_mismatch_page_open (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return open_row (session, &mismatch_record, table, row);
}
