/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-claim-block.h"
#include "qz-error.h"
#include "qz-import-private.h"
#include "qz-nl-import-repo.h"
#include "qz-policies.h"
#include "qz-registration.h"

/* A claim that takes another back, to be looked at when all are in. */
typedef struct {
  gint64 id;
  guint column; /* of refd_setl_id */
} Refund;

/* Two threads: one reads, checks and digests, the other writes; blocks go round between them. */
#define N_BLOCKS 6

typedef struct {
  QzImportRun *run;
  QzClaimParser *parser;
  QzDigest *digest; /* of the rows */
  QzClaimLoad *load;
  gint64 next_id;
  gint64 import_id;
  GAsyncQueue *empty; /* QzClaimBlock */
  GAsyncQueue *full;
  QzClaimBlock *block; /* the reader's */
  gint stop;           /* the writer gave up */
  GError *fault;       /* of the reader */
  GArray *refunds;     /* Refund */
  gboolean looked_for_twin;
  GError *failure; /* of a callback of the writer */
  GHashTable *managers; /* provider id → code of its agency; nullable */
} Pipe;

/* ── the thread that reads ──────────────────────────────────────────────────────────────────── */

static void
note_problem (const QzProblem *problem, gboolean is_error, gpointer user_data)
{
  Pipe *pipe = user_data;

  qz_claim_block_add_problem (pipe->block, problem, is_error);
}

static void
send_block (Pipe *pipe, gboolean is_last)
{
  QzClaimBlock *block = g_steal_pointer (&pipe->block);

  block->is_last = is_last;
  block->bytes_read =
      qz_row_reader_get_bytes_read (qz_import_source_get_reader (pipe->run->source));
  block->n_rows_so_far = qz_claim_parser_get_totals (pipe->parser)->n_rows;
  g_async_queue_push (pipe->full, block);
  if (!is_last)
    pipe->block = g_async_queue_pop (pipe->empty);
}

static gpointer
read_rows (gpointer user_data)
{
  Pipe *pipe = user_data;
  QzRowReader *reader = qz_import_source_get_reader (pipe->run->source);
  const QzCsvField *fields;
  QzClaimRow row;
  guint n_fields;

  memset (&row, 0, sizeof row);
  pipe->block = g_async_queue_pop (pipe->empty);
  while (g_atomic_int_get (&pipe->stop) == 0
         && qz_row_reader_next (reader, &fields, &n_fields, &pipe->fault))
    {
      if (qz_claim_parser_parse (pipe->parser, fields, n_fields, qz_row_reader_get_line (reader),
                                 &row))
        {
          qz_claim_row_digest (&row, pipe->next_id++, pipe->import_id, pipe->digest);
          qz_claim_block_add (pipe->block, &row);
        }
      if (qz_claim_block_is_full (pipe->block))
        send_block (pipe, FALSE);
    }
  send_block (pipe, TRUE);
  return NULL;
}

/* ── the thread that writes ─────────────────────────────────────────────────────────────────── */

static void
report_problems (Pipe *pipe, const QzClaimBlock *block)
{
  for (guint i = 0; i < block->problems->len; i++)
    {
      const QzClaimProblem *kept = &g_array_index (block->problems, QzClaimProblem, i);
      QzProblem problem = { .line = kept->line,
                            .column = kept->column,
                            .field = kept->field,
                            .value = kept->value,
                            .reason = kept->reason,
                            .rule = kept->rule };

      if (kept->is_error)
        qz_import_report_reject (pipe->run->report, &problem);
      else
        qz_import_report_warn (pipe->run->report, &problem);
    }
}

/* When the first duplicate turns up, the whole file may have been imported before: then that is
 * what is wrong with it, and not a million duplicates. */
static void
look_for_twin (Pipe *pipe)
{
  g_autofree char *digest = NULL;

  if (pipe->looked_for_twin || pipe->failure != NULL)
    return;
  pipe->looked_for_twin = TRUE;
  digest = qz_import_digest_path (pipe->run->path, &pipe->failure);
  if (digest != NULL)
    (void) !qz_import_check_digest (pipe->run, digest, &pipe->failure);
}

