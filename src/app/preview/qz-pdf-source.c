/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-pdf-source.h"

#include <math.h>

#include "qz-poppler.h"

/* A page of 64 megapixels helps nobody: what is larger is drawn smaller and stretched. */
#define MAX_PIXELS (16.0 * 1024 * 1024)

typedef struct {
  double width, height;
} Size;

struct _QzPdfSource {
  GObject parent_instance;

  GThreadPool *worker; /* one thread; takes Task */
  const QzPoppler *poppler;
  PopplerDocument *document; /* the worker's once there is a task */
  Size *sizes;
  guint n_pages;
  gint serial; /* of the last search */
};

G_DEFINE_FINAL_TYPE (QzPdfSource, qz_pdf_source, G_TYPE_OBJECT)

typedef enum { DRAW, READ, FIND } What;

typedef struct {
  What what;
  QzPdfSource *source;
  GWeakRef owner;
  guint page;
  double scale;
  gint *wanted; /* nullable */
  gint serial;
  char *needle;
  union {
    QzPdfDrawnFunc drawn;
    QzPdfTextFunc read;
    QzPdfFoundFunc found;
  } func;
  /* the answer */
  cairo_surface_t *surface;
  char *text;
  GArray *hits;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_weak_ref_clear (&task->owner);
  g_clear_pointer (&task->wanted, g_atomic_rc_box_release);
  g_free (task->needle);
  g_clear_pointer (&task->surface, cairo_surface_destroy);
  g_free (task->text);
  g_clear_pointer (&task->hits, g_array_unref);
  g_object_unref (task->source);
  g_free (task);
}

/* ── the thread that draws ───────────────────────────────────────────────────────────────────── */

static PopplerPage *
get_page (QzPdfSource *self, guint number)
{
  return self->poppler->document_get_page (self->document, (int) number);
}

static void
draw (Task *task)
{
  g_autoptr (PopplerPage) page = get_page (task->source, task->page);
  const Size *size = &task->source->sizes[task->page];
  const double pixels = size->width * size->height * task->scale * task->scale;
  const double scale = pixels > MAX_PIXELS ? task->scale * sqrt (MAX_PIXELS / pixels) : task->scale;
  cairo_t *cr;

  task->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (size->width * scale),
                                              (int) ceil (size->height * scale));
  cr = cairo_create (task->surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  if (page != NULL)
    task->source->poppler->page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (task->surface);
}

static void
read_text (Task *task)
{
  g_autoptr (PopplerPage) page = get_page (task->source, task->page);

  task->text = page != NULL ? task->source->poppler->page_get_text (page) : NULL;
}

static void
find_on_page (Task *task, guint number)
{
  const QzPoppler *poppler = task->source->poppler;
  g_autoptr (PopplerPage) page = get_page (task->source, number);
  const double height = task->source->sizes[number].height;
  GList *found = page != NULL ? poppler->page_find_text (page, task->needle) : NULL;

  /* PDF counts from the lower edge. */
  for (GList *at = found; at != NULL; at = at->next)
    {
      const PopplerRectangle *area = at->data;
      const double top = height - MAX (area->y1, area->y2);
      const double left = MIN (area->x1, area->x2);
      const QzPdfHit hit = {
        number, GRAPHENE_RECT_INIT ((float) left, (float) top, (float) fabs (area->x2 - area->x1),
                                    (float) fabs (area->y2 - area->y1))
      };

      g_array_append_val (task->hits, hit);
    }
  g_list_free_full (found, (GDestroyNotify) poppler->rectangle_free);
}

static void
find (Task *task)
{
  task->hits = g_array_new (FALSE, FALSE, sizeof (QzPdfHit));
  for (guint i = 0; i < task->source->n_pages; i++)
    {
      /* Somebody goes on typing. */
      if (g_atomic_int_get (&task->source->serial) != task->serial)
        return;
      find_on_page (task, i);
    }
}

/* ── and the one that shows ──────────────────────────────────────────────────────────────────── */

static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
      cairo_image_surface_get_data (surface), stride * (gsize) height,
      (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));

  return gdk_memory_texture_new (width, height,
                                 G_BYTE_ORDER == G_LITTLE_ENDIAN ? GDK_MEMORY_B8G8R8X8
                                                                 : GDK_MEMORY_X8R8G8B8,
                                 bytes, stride);
}

