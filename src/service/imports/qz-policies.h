/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-policy.h"

G_BEGIN_DECLS

/* The policies of a book set as other use cases need them; what people do with policies stands in
 * qz-imports.h. Packs are parsed once and kept until the book set changes. */

/* The activated pack with this id of the store. (transfer full) */
QzPolicy *qz_policy_for_pack (QzBook *book, gint64 pack_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The activated pack of instant settlement that rules the agency's area on @day and has @path (-1:
 * whatever its paths; never one of another regime); a version that another one replaces ends
 * the day before that one begins. NULL without an error when there is none. *out_pack_id: its id in
 * the store. (transfer full) */
QzPolicy *qz_policy_find (QzBook *book, int path, QzDay day, gint64 *out_pack_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The activated pack of care away from home (NL-*) that rules the agency's area on @day; refused
 * (id "nonlocal-policy-missing") when there is none. @out_pack_id: nullable. (transfer full) */
QzPolicy *qz_policies_find_nonlocal (QzBook *book, QzDay day, gint64 *out_pack_id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, but NULL without an error when none is active: for lists that go on without it. */
QzPolicy *qz_policies_peek_nonlocal (QzBook *book, QzDay day, gint64 *out_pack_id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same two of medical assistance (DT-*); id "assistance-policy-missing". */
QzPolicy *qz_policies_find_assistance (QzBook *book, QzDay day, gint64 *out_pack_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzPolicy *qz_policies_peek_assistance (QzBook *book, QzDay day, gint64 *out_pack_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a pack of care away from home, and one of medical assistance, was ever activated. */
gboolean qz_policies_find_schemes (QzBook *book, gboolean *out_nonlocal, gboolean *out_assistance,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The pack of @name: an id (its newest active version), "ID@VERSION", a shipped pack, or a file.
 * What is not active has passed its worked examples. @book nullable. (transfer full) */
QzPolicy *qz_policy_open (QzBook *book, const char *name, gboolean *out_active, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same of a pack that is not active: what activating takes. @from: its first day instead of
 * its own, or QZ_DAY_NONE. (transfer full) */
QzPolicy *qz_policy_open_outside (const char *name, QzDay from, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The area of the agency that keeps the book set; its own code where the registry lacks it.
 * (transfer full) */
char *qz_policy_dup_area (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *qz_policy_dup_areas (QzPolicy *policy); /* "22 3213" (transfer full) */
/* "mprepay daily", "nonlocal", "assistance" (transfer full) */
char *qz_policy_dup_paths (QzPolicy *policy);

G_END_DECLS
