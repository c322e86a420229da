/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-progress.h"
#include "qz-store-private.h"

G_BEGIN_DECLS

/* One check's outcome. */
typedef struct {
  const char *code;
  const char *what; /* translated */
  gint64 n_faults;
  char *detail; /* the first fault, or how much was looked at */
} QzFinding;

typedef struct {
  QzStore *store;
  QzProgress *progress; /* nullable */
  GCancellable *cancellable;
  GArray *findings; /* of QzFinding */
  char *head;       /* hash of the last entry */
} QzVerifier;

void qz_verifier_report (QzVerifier *self, const char *code, const char *what, gint64 n_faults,
                         const char *detail);

/* Gives one row: how many faults there are, and the first of them in words. */
typedef struct {
  const char *code;
  const char *what; /* N_(…) */
  const char *sql;
} QzVerifyQuery;
gboolean qz_verifier_run (QzVerifier *self, const QzVerifyQuery *queries, guint n_queries,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Each set of checks returns FALSE only when it could not be carried out. */
gboolean qz_verify_chain (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_rows (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_vouchers (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_sums (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_nonlocal (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_assist_months (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_assist_money (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_deposits (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_transfers (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_registrations (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_schema (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_verify_file (QzVerifier *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
