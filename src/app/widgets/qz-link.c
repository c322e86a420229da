/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-link.h"

#include "qz-cells.h"
#include "qz-filter-bar.h"
#include "qz-filter-button.h"
#include "qz-sheet-view.h"
#include "qz-words.h"

#define ACTION "win.show-list"

static GVariant *
new_target (const char *page, const char *column, const char *value)
{
  return g_variant_new ("(sss)", page, column != NULL ? column : "", value != NULL ? value : "");
}

void
qz_link_set (GtkActionable *button, const char *page, const char *column, const char *value)
{
  if (page == NULL)
    {
      gtk_actionable_set_action_name (button, NULL);
      return;
    }
  gtk_actionable_set_action_target_value (button, new_target (page, column, value));
  gtk_actionable_set_action_name (button, ACTION);
}

gboolean
qz_link_open_row (GtkWidget *widget, QzSheet *sheet, guint row)
{
  const char *page = qz_cell_text (sheet, row, "page");
  g_autoptr (GVariant) target = NULL;

  if (page == NULL)
    return FALSE;
  target = g_variant_ref_sink (
      new_target (page, qz_cell_text (sheet, row, "column"), qz_cell_text (sheet, row, "value")));
  return gtk_widget_activate_action_variant (widget, ACTION, target);
}

void
qz_link_set_row (GtkActionable *button, QzSheet *sheet, guint row)
{
  qz_link_set (button, qz_cell_text (sheet, row, "page"), qz_cell_text (sheet, row, "column"),
               qz_cell_text (sheet, row, "value"));
}

/* ── the list as it is wanted ────────────────────────────────────────────────────────────────── */

typedef struct {
  GtkWidget *page; /* lives longer than its view */
  char *column;
  char *value;
} Preset;

static void
free_preset (gpointer data, GClosure *closure)
{
  Preset *preset = data;

  g_free (preset->column);
  g_free (preset->value);
  g_free (preset);
}

/* The first widget of @type below @widget; of filters, the one for @column. */
static GtkWidget *
find_below (GtkWidget *widget, GType type, const char *column)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (!QZ_IS_FILTER_BUTTON (widget)
          || g_strcmp0 (qz_filter_button_get_column (QZ_FILTER_BUTTON (widget)), column) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_below (child, type, column);
  return found;
}

static void
shown_changed_cb (GtkWidget *view, gpointer user_data)
{
  const Preset *preset = user_data;
  GtkWidget *filter = find_below (preset->page, QZ_TYPE_FILTER_BUTTON, preset->column);
  GtkWidget *bar = find_below (preset->page, QZ_TYPE_FILTER_BAR, NULL);
  const gulong handler = g_signal_handler_find (
      view, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL, shown_changed_cb, user_data);
  g_auto (GStrv) parts = g_strsplit (preset->value, "\n", 2);
  g_autofree char *word = qz_words_dup (preset->column, parts[0]);
  const char *search = filter == NULL ? parts[0] : parts[1];

  /* Choosing shows other rows; that is no reason to choose again. */
  g_signal_handler_block (view, handler);
  if (filter != NULL)
    qz_filter_button_want (QZ_FILTER_BUTTON (filter), parts[0], word);
  if (bar != NULL && search != NULL)
    qz_filter_bar_search_for (QZ_FILTER_BAR (bar), search);
  g_signal_handler_disconnect (view, handler);
}

void
qz_link_preset (GtkWidget *page, const char *column, const char *value)
{
  GtkWidget *view = find_below (page, QZ_TYPE_SHEET_VIEW, NULL);
  Preset *preset;

  if (view == NULL || *value == '\0')
    return;
  preset = g_new0 (Preset, 1);
  preset->page = page;
  preset->column = g_strdup (column);
  preset->value = g_strdup (value);
  g_signal_connect_data (view, "shown-changed", G_CALLBACK (shown_changed_cb), preset, free_preset,
                         0);
}
