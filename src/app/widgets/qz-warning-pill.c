/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-warning-pill.h"

#include <glib/gi18n-lib.h>

struct _QzWarningPill {
  GtkButton parent_instance;

  GtkImage *icon;
  GtkLabel *label;
  QzLevel level;
};

G_DEFINE_FINAL_TYPE (QzWarningPill, qz_warning_pill, GTK_TYPE_BUTTON)

static const struct {
  const char *text;
  const char *icon;
  const char *css_class;
  const char *word;
} levels[QZ_N_LEVELS] = {
  [QZ_LEVEL_GOOD] = { "good", "qz-step-done-symbolic", "qz-good", N_ ("In order") },
  [QZ_LEVEL_PLAIN] = { "", "qz-step-open-symbolic", "qz-plain", N_ ("For information") },
  [QZ_LEVEL_YELLOW] = { "yellow", "qz-warning-symbolic", "qz-yellow", N_ ("Yellow warning") },
  [QZ_LEVEL_RED] = { "red", "qz-alert-symbolic", "qz-red", N_ ("Red warning") },
};

QzLevel
qz_level_from_text (const char *text)
{
  for (guint i = 0; i < QZ_N_LEVELS; i++)
    if (g_strcmp0 (levels[i].text, text) == 0)
      return (QzLevel) i;
  return QZ_LEVEL_PLAIN;
}

/* Whatever goes its way is plain; what is finished, what needs a look and what is wrong is not. */
static const char *const good_states[] = {
  "paid", "posted", "done", "closed", "good", "00", "received", "normal", "green",
  "ADMITTED", "VALID", "NORMAL", "DONE", "CONFIRMED", "PAID", "NOTICE_CLOSED", "MISMATCH_SOLVED",
  NULL
};

static const char *const yellow_states[] = {
  "part-paid", "deferred", "suspended", "today", "soon", "yellow", "warned", "unknown", "09",
  "objected", "SUSPENDED", "PAUSED", "OBJECTED", "DISPUTED", "LAPSED", "MISMATCH_OPEN",
  "MISMATCH_OPEN_AT_AUTO", "AUTO_CONFIRMED_WITH_OBJECTION", NULL
};

static const char *const red_states[] = {
  "failed", "refused", "overdue", "stopped", "red", "overdrawn", "02", "03", "OVERDUE", "REFUSED",
  "REJECTED", "STOPPED", NULL
};

QzLevel
qz_level_from_state (const char *state)
{
  if (state == NULL)
    return QZ_LEVEL_PLAIN;
  if (g_strv_contains (good_states, state))
    return QZ_LEVEL_GOOD;
  if (g_strv_contains (yellow_states, state))
    return QZ_LEVEL_YELLOW;
  return g_strv_contains (red_states, state) ? QZ_LEVEL_RED : QZ_LEVEL_PLAIN;
}

const char *
qz_level_get_icon (QzLevel level)
{
  return levels[level].icon;
}

const char *
qz_level_get_word (QzLevel level)
{
  return _ (levels[level].word);
}

void
qz_level_colour (GtkWidget *widget, QzLevel level)
{
  for (guint i = 0; i < QZ_N_LEVELS; i++)
    gtk_widget_remove_css_class (widget, levels[i].css_class);
  gtk_widget_add_css_class (widget, levels[level].css_class);
}

static void
fill_box (GtkBox *box, GtkImage **icon, GtkLabel **label)
{
  *icon = GTK_IMAGE (gtk_image_new ());
  *label = GTK_LABEL (gtk_label_new (NULL));
  gtk_accessible_update_state (GTK_ACCESSIBLE (*icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_label_set_xalign (*label, 0);
  gtk_box_append (box, GTK_WIDGET (*icon));
  gtk_box_append (box, GTK_WIDGET (*label));
}

static void
qz_warning_pill_class_init (QzWarningPillClass *klass)
{
}

static void
qz_warning_pill_init (QzWarningPill *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  fill_box (GTK_BOX (box), &self->icon, &self->label);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "qz-pill");
}

GtkWidget *
qz_warning_pill_new (QzLevel level, const char *text)
{
  QzWarningPill *self = g_object_new (QZ_TYPE_WARNING_PILL, NULL);

  qz_warning_pill_set (self, level, text);
  return GTK_WIDGET (self);
}

void
qz_warning_pill_set (QzWarningPill *self, QzLevel level, const char *text)
{
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), qz_level_get_word (level), text);

  self->level = level;
  gtk_image_set_from_icon_name (self->icon, levels[level].icon);
  gtk_label_set_label (self->label, text);
  qz_level_colour (GTK_WIDGET (self), level);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

QzLevel
qz_warning_pill_get_level (QzWarningPill *self)
{
  return self->level;
}

const char *
qz_warning_pill_get_text (QzWarningPill *self)
{
  return gtk_label_get_label (self->label);
}

GtkWidget *
qz_level_mark_new (QzLevel level, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkImage *icon;
  GtkLabel *label;

  fill_box (GTK_BOX (box), &icon, &label);
  gtk_image_set_from_icon_name (icon, levels[level].icon);
  gtk_label_set_label (label, text);
  gtk_widget_add_css_class (box, "qz-mark");
  qz_level_colour (box, level);
  return box;
}
