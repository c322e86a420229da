/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-facts.h"

#include <glib/gi18n-lib.h>

#include "qz-words.h"

struct _QzFacts {
  AdwBin parent_instance;

  AdwWrapBox *pairs;
};

G_DEFINE_FINAL_TYPE (QzFacts, qz_facts, ADW_TYPE_BIN)

/* Facts that name a thing which has a page open it. */
static const struct {
  const char *fact, *action;
} links[] = {
  { "document", "win.open-document" },
  { "reverses", "win.open-voucher" },
  { "reversed_by", "win.open-voucher" },
  { "draft", "win.open-draft" },
};

static const char *
find_action (const char *fact)
{
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (g_str_equal (links[i].fact, fact))
      return links[i].action;
  return NULL;
}

/* @action nullable: it opens nothing. */
static GtkWidget *
new_value (const char *value, const char *action)
{
  GtkWidget *label = gtk_label_new (value);
  GtkWidget *button;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), action == NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  if (action == NULL)
    return label;
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", value);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "qz-link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

static GtkWidget *
new_pair (const char *title, const char *value, const char *action)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *label = new_value (value, action);
  g_autofree char *told = g_strdup_printf (_("%s: %s"), title, value);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_add_css_class (name, "dimmed");
  /* The value says it too. */
  g_object_set (name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  /* Labelled by its title alone, a value would be read as its title. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_box_append (GTK_BOX (pair), name);
  gtk_box_append (GTK_BOX (pair), label);
  return pair;
}

static void
qz_facts_class_init (QzFactsClass *klass)
{
}

static void
qz_facts_init (QzFacts *self)
{
  self->pairs = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->pairs, 24);
  adw_wrap_box_set_line_spacing (self->pairs, 6);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->pairs));
}

GtkWidget *
qz_facts_new (void)
{
  return g_object_new (QZ_TYPE_FACTS, NULL);
}

void
qz_facts_set_sheet (QzFacts *self, QzSheet *sheet, const char *const *hidden)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pairs))) != NULL)
    adw_wrap_box_remove (self->pairs, child);
  for (guint i = 0; i < qz_sheet_get_n_facts (sheet); i++)
    {
      const char *name = qz_sheet_get_fact_name (sheet, i);
      g_autofree char *value = qz_words_dup_fact (sheet, name);

      if (*value == '\0' || (hidden != NULL && g_strv_contains (hidden, name)))
        continue;
      adw_wrap_box_append (self->pairs, new_pair (qz_sheet_get_fact_title (sheet, i), value,
                                                  find_action (name)));
    }
}

void
qz_facts_show_total (GtkLabel *title, GtkLabel *total, QzSheet *sheet, const char *name)
{
  const int fact = name != NULL ? qz_sheet_find_fact (sheet, name) : -1;
  g_autofree char *shown = NULL;
  g_autofree char *told = NULL;

  gtk_widget_set_visible (GTK_WIDGET (total), fact >= 0);
  gtk_widget_set_visible (GTK_WIDGET (title), fact >= 0);
  if (fact < 0)
    return;
  shown = qz_words_dup_fact (sheet, name);
  told = g_strdup_printf (_("%s: %s"), qz_sheet_get_fact_title (sheet, (guint) fact), shown);
  gtk_label_set_label (title, qz_sheet_get_fact_title (sheet, (guint) fact));
  gtk_label_set_label (total, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (total), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
}

void
qz_facts_show_tie (GtkLabel *tie, QzSheet *sheet)
{
  const int value = qz_sheet_find_fact (sheet, "value");
  const int sum = qz_sheet_find_fact (sheet, "sum");
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;
  gboolean equal;

  gtk_widget_set_visible (GTK_WIDGET (tie), value >= 0 && sum >= 0);
  if (value < 0 || sum < 0)
    return;
  equal = qz_sheet_get_fact_number (sheet, (guint) value)
          == qz_sheet_get_fact_number (sheet, (guint) sum);
  shown = qz_sheet_dup_fact_display (sheet, "sum");
  text =
      equal ? g_strdup_printf (_("= %s, the sum of the items below ✓"), shown)
            : g_strdup_printf (
                  _("≠ %s, the sum of the items below: this must be looked into"), shown);
  gtk_label_set_label (tie, text);
  gtk_widget_remove_css_class (GTK_WIDGET (tie), equal ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (tie), equal ? "success" : "error");
}
