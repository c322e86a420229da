/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-day.h"
#include "qz-fen.h"
#include "qz-nonlocal.h"
#include "qz-session.h"

G_BEGIN_DECLS

/* Acts of care away from home: each is one use case, run with what it is given; what came of it is
 * said in a toast, why it was refused in a dialog. */

typedef struct _QzNlInput QzNlInput;

/* A static table entry. The job's input is a QzNlInput, its output a sheet. */
typedef struct {
  QzJobKind job;
  const char *done;   /* N_("The lists were made.") */
  const char *failed; /* N_(…): heading of the dialog */
} QzNlAct;

/* What acts may need; each uses its own part. Texts are owned. */
struct _QzNlInput {
  const QzNlAct *act;
  QzPeriod period;
  QzNlScope scope;
  char *unit;
  char *key;    /* number of a transfer, code of an agency, form */
  char *reason;
  char *bank;
  char *serial;
  QzDay day;
  QzFen amount_fen;
  gboolean has_amount;
  guint n; /* line of a form, leg, method, year */
  gint64 id;
  QzSheet *values; /* of a form (qz-form-dialog.h): facts; nullable */
};

QzNlInput *qz_nl_input_new (QzPeriod period, QzNlScope scope, const char *unit, const char *key);
/* For the jobs of the table. */
void qz_nl_input_free (gpointer input);
/* @input belongs to it. @owner: where the toast goes. */
void qz_nl_act_run (GtkWidget *owner, QzSession *session, const QzNlAct *act, QzNlInput *input);
/* Asks for the reason first, which is kept with the act. @label: the button's words; @what: the
 * thing it is done to. @input belongs to it. */
void qz_nl_act_ask (GtkWidget *owner, QzSession *session, const QzNlAct *act, QzNlInput *input,
                    const char *label, const char *what);
/* Without a toast, for a dialog that closes itself when it is done: @done as a job's. */
void qz_nl_act_run_with (gpointer owner, QzSession *session, const QzNlAct *act,
                         QzNlInput *input, QzJobDoneFunc done);
/* What an act without a sheet of its own gives. (transfer full) */
gpointer qz_nl_act_end (gboolean done);
/* What one gives that made something: its number as a fact; looked at after @done was. (transfer
 * full) */
gpointer qz_nl_act_made (gboolean done, char **number);

#define QZ_NL_ACT(title, func, done, failed)                                                      \
  {                                                                                                \
    { title, func, TRUE, qz_nl_input_free, (GDestroyNotify) qz_sheet_unref }, done, failed         \
  }

G_END_DECLS
