/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"
#include "cancel-acts.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qz-agenda.h"
#include "qz-auth.h"
#include "qz-book-setup.h"
#include "qz-close.h"
#include "qz-document-jobs.h"
#include "qz-error.h"
#include "qz-holidays.h"
#include "qz-import-jobs.h"
#include "qz-nonlocal-tick.h"
#include "qz-payments.h"
#include "qz-policy-jobs.h"
#include "qz-sample-assist.h"
#include "qz-sample-city.h"
#include "qz-table-job.h"
#include "qz-users.h"
#include "qz-voucher-jobs.h"

/* Every kind of work that the header shows with a button to cancel it: cancelled before it begins,
 * after ever longer times, and at its first report. Each time it either was done, or the head of
 * the change log and the folder that it writes to are as before; and it can then still be done. */

#define LEDGER "L_AG_220200_EMP"

/* What one trial leaves for the next. */
typedef struct {
  QzSession *session;
  char *folder;
  char *number;  /* of a document */
  char *batch;
  char *voucher; /* "L_AG_220200_EMP/2026-02/1" */
  char *deadline;
  gint64 import;
  guint draft;
} Scene;

typedef gpointer (*TrialFunc) (Scene *scene, QzBook *book, const QzContext *context,
                               GError **error);

typedef struct {
  const char *title; /* of the kind in src/app */
  const char *user;
  TrialFunc func; /* its output is a sheet, NULL or anything else that is not let go of */
  gboolean gives_sheet;
  gboolean is_long; /* must be met in its middle */
} Trial;

static char *
dup_path (const Scene *scene, const char *name)
{
  return g_build_filename (scene->folder, name, NULL);
}

/* ── vouchers and months ─────────────────────────────────────────────────────────────────────── */

static gpointer
save_voucher (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  static const QzDraftLine lines[] = {
    { "收到利息", "ACC_OUT", NULL, 0, "", 500, 0 },
    { "收到利息", "REV_INTEREST", NULL, 0, "", 0, 500 },
  };
  QzVoucherInput *input = qz_voucher_input_new ();
  QzSheet *saved;

  input->draft = (QzDraft) { .ledger = LEDGER, .day = 20512, .n_attachments = 1 };
  input->submit = TRUE;
  g_array_append_vals (input->lines, lines, G_N_ELEMENTS (lines));
  saved = qz_voucher_save_kind.func (book, context, input, error);
  if (saved != NULL)
    scene->draft = (guint) qz_sheet_get_fact_number (
        saved, (guint) qz_sheet_find_fact (saved, "draft"));
  qz_voucher_input_free (input);
  return saved;
}

static gpointer
check_voucher (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  QzVoucherDeed deed = { scene->draft, QZ_DRAFT_CHECK, NULL };

  return qz_voucher_act_kind.func (book, context, &deed, error);
}

static gpointer
post_voucher (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  QzVoucherDeed deed = { scene->draft, QZ_DRAFT_POST, NULL };
  QzSheet *posted = qz_voucher_act_kind.func (book, context, &deed, error);

  if (posted != NULL)
    g_set_str (&scene->voucher, qz_sheet_get_fact_text (
                                    posted, (guint) qz_sheet_find_fact (posted, "voucher")));
  return posted;
}

static gpointer
print_voucher (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "voucher.pdf");

  return qz_voucher_print (book, context, LEDGER, 202602, 1, path, error);
}

static gpointer
close_month (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return qz_ledger_close (book, context, LEDGER, 202602, error) ? scene : NULL;
}

static gpointer
reopen_month (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return qz_ledger_reopen (book, context, LEDGER, 202602, "漏记一笔", error) ? scene : NULL;
}

static gpointer
reverse_voucher (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return qz_draft_save (book, context,
                        &(QzDraft) { .reverses = scene->voucher,
                                     .reason = "记错",
                                     .day = context->clock.today },
                        error);
}

static gpointer
propose_closing (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return qz_ledger_propose_closing (book, context, LEDGER, 2026, error);
}

/* ── files of claims ─────────────────────────────────────────────────────────────────────────── */

