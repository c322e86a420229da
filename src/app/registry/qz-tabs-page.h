/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-gauge-row.h"
#include "qz-lines.h"
#include "qz-load-page.h"

G_BEGIN_DECLS

/* A thing with several tables of its own: facts and actions above, a tab for each table. */

typedef struct {
  const char *child; /* name of the child sheet; "": the rows of the sheet itself */
  const char *title; /* N_(…) */
  const char *empty; /* N_(…): said when the table has no row */
  QzSheetLayout layout;
  /* What a row, or an amount (when the layout explains), opens; nullable. (transfer floating) */
  AdwNavigationPage *(*open) (QzSession *session, QzSheet *record, QzSheet *table, guint row);
  AdwNavigationPage *(*explain) (QzSession *session, QzSheet *record, QzSheet *table, guint row,
                                 guint column);
  const QzGaugeRowSpec *gauge; /* its rows are gauges, the worst first, and no table; nullable */
  QzLinesSpec lines;           /* with a memory, its table has what a list page has */
} QzTab;

#define QZ_MAX_TABS         7
#define QZ_MAX_TABS_ACTIONS 7

typedef struct {
  const char *name;    /* N_(…) "Provider" */
  QzJobKind load;      /* input: the key (char *); gives a sheet */
  const char *heading; /* fact that is its title; nullable */
  const char *pill;    /* fact of a state, shown with icon and word; nullable */
  const char *total;   /* fact shown large; nullable */
  const char *const *hidden; /* facts that are not shown; nullable */
  QzTab tabs[QZ_MAX_TABS];   /* a NULL child ends them */
  /* A button in the head; its page is made when it is pressed. nullable */
  const char *button; /* N_(…) */
  gboolean (*can) (QzSheet *record);
  AdwNavigationPage *(*press) (QzSession *session, QzSheet *record);
  /* Actions of the window that take the key as their target, guarded (qz-guard.h); as of a record
   * (qz-record-page.h). A NULL action ends them. */
  struct {
    const char *action;
    const char *label;                /* N_(…) */
    gboolean (*can) (QzSheet *record); /* nullable: always */
    gboolean suggested;
  } actions[QZ_MAX_TABS_ACTIONS];
  /* Why an action cannot be done now, beside the acting user's rights; nullable. NULL: it can.
   * (transfer full) */
  char *(*dup_refusal) (QzSession *session, QzSheet *record, const char *action);
  const char *home;          /* the sidebar's page that it belongs to; nullable */
  gboolean nameless;         /* the key is no name that people know */
  /* What stands under the title, once it is known, instead of the key; nullable. (transfer full) */
  char *(*dup_subtitle) (QzSheet *record);
  /* Child whose rows are shown as days in a row (qz-day-strip.h); the fact "today" says where it
   * stands among them. nullable */
  const char *days;
  /* Child whose one row is a gauge above the tables; what it opens. nullable */
  struct {
    const char *child;
    const QzGaugeRowSpec *spec;
    AdwNavigationPage *(*open) (QzSession *session, QzSheet *record, QzSheet *table, guint row);
  } gauge;
  gboolean once;             /* loading is long work, which is not repeated by itself */
} QzTabsSpec;

#define QZ_TYPE_TABS_PAGE (qz_tabs_page_get_type ())
G_DECLARE_FINAL_TYPE (QzTabsPage, qz_tabs_page, QZ, TABS_PAGE, QzLoadPage)

AdwNavigationPage *qz_tabs_page_new (QzSession *session, const QzTabsSpec *spec, const char *key);
/* Of what was read already; spec->load is not used. */
AdwNavigationPage *qz_tabs_page_new_of (QzSession *session, const QzTabsSpec *spec,
                                        QzSheet *sheet);
/* NULL until it is loaded. */
QzSheet *qz_tabs_page_get_sheet (QzTabsPage *self);
/* The table of a tab; NULL while it is not shown. */
QzSheetView *qz_tabs_page_get_view (QzTabsPage *self, const char *child);

G_END_DECLS
