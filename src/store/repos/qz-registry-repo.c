/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-registry-repo.h"

#include <string.h>

#include "qz-sheet-fill.h"

static void
write_origin (QzTableWriter *writer, const QzOrigin *origin)
{
  qz_table_writer_int (writer, origin->import_id);
  qz_table_writer_int (writer, (gint64) origin->line_no);
}

static void
write_texts (QzTableWriter *writer, const char *const *texts, guint n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    qz_table_writer_text (writer, texts[i] != NULL ? texts[i] : "");
}

/* What is not known is NULL in the store, never an empty text. */
static void
write_optional (QzTableWriter *writer, const char *text)
{
  qz_table_writer_text (writer, text != NULL && text[0] != '\0' ? text : NULL);
}

gint64
qz_registry_repo_put_area (QzAct *act, const QzOrigin *origin, const QzArea *area, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "area", error);
  const char *texts[] = { area->code, area->name, area->level };

  if (writer == NULL)
    return 0;
  write_origin (writer, origin);
  write_texts (writer, texts, G_N_ELEMENTS (texts));
  write_optional (writer, area->parent);
  return qz_table_writer_end_row (writer, error);
}

gint64
qz_registry_repo_put_agency (QzAct *act, const QzOrigin *origin, const QzAgency *agency,
                             GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "agency", error);
  const char *texts[] = { agency->code, agency->name, agency->area, agency->level };

  if (writer == NULL)
    return 0;
  write_origin (writer, origin);
  write_texts (writer, texts, G_N_ELEMENTS (texts));
  write_optional (writer, agency->uscc);
  return qz_table_writer_end_row (writer, error);
}

/* The id of the provider, which is given once for its code and stays; 0 on error. */
static gint64
take_provider_id (QzAct *act, const char *code, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (qz_act_get_store (act), "SELECT id FROM provider WHERE code = ?1", error);
  GError *reason = NULL;
  QzTableWriter *writer;
  gint64 id;

  if (statement == NULL || !qz_statement_bind (statement, error, "t", code))
    return 0;
  if (qz_statement_step (statement, &reason))
    {
      id = qz_statement_get_int (statement, 0);
      qz_statement_reset (statement);
      return id;
    }
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return 0;
    }
  writer = qz_act_get_writer (act, "provider", error);
  if (writer == NULL)
    return 0;
  qz_table_writer_text (writer, code);
  return qz_table_writer_end_row (writer, error);
}

gint64
qz_registry_repo_put_provider (QzAct *act, const QzOrigin *origin, const QzProviderFact *fact,
                               GError **error)
{
  gint64 provider_id = take_provider_id (act, fact->code, error);
  QzTableWriter *writer;

  if (provider_id == 0)
    return 0;
  writer = qz_act_get_writer (act, "provider_fact", error);
  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, provider_id);
  write_origin (writer, origin);
  qz_table_writer_text (writer, fact->name);
  qz_table_writer_text (writer, fact->kind);
  write_optional (writer, fact->level);
  qz_table_writer_text (writer, fact->area);
  qz_table_writer_text (writer, fact->managed_by);
  write_optional (writer, fact->uscc);
  write_optional (writer, fact->agreement_no);
  write_optional (writer, fact->agreement_from);
  write_optional (writer, fact->agreement_to);
  qz_table_writer_text (writer, fact->status);
  write_optional (writer, fact->admitted_from);
  write_optional (writer, fact->suspended_from);
  write_optional (writer, fact->stopped_from);
  return qz_table_writer_end_row (writer, error);
}

gint64
qz_registry_repo_put_account (QzAct *act, const QzOrigin *origin, const QzBankAccount *account,
                              GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "bank_account", error);
  const char *owner[] = { account->owner_kind, account->owner_code, account->account_kind };
  const char *bank[] = { account->account_no, account->account_name, account->bank_no,
                         account->bank_name };

  if (writer == NULL)
    return 0;
  write_origin (writer, origin);
  write_texts (writer, owner, G_N_ELEMENTS (owner));
  write_optional (writer, account->insurance < 0
                              ? NULL
                              : qz_insurance_to_text ((QzInsurance) account->insurance));
  write_texts (writer, bank, G_N_ELEMENTS (bank));
  return qz_table_writer_end_row (writer, error);
}

