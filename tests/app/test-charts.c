/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts: what is drawn is proportional to the figures, follows the colours of the desktop, can be
 * gone through with the keys, heard, and seen as a table; pictures are written where
 * QZ_PLOT_PICTURES names a folder. */
#include "app-fixture.h"

#include <math.h>

#include "qz-axis.h"
#include "qz-bar-chart.h"
#include "qz-flow-chart.h"
#include "qz-plot-frame.h"
#include "qz-gauge.h"

#define WIDTH  420
#define HEIGHT 240

static const QzBarSpec bars = { "bucket", { "a", "b" }, "before", "level", 0 };
static const QzBarSpec shares = { "bucket", { "share" }, NULL, NULL, 800000 };
static const QzGaugeSpec marks = { { 700000, 900000 } };
static const QzSheetLayout layout = { "bucket", "bucket", "a", NULL, FALSE };

static QzSheet *
new_sheet (void)
{
  static const gint64 rows[][4] = { { 100000, 0, 50000, 400000 },
                                    { 200000, 100000, 0, 800000 },
                                    { 0, 0, 300000, 1000000 } };
  static const char *const names[] = { "x", "y", "z" };
  QzSheet *sheet = qz_sheet_new ("chart");

  qz_sheet_add_column (sheet, "bucket", "Bucket", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "a", "First", QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "b", "Second", QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "before", "Before", QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "share", "Share", QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "level", "Level", QZ_VALUE_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      qz_sheet_add_row (sheet);
      qz_sheet_put_text (sheet, i, 0, names[i]);
      for (guint j = 0; j < 4; j++)
        qz_sheet_put_number (sheet, i, j + 1, rows[i][j]);
      qz_sheet_put_text (sheet, i, 5, "");
    }
  return sheet;
}

/* ── drawing into a picture ──────────────────────────────────────────────────────────────────── */

static gboolean
has_size (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0 && gtk_widget_get_mapped (widget);
}

static GtkWindow *
present (GtkWidget *chart)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  adw_window_set_content (ADW_WINDOW (window), chart);
  gtk_window_present (window);
  app_wait_until (has_size, chart, "the chart to have a size");
  return window;
}

static cairo_surface_t *
draw (GtkWidget *chart, const char *name)
{
  const int width = gtk_widget_get_width (chart);
  const int height = gtk_widget_get_height (chart);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GskRenderNode) node = NULL;
  const char *folder = g_getenv ("QZ_PLOT_PICTURES");

  GTK_WIDGET_GET_CLASS (chart)->snapshot (chart, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (folder != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, name);

      g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
    }
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, double x, double y)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);

  return *(const guint32 *) (const void *) (data + (int) y * stride + (int) x * 4);
}

/* Colours are rounded on their way into the picture. */
static gboolean
is_colour (guint32 a, guint32 b)
{
  for (guint shift = 0; shift < 32; shift += 8)
    if (ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)) > 2)
      return FALSE;
  return TRUE;
}

static guint32
get_ink (GtkWidget *chart, QzInk ink)
{
  GdkRGBA colour;

  qz_plot_get_ink (QZ_PLOT (chart), ink, &colour);
  return 0xff000000U | (guint32) (colour.red * 255 + 0.5f) << 16
         | (guint32) (colour.green * 255 + 0.5f) << 8 | (guint32) (colour.blue * 255 + 0.5f);
}

static void
assert_near (double value, double expected, double tolerance)
{
  g_assert_cmpfloat_with_epsilon (value, expected, tolerance);
}

/* How many pixels of @colour stand in the column at @x. */
static guint
count_pixels (cairo_surface_t *surface, double x, guint32 colour)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    n += is_colour (get_pixel (surface, x, y), colour);
  return n;
}

/* ── bars ────────────────────────────────────────────────────────────────────────────────────── */

