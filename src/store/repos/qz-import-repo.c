/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-repo.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-document-repo.h"
#include "qz-error.h"
#include "qz-sheet-fill.h"

/* What stands behind each kind of file that can be withdrawn. */
typedef struct {
  const char *kind;
  const char *table;
  const char *delete_rows; /* ?1 import, ?2 first id, ?3 last id */
  const char *find_users;  /* ?1 first id, ?2 last id: number and id of documents, oldest first */
  gboolean by_bound;       /* a document uses rows only if they were there when it was made */
} Kind;

/* Statements that were pushed to hospitals (DT-16a). */
#define PUSHED                                                                                     \
  " JOIN assist_state s ON s.period = l.period AND s.stage = 'statement' AND s.list_id = l.id"     \
  " AND s.state = 'PUSHED'"
#define LIVING " AND s.state NOT IN ('cancelled', 'refused')"

static const Kind kinds[] = {
  { "claims", "claim", "DELETE FROM claim WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    /* A daily document links to its claims; a settlement compared their sum to the declaration. */
    "SELECT DISTINCT d.number, d.id FROM document_link k"
    " JOIN document_line l ON k.id BETWEEN l.first_link_id AND l.last_link_id"
    " JOIN document d ON d.id = l.document_id JOIN document_state s ON s.document_id = d.id"
    " WHERE k.claim_id BETWEEN ?1 AND ?2" LIVING
    " UNION SELECT d.number, d.id FROM document d JOIN document_state s ON s.document_id = d.id"
    " WHERE d.kind = 'settlement'" LIVING
    " AND EXISTS (SELECT 1 FROM claim c WHERE c.id BETWEEN ?1 AND ?2 AND c.insurance = d.insurance"
    "  AND CAST (substr (c.setl_time, 1, 4) || substr (c.setl_time, 6, 2) AS INTEGER) = d.period"
    "  AND c.provider_id IN (SELECT provider_id FROM document_line WHERE document_id = d.id))"
    /* Published lists of care away from home rest on their claims, and so do deductions. */
    " UNION SELECT n.number, n.id FROM notice n JOIN clearing_list l ON l.id = n.list_id"
    " WHERE l.last_claim_id >= ?1 AND EXISTS (SELECT 1 FROM claim c WHERE c.id BETWEEN ?1 AND ?2"
    "  AND c.id <= l.last_claim_id AND c.pay_loc = iif (l.scope = 'in_prov', '3', '4')"
    "  AND CAST (substr (c.setl_time, 1, 4) || substr (c.setl_time, 6, 2) AS INTEGER) <= l.period)"
    " UNION SELECT 'nl-deductions ' || coalesce (k.import_id, ''), k.id FROM nl_deduction k"
    " WHERE k.claim_id BETWEEN ?1 AND ?2 ORDER BY 2",
    FALSE },
  { "national-items", "national_item",
    "DELETE FROM national_item WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    "SELECT n.number, n.id FROM notice n JOIN clearing_list l ON l.id = n.list_id"
    " WHERE l.scope = 'cross_prov' AND EXISTS (SELECT 1 FROM national_item i"
    "  WHERE i.id BETWEEN ?1 AND ?2 AND i.id <= l.last_item_id AND i.period = l.period)"
    " ORDER BY n.id",
    FALSE },
  { "claim-categories", "claim_category",
    "DELETE FROM claim_category WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    "SELECT '', 0 WHERE ?1 > ?2", FALSE },
  { "nl-deductions", "nl_deduction",
    "DELETE FROM nl_deduction WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    "SELECT n.number, n.id FROM notice n JOIN clearing_list l ON l.id = n.list_id"
    " WHERE EXISTS (SELECT 1 FROM nl_deduction k JOIN claim c ON c.id = k.claim_id"
    "  WHERE k.id BETWEEN ?1 AND ?2 AND k.id <= l.last_deduction_id AND k.period = l.period"
    "  AND l.scope = iif (c.pay_loc = '3', 'in_prov', 'cross_prov')) ORDER BY n.id",
    FALSE },
  { "deposit-base", "deposit_base",
    "DELETE FROM deposit_base WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    "SELECT n.number, n.id FROM notice n WHERE n.form IN ('F-NL-2-1', 'F-NL-2-2')"
    " AND EXISTS (SELECT 1 FROM deposit_base b WHERE b.id BETWEEN ?1 AND ?2 AND b.unit = n.unit"
    "  AND (b.year + 1) * 100 + 1 = n.period) ORDER BY n.id",
    FALSE },
  { "declarations", "declaration",
    "DELETE FROM declaration WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    "SELECT d.number, d.id FROM document d JOIN document_state s ON s.document_id = d.id"
    " WHERE d.kind = 'settlement'" LIVING
    " AND EXISTS (SELECT 1 FROM declaration r JOIN document_line l"
    "  ON l.provider_id = r.provider_id AND l.period = r.period WHERE r.id BETWEEN ?1 AND ?2"
    "  AND l.document_id = d.id AND r.insurance = d.insurance) ORDER BY d.id",
    FALSE },
  { "deductions", "deduction",
    "DELETE FROM deduction WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    "SELECT d.number, d.id FROM document d JOIN document_state s ON s.document_id = d.id"
    " WHERE d.kind = 'settlement'" LIVING
    " AND EXISTS (SELECT 1 FROM deduction r JOIN document_line l"
    "  ON l.provider_id = r.provider_id AND l.period >= r.period WHERE r.id BETWEEN ?1 AND ?2"
    "  AND l.document_id = d.id AND r.insurance = d.insurance) ORDER BY d.id",
    TRUE },
  { "spending", "spending", "DELETE FROM spending WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    "SELECT d.number, d.id FROM document d JOIN document_state s ON s.document_id = d.id"
    " WHERE d.kind = 'advance'" LIVING
    " AND EXISTS (SELECT 1 FROM spending r JOIN document_line l ON l.provider_id = r.provider_id"
    "  WHERE r.id BETWEEN ?1 AND ?2 AND l.document_id = d.id AND r.insurance = d.insurance)"
    " ORDER BY d.id",
    TRUE },
  /* Lists are taken back from the last one on (qz-imports.c). */
  { "assisted", "assist_roster_entry",
    "DELETE FROM assist_spell_end WHERE import_id = ?1 AND ?2 <= ?3",
    "SELECT '', 0 WHERE ?1 > ?2", FALSE },
  { "assistance-bills", "assist_bill",
    "DELETE FROM assist_bill WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    "SELECT 'F-DT-2 ' || l.period, l.id FROM assist_list l" PUSHED
    " WHERE EXISTS (SELECT 1 FROM assist_row r WHERE r.id BETWEEN l.first_row_id AND l.last_row_id"
    "  AND r.bill_id BETWEEN ?1 AND ?2)"
    " UNION SELECT 'F-DT-4 ' || s.period || ' ' || s.county, s.list_id FROM assist_bill b"
    " JOIN assist_row r ON r.bill_id = b.id AND r.kind = 'bill'"
    " JOIN assist_list l ON l.id = r.list_id JOIN assist_state s ON s.period = l.period"
    "  AND s.stage = 'form4' AND s.county = r.county AND s.state = 'PUSHED'"
    " WHERE b.id BETWEEN ?1 AND ?2"
    " UNION SELECT 'assistance-deductions ' || coalesce (k.import_id, ''), k.id"
    " FROM assist_deduction k WHERE k.bill_id BETWEEN ?1 AND ?2"
    " UNION SELECT b.setl_id, e.id FROM assist_manual_event e"
    " JOIN assist_bill b ON b.id = e.bill_id WHERE e.bill_id BETWEEN ?1 AND ?2"
    " UNION SELECT r.setl_id, r.id FROM assist_bill b JOIN assist_bill r ON r.certno = b.certno"
    "  AND r.refd_setl_id = b.setl_id AND r.refund = 1 AND r.id > ?2"
    " WHERE b.id BETWEEN ?1 AND ?2 ORDER BY 2",
    FALSE },
  { "assistance-deductions", "assist_deduction",
    "DELETE FROM assist_deduction WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    "SELECT 'F-DT-2 ' || l.period, l.id FROM assist_row r JOIN assist_list l ON l.id = r.list_id"
    PUSHED " WHERE r.deduction_id BETWEEN ?1 AND ?2 ORDER BY 2",
    FALSE },
  { "assistance-allotments", "assist_allotment",
    "DELETE FROM assist_allotment WHERE import_id = ?1 AND id BETWEEN ?2 AND ?3",
    "SELECT m.number, m.id FROM assist_money m WHERE m.allotment_id BETWEEN ?1 AND ?2"
    " ORDER BY m.id",
    FALSE },
};

static const Kind *
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return &kinds[i];
  return NULL;
}

