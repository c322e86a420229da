/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* Where the things stand that people look for by number. All fill sheets whose columns stand in the
 * order named, the newest first, at most @limit rows; @text is met anywhere in the number, whatever
 * its case, and has no wildcards. */

/* number kind insurance period total state */
gboolean qz_find_repo_fill_documents (QzStore *store, const char *text, guint limit, QzSheet *sheet,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* number biz_type insurance pay_day total */
gboolean qz_find_repo_fill_batches (QzStore *store, const char *text, guint limit, QzSheet *sheet,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Money down and up. number payer_name payee_name amount */
gboolean qz_find_repo_fill_transfers (QzStore *store, const char *text, guint limit, QzSheet *sheet,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Vouchers with this very number. @ledger: part of the ledger's name, "" any; @period 0: any.
 * ledger period number day summary total */
gboolean qz_find_repo_fill_vouchers (QzStore *store, const char *ledger, QzPeriod period,
                                     guint number, guint limit, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Insured people with claims, by @pattern of their identity number, in which _ stands for one
 * character. Reads the whole table: use the store's cancellable. key (id of their last claim)
 * certno psn_name n_claims last_time */
gboolean qz_find_repo_fill_people (QzStore *store, const char *pattern, guint limit, QzSheet *sheet,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The claims of the person whose claim has the id @claim_id. certno psn_name setl_id setl_time
 * provider_code provider_name insurance refund medfee fund acct cash file line */
gboolean qz_find_repo_fill_claims (QzStore *store, gint64 claim_id, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* One provider as it stands; everything borrowed for the call. */
typedef void (*QzFindProviderFunc) (const char *code, const char *name, const char *kind,
                                    const char *status, gpointer user_data);
gboolean qz_find_repo_each_provider (QzStore *store, QzFindProviderFunc func, gpointer user_data,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Grows whenever a provider was imported: what was kept of them is out of date then. */
gboolean qz_find_repo_get_provider_mark (QzStore *store, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* An assisted person with the newest time in a category; borrowed for the call. */
typedef void (*QzFindAssistedFunc) (gint64 spell_id, const char *certno, const char *psn_name,
                                    gpointer user_data);
gboolean qz_find_repo_each_assisted (QzStore *store, QzFindAssistedFunc func, gpointer user_data,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Grows with every list that has somebody new. */
gboolean qz_find_repo_get_assisted_mark (QzStore *store, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
