/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-nonlocal.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Notices of money to be paid or received: 2-1 2-2 2-3 5 6 8 9. */

#define QZ_NOTICE_N_FIGURES 6

typedef struct {
  const char *agency; /* area code */
  QzNlScope scope;
  int insurance;      /* -1: both */
  gint64 figures[QZ_NOTICE_N_FIGURES];
} QzNoticeLine;

typedef struct {
  gint64 id;        /* filled in by _put() */
  const char *form; /* "F-NL-6" */
  const char *unit;
  int scope;        /* QzNlScope; -1: both */
  QzPeriod period;
  gint64 list_id;   /* 0: none */
  gint64 policy_pack_id;
  QzDay day;
  QzDay due_day;    /* QZ_DAY_NONE: none */
  const char *method; /* "" but for 2-3 */
  const char *reason;
  QzFen total_fen;
  const char *made_by, *published_by;
  char number[40];  /* filled in by _put(): HLJ6-230200-202605-001 */
  GArray *lines;    /* QzNoticeLine */
} QzNotice;

/* Numbers it (gap-free for form, unit and month), writes it with its lines, state PUBLISHED. */
gboolean qz_notice_repo_put (QzAct *act, QzNotice *notice, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @state: PUBLISHED DOWNLOADED PAID CLOSED WITHDRAWN. */
gboolean qz_notice_repo_put_event (QzAct *act, gint64 notice_id, const char *state,
                                   const char *actor, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The last notice of a form, unit and month that is not withdrawn; id 0 without one. */
typedef struct {
  gint64 id;
  char number[40];
  QzDay due_day; /* QZ_DAY_NONE: none */
} QzNoticeKey;
gboolean qz_notice_repo_find (QzStore *store, const char *form, const char *unit, QzPeriod period,
                              QzNoticeKey *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* number form unit scope period day due_day total state; of @period (0: all) and @unit
 * (nullable). */
QzSheet *qz_notice_repo_list (QzStore *store, QzPeriod period, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
