/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-exchange-actions.h"

#include <glib/gi18n-lib.h>

#include "qz-exchange-dialog.h"
#include "qz-exchange-pages.h"
#include "qz-file-choice.h"
#include "qz-nav.h"
#include "qz-packages.h"
#include "qz-peers.h"
#include "qz-settings.h"
#include "qz-window.h"

/* What toasts are shown over: something inside of the window's overlay. */
static GtkWidget *
get_inside (gpointer window)
{
  return GTK_WIDGET (qz_window_get_navigation (QZ_WINDOW (window)));
}

/* ── acts ────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
accept (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_package_accept (book, context, ((QzNlInput *) data)->key, error);
}

static gpointer
distrust (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_nl_act_end (qz_peer_remove (book, context, ((QzNlInput *) data)->key, error));
}

const QzNlAct qz_act_accept_package =
    QZ_NL_ACT (N_ ("Taking the package in"), accept,
               N_ ("The package is taken in; each line says what became of it."),
               N_ ("The Package Was Not Taken In"));
const QzNlAct qz_act_distrust_office =
    QZ_NL_ACT (N_ ("Ending the trust"), distrust,
               N_ ("Packages of the office are no longer taken."), N_ ("Nothing Was Done"));

static void
run (gpointer window, const QzNlAct *act, GVariant *parameter)
{
  qz_nl_act_run (get_inside (window), qz_window_get_session (window), act,
                 qz_nl_input_new (0, QZ_NL_IN_PROV, NULL,
                                  g_variant_get_string (parameter, NULL)));
}

static void
accept_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  run (window, &qz_act_accept_package, parameter);
}

static void
distrust_answered_cb (AdwAlertDialog *dialog, const char *response, gpointer window)
{
  GVariant *agency = g_object_get_data (G_OBJECT (dialog), "qz-agency");

  if (g_str_equal (response, "end"))
    run (window, &qz_act_distrust_office, agency);
}

/* What came stays; what comes is refused until the office is trusted again. */
static void
distrust_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Take No More Packages?"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _("Packages of %s are refused until its key is trusted again."),
                                g_variant_get_string (parameter, NULL));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "end",
                                  _("_Take No More"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "end",
                                            ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "qz-agency", g_variant_ref (parameter),
                          (GDestroyNotify) g_variant_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (distrust_answered_cb),
                           G_OBJECT (window), G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, window);
}

/* ── files ───────────────────────────────────────────────────────────────────────────────────── */

static char *
dup_folder (gpointer window)
{
  g_autoptr (GFile) folder = qz_settings_dup_folder (qz_window_get_settings (window));
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (folder != NULL && g_file_peek_path (folder) != NULL)
    return g_strdup (g_file_peek_path (folder));
  return g_strdup (documents != NULL ? documents : g_get_home_dir ());
}

static void
make_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autofree char *folder = dup_folder (window);

  qz_exchange_dialog_make (get_inside (window), qz_window_get_session (window), folder);
}

static void
own_key_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autofree char *folder = dup_folder (window);

  qz_exchange_dialog_own_key (get_inside (window), qz_window_get_session (window), folder);
}

typedef void (*FileFunc) (GtkWidget *inside, QzSession *session, const char *path);

static void
show_package (GtkWidget *inside, QzSession *session, const char *path)
{
  qz_nav_push (inside, qz_exchange_file_page_new (session, path));
}

static void
show_trust (GtkWidget *inside, QzSession *session, const char *path)
{
  qz_exchange_dialog_trust (inside, session, path);
}

static void
chosen (gpointer window, const char *path, gpointer func)
{
  const FileFunc *show = func;

  (*show) (get_inside (window), qz_window_get_session (window), path);
}

static void
choose (gpointer window, const char *title, FileFunc func)
{
  qz_file_choose (window, &(QzFileChoice) { QZ_FILE_OPEN, title }, chosen,
                  g_memdup2 (&func, sizeof func), g_free);
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  choose (window, _("Open a Package"), show_package);
}

/* As from the command line, and for tests. */
static void
open_path_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  show_package (get_inside (window), qz_window_get_session (window),
                g_variant_get_string (parameter, NULL));
}

static void
trust_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  choose (window, _("Public Key of the Office"), show_trust);
}

void
qz_exchange_add_actions (GtkWidget *window)
{
  static const GActionEntry entries[] = {
    { "make-package", make_action, "s" },
    { "open-package", open_action, "s" },
    { "open-package-path", open_path_action, "s" },
    { "accept-package", accept_action, "s" },
    { "own-key", own_key_action, "s" },
    { "trust-office", trust_action, "s" },
    { "distrust-office", distrust_action, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
