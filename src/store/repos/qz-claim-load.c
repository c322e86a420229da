/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "qz-claim-repo.h"
#include "qz-error.h"

/* The order of the keys is looked at after so many rows. */
#define SAMPLE_ROWS 16384
#define MAX_KEY     256

struct _QzClaimLoad {
  QzAct *act;
  QzStore *store;
  QzTableWriter *writer;
  gint64 import_id;
  gint64 first_id;
  guint64 n_expected;
  guint64 n_rows;
  guint64 n_descents; /* keys that are less than the one before */
  gboolean without_index;
  char last_key[MAX_KEY];
  QzClaimDuplicateFunc func;
  gpointer user_data;
};

static inline void
put_text (QzTableWriter *writer, const char *text, gsize length)
{
  if (text == NULL)
    qz_table_writer_null (writer);
  else
    qz_table_writer_text_length (writer, text, length);
}

/* The columns of the table in their order, once for the writer and once for the digest. */
#define PUT_ROW(put_int, put_text, to)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    put_int (to, import_id);                                                                       \
    put_int (to, (gint64) row->line_no);                                                           \
    put_text (to, row->texts[QZ_CLAIM_SETL_ID], row->lengths[QZ_CLAIM_SETL_ID]);                   \
    put_int (to, row->claim.provider_id);                                                          \
    put_text (to, qz_insurance_to_text (row->claim.insurance), 3);                                 \
    for (guint i_ = QZ_CLAIM_INSUTYPE; i_ <= QZ_CLAIM_INSU_ADMDVS; i_++)                           \
      put_text (to, row->texts[i_], row->lengths[i_]);                                             \
    put_int (to, row->claim.refund ? 1 : 0);                                                       \
    for (guint i_ = QZ_CLAIM_REFD_SETL_ID; i_ < QZ_CLAIM_N_TEXTS; i_++)                            \
      put_text (to, row->texts[i_], row->lengths[i_]);                                             \
    for (guint i_ = 0; i_ < QZ_N_CLAIM_AMOUNTS; i_++)                                              \
      put_int (to, row->claim.amounts[i_]);                                                        \
  }                                                                                                \
  G_STMT_END

void
qz_claim_row_digest (const QzClaimRow *row, gint64 id, gint64 import_id, QzDigest *digest)
{
  qz_digest_add_int (digest, id);
  PUT_ROW (qz_digest_add_int, qz_digest_add_text, digest);
  qz_digest_end_row (digest);
}

QzClaimLoad *
qz_claim_load_new (QzAct *act, gint64 import_id, QzClaimDuplicateFunc func, gpointer user_data,
                   GError **error)
{
  static const guint8 not_known_yet[QZ_DIGEST_SIZE] = { 0 };
  QzTableWriter *writer = qz_act_get_writer (act, "claim", error);
  QzClaimLoad *self;

  if (writer == NULL)
    return NULL;
  self = g_new0 (QzClaimLoad, 1);
  self->act = act;
  self->store = qz_act_get_store (act);
  self->writer = writer;
  self->import_id = import_id;
  self->first_id = qz_table_writer_get_next_id (writer);
  self->func = func;
  self->user_data = user_data;
  qz_table_writer_set_external_digest (writer, not_known_yet);
  return self;
}

void
qz_claim_load_free (QzClaimLoad *self)
{
  g_free (self);
}

gint64
qz_claim_load_get_first_id (QzClaimLoad *self)
{
  return self->first_id;
}

gint64
qz_claim_load_get_next_id (QzClaimLoad *self)
{
  return qz_table_writer_get_next_id (self->writer);
}

void
qz_claim_load_set_expected (QzClaimLoad *self, guint64 n_rows)
{
  self->n_expected = n_rows;
}

static gboolean
run_plain (QzStore *store, const char *sql, GError **error)
{
  QzStatement *statement = qz_store_prepare (store, sql, error);

  return statement != NULL && qz_statement_run (statement, error);
}

/* An index over keys in no order costs more to keep than to build, unless the book set already
 * holds many more claims than the file brings. */