static gpointer
withdraw (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzSheet) imports = qz_import_list (book, error);

  g_assert_nonnull (imports);
  for (guint row = 0; scene->import == 0 && row < qz_sheet_get_n_rows (imports); row++)
    {
      const int file = qz_sheet_find_column (imports, "file");
      const char *name = qz_sheet_get_text (imports, row, (guint) file);

      if (name != NULL && g_str_has_suffix (name, "claims-2026-03.csv"))
        scene->import = qz_sheet_get_number (imports, row, 0);
    }
  g_assert_cmpint (scene->import, >, 0);
  return qz_import_withdraw (book, context, scene->import, "重复", error) ? scene : NULL;
}

static gpointer
take_file (const QzJobKind *kind, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "sample", "city",
                                                 "claims-2026-03.csv", NULL);
  QzImportInput input = { .kind = (char *) "claims", .path = path };

  return kind->func (book, context, &input, error);
}

static gpointer
check_file (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return take_file (&qz_job_import_check, book, context, error);
}

static gpointer
import_file (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return take_file (&qz_job_import, book, context, error);
}

/* ── documents and the bank ──────────────────────────────────────────────────────────────────── */

static gpointer
compute (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  QzDay from = QZ_DAY_NONE, to = QZ_DAY_NONE;
  QzSheet *made;

  g_assert_true (qz_day_from_ymd (2026, 1, 1, &from) && qz_day_from_ymd (2026, 3, 31, &to));
  made = qz_daily_run (book, context, from, to, -1, -1, error);
  if (made != NULL)
    g_set_str (&scene->number, qz_sheet_get_text (made, 0, 0));
  return made;
}

static gpointer
sign (Scene *scene, QzBook *book, const QzContext *context, QzDocumentAct act, GError **error)
{
  QzActInput input = { scene->number, act, NULL };
  g_autofree char *number = qz_job_act.func (book, context, &input, error);

  return number != NULL ? scene : NULL;
}

static gpointer
review (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return sign (scene, book, context, QZ_ACT_REVIEW, error);
}

static gpointer
approve (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return sign (scene, book, context, QZ_ACT_APPROVE, error);
}

static gpointer
push (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return sign (scene, book, context, QZ_ACT_PUSH, error);
}

static gpointer
hand_over (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return sign (scene, book, context, QZ_ACT_HAND_OVER, error);
}

static gpointer
preview (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  QzPrintInput input = { .number = scene->number };
  gpointer pages = qz_job_preview.func (book, context, &input, error);

  if (pages == NULL)
    return NULL;
  qz_job_preview.free_output (pages);
  return scene;
}

static gpointer
print (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "document.pdf");
  QzPrintInput input = { .number = scene->number, .path = path };

  return qz_job_print.func (book, context, &input, error);
}

static gpointer
make_batch (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  QzSheet *batches = qz_job_make_batch.func (book, context, scene->number, error);

  if (batches != NULL)
    {
      g_free (scene->batch);
      scene->batch = qz_sheet_dup_machine (batches, 0, 0);
    }
  return batches;
}

static gpointer
export_batch (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "batch.txt");

  return qz_payment_export (book, context, scene->batch, path, error);
}

/* The bank answers before anybody looks at the folder: see begin(). */
static void
answer (Scene *scene)
{
  g_autofree char *sent = dup_path (scene, "batch.txt");
  g_autofree char *back = dup_path (scene, "return.txt");
  g_autofree char *tool = g_test_build_filename (G_TEST_DIST, "tools", "make-bank-return", NULL);
  const char *argv[] = { "python3", tool, sent, "--date", "2026-04-01", "--output", back, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

static gpointer
take_return (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "return.txt");

  return qz_payment_return (book, context, path, error);
}

static gpointer
run_checks (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  gboolean ok;

  return qz_check_run (book, context, &ok, error);
}

/* ── deadlines and holidays ──────────────────────────────────────────────────────────────────── */

static gpointer
tick_off (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzSheet) open = NULL;

  if (scene->deadline == NULL)
    {
      open = qz_agenda_list (book, context, context->clock.today + 40, error);
      g_assert_nonnull (open);
      g_assert_cmpuint (qz_sheet_get_n_rows (open), >, 0);
      scene->deadline = qz_sheet_dup_machine (open, 0, 0);
    }
  return qz_agenda_done (book, context, scene->deadline, "已报送", error) ? scene : NULL;
}

