/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-act.h"

#include <glib/gi18n-lib.h>

#include "qz-message.h"
#include "qz-nav.h"
#include "qz-reason-dialog.h"

QzNlInput *
qz_nl_input_new (QzPeriod period, QzNlScope scope, const char *unit, const char *key)
{
  QzNlInput *self = g_new0 (QzNlInput, 1);

  self->period = period;
  self->scope = scope;
  self->unit = g_strdup (unit);
  self->key = g_strdup (key);
  self->day = QZ_DAY_NONE;
  return self;
}

void
qz_nl_input_free (gpointer input)
{
  QzNlInput *self = input;

  g_free (self->unit);
  g_free (self->key);
  g_free (self->reason);
  g_free (self->bank);
  g_free (self->serial);
  g_clear_pointer (&self->values, qz_sheet_unref);
  g_free (self);
}

gpointer
qz_nl_act_end (gboolean done)
{
  return done ? qz_sheet_new ("done") : NULL;
}

gpointer
qz_nl_act_made (gboolean done, char **number)
{
  QzSheet *sheet = qz_nl_act_end (done);

  if (sheet != NULL)
    qz_sheet_set_text (sheet, "number", _("Number"), *number);
  return sheet;
}

static void
ended (gpointer owner, gpointer data, gpointer output, const GError *error)
{
  const QzNlInput *input = data;

  if (error != NULL)
    qz_message_show_error (owner, _ (input->act->failed), error);
  else
    qz_nav_toast (owner, _ (input->act->done), NULL, NULL);
}

void
qz_nl_act_run (GtkWidget *owner, QzSession *session, const QzNlAct *act, QzNlInput *input)
{
  qz_nl_act_run_with (owner, session, act, input, ended);
}

/* ── with a reason ───────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzSession *session;
  QzNlInput *input;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->session);
  g_clear_pointer (&asked->input, qz_nl_input_free);
  g_free (asked);
}

static void
reason_given (GtkWidget *owner, const char *reason, gpointer data)
{
  Asked *asked = data;
  QzNlInput *input = g_steal_pointer (&asked->input);

  input->reason = g_strdup (reason);
  qz_nl_act_run (owner, asked->session, input->act, input);
}

/* A dialog that is closed says nothing: what it was about stays until the next one. */
void
qz_nl_act_ask (GtkWidget *owner, QzSession *session, const QzNlAct *act, QzNlInput *input,
               const char *label, const char *what)
{
  Asked *asked = g_new0 (Asked, 1);

  input->act = act;
  asked->session = g_object_ref (session);
  asked->input = input;
  g_object_set_data_full (G_OBJECT (owner), "qz-nl-asked", asked, asked_free);
  qz_reason_dialog_present (owner, label, what, reason_given, asked);
}

/* What was begun is not given up because a page was left. */
void
qz_nl_act_run_with (gpointer owner, QzSession *session, const QzNlAct *act, QzNlInput *input,
                    QzJobDoneFunc done)
{
  input->act = act;
  qz_session_run (session, &act->job, input, owner, NULL, done);
}
