/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-figure-button.h"

#include <glib/gi18n-lib.h>

struct _QzFigureButton {
  GtkButton parent_instance;

  GtkLabel *title;
  GtkLabel *value;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (QzFigureButton, qz_figure_button, GTK_TYPE_BUTTON)

static GtkLabel *
new_line (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
qz_figure_button_class_init (QzFigureButtonClass *klass)
{
}

static void
qz_figure_button_init (QzFigureButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = new_line (box, "caption-heading");
  self->value = new_line (box, "qz-figure");
  self->detail = new_line (box, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dimmed");
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "qz-figure-button");
}

GtkWidget *
qz_figure_button_new (const char *title)
{
  QzFigureButton *self = g_object_new (QZ_TYPE_FIGURE_BUTTON, NULL);

  gtk_label_set_label (self->title, title);
  return GTK_WIDGET (self);
}

void
qz_figure_button_set (QzFigureButton *self, const char *value, const char *detail)
{
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), gtk_label_get_label (self->title), value);

  gtk_label_set_label (self->value, value);
  gtk_label_set_label (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail != NULL && *detail != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  detail != NULL ? detail : "", -1);
}

const char *
qz_figure_button_get_value (QzFigureButton *self)
{
  return gtk_label_get_label (self->value);
}