static gpointer
write_calendar (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "deadlines.ics");

  return qz_agenda_export (book, context, context->clock.today + 300, path, error);
}

static gpointer
write_holidays (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "holidays.csv");

  return qz_holidays_export (book, context, 2026, path, error);
}

static gpointer
import_holidays (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "holidays.csv");

  return qz_holidays_import (book, context, path, NULL, NULL, NULL, error);
}

/* ── policies and users ──────────────────────────────────────────────────────────────────────── */

static gpointer
foresee (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return qz_job_foresee_policy.func (book, context, (gpointer) "\nsuqian-advance", error);
}

static gpointer
impact (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return qz_job_policy_impact.func (book, context,
                                    (gpointer) "jilin-daily\nheilongjiang-instant\n3", error);
}

static gpointer
activate (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *done =
      qz_job_activate_policy.func (book, context, (gpointer) "\nsuqian-advance", error);

  return done != NULL ? scene : NULL;
}

static gpointer
save_user (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return qz_book_put_user (book, context, "zhou", "周宁", QZ_ROLE_MAKER, TRUE, error) ? scene
                                                                                      : NULL;
}

static gpointer
change_user (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return qz_user_set_active (book, context, "zhou", FALSE, "调走", error) ? scene : NULL;
}

static gpointer
set_passphrase (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return qz_auth_set_passphrase (book, context, "sun", "correct horse battery", error) ? scene
                                                                                       : NULL;
}

static gpointer
sign_in (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  return qz_auth_sign_in (book, context, "sun", "correct horse battery", error) ? scene : NULL;
}

/* In this book set nothing is due; what is, is applied in acts of their own. */
static gpointer
tick (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzSheet) done = NULL;

  return qz_nonlocal_tick (book, context, &done, error) ? scene : NULL;
}

/* ── whole book sets and tables ──────────────────────────────────────────────────────────────── */

static gpointer
make_city (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "city.qz");
  g_autofree char *made = qz_job_sample_city.func (NULL, context, path, error);

  return made != NULL ? scene : NULL;
}

static gpointer
make_assistance (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "assistance.qz");
  g_autofree char *made = qz_job_sample_assist.func (NULL, context, path, error);

  return made != NULL ? scene : NULL;
}

static gpointer
make_book (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzBookSetup) setup = qz_book_setup_new ();

  setup->path = dup_path (scene, "new.qz");
  setup->agency = g_strdup ("220200");
  setup->name = g_strdup ("新账套");
  g_ptr_array_add (setup->policies, g_strdup ("jilin-daily"));
  qz_book_setup_add_user (setup, "lin", "林岚", QZ_ROLE_ADMINISTRATOR, NULL);
  qz_book_setup_add_user (setup, "wang", "王敏", QZ_ROLE_MAKER, NULL);
  return qz_book_setup_run (setup, context, error) ? scene : NULL;
}

static gpointer
back_up (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "backup.qz");
  gboolean whole = FALSE;

  return qz_book_backup (book, context, path, &whole, error) ? scene : NULL;
}

static gpointer
look_into_backup (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "backup.qz");

  return qz_backup_look (path, context, error);
}

static gpointer
restore_backup (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  g_autofree char *path = dup_path (scene, "backup.qz");
  g_autofree char *place = dup_path (scene, "restored.qz");

  return qz_book_restore (context, path, place, error) ? scene : NULL;
}

static gpointer
prove (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  gboolean sound = FALSE;

  return qz_book_verify (book, context, &sound, error);
}