QzImportFile *
qz_import_file_new (void)
{
  QzImportFile *self = g_new0 (QzImportFile, 1);

  self->first_day = QZ_DAY_NONE;
  self->last_day = QZ_DAY_NONE;
  return self;
}

void
qz_import_file_free (QzImportFile *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->file_name);
  g_free (self->digest);
  g_free (self->encoding);
  g_free (self);
}

gint64
qz_import_repo_get_next_id (QzAct *act, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "import_file", error);

  return writer != NULL ? qz_table_writer_get_next_id (writer) : 0;
}

gint64
qz_import_repo_get_next_row (QzAct *act, const char *kind, GError **error)
{
  static const struct {
    const char *kind;
    const char *table;
  } tables[] = {
    { "areas", "area" },
    { "agencies", "agency" },
    { "providers", "provider_fact" },
    { "accounts", "bank_account" },
    { "calendar", "calendar_day" },
    { "codes", "code_entry" },
    { "claims", "claim" },
    { "declarations", "declaration" },
    { "deductions", "deduction" },
    { "spending", "spending" },
    { "national-items", "national_item" },
    { "claim-categories", "claim_category" },
    { "nl-deductions", "nl_deduction" },
    { "deposit-base", "deposit_base" },
    { "deposit-opening", "deposit_move" },
    { "registrations", "registration" },
    { "assisted", "assist_roster_entry" },
    { "assistance-deductions", "assist_deduction" },
    { "assistance-suspensions", "person_suspension" },
    { "assistance-allotments", "assist_allotment" },
    { "assistance-disputes", "assist_dispute" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (strcmp (tables[i].kind, kind) == 0)
      {
        QzTableWriter *writer = qz_act_get_writer (act, tables[i].table, error);

        return writer != NULL ? qz_table_writer_get_next_id (writer) : 0;
      }
  g_assert_not_reached ();
}

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text[0] != '\0' ? text : NULL);
}

