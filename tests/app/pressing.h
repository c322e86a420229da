/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-window.h"

/* Buttons as people use them. */

/* The button of @action on the page that @window shows, once it can be pressed. */
void pressing_button (QzWindow *window, const char *action);
/* Until such a button can be pressed, or cannot be any more. */
void pressing_wait (QzWindow *window, const char *action, gboolean there);
/* Until the toolkit's own file chooser has opened, or is gone. */
void pressing_wait_chooser (gboolean there);
/* In that chooser, which opens: chooses the file or folder @path and presses the
 * button that takes it. */
void pressing_choose (const char *path);
