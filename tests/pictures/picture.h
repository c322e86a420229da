/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

/* Pictures of windows, compared with kept ones. With QZ_RENEW_PICTURES=1 they are kept instead. */

/* What makes two runs draw the same; before anything else. */
void picture_init (int *argc, char ***argv);
/* With the colours and spaces of the program, which it loads by itself. */
void picture_use_style (void);
/* A window of that size around @child, presented. */
GtkWindow *picture_show (GtkWidget *child, int width, int height);
/* What pages began to read, and what that began in turn, has ended. */
void picture_wait_for_readings (QzSession *session);
/* Nothing is left to be done in @window, and it stands at its top without a focus. */
void picture_calm (GtkWindow *window);
/* Leaves a picture of @window in its full size as FOLDER/NAME.png. */
void picture_keep (GtkWindow *window, const char *folder, const char *name);
/* Takes a picture of @window and compares it with the kept NAME.png. */
void picture_check (GtkWindow *window, const char *name);
/* That a change is seen at all. */
void picture_test_comparison (void);
