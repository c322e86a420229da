/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do in medical assistance, by the window's own actions, from statements that are with
 * hospitals and counties to the clearing of the year; each act is looked for in the book set. */
#include "assist-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app-fixture.h"
#include "pressing.h"
#include "qz-agenda.h"
#include "qz-assist-bills.h"
#include "qz-assist-money.h"
#include "qz-assist-month.h"
#include "qz-assist-persons.h"
#include "qz-cells.h"
#include "qz-document-jobs.h"
#include "qz-find.h"
#include "qz-form-dialog.h"
#include "qz-import-jobs.h"
#include "qz-import-verdict.h"
#include "qz-payments.h"
#include "qz-page-spec.h"
#include "qz-queue-rows.h"
#include "qz-registry.h"
#include "qz-sheet-view.h"
#include "qz-window.h"

#define MONTH    "202605"
#define DISPUTED "202605/H14021300107/140222"

/* ── the window ──────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzWindow *window;
  QzSession *session;
} Desk;

static gboolean
is_opened (gpointer window)
{
  return qz_session_get_path (qz_window_get_session (window)) != NULL
         && adw_navigation_view_get_visible_page (qz_window_get_navigation (window)) != NULL;
}

static void
sit_down (Desk *self)
{
  g_autoptr (QzSession) source = assist_open ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (source));
  g_autoptr (GError) error = NULL;

  qz_session_close (source);
  self->window = g_object_ref (qz_window_new (NULL, NULL));
  self->session = qz_window_get_session (self->window);
  g_assert_true (qz_session_set_now (self->session, ASSIST_NOW, &error));
  gtk_window_present (GTK_WINDOW (self->window));
  qz_window_open_book (self->window, path, "wang");
  app_wait_until (is_opened, self->window, "the sample city to open");
}

static void
get_up (Desk *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->window);
}

static void
become (Desk *self, const char *user, const char *now)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_session_set_now (self->session, now, &error));
  qz_session_set_user (self->session, user);
}

static gpointer
nothing (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return input;
}

static const QzJobKind nothing_kind = { "Nothing", nothing, TRUE };

/* Jobs that write run one after the other: when this one ends, so has the act. */
static void
wait_for_act (Desk *self)
{
  app_run (self->session, &nothing_kind, self);
}

static AdwDialog *
get_dialog (Desk *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

/* A refusal would stand in a dialog. */
static void
assert_done (Desk *self, const char *action)
{
  AdwDialog *dialog = get_dialog (self);

  if (dialog == NULL)
    return;
  if (ADW_IS_ALERT_DIALOG (dialog))
    g_error ("%s: %s: %s", action, adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)),
             gtk_label_get_label (GTK_LABEL (
                 adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog)))));
  g_error ("%s: its dialog stands still", action);
}

static void
press (Desk *self, const char *action, const char *target)
{
  g_test_message ("%s %s", action, target);
  g_action_group_activate_action (G_ACTION_GROUP (self->window), action,
                                  g_variant_new_string (target));
}

static void
act (Desk *self, const char *action, const char *target)
{
  press (self, action, target);
  wait_for_act (self);
  assert_done (self, action);
}

static gboolean
has_dialog (gpointer desk)
{
  return get_dialog (desk) != NULL;
}

static gboolean
has_no_form (gpointer desk)
{
  AdwDialog *dialog = get_dialog (desk);

  return dialog == NULL || ADW_IS_ALERT_DIALOG (dialog);
}

static gboolean
is_ready (gpointer desk)
{
  AdwDialog *dialog = get_dialog (desk);

  return dialog != NULL && QZ_IS_FORM_DIALOG (dialog)
         && qz_form_dialog_is_ready (QZ_FORM_DIALOG (dialog));
}

typedef struct {
  const char *name;
  const char *text;
} Field;

static void
fill_in (Desk *self, const char *action, const char *target, const Field *fields)
{
  QzFormDialog *dialog;

  press (self, action, target);
  app_wait_until (is_ready, self, action);
  dialog = QZ_FORM_DIALOG (get_dialog (self));
  for (; fields->name != NULL; fields++)
    qz_form_row_set_text (qz_form_dialog_find_row (dialog, fields->name), fields->text);
  qz_form_dialog_submit (dialog);
  app_wait_until (has_no_form, self, action);
  wait_for_act (self);
  assert_done (self, action);
}

