/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-tick.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-nav.h"
#include "qz-nonlocal-tick.h"
#include "qz-tabs-page.h"
#include "qz-window.h"

#define LOOK_S   600 /* whether another day has come */
#define TICK_KEY "qz-tick"

typedef struct {
  QzSession *session;
  char *path;   /* that it was done for; nullable */
  QzDay day;
  QzSheet *done; /* nullable */
  guint source;
} Tick;

static void
tick_free (gpointer data)
{
  Tick *tick = data;

  g_clear_handle_id (&tick->source, g_source_remove);
  g_clear_pointer (&tick->done, qz_sheet_unref);
  g_object_unref (tick->session);
  g_free (tick->path);
  g_free (tick);
}

/* Not a kind that writes: mostly nothing is due, and nobody need read again. */
static gpointer
work (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *done = NULL;

  return qz_nonlocal_tick (book, context, &done, error) ? done : NULL;
}

static const QzJobKind kind = { N_ ("Applying what is due by itself"), work, FALSE, NULL,
                                (GDestroyNotify) qz_sheet_unref };

/* Who may not write is not told of it; the next one who may applies it. */
static void
ended (gpointer window, gpointer input, gpointer output, const GError *error)
{
  Tick *tick = g_object_get_data (window, TICK_KEY);
  guint n;
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      g_info ("what is due by itself was not applied: %s", error->message);
      return;
    }
  n = (guint) qz_fact_number (output, "applied");
  if (n == 0)
    return;
  g_clear_pointer (&tick->done, qz_sheet_unref);
  tick->done = qz_sheet_ref (output);
  g_signal_emit_by_name (tick->session, "data-changed");
  text = g_strdup_printf (ngettext ("%u thing was regarded as done, as its day has come",
                                    "%u things were regarded as done, as their day has come",
                                    (gulong) n),
                          n);
  qz_nav_toast (GTK_WIDGET (qz_window_get_navigation (window)), text, _("Show"), "win.show-tick");
}

static void
look (GtkWidget *window)
{
  Tick *tick = g_object_get_data (G_OBJECT (window), TICK_KEY);
  const char *path = qz_session_get_path (tick->session);
  QzClock clock;

  if (path == NULL || qz_session_get_user (tick->session) == NULL
      || *qz_session_get_banner (tick->session) != '\0')
    return;
  qz_session_init_clock (tick->session, &clock);
  if (g_strcmp0 (path, tick->path) == 0 && clock.today == tick->day)
    return;
  g_set_str (&tick->path, path);
  tick->day = clock.today;
  qz_session_run (tick->session, &kind, NULL, window, NULL, ended);
}

static gboolean
look_cb (gpointer window)
{
  look (window);
  return G_SOURCE_CONTINUE;
}

/* Another book set: what was done in the last one says nothing of it. */
static void
book_changed_cb (GtkWidget *window)
{
  g_clear_pointer (&((Tick *) g_object_get_data (G_OBJECT (window), TICK_KEY))->path, g_free);
}

/* ── what was done ───────────────────────────────────────────────────────────────────────────── */

static const char *const hidden[] = { "unit", NULL };
static const char *const facts_hidden[] = { NULL };
static const QzTabsSpec done_spec = {
  .name = N_ ("Done by itself"),
  .hidden = facts_hidden,
  .tabs = { { "",
              N_ ("Acts"),
              N_ ("Nothing was due."),
              { NULL, "unit_name", NULL, hidden, FALSE },
              NULL,
              NULL } },
};

static void
show_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  Tick *tick = g_object_get_data (window, TICK_KEY);

  if (tick->done != NULL)
    qz_nav_push (GTK_WIDGET (qz_window_get_navigation (window)),
                 qz_tabs_page_new_of (tick->session, &done_spec, tick->done));
}

void
qz_tick_follow (GtkWidget *window, QzSession *session)
{
  static const GActionEntry entries[] = { { "show-tick", show_action } };
  Tick *tick = g_new0 (Tick, 1);

  tick->session = g_object_ref (session);
  g_object_set_data_full (G_OBJECT (window), TICK_KEY, tick, tick_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect_object (session, "book-changed", G_CALLBACK (book_changed_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "acting-changed", G_CALLBACK (look), window,
                           G_CONNECT_SWAPPED);
  tick->source = g_timeout_add_seconds (LOOK_S, look_cb, window);
}
