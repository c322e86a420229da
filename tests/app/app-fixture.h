/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

/* What the tests of the window share: a display, the sample city as a book set of their own, and
 * waiting for a condition instead of a time. */

typedef gboolean (*ConditionFunc) (gpointer data);

void app_fixture_init (int *argc, char ***argv);
/* Runs the tests and removes the book sets that they made. */
int app_fixture_run (void);
/* Iterates the main context until @condition holds; fails the test, saying @what, after a
 * minute. */
void app_wait_until (ConditionFunc condition, gpointer data, const char *what);
/* A session on a fresh copy, beside it, of the book set @from, at the time @now, with @user
 * acting. */
QzSession *app_open_copy (const char *from, const char *now, const char *user);
/* A session on a fresh copy of the sample city, at a fixed time, with @user acting. */
QzSession *app_open_city (const char *user);
/* What @look gives for each .c file of the tree @below a folder, added up. */
guint app_look_through (const char *below, guint (*look) (const char *path));
/* Runs a job to its end on @session; its output must not be an error. Gives what @func gave. */
void app_run (QzSession *session, const QzJobKind *kind, gpointer input);
/* A day of claims made into documents, through the service. */
void app_make_day (QzSession *session, const char *day);
/* A document goes to the bank and its answer comes back, through the service. */
typedef struct {
  const char *number;
  const char *failing; /* "1": the line of the batch that the bank does not pay; "": none */
  gboolean signs;      /* first */
} AppPayment;
void app_pay (QzSession *session, AppPayment *payment);
/* A window around @child, presented. */
GtkWindow *app_present (GtkWidget *child);
/* Runs until a label below @page says @text and no more. */
void app_wait_label (GtkWidget *page, const char *text);
/* All widgets of the tree below @widget, with it. */
guint app_count_widgets (GtkWidget *widget);
/* Conditions to wait for: @widget is on the screen, or not. */
gboolean app_is_mapped (gpointer widget);
gboolean app_is_unmapped (gpointer widget);
/* Runs until @widget was drawn twice: a window that goes while its breakpoints change leaks what it
 * was drawn as. */
void app_wait_drawn (GtkWidget *widget);
/* The first widget of @type below @widget for which @matches (nullable) holds, or NULL. */
GtkWidget *app_find (GtkWidget *widget, GType type, gboolean (*matches) (GtkWidget *, gpointer),
                     gpointer data);
