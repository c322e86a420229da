/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Watches the thread that draws, for tests and benchmarks. Off unless $QZ_WATCH_MAIN names a file;
 * then each turn of the main loop, and each frame, of more than 16 ms, for which the window misses
 * a frame, adds a line to it:
 *
 *     slow MILLISECONDS WHAT
 *     first-frame MICROSECONDS
 *
 * WHAT is "frame" for drawing, "events" for a turn that something woke up (a key, an answer of a
 * worker) and "timeouts" for one that only the time did. The first frame is told by the monotonic
 * clock. */
void qz_main_watch_start (GtkApplication *application);

G_END_DECLS