static void
test_bars (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  GtkWidget *chart = qz_bar_chart_new (&bars);
  GtkWindow *window = present (chart);
  cairo_surface_t *picture;
  graphene_rect_t first, second, third;
  double x;

  qz_bar_chart_set_sheet (QZ_BAR_CHART (chart), sheet);
  picture = draw (chart, "bars");
  qz_bar_chart_get_bar (QZ_BAR_CHART (chart), 0, &first);
  qz_bar_chart_get_bar (QZ_BAR_CHART (chart), 1, &second);
  qz_bar_chart_get_bar (QZ_BAR_CHART (chart), 2, &third);
  assert_near (second.size.height, 3 * first.size.height, 0.5);
  assert_near (third.size.height, 0, 0.5);
  assert_near (first.origin.y + first.size.height, second.origin.y + second.size.height, 0.5);
  g_assert_cmpfloat (second.origin.x, >, first.origin.x + first.size.width);
  /* What is drawn is what was laid out: 200,000 of one ink, 100,000 of the other above it. */
  x = second.origin.x + second.size.width / 2;
  assert_near (count_pixels (picture, x, get_ink (chart, QZ_INK_FIRST)),
               second.size.height * 2 / 3, 2);
  assert_near (count_pixels (picture, x, get_ink (chart, QZ_INK_SECOND)),
               second.size.height / 3, 2);
  /* An empty frame is no bar. */
  x = third.origin.x + third.size.width / 2;
  g_assert_cmpuint (count_pixels (picture, x, get_ink (chart, QZ_INK_FIRST)), ==, 0);
  cairo_surface_destroy (picture);
  gtk_window_destroy (window);
}

/* @n bars of as many working days. */
static QzSheet *
new_days (guint n)
{
  QzSheet *sheet = qz_sheet_new ("days");

  qz_sheet_add_column (sheet, "bucket", "Day", QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "a", "Daily disbursement", QZ_VALUE_FEN);
  for (guint i = 0; i < n; i++)
    {
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_number (sheet, row, 0, 20485 + (int) i); /* from 2026-02-01 on */
      qz_sheet_put_number (sheet, row, 1, 10000);
    }
  return sheet;
}

/* Whether anything is written below the bar of @row. */
static gboolean
has_label (GtkWidget *chart, cairo_surface_t *picture, guint row)
{
  const guint32 empty = get_pixel (picture, 0, cairo_image_surface_get_height (picture) - 1);
  graphene_rect_t box;

  qz_bar_chart_get_bar (QZ_BAR_CHART (chart), row, &box);
  for (int y = (int) (box.origin.y + box.size.height) + 3;
       y < cairo_image_surface_get_height (picture); y++)
    for (float x = box.origin.x; x < box.origin.x + box.size.width; x++)
      if (get_pixel (picture, x, y) != empty)
        return TRUE;
  return FALSE;
}

/* Labels of one figure take less room than those of two, yet they stand at even distances. */
static void
test_labels (void)
{
  g_autoptr (QzSheet) many = new_days (20);
  g_autoptr (QzSheet) few = new_days (4);
  GtkWidget *chart = qz_bar_chart_new (&bars);
  GtkWindow *window = present (chart);
  cairo_surface_t *picture;
  guint step;

  qz_bar_chart_set_sheet (QZ_BAR_CHART (chart), many);
  picture = draw (chart, "labels");
  step = qz_bar_chart_get_label_step (QZ_BAR_CHART (chart));
  g_assert_cmpuint (step, >, 1);
  for (guint row = 0; row < 20; row++)
    g_assert_cmpint (has_label (chart, picture, row), ==, row % step == 0);
  cairo_surface_destroy (picture);
  qz_bar_chart_set_sheet (QZ_BAR_CHART (chart), few);
  g_assert_cmpuint (qz_bar_chart_get_label_step (QZ_BAR_CHART (chart)), ==, 1);
  gtk_window_destroy (window);
}

static void
test_levels (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  GtkWidget *chart = qz_bar_chart_new (&bars);
  GtkWindow *window = present (chart);
  cairo_surface_t *picture;
  graphene_rect_t box;

  qz_sheet_put_text (sheet, 0, 5, "yellow");
  qz_bar_chart_set_sheet (QZ_BAR_CHART (chart), sheet);
  picture = draw (chart, "levels");
  qz_bar_chart_get_bar (QZ_BAR_CHART (chart), 0, &box);
  g_assert_true (is_colour (get_pixel (picture, box.origin.x + box.size.width / 2,
                                       box.origin.y + box.size.height / 4),
                            get_ink (chart, QZ_INK_WARNING)));
  cairo_surface_destroy (picture);
  gtk_window_destroy (window);
}

