/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-verify.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-verify-private.h"

static void
clear_finding (gpointer data)
{
  g_free (((QzFinding *) data)->detail);
}

static void
init_verifier (QzVerifier *self, QzStore *store, GCancellable *cancellable)
{
  *self = (QzVerifier) { .store = store, .cancellable = cancellable };
  self->findings = g_array_new (FALSE, TRUE, sizeof (QzFinding));
  g_array_set_clear_func (self->findings, clear_finding);
}

static void
clear_verifier (QzVerifier *self)
{
  g_clear_pointer (&self->findings, g_array_unref);
  g_clear_pointer (&self->head, g_free);
}

void
qz_verifier_report (QzVerifier *self, const char *code, const char *what, gint64 n_faults,
                    const char *detail)
{
  QzFinding finding = {
    .code = code, .what = what, .n_faults = n_faults, .detail = g_strdup (detail)
  };

  g_array_append_val (self->findings, finding);
}

/* ── the second connection: structure, references and other sums ──────────────────────────── */

typedef struct {
  QzVerifier verifier;
  GError *error;
} Beside;

/* All queries of a set see one state of the book set. */
static gboolean
end_reading (QzStore *store, gboolean done, GError **error)
{
  int code;

  qz_store_reset_statements (store);
  code = sqlite3_exec (store->db, "COMMIT", NULL, NULL, NULL);
  if (code == SQLITE_OK || !done)
    return done;
  qz_store_error_set (error, store->db, code, store->path, "verify");
  return FALSE;
}

static gboolean
run_sums (QzVerifier *self, GError **error)
{
  gboolean done;

  if (!qz_store_execute (self->store, "BEGIN", "verify", error))
    return FALSE;
  done = qz_verify_schema (self, error) && qz_verify_file (self, error)
         && qz_verify_sums (self, error) && qz_verify_nonlocal (self, error)
         && qz_verify_transfers (self, error)
         && qz_verify_deposits (self, error) && qz_verify_registrations (self, error)
         && qz_verify_assist_months (self, error) && qz_verify_assist_money (self, error);
  return end_reading (self->store, done, error);
}

static gpointer
run_beside (gpointer data)
{
  Beside *beside = data;

  return GINT_TO_POINTER (run_sums (&beside->verifier, &beside->error));
}

static gboolean
run_rows (QzVerifier *self, GError **error)
{
  gboolean done;

  g_assert (!self->store->in_act);
  if (!qz_store_execute (self->store, "BEGIN", "verify", error))
    return FALSE;
  done = qz_verify_chain (self, error) && qz_verify_rows (self, error)
         && qz_verify_vouchers (self, error);
  return end_reading (self->store, done, error);
}

/* ── the report ─────────────────────────────────────────────────────────────────────────────── */

static void
add_findings (QzSheet *sheet, GArray *findings, gboolean *ok)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const QzFinding *finding = &g_array_index (findings, QzFinding, i);
      guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, finding->code);
      qz_sheet_put_text (sheet, row, 1, finding->what);
      qz_sheet_put_number (sheet, row, 2, finding->n_faults == 0);
      qz_sheet_put_text (sheet, row, 3, finding->detail);
      if (finding->n_faults != 0)
        *ok = FALSE;
    }
}

static QzSheet *
make_sheet (const QzVerifier *first, const QzVerifier *second, gboolean *ok)
{
  QzSheet *sheet = qz_sheet_new ("checks");

  *ok = TRUE;
  qz_sheet_add_column (sheet, "code", _("Check"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "what", _("What"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "ok", _("Right"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "detail", _("Detail"), QZ_VALUE_TEXT);
  add_findings (sheet, first->findings, ok);
  add_findings (sheet, second->findings, ok);
  qz_sheet_set_number (sheet, "ok", _("All right"), QZ_VALUE_BOOL, *ok);
  qz_sheet_set_text (sheet, "head", _("Hash of the last change"), first->head);
  return sheet;
}

static gboolean
run_both (QzVerifier *verifier, Beside *beside, GError **error)
{
  GThread *thread = g_thread_new ("verify", run_beside, beside);
  gboolean done = run_rows (verifier, error);

  if (!GPOINTER_TO_INT (g_thread_join (thread)))
    {
      if (done)
        g_propagate_error (error, g_steal_pointer (&beside->error));
      g_clear_error (&beside->error);
      return FALSE;
    }
  return done;
}

QzSheet *
qz_store_verify (QzStore *self, QzProgress *progress, GCancellable *cancellable, gboolean *out_ok,
                 GError **error)
{
  g_autoptr (QzStore) second = qz_store_open_reader (self, error);
  QzVerifier verifier;
  Beside beside = { .error = NULL };
  QzSheet *sheet = NULL;

  *out_ok = FALSE;
  if (second == NULL)
    return NULL;
  init_verifier (&verifier, self, cancellable);
  verifier.progress = progress;
  init_verifier (&beside.verifier, second, cancellable);
  qz_store_set_cancellable (self, cancellable);
  qz_store_set_cancellable (second, cancellable);
  if (run_both (&verifier, &beside, error))
    sheet = make_sheet (&verifier, &beside.verifier, out_ok);
  qz_store_set_cancellable (self, NULL);
  clear_verifier (&verifier);
  clear_verifier (&beside.verifier);
  return sheet;
}
