/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-auth.h"
#include "qz-book.h"

G_BEGIN_DECLS

/* What the other use cases ask of an open book set. */

struct _QzBook {
  QzStore *store;
  char *agency; /* code */
  char *name;
  QzSignIn *sign_in;
  QzCalendar *calendar; /* nullable: read on first use */
  /* Policies as activated, read on first use by qz-policies.c, which also says how they are
   * freed. */
  gpointer policies;
  GDestroyNotify free_policies;
  /* What qz_find() keeps between its calls, out of date by its own mark; freed on closing. */
  gpointer codes; /* QzCodes, read on first use by qz-codes.c */
  GDestroyNotify free_codes;
  gpointer finder;
  GDestroyNotify free_finder;
  /* What qz_claim_days_find() found, as of a change and a day. */
  GArray *claim_days; /* nullable */
  gint64 claim_days_change;
  QzDay claim_days_today;
};

QzStore *qz_book_get_store (QzBook *self);

/* Checks that the acting user has one of @roles (QzRole bits; 0: any active user), then begins the
 * act. Cancelling context->cancellable stops long statements until the act is committed or
 * freed. */
QzAct *qz_book_begin_act (QzBook *self, const QzContext *context, const char *name, guint roles,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Commits, or rolls back when the context is a dry run; frees the act in both cases. Forgets what
 * was read from the store before. */
gboolean qz_book_end_act (QzBook *self, const QzContext *context, QzAct *act, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
