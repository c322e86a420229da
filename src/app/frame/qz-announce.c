/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-announce.h"

/* Not whether @widget itself is mapped: what appears in a stack may speak before it is seen. */
gboolean
qz_announce (GtkWidget *widget, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (root)))
    return FALSE;
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return TRUE;
}
