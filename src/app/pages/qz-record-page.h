/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-lines.h"
#include "qz-load-page.h"

G_BEGIN_DECLS

/* How one thing other than a document is shown: facts above, lines below, its actions. */
typedef struct {
  const char *name;  /* N_(…) "Bank batch" */
  QzJobKind load;    /* input: the key (char *); gives a sheet */
  QzSheetLayout layout;
  const char *total; /* fact shown large; nullable */
  struct {
    const char *action; /* takes the key as its target; NULL ends */
    const char *label;  /* N_(…) */
    gboolean (*can) (QzSheet *sheet); /* nullable: always */
    gboolean suggested;
  } actions[4];
  const char *home; /* the sidebar's page that it belongs to; NULL: the one it was opened from */
  const char *subtitle; /* fact shown below its name; NULL: the key */
  const char *prints;   /* the action of Ctrl+P, as those above; nullable */
  QzLinesSpec lines;    /* without a memory: it has none */
} QzRecordSpec;

extern const QzRecordSpec qz_record_batch;   /* key: its number */
extern const QzRecordSpec qz_record_voucher; /* key: "LEDGER/2026-03/12" */
extern const QzRecordSpec qz_record_import;  /* key: its id */
extern const QzRecordSpec qz_record_explain; /* key: "NUMBER\nCELL" */

#define QZ_TYPE_RECORD_PAGE (qz_record_page_get_type ())
G_DECLARE_FINAL_TYPE (QzRecordPage, qz_record_page, QZ, RECORD_PAGE, QzLoadPage)

AdwNavigationPage *qz_record_page_new (QzSession *session, const QzRecordSpec *spec,
                                       const char *key);
/* NULL until it is loaded. */
QzSheet *qz_record_page_get_sheet (QzRecordPage *self);
QzLines *qz_record_page_get_lines (QzRecordPage *self);

G_END_DECLS
