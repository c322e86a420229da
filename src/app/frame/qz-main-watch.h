/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Watches the thread that draws, for tests and benchmarks. Off unless $QZ_WATCH_MAIN names a file;
 * then whatever keeps that thread for more than 16 ms, for which the window misses a frame, adds a
 * line to it:
 *
 *     slow MILLISECONDS CPU-MILLISECONDS KIND NAME
 *     first-frame MICROSECONDS WORKED
 *     useful-frame MICROSECONDS WORKED
 *
 * KIND tells whose time it is:
 *
 *     own    our code: a callback of the main loop, the end of a job, an action, a pressed button,
 *            or a part of it that was marked (see QZ_WATCH), named with what it is a part of
 *     input  a key or the pointer, given to the widgets under it
 *     frame  a phase of a frame ("layout", "paint" …): GTK measures, places and draws
 *     gtk    everything else that the toolkit does, as answering the accessibility bus
 *
 * The second number is what the thread worked itself; on a machine with other work it is the
 * honest one. A function is named "FILE+0xOFFSET", which addr2line reads; a source by its name, if
 * it has one.
 * The two frames are told by the monotonic clock: the first of all, and the first with a desk whose
 * page and sidebar have read everything that they show; WORKED: microseconds that the thread had
 * worked by then. */
void qz_main_watch_start (GtkApplication *application);

/* The desk is in the window; no job is under way any more. After both, the next frame is useful. */
void qz_main_watch_desk_shown (void);
void qz_main_watch_all_read (void);

/*< private >*/
typedef struct {
  const char *kind;
  gint64 from_us; /* 0: off */
  gint64 from_cpu_us;
} QzWatched;

/* @what: a static string; @func: whose name says more, or NULL. */
QzWatched qz_watched_begin (const char *what, GCallback func);
void qz_watched_end (QzWatched *watched);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzWatched, qz_watched_end)

/* Measures the block in which it stands, as a part of whatever called it. */
#define QZ_WATCH(what, func)                                                                       \
  G_GNUC_UNUSED g_auto (QzWatched) qz_watched = qz_watched_begin (what, G_CALLBACK (func))
/* The same of a block that only calls one function of the toolkit, whose time it is. */
#define QZ_WATCH_TOOLKIT(what)                                                                     \
  g_auto (QzWatched) qz_watched = qz_watched_begin (what, NULL);                                   \
  qz_watched.kind = "gtk"

G_END_DECLS
