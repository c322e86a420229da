/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-assistance.h"
#include "qz-book.h"

G_BEGIN_DECLS

/* Assisted persons (DT-5, DT-6, DT-22). Lists of persons come in as files (kind “assisted”); what
 * is shown here follows from them. Identity numbers are masked. */

/* Times of persons in categories: certno psn_name category subcategory source county county_name
 * entry_day valid_from exit_day exit_reason spell suspended category_name subcategory_name
 * source_name. @day: those that are valid then; QZ_DAY_NONE: all there ever were. The fact "people"
 * counts persons, who may be in several categories. */
QzSheet *qz_assist_list_persons (QzBook *book, QzDay day, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The lists that came in, newest first: source county county_name list_day persons new ended
 * file import source_name. */
QzSheet *qz_assist_list_rosters (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Facts: certno psn_name suspended categories (valid on the business day). Children "spells"
 * (source county category subcategory entry_day valid_from exit_day exit_reason list_day file
 * line), "suspensions" (day suspended reported_day reason), "bills" (setl_id settled county
 * category medfee maf person manual). */
QzSheet *qz_assist_show_person (QzBook *book, const QzContext *context, const char *certno,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of the person whose time @spell (of qz_assist_list_persons()) is. */
QzSheet *qz_assist_show_person_of (QzBook *book, const QzContext *context, gint64 spell,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* DT-22: the county stops the direct settlement of a person, and tells the city. Stays that began
 * before finish directly (AMB-27). */
typedef struct {
  const char *certno, *psn_name; /* psn_name: NULL: as the lists have it */
  const char *county;
  QzDay from_day;     /* QZ_DAY_NONE: the business day */
  QzDay reported_day; /* to the city; QZ_DAY_NONE: not yet */
  const char *reason;
} QzAssistSuspendInput;
gboolean qz_assist_suspend (QzBook *book, const QzContext *context,
                            const QzAssistSuspendInput *input, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @from_day: the first day that is settled directly again; QZ_DAY_NONE: the business day. */
gboolean qz_assist_resume (QzBook *book, const QzContext *context, const char *certno,
                           QzDay from_day, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
