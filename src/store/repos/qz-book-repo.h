/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-calendar.h"
#include "qz-chart.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* What belongs to the book set as a whole: its settings, users, chart of accounts, calendar, log. A
 * newer row of a key or name replaces the older ones, which stay. */

gboolean qz_book_repo_put_setting (QzAct *act, const char *key, const char *value, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* *@out is NULL when the key was never set. (transfer full) */
gboolean qz_book_repo_get_setting (QzStore *store, const char *key, char **out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *name;
  char *full_name;
  char *roles; /* "maker,reviewer" */
  gboolean active;
} QzUserRecord;
void qz_user_record_free (QzUserRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzUserRecord, qz_user_record_free)

gboolean qz_book_repo_put_user (QzAct *act, const QzUserRecord *user, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* *@out is NULL when there is no such user. (transfer full) */
gboolean qz_book_repo_get_user (QzStore *store, const char *name, QzUserRecord **out,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Active users who have @role, apart from @name. */
gboolean qz_book_repo_count_users (QzStore *store, const char *role, const char *except_name,
                                   gint64 *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean qz_book_repo_put_account (QzAct *act, const QzAccount *account, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Adds every day that was imported, as last given. */
gboolean qz_book_repo_load_calendar (QzStore *store, QzCalendar *calendar, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 n_claims, n_documents, n_vouchers, n_imports, n_users, n_changes;
  char *last_change; /* business time of the last entry of the change log, "" when none */
  char *last_hash;   /* its hash */
} QzBookCounts;
void qz_book_counts_clear (QzBookCounts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzBookCounts, qz_book_counts_clear)
gboolean qz_book_repo_count (QzStore *store, QzBookCounts *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Fill sheets whose columns stand in the order named. */
/* name full_name roles active */
gboolean qz_book_repo_fill_users (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* id act actor business_time real_time detail rows hash; newest first; @limit 0: all */
gboolean qz_book_repo_fill_log (QzStore *store, guint limit, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The latest day of the change log, of its business times and of the wall's. */
gboolean qz_book_repo_get_last_day (QzStore *store, QzDay *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