static gboolean
is_gone (gpointer desk)
{
  return get_dialog (desk) == NULL;
}

/* An act that asks why. */
static void
give_reason (Desk *self, const char *action, const char *target, const char *reason)
{
  AdwDialog *dialog;
  GtkWidget *entry;

  press (self, action, target);
  app_wait_until (has_dialog, self, action);
  dialog = get_dialog (self);
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  entry = g_object_get_data (
      G_OBJECT (adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog))), "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), reason);
  g_signal_emit_by_name (dialog, "response", "do");
  adw_dialog_force_close (dialog);
  app_wait_until (is_gone, self, "the question to go");
  wait_for_act (self);
  assert_done (self, action);
}

/* ── the book set ────────────────────────────────────────────────────────────────────────────── */

static QzSheet *taken;

static void
took (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_assert_no_error (error);
  taken = qz_sheet_ref (output);
}

static gboolean
has_taken (gpointer data)
{
  return taken != NULL;
}

/* @input: a string. */
static QzSheet *
take (Desk *self, QzJobFunc func, const char *input)
{
  /* A job may outlive its end: what it frees with has to stay. */
  static QzJobKind kind = { "Reading", NULL, TRUE, g_free, (GDestroyNotify) qz_sheet_unref };

  taken = NULL;
  kind.func = func;
  qz_session_run (self->session, &kind, g_strdup (input), NULL, NULL, took);
  app_wait_until (has_taken, NULL, "what is in the book set");
  wait_for_act (self);
  return taken;
}

static gpointer
show_month (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_assist_month_show (book, context, ASSIST_PERIOD, error);
}

static gpointer
list_payments (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_assist_pay_list (book, context, ASSIST_PERIOD, error);
}

static gpointer
list_money (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_assist_money_list (book, context, 0, error);
}

static gpointer
list_reserves (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_assist_reserve_list (book, context, 2026, error);
}

static gpointer
list_clearing (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_assist_clear_list (book, context, 2026, error);
}

static gpointer
list_manual (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_assist_manual_list (book, NULL, error);
}

static gpointer
show_provider (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_registry_show_provider (book, input, error);
}

static gpointer
list_persons (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_assist_list_persons (book, context->clock.today, error);
}

static const char *
find_stage (QzSheet *month, const char *stage)
{
  QzSheet *stages = qz_sheet_find_child (month, "stages");

  for (guint row = 0; row < qz_sheet_get_n_rows (stages); row++)
    if (g_strcmp0 (qz_cell_text (stages, row, "stage"), stage) == 0)
      return qz_cell_text (stages, row, "state");
  g_error ("no stage %s", stage);
}

static void
assert_stage (Desk *self, const char *stage, const char *state)
{
  g_autoptr (QzSheet) month = take (self, show_month, "");

  g_assert_cmpstr (find_stage (month, stage), ==, state);
}

static guint
find_row (QzSheet *sheet, const char *column, const char *text)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (qz_cell_text (sheet, row, column), text) == 0)
      return row;
  g_error ("no row of %s has %s in %s", qz_sheet_get_name (sheet), text, column);
}

/* ── the month ───────────────────────────────────────────────────────────────────────────────── */

static void
hear_hospitals (Desk *self)
{
  static const Field names[] = { { "handled_by", "周晓燕" }, { "led_by", "马建国" }, { NULL } };
  g_autoptr (QzSheet) month = take (self, show_month, "");
  QzSheet *hospitals = qz_sheet_find_child (month, "hospitals");

  for (guint row = 0; row < qz_sheet_get_n_rows (hospitals); row++)
    {
      g_autofree char *target =
          g_strdup_printf (MONTH "/%s", qz_cell_text (hospitals, row, "provider"));

      if (qz_cell_number (hospitals, row, "hospital") < qz_cell_number (hospitals, row, "parts"))
        fill_in (self, "assist-confirm-hospital", target, names);
    }
}

