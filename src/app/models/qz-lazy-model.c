/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-lazy-model.h"

#include "qz-main-watch.h"
#include "qz-row.h"

/* ── the reader ──────────────────────────────────────────────────────────────────────────────── */

struct _QzReader {
  gatomicrefcount ref_count;
  QzBook *book;
};

QzReader *
qz_reader_new (QzBook *book)
{
  QzReader *self = g_new0 (QzReader, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->book = book;
  return self;
}

QzReader *
qz_reader_ref (QzReader *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qz_reader_unref (QzReader *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  qz_book_close (self->book);
  g_free (self);
}

/* ── the model ───────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  guint number;
  QzSheet *rows;
} Page;

struct _QzLazyModel {
  GObject parent_instance;

  const QzBrowseSource *source;
  QzReader *reader;
  GArray *ids;
  GQueue pages; /* Page, the one used last first */
  GError *error; /* the last one; nullable */
  guint idle;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QzLazyModel, qz_lazy_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum { FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
page_free (gpointer data)
{
  Page *page = data;

  qz_sheet_unref (page->rows);
  g_free (page);
}

/* Not while the list asks for a row: then it is in the midst of its own work. */
static gboolean
tell_failure_cb (gpointer data)
{
  QzLazyModel *self = data;

  self->idle = 0;
  g_signal_emit (self, signals[FAILED], 0, self->error);
  return G_SOURCE_REMOVE;
}

static QzSheet *
new_empty_rows (QzLazyModel *self, guint n_rows)
{
  QzSheet *sheet = self->source->new_head ();

  for (guint i = 0; i < n_rows; i++)
    (void) qz_sheet_add_row (sheet);
  return sheet;
}

static QzSheet *
read_rows (QzLazyModel *self, guint number)
{
  const guint first = number * QZ_LAZY_PAGE_ROWS;
  const guint n_rows = MIN (QZ_LAZY_PAGE_ROWS, self->ids->len - first);
  g_autoptr (GError) error = NULL;
  QZ_WATCH ("rows", self->source->read_rows);
  QzSheet *rows = self->source->read_rows (
      self->reader->book, &g_array_index (self->ids, guint32, first), n_rows, &error);

  if (rows != NULL)
    {
      g_assert (qz_sheet_get_n_rows (rows) == n_rows);
      return rows;
    }
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  if (self->idle == 0)
    self->idle = g_idle_add (tell_failure_cb, self);
  return new_empty_rows (self, n_rows);
}

static void
keep_page (QzLazyModel *self, guint number, QzSheet *rows)
{
  Page *page = g_new0 (Page, 1);

  page->number = number;
  page->rows = rows;
  g_queue_push_head (&self->pages, page);
  if (self->pages.length > QZ_LAZY_MAX_PAGES)
    page_free (g_queue_pop_tail (&self->pages));
}

static QzSheet *
get_rows (QzLazyModel *self, guint number)
{
  for (GList *link = self->pages.head; link != NULL; link = link->next)
    {
      Page *page = link->data;

      if (page->number != number)
        continue;
      g_queue_unlink (&self->pages, link);
      g_queue_push_head_link (&self->pages, link);
      return page->rows;
    }
  keep_page (self, number, read_rows (self, number));
  return ((Page *) self->pages.head->data)->rows;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static GType
get_item_type (GListModel *list)
{
  return QZ_TYPE_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return QZ_LAZY_MODEL (list)->ids->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  QzLazyModel *self = QZ_LAZY_MODEL (list);
  guint row;
  QzSheet *rows;

  if (position >= self->ids->len)
    return NULL;
  rows = qz_lazy_model_get_page (self, position, &row);
  return qz_row_new (rows, row, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
qz_lazy_model_finalize (GObject *object)
{
  QzLazyModel *self = QZ_LAZY_MODEL (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_queue_clear_full (&self->pages, page_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->reader, qz_reader_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (qz_lazy_model_parent_class)->finalize (object);
}

static void
qz_lazy_model_class_init (QzLazyModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_lazy_model_finalize;
  signals[FAILED] = g_signal_new ("failed", QZ_TYPE_LAZY_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
qz_lazy_model_init (QzLazyModel *self)
{
  g_queue_init (&self->pages);
}

/* ── what it gives ───────────────────────────────────────────────────────────────────────────── */

QzLazyModel *
qz_lazy_model_new (const QzBrowseSource *source, QzReader *reader, GArray *ids, QzSheet *first)
{
  QzLazyModel *self = g_object_new (QZ_TYPE_LAZY_MODEL, NULL);

  self->source = source;
  self->reader = qz_reader_ref (reader);
  self->ids = g_array_ref (ids);
  if (first != NULL && ids->len > 0)
    keep_page (self, 0, qz_sheet_ref (first));
  return self;
}

GArray *
qz_lazy_model_get_ids (QzLazyModel *self)
{
  return self->ids;
}

QzSheet *
qz_lazy_model_get_page (QzLazyModel *self, guint position, guint *out_row)
{
  g_assert (position < self->ids->len);
  *out_row = position % QZ_LAZY_PAGE_ROWS;
  return get_rows (self, position / QZ_LAZY_PAGE_ROWS);
}

guint
qz_lazy_model_get_n_pages (QzLazyModel *self)
{
  return self->pages.length;
}
