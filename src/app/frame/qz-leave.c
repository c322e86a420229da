/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-leave.h"

#include <glib/gi18n-lib.h>

gboolean
qz_leave_is_free (AdwNavigationView *view, QzSession *session)
{
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (view);

  if (g_list_model_get_n_items (qz_session_get_jobs (session)) > 0)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (stack); i++)
    {
      g_autoptr (AdwNavigationPage) page = g_list_model_get_item (stack, i);

      if (qz_nav_has_unsaved (page))
        return FALSE;
    }
  return TRUE;
}

typedef struct {
  AdwNavigationView *view;
  GListModel *jobs;
  GWeakRef owner;
  QzUnsavedGoOnFunc go_on;
} Leave;

static void
leave_free (Leave *leave)
{
  g_object_unref (leave->view);
  g_object_unref (leave->jobs);
  g_weak_ref_clear (&leave->owner);
  g_free (leave);
}

/* Takes @leave. */
static void
ask_unsaved (Leave *leave)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&leave->owner);

  if (owner != NULL)
    qz_unsaved_leave (leave->view, 0, owner, leave->go_on, NULL, NULL);
  leave_free (leave);
}

static void
jobs_changed_cb (GListModel *jobs, guint position, guint removed, guint added, gpointer user_data)
{
  if (g_list_model_get_n_items (jobs) > 0)
    return;
  g_signal_handlers_disconnect_by_func (jobs, jobs_changed_cb, user_data);
  ask_unsaved (user_data);
}

static void
cancel_jobs (Leave *leave)
{
  const guint n = g_list_model_get_n_items (leave->jobs);

  if (n == 0)
    {
      ask_unsaved (leave);
      return;
    }
  g_signal_connect (leave->jobs, "items-changed", G_CALLBACK (jobs_changed_cb), leave);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QzJob) job = g_list_model_get_item (leave->jobs, i);

      qz_job_cancel (job);
    }
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Leave *leave = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  if (g_str_equal (answer, "cancel"))
    cancel_jobs (leave);
  else
    leave_free (leave);
}

static void
ask_jobs (Leave *leave)
{
  g_autoptr (QzJob) job = g_list_model_get_item (leave->jobs, 0);
  g_autofree char *title = NULL;
  AdwDialog *dialog = adw_alert_dialog_new (_("Work Is Under Way"), NULL);

  g_object_get (job, "title", &title, NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _("%s is not done yet. If it is cancelled, the book set stays as "
                                  "it was before it."),
                                title);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _("_Keep Working"), "cancel",
                                  _("_Cancel and Close"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "cancel",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "stay");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (leave->view), NULL, answered_cb,
                           leave);
}

void
qz_leave_ask (AdwNavigationView *view, QzSession *session, GObject *owner, QzUnsavedGoOnFunc go_on)
{
  Leave *leave = g_new0 (Leave, 1);

  leave->view = g_object_ref (view);
  leave->jobs = g_object_ref (qz_session_get_jobs (session));
  g_weak_ref_init (&leave->owner, owner);
  leave->go_on = go_on;
  if (g_list_model_get_n_items (leave->jobs) > 0)
    ask_jobs (leave);
  else
    ask_unsaved (leave);
}
