/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-policy-terms.h"
#include "qz-section-file.h"

G_BEGIN_DECLS

/**
 * QzPolicy:
 *
 * A policy pack: the rules of one region as data, read from one text file (docs/policies.md).
 * Immutable and reference counted. Strings that getters return live as long as the policy.
 */
typedef struct _QzPolicy QzPolicy;

/* Refuses, with file, line and field: unknown sections and keys, missing parameters, a ratio
 * outside its legal range (ids "ratio-out-of-range", "ratio-below-minimum", "ratio-above-maximum",
 * with the rule), two ratios or two postings for the same case. The worked examples are run by
 * qz_policy_run_examples() of the schemes; a pack that did not pass them must not be used. */
QzPolicy *qz_policy_new_from_text (const char *text, gssize length, const char *file_name,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same rules as if they were valid from @from on without end: to see what they would have given
 * on days before they came. Never to be put into a book set. (transfer full) */
QzPolicy *qz_policy_new_trial (QzPolicy *policy, QzDay from, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
QzPolicy *qz_policy_ref (QzPolicy *self);
void qz_policy_unref (QzPolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPolicy, qz_policy_unref)

const char *qz_policy_get_text (QzPolicy *self); /* the file, as it was read */
const char *qz_policy_get_id (QzPolicy *self); /* "jilin-daily" */
guint qz_policy_get_version (QzPolicy *self);
const char *qz_policy_get_title (QzPolicy *self);
const char *qz_policy_get_regime (QzPolicy *self); /* "JL": prefix of its rule numbers */
QzPolicyKind qz_policy_get_kind (QzPolicy *self);
const char *qz_policy_get_issuer (QzPolicy *self);
QzDay qz_policy_get_valid_from (QzPolicy *self);
QzDay qz_policy_get_valid_to (QzPolicy *self); /* included; QZ_DAY_NONE: open */
gboolean qz_policy_is_valid_on (QzPolicy *self, QzDay day);
guint qz_policy_get_n_areas (QzPolicy *self);
const char *qz_policy_get_area (QzPolicy *self, guint index); /* prefix of an area code: "22" */
gboolean qz_policy_covers_area (QzPolicy *self, const char *area);
gboolean qz_policy_has_path (QzPolicy *self, QzPath path);
/* The earlier version of the same pack that this one ends; 0: none. */
guint qz_policy_get_replaces (QzPolicy *self);

/* Refused (id "policy-overlap") when both would rule some area on some day. A version that says
 * `replaces` ends the version it names on the day before its own first day. Packs of different
 * regimes (instant settlement, care away from home, medical assistance) never collide. */
gboolean qz_policy_check_overlap (QzPolicy *self, QzPolicy *other, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── scope ── */
gboolean qz_policy_has_insurance (QzPolicy *self, QzInsurance insurance);
/* By the longest known prefix of @med_type; QZ_MED_UNMAPPED when none fits. */
QzMedGroup qz_policy_get_med_group (QzPolicy *self, const char *med_type);
/* QZ_CLAIM_BITs of the amounts that are summed into @part of the base. */
guint32 qz_policy_get_part (QzPolicy *self, QzInsurance insurance, QzFundPart part);
gboolean qz_policy_acct_includes_mulaid (QzPolicy *self); /* V4 */

typedef enum {
  QZ_SCOPE_IN,
  QZ_SCOPE_INSURANCE,  /* the fund is not in scope */
  QZ_SCOPE_SETL_TYPE,  /* not settled online (HLJ-IS-5) */
  QZ_SCOPE_PAY_LOC,    /* costs of other places (HLJ-IS-6, JL-7) */
  QZ_SCOPE_MED_GROUP,  /* the group is not in scope */
  QZ_SCOPE_UNMAPPED,   /* med_type is unknown and must be assigned */
  QZ_N_SCOPE_REASONS,
} QzScope;
/* Whether a claim is in scope, and its group of med_type (nullable). JL-20: what is not in scope
 * waits for the month settlement. */
QzScope qz_policy_get_scope (QzPolicy *self, const QzClaim *claim, QzMedGroup *out_group);
const char *qz_scope_get_reason (QzScope scope); /* translated */
/* The parts of the base (domain 4.2) and their sum. */
QzFen qz_policy_get_base (QzPolicy *self, const QzClaim *claim, QzFen parts[QZ_N_PARTS]);

/* ── ratios ── */
/* What a ratio is asked for. */
typedef struct {
  QzPath path;
  QzInsurance insurance;
  QzMedGroup group;  /* QZ_MED_UNMAPPED matches only entries for all groups */
  const char *level; /* of the provider; NULL matches only entries for all levels */
  QzDay day;
} QzRatioCase;
/* The most specific ratio valid on the day: an entry for the provider's level beats one for the
 * group, that one for the insurance. @out_rule: nullable. Fails (id "ratio-missing"). */
gboolean qz_policy_get_ratio (QzPolicy *self, const QzRatioCase *asked, QzPpm *out_ppm,
                              const char **out_rule, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── terms ── */
const QzAdvanceTerms *qz_policy_get_advance (QzPolicy *self); /* NULL unless path mprepay */
const QzDailyTerms *qz_policy_get_daily (QzPolicy *self);     /* NULL unless path daily */
/* These two are NULL for packs of other regimes than instant settlement. */
const QzSettlementTerms *qz_policy_get_settlement (QzPolicy *self);
const QzDeferralTerms *qz_policy_get_deferral (QzPolicy *self);
/* NULL unless the pack rules care away from home (`paths = nonlocal`); such a pack has no path of
 * instant settlement, no scope, fund or ratio. */
const QzNonLocalTerms *qz_policy_get_nonlocal (QzPolicy *self);
/* NULL unless the pack rules medical assistance (`paths = assistance`), which has no path, scope,
 * fund or ratio of instant settlement either. */
const QzAssistTerms *qz_policy_get_assistance (QzPolicy *self);
/* The parameters of a category (or QZ_ASSIST_NONE) on a day; strings live as long as the policy.
 * NULL (id "layers-missing", DT-14) when the pack has none for that day. */
const QzAssistLayers *qz_policy_get_layers (QzPolicy *self, QzAssistCategory category, QzDay day,
                                            GError **error);
/* By the longest known prefix of @med_type (nullable). */
QzAssistKind qz_policy_get_assist_kind (QzPolicy *self, const char *med_type);
const QzPostingRule *qz_policy_find_posting (QzPolicy *self, const char *event); /* nullable */
/* Of a pack of care away from home or of medical assistance: the posting of @event in a ledger of
 * this kind. Assistance has one money: give QZ_MONEY_CLEARING. */
typedef struct {
  const char *event;
  const char *reverses; /* with EV-27: what it turns round; else NULL */
  QzLedgerKind ledger;
  QzMoney money;
  QzFlow flow;
} QzPostingCase;
const QzPostingRule *qz_policy_find_posting_for (QzPolicy *self,
                                                 const QzPostingCase *asked); /* nullable */
guint qz_policy_get_n_postings (QzPolicy *self);
const QzPostingRule *qz_policy_get_posting (QzPolicy *self, guint index);
/* Deadlines (domain 1.6) in the order of the file. */
guint qz_policy_get_n_deadlines (QzPolicy *self);
const QzDeadlineRule *qz_policy_get_deadline (QzPolicy *self, guint index);

/* The rule number of a parameter, e.g. "advance", "due_day"; nullable. */
const char *qz_policy_get_rule (QzPolicy *self, const char *section, const char *key);

/* Everything but the examples, in the order of the file, for `policy show` and `policy diff`. */
typedef struct {
  const char *section;
  guint section_no; /* tells apart sections of one name */
  const char *key;
  const char *value;
  const char *rule; /* nullable */
  guint line;
} QzPolicyParameter;
guint qz_policy_get_n_parameters (QzPolicy *self);
const QzPolicyParameter *qz_policy_get_parameter (QzPolicy *self, guint index);

guint qz_policy_get_n_examples (QzPolicy *self);
QzSection *qz_policy_get_example (QzPolicy *self, guint index); /* "[example NAME]" */
const char *qz_policy_get_example_name (QzPolicy *self, guint index);

G_END_DECLS
