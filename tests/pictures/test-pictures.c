/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <stdlib.h>

#include "qz-document-page.h"
#include "qz-documents.h"
#include "qz-import-verdict.h"
#include "qz-page-spec.h"
#include "qz-payments.h"
#include "qz-preview-page.h"

/* Pictures are compared by the means of small squares, so that a machine that draws the edge of a
 * letter another way does not fail, and a thing that moved, went or changed its colour does. They
 * are kept at a quarter of their size: enough to be recognised, and a tenth of the bytes. */
#define SCALE       4
#define SQUARE      2    /* pixels of what is kept */
#define MAX_CHANGE  28   /* of a square's mean, in 255ths */
#define MAX_SQUARES 0.02 /* of all squares that may change more */

#define DAY    "2026-01-05"
#define NUMBER "RB-220200-20260105-EMP-001"

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

static GdkTexture *
take (GtkWindow *window)
{
  GtkWidget *child = gtk_window_get_child (window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  int width, height;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  guint left = 10;

  /* What has the focus first is no part of the picture. */
  gtk_window_set_focus (window, NULL);
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
static void
check_picture (GtkWindow *window, const char *name)
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

static GtkWindow *
show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

/* ── the comparison itself ───────────────────────────────────────────────────────────────────── */

/* A test that cannot fail is none: one square in a hundred passes, a band of them does not. */
static void
test_comparison (void)
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

/* ── what is looked at ───────────────────────────────────────────────────────────────────────── */

static QzSheet *
make_check (gboolean good)
{
  QzSheet *check = qz_sheet_new ("import_check");
  g_autoptr (QzSheet) rejects = qz_sheet_new ("rejects");
  g_autoptr (QzSheet) warnings = qz_sheet_new ("warnings");

  qz_sheet_set_text (check, "kind", "Kind", "claims");
  qz_sheet_set_text (check, "encoding", "Encoding", "GB18030");
  qz_sheet_set_number (check, "read", "Read", QZ_VALUE_COUNT, 1000000);
  qz_sheet_set_number (check, "passed", "Passed", QZ_VALUE_COUNT, good ? 1000000 : 999987);
  qz_sheet_set_number (check, "rejected", "Rejected", QZ_VALUE_COUNT, good ? 0 : 13);
  qz_sheet_set_text (check, "control_total", "Totals", good ? "agree" : "not-compared");
  qz_sheet_set_text (check, "blocks", "Blocks", good ? "" : "13 rows are rejected");
  qz_sheet_add_column (rejects, "line", "Line", QZ_VALUE_COUNT);
  qz_sheet_add_column (rejects, "field", "Field", QZ_VALUE_TEXT);
  qz_sheet_add_column (rejects, "reason", "Reason", QZ_VALUE_TEXT);
  for (guint i = 0; !good && i < 13; i++)
    {
      const guint row = qz_sheet_add_row (rejects);

      qz_sheet_put_number (rejects, row, 0, 7 + 31 * i);
      qz_sheet_put_text (rejects, row, 1, "medfee_sumamt");
      qz_sheet_put_text (rejects, row, 2, "The amount has more than two decimals");
    }
  qz_sheet_add_child (check, rejects);
  qz_sheet_add_child (check, warnings);
  return check;
}

static void
look_at_verdict (gboolean good, int width, const char *name)
{
  QzImportVerdict *verdict = g_object_new (QZ_TYPE_IMPORT_VERDICT, NULL);
  g_autoptr (QzSheet) check = make_check (good);
  GtkWindow *window;

  qz_import_verdict_set_check (verdict, check, "rejects.csv");
  window = show (GTK_WIDGET (verdict), width, 640);
  check_picture (window, name);
  gtk_window_destroy (window);
}

static void
test_verdict (void)
{
  look_at_verdict (TRUE, 700, "verdict-good");
  look_at_verdict (FALSE, 700, "verdict-rejects");
  look_at_verdict (FALSE, 360, "verdict-rejects-narrow");
}

static void
test_verdict_dark (void)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  look_at_verdict (FALSE, 700, "verdict-rejects-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static gboolean
has_drawn (gpointer page)
{
  QzPdfView *view = qz_preview_page_get_view (page);

  return qz_pdf_view_get_n_pages (view) > 0 && qz_pdf_view_is_drawn (view);
}

static gboolean
is_found (gpointer page)
{
  return qz_pdf_view_get_n_hits (qz_preview_page_get_view (page)) > 0
         && qz_pdf_view_is_drawn (qz_preview_page_get_view (page));
}

static void
test_preview (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzPreviewPage *page;
  GtkWindow *window;

  app_make_day (session, DAY);
  page = QZ_PREVIEW_PAGE (qz_preview_page_new (session, NUMBER, NULL, NULL));
  window = show (GTK_WIDGET (page), 1000, 700);
  app_wait_until (has_drawn, page, "the pages of the preview");
  qz_pdf_view_find (qz_preview_page_get_view (page), "合计");
  app_wait_until (is_found, page, "合计 to be found");
  check_picture (window, "preview");
  gtk_window_destroy (window);
}

static gboolean
has_document (gpointer page)
{
  return qz_document_page_get_sheet (page) != NULL;
}

static void
test_document (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  AdwNavigationPage *page;
  GtkWindow *window;

  app_make_day (session, DAY);
  page = qz_document_page_new (session, NUMBER);
  window = show (GTK_WIDGET (page), 1200, 760);
  app_wait_until (has_document, page, "the document");
  check_picture (window, "document");
  gtk_window_destroy (window);
}

/* ── every page ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
do_act (QzBook *book, const QzContext *context, const char *user, QzDocumentAct act, GError **error)
{
  QzContext as = *context;

  as.user = user;
  return qz_document_act (book, &as, NUMBER, act, NULL, error);
}

/* One day as far as the bank batch, and one that waits for its reviewer. */
static gpointer
fill_city (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const char *const numbers[] = { NUMBER, NULL };
  QzContext finance = *context;
  g_autoptr (QzSheet) batches = NULL;

  finance.user = "qian";
  if (!do_act (book, context, "li", QZ_ACT_REVIEW, error)
      || !do_act (book, context, "zhao", QZ_ACT_APPROVE, error)
      || !do_act (book, context, "wang", QZ_ACT_PUSH, error)
      || !do_act (book, context, "qian", QZ_ACT_HAND_OVER, error))
    return NULL;
  batches = qz_payment_batch (book, &finance, numbers, error);
  return batches != NULL ? input : NULL;
}

static const QzJobKind fill_kind = { "Filling", fill_city, TRUE };

static gpointer
read_nothing (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return input;
}

static const QzJobKind nothing_kind = { NULL, read_nothing, FALSE };

/* Jobs of one thread run in order: after this one, those that a page began have ended; what they
 * began in turn, after the next. */
static void
wait_for_readings (QzSession *session)
{
  for (guint i = 0; i < 4; i++)
    app_run (session, &nothing_kind, session);
}

static void
test_pages (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  app_make_day (session, DAY);
  app_make_day (session, "2026-01-06");
  app_run (session, &fill_kind, session);
  qz_session_set_user (session, "qian");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strconcat ("page-", specs[i]->id, NULL);
      GtkWindow *window = show (GTK_WIDGET (qz_page_new (session, specs[i])), 1200, 760);

      wait_for_readings (session);
      check_picture (window, name);
      gtk_window_destroy (window);
    }
}

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name",
                "Noto Sans CJK SC 11", "gtk-xft-antialias", 1, "gtk-xft-hinting", 0,
                "gtk-cursor-blink", FALSE, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/qingzhang/Qingzhang/icons");
  g_test_add_func ("/pictures/comparison", test_comparison);
  g_test_add_func ("/pictures/verdict", test_verdict);
  g_test_add_func ("/pictures/verdict-dark", test_verdict_dark);
  g_test_add_func ("/pictures/preview", test_preview);
  g_test_add_func ("/pictures/document", test_document);
  g_test_add_func ("/pictures/pages", test_pages);
  return app_fixture_run ();
}
