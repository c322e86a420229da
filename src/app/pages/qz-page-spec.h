/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"
#include "qz-sheet-view.h"

G_BEGIN_DECLS

/* What a page of the window is: one entry of the table that the sidebar shows. Most are lists; one
 * that is not says how it is made. */
typedef struct {
  const char *id;      /* "daily": of the action win.page, remembered in the settings */
  const char *section; /* N_(…) */
  const char *title;   /* N_(…) */
  const char *icon;
  QzJobKind load;      /* gives a sheet; no input, or of a page by month that month */
  QzSheetLayout layout;
  const char *const *filters; /* columns with a filter button */
  const char *total; /* amount columns of the totals bar, separated by spaces; nullable */
  const char *empty_title;    /* N_(…) */
  const char *empty_text;     /* N_(…): what the page is for and the first step */
  const char *action;         /* "win.run::daily": its first step, guarded; nullable */
  const char *action_label;   /* N_(…) */
  /* The page of one row; nullable. (transfer floating) */
  AdwNavigationPage *(*open) (QzSession *session, QzSheet *sheet, guint row);
  /* Makes a page that is no list: of what stands above, only id, section, title, icon and action
   * count then. (transfer floating) */
  AdwNavigationPage *(*create) (QzSession *session);
  /* A list too long for a sheet: instead of load. Its filters are those of the source. */
  const QzBrowseSource *browse;
  /* One month at a time, which is chosen above the list: the input of load is the month (char *,
   * "202605"; "000000": the newest that there is); the sheet has the fact "period" and the child
   * "months" with a column "period", the newest first. */
  gboolean by_month;
} QzPageSpec;

/* The pages in the order of the sidebar; those of one section stand together. */
const QzPageSpec *const *qz_pages_get_all (guint *out_n);
const QzPageSpec *qz_pages_find (const char *id); /* NULL when there is none */
/* The page of @spec, with its id as the tag. (transfer floating) */
AdwNavigationPage *qz_page_new (QzSession *session, const QzPageSpec *spec);

G_END_DECLS
