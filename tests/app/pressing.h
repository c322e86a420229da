/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-window.h"

/* Buttons and file choosers as people use them. */

/* The button of @action on the page that @window shows, once it can be pressed. */
void pressing_button (QzWindow *window, const char *action);
/* Answers the file chooser that comes with a file or a folder. */
void pressing_choose (const char *path);
