/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-lazy-source.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "qz-error.h"

typedef enum { TASK_QUERY, TASK_SUM, TASK_SELECTED, TASK_CHOICES, N_TASKS } Task;

struct _QzLazySource {
  GObject parent_instance;

  QzSession *session;
  const QzBrowseSource *browse;
  QzBrowseQuery *query; /* nullable: nothing asked yet */
  QzReader *reader;     /* nullable: not opened yet */
  char *reader_path;
  GCancellable *tasks[N_TASKS]; /* of what is under way */
};

G_DEFINE_FINAL_TYPE (QzLazySource, qz_lazy_source, G_TYPE_OBJECT)

enum { MODEL, SUMS, SELECTED_SUMS, CHOICES, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ── what travels to the reader thread and back ──────────────────────────────────────────────── */

typedef struct {
  const QzBrowseSource *browse;
  QzBrowseQuery *query; /* nullable */
  QzReader *reader;     /* of the question about rows; nullable: to be opened */
  GArray *ids;          /* of the question about selected rows; nullable */
  GtkBitset *positions;
} Asked;

typedef struct {
  QzReader *reader;
  GArray *ids;
  QzSheet *first;
} Answer;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_pointer (&asked->query, qz_browse_query_free);
  g_clear_pointer (&asked->reader, qz_reader_unref);
  g_clear_pointer (&asked->ids, g_array_unref);
  g_clear_pointer (&asked->positions, gtk_bitset_unref);
  g_free (asked);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->reader, qz_reader_unref);
  g_clear_pointer (&answer->ids, g_array_unref);
  g_clear_pointer (&answer->first, qz_sheet_unref);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* ── reader thread ───────────────────────────────────────────────────────────────────────────── */

/* The connection of the thread that draws is opened here, where waiting disturbs nobody. */
static gpointer
read_ids (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Asked *asked = input;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  answer->ids = asked->browse->read_ids (book, context, asked->query, error);
  if (answer->ids == NULL)
    return NULL;
  if (asked->reader == NULL)
    {
      QzBook *own = qz_book_open (qz_book_get_path (book), FALSE, error);

      if (own == NULL)
        return NULL;
      qz_book_keep_small (own);
      answer->reader = qz_reader_new (own);
    }
  answer->first = asked->browse->read_rows (
      book, &g_array_index (answer->ids, guint32, 0), MIN (QZ_LAZY_PAGE_ROWS, answer->ids->len),
      error);
  return answer->first != NULL ? g_steal_pointer (&answer) : NULL;
}

static gpointer
sum (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Asked *asked = input;

  return asked->browse->sum (book, context, asked->query, error);
}

static gpointer
sum_selected (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Asked *asked = input;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, asked->positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_array_append_val (ids, g_array_index (asked->ids, guint32, position));
  return asked->browse->sum_ids (book, context, (const guint32 *) (gpointer) ids->data, ids->len,
                                 error);
}

/* The last that is read when a list opens: what the scans needed goes back to the system. */
static gpointer
list_choices (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Asked *asked = input;
  QzSheet *choices = asked->browse->list_choices (book, context, error);

#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return choices;
}

#define GIVES_SHEET(func) { NULL, func, FALSE, asked_free, (GDestroyNotify) qz_sheet_unref }

static const QzJobKind job_query = { NULL, read_ids, FALSE, asked_free, answer_free };
static const QzJobKind job_sum = GIVES_SHEET (sum);
static const QzJobKind job_sum_selected = GIVES_SHEET (sum_selected);
static const QzJobKind job_choices = GIVES_SHEET (list_choices);

/* ── main thread ─────────────────────────────────────────────────────────────────────────────── */

/* Ends what is under way of this kind. */
static void
stop (QzLazySource *self, Task task)
{
  if (self->tasks[task] != NULL)
    g_cancellable_cancel (self->tasks[task]);
  g_clear_object (&self->tasks[task]);
}

static GCancellable *
start (QzLazySource *self, Task task)
{
  stop (self, task);
  self->tasks[task] = g_cancellable_new ();
  return self->tasks[task];
}

static gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, QZ_ERROR, QZ_ERROR_CANCELLED);
}

