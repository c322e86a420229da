/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-main-watch.h"

#include <inttypes.h>
#include <stdio.h>

#include "qz-clock.h"

#define LIMIT_US 16000

static struct {
  FILE *log; /* nullable: off */
  GPollFunc poll;
  gint64 turn_us;  /* when the main loop woke up */
  gint64 frame_us; /* when the frame began */
  gint64 drawn_us; /* what frames took in this turn */
  gboolean woken;  /* by something that happened, not by the time */
} watch;

static void
say (const char *what, gint64 took_us)
{
  fprintf (watch.log, "slow %" PRId64 ".%03d %s\n", took_us / 1000, (int) (took_us % 1000), what);
  fflush (watch.log);
}

/* Between two polls the sources are dispatched: that is the turn. */
static int
poll_cb (GPollFD *fds, guint n_fds, int timeout_ms)
{
  const gint64 took_us = qz_clock_get_tick_us () - watch.turn_us;
  int n;

  if (watch.turn_us != 0 && took_us - watch.drawn_us > LIMIT_US)
    say (watch.woken ? "events" : "timeouts", took_us - watch.drawn_us);
  n = watch.poll (fds, n_fds, timeout_ms);
  watch.woken = n > 0;
  watch.turn_us = qz_clock_get_tick_us ();
  watch.drawn_us = 0;
  return n;
}

static void
frame_begins_cb (void)
{
  watch.frame_us = qz_clock_get_tick_us ();
}

static void
frame_ends_cb (void)
{
  static gboolean first = TRUE;
  const gint64 now_us = qz_clock_get_tick_us ();

  if (first)
    {
      first = FALSE;
      fprintf (watch.log, "first-frame %" PRId64 "\n", now_us);
      fflush (watch.log);
    }
  watch.drawn_us += now_us - watch.frame_us;
  if (now_us - watch.frame_us > LIMIT_US)
    say ("frame", now_us - watch.frame_us);
}

static void
realized_cb (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begins_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (frame_ends_cb), NULL);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window)
{
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realized_cb (GTK_WIDGET (window));
  else
    g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
}

void
qz_main_watch_start (GtkApplication *application)
{
  const char *path = g_getenv ("QZ_WATCH_MAIN");

  if (path == NULL || *path == '\0' || watch.log != NULL)
    return;
  watch.log = fopen (path, "ae");
  if (watch.log == NULL)
    {
      g_warning ("QZ_WATCH_MAIN: %s cannot be written", path);
      return;
    }
  watch.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
}
