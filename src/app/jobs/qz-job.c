/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-job.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-error.h"

struct _QzJob {
  GObject parent_instance;

  const QzJobKind *kind;
  gpointer input;
  char *user;
  char *actor; /* nullable */
  QzClock clock;
  GCancellable *cancellable;
  gint64 start_us;

  /* Main thread only. */
  char *status;
  double fraction;
};

G_DEFINE_FINAL_TYPE (QzJob, qz_job, G_TYPE_OBJECT)

enum { PROP_0, PROP_TITLE, PROP_STATUS, PROP_FRACTION, N_PROPS };
static GParamSpec *props[N_PROPS];

/* ── progress travels to the main thread ─────────────────────────────────────────────────────── */

typedef struct {
  QzJob *job;
  char *status;
  double fraction;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->job);
  g_free (report->status);
  g_free (report);
}

static gboolean
report_cb (gpointer data)
{
  Report *report = data;
  QzJob *self = report->job;

  self->fraction = report->fraction;
  g_free (self->status);
  self->status = g_steal_pointer (&report->status);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
  return G_SOURCE_REMOVE;
}

/* "Claims: 120000 of 1000000, 400000 a second" */
static char *
describe (QzJob *self, const char *what, guint64 done, guint64 total)
{
  const guint64 passed_ms = (guint64) (qz_clock_get_tick_us () - self->start_us) / 1000;
  const guint64 rate = passed_ms > 500 ? done * 1000 / passed_ms : 0;

  if (total == 0)
    return g_strdup_printf (_("%s: %" PRIu64), what, done);
  if (rate == 0)
    return g_strdup_printf (_("%s: %" PRIu64 " of %" PRIu64), what, done, total);
  return g_strdup_printf (_("%s: %" PRIu64 " of %" PRIu64 ", "
                             "%" PRIu64 " a second, %" PRIu64 " s left"),
                          what, done, total, rate, (total - MIN (done, total)) / rate);
}

/* Worker thread; QzProgress already keeps it to twenty times a second. */
static void
progress_cb (const char *what, guint64 done, guint64 total, gpointer user_data)
{
  QzJob *self = user_data;
  Report *report = g_new0 (Report, 1);

  report->job = g_object_ref (self);
  report->status = describe (self, what, done, total);
  report->fraction = total > 0 ? (double) done / (double) total : -1.0;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, report_cb, report, report_free);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_job_finalize (GObject *object)
{
  QzJob *self = QZ_JOB (object);

  if (self->kind != NULL && self->kind->free_input != NULL && self->input != NULL)
    self->kind->free_input (self->input);
  g_free (self->user);
  g_free (self->actor);
  g_clear_object (&self->cancellable);
  g_free (self->status);
  G_OBJECT_CLASS (qz_job_parent_class)->finalize (object);
}

static void
qz_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QzJob *self = QZ_JOB (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->kind->title != NULL ? _ (self->kind->title) : "");
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status != NULL ? self->status : "");
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qz_job_class_init (QzJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = qz_job_finalize;
  object_class->get_property = qz_job_get_property;
  props[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_STATUS] =
      g_param_spec_string ("status", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
qz_job_init (QzJob *self)
{
  self->fraction = -1;
}

QzJob *
qz_job_new (const QzJobKind *kind, gpointer input, const char *user, const char *actor,
            const QzClock *clock, GCancellable *cancellable)
{
  QzJob *self = g_object_new (QZ_TYPE_JOB, NULL);

  self->kind = kind;
  self->input = input;
  self->user = g_strdup (user);
  self->actor = g_strdup (actor);
  self->clock = *clock;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  return self;
}

const QzJobKind *
qz_job_get_kind (QzJob *self)
{
  return self->kind;
}

gpointer
qz_job_get_input (QzJob *self)
{
  return self->input;
}

GCancellable *
qz_job_get_cancellable (QzJob *self)
{
  return self->cancellable;
}

void
qz_job_cancel (QzJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

gpointer
qz_job_work (QzJob *self, QzBook *book, GError **error)
{
  g_autoptr (QzProgress) progress = qz_progress_new (progress_cb, self);
  const QzContext context = { self->user, self->clock, FALSE, progress,
                              self->cancellable, self->actor };

  self->start_us = qz_clock_get_tick_us ();
  if (!qz_check_cancelled (self->cancellable, error))
    return NULL;
  return self->kind->func (book, &context, self->input, error);
}