/* The mark stands at 80 %, whatever the bars are. */
static void
test_mark (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  GtkWidget *chart = qz_bar_chart_new (&shares);
  GtkWindow *window = present (chart);
  cairo_surface_t *picture;
  graphene_rect_t box;
  guint n_marked = 0, n_plain = 0;

  qz_bar_chart_set_sheet (QZ_BAR_CHART (chart), sheet);
  picture = draw (chart, "share");
  qz_bar_chart_get_bar (QZ_BAR_CHART (chart), 1, &box); /* exactly 80 % */
  for (int x = (int) box.origin.x + 1; x < (int) (box.origin.x + box.size.width); x++)
    {
      const guint32 bar = get_ink (chart, QZ_INK_FIRST);

      n_marked += !is_colour (get_pixel (picture, x, box.origin.y), bar);
      n_plain += !is_colour (get_pixel (picture, x, box.origin.y + 9), bar);
    }
  g_assert_cmpuint (n_marked, >=, (guint) (box.size.width / 2));
  g_assert_cmpuint (n_plain, ==, 0);
  cairo_surface_destroy (picture);
  gtk_window_destroy (window);
}

static void
test_gauge (void)
{
  GtkWidget *chart = qz_gauge_new (&marks);
  GtkWindow *window = present (chart);
  const double width = gtk_widget_get_width (chart);
  cairo_surface_t *picture;

  qz_gauge_set (QZ_GAUGE (chart), 930000, QZ_LEVEL_RED, "93.00%");
  assert_near (qz_gauge_get_bar_end (QZ_GAUGE (chart)), 0.93 * width, 0.5);
  assert_near (qz_gauge_get_mark_x (QZ_GAUGE (chart), 0), 0.7 * width, 0.5);
  assert_near (qz_gauge_get_mark_x (QZ_GAUGE (chart), 1), 0.9 * width, 0.5);
  picture = draw (chart, "gauge");
  g_assert_true (is_colour (get_pixel (picture, 0.5 * width, 8), get_ink (chart, QZ_INK_ERROR)));
  g_assert_false (is_colour (get_pixel (picture, 0.97 * width, 8), get_ink (chart, QZ_INK_ERROR)));
  /* The mark lies over the bar. */
  g_assert_false (is_colour (get_pixel (picture, 0.7 * width, 8), get_ink (chart, QZ_INK_ERROR)));
  cairo_surface_destroy (picture);
  /* More than all: the whole is the ratio then, and the marks move. */
  qz_gauge_set (QZ_GAUGE (chart), 1400000, QZ_LEVEL_RED, "140.00%");
  assert_near (qz_gauge_get_bar_end (QZ_GAUGE (chart)), width, 0.5);
  assert_near (qz_gauge_get_mark_x (QZ_GAUGE (chart), 0), 0.5 * width, 0.5);
  gtk_window_destroy (window);
}

/* ── colours ─────────────────────────────────────────────────────────────────────────────────── */

static guint
count_differences (cairo_surface_t *a, cairo_surface_t *b)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (a); y++)
    for (int x = 0; x < cairo_image_surface_get_width (a); x++)
      n += get_pixel (a, x, y) != get_pixel (b, x, y);
  return n;
}

static gboolean
is_light_text (gpointer chart)
{
  GdkRGBA colour;

  qz_plot_get_ink (chart, QZ_INK_TEXT, &colour);
  return colour.red > 0.5f;
}

static void
test_dark (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkWidget *chart = qz_bar_chart_new (&bars);
  GtkWindow *window = present (chart);
  cairo_surface_t *light, *dark;

  qz_bar_chart_set_sheet (QZ_BAR_CHART (chart), sheet);
  light = draw (chart, "light");
  g_assert_false (is_light_text (chart));
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  app_wait_until (is_light_text, chart, "dark colours");
  dark = draw (chart, "dark");
  g_assert_cmpuint (count_differences (light, dark), >, 200);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  cairo_surface_destroy (light);
  cairo_surface_destroy (dark);
  gtk_window_destroy (window);
}

