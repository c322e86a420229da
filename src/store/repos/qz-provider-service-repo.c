/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-provider-service-repo.h"

#include <string.h>

#include "qz-sheet-fill.h"

static const char *const names[QZ_N_SERVICES] = { "nonlocal", "assistance" };

const char *
qz_provider_service_to_text (QzProviderServiceKind service)
{
  return names[service];
}

gboolean
qz_provider_service_parse (const char *text, QzProviderServiceKind *out)
{
  for (guint i = 0; i < QZ_N_SERVICES; i++)
    if (g_strcmp0 (names[i], text) == 0)
      {
        *out = (QzProviderServiceKind) i;
        return TRUE;
      }
  return FALSE;
}

static void
put_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  if (day == QZ_DAY_NONE)
    {
      qz_table_writer_null (writer);
      return;
    }
  qz_day_write (day, text);
  qz_table_writer_text (writer, text);
}

gboolean
qz_provider_service_repo_put (QzAct *act, gint64 provider_id, QzProviderServiceKind service,
                              const QzProviderServiceState *state, const char *reason,
                              GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "provider_service", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, provider_id);
  qz_table_writer_text (writer, names[service]);
  qz_table_writer_int (writer, state->enabled);
  put_day (writer, state->from_day);
  put_day (writer, state->announced_day);
  qz_table_writer_text (writer, reason);
  return qz_table_writer_end_row (writer, error) != 0;
}

static QzDay
get_day (QzStatement *row, int column)
{
  const char *text = qz_statement_get_text (row, column);
  QzDay day = QZ_DAY_NONE;

  if (text != NULL && !qz_day_parse_plain (text, strlen (text), &day))
    day = QZ_DAY_NONE;
  return day;
}

gboolean
qz_provider_service_repo_get (QzStore *store, gint64 provider_id, QzProviderServiceKind service,
                              QzDay day, QzProviderServiceState *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT enabled, from_day, announced_day FROM provider_service WHERE provider_id = ?1"
      " AND service = ?2 AND (?3 = '' OR from_day <= ?3) ORDER BY id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;
  char text[11] = "";

  *out = (QzProviderServiceState) { TRUE, QZ_DAY_NONE, QZ_DAY_NONE };
  if (day != QZ_DAY_NONE)
    qz_day_write (day, text);
  if (row == NULL || !qz_statement_bind (row, error, "itt", provider_id, names[service], text)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  out->enabled = qz_statement_get_int (row, 0) != 0;
  out->from_day = get_day (row, 1);
  out->announced_day = get_day (row, 2);
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_provider_service_repo_fill (QzStore *store, gint64 provider_id, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT s.service, s.enabled, s.from_day, s.announced_day, s.reason, c.actor,"
      " c.business_time FROM provider_service s LEFT JOIN change_log c ON c.id ="
      "  (SELECT r.change_id FROM change_range r WHERE r.table_name = 'provider_service'"
      "    AND s.id BETWEEN r.first_id AND r.last_id)"
      " WHERE s.provider_id = ?1 ORDER BY s.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", provider_id)
         && qz_sheet_fill (sheet, rows, error);
}
