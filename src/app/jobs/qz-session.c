/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-auth.h"
#include "qz-cells.h"
#include "qz-error.h"
#include "qz-main-watch.h"
#include "qz-people.h"

struct _QzSession {
  GObject parent_instance;

  GThreadPool *worker; /* one thread; takes GTask */
  QzBook *book;        /* worker thread only */
  GThreadPool *reader; /* one thread; takes GTask */
  QzBook *read_book;   /* reader thread only */
  guint read_version;  /* of what read_book has seen; reader thread only */
  QzSignIn *sign_in;   /* of both */
  gint version;        /* atomic: grows when something was written or another book set opened */

  char *now; /* nullable */
  char *path;
  char *name;
  char *banner;
  QzSheet *users;
  QzSheet *actors;
  char *user;
  char *actor;
  QzDay training_day; /* QZ_DAY_NONE: no training */
  QzDay last_day;     /* of its entries, when it was opened */
  guint roles;
  GListStore *jobs; /* QzJob with a title */
  guint n_runs;     /* under way */
};

G_DEFINE_FINAL_TYPE (QzSession, qz_session, G_TYPE_OBJECT)

enum { BOOK_CHANGED, ACTING_CHANGED, DATA_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What opening a book set found out. */
typedef struct {
  char *path;
  char *name;
  char *banner;
  QzSheet *users;
  QzSheet *actors;
  QzDay training_day;
  QzDay last_day;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_free (opened->path);
  g_free (opened->name);
  g_free (opened->banner);
  g_clear_pointer (&opened->users, qz_sheet_unref);
  g_clear_pointer (&opened->actors, qz_sheet_unref);
  g_free (opened);
}

/* A job, and whom to tell of its end. */
typedef struct {
  QzJob *job;
  char *path; /* of the book set at hand when it was started; nullable */
  GWeakRef owner;
  gboolean has_owner;
  QzJobDoneFunc done;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->job);
  g_free (run->path);
  g_weak_ref_clear (&run->owner);
  g_free (run);
}

/* ── the worker ──────────────────────────────────────────────────────────────────────────────── */

/* Opening replaces the book, so the work of this one kind is known to the session alone. */
static gpointer
open_marker (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_assert_not_reached ();
}

static const QzJobKind open_kind = { N_ ("Opening the book set"), open_marker, FALSE, g_free,
                                     opened_free };

static gboolean
fill_opened (Opened *opened, QzBook *book, GError **error)
{
  opened->path = g_strdup (qz_book_get_path (book));
  opened->name = g_strdup (qz_book_get_name (book));
  opened->users = qz_book_list_users (book, error);
  opened->actors = opened->users != NULL ? qz_actors_list (book, error) : NULL;
  return opened->actors != NULL
         && qz_book_get_training_day (book, &opened->training_day, error)
         && qz_book_get_last_day (book, &opened->last_day, error);
}

/* Writable when nobody else writes; else read-only, with the reason for the banner. */
static QzBook *
open_book (const char *path, char **out_banner, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  QzBook *book = qz_book_open (path, TRUE, &refusal);

  if (book != NULL)
    return book;
  if (!g_str_equal (qz_error_get_id (refusal), "book-locked"))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  *out_banner = g_strdup_printf (_("Read only: %s"), refusal->message);
  return qz_book_open (path, FALSE, error);
}

/* Worker thread. The book set at hand is closed first when it is the same file: one start of the
 * program would else refuse itself. */
static gpointer
work_open (QzSession *self, QzJob *job, GError **error)
{
  const char *path = qz_job_get_input (job);
  Opened *opened = g_new0 (Opened, 1);
  g_autoptr (QzBook) book = NULL;
  gboolean done = qz_check_cancelled (qz_job_get_cancellable (job), error);
  const gboolean same =
      done && self->book != NULL && g_str_equal (qz_book_get_path (self->book), path);

  if (same)
    g_clear_pointer (&self->book, qz_book_close);
  book = done ? open_book (path, &opened->banner, error) : NULL;
  done = book != NULL && fill_opened (opened, book, error)
         && (same || qz_check_cancelled (qz_job_get_cancellable (job), error));
  if (!done)
    {
      opened_free (opened);
      return NULL;
    }
  g_clear_pointer (&self->book, qz_book_close);
  self->book = g_steal_pointer (&book);
  qz_sign_in_clear (self->sign_in);
  qz_auth_share_sign_in (self->book, self->sign_in);
  return opened;
}