static gpointer
export_table (Scene *scene, QzBook *book, const QzContext *context, GError **error)
{
  const QzClaimFilter filter = { .from = QZ_DAY_NONE, .to = QZ_DAY_NONE, .limit = 5000 };
  g_autoptr (QzSheet) claims = qz_claim_list (book, &filter, error);
  g_autoptr (QzTableTake) take = NULL;
  g_autofree char *made = NULL;

  g_assert_nonnull (claims);
  take = qz_table_take_new (claims, NULL);
  for (guint32 row = 0; row < qz_sheet_get_n_rows (claims); row++)
    g_array_append_val (take->rows, row);
  for (guint column = 0; column < qz_sheet_get_n_columns (claims); column++)
    g_array_append_val (take->columns, column);
  take->title = g_strdup ("Claims");
  take->filters = g_strdup ("");
  take->path = dup_path (scene, "claims.xlsx");
  made = qz_job_export_table.func (book, context, take, error);
  return made != NULL ? scene : NULL;
}

/* ── the table ───────────────────────────────────────────────────────────────────────────────── */

static const Trial trials[] = {
  { "Saving the voucher", "wang", save_voucher, TRUE },
  { "Moving the voucher on", "li", check_voucher, TRUE },
  { "Moving the voucher on", "qian", post_voucher, TRUE },
  { "Printing", "qian", print_voucher, TRUE },
  { "Closing the month", "qian", close_month },
  { "Reopening the month", "qian", reopen_month },
  { "Writing the reversal", "qian", reverse_voucher, TRUE },
  { "Writing the closing entry", "qian", propose_closing, TRUE },
  { "Withdrawing the import", "wang", withdraw },
  { "Applying what is due by itself", "wang", tick },
  { "Checking the file", "wang", check_file, TRUE, TRUE },
  { "Importing", "wang", import_file, TRUE, TRUE },
  { "Computing documents", "wang", compute, TRUE, TRUE },
  { "Signing", "li", review },
  { "Signing", "zhao", approve },
  { "Signing", "zhao", push },
  { "Signing", "qian", hand_over },
  { "Laying out the pages", "qian", preview },
  { "Printing", "qian", print, TRUE },
  { "Making the bank batch", "qian", make_batch, TRUE },
  { "Exporting the bank batch", "qian", export_batch, TRUE },
  { "Taking in the return file", "qian", take_return, TRUE, TRUE },
  { "Running the internal-control checks", "sun", run_checks, TRUE, TRUE },
  { "Ticking off the deadline", "sun", tick_off },
  { "Writing the calendar", "wang", write_calendar, TRUE },
  { "Writing the holidays", "lin", write_holidays, TRUE },
  { "Importing holidays", "lin", import_holidays, TRUE },
  { "Looking at what would follow", "sun", foresee, TRUE },
  { "Computing under both policies", "sun", impact, TRUE, TRUE },
  { "Activating the policy", "lin", activate },
  { "Saving the user", "lin", save_user },
  { "Changing the user", "lin", change_user },
  { "Setting the passphrase", "lin", set_passphrase },
  { "Signing in", "sun", sign_in },
  { "Making the sample city", "lin", make_city, FALSE, TRUE },
  { "Making the sample city of assistance", "lin", make_assistance, FALSE, TRUE },
  { "Making the book set", "lin", make_book, FALSE, TRUE },
  { "Backing up the book set", "wang", back_up, FALSE, TRUE },
  { "Looking into the backup", "wang", look_into_backup, TRUE, TRUE },
  { "Restoring the backup", "wang", restore_backup, FALSE, TRUE },
  { "Proving the book set", "wang", prove, TRUE, TRUE },
  { "Exporting the table", "wang", export_table, FALSE, TRUE },
};

/* ── one attempt ─────────────────────────────────────────────────────────────────────────────── */

typedef enum { AT_ONCE, AT_REPORT, AFTER_TIME, NEVER } When;

typedef struct {
  Scene *scene;
  const Trial *trial;
  When when;
  GCancellable *cancellable;
  gboolean ended, done;
} Attempt;

static void
cancel_cb (const char *what, guint64 n_done, guint64 n_total, gpointer data)
{
  g_cancellable_cancel (((Attempt *) data)->cancellable);
}

/* Main thread, as whoever presses the button. */
static gboolean
cancel_later_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

