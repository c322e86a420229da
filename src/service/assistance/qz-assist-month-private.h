/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-assist-engine.h"
#include "qz-assist-month-repo.h"
#include "qz-assist-month.h"
#include "qz-assist-month-engine.h"
#include "qz-book-private.h"
#include "qz-clearing-repo.h"
#include "qz-error.h"
#include "qz-policies.h"
#include "qz-roles.h"

G_BEGIN_DECLS

/* What the acts of a month of medical assistance share. */

/* Stages and states of the store. */
#define QZ_AS_STATEMENT "statement"
#define QZ_AS_HOSPITAL "hospital"
#define QZ_AS_COUNTY "county"
#define QZ_AS_DETAILS "details"
#define QZ_AS_FORM4 "form4"
#define QZ_AS_COUNTY4 "county4"
#define QZ_AS_MADE "MADE"
#define QZ_AS_PUSHED "PUSHED"
#define QZ_AS_ASKED "ASKED" /* of parts and counties: their word, or their form 4, is awaited */
#define QZ_AS_CONFIRMED "CONFIRMED"
#define QZ_AS_DISPUTED "DISPUTED"
#define QZ_AS_LAPSED "LAPSED"

/* One month at hand. */
typedef struct {
  QzBook *book;
  const QzContext *context; /* nullable */
  QzStore *store;
  QzPeriod period;
  QzAreaMap *map;
  const char *city; /* area code */
  QzPolicy *policy;
  gint64 pack_id;
  const QzAssistTerms *terms;
  QzAssistList list;     /* the newest; id 0: none */
  GArray *rows;          /* QzAssistRow */
  GArray *standings;     /* QzAssistStanding */
  GHashTable *providers; /* id → QzNlProvider */
  QzAct *act;            /* nullable */
} QzAssistDesk;
/* Refused without an active policy of medical assistance on the last day of the month
 * ("assistance-policy-missing", DT-30). */
gboolean qz_assist_desk_open (QzAssistDesk *self, QzBook *book, const QzContext *context,
                              QzPeriod period, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_assist_desk_clear (QzAssistDesk *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzAssistDesk, qz_assist_desk_clear)
/* What is to be done, and by whom. */
typedef struct {
  QzPeriod period;
  const char *county; /* NULL: the city's act */
  const char *name;
  QzRight right;
} QzAssistAct;
/* Opens the desk and begins the act. */
gboolean qz_assist_desk_begin (QzAssistDesk *self, QzBook *book, const QzContext *context,
                               const QzAssistAct *what, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @detail: (transfer none). */
gboolean qz_assist_desk_end (QzAssistDesk *self, const char *detail, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* NULL when nothing has happened. */
const QzAssistStanding *qz_assist_desk_find (const QzAssistDesk *self, const char *stage,
                                             gint64 provider_id, const char *county);
gboolean qz_assist_desk_is (const QzAssistDesk *self, const char *stage, gint64 provider_id,
                            const char *county, const char *state);
gboolean qz_assist_desk_put (QzAssistDesk *self, const char *stage, gint64 provider_id,
                             const char *county, const char *state, const char *reason,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By code; refused (input) when no hospital has it. */
gboolean qz_assist_desk_find_provider (QzAssistDesk *self, const char *code,
                                       const QzNlProvider **out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* What a hospital gets for the persons of a county. */
typedef struct {
  gint64 provider_id;
  const char *county; /* interned */
  gint64 n_visits;
  QzFen maf_fen, cross_fen, deducted_fen;
  QzFen cross_deducted_fen; /* of it off bills outside the county */
} QzAssistPart;
/* By provider code and county. (element-type QzAssistPart) (transfer full) */
GArray *qz_assist_desk_list_parts (QzAssistDesk *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_part_is_confirmed (const QzAssistDesk *self, const QzAssistPart *part);

/* EV-45; slice of the money. */
#include "qz-assist-money-private.h"

G_END_DECLS
