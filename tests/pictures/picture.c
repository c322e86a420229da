/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "app-fixture.h"

/* Pictures are compared by the means of small squares, so that a machine that draws the edge of a
 * letter another way does not fail, and a thing that moved, went or changed its colour does. They
 * are kept at a quarter of their size: enough to be recognised, and a tenth of the bytes. */
#define SCALE       4
#define SQUARE      2    /* pixels of what is kept */
#define MAX_CHANGE  28   /* of a square's mean, in 255ths */
#define MAX_SQUARES 0.02 /* of all squares that may change more */

typedef struct {
  int width, height;
  gsize stride;
  guint8 *pixels; /* BGRA */
} Picture;

static void
picture_clear (Picture *self)
{
  g_free (self->pixels);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static void
picture_read (Picture *self, GdkTexture *texture)
{
  self->width = gdk_texture_get_width (texture);
  self->height = gdk_texture_get_height (texture);
  self->stride = (gsize) self->width * 4;
  self->pixels = g_malloc (self->stride * (gsize) self->height);
  gdk_texture_download (texture, self->pixels, self->stride);
}

static guint8
get_block_mean (const Picture *picture, int x, int y, int channel)
{
  int sum = 0, n = 0;

  for (int j = y * SCALE; j < MIN ((y + 1) * SCALE, picture->height); j++)
    for (int i = x * SCALE; i < MIN ((x + 1) * SCALE, picture->width); i++, n++)
      sum += picture->pixels[(gsize) j * picture->stride + (gsize) i * 4 + (gsize) channel];
  return (guint8) (sum / n);
}

static void
picture_reduce (const Picture *self, Picture *out)
{
  out->width = (self->width + SCALE - 1) / SCALE;
  out->height = (self->height + SCALE - 1) / SCALE;
  out->stride = (gsize) out->width * 4;
  out->pixels = g_malloc (out->stride * (gsize) out->height);
  for (int y = 0; y < out->height; y++)
    for (int x = 0; x < out->width; x++)
      for (int channel = 0; channel < 4; channel++)
        out->pixels[(gsize) y * out->stride + (gsize) x * 4 + (gsize) channel] =
            get_block_mean (self, x, y, channel);
}

/* ── comparing ───────────────────────────────────────────────────────────────────────────────── */

static int
get_mean (const Picture *picture, int x, int y, int channel)
{
  int sum = 0, n = 0;

  for (int j = y; j < MIN (y + SQUARE, picture->height); j++)
    for (int i = x; i < MIN (x + SQUARE, picture->width); i++, n++)
      sum += picture->pixels[(gsize) j * picture->stride + (gsize) i * 4 + (gsize) channel];
  return sum / n;
}

static gboolean
is_changed (const Picture *a, const Picture *b, int x, int y)
{
  for (int channel = 0; channel < 3; channel++)
    if (abs (get_mean (a, x, y, channel) - get_mean (b, x, y, channel)) > MAX_CHANGE)
      return TRUE;
  return FALSE;
}

static void
mark_square (Picture *picture, int x, int y)
{
  for (int j = y; j < MIN (y + SQUARE, picture->height); j++)
    for (int i = x; i < MIN (x + SQUARE, picture->width); i++)
      picture->pixels[(gsize) j * picture->stride + (gsize) i * 4 + 2] = 255;
}

/* The part of the squares that changed; they turn red in @ours. */
static double
compare (Picture *ours, const Picture *reference)
{
  guint n = 0, n_changed = 0;

  for (int y = 0; y < ours->height; y += SQUARE)
    for (int x = 0; x < ours->width; x += SQUARE, n++)
      if (is_changed (ours, reference, x, y))
        {
          mark_square (ours, x, y);
          n_changed++;
        }
  return (double) n_changed / n;
}

static void
save_picture (const Picture *picture, const char *path)
{
  g_autoptr (GBytes) bytes =
      g_bytes_new (picture->pixels, picture->stride * (gsize) picture->height);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (
      picture->width, picture->height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, bytes, picture->stride);

  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* ── taking ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
count_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *left = user_data;

  gtk_widget_queue_draw (widget);
  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_zero (gpointer left)
{
  return *(guint *) left == 0;
}

static gboolean
calm_cb (gpointer left)
{
  *(guint *) left = 0;
  return G_SOURCE_REMOVE;
}

static void
scroll_to_top (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget)), 0);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    scroll_to_top (child);
}

/* A page that has come takes the keyboard when nothing else is to be done, and scrolls there: what
 * has the focus first is no part of the picture. */
void
picture_calm (GtkWindow *window)
{
  guint left = 1;

  g_idle_add_full (G_PRIORITY_LOW + 100, calm_cb, &left, NULL);
  app_wait_until (is_zero, &left, "nothing left to do");
  gtk_window_set_focus (window, NULL);
  scroll_to_top (GTK_WIDGET (window));
}

