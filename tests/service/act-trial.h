/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-nl-act.h"

/* Acts of care away from home and of assistance (qz-nl-act.h), cancelled in their middle. Each is
 * begun and cancelled when it looks for the first time whether it was; begun again and cancelled
 * when it looks for the second time; and so on until it has nothing more to look for and is done.
 * Each time the book set must hold what it held. Of acts that look often, some looks are passed
 * over, but never the first and last ones. */

/* @book stays the caller's, in the file @path. */
void trial_begin (QzBook *book, const char *path);
/* How often acts were cancelled since trial_begin(). */
guint trial_end (void);

/* What an act is given, as QzNlInput has it. */
typedef struct {
  const QzNlAct *act;
  const char *name;
  const char *user, *now, *actor;
  QzPeriod period;
  QzNlScope scope;
  const char *unit, *key, *reason, *bank, *serial;
  const char *day;    /* "2024-12-31" */
  const char *values; /* facts of a form: "certno=1;from_day=2024-12-31;amount=#100" (fen) */
  guint n;
  QzFen amount_fen;
  gint64 id;
} TrialAct;
/* What it gave in the end. (transfer full) */
QzSheet *trial_run (const TrialAct *what);
/* For those whose sheet is not needed. */
void trial_do (const TrialAct *what);
/* Its number, of an act that made something. (transfer full) */
char *trial_make (const TrialAct *what);

#define TRIAL(act_name, ...)                                                                       \
  &(const TrialAct)                                                                                \
  {                                                                                                \
    .act = &act_name, .name = #act_name, __VA_ARGS__                                               \
  }

/* That no act that is defined in the sources of @folder, "src/app/care", was left out. */
void trial_assert_all (const char *folder);