/* V7. */
static void
note_duplicate (const QzClaimDuplicate *duplicate, gpointer user_data)
{
  Pipe *pipe = user_data;
  g_autofree char *reason = NULL;
  QzProblem problem = {
    .line = duplicate->line_no, .field = "setl_id", .value = duplicate->setl_id, .rule = "V7"
  };

  if (duplicate->other_file != NULL)
    {
      reason =
          g_strdup_printf (_("This setl_id was imported before, from %s, line %" PRIu64
                              " (import %" PRId64 ")"),
                           duplicate->other_file, duplicate->other_line, duplicate->other_import);
    }
  else
    {
      reason = g_strdup_printf (_("This setl_id stands in line %" PRIu64
                                   " of the same file already"),
                                duplicate->other_line);
    }
  problem.reason = reason;
  qz_import_report_reject (pipe->run->report, &problem);
  if (duplicate->other_file != NULL)
    look_for_twin (pipe);
}

static gboolean
write_block (Pipe *pipe, const QzClaimBlock *block, GError **error)
{
  guint64 size = qz_import_source_get_size (pipe->run->source);

  if (!qz_check_cancelled (pipe->run->context->cancellable, error))
    return FALSE;
  if (block->bytes_read > 0)
    qz_claim_load_set_expected (pipe->load, size / block->bytes_read * block->n_rows_so_far
                                                + block->n_rows_so_far);
  report_problems (pipe, block);
  for (guint i = 0; i < block->n_rows; i++)
    {
      const Refund refund = { qz_claim_load_get_next_id (pipe->load), block->rows[i].refd_column };

      if (block->rows[i].claim.refund && block->rows[i].texts[QZ_CLAIM_REFD_SETL_ID] != NULL)
        g_array_append_val (pipe->refunds, refund);
      if (!qz_claim_load_add (pipe->load, &block->rows[i], error))
        return FALSE;
      if (pipe->failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&pipe->failure));
          return FALSE;
        }
    }
  qz_progress_report (pipe->run->context->progress,
                      _("Importing claims"), block->bytes_read, size);
  return TRUE;
}

/* Takes blocks until the last one, also after a failure: the reader must come to its end. */
static gboolean
write_rows (Pipe *pipe, GError **error)
{
  gboolean is_last = FALSE;
  gboolean good = TRUE;

  while (!is_last)
    {
      QzClaimBlock *block = g_async_queue_pop (pipe->full);

      is_last = block->is_last;
      if (good && !write_block (pipe, block, error))
        {
          good = FALSE;
          g_atomic_int_set (&pipe->stop, 1);
        }
      qz_claim_block_clear (block);
      g_async_queue_push (pipe->empty, block);
    }
  return good;
}

/* ── what only the whole file can tell ──────────────────────────────────────────────────────── */

static const char *
compare_refund (const QzRefund *refund, gboolean found, const QzClaimFacts *original)
{
  if (!found)
    return _("The refund refers to a setl_id that is not in the book set; "
              "the claim may lie in an earlier system");
  if (original->refund)
    return _("The refund refers to another refund");
  if (original->provider_id != refund->facts.provider_id)
    return _("The refund refers to a claim of another provider");
  if (-refund->facts.medfee_fen > original->medfee_fen
      || -refund->facts.fund_pay_fen > original->fund_pay_fen)
    return _("The refund is larger than the claim that it takes back");
  return NULL;
}

/* Money of other places is not given back twice, nor for what nobody was paid: of care away from
 * home the file is refused (NL-38); at home what was settled elsewhere may stand in another
 * system. */
static void
tell_refund (Pipe *pipe, const QzProblem *problem, const QzRefund *refund)
{
  const gboolean is_nonlocal =
      pipe->run->area_map != NULL && (refund->pay_loc == '3' || refund->pay_loc == '4');

  if (is_nonlocal)
    qz_import_report_reject (pipe->run->report, problem);
  else
    qz_import_report_warn (pipe->run->report, problem);
}