static void
tell (QzLazySource *self, guint signal, QzSheet *sheet, const GError *error)
{
  if (error == NULL)
    g_signal_emit (self, signals[signal], 0, sheet);
  else if (!was_cancelled (error))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
model_failed_cb (QzLazySource *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static gboolean
same_filters (const QzBrowseQuery *a, const QzBrowseQuery *b)
{
  if (g_strcmp0 (a->search, b->search) != 0 || a->n_filters != b->n_filters)
    return FALSE;
  for (guint i = 0; i < a->n_filters; i++)
    if (g_strcmp0 (qz_browse_query_find (b, a->filters[i].name), a->filters[i].value) != 0)
      return FALSE;
  return TRUE;
}

/* An answer to a question that was asked anew since is no answer. */
static void
answered (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzLazySource *self = owner;
  Answer *answer = output;
  g_autoptr (QzLazyModel) model = NULL;

  if (error != NULL)
    {
      tell (self, FAILED, NULL, error);
      return;
    }
  if (answer->reader != NULL)
    {
      g_clear_pointer (&self->reader, qz_reader_unref);
      self->reader = qz_reader_ref (answer->reader);
    }
  if (!same_filters (((Asked *) input)->query, self->query)
      || g_strcmp0 (((Asked *) input)->query->order, self->query->order) != 0
      || ((Asked *) input)->query->descending != self->query->descending)
    return;
  model = qz_lazy_model_new (self->browse, self->reader, answer->ids, answer->first);
  g_signal_connect_object (model, "failed", G_CALLBACK (model_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[MODEL], 0, model);
}

static void
summed (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  tell (owner, SUMS, output, error);
}

static void
summed_selected (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  tell (owner, SELECTED_SUMS, output, error);
}

static void
listed_choices (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  tell (owner, CHOICES, output, error);
}

static Asked *
asked_new (QzLazySource *self)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->browse = self->browse;
  return asked;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_lazy_source_finalize (GObject *object)
{
  QzLazySource *self = QZ_LAZY_SOURCE (object);

  qz_lazy_source_stop (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->query, qz_browse_query_free);
  g_clear_pointer (&self->reader, qz_reader_unref);
  g_free (self->reader_path);
  G_OBJECT_CLASS (qz_lazy_source_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType type)
{
  return g_signal_new (name, QZ_TYPE_LAZY_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, type);
}

static void
qz_lazy_source_class_init (QzLazySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_lazy_source_finalize;
  signals[MODEL] = add_signal ("model", QZ_TYPE_LAZY_MODEL);
  signals[SUMS] = add_signal ("sums", G_TYPE_POINTER);
  signals[SELECTED_SUMS] = add_signal ("selected-sums", G_TYPE_POINTER);
  signals[CHOICES] = add_signal ("choices", G_TYPE_POINTER);
  signals[FAILED] = add_signal ("failed", G_TYPE_ERROR);
}

static void
qz_lazy_source_init (QzLazySource *self)
{
}

/* ── what it gives ───────────────────────────────────────────────────────────────────────────── */

QzLazySource *
qz_lazy_source_new (QzSession *session, const QzBrowseSource *browse)
{
  QzLazySource *self = g_object_new (QZ_TYPE_LAZY_SOURCE, NULL);

  self->session = g_object_ref (session);
  self->browse = browse;
  return self;
}

const QzBrowseSource *
qz_lazy_source_get_browse (QzLazySource *self)
{
  return self->browse;
}

/* After another book set was opened, the old connection must not answer. */
static void
check_reader (QzLazySource *self)
{
  const char *path = qz_session_get_path (self->session);

  if (g_strcmp0 (path, self->reader_path) == 0)
    return;
  g_set_str (&self->reader_path, path);
  g_clear_pointer (&self->reader, qz_reader_unref);
}

static void
query_sums (QzLazySource *self)
{
  Asked *asked = asked_new (self);

  asked->query = qz_browse_query_copy (self->query);
  qz_session_run (self->session, &job_sum, asked, self, start (self, TASK_SUM), summed);
}

void
qz_lazy_source_query (QzLazySource *self, QzBrowseQuery *query)
{
  const gboolean sums = self->query == NULL || self->tasks[TASK_SUM] == NULL
                        || !same_filters (self->query, query);
  Asked *asked = asked_new (self);

  check_reader (self);
  g_clear_pointer (&self->query, qz_browse_query_free);
  self->query = query;
  asked->query = qz_browse_query_copy (query);
  asked->reader = self->reader != NULL ? qz_reader_ref (self->reader) : NULL;
  qz_session_run (self->session, &job_query, asked, self, start (self, TASK_QUERY), answered);
  stop (self, TASK_SELECTED);
  if (sums)
    query_sums (self);
}

void
qz_lazy_source_sum_selected (QzLazySource *self, QzLazyModel *model, GtkBitset *positions)
{
  Asked *asked;

  stop (self, TASK_SELECTED);
  if (positions == NULL)
    return;
  asked = asked_new (self);
  asked->ids = g_array_ref (qz_lazy_model_get_ids (model));
  asked->positions = gtk_bitset_copy (positions);
  qz_session_run (self->session, &job_sum_selected, asked, self, start (self, TASK_SELECTED),
                  summed_selected);
}

void
qz_lazy_source_copy (QzLazySource *self, QzTableTake *take, gpointer owner, QzJobDoneFunc done)
{
  qz_session_run (self->session, &qz_job_copy_table, take, owner, NULL, done);
}

void
qz_lazy_source_load_choices (QzLazySource *self)
{
  qz_session_run (self->session, &job_choices, asked_new (self), self, start (self, TASK_CHOICES),
                  listed_choices);
}

void
qz_lazy_source_stop (QzLazySource *self)
{
  for (Task task = 0; task < N_TASKS; task++)
    stop (self, task);
}
