/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-book-private.h"
#include "qz-clearing-engine.h"
#include "qz-clearing-repo.h"
#include "qz-clearing.h"
#include "qz-error.h"
#include "qz-policies.h"
#include "qz-roles.h"

G_BEGIN_DECLS

/* What the acts of a clearing period share. */

/* States of SM-8. */
#define QZ_AUDIT_PENDING ""
#define QZ_AUDIT_IN_PROGRESS "IN_PROGRESS"
#define QZ_AUDIT_AUDITED "AUDITED"
#define QZ_AUDIT_AUTO "AUTO_AUDITED"
#define QZ_CONFIRM_GENERATED "GENERATED"
#define QZ_CONFIRM_CONFIRMED "CONFIRMED"
#define QZ_CONFIRM_OBJECTED "OBJECTED"
#define QZ_CONFIRM_AUTO "AUTO_CONFIRMED"
#define QZ_CONFIRM_AUTO_OBJECTED "AUTO_CONFIRMED_WITH_OBJECTION"
#define QZ_PUBLISHED "PUBLISHED"
#define QZ_SYSTEM_ACTOR "system"

/* One month at hand. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  QzStore *store;
  QzPeriod period;
  QzAreaMap *map;
  QzPolicy *policy;
  gint64 pack_id;
  const QzNonLocalTerms *terms;
  QzAct *act; /* nullable */
} QzClearingDesk;
/* Refused without an active policy of care away from home (id "nonlocal-policy-missing"). */
gboolean qz_clearing_desk_open (QzClearingDesk *self, QzBook *book, const QzContext *context,
                                QzPeriod period, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_clearing_desk_clear (QzClearingDesk *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzClearingDesk, qz_clearing_desk_clear)

/* What is to be done, and for whom: @area is the code of a unit, NULL for the province. */
typedef struct {
  QzPeriod period;
  const char *area;
  const char *name;
  QzRight right;
} QzClearingAct;
/* Opens the desk and begins an act, with what is due by itself applied first. */
gboolean qz_clearing_desk_begin (QzClearingDesk *self, QzBook *book, const QzContext *context,
                                 const QzClearingAct *what, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @detail: (transfer none). */
gboolean qz_clearing_desk_end (QzClearingDesk *self, const char *detail, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The day of the month after the costs that @mday names; 0: its last one. Never rolled (AMB-17). */
QzDay qz_clearing_get_day (QzPeriod period, guint mday);
/* NL-31g: from when on the units are regarded as having confirmed the lists of a month: the 24th,
 * and of lists that were made on that day or later as many days after as the regulation leaves
 * between the 21st and the 24th, for nobody confirms what he could not see. */
gboolean qz_clearing_get_auto_confirm_day (QzStore *store, const QzNonLocalTerms *terms,
                                           QzPeriod period, QzNlScope scope, QzDay *out,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_clearing_check_unit (QzClearingDesk *self, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_clearing_put (QzClearingDesk *self, QzNlScope scope, QzClearingStage stage,
                          const char *unit, const char *state, const char *reason,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_clearing_is_published (QzStore *store, QzPeriod period, QzNlScope scope,
                                   gboolean *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The rows that the records up to the bounds of @list give now (0: all); NULL on error. @rests gets
 * what does not fit (QzClearingRest). (transfer full) */
GArray *qz_clearing_compute (QzClearingDesk *self, const QzClearingList *list, GArray *rests,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Refuses when withdrawn files or changed registers give other rows than the newest list has. */
gboolean qz_clearing_check_fresh (QzClearingDesk *self, const QzClearingList *list, GArray *rows,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Refuses when the lists are not made or some unit has not confirmed them. */
gboolean qz_clearing_check_confirmed (QzClearingDesk *self, QzNlScope scope, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Everything of care away from home refuses by the one way there is. */
#define qz_clearing_refuse qz_error_refuse

/* The first month from @from on whose audit of the treat unit is not closed on the business day: it
 * can still take something off (NL-28b, NL-38). */
gboolean qz_clearing_find_open_period (QzBook *book, const QzContext *context, const char *unit,
                                       QzNlScope scope, QzPeriod from, QzPeriod *out,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Applies what is due by itself and was not applied; @done: nullable, gets rows. *out_n (nullable):
 * how many events. With @act NULL nothing is written, only counted. */
gboolean qz_clearing_catch_up (QzBook *book, const QzContext *context, QzAct *act, QzSheet *done,
                               guint *out_n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The engine of a scope with all providers. (transfer full) */
QzClearingEngine *qz_clearing_make_engine (QzStore *store, QzAreaMap *map, QzNlScope scope,
                                           gboolean clear_acct, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── the lists of a month, for forms and checks ── */
typedef struct {
  QzStore *store;
  QzPeriod period;
  QzAreaMap *map;
  GHashTable *providers; /* id → QzNlProvider */
  QzClearingList list[QZ_N_NL_SCOPES];
  GArray *rows[QZ_N_NL_SCOPES]; /* QzClearingRow; empty without a list */
} QzNlLists;
gboolean qz_nl_lists_load (QzNlLists *self, QzBook *book, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_nl_lists_clear (QzNlLists *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzNlLists, qz_nl_lists_clear)

/* The first thing that does not hold: FALSE with "K07" and the pair. */
gboolean qz_clearing_check_lists (QzNlLists *lists, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
