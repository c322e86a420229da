/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-book-private.h"
#include "qz-registration-repo.h"
#include "qz-registration.h"
#include "qz-roles.h"

G_BEGIN_DECLS

/* What the use cases of registrations share. */

/* SM-7. */
#define QZ_REG_VALID "VALID"
#define QZ_REG_PAUSED "PAUSED"
#define QZ_REG_TERMINATED "TERMINATED"
#define QZ_REG_CHANGED "CANCELLED_CHANGED"
#define QZ_REG_USED "EXPIRED_USED"
#define QZ_REG_UNUSED "CANCELLED_UNUSED"
#define QZ_REG_SYSTEM "system"

/* Results of matching. */
#define QZ_MATCH_MATCHED "MATCHED"
#define QZ_MATCH_HOSPITAL "HOSPITAL"
#define QZ_MATCH_AREA "AREA"
#define QZ_MATCH_PAUSED "PAUSED"
#define QZ_MATCH_ENDED "ENDED"
#define QZ_MATCH_NONE "NONE"

/* Refuses with QZ_ERROR_REFUSED, @id, @rule and the text. */
gboolean qz_registration_refuse (GError **error, const char *id, const char *rule,
                                 const char *format, ...) G_GNUC_PRINTF (4, 5);

/* The act of an agency. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  QzStore *store;
  QzAreaMap *map;
  QzAct *act;
} QzRegistrationDesk;
/* For the agency of @insured_area, which is its actor; referrals that were used up expire first. */
gboolean qz_registration_begin (QzRegistrationDesk *self, QzBook *book, const QzContext *context,
                                const char *insured_area, const char *name, QzRight right,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_registration_end (QzRegistrationDesk *self, const char *detail, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_registration_desk_clear (QzRegistrationDesk *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzRegistrationDesk, qz_registration_desk_clear)

/* ── checks ── */
/* One thing that is wrong with @field. */
typedef void (*QzRegistrationFault) (const char *field, const char *rule, const char *id,
                                     const char *reason, gpointer user_data);
typedef struct {
  QzStore *store;
  QzAreaMap *map;
  QzDay today;
  const QzRegistrationInput *input;
  gint64 except_id; /* the registration that it replaces; 0 */
  QzRegistrationFault fault;
  gpointer user_data;
} QzRegistrationCheck;
/* FALSE only when the system failed. */
gboolean qz_registration_check_all (const QzRegistrationCheck *check, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* NL-9: the living registration of the person for the same area whose days overlap; *out_number
 * NULL when there is none. (transfer full) */
gboolean qz_registration_find_overlap (QzStore *store, const QzRegistrationInput *input,
                                       gint64 except_id, char **out_number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The record of a sound @input, without a number. (transfer full) */
QzRegistration *qz_registration_make (QzStore *store, const QzRegistrationInput *input,
                                      QzDay today, GError **error);
/* HLJ1-230200-202605-: what the numbers of an area and month begin with. (transfer full) */
char *qz_registration_dup_prefix (QzAreaMap *map, const QzRegistration *registration);
/* Keeps it as valid. @reason: of the first event. */
gint64 qz_registration_keep (QzAct *act, QzRegistration *registration, const char *actor,
                             const char *reason, GError **error);

/* ── matching ── */
/* NL-10c: what @use, when it is a valid referral, was used up by. */
gboolean qz_registration_expire (QzAct *act, QzStore *store, const QzRegistrationUse *use,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What one case fits: 0 and QZ_MATCH_NONE when nothing. The result is static. */
gboolean qz_registration_match (QzStore *store, QzAreaMap *map, const QzRegistrationCase *what,
                                gint64 *out_registration, const char **out_result,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
