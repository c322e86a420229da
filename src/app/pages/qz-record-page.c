/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-record-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-facts.h"
#include "qz-guard.h"
#include "qz-nav.h"
#include "qz-words.h"

struct _QzRecordPage {
  QzLoadPage parent_instance;

  AdwWrapBox *buttons;
  GtkLabel *total_title;
  GtkLabel *total;
  GtkLabel *tie;
  QzFacts *facts;
  GtkToggleButton *search; /* where it is narrow */
  QzLines *lines;

  const QzRecordSpec *spec;
  char *key;
};

G_DEFINE_FINAL_TYPE (QzRecordPage, qz_record_page, QZ_TYPE_LOAD_PAGE)

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static void
remove_buttons (QzRecordPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    adw_wrap_box_remove (self->buttons, child);
}

static void
add_buttons (QzRecordPage *self, QzSheet *sheet)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->spec->actions); i++)
    {
      const typeof (self->spec->actions[0]) *action = &self->spec->actions[i];
      GtkWidget *button;

      if (action->action == NULL || (action->can != NULL && !action->can (sheet)))
        continue;
      button = gtk_button_new_with_label (_ (action->label));
      if (!g_str_equal (action->action, "win.take-return"))
        gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->key);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action->action);
      qz_guard_watch (button);
      if (action->suggested)
        gtk_widget_add_css_class (button, "suggested-action");
      adw_wrap_box_append (self->buttons, button);
    }
}

/* Its name below what it is, and both on what is exported. */
static void
show_name (QzRecordPage *self, const char *name)
{
  g_autofree char *title = g_strdup_printf ("%s %s", _ (self->spec->name), name);

  qz_load_page_set_subtitle (QZ_LOAD_PAGE (self), name);
  qz_lines_set_title (self->lines, title);
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzRecordPage *self = QZ_RECORD_PAGE (page);
  const char *const told[] = { "value", "sum", "batch", "cell", "about", self->spec->total, NULL };

  remove_buttons (self);
  add_buttons (self, sheet);
  qz_facts_show_total (self->total_title, self->total, sheet, self->spec->total);
  qz_facts_show_tie (self->tie, sheet);
  if (self->spec->subtitle != NULL)
    {
      g_autofree char *name = qz_words_dup_fact (sheet, self->spec->subtitle);

      show_name (self, name);
    }
  qz_facts_set_sheet (self->facts, sheet, told);
  if (self->spec->lines.memory != NULL)
    qz_lines_set_sheet (self->lines, sheet, &self->spec->layout);
}

static void
load (QzLoadPage *page)
{
  QzRecordPage *self = QZ_RECORD_PAGE (page);

  qz_load_page_run (page, &self->spec->load, g_strdup (self->key));
}

/* What Ctrl+P asks the page at hand for. */
static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzRecordPage *self = QZ_RECORD_PAGE (widget);

  if (self->spec->prints != NULL)
    gtk_widget_activate_action (widget, self->spec->prints, "s", self->key);
}

/* Ctrl+F. */
static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzRecordPage *self = QZ_RECORD_PAGE (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->lines)))
    qz_lines_focus_search (self->lines);
}

/* Not when the width turns it. */
static void
search_clicked_cb (QzRecordPage *self)
{
  if (gtk_toggle_button_get_active (self->search))
    qz_lines_focus_search (self->lines);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_record_page_finalize (GObject *object)
{
  g_free (QZ_RECORD_PAGE (object)->key);
  G_OBJECT_CLASS (qz_record_page_parent_class)->finalize (object);
}

static void
qz_record_page_class_init (QzRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_record_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_LINES);
  g_type_ensure (QZ_TYPE_FACTS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/pages/qz-record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, total_title);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, total);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, tie);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, facts);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, search);
  gtk_widget_class_bind_template_child (widget_class, QzRecordPage, lines);
  gtk_widget_class_bind_template_callback (widget_class, search_clicked_cb);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
}

static void
qz_record_page_init (QzRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
qz_record_page_new (QzSession *session, const QzRecordSpec *spec, const char *key)
{
  QzRecordPage *self = g_object_new (QZ_TYPE_RECORD_PAGE, "title", _ (spec->name), NULL);
  g_autofree char *name = g_strdelimit (g_strdup (key), "\n", ' ');

  self->spec = spec;
  self->key = g_strdup (key);
  qz_nav_set_home (ADW_NAVIGATION_PAGE (self), spec->home);
  if (spec->subtitle == NULL)
    show_name (self, name);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), spec->lines.memory != NULL);
  if (spec->lines.memory != NULL)
    qz_lines_set_up (self->lines, &spec->lines);
  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_FOLLOWS_DATA);
  return ADW_NAVIGATION_PAGE (self);
}

QzSheet *
qz_record_page_get_sheet (QzRecordPage *self)
{
  return qz_load_page_get_sheet (QZ_LOAD_PAGE (self));
}

QzLines *
qz_record_page_get_lines (QzRecordPage *self)
{
  return self->lines;
}
