/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form-dialog.h"
#include "qz-nl-act.h"

G_BEGIN_DECLS

/* One of the actions of a table. It writes in a form, asks for a reason, shows something of its
 * own, or does its act at once. */
typedef struct {
  const char *name;
  const QzFormSpec *form;
  const QzNlAct *act;
  const char *asks; /* N_(…): the button that goes with the reason; NULL: at once */
  guint n;          /* as the act needs it */
  const char *result; /* of an answer to an objection */
  /* How the target is read; NULL: it is the key. */
  void (*read) (const char *target, QzNlInput *input);
  void (*show) (GtkWidget *inside, QzSession *session, const char *target);
} QzCareCommand;

/* Adds the actions of a static table to @window. */
void qz_care_add_commands (GtkWidget *window, const QzCareCommand *commands, guint n);

/* Adds what can be done to one thing of care away from home to @window: all actions of one table,
 * each with the thing's key as its target (a string). */
void qz_care_add_actions (GtkWidget *window);

G_END_DECLS
