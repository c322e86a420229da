/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-repo.h"
#include "qz-deposit-repo.h"
#include "qz-notice-repo.h"

G_BEGIN_DECLS

/* Packages between offices, their items and the offices' public keys. */

gboolean qz_package_repo_put_peer (QzAct *act, const char *agency, const char *key,
                                   gboolean active, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The valid public key of an agency as hex; "" without one; NULL on error. (transfer full) */
char *qz_package_repo_dup_peer_key (QzStore *store, const char *agency, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* agency name key active; the newest row of each. */
gboolean qz_package_repo_fill_peers (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 id; /* filled in by _put() */
  gboolean is_in;
  const char *peer;
  const char *number; /* "230000-230200-000007" */
  const char *digest;
} QzPackageRow;
gboolean qz_package_repo_put (QzAct *act, QzPackageRow *package, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The digest of a package; "" when there is none; NULL on error. (transfer full) */
char *qz_package_repo_dup_digest (QzStore *store, gboolean is_in, const char *number,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The numbers of the packages of a way ("230000-230200"), ascending. (element-type gint64)
 * (transfer full) */
GArray *qz_package_repo_list_numbers (QzStore *store, gboolean is_in, const char *way,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* direction peer peer_name number items applied waiting stale rejected time kinds (by comma), then
 * an empty cell */
gboolean qz_package_repo_fill_packages (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 package_id;
  char *kind, *key;
  gint64 revision;
  char *content;
  const char *result; /* SENT APPLIED STALE REJECTED WAITING */
  char *reason;
  gint64 record_id; /* what it became here; 0: nothing */
  char *way;        /* when read: sender and receiver, "230000-230200" */
} QzPackageItem;
void qz_package_item_free (QzPackageItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPackageItem, qz_package_item_free)
gboolean qz_package_repo_put_item (QzAct *act, const QzPackageItem *item, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What came and waits for something else. (element-type QzPackageItem) (transfer full) */
GPtrArray *qz_package_repo_list_waiting (QzStore *store, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The items of a package, of one that came as they were last judged: kind, an empty cell, key
 * revision result reason. */
gboolean qz_package_repo_fill_items (QzStore *store, const char *number, QzSheet *sheet,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The greatest revision that was applied of what came, 0 when none was. */
gboolean qz_package_repo_get_applied (QzStore *store, const char *kind, const char *key,
                                      gint64 *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the item became here; 0 when it was not applied. */
gboolean qz_package_repo_find_record (QzStore *store, const char *kind, const char *key,
                                      gint64 revision, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The other way round: the item that a record came from; NULL without error when it was made here.
 * (transfer full) */
QzPackageItem *qz_package_repo_find_source (QzStore *store, const char *kind, gint64 record_id,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was said by the applied item of a kind, key and revision; NULL without error when there is
 * none. (transfer full) */
QzPackageItem *qz_package_repo_find_applied (QzStore *store, const char *kind, const char *key,
                                             gint64 revision, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The newest applied item of a key; NULL without error when there is none. (transfer full) */
QzPackageItem *qz_package_repo_find_newest (QzStore *store, const char *kind, const char *key,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The numbers of the packages of @way that the revision was sent in. (element-type gint64)
 * (transfer full) */
GArray *qz_package_repo_list_sent (QzStore *store, const char *way, const QzPackageItem *item,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── what goes into packages ── */
/* All versions of all lists, by period, scope and version. (element-type QzClearingList) (transfer
 * full) */
GArray *qz_package_repo_list_lists (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  QzNotice notice;
  gboolean is_withdrawn;
} QzPackageNotice;
/* All notices of a unit with their lines, in the order of their making; texts are interned.
 * (element-type QzPackageNotice) (transfer full) */
GPtrArray *qz_package_repo_load_notices (QzStore *store, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* What moved the deposit of a unit, in order. */
typedef struct {
  QzDepositMove move;            /* texts are interned */
  gint64 id;
  const char *notice, *transfer; /* numbers, interned; "" */
} QzPackageMove;
/* (element-type QzPackageMove) (transfer full) */
GArray *qz_package_repo_load_moves (QzStore *store, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether the deposit has an opening balance. */
gboolean qz_package_repo_has_opening (QzStore *store, const char *unit, QzNlScope scope,
                                      gboolean *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The quotas of a unit, in order. */
typedef struct {
  QzDepositQuota quota; /* texts are interned */
  const char *notice;   /* its number, interned; "" */
} QzPackageQuota;
/* (element-type QzPackageQuota) (transfer full) */
GArray *qz_package_repo_load_quotas (QzStore *store, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
