/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cancel-acts.h"

#include "app-fixture.h"
#include "qz-actor-pages.h"
#include "qz-assist-acts.h"
#include "qz-care-acts.h"
#include "qz-clearing-acts.h"
#include "qz-deposit-acts.h"
#include "qz-exchange-actions.h"
#include "qz-message.h"
#include "qz-money-acts.h"
#include "qz-provider-service-form.h"

#define ACT(name)                                                                                  \
  {                                                                                                \
    #name, &name                                                                                   \
  }

/* /cancel/none-forgotten holds it against the source. */
static const struct {
  const char *name;
  const QzNlAct *act;
} acts[] = {
  /* clearing acts */
  ACT (qz_act_audit_begin),
  ACT (qz_act_audit_done),
  ACT (qz_act_upload),
  ACT (qz_act_upload_period),
  ACT (qz_act_generate),
  ACT (qz_act_confirm),
  ACT (qz_act_object),
  ACT (qz_act_answer),
  ACT (qz_act_solve),
  ACT (qz_act_national),
  ACT (qz_act_publish),
  /* deposit acts */
  ACT (qz_act_propose_quota),
  ACT (qz_act_publish_quota),
  ACT (qz_act_propose_adjustment),
  ACT (qz_act_publish_adjustment),
  ACT (qz_act_propose_raise),
  ACT (qz_act_publish_raise),
  /* money acts */
  ACT (qz_act_pass_papers),
  ACT (qz_act_pay),
  ACT (qz_act_take_back),
  ACT (qz_act_confirm_payment),
  ACT (qz_act_confirm_receipt),
  ACT (qz_act_pay_hospitals),
  ACT (qz_act_suspend),
  ACT (qz_act_resume),
  /* registration acts */
  ACT (qz_act_register),
  ACT (qz_act_register_anew),
  ACT (qz_act_on_registration),
  ACT (qz_act_manual_file),
  ACT (qz_act_manual_accept),
  ACT (qz_act_manual_refuse),
  ACT (qz_act_manual_pay),
  ACT (qz_act_mismatch),
  /* supervision acts */
  ACT (qz_act_inspection_open),
  ACT (qz_act_inspection_find),
  ACT (qz_act_inspection_note),
  ACT (qz_act_penalty),
  ACT (qz_act_penalty_paid),
  ACT (qz_act_complaint_receive),
  ACT (qz_act_complaint_find),
  ACT (qz_act_complaint_note),
  ACT (qz_act_person_suspend),
  ACT (qz_act_person_resume),
  /* assist money acts */
  ACT (qz_act_assist_reserve),
  ACT (qz_act_assist_move),
  ACT (qz_act_assist_move_back),
  ACT (qz_act_assist_pay_back),
  ACT (qz_act_assist_surplus),
  ACT (qz_act_assist_shortage),
  ACT (qz_act_assist_money_confirm),
  ACT (qz_act_assist_money_cancel),
  ACT (qz_act_assist_pay),
  ACT (qz_act_assist_clear_make),
  ACT (qz_act_assist_clear_confirm),
  ACT (qz_act_assist_clear_object),
  /* assist month acts */
  ACT (qz_act_assist_make),
  ACT (qz_act_assist_push),
  ACT (qz_act_assist_details),
  ACT (qz_act_assist_form4),
  ACT (qz_act_assist_form4_back),
  ACT (qz_act_assist_form4_confirm),
  ACT (qz_act_assist_confirm_hospital),
  ACT (qz_act_assist_confirm_county),
  ACT (qz_act_assist_dispute),
  ACT (qz_act_assist_solve),
  /* assist person acts */
  ACT (qz_act_assist_suspend),
  ACT (qz_act_assist_resume),
  ACT (qz_act_assist_accept),
  ACT (qz_act_assist_refuse),
  ACT (qz_act_assist_reimburse),
  /* exchange actions */
  ACT (qz_act_accept_package),
  ACT (qz_act_distrust_office),
  /* actor pages */
  ACT (qz_act_add_actor),
  ACT (qz_act_remove_actor),
  /* provider service form */
  ACT (qz_act_switch_service),
};

gboolean
cancel_acts_has (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, name))
      return TRUE;
  return FALSE;
}

guint
cancel_acts_get_n (void)
{
  return G_N_ELEMENTS (acts);
}

/* ── long work before it ─────────────────────────────────────────────────────────────────────── */

/* Everything that writes waits behind it, until it is opened. */
typedef struct {
  GMutex mutex;
  GCond moved;
  gboolean open;
} Gate;

static gpointer
wait_for_gate (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  Gate *gate = input;

  g_mutex_lock (&gate->mutex);
  while (!gate->open)
    g_cond_wait (&gate->moved, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return gate;
}

static const QzJobKind gate_kind = { "Long work", wait_for_gate };

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->open = TRUE;
  g_cond_signal (&gate->moved);
  g_mutex_unlock (&gate->mutex);
}

/* ── what must not change ────────────────────────────────────────────────────────────────────── */