static gboolean
answer_cb (gpointer data)
{
  Task *task = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&task->owner);
  g_autoptr (GdkTexture) texture = NULL;

  if (owner == NULL)
    return G_SOURCE_REMOVE;
  switch (task->what)
    {
    case DRAW:
      if (task->surface != NULL)
        texture = make_texture (task->surface);
      task->func.drawn (owner, task->page, task->scale, texture);
      break;
    case READ:
      task->func.read (owner, task->page, task->text != NULL ? task->text : "");
      break;
    case FIND:
      if (g_atomic_int_get (&task->source->serial) == task->serial)
        task->func.found (owner, task->needle, task->hits);
      break;
    default:
      g_assert_not_reached ();
    }
  return G_SOURCE_REMOVE;
}

/* The task goes back to the main thread in any case, so that no last reference to anything ends
 * here; for the same reason the owner is not asked. */
static void
worker_cb (gpointer data, gpointer user_data)
{
  Task *task = data;

  qz_poppler_begin ();
  switch (task->what)
    {
    case DRAW:
      if (g_atomic_int_get (task->wanted) != 0)
        draw (task);
      break;
    case READ:
      read_text (task);
      break;
    case FIND:
      find (task);
      break;
    default:
      g_assert_not_reached ();
    }
  qz_poppler_end ();
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, answer_cb, task, task_free);
}

static Task *
task_new (QzPdfSource *self, What what, GObject *owner)
{
  Task *task = g_new0 (Task, 1);

  task->what = what;
  task->source = g_object_ref (self);
  g_weak_ref_init (&task->owner, owner);
  return task;
}

void
qz_pdf_source_draw (QzPdfSource *self, guint page, double scale, gint *wanted, GObject *owner,
                    QzPdfDrawnFunc func)
{
  Task *task = task_new (self, DRAW, owner);

  g_assert (page < self->n_pages && scale > 0);
  task->page = page;
  task->scale = scale;
  task->wanted = g_atomic_rc_box_acquire (wanted);
  task->func.drawn = func;
  g_thread_pool_push (self->worker, task, NULL);
}

void
qz_pdf_source_read (QzPdfSource *self, guint page, GObject *owner, QzPdfTextFunc func)
{
  Task *task = task_new (self, READ, owner);

  g_assert (page < self->n_pages);
  task->page = page;
  task->func.read = func;
  g_thread_pool_push (self->worker, task, NULL);
}

void
qz_pdf_source_find (QzPdfSource *self, const char *needle, GObject *owner, QzPdfFoundFunc func)
{
  Task *task = task_new (self, FIND, owner);

  task->serial = g_atomic_int_add (&self->serial, 1) + 1;
  task->needle = g_strdup (needle);
  task->func.found = func;
  g_thread_pool_push (self->worker, task, NULL);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

/* No task is left: each holds the source. */
static void
qz_pdf_source_finalize (GObject *object)
{
  QzPdfSource *self = QZ_PDF_SOURCE (object);

  g_thread_pool_free (self->worker, FALSE, TRUE);
  g_clear_object (&self->document);
  g_free (self->sizes);
  G_OBJECT_CLASS (qz_pdf_source_parent_class)->finalize (object);
}

static void
qz_pdf_source_class_init (QzPdfSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_pdf_source_finalize;
}

static int
compare_tasks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  /* What is to be seen goes before what is to be read out. */
  return (int) ((const Task *) a)->what - (int) ((const Task *) b)->what;
}

static void
qz_pdf_source_init (QzPdfSource *self)
{
  self->worker = g_thread_pool_new (worker_cb, NULL, 1, FALSE, NULL);
  g_thread_pool_set_sort_function (self->worker, compare_tasks, NULL);
}

QzPdfSource *
qz_pdf_source_new (GBytes *pdf, GError **error)
{
  g_autoptr (QzPdfSource) self = g_object_new (QZ_TYPE_PDF_SOURCE, NULL);

  self->poppler = qz_poppler_get (error);
  if (self->poppler == NULL)
    return NULL;
  self->document = self->poppler->document_new_from_bytes (pdf, NULL, error);
  if (self->document == NULL)
    return NULL;
  self->n_pages = (guint) self->poppler->document_get_n_pages (self->document);
  self->sizes = g_new0 (Size, self->n_pages);
  for (guint i = 0; i < self->n_pages; i++)
    {
      g_autoptr (PopplerPage) page = get_page (self, i);

      if (page != NULL)
        self->poppler->page_get_size (page, &self->sizes[i].width, &self->sizes[i].height);
    }
  return g_steal_pointer (&self);
}

guint
qz_pdf_source_get_n_pages (QzPdfSource *self)
{
  return self->n_pages;
}

void
qz_pdf_source_get_size (QzPdfSource *self, guint page, double *width, double *height)
{
  g_assert (page < self->n_pages);
  *width = self->sizes[page].width;
  *height = self->sizes[page].height;
}