gboolean
qz_import_repo_put (QzAct *act, QzImportFile *file, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "import_file", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, file->kind);
  qz_table_writer_text (writer, file->file_name);
  qz_table_writer_text (writer, file->digest);
  qz_table_writer_text (writer, file->encoding);
  qz_table_writer_int (writer, (gint64) file->n_rows);
  qz_table_writer_int (writer, file->first_id);
  qz_table_writer_int (writer, file->last_id);
  write_day (writer, file->first_day);
  write_day (writer, file->last_day);
  qz_table_writer_int (writer, file->medfee_fen);
  qz_table_writer_int (writer, file->fund_fen);
  file->id = qz_table_writer_end_row (writer, error);
  return file->id != 0;
}

gboolean
qz_import_repo_find_digest (QzStore *store, const char *kind, const char *digest,
                            const char *encoding, gint64 *out_id, char **out_name, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT id, file_name FROM import_file f WHERE digest = ?1 AND kind = ?2"
      " AND (encoding IN ('UTF-8', 'GB18030') OR encoding = ?3)"
      " AND NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = f.id)"
      " AND (kind NOT IN ('areas', 'agencies', 'providers', 'accounts', 'calendar')"
      "   OR NOT EXISTS (SELECT 1 FROM import_file n WHERE n.kind = f.kind AND n.id > f.id"
      "     AND NOT EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = n.id)))"
      " ORDER BY id DESC LIMIT 1",
      error);
  GError *reason = NULL;

  *out_id = 0;
  *out_name = NULL;
  if (statement == NULL || !qz_statement_bind (statement, error, "ttt", digest, kind, encoding))
    return FALSE;
  if (qz_statement_step (statement, &reason))
    {
      *out_id = qz_statement_get_int (statement, 0);
      *out_name = g_strdup (qz_statement_get_text (statement, 1));
      qz_statement_reset (statement);
    }
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
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