static gboolean
consider_index (QzClaimLoad *self, GError **error)
{
  guint64 n_held = (guint64) self->first_id - 1;

  if (self->without_index || self->n_descents < SAMPLE_ROWS / 16 || n_held > 2 * self->n_expected)
    return TRUE;
  self->without_index = TRUE;
  return run_plain (self->store, "DROP INDEX claim_by_setl_id", error);
}

static void
note_order (QzClaimLoad *self, const char *key)
{
  if (strcmp (key, self->last_key) < 0)
    self->n_descents++;
  g_strlcpy (self->last_key, key, sizeof self->last_key);
}

static gboolean
report_duplicate (QzClaimLoad *self, const char *setl_id, guint64 line_no, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (self->store,
                        "SELECT c.import_id, c.line_no, f.file_name FROM claim c"
                        " LEFT JOIN import_file f ON f.id = c.import_id"
                        " WHERE c.setl_id = ?1 ORDER BY c.id LIMIT 1",
                        error);
  QzClaimDuplicate duplicate = { .setl_id = setl_id, .line_no = line_no };

  if (statement == NULL || !qz_statement_bind (statement, error, "t", setl_id)
      || !qz_statement_step (statement, error))
    return FALSE;
  duplicate.other_line = (guint64) qz_statement_get_int (statement, 1);
  if (qz_statement_get_int (statement, 0) != self->import_id)
    {
      duplicate.other_import = qz_statement_get_int (statement, 0);
      duplicate.other_file = qz_statement_get_text (statement, 2);
    }
  self->func (&duplicate, self->user_data);
  qz_statement_reset (statement);
  return TRUE;
}

gboolean
qz_claim_load_add (QzClaimLoad *self, const QzClaimRow *row, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gint64 import_id = self->import_id;

  PUT_ROW (qz_table_writer_int, put_text, self->writer);
  if (qz_table_writer_end_row (self->writer, &reason) == 0)
    {
      if (g_strcmp0 (qz_error_get_id (reason), "store-unique") == 0)
        return report_duplicate (self, row->texts[QZ_CLAIM_SETL_ID], row->line_no, error);
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (self->n_rows < SAMPLE_ROWS)
    note_order (self, row->texts[QZ_CLAIM_SETL_ID]);
  if (++self->n_rows == SAMPLE_ROWS)
    return consider_index (self, error);
  return TRUE;
}

static gboolean
report_all_duplicates (QzClaimLoad *self, GError **error)
{
  QzStatement *statement;
  GError *reason = NULL;

  /* The act is lost anyway; this index only helps to find what was wrong. */
  if (!run_plain (self->store, "CREATE INDEX claim_by_setl_id ON claim (setl_id)", error))
    return FALSE;
  statement = qz_store_prepare (self->store,
                                "SELECT setl_id, line_no FROM claim WHERE id >= ?1 AND EXISTS"
                                " (SELECT 1 FROM claim o WHERE o.setl_id = claim.setl_id"
                                "  AND o.id < claim.id) ORDER BY id",
                                error);
  if (statement == NULL || !qz_statement_bind (statement, error, "i", self->first_id))
    return FALSE;
  while (qz_statement_step (statement, &reason))
    {
      g_autofree char *setl_id = g_strdup (qz_statement_get_text (statement, 0));
      if (!report_duplicate (self, setl_id, (guint64) qz_statement_get_int (statement, 1), error))
        return FALSE;
    }
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
}

static gboolean
rebuild_index (QzClaimLoad *self, GError **error)
{
  g_autoptr (GError) reason = NULL;

  /* Word for word as in the schema. */
  if (run_plain (self->store, "CREATE UNIQUE INDEX claim_by_setl_id ON claim (setl_id)", &reason))
    return TRUE;
  if (g_strcmp0 (qz_error_get_id (reason), "store-unique") == 0)
    return report_all_duplicates (self, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

gboolean
qz_claim_load_finish (QzClaimLoad *self, const guint8 digest[QZ_DIGEST_SIZE], GError **error)
{
  qz_table_writer_set_external_digest (self->writer, digest);
  if (self->without_index)
    return rebuild_index (self, error);
  return TRUE;
}