static gboolean
check_refund (Pipe *pipe, const Refund *found, GHashTable *all, GError **error)
{
  QzRefund refund = { 0 };
  QzClaimFacts original = { 0 };
  const QzNlRefunds *others;
  gboolean is_known = FALSE;
  QzProblem problem = { .field = "refd_setl_id", .rule = "V6", .column = found->column };

  if (!qz_claim_repo_get_refund (pipe->run->store, found->id, &refund, error)
      || !qz_claim_repo_find (pipe->run->store, refund.refd_setl_id, &is_known, &original, error))
    return FALSE;
  others = g_hash_table_lookup (all, refund.refd_setl_id);
  problem.line = refund.line_no;
  problem.value = refund.refd_setl_id;
  problem.reason = compare_refund (&refund, is_known, &original);
  if (problem.reason == NULL && others != NULL && others->first_id != found->id)
    problem.reason = _("Another refund has taken back this claim already");
  if (problem.reason != NULL)
    tell_refund (pipe, &problem, &refund);
  return TRUE;
}

/* V6: what refunds refer to. Rows that were refused are not in the store. */
static gboolean
check_refunds (Pipe *pipe, GError **error)
{
  g_autoptr (GHashTable) all = NULL;

  if (pipe->refunds->len == 0 || qz_import_report_get_n_rejected (pipe->run->report) > 0)
    return TRUE;
  all = qz_nl_import_load_refunds (pipe->run->store, error);
  for (guint i = 0; all != NULL && i < pipe->refunds->len; i++)
    if (!check_refund (pipe, &g_array_index (pipe->refunds, Refund, i), all, error))
      return FALSE;
  return all != NULL;
}

static void
add_silent (const char *rule, guint64 n, gpointer user_data)
{
  qz_import_report_count_warnings (user_data, rule, n);
}

static void
fill_file (Pipe *pipe)
{
  const QzClaimTotals *totals = qz_claim_parser_get_totals (pipe->parser);
  QzImportFile *file = pipe->run->file;

  pipe->run->n_read = totals->n_read;
  file->n_rows = totals->n_rows;
  if (totals->n_rows > 0)
    {
      file->first_id = qz_claim_load_get_first_id (pipe->load);
      file->last_id = file->first_id + (gint64) totals->n_rows - 1;
    }
  file->first_day = totals->first_day;
  file->last_day = totals->last_day;
  file->medfee_fen = totals->medfee_fen;
  file->fund_fen = totals->fund_fen;
  pipe->run->has_control_total = totals->has_trailer;
}

/* NL-8: which registration covers each claim of care away from home. */
static gboolean
match_registrations (QzImportRun *run, GError **error)
{
  return run->area_map == NULL
         || qz_registration_match_import (run->act, run->book, run->context, run->file->first_id,
                                          run->file->last_id, error);
}

static gboolean
finish_rows (Pipe *pipe, GError **error)
{
  guint8 digest[QZ_DIGEST_SIZE];

  /* Also a file that ends in a fault says what was read of it. */
  fill_file (pipe);
  if (pipe->fault != NULL
      && !qz_import_take_fault (pipe->run, g_steal_pointer (&pipe->fault), error))
    return FALSE;
  qz_claim_parser_list_silent (pipe->parser, add_silent, pipe->run->report);
  qz_progress_report (pipe->run->context->progress, _("Building the index"), 0, 0);
  qz_digest_finish (pipe->digest, digest);
  if (!qz_claim_load_finish (pipe->load, digest, error))
    return FALSE;
  if (pipe->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&pipe->failure));
      return FALSE;
    }
  return check_refunds (pipe, error) && qz_import_run_check (pipe->run, error)
         && qz_import_repo_put (pipe->run->act, pipe->run->file, error)
         && match_registrations (pipe->run, error);
}

