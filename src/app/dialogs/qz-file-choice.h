/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum { QZ_FILE_OPEN, QZ_FILE_SAVE, QZ_FILE_FOLDER } QzFileAct;

/* What is asked for. */
typedef struct _QzFileChoice {
  QzFileAct act;
  const char *title;
  const char *name;            /* nullable; proposed, perhaps with its folder */
  const char *kind;            /* nullable: any file; what has one of @suffixes is called so */
  const char *const *suffixes; /* without a dot, ends with NULL */
} QzFileChoice;

typedef void (*QzFileFunc) (gpointer widget, const char *path, gpointer data);

/* Asks for a file or folder, of the window around @widget. @func is called in a turn of its own,
 * with @widget, when one was chosen and @widget is still shown; @data (transfer full, freed with
 * @free_data) goes in any case. What is opened begins where the last file was opened, what is saved
 * in the folder of the preferences. */
void qz_file_choose (GtkWidget *widget, const QzFileChoice *choice, QzFileFunc func, gpointer data,
                     GDestroyNotify free_data);

G_END_DECLS