void
qz_session_set_other_book (GError **error)
{
  qz_error_set (error, QZ_ERROR_USAGE, "other-book",
                _("Another book set was opened meanwhile, and nothing was done; open the one that "
                  "was meant and try again"));
}

/* Worker thread. A job waits for its turn, and for files to be chosen; what was meant for one book
 * set is never done to the next. */
static gpointer
work_on_book (QzSession *self, const Run *run, GError **error)
{
  const gboolean bookless = qz_job_get_kind (run->job)->bookless;

  if (!bookless && self->book == NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "no-book", _("No book set is open; open one first"));
      return NULL;
    }
  if (!bookless && g_strcmp0 (run->path, qz_book_get_path (self->book)) != 0)
    {
      qz_session_set_other_book (error);
      return NULL;
    }
  return qz_job_work (run->job, self->book, error);
}

/* Gives the task its end. It is let go of on the main thread, in ended_cb(): with the last
 * reference to a session here, its end would wait for this very thread. */
static void
return_output (GTask *task, gpointer output, GError *error)
{
  Run *run = g_task_get_task_data (task);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, output, qz_job_get_kind (run->job)->free_output);
}

static void
worker_cb (gpointer data, gpointer user_data)
{
  GTask *task = data;
  QzSession *self = g_task_get_source_object (task);
  const Run *run = g_task_get_task_data (task);
  const QzJobKind *kind = qz_job_get_kind (run->job);
  GError *error = NULL;
  gpointer output;

  if (kind == &open_kind)
    output = work_open (self, run->job, &error);
  else
    output = work_on_book (self, run, &error);
  if (kind == &open_kind || kind->writes)
    g_atomic_int_inc (&self->version);
  return_output (task, output, error);
}

/* ── the reader ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
reads_only (const QzJobKind *kind)
{
  return !kind->writes && !kind->bookless && kind->title == NULL;
}

/* Reader thread. What was kept of the book set is read again after anything was written. */
static gboolean
prepare_reading (QzSession *self, const char *path, GError **error)
{
  const guint version = (guint) g_atomic_int_get (&self->version);

  if (path == NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "no-book", _("No book set is open; open one first"));
      return FALSE;
    }
  if (self->read_book != NULL && !g_str_equal (qz_book_get_path (self->read_book), path))
    g_clear_pointer (&self->read_book, qz_book_close);
  if (self->read_book == NULL)
    {
      self->read_book = qz_book_open (path, FALSE, error);
      if (self->read_book != NULL)
        qz_auth_share_sign_in (self->read_book, self->sign_in);
    }
  else if (self->read_version != version)
    qz_book_forget (self->read_book);
  self->read_version = version;
  return self->read_book != NULL;
}

static void
reader_cb (gpointer data, gpointer user_data)
{
  GTask *task = data;
  QzSession *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer output = NULL;

  if (prepare_reading (self, run->path, &error))
    output = qz_job_work (run->job, self->read_book, &error);
  return_output (task, output, error);
}

/* ── who is signed in ────────────────────────────────────────────────────────────────────────── */

/* The user's name, and behind its end the passphrase. */
static void
sign_in_input_free (gpointer data)
{
  char *passphrase = (char *) data + strlen (data) + 1;

  explicit_bzero (passphrase, strlen (passphrase));
  g_free (data);
}

static gpointer
sign_in (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const char *passphrase = (const char *) input + strlen (input) + 1;

  return qz_auth_sign_in (book, context, input, passphrase, error) ? input : NULL;
}

/* It has a title, so that it runs where it may write of wrong tries. */
static const QzJobKind sign_in_kind = { N_ ("Signing in"), sign_in, FALSE, sign_in_input_free };

/* Users, with the agencies that the book set acts for as a child. */
static gpointer
list_users (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) users = qz_book_list_users (book, error);
  g_autoptr (QzSheet) actors = users != NULL ? qz_actors_list (book, error) : NULL;

  if (actors == NULL)
    return NULL;
  qz_sheet_add_child (users, actors);
  return g_steal_pointer (&users);
}

static const QzJobKind users_kind = { NULL, list_users, FALSE, NULL,
                                      (GDestroyNotify) qz_sheet_unref };

/* ── trainings ───────────────────────────────────────────────────────────────────────────────── */

static gpointer
move_training (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_book_move_training (book, context, *(QzDay *) input, error) ? input : NULL;
}

