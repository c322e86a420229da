/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qz-calendar.h"
#include "qz-clock.h"
#include "qz-progress.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* An open book set (账套): the file, its calendar, policies and users. What `qz` and the window
 * hold; every use case is a function on it. One thread at a time. */
typedef struct _QzBook QzBook;

/* How a use case is called; everything borrowed for the call. */
typedef struct {
  const char *user;  /* acting user's name; NULL where nobody needs to act (reading) */
  QzClock clock;
  gboolean dry_run;  /* do everything, then roll back */
  QzProgress *progress;      /* nullable */
  GCancellable *cancellable; /* nullable */
  const char *actor; /* code of the agency acted for; NULL: the book set's own (qz-actors.h) */
} QzContext;

typedef enum {
  QZ_ROLE_MAKER = 1 << 0,
  QZ_ROLE_REVIEWER = 1 << 1,
  QZ_ROLE_APPROVER = 1 << 2,
  QZ_ROLE_FINANCE = 1 << 3,
  QZ_ROLE_MANAGER = 1 << 4,
  QZ_ROLE_AUDITOR = 1 << 5,
  QZ_ROLE_ADMINISTRATOR = 1 << 6,
} QzRole;

/* @agency: code of the agency that keeps the book set; @owner: first user, gets administrator.
 * Loads the chart of accounts and the calendar shipped with the program. */
gboolean qz_book_create (const char *path, const char *agency, const char *name, const char *owner,
                         const QzClock *clock, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @writable: takes the writer's lock. */
QzBook *qz_book_open (const char *path, gboolean writable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_book_close (QzBook *self);
/* For a connection beside others that only looks at rows: little of the file is kept in memory. */
void qz_book_keep_small (QzBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzBook, qz_book_close)

const char *qz_book_get_path (QzBook *self);
const char *qz_book_get_name (QzBook *self); /* for people */
const char *qz_book_get_agency (QzBook *self);
gboolean qz_book_is_writable (QzBook *self);
/* Calendar and policies are read again when next asked for: another connection may have changed
 * them. */
void qz_book_forget (QzBook *self);
/* The calendar as imported; re-read after an import. (transfer none) */
QzCalendar *qz_book_get_calendar (QzBook *self, GError **error);
/* Facts: name, agency, path, schema version, n of claims, documents, vouchers, last change … */
QzSheet *qz_book_dup_info (QzBook *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Refuses (QZ_ERROR_PERMISSION) when the acting user is unknown, inactive or has none of @roles,
 * has a passphrase and has not signed in (qz-auth.h), or acts at a time that is not the wall's
 * where the book set forbids it. */
gboolean qz_book_check_role (QzBook *self, const QzContext *context, guint roles, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* A copy of the book set as it stands, in the new file @path; *@whole: the copy proves whole, and
 * can be restored. */
gboolean qz_book_backup (QzBook *self, const QzContext *context, const char *path, gboolean *whole,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a backup holds, before it is restored: facts name, agency, administrators, last_change, the
 * counts, written (when the file was), ok (BOOL); the child "checks" is what qz_book_verify()
 * gives. */
QzSheet *qz_backup_look (const char *path, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Copies @backup_path to the new file @path, brought up to date; refuses an existing one, and a
 * backup that does not prove whole ("backup-broken"). */
gboolean qz_book_restore (const QzContext *context, const char *backup_path, const char *path,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Brings an older book set up to date; *@backup_path: the copy made before, NULL when there was
 * nothing to do. @cancellable (nullable) leaves all as it was. (transfer full) */
gboolean qz_book_migrate (const char *path, gboolean dry_run, GCancellable *cancellable,
                          char **backup_path, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Chain, ranges, balances, states, counters, foreign keys: a sheet of checks (code, what, ok,
 * detail) and FALSE in *out_ok when any failed. */
QzSheet *qz_book_verify (QzBook *self, const QzContext *context, gboolean *out_ok, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_book_list_log (QzBook *self, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A parameter of the book set by an administrator. @key: "forbid-now" ("yes" or "no"): whether
 * acts at another time than the wall's are refused. "training-date": qz_book_move_training(). */
gboolean qz_book_set (QzBook *self, const QzContext *context, const char *key, const char *value,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_book_forbids_now (QzBook *self, gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Training book sets (made from samples) have a training date: a business day inside of the
 * sample's story, which anybody who acts may move forward. Real time is logged beside it as with
 * --now, and so such a book set cannot forbid other times than the wall's. */
/* Makes a book set that holds nothing but users yet a training book set on @day; by its
 * administrator. */
gboolean qz_book_begin_training (QzBook *self, const QzContext *context, QzDay day,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_book_move_training (QzBook *self, const QzContext *context, QzDay day, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* *out: QZ_DAY_NONE for all other book sets. */
gboolean qz_book_get_training_day (QzBook *self, QzDay *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The time at which people act in this book set: the wall's, in trainings on the training date. */
gboolean qz_book_init_clock (QzBook *self, QzClock *clock, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The latest day on which anything was done in it, by the business time or by the wall's. */
gboolean qz_book_get_last_day (QzBook *self, QzDay *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What to say when @last_day has not come yet by the wall's clock: it was set back, or was wrong
 * before. What is done now is dated before what was done then; it is not refused. NULL: nothing.
 * (transfer full) */
char *qz_clock_dup_warning (QzDay last_day);
/* QZ_ERROR_PERMISSION ("now-forbidden") when it does and @clock is not the wall's. */
gboolean qz_book_check_clock (QzBook *self, const QzClock *clock, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Refused: pairs of roles that one person may not have (qz-roles.h). */
gboolean qz_book_put_user (QzBook *self, const QzContext *context, const char *name,
                           const char *full_name, guint roles, gboolean active, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* name full_name roles active passphrase (whether the user has one) */
QzSheet *qz_book_list_users (QzBook *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint qz_role_from_text (const char *text, GError **error); /* "maker,reviewer"; 0 on error */
char *qz_role_to_text (guint roles);
char *qz_role_dup_names (guint roles); /* for people: "Maker, Reviewer", translated */

G_END_DECLS
