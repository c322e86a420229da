/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-gauge-row.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-gauge.h"
#include "qz-words.h"

/* NL-21. */
static const QzGaugeSpec marks = { { 700000, 900000 } };

QzLevel
qz_gauge_row_get_level (const char *level)
{
  return g_strcmp0 (level, "green") == 0 ? QZ_LEVEL_GOOD : qz_level_from_text (level);
}

static gboolean
has_rate (QzSheet *sheet, guint row)
{
  const int column = qz_sheet_find_column (sheet, "rate");

  return column >= 0 && !qz_sheet_is_empty (sheet, row, (guint) column);
}

/* "69.81 % Normal", or that nothing was cleared yet (AMB-25: without a quota there is no rate). */
static char *
dup_state (QzSheet *sheet, guint row)
{
  g_autofree char *rate = qz_cell_dup (sheet, row, "rate");
  g_autofree char *level = qz_cell_dup (sheet, row, "level");

  if (!has_rate (sheet, row))
    return g_strdup (*level != '\0' ? level : _("nothing cleared yet"));
  return g_strdup_printf ("%s %s", rate, level);
}

char *
qz_gauge_row_dup_text (QzSheet *sheet, guint row)
{
  g_autofree char *scope = qz_cell_dup (sheet, row, "scope");
  g_autofree char *state = dup_state (sheet, row);

  return g_strdup_printf (_("%s, %s: %s"), qz_cell_text (sheet, row, "unit_name"), scope, state);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_head (QzSheet *sheet, guint row)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *name = new_label (qz_cell_text (sheet, row, "unit_name"), NULL);
  g_autofree char *scope = qz_cell_dup (sheet, row, "scope");
  g_autofree char *state = dup_state (sheet, row);
  GtkWidget *second = new_label (scope, "dimmed");
  GtkWidget *mark =
      qz_level_mark_new (qz_gauge_row_get_level (qz_cell_text (sheet, row, "level")), state);

  gtk_widget_set_hexpand (second, TRUE);
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), second);
  gtk_box_append (GTK_BOX (head), mark);
  return head;
}

static GtkWidget *
new_amounts (QzSheet *sheet, guint row)
{
  static const char *const columns[] = { "period", "clearing", "quota", "balance", NULL };
  GString *text = g_string_new (NULL);
  GtkWidget *label;

  for (guint i = 0; columns[i] != NULL; i++)
    {
      const int column = qz_sheet_find_column (sheet, columns[i]);
      g_autofree char *shown = qz_cell_dup (sheet, row, columns[i]);

      if (*shown != '\0')
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "",
                                qz_sheet_get_column_title (sheet, (guint) column), shown);
    }
  label = new_label (text->str, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "numeric");
  g_string_free (text, TRUE);
  return label;
}

GtkWidget *
qz_gauge_row_new (QzSheet *sheet, guint row, gboolean with_amounts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *gauge = qz_gauge_new (&marks);
  g_autofree char *text = qz_gauge_row_dup_text (sheet, row);

  qz_gauge_set (QZ_GAUGE (gauge), has_rate (sheet, row) ? qz_cell_number (sheet, row, "rate") : -1,
                qz_gauge_row_get_level (qz_cell_text (sheet, row, "level")), text);
  qz_plot_set_words (QZ_PLOT (gauge), text, "");
  gtk_widget_set_can_focus (gauge, FALSE);
  gtk_widget_set_can_target (gauge, FALSE);
  gtk_box_append (GTK_BOX (box), new_head (sheet, row));
  gtk_box_append (GTK_BOX (box), gauge);
  if (with_amounts)
    gtk_box_append (GTK_BOX (box), new_amounts (sheet, row));
  return box;
}
