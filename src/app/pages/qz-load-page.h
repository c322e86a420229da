/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/**
 * QzLoadPage:
 *
 * A page of the window that shows what a use case gives. It has the header with title and jobs, and
 * below it one of three things: a spinner, why it could not be read with a button to try again, or
 * the content. It holds the session, reads again when data change, and drops what comes after its
 * end. A page derived from it has widgets, says what is read, and fills the widgets:
 *
 *     struct _QzGaugesPage {
 *       QzLoadPage parent_instance;
 *       AdwWrapBox *gauges;
 *     };
 *     G_DEFINE_FINAL_TYPE (QzGaugesPage, qz_gauges_page, QZ_TYPE_LOAD_PAGE)
 *
 *     static void load (QzLoadPage *page) { qz_load_page_run (page, &gauges_kind, NULL); }
 *     static void filled (QzLoadPage *page, QzSheet *sheet) { … into the widgets … }
 *
 *     class_init: QZ_LOAD_PAGE_CLASS (klass)->load = load; ->filled = filled; its template
 *     init:       gtk_widget_init_template()
 *     new:        page = g_object_new (QZ_TYPE_GAUGES_PAGE, "title", _("Gauges"), NULL);
 *                 qz_load_page_start (page, session, QZ_LOAD_FOLLOWS_DATA);
 *
 * The template is `<template class="QzGaugesPage" parent="QzLoadPage">`, and its children are told
 * by their type: none is the content; "start" and "end" stand in the header, "top" and "bottom" are
 * bars, "breakpoint" is an AdwBreakpoint of the whole page. It needs no dispose for its template:
 * that of this class disposes of the templates of all derived ones.
 */
#define QZ_TYPE_LOAD_PAGE (qz_load_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (QzLoadPage, qz_load_page, QZ, LOAD_PAGE, AdwNavigationPage)

struct _QzLoadPageClass {
  AdwNavigationPageClass parent_class;

  /* Reads, mostly by qz_load_page_run(). Not called without a book set. */
  void (*load) (QzLoadPage *self);
  /* Shows @sheet, which the page keeps until the next one. The content is shown already. */
  void (*filled) (QzLoadPage *self, QzSheet *sheet);
};

typedef enum {
  QZ_LOAD_ONCE = 0,
  QZ_LOAD_FOLLOWS_DATA = 1 << 0,   /* read again when a job wrote something */
  QZ_LOAD_FOLLOWS_ACTING = 1 << 1, /* read again when another user acts */
  /* The last content stays when reading it again fails; why it failed is said in a toast. */
  QZ_LOAD_KEEPS = 1 << 2,
} QzLoadFlags;

/* Gives the page its session and reads for the first time: the last thing when it is made. */
void qz_load_page_start (QzLoadPage *self, QzSession *session, QzLoadFlags flags);
/* Reads again; what is shown stays meanwhile. */
void qz_load_page_reload (QzLoadPage *self);
/* Runs @kind, whose output is a sheet, for filled(). @input belongs to the job. */
void qz_load_page_run (QzLoadPage *self, const QzJobKind *kind, gpointer input);
/* For a page that reads more than one thing: if @error is set, tells it as if load() had failed
 * with it. Whether it was set, also when it says only that the page is at its end. */
gboolean qz_load_page_take_error (QzLoadPage *self, const GError *error);
/* For a page that fills itself with what was read: whether something in it is pressed or a menu of
 * it is open, which must not go from under the pointer. Then it is to leave its content as it is,
 * and reads again once they are let go. */
gboolean qz_load_page_is_held (QzLoadPage *self);
/* For a page whose content comes by other ways than qz_load_page_run(). */
void qz_load_page_show_content (QzLoadPage *self);
void qz_load_page_show_loading (QzLoadPage *self);

/* The title is that of the navigation page. */
void qz_load_page_set_subtitle (QzLoadPage *self, const char *subtitle);
/* A banner below the header; "" hides it. */
void qz_load_page_set_banner (QzLoadPage *self, const char *text);

/* NULL before qz_load_page_start(). */
QzSession *qz_load_page_get_session (QzLoadPage *self);
/* Cancelled when the page goes away: for the jobs of a page. */
GCancellable *qz_load_page_get_cancellable (QzLoadPage *self);
/* What filled() got last; NULL until then. */
QzSheet *qz_load_page_get_sheet (QzLoadPage *self);
/* "loading", "failed" or "content": the property "shown". */
const char *qz_load_page_get_shown (QzLoadPage *self);

G_END_DECLS