/* In high contrast every part has a frame, so tints need not be told apart. */
static void
test_contrast (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  GtkWidget *chart = qz_bar_chart_new (&bars);
  GtkWindow *window;
  cairo_surface_t *picture;
  graphene_rect_t box;

  if (!g_test_subprocess ())
    {
      g_object_ref_sink (chart);
      g_object_unref (chart);
      g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_unsetenv ("ADW_DEBUG_HIGH_CONTRAST");
      g_test_trap_assert_passed ();
      return;
    }
  g_assert_true (qz_plot_is_high_contrast ());
  window = present (chart);
  qz_bar_chart_set_sheet (QZ_BAR_CHART (chart), sheet);
  picture = draw (chart, "contrast");
  qz_bar_chart_get_bar (QZ_BAR_CHART (chart), 1, &box);
  g_assert_false (is_colour (
      get_pixel (picture, ceil (box.origin.x), box.origin.y + box.size.height * 0.55),
      get_ink (chart, QZ_INK_FIRST)));
  g_assert_true (is_colour (
      get_pixel (picture, ceil (box.origin.x) + 5, box.origin.y + box.size.height * 0.55),
      get_ink (chart, QZ_INK_FIRST)));
  cairo_surface_destroy (picture);
  gtk_window_destroy (window);
}

/* ── keys, words, table ──────────────────────────────────────────────────────────────────────── */

static void
test_points (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  GtkWidget *chart = qz_bar_chart_new (&bars);
  GtkWindow *window = present (chart);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  qz_plot_set_words (QZ_PLOT (chart), "Bars", "Three bars.");
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "Bars");
  g_assert_false (gtk_widget_get_focusable (chart));
  qz_bar_chart_set_sheet (QZ_BAR_CHART (chart), sheet);
  g_assert_true (gtk_widget_get_focusable (chart));
  g_assert_cmpuint (qz_plot_get_n_points (QZ_PLOT (chart)), ==, 3);
  g_assert_cmpint (qz_plot_get_chosen (QZ_PLOT (chart)), ==, -1);
  qz_plot_choose (QZ_PLOT (chart), 1);
  g_assert_cmpint (qz_plot_get_chosen (QZ_PLOT (chart)), ==, 1);
  text = qz_plot_dup_point_text (QZ_PLOT (chart), 1);
  g_assert_cmpstr (text, ==, "Bucket y\nFirst 2,000.00\nSecond 1,000.00\nBefore 0.00\n"
                             "Share 80.00%");
  spoken = g_strdup_printf ("Three bars.\n%s", text);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken);
  gtk_window_destroy (window);
}

static void
test_frame (void)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  GtkWidget *chart = qz_bar_chart_new (&bars);
  QzPlotFrame *frame =
      QZ_PLOT_FRAME (qz_plot_frame_new ("Bars", QZ_PLOT (chart), &layout, NULL, 0));
  GtkWindow *window = app_present (GTK_WIDGET (frame));

  qz_bar_chart_set_sheet (QZ_BAR_CHART (chart), sheet);
  g_assert_false (qz_bar_chart_is_empty (QZ_BAR_CHART (chart)));
  qz_plot_frame_set (frame, sheet, sheet, "Three bars.", NULL);
  g_assert_cmpstr (qz_plot_frame_get_shown (frame), ==, "chart");
  qz_plot_frame_show_table (frame, TRUE);
  g_assert_cmpstr (qz_plot_frame_get_shown (frame), ==, "table");
  g_assert_true (qz_sheet_view_get_sheet (qz_plot_frame_get_table (frame)) == sheet);
  /* New figures leave the table shown; none at all say so. */
  qz_plot_frame_set (frame, sheet, sheet, "Three bars.", NULL);
  g_assert_cmpstr (qz_plot_frame_get_shown (frame), ==, "table");
  qz_plot_frame_set (frame, sheet, sheet, "", "Nothing");
  g_assert_cmpstr (qz_plot_frame_get_shown (frame), ==, "empty");
  gtk_window_destroy (window);
}

