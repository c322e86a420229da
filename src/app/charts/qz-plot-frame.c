/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-plot-frame.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-link.h"

#define TABLE_HEIGHT 200
#define LEGEND_WIDTH 300 /* then it wraps */

struct _QzPlotFrame {
  AdwBin parent_instance;

  char *title;
  GtkWidget *box;
  GtkToggleButton *toggle;
  GtkStack *stack;
  GtkLabel *empty;
  QzPlot *chart;
  QzSheetView *table; /* nullable: made when somebody first asks for it */
  const QzSheetLayout *layout;
  QzSheet *drawn; /* nullable */
  QzSheet *rows;  /* of the table; nullable */
};

G_DEFINE_FINAL_TYPE (QzPlotFrame, qz_plot_frame, ADW_TYPE_BIN)

/* ── callbacks ───────────────────────────────────────────────────────────────────────────────── */

static void
row_activated_cb (QzPlotFrame *self, guint row)
{
  qz_link_open_row (GTK_WIDGET (self), self->rows, row);
}

static void
make_table (QzPlotFrame *self)
{
  self->table = g_object_new (QZ_TYPE_SHEET_VIEW, NULL);
  qz_sheet_view_set_title (self->table, self->title);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_size_request (GTK_WIDGET (self->table), -1, TABLE_HEIGHT);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->table), "table");
  if (self->rows != NULL)
    qz_sheet_view_set_sheet (self->table, self->rows, self->layout);
}

static void
toggled_cb (QzPlotFrame *self)
{
  const gboolean table = gtk_toggle_button_get_active (self->toggle);

  if (table && self->table == NULL)
    make_table (self);
  gtk_stack_set_visible_child_name (self->stack, table ? "table" : "chart");
}

static void
point_activated_cb (QzPlotFrame *self, guint point)
{
  qz_link_open_row (GTK_WIDGET (self), self->drawn, point);
}

/* ── parts ───────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
new_head (QzPlotFrame *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = qz_heading_new (self->title);
  GtkWidget *toggle = gtk_toggle_button_new_with_label (_("Table"));
  g_autofree char *spoken = g_strdup_printf (_("%s as a table"), self->title);

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (toggle, "flat");
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  qz_announce_as (toggle, spoken);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), toggle);
  self->toggle = GTK_TOGGLE_BUTTON (toggle);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return head;
}

static GtkWidget *
new_legend (const QzLegend *legend, guint n)
{
  static const char *const classes[QZ_N_INKS] = {
    [QZ_INK_DIM] = "qz-ink-dim",
    [QZ_INK_FIRST] = "qz-ink-first",
    [QZ_INK_SECOND] = "qz-ink-second",
    [QZ_INK_THIRD] = "qz-ink-third",
  };
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 12);
  adw_wrap_box_set_natural_line_length (ADW_WRAP_BOX (box), LEGEND_WIDTH);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *swatch = adw_bin_new ();
      GtkWidget *word = gtk_label_new (_ (legend[i].word));

      gtk_widget_add_css_class (swatch, "qz-swatch");
      gtk_widget_add_css_class (swatch, classes[legend[i].ink]);
      gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (word, "caption");
      gtk_box_append (GTK_BOX (entry), swatch);
      gtk_box_append (GTK_BOX (entry), word);
      adw_wrap_box_append (ADW_WRAP_BOX (box), entry);
    }
  return box;
}

static void
fill (QzPlotFrame *self, const QzLegend *legend, guint n_legend)
{
  GtkWidget *drawing = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (self->box), new_head (self));
  gtk_box_append (GTK_BOX (drawing), GTK_WIDGET (self->chart));
  if (n_legend > 0)
    gtk_box_append (GTK_BOX (drawing), new_legend (legend, n_legend));
  gtk_widget_set_vexpand (GTK_WIDGET (self->chart), TRUE);
  gtk_stack_add_named (self->stack, drawing, "chart");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_plot_frame_finalize (GObject *object)
{
  QzPlotFrame *self = QZ_PLOT_FRAME (object);

  g_clear_pointer (&self->drawn, qz_sheet_unref);
  g_clear_pointer (&self->rows, qz_sheet_unref);
  g_free (self->title);
  G_OBJECT_CLASS (qz_plot_frame_parent_class)->finalize (object);
}

static void
qz_plot_frame_class_init (QzPlotFrameClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_plot_frame_finalize;
}

static void
qz_plot_frame_init (QzPlotFrame *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->empty = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->empty, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "dimmed");
  gtk_widget_set_margin_top (GTK_WIDGET (self->empty), 24);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->empty), 24);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/* ── public ──────────────────────────────────────────────────────────────────────────────────── */

GtkWidget *
qz_plot_frame_new (const char *title, QzPlot *chart, const QzSheetLayout *layout,
                    const QzLegend *legend, guint n_legend)
{
  QzPlotFrame *self = g_object_new (QZ_TYPE_PLOT_FRAME, NULL);

  self->title = g_strdup (title);
  self->chart = chart;
  self->layout = layout;
  qz_plot_set_opens (chart, TRUE);
  g_signal_connect_object (chart, "point-activated", G_CALLBACK (point_activated_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self, legend, n_legend);
  return GTK_WIDGET (self);
}

void
qz_plot_frame_set (QzPlotFrame *self, QzSheet *drawn, QzSheet *table, const char *summary,
                    const char *empty)
{
  qz_sheet_ref (drawn);
  g_clear_pointer (&self->drawn, qz_sheet_unref);
  self->drawn = drawn;
  qz_sheet_ref (table);
  g_clear_pointer (&self->rows, qz_sheet_unref);
  self->rows = table;
  qz_plot_set_words (self->chart, self->title, summary);
  if (self->table != NULL)
    qz_sheet_view_set_sheet (self->table, table, self->layout);
  gtk_widget_set_visible (GTK_WIDGET (self->toggle), empty == NULL);
  gtk_label_set_label (self->empty, empty != NULL ? empty : "");
  if (empty != NULL)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    toggled_cb (self);
}

void
qz_plot_frame_show_table (QzPlotFrame *self, gboolean table)
{
  gtk_toggle_button_set_active (self->toggle, table);
}

QzPlot *
qz_plot_frame_get_chart (QzPlotFrame *self)
{
  return self->chart;
}

QzSheetView *
qz_plot_frame_get_table (QzPlotFrame *self)
{
  if (self->table == NULL)
    make_table (self);
  return self->table;
}

const char *
qz_plot_frame_get_shown (QzPlotFrame *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}