static const QzJobKind move_training_kind = { NULL, move_training, TRUE, g_free };

/* ── jobs ────────────────────────────────────────────────────────────────────────────────────── */

static void
drop_job (QzSession *self, QzJob *job)
{
  guint position;

  if (g_list_store_find (self->jobs, job, &position))
    g_list_store_remove (self->jobs, position);
}

static void
forget_book (QzSession *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->banner, g_free);
  g_clear_pointer (&self->users, qz_sheet_unref);
  g_clear_pointer (&self->actors, qz_sheet_unref);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->actor, g_free);
  self->training_day = QZ_DAY_NONE;
  self->last_day = QZ_DAY_NONE;
  self->roles = 0;
}

static void take_actor (QzSession *self, const char *agency);

static void
take_opened (QzSession *self, Opened *opened)
{
  forget_book (self);
  self->path = g_steal_pointer (&opened->path);
  self->name = g_steal_pointer (&opened->name);
  self->banner = g_steal_pointer (&opened->banner);
  self->users = g_steal_pointer (&opened->users);
  self->actors = g_steal_pointer (&opened->actors);
  self->training_day = opened->training_day;
  self->last_day = opened->last_day;
  take_actor (self, NULL);
  qz_people_set (self->users);
  g_signal_emit (self, signals[BOOK_CHANGED], 0);
}

static void take_user (QzSession *self, const char *name);
static void read_users (QzSession *self);

/* Main thread, once for each job. */
static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  QzSession *self = QZ_SESSION (object);
  Run *run = g_task_get_task_data (G_TASK (result));
  const QzJobKind *kind = qz_job_get_kind (run->job);
  g_autoptr (GObject) owner = g_weak_ref_get (&run->owner);
  g_autoptr (GError) error = NULL;
  gpointer output = g_task_propagate_pointer (G_TASK (result), &error);
  QZ_WATCH ("done", run->done);

  drop_job (self, run->job);
  if (kind == &open_kind && output != NULL)
    take_opened (self, output);
  if (kind == &sign_in_kind && error == NULL)
    take_user (self, qz_job_get_input (run->job));
  if (kind == &move_training_kind && error == NULL)
    self->training_day = *(QzDay *) qz_job_get_input (run->job);
  if (run->done != NULL && (owner != NULL || !run->has_owner))
    run->done (owner, qz_job_get_input (run->job), output, error);
  if (output != NULL && kind->free_output != NULL)
    kind->free_output (output);
  if (kind->writes && error == NULL)
    {
      g_signal_emit (self, signals[DATA_CHANGED], 0);
      read_users (self);
    }
  self->n_runs--;
  if (self->n_runs == 0)
    qz_main_watch_all_read ();
  g_object_unref (result); /* of push() */
}

/* Takes @job. */
static void
push (QzSession *self, QzJob *job, gpointer owner, GCancellable *cancellable, QzJobDoneFunc done)
{
  GTask *task = g_task_new (self, cancellable, ended_cb, NULL);
  Run *run = g_new0 (Run, 1);

  run->job = job;
  run->path = g_strdup (self->path);
  g_weak_ref_init (&run->owner, owner);
  run->has_owner = owner != NULL;
  run->done = done;
  /* What was committed is told as done, even when cancel came a moment too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, run, run_free);
  self->n_runs++;
  if (qz_job_get_kind (job)->title != NULL)
    g_list_store_append (self->jobs, job);
  g_thread_pool_push (reads_only (qz_job_get_kind (job)) ? self->reader : self->worker, task, NULL);
}

QzJob *
qz_session_run (QzSession *self, const QzJobKind *kind, gpointer input, gpointer owner,
                GCancellable *cancellable, QzJobDoneFunc done)
{
  QzClock clock;
  QzJob *job;

  qz_session_init_clock (self, &clock);
  job = qz_job_new (kind, input, self->user, self->actor, &clock, cancellable);
  push (self, job, owner, cancellable, done);
  return job;
}

GListModel *
qz_session_get_jobs (QzSession *self)
{
  return G_LIST_MODEL (self->jobs);
}

/* Most writing is not about users, and then nothing is to be shown again. */
static gboolean
are_same (QzSheet *one, QzSheet *other)
{
  if (qz_sheet_get_n_rows (one) != qz_sheet_get_n_rows (other))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (one); row++)
    for (guint column = 0; column < qz_sheet_get_n_columns (one); column++)
      {
        g_autofree char *a = qz_sheet_dup_machine (one, row, column);
        g_autofree char *b = qz_sheet_dup_machine (other, row, column);

        if (g_strcmp0 (a, b) != 0)
          return FALSE;
      }
  return TRUE;
}

