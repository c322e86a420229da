/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* All providers of a book set as one look-up by id, with the days on which each is out of instant
 * settlement (SM-1). */
typedef struct _QzProviderList QzProviderList;

typedef struct {
  QzDay from; /* QZ_DAY_NONE: open */
  QzDay to;   /* included; QZ_DAY_NONE: open */
} QzProviderBlock;

typedef struct {
  gint64 id;
  char *code;
  char *name;
  char *level; /* nullable */
  char *status;
  GArray *blocks; /* element-type QzProviderBlock; nullable */
} QzProvider;

QzProviderList *qz_provider_list_load (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_provider_list_free (QzProviderList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzProviderList, qz_provider_list_free)

guint qz_provider_list_get_n (QzProviderList *self);
const QzProvider *qz_provider_list_get (QzProviderList *self, guint index); /* by id, ascending */
const QzProvider *qz_provider_list_find (QzProviderList *self, gint64 id);  /* nullable */
gboolean qz_provider_is_blocked (const QzProvider *provider, QzDay day);
/* AMB-32: whether a run on @run_day leaves out its claims of @claim_day. From the first day of a
 * suspension on, that is also what came before it and was not sent. */
gboolean qz_provider_is_out (const QzProvider *provider, QzDay claim_day, QzDay run_day);

G_END_DECLS
