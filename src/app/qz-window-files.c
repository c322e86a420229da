/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-window-files.h"

#include <glib/gi18n-lib.h>

#include "qz-drafts.h"
#include "qz-file-choice.h"
#include "qz-import-dialog.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-payments.h"
#include "qz-imports.h"
#include "qz-reason-dialog.h"
#include "qz-sample-assist.h"
#include "qz-sample-city.h"

/* What toasts are shown over: something inside of the window's overlay. */
static GtkWidget *
get_inside (gpointer window)
{
  return GTK_WIDGET (qz_window_get_navigation (QZ_WINDOW (window)));
}

/* ── book sets ───────────────────────────────────────────────────────────────────────────────── */

static void
open_chosen (gpointer window, const char *path, gpointer unused)
{
  qz_window_open_book (window, path, NULL);
}

void
qz_window_open_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_file_choose (window, &(QzFileChoice) { QZ_FILE_OPEN, .title = _("Open a Book Set") },
                  open_chosen, NULL, NULL);
}

void
qz_window_open_path_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_window_open_book (window, g_variant_get_string (parameter, NULL), NULL);
}

static gpointer
migrate (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autofree char *backup = NULL;

  if (!qz_book_migrate (input, FALSE, context->cancellable, &backup, error))
    return NULL;
  return g_strdup (input);
}

/* Not of the book set at hand. */
static const QzJobKind migrate_kind = { N_ ("Bringing the book set up to date"), migrate, FALSE,
                                        g_free, g_free, TRUE };

static void
migrated (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  if (error != NULL)
    qz_message_show_error (owner, _("The Book Set Was Not Brought Up to Date"), error);
  else
    qz_window_open_book (owner, output, NULL);
}

static void
migration_answered_cb (AdwAlertDialog *dialog, const char *answer, gpointer window)
{
  const char *path = g_object_get_data (G_OBJECT (dialog), "qz-path");

  if (g_str_equal (answer, "migrate"))
    qz_session_run (qz_window_get_session (window), &migrate_kind, g_strdup (path), window, NULL,
                    migrated);
}

void
qz_window_offer_migration (QzWindow *window, const char *path)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Bring the Book Set Up to Date?"), NULL);
  g_autofree char *name = g_filename_display_basename (path);

  adw_alert_dialog_format_body (
      ADW_ALERT_DIALOG (dialog),
      _("An older version of the program wrote %s. A copy of the book set as it is stays beside "
        "it; afterwards older versions cannot open it any more."),
      name);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "migrate",
                                  _("_Bring Up to Date"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "migrate",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "qz-path", g_strdup (path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (migration_answered_cb), window, 0);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
sample_made (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  if (error == NULL)
    {
      qz_window_open_book (owner, output, NULL);
      return;
    }
  qz_window_set_opening (owner, NULL, NULL);
  if (!qz_message_is_cancel (error))
    qz_message_show_error (owner, _("The Sample City Was Not Made"), error);
}

/* It takes some seconds the first time. */
static void
make_sample (QzWindow *window, const QzJobKind *kind, char *path)
{
  QzSession *session = qz_window_get_session (window);

  qz_window_set_opening (window,
                         qz_session_run (session, kind, path, window, NULL, sample_made),
                         _("Making the sample city; it stays for the next time"));
}

void
qz_window_sample_city_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  make_sample (window, &qz_job_sample_city, qz_sample_city_dup_path ());
}

void
qz_window_sample_assist_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  make_sample (window, &qz_job_sample_assist, qz_sample_assist_dup_path ());
}

/* ── the bank ────────────────────────────────────────────────────────────────────────────────── */

static gpointer
take_return (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_payment_return (book, context, input, error);
}

static const QzJobKind return_kind = { N_ ("Taking in the return file"), take_return, TRUE, g_free,
                                       (GDestroyNotify) qz_sheet_unref };

static void
return_taken (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_autofree char *batch = NULL;
  g_autofree char *paid = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *open = NULL;
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;

  if (error != NULL)
    {
      qz_message_show_error (owner, _("The Return File Was Not Taken In"), error);
      return;
    }
  batch = qz_sheet_dup_fact_display (output, "batch");
  paid = qz_sheet_dup_fact_display (output, "paid");
  failed = qz_sheet_dup_fact_display (output, "failed");
  open = qz_sheet_dup_fact_display (output, "open");
  text = g_strdup_printf (_("Batch %s: %s paid, %s failed, %s open"), batch, paid, failed, open);
  action = g_strdup_printf ("win.open-batch::%s", batch);
  qz_nav_toast (get_inside (owner), text, _("_Open Batch"), action);
}

static void
return_chosen (gpointer window, const char *path, gpointer unused)
{
  qz_session_run (qz_window_get_session (window), &return_kind, g_strdup (path), window, NULL,
                  return_taken);
}

void
qz_window_take_return_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_file_choose (window,
                  &(QzFileChoice) { QZ_FILE_OPEN, .title = _("Take In the Bank’s Return File") },
                  return_chosen, NULL, NULL);
}

/* Two strings of one job. */
typedef struct {
  char *key;
  char *other; /* path or reason */
} Pair;

static Pair *
pair_new (const char *key, const char *other)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->key = g_strdup (key);
  pair->other = g_strdup (other);
  return pair;
}

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_free (pair->key);
  g_free (pair->other);
  g_free (pair);
}

static gpointer
export_batch (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Pair *pair = input;

  return qz_payment_export (book, context, pair->key, pair->other, error);
}

