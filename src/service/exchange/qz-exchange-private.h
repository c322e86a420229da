/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-private.h"
#include "qz-item-json.h"
#include "qz-package-file.h"

G_BEGIN_DECLS

/* What making and taking packages share. Packages go between the province and one of its units.
 *
 *   kind         from      key                      revision
 *   list         province  202605/in_prov/230200    the province's version of the list
 *   publication  province  202605/in_prov/230200    1
 *   notice       province  HLJ9-230200-202605-001   1, withdrawn 2
 *   answer       province  230200-3 (objection)     1
 *   objection    unit      230200-3                 1
 *   confirm      unit      202605/in_prov/230200    "since" of the list that is confirmed
 *   ack          both      230200-230000            number of the package that it stands in
 *
 * "since" is the province's version from which on the unit has had these figures: a confirmation is
 * of figures, not of versions (NL-31f). */
#define QZ_ITEM_LIST "list"
#define QZ_ITEM_PUBLICATION "publication"
#define QZ_ITEM_NOTICE "notice"
#define QZ_ITEM_ANSWER "answer"
#define QZ_ITEM_OBJECTION "objection"
#define QZ_ITEM_CONFIRM "confirm"
#define QZ_ITEM_ACK "ack"

#define QZ_ITEM_SENT "SENT"
#define QZ_ITEM_APPLIED "APPLIED"
#define QZ_ITEM_STALE "STALE"
#define QZ_ITEM_REJECTED "REJECTED"
#define QZ_ITEM_WAITING "WAITING"

/* The two offices. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  QzStore *store;
  QzAreaMap *map;
  const char *own, *other; /* agency codes, interned */
  const char *unit;        /* area of the one that is no province, interned */
  gboolean is_province;    /* whether the own one is */
} QzExchange;
/* Refuses (QZ_ERROR_INPUT, "peer-place") two offices of which not one is the province's and the
 * other a unit's. */
gboolean qz_exchange_open (QzExchange *self, QzBook *book, const QzContext *context,
                           const char *own, const char *other, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_exchange_clear (QzExchange *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzExchange, qz_exchange_clear)

char *qz_exchange_dup_key (QzPeriod period, QzNlScope scope, const char *unit);
/* The rows of @rows that @unit receives or pays. */
JsonArray *qz_exchange_write_rows (const GArray *rows, const char *unit, GHashTable *providers);
/* From which version of the own lists on the unit has had the figures of the newest one; 0: there
 * is no list. */
gboolean qz_exchange_get_since (QzExchange *self, QzPeriod period, QzNlScope scope, gint64 *out,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds what the other office has not said that it has. */
gboolean qz_exchange_gather (QzExchange *self, QzPackage *package, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Judges one item that came, and applies it when @act is given: item->result, reason and record_id.
 * FALSE only when the store fails. */
gboolean qz_exchange_judge (QzExchange *self, QzAct *act, QzPackageItem *item, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* How the items say what was decided. @format is translated. */
gboolean qz_exchange_decide (QzPackageItem *item, const char *result, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
/* A list and a notice, which are read at more length. */
gboolean qz_exchange_judge_list (QzExchange *self, QzAct *act, QzPackageItem *item,
                                 JsonObject *content, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_exchange_judge_notice (QzExchange *self, QzAct *act, QzPackageItem *item,
                                   JsonObject *content, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Month and scope of a content. */
gboolean qz_exchange_get_month (JsonObject *content, QzPeriod *out_period, QzNlScope *out_scope);

/* For people: 2026-05 省内 …; the kind's name. */
const char *qz_exchange_get_kind_name (const char *kind);

G_END_DECLS