/* @action: of each county, said by itself. */
static void
hear_counties (Desk *self, const char *action)
{
  g_autoptr (QzSheet) month = take (self, show_month, "");
  QzSheet *counties = qz_sheet_find_child (month, "counties");

  for (guint row = 0; row < qz_sheet_get_n_rows (counties); row++)
    {
      const char *county = qz_cell_text (counties, row, "county");
      g_autofree char *target = g_strdup_printf (MONTH "/%s", county);

      qz_session_set_actor (self->session, county);
      act (self, action, target);
    }
  qz_session_set_actor (self->session, NULL);
}

/* DT-16c: a part is disputed, and its papers settle it. */
static void
dispute (Desk *self)
{
  static const Field raised[] = { { "raised_by", "hospital" }, { "reason", "人员所属县区待核" },
                                  { NULL } };
  static const Field solved[] = { { "paper_no", "DT-2026-05-01" }, { NULL } };
  g_autofree char *target = NULL;
  g_autoptr (QzSheet) before = NULL;
  g_autoptr (QzSheet) after = NULL;
  QzSheet *disputes;

  become (self, "li", "2026-06-09T09:00");
  fill_in (self, "assist-dispute", DISPUTED, raised);
  before = take (self, show_month, "");
  disputes = qz_sheet_find_child (before, "disputes");
  g_assert_cmpuint (qz_sheet_get_n_rows (disputes), ==, 1);
  target = g_strdup_printf (MONTH "/%d", (int) qz_cell_number (disputes, 0, "dispute"));
  hear_hospitals (self);
  hear_counties (self, "assist-confirm-county");
  assert_stage (self, "confirm", "PART_DONE");
  become (self, "li", "2026-06-10T09:00");
  fill_in (self, "assist-solve", target, solved);
  after = take (self, show_month, "");
  g_assert_cmpstr (find_stage (after, "confirm"), ==, "DONE");
}

/* DT-17, DT-19: details, form 4 of all, one of them taken back and made again, counties. */
static void
make_forms4 (Desk *self)
{
  become (self, "wang", "2026-06-12T09:00");
  act (self, "assist-details", MONTH);
  assert_stage (self, "details", "DONE");
  become (self, "zhao", "2026-06-15T09:00");
  act (self, "assist-forms4", MONTH);
  assert_stage (self, "form4", "DONE");
  give_reason (self, "assist-form4-back", MONTH "/" ASSIST_COUNTY, "经办人有误");
  assert_stage (self, "form4", "PART_DONE");
  act (self, "assist-form4", MONTH "/" ASSIST_COUNTY);
  become (self, "li", "2026-06-18T09:00");
  hear_counties (self, "assist-form4-confirm");
  assert_stage (self, "form4-confirm", "DONE");
}

/* ── money ───────────────────────────────────────────────────────────────────────────────────── */

/* The newest movement is confirmed by another person than who recorded it (3.6 rule 5). */
static void
confirm_money (Desk *self, const char *now)
{
  g_autoptr (QzSheet) before = NULL;
  g_autoptr (QzSheet) after = NULL;
  g_autofree char *number = NULL;

  become (self, "zhou", now);
  before = take (self, list_money, "");
  number = g_strdup (qz_cell_text (before, 0, "number"));
  g_assert_cmpstr (qz_cell_text (before, 0, "state"), ==, "recorded");
  act (self, "assist-money-confirm", number);
  after = take (self, list_money, "");
  g_assert_cmpstr (qz_cell_text (after, find_row (after, "number", number), "state"), ==,
                   "confirmed");
  g_assert_nonnull (qz_cell_text (after, find_row (after, "number", number), "voucher"));
}

/* EV-41; what was recorded by mistake is taken back before it is confirmed. */
static void
move_reserves (Desk *self)
{
  static const Field wrong[] = { { "amount", "1.00" }, { "bank", "工商银行" }, { "serial", "M0" },
                                 { NULL } };
  static const Field moved[] = { { "amount", "1000000.00" }, { "bank", "工商银行" },
                                 { "serial", "M1" }, { NULL } };
  g_autoptr (QzSheet) list = NULL;
  g_autofree char *number = NULL;

  become (self, "qian", "2026-06-18T14:00");
  fill_in (self, "assist-move", "2026", wrong);
  list = take (self, list_money, "");
  number = g_strdup (qz_cell_text (list, 0, "number"));
  give_reason (self, "assist-money-cancel", number, "金额记错");
  fill_in (self, "assist-move", "2026", moved);
  confirm_money (self, "2026-06-18T15:00");
}