static gboolean
pump (Pipe *pipe, GError **error)
{
  GThread *thread = g_thread_new ("qz-import-read", read_rows, pipe);
  gboolean good = write_rows (pipe, error);

  g_thread_join (thread);
  return good && finish_rows (pipe, error);
}

/* V4: what the file's maker said, else what the policy in force says of its region's files. */
static gboolean
find_acct_includes (QzImportRun *run, gboolean *out, GError **error)
{
  g_autoptr (QzPolicy) policy = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 pack_id;

  *out = run->options->acct_includes_mulaid;
  if (*out)
    return TRUE;
  policy = qz_policy_find (run->book, -1, run->context->clock.today, &pack_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *out = policy != NULL && qz_policy_acct_includes_mulaid (policy);
  return TRUE;
}

/* Without a policy of care away from home nobody clears it, and areas may be missing. */
static gboolean
take_areas (Pipe *pipe, QzImportRun *run, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (QzPolicy) policy =
      qz_policies_peek_nonlocal (run->book, run->context->clock.today, NULL, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (policy == NULL)
    return TRUE;
  run->area_map = qz_actors_load_map (run->book, error);
  pipe->managers =
      run->area_map != NULL ? qz_nl_import_load_managers (run->store, error) : NULL;
  if (pipe->managers == NULL)
    return FALSE;
  qz_claim_parser_set_areas (pipe->parser, run->area_map, pipe->managers);
  return TRUE;
}

static void
pipe_init (Pipe *pipe, QzImportRun *run, const QzImportMap *map, gboolean acct_includes_mulaid)
{
  memset (pipe, 0, sizeof *pipe);
  pipe->run = run;
  pipe->digest = qz_digest_new ();
  pipe->empty = g_async_queue_new_full ((GDestroyNotify) qz_claim_block_free);
  pipe->full = g_async_queue_new_full ((GDestroyNotify) qz_claim_block_free);
  pipe->refunds = g_array_new (FALSE, FALSE, sizeof (Refund));
  for (guint i = 0; i < N_BLOCKS; i++)
    g_async_queue_push (pipe->empty, qz_claim_block_new ());
  pipe->parser = qz_claim_parser_new (run->providers, map, run->context->clock.today,
                                      acct_includes_mulaid, note_problem, pipe);
}

static void
pipe_clear (Pipe *pipe)
{
  qz_claim_parser_free (pipe->parser);
  g_clear_pointer (&pipe->load, qz_claim_load_free);
  g_clear_pointer (&pipe->managers, g_hash_table_unref);
  qz_digest_free (pipe->digest);
  g_async_queue_unref (pipe->empty);
  g_async_queue_unref (pipe->full);
  g_array_unref (pipe->refunds);
  g_clear_error (&pipe->fault);
  g_clear_error (&pipe->failure);
}

static gboolean
import_claims (QzImportRun *run, GError **error)
{
  QzImportMap map;
  gboolean good = FALSE;
  gboolean acct_includes_mulaid;
  Pipe pipe;

  if (!qz_import_run_read_head (run, &map, error)
      || !find_acct_includes (run, &acct_includes_mulaid, error))
    return FALSE;
  pipe_init (&pipe, run, &map, acct_includes_mulaid);
  if (take_areas (&pipe, run, error))
    pipe.import_id = qz_import_repo_get_next_id (run->act, error);
  if (pipe.import_id != 0)
    pipe.load = qz_claim_load_new (run->act, pipe.import_id, note_duplicate, &pipe, error);
  if (pipe.load != NULL)
    {
      pipe.next_id = qz_claim_load_get_first_id (pipe.load);
      good = pump (&pipe, error);
    }
  pipe_clear (&pipe);
  return good;
}

const QzImportKind qz_claim_kinds[] = {
  { .name = "claims",
    .title = N_ ("Settled claims"),
    .columns = qz_claim_columns,
    .n_columns = QZ_N_CLAIM_COLUMNS,
    .key = { QZ_CLAIM_SETL_ID, QZ_END_OF_KEY },
    .whole = import_claims },
  { NULL },
};
