/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-book-actions.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-file-choice.h"
#include "qz-file-name.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-new-book-dialog.h"
#include "qz-restore-dialog.h"
#include "qz-settings.h"
#include "qz-verify-page.h"
#include "qz-window.h"

static GtkWidget *
get_inside (gpointer window)
{
  return GTK_WIDGET (qz_window_get_navigation (QZ_WINDOW (window)));
}

/* ── backup ──────────────────────────────────────────────────────────────────────────────────── */

/* Whether what was written proves whole. */
static gpointer
back_up (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  gboolean whole = FALSE;

  return qz_book_backup (book, context, input, &whole, error) ? g_memdup2 (&whole, sizeof whole)
                                                              : NULL;
}

static const QzJobKind back_up_kind = { N_ ("Backing up the book set"), back_up, FALSE, g_free,
                                        g_free };

static void
backed_up (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  const gboolean *whole = output;
  g_autofree char *text = g_strdup_printf (_("Written: %s"), (const char *) input);
  g_autoptr (GError) broken = NULL;

  if (error != NULL)
    qz_message_show_error (owner, _("The Book Set Was Not Backed Up"), error);
  else if (*whole)
    qz_nav_toast_file (owner, text, input);
  else
    {
      qz_error_set (&broken, QZ_ERROR_STORE, "backup-broken",
                    _("The book set is not whole, so this copy cannot be restored; see what is "
                      "wrong with “qz book verify”"));
      qz_message_show_error (owner, text, broken);
    }
}

void
qz_book_back_up (GtkWidget *inside, QzSession *session, const char *book, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (book, qz_session_get_path (session)) == 0)
    {
      qz_session_run (session, &back_up_kind, g_strdup (path), inside, NULL, backed_up);
      return;
    }
  qz_session_set_other_book (&error);
  qz_message_show_error (inside, _("The Book Set Was Not Backed Up"), error);
}

typedef struct {
  QzSession *session;
  char *book; /* the one at hand when the place was asked for */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->session);
  g_free (asked->book);
  g_free (asked);
}

static void
place_chosen (gpointer inside, const char *path, gpointer data)
{
  const Asked *asked = data;
  g_autofree char *whole = qz_file_name_end_book (path);

  qz_book_back_up (inside, asked->session, asked->book, whole);
}

static void
back_up_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  static const char *const suffixes[] = { "qz", NULL };
  QzSession *session = qz_window_get_session (window);
  Asked *asked = g_new0 (Asked, 1);
  g_autoptr (GFile) folder = qz_settings_dup_folder (qz_window_get_settings (window));
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  QzClock clock;

  asked->session = g_object_ref (session);
  asked->book = g_strdup (qz_session_get_path (session));
  qz_session_init_clock (session, &clock);
  name = qz_file_name_dated (qz_session_get_name (session), clock.today);
  path = qz_file_name_new_book (folder != NULL ? g_file_peek_path (folder) : NULL, name);
  qz_file_choose (get_inside (window),
                  &(QzFileChoice) { .act = QZ_FILE_SAVE,
                                    .title = _("Back Up the Book Set"),
                                    .name = path,
                                    .kind = _("Book sets"),
                                    .suffixes = suffixes },
                  place_chosen, asked, asked_free);
}

/* ── the others ──────────────────────────────────────────────────────────────────────────────── */

static void
restore_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_restore_dialog_present (window, qz_window_get_session (window));
}

static void
verify_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  GtkWidget *inside = get_inside (window);
  GtkWidget *split = gtk_widget_get_ancestor (inside, ADW_TYPE_NAVIGATION_SPLIT_VIEW);
  AdwNavigationPage *page = qz_verify_page_new (qz_window_get_session (window));

  /* A narrow window shows the sidebar, where the main menu is. */
  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (split), TRUE);
  qz_nav_want_keyboard (page);
  qz_nav_push (inside, page);
}

static void
set_enabled (GtkWidget *window)
{
  static const char *const names[] = { "back-up", "verify-book" };
  const gboolean open = qz_session_get_path (qz_window_get_session (QZ_WINDOW (window))) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), names[i])), open);
}

void
qz_book_add_actions (GtkWidget *window, QzSession *session)
{
  static const GActionEntry entries[] = {
    { "back-up", back_up_action },
    { "restore-book", restore_action },
    { "verify-book", verify_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect_object (session, "book-changed", G_CALLBACK (set_enabled), window,
                           G_CONNECT_SWAPPED);
  set_enabled (window);
  qz_new_book_add_action (window, session);
}