static void
add_file (GChecksum *checksum, const char *path, gboolean needed)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &contents, &length, &error))
    g_checksum_update (checksum, (const guchar *) contents, (gssize) length);
  else if (needed)
    g_error ("%s", error->message);
}

/* Of every byte of the book set, with what is written ahead of it. */
static char *
dup_digest (QzSession *session)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *ahead = g_strconcat (qz_session_get_path (session), "-wal", NULL);

  add_file (checksum, qz_session_get_path (session), TRUE);
  add_file (checksum, ahead, FALSE);
  return g_strdup (g_checksum_get_string (checksum));
}

static void
assert_unchanged (QzSession *session, const char *before, const char *what)
{
  g_autofree char *after = dup_digest (session);

  if (!g_str_equal (before, after))
    g_error ("%s: cancelled before it began, but the book set changed", what);
}

/* ── one act ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_idle (gpointer session)
{
  return g_list_model_get_n_items (qz_session_get_jobs (session)) == 0;
}

/* As the button of the header does: the job that was begun last, which is of @act. */
static void
cancel_last (QzSession *session, const QzNlAct *act, const char *what)
{
  GListModel *jobs = qz_session_get_jobs (session);
  const guint n = g_list_model_get_n_items (jobs);
  g_autoptr (QzJob) job = n > 0 ? g_list_model_get_item (jobs, n - 1) : NULL;

  if (job == NULL || qz_job_get_kind (job) != &act->job)
    g_error ("%s: the header does not show it", what);
  qz_job_cancel (job);
}

static guint n_cancelled;

static void
ended (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_assert_null (output);
  g_assert_nonnull (error);
  g_assert_true (qz_message_is_cancel (error));
  n_cancelled++;
}

/* Once with the words of the window, which says nothing of what was cancelled by hand, and once
 * again, looking at what came of it. */
static void
try_act (QzSession *session, GtkWindow *window, guint i)
{
  Gate gate = { .open = FALSE };
  GtkWidget *owner = adw_window_get_content (ADW_WINDOW (window));
  const guint before = n_cancelled;

  qz_session_run (session, &gate_kind, &gate, NULL, NULL, NULL);
  qz_nl_act_run (owner, session, acts[i].act, qz_nl_input_new (0, QZ_NL_IN_PROV, "", ""));
  cancel_last (session, acts[i].act, acts[i].name);
  qz_nl_act_run_with (owner, session, acts[i].act, qz_nl_input_new (0, QZ_NL_IN_PROV, "", ""),
                      ended);
  cancel_last (session, acts[i].act, acts[i].name);
  open_gate (&gate);
  app_wait_until (is_idle, session, acts[i].name);
  g_assert_cmpuint (n_cancelled, ==, before + 1);
  if (adw_window_get_visible_dialog (ADW_WINDOW (window)) != NULL)
    g_error ("%s: what was cancelled by hand is said to have failed", acts[i].name);
}

void
cancel_acts_test_each (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  GtkWindow *window = app_present (gtk_label_new ("owner"));
  g_autofree char *before = NULL;

  app_wait_until (is_idle, session, "the book set to be open");
  before = dup_digest (session);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      try_act (session, window, i);
      assert_unchanged (session, before, acts[i].name);
    }
  /* It is the act that is not begun, not the book set that cannot be written. */
  app_make_day (session, "2026-01-05");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window)));
  gtk_window_destroy (window);
}

/* ── one that a form begins ──────────────────────────────────────────────────────────────────── */

static gboolean
is_ready (gpointer dialog)
{
  return qz_form_dialog_is_ready (dialog);
}

/* Presses the button of the form, and cancels; it stays open and can be pressed again. */
static void
submit_and_cancel (QzSession *session, QzFormDialog *dialog)
{
  Gate gate = { .open = FALSE };

  qz_session_run (session, &gate_kind, &gate, NULL, NULL, NULL);
  qz_form_dialog_submit (dialog);
  g_assert_false (qz_form_dialog_is_ready (dialog));
  cancel_last (session, &qz_act_switch_service, "the form");
  open_gate (&gate);
  app_wait_until (is_ready, dialog, "the button of the form");
  app_wait_until (is_idle, session, "the form");
}

void
cancel_acts_test_form (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  GtkWindow *window = app_present (gtk_label_new ("owner"));
  g_autofree char *before = NULL;
  GtkWidget *owner = adw_window_get_content (ADW_WINDOW (window));
  QzFormDialog *dialog = qz_form_dialog_present (owner, session, &qz_form_provider_service,
                                                 "H22020000001");

  app_wait_until (is_ready, dialog, "the form to be filled");
  qz_form_row_set_text (qz_form_dialog_find_row (dialog, "reason"), "协议中止");
  before = dup_digest (session);
  submit_and_cancel (session, dialog);
  submit_and_cancel (session, dialog);
  assert_unchanged (session, before, "the form");
  g_assert_true (adw_window_get_visible_dialog (ADW_WINDOW (window)) == ADW_DIALOG (dialog));
  gtk_window_destroy (window);
}