static void
sign (Desk *self, const char *user, const char *number, QzDocumentAct deed)
{
  become (self, user, "2026-06-20T10:00");
  app_run (self->session, &qz_job_act, qz_act_input_new (number, deed, NULL));
}

/* ── the bank, by the buttons ────────────────────────────────────────────────────────────────── */

static gpointer
list_batches (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_payment_list_batches (book, error);
}

/* What the bank answers to the one file in @folder. (transfer full) */
static char *
make_answer (const char *folder)
{
  char *back = g_build_filename (folder, "back.txt", NULL);
  g_autofree char *tool = g_test_build_filename (G_TEST_DIST, "tools", "make-bank-return", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = g_dir_open (folder, 0, &error);
  g_autofree char *sent = g_build_filename (folder, g_dir_read_name (files), NULL);
  const char *argv[] = { "python3", tool, sent, "--date", "2026-06-20", "--output", back, NULL };
  int status = -1;

  g_assert_null (g_dir_read_name (files));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return back;
}

/* The batch of a document on its page; its file and the bank's answer on that of the batch, each
 * through the file chooser. */
static void
go_through_bank (Desk *self, const char *number)
{
  g_autofree char *folder = g_dir_make_tmp ("qz-assist-bank-XXXXXX", NULL);
  g_autofree char *back = NULL;
  g_autoptr (QzSheet) before = NULL;
  g_autoptr (QzSheet) after = NULL;

  press (self, "open-document", number);
  pressing_button (self->window, "page.make-batch");
  wait_for_act (self);
  before = take (self, list_batches, "");
  g_assert_cmpuint (qz_sheet_get_n_rows (before), ==, 1);
  press (self, "open-batch", qz_cell_text (before, 0, "batch"));
  pressing_button (self->window, "win.export-batch");
  pressing_choose (folder);
  pressing_wait (self->window, "win.take-return", TRUE);
  assert_done (self, "export-batch");
  back = make_answer (folder);
  pressing_button (self->window, "win.take-return");
  pressing_choose (back);
  pressing_wait (self->window, "win.take-return", FALSE);
  assert_done (self, "take-return");
  after = take (self, list_batches, "");
  g_assert_cmpint (qz_cell_number (after, 0, "total"), >, 0);
  g_assert_cmpint (qz_cell_number (after, 0, "paid_total"), ==,
                   qz_cell_number (after, 0, "total"));
}

/* DT-19b, DT-13: one document, three signatures, the bank; each hospital gets what its counties
 * confirmed. */
static void
pay_hospitals (Desk *self)
{
  g_autoptr (QzSheet) ready = NULL;
  g_autoptr (QzSheet) paid = NULL;
  g_autofree char *number = NULL;

  become (self, "wang", "2026-06-20T09:00");
  ready = take (self, list_payments, "");
  g_assert_cmpstr (qz_cell_text (ready, 0, "state"), ==, "ready");
  act (self, "assist-pay", MONTH);
  paid = take (self, list_payments, "");
  g_assert_cmpstr (qz_cell_text (paid, 0, "state"), ==, "in-document");
  number = g_strdup (qz_cell_text (paid, 0, "document"));
  sign (self, "li", number, QZ_ACT_REVIEW);
  sign (self, "zhao", number, QZ_ACT_APPROVE);
  sign (self, "wang", number, QZ_ACT_PUSH);
  sign (self, "qian", number, QZ_ACT_HAND_OVER);
  go_through_bank (self, number);
}

/* DT-18: the county pays back what was paid on its own account. */
static void
pay_back (Desk *self)
{
  static const Field fields[] = { { "county", ASSIST_COUNTY }, { "period", "2026-05" },
                                  { "bank", "建设银行" }, { "serial", "R1" }, { NULL } };
  g_autoptr (QzSheet) before = NULL;
  g_autoptr (QzSheet) after = NULL;
  QzSheet *lent;

  become (self, "qian", "2026-06-25T09:00");
  before = take (self, list_money, "");
  lent = qz_sheet_find_child (before, "lent");
  g_assert_cmpint (qz_cell_number (lent, find_row (lent, "county", ASSIST_COUNTY), "open"), >, 0);
  fill_in (self, "assist-pay-back", "2026", fields);
  confirm_money (self, "2026-06-25T10:00");
  after = take (self, list_money, "");
  lent = qz_sheet_find_child (after, "lent");
  for (guint row = 0; row < qz_sheet_get_n_rows (lent); row++)
    if (g_strcmp0 (qz_cell_text (lent, row, "county"), ASSIST_COUNTY) == 0)
      g_assert_cmpint (qz_cell_number (lent, row, "open"), ==, 0);
}

/* EV-41r: what no hospital needs goes back; never more than there is. */
static void
move_back (Desk *self)
{
  static const Field fields[] = { { "amount", "2500.00" }, { "bank", "工商银行" },
                                  { "serial", "M2" }, { NULL } };
  g_autoptr (QzSheet) before = NULL;
  g_autoptr (QzSheet) money = NULL;
  g_autoptr (QzSheet) after = NULL;

  become (self, "qian", "2026-06-26T09:00");
  before = take (self, list_reserves, "");
  fill_in (self, "assist-move-back", "2026", fields);
  confirm_money (self, "2026-06-26T10:00");
  money = take (self, list_money, "");
  g_assert_cmpstr (qz_cell_text (money, 0, "kind"), ==, "back");
  g_assert_cmpint (qz_cell_number (money, 0, "amount"), ==, 250000);
  after = take (self, list_reserves, "");
  g_assert_cmpint (qz_fact_number (after, "at_agency"), ==,
                   qz_fact_number (before, "at_agency") - 250000);
  g_assert_cmpint (qz_fact_number (after, "at_finance"), ==,
                   qz_fact_number (before, "at_finance") + 250000);
}

/* ── the year ────────────────────────────────────────────────────────────────────────────────── */

static void
answer_clearing (Desk *self, const char *county)
{
  g_autofree char *target = g_strdup_printf ("2026/%s", county);

  qz_session_set_actor (self->session, county);
  act (self, "assist-clear-confirm", target);
  qz_session_set_actor (self->session, NULL);
}

static void
answer_all (Desk *self)
{
  g_autoptr (QzSheet) list = take (self, list_clearing, "");

  g_assert_cmpint (qz_sheet_get_n_rows (list), ==, 10);
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    answer_clearing (self, qz_cell_text (list, row, "county"));
}

static guint
find_positive (QzSheet *list, const char *column)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    if (qz_cell_number (list, row, column) > 0)
      return row;
  g_error ("nobody has a %s", column);
}