/* Worker thread. */
static gpointer
work (QzBook *book, const QzContext *given, gpointer input, GError **error)
{
  Attempt *attempt = input;
  g_autoptr (QzProgress) progress = qz_progress_new (cancel_cb, attempt);
  QzContext context = *given;
  gpointer output;

  context.user = attempt->trial->user;
  if (attempt->when == AT_REPORT)
    context.progress = progress;
  output = attempt->trial->func (attempt->scene, book, &context, error);
  if (output != NULL && attempt->trial->gives_sheet)
    qz_sheet_unref (output);
  return output != NULL ? attempt : NULL;
}

static const QzJobKind work_kind = { "Trying", work, TRUE };

static void
ended_cb (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  Attempt *attempt = input;

  attempt->ended = TRUE;
  attempt->done = error == NULL;
  if (error != NULL && !g_error_matches (error, QZ_ERROR, QZ_ERROR_CANCELLED)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error ("%s: %s", attempt->trial->title, error->message);
}

static gboolean
has_ended (gpointer data)
{
  return ((Attempt *) data)->ended;
}

/* ── what must not change ────────────────────────────────────────────────────────────────────── */

static gpointer
read_head (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) log = qz_book_list_log (book, 1, error);

  g_assert_nonnull (log);
  return g_strdup (qz_sheet_get_text (log, 0, (guint) qz_sheet_find_column (log, "hash")));
}

static void
head_read (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_assert_no_error (error);
  *(char **) input = g_strdup (output);
}

static const QzJobKind head_kind = { NULL, read_head, FALSE, NULL, g_free };

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static char *
dup_head (QzSession *session)
{
  char *head = NULL;

  qz_session_run (session, &head_kind, &head, NULL, NULL, head_read);
  app_wait_until (is_set, &head, "the head of the change log");
  return head;
}

/* "batch.txt 1204\n…": what lies in the folder. */
static char *
dup_listing (const Scene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (scene->folder, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = dup_path (scene, name);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_ptr_array_add (names, g_strdup_printf ("%s %u", name, (guint) info.st_size));
    }
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("\n", (char **) names->pdata);
}

/* ── the trials ──────────────────────────────────────────────────────────────────────────────── */

/* TRUE when it was done all the same. */
static gboolean
try_once (Scene *scene, const Trial *trial, When when, guint delay_ms)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Attempt attempt = { scene, trial, when, cancellable };
  g_autofree char *head = dup_head (scene->session);
  g_autofree char *listing = dup_listing (scene);
  g_autofree char *head_after = NULL;
  g_autofree char *listing_after = NULL;

  if (when == AT_ONCE)
    g_cancellable_cancel (cancellable);
  qz_session_run (scene->session, &work_kind, &attempt, NULL, cancellable, ended_cb);
  if (when == AFTER_TIME)
    g_timeout_add_full (G_PRIORITY_HIGH, delay_ms, cancel_later_cb, g_object_ref (cancellable),
                        g_object_unref);
  app_wait_until (has_ended, &attempt, trial->title);
  if (attempt.done)
    return TRUE;
  head_after = dup_head (scene->session);
  listing_after = dup_listing (scene);
  if (g_strcmp0 (head, head_after) != 0)
    g_error ("%s: cancelled, but the change log went on", trial->title);
  if (g_strcmp0 (listing, listing_after) != 0)
    g_error ("%s: cancelled, but the folder holds\n%s\nand held\n%s", trial->title, listing_after,
             listing);
  return FALSE;
}

static void
try (Scene *scene, const Trial *trial)
{
  static const guint delays_ms[] = { 0, 1, 3, 12, 50, 200 };
  gboolean done = FALSE;
  guint n_middle = 0;

  g_assert_false (try_once (scene, trial, AT_ONCE, 0));
  /* At its first report, work is in its middle on a machine of any speed. */
  done = try_once (scene, trial, AT_REPORT, 0);
  n_middle += !done;
  for (guint i = 0; !done && i < G_N_ELEMENTS (delays_ms); i++)
    {
      done = try_once (scene, trial, AFTER_TIME, delays_ms[i]);
      n_middle += !done;
    }
  if (!done)
    done = try_once (scene, trial, NEVER, 0);
  g_assert_true (done);
  g_test_message ("%s: cancelled %u times in its middle", trial->title, n_middle);
  if (trial->is_long && n_middle == 0)
    g_error ("%s: cancelling does not reach it", trial->title);
}