static void
users_read (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzSession *self = owner;
  QzSheet *actors = error == NULL ? qz_sheet_find_child (output, "actors") : NULL;

  if (error != NULL || self->users == NULL
      || (are_same (self->users, output) && are_same (self->actors, actors)))
    return;
  g_clear_pointer (&self->users, qz_sheet_unref);
  g_clear_pointer (&self->actors, qz_sheet_unref);
  self->users = qz_sheet_ref (output);
  self->actors = qz_sheet_ref (actors);
  qz_people_set (self->users);
  take_actor (self, self->actor);
  take_user (self, self->user);
}

/* Any writing may have been about them, also about who acts. */
static void
read_users (QzSession *self)
{
  if (self->users != NULL && self->reader != NULL)
    qz_session_run (self, &users_kind, NULL, self, NULL, users_read);
}

/* ── the book set ────────────────────────────────────────────────────────────────────────────── */

QzJob *
qz_session_open (QzSession *self, const char *path, gpointer owner, QzJobDoneFunc done)
{
  QzClock clock;
  QzJob *job;

  qz_session_init_clock (self, &clock);
  job = qz_job_new (&open_kind, g_canonicalize_filename (path, NULL), NULL, NULL, &clock, NULL);
  push (self, job, owner, NULL, done);
  return job;
}

QzDay
qz_session_get_training_day (QzSession *self)
{
  return self->now == NULL ? self->training_day : QZ_DAY_NONE;
}

char *
qz_session_dup_clock_warning (QzSession *self)
{
  if (self->now != NULL || self->training_day != QZ_DAY_NONE)
    return NULL;
  return qz_clock_dup_warning (self->last_day);
}

QzJob *
qz_session_move_training (QzSession *self, QzDay day, gpointer owner, GCancellable *cancellable,
                          QzJobDoneFunc done)
{
  return qz_session_run (self, &move_training_kind, g_memdup2 (&day, sizeof day), owner,
                         cancellable, done);
}

void
qz_session_close (QzSession *self)
{
  if (self->worker == NULL)
    return;
  g_thread_pool_free (g_steal_pointer (&self->worker), FALSE, TRUE);
  g_thread_pool_free (g_steal_pointer (&self->reader), FALSE, TRUE);
  g_clear_pointer (&self->book, qz_book_close);
  g_clear_pointer (&self->read_book, qz_book_close);
}

const char *
qz_session_get_path (QzSession *self)
{
  return self->path;
}

const char *
qz_session_get_name (QzSession *self)
{
  return self->name != NULL ? self->name : "";
}

const char *
qz_session_get_banner (QzSession *self)
{
  return self->banner != NULL ? self->banner : "";
}

/* ── who acts, and when ──────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_session_get_users (QzSession *self)
{
  return self->users;
}

const char *
qz_session_get_user (QzSession *self)
{
  return self->user;
}

guint
qz_session_get_roles (QzSession *self)
{
  return self->roles;
}

/* The row of an active user, or -1. */
static int
find_user (QzSheet *users, const char *name)
{
  const int name_column = qz_sheet_find_column (users, "name");
  const int active_column = qz_sheet_find_column (users, "active");

  for (guint row = 0; name != NULL && row < qz_sheet_get_n_rows (users); row++)
    if (g_strcmp0 (qz_sheet_get_text (users, row, name_column), name) == 0
        && qz_sheet_get_number (users, row, active_column) != 0)
      return (int) row;
  return -1;
}

static guint
read_roles (QzSheet *users, guint row)
{
  const char *text = qz_sheet_get_text (users, row, qz_sheet_find_column (users, "roles"));
  g_autoptr (GError) error = NULL;
  guint roles = 0;

  if (text != NULL && *text != '\0')
    roles = qz_role_from_text (text, &error);
  if (error != NULL)
    g_warning ("roles “%s”: %s", text, error->message);
  return roles;
}

static void
take_user (QzSession *self, const char *name)
{
  const int row = self->users != NULL ? find_user (self->users, name) : -1;
  g_autofree char *chosen = row >= 0 ? g_strdup (name) : NULL;

  self->roles = row >= 0 ? read_roles (self->users, row) : 0;
  g_free (self->user);
  self->user = g_steal_pointer (&chosen);
  g_signal_emit (self, signals[ACTING_CHANGED], 0);
}