/* One that has a surplus or shortage pays it. */
static void
settle (Desk *self, const char *column, const char *action, const char *serial)
{
  const Field slip[] = { { "bank", "农业银行" }, { "serial", serial }, { NULL } };
  g_autoptr (QzSheet) before = take (self, list_clearing, "");
  const guint row = find_positive (before, column);
  g_autofree char *target = g_strdup_printf ("2026/%s", qz_cell_text (before, row, "county"));
  g_autoptr (QzSheet) after = NULL;

  become (self, "qian", "2027-03-01T09:00");
  fill_in (self, action, target, slip);
  confirm_money (self, "2027-03-01T10:00");
  after = take (self, list_clearing, "");
  g_assert_cmpint (qz_cell_number (after, row, "open"), ==, 0);
  g_assert_cmpstr (qz_cell_text (after, row, "state"), ==, "paid");
}

/* The sums over the counties are what they add up to; of a column. */
static gint64
assert_sum (QzSheet *list, const char *column)
{
  g_autofree char *fact = g_strconcat (column, "_sum", NULL);
  g_autoptr (GError) error = NULL;
  gint64 sum = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    sum += qz_cell_number (list, row, column);
  g_assert_cmpint (qz_sheet_find_fact (list, fact), >=, 0);
  g_assert_cmpint (qz_fact_number (list, fact), ==, sum);
  return sum;
}

static gboolean
has_totals (gpointer label)
{
  return *gtk_label_get_label (label) != '\0';
}

