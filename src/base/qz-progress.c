/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-progress.h"

#include <glib/gi18n-lib.h>

#include "qz-clock.h"
#include "qz-error.h"

#define MIN_INTERVAL_US (G_USEC_PER_SEC / 20)

struct _QzProgress {
  QzProgressFunc func;
  gpointer user_data;
  char *what;
  gint64 last_us;
};

QzProgress *
qz_progress_new (QzProgressFunc func, gpointer user_data)
{
  QzProgress *self = g_new0 (QzProgress, 1);

  g_assert (func != NULL);
  self->func = func;
  self->user_data = user_data;
  return self;
}

void
qz_progress_free (QzProgress *self)
{
  if (self == NULL)
    return;
  g_free (self->what);
  g_free (self);
}

void
qz_progress_report (QzProgress *self, const char *what, guint64 done, guint64 total)
{
  gboolean is_first;
  gboolean is_last;
  gint64 now_us;

  if (self == NULL)
    return;
  is_first = self->last_us == 0 || g_strcmp0 (self->what, what) != 0;
  is_last = total != 0 && done >= total;
  now_us = qz_clock_get_tick_us ();
  if (!is_first && !is_last && now_us - self->last_us < MIN_INTERVAL_US)
    return;
  self->last_us = now_us;
  g_set_str (&self->what, what);
  self->func (what, done, total, self->user_data);
}

gboolean
qz_check_cancelled (GCancellable *cancellable, GError **error)
{
  if (cancellable == NULL || !g_cancellable_is_cancelled (cancellable))
    return TRUE;
  qz_error_set (error, QZ_ERROR_CANCELLED, "cancelled", _("Cancelled; nothing was changed"));
  return FALSE;
}
