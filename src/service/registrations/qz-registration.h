/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-nonlocal.h"

G_BEGIN_DECLS

/* Of the store (qz-act.h): the acts of others are passed through, nobody else looks at them. */
typedef struct _QzAct QzAct;

/* Registrations of care away from home (备案, NL-8 … NL-11, NL-15, SM-7). A registration is kept by
 * the agency of the insured area, which is the actor of all acts but those of the system. Nothing
 * of it is ever changed: who moves or chooses other hospitals is cancelled and registered anew.
 * All that is refused says its rule and a stable id. */

/* What is written on F-NL-1. Texts that do not apply are NULL or "". */
typedef struct {
  QzNlPerson kind;
  QzNlScope scope; /* of the treat area; refused when it is not */
  QzInsurance insurance;
  const char *insured_area; /* area codes */
  const char *treat_area;   /* a county or city of the province, or an area or province outside */
  QzDay begin_day;
  QzDay end_day; /* QZ_DAY_NONE: open */
  const char *psn_no, *psn_name;
  const char *cert_type; /* "01": identity card, whose number is checked (GB 11643) */
  const char *certno;
  const char *gend; /* "1" "2"; "" : from the number of an identity card */
  QzDay brdy;       /* QZ_DAY_NONE: from the number of an identity card */
  const char *card_no, *insured_state, *emp_name, *phone, *address;
  const char *from_hospital, *to_hospital, *diagnosis, *referral_reason; /* of a referral */
  QzDay registered_day; /* QZ_DAY_NONE: the business day */
  const char *hospitals; /* NL-15: "code:name:level;…"; name and level may be left out: then they
                            are those of the register. Not of a referral */
} QzRegistrationInput;

/* What is wrong with @input, for a form with its checks beside the fields; nothing is written.
 * Columns: field (the name of the member) rule id reason. No rows: it could be registered.
 * @replaces: number of the registration that it would replace; NULL: none. */
QzSheet *qz_registration_check (QzBook *book, const QzContext *context,
                                const QzRegistrationInput *input, const char *replaces,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Registers; refused with the first thing that qz_registration_check() finds.
 * *out_number: HLJ1-230200-202605-001. (transfer full) */
gboolean qz_registration_add (QzBook *book, const QzContext *context,
                              const QzRegistrationInput *input, char **out_number,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NL-10a: cancels @number (CANCELLED_CHANGED, from the begin day of @input) and registers @input in
 * one act. The person must be the same. */
gboolean qz_registration_change (QzBook *book, const QzContext *context, const char *number,
                                 const QzRegistrationInput *input, const char *reason,
                                 char **out_number, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
  QZ_REGISTRATION_PAUSE,         /* VALID → PAUSED (NL-10b) */
  QZ_REGISTRATION_RESUME,        /* PAUSED → VALID */
  QZ_REGISTRATION_TERMINATE,     /* VALID, PAUSED → TERMINATED */
  QZ_REGISTRATION_CANCEL_UNUSED, /* a VALID referral whose end day passed without cost (NL-10c) */
} QzRegistrationAct;
/* @day: from which day on; QZ_DAY_NONE: the business day. Not before the registration begins, not
 * before its last event. @reason: needed. Refused: "registration-transition" (SM-7),
 * "referral-only", "referral-not-over", "referral-used". */
gboolean qz_registration_act (QzBook *book, const QzContext *context, const char *number,
                              QzRegistrationAct act, QzDay day, const char *reason,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Which of the four a registration could take now, as bits (1 << act); 0 for none. For buttons. */
guint qz_registration_get_acts (QzBook *book, const QzContext *context, const char *number,
                                GError **error);

/* For the list; every member may be left out. */
typedef struct {
  const char *insured_unit; /* area code of a unit; NULL: all */
  const char *state;        /* NULL: all */
  const char *person;       /* psn_no or certno; NULL: all */
} QzRegistrationQuery;
/* number kind (RETIRED …) scope insurance psn_no psn_name certno (masked) insured_area
 * insured_name treat_area treat_name begin_day end_day state since registered_day claims
 * (matched). Newest first. @query: nullable. */
QzSheet *qz_registration_list (QzBook *book, const QzRegistrationQuery *query, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Facts: all that is written on the form (certno masked), state since replaces replaced_by
 * suspended (NL-40) acts (comma list of what could be done: change pause resume terminate
 * cancel-unused).
 * Children: "hospitals": code name level; "events": time nominal act state day actor setl_id
 * reason; "claims": setl_id settled provider provider_name med_type fund result. */
QzSheet *qz_registration_show (QzBook *book, const QzContext *context, const char *number,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Referrals whose end day passed without cost: number psn_name insured_area treat_area end_day
 * days. Each is proposed for QZ_REGISTRATION_CANCEL_UNUSED (NL-10c). */
QzSheet *qz_registration_list_unused (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Non-local claims that no valid registration covered: setl_id settled pay_loc insured_area
 * treat_area provider provider_name psn_no psn_name fund result (NONE PAUSED ENDED AREA HOSPITAL)
 * reason (in words) registration suspended (NL-40) service_off (NL-14: the hospital had left care
 * away from home; also of persons whose registrations are kept elsewhere; these, and covered ones,
 * have the result MATCHED). @period: month of settlement, 0: all. */
QzSheet *qz_registration_list_unmatched (QzBook *book, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What one claim was matched to, facts: result reason registration state, and when it was matched
 * catalogue and benefit (NL-25) in words; no facts when it is no non-local claim. */
QzSheet *qz_registration_show_claim (QzBook *book, const char *setl_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* VALID … and MATCHED …: names for people, translated. */
const char *qz_registration_state_get_name (const char *state);
const char *qz_registration_result_get_name (const char *result);

/* ── form 1 (NL-9) ── */

/* Both copies (one kept by the agency, one for the applicant) as a PDF in the new file @path. They
 * carry the whole identity number, so printing is logged as revealing it; by those with
 * QZ_RIGHT_PRINT_PERSON. *out_reprints (nullable): how often it was printed before; then the paper
 * says so. */
gboolean qz_registration_print (QzBook *book, const QzContext *context, const char *number,
                                const char *path, guint *out_reprints, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same as a draft with the number masked, for looking at; nothing is logged. (transfer full) */
GBytes *qz_registration_preview (QzBook *book, const QzContext *context, const char *number,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── called by the imports and by the tick ── */

/* Matches the claims of a file that has just come in (ids of the claims, or of the payments of the
 * national file), and lets the referrals expire that they used up (NL-10c). Claims of persons who
 * are insured where this book set does not act are left alone: their registrations are not here. */
gboolean qz_registration_match_import (QzAct *act, QzBook *book, const QzContext *context,
                                       gint64 first_claim_id, gint64 last_claim_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_registration_match_items (QzAct *act, QzBook *book, const QzContext *context,
                                      gint64 first_item_id, gint64 last_item_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Referrals that a matched discharge used up and that still stand as valid, in the order of their
 * nominal times. With @act NULL only counted. @done (nullable): rows of qz_nonlocal_tick(). */
gboolean qz_registration_tick (QzBook *book, QzAct *act, QzSheet *done, guint *out_n,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