gint64
qz_registry_repo_put_day (QzAct *act, const QzOrigin *origin, QzDay day, QzDayKind kind,
                          const char *name, const char *source, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "calendar_day", error);
  char text[11];

  if (writer == NULL)
    return 0;
  qz_day_write (day, text);
  write_origin (writer, origin);
  qz_table_writer_text (writer, text);
  qz_table_writer_text (writer, kind == QZ_DAY_KIND_HOLIDAY ? "holiday" : "work");
  qz_table_writer_text (writer, name != NULL ? name : "");
  qz_table_writer_text (writer, source != NULL ? source : "");
  return qz_table_writer_end_row (writer, error);
}

static gboolean
ask_whether (QzStatement *statement, const char *code, gboolean *out, GError **error)
{
  if (statement == NULL || !qz_statement_bind (statement, error, "t", code)
      || !qz_statement_step (statement, error))
    return FALSE;
  *out = qz_statement_get_int (statement, 0) != 0;
  qz_statement_reset (statement);
  return TRUE;
}

gboolean
qz_registry_repo_has_area (QzStore *store, const char *code, gboolean *out, GError **error)
{
  return ask_whether (qz_store_prepare (store, "SELECT EXISTS (SELECT 1 FROM area WHERE code = ?1)",
                                        error),
                      code, out, error);
}

gboolean
qz_registry_repo_has_agency (QzStore *store, const char *code, gboolean *out, GError **error)
{
  return ask_whether (qz_store_prepare (store,
                                        "SELECT EXISTS (SELECT 1 FROM agency WHERE code = ?1)",
                                        error),
                      code, out, error);
}

static QzDay
get_day (QzStatement *statement, int column)
{
  const char *text = qz_statement_get_text (statement, column);
  QzDay day = QZ_DAY_NONE;

  if (text != NULL && !qz_day_parse_plain (text, strlen (text), &day))
    return QZ_DAY_NONE;
  return day;
}

static void
add_provider (GHashTable *providers, QzStatement *statement)
{
  QzProviderKey *key = g_new0 (QzProviderKey, 1);

  key->id = qz_statement_get_int (statement, 0);
  g_strlcpy (key->code, qz_statement_get_text (statement, 1), sizeof key->code);
  g_strlcpy (key->status, qz_statement_get_text (statement, 2), sizeof key->status);
  key->admitted_from = get_day (statement, 3);
  key->suspended_from = get_day (statement, 4);
  key->stopped_from = get_day (statement, 5);
  g_hash_table_replace (providers, key->code, key);
}

GHashTable *
qz_registry_repo_load_providers (QzStore *store, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT p.id, p.code, f.status, f.admitted_from, f.suspended_from,"
                        " f.stopped_from FROM provider p JOIN provider_fact f ON f.id ="
                        " (SELECT max (id) FROM provider_fact WHERE provider_id = p.id)",
                        error);
  g_autoptr (GHashTable) providers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GError *reason = NULL;

  if (statement == NULL)
    return NULL;
  while (qz_statement_step (statement, &reason))
    add_provider (providers, statement);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  return g_steal_pointer (&providers);
}

static gboolean
fill (QzSheet *sheet, QzStatement *statement, GError **error)
{
  return statement != NULL && qz_sheet_fill (sheet, statement, error);
}

gboolean
qz_registry_repo_fill_areas (QzStore *store, QzSheet *sheet, GError **error)
{
  return fill (sheet,
               qz_store_prepare (store,
                                 "SELECT code, name, level, parent FROM area a WHERE id ="
                                 " (SELECT max (id) FROM area WHERE code = a.code) ORDER BY code",
                                 error),
               error);
}

gboolean
qz_registry_repo_fill_agencies (QzStore *store, QzSheet *sheet, GError **error)
{
  return fill (sheet,
               qz_store_prepare (store,
                                 "SELECT code, name, area, level, uscc FROM agency a WHERE id ="
                                 " (SELECT max (id) FROM agency WHERE code = a.code) ORDER BY code",
                                 error),
               error);
}

