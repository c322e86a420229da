/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* The work itself, on the worker thread. NULL with @error set when it failed. */
typedef gpointer (*QzJobFunc) (QzBook *book, const QzContext *context, gpointer input,
                               GError **error);

/* What kind of work: a static table entry. */
typedef struct {
  const char *title; /* N_(…), shown while it runs; NULL for short reading */
  QzJobFunc func;
  gboolean writes;
  GDestroyNotify free_input;  /* nullable */
  GDestroyNotify free_output; /* nullable */
  gboolean bookless;          /* works without a book set: func may get NULL */
} QzJobKind;

/**
 * QzJob:
 *
 * One piece of work under way on a session's worker thread. On the main thread it shows itself:
 * "title", "status" (what it does at the moment, with count and rate) and "fraction" (0 to 1, or
 * negative when nobody knows).
 */
#define QZ_TYPE_JOB (qz_job_get_type ())
G_DECLARE_FINAL_TYPE (QzJob, qz_job, QZ, JOB, GObject)

/* @user and @actor (nullable: the book set's own agency) are copied. @input belongs to the job. */
QzJob *qz_job_new (const QzJobKind *kind, gpointer input, const char *user, const char *actor,
                   const QzClock *clock, GCancellable *cancellable);
const QzJobKind *qz_job_get_kind (QzJob *self);
gpointer qz_job_get_input (QzJob *self);
/* Rolls back, soon. */
void qz_job_cancel (QzJob *self);
GCancellable *qz_job_get_cancellable (QzJob *self);
/* Worker thread only: does the work and gives its output, or NULL and @error. */
gpointer qz_job_work (QzJob *self, QzBook *book, GError **error);

G_END_DECLS
