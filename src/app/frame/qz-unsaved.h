/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * QzUnsaved:
 *
 * A page on which people write things that are not saved at once. The window asks before such a
 * page is left: by another page, another book set or the end of the window. While something is
 * unsaved the page also sets its AdwNavigationPage:can-pop to FALSE, which takes its back button
 * away, and shows one of its own with the action "win.back", which asks too.
 */
#define QZ_TYPE_UNSAVED (qz_unsaved_get_type ())
G_DECLARE_INTERFACE (QzUnsaved, qz_unsaved, QZ, UNSAVED, AdwNavigationPage)

/* @saved: FALSE when saving failed, which the page has then said. */
typedef void (*QzUnsavedSavedFunc) (gpointer user_data, gboolean saved);

struct _QzUnsavedInterface {
  GTypeInterface parent_interface;

  gboolean (*has_unsaved) (QzUnsaved *self);
  /* Saves, then calls @done on the main thread, once. */
  void (*save) (QzUnsaved *self, QzUnsavedSavedFunc done, gpointer user_data);
  /* Forgets what was written; afterwards nothing is unsaved. */
  void (*discard) (QzUnsaved *self);
};

/* FALSE for pages that keep nothing back. */
gboolean qz_nav_has_unsaved (AdwNavigationPage *page);

/* Calls @go_on when nothing is unsaved on any page of @view from position @from on (0: the root),
 * or once everything there was saved or discarded; not at all when the user stays. @owner is what
 * @go_on is called on; when it is gone, nothing happens. */
typedef void (*QzUnsavedGoOnFunc) (gpointer owner, gpointer user_data);
void qz_unsaved_leave (AdwNavigationView *view, guint from, GObject *owner,
                       QzUnsavedGoOnFunc go_on, gpointer user_data, GDestroyNotify free_data);

G_END_DECLS
