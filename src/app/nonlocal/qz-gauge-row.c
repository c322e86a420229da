/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-gauge-row.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-words.h"

const QzGaugeRowSpec qz_gauge_of_deposits = {
  .marks = { { 700000, 900000 } },
  .name = "unit_name",
  .second = "scope",
  .nothing = N_ ("nothing cleared yet"),
  .amounts = { "period", "clearing", "quota", "balance", NULL },
};

const QzGaugeRowSpec qz_gauge_of_reserves = {
  .marks = { { 900000 } },
  .name = "county_name",
  .nothing = N_ ("no reserve allotted"),
  .amounts = { "used", "reserve", "left", NULL },
};

static const struct {
  const char *text;
  QzLevel level;
} levels[] = {
  { "green", QZ_LEVEL_GOOD },
  { "normal", QZ_LEVEL_GOOD },
  { "warned", QZ_LEVEL_YELLOW },
  { "overdrawn", QZ_LEVEL_RED },
};

QzLevel
qz_gauge_row_get_level (const char *level)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_strcmp0 (level, levels[i].text) == 0)
      return levels[i].level;
  return qz_level_from_text (level);
}

static gboolean
has_rate (QzSheet *sheet, guint row)
{
  const int column = qz_sheet_find_column (sheet, "rate");

  return column >= 0 && !qz_sheet_is_empty (sheet, row, (guint) column);
}

/* "69.81 % Normal", or that nothing was cleared yet (AMB-25: without a quota there is no rate). */
static char *
dup_state (const QzGaugeRowSpec *spec, QzSheet *sheet, guint row)
{
  g_autofree char *rate = qz_cell_dup (sheet, row, "rate");
  g_autofree char *level = qz_cell_dup (sheet, row, "level");

  if (!has_rate (sheet, row))
    return g_strdup (*level != '\0' ? level : _ (spec->nothing));
  return g_strdup_printf ("%s %s", rate, level);
}

char *
qz_gauge_row_dup_text (const QzGaugeRowSpec *spec, QzSheet *sheet, guint row)
{
  const char *name = qz_cell_text (sheet, row, spec->name);
  g_autofree char *second = spec->second != NULL ? qz_cell_dup (sheet, row, spec->second) : NULL;
  g_autofree char *state = dup_state (spec, sheet, row);

  return second != NULL ? g_strdup_printf (_("%s, %s: %s"), name, second, state)
                        : g_strdup_printf (_("%s: %s"), name, state);
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

/* Where there is no room for both, how full it is stands beneath the name. */
static GtkWidget *
new_head (const QzGaugeRowSpec *spec, QzSheet *sheet, guint row)
{
  GtkWidget *head = adw_wrap_box_new ();
  GtkWidget *name = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *second = spec->second != NULL ? qz_cell_dup (sheet, row, spec->second) : NULL;
  g_autofree char *state = dup_state (spec, sheet, row);

  gtk_box_append (GTK_BOX (name), new_label (qz_cell_text (sheet, row, spec->name), NULL));
  if (second != NULL)
    gtk_box_append (GTK_BOX (name), new_label (second, "dimmed"));
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (head), 9);
  adw_wrap_box_set_justify (ADW_WRAP_BOX (head), ADW_JUSTIFY_SPREAD);
  adw_wrap_box_set_justify_last_line (ADW_WRAP_BOX (head), TRUE);
  adw_wrap_box_append (ADW_WRAP_BOX (head), name);
  adw_wrap_box_append (
      ADW_WRAP_BOX (head),
      qz_level_mark_new (qz_gauge_row_get_level (qz_cell_text (sheet, row, "level")), state));
  return head;
}

/* "Quota 6,020,576.13"; NULL where there is none. (transfer full) */
static char *
dup_amount (QzSheet *sheet, guint row, const char *name)
{
  const int column = qz_sheet_find_column (sheet, name);
  g_autofree char *shown = qz_cell_dup (sheet, row, name);

  return *shown != '\0' ? g_strdup_printf (
                              "%s %s", qz_sheet_get_column_title (sheet, (guint) column), shown)
                        : NULL;
}

/* An amount stays in one line with what it is. */
static GtkWidget *
new_amounts (const QzGaugeRowSpec *spec, QzSheet *sheet, guint row)
{
  GtkWidget *amounts = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (amounts), 12);
  for (guint i = 0; spec->amounts[i] != NULL; i++)
    {
      g_autofree char *text = dup_amount (sheet, row, spec->amounts[i]);
      GtkWidget *label = new_label (text, "caption");

      gtk_widget_add_css_class (label, "dimmed");
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_set_visible (label, text != NULL);
      adw_wrap_box_append (ADW_WRAP_BOX (amounts), label);
    }
  return amounts;
}

GtkWidget *
qz_gauge_row_new (const QzGaugeRowSpec *spec, QzSheet *sheet, guint row, gboolean with_amounts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *gauge = qz_gauge_new (&spec->marks);
  g_autofree char *text = qz_gauge_row_dup_text (spec, sheet, row);

  qz_gauge_set (QZ_GAUGE (gauge), has_rate (sheet, row) ? qz_cell_number (sheet, row, "rate") : -1,
                qz_gauge_row_get_level (qz_cell_text (sheet, row, "level")), text);
  qz_plot_set_words (QZ_PLOT (gauge), text, "");
  gtk_widget_set_can_focus (gauge, FALSE);
  gtk_widget_set_can_target (gauge, FALSE);
  gtk_box_append (GTK_BOX (box), new_head (spec, sheet, row));
  gtk_box_append (GTK_BOX (box), gauge);
  if (with_amounts)
    gtk_box_append (GTK_BOX (box), new_amounts (spec, sheet, row));
  return box;
}

void
qz_gauge_row_name (GtkWidget *widget, const QzGaugeRowSpec *spec, QzSheet *sheet, guint row)
{
  char *amounts[QZ_GAUGE_ROW_AMOUNTS] = { NULL };
  g_autofree char *told = qz_gauge_row_dup_text (spec, sheet, row);
  g_autofree char *detail = NULL;

  for (guint i = 0; spec->amounts[i] != NULL; i++)
    amounts[i] = dup_amount (sheet, row, spec->amounts[i]);
  detail = qz_announce_join ((const char *const *) amounts, G_N_ELEMENTS (amounts));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, told,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    g_free (amounts[i]);
}

GtkWidget *
qz_gauge_row_new_button (const QzGaugeRowSpec *spec, QzSheet *sheet, guint row,
                         gboolean with_amounts)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), qz_gauge_row_new (spec, sheet, row, with_amounts));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "qz-card-row");
  qz_gauge_row_name (button, spec, sheet, row);
  return button;
}

/* ── the worst first ─────────────────────────────────────────────────────────────────────────── */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer sheet)
{
  const guint one = *(const guint *) a, other = *(const guint *) b;
  const QzLevel ranks[] = { qz_gauge_row_get_level (qz_cell_text (sheet, one, "level")),
                            qz_gauge_row_get_level (qz_cell_text (sheet, other, "level")) };
  const gint64 rates[] = { qz_cell_number (sheet, one, "rate"),
                           qz_cell_number (sheet, other, "rate") };

  if (ranks[0] != ranks[1])
    return ranks[0] > ranks[1] ? -1 : 1;
  if (rates[0] != rates[1])
    return rates[0] > rates[1] ? -1 : 1;
  return one < other ? -1 : 1;
}

GArray *
qz_gauge_row_dup_worst (QzSheet *sheet)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    g_array_append_val (rows, row);
  g_array_sort_with_data (rows, compare_rows, sheet);
  return rows;
}