static GdkTexture *
take (GtkWindow *window)
{
  GtkWidget *child = gtk_window_get_child (window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  int width, height;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  guint left = 10;

  picture_calm (window);
  gtk_widget_add_tick_callback (child, count_cb, &left, NULL);
  app_wait_until (is_zero, &left, "ten frames");
  width = gtk_widget_get_width (child);
  height = gtk_widget_get_height (child);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static void
compare_with_kept (Picture *ours, const char *path, const char *name)
{
  g_autofree char *file = g_strconcat (name, "-difference.png", NULL);
  g_autofree char *out = g_build_filename (g_getenv ("QZ_PICTURES_OUT"), file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) kept = gdk_texture_new_from_filename (path, &error);
  g_auto (Picture) reference = { 0 };
  double changed;

  g_assert_no_error (error);
  picture_read (&reference, kept);
  g_assert_cmpint (ours->width, ==, reference.width);
  g_assert_cmpint (ours->height, ==, reference.height);
  changed = compare (ours, &reference);
  g_test_message ("%s: %.2f %% of the squares changed", name, changed * 100);
  if (changed <= MAX_SQUARES)
    return;
  save_picture (ours, out);
  g_error ("%s looks different: %.1f %% of it; what changed is red in %s", name, changed * 100,
           out);
}

/* The picture in its full size is left in the build folder, for whoever wants to look at it. */
void
picture_check (GtkWindow *window, const char *name)
{
  g_autoptr (GdkTexture) texture = take (window);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("QZ_PICTURES"), file, NULL);
  g_autofree char *out = g_build_filename (g_getenv ("QZ_PICTURES_OUT"), file, NULL);
  g_auto (Picture) whole = { 0 }, ours = { 0 };

  g_assert_true (gdk_texture_save_to_png (texture, out));
  picture_read (&whole, texture);
  picture_reduce (&whole, &ours);
  if (g_getenv ("QZ_RENEW_PICTURES") != NULL)
    save_picture (&ours, path);
  else
    compare_with_kept (&ours, path, name);
}

void
picture_keep (GtkWindow *window, const char *folder, const char *name)
{
  g_autoptr (GdkTexture) texture = take (window);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_true (gdk_texture_save_to_png (texture, path));
}

GtkWindow *
picture_show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();
  const char *other = g_getenv ("QZ_LOOK_WIDTH");

  if (other != NULL)
    width = (int) g_ascii_strtoll (other, NULL, 10);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

/* ── the comparison itself ───────────────────────────────────────────────────────────────────── */

/* A test that cannot fail is none: one square in a hundred passes, a band of them does not. */
void
picture_test_comparison (void)
{
  g_auto (Picture) a = { 200, 20, 800, g_malloc0 (800 * 20) };
  g_auto (Picture) b = { 200, 20, 800, g_malloc0 (800 * 20) };

  g_assert_cmpfloat (compare (&a, &b), ==, 0);
  for (int y = 0; y < SQUARE; y++)
    memset (b.pixels + (gsize) y * b.stride, 200, SQUARE * 4);
  g_assert_cmpfloat (compare (&a, &b), <=, MAX_SQUARES);
  for (int y = 0; y < SQUARE; y++)
    memset (b.pixels + (gsize) y * b.stride, 200, b.stride);
  g_assert_cmpfloat (compare (&a, &b), >, MAX_SQUARES);
}

/* ── pages ───────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_nothing (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return input;
}

static const QzJobKind nothing_kind = { NULL, read_nothing, FALSE };

/* Jobs of one thread run in order: after this one, those that a page began have ended; what they
 * began in turn, after the next. */
void
picture_wait_for_readings (QzSession *session)
{
  for (guint i = 0; i < 4; i++)
    app_run (session, &nothing_kind, session);
}

/* Whoever looks wants to see all of it in other ways too: QZ_LOOK=dark,large (or larger) with
 * QZ_RENEW_PICTURES and QZ_PICTURES set to a folder of his own; QZ_LOOK_WIDTH is another width, and
 * in the language of the environment with QZ_LOCALE_DIR, the folder of the translations. */
static void
look_otherwise (void)
{
  const char *ways = g_getenv ("QZ_LOOK");
  const char *locales = g_getenv ("QZ_LOCALE_DIR");

  if (locales != NULL)
    {
      bindtextdomain (GETTEXT_PACKAGE, locales);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
      setlocale (LC_ALL, ""); /* tests have one of their own */
    }
  if (ways == NULL)
    return;
  if (strstr (ways, "larger") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  else if (strstr (ways, "large") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 5 / 4, NULL);
  if (strstr (ways, "dark") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
}

void
picture_use_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/org/qingzhang/Qingzhang/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
picture_init (int *argc, char ***argv)
{
  app_fixture_init (argc, argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name",
                "Noto Sans CJK SC 11", "gtk-xft-antialias", 1, "gtk-xft-hinting", 0,
                "gtk-cursor-blink", FALSE, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/qingzhang/Qingzhang/icons");
  look_otherwise ();
}
