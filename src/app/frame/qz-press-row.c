/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-press-row.h"

struct _QzPressRow {
  GtkListBoxRow parent_instance;
};

G_DEFINE_FINAL_TYPE (QzPressRow, qz_press_row, GTK_TYPE_LIST_BOX_ROW)

static void
press_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "activate");
}

static void
qz_press_row_class_init (QzPressRowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "row.press", NULL, press_action);
}

static void
qz_press_row_init (QzPressRow *self)
{
}

GtkWidget *
qz_press_row_new (void)
{
  return g_object_new (QZ_TYPE_PRESS_ROW, NULL);
}
