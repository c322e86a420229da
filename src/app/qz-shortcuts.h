/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One shortcut of the program. The one table feeds the accelerators, the window of shortcuts and a
 * test that no key is given twice. */
typedef struct {
  const char *action; /* detailed; NULL: told only, bound by the widget itself */
  const char *keys;   /* as gtk_accelerator_parse() takes it */
  const char *group;  /* N_(…) */
  const char *title;  /* N_(…) */
} QzShortcut;

const QzShortcut *qz_shortcuts_get_all (guint *out_n);
void qz_shortcuts_install (GtkApplication *application);
/* The window that lists them. (transfer none) */
GtkWindow *qz_shortcuts_new_window (void);

G_END_DECLS