static const QzJobKind export_kind = { N_ ("Exporting the bank batch"), export_batch, TRUE,
                                       pair_free,
                                       (GDestroyNotify) qz_sheet_unref };

static void
exported (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      qz_message_show_error (owner, _("The Batch Was Not Exported"), error);
      return;
    }
  file = qz_sheet_dup_fact_display (output, "file");
  text = g_strdup_printf (_("Written: %s"), file);
  qz_nav_toast_file (get_inside (owner), text, file);
}

static void
export_chosen (gpointer window, const char *path, gpointer key)
{
  qz_session_run (qz_window_get_session (window), &export_kind, pair_new (key, path), window, NULL,
                  exported);
}

void
qz_window_export_batch_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_file_choose (window,
                  &(QzFileChoice) { QZ_FILE_FOLDER, .title = _("Folder for the Bank’s File") },
                  export_chosen, g_variant_dup_string (parameter, NULL), g_free);
}

/* ── vouchers ────────────────────────────────────────────────────────────────────────────────── */

static gpointer
reverse_voucher (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Pair *pair = input;

  return qz_draft_save (book, context,
                        &(QzDraft) { .reverses = pair->key,
                                     .reason = pair->other,
                                     .day = context->clock.today },
                        error);
}

static const QzJobKind reverse_kind = { N_ ("Writing the reversal"), reverse_voucher, TRUE,
                                        pair_free,
                                        (GDestroyNotify) qz_sheet_unref };

/* Said by data-changed; only a refusal needs a dialog. */
static void
changed (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  if (error != NULL)
    qz_message_show_error (owner, _("This Was Not Done"), error);
}

/* A reversal is a draft until somebody else has checked it. */
static void
reversed (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;

  if (error != NULL)
    {
      changed (owner, input, output, error);
      return;
    }
  number = qz_sheet_dup_fact_display (output, "draft");
  text = g_strdup_printf (_("Draft %s takes the voucher back; submit it for somebody else’s check"),
                          number);
  action = g_strdup_printf ("win.open-draft::%s", number);
  qz_nav_toast (get_inside (owner), text, _("_Open"), action);
}

typedef struct {
  const QzJobKind *kind;
  char *key;
} Reasoned;

static void
reason_given (GtkWidget *window, const char *reason, gpointer data)
{
  Reasoned *asked = data;

  qz_session_run (qz_window_get_session (QZ_WINDOW (window)), asked->kind,
                  pair_new (asked->key, reason), window, NULL,
                  asked->kind == &reverse_kind ? reversed : changed);
}

static void
free_reasoned (gpointer data)
{
  Reasoned *asked = data;

  g_free (asked->key);
  g_free (asked);
}

static void
ask_reason (gpointer window, const char *act, const char *what, const QzJobKind *kind,
            const char *key)
{
  Reasoned *asked = g_new0 (Reasoned, 1);
  g_autofree char *slot = g_strdup_printf ("qz-reason-%s", act);

  asked->kind = kind;
  asked->key = g_strdup (key);
  /* The window keeps the question until the next of its kind. */
  g_object_set_data_full (window, slot, asked, free_reasoned);
  qz_reason_dialog_present (window, act, what, reason_given, asked);
}

void
qz_window_reverse_voucher_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const char *key = g_variant_get_string (parameter, NULL);

  ask_reason (window, _("Reverse"), key, &reverse_kind, key);
}

/* ── imports ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
withdraw_import (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Pair *pair = input;
  gint64 id = 0;

  if (!g_ascii_string_to_signed (pair->key, 10, 1, G_MAXINT64, &id, error)
      || !qz_import_withdraw (book, context, id, pair->other, error))
    return NULL;
  return g_strdup (pair->key);
}

static const QzJobKind withdraw_kind = { N_ ("Withdrawing the import"), withdraw_import, TRUE,
                                         pair_free,
                                         g_free };

void
qz_window_withdraw_import_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const char *key = g_variant_get_string (parameter, NULL);
  g_autofree char *what = g_strdup_printf (_("Import %s"), key);

  ask_reason (window, _("Withdraw"), what, &withdraw_kind, key);
}

typedef struct {
  QzWindow *window;
  QzImportDialog *dialog;
  char *path;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->window);
  g_object_unref (import->dialog);
  g_free (import->path);
  g_free (import);
}

static gboolean
show_import_cb (gpointer user_data)
{
  Import *import = user_data;

  /* A window that was closed meanwhile has nothing to show it over. */
  if (gtk_widget_get_realized (GTK_WIDGET (import->window)))
    qz_import_dialog_show (import->dialog, get_inside (import->window),
                           qz_window_get_session (import->window), import->path);
  return G_SOURCE_REMOVE;
}

/* The dialog is made in one turn and shown in the next: both in one would miss a frame. */
static void
import_chosen (gpointer window, const char *path, gpointer unused)
{
  Import *import = g_new0 (Import, 1);

  import->window = g_object_ref (window);
  import->dialog = g_object_ref_sink (qz_import_dialog_new ());
  import->path = g_strdup (path);
  g_idle_add_full (G_PRIORITY_DEFAULT, show_import_cb, import, import_free);
}

void
qz_window_import_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_import_dialog_choose (window, import_chosen);
}

void
qz_window_take_file (QzWindow *window, const char *path)
{
  if (g_str_has_suffix (path, ".qz"))
    qz_window_open_book (window, path, NULL);
  else if (qz_session_get_path (qz_window_get_session (window)) != NULL)
    import_chosen (window, path, NULL);
  else
    qz_nav_toast (get_inside (window), _("Open a book set before you import a file"), NULL, NULL);
}
