/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-assist-bill-repo.h"
#include "qz-assist-engine.h"
#include "qz-assist-person-repo.h"
#include "qz-book-private.h"

G_BEGIN_DECLS

/* What the use cases of medical assistance share. */

/* The city whose counties the book set's agency belongs to: an area code; "" when the registers
 * do not say it. */
const char *qz_assist_find_city (QzBook *book, QzAreaMap *map);
/* Whether @county is an area of that city. */
gboolean qz_assist_is_own_county (QzBook *book, QzAreaMap *map, const char *county);
/* The actor must be the agency of @county, or the city's; and the book set acts for it. */
gboolean qz_assist_check_actor (QzBook *book, const QzContext *context, QzAreaMap *map,
                                const char *county, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── bills against the rules ── */

typedef struct {
  const QzAssistBillRow *row; /* the platform's, during the call */
  QzAssistKind kind;
  gboolean is_manual;         /* paid in full by the person (DT-15b) */
  gboolean derived_cross;     /* AMB-26: by the place of the hospital */
  gboolean is_service_off;    /* DT-7b: the hospital did not take part on that day */
  QzAssistEntitlement entitlement; /* of bills that are no refunds, as what follows */
  QzAssistYear before;        /* what the person had used up before the bill */
  QzAssistChoice choice;
  /* What the rules give; of a refund what its original gave, taken back. */
  gboolean has_result;
  QzAssistCategory category;
  QzAssistResult result;
  const char *fault; /* why there is none, for people; NULL */
} QzAssistComputed;
typedef gboolean (*QzAssistComputedFunc) (const QzAssistComputed *computed, gpointer user_data,
                                          GError **error);

typedef struct {
  QzDay from, to;     /* days of settlement that are told, of one calendar year */
  const char *certno; /* NULL: everybody's */
} QzAssistAsked;
/* Computes the bills of the year up to asked->to, person after person in the order of (setl_time,
 * setl_id) (AS-3), and tells those from asked->from on. */
gboolean qz_assist_compute_year (QzBook *book, const QzAssistAsked *asked,
                                 QzAssistComputedFunc func, gpointer user_data, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same of one bill; *out_found FALSE: there is none. */
gboolean qz_assist_compute_bill (QzBook *book, const char *setl_id, QzAssistComputedFunc func,
                                 gpointer user_data, gboolean *out_found, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* DT-7b: whether a bill was settled directly in a hospital that did not take part on the day of the
 * settlement. */
gboolean qz_assist_is_service_off (QzStore *store, const QzAssistBillRow *row, gboolean *out,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What platform and rules disagree on. */
typedef struct {
  const char *field;  /* category basic ci maf person act_pay_dedc cross_area service */
  const char *title;  /* translated */
  const char *rule;
  gboolean is_amount; /* else the words are told */
  QzFen platform_fen, rules_fen;
  const char *platform, *rules; /* codes */
} QzAssistDifference;
#define QZ_MAX_ASSIST_DIFFERENCES 8
/* None of bills that were not settled directly: there the platform has nothing. */
guint qz_assist_list_differences (const QzAssistComputed *computed,
                                  QzAssistDifference out[QZ_MAX_ASSIST_DIFFERENCES]);

/* ── lists before they are accepted (DT-6) ── */

/* What a whole list of an office would change: change (new, ended, omitted, category, elsewhere)
 * change_name certno (masked) psn_name category was day elsewhere. Facts: new, ended, omitted,
 * category, unchanged, elsewhere. Entries have no category twice for a person. (element-type
 * QzAssistEntry) */
typedef struct {
  QzAssistOffice office;
  QzDay list_day;
  const GArray *entries;
} QzAssistRoster;
QzSheet *qz_assist_roster_diff (QzStore *store, const QzAssistRoster *roster, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes what follows from it; listed: of the roster that is written already. */
gboolean qz_assist_roster_apply (QzAct *act, const QzAssistRoster *roster,
                                 const QzAssistListed *listed, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