static QzImportFile *
read_file (QzStatement *statement)
{
  QzImportFile *file = qz_import_file_new ();

  file->id = qz_statement_get_int (statement, 0);
  file->kind = g_strdup (qz_statement_get_text (statement, 1));
  file->file_name = g_strdup (qz_statement_get_text (statement, 2));
  file->digest = g_strdup (qz_statement_get_text (statement, 3));
  file->encoding = g_strdup (qz_statement_get_text (statement, 4));
  file->n_rows = (guint64) qz_statement_get_int (statement, 5);
  file->first_id = qz_statement_get_int (statement, 6);
  file->last_id = qz_statement_get_int (statement, 7);
  file->first_day = get_day (statement, 8);
  file->last_day = get_day (statement, 9);
  file->medfee_fen = qz_statement_get_int (statement, 10);
  file->fund_fen = qz_statement_get_int (statement, 11);
  file->withdrawn = qz_statement_get_int (statement, 12) != 0;
  return file;
}

QzImportFile *
qz_import_repo_get (QzStore *store, gint64 id, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT id, kind, file_name, digest, encoding, n_rows, first_id, last_id, "
                        "first_day, last_day,"
                        " medfee_fen, fund_fen,"
                        " EXISTS (SELECT 1 FROM import_withdrawal WHERE import_id = f.id)"
                        " FROM import_file f WHERE id = ?1",
                        error);
  GError *reason = NULL;
  QzImportFile *file;

  if (statement == NULL || !qz_statement_bind (statement, error, "i", id))
    return NULL;
  if (!qz_statement_step (statement, &reason))
    {
      if (reason != NULL)
        g_propagate_error (error, reason);
      else
        qz_error_set (error, QZ_ERROR_INPUT, "no-such-import",
                      _("There is no import %" PRId64 "; “qz imports” lists them"), id);
      return NULL;
    }
  file = read_file (statement);
  qz_statement_reset (statement);
  return file;
}

gboolean
qz_import_repo_can_withdraw (const char *kind)
{
  return find_kind (kind) != NULL;
}

typedef struct {
  gint64 document_id;
  char *number;
} User;

static void
clear_user (gpointer data)
{
  g_free (((User *) data)->number);
}

static GArray *
list_users (QzStore *store, const Kind *kind, const QzImportFile *file, GError **error)
{
  QzStatement *statement = qz_store_prepare (store, kind->find_users, error);
  g_autoptr (GArray) users = g_array_new (FALSE, FALSE, sizeof (User));
  GError *reason = NULL;

  g_array_set_clear_func (users, clear_user);
  if (statement == NULL
      || !qz_statement_bind (statement, error, "ii", file->first_id, file->last_id))
    return NULL;
  while (qz_statement_step (statement, &reason))
    {
      User user = { qz_statement_get_int (statement, 1),
                    g_strdup (qz_statement_get_text (statement, 0)) };
      g_array_append_val (users, user);
    }
  if (reason == NULL)
    return g_steal_pointer (&users);
  g_propagate_error (error, reason);
  return NULL;
}

