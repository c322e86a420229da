/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"
#include "qz-sheet-view.h"

G_BEGIN_DECLS

/* What a list page of the window is: one entry of the static table that the sidebar shows. */
typedef struct {
  const char *id;      /* "daily": of the action win.page, remembered in the settings */
  const char *section; /* N_(…) */
  const char *title;   /* N_(…) */
  const char *icon;
  QzJobKind load;      /* gives a sheet; no input */
  QzSheetLayout layout;
  const char *const *filters; /* columns with a filter button */
  const char *total;          /* amount column of the totals bar; nullable */
  const char *empty_title;    /* N_(…) */
  const char *empty_text;     /* N_(…): what the page is for and the first step */
  const char *action;         /* "win.run::daily": its first step; nullable */
  const char *action_label;   /* N_(…) */
  guint action_roles;         /* QzRole bits of those who may; 0: anybody */
  /* The page of one row; nullable. (transfer floating) */
  AdwNavigationPage *(*open) (QzSession *session, QzSheet *sheet, guint row);
} QzPageSpec;

const QzPageSpec *qz_pages_get_all (guint *out_n);
const QzPageSpec *qz_pages_find (const char *id); /* NULL when there is none */

G_END_DECLS
