/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-state-pill.h"

#include "qz-words.h"

static const struct {
  const char *status;
  const char *icon;
  const char *css_class;
} looks[] = {
  { "ADMITTED", "qz-step-done-symbolic", "success" },
  { "SUSPENDED", "qz-step-ended-symbolic", "warning" },
  { "STOPPED", "qz-step-ended-symbolic", "error" },
  { "REJECTED", "qz-step-ended-symbolic", "error" },
};

GtkWidget *
qz_state_pill_new (const char *status)
{
  GtkWidget *pill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *word = qz_words_dup ("status", status);
  const char *icon = "qz-step-open-symbolic";

  gtk_widget_add_css_class (pill, "qz-step");
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (g_strcmp0 (looks[i].status, status) == 0)
      {
        icon = looks[i].icon;
        gtk_widget_add_css_class (pill, looks[i].css_class);
      }
  gtk_box_append (GTK_BOX (pill), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (pill), gtk_label_new (word));
  return pill;
}
