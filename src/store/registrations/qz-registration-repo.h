/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-nonlocal.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Registrations of care away from home, their events, and what claims were matched to. */

/* The texts of a registration in the order of the table's columns. */
typedef enum {
  QZ_REG_NUMBER,
  QZ_REG_INSURED_AREA,
  QZ_REG_TREAT_AREA,
  QZ_REG_PSN_NO,
  QZ_REG_PSN_NAME,
  QZ_REG_CERT_TYPE,
  QZ_REG_CERTNO,
  QZ_REG_GEND,
  QZ_REG_CARD_NO,
  QZ_REG_INSURED_STATE,
  QZ_REG_EMP_NAME,
  QZ_REG_PHONE,
  QZ_REG_ADDRESS,
  QZ_REG_FROM_HOSPITAL,
  QZ_REG_TO_HOSPITAL,
  QZ_REG_DIAGNOSIS,
  QZ_REG_REFERRAL_REASON,
  QZ_N_REG_TEXTS,
} QzRegistrationText;

typedef struct {
  char *code, *name, *level;
} QzRegistrationHospital;

typedef struct {
  gint64 id;
  gint64 import_id; /* 0: at the desk */
  guint64 line_no;
  QzNlPerson kind;
  QzNlScope scope;
  QzInsurance insurance;
  QzDay begin_day, end_day, brdy, registered_day; /* end and birth: QZ_DAY_NONE when open */
  gint64 replaces_id;                             /* 0: none */
  char *texts[QZ_N_REG_TEXTS];                    /* never NULL */
  GPtrArray *hospitals;                           /* QzRegistrationHospital */
  const char *state;                              /* interned: "VALID" …; NULL before it is kept */
  QzDay since;
} QzRegistration;
QzRegistration *qz_registration_new (void);
void qz_registration_free (QzRegistration *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzRegistration, qz_registration_free)
void qz_registration_take_text (QzRegistration *self, QzRegistrationText text, const char *value);
void qz_registration_add_hospital (QzRegistration *self, const char *code, const char *name,
                                   const char *level);

typedef struct {
  gint64 registration_id;
  const char *act;   /* register change pause resume terminate expire cancel */
  const char *state; /* where it leads */
  QzDay day;         /* from which day on */
  const char *setl_id;      /* nullable */
  const char *actor;        /* "system" for automatic acts */
  const char *nominal_time; /* nullable */
  const char *reason;
} QzRegistrationEvent;

/* With its hospitals, without an event. The id, 0 on error. */
gint64 qz_registration_repo_put (QzAct *act, const QzRegistration *registration, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The event and where it leaves the registration. */
gboolean qz_registration_repo_put_event (QzAct *act, const QzRegistrationEvent *event,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The number after the greatest one that begins with @prefix ("HLJ1-230200-202605-"). (transfer
 * full) */
char *qz_registration_repo_dup_next_number (QzStore *store, const char *prefix, GError **error);
/* An input error ("registration-unknown") when there is none. */
QzRegistration *qz_registration_repo_get (QzStore *store, const char *number, GError **error);
QzRegistration *qz_registration_repo_get_id (QzStore *store, gint64 id, GError **error);
/* *out_id: 0 when there is none. */
gboolean qz_registration_repo_find (QzStore *store, const char *number, gint64 *out_id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those of one person, oldest first; an empty text fits nobody. (transfer full) */
GPtrArray *qz_registration_repo_list_person (QzStore *store, const char *psn_no,
                                             const char *certno, GError **error);

/* One row of the history. */
typedef struct {
  const char *state; /* interned */
  QzDay day;
  char setl_id[64];       /* "" : none */
  char nominal_time[20];  /* "" : none */
} QzRegistrationStep;
GArray *qz_registration_repo_list_steps (QzStore *store, gint64 registration_id, GError **error);

/* NL-10c: a referral that still stands as valid though a discharge was matched to it. */
typedef struct {
  gint64 registration_id;
  char *number, *setl_id, *time, *insured_area;
} QzRegistrationUse;
/* The first discharge of each, in the order of their times. (transfer full) */
GPtrArray *qz_registration_repo_list_used (QzStore *store, GError **error);
/* Whether any cost was matched to it. */
gboolean qz_registration_repo_is_used (QzStore *store, gint64 registration_id, gboolean *out,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NL-40: whether direct settlement of the person is suspended on @day. *out_reason (nullable): why,
 * (transfer full). */
gboolean qz_registration_repo_is_suspended (QzStore *store, const char *certno, QzDay day,
                                            gboolean *out, char **out_reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Name and level of a provider, and its place; FALSE in *out_found when the register has none. */
typedef struct {
  gboolean found;
  gint64 id;
  char *name, *level, *area, *managed_by;
} QzRegistrationProvider;
void qz_registration_provider_clear (QzRegistrationProvider *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzRegistrationProvider, qz_registration_provider_clear)
gboolean qz_registration_repo_find_provider (QzStore *store, const char *code,
                                             QzRegistrationProvider *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── what is matched ── */

/* One claim treated in the province, or one payment of the national file. */
typedef struct {
  gint64 claim_id, item_id; /* one of them is 0 */
  gint64 import_id;
  char *setl_id, *time; /* time: "yyyy-mm-dd hh:mm:ss" or the day */
  char *insured_area, *psn_no, *certno;
  char *hospital_code, *hospital_area; /* area of the hospital */
  char *managed_by;                    /* agency that settles with it; "" in other provinces */
  char *refunded;                      /* setl_id that a refund takes back; "" */
  QzNlScope scope;
  QzInsurance insurance;
  gboolean is_inpatient, is_refund;
} QzRegistrationCase;
/* Claims with pay_loc 3 or 4 among these ids, or payments of the national file, by time. (transfer
 * full) */
GPtrArray *qz_registration_repo_list_claims (QzStore *store, gint64 first_id, gint64 last_id,
                                             GError **error);
GPtrArray *qz_registration_repo_list_items (QzStore *store, gint64 first_id, gint64 last_id,
                                            GError **error);
/* @registration_id: 0: none. */
gboolean qz_registration_repo_put_match (QzAct *act, const QzRegistrationCase *what,
                                         gint64 registration_id, const char *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the settlement @setl_id was matched to; *out_result NULL (interned) when to nothing. */
gboolean qz_registration_repo_find_match (QzStore *store, const char *setl_id,
                                          gint64 *out_registration, const char **out_result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── tables (qz-registration-lists.c); columns as the use cases say ── */

/* @state, @person: NULL: all. */
gboolean qz_registration_repo_fill (QzStore *store, const char *state, const char *person,
                                    QzSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_registration_repo_fill_events (QzStore *store, gint64 id, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_registration_repo_fill_claims (QzStore *store, gint64 id, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Referrals that ended before @today without a matched cost. */
gboolean qz_registration_repo_fill_unused (QzStore *store, QzDay today, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @period: 0: all. */
gboolean qz_registration_repo_fill_unmatched (QzStore *store, QzPeriod period, QzSheet *sheet,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Number of the one that @id replaces or that replaces it; "" when none. (transfer full) */
char *qz_registration_repo_dup_replaced (QzStore *store, gint64 id, gboolean by, GError **error);

G_END_DECLS