static gboolean
is_totals (GtkWidget *label, gpointer id)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (label)), id) == 0;
}

/* The list of years says at its foot what all years come to. */
static void
assert_years_total (Desk *self, QzSheet *list)
{
  AdwNavigationPage *page = qz_page_new (self->session, qz_pages_find ("assist-clear"));
  GtkWindow *window = app_present (GTK_WIDGET (page));
  GtkWidget *totals =
      app_find (GTK_WIDGET (page), GTK_TYPE_LABEL, is_totals, (gpointer) "totals");
  g_autofree char *surplus = qz_value_dup_display (QZ_VALUE_FEN, assert_sum (list, "surplus"));
  g_autofree char *shortage = qz_value_dup_display (QZ_VALUE_FEN, assert_sum (list, "shortage"));
  g_autofree char *wanted =
      g_strdup_printf ("1 row · Surplus %s · Shortage %s", surplus, shortage);

  app_wait_until (has_totals, totals, "the sums of the years");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (totals)), ==, wanted);
  gtk_window_destroy (window);
}

/* DT-12: a county objects, the clearing is made anew, all confirm, money moves both ways. */
static void
clear_year (Desk *self)
{
  g_autoptr (QzSheet) list = NULL;

  become (self, "wang", "2027-02-01T09:00");
  act (self, "assist-clear", "2026");
  become (self, "li", "2027-02-03T09:00");
  qz_session_set_actor (self->session, ASSIST_COUNTY);
  give_reason (self, "assist-clear-object", "2026/" ASSIST_COUNTY, "使用额与县区台账不符");
  qz_session_set_actor (self->session, NULL);
  list = take (self, list_clearing, "");
  g_assert_cmpstr (qz_cell_text (list, find_row (list, "county", ASSIST_COUNTY), "state"), ==,
                   "objected");
  assert_sum (list, "reserve");
  assert_sum (list, "used");
  assert_sum (list, "open");
  assert_years_total (self, list);
  become (self, "wang", "2027-02-10T09:00");
  act (self, "assist-clear", "2026");
  become (self, "li", "2027-02-12T09:00");
  answer_all (self);
  settle (self, "surplus", "assist-surplus", "S1");
  settle (self, "shortage", "assist-shortage", "S2");
}

/* DT-16 … DT-19, DT-12. */
static void
test_year (void)
{
  Desk desk;
  g_autoptr (QzSheet) reserves = NULL;

  sit_down (&desk);
  become (&desk, "li", "2026-06-08T10:00");
  assert_stage (&desk, "statement", "DONE");
  dispute (&desk);
  make_forms4 (&desk);
  move_reserves (&desk);
  pay_hospitals (&desk);
  pay_back (&desk);
  move_back (&desk);
  reserves = take (&desk, list_reserves, "");
  g_assert_cmpint (qz_cell_number (reserves, find_row (reserves, "county", ASSIST_COUNTY), "used"),
                   >, 0);
  clear_year (&desk);
  get_up (&desk);
}

/* ── persons, bills, providers ───────────────────────────────────────────────────────────────── */

static const char *
get_manual_state (Desk *self, const char *setl_id)
{
  g_autoptr (QzSheet) list = take (self, list_manual, "");

  return g_intern_string (qz_cell_text (list, find_row (list, "setl_id", setl_id), "state"));
}

/* DT-15b: accepted and reimbursed, or refused. */
static void
test_manual (void)
{
  Desk desk;
  g_autoptr (QzSheet) list = NULL;
  const char *first, *second;

  sit_down (&desk);
  list = take (&desk, list_manual, "");
  first = qz_cell_text (list, 0, "setl_id");
  second = qz_cell_text (list, 1, "setl_id");
  become (&desk, "li", ASSIST_NOW);
  give_reason (&desk, "assist-accept", first, "材料齐全");
  g_assert_cmpstr (get_manual_state (&desk, first), ==, "ACCEPTED");
  give_reason (&desk, "assist-refuse", second, "票据不全");
  g_assert_cmpstr (get_manual_state (&desk, second), ==, "REFUSED");
  become (&desk, "qian", "2026-06-09T09:00");
  give_reason (&desk, "assist-reimburse", first, "已转账");
  g_assert_cmpstr (get_manual_state (&desk, first), ==, "PAID");
  get_up (&desk);
}

