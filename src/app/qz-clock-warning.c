/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clock-warning.h"

#include "qz-announce.h"

struct _QzClockWarning {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  QzSession *session;
};

G_DEFINE_FINAL_TYPE (QzClockWarning, qz_clock_warning, ADW_TYPE_BIN)

void
qz_clock_warning_update (QzClockWarning *self)
{
  g_autofree char *text = qz_session_dup_clock_warning (self->session);
  const gboolean is_new = text != NULL && !gtk_revealer_get_reveal_child (self->revealer);

  gtk_label_set_label (self->label, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->revealer, text != NULL);
  /* What is folded away is not walked through either. */
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (is_new)
    qz_announce (GTK_WIDGET (self), text);
}

/* Clocks are set in other windows, from which people come back to this one. */
static void
qz_clock_warning_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (qz_clock_warning_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active",
                           G_CALLBACK (qz_clock_warning_update), widget, G_CONNECT_SWAPPED);
}

static void
qz_clock_warning_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), qz_clock_warning_update,
                                        widget);
  GTK_WIDGET_CLASS (qz_clock_warning_parent_class)->unroot (widget);
}

static void
qz_clock_warning_dispose (GObject *object)
{
  g_clear_object (&QZ_CLOCK_WARNING (object)->session);
  G_OBJECT_CLASS (qz_clock_warning_parent_class)->dispose (object);
}

static void
qz_clock_warning_class_init (QzClockWarningClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qz_clock_warning_dispose;
  GTK_WIDGET_CLASS (klass)->root = qz_clock_warning_root;
  GTK_WIDGET_CLASS (klass)->unroot = qz_clock_warning_unroot;
}

static void
qz_clock_warning_init (QzClockWarning *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_selectable (self->label, FALSE);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_widget_add_css_class (GTK_WIDGET (self->revealer), "qz-clock-warning");
  gtk_revealer_set_child (self->revealer, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
qz_clock_warning_set_session (QzClockWarning *self, QzSession *session)
{
  g_assert (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "book-changed", G_CALLBACK (qz_clock_warning_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (qz_clock_warning_update), self,
                           G_CONNECT_SWAPPED);
  qz_clock_warning_update (self);
}

const char *
qz_clock_warning_get_text (QzClockWarning *self)
{
  return gtk_label_get_label (self->label);
}
