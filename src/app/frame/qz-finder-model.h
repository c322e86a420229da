/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* One thing that can be found and gone to. */
typedef struct {
  const char *group; /* N_(…): its heading */
  const char *icon;
  char *title;
  char *detail; /* "" none */
  char *action; /* detailed, of the window */
  char *keys;   /* accelerator; nullable */
} QzFound;

QzFound *qz_found_new (const char *group, const char *icon, const char *title, const char *detail,
                       const char *action);
void qz_found_free (QzFound *self);

/* The pages, and what can be done from where @window stands (actions that are enabled, first steps
 * for which @roles suffice), in the order of the sidebar. (element-type QzFound) (transfer full) */
GPtrArray *qz_found_list_places (GtkWindow *window, QzSession *session);
/* What qz_find() gave, in groups. (element-type QzFound) (transfer full) */
GPtrArray *qz_found_list_records (QzSheet *found);

G_END_DECLS