static gboolean
is_suspended (Desk *self, const char *name)
{
  g_autoptr (QzSheet) list = take (self, list_persons, "");

  return qz_cell_number (list, find_row (list, "psn_name", name), "suspended") != 0;
}

static char *certno; /* whole, of the file */

/* A person of the sample who is assisted and not suspended: name and identity number. */
static char *
dup_person (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "sample", "datong",
                                                 "assisted-civil-140224-2026-04-20.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) cells = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  cells = g_strsplit (lines[1], ",", -1);
  g_set_str (&certno, cells[3]);
  return g_strdup (cells[4]);
}

/* DT-22. */
static void
test_suspension (void)
{
  g_autofree char *name = dup_person ();
  const Field begin[] = { { "certno", certno },
                          { "county", "140224" },
                          { "reason", "涉嫌冒用" },
                          { NULL } };
  const Field end[] = { { "certno", certno },
                        { "from_day", "2026-06-12" },
                        { "reason", "查无违规" },
                        { NULL } };
  Desk desk;

  sit_down (&desk);
  become (&desk, "sun", ASSIST_NOW);
  g_assert_false (is_suspended (&desk, name));
  fill_in (&desk, "assist-suspend", "", begin);
  g_assert_true (is_suspended (&desk, name));
  become (&desk, "sun", "2026-06-12T09:00");
  fill_in (&desk, "assist-resume", "", end);
  g_assert_false (is_suspended (&desk, name));
  g_clear_pointer (&certno, g_free);
  get_up (&desk);
}

/* DT-7b: the service of a hospital that leaves is ended, and that announced. */
static void
test_service (void)
{
  static const Field off[] = { { "service", "assistance" }, { "from_day", "2026-06-08" },
                               { "reason", "协议到期" }, { NULL } };
  static const Field announced[] = { { "service", "assistance" }, { "from_day", "2026-06-08" },
                                     { "announced_day", "2026-06-08" }, { "reason", "协议到期" },
                                     { NULL } };
  Desk desk;
  g_autoptr (QzSheet) before = NULL;
  g_autoptr (QzSheet) after = NULL;
  QzSheet *services;

  sit_down (&desk);
  before = take (&desk, show_provider, ASSIST_HOSPITAL);
  g_assert_cmpint (qz_fact_number (before, "maf_enabled"), ==, 1);
  become (&desk, "zhao", ASSIST_NOW);
  fill_in (&desk, "provider-service", ASSIST_HOSPITAL, off);
  fill_in (&desk, "provider-service", ASSIST_HOSPITAL, announced);
  after = take (&desk, show_provider, ASSIST_HOSPITAL);
  services = qz_sheet_find_child (after, "services");
  g_assert_cmpint (qz_fact_number (after, "maf_enabled"), ==, 0);
  g_assert_cmpuint (qz_sheet_get_n_rows (services), ==, 2);
  g_assert_cmpstr (qz_cell_text (services, 0, "service"), ==, "assistance");
  g_assert_cmpint (qz_cell_number (services, 0, "announced_day"), >, 0);
  get_up (&desk);
}

/* ── lists before they are accepted ──────────────────────────────────────────────────────────── */

/* A list of an office that has only the first person of its last one. */
static char *
write_list (void)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", "sample", "datong",
                                                   "assisted-civil-140224-2026-04-20.csv", NULL);
  g_autofree char *folder = g_dir_make_tmp ("qz-assist-list-XXXXXX", NULL);
  char *path = g_build_filename (folder, "assisted-civil-140224-2026-06-08.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) row = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (source, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  row = g_string_new (lines[1]);
  g_string_replace (row, "2026-04-20", "2026-06-08", 1);
  list = g_strconcat (lines[0], "\n", row->str, "\n", NULL);
  g_assert_true (g_file_set_contents (path, list, -1, &error));
  return path;
}

static gpointer
check_list (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzImportInput file = { .kind = (char *) "assisted", .path = input };

  return qz_job_import_check.func (book, context, &file, error);
}