gboolean
qz_import_repo_find_user (QzStore *store, const QzImportFile *file, char **out_number,
                          GError **error)
{
  const Kind *kind = find_kind (file->kind);
  g_autoptr (GArray) users = NULL;

  *out_number = NULL;
  if (kind == NULL || file->n_rows == 0)
    return TRUE;
  users = list_users (store, kind, file, error);
  if (users == NULL)
    return FALSE;
  for (guint i = 0; i < users->len && *out_number == NULL; i++)
    {
      const User *user = &g_array_index (users, User, i);
      gint64 bound = G_MAXINT64;

      if (kind->by_bound
          && !qz_document_repo_get_bound (store, user->document_id, kind->table, &bound, error))
        return FALSE;
      if (bound >= file->first_id)
        *out_number = g_strdup (user->number);
    }
  return TRUE;
}

static gboolean
delete_of (QzStatement *statement, const QzImportFile *file, GError **error)
{
  return statement != NULL && qz_statement_bind (statement, error, "i", file->id)
         && qz_statement_run (statement, error);
}

/* What follows from a list of persons goes with it; the ends that it brought are gone already. */
static gboolean
delete_roster (QzStore *store, const QzImportFile *file, GError **error)
{
  return delete_of (
             qz_store_prepare (store, "DELETE FROM assist_spell WHERE import_id = ?1", error), file,
             error)
         && delete_of (qz_store_prepare (
                           store, "DELETE FROM assist_roster_entry WHERE import_id = ?1", error),
                       file, error)
         && delete_of (
             qz_store_prepare (store, "DELETE FROM assist_roster WHERE import_id = ?1", error),
             file, error);
}

/* What its claims of care away from home were matched to goes with them. */
static gboolean
delete_matches (QzAct *act, const QzImportFile *file, GError **error)
{
  QzStore *store = qz_act_get_store (act);

  if (strcmp (file->kind, "assisted") == 0)
    return delete_roster (store, file, error);
  if (strcmp (file->kind, "claims") != 0 && strcmp (file->kind, "national-items") != 0)
    return TRUE;
  return delete_of (
      qz_store_prepare (store, "DELETE FROM claim_registration WHERE import_id = ?1", error), file,
      error);
}

gboolean
qz_import_repo_withdraw (QzAct *act, const QzImportFile *file, const char *reason, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "import_withdrawal", error);
  const Kind *kind = find_kind (file->kind);
  QzStatement *statement;

  g_assert (kind != NULL);
  if (writer == NULL)
    return FALSE;
  /* First the record: the triggers let no row go without it. */
  qz_table_writer_int (writer, file->id);
  qz_table_writer_text (writer, reason);
  if (qz_table_writer_end_row (writer, error) == 0)
    return FALSE;
  statement = qz_store_prepare (qz_act_get_store (act), kind->delete_rows, error);
  return statement != NULL
         && qz_statement_bind (statement, error, "iii", file->id, file->first_id, file->last_id)
         && qz_statement_run (statement, error) && delete_matches (act, file, error);
}

gboolean
qz_import_repo_fill (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      /* Registers have no amounts, which is not the same as an amount of nothing. */
      "SELECT f.id, f.kind, f.file_name, f.n_rows, f.first_day, f.last_day,"
      " iif(f.medfee_fen <> 0 OR f.kind IN ('claims', 'declarations', 'assistance-bills'),"
      "  f.medfee_fen, NULL),"
      " iif(f.fund_fen <> 0 OR f.kind IN ('claims', 'declarations', 'deductions', 'spending'),"
      "  f.fund_fen, NULL), f.encoding, f.digest, w.id IS NOT NULL, w.reason, c.actor,"
      " c.business_time"
      " FROM import_file f LEFT JOIN import_withdrawal w ON w.import_id = f.id"
      " LEFT JOIN change_range r ON r.table_name = 'import_file' AND r.last_id >= f.id"
      "  AND r.first_id <= f.id"
      " LEFT JOIN change_log c ON c.id = r.change_id ORDER BY f.id DESC",
      error);

  return statement != NULL && qz_sheet_fill (sheet, statement, error);
}
