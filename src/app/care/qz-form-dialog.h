/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form-row.h"
#include "qz-nl-act.h"

G_BEGIN_DECLS

/**
 * QzFormDialog:
 *
 * A dialog that is written from a table: fields in groups, each with what is wrong beneath it, and
 * one act that takes what was written as the values of its input (QzNlInput). What is wrong by the
 * rules is asked of a use case before the act, so that all of it is said at once.
 */
#define QZ_TYPE_FORM_DIALOG (qz_form_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzFormDialog, qz_form_dialog, QZ, FORM_DIALOG, AdwDialog)

/* A static table entry. */
typedef struct {
  const char *title;  /* N_(…) */
  const char *button; /* N_(…) */
  const QzFormField *fields; /* a NULL name ends them */
  /* Input: the key (char *). Facts are what stands in the fields first; children are registers.
   * func NULL: nothing is loaded. */
  QzJobKind load;
  const QzNlAct *act;
  /* Input: a QzNlInput. Rows: field (a name; others are said in a dialog by the act), reason.
   * func NULL: the act alone says what is wrong. */
  QzJobKind check;
  /* The page of what was made, from the act's output; nullable. (transfer floating) */
  AdwNavigationPage *(*open) (QzSession *session, QzSheet *output);
} QzFormSpec;

/* @key: what it is about, shown below the title; "": nothing yet. */
QzFormDialog *qz_form_dialog_present (GtkWidget *owner, QzSession *session,
                                      const QzFormSpec *spec, const char *key);
/* For tests. NULL without such a field. */
QzFormRow *qz_form_dialog_find_row (QzFormDialog *self, const char *name);
void qz_form_dialog_submit (QzFormDialog *self);
gboolean qz_form_dialog_is_ready (QzFormDialog *self); /* was filled */

G_END_DECLS