/* DT-6: who is on the list no more is named before the list is accepted, and nothing is written. */
static void
test_list (void)
{
  g_autofree char *path = write_list ();
  Desk desk;
  g_autoptr (QzSheet) before = NULL;
  g_autoptr (QzSheet) check = NULL;
  g_autoptr (QzSheet) after = NULL;
  QzImportVerdict *verdict = g_object_new (QZ_TYPE_IMPORT_VERDICT, NULL);
  GtkWindow *window = app_present (GTK_WIDGET (verdict));
  QzSheet *differences;
  GtkWidget *view;

  sit_down (&desk);
  before = take (&desk, list_persons, "");
  check = take (&desk, check_list, path);
  after = take (&desk, list_persons, "");
  g_assert_cmpuint (qz_sheet_get_n_rows (after), ==, qz_sheet_get_n_rows (before));
  differences = qz_sheet_find_child (check, "differences");
  g_assert_nonnull (differences);
  g_assert_cmpstr (qz_cell_text (differences, 0, "change"), ==, "omitted");
  qz_import_verdict_set_check (verdict, check, NULL);
  view = gtk_stack_get_visible_child (
      GTK_STACK (app_find (GTK_WIDGET (verdict), GTK_TYPE_STACK, NULL, NULL)));
  g_assert_true (QZ_IS_SHEET_VIEW (view));
  g_assert_true (qz_sheet_view_get_sheet (QZ_SHEET_VIEW (view)) == differences);
  gtk_window_destroy (window);
  get_up (&desk);
  g_unlink (path);
}

/* ── ways to them ────────────────────────────────────────────────────────────────────────────── */

static gpointer
list_deadlines (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_agenda_list (book, context, context->clock.today + 30, error);
}

static gpointer
find (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_find (book, context, input, 20, error);
}

/* DL-DT-*: a row of the work queue opens its month. */
static void
test_deadlines (void)
{
  Desk desk;
  g_autoptr (QzSheet) deadlines = NULL;
  GtkWidget *button = g_object_ref_sink (gtk_button_new ());

  sit_down (&desk);
  deadlines = take (&desk, list_deadlines, "");
  g_assert_cmpuint (qz_sheet_get_n_rows (deadlines), >, 0);
  g_assert_true (qz_deadline_link_assistance (button, deadlines, 0));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==,
                   "win.open-assist-month");
  g_assert_cmpstr (g_variant_get_string (
                       gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button)), NULL),
                   ==, MONTH);
  g_object_unref (button);
  get_up (&desk);
}

static void
assert_finds (Desk *self, const char *text, const char *name)
{
  g_autoptr (QzSheet) found = take (self, find, text);
  const guint row = find_row (found, "title", name);

  g_assert_cmpstr (qz_cell_text (found, row, "kind"), ==, "assisted");
  g_assert_nonnull (strchr (qz_cell_text (found, row, "detail"), '*'));
}

/* DT-5: by name, by its initials, by the masked number. */
static void
test_finder (void)
{
  g_autofree char *name = dup_person ();
  g_autofree char *masked = g_strdup_printf ("%.6s********%s", certno, certno + 14);
  Desk desk;

  sit_down (&desk);
  assert_finds (&desk, name, name);
  assert_finds (&desk, "zsm", "朱松明");
  assert_finds (&desk, masked, name);
  assert_finds (&desk, certno, name);
  g_clear_pointer (&certno, g_free);
  get_up (&desk);
}

int
main (int argc, char **argv)
{
  int result;

  app_fixture_init (&argc, &argv);
  g_test_add_func ("/assistance-acts/year/DT-16/DT-19/DT-12/EV-41r", test_year);
  g_test_add_func ("/assistance-acts/manual/DT-15b", test_manual);
  g_test_add_func ("/assistance-acts/suspension/DT-22", test_suspension);
  g_test_add_func ("/assistance-acts/service/DT-7b", test_service);
  g_test_add_func ("/assistance-acts/list/DT-6", test_list);
  g_test_add_func ("/assistance-acts/deadlines/DL-DT", test_deadlines);
  g_test_add_func ("/assistance-acts/finder/DT-5", test_finder);
  result = app_fixture_run ();
  assist_remove ();
  return result;
}
