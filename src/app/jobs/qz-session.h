/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-job.h"

G_BEGIN_DECLS

/**
 * QzSession:
 *
 * The book set that the window works on, who acts in it and at what business time. Every use case
 * is a #QzJob on one of the session's two threads, each of which has a #QzBook of its own that is
 * never touched elsewhere. Short reading (a kind that neither writes nor has a title) runs on the
 * reader, which sees what was last committed; everything else on the worker. So no list waits for
 * long work. On each thread jobs run one after the other in the order of their start. Results are
 * #QzSheet and other immutable things that travel back to the main thread.
 *
 * Signals: "book-changed" (another book set, or none), "acting-changed" (another user) and
 * "data-changed" (a job wrote something).
 */
#define QZ_TYPE_SESSION (qz_session_get_type ())
G_DECLARE_FINAL_TYPE (QzSession, qz_session, QZ, SESSION, GObject)

QzSession *qz_session_new (void);

/* Business time of all that follows, as `qz --now` takes it; NULL: the wall clock. */
gboolean qz_session_set_now (QzSession *self, const char *now, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes the time as of now; in a training book set, on its training date. */
void qz_session_init_clock (QzSession *self, QzClock *clock);

/* The training date of the book set at hand, when that is the business day; else QZ_DAY_NONE. */
QzDay qz_session_get_training_day (QzSession *self);

/* Called on the main thread when a job has ended. @input and @output belong to the job; @output is
 * NULL when @error is set. Not called when the owner is gone. */
typedef void (*QzJobDoneFunc) (gpointer owner, gpointer input, gpointer output,
                               const GError *error);

/* Opens a book set in place of the one at hand; read-only when another start holds it, which the
 * banner then says. The book set at hand stays when opening fails or is cancelled. @done gets no
 * output. (transfer none) */
QzJob *qz_session_open (QzSession *self, const char *path, gpointer owner, QzJobDoneFunc done);
/* What to say when this computer's clock is behind the entries that the book set had when it was
 * opened; NULL: nothing, as in trainings and with a business time of its own. (transfer full) */
char *qz_session_dup_clock_warning (QzSession *self);
/* Moves the training date forward to @day; follows as "data-changed". @done gets no output worth
 * looking at. (transfer none) */
QzJob *qz_session_move_training (QzSession *self, QzDay day, gpointer owner,
                                 GCancellable *cancellable, QzJobDoneFunc done);
/* Waits for the jobs at hand, then closes the book set. For the end of the program. */
void qz_session_close (QzSession *self);

const char *qz_session_get_path (QzSession *self);   /* NULL: no book set */
const char *qz_session_get_name (QzSession *self);   /* of the book set; "" without one */
const char *qz_session_get_banner (QzSession *self); /* why it is read-only; "" */
QzSheet *qz_session_get_users (QzSession *self);     /* as qz_book_list_users(); nullable */

/* The acting user: NULL when nobody acts. Choosing an unknown or inactive user chooses nobody, and
 * so does a user with a passphrase, who signs in instead. "acting-changed" also follows changes of
 * the users themselves. */
const char *qz_session_get_user (QzSession *self);
void qz_session_set_user (QzSession *self, const char *name);
gboolean qz_session_has_passphrase (QzSession *self, const char *name);
/* Signs @name in, who then acts. Whoever acted before goes on acting when it fails; @done gets no
 * output worth looking at. (transfer none) */
QzJob *qz_session_sign_in (QzSession *self, const char *name, const char *passphrase,
                           gpointer owner, GCancellable *cancellable, QzJobDoneFunc done);
guint qz_session_get_roles (QzSession *self); /* QzRole bits of the acting user */

/* The agencies that the book set acts for, as qz_actors_list() gives them; nullable. */
QzSheet *qz_session_get_actors (QzSession *self);
/* Code of the agency that is acted for; "" without a book set. Choosing another one emits
 * "acting-changed"; one that the book set does not act for is its own. */
const char *qz_session_get_actor (QzSession *self);
void qz_session_set_actor (QzSession *self, const char *agency);

/* Starts @kind with @input, which belongs to the job from here on. @owner: the object on which
 * @done is called, held weakly; @cancellable (nullable) rolls back. (transfer none) */
QzJob *qz_session_run (QzSession *self, const QzJobKind *kind, gpointer input, gpointer owner,
                       GCancellable *cancellable, QzJobDoneFunc done);
/* What was meant for one book set is not done to the next: how that is refused, here and where a
 * question was open meanwhile. */
void qz_session_set_other_book (GError **error);
/* The jobs under way that have a title, the oldest first: what the header shows. (transfer none) */
GListModel *qz_session_get_jobs (QzSession *self);

G_END_DECLS