/* ── for whom is acted ───────────────────────────────────────────────────────────────────────── */

/* The agency of the row that is @agency's, or the book set's own; NULL when there is no row. */
static const char *
find_actor (QzSheet *actors, const char *agency)
{
  const char *own = NULL;

  for (guint row = 0; row < qz_sheet_get_n_rows (actors); row++)
    {
      const char *code = qz_cell_text (actors, row, "agency");

      if (qz_cell_number (actors, row, "own") != 0)
        own = code;
      if (g_strcmp0 (code, agency) == 0 && qz_cell_number (actors, row, "active") != 0)
        return code;
    }
  return own;
}

static void
take_actor (QzSession *self, const char *agency)
{
  char *chosen = g_strdup (find_actor (self->actors, agency));

  g_free (self->actor);
  self->actor = chosen;
}

QzSheet *
qz_session_get_actors (QzSession *self)
{
  return self->actors;
}

const char *
qz_session_get_actor (QzSession *self)
{
  return self->actor != NULL ? self->actor : "";
}

void
qz_session_set_actor (QzSession *self, const char *agency)
{
  if (self->actors == NULL || g_strcmp0 (agency, self->actor) == 0)
    return;
  take_actor (self, agency);
  g_signal_emit (self, signals[ACTING_CHANGED], 0);
}

gboolean
qz_session_has_passphrase (QzSession *self, const char *name)
{
  const int row = self->users != NULL ? find_user (self->users, name) : -1;

  return row >= 0
         && qz_sheet_get_number (self->users, (guint) row,
                                 (guint) qz_sheet_find_column (self->users, "passphrase"))
                != 0;
}

void
qz_session_set_user (QzSession *self, const char *name)
{
  qz_sign_in_clear (self->sign_in);
  take_user (self, qz_session_has_passphrase (self, name) ? NULL : name);
}

QzJob *
qz_session_sign_in (QzSession *self, const char *name, const char *passphrase, gpointer owner,
                    GCancellable *cancellable, QzJobDoneFunc done)
{
  const gsize name_size = strlen (name) + 1;
  const gsize size = strlen (passphrase) + 1;
  char *input = g_malloc (name_size + size);

  memcpy (input, name, name_size);
  memcpy (input + name_size, passphrase, size);
  return qz_session_run (self, &sign_in_kind, input, owner, cancellable, done);
}

gboolean
qz_session_set_now (QzSession *self, const char *now, GError **error)
{
  QzClock clock;

  if (now != NULL && !qz_clock_init_at (&clock, now, error))
    return FALSE;
  g_set_str (&self->now, now);
  return TRUE;
}

void
qz_session_init_clock (QzSession *self, QzClock *clock)
{
  g_autoptr (GError) error = NULL;

  if (self->now == NULL)
    {
      qz_clock_init_now (clock);
      if (self->training_day != QZ_DAY_NONE)
        qz_clock_set_day (clock, self->training_day);
    }
  else if (!qz_clock_init_at (clock, self->now, &error))
    g_error ("the business time was checked before: %s", error->message);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_session_finalize (GObject *object)
{
  QzSession *self = QZ_SESSION (object);

  qz_session_close (self);
  forget_book (self);
  g_free (self->now);
  g_clear_pointer (&self->sign_in, qz_sign_in_unref);
  g_clear_object (&self->jobs);
  G_OBJECT_CLASS (qz_session_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, QZ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       0);
}

static void
qz_session_class_init (QzSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_session_finalize;
  signals[BOOK_CHANGED] = add_signal ("book-changed");
  signals[ACTING_CHANGED] = add_signal ("acting-changed");
  signals[DATA_CHANGED] = add_signal ("data-changed");
}

static void
qz_session_init (QzSession *self)
{
  self->jobs = g_list_store_new (QZ_TYPE_JOB);
  self->training_day = QZ_DAY_NONE;
  self->last_day = QZ_DAY_NONE;
  self->sign_in = qz_sign_in_new ();
  self->worker = g_thread_pool_new (worker_cb, self, 1, FALSE, NULL);
  self->reader = g_thread_pool_new (reader_cb, self, 1, FALSE, NULL);
}

QzSession *
qz_session_new (void)
{
  return g_object_new (QZ_TYPE_SESSION, NULL);
}