static void
test_axis (void)
{
  static const struct {
    QzValueType type;
    double least, greatest, low, high, step;
    const char *top;
  } axes[] = {
    { QZ_VALUE_FEN, 0, 0, 0, 1, 1, "0.01" },
    { QZ_VALUE_FEN, 0, 30000000, 0, 30000000, 10000000, "300k" },
    { QZ_VALUE_FEN, 0, 410000000, 0, 600000000, 200000000, "6M" },
    { QZ_VALUE_FEN, -10000, 30000, -10000, 30000, 10000, "300" },
    { QZ_VALUE_PPM, 0, 800000, 0, 800000, 200000, "80%" },
    { QZ_VALUE_COUNT, 0, 7, 0, 8, 2, "8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (axes); i++)
    {
      QzAxis axis;
      g_autofree char *top = NULL;

      qz_axis_init (&axis, axes[i].type, axes[i].least, axes[i].greatest, 4);
      assert_near (axis.low, axes[i].low, 1e-6);
      assert_near (axis.high, axes[i].high, 1e-6);
      assert_near (axis.step, axes[i].step, 1e-6);
      top = qz_axis_dup_label (&axis, axis.high);
      g_assert_cmpstr (top, ==, axes[i].top);
      assert_near (qz_axis_get_share (&axis, axis.low), 0, 1e-9);
      assert_near (qz_axis_get_share (&axis, axis.high), 1, 1e-9);
    }
}

/* ── ways of money ───────────────────────────────────────────────────────────────────────────── */

static const QzFlowWay ways[] = {
  { 'D', FALSE, { { "Finance", "fiscal" }, { "Province", "clearing" }, { "City", "clearing" } } },
  { 'U', FALSE, { { "Finance", "local" }, { "Agency", "paying" }, { "City", "clearing" },
                  { "Province", "clearing" } } },
};

static QzSheet *
new_legs (void)
{
  static const char *const legs[] = { "D1", "D2", "U1", "U2", "U3" };
  QzSheet *sheet = qz_sheet_new ("legs");

  qz_sheet_add_column (sheet, "leg", "Leg", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "due", "Due", QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "state", "State", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "level", "Level", QZ_VALUE_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (legs); i++)
    {
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, legs[i]);
      qz_sheet_put_number (sheet, row, 1, 27035678);
      qz_sheet_put_text (sheet, row, 2, "received");
      qz_sheet_put_text (sheet, row, 3, "good");
    }
  return sheet;
}

static graphene_rect_t
get_leg_area (GtkWidget *chart, guint leg, double width)
{
  graphene_rect_t area;

  QZ_PLOT_GET_CLASS (chart)->get_point_area (QZ_PLOT (chart), leg, width, 1000, &area);
  return area;
}

/* Ways go across where there is room, then down side by side, then down one under the other. */
static void
test_flow_columns (void)
{
  g_autoptr (QzSheet) sheet = new_legs ();
  GtkWidget *chart = qz_flow_chart_new (ways, G_N_ELEMENTS (ways));
  GtkWindow *window = present (chart);
  graphene_rect_t down, up;
  int heights[3];

  qz_flow_chart_set_sheet (QZ_FLOW_CHART (chart), sheet);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, 1100, &heights[0], NULL, NULL, NULL);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, 660, &heights[1], NULL, NULL, NULL);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, 330, &heights[2], NULL, NULL, NULL);
  g_assert_cmpint (heights[0], <, heights[1]);
  g_assert_cmpint (heights[1], <, heights[2]);
  down = get_leg_area (chart, 0, 660);
  up = get_leg_area (chart, 2, 660);
  assert_near (up.origin.y, down.origin.y, 0.1);
  assert_near (down.origin.x + down.size.width, up.origin.x, 0.1);
  assert_near (up.origin.x + up.size.width, 660, 0.1);
  down = get_leg_area (chart, 1, 330);
  up = get_leg_area (chart, 2, 330);
  g_assert_cmpfloat (up.origin.y, >, down.origin.y + down.size.height);
  assert_near (up.origin.x, down.origin.x, 0.1);
  gtk_window_destroy (window);
}

/* The inks stand in the program's style sheet. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/qingzhang/Qingzhang/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  load_style ();
  g_test_add_func ("/charts/axis", test_axis);
  g_test_add_func ("/charts/bars", test_bars);
  g_test_add_func ("/charts/labels", test_labels);
  g_test_add_func ("/charts/levels", test_levels);
  g_test_add_func ("/charts/mark", test_mark);
  g_test_add_func ("/charts/gauge", test_gauge);
  g_test_add_func ("/charts/dark", test_dark);
  g_test_add_func ("/charts/high-contrast", test_contrast);
  g_test_add_func ("/charts/points", test_points);
  g_test_add_func ("/charts/frame", test_frame);
  g_test_add_func ("/charts/flow-columns", test_flow_columns);
  return app_fixture_run ();
}