static void
clear_folder (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static gpointer
verify (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  gboolean sound = FALSE;
  g_autoptr (QzSheet) checks = qz_book_verify (book, context, &sound, error);

  g_assert_true (sound);
  return input;
}

static const QzJobKind verify_kind = { "Verifying", verify };

static void
test_every_kind (void)
{
  g_autoptr (GError) error = NULL;
  Scene scene = { app_open_city ("wang") };

  scene.folder = g_dir_make_tmp ("qz-cancel-XXXXXX", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (trials); i++)
    {
      if (trials[i].func == take_return)
        answer (&scene);
      try (&scene, &trials[i]);
    }
  app_run (scene.session, &verify_kind, &scene);
  clear_folder (scene.folder);
  g_object_unref (scene.session);
  g_free (scene.folder);
  g_free (scene.number);
  g_free (scene.batch);
  g_free (scene.voucher);
  g_free (scene.deadline);
}

/* ── opening ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_idle (gpointer session)
{
  return g_list_model_get_n_items (qz_session_get_jobs (session)) == 0;
}

/* It writes nothing; whatever becomes of it, the session goes on working. */
static void
test_opening (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (session));
  g_autofree char *before = dup_head (session);
  g_autofree char *after = NULL;
  g_autoptr (QzJob) job = NULL;

  qz_session_open (session, path, NULL, NULL);
  job = g_list_model_get_item (qz_session_get_jobs (session), 0);
  qz_job_cancel (job);
  app_wait_until (is_idle, session, "the opening to end");
  after = dup_head (session);
  g_assert_cmpstr (after, ==, before);
  qz_session_set_user (session, "wang");
  app_make_day (session, "2026-01-05");
}

/* ── no kind is forgotten ────────────────────────────────────────────────────────────────────── */

static gboolean
is_tried (const char *title)
{
  for (guint i = 0; i < G_N_ELEMENTS (trials); i++)
    if (g_str_equal (trials[i].title, title))
      return TRUE;
  /* The last by the tests of frozen book sets, which are older. */
  return g_str_equal (title, "Opening the book set")
         || g_str_equal (title, "Bringing the book set up to date");
}

/* How many kinds with a title stand in @path. */
static guint
look_into (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("QzJobKind \\w+ =\\s*\\{\\s*(?:\\.title = )?"
                                          "N_ \\(\"([^\"]+)\"\\)",
                                          0, 0, &error);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *title = g_match_info_fetch (match, 1);

      if (!is_tried (title))
        g_error ("%s: “%s” is not tried to be cancelled", path, title);
      n++;
    }
  return n;
}

/* How many acts of qz-nl-act.h are defined in @path: each by its name, and none without one. */
static guint
look_for_acts (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) named = g_regex_new ("\\bQzNlAct (\\w+)(?:\\[\\w*\\])? =", 0, 0, &error);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) made = NULL;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  for (g_regex_match (named, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      if (!cancel_acts_has (name))
        g_error ("%s: the act %s is not tried to be cancelled", path, name);
      n++;
    }
  made = g_strsplit (text, "QZ_NL_ACT (", -1);
  g_assert_cmpuint (g_strv_length (made) - 1, ==, n);
  return n;
}

static void
test_none_forgotten (void)
{
  g_assert_cmpuint (app_look_through ("src/app", look_into), >=, 30);
  g_assert_cmpuint (app_look_through ("src/app", look_for_acts), ==, cancel_acts_get_n ());
}

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/cancel/every-kind", test_every_kind);
  g_test_add_func ("/cancel/opening", test_opening);
  g_test_add_func ("/cancel/every-act", cancel_acts_test_each);
  g_test_add_func ("/cancel/form", cancel_acts_test_form);
  g_test_add_func ("/cancel/none-forgotten", test_none_forgotten);
  return app_fixture_run ();
}
