/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-day.h"
#include "qz-session.h"

G_BEGIN_DECLS

/* The fields of a form that is written from a table (qz-form-dialog.h), and their rows. */

typedef enum {
  QZ_FORM_TEXT,
  QZ_FORM_CHOICE,   /* one of a few codes, in words */
  QZ_FORM_DAY,
  QZ_FORM_BIRTHDAY, /* a day long past, of which no calendar knows anything */
  QZ_FORM_AMOUNT,   /* not negative */
  QZ_FORM_SWITCH,
  QZ_FORM_REGISTER, /* a row of a register, chosen by code, name or sound */
  QZ_FORM_LIST,     /* several of them, and others by hand: "code:name:level" */
} QzFormKind;

/* A static table entry. */
typedef struct {
  const char *name;    /* of the value: a fact of the values */
  const char *title;   /* N_(…) */
  QzFormKind kind;
  gboolean needed;
  const char *section; /* N_(…): a group of its own begins here; nullable */
  const char *const *choices; /* codes of a choice, NULL-terminated; words as of column @name */
  const char *registered;     /* child of what was loaded, with columns code and name */
  gboolean (*shown) (QzSheet *values); /* by what was chosen; nullable: always */
  /* Whether what was written is such a text at all; nullable: any is. */
  gboolean (*check) (const char *text, GError **error);
} QzFormField;

typedef struct _QzFormRow QzFormRow;

/* @changed is called on @owner when another choice was made. */
QzFormRow *qz_form_row_new (const QzFormField *field, QzSession *session, GtkWidget *owner,
                            GCallback changed);
void qz_form_row_free (gpointer self);
const QzFormField *qz_form_row_get_field (const QzFormRow *self);
/* Puts it at the end of @group. */
void qz_form_row_add_to (QzFormRow *self, AdwPreferencesGroup *group);
/* What was loaded: its fact of the field's name is what stands there first. */
void qz_form_row_fill (QzFormRow *self, QzSheet *loaded);
void qz_form_row_set_shown (QzFormRow *self, gboolean shown);
gboolean qz_form_row_is_shown (const QzFormRow *self);
/* The choice that was made, as a fact of @values; nothing of other kinds. */
void qz_form_row_put_choice (QzFormRow *self, QzSheet *values);
/* What was written, as a fact of @values, none when it is empty; FALSE when it is wrong, which
 * stands beside it then. */
gboolean qz_form_row_read (QzFormRow *self, QzSheet *values);
/* NULL: nothing is wrong. */
void qz_form_row_set_fault (QzFormRow *self, const char *message);
gboolean qz_form_row_has_fault (const QzFormRow *self);
void qz_form_row_grab_focus (QzFormRow *self);
/* For tests: as if it was written or chosen. */
void qz_form_row_set_text (QzFormRow *self, const char *text);

/* A day among the values; QZ_DAY_NONE when there is none. */
QzDay qz_form_get_day (QzSheet *values, const char *name);

G_END_DECLS
